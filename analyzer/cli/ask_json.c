#include "cli/ask.h"

#include "cli/diff_json.h"
#include "json/write.h"

#include <json-c/json.h>

/* The statements that allow it, or those that deny it or fail to allow it. */
static struct json_object *statements_json(rf_arena *arena, const rf_ask *ask,
                                           const rf_difference *one)
{
    return ask->always ? rf_diff_json_refusing(arena, &ask->policies, one)
                       : rf_diff_json_allowing(arena, one);
}

static struct json_object *counterexample_json(rf_arena *arena, const rf_ask *ask,
                                               const rf_difference *one)
{
    struct json_object *item = rf_diff_json_difference(arena, one);
    json_object_object_add(item, "statements", statements_json(arena, ask, one));
    return item;
}

rf_str rf_ask_json(rf_arena *arena, const rf_ask *ask)
{
    struct json_object *whole = json_object_new_object(), *list = json_object_new_array(),
                       *unknown = json_object_new_array(), *notes = json_object_new_array();
    for (size_t i = 0; i < ask->found.list.n; i++)
        json_object_array_add(list, counterexample_json(arena, ask, &ask->found.list.at[i]));
    rf_diff_json_add_undecided(unknown, &ask->found);
    for (size_t i = 0; i < ask->notes.n; i++)
        json_object_array_add(notes, rf_json_from_str(ask->notes.at[i]));
    json_object_object_add(whole, "version", json_object_new_int(1));
    json_object_object_add(whole, "question",
                           json_object_new_string(ask->always ? "always" : "never"));
    json_object_object_add(whole, "answer",
                           json_object_new_string(rf_answer_name(rf_ask_answer(ask))));
    json_object_object_add(whole, "universe",
                           json_object_new_string(ask->universe.any ? "any" : "aws"));
    json_object_object_add(whole, "empty", json_object_new_boolean(ask->empty));
    json_object_object_add(whole, "counterexamples", list);
    json_object_object_add(whole, "unknown", unknown);
    json_object_object_add(whole, "notes", notes);
    rf_str text = rf_json_text(arena, whole, true);
    json_object_put(whole);
    return rf_format(arena, "%.*s\n", RF_ARG(text));
}

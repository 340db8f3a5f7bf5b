#include "cli/diff.h"

#include "json/write.h"

#include <json-c/json.h>

static struct json_object *request_json(rf_arena *arena, const rf_request *request)
{
    struct json_object *object = json_object_new_object();
    struct json_object *context = json_object_new_object();
    json_object_object_add(object, "action", rf_json_from_str(request->action));
    json_object_object_add(object, "resource", rf_json_from_str(request->resource));
    if (request->caller.text.n != 0)
        json_object_object_add(object, "principal", rf_json_from_str(request->caller.text));
    for (size_t i = 0; i < request->n; i++) {
        const rf_context_key *key = &request->context[i];
        struct json_object *value =
            key->multivalued ? json_object_new_array() : rf_json_from_str(key->values[0]);
        for (size_t v = 0; key->multivalued && v < key->n; v++)
            json_object_array_add(value, rf_json_from_str(key->values[v]));
        json_object_object_add(context, rf_cstr(arena, key->name), value);
    }
    json_object_object_add(object, "context", context);
    return object;
}

static void add_statement(rf_arena *arena, struct json_object *list, const rf_statement *statement)
{
    json_object_array_add(list, rf_json_from_str(rf_statement_id(arena, statement)));
}

static void add_differences(rf_arena *arena, struct json_object *list, const rf_diff_pair *pair,
                            const rf_differences *found, const char *more, const char *less)
{
    for (size_t i = 0; i < found->list.n; i++) {
        const rf_difference *one = &found->list.at[i];
        struct json_object *item = json_object_new_object();
        struct json_object *allowing = json_object_new_array();
        struct json_object *failing = json_object_new_array();
        json_object_object_add(item, "action", rf_json_from_str(one->action));
        if (one->type != NULL)
            json_object_object_add(item, "resource_type",
                                   rf_json_from_str(rf_ref_text(one->reference, one->type->name)));
        if (one->known != NULL)
            json_object_object_add(item, "access_level",
                                   json_object_new_string(rf_access_level_name(one->known->level)));
        if (pair->name.n != 0)
            json_object_object_add(item, "policy", rf_json_from_str(pair->name));
        json_object_object_add(item, "witness", request_json(arena, one->witness));
        add_statement(arena, allowing, one->allowed_by);
        if (one->denied_by != NULL)
            add_statement(arena, failing, one->denied_by);
        for (size_t k = 0; one->denied_by == NULL && k < one->failing_count; k++)
            add_statement(arena, failing, one->failing[k]);
        json_object_object_add(item, less, failing);
        json_object_object_add(item, more, allowing);
        json_object_array_add(list, item);
    }
}

static void add_undecided(struct json_object *list, const rf_differences *found)
{
    for (size_t i = 0; i < found->undecided.n; i++) {
        struct json_object *item = json_object_new_object();
        json_object_object_add(item, "action", rf_json_from_str(found->undecided.at[i].action));
        json_object_object_add(item, "why", rf_json_from_str(found->undecided.at[i].why));
        json_object_array_add(list, item);
    }
}

rf_str rf_diff_json(rf_arena *arena, const rf_diff *diff)
{
    struct json_object *whole = json_object_new_object();
    struct json_object *gained = json_object_new_array(), *lost = json_object_new_array(),
                       *unknown = json_object_new_array();
    for (size_t i = 0; i < diff->pairs.n; i++) {
        const rf_diff_pair *pair = &diff->pairs.at[i];
        add_differences(arena, gained, pair, &pair->gained, "new", "base");
        add_differences(arena, lost, pair, &pair->lost, "base", "new");
        add_undecided(unknown, &pair->gained);
        add_undecided(unknown, &pair->lost);
    }
    json_object_object_add(whole, "version", json_object_new_int(1));
    json_object_object_add(whole, "verdict",
                           json_object_new_string(rf_diff_verdict_name(rf_diff_verdict_of(diff))));
    json_object_object_add(whole, "gained", gained);
    json_object_object_add(whole, "lost", lost);
    json_object_object_add(whole, "unknown", unknown);
    rf_str text = rf_json_text(arena, whole, true);
    json_object_put(whole);
    return rf_format(arena, "%.*s\n", RF_ARG(text));
}

#include "cli/diff_json.h"

#include "cli/diff.h"
#include "cli/diff_reasons.h"
#include "json/write.h"

#include <json-c/json.h>

static struct json_object *context_value(const rf_context_key *key)
{
    if (!key->multivalued)
        return rf_json_from_str(key->values[0]);
    struct json_object *values = json_object_new_array();
    for (size_t i = 0; i < key->n; i++)
        json_object_array_add(values, rf_json_from_str(key->values[i]));
    return values;
}

static struct json_object *request_json(rf_arena *arena, const rf_request *request)
{
    struct json_object *object = json_object_new_object();
    struct json_object *context = json_object_new_object();
    json_object_object_add(object, "action", rf_json_from_str(request->action));
    json_object_object_add(object, "resource", rf_json_from_str(request->resource));
    if (request->caller.text.n != 0)
        json_object_object_add(object, "principal", rf_json_from_str(request->caller.text));
    for (size_t i = 0; i < request->n; i++)
        if (!request->context[i].derived)
            json_object_object_add(context, rf_cstr(arena, request->context[i].name),
                                   context_value(&request->context[i]));
    json_object_object_add(object, "context", context);
    return object;
}

struct json_object *rf_diff_json_difference(rf_arena *arena, const rf_difference *one)
{
    struct json_object *item = json_object_new_object();
    json_object_object_add(item, "action", rf_json_from_str(one->action));
    if (one->type != NULL)
        json_object_object_add(item, "resource_type",
                               rf_json_from_str(rf_ref_text(one->reference, one->type->name)));
    if (one->known != NULL)
        json_object_object_add(item, "access_level",
                               json_object_new_string(rf_access_level_name(one->known->level)));
    json_object_object_add(item, "witness", request_json(arena, one->witness));
    return item;
}

static void add_statement(rf_arena *arena, struct json_object *list, const rf_statement *statement)
{
    json_object_array_add(list, rf_json_from_str(rf_statement_id(arena, statement)));
}

struct json_object *rf_diff_json_allowing(rf_arena *arena, const rf_difference *one)
{
    struct json_object *list = json_object_new_array();
    add_statement(arena, list, one->allowed_by);
    return list;
}

struct json_object *rf_diff_json_refusing(rf_arena *arena, const rf_policies *less,
                                          const rf_difference *one)
{
    struct json_object *list = json_object_new_array();
    if (one->denied_by != NULL) {
        add_statement(arena, list, one->denied_by);
        return list;
    }
    rf_statements failing = rf_allows_about(arena, less, one->witness);
    for (size_t i = 0; i < failing.n; i++)
        add_statement(arena, list, failing.at[i]);
    return list;
}

void rf_diff_json_add_undecided(struct json_object *list, const rf_differences *found)
{
    for (size_t i = 0; i < found->undecided.n; i++) {
        struct json_object *item = json_object_new_object();
        json_object_object_add(item, "action", rf_json_from_str(found->undecided.at[i].action));
        json_object_object_add(item, "why", rf_json_from_str(found->undecided.at[i].why));
        json_object_array_add(list, item);
    }
}

static void add_differences(rf_arena *arena, struct json_object *list, const rf_diff_pair *pair,
                            bool gained)
{
    const rf_differences *found = gained ? &pair->gained : &pair->lost;
    const rf_policy *const *other = gained ? &pair->base : &pair->new;
    rf_policies less = {other, *other != NULL};
    for (size_t i = 0; i < found->list.n; i++) {
        const rf_difference *one = &found->list.at[i];
        struct json_object *item = rf_diff_json_difference(arena, one);
        struct json_object *allowing = rf_diff_json_allowing(arena, one);
        struct json_object *refusing = rf_diff_json_refusing(arena, &less, one);
        if (pair->name.n != 0)
            json_object_object_add(item, "policy", rf_json_from_str(pair->name));
        json_object_object_add(item, "base", gained ? refusing : allowing);
        json_object_object_add(item, "new", gained ? allowing : refusing);
        json_object_array_add(list, item);
    }
}

static void add_notes(struct json_object *list, const rf_diff_pair *pair)
{
    for (size_t i = 0; i < pair->notes.n; i++)
        json_object_array_add(list, rf_json_from_str(pair->notes.at[i]));
}

rf_str rf_diff_json(rf_arena *arena, const rf_diff *diff)
{
    rf_diff_verdict verdict = rf_diff_verdict_of(rf_diff_gains(diff), rf_diff_loses(diff));
    struct json_object *whole = json_object_new_object(), *gained = json_object_new_array(),
                       *lost = json_object_new_array(), *unknown = json_object_new_array(),
                       *notes = json_object_new_array();
    for (size_t i = 0; i < diff->pairs.n; i++) {
        const rf_diff_pair *pair = &diff->pairs.at[i];
        add_differences(arena, gained, pair, true);
        add_differences(arena, lost, pair, false);
        rf_diff_json_add_undecided(unknown, &pair->gained);
        rf_diff_json_add_undecided(unknown, &pair->lost);
        add_notes(notes, pair);
    }
    json_object_object_add(whole, "version", json_object_new_int(1));
    json_object_object_add(whole, "verdict", json_object_new_string(rf_diff_verdict_name(verdict)));
    json_object_object_add(whole, "universe", json_object_new_string(diff->any ? "any" : "aws"));
    json_object_object_add(whole, "gained", gained);
    json_object_object_add(whole, "lost", lost);
    json_object_object_add(whole, "unknown", unknown);
    json_object_object_add(whole, "notes", notes);
    rf_str text = rf_json_text(arena, whole, true);
    json_object_put(whole);
    return rf_format(arena, "%.*s\n", RF_ARG(text));
}

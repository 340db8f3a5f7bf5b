#include "checks/escalation_set.h"

#include "checks/lookup.h"

enum {
    PLACES = 4, /* Regions of a policy that are looked at, and accounts */
    KEYS = 64,  /* and keys of a kind; a policy that AWS stores has no room for many more */
};

static const rf_span nowhere;

bool rf_escalation_is_plain(rf_str text)
{
    return rf_find_byte(text, '*') == RF_NOT_FOUND && rf_find_byte(text, '?') == RF_NOT_FOUND &&
           rf_find_byte(text, '$') == RF_NOT_FOUND;
}

/* --- what the policy speaks of ------------------------------------------------------------------
 */

static void add_place(rf_arena *arena, rf_name_list *places, rf_str field)
{
    if (field.n != 0 && places->names.n < PLACES && rf_escalation_is_plain(field))
        rf_name_add(arena, places, field);
}

static void add_arn(rf_escalation_scene *scene, rf_str text)
{
    rf_arn arn;
    if (!rf_lookup_arn_fields(text, &arn))
        return;
    if (scene->partition.n == 0 && rf_escalation_is_plain(arn.segment[RF_ARN_PARTITION]))
        scene->partition = arn.segment[RF_ARN_PARTITION];
    add_place(scene->arena, &scene->regions, arn.segment[RF_ARN_REGION]);
    add_place(scene->arena, &scene->accounts, arn.segment[RF_ARN_ACCOUNT]);
}

static void add_key(rf_escalation_scene *scene, const rf_condition *condition)
{
    bool tag = rf_find(condition->key, RF_STR(":resourcetag/")) != RF_NOT_FOUND;
    bool caller = rf_starts(condition->key, RF_STR("aws:calledvia")) ||
                  rf_eq_c(condition->key, "aws:viaawsservice");
    rf_name_list *list = tag ? &scene->tags : &scene->callers;
    if ((!tag && !caller) || list->names.n == KEYS)
        return;
    for (size_t i = 0; i < list->names.n; i++)
        if (rf_eq_nocase(list->names.at[i], condition->name))
            return;
    RF_PUSH(scene->arena, &list->names, condition->name);
}

rf_escalation_scene rf_escalation_scene_of(rf_arena *arena, const rf_policy *policy)
{
    rf_escalation_scene scene = {.arena = arena};
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *statement = &policy->statements[i];
        for (size_t k = 0; k < statement->resources.n; k++)
            add_arn(&scene, statement->resources.at[k].text);
        for (size_t k = 0; k < statement->n; k++)
            add_key(&scene, &statement->conditions[k]);
    }
    if (scene.partition.n == 0)
        scene.partition = RF_STR("aws");
    rf_name_add(arena, &scene.regions, RF_STR("us-east-1"));
    rf_name_add(arena, &scene.accounts, RF_STR("111122223333"));
    return scene;
}

/* --- ARNs of the rule ---------------------------------------------------------------------------
 */

typedef RF_VEC(rf_value) value_list;

static rf_str in_partition(const rf_escalation_scene *scene, rf_str text)
{
    rf_str any = RF_STR("arn:*:");
    if (!rf_starts(text, any))
        return text;
    return rf_format(scene->arena, "arn:%.*s:%.*s", RF_ARG(scene->partition),
                     RF_ARG(rf_slice(text, any.n, text.n)));
}

static void add_placed(const rf_escalation_scene *scene, rf_str text, value_list *into)
{
    rf_arn arn;
    if (!rf_lookup_arn_fields(in_partition(scene, text), &arn)) {
        RF_PUSH(scene->arena, into, rf_value_string(text, nowhere));
        return;
    }
    bool regions = rf_eq_c(arn.segment[RF_ARN_REGION], "*");
    bool accounts = rf_eq_c(arn.segment[RF_ARN_ACCOUNT], "*");
    for (size_t r = 0; r < (regions ? scene->regions.names.n : 1); r++) {
        for (size_t a = 0; a < (accounts ? scene->accounts.names.n : 1); a++) {
            rf_str region = regions ? scene->regions.names.at[r] : arn.segment[RF_ARN_REGION];
            rf_str account = accounts ? scene->accounts.names.at[a] : arn.segment[RF_ARN_ACCOUNT];
            rf_str one = rf_format(scene->arena, "arn:%.*s:%.*s:%.*s:%.*s:%.*s",
                                   RF_ARG(arn.segment[RF_ARN_PARTITION]),
                                   RF_ARG(arn.segment[RF_ARN_SERVICE]), RF_ARG(region),
                                   RF_ARG(account), RF_ARG(arn.segment[RF_ARN_RESOURCE]));
            RF_PUSH(scene->arena, into, rf_value_string(one, nowhere));
        }
    }
}

rf_value rf_escalation_placed(const rf_escalation_scene *scene, const rf_value *arns)
{
    value_list all = {0};
    for (size_t i = 0; arns->kind == RF_LIST && i < arns->as.list.n; i++)
        add_placed(scene, rf_text_of(&arns->as.list.at[i]), &all);
    if (arns->kind == RF_STRING)
        add_placed(scene, arns->as.string.text, &all);
    return rf_value_list(all.at, all.n, nowhere);
}

/* --- conditions ---------------------------------------------------------------------------------
 */

/* A Condition under construction: its operators, each with its keys. */
typedef struct block {
    rf_arena *arena;
    RF_VEC(rf_member) operators;
} block;

static void add_keys(block *conditions, rf_str name, const rf_value *keys)
{
    rf_member *into = NULL;
    for (size_t i = 0; i < conditions->operators.n; i++)
        if (rf_eq(conditions->operators.at[i].name, name))
            into = &conditions->operators.at[i];
    if (into == NULL) {
        RF_PUSH(conditions->arena, &conditions->operators, rf_member_of(name, *keys));
        return;
    }
    size_t n = into->value.as.object.n, more = keys->as.object.n;
    rf_member *all = RF_NEW_ARRAY(conditions->arena, rf_member, n + more);
    for (size_t i = 0; i < n + more; i++)
        all[i] = i < n ? into->value.as.object.at[i] : keys->as.object.at[i - n];
    into->value = rf_value_object(conditions->arena, all, n + more, nowhere);
}

static void add_condition(block *conditions, rf_str name, rf_str key, rf_str value)
{
    rf_member *member = RF_NEW(conditions->arena, rf_member);
    *member = rf_member_of(key, rf_value_string(value, nowhere));
    const rf_value keys = rf_value_object(conditions->arena, member, 1, nowhere);
    add_keys(conditions, name, &keys);
}

/* The keys of one operator of the rule, with ARNs in the partition of the policy. */
static rf_value keys_of(const rf_escalation_scene *scene, const rf_value *keys)
{
    rf_member *members = RF_NEW_ARRAY(scene->arena, rf_member, keys->as.object.n);
    for (size_t i = 0; i < keys->as.object.n; i++) {
        const rf_member *member = &keys->as.object.at[i];
        value_list values = {0};
        for (size_t k = 0; member->value.kind == RF_LIST && k < member->value.as.list.n; k++)
            RF_PUSH(scene->arena, &values,
                    rf_value_string(in_partition(scene, rf_text_of(&member->value.as.list.at[k])),
                                    nowhere));
        if (member->value.kind == RF_STRING)
            RF_PUSH(scene->arena, &values,
                    rf_value_string(in_partition(scene, rf_text_of(&member->value)), nowhere));
        members[i] = rf_member_of(member->name, rf_value_list(values.at, values.n, nowhere));
    }
    return rf_value_object(scene->arena, members, keys->as.object.n, nowhere);
}

/* Requests that AWS services make for the caller are not the caller's to shape.  aws:ViaAWSService
 * is always there ("AWS global condition context keys"). */
static void add_scene(const rf_escalation_scene *scene, bool untagged, block *conditions)
{
    for (size_t i = 0; untagged && i < scene->tags.names.n; i++)
        add_condition(conditions, RF_STR("Null"), scene->tags.names.at[i], RF_STR("true"));
    for (size_t i = 0; i < scene->callers.names.n; i++) {
        rf_str key = scene->callers.names.at[i];
        if (rf_eq_nocase_c(key, "aws:viaawsservice"))
            add_condition(conditions, RF_STR("Bool"), key, RF_STR("false"));
        else
            add_condition(conditions, RF_STR("Null"), key, RF_STR("true"));
    }
}

/* --- the set ------------------------------------------------------------------------------------
 */

static const rf_statement *statement_of(rf_arena *arena, const rf_member *parts, size_t n)
{
    rf_member *document = RF_NEW_ARRAY(arena, rf_member, 2);
    document[0] = rf_member_of(RF_STR("Version"), rf_value_string(RF_STR("2012-10-17"), nowhere));
    document[1] = rf_member_of(RF_STR("Statement"), rf_value_object(arena, parts, n, nowhere));
    const rf_value value = rf_value_object(arena, document, 2, nowhere);
    const rf_policy *policy = rf_policy_read(arena, &value, RF_STR("{}"));
    return policy->refused || policy->n != 1 ? NULL : &policy->statements[0];
}

const rf_statement *rf_escalation_set(const rf_escalation_scene *scene,
                                      const rf_escalation_limit *limit, const rf_value *resources)
{
    rf_arena *arena = scene->arena;
    const rf_value *when = limit->when;
    block conditions = {.arena = arena};
    for (size_t i = 0; when != NULL && when->kind == RF_OBJECT && i < when->as.object.n; i++) {
        const rf_member *member = &when->as.object.at[i];
        if (member->value.kind != RF_OBJECT)
            return NULL;
        const rf_value keys = keys_of(scene, &member->value);
        add_keys(&conditions, member->name, &keys);
    }
    if (limit->service.n != 0)
        add_condition(&conditions, RF_STR("StringEquals"), RF_STR("iam:PassedToService"),
                      limit->service);
    add_scene(scene, limit->untagged, &conditions);
    rf_member *parts = RF_NEW_ARRAY(arena, rf_member, 4);
    parts[0] = rf_member_of(RF_STR("Effect"), rf_value_string(RF_STR("Allow"), nowhere));
    parts[1] = rf_member_of(RF_STR("Action"), rf_value_string(limit->action, nowhere));
    parts[2] = rf_member_of(RF_STR("Resource"), *resources);
    if (conditions.operators.n == 0)
        return statement_of(arena, parts, 3);
    parts[3] = rf_member_of(RF_STR("Condition"), rf_value_object(arena, conditions.operators.at,
                                                                 conditions.operators.n, nowhere));
    return statement_of(arena, parts, 4);
}

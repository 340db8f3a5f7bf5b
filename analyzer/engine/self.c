/* What an expression sees of a subject as `self`. */
#include "engine/subjects.h"

#include "base/limits.h"
#include "iam/arn.h"
#include "input/recognise.h"
#include "terraform/secrets.h"

/* The lists of values that the members of `self` are made of. */
struct builder {
    rf_arena *arena;
    RF_VEC(rf_member) members;
};

static void put(struct builder *self, const char *name, rf_value value)
{
    RF_PUSH(self->arena, &self->members, rf_member_of(rf_str_c(name), value));
}

static void put_text(struct builder *self, const char *name, rf_str text, rf_span span)
{
    put(self, name, rf_value_string(text, span));
}

static void put_bool(struct builder *self, const char *name, bool boolean)
{
    put(self, name, rf_value_bool(boolean, (rf_span){0}));
}

static void put_int(struct builder *self, const char *name, size_t number)
{
    put(self, name, rf_value_int((int64_t)number, (rf_span){0}));
}

static rf_value built(struct builder *self, rf_span span)
{
    return rf_value_object(self->arena, self->members.at, self->members.n, span);
}

/* An element that may be absent: null then, so that a rule can tell it from an empty list. */
static void put_patterns(struct builder *self, const char *name, const rf_patterns *patterns)
{
    rf_value value = rf_value_null;
    if (patterns->present) {
        rf_value *items = RF_NEW_ARRAY(self->arena, rf_value, patterns->n);
        for (size_t i = 0; i < patterns->n; i++)
            items[i] = patterns->at[i].unknown
                           ? rf_value_unknown(&rf_type_string, patterns->at[i].span)
                           : rf_value_string(patterns->at[i].text, patterns->at[i].span);
        value = rf_value_list(items, patterns->n, patterns->span);
    }
    put(self, name, value);
}

static rf_value principal_value(rf_arena *arena, const rf_principal *principal)
{
    struct builder self = {.arena = arena};
    put_text(&self, "type", principal->type_text, principal->type_span);
    put_text(&self, "id", principal->id, principal->span);
    return built(&self, principal->span);
}

static void put_principals(struct builder *self, const char *name, const rf_principals *principals)
{
    rf_value value = rf_value_null;
    if (principals->present) {
        rf_value *items = RF_NEW_ARRAY(self->arena, rf_value, principals->n);
        for (size_t i = 0; i < principals->n; i++)
            items[i] = principal_value(self->arena, &principals->at[i]);
        value = rf_value_list(items, principals->n, principals->name_span);
    }
    put(self, name, value);
}

/* What is known of an element and its Not form. */
static void put_both(struct builder *self, const char *name, const rf_patterns *element,
                     const rf_patterns *not_element)
{
    const rf_patterns *both[] = {element, not_element};
    rf_value *items = RF_NEW_ARRAY(self->arena, rf_value, element->n + not_element->n);
    size_t n = 0;
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < both[k]->n; i++)
            if (!both[k]->at[i].unknown)
                items[n++] = rf_value_string(both[k]->at[i].text, both[k]->at[i].span);
    put(self, name, rf_value_list(items, n, element->span));
}

static void put_both_principals(struct builder *self, const char *name,
                                const rf_statement *statement)
{
    const rf_principals *both[] = {&statement->principals, &statement->not_principals};
    rf_value *items = RF_NEW_ARRAY(self->arena, rf_value, both[0]->n + both[1]->n);
    size_t n = 0;
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < both[k]->n; i++)
            if (!both[k]->at[i].unknown)
                items[n++] = principal_value(self->arena, &both[k]->at[i]);
    put(self, name, rf_value_list(items, n, both[0]->span));
}

static rf_value arn_value(rf_arena *arena, rf_str text, const rf_arn *arn, rf_span span)
{
    static const char *const names[] = {"prefix", "partition", "service",
                                        "region", "account",   "resource"};
    struct builder self = {.arena = arena};
    rf_str id, type = rf_arn_resource_type(arn->segment[RF_ARN_RESOURCE], &id);
    put_text(&self, "text", text, span);
    for (size_t i = 0; i < RF_ARN_SEGMENTS; i++)
        put_text(&self, names[i], arn->segment[i], span);
    put_text(&self, "type", type, span);
    return built(&self, span);
}

/* The known ARNs of Resource and NotResource, in their segments. */
static void put_arns(struct builder *self, const char *name, const rf_statement *statement)
{
    const rf_patterns *both[] = {&statement->resources, &statement->not_resources};
    rf_value *items = RF_NEW_ARRAY(self->arena, rf_value, both[0]->n + both[1]->n);
    rf_arn arn;
    size_t n = 0;
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < both[k]->n; i++) {
            const rf_pattern *pattern = &both[k]->at[i];
            if (!pattern->unknown && rf_starts(pattern->text, RF_STR("arn:")) &&
                rf_arn_split(pattern->text, &arn))
                items[n++] = arn_value(self->arena, pattern->text, &arn, pattern->span);
        }
    }
    put(self, name, rf_value_list(items, n, both[0]->span));
}

static const char *const effect_names[] = {[RF_EFFECT_INVALID] = "",
                                           [RF_EFFECT_ALLOW] = "Allow",
                                           [RF_EFFECT_DENY] = "Deny",
                                           [RF_EFFECT_UNKNOWN] = ""};
static const char *const set_names[] = {[RF_SET_NONE] = "",
                                        [RF_SET_FOR_ALL_VALUES] = "ForAllValues",
                                        [RF_SET_FOR_ANY_VALUE] = "ForAnyValue"};
static const char *const version_names[] = {[RF_VERSION_NONE] = "",
                                            [RF_VERSION_2008] = "2008-10-17",
                                            [RF_VERSION_2012] = "2012-10-17",
                                            [RF_VERSION_OTHER] = "other"};

/* Which values of a condition: all, those known, those its operator cannot read. */
enum { ALL_VALUES, KNOWN_VALUES, UNREADABLE_VALUES };

static rf_value condition_values(rf_arena *arena, const rf_condition *condition, int which)
{
    rf_value *items = RF_NEW_ARRAY(arena, rf_value, condition->n);
    size_t n = 0;
    for (size_t i = 0; i < condition->n; i++) {
        const rf_condition_value *value = &condition->values[i];
        if (value->kind != RF_UNKNOWN) {
            if (which != UNREADABLE_VALUES || !value->readable)
                items[n++] = rf_value_string(value->text, value->span);
        } else if (which == ALL_VALUES) {
            items[n++] = rf_value_unknown(&rf_type_string, value->span);
        }
    }
    return rf_value_list(items, n, condition->span);
}

/* True when the condition can hold only in a request that has the key.  (`Null` with "false" asks
 * for just that.) */
static bool needs_key(const rf_condition *condition)
{
    const rf_condition_operator *op = &condition->op;
    if (op->base == NULL || op->if_exists || condition->unknown)
        return false;
    if (op->base->family != RF_FAMILY_NULL)
        return op->set == RF_SET_FOR_ANY_VALUE || (op->set == RF_SET_NONE && !op->base->negated);
    bool absent_passes = op->set == RF_SET_FOR_ALL_VALUES;
    for (size_t i = 0; i < condition->n; i++) {
        const rf_condition_value *value = &condition->values[i];
        absent_passes |= value->kind == RF_UNKNOWN || (value->readable && value->as.truth);
    }
    return !absent_passes;
}

/* True for `"key": []`, which is not the same as no value that could be read. */
static bool is_empty(const rf_policy *policy, const rf_condition *condition)
{
    for (size_t i = 0; condition->n == 0 && i < policy->problem_count; i++)
        if (policy->problems[i].kind == RF_PROBLEM_EMPTY_LIST &&
            rf_span_cmp(policy->problems[i].span, condition->span) == 0)
            return true;
    return false;
}

static rf_value condition_value(rf_arena *arena, const rf_policy *policy,
                                const rf_statement *statement, const rf_condition *condition)
{
    struct builder self = {.arena = arena};
    const rf_base_operator *base = condition->op.base;
    put_text(&self, "operator", condition->op_text, condition->op_span);
    put_text(&self, "base", base ? base->name : RF_STR(""), condition->op_span);
    put_text(&self, "family", rf_str_c(base ? rf_family_name(base->family) : ""),
             condition->op_span);
    put_text(&self, "qualifier", rf_str_c(set_names[condition->op.set]), condition->op_span);
    put_bool(&self, "if_exists", condition->op.if_exists);
    put_bool(&self, "negated", base != NULL && base->negated);
    put_bool(&self, "like", base != NULL && base->like);
    put_bool(&self, "known", base != NULL);
    put_text(&self, "key", condition->name, condition->key_span);
    put_text(&self, "lower_key", condition->key, condition->key_span);
    put(&self, "values", condition_values(arena, condition, ALL_VALUES));
    put(&self, "texts", condition_values(arena, condition, KNOWN_VALUES));
    put(&self, "unreadable", condition_values(arena, condition, UNREADABLE_VALUES));
    put_bool(&self, "empty", is_empty(policy, condition));
    put_bool(&self, "needs_key", needs_key(condition));
    put_text(&self, "effect", rf_str_c(effect_names[statement->effect]), statement->effect_span);
    put_int(&self, "index", (size_t)(condition - statement->conditions));
    return built(&self, condition->key_span);
}

static void put_statement(struct builder *self, const rf_found_policy *found,
                          const rf_statement *statement)
{
    rf_value *conditions = RF_NEW_ARRAY(self->arena, rf_value, statement->n);
    for (size_t i = 0; i < statement->n; i++)
        conditions[i] =
            condition_value(self->arena, found->policy, statement, &statement->conditions[i]);
    put_text(self, "name", statement->name, statement->span);
    put_int(self, "index", statement->index);
    put(self, "sid",
        statement->sid_span.source ? rf_value_string(statement->sid, statement->sid_span)
                                   : rf_value_null);
    put_text(self, "effect", rf_str_c(effect_names[statement->effect]), statement->effect_span);
    put_patterns(self, "action", &statement->actions);
    put_patterns(self, "not_action", &statement->not_actions);
    put_patterns(self, "resource", &statement->resources);
    put_patterns(self, "not_resource", &statement->not_resources);
    put_principals(self, "principal", &statement->principals);
    put_principals(self, "not_principal", &statement->not_principals);
    put_both(self, "actions", &statement->actions, &statement->not_actions);
    put_both(self, "resources", &statement->resources, &statement->not_resources);
    put_both_principals(self, "principals", statement);
    put_arns(self, "arns", statement);
    put(self, "condition",
        rf_value_list(conditions, statement->n,
                      statement->has_condition ? statement->condition_span : statement->span));
    put_text(self, "policy_kind", rf_str_c(rf_policy_kind_name(found->kind)), statement->span);
    put_text(self, "version", rf_str_c(version_names[found->policy->version]),
             found->policy->version_span);
}

static rf_value statement_value(rf_arena *arena, const rf_found_policy *found,
                                const rf_statement *statement)
{
    struct builder self = {.arena = arena};
    put_statement(&self, found, statement);
    return built(&self, statement->span);
}

static rf_value problem_value(rf_arena *arena, const rf_policy *policy, const rf_problem *problem)
{
    struct builder self = {.arena = arena};
    rf_value statement = rf_value_null;
    if (problem->statement != RF_NO_STATEMENT) {
        const rf_statement *of = &policy->statements[problem->statement];
        rf_str name = of->sid.n != 0 ? of->sid : rf_format(arena, "%zu", of->index);
        statement = rf_value_string(name, of->span);
    }
    put_text(&self, "kind", rf_str_c(rf_problem_name(problem->kind)), problem->span);
    put_text(&self, "text", problem->text, problem->span);
    put_text(&self, "nearest", problem->nearest, problem->span);
    put_text(&self, "expected", rf_str_c(problem->expected), problem->span);
    put(&self, "other",
        problem->other.source ? rf_value_string(RF_STR(""), problem->other) : rf_value_null);
    put(&self, "statement", statement);
    return built(&self, problem->span);
}

static bool is_of(const rf_problem *problem, const rf_statement *statement)
{
    return statement == NULL || problem->statement == (int)statement->index;
}

/* Those of one statement; NULL: all. */
static rf_value problems_value(rf_arena *arena, const rf_policy *policy,
                               const rf_statement *statement)
{
    size_t count = 0, n = 0;
    for (size_t i = 0; i < policy->problem_count; i++)
        count += is_of(&policy->problems[i], statement);
    rf_value *items = RF_NEW_ARRAY(arena, rf_value, count);
    for (size_t i = 0; n < count; i++)
        if (is_of(&policy->problems[i], statement))
            items[n++] = problem_value(arena, policy, &policy->problems[i]);
    return rf_value_list(items, n, policy->span);
}

static rf_value file_self(rf_arena *arena, const rf_subject *subject)
{
    struct builder self = {.arena = arena};
    put_text(&self, "path", subject->file->path, subject->span);
    put_text(&self, "kind", rf_str_c(rf_file_kind_name(subject->file->kind)), subject->span);
    put_bool(&self, "broken", subject->file->broken);
    return built(&self, subject->span);
}

static rf_value policy_self(rf_arena *arena, const rf_subject *subject)
{
    const rf_policy *policy = subject->found->policy;
    struct builder self = {.arena = arena};
    size_t n = policy->n < RF_LIMIT_POLICY_STATEMENTS ? policy->n : RF_LIMIT_POLICY_STATEMENTS;
    rf_value *statements = RF_NEW_ARRAY(arena, rf_value, n);
    for (size_t i = 0; i < n; i++)
        statements[i] = statement_value(arena, subject->found, &policy->statements[i]);
    put_text(&self, "kind", rf_str_c(rf_policy_kind_name(subject->found->kind)), policy->span);
    put_text(&self, "address", subject->found->address, policy->span);
    put_text(&self, "version", rf_str_c(version_names[policy->version]), policy->version_span);
    put_text(&self, "id", policy->id, policy->id_span);
    put_int(&self, "size", policy->characters);
    put(&self, "problems", problems_value(arena, policy, NULL));
    put(&self, "statement", rf_value_list(statements, n, policy->span));
    return built(&self, policy->span);
}

static rf_value statement_self(rf_arena *arena, const rf_subject *subject)
{
    struct builder self = {.arena = arena};
    put_statement(&self, subject->found, subject->statement);
    put(&self, "problems", problems_value(arena, subject->found->policy, subject->statement));
    return built(&self, subject->statement->span);
}

static void forget_statement(void *seen)
{
    ((rf_seen_statement *)seen)->made = false;
}

/* The statement of a condition.  It is made once: for each condition again, a statement with many
 * takes the square of them.  When the arena is rewound, it is gone. */
static rf_value shared_statement(rf_arena *arena, const rf_subject *subject)
{
    rf_seen_statement *seen = subject->seen;
    if (seen == NULL)
        return statement_value(arena, subject->found, subject->statement);
    if (!seen->made) {
        rf_arena_defer(arena, forget_statement, seen);
        seen->value = statement_value(arena, subject->found, subject->statement);
        seen->made = true;
    }
    return seen->value;
}

static rf_value condition_self(rf_arena *arena, const rf_subject *subject)
{
    rf_value condition =
        condition_value(arena, subject->found->policy, subject->statement, subject->condition);
    struct builder self = {.arena = arena};
    for (size_t i = 0; i < condition.as.object.n; i++)
        RF_PUSH(arena, &self.members, condition.as.object.at[i]);
    put(&self, "statement", shared_statement(arena, subject));
    return built(&self, condition.span);
}

/* Each secret inside, at its place; the value itself when only the whole says that it is one. */
static rf_value secrets_value(rf_arena *arena, const rf_variable *variable)
{
    rf_secret_list found = {0};
    if (variable->secret.n != 0)
        rf_secret_find_all(arena, variable->name, &variable->value, &found);
    if (variable->secret.n != 0 && found.n == 0)
        RF_PUSH(arena, &found, (rf_secret){variable->secret, variable->name, &variable->value});
    rf_value *items = RF_NEW_ARRAY(arena, rf_value, found.n);
    for (size_t i = 0; i < found.n; i++) {
        struct builder secret = {.arena = arena};
        put_text(&secret, "kind", found.at[i].kind, found.at[i].value->span);
        put_text(&secret, "name", found.at[i].name, found.at[i].value->span);
        items[i] = built(&secret, found.at[i].value->span);
    }
    return rf_value_list(items, found.n, variable->value.span);
}

static rf_value variable_self(rf_arena *arena, const rf_subject *subject)
{
    const rf_variable *variable = subject->variable;
    struct builder self = {.arena = arena};
    rf_value value = variable->value;
    if (variable->sensitive)
        value.marks |= RF_MARK_SENSITIVE;
    put_text(&self, "name", variable->name, variable->name_span);
    put(&self, "value", value);
    put_text(&self, "type", rf_str_c(rf_kind_name(value.kind)), value.span);
    put_bool(&self, "output", subject->file != NULL && subject->file->kind == RF_FILE_OUTPUTS);
    put_bool(&self, "declared", variable->declaration != NULL);
    put_bool(&self, "required",
             variable->declaration != NULL && variable->declaration->fallback == NULL);
    put_bool(&self, "sensitive", variable->sensitive);
    put_text(&self, "secret", variable->secret, value.span);
    put(&self, "secrets", secrets_value(arena, variable));
    put_bool(&self, "effective", variable->effective);
    return built(&self, variable->name_span);
}

static rf_value network_self(rf_arena *arena, const rf_subject *subject)
{
    const rf_planned *planned = subject->planned;
    struct builder self = {.arena = arena};
    bool readable = planned->reading.cidr.family != 0;
    put_text(&self, "name", planned->name, subject->span);
    put_text(&self, "role", planned->role, subject->span);
    put_text(&self, "key", planned->key, subject->span);
    put_text(&self, "text", planned->text, subject->span);
    put(&self, "cidr",
        readable ? rf_value_string(rf_cidr_text(arena, &planned->reading.cidr), subject->span)
                 : rf_value_null);
    put_int(&self, "family", planned->reading.cidr.family);
    put_int(&self, "length", planned->reading.cidr.length);
    return built(&self, subject->span);
}

static rf_value group_self(rf_arena *arena, const rf_subject *subject)
{
    struct builder self = {.arena = arena};
    const rf_variable_list *variables = &subject->group->variables;
    rf_value *names = RF_NEW_ARRAY(arena, rf_value, variables->n);
    for (size_t i = 0; i < variables->n; i++)
        names[i] = rf_value_string(variables->at[i].name, variables->at[i].name_span);
    put_text(&self, "folder", subject->group->folder, subject->span);
    put(&self, "variables", rf_value_list(names, variables->n, subject->span));
    return built(&self, subject->span);
}

typedef rf_value self_fn(rf_arena *arena, const rf_subject *subject);

static self_fn *const selves[RF_SUBJECT_KINDS] = {
    [RF_SUBJECT_FILE] = file_self,           [RF_SUBJECT_POLICY] = policy_self,
    [RF_SUBJECT_STATEMENT] = statement_self, [RF_SUBJECT_CONDITION] = condition_self,
    [RF_SUBJECT_VARIABLE] = variable_self,   [RF_SUBJECT_NETWORK] = network_self,
    [RF_SUBJECT_GROUP] = group_self,
};

rf_value rf_subject_value(rf_arena *arena, const rf_subject *subject)
{
    return selves[subject->kind](arena, subject);
}

#include "iam/cases.h"

#include "iam/bounds.h"
#include "iam/condition.h"
#include "iam/match.h"

#include <string.h>

/* Values of one key; with more, its cases are not tried. */
enum { MOST_VALUES = 512 };

/* Besides a key's values. */
enum { CASE_ABSENT, CASE_LIST, CASE_OTHER, CASE_VALUES = RF_CASES_BESIDES };

/* In no text that people write; one who does has endless cases. */
static const char unwritten[] = "\x01";

static rf_unknown_key *unknown_key(rf_arena *arena, rf_unknown_keys *keys, rf_str name, rf_str key)
{
    rf_unknown_key *known = rf_map_get(&keys->by_key, key);
    if (known != NULL)
        return known;
    known = RF_NEW(arena, rf_unknown_key);
    *known = (rf_unknown_key){.name = name, .key = key};
    rf_map_put(arena, &keys->by_key, key, known);
    RF_PUSH(arena, &keys->list, known);
    return known;
}

static bool is_unknown(const rf_request *request, rf_str key)
{
    const rf_context_key *given = rf_request_key(request, key);
    return given != NULL && given->unknown;
}

/* A variable may put in any text. */
static void add_variables(rf_arena *arena, rf_unknown_keys *keys, const rf_pattern *pattern,
                          const rf_request *request)
{
    keys->others |= pattern->unknown;
    for (size_t i = 0; pattern->variables && i < pattern->n; i++) {
        const rf_token *token = &pattern->tokens[i];
        if (token->kind == RF_TOKEN_VARIABLE && is_unknown(request, token->key))
            unknown_key(arena, keys, token->text, token->key)->endless = true;
    }
}

static void add_patterns(rf_arena *arena, rf_unknown_keys *keys, const rf_patterns *patterns,
                         const rf_request *request)
{
    for (size_t i = 0; i < patterns->n; i++)
        add_variables(arena, keys, &patterns->at[i], request);
}

static void add_value(rf_arena *arena, rf_unknown_key *key, rf_str text)
{
    key->endless |= key->values.n >= MOST_VALUES;
    if (key->endless) /* its cases are not tried */
        return;
    for (size_t i = 0; i < key->values.n; i++)
        if (rf_eq(key->values.at[i], text))
            return;
    RF_PUSH(arena, &key->values, text);
}

/* A text, a beginning, or all texts; false for other patterns. */
static bool add_text(rf_arena *arena, rf_unknown_key *key, const rf_pattern *pattern)
{
    if (pattern->unknown || pattern->variables || pattern->shape == RF_SHAPE_TOKENS ||
        rf_find_byte(pattern->literal, unwritten[0]) != RF_NOT_FOUND)
        return false;
    if (pattern->shape == RF_SHAPE_LITERAL)
        add_value(arena, key, pattern->literal);
    if (pattern->shape == RF_SHAPE_PREFIX)
        add_value(arena, key, rf_format(arena, "%.*s%s", RF_ARG(pattern->literal), unwritten));
    return true;
}

static void add_compared(rf_arena *arena, rf_unknown_key *key, const rf_condition *condition,
                         const rf_request *request)
{
    const rf_base_operator *base = condition->op.base;
    key->endless |= condition->op.set != RF_SET_NONE;
    key->endless |= !rf_take_steps(request, condition->n * (1 + key->values.n));
    switch (base->id) {
    case RF_OPERATOR_Null:
        return;
    case RF_OPERATOR_Bool:
        key->truths = true;
        add_value(arena, key, RF_STR("true"));
        add_value(arena, key, RF_STR("false"));
        return;
    case RF_OPERATOR_StringEquals:
    case RF_OPERATOR_StringNotEquals:
    case RF_OPERATOR_StringLike:
    case RF_OPERATOR_StringNotLike:
        key->texts = true;
        for (size_t i = 0; i < condition->n; i++)
            key->endless |= !add_text(arena, key, &condition->values[i].pattern);
        return;
    default:
        key->endless = true;
    }
}

static void add_condition(rf_arena *arena, rf_unknown_keys *keys, const rf_condition *condition,
                          const rf_request *request)
{
    if (rf_condition_holds(arena, condition, request) != RF_MAYBE)
        return;
    for (size_t i = 0; i < condition->n; i++) {
        keys->others |= condition->values[i].kind == RF_UNKNOWN;
        add_variables(arena, keys, &condition->values[i].pattern, request);
    }
    if (condition->unknown || condition->op.base == NULL)
        keys->others = true;
    else if (is_unknown(request, condition->key))
        add_compared(arena, unknown_key(arena, keys, condition->name, condition->key), condition,
                     request);
}

void rf_unknown_keys_add(rf_arena *arena, rf_unknown_keys *keys, const rf_statement *statement,
                         const rf_request *request)
{
    const rf_pattern *which;
    if (statement->unknown || statement->effect == RF_EFFECT_UNKNOWN ||
        rf_match_action(arena, statement, request, &which) == RF_MAYBE)
        keys->others = true;
    if (rf_match_resource(arena, statement, request, &which) == RF_MAYBE) {
        add_patterns(arena, keys, &statement->resources, request);
        add_patterns(arena, keys, &statement->not_resources, request);
    }
    for (size_t i = 0; i < statement->n; i++)
        add_condition(arena, keys, &statement->conditions[i], request);
}

/* What the reference says that the key cannot be: a list, something besides true and false. */
static bool has_case(const rf_reference *reference, const rf_unknown_key *key, size_t turn)
{
    const rf_ref_key *known = reference != NULL ? rf_ref_key_named(reference, key->key) : NULL;
    if (known == NULL)
        return true;
    if (turn == CASE_LIST)
        return known->multivalued;
    return turn != CASE_OTHER || known->type != RF_KEY_BOOL || !key->truths;
}

static bool are_more_than(const rf_unknown_keys *keys, size_t most)
{
    size_t cases = 1;
    for (size_t i = 0; i < keys->list.n; i++) {
        const rf_unknown_key *key = keys->list.at[i];
        if (key->endless || (key->texts && key->truths))
            return true;
        cases *= CASE_VALUES + key->values.n;
        if (cases > most)
            return true;
    }
    return false;
}

bool rf_cases_start(rf_arena *arena, rf_cases *cases, const rf_unknown_keys *keys, size_t most,
                    const rf_reference *reference, const rf_request *request)
{
    size_t n = keys->list.n;
    if (n == 0 || keys->others || are_more_than(keys, most))
        return false;
    rf_request *copy = RF_NEW(arena, rf_request);
    rf_context_key *context = RF_NEW_ARRAY(arena, rf_context_key, request->n);
    memcpy(context, request->context, request->n * sizeof *context);
    *copy = *request;
    copy->context = context;
    rf_context_key **set = RF_NEW_ARRAY(arena, rf_context_key *, n);
    bool(*has)[CASE_VALUES] = rf_alloc_array(arena, n, sizeof *has);
    for (size_t i = 0; i < n; i++) {
        set[i] = context + (rf_request_key(request, keys->list.at[i]->key) - request->context);
        for (size_t turn = 0; turn < CASE_VALUES; turn++)
            has[i][turn] = has_case(reference, keys->list.at[i], turn);
    }
    *cases = (rf_cases){.request = copy,
                        .set = set,
                        .keys = keys->list.at,
                        .has = has,
                        .turns = RF_NEW_ARRAY(arena, size_t, n),
                        .n = n};
    return true;
}

static void set_case(rf_cases *cases, size_t which)
{
    static const rf_str other = {unwritten, 1};
    const rf_unknown_key *key = cases->keys[which];
    rf_context_key *entry = cases->set[which];
    size_t turn = cases->turns[which];
    bool absent = turn == CASE_ABSENT || (turn < CASE_VALUES && !cases->has[which][turn]);
    entry->unknown = false;
    entry->n = absent ? 0 : 1;
    entry->values = turn < CASE_VALUES ? &other : &key->values.at[turn - CASE_VALUES];
    entry->multivalued = turn == CASE_LIST && !absent;
}

const rf_request *rf_cases_next(rf_cases *cases)
{
    size_t at = 0;
    for (; cases->started && at < cases->n; at++) {
        if (++cases->turns[at] < CASE_VALUES + cases->keys[at]->values.n)
            break;
        cases->turns[at] = 0;
    }
    if (cases->started && at == cases->n)
        return NULL;
    cases->started = true;
    for (size_t i = 0; i < cases->n; i++)
        set_case(cases, i);
    return cases->request;
}

#include "iam/condition.h"

#include "iam/bounds.h"

enum { BYTES_OF_STEP = 32 }; /* of a value that are read as fast as two are compared */

/* Whether the operator holds for one value of the request: some value of the policy compares, or,
 * negated, none does. */
static rf_truth holds_for_value(rf_arena *arena, const rf_condition *condition, rf_str text,
                                const rf_request *request)
{
    const rf_base_operator *base = condition->op.base;
    rf_truth some = RF_NO;
    if (!rf_take_steps(request, rf_steps_of_list(condition->n, text) + text.n / BYTES_OF_STEP))
        return RF_MAYBE;
    rf_arena_mark mark = rf_arena_mark_get(arena); /* what reading takes is given back */
    rf_condition_value given;
    rf_given_read(arena, base, text, &given);
    for (size_t i = 0; i < condition->n && some != RF_YES; i++)
        some = rf_or(some, base->compare(arena, &condition->values[i], &given, request));
    rf_arena_rewind(arena, mark);
    return base->negated ? rf_not(some) : some;
}

static rf_truth holds_without_key(const rf_condition_operator *op)
{
    if (op->if_exists)
        return RF_YES;
    switch (op->set) {
    case RF_SET_FOR_ALL_VALUES:
        return RF_YES;
    case RF_SET_FOR_ANY_VALUE:
        return RF_NO;
    case RF_SET_NONE:
        break;
    }
    return rf_truth_of(op->base->negated);
}

static rf_truth holds_for_set(rf_arena *arena, const rf_condition *condition,
                              const rf_context_key *key, const rf_request *request)
{
    bool all = condition->op.set == RF_SET_FOR_ALL_VALUES;
    rf_truth holds = rf_truth_of(all);
    for (size_t i = 0; i < key->n && holds != rf_truth_of(!all); i++) {
        rf_truth one = holds_for_value(arena, condition, key->values[i], request);
        holds = all ? rf_and(holds, one) : rf_or(holds, one);
    }
    return holds;
}

static bool is_absent(const rf_context_key *key)
{
    return key == NULL || key->n == 0;
}

static rf_truth holds_with(rf_arena *arena, const rf_condition *condition,
                           const rf_context_key *key, const rf_request *request)
{
    const rf_condition_operator *op = &condition->op;
    if (condition->unknown)
        return RF_MAYBE;
    if (op->base == NULL)
        return RF_NO;
    if (key != NULL && key->unknown)
        return RF_MAYBE;
    if (op->base->family == RF_FAMILY_NULL)
        return holds_for_value(arena, condition, is_absent(key) ? RF_STR("true") : RF_STR("false"),
                               request);
    if (is_absent(key))
        return holds_without_key(op);
    if (op->set != RF_SET_NONE)
        return holds_for_set(arena, condition, key, request);
    if (key->multivalued)
        return rf_truth_of(op->base->negated);
    return holds_for_value(arena, condition, key->values[0], request);
}

rf_truth rf_condition_holds(rf_arena *arena, const rf_condition *condition,
                            const rf_request *request)
{
    return holds_with(arena, condition, rf_request_key(request, condition->key), request);
}

static const rf_token *find_unresolved(const rf_condition *condition, const rf_request *request)
{
    for (size_t i = 0; i < condition->n; i++) {
        const rf_token *token = rf_pattern_unresolved(&condition->values[i].pattern, request);
        if (token != NULL)
            return token;
    }
    return NULL;
}

rf_condition_result rf_condition_explain(rf_arena *arena, const rf_condition *condition,
                                         const rf_request *request)
{
    const rf_context_key *key = rf_request_key(request, condition->key);
    rf_condition_result result = {.condition = condition,
                                  .holds = holds_with(arena, condition, key, request),
                                  .given = is_absent(key) ? NULL : key};
    const rf_base_operator *base = condition->op.base;
    bool null = base != NULL && base->family == RF_FAMILY_NULL;
    bool negated = base != NULL && base->negated;
    bool nothing_compares = result.holds == rf_truth_of(negated);
    const rf_token *unresolved = nothing_compares ? find_unresolved(condition, request) : NULL;
    if (result.holds == RF_MAYBE) {
        result.reason = RF_BY_UNKNOWN;
    } else if (is_absent(key)) {
        result.reason = RF_BY_ABSENCE;
    } else if (key->multivalued && condition->op.set == RF_SET_NONE && !null) {
        result.reason = RF_BY_MULTIVALUED;
    } else if (unresolved != NULL) {
        result.reason = RF_BY_VARIABLE;
        result.variable = unresolved->text;
    }
    return result;
}

/* Actions that a policy allows without what they need besides. */
#include "checks/named.h"

/* A pair of the parameter: { has = "iam:AttachRolePolicy", lacks = "iam:DetachRolePolicy", why }.
 */
typedef struct half {
    rf_str has, lacks, why;
} half;

static half half_of(const rf_value *value)
{
    return (half){rf_text_of(rf_value_get_c(value, "has")),
                  rf_text_of(rf_value_get_c(value, "lacks")),
                  rf_text_of(rf_value_get_c(value, "why"))};
}

static bool is_allowed(rf_check_run *run, const rf_ref_action *action)
{
    const rf_policy *policy = run->subject->found->policy;
    for (size_t i = 0; i < policy->n; i++)
        if (policy->statements[i].effect != RF_EFFECT_DENY &&
            (policy->statements[i].unknown ||
             rf_statement_names(run->reference, &policy->statements[i], action) != RF_NO))
            return true;
    return policy->unknown;
}

static void look_at_half(rf_check_run *run, const half *one)
{
    const rf_policy *policy = run->subject->found->policy;
    const rf_ref_action *lacks = rf_ref_action_named(run->reference, one->lacks);
    if (lacks == NULL || is_allowed(run, lacks))
        return;
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *statement = &policy->statements[i];
        for (size_t k = 0; k < statement->actions.n && statement->effect == RF_EFFECT_ALLOW; k++)
            if (!statement->actions.at[k].unknown &&
                rf_eq_nocase(statement->actions.at[k].text, one->has))
                rf_report_statement(
                    run, statement, statement->actions.at[k].span,
                    rf_format(run->arena, "the policy allows %.*s but not %.*s: %.*s",
                              RF_ARG(one->has), RF_ARG(one->lacks), RF_ARG(one->why)));
    }
}

void rf_check_missing_half(rf_check_run *run)
{
    const rf_value *halves = rf_check_param(run, "halves");
    for (size_t i = 0; halves != NULL && halves->kind == RF_LIST && i < halves->as.list.n; i++) {
        half one = half_of(&halves->as.list.at[i]);
        look_at_half(run, &one);
    }
}

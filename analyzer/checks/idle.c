/*
 * Statements that a condition keeps from all that they name: in no check of the action, on a
 * resource of the statement, is the key there that the condition needs.  The action has the key on
 * other resources; one that never has it is reported by the checks of key_use.c.
 */
#include "checks/named.h"

/* What the statement's resources take of an action. */
typedef struct reach {
    size_t checks;                 /* of types that the resources of the statement meet */
    bool alive;                    /* the statement may be about some of them */
    const rf_condition *condition; /* that keeps it from the first one */
    rf_name_list types;
} reach;

/* The first condition that holds in no request of the check for lack of its key; NULL: there is
 * none.  One that no value can make true is the business of other rules. */
static const rf_condition *kept_away_by(rf_check_run *run, const rf_statement *statement,
                                        const rf_ref_check *check)
{
    for (size_t i = 0; i < statement->n; i++)
        if (rf_condition_reach(run->arena, &statement->conditions[i], check, NULL) == RF_NO &&
            rf_condition_rests_on_absence(run->arena, &statement->conditions[i], check))
            return &statement->conditions[i];
    return NULL;
}

static void look_at_check(rf_check_run *run, const rf_statement *statement,
                          const rf_ref_check *check, reach *out)
{
    if (!rf_statement_may_cover(run->arena, statement, check))
        return;
    const rf_condition *condition = kept_away_by(run, statement, check);
    out->checks++;
    if (condition == NULL || !rf_action_may_have(run, check->action, condition->key)) {
        out->alive = true;
        return;
    }
    if (out->condition == NULL)
        out->condition = condition;
    if (check->pair != NULL)
        rf_name_add(run->arena, &out->types,
                    rf_ref_text(run->reference, run->reference->types[check->pair->type].name));
}

static reach reach_of(rf_check_run *run, const rf_statement *statement, const rf_ref_action *action)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(run->reference, action);
    rf_ref_check check = {run->reference, action, NULL};
    reach out = {0};
    if (pairs.n == 0)
        look_at_check(run, statement, &check, &out);
    for (size_t i = 0; i < pairs.n && !out.alive; i++) {
        check.pair = &pairs.at[i];
        look_at_check(run, statement, &check, &out);
    }
    return out;
}

/* Statements of one policy. */
typedef struct looker {
    rf_check_run *run;
    rf_action_set asked, told; /* whether a call of them cannot succeed by the policy */
    rf_work work;
} looker;

/* True when the policy leaves a required type of the action without any Allow. */
static bool cannot_succeed(rf_check_run *run, const rf_ref_action *action)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(run->reference, action);
    for (size_t i = 0; i < pairs.n; i++) {
        rf_ref_check check = {run->reference, action, &pairs.at[i]};
        const rf_statement *denied_by;
        if (pairs.at[i].required &&
            !rf_policy_may_allow(run->arena, run->subject->found->policy, &check, NULL, &denied_by))
            return true;
    }
    return false;
}

/* An Allow that leaves a required type without any is reported as a call that cannot succeed. */
static bool is_told_elsewhere(looker *self, const rf_statement *statement,
                              const rf_ref_action *action)
{
    if (statement->effect == RF_EFFECT_DENY)
        return false;
    if (rf_action_set_add(&self->asked, self->run, action) &&
        rf_work_goes_on(&self->work, rf_work_of_all(&self->work, action)) &&
        cannot_succeed(self->run, action))
        rf_action_set_add(&self->told, self->run, action);
    return rf_action_set_has(&self->told, self->run, action);
}

/* Of one statement: the actions that each condition keeps away. */
typedef struct idle {
    const rf_condition *condition;
    rf_name_list actions, types;
} idle;

typedef RF_VEC(idle) idle_list;

static void add_idle(rf_check_run *run, idle_list *list, const reach *of,
                     const rf_ref_action *action)
{
    idle *into = NULL;
    for (size_t i = 0; i < list->n && into == NULL; i++)
        if (list->at[i].condition == of->condition)
            into = &list->at[i];
    if (into == NULL) {
        RF_PUSH(run->arena, list, (idle){.condition = of->condition});
        into = &list->at[list->n - 1];
    }
    rf_name_add(run->arena, &into->actions, rf_ref_action_name(run->arena, run->reference, action));
    for (size_t i = 0; i < of->types.names.n; i++)
        rf_name_add(run->arena, &into->types, of->types.names.at[i]);
}

static void report_idle(rf_check_run *run, const rf_statement *statement, const idle *one)
{
    bool deny = statement->effect == RF_EFFECT_DENY, several = one->actions.names.n > 1;
    rf_str checks = rf_checks_text(run->arena, &one->types);
    rf_finding *finding = rf_report_statement(
        run, statement, one->condition->key_span,
        rf_format(
            run->arena,
            "this statement never %s %.*s: of %s resources here, the %.*s no %.*s, so %.*s is "
            "false there",
            deny ? "denies" : "allows", RF_ARG(rf_names_text(run->arena, &one->actions)),
            several ? "their" : "its", RF_ARG(checks), RF_ARG(one->condition->name),
            RF_ARG(one->condition->op_text)));
    rf_report_related(run, finding,
                      statement->resources.present ? statement->resources.span
                                                   : statement->not_resources.span,
                      RF_STR("the resources of the statement"));
}

static void look_at_statement(looker *self, const rf_statement *statement)
{
    rf_check_run *run = self->run;
    rf_named_list named = rf_named_actions(run, statement, false);
    idle_list list = {0};
    for (size_t i = 0; i < named.list.n; i++) {
        const rf_ref_action *action = named.list.at[i].action;
        if (!rf_work_goes_on(&self->work, rf_work_of(&self->work, statement, action)))
            break;
        reach out = reach_of(run, statement, action);
        if (out.checks != 0 && !out.alive && !is_told_elsewhere(self, statement, action))
            add_idle(run, &list, &out, action);
    }
    for (size_t i = 0; i < list.n; i++)
        report_idle(run, statement, &list.at[i]);
}

void rf_check_idle_condition(rf_check_run *run)
{
    const rf_policy *policy = run->subject->found->policy;
    rf_str wanted = rf_text_of(rf_check_param(run, "effect"));
    rf_effect effect = rf_eq_c(wanted, "Deny") ? RF_EFFECT_DENY : RF_EFFECT_ALLOW;
    looker self = {.run = run, .work = rf_work_new(run)};
    for (size_t i = 0; i < policy->n && !policy->refused; i++) {
        const rf_statement *statement = &policy->statements[i];
        if (!statement->unknown && statement->n != 0 && statement->effect == effect)
            look_at_statement(&self, statement);
    }
}

/*
 * Condition keys that a request of an action never has.
 *
 * Source: IAM User Guide, "IAM policy validation check reference": "Unsupported action for
 * condition key", "Deny with unsupported tag condition key for service" and "Allow with ...".  The
 * first leaves out actions with wildcards, which sweep up what the condition is not about; the
 * others name whole services, so that a wildcard counts where none of its actions has the key.
 */
#include "checks/named.h"

static bool is_resource_tag(const rf_condition *condition)
{
    return rf_starts(condition->key, RF_STR("aws:resourcetag/"));
}

/* Keys that the reference does not have are the business of other rules. */
static bool is_of_reference(const rf_check_run *run, const rf_condition *condition)
{
    return !condition->unknown && condition->op.base != NULL &&
           !rf_ref_is_provider_key(condition->name) &&
           rf_ref_key_named(run->reference, condition->name) != NULL;
}

/* The writer says what is to be where the key is absent: IfExists, Null; and ForAllValues is the
 * way to limit the tags of a request, which may have none. */
static bool speaks_of_absence(const rf_condition *condition)
{
    const rf_condition_operator *op = &condition->op;
    return op->if_exists || op->base->family == RF_FAMILY_NULL || op->set == RF_SET_FOR_ALL_VALUES;
}

/* Permissions that a call of sts:AssumeRole* needs besides, and that are checked for its request:
 * it has the keys of that call ("Pass session tags in AWS STS", "Monitor and control actions taken
 * with assumed roles", IAM User Guide: both with conditions on keys of the call). */
static const char *const companions[] = {"sts:TagSession", "sts:SetSourceIdentity",
                                         "sts:SetContext"};

static bool is_companion(rf_str name)
{
    for (size_t i = 0; i < sizeof companions / sizeof *companions; i++)
        if (rf_eq_c(name, companions[i]))
            return true;
    return false;
}

static bool call_may_have(const rf_check_run *run, const rf_named_list *named, rf_str key)
{
    static const char sts[] = "sts";
    const rf_reference *reference = run->reference;
    for (size_t i = 0; i < named->list.n; i++) {
        const rf_ref_action *action = named->list.at[i].action;
        rf_str service = rf_ref_text(reference, reference->services[action->service].name);
        if (rf_eq_c(service, sts) && rf_action_may_have(run, action, key))
            return true;
    }
    return false;
}

/* Those of the actions that never have the key. */
static rf_name_list names_without(rf_check_run *run, const rf_named_list *named, rf_str key)
{
    rf_name_list names = {0};
    for (size_t i = 0; i < named->list.n; i++) {
        const rf_ref_action *action = named->list.at[i].action;
        if (rf_action_may_have(run, action, key))
            continue;
        rf_str name = rf_ref_action_name(run->arena, run->reference, action);
        if (!is_companion(name) || !call_may_have(run, named, key))
            rf_name_add(run->arena, &names, name);
    }
    return names;
}

/* What the condition does to actions that never have its key. */
static const char *effect_on(const rf_statement *statement, bool holds)
{
    if (statement->effect == RF_EFFECT_DENY)
        return holds ? "denied whatever the value" : "never denied by this statement";
    return holds ? "allowed whatever the value" : "never allowed by this statement";
}

static bool service_has(const rf_check_run *run, const rf_ref_service *service, rf_str key)
{
    rf_ref_actions actions = rf_ref_actions_of(run->reference, service);
    for (const rf_ref_action *action = actions.first; action < actions.end; action++)
        if (rf_action_may_have(run, action, key))
            return true;
    return false;
}

/* True when the reference says of some action that it has the key.  Of a key that it names and
 * gives to none (a retired one, a page that is not complete) nothing can be said. */
static bool is_of_some_action(const rf_check_run *run, rf_str key)
{
    rf_str name, prefix = rf_split(key, ':', &name);
    const rf_ref_service *service = rf_ref_service_named(run->reference, prefix);
    return service == NULL || service_has(run, service, key);
}

static void look_at_key(rf_check_run *run, const rf_statement *statement,
                        const rf_condition *condition, const rf_named_list *named)
{
    bool holds = rf_holds_when_absent(run, condition);
    if (holds ? speaks_of_absence(condition) : is_resource_tag(condition))
        return;
    rf_name_list names = names_without(run, named, condition->name);
    if (names.names.n == 0 || !is_of_some_action(run, condition->name))
        return;
    bool several = names.names.n > 1;
    rf_finding *finding = rf_report_statement(
        run, statement, condition->key_span,
        rf_format(run->arena, "%.*s never %s %.*s, so %s %s %s",
                  RF_ARG(rf_names_text(run->arena, &names)), several ? "have" : "has",
                  RF_ARG(condition->name), several ? "they" : "it", several ? "are" : "is",
                  effect_on(statement, holds)));
    finding->note = holds ? RF_STR("always true there") : RF_STR("never true there");
}

void rf_check_key_without_action(rf_check_run *run)
{
    const rf_policy *policy = run->subject->found->policy;
    rf_work work = rf_work_new(run);
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *statement = &policy->statements[i];
        if (statement->n == 0 || statement->effect == RF_EFFECT_UNKNOWN)
            continue;
        rf_named_list named = rf_named_actions(run, statement, false);
        for (size_t k = 0; k < statement->n && rf_work_goes_on(&work, named.list.n); k++)
            if (is_of_reference(run, &statement->conditions[k]))
                look_at_key(run, statement, &statement->conditions[k], &named);
    }
}

/* --- tags of resources --------------------------------------------------------------------------
 */

/* True for a wildcard that names actions, none of which has the key. */
static bool is_wildcard_without(rf_check_run *run, const rf_pattern *pattern, rf_str key)
{
    if (pattern->unknown || rf_names_one_action(pattern))
        return false;
    rf_statement only = {.actions = {.present = true, .at = pattern, .n = 1}};
    rf_named_list named = rf_named_actions(run, &only, true);
    if (named.whole) {
        rf_str name, prefix = rf_split(pattern->text, ':', &name);
        const rf_ref_service *service = rf_ref_service_named(run->reference, prefix);
        return service != NULL && !service_has(run, service, key);
    }
    for (size_t i = 0; i < named.list.n; i++)
        if (rf_action_may_have(run, named.list.at[i].action, key))
            return false;
    return named.list.n != 0;
}

static void look_at_tag(rf_check_run *run, const rf_statement *statement,
                        const rf_condition *condition, const rf_named_list *named)
{
    rf_name_list names = names_without(run, named, condition->name);
    for (size_t i = 0; i < statement->actions.n; i++)
        if (is_wildcard_without(run, &statement->actions.at[i], condition->name))
            rf_name_add(run->arena, &names, statement->actions.at[i].text);
    if (names.names.n == 0)
        return;
    bool deny = statement->effect == RF_EFFECT_DENY;
    rf_finding *finding = rf_report_statement(
        run, statement, condition->key_span,
        rf_format(run->arena, "no request of %.*s has %.*s: this statement never %s %s",
                  RF_ARG(rf_names_text(run->arena, &names)), RF_ARG(condition->name),
                  deny ? "denies" : "allows", names.names.n > 1 ? "them" : "it"));
    finding->note = RF_STR("never true there");
}

void rf_check_tag_without_action(rf_check_run *run)
{
    const rf_policy *policy = run->subject->found->policy;
    rf_str wanted = rf_text_of(rf_check_param(run, "effect"));
    rf_effect effect = rf_eq_c(wanted, "Deny") ? RF_EFFECT_DENY : RF_EFFECT_ALLOW;
    rf_work work = rf_work_new(run);
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *statement = &policy->statements[i];
        rf_named_list named = {0};
        bool looked = false;
        for (size_t k = 0; k < statement->n && statement->effect == effect; k++) {
            const rf_condition *condition = &statement->conditions[k];
            if (!is_resource_tag(condition) || !is_of_reference(run, condition) ||
                rf_holds_when_absent(run, condition))
                continue;
            if (!looked)
                named = rf_named_actions(run, statement, false);
            looked = true;
            if (rf_work_goes_on(&work, named.list.n + statement->actions.n))
                look_at_tag(run, statement, condition, &named);
        }
    }
}

/*
 * Calls that a policy names and that cannot succeed.  One call is a check for each required
 * resource type of its action, and is allowed only when each of them is; a key that a check does
 * not have is absent there.
 *
 * Source: Service Authorization Reference, "Actions, resources, and condition keys": "If the action
 * has one or more required resources, the caller must have permission to use the action with those
 * resources"; Amazon EC2 User Guide, "Identity-based policies for Amazon EC2": "the condition check
 * fails for the resources to which the condition key does not apply"; same guide, "Grant permission
 * to tag Amazon EC2 resources during creation".
 */
#include "checks/named.h"

/* --- one call -----------------------------------------------------------------------------------
 */

/* The documentation of a service says that each required type is checked in every call (parameter
 * `every_type`); of others the reference lists as required what are alternatives, such as the kinds
 * of load balancers, so that only all of them together prove something. */
static bool needs_every_type(const rf_check_run *run, const rf_ref_action *action)
{
    const rf_reference *reference = run->reference;
    return rf_param_lists(run, "every_type",
                          rf_ref_text(reference, reference->services[action->service].name));
}

static rf_str type_name(const rf_check_run *run, const rf_ref_pair *pair)
{
    return rf_ref_text(run->reference, run->reference->types[pair->type].name);
}

/* Actions that fail for one cause: the same condition of the same statement, or the same types. */
typedef struct cause {
    const rf_statement *statement;
    const rf_condition *condition; /* NULL: because of the resources */
    const rf_pattern *pattern;     /* the first that names one of them */
    rf_name_list actions, types;
} cause;

typedef struct caller {
    rf_check_run *run;
    const rf_policy *policy;
    bool by_resource;      /* looking for types that no Allow covers; else for conditions */
    rf_action_set settled; /* what has been looked at: the answer is that of the whole policy */
    rf_work work;
    RF_VEC(cause) causes;
} caller;

static cause *cause_for(caller *c, const rf_statement *statement, const rf_condition *condition,
                        const rf_pattern *pattern)
{
    for (size_t i = c->causes.n; i-- > 0;) /* nearly always it is the last */
        if (c->causes.at[i].statement == statement && c->causes.at[i].condition == condition)
            return &c->causes.at[i];
    RF_PUSH(c->run->arena, &c->causes,
            (cause){.statement = statement, .condition = condition, .pattern = pattern});
    return &c->causes.at[c->causes.n - 1];
}

/* Each action is looked at once, with all of its types: when it is in, it is the last. */
static void add_to(caller *c, cause *into, const rf_ref_action *action)
{
    rf_str name = rf_ref_action_name(c->run->arena, c->run->reference, action);
    size_t n = into->actions.names.n;
    if (n == 0 || !rf_eq(into->actions.names.at[n - 1], name))
        RF_PUSH(c->run->arena, &into->actions.names, name);
}

static caller caller_of(rf_check_run *run)
{
    return (caller){.run = run, .policy = run->subject->found->policy, .work = rf_work_new(run)};
}

static rf_str subject_of(const rf_name_list *actions)
{
    return actions->names.n > 1 ? RF_STR("their") : RF_STR("its");
}

/* --- no Allow can match -------------------------------------------------------------------------
 */

/* True when the statement may keep some resources of its actions out. */
static bool is_limited(const rf_statement *statement)
{
    if (statement->not_resources.present)
        return true;
    for (size_t i = 0; i < statement->resources.n; i++)
        if (statement->resources.at[i].shape == RF_SHAPE_ALL && !statement->resources.at[i].unknown)
            return false;
    return statement->resources.present;
}

/* The first Allow that names the action; it speaks for all of them. */
static const rf_statement *first_allow(const caller *c, const rf_ref_action *action)
{
    for (size_t i = 0; i < c->policy->n; i++) {
        const rf_statement *statement = &c->policy->statements[i];
        if (statement->effect == RF_EFFECT_ALLOW &&
            rf_statement_names(c->run->reference, statement, action) != RF_NO)
            return statement;
    }
    return NULL;
}

/* Of a statement that a condition keeps from the check: the first that is false for lack of a key
 * that the action has elsewhere.  A key that it never has, and a value that compares with nothing,
 * are the business of other rules. */
static const rf_condition *lacks_key(const caller *c, const rf_statement *statement,
                                     const rf_ref_check *check)
{
    rf_arena *arena = c->run->arena;
    for (size_t i = 0; i < statement->n; i++) {
        const rf_condition *condition = &statement->conditions[i];
        if (rf_condition_reach(arena, condition, check, NULL) == RF_NO &&
            rf_condition_rests_on_absence(arena, condition, check) &&
            rf_action_may_have(c->run, check->action, condition->key))
            return condition;
    }
    return NULL;
}

/* What keeps the first Allow from the check that a condition keeps from it.  NULL, with *by, when
 * that is the business of other rules; without, when there is none. */
static const rf_condition *kept_away_by(caller *c, const rf_ref_check *check,
                                        const rf_statement **by)
{
    for (size_t i = 0; i < c->policy->n; i++) {
        const rf_statement *statement = &c->policy->statements[i];
        if (statement->effect != RF_EFFECT_ALLOW)
            continue;
        rf_reach reach = rf_statement_reach(c->run->arena, statement, check, NULL);
        if (reach.condition == NULL)
            continue;
        *by = statement;
        return lacks_key(c, statement, check);
    }
    return NULL;
}

/* What is known of the required types of an action. */
typedef struct outlook {
    size_t required, dead, reached; /* `reached`: of all types, those that may be allowed */
} outlook;

static bool is_dead(caller *c, const rf_ref_check *check)
{
    const rf_statement *denied_by;
    return !rf_policy_may_allow(c->run->arena, c->policy, check, NULL, &denied_by) &&
           denied_by == NULL;
}

static outlook look_at_types(caller *c, const rf_ref_action *action)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(c->run->reference, action);
    outlook out = {0};
    for (size_t i = 0; i < pairs.n; i++) {
        rf_ref_check check = {c->run->reference, action, &pairs.at[i]};
        bool dead = (pairs.at[i].required || out.reached == 0) && is_dead(c, &check);
        out.required += pairs.at[i].required;
        out.dead += pairs.at[i].required && dead;
        out.reached += !dead;
    }
    return out;
}

/* "ec2:CreateSubnet on vpc". */
static void add_dead_types(caller *c, const rf_named_action *named, const rf_statement *statement,
                           const rf_name_list *types)
{
    rf_arena *arena = c->run->arena;
    rf_str action = rf_ref_action_name(arena, c->run->reference, named->action);
    cause *into = cause_for(c, statement, NULL, named->pattern);
    rf_name_add(
        arena, &into->actions,
        rf_format(arena, "%.*s on %.*s", RF_ARG(action), RF_ARG(rf_names_text(arena, types))));
}

/* Puts each dead type of the action under what makes it so. */
static void blame(caller *c, const rf_named_action *named, const rf_statement *statement,
                  const outlook *out)
{
    const rf_ref_action *action = named->action;
    rf_ref_pairs pairs = rf_ref_pairs_of(c->run->reference, action);
    rf_name_list uncovered = {0};
    for (size_t i = 0; i < pairs.n; i++) {
        rf_ref_check check = {c->run->reference, action, &pairs.at[i]};
        if (!pairs.at[i].required || !is_dead(c, &check))
            continue;
        const rf_statement *by = NULL;
        const rf_condition *condition = kept_away_by(c, &check, &by);
        if (by == NULL)
            rf_name_add(c->run->arena, &uncovered, type_name(c->run, &pairs.at[i]));
        if (condition == NULL)
            continue;
        cause *into = cause_for(c, by, condition, named->pattern);
        rf_name_add(c->run->arena, &into->types, type_name(c->run, &pairs.at[i]));
        add_to(c, into, action);
    }
    if (uncovered.names.n != 0 && out->reached != 0 && needs_every_type(c->run, action))
        add_dead_types(c, named, statement, &uncovered);
}

static void look_at_named(caller *c, const rf_statement *statement, const rf_named_action *named)
{
    outlook out = look_at_types(c, named->action);
    if (out.dead != 0 && (out.dead == out.required || needs_every_type(c->run, named->action)))
        blame(c, named, statement, &out);
}

/* Whether the statement by itself keeps a required type of the action out, by a condition or by its
 * resources; where it does not, nothing else need be looked at. */
static bool keeps_out(const caller *c, const rf_statement *statement, const rf_ref_action *action)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(c->run->reference, action);
    for (size_t i = 0; i < pairs.n; i++) {
        rf_ref_check check = {c->run->reference, action, &pairs.at[i]};
        if (!pairs.at[i].required)
            continue;
        if (c->by_resource && !rf_statement_may_cover(c->run->arena, statement, &check))
            return true;
        for (size_t k = 0; k < statement->n && !c->by_resource; k++)
            if (rf_condition_reach(c->run->arena, &statement->conditions[k], &check, NULL) == RF_NO)
                return true;
    }
    return false;
}

static void look_at_allow(caller *c, const rf_statement *statement)
{
    rf_named_list named = rf_named_actions(c->run, statement, true);
    for (size_t i = 0; i < named.list.n; i++) {
        const rf_ref_action *action = named.list.at[i].action;
        if (c->by_resource && !needs_every_type(c->run, action))
            continue;
        if (rf_action_set_has(&c->settled, c->run, action))
            continue;
        if (!rf_work_goes_on(&c->work, rf_work_of(&c->work, statement, action)))
            return;
        bool keeps = keeps_out(c, statement, action);
        if (c->by_resource || keeps)
            rf_action_set_add(&c->settled, c->run, action);
        if (keeps && rf_work_goes_on(&c->work, rf_work_of_all(&c->work, action)) &&
            (!c->by_resource || first_allow(c, action) == statement))
            look_at_named(c, statement, &named.list.at[i]);
    }
}

static caller look_at_allows(rf_check_run *run, bool by_resource)
{
    caller c = caller_of(run);
    c.by_resource = by_resource;
    for (size_t i = 0; i < c.policy->n && !c.policy->refused; i++) {
        const rf_statement *statement = &c.policy->statements[i];
        if (statement->effect == RF_EFFECT_ALLOW && !statement->unknown &&
            (by_resource ? is_limited(statement) : statement->n != 0))
            look_at_allow(&c, statement);
    }
    return c;
}

void rf_check_call_never_allowed(rf_check_run *run)
{
    caller c = look_at_allows(run, false);
    for (size_t i = 0; i < c.causes.n; i++) {
        const cause *one = &c.causes.at[i];
        const rf_condition *condition = one->condition;
        if (condition == NULL)
            continue;
        rf_str actions = rf_names_text(run->arena, &one->actions);
        rf_str checks = rf_checks_text(run->arena, &one->types);
        rf_finding *finding = rf_report_statement(
            run, one->statement, condition->key_span,
            rf_format(run->arena,
                      "%.*s can never succeed by this policy: %.*s %.*s no %.*s, so %.*s is false "
                      "there, and no "
                      "other statement allows it",
                      RF_ARG(actions), RF_ARG(subject_of(&one->actions)), RF_ARG(checks),
                      RF_ARG(condition->name), RF_ARG(condition->op_text)));
        finding->note = rf_format(run->arena, "absent in the %.*s check%s",
                                  RF_ARG(rf_names_text(run->arena, &one->types)),
                                  one->types.names.n > 1 ? "s" : "");
    }
}

void rf_check_required_type(rf_check_run *run)
{
    caller c = look_at_allows(run, true);
    for (size_t i = 0; i < c.causes.n; i++) {
        const cause *one = &c.causes.at[i];
        if (one->condition != NULL)
            continue;
        rf_finding *finding = rf_report_statement(
            run, one->statement, one->pattern->span,
            rf_format(run->arena,
                      "no statement of this policy allows what the call needs besides: %.*s",
                      RF_ARG(rf_names_text(run->arena, &one->actions))));
        rf_report_related(run, finding, one->statement->resources.span,
                          RF_STR("the resources of the statement"));
    }
}

/* --- a Deny always matches ----------------------------------------------------------------------
 */

/* The condition of a Deny that the lack of its key makes true; the others may hold as well. */
static const rf_condition *true_by_absence(caller *c, const rf_statement *statement,
                                           const rf_ref_check *check)
{
    for (size_t i = 0; i < statement->n; i++) {
        const rf_condition *condition = &statement->conditions[i];
        if (rf_condition_rests_on_absence(c->run->arena, condition, check) &&
            rf_action_may_have(c->run, check->action, condition->key))
            return condition;
    }
    return NULL;
}

static void look_at_denied(caller *c, const rf_statement *statement, const rf_named_action *named)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(c->run->reference, named->action);
    const rf_condition *condition = NULL;
    size_t required = 0, denied = 0;
    rf_name_list types = {0};
    for (size_t i = 0; i < pairs.n; i++) {
        rf_ref_check check = {c->run->reference, named->action, &pairs.at[i]};
        if (!pairs.at[i].required)
            continue;
        required++;
        if (rf_statement_reach(c->run->arena, statement, &check, NULL).match != RF_YES)
            continue;
        const rf_condition *by = true_by_absence(c, statement, &check);
        denied++;
        if (by == NULL || (condition != NULL && by != condition))
            continue;
        condition = by;
        rf_name_add(c->run->arena, &types, type_name(c->run, &pairs.at[i]));
    }
    if (condition == NULL || (denied < required && !needs_every_type(c->run, named->action)))
        return;
    cause *into = cause_for(c, statement, condition, named->pattern);
    for (size_t i = 0; i < types.names.n; i++)
        rf_name_add(c->run->arena, &into->types, types.names.at[i]);
    add_to(c, into, named->action);
}

void rf_check_call_always_denied(rf_check_run *run)
{
    caller c = caller_of(run);
    for (size_t i = 0; i < c.policy->n && !c.policy->refused; i++) {
        const rf_statement *statement = &c.policy->statements[i];
        if (statement->effect != RF_EFFECT_DENY || statement->unknown || statement->n == 0)
            continue;
        rf_named_list named = rf_named_actions(run, statement, true);
        for (size_t k = 0; k < named.list.n; k++) {
            const rf_named_action *one = &named.list.at[k];
            if (!rf_work_goes_on(&c.work, rf_work_of(&c.work, statement, one->action)))
                break;
            look_at_denied(&c, statement, one);
        }
    }
    for (size_t i = 0; i < c.causes.n; i++) {
        const cause *one = &c.causes.at[i];
        rf_str actions = rf_names_text(run->arena, &one->actions);
        rf_str checks = rf_checks_text(run->arena, &one->types);
        rf_report_statement(
            run, one->statement, one->condition->key_span,
            rf_format(run->arena, "%.*s %s always denied: %.*s %.*s no %.*s, so %.*s is true there",
                      RF_ARG(actions), one->actions.names.n > 1 ? "are" : "is",
                      RF_ARG(subject_of(&one->actions)), RF_ARG(checks),
                      RF_ARG(one->condition->name), RF_ARG(one->condition->op_text)));
    }
}

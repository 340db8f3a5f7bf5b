#include "engine/engine.h"

#include "base/glob.h"
#include "base/limits.h"
#include "engine/bundle.h"
#include "engine/claim.h"
#include "engine/each.h"
#include "engine/profile.h"
#include "engine/results.h"
#include "engine/subjects.h"

/* A rule as it runs under one profile. */
struct planned_rule {
    const rf_rule *rule;
    rf_severity severity;
    rf_value params;
    const rf_proof *proofs; /* one per claim; a set of NULL could not be made */
};

/* The rules that run under one profile, by what they look at. */
struct plan {
    const rf_value *profile;
    RF_VEC(struct planned_rule) rules[RF_SUBJECT_KINDS];
};

struct run {
    rf_arena *arena;
    const rf_ruleset *set;
    rf_inputs *inputs;
    const rf_engine_options *options;
    rf_results *results;
    rf_subject_list subjects[RF_SUBJECT_KINDS];
    rf_bundles bundles;
    RF_VEC(struct plan *) plans;
};

/* Whether and how a rule runs for a profile. */
struct choice {
    bool enabled;
    rf_severity severity;
};

static struct choice choose(const struct run *run, const rf_rule *rule, const rf_value *profile)
{
    struct choice choice = {true, rule->severity};
    if (run->options->only != NULL)
        choice.enabled = run->options->only == rule;
    else
        choice.enabled = !rf_profile_turns_off(profile, rule->id);
    rf_profile_severity(profile, rule->id, &choice.severity);
    for (size_t i = 0; i < run->options->selections.n; i++) {
        const rf_selection *selection = &run->options->selections.at[i];
        if (!rf_glob_matches(selection->glob, rule->id))
            continue;
        if (selection->kind == RF_SELECT_SEVERITY)
            choice.severity = selection->severity;
        else
            choice.enabled = selection->kind == RF_SELECT_ENABLE;
    }
    choice.enabled = choice.enabled && rf_profile_allows(run->set, profile, rule);
    return choice;
}

/* What the user writes is text; the default says what it means: a list has commas. */
static rf_value as_default(rf_arena *arena, rf_value given, const rf_value *fallback)
{
    rf_num number;
    if (fallback->kind == RF_NUMBER && rf_num_parse(arena, given.as.string.text, &number))
        return rf_value_number(number, given.span);
    if (fallback->kind != RF_LIST)
        return given;
    RF_VEC(rf_value) items = {0};
    for (rf_str rest = given.as.string.text; rest.at != NULL;)
        RF_PUSH(arena, &items, rf_value_string(rf_trim(rf_split(rest, ',', &rest)), given.span));
    return rf_value_list(items.at, items.n, given.span);
}

/* The parameters of a rule: its defaults, overridden by the profile's, then by the user's.  It sees
 * none but those that it declares. */
static rf_value params_for(const struct run *run, const rf_rule *rule, const rf_value *profile)
{
    const rf_value *set = rf_value_get_c(profile, "param");
    rf_value given =
        rf_value_object(run->arena, run->options->params.at, run->options->params.n, rule->span);
    rf_member *members = RF_NEW_ARRAY(run->arena, rf_member, rule->param_count);
    for (size_t i = 0; i < rule->param_count; i++) {
        rf_str name = rule->params[i].name;
        const rf_value *fallback = &rule->params[i].fallback;
        const rf_value *user = rf_value_get(&given, name), *vendor = rf_value_get(set, name);
        rf_value value = vendor != NULL ? *vendor : *fallback;
        members[i] = rf_member_of(name, rf_is_string(user) ? as_default(run->arena, *user, fallback)
                                        : user != NULL     ? *user
                                                           : value);
    }
    return rf_value_object(run->arena, members, rule->param_count, rule->span);
}

/* What the body of a rule looks at. */
static rf_subject_kind subject_kind(const rf_rule *rule)
{
    if (rule->claim_count != 0)
        return RF_SUBJECT_POLICY;
    return rule->each != NULL ? rule->each->subject : rule->check->subject;
}

static const rf_reference *reference_of(const struct run *run)
{
    return run->options->reference != NULL ? run->options->reference : &rf_reference_builtin;
}

/* A claim that has no set is a check that is not made. */
static void admit_no_set(const struct run *run, const rf_rule *rule, const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        rf_unknown unknown = {.span = diag->span,
                              .what = rf_format(run->arena, "rule %.*s", RF_ARG(rule->id)),
                              .why = diag->message,
                              .exhausted = true};
        RF_PUSH(run->arena, &run->results->unknowns, unknown);
    }
}

static const rf_proof *proofs_for(const struct run *run, const rf_rule *rule,
                                  const rf_value *params, const rf_value *profile)
{
    rf_proof *proofs = RF_NEW_ARRAY(run->arena, rf_proof, rule->claim_count);
    const rf_claim_scope scope = {.param = params,
                                  .profile = profile != NULL ? profile : &rf_value_null,
                                  .reference = rule->trusted ? NULL : reference_of(run)};
    for (size_t i = 0; i < rule->claim_count; i++) {
        rf_diags diags = rf_diags_new(run->arena);
        if (!rf_claim_evaluate(run->arena, rule, &rule->claims[i], &scope, &diags, &proofs[i]))
            proofs[i].set = NULL;
        admit_no_set(run, rule, &diags);
    }
    return proofs;
}

/* The plan for a profile, made when the first subject of such a group is met. */
static const struct plan *plan_for(struct run *run, const rf_value *profile)
{
    for (size_t i = 0; i < run->plans.n; i++)
        if (run->plans.at[i]->profile == profile)
            return run->plans.at[i];
    struct plan *plan = RF_NEW(run->arena, struct plan);
    plan->profile = profile;
    for (size_t i = 0; i < run->set->rules.n; i++) {
        size_t at = run->options->reverse ? run->set->rules.n - 1 - i : i;
        const rf_rule *rule = &run->set->rules.at[at];
        struct choice choice = choose(run, rule, profile);
        if (!choice.enabled)
            continue;
        struct planned_rule planned = {rule, choice.severity, params_for(run, rule, profile), NULL};
        planned.proofs = proofs_for(run, rule, &planned.params, profile);
        RF_PUSH(run->arena, &plan->rules[subject_kind(rule)], planned);
    }
    RF_PUSH(run->arena, &run->plans, plan);
    return plan;
}

static void complete(struct run *run, const rf_rule *rule, const rf_subject *subject,
                     rf_severity severity, rf_finding *finding)
{
    finding->rule = rule->id;
    finding->severity = severity;
    if (finding->at_most != NULL && *finding->at_most < severity)
        finding->severity = *finding->at_most;
    if (finding->message.n == 0)
        finding->message = rule->summary;
    if (finding->help.n == 0)
        finding->help = rule->fix;
    if (subject->found != NULL && finding->policy.n == 0)
        finding->policy = subject->found->address;
    if (subject->statement != NULL && finding->statement.n == 0)
        finding->statement = rf_statement_id(run->arena, subject->statement);
    if (subject->group != NULL) {
        rf_str note = rf_profile_note(subject->group->profile, rule->id);
        if (note.n != 0)
            finding->help = rf_format(run->arena, "%.*s%s %.*s", RF_ARG(finding->help),
                                      rf_ends(finding->help, RF_STR(".")) ? "" : ".", RF_ARG(note));
        finding->suppressed = rf_profile_accepts(subject->group->profile, finding);
    }
}

/* Whether the policy has the role of the rule; for claims, alone or with the other parts of it. */
static bool has_role(const struct run *run, const rf_rule *rule, const rf_subject *subject,
                     const rf_value *profile)
{
    if (rule->role.n == 0)
        return true;
    if (subject->found == NULL)
        return false;
    const rf_policies alone = {&subject->found->policy, 1};
    const rf_bundle *bundle = rf_bundle_of(&run->bundles, subject->found, rule->role);
    return rule->claim_count != 0 && bundle != NULL
               ? bundle->plays
               : rf_profile_has_role(profile, &alone, rule->role);
}

static bool applies(const struct run *run, const rf_rule *rule, const rf_subject *subject,
                    const rf_value *profile)
{
    if (rule->kinds != 0 && subject->found != NULL &&
        (rule->kinds & 1u << subject->found->kind) == 0)
        return false;
    return has_role(run, rule, subject, profile);
}

/* How much the results held, and the arena: what a rule computed is forgotten where it added
 * nothing, so that memory does not grow with clean input. */
struct checkpoint {
    rf_arena_mark mark;
    size_t findings, unknowns;
};

static struct checkpoint checkpoint(const struct run *run)
{
    return (struct checkpoint){rf_arena_mark_get(run->arena), run->results->findings.n,
                               run->results->unknowns.n};
}

static void forget_if_nothing(struct run *run, const struct checkpoint *before)
{
    if (run->results->findings.n == before->findings &&
        run->results->unknowns.n == before->unknowns)
        rf_arena_rewind(run->arena, before->mark);
}

/* What refuses some requests is often the same everywhere: a Region, an account, one cloud's name.
 * One finding for all of a rule, with the other places. */
static void fold_partial(rf_check_run *run)
{
    enum { SHOWN = 5 };
    rf_finding_list *list = run->findings;
    size_t n = 0, first = RF_NOT_FOUND;
    for (size_t i = 0; i < list->n; i++) {
        rf_finding one = list->at[i];
        bool fold = one.at_most != NULL && first != RF_NOT_FOUND;
        if (fold && list->at[first].related_count < SHOWN &&
            rf_span_cmp(list->at[first].span, one.span) != 0)
            rf_report_related(run, &list->at[first], one.span, one.message);
        if (fold)
            continue;
        if (one.at_most != NULL)
            first = n;
        list->at[n++] = one;
    }
    list->n = n;
}

/* What may never be allowed, no policy may allow alone: a Deny of another one counts only where
 * both are attached.  What must always be allowed, the parts of a role may allow together; it is
 * asked once for all, with the first of them. */
static void run_claims(struct run *run, const struct planned_rule *planned, rf_check_run *check)
{
    const rf_found_policy *found = check->subject->found;
    rf_bundle *bundle =
        planned->rule->role.n != 0 ? rf_bundle_of(&run->bundles, found, planned->rule->role) : NULL;
    rf_policies beside = rf_bundles_beside(run->arena, &run->bundles, found);
    for (size_t i = 0; i < planned->rule->claim_count; i++) {
        const rf_proof *proof = &planned->proofs[i];
        rf_policies policies = {&found->policy, 1};
        if (proof->set == NULL)
            continue;
        if (bundle != NULL && proof->kind == RF_PROOF_ALWAYS) {
            if (bundle->parts.at[0] != found)
                continue;
            policies = rf_bundle_policies(run->arena, bundle);
        }
        rf_prove(check, proof, &policies, &beside);
    }
}

/* Runs a check, or the claims of a rule. */
static void run_c(struct run *run, const struct planned_rule *planned, const rf_subject *subject,
                  const rf_value *profile, rf_finding_list *findings)
{
    const rf_rule *rule = planned->rule;
    rf_check_run check = {.arena = run->arena,
                          .subject = subject,
                          .all = run->subjects[subject->kind].at,
                          .all_count = run->subjects[subject->kind].n,
                          .params = &planned->params,
                          .profile = profile,
                          .reference = reference_of(run),
                          .findings = findings,
                          .unknowns = &run->results->unknowns};
    if (rule->check != NULL)
        rule->check->run(&check);
    else
        run_claims(run, planned, &check);
    fold_partial(&check);
}

/* Runs one rule over one subject; its findings are appended to the results. */
static void run_rule(struct run *run, const struct planned_rule *planned, const rf_subject *subject,
                     const rf_value *self, const rf_value *profile)
{
    const rf_rule *rule = planned->rule;
    struct checkpoint before = checkpoint(run);
    rf_finding_list findings = {0};
    if (rule->each != NULL) {
        rf_each_run each = {.arena = run->arena,
                            .rule = rule,
                            .subject = subject,
                            .self = self,
                            .param = &planned->params,
                            .profile = profile != NULL ? profile : &rf_value_null,
                            .findings = &findings,
                            .unknowns = &run->results->unknowns};
        rf_each_evaluate(&each);
    } else {
        run_c(run, planned, subject, profile, &findings);
    }
    for (size_t k = 0; k < findings.n; k++) {
        complete(run, rule, subject, planned->severity, &findings.at[k]);
        RF_PUSH(run->arena, &run->results->findings, findings.at[k]);
    }
    forget_if_nothing(run, &before);
}

static const rf_value *profile_of(const rf_subject *subject)
{
    return subject->group != NULL ? subject->group->profile : NULL;
}

/* All rules over one subject, so that what they see of it is made once. */
static void run_subject(struct run *run, const rf_subject *subject)
{
    const rf_value *profile = profile_of(subject);
    const struct plan *plan = plan_for(run, profile);
    struct checkpoint before = checkpoint(run);
    rf_value self = rf_value_null;
    for (size_t i = 0; i < plan->rules[subject->kind].n; i++) {
        const struct planned_rule *planned = &plan->rules[subject->kind].at[i];
        if (!applies(run, planned->rule, subject, profile))
            continue;
        if (planned->rule->each != NULL && self.kind == RF_NULL)
            self = rf_subject_value(run->arena, subject);
        run_rule(run, planned, subject, &self, profile);
    }
    forget_if_nothing(run, &before);
}

/* Conditions see their statement, which is made before the first of them and forgotten after the
 * last: made again for each, many conditions take the square of them. */
static void run_subjects(struct run *run, const rf_subject_list *list)
{
    struct checkpoint before = {0};
    const rf_seen_statement *seen = NULL;
    for (size_t i = 0; i < list->n; i++) {
        const rf_subject *subject = &list->at[i];
        if (subject->seen != seen) {
            if (seen != NULL)
                forget_if_nothing(run, &before);
            plan_for(run, profile_of(subject)); /* which stays */
            before = checkpoint(run);
            seen = subject->seen;
            rf_subject_value(run->arena, subject);
        }
        run_subject(run, subject);
    }
    if (seen != NULL)
        forget_if_nothing(run, &before);
}

void rf_engine_refuse(rf_arena *arena, const rf_diags *diags, rf_results *results)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        rf_finding finding = {.rule = RF_STR("syntax/hcl"),
                              .severity = diag->severity,
                              .message = diag->message,
                              .help = diag->help,
                              .span = diag->span,
                              .related = diag->related,
                              .related_count = diag->related_count};
        RF_PUSH(arena, &results->findings, finding);
    }
    rf_results_sort(arena, results);
    results->incomplete = true;
}

static void left_out(const struct run *run, rf_span span, rf_str what, const char *why)
{
    rf_unknown unknown = {.what = what, .why = rf_str_c(why), .span = span, .exhausted = true};
    RF_PUSH(run->arena, &run->results->unknowns, unknown);
}

/* What is too much to look at one by one is not passed over in silence. */
static void admit_limits(const struct run *run)
{
    size_t variables = 0;
    for (size_t i = 0; i < run->subjects[RF_SUBJECT_STATEMENT].n; i++) {
        const rf_subject *subject = &run->subjects[RF_SUBJECT_STATEMENT].at[i];
        if (subject->statement->n > RF_LIMIT_STATEMENT_CONDITIONS)
            left_out(run, subject->span,
                     rf_format(run->arena, "the conditions of %.*s after the first %d",
                               RF_ARG(subject->statement->name), RF_LIMIT_STATEMENT_CONDITIONS),
                     "a statement with that many conditions is longer than AWS stores");
    }
    for (size_t i = 0; i < run->inputs->policies.n; i++) {
        const rf_policy *policy = run->inputs->policies.at[i].policy;
        if (policy->n > RF_LIMIT_POLICY_STATEMENTS)
            left_out(run, policy->span,
                     rf_format(run->arena, "the statements after the first %d",
                               RF_LIMIT_POLICY_STATEMENTS),
                     "a policy with that many statements is longer than AWS stores");
    }
    for (size_t i = 0; i < run->inputs->groups.n; i++)
        variables += run->inputs->groups.at[i]->variables.n;
    if (variables > RF_LIMIT_VARIABLES)
        left_out(run, (rf_span){0},
                 rf_format(run->arena, "the variables after the first %d", RF_LIMIT_VARIABLES),
                 "there are more than this program looks at in one run");
}

static void count_inputs(const struct run *run)
{
    rf_results *results = run->results;
    results->files = run->inputs->files.n;
    results->policies = run->inputs->policies.n;
    results->networks = run->subjects[RF_SUBJECT_NETWORK].n + run->inputs->peers.n;
    results->variables = run->subjects[RF_SUBJECT_VARIABLE].n;
    for (size_t i = 0; i < run->inputs->files.n; i++)
        results->incomplete = results->incomplete || run->inputs->files.at[i]->broken;
    for (size_t i = 0; i < results->unknowns.n; i++)
        results->incomplete = results->incomplete || results->unknowns.at[i].exhausted;
    for (size_t i = 0; i < run->inputs->groups.n && results->profile.n == 0; i++)
        results->profile = run->inputs->groups.at[i]->profile_name;
}

void rf_engine_run(const rf_ruleset *set, rf_inputs *inputs, const rf_engine_options *options,
                   rf_results *results)
{
    struct run run = {.arena = inputs->arena,
                      .set = set,
                      .inputs = inputs,
                      .options = options,
                      .results = results};
    rf_profiles_choose(set, inputs, options->profile);
    rf_bundles_find(run.arena, inputs, &run.bundles);
    for (int kind = 0; kind < RF_SUBJECT_KINDS; kind++)
        rf_subjects_collect(run.arena, inputs, (rf_subject_kind)kind, &run.subjects[kind]);
    for (int kind = 0; kind < RF_SUBJECT_KINDS; kind++)
        run_subjects(&run, &run.subjects[kind]);
    for (size_t i = 0; i < inputs->unknowns.n; i++)
        RF_PUSH(run.arena, &results->unknowns,
                (rf_unknown){.what = inputs->unknowns.at[i].what,
                             .why = inputs->unknowns.at[i].why,
                             .span = inputs->unknowns.at[i].span});
    rf_bundles_admit(run.arena, &run.bundles, &results->unknowns);
    admit_limits(&run);
    rf_results_sort(run.arena, results);
    count_inputs(&run);
}

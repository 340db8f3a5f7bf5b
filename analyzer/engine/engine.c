#include "engine/engine.h"

#include "base/glob.h"
#include "base/limits.h"
#include "engine/profile.h"
#include "engine/subjects.h"
#include "eval/function.h"

#include <stdlib.h>

struct run {
    rf_arena *arena;
    const rf_ruleset *set;
    rf_inputs *inputs;
    const rf_engine_options *options;
    rf_results *results;
    rf_subject_list subjects[RF_SUBJECT_KINDS];
    rf_value *selves[RF_SUBJECT_KINDS]; /* made when a rule first asks */
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

/* The parameters a rule sees: its defaults, then the profile's, then the user's. */
static rf_value params_for(const struct run *run, const rf_rule *rule, const rf_value *profile)
{
    const rf_value *set = rf_value_get_c(profile, "param");
    size_t most = rule->param_count + run->options->params.n +
                  (set != NULL && set->kind == RF_OBJECT ? set->as.object.n : 0);
    rf_member *members = RF_NEW_ARRAY(run->arena, rf_member, most);
    size_t n = 0;
    for (size_t i = 0; i < rule->param_count; i++)
        members[n++] = rf_member_of(rule->params[i].name, rule->params[i].fallback);
    if (set != NULL && set->kind == RF_OBJECT)
        for (size_t i = 0; i < set->as.object.n; i++)
            members[n++] = set->as.object.at[i];
    for (size_t i = 0; i < run->options->params.n; i++)
        members[n++] = run->options->params.at[i];
    return rf_value_object(run->arena, members, n, rule->span); /* of equal names the last counts */
}

/* What names mean inside an `each`. */
struct names {
    const rf_value *self, *it, *param, *profile;
};

static const rf_value *lookup(const rf_scope *scope, rf_str name)
{
    const struct names *names = scope->context;
    const struct {
        const char *name;
        const rf_value *value;
    } known[] = {{"self", names->self},
                 {"it", names->it},
                 {"param", names->param},
                 {"profile", names->profile}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (rf_eq_c(name, known[i].name))
            return known[i].value;
    return NULL;
}

static rf_scope scope_of(const struct names *names)
{
    static const rf_str all[] = {{"self", 4}, {"it", 2}, {"param", 5}, {"profile", 7}};
    return (rf_scope){
        .lookup = lookup,
        .context = names,
        .names = all,
        .name_count = sizeof all / sizeof *all,
        .functions = rf_functions,
        .function_count = rf_function_count,
    };
}

/* One evaluation of one rule for one subject. */
struct evaluation {
    struct run *run;
    const rf_rule *rule;
    const rf_subject *subject;
    struct names names;
    rf_finding_list *findings;
    rf_unknown_list *unknowns;
};

static void cannot_evaluate(struct evaluation *e, const rf_diags *diags)
{
    rf_unknown unknown = {.span = e->subject->span,
                          .what = rf_format(e->run->arena, "rule %.*s", RF_ARG(e->rule->id)),
                          .why = RF_STR("its answer depends on a value that is not known")};
    if (diags->list.n != 0) {
        rf_place place = rf_locate(diags->list.at[0].span);
        unknown.why =
            rf_format(e->run->arena, "%.*s (%.*s:%u:%u)", RF_ARG(diags->list.at[0].message),
                      RF_ARG(place.path), place.line, place.column);
    }
    RF_PUSH(e->run->arena, e->unknowns, unknown);
}

/* The text of one of the rule's expressions; `fallback` without one, or when it holds a secret. */
static rf_str text_of(struct evaluation *e, const rf_expr *expr, rf_str fallback)
{
    if (expr == NULL)
        return fallback;
    rf_diags diags = rf_diags_new(e->run->arena);
    rf_scope scope = scope_of(&e->names);
    rf_value value = rf_eval(e->run->arena, expr, &scope, &diags);
    if (value.kind == RF_NULL)
        return fallback;
    if (value.kind != RF_STRING || diags.errors != 0) {
        cannot_evaluate(e, &diags);
        return fallback;
    }
    return rf_value_has_mark(&value, RF_MARK_SENSITIVE) ? fallback : value.as.string.text;
}

/* The place of a value that was written in a checked file; otherwise the subject's. */
static rf_span place_of(const struct evaluation *e, const rf_value *value)
{
    rf_span rule_file = e->rule->span;
    if (value->span.source == NULL || value->span.source == rule_file.source)
        return e->subject->span;
    return value->span;
}

/* see = { "what it is" = value }: the places of these values, null ones left out. */
static void see_also(struct evaluation *e, rf_finding *finding)
{
    if (e->rule->each->see == NULL)
        return;
    rf_diags diags = rf_diags_new(e->run->arena);
    rf_scope scope = scope_of(&e->names);
    rf_value see = rf_eval(e->run->arena, e->rule->each->see, &scope, &diags);
    if (see.kind != RF_OBJECT || diags.errors != 0) {
        cannot_evaluate(e, &diags);
        return;
    }
    rf_related *related = RF_NEW_ARRAY(e->run->arena, rf_related, see.as.object.n);
    for (size_t i = 0; i < see.as.object.n; i++)
        if (see.as.object.at[i].value.kind != RF_NULL)
            related[finding->related_count++] =
                (rf_related){see.as.object.at[i].value.span, see.as.object.at[i].name};
    finding->related = related;
}

static void find(struct evaluation *e, const rf_value *it)
{
    const rf_each *each = e->rule->each;
    rf_span span = place_of(e, it);
    e->names.it = it;
    if (each->at != NULL) {
        rf_diags diags = rf_diags_new(e->run->arena);
        rf_scope scope = scope_of(&e->names);
        rf_value at = rf_eval(e->run->arena, each->at, &scope, &diags);
        if (diags.errors != 0)
            cannot_evaluate(e, &diags);
        else if (at.kind != RF_NULL)
            span = place_of(e, &at);
    }
    rf_finding finding = {
        .span = span,
        .message = text_of(e, each->message, e->rule->summary),
        .note = text_of(e, each->note, RF_STR("")),
        .help = text_of(e, each->help, e->rule->fix),
        .statement = rf_text_of(rf_value_get_c(it, "statement")),
    };
    see_also(e, &finding);
    RF_PUSH(e->run->arena, e->findings, finding);
}

static void evaluate(struct evaluation *e)
{
    const rf_each *each = e->rule->each;
    rf_arena *arena = e->run->arena;
    rf_diags diags = rf_diags_new(arena);
    rf_scope scope = scope_of(&e->names);
    if (each->where != NULL) {
        rf_value where = rf_eval(arena, each->where, &scope, &diags);
        if (where.kind != RF_BOOL || diags.errors != 0) {
            cannot_evaluate(e, &diags);
            return;
        }
        if (!where.as.boolean)
            return;
    }
    rf_value found = rf_eval(arena, each->finding, &scope, &diags);
    if (found.kind == RF_UNKNOWN || diags.errors != 0) {
        cannot_evaluate(e, &diags);
    } else if (found.kind == RF_LIST) {
        for (size_t i = 0; i < found.as.list.n; i++)
            find(e, &found.as.list.at[i]);
    } else if (found.kind == RF_BOOL && found.as.boolean) {
        find(e, e->names.self);
    } else if (found.kind != RF_BOOL && found.kind != RF_NULL) {
        find(e, &found);
    }
}

/* The same for the same cause wherever its line moves: no line, no offset; equal ones are numbered
 * when the findings are sorted. */
static uint64_t hash_text(uint64_t hash, rf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001b3u;
    return (hash ^ 0xff) * 0x100000001b3u;
}

static rf_str fingerprint(rf_arena *arena, const rf_finding *finding, unsigned ordinal)
{
    uint64_t hash = 0xcbf29ce484222325u;
    hash = hash_text(hash, finding->rule);
    hash = hash_text(hash, rf_locate(finding->span).path);
    hash = hash_text(hash, finding->policy);
    hash = hash_text(hash, finding->statement);
    hash = hash_text(hash, rf_span_text(finding->span));
    hash = hash_text(hash, rf_format(arena, "%u", ordinal));
    return rf_format(arena, "%016llx", (unsigned long long)hash);
}

/* "Sid or index" of the JSON report. */
static rf_str statement_name(rf_arena *arena, const rf_statement *statement)
{
    return statement->sid.n != 0 ? statement->sid : rf_format(arena, "%zu", statement->index);
}

static void complete(struct run *run, const rf_rule *rule, const rf_subject *subject,
                     rf_severity severity, rf_finding *finding)
{
    finding->rule = rule->id;
    finding->severity = severity;
    if (finding->message.n == 0)
        finding->message = rule->summary;
    if (finding->help.n == 0)
        finding->help = rule->fix;
    if (subject->found != NULL)
        finding->policy = subject->found->address;
    if (subject->statement != NULL && finding->statement.n == 0)
        finding->statement = statement_name(run->arena, subject->statement);
    if (subject->group != NULL) {
        rf_str note = rf_profile_note(subject->group->profile, rule->id);
        if (note.n != 0)
            finding->help = rf_format(run->arena, "%.*s%s %.*s", RF_ARG(finding->help),
                                      rf_ends(finding->help, RF_STR(".")) ? "" : ".", RF_ARG(note));
        finding->suppressed = rf_profile_accepts(subject->group->profile, finding);
    }
}

static const rf_value *self_of(struct run *run, rf_subject_kind kind, size_t i)
{
    if (run->selves[kind] == NULL)
        run->selves[kind] = RF_NEW_ARRAY(run->arena, rf_value, run->subjects[kind].n);
    rf_value *self = &run->selves[kind][i];
    if (self->kind == RF_NULL)
        *self = rf_subject_value(run->arena, &run->subjects[kind].at[i]);
    return self;
}

/* What the body of a rule looks at. */
static rf_subject_kind subject_kind(const rf_rule *rule)
{
    return rule->each != NULL ? rule->each->subject : rule->check->subject;
}

static bool applies(const rf_rule *rule, const rf_subject *subject)
{
    return rule->kinds == 0 || subject->found == NULL ||
           (rule->kinds & 1u << subject->found->kind) != 0;
}

static void run_for_subject(struct run *run, const rf_rule *rule, size_t i,
                            const struct choice *choice, const rf_value *params)
{
    rf_subject_kind kind = subject_kind(rule);
    const rf_subject *subject = &run->subjects[kind].at[i];
    const rf_value *profile = subject->group ? subject->group->profile : NULL;
    rf_finding_list findings = {0};
    if (rule->each == NULL) {
        rf_check_run check = {.arena = run->arena,
                              .subject = subject,
                              .all = run->subjects[kind].at,
                              .all_count = run->subjects[kind].n,
                              .params = params,
                              .profile = profile,
                              .findings = &findings,
                              .unknowns = &run->results->unknowns};
        rule->check->run(&check);
    } else {
        const rf_value *self = self_of(run, kind, i);
        rf_arena_mark before = rf_arena_mark_get(run->arena);
        struct evaluation e = {.run = run,
                               .rule = rule,
                               .subject = subject,
                               .findings = &findings,
                               .unknowns = &run->results->unknowns};
        size_t unknowns = run->results->unknowns.n;
        e.names = (struct names){self, &rf_value_null, params, profile ? profile : &rf_value_null};
        evaluate(&e);
        /* Most rules find nothing in most subjects: what they computed is not needed any more. */
        if (findings.n == 0 && run->results->unknowns.n == unknowns)
            rf_arena_rewind(run->arena, before);
    }
    for (size_t k = 0; k < findings.n; k++) {
        complete(run, rule, subject, choice->severity, &findings.at[k]);
        RF_PUSH(run->arena, &run->results->findings, findings.at[k]);
    }
}

static void run_rule(struct run *run, const rf_rule *rule)
{
    rf_subject_kind kind = subject_kind(rule);
    const rf_value *profile = NULL;
    struct choice choice = {0};
    rf_value params = rf_value_null;
    bool known = false; /* the choice and parameters are those of `profile` */
    for (size_t i = 0; i < run->subjects[kind].n; i++) {
        const rf_subject *subject = &run->subjects[kind].at[i];
        const rf_value *of_subject = subject->group ? subject->group->profile : NULL;
        if (!known || of_subject != profile) {
            profile = of_subject;
            choice = choose(run, rule, profile);
            if (choice.enabled)
                params = params_for(run, rule, profile);
            known = true;
        }
        if (choice.enabled && applies(rule, subject))
            run_for_subject(run, rule, i, &choice, &params);
    }
}

static int by_place(const void *a, const void *b)
{
    const rf_finding *x = a, *y = b;
    int order = rf_span_cmp(x->span, y->span);
    if (order == 0)
        order = rf_cmp(x->rule, y->rule);
    return order != 0 ? order : rf_cmp(x->message, y->message);
}

static int unknown_by_place(const void *a, const void *b)
{
    const rf_unknown *x = a, *y = b;
    int order = rf_span_cmp(x->span, y->span);
    if (order == 0)
        order = rf_cmp(x->what, y->what);
    return order != 0 ? order : rf_cmp(x->why, y->why);
}

static bool same_cause(const rf_finding *a, const rf_finding *b)
{
    return rf_eq(a->rule, b->rule) && rf_eq(a->policy, b->policy) &&
           rf_eq(a->statement, b->statement) &&
           rf_eq(rf_span_text(a->span), rf_span_text(b->span)) &&
           rf_eq(rf_locate(a->span).path, rf_locate(b->span).path);
}

static void sort_results(rf_arena *arena, rf_results *results)
{
    rf_finding_list *findings = &results->findings;
    rf_unknown_list *unknowns = &results->unknowns;
    if (findings->n > 1)
        qsort(findings->at, findings->n, sizeof *findings->at, by_place);
    size_t n = 0;
    for (size_t i = 0; i < findings->n; i++)
        if (n == 0 || by_place(&findings->at[n - 1], &findings->at[i]) != 0)
            findings->at[n++] = findings->at[i];
    findings->n = n;
    rf_map seen = {0}; /* fingerprint without ordinal -> the last finding that has it */
    unsigned *ordinals = RF_NEW_ARRAY(arena, unsigned, findings->n);
    for (size_t i = 0; i < findings->n; i++) {
        rf_str plain = fingerprint(arena, &findings->at[i], 0);
        const rf_finding *before = rf_map_put(arena, &seen, plain, &findings->at[i]);
        if (before != NULL && same_cause(before, &findings->at[i]))
            ordinals[i] = ordinals[before - findings->at] + 1;
        findings->at[i].fingerprint = fingerprint(arena, &findings->at[i], ordinals[i]);
    }
    if (unknowns->n > 1)
        qsort(unknowns->at, unknowns->n, sizeof *unknowns->at, unknown_by_place);
    n = 0;
    for (size_t i = 0; i < unknowns->n; i++)
        if (n == 0 || unknown_by_place(&unknowns->at[n - 1], &unknowns->at[i]) != 0)
            unknowns->at[n++] = unknowns->at[i];
    unknowns->n = n;
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
    sort_results(arena, results);
    results->incomplete = true;
}

/* Conditions that are too many to compare one by one are not passed over in silence. */
static void admit_limits(const struct run *run)
{
    for (size_t i = 0; i < run->subjects[RF_SUBJECT_STATEMENT].n; i++) {
        const rf_subject *subject = &run->subjects[RF_SUBJECT_STATEMENT].at[i];
        if (subject->statement->n <= RF_LIMIT_STATEMENT_CONDITIONS)
            continue;
        rf_unknown unknown = {
            .what = rf_format(run->arena, "the conditions of %.*s after the first %d",
                              RF_ARG(subject->statement->name), RF_LIMIT_STATEMENT_CONDITIONS),
            .why = RF_STR("a statement with that many conditions is longer than AWS stores"),
            .span = subject->span};
        RF_PUSH(run->arena, &run->results->unknowns, unknown);
    }
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
    for (int kind = 0; kind < RF_SUBJECT_KINDS; kind++)
        rf_subjects_collect(run.arena, inputs, (rf_subject_kind)kind, &run.subjects[kind]);
    for (size_t i = 0; i < set->rules.n; i++)
        run_rule(&run, &set->rules.at[options->reverse ? set->rules.n - 1 - i : i]);
    for (size_t i = 0; i < inputs->unknowns.n; i++)
        RF_PUSH(run.arena, &results->unknowns,
                (rf_unknown){.what = inputs->unknowns.at[i].what,
                             .why = inputs->unknowns.at[i].why,
                             .span = inputs->unknowns.at[i].span});
    admit_limits(&run);
    sort_results(run.arena, results);
    count_inputs(&run);
}

#include "checks/proof.h"

#include "access/difference.h"
#include "base/limits.h"
#include "checks/named.h"
#include "checks/witness.h"
#include "iam/match.h"

enum { RELATED_SHOWN = 3 };

typedef struct prover {
    rf_check_run *run;
    const rf_proof *proof;
    const rf_policies *policies, *beside;
    rf_universe universe;
} prover;

/* Counterexamples with one cause. */
typedef struct cause {
    const rf_statement *statement; /* that lets them through, or keeps them off; NULL: none does */
    bool partial;
    const rf_difference *worst; /* the most dangerous one */
    rf_name_list actions, types;
} cause;

typedef RF_VEC(cause) cause_list;

/* Access levels are in order of danger. */
static bool is_worse(const rf_difference *one, const rf_difference *other)
{
    return one->known != NULL && other->known != NULL && one->known->level > other->known->level;
}

static void add_to_cause(prover *p, cause_list *causes, const rf_statement *statement, bool partial,
                         const rf_difference *one)
{
    cause *found = NULL;
    for (size_t i = 0; i < causes->n && found == NULL; i++)
        if (causes->at[i].statement == statement && causes->at[i].partial == partial)
            found = &causes->at[i];
    if (found == NULL) {
        RF_PUSH(p->run->arena, causes, (cause){statement, partial, .worst = one});
        found = &causes->at[causes->n - 1];
    }
    if (is_worse(one, found->worst))
        found->worst = one;
    rf_name_add(p->run->arena, &found->actions, one->action);
    if (one->type != NULL)
        rf_name_add(p->run->arena, &found->types, rf_ref_text(one->reference, one->type->name));
}

/* The policy that a statement is of. */
static const rf_policy *policy_of(const prover *p, const rf_statement *statement)
{
    for (size_t i = 0; i < p->policies->n; i++) {
        const rf_policy *policy = p->policies->at[i];
        for (size_t k = 0; k < policy->n; k++)
            if (&policy->statements[k] == statement)
                return policy;
    }
    return p->policies->at[0];
}

static rf_str address_of(const prover *p, const rf_policy *policy)
{
    const rf_inputs *inputs = p->run->subject->inputs;
    for (size_t i = 0; i < inputs->policies.n; i++)
        if (inputs->policies.at[i].policy == policy)
            return inputs->policies.at[i].address;
    return RF_STR("");
}

/* ---- words ---- */

static rf_witness_view view_of(prover *p, const rf_difference *one)
{
    return rf_witness_see(p->run->arena, p->run->reference, one->witness);
}

/* "statement Delete (policy.json:12)" */
static rf_str name_of(prover *p, const rf_statement *statement)
{
    rf_place place = rf_locate(statement->span);
    return rf_format(p->run->arena, "%s%.*s (%.*s:%u)", statement->sid.n != 0 ? "statement " : "",
                     RF_ARG(statement->name), RF_ARG(place.path), place.line);
}

static rf_str message_of(prover *p, const cause *one)
{
    rf_arena *arena = p->run->arena;
    rf_str actions = rf_names_text(arena, &one->actions);
    rf_str types = rf_names_text(arena, &one->types);
    bool tell = one->actions.names.n == 1 && types.n != 0;
    return rf_format(arena, "%.*s: %.*s%s%.*s%s", RF_ARG(p->proof->message), RF_ARG(actions),
                     tell ? " on " : "", RF_ARG(tell ? types : RF_STR("")),
                     one->partial ? ", in part" : "");
}

static rf_finding *report(prover *p, const cause *one, rf_span span, rf_str proof)
{
    rf_finding *finding = rf_report(p->run, span, "%.*s", RF_ARG(message_of(p, one)));
    finding->certainty = RF_PROVED;
    finding->witness = one->worst->witness;
    finding->at_most = one->partial ? p->proof->in_part : NULL;
    finding->help = p->proof->help;
    finding->proof = proof;
    if (one->statement != NULL) {
        finding->statement = rf_statement_id(p->run->arena, one->statement);
        finding->policy = address_of(p, policy_of(p, one->statement));
    }
    return finding;
}

/* ---- never ---- */

/* The entry of Action that names the action. */
static rf_span span_of_action(prover *p, const rf_statement *statement, const rf_request *request)
{
    const rf_pattern *which;
    if (rf_match_action(p->run->arena, statement, request, &which) == RF_NO || which == NULL)
        return statement->not_actions.present ? statement->not_actions.name_span : statement->span;
    return which->span;
}

/* The Denies about the action that fail at one part, with why. */
static void relate_denies(prover *p, rf_finding *finding, const rf_witness_view *view,
                          rf_witness_part part)
{
    const rf_policy *policy = p->policies->at[0];
    for (size_t i = 0; i < policy->n && finding->related_count < RELATED_SHOWN; i++) {
        const rf_statement *deny = &policy->statements[i];
        if (deny->effect != RF_EFFECT_DENY || deny->unknown)
            continue;
        rf_witness_why why = rf_witness_explain(view, policy, deny);
        if (why.part == part)
            rf_report_related(p->run, finding, why.span,
                              rf_format(p->run->arena, "the Deny %.*s %.*s", RF_ARG(deny->name),
                                        RF_ARG(why.words)));
    }
}

/* The Denies of other policies that would stop the request. */
static void relate_beside(prover *p, rf_finding *finding, const rf_witness_view *view)
{
    for (size_t i = 0; i < p->beside->n; i++) {
        const rf_policy *policy = p->beside->at[i];
        for (size_t k = 0; k < policy->n && finding->related_count < RELATED_SHOWN; k++) {
            const rf_statement *deny = &policy->statements[k];
            if (deny->effect != RF_EFFECT_DENY || deny->unknown ||
                rf_witness_explain(view, policy, deny).part != RF_WITNESS_MATCHES)
                continue;
            rf_report_related(p->run, finding, deny->span,
                              rf_format(p->run->arena,
                                        "the Deny %.*s stops it where both policies are attached",
                                        RF_ARG(deny->name)));
        }
    }
}

static void report_allowed(prover *p, const cause *one)
{
    size_t n;
    rf_witness_view view = view_of(p, one->worst);
    rf_str told = rf_witness_words(&view, p->proof->set), name = name_of(p, one->statement);
    rf_finding *finding =
        report(p, one, span_of_action(p, one->statement, one->worst->witness),
               rf_format(p->run->arena, "%.*s is allowed by %.*s", RF_ARG(told), RF_ARG(name)));
    const rf_related *absences =
        rf_witness_absences(&view, policy_of(p, one->statement), one->statement, &n);
    for (size_t i = 0; i < n; i++)
        rf_report_related(p->run, finding, absences[i].span, absences[i].message);
    relate_beside(p, finding, &view);
    relate_denies(p, finding, &view, RF_WITNESS_CONDITION);
    relate_denies(p, finding, &view, RF_WITNESS_RESOURCE);
}

static void prove_never(prover *p, rf_differences *found)
{
    cause_list causes = {0};
    rf_find_allowed(p->run->arena, &p->universe, p->policies, p->proof->set, found);
    for (size_t i = 0; i < found->list.n; i++)
        add_to_cause(p, &causes, found->list.at[i].allowed_by, false, &found->list.at[i]);
    for (size_t i = 0; i < causes.n; i++)
        report_allowed(p, &causes.at[i]);
}

/* ---- always ---- */

/* The Allow of a policy that comes nearest: all of it but a condition matches, or else but the
 * resource. */
static const rf_statement *nearest_of(const rf_witness_view *view, const rf_policy *policy,
                                      rf_witness_part *part)
{
    const rf_statement *nearest = NULL;
    *part = RF_WITNESS_OTHER;
    for (size_t i = 0; i < policy->n && *part != RF_WITNESS_CONDITION; i++) {
        const rf_statement *allow = &policy->statements[i];
        if (allow->effect != RF_EFFECT_ALLOW || allow->unknown)
            continue;
        rf_witness_part failing = rf_witness_explain(view, policy, allow).part;
        if (failing == RF_WITNESS_CONDITION ||
            (failing == RF_WITNESS_RESOURCE && nearest == NULL)) {
            nearest = allow;
            *part = failing;
        }
    }
    return nearest;
}

static const rf_statement *nearest_allow(prover *p, const rf_difference *one)
{
    const rf_statement *nearest = NULL;
    rf_witness_view view = view_of(p, one);
    for (size_t i = 0; i < p->policies->n; i++) {
        rf_witness_part part;
        const rf_statement *found = nearest_of(&view, p->policies->at[i], &part);
        if (part == RF_WITNESS_CONDITION)
            return found;
        if (nearest == NULL)
            nearest = found;
    }
    return nearest;
}

static bool is_in(const rf_differences *found, const rf_difference *one)
{
    for (size_t i = 0; i < found->list.n; i++)
        if (found->list.at[i].known == one->known && found->list.at[i].type == one->type)
            return true;
    return false;
}

static void report_refused(prover *p, const cause *one)
{
    rf_arena *arena = p->run->arena;
    rf_witness_view view = view_of(p, one->worst);
    rf_str told = rf_witness_words(&view, NULL);
    if (one->statement == NULL) {
        report(p, one, p->run->subject->span,
               rf_format(arena, "no statement allows %.*s", RF_ARG(told)));
        return;
    }
    rf_str name = name_of(p, one->statement);
    rf_witness_why why = rf_witness_explain(&view, policy_of(p, one->statement), one->statement);
    report(p, one, why.span,
           rf_format(arena,
                     one->worst->denied_by != NULL ? "%.*s is denied by %.*s, which %.*s"
                                                   : "%.*s is not allowed: %.*s %.*s",
                     RF_ARG(told), RF_ARG(name), RF_ARG(why.words)));
}

static void prove_always(prover *p, rf_differences *found)
{
    cause_list causes = {0};
    rf_differences allowed = {0};
    rf_find_refused(p->run->arena, &p->universe, p->policies, p->proof->set, found);
    if (found->list.n != 0)
        rf_find_allowed(p->run->arena, &p->universe, p->policies, p->proof->set, &allowed);
    for (size_t i = 0; i < found->list.n; i++) {
        const rf_difference *one = &found->list.at[i];
        add_to_cause(p, &causes, one->denied_by != NULL ? one->denied_by : nearest_allow(p, one),
                     is_in(&allowed, one), one);
    }
    for (size_t i = 0; i < causes.n; i++)
        report_refused(p, &causes.at[i]);
}

/* ---- both ---- */

/* What could not be decided, by its reason. */
static void report_undecided(prover *p, const rf_differences *found)
{
    for (size_t i = 0; i < found->undecided.n; i++) {
        const rf_undecided *one = &found->undecided.at[i];
        rf_name_list actions = {0};
        bool told = false;
        for (size_t k = 0; k < found->undecided.n; k++) {
            if (!rf_eq(found->undecided.at[k].why, one->why))
                continue;
            told = told || k < i;
            rf_name_add(p->run->arena, &actions, found->undecided.at[k].action);
        }
        if (told)
            continue;
        rf_str names = rf_names_text(p->run->arena, &actions);
        rf_unknown unknown = {
            .span = p->run->subject->span,
            .what = rf_format(p->run->arena, "whether %.*s is %s as %.*s asks", RF_ARG(names),
                              p->proof->kind == RF_PROOF_NEVER ? "never allowed" : "always allowed",
                              RF_ARG(p->proof->rule)),
            .why = one->why,
            .exhausted = one->exhausted,
        };
        RF_PUSH(p->run->arena, p->run->unknowns, unknown);
    }
}

static void prove(prover *p)
{
    rf_differences found = {0};
    if (p->proof->kind == RF_PROOF_NEVER)
        prove_never(p, &found);
    else
        prove_always(p, &found);
    report_undecided(p, &found);
}

static void add_partitions(rf_arena *arena, const rf_patterns *patterns, rf_name_list *names)
{
    for (size_t i = 0; i < patterns->n; i++) {
        rf_str rest, prefix = rf_split(patterns->at[i].text, ':', &rest);
        rf_str name = rf_split(rest, ':', &rest);
        if (rf_eq_c(prefix, "arn") && rf_starts(name, RF_STR("aws")) &&
            rf_find_byte(name, '*') == RF_NOT_FOUND && rf_find_byte(name, '?') == RF_NOT_FOUND)
            rf_name_add(arena, names, name);
    }
}

/* The partitions that the policies' ARNs name: an account is in one of them.  Without any, "aws".
 */
static rf_name_list partitions_of(rf_arena *arena, const rf_policies *policies)
{
    rf_name_list names = {0};
    for (size_t i = 0; i < policies->n; i++)
        for (size_t k = 0; k < policies->at[i]->n; k++) {
            add_partitions(arena, &policies->at[i]->statements[k].resources, &names);
            add_partitions(arena, &policies->at[i]->statements[k].not_resources, &names);
        }
    if (names.names.n == 0)
        rf_name_add(arena, &names, RF_STR("aws"));
    return names;
}

static bool speaks_of_tls(const rf_policies *policies)
{
    for (size_t i = 0; i < policies->n; i++)
        for (size_t k = 0; k < policies->at[i]->n; k++) {
            const rf_statement *statement = &policies->at[i]->statements[k];
            for (size_t c = 0; c < statement->n; c++)
                if (rf_eq_c(statement->conditions[c].key, "aws:securetransport"))
                    return true;
        }
    return false;
}

void rf_prove(rf_check_run *run, const rf_proof *proof, const rf_policies *policies,
              const rf_policies *beside)
{
    rf_proof asked = *proof;
    if (proof->by_tls != NULL && speaks_of_tls(policies))
        asked.set = proof->by_tls;
    prover p = {.run = run,
                .proof = &asked,
                .policies = policies,
                .beside = beside,
                .universe = {.reference = run->reference, .levels = proof->levels}};
    rf_name_list partitions = {0};
    size_t characters = 0;
    for (size_t i = 0; i < policies->n; i++) {
        if (policies->at[i]->refused)
            return;
        characters += policies->at[i]->characters;
    }
    if (characters > RF_LIMIT_PROOF_CHARACTERS) {
        rf_report_left_out(
            run, run->subject->span,
            policies->n == 1 ? RF_STR("what this policy allows, of all requests")
                             : RF_STR("what the policies of this folder allow, of all requests"),
            policies->n == 1 ? "it has %zu characters; no policy of AWS has more than 20,480"
                             : "together they have %zu characters, more than are asked at once",
            characters);
        return;
    }
    if (proof->partition.n != 0)
        rf_name_add(run->arena, &partitions, proof->partition);
    else
        partitions = partitions_of(run->arena, policies);
    for (size_t i = 0; i < partitions.names.n; i++) {
        p.universe.partition = partitions.names.at[i];
        prove(&p);
    }
}

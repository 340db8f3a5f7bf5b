#include "iam/decide.h"

#include "iam/bounds.h"
#include "iam/match.h"

static const char *const outcome_names[RF_OUTCOMES] = {
    [RF_ALLOWED] = "Allowed",
    [RF_IMPLICITLY_DENIED] = "ImplicitlyDenied",
    [RF_EXPLICITLY_DENIED] = "ExplicitlyDenied",
    [RF_UNDECIDED] = "Unknown",
};

const char *rf_outcome_name(rf_outcome outcome)
{
    return outcome_names[outcome];
}

rf_truth rf_statement_matches_anyone(rf_arena *arena, const rf_statement *statement,
                                     const rf_request *request)
{
    size_t principals = statement->principals.n + statement->not_principals.n;
    if (statement->unknown || (principals != 0 && !rf_take_steps(request, principals)))
        return RF_MAYBE;
    const rf_pattern *which;
    rf_truth match = rf_match_action(arena, statement, request, &which);
    if (match != RF_NO)
        match = rf_and(match, rf_match_resource(arena, statement, request, &which));
    for (size_t i = 0; i < statement->n && match != RF_NO; i++)
        match = rf_and(match, rf_condition_holds(arena, &statement->conditions[i], request));
    return match;
}

rf_truth rf_statement_matches(rf_arena *arena, const rf_statement *statement,
                              const rf_request *request)
{
    rf_truth match = rf_statement_matches_anyone(arena, statement, request);
    return match == RF_NO || statement->unknown
               ? match
               : rf_and(match, rf_match_principal(statement, request));
}

/* A statement that matches or may match. */
typedef struct hit {
    rf_because because;
    rf_truth match;
} hit;

typedef struct decider {
    rf_arena *arena;
    const rf_request *request;
    RF_VEC(hit) hits;
    rf_truth allows, denies; /* what is known of the best Allow and Deny */
} decider;

/* One whose effect is unknown may be either. */
static void count_effect(decider *d, rf_effect effect, rf_truth match)
{
    rf_truth unknown = effect == RF_EFFECT_UNKNOWN ? rf_and(match, RF_MAYBE) : RF_NO;
    d->allows = rf_or(d->allows, effect == RF_EFFECT_ALLOW ? match : unknown);
    d->denies = rf_or(d->denies, effect == RF_EFFECT_DENY ? match : unknown);
}

static void try_policy(decider *d, const rf_policy *policy, size_t index)
{
    if (policy->refused)
        return;
    if (policy->unknown)
        count_effect(d, RF_EFFECT_UNKNOWN, RF_MAYBE);
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *statement = &policy->statements[i];
        rf_truth match = rf_statement_matches(d->arena, statement, d->request);
        if (match == RF_NO)
            continue;
        count_effect(d, statement->effect, match);
        RF_PUSH(d->arena, &d->hits, (hit){{index, statement}, match});
    }
}

/* What is denied in any case is not undecided: without a possible Allow, an uncertain Deny changes
 * nothing. */
static rf_outcome outcome_of(const decider *d)
{
    if (d->denies == RF_YES)
        return RF_EXPLICITLY_DENIED;
    if (d->allows == RF_NO)
        return RF_IMPLICITLY_DENIED;
    return d->denies == RF_NO && d->allows == RF_YES ? RF_ALLOWED : RF_UNDECIDED;
}

static bool made(rf_outcome outcome, const hit *one)
{
    switch (outcome) {
    case RF_ALLOWED:
        return one->match == RF_YES && one->because.statement->effect == RF_EFFECT_ALLOW;
    case RF_EXPLICITLY_DENIED:
        return one->match == RF_YES && one->because.statement->effect == RF_EFFECT_DENY;
    case RF_UNDECIDED:
        return true;
    default:
        return false;
    }
}

rf_decision rf_decide(rf_arena *arena, const rf_policy *const *policies, size_t n,
                      const rf_request *request)
{
    size_t steps;
    const rf_request counted = rf_request_counted(request, &steps);
    decider d = {.arena = arena, .request = &counted, .allows = RF_NO, .denies = RF_NO};
    for (size_t i = 0; i < n; i++)
        try_policy(&d, policies[i], i);
    rf_decision decision = {.outcome = outcome_of(&d)};
    rf_because *because = d.hits.n ? RF_NEW_ARRAY(arena, rf_because, d.hits.n) : NULL;
    for (size_t i = 0; i < d.hits.n; i++)
        if (made(decision.outcome, &d.hits.at[i]))
            because[decision.n++] = d.hits.at[i].because;
    decision.because = because;
    return decision;
}

#include "iam/authorize.h"

#include "iam/bounds.h"
#include "iam/cases.h"
#include "iam/layers.h"
#include "iam/match.h"
#include "iam/situation.h"

static const char *const layer_names[RF_LAYERS] = {
    [RF_LAYER_IDENTITY] = "identity policy",      [RF_LAYER_RESOURCE] = "resource policy",
    [RF_LAYER_BOUNDARY] = "permissions boundary", [RF_LAYER_SESSION] = "session policy",
    [RF_LAYER_SCP] = "service control policy",    [RF_LAYER_RCP] = "resource control policy",
    [RF_LAYER_ENDPOINT] = "VPC endpoint policy",
};

const char *rf_layer_name(rf_layer layer)
{
    return layer_names[layer];
}

/* What the decision is made of: each says how far something allows the request.  A resource policy
 * has three, since it matters whom it names. */
typedef enum gate_id {
    GATE_IDENTITY,
    GATE_DIRECT,  /* the resource policy, by naming the caller itself, or everyone */
    GATE_BEHIND,  /* by naming the role of the session, the user of the federated user */
    GATE_ACCOUNT, /* by naming the caller's account */
    GATE_BOUNDARY,
    GATE_SESSION,
    GATE_SCP,
    GATE_ENDPOINT,
    GATES,
    GATE_NONE = GATES, /* RCPs allow nothing */
} gate_id;

static const gate_id gate_of_layer[RF_LAYERS] = {
    [RF_LAYER_IDENTITY] = GATE_IDENTITY, [RF_LAYER_RESOURCE] = GATE_DIRECT,
    [RF_LAYER_BOUNDARY] = GATE_BOUNDARY, [RF_LAYER_SESSION] = GATE_SESSION,
    [RF_LAYER_SCP] = GATE_SCP,           [RF_LAYER_RCP] = GATE_NONE,
    [RF_LAYER_ENDPOINT] = GATE_ENDPOINT,
};

/* A statement that matches or may match. */
typedef struct hit {
    rf_reason reason;
    rf_truth match;
    gate_id gate;
} hit;

typedef struct authorizer {
    rf_arena *arena;
    const rf_policy_set *set;
    const rf_request *request;
    rf_situation situation;
    rf_truth gates[GATES];
    rf_truth denies;
    size_t closed_level; /* of SCPs: the first that does not allow */
    RF_VEC(hit) hits;
    size_t tried; /* statements that were held against the request */
} authorizer;

/* Statements that are tried to settle what is undecided; past them it stays so, which is true. */
enum { MOST_TRIED = 100 * 1000 };

#define PRINCIPAL_ARN RF_STR("aws:PrincipalArn")

/* Types of which it is not known whether they bind, when the caller may be a service-linked role.
 */
static bool may_not_bind(const authorizer *a, rf_layer layer)
{
    return a->situation.linked == RF_MAYBE &&
           (layer == RF_LAYER_BOUNDARY || layer == RF_LAYER_SCP || layer == RF_LAYER_RCP);
}

/* Notes a statement that matches or may match; how far it allows.  One whose effect is unknown may
 * be either. */
static rf_truth note(authorizer *a, rf_reason reason, gate_id gate, rf_truth match)
{
    if (reason.statement->effect == RF_EFFECT_DENY && may_not_bind(a, reason.layer))
        match = rf_and(match, RF_MAYBE);
    RF_PUSH(a->arena, &a->hits, (hit){reason, match, gate});
    rf_effect effect = reason.statement->effect;
    rf_truth unknown = effect == RF_EFFECT_UNKNOWN ? RF_MAYBE : RF_NO;
    a->denies = rf_or(a->denies, effect == RF_EFFECT_DENY ? match : unknown);
    return effect == RF_EFFECT_ALLOW ? match : unknown;
}

/* How far a policy allows; a policy that AWS refuses is attached to nothing. */
static rf_truth try_policy(authorizer *a, rf_reason reason, const rf_policy *policy)
{
    size_t index;
    if (policy->refused || rf_layer_fault(reason.layer, policy, &index) != NULL)
        return RF_NO;
    rf_truth allows = policy->unknown ? RF_MAYBE : RF_NO;
    a->denies = rf_or(a->denies, allows);
    a->tried += policy->n;
    for (size_t i = 0; i < policy->n; i++) {
        reason.statement = &policy->statements[i];
        rf_truth match = rf_statement_matches(a->arena, reason.statement, a->request);
        if (match != RF_NO)
            allows = rf_or(allows, note(a, reason, gate_of_layer[reason.layer], match));
    }
    return allows;
}

/* Of policies of which one must allow. */
static rf_truth try_any(authorizer *a, rf_layer layer, size_t level, rf_policy_list list)
{
    rf_truth allows = RF_NO;
    for (size_t i = 0; i < list.n; i++)
        allows = rf_or(allows, try_policy(a, (rf_reason){layer, level, i, NULL}, list.at[i]));
    return allows;
}

/* Of policies that must all allow. */
static rf_truth try_all(authorizer *a, rf_layer layer, rf_policy_list list)
{
    rf_truth allows = RF_YES;
    for (size_t i = 0; i < list.n; i++)
        allows = rf_and(allows, try_policy(a, (rf_reason){layer, 0, i, NULL}, list.at[i]));
    return allows;
}

/* Session policies together are one.  Someone who was federated by GetFederationToken without any
 * may do nothing ("GetFederationToken", STS API Reference); a role's session is not limited. */
static rf_truth try_sessions(authorizer *a)
{
    if (a->set->sessions.n == 0)
        return rf_truth_of(a->situation.caller != RF_CALLER_FEDERATED);
    return try_any(a, RF_LAYER_SESSION, 0, a->set->sessions);
}

/* At every level from the root to the account some statement must allow; a level without policies
 * allows nothing ("SCP evaluation", AWS Organizations User Guide). */
static rf_truth try_scps(authorizer *a)
{
    rf_truth allows = RF_YES;
    for (size_t i = 0; i < a->set->scp_levels; i++) {
        rf_truth level = try_any(a, RF_LAYER_SCP, i, a->set->scps[i]);
        if (level == RF_NO && allows != RF_NO)
            a->closed_level = i;
        allows = rf_and(allows, level);
    }
    return allows;
}

/* RCPFullAWSAccess is attached at every level and cannot be detached: they only deny ("Resource
 * control policies"). */
static void try_rcps(authorizer *a)
{
    for (size_t i = 0; i < a->set->rcp_levels; i++)
        try_any(a, RF_LAYER_RCP, i, a->set->rcps[i]);
}

/* Whom a statement of the resource policy means, of the ways that comprise the caller the one that
 * gives most. */
typedef struct meaning {
    gate_id gate;
    rf_truth match;
    bool may_be_direct; /* it may name the caller itself, too */
} meaning;

/* A statement that excepts someone means everyone else.  The Deny of one meets every user and role
 * that has a permissions boundary, excepted or not ("AWS JSON policy elements: NotPrincipal"). */
static meaning all_but_excepted(const authorizer *a, const rf_statement *statement)
{
    bool bounded = a->situation.takes_part[RF_LAYER_BOUNDARY] && a->set->boundaries.n != 0 &&
                   a->situation.caller != RF_CALLER_NOBODY;
    rf_truth match = statement->effect == RF_EFFECT_DENY && bounded
                         ? RF_YES
                         : rf_match_principal(statement, a->request);
    return (meaning){.gate = GATE_DIRECT, .match = match};
}

static meaning whom(const authorizer *a, const rf_statement *statement)
{
    static const gate_id gates[] = {
        [RF_PRINCIPAL_NO_MATCH] = GATE_DIRECT, [RF_PRINCIPAL_BY_ACCOUNT] = GATE_ACCOUNT,
        [RF_PRINCIPAL_BY_ROLE] = GATE_BEHIND,  [RF_PRINCIPAL_BY_NAME] = GATE_DIRECT,
        [RF_PRINCIPAL_BY_STAR] = GATE_DIRECT,
    };
    if (statement->unknown)
        return (meaning){.gate = GATE_DIRECT, .match = RF_MAYBE};
    if (statement->not_principals.present)
        return all_but_excepted(a, statement);
    bool unknown;
    rf_principal_match how =
        rf_principals_match(&statement->principals, a->request, a->situation.without, &unknown);
    meaning means = {.gate = gates[how], .match = RF_YES, .may_be_direct = unknown};
    if (how == RF_PRINCIPAL_NO_MATCH)
        means.match = unknown ? RF_MAYBE : RF_NO;
    /* Everyone is no mention: without session policies, only that lets a federated user in. */
    if (how == RF_PRINCIPAL_BY_STAR && a->situation.caller == RF_CALLER_FEDERATED)
        means.gate = GATE_BEHIND;
    return means;
}

/* A statement without principals means nobody: a resource policy must have them ("AWS JSON policy
 * elements: Principal"), and no service takes one without. */
static void try_resource_statement(authorizer *a, const rf_statement *statement)
{
    rf_truth match = rf_statement_matches_anyone(a->arena, statement, a->request);
    if (match == RF_NO)
        return;
    meaning means = whom(a, statement);
    match = rf_and(match, means.match);
    if (match == RF_NO)
        return;
    rf_reason reason = {.layer = RF_LAYER_RESOURCE, .statement = statement};
    rf_truth allows = note(a, reason, means.gate, match);
    a->gates[means.gate] = rf_or(a->gates[means.gate], allows);
    if (means.may_be_direct)
        a->gates[GATE_DIRECT] = rf_or(a->gates[GATE_DIRECT], rf_and(allows, RF_MAYBE));
}

static void try_resource(authorizer *a, const rf_policy *policy)
{
    size_t index;
    if (policy == NULL || policy->refused ||
        rf_layer_fault(RF_LAYER_RESOURCE, policy, &index) != NULL)
        return;
    if (policy->unknown) {
        a->denies = rf_or(a->denies, RF_MAYBE);
        a->gates[GATE_DIRECT] = rf_or(a->gates[GATE_DIRECT], RF_MAYBE);
    }
    a->tried += policy->n;
    for (size_t i = 0; i < policy->n; i++)
        try_resource_statement(a, &policy->statements[i]);
}

/* In the order of layers. */
static void try_layers(authorizer *a)
{
    const rf_policy_set *set = a->set;
    const bool *part = a->situation.takes_part;
    rf_truth *gates = a->gates;
    gates[GATE_BOUNDARY] = gates[GATE_SESSION] = gates[GATE_SCP] = RF_YES;
    if (part[RF_LAYER_IDENTITY])
        gates[GATE_IDENTITY] = try_any(a, RF_LAYER_IDENTITY, 0, set->identity);
    if (part[RF_LAYER_RESOURCE])
        try_resource(a, set->resource);
    if (part[RF_LAYER_BOUNDARY])
        gates[GATE_BOUNDARY] = try_all(a, RF_LAYER_BOUNDARY, set->boundaries);
    if (part[RF_LAYER_SESSION])
        gates[GATE_SESSION] = try_sessions(a);
    if (part[RF_LAYER_SCP])
        gates[GATE_SCP] = try_scps(a);
    if (part[RF_LAYER_RCP])
        try_rcps(a);
    gates[GATE_ENDPOINT] = try_all(a, RF_LAYER_ENDPOINT, set->endpoints);
    if (a->situation.linked == RF_MAYBE) {
        gates[GATE_BOUNDARY] = rf_or(gates[GATE_BOUNDARY], RF_MAYBE);
        gates[GATE_SCP] = rf_or(gates[GATE_SCP], RF_MAYBE);
    }
}

/* Whether the resource policy has to allow, in whichever way. */
static bool needs_resource_policy(const rf_situation *s)
{
    return s->cross_account || s->guarded || s->caller == RF_CALLER_OUTSIDE;
}

/* The table of the page "How AWS enforcement code logic evaluates requests", and of
 * "Cross-account policy evaluation logic":
 *
 * - Within an account, who is named itself needs nothing else; nor does anyone else where the
 *   policy names everyone ("All principals").  Who acts for a role or user that is named needs no
 *   identity policy, but is limited by boundary and session policies.  Where the account is named,
 *   its identity policies decide; so they do where nobody is, unless the resource is guarded.
 * - From another account the identity policies, within their limits, and the resource policy must
 *   allow, whomever that names.
 * - Root needs an Allow only where a resource policy must allow.  Who has no account has only the
 *   resource policy. */
static rf_truth granted(const rf_situation *s, const rf_truth gates[GATES])
{
    rf_truth direct = gates[GATE_DIRECT], behind = gates[GATE_BEHIND];
    rf_truth account = gates[GATE_ACCOUNT], identity = gates[GATE_IDENTITY];
    rf_truth named = rf_or(direct, rf_or(behind, account));
    rf_truth limits = rf_and(gates[GATE_BOUNDARY], gates[GATE_SESSION]);
    rf_truth always = rf_and(gates[GATE_SCP], gates[GATE_ENDPOINT]);
    if (s->impossible != NULL)
        return RF_NO;
    if (s->caller == RF_CALLER_OUTSIDE || s->caller == RF_CALLER_ROOT)
        return rf_and(always, needs_resource_policy(s) ? named : RF_YES);
    if (s->cross_account)
        return rf_and(always, rf_and(named, rf_and(identity, limits)));
    if (s->guarded)
        identity = rf_and(identity, account);
    return rf_and(always, rf_or(direct, rf_and(limits, rf_or(behind, identity))));
}

/* What is denied in any case is not undecided: without a possible Allow, an uncertain Deny changes
 * nothing. */
static rf_outcome outcome_of(const authorizer *a)
{
    rf_truth grants = granted(&a->situation, a->gates);
    if (a->denies == RF_YES)
        return RF_EXPLICITLY_DENIED;
    if (grants == RF_NO)
        return RF_IMPLICITLY_DENIED;
    return a->denies == RF_NO && grants == RF_YES ? RF_ALLOWED : RF_UNDECIDED;
}

static authorizer decide(rf_arena *arena, const rf_policy_set *set, const rf_request *request)
{
    authorizer a = {.arena = arena,
                    .set = set,
                    .request = request,
                    .situation = rf_situation_of(set, request),
                    .denies = RF_NO};
    if (!a.situation.free)
        try_layers(&a);
    return a;
}

/* In the order in which AWS looks: the first that does not allow what nothing else does. */
static rf_layer first_closed(const authorizer *a)
{
    const rf_situation *s = &a->situation;
    const rf_truth *gates = a->gates;
    bool named =
        gates[GATE_DIRECT] != RF_NO || gates[GATE_BEHIND] != RF_NO || gates[GATE_ACCOUNT] != RF_NO;
    if (gates[GATE_SCP] == RF_NO)
        return RF_LAYER_SCP;
    if (s->impossible != NULL)
        return s->impossible_by;
    if (needs_resource_policy(s) && !named)
        return RF_LAYER_RESOURCE;
    bool direct = gates[GATE_DIRECT] != RF_NO && !s->cross_account;
    if (gates[GATE_IDENTITY] == RF_NO && s->takes_part[RF_LAYER_IDENTITY] && !direct &&
        (s->cross_account || gates[GATE_BEHIND] == RF_NO))
        return RF_LAYER_IDENTITY;
    if (gates[GATE_BOUNDARY] == RF_NO && !direct)
        return RF_LAYER_BOUNDARY;
    if (gates[GATE_SESSION] == RF_NO && !direct)
        return RF_LAYER_SESSION;
    return gates[GATE_ENDPOINT] == RF_NO ? RF_LAYER_ENDPOINT : RF_LAYER_IDENTITY;
}

/* With which of the gates, open or shut, the outcome could be another. */
static void find_deciding(const authorizer *a, bool deciding[GATES])
{
    rf_truth gates[GATES];
    for (size_t i = 0; i < GATES; i++)
        gates[i] = a->gates[i];
    for (size_t i = 0; i < GATES; i++) {
        gates[i] = RF_NO;
        rf_truth shut = granted(&a->situation, gates);
        gates[i] = RF_YES;
        deciding[i] = a->gates[i] == RF_MAYBE && granted(&a->situation, gates) != shut;
        gates[i] = a->gates[i];
    }
}

/* Which gates a request that is allowed came through. */
static void find_ways(const authorizer *a, bool used[GATES])
{
    const rf_situation *s = &a->situation;
    const rf_truth *gates = a->gates;
    bool limits = gates[GATE_BOUNDARY] == RF_YES && gates[GATE_SESSION] == RF_YES;
    bool resource_policy = needs_resource_policy(s);
    used[GATE_SCP] = used[GATE_ENDPOINT] = true;
    used[GATE_DIRECT] = true;
    used[GATE_BEHIND] = limits;
    used[GATE_IDENTITY] = limits && (!s->guarded || gates[GATE_ACCOUNT] == RF_YES);
    used[GATE_ACCOUNT] = resource_policy;
    if (s->guarded && !s->cross_account && s->takes_part[RF_LAYER_IDENTITY])
        used[GATE_ACCOUNT] = limits && gates[GATE_IDENTITY] == RF_YES;
    if (s->cross_account)
        used[GATE_IDENTITY] = true;
    used[GATE_BOUNDARY] = used[GATE_SESSION] =
        (used[GATE_BEHIND] && gates[GATE_BEHIND] == RF_YES) ||
        (used[GATE_IDENTITY] && gates[GATE_IDENTITY] == RF_YES);
}

/* Why a hit is told: it made the outcome.  `surely` is RF_MAYBE where several that may match made
 * it together. */
static bool made(rf_outcome outcome, const hit *one, const bool used[GATES], rf_truth surely)
{
    rf_effect effect = one->reason.statement->effect;
    switch (outcome) {
    case RF_ALLOWED:
        return effect == RF_EFFECT_ALLOW && one->match >= surely && one->gate != GATE_NONE &&
               used[one->gate];
    case RF_EXPLICITLY_DENIED:
        return effect == RF_EFFECT_DENY && one->match >= surely;
    case RF_UNDECIDED:
        return true;
    default:
        return false;
    }
}

static void tell_why(const authorizer *a, rf_authorization *answer, rf_truth surely)
{
    if (a->hits.n == 0 || answer->outcome == RF_IMPLICITLY_DENIED)
        return;
    bool used[GATES];
    for (size_t i = 0; i < GATES; i++)
        used[i] = true;
    if (surely == RF_YES)
        find_ways(a, used);
    rf_reason *because = RF_NEW_ARRAY(a->arena, rf_reason, a->hits.n);
    for (size_t i = 0; i < a->hits.n; i++)
        if (made(answer->outcome, &a->hits.at[i], used, surely))
            because[answer->n++] = a->hits.at[i].reason;
    answer->because = because;
}

static void tell_what_blocks(const authorizer *a, rf_authorization *answer)
{
    answer->blocked = answer->outcome == RF_IMPLICITLY_DENIED;
    if (!answer->blocked)
        return;
    answer->blocked_by = first_closed(a);
    if (answer->blocked_by == RF_LAYER_SCP)
        answer->blocked_level = a->closed_level;
}

/* Hits stand in the order of layers, levels and policies.  A unit is what must allow by itself: a
 * boundary, a level of SCPs, an endpoint's policy; of the other layers, all that there is. */
static size_t end_of_unit(const authorizer *a, size_t start)
{
    const rf_reason *first = &a->hits.at[start].reason;
    bool by_policy = first->layer == RF_LAYER_BOUNDARY || first->layer == RF_LAYER_ENDPOINT;
    size_t i = start;
    for (; i < a->hits.n; i++) {
        const rf_reason *reason = &a->hits.at[i].reason;
        if (reason->layer != first->layer || reason->level != first->level ||
            (by_policy && reason->policy != first->policy))
            break;
    }
    return i;
}

/* Some statement of the unit allows surely, so that another Allow makes no difference.  Those of a
 * resource policy allow in different ways; there the gate tells. */
static bool is_settled(const authorizer *a, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        const hit *one = &a->hits.at[i];
        if (one->match == RF_YES && one->reason.statement->effect == RF_EFFECT_ALLOW &&
            one->reason.layer != RF_LAYER_RESOURCE)
            return true;
    }
    return false;
}

/* The unknown keys of all statements that may match. */
static rf_unknown_keys find_all_keys(const authorizer *a)
{
    rf_unknown_keys keys = {0};
    for (size_t i = 0; i < a->hits.n; i++)
        if (a->hits.at[i].match == RF_MAYBE)
            rf_unknown_keys_add(a->arena, &keys, a->hits.at[i].reason.statement, a->request);
    return keys;
}

/* Those of the statements with which the outcome could be another. */
static rf_unknown_keys find_deciding_keys(const authorizer *a)
{
    rf_unknown_keys keys = {0};
    bool deciding[GATES];
    find_deciding(a, deciding);
    for (size_t start = 0, end; start < a->hits.n; start = end) {
        end = end_of_unit(a, start);
        bool settled = is_settled(a, start, end);
        for (size_t i = start; i < end; i++) {
            const hit *one = &a->hits.at[i];
            bool allow = one->reason.statement->effect == RF_EFFECT_ALLOW;
            bool decides = !allow || (one->gate != GATE_NONE && deciding[one->gate] && !settled);
            if (one->match == RF_MAYBE && decides)
                rf_unknown_keys_add(a->arena, &keys, one->reason.statement, a->request);
        }
    }
    return keys;
}

static void tell_keys(const authorizer *a, rf_authorization *answer)
{
    rf_unknown_keys keys = find_deciding_keys(a);
    rf_str *names = RF_NEW_ARRAY(a->arena, rf_str, keys.list.n + 1);
    size_t n = 0;
    bool linked = a->situation.linked == RF_MAYBE;
    for (size_t i = 0; i < keys.list.n; i++) {
        names[n++] = keys.list.at[i]->name;
        linked = linked && !rf_eq_nocase(names[i], PRINCIPAL_ARN);
    }
    if (linked)
        names[n++] = PRINCIPAL_ARN;
    answer->depends = names;
    answer->depends_count = n;
}

/* What every case of the unknown keys has in common, if that is a decision; *one is such a case,
 * without its hits.  Denied in some cases explicitly and in all others implicitly is denied
 * implicitly. */
static rf_outcome common_outcome(const authorizer *a, authorizer *one)
{
    rf_cases cases;
    rf_unknown_keys keys = find_all_keys(a);
    size_t most = MOST_TRIED / (a->tried + 1);
    if (!rf_cases_start(a->arena, &cases, &keys, most, a->set->reference, a->request))
        return RF_UNDECIDED;
    rf_outcome common = RF_OUTCOMES;
    rf_arena_mark mark = rf_arena_mark_get(a->arena);
    const rf_request *request;
    while ((request = rf_cases_next(&cases)) != NULL) {
        authorizer tried = decide(a->arena, a->set, request);
        rf_outcome outcome = outcome_of(&tried);
        rf_arena_rewind(a->arena, mark);
        bool denied = outcome == RF_IMPLICITLY_DENIED || outcome == RF_EXPLICITLY_DENIED;
        bool was_denied = common == RF_IMPLICITLY_DENIED || common == RF_EXPLICITLY_DENIED;
        if (common != RF_OUTCOMES && common != outcome && !(denied && was_denied))
            return RF_UNDECIDED;
        if (common == RF_OUTCOMES || outcome == RF_IMPLICITLY_DENIED) {
            common = outcome;
            *one = tried;
            one->hits.n = 0;
        }
    }
    return common;
}

static void settle_by_cases(const authorizer *a, rf_authorization *answer)
{
    authorizer one;
    /* A made-up ARN would not tell whether the role is service-linked. */
    answer->outcome = a->situation.linked == RF_MAYBE ? RF_UNDECIDED : common_outcome(a, &one);
    if (answer->outcome == RF_UNDECIDED)
        tell_keys(a, answer);
    else
        tell_what_blocks(&one, answer);
    tell_why(a, answer, RF_MAYBE);
}

rf_authorization rf_authorize(rf_arena *arena, const rf_policy_set *set, const rf_request *request)
{
    size_t steps;
    const rf_request counted = rf_request_counted(request, &steps);
    authorizer a = decide(arena, set, &counted);
    rf_authorization answer = {.cross_account = a.situation.cross_account};
    if (a.situation.free)
        return answer;
    answer.outcome = outcome_of(&a);
    if (answer.outcome == RF_UNDECIDED) {
        settle_by_cases(&a, &answer);
        return answer;
    }
    tell_what_blocks(&a, &answer);
    tell_why(&a, &answer, RF_YES);
    return answer;
}

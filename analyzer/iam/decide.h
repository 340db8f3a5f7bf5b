/*
 * One decision for one request by identity policies: an explicit Deny wins over an Allow, an Allow
 * over nothing; the order of statements means nothing ("Policy evaluation logic", IAM User Guide).
 *
 * NotAction, NotResource and NotPrincipal are the complement of their whole list.  A policy that
 * AWS refuses (see rf_policy.refused) cannot be attached to anything and takes no part.
 */
#ifndef RF_IAM_DECIDE_H
#define RF_IAM_DECIDE_H

#include "iam/condition.h"

typedef enum rf_outcome {
    RF_ALLOWED,
    RF_IMPLICITLY_DENIED, /* nothing allows it */
    RF_EXPLICITLY_DENIED,
    RF_UNDECIDED, /* it rests on what is known only after apply */
    RF_OUTCOMES,
} rf_outcome;

/* "Allowed", "ImplicitlyDenied", "ExplicitlyDenied", "Unknown". */
const char *rf_outcome_name(rf_outcome outcome);

/* A statement that made the decision. */
typedef struct rf_because {
    size_t policy; /* index in what was given to rf_decide() */
    const rf_statement *statement;
} rf_because;

typedef struct rf_decision {
    rf_outcome outcome;
    /* The matching Allows of RF_ALLOWED, the matching Denies of RF_EXPLICITLY_DENIED, all that may
     * match of RF_UNDECIDED; in the order of policies and statements. */
    const rf_because *because;
    size_t n;
} rf_decision;

/* Decides.  Takes from the arena the list `because`; a caller that decides many times rewinds. */
rf_decision rf_decide(rf_arena *arena, const rf_policy *const *policies, size_t n,
                      const rf_request *request);

/* Whether the statement is about the request: its action, resource, principal and conditions match.
 * A statement without Resource (of a trust policy) is about every resource, one without Principal
 * about every principal. */
rf_truth rf_statement_matches(rf_arena *arena, const rf_statement *statement,
                              const rf_request *request);

/* The same, whoever makes the request. */
rf_truth rf_statement_matches_anyone(rf_arena *arena, const rf_statement *statement,
                                     const rf_request *request);

/* How well the statement's principals comprise the caller; the best of its list.  *unknown is set
 * when one of them may do so too: it is known only after apply, or a canonical user ID, or it names
 * someone and who calls is not known.  Nobody known is someone in the account of the resource: of
 * another account none is meant, and the account itself comprises them.
 *
 * `without`: types (1 << RF_PRINCIPAL_...) that do not count, but for "*". */
rf_principal_match rf_principals_match(const rf_principals *principals, const rf_request *request,
                                       unsigned without, bool *unknown);

#endif

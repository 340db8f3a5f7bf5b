/*
 * What a rule claims of all requests that AWS can make: none of a set is ever allowed, or each of
 * it always is.  A counterexample is a finding that shows the request.
 */
#ifndef RF_CHECKS_PROOF_H
#define RF_CHECKS_PROOF_H

#include "access/question.h"
#include "checks/check.h"

typedef enum rf_proof_kind { RF_PROOF_NEVER, RF_PROOF_ALWAYS } rf_proof_kind;

typedef struct rf_proof {
    rf_proof_kind kind;
    const rf_statement *set;    /* the requests: see rf_find_allowed() */
    const rf_statement *by_tls; /* of always: those of them that are made over TLS; or NULL */
    unsigned levels;            /* those of actions of these levels: 1 << rf_access_level; 0: all */
    rf_str partition;           /* of ARNs; empty: those that the policy names, or else aws */
    rf_str message;             /* what is wrong; the actions are added */
    rf_str help;                /* may be empty */
    rf_str rule;                /* for what cannot be decided */
    const rf_severity *in_part; /* of always; NULL: that of the rule */
} rf_proof;

/* Asks policies, all of them together; the first is the one that the run is about.  `beside` are
 * others that may be attached where it is, but are not asked.
 *
 * never: one finding for each statement that lets requests of the set through, at its action.
 * Related are the conditions of it that hold because a key is missing, the Denies about the action
 * that do not stop the request, and those of `beside` that would.
 *
 * always: one finding for each statement that keeps requests of the set from being allowed: a Deny,
 * or the Allow that comes nearest; without one, at the first policy.  Where other requests of the
 * set for the same actions and resource types are allowed, the severity is at most that of
 * `in_part`.
 *
 * A Deny of requests without TLS keeps nothing off that a deployment needs: where a policy speaks
 * of aws:SecureTransport, `by_tls` is asked in place of `set`.
 *
 * What could not be decided is an unknown.  Policies of which AWS refuses one are not asked. */
void rf_prove(rf_check_run *run, const rf_proof *proof, const rf_policies *policies,
              const rf_policies *beside);

#endif

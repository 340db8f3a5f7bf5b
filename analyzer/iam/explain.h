/*
 * Why a statement is, or is not, about a request; words.h says it to people.
 */
#ifndef RF_IAM_EXPLAIN_H
#define RF_IAM_EXPLAIN_H

#include "iam/condition.h"

/* The first part that fails, in the order they are tried. */
typedef enum rf_part {
    RF_PART_NONE,   /* all match */
    RF_PART_POLICY, /* AWS refuses the policy: no statement of it counts */
    RF_PART_ACTION,
    RF_PART_RESOURCE,
    RF_PART_PRINCIPAL,
    RF_PART_CONDITION,
} rf_part;

typedef struct rf_explanation {
    rf_truth match; /* as rf_statement_matches(); RF_NO when the policy is refused */
    rf_part failed;
    rf_truth action_match, resource_match, principal_match;
    /* The pattern that decided: of Action or Resource the one that matches, of NotAction or
     * NotResource the one that excludes; NULL when none does. */
    const rf_pattern *action, *resource;
    const char *unresolved_in; /* "Resource" or "NotResource" has a variable without a value */
    rf_str unresolved;         /* its key as written */
    const rf_condition_result *conditions; /* one per condition, all tried */
    size_t n;
    const rf_condition_result *failed_condition; /* the first that does not hold; or NULL */
} rf_explanation;

/* `statement` is one of `policy`. */
rf_explanation rf_statement_explain(rf_arena *arena, const rf_policy *policy,
                                    const rf_statement *statement, const rf_request *request);

#endif

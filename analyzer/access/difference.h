/*
 * What some policies allow that others do not, for all requests, with a witness for each action and
 * resource type.
 */
#ifndef RF_ACCESS_DIFFERENCE_H
#define RF_ACCESS_DIFFERENCE_H

#include "access/question.h"

/* One request that shows a difference. */
typedef struct rf_difference {
    rf_str action;              /* "ec2:CreateVpcEndpoint" */
    const rf_ref_action *known; /* NULL: an action that the reference does not have */
    const rf_ref_type *type;    /* NULL: the resource is "*", or any text */
    const rf_reference *reference;
    const rf_request *witness;
    const rf_statement *allowed_by; /* of those that allow it */
    /* Of those that do not: the Deny that stops it, or NULL: nothing allows it; `failing` are the
     * Allows about the action that the witness is outside of. */
    const rf_statement *denied_by;
    const rf_statement *const *failing;
    size_t failing_count;
} rf_difference;

/* What could not be decided. */
typedef struct rf_undecided {
    rf_str action;
    rf_str why;
    bool exhausted; /* a limit of ringfence; else it rests on what is known only after apply */
} rf_undecided;

typedef struct rf_differences {
    RF_VEC(rf_difference) list; /* in the order of the reference; one per action and type */
    RF_VEC(rf_undecided) undecided;
    uint64_t steps; /* that all questions took, of RF_LIMIT_FIND_STEPS */
} rf_differences;

/* What `more` allows and `less` does not. */
void rf_find_differences(rf_arena *arena, const rf_universe *universe, const rf_policies *more,
                         const rf_policies *less, rf_differences *found);

/* The requests of a set that the policies allow (`never`), and those that they do not allow
 * (`always`).  The set is a statement: its actions, resources, principals and conditions; its
 * effect does not matter.  One with both Action and NotAction, or Resource and NotResource, which
 * AWS refuses, is about what the first lists and the second does not. */
void rf_find_allowed(rf_arena *arena, const rf_universe *universe, const rf_policies *policies,
                     const rf_statement *set, rf_differences *found);
void rf_find_refused(rf_arena *arena, const rf_universe *universe, const rf_policies *policies,
                     const rf_statement *set, rf_differences *found);

#endif

/*
 * The requests that a question is about, as a space of axes, and what policies say of them, as
 * boxes.
 *
 * A question has one action, or any.  In the universe `aws` it is about one check of an action (see
 * reference/presence.h): the resource is an ARN of one type, and a key is absent unless the
 * reference defines it there.  In the universe `any` every text is possible, and every key.
 *
 * Two names of one tag are one axis (rf_ref_tag_alias()).
 */
#ifndef RF_ACCESS_QUESTION_H
#define RF_ACCESS_QUESTION_H

#include "access/search.h"
#include "reference/presence.h"

typedef struct rf_universe {
    const rf_reference *reference;
    bool any;         /* every text, every key */
    rf_str partition; /* of ARNs in the universe `aws`; empty: any */
    unsigned levels;  /* of the actions asked about: a set of 1 << rf_access_level; 0: all */
} rf_universe;

typedef struct rf_policies {
    const rf_policy *const *at;
    size_t n;
} rf_policies;

/* What the policies of one side say of the requests of a question. */
typedef struct rf_side {
    rf_boxes allows, denies;
} rf_side;

typedef struct rf_question {
    rf_arena *arena;
    const rf_universe *universe;
    rf_ref_check check; /* in the universe `aws` */
    rf_str action;      /* as AWS spells it; empty: any action, which is then an axis */
    rf_valuation valuation;
    RF_VEC(rf_axis) axes;
    size_t action_axis, resource_axis, principal_axis; /* RF_NOT_FOUND: no such axis */
} rf_question;

/* A question about every statement of the policies: its axes are those that any of them speaks of.
 */
rf_question *rf_question_new(rf_arena *arena, const rf_universe *universe,
                             const rf_ref_check *check, rf_str action,
                             const rf_valuation *valuation, const rf_policies *policies);

/* The boxes of policies that rf_question_new() was given. */
rf_side rf_question_side(rf_question *question, const rf_policies *policies);

/* The box of one statement; false when it is about no request of the question. */
bool rf_question_box(rf_question *question, const rf_statement *statement, size_t policy,
                     rf_box *box);

/* The policy variables in statements about the action (empty: any), without values. */
void rf_question_variables(rf_arena *arena, const rf_policies *policies, rf_str action,
                           rf_valued_list *variables);

/* The request of a point. */
const rf_request *rf_question_request(const rf_question *question, const rf_point *point);

#endif

/*
 * The requests that a question is about, as a space of axes, and what policies say of them, as
 * boxes.
 *
 * A question has one action, or any.  In the universe `aws` it is about one check of an action (see
 * reference/presence.h): the resource is an ARN of one type, and a key is absent unless the
 * reference defines it there.  In the universe `any` every text is possible, and every key.
 *
 * Two names of one tag are one axis (rf_ref_tag_alias()), where both can be there.
 */
#ifndef RF_ACCESS_QUESTION_H
#define RF_ACCESS_QUESTION_H

#include "access/relevant.h"
#include "access/search.h"
#include "reference/presence.h"

typedef struct rf_universe {
    const rf_reference *reference;
    bool any;         /* every text, every key */
    rf_str partition; /* of ARNs in the universe `aws`; empty: any */
    unsigned levels;  /* of the actions asked about: a set of 1 << rf_access_level; 0: all */
    bool apart;       /* two names of one tag are two keys: what holds then holds for one tag too */
} rf_universe;

/* What the statements of one side say of the requests of a question. */
typedef struct rf_side {
    rf_boxes allows, denies;
} rf_side;

typedef struct rf_question {
    rf_arena *arena;
    const rf_universe *universe;
    rf_ref_check check; /* in the universe `aws` */
    rf_str action;      /* as AWS spells it; empty: any action, which is then an axis */
    rf_valuation valuation;
    bool impossible; /* no request has these values of the variables */
    RF_VEC(rf_axis) axes;
    rf_map key_axes; /* of a question with many axes: key -> size_t *, the number of its axis */
    size_t action_axis, resource_axis, principal_axis; /* RF_NOT_FOUND: no such axis */
} rf_question;

/* Steps that it takes to make a question about the statements of `n` lists. */
uint64_t rf_question_cost(const rf_relevant_list *lists, size_t n);

/* A question about all statements of `n` lists, which are about the action: its axes are those that
 * any of them speaks of. */
rf_question *rf_question_new(rf_arena *arena, const rf_universe *universe,
                             const rf_ref_check *check, rf_str action,
                             const rf_valuation *valuation, const rf_relevant_list *lists,
                             size_t n);

/* The boxes of statements that rf_question_new() was given.  One whose effect is known only after
 * apply may be of both kinds. */
rf_side rf_question_side(rf_question *question, const rf_relevant_list *list);

/* Requests that AWS cannot make, as boxes: in the universe `aws`, aws:TagKeys lists the key of each
 * aws:RequestTag ("AWS global condition context keys", IAM User Guide). */
rf_boxes rf_question_never(rf_question *question);

/* The box of one statement; false when it is about no request of the question. */
bool rf_question_box(rf_question *question, const rf_relevant *relevant, rf_box *box);

/* The policy variables in the statements, without values. */
void rf_question_variables(rf_arena *arena, const rf_relevant_list *lists, size_t n,
                           rf_valued_list *variables);

/* The request of a point. */
const rf_request *rf_question_request(const rf_question *question, const rf_point *point);

#endif

/*
 * Is there a request that one policy allows and another does not?
 *
 * A statement is a box: the conjunction of its atoms.  Wanted is a point inside every box of
 * `inside`, inside one of `any` where there are some, and outside each of `outside`.  The search
 * keeps one point that satisfies what it has assumed so far, and looks only at boxes that this
 * point is wrongly inside of: it leaves such a box by one of its atoms, one after the other.  A box
 * that the point is outside of costs nothing.
 */
#ifndef RF_ACCESS_SEARCH_H
#define RF_ACCESS_SEARCH_H

#include "access/axis.h"

typedef struct rf_box {
    const rf_statement *statement;
    size_t policy; /* index in its side; for reports */
    bool twin;     /* see relevant.h */
    const rf_atom *atoms;
    size_t n;
} rf_box;

typedef RF_VEC(rf_box) rf_boxes;

/* What a point must be in and out of. */
typedef struct rf_wanted {
    const rf_box *const *inside;
    size_t inside_count;
    const rf_box *const *any; /* one of them; none: no matter */
    size_t any_count;
    const rf_box *const *outside;
    size_t outside_count;
} rf_wanted;

typedef struct rf_space {
    rf_axis *axes;
    size_t n;
} rf_space;

/* A request: its value on each axis of the space. */
typedef struct rf_point {
    rf_axis_value *values;
    const rf_box *any; /* the box of `any` that it is in */
} rf_point;

/* RF_SEARCH_EXHAUSTED: the budget ran out, or, with *unknown, the answer rests on what is known
 * only after apply.  Each atom that is tried takes steps, so that the budget also bounds how deep
 * the search goes: by one for each box that it left, some thousands at most. */
rf_search rf_space_search(rf_arena *arena, const rf_space *space, const rf_wanted *wanted,
                          rf_budget *budget, rf_point *point, bool *unknown);

#endif

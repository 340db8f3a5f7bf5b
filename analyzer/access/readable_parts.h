/* What the files of access/readable share. */
#ifndef RF_ACCESS_READABLE_PARTS_H
#define RF_ACCESS_READABLE_PARTS_H

#include "access/examples.h"
#include "access/readable.h"

/* A witness being made over, one axis after the other. */
typedef struct rf_reader {
    rf_arena *arena;
    const rf_question *question;
    const rf_wanted *wanted;
    rf_point *point;
    rf_budget budget;
    bool coupled;      /* some keys say something about others, */
    bool coherent;     /* and do not contradict one another */
    bool **truths;     /* of each box that must be left: which atoms hold at the point */
    size_t *failing;   /* how many do not */
    size_t axis, slot; /* what is worked on: an axis, and one of its values */
    RF_VEC(const rf_atom *) inside;
    RF_VEC(const rf_box *) outside;
    bool formed; /* what is tried is made of the axis' own format */
    bool searched;
    RF_VEC(rf_str) sources; /* patterns with gaps, to make texts of; see below */
} rf_reader;

/* Finds the sources of the axis: the patterns that must match, or whose match keeps the point out
 * of a box. */
void rf_reader_find_sources(rf_reader *r);

/* Takes a value, or a text as the value at the slot, when the witness stays one; true also when it
 * has it already. */
bool rf_reader_take(rf_reader *r, const rf_axis_value *value);
bool rf_reader_try(rf_reader *r, rf_str text);

/* One value of each kind; true when one was taken. */
bool rf_improve_text(rf_reader *r);
bool rf_improve_point(rf_reader *r);
void rf_improve_resource(rf_reader *r);
void rf_improve_action(rf_reader *r);
void rf_improve_principal(rf_reader *r);

#endif

/*
 * Witnesses that a person can read.
 *
 * The search finds the shortest texts: an instance "x" of the Region "a", a tag "cce-".  What is
 * found is made over, axis by axis: a key is left out where it may be, and texts are tried that
 * look like what AWS and people write, the best first.  One is taken only when it is one that the
 * axis can have, and the request stays inside and outside the same boxes as was asked for; so a
 * witness stays a witness.
 */
#ifndef RF_ACCESS_READABLE_H
#define RF_ACCESS_READABLE_H

#include "access/question.h"

enum {
    /* Steps (see language.h) that one witness takes: a millisecond.  Most take some hundred; one
     * that takes more stays as far as it is made over. */
    RF_LIMIT_READABLE_STEPS = 100 * 1000,
};

/* Makes the point over; it satisfies `wanted` before and after.  Takes its steps from the budget;
 * without any left it stays as it is. */
void rf_make_readable(rf_arena *arena, const rf_question *question, const rf_wanted *wanted,
                      rf_budget *budget, rf_point *point);

/* The valuation with names that people have in place of texts that stand for any: those of `own`,
 * which gives each variable such a text. */
const rf_valuation *rf_readable_valuation(rf_arena *arena, const rf_valuation *valuation,
                                          const rf_valuation *own);

/* Narrows the question to requests that `simulate` takes: the resource is an ARN or "*", an action
 * is SERVICE:NAME.  Those of the universe `aws` are. */
void rf_question_require_form(rf_question *question);
bool rf_request_has_form(const rf_request *request);

#endif

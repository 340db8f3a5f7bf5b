/*
 * What the policy variables of a question may be.
 *
 * A text that no pattern spells stands for all such texts.  Other texts matter where a pattern
 * looks at what stands in the place of a variable (`home/admin` where another one has
 * `home/${aws:username}`), or where a condition is on the variable's own key: of these one of each
 * class (see classes.h).  An absent key matters where there is a default, or such a condition.
 *
 * Two patterns that begin or end alike, up to wildcards, are taken to stand side by side.  What is
 * left, where one variable stands in two ways in texts that meet, is not decided.
 */
#ifndef RF_ACCESS_VALUATIONS_H
#define RF_ACCESS_VALUATIONS_H

#include "access/question.h"

typedef struct rf_valuations {
    rf_valuation *at;
    size_t n, capacity;
    bool complete; /* what holds under none of them holds under none at all */
} rf_valuations;

/* At least one; the first has a text of its own for each variable. */
void rf_valuations_find(rf_arena *arena, const rf_relevant_list *lists, size_t n,
                        rf_valuations *valuations);

/* False when a resource of the question can match a pattern only for other values of its variables
 * (`*:${aws:PrincipalTag/kind}/x` is of a VPC when the tag is `vpc`), or the budget ran out. */
bool rf_valuations_suffice(const rf_question *question, const rf_relevant_list *lists, size_t n,
                           rf_budget *budget);

#endif

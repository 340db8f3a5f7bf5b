/*
 * What the policy variables of a question may be.
 *
 * All of them some text that no pattern spells, which stands for every such text; all of them
 * absent; and each of them a text that a condition on its own key asks for.
 */
#ifndef RF_ACCESS_VALUATIONS_H
#define RF_ACCESS_VALUATIONS_H

#include "access/question.h"

typedef RF_VEC(rf_valuation) rf_valuations;

/* At least one. */
void rf_valuations_find(rf_arena *arena, const rf_policies *policies, rf_str action,
                        rf_valuations *valuations);

#endif

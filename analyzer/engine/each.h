/*
 * One rule with an `each`, evaluated for one subject.
 */
#ifndef RF_ENGINE_EACH_H
#define RF_ENGINE_EACH_H

#include "engine/rule.h"

/* What is asked, and where the answer goes. */
typedef struct rf_each_run {
    rf_arena *arena;
    const rf_rule *rule;
    const rf_subject *subject;
    const rf_value *self, *param, *profile;
    rf_finding_list *findings; /* without rule, severity and fingerprint */
    rf_unknown_list *unknowns; /* what the expressions could not tell */
} rf_each_run;

void rf_each_evaluate(const rf_each_run *run);

#endif

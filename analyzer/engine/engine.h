/*
 * Runs rules over inputs: chooses the profile of each group, selects rules, evaluates them, and
 * yields sorted findings.
 */
#ifndef RF_ENGINE_ENGINE_H
#define RF_ENGINE_ENGINE_H

#include "engine/rule.h"
#include "reference/reference.h"

typedef enum rf_selection_kind {
    RF_SELECT_ENABLE,
    RF_SELECT_DISABLE,
    RF_SELECT_SEVERITY
} rf_selection_kind;

/* --enable GLOB, --disable GLOB, --severity GLOB=LEVEL; the last one that matches a rule decides.
 */
typedef struct rf_selection {
    rf_selection_kind kind;
    rf_str glob; /* of rule ids */
    rf_severity severity;
} rf_selection;

typedef struct rf_engine_options {
    const rf_reference *reference; /* NULL: the one inside the program */
    rf_str profile;                /* a name, "auto" or "none" */
    RF_VEC(rf_selection) selections;
    RF_VEC(rf_member) params; /* --param NAME=VALUE, as strings */
    const rf_rule *only;      /* run this rule alone; for its examples */
    bool reverse;             /* run rules in reverse: the result must be the same (tests) */
} rf_engine_options;

/* What is wrong with rule files, as findings of the rule syntax/hcl: nothing else is checked then.
 */
void rf_engine_refuse(rf_arena *arena, const rf_diags *diags, rf_results *results);

/* Finished inputs and ruleset in, results out; all in the inputs' arena. */
void rf_engine_run(const rf_ruleset *set, rf_inputs *inputs, const rf_engine_options *options,
                   rf_results *results);

#endif

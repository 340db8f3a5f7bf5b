/*
 * Whether one condition (an operator, a key, its values) holds for a request.
 *
 * Source: IAM User Guide, "Condition operators", "Single-valued vs. multivalued context keys" and
 * "Set operators for multivalued context keys":
 *
 * - Several values: some value compares, or, negated, none does.
 * - The key is absent: false, negated operators true; ForAllValues true, ForAnyValue false, negated
 *   or not; with IfExists always true.
 * - ForAllValues: it holds for every value of the key.  ForAnyValue: for at least one.
 * - A variable without a value: its value of the policy does not compare.
 *
 * A multivalued key without a set operator is not documented; none of its values compares, so
 * that a negated operator is true.
 */
#ifndef RF_IAM_CONDITION_H
#define RF_IAM_CONDITION_H

#include "iam/model.h"
#include "iam/request.h"

/* What decided. */
typedef enum rf_condition_reason {
    RF_BY_VALUE,       /* the values were compared */
    RF_BY_ABSENCE,     /* the request has no such key, or no value of it */
    RF_BY_VARIABLE,    /* a variable of the policy's values has no value */
    RF_BY_MULTIVALUED, /* a multivalued key without a set operator */
    RF_BY_UNKNOWN,     /* the policy is known only after apply, or the key is not known */
} rf_condition_reason;

/* For the words of a report. */
typedef struct rf_condition_result {
    const rf_condition *condition;
    rf_truth holds;
    rf_condition_reason reason;
    const rf_context_key *given; /* NULL: absent */
    rf_str variable;             /* of RF_BY_VARIABLE: the key as written in the policy */
} rf_condition_result;

rf_truth rf_condition_holds(rf_arena *arena, const rf_condition *condition,
                            const rf_request *request);

/* The same, with the reason. */
rf_condition_result rf_condition_explain(rf_arena *arena, const rf_condition *condition,
                                         const rf_request *request);

#endif

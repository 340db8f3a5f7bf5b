/*
 * Condition operators: the base operators of operators.def, each with the prefix `ForAllValues:` or
 * `ForAnyValue:` and, all but Null, with the suffix `IfExists`.
 *
 * Names are compared without case; a spelling that differs in case is told apart for style.
 */
#ifndef RF_IAM_OPERATORS_H
#define RF_IAM_OPERATORS_H

#include "base/str.h"
#include "iam/truth.h"

struct rf_condition_value;
struct rf_request;

/* What kind of value an operator compares. */
typedef enum rf_family {
    RF_FAMILY_STRING,
    RF_FAMILY_NUMERIC,
    RF_FAMILY_DATE,
    RF_FAMILY_BOOL,
    RF_FAMILY_BINARY,
    RF_FAMILY_IP,
    RF_FAMILY_ARN,
    RF_FAMILY_NULL, /* compares "true" or "false" with whether the key is absent */
    RF_FAMILIES,
} rf_family;

/* Compares one value of the policy with one of the request (see rf_given_read()), without regard
 * to negation. */
typedef rf_truth rf_compare(rf_arena *arena, const struct rf_condition_value *value,
                            const struct rf_condition_value *given,
                            const struct rf_request *request);

/* Places of the rows of operators.def, in its order. */
typedef enum rf_operator_id {
#define RF_OPERATOR(name, family, negated, like, compare) RF_OPERATOR_##name,
#include "iam/operators.def"
#undef RF_OPERATOR
    RF_OPERATORS,
} rf_operator_id;

typedef struct rf_base_operator {
    rf_operator_id id;
    rf_str name;
    rf_family family;
    bool negated;
    bool like; /* `*` and `?` are wildcards */
    rf_compare *compare;
} rf_base_operator;

extern const rf_base_operator rf_base_operators[RF_OPERATORS];

typedef enum rf_set_operator {
    RF_SET_NONE,
    RF_SET_FOR_ALL_VALUES,
    RF_SET_FOR_ANY_VALUE,
} rf_set_operator;

/* An operator as a policy writes it. */
typedef struct rf_condition_operator {
    const rf_base_operator *base; /* NULL: there is no such operator */
    rf_set_operator set;
    bool if_exists;
    bool case_differs;   /* the documented spelling has other letters in upper case */
    bool null_if_exists; /* NullIfExists: Null takes no IfExists; base is NULL */
} rf_condition_operator;

rf_condition_operator rf_operator_parse(rf_str text);

/* The documented spelling: "ForAnyValue:StringLikeIfExists". */
rf_str rf_operator_text(rf_arena *arena, const rf_condition_operator *operator);

/* For a name that is no operator: the nearest one, prefix and suffix included; or empty. */
rf_str rf_operator_nearest(rf_arena *arena, rf_str text);

/* "string", "date"...; for messages. */
const char *rf_family_name(rf_family family);

#endif

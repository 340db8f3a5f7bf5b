/*
 * Values of conditions: read once when the policy is read, compared with values of requests.
 *
 * A value that its operator cannot read (a number with trailing text, an address that is none)
 * never compares, on either side; so a negated operator is true for it.  Source for the forms: IAM
 * User Guide, "IAM JSON policy elements: Condition operators".
 */
#ifndef RF_IAM_COMPARE_H
#define RF_IAM_COMPARE_H

#include "iam/date.h"
#include "iam/operators.h"
#include "iam/pattern.h"
#include "network/cidr.h"
#include "value/value.h"

typedef struct rf_condition_value {
    rf_str text;   /* as written; of a JSON boolean or number, its text */
    rf_kind kind;  /* as written: RF_STRING, RF_BOOL, RF_NUMBER or RF_UNKNOWN */
    bool readable; /* the text has the form that the operator compares */
    rf_span span;
    rf_pattern pattern; /* of strings and ARNs */
    union {
        rf_num number;
        rf_date date;
        rf_cidr block;
        rf_str bytes; /* decoded from base64 */
        bool truth;   /* also of Null */
    } as;
} rf_condition_value;

/* Fills in what the operator needs from text, kind and span; `variables` is true for policies of
 * Version 2012-10-17. */
void rf_condition_value_prepare(rf_arena *arena, const rf_base_operator *base, bool variables,
                                rf_condition_value *value);

/* Reads a value of a request, once for all that it is compared with.  Sets only what the operator
 * needs: text, readable, and what was read, which may be in the arena. */
void rf_given_read(rf_arena *arena, const rf_base_operator *base, rf_str text,
                   rf_condition_value *given);

/* The comparisons of operators.def; see rf_compare. */
rf_compare rf_compare_text, rf_compare_text_nocase, rf_compare_arn;
rf_compare rf_compare_number_equal, rf_compare_number_less, rf_compare_number_less_equal,
    rf_compare_number_greater, rf_compare_number_greater_equal;
rf_compare rf_compare_date_equal, rf_compare_date_less, rf_compare_date_less_equal,
    rf_compare_date_greater, rf_compare_date_greater_equal;
rf_compare rf_compare_bool, rf_compare_binary, rf_compare_ip;

#endif

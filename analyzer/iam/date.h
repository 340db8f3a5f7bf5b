/*
 * Dates of condition values: the W3C's profile of ISO 8601 (2020, 2020-01, 2020-01-31,
 * 2020-01-31T12:30Z, 2020-01-31T12:30:15.25+02:00) or seconds since 1970 ("Date condition
 * operators", IAM User Guide).  A date without a time is its first moment in UTC; four digits are a
 * year.
 */
#ifndef RF_IAM_DATE_H
#define RF_IAM_DATE_H

#include "base/str.h"

/* A moment: seconds since 1970-01-01T00:00:00Z and a fraction in 10^-18, always counted upward. */
typedef struct rf_date {
    int64_t seconds;
    uint64_t fraction;
} rf_date;

/* False for anything else: a time without zone, a 13th month, trailing characters. */
bool rf_date_parse(rf_str text, rf_date *date);

int rf_date_cmp(rf_date a, rf_date b); /* -1, 0, 1 */

#endif

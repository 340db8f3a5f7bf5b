/*
 * Three-valued truth.  A policy of a template may hold a value that is known only after `apply`;
 * what rests on it is RF_MAYBE, never a silent yes or no.
 *
 * The order of the values is that of certainty, so that "and" is the minimum and "or" the maximum
 * (Kleene's strong logic).
 */
#ifndef RF_IAM_TRUTH_H
#define RF_IAM_TRUTH_H

#include <stdbool.h>

typedef enum rf_truth { RF_NO, RF_MAYBE, RF_YES } rf_truth;

static inline rf_truth rf_truth_of(bool known)
{
    return known ? RF_YES : RF_NO;
}

static inline rf_truth rf_and(rf_truth a, rf_truth b)
{
    return a < b ? a : b;
}

static inline rf_truth rf_or(rf_truth a, rf_truth b)
{
    return a > b ? a : b;
}

static inline rf_truth rf_not(rf_truth a)
{
    return (rf_truth)(RF_YES - a);
}

#endif

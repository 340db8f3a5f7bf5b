/*
 * What the files of `diff` share.
 */
#ifndef RF_CLI_DIFF_H
#define RF_CLI_DIFF_H

#include "access/difference.h"
#include "cli/command.h"

/* A policy of both sides, or of one: matched by its path below BASE and NEW. */
typedef struct rf_diff_pair {
    rf_str name;
    const rf_policy *base, *new; /* NULL: not there */
    rf_differences gained, lost;
} rf_diff_pair;

typedef struct rf_diff {
    rf_str base, new; /* as given */
    RF_VEC(rf_diff_pair) pairs;
    const rf_universe *universe;
} rf_diff;

typedef enum rf_diff_verdict {
    RF_DIFF_EQUAL,
    RF_DIFF_NARROWER,
    RF_DIFF_WIDER,
    RF_DIFF_INCOMPARABLE,
    RF_DIFF_UNKNOWN,
} rf_diff_verdict;

rf_diff_verdict rf_diff_verdict_of(const rf_diff *diff);
const char *rf_diff_verdict_name(rf_diff_verdict verdict);

/* The answer in both formats. */
rf_str rf_diff_json(rf_arena *arena, const rf_diff *diff);
rf_str rf_diff_text(rf_arena *arena, const rf_diff *diff, bool color);

#endif

/*
 * What the files of `diff` share.  What it shares with `ask` is in diff_words.h and diff_page.h.
 */
#ifndef RF_CLI_DIFF_H
#define RF_CLI_DIFF_H

#include "access/difference.h"
#include "cli/command.h"

/* A policy of both sides, or of one: matched by its path below BASE and NEW. */
typedef struct rf_diff_pair {
    rf_str name;                 /* empty: BASE and NEW are files */
    const rf_policy *base, *new; /* NULL: not there */
    rf_universe universe;
    rf_str other_partitions; /* that they name, and that are left out */
    RF_VEC(rf_str) notes;    /* what the comparison leaves out, each in a sentence */
    rf_differences gained, lost;
} rf_diff_pair;

typedef struct rf_diff {
    rf_str base, new; /* as given; "standard input" for "-" */
    bool any;         /* universe */
    RF_VEC(rf_diff_pair) pairs;
} rf_diff;

typedef enum rf_diff_verdict {
    RF_DIFF_EQUAL,
    RF_DIFF_NARROWER,
    RF_DIFF_WIDER,
    RF_DIFF_INCOMPARABLE,
    RF_DIFF_UNKNOWN,
} rf_diff_verdict;

/* What is known of one direction. */
typedef enum rf_diff_some { RF_DIFF_NONE, RF_DIFF_MAYBE, RF_DIFF_SOME } rf_diff_some;

rf_diff_some rf_diff_some_of(const rf_differences *found);
rf_diff_verdict rf_diff_verdict_of(rf_diff_some gains, rf_diff_some loses);
const char *rf_diff_verdict_name(rf_diff_verdict verdict);

/* Over all pairs. */
rf_diff_some rf_diff_gains(const rf_diff *diff);
rf_diff_some rf_diff_loses(const rf_diff *diff);

/* Reads both sides into pairs, in the order of their names; false: it said what is wrong. */
bool rf_diff_read(const rf_args *args, rf_diff *diff);

/* --universe, --partition and --reference; shared with `ask`. */
bool rf_diff_read_universe(const rf_args *args, rf_universe *universe);

/* The partition that the ARNs of the policies are of: the one they name, where it is one; else
 * "aws".  *others: those that they name besides, as "aws-cn and aws-us-gov"; may be empty. */
rf_str rf_diff_partition(rf_arena *arena, const rf_policies *policies, rf_str *others);

/* The actions of what was found of which no call succeeds, for all that: each call touches a
 * resource of a type that the policies never allow.  "ec2:CreateVpc (vpc), +3"; empty when there is
 * none. */
rf_str rf_diff_hopeless(rf_arena *arena, const rf_universe *universe, const rf_policies *allowing,
                        const rf_differences *found);

/* What is left out: a side, other partitions, actions that the reference does not know. */
void rf_diff_add_notes(rf_arena *arena, const rf_diff *diff, rf_diff_pair *pair);

/* The answer in both formats. */
rf_str rf_diff_json(rf_arena *arena, const rf_diff *diff);
rf_str rf_diff_text(const rf_args *args, const rf_diff *diff);

#endif

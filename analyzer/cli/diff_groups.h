/*
 * Differences folded by their reason, for people: the most dangerous first.
 */
#ifndef RF_CLI_DIFF_GROUPS_H
#define RF_CLI_DIFF_GROUPS_H

#include "cli/diff_words.h"

/* Differences with one reason: by access level, most dangerous first, then in the order of the
 * reference; those of one action stand together, the plainest first. */
typedef struct rf_diff_group {
    rf_telling_about about;
    size_t actions;               /* different ones */
    size_t levels[RF_LEVELS + 1]; /* how many of them have which access level; the last: none */
} rf_diff_group;

typedef struct rf_diff_groups {
    rf_diff_group *at;
    size_t n;
    size_t actions; /* different ones, of all groups */
} rf_diff_groups;

/* By the access level of their first, then by their number of actions. */
rf_diff_groups rf_diff_groups_of(const rf_telling *telling, const rf_differences *found);

/* "ec2:DeleteSubnet, ec2:DeleteVpc, +16 (write)".  `all`: every action is named. */
rf_str rf_diff_group_title(rf_arena *arena, const rf_diff_group *group, bool all);

/* The actions that could not be decided, with one reason each. */
typedef struct rf_undecided_group {
    rf_str why;
    RF_VEC(rf_str) actions;
} rf_undecided_group;

typedef RF_VEC(rf_undecided_group) rf_undecided_groups;

rf_undecided_groups rf_undecided_groups_of(rf_arena *arena, const rf_differences *found);

#endif

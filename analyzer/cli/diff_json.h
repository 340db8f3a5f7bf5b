/*
 * Parts of the JSON of `diff` that `ask` has too.  The caller owns what is returned.
 */
#ifndef RF_CLI_DIFF_JSON_H
#define RF_CLI_DIFF_JSON_H

#include "access/difference.h"

struct json_object;

/* { "action", "resource_type", "access_level", "witness" }; the middle two where they are known. */
struct json_object *rf_diff_json_difference(rf_arena *arena, const rf_difference *one);

/* Statements by rf_statement_id(): the one that allows it; of `less` the one that denies it or,
 * when none does, those that are about the action and do not allow it. */
struct json_object *rf_diff_json_allowing(rf_arena *arena, const rf_difference *one);
struct json_object *rf_diff_json_refusing(rf_arena *arena, const rf_policies *less,
                                          const rf_difference *one);

/* { "action", "why" } for each that was not decided. */
void rf_diff_json_add_undecided(struct json_object *list, const rf_differences *found);

#endif

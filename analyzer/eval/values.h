/*
 * What the evaluator and the functions ask of values, beyond value/value.h.
 */
#ifndef RF_EVAL_VALUES_H
#define RF_EVAL_VALUES_H

#include "value/value.h"

typedef enum rf_answer { RF_NO, RF_YES, RF_MAYBE } rf_answer;

/* Equal as Terraform's == sees it: no conversions, a tuple is no list; MAYBE where it hangs on
 * something unknown. */
rf_answer rf_equal(const rf_value *a, const rf_value *b);

/* The members of an object, sorted by name as Terraform iterates; of several with one name the
 * last.  *n is their number. */
const rf_member **rf_members_sorted(rf_arena *arena, const rf_value *object, size_t *n);

/* An object like rf_value_object(), but each name once: the last one counts. */
rf_value rf_object_of(rf_arena *arena, const rf_member *members, size_t n, rf_span span);

bool rf_is_set(const rf_value *value);   /* a known set */
bool rf_is_map(const rf_value *value);   /* a known map, not an object */
bool rf_is_tuple(const rf_value *value); /* a known tuple, not a list or set */

/* "a string", "a list of string", "an object"...: as it stands in messages. */
rf_str rf_type_words_a(rf_arena *arena, const rf_type *type);
rf_str rf_value_words(rf_arena *arena, const rf_value *value);

/* Sorts the elements of a set as Terraform does and drops equal ones; returns how many stay. */
size_t rf_set_order(rf_arena *arena, rf_value *items, size_t n);

/* For each item: does it equal one before it? */
const bool *rf_find_repeats(rf_arena *arena, const rf_value *items, size_t n);

/* How often the tree is walked to find out: at most `most` values; more gives most + 1. */
size_t rf_value_weight(const rf_value *value, size_t most);

#endif

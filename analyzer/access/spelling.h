/*
 * Patterns of policies, as words of a language.
 *
 * A policy variable has no text of its own: a question is asked under a valuation, which gives each
 * variable's key a value, or says that it is absent.  An absent key leaves the variable's default,
 * and without one the pattern matches nothing (see iam/pattern.h).  A value that no pattern spells
 * stands for all such values.
 */
#ifndef RF_ACCESS_SPELLING_H
#define RF_ACCESS_SPELLING_H

#include "access/language.h"
#include "base/vec.h"
#include "iam/pattern.h"

/* One policy variable of a question. */
typedef struct rf_valued {
    rf_str key;  /* in lower case */
    rf_str name; /* as written */
    rf_str value;
    bool absent;
    bool several; /* the key may be there, with several values: the variable has none */
} rf_valued;

typedef RF_VEC(rf_valued) rf_valued_list;

typedef struct rf_valuation {
    const rf_valued *at;
    size_t n;
} rf_valuation;

/* The variable of that key; NULL when the question has none. */
const rf_valued *rf_valuation_get(const rf_valuation *valuation, rf_str key);

/* False when the pattern matches nothing under the valuation, which must name all its variables.
 * The pattern must be known. */
bool rf_word_of_pattern(rf_arena *arena, const rf_pattern *pattern, const rf_valuation *valuation,
                        rf_word *word);

#endif

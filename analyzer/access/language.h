/*
 * Languages of texts: is there a text that all of these match and none of those, and which one?
 *
 * A pattern is a run of tokens with IAM's wildcards.  A constraint is a union of patterns, or the
 * complement of one.  Constraints together are satisfied by the texts that satisfy each.  Whether
 * there is one is answered exactly: by trying texts that are likely to do, by single inclusions,
 * and else by walking the product of the patterns' automata lazily, one set of positions per
 * constraint.
 *
 * Characters are Unicode code points: those that some pattern spells, and one that stands for all
 * others.  A byte that is no UTF-8 is a character of its own.
 *
 * The worst case is exponential in the number of wildcards (the problem is PSPACE-complete), so the
 * walk has a budget of steps; past it the answer is RF_SEARCH_EXHAUSTED, never a guess.  A step is
 * a look at one place of one pattern, some 2 to 20 ns.  Memory grows with the steps taken, up to
 * some ten bytes for each, and is given back at the end.
 */
#ifndef RF_ACCESS_LANGUAGE_H
#define RF_ACCESS_LANGUAGE_H

#include "base/str.h"

#include <stdint.h>

typedef enum rf_letter_kind {
    RF_LETTER_TEXT, /* literal text */
    RF_LETTER_RUN,  /* `*`: any run of characters, also none */
    RF_LETTER_ONE,  /* `?`: one character */
} rf_letter_kind;

/* Which characters a wildcard stands for. */
typedef enum rf_class {
    RF_CLASS_ANY,
    RF_CLASS_NOT_COLON, /* within a segment of an ARN */
    RF_CLASS_DIGIT,     /* an account: 0-9 */
    RF_CLASS_NAME,      /* a Region or partition: a-z, 0-9 and - */
} rf_class;

typedef struct rf_letter {
    rf_letter_kind kind;
    rf_class of; /* of RF_LETTER_RUN and RF_LETTER_ONE */
    rf_str text; /* of RF_LETTER_TEXT */
} rf_letter;

/* One pattern; `nocase` folds ASCII letters. */
typedef struct rf_word {
    const rf_letter *letters;
    size_t n;
    bool nocase;
} rf_word;

/* The text is matched by one of the words; or, negated, by none of them. */
typedef struct rf_constraint {
    const rf_word *words;
    size_t n;
    bool negated;
} rf_constraint;

typedef enum rf_search {
    RF_SEARCH_EMPTY, /* no text satisfies all */
    RF_SEARCH_FOUND,
    RF_SEARCH_EXHAUSTED, /* the budget ran out */
} rf_search;

/* Steps that may be taken; shared by the searches of one question. */
typedef struct rf_budget {
    uint64_t steps;
} rf_budget;

/* Takes steps; false when there are not as many. */
static inline bool rf_budget_take(rf_budget *budget, uint64_t steps)
{
    bool enough = budget->steps > steps;
    budget->steps = enough ? budget->steps - steps : 0;
    return enough;
}

/* A short text that satisfies all constraints, made to be read: one of a pattern with nothing for
 * its runs, or x, if that is an answer; else a shortest one, if it is not thousands of states away.
 * A character that may be any is x, that of a name a, a digit 1, and another where these are asked
 * for.  Without constraints the empty text.  `witness` may be NULL when only the answer is wanted.
 * Takes the steps that it made from the budget. */
rf_search rf_language_search(rf_arena *arena, const rf_constraint *constraints, size_t n,
                             rf_budget *budget, rf_str *witness);

/* The same by the walk alone: what the fast paths are tested against. */
rf_search rf_language_walk(rf_arena *arena, const rf_constraint *constraints, size_t n,
                           rf_budget *budget, rf_str *witness);

/* True when the text satisfies the constraint.  The second takes its steps from the budget, which
 * when it runs out makes the answer worthless. */
bool rf_constraint_holds(const rf_constraint *constraint, rf_str text);
bool rf_constraint_holds_within(const rf_constraint *constraint, rf_str text, rf_budget *budget);

#endif

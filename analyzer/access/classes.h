/*
 * Which values of a policy variable do other patterns tell apart?
 *
 * A pattern with a variable is a hole between two words.  Another pattern that matches some of its
 * texts looks at what is in the hole.  Read as an automaton, what is in the hole moves it from each
 * state that it may be in before to others; values that do the same to every such automaton, as far
 * as what follows the hole can still be matched, are one class.  One value of each class is all
 * there is to try.
 *
 * Other variables beside the hole are wildcards in its words: they may have any value.
 */
#ifndef RF_ACCESS_CLASSES_H
#define RF_ACCESS_CLASSES_H

#include "access/language.h"
#include "base/vec.h"

/* A hole, and a pattern for the same texts. */
typedef struct rf_interplay {
    rf_word before, after; /* the hole */
    rf_word other;
} rf_interplay;

typedef RF_VEC(rf_interplay) rf_interplays;
typedef RF_VEC(rf_str) rf_values;

/* Appends a short value of each class, but for that of `fresh`, which no pattern spells.  False
 * when there are too many. */
bool rf_classes_find(rf_arena *arena, const rf_interplays *interplays, rf_str fresh,
                     rf_values *values);

/* True when some text is in both words. */
bool rf_words_meet(rf_arena *arena, const rf_word *a, const rf_word *b);

#endif

/*
 * The walk through the product of patterns: a text that each of the unions matches, and none of the
 * words that must not.
 *
 * A state holds, for each union and for the words that must not match, the nodes that the letters
 * so far lead to.  States are made as they are reached, nearest to an end first (A*), and each
 * once. What keeps them few:
 * - a letter that no pattern asks for next is as good as any other, so one stands for all of them;
 *   one that only words that must not match ask for is never better than such a letter;
 * - a node whose texts another node of the set matches too is left out, and so is one of a union
 *   whose texts a word that must not match takes;
 * - a union that matches everything from here on is one node, and a word that must not match and
 *   does whatever follows ends the state.
 */
#ifndef RF_ACCESS_AUTOMATON_H
#define RF_ACCESS_AUTOMATON_H

#include "access/language_word.h"

/* Words of one union. */
typedef struct rf_union {
    const rf_spots *words;
    size_t n;
} rf_union;

/* Is there a text that a word of each of the unions matches, and no word of `none`? */
typedef struct rf_product {
    const rf_union *unions;
    size_t n;
    rf_union none;
} rf_product;

/* *path is the letters of the text as codes, in the arena with everything else. */
rf_search rf_automaton_search(rf_arena *arena, const rf_product *product, rf_budget *budget,
                              uint32_t **path, size_t *length);

#endif

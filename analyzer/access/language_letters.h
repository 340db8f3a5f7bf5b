/*
 * The letters to go on with from a state of the walk: one for each way in which the state can go
 * on.
 *
 * Those that nodes of the unions ask for; and, for each class that some node tells from another,
 * one character that no node asks for.  Such a character is as good as every letter that only the
 * words that must not match ask for, so these are left out where it exists.
 */
#ifndef RF_ACCESS_LANGUAGE_LETTERS_H
#define RF_ACCESS_LANGUAGE_LETTERS_H

#include "access/language_nodes.h"

typedef struct rf_letters {
    RF_VEC(uint32_t) codes; /* the best to read last */
    bool lost;              /* every character there is was asked for */
} rf_letters;

/* `sets` is a state: for the words that must not match and for each union, the number of nodes and
 * the nodes.  What the letters held before is forgotten. */
void rf_letters_choose(rf_letters *letters, rf_nodes *nodes, const uint32_t *sets, size_t unions);

#endif

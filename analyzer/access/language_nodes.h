/*
 * The words of one question as one automaton: what is left of a word at a spot is a node, and the
 * same rest of two words is the same node.
 *
 * So that a set of nodes can be kept small, a node knows nodes that match all that it matches: runs
 * further on in its word, which pass over whatever stands between.
 */
#ifndef RF_ACCESS_LANGUAGE_NODES_H
#define RF_ACCESS_LANGUAGE_NODES_H

#include "access/language_word.h"

#include "base/vec.h"

enum { RF_NODE_NONE = 0 };

typedef struct rf_node {
    uint32_t letter; /* as of a spot */
    uint8_t ones, runs;
    bool upper;
    uint32_t next; /* what is left behind the letter; none at the end */
    uint32_t run,
        any;         /* matches more: the next run where it does, the next run of any characters */
    uint32_t length; /* letters of the shortest text */
} rf_node;

typedef struct rf_nodes {
    rf_arena *arena;
    RF_VEC(rf_node) list; /* [0] is no node */
    uint32_t *table;      /* of nodes, by hash */
    size_t capacity;
    uint32_t universe;      /* the node that matches everything, or none */
    bool has_strays;        /* bytes that are no UTF-8 */
    RF_VEC(uint32_t) codes; /* of characters beyond ASCII, in the order they came up */
} rf_nodes;

/* Room for so many spots. */
rf_nodes rf_nodes_new(rf_arena *arena, size_t spots);

/* The node of the word's beginning. */
uint32_t rf_nodes_add(rf_nodes *nodes, const rf_spots *word);

/* A character beyond ASCII that no word spells; RF_CODE_NONE when all are taken. */
uint32_t rf_nodes_fresh(rf_nodes *nodes);

#endif

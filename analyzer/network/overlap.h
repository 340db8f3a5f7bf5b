/*
 * Which of many blocks overlap.
 *
 * Two CIDR blocks overlap only when one contains the other.  So the blocks are sorted (containers
 * first) and walked once with a stack of those still open: whatever is open contains the next one.
 * Sorting is by radix, so all of it is linear in the number of blocks, plus the pairs listed.
 *
 *     rf_blocks blocks = rf_blocks_new(arena, n);
 *     for (i...) rf_blocks_add(&blocks, &cidr[i], i);
 *     rf_blocks_sort(&blocks);
 *     rf_blocks_pairs(&blocks, visit, context);
 */
#ifndef RF_NETWORK_OVERLAP_H
#define RF_NETWORK_OVERLAP_H

#include "base/limits.h"
#include "base/vec.h"
#include "network/cidr.h"

typedef struct rf_block6 {
    uint64_t high, low; /* of the address, in the machine's byte order */
    uint32_t id;
    unsigned char length;
} rf_block6;

/* Blocks of both families.  An IPv4 block is one word: address, length and id. */
typedef struct rf_blocks {
    rf_arena *arena;
    RF_VEC(uint64_t) ipv4;
    RF_VEC(rf_block6) ipv6;
} rf_blocks;

/* An empty set, with room for `expected` IPv4 blocks (0: not known). */
rf_blocks rf_blocks_new(rf_arena *arena, size_t expected);

/* Adds a block under the caller's number for it, which must be below RF_LIMIT_BLOCKS (false
 * otherwise).  Nothing is added for a block of family 0. */
bool rf_blocks_add(rf_blocks *blocks, const rf_cidr *cidr, size_t id);

/* Must be called after the last addition and before the questions below.  Equal blocks stay in the
 * order in which they were added. */
void rf_blocks_sort(rf_blocks *blocks);

/* The number of overlapping pairs, without listing them: k equal blocks are k * (k - 1) / 2. */
uint64_t rf_blocks_count_pairs(const rf_blocks *blocks);

/* Called with the ids of a block and of one inside it (or equal to it and added later); false ends
 * the walk. */
typedef bool rf_blocks_visit(void *context, uint32_t outer, uint32_t inner);

/* Every overlapping pair, in the order of the inner block, then from its widest container to the
 * narrowest.  Returns false when a visit did. */
bool rf_blocks_pairs(const rf_blocks *blocks, rf_blocks_visit *visit, void *context);

/* For each block that lies in another one: the narrowest of those, once.  Of equal blocks, the
 * first one added contains the others. */
bool rf_blocks_nearest(const rf_blocks *blocks, rf_blocks_visit *visit, void *context);

#endif

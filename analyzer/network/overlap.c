#include "network/overlap.h"

#include <string.h>

/*
 * An IPv4 block in one word, most significant first: 32 bits of address, 6 of length, 26 of id.
 * Its order is that of rf_cidr_cmp(), and equal blocks stay apart by id.  Eight bytes instead of
 * twenty-four halve the time of a million.
 */
enum {
    ID_BITS = 26,
    LENGTH_BITS = 6,
    KEY_BITS = 32 + LENGTH_BITS,
    DIGIT4_BITS = 10, /* 1024 buckets of one cache line each stay in the first-level cache */
    DIGITS4 = (KEY_BITS + DIGIT4_BITS - 1) / DIGIT4_BITS,
    DIGITS6 = 17, /* bytes: one of length, sixteen of address */
};

_Static_assert(RF_LIMIT_BLOCKS == 1 << ID_BITS, "an id fits its bits");

/* A block as the walk sees it, of either family; IPv4 addresses are at the left of `high`. */
struct block {
    uint64_t high, low;
    uint32_t id;
    unsigned length;
};

/* Equal blocks that are open: they start at `first` in the sorted order. */
struct open_group {
    struct block block;
    size_t first, count;
};

enum { DEPTH_MAX = 129 }; /* lengths 0 to 128 */

struct walk {
    const rf_blocks *blocks;
    bool ipv6;
    size_t n;
    struct open_group open[DEPTH_MAX];
    size_t depth;
};

rf_blocks rf_blocks_new(rf_arena *arena, size_t expected)
{
    rf_blocks blocks = {.arena = arena};
    if (expected != 0) {
        blocks.ipv4.at = RF_NEW_ARRAY(arena, uint64_t, expected);
        blocks.ipv4.capacity = expected;
    }
    return blocks;
}

static uint64_t load_word(const unsigned char *bytes, unsigned size)
{
    uint64_t word = 0;
    for (unsigned i = 0; i < size; i++)
        word = word << 8 | bytes[i];
    return word;
}

bool rf_blocks_add(rf_blocks *blocks, const rf_cidr *cidr, size_t id)
{
    if (id >= RF_LIMIT_BLOCKS)
        return false;
    if (cidr->family == 4) {
        uint64_t key = load_word(cidr->address, 4) << LENGTH_BITS | cidr->length;
        RF_PUSH(blocks->arena, &blocks->ipv4, key << ID_BITS | id);
    } else if (cidr->family == 6) {
        RF_PUSH(blocks->arena, &blocks->ipv6,
                (rf_block6){
                    .high = load_word(cidr->address, 8),
                    .low = load_word(cidr->address + 8, 8),
                    .id = (uint32_t)id,
                    .length = cidr->length,
                });
    }
    return true;
}

/* Turns counts into the offsets at which each bucket starts; false when all are in one bucket and
 * the digit can be skipped. */
static bool starts_of(uint32_t *counts, unsigned buckets, size_t n)
{
    uint32_t start = 0;
    for (unsigned i = 0; i < buckets; i++) {
        uint32_t count = counts[i];
        if (count == n)
            return false;
        counts[i] = start;
        start += count;
    }
    return true;
}

/* Least significant digit first; each pass keeps the order of the one before. */
static void sort_ipv4(rf_blocks *blocks)
{
    size_t n = blocks->ipv4.n;
    enum { BUCKETS = 1 << DIGIT4_BITS };
    uint32_t counts[DIGITS4][BUCKETS] = {0};
    uint64_t *from = blocks->ipv4.at, *to = RF_NEW_ARRAY(blocks->arena, uint64_t, n);

    for (size_t i = 0; i < n; i++)
        for (unsigned digit = 0; digit < DIGITS4; digit++)
            counts[digit][from[i] >> (ID_BITS + digit * DIGIT4_BITS) & (BUCKETS - 1)]++;
    for (unsigned digit = 0; digit < DIGITS4; digit++) {
        if (!starts_of(counts[digit], BUCKETS, n))
            continue;
        unsigned shift = ID_BITS + digit * DIGIT4_BITS;
        for (size_t i = 0; i < n; i++)
            to[counts[digit][from[i] >> shift & (BUCKETS - 1)]++] = from[i];
        uint64_t *sorted = to;
        to = from;
        from = sorted;
    }
    blocks->ipv4.at = from;
    blocks->ipv4.capacity = n;
}

static unsigned digit6(const rf_block6 *block, unsigned digit)
{
    if (digit == 0)
        return block->length;
    if (digit <= 8)
        return block->low >> (8 * (digit - 1)) & 0xff;
    return block->high >> (8 * (digit - 9)) & 0xff;
}

/* The same by bytes.  What people assign shares most bytes (the registry's prefix at the left,
 * zeros at the right), and those passes are skipped. */
static void sort_ipv6(rf_blocks *blocks)
{
    size_t n = blocks->ipv6.n;
    uint32_t counts[DIGITS6][256] = {0};
    rf_block6 *from = blocks->ipv6.at, *to = RF_NEW_ARRAY(blocks->arena, rf_block6, n);

    for (size_t i = 0; i < n; i++)
        for (unsigned digit = 0; digit < DIGITS6; digit++)
            counts[digit][digit6(&from[i], digit)]++;
    for (unsigned digit = 0; digit < DIGITS6; digit++) {
        if (!starts_of(counts[digit], 256, n))
            continue;
        for (size_t i = 0; i < n; i++)
            to[counts[digit][digit6(&from[i], digit)]++] = from[i];
        rf_block6 *sorted = to;
        to = from;
        from = sorted;
    }
    blocks->ipv6.at = from;
    blocks->ipv6.capacity = n;
}

void rf_blocks_sort(rf_blocks *blocks)
{
    if (blocks->ipv4.n > 1)
        sort_ipv4(blocks);
    if (blocks->ipv6.n > 1)
        sort_ipv6(blocks);
}

static struct block block_at(const struct walk *walk, size_t at)
{
    if (walk->ipv6) {
        const rf_block6 *b = &walk->blocks->ipv6.at[at];
        return (struct block){.high = b->high, .low = b->low, .id = b->id, .length = b->length};
    }
    uint64_t word = walk->blocks->ipv4.at[at];
    return (struct block){
        .high = word >> (ID_BITS + LENGTH_BITS) << 32,
        .id = word & (RF_LIMIT_BLOCKS - 1),
        .length = word >> ID_BITS & ((1 << LENGTH_BITS) - 1),
    };
}

static bool contains(const struct block *outer, const struct block *inner)
{
    uint64_t high = outer->high ^ inner->high;
    if (outer->length == 0)
        return true;
    if (outer->length <= 64)
        return high >> (64 - outer->length) == 0;
    return high == 0 && (outer->low ^ inner->low) >> (128 - outer->length) == 0;
}

static struct walk walk_new(const rf_blocks *blocks, bool ipv6)
{
    struct walk walk = {.blocks = blocks, .ipv6 = ipv6};
    walk.n = ipv6 ? blocks->ipv6.n : blocks->ipv4.n;
    return walk;
}

/* Closes what does not contain the next block; what stays open does.  Returns how many blocks were
 * closed. */
static size_t close_before(struct walk *walk, const struct block *next)
{
    size_t closed = 0;
    while (walk->depth != 0 && !contains(&walk->open[walk->depth - 1].block, next))
        closed += walk->open[--walk->depth].count;
    return closed;
}

/* Opens the block at `at`, in the group of its equals if that is open. */
static void open_block(struct walk *walk, const struct block *block, size_t at)
{
    struct open_group *top = walk->depth == 0 ? NULL : &walk->open[walk->depth - 1];
    /* The top contains it, so the same length is the same block. */
    if (top != NULL && top->block.length == block->length)
        top->count++;
    else
        walk->open[walk->depth++] = (struct open_group){.block = *block, .first = at, .count = 1};
}

static uint64_t count_family(const rf_blocks *blocks, bool ipv6)
{
    struct walk walk = walk_new(blocks, ipv6);
    uint64_t pairs = 0, open = 0; /* below RF_LIMIT_BLOCKS squared: no overflow */
    for (size_t at = 0; at < walk.n; at++) {
        struct block next = block_at(&walk, at);
        open -= close_before(&walk, &next);
        pairs += open++;
        open_block(&walk, &next, at);
    }
    return pairs;
}

uint64_t rf_blocks_count_pairs(const rf_blocks *blocks)
{
    return count_family(blocks, false) + count_family(blocks, true);
}

static bool pairs_of_family(const rf_blocks *blocks, bool ipv6, rf_blocks_visit *visit,
                            void *context)
{
    struct walk walk = walk_new(blocks, ipv6);
    for (size_t at = 0; at < walk.n; at++) {
        struct block next = block_at(&walk, at);
        close_before(&walk, &next);
        for (size_t i = 0; i < walk.depth; i++)
            for (size_t outer = 0; outer < walk.open[i].count; outer++)
                if (!visit(context, block_at(&walk, walk.open[i].first + outer).id, next.id))
                    return false;
        open_block(&walk, &next, at);
    }
    return true;
}

bool rf_blocks_pairs(const rf_blocks *blocks, rf_blocks_visit *visit, void *context)
{
    return pairs_of_family(blocks, false, visit, context) &&
           pairs_of_family(blocks, true, visit, context);
}

static bool nearest_of_family(const rf_blocks *blocks, bool ipv6, rf_blocks_visit *visit,
                              void *context)
{
    struct walk walk = walk_new(blocks, ipv6);
    for (size_t at = 0; at < walk.n; at++) {
        struct block next = block_at(&walk, at);
        close_before(&walk, &next);
        if (walk.depth != 0 && !visit(context, walk.open[walk.depth - 1].block.id, next.id))
            return false;
        open_block(&walk, &next, at);
    }
    return true;
}

bool rf_blocks_nearest(const rf_blocks *blocks, rf_blocks_visit *visit, void *context)
{
    return nearest_of_family(blocks, false, visit, context) &&
           nearest_of_family(blocks, true, visit, context);
}

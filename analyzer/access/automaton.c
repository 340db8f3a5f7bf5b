#include "access/automaton.h"
#include "access/language_letters.h"

#include <string.h>

/*
 * A state's nodes lie in the pool: for `none` and then for each union their number and the nodes,
 * ascending.
 */
struct state {
    size_t at;
    uint32_t size; /* numbers in the pool */
    uint32_t hash;
    uint32_t parent, letter; /* how it was reached first; the start is its own parent */
    uint32_t depth;          /* letters so far */
    bool goal;               /* the letters so far are an answer */
    bool expanded;
};

struct entry {
    uint32_t state, next; /* plus one: 0 is the end */
};

struct walk {
    rf_arena *arena;
    rf_budget *budget;
    rf_nodes nodes;
    const rf_product *product;
    RF_VEC(struct state) states;
    RF_VEC(uint32_t) pool;
    uint32_t *index; /* of states, by hash, plus one */
    size_t index_capacity;
    RF_VEC(struct entry) entries; /* what is to be expanded, in lists by distance */
    RF_VEC(uint32_t) lists;
    size_t nearest; /* no list before it has an entry */
    /* Per node, the set that it is in: */
    uint32_t *in_set, *in_none;
    size_t marks;
    uint32_t set, none; /* the marks of the newest; no node 0 ever has one */
    /* The state that is being made: */
    uint32_t *next;
    size_t next_capacity;
    bool goal;
    size_t least_max, least_sum; /* letters that the unions need at least */
    rf_letters letters;
};

enum {
    STATES_FOR_SHORTEST = 4096, /* from then on any answer is good enough */
    LISTS_MAX = 1 << 20,
    STEPS_PER_STATE = 16, /* what making a state costs beside its nodes */
    STEPS_PER_SPOT = 2,
    RUNS_AHEAD = 16, /* that are looked at for one that takes what a node matches */
};

/* Sets of nodes */

/* They come nearly sorted. */
static void sort(uint32_t *ids, size_t n)
{
    size_t moves = 0;
    for (size_t i = 1; i < n; i++) {
        uint32_t id = ids[i];
        size_t j = i;
        for (; j > 0 && ids[j - 1] > id; j--)
            ids[j] = ids[j - 1];
        ids[j] = id;
        moves += i - j;
        if (moves > 16 * n) {
            rf_codes_sort(ids, n);
            return;
        }
    }
}

static bool is_dominated(const struct walk *walk, uint32_t id)
{
    const rf_node *node = &walk->nodes.list.at[id];
    return walk->in_set[node->run] == walk->set || walk->in_set[node->any] == walk->set;
}

/* True when a word that must not match takes all that the node matches. */
static bool is_taken(const struct walk *walk, uint32_t id)
{
    const rf_node *list = walk->nodes.list.at;
    if (walk->in_none[id] == walk->none || walk->in_none[list[id].run] == walk->none)
        return true;
    uint32_t any = list[id].any;
    for (int i = 0; i < RUNS_AHEAD && any != RF_NODE_NONE; i++, any = list[any].any)
        if (walk->in_none[any] == walk->none)
            return true;
    return false;
}

static size_t reach(uint32_t *marks, uint32_t mark, uint32_t *ids, size_t n, uint32_t id)
{
    if (marks[id] == mark)
        return n;
    marks[id] = mark;
    ids[n] = id;
    return n + 1;
}

/* The nodes that the glyph leads to from these; they are marked. */
static size_t advance(const struct walk *walk, uint32_t *marks, uint32_t mark, const uint32_t *from,
                      size_t n, rf_glyph glyph, uint32_t *to)
{
    size_t reached = 0;
    for (size_t i = 0; i < n; i++) {
        const rf_node *node = &walk->nodes.list.at[from[i]];
        /* A word's nodes are numbered from its end. */
        if (rf_takes(node->letter, node->ones, glyph))
            reached = reach(marks, mark, to, reached, node->next);
        if (rf_passes(node->runs, glyph))
            reached = reach(marks, mark, to, reached, from[i]);
    }
    return reached;
}

static bool has_end(const struct walk *walk, const uint32_t *ids, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (walk->nodes.list.at[ids[i]].next == RF_NODE_NONE)
            return true;
    return false;
}

/* What is left of the words that must not match; RF_NOT_FOUND when one matches whatever follows. */
static size_t settle_none(struct walk *walk, uint32_t *ids, size_t n)
{
    uint32_t *marks = walk->in_none;
    if (walk->nodes.universe != RF_NODE_NONE && marks[walk->nodes.universe] == walk->none)
        return RF_NOT_FOUND;
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const rf_node *node = &walk->nodes.list.at[ids[i]];
        if (marks[node->run] != walk->none && marks[node->any] != walk->none)
            ids[kept++] = ids[i];
    }
    walk->goal &= !has_end(walk, ids, kept);
    sort(ids, kept);
    return kept;
}

/* What is left of a union; 0 when no text can satisfy it. */
static size_t settle_union(struct walk *walk, uint32_t *ids, size_t n)
{
    uint32_t universe = walk->nodes.universe;
    if (universe != RF_NODE_NONE && walk->in_set[universe] == walk->set) {
        ids[0] = universe;
        return 1;
    }
    size_t kept = 0, least = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        if (is_dominated(walk, ids[i]) || is_taken(walk, ids[i]))
            continue;
        size_t length = walk->nodes.list.at[ids[i]].length;
        least = length < least ? length : least;
        ids[kept++] = ids[i];
    }
    if (kept == 0)
        return 0;
    walk->goal &= least == 0;
    walk->least_max = least > walk->least_max ? least : walk->least_max;
    walk->least_sum += least;
    sort(ids, kept);
    return kept;
}

/* A mark that no node has. */
static uint32_t new_mark(uint32_t *marks, size_t n, uint32_t before)
{
    if (before == UINT32_MAX)
        memset(marks, 0, n * sizeof *marks);
    return before == UINT32_MAX ? 1 : before + 1;
}

static void begin_set(struct walk *walk)
{
    walk->set = new_mark(walk->in_set, walk->marks, walk->set);
}

static void begin_state(struct walk *walk)
{
    walk->goal = true;
    walk->least_max = walk->least_sum = 0;
    walk->none = new_mark(walk->in_none, walk->marks, walk->none);
}

static uint32_t *room_for_next(struct walk *walk, size_t size)
{
    if (walk->next_capacity < size) {
        walk->next_capacity = size * 2;
        walk->next = RF_NEW_ARRAY(walk->arena, uint32_t, walk->next_capacity);
    }
    return walk->next;
}

/* Makes the state behind a glyph in walk->next; its size, or 0 when nothing can come of it. */
static size_t follow(struct walk *walk, const struct state *state, rf_glyph glyph)
{
    uint32_t *next = room_for_next(walk, 2 * (size_t)state->size + 1);
    const uint32_t *from = walk->pool.at + state->at;
    uint32_t begun = walk->nodes.has_strays ? from[state->size - 1] : 0;
    if (walk->nodes.has_strays && !rf_code_follows(&begun, glyph.exact))
        return 0;
    begin_state(walk);
    size_t n = advance(walk, walk->in_none, walk->none, from + 1, *from, glyph, next + 1);
    n = settle_none(walk, next + 1, n);
    if (n == RF_NOT_FOUND)
        return 0;
    next[0] = (uint32_t)n;
    size_t size = n + 1;
    from += *from + 1;
    for (size_t i = 0; i < walk->product->n; i++, from += *from + 1) {
        begin_set(walk);
        n = advance(walk, walk->in_set, walk->set, from + 1, *from, glyph, next + size + 1);
        n = settle_union(walk, next + size + 1, n);
        if (n == 0)
            return 0;
        next[size] = (uint32_t)n;
        size += n + 1;
    }
    if (walk->nodes.has_strays)
        next[size++] = begun;
    return size;
}

/* States */

static uint32_t hash_of(const uint32_t *numbers, size_t n)
{
    uint64_t hash = n;
    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ numbers[i]) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    return (uint32_t)(hash >> 32) ^ (uint32_t)hash;
}

static uint32_t *slot_of(const struct walk *walk, const uint32_t *numbers, size_t n, uint32_t hash)
{
    size_t at = hash & (walk->index_capacity - 1);
    for (; walk->index[at] != 0; at = (at + 1) & (walk->index_capacity - 1)) {
        const struct state *state = &walk->states.at[walk->index[at] - 1];
        if (state->hash == hash && state->size == n &&
            memcmp(walk->pool.at + state->at, numbers, n * sizeof *numbers) == 0)
            break;
    }
    return &walk->index[at];
}

static void grow_index(struct walk *walk)
{
    size_t capacity = walk->index_capacity ? walk->index_capacity * 4 : 256;
    walk->index = RF_NEW_ARRAY(walk->arena, uint32_t, capacity);
    walk->index_capacity = capacity;
    for (size_t i = 0; i < walk->states.n; i++) {
        size_t at = walk->states.at[i].hash & (capacity - 1);
        while (walk->index[at] != 0)
            at = (at + 1) & (capacity - 1);
        walk->index[at] = (uint32_t)i + 1;
    }
}

static void add_to_pool(struct walk *walk, const uint32_t *numbers, size_t n)
{
    size_t capacity = walk->pool.capacity ? walk->pool.capacity : 1024;
    while (capacity - walk->pool.n < n)
        capacity *= 2;
    if (capacity != walk->pool.capacity)
        walk->pool.at = rf_realloc(walk->arena, walk->pool.at, walk->pool.n * sizeof *numbers,
                                   capacity * sizeof *numbers);
    walk->pool.capacity = capacity;
    memcpy(walk->pool.at + walk->pool.n, numbers, n * sizeof *numbers);
    walk->pool.n += n;
}

/* Lays a state aside to be expanded: those with the shortest answers first, while that is
 * affordable; then those that look nearest to one. */
static void enqueue(struct walk *walk, uint32_t state)
{
    size_t distance = walk->states.n < STATES_FOR_SHORTEST
                          ? walk->states.at[state].depth + walk->least_max
                          : walk->least_sum;
    distance = distance < LISTS_MAX ? distance : LISTS_MAX;
    while (walk->lists.n <= distance)
        RF_PUSH(walk->arena, &walk->lists, 0);
    RF_PUSH(walk->arena, &walk->entries, (struct entry){state, walk->lists.at[distance]});
    walk->lists.at[distance] = (uint32_t)walk->entries.n;
    walk->nearest = distance < walk->nearest ? distance : walk->nearest;
}

/* Keeps the state in walk->next, if it is new or was reached by more letters before. */
static void keep(struct walk *walk, size_t size, uint32_t parent, uint32_t letter, uint32_t depth)
{
    if ((walk->states.n + 1) * 2 > walk->index_capacity)
        grow_index(walk);
    uint32_t hash = hash_of(walk->next, size);
    uint32_t *slot = slot_of(walk, walk->next, size, hash);
    if (*slot == 0) {
        struct state state = {.at = walk->pool.n,
                              .size = (uint32_t)size,
                              .hash = hash,
                              .parent = parent,
                              .letter = letter,
                              .depth = depth,
                              .goal = walk->goal};
        add_to_pool(walk, walk->next, size);
        *slot = (uint32_t)walk->states.n + 1;
        RF_PUSH(walk->arena, &walk->states, state);
        enqueue(walk, (uint32_t)walk->states.n - 1);
        return;
    }
    struct state *state = &walk->states.at[*slot - 1];
    if (!state->expanded && depth < state->depth) {
        state->parent = parent;
        state->letter = letter;
        state->depth = depth;
        enqueue(walk, *slot - 1);
    }
}

/* The next state to expand; RF_NOT_FOUND when there is none. */
static size_t dequeue(struct walk *walk)
{
    for (; walk->nearest < walk->lists.n; walk->nearest++) {
        uint32_t *list = &walk->lists.at[walk->nearest];
        while (*list != 0) {
            struct entry entry = walk->entries.at[*list - 1];
            *list = entry.next;
            if (!walk->states.at[entry.state].expanded)
                return entry.state;
        }
    }
    return RF_NOT_FOUND;
}

/* False when the budget ran out. */
static bool expand(struct walk *walk, uint32_t number)
{
    struct state *state = &walk->states.at[number];
    state->expanded = true;
    rf_letters *letters = &walk->letters;
    rf_letters_choose(letters, &walk->nodes, walk->pool.at + state->at, walk->product->n);
    if (letters->lost || !rf_budget_take(walk->budget, state->size))
        return false;
    for (size_t i = 0; i < letters->codes.n; i++) {
        state = &walk->states.at[number];
        if (!rf_budget_take(walk->budget, state->size + STEPS_PER_STATE))
            return false;
        uint32_t code = letters->codes.at[i];
        size_t size = follow(walk, state, rf_glyph_of(code));
        if (size != 0)
            keep(walk, size, number, code, state->depth + 1);
    }
    return true;
}

/* The letters that lead to a state. */
static void trace(const struct walk *walk, uint32_t state, uint32_t **path, size_t *length)
{
    *length = walk->states.at[state].depth;
    *path = RF_NEW_ARRAY(walk->arena, uint32_t, *length);
    for (size_t i = *length; i-- > 0; state = walk->states.at[state].parent)
        (*path)[i] = walk->states.at[state].letter;
}

static rf_search search(struct walk *walk, uint32_t **path, size_t *length)
{
    for (size_t at; (at = dequeue(walk)) != RF_NOT_FOUND;) {
        if (walk->states.at[at].goal) {
            trace(walk, (uint32_t)at, path, length);
            return RF_SEARCH_FOUND;
        }
        if (!expand(walk, (uint32_t)at))
            return RF_SEARCH_EXHAUSTED;
    }
    return RF_SEARCH_EMPTY;
}

/* The nodes of the words' beginnings; they are marked. */
static size_t add_words(struct walk *walk, const rf_union *words, uint32_t *marks, uint32_t mark,
                        uint32_t *ids)
{
    size_t n = 0;
    for (size_t i = 0; i < words->n; i++)
        n = reach(marks, mark, ids, n, rf_nodes_add(&walk->nodes, &words->words[i]));
    return n;
}

/* Makes the state in which nothing was read yet; its size, or 0 when nothing can come of it. */
static size_t start(struct walk *walk, size_t words)
{
    const rf_product *product = walk->product;
    uint32_t *next = room_for_next(walk, words + product->n + 2);
    begin_state(walk);
    size_t n = add_words(walk, &product->none, walk->in_none, walk->none, next + 1);
    n = settle_none(walk, next + 1, n);
    if (n == RF_NOT_FOUND)
        return 0;
    next[0] = (uint32_t)n;
    size_t size = n + 1;
    for (size_t i = 0; i < product->n; i++) {
        begin_set(walk);
        n = add_words(walk, &product->unions[i], walk->in_set, walk->set, next + size + 1);
        n = settle_union(walk, next + size + 1, n);
        if (n == 0)
            return 0;
        next[size] = (uint32_t)n;
        size += n + 1;
    }
    if (walk->nodes.has_strays)
        next[size++] = 0;
    return size;
}

static size_t spots_in(const rf_union *words)
{
    size_t n = 0;
    for (size_t i = 0; i < words->n; i++)
        n += words->words[i].n + 1;
    return n;
}

rf_search rf_automaton_search(rf_arena *arena, const rf_product *product, rf_budget *budget,
                              uint32_t **path, size_t *length)
{
    size_t words = product->none.n, spots = spots_in(&product->none);
    for (size_t i = 0; i < product->n; i++) {
        words += product->unions[i].n;
        spots += spots_in(&product->unions[i]);
    }
    if (!rf_budget_take(budget, spots * STEPS_PER_SPOT))
        return RF_SEARCH_EXHAUSTED;
    struct walk walk = {.arena = arena,
                        .budget = budget,
                        .product = product,
                        .nodes = rf_nodes_new(arena, spots),
                        .in_set = RF_NEW_ARRAY(arena, uint32_t, spots + 1),
                        .in_none = RF_NEW_ARRAY(arena, uint32_t, spots + 1),
                        .marks = spots + 1};
    size_t size = start(&walk, words);
    if (size == 0)
        return RF_SEARCH_EMPTY;
    keep(&walk, size, 0, 0, 0);
    return search(&walk, path, length);
}

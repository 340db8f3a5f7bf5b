#include "access/language_nodes.h"

rf_nodes rf_nodes_new(rf_arena *arena, size_t spots)
{
    rf_nodes nodes = {.arena = arena, .capacity = 16};
    while (nodes.capacity < spots * 2)
        nodes.capacity *= 2;
    nodes.table = RF_NEW_ARRAY(arena, uint32_t, nodes.capacity);
    nodes.list.capacity = spots + 1;
    nodes.list.at = RF_NEW_ARRAY(arena, rf_node, spots + 1);
    nodes.list.n = 1;
    return nodes;
}

/* The kinds of characters that a step from the node or a stay at it can take. */
static uint8_t kinds_at(const rf_node *node)
{
    uint8_t letter = node->letter == RF_CODE_NONE ? 0 : rf_code_kinds(node->letter);
    return (uint8_t)(letter | node->ones | node->runs);
}

static bool within(const rf_node *list, const rf_node *node, uint32_t run)
{
    return run != RF_NODE_NONE && (kinds_at(node) & ~list[run].runs) == 0;
}

static void link_runs(const rf_node *list, rf_node *node)
{
    const rf_node *next = &list[node->next];
    node->any = next->runs == RF_KINDS_ANY ? node->next : next->any;
    if (next->runs != 0 && within(list, node, node->next))
        node->run = node->next;
    else if (within(list, node, next->run))
        node->run = next->run;
}

static void note_letter(rf_nodes *nodes, uint32_t code)
{
    if (code < 0x80 || code >= RF_CODE_FOLDED)
        return;
    RF_PUSH(nodes->arena, &nodes->codes, code);
    nodes->has_strays |= code >= RF_CODE_STRAY;
}

static bool same(const rf_node *a, const rf_node *b)
{
    return a->letter == b->letter && a->next == b->next && a->ones == b->ones && a->runs == b->runs;
}

static uint32_t *slot_of(const rf_nodes *nodes, const rf_node *node)
{
    uint64_t key = (uint64_t)node->letter << 32 | node->next;
    key ^= (uint64_t)(node->ones << 8 | node->runs) << 20;
    key *= 0x9E3779B97F4A7C15u;
    size_t at = (size_t)(key >> 32) & (nodes->capacity - 1);
    while (nodes->table[at] != RF_NODE_NONE && !same(&nodes->list.at[nodes->table[at]], node))
        at = (at + 1) & (nodes->capacity - 1);
    return &nodes->table[at];
}

uint32_t rf_nodes_add(rf_nodes *nodes, const rf_spots *word)
{
    uint32_t next = RF_NODE_NONE;
    for (size_t i = word->n + 1; i-- > 0;) {
        const rf_spot *spot = &word->at[i];
        rf_node node = {.letter = spot->letter,
                        .ones = spot->ones,
                        .runs = spot->runs,
                        .upper = spot->upper,
                        .next = next};
        uint32_t *slot = slot_of(nodes, &node);
        if (*slot == RF_NODE_NONE) {
            bool end = next == RF_NODE_NONE;
            if (!end) {
                link_runs(nodes->list.at, &node);
                node.length = nodes->list.at[next].length + 1;
            }
            *slot = (uint32_t)nodes->list.n;
            if (end && node.runs == RF_KINDS_ANY)
                nodes->universe = *slot;
            RF_PUSH(nodes->arena, &nodes->list, node);
            note_letter(nodes, node.letter);
        }
        next = *slot;
    }
    return next;
}

uint32_t rf_nodes_fresh(rf_nodes *nodes)
{
    uint32_t fresh = 0xE0; /* before it are signs and controls */
    nodes->codes.n = rf_codes_sort(nodes->codes.at, nodes->codes.n);
    for (size_t i = 0; i < nodes->codes.n; i++) {
        if (nodes->codes.at[i] == fresh)
            fresh++;
        if (fresh == 0xD800)
            fresh = 0xE000; /* surrogates are no characters */
    }
    return fresh <= 0x10FFFF ? fresh : RF_CODE_NONE;
}

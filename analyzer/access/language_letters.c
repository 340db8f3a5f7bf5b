#include "access/language_letters.h"

/* ASCII characters: 0 to 63, 64 to 127.  Small letters are 32 above the capitals, in the second. */
typedef struct ascii {
    uint64_t low, high;
} ascii;

enum { KINDS = 4, EDGE_NAME_OTHER = RF_KIND_NAME };

static const uint64_t CAPITALS = 0x07FFFFFEu, DIGITS = 0x03FF000000000000u, DASH = 1ull << '-',
                      COLON = 1ull << ':';

/* What the nodes of one or several sets ask for. */
struct asked {
    ascii exact;
    uint64_t folded, upper; /* bits of small letters; those written as capitals */
    uint8_t kinds;          /* of wildcards */
    uint8_t edges;          /* bit of a kind: some node tells it from the next one */
};

static ascii both_cases(uint64_t folded)
{
    return (ascii){0, folded | folded >> 32};
}

static ascii join(ascii a, ascii b)
{
    return (ascii){a.low | b.low, a.high | b.high};
}

static ascii meet(ascii a, ascii b)
{
    return (ascii){a.low & b.low, a.high & b.high};
}

static ascii minus(ascii a, ascii b)
{
    return (ascii){a.low & ~b.low, a.high & ~b.high};
}

/* The ASCII characters of these kinds. */
static ascii of_kinds(uint8_t kinds)
{
    static const ascii sets[KINDS] = {{DIGITS, 0},
                                      {DASH, CAPITALS << 32},
                                      {~(DIGITS | DASH | COLON), ~(CAPITALS << 32)},
                                      {COLON, 0}};
    ascii set = {0, 0};
    for (int i = 0; i < KINDS; i++)
        if (kinds & 1 << i)
            set = join(set, sets[i]);
    return set;
}

static bool holds(ascii set, uint32_t code)
{
    return ((code < 64 ? set.low : set.high) >> (code & 63) & 1) != 0;
}

/* The kinds after which a set of kinds ends or begins; sets are the first so many of four. */
static uint8_t edges_of(uint8_t kinds)
{
    return (uint8_t)((kinds ^ kinds >> 1) & 7);
}

static void ask(struct asked *asked, const rf_node *node)
{
    asked->kinds |= node->ones | node->runs;
    asked->edges |= edges_of(node->ones) | edges_of(node->runs);
    uint32_t code = node->letter;
    if (code < 64)
        asked->exact.low |= 1ull << code;
    else if (code < 128)
        asked->exact.high |= 1ull << (code - 64);
    else if (code >= RF_CODE_FOLDED && code != RF_CODE_NONE) {
        asked->folded |= 1ull << (code & 63);
        asked->upper |= (uint64_t)node->upper << (code & 63);
    }
}

/* Characters beyond ASCII are never needed: see add_free(). */
static struct asked ask_none(const rf_nodes *nodes, const uint32_t *set)
{
    struct asked asked = {0};
    for (size_t i = 1; i <= *set; i++)
        ask(&asked, &nodes->list.at[set[i]]);
    return asked;
}

static struct asked ask_union(rf_letters *letters, const rf_nodes *nodes, const uint32_t *set)
{
    struct asked asked = {0};
    for (size_t i = 1; i <= *set; i++) {
        const rf_node *node = &nodes->list.at[set[i]];
        ask(&asked, node);
        if (node->letter >= 128 && node->letter < RF_CODE_FOLDED)
            RF_PUSH(nodes->arena, &letters->codes, node->letter);
    }
    return asked;
}

/* What all unions ask for, and what each of them can take. */
struct wanted {
    struct asked asked;
    ascii taken;
    uint8_t kinds;
};

static void want(struct wanted *wanted, const struct asked *asked)
{
    struct asked *all = &wanted->asked;
    all->exact = join(all->exact, asked->exact);
    all->folded |= asked->folded;
    all->upper |= asked->upper;
    all->edges |= asked->edges;
    ascii taken = join(join(asked->exact, both_cases(asked->folded)), of_kinds(asked->kinds));
    wanted->taken = meet(wanted->taken, taken);
    wanted->kinds &= asked->kinds;
}

static void add_ascii(rf_letters *letters, rf_arena *arena, ascii set)
{
    for (; set.low != 0; set.low &= set.low - 1)
        RF_PUSH(arena, &letters->codes, (uint32_t)__builtin_ctzll(set.low));
    for (; set.high != 0; set.high &= set.high - 1)
        RF_PUSH(arena, &letters->codes, 64 + (uint32_t)__builtin_ctzll(set.high));
}

/* The ASCII letters that unions ask for.  A letter asked for in either case is tried in both only
 * where something tells them apart. */
static ascii asked_letters(const struct wanted *wanted, const struct asked *none, uint8_t edges)
{
    uint64_t folded = wanted->asked.folded;
    uint64_t exact = wanted->asked.exact.high | none->exact.high;
    uint64_t apart = edges & EDGE_NAME_OTHER ? folded : folded & (exact | exact << 32);
    uint64_t upper = folded & ~apart & wanted->asked.upper;
    uint64_t lower = folded & ~apart & ~upper;
    ascii asked = join(wanted->asked.exact, both_cases(apart));
    asked.high |= lower | upper >> 32;
    return meet(asked, wanted->taken);
}

/* The most readable of these characters; RF_CODE_NONE when there is none. */
static uint32_t readable(ascii set, bool other)
{
    static const char order[] = "xabcdefghijklmnopqrstuvwxyz1234567890-"
                                "XABCDEFGHIJKLMNOPQRSTUVWYZ_./@=+,:";
    for (const char *at = order + !other; *at != '\0'; at++)
        if (holds(set, (unsigned char)*at))
            return (unsigned char)*at;
    return RF_CODE_NONE;
}

/* One letter of these kinds, which no node tells apart, that no node asks for. */
static void add_free(rf_letters *letters, rf_nodes *nodes, const struct wanted *wanted,
                     const struct asked *none, uint8_t kinds)
{
    ascii wanted_too = join(wanted->asked.exact, both_cases(wanted->asked.folded));
    ascii not_wanted = join(none->exact, both_cases(none->folded));
    ascii all = of_kinds(kinds);
    bool other = (kinds & RF_KIND_OTHER) != 0;
    uint32_t code = readable(minus(minus(all, wanted_too), not_wanted), other);
    if (code == RF_CODE_NONE && other) {
        code = rf_nodes_fresh(nodes);
        letters->lost |= code == RF_CODE_NONE;
    }
    if (code != RF_CODE_NONE)
        RF_PUSH(nodes->arena, &letters->codes, code);
    else
        add_ascii(letters, nodes->arena, minus(meet(not_wanted, all), wanted_too));
}

void rf_letters_choose(rf_letters *letters, rf_nodes *nodes, const uint32_t *sets, size_t unions)
{
    letters->codes.n = 0;
    struct asked none = ask_none(nodes, sets);
    struct wanted wanted = {.taken = {UINT64_MAX, UINT64_MAX}, .kinds = RF_KINDS_ANY};
    const uint32_t *set = sets + 1 + *sets;
    for (size_t i = 0; i < unions; i++, set += 1 + *set) {
        struct asked asked = ask_union(letters, nodes, set);
        want(&wanted, &asked);
    }
    letters->codes.n = rf_codes_sort(letters->codes.at, letters->codes.n);
    uint8_t edges = wanted.asked.edges | none.edges;
    add_ascii(letters, nodes->arena, asked_letters(&wanted, &none, edges));
    uint8_t kinds = 0;
    for (int i = KINDS - 1; i >= 0; i--) {
        kinds |= (uint8_t)(1 << i);
        if (i > 0 && (edges & 1 << (i - 1)) == 0)
            continue;
        if (wanted.kinds & kinds)
            add_free(letters, nodes, &wanted, &none, kinds);
        kinds = 0;
    }
}

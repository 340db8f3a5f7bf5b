#include "access/classes.h"

#include "access/language_word.h"
#include "text/utf8.h"

#include <string.h>

enum {
    STATES_MAX = 400,  /* of all automata together, that are looked at */
    CLASSES_MAX = 16,  /* of one variable */
    TABLE_MAX = 40000, /* pairs of places of two words: both of 200 characters */
};

/* --- two words side by side ---------------------------------------------------------------------
 */

/* What takes one character: a letter, or one of several kinds. */
typedef struct taker {
    uint32_t letter;
    uint8_t kinds;
} taker;

static taker run_at(const rf_spot *spot)
{
    return (taker){RF_CODE_NONE, spot->runs & (uint8_t)~RF_KIND_RUN};
}

static taker step_at(const rf_spot *spot)
{
    return (taker){spot->letter, spot->ones};
}

/* True when some character is taken by both. */
static bool both_take(taker a, taker b)
{
    if (a.letter == RF_CODE_NONE && b.letter == RF_CODE_NONE)
        return (a.kinds & b.kinds) != 0;
    if (a.letter == RF_CODE_NONE || b.letter == RF_CODE_NONE) {
        uint32_t letter = a.letter == RF_CODE_NONE ? b.letter : a.letter;
        uint8_t kinds = a.letter == RF_CODE_NONE ? a.kinds : b.kinds;
        return (rf_code_kinds(letter) & kinds) != 0;
    }
    rf_glyph one = rf_glyph_of(a.letter), other = rf_glyph_of(b.letter);
    return one.exact == other.exact || (one.folded == other.folded &&
                                        (a.letter >= RF_CODE_FOLDED || b.letter >= RF_CODE_FOLDED));
}

/* Whether one character leads both words on, from (i, j) by di and dj. */
static bool leads(const rf_spots *a, size_t i, size_t di, const rf_spots *b, size_t j, size_t dj)
{
    if (i + di > a->n || j + dj > b->n)
        return false;
    const rf_spot *x = &a->at[i], *y = &b->at[j];
    return both_take(di ? step_at(x) : run_at(x), dj ? step_at(y) : run_at(y));
}

static const unsigned char ways[][2] = {{1, 1}, {0, 1}, {1, 0}};
enum { WAYS = sizeof ways / sizeof *ways };

/* The places of both that texts lead to from their beginnings; NULL: too many. */
static bool *lead_to(rf_arena *arena, const rf_spots *a, const rf_spots *b)
{
    size_t width = b->n + 1;
    if ((a->n + 1) * width > TABLE_MAX)
        return NULL;
    bool *to = RF_NEW_ARRAY(arena, bool, (a->n + 1) * width);
    to[0] = true;
    for (size_t i = 0; i <= a->n; i++)
        for (size_t j = 0; j <= b->n; j++)
            for (size_t w = 0; w < WAYS && to[i * width + j]; w++)
                if (leads(a, i, ways[w][0], b, j, ways[w][1]))
                    to[(i + ways[w][0]) * width + j + ways[w][1]] = true;
    return to;
}

/* The places of both from which some text leads to both ends; NULL: too many. */
static bool *lead_from(rf_arena *arena, const rf_spots *a, const rf_spots *b)
{
    size_t width = b->n + 1;
    if ((a->n + 1) * width > TABLE_MAX)
        return NULL;
    bool *from = RF_NEW_ARRAY(arena, bool, (a->n + 1) * width);
    for (size_t i = a->n + 1; i-- > 0;) {
        for (size_t j = b->n + 1; j-- > 0;) {
            bool leads_on = i == a->n && j == b->n;
            for (size_t w = 0; w < WAYS && !leads_on; w++)
                leads_on = leads(a, i, ways[w][0], b, j, ways[w][1]) &&
                           from[(i + ways[w][0]) * width + j + ways[w][1]];
            from[i * width + j] = leads_on;
        }
    }
    return from;
}

bool rf_words_meet(rf_arena *arena, const rf_word *a, const rf_word *b)
{
    rf_spots x = rf_spots_of(arena, a), y = rf_spots_of(arena, b);
    if (rf_spots_clash(&x, &y))
        return false;
    const bool *from = lead_from(arena, &x, &y);
    return from == NULL || from[0];
}

/* --- what a value does --------------------------------------------------------------------------
 */

/* One automaton, begun in one of the states that it may be in before the hole. */
typedef struct track {
    rf_spots other;
    const bool *live; /* the states from which what follows the hole can be matched */
    size_t start;
    size_t first; /* of its states in a set */
} track;

typedef RF_VEC(track) track_list;

/* A set of states of all tracks, and the value that led to it. */
typedef struct state {
    bool *set;
    const struct state *before;
    uint32_t code;
    size_t length;
} state;

typedef RF_VEC(state *) state_list;

typedef struct finder {
    rf_arena *arena;
    track_list tracks;
    size_t width; /* states of all tracks */
    state_list seen;
    state_list classes;
} finder;

static bool add_tracks(finder *f, const rf_interplay *one)
{
    rf_spots before = rf_spots_of(f->arena, &one->before);
    rf_spots after = rf_spots_of(f->arena, &one->after);
    rf_spots other = rf_spots_of(f->arena, &one->other);
    const bool *to = lead_to(f->arena, &before, &other);
    const bool *live = lead_from(f->arena, &after, &other);
    if (to == NULL || live == NULL)
        return false;
    for (size_t j = 0; j <= other.n; j++) {
        if (!to[before.n * (other.n + 1) + j])
            continue;
        RF_PUSH(f->arena, &f->tracks, (track){other, live, j, f->width});
        f->width += other.n + 1;
    }
    return true;
}

static state *state_new(finder *f, const state *before, uint32_t code)
{
    state *made = RF_NEW(f->arena, state);
    *made = (state){.set = RF_NEW_ARRAY(f->arena, bool, f->width),
                    .before = before,
                    .code = code,
                    .length = before != NULL ? before->length + 1 : 0};
    return made;
}

static state *begin(finder *f)
{
    state *made = state_new(f, NULL, 0);
    for (size_t t = 0; t < f->tracks.n; t++)
        made->set[f->tracks.at[t].first + f->tracks.at[t].start] = true;
    return made;
}

static state *step(finder *f, const state *from, uint32_t code)
{
    rf_glyph glyph = rf_glyph_of(code);
    state *made = state_new(f, from, code);
    for (size_t t = 0; t < f->tracks.n; t++) {
        const track *one = &f->tracks.at[t];
        const bool *at = from->set + one->first;
        bool *to = made->set + one->first;
        for (size_t i = 0; i <= one->other.n; i++) {
            const rf_spot *spot = &one->other.at[i];
            if (at[i] && rf_passes(spot->runs, glyph))
                to[i] = true;
            if (i < one->other.n && at[i] && rf_takes(spot->letter, spot->ones, glyph))
                to[i + 1] = true;
        }
    }
    return made;
}

static bool same_sets(const finder *f, const state *a, const state *b)
{
    return f->width == 0 || memcmp(a->set, b->set, f->width) == 0;
}

/* As far as what follows the hole can be matched. */
static bool same_class(const finder *f, const state *a, const state *b)
{
    for (size_t t = 0; t < f->tracks.n; t++) {
        const track *one = &f->tracks.at[t];
        for (size_t i = 0; i <= one->other.n; i++)
            if (one->live[i] && a->set[one->first + i] != b->set[one->first + i])
                return false;
    }
    return true;
}

static void note_class(finder *f, state *one)
{
    for (size_t i = 0; i < f->classes.n; i++)
        if (same_class(f, f->classes.at[i], one))
            return;
    RF_PUSH(f->arena, &f->classes, one);
}

static bool is_dead(const finder *f, const state *one)
{
    for (size_t i = 0; i < f->width; i++)
        if (one->set[i])
            return false;
    return true;
}

/* False when it was seen before. */
static bool note_state(finder *f, state *one)
{
    for (size_t i = 0; i < f->seen.n; i++)
        if (same_sets(f, f->seen.at[i], one))
            return false;
    RF_PUSH(f->arena, &f->seen, one);
    return true;
}

typedef RF_VEC(uint32_t) code_list;

static void add_code(rf_arena *arena, code_list *codes, uint32_t code)
{
    for (size_t i = 0; i < codes->n; i++)
        if (codes->at[i] == code)
            return;
    RF_PUSH(arena, codes, code);
}

/* The letters that some state of the set takes (of folded ones both cases), a colon, and one that
 * no pattern spells. */
static code_list codes_of(const finder *f, const state *from, uint32_t unspelt)
{
    code_list codes = {0};
    add_code(f->arena, &codes, unspelt);
    add_code(f->arena, &codes, ':');
    for (size_t t = 0; t < f->tracks.n; t++) {
        const track *one = &f->tracks.at[t];
        for (size_t i = 0; i < one->other.n; i++) {
            uint32_t letter = one->other.at[i].letter;
            if (!from->set[one->first + i] || letter == RF_CODE_NONE)
                continue;
            if (letter >= RF_CODE_FOLDED) {
                letter -= RF_CODE_FOLDED;
                add_code(f->arena, &codes, letter - 'a' + 'A');
            }
            add_code(f->arena, &codes, letter);
        }
    }
    return codes;
}

static bool spells(const finder *f, uint32_t code)
{
    for (size_t t = 0; t < f->tracks.n; t++)
        for (size_t i = 0; i < f->tracks.at[t].other.n; i++)
            if (rf_takes(f->tracks.at[t].other.at[i].letter, 0, rf_glyph_of(code)))
                return true;
    return false;
}

/* Of those that names have, if there is one. */
static uint32_t find_unspelt(const finder *f)
{
    uint32_t code = 'z';
    while (code > 'a' && spells(f, code))
        code--;
    for (code = spells(f, code) ? 0x100 : code; spells(f, code);)
        code++;
    return code;
}

static state *read_value(finder *f, rf_str value)
{
    state *at = begin(f);
    for (size_t i = 0; i < value.n;) {
        uint32_t code;
        i += rf_code_read(value.at + i, value.n - i, &code);
        at = step(f, at, code);
    }
    return at;
}

static rf_str value_of(const finder *f, const state *at)
{
    uint32_t *codes = RF_NEW_ARRAY(f->arena, uint32_t, at->length + 1);
    for (const state *one = at; one->before != NULL; one = one->before)
        codes[one->length - 1] = one->code;
    rf_buf buf = rf_buf_new(f->arena);
    for (size_t i = 0; i < at->length; i++) {
        if (codes[i] < RF_CODE_STRAY)
            rf_utf8_append(&buf, (int32_t)codes[i]);
        else
            rf_buf_add_byte(&buf, (char)(unsigned char)(codes[i] - RF_CODE_STRAY));
    }
    return rf_buf_str(&buf);
}

bool rf_classes_find(rf_arena *arena, const rf_interplays *interplays, rf_str fresh,
                     rf_values *values)
{
    finder f = {.arena = arena};
    for (size_t i = 0; i < interplays->n; i++)
        if (!add_tracks(&f, &interplays->at[i]))
            return false;
    note_class(&f, read_value(&f, fresh));
    note_state(&f, begin(&f));
    note_class(&f, f.seen.at[0]);
    uint32_t unspelt = find_unspelt(&f);
    for (size_t at = 0; at < f.seen.n && f.classes.n <= CLASSES_MAX; at++) {
        if (f.seen.n > STATES_MAX)
            return false;
        code_list codes = codes_of(&f, f.seen.at[at], unspelt);
        for (size_t i = 0; i < codes.n && !is_dead(&f, f.seen.at[at]); i++) {
            state *next = step(&f, f.seen.at[at], codes.at[i]);
            if (note_state(&f, next))
                note_class(&f, next);
        }
    }
    for (size_t i = 1; i < f.classes.n; i++)
        RF_PUSH(arena, values, value_of(&f, f.classes.at[i]));
    return f.classes.n <= CLASSES_MAX;
}

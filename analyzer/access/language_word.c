#include "access/language_word.h"

#include <stdlib.h>

static const uint8_t run_kinds[] = {
    [RF_CLASS_ANY] = RF_KINDS_ANY,
    [RF_CLASS_NOT_COLON] = RF_KINDS_ANY & ~RF_KIND_COLON,
    [RF_CLASS_DIGIT] = RF_KIND_DIGIT | RF_KIND_RUN,
    [RF_CLASS_NAME] = RF_KIND_DIGIT | RF_KIND_NAME | RF_KIND_RUN,
};

static const uint8_t one_kinds[] = {
    [RF_CLASS_ANY] = RF_KIND_DIGIT | RF_KIND_NAME | RF_KIND_OTHER | RF_KIND_COLON,
    [RF_CLASS_NOT_COLON] = RF_KIND_DIGIT | RF_KIND_NAME | RF_KIND_OTHER,
    [RF_CLASS_DIGIT] = RF_KIND_DIGIT,
    [RF_CLASS_NAME] = RF_KIND_DIGIT | RF_KIND_NAME,
};

static bool is_upper(uint32_t code)
{
    return code >= 'A' && code <= 'Z';
}

static bool is_lower(uint32_t code)
{
    return code >= 'a' && code <= 'z';
}

/* Of ASCII; 0: RF_KIND_OTHER. */
enum { D = RF_KIND_DIGIT, N = RF_KIND_NAME, C = RF_KIND_COLON };
static const uint8_t kinds_of_ascii[0x80] = {
    ['-'] = N, ['0'] = D, ['1'] = D, ['2'] = D, ['3'] = D, ['4'] = D, ['5'] = D, ['6'] = D,
    ['7'] = D, ['8'] = D, ['9'] = D, [':'] = C, ['a'] = N, ['b'] = N, ['c'] = N, ['d'] = N,
    ['e'] = N, ['f'] = N, ['g'] = N, ['h'] = N, ['i'] = N, ['j'] = N, ['k'] = N, ['l'] = N,
    ['m'] = N, ['n'] = N, ['o'] = N, ['p'] = N, ['q'] = N, ['r'] = N, ['s'] = N, ['t'] = N,
    ['u'] = N, ['v'] = N, ['w'] = N, ['x'] = N, ['y'] = N, ['z'] = N,
};

uint8_t rf_code_kinds(uint32_t code)
{
    if (code >= RF_CODE_FOLDED)
        return RF_KIND_NAME | RF_KIND_OTHER;
    uint8_t kinds = code < 0x80 ? kinds_of_ascii[code] : 0;
    return kinds != 0 ? kinds : RF_KIND_OTHER;
}

rf_glyph rf_glyph_of(uint32_t code)
{
    uint32_t small = code | ('a' - 'A');
    bool letter = small - 'a' < 26;
    return (rf_glyph){code, letter ? RF_CODE_FOLDED | small : code, rf_code_kinds(code)};
}

size_t rf_code_read(const char *bytes, size_t n, uint32_t *code)
{
    const unsigned char *at = (const unsigned char *)bytes;
    unsigned char lead = at[0];
    *code = lead;
    if (lead < 0x80)
        return 1;
    *code = RF_CODE_STRAY + (uint32_t)lead;
    size_t size = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
    if (size == 1 || size > n)
        return 1;
    uint32_t value = lead & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (at[i] & 0x3Fu);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 1;
    *code = value;
    return size;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

size_t rf_codes_sort(uint32_t *codes, size_t n)
{
    size_t kept = 0;
    if (n > 1)
        qsort(codes, n, sizeof *codes, by_number);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || codes[kept - 1] != codes[i])
            codes[kept++] = codes[i];
    return kept;
}

bool rf_code_follows(uint32_t *begun, uint32_t code)
{
    uint32_t byte = code - RF_CODE_STRAY;
    bool stray = code >= RF_CODE_STRAY && code < RF_CODE_FOLDED;
    if (!stray || byte >= 0xC0 || *begun == 0) {
        *begun = stray && byte >= 0xC0 ? byte : 0;
        return true;
    }
    *begun = *begun << 8 | byte;
    char bytes[4] = {0};
    size_t n = *begun >> 24 ? 4 : *begun >> 16 ? 3 : 2;
    for (size_t i = 0; i < n; i++)
        bytes[i] = (char)(unsigned char)(*begun >> (8 * (n - 1 - i)));
    bool character = rf_code_read(bytes, n, &code) == n;
    if (n == 4)
        *begun = 0;
    return !character;
}

size_t rf_spots_max(const rf_word *word)
{
    size_t n = 1;
    for (size_t i = 0; i < word->n; i++)
        n += word->letters[i].kind == RF_LETTER_TEXT ? word->letters[i].text.n : 1;
    return n;
}

/* Spots that are being laid out. */
struct layout {
    rf_spot *at;
    size_t n;
    bool nocase, single;
    /* The wildcards of one class that were read last: */
    size_t from;
    uint8_t run; /* kinds, 0 when there is no run among them */
    rf_class of;
    bool wild;
};

/* `?` beside `*` of the same class: both may take what comes first, so that `*?` and `?*` are laid
 * out alike. */
static void end_wildcards(struct layout *layout)
{
    if (layout->wild && layout->run != 0)
        for (size_t i = layout->from; i <= layout->n; i++)
            layout->at[i].runs |= layout->run;
    layout->wild = false;
}

static void next_spot(struct layout *layout)
{
    layout->at[++layout->n] = (rf_spot){.letter = RF_CODE_NONE};
}

static void add_letter(struct layout *layout, uint32_t code)
{
    rf_spot *spot = &layout->at[layout->n];
    bool folds = layout->nocase && (is_upper(code) || is_lower(code));
    spot->letter = folds ? rf_glyph_of(code).folded : code;
    spot->upper = folds && is_upper(code);
    layout->single &= !folds;
    next_spot(layout);
}

static void add_wildcard(struct layout *layout, const rf_letter *letter)
{
    if (!layout->wild || layout->of != letter->of) {
        end_wildcards(layout);
        layout->wild = true;
        layout->of = letter->of;
        layout->from = layout->n;
        layout->run = 0;
    }
    layout->single = false;
    if (letter->kind == RF_LETTER_RUN) {
        layout->run = run_kinds[letter->of];
    } else {
        layout->at[layout->n].ones = one_kinds[letter->of];
        next_spot(layout);
    }
}

/* The code at a byte of a text, which may go on in the texts after it; *size is its bytes. */
static uint32_t code_at(const rf_word *word, size_t letter, size_t byte, size_t *size)
{
    char bytes[4];
    size_t n = 0;
    for (; n < sizeof bytes; byte = 0, letter++) {
        if (letter == word->n || word->letters[letter].kind != RF_LETTER_TEXT)
            break;
        rf_str text = word->letters[letter].text;
        while (n < sizeof bytes && byte < text.n)
            bytes[n++] = text.at[byte++];
    }
    uint32_t code;
    *size = rf_code_read(bytes, n, &code);
    return code;
}

/* `skip` bytes of the first text are read already. */
static size_t add_text(struct layout *layout, const rf_word *word, size_t letter, size_t skip)
{
    rf_str text = word->letters[letter].text;
    size_t at = skip;
    while (at < text.n) {
        size_t size = 1;
        uint32_t code = (unsigned char)text.at[at];
        if (code >= 0x80)
            code = code_at(word, letter, at, &size);
        add_letter(layout, code);
        at += size;
    }
    return at - text.n;
}

rf_spots rf_spots_in(rf_spot *memory, const rf_word *word)
{
    struct layout layout = {.at = memory, .nocase = word->nocase, .single = true};
    memory[0] = (rf_spot){.letter = RF_CODE_NONE};
    size_t read = 0; /* bytes of the text to come that the character before it took */
    for (size_t i = 0; i < word->n; i++) {
        const rf_letter *letter = &word->letters[i];
        if (letter->kind == RF_LETTER_TEXT) {
            if (letter->text.n != 0)
                end_wildcards(&layout);
            read = add_text(&layout, word, i, read);
        } else {
            add_wildcard(&layout, letter);
        }
    }
    end_wildcards(&layout);
    return (rf_spots){.at = memory, .n = layout.n, .single = layout.single};
}

rf_spots rf_spots_of(rf_arena *arena, const rf_word *word)
{
    return rf_spots_in(RF_NEW_ARRAY(arena, rf_spot, rf_spots_max(word)), word);
}

rf_spots rf_spots_reversed(rf_arena *arena, const rf_spots *spots)
{
    rf_spot *at = RF_NEW_ARRAY(arena, rf_spot, spots->n + 1);
    for (size_t i = 0; i <= spots->n; i++) {
        at[i] = i < spots->n ? spots->at[spots->n - 1 - i] : (rf_spot){.letter = RF_CODE_NONE};
        at[i].runs = spots->at[spots->n - i].runs;
    }
    return (rf_spots){.at = at, .n = spots->n, .single = spots->single};
}

size_t rf_glyphs_of_text(rf_str text, rf_glyph *glyphs)
{
    size_t n = 0;
    for (size_t at = 0; at < text.n;) {
        uint32_t code;
        at += rf_code_read(text.at + at, text.n - at, &code);
        glyphs[n++] = rf_glyph_of(code);
    }
    return n;
}

/* What stands for a wildcard of these kinds. */
static rf_glyph wildcard(uint8_t kinds, const rf_sample *sample)
{
    if (sample == NULL)
        return (rf_glyph){RF_CODE_SET, RF_CODE_SET, kinds};
    return rf_glyph_of(kinds & RF_KIND_OTHER  ? sample->any
                       : kinds & RF_KIND_NAME ? sample->name
                                              : sample->digit);
}

static rf_glyph letter_glyph(const rf_spot *spot, const rf_sample *sample)
{
    if (spot->letter < RF_CODE_FOLDED)
        return rf_glyph_of(spot->letter);
    uint32_t small = spot->letter & ~RF_CODE_FOLDED;
    if (sample == NULL)
        return (rf_glyph){RF_CODE_SET, spot->letter, rf_code_kinds(spot->letter)};
    return rf_glyph_of(spot->upper ? small - ('a' - 'A') : small);
}

size_t rf_glyphs_of_spots(const rf_spots *spots, const rf_sample *sample, rf_glyph *glyphs)
{
    size_t n = 0;
    for (size_t i = 0; i <= spots->n; i++) {
        const rf_spot *spot = &spots->at[i];
        /* A run that goes on behind a `?` is one run: it needs one character in a sample. */
        bool goes_on = spot->ones != 0 && spot[1].runs == spot->runs;
        if (spot->runs != 0 && (sample == NULL || (sample->runs && !goes_on)))
            glyphs[n++] = wildcard(spot->runs, sample);
        if (spot->ones != 0)
            glyphs[n++] = wildcard(spot->ones, sample);
        else if (spot->letter != RF_CODE_NONE)
            glyphs[n++] = letter_glyph(spot, sample);
    }
    return n;
}

/* Adds a spot to a set whose numbers are smaller or the same.  A run of any characters matches
 * whatever the spots before it match. */
static size_t reach(const rf_spots *word, uint32_t *set, size_t n, uint32_t spot)
{
    if (word->at[spot].runs == RF_KINDS_ANY)
        n = 0;
    else if (n > 0 && set[n - 1] == spot)
        return n;
    set[n] = spot;
    return n + 1;
}

static size_t step(const rf_spots *word, const uint32_t *from, size_t n, rf_glyph glyph,
                   uint32_t *to)
{
    size_t reached = 0;
    for (size_t i = 0; i < n; i++) {
        const rf_spot *spot = &word->at[from[i]];
        if (rf_passes(spot->runs, glyph))
            reached = reach(word, to, reached, from[i]);
        if (rf_takes(spot->letter, spot->ones, glyph))
            reached = reach(word, to, reached, from[i] + 1);
    }
    return reached;
}

bool rf_spots_match(const rf_spots *word, const rf_glyph *glyphs, size_t n, uint32_t *sets,
                    rf_budget *budget)
{
    size_t at = 0; /* the beginning needs no sets */
    while (at < n && word->at[at].runs == 0 &&
           rf_takes(word->at[at].letter, word->at[at].ones, glyphs[at]))
        at++;
    if (!rf_budget_take(budget, 1 + at / 4))
        return false;
    uint32_t *set = sets, *next = sets + word->n + 1;
    size_t held = 1;
    set[0] = (uint32_t)at;
    for (; at < n && held != 0; at++) {
        if (set[0] == word->n && word->at[word->n].runs == RF_KINDS_ANY)
            return true;
        if (!rf_budget_take(budget, held))
            return false;
        held = step(word, set, held, glyphs[at], next);
        uint32_t *spare = set;
        set = next;
        next = spare;
    }
    return held != 0 && set[held - 1] == word->n;
}

/* False when no character is both. */
static bool letters_meet(uint32_t a, uint32_t b)
{
    if (a == b)
        return true;
    if (a < RF_CODE_FOLDED && b < RF_CODE_FOLDED)
        return false;
    return (a < RF_CODE_FOLDED ? rf_glyph_of(a).folded : a) ==
           (b < RF_CODE_FOLDED ? rf_glyph_of(b).folded : b);
}

bool rf_spots_clash(const rf_spots *a, const rf_spots *b)
{
    size_t least = a->n < b->n ? a->n : b->n;
    size_t i = 0;
    for (; i < least; i++) {
        const rf_spot *x = &a->at[i], *y = &b->at[i];
        if (x->runs != 0 || y->runs != 0 || x->ones != 0 || y->ones != 0)
            break;
        if (!letters_meet(x->letter, y->letter))
            return true;
    }
    for (size_t j = 0; j < least; j++) {
        if (a->at[a->n - j].runs != 0 || b->at[b->n - j].runs != 0)
            return false;
        const rf_spot *x = &a->at[a->n - j - 1], *y = &b->at[b->n - j - 1];
        if (x->ones != 0 || y->ones != 0)
            return false;
        if (!letters_meet(x->letter, y->letter))
            return true;
    }
    /* One of them is all letters: the other must not be longer. */
    return false;
}

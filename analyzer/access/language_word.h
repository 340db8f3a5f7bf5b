/*
 * Words laid out for matching: one spot before each letter, and one at the end.
 *
 * At a spot a run may pass over characters; then its letter or its `?` takes one character to the
 * next spot.  A text, or what a whole pattern stands for, is a row of glyphs.
 */
#ifndef RF_ACCESS_LANGUAGE_WORD_H
#define RF_ACCESS_LANGUAGE_WORD_H

#include "access/language.h"

/* Codes of letters: Unicode code points, then bytes that are no UTF-8. */
enum { RF_CODE_STRAY = 0x110000 };                 /* plus the byte */
static const uint32_t RF_CODE_FOLDED = 0x80000000; /* plus a small ASCII letter: in either case */
static const uint32_t RF_CODE_NONE = 0xFFFFFFFF;   /* of a spot without a letter */
static const uint32_t RF_CODE_SET = 0xFFFFFFFE;    /* of a glyph that is many */

/* Kinds of characters, so that each class is a set of kinds, and each contains the one before. */
enum {
    RF_KIND_DIGIT = 1,
    RF_KIND_NAME = 2,  /* a-z and - */
    RF_KIND_OTHER = 4, /* none of the others */
    RF_KIND_COLON = 8,
    RF_KIND_RUN = 16, /* any number of them, which only a run can take */
    RF_KINDS_ANY = 31,
};

/* What one letter of a text is; of a pattern, the set of what it may be. */
typedef struct rf_glyph {
    uint32_t exact, folded; /* codes; RF_CODE_SET where there are several */
    uint8_t kinds;
} rf_glyph;

typedef struct rf_spot {
    uint32_t letter; /* a code, or RF_CODE_NONE */
    uint8_t ones;    /* kinds that a `?` here takes */
    uint8_t runs;    /* kinds that a run here passes over, RF_KIND_RUN among them */
    bool upper;      /* a folded letter that was written as a capital */
} rf_spot;

typedef struct rf_spots {
    const rf_spot *at; /* n + 1 of them, the last at the end */
    size_t n;
    bool single; /* stands for one text only */
} rf_spots;

/* Texts to try for a pattern: what stands for a run, when not nothing, and for a `?`. */
typedef struct rf_sample {
    bool runs;
    uint32_t any, name, digit; /* codes for the classes; `any` is no colon */
} rf_sample;

/* The number of spots that a word has at most, and the spots in memory for that many. */
size_t rf_spots_max(const rf_word *word);
rf_spots rf_spots_in(rf_spot *memory, const rf_word *word);
rf_spots rf_spots_of(rf_arena *arena, const rf_word *word);

/* The word that matches the same texts, read backwards. */
rf_spots rf_spots_reversed(rf_arena *arena, const rf_spots *spots);

/* True when the spot's letter or `?` takes all that the glyph stands for; its run. */
static inline bool rf_takes(uint32_t letter, uint8_t ones, rf_glyph glyph)
{
    return letter == glyph.exact || letter == glyph.folded || (ones & glyph.kinds) == glyph.kinds;
}

static inline bool rf_passes(uint8_t runs, rf_glyph glyph)
{
    return (runs & glyph.kinds) == glyph.kinds;
}

rf_glyph rf_glyph_of(uint32_t code);
uint8_t rf_code_kinds(uint32_t code); /* a folded letter has two */

/* The first code of the bytes (n > 0), and how many bytes it has; what is no UTF-8 (RFC 3629) is a
 * code of its own per byte. */
size_t rf_code_read(const char *bytes, size_t n, uint32_t *code);

/* Sorts numbers and leaves out those that come twice; how many are left. */
size_t rf_codes_sort(uint32_t *codes, size_t n);

/* Bytes that are no UTF-8 may be a character where they meet, and so another text.  *begun is what
 * of one the codes so far end with, 0 at first; false when with this code it is one. */
bool rf_code_follows(uint32_t *begun, uint32_t code);

/* Glyphs of a text: at most text.n of them; of a sample of a pattern, or of all that it stands
 * for (sample NULL): at most 2 n + 1 of them. */
size_t rf_glyphs_of_text(rf_str text, rf_glyph *glyphs);
size_t rf_glyphs_of_spots(const rf_spots *spots, const rf_sample *sample, rf_glyph *glyphs);

/* True when the word matches all that the glyphs stand for; of sets it is sound, not complete.
 * `sets` has room for 2 (n + 1) numbers.  Takes its steps from the budget, which when it runs out
 * makes the answer worthless. */
bool rf_spots_match(const rf_spots *word, const rf_glyph *glyphs, size_t n, uint32_t *sets,
                    rf_budget *budget);

/* True when the words' beginnings or ends differ, so that no text is matched by both. */
bool rf_spots_clash(const rf_spots *a, const rf_spots *b);

#endif

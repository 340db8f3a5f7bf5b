/*
 * What the parts of the JSON reader share; no other room includes this.
 *
 *     read.c    values, lists and objects: the order of tokens, and what is missing or too much
 *     string.c  quoted text: escapes, encodings, quotation marks that are not JSON's
 *     word.c    numbers, true, false, null, and bare words that should have been something else
 *     blank.c   what stands between tokens: blanks, comments, foreign bytes; the file's encoding
 *     report.c  messages
 *
 * Offsets are bytes from the start of the source.  No part recurses, each byte is looked at a
 * bounded number of times, and after RF_LIMIT_JSON_ERRORS errors the reader stops.
 */
#ifndef RF_JSON_READER_H
#define RF_JSON_READER_H

#include "base/limits.h"
#include "json/json.h"

enum { RF_JSON_END = -1 }; /* in place of a byte: the text is over */

/* A list or object that is being read. */
typedef struct rf_json_frame {
    uint32_t open;  /* offset of its bracket */
    uint32_t first; /* its first entry in the pile */
    bool object;
} rf_json_frame;

/* Items of the lists, or members of the objects, that are being read, innermost last.  In chunks
 * that never move, so that a long list costs no more than twice its size. */
typedef struct rf_json_pile {
    size_t size; /* of one entry */
    size_t n;
    RF_VEC(char *) chunks;
} rf_json_pile;

typedef enum rf_json_state {
    RF_JSON_WANT_VALUE, /* of the document, a member, or as the next item of a list */
    RF_JSON_WANT_KEY,
    RF_JSON_AFTER_VALUE,
    RF_JSON_DONE,
} rf_json_state;

typedef struct rf_json_reader {
    rf_arena *arena;
    const rf_source *source;
    rf_diags *diags;
    const char *text;
    size_t end; /* bytes of text */
    size_t at;  /* the next byte */
    rf_json_state state;
    rf_value root;
    size_t last_end; /* where the last value or key ended */
    size_t cut_off;  /* where a string or comment without an end was cut; or RF_NOT_FOUND */
    size_t errors;   /* syntax errors so far */
    size_t values;   /* so far */
    bool stopped;    /* a limit was passed, or reading on makes no sense */
    rf_buf scratch;  /* for decoding */
    rf_json_pile items, members;
    size_t depth;
    rf_json_frame frames[RF_LIMIT_JSON_DEPTH];
} rf_json_reader;

/* A string or bare word, with its quotes [start, end). */
typedef struct rf_json_string {
    rf_str text;
    const rf_origin *origin;
    size_t start, end;
} rf_json_string;

/* --- report.c --- */

rf_span rf_json_span(const rf_json_reader *r, size_t start, size_t end);

/* Reports a syntax error.  NULL when the list of diagnostics is full, and it is only counted, or
 * when the reader has stopped. */
rf_diag *rf_json_error(rf_json_reader *r, size_t start, size_t end, const char *help,
                       const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The same for what is not a syntax error; `code` says what it is. */
rf_diag *rf_json_note(rf_json_reader *r, const char *code, rf_severity severity, rf_span span,
                      const char *help, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Replaces the help by a formatted one / adds a second place.  A NULL diag is allowed. */
void rf_json_help(rf_json_reader *r, rf_diag *diag, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void rf_json_relate(rf_json_reader *r, rf_diag *diag, rf_span span, const char *message);

/* Text of the document, fit to be put into a message: short, without control characters. */
rf_str rf_json_shown(rf_json_reader *r, rf_str text);

/* --- blank.c --- */

/* The encoding of a text that is not UTF-8 by its first bytes ("UTF-16"); NULL: nothing odd. */
const char *rf_json_foreign_encoding(rf_str text);

#define RF_JSON_SAVE_AS_UTF8                                                                       \
    "save it as UTF-8; PowerShell's > writes UTF-16, Out-File -Encoding utf8 does not"

/* Looks at the start of the text: byte order marks, other encodings.  False: nothing to read. */
bool rf_json_check_encoding(rf_json_reader *r);

/* Skips what stands between tokens and returns the byte at r->at, or RF_JSON_END. */
int rf_json_skip(rf_json_reader *r);

/* Bytes of the run at `at` of characters that look like blanks but are none to JSON; 0: none. */
size_t rf_json_odd_blanks(const rf_json_reader *r, size_t at);

/* Bytes of the run of malformed UTF-8 at `at`. */
size_t rf_json_malformed(const rf_json_reader *r, size_t at);

/* Reports malformed UTF-8 at [start, end). */
void rf_json_report_malformed(rf_json_reader *r, size_t start, size_t end);

static inline bool rf_json_is_blank(int c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* As rf_json_skip(), quick where there are only blanks. */
static inline int rf_json_next(rf_json_reader *r)
{
    while (r->at < r->end && rf_json_is_blank(r->text[r->at]))
        r->at++;
    if (r->at == r->end)
        return RF_JSON_END;
    unsigned char c = (unsigned char)r->text[r->at];
    return c < 0x20 || c >= 0x7F || c == '/' || c == '#' ? rf_json_skip(r) : c;
}

/* --- string.c --- */

/* Reads the string whose opening quotation mark is at r->at. */
rf_json_string rf_json_read_string(rf_json_reader *r);

/* Bytes of the quotation mark at `at`, JSON's or another (single, typographic, backtick); 0 when
 * there is none. */
size_t rf_json_quote_size(const rf_json_reader *r, size_t at);

/* --- word.c --- */

/* Reads a number, a word of JSON, or what stands in their place.  False: there was nothing to be
 * read as a value; it was reported and skipped. */
bool rf_json_read_word(rf_json_reader *r, rf_value *value);

/* Reads a key without quotes.  False when there is no word at r->at. */
bool rf_json_read_bare_key(rf_json_reader *r, rf_json_string *key);

#endif

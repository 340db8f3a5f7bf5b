/*
 * The one tree that every reader yields.  Values are immutable once made; they live in an arena and
 * carry the span they were written at, through every operation that passes them on.
 */
#ifndef RF_VALUE_VALUE_H
#define RF_VALUE_VALUE_H

#include "base/map.h"
#include "text/source.h"
#include "value/number.h"
#include "value/type.h"

typedef enum rf_kind {
    RF_NULL,
    RF_BOOL,
    RF_NUMBER,
    RF_STRING,
    RF_LIST,   /* a tuple, list or set */
    RF_OBJECT, /* an object or map */
    RF_UNKNOWN /* not known until apply, or not decidable here */
} rf_kind;

enum { RF_MARK_SENSITIVE = 1 }; /* must not be printed; travels with everything made from it */

typedef struct rf_value rf_value;
typedef struct rf_member rf_member;

struct rf_value {
    rf_kind kind;
    unsigned marks;
    const rf_type *type; /* NULL: what the shape says (a primitive, tuple or object) */
    rf_span span;        /* where it was written, quotes and brackets included */
    union {
        bool boolean;
        rf_num number;
        struct {
            rf_str text;
            /* Where the bytes came from.  NULL: each byte stands as it is behind the first byte
             * of the span (an opening quote), or the text is not embedded in a file. */
            const rf_origin *origin;
        } string;
        struct {
            const rf_value *at;
            size_t n;
        } list;
        struct {
            const rf_member *at; /* as written: a key may stand twice (see rf_member_again) */
            size_t n;
            const rf_map *index; /* name -> the rf_member that counts; NULL for a few members */
        } object;
        /* What is known of an unknown string; both NULL: nothing. */
        struct {
            const rf_value *document; /* it is the JSON text of this value, which has unknowns */
            const rf_value *pieces;   /* it is the concatenation of these strings and unknowns */
            size_t n;
        } unknown;
    } as;
};

struct rf_member {
    rf_str name;
    rf_span name_span;
    rf_value value;
};

extern const rf_value rf_value_null;

rf_value rf_value_bool(bool boolean, rf_span span);
rf_value rf_value_number(rf_num number, rf_span span);
rf_value rf_value_int(int64_t number, rf_span span);
rf_value rf_value_string(rf_str text, rf_span span);
rf_value rf_value_list(const rf_value *items, size_t n, rf_span span);
rf_value rf_value_unknown(const rf_type *type, rf_span span);

/* Keeps `members`; builds an index when there are many. */
rf_value rf_value_object(rf_arena *arena, const rf_member *members, size_t n, rf_span span);

rf_member rf_member_of(rf_str name, rf_value value); /* the name has the value's span */

/* The member of an object; NULL when it has none or is no object.  Of several with one name the
 * last one is returned, which is what most JSON parsers keep. */
const rf_member *rf_value_member(const rf_value *object, rf_str name);
const rf_value *rf_value_get(const rf_value *object, rf_str name);
const rf_value *rf_value_get_c(const rf_value *object, const char *name);

/* The first member after `member` with the same name, or NULL. */
const rf_member *rf_member_again(const rf_value *object, const rf_member *member);

bool rf_is_string(const rf_value *value); /* NULL is allowed in all three */
bool rf_is_true(const rf_value *value);
rf_str rf_text_of(const rf_value *value); /* of a string; empty for anything else */

/* The text of a string, boolean or number, as a template writes it; false for anything else. */
bool rf_value_text(rf_arena *arena, const rf_value *value, rf_str *text);

/* Equal as Terraform's == sees it: same kind and content; no conversions.  Unknowns are not
 * equal to anything, nor are values nested deeper than RF_LIMIT_VALUE_DEPTH. */
bool rf_value_equal(const rf_value *a, const rf_value *b);

/* True when the value or anything inside is unknown / carries the mark; also, to be careful, when
 * it is nested deeper than RF_LIMIT_VALUE_DEPTH. */
bool rf_value_has_unknown(const rf_value *value);
bool rf_value_has_mark(const rf_value *value, unsigned mark);

/* The text of a string value as a source of its own, so that what is read from it keeps its place
 * in the file.  A string that is nowhere gives a source without a path. */
rf_source *rf_value_embed(rf_arena *arena, const rf_value *string);

/* What people call it: "string", "number", "list", "object"... */
const char *rf_kind_name(rf_kind kind);

#endif

/*
 * A source is a text with a name; a span is a range of bytes in it.
 *
 * A source may be embedded: a policy inside a heredoc or a JSON string is a source of its own whose
 * bytes came from places in an outer one.  rf_locate() follows them outward, so that every message
 * points into the file that a person can open.
 */
#ifndef RF_TEXT_SOURCE_H
#define RF_TEXT_SOURCE_H

#include "base/str.h"
#include "base/vec.h"

typedef struct rf_source rf_source;

/* Bytes [start, end) of `source`.  A span without a source is nowhere. */
typedef struct rf_span {
    const rf_source *source;
    uint32_t start, end;
} rf_span;

/* One run of embedded text: bytes from `inner` on, up to the next segment, came from the outer
 * bytes [outer, outer_end).  Verbatim runs map byte by byte; in the others (an escape, an
 * interpolation) each inner byte maps to the whole outer range. */
typedef struct rf_segment {
    uint32_t inner, outer, outer_end;
    bool verbatim;
} rf_segment;

/* Where the bytes of a decoded string came from.  Segments are in order of `inner`. */
typedef struct rf_origin {
    const rf_source *source;
    const rf_segment *at;
    size_t n;
} rf_origin;

struct rf_source {
    rf_str path; /* as the user gave it; "<stdin>" for standard input */
    rf_str text;
    const rf_origin *origin; /* NULL for a file */
    uint32_t *lines;         /* offsets of line starts, made on first use */
    size_t line_count;
    struct rf_mark *marks; /* counts of characters, made when a line is long */
    size_t mark_count;
    RF_VEC(rf_span) masks; /* never to be shown; starts and ends both ascend */
    rf_arena *arena;
};

/* Lines and columns count from 1, columns in Unicode code points; a leading byte order mark is no
 * column.  Offsets are bytes from 0 in the outermost source. */
typedef struct rf_place {
    rf_str path;
    uint32_t line, column, end_line, end_column;
    uint32_t start, end;
} rf_place;

/* Text and path are borrowed and must outlive the source. */
rf_source *rf_source_new(rf_arena *arena, rf_str path, rf_str text);

/* A source whose text was decoded from a string of another one. */
rf_source *rf_source_embedded(rf_arena *arena, rf_str text, const rf_origin *origin);

/* The whole of a source. */
rf_span rf_source_span(const rf_source *source);

/* The span [a.start, b.end); both are of one source. */
rf_span rf_span_join(rf_span a, rf_span b);

/* The text under a span. */
rf_str rf_span_text(rf_span span);

/* The same span in the file it came from. */
rf_span rf_span_outermost(rf_span span);

/* Where a span is, in the outermost source. */
rf_place rf_locate(rf_span span);

/* The line (from 1) of an outermost source, without its line ending, for showing: what is masked
 * comes as one `*` for each character. */
rf_str rf_source_line(const rf_source *source, uint32_t line);

/* The same line as it is written, as a range of bytes. */
rf_span rf_source_line_span(const rf_source *source, uint32_t line);

/* Never show the text under this span. */
void rf_span_mask(rf_span span);

/* True when the character at byte offset `at` of an outermost source must be shown as `*`. */
bool rf_source_is_masked(const rf_source *source, size_t at);

/* Orders by path, start, end. */
int rf_span_cmp(rf_span a, rf_span b);

/* Collects segments while a string is decoded. */
typedef struct rf_origin_builder {
    rf_arena *arena;
    const rf_source *source;
    RF_VEC(rf_segment) segments;
} rf_origin_builder;

/* The next inner byte, at `inner`, starts a run from the outer bytes [outer, outer_end). */
void rf_origin_add(rf_origin_builder *builder, size_t inner, size_t outer, size_t outer_end,
                   bool verbatim);
const rf_origin *rf_origin_finish(const rf_origin_builder *builder);

#endif

#include "text/source.h"

#include "text/utf8.h"

#include <string.h>

rf_source *rf_source_new(rf_arena *arena, rf_str path, rf_str text)
{
    rf_source *source = RF_NEW(arena, rf_source);
    source->path = path;
    source->text = text;
    source->arena = arena;
    return source;
}

rf_source *rf_source_embedded(rf_arena *arena, rf_str text, const rf_origin *origin)
{
    rf_source *source = rf_source_new(arena, origin->source->path, text);
    source->origin = origin;
    return source;
}

rf_span rf_source_span(const rf_source *source)
{
    return (rf_span){source, 0, (uint32_t)source->text.n};
}

rf_span rf_span_join(rf_span a, rf_span b)
{
    if (a.source == NULL)
        return b;
    return (rf_span){a.source, a.start, b.end < a.start ? a.end : b.end};
}

rf_str rf_span_text(rf_span span)
{
    if (span.source == NULL)
        return RF_STR("");
    return rf_slice(span.source->text, span.start, span.end);
}

/* The segment that holds inner offset `at`: the last one that starts at or before it. */
static const rf_segment *segment_at(const rf_origin *origin, uint32_t at)
{
    size_t low = 0, high = origin->n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (origin->at[middle].inner <= at)
            low = middle;
        else
            high = middle;
    }
    return &origin->at[low];
}

static uint32_t outer_start(const rf_origin *origin, uint32_t at)
{
    const rf_segment *segment = segment_at(origin, at);
    if (!segment->verbatim || at < segment->inner)
        return segment->outer;
    uint32_t outer = segment->outer + (at - segment->inner);
    return outer < segment->outer_end ? outer : segment->outer_end;
}

static uint32_t outer_end(const rf_origin *origin, uint32_t at)
{
    const rf_segment *segment = segment_at(origin, at == 0 ? 0 : at - 1);
    if (!segment->verbatim)
        return segment->outer_end;
    uint32_t outer = segment->outer + (at < segment->inner ? 0 : at - segment->inner);
    return outer < segment->outer_end ? outer : segment->outer_end;
}

rf_span rf_span_outermost(rf_span span)
{
    while (span.source != NULL && span.source->origin != NULL && span.source->origin->n != 0) {
        const rf_origin *origin = span.source->origin;
        size_t size = span.source->text.n;
        bool behind = size != 0 && span.start >= size; /* such as where more text is missing */
        uint32_t start =
            behind ? outer_end(origin, (uint32_t)size) : outer_start(origin, span.start);
        uint32_t end = span.end > span.start ? outer_end(origin, span.end) : start;
        span = (rf_span){origin->source, start, end < start ? start : end};
    }
    return span;
}

/* The table of line starts is made once, and only for a source that something is reported in. */
static void index_lines(rf_source *source)
{
    RF_VEC(uint32_t) lines = {0};
    RF_PUSH(source->arena, &lines, rf_starts(source->text, RF_UTF8_BOM) ? 3 : 0);
    for (size_t at = 0;;) {
        size_t newline = rf_find_byte(rf_slice(source->text, at, source->text.n), '\n');
        if (newline == RF_NOT_FOUND)
            break;
        at += newline + 1;
        RF_PUSH(source->arena, &lines, (uint32_t)at);
    }
    source->lines = lines.at;
    source->line_count = lines.n;
}

static uint32_t line_of(const rf_source *source, uint32_t at)
{
    if (source->lines == NULL)
        index_lines((rf_source *)source); /* a cache: the source itself does not change */
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

/* Characters are counted once per source, at marks this far apart, so that a thousand places far
 * right in a minified file do not each read its line from the start. */
enum { MARK_BYTES = 4096 };

struct rf_mark {
    uint32_t at, characters;
};

static void index_characters(rf_source *source)
{
    RF_VEC(struct rf_mark) marks = {0};
    uint32_t characters = 0;
    for (size_t at = 0, next = 0; at < source->text.n; characters++) {
        if (at >= next) {
            RF_PUSH(source->arena, &marks, (struct rf_mark){(uint32_t)at, characters});
            next += MARK_BYTES;
        }
        rf_utf8_next(source->text, &at);
    }
    source->marks = marks.at;
    source->mark_count = marks.n;
}

/* Characters of a source (not empty) before offset `at`. */
static uint32_t characters_before(const rf_source *source, uint32_t at)
{
    if (source->marks == NULL)
        index_characters((rf_source *)source); /* a cache, like the lines */
    size_t i = at / MARK_BYTES;
    if (i >= source->mark_count)
        i = source->mark_count - 1;
    if (source->marks[i].at > at) /* a mark moves on to the start of a character */
        i--;
    const struct rf_mark *mark = &source->marks[i];
    return mark->characters + (uint32_t)rf_utf8_length(rf_slice(source->text, mark->at, at));
}

static uint32_t column_of(const rf_source *source, uint32_t line, uint32_t at)
{
    uint32_t start = source->lines[line];
    if (at <= start)
        return 1;
    if (at - start > MARK_BYTES)
        return 1 + characters_before(source, at) - characters_before(source, start);
    return 1 + (uint32_t)rf_utf8_length(rf_slice(source->text, start, at));
}

rf_place rf_locate(rf_span span)
{
    span = rf_span_outermost(span);
    if (span.source == NULL)
        return (rf_place){
            .path = RF_STR(""), .line = 1, .column = 1, .end_line = 1, .end_column = 1};
    uint32_t first = line_of(span.source, span.start), last = line_of(span.source, span.end);
    return (rf_place){
        .path = span.source->path,
        .line = first + 1,
        .column = column_of(span.source, first, span.start),
        .end_line = last + 1,
        .end_column = column_of(span.source, last, span.end),
        .start = span.start,
        .end = span.end,
    };
}

rf_span rf_source_line_span(const rf_source *source, uint32_t line)
{
    if (source->lines == NULL)
        index_lines((rf_source *)source);
    if (line == 0 || line > source->line_count)
        return (rf_span){source, 0, 0};
    uint32_t start = source->lines[line - 1], size = (uint32_t)source->text.n;
    uint32_t end = line < source->line_count ? source->lines[line] - 1 : size;
    if (end > start && source->text.at[end - 1] == '\r')
        end--;
    return (rf_span){source, start, end};
}

void rf_span_mask(rf_span span)
{
    span = rf_span_outermost(span);
    if (span.source == NULL)
        return;
    rf_source *source = (rf_source *)span.source;
    RF_PUSH(source->arena, &source->masks, span);
    rf_span *masks = source->masks.at;
    size_t i = source->masks.n - 1;
    for (; i > 0 && masks[i - 1].start > span.start; i--)
        masks[i] = masks[i - 1];
    masks[i] = span;
    /* Of two that overlap the later one takes the further end, so that a search by start finds
     * all that is masked. */
    if (i > 0 && masks[i].end < masks[i - 1].end)
        masks[i].end = masks[i - 1].end;
    for (size_t k = i + 1; k < source->masks.n && masks[k].end < masks[i].end; k++)
        masks[k].end = masks[i].end;
}

bool rf_source_is_masked(const rf_source *source, size_t at)
{
    size_t low = 0, high = source->masks.n; /* the masks before `low` start at or before `at` */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (source->masks.at[middle].start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    /* Quotation marks stay, so that the line still reads as what it is. */
    return low > 0 && at < source->masks.at[low - 1].end && source->text.at[at] != '"';
}

rf_str rf_source_line(const rf_source *source, uint32_t line)
{
    rf_span span = rf_source_line_span(source, line);
    rf_str text = rf_span_text(span);
    if (source->masks.n == 0)
        return text;
    rf_buf shown = rf_buf_new(source->arena);
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        rf_utf8_next(text, &at);
        if (rf_source_is_masked(source, span.start + from))
            rf_buf_add_byte(&shown, '*');
        else
            rf_buf_add(&shown, rf_slice(text, from, at));
    }
    return rf_buf_str(&shown);
}

int rf_span_cmp(rf_span a, rf_span b)
{
    a = rf_span_outermost(a);
    b = rf_span_outermost(b);
    if (a.source == NULL || b.source == NULL)
        return (a.source != NULL) - (b.source != NULL);
    int order = a.source == b.source ? 0 : rf_cmp(a.source->path, b.source->path);
    if (order != 0)
        return order;
    if (a.start != b.start)
        return a.start < b.start ? -1 : 1;
    return (a.end > b.end) - (a.end < b.end);
}

void rf_origin_add(rf_origin_builder *builder, size_t inner, size_t outer, size_t end,
                   bool verbatim)
{
    rf_segment next = {(uint32_t)inner, (uint32_t)outer, (uint32_t)end, verbatim};
    if (builder->segments.n != 0) {
        rf_segment *last = &builder->segments.at[builder->segments.n - 1];
        bool follows = last->verbatim && verbatim && last->outer_end == outer &&
                       inner - last->inner == last->outer_end - last->outer;
        if (follows) {
            last->outer_end = (uint32_t)end;
            return;
        }
    }
    RF_PUSH(builder->arena, &builder->segments, next);
}

const rf_origin *rf_origin_finish(const rf_origin_builder *builder)
{
    rf_origin *origin = RF_NEW(builder->arena, rf_origin);
    *origin = (rf_origin){builder->source, builder->segments.at, builder->segments.n};
    return origin;
}

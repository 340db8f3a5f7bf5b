#include "report/snippet.h"

#include "report/printable.h"
#include "text/utf8.h"

enum {
    TAB_COLUMNS = 4,
    NUMBER_COLUMNS = 3, /* at least, so that the gutters of most findings stand in one line */
    CODE_COLUMNS_MIN = 24,
    CODE_COLUMNS_MAX = 400, /* a wider terminal gains nothing */
    BYTES_PER_COLUMN = 4,   /* read around a span: enough for every column but of odd text */
    CONTEXT_COLUMNS = 8,    /* before a span that is too wide for the page */
    NOTE_COLUMNS = 40,      /* a wrapped note is not squeezed into less */
};

#define CUT RF_STR("...")

/* The part of a line that is looked at; it may end where the line does, or before. */
struct piece {
    const rf_source *source;
    size_t offset; /* of `text` in the source */
    rf_str text;
    size_t caret, caret_end; /* byte offsets in `text` */
    bool cut_left, cut_right;
    size_t columns, caret_column, caret_column_end;
};

/* The columns of a piece that are shown. */
struct window {
    size_t from, to;
    bool cut_left, cut_right;
};

static size_t columns_of(int32_t code_point)
{
    return code_point == '\t' ? TAB_COLUMNS : rf_printable_columns(code_point);
}

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Moves an offset to the start of a character; it moves over three bytes at most, so that stray
 * continuation bytes stay where they are. */
static size_t char_start(rf_str s, size_t at)
{
    size_t start = at;
    while (start > 0 && start < s.n && at - start < 3 && continues(s.at[start]))
        start--;
    size_t end = start;
    if (start < at && (rf_utf8_next(s, &end), end <= at))
        return at;
    return start;
}

/* The length of a text without the blanks at its end. */
static size_t without_blanks(rf_str text)
{
    while (text.n > 0 && (text.at[text.n - 1] == ' ' || text.at[text.n - 1] == '\t'))
        text.n--;
    return text.n;
}

/* The line around `span`, cut to what could be shown in `columns` columns. */
static struct piece piece_of(rf_span span, uint32_t line, size_t columns)
{
    rf_span whole = rf_source_line_span(span.source, line);
    rf_str text = rf_span_text(whole);
    size_t start = span.start > whole.start ? span.start - whole.start : 0;
    size_t end = span.end > whole.start ? span.end - whole.start : 0;
    if (end > text.n) /* over several lines: blanks at the end of the first are not marked */
        end = without_blanks(text);
    if (start > text.n)
        start = text.n;
    size_t reach = columns * BYTES_PER_COLUMN;
    size_t from = start > reach ? char_start(text, start - reach) : 0;
    size_t to = text.n - start > reach ? char_start(text, start + reach) : text.n;
    return (struct piece){
        .source = span.source,
        .offset = whole.start + from,
        .text = rf_slice(text, from, to),
        .caret = start - from,
        .caret_end = end < from ? 0 : (end < to ? end : to) - from,
        .cut_left = from > 0,
        .cut_right = to < text.n,
    };
}

/* The character at offset *at of a piece as it may be shown; *at moves behind it. */
static int32_t next_shown(const struct piece *piece, size_t *at)
{
    size_t offset = piece->offset + *at;
    int32_t code_point = rf_utf8_next(piece->text, at);
    return rf_source_is_masked(piece->source, offset) ? '*' : code_point;
}

/* A character is under the carets when any byte of it is in the span. */
static void measure(struct piece *piece)
{
    for (size_t at = 0; at < piece->text.n;) {
        size_t start = at;
        piece->columns += columns_of(next_shown(piece, &at));
        if (at <= piece->caret)
            piece->caret_column = piece->columns;
        if (start < piece->caret_end)
            piece->caret_column_end = piece->columns;
    }
    if (piece->caret_column_end < piece->caret_column)
        piece->caret_column_end = piece->caret_column;
}

/* The start of the line where that shows the whole span; else the span in the middle, or as much
 * of it as there is room for behind a little of what comes before. */
static struct window window_of(const struct piece *piece, size_t columns)
{
    bool whole = !piece->cut_left && !piece->cut_right && piece->columns <= columns;
    bool from_start = !piece->cut_left && piece->caret_column_end + CUT.n <= columns;
    size_t from = 0;
    if (!whole && !from_start) {
        size_t inner = columns - 2 * CUT.n, span = piece->caret_column_end - piece->caret_column;
        size_t before = span + 2 * CONTEXT_COLUMNS < inner ? (inner - span) / 2 : CONTEXT_COLUMNS;
        from = piece->caret_column > before ? piece->caret_column - before : 0;
        size_t last = piece->columns > columns - CUT.n ? piece->columns - (columns - CUT.n) : 0;
        if (!piece->cut_right && from > last)
            from = last;
    }
    bool cut_left = piece->cut_left || from > 0;
    size_t room = columns - (cut_left ? CUT.n : 0);
    bool cut_right = piece->cut_right || piece->columns - from > room;
    size_t to = cut_right ? from + room - CUT.n : piece->columns;
    return (struct window){from, to, cut_left, cut_right};
}

/* Appends what the window shows; returns the column of the first character shown, which is past
 * the window's edge when a wide one stands across it. */
static size_t add_code(rf_buf *buf, const struct piece *piece, const struct window *window)
{
    size_t columns = 0, first = window->from;
    bool begun = false;
    if (window->cut_left)
        rf_buf_add(buf, CUT);
    for (size_t at = 0; at < piece->text.n;) {
        int32_t code_point = next_shown(piece, &at);
        size_t before = columns;
        columns += columns_of(code_point);
        bool orphan = !begun && columns == before && window->cut_left; /* its letter is cut off */
        if (before < window->from || columns > window->to || orphan)
            continue;
        if (!begun)
            first = before;
        begun = true;
        if (code_point == '\t')
            rf_buf_add_repeated(buf, ' ', TAB_COLUMNS);
        else
            rf_printable_add(buf, code_point);
    }
    if (window->cut_right)
        rf_buf_add(buf, CUT);
    return first;
}

static void drop_blanks(rf_buf *buf)
{
    while (buf->n > 0 && buf->at[buf->n - 1] == ' ')
        buf->n--;
}

/* Beside the carets where it fits, else on lines of its own, as far right as leaves it room. */
static void add_note(rf_buf *buf, rf_str note, rf_str gutter, size_t indent, size_t carets,
                     size_t width)
{
    size_t columns = rf_printable_width(note);
    if (columns != 0 && gutter.n + indent + carets + 1 + columns <= width) {
        rf_buf_add_byte(buf, ' ');
        rf_buf_add(buf, note);
    } else if (columns != 0) {
        size_t need = columns < NOTE_COLUMNS ? columns : NOTE_COLUMNS;
        size_t most = width > gutter.n + need ? width - gutter.n - need : 0;
        rf_buf lead = rf_buf_new(buf->arena);
        rf_buf_add(&lead, gutter);
        rf_buf_add_repeated(&lead, ' ', indent < most ? indent : most);
        rf_buf_add_byte(buf, '\n');
        rf_buf_add(buf, rf_buf_str(&lead));
        rf_printable_wrap(buf, note, lead.n, rf_buf_str(&lead), width);
    }
    rf_buf_add_byte(buf, '\n');
}

/* The note, and where a span of several lines ends. */
static rf_str full_note(rf_arena *arena, rf_str note, const rf_place *place)
{
    note = rf_printable(arena, note);
    if (place->end_line == place->line)
        return note;
    if (note.n == 0)
        return rf_format(arena, "to line %u", place->end_line);
    return rf_format(arena, "%.*s (to line %u)", RF_ARG(note), place->end_line);
}

/* Without the line end that a span of whole lines includes. */
static rf_span without_line_end(rf_span span)
{
    rf_str text = rf_span_text(span);
    size_t n = text.n;
    while (n > 0 && (text.at[n - 1] == '\n' || text.at[n - 1] == '\r'))
        n--;
    span.end -= (uint32_t)(text.n - n);
    return span;
}

void rf_snippet_add(rf_buf *buf, rf_span span, rf_str note, const rf_snippet_style *style)
{
    span = without_line_end(rf_span_outermost(span));
    rf_place place = rf_locate(span);
    rf_str number = rf_format(buf->arena, "%*u", NUMBER_COLUMNS, place.line);
    rf_str gutter = rf_format(buf->arena, "%*s | ", (int)number.n, "");
    size_t code = style->width > gutter.n ? style->width - gutter.n : 0;
    code = code < CODE_COLUMNS_MIN ? CODE_COLUMNS_MIN : code;
    code = code > CODE_COLUMNS_MAX ? CODE_COLUMNS_MAX : code;

    struct piece piece = piece_of(span, place.line, code);
    measure(&piece);
    struct window window = window_of(&piece, code);

    rf_buf_format(buf, "%.*s\n%.*s | ", (int)gutter.n - 1, gutter.at, RF_ARG(number));
    size_t first = add_code(buf, &piece, &window);
    drop_blanks(buf);
    rf_buf_add_byte(buf, '\n');

    size_t indent = (window.cut_left ? CUT.n : 0) + piece.caret_column - first;
    size_t end = piece.caret_column_end < window.to ? piece.caret_column_end : window.to;
    size_t carets = end > piece.caret_column ? end - piece.caret_column : 1;
    rf_buf_add(buf, gutter);
    rf_buf_add_repeated(buf, ' ', indent);
    rf_buf_add_c(buf, style->caret);
    rf_buf_add_repeated(buf, '^', carets);
    rf_buf_add_c(buf, style->normal);
    add_note(buf, full_note(buf->arena, note, &place), gutter, indent, carets, style->width);
}

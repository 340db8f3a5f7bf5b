#include "report/printable.h"

#include "text/utf8.h"

enum { REPLACEMENT = 0xFFFD };

/* The escapes with a letter of their own. */
static char letter_of(int32_t code_point)
{
    switch (code_point) {
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

static size_t hex_digits(int32_t code_point)
{
    size_t n = 1;
    while (code_point >>= 4)
        n++;
    return n;
}

size_t rf_printable_columns(int32_t code_point)
{
    if (code_point >= 0x20 && code_point < 0x7F)
        return 1;
    if (code_point < 0)
        return (size_t)rf_utf8_width(REPLACEMENT);
    if (!rf_utf8_is_control(code_point))
        return (size_t)rf_utf8_width(code_point);
    if (letter_of(code_point) != 0)
        return sizeof "\\n" - 1;
    return code_point < 0x100 ? sizeof "\\x1b" - 1 : sizeof "\\u{}" - 1 + hex_digits(code_point);
}

void rf_printable_add(rf_buf *buf, int32_t code_point)
{
    if (code_point >= 0x20 && code_point < 0x7F) {
        rf_buf_add_byte(buf, (char)code_point);
    } else if (code_point < 0) {
        rf_utf8_append(buf, REPLACEMENT);
    } else if (!rf_utf8_is_control(code_point)) {
        rf_utf8_append(buf, code_point);
    } else if (letter_of(code_point) != 0) {
        rf_buf_add_byte(buf, '\\');
        rf_buf_add_byte(buf, letter_of(code_point));
    } else {
        rf_buf_format(buf, code_point < 0x100 ? "\\x%02x" : "\\u{%x}", (unsigned)code_point);
    }
}

/* Length of the first part of `s` that holds only printable ASCII: most often all of it. */
static size_t plain_prefix(rf_str s)
{
    size_t n = 0;
    while (n < s.n && s.at[n] >= 0x20 && s.at[n] < 0x7F)
        n++;
    return n;
}

/* Where a line ends at offset `at`: the length of LF or CRLF, or 0. */
static size_t line_end_at(rf_str s, size_t at)
{
    if (s.at[at] == '\n')
        return 1;
    return s.at[at] == '\r' && at + 1 < s.n && s.at[at + 1] == '\n' ? 2 : 0;
}

static rf_str printable(rf_arena *arena, rf_str s, bool keep_lines)
{
    size_t at = plain_prefix(s);
    if (at == s.n)
        return s;
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add(&buf, rf_slice(s, 0, at));
    while (at < s.n) {
        size_t line_end = keep_lines ? line_end_at(s, at) : 0;
        if (line_end != 0) {
            rf_buf_add_byte(&buf, '\n');
            at += line_end;
        } else {
            rf_printable_add(&buf, rf_utf8_next(s, &at));
        }
    }
    return rf_buf_str(&buf);
}

rf_str rf_printable(rf_arena *arena, rf_str s)
{
    return printable(arena, s, false);
}

rf_str rf_printable_lines(rf_arena *arena, rf_str s)
{
    return printable(arena, s, true);
}

size_t rf_printable_width(rf_str s)
{
    size_t columns = 0;
    for (size_t at = 0; at < s.n;)
        columns += rf_printable_columns(rf_utf8_next(s, &at));
    return columns;
}

static size_t run_end(rf_str s, size_t at, bool of_blanks)
{
    while (at < s.n && s.at[at] != '\n' && (s.at[at] == ' ') == of_blanks)
        at++;
    return at;
}

void rf_printable_wrap(rf_buf *buf, rf_str s, size_t column, rf_str lead, size_t width)
{
    size_t lead_width = rf_printable_width(lead);
    bool fresh = true;     /* nothing of `s` on this line: a break would gain nothing */
    bool lead_due = false; /* added with the first word, so that empty lines hold no blanks */
    for (size_t at = 0; at < s.n;) {
        if (s.at[at] == '\n') {
            rf_buf_add_byte(buf, '\n');
            column = lead_width;
            fresh = lead_due = true;
            at++;
            continue;
        }
        size_t start = run_end(s, at, true);
        rf_str blanks = rf_slice(s, at, start);
        rf_str word = rf_slice(s, start, at = run_end(s, start, false));
        if (word.n == 0)
            continue;
        size_t columns = rf_printable_width(word);
        if (!fresh && column + blanks.n + columns > width) {
            rf_buf_add_byte(buf, '\n');
            column = lead_width;
            blanks.n = 0;
            lead_due = true;
        }
        if (lead_due)
            rf_buf_add(buf, lead);
        rf_buf_add(buf, blanks);
        rf_buf_add(buf, word);
        column += blanks.n + columns;
        fresh = lead_due = false;
    }
}

/*
 * Text from the input made safe to show.  Paths, messages and source lines hold what a stranger
 * wrote: an escape sequence must not move the reader's cursor, a bidi control must not reorder a
 * line, half a character must not swallow the next one.
 *
 * Controls become visible: \n, \t, \x1b, \u{202e}; malformed UTF-8 becomes U+FFFD.  Everything
 * else stands as it is, and a text that needs no change is returned itself.
 */
#ifndef RF_REPORT_PRINTABLE_H
#define RF_REPORT_PRINTABLE_H

#include "base/str.h"

/* Columns of the printable form of a code point (-1: a malformed byte). */
size_t rf_printable_columns(int32_t code_point);

/* Appends the printable form of a code point. */
void rf_printable_add(rf_buf *buf, int32_t code_point);

/* The whole of `s`, on one line. */
rf_str rf_printable(rf_arena *arena, rf_str s);

/* The same, but line ends (LF, CRLF) stay: for a help that is a piece of code to paste. */
rf_str rf_printable_lines(rf_arena *arena, rf_str s);

/* Columns of a printable text of one line. */
size_t rf_printable_width(rf_str printable);

/* Appends a printable text to a line that already holds `column` columns.  It is broken at blanks
 * so that lines stay within `width`; a longer word (an ARN, a path) stays whole, so that it can be
 * copied.  Each further line starts with `lead`. */
void rf_printable_wrap(rf_buf *buf, rf_str printable, size_t column, rf_str lead, size_t width);

#endif

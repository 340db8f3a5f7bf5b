/*
 * UTF-8: decoding, validation, and the Unicode facts that the readers and reports need (from
 * utf8proc: normalisation, identifier characters, display width).
 */
#ifndef RF_TEXT_UTF8_H
#define RF_TEXT_UTF8_H

#include "base/str.h"

#define RF_UTF8_BOM RF_STR("\xEF\xBB\xBF")

/* The code point at offset *at, which moves behind it.  Malformed bytes (overlong forms,
 * surrogates, values above U+10FFFF, stray or missing continuation) give -1 and move one byte. */
int32_t rf_utf8_next(rf_str s, size_t *at);

/* The offset of the first malformed byte, or RF_NOT_FOUND. */
size_t rf_utf8_invalid(rf_str s);

/* Number of code points; each malformed byte counts as one. */
size_t rf_utf8_length(rf_str s);

/* Appends a code point that is a valid scalar value. */
void rf_utf8_append(rf_buf *buf, int32_t code_point);

/* `s` in Normalization Form C (Unicode Standard Annex 15); `s` itself when it is already. */
rf_str rf_utf8_nfc(rf_arena *arena, rf_str s);

/* Unicode ID_Start and ID_Continue (Unicode Standard Annex 31). */
bool rf_utf8_id_start(int32_t code_point);
bool rf_utf8_id_continue(int32_t code_point);

/* Columns a terminal uses for a code point: 0, 1 or 2. */
int rf_utf8_width(int32_t code_point);

/* True for code points that could act on a terminal or reorder text: C0 and C1 controls, bidi
 * controls, line and paragraph separators. */
bool rf_utf8_is_control(int32_t code_point);

#endif

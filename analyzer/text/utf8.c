#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

int32_t rf_utf8_next(rf_str s, size_t *at)
{
    unsigned char lead = (unsigned char)s.at[*at];
    if (lead < 0x80) {
        ++*at;
        return lead;
    }
    utf8proc_int32_t code_point;
    size_t left = s.n - *at;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.at + *at,
                                          (utf8proc_ssize_t)(left < 4 ? left : 4), &code_point);
    if (n <= 0) {
        ++*at;
        return -1;
    }
    *at += (size_t)n;
    return code_point;
}

size_t rf_utf8_invalid(rf_str s)
{
    for (size_t i = 0; i < s.n;) {
        if ((unsigned char)s.at[i] < 0x80) {
            i++;
            continue;
        }
        size_t before = i;
        if (rf_utf8_next(s, &i) < 0)
            return before;
    }
    return RF_NOT_FOUND;
}

size_t rf_utf8_length(rf_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        /* Eight ASCII bytes at a time: columns in files of one long line are counted with this. */
        uint64_t word;
        if (s.n - i >= sizeof word) {
            memcpy(&word, s.at + i, sizeof word);
            if ((word & 0x8080808080808080) == 0) {
                i += sizeof word;
                n += sizeof word;
                continue;
            }
        }
        rf_utf8_next(s, &i);
        n++;
    }
    return n;
}

void rf_utf8_append(rf_buf *buf, int32_t code_point)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char(code_point, bytes);
    if (n > 0)
        rf_buf_add(buf, (rf_str){(const char *)bytes, (size_t)n});
}

static bool is_ascii(rf_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

rf_str rf_utf8_nfc(rf_arena *arena, rf_str s)
{
    if (is_ascii(s))
        return s;
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.at;
    utf8proc_ssize_t points = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.n, NULL, 0, options);
    if (points < 0) /* malformed: normalisation is not defined, so it stays as it is */
        return s;
    rf_arena_mark mark = rf_arena_mark_get(arena);
    utf8proc_int32_t *work = rf_alloc_array(arena, (size_t)points + 1, sizeof *work);
    utf8proc_decompose(bytes, (utf8proc_ssize_t)s.n, work, points, options);
    utf8proc_ssize_t n = utf8proc_reencode(work, points, options);
    rf_str composed = {(const char *)work, n < 0 ? 0 : (size_t)n};
    if (n < 0 || rf_eq(composed, s)) {
        rf_arena_rewind(arena, mark);
        return s;
    }
    return composed;
}

/* Characters that are in ID_Start or ID_Continue for compatibility (UAX 31, Other_ID_*). */
static bool other_id_start(int32_t c)
{
    return c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212E || c == 0x309B || c == 0x309C;
}

static bool other_id_continue(int32_t c)
{
    return c == 0xB7 || c == 0x387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA;
}

bool rf_utf8_id_start(int32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == 0x2E2F) /* VERTICAL TILDE: a letter by category, but Pattern_Syntax */
        return false;
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
        return true;
    default:
        return other_id_start(c);
    }
}

bool rf_utf8_id_continue(int32_t c)
{
    if (c >= 0 && c < 0x80)
        return rf_utf8_id_start(c) || (c >= '0' && c <= '9') || c == '_';
    if (rf_utf8_id_start(c))
        return true;
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return other_id_continue(c);
    }
}

int rf_utf8_width(int32_t code_point)
{
    return code_point < 0 ? 1 : utf8proc_charwidth(code_point);
}

bool rf_utf8_is_control(int32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

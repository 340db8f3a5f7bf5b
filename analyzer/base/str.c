#include "base/str.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static unsigned char fold(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + ('a' - 'A')) : byte;
}

rf_str rf_str_c(const char *nul_terminated)
{
    if (nul_terminated == NULL)
        return RF_STR("");
    return (rf_str){nul_terminated, strlen(nul_terminated)};
}

bool rf_eq(rf_str a, rf_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

bool rf_eq_c(rf_str a, const char *b)
{
    return rf_eq(a, rf_str_c(b));
}

bool rf_eq_nocase(rf_str a, rf_str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (fold(a.at[i]) != fold(b.at[i]))
            return false;
    return true;
}

bool rf_eq_nocase_c(rf_str a, const char *b)
{
    return rf_eq_nocase(a, rf_str_c(b));
}

int rf_cmp(rf_str a, rf_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n == 0 ? 0 : memcmp(a.at, b.at, n);
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

int rf_cmp_nocase(rf_str a, rf_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    for (size_t i = 0; i < n; i++)
        if (fold(a.at[i]) != fold(b.at[i]))
            return fold(a.at[i]) < fold(b.at[i]) ? -1 : 1;
    return (a.n > b.n) - (a.n < b.n);
}

bool rf_starts(rf_str s, rf_str prefix)
{
    return s.n >= prefix.n && rf_eq((rf_str){s.at, prefix.n}, prefix);
}

bool rf_starts_nocase(rf_str s, rf_str prefix)
{
    return s.n >= prefix.n && rf_eq_nocase((rf_str){s.at, prefix.n}, prefix);
}

bool rf_ends(rf_str s, rf_str suffix)
{
    return s.n >= suffix.n && rf_eq((rf_str){s.at + (s.n - suffix.n), suffix.n}, suffix);
}

size_t rf_find(rf_str s, rf_str needle)
{
    if (needle.n == 0)
        return 0;
    for (size_t i = 0; i + needle.n <= s.n; i++) {
        const char *hit = memchr(s.at + i, needle.at[0], s.n - needle.n - i + 1);
        if (hit == NULL)
            return RF_NOT_FOUND;
        i = (size_t)(hit - s.at);
        if (memcmp(hit, needle.at, needle.n) == 0)
            return i;
    }
    return RF_NOT_FOUND;
}

size_t rf_find_nocase(rf_str s, rf_str needle)
{
    for (size_t i = 0; i + needle.n <= s.n; i++)
        if (rf_eq_nocase((rf_str){s.at + i, needle.n}, needle))
            return i;
    return RF_NOT_FOUND;
}

size_t rf_find_byte(rf_str s, char byte)
{
    const char *hit = s.n == 0 ? NULL : memchr(s.at, byte, s.n);
    return hit == NULL ? RF_NOT_FOUND : (size_t)(hit - s.at);
}

rf_str rf_slice(rf_str s, size_t start, size_t end)
{
    if (end > s.n)
        end = s.n;
    if (start > end)
        start = end;
    return (rf_str){s.at ? s.at + start : NULL, end - start};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

rf_str rf_trim(rf_str s)
{
    while (s.n > 0 && is_blank(s.at[0]))
        s = rf_slice(s, 1, s.n);
    while (s.n > 0 && is_blank(s.at[s.n - 1]))
        s.n--;
    return s;
}

rf_str rf_split(rf_str s, char separator, rf_str *rest)
{
    size_t at = rf_find_byte(s, separator);
    if (at == RF_NOT_FOUND) {
        *rest = (rf_str){NULL, 0};
        return s;
    }
    *rest = (rf_str){s.at + at + 1, s.n - at - 1};
    return (rf_str){s.at, at};
}

rf_str rf_dup(rf_arena *arena, rf_str s)
{
    char *copy = rf_alloc(arena, s.n + 1);
    if (s.n != 0)
        memcpy(copy, s.at, s.n);
    return (rf_str){copy, s.n};
}

rf_str rf_lower(rf_arena *arena, rf_str s)
{
    char *copy = rf_alloc(arena, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        copy[i] = (char)fold(s.at[i]);
    return (rf_str){copy, s.n};
}

const char *rf_cstr(rf_arena *arena, rf_str s)
{
    return rf_dup(arena, s).at;
}

rf_str rf_vformat(rf_arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    rf_str s = RF_STR("");
    if (n > 0) {
        char *text = rf_alloc(arena, (size_t)n + 1);
        vsnprintf(text, (size_t)n + 1, format, again);
        s = (rf_str){text, (size_t)n};
    }
    va_end(again);
    return s;
}

rf_str rf_format(rf_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    rf_str s = rf_vformat(arena, format, args);
    va_end(args);
    return s;
}

bool rf_parse_u64(rf_str s, unsigned long long *value)
{
    unsigned long long v = 0;
    if (s.n == 0)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned digit = (unsigned)(unsigned char)s.at[i] - '0';
        if (digit > 9 || v > (UINT64_MAX - digit) / 10)
            return false;
        v = v * 10 + digit;
    }
    *value = v;
    return true;
}

enum { EDIT_MAX = 64 }; /* names longer than this are never a typing slip of one another */

size_t rf_edit_distance(rf_str a, rf_str b, size_t cap)
{
    size_t rows[3][EDIT_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    if (a.n > EDIT_MAX || b.n > EDIT_MAX)
        return rf_eq_nocase(a, b) ? 0 : cap + 1;
    for (size_t j = 0; j <= b.n; j++)
        last[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            bool same = fold(a.at[i - 1]) == fold(b.at[j - 1]);
            size_t best = last[j - 1] + !same;
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (i > 1 && j > 1 && fold(a.at[i - 1]) == fold(b.at[j - 2]) &&
                fold(a.at[i - 2]) == fold(b.at[j - 1]) && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            row[j] = best;
        }
        size_t *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[b.n] <= cap ? last[b.n] : cap + 1;
}

rf_str rf_nearest(rf_str name, const rf_str *names, size_t count)
{
    size_t cap = name.n <= 1 ? 0 : name.n <= 3 ? 1 : name.n <= 8 ? 2 : 3;
    rf_str nearest = RF_STR("");
    for (size_t i = 0; i < count; i++) {
        size_t distance = rf_edit_distance(name, names[i], cap);
        if (distance <= cap) {
            nearest = names[i];
            if (distance == 0)
                break;
            cap = distance - 1;
        }
    }
    return nearest;
}

rf_buf rf_buf_new(rf_arena *arena)
{
    return (rf_buf){.arena = arena};
}

static char *room_for(rf_buf *buf, size_t more)
{
    if (buf->capacity - buf->n < more) {
        size_t capacity = buf->capacity ? buf->capacity * 2 : 64;
        while (capacity - buf->n < more)
            capacity *= 2;
        buf->at = rf_realloc(buf->arena, buf->at, buf->n, capacity);
        buf->capacity = capacity;
    }
    return buf->at + buf->n;
}

void rf_buf_add(rf_buf *buf, rf_str s)
{
    if (s.n == 0)
        return;
    memcpy(room_for(buf, s.n), s.at, s.n);
    buf->n += s.n;
}

void rf_buf_add_c(rf_buf *buf, const char *nul_terminated)
{
    rf_buf_add(buf, rf_str_c(nul_terminated));
}

void rf_buf_add_byte(rf_buf *buf, char byte)
{
    *room_for(buf, 1) = byte;
    buf->n++;
}

void rf_buf_add_repeated(rf_buf *buf, char byte, size_t count)
{
    if (count == 0)
        return;
    memset(room_for(buf, count), byte, count);
    buf->n += count;
}

void rf_buf_format(rf_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n > 0) {
        vsnprintf(room_for(buf, (size_t)n + 1), (size_t)n + 1, format, again);
        buf->n += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

rf_str rf_buf_str(const rf_buf *buf)
{
    return (rf_str){buf->at ? buf->at : "", buf->n};
}

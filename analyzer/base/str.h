/*
 * Strings are views: a pointer and a length.  They are never assumed to end in NUL and may hold
 * NUL.  A view borrows; what it points to lives in a source or an arena.
 *
 * "nocase" functions fold ASCII letters only, which is what IAM does with names.
 */
#ifndef RF_BASE_STR_H
#define RF_BASE_STR_H

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct rf_str {
    const char *at;
    size_t n;
} rf_str;

#define RF_NOT_FOUND ((size_t)-1)

/* A view of a string literal, and the pair of arguments that printf's "%.*s" wants.  RF_ARG names
 * its argument twice: it must have no side effects. */
#define RF_STR(literal) ((rf_str){"" literal, sizeof(literal) - 1})
#define RF_ARG(s) (int)(s).n, ((s).at ? (s).at : "")

rf_str rf_str_c(const char *nul_terminated); /* NULL gives the empty string */
bool rf_eq(rf_str a, rf_str b);
bool rf_eq_c(rf_str a, const char *b);
bool rf_eq_nocase(rf_str a, rf_str b);
bool rf_eq_nocase_c(rf_str a, const char *b);
int rf_cmp(rf_str a, rf_str b); /* byte order */
int rf_cmp_nocase(rf_str a, rf_str b);
bool rf_starts(rf_str s, rf_str prefix);
bool rf_ends(rf_str s, rf_str suffix);
bool rf_starts_nocase(rf_str s, rf_str prefix);
size_t rf_find(rf_str s, rf_str needle); /* offset of the first one, or RF_NOT_FOUND */
size_t rf_find_nocase(rf_str s, rf_str needle);
size_t rf_find_byte(rf_str s, char byte);
rf_str rf_slice(rf_str s, size_t start, size_t end); /* [start, end), cut to what there is */
rf_str rf_trim(rf_str s);                            /* without ASCII blanks at both ends */

/* The part before the first `separator`; *rest is what follows it.  Without a separator the whole
 * string is returned and *rest is empty with a NULL pointer. */
rf_str rf_split(rf_str s, char separator, rf_str *rest);

rf_str rf_dup(rf_arena *arena, rf_str s);
rf_str rf_lower(rf_arena *arena, rf_str s);     /* ASCII only */
const char *rf_cstr(rf_arena *arena, rf_str s); /* a NUL-terminated copy; NULs inside stay */
rf_str rf_format(rf_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
rf_str rf_vformat(rf_arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* True when all of `s` is decimal digits that fit; leading zeros are allowed. */
bool rf_parse_u64(rf_str s, unsigned long long *value);

/* How many single edits (insert, delete, replace, swap of neighbours) turn a into b, ignoring
 * case; `cap` + 1 when it is more than `cap`.  For "did you mean". */
size_t rf_edit_distance(rf_str a, rf_str b, size_t cap);

/* The nearest of `count` names, or an empty string when none is near enough to be a typing slip. */
rf_str rf_nearest(rf_str name, const rf_str *names, size_t count);

/* A string that grows in an arena. */
typedef struct rf_buf {
    rf_arena *arena;
    char *at;
    size_t n, capacity;
} rf_buf;

rf_buf rf_buf_new(rf_arena *arena);
void rf_buf_add(rf_buf *buf, rf_str s);
void rf_buf_add_c(rf_buf *buf, const char *nul_terminated);
void rf_buf_add_byte(rf_buf *buf, char byte);
void rf_buf_add_repeated(rf_buf *buf, char byte, size_t count);
void rf_buf_format(rf_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
rf_str rf_buf_str(const rf_buf *buf); /* borrowed: valid until the next addition */

#endif

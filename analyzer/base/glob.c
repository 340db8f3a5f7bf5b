#include "base/glob.h"

/* Bytes of the character that starts with this one; a stray continuation byte stands alone. */
static size_t character_size(rf_str s, size_t at)
{
    unsigned char lead = (unsigned char)s.at[at];
    size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    size_t n = 1;
    while (n < size && at + n < s.n && ((unsigned char)s.at[at + n] & 0xC0) == 0x80)
        n++;
    return n;
}

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool matches(rf_str pattern, rf_str text, bool nocase)
{
    size_t p = 0, t = 0;
    size_t star = RF_NOT_FOUND, resume = 0; /* the last `*`, and where its run would end next */
    while (t < text.n) {
        if (p < pattern.n && pattern.at[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.n && pattern.at[p] == '?') {
            p++;
            t += character_size(text, t);
        } else if (p < pattern.n && (nocase ? fold(pattern.at[p]) == fold(text.at[t])
                                            : pattern.at[p] == text.at[t])) {
            p++;
            t++;
        } else if (star != RF_NOT_FOUND) {
            resume += character_size(text, resume);
            p = star + 1;
            t = resume;
        } else {
            return false;
        }
    }
    while (p < pattern.n && pattern.at[p] == '*')
        p++;
    return p == pattern.n;
}

bool rf_glob_matches(rf_str pattern, rf_str text)
{
    return matches(pattern, text, false);
}

bool rf_glob_matches_nocase(rf_str pattern, rf_str text)
{
    return matches(pattern, text, true);
}

bool rf_glob_has_wildcard(rf_str pattern)
{
    return rf_find_byte(pattern, '*') != RF_NOT_FOUND || rf_find_byte(pattern, '?') != RF_NOT_FOUND;
}

/* Reads `inner` as a text whose `*` is one more character.  Only a `*` of `outer` may take it, and
 * a `?` of `outer` may take a character or a `?`.  With `*` as the only wildcard this is exact: the
 * text that has a fresh character for each `*` of `inner` is matched only that way. */
bool rf_glob_covers(rf_str outer, rf_str inner)
{
    size_t o = 0, i = 0;
    size_t star = RF_NOT_FOUND, resume = 0;
    while (i < inner.n) {
        bool run = inner.at[i] == '*';
        if (o < outer.n && outer.at[o] == '*') {
            star = o++;
            resume = i;
        } else if (o < outer.n && !run && outer.at[o] == '?') {
            o++;
            i += character_size(inner, i);
        } else if (o < outer.n && outer.at[o] == inner.at[i]) {
            o++;
            i++;
        } else if (star != RF_NOT_FOUND) {
            resume += character_size(inner, resume);
            o = star + 1;
            i = resume;
        } else {
            return false;
        }
    }
    while (o < outer.n && outer.at[o] == '*')
        o++;
    return o == outer.n;
}

#include "eval/pattern.h"

#include "text/utf8.h"

#include <string.h>

/* RE2's bound on {n,m}. */
enum { REPEAT_MOST = 1000 };

typedef struct translation {
    rf_arena *arena;
    rf_str in;
    size_t at;
    rf_buf out;
    rf_str why;
    bool repeated; /* the last thing written was a repetition: no other may follow it */
} translation;

static bool refuse(translation *t, size_t start, const char *why)
{
    rf_str what = rf_slice(t->in, start, t->at);
    t->why = rf_format(t->arena, "%s: \"%.*s\"", why, RF_ARG(what));
    return false;
}

static char peek(const translation *t, size_t ahead)
{
    return t->at + ahead < t->in.n ? t->in.at[t->at + ahead] : '\0';
}

static bool is_octal(char c)
{
    return c >= '0' && c <= '7';
}

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* \0, \12, \123: up to three octal digits; a single one that is not 0 would be a reference. */
static bool translate_octal(translation *t, size_t start)
{
    unsigned code = 0;
    if (peek(t, 0) != '0' && !is_octal(peek(t, 1))) {
        t->at++;
        return refuse(t, start, "references back to a group are not supported");
    }
    for (int i = 0; i < 3 && is_octal(peek(t, 0)); i++)
        code = code * 8 + (unsigned)(t->in.at[t->at++] - '0');
    rf_buf_format(&t->out, "\\x{%x}", code);
    return true;
}

/* \xFF and \x{10FFFF}; PCRE2 would also take one digit, or none. */
static bool translate_hex(translation *t, size_t start)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    size_t from = ++t->at;
    bool braces = peek(t, 0) == '{';
    from += braces;
    t->at += braces;
    while (t->at < t->in.n && strchr(digits, peek(t, 0)) != NULL && (braces || t->at < from + 2))
        t->at++;
    rf_str code = rf_slice(t->in, from, t->at);
    bool good = braces ? code.n != 0 && code.n <= 8 && peek(t, 0) == '}' : code.n == 2;
    t->at += braces && peek(t, 0) == '}';
    if (!good)
        return refuse(t, start, "a code is written \\xFF or \\x{10FFFF}");
    rf_buf_format(&t->out, "\\x{%.*s}", RF_ARG(code));
    return true;
}

/* \Q...\E: the text between, whatever it is. */
static void translate_quoted(translation *t)
{
    rf_str rest = rf_slice(t->in, t->at + 1, t->in.n);
    size_t end = rf_find(rest, RF_STR("\\E"));
    rf_str text = end == RF_NOT_FOUND ? rest : rf_slice(rest, 0, end);
    t->at += 1 + text.n + (end == RF_NOT_FOUND ? 0 : 2);
    for (size_t i = 0; i < text.n; i++) {
        bool plain = is_alnum(text.at[i]) || (unsigned char)text.at[i] >= 0x80;
        if (!plain)
            rf_buf_add_byte(&t->out, '\\');
        rf_buf_add_byte(&t->out, text.at[i]);
    }
}

/* \pN, \p{Name} and the negated forms. */
static void translate_property(translation *t)
{
    size_t start = t->at++;
    if (peek(t, 0) == '{') {
        size_t end = rf_find_byte(rf_slice(t->in, t->at, t->in.n), '}');
        t->at += end == RF_NOT_FOUND ? 0 : end;
    }
    t->at += t->at < t->in.n;
    rf_buf_add_byte(&t->out, '\\');
    rf_buf_add(&t->out, rf_slice(t->in, start, t->at));
}

/* An escape, at its backslash. */
static bool translate_escape(translation *t, bool in_class)
{
    size_t start = t->at++;
    char c = peek(t, 0);
    if (t->at >= t->in.n)
        return refuse(t, start, "a backslash at the end escapes nothing");
    if (is_octal(c))
        return translate_octal(t, start);
    if (c == 'x')
        return translate_hex(t, start);
    if (c == 'p' || c == 'P') {
        translate_property(t);
        return true;
    }
    if (c == 'Q' && !in_class) {
        translate_quoted(t);
        return true;
    }
    t->at++;
    if (c == 'v') /* the vertical tab only */
        rf_buf_add_c(&t->out, "\\x0b");
    else if (c == 's') /* without the vertical tab */
        rf_buf_add_c(&t->out, in_class ? "\\t\\n\\f\\r " : "[\\t\\n\\f\\r ]");
    else if (c == 'S' && !in_class)
        rf_buf_add_c(&t->out, "[^\\t\\n\\f\\r ]");
    else if ((unsigned char)c >= 0x80 ||
             (is_alnum(c) && strchr(in_class ? "afnrtdDwWS" : "afnrtdDwWAbBz", c) == NULL))
        return refuse(t, start, "there is no such escape");
    else
        rf_buf_add(&t->out, rf_slice(t->in, start, t->at));
    return true;
}

/* [...], at its bracket. */
static bool translate_class(translation *t)
{
    size_t start = t->at++;
    rf_buf_add_byte(&t->out, '[');
    if (peek(t, 0) == '^') {
        rf_buf_add_byte(&t->out, '^');
        t->at++;
    }
    bool after_set = false; /* behind \d or [:alpha:], a minus is no range */
    for (bool first = true; first || peek(t, 0) != ']'; first = false) {
        if (t->at >= t->in.n)
            return refuse(t, start, "this bracket is not closed");
        if (after_set && peek(t, 0) == '-' && peek(t, 1) != ']')
            rf_buf_add_byte(&t->out, '\\');
        bool named = peek(t, 0) == '[' && peek(t, 1) == ':' &&
                     rf_find(rf_slice(t->in, t->at, t->in.n), RF_STR(":]")) != RF_NOT_FOUND;
        after_set = named || (peek(t, 0) == '\\' && peek(t, 1) != '\0' &&
                              strchr("dDwWsSpP", peek(t, 1)) != NULL);
        if (peek(t, 0) == '\\') {
            if (!translate_escape(t, true))
                return false;
        } else if (named) {
            size_t end = t->at + 2 + rf_find(rf_slice(t->in, t->at, t->in.n), RF_STR(":]"));
            rf_buf_add(&t->out, rf_slice(t->in, t->at, end));
            t->at = end;
        } else {
            bool special = peek(t, 0) == '[' || peek(t, 0) == ']' ||
                           (first && strchr(":.=", t->in.at[t->at]) != NULL);
            if (special)
                rf_buf_add_byte(&t->out, '\\');
            rf_buf_add_byte(&t->out, t->in.at[t->at++]);
        }
    }
    rf_buf_add_byte(&t->out, ']');
    t->at++;
    return true;
}

/* What follows "(?": a name, flags, or something RE2 does not have. */
static bool translate_group(translation *t)
{
    size_t start = t->at;
    t->at += 2;
    if (peek(t, 0) == 'P' && peek(t, 1) == '<')
        t->at++;
    bool named = peek(t, 0) == '<' && peek(t, 1) != '=' && peek(t, 1) != '!';
    if (named) {
        size_t end = rf_find_byte(rf_slice(t->in, t->at, t->in.n), '>');
        t->at += end == RF_NOT_FOUND ? 0 : end + 1;
        rf_buf_add(&t->out, rf_slice(t->in, start, t->at));
        return true;
    }
    if (peek(t, 0) == '=' || peek(t, 0) == '!' || peek(t, 0) == '<') {
        t->at += peek(t, 0) == '<' ? 2 : 1;
        return refuse(t, start, "looking ahead or behind is not supported");
    }
    while (t->at < t->in.n && strchr("imsU-", peek(t, 0)) != NULL)
        t->at++;
    bool closed = peek(t, 0) == ':' || peek(t, 0) == ')';
    t->at += t->at < t->in.n;
    if (!closed)
        return refuse(t, start, "this kind of group is not supported");
    rf_buf_add(&t->out, rf_slice(t->in, start, t->at));
    return true;
}

static bool read_count(translation *t, unsigned *count)
{
    size_t start = t->at;
    for (*count = 0; peek(t, 0) >= '0' && peek(t, 0) <= '9'; t->at++)
        *count = *count > REPEAT_MOST ? *count : *count * 10 + (unsigned)(peek(t, 0) - '0');
    return t->at > start;
}

/* {n}, {n,} or {n,m}; *is_one is false where the brace is a character like any other. */
static bool translate_counts(translation *t, bool *is_one)
{
    size_t start = t->at++;
    unsigned least, most = 0;
    *is_one = read_count(t, &least);
    if (*is_one && peek(t, 0) == ',') {
        t->at++;
        read_count(t, &most);
    }
    *is_one = *is_one && peek(t, 0) == '}';
    t->at++;
    if (!*is_one) {
        t->at = start + 1;
        rf_buf_add_c(&t->out, "\\{");
        return true;
    }
    if (least > REPEAT_MOST || most > REPEAT_MOST)
        return refuse(t, start, "more than 1000 repetitions are not supported");
    rf_buf_add(&t->out, rf_slice(t->in, start, t->at));
    return true;
}

/* * + ? {n,m}, each with an optional ? behind it. */
static bool translate_repetition(translation *t)
{
    size_t start = t->at;
    bool is_one = true;
    if (peek(t, 0) == '{') {
        if (!translate_counts(t, &is_one))
            return false;
    } else {
        rf_buf_add_byte(&t->out, t->in.at[t->at++]);
    }
    if (is_one && t->repeated)
        return refuse(t, start, "a repetition cannot be repeated");
    if (is_one && peek(t, 0) == '?') {
        rf_buf_add_byte(&t->out, '?');
        t->at++;
    }
    t->repeated = is_one;
    return true;
}

/* ^ $ \A \b...: RE2 lets them be repeated, PCRE2 only in a group. */
static void group_assertion(translation *t, size_t from)
{
    char next = peek(t, 0);
    if (next == '\0' || strchr("*+?{", next) == NULL)
        return;
    rf_str assertion = rf_dup(t->arena, rf_slice(rf_buf_str(&t->out), from, t->out.n));
    t->out.n = from;
    rf_buf_format(&t->out, "(?:%.*s)", RF_ARG(assertion));
}

static bool translate_assertion(translation *t)
{
    size_t from = t->out.n, length = peek(t, 0) == '\\' ? 2 : 1;
    rf_buf_add(&t->out, rf_slice(t->in, t->at, t->at + length));
    t->at += length;
    group_assertion(t, from);
    return true;
}

static bool translate_next(translation *t)
{
    char c = peek(t, 0);
    bool assertion = c == '^' || c == '$' ||
                     (c == '\\' && peek(t, 1) != '\0' && strchr("AbBz", peek(t, 1)) != NULL);
    if (c != '\0' && strchr("*+?{", c) != NULL)
        return translate_repetition(t);
    t->repeated = false;
    if (assertion)
        return translate_assertion(t);
    if (c == '\\')
        return translate_escape(t, false);
    if (c == '[')
        return translate_class(t);
    if (c == '(' && peek(t, 1) == '?')
        return translate_group(t);
    if (c == '(' && peek(t, 1) == '*') {
        t->at += 2;
        return refuse(t, t->at - 1, "there is nothing to repeat before this");
    }
    rf_buf_add_byte(&t->out, t->in.at[t->at++]);
    return true;
}

bool rf_pattern_translate(rf_arena *arena, rf_str pattern, rf_str *translated, rf_str *why)
{
    translation t = {.arena = arena, .in = pattern, .out = rf_buf_new(arena)};
    size_t invalid = rf_utf8_invalid(pattern);
    if (invalid != RF_NOT_FOUND) {
        *why = RF_STR("the pattern is no text in UTF-8");
        return false;
    }
    while (t.at < pattern.n)
        if (!translate_next(&t)) {
            *why = t.why;
            return false;
        }
    *translated = rf_buf_str(&t.out);
    return true;
}

#include "json/reader.h"

#include "text/utf8.h"

#include <string.h>

/* --- Quotation marks --- */

/* What word processors, chats and other languages put in place of " (U+0022). */
static const struct mark {
    int32_t point;
    bool single;
} marks[] = {
    {0x201C, false}, {0x201D, false}, {0x201E, false}, {0x201F, false}, {0x00AB, false},
    {0x00BB, false}, {0x2033, false}, {0x2036, false}, {0x301D, false}, {0x301E, false},
    {0x301F, false}, {0xFF02, false}, {'\'', true},    {'`', true},     {0x2018, true},
    {0x2019, true},  {0x201A, true},  {0x201B, true},  {0x2039, true},  {0x203A, true},
    {0x2032, true},  {0x00B4, true},  {0xFF07, true},
};

/* The mark at `at`, which moves behind it; NULL and no move when there is none. */
static const struct mark *mark_at(const rf_json_reader *r, size_t *at)
{
    size_t next = *at;
    int32_t c = rf_utf8_next((rf_str){r->text, r->end}, &next);
    if (c != '\'' && c != '`' && c < 0x80)
        return NULL;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (marks[i].point == c) {
            *at = next;
            return &marks[i];
        }
    }
    return NULL;
}

size_t rf_json_quote_size(const rf_json_reader *r, size_t at)
{
    if (at >= r->end)
        return 0;
    if (r->text[at] == '"')
        return 1;
    size_t after = at;
    mark_at(r, &after);
    return after - at;
}

static bool is_structural(char c)
{
    return c == ',' || c == ':' || c == '}' || c == ']';
}

static size_t lookahead_end(const rf_json_reader *r, size_t at)
{
    return r->end - at > RF_LIMIT_JSON_LOOKAHEAD ? at + RF_LIMIT_JSON_LOOKAHEAD : r->end;
}

/* True when a string may end before `at`: what follows on the line is structure or nothing. */
static bool may_end_at(const rf_json_reader *r, size_t at)
{
    if (at >= r->end)
        return true;
    size_t limit = lookahead_end(r, at);
    while (at < limit && (r->text[at] == ' ' || r->text[at] == '\t'))
        at++;
    return at >= r->end || r->text[at] == '\n' || r->text[at] == '\r' || is_structural(r->text[at]);
}

/* --- Decoding --- */

struct decoding {
    rf_json_reader *r;
    rf_buf *out;
    rf_origin_builder *origin; /* NULL: nobody will ask where the bytes came from */
    bool quiet;                /* the mistakes have been reported */
    bool foreign;              /* another mark than " encloses the string */
    bool line_break;           /* one was reported; the others of this string have the same cause */
};

static rf_diag *mistake(struct decoding *d, size_t start, size_t end, const char *help,
                        const char *message)
{
    return d->quiet ? NULL : rf_json_error(d->r, start, end, help, "%s", message);
}

static void put(struct decoding *d, rf_str bytes, size_t start, size_t end, bool verbatim)
{
    if (d->origin != NULL && bytes.n != 0)
        rf_origin_add(d->origin, d->out->n, start, end, verbatim);
    rf_buf_add(d->out, bytes);
}

static void put_point(struct decoding *d, int32_t point, size_t start, size_t end)
{
    if (d->origin != NULL)
        rf_origin_add(d->origin, d->out->n, start, end, false);
    rf_utf8_append(d->out, point);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The value of up to `want` hex digits at `at`; *digits says how many there are. */
static int32_t hex_value(const rf_json_reader *r, size_t at, size_t end, int want, int *digits)
{
    int32_t value = 0;
    for (*digits = 0; *digits < want && at + (size_t)*digits < end; ++*digits) {
        int digit = hex_digit(r->text[at + (size_t)*digits]);
        if (digit < 0)
            break;
        value = value * 16 + digit;
    }
    return value;
}

static bool is_high(int32_t c)
{
    return c >= 0xD800 && c < 0xDC00;
}

static bool is_low(int32_t c)
{
    return c >= 0xDC00 && c < 0xE000;
}

/* The \u escape at `at`; returns the offset behind it. */
static size_t decode_unicode(struct decoding *d, size_t at, size_t end)
{
    const rf_json_reader *r = d->r;
    int digits;
    int32_t point = hex_value(r, at + 2, end, 4, &digits);
    size_t after = at + 2 + (size_t)digits;
    if (digits < 4) {
        mistake(d, at, after, "write the code of the character, as in \\u00e9, or itself",
                "\\u needs four hexadecimal digits");
        put_point(d, 0xFFFD, at, after);
        return after;
    }
    if (is_high(point) && after + 1 < end && r->text[after] == '\\' && r->text[after + 1] == 'u') {
        int32_t low = hex_value(r, after + 2, end, 4, &digits);
        if (digits == 4 && is_low(low)) {
            after += 6;
            point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    if (is_high(point) || is_low(point)) {
        rf_diag *diag = mistake(d, at, after,
                                "write both halves, as in \\ud83d\\ude00, or the character itself",
                                "lone surrogate");
        if (diag != NULL)
            diag->message = rf_format(d->r->arena, "lone surrogate %.*s is half a character",
                                      (int)(after - at), r->text + at);
        point = 0xFFFD;
    }
    put_point(d, point, at, after);
    return after;
}

/* An escape that JSON does not have, read as the language it comes from does. */
static size_t decode_unknown(struct decoding *d, size_t at, size_t end)
{
    rf_json_reader *r = d->r;
    char c = at + 1 < end ? r->text[at + 1] : '\n';
    if (c == '\n' || c == '\r') {
        mistake(d, at, at + 1, "a string ends on its line; \\n stands for a line break",
                "backslash at the end of a line");
        return at + 1;
    }
    size_t after = at + 1;
    if (rf_utf8_next((rf_str){r->text, end}, &after) < 0) {
        mistake(d, at, at + 1, "write \\\\ for a backslash", "unknown escape");
        return at + 1;
    }
    int digits;
    int32_t point = hex_value(r, at + 2, end, 2, &digits);
    bool hex = c == 'x' && digits == 2;
    if (hex)
        after += 2;
    rf_diag *diag = mistake(d, at, after, "", "unknown escape");
    rf_str shown = {r->text + at + 1, after - at - 1};
    bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (diag != NULL) {
        shown = rf_json_shown(r, shown);
        diag->message = rf_format(r->arena, "unknown escape \\%.*s", RF_ARG(shown));
        if (hex)
            rf_json_help(r, diag, "write \\u%04x", (unsigned)point);
        else if (word)
            rf_json_help(r, diag, "write \\\\%.*s for a backslash and %.*s", RF_ARG(shown),
                         RF_ARG(shown));
        else
            rf_json_help(r, diag, "write %.*s without the backslash", RF_ARG(shown));
    }
    if (hex)
        put_point(d, point, at, after);
    else
        put(d, rf_slice((rf_str){r->text, end}, word ? at : at + 1, after), at, after, word);
    return after;
}

static size_t decode_escape(struct decoding *d, size_t at, size_t end)
{
    static const char escapes[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    char c = at + 1 < end ? d->r->text[at + 1] : '\0';
    const char *found = c == '\0' ? NULL : strchr(escapes, c);
    if (found != NULL) {
        put(d, (rf_str){meanings + (found - escapes), 1}, at, at + 2, false);
        return at + 2;
    }
    if (c == 'u')
        return decode_unicode(d, at, end);
    size_t after = at + 1;
    if (d->foreign && c != '\0' && mark_at(d->r, &after) != NULL) {
        put(d, (rf_str){d->r->text + at + 1, after - at - 1}, at, after, false);
        return after;
    }
    return decode_unknown(d, at, end);
}

/* A run of one control character, as it is; returns the offset behind it. */
static size_t decode_controls(struct decoding *d, size_t at, size_t end)
{
    static const char *const short_escapes[] = {
        ['\b'] = "write \\b", ['\t'] = "write \\t", ['\f'] = "write \\f"};
    char c = d->r->text[at];
    size_t after = at + 1;
    while (after < end && d->r->text[after] == c)
        after++;
    if (c == '\n' || c == '\r') {
        if (!d->line_break)
            mistake(d, at, at, "write \\n, or close the string on this line",
                    "line break inside a string");
        d->line_break = true;
    } else if (c == '\0') {
        mistake(d, at, after, "remove it, or write \\u0000", "NUL byte inside a string");
    } else {
        size_t known = sizeof short_escapes / sizeof short_escapes[0];
        const char *help = (size_t)c < known ? short_escapes[(size_t)c] : NULL;
        rf_diag *diag = mistake(d, at, after, help, "control character");
        if (diag != NULL) {
            diag->message = rf_format(d->r->arena, "%s (U+%04X) inside a string",
                                      c == '\t' ? "tab" : "control character", (unsigned)c);
            if (help == NULL)
                rf_json_help(d->r, diag, "write \\u%04x", (unsigned)c);
        }
    }
    put(d, rf_slice((rf_str){d->r->text, end}, at, after), at, after, true);
    return after;
}

static size_t decode_malformed(struct decoding *d, size_t at, size_t end)
{
    size_t after = at + rf_json_malformed(d->r, at);
    if (after > end)
        after = end;
    if (!d->quiet)
        rf_json_report_malformed(d->r, at, after);
    for (size_t i = at; i < after; i++)
        put_point(d, 0xFFFD, i, i + 1);
    return after;
}

static void decode(struct decoding *d, size_t at, size_t end)
{
    rf_str text = {d->r->text, end};
    while (at < end) {
        size_t run = at;
        while (at < end && text.at[at] != '\\' && (unsigned char)text.at[at] >= 0x20) {
            size_t next = at + 1;
            if ((unsigned char)text.at[at] >= 0x80) {
                next = at;
                if (rf_utf8_next(text, &next) < 0)
                    break;
            }
            at = next;
        }
        put(d, rf_slice(text, run, at), run, at, true);
        if (at == end)
            break;
        if (text.at[at] == '\\')
            at = decode_escape(d, at, end);
        else if ((unsigned char)text.at[at] < 0x20)
            at = decode_controls(d, at, end);
        else
            at = decode_malformed(d, at, end);
    }
}

/* What [start, end) between quotation marks stands for. */
static void decode_string(rf_json_reader *r, size_t start, size_t end, bool foreign,
                          rf_json_string *string)
{
    struct decoding d = {.r = r, .out = &r->scratch, .foreign = foreign};
    r->scratch.n = 0;
    decode(&d, start, end);
    string->text = rf_dup(r->arena, rf_buf_str(&r->scratch));
    rf_str inside = rf_trim(string->text);
    if (inside.n == 0 || (inside.at[0] != '{' && inside.at[0] != '['))
        return;
    rf_origin_builder builder = {.arena = r->arena, .source = r->source};
    d.origin = &builder;
    d.quiet = true;
    r->scratch.n = 0;
    decode(&d, start, end);
    string->origin = rf_origin_finish(&builder);
}

/* --- Finding the end --- */

/* Offset of the first byte from `at` on that is not plain: a quotation mark, a backslash, a control
 * character or not ASCII.  Eight bytes at a time: most of a document is plain. */
static size_t skip_plain(const rf_json_reader *r, size_t at)
{
    const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    while (r->end - at >= 8) {
        uint64_t w;
        memcpy(&w, r->text + at, 8);
        uint64_t quote = w ^ (ones * '"'), slash = w ^ (ones * '\\');
        uint64_t odd =
            w | (w - ones * 0x20) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash);
        if ((odd & highs) != 0)
            break;
        at += 8;
    }
    for (; at < r->end; at++) {
        unsigned char c = (unsigned char)r->text[at];
        if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\')
            break;
    }
    return at;
}

/* A line ends inside a string: true when the string goes on, that is, when the next quotation mark
 * stands where one may close; false when the one on this line was forgotten. */
static bool goes_on(const rf_json_reader *r, size_t at)
{
    while (at < r->end && r->text[at] != '"')
        at += r->text[at] == '\\' ? 2 : 1;
    if (at >= r->end)
        return false;
    for (at++; at < r->end && rf_json_is_blank(r->text[at]); at++)
        ;
    return at >= r->end || is_structural(r->text[at]);
}

/* Where a string that starts at `start` and is not closed up to `end` was meant to end: before the
 * structure that ends the line. */
static size_t meant_end(const rf_json_reader *r, size_t start, size_t end)
{
    rf_str text = rf_slice((rf_str){r->text, r->end}, start, end);
    bool brace = rf_find_byte(text, '{') != RF_NOT_FOUND;
    bool bracket = rf_find_byte(text, '[') != RF_NOT_FOUND;
    while (end > start) {
        char last = r->text[end - 1];
        if (!rf_json_is_blank(last) && last != ',' && !(last == '}' && !brace) &&
            !(last == ']' && !bracket))
            break;
        end--;
    }
    return end;
}

static void report_not_closed(rf_json_reader *r, size_t start, size_t open_end, size_t end)
{
    r->cut_off = end;
    rf_diag *diag = rf_json_error(r, end, end, "close it with \"", "the string is not closed");
    rf_json_relate(r, diag, rf_json_span(r, start, open_end), "the string starts here");
}

/* A word right behind the closing mark at `at`: a quotation mark inside the string, as in
 * "say "hi" now"?  Returns the offset of the mark that closes it all, or `at`. */
static size_t outer_mark(const rf_json_reader *r, size_t at)
{
    unsigned char next = at + 1 < r->end ? (unsigned char)r->text[at + 1] : ' ';
    bool word = next == '_' || (next >= '0' && next <= '9') || (next >= 'a' && next <= 'z') ||
                (next >= 'A' && next <= 'Z');
    size_t limit = lookahead_end(r, at);
    for (size_t i = at + 1; word && i < limit && r->text[i] != '\n'; i++) {
        if (r->text[i] == '\\')
            i++;
        else if (r->text[i] == '"' && may_end_at(r, i + 1))
            return i;
    }
    return at;
}

/* Finds the quotation mark that closes the string whose inside starts at `at`, or where the text or
 * the line ends without one.  *plain: nothing before it has to be decoded. */
static size_t find_plain_close(const rf_json_reader *r, size_t at, bool *plain)
{
    bool goes_over_lines = false;
    *plain = true;
    for (;;) {
        at = skip_plain(r, at);
        if (at >= r->end || r->text[at] == '"')
            return at;
        char c = r->text[at];
        if ((unsigned char)c >= 0x80) {
            if (rf_utf8_next((rf_str){r->text, r->end}, &at) < 0)
                *plain = false;
            continue;
        }
        if (c == '\n' && !goes_over_lines) {
            if (!goes_on(r, at))
                return at;
            goes_over_lines = true;
        }
        *plain = false;
        bool pair = c == '\\' && at + 1 < r->end && (unsigned char)r->text[at + 1] >= 0x20;
        at += pair ? 2 : 1;
    }
}

static rf_json_string read_plain_string(rf_json_reader *r)
{
    size_t start = r->at;
    bool plain;
    size_t mark = find_plain_close(r, start + 1, &plain), close;
    bool closed = mark < r->end && r->text[mark] == '"';
    if (closed) {
        close = outer_mark(r, mark);
        if (close != mark) {
            rf_json_error(r, mark, mark + 1, "write \\\" for a quotation mark inside a string",
                          "the string goes on behind its closing quotation mark");
            plain = false;
        }
    } else {
        close = meant_end(r, start + 1, mark);
        report_not_closed(r, start, start + 1, close);
    }
    rf_json_string string = {.start = start, .end = closed ? close + 1 : close};
    r->at = string.end;
    if (plain)
        string.text = (rf_str){r->text + start + 1, close - start - 1};
    else
        decode_string(r, start + 1, close, false, &string);
    return string;
}

/* The mark that closes a string whose opening mark is not ": the first one on its line that may
 * close, else the first one at all.  *after is the offset behind it; RF_NOT_FOUND: none. */
static size_t find_close(const rf_json_reader *r, size_t at, bool single, size_t *after)
{
    size_t limit = lookahead_end(r, at);
    size_t first = RF_NOT_FOUND;
    while (at < limit && r->text[at] != '\n') {
        size_t next = at;
        const struct mark *mark = mark_at(r, &next);
        bool closes = mark != NULL ? mark->single == single : !single && r->text[at] == '"';
        if (next == at)
            next = at + (r->text[at] == '\\' ? 2 : 1);
        if (closes && (first == RF_NOT_FOUND || may_end_at(r, next))) {
            first = at;
            *after = next;
            if (may_end_at(r, next))
                break;
        }
        at = next;
    }
    return first;
}

static void report_mark(rf_json_reader *r, size_t start, size_t open_end, size_t end)
{
    const char *help = "put straight double quotation marks around it: \"...\"";
    char first = r->text[start];
    if (first == '\'' || first == '`') {
        rf_json_error(r, start, end, help, "%s around a string",
                      first == '`' ? "backticks" : "single quotation marks");
        return;
    }
    size_t at = start;
    int32_t point = rf_utf8_next((rf_str){r->text, r->end}, &at);
    rf_json_error(r, start, end, help, "%.*s (U+%04X) in place of a straight quotation mark",
                  (int)(open_end - start), r->text + start, (unsigned)point);
}

static rf_json_string read_foreign_string(rf_json_reader *r)
{
    size_t start = r->at, inside = start, after = 0;
    const struct mark *mark = mark_at(r, &inside);
    size_t close = find_close(r, inside, mark->single, &after);
    bool closed = close != RF_NOT_FOUND;
    if (!closed) {
        size_t line = rf_find_byte(rf_slice((rf_str){r->text, r->end}, inside, r->end), '\n');
        close = after = meant_end(r, inside, line == RF_NOT_FOUND ? r->end : inside + line);
    }
    report_mark(r, start, inside, after);
    if (!closed)
        report_not_closed(r, start, inside, close);
    rf_json_string string = {.start = start, .end = after};
    r->at = after;
    decode_string(r, inside, close, true, &string);
    return string;
}

rf_json_string rf_json_read_string(rf_json_reader *r)
{
    return r->text[r->at] == '"' ? read_plain_string(r) : read_foreign_string(r);
}

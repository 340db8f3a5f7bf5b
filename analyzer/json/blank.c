#include "json/reader.h"

#include "text/utf8.h"

#include <string.h>

static int byte_at(rf_str text, size_t at)
{
    return at < text.n ? (unsigned char)text.at[at] : RF_JSON_END;
}

/* A document starts with two ASCII characters, so zeros among its first four bytes tell the
 * encoding (RFC 4627 section 3); a byte order mark tells it directly. */
const char *rf_json_foreign_encoding(rf_str text)
{
    int a = byte_at(text, 0), b = byte_at(text, 1), c = byte_at(text, 2), d = byte_at(text, 3);
    bool mark = (a == 0xFF && b == 0xFE) || (a == 0xFE && b == 0xFF);
    bool mark32 = (a == 0xFF && b == 0xFE && c == 0 && d == 0) ||
                  (a == 0 && b == 0 && c == 0xFE && d == 0xFF);
    bool zeros32 = (a == 0 && b == 0 && c == 0 && d > 0) || (a > 0 && b == 0 && c == 0 && d == 0);
    bool zeros16 = (a == 0 && b > 0 && c == 0 && d > 0) || (a > 0 && b == 0 && c > 0 && d == 0);
    return mark32 || zeros32 ? "UTF-32" : mark || zeros16 ? "UTF-16" : NULL;
}

bool rf_json_check_encoding(rf_json_reader *r)
{
    rf_str text = {r->text, r->end};
    const char *encoding = rf_json_foreign_encoding(text);
    if (encoding != NULL) {
        rf_json_error(r, 0, 2, RF_JSON_SAVE_AS_UTF8, "the text is %s, JSON is UTF-8", encoding);
        return false;
    }
    if (rf_starts(text, RF_UTF8_BOM)) {
        /* RFC 8259 section 8.1 lets a reader ignore it; the IAM API does not. */
        rf_json_error(r, 0, RF_UTF8_BOM.n, "save as UTF-8 without BOM",
                      "byte order mark at the start of the text");
        r->at = RF_UTF8_BOM.n;
    }
    return true;
}

static bool is_odd_blank(int32_t c)
{
    return c == 0x00A0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x205F || c == 0x3000 || (c >= 0x7F && rf_utf8_is_control(c));
}

size_t rf_json_odd_blanks(const rf_json_reader *r, size_t at)
{
    size_t end = at;
    for (size_t next = at; next < r->end; end = next) {
        rf_str text = {r->text, r->end};
        if ((unsigned char)r->text[next] < 0x7F || !is_odd_blank(rf_utf8_next(text, &next)))
            break;
    }
    return end - at;
}

size_t rf_json_malformed(const rf_json_reader *r, size_t at)
{
    rf_str text = {r->text, r->end};
    size_t end = at;
    for (size_t next = at; next < r->end; end = next)
        if (rf_utf8_next(text, &next) >= 0)
            break;
    return end - at;
}

void rf_json_report_malformed(rf_json_reader *r, size_t start, size_t end)
{
    rf_json_error(r, start, end, "save the file as UTF-8", "invalid UTF-8: byte 0x%02X%s",
                  (unsigned)(unsigned char)r->text[start],
                  end - start > 1 ? " and those behind it" : "");
}

static void skip_line_comment(rf_json_reader *r)
{
    size_t start = r->at;
    const char *newline = memchr(r->text + start, '\n', r->end - start);
    r->at = newline == NULL ? r->end : (size_t)(newline - r->text);
    size_t end = r->at;
    if (r->text[end - 1] == '\r')
        end--;
    rf_json_error(r, start, end, "remove the comment", "JSON has no comments");
}

static void skip_block_comment(rf_json_reader *r)
{
    size_t start = r->at;
    size_t end = rf_find((rf_str){r->text + start + 2, r->end - start - 2}, RF_STR("*/"));
    if (end != RF_NOT_FOUND) {
        r->at = start + 2 + end + 2;
        rf_json_error(r, start, r->at, "remove the comment", "JSON has no comments");
        return;
    }
    r->at = r->cut_off = r->end;
    rf_diag *diag = rf_json_error(r, r->end, r->end, "remove the comment",
                                  "the text ends inside a comment; JSON has no comments");
    rf_json_relate(r, diag, rf_json_span(r, start, start + 2), "the comment starts here");
}

static void skip_controls(rf_json_reader *r)
{
    size_t start = r->at;
    char c = r->text[start];
    while (r->at < r->end && r->text[r->at] == c)
        r->at++;
    if (c == '\0')
        rf_json_error(r, start, r->at, "remove it", "NUL byte outside a string");
    else
        rf_json_error(r, start, r->at, "remove it", "control character U+%04X outside a string",
                      (unsigned)(unsigned char)c);
}

static void skip_odd_blanks(rf_json_reader *r, size_t n)
{
    size_t at = r->at;
    int32_t c = rf_utf8_next((rf_str){r->text, r->end}, &at);
    rf_json_error(r, r->at, r->at + n, "put a plain space in its place, or nothing",
                  "%s (U+%04X) outside a string",
                  c == 0xA0     ? "non-breaking space"
                  : c == 0xFEFF ? "byte order mark"
                                : "character that is no blank in JSON",
                  (unsigned)c);
    r->at += n;
}

int rf_json_skip(rf_json_reader *r)
{
    for (;;) {
        while (r->at < r->end && rf_json_is_blank(r->text[r->at]))
            r->at++;
        int c = byte_at((rf_str){r->text, r->end}, r->at);
        int next = c == '/' ? byte_at((rf_str){r->text, r->end}, r->at + 1) : RF_JSON_END;
        if (r->stopped || c == RF_JSON_END) {
            return c;
        } else if (c == '#' || next == '/') {
            skip_line_comment(r);
        } else if (next == '*') {
            skip_block_comment(r);
        } else if (c < 0x20) {
            skip_controls(r);
        } else if (c < 0x7F) {
            return c;
        } else {
            size_t odd = rf_json_odd_blanks(r, r->at), bad = rf_json_malformed(r, r->at);
            if (odd == 0 && bad == 0)
                return c;
            if (odd != 0) {
                skip_odd_blanks(r, odd);
            } else {
                rf_json_report_malformed(r, r->at, r->at + bad);
                r->at += bad;
            }
        }
    }
}

/* What single characters are, and what to say of those that have no meaning. */
#include "hcl/scan.h"

#include "base/limits.h"
#include "text/utf8.h"

#include <string.h>

typedef rf_hcl_scanner scanner;
typedef rf_hcl_token token;

/* Characters that look like others or like nothing, and come from word processors and web pages. */
static const struct lookalike {
    int32_t point;
    const char *name;
    const char *help;
} lookalikes[] = {
    {0x00, "NUL", "remove it; is this a text file in UTF-8?"},
    {0x0B, "VERTICAL TAB", "remove it"},
    {0x0C, "FORM FEED", "remove it"},
    {0x0D, "CARRIAGE RETURN", "end lines with a line feed, or with both"},
    {0x24, "DOLLAR SIGN", "interpolation stands inside quotes: \"${...}\""},
    {0x40, "COMMERCIAL AT", "remove it, or put the text in quotes"},
    {0x5C, "BACKSLASH", "an expression goes on over lines inside parentheses"},
    {0xA0, "NO-BREAK SPACE", "replace it by a plain space"},
    {0x2010, "HYPHEN", "write a plain - instead"},
    {0x2011, "NON-BREAKING HYPHEN", "write a plain - instead"},
    {0x2012, "FIGURE DASH", "write a plain - instead"},
    {0x2013, "EN DASH", "write a plain - instead"},
    {0x2014, "EM DASH", "write a plain - instead"},
    {0x2018, "LEFT SINGLE QUOTATION MARK", "write plain double quotes: \""},
    {0x2019, "RIGHT SINGLE QUOTATION MARK", "write plain double quotes: \""},
    {0x201C, "LEFT DOUBLE QUOTATION MARK", "write plain double quotes: \""},
    {0x201D, "RIGHT DOUBLE QUOTATION MARK", "write plain double quotes: \""},
    {0x201E, "DOUBLE LOW-9 QUOTATION MARK", "write plain double quotes: \""},
    {0xAB, "LEFT-POINTING DOUBLE ANGLE QUOTATION MARK", "write plain double quotes: \""},
    {0xBB, "RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK", "write plain double quotes: \""},
    {0x200B, "ZERO WIDTH SPACE", "remove it"},
    {0x2026, "HORIZONTAL ELLIPSIS", "write three dots: ..."},
    {0x2212, "MINUS SIGN", "write a plain - instead"},
    {0xFEFF, "BYTE ORDER MARK", "remove it; only the first character of a file may be one"},
    {0xFF1D, "FULLWIDTH EQUALS SIGN", "write a plain = instead"},
    {0xFF5B, "FULLWIDTH LEFT CURLY BRACKET", "write a plain { instead"},
    {0xFF5D, "FULLWIDTH RIGHT CURLY BRACKET", "write a plain } instead"},
};

/* Quotes that are none in HCL: what closes the text that each opens. */
static const struct foreign_quote {
    int32_t open;
    int32_t close[4];
    const char *message, *help;
} foreign_quotes[] = {
    {'\'', {'\''}, "strings are written in double quotes, not in single ones", "write \"...\""},
    {'`',
     {'`'},
     "strings are written in double quotes, not in backticks",
     "write \"...\", or a heredoc (<<EOT) for several lines"},
    {0x2018, {0x2018, 0x2019, '\''}, NULL, NULL},
    {0x2019, {0x2018, 0x2019, '\''}, NULL, NULL},
    {0x201C, {0x201C, 0x201D, 0x201E, '"'}, NULL, NULL},
    {0x201D, {0x201C, 0x201D, 0x201E, '"'}, NULL, NULL},
    {0x201E, {0x201C, 0x201D, 0x201E, '"'}, NULL, NULL},
    {0xAB, {0xBB}, NULL, NULL},
};

rf_diag *rf_hcl_error(scanner *s, uint32_t start, uint32_t end, const char *help,
                      const char *format, ...)
{
    if (s->muted || s->stopped)
        return &s->scratch;
    if (s->diags->list.n >= RF_LIMIT_DIAGS_PER_FILE) {
        s->diags->errors++;
        s->diags->left_out++;
        return &s->scratch;
    }
    va_list args;
    va_start(args, format);
    rf_str message = rf_vformat(s->arena, format, args);
    va_end(args);
    rf_span span = {s->source, start, end};
    return rf_diag_add(s->diags, "hcl", span, message, rf_str_c(help));
}

void rf_hcl_relate(scanner *s, rf_diag *diag, uint32_t start, uint32_t end, const char *message)
{
    if (diag != &s->scratch)
        rf_diag_relate(s->diags, diag, (rf_span){s->source, start, end}, rf_str_c(message));
}

static const char *const token_words[] = {
#define X(name, words) [RF_TOKEN_##name] = words,
    RF_HCL_TOKENS(X)
#undef X
};

rf_str rf_hcl_describe(scanner *s, token found)
{
    if (found.kind != RF_TOKEN_NAME && found.kind != RF_TOKEN_NUMBER)
        return rf_str_c(token_words[found.kind]);
    enum { SHOWN = 40 };
    rf_str text = {s->text + found.start, found.end - found.start};
    if (text.n <= SHOWN)
        return rf_format(s->arena, "'%.*s'", RF_ARG(text));
    size_t cut = SHOWN;
    while (cut > 0 && ((unsigned char)text.at[cut] & 0xC0) == 0x80)
        cut--;
    return rf_format(s->arena, "'%.*s...'", RF_ARG(rf_slice(text, 0, cut)));
}

static bool is_space(int32_t c)
{
    return (c >= 0x09 && c <= 0x0D) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

size_t rf_hcl_space_at_start(rf_str s)
{
    size_t at = 0;
    return s.n != 0 && is_space(rf_utf8_next(s, &at)) ? at : 0;
}

size_t rf_hcl_space_at_end(rf_str s)
{
    size_t start = s.n;
    do {
        if (start == 0 || s.n - start == 4)
            return 0;
        start--;
    } while (((unsigned char)s.at[start] & 0xC0) == 0x80);
    size_t at = start;
    return is_space(rf_utf8_next(s, &at)) && at == s.n ? s.n - start : 0;
}

bool rf_hcl_item_at(const scanner *s, uint32_t at)
{
    uint32_t end = rf_hcl_name_end(s, at), next = end;
    if (end == at)
        return false;
    while (next < s->n && (s->text[next] == ' ' || s->text[next] == '\t'))
        next++;
    if (next >= s->n)
        return false;
    if (s->text[next] == '=')
        return next + 1 >= s->n || (s->text[next + 1] != '=' && s->text[next + 1] != '>');
    return s->text[next] == '{' || (s->text[next] == '"' && next > end);
}

uint32_t rf_hcl_indent(const scanner *s, uint32_t at)
{
    uint32_t start = at;
    while (start > 0 && (s->text[start - 1] == ' ' || s->text[start - 1] == '\t'))
        start--;
    bool first = start == 0 || s->text[start - 1] == '\n' ||
                 (start == RF_UTF8_BOM.n && rf_starts(s->source->text, RF_UTF8_BOM));
    return first ? at - start : UINT32_MAX;
}

void rf_hcl_bad_utf8(scanner *s, uint32_t at)
{
    rf_hcl_error(s, at, at + 1, "save the file in UTF-8", "the byte 0x%02X is not UTF-8 here",
                 (unsigned)(unsigned char)s->text[at]);
}

static int32_t point_at(const scanner *s, uint32_t at, uint32_t *end)
{
    size_t next = at;
    int32_t point = rf_utf8_next((rf_str){s->text, s->n}, &next);
    *end = (uint32_t)next;
    return point;
}

static const struct foreign_quote *quote_of(int32_t point)
{
    for (size_t i = 0; i < sizeof foreign_quotes / sizeof *foreign_quotes; i++)
        if (foreign_quotes[i].open == point)
            return &foreign_quotes[i];
    return NULL;
}

static const struct lookalike *lookalike_of(int32_t point)
{
    for (size_t i = 0; i < sizeof lookalikes / sizeof *lookalikes; i++)
        if (lookalikes[i].point == point)
            return &lookalikes[i];
    return NULL;
}

/* Behind the quote that closes the one before `at`, when there is one on the line; 0 otherwise.
 * What closes a quote may open one itself, so that a line is searched in vain but a few times. */
static uint32_t closing_quote(const scanner *s, uint32_t at, const int32_t close[4])
{
    while (at < s->n && s->text[at] != '\n') {
        int32_t point = point_at(s, at, &at);
        for (size_t i = 0; i < 4; i++)
            if (close[i] != 0 && point == close[i])
                return at;
    }
    return 0;
}

/* True when the character has no meaning anywhere outside of strings and comments. */
static bool is_meaningless(int32_t point)
{
    if (point >= 0x80)
        return !rf_utf8_id_start(point);
    return point < 0 || point == 0x7F ||
           (point < 0x20 && point != '\t' && point != '\n' && point != '\r');
}

static void report_point(scanner *s, int32_t point, uint32_t start, uint32_t end)
{
    const struct lookalike *known = lookalike_of(point);
    rf_str shown = {s->text + start, end - start};
    if (known != NULL && (rf_utf8_is_control(point) || point == 0xA0))
        rf_hcl_error(s, start, end, known->help, "U+%04X (%s) has no meaning here", (unsigned)point,
                     known->name);
    else if (known != NULL)
        rf_hcl_error(s, start, end, known->help, "'%.*s' U+%04X (%s) has no meaning here",
                     RF_ARG(shown), (unsigned)point, known->name);
    else if (rf_utf8_is_control(point))
        rf_hcl_error(s, start, end, "remove it", "the control character U+%04X has no meaning here",
                     (unsigned)point);
    else
        rf_hcl_error(s, start, end, "remove it, or put the text in quotes",
                     "'%.*s' (U+%04X) has no meaning here", RF_ARG(shown), (unsigned)point);
}

token rf_hcl_bad_character(scanner *s)
{
    uint32_t start = s->at, end;
    int32_t point = point_at(s, start, &end);
    const struct foreign_quote *quote = quote_of(point);
    uint32_t closed = quote == NULL ? 0 : closing_quote(s, end, quote->close);
    if (quote != NULL && quote->message != NULL)
        rf_hcl_error(s, start, closed != 0 ? closed : end, quote->help, "%s", quote->message);
    else if (point == ';')
        rf_hcl_error(s, start, end, "put each argument on its own line; separate items by commas",
                     "';' has no meaning in HCL");
    else if (point < 0)
        rf_hcl_bad_utf8(s, start);
    else
        report_point(s, point, start, end);
    if (closed != 0)
        end = closed;
    /* A run of garbage is one mistake. */
    for (uint32_t next = end; quote == NULL && next < s->n; end = next) {
        int32_t follows = point_at(s, end, &next);
        if (!is_meaningless(follows) || quote_of(follows) != NULL)
            break;
    }
    token made = {.start = start, .end = end, .kind = RF_TOKEN_INVALID, .value = closed != 0};
    if (point == ';' || point == '\r') /* what was meant to end the line does */
        made.kind = RF_TOKEN_NEWLINE;
    else if (is_space(point) || point == 0x200B || point == 0xFEFF)
        made.end = start;
    s->at = end;
    return made;
}

#include "hcl/scan.h"

#include "base/limits.h"
#include "text/utf8.h"

#include <string.h>

/* A sequence inside a string inside a sequence takes two frames. */
enum { FRAMES_MAX = 2 * RF_LIMIT_HCL_DEPTH + 4 };

typedef rf_hcl_scanner scanner;
typedef rf_hcl_token token;

static rf_hcl_frame *top(scanner *s)
{
    return &s->frames.at[s->frames.n - 1];
}

static void push_frame(scanner *s, rf_hcl_mode mode, uint32_t open)
{
    if (s->frames.n >= FRAMES_MAX) {
        rf_hcl_error(s, open, s->at, "split the expression; the rest of the file was not read",
                     "templates are nested more than %d levels deep", RF_LIMIT_HCL_DEPTH);
        rf_hcl_scan_stop(s);
        return;
    }
    rf_hcl_frame frame = {.mode = mode, .open = open, .open_end = s->at};
    RF_PUSH(s->arena, &s->frames, frame);
}

static void pop_frame(scanner *s)
{
    s->frames.n--;
}

void rf_hcl_scan_start(scanner *s, rf_arena *arena, const rf_source *source, rf_diags *diags,
                       rf_hcl_mode mode)
{
    *s = (scanner){.arena = arena, .source = source, .diags = diags};
    if (source->text.n > RF_LIMIT_FILE_BYTES) {
        rf_hcl_error(s, 0, 0, "split the file", "the file is larger than %d MiB",
                     RF_LIMIT_FILE_BYTES / (1024 * 1024));
        s->stopped = true;
    } else {
        s->text = source->text.at;
        s->n = (uint32_t)source->text.n;
    }
    if (!s->stopped && rf_starts(source->text, RF_UTF8_BOM))
        s->at = (uint32_t)RF_UTF8_BOM.n;
    push_frame(s, mode, s->at);
}

void rf_hcl_scan_reset(scanner *s, int32_t brackets)
{
    s->frames.n = 1;
    s->frames.at[0].brackets = s->frames.at[0].braces = brackets;
}

void rf_hcl_scan_stop(scanner *s)
{
    s->stopped = true;
    s->at = s->n;
}

/* The byte `ahead` bytes on; 0 behind the end. */
static unsigned char byte_at(const scanner *s, uint32_t at)
{
    return at < s->n ? (unsigned char)s->text[at] : 0;
}

static token make(scanner *s, rf_hcl_token_kind kind, uint32_t length)
{
    token made = {.start = s->at, .end = s->at + length, .kind = (uint8_t)kind};
    s->at += length;
    return made;
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(unsigned char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26 || c == '_';
}

uint32_t rf_hcl_name_end(const scanner *s, uint32_t at)
{
    const rf_str text = {s->text, s->n};
    const uint32_t start = at;
    while (at < s->n) {
        unsigned char c = (unsigned char)s->text[at];
        if (is_letter(c) || (at > start && (is_digit(c) || c == '-'))) {
            at++;
            continue;
        }
        if (c < 0x80)
            break;
        size_t next = at;
        int32_t point = rf_utf8_next(text, &next);
        if (point < 0 || !(at == start ? rf_utf8_id_start(point) : rf_utf8_id_continue(point)))
            break;
        at = (uint32_t)next;
    }
    return at;
}

/* Digits, dots and exponents, up to the last one that is no dot: `1.5`, but also `1..2` and
 * `1.2.3`, which the parser then refuses as a whole. */
static token scan_number(scanner *s)
{
    uint32_t at = s->at + 1, end = at;
    for (;;) {
        unsigned char c = byte_at(s, at);
        if (is_digit(c)) {
            end = ++at;
        } else if (c == '.') {
            at++;
        } else if (c == 'e' || c == 'E') {
            unsigned char sign = byte_at(s, at + 1);
            uint32_t digit = at + (sign == '+' || sign == '-' ? 2 : 1);
            if (!is_digit(byte_at(s, digit)))
                break;
            end = at = digit + 1;
        } else {
            break;
        }
    }
    return make(s, RF_TOKEN_NUMBER, end - s->at);
}

/* The offset of the next line feed, or the end. */
static uint32_t line_end(const scanner *s, uint32_t at)
{
    const char *newline = memchr(s->text + at, '\n', s->n - at);
    return newline == NULL ? s->n : (uint32_t)(newline - s->text);
}

/* Behind a block comment, or the end of the file. */
static void skip_block_comment(scanner *s)
{
    uint32_t open = s->at;
    for (uint32_t at = open + 2; at < s->n;) {
        const char *star = memchr(s->text + at, '*', s->n - at);
        if (star == NULL)
            break;
        at = (uint32_t)(star - s->text) + 1;
        if (byte_at(s, at) == '/') {
            s->at = at + 1;
            return;
        }
    }
    rf_hcl_error(s, open, open + 2, "end it with */", "this comment is never closed");
    s->at = s->n;
}

/* The scanner stands behind the last byte before `\r\n` or `\n`: the length of the line ending. */
static uint32_t newline_length(const scanner *s, uint32_t at)
{
    if (byte_at(s, at) == '\n')
        return 1;
    return byte_at(s, at) == '\r' && byte_at(s, at + 1) == '\n' ? 2 : 0;
}

static uint32_t skip_blanks(const scanner *s, uint32_t at)
{
    while (at < s->n && (s->text[at] == ' ' || s->text[at] == '\t'))
        at++;
    return at;
}

/* `<<EOT` up to `end`, behind the line end. */
static token open_heredoc(scanner *s, uint32_t marker, uint32_t marker_end, uint32_t end)
{
    token made = make(s, RF_TOKEN_OPEN_HEREDOC, end - s->at);
    push_frame(s, RF_MODE_HEREDOC, made.start);
    rf_hcl_frame *frame = top(s);
    frame->marker = marker;
    frame->marker_end = marker_end;
    frame->line_start = true;
    return made;
}

/* `<<` where no marker and line end follows.  What was meant is read where it can be told. */
static token scan_bad_heredoc(scanner *s)
{
    uint32_t open = s->at, at = open + 2;
    if (byte_at(s, at) == '-')
        at++;
    unsigned char quote = byte_at(s, at);
    if (quote == '"' || quote == '\'')
        at++;
    else
        quote = 0;
    uint32_t marker = at, marker_end = rf_hcl_name_end(s, at);
    at = marker_end;
    if (quote != 0 && byte_at(s, at) == quote)
        at++;
    uint32_t after = skip_blanks(s, at), newline = newline_length(s, after);
    if (marker == marker_end || newline == 0) {
        rf_hcl_error(
            s, open, open + 2,
            "write <<EOT, the text on lines of its own, and EOT alone "
            "on the last line",
            "'<<' begins a heredoc and must be followed by a marker and the end of the line");
        return make(s, RF_TOKEN_INVALID, 2);
    }
    if (quote != 0)
        rf_hcl_error(s, open, at, "write the marker without quotes",
                     "the marker of a heredoc is not quoted");
    else
        rf_hcl_error(s, at, after, "remove the blanks",
                     "the marker of a heredoc must be followed by the end of the line");
    return open_heredoc(s, marker, marker_end, after + newline);
}

static token scan_heredoc_open(scanner *s)
{
    uint32_t open = s->at;
    uint32_t marker = open + (byte_at(s, open + 2) == '-' ? 3 : 2);
    uint32_t marker_end = rf_hcl_name_end(s, marker), newline = newline_length(s, marker_end);
    if (marker_end == marker || newline == 0)
        return scan_bad_heredoc(s);
    return open_heredoc(s, marker, marker_end, marker_end + newline);
}

/* `}` or `~}`: of the sequence that this frame is, or of something inside it. */
static token scan_close_brace(scanner *s, bool strip)
{
    rf_hcl_frame *frame = top(s);
    bool ends_sequence = frame->braces == 0 && s->frames.n > 1;
    token made = make(s, ends_sequence || strip ? RF_TOKEN_SEQUENCE_END : RF_TOKEN_CLOSE_BRACE,
                      strip ? 2 : 1);
    made.strip = strip;
    if (ends_sequence) {
        pop_frame(s);
    } else {
        frame->braces--;
        frame->brackets--;
    }
    return made;
}

/* An operator of other languages. */
static token scan_bitwise(scanner *s)
{
    char c = s->text[s->at];
    const char *help = c == '&'   ? "write && for a logical and"
                       : c == '|' ? "write || for a logical or"
                       : c == '~' ? "write ! for a logical not"
                                  : "there is no such operator";
    rf_hcl_error(s, s->at, s->at + 1, help, "'%c' is not an operator of HCL", c);
    return make(s, RF_TOKEN_INVALID, 1);
}

/* Punctuation of one byte, and of two; `...`, comments, quotes and heredocs apart. */
static const uint8_t singles[128] = {
    ['{'] = RF_TOKEN_OPEN_BRACE,    ['}'] = RF_TOKEN_CLOSE_BRACE, ['['] = RF_TOKEN_OPEN_BRACKET,
    [']'] = RF_TOKEN_CLOSE_BRACKET, ['('] = RF_TOKEN_OPEN_PAREN,  [')'] = RF_TOKEN_CLOSE_PAREN,
    ['.'] = RF_TOKEN_DOT,           [','] = RF_TOKEN_COMMA,       [':'] = RF_TOKEN_COLON,
    ['?'] = RF_TOKEN_QUESTION,      ['='] = RF_TOKEN_ASSIGN,      ['!'] = RF_TOKEN_NOT,
    ['<'] = RF_TOKEN_LESS,          ['>'] = RF_TOKEN_GREATER,     ['+'] = RF_TOKEN_PLUS,
    ['-'] = RF_TOKEN_MINUS,         ['*'] = RF_TOKEN_STAR,        ['/'] = RF_TOKEN_SLASH,
    ['%'] = RF_TOKEN_PERCENT,       ['\n'] = RF_TOKEN_NEWLINE,
};

static const struct pair {
    unsigned char first, second;
    uint8_t kind;
} pairs[] = {
    {'=', '=', RF_TOKEN_EQUAL},
    {'=', '>', RF_TOKEN_ARROW},
    {'!', '=', RF_TOKEN_NOT_EQUAL},
    {'<', '=', RF_TOKEN_LESS_EQUAL},
    {'>', '=', RF_TOKEN_GREATER_EQUAL},
    {'&', '&', RF_TOKEN_AND},
    {'|', '|', RF_TOKEN_OR},
    {':', ':', RF_TOKEN_DOUBLE_COLON},
    {'\r', '\n', RF_TOKEN_NEWLINE},
};

/* A token of one byte. */
static token scan_single(scanner *s, rf_hcl_token_kind kind)
{
    rf_hcl_frame *frame = top(s);
    switch (kind) {
    case RF_TOKEN_CLOSE_BRACE:
        return scan_close_brace(s, false);
    case RF_TOKEN_OPEN_BRACE:
        frame->braces++;
        frame->brackets++;
        break;
    case RF_TOKEN_OPEN_BRACKET:
    case RF_TOKEN_OPEN_PAREN:
        frame->brackets++;
        break;
    case RF_TOKEN_CLOSE_BRACKET:
    case RF_TOKEN_CLOSE_PAREN:
        frame->brackets--;
        break;
    default:
        break;
    }
    return make(s, kind, 1);
}

static token scan_open_quote(scanner *s)
{
    token made = make(s, RF_TOKEN_OPEN_QUOTE, 1);
    push_frame(s, RF_MODE_QUOTED, made.start);
    return made;
}

/* What begins with an ASCII character that no name or number begins with; an empty token when that
 * means nothing. */
static token scan_punctuation(scanner *s, unsigned char c, unsigned char next)
{
    if (c == '"')
        return scan_open_quote(s);
    if (c == '<' && next == '<')
        return scan_heredoc_open(s);
    if (c == '~' && next == '}')
        return scan_close_brace(s, true);
    if (c == '.' && next == '.' && byte_at(s, s->at + 2) == '.')
        return make(s, RF_TOKEN_ELLIPSIS, 3);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].first == c && pairs[i].second == next)
            return make(s, pairs[i].kind, 2);
    if (singles[c] != 0)
        return scan_single(s, singles[c]);
    if (c == '&' || c == '|' || c == '~' || c == '^')
        return scan_bitwise(s);
    return rf_hcl_bad_character(s);
}

/* Blanks and comments, up to a line end. */
static void skip_space(scanner *s)
{
    for (;;) {
        s->at = skip_blanks(s, s->at);
        unsigned char c = byte_at(s, s->at), next = byte_at(s, s->at + 1);
        if (c == '#' || (c == '/' && next == '/'))
            s->at = line_end(s, s->at);
        else if (c == '/' && next == '*')
            skip_block_comment(s);
        else
            return;
    }
}

static token scan_expression(scanner *s)
{
    for (;;) {
        skip_space(s);
        if (s->at >= s->n)
            return make(s, RF_TOKEN_END, 0);
        unsigned char c = (unsigned char)s->text[s->at];
        if (is_digit(c))
            return scan_number(s);
        uint32_t end = is_letter(c) || c >= 0x80 ? rf_hcl_name_end(s, s->at) : s->at;
        if (end > s->at)
            return make(s, RF_TOKEN_NAME, end - s->at);
        token made =
            c < 0x80 ? scan_punctuation(s, c, byte_at(s, s->at + 1)) : rf_hcl_bad_character(s);
        if (made.start != made.end || s->stopped)
            return made;
    }
}

/* `${` or `%{`, with or without `~`. */
static token open_sequence(scanner *s, rf_hcl_token_kind kind)
{
    bool strip = byte_at(s, s->at + 2) == '~';
    token made = make(s, kind, strip ? 3 : 2);
    made.strip = strip;
    top(s)->line_start = false;
    push_frame(s, RF_MODE_EXPRESSION, made.start);
    return made;
}

/* Of the text at `at`, which is `$` or `%`: how many bytes are text.  0: it opens a sequence. */
static uint32_t text_at_sign(const scanner *s, uint32_t at, bool *escaped)
{
    unsigned char sign = (unsigned char)s->text[at];
    if (byte_at(s, at + 1) == '{')
        return 0;
    if (byte_at(s, at + 1) == sign && byte_at(s, at + 2) == '{') {
        *escaped = true;
        return 3;
    }
    return 1;
}

/* The length of the character at `at`, which is not ASCII; one byte when it is malformed. */
static uint32_t text_at_utf8(scanner *s, uint32_t at)
{
    size_t next = at;
    if (rf_utf8_next((rf_str){s->text, s->n}, &next) < 0)
        rf_hcl_bad_utf8(s, at);
    return (uint32_t)next - at;
}

/* Whether the line that begins at `at` could be more of a string that was not closed before it: it
 * does not begin like code, and holds no quote or an odd number of them. */
static bool continues_string(const scanner *s, uint32_t at)
{
    uint32_t end = line_end(s, at), first = skip_blanks(s, at);
    unsigned char c = byte_at(s, first);
    bool like_code = first >= end || (c != 0 && strchr("}])\"#\r", c) != NULL) ||
                     (c == '/' && byte_at(s, first + 1) == '/') || rf_hcl_item_at(s, first);
    if (like_code)
        return false;
    size_t quotes = 0;
    for (uint32_t i = first; i < end; i++) {
        if (s->text[i] == '\\')
            i++;
        else if (s->text[i] == '"')
            quotes++;
    }
    return quotes == 0 || quotes % 2 == 1;
}

/* A line end, or the end of the file, inside a quoted string.  Either the closing quote was
 * forgotten, and the string ends here; or the text was meant to go on. */
static token scan_quoted_newline(scanner *s)
{
    rf_hcl_frame *frame = top(s);
    if (!frame->told) {
        rf_diag *diag = rf_hcl_error(
            s, s->at, s->at,
            "close it with \" on the same line; for several lines, write \\n or a heredoc (<<EOT)",
            "the string is not closed before the end of the %s", s->at < s->n ? "line" : "file");
        rf_hcl_relate(s, diag, frame->open, frame->open_end, "the string begins here");
        frame->told = true;
    }
    uint32_t newline = newline_length(s, s->at);
    if (newline == 0 && s->at < s->n)
        newline = 1; /* a carriage return alone */
    if (s->at < s->n && !s->muted && continues_string(s, s->at + newline))
        return make(s, RF_TOKEN_TEXT, newline);
    pop_frame(s);
    return make(s, RF_TOKEN_CLOSE_QUOTE, 0);
}

static token scan_quoted(scanner *s)
{
    uint32_t at = s->at;
    bool escaped = false;
    while (at < s->n) {
        unsigned char c = (unsigned char)s->text[at];
        uint32_t length = 1;
        if (c == '"' || c == '\n' || c == '\r')
            break;
        if (c == '$' || c == '%') {
            length = text_at_sign(s, at, &escaped);
        } else if (c == '\\') {
            escaped = true;
            unsigned char next = byte_at(s, at + 1);
            if (at + 1 < s->n && next < 0x80 && next != '\n' && next != '\r')
                length = 2;
        } else if (c >= 0x80) {
            length = text_at_utf8(s, at);
        }
        if (length == 0)
            break;
        at += length;
    }
    if (at > s->at) {
        token made = make(s, RF_TOKEN_TEXT, at - s->at);
        made.escaped = escaped;
        return made;
    }
    switch (byte_at(s, at)) {
    case '"':
        pop_frame(s);
        return make(s, RF_TOKEN_CLOSE_QUOTE, 1);
    case '$':
        return open_sequence(s, RF_TOKEN_INTERPOLATION);
    case '%':
        return open_sequence(s, RF_TOKEN_DIRECTIVE);
    default:
        return scan_quoted_newline(s);
    }
}

/* The length of the line at the scanner's place when it is nothing but the heredoc's marker, up to
 * its line ending; 0 otherwise. */
static uint32_t heredoc_end(scanner *s)
{
    rf_hcl_frame *frame = top(s);
    rf_str rest = {s->text + s->at, s->n - s->at};
    rf_str marker = {s->text + frame->marker, frame->marker_end - frame->marker};
    size_t at = 0;
    for (size_t space; at < rest.n && rest.at[at] != '\n'; at += space) {
        space = rf_hcl_space_at_start(rf_slice(rest, at, rest.n));
        if (space == 0)
            break;
    }
    if (!rf_starts(rf_slice(rest, at, rest.n), marker))
        return 0;
    uint32_t found = s->at + (uint32_t)at;
    at += marker.n;
    for (size_t space; at < rest.n; at += space) {
        uint32_t here = s->at + (uint32_t)at;
        if (newline_length(s, here) != 0)
            return (uint32_t)at;
        space = rf_hcl_space_at_start(rf_slice(rest, at, rest.n));
        if (space == 0)
            break;
    }
    bool longer_word = rf_hcl_name_end(s, found) > found + marker.n;
    if (frame->near_miss == 0 && !longer_word)
        frame->near_miss = found;
    return 0;
}

static token scan_heredoc_unclosed(scanner *s)
{
    rf_hcl_frame *frame = top(s);
    rf_str marker = {s->text + frame->marker, frame->marker_end - frame->marker};
    rf_diag *diag = rf_hcl_error(
        s, s->n, s->n,
        "the marker must stand alone on its line, and the line must end in a newline",
        "the heredoc is not closed: there is no line that is only %.*s", RF_ARG(marker));
    rf_hcl_relate(s, diag, frame->open, frame->marker_end, "the heredoc begins here");
    if (frame->near_miss != 0)
        rf_hcl_relate(s, diag, frame->near_miss, frame->near_miss + (uint32_t)marker.n,
                      "this line does not end it, because the marker is not alone");
    pop_frame(s);
    return make(s, RF_TOKEN_CLOSE_HEREDOC, 0);
}

/* One line of a heredoc or bare template, or the part of it up to a sequence. */
static token scan_text(scanner *s, bool heredoc)
{
    if (s->at >= s->n)
        return heredoc ? scan_heredoc_unclosed(s) : make(s, RF_TOKEN_END, 0);
    if (heredoc && top(s)->line_start) {
        uint32_t length = heredoc_end(s);
        if (length != 0) {
            pop_frame(s);
            return make(s, RF_TOKEN_CLOSE_HEREDOC, length);
        }
    }
    uint32_t at = s->at;
    bool escaped = false, whole_line = false;
    while (at < s->n && !whole_line) {
        unsigned char c = (unsigned char)s->text[at];
        uint32_t length = 1;
        if (c == '$' || c == '%')
            length = text_at_sign(s, at, &escaped);
        else if (c >= 0x80)
            length = text_at_utf8(s, at);
        else if (c == '\r' && heredoc && byte_at(s, at + 1) != '\n')
            rf_hcl_error(s, at, at + 1, "end lines with a line feed, or with both",
                         "a carriage return without a line feed cannot stand in a heredoc");
        if (length == 0)
            break;
        at += length;
        whole_line = c == '\n';
    }
    if (at == s->at)
        return open_sequence(s, s->text[at] == '$' ? RF_TOKEN_INTERPOLATION : RF_TOKEN_DIRECTIVE);
    top(s)->line_start = whole_line;
    token made = make(s, RF_TOKEN_TEXT, at - s->at);
    made.escaped = escaped;
    return made;
}

token rf_hcl_scan(scanner *s)
{
    if (s->stopped)
        return make(s, RF_TOKEN_END, 0);
    switch (top(s)->mode) {
    case RF_MODE_EXPRESSION:
        return scan_expression(s);
    case RF_MODE_QUOTED:
        return scan_quoted(s);
    case RF_MODE_HEREDOC:
        return scan_text(s, true);
    case RF_MODE_BARE:
        break;
    }
    return scan_text(s, false);
}

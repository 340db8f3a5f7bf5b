/* Templates: text, escapes, sequences and strip markers -> a flat row of pieces. */
#include "hcl/parse.h"

#include "hcl/parse_brackets.h"
#include "text/utf8.h"

typedef rf_hcl_parser parser;
typedef rf_hcl_token token;
typedef rf_hcl_piece piece;

/* --- escapes -------------------------------------------------------------------------------- */

static const struct escape {
    char letter;
    char text[2];
} escapes[] = {{'n', "\n"}, {'r', "\r"}, {'t', "\t"}, {'"', "\""}, {'\\', "\\"}};

static void add_text(parser *p, rf_str text, uint32_t start, uint32_t end, bool verbatim,
                     bool joined)
{
    piece made = {.kind = RF_PIECE_TEXT, .start = start, .end = end, .text = text};
    made.verbatim = verbatim;
    made.joined = joined;
    rf_hcl_count_node(p);
    RF_PUSH(p->arena, &p->pieces, made);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* `\uNNNN` and `\UNNNNNNNN`: sets its text, and returns its length. */
static uint32_t decode_unicode(parser *p, rf_str rest, uint32_t start, rf_str *text)
{
    const uint32_t wanted = rest.at[1] == 'u' ? 4 : 8;
    uint32_t digits = 0;
    uint64_t point = 0;
    while (digits < wanted && 2 + digits < rest.n && hex_value(rest.at[2 + digits]) >= 0)
        point = point * 16 + (uint64_t)hex_value(rest.at[2 + digits++]);
    uint32_t length = 2 + digits;
    bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (digits < wanted) {
        rf_hcl_error(&p->scan, start, start + length, "write \\u00e9 or \\U0001f600",
                     "\\%c must be followed by %d hexadecimal digits", rest.at[1], (int)wanted);
    } else if (surrogate || point > 0x10FFFF) {
        rf_hcl_error(&p->scan, start, start + length,
                     surrogate ? "write the character itself, or \\U and its eight digits"
                               : "the last one is \\U0010ffff",
                     "U+%04llX is not a character", (unsigned long long)point);
    } else {
        rf_buf buf = rf_buf_new(p->arena);
        rf_utf8_append(&buf, (int32_t)point);
        *text = rf_buf_str(&buf);
    }
    return length;
}

/* `\` and what follows it: sets its text, and returns its length. */
static uint32_t decode_backslash(parser *p, rf_str rest, uint32_t start, rf_str *text)
{
    *text = (rf_str){"", 0};
    if (rest.n > 1 && (rest.at[1] == 'u' || rest.at[1] == 'U'))
        return decode_unicode(p, rest, start, text);
    for (size_t i = 0; rest.n > 1 && i < sizeof escapes / sizeof *escapes; i++) {
        if (escapes[i].letter == rest.at[1]) {
            *text = (rf_str){escapes[i].text, 1};
            return 2;
        }
    }
    size_t length = 1;
    if (rest.n > 1)
        rf_utf8_next(rest, &length);
    rf_hcl_error(
        &p->scan, start, start + (uint32_t)length,
        "the escapes are \\n \\r \\t \\\" \\\\ \\uNNNN \\UNNNNNNNN; write \\\\ for a backslash",
        length == 1 ? "the backslash escapes nothing" : "'%.*s' is not an escape", (int)length,
        rest.at);
    *text = rf_slice(rest, 1, length);
    return (uint32_t)length;
}

/* A token of text as pieces: one for each escape and for each run between them. */
static void decode_text(parser *p, token run, bool quoted)
{
    rf_str text = rf_hcl_text(p, run);
    size_t first = p->pieces.n, plain = 0;
    for (size_t at = 0; run.escaped && at < text.n && !p->scan.stopped;) {
        char c = text.at[at];
        rf_str rest = rf_slice(text, at, text.n), decoded;
        uint32_t start = run.start + (uint32_t)at, length = 0;
        if (c == '\\' && quoted) {
            length = decode_backslash(p, rest, start, &decoded);
        } else if ((c == '$' || c == '%') && rest.n > 2 && rest.at[1] == c && rest.at[2] == '{') {
            decoded = rf_slice(rest, 1, 3);
            length = 3;
        }
        if (length == 0) {
            at++;
            continue;
        }
        if (at > plain)
            add_text(p, rf_slice(text, plain, at), run.start + (uint32_t)plain, start, true,
                     p->pieces.n > first);
        add_text(p, decoded, start, start + length, false, p->pieces.n > first);
        at += length;
        plain = at;
    }
    if (plain < text.n)
        add_text(p, rf_slice(text, plain, text.n), run.start + (uint32_t)plain, run.end, true,
                 p->pieces.n > first);
}

/* --- strip markers: they reach to the end of the text token beside them, not further --------- */

static void strip_right(parser *p)
{
    for (size_t i = p->pieces.n; i-- > 0;) {
        piece *last = &p->pieces.at[i];
        for (size_t n; (n = rf_hcl_space_at_end(last->text)) != 0;) {
            last->text.n -= n;
            last->end -= last->verbatim ? (uint32_t)n : 0;
        }
        if (last->text.n != 0 || !last->joined)
            return;
    }
}

static void strip_left(parser *p, size_t first)
{
    for (size_t i = first; i < p->pieces.n; i++) {
        piece *next = &p->pieces.at[i];
        for (size_t n; (n = rf_hcl_space_at_start(next->text)) != 0;) {
            next->text = rf_slice(next->text, n, next->text.n);
            next->start += next->verbatim ? (uint32_t)n : 0;
        }
        if (next->text.n != 0)
            return;
    }
}

/* --- sequences ------------------------------------------------------------------------------ */

/* After an error inside a sequence: goes on behind its brace, when that is on the same line.
 * `level` is the number of the scanner's frames outside of the sequence. */
static void recover_sequence(parser *p, size_t level)
{
    p->newlines = true;
    p->scan.muted = true;
    for (;;) {
        const token *next = rf_hcl_peek(p);
        bool lost = next->kind == RF_TOKEN_END || next->kind == RF_TOKEN_NEWLINE ||
                    p->scan.frames.n < level || rf_hcl_at_item_line(p);
        if (lost || (next->kind == RF_TOKEN_SEQUENCE_END && p->scan.frames.n == level))
            break;
        rf_hcl_take(p);
    }
    p->scan.muted = false;
    if (rf_hcl_at(p, RF_TOKEN_SEQUENCE_END) && p->scan.frames.n == level)
        p->panic = false;
}

/* The brace that ends a sequence.  Sets *strip when it has a `~`. */
static void close_sequence(parser *p, token open, size_t level, bool *strip)
{
    const char *help = "end the sequence with }; to write a literal ${ double the sign: $${";
    if (open.kind == RF_TOKEN_DIRECTIVE)
        help = "end the directive with }; to write a literal %{ double the sign: %%{";
    if (rf_hcl_at(p, RF_TOKEN_OPEN_QUOTE))
        help = "end the sequence with } before the string ends";
    if (!p->panic && !(rf_hcl_at(p, RF_TOKEN_SEQUENCE_END) && p->scan.frames.n == level))
        rf_hcl_unexpected(p, "'}'", &open, help);
    if (p->panic)
        recover_sequence(p, level);
    if (p->panic)
        return;
    token close = rf_hcl_take(p);
    *strip = close.strip;
    if (p->pieces.n != 0)
        p->pieces.at[p->pieces.n - 1].end = close.end;
}

static void parse_interpolation(parser *p, token open, size_t level, bool *strip)
{
    piece made = {.kind = RF_PIECE_INTERPOLATION, .start = open.start};
    made.expr = rf_hcl_parse_expr(p);
    rf_hcl_count_node(p);
    RF_PUSH(p->arena, &p->pieces, made);
    close_sequence(p, open, level, strip);
}

static const struct directive {
    rf_str word;
    rf_hcl_piece_kind kind;
} directives[] = {
    {{"if", 2}, RF_PIECE_IF},   {{"else", 4}, RF_PIECE_ELSE},     {{"endif", 5}, RF_PIECE_ENDIF},
    {{"for", 3}, RF_PIECE_FOR}, {{"endfor", 6}, RF_PIECE_ENDFOR},
};
enum { DIRECTIVES = sizeof directives / sizeof *directives };

/* The word behind `%{`; NULL, and panic, when there is none. */
static const struct directive *parse_directive_word(parser *p)
{
    static const char help[] = "the directives are if, else, endif, for and endfor; to write a "
                               "literal %{ double the sign: %%{";
    if (rf_hcl_at(p, RF_TOKEN_NAME)) {
        rf_str word = rf_hcl_text(p, *rf_hcl_peek(p)), words[DIRECTIVES];
        for (size_t i = 0; i < DIRECTIVES; i++) {
            words[i] = directives[i].word;
            if (rf_eq(word, words[i])) {
                rf_hcl_take(p);
                return &directives[i];
            }
        }
        rf_str near = rf_nearest(word, words, DIRECTIVES);
        if (near.n != 0) {
            const char *did_you_mean =
                rf_cstr(p->arena, rf_format(p->arena, "did you mean %.*s?", RF_ARG(near)));
            rf_hcl_unexpected(p, "a directive after '%{'", NULL, did_you_mean);
            return NULL;
        }
    }
    rf_hcl_unexpected(p, "a directive after '%{'", NULL, help);
    return NULL;
}

static void parse_directive(parser *p, token open, size_t level, bool *strip)
{
    piece made = {.start = open.start};
    const struct directive *directive = parse_directive_word(p);
    if (directive != NULL) {
        made.kind = directive->kind;
        if (made.kind == RF_PIECE_IF) {
            made.expr = rf_hcl_parse_expr(p);
        } else if (made.kind == RF_PIECE_FOR) {
            rf_hcl_for header;
            rf_hcl_parse_for_header(p, &header);
            made.key = header.key;
            made.value = header.value;
            made.expr = header.collection != NULL ? header.collection
                                                  : rf_hcl_invalid(p, open.end, p->last_end);
        }
    } else {
        /* Stands for what could not be read, so that the text around it stays apart. */
        made.kind = RF_PIECE_INTERPOLATION;
        made.expr = rf_hcl_invalid(p, open.start, p->last_end);
    }
    rf_hcl_count_node(p);
    RF_PUSH(p->arena, &p->pieces, made);
    close_sequence(p, open, level, strip);
}

/* --- the row of pieces ---------------------------------------------------------------------- */

/* Pieces up to the closing token, which is taken. */
static void parse_pieces(parser *p, rf_hcl_token_kind close, size_t level)
{
    bool strip_next = false, after_text = false;
    while (!p->panic) {
        token next = rf_hcl_take(p);
        bool strip = strip_next, was_text = after_text;
        strip_next = after_text = false;
        if (next.kind == close || next.kind == RF_TOKEN_END) {
            p->panic = p->panic || next.kind != close;
            return;
        }
        if (next.kind == RF_TOKEN_TEXT) {
            size_t first = p->pieces.n;
            decode_text(p, next, close == RF_TOKEN_CLOSE_QUOTE);
            if (strip)
                strip_left(p, first);
            after_text = true;
            continue;
        }
        if (next.strip && was_text)
            strip_right(p);
        bool newlines = p->newlines;
        p->newlines = false;
        if (next.kind == RF_TOKEN_INTERPOLATION)
            parse_interpolation(p, next, level, &strip_next);
        else
            parse_directive(p, next, level, &strip_next);
        p->newlines = newlines;
    }
}

const rf_expr *rf_hcl_parse_template(parser *p)
{
    token open = rf_hcl_take(p);
    bool heredoc = open.kind == RF_TOKEN_OPEN_HEREDOC;
    size_t first = p->pieces.n, level = p->scan.frames.n;
    if (!rf_hcl_enter(p))
        return rf_hcl_invalid(p, open.start, open.end);
    parse_pieces(p, heredoc ? RF_TOKEN_CLOSE_HEREDOC : RF_TOKEN_CLOSE_QUOTE, level);
    const rf_expr *expr;
    if (p->panic) {
        p->pieces.n = first;
        expr = rf_hcl_invalid(p, open.start, p->last_end);
    } else {
        if (heredoc && p->scan.text[open.start + 2] == '-')
            rf_hcl_strip_indentation(p, first);
        expr = rf_hcl_build_template(p, first, open.start, p->last_end, heredoc);
    }
    rf_hcl_leave(p);
    return expr;
}

const rf_expr *rf_hcl_parse_bare_template(parser *p)
{
    uint32_t start = p->scan.at;
    parse_pieces(p, RF_TOKEN_END, p->scan.frames.n);
    if (p->panic)
        return rf_hcl_invalid(p, start, p->scan.n);
    return rf_hcl_build_template(p, 0, start, p->scan.n, false);
}

/* A block's label: a string without sequences. */
rf_label rf_hcl_parse_quoted_label(parser *p)
{
    token open = rf_hcl_take(p);
    size_t first = p->pieces.n, level = p->scan.frames.n;
    while (!p->panic) {
        token next = rf_hcl_take(p);
        if (next.kind == RF_TOKEN_CLOSE_QUOTE)
            break;
        if (next.kind == RF_TOKEN_TEXT) {
            decode_text(p, next, true);
        } else if (next.kind == RF_TOKEN_END) {
            p->panic = true;
        } else {
            rf_hcl_error(&p->scan, next.start, next.end,
                         "labels are plain text; to write the sign itself, double it: $${",
                         "a label cannot hold a template");
            bool newlines = p->newlines;
            p->panic = true;
            recover_sequence(p, level);
            if (!p->panic)
                rf_hcl_take(p);
            p->newlines = newlines;
        }
    }
    size_t n = p->pieces.n - first;
    rf_label label = {.span = rf_hcl_span(p, open.start, p->last_end), .quoted = true};
    if (n == 1) {
        label.text = p->pieces.at[first].text;
    } else {
        rf_buf buf = rf_buf_new(p->arena);
        for (size_t i = 0; i < n; i++)
            rf_buf_add(&buf, p->pieces.at[first + i].text);
        label.text = rf_buf_str(&buf);
    }
    p->pieces.n = first;
    return label;
}

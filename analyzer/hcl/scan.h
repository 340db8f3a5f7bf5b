/*
 * HCL text -> tokens, one at a time.
 *
 * The scanner keeps a stack of frames, because what a byte means depends on where it stands: in an
 * expression, in a quoted string, in a heredoc, or in the text of a bare template; `${` and `%{`
 * lead from text back to an expression.  Braces decide where a sequence ends, so the scanner needs
 * nothing from the parser.
 *
 * It reports what is wrong with single characters, strings that are not closed and heredocs without
 * an end, and goes on as if they had been right.  Time is linear in the text, whatever it holds.
 */
#ifndef RF_HCL_SCAN_H
#define RF_HCL_SCAN_H

#include "text/diag.h"

/* The kinds, with the words a message uses for them. */
#define RF_HCL_TOKENS(X)                                                                           \
    X(END, "the end of the file")                                                                  \
    X(NEWLINE, "the end of the line")                                                              \
    X(NAME, "a name")                                                                              \
    X(NUMBER, "a number")                                                                          \
    X(OPEN_QUOTE, "a string")                                                                      \
    X(CLOSE_QUOTE, "the end of the string")                                                        \
    X(OPEN_HEREDOC, "a heredoc")                                                                   \
    X(CLOSE_HEREDOC, "the end of the heredoc")                                                     \
    X(TEXT, "text")                                                                                \
    X(INTERPOLATION, "'${'")                                                                       \
    X(DIRECTIVE, "'%{'")                                                                           \
    X(SEQUENCE_END, "'}'")                                                                         \
    X(OPEN_BRACE, "'{'")                                                                           \
    X(CLOSE_BRACE, "'}'")                                                                          \
    X(OPEN_BRACKET, "'['")                                                                         \
    X(CLOSE_BRACKET, "']'")                                                                        \
    X(OPEN_PAREN, "'('")                                                                           \
    X(CLOSE_PAREN, "')'")                                                                          \
    X(DOT, "'.'")                                                                                  \
    X(COMMA, "','")                                                                                \
    X(COLON, "':'")                                                                                \
    X(DOUBLE_COLON, "'::'")                                                                        \
    X(QUESTION, "'?'")                                                                             \
    X(ASSIGN, "'='")                                                                               \
    X(ARROW, "'=>'")                                                                               \
    X(ELLIPSIS, "'...'")                                                                           \
    X(NOT, "'!'")                                                                                  \
    X(OR, "'||'")                                                                                  \
    X(AND, "'&&'")                                                                                 \
    X(EQUAL, "'=='")                                                                               \
    X(NOT_EQUAL, "'!='")                                                                           \
    X(LESS, "'<'")                                                                                 \
    X(LESS_EQUAL, "'<='")                                                                          \
    X(GREATER, "'>'")                                                                              \
    X(GREATER_EQUAL, "'>='")                                                                       \
    X(PLUS, "'+'")                                                                                 \
    X(MINUS, "'-'")                                                                                \
    X(STAR, "'*'")                                                                                 \
    X(SLASH, "'/'")                                                                                \
    X(PERCENT, "'%'")                                                                              \
    X(INVALID, "this")

typedef enum rf_hcl_token_kind {
#define X(name, words) RF_TOKEN_##name,
    RF_HCL_TOKENS(X)
#undef X
        RF_TOKEN_KINDS
} rf_hcl_token_kind;

/* Bytes [start, end) of the source.  An INVALID token has been reported by the scanner. */
typedef struct rf_hcl_token {
    uint32_t start, end;
    uint8_t kind;
    bool escaped; /* TEXT: holds `\`, `$${` or `%%{`, to be decoded */
    bool value;   /* INVALID: text in quotes of another kind, so a value all the same */
    bool strip;   /* INTERPOLATION, DIRECTIVE, SEQUENCE_END: has a `~` */
} rf_hcl_token;

typedef enum rf_hcl_mode {
    RF_MODE_EXPRESSION, /* a file, or inside ${ } and %{ } */
    RF_MODE_QUOTED,
    RF_MODE_HEREDOC,
    RF_MODE_BARE /* the text of a template file */
} rf_hcl_mode;

typedef struct rf_hcl_frame {
    rf_hcl_mode mode;
    uint32_t open, open_end;     /* what opened it: `"`, `<<EOT`, `${` */
    int32_t braces;              /* EXPRESSION: { that are open in this frame */
    int32_t brackets;            /* EXPRESSION: ( [ { that are open in this frame */
    uint32_t marker, marker_end; /* HEREDOC: the word that ends it */
    uint32_t near_miss;          /* HEREDOC: where the word stands, but not alone; 0: nowhere */
    bool line_start;             /* HEREDOC: nothing of this line was read yet */
    bool told;                   /* QUOTED: that it runs over a line end was reported */
} rf_hcl_frame;

typedef struct rf_hcl_scanner {
    rf_arena *arena;
    const rf_source *source;
    rf_diags *diags;
    const char *text;
    uint32_t at, n;
    bool muted;                  /* what is skipped after an error is not reported again */
    bool stopped;                /* a limit was hit: only END follows */
    RF_VEC(rf_hcl_frame) frames; /* never empty */
    rf_diag scratch;
} rf_hcl_scanner;

/* A scanner at the beginning of the source, behind a byte order mark. */
void rf_hcl_scan_start(rf_hcl_scanner *scanner, rf_arena *arena, const rf_source *source,
                       rf_diags *diags, rf_hcl_mode mode);

/* The next token; END again and again at the end. */
rf_hcl_token rf_hcl_scan(rf_hcl_scanner *scanner);

/* Forgets strings and sequences that are open, to go on at the level of the file. */
void rf_hcl_scan_reset(rf_hcl_scanner *scanner, int32_t brackets);

/* Reads nothing more: the rest of the file is END, and nothing more is reported. */
void rf_hcl_scan_stop(rf_hcl_scanner *scanner);

/* Reports an error at [start, end).  Never NULL; not counted while muted; once the list is full,
 * only counted. */
rf_diag *rf_hcl_error(rf_hcl_scanner *scanner, uint32_t start, uint32_t end, const char *help,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Attaches a second place. */
void rf_hcl_relate(rf_hcl_scanner *scanner, rf_diag *diag, uint32_t start, uint32_t end,
                   const char *message);

/* What a message calls a token: its words, or its text in quotes. */
rf_str rf_hcl_describe(rf_hcl_scanner *scanner, rf_hcl_token token);

/* Unicode white space, as Go's unicode.IsSpace has it: the length of the one at the beginning / end
 * of `s`, or 0.  Strip markers, heredoc markers and indentation go by it. */
size_t rf_hcl_space_at_start(rf_str s);
size_t rf_hcl_space_at_end(rf_str s);

/* True when the text at `at` begins like an attribute or a block: `name =`, `name {`, `name "`. */
bool rf_hcl_item_at(const rf_hcl_scanner *scanner, uint32_t at);

/* The number of blanks before `at`; UINT32_MAX when something else stands before it on its line. */
uint32_t rf_hcl_indent(const rf_hcl_scanner *scanner, uint32_t at);

/* The offset behind the name at `at`; `at` itself when there is none. */
uint32_t rf_hcl_name_end(const rf_hcl_scanner *scanner, uint32_t at);

/* Reports the character at the scanner's place, which has no meaning there, and those of its kind
 * that follow; moves behind them (chars.c).  The token is empty when they count as blanks. */
rf_hcl_token rf_hcl_bad_character(rf_hcl_scanner *scanner);

/* Reports a byte that is not UTF-8. */
void rf_hcl_bad_utf8(rf_hcl_scanner *scanner, uint32_t at);

#endif

/*
 * What the files of the parser share; not for other rooms (see hcl/hcl.h).
 *
 * An error that leaves the parser at an uncertain place sets `panic`; every loop ends then, up to
 * the nearest construct that knows where it goes on: a `${ }` at its brace, a body at its next
 * attribute or block.  Errors whose meaning is plain (a missing comma) are reported and read as
 * they were meant.
 */
#ifndef RF_HCL_PARSE_H
#define RF_HCL_PARSE_H

#include "hcl/ast.h"
#include "hcl/scan.h"

/* An element of a template before the tree of its directives is made. */
typedef enum rf_hcl_piece_kind {
    RF_PIECE_TEXT,
    RF_PIECE_INTERPOLATION,
    RF_PIECE_IF,
    RF_PIECE_ELSE,
    RF_PIECE_ENDIF,
    RF_PIECE_FOR,
    RF_PIECE_ENDFOR,
} rf_hcl_piece_kind;

typedef struct rf_hcl_piece {
    rf_hcl_piece_kind kind;
    bool verbatim;       /* TEXT: stands in the source as it is, not as an escape */
    bool joined;         /* TEXT: of the same line or run as the piece before */
    uint32_t start, end; /* in the source */
    rf_str text;         /* TEXT */
    const rf_expr *expr; /* the value, condition or collection */
    rf_str key, value;   /* FOR: the names */
} rf_hcl_piece;

typedef struct rf_hcl_parser {
    rf_hcl_scanner scan;
    rf_arena *arena;
    rf_hcl_token token; /* the next one, when `peeked` */
    bool peeked;
    bool newlines; /* a line end is a token here; inside brackets it is white space */
    bool panic;
    uint32_t last_end; /* where the token before the next one ended */
    uint32_t error_at; /* one message for one place: where the last one was, plus 1 */
    uint32_t owed;     /* closing brackets of text that was given up: no reason to complain again */
    unsigned depth;    /* of this recursion */
    unsigned nodes;    /* so far */
    /* Stacks: what is collected for the node at hand lies on top of what outer nodes collect. */
    RF_VEC(const rf_expr *) exprs;
    RF_VEC(rf_object_item) items;
    RF_VEC(rf_hcl_piece) pieces;
    RF_VEC(rf_template_part) parts;
    RF_VEC(rf_label) labels;
    RF_VEC(rf_attribute) attributes;
    RF_VEC(rf_block) blocks;
} rf_hcl_parser;

/* The next token, without taking it.  A pointer, so that `rf_hcl_peek(p)->kind` costs nothing. */
const rf_hcl_token *rf_hcl_peek_slow(rf_hcl_parser *p);

static inline const rf_hcl_token *rf_hcl_peek(rf_hcl_parser *p)
{
    if (p->peeked && (p->newlines || p->token.kind != RF_TOKEN_NEWLINE))
        return &p->token;
    return rf_hcl_peek_slow(p);
}

static inline bool rf_hcl_at(rf_hcl_parser *p, rf_hcl_token_kind kind)
{
    return rf_hcl_peek(p)->kind == kind;
}

static inline rf_hcl_token rf_hcl_take(rf_hcl_parser *p)
{
    rf_hcl_token token = *rf_hcl_peek(p);
    p->peeked = false;
    p->last_end = token.end;
    return token;
}

/* Takes the token when it is of that kind. */
static inline bool rf_hcl_accept(rf_hcl_parser *p, rf_hcl_token_kind kind)
{
    if (!rf_hcl_at(p, kind))
        return false;
    rf_hcl_take(p);
    return true;
}

static inline rf_str rf_hcl_text(const rf_hcl_parser *p, rf_hcl_token token)
{
    return (rf_str){p->scan.text + token.start, token.end - token.start};
}

static inline rf_span rf_hcl_span(const rf_hcl_parser *p, uint32_t start, uint32_t end)
{
    return (rf_span){p->scan.source, start, end};
}

/* True when the next token is that word. */
bool rf_hcl_at_word(rf_hcl_parser *p, rf_str word);

/* True when the next token stands on a later line than the one taken last and begins like an
 * attribute or a block: something before it was not closed. */
bool rf_hcl_at_item_line(rf_hcl_parser *p);

/* "expected what, found the next token": reports, and panics.  `open` is the token that opened the
 * construct, related as "opened here"; NULL without. */
void rf_hcl_unexpected(rf_hcl_parser *p, const char *expected, const rf_hcl_token *open,
                       const char *help);

/* One level of nesting more; false, and reading stops, when it is one too many. */
bool rf_hcl_enter(rf_hcl_parser *p);
void rf_hcl_leave(rf_hcl_parser *p);

/* One node more; reading stops when it is one too many.  rf_hcl_node() does it itself. */
void rf_hcl_count_node(rf_hcl_parser *p);

/* A node over [start, end) whose deepest child has that height. */
rf_expr *rf_hcl_node(rf_hcl_parser *p, rf_expr_kind kind, uint32_t start, uint32_t end);
rf_expr *rf_hcl_invalid(rf_hcl_parser *p, uint32_t start, uint32_t end);

/* The origin of text that is one run of the source. */
const rf_origin *rf_hcl_place(rf_hcl_parser *p, uint32_t start, uint32_t end, bool verbatim);

/* Sets the height of a node above its children's; reading stops when the tree gets too high. */
void rf_hcl_set_height(rf_hcl_parser *p, rf_expr *expr, unsigned highest_child);

const rf_expr *rf_hcl_parse_expr(rf_hcl_parser *p);
const rf_expr *rf_hcl_parse_template(rf_hcl_parser *p);      /* at `"` or a heredoc */
const rf_expr *rf_hcl_parse_bare_template(rf_hcl_parser *p); /* all of the source */
rf_label rf_hcl_parse_quoted_label(rf_hcl_parser *p);        /* at `"` */
rf_body rf_hcl_parse_file(rf_hcl_parser *p);

/* From the pieces on the stack from `first` on: the literal or template, spaces already stripped.
 * Takes them off the stack (template.c). */
const rf_expr *rf_hcl_build_template(rf_hcl_parser *p, size_t first, uint32_t start, uint32_t end,
                                     bool heredoc);

/* Takes the indentation that all lines share off the pieces from `first` on (`<<-`). */
void rf_hcl_strip_indentation(rf_hcl_parser *p, size_t first);

#endif

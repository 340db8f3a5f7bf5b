/* Files and bodies: attributes, blocks, and how reading goes on after an error. */
#include "hcl/parse.h"

#include "base/map.h"

#include <string.h>

typedef rf_hcl_parser parser;
typedef rf_hcl_token token;

enum { INDEX_FROM = 16 }; /* attributes of one body; below, comparing with all is faster */

/* What is being read: a file, or a block whose brace is `open`. */
typedef struct body_state {
    size_t first_attribute, first_block;
    bool block;
    bool one_line; /* begun as a block on one line, which was reported: so may it end */
    token open;
    rf_map names; /* of the attributes, once there are many */
    size_t indexed;
} body_state;

/* --- recovery ------------------------------------------------------------------------------- */

/* True when the line at hand cannot begin anything, so that it must be more of what was given up.
 */
static bool runs_on(parser *p, uint32_t indent)
{
    const token *next = rf_hcl_peek(p);
    switch (next->kind) {
    case RF_TOKEN_END:
    case RF_TOKEN_NEWLINE:
    case RF_TOKEN_CLOSE_BRACE:
        return false;
    case RF_TOKEN_NAME:
        return rf_hcl_indent(&p->scan, next->start) > indent &&
               !rf_hcl_item_at(&p->scan, next->start);
    default:
        return true;
    }
}

/* After an error in the attribute or block that begins at `start`, when `brackets` were open: goes
 * to where the next one begins, or the body ends.
 *
 * That is a line end outside of all brackets.  But a bracket or quote may be missing, so a line
 * that looks like an attribute or block, and is not indented more than the one given up, is taken
 * for the next one, whatever is open. */
static void recover(parser *p, uint32_t start, int32_t brackets)
{
    rf_hcl_scanner *s = &p->scan;
    uint32_t indent = rf_hcl_indent(s, start);
    p->newlines = true;
    s->muted = true;
    for (;;) {
        const token *next = rf_hcl_peek(p);
        int32_t open = s->frames.at[0].brackets;
        bool outside = s->frames.n == 1;
        if (next->kind == RF_TOKEN_END)
            break;
        if (outside && next->kind == RF_TOKEN_CLOSE_BRACE && open < brackets)
            break;
        if (outside && next->kind == RF_TOKEN_NEWLINE && open <= brackets) {
            rf_hcl_take(p);
            if (!runs_on(p, indent))
                break;
            continue;
        }
        bool name = next->kind == RF_TOKEN_NAME && next->start > start;
        bool closes = next->kind == RF_TOKEN_CLOSE_BRACE || next->kind == RF_TOKEN_SEQUENCE_END;
        bool brace = brackets > 0 && closes && s->text[next->start] == '}';
        uint32_t here = name || brace ? rf_hcl_indent(s, next->start) : UINT32_MAX;
        if (name && here <= indent && here != UINT32_MAX && rf_hcl_item_at(s, next->start)) {
            p->owed += open > brackets ? (uint32_t)(open - brackets) : 0;
            rf_hcl_scan_reset(s, brackets);
            break;
        }
        if (brace && here < indent && indent != UINT32_MAX) {
            rf_hcl_scan_reset(s, brackets - 1);
            p->token.kind = RF_TOKEN_CLOSE_BRACE;
            break;
        }
        rf_hcl_take(p);
    }
    s->muted = false;
    p->panic = false;
}

/* --- attributes ----------------------------------------------------------------------------- */

static const rf_attribute *attribute_named(parser *p, body_state *body, rf_str name)
{
    size_t n = p->attributes.n - body->first_attribute;
    if (n == 0)
        return NULL;
    const rf_attribute *list = p->attributes.at + body->first_attribute;
    if (n < INDEX_FROM) {
        for (size_t i = 0; i < n; i++)
            if (rf_eq(list[i].name, name))
                return &list[i];
        return NULL;
    }
    /* The stack moves when it grows, so the map holds positions, from 1. */
    for (; body->indexed < n; body->indexed++)
        rf_map_put(p->arena, &body->names, list[body->indexed].name,
                   (void *)(uintptr_t)(body->indexed + 1));
    uintptr_t position = (uintptr_t)rf_map_get(&body->names, name);
    return position == 0 ? NULL : &list[position - 1];
}

static void add_attribute(parser *p, body_state *body, token name, const rf_expr *expr)
{
    rf_attribute made = {.name = rf_hcl_text(p, name), .expr = expr};
    made.name_span = rf_hcl_span(p, name.start, name.end);
    made.span = rf_hcl_span(p, name.start, p->last_end);
    const rf_attribute *before = attribute_named(p, body, made.name);
    if (before == NULL) {
        RF_PUSH(p->arena, &p->attributes, made);
        return;
    }
    rf_diag *diag = rf_hcl_error(&p->scan, name.start, name.end, "keep one of the two",
                                 "%.*s is set twice", RF_ARG(rf_hcl_describe(&p->scan, name)));
    rf_hcl_relate(&p->scan, diag, before->name_span.start, before->name_span.end, "first set here");
}

/* Behind the value of an attribute: the line must end. */
static void end_attribute(parser *p, const body_state *body)
{
    if (p->panic || rf_hcl_at(p, RF_TOKEN_END) || rf_hcl_accept(p, RF_TOKEN_NEWLINE))
        return;
    token next = *rf_hcl_peek(p);
    if (next.kind == RF_TOKEN_CLOSE_BRACE && body->block) {
        if (!body->one_line)
            rf_hcl_error(&p->scan, next.start, next.end, "put the brace on a line of its own",
                         "a line end is missing before the brace that closes the block");
        return;
    }
    if (next.kind == RF_TOKEN_NAME && rf_hcl_item_at(&p->scan, next.start)) {
        rf_hcl_error(&p->scan, next.start, next.end, "put each argument on its own line",
                     "a line end is missing before %.*s", RF_ARG(rf_hcl_describe(&p->scan, next)));
        return;
    }
    if (next.kind == RF_TOKEN_COMMA) {
        rf_hcl_error(&p->scan, next.start, next.end,
                     "remove the comma; in a body, arguments are separated by line ends",
                     "there is a comma behind the value");
        rf_hcl_take(p);
        if (!rf_hcl_accept(p, RF_TOKEN_NEWLINE) && !rf_hcl_at(p, RF_TOKEN_NAME))
            p->panic = true;
        return;
    }
    const char *help = "put the next argument on a line of its own";
    if (next.kind == RF_TOKEN_ASSIGN)
        help = "write == to compare; an argument is set to one value";
    else if (next.kind == RF_TOKEN_OPEN_QUOTE || next.kind == RF_TOKEN_NUMBER ||
             next.kind == RF_TOKEN_NAME)
        help = "an operator is missing, or a line end; text is joined like this: \"${a}${b}\"";
    rf_hcl_unexpected(p, "the end of the line after the value", NULL, help);
}

/* Behind the name: `=`, or what was written in its place. */
static void parse_attribute(parser *p, body_state *body, token name, bool whole_line)
{
    const rf_expr *expr = rf_hcl_parse_expr(p);
    if (!p->panic)
        add_attribute(p, body, name, expr);
    if (whole_line)
        end_attribute(p, body);
}

/* --- blocks --------------------------------------------------------------------------------- */

static rf_body parse_body(parser *p, const token *open, uint32_t start);

/* Labels up to the brace.  False, and panic, when there is none. */
static bool parse_labels(parser *p, token type)
{
    for (;;) {
        token next = *rf_hcl_peek(p);
        switch (next.kind) {
        case RF_TOKEN_OPEN_BRACE:
            return true;
        case RF_TOKEN_OPEN_QUOTE: {
            rf_label label = rf_hcl_parse_quoted_label(p);
            rf_hcl_count_node(p);
            RF_PUSH(p->arena, &p->labels, label);
            if (p->panic)
                return false;
            continue;
        }
        case RF_TOKEN_NAME: {
            rf_hcl_take(p);
            rf_label label = {rf_hcl_text(p, next), rf_hcl_span(p, next.start, next.end), false};
            rf_hcl_count_node(p);
            RF_PUSH(p->arena, &p->labels, label);
            continue;
        }
        case RF_TOKEN_ASSIGN:
            rf_hcl_error(&p->scan, next.start, next.end,
                         "write the opening brace right behind the labels",
                         "there is no '=' before the brace of a block");
            rf_hcl_take(p);
            if (rf_hcl_at(p, RF_TOKEN_OPEN_BRACE))
                return true;
            p->panic = true;
            return false;
        case RF_TOKEN_NEWLINE: {
            uint32_t brace = next.end;
            while (brace < p->scan.n && strchr(" \t\r\n", p->scan.text[brace]) != NULL &&
                   p->scan.text[brace] != 0)
                brace++;
            bool below = brace < p->scan.n && p->scan.text[brace] == '{';
            rf_hcl_error(&p->scan, type.start, p->last_end,
                         below ? "put the brace at the end of this line"
                               : "write name = value for an argument, or { for a block",
                         below ? "the opening brace must stand on the line of the block's type"
                               : "this is neither an argument nor a block: '=' or '{' is missing");
            while (below && rf_hcl_accept(p, RF_TOKEN_NEWLINE))
                continue;
            p->panic = !below;
            return below;
        }
        default:
            rf_hcl_unexpected(p, "a label or '{'", NULL,
                              "a block is written: type \"label\" { ... }");
            return false;
        }
    }
}

static bool at_body_end(const token *next)
{
    return next->kind == RF_TOKEN_NEWLINE || next->kind == RF_TOKEN_END ||
           next->kind == RF_TOKEN_CLOSE_BRACE;
}

static void unclosed_block(parser *p, token open)
{
    if (p->scan.stopped || p->panic)
        return;
    token end = *rf_hcl_peek(p);
    rf_diag *diag = rf_hcl_error(&p->scan, end.start, end.start,
                                 "a closing brace is missing, here or further up",
                                 "the block is not closed before the end of the file");
    rf_hcl_relate(&p->scan, diag, open.start, open.end, "the block begins here");
}

/* `{ name = value }` on one line; false when it turned out to be a body of several lines after all
 * (which was reported), to be read as such. */
static bool parse_one_line_body(parser *p, body_state *body)
{
    static const char help[] = "a block on one line holds one argument; write each on a line of "
                               "its own, and the braces too";
    if (!rf_hcl_at(p, RF_TOKEN_NAME)) {
        rf_hcl_unexpected(p, "an argument, a line end or '}'", NULL, help);
        return true;
    }
    token name = *rf_hcl_peek(p);
    uint32_t after = name.end;
    while (after < p->scan.n && (p->scan.text[after] == ' ' || p->scan.text[after] == '\t'))
        after++;
    if (rf_hcl_item_at(&p->scan, name.start) && p->scan.text[after] != '=') {
        rf_hcl_error(&p->scan, name.start, name.end, help, "a block on one line holds no block");
        return false;
    }
    rf_hcl_take(p);
    if (!rf_hcl_accept(p, RF_TOKEN_ASSIGN)) {
        rf_hcl_unexpected(p, "'=' after the name", NULL, "write name = value");
        return true;
    }
    parse_attribute(p, body, name, false);
    if (p->panic || rf_hcl_at(p, RF_TOKEN_CLOSE_BRACE) || rf_hcl_at(p, RF_TOKEN_END))
        return true;
    token next = *rf_hcl_peek(p);
    if (next.kind == RF_TOKEN_COMMA || next.kind == RF_TOKEN_NEWLINE) {
        rf_hcl_error(&p->scan, next.start, next.kind == RF_TOKEN_COMMA ? next.end : next.start,
                     help, "a block that begins on one line must end on it, behind one argument");
        rf_hcl_take(p);
        body->one_line = true;
        return false;
    }
    rf_hcl_unexpected(p, "'}' after the argument", &body->open, help);
    return true;
}

static rf_block make_block(parser *p, token type, size_t first_label, uint32_t header_end)
{
    rf_block block = {.type = rf_hcl_text(p, type)};
    block.type_span = rf_hcl_span(p, type.start, type.end);
    block.header = rf_hcl_span(p, type.start, header_end);
    block.label_count = p->labels.n - first_label;
    rf_label *labels = RF_NEW_ARRAY(p->arena, rf_label, block.label_count);
    for (size_t i = 0; i < block.label_count; i++)
        labels[i] = p->labels.at[first_label + i];
    block.labels = labels;
    p->labels.n = first_label;
    return block;
}

/* Behind the type; next is a label or the brace. */
static void parse_block(parser *p, token type)
{
    size_t first_label = p->labels.n;
    bool has_body = parse_labels(p, type);
    rf_block block = make_block(p, type, first_label, p->last_end);
    if (!has_body || !rf_hcl_enter(p))
        return;
    token open = rf_hcl_take(p);
    block.body = parse_body(p, &open, open.start);
    rf_hcl_leave(p);
    block.span = rf_hcl_span(p, type.start, p->last_end);
    rf_hcl_count_node(p);
    RF_PUSH(p->arena, &p->blocks, block);
    if (p->panic || rf_hcl_at(p, RF_TOKEN_END) || rf_hcl_accept(p, RF_TOKEN_NEWLINE))
        return;
    token next = *rf_hcl_peek(p);
    if (next.kind != RF_TOKEN_NAME && next.kind != RF_TOKEN_CLOSE_BRACE) {
        rf_hcl_unexpected(p, "the end of the line after the block", NULL,
                          "nothing may follow the closing brace");
        return;
    }
    rf_hcl_error(&p->scan, next.start, next.end, "put it on a line of its own",
                 "a line end is missing after the block");
}

/* --- bodies --------------------------------------------------------------------------------- */

/* Behind a name that neither `=` nor a label nor a brace follows. */
static void parse_neither(parser *p, body_state *body, token name)
{
    token next = *rf_hcl_peek(p);
    rf_str shown = rf_hcl_describe(&p->scan, name);
    switch (next.kind) {
    case RF_TOKEN_COLON:
    case RF_TOKEN_EQUAL:
        rf_hcl_error(&p->scan, next.start, next.end, "write name = value",
                     "an argument is set with '=', not with %.*s",
                     RF_ARG(rf_hcl_describe(&p->scan, next)));
        rf_hcl_take(p);
        parse_attribute(p, body, name, true);
        return;
    case RF_TOKEN_NUMBER:
    case RF_TOKEN_OPEN_BRACKET:
    case RF_TOKEN_OPEN_HEREDOC:
        rf_hcl_error(&p->scan, next.start, next.end, "write name = value",
                     "'=' is missing after %.*s", RF_ARG(shown));
        parse_attribute(p, body, name, true);
        return;
    case RF_TOKEN_NEWLINE:
    case RF_TOKEN_CLOSE_BRACE:
    case RF_TOKEN_END:
        rf_hcl_error(&p->scan, name.start, name.end,
                     "write name = value for an argument, or name { ... } for a block",
                     "%.*s alone is neither an argument nor a block", RF_ARG(shown));
        return;
    default:
        rf_hcl_unexpected(
            p, "'=' or '{' after the name", NULL,
            next.kind == RF_TOKEN_DOT
                ? "the name of an argument has no dots; write { } with a key in quotes"
                : "write name = value for an argument, or name { ... } for a block");
    }
}

/* A file that is JSON: it would give one error a line, so the rest is not read. */
static bool is_json(parser *p, token first)
{
    uint32_t at = first.end;
    while (at < p->scan.n && p->scan.text[at] != 0 && strchr(" \t\r\n", p->scan.text[at]) != NULL)
        at++;
    bool json = at < p->scan.n &&
                (p->scan.text[at] == '"' || p->scan.text[at] == '}' || p->scan.text[at] == '{');
    if (!json)
        return false;
    rf_hcl_error(&p->scan, first.start, first.end,
                 "give the file a name that ends in .json, or write name = value without the "
                 "outer brackets",
                 "this is JSON, not HCL");
    rf_hcl_scan_stop(&p->scan);
    rf_hcl_take(p);
    return true;
}

/* Something that begins neither an attribute nor a block. */
static void parse_no_item(parser *p, const body_state *body, bool first)
{
    token found = *rf_hcl_peek(p);
    bool bracket = found.kind == RF_TOKEN_OPEN_BRACE || found.kind == RF_TOKEN_OPEN_BRACKET;
    if (bracket && first && !body->block && is_json(p, found))
        return;
    bool closer = found.kind == RF_TOKEN_CLOSE_BRACE || found.kind == RF_TOKEN_CLOSE_BRACKET ||
                  found.kind == RF_TOKEN_CLOSE_PAREN;
    if (closer && p->owed > 0) {
        p->owed--;
        rf_hcl_take(p);
        return;
    }
    const char *help = "write name = value for an argument, or name { ... } for a block";
    if (found.kind == RF_TOKEN_OPEN_QUOTE)
        help = "names are not quoted here: write name = value";
    else if (found.kind == RF_TOKEN_NUMBER)
        help = "a name cannot begin with a digit";
    else if (closer)
        help = "remove it; or something was closed too early further up";
    if (closer && found.kind == RF_TOKEN_CLOSE_BRACE) {
        rf_hcl_error(&p->scan, found.start, found.end, help,
                     "there is no open block that this brace could close");
        rf_hcl_take(p);
        rf_hcl_scan_reset(&p->scan, 0);
        return;
    }
    rf_hcl_unexpected(p, "an argument or a block", NULL, help);
}

static void parse_item(parser *p, body_state *body, bool first)
{
    if (!rf_hcl_at(p, RF_TOKEN_NAME)) {
        parse_no_item(p, body, first);
        return;
    }
    token name = rf_hcl_take(p);
    switch (rf_hcl_peek(p)->kind) {
    case RF_TOKEN_ASSIGN:
        rf_hcl_take(p);
        parse_attribute(p, body, name, true);
        return;
    case RF_TOKEN_OPEN_QUOTE:
    case RF_TOKEN_OPEN_BRACE:
    case RF_TOKEN_NAME:
        parse_block(p, name);
        return;
    default:
        parse_neither(p, body, name);
    }
}

static rf_body take_body(parser *p, const body_state *state, uint32_t start)
{
    rf_body body = {.span = rf_hcl_span(p, start, p->last_end < start ? start : p->last_end)};
    body.attribute_count = p->attributes.n - state->first_attribute;
    body.block_count = p->blocks.n - state->first_block;
    rf_attribute *attributes = RF_NEW_ARRAY(p->arena, rf_attribute, body.attribute_count);
    for (size_t i = 0; i < body.attribute_count; i++)
        attributes[i] = p->attributes.at[state->first_attribute + i];
    rf_block *blocks = RF_NEW_ARRAY(p->arena, rf_block, body.block_count);
    for (size_t i = 0; i < body.block_count; i++)
        blocks[i] = p->blocks.at[state->first_block + i];
    body.attributes = attributes;
    body.blocks = blocks;
    p->attributes.n = state->first_attribute;
    p->blocks.n = state->first_block;
    return body;
}

/* Up to the closing brace, which is taken; of the file (`open` is NULL), to its end. */
static rf_body parse_body(parser *p, const token *open, uint32_t start)
{
    body_state body = {.first_attribute = p->attributes.n, .first_block = p->blocks.n};
    body.block = open != NULL;
    p->newlines = true;
    int32_t brackets = p->scan.frames.at[0].brackets;
    if (body.block) {
        body.open = *open;
        if (!at_body_end(rf_hcl_peek(p)) && parse_one_line_body(p, &body) && !p->panic) {
            if (!rf_hcl_accept(p, RF_TOKEN_CLOSE_BRACE))
                unclosed_block(p, body.open);
            return take_body(p, &body, start);
        }
    }
    for (bool first = true;; first = false) {
        while (!p->panic && rf_hcl_accept(p, RF_TOKEN_NEWLINE))
            continue;
        if (p->scan.stopped || (!p->panic && rf_hcl_at(p, RF_TOKEN_END))) {
            if (body.block)
                unclosed_block(p, body.open);
            break;
        }
        if (!p->panic && body.block && rf_hcl_accept(p, RF_TOKEN_CLOSE_BRACE))
            break;
        uint32_t item = p->panic ? start : rf_hcl_peek(p)->start;
        if (!p->panic)
            parse_item(p, &body, first);
        if (p->panic)
            recover(p, item, brackets);
    }
    return take_body(p, &body, start);
}

rf_body rf_hcl_parse_file(parser *p)
{
    return parse_body(p, NULL, p->scan.at);
}

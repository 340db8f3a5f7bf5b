#include "hcl/parse_brackets.h"

#include "text/utf8.h"

typedef rf_hcl_parser parser;
typedef rf_hcl_token token;

static const char unclosed_help[] = "a bracket is missing, here or further up";

/* True when the next token could begin a value: then only a separator is missing before it. */
static bool at_value(parser *p)
{
    switch (rf_hcl_peek(p)->kind) {
    case RF_TOKEN_NAME:
    case RF_TOKEN_NUMBER:
    case RF_TOKEN_OPEN_QUOTE:
    case RF_TOKEN_OPEN_HEREDOC:
    case RF_TOKEN_OPEN_BRACE:
    case RF_TOKEN_OPEN_BRACKET:
    case RF_TOKEN_OPEN_PAREN:
    case RF_TOKEN_NOT:
        return true;
    default:
        return false;
    }
}

static const rf_expr *const *take_exprs(parser *p, size_t first, size_t *n, unsigned *height)
{
    *n = p->exprs.n - first;
    const rf_expr **list = RF_NEW_ARRAY(p->arena, const rf_expr *, *n);
    *height = 0;
    for (size_t i = 0; i < *n; i++) {
        list[i] = p->exprs.at[first + i];
        if (list[i]->height > *height)
            *height = list[i]->height;
    }
    p->exprs.n = first;
    return list;
}

/* Between two items of a list or call: takes the comma, or says that it is missing and goes on.
 * False at the closing bracket, and after an error. */
static bool separated(parser *p, rf_hcl_token_kind close, token open, const char *of_what)
{
    if (p->panic || rf_hcl_at(p, close))
        return false;
    if (rf_hcl_accept(p, RF_TOKEN_COMMA))
        return true;
    token next = *rf_hcl_peek(p);
    if (at_value(p) && !rf_hcl_at_item_line(p)) {
        rf_hcl_error(&p->scan, next.start, next.end, "put a comma between the two",
                     "a comma is missing before this item of the %s", of_what);
        return true;
    }
    const char *bracket = close == RF_TOKEN_CLOSE_PAREN ? "',' or ')'" : "',' or ']'";
    rf_hcl_unexpected(p, bracket, &open, unclosed_help);
    return false;
}

/* Before an item: false at the closing bracket or where the list was left open. */
static bool at_item(parser *p, rf_hcl_token_kind close, token open, const char *of_what)
{
    if (rf_hcl_at(p, close))
        return false;
    if (rf_hcl_at(p, RF_TOKEN_END) || rf_hcl_at_item_line(p)) {
        rf_hcl_unexpected(p, close == RF_TOKEN_CLOSE_PAREN ? "')'" : "']'", &open, unclosed_help);
        return false;
    }
    while (rf_hcl_at(p, RF_TOKEN_COMMA)) {
        token comma = rf_hcl_take(p);
        rf_hcl_error(&p->scan, comma.start, comma.end,
                     "remove the comma, or write a value before it",
                     "an item of the %s is missing before this comma", of_what);
    }
    return !rf_hcl_at(p, close);
}

const rf_expr *rf_hcl_parse_parentheses(parser *p)
{
    token open = rf_hcl_take(p);
    bool newlines = p->newlines;
    p->newlines = false;
    const rf_expr *inner = rf_hcl_parse_expr(p);
    if (!p->panic && !rf_hcl_at(p, RF_TOKEN_CLOSE_PAREN))
        rf_hcl_unexpected(p, "')'", &open, unclosed_help);
    p->newlines = newlines;
    if (p->panic)
        return rf_hcl_invalid(p, open.start, p->last_end);
    token close = rf_hcl_take(p);
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_PARENTHESES, open.start, close.end);
    expr->as.inner = inner;
    rf_hcl_set_height(p, expr, inner->height);
    return expr;
}

/* --- calls --------------------------------------------------------------------------------- */

/* `a`, or the rest of `a::b::c`.  False, and panic, when it does not lead to a `(`. */
static bool parse_call_name(parser *p, token first, rf_str *name, uint32_t *end)
{
    *name = rf_hcl_text(p, first);
    *end = first.end;
    while (rf_hcl_at(p, RF_TOKEN_DOUBLE_COLON)) {
        rf_hcl_take(p);
        if (!rf_hcl_at(p, RF_TOKEN_NAME)) {
            rf_hcl_unexpected(p, "a function's name after '::'", NULL,
                              "write provider::name::function(...)");
            return false;
        }
        token part = rf_hcl_take(p);
        *end = part.end;
        *name = rf_format(p->arena, "%.*s::%.*s", RF_ARG(*name), RF_ARG(rf_hcl_text(p, part)));
    }
    if (rf_hcl_at(p, RF_TOKEN_OPEN_PAREN))
        return true;
    rf_hcl_unexpected(p, "'(' after the function's name", NULL, "'::' stands in calls only");
    return false;
}

/* `...` behind the last argument. */
static bool parse_expansion(parser *p)
{
    if (p->panic || !rf_hcl_at(p, RF_TOKEN_ELLIPSIS))
        return false;
    token dots = rf_hcl_take(p);
    if (!rf_hcl_at(p, RF_TOKEN_CLOSE_PAREN))
        rf_hcl_unexpected(p, "')' after '...'", &dots, "only the last argument can be expanded");
    return true;
}

const rf_expr *rf_hcl_parse_call(parser *p, token first)
{
    rf_str name;
    uint32_t name_end;
    if (!parse_call_name(p, first, &name, &name_end))
        return rf_hcl_invalid(p, first.start, p->last_end);
    token open = rf_hcl_take(p);
    size_t mark = p->exprs.n;
    bool newlines = p->newlines, expand = false;
    p->newlines = false;
    while (at_item(p, RF_TOKEN_CLOSE_PAREN, open, "call")) {
        const rf_expr *argument = rf_hcl_parse_expr(p);
        RF_PUSH(p->arena, &p->exprs, argument);
        expand = parse_expansion(p);
        if (expand || !separated(p, RF_TOKEN_CLOSE_PAREN, open, "call"))
            break;
    }
    p->newlines = newlines;
    if (p->panic) {
        p->exprs.n = mark;
        return rf_hcl_invalid(p, first.start, p->last_end);
    }
    token close = rf_hcl_take(p);
    unsigned height;
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_CALL, first.start, close.end);
    expr->as.call.name = name;
    expr->as.call.name_span = rf_hcl_span(p, first.start, name_end);
    expr->as.call.arguments = take_exprs(p, mark, &expr->as.call.n, &height);
    expr->as.call.expand_last = expand;
    rf_hcl_set_height(p, expr, height);
    return expr;
}

/* --- for ----------------------------------------------------------------------------------- */

bool rf_hcl_parse_for_header(parser *p, rf_hcl_for *header)
{
    static const char help[] = "write: for value in collection, or: for key, value in collection";
    *header = (rf_hcl_for){0};
    if (rf_hcl_at(p, RF_TOKEN_NAME)) {
        header->value = rf_hcl_text(p, rf_hcl_take(p));
    } else {
        rf_hcl_unexpected(p, "a name after 'for'", NULL,
                          "write: for value in collection; a key called for must be in quotes");
        return false;
    }
    if (rf_hcl_accept(p, RF_TOKEN_COMMA)) {
        header->key = header->value;
        if (!rf_hcl_at(p, RF_TOKEN_NAME)) {
            rf_hcl_unexpected(p, "a second name after the comma", NULL, help);
            return false;
        }
        header->value = rf_hcl_text(p, rf_hcl_take(p));
    }
    if (!rf_hcl_at_word(p, RF_STR("in"))) {
        rf_hcl_unexpected(p, "'in' after the names", NULL, help);
        return false;
    }
    rf_hcl_take(p);
    header->collection = rf_hcl_parse_expr(p);
    return !p->panic;
}

/* What the two kinds of `for` must and must not have. */
static void check_for(parser *p, token open, bool object, const rf_expr *key, const rf_expr *value,
                      const token *dots)
{
    if (object && key == NULL)
        rf_hcl_error(&p->scan, value->span.start, value->span.end,
                     "write key => value, or use [ ] for a list",
                     "a 'for' in braces needs a key and a value");
    if (!object && key != NULL)
        rf_hcl_error(&p->scan, key->span.start, key->span.end,
                     "use { } for key => value, or leave the key out",
                     "a 'for' in square brackets has no key");
    if (!object && dots->end != 0) {
        rf_diag *diag = rf_hcl_error(&p->scan, dots->start, dots->end, "remove it, or use { }",
                                     "'...' groups by key and has no use in square brackets");
        rf_hcl_relate(&p->scan, diag, open.start, open.end, "opened here");
    }
}

/* Behind the bracket, at the word `for`; newlines do not count any more. */
static const rf_expr *parse_for(parser *p, token open)
{
    const bool object = open.kind == RF_TOKEN_OPEN_BRACE;
    const rf_hcl_token_kind close_kind = object ? RF_TOKEN_CLOSE_BRACE : RF_TOKEN_CLOSE_BRACKET;
    rf_hcl_for header;
    const rf_expr *key = NULL, *value = NULL, *condition = NULL;
    token dots = {0};
    rf_hcl_take(p);
    if (rf_hcl_parse_for_header(p, &header) && !rf_hcl_accept(p, RF_TOKEN_COLON))
        rf_hcl_unexpected(p, "':' after the collection", &open, "write [for x in list : value]");
    if (!p->panic)
        value = rf_hcl_parse_expr(p);
    if (!p->panic && rf_hcl_accept(p, RF_TOKEN_ARROW)) {
        key = value;
        value = rf_hcl_parse_expr(p);
    }
    if (!p->panic && rf_hcl_at(p, RF_TOKEN_ELLIPSIS))
        dots = rf_hcl_take(p);
    if (!p->panic && rf_hcl_at_word(p, RF_STR("if"))) {
        rf_hcl_take(p);
        condition = rf_hcl_parse_expr(p);
    }
    if (!p->panic && !rf_hcl_at(p, close_kind))
        rf_hcl_unexpected(
            p, object ? "'}' after the 'for' expression" : "']' after the 'for' expression", &open,
            "what follows the value is 'if condition' or the closing bracket");
    if (p->panic)
        return rf_hcl_invalid(p, open.start, p->last_end);
    token close = rf_hcl_take(p);
    check_for(p, open, object, key, value, &dots);
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_FOR, open.start, close.end);
    expr->as.loop.key_name = header.key;
    expr->as.loop.value_name = header.value;
    expr->as.loop.collection = header.collection;
    expr->as.loop.key = object ? key : NULL;
    expr->as.loop.value = value;
    expr->as.loop.condition = condition;
    expr->as.loop.grouping = dots.end != 0;
    unsigned height = 0;
    const rf_expr *const children[] = {header.collection, key, value, condition};
    for (size_t i = 0; i < sizeof children / sizeof *children; i++)
        if (children[i] != NULL && children[i]->height > height)
            height = children[i]->height;
    rf_hcl_set_height(p, expr, height);
    if (object && key == NULL)
        expr->kind = RF_EXPR_INVALID;
    return expr;
}

/* --- lists --------------------------------------------------------------------------------- */

static const rf_expr *parse_items(parser *p, token open)
{
    size_t mark = p->exprs.n;
    while (at_item(p, RF_TOKEN_CLOSE_BRACKET, open, "list")) {
        const rf_expr *item = rf_hcl_parse_expr(p);
        RF_PUSH(p->arena, &p->exprs, item);
        if (!separated(p, RF_TOKEN_CLOSE_BRACKET, open, "list"))
            break;
    }
    if (p->panic) {
        p->exprs.n = mark;
        return rf_hcl_invalid(p, open.start, p->last_end);
    }
    token close = rf_hcl_take(p);
    unsigned height;
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_TUPLE, open.start, close.end);
    expr->as.tuple.at = take_exprs(p, mark, &expr->as.tuple.n, &height);
    rf_hcl_set_height(p, expr, height);
    return expr;
}

const rf_expr *rf_hcl_parse_tuple(parser *p)
{
    token open = rf_hcl_take(p);
    bool newlines = p->newlines;
    p->newlines = false;
    const rf_expr *expr =
        rf_hcl_at_word(p, RF_STR("for")) ? parse_for(p, open) : parse_items(p, open);
    p->newlines = newlines;
    return expr;
}

/* --- objects ------------------------------------------------------------------------------- */

/* A bare name as a key is a string; so are true, false and null there. */
static bool is_bare_name(const rf_expr *key, rf_str text)
{
    if (key->kind == RF_EXPR_VARIABLE)
        return true;
    return key->kind == RF_EXPR_LITERAL && text.n != 0 &&
           (key->as.literal.kind == RF_BOOL || key->as.literal.kind == RF_NULL);
}

static const rf_expr *name_as_string(parser *p, const rf_expr *name)
{
    rf_expr *key = rf_hcl_node(p, RF_EXPR_LITERAL, name->span.start, name->span.end);
    rf_str text = rf_span_text(name->span), normal = rf_utf8_nfc(p->arena, text);
    key->as.literal = rf_value_string(normal, key->span);
    key->as.literal.as.string.origin =
        rf_hcl_place(p, name->span.start, name->span.end, rf_eq(text, normal));
    return key;
}

/* Where a key is not followed by `=`: true when a value follows all the same. */
static bool missing_assignment(parser *p, token open, const rf_expr *key)
{
    token next = *rf_hcl_peek(p);
    /* `name "label" {` on a line of its own: the object was not closed before it. */
    bool block = next.kind == RF_TOKEN_OPEN_QUOTE && key->kind == RF_EXPR_VARIABLE &&
                 rf_hcl_indent(&p->scan, key->span.start) != UINT32_MAX;
    const char *help = "write key = value; a key that is no plain name stands in quotes";
    switch (block ? RF_TOKEN_INVALID : next.kind) {
    case RF_TOKEN_OPEN_BRACE:
        rf_hcl_error(&p->scan, next.start, next.end, "write name = { ... }",
                     "an object holds no blocks: '=' is missing before this brace");
        return true;
    case RF_TOKEN_OPEN_QUOTE:
    case RF_TOKEN_NUMBER:
    case RF_TOKEN_OPEN_BRACKET:
    case RF_TOKEN_OPEN_HEREDOC:
        rf_hcl_error(&p->scan, next.start, next.end, "write key = value",
                     "'=' is missing between key and value");
        return true;
    case RF_TOKEN_NEWLINE:
    case RF_TOKEN_COMMA:
    case RF_TOKEN_CLOSE_BRACE:
        rf_hcl_error(&p->scan, key->span.start, key->span.end, "write key = value",
                     "this key of the object has no value");
        return false;
    case RF_TOKEN_EQUAL:
        help = "write one = between key and value";
        break;
    default:
        break;
    }
    rf_hcl_unexpected(p, "'=' after the key", &open, help);
    return false;
}

/* Behind an item: takes what separates it from the next.  False at the brace and after an error. */
static bool object_separated(parser *p, token open)
{
    if (p->panic || rf_hcl_at(p, RF_TOKEN_CLOSE_BRACE))
        return false;
    if (rf_hcl_accept(p, RF_TOKEN_COMMA) || rf_hcl_accept(p, RF_TOKEN_NEWLINE))
        return true;
    token next = *rf_hcl_peek(p);
    if (next.kind == RF_TOKEN_NAME || next.kind == RF_TOKEN_OPEN_QUOTE ||
        next.kind == RF_TOKEN_OPEN_PAREN) {
        rf_hcl_error(&p->scan, next.start, next.end, "put a comma or a line end between the two",
                     "a comma is missing before this key of the object");
        return true;
    }
    rf_hcl_unexpected(p, "',', a line end or '}'", &open, unclosed_help);
    return false;
}

static void parse_object_item(parser *p, token open)
{
    rf_object_item item = {0};
    item.key = rf_hcl_parse_expr(p);
    if (p->panic)
        return;
    bool assigned = rf_hcl_accept(p, RF_TOKEN_ASSIGN) || rf_hcl_accept(p, RF_TOKEN_COLON);
    if (!assigned && !missing_assignment(p, open, item.key))
        return;
    if (is_bare_name(item.key, rf_span_text(item.key->span))) {
        item.key = name_as_string(p, item.key);
        item.key_is_name = true;
    }
    item.value = rf_hcl_parse_expr(p);
    RF_PUSH(p->arena, &p->items, item);
}

static const rf_expr *parse_object_items(parser *p, token open)
{
    size_t mark = p->items.n;
    do {
        while (rf_hcl_accept(p, RF_TOKEN_NEWLINE))
            continue;
        if (rf_hcl_at(p, RF_TOKEN_CLOSE_BRACE))
            break;
        if (rf_hcl_at(p, RF_TOKEN_END))
            rf_hcl_unexpected(p, "'}'", &open, unclosed_help);
        else
            parse_object_item(p, open);
    } while (object_separated(p, open));
    size_t n = p->items.n - mark;
    if (p->panic) {
        p->items.n = mark;
        return rf_hcl_invalid(p, open.start, p->last_end);
    }
    token close = rf_hcl_take(p);
    rf_object_item *items = RF_NEW_ARRAY(p->arena, rf_object_item, n);
    unsigned height = 0;
    for (size_t i = 0; i < n; i++) {
        items[i] = p->items.at[mark + i];
        if (items[i].key->height > height)
            height = items[i].key->height;
        if (items[i].value->height > height)
            height = items[i].value->height;
    }
    p->items.n = mark;
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_OBJECT, open.start, close.end);
    expr->as.object.at = items;
    expr->as.object.n = n;
    rf_hcl_set_height(p, expr, height);
    return expr;
}

const rf_expr *rf_hcl_parse_object(parser *p)
{
    token open = rf_hcl_take(p);
    bool newlines = p->newlines;
    p->newlines = false; /* the word `for` may stand on a later line */
    const rf_expr *expr;
    if (rf_hcl_at_word(p, RF_STR("for"))) {
        expr = parse_for(p, open);
    } else {
        p->newlines = true;
        expr = parse_object_items(p, open);
    }
    p->newlines = newlines;
    return expr;
}

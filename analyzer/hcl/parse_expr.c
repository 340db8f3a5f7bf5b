/* Expressions: operators, traversals, and everything but templates and brackets. */
#include "hcl/parse.h"

#include "base/limits.h"
#include "hcl/parse_brackets.h"
#include "text/utf8.h"

typedef rf_hcl_parser parser;
typedef rf_hcl_token token;

/* Binary operators: the level that binds tightest is the highest; all are left-associative. */
static const struct binary {
    uint8_t level;
    uint8_t op;
} binaries[RF_TOKEN_KINDS] = {
    [RF_TOKEN_OR] = {1, RF_OP_OR},           [RF_TOKEN_AND] = {2, RF_OP_AND},
    [RF_TOKEN_EQUAL] = {3, RF_OP_EQUAL},     [RF_TOKEN_NOT_EQUAL] = {3, RF_OP_NOT_EQUAL},
    [RF_TOKEN_LESS] = {4, RF_OP_LESS},       [RF_TOKEN_LESS_EQUAL] = {4, RF_OP_LESS_EQUAL},
    [RF_TOKEN_GREATER] = {4, RF_OP_GREATER}, [RF_TOKEN_GREATER_EQUAL] = {4, RF_OP_GREATER_EQUAL},
    [RF_TOKEN_PLUS] = {5, RF_OP_ADD},        [RF_TOKEN_MINUS] = {5, RF_OP_SUBTRACT},
    [RF_TOKEN_STAR] = {6, RF_OP_MULTIPLY},   [RF_TOKEN_SLASH] = {6, RF_OP_DIVIDE},
    [RF_TOKEN_PERCENT] = {6, RF_OP_MODULO},
};

static unsigned higher(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

/* --- numbers and names ------------------------------------------------------------------- */

static size_t digits_at(rf_str s, size_t at)
{
    size_t end = at;
    while (end < s.n && s.at[end] >= '0' && s.at[end] <= '9')
        end++;
    return end - at;
}

/* True for digits [. digits] [e [+-] digits], where the digits behind the dot may be missing, as
 * Go's big.ParseFloat reads it; then *dot is the place of such a dot, or the length. */
static bool is_number(rf_str s, size_t *dot)
{
    *dot = s.n;
    size_t at = digits_at(s, 0);
    if (at < s.n && s.at[at] == '.') {
        size_t fraction = digits_at(s, at + 1);
        if (fraction == 0)
            *dot = at;
        at += 1 + fraction;
    }
    if (at < s.n && (s.at[at] == 'e' || s.at[at] == 'E')) {
        at++;
        if (at < s.n && (s.at[at] == '+' || s.at[at] == '-'))
            at++;
        size_t exponent = digits_at(s, at);
        at += exponent == 0 ? s.n : exponent;
    }
    return at == s.n;
}

static bool parse_number(parser *p, token number, rf_num *value)
{
    rf_str text = rf_hcl_text(p, number);
    size_t dot;
    if (!is_number(text, &dot)) {
        rf_hcl_error(&p->scan, number.start, number.end,
                     "a number has at most one dot and one exponent", "%.*s is not a number",
                     RF_ARG(rf_hcl_describe(&p->scan, number)));
        return false;
    }
    if (dot < text.n)
        text = rf_format(p->arena, "%.*s%.*s", (int)dot, text.at, (int)(text.n - dot - 1),
                         text.at + dot + 1);
    if (rf_num_parse(p->arena, text, value))
        return true;
    rf_hcl_error(&p->scan, number.start, number.end, "write a number of a sensible size",
                 "a number has at most %d digits, and an exponent of at most %d",
                 RF_LIMIT_NUMBER_DIGITS, RF_LIMIT_NUMBER_EXPONENT);
    return false;
}

/* `0x10`, `1_000`, `16K`: to the scanner these are a number and a name. */
static bool has_tail(parser *p, token number)
{
    uint32_t end = rf_hcl_name_end(&p->scan, number.end);
    rf_str tail = {p->scan.text + number.end, end - number.end};
    if (tail.n == 0 || rf_eq(tail, RF_STR("if"))) /* [for x in y : 1if x] is allowed */
        return false;
    rf_hcl_error(
        &p->scan, number.start, end,
        "write digits, with a dot or an exponent (1.5, 1e3); there is no 0x, no _ and no unit",
        "'%.*s%.*s' is not a number", RF_ARG(rf_hcl_text(p, number)), RF_ARG(tail));
    rf_hcl_take(p);
    return true;
}

static const rf_expr *parse_number_literal(parser *p)
{
    token number = rf_hcl_take(p);
    rf_num value;
    if (has_tail(p, number) || !parse_number(p, number, &value))
        return rf_hcl_invalid(p, number.start, number.end);
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_LITERAL, number.start, number.end);
    expr->as.literal = rf_value_number(value, expr->span);
    return expr;
}

static const rf_expr *parse_name(parser *p)
{
    token name = rf_hcl_take(p);
    if (rf_hcl_at(p, RF_TOKEN_OPEN_PAREN) || rf_hcl_at(p, RF_TOKEN_DOUBLE_COLON))
        return rf_hcl_parse_call(p, name);
    rf_str text = rf_hcl_text(p, name);
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_LITERAL, name.start, name.end);
    if (rf_eq(text, RF_STR("true"))) {
        expr->as.literal = rf_value_bool(true, expr->span);
    } else if (rf_eq(text, RF_STR("false"))) {
        expr->as.literal = rf_value_bool(false, expr->span);
    } else if (rf_eq(text, RF_STR("null"))) {
        expr->as.literal = (rf_value){.kind = RF_NULL, .span = expr->span};
    } else {
        expr->kind = RF_EXPR_VARIABLE;
        expr->as.variable = text;
    }
    return expr;
}

/* --- terms ------------------------------------------------------------------------------- */

static const rf_expr *parse_no_expression(parser *p)
{
    const token found = *rf_hcl_peek(p);
    if (found.kind == RF_TOKEN_INVALID) {
        rf_hcl_take(p);
        p->panic = !found.value;
        return rf_hcl_invalid(p, found.start, found.end);
    }
    const char *help = "write a value, such as a string in double quotes, a number or a name";
    if (found.kind == RF_TOKEN_NEWLINE)
        help = "write it on this line; inside parentheses an expression may take several lines";
    else if (found.kind == RF_TOKEN_DOT)
        help = "a number needs a digit before its dot";
    else if (found.kind == RF_TOKEN_ASSIGN)
        help = "write == to compare";
    rf_hcl_unexpected(p, "a value", NULL, help);
    return rf_hcl_invalid(p, found.start, found.start);
}

static const rf_expr *parse_term(parser *p)
{
    switch (rf_hcl_peek(p)->kind) {
    case RF_TOKEN_NAME:
        return parse_name(p);
    case RF_TOKEN_NUMBER:
        return parse_number_literal(p);
    case RF_TOKEN_OPEN_QUOTE:
    case RF_TOKEN_OPEN_HEREDOC:
        return rf_hcl_parse_template(p);
    case RF_TOKEN_OPEN_PAREN:
        return rf_hcl_parse_parentheses(p);
    case RF_TOKEN_OPEN_BRACKET:
        return rf_hcl_parse_tuple(p);
    case RF_TOKEN_OPEN_BRACE:
        return rf_hcl_parse_object(p);
    default:
        return parse_no_expression(p);
    }
}

/* --- traversals: what follows a term ------------------------------------------------------- */

static const rf_expr *make_attribute(parser *p, const rf_expr *source, token name)
{
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_ATTRIBUTE, source->span.start, name.end);
    expr->as.attribute.source = source;
    expr->as.attribute.name = rf_hcl_text(p, name);
    expr->as.attribute.legacy_index = name.kind == RF_TOKEN_NUMBER;
    expr->as.attribute.name_span = rf_hcl_span(p, name.start, name.end);
    rf_hcl_set_height(p, expr, source->height);
    return expr;
}

static const rf_expr *make_index(parser *p, const rf_expr *source, const rf_expr *key, uint32_t end)
{
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_INDEX, source->span.start, end);
    expr->as.index.source = source;
    expr->as.index.key = key;
    rf_hcl_set_height(p, expr, higher(source->height, key->height));
    return expr;
}

/* `.0`.  A number with a dot would be two of them at once (`a.0.1`), which hclsyntax refuses. */
static const rf_expr *parse_legacy_index(parser *p, const rf_expr *source)
{
    token number = *rf_hcl_peek(p);
    rf_str text = rf_hcl_text(p, number);
    if (digits_at(text, 0) == text.n)
        return make_attribute(p, source, rf_hcl_take(p));
    size_t dot = rf_find_byte(text, '.');
    if (dot == RF_NOT_FOUND)
        return make_index(p, source, parse_number_literal(p), number.end);
    rf_hcl_take(p);
    rf_hcl_error(&p->scan, number.start, number.end, "write indexes in brackets: [0][1]",
                 "two indexes after dots cannot follow each other");
    return rf_hcl_invalid(p, source->span.start, number.end);
}

/* Behind a dot: a name or a number.  NULL, and panic, when there is neither. */
static const rf_expr *parse_step(parser *p, const rf_expr *source)
{
    if (rf_hcl_at(p, RF_TOKEN_NAME))
        return make_attribute(p, source, rf_hcl_take(p));
    if (rf_hcl_at(p, RF_TOKEN_NUMBER))
        return parse_legacy_index(p, source);
    bool number = source->kind == RF_EXPR_LITERAL && source->as.literal.kind == RF_NUMBER;
    rf_hcl_unexpected(p, "a name after the dot", NULL,
                      number ? "a number needs a digit after its dot"
                             : "write an attribute's name, or an index in brackets: [0]");
    return NULL;
}

/* The splat itself is made first, because its item points back at it. */
static rf_expr *begin_splat(parser *p, const rf_expr *source, uint32_t open, uint32_t end,
                            bool full)
{
    rf_expr *splat = rf_hcl_node(p, RF_EXPR_SPLAT, source->span.start, end);
    rf_expr *item = rf_hcl_node(p, RF_EXPR_SPLAT_ITEM, open, end);
    item->as.splat_of = splat;
    splat->as.splat.source = source;
    splat->as.splat.each = item;
    splat->as.splat.full = full;
    return splat;
}

static const rf_expr *finish_splat(parser *p, rf_expr *splat, const rf_expr *each)
{
    splat->as.splat.each = each;
    splat->span.end = each->span.end;
    rf_hcl_set_height(p, splat, higher(splat->as.splat.source->height, each->height));
    return splat;
}

/* `.*`: only attributes that follow belong to each item. */
static const rf_expr *parse_attribute_splat(parser *p, const rf_expr *source, token dot)
{
    token star = rf_hcl_take(p);
    rf_expr *splat = begin_splat(p, source, dot.start, star.end, false);
    const rf_expr *each = splat->as.splat.each;
    while (!p->panic && rf_hcl_accept(p, RF_TOKEN_DOT)) {
        if (rf_hcl_at(p, RF_TOKEN_STAR)) {
            rf_hcl_unexpected(p, "a name after the dot", NULL,
                              "one .* cannot stand inside another; use [*] for both");
            break;
        }
        const rf_expr *step = parse_step(p, each);
        if (step == NULL)
            break;
        each = step;
    }
    return finish_splat(p, splat, each);
}

static const rf_expr *parse_traversals(parser *p, const rf_expr *expr);

/* `[*]`: all that follows belongs to each item. */
static const rf_expr *parse_full_splat(parser *p, const rf_expr *source, token open)
{
    rf_hcl_take(p);
    if (!rf_hcl_at(p, RF_TOKEN_CLOSE_BRACKET)) {
        rf_hcl_unexpected(p, "']' after '[*'", &open, "write [*]");
        return rf_hcl_invalid(p, source->span.start, p->last_end);
    }
    token close = rf_hcl_take(p);
    rf_expr *splat = begin_splat(p, source, open.start, close.end, true);
    if (!rf_hcl_enter(p))
        return splat;
    const rf_expr *each = parse_traversals(p, splat->as.splat.each);
    rf_hcl_leave(p);
    return finish_splat(p, splat, each);
}

static const rf_expr *parse_brackets(parser *p, const rf_expr *source)
{
    token open = rf_hcl_take(p);
    if (rf_hcl_at(p, RF_TOKEN_STAR))
        return parse_full_splat(p, source, open);
    bool newlines = p->newlines;
    p->newlines = false;
    const rf_expr *key = rf_hcl_parse_expr(p);
    if (!p->panic && !rf_hcl_at(p, RF_TOKEN_CLOSE_BRACKET))
        rf_hcl_unexpected(p, "']' after the index", &open, "close the index with ]");
    p->newlines = newlines;
    if (p->panic)
        return rf_hcl_invalid(p, source->span.start, p->last_end);
    token close = rf_hcl_take(p);
    return make_index(p, source, key, close.end);
}

static const rf_expr *parse_traversals(parser *p, const rf_expr *expr)
{
    while (!p->panic) {
        if (rf_hcl_at(p, RF_TOKEN_OPEN_BRACKET)) {
            expr = parse_brackets(p, expr);
        } else if (rf_hcl_at(p, RF_TOKEN_DOT)) {
            token dot = rf_hcl_take(p);
            const rf_expr *next = rf_hcl_at(p, RF_TOKEN_STAR) ? parse_attribute_splat(p, expr, dot)
                                                              : parse_step(p, expr);
            expr = next != NULL ? next : rf_hcl_invalid(p, expr->span.start, dot.end);
        } else {
            break;
        }
    }
    return expr;
}

/* --- operators ----------------------------------------------------------------------------- */

static const rf_expr *parse_operand(parser *p)
{
    uint8_t kind = rf_hcl_peek(p)->kind;
    if (kind != RF_TOKEN_MINUS && kind != RF_TOKEN_NOT)
        return parse_traversals(p, parse_term(p));
    token sign = rf_hcl_take(p);
    if (!rf_hcl_enter(p))
        return rf_hcl_invalid(p, sign.start, sign.end);
    const rf_expr *operand = parse_operand(p);
    rf_hcl_leave(p);
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_UNARY, sign.start, operand->span.end);
    expr->as.unary.op = kind == RF_TOKEN_MINUS ? RF_OP_NEGATE : RF_OP_NOT;
    expr->as.unary.operand = operand;
    rf_hcl_set_height(p, expr, operand->height);
    return expr;
}

/* Operators of `level` and above.  A chain of one level is a loop; its tree leans to the left, and
 * its height is limited like any other nesting. */
static const rf_expr *parse_binary(parser *p, unsigned level)
{
    const rf_expr *left = parse_operand(p);
    while (!p->panic) {
        const struct binary *binary = &binaries[rf_hcl_peek(p)->kind];
        if (binary->level < level)
            break;
        token op = rf_hcl_take(p);
        if (!rf_hcl_enter(p))
            break;
        const rf_expr *right = parse_binary(p, binary->level + 1u);
        rf_hcl_leave(p);
        rf_expr *expr = rf_hcl_node(p, RF_EXPR_BINARY, left->span.start, right->span.end);
        expr->as.binary.op = (rf_operator)binary->op;
        expr->as.binary.op_span = rf_hcl_span(p, op.start, op.end);
        expr->as.binary.left = left;
        expr->as.binary.right = right;
        rf_hcl_set_height(p, expr, higher(left->height, right->height));
        left = expr;
    }
    return left;
}

/* Behind `condition ?`. */
static const rf_expr *parse_conditional(parser *p, const rf_expr *condition)
{
    token question = rf_hcl_take(p);
    const rf_expr *yes = rf_hcl_parse_expr(p);
    if (!p->panic && !rf_hcl_at(p, RF_TOKEN_COLON))
        rf_hcl_unexpected(p, "':' and the other value of the conditional", &question,
                          "write condition ? one : other, on one line or in parentheses");
    if (p->panic)
        return rf_hcl_invalid(p, condition->span.start, p->last_end);
    rf_hcl_take(p);
    const rf_expr *no = rf_hcl_parse_expr(p);
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_CONDITIONAL, condition->span.start, no->span.end);
    expr->as.conditional.condition = condition;
    expr->as.conditional.yes = yes;
    expr->as.conditional.no = no;
    rf_hcl_set_height(p, expr, higher(condition->height, higher(yes->height, no->height)));
    return expr;
}

const rf_expr *rf_hcl_parse_expr(parser *p)
{
    if (!rf_hcl_enter(p))
        return rf_hcl_invalid(p, p->last_end, p->last_end);
    const rf_expr *expr = parse_binary(p, 1);
    if (!p->panic && rf_hcl_at(p, RF_TOKEN_QUESTION))
        expr = parse_conditional(p, expr);
    rf_hcl_leave(p);
    return expr;
}

#include "hcl/dump.h"

static const char *const operators[] = {
    [RF_OP_OR] = "||",        [RF_OP_AND] = "&&",           [RF_OP_EQUAL] = "==",
    [RF_OP_NOT_EQUAL] = "!=", [RF_OP_LESS] = "<",           [RF_OP_LESS_EQUAL] = "<=",
    [RF_OP_GREATER] = ">",    [RF_OP_GREATER_EQUAL] = ">=", [RF_OP_ADD] = "+",
    [RF_OP_SUBTRACT] = "-",   [RF_OP_MULTIPLY] = "*",       [RF_OP_DIVIDE] = "/",
    [RF_OP_MODULO] = "%",     [RF_OP_NEGATE] = "-",         [RF_OP_NOT] = "!",
};

static void dump_string(rf_buf *out, rf_str text)
{
    rf_buf_add_byte(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        char c = text.at[i];
        if (c == '\n')
            rf_buf_add_c(out, "\\n");
        else if (c == '\r')
            rf_buf_add_c(out, "\\r");
        else if (c == '\t')
            rf_buf_add_c(out, "\\t");
        else if (c == '"' || c == '\\')
            rf_buf_format(out, "\\%c", c);
        else
            rf_buf_add_byte(out, c);
    }
    rf_buf_add_byte(out, '"');
}

static void dump_literal(rf_buf *out, const rf_value *value)
{
    if (value->kind == RF_STRING)
        dump_string(out, value->as.string.text);
    else if (value->kind == RF_NUMBER)
        rf_buf_add(out, rf_num_text(out->arena, value->as.number));
    else
        rf_buf_add_c(out, value->kind == RF_NULL ? "null" : value->as.boolean ? "true" : "false");
}

static void dump_spaced(rf_buf *out, const rf_expr *expr)
{
    rf_buf_add_byte(out, ' ');
    rf_hcl_dump_expr(out, expr);
}

static void dump_parts(rf_buf *out, rf_template_parts parts)
{
    for (size_t i = 0; i < parts.n; i++) {
        const rf_template_part *part = &parts.at[i];
        rf_buf_add_byte(out, ' ');
        switch (part->kind) {
        case RF_TEMPLATE_LITERAL:
            dump_string(out, part->as.literal.text);
            break;
        case RF_TEMPLATE_INTERPOLATION:
            rf_buf_add_c(out, "${");
            rf_hcl_dump_expr(out, part->as.expr);
            rf_buf_add_byte(out, '}');
            break;
        case RF_TEMPLATE_IF:
            rf_buf_add_c(out, "(if");
            dump_spaced(out, part->as.branch.condition);
            dump_parts(out, part->as.branch.then);
            rf_buf_add_c(out, " else");
            dump_parts(out, part->as.branch.otherwise);
            rf_buf_add_byte(out, ')');
            break;
        case RF_TEMPLATE_FOR:
            rf_buf_format(out, "(for %.*s %.*s", RF_ARG(part->as.loop.key),
                          RF_ARG(part->as.loop.value));
            dump_spaced(out, part->as.loop.collection);
            rf_buf_add_c(out, " :");
            dump_parts(out, part->as.loop.body);
            rf_buf_add_byte(out, ')');
            break;
        }
    }
}

static void dump_for(rf_buf *out, const rf_expr *expr)
{
    rf_buf_format(out, "(for %.*s %.*s", RF_ARG(expr->as.loop.key_name),
                  RF_ARG(expr->as.loop.value_name));
    dump_spaced(out, expr->as.loop.collection);
    rf_buf_add_c(out, " :");
    if (expr->as.loop.key != NULL) {
        dump_spaced(out, expr->as.loop.key);
        rf_buf_add_c(out, " =>");
    }
    dump_spaced(out, expr->as.loop.value);
    if (expr->as.loop.grouping)
        rf_buf_add_c(out, " ...");
    if (expr->as.loop.condition != NULL) {
        rf_buf_add_c(out, " if");
        dump_spaced(out, expr->as.loop.condition);
    }
    rf_buf_add_byte(out, ')');
}

static void dump_object(rf_buf *out, const rf_expr *expr)
{
    rf_buf_add_byte(out, '{');
    for (size_t i = 0; i < expr->as.object.n; i++) {
        const rf_object_item *item = &expr->as.object.at[i];
        if (i > 0)
            rf_buf_add_c(out, ", ");
        if (item->key_is_name)
            rf_buf_add(out, item->key->as.literal.as.string.text);
        else
            rf_hcl_dump_expr(out, item->key);
        rf_buf_add_byte(out, '=');
        rf_hcl_dump_expr(out, item->value);
    }
    rf_buf_add_byte(out, '}');
}

/* "(head a b)" */
static void dump_list(rf_buf *out, const char *head, const rf_expr *a, const rf_expr *b)
{
    rf_buf_format(out, "(%s", head);
    dump_spaced(out, a);
    if (b != NULL)
        dump_spaced(out, b);
    rf_buf_add_byte(out, ')');
}

static void dump_call(rf_buf *out, const rf_expr *expr)
{
    rf_buf_format(out, "(%.*s", RF_ARG(expr->as.call.name));
    for (size_t i = 0; i < expr->as.call.n; i++)
        dump_spaced(out, expr->as.call.arguments[i]);
    rf_buf_add_c(out, expr->as.call.expand_last ? " ...)" : ")");
}

void rf_hcl_dump_expr(rf_buf *out, const rf_expr *expr)
{
    switch (expr->kind) {
    case RF_EXPR_LITERAL:
        dump_literal(out, &expr->as.literal);
        break;
    case RF_EXPR_TEMPLATE:
        rf_buf_add_c(out, expr->as.template.heredoc ? "(heredoc" : "(template");
        dump_parts(out, expr->as.template.parts);
        rf_buf_add_byte(out, ')');
        break;
    case RF_EXPR_TUPLE:
        rf_buf_add_byte(out, '[');
        for (size_t i = 0; i < expr->as.tuple.n; i++) {
            rf_buf_add_c(out, i > 0 ? " " : "");
            rf_hcl_dump_expr(out, expr->as.tuple.at[i]);
        }
        rf_buf_add_byte(out, ']');
        break;
    case RF_EXPR_OBJECT:
        dump_object(out, expr);
        break;
    case RF_EXPR_FOR:
        dump_for(out, expr);
        break;
    case RF_EXPR_VARIABLE:
        rf_buf_add(out, expr->as.variable);
        break;
    case RF_EXPR_ATTRIBUTE:
        rf_buf_add_c(out, expr->as.attribute.legacy_index ? "(.#" : "(.");
        dump_spaced(out, expr->as.attribute.source);
        rf_buf_format(out, " %.*s)", RF_ARG(expr->as.attribute.name));
        break;
    case RF_EXPR_INDEX:
        dump_list(out, "[]", expr->as.index.source, expr->as.index.key);
        break;
    case RF_EXPR_SPLAT:
        dump_list(out, expr->as.splat.full ? "[*]" : ".*", expr->as.splat.source,
                  expr->as.splat.each);
        break;
    case RF_EXPR_SPLAT_ITEM:
        rf_buf_add_byte(out, '@');
        break;
    case RF_EXPR_CALL:
        dump_call(out, expr);
        break;
    case RF_EXPR_UNARY:
        dump_list(out, operators[expr->as.unary.op], expr->as.unary.operand, NULL);
        break;
    case RF_EXPR_BINARY:
        dump_list(out, operators[expr->as.binary.op], expr->as.binary.left, expr->as.binary.right);
        break;
    case RF_EXPR_CONDITIONAL:
        rf_buf_add_c(out, "(?");
        dump_spaced(out, expr->as.conditional.condition);
        dump_spaced(out, expr->as.conditional.yes);
        dump_spaced(out, expr->as.conditional.no);
        rf_buf_add_byte(out, ')');
        break;
    case RF_EXPR_PARENTHESES:
        dump_list(out, "paren", expr->as.inner, NULL);
        break;
    case RF_EXPR_INVALID:
        rf_buf_add_c(out, "<invalid>");
        break;
    }
}

void rf_hcl_dump_body(rf_buf *out, const rf_body *body, size_t depth)
{
    for (size_t i = 0; i < body->attribute_count; i++) {
        rf_buf_add_repeated(out, ' ', 2 * depth);
        rf_buf_format(out, "%.*s = ", RF_ARG(body->attributes[i].name));
        rf_hcl_dump_expr(out, body->attributes[i].expr);
        rf_buf_add_byte(out, '\n');
    }
    for (size_t i = 0; i < body->block_count; i++) {
        const rf_block *block = &body->blocks[i];
        rf_buf_add_repeated(out, ' ', 2 * depth);
        rf_buf_add(out, block->type);
        for (size_t k = 0; k < block->label_count; k++) {
            rf_buf_add_byte(out, ' ');
            if (block->labels[k].quoted)
                dump_string(out, block->labels[k].text);
            else
                rf_buf_add(out, block->labels[k].text);
        }
        rf_buf_add_c(out, " {\n");
        rf_hcl_dump_body(out, &block->body, depth + 1);
        rf_buf_add_repeated(out, ' ', 2 * depth);
        rf_buf_add_c(out, "}\n");
    }
}

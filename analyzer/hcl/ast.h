/*
 * The syntax tree of HCL native syntax (hashicorp/hcl, hclsyntax/spec.md).  Free of Terraform: what
 * a block or a name means is not known here.  Every node has its span.
 */
#ifndef RF_HCL_AST_H
#define RF_HCL_AST_H

#include "text/source.h"
#include "value/value.h"

typedef struct rf_expr rf_expr;

typedef enum rf_expr_kind {
    RF_EXPR_LITERAL,     /* null, true, false, a number, or a template without any interpolation */
    RF_EXPR_TEMPLATE,    /* quoted or heredoc template with parts */
    RF_EXPR_TUPLE,       /* [a, b] */
    RF_EXPR_OBJECT,      /* {k = v} */
    RF_EXPR_FOR,         /* [for ...] and {for ...} */
    RF_EXPR_VARIABLE,    /* a root name */
    RF_EXPR_ATTRIBUTE,   /* source.name, and source.0 (legacy index) */
    RF_EXPR_INDEX,       /* source[key] */
    RF_EXPR_SPLAT,       /* source[*]... and source.*... */
    RF_EXPR_SPLAT_ITEM,  /* inside the `each` of a splat: the item */
    RF_EXPR_CALL,        /* name(args) */
    RF_EXPR_UNARY,       /* -x, !x */
    RF_EXPR_BINARY,      /* a op b */
    RF_EXPR_CONDITIONAL, /* a ? b : c */
    RF_EXPR_PARENTHESES, /* (x) */
    RF_EXPR_INVALID,     /* what could not be read; a diagnostic says why */
} rf_expr_kind;

typedef enum rf_operator {
    RF_OP_OR,
    RF_OP_AND,
    RF_OP_EQUAL,
    RF_OP_NOT_EQUAL,
    RF_OP_LESS,
    RF_OP_LESS_EQUAL,
    RF_OP_GREATER,
    RF_OP_GREATER_EQUAL,
    RF_OP_ADD,
    RF_OP_SUBTRACT,
    RF_OP_MULTIPLY,
    RF_OP_DIVIDE,
    RF_OP_MODULO,
    RF_OP_NEGATE, /* unary */
    RF_OP_NOT,    /* unary */
} rf_operator;

typedef struct rf_object_item {
    const rf_expr *key; /* a bare identifier is a literal string: see key_is_name */
    bool key_is_name;
    const rf_expr *value;
} rf_object_item;

typedef enum rf_template_part_kind {
    RF_TEMPLATE_LITERAL, /* text, escapes decoded, strip markers and heredoc indentation applied */
    RF_TEMPLATE_INTERPOLATION, /* ${ expr } */
    RF_TEMPLATE_IF,            /* %{ if c }...%{ else }...%{ endif } */
    RF_TEMPLATE_FOR,           /* %{ for k, v in c }...%{ endfor } */
} rf_template_part_kind;

typedef struct rf_template_part rf_template_part;

typedef struct rf_template_parts {
    const rf_template_part *at;
    size_t n;
} rf_template_parts;

struct rf_template_part {
    rf_template_part_kind kind;
    rf_span span; /* the whole sequence, braces included */
    union {
        struct {
            rf_str text;
            const rf_origin *origin; /* never NULL for text that is not empty */
        } literal;
        const rf_expr *expr;
        struct {
            const rf_expr *condition;
            rf_template_parts then, otherwise;
        } branch;
        struct {
            rf_str key, value; /* names; key is empty when only one was given */
            const rf_expr *collection;
            rf_template_parts body;
        } loop;
    } as;
};

struct rf_expr {
    rf_expr_kind kind;
    unsigned height; /* of the tree below; 0 for a leaf, at most RF_LIMIT_HCL_DEPTH */
    rf_span span;
    union {
        rf_value literal; /* with the span of the expression */
        struct {
            rf_template_parts parts;
            bool heredoc; /* a quoted "${x}" alone keeps the type of x; a heredoc never does */
        } template;
        struct {
            const rf_expr *const *at;
            size_t n;
        } tuple;
        struct {
            const rf_object_item *at;
            size_t n;
        } object;
        struct {
            rf_str key_name, value_name; /* key_name is empty when only one was given */
            const rf_expr *collection;
            const rf_expr *key; /* NULL: the result is a tuple */
            const rf_expr *value;
            const rf_expr *condition; /* NULL without `if` */
            bool grouping;            /* value... */
        } loop;
        rf_str variable;
        struct {
            const rf_expr *source;
            rf_str name;
            bool legacy_index; /* name is decimal digits: source.0 */
            rf_span name_span;
        } attribute;
        struct {
            const rf_expr *source, *key;
        } index;
        struct {
            const rf_expr *source;
            const rf_expr *each; /* applied to every item; its innermost node is SPLAT_ITEM */
            bool full;           /* [*]; otherwise .* */
        } splat;
        const rf_expr *splat_of; /* SPLAT_ITEM: the splat it belongs to */
        struct {
            rf_str name; /* namespaced ones as "a::b" */
            rf_span name_span;
            const rf_expr *const *arguments;
            size_t n;
            bool expand_last; /* f(list...) */
        } call;
        struct {
            rf_operator op;
            const rf_expr *operand;
        } unary;
        struct {
            rf_operator op;
            rf_span op_span;
            const rf_expr *left, *right;
        } binary;
        struct {
            const rf_expr *condition, *yes, *no;
        } conditional;
        const rf_expr *inner; /* PARENTHESES */
    } as;
};

typedef struct rf_attribute {
    rf_str name;
    rf_span name_span, span;
    const rf_expr *expr;
} rf_attribute;

typedef struct rf_block rf_block;

typedef struct rf_body {
    const rf_attribute *attributes; /* in the order written */
    size_t attribute_count;
    const rf_block *blocks;
    size_t block_count;
    rf_span span;
} rf_body;

typedef struct rf_label {
    rf_str text;
    rf_span span;
    bool quoted;
} rf_label;

struct rf_block {
    rf_str type;
    rf_span type_span;
    const rf_label *labels;
    size_t label_count;
    rf_body body;
    rf_span span;   /* to the closing brace */
    rf_span header; /* type and labels */
};

/* The attribute of that name, or NULL. */
const rf_attribute *rf_body_attribute(const rf_body *body, rf_str name);

/* The next block of that type after `after` (NULL: the first), or NULL. */
const rf_block *rf_body_block(const rf_body *body, rf_str type, const rf_block *after);

#endif

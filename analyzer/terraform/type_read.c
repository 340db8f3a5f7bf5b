#include "base/map.h"
#include "eval/convert.h"
#include "eval/eval.h"
#include "terraform/variables.h"

/*
 * Type constraints
 * (https://developer.hashicorp.com/terraform/language/expressions/type-constraints).  They look
 * like expressions and are none: `list(string)` is no call and `string` no reference. Depth needs
 * no limit of its own: the expression was read under RF_LIMIT_HCL_DEPTH.
 */

static const char CODE[] = "terraform";

typedef struct reader {
    rf_arena *arena;
    rf_diags *diags;
} reader;

typedef struct word {
    const char *name;
    const rf_type *type;
} word;

static const word primitives[] = {
    {"string", &rf_type_string},
    {"number", &rf_type_number},
    {"bool", &rf_type_bool},
    {"any", &rf_type_any},
};

/* What other languages call them. */
static const struct {
    const char *name, *meant;
} foreign_words[] = {
    {"str", "string"},   {"text", "string"},   {"int", "number"},    {"integer", "number"},
    {"float", "number"}, {"double", "number"}, {"boolean", "bool"},  {"array", "list"},
    {"dict", "map"},     {"hash", "map"},      {"struct", "object"}, {"dynamic", "any"},
};

static const rf_type *read_type(const reader *r, const rf_expr *expr);

static const rf_type *read_list(const reader *r, const rf_expr *call);
static const rf_type *read_set(const reader *r, const rf_expr *call);
static const rf_type *read_map(const reader *r, const rf_expr *call);
static const rf_type *read_tuple(const reader *r, const rf_expr *call);
static const rf_type *read_object(const reader *r, const rf_expr *call);

typedef struct constructor {
    const char *name;
    const rf_type *(*read)(const reader *r, const rf_expr *argument);
    const char *needs, *usage;
} constructor;

static const constructor constructors[] = {
    {"list", read_list, "the type of its elements", "write list(string), or list(any)"},
    {"set", read_set, "the type of its elements", "write set(string), or set(any)"},
    {"map", read_map, "the type of its elements", "write map(string), or map(any)"},
    {"tuple", read_tuple, "the types of its elements as a list", "write tuple([string, number])"},
    {"object", read_object, "its attributes and their types",
     "write object({ name = string, size = optional(number) })"},
};

enum {
    PRIMITIVES = sizeof primitives / sizeof primitives[0],
    FOREIGN = sizeof foreign_words / sizeof foreign_words[0],
    CONSTRUCTORS = sizeof constructors / sizeof constructors[0],
};

static const rf_type *primitive_named(rf_str name)
{
    for (size_t i = 0; i < PRIMITIVES; i++)
        if (rf_eq_c(name, primitives[i].name))
            return primitives[i].type;
    return NULL;
}

static const constructor *constructor_named(rf_str name)
{
    for (size_t i = 0; i < CONSTRUCTORS; i++)
        if (rf_eq_c(name, constructors[i].name))
            return &constructors[i];
    return NULL;
}

static rf_str suggestion(rf_str name)
{
    for (size_t i = 0; i < FOREIGN; i++)
        if (rf_eq_nocase_c(name, foreign_words[i].name))
            return rf_str_c(foreign_words[i].meant);
    rf_str words[PRIMITIVES + CONSTRUCTORS];
    for (size_t i = 0; i < PRIMITIVES; i++)
        words[i] = rf_str_c(primitives[i].name);
    for (size_t i = 0; i < CONSTRUCTORS; i++)
        words[PRIMITIVES + i] = rf_str_c(constructors[i].name);
    return rf_nearest(name, words, PRIMITIVES + CONSTRUCTORS);
}

static const rf_type *no_type(const reader *r, rf_span span)
{
    rf_diag_error(
        r->diags, CODE, span,
        "a type is string, number, bool, any, list(...), set(...), map(...), tuple([...]) "
        "or object({...})",
        "this is no type");
    return NULL;
}

static const rf_type *unknown_word(const reader *r, rf_str name, rf_span span)
{
    rf_str near = suggestion(name);
    if (near.n == 0) {
        rf_diag_error(r->diags, CODE, span,
                      "a type is string, number, bool, any, list(...), set(...), map(...), "
                      "tuple([...]) or object({...})",
                      "there is no type \"%.*s\"", RF_ARG(name));
        return NULL;
    }
    rf_diag *diag =
        rf_diag_error(r->diags, CODE, span, "", "there is no type \"%.*s\"", RF_ARG(name));
    diag->help = rf_format(r->arena, "did you mean %.*s?", RF_ARG(near));
    return NULL;
}

static const rf_type *optional_elsewhere(const reader *r, rf_span span)
{
    rf_diag_error(r->diags, CODE, span, "only attributes of an object type can be optional",
                  "optional(...) stands where no attribute of an object is");
    return NULL;
}

static const rf_type *missing_argument(const reader *r, const constructor *c, rf_span span)
{
    rf_diag_error(r->diags, CODE, span, c->usage, "%s needs one argument: %s", c->name, c->needs);
    return NULL;
}

static const rf_type *read_word(const reader *r, rf_str name, rf_span span)
{
    const rf_type *type = primitive_named(name);
    if (type != NULL)
        return type;
    const constructor *c = constructor_named(name);
    if (c != NULL)
        return missing_argument(r, c, span);
    if (rf_eq_c(name, "optional"))
        return optional_elsewhere(r, span);
    return unknown_word(r, name, span);
}

static const rf_type *read_call(const reader *r, const rf_expr *expr)
{
    rf_str name = expr->as.call.name;
    const constructor *c = constructor_named(name);
    if (c != NULL)
        return expr->as.call.n == 1 ? c->read(r, expr->as.call.arguments[0])
                                    : missing_argument(r, c, expr->span);
    if (rf_eq_c(name, "optional"))
        return optional_elsewhere(r, expr->span);
    if (primitive_named(name) != NULL) {
        rf_diag *diag =
            rf_diag_error(r->diags, CODE, expr->span, "", "%.*s takes no arguments", RF_ARG(name));
        diag->help = rf_format(r->arena, "write %.*s alone", RF_ARG(name));
        return NULL;
    }
    return unknown_word(r, name, expr->as.call.name_span);
}

static const rf_type *read_type(const reader *r, const rf_expr *expr)
{
    switch (expr->kind) {
    case RF_EXPR_VARIABLE:
        return read_word(r, expr->as.variable, expr->span);
    case RF_EXPR_CALL:
        return read_call(r, expr);
    case RF_EXPR_INVALID: /* said already */
        return NULL;
    default:
        return no_type(r, expr->span);
    }
}

static const rf_type *read_list(const reader *r, const rf_expr *argument)
{
    const rf_type *element = read_type(r, argument);
    return element == NULL ? NULL : rf_type_list(r->arena, element);
}

static const rf_type *read_set(const reader *r, const rf_expr *argument)
{
    const rf_type *element = read_type(r, argument);
    return element == NULL ? NULL : rf_type_set(r->arena, element);
}

static const rf_type *read_map(const reader *r, const rf_expr *argument)
{
    const rf_type *element = read_type(r, argument);
    return element == NULL ? NULL : rf_type_map(r->arena, element);
}

static const rf_type *read_tuple(const reader *r, const rf_expr *argument)
{
    if (argument->kind != RF_EXPR_TUPLE) {
        rf_diag_error(r->diags, CODE, argument->span, "write tuple([string, number])",
                      "tuple takes a list of types");
        return NULL;
    }
    size_t n = argument->as.tuple.n;
    const rf_type **elements = RF_NEW_ARRAY(r->arena, const rf_type *, n);
    bool complete = true;
    for (size_t i = 0; i < n; i++) {
        elements[i] = read_type(r, argument->as.tuple.at[i]);
        complete = complete && elements[i] != NULL;
    }
    return complete ? rf_type_tuple(r->arena, elements, n) : NULL;
}

static const rf_scope constants = {
    .constant_only = "a default in a type takes constant values only",
};

/* The default of optional(type, default), converted; NULL when there is none that fits. */
static const rf_value *read_default(const reader *r, const rf_expr *expr, const rf_type *type)
{
    size_t errors = r->diags->errors;
    rf_value value = rf_eval(r->arena, expr, &constants, r->diags);
    if (r->diags->errors != errors)
        return NULL;
    rf_value *converted = RF_NEW(r->arena, rf_value);
    rf_str why;
    if (rf_convert(r->arena, &value, type, converted, &why))
        return converted;
    rf_diag_error(r->diags, CODE, expr->span, "give a default of the attribute's type",
                  "the default does not fit the type of the attribute: %.*s", RF_ARG(why));
    return NULL;
}

/* optional(type) or optional(type, default); any other type is required. */
static bool read_attribute(const reader *r, const rf_expr *expr, rf_type_attribute *attribute)
{
    if (expr->kind != RF_EXPR_CALL || !rf_eq_c(expr->as.call.name, "optional")) {
        attribute->type = read_type(r, expr);
        return attribute->type != NULL;
    }
    size_t n = expr->as.call.n;
    if (n == 0 || n > 2) {
        rf_diag_error(r->diags, CODE, expr->span,
                      "write optional(string) or optional(string, \"x\")",
                      "optional takes a type and, if need be, a default");
        return false;
    }
    attribute->optional = true;
    attribute->type = read_type(r, expr->as.call.arguments[0]);
    if (attribute->type == NULL)
        return false;
    if (n == 2)
        attribute->fallback = read_default(r, expr->as.call.arguments[1], attribute->type);
    return true;
}

/* The attribute's name, which must be a bare word: not quoted, no number, no template. */
static bool attribute_name(const reader *r, const rf_object_item *item, rf_str *name)
{
    if (item->key_is_name && item->key->kind == RF_EXPR_LITERAL) {
        *name = rf_text_of(&item->key->as.literal);
        return true;
    }
    if (item->key->kind != RF_EXPR_INVALID)
        rf_diag_error(r->diags, CODE, item->key->span, "write the name alone, without quotes",
                      "the attributes of an object type are plain names");
    return false;
}

static const rf_type *read_object(const reader *r, const rf_expr *argument)
{
    if (argument->kind != RF_EXPR_OBJECT) {
        rf_diag_error(r->diags, CODE, argument->span,
                      "write object({ name = string, size = optional(number) })",
                      "object takes its attributes and their types in braces");
        return NULL;
    }
    size_t n = argument->as.object.n;
    rf_type_attribute *attributes = RF_NEW_ARRAY(r->arena, rf_type_attribute, n);
    rf_map seen = {0};
    bool complete = true;
    for (size_t i = 0; i < n; i++) {
        const rf_object_item *item = &argument->as.object.at[i];
        rf_type_attribute *attribute = &attributes[i];
        if (!attribute_name(r, item, &attribute->name)) {
            complete = false;
            continue;
        }
        const rf_object_item *first = rf_map_put(r->arena, &seen, attribute->name, (void *)item);
        if (first != NULL) {
            rf_diag *diag = rf_diag_error(r->diags, CODE, item->key->span, "remove one of the two",
                                          "the attribute \"%.*s\" stands twice in this type",
                                          RF_ARG(attribute->name));
            rf_diag_relate(r->diags, diag, first->key->span, RF_STR("first here"));
            complete = false;
        }
        complete = read_attribute(r, item->value, attribute) && complete;
    }
    return complete ? rf_type_object(r->arena, attributes, n) : NULL;
}

/* Terraform 0.11 took type = "string", "list" and "map", where the elements were strings.  1.11
 * refuses every quoted type; what was meant is clear all the same. */
static const rf_type *read_quoted(const reader *r, const rf_expr *expr)
{
    rf_str text = rf_text_of(&expr->as.literal);
    const rf_type *meant = primitive_named(text);
    if (rf_eq_c(text, "list"))
        meant = rf_type_list(r->arena, &rf_type_string);
    else if (rf_eq_c(text, "map"))
        meant = rf_type_map(r->arena, &rf_type_string);
    rf_diag *diag = rf_diag_error(r->diags, CODE, expr->span, "write the type without quotes",
                                  "a type is not written in quotes");
    if (meant != NULL)
        diag->help =
            rf_format(r->arena, "write type = %.*s", RF_ARG(rf_type_text(r->arena, meant)));
    return meant;
}

const rf_type *rf_type_read(rf_arena *arena, const rf_expr *expr, rf_diags *diags)
{
    reader r = {arena, diags};
    if (expr->kind == RF_EXPR_LITERAL && expr->as.literal.kind == RF_STRING)
        return read_quoted(&r, expr);
    rf_str name;
    if (rf_expr_is_name(expr, &name) && rf_eq_c(name, "list"))
        return rf_type_list(arena, &rf_type_any);
    if (rf_expr_is_name(expr, &name) && rf_eq_c(name, "map"))
        return rf_type_map(arena, &rf_type_any);
    return read_type(&r, expr);
}

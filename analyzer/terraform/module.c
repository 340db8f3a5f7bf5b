#include "eval/convert.h"
#include "eval/eval.h"
#include "terraform/hush.h"
#include "terraform/rebuild.h"
#include "terraform/variables.h"
#include "text/utf8.h"

/*
 * `variable` blocks
 * (https://developer.hashicorp.com/terraform/language/block/variable, checked against 1.11.4).
 */

static const char CODE[] = "terraform";

typedef struct reader {
    rf_arena *arena;
    rf_diags *diags;
    const rf_block *block;
    rf_declaration *declaration;
} reader;

/* What a module block means by these names cannot be a variable as well. */
static const char *const reserved_names[] = {
    "source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals", "_",
};

static void read_type(const reader *r, const rf_attribute *attribute);
static void read_default(const reader *r, const rf_attribute *attribute);
static void read_sensitive(const reader *r, const rf_attribute *attribute);
static void read_nullable(const reader *r, const rf_attribute *attribute);
static void read_description(const reader *r, const rf_attribute *attribute);
static void read_ephemeral(const reader *r, const rf_attribute *attribute);
static void read_deprecated(const reader *r, const rf_attribute *attribute);

/* The arguments, in the order they are read: the default needs the type, `nullable` tells whether
 * it may be null, and `sensitive` whether a message may quote it. */
static const struct {
    const char *name;
    void (*read)(const reader *r, const rf_attribute *attribute);
    unsigned bit;
} arguments[] = {
    {"type", read_type, RF_GIVEN_TYPE},
    {"sensitive", read_sensitive, RF_GIVEN_SENSITIVE},
    {"ephemeral", read_ephemeral, RF_GIVEN_EPHEMERAL},
    {"nullable", read_nullable, RF_GIVEN_NULLABLE},
    {"default", read_default, RF_GIVEN_DEFAULT},
    {"description", read_description, RF_GIVEN_DESCRIPTION},
    {"deprecated", read_deprecated, 0}, /* later versions and OpenTofu have it */
};

static const rf_scope constants = {
    .constant_only = "the declaration of a variable takes constant values only",
};

enum {
    RESERVED = sizeof reserved_names / sizeof reserved_names[0],
    ARGUMENTS = sizeof arguments / sizeof arguments[0],
};

/* A constant of a primitive type, as Terraform's own arguments take them; NULL and a diagnostic
 * when it is none. */
static const rf_value *read_constant(const reader *r, const rf_attribute *attribute,
                                     const rf_type *type)
{
    size_t errors = r->diags->errors;
    rf_value value = rf_eval(r->arena, attribute->expr, &constants, r->diags);
    if (r->diags->errors != errors)
        return NULL;
    rf_value *converted = RF_NEW(r->arena, rf_value);
    rf_str why = RF_STR("null is no value here");
    if (value.kind != RF_NULL && rf_convert(r->arena, &value, type, converted, &why))
        return converted;
    rf_diag_error(r->diags, CODE, attribute->expr->span, "", "%.*s does not fit: %.*s",
                  RF_ARG(attribute->name), RF_ARG(why));
    return NULL;
}

static void read_type(const reader *r, const rf_attribute *attribute)
{
    const rf_type *type = rf_type_read(r->arena, attribute->expr, r->diags);
    r->declaration->type = type == NULL ? &rf_type_any : type;
}

static void read_bool(const reader *r, const rf_attribute *attribute, bool *flag)
{
    const rf_value *value = read_constant(r, attribute, &rf_type_bool);
    if (value != NULL && value->kind == RF_BOOL)
        *flag = value->as.boolean;
}

static void read_sensitive(const reader *r, const rf_attribute *attribute)
{
    read_bool(r, attribute, &r->declaration->sensitive);
}

static void read_nullable(const reader *r, const rf_attribute *attribute)
{
    read_bool(r, attribute, &r->declaration->nullable);
}

/* An ephemeral value is kept out of plan and state: it is none to print either. */
static void read_ephemeral(const reader *r, const rf_attribute *attribute)
{
    bool ephemeral = false;
    read_bool(r, attribute, &ephemeral);
    r->declaration->sensitive = r->declaration->sensitive || ephemeral;
}

static void read_description(const reader *r, const rf_attribute *attribute)
{
    r->declaration->description = rf_text_of(read_constant(r, attribute, &rf_type_string));
}

static void read_deprecated(const reader *r, const rf_attribute *attribute)
{
    (void)read_constant(r, attribute, &rf_type_string);
}

/* Says that a default does not fit, without quoting from one that must not be printed. */
static void refuse_default(const reader *r, const rf_declaration *declaration, rf_span span,
                           rf_str why)
{
    rf_diag *diag =
        declaration->sensitive
            ? rf_diag_error(r->diags, CODE, span, "", "the default does not fit the type")
            : rf_diag_error(r->diags, CODE, span, "", "the default does not fit the type: %.*s",
                            RF_ARG(why));
    const rf_attribute *type = rf_body_attribute(&r->block->body, RF_STR("type"));
    if (type != NULL)
        rf_diag_relate(r->diags, diag, type->span, RF_STR("the type"));
}

static void read_default(const reader *r, const rf_attribute *attribute)
{
    rf_declaration *declaration = r->declaration;
    rf_span span = attribute->expr->span;
    size_t errors = r->diags->errors, first = r->diags->list.n;
    rf_value value = rf_eval(r->arena, attribute->expr, &constants, r->diags);
    if (declaration->sensitive || rf_is_sensitive_name(NULL, declaration->name))
        rf_hush(r->diags, first, span, NULL);
    rf_value *converted = RF_NEW(r->arena, rf_value);
    declaration->fallback = converted;
    *converted = rf_value_unknown(declaration->type, span);
    if (r->diags->errors != errors)
        return;
    if (value.kind == RF_NULL && !declaration->nullable) {
        rf_diag_error(r->diags, CODE, span, "remove the default, or nullable = false",
                      "the default is null, and nullable = false");
        return;
    }
    rf_str why;
    if (rf_convert(r->arena, &value, declaration->type, converted, &why))
        return;
    *converted = rf_value_unknown(declaration->type, span);
    refuse_default(r, declaration, span, why);
}

static void refuse_argument(const reader *r, rf_str name, rf_span span, const char *what)
{
    rf_str names[ARGUMENTS];
    for (size_t i = 0; i < ARGUMENTS; i++)
        names[i] = rf_str_c(arguments[i].name);
    rf_str near = rf_nearest(name, names, ARGUMENTS);
    rf_diag *diag = rf_diag_error(
        r->diags, CODE, span,
        "a variable has type, default, description, sensitive, nullable, ephemeral and validation",
        "a variable has no %s \"%.*s\"", what, RF_ARG(name));
    if (near.n != 0)
        diag->help = rf_format(r->arena, "did you mean \"%.*s\"?", RF_ARG(near));
}

static void refuse_unknown_arguments(const reader *r)
{
    const rf_body *body = &r->block->body;
    for (size_t i = 0; i < body->attribute_count; i++) {
        bool known = false;
        for (size_t k = 0; k < ARGUMENTS && !known; k++)
            known = rf_eq_c(body->attributes[i].name, arguments[k].name);
        if (!known)
            refuse_argument(r, body->attributes[i].name, body->attributes[i].name_span, "argument");
    }
    for (size_t i = 0; i < body->block_count; i++)
        if (!rf_eq_c(body->blocks[i].type, "validation"))
            refuse_argument(r, body->blocks[i].type, body->blocks[i].header, "block");
}

/* ID_Start, or an underscore, then ID_Continue and dashes. */
static bool is_identifier(rf_str name)
{
    size_t at = 0;
    if (name.n == 0)
        return false;
    while (at < name.n) {
        bool first = at == 0;
        int32_t c = rf_utf8_next(name, &at);
        if (c < 0 ||
            !(c == '_' || (first ? rf_utf8_id_start(c) : c == '-' || rf_utf8_id_continue(c))))
            return false;
    }
    return true;
}

static bool read_name(const reader *r)
{
    const rf_block *block = r->block;
    if (block->label_count != 1) {
        rf_diag_error(r->diags, CODE, block->header, "write variable \"name\" { ... }",
                      block->label_count == 0 ? "the variable has no name"
                                              : "a variable has one name");
        if (block->label_count == 0)
            return false;
    }
    rf_str name = block->labels[0].text;
    rf_span span = block->labels[0].span;
    r->declaration->name = name;
    r->declaration->name_span = span;
    if (!is_identifier(name)) {
        rf_diag_error(r->diags, CODE, span,
                      "a name starts with a letter or underscore and goes on with letters, digits, "
                      "underscores and dashes",
                      "\"%.*s\" is no name for a variable", RF_ARG(name));
        return false;
    }
    for (size_t i = 0; i < RESERVED; i++)
        if (rf_eq_c(name, reserved_names[i]))
            rf_diag_error(r->diags, CODE, span, "choose another name",
                          "the name \"%s\" is reserved: it has a meaning inside module blocks",
                          reserved_names[i]);
    return true;
}

/* override.tf and *_override.tf change declarations that stand elsewhere. */
static bool in_override_file(const rf_declaration *declaration)
{
    rf_span outer = rf_span_outermost(declaration->span);
    if (outer.source == NULL)
        return false;
    rf_str path = outer.source->path;
    return rf_ends(path, RF_STR("_override.tf")) || rf_eq_c(path, "override.tf") ||
           rf_ends(path, RF_STR("/override.tf"));
}

/* What `over` gives replaces what `base` has; the default is then converted to the type that holds
 * now, which may make it one that does not fit. */
static void override(const reader *r, rf_declaration *base, const rf_declaration *over)
{
    if (over->given & RF_GIVEN_TYPE)
        base->type = over->type;
    if (over->given & RF_GIVEN_DEFAULT)
        base->fallback = over->fallback;
    if (over->given & (RF_GIVEN_SENSITIVE | RF_GIVEN_EPHEMERAL))
        base->sensitive = over->sensitive;
    if (over->given & RF_GIVEN_NULLABLE)
        base->nullable = over->nullable;
    if (over->given & RF_GIVEN_DESCRIPTION)
        base->description = over->description;
    base->given |= over->given;
    if (base->fallback == NULL || base->fallback->kind == RF_UNKNOWN)
        return;
    rf_value *converted = RF_NEW(r->arena, rf_value);
    rf_str why;
    if (!rf_convert(r->arena, base->fallback, base->type, converted, &why)) {
        *converted = rf_value_unknown(base->type, base->fallback->span);
        refuse_default(r, base, base->fallback->span, why);
    }
    base->fallback = converted;
}

/* Until rf_module_finish() the map holds index + 1: declarations still move. */
static rf_declaration *declared_before(const rf_module *module, rf_str name)
{
    uintptr_t number = (uintptr_t)rf_map_get(&module->by_name, name);
    return number == 0 ? NULL : &module->declarations.at[number - 1];
}

static void add_declaration(const reader *r, rf_module *module)
{
    rf_declaration *declaration = r->declaration;
    rf_declaration *before = declared_before(module, declaration->name);
    if (before == NULL) {
        RF_PUSH(r->arena, &module->declarations, *declaration);
        rf_map_put(r->arena, &module->by_name, declaration->name,
                   (void *)(uintptr_t)module->declarations.n);
    } else if (in_override_file(declaration)) {
        override(r, before, declaration);
    } else if (in_override_file(before)) {
        override(r, declaration, before);
        *before = *declaration;
    } else {
        rf_diag *diag =
            rf_diag_error(r->diags, CODE, declaration->name_span,
                          "remove one of the two, or give it another name",
                          "the variable \"%.*s\" is declared twice", RF_ARG(declaration->name));
        rf_diag_relate(r->diags, diag, before->name_span, RF_STR("declared first here"));
    }
}

static void add_variable(rf_arena *arena, rf_module *module, const rf_block *block, rf_diags *diags)
{
    rf_declaration declaration = {.span = block->header, .type = &rf_type_any, .nullable = true};
    reader r = {arena, diags, block, &declaration};
    bool named = read_name(&r);
    for (size_t i = 0; i < ARGUMENTS; i++) {
        const rf_attribute *attribute =
            rf_body_attribute(&block->body, rf_str_c(arguments[i].name));
        if (attribute == NULL)
            continue;
        declaration.given |= arguments[i].bit;
        arguments[i].read(&r, attribute);
    }
    refuse_unknown_arguments(&r);
    if (named)
        add_declaration(&r, module);
}

void rf_module_add(rf_arena *arena, rf_module *module, const rf_body *file, rf_diags *diags)
{
    const rf_block *block = NULL;
    while ((block = rf_body_block(file, RF_STR("variable"), block)) != NULL)
        add_variable(arena, module, block, diags);
}

void rf_module_finish(rf_arena *arena, rf_module *module)
{
    for (size_t i = 0; i < module->declarations.n; i++) {
        rf_declaration *declaration = &module->declarations.at[i];
        rf_map_put(arena, &module->by_name, declaration->name, declaration);
        if (!declaration->sensitive || declaration->fallback == NULL)
            continue;
        rf_value *marked = RF_NEW(arena, rf_value);
        *marked = rf_marked_sensitive(arena, declaration->fallback);
        declaration->fallback = marked;
    }
}

const rf_declaration *rf_module_variable(const rf_module *module, rf_str name)
{
    return rf_map_get(&module->by_name, name);
}

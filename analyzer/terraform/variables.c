#include "terraform/variables.h"

#include "eval/eval.h"
#include "hcl/hcl.h"
#include "terraform/hush.h"
#include "terraform/rebuild.h"
#include "text/utf8.h"
#include "json/json.h"

#include <string.h>

static const char CODE[] = "terraform";

rf_precedence rf_precedence_of_file(rf_str file_name)
{
    for (size_t slash; (slash = rf_find_byte(file_name, '/')) != RF_NOT_FOUND;)
        file_name = rf_slice(file_name, slash + 1, file_name.n);
    if (rf_eq_c(file_name, "terraform.tfvars"))
        return RF_PRECEDENCE_TFVARS;
    if (rf_eq_c(file_name, "terraform.tfvars.json"))
        return RF_PRECEDENCE_TFVARS_JSON;
    bool automatic = rf_ends(file_name, RF_STR(".auto.tfvars")) ||
                     rf_ends(file_name, RF_STR(".auto.tfvars.json"));
    return automatic ? RF_PRECEDENCE_AUTO : RF_PRECEDENCE_NONE;
}

/*
 * Files.
 */

/* What the readers of one file or assignment share. */
typedef struct reader {
    rf_arena *arena;
    rf_precedence precedence;
    unsigned order;
    bool in_file;
    const rf_module *module; /* NULL for a file: it is read before the declarations are known */
    rf_variable_list *variables;
    rf_diags *diags;
    size_t first; /* the first diagnostic of this reader */
} reader;

static void add(const reader *r, rf_str name, rf_span name_span, rf_value value)
{
    rf_variable variable = {
        .name = name,
        .name_span = name_span,
        .value = value,
        .precedence = r->precedence,
        .order = r->order,
        .effective = true,
        .in_file = r->in_file,
    };
    RF_PUSH(r->arena, r->variables, variable);
    if (rf_is_sensitive_name(r->module, name))
        rf_hush(r->diags, r->first, value.span, NULL);
}

/* A `variable` block in a variable file is a usual mistake, with a mend of its own. */
static void refuse_block(const reader *r, const rf_block *block)
{
    rf_diag *diag =
        rf_diag_error(r->diags, CODE, block->header, "move the block into a .tf file",
                      "a variable file holds \"name = value\" only; blocks belong into a .tf file");
    if (rf_eq_c(block->type, "variable") && block->label_count != 0)
        diag->help =
            rf_format(r->arena, "declare it in a .tf file; to set it here, write %.*s = ...",
                      RF_ARG(block->labels[0].text));
}

static void read_hcl(const reader *r, const rf_source *source)
{
    const rf_body *body = rf_hcl_read(r->arena, source, r->diags);
    for (size_t i = 0; i < body->block_count; i++)
        refuse_block(r, &body->blocks[i]);
    for (size_t i = 0; i < body->attribute_count; i++) {
        const rf_attribute *attribute = &body->attributes[i];
        rf_value value = rf_eval(r->arena, attribute->expr, &rf_scope_constants, r->diags);
        add(r, attribute->name, attribute->name_span, value);
    }
}

/* True for what strict JSON objects to and Terraform does not: the comment key "//" of the root
 * more than once, and numbers that only other readers round. */
static bool is_no_matter(const rf_diag *diag, const rf_value *root)
{
    if (strcmp(diag->code, RF_JSON_BIG_NUMBER) == 0)
        return true;
    if (strcmp(diag->code, RF_JSON_DUPLICATE) != 0 || root->kind != RF_OBJECT)
        return false;
    for (size_t i = 0; i < root->as.object.n; i++) {
        const rf_member *member = &root->as.object.at[i];
        if (rf_eq_c(member->name, "//") && rf_span_cmp(member->name_span, diag->span) == 0)
            return true;
    }
    return false;
}

/* Moves what matters from one list to the other. */
static void take(rf_diags *diags, const rf_diags *from, const rf_value *root)
{
    for (size_t i = 0; i < from->list.n; i++) {
        const rf_diag *diag = &from->list.at[i];
        if (is_no_matter(diag, root))
            continue;
        rf_diag *copy = rf_diag_add(diags, diag->code, diag->span, diag->message, diag->help);
        rf_diag_lower(diags, copy, diag->severity);
        copy->related = diag->related;
        copy->related_count = diag->related_count;
    }
    diags->left_out += from->left_out;
}

/* Terraform's strings are in Normalization Form C (go-cty, StringVal); JSON's are as written. */
static void normalise(rf_arena *arena, rf_value *node, rf_str *name)
{
    if (name != NULL)
        *name = rf_utf8_nfc(arena, *name);
    if (node == NULL || node->kind != RF_STRING)
        return;
    rf_str text = rf_utf8_nfc(arena, node->as.string.text);
    if (rf_eq(text, node->as.string.text))
        return;
    rf_origin_builder builder = {.arena = arena, .source = node->span.source};
    rf_origin_add(&builder, 0, node->span.start, node->span.end, false);
    node->as.string.text = text;
    node->as.string.origin = rf_origin_finish(&builder);
}

/* True when a document can hold text that is not normalised. */
static bool has_other_than_ascii(rf_str document)
{
    for (size_t i = 0; i < document.n; i++)
        if ((unsigned char)document.at[i] >= 0x80)
            return true;
    return rf_find(document, RF_STR("\\u")) != RF_NOT_FOUND;
}

static void read_json(const reader *r, const rf_source *source)
{
    rf_value root = rf_value_null;
    rf_diags found = rf_diags_new(r->arena);
    bool whole = rf_json_read(r->arena, source, &found, &root);
    take(r->diags, &found, &root);
    if (root.kind != RF_OBJECT) {
        if (whole)
            rf_diag_error(r->diags, CODE, root.span, "write { \"name\": value, ... }",
                          "a variable file in JSON is one object; this is a %s",
                          rf_kind_name(root.kind));
        return;
    }
    bool normal = !has_other_than_ascii(source->text);
    for (size_t i = 0; i < root.as.object.n; i++) {
        const rf_member *member = &root.as.object.at[i];
        if (!rf_eq_c(member->name, "//"))
            add(r, member->name, member->name_span,
                normal ? member->value : rf_rebuilt(r->arena, &member->value, normalise));
    }
}

void rf_variables_read(rf_arena *arena, const rf_source *source, bool json,
                       rf_precedence precedence, unsigned order, rf_variable_list *variables,
                       rf_diags *diags)
{
    reader r = {arena, precedence, order, true, NULL, variables, diags, diags->list.n};
    if (json)
        read_json(&r, source);
    else
        read_hcl(&r, source);
    rf_hush_lines(diags, r.first);
}

/*
 * The command line and the environment.
 */

/* Bytes [start, end) of a source as a source of its own, with its places. */
static rf_source *part_of(rf_arena *arena, const rf_source *source, size_t start)
{
    rf_origin_builder builder = {.arena = arena, .source = source};
    rf_origin_add(&builder, 0, start, source->text.n, true);
    rf_str text = rf_slice(source->text, start, source->text.n);
    return rf_source_embedded(arena, text, rf_origin_finish(&builder));
}

/* Terraform's strings are Unicode: what is no UTF-8 becomes U+FFFD, and all is normalised. */
static rf_str as_unicode(rf_arena *arena, rf_str text)
{
    if (rf_utf8_invalid(text) == RF_NOT_FOUND)
        return rf_utf8_nfc(arena, text);
    rf_buf buf = rf_buf_new(arena);
    for (size_t at = 0; at < text.n;) {
        int32_t c = rf_utf8_next(text, &at);
        rf_utf8_append(&buf, c < 0 ? 0xFFFD : c);
    }
    return rf_utf8_nfc(arena, rf_buf_str(&buf));
}

static rf_value plain_text(rf_arena *arena, const rf_source *source, size_t start)
{
    rf_str written = rf_slice(source->text, start, source->text.n);
    rf_str text = as_unicode(arena, written);
    rf_span span = {source, (uint32_t)start, (uint32_t)source->text.n};
    rf_origin_builder builder = {.arena = arena, .source = source};
    rf_origin_add(&builder, 0, start, source->text.n, rf_eq(text, written));
    rf_value value = rf_value_string(text, span);
    value.as.string.origin = rf_origin_finish(&builder);
    return value;
}

/* "Variable parsing mode" of Terraform: literal for a primitive type or none, else HCL. */
static bool takes_plain_text(const rf_declaration *declaration)
{
    if (declaration == NULL || (declaration->given & RF_GIVEN_TYPE) == 0)
        return true;
    rf_type_kind kind = declaration->type->kind;
    return kind == RF_TYPE_STRING || kind == RF_TYPE_NUMBER || kind == RF_TYPE_BOOL;
}

static const rf_scope assignment_scope = {
    .constant_only = "an assignment takes constant values only",
};

static rf_value read_expression(rf_arena *arena, const rf_source *assignment, size_t start,
                                rf_diags *diags)
{
    const rf_source *source = part_of(arena, assignment, start);
    size_t errors = diags->errors;
    const rf_expr *expr = rf_hcl_read_expr(arena, source, diags);
    if (diags->errors != errors)
        return rf_value_unknown(NULL, rf_source_span(source));
    return rf_eval(arena, expr, &assignment_scope, diags);
}

void rf_variables_assign(rf_arena *arena, const rf_source *assignment, rf_precedence precedence,
                         unsigned order, const rf_module *module, rf_variable_list *variables,
                         rf_diags *diags)
{
    static const rf_str prefix = {"TF_VAR_", 7};
    rf_str text = assignment->text;
    bool command = precedence != RF_PRECEDENCE_ENVIRONMENT;
    size_t start = !command && rf_starts(text, prefix) ? prefix.n : 0;
    size_t sign = rf_find_byte(text, '=');
    if (sign == RF_NOT_FOUND) {
        if (command) /* what stands here may be a value: it is not quoted */
            rf_diag_error(diags, CODE, rf_source_span(assignment), "write name=value",
                          "an assignment has the form name=value");
        return;
    }
    rf_str name = rf_slice(text, start, sign);
    rf_span name_span = {assignment, (uint32_t)start, (uint32_t)sign};
    if (command && rf_ends(name, RF_STR(" "))) {
        rf_diag_error(diags, CODE, name_span, "write name=value, without blanks",
                      "there is a blank before the equals sign");
        return;
    }
    const rf_declaration *declaration = module == NULL ? NULL : rf_module_variable(module, name);
    reader r = {arena, precedence, order, false, module, variables, diags, diags->list.n};
    rf_value value = takes_plain_text(declaration)
                         ? plain_text(arena, assignment, sign + 1)
                         : read_expression(arena, assignment, sign + 1, diags);
    add(&r, name, name_span, value);
}

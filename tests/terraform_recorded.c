/*
 * What terraform 1.11.4 said, recorded, against what we say.  testdata/terraform/ has one case a
 * line: assignments.jsonl (how: a variable file, one in JSON, -var, TF_VAR_; the value, or that it
 * is an error), types.jsonl and blocks.jsonl (does `terraform validate` accept it).
 */
#include "hcl/hcl.h"
#include "support.h"
#include "terraform/variables.h"
#include "json/json.h"
#include "json/write.h"

#include <json-c/json.h>
#include <string.h>

typedef struct bench {
    rf_module module;
    rf_variable_list variables;
    rf_diags diags;
} bench;

static bench new_bench(void)
{
    return (bench){.diags = rf_diags_new(arena)};
}

static const char *printed(const rf_value *value)
{
    struct json_object *object = rf_json_from_value(value);
    rf_str text = rf_json_text(arena, object, false);
    json_object_put(object);
    return rf_cstr(arena, text);
}

static rf_value read_json(rf_str text)
{
    rf_value value;
    rf_diags diags = rf_diags_new(arena);
    ck_assert_msg(rf_json_read(arena, source_of_str(text), &diags, &value), "%.*s: %s",
                  RF_ARG(text), diags_text(&diags));
    return value;
}

/* Calls `test` with each line of a file of JSON lines; it returns what differs, or NULL. */
static void each_line(const char *path, const char *(*test)(const rf_value *line))
{
    rf_buf wrong = rf_buf_new(arena);
    rf_str rest = read_test_file(path);
    size_t lines = 0;
    while (rest.n != 0) {
        rf_str line = rf_split(rest, '\n', &rest);
        if (line.n == 0)
            continue;
        rf_value value = read_json(line);
        const char *difference = test(&value);
        if (difference != NULL)
            rf_buf_format(&wrong, "%.*s\n    %s\n", RF_ARG(line), difference);
        lines++;
    }
    ck_assert_uint_gt(lines, 20);
    ck_assert_msg(wrong.n == 0, "%s:\n%.*s", path, RF_ARG(rf_buf_str(&wrong)));
}

static void declare(bench *b, const char *text)
{
    rf_module_add(arena, &b->module, rf_hcl_read(arena, source_of(text), &b->diags), &b->diags);
    rf_module_finish(arena, &b->module);
}

static const char *text_at(const rf_value *line, const char *name)
{
    return rf_cstr(arena, rf_text_of(rf_value_get_c(line, name)));
}

static void assign(bench *b, const char *how, const char *text)
{
    bool json = strcmp(how, "json") == 0, environment = strcmp(how, "env") == 0;
    rf_precedence precedence = environment ? RF_PRECEDENCE_ENVIRONMENT : RF_PRECEDENCE_COMMAND;
    if (json || strcmp(how, "tfvars") == 0)
        rf_variables_read(arena, source_of(text), json, precedence, 0, &b->variables, &b->diags);
    else
        rf_variables_assign(arena, source_of(text), precedence, 0, &b->module, &b->variables,
                            &b->diags);
}

static const char *assignment_differs(const rf_value *line)
{
    bench b = new_bench();
    const char *block = text_at(line, "variable");
    declare(&b, rf_cstr(arena, rf_format(arena, "variable \"x\" {\n%s\n}\n", block)));
    assign(&b, text_at(line, "how"), text_at(line, "text"));
    rf_variables_resolve(arena, &b.variables, &b.module, &b.diags);
    const rf_value *expected = rf_value_get_c(line, "value");
    if (expected == NULL)
        return b.diags.errors != 0 ? NULL : "terraform refuses this";
    if (b.diags.errors != 0)
        return rf_cstr(arena, rf_format(arena, "terraform accepts this: %s", diags_text(&b.diags)));
    const rf_declaration *declaration = rf_module_variable(&b.module, RF_STR("x"));
    const rf_value *value = declaration->fallback;
    for (size_t i = 0; i < b.variables.n; i++)
        if (rf_eq_c(b.variables.at[i].name, "x"))
            value = &b.variables.at[i].value;
    if (value != NULL && rf_value_equal(value, expected))
        return NULL;
    return value == NULL ? "no value" : rf_cstr(arena, rf_format(arena, "got %s", printed(value)));
}

START_TEST(assignments_have_the_values_terraform_gives_them)
{
    each_line("testdata/terraform/assignments.jsonl", assignment_differs);
}
END_TEST

static const char *validity(const bench *b, const rf_value *line)
{
    bool valid = rf_is_true(rf_value_get_c(line, "valid"));
    if (valid == (b->diags.errors == 0))
        return NULL;
    return valid ? diags_text(&b->diags) : "terraform refuses this";
}

static const char *type_differs(const rf_value *line)
{
    bench b = new_bench();
    declare(&b, rf_cstr(arena, rf_format(arena, "variable \"x\" {\n type = %s\n}\n",
                                         text_at(line, "type"))));
    return validity(&b, line);
}

START_TEST(types_are_accepted_and_refused_as_by_terraform)
{
    each_line("testdata/terraform/types.jsonl", type_differs);
}
END_TEST

static const char *block_differs(const rf_value *line)
{
    bench b = new_bench();
    declare(&b, text_at(line, "text"));
    return validity(&b, line);
}

START_TEST(declarations_are_accepted_and_refused_as_by_terraform)
{
    each_line("testdata/terraform/blocks.jsonl", block_differs);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("terraform, recorded");
    TCase *tests = test_case(suite, "recorded");
    tcase_add_test(tests, types_are_accepted_and_refused_as_by_terraform);
    tcase_add_test(tests, declarations_are_accepted_and_refused_as_by_terraform);
    tcase_add_test(tests, assignments_have_the_values_terraform_gives_them);
    return run_suite(suite);
}

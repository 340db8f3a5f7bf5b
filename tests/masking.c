/* Source lines that a report would show, with the secrets in them masked. */
#include "support.h"

#include "input/inputs.h"

static rf_inputs *inputs_of(const char *path, const char *text)
{
    rf_inputs *inputs = rf_inputs_new(arena);
    rf_inputs_add_text(inputs, rf_str_c(path), rf_str_c(text));
    rf_inputs_finish(inputs);
    return inputs;
}

static const struct {
    const char *path, *text;
    uint32_t line;
    const char *shown;
} lines[] = {
    /* not readable: the name before a value says what it is, wherever it stands on the line */
    {"a.tfvars", "settings = { password = hunter2 }\n", 1, "settings = { password = *********"},
    {"a.tfvars", "x = { name = a, token = b }\n", 1, "x = { name = a, token = ***"},
    {"a.tfvars", "password = hunter2\n", 1, "password = *******"},
    {"a.tfvars", "x = foo\nmanagement_cidr_blocks = [\"10.0.0.0/8\"]\n", 2,
     "management_cidr_blocks = [\"10.0.0.0/8\"]"},
    {"a.json", "{\"password\": hunter2}", 1, "{\"password\": ********"},

    /* readable: the value says it */
    {"a.tfvars", "db = { password = \"hunter2\" }\n", 1, "db = { password = \"*******\" }"},
    {"a.tfvars", "db_password = 12345678\n", 1, "db_password = ********"},

    /* defaults of a template */
    {"a.tf", "variable \"x\" {\n  sensitive = true\n  default = \"hunter2\"\n}\n", 3,
     "  default = \"*******\""},
    {"a.tf", "variable \"db_password\" {\n  type = number\n  default = \"hunter2\"\n}\n", 3,
     "  default = \"*******\""},
    {"a.tf", "variable \"region\" {\n  default = \"eu-west-1\"\n}\n", 2,
     "  default = \"eu-west-1\""},
};

START_TEST(secrets_are_masked_in_source_lines)
{
    const rf_inputs *inputs = inputs_of(lines[_i].path, lines[_i].text);
    rf_str shown = rf_source_line(inputs->files.at[0]->source, lines[_i].line);
    ck_assert_rf_str(shown, lines[_i].shown);
}
END_TEST

START_TEST(messages_about_broken_json_quote_no_secret)
{
    const rf_inputs *inputs = inputs_of("a.json", "{\"a\": word, \"password\": hunter2}");
    const rf_diags *diags = &inputs->files.at[0]->diags;
    ck_assert_uint_eq(diags->errors, 2);
    ck_assert(rf_find(diags->list.at[0].message, RF_STR("word")) != RF_NOT_FOUND);
    ck_assert_rf_str(diags->list.at[1].message, "this sensitive value cannot be read");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("masking");
    TCase *tests = test_case(suite, "masking");
    tcase_add_loop_test(tests, secrets_are_masked_in_source_lines, 0,
                        sizeof lines / sizeof lines[0]);
    tcase_add_test(tests, messages_about_broken_json_quote_no_secret);
    return run_suite(suite);
}

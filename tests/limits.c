/* What one run looks at has limits: each is said, and what was left out is status 2, not a pass. */
#include "ringfence.h"
#include "support.h"

#include "base/limits.h"

static rf_analysis *analysis;

static void make_analysis(void)
{
    analysis = rf_analysis_new();
    ck_assert_ptr_nonnull(analysis);
}

static void free_analysis(void)
{
    rf_analysis_free(analysis);
}

/* Runs it over one text: something was left out, and the report says so in these words. */
static void check_left_out(const char *path, const rf_buf *text, const char *words)
{
    static const rf_report_style style = {.width = 1000};
    rf_str s = rf_buf_str(text);
    ck_assert_int_eq(rf_analysis_add_text(analysis, path, s.at, s.n), RF_STATUS_OK);
    ck_assert_int_eq(rf_analysis_run(analysis), RF_STATUS_CANNOT);
    const char *report = rf_analysis_report(analysis, "text", &style, NULL);
    ck_assert_ptr_nonnull(report);
    ck_assert_msg(rf_find(rf_str_c(report), rf_str_c(words)) != RF_NOT_FOUND, "no \"%s\" in:\n%s",
                  words, report);
}

/* Texts of `n` equal parts between a start and an end. */
static rf_buf repeated(const char *start, const char *part, size_t n, const char *end)
{
    rf_buf text = rf_buf_new(arena);
    rf_buf_add_c(&text, start);
    for (size_t i = 0; i < n; i++) {
        rf_buf_add_c(&text, i ? "," : "");
        rf_buf_add_c(&text, part);
    }
    rf_buf_add_c(&text, end);
    return text;
}

START_TEST(statements_after_the_limit_are_left_out_aloud)
{
    rf_buf text = repeated("{\"Version\":\"2012-10-17\",\"Statement\":[",
                           "{\"Effect\":\"Allow\",\"Action\":\"a:B\",\"Resource\":\"*\"}",
                           RF_LIMIT_POLICY_STATEMENTS + 1, "]}");
    check_left_out("policy.json", &text, "the statements after the first 20000");
}
END_TEST

START_TEST(conditions_after_the_limit_are_left_out_aloud)
{
    rf_buf text = rf_buf_new(arena);
    rf_buf_add_c(&text,
                 "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
                 "\"a:B\",\"Resource\":\"*\",\"Condition\":{\"StringLike\":{");
    for (int i = 0; i <= RF_LIMIT_STATEMENT_CONDITIONS; i++)
        rf_buf_format(&text, "%s\"aws:RequestTag/T%d\":\"x\"", i ? "," : "", i);
    rf_buf_add_c(&text, "}}}}");
    check_left_out("policy.json", &text, "the conditions of statement 1 after the first 256");
}
END_TEST

START_TEST(variables_after_the_limit_are_left_out_aloud)
{
    rf_buf text = rf_buf_new(arena);
    for (int i = 0; i <= RF_LIMIT_VARIABLES; i++)
        rf_buf_format(&text, "v%d = 1\n", i);
    check_left_out("a.tfvars", &text, "the variables after the first 200000");
}
END_TEST

START_TEST(networks_that_are_too_many_to_compare_are_left_out_aloud)
{
    enum { PEERS = 250 * 1000 };
    rf_buf peers = rf_buf_new(arena), text = rf_buf_new(arena);
    for (int i = 0; i < PEERS; i++)
        rf_buf_format(&peers, "11.%d.%d.%d/28\n", i / 4096, i / 16 % 256, i % 16 * 16);
    rf_str list = rf_buf_str(&peers);
    rf_analysis_add_text(analysis, "peers.txt", list.at, list.n);
    rf_buf_add_c(&text, "vpc_cidr = [");
    for (int i = 0; i <= RF_LIMIT_NETWORK_PAIRS / PEERS + 1; i++)
        rf_buf_format(&text, "\"10.%d.%d.0/24\",", i / 256, i % 256);
    rf_buf_add_c(&text, "]\n");
    check_left_out("a.tfvars", &text, "too many planned networks for 250000 known ones");
}
END_TEST

START_TEST(json_with_too_many_values_is_refused)
{
    rf_buf text = repeated("[", "1", RF_LIMIT_JSON_VALUES + 1, "]");
    check_left_out("policy.json", &text, "more than 2000000 values");
}
END_TEST

START_TEST(hcl_with_too_many_nodes_is_refused)
{
    rf_buf text = repeated("a = [", "1", RF_LIMIT_HCL_NODES + 1, "]\n");
    check_left_out("a.tfvars", &text, "more than 2000000 values");
}
END_TEST

START_TEST(policy_over_the_size_limit_is_refused)
{
    rf_buf text = rf_buf_new(arena);
    rf_buf_add_c(&text, "{\"Version\":\"2012-10-17\",\"Statement\":[]");
    rf_buf_add_repeated(&text, ' ', RF_LIMIT_POLICY_BYTES);
    rf_buf_add_c(&text, "}");
    check_left_out("policy.json", &text, "MiB");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("limits");
    TCase *tests = test_case(suite, "limits");
    tcase_add_checked_fixture(tests, make_analysis, free_analysis);
    tcase_add_test(tests, statements_after_the_limit_are_left_out_aloud);
    tcase_add_test(tests, conditions_after_the_limit_are_left_out_aloud);
    tcase_add_test(tests, variables_after_the_limit_are_left_out_aloud);
    tcase_add_test(tests, networks_that_are_too_many_to_compare_are_left_out_aloud);
    tcase_add_test(tests, json_with_too_many_values_is_refused);
    tcase_add_test(tests, hcl_with_too_many_nodes_is_refused);
    tcase_add_test(tests, policy_over_the_size_limit_is_refused);
    return run_suite(suite);
}

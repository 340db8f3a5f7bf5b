/* Checks on many networks: which ones are named, and that their number does not matter. */
#include "ringfence.h"
#include "support.h"

#include <stdlib.h>

enum { MANY = 50 * 1000 };

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

static void add(const char *path, rf_str text)
{
    ck_assert_int_eq(rf_analysis_add_text(analysis, path, text.at, text.n), RF_STATUS_OK);
}

/* Runs it; the report with its lines joined, so that a search need not know where they end. */
static rf_str report(void)
{
    static const rf_report_style style = {.width = 1000};
    rf_analysis_run(analysis);
    const char *text = rf_analysis_report(analysis, "text", &style, NULL);
    ck_assert_ptr_nonnull(text);
    return rf_str_c(text);
}

static void ck_assert_says(rf_str text, const char *words)
{
    ck_assert_msg(rf_find(text, rf_str_c(words)) != RF_NOT_FOUND, "no \"%s\" in:\n%.*s", words,
                  RF_ARG(text));
}

static const struct {
    const char *vpc, *peers, *blocks;
} suggestions[] = {
    {"10.0.0.0/16", "10.0.0.0/16", "10.1.0.0/16, 10.2.0.0/16, 10.3.0.0/16"},
    {"10.0.0.0/16", "10.0.0.0/14", "10.4.0.0/16, 10.5.0.0/16, 10.6.0.0/16"},
    {"10.0.0.0/16", "10.0.0.0/24,10.1.9.0/24,10.1.8.0/24,10.3.0.0/16",
     "10.2.0.0/16, 10.4.0.0/16, 10.5.0.0/16"},
    {"10.0.0.0/16", "10.2.0.0/15,10.0.0.0/15,10.3.0.0/16,10.2.0.0/24",
     "10.4.0.0/16, 10.5.0.0/16, 10.6.0.0/16"},
    {"10.252.0.0/16", "10.252.0.0/16,10.254.0.0/16", "10.253.0.0/16, 10.255.0.0/16"},
};

START_TEST(free_blocks_overlap_no_peer)
{
    rf_analysis_add_vpc(analysis, suggestions[_i].vpc);
    rf_analysis_add_peers(analysis, suggestions[_i].peers);
    rf_str text = report();
    ck_assert_says(text, "free /16 blocks nearby");
    ck_assert_says(text, rf_cstr(arena, rf_format(arena, ": %s\n", suggestions[_i].blocks)));
}
END_TEST

/* The suite's time limit is the assertion. */
START_TEST(many_peers_are_looked_at_once)
{
    rf_buf peers = rf_buf_new(arena);
    rf_buf_add_c(&peers, "{\"Vpcs\": [");
    for (int i = MANY * 4; i-- > 0;)
        rf_buf_format(&peers, "{\"VpcId\": \"v\", \"CidrBlock\": \"10.%d.%d.%d/28\"}%s", i / 4096,
                      i / 16 % 256, i % 16 * 16, i ? ", " : "]}");
    add("peers.json", rf_buf_str(&peers));
    add("a.tfvars", RF_STR("vpc_cidr = \"10.0.0.0/28\"\n"));
    ck_assert_says(report(), "overlaps a network");
}
END_TEST

START_TEST(of_overlapping_subnets_the_later_one_is_named_once)
{
    rf_analysis_set_profile(analysis, "aiven-aws");
    add("a.tfvars", RF_STR("aws_subnets_workload = {\n  a = \"10.4.0.0/25\"\n"
                           "  b = \"10.4.0.128/25\"\n  c = \"10.4.0.0/24\"\n"
                           "  d = \"10.4.1.0/24\"\n}\n"));
    rf_str text = report();
    ck_assert_says(text, "subnet aws_subnets_workload[c] 10.4.0.0/24 overlaps another planned "
                         "subnet, 10.4.0.0/25");
    ck_assert_says(text, "a.tfvars:4:7");
    ck_assert_says(text, "1 error in");
}
END_TEST

START_TEST(many_subnets_are_compared_at_once)
{
    rf_buf text = rf_buf_new(arena);
    rf_analysis_set_profile(analysis, "aiven-aws");
    rf_buf_add_c(&text, "reserved_cidr = \"10.0.0.0/16\"\naws_subnets_workload = {\n");
    for (int i = 0; i < MANY; i++)
        rf_buf_format(&text, "  s%d = \"10.%d.%d.%d/28\"\n", i, i / 4096, i / 16 % 256,
                      i % 16 * 16);
    rf_buf_add_c(&text, "  last = \"10.0.0.0/28\"\n}\n");
    add("a.tfvars", rf_buf_str(&text));
    rf_str said = report();
    ck_assert_says(said, "aws_subnets_workload[last] 10.0.0.0/28 overlaps");
    ck_assert_says(said, "aws_subnets_workload[s4096] 10.1.0.0/28 lies outside");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("checks");
    TCase *tests = test_case(suite, "networks");
    tcase_add_checked_fixture(tests, make_analysis, free_analysis);
    tcase_add_loop_test(tests, free_blocks_overlap_no_peer, 0,
                        sizeof suggestions / sizeof suggestions[0]);
    tcase_add_test(tests, many_peers_are_looked_at_once);
    tcase_add_test(tests, of_overlapping_subnets_the_later_one_is_named_once);
    tcase_add_test(tests, many_subnets_are_compared_at_once);
    return run_suite(suite);
}

/* The public interface, from its header alone. */
#include "ringfence.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static rf_analysis *analysis;

static void make_analysis(void)
{
    analysis = rf_analysis_new();
    ck_assert_ptr_nonnull(analysis);
}

static void free_analysis(void)
{
    rf_analysis_free(analysis);
    analysis = NULL;
}

static rf_status add_text(const char *path, const char *text)
{
    return rf_analysis_add_text(analysis, path, text, strlen(text));
}

static const char *report(const char *format)
{
    const char *text = rf_analysis_report(analysis, format, NULL, NULL);
    ck_assert_ptr_nonnull(text);
    return text;
}

static const char variables[] = "reserved_cidr = \"10.4.0.0/16\"\n";

START_TEST(clean_text_is_ok)
{
    ck_assert_int_eq(add_text("a.tfvars", variables), RF_STATUS_OK);
    ck_assert_int_eq(rf_analysis_run(analysis), RF_STATUS_OK);
    ck_assert_str_eq(rf_analysis_error(analysis), "");
    ck_assert_ptr_nonnull(strstr(report("text"), "no findings in 1 file (1 network)"));
}
END_TEST

START_TEST(overlap_is_a_finding)
{
    add_text("a.tfvars", variables);
    ck_assert_int_eq(rf_analysis_add_peers(analysis, "10.0.0.0/8"), RF_STATUS_OK);
    ck_assert_int_eq(rf_analysis_run(analysis), RF_STATUS_FINDINGS);
    ck_assert_ptr_nonnull(strstr(report("json"), "\"rule\": \"network/peer-overlap\""));
}
END_TEST

START_TEST(syntax_error_is_cannot_and_the_rest_is_analysed)
{
    add_text("a.tfvars", variables);
    add_text("b.tfvars", "x = = 1\n");
    rf_analysis_add_peers(analysis, "10.0.0.0/8");
    ck_assert_int_eq(rf_analysis_run(analysis), RF_STATUS_CANNOT);
    ck_assert_ptr_nonnull(strstr(report("text"), "syntax/hcl"));
    ck_assert_ptr_nonnull(strstr(report("text"), "network/peer-overlap"));
}
END_TEST

START_TEST(threshold_decides_what_is_a_finding)
{
    static const struct {
        rf_threshold threshold;
        const char *level;
        rf_status status;
    } rows[] = {{RF_FAIL_ON_ERROR, "error", RF_STATUS_FINDINGS},
                {RF_FAIL_ON_ERROR, "warning", RF_STATUS_OK},
                {RF_FAIL_ON_WARNING, "warning", RF_STATUS_FINDINGS},
                {RF_FAIL_ON_WARNING, "info", RF_STATUS_OK},
                {RF_FAIL_ON_INFO, "info", RF_STATUS_FINDINGS}};
    free_analysis();
    make_analysis();
    add_text("a.tfvars", variables);
    rf_analysis_add_peers(analysis, "10.0.0.0/8");
    ck_assert_int_eq(rf_analysis_fail_on(analysis, rows[_i].threshold), RF_STATUS_OK);
    ck_assert_int_eq(rf_analysis_set_severity(analysis, "network/peer-overlap", rows[_i].level),
                     RF_STATUS_OK);
    ck_assert_int_eq(rf_analysis_run(analysis), rows[_i].status);
}
END_TEST

START_TEST(text_may_hold_nul_and_lose_its_memory)
{
    char text[] = "a = \"x\0y\"\nreserved_cidr = \"10.4.0.0/33\"\n", path[] = "a.tfvars";
    rf_analysis_add_text(analysis, path, text, sizeof text - 1);
    memset(text, '#', sizeof text);
    memset(path, '#', sizeof path);
    rf_analysis_run(analysis);
    ck_assert_ptr_nonnull(strstr(report("json"), "\"file\": \"a.tfvars\""));
}
END_TEST

START_TEST(report_needs_a_run_and_a_format_that_there_is)
{
    size_t size = 0;
    add_text("a.tfvars", variables);
    ck_assert_ptr_null(rf_analysis_report(analysis, "text", NULL, NULL));
    rf_analysis_run(analysis);
    ck_assert_ptr_null(rf_analysis_report(analysis, "xml", NULL, NULL));
    ck_assert_ptr_null(rf_analysis_report(analysis, "", NULL, NULL));
    const char *json = rf_analysis_report(analysis, "json", NULL, &size);
    ck_assert_uint_eq(strlen(json), size);
    rf_report_style quiet = {.quiet = true};
    ck_assert_str_eq(rf_analysis_report(analysis, "text", &quiet, NULL), "");
    ck_assert_str_eq(rf_analysis_report(analysis, "github", NULL, NULL), "");
}
END_TEST

START_TEST(style_of_the_text_report_is_followed)
{
    rf_report_style color = {.color = true}, narrow = {.width = 40}, timed = {.elapsed_ms = 12};
    add_text("a.tfvars", variables);
    rf_analysis_add_peers(analysis, "10.0.0.0/8");
    rf_analysis_run(analysis);
    ck_assert_ptr_null(strchr(report("text"), '\033'));
    ck_assert_ptr_nonnull(strchr(rf_analysis_report(analysis, "text", &color, NULL), '\033'));
    ck_assert_str_ne(rf_analysis_report(analysis, "text", &narrow, NULL), report("text"));
    ck_assert_ptr_nonnull(strstr(rf_analysis_report(analysis, "text", &timed, NULL), "; 12 ms"));
}
END_TEST

/* --- arguments that are not understood --- */

static rf_status wrong_severity(rf_analysis *one, const char *value)
{
    return rf_analysis_set_severity(one, "*", value);
}

static const struct {
    rf_status (*set)(rf_analysis *analysis, const char *value);
    const char *value, *error;
} wrong[] = {
    {rf_analysis_add_path, "/nonexistent/x", "/nonexistent/x is not there\n"},
    {rf_analysis_add_var_file, "/nonexistent/x", "/nonexistent/x cannot be read: "},
    {rf_analysis_add_rules, "/nonexistent/x", "/nonexistent/x cannot be read: "},
    {rf_analysis_add_peers, "nonsense", "nonsense is neither a file nor a list of CIDRs"},
    {rf_analysis_set_kind, "idenity", "unknown kind 'idenity'"},
    {wrong_severity, "fatal", "unknown severity 'fatal'"},
};

START_TEST(argument_that_is_not_understood_is_told)
{
    ck_assert_int_eq(wrong[_i].set(analysis, wrong[_i].value), RF_STATUS_CANNOT);
    ck_assert_msg(strncmp(rf_analysis_error(analysis), wrong[_i].error, strlen(wrong[_i].error)) ==
                      0,
                  "it says: %s", rf_analysis_error(analysis));
    ck_assert_int_eq(rf_analysis_run(analysis), RF_STATUS_CANNOT);
}
END_TEST

START_TEST(profile_and_globs_are_looked_at_when_it_runs)
{
    rf_analysis_set_profile(analysis, "aivn");
    ck_assert_int_eq(rf_analysis_run(analysis), RF_STATUS_CANNOT);
    ck_assert_ptr_nonnull(strstr(rf_analysis_error(analysis), "there is no profile 'aivn'"));
    free_analysis();
    make_analysis();
    rf_analysis_disable(analysis, "network/peer-overlp");
    ck_assert_int_eq(rf_analysis_run(analysis), RF_STATUS_CANNOT);
    ck_assert_ptr_nonnull(
        strstr(rf_analysis_error(analysis), "did you mean 'network/peer-overlap'?"));
}
END_TEST

/* --- life --- */

static rf_status later_severity(rf_analysis *one, const char *value)
{
    return rf_analysis_set_severity(one, value, "info");
}

static rf_status later_param(rf_analysis *one, const char *value)
{
    return rf_analysis_set_param(one, value, value);
}

static rf_status later_text(rf_analysis *one, const char *value)
{
    return rf_analysis_add_text(one, value, value, strlen(value));
}

static rf_status later_threshold(rf_analysis *one, const char *value)
{
    (void)value;
    return rf_analysis_fail_on(one, RF_FAIL_ON_INFO);
}

static rf_status later_run(rf_analysis *one, const char *value)
{
    (void)value;
    return rf_analysis_run(one);
}

START_TEST(nothing_is_added_after_the_run)
{
    static rf_status (*const calls[])(rf_analysis *, const char *) = {
        rf_analysis_add_path,  rf_analysis_add_var_file,
        rf_analysis_add_var,   rf_analysis_add_environment,
        rf_analysis_add_peers, rf_analysis_add_vpc,
        rf_analysis_set_kind,  rf_analysis_set_profile,
        rf_analysis_add_rules, rf_analysis_enable,
        rf_analysis_disable,   later_severity,
        later_param,           later_text,
        later_threshold,       later_run};
    add_text("a.tfvars", variables);
    ck_assert_int_eq(rf_analysis_run(analysis), RF_STATUS_OK);
    const char *before = report("json");
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        ck_assert_int_eq(calls[i](analysis, "identity"), RF_STATUS_CANNOT);
    ck_assert_str_eq(report("json"), before);
    ck_assert_ptr_nonnull(strstr(rf_analysis_error(analysis), "the analysis was run already"));
}
END_TEST

START_TEST(two_analyses_do_not_know_of_each_other)
{
    rf_analysis *other = rf_analysis_new();
    add_text("a.tfvars", variables);
    rf_analysis_add_peers(analysis, "10.0.0.0/8");
    rf_analysis_add_text(other, "b.tfvars", "reserved_cidr = \"10.5.0.0/16\"\n", 32 - 2);
    ck_assert_int_eq(rf_analysis_run(other), RF_STATUS_OK);
    ck_assert_int_eq(rf_analysis_run(analysis), RF_STATUS_FINDINGS);
    ck_assert_ptr_null(strstr(rf_analysis_report(other, "json", NULL, NULL), "a.tfvars"));
    rf_analysis_free(analysis);
    analysis = NULL;
    ck_assert_ptr_nonnull(strstr(rf_analysis_report(other, "text", NULL, NULL), "no findings"));
    rf_analysis_free(other);
}
END_TEST

START_TEST(freeing_nothing_is_allowed)
{
    rf_analysis_free(NULL);
}
END_TEST

START_TEST(version_is_three_numbers)
{
    int major, minor, patch;
    char rest;
    ck_assert_int_eq(sscanf(rf_version(), "%d.%d.%d%c", &major, &minor, &patch, &rest), 3);
}
END_TEST

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

#ifndef SANITIZED /* the sanitizer keeps more address space than any limit leaves */

/* Bytes of address space in use, by /proc; 0 where there is none. */
static size_t address_space(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file != NULL) {
        if (fscanf(file, "%lu", &pages) != 1)
            pages = 0;
        fclose(file);
    }
    return pages * 4096;
}

/* A whole analysis; its worst status.  Nothing may crash on the way. */
static rf_status whole_analysis(const char *text, size_t size)
{
    rf_status worst = RF_STATUS_OK;
    rf_analysis *one = rf_analysis_new();
    if (one == NULL)
        return RF_STATUS_INTERNAL;
    const rf_status each[] = {
        rf_analysis_add_path(one, "testdata/aiven"),
        rf_analysis_add_text(one, "big.tfvars", text, size),
        rf_analysis_add_peers(one, "10.0.0.0/8"),
        rf_analysis_run(one),
    };
    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        worst = each[i] > worst ? each[i] : worst;
    const char *formats[] = {"text", "json", "github"};
    for (size_t i = 0; i < 3; i++)
        if (rf_analysis_report(one, formats[i], NULL, NULL) == NULL && worst < RF_STATUS_CANNOT)
            worst = RF_STATUS_INTERNAL; /* the report itself had no memory */
    rf_analysis_error(one);
    rf_analysis_free(one);
    return worst;
}

START_TEST(no_memory_is_a_status_not_a_crash)
{
    enum { LINES = 20000, STEPS = 24 };
    static const char line[] = "a = [1, 2, 3, \"ten\", { b = \"c\" }]\n";
    size_t size = LINES * (sizeof line - 1), before = address_space();
    char *text = malloc(size);
    ck_assert_ptr_nonnull(text);
    if (before == 0)
        return;
    for (size_t i = 0; i < LINES; i++)
        memcpy(text + i * (sizeof line - 1), line, sizeof line - 1);
    bool failed = false, finished = false;
    for (int step = 0; step < STEPS; step++) {
        struct rlimit limit;
        getrlimit(RLIMIT_AS, &limit);
        const rlim_t usual = limit.rlim_cur;
        limit.rlim_cur = address_space() + ((rlim_t)32 * 1024 << step / 2) * (rlim_t)(2 + step % 2);
        ck_assert_int_eq(setrlimit(RLIMIT_AS, &limit), 0);
        rf_status status = whole_analysis(text, size);
        limit.rlim_cur = usual;
        ck_assert_int_eq(setrlimit(RLIMIT_AS, &limit), 0);
        failed = failed || status == RF_STATUS_INTERNAL;
        finished = finished || status == RF_STATUS_CANNOT;
    }
    free(text);
    ck_assert(failed);
    ck_assert(finished);
}
END_TEST

#endif

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("api");
    TCase *tests = tcase_create("api");
    tcase_add_checked_fixture(tests, make_analysis, free_analysis);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, clean_text_is_ok);
    tcase_add_test(tests, overlap_is_a_finding);
    tcase_add_test(tests, syntax_error_is_cannot_and_the_rest_is_analysed);
    tcase_add_loop_test(tests, threshold_decides_what_is_a_finding, 0, 5);
    tcase_add_test(tests, text_may_hold_nul_and_lose_its_memory);
    tcase_add_test(tests, report_needs_a_run_and_a_format_that_there_is);
    tcase_add_test(tests, style_of_the_text_report_is_followed);
    tcase_add_loop_test(tests, argument_that_is_not_understood_is_told, 0, COUNT(wrong));
    tcase_add_test(tests, profile_and_globs_are_looked_at_when_it_runs);
    tcase_add_test(tests, nothing_is_added_after_the_run);
    tcase_add_test(tests, two_analyses_do_not_know_of_each_other);
    tcase_add_test(tests, freeing_nothing_is_allowed);
    tcase_add_test(tests, version_is_three_numbers);
#ifndef SANITIZED
    tcase_add_test(tests, no_memory_is_a_status_not_a_crash);
#endif
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Rules, their examples, selection, profiles, and findings that stay what they are. */
#include "support.h"

#include "engine/example.h"
#include "engine/profile.h"
#include "input/inputs.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

static rf_ruleset set;
static rf_diags diags;

/* The embedded rules, and those of a text. */
static void load(const char *own)
{
    set = (rf_ruleset){.arena = arena};
    diags = rf_diags_new(arena);
    rf_ruleset_add_embedded(&set, true, &diags);
    if (own != NULL)
        rf_ruleset_add(&set, rf_source_new(arena, RF_STR("own.hcl"), rf_str_c(own)), &diags);
    rf_ruleset_finish(&set, &diags);
}

/* --- the examples --- */

static void run_examples(size_t rule_number, bool reverse)
{
    load(NULL);
    ck_assert_str_eq(diags_text(&diags), "");
    const rf_rule *rule = &set.rules.at[rule_number];
    for (size_t i = 0; i < rule->example_count; i++) {
        rf_str why = RF_STR("");
        ck_assert_msg(rf_example_run(arena, &set, rule, &rule->examples[i], reverse, &why),
                      "%.*s, example \"%.*s\": there is %.*s", RF_ARG(rule->id),
                      RF_ARG(rule->examples[i].title), RF_ARG(why));
    }
}

START_TEST(examples_come_out_as_they_say)
{
    run_examples((size_t)_i, false);
}
END_TEST

START_TEST(examples_come_out_as_they_say_in_reverse)
{
    run_examples((size_t)_i, true);
}
END_TEST

START_TEST(rule_has_an_example_that_fires_and_one_that_stays_silent)
{
    bool fires = false, silent = false;
    load(NULL);
    const rf_rule *rule = &set.rules.at[_i];
    for (size_t i = 0; i < rule->example_count; i++) {
        fires = fires || rule->examples[i].expect_finding;
        silent = silent || !rule->examples[i].expect_finding;
    }
    ck_assert_msg(fires && silent, "%.*s", RF_ARG(rule->id));
}
END_TEST

START_TEST(name_or_alias_finds_one_rule)
{
    load(NULL);
    const rf_rule *rule = &set.rules.at[_i];
    ck_assert_ptr_eq(rf_rule_named(&set, rule->id), rule);
    for (size_t i = 0; i < rule->alias_count; i++)
        ck_assert_msg(rf_rule_named(&set, rule->aliases[i]) == rule,
                      "alias %.*s of %.*s belongs to another rule too", RF_ARG(rule->aliases[i]),
                      RF_ARG(rule->id));
}
END_TEST

/* --- runs --- */

static rf_results results;

static void run_with(rf_engine_options options, const char *path, const char *text)
{
    rf_inputs *inputs = rf_inputs_new(arena);
    if (text != NULL)
        rf_inputs_add_text(inputs, rf_str_c(path), rf_str_c(text));
    else
        rf_inputs_add_path(inputs, rf_str_c(path));
    ck_assert_uint_eq(inputs->diags.errors, 0);
    rf_inputs_finish(inputs);
    if (options.profile.n == 0)
        options.profile = RF_STR("auto");
    results = (rf_results){0};
    rf_engine_run(&set, inputs, &options, &results);
}

static const char *json_report(void)
{
    rf_report_options options = {.elapsed_ms = -1};
    return rf_cstr(arena, rf_report_format_named(RF_STR("json"))->write(arena, &results, &options));
}

/* "severity rule line:column" of each finding, a line each. */
static const char *findings_text(void)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < results.findings.n; i++) {
        const rf_finding *finding = &results.findings.at[i];
        rf_place place = rf_locate(finding->span);
        rf_buf_format(&buf, "%s %.*s %u:%u%s\n", rf_severity_name(finding->severity),
                      RF_ARG(finding->rule), place.line, place.column,
                      finding->suppressed.n != 0 ? " (accepted)" : "");
    }
    return rf_cstr(arena, rf_buf_str(&buf));
}

static size_t findings_of(const char *rule)
{
    size_t n = 0;
    for (size_t i = 0; i < results.findings.n; i++)
        n += rf_eq_c(results.findings.at[i].rule, rule);
    return n;
}

static void shuffle(unsigned seed)
{
    for (size_t i = set.rules.n; i > 1; i--) {
        seed = seed * 1103515245u + 12345u;
        size_t k = (seed >> 16) % i;
        rf_rule swapped = set.rules.at[i - 1];
        set.rules.at[i - 1] = set.rules.at[k];
        set.rules.at[k] = swapped;
    }
}

static const char *const folders[] = {"testdata/aiven", "testdata/zilliz"};

START_TEST(order_of_rules_does_not_matter)
{
    load(NULL);
    run_with((rf_engine_options){0}, folders[_i], NULL);
    const char *expected = json_report();
    ck_assert_uint_gt(results.findings.n, 0);
    run_with((rf_engine_options){.reverse = true}, folders[_i], NULL);
    ck_assert_str_eq(json_report(), expected);
    for (unsigned seed = 1; seed <= 5; seed++) {
        shuffle(seed);
        run_with((rf_engine_options){0}, folders[_i], NULL);
        ck_assert_str_eq(json_report(), expected);
    }
}
END_TEST

START_TEST(fingerprints_of_one_report_differ)
{
    load(NULL);
    run_with((rf_engine_options){0}, folders[_i], NULL);
    for (size_t i = 0; i < results.findings.n; i++)
        for (size_t k = 0; k < i; k++)
            ck_assert(
                !rf_eq(results.findings.at[i].fingerprint, results.findings.at[k].fingerprint));
}
END_TEST

static const char variables[] = "cloud_region  = \"europe-north1\"\n"
                                "reserved_cidr = \"10.4.0.1/16\"\n"
                                "team  = \"<YOUR_TEAM>\"\n"
                                "owner = \"<YOUR_TEAM>\"\n";

START_TEST(fingerprints_stay_when_lines_move)
{
    load(NULL);
    run_with((rf_engine_options){0}, "a.tfvars", variables);
    rf_results before = results;
    ck_assert_uint_ge(before.findings.n, 4);
    run_with((rf_engine_options){0}, "a.tfvars",
             rf_cstr(arena, rf_format(arena, "# one\n# two\n%s", variables)));
    ck_assert_uint_eq(results.findings.n, before.findings.n);
    for (size_t i = 0; i < results.findings.n; i++) {
        ck_assert_rf_str(results.findings.at[i].fingerprint,
                         rf_cstr(arena, before.findings.at[i].fingerprint));
        ck_assert_uint_eq(rf_locate(results.findings.at[i].span).line,
                          rf_locate(before.findings.at[i].span).line + 2);
    }
}
END_TEST

START_TEST(equal_causes_have_fingerprints_of_their_own)
{
    load(NULL);
    run_with((rf_engine_options){0}, "a.tfvars", variables);
    ck_assert_uint_eq(findings_of("terraform/placeholder"), 2);
    size_t n = results.findings.n;
    ck_assert(
        !rf_eq(results.findings.at[n - 1].fingerprint, results.findings.at[n - 2].fingerprint));
}
END_TEST

/* --- selection --- */

static rf_engine_options select3(rf_selection a, rf_selection b, rf_selection c)
{
    rf_engine_options options = {0};
    const rf_selection all[] = {a, b, c};
    for (size_t i = 0; i < 3; i++)
        if (all[i].glob.n != 0)
            RF_PUSH(arena, &options.selections, all[i]);
    return options;
}

#define ON(glob) ((rf_selection){RF_SELECT_ENABLE, RF_STR(glob), RF_INFO})
#define OFF(glob) ((rf_selection){RF_SELECT_DISABLE, RF_STR(glob), RF_INFO})
#define LEVEL(glob, level) ((rf_selection){RF_SELECT_SEVERITY, RF_STR(glob), level})
#define NOTHING ((rf_selection){0})

START_TEST(last_selection_that_matches_decides)
{
    load(NULL);
    run_with(select3(OFF("*"), NOTHING, NOTHING), "a.tfvars", variables);
    ck_assert_uint_eq(results.findings.n, 0);
    run_with(select3(OFF("*"), ON("network/*"), NOTHING), "a.tfvars", variables);
    ck_assert_str_eq(findings_text(), "warning network/host-bits 2:17\n");
    run_with(select3(OFF("*"), ON("network/*"), OFF("network/host-bits")), "a.tfvars", variables);
    ck_assert_uint_eq(results.findings.n, 0);
    run_with(select3(ON("network/*"), OFF("*"), NOTHING), "a.tfvars", variables);
    ck_assert_uint_eq(results.findings.n, 0);
}
END_TEST

START_TEST(last_severity_that_matches_counts)
{
    load(NULL);
    rf_selection off = OFF("[!n]*");
    off.glob = RF_STR("*");
    run_with(select3(off, ON("network/*"), LEVEL("network/*", RF_ERROR)), "a.tfvars", variables);
    ck_assert_str_eq(findings_text(), "error network/host-bits 2:17\n");
    run_with(select3(ON("*"), LEVEL("network/*", RF_ERROR), LEVEL("*/host-bits", RF_INFO)),
             "a.tfvars", variables);
    ck_assert_ptr_nonnull(strstr(findings_text(), "info network/host-bits 2:17\n"));
}
END_TEST

START_TEST(nothing_turns_on_a_vendor_rule_elsewhere)
{
    load(NULL);
    run_with(select3(ON("*"), NOTHING, NOTHING), "a.tfvars", "x = \"10.0.0.0/8\"\n");
    for (size_t i = 0; i < results.findings.n; i++) {
        ck_assert(!rf_starts(results.findings.at[i].rule, RF_STR("aiven-aws/")));
        ck_assert(!rf_starts(results.findings.at[i].rule, RF_STR("zilliz-aws/")));
    }
}
END_TEST

/* --- parameters --- */

static const char own_rule[] =
    "rule \"own/prefix\" {\n"
    "  severity = \"error\"\n"
    "  summary  = \"the name lacks its prefix\"\n"
    "  why = \"w\"\n"
    "  fix = \"f\"\n"
    "  param \"start\" {\n"
    "    default = \"a\"\n"
    "    summary = \"how names start\"\n"
    "  }\n"
    "  each \"variable\" {\n"
    "    where   = self.name == \"name\"\n"
    "    finding = !startswith(self.value, param.start)\n"
    "    message = \"${self.value} does not start with ${param.start}\"\n"
    "  }\n"
    "}\n";

START_TEST(parameter_of_the_user_wins_over_the_default)
{
    load(own_rule);
    ck_assert_str_eq(diags_text(&diags), "");
    run_with((rf_engine_options){0}, "a.tfvars", "name = \"ab\"\n");
    ck_assert_uint_eq(findings_of("own/prefix"), 0);
    rf_engine_options options = {0};
    RF_PUSH(arena, &options.params,
            rf_member_of(RF_STR("start"), rf_value_string(RF_STR("b"), (rf_span){0})));
    run_with(options, "a.tfvars", "name = \"ab\"\n");
    ck_assert_uint_eq(findings_of("own/prefix"), 1);
    ck_assert_rf_str(results.findings.at[0].message, "ab does not start with b");
}
END_TEST

START_TEST(secret_stays_out_of_the_message_of_a_rule)
{
    load(own_rule);
    run_with((rf_engine_options){0}, "a.tfvars.json",
             "{\"name\": \"AKIAQYLPMN5HHHFPZAM2\", \"x\": \"AKIAQYLPMN5HHHFPZAM2\"}");
    ck_assert_uint_ge(results.findings.n, 1);
    ck_assert_ptr_null(strstr(json_report(), "AKIAQYLPMN5HHHFPZAM2"));
}
END_TEST

START_TEST(rule_that_cannot_be_evaluated_is_an_unknown_not_a_pass)
{
    load("rule \"own/broken\" {\n  severity = \"error\"\n  summary = \"s\"\n  why = \"w\"\n  fix = "
         "\"f\"\n"
         "  each \"variable\" {\n    finding = self.value.nothing.there > 1\n  }\n}\n");
    ck_assert_str_eq(diags_text(&diags), "");
    run_with((rf_engine_options){0}, "a.tfvars", "name = \"ab\"\n");
    ck_assert_uint_ge(results.unknowns.n, 1);
    ck_assert_ptr_nonnull(strstr(json_report(), "own.hcl:7:"));
}
END_TEST

/* --- profiles --- */

static const struct {
    const char *path, *text, *profile;
} recognised[] = {
    {"testdata/aiven", NULL, "aiven-aws"},
    {"testdata/aiven/policy-v1.json", NULL, "aiven-aws"},
    {"testdata/aiven/prod.tfvars", NULL, "aiven-aws"},
    {"testdata/zilliz", NULL, "zilliz-aws"},
    {"testdata/zilliz/outputs.json", NULL, "zilliz-aws"},
    {"testdata/network", NULL, ""},
    {"a.tfvars", "region = \"eu-west-1\"", ""},
    {"p.json", "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}",
     ""},
};

START_TEST(profile_is_recognised_from_the_files)
{
    load(NULL);
    run_with((rf_engine_options){0}, recognised[_i].path, recognised[_i].text);
    ck_assert_rf_str(results.profile, recognised[_i].profile);
}
END_TEST

START_TEST(profile_may_be_named_or_refused)
{
    load(NULL);
    run_with((rf_engine_options){.profile = RF_STR("none")}, "testdata/aiven", NULL);
    ck_assert_rf_str(results.profile, "");
    ck_assert_uint_eq(findings_of("aiven-aws/region"), 0);
    run_with((rf_engine_options){.profile = RF_STR("aiven-aws")}, "a.tfvars",
             "cloud_region = \"europe-north1\"\n");
    ck_assert_rf_str(results.profile, "aiven-aws");
    ck_assert_uint_eq(findings_of("aiven-aws/region"), 1);
}
END_TEST

START_TEST(accepted_finding_is_suppressed_with_its_reason)
{
    load("rule \"own/star\" {\n  severity = \"error\"\n  summary = \"s\"\n  why = \"w\"\n  fix = "
         "\"f\"\n"
         "  each \"statement\" {\n    finding = self.action\n  }\n}\n"
         "profile \"own\" {\n  summary = \"s\"\n  accepts = [\n"
         "    { rule = \"own/*\", statement = \"Known\", text = \"\\\"s3:*\\\"\", reason = \"we "
         "know\" },\n  ]\n}\n");
    ck_assert_str_eq(diags_text(&diags), "");
    rf_engine_options options = select3(OFF("*"), ON("own/*"), NOTHING);
    options.profile = RF_STR("own");
    run_with(options, "p.json",
             "{\"Version\":\"2012-10-17\",\"Statement\":[\n"
             "{\"Sid\":\"Known\",\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"},\n"
             "{\"Sid\":\"Known2\",\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}");
    ck_assert_str_eq(findings_text(), "error own/star 2:42 (accepted)\nerror own/star 3:43\n");
    ck_assert_rf_str(results.findings.at[0].suppressed, "we know");
    ck_assert_uint_eq(rf_results_count(&results, RF_ERROR), 1);
    ck_assert_uint_eq(rf_results_suppressed(&results), 1);
}
END_TEST

/* --- rule files with mistakes --- */

#define HEAD                                                                                       \
    "rule \"own/r\" {\n  severity = \"error\"\n  summary = \"s\"\n  why = \"w\"\n  fix = \"f\"\n"
#define EACH "  each \"variable\" {\n    finding = true\n  }\n"

static const struct {
    const char *text, *expected; /* lines of diags_text() start so */
} mistakes[] = {
    {HEAD EACH "}\n", ""},
    {"rule \"own/r\" {\n  severty = \"error\"\n  summary = \"s\"\n  why = \"w\"\n  fix = "
     "\"f\"\n" EACH "}\n",
     "2:3-2:10 unknown attribute \"severty\"; did you mean \"severity\"?"},
    {HEAD "}\n", "1:1-1:13 a rule has one body"},
    {HEAD EACH "  check = \"placeholder\"\n}\n", "1:1-1:13 a rule has one body"},
    {HEAD EACH EACH "}\n", "9:3-9:18 a rule has one each block"},
    {HEAD "  check = \"placeholdr\"\n}\n", "6:11-6:23 "},
    {HEAD "  each \"statment\" {\n    finding = true\n  }\n}\n",
     "6:3-6:18 each takes one of these subjects"},
    {HEAD "  each \"variable\" {\n    findng = true\n  }\n}\n",
     "7:5-7:11 unknown attribute \"findng\"; did you mean \"finding\"?"},
    {HEAD EACH "  never {\n    actions = [\"*\"]\n  }\n}\n", "1:1-1:13 a rule has one body"},
    {HEAD EACH "}\n" HEAD EACH "}\n", "10:1-10:13 the rule own/r is there twice"},
    {HEAD EACH "\n", "10:1-10:1 "},
    {"rule \"own/r\" {\n  severity = \n}\n", "2:14-"},
    {"rule {\n}\n", "1:1-1:5 "},
    {"rule \"nopack\" {\n  severity = \"error\"\n  summary = \"s\"\n  why = \"w\"\n  fix = "
     "\"f\"\n" EACH "}\n",
     "1:1-1:14 "},
    {"rool \"own/r\" {\n}\n", "1:1-1:5 unknown block \"rool\""},
    {"x = 1\n", "1:1-1:6 a rule file holds rule and profile blocks only"},
    {"rule \"own/r\" {\n  severity = \"fatal\"\n  summary = \"s\"\n  why = \"w\"\n  fix = "
     "\"f\"\n" EACH "}\n",
     "2:14-2:21 "},
    {"rule \"own/r\" {\n  severity = \"error\"\n  why = \"w\"\n  fix = \"f\"\n" EACH "}\n",
     "1:1-1:13 summary is missing"},
    {"rule \"own/r\" {\n  severity = \"error\"\n  summary = 5\n  why = \"w\"\n  fix = \"f\"\n" EACH
     "}\n",
     "3:13-3:14 summary must be a string"},
    {HEAD EACH "  example \"e\" {\n    expect = \"maybe\"\n  }\n}\n", "9:3-9:14 expect is"},
    {HEAD EACH "  example \"e\" {\n    expect = \"none\"\n    polcy = \"{}\"\n  }\n}\n",
     "11:5-11:10 unknown attribute \"polcy\""},
    {HEAD EACH "  example \"e\" {\n    expect = \"none\"\n    policy = nothing.here\n  }\n}\n",
     "11:14-"},
    {HEAD "  applies = { kind = [\"idenity\"] }\n" EACH "}\n",
     "6:23-6:32 unknown policy kind \"idenity\""},
    {HEAD "  applies = { kind = [\"identity\"], role = \"deployr\" }\n" EACH "}\n",
     "6:43-6:52 no profile has policies of the role \"deployr\""},
    {HEAD "  applies = { kind = [\"identity\"], roll = \"deployer\" }\n" EACH "}\n",
     "6:13-6:55 applies is an object"},
    {"profile \"p\" {\n  summary = \"s\"\n  pakcs = []\n}\n",
     "3:3-3:8 unknown attribute \"pakcs\"; did you mean \"packs\"?"},
};

START_TEST(mistake_in_a_rule_file_is_told_at_its_place)
{
    load(mistakes[_i].text);
    const char *said = diags_text(&diags);
    if (mistakes[_i].expected[0] == '\0')
        ck_assert_str_eq(said, "");
    else
        ck_assert_msg(strncmp(said, mistakes[_i].expected, strlen(mistakes[_i].expected)) == 0,
                      "expected: %s\nbut it says: %s", mistakes[_i].expected, said);
}
END_TEST

START_TEST(rule_with_the_id_of_an_embedded_one_is_refused)
{
    load("rule \"network/host-bits\" {\n  severity = \"error\"\n  summary = \"s\"\n  why = \"w\"\n "
         " fix = \"f\"\n" EACH "}\n");
    ck_assert_uint_eq(diags.errors, 1);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

static int number_of_rules(void)
{
    arena = rf_arena_new(0);
    load(NULL);
    int n = (int)set.rules.n;
    rf_arena_free(arena);
    return n;
}

int main(void)
{
    int rules = number_of_rules();
    Suite *suite = suite_create("engine");
    TCase *examples = test_case(suite, "examples");
    tcase_add_loop_test(examples, examples_come_out_as_they_say, 0, rules);
    tcase_add_loop_test(examples, examples_come_out_as_they_say_in_reverse, 0, rules);
    tcase_add_loop_test(examples, rule_has_an_example_that_fires_and_one_that_stays_silent, 0,
                        rules);
    tcase_add_loop_test(examples, name_or_alias_finds_one_rule, 0, rules);
    TCase *runs = test_case(suite, "runs");
    tcase_add_loop_test(runs, order_of_rules_does_not_matter, 0, COUNT(folders));
    tcase_add_loop_test(runs, fingerprints_of_one_report_differ, 0, COUNT(folders));
    tcase_add_test(runs, fingerprints_stay_when_lines_move);
    tcase_add_test(runs, equal_causes_have_fingerprints_of_their_own);
    TCase *selection = test_case(suite, "selection");
    tcase_add_test(selection, last_selection_that_matches_decides);
    tcase_add_test(selection, last_severity_that_matches_counts);
    tcase_add_test(selection, nothing_turns_on_a_vendor_rule_elsewhere);
    tcase_add_test(selection, parameter_of_the_user_wins_over_the_default);
    tcase_add_test(selection, secret_stays_out_of_the_message_of_a_rule);
    tcase_add_test(selection, rule_that_cannot_be_evaluated_is_an_unknown_not_a_pass);
    TCase *profiles = test_case(suite, "profiles");
    tcase_add_loop_test(profiles, profile_is_recognised_from_the_files, 0, COUNT(recognised));
    tcase_add_test(profiles, profile_may_be_named_or_refused);
    tcase_add_test(profiles, accepted_finding_is_suppressed_with_its_reason);
    TCase *files = test_case(suite, "rule files");
    tcase_add_loop_test(files, mistake_in_a_rule_file_is_told_at_its_place, 0, COUNT(mistakes));
    tcase_add_test(files, rule_with_the_id_of_an_embedded_one_is_refused);
    return run_suite(suite);
}

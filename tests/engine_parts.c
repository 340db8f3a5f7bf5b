/* Claims where not all is known: what is told after apply, what takes too long, and policies that
 * may be parts of one. */
#include "claims_support.h"

#include <string.h>

/* --- what is known only after apply: an unknown, neither a finding nor a pass --- */

/* Puts an unknown value where the text has "@". */
static void make_holes(rf_value *value)
{
    if (rf_eq_c(rf_text_of(value), "@"))
        value->kind = RF_UNKNOWN;
    for (size_t i = 0; value->kind == RF_LIST && i < value->as.list.n; i++)
        make_holes((rf_value *)&value->as.list.at[i]);
    for (size_t i = 0; value->kind == RF_OBJECT && i < value->as.object.n; i++)
        make_holes((rf_value *)&value->as.object.at[i].value);
}

static void run_with_holes(const char *rules, const char *policy)
{
    rf_inputs *inputs = policies_of_folder(&policy, 1);
    rf_value document = inputs->policies.at[0].file->document;
    make_holes(&document);
    inputs->policies.at[0].policy = rf_policy_read(arena, &document, RF_STR(""));
    run_inputs(rules, inputs, "none");
}

static const char foreign[] =
    RULE(NEVER("    actions = [\"ec2:DeleteVpc\"]\n" TAG("StringNotLike", "ec2:ResourceTag/Name")));
static const char needed[] =
    RULE(ALWAYS("    actions = [\"ec2:DeleteVpc\"]\n" TAG("StringLike", "ec2:ResourceTag/Name")));

#define ALLOW(action, resource, more)                                                              \
    "{\"Effect\": \"Allow\", \"Action\": \"" action "\", \"Resource\": \"" resource "\"" more "}"
#define DENY(action, resource, more)                                                               \
    "{\"Effect\": \"Deny\", \"Action\": \"" action "\", \"Resource\": \"" resource "\"" more "}"
#define ONLY(test, value)                                                                          \
    ", \"Condition\": {\"" test "\": {\"ec2:ResourceTag/Name\": \"" value "\"}}"
#define OPEN(what)                                                                                 \
    "unknown whether ec2:DeleteVpc is " what " as own/r asks: it rests on values that are known "  \
    "only after apply\n"

static const struct {
    const char *rule, *policy, *expected;
} holes[] = {
    {foreign, ALLOW("ec2:DeleteVpc", "@", ""), OPEN("never allowed")},
    {foreign, ALLOW("@", "*", ""), OPEN("never allowed")},
    {foreign, ALLOW("ec2:*", "*", ONLY("StringLike", "@")), OPEN("never allowed")},
    {foreign, ALLOW("ec2:*", "*", "") "," DENY("ec2:*", "@", ""), OPEN("never allowed")},
    {foreign, ALLOW("ec2:*", "*", "") "," DENY("ec2:*", "*", ONLY("StringNotLike", "@")),
     OPEN("never allowed")},
    {foreign, "{\"Effect\": \"@\", \"Action\": \"ec2:*\", \"Resource\": \"*\"}",
     OPEN("never allowed")},
    {foreign, "\"@\"", OPEN("never allowed")},
    /* whatever they turn out to be */
    {foreign, ALLOW("ec2:DeleteSubnet", "@", ""), ""},
    {foreign, ALLOW("ec2:*", "*", "") "," ALLOW("@", "@", ""),
     "error 2:31 0|it is open: ec2:DeleteVpc on vpc\n"},
    {needed, ALLOW("ec2:DeleteVpc", "@", ""), OPEN("always allowed")},
    {needed, ALLOW("ec2:*", "*", ONLY("StringLike", "@")), OPEN("always allowed")},
    {needed, ALLOW("ec2:*", "*", "") "," DENY("@", "*", ""), OPEN("always allowed")},
    {needed, ALLOW("ec2:*", "*", "") "," ALLOW("@", "*", ""), ""},
    {needed, ALLOW("ec2:DeleteSubnet", "@", ""), "error 1:1 |it is open: ec2:DeleteVpc on vpc\n"},
};

START_TEST(what_is_known_after_apply_leaves_a_claim_open)
{
    const char *policy = rf_cstr(arena, rf_format(arena, POLICY("%s"), holes[_i].policy));
    run_with_holes(holes[_i].rule, policy);
    ck_assert_msg(strcmp(found(), holes[_i].expected) == 0, "%s\nfound: %s", policy, found());
    ck_assert(!results.incomplete);
    for (size_t i = 0; i < results.findings.n; i++)
        ck_assert_int_eq(results.findings.at[i].certainty, RF_PROVED);
}
END_TEST

START_TEST(claim_that_takes_too_long_is_an_unknown_with_its_limit)
{
    static const char hard[] = RULE(NEVER("    actions = [\"s3:DeleteObject\"]\n    resources = "
                                          "[\"arn:aws:s3:::*c?????????????d*\"]\n"));
    run(hard,
        POLICY(
            "{\"Effect\": \"Allow\", \"Action\": \"s3:DeleteObject\", \"Resource\": "
            "\"arn:aws:s3:::*a?????????????????b*\"},{\"Effect\": \"Deny\", \"Action\": \"s3:*\", "
            "\"Resource\": [\"arn:aws:s3:::*a*c*\", \"arn:aws:s3:::*c*a*\"]}"),
        "none");
    ck_assert_str_eq(found(), "unknown whether s3:DeleteObject is never allowed as own/r asks: the "
                              "search ran out of steps\n");
    ck_assert(results.incomplete);
}
END_TEST

/* A policy variable is anybody's: what holds for some names only is no pass. */
static const struct {
    const char *rule, *resource;
    bool holds;
} variables[] = {
    {NEVER("    actions = [\"s3:GetObject\"]\n    not_resources = [\"arn:aws:s3:::home/*\"]\n"),
     "arn:aws:s3:::home/${aws:username}/*", true},
    {NEVER("    actions = [\"s3:GetObject\"]\n    not_resources = [\"arn:aws:s3:::home/*\"]\n"),
     "arn:aws:s3:::${aws:username}/*", false},
    {NEVER("    actions = [\"s3:GetObject\"]\n    resources = [\"arn:aws:s3:::home/ann/*\"]\n"),
     "arn:aws:s3:::home/${aws:username}/*", false},
    {ALWAYS("    actions = [\"s3:GetObject\"]\n    resources = "
            "[\"arn:aws:s3:::home/&{aws:username}/*\"]\n"),
     "arn:aws:s3:::home/${aws:username}/*", true},
    {ALWAYS("    actions = [\"s3:GetObject\"]\n    resources = [\"arn:aws:s3:::home/ann/*\"]\n"),
     "arn:aws:s3:::home/${aws:username}/*", false},
};

START_TEST(claim_about_policy_variables_is_decided_for_every_value)
{
    run(rf_cstr(arena, rf_format(arena, RULE("%s"), variables[_i].rule)),
        rf_cstr(arena, rf_format(arena,
                                 POLICY("{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", "
                                        "\"Resource\": \"%s\"}"),
                                 variables[_i].resource)),
        "none");
    bool silent = results.findings.n + results.unknowns.n == 0;
    ck_assert_msg(silent == variables[_i].holds, "%s%s", variables[_i].rule, found());
}
END_TEST

/* --- policies that are parts of one --- */

static const char vendor[] =
    "profile \"own\" {\n  summary = \"s\"\n  packs = [\"own\"]\n"
    "  policies = {\n    deployer = [\n"
    "      { least = 3, actions = [\"ec2:CreateVpc\", \"ec2:DeleteVpc\", \"ec2:CreateSubnet\", "
    "\"ec2:DeleteSubnet\"] },\n"
    "      { actions = [\"ec2:DescribeVpcs\", \"ec2:DescribeSubnets\"] },\n"
    "      { most = 0, actions = [\"iam:CreateUser\"] },\n    ]\n  }\n}\n"
    "rule \"own/must\" {\n  severity = \"error\"\n  summary = \"must\"\n  why = \"w\"\n  fix = "
    "\"f\"\n  applies = { kind = \"identity\", role = \"deployer\" }\n"
    "  always {\n    actions = [\"ec2:CreateVpc\", \"ec2:DescribeVpcs\"]\n  }\n}\n"
    "rule \"own/may-not\" {\n  severity = \"error\"\n  summary = \"may not\"\n  why = \"w\"\n  fix "
    "= \"f\"\n  never {\n    actions = [\"ec2:DeleteVpc\"]\n  }\n}\n";

#define LIST(actions, more)                                                                        \
    POLICY("{\"Effect\": \"Allow\", \"Action\": [" actions "], \"Resource\": \"*\"" more "}")
#define MAKES "\"ec2:CreateVpc\", \"ec2:CreateSubnet\""
#define REMOVES "\"ec2:DeleteSubnet\""
#define READS "\"ec2:Describe*\""
#define ONE_ROLE(names)                                                                            \
    "unknown whether " names " are attached to one role: what the deployment needs is asked of "   \
    "them together, as parts of one\n"

static const struct {
    const char *policies[4], *expected;
} folders[] = {
    {{LIST(MAKES "," REMOVES "," READS, "")}, ""},
    {{LIST(MAKES "," REMOVES, "")}, "error 1:1 |must: ec2:DescribeVpcs\n"},
    /* in parts; those without enough of it alone, and those that tell nothing of it */
    {{LIST(MAKES, ""), LIST(REMOVES, ""), LIST(READS, "")}, ONE_ROLE("a.json, b.json and c.json")},
    {{LIST(READS, ""), LIST(MAKES "," REMOVES, "")}, ONE_ROLE("a.json and b.json")},
    {{LIST(MAKES, ""), LIST(REMOVES, "")},
     "error 1:1 |must: ec2:DescribeVpcs\n" ONE_ROLE("a.json and b.json")},
    {{LIST(MAKES "," REMOVES, ""), LIST("\"s3:*\"", "")}, "error 1:1 |must: ec2:DescribeVpcs\n"},
    /* too little of it: no such role */
    {{LIST(MAKES, ""), LIST(READS, "")}, ""},
    {{LIST(MAKES "," REMOVES, ""), LIST("\"iam:CreateUser\"", "")},
     "error 1:1 |must: ec2:DescribeVpcs\n"},
    /* a version is no part: the copy that lacks something is not saved by the original */
    {{LIST(MAKES "," REMOVES "," READS, ""), LIST(MAKES "," REMOVES, "")},
     "error 1:1 |must: ec2:DescribeVpcs\n"},
    /* two split in the same way */
    {{LIST(MAKES, ""), LIST(MAKES, ""), LIST(REMOVES "," READS, ""), LIST(REMOVES, "")},
     "error 1:1 |must: ec2:DescribeVpcs\n" ONE_ROLE("a.json and c.json")
         ONE_ROLE("b.json and d.json")},
    /* what only denies counts for all */
    {{LIST(MAKES "," REMOVES "," READS, ""),
      POLICY("{\"Sid\": \"D\", \"Effect\": \"Deny\", \"Action\": \"ec2:CreateVpc\", \"Resource\": "
             "\"*\"}")},
     "error 2:1 D|must: ec2:CreateVpc on ipam-pool, ipv6pool-ec2 and vpc\n" ONE_ROLE(
         "a.json and b.json")},
    /* AWS keeps it from being attached */
    {{LIST(MAKES "," REMOVES, ""),
      POLICY("{\"Effect\": \"allow\", \"Action\": \"ec2:Describe*\", \"Resource\": \"*\"}")},
     "error 1:1 |must: ec2:DescribeVpcs\n"},
};

static size_t folder_count(const char *const *policies)
{
    size_t n = 0;
    while (n < 4 && policies[n] != NULL)
        n++;
    return n;
}

START_TEST(what_must_be_allowed_is_asked_of_all_parts_of_a_role)
{
    size_t n = folder_count(folders[_i].policies);
    run_inputs(vendor, policies_of_folder(folders[_i].policies, n), "own");
    ck_assert_str_eq(found(), folders[_i].expected);
    ck_assert(!results.incomplete);
}
END_TEST

START_TEST(finding_names_the_part_it_is_in)
{
    const char *policies[] = {LIST(READS "," REMOVES, ""),
                              POLICY("{\"Sid\": \"A\", \"Effect\": \"Allow\", \"Action\": [" MAKES
                                     "], \"Resource\": "
                                     "\"arn:aws:ec2:*:*:subnet/*\"}")};
    run_inputs(vendor, policies_of_folder(policies, 2), "own");
    ck_assert_rf_str(only()->policy, "b.json");
    ck_assert_rf_str(only()->statement, "A");
    check_says(only()->proof, "statement A (b.json:2)");
}
END_TEST

/* A Deny counts where it is attached, which no file says. */
START_TEST(what_may_not_be_allowed_no_part_may_allow)
{
    const char *policies[] = {
        LIST(MAKES "," READS ",\"ec2:DeleteVpc\"", ""),
        LIST(REMOVES, "},\n{\"Sid\": \"D\", \"Effect\": \"Deny\", \"Action\": \"ec2:DeleteVpc\", "
                      "\"Resource\": \"*\"")};
    run_inputs(vendor, policies_of_folder(policies, 2), "own");
    ck_assert_rf_str(only()->message, "may not: ec2:DeleteVpc on vpc");
    ck_assert_rf_str(only()->policy, "a.json");
    ck_assert_uint_eq(only()->related_count, 1);
    ck_assert_rf_str(only()->related[0].message,
                     "the Deny D stops it where both policies are attached");
    ck_assert_rf_str(rf_locate(only()->related[0].span).path, "b.json");
}
END_TEST

START_TEST(folders_are_apart)
{
    rf_inputs *inputs = rf_inputs_new(arena);
    rf_inputs_add_text(inputs, RF_STR("a/a.json"), RF_STR(LIST(MAKES "," REMOVES, "")));
    rf_inputs_add_text(inputs, RF_STR("b/b.json"), RF_STR(LIST(READS, "")));
    rf_inputs_finish(inputs);
    run_inputs(vendor, inputs, "own");
    ck_assert_str_eq(found(), "error 1:1 |must: ec2:DescribeVpcs\n");
}
END_TEST

/* Thousands of policies of one folder, each like the others. */
START_TEST(many_policies_are_not_compared_for_ever)
{
    enum { MANY = 3000 };
    rf_inputs *inputs = rf_inputs_new(arena);
    for (int i = 0; i < MANY; i++)
        rf_inputs_add_text(inputs, rf_format(arena, "%d.json", i),
                           i % 2 == 0
                               ? RF_STR(LIST(MAKES, ""))
                               : RF_STR(POLICY("{\"Effect\": \"Deny\", \"Action\": \"s3:*\", "
                                               "\"Resource\": \"*\"}")));
    rf_inputs_finish(inputs);
    run_inputs(vendor, inputs, "own");
    ck_assert_str_eq(found(), "");
}
END_TEST

/* --- which vendor's they are --- */

static const struct {
    const char *name, *policy, *profile;
} recognised[] = {
    {"p.json", POLICY(ALLOW("ec2:RunInstances", "*", ONLY("StringEquals", "zilliz-byoc"))),
     "zilliz-aws"},
    {"p.json", POLICY(ALLOW("iam:PassRole", "arn:aws:iam::*:role/zilliz-byoc*", "")), "zilliz-aws"},
    {"p.json", POLICY(ALLOW("iam:PassRole", "arn:aws:iam::*:role/zilliz/*", "")), "zilliz-aws"},
    {"trust.json",
     POLICY("{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": "
            "\"arn:aws:iam::965570967084:role/zilliz-byoc\"}, \"Action\": \"sts:AssumeRole\"}"),
     "zilliz-aws"},
    {"byoc-i-iam.json", POLICY(ALLOW("iam:CreateRole", "*", "")), "zilliz-agent-aws"},
    {"byoc-i-eks.json", POLICY(ALLOW("iam:PassRole", "arn:aws:iam::*:role/zilliz-byoc*", "")),
     "zilliz-agent-aws"},
    {"p.json", POLICY(ALLOW("iam:PassRole", "arn:aws:iam::*:role/milvus", "")), ""},
};

START_TEST(profile_is_told_by_what_policies_hold_and_by_names_of_files)
{
    rf_engine_options options = {.profile = RF_STR("auto")};
    rf_inputs *inputs = rf_inputs_new(arena);
    set = (rf_ruleset){.arena = arena};
    diags = rf_diags_new(arena);
    rf_ruleset_add_embedded(&set, false, &diags);
    rf_ruleset_finish(&set, &diags);
    rf_inputs_add_text(inputs, rf_str_c(recognised[_i].name), rf_str_c(recognised[_i].policy));
    rf_inputs_finish(inputs);
    results = (rf_results){0};
    rf_engine_run(&set, inputs, &options, &results);
    ck_assert_rf_str(results.profile, recognised[_i].profile);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("engine parts");
    TCase *tests = test_case(suite, "open");
    tcase_add_loop_test(tests, what_is_known_after_apply_leaves_a_claim_open, 0, COUNT(holes));
    tcase_add_test(tests, claim_that_takes_too_long_is_an_unknown_with_its_limit);
    tcase_add_loop_test(tests, claim_about_policy_variables_is_decided_for_every_value, 0,
                        COUNT(variables));
    tests = test_case(suite, "parts");
    tcase_add_loop_test(tests, what_must_be_allowed_is_asked_of_all_parts_of_a_role, 0,
                        COUNT(folders));
    tcase_add_test(tests, finding_names_the_part_it_is_in);
    tcase_add_test(tests, what_may_not_be_allowed_no_part_may_allow);
    tcase_add_test(tests, folders_are_apart);
    tcase_add_test(tests, many_policies_are_not_compared_for_ever);
    tests = test_case(suite, "profiles");
    tcase_add_loop_test(tests, profile_is_told_by_what_policies_hold_and_by_names_of_files, 0,
                        COUNT(recognised));
    return run_suite(suite);
}

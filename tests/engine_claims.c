/* The never and always of rules: their grammar, what they find, and that each witness is one. */
#include "claims_support.h"

#include "iam/decide.h"

#include <string.h>

static const char foreign[] =
    RULE(NEVER("    actions = [\"ec2:DeleteVpc\", \"ec2:DeleteSubnet\"]\n" TAG(
        "StringNotLike", "ec2:ResourceTag/Name")));

/* --- never --- */

static const struct {
    const char *policy, *expected;
} nevers[] = {
    /* one statement, one finding; the condition holds in part */
    {POLICY("{\"Sid\": \"A\", \"Effect\": \"Allow\", \"Action\": [\"s3:*\", \"ec2:Delete*\"], "
            "\"Resource\": \"*\"}"),
     "error 2:52 A|it is open: ec2:DeleteSubnet and ec2:DeleteVpc\n"},
    {POLICY("{\"Sid\": \"A\", \"Effect\": \"Allow\", \"Action\": \"ec2:DeleteVpc\", \"Resource\": "
            "\"*\"},\n{\"Effect\": \"Allow\", \"Action\": \"ec2:DeleteSubnet\", \"Resource\": "
            "\"*\"}"),
     "error 2:43 A|it is open: ec2:DeleteVpc on vpc\n"
     "error 3:31 1|it is open: ec2:DeleteSubnet on subnet\n"},
    {POLICY("{\"Sid\": \"A\", \"Effect\": \"Allow\", \"NotAction\": \"iam:*\", \"Resource\": "
            "\"arn:aws:ec2:*:*:vpc/*\"}"),
     "error 2:33 A|it is open: ec2:DeleteVpc on vpc\n"},
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"ec2:DeleteVpc\", \"Resource\": \"*\","
            "\"Condition\": {\"StringLike\": {\"aws:ResourceTag/Name\": \"cce-a*\"}}}"),
     ""},
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"ec2:DeleteVpc\", \"Resource\": \"*\"},"
            "{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\","
            "\"Condition\": {\"StringNotLike\": {\"aws:ResourceTag/Name\": \"cce-*\"}}}"),
     ""},
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"ec2:Describe*\", \"Resource\": \"*\"}"), ""},
    {POLICY("{\"Effect\": \"Deny\", \"Action\": \"ec2:DeleteVpc\", \"Resource\": \"*\"}"), ""},
    /* AWS refuses it: it allows nothing */
    {POLICY("{\"Effect\": \"allow\", \"Action\": \"ec2:DeleteVpc\", \"Resource\": \"*\"}"), ""},
    /* an account is in the partition that the policy names */
    {POLICY("{\"Sid\": \"A\", \"Effect\": \"Allow\", \"Action\": \"ec2:DeleteVpc\", \"Resource\": "
            "\"arn:aws-cn:ec2:*:*:vpc/*\"}"),
     "error 2:43 A|it is open: ec2:DeleteVpc on vpc\n"},
};

START_TEST(never_finds_each_statement_that_lets_a_request_through)
{
    run(foreign, nevers[_i].policy, "none");
    ck_assert_str_eq(found(), nevers[_i].expected);
    for (size_t i = 0; i < results.findings.n; i++) {
        ck_assert_int_eq(results.findings.at[i].certainty, RF_PROVED);
        ck_assert_ptr_nonnull(results.findings.at[i].witness);
        ck_assert_uint_ne(results.findings.at[i].proof.n, 0);
    }
}
END_TEST

START_TEST(witness_says_what_it_lacks_and_what_did_not_stop_it)
{
    run(foreign,
        POLICY("{\"Sid\": \"A\", \"Effect\": \"Allow\", \"Action\": \"ec2:DeleteVpc\", "
               "\"Resource\": \"*\", \"Condition\": {\"StringLikeIfExists\": "
               "{\"ec2:ResourceTag/Name\": \"cce-*\"}}},\n"
               "{\"Sid\": \"D\", \"Effect\": \"Deny\", \"Action\": \"ec2:Delete*\", \"Resource\": "
               "\"*\", \"Condition\": {\"StringLike\": {\"ec2:ResourceTag/Name\": \"prod\"}}}"),
        "none");
    const rf_finding *finding = only();
    check_says(finding->proof, "ec2:DeleteVpc on arn:aws:ec2:");
    check_says(finding->proof, "without a tag Name is allowed by statement A (p.json:2)");
    ck_assert_uint_eq(finding->witness->n, 0);
    ck_assert_uint_eq(finding->related_count, 2);
    check_says(finding->related[0].message, "StringLikeIfExists on a missing key is true");
    check_says(finding->related[1].message, "the Deny D does not match");
    ck_assert_uint_eq(rf_locate(finding->related[1].span).line, 3);
}
END_TEST

START_TEST(witness_is_of_the_most_dangerous_action)
{
    run(RULE(NEVER("    actions = [\"iam:*\"]\n")),
        POLICY("{\"Effect\": \"Allow\", \"Action\": [\"iam:CreateUser\", \"iam:GetUser\", "
               "\"iam:PutUserPolicy\", \"iam:TagUser\"], \"Resource\": \"*\"}"),
        "none");
    ck_assert_rf_str(only()->witness->action, "iam:PutUserPolicy");
    ck_assert_rf_str(only()->message, "it is open: iam:CreateUser, iam:GetUser, iam:PutUserPolicy "
                                      "and iam:TagUser");
}
END_TEST

/* Sets that IAM's own grammar has no words for: these but not those, and access levels. */
static const struct {
    const char *set, *action, *resource;
    bool found;
} sets[] = {
    {"actions = [\"ec2:Delete*\"]\nnot_actions = [\"ec2:DeleteV*\"]", "ec2:DeleteVpc", "*", false},
    {"actions = [\"ec2:Delete*\"]\nnot_actions = [\"ec2:DeleteV*\"]", "ec2:DeleteSubnet", "*",
     true},
    {"not_actions = [\"ec2:*\", \"s3:*\"]", "ec2:DeleteVpc", "*", false},
    {"not_actions = [\"ec2:*\", \"s3:*\"]", "rds:DeleteDBInstance", "*", true},
    {"actions = [\"iam:*\"]\nlevels = [\"Write\"]", "iam:GetRole", "*", false},
    {"actions = [\"iam:*\"]\nlevels = [\"Write\"]", "iam:CreateRole", "*", true},
    {"actions = [\"iam:*\"]\nlevels = [\"write\", \"Permissions management\"]", "iam:PutRolePolicy",
     "*", true},
    {"actions = [\"s3:*\"]\nresources = [\"arn:aws:s3:::a*\"]\nnot_resources = "
     "[\"arn:aws:s3:::ab*\"]",
     "s3:GetObject", "arn:aws:s3:::ab/*", false},
    {"actions = [\"s3:*\"]\nresources = [\"arn:aws:s3:::a*\"]\nnot_resources = "
     "[\"arn:aws:s3:::ab*\"]",
     "s3:GetObject", "arn:aws:s3:::a*", true},
    {"actions = [\"s3:*\"]\nresources = [\"arn:aws:s3:::a*\"]\nnot_resources = "
     "[\"arn:aws:s3:::ab*\"]",
     "s3:GetObject", "arn:aws:s3:::b*", false},
};

START_TEST(set_is_what_it_lists_but_for_what_it_leaves_out)
{
    const char *rules =
        rf_cstr(arena, rf_format(arena, HEAD "  never {\n%s\n  }\n}\n", sets[_i].set));
    run(rules,
        rf_cstr(arena, rf_format(arena,
                                 POLICY("{\"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": "
                                        "\"%s\"}"),
                                 sets[_i].action, sets[_i].resource)),
        "none");
    ck_assert_msg((results.findings.n != 0) == sets[_i].found, "%s%s", sets[_i].set, found());
    ck_assert_uint_eq(results.unknowns.n, 0);
}
END_TEST

START_TEST(set_of_principals_asks_a_trust_policy)
{
    static const char rules[] =
        RULE(NEVER("    actions = [\"sts:AssumeRole\"]\n    principals {\n      type = \"AWS\"\n"
                   "      identifiers = [\"arn:aws:iam::999988887777:root\"]\n    }\n" IF(
                       "Null", "sts:ExternalId", "[\"true\"]")));
    static const char trust[] =
        POLICY("{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": "
               "\"arn:aws:iam::%s:root\"}, \"Action\": \"sts:AssumeRole\"}");
    run(rules, rf_cstr(arena, rf_format(arena, trust, "999988887777")), "none");
    ck_assert_uint_eq(only()->witness->caller.text.n != 0, 1);
    run(rules, rf_cstr(arena, rf_format(arena, trust, "111122223333")), "none");
    ck_assert_str_eq(found(), "");
}
END_TEST

/* --- always --- */

static const char deploy[] =
    RULE(ALWAYS("    actions = [\"ec2:CreateVpc\"]\n    resources = [\"arn:aws:ec2:*:*:vpc/*\"]\n"
                "    in_part = \"warning\"\n    message = \"it is shut\"\n" TAG(
                    "StringLike", "aws:RequestTag/Name")));

static const struct {
    const char *policy, *expected, *proof;
} alwayses[] = {
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"ec2:Create*\", \"Resource\": \"*\"}"), "", NULL},
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"ec2:Create*\", \"Resource\": \"*\", "
            "\"Condition\": {\"StringLike\": {\"aws:RequestTag/Name\": [\"x\", \"cce*\"]}}}"),
     "", NULL},
    /* nothing is about it: at the policy */
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"ec2:CreateSubnet\", \"Resource\": \"*\"}"),
     "error 1:1 |it is shut: ec2:CreateVpc on vpc\n", "no statement allows ec2:CreateVpc on "},
    /* the condition of the Allow that comes nearest */
    {POLICY("{\"Sid\": \"A\", \"Effect\": \"Allow\", \"Action\": \"ec2:CreateVpc\", \"Resource\": "
            "\"*\", \"Condition\": {\"StringLike\": {\n\"aws:ResourceTag/Name\": \"cce-*\"}}}"),
     "error 3:1 A|it is shut: ec2:CreateVpc on vpc\n", "is not allowed: statement A (p.json:2)"},
    {POLICY("{\"Sid\": \"A\", \"Effect\": \"Allow\", \"Action\": \"ec2:CreateVpc\", \"Resource\":\n"
            "\"arn:aws:ec2:*:*:vpcs/*\"}"),
     "error 3:1 A|it is shut: ec2:CreateVpc on vpc\n", "is about vpcs/* only"},
    /* the Deny */
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"},\n"
            "{\"Sid\": \"D\", \"Effect\": \"Deny\", \"Action\": \"ec2:CreateVpc\", \"Resource\": "
            "\"*\"}"),
     "error 3:1 D|it is shut: ec2:CreateVpc on vpc\n", "is denied by statement D (p.json:3)"},
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"},\n"
            "{\"Sid\": \"D\", \"Effect\": \"Deny\", \"Action\": \"ec2:CreateVpc\", \"Resource\": "
            "\"*\", \"Condition\": {\"StringNotLike\": {\n\"aws:RequestTag/Name\": \"CCE-*\"}}}"),
     "error 4:1 D|it is shut: ec2:CreateVpc on vpc\n", "not like \"CCE-*\""},
    /* only for some names, or in one Region: perhaps those are what is meant */
    {POLICY("{\"Sid\": \"A\", \"Effect\": \"Allow\", \"Action\": \"ec2:CreateVpc\", \"Resource\": "
            "\"*\", \"Condition\": {\"StringLike\": {\n\"aws:RequestTag/Name\": \"cce-a*\"}}}"),
     "warning 3:1 A|it is shut: ec2:CreateVpc on vpc, in part\n", "not like \"cce-a*\""},
    {POLICY("{\"Sid\": \"A\", \"Effect\": \"Allow\", \"Action\": \"ec2:CreateVpc\", \"Resource\": "
            "\"arn:aws:ec2:eu-west-1:*:*\"}"),
     "warning 2:72 A|it is shut: ec2:CreateVpc on vpc, in part\n", "is about "},
    /* every tool uses TLS, and so does what has to be possible */
    {POLICY(
         "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}, {\"Effect\": \"Deny\", "
         "\"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"Bool\": "
         "{\"aws:SecureTransport\": \"false\"}}}"),
     "", NULL},
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": "
            "{\"Bool\": "
            "{\"aws:SecureTransport\": \"true\"}}}"),
     "", NULL},
    {POLICY(
         "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"},\n{\"Sid\": \"D\", "
         "\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"Bool\": "
         "{\n\"aws:SecureTransport\": \"true\"}}}"),
     "error 4:1 D|it is shut: ec2:CreateVpc on vpc\n", "is denied by statement D (p.json:3)"},
};

START_TEST(always_finds_what_keeps_a_request_off)
{
    run(deploy, alwayses[_i].policy, "none");
    ck_assert_str_eq(found(), alwayses[_i].expected);
    if (alwayses[_i].proof != NULL)
        check_says(only()->proof, alwayses[_i].proof);
}
END_TEST

/* Every request of the set must be allowed, unless the rule says otherwise. */
START_TEST(always_without_in_part_keeps_its_severity)
{
    run(RULE(ALWAYS("    actions = [\"ec2:CreateVpc\"]\n    resources = "
                    "[\"arn:aws:ec2:*:*:vpc/*\"]\n")),
        POLICY("{\"Effect\": \"Allow\", \"Action\": \"ec2:CreateVpc\", \"Resource\": "
               "\"arn:aws:ec2:eu-west-1:*:*\"}"),
        "none");
    ck_assert_int_eq(only()->severity, RF_ERROR);
}
END_TEST

START_TEST(what_refuses_in_part_is_told_once_for_a_rule)
{
    run(RULE(ALWAYS("    actions = [\"ec2:DeleteVpc\", \"ec2:DeleteSubnet\"]\n    in_part = "
                    "\"info\"\n") ALWAYS("    actions = [\"ec2:DeleteRouteTable\"]\n    in_part = "
                                         "\"info\"\n")),
        POLICY("{\"Effect\": \"Allow\", \"Action\": \"ec2:DeleteVpc\", \"Resource\": "
               "\"arn:aws:ec2:eu-west-1:*:*\"},\n{\"Effect\": \"Allow\", \"Action\": "
               "[\"ec2:DeleteSubnet\", \"ec2:DeleteRouteTable\"], \"Resource\": "
               "\"arn:aws:ec2:eu-west-1:*:*\"}"),
        "none");
    ck_assert_int_eq(only()->severity, RF_INFO);
    ck_assert_uint_eq(only()->related_count, 1);
    ck_assert_uint_eq(rf_locate(only()->related[0].span).line, 2);
}
END_TEST

/* --- names in expressions, roles, profiles --- */

static const char vendor[] =
    "profile \"own\" {\n  summary = \"s\"\n  packs = [\"own\"]\n  param = { prefix = \"x-*\" }\n"
    "  off = [\"own/off\"]\n"
    "  policies = {\n    deployer = [{ least = 2, actions = [\"ec2:CreateVpc\", "
    "\"ec2:CreateSubnet\", \"ec2:DeleteVpc\"] }, { most = 0, actions = [\"iam:TagRole\"] }]\n  }\n"
    "}\n"
    "rule \"own/names\" {\n  severity = \"error\"\n  summary = \"s\"\n  why = \"w\"\n  fix = "
    "\"f\"\n  param \"prefix\" {\n    default = \"cce-*\"\n    summary = \"s\"\n  }\n"
    "  never {\n    actions = [\"s3:GetObject\"]\n    resources = [\"arn:aws:s3:::*\"]\n"
    "    not_resources = [\"arn:aws:s3:::${param.prefix}\", \"arn:aws:s3:::${profile.name}*\"]\n"
    "    message = \"outside ${param.prefix}\"\n  }\n}\n"
    "rule \"own/deployer\" {\n  severity = \"error\"\n  summary = \"s\"\n  why = \"w\"\n  fix = "
    "\"f\"\n  applies = { kind = \"identity\", role = \"deployer\" }\n"
    "  always {\n    actions = [\"ec2:DescribeVpcs\"]\n  }\n}\n"
    "rule \"own/off\" {\n  severity = \"error\"\n  summary = \"s\"\n  why = \"w\"\n  fix = "
    "\"f\"\n  never {\n    actions = [\"s3:*\"]\n  }\n}\n";

START_TEST(values_are_expressions_over_param_and_profile)
{
    static const char policy[] =
        POLICY("{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"%s\"}");
    run(vendor, rf_cstr(arena, rf_format(arena, policy, "arn:aws:s3:::x-1/*")), "own");
    ck_assert_str_eq(found(), "");
    run(vendor, rf_cstr(arena, rf_format(arena, policy, "arn:aws:s3:::own-1/*")), "own");
    ck_assert_str_eq(found(), "");
    run(vendor, rf_cstr(arena, rf_format(arena, policy, "arn:aws:s3:::cce-1/*")), "own");
    ck_assert_rf_str(only()->message, "outside x-*: s3:GetObject on object");
}
END_TEST

static const struct {
    const char *actions;
    bool asked;
} deployers[] = {
    {"\"ec2:CreateVpc\", \"ec2:CreateSubnet\"", true},
    {"\"ec2:*Vpc\"", true},
    {"\"ec2:CreateVpc\"", false},
    {"\"ec2:CreateVpc\", \"ec2:CreateSubnet\", \"iam:TagRole\"", false},
};

START_TEST(rule_for_a_role_asks_policies_of_that_role_only)
{
    run(vendor,
        rf_cstr(arena, rf_format(arena,
                                 POLICY("{\"Effect\": \"Allow\", \"Action\": [%s], \"Resource\": "
                                        "\"*\"}"),
                                 deployers[_i].actions)),
        "own");
    ck_assert_uint_eq(results.findings.n, deployers[_i].asked);
}
END_TEST

START_TEST(policy_variable_may_stand_in_a_set)
{
    run(RULE(NEVER("    actions = [\"s3:GetObject\"]\n    resources = "
                   "[\"arn:aws:s3:::home/*\"]\n    not_resources = "
                   "[\"arn:aws:s3:::home/&{aws:username}/*\"]\n")),
        POLICY("{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": "
               "\"arn:aws:s3:::home/${aws:username}/*\"}"),
        "none");
    ck_assert_str_eq(found(), "");
    run(RULE(NEVER("    actions = [\"s3:GetObject\"]\n    resources = "
                   "[\"arn:aws:s3:::home/*\"]\n    not_resources = "
                   "[\"arn:aws:s3:::home/&{aws:username}/*\"]\n")),
        POLICY("{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": "
               "\"arn:aws:s3:::home/${aws:username}*\"}"),
        "none");
    ck_assert_uint_eq(results.findings.n, 1);
}
END_TEST

START_TEST(severity_of_the_user_bounds_that_of_a_part)
{
    static const rf_selection mild = {RF_SELECT_SEVERITY, {"own/*", 5}, RF_INFO};
    rf_engine_options options = {.profile = RF_STR("none")};
    rf_inputs *inputs = rf_inputs_new(arena);
    load(deploy);
    RF_PUSH(arena, &options.selections, mild);
    rf_inputs_add_text(inputs, RF_STR("p.json"), rf_str_c(alwayses[7].policy));
    rf_inputs_finish(inputs);
    rf_engine_run(&set, inputs, &options, &results);
    ck_assert_int_eq(results.findings.at[0].severity, RF_INFO);
}
END_TEST

/* --- witnesses --- */

/* Edits of a published policy; NULL: as it is. */
static const struct {
    int version;
    const char *from, *to;
} witnessed[] = {
    {1, NULL, NULL},
    {2, NULL, NULL},
    {3, NULL, NULL},
    {4, NULL, NULL},
    {4, "\"StringNotLike\"", "\"StringLike\""},
    {4, "\"StringLike\"", "\"StringLikeIfExists\""},
    {4, "\"cce-*\"", "\"CCE-*\""},
    {4, "\"cce-*\"", "\"c*\""},
    {4, "arn:aws:", "arn:aws-us-gov:"},
    {4, "arn:aws:ec2:*:*:vpc/*", "arn:aws:ec2:us-east-1:*:vpc/*"},
    {4, "\"ec2:DescribeAddresses\"", "\"ec2:*\""},
    {4, "ec2:ResourceTag/Name", "ec2:ResourceTag/Owner"},
    {4, "\"Deny\"", "\"Allow\""},
};

static const char *replaced(rf_str text, const char *from, const char *to)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t at; from != NULL && (at = rf_find(text, rf_str_c(from))) != RF_NOT_FOUND;) {
        rf_buf_add(&buf, rf_slice(text, 0, at));
        rf_buf_add_c(&buf, to);
        text = rf_slice(text, at + strlen(from), text.n);
    }
    rf_buf_add(&buf, text);
    return rf_cstr(arena, rf_buf_str(&buf));
}

/* The engine that decides single requests says the same of every witness. */
START_TEST(every_witness_is_decided_as_it_is_claimed)
{
    rf_engine_options options = {.profile = RF_STR("aiven-aws")};
    rf_inputs *inputs = rf_inputs_new(arena);
    rf_str path = rf_format(arena, "testdata/aiven/policy-v%d.json", witnessed[_i].version);
    rf_str text = read_test_file(rf_cstr(arena, path));
    size_t witnesses = 0;
    set = (rf_ruleset){.arena = arena};
    diags = rf_diags_new(arena);
    rf_ruleset_add_embedded(&set, false, &diags);
    rf_ruleset_finish(&set, &diags);
    rf_inputs_add_text(inputs, RF_STR("p.json"),
                       rf_str_c(replaced(text, witnessed[_i].from, witnessed[_i].to)));
    rf_inputs_finish(inputs);
    results = (rf_results){0};
    rf_engine_run(&set, inputs, &options, &results);
    ck_assert_uint_eq(inputs->policies.n, 1);
    for (size_t i = 0; i < results.findings.n; i++) {
        const rf_finding *finding = &results.findings.at[i];
        const rf_rule *rule = rf_rule_named(&set, finding->rule);
        if (finding->witness == NULL || rule == NULL || rule->claim_count == 0)
            continue;
        rf_decision decision =
            rf_decide(arena, &inputs->policies.at[0].policy, 1, finding->witness);
        bool never = rule->claims[0].kind == RF_PROOF_NEVER;
        ck_assert_msg((decision.outcome == RF_ALLOWED) == never, "%.*s: %.*s", RF_ARG(rule->id),
                      RF_ARG(finding->proof));
        witnesses++;
    }
    ck_assert_uint_gt(witnesses, 3);
}
END_TEST

/* --- mistakes in rule files --- */

static const struct {
    const char *text, *expected; /* diags_text() starts so */
} mistakes[] = {
    {RULE("  never {\n  }\n"), "6:3-6:8 actions is missing"},
    {RULE("  never \"x\" {\n    actions = [\"*\"]\n  }\n"), "6:3-6:12 never has no label"},
    {RULE(NEVER("    action = [\"*\"]\n    actions = [\"*\"]\n")),
     "7:5-7:11 unknown attribute \"action\"; did you mean \"actions\"?"},
    {RULE(NEVER("    actions = [\"*\"]\n    in_part = \"info\"\n")),
     "8:5-8:12 unknown attribute \"in_part\""},
    {RULE(ALWAYS("    actions = [\"*\"]\n    in_part = \"mild\"\n")), "8:15-8:21 in_part is"},
    {RULE(NEVER("    actions = [\"*\"]\n    levels = [\"Writing\"]\n")),
     "8:15-8:24 there is no access level \"Writing\""},
    {RULE(NEVER("    actions = [\"*\"]\n    levels = []\n")), "8:14-8:16 levels is a list"},
    {RULE(NEVER("    actions = [\"*\"]\n    conditions {\n    }\n")),
     "8:5-8:15 unknown block \"conditions\""},
    {RULE(NEVER("    actions = [\"*\"]\n    condition {\n      test = \"StringLike\"\n    }\n")),
     "8:5-8:14 variable is missing\n8:5-8:14 values is missing"},
    {RULE(NEVER("    actions = [\"ec2:CreateVcp\"]\n")),
     "7:16-7:31 there is no action \"ec2:CreateVcp\"; did you mean \"ec2:CreateVpc\"?"},
    {RULE(NEVER("    actions = [\"ec2:Creat_*\"]\n")), "7:16-7:29 there is no action"},
    {RULE(NEVER("    actions = [\"ec2:*\"]\n    not_actions = [\"s4:*\"]\n")),
     "8:20-8:26 there is no action \"s4:*\""},
    {RULE(NEVER("    actions = \"ec2:*\"\n    resources = 5\n")),
     "8:17-8:18 Resource takes a string or a list of strings"},
    {RULE(NEVER("    actions = []\n")), "7:15-7:17 Action has no values"},
    {RULE(NEVER("    actions = [\"ec2:*\"]\n    resources = [\"vpc/*\"]\n")),
     "8:18-8:25 \"vpc/*\" is no ARN"},
    {RULE(NEVER("    actions = [\"ec2:*\"]\n    resources = [\"arn:aws:ec2:*:*:vpcs/*\"]\n")),
     "8:18-8:42 no resource of AWS has an ARN like \"arn:aws:ec2:*:*:vpcs/*\"; did you mean a "
     "vpc?"},
    {RULE(NEVER("    actions = [\"ec2:*\"]\n" IF("StringLik", "aws:ResourceTag/a", "[\"x\"]"))),
     "9:14-9:25 there is no condition operator \"StringLik\"; did you mean \"StringLike\"?"},
    {RULE(NEVER("    actions = [\"ec2:*\"]\n" IF("StringLike", "aws:ResourceTags/a", "[\"x\"]"))),
     "10:18-10:38 there is no condition key \"aws:ResourceTags/a\"; did you mean "
     "\"aws:ResourceTag/a\"?"},
    {RULE(NEVER("    actions = [\"ec2:*\"]\n" TAG("StringLike", "aws:ResourceTag/a")
                    TAG("StringLike", "aws:ResourceTag/a"))),
     "15:18-15:37 aws:ResourceTag/a is there twice"},
    {RULE(NEVER("    actions = [\"ec2:*\"]\n    resources = [param.nothing]\n")), "8:"},
    {RULE(NEVER("    actions = [\"ec2:*\"]\n    resources = [self.name]\n")), "8:"},
    {RULE(NEVER("    actions = [\"ec2:*\"]\n    principals {\n      type = \"Aws\"\n      "
                "identifiers = [\"*\"]\n    }\n")),
     "9:14-9:19 there is no principal type \"Aws\""},
    /* what the profile will tell is not known yet */
    {RULE(NEVER("    actions = [\"ec2:*\"]\n    resources = [profile.x.y.z]\n")), ""},
    {RULE(NEVER("    actions = [\"ec2:*\"]\n") ALWAYS("    actions = [\"s3:*\"]\n")), ""},
};

START_TEST(mistake_in_a_claim_is_told_at_its_place)
{
    load(mistakes[_i].text);
    const char *said = diags_text(&diags), *expected = mistakes[_i].expected;
    ck_assert_msg(expected[0] != '\0' ? strncmp(said, expected, strlen(expected)) == 0
                                      : said[0] == '\0',
                  "expected: %s\nbut it says: %s", expected, said);
}
END_TEST

START_TEST(set_that_cannot_be_made_is_an_unknown_not_a_pass)
{
    run(RULE(NEVER("    actions = [\"ec2:*\"]\n    resources = [profile.x.y.z]\n")),
        POLICY("{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}"), "none");
    ck_assert_uint_eq(results.findings.n, 0);
    ck_assert_uint_ge(results.unknowns.n, 1);
    ck_assert_rf_str(results.unknowns.at[0].what, "rule own/r");
    ck_assert(results.incomplete);
}
END_TEST

START_TEST(policy_that_is_too_long_is_an_unknown_not_a_pass)
{
    rf_buf policy = rf_buf_new(arena);
    rf_buf_add_c(&policy, "{\"Version\": \"2012-10-17\", \"Statement\": [");
    for (int i = 0; i < 1000; i++)
        rf_buf_format(&policy,
                      "%s{\"Effect\": \"Allow\", \"Action\": \"ec2:*\", \"Resource\": "
                      "\"arn:aws:ec2:*:*:vpc/%d\"}",
                      i ? "," : "", i);
    rf_buf_add_c(&policy, "]}");
    run(foreign, rf_cstr(arena, rf_buf_str(&policy)), "none");
    ck_assert_uint_eq(results.findings.n, 0);
    ck_assert_uint_eq(results.unknowns.n, 1);
    ck_assert(results.incomplete);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("engine claims");
    TCase *tests = test_case(suite, "never");
    tcase_add_loop_test(tests, never_finds_each_statement_that_lets_a_request_through, 0,
                        COUNT(nevers));
    tcase_add_test(tests, witness_says_what_it_lacks_and_what_did_not_stop_it);
    tcase_add_test(tests, witness_is_of_the_most_dangerous_action);
    tcase_add_loop_test(tests, set_is_what_it_lists_but_for_what_it_leaves_out, 0, COUNT(sets));
    tcase_add_test(tests, set_of_principals_asks_a_trust_policy);
    tests = test_case(suite, "always");
    tcase_add_loop_test(tests, always_finds_what_keeps_a_request_off, 0, COUNT(alwayses));
    tcase_add_test(tests, always_without_in_part_keeps_its_severity);
    tcase_add_test(tests, what_refuses_in_part_is_told_once_for_a_rule);
    tests = test_case(suite, "names");
    tcase_add_test(tests, values_are_expressions_over_param_and_profile);
    tcase_add_loop_test(tests, rule_for_a_role_asks_policies_of_that_role_only, 0,
                        COUNT(deployers));
    tcase_add_test(tests, policy_variable_may_stand_in_a_set);
    tcase_add_test(tests, severity_of_the_user_bounds_that_of_a_part);
    tests = test_case(suite, "witnesses");
    tcase_add_loop_test(tests, every_witness_is_decided_as_it_is_claimed, 0, COUNT(witnessed));
    tests = test_case(suite, "mistakes");
    tcase_add_loop_test(tests, mistake_in_a_claim_is_told_at_its_place, 0, COUNT(mistakes));
    tcase_add_test(tests, set_that_cannot_be_made_is_an_unknown_not_a_pass);
    tcase_add_test(tests, policy_that_is_too_long_is_an_unknown_not_a_pass);
    return run_suite(suite);
}

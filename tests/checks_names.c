/* Checks against the service reference: that they agree with it about everything that it has, and
 * what they say of what it has not. */
#include "engine/embedded.h"
#include "engine/engine.h"
#include "engine/rule_files.h"
#include "reference/shape.h"
#include "support.h"

#include <string.h>

/* A reference of another day, so that a message cannot have the date from elsewhere. */
static rf_reference reference;
static rf_ruleset set;
static rf_results results;

static const char *const rules[] = {
    "unknown-*",
    "unlisted-*",
    "arn-with*",
    "arn-resource",
    "multivalued-needs-qualifier",
    "operator-type",
    "rcp-service",
    "string-like-on-arn",
    "qualifier-on-single-value",
    "action-without-resource",
    "resource-without-action",
};

enum { RULES = sizeof rules / sizeof *rules };

static void select_rule(rf_engine_options *options, const char *glob, rf_selection_kind kind)
{
    RF_PUSH(arena, &options->selections, (rf_selection){.kind = kind, .glob = rf_str_c(glob)});
}

static void make_rules(void)
{
    rf_diags diags = rf_diags_new(arena);
    set = (rf_ruleset){.arena = arena};
    rf_ruleset_add_embedded(&set, false, &diags);
    rf_ruleset_finish(&set, &diags);
    ck_assert_msg(diags.list.n == 0, "%s", diags_text(&diags));
    reference = rf_reference_builtin;
    reference.date = "2000-02-29";
}

/* Runs the rules of this suite (or of one glob) over a policy. */
static void run_rules(rf_str policy, const char *kind, const char *glob)
{
    rf_engine_options options = {.profile = RF_STR("none"), .reference = &reference};
    rf_inputs *inputs = rf_inputs_new(arena);
    select_rule(&options, "*", RF_SELECT_DISABLE);
    for (size_t i = 0; glob == NULL && i < RULES; i++)
        select_rule(&options, rf_cstr(arena, rf_format(arena, "aws-iam/%s", rules[i])),
                    RF_SELECT_ENABLE);
    if (glob != NULL)
        select_rule(&options, glob, RF_SELECT_ENABLE);
    inputs->kind_is_set = rf_policy_kind_parse(rf_str_c(kind), &inputs->kind);
    rf_inputs_add_text(inputs, RF_STR("policy.json"), policy);
    rf_inputs_finish(inputs);
    results = (rf_results){0};
    rf_engine_run(&set, inputs, &options, &results);
}

/* "rule message" for each finding, a line each. */
static const char *said(void)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < results.findings.n && i < 20; i++)
        rf_buf_format(&buf, "%.*s %.*s\n", RF_ARG(results.findings.at[i].rule),
                      RF_ARG(results.findings.at[i].message));
    return rf_cstr(arena, rf_buf_str(&buf));
}

static void ck_assert_silent(rf_str policy)
{
    run_rules(policy, "", NULL);
    ck_assert_msg(results.findings.n == 0, "%zu findings:\n%s", results.findings.n, said());
    ck_assert_msg(!results.incomplete, "incomplete");
}

static void ck_assert_says(const char *policy, const char *expected)
{
    run_rules(rf_str_c(policy), "", NULL);
    ck_assert_str_eq(said(), expected);
}

static rf_buf start_policy(void)
{
    rf_buf policy = rf_buf_new(arena);
    rf_buf_add_c(&policy, "{\"Version\": \"2012-10-17\", \"Statement\": [");
    return policy;
}

static rf_str text_of(rf_ref_name name)
{
    return rf_ref_text(&rf_reference_builtin, name);
}

/* --- what the reference has ---------------------------------------------------------------- */

/* The services are looked at in as many tests: one that fails names some thirty. */
enum { PARTS = 16 };

static void each_service(int part, void (*look_at)(const rf_ref_service *service))
{
    for (uint32_t i = (uint32_t)part; i < rf_reference_builtin.service_count; i += PARTS)
        look_at(&rf_reference_builtin.services[i]);
}

static void name_every_action(const rf_ref_service *service)
{
    rf_ref_actions actions = rf_ref_actions_of(&rf_reference_builtin, service);
    rf_str prefix = text_of(service->name);
    rf_buf policy = start_policy();
    rf_buf_add_c(&policy, "{\"Effect\": \"Allow\", \"Resource\": \"*\", \"Action\": [");
    for (const rf_ref_action *action = actions.first; action < actions.end; action++) {
        rf_str name = text_of(action->name), lower = rf_lower(arena, name);
        rf_buf_format(&policy, "\"%.*s:%.*s\", \"%.*s:%.*s\", \"%.*s:%.*s*\", ", RF_ARG(prefix),
                      RF_ARG(name), RF_ARG(prefix), RF_ARG(lower), RF_ARG(prefix), RF_ARG(lower));
    }
    rf_buf_format(&policy, "\"%.*s:*\"]}]}", RF_ARG(prefix));
    ck_assert_silent(rf_buf_str(&policy));
}

START_TEST(every_action_is_known_in_any_case_and_by_pattern)
{
    each_service(_i, name_every_action);
}
END_TEST

/* A format as an ARN of a policy: a star for each variable. */
static rf_str pattern_of(rf_str format)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < format.n; i++) {
        bool variable = format.at[i] == '$';
        rf_buf_add_byte(&buf, variable ? '*' : format.at[i]);
        while (variable && i < format.n && format.at[i] != '}')
            i++;
    }
    return rf_buf_str(&buf);
}

enum { FULL = 20 * 1000 }; /* bytes of a policy, so that it is one that AWS would store */

static void check_statements(rf_buf *statements)
{
    if (statements->n != 0)
        ck_assert_silent(
            rf_format(arena, "{\"Statement\": [%.*s]}", (int)statements->n, statements->at));
    statements->n = 0;
}

static void pair_every_action(const rf_ref_service *service)
{
    rf_ref_actions actions = rf_ref_actions_of(&rf_reference_builtin, service);
    rf_str prefix = text_of(service->name);
    rf_buf statements = rf_buf_new(arena);
    for (const rf_ref_action *action = actions.first; action < actions.end; action++) {
        rf_ref_pairs pairs = rf_ref_pairs_of(&rf_reference_builtin, action);
        for (size_t i = 0; i < pairs.n; i++) {
            const rf_ref_type *type = &rf_reference_builtin.types[pairs.at[i].type];
            rf_str format = text_of(rf_ref_arns_of(&rf_reference_builtin, type).at[0]);
            rf_buf_format(&statements,
                          "%s{\"Effect\": \"Allow\", \"Action\": \"%.*s:%.*s\", "
                          "\"Resource\": \"%.*s\"}",
                          statements.n ? ", " : "", RF_ARG(prefix), RF_ARG(text_of(action->name)),
                          RF_ARG(pattern_of(format)));
            if (statements.n > FULL)
                check_statements(&statements);
        }
    }
    check_statements(&statements);
}

START_TEST(every_resource_fits_with_the_actions_that_take_it)
{
    each_service(_i, pair_every_action);
}
END_TEST

/* An operator for a key, and a value that it can read. */
static const struct {
    const char *name, *value;
} operators[RF_KEY_TYPES] = {
    [RF_KEY_STRING] = {"StringEquals", "a"},
    [RF_KEY_ARN] = {"ArnLike", "arn:aws:s3:::a"},
    [RF_KEY_BOOL] = {"Bool", "true"},
    [RF_KEY_NUMERIC] = {"NumericEquals", "1"},
    [RF_KEY_DATE] = {"DateLessThan", "2030-01-01T00:00:00Z"},
    [RF_KEY_IP] = {"IpAddress", "203.0.113.0/24"},
    [RF_KEY_BINARY] = {"BinaryEquals", "YQ=="},
};

START_TEST(every_key_is_known_with_the_operator_of_its_type)
{
    rf_buf policy = start_policy();
    for (uint32_t i = (uint32_t)_i; i < rf_reference_builtin.key_count; i += PARTS) {
        const rf_ref_key *key = &rf_reference_builtin.keys[i];
        rf_str name = pattern_of(text_of(key->name));
        rf_buf_format(&policy,
                      "%s{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", "
                      "\"Condition\": {\"%s%s\": {\"%.*s\": \"%s\"}}}",
                      i == (uint32_t)_i ? "" : ", ", key->multivalued ? "ForAnyValue:" : "",
                      operators[key->type].name, RF_ARG(name), operators[key->type].value);
    }
    rf_buf_add_c(&policy, "]}");
    ck_assert_silent(rf_buf_str(&policy));
}
END_TEST

/* --- what it has not ----------------------------------------------------------------------- */

START_TEST(a_name_that_nothing_is_near_names_the_day_of_the_reference)
{
    ck_assert_says(
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": [\"ec2:DoThis\", "
        "\"someservice:DoThis\", \"ec2:Do*That\"], \"Resource\": "
        "\"arn:aws:someservice:::thing\", \"Condition\": "
        "{\"StringEquals\": {\"ec2:Weather\": \"a\", \"someservice:Weather\": \"a\"}}}}",
        "aws-iam/unlisted-action the reference of 2000-02-29 has no action "
        "\"ec2:DoThis\"\n"
        "aws-iam/unlisted-service the reference of 2000-02-29 has no service "
        "\"someservice\"\n"
        "aws-iam/unlisted-action the reference of 2000-02-29 has no action that matches "
        "\"ec2:Do*That\"\n"
        "aws-iam/unlisted-arn-service the reference of 2000-02-29 has no ARNs of a "
        "service \"someservice\"\n"
        "aws-iam/unlisted-condition-key the reference of 2000-02-29 has no condition key "
        "\"ec2:Weather\"\n"
        "aws-iam/unlisted-condition-key the reference of 2000-02-29 has no service "
        "\"someservice\" and no keys of it\n");
}
END_TEST

/* What is written, and the name that is meant. */
static const struct {
    const char *written, *meant;
} slips[] = {
    {"ec2:CreatVpc", "ec2:CreateVpc"},
    {"EC2:creatvpc", "ec2:CreateVpc"},
    {"ec:CreateVpc", "ec2"},
    {"e2c:CreateVpc", "ec2"},
    {"dynamobd:GetItem", "dynamodb"},
    {"cloudtrial:*", "cloudtrail"},
    {"ec2:Descibe*", "ec2:Describe*"},
    {"iam:PassRoles", "iam:PassRole"},
    {"kns:ScheduleKeyDeletion", "kms"},
};

START_TEST(a_slip_is_told_with_the_name_that_is_meant)
{
    rf_str policy = rf_format(arena,
                              "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"%s\", "
                              "\"Resource\": \"*\"}}",
                              slips[_i].written);
    run_rules(policy, "", NULL);
    ck_assert_uint_eq(results.findings.n, 1);
    const rf_finding *finding = &results.findings.at[0];
    ck_assert_msg(finding->severity == RF_ERROR, "%s", said());
    ck_assert_msg(
        rf_ends(finding->message, rf_format(arena, "did you mean \"%s\"?", slips[_i].meant)), "%s",
        said());
}
END_TEST

/* Names that are short, or of services and actions that are gone, and near to others by chance. */
static const char *const by_chance[] = {
    "sqd:DoThis", "elb:DescribeLoadBalancers", "mq2:*", "ab:*", "s3:ListObjects", "iam:AssumeRole",
};

START_TEST(what_is_near_by_chance_is_no_error)
{
    rf_str policy = rf_format(arena,
                              "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"%s\", "
                              "\"Resource\": \"*\"}}",
                              by_chance[_i]);
    run_rules(policy, "", NULL);
    ck_assert_uint_eq(results.findings.n, 1);
    ck_assert_msg(results.findings.at[0].severity == RF_WARNING, "%s", said());
}
END_TEST

START_TEST(what_an_entry_comes_to_is_told_by_its_place)
{
    static const struct {
        const char *statement, *note;
    } places[] = {
        {"\"Effect\": \"Allow\", \"Action\": \"ec2:CreatVpc\"", "it allows nothing"},
        {"\"Effect\": \"Deny\", \"Action\": \"ec2:CreatVpc\"", "the Deny does nothing for it"},
        {"\"Effect\": \"Deny\", \"NotAction\": \"ec2:CreatVpc\"", "it excepts nothing"},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        run_rules(
            rf_format(arena, "{\"Statement\": {%s, \"Resource\": \"*\"}}", places[i].statement), "",
            NULL);
        ck_assert_uint_eq(results.findings.n, 1);
        ck_assert_rf_str(results.findings.at[0].note, places[i].note);
    }
}
END_TEST

START_TEST(a_key_that_no_request_has_holds_always_or_never)
{
    static const struct {
        const char *operator_, *note;
    } notes[] = {
        {"StringLike", "it never holds"},
        {"StringNotLike", "it always holds"},
        {"StringLikeIfExists", "it always holds"},
        {"StringNotLikeIfExists", "it always holds"},
        {"ForAllValues:StringLike", "it always holds"},
        {"ForAnyValue:StringNotLike", "it never holds"},
        {"Null", ""},
    };
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        run_rules(rf_format(arena,
                            "{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"*\", "
                            "\"Resource\": \"*\", \"Condition\": {\"%s\": "
                            "{\"ec2:ResourceTags/Name\": \"true\"}}}}",
                            notes[i].operator_),
                  "", "aws-iam/unknown-condition-key");
        ck_assert_uint_eq(results.findings.n, 1);
        ck_assert_rf_str(results.findings.at[0].note, notes[i].note);
    }
}
END_TEST

/* --- actions and resources ----------------------------------------------------------------- */

START_TEST(actions_without_a_resource_are_one_finding)
{
    ck_assert_says(
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": [\"ec2:DeleteVpc\", "
        "\"ec2:DescribeVpcs\", \"ec2:DescribeSubnets\", \"ec2:DescribeImages\", "
        "\"ec2:DescribeHosts\", \"ec2:DescribeRegions\", \"ec2:DescribeTags\", "
        "\"ec2:DescribeVolumes\"], \"Resource\": \"arn:aws:ec2:*:*:vpc/*\"}}",
        "aws-iam/action-without-resource by the reference, this statement does nothing for "
        "ec2:DescribeVpcs, ec2:DescribeSubnets, ec2:DescribeImages, ec2:DescribeHosts, "
        "ec2:DescribeRegions and 2 more: none of its resources is of a type that they take\n");
}
END_TEST

/* Statements of which nothing can be said. */
static const char *const open_ended[] = {
    "\"Action\": \"ec2:DescribeVpcs\", \"Resource\": [\"arn:aws:ec2:*:*:vpc/*\", \"*\"]",
    "\"Action\": \"ec2:DescribeVpcs\", \"NotResource\": \"arn:aws:ec2:*:*:vpc/*\"",
    "\"NotAction\": \"ec2:DescribeVpcs\", \"Resource\": \"arn:aws:ec2:*:*:vpc/*\"",
    "\"Action\": \"*\", \"Resource\": \"arn:aws:ec2:*:*:vpc/*\"",
    "\"Action\": \"ec2:DescribeVpcs\", \"Resource\": \"${vpc_arn}\"",
    "\"Action\": \"ec2:DescribeVpcs\", \"Resource\": \"arn:aws:*:*:*:vpc/*\"",
    "\"Action\": \"ses:SendEmail\", \"Resource\": \"arn:aws:ses:*:*:template/a\"",
    "\"Action\": \"cloudformation:*\", \"Resource\": \"arn:aws:cloudformation:*:aws:transform/A\"",
    "\"Action\": \"eks:CreateCluster\", \"Resource\": \"arn:aws:eks:*:111122223333:cluster/a\"",
    "\"Action\": \"s3:ListBucket\", \"Resource\": \"arn:aws:s3:::${aws:PrincipalTag/team}\"",
    "\"Action\": [], \"Resource\": []",
};

START_TEST(an_open_ended_statement_is_not_judged)
{
    ck_assert_silent(
        rf_format(arena, "{\"Statement\": {\"Effect\": \"Allow\", %s}}", open_ended[_i]));
}
END_TEST

/* --- hostile ------------------------------------------------------------------------------- */

enum { MANY = 100 * 1000 };

/* The suite's time limit is the assertion. */
START_TEST(many_unknown_names_are_looked_at_in_time)
{
    rf_buf policy = start_policy();
    rf_buf_add_c(&policy, "{\"Effect\": \"Allow\", \"Action\": [\"ec2:A\"");
    for (int i = 0; i < MANY; i++)
        rf_buf_format(&policy, ", \"ec2:Creat%d\", \"ec:Create%d*\"", i, i);
    rf_buf_add_c(&policy, "], \"Resource\": [\"arn:aws:ec2:*:*:vpc/*\"");
    for (int i = 0; i < MANY; i++)
        rf_buf_format(&policy, ", \"arn:aws:ec2:*:*:vpcs/%d\"", i);
    rf_buf_add_c(&policy, "]}]}");
    run_rules(rf_buf_str(&policy), "", NULL);
    ck_assert_uint_gt(results.findings.n, 2 * MANY);
    ck_assert_msg(results.incomplete, "what was not looked at is not admitted");
}
END_TEST

/* The worst of what AWS stores: short unknown names, each compared with all that there are. */
START_TEST(the_longest_policy_of_slips_is_looked_at_in_time)
{
    rf_buf policy = start_policy();
    rf_buf_add_c(&policy, "{\"Effect\": \"Allow\", \"Action\": [\"ec2:A\"");
    for (int i = 0; i < 1000; i++)
        rf_buf_format(&policy, ", \"ec2:G%d\"", i);
    rf_buf_add_c(&policy, "], \"Resource\": [\"arn:aws:ec2:*:*:vpc/*\"");
    for (int i = 0; i < 500; i++)
        rf_buf_format(&policy, ", \"arn:aws:ec%d:::\"", i);
    rf_buf_add_c(&policy, "]}]}");
    run_rules(rf_buf_str(&policy), "", NULL);
    ck_assert_uint_gt(results.findings.n, 1000);
    ck_assert(!results.incomplete);
}
END_TEST

START_TEST(wildcards_without_end_are_looked_at_in_time)
{
    rf_buf policy = start_policy();
    rf_buf_add_c(&policy, "{\"Effect\": \"Allow\", \"Action\": [\"ec2:DeleteVpc\"");
    for (int i = 0; i < 400; i++)
        rf_buf_add_c(&policy, ", \"ec2:*e*e*e*e*e*e*e*e*e*e*x\"");
    rf_buf_add_c(&policy, "], \"Resource\": [\"arn:aws:ec2:*:*:vpc/*\"");
    for (int i = 0; i < 400; i++)
        rf_buf_format(&policy, ", \"arn:aws:ec2:*:*:*/*a*a*a*a*a*a*%d\"", i);
    rf_buf_add_c(&policy, "]}]}");
    run_rules(rf_buf_str(&policy), "", NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("checks against the reference");
    TCase *tests = test_case(suite, "what it has");
    tcase_add_checked_fixture(tests, make_rules, NULL);
    tcase_add_loop_test(tests, every_action_is_known_in_any_case_and_by_pattern, 0, PARTS);
    tcase_add_loop_test(tests, every_resource_fits_with_the_actions_that_take_it, 0, PARTS);
    tcase_add_loop_test(tests, every_key_is_known_with_the_operator_of_its_type, 0, PARTS);
    tests = test_case(suite, "what it has not");
    tcase_add_checked_fixture(tests, make_rules, NULL);
    tcase_add_test(tests, a_name_that_nothing_is_near_names_the_day_of_the_reference);
    tcase_add_loop_test(tests, a_slip_is_told_with_the_name_that_is_meant, 0,
                        sizeof slips / sizeof *slips);
    tcase_add_loop_test(tests, what_is_near_by_chance_is_no_error, 0,
                        sizeof by_chance / sizeof *by_chance);
    tcase_add_test(tests, what_an_entry_comes_to_is_told_by_its_place);
    tcase_add_test(tests, a_key_that_no_request_has_holds_always_or_never);
    tests = test_case(suite, "actions and resources");
    tcase_add_checked_fixture(tests, make_rules, NULL);
    tcase_add_test(tests, actions_without_a_resource_are_one_finding);
    tcase_add_loop_test(tests, an_open_ended_statement_is_not_judged, 0,
                        sizeof open_ended / sizeof *open_ended);
    tests = test_case(suite, "hostile");
    tcase_add_checked_fixture(tests, make_rules, NULL);
    tcase_add_test(tests, many_unknown_names_are_looked_at_in_time);
    tcase_add_test(tests, the_longest_policy_of_slips_is_looked_at_in_time);
    tcase_add_test(tests, wildcards_without_end_are_looked_at_in_time);
    return run_suite(suite);
}

/* What statements say of every request of a check, and the rules that follow from it. */
#include "iam_support.h"

#include "iam/reach.h"
#include "reference/shape.h"
#include "ringfence.h"

#include <sys/resource.h>

#define POLICY(statements) "{\"Version\": \"2012-10-17\", \"Statement\": [" statements "]}"
#define ALLOW(rest) "{\"Effect\": \"Allow\", " rest "}"
#define DENY(rest) "{\"Effect\": \"Deny\", " rest "}"

/* --- checks of the reference --------------------------------------------------------------------
 */

static rf_ref_check check_of(const char *action, const char *type)
{
    const rf_reference *reference = &rf_reference_builtin;
    rf_ref_check check = {reference, rf_ref_action_named(reference, rf_str_c(action)), NULL};
    ck_assert_msg(check.action != NULL, "no action %s", action);
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, check.action);
    for (size_t i = 0; type != NULL && i < pairs.n; i++)
        if (rf_eq_c(rf_ref_text(reference, reference->types[pairs.at[i].type].name), type))
            check.pair = &pairs.at[i];
    ck_assert_msg(type == NULL || check.pair != NULL, "%s is no type of %s", type, action);
    return check;
}

static const char *truth_name(rf_truth truth)
{
    static const char *const names[] = {[RF_NO] = "no", [RF_MAYBE] = "maybe", [RF_YES] = "yes"};
    return names[truth];
}

/* Of the first statement. */
static rf_reach reach(const char *statement, const char *action, const char *type)
{
    const rf_policy *policy = read_policy(text(
        "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", %s}}", statement));
    rf_ref_check check = check_of(action, type);
    return rf_statement_reach(arena, &policy->statements[0], &check, NULL);
}

#define CREATE "\"Action\": \"ec2:CreateSubnet\", \"Resource\": \"*\""
#define IF(operator, key, value) ", \"Condition\": {\"" operator"\": {\"" key "\": " value "}}"

static const struct {
    const char *statement, *action, *type, *match;
} statements[] = {
    /* actions */
    {CREATE, "ec2:CreateSubnet", "vpc", "yes"},
    {CREATE, "ec2:CreateVpc", "vpc", "no"},
    {"\"Action\": \"EC2:createsub*\", \"Resource\": \"*\"", "ec2:CreateSubnet", "vpc", "yes"},
    {"\"NotAction\": \"ec2:Create*\", \"Resource\": \"*\"", "ec2:CreateSubnet", "vpc", "no"},
    {"\"NotAction\": \"ec2:Delete*\", \"Resource\": \"*\"", "ec2:CreateSubnet", "vpc", "yes"},
    /* resources */
    {"\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:*:*:vpc/*\"", "ec2:CreateSubnet", "vpc",
     "yes"},
    {"\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:*:*:vpc/*\"", "ec2:CreateSubnet", "subnet",
     "no"},
    {"\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:*:*:vpcs/*\"", "ec2:CreateSubnet", "vpc",
     "no"},
    {"\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:*:*:vpc*\"", "ec2:CreateSubnet", "vpc",
     "yes"},
    {"\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:us-east-1:*:vpc/*\"", "ec2:CreateSubnet",
     "vpc", "maybe"},
    {"\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:*:111122223333:vpc/*\"",
     "ec2:CreateSubnet", "vpc", "maybe"},
    {"\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:*:*:vpc/vpc-1\"", "ec2:CreateSubnet",
     "vpc", "maybe"},
    {"\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:*:*:*/*\"", "ec2:CreateSubnet", "vpc",
     "yes"},
    {"\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:*\"", "ec2:CreateSubnet", "vpc", "yes"},
    {"\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:s3:::*\"", "ec2:CreateSubnet", "vpc", "no"},
    {"\"Action\": \"ec2:*\", \"NotResource\": \"arn:aws:ec2:*:*:vpc/*\"", "ec2:CreateSubnet", "vpc",
     "no"},
    {"\"Action\": \"ec2:*\", \"NotResource\": \"arn:aws:ec2:*:*:vpc/*\"", "ec2:CreateSubnet",
     "subnet", "yes"},
    {"\"Action\": \"ec2:*\", \"NotResource\": \"arn:aws:ec2:*:*:vpc/vpc-1\"", "ec2:CreateSubnet",
     "vpc", "maybe"},
    {"\"Action\": \"iam:*\", \"Resource\": \"arn:aws:iam::*:role/cce-*-iam-role\"",
     "iam:CreateRole", "role", "maybe"},
    {"\"Action\": \"iam:*\", \"Resource\": \"arn:aws:iam::*:user/*\"", "iam:CreateRole", "role",
     "no"},
    {"\"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:::cce-*\"", "s3:GetObject", "object",
     "maybe"},
    {"\"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:::*\"", "s3:GetObject", "object", "yes"},
    /* a star may reach beyond a colon, and names of log streams have one before them */
    {"\"Action\": \"logs:*\", \"Resource\": \"arn:aws:logs:*:*:log-stream:x\"", "logs:PutLogEvents",
     "log-stream", "maybe"},
    /* an action without types is on "*" */
    {"\"Action\": \"ec2:*\", \"Resource\": \"*\"", "ec2:DescribeVpcs", NULL, "yes"},
    {"\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:*:*:vpc/*\"", "ec2:DescribeVpcs", NULL,
     "no"},
    {"\"Action\": \"ec2:*\", \"NotResource\": \"arn:aws:ec2:*:*:vpc/*\"", "ec2:DescribeVpcs", NULL,
     "yes"},
    /* a key that is not there */
    {CREATE IF("StringLike", "aws:RequestTag/Name", "\"cce-*\""), "ec2:CreateSubnet", "vpc", "no"},
    {CREATE IF("StringNotLike", "aws:RequestTag/Name", "\"cce-*\""), "ec2:CreateSubnet", "vpc",
     "yes"},
    {CREATE IF("StringLikeIfExists", "aws:RequestTag/Name", "\"cce-*\""), "ec2:CreateSubnet", "vpc",
     "yes"},
    {CREATE IF("ForAllValues:StringLike", "aws:TagKeys", "\"cce-*\""), "ec2:CreateSubnet", "vpc",
     "yes"},
    {CREATE IF("ForAnyValue:StringNotLike", "aws:TagKeys", "\"cce-*\""), "ec2:CreateSubnet", "vpc",
     "no"},
    {CREATE IF("Null", "aws:RequestTag/Name", "\"true\""), "ec2:CreateSubnet", "vpc", "yes"},
    {CREATE IF("Null", "aws:RequestTag/Name", "\"false\""), "ec2:CreateSubnet", "vpc", "no"},
    {CREATE IF("StringLike", "aws:ResourceTag/Name", "\"cce-*\""), "ec2:CreateSubnet", "subnet",
     "no"},
    {CREATE IF("StringNotEquals", "ec2:InstanceType", "\"x\""), "ec2:CreateSubnet", "vpc", "yes"},
    /* a key that may be there */
    {CREATE IF("StringLike", "aws:RequestTag/Name", "\"cce-*\""), "ec2:CreateSubnet", "subnet",
     "maybe"},
    {CREATE IF("StringNotLike", "aws:RequestTag/Name", "\"cce-*\""), "ec2:CreateSubnet", "subnet",
     "maybe"},
    {CREATE IF("StringLike", "ec2:ResourceTag/Name", "\"cce-*\""), "ec2:CreateSubnet", "vpc",
     "maybe"},
    {CREATE IF("StringEquals", "aws:RequestedRegion", "\"eu-west-1\""), "ec2:CreateSubnet", "vpc",
     "maybe"},
    {CREATE IF("Null", "aws:RequestTag/Name", "\"true\""), "ec2:CreateSubnet", "subnet", "maybe"},
    /* ... and the operator makes it certain */
    {CREATE IF("StringLike", "aws:RequestTag/Name", "[]"), "ec2:CreateSubnet", "subnet", "no"},
    {CREATE IF("StringLikeIfExists", "aws:RequestTag/Name", "\"*\""), "ec2:CreateSubnet", "subnet",
     "yes"},
    {CREATE IF("StringLike", "aws:RequestTag/Name", "\"*\""), "ec2:CreateSubnet", "subnet",
     "maybe"},
    {CREATE IF("Null", "aws:RequestTag/Name", "[\"true\", \"false\"]"), "ec2:CreateSubnet",
     "subnet", "yes"},
    {CREATE IF("NumericLessThan", "aws:EpochTime", "\"soon\""), "ec2:CreateSubnet", "vpc", "no"},
    /* keys that the reference does not have may be new */
    {CREATE IF("StringLike", "ec2:ResourceTags/Name", "\"cce-*\""), "ec2:CreateSubnet", "vpc",
     "maybe"},
    {CREATE IF("StringEquals", "oidc.example.com:sub", "\"x\""), "ec2:CreateSubnet", "vpc",
     "maybe"},
    /* tag-on-create: ec2:CreateTags with ec2:CreateAction, perhaps */
    {"\"Action\": \"ec2:CreateTags\", \"Resource\": \"*\"" IF("StringEquals", "ec2:CreateAction",
                                                              "\"CreateVpc\""),
     "ec2:CreateTags", "vpc", "maybe"},
    /* principals */
    {"\"Principal\": \"*\", \"Action\": \"s3:*\", \"Resource\": \"*\"", "s3:GetObject", "object",
     "yes"},
    {"\"Principal\": {\"AWS\": \"111122223333\"}, \"Action\": \"s3:*\", \"Resource\": \"*\"",
     "s3:GetObject", "object", "maybe"},
    {"\"NotPrincipal\": {\"AWS\": \"111122223333\"}, \"Action\": \"s3:*\", \"Resource\": \"*\"",
     "s3:GetObject", "object", "maybe"},
};

START_TEST(statement_reaches_requests_as_documented)
{
    rf_reach one = reach(statements[_i].statement, statements[_i].action, statements[_i].type);
    ck_assert_msg(strcmp(truth_name(one.match), statements[_i].match) == 0,
                  "%s on %s of %s: %s, not %s", statements[_i].statement,
                  statements[_i].type ? statements[_i].type : "*", statements[_i].action,
                  truth_name(one.match), statements[_i].match);
}
END_TEST

START_TEST(reason_is_the_first_part_that_fails)
{
    rf_reach one = reach(CREATE IF("StringLike", "aws:RequestTag/Name", "\"cce-*\""),
                         "ec2:CreateSubnet", "vpc");
    ck_assert(!one.by_action && !one.by_resource);
    ck_assert_ptr_nonnull(one.condition);
    ck_assert_rf_str(one.condition->name, "aws:RequestTag/Name");
    one =
        reach(CREATE IF("StringLike", "aws:RequestTag/Name", "\"cce-*\""), "ec2:CreateVpc", "vpc");
    ck_assert(one.by_action && !one.by_resource && one.condition == NULL);
    one = reach("\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:*:*:subnet/*\"" IF(
                    "StringLike", "aws:RequestTag/Name", "\"cce-*\""),
                "ec2:CreateSubnet", "vpc");
    ck_assert(!one.by_action && one.by_resource && one.condition == NULL);
}
END_TEST

/* The usual ARNs are judged at a glance; that must agree with the work behind it. */
START_TEST(a_glance_agrees_with_a_close_look)
{
    static const char *const patterns[] = {
        "*:*:vpc/*",
        "*:*:subnet/*",
        "*:*:*",
        "*:*:*/*",
        "*:*:vpc*",
        "*:*:v*",
        "*:*:vpc/vpc-1",
        "us-east-1:*:vpc/*",
        "*:1:vpc/*",
        "::*",
        "::image/*",
        "*::image/*",
        "*:*:role/cce-*-x",
        "::role/*",
        ":1:role/a/*",
        "*:*:function:*",
        "*:*:function:a:*",
        "*:*:log-group:*",
        "*:*:table/*/index/*",
        "::bucket/*",
        "::bucket",
        "*:*:",
        "us-*:*:vpc/*",
        "*:*:vpc/?*",
        "*:*:key/${a:b}",
        "*:*:db:*",
        "*:*:vpc",
        "*:*:subnet",
        "*:*:vpc-endpoint/*",
    };
    static const char *const services[] = {
        "ec2", "iam", "s3",    "logs", "lambda", "dynamodb", "rds", "kms", "elasticloadbalancing",
        "ssm", "sns", "states"};
    static const rf_truth truths[] = {
        [RF_APART] = RF_NO, [RF_OVERLAP] = RF_MAYBE, [RF_COVERED] = RF_YES};
    const rf_reference *reference = &rf_reference_builtin;
    for (size_t s = 0; s < sizeof services / sizeof *services; s++) {
        rf_ref_actions actions =
            rf_ref_actions_of(reference, rf_ref_service_named(reference, rf_str_c(services[s])));
        for (size_t k = 0; k < sizeof patterns / sizeof *patterns; k++) {
            const char *arn = text("arn:aws:%s:%s", services[s], patterns[k]);
            const rf_policy *policy =
                read_policy(text(POLICY(ALLOW("\"Action\": \"*\", \"Resource\": \"%s\"")), arn));
            rf_str any = rf_str_c(text("arn:*:%s:%s", services[s], patterns[k]));
            for (const rf_ref_action *action = actions.first; action < actions.end; action++) {
                rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
                for (size_t i = 0; i < pairs.n && i < 4; i++) {
                    rf_ref_check check = {reference, action, &pairs.at[i]};
                    const rf_ref_type *type = &reference->types[pairs.at[i].type];
                    rf_truth seen = rf_statement_covers(arena, &policy->statements[0], &check);
                    rf_meeting meeting = rf_ref_type_meets(reference, type, rf_str_c(arn));
                    if (meeting == RF_OVERLAP) /* in any partition */
                        meeting = rf_ref_type_meets(reference, type, any);
                    rf_truth looked = truths[meeting];
                    ck_assert_msg(seen == looked, "%s and %.*s: %s at a glance, %s really", arn,
                                  RF_ARG(rf_ref_text(reference, type->name)), truth_name(seen),
                                  truth_name(looked));
                }
            }
        }
    }
}
END_TEST

/* --- policies -----------------------------------------------------------------------------------
 */

static const struct {
    const char *policy, *type, *allowed;
    bool denied;
} policies[] = {
    {POLICY(ALLOW(CREATE)), "vpc", "yes", false},
    {POLICY(DENY(CREATE)), "vpc", "no", true},
    {POLICY(ALLOW(CREATE) "," DENY(CREATE)), "vpc", "no", true},
    {POLICY(ALLOW(CREATE IF("StringLike", "aws:RequestTag/A", "\"a\""))), "vpc", "no", false},
    {POLICY(ALLOW(CREATE IF("StringLike", "aws:RequestTag/A", "\"a\"")) "," ALLOW(
         "\"Action\": \"ec2:*\", \"Resource\": \"arn:aws:ec2:*:*:vpc/*\"")),
     "vpc", "yes", false},
    {POLICY(ALLOW(CREATE) "," DENY(CREATE IF("StringNotLike", "aws:RequestTag/A", "\"a\""))), "vpc",
     "no", true},
    {POLICY(ALLOW(CREATE) "," DENY(CREATE IF("StringNotLike", "aws:RequestTag/A", "\"a\""))),
     "subnet", "maybe", false},
    {POLICY(ALLOW(CREATE) "," DENY(CREATE IF("StringLike", "aws:RequestTag/A", "\"a\""))), "vpc",
     "yes", false},
    /* AWS refuses it: it allows nothing */
    {POLICY(ALLOW("\"Resource\": \"*\"")), "vpc", "no", false},
};

START_TEST(policy_allows_every_request_some_or_none)
{
    rf_ref_check check = check_of("ec2:CreateSubnet", policies[_i].type);
    rf_policy_reach one = rf_policy_reaches(arena, read_policy(policies[_i].policy), &check, NULL);
    ck_assert_msg(strcmp(truth_name(one.allowed), policies[_i].allowed) == 0, "%s: %s",
                  policies[_i].policy, truth_name(one.allowed));
    ck_assert_int_eq(one.denied_by != NULL, policies[_i].denied);
}
END_TEST

/* A request of which one key is known: its value, or, with NULL, that it is absent. */
static const rf_request *given(const char *key, const char *value)
{
    rf_str *values = RF_NEW(arena, rf_str);
    *values = rf_str_c(value);
    const rf_context_key context = {.name = rf_str_c(key), .values = values, .n = value != NULL};
    rf_str none = RF_STR("");
    return rf_request_new(arena, none, none, none, &context, 1);
}

static const char *reach_given(const char *statement, const char *type, const char *key,
                               const char *value)
{
    const rf_policy *policy = read_policy(text(POLICY(ALLOW("%s")), statement));
    rf_ref_check check = check_of("ec2:CreateSubnet", type);
    return truth_name(
        rf_statement_reach(arena, &policy->statements[0], &check, given(key, value)).match);
}

START_TEST(a_key_that_is_given_decides)
{
    const char *tagged = CREATE IF("StringLike", "ec2:ResourceTag/Name", "\"cce-*\"");
    ck_assert_str_eq(reach_given(tagged, "vpc", "aws:ResourceTag/Name", "cce-a"), "yes");
    ck_assert_str_eq(reach_given(tagged, "vpc", "ec2:ResourceTag/name", "prod"), "no");
    ck_assert_str_eq(reach_given(tagged, "vpc", "aws:ResourceTag/Name", NULL), "no");
    ck_assert_str_eq(reach_given(tagged, "vpc", "aws:ResourceTag/Stage", "cce-a"), "maybe");
    /* the new subnet has no tags of its own, whatever is given */
    ck_assert_str_eq(reach_given(tagged, "subnet", "aws:ResourceTag/Name", "cce-a"), "no");
    /* what a variable stands for is not known */
    const char *variable =
        CREATE IF("StringLike", "aws:ResourceTag/Name", "\"${aws:PrincipalTag/Name}\"");
    ck_assert_str_eq(reach_given(variable, "vpc", "aws:ResourceTag/Name", "cce-a"), "maybe");
}
END_TEST

/* The sound part: a statement says yes or no only where every request of a sample agrees. */
START_TEST(certain_answers_agree_with_decisions)
{
    static const char *const arns[] = {"arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0a1b2c3d",
                                       "arn:aws:ec2:us-east-1:444455556666:vpc/vpc-1"};
    static const char *const contexts[] = {
        "{}", "{\"aws:ResourceTag/Name\": \"cce-a\", \"aws:RequestedRegion\": \"eu-west-1\"}",
        "{\"aws:ResourceTag/Name\": \"prod\", \"aws:PrincipalTag/Name\": \"prod\"}"};
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        if (statements[i].type == NULL || strcmp(statements[i].type, "vpc") != 0 ||
            strcmp(statements[i].action, "ec2:CreateSubnet") != 0 ||
            strcmp(statements[i].match, "maybe") == 0)
            continue;
        const rf_policy *policy = read_policy(text(POLICY(ALLOW("%s")), statements[i].statement));
        for (size_t k = 0; k < 6; k++) {
            const char *request = text("{\"action\": \"ec2:CreateSubnet\", \"resource\": \"%s\", "
                                       "\"context\": %s}",
                                       arns[k % 2], contexts[k / 2]);
            rf_truth match =
                rf_statement_matches(arena, &policy->statements[0], read_request(request));
            ck_assert_msg(strcmp(truth_name(match), statements[i].match) == 0, "%s: %s is %s",
                          statements[i].statement, request, truth_name(match));
        }
    }
}
END_TEST

/* --- the rules ----------------------------------------------------------------------------------
 */

static const char *json_of(const char *profile, const char *policy)
{
    rf_analysis *analysis = rf_analysis_new();
    static const rf_report_style style = {.width = 1000};
    ck_assert_int_eq(rf_analysis_set_profile(analysis, profile), RF_STATUS_OK);
    ck_assert_int_eq(rf_analysis_add_text(analysis, "policy.json", policy, strlen(policy)),
                     RF_STATUS_OK);
    rf_analysis_run(analysis);
    const char *report = rf_analysis_report(analysis, "json", &style, NULL);
    ck_assert_ptr_nonnull(report);
    report = rf_cstr(arena, rf_str_c(report));
    rf_analysis_free(analysis);
    return report;
}

static size_t count(const char *report, const char *words)
{
    size_t n = 0;
    for (const char *at = strstr(report, words); at != NULL; at = strstr(at + 1, words))
        n++;
    return n;
}

static void ck_assert_says(const char *report, const char *words)
{
    ck_assert_msg(strstr(report, words) != NULL, "no \"%s\" in\n%s", words, report);
}

START_TEST(a_call_that_never_succeeds_is_told_with_its_reason)
{
    const char *report =
        json_of("none", POLICY(ALLOW(CREATE IF("StringLike", "aws:RequestTag/Name", "\"cce-*\""))));
    ck_assert_says(report, "ec2:CreateSubnet can never succeed by this policy: its vpc check has "
                           "no aws:RequestTag/Name, so StringLike is false there, and no other "
                           "statement allows it");
    ck_assert_uint_eq(count(report, "\"rule\": "), 1);
}
END_TEST

/* What the values make false, no key could make true: the rules on values tell it. */
START_TEST(a_value_that_never_compares_is_no_lack_of_a_key)
{
    static const char *const conditions[] = {
        IF("DateLessThan", "aws:CurrentTime", "\"next tuesday\""),
        IF("ArnEquals", "ec2:Vpc", "\"vpc-11111111\""),
        IF("ArnLike", "aws:SourceArn", "\"111122223333\""),
        IF("StringEquals", "aws:ResourceTag/Stage", "[]"),
        IF("NumericLessThan", "ec2:VolumeSize", "\"big\""),
        IF("ArnNotEquals", "ec2:Vpc", "\"vpc-11111111\""),
    };
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        const char *statement = text(CREATE "%s", conditions[i]);
        const char *report =
            json_of("none", text(POLICY(ALLOW("%s") "," DENY("%s")), statement, statement));
        ck_assert_msg(strstr(report, " there\"") == NULL && strstr(report, " there,") == NULL, "%s",
                      report);
    }
}
END_TEST

/* One answer for each action, however many statements name it. */
START_TEST(the_same_statement_many_times_is_looked_at_once)
{
    rf_buf policy = rf_buf_new(arena);
    rf_buf_add_c(&policy, "{\"Version\": \"2012-10-17\", \"Statement\": [");
    for (int i = 0; i < 2500; i++)
        rf_buf_format(&policy, "%s%s", i == 0 ? "" : ", ",
                      ALLOW(CREATE IF("StringEquals", "aws:RequestTag/Name", "\"a\"")));
    rf_buf_add_c(&policy, "]}");
    const char *report = json_of("none", rf_cstr(arena, rf_buf_str(&policy)));
    ck_assert_uint_eq(count(report, "\"aws-iam/call-never-allowed\""), 1);
    ck_assert_uint_eq(count(report, "what some statements of this policy can reach"), 0);
}
END_TEST

/* Each condition sees its statement, which is made once: the square of them would not fit. */
START_TEST(many_conditions_of_a_statement_take_no_square_of_memory)
{
    rf_buf policy = rf_buf_new(arena);
    rf_buf_add_c(&policy, "{\"Version\": \"2012-10-17\", \"Statement\": [");
    for (int i = 0; i < 20; i++) {
        rf_buf_format(&policy,
                      "%s{\"Effect\": \"Allow\", \"Action\": \"ec2:CreateVpc\", "
                      "\"Resource\": \"*\", \"Condition\": {\"StringEquals\": {",
                      i == 0 ? "" : ", ");
        for (int k = 0; k < 250; k++)
            rf_buf_format(&policy, "%s\"ec2:Weather%d\": \"a\"", k == 0 ? "" : ", ", k);
        rf_buf_add_c(&policy, "}}}");
    }
    rf_buf_add_c(&policy, "]}");
    const char *report = json_of("none", rf_cstr(arena, rf_buf_str(&policy)));
    ck_assert_uint_ge(count(report, "\"aws-iam/unlisted-condition-key\""), 20 * 250);
    struct rusage usage;
    ck_assert_int_eq(getrusage(RUSAGE_SELF, &usage), 0);
    ck_assert_int_lt(usage.ru_maxrss, 1024 * 1024); /* KiB */
}
END_TEST

START_TEST(one_condition_is_told_once_for_all_actions)
{
    const char *report = json_of(
        "none", POLICY(ALLOW("\"Action\": [\"ec2:CreateSubnet\", \"ec2:CreateRouteTable\", "
                             "\"ec2:CreateSecurityGroup\", \"ec2:CreateNetworkAcl\", "
                             "\"ec2:CreateCarrierGateway\", \"ec2:CreateNetworkInterface\", "
                             "\"ec2:CreateEgressOnlyInternetGateway\"], \"Resource\": \"*\"" IF(
                                 "StringLike", "aws:RequestTag/Name", "\"cce-*\""))));
    ck_assert_uint_eq(count(report, "\"aws-iam/call-never-allowed\""), 1);
    ck_assert_says(report,
                   "ec2:CreateNetworkInterface and 1 more can never succeed by this policy: "
                   "their vpc and subnet checks have no aws:RequestTag/Name");
}
END_TEST

/* Of services whose reference lists alternatives as required, all types must fail. */
START_TEST(alternatives_are_not_all_needed)
{
    const char *report =
        json_of("none", POLICY(ALLOW("\"Action\": \"route53:ChangeTagsForResource\", "
                                     "\"Resource\": \"arn:aws:route53:::hostedzone/*\"")));
    ck_assert_uint_eq(count(report, "never"), 0);
    ck_assert_uint_eq(count(report, "required-type"), 0);
}
END_TEST

/* The companions of a call have the keys of the call: AWS's own trust policies rely on it. */
START_TEST(session_tags_share_the_keys_of_the_call)
{
    const char *report = json_of(
        "none",
        POLICY(ALLOW("\"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:root\"}, \"Action\": "
                     "[\"sts:AssumeRole\", \"sts:TagSession\"]" IF("StringEquals", "sts:ExternalId",
                                                                   "\"x\""))));
    ck_assert_uint_eq(count(report, "key-without-action"), 0);
}
END_TEST

/* One cause, one finding: a tag that an action never has is told by the rule on tags alone. */
START_TEST(rules_on_absent_keys_do_not_overlap)
{
    const char *report =
        json_of("none", POLICY(DENY("\"Action\": \"ec2:DescribeInstances\", \"Resource\": \"*\"" IF(
                            "StringEquals", "aws:ResourceTag/Name", "\"cce-1\""))));
    ck_assert_uint_eq(count(report, "\"rule\""), 1);
    ck_assert_says(report, "aws-iam/tag-condition-denies-nothing");
    report = json_of(
        "none", POLICY(ALLOW("\"Action\": \"ec2:DescribeInstances\", \"Resource\": "
                             "\"*\"" IF("StringEquals", "ec2:ResourceTag/Name", "\"cce-1\""))));
    ck_assert_uint_eq(count(report, "\"rule\""), 1);
    ck_assert_says(report, "aws-iam/key-without-action");
}
END_TEST

/* --- the published policies of Aiven ------------------------------------------------------------
 */

static const char *published(int version)
{
    return rf_cstr(arena, read_test_file(text("testdata/aiven/policy-v%d.json", version)));
}

START_TEST(published_policies_have_no_error_and_their_known_gaps)
{
    const char *report = json_of("auto", published(_i));
    ck_assert_says(report, "\"errors\": 0");
    ck_assert_uint_eq(count(report, "never-"), 0);
    ck_assert_uint_eq(count(report, "always-denied"), 0);
    ck_assert_uint_eq(count(report, "required-type"), 0);
    ck_assert_uint_eq(count(report, "\"aiven-aws/cannot-"), 0);
    ck_assert_uint_eq(count(report, "\"aiven-aws/role-without-boundary\""), 1);
    ck_assert_uint_eq(count(report, "\"aiven-aws/foreign-untagged-as-published\""), 1);
    ck_assert_uint_eq(count(report, "\"aiven-aws/foreign-interface-released\""), 1);
    ck_assert_uint_eq(count(report, "\"aiven-aws/endpoint-in-foreign-vpc\""), _i == 1 ? 0 : 1);
    ck_assert_uint_eq(count(report, "\"aiven-aws/endpoint-not-named\""), _i == 1 ? 0 : 1);
    ck_assert_uint_eq(count(report, "\"aiven-aws/bucket-of-other-account\""), _i < 3 ? 0 : 1);
    ck_assert_uint_eq(count(report, "\"aiven-aws/older-version\""), _i < 3 ? 3 - _i : 0);
    ck_assert_says(report, "ec2:CreateRoute takes no tags");
    ck_assert_says(report, "iam:AttachRolePolicy but not iam:DetachRolePolicy");
    ck_assert_uint_eq(count(report, "tags of vpc-endpoint"), _i == 1 ? 0 : 1);
}
END_TEST

/* An edit of the fourth version, and the rule that then finds an error; NULL: none. */
static const struct {
    const char *from, *to, *rule;
} edits[] = {
    {"\"ec2:CreateSecurityGroup\",\n", "", "aiven-aws/part-of-foreign-vpc"},
    {"\"StringNotLike\": {\n                    \"ec2:ResourceTag/Name\"",
     "\"ForAnyValue:StringNotLike\": {\n                    \"ec2:ResourceTag/Name\"",
     "aiven-aws/nat-gateway-in-foreign-subnet"},
    {"\"arn:aws:ec2:*:*:elastic-ip/*\"", "\"arn:aws:ec2:us-east-1:*:elastic-ip/*\"", NULL},
    {"\"StringEquals\": {\n                    \"ec2:CreateAction\"",
     "\"StringEqualsIfExists\": {\n                    \"ec2:CreateAction\"",
     "aiven-aws/foreign-tagged"},
    {"\"ec2:DescribeAddresses\",\n", "\"ec2:*\",\n", "aiven-aws/foreign-change"},
    {"role/cce-*-iam-role", "role/*", "aiven-aws/foreign-role"},
    {"arn:aws:s3:::cce-*", "arn:aws:s3:::*", "aiven-aws/foreign-bucket"},
    {"\"aws:RequestTag/Name\": \"cce-*\"", "\"aws:ResourceTag/Name\": \"cce-*\"",
     "aiven-aws/cannot-create"},
    {"\"CreateVpc\",\n", "", "aiven-aws/cannot-tag"},
    {"\"ec2:DeleteSubnet\",\n", "", "aiven-aws/cannot-delete"},
    {"\"ec2:CreateRoute\",\n", "", "aiven-aws/cannot-change"},
    {"\"ec2:DescribeSubnets\",\n", "", "aiven-aws/cannot-describe"},
    {"role/cce-*-iam-role", "role/byoc-*-iam-role", "aiven-aws/cannot-manage-role"},
    {"\"s3:*\"", "\"s3:Get*\"", "aiven-aws/cannot-use-buckets"},
    {"\"ec2:ModifyVpcEndpoint\",\n", "", "aiven-aws/cannot-use-endpoints"},
};

static const char *replace(const char *whole, const char *from, const char *to)
{
    const char *at = strstr(whole, from);
    ck_assert_msg(at != NULL, "no %s", from);
    return text("%.*s%s%s", (int)(at - whole), whole, to, at + strlen(from));
}

START_TEST(an_edit_that_opens_or_breaks_is_an_error)
{
    const char *report = json_of("aiven-aws", replace(published(4), edits[_i].from, edits[_i].to));
    if (edits[_i].rule != NULL)
        ck_assert_says(report, text("\"%s\",\n      \"severity\": \"error\"", edits[_i].rule));
    else
        ck_assert_says(report, "\"errors\": 0");
}
END_TEST

/* --- hostile input ------------------------------------------------------------------------------
 */

/* Thousands of statements that each name thousands of actions: it ends, and is not passed over. */
START_TEST(what_is_too_much_is_left_out_with_a_word)
{
    rf_buf policy = rf_buf_new(arena);
    rf_buf_add_c(&policy, "{\"Version\": \"2012-10-17\", \"Statement\": [");
    for (int i = 0; i < 4000; i++)
        rf_buf_format(&policy,
                      "%s{\"Effect\": \"%s\", \"Action\": [\"ec2:C*\", \"ec2:*e\", \"iam:?*\"], "
                      "\"Resource\": \"arn:aws:ec2:*:*:subnet/%d\", \"Condition\": "
                      "{\"StringLike\": {\"aws:RequestTag/%d\": \"x\"}}}",
                      i ? "," : "", i % 2 ? "Allow" : "Deny", i, i);
    rf_buf_add_c(&policy, "]}");
    const char *report = json_of("aiven-aws", rf_cstr(arena, rf_buf_str(&policy)));
    ck_assert_says(report, "what some statements of this policy can reach");
    ck_assert_says(report, "what this policy allows, of all requests");
}
END_TEST

/* Nothing that a policy can say is too odd for the rules. */
START_TEST(odd_policies_are_looked_at)
{
    static const char *const odd[] = {
        POLICY(ALLOW("\"Action\": [], \"Resource\": []" IF("StringLike", "a", "\"\""))),
        POLICY(ALLOW("\"Action\": [\":\", \"*\", \"?\", \"ec2:\", \"ec2:?\", \"e*2:Create*\"], "
                     "\"Resource\": [\"\", \":\", \":::::\", \"arn:\", \"arn:aws:ec2:::\", "
                     "\"arn:${a:b}:ec2:*:*:vpc/*\"]" IF("StringLike", "aws:RequestTag/", "\"x\""))),
        POLICY(DENY("\"NotAction\": \"ec2:*\", \"NotResource\": \"arn:aws:ec2:*:*:vpc/${a:b}\"" IF(
            "StringNotLike", ":createaction", "[\"\", \"*\", \"${x:y}\"]"))),
        POLICY(ALLOW("\"Action\": \"ec2:CreateTags\", \"Resource\": \"*\"" IF(
            "StringEquals", "ec2:CreateAction", "[\"\", \"?\", 1, true, \"Create Vpc\"]"))),
        "{\"Statement\": [1, {}, []]}",
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        ck_assert_says(json_of("aiven-aws", odd[i]), "\"findings\"");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("iam_reach");
    TCase *tests = test_case(suite, "reach");
    tcase_add_loop_test(tests, statement_reaches_requests_as_documented, 0,
                        sizeof statements / sizeof *statements);
    tcase_add_test(tests, a_glance_agrees_with_a_close_look);
    tcase_add_test(tests, reason_is_the_first_part_that_fails);
    tcase_add_loop_test(tests, policy_allows_every_request_some_or_none, 0,
                        sizeof policies / sizeof *policies);
    tcase_add_test(tests, a_key_that_is_given_decides);
    tcase_add_test(tests, certain_answers_agree_with_decisions);
    tests = test_case(suite, "rules");
    tcase_add_test(tests, a_call_that_never_succeeds_is_told_with_its_reason);
    tcase_add_test(tests, one_condition_is_told_once_for_all_actions);
    tcase_add_test(tests, a_value_that_never_compares_is_no_lack_of_a_key);
    tcase_add_test(tests, the_same_statement_many_times_is_looked_at_once);
    tcase_add_test(tests, many_conditions_of_a_statement_take_no_square_of_memory);
    tcase_add_test(tests, alternatives_are_not_all_needed);
    tcase_add_test(tests, session_tags_share_the_keys_of_the_call);
    tcase_add_test(tests, rules_on_absent_keys_do_not_overlap);
    tcase_add_loop_test(tests, published_policies_have_no_error_and_their_known_gaps, 1, 5);
    tcase_add_loop_test(tests, an_edit_that_opens_or_breaks_is_an_error, 0,
                        sizeof edits / sizeof *edits);
    tests = test_case(suite, "hostile");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, what_is_too_much_is_left_out_with_a_word);
    tcase_add_test(tests, odd_policies_are_looked_at);
    return run_suite(suite);
}

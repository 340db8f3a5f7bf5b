/* Decisions in words. */
#include "iam_support.h"

#include "iam/call.h"
#include "iam/layers.h"
#include "iam/words.h"

#define EC2 "arn:aws:ec2:eu-west-1:111122223333:"

static const rf_policy *policy_of(const char *statements)
{
    return read_policy(text("{\"Version\":\"2012-10-17\",\"Statement\":[%s]}", statements));
}

static void put(rf_policy_set *set, rf_layer layer, const rf_policy *policy)
{
    const rf_policy **one = RF_NEW(arena, const rf_policy *);
    rf_policy_list *list = RF_NEW(arena, rf_policy_list);
    *one = policy;
    *list = (rf_policy_list){one, 1};
    rf_layer_put(set, layer, list, 1);
}

static rf_words words_of(const rf_policy_set *set, const char *request)
{
    rf_diags diags = rf_diags_new(arena);
    const rf_call *call = rf_call_read_request(arena, read_json(rf_str_c(request)), &diags);
    ck_assert_msg(call != NULL, "%s: %s", request, diags_text(&diags));
    rf_call_answer answer;
    rf_str why;
    ck_assert(rf_call_decide(arena, set, call, RF_CALL_EXPLAINED, &answer, &why));
    return (rf_words){arena, set, answer.checks};
}

/* --- statements ------------------------------------------------------------------------------- */

#define DENY(op, key, values)                                                                      \
    "{\"Sid\":\"S\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"" op  \
    "\":{\"" key "\":" values "}}}"
#define ON(action, resource, context)                                                              \
    "{\"action\":\"" action "\",\"resource\":\"" resource "\",\"context\":{" context "}}"
#define VPC(action, context) ON(action, EC2 "vpc/vpc-1", context)
#define TAG "ec2:ResourceTag/Name"

static const struct {
    const char *statement, *request, *words;
} statement_rows[] = {
    /* keys that are absent */
    {DENY("StringNotLike", TAG, "\"cce-*\""), VPC("ec2:DeleteVpc", ""),
     "matches: vpc/vpc-1 has no tag Name, and StringNotLike on a missing key is true"},
    {DENY("StringLike", TAG, "\"cce-*\""), VPC("ec2:CreateVpc", ""),
     "does not match: vpc/vpc-1 is new and has no tags yet, and StringLike on a missing key is "
     "false"},
    {DENY("StringLike", TAG, "\"cce-*\""), ON("ec2:CreateVpc", EC2 "vpc/*", ""),
     "does not match: the vpc is new and has no tags yet, and StringLike on a missing key is "
     "false"},
    {DENY("StringLike", "aws:RequestTag/Name", "\"a\""), VPC("ec2:CreateVpc", ""),
     "does not match: the request sets no tag Name, and StringLike on a missing key is false"},
    {DENY("StringLike", "aws:RequestTag/Name", "\"a\""), VPC("ec2:CreateSubnet", ""),
     "does not match: the check of vpc/vpc-1 does not see tags of the request, and StringLike on a "
     "missing key is false"},
    {DENY("StringLike", "aws:RequestTag/Name", "\"a\""),
     ON("ec2:CreateRoute", EC2 "route-table/rtb-1", ""),
     "does not match: ec2:CreateRoute never sets tags, and StringLike on a missing key is false"},
    {DENY("ForAllValues:StringEquals", "aws:TagKeys", "\"a\""), VPC("ec2:CreateVpc", ""),
     "matches: the request names no tags, and ForAllValues:StringEquals on a missing key is true"},
    {DENY("StringEqualsIfExists", "aws:PrincipalTag/team", "\"a\""), VPC("ec2:CreateVpc", ""),
     "matches: the principal has no tag team, and StringEqualsIfExists on a missing key is true"},
    {DENY("StringEquals", "ec2:CreateAction", "\"a\""), VPC("ec2:CreateTags", ""),
     "does not match: nothing is created here, so there is no ec2:CreateAction, and StringEquals "
     "on a missing key is false"},
    {DENY("StringEquals", "ec2:CreateAction", "\"a\""), VPC("ec2:CreateVpc", ""),
     "does not match: ec2:CreateVpc on vpc/vpc-1 never has ec2:CreateAction, and StringEquals on a "
     "missing key is false"},
    {DENY("StringEquals", "s3:prefix", "\"a\""), VPC("ec2:CreateVpc", ""),
     "does not match: ec2:CreateVpc on vpc/vpc-1 never has s3:prefix, and StringEquals on a "
     "missing key is false"},
    {DENY("NotIpAddress", "aws:SourceIp", "\"10.0.0.0/8\""), VPC("ec2:CreateVpc", ""),
     "matches: the request has no aws:SourceIp, and NotIpAddress on a missing key is true"},
    {DENY("StringEquals", "oidc.example.com:sub", "\"a\""), VPC("ec2:CreateVpc", ""),
     "does not match: the request has no oidc.example.com:sub, and StringEquals on a missing key "
     "is false"},
    {DENY("StringEquals", "s3:prefix", "\"a\""), VPC("none:Such", ""),
     "does not match: the request has no s3:prefix, and StringEquals on a missing key is false"},
    {DENY("Null", TAG, "\"true\""), VPC("ec2:DeleteVpc", ""),
     "matches: vpc/vpc-1 has no tag Name, as Null asks"},
    {DENY("Null", TAG, "\"false\""), VPC("ec2:DeleteVpc", ""),
     "does not match: vpc/vpc-1 has no tag Name, and Null asks for one"},
    {DENY("Null", TAG, "\"true\""), VPC("ec2:DeleteVpc", "\"aws:ResourceTag/Name\":\"a\""),
     "does not match: tag Name of vpc/vpc-1 is \"a\", and Null asks for none"},
    /* values */
    {DENY("StringNotLike", TAG, "\"cce-*\""), VPC("ec2:DeleteVpc", "\"" TAG "\":\"prod\""),
     "matches: tag Name of vpc/vpc-1 is \"prod\", not like \"cce-*\""},
    {DENY("StringNotLike", "aws:RequestTag/Name", "[\"cce-*\",\"x\"]"),
     VPC("ec2:CreateVpc", "\"aws:RequestTag/Name\":\"cce-a\""),
     "does not match: Name is \"cce-a\", like \"cce-*\""},
    {DENY("StringNotEquals", "aws:PrincipalTag/t", "[\"b\",\"c\"]"),
     VPC("ec2:CreateVpc", "\"aws:PrincipalTag/t\":\"a\""),
     "matches: tag t of the principal is \"a\", not \"b\" or \"c\""},
    {DENY("StringEquals", "k", "\"a\""), VPC("a:B", "\"k\":\"a\""), "matches: k is \"a\""},
    {DENY("StringEquals", "k", "[\"b\",\"c\",\"d\",\"e\"]"), VPC("a:B", "\"k\":\"a\""),
     "does not match: k is \"a\", none of 4 values"},
    {DENY("StringLike", "k", "[\"b\",\"c\",\"d\",\"e\"]"), VPC("a:B", "\"k\":\"a\""),
     "does not match: k is \"a\", not like any of 4 values"},
    {DENY("StringEqualsIgnoreCase", "k", "\"A\""), VPC("a:B", "\"k\":\"a\""),
     "matches: k is \"a\", but for case \"A\""},
    {DENY("NumericLessThanEquals", "k", "\"10\""), VPC("a:B", "\"k\":\"20\""),
     "does not match: k is \"20\", not at most \"10\""},
    {DENY("NumericEquals", "k", "\"10\""), VPC("a:B", "\"k\":\"10.0\""),
     "matches: k is \"10.0\", equal to \"10\""},
    {DENY("DateGreaterThan", "k", "\"2020-01-01T00:00:00Z\""),
     VPC("a:B", "\"k\":\"2021-01-01T00:00:00Z\""),
     "matches: k is \"2021-01-01T00:00:00Z\", after \"2020-01-01T00:00:00Z\""},
    {DENY("IpAddress", "k", "\"10.0.0.0/8\""), VPC("a:B", "\"k\":\"10.1.2.3\""),
     "matches: k is \"10.1.2.3\", in \"10.0.0.0/8\""},
    {DENY("Bool", "k", "\"true\""), VPC("a:B", "\"k\":false"),
     "does not match: k is \"false\", not \"true\""},
    {DENY("ForAnyValue:StringLike", "k", "\"a*\""), VPC("a:B", "\"k\":[\"b\",\"c\"]"),
     "does not match: k is [\"b\", \"c\"], so ForAnyValue:StringLike is false"},
    {DENY("StringLike", "k", "\"a*\""), VPC("a:B", "\"k\":[\"ab\"]"),
     "does not match: k is multivalued, which takes ForAllValues or ForAnyValue, so StringLike is "
     "false"},
    {DENY("StringNotLike", "k", "\"${aws:PrincipalTag/t}\""), VPC("a:B", "\"k\":\"a\""),
     "matches: ${aws:PrincipalTag/t} has no value, so StringNotLike is true"},
    {DENY("StringLike", "k", "\"a\""), VPC("a:B", "\"k\":{\"unknown\":true}"),
     "may match: k is not known"},
    /* the other parts */
    {"{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}", VPC("ec2:CreateVpc", ""),
     "is not about ec2:CreateVpc"},
    {"{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}", VPC("ec2:CreateVpc", ""),
     "matches"},
    {"{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":[\"arn:aws:ec2:*:*:subnet/*\",\"" EC2
     "instance/*\"]}",
     VPC("ec2:CreateVpc", ""), "is about subnet/* and instance/* only"},
    {"{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":[\"arn:aws:ec2:us-*:*:vpc/*\",\"x\"]}",
     VPC("ec2:CreateVpc", ""), "is about arn:aws:ec2:us-*:*:vpc/* and x only"},
    {"{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}",
     VPC("ec2:CreateVpc", ""), "is about a, b, c and 2 more, not vpc/vpc-1"},
    {"{\"Effect\":\"Deny\",\"Action\":\"*\",\"NotResource\":\"arn:aws:ec2:*:*:vpc/*\"}",
     VPC("ec2:CreateVpc", ""), "is about all but vpc/*"},
    {"{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::${aws:username}/*\"}",
     ON("s3:GetObject", "arn:aws:s3:::a/k", ""),
     "is about arn:aws:s3:::${aws:username}/* only; ${aws:username} has no value"},
    {"{\"Effect\":\"Deny\",\"Principal\":{\"Service\":\"a.amazonaws.com\"},\"Action\":\"*\"}",
     VPC("a:B", ""), "may match: it names a principal, and the request has none"},
};

START_TEST(statement_says_why_it_matches_or_not)
{
    const rf_policy *policy = policy_of(statement_rows[_i].statement);
    rf_policy_set set = {.reference = &rf_reference_builtin};
    put(&set, RF_LAYER_IDENTITY, policy);
    rf_words words = words_of(&set, statement_rows[_i].request);
    rf_explanation why =
        rf_statement_explain(arena, policy, &policy->statements[0], words.check->request);
    rf_str said = rf_words_statement(&words, &policy->statements[0], &why, false);
    ck_assert_rf_str(said, statement_rows[_i].words);
    ck_assert_int_eq(why.match,
                     rf_statement_matches(arena, &policy->statements[0], words.check->request));
}
END_TEST

/* --- decisions -------------------------------------------------------------------------------- */

#define ALLOW(sid, action)                                                                         \
    "{\"Sid\":\"" sid "\",\"Effect\":\"Allow\",\"Action\":\"" action "\",\"Resource\":\"*\"}"
#define ALLOW_IF(sid, op, key, value)                                                              \
    "{\"Sid\":\"" sid "\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":" \
    "{\"" op "\":{\"" key "\":\"" value "\"}}}"
#define DENY_IF(sid, op, key, value)                                                               \
    "{\"Sid\":\"" sid "\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"  \
    "{\"" op "\":{\"" key "\":\"" value "\"}}}"
#define FOR(sid, principal)                                                                        \
    "{\"Sid\":\"" sid "\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" principal                \
    "\"},\"Action\":\"*\",\"Resource\":\"*\"}"
#define BY(principal, owner)                                                                       \
    "{\"action\":\"s3:GetObject\",\"resource\":\"arn:aws:s3:::b/k\",\"principal\":\"" principal    \
    "\",\"accountId\":\"" owner "\"}"
#define BOB "arn:aws:iam::111122223333:user/bob"

static const struct {
    const char *identity;
    rf_layer layer;
    const char *other, *request, *brief, *whole;
} decision_rows[] = {
    {ALLOW("A", "ec2:*"), RF_LAYERS, "", VPC("ec2:DeleteVpc", ""), "A", "A allows"},
    {ALLOW("A", "*") "," ALLOW("B", "ec2:*"), RF_LAYERS, "", VPC("ec2:DeleteVpc", ""), "A and B",
     "A allows; B allows"},
    {ALLOW_IF("A", "StringEquals", "k", "v") "," DENY_IF("D", "StringNotEquals", "k", "v"),
     RF_LAYERS, "", VPC("ec2:DeleteVpc", "\"k\":\"v\""), "A",
     "A allows (k is \"v\"); D does not match (k is \"v\")"},
    {ALLOW("A", "*"), RF_LAYER_BOUNDARY, ALLOW("B", "ec2:*"), VPC("ec2:DeleteVpc", ""),
     "A and B of the permissions boundary", "A allows; B of the permissions boundary allows"},
    {ALLOW("A", "*") "," DENY_IF("D", "Null", "k", "true"), RF_LAYERS, "", VPC("ec2:DeleteVpc", ""),
     "D: ec2:DeleteVpc on vpc/vpc-1 never has k, as Null asks",
     "D: ec2:DeleteVpc on vpc/vpc-1 never has k, as Null asks"},
    {ALLOW("A", "*"), RF_LAYER_SCP,
     "{\"Sid\":\"D\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}",
     VPC("ec2:DeleteVpc", ""), "D of the service control policy, without a condition",
     "D of the service control policy, without a condition"},
    {ALLOW("A", "s3:*"), RF_LAYERS, "", VPC("ec2:DeleteVpc", ""),
     "no statement allows ec2:DeleteVpc", "no statement allows ec2:DeleteVpc"},
    {ALLOW_IF("A", "StringEquals", "aws:SourceVpc", "v"), RF_LAYERS, "", VPC("ec2:DeleteVpc", ""),
     "no statement allows it",
     "A does not match: the request has no aws:SourceVpc, and StringEquals on a missing key is "
     "false"},
    {ALLOW("A", "*"), RF_LAYER_BOUNDARY, ALLOW("B", "s3:*"), VPC("ec2:DeleteVpc", ""),
     "the permissions boundary does not allow it: its statements cover s3:* only",
     "the permissions boundary does not allow it: its statements cover s3:* only"},
    {ALLOW("A", "*"), RF_LAYER_ENDPOINT,
     "{\"Sid\":\"B\",\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"" EC2 "subnet/*\"}",
     VPC("ec2:DeleteVpc", ""), "the VPC endpoint policy does not allow it",
     "the VPC endpoint policy does not allow it: B of the VPC endpoint policy is about subnet/* "
     "only"},
    {ALLOW("A", "s3:*"), RF_LAYER_RESOURCE, FOR("R", BOB), BY(BOB, "444455556666"),
     "A and R of the resource policy", "A allows; R of the resource policy allows"},
    {ALLOW("A", "ec2:*"), RF_LAYER_RESOURCE, FOR("R", BOB), BY(BOB, "444455556666"),
     "both accounts must allow it: the resource policy does, no identity policy does",
     "both accounts must allow it: the resource policy does, no identity policy does"},
    {ALLOW("A", "s3:*"), RF_LAYER_RESOURCE, FOR("R", "444455556666"), BY(BOB, "444455556666"),
     "both accounts must allow it: an identity policy does, the resource policy does not",
     "both accounts must allow it: an identity policy does, the resource policy does not: R of the "
     "resource policy is for 444455556666 only, not for " BOB},
    {ALLOW("A", "s3:*"), RF_LAYERS, "", BY(BOB, "444455556666"),
     "both accounts must allow it: an identity policy does, there is no resource policy",
     "both accounts must allow it: an identity policy does, there is no resource policy"},
    {ALLOW("A", "*") "," DENY_IF("D", "NotIpAddress", "aws:SourceIp", "10.0.0.0/8"), RF_LAYERS, "",
     VPC("ec2:DeleteVpc", "\"aws:SourceIp\":{\"unknown\":true}"),
     "it depends on aws:SourceIp, which is not known",
     "it depends on aws:SourceIp, which is not known; D denies it if NotIpAddress aws:SourceIp "
     "\"10.0.0.0/8\" holds"},
    {ALLOW("A", "*"), RF_LAYERS, "",
     "{\"action\":\"sts:AssumeRole\",\"resource\":\"arn:aws:iam::111122223333:role/r\","
     "\"principal\":\"arn:aws:iam::111122223333:root\"}",
     "AWS does not let root do it, whatever policies say",
     "AWS does not let root do it, whatever policies say"},
    {ALLOW("A", "*"), RF_LAYERS, "",
     "{\"action\":\"sts:AssumeRole\",\"resource\":\"arn:aws:iam::111122223333:role/r\","
     "\"principal\":\"" BOB "\"}",
     "a resource policy must allow it, and there is none",
     "a resource policy must allow it, and there is none"},
    {"", RF_LAYERS, "",
     "{\"action\":\"sts:GetCallerIdentity\",\"resource\":\"*\",\"principal\":\"" BOB "\"}",
     "no statement has to allow it, and none denies it",
     "no statement has to allow it, and none denies it"},
};

START_TEST(decision_is_explained)
{
    rf_policy_set set = {.reference = &rf_reference_builtin};
    put(&set, RF_LAYER_IDENTITY, policy_of(decision_rows[_i].identity));
    if (decision_rows[_i].layer != RF_LAYERS)
        put(&set, decision_rows[_i].layer, policy_of(decision_rows[_i].other));
    rf_words words = words_of(&set, decision_rows[_i].request);
    ck_assert_rf_str(rf_words_decision(&words, true), decision_rows[_i].brief);
    ck_assert_rf_str(rf_words_decision(&words, false), decision_rows[_i].whole);
}
END_TEST

START_TEST(resource_has_a_short_name)
{
    static const struct {
        const char *action, *resource, *name;
    } rows[] = {
        {"ec2:DeleteVpc", EC2 "vpc/vpc-1", "vpc/vpc-1"},
        {"ec2:DescribeVpcs", "*", "the resource"},
        {"none:Such", "arn:aws:none:::x", "x"},
        {"s3:GetObject", "arn:aws:s3:::bucket/a/very/long/key/that/nobody/wants/to/read/twice.csv",
         "the object"},
        {"none:Such", "arn:aws:none:::a/very/long/name/that/nobody/wants/to/read/twice",
         "the resource"},
    };
    rf_policy_set set = {.reference = &rf_reference_builtin};
    put(&set, RF_LAYER_IDENTITY, policy_of(""));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_words words = words_of(&set, text("{\"action\":\"%s\",\"resource\":\"%s\"}",
                                             rows[i].action, rows[i].resource));
        ck_assert_rf_str(rf_words_resource(&words), rows[i].name);
    }
}
END_TEST

START_TEST(long_texts_and_many_statements_are_cut)
{
    rf_buf statements = rf_buf_new(arena), values = rf_buf_new(arena);
    for (size_t i = 0; i < 50; i++)
        rf_buf_format(&statements, "%s" ALLOW("A%zu", "*"), i ? "," : "", i);
    rf_buf_add_repeated(&values, 'x', 5000);
    rf_buf_format(&statements, "," DENY_IF("D", "StringEquals", "k", "%.*s"),
                  RF_ARG(rf_buf_str(&values)));
    rf_policy_set set = {.reference = &rf_reference_builtin};
    put(&set, RF_LAYER_IDENTITY, policy_of(rf_cstr(arena, rf_buf_str(&statements))));
    const char *request = text(VPC("none:Such", "\"k\":\"%.*sy\""), RF_ARG(rf_buf_str(&values)));
    rf_words words = words_of(&set, request);
    ck_assert_rf_str(rf_words_decision(&words, true), "A0, A1, A2 and 47 more");
    rf_str whole = rf_words_decision(&words, false);
    ck_assert_uint_lt(whole.n, 400);
    ck_assert(
        rf_starts(whole, RF_STR("A0 allows; A1 allows; A2 allows; 47 more allow it too; D ")));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("iam-words");
    TCase *tests = test_case(suite, "words");
    tcase_add_loop_test(tests, statement_says_why_it_matches_or_not, 0,
                        sizeof statement_rows / sizeof *statement_rows);
    tcase_add_loop_test(tests, decision_is_explained, 0,
                        sizeof decision_rows / sizeof *decision_rows);
    tcase_add_test(tests, resource_has_a_short_name);
    tcase_add_test(tests, long_texts_and_many_statements_are_cut);
    return run_suite(suite);
}

/* Calls: the checks they are, tags under both names, tags at creation, and decisions in words. */
#include "iam_support.h"

#include "base/limits.h"
#include "iam/call.h"
#include "iam/layers.h"

#define EC2 "arn:aws:ec2:eu-west-1:111122223333:"

static rf_policy_set set_of(const char *statements)
{
    const rf_policy **policy = RF_NEW(arena, const rf_policy *);
    *policy = read_policy(text("{\"Version\":\"2012-10-17\",\"Statement\":[%s]}", statements));
    return (rf_policy_set){.identity = {policy, 1}, .reference = &rf_reference_builtin};
}

static const rf_call *read_call(const char *json, bool single)
{
    rf_diags diags = rf_diags_new(arena);
    rf_value *value = read_json(rf_str_c(json));
    const rf_call *call =
        single ? rf_call_read_request(arena, value, &diags) : rf_call_read(arena, value, &diags);
    ck_assert_msg(call != NULL, "%s: %s", json, diags_text(&diags));
    return call;
}

/* "Allowed: ec2:CreateSubnet subnet Allowed, ec2:CreateTags subnet Allowed", or why not; dropped
 * keys stand behind the check. */
static const char *decide_call(const rf_policy_set *set, const rf_call *call, unsigned how)
{
    rf_call_answer answer;
    rf_str why;
    rf_buf buf = rf_buf_new(arena);
    if (!rf_call_decide(arena, set, call, how | RF_CALL_EXPLAINED, &answer, &why))
        return rf_cstr(arena, why);
    rf_buf_format(&buf, "%s:", rf_outcome_name(answer.outcome));
    for (size_t i = 0; i < answer.n; i++) {
        const rf_call_check *check = &answer.checks[i];
        const rf_reference *reference = check->about.reference;
        rf_str type = check->about.pair
                          ? rf_ref_text(reference, reference->types[check->about.pair->type].name)
                          : RF_STR("-");
        rf_buf_format(&buf, "%s %.*s %.*s %s", i ? "," : "", RF_ARG(check->request->action),
                      RF_ARG(type), rf_outcome_name(check->decision.outcome));
        for (size_t k = 0; k < check->dropped_count; k++)
            rf_buf_format(&buf, " -%.*s", RF_ARG(check->dropped[k]));
    }
    return rf_cstr(arena, rf_buf_str(&buf));
}

/* --- the checks of a call --------------------------------------------------------------------- */

#define ALLOW(action) "{\"Effect\":\"Allow\",\"Action\":\"" action "\",\"Resource\":\"*\"}"
#define ALLOW_IF(action, op, key, value)                                                           \
    "{\"Effect\":\"Allow\",\"Action\":\"" action "\",\"Resource\":\"*\",\"Condition\":{\"" op      \
    "\":{\"" key "\":" value "}}}"
#define SUBNET(context) "{\"resource\":\"" EC2 "subnet/*\",\"context\":{" context "}}"
#define VPC(context) "{\"resource\":\"" EC2 "vpc/vpc-1\",\"context\":{" context "}}"
#define NAME "\"aws:RequestTag/Name\":\"cce-a\""

static const struct {
    const char *statements, *call;
    unsigned how;
    const char *answer;
} call_rows[] = {
    /* one check for each resource, each with its own context */
    {ALLOW_IF("ec2:CreateSubnet", "StringLike", "ec2:ResourceTag/Name", "\"cce-*\""),
     "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET("") "," VPC(
         "\"ec2:ResourceTag/Name\":\"cce-1\"") "]",
     0, "ImplicitlyDenied: ec2:CreateSubnet subnet ImplicitlyDenied, ec2:CreateSubnet vpc Allowed"},
    /* what is shared is everywhere; what is of a resource wins */
    {ALLOW_IF("ec2:*", "StringEquals", "aws:RequestedRegion", "\"eu-west-1\""),
     "\"action\":\"ec2:CreateSubnet\",\"context\":{\"aws:RequestedRegion\":\"eu-west-1\"},"
     "\"resources\":[" SUBNET("") "," VPC("\"AWS:requestedregion\":\"us-east-1\"") "]",
     0, "ImplicitlyDenied: ec2:CreateSubnet subnet Allowed, ec2:CreateSubnet vpc ImplicitlyDenied"},
    /* an explicit Deny counts more than nothing that allows */
    {ALLOW("s3:*") ",{\"Effect\":\"Deny\",\"Action\":\"ec2:*\",\"Resource\":\"" EC2 "vpc/*\"}",
     "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET("") "," VPC("") "]", 0,
     "ExplicitlyDenied: ec2:CreateSubnet subnet ImplicitlyDenied, ec2:CreateSubnet vpc "
     "ExplicitlyDenied"},
    /* the vpc check of CreateSubnet has no tags of the request */
    {ALLOW_IF("ec2:CreateSubnet", "StringLike", "aws:RequestTag/Name",
              "\"cce-*\"") "," ALLOW("ec2:CreateTags"),
     "\"action\":\"ec2:CreateSubnet\",\"context\":{" NAME
     "},\"resources\":[" SUBNET("") "," VPC("") "]",
     RF_CALL_STRICT,
     "ImplicitlyDenied: ec2:CreateSubnet subnet Allowed, ec2:CreateTags subnet Allowed, "
     "ec2:CreateSubnet vpc ImplicitlyDenied -aws:RequestTag/Name"},
    /* as asked when keys are not looked at */
    {ALLOW_IF("ec2:CreateSubnet", "StringLike", "aws:RequestTag/Name",
              "\"cce-*\"") "," ALLOW("ec2:CreateTags"),
     "\"action\":\"ec2:CreateSubnet\",\"context\":{" NAME "},\"resources\":[" VPC("") "]", 0,
     "Unknown: ec2:CreateSubnet vpc Allowed"},
    /* ec2:CreateAction is there in the check of ec2:CreateTags, and only there */
    {ALLOW("ec2:CreateSubnet") "," ALLOW_IF("ec2:CreateTags", "StringEquals", "ec2:CreateAction",
                                            "\"CreateSubnet\""),
     "\"action\":\"ec2:createsubnet\",\"resources\":[" SUBNET(NAME) "]", 0,
     "Unknown: ec2:createsubnet subnet Allowed, ec2:CreateTags subnet Allowed"},
    {ALLOW_IF("ec2:*", "Null", "ec2:CreateAction", "true"),
     "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET(NAME) "]", 0,
     "ImplicitlyDenied: ec2:CreateSubnet subnet Allowed, ec2:CreateTags subnet ImplicitlyDenied"},
    /* aws:TagKeys follows from the tags, also in the check that creates, but not where it cannot be
     */
    {ALLOW_IF("ec2:*", "ForAnyValue:StringEquals", "aws:TagKeys", "\"Name\""),
     "\"action\":\"ec2:CreateSubnet\",\"context\":{" NAME
     "},\"resources\":[" SUBNET("") "," VPC("") "]",
     0,
     "ImplicitlyDenied: ec2:CreateSubnet subnet Allowed, ec2:CreateTags subnet Allowed, "
     "ec2:CreateSubnet vpc ImplicitlyDenied"},
    {ALLOW_IF("ec2:*", "ForAnyValue:StringEquals", "aws:TagKeys", "\"Name\""),
     "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET(NAME ",\"aws:TagKeys\":[\"x\"]") "]",
     0, "aws:RequestTag/Name is given, and aws:TagKeys does not list it"},
    {ALLOW_IF("ec2:*", "ForAnyValue:StringEquals", "aws:TagKeys", "\"NAME\""),
     "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET(NAME
                                                              ",\"aws:TagKeys\":[\"NAME\"]") "]",
     0, "Unknown: ec2:CreateSubnet subnet Allowed, ec2:CreateTags subnet Allowed"},
    /* tags that only aws:TagKeys tells, or of which it is not known */
    {ALLOW("ec2:CreateSubnet"),
     "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET("\"aws:TagKeys\":[\"a\"]") "]", 0,
     "ImplicitlyDenied: ec2:CreateSubnet subnet Allowed, ec2:CreateTags subnet ImplicitlyDenied"},
    {ALLOW("ec2:CreateSubnet"),
     "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET(
         "\"aws:TagKeys\":{\"unknown\":true}") "]",
     0, "Unknown: ec2:CreateSubnet subnet Allowed, ec2:CreateTags subnet Unknown"},
    {ALLOW("ec2:CreateSubnet"),
     "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET("\"aws:TagKeys\":[]") "]", 0,
     "Unknown: ec2:CreateSubnet subnet Allowed"},
    /* "*" and patterns may be what is made */
    {ALLOW("ec2:CreateVpc"),
     "\"action\":\"ec2:CreateVpc\",\"context\":{" NAME "},\"resources\":[{\"resource\":\"*\"}]", 0,
     "ImplicitlyDenied: ec2:CreateVpc - Allowed, ec2:CreateTags - ImplicitlyDenied"},
    {ALLOW("ec2:CreateVpc"),
     "\"action\":\"ec2:CreateVpc\",\"context\":{" NAME
     "},\"resources\":[{\"resource\":\"arn:aws:ec2:*:*:vpc/*\"}]",
     0, "ImplicitlyDenied: ec2:CreateVpc vpc Allowed, ec2:CreateTags vpc ImplicitlyDenied"},
    /* what has no form, or contradicts itself */
    {ALLOW("*"), "\"action\":\"s3:*\"", 0,
     "'s3:*' is no action; give the name of one, as s3:GetObject, without wildcards"},
    {ALLOW("*"), "\"action\":\"ec2:DeleteVpc\",\"resources\":[{\"resource\":\"vpc-1\"}]", 0,
     "resource 'vpc-1' is neither an ARN nor *"},
    {ALLOW("*"), "\"action\":\"a:B\",\"accountId\":\"12\"", 0,
     "account '12' is not the 12 digits of an account"},
    {ALLOW("*"),
     "\"action\":\"ec2:DeleteVpc\",\"accountId\":\"999999999999\",\"resources\":["
     "{\"resource\":\"arn:aws:ec2:a:111122223333:vpc/v\"}]",
     0,
     "the account that owns the resource is given as 999999999999, and "
     "arn:aws:ec2:a:111122223333:vpc/v is of account 111122223333"},
    {ALLOW("*"),
     "\"action\":\"ec2:DeleteVpc\",\"context\":{\"aws:ResourceAccount\":\"999999999999\"},"
     "\"resources\":[{\"resource\":\"arn:aws:ec2:a:111122223333:vpc/v\"}]",
     0, "aws:ResourceAccount is 999999999999, and the resource is of account 111122223333"},
    {ALLOW("*"),
     "\"action\":\"a:B\",\"principal\":\"arn:aws:iam::111122223333:user/a\",\"context\":{"
     "\"aws:PrincipalAccount\":\"999999999999\"}",
     0,
     "aws:PrincipalAccount is 999999999999, which is not that of the principal "
     "arn:aws:iam::111122223333:user/a"},
    /* no tags, no check of ec2:CreateTags; an empty list is no tag */
    {ALLOW("ec2:*"), "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET("") "]", 0,
     "Unknown: ec2:CreateSubnet subnet Allowed"},
    {ALLOW("ec2:*"),
     "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET("\"aws:RequestTag/Name\":[]") "]", 0,
     "Unknown: ec2:CreateSubnet subnet Allowed"},
    /* an existing resource that is tagged, and services other than EC2, have no such check */
    {ALLOW("ec2:*"), "\"action\":\"ec2:CreateTags\",\"resources\":[" VPC(NAME) "]", 0,
     "Allowed: ec2:CreateTags vpc Allowed"},
    {ALLOW("iam:*"),
     "\"action\":\"iam:CreateRole\",\"resources\":[{\"resource\":"
     "\"arn:aws:iam::111122223333:role/a\",\"context\":{" NAME "}}]",
     0, "Allowed: iam:CreateRole role Allowed"},
    /* tags that are not known: the check may not be made */
    {ALLOW("ec2:CreateSubnet"),
     "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET(
         "\"aws:RequestTag/Name\":{\"unknown\":true}") "]",
     0, "Unknown: ec2:CreateSubnet subnet Allowed, ec2:CreateTags subnet Unknown"},
    {ALLOW("ec2:CreateSubnet"),
     "\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET(
         "\"aws:RequestTag/a\":{\"unknown\":true}," NAME) "]",
     0,
     "ImplicitlyDenied: ec2:CreateSubnet subnet Allowed, ec2:CreateTags subnet ImplicitlyDenied"},
    /* denied in any case is not unknown */
    {ALLOW_IF("ec2:*", "StringEquals", "k", "\"v\""),
     "\"action\":\"ec2:DeleteVpc\",\"resources\":[" VPC("\"k\":{\"unknown\":true}") "," VPC(
         "\"k\":\"w\"") "]",
     0, "ImplicitlyDenied: ec2:DeleteVpc vpc Unknown, ec2:DeleteVpc vpc ImplicitlyDenied"},
    {ALLOW_IF("ec2:*", "StringEquals", "k", "\"v\""),
     "\"action\":\"ec2:DeleteVpc\",\"resources\":[" VPC("\"k\":{\"unknown\":true}") "," VPC(
         "\"k\":\"v\"") "]",
     0, "Unknown: ec2:DeleteVpc vpc Unknown, ec2:DeleteVpc vpc Allowed"},
    /* a call on no resource */
    {ALLOW("ec2:*"), "\"action\":\"ec2:DescribeVpcs\",\"resources\":[]", 0,
     "Allowed: ec2:DescribeVpcs - Allowed"},
    {ALLOW("ec2:*"), "\"action\":\"ec2:DeleteVpc\"", 0,
     "the call names no resource, and ec2:DeleteVpc is about vpc"},
    {ALLOW("none:*"), "\"action\":\"none:Such\"", RF_CALL_STRICT, "Allowed: none:Such - Allowed"},
    /* strict: global keys stay, those of the type, of the session, of an unknown action, and of any
     * type where the resource is "*" */
    {ALLOW("ec2:*"),
     "\"action\":\"ec2:DeleteVpc\",\"context\":{\"aws:SourceIp\":\"1.2.3.4\",\"ec2:VpcID\":\"v\","
     "\"oidc.example.com:sub\":\"x\",\"s3:prefix\":\"p\",\"aws:TagKeys\":[\"a\"]},"
     "\"resources\":[" VPC("") "]",
     RF_CALL_STRICT, "Allowed: ec2:DeleteVpc vpc Allowed -s3:prefix -aws:TagKeys"},
    {ALLOW("ec2:*"),
     "\"action\":\"ec2:DeleteVpcc\",\"context\":{\"s3:prefix\":\"p\"},\"resources\":[" VPC("") "]",
     RF_CALL_STRICT, "Allowed: ec2:DeleteVpcc - Allowed"},
    {ALLOW("ec2:*"),
     "\"action\":\"ec2:CreateVpc\",\"context\":{" NAME
     ",\"s3:prefix\":\"p\"},\"resources\":[{\"resource\":\"*\"}]",
     RF_CALL_STRICT, "Unknown: ec2:CreateVpc - Allowed -s3:prefix, ec2:CreateTags - Allowed"},
};

START_TEST(call_is_its_checks)
{
    rf_policy_set set = set_of(call_rows[_i].statements);
    const rf_call *call = read_call(text("{%s}", call_rows[_i].call), false);
    ck_assert_str_eq(decide_call(&set, call, call_rows[_i].how), call_rows[_i].answer);
}
END_TEST

/* --- single checks ---------------------------------------------------------------------------- */

#define TAG_ASKED(key) ALLOW_IF("*", "StringEquals", key, "\"a\"")
#define ON_VPC(action, context)                                                                    \
    "{\"action\":\"" action "\",\"resource\":\"" EC2 "vpc/vpc-1\",\"context\":{" context "}}"

static const struct {
    const char *statements, *request, *answer;
} tag_rows[] = {
    {TAG_ASKED("aws:ResourceTag/N"), ON_VPC("ec2:DeleteVpc", "\"ec2:ResourceTag/N\":\"a\""),
     "Allowed"},
    {TAG_ASKED("ec2:ResourceTag/N"), ON_VPC("ec2:DeleteVpc", "\"AWS:resourcetag/n\":\"a\""),
     "Allowed"},
    {TAG_ASKED("ec2:ResourceTag/N"), ON_VPC("EC2:NotKnownHere", "\"aws:ResourceTag/N\":\"a\""),
     "Allowed"},
    {TAG_ASKED("ec2:ResourceTag/N"),
     ON_VPC("ec2:DeleteVpc", "\"aws:ResourceTag/N\":\"a\",\"ec2:ResourceTag/n\":\"a\""), "Allowed"},
    {TAG_ASKED("ec2:ResourceTag/M"), ON_VPC("ec2:DeleteVpc", "\"aws:ResourceTag/N\":\"a\""),
     "ImplicitlyDenied"},
    {TAG_ASKED("aws:ResourceTag/N"),
     ON_VPC("ec2:DeleteVpc", "\"ec2:ResourceTag/N\":{\"unknown\":true}"), "Unknown"},
    /* other services have no such key */
    {TAG_ASKED("ec2:ResourceTag/N"), ON_VPC("s3:GetObject", "\"aws:ResourceTag/N\":\"a\""),
     "ImplicitlyDenied"},
    {TAG_ASKED("iam:ResourceTag/N"),
     "{\"action\":\"iam:DeleteRole\",\"resource\":\"arn:aws:iam::111122223333:role/r\","
     "\"context\":{\"aws:ResourceTag/N\":\"a\"}}",
     "Allowed"},
    /* nothing is added to a single check */
    {ALLOW_IF("*", "Null", "aws:TagKeys", "true"),
     ON_VPC("ec2:CreateVpc", "\"aws:RequestTag/N\":\"a\""), "Allowed"},
};

START_TEST(tag_of_the_resource_has_two_names)
{
    rf_policy_set set = set_of(tag_rows[_i].statements);
    rf_call_answer answer;
    rf_str why;
    ck_assert(rf_call_decide(arena, &set, read_call(tag_rows[_i].request, true), 0, &answer, &why));
    ck_assert_str_eq(rf_outcome_name(answer.outcome), tag_rows[_i].answer);
    ck_assert_uint_eq(answer.n, 1);
}
END_TEST

START_TEST(tag_with_two_values_is_an_error)
{
    static const char *const contexts[] = {
        "\"aws:ResourceTag/N\":\"a\",\"ec2:ResourceTag/N\":\"b\"",
        "\"aws:ResourceTag/N\":\"a\",\"ec2:resourcetag/n\":[\"a\",\"b\"]",
        "\"aws:ResourceTag/N\":\"a\",\"ec2:ResourceTag/N\":{\"unknown\":true}",
    };
    rf_policy_set set = set_of(ALLOW("*"));
    for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
        rf_call_answer answer;
        rf_str why = RF_STR("");
        const char *request =
            text("{\"action\":\"ec2:DeleteVpc\",\"resource\":\"*\",\"context\":{%s}}", contexts[i]);
        ck_assert(!rf_call_decide(arena, &set, read_call(request, true), 0, &answer, &why));
        ck_assert_msg(rf_find(why, RF_STR("one tag of the resource")) != RF_NOT_FOUND, "%.*s",
                      RF_ARG(why));
    }
    /* what is of the resource wins over what is shared, under both names */
    const char *call = "{\"action\":\"ec2:DeleteVpc\",\"context\":{\"aws:ResourceTag/N\":\"a\"},"
                       "\"resources\":[" VPC("\"ec2:ResourceTag/N\":\"b\"") "]}";
    set = set_of(ALLOW_IF("*", "StringEquals", "aws:ResourceTag/N", "\"b\""));
    ck_assert_str_eq(decide_call(&set, read_call(call, false), 0),
                     "Allowed: ec2:DeleteVpc vpc Allowed");
}
END_TEST

START_TEST(unknown_tags_are_what_the_answer_depends_on)
{
    rf_policy_set set = set_of(ALLOW("ec2:CreateSubnet"));
    const char *call = "{\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET(
        "\"aws:RequestTag/Name\":{\"unknown\":true}") "]}";
    rf_call_answer answer;
    rf_str why;
    ck_assert(rf_call_decide(arena, &set, read_call(call, false), 0, &answer, &why));
    ck_assert_uint_eq(answer.n, 2);
    ck_assert(answer.checks[1].uncertain);
    ck_assert_uint_eq(answer.checks[1].decision.depends_count, 1);
    ck_assert_rf_str(answer.checks[1].decision.depends[0], "aws:RequestTag/Name");
}
END_TEST

static const struct {
    const char *call, *missing;
} missing_rows[] = {
    {"\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET("") "]",
     "no vpc is given, and every ec2:CreateSubnet touches one\n"},
    {"\"action\":\"ec2:CreateSubnet\",\"resources\":[" SUBNET("") "," VPC("") "]", ""},
    {"\"action\":\"ec2:CreateSubnet\",\"resources\":[{\"resource\":\"*\"}]",
     "no subnet is given, and every ec2:CreateSubnet touches one\n"
     "no vpc is given, and every ec2:CreateSubnet touches one\n"},
    /* of other services, one of the required types is enough: they are alternatives */
    {"\"action\":\"iam:GenerateServiceLastAccessedDetails\",\"resources\":[{\"resource\":"
     "\"arn:aws:iam::111122223333:user/a\"}]",
     ""},
    {"\"action\":\"iam:GenerateServiceLastAccessedDetails\",\"resources\":[{\"resource\":\"*\"}]",
     "no group, policy, role or user is given, and every "
     "iam:GenerateServiceLastAccessedDetails touches one\n"},
    {"\"action\":\"none:Such\",\"resources\":[{\"resource\":\"*\"}]", ""},
};

START_TEST(required_resource_that_is_not_given_is_told)
{
    rf_policy_set set = set_of(ALLOW("*"));
    rf_call_answer answer;
    rf_str why, *words;
    const rf_call *call = read_call(text("{%s}", missing_rows[_i].call), false);
    ck_assert(rf_call_decide(arena, &set, call, 0, &answer, &why));
    size_t n = rf_call_missing(arena, &answer, &words);
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < n; i++)
        rf_buf_format(&buf, "%.*s\n", RF_ARG(words[i]));
    ck_assert_rf_str(rf_buf_str(&buf), missing_rows[_i].missing);
}
END_TEST

static const struct {
    const char *call, *diags;
} read_rows[] = {
    {"[]", "1:1-1:3 a call is an object, not list\n"},
    {"{}", "1:1-1:3 the call has no \"action\"\n"},
    {"{\"action\":\"a:B\",\"resources\":{}}",
     "1:29-1:31 \"resources\" of a call is a list, not object\n"},
    {"{\"action\":\"a:B\",\"resources\":[1]}", "1:30-1:31 a resource is an object, not number\n"},
    {"{\"action\":\"a:B\",\"resources\":[{\"resource\":[]},{\"context\":1}]}",
     "1:42-1:44 \"resource\" of a resource is a string, not list\n"
     "1:57-1:58 the context of a resource is an object, not number\n"
     "1:46-1:59 the resource has no \"resource\"\n"},
    {"{\"action\":\"a:B\",\"ressources\":[]}",
     "1:17-1:29 a call has no member \"ressources\"; did you mean \"resources\"?\n"},
    {"{\"action\":\"a:B\",\"resources\":[{\"resource\":\"*\",\"contex\":{}}]}",
     "1:46-1:54 a resource has no member \"contex\"; did you mean \"context\"?\n"},
};

START_TEST(call_of_another_shape_is_told_so)
{
    rf_diags diags = rf_diags_new(arena);
    ck_assert_ptr_null(rf_call_read(arena, read_json(rf_str_c(read_rows[_i].call)), &diags));
    ck_assert_str_eq(diags_text(&diags), read_rows[_i].diags);
}
END_TEST

/* --- limits ----------------------------------------------------------------------------------- */

static bool decides(const rf_policy_set *set, const rf_call *call)
{
    rf_call_answer answer;
    rf_str why = RF_STR("");
    bool ok = rf_call_decide(arena, set, call, 0, &answer, &why);
    ck_assert_msg(ok || rf_starts(why, RF_STR("the call is too large")), "%.*s", RF_ARG(why));
    return ok;
}

static void fill(rf_call *call, size_t resources, size_t keys)
{
    rf_call_resource *all = RF_NEW_ARRAY(arena, rf_call_resource, resources);
    rf_context_key *shared = RF_NEW_ARRAY(arena, rf_context_key, keys);
    for (size_t i = 0; i < resources; i++)
        all[i].arn = RF_STR("*");
    for (size_t i = 0; i < keys; i++)
        shared[i].name = rf_format(arena, "k%zu", i);
    *call = (rf_call){.action = RF_STR("a:B"),
                      .context = shared,
                      .n = keys,
                      .resources = all,
                      .resource_count = resources};
}

START_TEST(call_has_limits)
{
    rf_policy_set set = set_of(ALLOW("*"));
    rf_call call;
    fill(&call, RF_LIMIT_CALL_RESOURCES, 1);
    ck_assert(decides(&set, &call));
    fill(&call, RF_LIMIT_CALL_RESOURCES + 1, 1);
    ck_assert(!decides(&set, &call));
    fill(&call, 2, RF_LIMIT_CALL_KEYS / 2);
    ck_assert(decides(&set, &call));
    fill(&call, 2, RF_LIMIT_CALL_KEYS / 2 + 1);
    ck_assert(!decides(&set, &call));
    rf_policy many = *set.identity.at[0];
    const rf_policy *policy = &many;
    rf_policy_list level = {&policy, 1};
    many.n = RF_LIMIT_CALL_STATEMENTS / 2 + 1;
    rf_statement *statements = RF_NEW_ARRAY(arena, rf_statement, many.n);
    for (size_t i = 0; i < many.n; i++)
        statements[i] = set.identity.at[0]->statements[0];
    many.statements = statements;
    rf_layer_put(&set, RF_LAYER_SCP, &level, 1);
    fill(&call, 2, 1);
    ck_assert(!decides(&set, &call));
    many.n -= 2;
    ck_assert(decides(&set, &call));
    call.single = true;
    many.n += 2;
    ck_assert(decides(&set, &call));
}
END_TEST

/* --- layers ----------------------------------------------------------------------------------- */

START_TEST(layers_are_put_and_seen_alike)
{
    const rf_policy *policies[] = {read_policy("{}"), read_policy("{}"), read_policy("{}")};
    const rf_policy_list levels[] = {{policies, 1}, {policies + 1, 2}};
    for (rf_layer layer = 0; layer < RF_LAYERS; layer++) {
        bool leveled = layer == RF_LAYER_SCP || layer == RF_LAYER_RCP;
        rf_policy_set set = {0};
        rf_layer_view view;
        ck_assert_uint_eq(rf_layer_count(&set, layer), 0);
        rf_layer_put(&set, layer, levels, leveled ? 2 : 1);
        rf_layer_view_of(&set, layer, &view);
        ck_assert_uint_eq(view.n, leveled ? 2 : 1);
        ck_assert_ptr_eq(view.levels[0].at[0], policies[0]);
        ck_assert_uint_eq(rf_layer_count(&set, layer), leveled ? 3 : 1);
        rf_layer_put(&set, layer, NULL, 0);
        ck_assert_uint_eq(rf_layer_count(&set, layer), 0);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("iam-call");
    TCase *tests = test_case(suite, "call");
    tcase_add_loop_test(tests, call_is_its_checks, 0, sizeof call_rows / sizeof *call_rows);
    tcase_add_loop_test(tests, tag_of_the_resource_has_two_names, 0,
                        sizeof tag_rows / sizeof *tag_rows);
    tcase_add_test(tests, tag_with_two_values_is_an_error);
    tcase_add_test(tests, unknown_tags_are_what_the_answer_depends_on);
    tcase_add_loop_test(tests, required_resource_that_is_not_given_is_told, 0,
                        sizeof missing_rows / sizeof *missing_rows);
    tcase_add_loop_test(tests, call_of_another_shape_is_told_so, 0,
                        sizeof read_rows / sizeof *read_rows);
    tcase_add_test(tests, call_has_limits);
    tcase_add_test(tests, layers_are_put_and_seen_alike);
    return run_suite(suite);
}

/* The policy model: reading, what is wrong as data, requests, principals, explanations. */
#include "iam_support.h"

#include <string.h>

#define EC2 "arn:aws:ec2:eu-west-1:123456789012:"

/* "KIND statement@line:column text -> nearest" for each problem, a line each. */
static const char *problems_text(const rf_policy *policy)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < policy->problem_count; i++) {
        const rf_problem *problem = &policy->problems[i];
        rf_place place = rf_locate(problem->span);
        rf_buf_format(&buf, "%s %d@%u:%u %.*s", rf_problem_name(problem->kind), problem->statement,
                      place.line, place.column, RF_ARG(problem->text));
        if (problem->nearest.n != 0)
            rf_buf_format(&buf, " -> %.*s", RF_ARG(problem->nearest));
        if (problem->other.source != NULL)
            rf_buf_format(&buf, " (%u)", rf_locate(problem->other).column);
        rf_buf_add_c(&buf, "\n");
    }
    return rf_cstr(arena, rf_buf_str(&buf));
}

#define V "\"Version\":\"2012-10-17\","
#define ALLOW "\"Effect\":\"Allow\",\"Action\":\"a:B\",\"Resource\":\"*\""

static const struct {
    const char *document, *problems;
    bool refused;
} problem_rows[] = {
    {"{" V "\"Statement\":[{" ALLOW "}]}", "", false},
    {"{" V "\"Id\":\"i\",\"Statement\":{\"Sid\":\"S\"," ALLOW "}}", "", false},
    {"[]", "NOT_AN_OBJECT -1@1:1 \n", true},
    {"{\"Statement\":[]}", "EMPTY_LIST -1@1:14 Statement\nMISSING_VERSION -1@1:1 Version\n", false},
    {"{" V "\"Statment\":[]}",
     "UNKNOWN_ELEMENT -1@1:25 Statment -> Statement\nMISSING_STATEMENT -1@1:1 Statement\n", true},
    {"{" V "\"Statement\":7}", "WRONG_TYPE -1@1:37 Statement\n", true},
    {"{" V "\"Statement\":[7]}", "NOT_AN_OBJECT 0@1:38 Statement\n", true},
    {"{\"Version\":\"2012-10-18\",\"Statement\":{" ALLOW "}}",
     "INVALID_VERSION -1@1:12 2012-10-18\n", true},
    {"{\"Version\":2012,\"Statement\":{" ALLOW "}}", "WRONG_TYPE -1@1:12 Version\n", true},
    {"{" V "\"Statement\":[{" ALLOW "},{}]}",
     "MISSING_EFFECT 1@1:87 Effect\nMISSING_ACTION 1@1:87 Action\n"
     "MISSING_RESOURCE 1@1:87 Resource\n",
     true},
    {"{" V "\"Statement\":{\"effect\":\"Allow\",\"Action\":[],\"Resource\":\"*\"}}",
     "UNKNOWN_ELEMENT 0@1:38 effect -> Effect\nEMPTY_LIST 0@1:64 Action\n"
     "MISSING_EFFECT 0@1:37 Effect\n",
     true},
    {"{" V "\"Statement\":{\"Effect\":\"allow\",\"Action\":\"a:B\",\"Resource\":{}}}",
     "INVALID_EFFECT 0@1:47 allow\nWRONG_TYPE 0@1:81 Resource\n", true},
    {"{" V "\"Statement\":{" ALLOW ",\"Effect\":\"Deny\"}}",
     "DUPLICATE_MEMBER 0@1:85 Effect (38)\n", true},
    {"{" V "\"Statement\":{" ALLOW ",\"NotAction\":\"c:D\",\"NotResource\":\"x\"}}",
     "ACTION_AND_NOT_ACTION 0@1:55 Action (85)\n"
     "RESOURCE_AND_NOT_RESOURCE 0@1:70 Resource (103)\n",
     true},
    {"{" V "\"Statement\":{" ALLOW ",\"Principal\":\"AWS\"}}", "INVALID_PRINCIPAL 0@1:97 AWS\n",
     true},
    {"{" V "\"Statement\":{" ALLOW ",\"Principal\":{\"Aws\":[1,\"*\"],\"AWS\":[]}}}",
     "UNKNOWN_PRINCIPAL_TYPE 0@1:98 Aws -> AWS\nWRONG_TYPE 0@1:105 Aws\n"
     "EMPTY_LIST 0@1:118 AWS\n",
     true},
    {"{" V "\"Statement\":{" ALLOW ",\"Condition\":{}}}", "EMPTY_OBJECT 0@1:97 Condition\n", false},
    {"{" V "\"Statement\":{" ALLOW ",\"Condition\":{\"StringLik\":{\"k\":\"a\"}}}}",
     "UNKNOWN_OPERATOR 0@1:98 StringLik -> StringLike\n", true},
    {"{" V "\"Statement\":{" ALLOW ",\"Condition\":{\"ForAnyValues:StringLik\":{}}}}",
     "UNKNOWN_OPERATOR 0@1:98 ForAnyValues:StringLik -> ForAnyValue:StringLike\n"
     "EMPTY_OBJECT 0@1:123 ForAnyValues:StringLik\n",
     true},
    {"{" V "\"Statement\":{" ALLOW ",\"Condition\":{\"NullIfExists\":{\"k\":true}}}}",
     "NULL_WITH_IF_EXISTS 0@1:98 NullIfExists\n", true},
    {"{" V "\"Statement\":{" ALLOW ",\"Condition\":{\"stringlikeifexists\":{\"k\":[]}}}}",
     "OPERATOR_CASE 0@1:98 stringlikeifexists -> StringLikeIfExists\n"
     "EMPTY_LIST 0@1:124 k\n",
     false},
    {"{" V "\"Statement\":{" ALLOW ",\"Condition\":{\"Bool\":{\"k\":[true,\"x\",null]}}}}",
     "UNREADABLE_VALUE 0@1:116 Bool\nWRONG_TYPE 0@1:120 k\n", true},
    {"{" V "\"Statement\":{" ALLOW ",\"Condition\":{\"StringLike\":{\"k\":\"${\"}}}}",
     "MALFORMED_VARIABLE 0@1:116 ${\n", false},
};

START_TEST(problem_is_data_with_its_place)
{
    rf_policy *policy = read_policy(problem_rows[_i].document);
    ck_assert_str_eq(problems_text(policy), problem_rows[_i].problems);
    ck_assert_msg(policy->refused == problem_rows[_i].refused, "%s", problem_rows[_i].document);
}
END_TEST

START_TEST(single_values_and_lists_read_the_same)
{
    rf_policy *policy = read_policy(
        "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":[\"1\",\"2\"],\"Service\":"
        "\"s\"},\"NotAction\":[\"A:b\"],\"Resource\":\"r\",\"Condition\":{\"NumericEquals\":"
        "{\"K\":[1.50,true,\"x\"]},\"ForAnyValue:ArnLike\":{\"A\":\"b\",\"C\":\"d\"}}}}");
    const rf_statement *statement = &policy->statements[0];
    ck_assert_uint_eq(policy->n, 1);
    ck_assert_int_eq(policy->version, RF_VERSION_NONE);
    ck_assert_int_eq(statement->effect, RF_EFFECT_DENY);
    ck_assert_rf_str(statement->name, "statement 1");
    ck_assert_uint_eq(statement->principals.n, 3);
    ck_assert_int_eq(statement->principals.at[2].type, RF_PRINCIPAL_SERVICE);
    ck_assert_rf_str(statement->not_actions.at[0].text, "A:b");
    ck_assert_rf_str(statement->not_actions.at[0].literal, "a:b");
    ck_assert(!statement->actions.present);
    ck_assert_uint_eq(statement->n, 3);
    ck_assert_rf_str(statement->conditions[0].key, "k");
    ck_assert_rf_str(statement->conditions[0].values[0].text, "1.5");
    ck_assert_rf_str(statement->conditions[0].values[1].text, "true");
    ck_assert(!statement->conditions[0].values[1].readable);
    ck_assert_int_eq(statement->conditions[2].op.set, RF_SET_FOR_ANY_VALUE);
    ck_assert_rf_str(statement->conditions[2].name, "C");
    ck_assert_rf_str(rf_span_text(statement->conditions[2].key_span), "\"C\"");
}
END_TEST

START_TEST(size_counts_characters_without_white_space)
{
    ck_assert_uint_eq(read_policy("{ \"a b\" :\t\"\xC3\xA4\" }\r\n")->characters, 10);
    rf_value *value = read_json(RF_STR("{}"));
    ck_assert_uint_eq(rf_policy_read(arena, value, RF_STR("{ \"a\": 1 }"))->characters, 7);
}
END_TEST

static const struct {
    const char *value;
    bool policy;
} shape_rows[] = {
    {"{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\"}]}", true},
    {"{\"Statement\":{\"Action\":\"*\",\"Resource\":\"*\"}}", true},
    {"{\"statement\":[{\"effect\":\"Allow\",\"action\":\"*\"}]}", true},
    {"{\"Statment\":[{\"Effect\":\"Allow\",\"Resource\":\"*\"}]}", true},
    {"{\"Version\":\"2012-10-17\"}", true},
    {"{\"Version\":\"1.0\",\"Statement\":[]}", false},
    {"{\"Statement\":[{\"amount\":1,\"Action\":\"paid\"}]}", false},
    {"{\"Effect\":\"Allow\"}", false},
    {"[]", false},
    {"null", false},
};

START_TEST(policy_is_recognised_by_its_shape)
{
    ck_assert_msg(rf_looks_like_policy(read_json(rf_str_c(shape_rows[_i].value))) ==
                      shape_rows[_i].policy,
                  "%s", shape_rows[_i].value);
}
END_TEST

static const struct {
    const char *statements;
    rf_policy_kind kind;
} kind_rows[] = {
    {"{" ALLOW "}", RF_KIND_IDENTITY},
    {"{" ALLOW ",\"Principal\":\"*\"}", RF_KIND_RESOURCE},
    {"{" ALLOW ",\"NotPrincipal\":{\"AWS\":\"1\"}}", RF_KIND_RESOURCE},
    {"{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[\"sts:assumeRoleWithSAML\","
     "\"sts:TagSession\"]}",
     RF_KIND_TRUST},
    /* only Denies: of an RCP, not of a role */
    {"{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Resource\":\"*\","
     "\"Action\":\"sts:AssumeRoleWithWebIdentity\"}",
     RF_KIND_RESOURCE},
    {"[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"},{" ALLOW "}]",
     RF_KIND_RESOURCE},
    {"{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\"}", RF_KIND_IDENTITY},
    {"[]", RF_KIND_IDENTITY},
};

START_TEST(kind_follows_from_principals_and_actions)
{
    rf_policy *policy = read_policy(text("{\"Statement\":%s}", kind_rows[_i].statements));
    ck_assert_int_eq(rf_policy_kind_of(policy), kind_rows[_i].kind);
}
END_TEST

START_TEST(names_of_kinds_read_back)
{
    rf_policy_kind kind;
    for (unsigned i = 0; i < RF_POLICY_KINDS; i++) {
        ck_assert(rf_policy_kind_parse(rf_str_c(rf_policy_kind_name((rf_policy_kind)i)), &kind));
        ck_assert_uint_eq(kind, i);
    }
    ck_assert(!rf_policy_kind_parse(RF_STR("Identity"), &kind));
}
END_TEST

START_TEST(every_operator_reads_back_with_prefix_and_suffix)
{
    for (size_t i = 0; i < RF_OPERATORS; i++) {
        const rf_base_operator *base = &rf_base_operators[i];
        const char *suffix = base->family == RF_FAMILY_NULL ? "" : "IfExists";
        rf_str written = rf_format(arena, "ForAnyValue:%.*s%s", RF_ARG(base->name), suffix);
        rf_condition_operator op = rf_operator_parse(written);
        ck_assert_ptr_eq(op.base, base);
        ck_assert(!op.case_differs);
        ck_assert_rf_str(rf_operator_text(arena, &op), rf_cstr(arena, written));
        op = rf_operator_parse(rf_lower(arena, written));
        ck_assert_ptr_eq(op.base, base);
        ck_assert(op.case_differs);
    }
    ck_assert_ptr_null(rf_operator_parse(RF_STR("IfExists")).base);
    ck_assert_ptr_null(rf_operator_parse(RF_STR("ForAnyValue:ForAllValues:Bool")).base);
    ck_assert_rf_str(rf_operator_nearest(arena, RF_STR("ForAllValues:StringLikeIfExist")),
                     "ForAllValues:StringLikeIfExists");
    ck_assert_rf_str(rf_operator_nearest(arena, RF_STR("StringLikIfExists")), "StringLikeIfExists");
    ck_assert_uint_eq(rf_operator_nearest(arena, RF_STR("Quux")).n, 0);
}
END_TEST

/* What is written "?" becomes known only after apply. */
static void make_unknown(rf_value *value)
{
    if (rf_eq_c(rf_text_of(value), "?"))
        *value = rf_value_unknown(&rf_type_any, value->span);
    for (size_t i = 0; value->kind == RF_LIST && i < value->as.list.n; i++)
        make_unknown((rf_value *)&value->as.list.at[i]);
    for (size_t i = 0; value->kind == RF_OBJECT && i < value->as.object.n; i++)
        make_unknown((rf_value *)&value->as.object.at[i].value);
}

static const struct {
    const char *statements;
    rf_outcome outcome;
} unknown_rows[] = {
    {"\"?\"", RF_UNDECIDED},
    {"[\"?\"]", RF_UNDECIDED},
    {"[\"?\",{" ALLOW "}]", RF_UNDECIDED}, /* it may be a Deny */
    {"[\"?\",{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]", RF_EXPLICITLY_DENIED},
    {"[{\"Effect\":\"Deny\",\"Action\":\"?\",\"Resource\":\"*\"}]", RF_IMPLICITLY_DENIED},
    {"[{\"Effect\":\"Deny\",\"Action\":\"?\",\"Resource\":\"*\"},{" ALLOW "}]", RF_UNDECIDED},
    {"{\"Effect\":\"?\",\"Action\":\"a:B\",\"Resource\":\"*\"}", RF_UNDECIDED},
    {"{\"Effect\":\"Allow\",\"Action\":[\"?\",\"a:B\"],\"Resource\":\"*\"}", RF_ALLOWED},
    {"{\"Effect\":\"Allow\",\"Action\":\"?\",\"Resource\":\"*\"}", RF_UNDECIDED},
    {"{\"Effect\":\"Allow\",\"Action\":\"x:Y\",\"Resource\":\"?\"}", RF_IMPLICITLY_DENIED},
    {"{\"Effect\":\"Allow\",\"NotAction\":[\"?\",\"a:*\"],\"Resource\":\"*\"}",
     RF_IMPLICITLY_DENIED},
    {"{" ALLOW ",\"Principal\":\"?\"}", RF_UNDECIDED},
    {"{" ALLOW ",\"Principal\":{\"AWS\":\"?\"}}", RF_UNDECIDED},
    {"{" ALLOW ",\"NotPrincipal\":{\"AWS\":\"?\"}}", RF_UNDECIDED},
    {"{" ALLOW ",\"Condition\":\"?\"}", RF_UNDECIDED},
    {"{" ALLOW ",\"Condition\":{\"Bool\":\"?\"}}", RF_UNDECIDED},
    {"{" ALLOW ",\"Condition\":{\"Bool\":{\"k\":\"?\"}}}", RF_UNDECIDED},
    {"{" ALLOW ",\"Condition\":{\"Bool\":{\"k\":[\"?\",true]}}}", RF_ALLOWED},
    {"{" ALLOW ",\"Condition\":{\"Bool\":{\"absent\":\"?\"}}}", RF_IMPLICITLY_DENIED},
    {"{" ALLOW ",\"Condition\":{\"StringNotLike\":{\"k\":[\"?\",\"t*\"]}}}", RF_IMPLICITLY_DENIED},
    {"{" ALLOW ",\"Condition\":{\"StringNotEquals\":{\"k\":\"?\"}}}", RF_UNDECIDED},
    {"{" ALLOW ",\"Condition\":{\"ArnLike\":{\"k\":\"?\"}}}", RF_UNDECIDED},
    {"{" ALLOW ",\"Condition\":{\"NumericLessThan\":{\"k\":\"?\"}}}", RF_UNDECIDED},
    {"{" ALLOW ",\"Condition\":{\"DateLessThan\":{\"k\":\"?\"}}}", RF_UNDECIDED},
    {"{" ALLOW ",\"Condition\":{\"IpAddress\":{\"k\":\"?\"}}}", RF_UNDECIDED},
    {"{" ALLOW ",\"Condition\":{\"BinaryEquals\":{\"k\":\"?\"}}}", RF_UNDECIDED},
    {"{" ALLOW ",\"Condition\":{\"StringEqualsIgnoreCase\":{\"k\":\"?\"}}}", RF_UNDECIDED},
};

START_TEST(what_is_known_after_apply_is_never_a_silent_yes_or_no)
{
    rf_value *document =
        read_json(rf_str_c(text("{" V "\"Statement\":%s}", unknown_rows[_i].statements)));
    make_unknown(document);
    rf_policy *policy = rf_policy_read(arena, document, RF_STR(""));
    ck_assert(!policy->refused);
    rf_outcome outcome =
        decide_one(policy, "{\"action\":\"a:B\",\"resource\":\"*\",\"context\":{\"k\":\"true\"}}");
    ck_assert_msg(outcome == unknown_rows[_i].outcome, "%s: %s", unknown_rows[_i].statements,
                  rf_outcome_name(outcome));
    ck_assert(strstr(problems_text(policy), "UNKNOWN_VALUE") != NULL);
}
END_TEST

static const struct {
    const char *request, *diags;
    bool made;
} request_rows[] = {
    {"[]", "1:1-1:3 a request is an object, not list\n", false},
    {"{}", "1:1-1:3 the request has no \"action\"\n1:1-1:3 the request has no \"resource\"\n",
     false},
    {"{\"action\":1,\"resource\":\"*\"}",
     "1:11-1:12 \"action\" of a request is a string, not number\n", false},
    {"{\"action\":\"a\",\"resource\":\"*\",\"context\":[]}",
     "1:40-1:42 the context of a request is an object, not list\n", false},
    {"{\"action\":\"a\",\"resource\":\"*\",\"context\":{\"k\":{}}}",
     "1:45-1:47 context key k has object for a value\n", false},
    {"{\"action\":\"a\",\"resource\":\"*\",\"context\":{\"K\":\"1\",\"k\":\"2\"}}",
     "1:49-1:52 context key k is given twice\n", false},
    {"{\"action\":\"a\",\"resource\":\"*\",\"princpal\":\"x\"}",
     "1:30-1:40 a request has no member \"princpal\"; did you mean \"principal\"?\n", false},
    {"{\"action\":\"a\",\"resource\":\"*\",\"accountId\":123456789012,\"principal\":null,"
     "\"context\":null}",
     "", true},
};

START_TEST(request_of_another_shape_is_told_so)
{
    rf_diags diags = rf_diags_new(arena);
    rf_request *request =
        rf_request_read(arena, read_json(rf_str_c(request_rows[_i].request)), &diags);
    ck_assert_str_eq(diags_text(&diags), request_rows[_i].diags);
    ck_assert((request != NULL) == request_rows[_i].made);
}
END_TEST

START_TEST(context_keys_are_found_among_many_without_case)
{
    enum { KEYS = 500 };
    rf_context_key keys[KEYS];
    for (size_t i = 0; i < KEYS; i++) {
        rf_str *value = RF_NEW(arena, rf_str);
        *value = rf_format(arena, "%zu", i);
        size_t name = i * 7 % (KEYS - 1); /* one name stands twice: the later counts */
        keys[i] =
            (rf_context_key){.name = rf_format(arena, "Aws:Key%zu", name), .values = value, .n = 1};
    }
    rf_request *request = rf_request_new(arena, RF_STR("A:B"), RF_STR("*"), RF_STR(""), keys, KEYS);
    ck_assert_uint_eq(request->n, KEYS - 1);
    ck_assert_rf_str(request->action_key, "a:b");
    for (size_t i = 1; i < KEYS; i++) {
        rf_str name = rf_lower(arena, keys[i].name);
        ck_assert_rf_str(rf_request_key(request, name)->values[0], text("%zu", i));
    }
    ck_assert_ptr_null(rf_request_key(request, RF_STR("aws:key")));
}
END_TEST

#define SESSION "arn:aws:sts::123456789012:assumed-role/deployer/ci"
#define USER "arn:aws:iam::123456789012:user/Bob"

static const struct {
    const char *principal, *caller;
    bool matches, exempt; /* as Principal; as NotPrincipal */
} principal_rows[] = {
    {"\"*\"", USER, true, true},
    {"\"*\"", "", true, true},
    {"{\"AWS\":\"*\"}", "", true, true},
    {"{\"AWS\":\"" USER "\"}", USER, true, true},
    {"{\"AWS\":\"arn:aws:iam::123456789012:user/bob\"}", USER, false, false},
    {"{\"AWS\":\"arn:aws:iam::123456789012:user/*\"}", USER, false, false},
    {"{\"AWS\":\"123456789012\"}", USER, true, false},
    {"{\"AWS\":\"arn:aws:iam::123456789012:root\"}", USER, true, false},
    {"{\"AWS\":\"arn:aws:iam::123456789012:root\"}", "arn:aws:iam::123456789012:root", true, true},
    {"{\"AWS\":\"arn:aws-cn:iam::123456789012:root\"}", USER, false, false},
    {"{\"AWS\":\"arn:aws:iam::999999999999:root\"}", USER, false, false},
    {"{\"AWS\":\"arn:aws:iam::123456789012:root\"}", SESSION, true, false},
    {"{\"AWS\":\"arn:aws:iam::123456789012:role/path/deployer\"}", SESSION, true, true},
    {"{\"AWS\":\"arn:aws:iam::123456789012:role/other\"}", SESSION, false, false},
    {"{\"AWS\":\"" SESSION "\"}", SESSION, true, true},
    {"{\"AWS\":\"arn:aws:sts::123456789012:assumed-role/deployer/x\"}", SESSION, false, false},
    {"{\"Service\":[\"lambda.amazonaws.com\",\"ec2.amazonaws.com\"]}", "ec2.amazonaws.com", true,
     true},
    {"{\"Service\":\"ec2.amazonaws.com\"}", USER, false, false},
    {"{\"Federated\":\"" USER "\"}", USER, false, false},
    {"{\"Service\":\"" USER "\"}", USER, false, false},
    {"{\"CanonicalUser\":\"" USER "\"}", USER, false, false},
    {"{\"AWS\":\"ec2.amazonaws.com\"}", "ec2.amazonaws.com", false, false},
    {"{\"Federated\":\"cognito-identity.amazonaws.com\"}", "cognito-identity.amazonaws.com", true,
     true},
    {"{\"AWS\":\"ec2.amazonaws.com\",\"Service\":\"a.com\"}", USER, false, false},
    {"{\"Federated\":\"arn:aws:iam::123456789012:saml-provider/P\"}",
     "arn:aws:iam::123456789012:saml-provider/P", true, true},
    {"{\"AWS\":\"123456789012\"}", "arn:aws:iam::123456789012:saml-provider/P", false, false},
    {"{\"CanonicalUser\":\"79a5\"}", "79a5", true, true},
    {"{\"AWS\":[\"1\",\"" USER "\"]}", USER, true, true},
    {"{\"AWS\":[]}", USER, false, false},
};

START_TEST(principal_of_a_statement)
{
    const char *request = text("{\"action\":\"a:B\",\"resource\":\"*\",\"principal\":\"%s\"}",
                               principal_rows[_i].caller);
    const char *principal = principal_rows[_i].principal;
    const char *allow = text("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":%s,\"Action\":"
                             "\"*\",\"Resource\":\"*\"}}",
                             principal);
    ck_assert_str_eq(decide(allow, request),
                     principal_rows[_i].matches ? "Allowed" : "ImplicitlyDenied");
    const char *deny = text("{\"Statement\":{\"Effect\":\"Deny\",\"NotPrincipal\":%s,\"Action\":"
                            "\"*\",\"Resource\":\"*\"}}",
                            principal);
    ck_assert_str_eq(decide(deny, request),
                     principal_rows[_i].exempt ? "ImplicitlyDenied" : "ExplicitlyDenied");
}
END_TEST

START_TEST(deny_wins_and_the_statements_that_made_it_are_named)
{
    rf_policy *allow = read_policy("{\"Statement\":[{\"Sid\":\"A\",\"Effect\":\"Allow\",\"Action\":"
                                   "\"*\",\"Resource\":\"*\"},{\"Effect\":\"Allow\",\"Action\":"
                                   "\"s3:*\",\"Resource\":\"*\"}]}");
    rf_policy *deny = read_policy("{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"s3:Put*\","
                                  "\"Resource\":\"*\"}}");
    const rf_policy *policies[] = {allow, deny};
    rf_request *put = read_request("{\"action\":\"s3:PutObject\",\"resource\":\"*\"}");
    rf_decision decision = rf_decide(arena, policies, 2, put);
    ck_assert_int_eq(decision.outcome, RF_EXPLICITLY_DENIED);
    ck_assert_uint_eq(decision.n, 1);
    ck_assert_uint_eq(decision.because[0].policy, 1);
    ck_assert_rf_str(decision.because[0].statement->name, "statement 1");
    decision = rf_decide(arena, policies, 1, put);
    ck_assert_int_eq(decision.outcome, RF_ALLOWED);
    ck_assert_uint_eq(decision.n, 2);
    ck_assert_rf_str(decision.because[0].statement->name, "A");
    ck_assert_rf_str(decision.because[1].statement->name, "statement 2");
    decision =
        rf_decide(arena, policies + 1, 1, read_request("{\"action\":\"a:B\",\"resource\":\"*\"}"));
    ck_assert_int_eq(decision.outcome, RF_IMPLICITLY_DENIED);
    ck_assert_uint_eq(decision.n, 0);
}
END_TEST

START_TEST(refused_policy_takes_no_part_and_the_others_stay)
{
    const char *request = "{\"action\":\"a:B\",\"resource\":\"*\"}";
    rf_policy *refused =
        read_policy("{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\","
                    "\"Resource\":\"*\",\"Condition\":{\"StringLik\":{\"k\":\"a\"}}"
                    "},{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");
    rf_policy *good = read_policy("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
                                  "\"Resource\":\"*\"}}");
    const rf_policy *policies[] = {refused, good};
    ck_assert_int_eq(rf_decide(arena, policies, 1, read_request(request)).outcome,
                     RF_IMPLICITLY_DENIED);
    rf_decision decision = rf_decide(arena, policies, 2, read_request(request));
    ck_assert_int_eq(decision.outcome, RF_ALLOWED);
    ck_assert_uint_eq(decision.because[0].policy, 1);
    rf_explanation why =
        rf_statement_explain(arena, refused, &refused->statements[1], read_request(request));
    ck_assert_int_eq(why.failed, RF_PART_POLICY);
    ck_assert_int_eq(why.match, RF_NO);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("iam-policy");
    TCase *tests = test_case(suite, "model");
    tcase_add_loop_test(tests, problem_is_data_with_its_place, 0,
                        sizeof problem_rows / sizeof problem_rows[0]);
    tcase_add_test(tests, single_values_and_lists_read_the_same);
    tcase_add_test(tests, size_counts_characters_without_white_space);
    tcase_add_loop_test(tests, policy_is_recognised_by_its_shape, 0,
                        sizeof shape_rows / sizeof shape_rows[0]);
    tcase_add_loop_test(tests, kind_follows_from_principals_and_actions, 0,
                        sizeof kind_rows / sizeof kind_rows[0]);
    tcase_add_test(tests, names_of_kinds_read_back);
    tcase_add_test(tests, every_operator_reads_back_with_prefix_and_suffix);
    tcase_add_loop_test(tests, what_is_known_after_apply_is_never_a_silent_yes_or_no, 0,
                        sizeof unknown_rows / sizeof unknown_rows[0]);
    tcase_add_loop_test(tests, request_of_another_shape_is_told_so, 0,
                        sizeof request_rows / sizeof request_rows[0]);
    tcase_add_test(tests, context_keys_are_found_among_many_without_case);
    tcase_add_loop_test(tests, principal_of_a_statement, 0,
                        sizeof principal_rows / sizeof principal_rows[0]);
    tcase_add_test(tests, deny_wins_and_the_statements_that_made_it_are_named);
    tcase_add_test(tests, refused_policy_takes_no_part_and_the_others_stay);
    return run_suite(suite);
}

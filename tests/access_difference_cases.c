/* Differences of policies: what once was decided wrongly, and what is easy to decide wrongly. */
#include "access_support.h"

/* --- cases --------------------------------------------------------------------------------------
 */

#define STAR "\"Resource\": \"*\""
#define GET "\"Action\": \"s3:GetObject\", "
#define IF(operator, key, value) ", \"Condition\": {\"" operator"\": {\"" key "\": " value "}}"
#define ALLOW(rest) "{\"Effect\": \"Allow\", " rest "}"
#define DENY(rest) "{\"Effect\": \"Deny\", " rest "}"
#define OBJECT(name) "\"Resource\": \"arn:aws:s3:::b/" name "\""

/* What `more` allows and `less` does not: '+' some, '-' nothing, '?' it cannot be told. */
static const struct {
    const char *more, *less;
    char expected;
} cases[] = {
    /* a variable that is what another pattern spells */
    {ALLOW(GET OBJECT("${aws:username}")),
     ALLOW(GET OBJECT("${aws:username}")) ", " DENY(GET OBJECT("admin")), '+'},
    {ALLOW(GET OBJECT("${aws:username}/*")),
     ALLOW(GET OBJECT("${aws:username}/*")) ", " DENY(GET OBJECT("adm*/keys")), '+'},
    {ALLOW(GET OBJECT("${aws:username}/*")) ", " DENY(GET OBJECT("admin/*")),
     ALLOW(GET OBJECT("${aws:username}/*")) ", " DENY(GET OBJECT("adm*/*")), '+'},
    {ALLOW(GET OBJECT("${aws:username}/*")) ", " DENY(GET OBJECT("adm*")),
     ALLOW(GET OBJECT("${aws:username}/*")) ", " DENY(GET OBJECT("admin/*")), '-'},
    {ALLOW(GET OBJECT("${aws:username}")), ALLOW(GET OBJECT("*")), '-'},
    {ALLOW(GET OBJECT("a")), ALLOW(GET OBJECT("${aws:username}")), '+'},
    {ALLOW(GET OBJECT("${aws:username}")), ALLOW(GET OBJECT("?*")), '+'}, /* an empty name */
    /* two variables that are the same, or one of which is not there */
    {ALLOW(GET STAR ", \"Condition\": {\"StringEquals\": {\"s3:prefix\": \"${aws:username}\"}, "
                    "\"StringLike\": {\"s3:prefix\": \"${aws:PrincipalTag/t}\"}}"),
     DENY(GET STAR), '+'},
    {ALLOW(GET OBJECT("${aws:username}") IF("Null", "aws:PrincipalTag/t", "\"true\"")) ", " DENY(
         GET STAR IF("StringEquals", "s3:prefix", "\"${aws:PrincipalTag/t}\"")),
     DENY(GET STAR), '+'},
    {ALLOW(GET OBJECT("${aws:username}")), ALLOW(GET OBJECT("${aws:PrincipalTag/t, 'x'}")), '+'},
    {ALLOW(GET OBJECT("x")), ALLOW(GET OBJECT("${aws:PrincipalTag/t, 'x'}")), '+'},
    {ALLOW(GET OBJECT("x") IF("Null", "aws:PrincipalTag/t", "\"true\"")),
     ALLOW(GET OBJECT("${aws:PrincipalTag/t, 'x'}")), '-'},
    /* a condition on the variable's own key */
    {ALLOW(GET OBJECT("${aws:username}/*") IF("StringLike", "aws:username", "\"dev-*\"")),
     ALLOW(GET OBJECT("dev-*")), '-'},
    {ALLOW(GET OBJECT("${aws:username}/*") IF("StringLike", "aws:username", "\"dev*\"")),
     ALLOW(GET OBJECT("dev-*")), '+'},
    {ALLOW(GET OBJECT("${s3:max-keys}") IF("NumericLessThan", "s3:max-keys", "\"5\"")),
     DENY(GET STAR), '+'},
    /* a variable whose key has several values has none */
    {ALLOW(GET OBJECT("${aws:TagKeys}")), DENY(GET STAR), '-'},
    {ALLOW(GET OBJECT("${aws:TagKeys, 'x'}")), ALLOW(GET OBJECT("x")), '-'},
    /* one tag with two names */
    {ALLOW(GET STAR IF("StringEquals", "ec2:ResourceTag/T", "\"a\"")),
     ALLOW(GET STAR IF("StringEquals", "aws:ResourceTag/t", "\"a\"")), '-'},
    {ALLOW(GET OBJECT("${ec2:ResourceTag/T}")), ALLOW(GET OBJECT("${aws:ResourceTag/t}")), '-'},
    {ALLOW(GET OBJECT("${aws:ResourceTag/T}") IF("StringEquals", "ec2:ResourceTag/T", "\"a\"")),
     ALLOW(GET OBJECT("a")), '-'},
    /* an action is SERVICE:NAME */
    {ALLOW("\"Action\": \"*\", " STAR), ALLOW("\"Action\": \"*:*\", " STAR), '-'},
    {ALLOW("\"Action\": \"z*\", " STAR), ALLOW("\"Action\": \"z*:b*\", " STAR), '+'},
    /* years are no moments */
    {ALLOW(GET STAR IF("DateLessThan", "aws:CurrentTime", "\"1970-01-01T00:33:40Z\"")),
     DENY(GET STAR), '+'},
    {ALLOW(GET STAR IF("DateLessThan", "aws:CurrentTime", "\"1970-01-01T00:33:41Z\"")),
     ALLOW(GET STAR IF("DateLessThanEquals", "aws:CurrentTime", "\"1970-01-01T00:33:40Z\"")), '+'},
    {ALLOW(GET STAR IF("DateGreaterThan", "aws:CurrentTime", "\"9999-12-31T23:59:59Z\"")),
     DENY(GET STAR), '+'},
    {ALLOW(GET STAR IF("DateEquals", "aws:CurrentTime", "\"2020\"")),
     ALLOW(GET STAR IF("DateEquals", "aws:CurrentTime", "\"2020-01-01T01:00:00+01:00\"")), '-'},
    /* lists that compare with nothing; values that no comparison reads */
    {ALLOW(GET STAR ", \"Condition\": {\"NumericNotEquals\": {\"s3:max-keys\": []}, "
                    "\"Null\": {\"s3:max-keys\": \"false\"}}"),
     DENY(GET STAR), '+'},
    {ALLOW(GET STAR IF("Null", "x:n", "\"false\"")),
     ALLOW(GET STAR IF("NumericLessThan", "x:n", "\"1\"")) ", " ALLOW(
         GET STAR IF("NumericGreaterThanEquals", "x:n", "\"1\"")),
     '+'},
    {ALLOW(GET STAR IF("Null", "s3:max-keys", "\"false\"")),
     ALLOW(GET STAR IF("NumericLessThan", "s3:max-keys", "\"1\"")) ", " ALLOW(
         GET STAR IF("NumericGreaterThanEquals", "s3:max-keys", "\"1\"")),
     '-'},
    {ALLOW(GET STAR IF("NumericGreaterThan", "s3:max-keys", "\"1e9999\"")), DENY(GET STAR), '?'},
    {ALLOW(GET STAR IF("NumericGreaterThan", "s3:max-keys", "\"123456789012345678901234567890\"")),
     DENY(GET STAR), '+'},
    {ALLOW(GET STAR IF("Null", "aws:SourceIp", "\"false\"")),
     ALLOW(GET STAR IF("IpAddress", "aws:SourceIp", "[\"0.0.0.0/0\", \"::/0\"]")), '-'},
    {ALLOW(GET STAR IF("Null", "aws:SourceIp", "\"false\"")),
     ALLOW(GET STAR IF("IpAddress", "aws:SourceIp", "\"0.0.0.0/0\"")), '+'},
    {ALLOW(GET STAR IF("IpAddress", "aws:SourceIp", "\"10.0.0.0/31\"")),
     ALLOW(GET STAR IF("IpAddress", "aws:SourceIp", "[\"10.0.0.0/32\", \"10.0.0.1\"]")), '-'},
    {ALLOW(GET STAR IF("IpAddress", "aws:SourceIp", "\"255.255.255.254/31\"")),
     ALLOW(GET STAR IF("IpAddress", "aws:SourceIp", "\"255.255.255.254/32\"")), '+'},
    {ALLOW(GET STAR IF("Null", "aws:SecureTransport", "\"false\"")),
     ALLOW(GET STAR IF("Bool", "aws:SecureTransport", "[\"true\", \"false\"]")), '-'},
    {ALLOW(GET STAR IF("StringEquals", "aws:SecureTransport", "\"false\"")),
     ALLOW(GET STAR IF("Bool", "aws:SecureTransport", "\"false\"")), '-'},
    /* a key that may have one value or several */
    {ALLOW(GET STAR IF("StringEquals", "x:k", "\"a\"")),
     ALLOW(GET STAR) ", " DENY(GET STAR IF("ForAnyValue:StringEquals", "x:k", "\"a\"")), '+'},
    {ALLOW(GET STAR IF("StringEquals", "x:k", "\"a\"")),
     ALLOW(GET STAR IF("ForAnyValue:StringEquals", "x:k", "\"a\"")), '-'},
    {ALLOW(GET STAR IF("ForAnyValue:StringEquals", "x:k", "\"a\"")),
     ALLOW(GET STAR IF("StringEquals", "x:k", "\"a\"")), '+'},
    /* sets, and the key that is not there */
    {ALLOW(GET STAR IF("ForAllValues:StringLike", "aws:TagKeys", "\"a*\"")),
     ALLOW(GET STAR IF("ForAnyValue:StringLike", "aws:TagKeys", "\"a*\"")), '+'},
    {ALLOW(GET STAR IF("ForAnyValue:StringNotLike", "aws:TagKeys", "\"a*\"")),
     ALLOW(GET STAR) ", " DENY(GET STAR IF("ForAllValues:StringLike", "aws:TagKeys", "\"a*\"")),
     '-'},
    {ALLOW(GET STAR) ", " DENY(GET STAR IF("StringNotLike", "aws:RequestTag/T", "\"a*\"")),
     ALLOW(GET STAR) ", " DENY(GET STAR IF("StringNotLikeIfExists", "aws:RequestTag/T", "\"a*\"")),
     '-'},
    /* ARNs by segments, resources by letters */
    {ALLOW(GET STAR IF("ArnLike", "aws:SourceArn", "\"arn:aws:s3:*:*:b\"")),
     ALLOW(GET STAR IF("StringLike", "aws:SourceArn", "\"arn:aws:s3:*:*:b\"")), '-'},
    {ALLOW(GET STAR IF("StringLike", "aws:SourceArn", "\"arn:aws:s3:*:*:b\"")),
     ALLOW(GET STAR IF("ArnLike", "aws:SourceArn", "\"arn:aws:s3:*:*:b\"")), '+'},
    {ALLOW(GET STAR IF("ArnLike", "aws:SourceArn", "\"arn:aws:s3:::${aws:username}\"")),
     ALLOW(GET STAR IF("StringLike", "aws:SourceArn", "\"arn:aws:s3:::*\"")), '-'},
    {ALLOW(GET STAR IF("ArnLike", "aws:SourceArn", "\"arn:aws:s3:${aws:username}::b\"")),
     ALLOW(GET STAR IF("ArnLike", "aws:SourceArn", "\"arn:aws:s3:*::b\"")), '-'},
    {ALLOW(GET "\"Resource\": \"arn:aws:s3:::b?c\""), ALLOW(GET "\"Resource\": \"arn:aws:s3:*\""),
     '-'},
    {ALLOW(GET "\"Resource\": \"arn:aws:s3:?::b\""), ALLOW(GET "\"Resource\": \"arn:aws:s3:?:*\""),
     '-'},
    /* names in other letters */
    {ALLOW("\"Action\": \"S3:GETOBJECT\", " STAR IF("StringEquals", "AWS:UserName", "\"a\"")),
     ALLOW(GET STAR IF("StringEquals", "aws:username", "\"a\"")), '-'},
    /* what AWS refuses allows nothing */
    {ALLOW(GET STAR ", \"Resources\": \"*\""), DENY(GET STAR), '-'},
};

/* The same, of requests that AWS can make. */
static const struct {
    const char *more, *less;
    char expected;
} aws_cases[] = {
    /* what AWS owns stands under no number */
    {ALLOW("\"Action\": \"iam:GetPolicy\", \"Resource\": \"arn:aws:iam::aws:policy/*\""),
     DENY(GET STAR), '+'},
    {ALLOW("\"Action\": \"ssm:GetDocument\", \"Resource\": \"arn:aws:ssm:*::document/AWS-*\""),
     DENY(GET STAR), '+'},
    {ALLOW("\"Action\": \"iam:PassRole\", \"Resource\": \"arn:aws:iam::aws:role/*\""),
     DENY(GET STAR), '-'},
    /* aws:TagKeys lists the tags */
    {ALLOW("\"Action\": \"ec2:CreateTags\", " STAR
           ", \"Condition\": {\"StringEquals\": {\"aws:RequestTag/Name\": \"a\"}, "
           "\"ForAllValues:StringEquals\": {\"aws:TagKeys\": \"Owner\"}}"),
     DENY(GET STAR), '-'},
    {ALLOW("\"Action\": \"ec2:CreateTags\", " STAR
           ", \"Condition\": {\"StringEquals\": {\"aws:RequestTag/Name\": \"a\"}, "
           "\"ForAllValues:StringEquals\": {\"aws:TagKeys\": \"Name\"}}"),
     DENY(GET STAR), '+'},
    /* keys that are not there, and one tag with two names where it has both */
    {ALLOW("\"Action\": \"ec2:CreateSubnet\", \"Resource\": \"arn:aws:ec2:*:*:vpc/*\"" IF(
         "StringEquals", "aws:RequestTag/Name", "\"a\"")),
     DENY(GET STAR), '-'},
    {ALLOW(GET OBJECT("${s3:prefix}")), DENY(GET STAR), '-'},
    {ALLOW(
         "\"Action\": \"ec2:CreateTags\", " STAR IF("StringEquals", "ec2:ResourceTag/T", "\"a\"")),
     ALLOW(
         "\"Action\": \"ec2:CreateTags\", " STAR IF("StringEquals", "aws:ResourceTag/t", "\"a\"")),
     '-'},
    {ALLOW(
         "\"Action\": \"sqs:SendMessage\", " STAR IF("StringEquals", "ec2:ResourceTag/T", "\"a\"")),
     DENY(GET STAR), '-'},
    {ALLOW("\"Action\": \"sqs:SendMessage\", " STAR
           ", \"Condition\": {\"StringEquals\": {\"aws:ResourceTag/T\": \"a\"}, \"Null\": "
           "{\"ec2:ResourceTag/T\": \"true\"}}"),
     DENY(GET STAR), '+'},
    /* who calls is whose ARN it is */
    {ALLOW(GET STAR ", \"Principal\": \"*\"" IF("ArnLike", "aws:PrincipalArn",
                                                "\"arn:aws:iam::111122223333:user/a\"")),
     DENY(GET STAR), '+'},
    /* no signed request is without its caller's keys */
    {ALLOW(GET STAR ", \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:user/a\"}"),
     ALLOW(GET STAR ", \"Principal\": \"*\"" IF("ArnEquals", "aws:PrincipalArn",
                                                "\"arn:aws:iam::111122223333:user/a\"")),
     '?'},
    {ALLOW(GET STAR ", \"Principal\": {\"AWS\": \"111122223333\"}"),
     ALLOW(GET STAR
           ", \"Principal\": \"*\"" IF("StringEquals", "aws:PrincipalAccount", "\"111122223333\"")),
     '?'},
    {ALLOW(GET STAR ", \"Principal\": \"*\""),
     ALLOW(GET STAR
           ", \"Principal\": \"*\"" IF("StringEquals", "aws:PrincipalAccount", "\"111122223333\"")),
     '+'},
    {ALLOW(GET STAR ", \"Principal\": \"*\""),
     ALLOW(GET STAR ", \"Principal\": \"*\"" IF("Null", "aws:PrincipalArn", "\"false\"")), '+'},
    /* the account of the ARN is that of the owner */
    {ALLOW("\"Action\": \"sqs:SendMessage\", \"Resource\": \"arn:aws:sqs:*:111122223333:*\"" IF(
         "StringEquals", "aws:ResourceAccount", "\"111122223333\"")),
     DENY(GET STAR), '+'},
};

static void check_case(const rf_universe *universe, const char *more, const char *less,
                       char expected)
{
    const char *form = "{\"Version\": \"2012-10-17\", \"Statement\": [";
    const question q = {universe, read_policy(text("%s%s]}", form, more)),
                        read_policy(text("%s%s]}", form, less)), NULL};
    rf_differences found = find(&q);
    check_witnesses(&q, &found);
    for (size_t i = 0; i < found.list.n && !universe->any; i++)
        check_possible(&found.list.at[i]);
    char got = found.list.n != 0 ? '+' : found.undecided.n != 0 ? '?' : '-';
    ck_assert_msg(got == expected, "%c and not %c (%s)\n%s", got, expected,
                  found.list.n != 0        ? request_text(found.list.at[0].witness)
                  : found.undecided.n != 0 ? rf_cstr(arena, found.undecided.at[0].why)
                                           : "",
                  question_text(&q));
}

START_TEST(cases_are_decided)
{
    check_case(&any, cases[_i].more, cases[_i].less, cases[_i].expected);
}
END_TEST

START_TEST(cases_of_aws_are_decided)
{
    check_case(&aws, aws_cases[_i].more, aws_cases[_i].less, aws_cases[_i].expected);
}
END_TEST

/* ------------------------------------------------------------------------------------------------
 */

int main(void)
{
    Suite *suite = suite_create("access_difference_cases");
    any.reference = small_reference();
    TCase *tests = test_case(suite, "cases");
    tcase_add_loop_test(tests, cases_of_aws_are_decided, 0, sizeof aws_cases / sizeof *aws_cases);
    tcase_add_loop_test(tests, cases_are_decided, 0, sizeof cases / sizeof *cases);
    return run_suite(suite);
}

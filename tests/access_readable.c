/*
 * Witnesses that a person can read: what they look like, and that they stay witnesses.
 */
#include "iam_support.h"

#include <string.h>

#include "access/difference.h"
#include "access/examples.h"
#include "access/formats.h"
#include "access/readable.h"

#define ALLOW(body) "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"," body "}]}"
#define ALLOW_DENY(allow, deny)                                                                    \
    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"," allow                      \
    "},{\"Effect\":\"Deny\"," deny "}]}"
#define NOTHING ALLOW("\"Action\":\"none:None\",\"Resource\":\"*\"")

static rf_universe universe = {.reference = &rf_reference_builtin, .partition = {"aws", 3}};

static rf_differences find(const char *more, const char *less)
{
    static const rf_policy *one, *other;
    one = read_policy(more);
    other = read_policy(less);
    rf_policies a = {&one, 1}, b = {&other, 1};
    rf_differences found;
    rf_find_differences(arena, &universe, &a, &b, &found);
    for (size_t i = 0; i < found.list.n; i++) {
        const rf_request *request = found.list.at[i].witness;
        ck_assert_int_eq(rf_decide(arena, &one, 1, request).outcome, RF_ALLOWED);
        ck_assert_int_ne(rf_decide(arena, &other, 1, request).outcome, RF_ALLOWED);
    }
    return found;
}

/* "s3:GetObject arn:aws:s3:::b/x aws:TagKeys=a,b by arn:...". */
static const char *request_text(const rf_request *request)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_format(&buf, "%.*s %.*s", RF_ARG(request->action), RF_ARG(request->resource));
    for (size_t i = 0; i < request->n; i++) {
        const rf_context_key *key = &request->context[i];
        rf_buf_format(&buf, " %.*s=", RF_ARG(key->name));
        for (size_t k = 0; k < key->n; k++)
            rf_buf_format(&buf, "%s%.*s", k ? "," : "", RF_ARG(key->values[k]));
    }
    if (request->caller.text.n != 0)
        rf_buf_format(&buf, " by %.*s", RF_ARG(request->caller.text));
    return rf_cstr(arena, rf_buf_str(&buf));
}

/* The shortest witness: an object of S3 rather than one by way of an access point. */
static const char *witness(const char *more, const char *less)
{
    const char *shortest = NULL;
    rf_differences found = find(more, less);
    ck_assert_uint_eq(found.undecided.n, 0);
    for (size_t i = 0; i < found.list.n; i++) {
        const char *one = request_text(found.list.at[i].witness);
        if (shortest == NULL || strlen(one) < strlen(shortest))
            shortest = one;
    }
    ck_assert_ptr_nonnull(shortest);
    return shortest;
}

#define OWN "111122223333"
#define OBJECT "\"Action\":\"s3:GetObject\",\"Resource\":"
#define VPC "\"Action\":\"ec2:DeleteVpc\",\"Resource\":\"*\""
#define VPC_SEEN "ec2:DeleteVpc arn:aws:ec2:us-east-1:" OWN ":vpc/vpc-0a1b2c3d4e5f67890"

START_TEST(resources_look_like_those_of_aws)
{
    ck_assert_str_eq(witness(ALLOW(VPC), NOTHING), VPC_SEEN);
    ck_assert_str_eq(witness(ALLOW(OBJECT "\"*\""), NOTHING),
                     "s3:GetObject arn:aws:s3:::example-bucket/file.txt");
    ck_assert_str_eq(witness(ALLOW("\"Action\":\"iam:GetRole\",\"Resource\":\"*\""), NOTHING),
                     "iam:GetRole arn:aws:iam::" OWN ":role/example-role");
    ck_assert_str_eq(witness(ALLOW("\"Action\":\"ec2:DescribeVpcs\",\"Resource\":\"*\""), NOTHING),
                     "ec2:DescribeVpcs *");
}
END_TEST

START_TEST(names_are_made_of_the_patterns_of_the_policy)
{
    ck_assert_str_eq(witness(ALLOW(OBJECT "\"arn:aws:s3:::cce-*\""), NOTHING),
                     "s3:GetObject arn:aws:s3:::cce-example/file.txt");
    ck_assert_str_eq(witness(ALLOW(OBJECT "\"arn:aws:s3:::reports/*\""), NOTHING),
                     "s3:GetObject arn:aws:s3:::reports/file.txt");
    ck_assert_str_eq(witness(ALLOW(OBJECT "\"arn:aws:s3:::reports/v?/*.csv\""), NOTHING),
                     "s3:GetObject arn:aws:s3:::reports/vx/example.csv");
    ck_assert_str_eq(witness(ALLOW("\"Action\":\"iam:GetRole\",\"Resource\":"
                                   "\"arn:aws:iam::*:role/cce-*-iam-role\""),
                             NOTHING),
                     "iam:GetRole arn:aws:iam::" OWN ":role/cce-example-iam-role");
    ck_assert_str_eq(witness(ALLOW("\"Action\":\"ec2:DeleteVpc\",\"Resource\":"
                                   "\"arn:aws:ec2:eu-*:444455556666:vpc/*\""),
                             NOTHING),
                     "ec2:DeleteVpc "
                     "arn:aws:ec2:eu-west-1:444455556666:vpc/vpc-0a1b2c3d4e5f67890");
}
END_TEST

START_TEST(a_letter_is_set_apart_from_what_stands_for_a_star)
{
    ck_assert_str_eq(
        witness(ALLOW(OBJECT "\"arn:aws:s3:::c*\""), ALLOW(OBJECT "\"arn:aws:s3:::cce-*\"")),
        "s3:GetObject arn:aws:s3:::c-example/file.txt");
    ck_assert_str_eq(witness(ALLOW(VPC ",\"Condition\":{\"StringLike\":{\"aws:ResourceTag/Name\":"
                                       "\"c*\"}}"),
                             ALLOW(VPC ",\"Condition\":{\"StringLike\":{\"aws:ResourceTag/Name\":"
                                       "\"cce-*\"}}")),
                     VPC_SEEN " aws:ResourceTag/Name=c-example");
}
END_TEST

START_TEST(what_must_not_match_is_a_strangers)
{
    ck_assert_str_eq(witness(ALLOW_DENY(VPC, VPC ",\"Condition\":{\"StringLikeIfExists\":{"
                                                 "\"aws:ResourceTag/Name\":\"cce-*\"}}"),
                             NOTHING),
                     VPC_SEEN " aws:ResourceTag/Name=other");
    ck_assert_str_eq(witness(ALLOW(VPC), ALLOW("\"Action\":\"ec2:DeleteVpc\",\"Resource\":"
                                               "\"arn:aws:ec2:*:111122223333:*\"")),
                     "ec2:DeleteVpc arn:aws:ec2:us-east-1:444455556666:vpc/vpc-0a1b2c3d4e5f67890");
    ck_assert_str_eq(witness(ALLOW(VPC), ALLOW("\"Action\":\"ec2:DeleteVpc\",\"Resource\":"
                                               "\"arn:aws:ec2:us-*:*:*\"")),
                     "ec2:DeleteVpc arn:aws:ec2:eu-west-1:" OWN ":vpc/vpc-0a1b2c3d4e5f67890");
}
END_TEST

#define TAGS                                                                                       \
    "\"Action\":\"ec2:CreateTags\",\"Resource\":\"arn:aws:ec2:*:*:instance/*\",\"Condition\":"
#define TAGS_SEEN "ec2:CreateTags arn:aws:ec2:us-east-1:" OWN ":instance/i-0a1b2c3d4e5f67890"

START_TEST(keys_have_values_that_they_can_have)
{
    ck_assert_str_eq(
        witness(ALLOW(TAGS "{\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}}"),
                ALLOW(TAGS "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}}")),
        TAGS_SEEN " aws:TagKeys=a,Project");
    ck_assert_str_eq(
        witness(ALLOW(TAGS "{\"StringNotLike\":{\"ec2:CreateAction\":\"Create*\"},\"Null\":{"
                           "\"ec2:CreateAction\":\"false\"}}"),
                NOTHING),
        TAGS_SEEN " ec2:CreateAction=RunInstances");
    ck_assert_str_eq(
        witness(ALLOW("\"Action\":\"ec2:CreateTags\",\"Resource\":\"arn:aws:ec2:*:*:vpc/*\","
                      "\"Condition\":{\"StringEquals\":{\"ec2:CreateAction\":["
                      "\"AllocateAddress\",\"CreateVpc\"]}}"),
                NOTHING),
        "ec2:CreateTags arn:aws:ec2:us-east-1:" OWN ":vpc/vpc-0a1b2c3d4e5f67890 "
        "ec2:CreateAction=CreateVpc");
    ck_assert_str_eq(witness(ALLOW(VPC ",\"Condition\":{\"StringNotEquals\":{"
                                       "\"aws:RequestedRegion\":\"us-east-1\"},\"Null\":{"
                                       "\"aws:RequestedRegion\":\"false\"}}"),
                             NOTHING),
                     VPC_SEEN " aws:RequestedRegion=eu-west-1");
}
END_TEST

START_TEST(keys_that_nothing_needs_are_left_out)
{
    ck_assert_str_eq(witness(ALLOW(VPC ",\"Condition\":{\"StringLikeIfExists\":{"
                                       "\"aws:ResourceTag/Name\":\"cce-*\"}}"),
                             ALLOW(VPC ",\"Condition\":{\"StringLike\":{"
                                       "\"aws:ResourceTag/Name\":\"cce-*\"}}")),
                     VPC_SEEN);
}
END_TEST

#define WHERE(condition) VPC ",\"Condition\":{" condition "}"

START_TEST(addresses_dates_and_numbers)
{
    ck_assert_str_eq(witness(ALLOW(WHERE("\"IpAddress\":{\"aws:SourceIp\":\"0.0.0.0/0\"}")),
                             ALLOW(WHERE("\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}"))),
                     VPC_SEEN " aws:SourceIp=203.0.113.10");
    ck_assert_str_eq(
        witness(ALLOW(WHERE("\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}")), NOTHING),
        VPC_SEEN " aws:SourceIp=10.0.0.10");
    ck_assert_str_eq(
        witness(ALLOW(WHERE("\"IpAddress\":{\"aws:SourceIp\":\"10.1.2.3/32\"}")), NOTHING),
        VPC_SEEN " aws:SourceIp=10.1.2.3");
    ck_assert_str_eq(
        witness(ALLOW(WHERE("\"IpAddress\":{\"aws:SourceIp\":\"fd00::/8\"}")), NOTHING),
        VPC_SEEN " aws:SourceIp=fd00::10");
    ck_assert_str_eq(
        witness(ALLOW(WHERE("\"DateGreaterThan\":{\"aws:CurrentTime\":\"2024-12-31T23:59:59Z\"}")),
                NOTHING),
        VPC_SEEN " aws:CurrentTime=2025-01-01T23:59:59Z");
    ck_assert_str_eq(
        witness(ALLOW(WHERE("\"DateLessThan\":{\"aws:CurrentTime\":\"2024-03-01T00:00:00Z\"}")),
                NOTHING),
        VPC_SEEN " aws:CurrentTime=2024-02-29T00:00:00Z");
    ck_assert_str_eq(witness(ALLOW("\"Action\":\"s3:GetObject\",\"Resource\":\"*\",\"Condition\":{"
                                   "\"NumericLessThan\":{\"s3:signatureAge\":\"10\"}}"),
                             NOTHING),
                     "s3:GetObject arn:aws:s3:::example-bucket/file.txt s3:signatureAge=9");
}
END_TEST

#define READ_BY(who) "\"Action\":\"s3:GetObject\",\"Resource\":\"*\",\"Principal\":" who

START_TEST(callers_are_users_and_roles)
{
    static const char seen[] = "s3:GetObject arn:aws:s3:::example-bucket/file.txt by arn:aws:iam::";
    ck_assert_str_eq(
        witness(ALLOW(READ_BY("{\"AWS\":\"arn:aws:iam::123456789012:root\"}")), NOTHING),
        text("%s123456789012:user/alice", seen));
    ck_assert_str_eq(witness(ALLOW(READ_BY("\"*\"")), NOTHING),
                     text("%s444455556666:user/stranger", seen));
    ck_assert_str_eq(
        witness(ALLOW(READ_BY("{\"AWS\":\"arn:aws:iam::123456789012:role/app\"}")), NOTHING),
        text("%s123456789012:role/app", seen));
}
END_TEST

START_TEST(policy_variables_have_names)
{
    ck_assert_str_eq(witness(ALLOW(OBJECT "\"arn:aws:s3:::home/${aws:username}/*\""), NOTHING),
                     "s3:GetObject arn:aws:s3:::home/alice/example aws:username=alice");
    ck_assert_str_eq(witness(ALLOW(OBJECT "\"arn:aws:s3:::home/${aws:PrincipalTag/a}/"
                                          "${aws:PrincipalTag/b}\""),
                             NOTHING),
                     "s3:GetObject arn:aws:s3:::home/example/example-2 "
                     "aws:PrincipalTag/a=example aws:PrincipalTag/b=example-2");
}
END_TEST

START_TEST(tag_keys_list_the_tags_that_are_set)
{
    rf_str conflict;
    rf_differences found =
        find(ALLOW("\"Action\":\"ec2:CreateTags\",\"Resource\":\"arn:aws:ec2:*:*:vpc/*\","
                   "\"Condition\":{\"StringLike\":{\"aws:RequestTag/Name\":\"cce-*\"},"
                   "\"ForAnyValue:StringLike\":{\"aws:TagKeys\":\"N*\"}}"),
             NOTHING);
    ck_assert_uint_eq(found.list.n, 1);
    conflict = rf_request_conflict(arena, found.list.at[0].witness, true);
    ck_assert_msg(conflict.n == 0, "%.*s", RF_ARG(conflict));
    ck_assert_str_eq(request_text(found.list.at[0].witness),
                     "ec2:CreateTags arn:aws:ec2:us-east-1:" OWN ":vpc/vpc-0a1b2c3d4e5f67890 "
                     "aws:TagKeys=Name aws:RequestTag/Name=cce-example");
}
END_TEST

START_TEST(any_text_is_an_arn_where_one_will_do)
{
    universe.any = true;
    ck_assert_str_eq(witness(ALLOW(VPC), NOTHING), VPC_SEEN);
    ck_assert_str_eq(
        witness(ALLOW(OBJECT "\"arn:aws:s3:::c*\""), ALLOW(OBJECT "\"arn:aws:s3:::cce-*\"")),
        "s3:GetObject arn:aws:s3:::c-example/file.txt");
    /* Resources that no format has, and still ARNs. */
    rf_differences found =
        find(ALLOW(VPC), ALLOW("\"Action\":\"ec2:DeleteVpc\",\"Resource\":\"arn:aws:ec2:*:*:*\""));
    ck_assert_uint_eq(found.list.n, 1);
    ck_assert(rf_request_has_form(found.list.at[0].witness));
    found = find(ALLOW("\"NotAction\":\"ec2:*\",\"Resource\":\"*\""),
                 ALLOW("\"NotAction\":\"e*\",\"Resource\":\"*\""));
    ck_assert_uint_gt(found.list.n, 0);
    for (size_t i = 0; i < found.list.n; i++)
        ck_assert(rf_request_has_form(found.list.at[i].witness));
    /* Only what is no ARN tells these apart. */
    found = find(ALLOW(VPC), ALLOW_DENY(VPC, "\"Action\":\"*\",\"Resource\":\"brn:*\""));
    ck_assert_uint_eq(found.list.n, 1);
    ck_assert(!rf_request_has_form(found.list.at[0].witness));
    ck_assert(rf_starts(found.list.at[0].witness->resource, RF_STR("brn:")));
}
END_TEST

START_TEST(partitions_have_their_regions)
{
    universe.partition = RF_STR("aws-us-gov");
    ck_assert_str_eq(witness(ALLOW(VPC), NOTHING),
                     "ec2:DeleteVpc "
                     "arn:aws-us-gov:ec2:us-gov-west-1:" OWN ":vpc/vpc-0a1b2c3d4e5f67890");
}
END_TEST

/* ---- what texts are made of ---- */

static rf_str gaps(const char *pattern)
{
    rf_buf buf = rf_buf_new(arena);
    for (const char *at = pattern; *at != 0; at++)
        rf_buf_add_byte(&buf, *at == '*' ? RF_GAP_RUN : *at == '?' ? RF_GAP_ONE : *at);
    return rf_buf_str(&buf);
}

START_TEST(patterns_and_formats_are_joined)
{
    static const rf_filling filling = {"example", 'x', true};
    static const char role[] = "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}",
                      object[] = "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
                      group[] = "arn:${Partition}:logs:${Region}:${Account}:log-group:"
                                "${LogGroupName}:log-stream:${LogStreamName}";
    static const struct {
        const char *pattern, *format, *made;
    } rows[] = {
        {"*", object, "arn:aws:s3:::example-bucket/file.txt"},
        {"arn:*", object, "arn:aws:s3:::example-bucket/file.txt"},
        {"arn:aws:s3:::a*", object, "arn:aws:s3:::a-example/file.txt"},
        {"arn:aws:s3:::*a", object, ""},
        {"arn:aws:s3:::a/b*", object, "arn:aws:s3:::a/b-example"},
        {"arn:aws:iam::*:role/*", role, "arn:aws:iam::111122223333:role/example-role"},
        {"arn:aws:iam::*:user/*", role, ""},
        {"arn:aws:iam::4444?5?5?666:role/a", role, "arn:aws:iam::4444x5x5x666:role/a"},
        {"arn:aws:logs:*:*:log-group:/aws/*", group,
         "arn:aws:logs:us-east-1:111122223333:log-group:/aws/example:log-stream:"
         "example-log-stream"},
        {"arn:aws:logs:ap-*:*:*", "", "arn:aws:logs:ap-southeast-2:111122223333:example"},
        {"a", object, ""},
        {"", object, ""},
        {":::::", object, ":::::"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_str made = rf_gaps_fill_arn(arena, gaps(rows[i].pattern), rf_str_c(rows[i].format),
                                       RF_STR(""), &filling);
        if (strcmp(rows[i].pattern, ":::::") != 0)
            ck_assert_msg(rf_eq_c(made, rows[i].made), "%s: %.*s", rows[i].pattern, RF_ARG(made));
    }
}
END_TEST

/* They are taken without a look at the format again. */
START_TEST(examples_of_formats_are_of_the_type)
{
    static const char *const partitions[] = {"", "aws", "aws-cn", "aws-us-gov"};
    rf_str partition = rf_str_c(partitions[_i]);
    const rf_reference *reference = &rf_reference_builtin;
    for (uint32_t i = 0; i < reference->type_count; i++) {
        size_t n;
        rf_ref_arns arns = rf_ref_arns_of(reference, &reference->types[i]);
        const rf_constraint *constraints =
            rf_format_constraints(arena, reference, &reference->types[i], partition, &n);
        for (size_t k = 0; k < arns.n; k++) {
            rf_str arn = rf_example_of_format(arena, rf_ref_text(reference, arns.at[k]), partition);
            for (size_t c = 0; c < n; c++)
                ck_assert_msg(rf_constraint_holds(&constraints[c], arn), "%.*s", RF_ARG(arn));
        }
    }
}
END_TEST

/* ---- chance ---- */

static uint32_t seed;

static const char *any_of(const char *const *list, size_t n)
{
    seed = seed * 1664525 + 1013904223;
    return list[(seed >> 16) % n];
}

#define ANY_OF(list) any_of(list, sizeof(list) / sizeof *(list))

static const char *statement(void)
{
    static const char *const effects[] = {"Allow", "Allow", "Deny"};
    static const char *const actions[] = {"ec2:CreateTags", "ec2:*Vpc", "*"};
    static const char *const elements[] = {"Resource", "Resource", "NotResource"};
    static const char *const resources[] = {
        "*",
        "arn:aws:ec2:*:*:vpc/*",
        "arn:aws:ec2:us-east-1:*:*",
        "arn:aws:ec2:*:111122223333:*/*",
        "arn:aws:ec2:*:*:vpc/vpc-0a*",
        "arn:aws:ec2:*:*:vpc/*0",
        "arn:aws:ec2:*:*:vpc/${aws:username}",
    };
    static const char *const operators[] = {
        "StringLike",   "StringNotLike",          "StringLikeIfExists",
        "StringEquals", "ForAnyValue:StringLike", "ForAllValues:StringNotLike",
    };
    static const char *const keys[] = {"aws:ResourceTag/Name", "aws:TagKeys", "ec2:CreateAction",
                                       "aws:RequestTag/Name", "aws:username"};
    static const char *const values[] = {"cce-*", "*e*", "example", "Name", "CreateVpc", "other"};
    const char *effect = ANY_OF(effects), *action = ANY_OF(actions), *element = ANY_OF(elements),
               *resource = ANY_OF(resources), *operator= ANY_OF(operators), *key = ANY_OF(keys),
               *value = ANY_OF(values);
    return text("{\"Effect\":\"%s\",\"Action\":\"%s\",\"%s\":\"%s\",\"Condition\":{\"%s\":{\"%s\":"
                "\"%s\"}}}",
                effect, action, element, resource, operator, key, value);
}

static const char *random_policy(void)
{
    const char *first = statement(), *second = statement(), *third = statement();
    return text("{\"Version\":\"2012-10-17\",\"Statement\":[%s,%s,%s]}", first, second, third);
}

/* Past the limit a witness stays as it was found; find() asserts that it is one. */
START_TEST(many_patterns_have_a_witness_all_the_same)
{
    rf_buf list = rf_buf_new(arena);
    for (int i = 0; i < 400; i++)
        rf_buf_format(&list, "%s\"arn:aws:s3:::*a*b?c*%d*\\u0001*\"", i ? "," : "", i);
    const char *resources = rf_cstr(arena, rf_buf_str(&list));
    rf_differences found =
        find(text("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                  "\"s3:GetObject\",\"Resource\":[%s]},{\"Effect\":\"Deny\",\"Action\":\"s3:*\","
                  "\"NotResource\":[%s,\"arn:aws:s3:::*\\u0002*\"]}]}",
                  resources, resources),
             NOTHING);
    ck_assert_uint_gt(found.list.n + found.undecided.n, 0);
}
END_TEST

/* find() asserts that each witness is one. */
START_TEST(what_is_made_over_stays_a_witness)
{
    size_t seen = 0;
    universe.levels = 1u << RF_LEVEL_TAGGING;
    for (seed = (uint32_t)_i; seed % 2 == (uint32_t)_i % 2 && seen < 100000; seed += 2) {
        const char *more = random_policy(), *less = random_policy();
        rf_differences found = find(more, less);
        seen += found.list.n;
        if (++seen > 150)
            break;
    }
    universe.levels = 0;
    ck_assert_uint_gt(seen, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("access_readable");
    TCase *looks = test_case(suite, "looks"), *texts = test_case(suite, "texts"),
          *chance = test_case(suite, "chance");
    tcase_add_test(looks, resources_look_like_those_of_aws);
    tcase_add_test(looks, names_are_made_of_the_patterns_of_the_policy);
    tcase_add_test(looks, a_letter_is_set_apart_from_what_stands_for_a_star);
    tcase_add_test(looks, what_must_not_match_is_a_strangers);
    tcase_add_test(looks, keys_have_values_that_they_can_have);
    tcase_add_test(looks, keys_that_nothing_needs_are_left_out);
    tcase_add_test(looks, addresses_dates_and_numbers);
    tcase_add_test(looks, callers_are_users_and_roles);
    tcase_add_test(looks, policy_variables_have_names);
    tcase_add_test(looks, tag_keys_list_the_tags_that_are_set);
    tcase_add_test(looks, any_text_is_an_arn_where_one_will_do);
    tcase_add_test(looks, partitions_have_their_regions);
    tcase_add_test(texts, patterns_and_formats_are_joined);
    tcase_add_loop_test(texts, examples_of_formats_are_of_the_type, 0, 4);
    tcase_add_test(chance, many_patterns_have_a_witness_all_the_same);
    tcase_add_loop_test(chance, what_is_made_over_stays_a_witness, 0, 8);
    return run_suite(suite);
}

/* Decisions: every documented answer, each operator, variables, patterns. */
#include "iam_support.h"

#include <string.h>
#include <time.h>

#define EC2 "arn:aws:ec2:eu-west-1:123456789012:"

/* Whether the condition {op: {"k": values}} lets an Allow match; `context` is the inside of {}. */
static bool holds_in(const char *version, const char *op, const char *values, const char *context)
{
    const char *policy = text("{\"Version\":\"%s\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
                              "\"*\",\"Resource\":\"*\",\"Condition\":{\"%s\":{\"k\":%s}}}}",
                              version, op, values);
    const char *request =
        text("{\"action\":\"ec2:CreateVpc\",\"resource\":\"" EC2 "vpc/vpc-1\",\"context\":{%s}}",
             context);
    return strcmp(decide(policy, request), "Allowed") == 0;
}

static bool holds(const char *op, const char *values, const char *context)
{
    return holds_in("2012-10-17", op, values, context);
}

/* Whether an Allow of this Resource matches a request on `resource`. */
static bool matches_resource(const char *element, const char *pattern, const char *resource,
                             const char *context)
{
    const char *policy = text("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                              "\"Action\":[\"*\"],\"%s\":%s}]}",
                              element, pattern);
    const char *request =
        text("{\"action\":\"a:B\",\"resource\":\"%s\",\"context\":{%s}}", resource, context);
    return strcmp(decide(policy, request), "Allowed") == 0;
}

START_TEST(every_probe_is_decided_as_documented)
{
    rf_str lines = read_test_file("testdata/iam/probes.jsonl");
    size_t count = 0, documented = 0;
    while (lines.n != 0) {
        rf_str rest;
        rf_value *probe = read_json(rf_split(lines, '\n', &rest));
        lines = rest;
        rf_diags diags = rf_diags_new(arena);
        const rf_value *documents = rf_value_get_c(probe, "policies");
        const rf_policy *policies[4];
        size_t n = documents->as.list.n;
        ck_assert_uint_le(n, 4);
        for (size_t i = 0; i < n; i++)
            policies[i] = rf_policy_read(arena, &documents->as.list.at[i], RF_STR(""));
        rf_request *request = rf_request_read(arena, rf_value_get_c(probe, "request"), &diags);
        ck_assert_ptr_nonnull(request);
        rf_decision decision = rf_decide(arena, policies, n, request);
        rf_str name = rf_text_of(rf_value_get_c(probe, "name"));
        ck_assert_msg(rf_eq_c(rf_text_of(rf_value_get_c(probe, "decision")),
                              rf_outcome_name(decision.outcome)),
                      "%.*s: %s", RF_ARG(name), rf_outcome_name(decision.outcome));
        documented += rf_is_true(rf_value_get_c(probe, "documented"));
        count++;
    }
    ck_assert_uint_eq(count, 86);
    ck_assert_uint_eq(documented, 63);
}
END_TEST

/* One row per operator: a value that compares, one that does not. */
typedef struct operator_row {
    const char *name;
    bool negated;
    const char *policy, *match, *other;
} operator_row;

static const operator_row operator_rows[] = {
    {"StringEquals", false, "a*", "a*", "ab"},
    {"StringNotEquals", true, "a*", "a*", "ab"},
    {"StringEqualsIgnoreCase", false, "aB", "Ab", "a"},
    {"StringNotEqualsIgnoreCase", true, "aB", "Ab", "aBc"},
    {"StringLike", false, "a?c*", "abcd", "ac"},
    {"StringNotLike", true, "a?c*", "abc", "Abc"},
    {"NumericEquals", false, "10.50", "10.5", "10.49"},
    {"NumericNotEquals", true, "10.50", "10.5", "-10.5"},
    {"NumericLessThan", false, "10", "9.999", "10"},
    {"NumericLessThanEquals", false, "10", "10.0", "10.0001"},
    {"NumericGreaterThan", false, "-1", "0", "-1"},
    {"NumericGreaterThanEquals", false, "-1", "-1", "-1.5"},
    {"DateEquals", false, "2020-01-01T00:00:00Z", "1577836800", "1577836801"},
    {"DateNotEquals", true, "2020-01-01", "2020-01-01T01:00:00+01:00", "2020-01-02"},
    {"DateLessThan", false, "2020-01-01T00:00:00Z", "2019-12-31T23:59:59.9Z", "1577836800"},
    {"DateLessThanEquals", false, "1577836800", "2020-01-01", "1577836800.1"},
    {"DateGreaterThan", false, "2020-01-01", "2020-01-01T00:00:00.5Z", "2020-01-01"},
    {"DateGreaterThanEquals", false, "2020-01-01", "2020-01-01", "2019-12-31"},
    {"Bool", false, "true", "TRUE", "false"},
    {"BinaryEquals", false, "QmluYXJ5", "QmluYXJ5", "QmluYXJ6"},
    {"IpAddress", false, "10.0.0.0/8", "10.255.0.1", "11.0.0.1"},
    {"NotIpAddress", true, "10.0.0.0/8", "10.0.0.1", "2001:db8::1"},
    {"ArnEquals", false, "arn:aws:iam::*:role/a*", "arn:aws:iam::1:role/ab", "arn:aws:iam::1:a"},
    {"ArnLike", false, "arn:aws:s3:::b", "arn:aws:s3:::b", "arn:aws:s3:::B"},
    {"ArnNotEquals", true, "arn:aws:iam::*:role/a", "arn:aws:iam::1:role/a", "arn:aws:iam::1:b"},
    {"ArnNotLike", true, "arn:aws:iam::1:a?", "arn:aws:iam::1:ab", "arn:aws:iam::1:a"},
};

enum { ROWS = sizeof operator_rows / sizeof operator_rows[0] };

START_TEST(operator_compares_one_value)
{
    const operator_row *row = &operator_rows[_i];
    const char *policy = text("\"%s\"", row->policy);
    ck_assert(holds(row->name, policy, text("\"k\":\"%s\"", row->match)) == !row->negated);
    ck_assert(holds(row->name, policy, text("\"k\":\"%s\"", row->other)) == row->negated);
}
END_TEST

START_TEST(missing_key_is_false_and_makes_negated_operator_true)
{
    const operator_row *row = &operator_rows[_i];
    const char *policy = text("\"%s\"", row->policy);
    ck_assert(holds(row->name, policy, "") == row->negated);
    ck_assert(holds(row->name, policy, "\"k\":[]") == row->negated);
}
END_TEST

START_TEST(if_exists_is_true_for_a_missing_key_only)
{
    const operator_row *row = &operator_rows[_i];
    const char *policy = text("\"%s\"", row->policy), *op = text("%sIfExists", row->name);
    ck_assert(holds(op, policy, ""));
    ck_assert(holds(op, policy, text("\"k\":\"%s\"", row->match)) == !row->negated);
    ck_assert(holds(op, policy, text("\"k\":\"%s\"", row->other)) == row->negated);
}
END_TEST

START_TEST(for_all_values_wants_every_value)
{
    const operator_row *row = &operator_rows[_i];
    const char *policy = text("\"%s\"", row->policy), *op = text("ForAllValues:%s", row->name);
    ck_assert(holds(op, policy, ""));
    ck_assert(holds(op, policy, "\"k\":[]"));
    ck_assert(!holds(op, policy, text("\"k\":[\"%s\",\"%s\"]", row->match, row->other)));
    const char *good = row->negated ? row->other : row->match;
    ck_assert(holds(op, policy, text("\"k\":[\"%s\",\"%s\"]", good, good)));
    ck_assert(holds(op, policy, text("\"k\":\"%s\"", good)));
}
END_TEST

START_TEST(for_any_value_wants_one_value_also_when_negated)
{
    const operator_row *row = &operator_rows[_i];
    const char *policy = text("\"%s\"", row->policy), *op = text("ForAnyValue:%s", row->name);
    ck_assert(!holds(op, policy, ""));
    ck_assert(!holds(op, policy, "\"k\":[]"));
    ck_assert(holds(text("%sIfExists", op), policy, ""));
    ck_assert(holds(op, policy, text("\"k\":[\"%s\",\"%s\"]", row->match, row->other)));
    const char *bad = row->negated ? row->match : row->other;
    ck_assert(!holds(op, policy, text("\"k\":[\"%s\",\"%s\"]", bad, bad)));
}
END_TEST

START_TEST(several_values_are_or_and_negated_nor)
{
    const operator_row *row = &operator_rows[_i];
    const char *both = text("[\"unmatched\",\"%s\"]", row->policy);
    ck_assert(holds(row->name, both, text("\"k\":\"%s\"", row->match)) == !row->negated);
    ck_assert(holds(row->name, both, text("\"k\":\"%s\"", row->other)) == row->negated);
    ck_assert(holds(row->name, "[]", text("\"k\":\"%s\"", row->match)) == row->negated);
}
END_TEST

START_TEST(multivalued_key_without_set_operator_compares_with_nothing)
{
    const operator_row *row = &operator_rows[_i];
    const char *policy = text("\"%s\"", row->policy);
    ck_assert(holds(row->name, policy, text("\"k\":[\"%s\"]", row->match)) == row->negated);
}
END_TEST

START_TEST(operator_names_are_compared_without_case)
{
    const operator_row *row = &operator_rows[_i];
    const char *policy = text("\"%s\"", row->policy);
    const char *lower = rf_cstr(arena, rf_lower(arena, rf_str_c(row->name)));
    ck_assert(holds(lower, policy, text("\"k\":\"%s\"", row->match)) == !row->negated);
    ck_assert(holds(text("FORALLVALUES:%sifexists", lower), policy, ""));
}
END_TEST

/* Values of the family's edges: {operator, values, context, holds}. */
static const struct {
    const char *op, *values, *context;
    bool holds;
} edges[] = {
    {"Null", "\"true\"", "", true},
    {"Null", "\"true\"", "\"k\":[]", true},
    {"Null", "\"true\"", "\"k\":\"\"", false},
    {"Null", "\"false\"", "\"k\":[\"a\",\"b\"]", true},
    {"Null", "\"FALSE\"", "", false},
    {"Null", "[\"true\",\"false\"]", "", true},
    {"Null", "true", "", true},
    {"Null", "\"yes\"", "", false},
    {"ForAllValues:Null", "\"true\"", "\"k\":[\"a\"]", false},
    {"Bool", "true", "\"k\":true", true},
    {"Bool", "\"yes\"", "\"k\":\"yes\"", false},
    {"NumericEquals", "10", "\"k\":10.0", true},
    {"NumericEquals", "\"10\"", "\"k\":\"10abc\"", false},
    {"NumericNotEquals", "\"10\"", "\"k\":\"10abc\"", true},
    {"NumericLessThan", "\"10abc\"", "\"k\":\"1\"", false},
    {"NumericEquals", "\"0.1\"", "\"k\":\"1e-1\"", true},
    {"NumericEquals", "\"12345678901234567890.5\"", "\"k\":\"12345678901234567890.5\"", true},
    {"NumericLessThan", "\"12345678901234567890.5\"", "\"k\":\"12345678901234567890.25\"", true},
    {"NumericEquals", "\"\"", "\"k\":\"\"", false},
    {"DateEquals", "\"2020-02-29\"", "\"k\":\"2020-02-29T00:00Z\"", true},
    {"DateEquals", "\"2021-02-29\"", "\"k\":\"2021-02-29\"", false},
    {"DateEquals", "\"1969-12-31T23:59:59.5Z\"", "\"k\":\"-0.5\"", true},
    {"DateEquals", "\"1900-03-01\"", "\"k\":\"-2203891200\"", true},
    {"DateEquals", "\"2000-03-01\"", "\"k\":\"951868800\"", true},
    {"DateEquals", "\"1970\"", "\"k\":\"0\"", true},
    {"DateEquals", "\"2020-06\"", "\"k\":\"2020-06-01T00:00:00-00:00\"", true},
    {"DateLessThan", "\"2020-01-01T00:00:00Z\"", "\"k\":\"2019-01-01T00:00:00\"", false},
    {"DateEquals", "\"2020-01-01T24:00:00Z\"", "\"k\":\"2020-01-02\"", false},
    {"DateEquals", "1577836800", "\"k\":1577836800", true},
    {"BinaryEquals", "\"YQ==\"", "\"k\":\"YQ==\"", true},
    {"BinaryEquals", "\"YR==\"", "\"k\":\"YQ==\"", true},
    {"BinaryEquals", "\"YQ=\"", "\"k\":\"YQ=\"", false},
    {"BinaryEquals", "\"Y=Q=\"", "\"k\":\"Y=Q=\"", false},
    {"IpAddress", "\"0.0.0.0/0\"", "\"k\":\"2001:db8::1\"", false},
    {"IpAddress", "\"::/0\"", "\"k\":\"10.0.0.1\"", false},
    {"IpAddress", "\"2001:DB8:0::/48\"", "\"k\":\"2001:db8:0:0:1::\"", true},
    {"IpAddress", "\"10.1.2.3/8\"", "\"k\":\"10.9.9.9\"", true},
    {"IpAddress", "\"10.0.0\"", "\"k\":\"10.0.0.0\"", false},
    {"IpAddress", "\"10.0.0.0/33\"", "\"k\":\"10.0.0.0\"", false},
    {"NotIpAddress", "\"10.0.0.0/8\"", "\"k\":\"not an address\"", true},
    {"StringLike", "\"a*b\"", "\"k\":\"a/:\\nb\"", true},
    {"StringLike", "\"??\"", "\"k\":\"\\ud83d\\ude00\"", false},
    {"StringLike", "\"*??\"", "\"k\":\"\\ud83d\\ude00\"", false},
    {"StringLike", "\"\"", "\"k\":\"\"", true},
    {"StringLike", "\"*\"", "\"k\":\"\"", true},
    {"StringEquals", "\"\"", "\"k\":\"a\"", false},
    {"StringEquals", "7", "\"k\":\"7\"", true},
    {"ArnLike", "\"*\"", "\"k\":\"arn:aws:s3:::b\"", true},
    {"ArnLike", "\"arn:aws:s3:*\"", "\"k\":\"arn:aws:s3:::b\"", false},
    {"ArnLike", "\"arn:aws:s3:::*\"", "\"k\":\"arn:aws:s3:::a:b/c\"", true},
    {"ArnLike", "\"arn:*:s3:::b\"", "\"k\":\"arn:aws:x:s3:::b\"", false},
    {"ArnLike", "\":::::\"", "\"k\":\":::::\"", true},
    {"ArnLike", "\"arn:aws:s3:::b\"", "\"k\":\"b\"", false},
};

START_TEST(edge_of_an_operator)
{
    ck_assert_msg(holds(edges[_i].op, edges[_i].values, edges[_i].context) == edges[_i].holds,
                  "%s %s {%s}", edges[_i].op, edges[_i].values, edges[_i].context);
}
END_TEST

static const struct {
    const char *op, *values, *context;
    bool holds;
} variable_rows[] = {
    {"StringEquals", "\"a-${v}\"", "\"k\":\"a-1\",\"V\":\"1\"", true},
    {"StringEquals", "\"${v}${v}\"", "\"k\":\"11\",\"v\":\"1\"", true},
    {"StringEqualsIgnoreCase", "\"A${v}c\"", "\"k\":\"aBC\",\"v\":\"b\"", true},
    {"StringEqualsIgnoreCase", "\"${v}\"", "\"k\":\"\"", false},
    {"StringNotEqualsIgnoreCase", "\"${v}\"", "\"k\":\"\"", true},
    {"StringLike", "\"${v}*\"", "\"k\":\"*x\",\"v\":\"*\"", true},
    {"StringLike", "\"${v}*\"", "\"k\":\"ax\",\"v\":\"*\"", false},
    {"StringLike", "\"${v}\"", "\"k\":\"\",\"v\":\"\"", true},
    {"StringNotLike", "\"${v}\"", "\"k\":\"a\"", true},
    {"StringNotLike", "[\"${v}\",\"a\"]", "\"k\":\"a\"", false},
    {"StringLike", "[\"${v}\",\"a\"]", "\"k\":\"a\"", true},
    {"StringEquals", "\"${v, 'd'}\"", "\"k\":\"d\"", true},
    {"StringEquals", "\"${v, 'd'}\"", "\"k\":\"d\",\"v\":\"e\"", false},
    {"StringEquals", "\"${v, 'it's}'}\"", "\"k\":\"it's}\"", true},
    {"StringEquals", "\"${v, ''}\"", "\"k\":\"\"", true},
    {"StringLike", "\"${v, '*'}\"", "\"k\":\"x\"", false},
    {"StringEquals", "\"${v}\"", "\"k\":\"a\",\"v\":[\"a\"]", false},
    {"StringEquals", "\"${v, 'a'}\"", "\"k\":\"a\",\"v\":[\"a\"]", false},
    {"StringEquals", "\"${*}${?}${$}\"", "\"k\":\"*?$\"", true},
    {"StringLike", "\"${*}*${?}\"", "\"k\":\"*abc?\"", true},
    {"StringEquals", "\"${\"", "\"k\":\"${\"", true},
    {"StringEquals", "\"${}\"", "\"k\":\"${}\"", true},
    {"StringEquals", "\"${v\"", "\"k\":\"${v\",\"v\":\"1\"", true},
    {"StringEquals", "\"$${v}\"", "\"k\":\"$1\",\"v\":\"1\"", true},
    {"StringEquals", "\"$v\"", "\"k\":\"$v\",\"v\":\"1\"", true},
    {"ArnLike", "\"arn:aws:iam::${aws:x}:role/${v}\"",
     "\"k\":\"arn:aws:iam::1:role/r\",\"aws:x\":\"1\",\"v\":\"r\"", true},
    {"ArnLike", "\"arn:aws:iam::${aws:x}:role/r\"", "\"k\":\"arn:aws:iam::1:role/r\"", false},
    {"ArnNotLike", "\"arn:aws:iam::${aws:x}:role/r\"", "\"k\":\"arn:aws:iam::1:role/r\"", true},
    {"ArnLike", "\"arn:aws:iam::${v}:r\"", "\"k\":\"arn:aws:iam::1:r\",\"v\":\"*\"", false},
    {"NumericEquals", "\"${v}\"", "\"k\":\"1\",\"v\":\"1\"", false},
    {"Bool", "\"${v}\"", "\"k\":\"true\",\"v\":\"true\"", false},
};

START_TEST(variable_in_a_condition)
{
    ck_assert_msg(holds(variable_rows[_i].op, variable_rows[_i].values,
                        variable_rows[_i].context) == variable_rows[_i].holds,
                  "%s %s {%s}", variable_rows[_i].op, variable_rows[_i].values,
                  variable_rows[_i].context);
}
END_TEST

START_TEST(more_variables_than_tokens_on_the_stack_still_match)
{
    rf_buf pattern = rf_buf_new(arena), value = rf_buf_new(arena);
    for (int i = 0; i < 3 * RF_PATTERN_TOKENS; i++) {
        rf_buf_add_c(&pattern, "${v}-");
        rf_buf_add_c(&value, "1-");
    }
    const char *values = text("\"%.*s\"", RF_ARG(rf_buf_str(&pattern)));
    const char *context = text("\"v\":\"1\",\"k\":\"%.*s\"", RF_ARG(rf_buf_str(&value)));
    ck_assert(holds("StringLike", values, context));
    ck_assert(
        !holds("StringLike", values, text("\"v\":\"2\",%s", context + strlen("\"v\":\"1\","))));
}
END_TEST

START_TEST(without_version_2012_variables_are_text_and_wildcards_inside_live)
{
    ck_assert(holds_in("2008-10-17", "StringEquals", "\"${v}\"", "\"k\":\"${v}\",\"v\":\"1\""));
    ck_assert(!holds_in("2008-10-17", "StringEquals", "\"${v}\"", "\"k\":\"1\",\"v\":\"1\""));
    ck_assert(holds_in("2008-10-17", "StringLike", "\"${*}\"", "\"k\":\"${abc}\""));
    ck_assert(!holds("StringLike", "\"${*}\"", "\"k\":\"${abc}\""));
}
END_TEST

static const struct {
    const char *pattern, *resource, *context;
    bool matches;
} resource_rows[] = {
    {"\"*\"", "*", "", true},
    {"\"*\"", EC2 "vpc/vpc-1", "", true},
    {"\"arn:aws:s3:::b/*/t/*\"", "arn:aws:s3:::b/1/2/t/3", "", true},
    {"\"arn:aws:s3:::b*\"", "arn:aws:s3:::b:x/y", "", true},
    {"\"arn:aws:s3:::b?c\"", "arn:aws:s3:::b:c", "", true},
    {"\"arn:aws:ec2:*:*:vpc/*\"", EC2 "vpc/vpc-1", "", true},
    {"\"arn:aws:ec2:*:*:vpc/*\"", EC2 "subnet/s", "", false},
    {"\"arn:aws:ec2:eu-*:*:vpc/*\"", EC2 "vpc/v", "", true},
    {"\"arn:aws:ec2:eu-*-1:*:vpc/*\"", EC2 "vpc/v", "", true},
    {"\"arn:aws:ec2:eu-*2:vpc/*\"", EC2 "vpc/v", "", false}, /* stays in its segment */
    {"\"arn:aws:ec2:eu-*:vpc/*\"", EC2 "vpc/v", "", true},   /* ends it: reaches on */
    {"\"arn:aws:ec2:eu-west-??123456789012:vpc/*\"", EC2 "vpc/v", "", false},
    {"\"arn:aws:ec2:eu-west-?:*:vpc/*\"", EC2 "vpc/v", "", true},
    {"\"arn:aws:ec2:*\"", EC2 "vpc/v", "", true},
    {"\"arn:aws:ec2\"", EC2 "vpc/v", "", false},
    {"\"arn:aws:a*b:*:x*y:z\"", "arn:aws:axb:q:r:xy:z", "", true},
    {"\"arn:*:*a:b*c:d\"", "arn:p:xa:bac:ya:bc:d", "", true},
    {"\"ARN:aws:ec2:*:*:vpc/*\"", EC2 "vpc/v", "", false},
    {"\"arn:aws:s3:::${v}/*\"", "arn:aws:s3:::b/k", "\"v\":\"b\"", true},
    {"\"arn:aws:s3:::${v}/*\"", "arn:aws:s3:::b/k", "", false},
    {"\"arn:aws:s3:::${v, 'b'}/*\"", "arn:aws:s3:::b/k", "", true},
    {"\"arn:aws:s3:::${v}\"", "arn:aws:s3:::b", "\"v\":\"*\"", false},
    {"\"arn:aws:iam::${aws:x}:user/u\"", "arn:aws:iam::1:user/u", "\"aws:x\":\"1\"", false},
    {"\"${v}\"", "*", "\"v\":\"*\"", false},
    {"[\"arn:aws:s3:::a\",\"arn:aws:s3:::b\"]", "arn:aws:s3:::b", "", true},
    {"[]", "arn:aws:s3:::b", "", false},
};

START_TEST(resource_pattern)
{
    const char *pattern = resource_rows[_i].pattern, *resource = resource_rows[_i].resource;
    const char *context = resource_rows[_i].context;
    ck_assert_msg(matches_resource("Resource", pattern, resource, context) ==
                      resource_rows[_i].matches,
                  "%s on %s", pattern, resource);
    ck_assert_msg(matches_resource("NotResource", pattern, resource, context) ==
                      !resource_rows[_i].matches,
                  "not %s on %s", pattern, resource);
}
END_TEST

static const struct {
    const char *element, *patterns;
    bool matches; /* ec2:CreateVpc */
} action_rows[] = {
    {"Action", "\"ec2:createvpc\"", true},
    {"Action", "\"EC2:Create*\"", true},
    {"Action", "\"*Vpc\"", true},
    {"Action", "\"ec2:Create???\"", true},
    {"Action", "\"ec2:Create????\"", false},
    {"Action", "\"e*:CreateVpc\"", true},
    {"Action", "\"ec2\"", false},
    {"Action", "[\"s3:*\",\"ec2:*\"]", true},
    {"Action", "[]", false},
    {"NotAction", "\"ec2:*\"", false},
    {"NotAction", "[\"s3:*\",\"iam:*\"]", true},
    {"NotAction", "[]", true},
};

START_TEST(action_patterns)
{
    const char *policy = text("{\"Statement\":{\"Effect\":\"Allow\",\"Resource\":\"*\",\"%s\":%s}}",
                              action_rows[_i].element, action_rows[_i].patterns);
    const char *found = decide(policy, "{\"action\":\"ec2:CreateVpc\",\"resource\":\"*\"}");
    ck_assert_str_eq(found, action_rows[_i].matches ? "Allowed" : "ImplicitlyDenied");
}
END_TEST

/* The rules of a Resource pattern, tried in every way. */
static bool matches_by_trying(rf_str pattern, size_t colons, rf_str given)
{
    if (pattern.n == 0)
        return given.n == 0;
    char c = pattern.at[0];
    rf_str rest = rf_slice(pattern, 1, pattern.n);
    if (c != '*') {
        bool taken =
            given.n != 0 && (c == '?' ? colons >= 5 || given.at[0] != ':' : c == given.at[0]);
        return taken && matches_by_trying(rest, colons + (c == ':'), rf_slice(given, 1, given.n));
    }
    while (rest.n != 0 && rest.at[0] == '*')
        rest = rf_slice(rest, 1, rest.n);
    bool crosses = colons >= 5 || rest.n == 0 || rest.at[0] == ':';
    for (size_t i = 0;; i++) {
        if (matches_by_trying(rest, colons, rf_slice(given, i, given.n)))
            return true;
        if (i == given.n || (!crosses && given.at[i] == ':'))
            return false;
    }
}

START_TEST(resource_matching_agrees_with_trying_everything)
{
    static const char letters[] = "aab::*?*";
    unsigned long long state = 88172645463325252u;
    size_t matched = 0;
    for (int round = 0; round < 200000; round++) {
        char bytes[2][14];
        rf_str texts[2];
        for (int side = 0; side < 2; side++) {
            state ^= state << 13, state ^= state >> 7, state ^= state << 17;
            unsigned long long draw = state;
            texts[side] = (rf_str){bytes[side], (size_t)(draw % 14)};
            for (size_t i = 0; i < texts[side].n; i++) {
                draw /= side ? 5 : 8;
                bytes[side][i] = letters[(draw ^ (draw >> 20)) % (side ? 5 : 8)];
            }
        }
        rf_arena_mark mark = rf_arena_mark_get(arena);
        rf_pattern pattern =
            rf_pattern_make(arena, RF_PATTERN_RESOURCE, texts[0], true, (rf_span){0});
        bool found = rf_pattern_matches(arena, &pattern, texts[1], NULL) == RF_YES;
        ck_assert_msg(found == matches_by_trying(texts[0], 0, texts[1]), "%.*s on %.*s",
                      RF_ARG(texts[0]), RF_ARG(texts[1]));
        matched += found;
        rf_arena_rewind(arena, mark);
    }
    ck_assert_uint_gt(matched, 1000);
}
END_TEST

START_TEST(hostile_patterns_finish_fast)
{
    rf_buf stars = rf_buf_new(arena), as = rf_buf_new(arena), colons = rf_buf_new(arena);
    for (int i = 0; i < 3000; i++) {
        rf_buf_add_c(&stars, "*a");
        rf_buf_add_c(&as, "a");
        rf_buf_add_c(&colons, i % 7 ? "a" : ":");
    }
    const char *pattern = text("\"arn:*:*a*a*a*a*b:*:*a*a*a*b:%.*sb\"", RF_ARG(rf_buf_str(&stars)));
    clock_t start = clock();
    ck_assert(!matches_resource(
        "Resource", pattern,
        text("arn:%.*s:%.*s", RF_ARG(rf_buf_str(&colons)), RF_ARG(rf_buf_str(&as))), ""));
    ck_assert(!holds("StringLike", text("\"%.*sb\"", RF_ARG(rf_buf_str(&stars))),
                     text("\"k\":\"%.*s\"", RF_ARG(rf_buf_str(&as)))));
    ck_assert_int_lt((int)((clock() - start) / CLOCKS_PER_SEC), 2);
}
END_TEST

static void add_loops(TCase *tests)
{
    tcase_add_loop_test(tests, operator_compares_one_value, 0, ROWS);
    tcase_add_loop_test(tests, missing_key_is_false_and_makes_negated_operator_true, 0, ROWS);
    tcase_add_loop_test(tests, if_exists_is_true_for_a_missing_key_only, 0, ROWS);
    tcase_add_loop_test(tests, for_all_values_wants_every_value, 0, ROWS);
    tcase_add_loop_test(tests, for_any_value_wants_one_value_also_when_negated, 0, ROWS);
    tcase_add_loop_test(tests, several_values_are_or_and_negated_nor, 0, ROWS);
    tcase_add_loop_test(tests, multivalued_key_without_set_operator_compares_with_nothing, 0, ROWS);
    tcase_add_loop_test(tests, operator_names_are_compared_without_case, 0, ROWS);
    tcase_add_loop_test(tests, edge_of_an_operator, 0, sizeof edges / sizeof edges[0]);
    tcase_add_loop_test(tests, variable_in_a_condition, 0,
                        sizeof variable_rows / sizeof variable_rows[0]);
    tcase_add_loop_test(tests, resource_pattern, 0, sizeof resource_rows / sizeof resource_rows[0]);
    tcase_add_loop_test(tests, action_patterns, 0, sizeof action_rows / sizeof action_rows[0]);
}

static const struct {
    const char *statement, *context, *outcome;
} unknown_rows[] = {
    {"\"Condition\":{\"StringEquals\":{\"k\":\"v\"}}", "\"k\":{\"unknown\":true}", "Unknown"},
    {"\"Condition\":{\"StringNotEquals\":{\"K\":\"v\"}}", "\"k\":{\"unknown\":true}", "Unknown"},
    {"\"Condition\":{\"Null\":{\"k\":\"true\"}}", "\"k\":{\"unknown\":true}", "Unknown"},
    {"\"Condition\":{\"StringLike\":{\"k\":\"a-${v}\"}}", "\"k\":\"a-b\",\"v\":{\"unknown\":true}",
     "Unknown"},
    {"\"Condition\":{\"StringLike\":{\"k\":\"a-${v}\"}}", "\"k\":\"b-b\",\"v\":{\"unknown\":true}",
     "ImplicitlyDenied"},
    {"\"Condition\":{\"StringNotLike\":{\"k\":\"a-${v}\"}}",
     "\"k\":\"b-b\",\"v\":{\"unknown\":true}", "Allowed"},
    {"\"Condition\":{\"StringEqualsIgnoreCase\":{\"k\":\"a-${v}\"}}",
     "\"k\":\"a-b\",\"v\":{\"unknown\":true}", "Unknown"},
    {"\"Condition\":{\"ArnLike\":{\"k\":\"arn:aws:iam::1:role/${v}\"}}",
     "\"k\":\"arn:aws:iam::1:role/x\",\"v\":{\"unknown\":true}", "Unknown"},
    {"\"Condition\":{\"ArnLike\":{\"k\":\"arn:aws:iam::1:role/${v}\"}}",
     "\"k\":\"arn:aws:iam::2:role/x\",\"v\":{\"unknown\":true}", "ImplicitlyDenied"},
    {"\"Condition\":{\"StringEquals\":{\"k\":\"v\"}}", "\"other\":{\"unknown\":true}",
     "ImplicitlyDenied"},
};

START_TEST(what_rests_on_an_unknown_key_is_unknown)
{
    const char *policy = text("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                              "\"Action\":\"*\",\"Resource\":\"*\",%s}}",
                              unknown_rows[_i].statement);
    const char *request =
        text("{\"action\":\"a:B\",\"resource\":\"*\",\"context\":{%s}}", unknown_rows[_i].context);
    ck_assert_str_eq(decide(policy, request), unknown_rows[_i].outcome);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("iam");
    TCase *tests = test_case(suite, "decisions");
    tcase_add_test(tests, every_probe_is_decided_as_documented);
    tcase_add_test(tests, more_variables_than_tokens_on_the_stack_still_match);
    tcase_add_test(tests, without_version_2012_variables_are_text_and_wildcards_inside_live);
    tcase_add_test(tests, resource_matching_agrees_with_trying_everything);
    tcase_add_test(tests, hostile_patterns_finish_fast);
    add_loops(tests);
    TCase *unknown = test_case(suite, "unknown");
    tcase_add_loop_test(unknown, what_rests_on_an_unknown_key_is_unknown, 0,
                        sizeof unknown_rows / sizeof unknown_rows[0]);
    return run_suite(suite);
}

/* What one request may ask for: hostile ones end in a message or an unknown answer, and soon. */
#include "iam_support.h"

#include "base/limits.h"
#include "iam/authorize.h"
#include "iam/bounds.h"
#include "iam/call.h"

static const char *repeat(const char *part, size_t n)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < n; i++)
        rf_buf_add_c(&buf, part);
    return rf_cstr(arena, rf_buf_str(&buf));
}

/* n different strings of JSON, with commas between. */
static const char *numbered(const char *before, const char *after, size_t n)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < n; i++)
        rf_buf_format(&buf, "%s\"%s%zu%s\"", i ? "," : "", before, 1000000 + i, after);
    return rf_cstr(arena, rf_buf_str(&buf));
}

static const char *statement(const char *effect, const char *rest)
{
    return text("{\"Effect\":\"%s\",%s}", effect, rest);
}

static const char *policy_of(const char *statements)
{
    return text("{\"Version\":\"2012-10-17\",\"Statement\":[%s]}", statements);
}

static const char *on_resource(const char *resource)
{
    return text("{\"action\":\"a:B\",\"resource\":\"%s\"}", resource);
}

/* Quadratic for who tries every place: a star, then as many question marks as half of the text. */
static const char *slow_pattern(size_t length)
{
    return text("*%sb*", repeat("a?", length / 4));
}

enum { LONG = RF_LIMIT_REQUEST_TEXT };

/* --- steps --- */

START_TEST(a_search_that_runs_out_of_steps_matches_maybe)
{
    const char *allow =
        statement("Allow", text("\"Action\":\"*\",\"Resource\":\"%s\"", slow_pattern(LONG)));
    const char *deny =
        statement("Deny", text("\"Action\":\"*\",\"Resource\":\"%s\"", slow_pattern(LONG)));
    const char *all = statement("Allow", "\"Action\":\"*\",\"Resource\":\"*\"");
    const char *none = statement("Deny", "\"Action\":\"*\",\"Resource\":\"*\"");
    const char *request = on_resource(repeat("a", LONG));
    rf_buf many = rf_buf_new(arena);
    for (int i = 0; i < 100; i++)
        rf_buf_format(&many, "%s,%s,", allow, deny);
    const char *slow = rf_cstr(arena, rf_buf_str(&many));
    ck_assert_str_eq(decide(policy_of(text("%s%s", slow, all)), request), "Unknown");
    /* What is certain stays so, whatever was not compared. */
    ck_assert_str_eq(decide(policy_of(text("%s,%s", none, text("%s%s", slow, all))), request),
                     "ExplicitlyDenied");
}
END_TEST

START_TEST(every_matcher_counts_its_steps)
{
    static const rf_pattern_kind kinds[] = {RF_PATTERN_ACTION, RF_PATTERN_RESOURCE,
                                            RF_PATTERN_LIKE};
    const rf_str a = rf_str_c(repeat("a", LONG)), pattern = rf_str_c(slow_pattern(LONG));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t steps = 100 * 1000;
        const rf_request request = {.steps = &steps};
        rf_pattern made = rf_pattern_make(arena, kinds[i], pattern, true, (rf_span){0});
        ck_assert_int_eq(rf_pattern_matches(arena, &made, a, &request), RF_MAYBE);
        ck_assert(rf_steps_ran_out(&request));
        /* and again at once; but what needs no search is as exact as ever */
        ck_assert_int_eq(rf_pattern_matches(arena, &made, a, &request), RF_MAYBE);
        ck_assert_int_eq(rf_pattern_matches(arena, &made, RF_STR("aa"), &request), RF_NO);
    }
    size_t steps = 100 * 1000;
    const rf_request request = {.steps = &steps};
    rf_str arn = rf_format(arena, "arn:aws:s3:::%.*s", RF_ARG(pattern));
    rf_pattern made = rf_pattern_make(arena, RF_PATTERN_ARN, arn, true, (rf_span){0});
    rf_str given = rf_format(arena, "arn:aws:s3:::%.*s", RF_ARG(a));
    ck_assert_int_eq(rf_pattern_matches_arn(arena, &made, given, &request), RF_MAYBE);
    ck_assert(rf_steps_ran_out(&request));
}
END_TEST

/* Literals in stars, of which each place of the text begins one. */
START_TEST(long_literals_cost_steps)
{
    size_t steps = 100 * 1000;
    const rf_request request = {.steps = &steps};
    rf_str pattern = rf_str_c(text("*%sb*", repeat("a", LONG / 2)));
    rf_pattern made = rf_pattern_make(arena, RF_PATTERN_LIKE, pattern, true, (rf_span){0});
    rf_str a = rf_str_c(repeat("a", LONG));
    ck_assert_int_eq(rf_pattern_matches(arena, &made, a, &request), RF_MAYBE);
}
END_TEST

START_TEST(patterns_of_people_take_few_steps)
{
    size_t steps = 1000;
    const rf_request request = {.steps = &steps};
    rf_pattern made =
        rf_pattern_make(arena, RF_PATTERN_RESOURCE,
                        RF_STR("arn:aws:s3:::team-*/reports/*/2024-?1-*.csv"), true, (rf_span){0});
    rf_str path = RF_STR("arn:aws:s3:::team-a/reports/reports/x/2024-01-final.csv");
    ck_assert_int_eq(rf_pattern_matches(arena, &made, path, &request), RF_YES);
    ck_assert_uint_gt(steps, 900);
}
END_TEST

START_TEST(values_times_values_are_counted)
{
    static const char *const operators[] = {"StringEquals", "StringEqualsIgnoreCase",
                                            "NumericEquals", "StringLike", "IpAddress"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        bool address = i == 4;
        const char *values =
            address ? text("\"10.0.0.0/8\"%s", repeat(",\"10.0.0.0/8\"", 2 * 100 * 1000))
                    : numbered("1", "", 2 * 100 * 1000);
        const char *rest = text("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
                                "{\"ForAnyValue:%s\":{\"k\":[%s]}}",
                                operators[i], values);
        const char *given =
            address ? text("\"11.0.0.1\"%s", repeat(",\"11.0.0.1\"", 900)) : numbered("2", "", 900);
        const char *request =
            text("{\"action\":\"a:B\",\"resource\":\"*\",\"context\":{\"k\":[%s]}}", given);
        ck_assert_str_eq(decide(policy_of(statement("Allow", rest)), request), "Unknown");
    }
}
END_TEST

/* A value of the request is read once for all that it is compared with, and each comparison still
 * is with that value. */
START_TEST(each_value_is_compared_as_what_it_is)
{
    const char *policy = policy_of(
        statement("Allow", "\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{"
                           "\"ForAllValues:NumericEquals\":{\"n\":[\"x\",\"1.5\",\"2\"]},"
                           "\"ForAnyValue:IpAddress\":{\"i\":[\"10.0.0.0/8\",\"::/0\"]},"
                           "\"ForAllValues:BinaryEquals\":{\"b\":[\"AQ==\",\"Ag==\"]},"
                           "\"ForAllValues:DateLessThan\":{\"d\":[\"2020-01-01T00:00:00Z\"]}}"));
    static const char *const cases[][5] = {
        {"15e-1", "::1", "AQ==", "2019-12-31T00:00:00Z", "Allowed"},
        {"1.6", "::1", "AQ==", "2019-12-31T00:00:00Z", "ImplicitlyDenied"},
        {"x", "::1", "AQ==", "2019-12-31T00:00:00Z", "ImplicitlyDenied"},
        {"15e-1", "11.0.0.1", "AQ==", "2019-12-31T00:00:00Z", "ImplicitlyDenied"},
        {"15e-1", "::1", "Aw==", "2019-12-31T00:00:00Z", "ImplicitlyDenied"},
        {"15e-1", "::1", "AQ==", "2020-01-01T00:00:00Z", "ImplicitlyDenied"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const *c = cases[i];
        const char *request = text("{\"action\":\"a:B\",\"resource\":\"*\",\"context\":{"
                                   "\"n\":[\"2.0\",\"%s\"],\"i\":[\"none\",\"%s\"],"
                                   "\"b\":[\"Ag==\",\"%s\"],\"d\":[\"%s\"]}}",
                                   c[0], c[1], c[2], c[3]);
        ck_assert_str_eq(decide(policy, request), c[4]);
    }
}
END_TEST

/* Every case of an unknown key is a decision of its own; all share the steps. */
START_TEST(cases_share_the_steps)
{
    const char *condition =
        text("\"Condition\":{\"StringEquals\":{\"k\":[%s]}}", numbered("v", "", 500));
    rf_buf statements = rf_buf_new(arena);
    for (size_t i = 0; i < 100; i++)
        rf_buf_format(&statements,
                      "{\"Effect\":\"%s\",\"Action\":\"*\",\"Resource\":\"*%sb*\",%s},",
                      i % 2 ? "Deny" : "Allow", repeat("a?", 200 + i), condition);
    rf_buf_format(&statements, "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",%s}",
                  condition);
    const rf_policy *policy = read_policy(policy_of(rf_cstr(arena, rf_buf_str(&statements))));
    rf_policy_set set = {.identity = {&policy, 1}};
    rf_request *request = read_request(text("{\"action\":\"a:B\",\"resource\":\"%s\",\"context\":"
                                            "{\"k\":{\"unknown\":true}}}",
                                            repeat("a", 4000)));
    size_t steps = RF_LIMIT_MATCH_STEPS;
    request->steps = &steps;
    ck_assert_int_eq(rf_authorize(arena, &set, request).outcome, RF_UNDECIDED);
    ck_assert(rf_steps_ran_out(request));
}
END_TEST

/* Without steps nothing is claimed: of each policy and request the answer is as it was, or
 * unknown. */
START_TEST(fewer_steps_never_change_an_answer)
{
    static const char *const policies[] = {
        "{\"Effect\":\"Allow\",\"Action\":[\"x:*\",\"a:*\"],\"Resource\":\"*a*b*\"}",
        "{\"Effect\":\"Allow\",\"NotAction\":[\"x:*\",\"a:*\"],\"Resource\":\"*\"}",
        "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},"
        "{\"Effect\":\"Deny\",\"Action\":\"*\",\"NotResource\":\"*a*b\"}",
        "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
        "{\"StringNotEqualsIgnoreCase\":{\"k\":[\"a\",\"B\"]},\"ForAllValues:StringLike\":"
        "{\"l\":[\"a*\",\"*b\"]},\"NumericLessThan\":{\"n\":\"5\"}}}",
    };
    const char *const given = "{\"action\":\"a:B\",\"resource\":\"xaxxbx\",\"context\":"
                              "{\"k\":\"c\",\"l\":[\"ab\",\"bb\"],\"n\":\"4\"}}";
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
        const rf_policy *policy = read_policy(policy_of(policies[i]));
        rf_request *request = read_request(given);
        rf_outcome answer = rf_decide(arena, &policy, 1, request).outcome;
        bool decided = false;
        for (size_t most = 0; most < 200; most++) {
            size_t steps = most;
            request->steps = &steps;
            rf_outcome outcome = rf_decide(arena, &policy, 1, request).outcome;
            ck_assert(outcome == answer || outcome == RF_UNDECIDED);
            ck_assert(outcome == answer || !decided); /* more steps, no less of an answer */
            decided = outcome == answer;
        }
        ck_assert(decided);
    }
}
END_TEST

/* --- lengths --- */

static const char *refusal(const char *request)
{
    rf_str why = RF_STR("");
    bool within = rf_request_within_bounds(arena, read_request(request), &why);
    ck_assert(within == (why.n == 0));
    return rf_cstr(arena, why);
}

START_TEST(long_texts_of_a_request_are_refused)
{
    const char *most = repeat("a", LONG), *more = repeat("a", LONG + 1);
    ck_assert_str_eq(refusal(on_resource(most)), "");
    ck_assert_str_eq(refusal(on_resource(more)), "the resource is longer than 16384 bytes");
    ck_assert_str_eq(refusal(text("{\"action\":\"%s\",\"resource\":\"*\"}", more)),
                     "the action is longer than 16384 bytes");
    ck_assert_str_eq(
        refusal(text("{\"action\":\"a:B\",\"resource\":\"*\",\"principal\":\"%s\"}", more)),
        "the principal is longer than 16384 bytes");
    const char *with = "{\"action\":\"a:B\",\"resource\":\"*\",\"context\":";
    ck_assert_str_eq(refusal(text("%s{\"k\":\"%s\"}}", with, most)), "");
    ck_assert_str_eq(refusal(text("%s{\"k\":[\"a\",\"%s\"]}}", with, more)),
                     "a value of k is longer than 16384 bytes");
    ck_assert_str_eq(refusal(text("%s{\"%s\":\"a\"}}", with, more)),
                     "the name of a context key is longer than 16384 bytes");
}
END_TEST

START_TEST(many_values_of_a_key_are_refused)
{
    const char *form = "{\"action\":\"a:B\",\"resource\":\"*\",\"context\":{\"K\":[";
    ck_assert_str_eq(refusal(text("%s%s]}}", form, numbered("", "", RF_LIMIT_KEY_VALUES))), "");
    ck_assert_str_eq(refusal(text("%s%s]}}", form, numbered("", "", RF_LIMIT_KEY_VALUES + 1))),
                     "K has more than 1000 values");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("iam_limits");
    TCase *steps = test_case(suite, "steps");
    tcase_add_test(steps, a_search_that_runs_out_of_steps_matches_maybe);
    tcase_add_test(steps, every_matcher_counts_its_steps);
    tcase_add_test(steps, long_literals_cost_steps);
    tcase_add_test(steps, patterns_of_people_take_few_steps);
    tcase_add_test(steps, values_times_values_are_counted);
    tcase_add_test(steps, each_value_is_compared_as_what_it_is);
    tcase_add_test(steps, cases_share_the_steps);
    tcase_add_test(steps, fewer_steps_never_change_an_answer);
    TCase *lengths = test_case(suite, "lengths");
    tcase_add_test(lengths, long_texts_of_a_request_are_refused);
    tcase_add_test(lengths, many_values_of_a_key_are_refused);
    return run_suite(suite);
}

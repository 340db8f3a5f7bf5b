/* Checks of what statements come to, all requests considered: those that do nothing, and entries
 * of lists that add nothing. */
#include "checks/meaning_cover.h"
#include "meaning_support.h"

/* --- statements that others make superfluous ------------------------------------------------ */

/* A check that runs over one policy. */
static rf_check_run *run_over(const rf_policy *policy)
{
    rf_found_policy *found = RF_NEW(arena, rf_found_policy);
    rf_subject *subject = RF_NEW(arena, rf_subject);
    rf_check_run *run = RF_NEW(arena, rf_check_run);
    found->policy = policy;
    subject->found = found;
    run->arena = arena;
    run->subject = subject;
    run->reference = &rf_reference_builtin;
    run->findings = RF_NEW(arena, rf_finding_list);
    run->unknowns = RF_NEW(arena, rf_unknown_list);
    return run;
}

/* Every pattern below tells some of these apart, and no other ones. */
static const char *const actions[] = {"s3:GetObject", "s3:GetX",  "s3:GetYObject", "s3:PutObject",
                                      "s3:PutX",      "ec2:Stop", "ec2:Object",    "x:y",
                                      "x:Object",     "z:w"};
static const char *const action_patterns[] = {"s3:GetObject", "s3:*", "s3:Get*", "*",
                                              "ec2:*",        "x:y",  "*Object"};
static const char *const resources[] = {"a", "ab", "ax", "axb", "b", "cb", "c"};
static const char *const resource_patterns[] = {"a*", "*", "b", "ab", "*b", "a"};
static const char *const ones[] = {NULL, "p", "pq", "q", "z"};
static const char *const twos[] = {NULL, "u", "v"};
static const char *const conditions[] = {
    "",
    "",
    "\"StringLike\": {\"k:one\": [\"p*\", \"q\"]}",
    "\"StringLike\": {\"k:one\": \"pq\"}",
    "\"StringNotLike\": {\"k:one\": \"p*\"}",
    "\"StringLikeIfExists\": {\"k:one\": \"p*\"}",
    "\"Null\": {\"k:one\": \"true\"}",
    "\"StringLike\": {\"k:one\": \"*\"}, \"StringEqualsIfExists\": {\"k:two\": \"u\"}",
    "\"StringNotEquals\": {\"k:two\": \"u\"}",
};

static unsigned long long random_state;

static size_t random_below(size_t n)
{
    random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (size_t)(random_state >> 33) % n;
}

static const char *random_list(const char *const *from, size_t n)
{
    const char *first = from[random_below(n)], *second = from[random_below(n)];
    return random_below(3) == 0 ? text("[\"%s\", \"%s\"]", first, second) : text("\"%s\"", first);
}

static const char *random_statement(void)
{
    bool not_action = random_below(8) == 0, not_resource = random_below(8) == 0;
    return text("{\"Effect\": \"%s\", \"%s\": %s, \"%s\": %s, \"Condition\": {%s}}",
                random_below(4) == 0 ? "Deny" : "Allow", not_action ? "NotAction" : "Action",
                random_list(action_patterns, COUNT(action_patterns)),
                not_resource ? "NotResource" : "Resource",
                random_list(resource_patterns, COUNT(resource_patterns)),
                conditions[random_below(COUNT(conditions))]);
}

/* Every request there is. */
typedef struct request_list {
    const rf_request *at[2048];
    size_t n;
} request_list;

static const rf_request *request_of(size_t a, size_t r, size_t one, size_t two)
{
    rf_context_key *keys = RF_NEW_ARRAY(arena, rf_context_key, 2);
    rf_str *values = RF_NEW_ARRAY(arena, rf_str, 2);
    size_t n = 0;
    values[0] = rf_str_c(ones[one]);
    values[1] = rf_str_c(twos[two]);
    if (ones[one] != NULL)
        keys[n++] = (rf_context_key){.name = RF_STR("k:one"), .values = &values[0], .n = 1};
    if (twos[two] != NULL)
        keys[n++] = (rf_context_key){.name = RF_STR("k:two"), .values = &values[1], .n = 1};
    return rf_request_new(arena, rf_str_c(actions[a]), rf_str_c(resources[r]), RF_STR(""), keys, n);
}

static request_list every_request(void)
{
    request_list all = {.n = 0};
    for (size_t a = 0; a < COUNT(actions); a++)
        for (size_t r = 0; r < COUNT(resources); r++)
            for (size_t one = 0; one < COUNT(ones); one++)
                for (size_t two = 0; two < COUNT(twos); two++)
                    all.at[all.n++] = request_of(a, r, one, two);
    return all;
}

static bool matches_some(const rf_statement *const *statements, size_t n, const rf_request *request)
{
    for (size_t i = 0; i < n; i++)
        if (rf_statement_matches(arena, statements[i], request) == RF_YES)
            return true;
    return false;
}

/* Whether the others are about all that the statement is about. */
static bool is_within_by_hand(const request_list *requests, const rf_statement *statement,
                              const rf_statement *const *others, size_t n)
{
    for (size_t i = 0; i < requests->n; i++)
        if (rf_statement_matches(arena, statement, requests->at[i]) == RF_YES &&
            !matches_some(others, n, requests->at[i]))
            return false;
    return true;
}

static void check_statement(const request_list *requests, const rf_policy *policy, size_t index)
{
    const rf_statement *statement = &policy->statements[index];
    const rf_statement *others[8];
    size_t n = 0;
    for (size_t i = 0; i < policy->n; i++)
        if (i != index && policy->statements[i].effect == statement->effect)
            others[n++] = &policy->statements[i];
    rf_covers covers = rf_covers_new(run_over(policy));
    bool deny = statement->effect == RF_EFFECT_DENY;
    rf_cover cover =
        rf_cover_of(&covers, statement, deny ? RF_COVER_BY_DENIES : RF_COVER_BY_ALLOWS);
    bool within = is_within_by_hand(requests, statement, others, n);
    ck_assert_msg(!covers.undecided, "undecided");
    if (rf_covers_matches_nothing(&covers, statement)) {
        ck_assert(is_within_by_hand(requests, statement, NULL, 0));
        return;
    }
    ck_assert_msg((cover.n != 0) == within, "%s is %swithin the others",
                  rf_cstr(arena, statement->name), within ? "" : "not ");
    if (cover.n == 0)
        return;
    ck_assert(is_within_by_hand(requests, statement, cover.at, cover.n));
    for (size_t i = 0; i < cover.n && cover.n > 1; i++) { /* each of them is needed */
        const rf_statement *dropped = cover.at[i];
        cover.at[i] = cover.at[cover.n - 1];
        ck_assert(!is_within_by_hand(requests, statement, cover.at, cover.n - 1));
        cover.at[i] = dropped;
    }
}

START_TEST(a_statement_is_within_others_when_every_request_says_so)
{
    request_list requests = every_request();
    random_state = (unsigned long long)_i * 7919 + 1;
    for (size_t round = 0; round < 60; round++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        rf_buf buf = rf_buf_new(arena);
        size_t n = 2 + random_below(4);
        for (size_t i = 0; i < n; i++)
            rf_buf_format(&buf, "%s%s", i == 0 ? "" : ",\n", random_statement());
        const char *document = text(POLICY("%s"), rf_cstr(arena, rf_buf_str(&buf)));
        const rf_policy *policy = read_policy(document);
        ck_assert_msg(!policy->refused, "%s", document);
        for (size_t i = 0; i < policy->n; i++)
            check_statement(&requests, policy, i);
        rf_arena_rewind(arena, before);
    }
}
END_TEST

static const struct {
    const char *policy, *said;
} superfluous[] = {
    /* of two that say the same the first one stays */
    {POLICY("{\"Sid\": \"A\", \"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": "
            "\"*\"}, {\"Sid\": \"B\", \"Effect\": \"Allow\", \"Action\": \"S3:getobject\", "
            "\"Resource\": \"*\"}"),
     "B adds nothing: A allows all that it allows\n"},
    /* one finding for one cause */
    {POLICY("{\"Sid\": \"Get\", \"Effect\": \"Allow\", \"Action\": \"s3:Get*\", \"Resource\": "
            "\"*\"}, {\"Sid\": \"All\", \"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": "
            "\"*\"}, {\"Sid\": \"Put\", \"Effect\": \"Allow\", \"Action\": \"s3:Put*\", "
            "\"Resource\": \"arn:aws:s3:::a/*\"}"),
     "Get adds nothing: All allows all that it allows; the same is true of Put\n"},
    {POLICY("{\"Effect\": \"Deny\", \"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": "
            "{\"StringNotEquals\": {\"aws:SourceVpce\": \"vpce-0a1b2c3d\"}}}, {\"Effect\": "
            "\"Deny\", \"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"Null\": "
            "{\"aws:SourceVpce\": \"true\"}}}"),
     "statement 2 adds nothing: statement 1 denies all that it denies\n"},
    /* an account as principal leaves it to its identity policies */
    {POLICY("{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:root\"}, "
            "\"Action\": \"kms:*\", \"Resource\": \"*\"}, {\"Effect\": \"Allow\", \"Principal\": "
            "{\"AWS\": \"arn:aws:iam::111122223333:role/a\"}, \"Action\": \"kms:Decrypt\", "
            "\"Resource\": \"*\"}"),
     ""},
    {POLICY("{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:role/"
            "a\"}, \"Action\": \"kms:*\", \"Resource\": \"*\"}, {\"Effect\": \"Allow\", "
            "\"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:role/a\"}, \"Action\": "
            "\"kms:Decrypt\", \"Resource\": \"*\"}"),
     "statement 2 adds nothing: statement 1 allows all that it allows\n"},
    /* what several values mean without a set operator is not documented */
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"ec2:*\", \"Resource\": \"*\", \"Condition\": "
            "{\"StringNotEquals\": {\"aws:TagKeys\": \"a\"}}}, {\"Effect\": \"Allow\", \"Action\": "
            "\"ec2:CreateVpc\", \"Resource\": \"*\"}"),
     ""},
    /* another user's folder is another folder */
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": "
            "\"arn:aws:s3:::home/${aws:username}/*\"}, {\"Effect\": \"Allow\", \"Action\": "
            "\"s3:GetObject\", \"Resource\": \"arn:aws:s3:::home/${aws:userid}/*\"}"),
     ""},
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": "
            "\"arn:aws:s3:::home/${aws:username}*\"}, {\"Effect\": \"Allow\", \"Action\": "
            "\"s3:GetObject\", \"Resource\": \"arn:aws:s3:::home/${aws:username}/a\"}"),
     "statement 2 adds nothing: statement 1 allows all that it allows\n"},
    /* without Resource AWS refuses the whole policy */
    {POLICY("{\"Effect\": \"Allow\", \"Action\": \"s3:*\"}, {\"Effect\": \"Allow\", \"Action\": "
            "\"s3:*\", \"Resource\": \"*\"}"),
     ""},
};

START_TEST(a_statement_adds_nothing_to_others)
{
    ck_assert_str_eq(said("redundant-statement", superfluous[_i].policy), superfluous[_i].said);
}
END_TEST

/* One cause, one finding: what others tell is not told again. */
START_TEST(a_clash_is_told_once)
{
    static const char deny[] = POLICY("{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": "
                                      "\"*\", \"Condition\": {%s}}");
    static const char *const told_elsewhere[] = {
        "\"StringEquals\": {\"aws:PrincipalOrgID\": \"a\", \"aws:principalorgid\": \"b\"}",
        "\"ForAnyValue:Null\": {\"aws:TagKeys\": \"true\"}",
        "\"StringEquals\": {\"aws:PrincipalOrgID\": []}, \"Null\": {\"aws:PrincipalOrgID\": "
        "\"true\"}",
        "\"IpAddress\": {\"aws:SourceIp\": \"somewhere\"}, \"NotIpAddress\": "
        "{\"aws:SourceIp\": \"10.0.0.0/8\"}",
        "\"StringEquals\": {\"aws:TagKeys\": \"a\"}, \"Null\": {\"aws:TagKeys\": \"true\"}",
    };
    for (size_t i = 0; i < COUNT(told_elsewhere); i++)
        ck_assert_str_eq(said("statement-never-matches", text(deny, told_elsewhere[i])), "");
    ck_assert_str_eq(said("statement-never-matches",
                          text(deny, "\"StringLike\": {\"ec2:ResourceTag/Name\": \"cce-*\"}, "
                                     "\"StringNotLike\": {\"aws:ResourceTag/name\": \"c*\"}")),
                     "this statement denies nothing: no request satisfies both StringLike on "
                     "ec2:ResourceTag/Name and StringNotLike on aws:ResourceTag/name\n");
}
END_TEST

START_TEST(what_is_known_only_after_apply_is_no_reason)
{
    const rf_policy *policy = read_policy(
        POLICY("{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}, {\"Effect\": "
               "\"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}"));
    rf_covers covers = rf_covers_new(run_over(policy));
    ck_assert_uint_eq(rf_cover_of(&covers, &policy->statements[1], RF_COVER_BY_ALLOWS).n, 1);
    rf_pattern unknown = rf_pattern_unknown((rf_span){0});
    rf_statement *wide = (rf_statement *)&policy->statements[0]; /* this test's own */
    wide->resources.at = &unknown;
    covers = rf_covers_new(run_over(policy));
    ck_assert_uint_eq(rf_cover_of(&covers, &policy->statements[1], RF_COVER_BY_ALLOWS).n, 0);
}
END_TEST

/* --- patterns and conditions ---------------------------------------------------------------- */

static const struct {
    const char *wide, *narrow;
    rf_pattern_kind kind;
    bool covers;
} pairs[] = {
    {"s3:*", "s3:Get*", RF_PATTERN_ACTION, true},
    {"s3:Get*", "S3:GETOBJECT", RF_PATTERN_ACTION, true},
    {"iam:Get*", "iam:*CredentialReport", RF_PATTERN_ACTION, false},
    {"s3:Get?bject", "s3:GetObject", RF_PATTERN_ACTION, true},
    {"s3:Get?bject", "s3:Get*", RF_PATTERN_ACTION, false},
    {"arn:aws:ec2:*:*:vpc/*", "arn:aws:ec2:eu-west-1:*:vpc/vpc-1", RF_PATTERN_RESOURCE, true},
    {"arn:aws:ec2:eu-west-1:*:vpc/*", "arn:aws:ec2:*:*:vpc/vpc-1", RF_PATTERN_RESOURCE, false},
    {"arn:aws:s3:::a*", "arn:aws:s3:::a/*", RF_PATTERN_RESOURCE, true},
    {"arn:aws:s3:::a/*", "arn:aws:s3:::a*", RF_PATTERN_RESOURCE, false},
    {"*", "arn:aws:s3:::${aws:username}", RF_PATTERN_RESOURCE, true},
    {"arn:aws:s3:::${aws:username}", "arn:aws:s3:::${aws:username}", RF_PATTERN_RESOURCE, true},
    {"arn:aws:s3:::${aws:username}", "arn:aws:s3:::${aws:userid}", RF_PATTERN_RESOURCE, false},
    {"arn:aws:s3:::??????", "arn:aws:s3:::${aws:username}", RF_PATTERN_RESOURCE, false},
    {"arn:aws:s3:::q*", "arn:aws:s3:::${aws:username}", RF_PATTERN_RESOURCE, false},
    {"arn:aws:s3:::${aws:username, 'x'}", "arn:aws:s3:::x", RF_PATTERN_RESOURCE, false},
    {"a*b", "a*b", RF_PATTERN_EQUALS, true},
    {"a*b", "a*c", RF_PATTERN_EQUALS, false}, /* a star is a star here */
    {"a*", "a*b", RF_PATTERN_EQUALS, false},
    {"*", "arn:aws:iam::111122223333:role/a", RF_PATTERN_ARN, true},
    {"arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/a", RF_PATTERN_ARN, true},
    {"arn:aws:iam::*:role/*", "arn:aws:iam:*:111122223333:role/a", RF_PATTERN_ARN, false},
};

START_TEST(a_pattern_covers_another)
{
    rf_budget budget = {100 * 1000};
    rf_pattern wide =
        rf_pattern_make(arena, pairs[_i].kind, rf_str_c(pairs[_i].wide), true, (rf_span){0});
    rf_pattern narrow =
        rf_pattern_make(arena, pairs[_i].kind, rf_str_c(pairs[_i].narrow), true, (rf_span){0});
    bool covers =
        rf_pattern_covers(arena, &wide, &narrow, pairs[_i].kind == RF_PATTERN_ACTION, &budget);
    ck_assert_msg(covers == pairs[_i].covers, "%s %s", pairs[_i].wide, pairs[_i].narrow);
    ck_assert(rf_pattern_covers(arena, &wide, &wide, false, &budget));
}
END_TEST

static const struct {
    const char *condition;
    bool absent;
    rf_search holds, fails;
} ranges[] = {
    {"\"StringLike\": {\"k:a\": \"*\"}", false, RF_SEARCH_FOUND, RF_SEARCH_EMPTY},
    {"\"StringNotLike\": {\"k:a\": \"*\"}", true, RF_SEARCH_EMPTY, RF_SEARCH_FOUND},
    {"\"StringLikeIfExists\": {\"k:a\": [\"a\", \"**\"]}", true, RF_SEARCH_FOUND, RF_SEARCH_EMPTY},
    {"\"StringLike\": {\"k:a\": [\"?*\", \"\"]}", false, RF_SEARCH_FOUND, RF_SEARCH_EMPTY},
    {"\"StringLike\": {\"k:a\": \"?*\"}", false, RF_SEARCH_FOUND, RF_SEARCH_FOUND},
    {"\"StringEquals\": {\"k:a\": \"*\"}", false, RF_SEARCH_FOUND, RF_SEARCH_FOUND},
    {"\"StringLike\": {\"k:a\": \"${aws:username}\"}", false, RF_SEARCH_FOUND, RF_SEARCH_FOUND},
    {"\"ForAllValues:StringLike\": {\"k:a\": \"*\"}", true, RF_SEARCH_FOUND, RF_SEARCH_EMPTY},
    {"\"ForAnyValue:StringNotLike\": {\"k:a\": \"*\"}", false, RF_SEARCH_EMPTY, RF_SEARCH_FOUND},
    {"\"IpAddress\": {\"aws:SourceIp\": [\"0.0.0.0/0\", \"::/0\"]}", false, RF_SEARCH_FOUND,
     RF_SEARCH_EMPTY},
    {"\"IpAddress\": {\"k:a\": [\"0.0.0.0/0\", \"::/0\"]}", false, RF_SEARCH_FOUND,
     RF_SEARCH_FOUND},
    {"\"NotIpAddress\": {\"k:a\": \"0.0.0.0/0\"}", true, RF_SEARCH_FOUND, RF_SEARCH_FOUND},
    {"\"ArnNotLike\": {\"k:a\": \"*\"}", true, RF_SEARCH_EMPTY, RF_SEARCH_FOUND},
    {"\"NumericLessThan\": {\"k:a\": \"5\"}", false, RF_SEARCH_FOUND, RF_SEARCH_FOUND},
};

START_TEST(a_condition_holds_for_some_values_and_fails_for_others)
{
    rf_budget budget = {100 * 1000};
    const rf_policy *policy =
        read_policy(text(POLICY("{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", "
                                "\"Condition\": {%s}}"),
                         ranges[_i].condition));
    rf_condition_range range = rf_condition_range_of(arena, &rf_reference_builtin,
                                                     policy->statements[0].conditions, &budget);
    ck_assert_msg(range.absent == ranges[_i].absent, "%s: absent", ranges[_i].condition);
    ck_assert_msg(range.holds == ranges[_i].holds, "%s: holds", ranges[_i].condition);
    ck_assert_msg(range.fails == ranges[_i].fails, "%s: fails", ranges[_i].condition);
}
END_TEST

START_TEST(entries_that_add_nothing_are_one_finding_of_a_list)
{
    ck_assert_str_eq(
        said("redundant-action",
             POLICY(
                 "{\"Effect\": \"Allow\", \"Resource\": \"*\", \"Action\": [\"ec2:StopInstances\", "
                 "\"ec2:Describe*\", \"ec2:DescribeVpc*\", \"ec2:DescribeVpcs\", "
                 "\"ec2:stopinstances\"]}")),
        "\"ec2:DescribeVpc*\" adds nothing to \"ec2:Describe*\", and 2 more of the list add "
        "nothing\n");
    ck_assert_uint_eq(results.findings.at[0].related_count, 3);
    ck_assert_str_eq(said("redundant-condition-value",
                          POLICY("{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", "
                                 "\"Condition\": {\"DateGreaterThan\": {\"aws:CurrentTime\": "
                                 "[\"2027-01-01\", \"2026-01-01T00:00:00Z\"]}}}")),
                     "\"2027-01-01\" adds nothing to \"2026-01-01T00:00:00Z\"\n");
}
END_TEST

/* --- hostile -------------------------------------------------------------------------------- */

static const char *const rules[] = {"redundant-*", "allow-entirely-denied",
                                    "statement-never-matches", "privilege-escalation*"};

/* Many statements that overlap in every way. */
static const char *tangled(size_t n)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < n; i++)
        rf_buf_format(
            &buf,
            "%s{\"Effect\": \"%s\", \"Action\": [\"iam:*%c*\", \"iam:Pass*\", \"ec2:*\"], "
            "\"Resource\": [\"arn:aws:iam::*:*/*%c*%c*\", \"arn:aws:*:*:*:*%zu*\"], "
            "\"Condition\": {\"StringLike\": {\"aws:ResourceTag/a%zu\": \"*%c*\"}, "
            "\"StringNotLike\": {\"aws:ResourceTag/a%zu\": \"*%c*%c*\"}}}",
            i == 0 ? "" : ", ", i % 7 == 3 ? "Deny" : "Allow", (int)('a' + i % 26),
            (int)('a' + i % 5), (int)('a' + i % 11), i % 13, i % 4, (int)('a' + i % 3), (i + 1) % 4,
            (int)('a' + i % 3), (int)('b' + i % 3));
    return text(POLICY("%s"), rf_cstr(arena, rf_buf_str(&buf)));
}

START_TEST(tangled_statements_are_looked_at_in_time)
{
    ck_assert_in_time(rules[_i], tangled(100));
}
END_TEST

/* One action, one key, and many of everything else. */
START_TEST(lists_without_end_are_looked_at_in_time)
{
    rf_buf entries = rf_buf_new(arena);
    for (size_t i = 0; i < 3000; i++)
        rf_buf_format(&entries, "%s\"arn:aws:iam::*:*%zu*\"", i == 0 ? "" : ", ", i);
    const char *list = rf_cstr(arena, rf_buf_str(&entries));
    ck_assert_in_time(rules[_i],
                      text(POLICY("{\"Effect\": \"Allow\", \"Action\": \"iam:*\", \"Resource\": "
                                  "[%s], \"Condition\": {\"ArnLike\": {\"aws:PrincipalArn\": "
                                  "[%s]}, \"ArnNotLike\": {\"aws:PrincipalArn\": [%s]}}}"),
                           list, list, list));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("checks of meaning");
    TCase *tests = test_case(suite, "statements");
    tcase_add_checked_fixture(tests, make_rules, NULL);
    tcase_add_loop_test(tests, a_statement_is_within_others_when_every_request_says_so, 0, 10);
    tcase_add_loop_test(tests, a_statement_adds_nothing_to_others, 0, COUNT(superfluous));
    tcase_add_test(tests, a_clash_is_told_once);
    tcase_add_test(tests, what_is_known_only_after_apply_is_no_reason);
    tests = test_case(suite, "patterns and conditions");
    tcase_add_checked_fixture(tests, make_rules, NULL);
    tcase_add_loop_test(tests, a_pattern_covers_another, 0, COUNT(pairs));
    tcase_add_loop_test(tests, a_condition_holds_for_some_values_and_fails_for_others, 0,
                        COUNT(ranges));
    tcase_add_test(tests, entries_that_add_nothing_are_one_finding_of_a_list);
    tests = test_case(suite, "hostile");
    tcase_add_checked_fixture(tests, make_rules, NULL);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, tangled_statements_are_looked_at_in_time, 0, COUNT(rules));
    tcase_add_loop_test(tests, lists_without_end_are_looked_at_in_time, 0, COUNT(rules));
    return run_suite(suite);
}

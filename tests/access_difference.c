/* Differences of policies against requests decided one by one. */
#include "access_support.h"

/* A longer hunt: -DHUNT=50.  Sanitizers make all of it slow. */
#ifndef HUNT
#define HUNT 1
#endif
#ifdef RF_CHECKED
#define ROUNDS(n) ((n)*HUNT / 4)
#else
#define ROUNDS(n) ((n)*HUNT)
#endif

/* --- the world of the universe `any` ------------------------------------------------------------
 */

static const char *const action_patterns[] = {
    "s3:GetObject", "S3:getobject", "s3:Get*", "s3:*", "*", "s3:???Object", "x:*", "x:Do", NULL};
static const char *const actions[] = {"s3:GetObject", "s3:PutObject", "x:Do", NULL};
static const char *const resource_patterns[] = {"*",
                                                "*",
                                                "arn:aws:s3:::b/*",
                                                "arn:aws:s3:::b/a",
                                                "arn:aws:s3:::b",
                                                "arn:aws:s3:::b*",
                                                "arn:aws:s3:*:*:b/?",
                                                "arn:*:s3:::*/a",
                                                "arn:aws:s3:::${*}",
                                                "arn:aws:s3:::b/${aws:username}",
                                                "arn:aws:s3:::b/${aws:PrincipalTag/t, 'a'}/*",
                                                "arn:aws:s3:*:b",
                                                "arn:aws:s?:::b/${aws:username}*",
                                                NULL};
static const char *const resources[] = {"arn:aws:s3:::b",
                                        "arn:aws:s3:::b/a",
                                        "arn:aws:s3:::b/",
                                        "arn:aws:s3:::b/u",
                                        "arn:aws:s3:::b/a/x",
                                        "arn:aws:s3:::b/u/a",
                                        "arn:aws:s3:r:1:b/c",
                                        "arn:aws-cn:s3:::b/a",
                                        "arn:aws:s3:::*",
                                        "arn:aws:s3:::bb/zz/a",
                                        "arn:aws:s3:x:y:z:b",
                                        "s3",
                                        NULL};
static const char *const principal_patterns[] = {
    "\"*\"",
    "{\"AWS\": \"*\"}",
    "{\"AWS\": \"111111111111\"}",
    "{\"AWS\": \"arn:aws:iam::111111111111:root\"}",
    "{\"AWS\": \"arn:aws:iam::111111111111:user/someone\"}",
    "{\"AWS\": [\"arn:aws:iam::111111111111:user/u\", \"111111111111\"]}",
    "{\"AWS\": \"arn:aws:iam::111111111111:role/p/r\"}",
    "{\"AWS\": [\"arn:aws:iam::111111111111:role/r\", \"arn:aws:iam::111111111111:root\"]}",
    "{\"AWS\": \"arn:aws:sts::111111111111:assumed-role/r/session\"}",
    "{\"AWS\": \"arn:aws-cn:iam::222222222222:root\"}",
    "{\"Service\": \"ec2.amazonaws.com\"}",
    "{\"Federated\": \"*\"}",
    "{\"Federated\": \"arn:aws:iam::111111111111:saml-provider/p\"}",
    "{\"CanonicalUser\": \"aaaa\"}",
    NULL};
static const char *const principals[] = {"arn:aws:iam::999999999999:user/x",
                                         "arn:aws:iam::111111111111:user/u",
                                         "arn:aws:iam::111111111111:user/someone",
                                         "arn:aws:iam::111111111111:user/else",
                                         "arn:aws:iam::111111111111:root",
                                         "arn:aws:sts::111111111111:assumed-role/r/session",
                                         "arn:aws:sts::111111111111:assumed-role/r/other",
                                         "arn:aws:sts::111111111111:assumed-role/q/other",
                                         "arn:aws:sts::111111111111:federated-user/u",
                                         "arn:aws-cn:iam::222222222222:user/x",
                                         "ec2.amazonaws.com",
                                         "lambda.amazonaws.com",
                                         "accounts.google.com",
                                         "arn:aws:iam::111111111111:saml-provider/p",
                                         "aaaa",
                                         NULL};

/* Every request, or so many of them. */
static void check_requests(const question *q, const rf_differences *found, requests all,
                           size_t most, uint64_t *seed)
{
    size_t n = requests_count(&all);
    bool some = n > most;
    for (size_t i = 0; i < (some ? most : n); i++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        if (some)
            jump_to_request(&all, seed);
        const rf_request *request = this_request(&all, NULL);
        bool hit = answers(q, request) != RF_NO;
        seen.hits += hit;
        ck_assert_msg(!hit || is_told(q->universe, found, request, NULL), "not found: %s\n%s",
                      request_text(request), question_text(q));
        rf_arena_rewind(arena, before);
        if (!some)
            next_request(&all);
    }
}

static world make_world(uint64_t seed, size_t keys, bool with_principals, bool variables)
{
    world w = {.seed = (seed + 1) * 0x9E3779B97F4A7C15u,
               .actions = action_patterns,
               .resources = resource_patterns,
               .principals = with_principals ? principal_patterns : NULL,
               .variables = variables};
    random_next(&w.seed);
    choose_keys(&w, keys);
    return w;
}

/* --- the universe `any` -------------------------------------------------------------------------
 */

enum { REQUESTS_MOST = 400 };

static void check_any(world *w, const rf_policy *more, const rf_policy *less, const rf_policy *set)
{
    const question q = {&any, more, less, set};
    rf_differences found = find(&q);
    check_witnesses(&q, &found);
    check_requests(&q, &found,
                   requests_of(w, actions, resources, w->principals != NULL ? principals : NULL),
                   REQUESTS_MOST, &w->seed);
}

static void check_random_pairs(size_t n, size_t keys, bool with_principals, bool variables)
{
    memset(&seen, 0, sizeof seen);
    for (size_t i = 0; i < n; i++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        world w = make_world(i * 7 + keys * 2 + with_principals, keys, with_principals, variables);
        statement_texts base = make_statements(&w), changed = change_statements(&w, &base);
        const rf_policy *one = policy_of(&base), *other = policy_of(&changed);
        check_any(&w, one, other, NULL);
        check_any(&w, other, one, NULL);
        rf_arena_rewind(arena, before);
    }
    show_seen();
    ck_assert_uint_gt(seen.found, seen.questions / 4);
    ck_assert_uint_gt(seen.none, seen.questions / 10);
    ck_assert_uint_lt(seen.undecided, seen.questions / 10);
}

START_TEST(pairs_agree_with_single_requests)
{
    check_random_pairs(ROUNDS(700), 2, false, false);
}
END_TEST

START_TEST(pairs_with_three_keys_agree_with_single_requests)
{
    check_random_pairs(ROUNDS(300), 3, false, false);
}
END_TEST

START_TEST(pairs_with_principals_agree_with_single_requests)
{
    check_random_pairs(ROUNDS(300), 1, true, false);
}
END_TEST

START_TEST(pairs_with_variables_agree_with_single_requests)
{
    check_random_pairs(ROUNDS(500), 2, false, true);
}
END_TEST

START_TEST(sets_agree_with_single_requests)
{
    for (size_t i = 0; i < ROUNDS(300); i++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        world w = make_world(i + 50000, 2, false, i % 3 == 0);
        statement_texts texts = make_statements(&w), set = {.n = 1};
        set.at[0] = make_statement(&w, one_in(&w.seed, 2));
        const rf_policy *policy = policy_of(&texts), *within = policy_of(&set);
        check_any(&w, policy, NULL, within);

        /* What `always` asks: in the set, and not allowed. */
        rf_differences found = {0};
        const rf_policies policies = {&policy, 1};
        rf_find_refused(arena, &any, &policies, &within->statements[0], &found);
        rf_statement *allow = RF_NEW(arena, rf_statement);
        *allow = within->statements[0];
        allow->effect = RF_EFFECT_ALLOW;
        rf_policy all = *within;
        all.statements = allow;
        const question q = {&any, &all, policy, NULL};
        check_witnesses(&q, &found);
        check_requests(&q, &found, requests_of(&w, actions, resources, NULL), REQUESTS_MOST,
                       &w.seed);
        rf_arena_rewind(arena, before);
    }
}
END_TEST

/* --- the universe `aws` -------------------------------------------------------------------------
 */

static const char *const aws_action_patterns[] = {
    "ec2:CreateTags", "ec2:CreateSubnet", "ec2:createsub*",
    "s3:GetObject",   "s3:GetObjec?",     "iam:PassRole",
    "sts:AssumeRole", "EC2:CreateTag?",   NULL};
static const char *const aws_actions[] = {"ec2:CreateTags", "ec2:CreateSubnet", "s3:GetObject",
                                          "iam:PassRole",   "sts:AssumeRole",   NULL};
static const char *const aws_resource_patterns[] = {"*",
                                                    "*",
                                                    "arn:aws:ec2:*:*:vpc/*",
                                                    "arn:aws:ec2:*:*:subnet/*",
                                                    "arn:aws:ec2:*:*:*/*",
                                                    "arn:aws:ec2:*:111122223333:subnet/b",
                                                    "arn:aws:ec2:eu-*:*:*",
                                                    "arn:aws:ec2:*:*:${aws:PrincipalTag/t}/*",
                                                    "arn:aws:s3:::b/*",
                                                    "arn:aws:s3:::b/${aws:username}/*",
                                                    "arn:aws:iam::*:role/${aws:username}",
                                                    "arn:aws:iam::*:role/p/*",
                                                    "arn:aws:iam::111122223333:role/*",
                                                    "arn:aws-cn:s3:::b/*",
                                                    NULL};
static const char *const aws_resources[] = {"arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1",
                                            "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1",
                                            "arn:aws:ec2:us-east-1:111122223333:subnet/b",
                                            "arn:aws:ec2:us-east-1:444455556666:instance/i-1",
                                            "arn:aws:s3:::b/a",
                                            "arn:aws:s3:::b/u/a",
                                            "arn:aws:s3:::bb/zz",
                                            "arn:aws:iam::111122223333:role/a",
                                            "arn:aws:iam::111122223333:role/p/u",
                                            "arn:aws:iam::444455556666:role/zz",
                                            NULL};

/* Where it can be, aws:TagKeys is there when a tag is. */
static bool lists_tags(const rf_request *request, const rf_ref_check *check)
{
    return rf_request_key(request, RF_STR("aws:requesttag/t")) == NULL ||
           rf_request_key(request, RF_STR("aws:tagkeys")) != NULL ||
           !rf_ref_key_can_be_present(check, RF_STR("aws:TagKeys"));
}

/* As a check of each type that its resource may be of. */
static void check_aws_request(const question *q, const rf_differences *found, const requests *all)
{
    const rf_reference *reference = &rf_reference_builtin;
    const char *action = all->actions[all->at[0]], *resource = all->resources[all->at[1]];
    rf_ref_check check = {reference, rf_ref_action_named(reference, rf_str_c(action)), NULL};
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, check.action);
    for (size_t i = 0; i < pairs.n; i++) {
        const rf_ref_type *type = &reference->types[pairs.at[i].type];
        check.pair = &pairs.at[i];
        if (!rf_ref_type_has(reference, type, rf_str_c(resource)))
            continue;
        const rf_request *request = this_request(all, &check);
        if (rf_request_conflict(arena, request, true).n != 0 || !lists_tags(request, &check))
            continue;
        bool hit = answers(q, request) != RF_NO;
        seen.hits += hit;
        ck_assert_msg(!hit || is_told(q->universe, found, request, type), "not found: %s\n%s",
                      request_text(request), question_text(q));
    }
}

static void check_aws(world *w, const rf_policy *more, const rf_policy *less)
{
    const question q = {&aws, more, less, NULL};
    rf_differences found = find(&q);
    check_witnesses(&q, &found);
    for (size_t i = 0; i < found.list.n; i++)
        check_possible(&found.list.at[i]);
    requests all = requests_of(w, aws_actions, aws_resources, w->principals ? principals : NULL);
    for (size_t i = 0; i < REQUESTS_MOST; i++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        jump_to_request(&all, &w->seed);
        check_aws_request(&q, &found, &all);
        rf_arena_rewind(arena, before);
    }
}

START_TEST(pairs_agree_with_single_requests_of_aws)
{
    memset(&seen, 0, sizeof seen);
    for (size_t i = 0; i < ROUNDS(300); i++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        world w = make_world(i + 210000, 2, i % 4 == 0, i % 3 == 0);
        w.actions = aws_action_patterns;
        w.resources = aws_resource_patterns;
        w.no_complements = true;
        statement_texts base = make_statements(&w), changed = change_statements(&w, &base);
        const rf_policy *one = policy_of(&base), *other = policy_of(&changed);
        check_aws(&w, one, other);
        check_aws(&w, other, one);
        rf_arena_rewind(arena, before);
    }
    show_seen();
    ck_assert_uint_gt(seen.found, seen.questions / 5);
    ck_assert_uint_gt(seen.none, seen.questions / 10);
    ck_assert_uint_lt(seen.undecided, seen.questions / 10);
}
END_TEST

/* --- what must not matter -----------------------------------------------------------------------
 */

static void check_equal(const rf_policy *a, const rf_policy *b, const char *why)
{
    const question there = {&any, a, b, NULL}, back = {&any, b, a, NULL};
    rf_differences gained = find(&there), lost = find(&back);
    ck_assert_msg(gained.list.n == 0 && lost.list.n == 0 && gained.undecided.n == 0 &&
                      lost.undecided.n == 0,
                  "%s: %zu %zu, undecided %zu %zu %.*s\n%s", why, gained.list.n, lost.list.n,
                  gained.undecided.n, lost.undecided.n,
                  RF_ARG(gained.undecided.n != 0 ? gained.undecided.at[0].why : RF_STR("")),
                  question_text(&there));
}

START_TEST(order_does_not_matter)
{
    for (size_t i = 0; i < ROUNDS(300); i++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        world w = make_world(i + 90000, 2, false, i % 2 == 0);
        statement_texts texts = make_statements(&w), turned = {.n = texts.n};
        for (size_t k = 0; k < texts.n; k++)
            turned.at[k] = texts.at[texts.n - k - 1];
        check_equal(policy_of(&texts), policy_of(&texts), "itself");
        check_equal(policy_of(&texts), policy_of(&turned), "turned");
        turned.at[turned.n++] = texts.at[0];
        check_equal(policy_of(&texts), policy_of(&turned), "one twice");
        rf_arena_rewind(arena, before);
    }
}
END_TEST

START_TEST(a_deny_never_gains)
{
    for (size_t i = 0; i < ROUNDS(300); i++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        world w = make_world(i + 130000, 2, false, i % 2 == 0);
        statement_texts texts = make_statements(&w), denied = texts;
        denied.at[denied.n++] = make_statement(&w, false);
        const question q = {&any, policy_of(&denied), policy_of(&texts), NULL};
        rf_differences found = find(&q);
        ck_assert_msg(found.list.n == 0, "%s", question_text(&q));
        ck_assert_msg(found.undecided.n == 0 || w.variables, "%.*s\n%s",
                      RF_ARG(found.undecided.at[0].why), question_text(&q));
        rf_arena_rewind(arena, before);
    }
}
END_TEST

/* A statement as two: of its actions, or of its resources. */
START_TEST(a_split_statement_is_the_same)
{
    static const char *const halves[][3] = {
        {"\"Action\": [\"s3:GetObject\", \"s3:Put*\"], \"Resource\": \"arn:aws:s3:::b/*\"",
         "\"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::b/*\"",
         "\"Action\": \"s3:Put*\", \"Resource\": \"arn:aws:s3:::b/*\""},
        {"\"Action\": \"s3:*\", \"Resource\": [\"arn:aws:s3:::b\", \"arn:aws:s3:::b/*\"]",
         "\"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:::b\"",
         "\"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:::b/*\""},
        {"\"Action\": \"s3:*\", \"Resource\": [\"arn:aws:s3:::b/${aws:username}\", "
         "\"arn:aws:s3:::b/${aws:username}/*\"]",
         "\"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:::b/${aws:username}\"",
         "\"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:::b/${aws:username}/*\""},
        {"\"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"StringLike\": "
         "{\"s3:prefix\": [\"a*\", \"b\"]}}",
         "\"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"StringLike\": "
         "{\"s3:prefix\": \"a*\"}}",
         "\"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\": "
         "{\"s3:prefix\": \"b\"}}"},
        {"\"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"IpAddress\": "
         "{\"aws:SourceIp\": \"10.0.0.0/8\"}}",
         "\"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"IpAddress\": "
         "{\"aws:SourceIp\": \"10.0.0.0/9\"}}",
         "\"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"IpAddress\": "
         "{\"aws:SourceIp\": \"10.128.0.0/9\"}}"},
        {"\"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"Null\": "
         "{\"s3:max-keys\": \"false\"}}",
         "\"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"NumericLessThan\": "
         "{\"s3:max-keys\": \"5\"}}",
         "\"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"NumericGreaterThanEquals\": "
         "{\"s3:max-keys\": \"5\"}}"},
    };
    static const char *const effects[] = {"Allow", "Deny"};
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
        for (size_t e = 0; e < 2; e++) {
            const char *all =
                e == 0 ? "" : "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}, ";
            check_equal(read_policy(text("{\"Version\": \"2012-10-17\", \"Statement\": [%s"
                                         "{\"Effect\": \"%s\", %s}]}",
                                         all, effects[e], halves[i][0])),
                        read_policy(text("{\"Version\": \"2012-10-17\", \"Statement\": [%s"
                                         "{\"Effect\": \"%s\", %s}, {\"Effect\": \"%s\", %s}]}",
                                         all, effects[e], halves[i][1], effects[e], halves[i][2])),
                        "split");
        }
    }
}
END_TEST

/* --- what is known only after apply -------------------------------------------------------------
 */

static void make_patterns_unknown(rf_patterns *patterns, rf_patterns *others, rf_span span)
{
    rf_pattern *pattern = RF_NEW(arena, rf_pattern);
    *pattern = rf_pattern_unknown(span);
    rf_patterns *of = patterns->present ? patterns : others;
    of->at = pattern;
    of->n = 1;
}

static void make_condition_unknown(uint64_t *seed, rf_statement *statement)
{
    rf_condition *conditions = RF_NEW_ARRAY(arena, rf_condition, statement->n);
    rf_condition_value *value = RF_NEW(arena, rf_condition_value);
    for (size_t i = 0; i < statement->n; i++)
        conditions[i] = statement->conditions[i];
    value->kind = RF_UNKNOWN;
    rf_condition_value_prepare(arena, conditions[0].op.base, true, value);
    conditions[0].values = value;
    conditions[0].n = 1;
    conditions[0].unknown = one_in(seed, 3);
    statement->conditions = conditions;
}

static void make_principal_unknown(rf_statement *statement)
{
    rf_principal *principal = RF_NEW(arena, rf_principal);
    *principal = statement->principals.at[0];
    principal->unknown = true;
    statement->principals.at = principal;
    statement->principals.n = 1;
}

/* Makes some part of the policy unknown. */
static void make_unknown(uint64_t *seed, rf_policy *policy)
{
    rf_statement *statements = RF_NEW_ARRAY(arena, rf_statement, policy->n);
    for (size_t i = 0; i < policy->n; i++)
        statements[i] = policy->statements[i];
    policy->statements = statements;
    rf_statement *one = &statements[random_below(seed, policy->n)];
    size_t what = random_below(seed, 7);
    if (what == 0)
        policy->unknown = true;
    else if (what == 1)
        *one = (rf_statement){.unknown = true, .effect = RF_EFFECT_UNKNOWN, .span = one->span};
    else if (what == 2)
        one->effect = RF_EFFECT_UNKNOWN;
    else if (what == 3)
        make_patterns_unknown(&one->actions, &one->not_actions, one->span);
    else if (what == 4 && one->principals.n != 0)
        make_principal_unknown(one);
    else if (what != 6 && one->n != 0)
        make_condition_unknown(seed, one);
    else
        make_patterns_unknown(&one->resources, &one->not_resources, one->span);
}

START_TEST(what_is_unknown_is_never_no_difference)
{
    memset(&seen, 0, sizeof seen);
    for (size_t i = 0; i < ROUNDS(500); i++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        world w = make_world(i + 170000, 1 + i % 2, i % 3 == 0, i % 5 == 0);
        statement_texts base = make_statements(&w), changed = change_statements(&w, &base);
        rf_policy *one = policy_of(&base), *other = policy_of(&changed);
        make_unknown(&w.seed, i % 2 == 0 ? one : other);
        check_any(&w, one, other, NULL);
        check_any(&w, other, one, NULL);
        rf_arena_rewind(arena, before);
    }
    ck_assert_uint_gt(seen.undecided, seen.questions / 10);
}
END_TEST

/* ------------------------------------------------------------------------------------------------
 */

int main(void)
{
    Suite *suite = suite_create("access_difference");
    any.reference = small_reference();
    TCase *tests = test_case(suite, "any");
    tcase_add_test(tests, pairs_agree_with_single_requests);
    tcase_add_test(tests, pairs_with_three_keys_agree_with_single_requests);
    tcase_add_test(tests, pairs_with_principals_agree_with_single_requests);
    tcase_add_test(tests, pairs_with_variables_agree_with_single_requests);
    tcase_add_test(tests, sets_agree_with_single_requests);
    tests = test_case(suite, "aws");
    tcase_add_test(tests, pairs_agree_with_single_requests_of_aws);
    tests = test_case(suite, "same");
    tcase_add_test(tests, order_does_not_matter);
    tcase_add_test(tests, a_deny_never_gains);
    tcase_add_test(tests, a_split_statement_is_the_same);
    tests = test_case(suite, "unknown");
    tcase_add_test(tests, what_is_unknown_is_never_no_difference);
    return run_suite(suite);
}

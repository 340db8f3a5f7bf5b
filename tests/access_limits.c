/* Questions about all requests that are too hard: each ends within its steps, undecided and with
 * the reason, or with the right answer; never with a wrong one, and never in silence. */
#include "access_support.h"
#include "ringfence.h"

#include "access/redundant.h"
#include "base/limits.h"

static rf_buf begin(void)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, "{\"Version\":\"2012-10-17\",\"Statement\":[");
    return buf;
}

static void add_start(rf_buf *buf, const char *effect, const char *action)
{
    rf_buf_format(buf, "%s{\"Effect\":\"%s\",\"Action\":%s,", buf->at[buf->n - 1] == '[' ? "" : ",",
                  effect, action);
}

static const char *end(rf_buf *buf)
{
    rf_buf_add_c(buf, "]}");
    return rf_cstr(arena, rf_buf_str(buf));
}

static rf_differences compare(const rf_universe *universe, const char *more, const char *less)
{
    const question q = {.universe = universe, .more = read_policy(more), .less = read_policy(less)};
    return find(&q);
}

/* Undecided in `n` actions (of the universe `any` the last one is one of any name), all for want of
 * steps, of which it took at most so many. */
static void check_exhausted(const rf_differences *found, size_t n, uint64_t most)
{
    ck_assert_uint_eq(found->list.n, 0);
    ck_assert_uint_eq(found->undecided.n, n);
    for (size_t i = 0; i < n; i++) {
        ck_assert(found->undecided.at[i].exhausted);
        ck_assert_rf_str(found->undecided.at[i].why, "the search ran out of steps");
    }
    ck_assert_uint_le(found->steps, most);
}

/* --- one question -------------------------------------------------------------------------------
 */

/* Hard from both ends: which of the last letters were a, and which c. */
#define HARD_ALLOW                                                                                 \
    "\"Resource\":\"*\",\"Condition\":{"                                                           \
    "\"StringLike\":{\"aws:username\":\"*a?????????????????b*\"},"                                 \
    "\"StringLikeIfExists\":{\"aws:username\":\"*c?????????????d*\"},"                             \
    "\"StringNotLikeIfExists\":{\"aws:username\":[\"*a*c*\",\"*c*a*\"]}}}"

static const char allows_nothing[] =
    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\","
    "\"Resource\":\"*\"}}";

START_TEST(a_hard_text_takes_the_steps_of_one_search)
{
    rf_buf buf = begin();
    add_start(&buf, "Allow", "\"s3:GetObject\"");
    rf_buf_add_c(&buf, HARD_ALLOW);
    const char *hard = end(&buf);
    const rf_universe *universes[] = {&any, &aws};
    for (size_t i = 0; i < 2; i++) {
        rf_differences found = compare(universes[i], hard, allows_nothing);
        size_t checks = rf_ref_pairs_of(aws.reference,
                                        rf_ref_action_named(aws.reference, RF_STR("s3:GetObject")))
                            .n;
        check_exhausted(&found, i == 0 ? 2 : checks, 4 * RF_LIMIT_SEARCH_STEPS);
        ck_assert_uint_ge(found.steps, RF_LIMIT_SEARCH_STEPS);
    }
}
END_TEST

/* No pigeon without a hole, and none of two in one: every request is in some box, which takes a
 * factorial number of tries to see. */
START_TEST(boxes_that_cover_everything_take_the_steps_of_one_search)
{
    enum { HOLES = 9 };
    rf_buf buf = begin();
    for (int pigeon = 0; pigeon <= HOLES; pigeon++) {
        add_start(&buf, "Allow", "\"s3:GetObject\"");
        rf_buf_add_c(&buf, "\"Resource\":\"*\",\"Condition\":{\"StringNotEquals\":{");
        for (int hole = 0; hole < HOLES; hole++)
            rf_buf_format(&buf, "%s\"x:%d-%d\":\"1\"", hole ? "," : "", pigeon, hole);
        rf_buf_add_c(&buf, "}}}");
    }
    for (int hole = 0; hole < HOLES; hole++)
        for (int one = 0; one <= HOLES; one++)
            for (int other = 0; other < one; other++) {
                add_start(&buf, "Allow", "\"s3:GetObject\"");
                rf_buf_format(&buf,
                              "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                              "{\"x:%d-%d\":\"1\",\"x:%d-%d\":\"1\"}}}",
                              one, hole, other, hole);
            }
    const char *all = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                      "\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}}";
    rf_differences found = compare(&any, all, end(&buf));
    check_exhausted(&found, 2, 3 * RF_LIMIT_SEARCH_STEPS);
    ck_assert_uint_ge(found.steps, RF_LIMIT_SEARCH_STEPS);
}
END_TEST

/* Each Deny is left by an axis of its own, one deeper each. */
START_TEST(many_boxes_do_not_end_the_stack)
{
    enum { DENIES = 20 * 1000 };
    rf_buf buf = begin();
    add_start(&buf, "Allow", "\"s3:GetObject\"");
    rf_buf_add_c(&buf, "\"Resource\":\"*\"}");
    for (int i = 0; i < DENIES; i++) {
        add_start(&buf, "Deny", "\"s3:GetObject\"");
        rf_buf_format(
            &buf, "\"Resource\":\"*\",\"Condition\":{\"StringNotEquals\":{\"x:%d\":\"1\"}}}", i);
    }
    rf_differences found = compare(&any, end(&buf), allows_nothing);
    check_exhausted(&found, 2, 3 * RF_LIMIT_SEARCH_STEPS);
}
END_TEST

/* --- points -------------------------------------------------------------------------------------
 */

static const char *addresses(int n)
{
    rf_buf buf = begin();
    add_start(&buf, "Allow", "\"s3:GetObject\"");
    rf_buf_add_c(&buf, "\"Resource\":\"*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":[");
    for (int i = 0; i < n; i++)
        rf_buf_format(&buf, "%s\"10.%d.%d.%d/30\"", i ? "," : "", i >> 14, i >> 6 & 255,
                      (i & 63) * 4);
    rf_buf_add_c(&buf, "]}}}");
    return end(&buf);
}

START_TEST(some_addresses_are_told_apart_and_too_many_take_the_steps)
{
    rf_differences few = compare(&any, addresses(200), addresses(199));
    ck_assert_uint_eq(few.undecided.n, 0);
    ck_assert_uint_eq(few.list.n, 1);
    rf_differences many = compare(&any, addresses(20 * 1000), addresses(20 * 1000 - 1));
    check_exhausted(&many, 2, 3 * RF_LIMIT_SEARCH_STEPS);
}
END_TEST

static const char *principals(int n)
{
    rf_buf buf = begin();
    add_start(&buf, "Allow", "\"s3:GetObject\"");
    rf_buf_add_c(&buf, "\"Resource\":\"*\",\"Principal\":{\"AWS\":[");
    for (int i = 0; i < n; i++)
        rf_buf_format(&buf, "%s\"arn:aws:iam::%012d:role/r\"", i ? "," : "", i);
    rf_buf_add_c(&buf, "]}}");
    return end(&buf);
}

START_TEST(some_principals_are_told_apart_and_too_many_take_the_steps)
{
    rf_differences few = compare(&any, principals(50), principals(49));
    ck_assert_uint_eq(few.undecided.n, 0);
    ck_assert_uint_eq(few.list.n, 1);
    rf_differences many = compare(&any, principals(5000), principals(4999));
    check_exhausted(&many, 2, 3 * RF_LIMIT_SEARCH_STEPS);
}
END_TEST

/* --- all questions ------------------------------------------------------------------------------
 */

/* Each action has statements of its own, so that no answer is known from another one. */
START_TEST(hard_actions_take_the_steps_of_one_comparison)
{
    enum { ACTIONS = 40 };
    rf_buf buf = begin();
    rf_ref_actions of =
        rf_ref_actions_of(aws.reference, rf_ref_service_named(aws.reference, RF_STR("s3")));
    for (const rf_ref_action *action = of.first; action < of.first + ACTIONS; action++) {
        rf_str name = rf_ref_action_name(arena, aws.reference, action);
        add_start(&buf, "Allow", text("\"%.*s\"", RF_ARG(name)));
        rf_buf_add_c(&buf, HARD_ALLOW);
    }
    rf_universe universe = aws;
    universe.any = true;
    rf_differences found = compare(&universe, end(&buf), allows_nothing);
    check_exhausted(&found, ACTIONS + 1, RF_LIMIT_FIND_STEPS);
    ck_assert_uint_ge(found.steps, RF_LIMIT_FIND_STEPS - RF_LIMIT_FIND_STEPS / 10);
}
END_TEST

/* Which statements are about an action is counted too. */
START_TEST(many_patterns_of_actions_take_the_steps_of_one_comparison)
{
    rf_buf buf = begin();
    for (int i = 0; i < 1000; i++) {
        rf_buf list = rf_buf_new(arena);
        for (int k = 0; k < 20; k++)
            rf_buf_format(&list, "%s\"*%c*:*%c%c*\"", k ? "," : "", 'a' + i % 26, 'a' + k,
                          'a' + i * 7 % 26);
        add_start(&buf, "Allow", text("[%.*s]", RF_ARG(rf_buf_str(&list))));
        rf_buf_add_c(&buf, "\"Resource\":\"*\"}");
    }
    rf_differences found = compare(&aws, end(&buf), allows_nothing);
    ck_assert_uint_gt(found.undecided.n, 0);
    for (size_t i = 0; i < found.undecided.n; i++)
        ck_assert(found.undecided.at[i].exhausted);
    ck_assert_uint_le(found.steps, RF_LIMIT_FIND_STEPS);
}
END_TEST

/* --- what needs no search -----------------------------------------------------------------------
 */

START_TEST(hard_statements_that_are_the_same_are_no_difference)
{
    rf_buf one = begin(), other = begin();
    for (int i = 0; i < 2; i++) {
        add_start(&one, i ? "Deny" : "Allow", "[\"s3:Get*\",\"s3:PutObject\"]");
        rf_buf_add_c(&one, HARD_ALLOW);
        add_start(&other, i ? "Allow" : "Deny", "[\"s3:PutObject\",\"s3:Get*\"]");
        rf_buf_add_c(&other, HARD_ALLOW);
    }
    const char *a = end(&one), *b = end(&other);
    const rf_universe *universes[] = {&any, &aws};
    for (size_t i = 0; i < 2; i++) {
        rf_differences same = compare(universes[i], a, a), turned = compare(universes[i], a, b);
        ck_assert_uint_eq(same.list.n + same.undecided.n, 0);
        ck_assert_uint_lt(same.steps, 10000);
        /* Of any action the texts are looked at as they stand, so in `any` this one is searched. */
        ck_assert_uint_eq(turned.list.n, 0);
        ck_assert_uint_le(turned.undecided.n, i == 0 ? 1 : 0);
    }
}
END_TEST

/* What differs beside a hard twin is found. */
START_TEST(a_hard_statement_that_is_the_same_hides_nothing)
{
    rf_buf one = begin(), other = begin();
    add_start(&one, "Allow", "\"s3:GetObject\"");
    rf_buf_add_c(&one, HARD_ALLOW);
    add_start(&other, "Allow", "\"s3:GetObject\"");
    rf_buf_add_c(&other, HARD_ALLOW);
    add_start(&one, "Allow", "\"s3:GetObject\"");
    rf_buf_add_c(&one, "\"Resource\":\"arn:aws:s3:::new/*\"}");
    rf_differences found = compare(&aws, end(&one), end(&other));
    ck_assert_uint_eq(found.list.n, 1);
    ck_assert_uint_eq(found.undecided.n, 0);
    ck_assert_uint_eq(found.list.at[0].allowed_by->index, 1);
}
END_TEST

/* --- the index ----------------------------------------------------------------------------------
 */

static const char *const action_patterns[] = {
    "s3:GetObject", "S3:getobject", "s3:Get*", "s?:*",      "*", "s3:???Object", "*:Get*", "ec2:*",
    "EC2:Run*",     "s3*",          "ec2",     "iam:pass*", NULL};
static const char *const actions[] = {"s3:GetObject",
                                      "s3:PutObject",
                                      "ec2:RunInstances",
                                      "iam:PassRole",
                                      "s3-outposts:Get*",
                                      "EC2:runinstances",
                                      NULL};
static const char *const resources[] = {"*", NULL};

START_TEST(the_index_finds_what_looking_at_all_statements_finds)
{
    world w = {.seed = 99, .actions = action_patterns, .resources = resources};
    size_t some = 0;
    for (int round = 0; round < 500; round++) {
        statement_texts texts = make_statements(&w), others = make_statements(&w);
        const rf_policy *policies[] = {policy_of(&texts), policy_of(&others)};
        const rf_policies lists[] = {{policies, 2}, {policies + 1, 1}};
        const rf_policies *both[] = {&lists[0], &lists[1]};
        rf_relevant_index *index = rf_relevant_index_new(arena, both, 2);
        for (size_t i = 0; actions[i] != NULL; i++) {
            rf_relevant_list found[2] = {0};
            rf_budget budget = {1000000};
            ck_assert(rf_relevant_look_up(arena, index, rf_str_c(actions[i]), &budget, found));
            for (size_t l = 0; l < 2; l++) {
                rf_relevant_list all = {0};
                rf_relevant_find(arena, both[l], rf_str_c(actions[i]), &all);
                ck_assert_uint_eq(found[l].n, all.n);
                for (size_t k = 0; k < all.n; k++, some++) {
                    ck_assert_ptr_eq(found[l].at[k].statement, all.at[k].statement);
                    ck_assert_uint_eq(found[l].at[k].policy, all.at[k].policy);
                    ck_assert_int_eq(found[l].at[k].maybe, all.at[k].maybe);
                }
            }
        }
    }
    ck_assert_uint_gt(some, 1000);
}
END_TEST

START_TEST(the_index_says_when_its_steps_run_out)
{
    statement_texts texts = {.n = 1};
    texts.at[0] = RF_STR("{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}");
    const rf_policy *policy = policy_of(&texts);
    const rf_policies list = {&policy, 1}, *lists = &list;
    rf_relevant_index *index = rf_relevant_index_new(arena, &lists, 1);
    rf_relevant_list found[1] = {0};
    rf_budget none = {1}, some = {100};
    ck_assert(!rf_relevant_look_up(arena, index, RF_STR("s3:GetObject"), &none, found));
    ck_assert(rf_relevant_look_up(arena, index, RF_STR("s3:GetObject"), &some, found));
    ck_assert_uint_eq(found[0].n, 1);
}
END_TEST

/* --- checks -------------------------------------------------------------------------------------
 */

START_TEST(a_list_that_is_too_hard_to_compare_is_left_out_aloud)
{
    static const rf_report_style style = {.width = 1000};
    rf_analysis *analysis = rf_analysis_new();
    rf_buf buf = begin();
    uint64_t seed = 5;
    add_start(&buf, "Allow", "\"s3:GetObject\"");
    rf_buf_add_c(&buf, "\"Resource\":[");
    for (int i = 0; i < 2000; i++) {
        rf_buf_format(&buf, "%s\"arn:aws:s3:::*", i ? "," : "");
        for (int k = 0; k < 24; k++)
            rf_buf_add_byte(&buf, "*a*b*c?"[random_below(&seed, 7)]);
        rf_buf_add_c(&buf, "\"");
    }
    rf_buf_add_c(&buf, "]}");
    const char *policy = end(&buf);
    ck_assert_int_eq(rf_analysis_add_text(analysis, "policy.json", policy, strlen(policy)),
                     RF_STATUS_OK);
    ck_assert_int_eq(rf_analysis_run(analysis), RF_STATUS_CANNOT);
    const char *report = rf_analysis_report(analysis, "text", &style, NULL);
    ck_assert_ptr_nonnull(strstr(report, "whether some entries of this list add nothing"));
    rf_analysis_free(analysis);
}
END_TEST

/* Variables whose values may be made of one another's: the lists of values end. */
START_TEST(variables_made_of_each_other_have_an_end)
{
    enum { VARIABLES = 9 };
    rf_buf more = begin(), less = begin();
    for (int i = 0; i < VARIABLES; i++) {
        for (int k = 0; k < VARIABLES; k++) {
            add_start(&more, "Allow", "\"s3:GetObject\"");
            rf_buf_format(&more,
                          "\"Resource\":\"arn:aws:s3:::b/${aws:PrincipalTag/a%d}/"
                          "${aws:PrincipalTag/a%d}/x\"}",
                          i, k);
        }
        add_start(&less, "Allow", "\"s3:GetObject\"");
        rf_buf_format(&less,
                      "\"Resource\":\"arn:aws:s3:::b/*${aws:PrincipalTag/a%d}*/y/*x\","
                      "\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/a%d\":"
                      "\"${aws:PrincipalTag/a%d}-%d\"}}}",
                      i, i, (i + 1) % VARIABLES, i);
    }
    rf_differences found = compare(&aws, end(&more), end(&less));
    ck_assert_uint_ne(found.list.n + found.undecided.n, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("access: limits");
    any.reference = small_reference();
    TCase *tests = test_case(suite, "one question");
    tcase_add_test(tests, a_hard_text_takes_the_steps_of_one_search);
    tcase_add_test(tests, variables_made_of_each_other_have_an_end);
    tcase_add_test(tests, boxes_that_cover_everything_take_the_steps_of_one_search);
    tcase_add_test(tests, many_boxes_do_not_end_the_stack);
    tcase_add_test(tests, some_addresses_are_told_apart_and_too_many_take_the_steps);
    tcase_add_test(tests, some_principals_are_told_apart_and_too_many_take_the_steps);
    tcase_set_timeout(tests, 120);
    tests = test_case(suite, "all questions");
    tcase_add_test(tests, hard_actions_take_the_steps_of_one_comparison);
    tcase_add_test(tests, many_patterns_of_actions_take_the_steps_of_one_comparison);
    tcase_add_test(tests, hard_statements_that_are_the_same_are_no_difference);
    tcase_add_test(tests, a_hard_statement_that_is_the_same_hides_nothing);
    tcase_set_timeout(tests, 120);
    tests = test_case(suite, "index");
    tcase_add_test(tests, the_index_finds_what_looking_at_all_statements_finds);
    tcase_add_test(tests, the_index_says_when_its_steps_run_out);
    tests = test_case(suite, "checks");
    tcase_add_test(tests, a_list_that_is_too_hard_to_compare_is_left_out_aloud);
    tcase_set_timeout(tests, 120);
    return run_suite(suite);
}

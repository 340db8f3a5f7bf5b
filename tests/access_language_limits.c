/* Languages of texts: what is hard or large ends, within the budget, and with the right answer. */
#include "language_support.h"

#include <setjmp.h>
#include <time.h>

/* The budget */

/* Hard from both ends: which of the last letters were a, and which c. */
static const char *const hard[] = {"*a?????????????????b*", "*c?????????????d*", "!*a*c*|*c*a*",
                                   NULL};

static rf_search ask_within(const char *const *texts, uint64_t steps, bool fast, uint64_t *left)
{
    rf_constraint constraints[MOST];
    size_t n = constraints_of(texts, constraints);
    rf_budget budget = {steps};
    rf_search found =
        (fast ? rf_language_search : rf_language_walk)(arena, constraints, n, &budget, NULL);
    *left = budget.steps;
    return found;
}

START_TEST(the_worst_ends_when_the_budget_does)
{
    for (int fast = 0; fast < 2; fast++) {
        uint64_t left = 1;
        size_t before = rf_arena_size(arena);
        clock_t start = clock();
        ck_assert_int_eq(ask_within(hard, RF_LIMIT_SEARCH_STEPS, fast, &left), RF_SEARCH_EXHAUSTED);
        ck_assert(left < 100);
        ck_assert(clock() - start < 5 * CLOCKS_PER_SEC);
        /* What the search took is given back. */
        ck_assert_uint_le(rf_arena_size(arena), before + 1024 * 1024);
    }
}
END_TEST

START_TEST(the_worst_takes_no_more_memory_than_its_budget)
{
    rf_arena *limited = rf_arena_new(100 * 1024 * 1024);
    jmp_buf full;
    rf_constraint constraints[] = {constraint_of(hard[0]), constraint_of(hard[1]),
                                   constraint_of(hard[2])};
    rf_arena_guard(limited, &full);
    if (setjmp(full) == 0) {
        rf_budget budget = {RF_LIMIT_SEARCH_STEPS};
        ck_assert_int_eq(rf_language_search(limited, constraints, 3, &budget, NULL),
                         RF_SEARCH_EXHAUSTED);
    } else {
        ck_abort_msg("more than 13 bytes a step");
    }
    rf_arena_free(limited);
}
END_TEST

/* Whatever the budget, the answer is the right one or none. */
START_TEST(a_small_budget_does_not_change_the_answer)
{
    static const struct {
        const char *constraints[MOST];
        rf_search answer;
    } rows[] = {
        {{"arn:aws:s3:::a*|arn:aws:s3:::b*", "*:b*", "!*c|*d"}, RF_SEARCH_FOUND},
        {{"arn:aws:s3:::a*|arn:aws:s3:::b*", "!*:a*|*x*|*:b*"}, RF_SEARCH_EMPTY},
        {{"*a*b*|*b*c*", "*c*a*", "!*ab*|*ca*|*a?b*"}, RF_SEARCH_FOUND},
        {{"*a*b*", "*b*a*", "!*a*a*|*b*b*"}, RF_SEARCH_EMPTY},
        {{"*a?????????", "*b?????????"}, RF_SEARCH_EMPTY},
        {{"abc", "ab?", "!*b"}, RF_SEARCH_FOUND},
        {{"abc", "ab?", "!*c"}, RF_SEARCH_EMPTY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool answered = false;
        for (uint64_t steps = 0; steps < 20000; steps += 1 + steps / 16)
            for (int fast = 0; fast < 2; fast++) {
                uint64_t left;
                rf_search found = ask_within(rows[i].constraints, steps, fast, &left);
                ck_assert_uint_le(left, steps);
                ck_assert_msg(found == RF_SEARCH_EXHAUSTED || found == rows[i].answer,
                              "row %zu with %d steps: %d", i, (int)steps, found);
                answered |= found != RF_SEARCH_EXHAUSTED;
                ck_assert(steps > 0 || found == RF_SEARCH_EXHAUSTED);
            }
        ck_assert_msg(answered, "row %zu", i);
    }
}
END_TEST

START_TEST(what_is_hard_from_the_left_is_tried_from_the_right)
{
    static const char *const empty[] = {"*a????????????????????", "*b????????????????????", NULL};
    static const char *const found[] = {
        "*a????????????????????", "*b????????????????????|c*?????????????????????????????????d",
        "!*d?*", NULL};
    ck_assert_int_eq(ask(empty, false, NULL), RF_SEARCH_EMPTY);
    rf_str witness;
    uint64_t left;
    ck_assert_int_eq(ask_within(found, RF_LIMIT_SEARCH_STEPS, false, &left), RF_SEARCH_FOUND);
    ck_assert(left < RF_LIMIT_SEARCH_STEPS / 2);
    ck_assert_int_eq(ask(found, false, &witness), RF_SEARCH_FOUND);
    for (size_t i = 0; found[i] != NULL; i++) {
        rf_constraint constraint = constraint_of(found[i]);
        ck_assert_msg(rf_constraint_holds(&constraint, witness), "%s: %s", found[i],
                      rf_cstr(arena, witness));
    }
}
END_TEST

/* Six orders of letters of which each may come once. */
START_TEST(what_must_not_match_anyway_is_not_followed)
{
    static const char once[] = "!*a*a*|*b*b*|*c*c*|*d*d*|*e*e*|*f*f*|"
                               "*g*g*|*h*h*|*i*i*|*j*j*|*k*k*|*l*l*";
    const char *texts[] = {"*l*b*f*a*k*c*e*d*g*j*i*h*",
                           "*c*d*k*e*i*l*a*j*b*h*g*f*",
                           "*h*k*b*i*c*f*l*d*a*g*e*j*",
                           "*e*a*c*b*d*f*i*h*g*k*l*j*",
                           "*d*a*l*b*k*c*g*f*i*j*e*h*",
                           "*g*h*i*j*k*l*a*b*c*d*e*f*",
                           once,
                           NULL};
    for (int fast = 0; fast < 2; fast++) {
        uint64_t left;
        ck_assert_int_eq(ask_within(texts, 20 * 1000, fast, &left), RF_SEARCH_EMPTY);
    }
}
END_TEST

/* Sizes */

static const char *numbered(const char *before, int first, int count, const char *after)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, first < 0 ? "!" : "");
    first = first < 0 ? -1 - first : first;
    for (int i = 0; i < count; i++)
        rf_buf_format(&buf, "%s%s%05d%s", i == 0 ? "" : "|", before, first + i, after);
    return rf_cstr(arena, rf_buf_str(&buf));
}

START_TEST(ten_thousand_words_are_no_trouble)
{
    const char *words = numbered("arn:aws:s3:::bucket-", 0, 10000, "/*");
    const char *others = numbered("arn:aws:s3:::bucket-", -1, 10000, "/*");
    const char *fewer = numbered("arn:aws:s3:::bucket-", -1, 9999, "/*");
    const char *with_a = numbered("arn:aws:s3:::bucket-", 0, 10000, "/a*");
    rf_str witness;
    const char *same[] = {words, others, NULL};
    ck_assert_int_eq(ask(same, true, NULL), RF_SEARCH_EMPTY);
    const char *one_more[] = {words, fewer, NULL};
    ck_assert_int_eq(ask(one_more, true, &witness), RF_SEARCH_FOUND);
    ck_assert_rf_str(witness, "arn:aws:s3:::bucket-09999/");
    const char *within[] = {words, with_a, "!*?a", "*7/*", NULL};
    ck_assert_int_eq(ask(within, true, &witness), RF_SEARCH_FOUND);
    ck_assert_uint_eq(witness.n, strlen("arn:aws:s3:::bucket-00007/ax"));
    const char *literal[] = {numbered("a", 0, 10000, "x"), numbered("a", 0, 10000, "y"), NULL};
    ck_assert_int_eq(ask(literal, true, NULL), RF_SEARCH_EMPTY);
}
END_TEST

static const char *repeated(const char *before, const char *part, size_t count, const char *after)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, before);
    for (size_t i = 0; i < count; i++)
        rf_buf_add_c(&buf, part);
    rf_buf_add_c(&buf, after);
    return rf_cstr(arena, rf_buf_str(&buf));
}

START_TEST(long_words_end_in_time)
{
    enum { LONG = 100 * 1000 };
    const struct {
        const char *constraints[MOST];
        rf_search answer;
    } rows[] = {
        {{repeated("", "a", LONG, "*"), repeated("!", "a", LONG - 1, "*b")}, RF_SEARCH_FOUND},
        {{repeated("", "a", LONG, "*"), repeated("!", "a", LONG - 1, "*")}, RF_SEARCH_EMPTY},
        {{repeated("", "*a", LONG / 2, ""), repeated("!", "*a", LONG / 2 + 1, "")},
         RF_SEARCH_FOUND},
        {{repeated("", "*a", LONG / 2, ""), repeated("!", "*a", LONG / 2 - 1, "*")},
         RF_SEARCH_EMPTY},
        {{repeated("", "?", LONG, "*"), repeated("!", "?", LONG - 1, "*")}, RF_SEARCH_EMPTY},
        {{repeated("", "*?", LONG / 2, ""), repeated("", "?", LONG / 2, "")}, RF_SEARCH_FOUND},
        {{repeated("", "\xE2\x82\xAC", LONG / 3, "<"), "*:"}, RF_SEARCH_EMPTY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_arena_mark mark = rf_arena_mark_get(arena);
        rf_str witness = {0};
        ck_assert_msg(ask(rows[i].constraints, true, &witness) == rows[i].answer, "row %zu", i);
        rf_constraint constraints[MOST];
        size_t n = constraints_of(rows[i].constraints, constraints);
        for (size_t j = 0; rows[i].answer == RF_SEARCH_FOUND && j < n; j++)
            ck_assert_msg(rf_constraint_holds(&constraints[j], witness), "row %zu", i);
        rf_arena_rewind(arena, mark);
    }
}
END_TEST

START_TEST(many_constraints_are_one_question)
{
    enum { MANY = 2000 };
    rf_constraint *constraints = RF_NEW_ARRAY(arena, rf_constraint, MANY);
    for (size_t i = 0; i < MANY; i++)
        constraints[i] = constraint_of(rf_cstr(arena, rf_format(arena, "*%c*", 'a' + (int)i % 5)));
    rf_budget budget = {RF_LIMIT_SEARCH_STEPS};
    rf_str witness;
    ck_assert_int_eq(rf_language_search(arena, constraints, MANY, &budget, &witness),
                     RF_SEARCH_FOUND);
    for (size_t i = 0; i < MANY; i++)
        ck_assert(rf_constraint_holds(&constraints[i], witness));
}
END_TEST

/* Words that begin with different characters, as many as there are. */
START_TEST(many_alphabets_are_one_question)
{
    rf_buf all = rf_buf_new(arena), most = rf_buf_new(arena);
    for (int i = 0; i < 1000; i++) { /* U+4E00 and on */
        const char bytes[] = {'\xE4', (char)(0xB8 + i / 64), (char)(0x80 + i % 64), '*', '\0'};
        rf_buf_format(&all, "%s%s", i == 0 ? "" : "|", bytes);
        rf_buf_format(&most, "%s%s", i == 0 ? "!" : i == 500 ? "x|" : "|", bytes);
    }
    const char *one[] = {rf_cstr(arena, rf_buf_str(&all)), rf_cstr(arena, rf_buf_str(&most)), NULL};
    for (int fast = 0; fast < 2; fast++) {
        rf_str witness;
        ck_assert_int_eq(ask(one, fast, &witness), RF_SEARCH_FOUND);
        ck_assert_rf_str(witness, "\xE4\xBF\xB3");
    }
}
END_TEST

/* Ten ARNs of many stars in both policies, twelve stars in 24 characters. */
START_TEST(public_wildcard_tricks_are_answered)
{
    static const char ten[] =
        "arn:aws:s3:::*a*b*c*d*|arn:aws:s3:::*b*a*c*d*|arn:aws:s3:::*c*a*b*d*|"
        "arn:aws:s3:::*d*a*b*c*|arn:aws:s3:::*a*c*b*d*|arn:aws:s3:::*a*d*c*b*|"
        "arn:aws:s3:::*b*d*c*a*|arn:aws:s3:::*c*b*a*d*|arn:aws:s3:::*c*d*a*b*|"
        "arn:aws:s3:::*d*c*b*a*";
    static const char stars[] = "*a*b*c*d*e*f*g*h*i*j*k*l";
    const char *not_ten = rf_cstr(arena, rf_format(arena, "!%s", ten));
    const char *not_stars = rf_cstr(arena, rf_format(arena, "!%s", stars));
    const struct {
        const char *constraints[MOST];
        rf_search answer;
    } rows[] = {
        {{ten, not_ten}, RF_SEARCH_EMPTY},
        {{ten, "*b*c*", not_ten}, RF_SEARCH_EMPTY},
        {{"arn:aws:s3:::*a*", "*b*", "*c*", "*d*", not_ten}, RF_SEARCH_FOUND},
        {{ten, "!arn:aws:s3:::*a*b*c*d*|arn:aws:s3:::*d*c*b*a*"}, RF_SEARCH_FOUND},
        {{stars, not_stars}, RF_SEARCH_EMPTY},
        {{stars, "*l*k*j*i*h*g*f*e*d*c*b*a"}, RF_SEARCH_EMPTY},
        {{stars, "*l*k*j*i*h*g*f*e*d*c*b*a*"}, RF_SEARCH_FOUND},
        {{stars, "*l*k*j*i*h*g*f*e*d*c*b*a*", "!*a*a*|*l*l*"}, RF_SEARCH_EMPTY},
        {{"?*?*?*?", "!????*"}, RF_SEARCH_EMPTY},
        {{"?*?*?*?", "!?????*"}, RF_SEARCH_FOUND},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int fast = 0; fast < 2; fast++) {
            uint64_t left;
            ck_assert_msg(ask_within(rows[i].constraints, RF_LIMIT_SEARCH_STEPS, fast, &left) ==
                              rows[i].answer,
                          "row %zu", i);
            ck_assert_msg(left > RF_LIMIT_SEARCH_STEPS / 2, "row %zu", i);
        }
}
END_TEST

/* rf_constraint_holds() */

START_TEST(a_text_with_hard_words_is_matched_in_time)
{
    const char *text = repeated("", "a", 20000, ":");
    static const struct {
        const char *constraint;
        bool holds;
    } rows[] = {
        {"*a*a*a*a*a*a*a*a*a*b", false},
        {"<a<a<a<a<a<a<a<a<b", false},
        {"<a<a<a<a<a<a<a<a<:", true},
        {"!<a<a<a<a<a<a<a<a<:", false},
        {"<a>>>>>>>>>>>>>>>:", true},
        {"<:<|<b", true},
        {"b*|*", true},
        {"b*|?", false},
        {"", false},
        {"!", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_constraint constraint = constraint_of(rows[i].constraint);
        ck_assert_msg(rf_constraint_holds(&constraint, rf_str_c(text)) == rows[i].holds, "%s",
                      rows[i].constraint);
    }
    rf_constraint long_word = constraint_of(repeated("", "<a", 5000, ":"));
    ck_assert(rf_constraint_holds(&long_word, rf_str_c(text)));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("access: limits of languages");
    TCase *tests = test_case(suite, "budget and sizes");
    tcase_add_test(tests, the_worst_ends_when_the_budget_does);
    tcase_add_test(tests, the_worst_takes_no_more_memory_than_its_budget);
    tcase_add_test(tests, a_small_budget_does_not_change_the_answer);
    tcase_add_test(tests, what_is_hard_from_the_left_is_tried_from_the_right);
    tcase_add_test(tests, what_must_not_match_anyway_is_not_followed);
    tcase_add_test(tests, ten_thousand_words_are_no_trouble);
    tcase_add_test(tests, long_words_end_in_time);
    tcase_add_test(tests, many_constraints_are_one_question);
    tcase_add_test(tests, many_alphabets_are_one_question);
    tcase_add_test(tests, public_wildcard_tricks_are_answered);
    tcase_add_test(tests, a_text_with_hard_words_is_matched_in_time);
    return run_suite(suite);
}

/* IAM's wildcards: matching, and covering held against what all short patterns match. */
#include "support.h"

#include "base/glob.h"
#include "base/vec.h"

#include <string.h>
#include <time.h>

START_TEST(wildcards_are_star_and_question_mark)
{
    static const struct {
        const char *pattern, *text;
        bool matches, nocase;
    } rows[] = {
        {"", "", true, true},
        {"", "a", false, false},
        {"*", "", true, true},
        {"*", "a/b:c\nd", true, true},
        {"**", "", true, true},
        {"?", "", false, false},
        {"?", "a", true, true},
        {"?", "ab", false, false},
        {"?*", "ab", true, true},
        {"*?", "", false, false},
        {"s3:Get*", "s3:GetObject", true, true},
        {"s3:Get*", "S3:getobject", false, true},
        {"s3:get*", "s3:GET", false, true},
        {"*.com", "a.com.com", true, true},
        {"a*b*c", "aXbXbXc", true, true},
        {"a*b*c", "aXcXb", false, false},
        {"*ab", "aab", true, true},
        {"*aab", "aaaab", true, true},
        {"a?c",
         "a\xC3\xA9"
         "c",
         true, true}, /* one character of two bytes */
        {"a??c",
         "a\xC3\xA9"
         "c",
         false, false},
        {"?", "\xF0\x9F\x98\x80", true, true},
        {"??", "\xF0\x9F\x98\x80", false, false},
        {"*?", "\xE2\x82\xAC", true, true},
        {"*\xE2\x82\xAC", "x\xE2\x82\xAC\xE2\x82\xAC", true, true},
        {"\xC3\x84", "\xC3\xA4", false, false}, /* only ASCII is folded */
        {"[a-z]", "b", false, false},
        {"[a-z]", "[a-z]", true, true},
        {"\\*", "\\anything", true, true},
        {"a", "*", false, false},
        {"*", "*", true, true},
        {"a*", "a*", true, true},
        {"?", "\xFF", true, true}, /* a stray byte stands alone */
        {"??", "\xE2\x28", true, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_str pattern = rf_str_c(rows[i].pattern), text = rf_str_c(rows[i].text);
        ck_assert_msg(rf_glob_matches(pattern, text) == rows[i].matches, "%s on %s",
                      rows[i].pattern, rows[i].text);
        ck_assert_msg(rf_glob_matches_nocase(pattern, text) == rows[i].nocase, "%s on %s",
                      rows[i].pattern, rows[i].text);
    }
    ck_assert(rf_glob_matches(RF_STR("a?b"), RF_STR("a\0b")));
    ck_assert(!rf_glob_matches(RF_STR("a"), RF_STR("a\0")));
    ck_assert(rf_glob_has_wildcard(RF_STR("a*")) && rf_glob_has_wildcard(RF_STR("?a")));
    ck_assert(!rf_glob_has_wildcard(RF_STR("a[b]")));
}
END_TEST

/* What a wildcard means, written down as plainly as possible. */
static bool plainly_matches(rf_str pattern, rf_str text)
{
    if (pattern.n == 0)
        return text.n == 0;
    rf_str rest = rf_slice(pattern, 1, pattern.n);
    if (pattern.at[0] == '*')
        return plainly_matches(rest, text) ||
               (text.n != 0 && plainly_matches(pattern, rf_slice(text, 1, text.n)));
    return text.n != 0 && (pattern.at[0] == '?' || pattern.at[0] == text.at[0]) &&
           plainly_matches(rest, rf_slice(text, 1, text.n));
}

typedef RF_VEC(rf_str) strings;

/* Every string over the alphabet of at most `most` characters. */
static strings all_strings(const char *alphabet, size_t most)
{
    strings all = {0};
    RF_PUSH(arena, &all, RF_STR(""));
    for (size_t from = 0, length = 1; length <= most; length++) {
        size_t to = all.n;
        for (; from < to; from++) {
            for (const char *c = alphabet; *c != '\0'; c++) {
                rf_buf buf = rf_buf_new(arena);
                rf_buf_add(&buf, all.at[from]);
                rf_buf_add_byte(&buf, *c);
                RF_PUSH(arena, &all, rf_buf_str(&buf));
            }
        }
    }
    return all;
}

START_TEST(matching_agrees_with_its_definition)
{
    strings patterns = all_strings("ab*?", 5), texts = all_strings("ab", 6);
    for (size_t p = 0; p < patterns.n; p++)
        for (size_t t = 0; t < texts.n; t++)
            if (rf_glob_matches(patterns.at[p], texts.at[t]) !=
                plainly_matches(patterns.at[p], texts.at[t]))
                ck_abort_msg("%.*s on %.*s", RF_ARG(patterns.at[p]), RF_ARG(texts.at[t]));
}
END_TEST

/* Compares rf_glob_covers with what the patterns match among the texts; with `exact`, in both
 * directions. */
static void check_covers(strings patterns, strings texts, bool exact)
{
    bool *matches = RF_NEW_ARRAY(arena, bool, patterns.n *texts.n);
    for (size_t p = 0; p < patterns.n; p++)
        for (size_t t = 0; t < texts.n; t++)
            matches[p * texts.n + t] = plainly_matches(patterns.at[p], texts.at[t]);
    size_t covered = 0;
    for (size_t o = 0; o < patterns.n; o++) {
        for (size_t i = 0; i < patterns.n; i++) {
            bool all = true;
            for (size_t t = 0; t < texts.n && all; t++)
                all = !matches[i * texts.n + t] || matches[o * texts.n + t];
            bool covers = rf_glob_covers(patterns.at[o], patterns.at[i]);
            covered += covers;
            if (covers ? !all : exact && all)
                ck_abort_msg("%.*s over %.*s", RF_ARG(patterns.at[o]), RF_ARG(patterns.at[i]));
        }
    }
    ck_assert_uint_gt(covered, patterns.n);
    ck_assert_uint_lt(covered, patterns.n * patterns.n);
}

START_TEST(covering_is_exact_for_stars)
{
    /* The texts have a letter more than the patterns: it tells `*` from any literal. */
    check_covers(all_strings("ab*", 5), all_strings("abc", 5), true);
}
END_TEST

START_TEST(covering_is_sound_with_question_marks)
{
    check_covers(all_strings("a*?", 5), all_strings("ab", 7), false);
}
END_TEST

START_TEST(covering_knows_characters)
{
    static const struct {
        const char *outer, *inner;
        bool covers;
    } rows[] = {
        {"*", "", true},
        {"", "*", false},
        {"*", "arn:aws:s3:::a/*", true},
        {"arn:aws:s3:::a/*", "arn:aws:s3:::a/b/*", true},
        {"arn:aws:s3:::a/*", "arn:aws:s3:::a*", false},
        {"?", "\xC3\xA9", true},
        {"??", "\xC3\xA9", false},
        {"?", "*", false},
        {"?", "?", true},
        {"a", "?", false},
        {"*?", "a*b", true},
        {"s3:Get*", "s3:GetObject*", true},
        {"s3:*Object", "s3:Get*Object", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(rf_glob_covers(rf_str_c(rows[i].outer), rf_str_c(rows[i].inner)) ==
                          rows[i].covers,
                      "%s over %s", rows[i].outer, rows[i].inner);
}
END_TEST

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

START_TEST(hostile_patterns_finish)
{
    static const char *const patterns[] = {
        "*a*a*a*b",        "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "*?*?*?*?*?*b",
        "a*a*a*a*a*a*a*c", "*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
    };
    enum { TEXT = 1024 * 1024 };
    char *bytes = rf_alloc(arena, TEXT);
    memset(bytes, 'a', TEXT);
    rf_str text = {bytes, TEXT};
    double start = seconds();
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        rf_str pattern = rf_str_c(patterns[i]);
        ck_assert(!rf_glob_matches(pattern, text));
        ck_assert(!rf_glob_matches_nocase(pattern, text));
        ck_assert(!rf_glob_covers(pattern, text));
    }
    ck_assert(rf_glob_matches(RF_STR("*a*a*a*a"), text));
    ck_assert_msg(seconds() - start < 10, "%f seconds", seconds() - start);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base_glob");

    TCase *globs = test_case(suite, "wildcards");
    tcase_add_test(globs, wildcards_are_star_and_question_mark);
    tcase_add_test(globs, matching_agrees_with_its_definition);
    tcase_add_test(globs, covering_is_exact_for_stars);
    tcase_add_test(globs, covering_is_sound_with_question_marks);
    tcase_add_test(globs, covering_knows_characters);
    tcase_add_test(globs, hostile_patterns_finish);

    return run_suite(suite);
}

/* What the text report is made of: printable text, and the source line with its carets. */
#include "support.h"

#include "report/printable.h"
#include "report/snippet.h"

#include <string.h>

/* The span of the first `needle` in a source. */
static rf_span span_of(const rf_source *source, rf_str needle)
{
    size_t at = rf_find(source->text, needle);
    ck_assert(at != RF_NOT_FOUND);
    return (rf_span){source, (uint32_t)at, (uint32_t)(at + needle.n)};
}

static const char *snippet_in(size_t width, rf_span span, const char *note)
{
    const rf_snippet_style style = {.width = width, .caret = "", .normal = ""};
    rf_buf buf = rf_buf_new(arena);
    rf_snippet_add(&buf, span, rf_str_c(note), &style);
    return rf_cstr(arena, rf_buf_str(&buf));
}

/* --- what may be shown --- */

START_TEST(controls_become_visible)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"plain text, \\ and \"quotes\" too", "plain text, \\ and \"quotes\" too"},
        {"", ""},
        {"a\x1b[31mred\x1b[0m", "a\\x1b[31mred\\x1b[0m"},
        {"a\nb\rc\td", "a\\nb\\rc\\td"},
        {"bell\a del\x7f", "bell\\x07 del\\x7f"},
        {"\xc2\x9b"
         "31m",
         "\\x9b31m"}, /* CSI as one C1 character */
        {"a\xe2\x80\xae"
         "b",
         "a\\u{202e}b"}, /* right-to-left override */
        {"a\xe2\x81\xa6"
         "b",
         "a\\u{2066}b"}, /* left-to-right isolate */
        {"a\xe2\x80\x8b"
         "b\xef\xbb\xbf",
         "a\\u{200b}b\\u{feff}"}, /* invisible */
        {"a\xe2\x80\xa8"
         "b",
         "a\\u{2028}b"}, /* line separator */
        {"bad \xff\xc0\xaf", "bad \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"half \xe6\x97", "half \xef\xbf\xbd\xef\xbf\xbd"},
        {"\xe6\x97\xa5\xe6\x9c\xac e\xcc\x81 \xf0\x9f\x98\x80",
         "\xe6\x97\xa5\xe6\x9c\xac e\xcc\x81 \xf0\x9f\x98\x80"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_rf_str(rf_printable(arena, rf_str_c(cases[i].in)), cases[i].out);
    ck_assert_rf_str(rf_printable(arena, RF_STR("a\0b")), "a\\x00b");
}
END_TEST

START_TEST(lines_of_a_help_stay_lines)
{
    ck_assert_rf_str(rf_printable_lines(arena, RF_STR("a\nb\r\nc\rd\x1b")), "a\nb\nc\\rd\\x1b");
}
END_TEST

START_TEST(width_counts_columns)
{
    static const struct {
        const char *text;
        size_t columns;
    } cases[] = {
        {"abc", 3},  {"\xe6\x97\xa5", 2}, {"e\xcc\x81", 1},    {"\xf0\x9f\x98\x80", 2},
        {"\x1b", 4}, {"\n", 2},           {"\xe2\x80\xae", 8}, {"\xff", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rf_str text = rf_str_c(cases[i].text);
        ck_assert_uint_eq(rf_printable_width(text), cases[i].columns);
        ck_assert_uint_eq(rf_printable_width(rf_printable(arena, text)), cases[i].columns);
    }
}
END_TEST

START_TEST(words_are_wrapped_at_blanks_only)
{
    static const struct {
        const char *text, *out;
    } cases[] = {
        {"one two three four", "# one two\n  three four"},
        {"averyverylongword x", "# averyverylongword\n  x"},
        {"x averyverylongword", "# x\n  averyverylongword"},
        {"a\n  code\n\nb ", "# a\n    code\n\n  b"},
        {"trailing   ", "# trailing"},
        {"\xe6\x97\xa5\xe6\x9c\xac\xe6\x97\xa5 \xe6\x97\xa5\xe6\x9c\xac",
         "# \xe6\x97\xa5\xe6\x9c\xac\xe6\x97\xa5\n  \xe6\x97\xa5\xe6\x9c\xac"},
        {"", "# "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rf_buf buf = rf_buf_new(arena);
        rf_buf_add_c(&buf, "# ");
        rf_printable_wrap(&buf, rf_str_c(cases[i].text), 2, RF_STR("  "), 12);
        ck_assert_rf_str(rf_buf_str(&buf), cases[i].out);
    }
}
END_TEST

/* --- the source line and its carets --- */

struct snippet_case {
    const char *text, *under, *note, *expected;
};

static void check_snippets(const struct snippet_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        rf_source *source = source_of(cases[i].text);
        ck_assert_str_eq(snippet_in(80, span_of(source, rf_str_c(cases[i].under)), cases[i].note),
                         cases[i].expected);
    }
}

START_TEST(carets_stand_under_the_span)
{
    static const struct snippet_case cases[] = {
        {"a = 1\nbb = 22\n", "22", "",
         "    |\n"
         "  2 | bb = 22\n"
         "    |      ^^\n"},
        {"a = 1", "a = 1", "the whole line",
         "    |\n"
         "  1 | a = 1\n"
         "    | ^^^^^ the whole line\n"},
        /* tabs: four blanks in both lines, wherever they stand */
        {"\tx\t= 1\n", "= 1", "",
         "    |\n"
         "  1 |     x    = 1\n"
         "    |          ^^^\n"},
        {"x\ty", "\t", "a tab",
         "    |\n"
         "  1 | x    y\n"
         "    |  ^^^^ a tab\n"},
        /* wide characters take two columns */
        {"n = \"\xe6\x97\xa5\xe6\x9c\xac\" + z", "z", "",
         "    |\n"
         "  1 | n = \"\xe6\x97\xa5\xe6\x9c\xac\" + z\n"
         "    |              ^\n"},
        {"n = \"\xe6\x97\xa5\xe6\x9c\xac\"", "\xe6\x9c\xac", "",
         "    |\n"
         "  1 | n = \"\xe6\x97\xa5\xe6\x9c\xac\"\n"
         "    |        ^^\n"},
        {"\xf0\x9f\x98\x80 = q", "q", "",
         "    |\n"
         "  1 | \xf0\x9f\x98\x80 = q\n"
         "    |      ^\n"},
        /* a combining character takes none */
        {"cafe\xcc\x81 = q", "q", "",
         "    |\n"
         "  1 | cafe\xcc\x81 = q\n"
         "    |        ^\n"},
        {"cafe\xcc\x81 = q", "e\xcc\x81", "",
         "    |\n"
         "  1 | cafe\xcc\x81 = q\n"
         "    |    ^\n"},
        {"cafe\xcc\x81 = q", "\xcc\x81", "at least one caret",
         "    |\n"
         "  1 | cafe\xcc\x81 = q\n"
         "    |     ^ at least one caret\n"},
        /* an escape takes what it shows */
        {"a\x1b[1m = q", "q", "",
         "    |\n"
         "  1 | a\\x1b[1m = q\n"
         "    |            ^\n"},
        {"a\x1b[1m = q", "\x1b", "",
         "    |\n"
         "  1 | a\\x1b[1m = q\n"
         "    |  ^^^^\n"},
        {"a\xe2\x80\xae"
         "b q",
         "q", "",
         "    |\n"
         "  1 | a\\u{202e}b q\n"
         "    |            ^\n"},
        {"a\xff\xfe q", "\xfe", "",
         "    |\n"
         "  1 | a\xef\xbf\xbd\xef\xbf\xbd q\n"
         "    |   ^\n"},
        /* line ends of Windows are no part of the line; a lone CR is */
        {"a = 1\r\nb = 2\r\n", "2", "",
         "    |\n"
         "  2 | b = 2\n"
         "    |     ^\n"},
        {"a\rb = 2\r\n", "b", "",
         "    |\n"
         "  1 | a\\rb = 2\n"
         "    |    ^\n"},
        /* a byte order mark is no character */
        {"\xef\xbb\xbf"
         "a = 1\n",
         "a", "",
         "    |\n"
         "  1 | a = 1\n"
         "    | ^\n"},
        /* blanks at the end of a line are not printed, but can be pointed at */
        {"a = 1   \n", "   ", "blanks",
         "    |\n"
         "  1 | a = 1\n"
         "    |      ^^^ blanks\n"},
    };
    check_snippets(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(of_several_lines_the_first_is_shown)
{
    static const struct snippet_case cases[] = {
        {"a\nb {\n  c\n}\n", "b {\n  c\n}", "",
         "    |\n"
         "  2 | b {\n"
         "    | ^^^ to line 4\n"},
        {"a\nb {\n  c\n}\n", "{\n  c\n}", "not closed as meant",
         "    |\n"
         "  2 | b {\n"
         "    |   ^ not closed as meant (to line 4)\n"},
        {"b {  \r\n  c\r\n}", "b {  \r\n  c\r\n}", "",
         "    |\n"
         "  1 | b {\n"
         "    | ^^^ to line 3\n"},
        /* a whole line with its line end is one line */
        {"a = 1\nb = 2\n", "a = 1\n", "",
         "    |\n"
         "  1 | a = 1\n"
         "    | ^^^^^\n"},
        {"a = 1\r\nb = 2\r\n", "a = 1\r\n", "",
         "    |\n"
         "  1 | a = 1\n"
         "    | ^^^^^\n"},
        /* only the line end: behind the line */
        {"a = 1\nb = 2\n", "\n", "newline",
         "    |\n"
         "  1 | a = 1\n"
         "    |      ^ newline\n"},
        {"a = 1\r\nb = 2\r\n", "\r\n", "newline",
         "    |\n"
         "  1 | a = 1\n"
         "    |      ^ newline\n"},
        {"a = 1\nb = 2\n", "\nb", "",
         "    |\n"
         "  1 | a = 1\n"
         "    |      ^ to line 2\n"},
    };
    check_snippets(cases, sizeof cases / sizeof cases[0]);
}
END_TEST

START_TEST(empty_spans_get_one_caret)
{
    static const struct {
        const char *text;
        uint32_t at;
        const char *expected;
    } cases[] = {
        {"", 0, "    |\n  1 |\n    | ^ here\n"},
        {"a = 1\n", 6, "    |\n  2 |\n    | ^ here\n"},
        {"a = 1", 5, "    |\n  1 | a = 1\n    |      ^ here\n"},
        {"a = 1", 2, "    |\n  1 | a = 1\n    |   ^ here\n"},
        {"a\n\nb", 2, "    |\n  2 |\n    | ^ here\n"},
        {"\xef\xbb\xbf", 0, "    |\n  1 |\n    | ^ here\n"},
        {"a = 1", 99, "    |\n  1 | a = 1\n    |      ^ here\n"}, /* past the end: at the end */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rf_span span = {source_of(cases[i].text), cases[i].at, cases[i].at};
        ck_assert_str_eq(snippet_in(80, span, "here"), cases[i].expected);
    }
}
END_TEST

START_TEST(gutter_grows_with_the_line_number)
{
    rf_buf text = rf_buf_new(arena);
    rf_buf_add_repeated(&text, '\n', 12344);
    rf_buf_add_c(&text, "here\n");
    rf_source *source = source_of_str(rf_buf_str(&text));
    ck_assert_str_eq(snippet_in(80, span_of(source, RF_STR("here")), "note"),
                     "      |\n"
                     "12345 | here\n"
                     "      | ^^^^ note\n");
}
END_TEST

/* A line of `n` times "0123456789" with `word` at offset `at`. */
static rf_source *long_line(size_t n, size_t at, const char *word)
{
    rf_buf text = rf_buf_new(arena);
    for (size_t i = 0; i < n; i++)
        rf_buf_add_c(&text, "0123456789");
    memcpy(text.at + at, word, strlen(word));
    return source_of_str(rf_buf_str(&text));
}

START_TEST(long_lines_are_cut_to_a_window)
{
    static const struct {
        size_t tens, at;
        const char *word, *expected;
    } cases[] = {
        /* exactly as wide as the page: whole */
        {3, 4, "ab",
         "    |\n"
         "  1 | 0123ab678901234567890123456789\n"
         "    |     ^^\n"},
        /* near the start */
        {1000, 4, "ab",
         "    |\n"
         "  1 | 0123ab6789012345678901234567890...\n"
         "    |     ^^\n"},
        /* in the middle */
        {1000, 5000, "abcd",
         "    |\n"
         "  1 | ...890123456789abcd456789012345...\n"
         "    |                ^^^^\n"},
        /* at the end */
        {1000, 9998, "ab",
         "    |\n"
         "  1 | ...90123456789012345678901234567ab\n"
         "    |                                 ^^\n"},
        /* wider than the page */
        {1000, 5000, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ",
         "    |\n"
         "  1 | ...23456789ABCDEFGHIJKLMNOPQRST...\n"
         "    |            ^^^^^^^^^^^^^^^^^^^^\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rf_source *source = long_line(cases[i].tens, cases[i].at, cases[i].word);
        ck_assert_str_eq(snippet_in(40, span_of(source, rf_str_c(cases[i].word)), ""),
                         cases[i].expected);
    }
}
END_TEST

/* Whatever the line holds, the characters above the carets are those of the span. */
START_TEST(carets_match_the_span_in_every_window)
{
    static const char *const units[] = {
        "0123456789", "\xe6\x97\xa5\xe6\x9c\xac", "a\tb", "e\xcc\x81x",
        "\x1b[0m",    "\xf0\x9f\x98\x80-",        "\xff", "\xcc\x81"};
    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
        for (size_t before = 0; before < 90; before++) {
            rf_buf text = rf_buf_new(arena);
            for (size_t i = 0; i < before; i++)
                rf_buf_add_c(&text, units[u]);
            rf_buf_add_c(&text, "<XY>");
            for (size_t i = 0; i < 90 - before; i++)
                rf_buf_add_c(&text, units[u]);
            rf_source *source = source_of_str(rf_buf_str(&text));
            rf_str out = rf_str_c(snippet_in(60, span_of(source, RF_STR("XY")), ""));
            rf_str code, carets;
            rf_split(out, '\n', &code);
            code = rf_split(code, '\n', &carets);
            carets = rf_slice(carets, 0, carets.n - 1);
            ck_assert_uint_le(rf_printable_width(code), 60);
            ck_assert(rf_ends(carets, RF_STR(" ^^")));
            size_t at = rf_find(code, RF_STR("XY"));
            ck_assert(at != RF_NOT_FOUND);
            ck_assert_uint_eq(rf_printable_width(rf_slice(code, 0, at)) + 2, carets.n);
        }
    }
}
END_TEST

START_TEST(an_odd_line_does_not_make_a_long_report)
{
    rf_buf text = rf_buf_new(arena);
    for (size_t i = 0; i < 100000; i++)
        rf_buf_add_c(&text, "\xcc\x81");
    rf_source *source = source_of_str(rf_buf_str(&text));
    rf_span span = {source, 100000, 100002};
    ck_assert_uint_lt(strlen(snippet_in(80, span, "combining only")), 2000);
    ck_assert_uint_lt(strlen(snippet_in(80, rf_source_span(source), "combining only")), 2000);
}
END_TEST

START_TEST(a_note_that_does_not_fit_stands_below)
{
    rf_source *source = source_of("condition = { StringLike = { key = [\"value\"] } }");
    ck_assert_str_eq(
        snippet_in(60, span_of(source, RF_STR("\"value\"")), "no such key on this resource type"),
        "    |\n"
        "  1 | condition = { StringLike = { key = [\"value\"] } }\n"
        "    |                                     ^^^^^^^\n"
        "    |                      no such key on this resource type\n");
    ck_assert_str_eq(
        snippet_in(60, span_of(source, RF_STR("condition")),
                   "a longer note, which would not fit into one line of this page either way"),
        "    |\n"
        "  1 | condition = { StringLike = { key = [\"value\"] } }\n"
        "    | ^^^^^^^^^\n"
        "    | a longer note, which would not fit into one line of\n"
        "    | this page either way\n");
}
END_TEST

START_TEST(what_is_masked_is_never_shown)
{
    rf_source *source = source_of("key = \"s\xc3\xa9"
                                  "cr\tet\" # end\n");
    rf_span_mask(span_of(source, RF_STR("\"s\xc3\xa9"
                                        "cr\tet\"")));
    rf_span_mask(span_of(source, RF_STR("cr")));
    ck_assert_str_eq(snippet_in(80, span_of(source, RF_STR("cr\tet")), "a secret"),
                     "    |\n"
                     "  1 | key = \"*******\" # end\n"
                     "    |          ^^^^^ a secret\n");
    ck_assert_rf_str(rf_source_line(source, 1), "key = \"*******\" # end");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("snippet");
    TCase *tests = test_case(suite, "printable");
    tcase_add_test(tests, controls_become_visible);
    tcase_add_test(tests, lines_of_a_help_stay_lines);
    tcase_add_test(tests, width_counts_columns);
    tcase_add_test(tests, words_are_wrapped_at_blanks_only);
    tests = test_case(suite, "snippet");
    tcase_add_test(tests, carets_stand_under_the_span);
    tcase_add_test(tests, of_several_lines_the_first_is_shown);
    tcase_add_test(tests, empty_spans_get_one_caret);
    tcase_add_test(tests, gutter_grows_with_the_line_number);
    tcase_add_test(tests, long_lines_are_cut_to_a_window);
    tcase_add_test(tests, carets_match_the_span_in_every_window);
    tcase_add_test(tests, an_odd_line_does_not_make_a_long_report);
    tcase_add_test(tests, a_note_that_does_not_fit_stands_below);
    tcase_add_test(tests, what_is_masked_is_never_shown);
    return run_suite(suite);
}

/*
 * Whatever the input: an answer, and never "nothing wrong" for what could not be read.
 *
 * RINGFENCE_TEST_LONG=1 cuts the larger files at every byte instead of at some.
 */
#include "support.h"

#include "base/limits.h"
#include "engine/engine.h"
#include "input/inputs.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

static rf_ruleset set;
static rf_arena *of_rules; /* read once in each test, and not again for each input */

static void load_rules(void)
{
    of_rules = rf_arena_new(0);
    set = (rf_ruleset){.arena = of_rules};
    rf_diags diags = rf_diags_new(of_rules);
    rf_ruleset_add_embedded(&set, false, &diags);
    rf_ruleset_finish(&set, &diags);
    ck_assert_uint_eq(diags.errors, 0);
}

static void free_rules(void)
{
    rf_arena_free(of_rules);
}

/* What an analysis came to. */
struct outcome {
    size_t findings, unknowns;
    bool incomplete;
};

/* A whole analysis in an arena of its own, reports included. */
static struct outcome analyse(const char *path, rf_str text)
{
    rf_arena *own = rf_arena_new(0);
    rf_inputs *inputs = rf_inputs_new(own);
    rf_engine_options options = {.profile = RF_STR("auto")};
    rf_report_options style = {.color = true, .show_infos = true, .elapsed_ms = -1};
    rf_results results = {0};
    rf_inputs_add_text(inputs, rf_str_c(path), text);
    rf_inputs_finish(inputs);
    rf_engine_run(&set, inputs, &options, &results);
    for (size_t i = 0; i < rf_report_format_count; i++)
        rf_report_formats[i].write(own, &results, &style);
    struct outcome outcome = {results.findings.n, results.unknowns.n, results.incomplete};
    rf_arena_free(own);
    return outcome;
}

static bool is_nothing_wrong(struct outcome outcome)
{
    return outcome.findings == 0 && outcome.unknowns == 0 && !outcome.incomplete;
}

static const char *const files[] = {
    "testdata/aiven/policy-v1.json",  "testdata/aiven/policy-v4.json",
    "testdata/aiven/prod.tfvars",     "testdata/aiven/peers.json",
    "testdata/zilliz/outputs.json",   "testdata/zilliz/terraform.tfvars",
    "testdata/network/peerings.json", "testdata/network/transit-routes.json",
    "testdata/network/list.txt",
};
enum { FILES = sizeof files / sizeof *files };

static bool take_long(void)
{
    const char *given = getenv("RINGFENCE_TEST_LONG");
    return given != NULL && given[0] == '1';
}

/* The cut text is copied, so that a sanitizer sees a read behind its end. */
static rf_str cut(rf_str text, size_t n)
{
    char *copy = malloc(n + (n == 0));
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text.at, n);
    return (rf_str){copy, n};
}

START_TEST(file_cut_at_any_byte_is_never_nothing_wrong)
{
    rf_str text = read_test_file(files[_i]);
    bool json = rf_ends(rf_str_c(files[_i]), RF_STR(".json"));
    size_t whole = rf_trim(text).n;
    size_t step = take_long() || text.n < 1500 ? 1 : text.n / 1000 | 1;
    for (size_t n = 0; n <= text.n; n += step) {
        rf_str part = cut(text, n);
        struct outcome outcome = analyse(files[_i], part);
        free((void *)(uintptr_t)part.at);
        if (json && n < whole)
            ck_assert_msg(!is_nothing_wrong(outcome), "%s cut at %zu", files[_i], n);
    }
}
END_TEST

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

/* Some bytes changed, taken out or put in. */
static rf_str mutated(unsigned *seed, rf_str text)
{
    static const char likely[] = "{}[]\"\\,:=$%#<(*)\n\r\t \0\xff\xc3\x80\xed";
    rf_buf buf = rf_buf_new(arena);
    size_t changes = 1 + next_random(seed) % 6, from = 0;
    for (size_t i = 0; i < changes && text.n != 0; i++) {
        size_t at = from + (next_random(seed) << 8 | next_random(seed)) % (text.n - from + 1);
        unsigned what = next_random(seed) % 4;
        rf_buf_add(&buf, rf_slice(text, from, at));
        from = at;
        if (what != 0)
            rf_buf_add_byte(&buf, likely[next_random(seed) % (sizeof likely - 1)]);
        if (what == 1)
            rf_buf_add(&buf, rf_slice(text, at, at + next_random(seed) % 40)); /* twice */
        if (what != 2)
            from = at + next_random(seed) % 12 < text.n ? at + next_random(seed) % 12 : text.n;
        if (from > text.n)
            from = text.n;
    }
    rf_buf_add(&buf, rf_slice(text, from, text.n));
    return rf_buf_str(&buf);
}

START_TEST(changed_file_has_an_answer)
{
    rf_str text = read_test_file(files[_i]);
    unsigned seed = (unsigned)_i * 7919 + 1;
    for (int i = take_long() ? 20000 : 400; i > 0; i--)
        analyse(files[_i], mutated(&seed, text));
}
END_TEST

static const char *const names[] = {"x.json", "x.tfvars", "x.tfvars.json", "x.tf", "x"};
enum { NAMES = sizeof names / sizeof *names };

START_TEST(random_bytes_have_an_answer)
{
    unsigned seed = 4711;
    for (int i = 0; i < 300; i++) {
        rf_buf buf = rf_buf_new(arena);
        for (unsigned n = next_random(&seed) % 400; n > 0; n--)
            rf_buf_add_byte(&buf, (char)next_random(&seed));
        analyse(names[_i], rf_buf_str(&buf));
    }
}
END_TEST

/* `depth` times the opening, what is inside, as often the closing. */
static const struct {
    const char *path, *before, *open, *inside, *close;
} nested[] = {
    {"x.json", "", "[", "1", "]"},
    {"x.json", "{\"Version\":\"2012-10-17\",\"Statement\":", "[", "", "]"},
    {"x.json", "{\"Version\":\"2012-10-17\",\"Statement\":", "{\"Statement\":", "1", "}"},
    {"x.json", "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":", "[\"a\",",
     "1", "]"},
    {"x.json", "{\"Statement\":{\"Effect\":\"Allow\",\"Condition\":", "{\"StringEquals\":", "1",
     "}"},
    {"x.json", "{\"Vpcs\":", "[{\"CidrBlock\":", "1", "}]"},
    {"x.json", "", "{\"a\":", "1", "}"},
    {"x.tfvars.json", "", "{\"a\":", "1", "}"},
    {"x.tfvars", "a = ", "[", "1", "]"},
    {"x.tfvars", "a = ", "{ a = ", "1", "}"},
    {"x.tfvars", "a = ", "(", "1", ")"},
    {"x.tfvars", "a = ", "\"${", "1", "}\""},
    {"x.tfvars", "a = \"", "%{ if true }", "1", "%{ endif }"},
    {"x.tfvars", "a = ", "f(", "1", ")"},
    {"x.tfvars", "a = ", "!", "true", ""},
    {"x.tfvars", "a = ", "-", "1", ""},
    {"x.tfvars", "a = ", "true ? 1 : ", "1", ""},
    {"x.tfvars", "a = ", "true ? ", "1", " : 1"},
    {"x.tfvars", "a = ", "1 + ", "1", ""},
    {"x.tfvars", "a = b", "[0]", "", ""},
    {"x.tfvars", "a = b", ".c", "", ""},
    {"x.tfvars", "a = b", "[", "0", "]"},
    {"x.tfvars", "a = ", "[for x in y : ", "1", "]"},
    {"x.tfvars", "a = ", "{for x in y : x => ", "1", "}"},
    {"x.tfvars", "a = <<A\n", "${<<A\n", "1", "\nA\n}"},
    {"x.tf", "", "a {\n", "", "}\n"},
    {"x.tf", "", "a {\n", "b = 1\n", ""},
    {"x.tf", "variable \"a\" {\n  type = ", "list(", "any", ")"},
    {"x.tf", "variable \"a\" {\n  type = ", "object({ a = ", "any", "})"},
    {"x.tf", "variable \"a\" {\n  default = ", "[", "1", "]\n"},
    {"x", "", "[", "\"10.0.0.0/8\"", "]"},
};
enum { NESTED = sizeof nested / sizeof *nested };

START_TEST(ten_thousand_levels_have_an_answer)
{
    static const int depths[] = {500, 2100, 10000, 200000};
    for (size_t k = 0; k < sizeof depths / sizeof *depths; k++) {
        rf_buf buf = rf_buf_new(arena);
        rf_buf_add_c(&buf, nested[_i].before);
        for (int i = 0; i < depths[k]; i++)
            rf_buf_add_c(&buf, nested[_i].open);
        rf_buf_add_c(&buf, nested[_i].inside);
        analyse(nested[_i].path, rf_buf_str(&buf));
        for (int i = 0; i < depths[k]; i++)
            rf_buf_add_c(&buf, nested[_i].close);
        analyse(nested[_i].path, rf_buf_str(&buf));
    }
}
END_TEST

/* A text of one piece many times, to see that time grows with size and not with its square. */
static const struct {
    const char *path, *before, *piece, *after;
} repeated[] = {
    {"x.json", "", " ", ""},
    {"x.json", "", "[", ""},
    {"x.json", "", "{", ""},
    {"x.json", "", "\"", ""},
    {"x.json", "", "\\", ""},
    {"x.json", "", "/*", ""},
    {"x.json", "", "'", ""},
    {"x.json", "\"", "a", "\""},
    {"x.json", "\"", "\\u0000", "\""},
    {"x.json", "\"", "\xff", ""},
    {"x.json", "", "1", ""},
    {"x.json", "", "\n", ""},
    {"x.json", "[", "1,", "1]"},
    {"x.json", "[", "\"10.0.0.0/8\",", "1]"},
    {"x.json", "{\"Statement\":[", "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"},",
     "{}]}"},
    {"x.json", "{\"Statement\":[", "{},", "{}]}"},
    {"x.json", "{\"Statement\":{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":[",
     "\"s3:Get*\",", "\"*\"]}}"},
    {"x.json", "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"", "*a",
     "\"}}"},
    {"x.json", "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"", "${aws:a}",
     "\"}}"},
    {"x.json", "{\"Statement\":{", "\"Effect\":\"Allow\",", "\"Action\":\"*\"}}"},
    {"x.json", "{\"Vpcs\":[", "{\"CidrBlock\":\"10.0.0.0/8\"},", "{}]}"},
    {"x.tfvars", "", " ", ""},
    {"x.tfvars", "", "\n", ""},
    {"x.tfvars", "", "[", ""},
    {"x.tfvars", "", "{", ""},
    {"x.tfvars", "", "}", ""},
    {"x.tfvars", "", "\"", ""},
    {"x.tfvars", "", "a", ""},
    {"x.tfvars", "", "a ", ""},
    {"x.tfvars", "", "a=", ""},
    {"x.tfvars", "", "a = 1\n", ""},
    {"x.tfvars", "", "# \n", ""},
    {"x.tfvars", "", "/*", ""},
    {"x.tfvars", "", "\xff", ""},
    {"x.tfvars", "a = \"", "a", "\"\n"},
    {"x.tfvars", "a = \"", "$", "\"\n"},
    {"x.tfvars", "a = \"", "${", "\"\n"},
    {"x.tfvars", "a = \"", "${b}", "\"\n"},
    {"x.tfvars", "a = \"", "%{if a}", "\"\n"},
    {"x.tfvars", "a = \"", "\\n", "\"\n"},
    {"x.tfvars", "a = <<A\n", "b\n", "A\n"},
    {"x.tfvars", "a = <<-A\n", " b\n", "A\n"},
    {"x.tfvars", "a = ", "<<A\n", ""},
    {"x.tfvars", "a = [", "1,", "]\n"},
    {"x.tfvars", "a = {", "b = 1,", "}\n"},
    {"x.tfvars", "a = ", "1+", "1\n"},
    {"x.tfvars", "a = ", "9", "\n"},
    {"x.tfvars", "a = ", "b.", "\n"},
    {"x.tfvars", "a = ", "b[0]", "\n"},
    {"x.tfvars", "a = \"", "<YOUR_TEAM>", "\"\n"},
    {"x.tfvars", "password = \"", "s3cretS", "\"\n"},
    {"x.tfvars.json", "{", "\"a\":1,", "\"b\":1}"},
    {"x.tf", "", "variable \"a\" {}\n", ""},
    {"x.tf", "", "a b c ", ""},
    {"x.tf", "", "a {\n}\n", ""},
};
enum { REPEATED = sizeof repeated / sizeof *repeated };

START_TEST(half_a_megabyte_of_one_thing_has_an_answer)
{
    size_t size = take_long() ? 16 * 1024 * 1024 : 512 * 1024;
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, repeated[_i].before);
    while (buf.n < size)
        rf_buf_add_c(&buf, repeated[_i].piece);
    rf_buf_add_c(&buf, repeated[_i].after);
    analyse(repeated[_i].path, rf_buf_str(&buf));
}
END_TEST

START_TEST(names_of_ten_thousand_characters_have_an_answer)
{
    rf_buf name = rf_buf_new(arena);
    rf_buf_add_repeated(&name, 'n', 10000);
    const char *n = rf_cstr(arena, rf_buf_str(&name));
    rf_str tfvars = rf_format(arena, "%s = \"<YOUR_TEAM>\"\n%s = 1\n", n, n);
    rf_str policy = rf_format(arena,
                              "{\"Statement\":[{\"Sid\":\"%s\",\"Effect\":\"%s\",\"Action\":\"%s\","
                              "\"%s\":1,\"Condition\":{\"%s\":{\"%s\":\"%s\"}}}]}",
                              n, n, n, n, n, n, n);
    ck_assert(!is_nothing_wrong(analyse(rf_cstr(arena, rf_format(arena, "%s.tfvars", n)), tfvars)));
    ck_assert(!is_nothing_wrong(analyse("p.json", policy)));
}
END_TEST

static const struct {
    const char *path, *text;
    size_t n;
} odd[] = {
#define ODD(path, text)                                                                            \
    {                                                                                              \
        path, text, sizeof(text) - 1                                                               \
    }
    ODD("x.json", ""),
    ODD("x.tfvars", ""),
    ODD("x.json", "\xEF\xBB\xBF"),
    ODD("x.tfvars", "\xEF\xBB\xBF"
                    "a = 1\n"),
    ODD("x.json", "\xFF\xFE{\0\"\0S\0t\0a\0t\0e\0m\0e\0n\0t\0\"\0:\0"),
    ODD("x.json", "\xFE\xFF\0{\0\"\0S\0t\0a\0t\0e\0m\0e\0n\0t\0\""),
    ODD("x.tfvars", "\xFF\xFEr\0e\0g\0i\0o\0n\0=\0"),
    ODD("x.json", "\0\0\0\0\0\0"),
    ODD("x.tfvars", "\0\0\0\0\0\0"),
    ODD("x.tfvars", "a = \"\0\"\n"),
    ODD("x.json", "{\"Statement\":[{\"Effect\":\"Al\0low\"}]}"),
    ODD("x.json", "{\"Statement\":[{\"Effect\":\"Al\\u0000low\",\"Action\":\"\\ud800\"}]}"),
    ODD("x.json", "\r"),
    ODD("x.tfvars", "\r\r\r\n\n\r"),
    ODD("x.tfvars", "a = \"\xF0\x9F\x98\""),
    ODD("x.tfvars", "a = \"\xE2\x80\xAE gnp.exe\"\nb = <\n"),
    ODD("", "{"),
    ODD("/", "{"),
    ODD("a/", "{\"Statement\":[]}"),
};
enum { ODDS = sizeof odd / sizeof *odd };

START_TEST(odd_text_has_an_answer)
{
    rf_str text = cut((rf_str){odd[_i].text, odd[_i].n}, odd[_i].n);
    analyse(odd[_i].path, text);
    free((void *)(uintptr_t)text.at);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("hostile input");
    TCase *tests = test_case(suite, "hostile input");
    tcase_add_checked_fixture(tests, load_rules, free_rules);
    tcase_set_timeout(tests, take_long() ? 600 : 120);
    tcase_add_loop_test(tests, file_cut_at_any_byte_is_never_nothing_wrong, 0, FILES);
    tcase_add_loop_test(tests, changed_file_has_an_answer, 0, FILES);
    tcase_add_loop_test(tests, random_bytes_have_an_answer, 0, NAMES);
    tcase_add_loop_test(tests, ten_thousand_levels_have_an_answer, 0, NESTED);
    tcase_add_loop_test(tests, half_a_megabyte_of_one_thing_has_an_answer, 0, REPEATED);
    tcase_add_test(tests, names_of_ten_thousand_characters_have_an_answer);
    tcase_add_loop_test(tests, odd_text_has_an_answer, 0, ODDS);
    return run_suite(suite);
}

#include "json_support.h"

#include "base/limits.h"
#include "text/utf8.h"
#include "json/machine.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- json-c as the oracle --- */

static void check_same(const rf_value *ours, struct json_object *theirs);

static void check_same_object(const rf_value *ours, struct json_object *theirs)
{
    ck_assert_int_eq(json_object_get_type(theirs), json_type_object);
    ck_assert_uint_eq((size_t)json_object_object_length(theirs), ours->as.object.n);
    for (size_t i = 0; i < ours->as.object.n; i++) {
        const rf_member *member = &ours->as.object.at[i];
        struct json_object *inner;
        ck_assert(json_object_object_get_ex(theirs, rf_cstr(arena, member->name), &inner));
        check_same(&member->value, inner);
    }
}

static void check_same(const rf_value *ours, struct json_object *theirs)
{
    switch (ours->kind) {
    case RF_NULL:
        ck_assert_ptr_null(theirs);
        break;
    case RF_BOOL:
        ck_assert_int_eq(json_object_get_type(theirs), json_type_boolean);
        ck_assert_int_eq(json_object_get_boolean(theirs), ours->as.boolean);
        break;
    case RF_NUMBER:
        ck_assert(json_object_is_type(theirs, json_type_int) ||
                  json_object_is_type(theirs, json_type_double));
        ck_assert(json_object_get_double(theirs) == rf_num_to_double(ours->as.number));
        break;
    case RF_STRING:
        ck_assert_int_eq(json_object_get_type(theirs), json_type_string);
        ck_assert(
            rf_eq(ours->as.string.text, (rf_str){json_object_get_string(theirs),
                                                 (size_t)json_object_get_string_len(theirs)}));
        break;
    case RF_LIST:
        ck_assert_int_eq(json_object_get_type(theirs), json_type_array);
        ck_assert_uint_eq(json_object_array_length(theirs), ours->as.list.n);
        for (size_t i = 0; i < ours->as.list.n; i++)
            check_same(&ours->as.list.at[i], json_object_array_get_idx(theirs, i));
        break;
    case RF_OBJECT:
        check_same_object(ours, theirs);
        break;
    case RF_UNKNOWN:
        break; /* a number past the limits */
    }
}

/* Keys that json-c cuts: with a NUL inside. */
static bool has_nul_key(rf_str text)
{
    return rf_find(text, RF_STR("\\u0000")) != RF_NOT_FOUND;
}

/* The one direction that must hold: what we accept, json-c accepts, and sees the same in it.
 * True when the text was accepted. */
static bool check_against_oracle(rf_str text)
{
    struct outcome outcome = read_str(text);
    for (size_t i = 0; i < outcome.diags.list.n; i++)
        if (strcmp(outcome.diags.list.at[i].code, RF_JSON_BIG_NUMBER) != 0)
            return false;
    ck_assert_msg(outcome.ok, "refused without a word: %s", rf_cstr(arena, text));
    struct json_object *root;
    rf_diags diags = rf_diags_new(arena);
    bool theirs = rf_json_machine_read(arena, source_of_str(text), &diags, &root);
    ck_assert_msg(theirs, "accepted, but json-c says %s%s", diags_text(&diags),
                  rf_cstr(arena, text));
    if (!has_nul_key(text) && outcome.diags.list.n == 0)
        check_same(&outcome.value, root);
    return true;
}

/* xorshift64*: the same documents in every run. */
static uint64_t state;

static unsigned dice(unsigned sides)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (unsigned)((state * UINT64_C(2685821657736338717)) >> 33) % sides;
}

static void add_blanks(rf_buf *text)
{
    static const char blanks[] = " \n\t\r";
    while (dice(4) == 0)
        rf_buf_add_byte(text, blanks[dice(4)]);
}

static void add_random_string(rf_buf *text)
{
    static const char *const pieces[] = {"a",
                                         "Effect",
                                         "s3:*",
                                         "\\n",
                                         "\\\"",
                                         "\\\\",
                                         "\\/",
                                         "\\u00e9",
                                         "\\ud83d\\ude00",
                                         "{",
                                         "]",
                                         "\xC3\xA9",
                                         "\xE2\x80\x9C",
                                         "\xF0\x9F\x98\x80",
                                         " ",
                                         "'",
                                         "\\t",
                                         "\x7F",
                                         "/*",
                                         ":",
                                         ",",
                                         "#",
                                         "\\u0000"};
    rf_buf_add_byte(text, '"');
    for (unsigned n = dice(6); n > 0; n--)
        rf_buf_add_c(text, pieces[dice(sizeof pieces / sizeof pieces[0])]);
    rf_buf_add_byte(text, '"');
}

static void add_random_number(rf_buf *text)
{
    rf_buf_format(text, "%s%u", dice(2) ? "-" : "", dice(3) ? dice(100) : dice(1u << 31));
    if (dice(3) == 0)
        rf_buf_format(text, ".%u", dice(10000));
    if (dice(3) == 0)
        rf_buf_format(text, "%c%s%u", dice(2) ? 'e' : 'E', dice(2) ? "-" : "+", dice(9));
}

static void add_random_value(rf_buf *text, unsigned levels)
{
    static const char *const words[] = {"true", "false", "null"};
    unsigned kind = dice(levels == 0 ? 3 : 6);
    add_blanks(text);
    if (kind == 0) {
        rf_buf_add_c(text, words[dice(3)]);
    } else if (kind == 1) {
        add_random_number(text);
    } else if (kind == 2) {
        add_random_string(text);
    } else {
        bool object = kind != 3;
        unsigned n = dice(30) == 0 ? dice(60) : dice(5);
        rf_buf_add_byte(text, object ? '{' : '[');
        for (unsigned i = 0; i < n; i++) {
            if (i != 0)
                rf_buf_add_byte(text, ',');
            add_blanks(text);
            if (object) {
                rf_buf_format(text, "\"key%u\\n\"", i);
                add_blanks(text);
                rf_buf_add_byte(text, ':');
            }
            add_random_value(text, levels - 1);
            add_blanks(text);
        }
        rf_buf_add_byte(text, object ? '}' : ']');
    }
    add_blanks(text);
}

static rf_str random_document(void)
{
    rf_buf text = rf_buf_new(arena);
    add_random_value(&text, 5);
    return rf_buf_str(&text);
}

/* One to three bytes changed, dropped, doubled or brought in, or a piece moved. */
static rf_str mutated(rf_str text)
{
    static const char spice[] = "{}[],:\"'\\/ue0-+.#tfn \n\t\0\x80\xC0\xED\xEF\xBB\xBF\xF4\xFF";
    for (unsigned n = 1 + dice(3); n > 0 && text.n > 0; n--) {
        size_t at = dice((unsigned)text.n), n_bytes = 1 + dice(3);
        size_t cut = dice(3) == 0 ? at : at + n_bytes;
        rf_buf changed = rf_buf_new(arena);
        rf_buf_add(&changed, rf_slice(text, 0, at));
        if (dice(3) == 0) {
            size_t from = dice((unsigned)text.n);
            rf_buf_add(&changed, rf_slice(text, from, from + dice(20)));
        } else if (dice(3) != 0) {
            rf_buf_add_byte(&changed, spice[dice(sizeof spice - 1)]);
        }
        rf_buf_add(&changed, rf_slice(text, cut, text.n));
        text = rf_buf_str(&changed);
    }
    return text;
}

START_TEST(random_documents_are_read_as_json_c_reads_them)
{
    state = UINT64_C(0x9E3779B97F4A7C15);
    for (int i = 0; i < 3000; i++) {
        rf_arena_mark mark = rf_arena_mark_get(arena);
        rf_str text = random_document();
        ck_assert_msg(check_against_oracle(text), "refused: %s", rf_cstr(arena, text));
        struct outcome outcome = read_str(text);
        if (i % 10 == 0 && text.n < 2000)
            check_spans(&outcome.value);
        rf_arena_rewind(arena, mark);
    }
}
END_TEST

START_TEST(what_is_accepted_json_c_accepts)
{
    state = UINT64_C(0xD1B54A32D192ED03);
    size_t accepted = 0;
    for (int i = 0; i < 20000; i++) {
        rf_arena_mark mark = rf_arena_mark_get(arena);
        rf_str text = mutated(i % 4 == 0 ? rf_str_c(sample) : random_document());
        accepted += check_against_oracle(text);
        rf_arena_rewind(arena, mark);
    }
    ck_assert_uint_ge(accepted, 1000);
}
END_TEST

/* What json-c refuses in strict mode we must refuse, too, apart from its known gaps; the tables
 * above hold those. */
START_TEST(every_cut_of_a_document_is_refused_without_reading_past_it)
{
    for (size_t n = 0; n + 2 < sizeof sample; n++) {
        char *exact = malloc(n == 0 ? 1 : n); /* so that a sanitizer sees each byte too far */
        ck_assert_ptr_nonnull(exact);
        memcpy(exact, sample, n);
        struct outcome outcome = read_str((rf_str){exact, n});
        ck_assert_msg(!outcome.ok, "accepted the first %zu bytes", n);
        free(exact);
    }
}
END_TEST

/* --- Writing --- */

START_TEST(written_strings_are_valid_utf8)
{
    static const struct {
        rf_str text;
        const char *json;
    } rows[] = {
        {{"a\xFF"
          "b",
          3},
         "\"a\xEF\xBF\xBD"
         "b\""},
        {{"\xED\xA0\x80", 3}, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {{"a\0b", 3}, "\"a\\u0000b\""},
        {{"a/b\"\n", 5}, "\"a/b\\\"\\n\""},
        {{NULL, 0}, "\"\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        rf_value value = rf_value_string(rows[i].text, (rf_span){0});
        ck_assert_str_eq(as_text(&value), rows[i].json);
    }
}
END_TEST

START_TEST(written_numbers_keep_their_digits)
{
    static const char *const numbers[] = {"0",
                                          "-1",
                                          "9223372036854775807",
                                          "-9223372036854775808",
                                          "9223372036854775808",
                                          "0.1",
                                          "123456789012345678901234567890.5"};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        rf_num number;
        ck_assert(rf_num_parse(arena, rf_str_c(numbers[i]), &number));
        rf_value value = rf_value_number(number, (rf_span){0});
        ck_assert_str_eq(as_text(&value), numbers[i]);
    }
}
END_TEST

START_TEST(what_must_not_or_cannot_be_written_is_said)
{
    rf_value secret = rf_value_string(RF_STR("hunter2"), (rf_span){0});
    secret.marks = RF_MARK_SENSITIVE;
    ck_assert_str_eq(as_text(&secret), "\"(sensitive value)\"");
    rf_value unknown = rf_value_unknown(NULL, (rf_span){0});
    ck_assert_str_eq(as_text(&unknown), "\"${\xE2\x80\xA6}\"");

    rf_value value = rf_value_null;
    for (int i = 0; i < 2 * RF_LIMIT_WRITE_DEPTH; i++) {
        rf_value *item = RF_NEW(arena, rf_value);
        *item = value;
        value = rf_value_list(item, 1, (rf_span){0});
    }
    ck_assert_ptr_nonnull(strstr(as_text(&value), "[\"(nested too deep)\"]"));
}
END_TEST

START_TEST(key_with_a_nul_stays_a_key_of_its_own)
{
    rf_member members[] = {rf_member_of((rf_str){"a\0b", 3}, rf_value_null),
                           rf_member_of(RF_STR("a"), rf_value_null)};
    rf_value value = rf_value_object(arena, members, 2, (rf_span){0});
    ck_assert_str_eq(as_text(&value), "{\"a\xEF\xBF\xBD"
                                      "b\":null,\"a\":null}");
}
END_TEST

START_TEST(pretty_text_is_indented_by_two)
{
    struct outcome outcome = read_str(RF_STR("{\"a\":[1,\"x/y\\\"{ }\"],\"b\":{},\"c\":[]}"));
    struct json_object *object = rf_json_from_value(&outcome.value);
    ck_assert_rf_str(
        rf_json_text(arena, object, true),
        "{\n  \"a\": [\n    1,\n    \"x/y\\\"{ }\"\n  ],\n  \"b\": {},\n  \"c\": []\n}");
    ck_assert_rf_str(rf_json_text(arena, object, false),
                     "{\"a\":[1,\"x/y\\\"{ }\"],\"b\":{},\"c\":[]}");
    ck_assert_rf_str(rf_json_text(arena, NULL, false), "null");
    json_object_put(object);
}
END_TEST

/* --- Machines' JSON --- */

START_TEST(machine_json_is_read)
{
    static const struct {
        const char *text, *json;
    } rows[] = {
        {"{\"a\": [1, 2.50, true, null]}\n", "{\"a\":[1,2.50,true,null]}"},
        {"\xEF\xBB\xBF[1]", "[1]"},
        {"12", "12"},
        {"null", "null"},
        {" \"x\" ", "\"x\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        rf_diags diags = rf_diags_new(arena);
        struct json_object *root;
        ck_assert(rf_json_machine_read(arena, source_of(rows[i].text), &diags, &root));
        ck_assert_uint_eq(diags.list.n, 0);
        ck_assert_rf_str(rf_json_text(arena, root, false), rows[i].json);
    }
}
END_TEST

START_TEST(machine_json_that_is_none_is_reported_at_its_place)
{
    static const struct table_row rows[] = {
        ROW("{\"a\": 1,}", "1:9-1:10 this is not JSON: unexpected character\n", ""),
        ROW("\xEF\xBB\xBF{\n\"a\" 1}",
            "2:5-2:6 this is not JSON: object property name separator ':' expected\n", ""),
        ROW("{\"a\": [1", "1:9-1:9 this is not JSON: unexpected end of data\n", ""),
        ROW("\"a\xFF\"", "1:3-1:4 this is not JSON: invalid utf-8 string\n", ""),
        ROW("{} {}", "1:4-1:5 this is not JSON: unexpected character\n", ""),
        ROW("{}\0{}", "1:3-1:4 this is not JSON: unexpected character\n", ""),
        ROW("", "1:1-1:1 the text is empty\n", ""),
        ROW(" \n", "1:1-2:1 the text is empty\n", ""),
        ROW("\xFF\xFE{\0}\0", "1:1-1:3 the text is UTF-16, JSON is UTF-8\n", ""),
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        rf_diags diags = rf_diags_new(arena);
        struct json_object *root;
        ck_assert(!rf_json_machine_read(arena, source_of_str((rf_str){rows[i].text, rows[i].n}),
                                        &diags, &root));
        ck_assert_str_eq(diags_text(&diags), rows[i].diags);
        ck_assert_uint_gt(diags.list.at[0].help.n, 0);
        ck_assert_ptr_null(root);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json-c");

    TCase *oracle = test_case(suite, "oracle");
    tcase_add_test(oracle, random_documents_are_read_as_json_c_reads_them);
    tcase_add_test(oracle, what_is_accepted_json_c_accepts);
    tcase_add_test(oracle, every_cut_of_a_document_is_refused_without_reading_past_it);

    TCase *writing = test_case(suite, "writing");
    tcase_add_test(writing, written_strings_are_valid_utf8);
    tcase_add_test(writing, written_numbers_keep_their_digits);
    tcase_add_test(writing, what_must_not_or_cannot_be_written_is_said);
    tcase_add_test(writing, key_with_a_nul_stays_a_key_of_its_own);
    tcase_add_test(writing, pretty_text_is_indented_by_two);

    TCase *machine = test_case(suite, "machine");
    tcase_add_test(machine, machine_json_is_read);
    tcase_add_test(machine, machine_json_that_is_none_is_reported_at_its_place);
    return run_suite(suite);
}

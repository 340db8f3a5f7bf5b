#include "support.h"

#include "base/limits.h"
#include "text/utf8.h"
#include "json/json.h"
#include "json/machine.h"
#include "json/write.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* --- Help --- */

struct outcome {
    bool ok;
    rf_value value;
    rf_diags diags;
};

static struct outcome read_str(rf_str text)
{
    struct outcome outcome = {.diags = rf_diags_new(arena)};
    outcome.ok = rf_json_read(arena, source_of_str(text), &outcome.diags, &outcome.value);
    return outcome;
}

/* A bare or good text as JSON of one line, however it was read. */
static const char *as_text(const rf_value *value)
{
    struct json_object *object = rf_json_from_value(value);
    const char *text = rf_cstr(arena, rf_json_text(arena, object, false));
    json_object_put(object);
    return text;
}

struct table_row {
    const char *text; /* may hold NUL: n says how long it is */
    size_t n;
    const char *diags; /* "" for none */
    const char *value; /* what was read, written again */
};

#define ROW(text, diags, value)                                                                    \
    {                                                                                              \
        "" text, sizeof(text) - 1, diags, value                                                    \
    }

static void check_row(const struct table_row *row, bool ok)
{
    struct outcome outcome = read_str((rf_str){row->text, row->n});
    ck_assert_msg(strcmp(diags_text(&outcome.diags), row->diags) == 0,
                  "for %s\nexpected:\n%s\nactual:\n%s", row->text, row->diags,
                  diags_text(&outcome.diags));
    ck_assert_msg(strcmp(as_text(&outcome.value), row->value) == 0,
                  "for %s\nexpected value: %s\nactual value:   %s", row->text, row->value,
                  as_text(&outcome.value));
    ck_assert_msg(outcome.ok == ok, "%s: %s", row->text, ok ? "was refused" : "was accepted");
}

/* --- Good texts --- */

static const struct table_row good[] = {
    ROW("null", "", "null"),
    ROW(" \t\r\n true \n", "", "true"),
    ROW("false", "", "false"),
    ROW("0", "", "0"),
    ROW("-12", "", "-12"),
    ROW("1.5", "", "1.5"),
    ROW("-0.25e+2", "", "-25"),
    ROW("1E3", "", "1000"),
    ROW("9007199254740992", "", "9007199254740992"),
    ROW("-9007199254740992", "", "-9007199254740992"),
    ROW("\"\"", "", "\"\""),
    ROW("\"a/b\"", "", "\"a/b\""),
    ROW("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "", "\"\\\"\\\\/\\b\\f\\n\\r\\t\""),
    ROW("\"\\u00e9\\u20AC\\ud83d\\ude00\"", "", "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\""),
    ROW("\"\\u0000\"", "", "\"\\u0000\""),
    ROW("\"\xE2\x80\x9Csmart\xE2\x80\x9D 'x' \x7F\"", "",
        "\"\xE2\x80\x9Csmart\xE2\x80\x9D 'x' \x7F\""),
    ROW("[]", "", "[]"),
    ROW("[ ]", "", "[]"),
    ROW("{}", "", "{}"),
    ROW("[[],{},[[1]]]", "", "[[],{},[[1]]]"),
    ROW("{\"a\":{\"b\":[1,\"x\",null]},\"\":true}", "", "{\"a\":{\"b\":[1,\"x\",null]},\"\":true}"),
};

START_TEST(good_text_is_read_without_a_word)
{
    check_row(&good[_i], true);
}
END_TEST

/* --- Duplicate keys and big numbers: said, but not a syntax error --- */

static const struct table_row noted[] = {
    ROW("{\"a\":1,\"a\":2}", "1:8-1:11 duplicate key \"a\"\n", "{\"a\":2}"),
    ROW("{\"Effect\":1,\n \"\\u0045ffect\":2}", "2:2-2:15 duplicate key \"Effect\"\n",
        "{\"Effect\":2}"),
    ROW("{\"a\":1,\"a\":2,\"a\":3}",
        "1:8-1:11 duplicate key \"a\"\n1:14-1:17 duplicate key \"a\"\n", "{\"a\":3}"),
    ROW("{\"\":1,\"\":2}", "1:7-1:9 duplicate key \"\"\n", "{\"\":2}"),
    ROW("{\"a\\u0000\":1,\"a\":2,\"a\\u0000\":3}", "1:20-1:29 duplicate key \"a\\u0000\"\n",
        "{\"a\xEF\xBF\xBD\":3,\"a\":2}"),
    ROW("{\"a\":{\"b\":1},\"c\":{\"b\":1}}", "", "{\"a\":{\"b\":1},\"c\":{\"b\":1}}"),
    ROW("9007199254740993", "1:1-1:17 9007199254740993 is beyond 2^53, where numbers lose digits\n",
        "9007199254740993"),
    ROW("[-9007199254740993]",
        "1:2-1:19 -9007199254740993 is beyond 2^53, where numbers lose digits\n",
        "[-9007199254740993]"),
    ROW("12345678901234567890123456789",
        "1:1-1:30 12345678901234567890123456789 is beyond 2^53, where numbers lose digits\n",
        "12345678901234567890123456789"),
    ROW("1e17", "1:1-1:5 1e17 is beyond 2^53, where numbers lose digits\n", "100000000000000000"),
    ROW("1e99999", "1:1-1:8 number with more than 4096 digits or an exponent beyond 10000\n",
        "\"${\xE2\x80\xA6}\""),
};

START_TEST(duplicate_keys_and_big_numbers_are_no_syntax_errors)
{
    check_row(&noted[_i], true);
}
END_TEST

START_TEST(duplicate_key_names_the_first_place_each_time)
{
    struct outcome outcome = read_str(RF_STR("{\"k\":1,\"k\":2,\n\"k\":3}"));
    ck_assert_uint_eq(outcome.diags.list.n, 2);
    for (size_t i = 0; i < 2; i++) {
        const rf_diag *diag = &outcome.diags.list.at[i];
        ck_assert_str_eq(diag->code, RF_JSON_DUPLICATE);
        ck_assert_int_eq(diag->severity, RF_ERROR);
        ck_assert_uint_eq(diag->related_count, 1);
        ck_assert_uint_eq(diag->related[0].span.start, 1);
    }
    ck_assert_uint_eq(outcome.value.as.object.n, 3);
    ck_assert_int_eq((int)outcome.value.as.object.at[1].value.as.number.small, 2);
}
END_TEST

START_TEST(duplicate_keys_of_a_large_object_are_found_by_hash)
{
    rf_buf text = rf_buf_new(arena);
    rf_buf_add_c(&text, "{");
    for (int i = 0; i < 50000; i++)
        rf_buf_format(&text, "\"k%d\":%d,", i, i);
    rf_buf_add_c(&text, "\"k7\":-1,\"\\u006b7\":-2}");
    struct outcome outcome = read_str(rf_buf_str(&text));
    ck_assert(outcome.ok);
    ck_assert_uint_eq(outcome.diags.list.n, 2);
    const rf_member *first = &outcome.value.as.object.at[7];
    for (size_t i = 0; i < 2; i++)
        ck_assert_uint_eq(outcome.diags.list.at[i].related[0].span.start, first->name_span.start);
    ck_assert_int_eq((int)rf_value_get_c(&outcome.value, "k7")->as.number.small, -2);
    ck_assert_int_eq((int)rf_value_get_c(&outcome.value, "k49999")->as.number.small, 49999);
    ck_assert_int_eq((int)rf_member_again(&outcome.value, first)->value.as.number.small, -1);
}
END_TEST

START_TEST(big_number_is_a_warning)
{
    struct outcome outcome = read_str(RF_STR("[9007199254740993]"));
    ck_assert_str_eq(outcome.diags.list.at[0].code, RF_JSON_BIG_NUMBER);
    ck_assert_int_eq(outcome.diags.list.at[0].severity, RF_WARNING);
    ck_assert_uint_eq(outcome.diags.errors, 0);
}
END_TEST

/* --- Bad texts: every mistake with its place, and what was read all the same --- */

static const struct table_row bad[] = {
    /* commas */
    ROW("{\"a\":1,}", "1:7-1:8 trailing comma before }\n", "{\"a\":1}"),
    ROW("[1,2,\n]", "1:5-1:6 trailing comma before ]\n", "[1,2]"),
    ROW("[1,,2]", "1:4-1:5 extra comma\n", "[1,2]"),
    ROW("[1,,,,2]", "1:4-1:7 extra commas\n", "[1,2]"),
    ROW("[1,,]", "1:3-1:5 trailing comma before ]\n", "[1]"),
    ROW("[,1]", "1:2-1:3 extra comma\n", "[1]"),
    ROW("{,\"a\":1}", "1:2-1:3 extra comma\n", "{\"a\":1}"),
    ROW("{\"a\":1\n \"b\":2}", "1:7-1:7 missing comma between two members\n", "{\"a\":1,\"b\":2}"),
    ROW("[1 2 \"x\"]",
        "1:3-1:3 missing comma between two items\n1:5-1:5 missing comma between two items\n",
        "[1,2,\"x\"]"),
    ROW("{\"a\":\"x\"\"b\":\"y\"}", "1:9-1:9 missing comma between two members\n",
        "{\"a\":\"x\",\"b\":\"y\"}"),
    ROW("[1;2]", "1:3-1:4 ; in place of a comma\n", "[1,2]"),
    /* colons, keys */
    ROW("{\"a\" 1}", "1:5-1:5 missing colon behind the key\n", "{\"a\":1}"),
    ROW("{\"a\" = 1, \"b\" => 2}",
        "1:6-1:7 = in place of a colon\n1:15-1:17 => in place of a colon\n", "{\"a\":1,\"b\":2}"),
    ROW("{\"a\", \"b\":}", "1:2-1:5 key \"a\" has no value\n1:7-1:10 key \"b\" has no value\n",
        "{\"a\":null,\"b\":null}"),
    ROW("{Effect: \"Allow\", 1: 2}",
        "1:2-1:8 key Effect has no quotes\n1:19-1:20 key 1 has no quotes\n",
        "{\"Effect\":\"Allow\",\"1\":2}"),
    ROW("{ {\"a\":1}, : 2 }",
        "1:3-1:4 a key in quotes is missing\n1:12-1:13 a key in quotes is missing\n", "{\"\":2}"),
    ROW("[\"a\": 1]", "1:5-1:6 a key inside a list\n", "[\"a\",1]"),
    /* comments */
    ROW("// one\r\n{\"a\": /* two */ 1} # three",
        "1:1-1:7 JSON has no comments\n2:7-2:16 JSON has no comments\n"
        "2:20-2:27 JSON has no comments\n",
        "{\"a\":1}"),
    ROW("[1//x\n,123456789012345/**/]",
        "1:3-1:6 JSON has no comments\n2:17-2:21 JSON has no comments\n", "[1,123456789012345]"),
    ROW("[1] /* x", "1:9-1:9 the text ends inside a comment; JSON has no comments\n", "[1]"),
    /* quotation marks */
    ROW("{'a': 'it\\'s \"x\"'}",
        "1:2-1:5 single quotation marks around a string\n"
        "1:7-1:18 single quotation marks around a string\n",
        "{\"a\":\"it's \\\"x\\\"\"}"),
    ROW("['it's']", "1:2-1:8 single quotation marks around a string\n", "[\"it's\"]"),
    ROW("[`x`]", "1:2-1:5 backticks around a string\n", "[\"x\"]"),
    ROW("{\xE2\x80\x9C"
        "a\xE2\x80\x9D: \xE2\x80\x98x\xE2\x80\x99, \"b\": \xC2\xABy\xC2\xBB}",
        "1:2-1:5 \xE2\x80\x9C (U+201C) in place of a straight quotation mark\n"
        "1:7-1:10 \xE2\x80\x98 (U+2018) in place of a straight quotation mark\n"
        "1:17-1:20 \xC2\xAB (U+00AB) in place of a straight quotation mark\n",
        "{\"a\":\"x\",\"b\":\"y\"}"),
    ROW("{\"a\": \"say \"hi\" now\"}",
        "1:12-1:13 the string goes on behind its closing quotation mark\n",
        "{\"a\":\"say \\\"hi\\\" now\"}"),
    ROW("{\\\"a\\\": 1}", "1:2-1:4 backslash in front of a quotation mark\n", "{\"\\\\\":null}"),
    /* words */
    ROW("[True, None, NaN, -Infinity, undefined, nil, FALSE]",
        "1:2-1:6 True is not JSON\n1:8-1:12 None is not JSON\n1:14-1:17 NaN is not JSON\n"
        "1:19-1:28 -Infinity is not JSON\n1:30-1:39 undefined is not JSON\n"
        "1:41-1:44 nil is not JSON\n1:46-1:51 FALSE is not JSON\n",
        "[true,null,null,null,null,null,false]"),
    ROW("[Allow, *, arn:aws:s3:::a/*, ${a.b}, tru]",
        "1:2-1:7 value Allow has no quotes\n1:9-1:10 value * has no quotes\n"
        "1:12-1:28 value arn:aws:s3:::a/* has no quotes\n1:30-1:36 value ${a.b} has no quotes\n"
        "1:38-1:41 value tru has no quotes\n",
        "[\"Allow\",\"*\",\"arn:aws:s3:::a/*\",\"${a.b}\",\"tru\"]"),
    /* numbers */
    ROW("[012345678901, 007, -01.50]",
        "1:2-1:14 number with leading zeros\n1:16-1:19 number with leading zeros\n"
        "1:21-1:27 number with leading zeros\n",
        "[\"012345678901\",7,-1.5]"),
    ROW("[+1, 1., .5, 1e, 1e+]",
        "1:2-1:4 number with a plus sign\n1:6-1:8 number without a digit behind the point\n"
        "1:10-1:12 number without a digit before the point\n"
        "1:14-1:16 number without digits in its exponent\n"
        "1:18-1:21 number without digits in its exponent\n",
        "[1,1,0.5,1,1]"),
    ROW("[0x1F, 0o17, -0b101, 1_000]",
        "1:2-1:6 hexadecimal number\n1:8-1:12 octal number\n1:14-1:20 binary number\n"
        "1:22-1:27 number with underscores\n",
        "[31,15,-5,1000]"),
    ROW("[2012-10-17, 10.0.0.0/16, -]",
        "1:2-1:12 value 2012-10-17 has no quotes\n1:14-1:25 value 10.0.0.0/16 has no quotes\n"
        "1:27-1:28 value - has no quotes\n",
        "[\"2012-10-17\",\"10.0.0.0/16\",\"-\"]"),
    /* inside strings */
    ROW("\"a\t\tb\x01\"",
        "1:3-1:5 tab (U+0009) inside a string\n"
        "1:6-1:7 control character (U+0001) inside a string\n",
        "\"a\\t\\tb\\u0001\""),
    ROW("[\"a\r\nb\nc\"]", "1:4-1:4 line break inside a string\n", "[\"a\\r\\nb\\nc\"]"),
    ROW("\"\\'\\x41\\d\\*\"",
        "1:2-1:4 unknown escape \\'\n1:4-1:8 unknown escape \\x41\n1:8-1:10 unknown escape \\d\n"
        "1:10-1:12 unknown escape \\*\n",
        "\"'A\\\\d*\""),
    ROW("\"\\u12G4\\u\"",
        "1:2-1:6 \\u needs four hexadecimal digits\n1:8-1:10 \\u needs four hexadecimal digits\n",
        "\"\xEF\xBF\xBDG4\xEF\xBF\xBD\""),
    ROW("\"\\ud800x\\udc00\\ud800\\ud83d\\ude00\"",
        "1:2-1:8 lone surrogate \\ud800 is half a character\n"
        "1:9-1:15 lone surrogate \\udc00 is half a character\n"
        "1:15-1:21 lone surrogate \\ud800 is half a character\n",
        "\"\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD\xF0\x9F\x98\x80\""),
    ROW("\"a\xFF\xFE"
        "b\xC0\xAF\xED\xA0\x80\"",
        "1:3-1:5 invalid UTF-8: byte 0xFF and those behind it\n"
        "1:6-1:11 invalid UTF-8: byte 0xC0 and those behind it\n",
        "\"a\xEF\xBF\xBD\xEF\xBF\xBD"
        "b\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""),
    ROW("\"\xE2\x82\"", "1:2-1:4 invalid UTF-8: byte 0xE2 and those behind it\n",
        "\"\xEF\xBF\xBD\xEF\xBF\xBD\""),
    ROW("[\"a\0b\"]", "1:4-1:5 NUL byte inside a string\n", "[\"a\\u0000b\"]"),
    ROW("[\"a\\\nb\"]",
        "1:4-1:5 backslash at the end of a line\n1:5-1:5 line break inside a string\n",
        "[\"a\\nb\"]"),
    /* foreign bytes outside strings */
    ROW("[1\0]", "1:3-1:4 NUL byte outside a string\n", "[1]"),
    ROW("{\xC2\xA0\"a\":\xE2\x80\x8B"
        "1}",
        "1:2-1:3 non-breaking space (U+00A0) outside a string\n"
        "1:7-1:8 character that is no blank in JSON (U+200B) outside a string\n",
        "{\"a\":1}"),
    ROW("[1,\xFF 2\x0C]",
        "1:4-1:5 invalid UTF-8: byte 0xFF\n1:7-1:8 control character U+000C outside a string\n",
        "[1,2]"),
    ROW("({\"a\":1})", "1:1-1:2 unexpected (\n1:9-1:10 text behind the document\n", "{\"a\":1}"),
    /* ends that are missing */
    ROW("{\"a\": \"b,\n \"c\": 1}", "1:9-1:9 the string is not closed\n", "{\"a\":\"b\",\"c\":1}"),
    ROW("{\"a\": \"b}", "1:9-1:9 the string is not closed\n", "{\"a\":\"b\"}"),
    ROW("[\"x[0]\n,1]", "1:7-1:7 the string is not closed\n", "[\"x[0]\",1]"),
    ROW("{\"a\": 'b\n}",
        "1:7-1:9 single quotation marks around a string\n1:9-1:9 the string is not closed\n",
        "{\"a\":\"b\"}"),
    ROW("{\"a", "1:4-1:4 the string is not closed\n", "{\"a\":null}"),
    ROW("{\"a\": [1, {\"b\":", "1:16-1:16 the text ends inside an object\n",
        "{\"a\":[1,{\"b\":null}]}"),
    ROW("[1,\n", "2:1-2:1 the text ends inside a list\n", "[1]"),
    ROW("{\"a\": [1}", "1:9-1:10 ] is missing before }\n", "{\"a\":[1]}"),
    ROW("{\"a\": [1}, \"b\": 2}", "1:9-1:10 } in place of ]\n", "{\"a\":[1],\"b\":2}"),
    ROW("[1}", "1:3-1:4 } in place of ]\n", "[1]"),
    /* around the document */
    ROW("{}}", "1:3-1:4 unexpected }\n", "{}"),
    ROW("{}\n{\"b\": 2}\n[]", "2:1-2:9 a second document\n", "{}"),
    ROW("1, 2", "1:2-1:3 a comma behind the document\n", "1"),
    ROW("\"Version\": 1", "1:1-1:11 a member outside an object\n", "\"Version\""),
    ROW("", "1:1-1:1 the text is empty\n", "null"),
    ROW(" \n", "1:1-2:1 the text holds nothing but blanks\n", "null"),
    ROW("Version: 1\nx: y", "1:1-1:9 this is not JSON: it starts with Version:\n", "null"),
    ROW("\xEF\xBB\xBF{}", "1:1-1:1 byte order mark at the start of the text\n", "{}"),
    ROW("\xFF\xFE{\0}\0", "1:1-1:3 the text is UTF-16, JSON is UTF-8\n", "null"),
    ROW("\xFE\xFF\0{\0}", "1:1-1:3 the text is UTF-16, JSON is UTF-8\n", "null"),
    ROW("{\0}\0", "1:1-1:3 the text is UTF-16, JSON is UTF-8\n", "null"),
    ROW("\0{\0}", "1:1-1:3 the text is UTF-16, JSON is UTF-8\n", "null"),
};

START_TEST(mistake_is_reported_and_read_as_it_was_meant)
{
    check_row(&bad[_i], false);
}
END_TEST

START_TEST(mistake_comes_with_what_to_do)
{
    static const struct {
        const char *text, *help;
    } rows[] = {
        {"[012345678901]", "account ids are strings: write \"012345678901\""},
        {"[007]", "write 7, or \"007\" if it is a name"},
        {"[True]", "write true"},
        {"[NaN]", "JSON has no such number: write null"},
        {"[tru]", "write true, or \"tru\" for a string"},
        {"[Allow]", "write \"Allow\""},
        {"\"\\d\"", "write \\\\d for a backslash and d"},
        {"\"\\x41\"", "write \\u0041"},
        {"\"\x02\"", "write \\u0002"},
        {"[[{", "close what is open: }]]"},
        {"\xEF\xBB\xBF{}", "save as UTF-8 without BOM"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct outcome outcome = read_str(rf_str_c(rows[i].text));
        ck_assert_uint_eq(outcome.diags.list.n, 1);
        ck_assert_rf_str(outcome.diags.list.at[0].help, rows[i].help);
        ck_assert_str_eq(outcome.diags.list.at[0].code, RF_JSON_SYNTAX);
    }
}
END_TEST

START_TEST(what_is_not_closed_shows_where_it_starts)
{
    static const struct {
        const char *text;
        uint32_t start;
    } rows[] = {
        {"[1, \"ab", 4}, {"[1, {\"a\": 2", 4}, {"[1, [2", 4}, {"[1 /* x", 3}, {"[1, 'ab", 4}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct outcome outcome = read_str(rf_str_c(rows[i].text));
        const rf_diag *diag = &outcome.diags.list.at[outcome.diags.list.n - 1];
        ck_assert_uint_ge(diag->related_count, 1);
        ck_assert_uint_eq(diag->related[0].span.start, rows[i].start);
    }
}
END_TEST

/* --- Limits --- */

static rf_str nested(size_t levels)
{
    rf_buf text = rf_buf_new(arena);
    rf_buf_add_repeated(&text, '[', levels);
    rf_buf_add_c(&text, "1");
    rf_buf_add_repeated(&text, ']', levels);
    return rf_buf_str(&text);
}

START_TEST(depth_up_to_the_limit_is_read)
{
    rf_str text = nested(RF_LIMIT_JSON_DEPTH);
    struct outcome outcome = read_str(text);
    ck_assert(outcome.ok);
    ck_assert_str_eq(as_text(&outcome.value), rf_cstr(arena, text));
    struct json_object *root;
    ck_assert(rf_json_machine_read(arena, source_of_str(text), &outcome.diags, &root));
}
END_TEST

START_TEST(depth_past_the_limit_is_one_message)
{
    rf_str text = nested(RF_LIMIT_JSON_DEPTH + 1);
    struct outcome outcome = read_str(text);
    ck_assert(!outcome.ok);
    ck_assert_str_eq(diags_text(&outcome.diags),
                     "1:513-1:514 more than 512 levels of lists and objects\n");
    outcome = read_str(nested(1000 * 1000));
    ck_assert_uint_eq(outcome.diags.list.n, 1);
    rf_diags diags = rf_diags_new(arena);
    struct json_object *root;
    ck_assert(!rf_json_machine_read(arena, source_of_str(text), &diags, &root));
    ck_assert_uint_eq(diags.list.n, 1);
}
END_TEST

/* Texts of nothing but trouble: each must end soon; a quadratic reader would run for hours. */
START_TEST(hostile_text_ends_soon)
{
    static const struct {
        const char *head, *body, *tail;
    } rows[] = {
        {"", "[", ""},       {"", "{\"a\":", ""},    {"", ",", ""},
        {"", "\"", ""},      {"[", ",", ""},         {"[", "\"", ""},
        {"[", "'", ""},      {"[", "'a'b ", ""},     {"[", "\"a\"b", ""},
        {"[", "\"\n", ""},   {"[\"", "\n", ""},      {"[\"", "]", ""},
        {"[\"", "\\", ""},   {"\"", "\xFF", ""},     {"", "/*", ""},
        {"", "//\n", ""},    {"[[", "}", ""},        {"[", "x 1 ", ""},
        {"[", "(", ""},      {"[", "( ", ""},        {"[", "1", ""},
        {"[", "a", ""},      {"[", "${", ""},        {"\"", "\\u12", "\""},
        {"{", "\"a\" ", ""}, {"{", "\"a\":1,", "}"}, {"[", "\xE2\x80\x9C", ""},
        {"", "\1\2", ""},    {"['", " ' ", ""},      {"", "\xC2\xA0\xFF", ""},
        {"{", "=", ""},      {"{", ": ", ""},        {"[", "\"\\\n", ""},
        {"[", "\"a,\n", ""},
    };
    enum { BYTES = 4 * 1000 * 1000 };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        rf_arena_mark mark = rf_arena_mark_get(arena);
        rf_buf text = rf_buf_new(arena);
        rf_buf_add_c(&text, rows[i].head);
        while (text.n < BYTES)
            rf_buf_add_c(&text, rows[i].body);
        rf_buf_add_c(&text, rows[i].tail);
        struct outcome outcome = read_str(rf_buf_str(&text));
        ck_assert_uint_ge(outcome.diags.list.n, 1);
        ck_assert_uint_le(outcome.diags.list.n, RF_LIMIT_DIAGS_PER_FILE);
        rf_arena_rewind(arena, mark);
    }
}
END_TEST

START_TEST(reading_stops_after_too_many_errors)
{
    rf_buf text = rf_buf_new(arena);
    rf_buf_add_c(&text, "[");
    for (int i = 0; i < 3 * RF_LIMIT_JSON_ERRORS; i++)
        rf_buf_add_c(&text, "x,");
    struct outcome outcome = read_str(rf_buf_str(&text));
    ck_assert_uint_eq(outcome.diags.list.n, RF_LIMIT_DIAGS_PER_FILE);
    ck_assert_uint_eq(outcome.diags.errors, RF_LIMIT_JSON_ERRORS);
    ck_assert_uint_eq(outcome.value.as.list.n, RF_LIMIT_JSON_ERRORS);
}
END_TEST

START_TEST(text_past_the_size_limit_is_refused_unread)
{
    rf_str text = {"[1]", (size_t)RF_LIMIT_FILE_BYTES + 1};
    struct outcome outcome = read_str(text);
    ck_assert(!outcome.ok);
    ck_assert_uint_eq(outcome.diags.list.n, 1);
    ck_assert_rf_str(outcome.diags.list.at[0].message, "the text is larger than 256 MiB");
    struct json_object *root;
    ck_assert(!rf_json_machine_read(arena, source_of_str(text), &outcome.diags, &root));
    ck_assert_rf_str(outcome.diags.list.at[1].message, "the text is larger than 256 MiB");
}
END_TEST

/* --- Spans and origins --- */

static const char sample[] =
    "{\n  \"Version\": \"2012-10-17\",\n  \"Id\": \"\\u00e9\\ud83d\\ude00\\n\",\n"
    "  \"Statement\": [\n    {\"Effect\": \"Allow\", \"Action\": [\"s3:Get*\", \"s3:Put*\"],\n"
    "     \"Resource\": \"arn:aws:s3:::\xC3\xBC/*\", \"Condition\": {\"Bool\": {\"a\": true}}},\n"
    "    [], {}, null, -1.5e-3, 123456, \"{\\\"a\\\": [1]}\"\n  ]\n}\n";

static void check_spans(const rf_value *value)
{
    rf_str text = rf_span_text(value->span);
    struct outcome again = read_str(text);
    ck_assert_msg(again.ok && rf_value_equal(value, &again.value), "the span of %s",
                  rf_cstr(arena, text));
    for (size_t i = 0; value->kind == RF_LIST && i < value->as.list.n; i++)
        check_spans(&value->as.list.at[i]);
    for (size_t i = 0; value->kind == RF_OBJECT && i < value->as.object.n; i++) {
        const rf_member *member = &value->as.object.at[i];
        again = read_str(rf_span_text(member->name_span));
        ck_assert(rf_eq(rf_text_of(&again.value), member->name));
        check_spans(&member->value);
    }
}

START_TEST(every_span_reads_as_its_value)
{
    struct outcome outcome = read_str(rf_str_c(sample));
    ck_assert_str_eq(diags_text(&outcome.diags), "");
    check_spans(&outcome.value);
}
END_TEST

START_TEST(plain_string_is_a_view_of_the_source)
{
    rf_source *source = source_of("[\"abc\"]");
    rf_diags diags = rf_diags_new(arena);
    rf_value value;
    ck_assert(rf_json_read(arena, source, &diags, &value));
    ck_assert_ptr_eq(value.as.list.at[0].as.string.text.at, source->text.at + 2);
    ck_assert_ptr_null(value.as.list.at[0].as.string.origin);
}
END_TEST

START_TEST(only_a_string_that_may_hold_a_document_has_an_origin)
{
    static const struct {
        const char *text;
        bool origin;
    } rows[] = {{"\"{\\\"a\\\":1}\"", true}, {"\"\\n [\\n1]\"", true}, {"\"\\u007b}\"", true},
                {"\"a\\n{\"", false},        {"\"[1]\"", false},       {"\"\\n\"", false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct outcome outcome = read_str(rf_str_c(rows[i].text));
        ck_assert_msg((outcome.value.as.string.origin != NULL) == rows[i].origin, "%s",
                      rows[i].text);
    }
}
END_TEST

START_TEST(mistake_in_an_embedded_document_has_its_place_in_the_file)
{
    static const char text[] =
        "{\"policy\":\n  \"{\\n  \\\"\\u0041\\\": 1,\\n  \\\"B\\\": tru\\n}\"}";
    struct outcome outcome = read_str(rf_str_c(text));
    ck_assert(outcome.ok);
    const rf_value *policy = rf_value_get_c(&outcome.value, "policy");
    rf_diags diags = rf_diags_new(arena);
    rf_value inner;
    ck_assert(!rf_json_read(arena, rf_value_embed(arena, policy), &diags, &inner));
    const char *tru = strstr(text, "tru"), *line = strchr(text, '\n') + 1;
    ck_assert_str_eq(diags_text(&diags),
                     rf_cstr(arena, rf_format(arena, "2:%d-2:%d value tru has no quotes\n",
                                              (int)(tru - line) + 1, (int)(tru - line) + 4)));
    rf_span key = rf_span_outermost(inner.as.object.at[0].name_span);
    ck_assert_rf_str(rf_span_text(key), "\\\"\\u0041\\\"");
}
END_TEST

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

START_TEST(every_cut_of_each_bad_text_is_survived)
{
    for (size_t n = 0; n <= bad[_i].n; n++) {
        char *exact = malloc(n == 0 ? 1 : n);
        ck_assert_ptr_nonnull(exact);
        memcpy(exact, bad[_i].text, n);
        check_against_oracle((rf_str){exact, n});
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

#define ROWS(table) (int)(sizeof(table) / sizeof(table)[0])

int main(void)
{
    Suite *suite = suite_create("json");

    TCase *reading = test_case(suite, "reading");
    tcase_add_loop_test(reading, good_text_is_read_without_a_word, 0, ROWS(good));
    tcase_add_loop_test(reading, duplicate_keys_and_big_numbers_are_no_syntax_errors, 0,
                        ROWS(noted));
    tcase_add_test(reading, duplicate_key_names_the_first_place_each_time);
    tcase_add_test(reading, duplicate_keys_of_a_large_object_are_found_by_hash);
    tcase_add_test(reading, big_number_is_a_warning);
    tcase_add_loop_test(reading, mistake_is_reported_and_read_as_it_was_meant, 0, ROWS(bad));
    tcase_add_test(reading, mistake_comes_with_what_to_do);
    tcase_add_test(reading, what_is_not_closed_shows_where_it_starts);

    TCase *limits = test_case(suite, "limits");
    tcase_add_test(limits, depth_up_to_the_limit_is_read);
    tcase_add_test(limits, depth_past_the_limit_is_one_message);
    tcase_add_test(limits, text_past_the_size_limit_is_refused_unread);
    tcase_add_test(limits, hostile_text_ends_soon);
    tcase_add_test(limits, reading_stops_after_too_many_errors);

    TCase *places = test_case(suite, "places");
    tcase_add_test(places, every_span_reads_as_its_value);
    tcase_add_test(places, plain_string_is_a_view_of_the_source);
    tcase_add_test(places, only_a_string_that_may_hold_a_document_has_an_origin);
    tcase_add_test(places, mistake_in_an_embedded_document_has_its_place_in_the_file);

    TCase *oracle = test_case(suite, "oracle");
    tcase_add_test(oracle, random_documents_are_read_as_json_c_reads_them);
    tcase_add_test(oracle, what_is_accepted_json_c_accepts);
    tcase_add_test(oracle, every_cut_of_a_document_is_refused_without_reading_past_it);
    tcase_add_loop_test(oracle, every_cut_of_each_bad_text_is_survived, 0, ROWS(bad));

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

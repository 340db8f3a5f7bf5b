#include "json_support.h"

#include "base/limits.h"
#include "json/machine.h"

#include <stdlib.h>
#include <string.h>

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

START_TEST(every_cut_of_each_bad_text_is_survived)
{
    for (size_t n = 0; n <= bad[_i].n; n++) {
        char *exact = malloc(n == 0 ? 1 : n);
        ck_assert_ptr_nonnull(exact);
        memcpy(exact, bad[_i].text, n);
        read_str((rf_str){exact, n});
        free(exact);
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

    TCase *cuts = test_case(suite, "cuts");
    tcase_add_loop_test(cuts, every_cut_of_each_bad_text_is_survived, 0, ROWS(bad));
    return run_suite(suite);
}

/* What the HCL reader says of text that is not correct, how it goes on, and where it stops. */
#include "support.h"

#include "base/limits.h"
#include "hcl/dump.h"
#include "hcl/hcl.h"

#include <stdlib.h>
#include <string.h>

static rf_diags read_diags(rf_str text, const rf_body **body)
{
    rf_diags diags = rf_diags_new(arena);
    const rf_body *read = rf_hcl_read(arena, source_of_str(text), &diags);
    if (body != NULL)
        *body = read;
    return diags;
}

static const char *messages_of(const char *text)
{
    rf_diags diags = read_diags(rf_str_c(text), NULL);
    return diags_text(&diags);
}

/* --- accepted and rejected ------------------------------------------------------------------ */

START_TEST(edge_cases_are_accepted_and_rejected_as_listed)
{
    rf_str list = read_test_file("testdata/hcl/edge/expected");
    size_t n = 0;
    for (rf_str line; list.n != 0; n++) {
        rf_str name;
        line = rf_split(list, '\n', &list);
        rf_str verdict = rf_split(line, ' ', &name);
        const char *path = rf_cstr(arena, rf_format(arena, "testdata/hcl/edge/%.*s", RF_ARG(name)));
        rf_diags diags = read_diags(read_test_file(path), NULL);
        ck_assert_msg((diags.errors == 0) == rf_eq_c(verdict, "accept"), "%s: %s", path,
                      diags_text(&diags));
    }
    ck_assert_uint_eq(n, 61);
}
END_TEST

/* Each verdict is that of terraform 1.11.4. */
START_TEST(odd_text_is_accepted_where_terraform_accepts_it)
{
    static const char *const accepted[] = {
        "a = 1 # \xFF",
        "a = /* \xFF */ 1",
        "a = 1.e5",
        "a = x.0e1",
        "a = x.*.0.y",
        "a = <<E\n$$\nE\n",
        "a = <<E\n$${\nE\n",
        "a = <<E\n$\r\nE\n",
        "a = <<E\nx\nE  \n",
        "a = <<E\nx\nE\u00a0\n",
        "a = <<E\nx\n\vE\n",
        "_a = 1",
        "a- = 1",
        "a = { true = 1 }",
        "a = {a ? b : c = d}",
        "a \"x$${y}\" {}",
        "a = \"x\fy\"",
        "a = [1, # x\n2]",
        "a = 1 # x",
        "a = {\n for k, v in x : k => v\n}",
    };
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++)
        ck_assert_msg(messages_of(accepted[i])[0] == 0, "%s: %s", accepted[i],
                      messages_of(accepted[i]));
    ck_assert_uint_eq(read_diags(RF_STR("a = \"x\0y\" # \0\n"), NULL).errors, 0);
}
END_TEST

START_TEST(odd_text_is_rejected_where_terraform_rejects_it)
{
    static const char *const rejected[] = {
        "a = 1\rb = 2",
        "a = <<E\nx\ry\nE\n",
        "a = x.0.1",
        "a = x.*.0.1",
        "a = 1..2",
        "a = 1.2.3",
        "a = 1e5e5",
        "a = [1...]",
        "a = x[\n*]",
        "a = x[*\n]",
        "a = x.*.*",
        "a = { for = 1 }",
        "a = \"\\ud800\"",
        "a = \"\\U00110000\"",
        "a = { b = 1 ~}",
        "a \"x${y}\" {}",
        "a { b = 1",
        "a {",
        "a \"x\"\n{\n}\n",
        "a = f(,)",
        "a = f(b..., c)",
        "a = f(b...,)",
        "a = [1,,2]",
        "a = {a = 1,, b = 2}",
        "a = <<E \nx\nE\n",
        "a = <<E\nx\n",
        "a = b\nc",
        "a = (1\n",
        "a = 1 \xEF\xBB\xBF",
        "a = \"${}\"",
        "a = \"%{ x }\"",
        "a = \"%{ if x }\"",
        "a = \"%{ if x }%{ endfor }\"",
        "a = \"%{ if x }%{ else }%{ else }%{ endif }\"",
        "a = [for x in y]",
        "a = [for x in y : k => v]",
        "a = [for x in y : x...]",
        "a = {for x in y : x}",
        "a = a::b",
        "a = a::(b)",
        "a = b ? c",
        "a = b ?\nc : d",
        "a = { b\n= 1 }",
        "a = 1 b = 2",
        "a {} b {}",
        "a { b {} }",
        "a { b = 1\n}",
        "}",
        "\\",
        "a = b.\"c\"",
        "a = 1 =",
        "a = -",
        "= 1",
        "a",
        "a =",
        "1 = a",
        "\"a\" = 1",
        "a.b = 1",
        "a: 1",
        "a = 'x'",
        "a = `x`",
        "a = 1;",
        "a = x & y",
        "a = ~x",
        "a = x ^ y",
        "a = $x",
    };
    for (size_t i = 0; i < sizeof rejected / sizeof *rejected; i++)
        ck_assert_msg(messages_of(rejected[i])[0] != 0, "%s", rejected[i]);
}
END_TEST

/* Stricter than terraform: what these bytes stand for is no text. */
START_TEST(malformed_utf8_is_rejected)
{
    static const char *const texts[] = {
        "a = \"\xC0\x80\"",
        "a = \"\xED\xA0\x80\"",
        "a = \"\xF7\xBF\xBF\xBF\"",
        "a = \"\xFF\"",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rf_diags diags = read_diags(rf_str_c(texts[i]), NULL);
        ck_assert_uint_ge(diags.errors, 1);
        ck_assert_uint_eq(diags.list.at[0].span.start, 5);
    }
    ck_assert_str_eq(messages_of("a = \"x\xFFy\""), "1:7-1:8 the byte 0xFF is not UTF-8 here\n");
}
END_TEST

/* --- messages ------------------------------------------------------------------------------- */

START_TEST(messages_say_what_is_wrong_and_where)
{
    static const struct message {
        const char *text, *message;
    } messages[] = {
        {"a: 1", "1:2-1:3 an argument is set with '=', not with ':'\n"},
        {"a == 1", "1:3-1:5 an argument is set with '=', not with '=='\n"},
        {"a 1", "1:3-1:4 '=' is missing after 'a'\n"},
        {"a [1]", "1:3-1:4 '=' is missing after 'a'\n"},
        {"a", "1:1-1:2 'a' alone is neither an argument nor a block\n"},
        {"a = ", "1:5-1:5 expected a value, not the end of the file\n"},
        {"a = 1 +\n", "1:8-1:8 expected a value, not the end of the line\n"},
        {"a = 'x'", "1:5-1:8 strings are written in double quotes, not in single ones\n"},
        {"a = \u201cx\u201d",
         "1:5-1:6 '\u201c' U+201C (LEFT DOUBLE QUOTATION MARK) has no meaning here\n"},
        {"a\f= 1", "1:2-1:3 U+000C (FORM FEED) has no meaning here\n"},
        {"a =\u00a01", "1:4-1:5 U+00A0 (NO-BREAK SPACE) has no meaning here\n"},
        {"a = \"x\n", "1:7-1:7 the string is not closed before the end of the line\n"},
        {"a = \"x", "1:7-1:7 the string is not closed before the end of the file\n"},
        {"a = <<E\nx\n", "3:1-3:1 the heredoc is not closed: there is no line that is only E\n"},
        {"a {\n", "2:1-2:1 the block is not closed before the end of the file\n"},
        {"a = 1\na = 2\n", "2:1-2:2 'a' is set twice\n"},
        {"a = [1 2]", "1:8-1:9 a comma is missing before this item of the list\n"},
        {"a = [1\n2]", "2:1-2:2 a comma is missing before this item of the list\n"},
        {"a = [1,,2]", "1:8-1:9 an item of the list is missing before this comma\n"},
        {"a = f(1 2)", "1:9-1:10 a comma is missing before this item of the call\n"},
        {"a = { b = 1 c = 2 }", "1:13-1:14 a comma is missing before this key of the object\n"},
        {"a = { b 1 }", "1:9-1:10 '=' is missing between key and value\n"},
        {"a = { b { c = 1 } }",
         "1:9-1:10 an object holds no blocks: '=' is missing before this brace\n"},
        {"a = { b }", "1:7-1:8 this key of the object has no value\n"},
        {"a = 0x10", "1:5-1:9 '0x10' is not a number\n"},
        {"a = 1_000", "1:5-1:10 '1_000' is not a number\n"},
        {"a = 1.2.3", "1:5-1:10 '1.2.3' is not a number\n"},
        {"a = 1.", "1:7-1:7 expected a name after the dot, not the end of the file\n"},
        {"a = .5", "1:5-1:6 expected a value, not '.'\n"},
        {"a = 1, b", "1:6-1:7 there is a comma behind the value\n1:8-1:9 'b' alone is neither an "
                     "argument nor a block\n"},
        {"a = 1 b = 2", "1:7-1:8 a line end is missing before 'b'\n"},
        {"a = 1 \"x\"", "1:7-1:8 expected the end of the line after the value, not a string\n"},
        {"a = 1;\nb = 2", "1:6-1:7 ';' has no meaning in HCL\n"},
        {"a = b & c", "1:7-1:8 '&' is not an operator of HCL\n"},
        {"a \"x\" = {\n}\n", "1:7-1:8 there is no '=' before the brace of a block\n"},
        {"a \"x\"\n{\n}\n",
         "1:1-1:6 the opening brace must stand on the line of the block's type\n"},
        {"a \"x\"\n", "1:1-1:6 this is neither an argument nor a block: '=' or '{' is missing\n"},
        {"a { b = 1, c = 2 }",
         "1:10-1:11 a block that begins on one line must end on it, behind one argument\n"},
        {"a { b {} }\n", "1:5-1:6 a block on one line holds no block\n1:10-1:11 a line end is "
                         "missing after the block\n"},
        {"\"a\" = 1", "1:1-1:2 expected an argument or a block, not a string\n"},
        {"a.b = 1", "1:2-1:3 expected '=' or '{' after the name, not '.'\n"},
        {"}", "1:1-1:2 there is no open block that this brace could close\n"},
        {"{\n \"a\": 1,\n \"b\": [2]\n}\n", "1:1-1:2 this is JSON, not HCL\n"},
        {"[{}]", "1:1-1:2 this is JSON, not HCL\n"},
        {"a = \"${x:-y}\"", "1:9-1:10 expected '}', not ':'\n"},
        {"a = \"${x\"", "1:9-1:10 expected '}', not a string\n"},
        {"a = \"\\q\"", "1:6-1:8 '\\q' is not an escape\n"},
        {"a = \"\\u12\"", "1:6-1:10 \\u must be followed by 4 hexadecimal digits\n"},
        {"a = \"\\ud800\"", "1:6-1:12 U+D800 is not a character\n"},
        {"a = \"%{ fi x }\"", "1:9-1:11 expected a directive after '%{', not 'fi'\n"},
        {"a = \"%{ if x }\"", "1:16-1:16 expected %{ endif } before the template ends\n"},
        {"a = \"%{ if x }%{ endfor }\"", "1:15-1:26 expected %{ endif }, not %{ endfor }\n"},
        {"a = \"%{ endif }\"", "1:6-1:16 %{ endif } without a directive that it belongs to\n"},
        {"a = <<\"E\"\nx\nE\n", "1:5-1:10 the marker of a heredoc is not quoted\n"},
        {"a = <<E \nx\nE\n",
         "1:8-1:9 the marker of a heredoc must be followed by the end of the line\n"},
        {"a = 1 /* x", "1:7-1:9 this comment is never closed\n"},
        {"a = x.0.1", "1:7-1:10 two indexes after dots cannot follow each other\n"},
        {"a = b ? c", "1:10-1:10 expected ':' and the other value of the conditional, not the end "
                      "of the file\n"},
        {"a = { for = 1 }", "1:11-1:12 expected a name after 'for', not '='\n"},
        {"a = [for x of y : x]", "1:12-1:14 expected 'in' after the names, not 'of'\n"},
        {"a \"${x}\" {}", "1:4-1:6 a label cannot hold a template\n"},
        {"a = 1\rb = 2", "1:6-1:7 U+000D (CARRIAGE RETURN) has no meaning here\n"},
    };
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
        ck_assert_msg(strcmp(messages_of(messages[i].text), messages[i].message) == 0,
                      "%s\n  is   %s  want %s", messages[i].text, messages_of(messages[i].text),
                      messages[i].message);
}
END_TEST

START_TEST(every_message_has_help)
{
    static const char *const texts[] = {"a: 1", "a = [1", "a = \"${", "a {", "a = @", "a = 1 2"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rf_diags diags = read_diags(rf_str_c(texts[i]), NULL);
        for (size_t k = 0; k < diags.list.n; k++) {
            ck_assert_uint_gt(diags.list.at[k].help.n, 0);
            ck_assert_str_eq(diags.list.at[k].code, "hcl");
        }
    }
}
END_TEST

START_TEST(what_is_not_closed_points_at_its_beginning)
{
    static const struct opening {
        const char *text;
        uint32_t at;
    } openings[] = {
        {"b = 1\na {\n", 8},      {"a = [1,\n", 4},
        {"a = f(1\n", 5},         {"a = (1\n", 4},
        {"a = \"x\nb = 1\n", 4},  {"a = <<E\nx\n", 4},
        {"a = { b = 1\n", 4},     {"a = \"x${y\"\n", 6},
        {"a = \"%{ if x }\"", 5}, {"a = 1\nb = 2\na = 3\n", 0},
    };
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        rf_diags diags = read_diags(rf_str_c(openings[i].text), NULL);
        ck_assert_uint_ge(diags.list.n, 1);
        ck_assert_msg(diags.list.at[0].related_count == 1, "%s", openings[i].text);
        ck_assert_uint_eq(diags.list.at[0].related[0].span.start, openings[i].at);
    }
    /* A heredoc also shows the line that was meant to end it. */
    rf_diags diags = read_diags(RF_STR("a = f(<<E\nx\nE)\n"), NULL);
    ck_assert_uint_eq(diags.list.at[0].related_count, 2);
    ck_assert_uint_eq(diags.list.at[0].related[1].span.start, 12);
}
END_TEST

/* --- recovery ------------------------------------------------------------------------------- */

/* The lines of the messages, and the tree that is left. */
static void check_recovery(const char *text, const char *lines, const char *tree)
{
    const rf_body *body;
    rf_diags diags = read_diags(rf_str_c(text), &body);
    rf_buf out = rf_buf_new(arena);
    for (size_t i = 0; i < diags.list.n; i++)
        rf_buf_format(&out, i > 0 ? " %u" : "%u", rf_locate(diags.list.at[i].span).line);
    ck_assert_msg(rf_eq_c(rf_buf_str(&out), lines), "%s\n%s", text, diags_text(&diags));
    rf_buf dump = rf_buf_new(arena);
    rf_hcl_dump_body(&dump, body, 0);
    ck_assert_rf_str(rf_buf_str(&dump), tree);
}

START_TEST(six_mistakes_give_six_messages)
{
    check_recovery("a = 1 +\n"
                   "b = [1 2]\n"
                   "c = \"x\n"
                   "d {\n"
                   "  e: 1\n"
                   "  f = (1, 2)\n"
                   "  g = 2\n"
                   "}\n"
                   "h = @\n"
                   "i = 3\n",
                   "1 2 3 5 6 9", "b = [1 2]\nc = \"x\"\ni = 3\nd {\n  e = 1\n  g = 2\n}\n");
}
END_TEST

START_TEST(an_open_bracket_does_not_swallow_what_follows)
{
    check_recovery("a = [1,\n  2\nb = 2\nc {\n  d = 3\n}\n", "3", "b = 2\nc {\n  d = 3\n}\n");
    check_recovery("a = f({\n  x = 1\n\nb = 2\n", "5", "");
    check_recovery("a {\n  b = (1\n}\nc = 1\n", "3", "c = 1\na {\n}\n");
    check_recovery("a = \"${x\"\nb = 2\n", "1", "b = 2\n");
    check_recovery("a {\n  b = \"${f(\"x)}\"\n  c = 1\n}\nd = 2\n", "3",
                   "d = 2\na {\n  c = 1\n}\n");
}
END_TEST

START_TEST(a_rest_of_brackets_is_not_reported_again)
{
    check_recovery("a = {\nb = 1 @\nc = 2\n}\nd = 3\n", "2", "c = 2\nd = 3\n");
    check_recovery("a = [\n  1 @ 2,\n  3,\n]\nd = 3\n", "2", "d = 3\n");
    check_recovery("a = 1 +\n  2\nb = 3\n", "1", "b = 3\n");
}
END_TEST

START_TEST(strings_over_lines_are_one_mistake)
{
    check_recovery("a = \"x\ny z\"\nb = 1\n", "1", "a = \"x\\ny z\"\nb = 1\n");
    check_recovery("a = [\n  \"x,\n  \"y\"\n]\nb = 1\n", "2 3", "a = [\"x,\" \"y\"]\nb = 1\n");
}
END_TEST

START_TEST(each_bad_sequence_of_a_template_is_reported)
{
    check_recovery("a = \"${1 2} ${ok} ${3 4}\"\nb = <<E\n${x:-1}\n${y z}\nE\nc = 1\n", "1 1 3 4",
                   "a = (template ${1} \" \" ${ok} \" \" ${3})\n"
                   "b = (heredoc ${x} \"\\n\" ${y} \"\\n\")\nc = 1\n");
}
END_TEST

START_TEST(the_first_of_two_attributes_stays)
{
    check_recovery("a = 1\na = 2\n", "2", "a = 1\n");
    rf_buf text = rf_buf_new(arena);
    for (int i = 0; i < 100; i++)
        rf_buf_format(&text, "a%d = %d\n", i, i);
    rf_buf_add_c(&text, "a7 = 1\na99 = 2\nb = 3\n");
    ck_assert_str_eq(messages_of(rf_cstr(arena, rf_buf_str(&text))),
                     "101:1-101:3 'a7' is set twice\n102:1-102:4 'a99' is set twice\n");
}
END_TEST

START_TEST(expressions_and_templates_are_read_to_their_end)
{
    rf_diags diags = rf_diags_new(arena);
    rf_hcl_read_expr(arena, source_of("1 2"), &diags);
    ck_assert_str_eq(diags_text(&diags), "1:3-1:4 expected the end of the expression, not '2'\n");
    diags = rf_diags_new(arena);
    rf_hcl_read_expr(arena, source_of(""), &diags);
    ck_assert_str_eq(diags_text(&diags), "1:1-1:1 expected a value, not the end of the file\n");
    diags = rf_diags_new(arena);
    rf_hcl_read_template(arena, source_of("a ${b"), &diags);
    ck_assert_str_eq(diags_text(&diags), "1:6-1:6 expected '}', not the end of the file\n");
}
END_TEST

/* --- limits --------------------------------------------------------------------------------- */

static rf_str nested(const char *before, const char *open, size_t n, const char *middle,
                     const char *close, const char *after)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, before);
    for (size_t i = 0; i < n; i++)
        rf_buf_add_c(&buf, open);
    rf_buf_add_c(&buf, middle);
    for (size_t i = 0; i < n; i++)
        rf_buf_add_c(&buf, close);
    rf_buf_add_c(&buf, after);
    return rf_buf_str(&buf);
}

static const struct nesting {
    const char *before, *open, *middle, *close, *after;
    size_t levels; /* of the limit that each repetition takes */
} nestings[] = {
    {"a = ", "(", "1", ")", "\n", 1},
    {"a = ", "[", "1", "]", "\n", 1},
    {"a = ", "{b = ", "1", "}", "\n", 1},
    {"a = ", "f(", "1", ")", "\n", 1},
    {"a = ", "x[", "1", "]", "\n", 1},
    {"a = ", "!", "x", "", "\n", 1},
    {"a = ", "-", "1", "", "\n", 1},
    {"a = ", "1 + ", "1", "", "\n", 1},
    {"a = x", ".y", "", "", "\n", 1},
    {"a = x", "[0]", "", "", "\n", 1},
    {"a = x", "[*]", "", "", "\n", 1},
    {"a = ", "b ? c : ", "d", "", "\n", 1},
    {"a = ", "[for x in ", "y", " : 1]", "\n", 1},
    {"a = ", "\"${", "x", "}\"", "\n", 2},
    {"a = \"", "%{ if x }", "", "%{ endif }", "\"\n", 1},
    {"a = ", "f(<<E\n${", "x", "}\nE\n)", "\n", 3},
    {"", "a {\n", "", "}\n", "", 1},
};

START_TEST(nesting_is_read_up_to_the_limit)
{
    for (size_t i = 0; i < sizeof nestings / sizeof *nestings; i++) {
        const struct nesting *n = &nestings[i];
        size_t levels = (RF_LIMIT_HCL_DEPTH - 3) / n->levels;
        rf_diags diags =
            read_diags(nested(n->before, n->open, levels, n->middle, n->close, n->after), NULL);
        ck_assert_msg(diags.errors == 0, "%s: %s", n->open, diags_text(&diags));
    }
}
END_TEST

START_TEST(deeper_nesting_is_one_clear_message)
{
    static const size_t depths[] = {RF_LIMIT_HCL_DEPTH + 3, 100 * 1000};
    for (size_t i = 0; i < sizeof nestings / sizeof *nestings; i++) {
        for (size_t k = 0; k < 2; k++) {
            const struct nesting *n = &nestings[i];
            rf_diags diags = read_diags(
                nested(n->before, n->open, depths[k], n->middle, n->close, n->after), NULL);
            ck_assert_msg(diags.errors == 1, "%s: %.300s", n->open, diags_text(&diags));
            rf_str message = diags.list.at[0].message;
            ck_assert_uint_ne(rf_find(message, RF_STR("2000 levels deep")), RF_NOT_FOUND);
        }
    }
}
END_TEST

START_TEST(numbers_are_limited)
{
    rf_diags diags = read_diags(nested("a = ", "9", RF_LIMIT_NUMBER_DIGITS, "", "", "\n"), NULL);
    ck_assert_uint_eq(diags.errors, 0);
    diags = read_diags(nested("a = ", "9", RF_LIMIT_NUMBER_DIGITS + 1, "", "", "\n"), NULL);
    ck_assert_uint_eq(diags.errors, 1);
    ck_assert_str_eq(
        messages_of("a = 1e99999999999"),
        "1:5-1:18 a number has at most 4096 digits, and an exponent of at most 10000\n");
}
END_TEST

START_TEST(messages_are_counted_after_a_hundred)
{
    rf_diags diags = read_diags(nested("", "a: 1\n", 0, "", "", ""), NULL);
    ck_assert_uint_eq(diags.errors, 0);
    rf_buf text = rf_buf_new(arena);
    for (int i = 0; i < 1000; i++)
        rf_buf_format(&text, "a%d: 1\n", i);
    diags = read_diags(rf_buf_str(&text), NULL);
    ck_assert_uint_eq(diags.list.n, RF_LIMIT_DIAGS_PER_FILE);
    ck_assert_uint_eq(diags.errors, 1000);
    ck_assert_uint_eq(diags.left_out, 1000 - RF_LIMIT_DIAGS_PER_FILE);
}
END_TEST

/* Quadratic time would take minutes here. */
START_TEST(hostile_text_takes_linear_time)
{
    static const char *const units[] = {
        "a = <<EOT\n", "a = \"${", "${",     "{",          "a {\n",      "\"",
        "a = \"x\n",   "'",        "\u201c", "/*",         "\r",         ";",
        "}\n",         "\\",       "\xFF",   "a = [1\n",   "a = <<X#\n", "a = \"\n\"",
        "x ",          "1.",       "$",      "%{ if x }",  "EOT x\n",    "((]",
        "a = <<E\n${", "~}",       "`\n",    "a = @   \n", "a=1,",
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        rf_arena *mine = arena;
        arena = rf_arena_new(0);
        read_diags(nested("a = <<EOT\n", units[i], 100 * 1000, "", "", ""), NULL);
        read_diags(nested("", units[i], 100 * 1000, "", "", "\n"), NULL);
        read_diags(nested("a = \"", units[i], 100 * 1000, "", "", "\n"), NULL);
        rf_arena_free(arena);
        arena = mine;
    }
}
END_TEST

/* --- cut off -------------------------------------------------------------------------------- */

static const char sample[] =
    "# c\nlocals \"l\\n\" m { # x\n"
    "  a = [1, -2.5e3, !x, \"s${f(a.b[0].*.c, {k = v, (y) : 2})}t\\u00e9\", /* c */]\n"
    "  b = { for k, v in m : k => v... if v != null && k == \"q\" || 1 <= 2 }\n"
    "  c = <<-EOT\n    x ${~ y ~} %{ if z ~}\n      $${n} %{ else }é%{ endif }\n"
    "    %{ for i, j in l }${j}%{ endfor ~}\n  EOT\n"
    "  d = a ? b[*].c.0 : ns::f(x...)\n  e { g = true }\n}\n";

/* Reads the text in every way, in memory of its own, so that the sanitizer sees a byte too far. */
static void read_every_way(rf_str text)
{
    char *own = malloc(text.n != 0 ? text.n : 1);
    ck_assert_ptr_nonnull(own);
    memcpy(own, text.at, text.n);
    rf_arena_mark mark = rf_arena_mark_get(arena);
    rf_source *source = source_of_str((rf_str){own, text.n});
    rf_diags diags = rf_diags_new(arena);
    rf_buf out = rf_buf_new(arena);
    rf_hcl_dump_body(&out, rf_hcl_read(arena, source, &diags), 0);
    rf_hcl_dump_expr(&out, rf_hcl_read_expr(arena, source, &diags));
    rf_hcl_dump_expr(&out, rf_hcl_read_template(arena, source, &diags));
    for (size_t i = 0; i < diags.list.n; i++) {
        ck_assert_uint_le(diags.list.at[i].span.start, diags.list.at[i].span.end);
        ck_assert_uint_le(diags.list.at[i].span.end, text.n);
    }
    rf_arena_rewind(arena, mark);
    free(own);
}

START_TEST(a_file_cut_off_anywhere_is_read_without_harm)
{
    for (size_t n = 0; n < sizeof sample; n++)
        read_every_way((rf_str){sample, n});
    ck_assert_str_eq(messages_of(sample), "");
    /* Cut off while an error is being skipped. */
    read_every_way(RF_STR("a {\n  b = @ \"x"));
    read_every_way(RF_STR("a {\n  b = @ <<E\n"));
    read_every_way(RF_STR("a {\n  b = @ \"${"));
}
END_TEST

START_TEST(a_file_with_one_byte_changed_is_read_without_harm)
{
    static const char bytes[] = "\"${}%~[]()<\n\\\xC3'#";
    char text[sizeof sample];
    for (size_t at = 0; at + 1 < sizeof sample; at++) {
        for (size_t i = 0; i + 1 < sizeof bytes; i++) {
            memcpy(text, sample, sizeof sample);
            text[at] = bytes[i];
            read_every_way((rf_str){text, sizeof sample - 1});
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("hcl_errors");
    TCase *verdicts = test_case(suite, "verdicts");
    tcase_add_test(verdicts, edge_cases_are_accepted_and_rejected_as_listed);
    tcase_add_test(verdicts, odd_text_is_accepted_where_terraform_accepts_it);
    tcase_add_test(verdicts, odd_text_is_rejected_where_terraform_rejects_it);
    tcase_add_test(verdicts, malformed_utf8_is_rejected);
    TCase *messages = test_case(suite, "messages");
    tcase_add_test(messages, messages_say_what_is_wrong_and_where);
    tcase_add_test(messages, every_message_has_help);
    tcase_add_test(messages, what_is_not_closed_points_at_its_beginning);
    TCase *recovery = test_case(suite, "recovery");
    tcase_add_test(recovery, six_mistakes_give_six_messages);
    tcase_add_test(recovery, an_open_bracket_does_not_swallow_what_follows);
    tcase_add_test(recovery, a_rest_of_brackets_is_not_reported_again);
    tcase_add_test(recovery, strings_over_lines_are_one_mistake);
    tcase_add_test(recovery, each_bad_sequence_of_a_template_is_reported);
    tcase_add_test(recovery, the_first_of_two_attributes_stays);
    tcase_add_test(recovery, expressions_and_templates_are_read_to_their_end);
    TCase *limits = test_case(suite, "limits");
    tcase_add_test(limits, nesting_is_read_up_to_the_limit);
    tcase_add_test(limits, deeper_nesting_is_one_clear_message);
    tcase_add_test(limits, numbers_are_limited);
    tcase_add_test(limits, messages_are_counted_after_a_hundred);
    tcase_add_test(limits, hostile_text_takes_linear_time);
    TCase *cut = test_case(suite, "cut");
    tcase_add_test(cut, a_file_cut_off_anywhere_is_read_without_harm);
    tcase_add_test(cut, a_file_with_one_byte_changed_is_read_without_harm);
    return run_suite(suite);
}

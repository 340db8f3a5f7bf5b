#include "eval_support.h"

#include <string.h>

/* Every line of a file of recorded values; a mismatch fails after all are reported. */
static void check_recorded(const char *path)
{
    rf_str rest = read_test_file(path), line;
    rf_buf wrong = rf_buf_new(arena);
    size_t lines = 0;
    for (; next_line(&rest, &line); lines++) {
        rf_str expected = cut_last(&line);
        const char *actual = json_of(line);
        bool same = rf_eq_c(expected, "!") ? actual[0] == '!' : rf_eq_c(expected, actual);
        if (!same)
            rf_buf_format(&wrong, "\n%.*s\n  is       %s\n  expected %.*s", RF_ARG(line), actual,
                          RF_ARG(expected));
    }
    ck_assert_uint_gt(lines, 50);
    ck_assert_msg(wrong.n == 0, "%s", rf_cstr(arena, rf_buf_str(&wrong)));
}

START_TEST(values_are_those_of_terraform)
{
    check_recorded("testdata/eval/values.txt");
}
END_TEST

START_TEST(generated_expressions_have_the_values_of_terraform)
{
    check_recorded("testdata/eval/sampled.txt");
}
END_TEST

START_TEST(patterns_match_as_in_terraform)
{
    check_recorded("testdata/eval/patterns.txt");
}
END_TEST

START_TEST(errors_name_the_part_and_a_way_out)
{
    rf_str rest = read_test_file("testdata/eval/errors.txt"), line;
    rf_buf wrong = rf_buf_new(arena);
    while (next_line(&rest, &line)) {
        rf_str help = cut_last(&line), message = cut_last(&line), part = cut_last(&line);
        rf_value value = eval_str(line);
        const rf_diag *diag = said.list.n == 0 ? NULL : &said.list.at[0];
        bool good = diag != NULL && value.kind == RF_UNKNOWN &&
                    rf_find(diag->message, message) != RF_NOT_FOUND &&
                    rf_find(diag->help, help) != RF_NOT_FOUND &&
                    rf_eq_c(part, text_under(diag->span));
        if (!good)
            rf_buf_format(&wrong, "\n%.*s\n  says  %.*s (%.*s)\n  about %s", RF_ARG(line),
                          RF_ARG(diag == NULL ? RF_STR("nothing") : diag->message),
                          RF_ARG(diag == NULL ? RF_STR("") : diag->help),
                          diag == NULL ? "" : text_under(diag->span));
    }
    ck_assert_msg(wrong.n == 0, "%s", rf_cstr(arena, rf_buf_str(&wrong)));
}
END_TEST

START_TEST(one_expression_reports_several_errors)
{
    eval("[foo, 1 + \"x\", [for x in [1] : bar]]");
    ck_assert_uint_eq(said.errors, 3);
}
END_TEST

START_TEST(a_loop_says_an_error_once)
{
    eval("[for i in range(1000) : i.name]");
    ck_assert_uint_eq(said.errors, 1);
    eval("\"%{ for i in range(1000) }${[]}%{ endfor }\"");
    ck_assert_uint_eq(said.errors, 1);
}
END_TEST

START_TEST(the_arm_not_taken_may_fail)
{
    ck_assert_str_eq(json_of(RF_STR("true ? 1 : foo.bar")), "1");
    ck_assert_str_eq(json_of(RF_STR("false ? [][0] : \"a\"")), "\"a\"");
}
END_TEST

START_TEST(sensitive_values_are_not_shown_in_messages)
{
    eval("{for x in [secret, secret] : x => 1}");
    ck_assert_uint_eq(said.errors, 1);
    ck_assert_ptr_null(strstr(diags_text(&said), "hush"));
    eval("{(secret) = 1}.name");
    ck_assert_uint_eq(said.errors, 1);
    for (size_t i = 0; i < said.list.n; i++) {
        ck_assert(rf_find(said.list.at[i].message, RF_STR("hush")) == RF_NOT_FOUND);
        ck_assert(rf_find(said.list.at[i].help, RF_STR("hush")) == RF_NOT_FOUND);
    }
}
END_TEST

START_TEST(marks_travel)
{
    static const struct {
        const char *text;
        bool sensitive;
    } cases[] = {
        {"secret", true},
        {"\"a${secret}\"", true},
        {"upper(secret)", true},
        {"secret == \"x\"", true},
        {"secret == \"hush\" ? 1 : 2", true},
        {"[for x in sensitive([1]) : x]", true},
        {"sensitive({a = 1}).a", true},
        {"sensitive([1])[0]", true},
        {"[1, 2][sensitive(0)]", true},
        {"sensitive([1])[*]", true},
        {"{(secret) = 1}", true},
        {"-sensitive(1)", true},
        {"join(\",\", [secret])", true},
        {"unknown == secret", true},
        {"\"${unknown_text}${secret}\"", true},
        {"length([secret])", false},
        {"[secret, \"a\"][1]", false},
        {"lookup({a = secret, b = 1}, \"b\", 0)", false},
        {"nonsensitive(secret)", false},
        {"keys({a = secret})", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rf_value value = eval(cases[i].text);
        ck_assert_msg(said.errors == 0, "%s: %s", cases[i].text, diags_text(&said));
        ck_assert_msg(((value.marks & RF_MARK_SENSITIVE) != 0) == cases[i].sensitive, "%s",
                      cases[i].text);
    }
}
END_TEST

START_TEST(what_is_made_from_unknown_is_unknown)
{
    static const char *const texts[] = {
        "unknown + 1",
        "!unknown",
        "unknown.a.b[0]",
        "unknown[0]",
        "unknown[*].id",
        "upper(unknown)",
        "\"a${unknown}\"",
        "unknown ? 1 : 2",
        "[for x in unknown : x]",
        "{(unknown) = 1}",
        "unknown == 1",
        "[1, 2][unknown]",
        "length(unknown)",
        "merge({a = 1}, unknown)",
        "jsonencode([unknown])",
        "join(\",\", [unknown])",
        "[1, unknown] == [1, 2]",
        "contains([unknown], 1)",
        "sort([unknown])",
        "keys(unknown)",
        "max(1, unknown)",
        "false && unknown",
        "{for k, v in {a = 1} : unknown => v}",
        "coalesce(unknown, 1)",
        "tolist(unknown)",
        "concat([1], unknown)",
        "[for x in [1] : x if unknown]",
        "max(unknown...)",
        "flatten([[1], unknown])",
        "setsubtract([\"a\"], [unknown_text])",
        "vpc.id",
        "\"%{ if unknown }a%{ endif }\"",
        "formatlist(\"%s\", unknown)",
        "try(unknown.a, 1)",
        "try([unknown.a], [])",
        "can(unknown.a)",
        "jsondecode(unknown)",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rf_value value = eval(texts[i]);
        ck_assert_msg(said.errors == 0, "%s: %s", texts[i], diags_text(&said));
        ck_assert_msg(value.kind == RF_UNKNOWN, "%s is %s", texts[i], rf_kind_name(value.kind));
    }
}
END_TEST

START_TEST(what_does_not_hang_on_the_unknown_is_known)
{
    static const char *const cases[][2] = {
        {"length([unknown])", "1"},
        {"[unknown, \"a\"][1]", "\"a\""},
        {"vpc.name", "\"main\""},
        {"keys({a = unknown})", "[\"a\"]"},
        {"contains([unknown, \"a\"], \"a\")", "true"},
        {"[1, unknown] == [2, 3]", "false"},
        {"unknown_text == 1", "false"},
        {"alltrue([unknown, false])", "false"},
        {"coalesce(\"a\", unknown)", "\"a\""},
        {"lookup({a = 1}, \"a\", unknown)", "1"},
        {"true ? 1 : unknown", "1"},
        {"try(vpc.name, 1)", "\"main\""},
        {"try(vpc.nope, 1)", "1"},
        {"try(tonumber(\"x\"), 1)", "1"},
        {"can(vpc.nope)", "false"},
        {"type_name(unknown)", "\"unknown\""},
        {"length(flatten([[\"a\"], [unknown_text]]))", "2"},
        {"[for k, v in vpc : k if k == \"name\"]", "[\"name\"]"},
        {"jsondecode(jsonencode({a = unknown, b = [1]})).b", "[1]"},
        {"element([unknown, 1], 1)", "1"},
        {"issensitive(unknown)", "false"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(strcmp(json_of(rf_str_c(cases[i][0])), cases[i][1]) == 0, "%s is %s",
                      cases[i][0], json_of(rf_str_c(cases[i][0])));
}
END_TEST

START_TEST(a_list_keeps_its_known_parts_beside_an_unknown_one)
{
    rf_value list = eval("[for x in [\"a\", unknown_text, \"b\"] : \"<${x}>\"]");
    ck_assert_int_eq(list.kind, RF_LIST);
    ck_assert_uint_eq(list.as.list.n, 3);
    ck_assert_rf_str(rf_text_of(&list.as.list.at[2]), "<b>");
    ck_assert_int_eq(list.as.list.at[1].kind, RF_UNKNOWN);
    rf_value passed = eval("try(vpc, null)");
    ck_assert_int_eq(passed.kind, RF_OBJECT);
}
END_TEST

/* "arn:?:x": the known pieces of an unknown string, a question mark for each unknown one. */
static const char *pieces_of(const char *text)
{
    rf_value value = eval(text);
    rf_buf buf = rf_buf_new(arena);
    ck_assert_int_eq(value.kind, RF_UNKNOWN);
    for (size_t i = 0; i < value.as.unknown.n; i++) {
        const rf_value *piece = &value.as.unknown.pieces[i];
        rf_buf_add(&buf, piece->kind == RF_STRING ? piece->as.string.text : RF_STR("?"));
    }
    return rf_cstr(arena, rf_buf_str(&buf));
}

START_TEST(an_unknown_text_keeps_its_known_pieces)
{
    ck_assert_str_eq(pieces_of("\"arn:${vpc.id}/*\""), "arn:?/*");
    ck_assert_str_eq(pieces_of("\"a${\"b${unknown}c\"}${1}${unknown}\""), "ab?c1?");
    ck_assert_str_eq(pieces_of("format(\"arn:%s:%d\", unknown, 7)"), "arn:?:7");
    ck_assert_str_eq(pieces_of("join(\"-\", [\"a\", unknown, \"b\"])"), "a-?-b");
    ck_assert_str_eq(pieces_of("\"%{ if true }x${unknown}%{ endif }y\""), "x?y");
    ck_assert_str_eq(pieces_of("\"a%{ if unknown }x%{ endif }y\""), "a?y");
    ck_assert_str_eq(pieces_of("[for v in [unknown] : \"<${v}>\"][0]"), "<?>");
    ck_assert_str_eq(pieces_of("unknown"), "");
}
END_TEST

START_TEST(an_unknown_json_text_keeps_its_document)
{
    rf_value text = eval("jsonencode({Resource = vpc.id, Effect = \"Deny\"})");
    ck_assert_int_eq(text.kind, RF_UNKNOWN);
    ck_assert_ptr_nonnull(text.as.unknown.document);
    ck_assert_rf_str(rf_text_of(rf_value_get_c(text.as.unknown.document, "Effect")), "Deny");
}
END_TEST

START_TEST(values_that_are_passed_on_keep_their_place)
{
    static const char *const cases[][2] = {
        {"[\"a\", \"b\"][1]", "\"b\""},
        {"{k = \"v\"}.k", "\"v\""},
        {"{k = \"v\"}[\"k\"]", "\"v\""},
        {"true ? \"y\" : \"n\"", "\"y\""},
        {"(\"p\")", "\"p\""},
        {"\"${\"w\"}\"", "\"w\""},
        {"[for x in [\"a\"] : x][0]", "\"a\""},
        {"[for x in [\"a\"] : x]", "[for x in [\"a\"] : x]"},
        {"[{a = \"s\"}][*].a[*]", "[{a = \"s\"}][*].a[*]"},
        {"element([\"e\"], 0)", "\"e\""},
        {"lookup({a = \"l\"}, \"a\", \"\")", "\"l\""},
        {"try(foo, \"t\")", "\"t\""},
        {"coalesce(null, \"c\")", "\"c\""},
        {"merge({a = 1}, {a = \"m\"}).a", "\"m\""},
        {"tolist([\"x\", 1])[1]", "1"},
        {"1 + 2", "1 + 2"},
        {"upper(\"a\")", "upper(\"a\")"},
        {"\"a${1}\"", "\"a${1}\""},
        {"!true", "!true"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rf_value value = eval(cases[i][0]);
        ck_assert_msg(said.errors == 0, "%s: %s", cases[i][0], diags_text(&said));
        ck_assert_str_eq(text_under(value.span), cases[i][1]);
    }
    rf_value splat = eval("[{a = \"s\"}][*].a");
    ck_assert_str_eq(text_under(splat.as.list.at[0].span), "\"s\"");
}
END_TEST

/* Where in the file a part of a string came from. */
static const char *origin_of(const rf_value *string, const char *part)
{
    rf_source *embedded = rf_value_embed(arena, string);
    size_t at = rf_find(string->as.string.text, rf_str_c(part));
    ck_assert(at != RF_NOT_FOUND);
    return text_under((rf_span){embedded, (uint32_t)at, (uint32_t)(at + strlen(part))});
}

START_TEST(a_json_text_made_by_a_template_keeps_its_places)
{
    rf_value text = eval("<<-EOT\n    {\n      \"Sid\": \"${upper(\"abc\")}\",\n"
                         "      \"Effect\": \"Allow\"\n    }\n  EOT\n");
    ck_assert_msg(said.errors == 0, "%s", diags_text(&said));
    ck_assert_rf_str(text.as.string.text, "{\n  \"Sid\": \"ABC\",\n  \"Effect\": \"Allow\"\n}\n");
    ck_assert_str_eq(origin_of(&text, "Effect"), "Effect");
    ck_assert_str_eq(origin_of(&text, "Allow"), "Allow");
    ck_assert_str_eq(origin_of(&text, "ABC"), "upper(\"abc\")");
    rf_value quoted = eval("\"{\\\"a\\\": ${1}, \\\"name\\\": 2}\"");
    ck_assert_str_eq(origin_of(&quoted, "name"), "name");
    ck_assert_str_eq(origin_of(&quoted, "1"), "1");
}
END_TEST

START_TEST(a_heredoc_of_one_interpolation_is_a_text)
{
    rf_value text = eval("<<EOT\n${1}\nEOT\n");
    ck_assert_int_eq(text.kind, RF_STRING);
    ck_assert_rf_str(text.as.string.text, "1\n");
    ck_assert_int_eq(eval("\"${1}\"").kind, RF_NUMBER);
    ck_assert_int_eq(eval("\"${null}\"").kind, RF_NULL);
}
END_TEST

START_TEST(a_variable_file_holds_constants_only)
{
    ck_assert_str_eq(rf_kind_name(eval_in(&rf_scope_constants, RF_STR("\"x${1 + 1}\"")).kind),
                     "string");
    ck_assert_uint_eq(said.errors, 0);
    eval_in(&rf_scope_constants, RF_STR("[for x in [1] : x]"));
    ck_assert_uint_eq(said.errors, 0);
    eval_in(&rf_scope_constants, RF_STR("prod"));
    ck_assert_str_eq(diags_text(&said),
                     "1:1-1:5 a variable file holds constant values only: no references\n");
    ck_assert_rf_str(said.list.at[0].help, "for the text itself, write it in quotes: \"prod\"");
    eval_in(&rf_scope_constants, RF_STR("upper(\"a\")"));
    ck_assert_str_eq(diags_text(&said),
                     "1:1-1:6 a variable file holds constant values only: no function calls\n");
}
END_TEST

START_TEST(a_name_is_told_from_other_expressions)
{
    rf_str name = RF_STR("");
    rf_diags none = rf_diags_new(arena);
    ck_assert(rf_expr_is_name(rf_hcl_read_expr(arena, source_of("string"), &none), &name));
    ck_assert_rf_str(name, "string");
    ck_assert(!rf_expr_is_name(rf_hcl_read_expr(arena, source_of("\"string\""), &none), &name));
    ck_assert(!rf_expr_is_name(rf_hcl_read_expr(arena, source_of("a.b"), &none), &name));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("eval");
    TCase *tests = test_case(suite, "recorded");
    tcase_add_test(tests, values_are_those_of_terraform);
    tcase_add_test(tests, generated_expressions_have_the_values_of_terraform);
    tcase_add_test(tests, patterns_match_as_in_terraform);
    tests = test_case(suite, "errors");
    tcase_add_test(tests, errors_name_the_part_and_a_way_out);
    tcase_add_test(tests, one_expression_reports_several_errors);
    tcase_add_test(tests, a_loop_says_an_error_once);
    tcase_add_test(tests, the_arm_not_taken_may_fail);
    tcase_add_test(tests, sensitive_values_are_not_shown_in_messages);
    tests = test_case(suite, "marks and unknowns");
    tcase_add_test(tests, marks_travel);
    tcase_add_test(tests, what_is_made_from_unknown_is_unknown);
    tcase_add_test(tests, what_does_not_hang_on_the_unknown_is_known);
    tcase_add_test(tests, a_list_keeps_its_known_parts_beside_an_unknown_one);
    tcase_add_test(tests, an_unknown_text_keeps_its_known_pieces);
    tcase_add_test(tests, an_unknown_json_text_keeps_its_document);
    tests = test_case(suite, "places and scopes");
    tcase_add_test(tests, values_that_are_passed_on_keep_their_place);
    tcase_add_test(tests, a_json_text_made_by_a_template_keeps_its_places);
    tcase_add_test(tests, a_heredoc_of_one_interpolation_is_a_text);
    tcase_add_test(tests, a_variable_file_holds_constants_only);
    tcase_add_test(tests, a_name_is_told_from_other_expressions);
    return run_suite(suite);
}

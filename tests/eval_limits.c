#include "eval_support.h"

#include "base/limits.h"

#include <string.h>

/* `open` n times, the middle, `close` n times. */
static rf_str nested(const char *open, const char *middle, const char *close, size_t n)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < n; i++)
        rf_buf_add_c(&buf, open);
    rf_buf_add_c(&buf, middle);
    for (size_t i = 0; i < n; i++)
        rf_buf_add_c(&buf, close);
    return rf_buf_str(&buf);
}

static void check_given_up(rf_str text, const char *message)
{
    rf_value value = eval_str(text);
    ck_assert_int_eq(value.kind, RF_UNKNOWN);
    ck_assert_uint_eq(said.errors, 1);
    ck_assert_str_eq(said.list.at[0].code, "eval-limit");
    ck_assert_msg(rf_find(said.list.at[0].message, rf_str_c(message)) != RF_NOT_FOUND, "%s",
                  diags_text(&said));
    ck_assert_uint_gt(said.list.at[0].help.n, 0);
}

START_TEST(nested_loops_stop)
{
    check_given_up(RF_STR("[for a in range(1000) : [for b in range(1000) : "
                          "[for c in range(1000) : a]]]"),
                   "too many values");
    check_given_up(RF_STR("\"%{ for a in range(1000) }%{ for b in range(1000) }"
                          "%{ for c in range(1000) }x%{ endfor }%{ endfor }%{ endfor }\""),
                   "too many values");
    check_given_up(RF_STR("setproduct(range(1000), range(1000), range(1000))"), "too many values");
}
END_TEST

START_TEST(texts_that_double_stop)
{
    check_given_up(nested("[for x in [", "\"aaaaaaaa\"", "] : \"${x}${x}\"][0]", 60), "16 MiB");
    check_given_up(nested("[for x in [", "\"aa\"", "] : replace(x, \"a\", x)][0]", 60), "16 MiB");
    check_given_up(nested("[for x in [", "\"aa\"", "] : replace(x, \"/a/\", x)][0]", 60), "16 MiB");
    check_given_up(nested("[for x in [", "\"aa\"", "] : join(x, [x, x])][0]", 60), "16 MiB");
    check_given_up(nested("[for x in [", "\"aa\"", "] : format(\"%s%s\", x, x)][0]", 60), "16 MiB");
}
END_TEST

START_TEST(values_that_double_stop)
{
    check_given_up(nested("[for x in [", "[1]", "] : [x, x]][0]", 60), "too large");
    check_given_up(nested("[for x in [", "[1]", "] : {a = x, b = x}][0]", 60), "too large");
    check_given_up(nested("[for x in [", "[1]", "] : concat(x, x)][0]", 60), "too many values");
}
END_TEST

START_TEST(large_values_in_loops_stop)
{
    static const char *const bodies[] = {
        "l == l", "true ? l : []", "tolist(l)", "jsonencode(l)", "contains(l, 1)", "try(l[*], l)",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        rf_value value =
            eval_str(rf_format(arena,
                               "[for l in [[for i in range(1000) : [for j in range(500) : j]]] : "
                               "[for k in range(1000) : %s]]",
                               bodies[i]));
        ck_assert_int_eq(value.kind, RF_UNKNOWN);
        ck_assert_uint_eq(said.errors, 1);
        ck_assert_str_eq(said.list.at[0].code, "eval-limit");
        rf_arena_rewind(arena, (rf_arena_mark){0});
    }
}
END_TEST

START_TEST(try_does_not_hide_a_limit)
{
    check_given_up(RF_STR("try([for a in range(1000) : [for b in range(1000) : "
                          "[for c in range(1000) : a]]], \"fallback\")"),
                   "too many values");
    static const char *const texts[] = {
        "try(regex(\"(a+)+$\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"), \"no\")",
        "can(regex(\"(a+)+$\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"))",
    };
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(eval(texts[i]).kind, RF_UNKNOWN);
        ck_assert_uint_eq(said.errors, 1);
        ck_assert_str_eq(said.list.at[0].code, "regex-limit");
    }
}
END_TEST

START_TEST(deep_expressions_evaluate_or_say_so)
{
    static const char *const shapes[][3] = {
        {"(", "1", ")"},          {"[", "1", "]"},          {"{a = ", "1", "}"},
        {"!", "true", ""},        {"upper(", "\"a\"", ")"}, {"try(", "1", ")"},
        {"true ? 1 : ", "2", ""}, {"\"${", "1", "}\""},     {"[for x in ", "[1]", " : x]"},
        {"[1][", "0", "]"},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        eval_str(nested(shapes[i][0], shapes[i][1], shapes[i][2], 1900));
        ck_assert_msg(said.errors <= 1, "%s", shapes[i][0]);
        eval_str(nested(shapes[i][0], shapes[i][1], shapes[i][2], 5000));
        ck_assert_msg(said.errors >= 1, "%s", shapes[i][0]);
    }
}
END_TEST

START_TEST(a_tree_deeper_than_any_text_is_given_up)
{
    enum { LEVELS = RF_LIMIT_EVAL_DEPTH + 10 };
    rf_expr *expr = RF_NEW(arena, rf_expr);
    *expr = (rf_expr){.kind = RF_EXPR_LITERAL, .as.literal = rf_value_int(1, (rf_span){0})};
    for (size_t i = 0; i < LEVELS; i++) {
        rf_expr *outer = RF_NEW(arena, rf_expr);
        *outer = (rf_expr){.kind = RF_EXPR_PARENTHESES, .as.inner = expr};
        expr = outer;
    }
    rf_diags diags = rf_diags_new(arena);
    ck_assert_int_eq(rf_eval(arena, expr, &rf_scope_constants, &diags).kind, RF_UNKNOWN);
    ck_assert_str_eq(diags_text(&diags),
                     "1:1-1:1 this expression is nested too deeply to be evaluated\n");
}
END_TEST

START_TEST(long_chains_need_no_depth)
{
    ck_assert_str_eq(json_of(nested("1 + ", "1", "", 1500)), "1501");
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, "unknown");
    for (size_t i = 0; i < 1500; i++)
        rf_buf_add_c(&buf, ".a[0]");
    ck_assert_int_eq(eval_str(rf_buf_str(&buf)).kind, RF_UNKNOWN);
}
END_TEST

START_TEST(a_pattern_in_a_loop_is_cheap)
{
    rf_value value = eval("length([for i in range(1000) : regexall(\"[a-z]+\", \"a-b-${i}\")])");
    ck_assert_uint_eq(said.errors, 0);
    ck_assert_int_eq(value.kind, RF_NUMBER);
}
END_TEST

START_TEST(functions_are_sorted_and_say_how_they_are_called)
{
    for (size_t i = 0; i < rf_function_count; i++) {
        const rf_function *function = &rf_functions[i];
        ck_assert(i == 0 || strcmp(rf_functions[i - 1].name, function->name) < 0);
        ck_assert_uint_le(function->least, function->most);
        ck_assert(rf_starts(rf_str_c(function->usage), rf_str_c(function->name)));
        ck_assert_ptr_eq(
            rf_function_named(rf_functions, rf_function_count, rf_str_c(function->name)), function);
    }
    ck_assert_ptr_null(rf_function_named(rf_functions, rf_function_count, RF_STR("nope")));
    ck_assert_ptr_null(rf_function_named(NULL, 0, RF_STR("length")));
    ck_assert_str_eq(
        rf_function_named(rf_functions, rf_function_count, RF_STR("core::length"))->name, "length");
}
END_TEST

/* Any function, with any arguments of any kind, yields a value or an error. */
START_TEST(every_function_takes_every_argument)
{
    static const char *const arguments[] = {
        "null",
        "true",
        "1",
        "-1.5",
        "\"a\"",
        "\"\"",
        "\"%s\"",
        "[]",
        "[1, \"a\", null]",
        "[[1], {a = 1}]",
        "{}",
        "{a = 1, b = \"x\"}",
        "toset([\"b\", \"a\"])",
        "tomap({a = [1]})",
        "unknown",
        "unknown_text",
        "[unknown]",
        "{a = unknown}",
        "secret",
        "tostring(null)",
        "tolist(null)",
        "1e300",
        "\"10.0.0.0/8\"",
        "\"(a|b)\"",
    };
    enum { COUNT = sizeof arguments / sizeof *arguments };
    for (size_t i = 0; i < rf_function_count; i++)
        for (size_t a = 0; a < COUNT; a++)
            for (size_t b = 0; b < COUNT; b++) {
                const rf_function *function = &rf_functions[i];
                rf_str text = rf_format(arena, "%s(%s%s%s%s%s)", function->name, arguments[a],
                                        function->most > 1 ? ", " : "",
                                        function->most > 1 ? arguments[b] : "",
                                        function->least > 2 ? ", " : "",
                                        function->least > 2 ? arguments[(a + b) % COUNT] : "");
                rf_value value = eval_str(text);
                ck_assert_msg(said.errors == 0 || value.kind == RF_UNKNOWN, "%s",
                              rf_cstr(arena, text));
                rf_arena_rewind(arena, (rf_arena_mark){0});
                if (function->most == 1)
                    break;
            }
}
END_TEST

START_TEST(functions_for_rules)
{
    static const char *const cases[][2] = {
        {"glob_matches(\"cce-*\", \"cce-a\")", "true"},
        {"glob_matches(\"cce-*\", \"CCE-a\")", "false"},
        {"glob_matches_nocase(\"cce-?\", \"CCE-a\")", "true"},
        {"is_glob(\"a*\")", "true"},
        {"is_glob(\"a\")", "false"},
        {"cidr_valid(\"10.0.0.0/8\")", "true"},
        {"cidr_valid(\"10.0.0.0/33\")", "false"},
        {"cidr_valid(\"ten\")", "false"},
        {"cidr_overlaps(\"10.0.0.0/8\", \"10.1.0.0/16\")", "true"},
        {"cidr_overlaps(\"10.0.0.0/16\", \"10.1.0.0/16\")", "false"},
        {"cidr_overlaps(\"10.0.0.0/8\", \"::/0\")", "false"},
        {"cidr_within(\"10.1.0.0/16\", \"10.0.0.0/8\")", "true"},
        {"cidr_within(\"10.0.0.0/8\", \"10.1.0.0/16\")", "false"},
        {"cidr_length(\"10.0.0.0/20\")", "20"},
        {"cidr_size(\"10.0.0.0/20\")", "4096"},
        {"cidr_size(\"0.0.0.0/0\")", "4294967296"},
        {"cidr_size(\"::/0\")", "340282366920938463463374607431768211456"},
        {"cidr_size(\"::1/128\")", "1"},
        {"cidr_private(\"172.31.0.0/16\")", "true"},
        {"cidr_private(\"172.32.0.0/16\")", "false"},
        {"cidr_private(\"10.0.0.0/7\")", "false"},
        {"cidr_private(\"fd00::/8\")", "true"},
        {"cidr_family(\"fd00::/8\")", "6"},
        {"cidr_family(\"10.0.0.0/8\")", "4"},
        {"cidr_oddities(\"10.0.0.0/8\")", "[]"},
        {"cidr_oddities(\"10.1.2.3/8\")", "[\"host bits\"]"},
        {"cidr_oddities(\"010.0.0.0/8\")", "[\"leading zeros\"]"},
        {"cidr_oddities(\"10.0.0.1\")", "[\"no prefix length\"]"},
        {"type_name([])", "\"list\""},
        {"type_name({})", "\"object\""},
        {"type_name(null)", "\"null\""},
        {"edit_nearest(\"subent\", [\"vpc\", \"subnet\"])", "\"subnet\""},
        {"edit_nearest(\"lambda\", [\"vpc\", \"subnet\"])", "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(strcmp(json_of(rf_str_c(cases[i][0])), cases[i][1]) == 0, "%s is %s",
                      cases[i][0], json_of(rf_str_c(cases[i][0])));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("eval: limits and functions");
    TCase *tests = test_case(suite, "limits");
    tcase_add_test(tests, nested_loops_stop);
    tcase_add_test(tests, texts_that_double_stop);
    tcase_add_test(tests, values_that_double_stop);
    tcase_add_test(tests, large_values_in_loops_stop);
    tcase_add_test(tests, try_does_not_hide_a_limit);
    tcase_add_test(tests, deep_expressions_evaluate_or_say_so);
    tcase_add_test(tests, a_tree_deeper_than_any_text_is_given_up);
    tcase_add_test(tests, long_chains_need_no_depth);
    tcase_add_test(tests, a_pattern_in_a_loop_is_cheap);
    tests = test_case(suite, "functions");
    tcase_add_test(tests, functions_are_sorted_and_say_how_they_are_called);
    tcase_add_test(tests, every_function_takes_every_argument);
    tcase_add_test(tests, functions_for_rules);
    return run_suite(suite);
}

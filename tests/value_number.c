/* Terraform's numbers: reading, arithmetic, printing. */
#include "support.h"

#include "base/limits.h"
#include "value/number.h"

#include <math.h>
#include <string.h>

static rf_num number(const char *text)
{
    rf_num n = {0};
    if (!rf_num_parse(arena, rf_str_c(text), &n))
        ck_abort_msg("not a number: %s", text);
    return n;
}

static const char *text_of(rf_num n)
{
    return rf_cstr(arena, rf_num_text(arena, n));
}

/* "1" and count zeros. */
static const char *power_of_ten(size_t count)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_byte(&buf, '1');
    rf_buf_add_repeated(&buf, '0', count);
    return rf_cstr(arena, rf_buf_str(&buf));
}

START_TEST(numbers_print_as_terraform_prints_them)
{
    static const struct {
        const char *text, *printed;
    } rows[] = {
        {"0", "0"},
        {"-0", "0"},
        {"-0.0e5", "0"},
        {"007", "7"},
        {"1.50", "1.5"},
        {"1.000", "1"},
        {"1e3", "1000"},
        {"1E+3", "1000"},
        {"1e-7", "0.0000001"},
        {"-12.5e-1", "-1.25"},
        {"0.1", "0.1"},
        {"0.30000000000000004", "0.30000000000000004"},
        {"100e-2", "1"},
        {"999999999999999999", "999999999999999999"},
        {"9223372036854775807", "9223372036854775807"},
        {"9223372036854775808", "9223372036854775808"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"-9223372036854775809", "-9223372036854775809"},
        {"1e40", "10000000000000000000000000000000000000000"},
        {"123456789.987654321", "123456789.987654321"},
        /* 2^512 + 1 has 513 bits: the tie goes to the even one */
        {"13407807929942597099574024998205846127479365820592393377723561443721764030073546976801874"
         "29"
         "8166903427690031858186486050853753882811946569946433649006084097",
         "13407807929942597099574024998205846127479365820592393377723561443721764030073546976801874"
         "2"
         "98166903427690031858186486050853753882811946569946433649006084096"},
        /* 2^512 - 1 has 512 */
        {"13407807929942597099574024998205846127479365820592393377723561443721764030073546976801874"
         "29"
         "8166903427690031858186486050853753882811946569946433649006084095",
         "13407807929942597099574024998205846127479365820592393377723561443721764030073546976801874"
         "2"
         "98166903427690031858186486050853753882811946569946433649006084095"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_str_eq(text_of(number(rows[i].text)), rows[i].printed);
}
END_TEST

START_TEST(what_is_no_number_is_refused)
{
    static const rf_str rows[] = {
        RF_STR(""),      RF_STR("-"),        RF_STR("+1"),    RF_STR(".5"),
        RF_STR("5."),    RF_STR("-.5"),      RF_STR("1e"),    RF_STR("1e+"),
        RF_STR("1e-"),   RF_STR("1e1.5"),    RF_STR("1.2.3"), RF_STR("0x10"),
        RF_STR("1_000"), RF_STR(" 1"),       RF_STR("1 "),    RF_STR("1\0"),
        RF_STR("--1"),   RF_STR("inf"),      RF_STR("nan"),   RF_STR("1e99999999999999999999"),
        RF_STR("1p4"),   RF_STR("\xD9\xA1"), RF_STR("1,5"),   RF_STR("e5"),
        RF_STR("1ee5"),
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_num n = rf_num_int(99);
        ck_assert_msg(!rf_num_parse(arena, rows[i], &n), "row %zu", i);
        ck_assert_str_eq(text_of(n), "99");
    }
}
END_TEST

START_TEST(numbers_have_limits)
{
    rf_num n;
    const char *longest = power_of_ten(RF_LIMIT_NUMBER_DIGITS - 1);
    ck_assert(rf_eq_c(rf_num_text(arena, number(longest)), longest));
    ck_assert(!rf_num_parse(arena, rf_str_c(power_of_ten(RF_LIMIT_NUMBER_DIGITS)), &n));

    rf_str most = rf_format(arena, "1e%d", RF_LIMIT_NUMBER_EXPONENT);
    ck_assert(rf_eq_c(rf_num_text(arena, number(most.at)), power_of_ten(RF_LIMIT_NUMBER_EXPONENT)));
    ck_assert(!rf_num_parse(arena, rf_format(arena, "1e%d", RF_LIMIT_NUMBER_EXPONENT + 1), &n));
    ck_assert(!rf_num_parse(arena, rf_format(arena, "1e-%d", RF_LIMIT_NUMBER_EXPONENT + 1), &n));

    /* All digits there may be, behind the point, and the least exponent. */
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, "0.");
    rf_buf_add_repeated(&buf, '7', RF_LIMIT_NUMBER_DIGITS - 1);
    rf_buf_format(&buf, "e-%d", RF_LIMIT_NUMBER_EXPONENT);
    ck_assert(rf_num_parse(arena, rf_buf_str(&buf), &n));
    ck_assert(rf_starts(rf_num_text(arena, n), RF_STR("0.000")));
    ck_assert_int_eq(rf_num_sign(n), 1);
}
END_TEST

static rf_num compute(rf_num a, char op, rf_num b)
{
    rf_num result = {0};
    switch (op) {
    case '+':
        return rf_num_add(arena, a, b);
    case '-':
        return rf_num_sub(arena, a, b);
    case '*':
        return rf_num_mul(arena, a, b);
    case '/':
        ck_assert(rf_num_div(arena, a, b, &result));
        return result;
    default:
        ck_assert(rf_num_mod(arena, a, b, &result));
        return result;
    }
}

START_TEST(arithmetic_is_terraforms)
{
    rf_str rest = read_test_file("testdata/number/arithmetic.txt");
    size_t rows = 0;
    while (rest.n != 0) {
        rf_str line = rf_split(rest, '\n', &rest);
        if (rf_starts(line, RF_STR("#")))
            continue;
        rf_str row = line;
        rf_num a = number(rf_cstr(arena, rf_split(line, ' ', &line)));
        char op = rf_split(line, ' ', &line).at[0];
        rf_num b = number(rf_cstr(arena, rf_split(line, ' ', &line)));
        rf_str text = rf_num_text(arena, compute(a, op, b));
        if (!rf_eq(text, rf_slice(line, 2, line.n)))
            ck_abort_msg("%.*s, not %.*s", RF_ARG(row), RF_ARG(text));
        rows++;
    }
    ck_assert_uint_ge(rows, 300);
}
END_TEST

START_TEST(small_whole_numbers_need_no_memory)
{
    static const char *const rows[][3] = {
        {"9223372036854775808", "-", "1"},
        {"9223372036854775808", "*", "-1"},
        {"-9223372036854775809", "+", "1"},
        {"1.5", "+", "2.5"},
        {"1e40", "/", "1e38"},
        {"1e40", "-", "1e40"},
        {"0.1", "*", "10"},
        {"7.5", "%", "2.5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_num n = compute(number(rows[i][0]), rows[i][1][0], number(rows[i][2]));
        ck_assert_msg(n.big == NULL, "row %zu", i);
        int64_t value;
        ck_assert(rf_num_to_int64(n, &value));
        ck_assert_int_eq(value, n.small);
    }
    ck_assert_ptr_null(number("1.0").big);
    ck_assert_ptr_null(number("-9223372036854775808").big);
    ck_assert_int_eq(number("-9223372036854775808").small, INT64_MIN);
    ck_assert_ptr_nonnull(number("9223372036854775808").big);
    ck_assert_ptr_nonnull(number("0.5").big);
}
END_TEST

START_TEST(the_edges_of_int64_are_whole)
{
    rf_num least = rf_num_int(INT64_MIN), most = rf_num_int(INT64_MAX), one = rf_num_int(-1), r;
    ck_assert_str_eq(text_of(rf_num_neg(arena, least)), "9223372036854775808");
    ck_assert_ptr_null(rf_num_neg(arena, rf_num_neg(arena, least)).big);
    ck_assert_str_eq(text_of(rf_num_mul(arena, least, least)),
                     "85070591730234615865843651857942052864");
    ck_assert_str_eq(text_of(rf_num_sub(arena, least, most)), "-18446744073709551615");
    ck_assert(rf_num_div(arena, least, one, &r));
    ck_assert_str_eq(text_of(r), "9223372036854775808");
    ck_assert(rf_num_mod(arena, least, one, &r));
    ck_assert_str_eq(text_of(r), "0");
}
END_TEST

START_TEST(nothing_is_divided_by_zero)
{
    rf_num result = rf_num_int(99), zero = number("-0.0");
    ck_assert(!rf_num_div(arena, rf_num_int(1), zero, &result));
    ck_assert(!rf_num_div(arena, number("0.5"), zero, &result));
    ck_assert(!rf_num_mod(arena, rf_num_int(0), zero, &result));
    ck_assert(!rf_num_mod(arena, number("1e50"), zero, &result));
    ck_assert_int_eq(result.small, 99);
}
END_TEST

START_TEST(numbers_are_ordered)
{
    static const char *const ordered[] = {
        "-1e10000",
        "-1e400",
        "-18446744073709551616",
        "-9223372036854775809",
        "-9223372036854775808",
        "-1.5",
        "-1",
        "-0.5",
        "-1e-400",
        "0",
        "1e-10000",
        "1e-400",
        "0.1",
        "0.10000000000000001",
        "0.5",
        "1",
        "1.5",
        "2",
        "9223372036854775807",
        "9223372036854775807.5",
        "9223372036854775808",
        "9223372036854775809",
        "1e400",
        "1.1e400",
        "1e10000",
    };
    size_t n = sizeof ordered / sizeof *ordered;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            rf_num a = number(ordered[i]), b = number(ordered[j]);
            ck_assert_int_eq(rf_num_cmp(a, b), (i > j) - (i < j));
            ck_assert_int_eq(rf_num_sign(rf_num_sub(arena, a, b)), (i > j) - (i < j));
        }
    }
}
END_TEST

START_TEST(texts_read_back)
{
    /* A walk through numbers of every size; each is printed, read and compared. */
    rf_num n = number("3.7"), factor = number("-1.0000013e7"), back;
    for (int i = 0; i < 400; i++) {
        back = number(text_of(n));
        if (rf_num_cmp(n, back) != 0)
            ck_abort_msg("%s", text_of(n));
        ck_assert(rf_num_div(arena, rf_num_int(1), n, &back));
        if (rf_num_cmp(number(text_of(back)), back) != 0)
            ck_abort_msg("%s", text_of(back));
        n = rf_num_mul(arena, n, factor);
    }
}
END_TEST

START_TEST(huge_numbers_print_with_an_exponent)
{
    rf_num n = number("1.1e10000"), tiny = number("1.1e-10000");
    for (int i = 0; i < 2; i++) {
        n = rf_num_mul(arena, n, n);
        tiny = rf_num_mul(arena, tiny, tiny);
    }
    ck_assert_str_eq(text_of(n),
                     "1.464099999999999999999999999999999999999999999999999999999999999999999999999"
                     "99999999999999999999999999999999999999999999999999999999999999999999999999999"
                     "98e+40000");
    ck_assert_str_eq(text_of(rf_num_neg(arena, tiny)),
                     "-1.46409999999999999999999999999999999999999999999999999999999999999999999999"
                     "99999999999999999999999999999999999999999999999999999999999999999999999999999"
                     "996e-40000");
    rf_num one;
    ck_assert(rf_num_div(arena, n, n, &one));
    ck_assert_str_eq(text_of(one), "1");
}
END_TEST

START_TEST(up_to_a_limit_no_exponent_is_printed)
{
    static const struct {
        const char *a, *b;
        size_t size; /* at least */
    } rows[] = {
        {"3e10000", "3e9998", RF_LIMIT_NUMBER_PLACES - 1},
        {"3e10000", "3e9999", RF_LIMIT_NUMBER_PLACES},
        {"3e10000", "3e10000", 0},
        {"3e-10000", "3e-9999", RF_LIMIT_NUMBER_PLACES},
        {"3e-10000", "5e-10000", RF_LIMIT_NUMBER_PLACES + 1},
        {"3e-10000", "3e-10000", RF_LIMIT_NUMBER_PLACES + 1},
        {"3e-10000", "0.03e-10000", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_str text = rf_num_text(arena, rf_num_mul(arena, number(rows[i].a), number(rows[i].b)));
        bool plain = rf_find_byte(text, 'e') == RF_NOT_FOUND;
        ck_assert_msg(plain == (rows[i].size != 0), "row %zu", i);
        ck_assert_uint_ge(text.n, rows[i].size);
        ck_assert_uint_le(text.n, rows[i].size + 200);
    }
}
END_TEST

START_TEST(endless_squaring_ends)
{
    rf_num huge = number("10.5"), tiny = number("0.3");
    for (int i = 0; i < 200; i++) {
        huge = rf_num_mul(arena, huge, huge);
        tiny = rf_num_mul(arena, tiny, tiny);
        ck_assert_uint_lt(rf_num_text(arena, huge).n, 200 + RF_LIMIT_NUMBER_PLACES);
        ck_assert_uint_lt(rf_num_text(arena, tiny).n, 200 + RF_LIMIT_NUMBER_PLACES);
    }
    ck_assert_int_eq(rf_num_sign(huge), 1);
    ck_assert_str_eq(text_of(tiny), "0");
    ck_assert_int_eq(rf_num_cmp(huge, number("1e10000")), 1);
    rf_num r;
    ck_assert(rf_num_mod(arena, huge, number("7"), &r));
    ck_assert(rf_num_div(arena, number("0.1"), huge, &r));
    ck_assert_int_eq(rf_num_cmp(rf_num_add(arena, huge, rf_num_int(1)), huge), 0);
    ck_assert(isinf(rf_num_to_double(huge)));
}
END_TEST

START_TEST(whole_numbers_are_known)
{
    static const struct {
        const char *text;
        bool whole, fits;
        int64_t value;
    } rows[] = {
        {"0", true, true, 0},
        {"-1e3", true, true, -1000},
        {"2.50", false, false, 0},
        {"-0.5", false, false, 0},
        {"1e-300", false, false, 0},
        {"4.0", true, true, 4},
        {"9223372036854775807", true, true, INT64_MAX},
        {"9223372036854775808", true, false, 0},
        {"-9223372036854775808", true, true, INT64_MIN},
        {"-9223372036854775809", true, false, 0},
        {"9223372036854775806.5", false, false, 0},
        {"1e300", true, false, 0},
        {"123456789012345678901234567890.5", false, false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t value = 0;
        rf_num n = number(rows[i].text);
        ck_assert_msg(rf_num_is_int(n) == rows[i].whole, "%s", rows[i].text);
        ck_assert_msg(rf_num_to_int64(n, &value) == rows[i].fits, "%s", rows[i].text);
        ck_assert_int_eq(value, rows[i].value);
    }
}
END_TEST

START_TEST(doubles_are_the_nearest)
{
    static const struct {
        const char *text;
        double nearest;
    } rows[] = {
        {"0", 0},
        {"0.1", 0.1},
        {"-2.5", -2.5},
        {"9007199254740993", 9007199254740992.0}, /* ties to even */
        {"9007199254740995", 9007199254740996.0},
        {"9007199254740993.0000000000000000000000000001", 9007199254740994.0},
        {"18446744073709551615", 18446744073709551616.0},
        {"1.7976931348623157e308", 1.7976931348623157e308},
        {"1.7976931348623159e308", INFINITY},
        {"-1e309", -INFINITY},
        {"1e-10000", 0},
        {"2.2250738585072011e-308", 2.2250738585072011e-308}, /* less than normal ones */
        {"4.9406564584124654e-324", 4.9406564584124654e-324},
        {"2.4703282292062328e-324", 4.9406564584124654e-324},
        {"2.4703282292062327e-324", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double d = rf_num_to_double(number(rows[i].text));
        ck_assert_msg(d == rows[i].nearest, "%s: %.17g", rows[i].text, d);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("value_number");

    TCase *numbers = test_case(suite, "numbers");
    tcase_add_test(numbers, numbers_print_as_terraform_prints_them);
    tcase_add_test(numbers, what_is_no_number_is_refused);
    tcase_add_test(numbers, numbers_have_limits);
    tcase_add_test(numbers, arithmetic_is_terraforms);
    tcase_add_test(numbers, small_whole_numbers_need_no_memory);
    tcase_add_test(numbers, the_edges_of_int64_are_whole);
    tcase_add_test(numbers, nothing_is_divided_by_zero);
    tcase_add_test(numbers, numbers_are_ordered);
    tcase_add_test(numbers, texts_read_back);
    tcase_add_test(numbers, huge_numbers_print_with_an_exponent);
    tcase_add_test(numbers, up_to_a_limit_no_exponent_is_printed);
    tcase_add_test(numbers, endless_squaring_ends);
    tcase_add_test(numbers, whole_numbers_are_known);
    tcase_add_test(numbers, doubles_are_the_nearest);

    return run_suite(suite);
}

/* When a reference is old. */
#include "support.h"

#include "reference/age.h"

static bool is_old(const char *date, const char *today)
{
    rf_reference reference = rf_reference_builtin;
    reference.date = date;
    return rf_reference_is_old(&reference, rf_str_c(today));
}

START_TEST(a_year_is_not_old_a_day_more_is)
{
    ck_assert(!is_old("2026-09-26", "2026-09-26"));
    ck_assert(!is_old("2026-09-26", "2027-09-26"));
    ck_assert(is_old("2026-09-26", "2027-09-27"));
    ck_assert(is_old("2026-09-26", "2036-01-01"));
    ck_assert(!is_old("2026-12-31", "2027-01-01"));
    ck_assert(!is_old("2027-09-26", "2026-09-26")); /* the clock is wrong */
}
END_TEST

START_TEST(leap_years_have_a_day_more)
{
    ck_assert(!is_old("2027-03-01", "2028-02-29"));
    ck_assert(is_old("2027-02-28", "2028-02-29"));
    ck_assert(!is_old("2099-03-01", "2100-03-01"));
    ck_assert(!is_old("2096-02-29", "2097-02-28"));
    ck_assert(is_old("2096-02-29", "2097-03-01"));
}
END_TEST

START_TEST(what_is_no_date_makes_nothing_old)
{
    const char *const none[] = {"",           "2026",       "2026-13-01", "2026-00-10",
                                "2026-02-29", "2026-04-31", "2026/09/26", "20260926xx",
                                "0000-01-01", "2026-09-2x", "2026-09-260"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        ck_assert_msg(!is_old(none[i], "2036-01-01"), "%s", none[i]);
        ck_assert_msg(!is_old("2020-01-01", none[i]), "%s", none[i]);
    }
    ck_assert(is_old("2020-01-01", "2036-01-01"));
}
END_TEST

START_TEST(the_builtin_has_a_date)
{
    ck_assert(rf_reference_is_old(&rf_reference_builtin, RF_STR("2999-01-01")));
    ck_assert(!rf_reference_is_old(&rf_reference_builtin, rf_str_c(rf_reference_builtin.date)));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reference age");
    TCase *tests = test_case(suite, "age");
    tcase_add_test(tests, a_year_is_not_old_a_day_more_is);
    tcase_add_test(tests, leap_years_have_a_day_more);
    tcase_add_test(tests, what_is_no_date_makes_nothing_old);
    tcase_add_test(tests, the_builtin_has_a_date);
    return run_suite(suite);
}

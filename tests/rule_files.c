/* Rules from the disk: a file, a folder, and what cannot be read. */
#include "folders.h"

#include "engine/rule_files.h"

static rf_ruleset set;
static rf_diags diags, troubles;

static void add(rf_str path)
{
    set = (rf_ruleset){.arena = arena};
    diags = rf_diags_new(arena);
    troubles = rf_diags_new(arena);
    rf_ruleset_add_path(&set, path, &diags, &troubles);
}

#define RULE(name)                                                                                 \
    "rule \"own/" name "\" {\n  severity = \"info\"\n  summary = \"s\"\n  why = \"w\"\n"           \
    "  fix = \"f\"\n  source = \"https://example.org/\"\n"                                         \
    "  each \"variable\" {\n    finding = false\n  }\n}\n"

START_TEST(folder_gives_the_rules_of_every_hcl_file_below_it)
{
    put_file("a.hcl", RULE("a"));
    put_file("deep/er/b.hcl", RULE("b"));
    put_file("README.md", "no rule");
    add(rf_str_c(folder));
    ck_assert_uint_eq(set.rules.n, 2);
    ck_assert_uint_eq(diags.errors + troubles.errors, 0);
}
END_TEST

START_TEST(file_is_read_whatever_its_name)
{
    put_file("mine.rules", RULE("a"));
    add(rf_str_c(path_in("mine.rules")));
    ck_assert_uint_eq(set.rules.n, 1);
    ck_assert_uint_eq(troubles.errors, 0);
}
END_TEST

START_TEST(folder_without_rules_is_a_trouble)
{
    put_file("README.md", "no rule");
    add(rf_str_c(folder));
    ck_assert_uint_eq(troubles.errors, 1);
    ck_assert(rf_find(troubles.list.at[0].message, RF_STR("holds no rules")) != RF_NOT_FOUND);
}
END_TEST

START_TEST(path_that_is_not_there_is_a_trouble)
{
    add(rf_str_c(path_in("typo")));
    ck_assert_uint_eq(troubles.errors, 1);
    ck_assert(rf_find(troubles.list.at[0].message, RF_STR("cannot be read")) != RF_NOT_FOUND);
}
END_TEST

START_TEST(error_in_a_rule_has_its_place_and_is_no_trouble)
{
    put_file("a.hcl", "rule \"own/a\" {\n");
    add(rf_str_c(folder));
    ck_assert_uint_ge(diags.errors, 1);
    ck_assert_ptr_nonnull(diags.list.at[0].span.source);
    ck_assert_uint_eq(troubles.errors, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rule files");
    TCase *tests = folder_case(suite, "rule files");
    tcase_add_test(tests, folder_gives_the_rules_of_every_hcl_file_below_it);
    tcase_add_test(tests, file_is_read_whatever_its_name);
    tcase_add_test(tests, folder_without_rules_is_a_trouble);
    tcase_add_test(tests, path_that_is_not_there_is_a_trouble);
    tcase_add_test(tests, error_in_a_rule_has_its_place_and_is_no_trouble);
    return run_suite(suite);
}

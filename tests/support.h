/*
 * What the suites share: an arena per test, texts as sources, and a main that runs a suite.
 *
 * Use only START_TEST, ck_assert_* and tcase_add_* of Check, so that the suites stay portable.
 */
#ifndef RF_TESTS_SUPPORT_H
#define RF_TESTS_SUPPORT_H

#include "base/str.h"
#include "text/diag.h"
#include "text/source.h"

#include <check.h>

/* Made before each test of a case that was built by test_case(), released after it. */
extern rf_arena *arena;

/* A test case of that name, added to the suite, with the arena as its fixture. */
TCase *test_case(Suite *suite, const char *name);

/* A source named "test" that holds the text. */
rf_source *source_of(const char *text);
rf_source *source_of_str(rf_str text);

/* "2:3-2:7 message" for each diagnostic, a line each; for whole-list comparisons. */
const char *diags_text(const rf_diags *diags);

/* The whole file as a string in the arena; fails the test when it cannot be read. */
rf_str read_test_file(const char *path);

/* Runs the suite; the exit status for main(). */
int run_suite(Suite *suite);

#define ck_assert_rf_str(actual, expected) ck_assert_str_eq(rf_cstr(arena, (actual)), (expected))

#endif

#include "support.h"

#include <stdio.h>
#include <stdlib.h>

rf_arena *arena;

static void make_arena(void)
{
    arena = rf_arena_new(0);
    ck_assert_ptr_nonnull(arena);
}

static void free_arena(void)
{
    rf_arena_free(arena);
    arena = NULL;
}

TCase *test_case(Suite *suite, const char *name)
{
    TCase *tests = tcase_create(name);
    tcase_add_checked_fixture(tests, make_arena, free_arena);
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    return tests;
}

rf_source *source_of_str(rf_str text)
{
    return rf_source_new(arena, RF_STR("test"), text);
}

rf_source *source_of(const char *text)
{
    return source_of_str(rf_str_c(text));
}

const char *diags_text(const rf_diags *diags)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < diags->list.n; i++) {
        rf_place place = rf_locate(diags->list.at[i].span);
        rf_buf_format(&buf, "%u:%u-%u:%u %.*s\n", place.line, place.column, place.end_line,
                      place.end_column, RF_ARG(diags->list.at[i].message));
    }
    return rf_cstr(arena, rf_buf_str(&buf));
}

rf_str read_test_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "cannot open %s", path);
    rf_buf buf = rf_buf_new(arena);
    char bytes[4096];
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) != 0;)
        rf_buf_add(&buf, (rf_str){bytes, n});
    ck_assert(!ferror(file));
    fclose(file);
    return rf_dup(arena, rf_buf_str(&buf));
}

int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

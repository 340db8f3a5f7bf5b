/* The foundation: arena, strings, vectors and the map. */
#include "support.h"

#include "base/map.h"
#include "base/vec.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

/* Arena */

static bool all_zero(const void *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (((const unsigned char *)bytes)[i] != 0)
            return false;
    return true;
}

START_TEST(memory_is_zeroed_and_aligned)
{
    rf_arena_mark mark = rf_arena_mark_get(arena);
    for (size_t size = 0; size < 5000; size += 7)
        memset(rf_alloc(arena, size), 0xA5, size);
    rf_arena_rewind(arena, mark); /* what comes now has been written to */
    for (size_t size = 0; size < 5000; size += 7) {
        void *bytes = rf_alloc(arena, size);
        ck_assert_uint_eq((uintptr_t)bytes % alignof(max_align_t), 0);
        ck_assert(all_zero(bytes, size));
    }
}
END_TEST

START_TEST(larger_than_a_chunk_is_one_piece)
{
    size_t size = 20 * 1024 * 1024;
    char *bytes = rf_alloc(arena, size);
    bytes[0] = 'a';
    bytes[size - 1] = 'b';
    char *more = rf_alloc(arena, 16);
    ck_assert(more >= bytes + size || more + 16 <= bytes);
    ck_assert_uint_ge(rf_arena_size(arena), size);
}
END_TEST

/* Allocates `pieces` times `size` under a guard; how many there were when the guard was jumped to,
 * or `pieces`. */
static size_t take_until_full(rf_arena *limited, size_t pieces, size_t size)
{
    jmp_buf full;
    volatile size_t taken = 0;
    jmp_buf *before = rf_arena_guard(limited, &full);
    if (setjmp(full) == 0)
        for (; taken < pieces; taken++)
            memset(rf_alloc(limited, size), 1, size);
    ck_assert_ptr_eq(rf_arena_guard(limited, before), &full);
    return taken;
}

START_TEST(limit_jumps_to_the_guard)
{
    size_t limit = 1024 * 1024;
    rf_arena *limited = rf_arena_new(limit);
    size_t taken = take_until_full(limited, 10000, 1024);
    ck_assert_uint_lt(taken, 1025);
    ck_assert_uint_le(rf_arena_size(limited), limit);
    rf_arena_free(limited);
}
END_TEST

START_TEST(limit_can_be_used_up_to_the_end)
{
    size_t limit = 1024 * 1024;
    rf_arena *limited = rf_arena_new(limit);
    ck_assert_uint_ge(take_until_full(limited, 10000, 1024), 1000);
    rf_arena_free(limited);

    rf_arena *small = rf_arena_new(1000); /* less than a chunk usually has */
    ck_assert_uint_eq(take_until_full(small, 5, 100), 5);
    ck_assert_uint_lt(take_until_full(small, 10, 100), 10);
    rf_arena_free(small);
}
END_TEST

START_TEST(after_a_full_arena_a_rewind_makes_room)
{
    rf_arena *limited = rf_arena_new(100 * 1024);
    rf_arena_mark mark = rf_arena_mark_get(limited);
    size_t first = take_until_full(limited, 10000, 512);
    ck_assert_uint_gt(first, 0);
    rf_arena_rewind(limited, mark);
    ck_assert_uint_ge(take_until_full(limited, 10000, 512), first);
    rf_arena_free(limited);
}
END_TEST

static bool runs_out(size_t count, size_t size)
{
    jmp_buf full;
    volatile bool came_back = false;
    rf_arena_guard(arena, &full);
    if (setjmp(full) == 0)
        rf_alloc_array(arena, count, size);
    else
        came_back = true;
    rf_arena_guard(arena, NULL);
    return came_back;
}

START_TEST(absurd_sizes_count_as_out_of_memory)
{
    static const struct {
        size_t count, size;
    } rows[] = {{SIZE_MAX, 1}, {SIZE_MAX / 2 + 1, 2}, {SIZE_MAX / 4, 8}, {1, SIZE_MAX - 3}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(runs_out(rows[i].count, rows[i].size), "row %zu", i);
}
END_TEST

START_TEST(guard_returns_the_one_before)
{
    jmp_buf first, second;
    ck_assert_ptr_null(rf_arena_guard(arena, &first));
    ck_assert_ptr_eq(rf_arena_guard(arena, &second), &first);
    ck_assert_ptr_eq(rf_arena_guard(arena, NULL), &second);
}
END_TEST

START_TEST(rewind_keeps_what_was_before)
{
    char *kept = rf_alloc(arena, 100);
    strcpy(kept, "kept");
    rf_arena_mark mark = rf_arena_mark_get(arena);
    rf_alloc(arena, 3 * 1024 * 1024);
    rf_arena_rewind(arena, mark);
    ck_assert_str_eq(kept, "kept");
    ck_assert(all_zero(rf_alloc(arena, 1000), 1000));
    ck_assert_str_eq(kept, "kept");
}
END_TEST

START_TEST(rewinding_in_a_loop_does_not_grow)
{
    rf_arena_mark mark = rf_arena_mark_get(arena);
    rf_alloc(arena, 1000);
    rf_arena_rewind(arena, mark);
    size_t before = rf_arena_size(arena);
    for (int i = 0; i < 10000; i++) {
        rf_alloc(arena, 1000);
        rf_arena_rewind(arena, mark);
    }
    ck_assert_uint_eq(rf_arena_size(arena), before);
}
END_TEST

static char released[16];

static void release(void *object)
{
    strcat(released, object);
}

START_TEST(deferred_runs_newest_first)
{
    rf_arena *own = rf_arena_new(0);
    released[0] = '\0';
    rf_arena_defer(own, release, "a");
    rf_arena_defer(own, release, "b");
    rf_arena_mark mark = rf_arena_mark_get(own);
    rf_arena_defer(own, release, "c");
    rf_arena_defer(own, release, "d");
    rf_arena_rewind(own, mark);
    ck_assert_str_eq(released, "dc");
    rf_arena_defer(own, release, "e");
    rf_arena_free(own);
    ck_assert_str_eq(released, "dceba");
    rf_arena_free(NULL);
}
END_TEST

START_TEST(many_deferred_all_run)
{
    static int count;
    rf_arena *own = rf_arena_new(0);
    count = 0;
    released[0] = '\0';
    for (; count < 1000; count++)
        rf_arena_defer(own, release, "");
    rf_arena_defer(own, release, "last");
    rf_arena_free(own);
    ck_assert_str_eq(released, "last");
}
END_TEST

START_TEST(realloc_grows_in_place_only_at_the_end)
{
    char *first = rf_alloc(arena, 64);
    memset(first, 'x', 64);
    char *grown = rf_realloc(arena, first, 64, 256);
    ck_assert_ptr_eq(grown, first);
    ck_assert_int_eq(grown[63], 'x');
    ck_assert(all_zero(grown + 64, 192));

    char *behind = rf_alloc(arena, 16);
    char *moved = rf_realloc(arena, grown, 256, 512);
    ck_assert_ptr_ne(moved, grown);
    ck_assert_int_eq(moved[0], 'x');
    ck_assert(all_zero(moved + 256, 256));
    ck_assert(all_zero(behind, 16));
    ck_assert_ptr_nonnull(rf_realloc(arena, NULL, 0, 8));
}
END_TEST

/* Strings */

START_TEST(strings_compare_by_bytes)
{
    static const struct {
        rf_str a, b;
        int order, nocase;
    } rows[] = {
        {RF_STR(""), RF_STR(""), 0, 0},
        {RF_STR(""), RF_STR("a"), -1, -1},
        {RF_STR("a"), RF_STR("b"), -1, -1},
        {RF_STR("b"), RF_STR("A"), 1, 1},
        {RF_STR("a"), RF_STR("A"), 1, 0},
        {RF_STR("ab"), RF_STR("a"), 1, 1},
        {RF_STR("a\0b"), RF_STR("a\0c"), -1, -1},
        {RF_STR("a\0b"), RF_STR("a\0B"), 1, 0},
        {RF_STR("\xC3\xA9"), RF_STR("z"), 1, 1},
        {RF_STR("\xC3\x84"), RF_STR("\xC3\xA4"), -1, -1}, /* Ä, ä: not ASCII, not folded */
        {RF_STR("["), RF_STR("{"), -1, -1},               /* 0x5B and 0x7B: no letters */
        {{NULL, 0}, RF_STR(""), 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_str a = rows[i].a, b = rows[i].b;
        int order = rf_cmp(a, b), nocase = rf_cmp_nocase(a, b);
        ck_assert_msg((order > 0) - (order < 0) == rows[i].order, "row %zu", i);
        ck_assert_msg((nocase > 0) - (nocase < 0) == rows[i].nocase, "row %zu", i);
        ck_assert_msg((rf_cmp(b, a) < 0) == (rows[i].order > 0), "row %zu", i);
        ck_assert_msg(rf_eq(a, b) == (rows[i].order == 0), "row %zu", i);
        ck_assert_msg(rf_eq_nocase(a, b) == (rows[i].nocase == 0), "row %zu", i);
    }
    ck_assert(rf_eq_c(RF_STR("Deny"), "Deny") && !rf_eq_c(RF_STR("Deny"), "deny"));
    ck_assert(rf_eq_nocase_c(RF_STR("Deny"), "dENY") && !rf_eq_nocase_c(RF_STR("Deny"), "Den"));
    ck_assert(rf_eq(rf_str_c(NULL), RF_STR("")));
}
END_TEST

START_TEST(prefixes_and_suffixes)
{
    ck_assert(rf_starts(RF_STR("ec2:Run"), RF_STR("ec2:")));
    ck_assert(!rf_starts(RF_STR("ec2"), RF_STR("ec2:")));
    ck_assert(rf_starts(RF_STR(""), RF_STR("")));
    ck_assert(rf_starts_nocase(RF_STR("EC2:Run"), RF_STR("ec2:")));
    ck_assert(!rf_starts(RF_STR("EC2:Run"), RF_STR("ec2:")));
    ck_assert(rf_ends(RF_STR("main.tf.json"), RF_STR(".json")));
    ck_assert(!rf_ends(RF_STR("json"), RF_STR(".json")));
    ck_assert(rf_ends(RF_STR("x"), RF_STR("")));
}
END_TEST

START_TEST(finding_in_strings)
{
    static const struct {
        rf_str text, needle;
        size_t at, nocase;
    } rows[] = {
        {RF_STR("abcabc"), RF_STR("abc"), 0, 0},
        {RF_STR("aababc"), RF_STR("abc"), 3, 3},
        {RF_STR("aaab"), RF_STR("aab"), 1, 1},
        {RF_STR("xxABC"), RF_STR("abc"), RF_NOT_FOUND, 2},
        {RF_STR("abc"), RF_STR(""), 0, 0},
        {RF_STR(""), RF_STR(""), 0, 0},
        {RF_STR(""), RF_STR("a"), RF_NOT_FOUND, RF_NOT_FOUND},
        {RF_STR("ab"), RF_STR("abc"), RF_NOT_FOUND, RF_NOT_FOUND},
        {RF_STR("a\0b\0c"), RF_STR("\0c"), 3, 3},
        {RF_STR("abc"), RF_STR("c"), 2, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(rf_find(rows[i].text, rows[i].needle) == rows[i].at, "row %zu", i);
        ck_assert_msg(rf_find_nocase(rows[i].text, rows[i].needle) == rows[i].nocase, "row %zu", i);
    }
    ck_assert_uint_eq(rf_find_byte(RF_STR("a\0b"), '\0'), 1);
    ck_assert_uint_eq(rf_find_byte((rf_str){NULL, 0}, 'a'), RF_NOT_FOUND);
}
END_TEST

START_TEST(slices_are_cut_to_what_there_is)
{
    rf_str s = RF_STR("abcdef");
    ck_assert_rf_str(rf_slice(s, 1, 3), "bc");
    ck_assert_rf_str(rf_slice(s, 0, 99), "abcdef");
    ck_assert_rf_str(rf_slice(s, 4, 2), "");
    ck_assert_rf_str(rf_slice(s, 99, 100), "");
    ck_assert_uint_eq(rf_slice((rf_str){NULL, 0}, 1, 2).n, 0);
    ck_assert_rf_str(rf_trim(RF_STR(" \t\r\n a b \n")), "a b");
    ck_assert_rf_str(rf_trim(RF_STR(" \n ")), "");
    ck_assert_rf_str(rf_trim(RF_STR("\xC2\xA0")), "\xC2\xA0"); /* a no-break space is no blank */
}
END_TEST

START_TEST(splitting_walks_all_parts)
{
    static const struct {
        const char *text;
        const char *joined; /* the parts, each behind a | */
    } rows[] = {{"a:b:c", "|a|b|c"}, {"", "|"},
                {":", "||"},         {"abc", "|abc"},
                {"a:", "|a|"},       {"arn:aws:iam::1:role/x", "|arn|aws|iam||1|role/x"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_buf joined = rf_buf_new(arena);
        rf_str rest = rf_str_c(rows[i].text);
        while (rest.at != NULL) {
            rf_buf_add_byte(&joined, '|');
            rf_buf_add(&joined, rf_split(rest, ':', &rest));
        }
        ck_assert_rf_str(rf_buf_str(&joined), rows[i].joined);
    }
}
END_TEST

START_TEST(copies_end_in_nul)
{
    rf_str s = rf_slice(RF_STR("S3:GetObject"), 3, 6);
    ck_assert_str_eq(rf_cstr(arena, s), "Get");
    ck_assert_str_eq(rf_lower(arena, RF_STR("S3:GET\xC3\x84")).at, "s3:get\xC3\x84");
    rf_str copy = rf_dup(arena, RF_STR("a\0b"));
    ck_assert_uint_eq(copy.n, 3);
    ck_assert(memcmp(copy.at, "a\0b", 4) == 0);
    ck_assert_uint_eq(rf_dup(arena, (rf_str){NULL, 0}).n, 0);
    ck_assert_rf_str(rf_format(arena, "%d-%.*s", 42, RF_ARG(s)), "42-Get");
    ck_assert_rf_str(rf_format(arena, "%s", ""), "");
}
END_TEST

START_TEST(whole_numbers_are_read_strictly)
{
    static const struct {
        const char *text;
        bool ok;
        unsigned long long value;
    } rows[] = {
        {"0", true, 0},
        {"007", true, 7},
        {"18446744073709551615", true, 18446744073709551615u},
        {"18446744073709551616", false, 0},
        {"18446744073709551620", false, 0},
        {"99999999999999999999", false, 0},
        {"00000000000000000000000000000001", true, 1},
        {"", false, 0},
        {"-1", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"1a", false, 0},
        {"0x10", false, 0},
        {"\xD9\xA1", false, 0}, /* ARABIC-INDIC DIGIT ONE */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned long long value = 99;
        ck_assert_msg(rf_parse_u64(rf_str_c(rows[i].text), &value) == rows[i].ok, "%s",
                      rows[i].text);
        ck_assert_uint_eq(value, rows[i].ok ? rows[i].value : 99);
    }
    unsigned long long value;
    ck_assert(!rf_parse_u64(RF_STR("1\0"), &value));
}
END_TEST

START_TEST(edits_are_counted)
{
    static const struct {
        const char *a, *b;
        size_t distance;
    } rows[] = {
        {"", "", 0},           {"check", "check", 0}, {"check", "CHECK", 0},
        {"chek", "check", 1},  {"chekc", "check", 1}, {"checkk", "check", 1},
        {"chick", "check", 1}, {"", "abc", 3},        {"kitten", "sitting", 3},
        {"ab", "ba", 1},       {"abcd", "badc", 2},   {"diff", "simulate", 7},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_str a = rf_str_c(rows[i].a), b = rf_str_c(rows[i].b);
        ck_assert_uint_eq(rf_edit_distance(a, b, 10), rows[i].distance);
        ck_assert_uint_eq(rf_edit_distance(b, a, 10), rows[i].distance);
        if (rows[i].distance > 1)
            ck_assert_uint_eq(rf_edit_distance(a, b, 1), 2);
    }
    char *text = rf_alloc(arena, 100);
    memset(text, 'a', 100);
    rf_str longest = {text, 64}, too_long = {text, 65};
    ck_assert_uint_eq(rf_edit_distance(longest, rf_slice(longest, 0, 62), 3), 2);
    ck_assert_uint_eq(rf_edit_distance(too_long, too_long, 3), 0);
    ck_assert_uint_eq(rf_edit_distance(too_long, longest, 3), 4);
}
END_TEST

START_TEST(nearest_name_is_a_typing_slip_away)
{
    static const rf_str names[] = {RF_STR("check"), RF_STR("diff"),      RF_STR("simulate"),
                                   RF_STR("s3"),    RF_STR("checkmate"), RF_STR("x")};
    static const char *const rows[][2] = {
        {"chek", "check"},
        {"CHECK", "check"},
        {"dif", "diff"},
        {"simualte", "simulate"},
        {"checkmat", "checkmate"},
        {"xyzzy", ""},
        {"", ""},
        {"s4", "s3"},
        {"y", ""},
        {"x", "x"},
        {"simulation", "simulate"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_rf_str(rf_nearest(rf_str_c(rows[i][0]), names, sizeof names / sizeof *names),
                         rows[i][1]);
    ck_assert_rf_str(rf_nearest(RF_STR("check"), NULL, 0), "");
}
END_TEST

START_TEST(buffers_hold_any_bytes)
{
    rf_buf buf = rf_buf_new(arena);
    ck_assert_rf_str(rf_buf_str(&buf), "");
    rf_buf_add(&buf, (rf_str){NULL, 0});
    rf_buf_add_repeated(&buf, '-', 0);
    rf_buf_add_c(&buf, "a");
    rf_buf_add_byte(&buf, '\0');
    rf_buf_format(&buf, "%05d", 42);
    rf_buf_add_repeated(&buf, '=', 3);
    ck_assert(rf_eq(rf_buf_str(&buf), RF_STR("a\00000042===")));
}
END_TEST

START_TEST(buffers_grow_beside_other_allocations)
{
    rf_buf one = rf_buf_new(arena), other = rf_buf_new(arena);
    for (int i = 0; i < 20000; i++) {
        rf_buf_add_byte(&one, (char)('a' + i % 26));
        rf_buf_format(&other, "%d,", i % 10);
    }
    ck_assert_uint_eq(one.n, 20000);
    ck_assert_uint_eq(other.n, 40000);
    for (int i = 0; i < 20000; i++) {
        ck_assert_int_eq(one.at[i], 'a' + i % 26);
        ck_assert_int_eq(other.at[2 * i], '0' + i % 10);
    }
}
END_TEST

START_TEST(vectors_keep_their_elements)
{
    RF_VEC(size_t) numbers = {0};
    RF_VEC(rf_str) names = {0};
    for (size_t i = 0; i < 5000; i++) {
        RF_PUSH(arena, &numbers, i * i);
        RF_PUSH(arena, &names, (rf_str){"abc", i % 4});
    }
    ck_assert_uint_eq(numbers.n, 5000);
    for (size_t i = 0; i < numbers.n; i++) {
        ck_assert_uint_eq(numbers.at[i], i * i);
        ck_assert_uint_eq(names.at[i].n, i % 4);
    }
}
END_TEST

/* Map */

START_TEST(map_keeps_many_keys_apart)
{
    enum { KEYS = 100 * 1000 };
    rf_map map = {0};
    int *values = RF_NEW_ARRAY(arena, int, KEYS);
    ck_assert_ptr_null(rf_map_get(&map, RF_STR("key-0")));
    for (int i = 0; i < KEYS; i++)
        ck_assert_ptr_null(rf_map_put(arena, &map, rf_format(arena, "key-%d", i), &values[i]));
    ck_assert_uint_eq(map.n, KEYS);
    for (int i = 0; i < KEYS; i++)
        ck_assert_ptr_eq(rf_map_get(&map, rf_format(arena, "key-%d", i)), &values[i]);
    ck_assert_ptr_null(rf_map_get(&map, RF_STR("key-100000")));
    ck_assert_ptr_null(rf_map_get(&map, RF_STR("")));
}
END_TEST

START_TEST(map_keys_are_exact)
{
    static const rf_str keys[] = {
        RF_STR(""),         RF_STR("\0"),         RF_STR("\0\0"),      RF_STR("a"),
        RF_STR("A"),        RF_STR("a\0"),        RF_STR("a\0b"),      RF_STR("a\0c"),
        RF_STR("12345678"), RF_STR("12345678\0"), RF_STR("123456789"), RF_STR("87654321"),
    };
    enum { KEYS = sizeof keys / sizeof *keys };
    rf_map map = {0};
    for (size_t i = 0; i < KEYS; i++)
        ck_assert_ptr_null(rf_map_put(arena, &map, keys[i], (void *)&keys[i]));
    for (size_t i = 0; i < KEYS; i++)
        ck_assert_ptr_eq(rf_map_get(&map, keys[i]), &keys[i]);
}
END_TEST

START_TEST(map_replaces_and_returns_the_value_before)
{
    rf_map map = {0};
    int first, second;
    rf_map_put(arena, &map, RF_STR("Effect"), &first);
    ck_assert_ptr_eq(rf_map_put(arena, &map, RF_STR("Effect"), &second), &first);
    ck_assert_ptr_eq(rf_map_get(&map, RF_STR("Effect")), &second);
    ck_assert_uint_eq(map.n, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");

    TCase *memory = test_case(suite, "arena");
    tcase_add_test(memory, memory_is_zeroed_and_aligned);
    tcase_add_test(memory, larger_than_a_chunk_is_one_piece);
    tcase_add_test(memory, limit_jumps_to_the_guard);
    tcase_add_test(memory, limit_can_be_used_up_to_the_end);
    tcase_add_test(memory, after_a_full_arena_a_rewind_makes_room);
    tcase_add_test(memory, absurd_sizes_count_as_out_of_memory);
    tcase_add_test(memory, guard_returns_the_one_before);
    tcase_add_test(memory, rewind_keeps_what_was_before);
    tcase_add_test(memory, rewinding_in_a_loop_does_not_grow);
    tcase_add_test(memory, deferred_runs_newest_first);
    tcase_add_test(memory, many_deferred_all_run);
    tcase_add_test(memory, realloc_grows_in_place_only_at_the_end);

    TCase *text = test_case(suite, "strings");
    tcase_add_test(text, strings_compare_by_bytes);
    tcase_add_test(text, prefixes_and_suffixes);
    tcase_add_test(text, finding_in_strings);
    tcase_add_test(text, slices_are_cut_to_what_there_is);
    tcase_add_test(text, splitting_walks_all_parts);
    tcase_add_test(text, copies_end_in_nul);
    tcase_add_test(text, whole_numbers_are_read_strictly);
    tcase_add_test(text, edits_are_counted);
    tcase_add_test(text, nearest_name_is_a_typing_slip_away);
    tcase_add_test(text, buffers_hold_any_bytes);
    tcase_add_test(text, buffers_grow_beside_other_allocations);
    tcase_add_test(text, vectors_keep_their_elements);

    TCase *map = test_case(suite, "map");
    tcase_add_test(map, map_keeps_many_keys_apart);
    tcase_add_test(map, map_keys_are_exact);
    tcase_add_test(map, map_replaces_and_returns_the_value_before);

    return run_suite(suite);
}

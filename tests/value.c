/* Values: types, the tree, and places of texts inside strings. */
#include "support.h"

#include "value/value.h"

#include <string.h>

/* Types */

START_TEST(types_are_written_as_terraform_does)
{
    rf_type_attribute attributes[] = {
        {.name = RF_STR("name"), .type = &rf_type_string},
        {.name = RF_STR("cidrs"), .type = rf_type_list(arena, &rf_type_string), .optional = true},
    };
    const rf_type *object = rf_type_object(arena, attributes, 2);
    const rf_type *pair[] = {&rf_type_bool, object};
    const struct {
        const rf_type *type;
        const char *text, *words;
    } rows[] = {
        {&rf_type_any, "any", "any"},
        {&rf_type_number, "number", "number"},
        {rf_type_set(arena, &rf_type_string), "set(string)", "set of string"},
        {rf_type_map(arena, rf_type_list(arena, &rf_type_any)), "map(list(any))",
         "map of list of any"},
        {object, "object({cidrs = optional(list(string)), name = string})", "object"},
        {rf_type_tuple(arena, pair, 2),
         "tuple([bool, object({cidrs = optional(list(string)), name = string})])", "tuple"},
        {rf_type_tuple(arena, NULL, 0), "tuple([])", "tuple"},
        {rf_type_object(arena, NULL, 0), "object({})", "object"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_rf_str(rf_type_text(arena, rows[i].type), rows[i].text);
        ck_assert_rf_str(rf_type_words(arena, rows[i].type), rows[i].words);
    }
}
END_TEST

static const rf_type *object_of(const char *first, const rf_type *one, const char *second,
                                const rf_type *two)
{
    rf_type_attribute *attributes = RF_NEW_ARRAY(arena, rf_type_attribute, 2);
    attributes[0] = (rf_type_attribute){.name = rf_str_c(first), .type = one};
    attributes[1] = (rf_type_attribute){.name = rf_str_c(second), .type = two};
    return rf_type_object(arena, attributes, 2);
}

START_TEST(types_are_compared_by_shape)
{
    const rf_type *pair[] = {&rf_type_string, &rf_type_bool};
    const rf_type *swapped[] = {&rf_type_bool, &rf_type_string};
    const rf_type *types[] = {
        &rf_type_any,
        &rf_type_string,
        rf_type_list(arena, &rf_type_string),
        rf_type_list(arena, &rf_type_bool),
        rf_type_set(arena, &rf_type_string),
        rf_type_map(arena, &rf_type_string),
        rf_type_tuple(arena, pair, 2),
        rf_type_tuple(arena, swapped, 2),
        rf_type_tuple(arena, pair, 1),
        object_of("a", &rf_type_string, "b", &rf_type_bool),
        object_of("a", &rf_type_bool, "b", &rf_type_string),
        object_of("a", &rf_type_string, "c", &rf_type_bool),
    };
    size_t n = sizeof types / sizeof *types;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            ck_assert_msg(rf_type_equal(types[i], types[j]) == (i == j), "%zu and %zu", i, j);
    ck_assert(rf_type_equal(object_of("a", &rf_type_string, "b", &rf_type_bool),
                            object_of("b", &rf_type_bool, "a", &rf_type_string)));
    ck_assert(rf_type_equal(rf_type_list(arena, rf_type_set(arena, &rf_type_any)),
                            rf_type_list(arena, rf_type_set(arena, &rf_type_any))));
}
END_TEST

/* The tree */

static const rf_span nowhere;

static rf_value text_value(const char *text)
{
    return rf_value_string(rf_str_c(text), nowhere);
}

static rf_value int_value(int64_t n)
{
    return rf_value_int(n, nowhere);
}

/* An object with one member per letter of `names`, whose values are the digits of `values`. */
static rf_value letters(const char *names, const char *values)
{
    size_t n = strlen(names);
    rf_member *members = RF_NEW_ARRAY(arena, rf_member, n);
    for (size_t i = 0; i < n; i++)
        members[i] = rf_member_of((rf_str){names + i, 1}, int_value(values[i] - '0'));
    return rf_value_object(arena, members, n, nowhere);
}

START_TEST(members_are_found_in_small_and_large_objects)
{
    enum { MEMBERS = 1000 };
    for (size_t n = 0; n <= MEMBERS; n = n < 20 ? n + 1 : n * 2) {
        rf_member *members = RF_NEW_ARRAY(arena, rf_member, n);
        for (size_t i = 0; i < n; i++)
            members[i] = rf_member_of(rf_format(arena, "m%zu", i), int_value((int64_t)i));
        rf_value object = rf_value_object(arena, members, n, nowhere);
        for (size_t i = 0; i < n; i++) {
            const rf_value *value = rf_value_get(&object, rf_format(arena, "m%zu", i));
            ck_assert_ptr_nonnull(value);
            ck_assert_int_eq(value->as.number.small, (int64_t)i);
        }
        ck_assert_ptr_null(rf_value_get(&object, rf_format(arena, "m%zu", n)));
        ck_assert_ptr_null(rf_value_get_c(&object, ""));
    }
    rf_value text = text_value("m0");
    ck_assert_ptr_null(rf_value_get_c(&text, "m0"));
    ck_assert_ptr_null(rf_value_get_c(NULL, "m0"));
}
END_TEST

START_TEST(of_equal_keys_the_last_counts)
{
    static const char *const rows[] = {"aba", "abcdefghijklmnopqrsta"}; /* without and with index */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_value object = letters(rows[i], "123456781234567812345678");
        size_t n = object.as.object.n;
        const rf_member *first = &object.as.object.at[0], *last = &object.as.object.at[n - 1];
        ck_assert_ptr_eq(rf_value_member(&object, RF_STR("a")), last);
        ck_assert_ptr_eq(rf_member_again(&object, first), last);
        ck_assert_ptr_null(rf_member_again(&object, last));
        ck_assert_ptr_null(rf_member_again(&object, &object.as.object.at[1]));
    }
    rf_value thrice = letters("aaa", "123");
    const rf_member *at = thrice.as.object.at;
    ck_assert_ptr_eq(rf_member_again(&thrice, &at[0]), &at[1]);
    ck_assert_ptr_eq(rf_member_again(&thrice, &at[1]), &at[2]);
}
END_TEST

START_TEST(equal_values_are_equal_both_ways)
{
    rf_num one_and_a_half;
    ck_assert(rf_num_parse(arena, RF_STR("1.5"), &one_and_a_half));
    rf_value ones[] = {int_value(1), int_value(1)}, mixed[] = {int_value(1), text_value("1")};
    rf_value unknown[] = {int_value(1), rf_value_unknown(NULL, nowhere)};
    const rf_value values[] = {
        rf_value_null,
        rf_value_bool(true, nowhere),
        rf_value_bool(false, nowhere),
        int_value(0),
        int_value(1),
        rf_value_number(one_and_a_half, nowhere),
        text_value(""),
        text_value("1"),
        rf_value_list(NULL, 0, nowhere),
        rf_value_list(ones, 1, nowhere),
        rf_value_list(ones, 2, nowhere),
        rf_value_list(mixed, 2, nowhere),
        letters("", ""),
        letters("a", "1"),
        letters("a", "2"),
        letters("ab", "12"),
        letters("ac", "12"),
    };
    size_t n = sizeof values / sizeof *values;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            ck_assert_msg(rf_value_equal(&values[i], &values[j]) == (i == j), "%zu and %zu", i, j);

    rf_value with_unknown = rf_value_list(unknown, 2, nowhere);
    ck_assert(!rf_value_equal(&with_unknown, &with_unknown));
    ck_assert(rf_num_parse(arena, RF_STR("1.50"), &one_and_a_half));
    rf_value same = rf_value_number(one_and_a_half, nowhere);
    ck_assert(rf_value_equal(&values[5], &same));
}
END_TEST

START_TEST(objects_are_equal_by_the_members_that_count)
{
    static const struct {
        const char *names, *values, *other_names, *other_values;
        bool equal;
    } rows[] = {
        {"ab", "12", "ba", "21", true}, /* order is nothing */
        {"aa", "12", "a", "2", true},   /* the last one counts */
        {"aa", "12", "a", "1", false},
        {"aa", "22", "ab", "23", false},    /* as many members, another set */
        {"aba", "123", "bba", "923", true}, /* a is 3 and b is 2 in both */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_value a = letters(rows[i].names, rows[i].values);
        rf_value b = letters(rows[i].other_names, rows[i].other_values);
        ck_assert_msg(rf_value_equal(&a, &b) == rows[i].equal, "row %zu", i);
        ck_assert_msg(rf_value_equal(&b, &a) == rows[i].equal, "row %zu backwards", i);
    }
}
END_TEST

START_TEST(unknowns_and_marks_are_found_inside)
{
    rf_value secret = text_value("s3cret");
    secret.marks = RF_MARK_SENSITIVE;
    rf_value items[] = {int_value(1), rf_value_unknown(&rf_type_string, nowhere)};
    rf_value list = rf_value_list(items, 2, nowhere), plain = rf_value_list(items, 1, nowhere);
    rf_member members[] = {rf_member_of(RF_STR("a"), plain), rf_member_of(RF_STR("b"), secret)};
    rf_value object = rf_value_object(arena, members, 2, nowhere);
    ck_assert(rf_value_has_unknown(&list) && !rf_value_has_unknown(&plain));
    ck_assert(!rf_value_has_unknown(&object));
    ck_assert(rf_value_has_mark(&object, RF_MARK_SENSITIVE));
    ck_assert(!rf_value_has_mark(&list, RF_MARK_SENSITIVE));
    members[0].value = list;
    ck_assert(rf_value_has_unknown(&object));
}
END_TEST

START_TEST(values_nested_without_end_are_handled_with_care)
{
    rf_value *value = RF_NEW(arena, rf_value);
    *value = int_value(1);
    for (int i = 0; i < 1000 * 1000; i++) {
        rf_value *outer = RF_NEW(arena, rf_value);
        *outer = rf_value_list(value, 1, nowhere);
        value = outer;
    }
    ck_assert(rf_value_has_unknown(value));
    ck_assert(rf_value_has_mark(value, RF_MARK_SENSITIVE));
    ck_assert(!rf_value_equal(value, value));
}
END_TEST

START_TEST(kinds_have_names)
{
    static const struct {
        rf_kind kind;
        const char *name;
    } rows[] = {{RF_NULL, "null"},      {RF_BOOL, "bool"}, {RF_NUMBER, "number"},
                {RF_STRING, "string"},  {RF_LIST, "list"}, {RF_OBJECT, "object"},
                {RF_UNKNOWN, "unknown"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_str_eq(rf_kind_name(rows[i].kind), rows[i].name);
    rf_value yes = rf_value_bool(true, nowhere), text = text_value("true");
    ck_assert(rf_is_true(&yes) && !rf_is_true(&text) && !rf_is_true(NULL));
    ck_assert(rf_is_string(&text) && !rf_is_string(&yes) && !rf_is_string(NULL));
    ck_assert_rf_str(rf_text_of(&text), "true");
    ck_assert_rf_str(rf_text_of(&yes), "");
    ck_assert_rf_str(rf_text_of(NULL), "");
}
END_TEST

/* Texts inside strings */

static const char *place_of(const rf_source *source, const char *needle)
{
    size_t at = rf_find(source->text, rf_str_c(needle));
    ck_assert_uint_ne(at, RF_NOT_FOUND);
    rf_place place = rf_locate((rf_span){source, (uint32_t)at, (uint32_t)(at + strlen(needle))});
    return rf_cstr(arena, rf_format(arena, "%.*s:%u:%u-%u:%u", RF_ARG(place.path), place.line,
                                    place.column, place.end_line, place.end_column));
}

START_TEST(a_plain_quoted_string_is_embedded_byte_by_byte)
{
    const rf_source *outer = source_of("name =\n  \"ec2:*\"\n");
    rf_value string = rf_value_string(RF_STR("ec2:*"), (rf_span){outer, 9, 16});
    const rf_source *inner = rf_value_embed(arena, &string);
    ck_assert_rf_str(inner->text, "ec2:*");
    ck_assert_str_eq(place_of(inner, "ec2:*"), "test:2:4-2:9");
    ck_assert_str_eq(place_of(inner, "*"), "test:2:8-2:9");
}
END_TEST

START_TEST(a_computed_string_is_at_its_expression)
{
    const rf_source *outer = source_of("x = join(\"\", [\"{\", \"}\"])");
    rf_value string = rf_value_string(RF_STR("{}"), (rf_span){outer, 4, 24});
    const rf_source *inner = rf_value_embed(arena, &string);
    ck_assert_str_eq(place_of(inner, "{"), "test:1:5-1:25");
    ck_assert_str_eq(place_of(inner, "}"), "test:1:5-1:25");
}
END_TEST

START_TEST(an_empty_string_is_between_its_quotes)
{
    rf_value string = rf_value_string(RF_STR(""), (rf_span){source_of("x = \"\""), 4, 6});
    ck_assert_str_eq(place_of(rf_value_embed(arena, &string), ""), "test:1:6-1:6");
}
END_TEST

START_TEST(a_string_that_is_nowhere_can_be_read_too)
{
    rf_value string = text_value("{\"a\": 1}");
    const rf_source *inner = rf_value_embed(arena, &string);
    ck_assert_rf_str(inner->text, "{\"a\": 1}");
    ck_assert_str_eq(place_of(inner, "\"a\""), ":1:2-1:5");
}
END_TEST

START_TEST(origins_lead_through_two_levels)
{
    /* A string with an escape, whose text holds a plain string: "[\"x\"]" */
    const rf_source *outer = source_of("a\nb = \"[\\\"x\\\"]\"");
    rf_origin_builder builder = {.arena = arena, .source = outer};
    rf_origin_add(&builder, 0, 7, 8, true);
    rf_origin_add(&builder, 1, 8, 10, false);
    rf_origin_add(&builder, 2, 10, 11, true);
    rf_origin_add(&builder, 3, 11, 13, false);
    rf_origin_add(&builder, 4, 13, 14, true);
    rf_value string = rf_value_string(RF_STR("[\"x\"]"), (rf_span){outer, 6, 15});
    string.as.string.origin = rf_origin_finish(&builder);
    const rf_source *middle = rf_value_embed(arena, &string);
    ck_assert_str_eq(place_of(middle, "x"), "test:2:9-2:10");
    rf_value quoted = rf_value_string(RF_STR("x"), (rf_span){middle, 1, 4});
    const rf_source *inner = rf_value_embed(arena, &quoted);
    ck_assert_str_eq(place_of(inner, "x"), "test:2:9-2:10");
    ck_assert_ptr_eq(inner->origin->source, middle);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("value");

    TCase *types = test_case(suite, "types");
    tcase_add_test(types, types_are_written_as_terraform_does);
    tcase_add_test(types, types_are_compared_by_shape);

    TCase *tree = test_case(suite, "tree");
    tcase_add_test(tree, members_are_found_in_small_and_large_objects);
    tcase_add_test(tree, of_equal_keys_the_last_counts);
    tcase_add_test(tree, equal_values_are_equal_both_ways);
    tcase_add_test(tree, objects_are_equal_by_the_members_that_count);
    tcase_add_test(tree, unknowns_and_marks_are_found_inside);
    tcase_add_test(tree, values_nested_without_end_are_handled_with_care);
    tcase_add_test(tree, kinds_have_names);

    TCase *embedding = test_case(suite, "embedding");
    tcase_add_test(embedding, a_plain_quoted_string_is_embedded_byte_by_byte);
    tcase_add_test(embedding, a_computed_string_is_at_its_expression);
    tcase_add_test(embedding, an_empty_string_is_between_its_quotes);
    tcase_add_test(embedding, a_string_that_is_nowhere_can_be_read_too);
    tcase_add_test(embedding, origins_lead_through_two_levels);

    return run_suite(suite);
}

#include "eval_support.h"

#include "eval/convert.h"

static rf_value converted;
static rf_str why;

static bool converts(const char *text, const rf_type *type)
{
    rf_value value = eval(text);
    ck_assert_msg(said.errors == 0, "%s", diags_text(&said));
    return rf_convert(arena, &value, type, &converted, &why);
}

static const rf_type *object_type(rf_type_attribute *attributes, size_t n)
{
    rf_type_attribute *copy = RF_NEW_ARRAY(arena, rf_type_attribute, n);
    for (size_t i = 0; i < n; i++)
        copy[i] = attributes[i];
    return rf_type_object(arena, copy, n);
}

START_TEST(primitives_convert_to_one_another)
{
    ck_assert(converts("\"42\"", &rf_type_number));
    ck_assert_rf_str(rf_num_text(arena, converted.as.number), "42");
    ck_assert(converts("1.50", &rf_type_string));
    ck_assert_rf_str(rf_text_of(&converted), "1.5");
    ck_assert(converts("true", &rf_type_string));
    ck_assert_rf_str(rf_text_of(&converted), "true");
    ck_assert(converts("\"false\"", &rf_type_bool));
    ck_assert(!converted.as.boolean);
    ck_assert(!converts("1", &rf_type_bool));
    ck_assert_rf_str(why, "a bool is required");
    ck_assert(!converts("true", &rf_type_number));
    ck_assert(!converts("\"abc\"", &rf_type_number));
    ck_assert_rf_str(why, "a number is required");
    ck_assert(!converts("[]", &rf_type_string));
}
END_TEST

START_TEST(strings_are_numbers_as_terraform_reads_them)
{
    static const struct {
        const char *text, *number; /* NULL: none */
    } cases[] = {
        {"+5", "5"},   {".5", "0.5"},  {"5.", "5"},     {"-.5", "-0.5"}, {"1e3", "1000"},
        {"007", "7"},  {"0x10", NULL}, {"1_000", NULL}, {"", NULL},      {".", NULL},
        {"--5", NULL}, {"+-5", NULL},  {" 5", NULL},    {"5.e1", "50"},  {"inf", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rf_value string = rf_value_string(rf_str_c(cases[i].text), (rf_span){0});
        bool read = rf_convert(arena, &string, &rf_type_number, &converted, &why);
        ck_assert_msg(read == (cases[i].number != NULL), "\"%s\"", cases[i].text);
        if (read)
            ck_assert_rf_str(rf_num_text(arena, converted.as.number), cases[i].number);
    }
}
END_TEST

START_TEST(a_tuple_becomes_a_list_with_its_elements)
{
    const rf_type *type = rf_type_list(arena, &rf_type_string);
    ck_assert(converts("[\"a\", 1, true, null]", type));
    ck_assert_rf_str(rf_type_text(arena, converted.type), "list(string)");
    ck_assert_rf_str(rf_text_of(&converted.as.list.at[1]), "1");
    ck_assert_int_eq(converted.as.list.at[3].kind, RF_NULL);
    ck_assert_str_eq(text_under(converted.as.list.at[1].span), "1");
    ck_assert(!converts("[\"a\", []]", type));
    ck_assert_rf_str(why, "element 1: a string is required");
    ck_assert(!converts("{}", type));
    ck_assert_rf_str(why, "a list of string is required");
}
END_TEST

START_TEST(a_set_is_sorted_and_has_each_element_once)
{
    ck_assert(converts("[3, \"2\", 10, 3]", rf_type_set(arena, &rf_type_number)));
    ck_assert_uint_eq(converted.as.list.n, 3);
    ck_assert_rf_str(rf_num_text(arena, converted.as.list.at[2].as.number), "10");
    ck_assert(converts("[\"b\", \"a\", \"b\"]", rf_type_set(arena, &rf_type_string)));
    ck_assert_uint_eq(converted.as.list.n, 2);
    ck_assert_rf_str(rf_text_of(&converted.as.list.at[0]), "a");
    ck_assert(converts("[{a = 2}, {a = 1}, {a = 2}]", rf_type_set(arena, &rf_type_any)));
    ck_assert_uint_eq(converted.as.list.n, 2);
}
END_TEST

START_TEST(what_is_unknown_in_a_set_stays)
{
    ck_assert(converts("[\"b\", unknown_text, unknown_text, \"a\"]",
                       rf_type_set(arena, &rf_type_string)));
    ck_assert_uint_eq(converted.as.list.n, 4);
    ck_assert_rf_str(rf_text_of(&converted.as.list.at[0]), "a");
    ck_assert_int_eq(eval("length(toset([unknown_text, \"a\"]))").kind, RF_UNKNOWN);
}
END_TEST

START_TEST(an_object_becomes_a_map)
{
    ck_assert(converts("{b = 1, a = \"x\"}", rf_type_map(arena, &rf_type_string)));
    ck_assert_rf_str(rf_type_text(arena, converted.type), "map(string)");
    ck_assert_rf_str(rf_text_of(rf_value_get_c(&converted, "b")), "1");
    ck_assert(!converts("{b = []}", rf_type_map(arena, &rf_type_string)));
    ck_assert_rf_str(why, "element \"b\": a string is required");
}
END_TEST

START_TEST(an_open_element_type_is_what_all_elements_have_in_common)
{
    ck_assert(converts("[1, \"a\"]", rf_type_list(arena, &rf_type_any)));
    ck_assert_rf_str(rf_type_text(arena, converted.type), "list(string)");
    ck_assert(
        converts("{a = [1], b = [\"x\"]}", rf_type_map(arena, rf_type_list(arena, &rf_type_any))));
    ck_assert_rf_str(rf_type_text(arena, converted.type), "map(list(string))");
    ck_assert(!converts("[1, []]", rf_type_list(arena, &rf_type_any)));
    ck_assert(converts("[unknown, {a = 1}]", rf_type_list(arena, &rf_type_any)));
}
END_TEST

START_TEST(an_object_type_drops_fills_in_and_demands)
{
    rf_value fallback = eval("\"t3\""), list = eval("[1]");
    const rf_type *strings = rf_type_list(arena, &rf_type_string);
    rf_type_attribute attributes[] = {
        {.name = RF_STR("name"), .type = &rf_type_string},
        {.name = RF_STR("size"), .type = &rf_type_string, .optional = true, .fallback = &fallback},
        {.name = RF_STR("tags"), .type = strings, .optional = true, .fallback = &list},
        {.name = RF_STR("note"), .type = &rf_type_string, .optional = true},
    };
    const rf_type *type = object_type(attributes, 4);
    ck_assert(converts("{name = 1, extra = true, size = null}", type));
    ck_assert_uint_eq(converted.as.object.n, 4);
    ck_assert_rf_str(rf_text_of(rf_value_get_c(&converted, "name")), "1");
    ck_assert_rf_str(rf_text_of(rf_value_get_c(&converted, "size")), "t3");
    ck_assert_rf_str(rf_text_of(&rf_value_get_c(&converted, "tags")->as.list.at[0]), "1");
    ck_assert_int_eq(rf_value_get_c(&converted, "note")->kind, RF_NULL);
    ck_assert(!converts("{size = \"x\"}", type));
    ck_assert_rf_str(why, "attribute \"name\" is required");
    ck_assert(!converts("{name = []}", type));
    ck_assert_rf_str(why, "attribute \"name\": a string is required");
    ck_assert(!converts("[1]", type));
    ck_assert_rf_str(why, "an object is required");
}
END_TEST

START_TEST(all_missing_attributes_are_named)
{
    rf_type_attribute attributes[] = {
        {.name = RF_STR("a"), .type = &rf_type_string},
        {.name = RF_STR("b"), .type = &rf_type_string},
        {.name = RF_STR("c"), .type = &rf_type_string},
    };
    ck_assert(!converts("{}", object_type(attributes, 3)));
    ck_assert_rf_str(why, "attributes \"a\", \"b\" and \"c\" are required");
}
END_TEST

START_TEST(the_path_to_the_element_is_said)
{
    rf_type_attribute attributes[] = {{.name = RF_STR("cidr"), .type = &rf_type_string}};
    const rf_type *type = rf_type_list(arena, object_type(attributes, 1));
    ck_assert(!converts("[{cidr = \"a\"}, {cidr = []}]", type));
    ck_assert_rf_str(why, "element 1: attribute \"cidr\": a string is required");
}
END_TEST

START_TEST(a_tuple_type_has_its_length)
{
    const rf_type *parts[] = {&rf_type_string, &rf_type_number};
    const rf_type *type = rf_type_tuple(arena, parts, 2);
    ck_assert(converts("[1, \"2\"]", type));
    ck_assert_int_eq(converted.as.list.at[1].kind, RF_NUMBER);
    ck_assert(!converts("[1]", type));
    ck_assert_rf_str(why, "a tuple of 2 elements is required, not of 1");
}
END_TEST

START_TEST(null_and_unknown_take_on_the_type)
{
    ck_assert(converts("null", &rf_type_number));
    ck_assert_int_eq(converted.kind, RF_NULL);
    ck_assert_ptr_eq(converted.type, &rf_type_number);
    ck_assert(converts("unknown", rf_type_list(arena, &rf_type_string)));
    ck_assert_rf_str(rf_type_text(arena, converted.type), "list(string)");
    ck_assert(!converts("unknown_text", rf_type_list(arena, &rf_type_string)));
    ck_assert(converts("\"a${unknown}\"", &rf_type_string));
    ck_assert_uint_eq(converted.as.unknown.n, 2);
}
END_TEST

START_TEST(a_failed_conversion_yields_an_unknown_of_the_type)
{
    ck_assert(!converts("[]", &rf_type_number));
    ck_assert_int_eq(converted.kind, RF_UNKNOWN);
    ck_assert_ptr_eq(converted.type, &rf_type_number);
}
END_TEST

START_TEST(sensitive_elements_make_a_set_sensitive)
{
    ck_assert(converts("[secret, \"a\"]", rf_type_set(arena, &rf_type_string)));
    ck_assert_uint_eq(converted.marks, RF_MARK_SENSITIVE);
    ck_assert(converts("[secret, \"a\"]", rf_type_list(arena, &rf_type_string)));
    ck_assert_uint_eq(converted.marks, 0);
    ck_assert_uint_eq(converted.as.list.at[0].marks, RF_MARK_SENSITIVE);
}
END_TEST

START_TEST(types_of_literals_are_tuples_and_objects)
{
    static const char *const cases[][2] = {
        {"[1, \"a\"]", "tuple([number, string])"},
        {"{b = [], a = true}", "object({a = bool, b = tuple([])})"},
        {"tolist([1])", "list(number)"},
        {"toset([\"a\"])", "set(string)"},
        {"tomap({a = [1]})", "map(tuple([number]))"},
        {"null", "any"},
        {"tostring(null)", "string"},
        {"unknown_text", "string"},
        {"regexall(\"(a)\", \"\")", "list(tuple([string]))"},
        {"keys({a = 1})", "tuple([string])"},
        {"keys(tomap({a = 1}))", "list(string)"},
        {"tolist([{a = 1}])[*].a", "list(number)"},
        {"[{a = 1}][*].a", "tuple([number])"},
        {"setproduct([1], [\"a\"])", "list(tuple([number, string]))"},
        {"merge(tomap({a = 1}), tomap({b = 2}))", "map(number)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rf_value value = eval(cases[i][0]);
        ck_assert_msg(said.errors == 0, "%s: %s", cases[i][0], diags_text(&said));
        ck_assert_rf_str(rf_type_text(arena, rf_type_of(arena, &value)), cases[i][1]);
    }
}
END_TEST

START_TEST(types_unify_to_the_one_all_convert_to)
{
    static const char *const cases[][3] = {
        {"1", "\"a\"", "string"},
        {"1", "true", NULL},
        {"[1]", "[\"a\"]", "tuple([string])"},
        {"[1]", "[\"a\", true]", "list(string)"},
        {"[]", "[]", "tuple([])"},
        {"{a = 1}", "{a = \"x\"}", "object({a = string})"},
        {"{a = 1}", "{b = \"x\"}", "map(string)"},
        {"{a = 1}", "{b = []}", NULL},
        {"tolist([1])", "[\"a\"]", "list(string)"},
        {"tolist([1])", "toset([\"a\"])", "list(number)"},
        {"tomap({a = 1})", "{b = \"x\"}", "map(string)"},
        {"[1]", "{a = 1}", NULL},
        {"1", "[1]", NULL},
        {"null", "1", "number"},
        {"[null]", "[1]", "tuple([number])"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rf_value a = eval(cases[i][0]), b = eval(cases[i][1]);
        const rf_type *types[] = {rf_type_of(arena, &a), rf_type_of(arena, &b)};
        const rf_type *type = rf_unify(arena, types, 2);
        ck_assert_msg((type == NULL) == (cases[i][2] == NULL), "%s and %s", cases[i][0],
                      cases[i][1]);
        if (type != NULL)
            ck_assert_rf_str(rf_type_text(arena, type), cases[i][2]);
    }
    ck_assert_ptr_null(rf_unify(arena, NULL, 0));
}
END_TEST

START_TEST(only_primitives_have_a_text)
{
    rf_str text;
    rf_value value = eval("1.50");
    ck_assert(rf_value_text(arena, &value, &text));
    ck_assert_rf_str(text, "1.5");
    value = eval("[]");
    ck_assert(!rf_value_text(arena, &value, &text));
    ck_assert(!rf_value_text(arena, &rf_value_null, &text));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("eval: conversions");
    TCase *tests = test_case(suite, "convert");
    tcase_add_test(tests, primitives_convert_to_one_another);
    tcase_add_test(tests, strings_are_numbers_as_terraform_reads_them);
    tcase_add_test(tests, a_tuple_becomes_a_list_with_its_elements);
    tcase_add_test(tests, a_set_is_sorted_and_has_each_element_once);
    tcase_add_test(tests, what_is_unknown_in_a_set_stays);
    tcase_add_test(tests, an_object_becomes_a_map);
    tcase_add_test(tests, an_open_element_type_is_what_all_elements_have_in_common);
    tcase_add_test(tests, an_object_type_drops_fills_in_and_demands);
    tcase_add_test(tests, all_missing_attributes_are_named);
    tcase_add_test(tests, the_path_to_the_element_is_said);
    tcase_add_test(tests, a_tuple_type_has_its_length);
    tcase_add_test(tests, null_and_unknown_take_on_the_type);
    tcase_add_test(tests, a_failed_conversion_yields_an_unknown_of_the_type);
    tcase_add_test(tests, sensitive_elements_make_a_set_sensitive);
    tests = test_case(suite, "types");
    tcase_add_test(tests, types_of_literals_are_tuples_and_objects);
    tcase_add_test(tests, types_unify_to_the_one_all_convert_to);
    tcase_add_test(tests, only_primitives_have_a_text);
    return run_suite(suite);
}

#include "hcl/hcl.h"
#include "support.h"
#include "terraform/variables.h"
#include "json/write.h"

#include <json-c/json.h>
#include <string.h>

/* What a test looks at: a module, its assignments, what was said. */
typedef struct bench {
    rf_module module;
    rf_variable_list variables;
    rf_diags diags;
} bench;

static bench new_bench(void)
{
    return (bench){.diags = rf_diags_new(arena)};
}

static rf_source *file(const char *path, const char *text)
{
    return rf_source_new(arena, rf_str_c(path), rf_str_c(text));
}

static void declare_in(bench *b, const char *path, const char *text)
{
    rf_module_add(arena, &b->module, rf_hcl_read(arena, file(path, text), &b->diags), &b->diags);
}

static void declare(bench *b, const char *text)
{
    declare_in(b, "variables.tf", text);
    rf_module_finish(arena, &b->module);
}

static void assign(bench *b, const char *path, const char *text)
{
    rf_str name = rf_str_c(path);
    bool json = rf_ends(name, RF_STR(".json"));
    rf_variables_read(arena, file(path, text), json, rf_precedence_of_file(name), 0, &b->variables,
                      &b->diags);
}

static void assign_on_command_line(bench *b, const char *assignment, unsigned order)
{
    rf_variables_assign(arena, file("--var", assignment), RF_PRECEDENCE_COMMAND, order, &b->module,
                        &b->variables, &b->diags);
}

static void resolve(bench *b)
{
    rf_variables_resolve(arena, &b->variables, &b->module, &b->diags);
}

static const rf_variable *variable(const bench *b, const char *name)
{
    const rf_variable *found = NULL;
    for (size_t i = 0; i < b->variables.n; i++)
        if (rf_eq_c(b->variables.at[i].name, name) && b->variables.at[i].effective)
            found = &b->variables.at[i];
    ck_assert_msg(found != NULL, "no effective assignment of %s\n%s", name, diags_text(&b->diags));
    return found;
}

static const char *json_of(const rf_value *value)
{
    struct json_object *object = rf_json_from_value(value);
    rf_str text = rf_json_text(arena, object, false);
    json_object_put(object);
    return rf_cstr(arena, text);
}

static const char *value_of(const bench *b, const char *name)
{
    return json_of(&variable(b, name)->value);
}

/* --- Declarations --- */

static const struct {
    const char *written, *type;
} types[] = {
    {"string", "string"},
    {"any", "any"},
    {"list", "list(any)"},
    {"map", "map(any)"},
    {"\"list\"", "list(string)"},
    {"\"map\"", "map(string)"},
    {"\"number\"", "number"},
    {"set(list(map(number)))", "set(list(map(number)))"},
    {"tuple([string, any])", "tuple([string, any])"},
    {"object({ b = bool, a = optional(string, \"x\") })",
     "object({a = optional(string), b = bool})"},
    {"list(strng)", "any"},
};

START_TEST(types_are_read)
{
    bench b = new_bench();
    rf_str text = rf_format(arena, "variable \"x\" {\n type = %s\n}\n", types[_i].written);
    declare(&b, rf_cstr(arena, text));
    const rf_declaration *x = rf_module_variable(&b.module, RF_STR("x"));
    ck_assert_ptr_nonnull(x);
    ck_assert_rf_str(rf_type_text(arena, x->type), types[_i].type);
    ck_assert_uint_ne(x->given & RF_GIVEN_TYPE, 0);
}
END_TEST

START_TEST(every_mistake_of_a_type_is_reported)
{
    bench b = new_bench();
    declare(&b, "variable \"x\" {\n  type = object({ a = int, b = list(boolean), a = set })\n}\n");
    ck_assert_str_eq(diags_text(&b.diags),
                     "2:23-2:26 there is no type \"int\"\n"
                     "2:37-2:44 there is no type \"boolean\"\n"
                     "2:47-2:48 the attribute \"a\" stands twice in this type\n"
                     "2:51-2:54 set needs one argument: the type of its elements\n");
    ck_assert_rf_str(b.diags.list.at[0].help, "did you mean number?");
    ck_assert_rf_str(b.diags.list.at[1].help, "did you mean bool?");
}
END_TEST

START_TEST(default_is_converted_and_flags_are_read)
{
    bench b = new_bench();
    declare(&b, "variable \"a\" {\n  type = list(string)\n  default = [1, true]\n"
                "  sensitive = true\n  nullable = false\n  description = \"d\"\n}\n"
                "variable \"b\" {}\n");
    const rf_declaration *a = rf_module_variable(&b.module, RF_STR("a"));
    ck_assert(rf_is_string(&a->fallback->as.list.at[0]));
    ck_assert(a->sensitive && !a->nullable);
    ck_assert_uint_ne(a->fallback->as.list.at[1].marks & RF_MARK_SENSITIVE, 0);
    ck_assert_rf_str(a->description, "d");
    const rf_declaration *without = rf_module_variable(&b.module, RF_STR("b"));
    ck_assert_ptr_null(without->fallback);
    ck_assert(without->nullable && !without->sensitive && without->type->kind == RF_TYPE_ANY);
    ck_assert_uint_eq(without->given, 0);
    ck_assert_ptr_null(rf_module_variable(&b.module, RF_STR("c")));
}
END_TEST

START_TEST(variable_declared_twice_names_both_places)
{
    bench b = new_bench();
    declare_in(&b, "a.tf", "variable \"x\" {}\n");
    declare_in(&b, "b.tf", "\nvariable \"x\" {}\n");
    rf_module_finish(arena, &b.module);
    ck_assert_str_eq(diags_text(&b.diags), "2:10-2:13 the variable \"x\" is declared twice\n");
    rf_place first = rf_locate(b.diags.list.at[0].related[0].span);
    ck_assert_rf_str(first.path, "a.tf");
    ck_assert_uint_eq(first.line, 1);
    ck_assert_uint_eq(b.module.declarations.n, 1);
}
END_TEST

START_TEST(override_file_replaces_arguments)
{
    bench b = new_bench();
    if (_i == 1)
        declare_in(&b, "m/x_override.tf", "variable \"x\" { default = 5 }\n");
    declare_in(&b, "m/x.tf", "variable \"x\" {\n  type = string\n  sensitive = true\n}\n");
    if (_i == 0)
        declare_in(&b, "m/x_override.tf", "variable \"x\" { default = 5 }\n");
    rf_module_finish(arena, &b.module);
    ck_assert_str_eq(diags_text(&b.diags), "");
    const rf_declaration *x = rf_module_variable(&b.module, RF_STR("x"));
    ck_assert_rf_str(rf_text_of(x->fallback), "5");
    ck_assert(x->sensitive);
    ck_assert_rf_str(rf_locate(x->span).path, "m/x.tf");
}
END_TEST

START_TEST(override_that_breaks_the_default_is_an_error)
{
    bench b = new_bench();
    declare_in(&b, "x.tf", "variable \"x\" { default = \"a\" }\n");
    declare_in(&b, "override.tf", "variable \"x\" { type = number }\n");
    ck_assert_uint_eq(b.diags.errors, 1);
}
END_TEST

START_TEST(unknown_argument_suggests_the_nearest)
{
    bench b = new_bench();
    declare(&b, "variable \"x\" { sensitiv = true }\n");
    ck_assert_str_eq(diags_text(&b.diags), "1:16-1:24 a variable has no argument \"sensitiv\"\n");
    ck_assert_rf_str(b.diags.list.at[0].help, "did you mean \"sensitive\"?");
}
END_TEST

START_TEST(many_declarations_take_linear_time)
{
    rf_buf text = rf_buf_new(arena);
    for (unsigned i = 0; i < 50000; i++)
        rf_buf_format(&text, "variable \"v%u\" { type = list }\n", i);
    bench b = new_bench();
    declare(&b, rf_cstr(arena, rf_buf_str(&text)));
    ck_assert_uint_eq(b.module.declarations.n, 50000);
    ck_assert_rf_str(rf_module_variable(&b.module, RF_STR("v49999"))->name, "v49999");
}
END_TEST

/* --- Files, the command line, precedence --- */

static const struct {
    const char *name;
    rf_precedence precedence;
} precedences[] = {
    {"terraform.tfvars", RF_PRECEDENCE_TFVARS},
    {"a/b/terraform.tfvars", RF_PRECEDENCE_TFVARS},
    {"terraform.tfvars.json", RF_PRECEDENCE_TFVARS_JSON},
    {"x.auto.tfvars", RF_PRECEDENCE_AUTO},
    {"terraform.auto.tfvars", RF_PRECEDENCE_AUTO},
    {"m/x.auto.tfvars.json", RF_PRECEDENCE_AUTO},
    {".auto.tfvars", RF_PRECEDENCE_AUTO},
    {"prod.tfvars", RF_PRECEDENCE_NONE},
    {"prod.tfvars.json", RF_PRECEDENCE_NONE},
    {"my-terraform.tfvars", RF_PRECEDENCE_NONE},
    {"auto.tfvars", RF_PRECEDENCE_NONE},
    {"terraform.tfvars/x.vars", RF_PRECEDENCE_NONE},
};

START_TEST(precedence_is_told_by_the_file_name)
{
    ck_assert_int_eq(rf_precedence_of_file(rf_str_c(precedences[_i].name)),
                     precedences[_i].precedence);
}
END_TEST

START_TEST(higher_precedence_wins)
{
    bench b = new_bench();
    declare(&b, "variable \"x\" {}\n");
    assign_on_command_line(&b, "x=first", 1);
    assign(&b, "z.auto.tfvars", "x = \"auto\"\n");
    assign_on_command_line(&b, "x=last", 2);
    assign(&b, "terraform.tfvars.json", "{\"x\": \"json\"}");
    assign(&b, "terraform.tfvars", "x = \"tfvars\"\n");
    rf_variables_assign(arena, file("TF_VAR_x", "TF_VAR_x=env"), RF_PRECEDENCE_ENVIRONMENT, 0,
                        &b.module, &b.variables, &b.diags);
    resolve(&b);
    static const char *const order[] = {"last", "first", "auto", "json", "tfvars", "env"};
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++) {
        rf_variables_resolve(arena, &b.variables, &b.module, &b.diags);
        const rf_variable *winner = variable(&b, "x");
        ck_assert_rf_str(rf_text_of(&winner->value), order[k]);
        size_t at = (size_t)(winner - b.variables.at);
        memmove(&b.variables.at[at], &b.variables.at[at + 1],
                (b.variables.n - at - 1) * sizeof b.variables.at[0]);
        b.variables.n--;
    }
}
END_TEST

START_TEST(file_that_nothing_loads_stands_alone)
{
    bench b = new_bench();
    declare(&b, "variable \"x\" {}\n");
    assign(&b, "prod.tfvars", "x = 1\n");
    assign(&b, "dev.tfvars", "x = 2\n");
    assign(&b, "terraform.tfvars", "x = 3\n");
    resolve(&b);
    for (size_t i = 0; i < 3; i++)
        ck_assert(b.variables.at[i].effective);
}
END_TEST

START_TEST(block_in_a_variable_file_is_refused_and_the_rest_is_read)
{
    bench b = new_bench();
    assign(&b, "prod.tfvars",
           "a = 1\n\n\n\n\n\nvariable \"x\" {\n}\nresource \"y\" \"z\" {\n}\nb = 2\n");
    ck_assert_str_eq(
        diags_text(&b.diags),
        "7:1-7:13 a variable file holds \"name = value\" only; blocks belong into a .tf file\n"
        "9:1-9:17 a variable file holds \"name = value\" only; blocks belong into a .tf file\n");
    ck_assert_rf_str(b.diags.list.at[0].help,
                     "declare it in a .tf file; to set it here, write x = ...");
    ck_assert_str_eq(value_of(&b, "a"), "1");
    ck_assert_str_eq(value_of(&b, "b"), "2");
}
END_TEST

START_TEST(json_file_is_one_object)
{
    bench b = new_bench();
    assign(&b, "p.tfvars.json", "[{\"x\": 1}]");
    ck_assert_str_eq(diags_text(&b.diags),
                     "1:1-1:11 a variable file in JSON is one object; this is a list\n");
    ck_assert_uint_eq(b.variables.n, 0);
}
END_TEST

START_TEST(json_comment_is_no_variable_and_large_numbers_are_exact)
{
    bench b = new_bench();
    assign(&b, "p.tfvars.json",
           "{\"//\": \"a\", \"//\": \"b\", \"x\": 12345678901234567890, \"y\": {\"//\": 1}}");
    ck_assert_str_eq(diags_text(&b.diags), "");
    ck_assert_uint_eq(b.variables.n, 2);
    ck_assert_str_eq(value_of(&b, "x"), "12345678901234567890");
    ck_assert_str_eq(value_of(&b, "y"), "{\"//\":1}");
}
END_TEST

START_TEST(name_assigned_twice_in_one_file_names_both_places)
{
    static const char *const texts[][2] = {
        {"p.tfvars", "x = 1\ny = 2\nx = 3\n"},
        {"p.tfvars.json", "{\"x\": 1,\n \"y\": 2,\n \"x\": 3}"},
    };
    bench b = new_bench();
    assign(&b, texts[_i][0], texts[_i][1]);
    ck_assert_uint_eq(b.diags.errors, 1);
    ck_assert_uint_eq(rf_locate(b.diags.list.at[0].span).line, 3);
    ck_assert_uint_eq(b.diags.list.at[0].related_count, 1);
    ck_assert_uint_eq(rf_locate(b.diags.list.at[0].related[0].span).line, 1);
}
END_TEST

START_TEST(assignment_keeps_its_places)
{
    bench b = new_bench();
    declare(&b, "variable \"l\" { type = list(string) }\nvariable \"s\" {}\n");
    assign_on_command_line(&b, "l=[\"a\", 5]", 0);
    assign_on_command_line(&b, "s=10.0.0.0/16", 1);
    resolve(&b);
    rf_place item = rf_locate(variable(&b, "l")->value.as.list.at[1].span);
    ck_assert_uint_eq(item.column, 9);
    ck_assert_rf_str(item.path, "--var");
    const rf_value *s = &variable(&b, "s")->value;
    rf_source *inner = rf_value_embed(arena, s);
    rf_place place = rf_locate((rf_span){inner, 3, 4});
    ck_assert_uint_eq(place.column, 6);
}
END_TEST

START_TEST(undeclared_name_suggests_the_nearest)
{
    bench b = new_bench();
    declare(&b, "variable \"reserved_cidr\" {}\nvariable \"region\" {}\n");
    assign(&b, "p.tfvars", "reserved_cdir = \"10.0.0.0/16\"\nzzzzzzzz = 1\n");
    assign_on_command_line(&b, "regoin=x", 0);
    rf_variables_assign(arena, file("TF_VAR_other", "other=x"), RF_PRECEDENCE_ENVIRONMENT, 0,
                        &b.module, &b.variables, &b.diags);
    resolve(&b);
    ck_assert_str_eq(diags_text(&b.diags), "1:1-1:14 no variable \"reserved_cdir\" is declared\n"
                                           "2:1-2:9 no variable \"zzzzzzzz\" is declared\n"
                                           "1:1-1:7 no variable \"regoin\" is declared\n");
    static const rf_severity severities[] = {RF_WARNING, RF_WARNING, RF_ERROR};
    for (size_t i = 0; i < 3; i++) {
        ck_assert_str_eq(b.diags.list.at[i].code, "terraform-undeclared");
        ck_assert_int_eq(b.diags.list.at[i].severity, severities[i]);
    }
    ck_assert_rf_str(b.diags.list.at[0].help, "did you mean \"reserved_cidr\"?");
    ck_assert_uint_eq(b.diags.list.at[1].related_count, 0);
}
END_TEST

START_TEST(variable_file_on_the_command_line_only_warns_of_undeclared_names)
{
    bench b = new_bench();
    declare(&b, "variable \"x\" {}\n");
    rf_variables_read(arena, file("p.tfvars", "y = 1\n"), false, RF_PRECEDENCE_COMMAND, 0,
                      &b.variables, &b.diags);
    resolve(&b);
    ck_assert_uint_eq(b.diags.list.n, 1);
    ck_assert_int_eq(b.diags.list.at[0].severity, RF_WARNING);
}
END_TEST

START_TEST(value_that_does_not_fit_names_the_declaration)
{
    bench b = new_bench();
    declare(&b,
            "\nvariable \"subnets\" {\n  type = list(object({ cidr = string, az = string }))\n}\n");
    assign(&b, "p.tfvars", "subnets = [{ cidr = \"10.0.0.0/24\" }]\n");
    resolve(&b);
    ck_assert_str_eq(diags_text(&b.diags),
                     "1:11-1:37 the value does not fit the variable \"subnets\": element 0: "
                     "attribute \"az\" is required\n");
    const rf_diag *diag = &b.diags.list.at[0];
    ck_assert_str_eq(diag->code, "terraform-type");
    ck_assert_rf_str(diag->help, "the variable is declared as "
                                 "list(object({az = string, cidr = string}))");
    ck_assert_uint_eq(diag->related_count, 1);
    ck_assert_rf_str(diag->related[0].message, "declared here");
    ck_assert_uint_eq(rf_locate(diag->related[0].span).line, 2);
    ck_assert_int_eq(variable(&b, "subnets")->value.kind, RF_UNKNOWN);
}
END_TEST

START_TEST(overridden_value_need_not_fit)
{
    bench b = new_bench();
    declare(&b, "variable \"x\" { type = number }\n");
    assign(&b, "terraform.tfvars", "x = \"abc\"\n");
    assign_on_command_line(&b, "x=5", 0);
    resolve(&b);
    ck_assert_str_eq(diags_text(&b.diags), "");
}
END_TEST

START_TEST(without_a_module_values_stay_as_written)
{
    bench b = new_bench();
    assign(&b, "p.tfvars", "x = [1, \"a\"]\n");
    rf_variables_resolve(arena, &b.variables, NULL, &b.diags);
    ck_assert_str_eq(diags_text(&b.diags), "");
    ck_assert_str_eq(value_of(&b, "x"), "[1,\"a\"]");
}
END_TEST

/* --- What must not be printed --- */

START_TEST(sensitive_values_are_marked_all_through)
{
    bench b = new_bench();
    declare(&b, "variable \"s\" {\n  type = map(list(string))\n  sensitive = true\n}\n"
                "variable \"p\" {}\nvariable \"open\" {}\n");
    assign(&b, "p.tfvars",
           "s = { a = [\"one\"] }\np = { user = \"u\", password = \"hunter2\" }\n"
           "open = { a = [\"x\"] }\n");
    resolve(&b);
    const rf_value *list = rf_value_get_c(&variable(&b, "s")->value, "a");
    ck_assert_uint_eq(list->marks & RF_MARK_SENSITIVE, RF_MARK_SENSITIVE);
    ck_assert_uint_eq(list->as.list.at[0].marks & RF_MARK_SENSITIVE, RF_MARK_SENSITIVE);
    ck_assert(variable(&b, "s")->sensitive && variable(&b, "s")->secret.n == 0);
    ck_assert(variable(&b, "p")->sensitive);
    ck_assert_rf_str(variable(&b, "p")->secret, "password");
    ck_assert(rf_value_has_mark(&variable(&b, "p")->value, RF_MARK_SENSITIVE));
    ck_assert(!variable(&b, "open")->sensitive);
    ck_assert(!rf_value_has_mark(&variable(&b, "open")->value, RF_MARK_SENSITIVE));
}
END_TEST

/* Each holds the word in a place where a reader or a conversion fails. */
static const struct {
    const char *path, *text;
} leaks[] = {
    {"p.tfvars", "db_password = hunter2secret\n"},
    {"p.tfvars", "db_password = hunter2secret.x[0]\n"},
    {"p.tfvars", "db_password = hunter2secret(1)\n"},
    {"p.tfvars", "db_password = \"${hunter2secret}\"\n"},
    {"p.tfvars", "db_password = \"hunter2secret\n"},
    {"p.tfvars", "db_password = hunter2secret hunter2secret\n"},
    {"p.tfvars", "db_password = 'hunter2secret'\n"},
    {"p.tfvars", "db_password = { hunter2secret }\n"},
    {"p.tfvars", "db_password = \"\\hunter2secret\"\n"},
    {"p.tfvars", "db_password = [\n  hunter2secret,\n  upper(hunter2secret),\n]\n"},
    {"p.tfvars.json", "{\"db_password\": [\n  hunter2secret,\n  1\n]}"},
    {"p.tfvars", "opaque = hunter2secret\n"},
    {"p.tfvars", "opaque = { hunter2secret = [] }\n"},
    {"p.tfvars", "opaque = [\n  hunter2secret,\n]\n"},
    {"p.tfvars", "opaque = hunter2secret hunter2secret\nx = 1\n"},
    {"p.tfvars", "opaque = [\"hunter2secret\"]\n"},
    {"p.tfvars", "opaque = { a = { hunter2secret = [] } }\n"},
    {"p.tfvars", "db_password = [\"hunter2secret\"]\n"},
    {"p.tfvars", "token_number = \"hunter2secret\"\n"},
    {"p.tfvars.json", "{\"db_password\": hunter2secret}"},
    {"p.tfvars.json", "{\"x\": 1, \"db_password\": 'hunter2secret'}"},
    {"p.tfvars.json", "{\"opaque\": {\"hunter2secret\": []}}"},
    {"p.tfvars.json", "{\"opaque\": hunter2secret, \"x\": 1}"},
    {"--var", "opaque={hunter2secret=[]}"},
    {"--var", "opaque=hunter2secret"},
    {"--var", "opaque=[hunter2secret"},
    {"--var", "opaque=\"${hunter2secret}\""},
    {"--var", "db_password=hunter2secret"},
    {"--var", "hunter2secret"},
};

static void refuse_quotes(const bench *b)
{
    static const rf_str word = {"hunter2", 7};
    for (size_t i = 0; i < b->diags.list.n; i++) {
        const rf_diag *diag = &b->diags.list.at[i];
        ck_assert_uint_eq(rf_find(diag->message, word), RF_NOT_FOUND);
        ck_assert_uint_eq(rf_find(diag->help, word), RF_NOT_FOUND);
        for (size_t k = 0; k < diag->related_count; k++)
            ck_assert_uint_eq(rf_find(diag->related[k].message, word), RF_NOT_FOUND);
    }
}

START_TEST(no_message_quotes_a_secret)
{
    const char *text = leaks[_i].text;
    bench b = new_bench();
    declare(&b, "variable \"db_password\" { type = string }\nvariable \"x\" {}\n"
                "variable \"opaque\" {\n  type = map(string)\n  sensitive = true\n}\n"
                "variable \"token_number\" {\n  type = number\n  sensitive = true\n}\n");
    if (strcmp(leaks[_i].path, "--var") == 0)
        assign_on_command_line(&b, text, 0);
    else
        assign(&b, leaks[_i].path, text);
    if (strstr(text, "opaque") == NULL) /* the name alone tells */
        refuse_quotes(&b);
    resolve(&b);
    refuse_quotes(&b);
}
END_TEST

START_TEST(no_message_of_a_declaration_quotes_a_secret)
{
    static const char *const texts[] = {
        "variable \"p\" {\n  sensitive = true\n  default = hunter2\n}\n",
        ("variable \"p\" {\n  default = { hunter2 = [] }\n  type = map(string)\n"
         "  sensitive = true\n}\n"),
        "variable \"db_password\" { default = hunter2 }\n",
    };
    bench b = new_bench();
    declare(&b, texts[_i]);
    ck_assert_uint_eq(b.diags.errors, 1);
    ck_assert_uint_eq(rf_find(b.diags.list.at[0].message, RF_STR("hunter2")), RF_NOT_FOUND);
    ck_assert_uint_eq(rf_find(b.diags.list.at[0].help, RF_STR("hunter2")), RF_NOT_FOUND);
}
END_TEST

#define LOOP(tests, test, table) tcase_add_loop_test(tests, test, 0, sizeof table / sizeof table[0])

static void add_declarations(Suite *suite)
{
    TCase *tests = test_case(suite, "declarations");
    LOOP(tests, types_are_read, types);
    tcase_add_test(tests, every_mistake_of_a_type_is_reported);
    tcase_add_test(tests, default_is_converted_and_flags_are_read);
    tcase_add_test(tests, variable_declared_twice_names_both_places);
    tcase_add_loop_test(tests, override_file_replaces_arguments, 0, 2);
    tcase_add_test(tests, override_that_breaks_the_default_is_an_error);
    tcase_add_test(tests, unknown_argument_suggests_the_nearest);
    tcase_add_test(tests, many_declarations_take_linear_time);
}

static void add_assignments(Suite *suite)
{
    TCase *tests = test_case(suite, "assignments");
    LOOP(tests, precedence_is_told_by_the_file_name, precedences);
    tcase_add_test(tests, higher_precedence_wins);
    tcase_add_test(tests, file_that_nothing_loads_stands_alone);
    tcase_add_test(tests, block_in_a_variable_file_is_refused_and_the_rest_is_read);
    tcase_add_test(tests, json_file_is_one_object);
    tcase_add_test(tests, json_comment_is_no_variable_and_large_numbers_are_exact);
    tcase_add_loop_test(tests, name_assigned_twice_in_one_file_names_both_places, 0, 2);
    tcase_add_test(tests, assignment_keeps_its_places);
    tcase_add_test(tests, undeclared_name_suggests_the_nearest);
    tcase_add_test(tests, variable_file_on_the_command_line_only_warns_of_undeclared_names);
    tcase_add_test(tests, value_that_does_not_fit_names_the_declaration);
    tcase_add_test(tests, overridden_value_need_not_fit);
    tcase_add_test(tests, without_a_module_values_stay_as_written);
}

static void add_sensitive(Suite *suite)
{
    TCase *tests = test_case(suite, "sensitive values");
    tcase_add_test(tests, sensitive_values_are_marked_all_through);
    LOOP(tests, no_message_quotes_a_secret, leaks);
    tcase_add_loop_test(tests, no_message_of_a_declaration_quotes_a_secret, 0, 3);
}

int main(void)
{
    Suite *suite = suite_create("terraform");
    add_declarations(suite);
    add_assignments(suite);
    add_sensitive(suite);
    return run_suite(suite);
}

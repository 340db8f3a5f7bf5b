/* Files: recognised, grouped, read; variables in their order; secrets out of sight. */
#include "folders.h"

#include "base/limits.h"
#include "input/inputs.h"
#include "input/recognise.h"

static rf_inputs *inputs;

static void make_inputs(void)
{
    inputs = rf_inputs_new(arena);
}

static void add(const char *path, const char *text)
{
    rf_inputs_add_text(inputs, rf_str_c(path), rf_str_c(text));
}

static const rf_file *file_named(const char *name)
{
    for (size_t i = 0; i < inputs->files.n; i++)
        if (rf_ends(inputs->files.at[i]->path, rf_str_c(name)))
            return inputs->files.at[i];
    return NULL;
}

/* "kind path" of each file, a line each, without the folder of the test. */
static const char *files_text(void)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < inputs->files.n; i++) {
        const rf_file *file = inputs->files.at[i];
        size_t cut = rf_starts(file->path, rf_str_c(folder)) ? strlen(folder) + 1 : 0;
        rf_buf_format(&buf, "%s: %.*s%s\n", rf_file_kind_name(file->kind),
                      RF_ARG(rf_slice(file->path, cut, file->path.n)),
                      file->broken ? " (broken)" : "");
    }
    return rf_cstr(arena, rf_buf_str(&buf));
}

static const char policy_text[] =
    "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\",\n"
    "  \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}]}";

/* --- what a file is --- */

static const struct {
    const char *path, *text;
    rf_file_kind kind;
} kinds[] = {
    {"any.json", policy_text, RF_FILE_POLICY},
    {"any", policy_text, RF_FILE_POLICY},
    {"<stdin>", policy_text, RF_FILE_POLICY},
    {"p.json", "{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}}",
     RF_FILE_POLICY},
    {"p.json", "{\"Statment\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}",
     RF_FILE_POLICY},
    {"p.json", "{\"statement\": [{\"effect\": \"Allow\", \"action\": \"*\", \"resource\": \"*\"}]}",
     RF_FILE_POLICY},
    {"p.json", "{\"Version\": \"2012-10-17\", \"Statement\": []}", RF_FILE_POLICY},
    {"p.json", "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": ",
     RF_FILE_POLICY},
    {"p.json", "\xEF\xBB\xBF{\"Version\": \"2012-10-17\", \"Statement\": []}", RF_FILE_POLICY},
    {"a.tfvars", "a = 1", RF_FILE_VARIABLES},
    {"a.auto.tfvars", "a = 1", RF_FILE_VARIABLES},
    {"a.tfvars", "{\"Statement\": []}", RF_FILE_VARIABLES},
    {"a.tfvars.json", "{\"a\": 1}", RF_FILE_VARIABLES},
    {"main.tf", "variable \"a\" {}", RF_FILE_TEMPLATE},
    {"terraform.tfstate", "{}", RF_FILE_STATE},
    {"terraform.tfstate.backup", "{}", RF_FILE_STATE},
    {"terraform.state", "", RF_FILE_STATE},
    {"pulled.json", "{\"version\": 4, \"serial\": 1, \"lineage\": \"x\", \"outputs\": {}}",
     RF_FILE_STATE},
    {"plan.json",
     "{\"format_version\": \"1.2\", \"terraform_version\": \"1.9.0\", \"variables\": {}}",
     RF_FILE_PLAN},
    {"v.json", "{\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/16\"}]}",
     RF_FILE_INVENTORY},
    {"v.json", "[\"10.0.0.0/16\", \"10.1.0.0/16\"]", RF_FILE_INVENTORY},
    {"o.json", "{\"vpc\": {\"sensitive\": false, \"type\": \"string\", \"value\": \"x\"}}",
     RF_FILE_OUTPUTS},
    {"package.json", "{\"name\": \"x\", \"version\": \"1.0.0\", \"dependencies\": {}}",
     RF_FILE_UNRECOGNISED},
    {"tsconfig.json", "{ // options\n \"compilerOptions\": {} }", RF_FILE_UNRECOGNISED},
    {"x.json", "", RF_FILE_UNRECOGNISED},
    {"x.json", "[]", RF_FILE_UNRECOGNISED},
    {"x.json", "null", RF_FILE_UNRECOGNISED},
    {"x.json", "{\"Statement\": \"of the case\"}", RF_FILE_UNRECOGNISED},
    {"x.json", "[{\"action\": \"run\", \"resource\": \"disk\"}]", RF_FILE_UNRECOGNISED},
};

START_TEST(file_is_recognised_by_content_and_name)
{
    make_inputs();
    add(kinds[_i].path, kinds[_i].text);
    ck_assert_uint_eq(inputs->files.n, 1);
    ck_assert_str_eq(rf_file_kind_name(inputs->files.at[0]->kind),
                     rf_file_kind_name(kinds[_i].kind));
}
END_TEST

START_TEST(other_json_in_a_folder_is_passed_over_in_silence)
{
    make_inputs();
    put_file("package.json", "{\"name\": \"x\", \"version\": \"1.0.0\"}");
    put_file("tsconfig.json", "{ // options\n \"compilerOptions\": {}, }");
    put_file("data.json", "{\"broken\": ");
    put_file("empty.json", "");
    put_file("README.md", "# x");
    put_file("run.sh", "x");
    rf_inputs_add_path(inputs, rf_str_c(folder));
    rf_inputs_finish(inputs);
    ck_assert_str_eq(files_text(), "");
    ck_assert_uint_eq(inputs->unknowns.n, 0);
    ck_assert_uint_eq(inputs->diags.list.n, 0);
}
END_TEST

START_TEST(other_json_that_is_named_is_an_unknown)
{
    make_inputs();
    put_file("package.json", "{\"name\": \"x\", \"version\": \"1.0.0\"}");
    rf_inputs_add_path(inputs, rf_str_c(path_in("package.json")));
    ck_assert_uint_eq(inputs->files.n, 1);
    ck_assert_uint_eq(inputs->unknowns.n, 1);
    ck_assert_rf_str(inputs->unknowns.at[0].what, "what this file is");
}
END_TEST

START_TEST(file_passed_over_in_a_folder_may_still_be_named)
{
    make_inputs();
    put_file("package.json", "{\"name\": \"x\"}");
    rf_inputs_add_path(inputs, rf_str_c(folder));
    ck_assert_uint_eq(inputs->unknowns.n, 0);
    rf_inputs_add_path(inputs, rf_str_c(path_in("package.json")));
    ck_assert_uint_eq(inputs->unknowns.n, 1);
}
END_TEST

START_TEST(state_file_is_not_read)
{
    make_inputs();
    put_file("terraform.tfstate", "{\"password\": \"x\"");
    rf_inputs_add_path(inputs, rf_str_c(folder));
    ck_assert_str_eq(files_text(), "state: terraform.tfstate\n");
    ck_assert_uint_eq(inputs->files.at[0]->source->text.n, 0);
}
END_TEST

START_TEST(json_template_in_a_folder_is_an_unknown_not_a_pass)
{
    make_inputs();
    put_file("main.tf.json", "{\"resource\": {}}");
    rf_inputs_add_path(inputs, rf_str_c(folder));
    ck_assert_uint_eq(inputs->unknowns.n, 1);
    ck_assert_rf_str(inputs->unknowns.at[0].why, "templates in JSON are not read by this version");
}
END_TEST

/* --- which files there are --- */

START_TEST(file_counts_once_however_it_is_named)
{
    make_inputs();
    put_file("sub/policy.json", policy_text);
    rf_inputs_add_path(inputs, rf_str_c(path_in("sub/policy.json")));
    rf_inputs_add_path(inputs, rf_str_c(path_in("sub//./policy.json")));
    rf_inputs_add_path(inputs, rf_str_c(path_in("sub/")));
    rf_inputs_add_path(inputs, rf_str_c(folder));
    ck_assert_str_eq(files_text(), "policy: sub/policy.json\n");
    ck_assert_uint_eq(inputs->policies.n, 1);
    ck_assert_uint_eq(inputs->groups.n, 1);
}
END_TEST

START_TEST(files_of_one_folder_are_a_group)
{
    make_inputs();
    add("a/main.tf", "variable \"x\" {}");
    add("a/x.tfvars", "x = 1");
    add("b/x.tfvars", "x = 1");
    add("x.tfvars", "x = 1");
    ck_assert_uint_eq(inputs->groups.n, 3);
    ck_assert_ptr_eq(file_named("a/main.tf")->group, file_named("a/x.tfvars")->group);
    ck_assert_ptr_ne(file_named("a/x.tfvars")->group, file_named("b/x.tfvars")->group);
    ck_assert_rf_str(inputs->groups.at[0]->folder, "a");
    ck_assert_rf_str(inputs->groups.at[2]->folder, ".");
    ck_assert(inputs->groups.at[0]->has_module);
    ck_assert(!inputs->groups.at[1]->has_module);
}
END_TEST

START_TEST(folder_lies_within_those_above_it)
{
    static const struct {
        const char *folder, *above;
        bool within;
    } cases[] = {{"a/b", "a", true},   {"a", "a", true},  {"ab", "a", false}, {"a", "a/b", false},
                 {"a/b", ".", true},   {".", ".", true},  {"/a", ".", false}, {"../a", ".", false},
                 {"/a/b", "/a", true}, {"/a", "/", true}, {"a", "", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(rf_folder_within(rf_str_c(cases[i].folder), rf_str_c(cases[i].above)) ==
                          cases[i].within,
                      "%s within %s", cases[i].folder, cases[i].above);
}
END_TEST

START_TEST(links_to_files_are_read_and_loops_are_not_followed)
{
    make_inputs();
    put_file("real/policy.json", policy_text);
    ck_assert_int_eq(symlink("policy.json", path_in("real/link.json")), 0);
    ck_assert_int_eq(symlink("..", path_in("real/up")), 0);
    ck_assert_int_eq(symlink("nowhere", path_in("real/dangling.json")), 0);
    ck_assert_int_eq(symlink("self.json", path_in("real/self.json")), 0);
    ck_assert_int_eq(mkfifo(path_in("real/fifo.json"), 0644), 0);
    rf_inputs_add_path(inputs, rf_str_c(folder));
    ck_assert_str_eq(files_text(), "policy: real/link.json\npolicy: real/policy.json\n");
    ck_assert_uint_eq(inputs->diags.list.n, 0);
}
END_TEST

static const char *const unreadable[][2] = {
    {"missing.json", "is not there"},
    {"dangling.json", "is not there"},
    {"self.json", "is not there"},
    {"fifo.json",
     "cannot be read: is a FIFO, which may never end; give a file, or - for standard input"},
};

START_TEST(unreadable_path_is_an_error_with_its_reason)
{
    make_inputs();
    put_file("x", "");
    ck_assert_int_eq(symlink("nowhere", path_in("dangling.json")), 0);
    ck_assert_int_eq(symlink("self.json", path_in("self.json")), 0);
    ck_assert_int_eq(mkfifo(path_in("fifo.json"), 0644), 0);
    const char *path = path_in(unreadable[_i][0]);
    rf_inputs_add_path(inputs, rf_str_c(path));
    ck_assert_uint_eq(inputs->diags.errors, 1);
    ck_assert_rf_str(inputs->diags.list.at[0].message,
                     rf_cstr(arena, rf_format(arena, "%s %s", path, unreadable[_i][1])));
}
END_TEST

START_TEST(empty_path_is_no_folder)
{
    make_inputs();
    rf_inputs_add_path(inputs, RF_STR(""));
    ck_assert_uint_eq(inputs->diags.errors, 1);
    ck_assert_uint_eq(inputs->files.n, 0);
}
END_TEST

START_TEST(folders_deeper_than_the_limit_are_an_error_not_a_pass)
{
    make_inputs();
    rf_buf name = rf_buf_new(arena);
    for (int i = 0; i < RF_LIMIT_FOLDER_DEPTH + 2; i++)
        rf_buf_add_c(&name, "d/");
    rf_buf_add_c(&name, "policy.json");
    put_file(rf_cstr(arena, rf_buf_str(&name)), policy_text);
    rf_inputs_add_path(inputs, rf_str_c(folder));
    ck_assert_uint_eq(inputs->files.n, 0);
    ck_assert_uint_eq(inputs->diags.errors, 1);
}
END_TEST

/* --- variables --- */

/* "name=text" of the effective assignments, a line each. */
static const char *effective(void)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t g = 0; g < inputs->groups.n; g++)
        for (size_t i = 0; i < inputs->groups.at[g]->variables.n; i++) {
            const rf_variable *variable = &inputs->groups.at[g]->variables.at[i];
            if (variable->effective)
                rf_buf_format(&buf, "%.*s=%.*s\n", RF_ARG(variable->name),
                              RF_ARG(rf_text_of(&variable->value)));
        }
    return rf_cstr(arena, rf_buf_str(&buf));
}

START_TEST(command_line_wins_over_files_and_files_over_the_environment)
{
    make_inputs();
    put_file("m/main.tf", "variable \"a\" { type = string }");
    put_file("m/terraform.tfvars", "a = \"tfvars\"");
    put_file("m/terraform.tfvars.json", "{\"a\": \"json\"}");
    put_file("m/a.auto.tfvars", "a = \"auto a\"");
    put_file("m/b.auto.tfvars.json", "{\"a\": \"auto b\"}");
    put_file("one.tfvars", "a = \"one\"");
    put_file("two.tfvars", "a = \"two\"");
    static const char *const expected[] = {"a=auto b\n", "a=auto b\n", "a=one\n",
                                           "a=two\n",    "a=var\n",    "a=one\n"};
    for (int round = 0; round < 6; round++) {
        make_inputs();
        rf_inputs_add_path(inputs, rf_str_c(path_in("m")));
        if (round == 1)
            rf_inputs_add_environment(inputs, RF_STR("a=environment"));
        if (round >= 2)
            rf_inputs_add_var_file(inputs, rf_str_c(path_in("one.tfvars")));
        if (round >= 3)
            rf_inputs_add_var_file(inputs, rf_str_c(path_in("two.tfvars")));
        if (round >= 4)
            rf_inputs_add_var(inputs, RF_STR("a=var"));
        if (round >= 5)
            rf_inputs_add_var_file(inputs, rf_str_c(path_in("one.tfvars")));
        rf_inputs_finish(inputs);
        ck_assert_str_eq(effective(), expected[round]);
    }
}
END_TEST

START_TEST(precedence_of_files_is_that_of_terraform)
{
    static const char *const files[][2] = {{"terraform.tfvars", "a = \"1\""},
                                           {"terraform.tfvars.json", "{\"a\": \"2\"}"},
                                           {"a.auto.tfvars", "a = \"3\""},
                                           {"b.auto.tfvars", "a = \"4\""}};
    static const char *const expected[] = {"a=1\n", "a=2\n", "a=3\n", "a=4\n"};
    for (size_t n = 1; n <= 4; n++) {
        make_inputs();
        add("main.tf", "variable \"a\" {}");
        for (size_t i = n; i-- > 0;) /* the order they are added in does not count */
            add(files[i][0], files[i][1]);
        rf_inputs_add_environment(inputs, RF_STR("a=environment"));
        rf_inputs_finish(inputs);
        ck_assert_str_eq(effective(), expected[n - 1]);
    }
}
END_TEST

START_TEST(variable_of_the_command_line_is_for_the_module_nearest_to_the_root)
{
    make_inputs();
    add("root/modules/x/main.tf", "variable \"a\" {}");
    add("root/main.tf", "variable \"a\" {}");
    rf_inputs_add_var(inputs, RF_STR("a=1"));
    rf_inputs_finish(inputs);
    ck_assert_uint_eq(inputs->groups.at[0]->variables.n, 0);
    ck_assert_uint_eq(inputs->groups.at[1]->variables.n, 1);
}
END_TEST

/* --- policies inside --- */

START_TEST(policy_in_a_heredoc_keeps_its_place)
{
    make_inputs();
    add("a.tfvars", "name = \"x\"\npolicy = <<-EOT\n"
                    "    {\n"
                    "      \"Version\": \"2012-10-17\",\n"
                    "      \"Statement\": [ { \"Effect\": \"Allow\", \"Action\": \"ec2:*\", "
                    "\"Resource\": \"*\" } ]\n"
                    "    }\n"
                    "    EOT\n");
    rf_inputs_finish(inputs);
    ck_assert_uint_eq(inputs->policies.n, 1);
    ck_assert_rf_str(inputs->policies.at[0].address, "var.policy");
    rf_place place = rf_locate(inputs->policies.at[0].policy->statements[0].span);
    ck_assert_rf_str(place.path, "a.tfvars");
    ck_assert_uint_eq(place.line, 5);
    ck_assert_uint_eq(place.column, 22);
}
END_TEST

START_TEST(policy_in_a_json_string_keeps_its_place)
{
    make_inputs();
    add("a.tfvars.json", "{\n  \"policy\": \"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
                         "\\\"Action\\\":\\\"s3:*\\\",\\\"Resource\\\":\\\"*\\\"}]}\"\n}\n");
    rf_inputs_finish(inputs);
    ck_assert_uint_eq(inputs->policies.n, 1);
    rf_place place = rf_locate(inputs->policies.at[0].policy->statements[0].span);
    ck_assert_uint_eq(place.line, 2);
    ck_assert_uint_eq(place.column, 30); /* of the brace behind {\"Statement\":[ */
}
END_TEST

START_TEST(policy_as_an_object_is_found)
{
    make_inputs();
    add("a.tfvars",
        "p = { Statement = [{ Effect = \"Allow\", Action = \"s3:*\", Resource = \"*\" }] }");
    rf_inputs_finish(inputs);
    ck_assert_uint_eq(inputs->policies.n, 1);
    ck_assert_rf_str(inputs->policies.at[0].policy->statements[0].name, "statement 1");
}
END_TEST

START_TEST(policies_in_lists_and_maps_are_found)
{
    make_inputs();
    add("a.tfvars",
        "roles = { ci = { policies = [\"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
        "\\\"Action\\\":\\\"s3:*\\\",\\\"Resource\\\":\\\"*\\\"}]}\"] } }\n");
    rf_inputs_finish(inputs);
    ck_assert_uint_eq(inputs->policies.n, 1);
    ck_assert_rf_str(inputs->policies.at[0].address, "var.roles[\"ci\"][\"policies\"][0]");
    ck_assert_uint_eq(rf_locate(inputs->policies.at[0].policy->statements[0].span).column, 47);
}
END_TEST

START_TEST(broken_policy_in_a_string_makes_the_file_broken)
{
    make_inputs();
    add("a.tfvars", "x = 1\np = <<EOT\n{\"Version\": \"2012-10-17\",\n \"Statement\": "
                    "[{\"Effect\": \"Allow\",}]}\nEOT\n");
    rf_inputs_finish(inputs);
    const rf_file *file = inputs->files.at[0];
    ck_assert(file->broken);
    ck_assert_uint_eq(file->diags.list.n, 1);
    rf_place place = rf_locate(file->diags.list.at[0].span);
    ck_assert_rf_str(place.path, "a.tfvars");
    ck_assert_uint_eq(place.line, 4);
}
END_TEST

START_TEST(json_in_a_string_that_is_no_policy_is_left_alone)
{
    make_inputs();
    add("a.tfvars", "x = \"{\\\"a\\\": 1}\"\ny = \"{ not json }\"\nz = \"{{name}}\"\n");
    rf_inputs_finish(inputs);
    ck_assert_uint_eq(inputs->policies.n, 0);
    ck_assert(!inputs->files.at[0]->broken);
}
END_TEST

/* --- secrets --- */

#define SECRET "wJalrXUtnFEMIK7MDENGbPxRfiCYzEXAMPLEKEY9"
#define KEY_ID "AKIAQYLPMN5HHHFPZAM2"

static const struct {
    const char *path, *text;
} secrets[] = {
    {"a.tfvars", "aws_secret_key = \"" SECRET "\"\nkey = \"" KEY_ID "\"\n"},
    {"a.tfvars", "x = { deep = [ { password = \"" SECRET "\", id = \"" KEY_ID "\" } ] }\n"},
    {"a.tfvars", "aws_secret_key = <<EOT\n" SECRET "\nEOT\nk = \"" KEY_ID "\"\n"},
    {"a.tfvars.json", "{\"db_password\": \"" SECRET "\", \"list\": [\"" KEY_ID "\"]}"},
    /* broken: nothing is known for sure, and nothing may show */
    {"a.tfvars", "aws_secret_key = \"" SECRET "\nkey = " KEY_ID "\n"},
    {"a.tfvars", "aws_secret_key = " SECRET "\n"},
    {"a.tfvars", "= \"" SECRET "\"\nkey \"" KEY_ID "\"\n"},
    {"a.tfvars", "}\nsecret = {\n  v = \"" SECRET "\"\n k = '" KEY_ID "'\n"},
    {"a.tfvars", "secret = <<EOT\n" SECRET "\n"},
    {"a.tfvars.json", "{\"db_password\": \"" SECRET "\", \"list\": [\"" KEY_ID "\"}"},
    {"a.tfvars.json", "{\"db_password\": " SECRET "}"},
    {"o.json",
     "{\"db_password\": {\"sensitive\": true, \"type\": \"string\", \"value\": \"" SECRET "\"},\n"
     "\"id\": {\"sensitive\": false, \"type\": \"string\", \"value\": \"" KEY_ID "\"}}"},
};

/* No line of any file, as it would be shown, holds the texts. */
static void check_hidden(void)
{
    for (size_t i = 0; i < inputs->files.n; i++)
        for (uint32_t line = 1; line < 12; line++) {
            rf_str shown = rf_source_line(inputs->files.at[i]->source, line);
            ck_assert_msg(rf_find(shown, rf_str_c(SECRET)) == RF_NOT_FOUND &&
                              rf_find(shown, rf_str_c(KEY_ID)) == RF_NOT_FOUND,
                          "line %u shows it: %.*s", line, RF_ARG(shown));
        }
}

static void check_messages(const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        rf_str message = diags->list.at[i].message, help = diags->list.at[i].help;
        ck_assert_msg(rf_find(message, rf_str_c(SECRET)) == RF_NOT_FOUND &&
                          rf_find(help, rf_str_c(SECRET)) == RF_NOT_FOUND &&
                          rf_find(message, rf_str_c(KEY_ID)) == RF_NOT_FOUND &&
                          rf_find(help, rf_str_c(KEY_ID)) == RF_NOT_FOUND,
                      "a message holds it: %.*s (%.*s)", RF_ARG(message), RF_ARG(help));
    }
}

START_TEST(secret_is_in_no_line_and_no_message)
{
    make_inputs();
    add(secrets[_i].path, secrets[_i].text);
    rf_inputs_finish(inputs);
    check_hidden();
    check_messages(&inputs->files.at[0]->diags);
    check_messages(&inputs->groups.at[0]->diags);
}
END_TEST

START_TEST(sensitive_variable_is_masked_whatever_it_holds)
{
    make_inputs();
    add("main.tf", "variable \"where\" {\n  sensitive = true\n}");
    add("a.tfvars", "where = \"a quiet street\"\n");
    rf_inputs_finish(inputs);
    ck_assert_rf_str(rf_source_line(file_named("a.tfvars")->source, 1),
                     "where = \"**************\"");
}
END_TEST

START_TEST(plain_values_stay_readable)
{
    make_inputs();
    add("a.tfvars", "reserved_cidr = \"10.0.0.0/16\"\n");
    rf_inputs_finish(inputs);
    ck_assert_rf_str(rf_source_line(inputs->files.at[0]->source, 1),
                     "reserved_cidr = \"10.0.0.0/16\"");
}
END_TEST

/* --- networks --- */

static const char *peers_text(void)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < inputs->peers.n; i++) {
        const rf_network *network = inputs->peers.at[i].network;
        rf_place place = rf_locate(network->span);
        rf_buf_format(&buf, "%.*s %u:%u\n", RF_ARG(rf_cidr_text(arena, &network->reading.cidr)),
                      place.line, place.column);
    }
    return rf_cstr(arena, rf_buf_str(&buf));
}

START_TEST(peers_are_a_file_or_a_comma_list)
{
    static const char *const files[][2] = {
        {"inventory.json",
         "{\"Vpcs\": [\n {\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.1.0.0/16\"}]}"},
        {"array.json", "[\n              \"10.1.0.0/16\"]"},
        {"list.txt", "# ours\n10.1.0.0/16 office\n"},
    };
    static const char *const expected[] = {"10.1.0.0/16 2:34\n", "10.1.0.0/16 2:15\n",
                                           "10.1.0.0/16 2:1\n"};
    for (size_t i = 0; i < 3; i++) {
        make_inputs();
        put_file(files[i][0], files[i][1]);
        rf_inputs_add_peers(inputs, rf_str_c(path_in(files[i][0])));
        ck_assert_uint_eq(inputs->diags.errors, 0);
        ck_assert_str_eq(peers_text(), expected[i]);
    }
    make_inputs();
    rf_inputs_add_peers(inputs, RF_STR("10.1.0.0/16,10.2.0.0/16"));
    rf_inputs_add_peers(inputs, RF_STR("2001:db8::/32"));
    ck_assert_str_eq(peers_text(), "10.1.0.0/16 1:1\n10.2.0.0/16 1:13\n2001:db8::/32 1:1\n");
}
END_TEST

static const char *const no_peers[] = {"nonsense",      "",     "missing.json",
                                       "10.0.0.0/16,x", "FIFO", "FOLDER"};

START_TEST(what_holds_no_peers_is_an_error)
{
    make_inputs();
    ck_assert_int_eq(mkfifo(path_in("fifo"), 0644), 0);
    const char *given = no_peers[_i];
    if (strcmp(given, "FIFO") == 0)
        given = path_in("fifo");
    if (strcmp(given, "FOLDER") == 0)
        given = folder;
    rf_inputs_add_peers(inputs, rf_str_c(given));
    size_t errors = inputs->diags.errors;
    for (size_t i = 0; i < inputs->files.n; i++)
        errors += inputs->files.at[i]->diags.errors;
    ck_assert_uint_ge(errors, 1);
}
END_TEST

START_TEST(file_that_is_no_inventory_is_an_error)
{
    make_inputs();
    put_file("package.json", "{\"name\": \"x\"}");
    rf_inputs_add_peers(inputs, rf_str_c(path_in("package.json")));
    ck_assert_uint_eq(inputs->files.n, 1);
    ck_assert_uint_eq(inputs->files.at[0]->diags.errors, 1);
    ck_assert(inputs->files.at[0]->broken);
}
END_TEST

START_TEST(inventory_of_a_folder_is_for_that_folder)
{
    make_inputs();
    add("a/peers.json", "[\"10.0.0.0/8\"]");
    rf_inputs_add_peers(inputs, RF_STR("10.1.0.0/16"));
    ck_assert_uint_eq(inputs->peers.n, 2);
    ck_assert_rf_str(inputs->peers.at[0].group->folder, "a");
    ck_assert_ptr_null(inputs->peers.at[1].group);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("input");
    TCase *kinds_case = test_case(suite, "kinds");
    tcase_add_loop_test(kinds_case, file_is_recognised_by_content_and_name, 0, COUNT(kinds));
    TCase *files = folder_case(suite, "files");
    tcase_add_test(files, other_json_in_a_folder_is_passed_over_in_silence);
    tcase_add_test(files, other_json_that_is_named_is_an_unknown);
    tcase_add_test(files, file_passed_over_in_a_folder_may_still_be_named);
    tcase_add_test(files, state_file_is_not_read);
    tcase_add_test(files, json_template_in_a_folder_is_an_unknown_not_a_pass);
    tcase_add_test(files, file_counts_once_however_it_is_named);
    tcase_add_test(files, files_of_one_folder_are_a_group);
    tcase_add_test(files, folder_lies_within_those_above_it);
    tcase_add_test(files, links_to_files_are_read_and_loops_are_not_followed);
    tcase_add_loop_test(files, unreadable_path_is_an_error_with_its_reason, 0, COUNT(unreadable));
    tcase_add_test(files, empty_path_is_no_folder);
    tcase_add_test(files, folders_deeper_than_the_limit_are_an_error_not_a_pass);
    TCase *variables = folder_case(suite, "variables");
    tcase_add_test(variables, command_line_wins_over_files_and_files_over_the_environment);
    tcase_add_test(variables, precedence_of_files_is_that_of_terraform);
    tcase_add_test(variables, variable_of_the_command_line_is_for_the_module_nearest_to_the_root);
    TCase *policies = test_case(suite, "policies");
    tcase_add_test(policies, policy_in_a_heredoc_keeps_its_place);
    tcase_add_test(policies, policy_in_a_json_string_keeps_its_place);
    tcase_add_test(policies, policy_as_an_object_is_found);
    tcase_add_test(policies, policies_in_lists_and_maps_are_found);
    tcase_add_test(policies, broken_policy_in_a_string_makes_the_file_broken);
    tcase_add_test(policies, json_in_a_string_that_is_no_policy_is_left_alone);
    TCase *hidden = test_case(suite, "secrets");
    tcase_add_loop_test(hidden, secret_is_in_no_line_and_no_message, 0, COUNT(secrets));
    tcase_add_test(hidden, sensitive_variable_is_masked_whatever_it_holds);
    tcase_add_test(hidden, plain_values_stay_readable);
    TCase *networks = folder_case(suite, "networks");
    tcase_add_test(networks, peers_are_a_file_or_a_comma_list);
    tcase_add_loop_test(networks, what_holds_no_peers_is_an_error, 0, COUNT(no_peers));
    tcase_add_test(networks, file_that_is_no_inventory_is_an_error);
    tcase_add_test(networks, inventory_of_a_folder_is_for_that_folder);
    return run_suite(suite);
}

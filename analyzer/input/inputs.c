#include "input/inputs.h"

#include "base/limits.h"
#include "eval/eval.h"
#include "hcl/hcl.h"
#include "input/masking.h"
#include "input/read.h"
#include "input/recognise.h"
#include "terraform/hush.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

rf_inputs *rf_inputs_new(rf_arena *arena)
{
    rf_inputs *inputs = RF_NEW(arena, rf_inputs);
    inputs->arena = arena;
    inputs->diags = rf_diags_new(arena);
    return inputs;
}

bool rf_folder_within(rf_str folder, rf_str above)
{
    if (rf_eq(folder, above))
        return true;
    if (rf_eq_c(above, "."))
        return !rf_starts(folder, RF_STR("/")) && !rf_starts(folder, RF_STR(".."));
    return rf_starts(folder, above) && (folder.at[above.n] == '/' || rf_ends(above, RF_STR("/")));
}

static rf_group *group_of(rf_inputs *inputs, rf_str folder)
{
    rf_group *group = rf_map_get(&inputs->group_by_folder, folder);
    if (group != NULL)
        return group;
    group = RF_NEW(inputs->arena, rf_group);
    group->folder = folder;
    group->module.folder = folder;
    group->diags = rf_diags_new(inputs->arena);
    RF_PUSH(inputs->arena, &inputs->groups, group);
    rf_map_put(inputs->arena, &inputs->group_by_folder, folder, group);
    return group;
}

/* Reads the assignments of one variable file into a group. */
static void read_variables(rf_inputs *inputs, rf_file *file, rf_group *group,
                           rf_precedence precedence, unsigned order)
{
    file->group = group;
    rf_variables_read(inputs->arena, file->source, rf_ends(file->path, RF_STR(".json")), precedence,
                      order, &group->variables, &file->diags);
    file->broken = file->diags.errors != 0;
    if (file->broken)
        rf_mask_broken(file->source);
}

/* What an argument says, with the argument itself as the source to point into. */
static void argument_error(rf_inputs *inputs, rf_str path, rf_str message, const char *help)
{
    rf_span nowhere = {0};
    rf_diag_add(&inputs->diags, "input", nowhere,
                rf_format(inputs->arena, "%.*s %.*s", RF_ARG(path), RF_ARG(message)),
                rf_str_c(help));
}

static void find_policy(rf_inputs *inputs, rf_file *file, const rf_value *document,
                        const rf_source *source, rf_str address, const rf_diags *diags)
{
    if (document->span.end - document->span.start > RF_LIMIT_POLICY_BYTES) {
        rf_diag_error(&file->diags, RF_JSON_SYNTAX, (rf_span){document->span.source, 0, 0},
                      "AWS takes 20,480 characters at most", "the policy is larger than %d MiB",
                      RF_LIMIT_POLICY_BYTES / (1024 * 1024));
        file->broken = true;
        return;
    }
    rf_found_policy found = {
        .policy = rf_policy_read(inputs->arena, document, source ? source->text : RF_STR("")),
        .file = file,
        .address = address,
        .diags = diags,
    };
    bool bare = file->kind == RF_FILE_POLICY;
    found.kind = bare && inputs->kind_is_set ? inputs->kind : rf_policy_kind_of(found.policy);
    RF_PUSH(inputs->arena, &inputs->policies, found);
}

static void add_inventory(rf_inputs *inputs, rf_inventory *inventory, const rf_group *group)
{
    for (size_t i = 0; i < inventory->networks.n; i++)
        RF_PUSH(inputs->arena, &inputs->peers, (rf_peer){&inventory->networks.at[i], group});
    for (size_t i = 0; i < inventory->unknowns.n; i++)
        RF_PUSH(inputs->arena, &inputs->unknowns, inventory->unknowns.at[i]);
}

/* Each output as an assignment, so that what holds for variables is said of outputs too. */
static void add_outputs(rf_inputs *inputs, rf_file *file)
{
    for (size_t i = 0; i < file->document.as.object.n; i++) {
        const rf_member *member = &file->document.as.object.at[i];
        const rf_value *value = rf_value_get_c(&member->value, "value");
        if (value == NULL)
            continue;
        rf_variable variable = {
            .name = member->name, .name_span = member->name_span, .value = *value};
        variable.sensitive = rf_is_true(rf_value_get_c(&member->value, "sensitive"));
        RF_PUSH(inputs->arena, &file->group->variables, variable);
    }
}

/* The most of a text that was meant as JSON; sets `broken` for a syntax error. */
static void read_json(rf_inputs *inputs, rf_file *file)
{
    file->broken = !rf_json_read(inputs->arena, file->source, &file->diags, &file->document);
    file->kind = rf_recognise_document(&file->document);
    if (file->kind == RF_FILE_UNRECOGNISED && file->broken &&
        rf_meant_as_policy(file->source->text))
        file->kind = RF_FILE_POLICY;
    if (file->broken && file->kind != RF_FILE_POLICY) { /* outputs, say: they hold passwords */
        rf_hush_lines(&file->diags, 0);
        rf_mask_broken(file->source);
    }
}

static void unrecognised(rf_inputs *inputs, rf_file *file, rf_str why)
{
    RF_PUSH(inputs->arena, &inputs->unknowns,
            (rf_network_unknown){
                .what = RF_STR("what this file is"), .why = why, .span = {file->source, 0, 0}});
}

typedef void rf_take_fn(rf_inputs *inputs, rf_file *file);

static void take_policy(rf_inputs *inputs, rf_file *file)
{
    find_policy(inputs, file, &file->document, file->source, file->path, &file->diags);
}

static void take_variables(rf_inputs *inputs, rf_file *file)
{
    read_variables(inputs, file, file->group, rf_precedence_of_file(rf_path_name(file->path)), 0);
}

/* The first block of a module that makes or reads something says for all of them what is not done.
 */
static void admit_template(rf_inputs *inputs, rf_file *file)
{
    static const char *const makers[] = {"resource", "data", "module"};
    for (size_t i = 0; i < file->body->block_count && !file->group->admitted; i++) {
        const rf_block *block = &file->body->blocks[i];
        for (size_t k = 0; k < sizeof makers / sizeof *makers; k++)
            file->group->admitted = file->group->admitted || rf_eq_c(block->type, makers[k]);
        if (file->group->admitted)
            RF_PUSH(inputs->arena, &inputs->unknowns,
                    (rf_network_unknown){
                        .what = RF_STR("what the resources of this template allow"),
                        .why = RF_STR("templates are not evaluated by this version, only their "
                                      "variables are read"),
                        .span = block->header});
    }
}

static void take_template(rf_inputs *inputs, rf_file *file)
{
    file->body = rf_hcl_read(inputs->arena, file->source, &file->diags);
    file->broken = file->diags.errors != 0;
    if (file->broken)
        rf_mask_broken(file->source);
    file->group->has_module = true;
    rf_module_add(inputs->arena, &file->group->module, file->body, &file->diags);
    admit_template(inputs, file);
}

static void take_inventory(rf_inputs *inputs, rf_file *file)
{
    rf_inventory *inventory = RF_NEW(inputs->arena, rf_inventory);
    if (file->document.kind == RF_NULL) { /* a list, which is no JSON */
        rf_inventory_read(inputs->arena, file->source, &file->diags, inventory);
        file->broken = file->diags.errors != 0;
    } else {
        rf_inventory_read_value(inputs->arena, &file->document, &file->diags, inventory);
    }
    add_inventory(inputs, inventory, file->group);
}

static void take_plan(rf_inputs *inputs, rf_file *file)
{
    unrecognised(inputs, file,
                 RF_STR("plans are not evaluated by this version; check the variable "
                        "files and policies it was made from"));
}

/* A template in JSON: ours by its name, and not read yet. */
static bool is_json_template(rf_str path)
{
    return rf_ends(path, RF_STR(".tf.json"));
}

/* A file found in a folder may be anything; one that the user names is meant to be checked. */
static void take_unrecognised(rf_inputs *inputs, rf_file *file)
{
    if (is_json_template(file->path))
        unrecognised(inputs, file, RF_STR("templates in JSON are not read by this version"));
    else if (file->given)
        unrecognised(inputs, file,
                     RF_STR("neither an IAM policy, nor Terraform variables, nor a network "
                            "inventory; it was not checked"));
}

static void take_nothing(rf_inputs *inputs, rf_file *file)
{
    (void)inputs;
    (void)file;
}

static rf_take_fn *const takers[] = {
    [RF_FILE_UNRECOGNISED] = take_unrecognised,
    [RF_FILE_POLICY] = take_policy,
    [RF_FILE_VARIABLES] = take_variables,
    [RF_FILE_TEMPLATE] = take_template,
    [RF_FILE_INVENTORY] = take_inventory,
    [RF_FILE_OUTPUTS] = add_outputs,
    [RF_FILE_STATE] = take_nothing, /* that it is there is the finding; it is full of secrets */
    [RF_FILE_PLAN] = take_plan,
};

/* The bytes of an address as the key of a map, which borrows them. */
static rf_str source_key(const rf_source *const *source)
{
    return (rf_str){(const char *)source, sizeof *source};
}

static void push_file(rf_inputs *inputs, rf_file *file)
{
    RF_PUSH(inputs->arena, &inputs->files, file);
    rf_map_put(inputs->arena, &inputs->file_by_source, source_key(&file->source), file);
}

static rf_file *new_file(rf_inputs *inputs, rf_str path, rf_str text, bool given)
{
    rf_file *file = RF_NEW(inputs->arena, rf_file);
    file->path = path;
    file->given = given;
    file->source = rf_source_new(inputs->arena, path, text);
    file->diags = rf_diags_new(inputs->arena);
    return file;
}

static void add_file(rf_inputs *inputs, rf_str path, rf_str text, bool given)
{
    rf_file *file = new_file(inputs, path, text, given);
    file->kind = rf_recognise_name(rf_path_name(path));
    if (file->kind == RF_FILE_UNRECOGNISED && given && rf_looks_like_list(text))
        file->kind = RF_FILE_INVENTORY;
    else if (file->kind == RF_FILE_UNRECOGNISED)
        read_json(inputs, file);
    if (!given && file->kind == RF_FILE_UNRECOGNISED && !is_json_template(path))
        return;
    file->group = group_of(inputs, rf_path_folder(path));
    push_file(inputs, file);
    takers[file->kind](inputs, file);
}

void rf_inputs_add_text(rf_inputs *inputs, rf_str path, rf_str text)
{
    add_file(inputs, path, text, true);
}

/* One spelling for one file: without "./" and doubled slashes. */
static rf_str tidy_path(rf_arena *arena, rf_str path)
{
    rf_buf buf = rf_buf_new(arena);
    for (rf_str rest = path; rest.at != NULL;) {
        rf_str step = rf_split(rest, '/', &rest);
        bool root = buf.n == 0 && step.at == path.at && step.n == 0 && rest.at != NULL;
        if (root) {
            rf_buf_add_byte(&buf, '/');
        } else if (step.n != 0 && !rf_eq_c(step, ".")) {
            if (buf.n > 1 || (buf.n == 1 && buf.at[0] != '/'))
                rf_buf_add_byte(&buf, '/');
            rf_buf_add(&buf, step);
        }
    }
    return buf.n != 0 ? rf_buf_str(&buf) : RF_STR(".");
}

/* Each file of the disk once, however often it is named or found.  One that was passed over in a
 * folder may still be named. */
static void add_disk_file(rf_inputs *inputs, rf_str path, bool given)
{
    rf_str text, why;
    size_t before = inputs->files.n;
    if (rf_map_get(&inputs->added, path) != NULL)
        return;
    /* A state file is not read: its name says enough, and it holds secrets. */
    if (rf_recognise_name(rf_path_name(path)) == RF_FILE_STATE)
        add_file(inputs, path, RF_STR(""), given);
    else if (rf_read_file(inputs->arena, path, &text, &why))
        add_file(inputs, rf_eq_c(path, "-") ? RF_STR("<stdin>") : path, text, given);
    else
        argument_error(inputs, path, rf_format(inputs->arena, "cannot be read: %.*s", RF_ARG(why)),
                       "");
    if (given || inputs->files.n != before)
        rf_map_put(inputs->arena, &inputs->added, path, inputs);
}

void rf_inputs_add_path(rf_inputs *inputs, rf_str path)
{
    rf_path_list files = {0}, troubles = {0};
    if (path.n != 0)
        path = tidy_path(inputs->arena, path);
    switch (rf_path_kind_of(inputs->arena, path)) {
    case RF_PATH_NONE:
        argument_error(inputs, path, RF_STR("is not there"), "");
        return;
    case RF_PATH_FILE:
        add_disk_file(inputs, path, true);
        return;
    case RF_PATH_FOLDER:
        break;
    }
    rf_list_folder(inputs->arena, path, rf_wanted_name, &files, &troubles);
    for (size_t i = 0; i < files.n; i++)
        add_disk_file(inputs, files.at[i], false);
    for (size_t i = 0; i < troubles.n; i++)
        argument_error(inputs, troubles.at[i], RF_STR(""), "");
}

void rf_inputs_add_var_file(rf_inputs *inputs, rf_str path)
{
    rf_str text, why;
    if (!rf_read_file(inputs->arena, path, &text, &why)) {
        argument_error(inputs, path, rf_format(inputs->arena, "cannot be read: %.*s", RF_ARG(why)),
                       "");
        return;
    }
    rf_file *file = RF_NEW(inputs->arena, rf_file);
    file->path = path;
    file->given = true;
    file->kind = RF_FILE_VARIABLES;
    file->source = rf_source_new(inputs->arena, path, text);
    file->diags = rf_diags_new(inputs->arena);
    RF_PUSH(inputs->arena, &inputs->assignments,
            (rf_pending_assignment){file, file->source, RF_PRECEDENCE_COMMAND, ++inputs->commands});
}

static void add_assignment(rf_inputs *inputs, rf_str assignment, rf_precedence precedence)
{
    const char *path = precedence == RF_PRECEDENCE_COMMAND ? "--var" : "environment";
    const rf_source *source = rf_source_new(inputs->arena, rf_str_c(path), assignment);
    RF_PUSH(inputs->arena, &inputs->assignments,
            (rf_pending_assignment){NULL, source, precedence, ++inputs->commands});
}

void rf_inputs_add_var(rf_inputs *inputs, rf_str assignment)
{
    add_assignment(inputs, assignment, RF_PRECEDENCE_COMMAND);
}

void rf_inputs_add_environment(rf_inputs *inputs, rf_str assignment)
{
    add_assignment(inputs, assignment, RF_PRECEDENCE_ENVIRONMENT);
}

static bool looks_like_cidrs(rf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (strchr("0123456789abcdefABCDEF.:/, ", text.at[i]) == NULL)
            return false;
    return rf_find_byte(text, '.') != RF_NOT_FOUND || rf_find_byte(text, ':') != RF_NOT_FOUND;
}

void rf_inputs_add_peers(rf_inputs *inputs, rf_str file_or_list)
{
    rf_str text = file_or_list, why;
    rf_inventory *inventory = RF_NEW(inputs->arena, rf_inventory);
    bool is_file = rf_path_kind_of(inputs->arena, file_or_list) == RF_PATH_FILE;
    if (is_file && !rf_read_file(inputs->arena, file_or_list, &text, &why)) {
        argument_error(inputs, file_or_list,
                       rf_format(inputs->arena, "cannot be read: %.*s", RF_ARG(why)), "");
        return;
    }
    if (!is_file && !looks_like_cidrs(file_or_list)) {
        argument_error(inputs, file_or_list, RF_STR("is neither a file nor a list of CIDRs"),
                       "--peers FILE, or --peers 10.0.0.0/16,10.1.0.0/16");
        return;
    }
    /* In no group: these networks are compared with every planned one. */
    rf_file *file = new_file(inputs, is_file ? file_or_list : RF_STR("--peers"), text, true);
    file->kind = RF_FILE_INVENTORY;
    if (is_file) {
        rf_inventory_read(inputs->arena, file->source, &file->diags, inventory);
    } else {
        rf_cidr_list list = rf_cidr_list_read_commas(inputs->arena, file->source, &file->diags);
        rf_inventory_add_list(inputs->arena, &list, inventory);
    }
    file->broken = file->diags.errors != 0;
    push_file(inputs, file);
    add_inventory(inputs, inventory, NULL);
}

void rf_inputs_add_vpc(rf_inputs *inputs, rf_str cidr)
{
    rf_network *network = RF_NEW(inputs->arena, rf_network);
    const rf_source *source = rf_source_new(inputs->arena, RF_STR("--vpc"), cidr);
    network->reading = rf_cidr_read(cidr);
    network->span = rf_source_span(source);
    RF_PUSH(inputs->arena, &inputs->own_networks, (rf_peer){network, NULL});
}

/* The way from a variable to a value inside it. */
struct step {
    const struct step *above; /* NULL: the variable itself */
    rf_str name;              /* of a member; without a pointer: an item of a list */
    size_t index;
};

/* "var.roles["ci"][0]" */
static rf_str address_of(rf_arena *arena, const struct step *step)
{
    if (step->above == NULL)
        return rf_format(arena, "var.%.*s", RF_ARG(step->name));
    rf_str above = address_of(arena, step->above);
    if (step->name.at == NULL)
        return rf_format(arena, "%.*s[%zu]", RF_ARG(above), step->index);
    return rf_format(arena, "%.*s[\"%.*s\"]", RF_ARG(above), RF_ARG(step->name));
}

/* A string may be the JSON text of a policy. */
static void find_policy_text(rf_inputs *inputs, rf_file *file, const struct step *step,
                             const rf_value *value)
{
    rf_str text = rf_trim(value->as.string.text);
    if (value->span.source == NULL || !rf_starts(text, RF_STR("{")) || !rf_ends(text, RF_STR("}")))
        return;
    rf_diags *diags = RF_NEW(inputs->arena, rf_diags);
    rf_source *source = rf_value_embed(inputs->arena, value);
    rf_value document;
    *diags = rf_diags_new(inputs->arena);
    bool clean = rf_json_read(inputs->arena, source, diags, &document);
    if (!rf_looks_like_policy(&document) && !(!clean && rf_meant_as_policy(text)))
        return;
    if (!clean)
        file->broken = true;
    for (size_t i = 0; i < diags->list.n; i++)
        RF_PUSH(inputs->arena, &file->diags.list, diags->list.at[i]);
    find_policy(inputs, file, &document, source, address_of(inputs->arena, step), diags);
}

/* A variable may hold a policy, as JSON in a string or as an object, or a list or map of them.  No
 * deeper than its text is nested. */
static void find_policies_inside(rf_inputs *inputs, rf_file *file, const struct step *step,
                                 const rf_value *value)
{
    if (value->kind == RF_STRING) {
        find_policy_text(inputs, file, step, value);
    } else if (value->kind == RF_OBJECT && rf_looks_like_policy(value)) {
        find_policy(inputs, file, value, NULL, address_of(inputs->arena, step), &file->diags);
    } else if (value->kind == RF_OBJECT) {
        for (size_t i = 0; i < value->as.object.n; i++)
            find_policies_inside(inputs, file,
                                 &(struct step){.above = step, .name = value->as.object.at[i].name},
                                 &value->as.object.at[i].value);
    } else if (value->kind == RF_LIST) {
        for (size_t i = 0; i < value->as.list.n; i++)
            find_policies_inside(inputs, file, &(struct step){.above = step, .index = i},
                                 &value->as.list.at[i]);
    }
}

rf_file *rf_inputs_file_of(const rf_inputs *inputs, rf_span span)
{
    const rf_source *source = rf_span_outermost(span).source;
    return rf_map_get(&inputs->file_by_source, source_key(&source));
}

/* What --var and --var-file are for: the module that lies nearest to the root of what is checked,
 * else the first folder with variables. */
static rf_group *main_group(rf_inputs *inputs)
{
    rf_group *best = NULL;
    size_t best_rank = 0;
    for (size_t i = 0; i < inputs->groups.n; i++) {
        rf_group *group = inputs->groups.at[i];
        size_t slashes = 0;
        for (size_t k = 0; k < group->folder.n; k++)
            slashes += group->folder.at[k] == '/';
        size_t rank = slashes + (group->has_module ? 0 : group->variables.n != 0 ? 1000 : 2000);
        if (best == NULL || rank < best_rank) {
            best = group;
            best_rank = rank;
        }
    }
    return best != NULL ? best : group_of(inputs, RF_STR("."));
}

/* A variable file that was found in a folder and is given with --var-file too counts once, in the
 * place that --var-file gives it. */
static void forget_variables_of(rf_inputs *inputs, rf_str path)
{
    for (size_t i = 0; i < inputs->files.n; i++) {
        rf_file *file = inputs->files.at[i];
        if (file->kind != RF_FILE_VARIABLES || !rf_path_same(inputs->arena, file->path, path))
            continue;
        rf_variable_list *variables = &file->group->variables;
        size_t kept = 0;
        for (size_t k = 0; k < variables->n; k++)
            if (variables->at[k].name_span.source != file->source)
                variables->at[kept++] = variables->at[k];
        variables->n = kept;
        for (size_t k = i + 1; k < inputs->files.n; k++)
            inputs->files.at[k - 1] = inputs->files.at[k];
        inputs->files.n--;
        return;
    }
}

static void assign_command_line(rf_inputs *inputs, rf_group *group)
{
    const rf_module *module = group->has_module ? &group->module : NULL;
    for (size_t i = 0; i < inputs->assignments.n; i++) {
        const rf_pending_assignment *pending = &inputs->assignments.at[i];
        if (pending->file != NULL) {
            forget_variables_of(inputs, pending->file->path);
            push_file(inputs, pending->file);
            read_variables(inputs, pending->file, group, pending->precedence, pending->order);
        } else {
            rf_variables_assign(inputs->arena, pending->source, pending->precedence, pending->order,
                                module, &group->variables, &group->diags);
        }
    }
}

static int by_file_name(const void *a, const void *b)
{
    const rf_span x = ((const rf_variable *)a)->name_span, y = ((const rf_variable *)b)->name_span;
    int order = rf_cmp(rf_path_name(x.source->path), rf_path_name(y.source->path));
    return order != 0 ? order : (x.start > y.start) - (x.start < y.start);
}

/* Of several *.auto.tfvars the last by name wins, in whatever order they were given. */
static void sort_automatic(rf_inputs *inputs, rf_variable_list *variables)
{
    rf_variable_list sorted = {0};
    size_t next = 0;
    for (size_t i = 0; i < variables->n; i++)
        if (variables->at[i].precedence == RF_PRECEDENCE_AUTO)
            RF_PUSH(inputs->arena, &sorted, variables->at[i]);
    if (sorted.n > 1)
        qsort(sorted.at, sorted.n, sizeof *sorted.at, by_file_name);
    for (size_t i = 0; i < variables->n; i++)
        if (variables->at[i].precedence == RF_PRECEDENCE_AUTO)
            variables->at[i] = sorted.at[next++];
}

static void finish_group(rf_inputs *inputs, rf_group *group)
{
    const rf_module *module = group->has_module ? &group->module : NULL;
    sort_automatic(inputs, &group->variables);
    rf_variables_resolve(inputs->arena, &group->variables, module, &group->diags);
    rf_mask_defaults(&group->module);
    for (size_t i = 0; i < group->variables.n; i++) {
        rf_variable *variable = &group->variables.at[i];
        rf_mask_secrets(variable);
        rf_file *file = rf_inputs_file_of(inputs, variable->value.span);
        if (file != NULL && !variable->sensitive)
            find_policies_inside(inputs, file, &(struct step){.name = variable->name},
                                 &variable->value);
    }
}

void rf_inputs_finish(rf_inputs *inputs)
{
    for (size_t i = 0; i < inputs->groups.n; i++)
        rf_module_finish(inputs->arena, &inputs->groups.at[i]->module);
    if (inputs->assignments.n != 0)
        assign_command_line(inputs, main_group(inputs));
    for (size_t i = 0; i < inputs->groups.n; i++)
        finish_group(inputs, inputs->groups.at[i]);
}

#include "engine/subjects.h"

#include "base/glob.h"
#include "base/limits.h"

typedef void collect_fn(rf_arena *arena, const rf_inputs *inputs, rf_subject_list *subjects);

static void collect_files(rf_arena *arena, const rf_inputs *inputs, rf_subject_list *subjects)
{
    for (size_t i = 0; i < inputs->files.n; i++) {
        const rf_file *file = inputs->files.at[i];
        RF_PUSH(arena, subjects,
                (rf_subject){.kind = RF_SUBJECT_FILE,
                             .inputs = inputs,
                             .group = file->group,
                             .file = file,
                             .span = {file->source, 0, 0}});
    }
}

static rf_subject policy_subject(const rf_inputs *inputs, const rf_found_policy *found)
{
    return (rf_subject){.kind = RF_SUBJECT_POLICY,
                        .inputs = inputs,
                        .group = found->file->group,
                        .file = found->file,
                        .found = found,
                        .span = found->policy->span};
}

static void collect_policies(rf_arena *arena, const rf_inputs *inputs, rf_subject_list *subjects)
{
    for (size_t i = 0; i < inputs->policies.n; i++)
        RF_PUSH(arena, subjects, policy_subject(inputs, &inputs->policies.at[i]));
}

static void collect_statements(rf_arena *arena, const rf_inputs *inputs, rf_subject_list *subjects)
{
    for (size_t i = 0; i < inputs->policies.n; i++) {
        const rf_found_policy *found = &inputs->policies.at[i];
        for (size_t k = 0; k < found->policy->n && k < RF_LIMIT_POLICY_STATEMENTS; k++) {
            rf_subject subject = policy_subject(inputs, found);
            subject.kind = RF_SUBJECT_STATEMENT;
            subject.statement = &found->policy->statements[k];
            subject.span = subject.statement->span;
            RF_PUSH(arena, subjects, subject);
        }
    }
}

static void collect_conditions(rf_arena *arena, const rf_inputs *inputs, rf_subject_list *subjects)
{
    rf_subject_list statements = {0};
    collect_statements(arena, inputs, &statements);
    for (size_t i = 0; i < statements.n; i++) {
        const rf_statement *statement = statements.at[i].statement;
        rf_seen_statement *seen = statement->n != 0 ? RF_NEW(arena, rf_seen_statement) : NULL;
        for (size_t k = 0; k < statement->n && k < RF_LIMIT_STATEMENT_CONDITIONS; k++) {
            rf_subject subject = statements.at[i];
            subject.kind = RF_SUBJECT_CONDITION;
            subject.condition = &statement->conditions[k];
            subject.seen = seen;
            subject.span = subject.condition->key_span;
            RF_PUSH(arena, subjects, subject);
        }
    }
}

static void collect_variables(rf_arena *arena, const rf_inputs *inputs, rf_subject_list *subjects)
{
    for (size_t g = 0; g < inputs->groups.n; g++) {
        const rf_group *group = inputs->groups.at[g];
        for (size_t i = 0; i < group->variables.n && subjects->n < RF_LIMIT_VARIABLES; i++) {
            const rf_variable *variable = &group->variables.at[i];
            RF_PUSH(arena, subjects,
                    (rf_subject){.kind = RF_SUBJECT_VARIABLE,
                                 .inputs = inputs,
                                 .group = group,
                                 .file = rf_inputs_file_of(inputs, variable->name_span),
                                 .variable = variable,
                                 .span = variable->name_span});
        }
    }
}

static void add_network(rf_arena *arena, const rf_subject *from, const rf_value *value, rf_str key,
                        rf_str role, rf_subject_list *subjects)
{
    rf_planned *planned = RF_NEW(arena, rf_planned);
    *planned = (rf_planned){.name = from->variable->name,
                            .role = role,
                            .key = key,
                            .value = value,
                            .text = value->as.string.text,
                            .span = value->span};
    planned->reading = rf_cidr_read(planned->text);
    rf_subject subject = *from;
    subject.kind = RF_SUBJECT_NETWORK;
    subject.planned = planned;
    subject.span = value->span;
    RF_PUSH(arena, subjects, subject);
}

/* A string, or the strings of a list or map: subnets by zone, say. */
static void add_networks(rf_arena *arena, const rf_subject *from, rf_str role,
                         rf_subject_list *subjects)
{
    const rf_value *value = &from->variable->value;
    if (value->kind == RF_STRING && value->as.string.text.n != 0)
        add_network(arena, from, value, RF_STR(""), role, subjects);
    if (value->kind == RF_LIST)
        for (size_t i = 0; i < value->as.list.n; i++)
            if (value->as.list.at[i].kind == RF_STRING)
                add_network(arena, from, &value->as.list.at[i], rf_format(arena, "%zu", i), role,
                            subjects);
    if (value->kind == RF_OBJECT)
        for (size_t i = 0; i < value->as.object.n; i++)
            if (value->as.object.at[i].value.kind == RF_STRING)
                add_network(arena, from, &value->as.object.at[i].value, value->as.object.at[i].name,
                            role, subjects);
}

/* networks = [{ variables = [globs], role = "vpc" }] of the profile says which variables they are.
 */
static rf_str network_role(const rf_value *profile, rf_str variable)
{
    const rf_value *networks = rf_value_get_c(profile, "networks");
    for (size_t i = 0; networks != NULL && networks->kind == RF_LIST && i < networks->as.list.n;
         i++) {
        const rf_value *network = &networks->as.list.at[i];
        const rf_value *globs = rf_value_get_c(network, "variables");
        for (size_t k = 0; globs != NULL && globs->kind == RF_LIST && k < globs->as.list.n; k++)
            if (rf_glob_matches(rf_text_of(&globs->as.list.at[k]), variable))
                return rf_text_of(rf_value_get_c(network, "role"));
    }
    return RF_STR("");
}

/* 0.0.0.0/0 and ::/0 are nobody's network. */
static bool is_everybody(const rf_value *value)
{
    rf_cidr cidr = rf_cidr_read(rf_text_of(value)).cidr;
    return cidr.family != 0 && cidr.length == 0;
}

static void collect_networks(rf_arena *arena, const rf_inputs *inputs, rf_subject_list *subjects)
{
    rf_subject_list variables = {0};
    collect_variables(arena, inputs, &variables);
    for (size_t i = 0; i < variables.n; i++) {
        const rf_subject *from = &variables.at[i];
        if (from->variable->sensitive || !from->variable->effective)
            continue;
        rf_str role = network_role(from->group->profile, from->variable->name);
        if (from->group->profile_name.n == 0 && is_everybody(&from->variable->value))
            continue; /* without a vendor, a name like cidr_block may be that of a firewall rule */
        if (role.n != 0)
            add_networks(arena, from, role, subjects);
    }
    for (size_t i = 0; i < inputs->own_networks.n; i++) {
        const rf_network *network = inputs->own_networks.at[i].network;
        rf_planned *planned = RF_NEW(arena, rf_planned);
        *planned = (rf_planned){.name = RF_STR("--vpc"),
                                .role = RF_STR("vpc"),
                                .reading = network->reading,
                                .text = rf_span_text(network->span),
                                .span = network->span};
        RF_PUSH(arena, subjects,
                (rf_subject){.kind = RF_SUBJECT_NETWORK,
                             .inputs = inputs,
                             .group = inputs->groups.n != 0 ? inputs->groups.at[0] : NULL,
                             .planned = planned,
                             .span = network->span});
    }
}

static void collect_groups(rf_arena *arena, const rf_inputs *inputs, rf_subject_list *subjects)
{
    rf_map first = {0}; /* folder -> its first file */
    for (size_t i = inputs->files.n; i-- > 0;)
        if (inputs->files.at[i]->group != NULL)
            rf_map_put(arena, &first, inputs->files.at[i]->group->folder, inputs->files.at[i]);
    for (size_t i = 0; i < inputs->groups.n; i++) {
        rf_subject subject = {
            .kind = RF_SUBJECT_GROUP, .inputs = inputs, .group = inputs->groups.at[i]};
        const rf_file *file = rf_map_get(&first, subject.group->folder);
        if (file != NULL)
            subject.span.source = file->source;
        RF_PUSH(arena, subjects, subject);
    }
}

static const struct {
    const char *name;
    collect_fn *collect;
} kinds[RF_SUBJECT_KINDS] = {
    [RF_SUBJECT_FILE] = {"file", collect_files},
    [RF_SUBJECT_POLICY] = {"policy", collect_policies},
    [RF_SUBJECT_STATEMENT] = {"statement", collect_statements},
    [RF_SUBJECT_CONDITION] = {"condition", collect_conditions},
    [RF_SUBJECT_VARIABLE] = {"variable", collect_variables},
    [RF_SUBJECT_NETWORK] = {"network", collect_networks},
    [RF_SUBJECT_GROUP] = {"group", collect_groups},
};

bool rf_subject_kind_named(rf_str name, rf_subject_kind *kind)
{
    for (int i = 0; i < RF_SUBJECT_KINDS; i++) {
        if (rf_eq_c(name, kinds[i].name)) {
            *kind = (rf_subject_kind)i;
            return true;
        }
    }
    return false;
}

const char *rf_subject_kind_names(void)
{
    return "file, policy, statement, condition, variable, network, group";
}

void rf_subjects_collect(rf_arena *arena, const rf_inputs *inputs, rf_subject_kind kind,
                         rf_subject_list *subjects)
{
    kinds[kind].collect(arena, inputs, subjects);
}

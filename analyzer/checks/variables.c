/* Variables that are not filled in. */
#include "base/glob.h"
#include "checks/check.h"

/* <b>text</b>: a piece of HTML or XML is not <YOUR NAME>. */
static bool is_markup(rf_str text)
{
    return rf_find(text, RF_STR("</")) != RF_NOT_FOUND ||
           rf_find(text, RF_STR("/>")) != RF_NOT_FOUND;
}

/* { name = "AWS_ACCOUNT_ID", value = "..." }: the name of something is not what to fill in. */
static bool names_the_value(const rf_value *object, rf_str member)
{
    return (rf_eq_nocase_c(member, "name") || rf_eq_nocase_c(member, "key")) &&
           (rf_value_get_c(object, "value") != NULL || rf_value_get_c(object, "Value") != NULL);
}

/* Reports each string inside that still is a placeholder. */
static void report_placeholders(rf_check_run *run, const rf_value *globs, rf_str name,
                                const rf_value *value)
{
    if (value->kind == RF_LIST) {
        for (size_t i = 0; i < value->as.list.n; i++)
            report_placeholders(run, globs, name, &value->as.list.at[i]);
    } else if (value->kind == RF_OBJECT) {
        for (size_t i = 0; i < value->as.object.n; i++)
            if (!names_the_value(value, value->as.object.at[i].name))
                report_placeholders(run, globs, value->as.object.at[i].name,
                                    &value->as.object.at[i].value);
    } else if (value->kind == RF_STRING && value->span.source != NULL &&
               !is_markup(value->as.string.text)) {
        for (size_t i = 0; i < globs->as.list.n; i++) {
            if (!rf_glob_matches(rf_text_of(&globs->as.list.at[i]), value->as.string.text))
                continue;
            rf_report(run, value->span, "%.*s still holds a placeholder", RF_ARG(name));
            return;
        }
    }
}

void rf_check_placeholder(rf_check_run *run)
{
    const rf_value *globs = rf_check_param(run, "placeholders");
    const rf_variable *variable = run->subject->variable;
    if (globs != NULL && globs->kind == RF_LIST)
        report_placeholders(run, globs, variable->name, &variable->value);
}

static bool is_empty(const rf_value *value)
{
    return value->kind == RF_NULL ||
           (value->kind == RF_STRING && rf_trim(value->as.string.text).n == 0) ||
           (value->kind == RF_LIST && value->as.list.n == 0) ||
           (value->kind == RF_OBJECT && value->as.object.n == 0);
}

static const rf_variable *assignment_of(const rf_group *group, rf_str name)
{
    const rf_variable *found = NULL;
    for (size_t i = 0; i < group->variables.n; i++)
        if (rf_eq(group->variables.at[i].name, name) &&
            (found == NULL || group->variables.at[i].effective))
            found = &group->variables.at[i];
    return found;
}

/* Variable files that nothing loads by itself are for several environments, and more may be given
 * with -var-file: then nobody can say here that a variable stays without a value.  Once the command
 * line gives values, it gives all there are. */
static bool assignments_are_complete(const rf_group *group)
{
    bool alone = false;
    for (size_t i = 0; i < group->variables.n; i++) {
        if (group->variables.at[i].precedence == RF_PRECEDENCE_COMMAND)
            return true;
        alone = alone || group->variables.at[i].precedence == RF_PRECEDENCE_NONE;
    }
    return group->variables.n != 0 && !alone;
}

/* Where a missing value is to be written: the last file that the user named, else the first one. */
static const rf_file *variable_file(const rf_check_run *run)
{
    const rf_inputs *inputs = run->subject->inputs;
    const rf_file *found = NULL;
    for (size_t i = 0; i < inputs->files.n; i++) {
        const rf_file *file = inputs->files.at[i];
        if (file->group == run->subject->group && file->kind == RF_FILE_VARIABLES &&
            (found == NULL || file->given))
            found = file;
    }
    return found;
}

static void require(rf_check_run *run, rf_str name, bool may_be_elsewhere,
                    const rf_declaration *declaration, rf_str who)
{
    const rf_group *group = run->subject->group;
    const rf_variable *assigned = assignment_of(group, name);
    rf_finding *finding = NULL;
    if (assigned != NULL && is_empty(&assigned->value)) {
        finding =
            rf_report(run, assigned->value.span, "required variable %.*s is empty", RF_ARG(name));
    } else if (assigned == NULL && !may_be_elsewhere) {
        const rf_file *file = variable_file(run);
        rf_span span = file != NULL ? (rf_span){file->source, 0, 0} : (rf_span){0};
        finding = rf_report(run, span, "required variable %.*s has no value", RF_ARG(name));
    }
    if (finding == NULL)
        return;
    finding->help = rf_format(run->arena, "set %.*s; %.*s requires it", RF_ARG(name), RF_ARG(who));
    if (declaration != NULL)
        rf_report_related(run, finding, declaration->span,
                          RF_STR("declared here without a default"));
}

static bool is_any_assigned(const rf_group *group, const rf_value *names)
{
    for (size_t i = 0; names != NULL && names->kind == RF_LIST && i < names->as.list.n; i++)
        if (assignment_of(group, rf_text_of(&names->as.list.at[i])) != NULL)
            return true;
    return false;
}

/* { required = true, with = [...], or = [...] }: required where one of `with` is assigned, unless
 * one of `or` takes its place. */
static bool is_required(const rf_group *group, const rf_value *expected)
{
    const rf_value *with = rf_value_get_c(expected, "with");
    return rf_is_true(rf_value_get_c(expected, "required")) &&
           (with == NULL || is_any_assigned(group, with)) &&
           !is_any_assigned(group, rf_value_get_c(expected, "or"));
}

void rf_check_required_variable(rf_check_run *run)
{
    const rf_group *group = run->subject->group;
    bool complete = assignments_are_complete(group);
    for (size_t i = 0; i < group->module.declarations.n; i++) {
        const rf_declaration *declaration = &group->module.declarations.at[i];
        if (declaration->fallback == NULL)
            require(run, declaration->name, !complete, declaration, RF_STR("the template"));
    }
    const rf_value *expected = rf_value_get_c(run->profile, "variables");
    if (expected == NULL || expected->kind != RF_OBJECT || variable_file(run) == NULL)
        return;
    for (size_t i = 0; i < expected->as.object.n; i++) {
        const rf_member *member = &expected->as.object.at[i];
        if (is_required(group, &member->value) &&
            rf_module_variable(&group->module, member->name) == NULL)
            require(run, member->name, group->has_module, NULL, group->profile_name);
    }
}

#include "iam/read.h"

#include "iam/variables.h"
#include "text/utf8.h"

#include <string.h>

rf_problem *rf_read_problem(policy_reader *in, rf_problem_kind kind, rf_span span, rf_str text)
{
    in->refused |= rf_problem_is_fatal(kind);
    RF_PUSH(in->arena, &in->problems,
            (rf_problem){.kind = kind, .statement = in->statement, .span = span, .text = text});
    return &in->problems.at[in->problems.n - 1];
}

void rf_read_wrong_type(policy_reader *in, rf_span span, rf_str text, const char *expected)
{
    rf_read_problem(in, RF_PROBLEM_WRONG_TYPE, span, text)->expected = expected;
}

void rf_read_duplicates(policy_reader *in, const rf_value *object)
{
    for (size_t i = 0; i < object->as.object.n; i++) {
        const rf_member *member = &object->as.object.at[i];
        const rf_member *last = rf_value_member(object, member->name);
        if (last != member)
            rf_read_problem(in, RF_PROBLEM_DUPLICATE_MEMBER, last->name_span, member->name)->other =
                member->name_span;
    }
}

const rf_value *rf_read_items(const rf_value *value, size_t *n)
{
    bool list = value->kind == RF_LIST;
    *n = list ? value->as.list.n : 1;
    return list ? value->as.list.at : value;
}

void rf_read_empty(policy_reader *in, const rf_value *value, rf_str text)
{
    if (value->kind == RF_LIST && value->as.list.n == 0)
        rf_read_problem(in, RF_PROBLEM_EMPTY_LIST, value->span, text);
}

void rf_read_variables(policy_reader *in, rf_str text, rf_span span)
{
    if (in->variables && rf_policy_variable_malformed(text, 0) != RF_NOT_FOUND)
        rf_read_problem(in, RF_PROBLEM_MALFORMED_VARIABLE, span, text);
}

/* One of Action, NotAction, Resource, NotResource.  A repeated element adds to the list. */
static void read_patterns(policy_reader *in, const rf_member *member, rf_pattern_kind kind,
                          rf_patterns *patterns)
{
    size_t n;
    const rf_value *items = rf_read_items(&member->value, &n);
    rf_pattern *made = RF_NEW_ARRAY(in->arena, rf_pattern, patterns->n + n);
    if (patterns->n != 0)
        memcpy(made, patterns->at, patterns->n * sizeof *made);
    rf_read_empty(in, &member->value, member->name);
    for (size_t i = 0; i < n; i++) {
        const rf_value *item = &items[i];
        if (item->kind == RF_UNKNOWN) {
            rf_read_problem(in, RF_PROBLEM_UNKNOWN_VALUE, item->span, member->name);
            made[patterns->n++] = rf_pattern_unknown(item->span);
        } else if (item->kind == RF_STRING) {
            rf_str text = item->as.string.text;
            if (kind == RF_PATTERN_RESOURCE)
                rf_read_variables(in, text, item->span);
            made[patterns->n++] = rf_pattern_make(in->arena, kind, text, in->variables, item->span);
        } else {
            rf_read_wrong_type(in, item->span, member->name, "a string or a list of strings");
        }
    }
    patterns->present = true;
    patterns->name_span = member->name_span;
    patterns->span = member->value.span;
    patterns->at = made;
}

/* A string element; a problem and false for other types. */
static bool read_string(policy_reader *in, const rf_member *member, rf_str *text)
{
    if (member->value.kind == RF_STRING) {
        *text = member->value.as.string.text;
        return true;
    }
    if (member->value.kind == RF_UNKNOWN)
        rf_read_problem(in, RF_PROBLEM_UNKNOWN_VALUE, member->value.span, member->name);
    else
        rf_read_wrong_type(in, member->value.span, member->name, "a string");
    return false;
}

static void read_sid(policy_reader *in, const rf_member *member, rf_statement *statement)
{
    if (read_string(in, member, &statement->sid))
        statement->sid_span = member->value.span;
}

static void read_effect(policy_reader *in, const rf_member *member, rf_statement *statement)
{
    statement->effect_span = member->value.span;
    statement->effect = member->value.kind == RF_UNKNOWN ? RF_EFFECT_UNKNOWN : RF_EFFECT_INVALID;
    if (!read_string(in, member, &statement->effect_text))
        return;
    if (rf_eq_c(statement->effect_text, "Allow"))
        statement->effect = RF_EFFECT_ALLOW;
    else if (rf_eq_c(statement->effect_text, "Deny"))
        statement->effect = RF_EFFECT_DENY;
    else
        rf_read_problem(in, RF_PROBLEM_INVALID_EFFECT, member->value.span, statement->effect_text);
}

static void read_principal(policy_reader *in, const rf_member *member, rf_statement *statement)
{
    rf_read_principals(in, member, &statement->principals);
}

static void read_not_principal(policy_reader *in, const rf_member *member, rf_statement *statement)
{
    rf_read_principals(in, member, &statement->not_principals);
}

static void read_action(policy_reader *in, const rf_member *member, rf_statement *statement)
{
    read_patterns(in, member, RF_PATTERN_ACTION, &statement->actions);
}

static void read_not_action(policy_reader *in, const rf_member *member, rf_statement *statement)
{
    read_patterns(in, member, RF_PATTERN_ACTION, &statement->not_actions);
}

static void read_resource(policy_reader *in, const rf_member *member, rf_statement *statement)
{
    read_patterns(in, member, RF_PATTERN_RESOURCE, &statement->resources);
}

static void read_not_resource(policy_reader *in, const rf_member *member, rf_statement *statement)
{
    read_patterns(in, member, RF_PATTERN_RESOURCE, &statement->not_resources);
}

static const struct {
    rf_str name;
    void (*read)(policy_reader *in, const rf_member *member, rf_statement *statement);
} statement_elements[] = {
    {{"Sid", 3}, read_sid},
    {{"Effect", 6}, read_effect},
    {{"Principal", 9}, read_principal},
    {{"NotPrincipal", 12}, read_not_principal},
    {{"Action", 6}, read_action},
    {{"NotAction", 9}, read_not_action},
    {{"Resource", 8}, read_resource},
    {{"NotResource", 11}, read_not_resource},
    {{"Condition", 9}, rf_read_conditions},
};

enum { STATEMENT_ELEMENTS = sizeof statement_elements / sizeof statement_elements[0] };

static void read_element(policy_reader *in, const rf_member *member, rf_statement *statement)
{
    rf_str names[STATEMENT_ELEMENTS];
    for (size_t i = 0; i < STATEMENT_ELEMENTS; i++) {
        names[i] = statement_elements[i].name;
        if (rf_eq(names[i], member->name)) {
            statement_elements[i].read(in, member, statement);
            return;
        }
    }
    rf_read_problem(in, RF_PROBLEM_UNKNOWN_ELEMENT, member->name_span, member->name)->nearest =
        rf_nearest(member->name, names, STATEMENT_ELEMENTS);
}

/* Both of a pair of elements that exclude each other. */
static void check_pair(policy_reader *in, rf_problem_kind kind, const char *name, bool first,
                       rf_span first_span, bool second, rf_span second_span)
{
    if (first && second)
        rf_read_problem(in, kind, first_span, rf_str_c(name))->other = second_span;
}

static void check_statement(policy_reader *in, const rf_statement *statement)
{
    const rf_patterns *actions = &statement->actions, *not_actions = &statement->not_actions;
    const rf_patterns *resources = &statement->resources,
                      *not_resources = &statement->not_resources;
    const rf_principals *names = &statement->principals, *not_names = &statement->not_principals;
    bool principal = names->present || not_names->present;
    if (statement->effect == RF_EFFECT_MISSING)
        rf_read_problem(in, RF_PROBLEM_MISSING_EFFECT, statement->span, RF_STR("Effect"));
    if (!actions->present && !not_actions->present)
        rf_read_problem(in, RF_PROBLEM_MISSING_ACTION, statement->span, RF_STR("Action"));
    if (!resources->present && !not_resources->present && !principal)
        rf_read_problem(in, RF_PROBLEM_MISSING_RESOURCE, statement->span, RF_STR("Resource"));
    check_pair(in, RF_PROBLEM_ACTION_AND_NOT_ACTION, "Action", actions->present, actions->name_span,
               not_actions->present, not_actions->name_span);
    check_pair(in, RF_PROBLEM_RESOURCE_AND_NOT_RESOURCE, "Resource", resources->present,
               resources->name_span, not_resources->present, not_resources->name_span);
    check_pair(in, RF_PROBLEM_PRINCIPAL_AND_NOT_PRINCIPAL, "Principal", names->present,
               names->name_span, not_names->present, not_names->name_span);
}

static rf_statement read_statement(policy_reader *in, const rf_value *value, size_t index)
{
    rf_statement statement = {.index = index, .span = value->span};
    in->statement = (int)index;
    if (value->kind == RF_OBJECT) {
        rf_read_duplicates(in, value);
        for (size_t i = 0; i < value->as.object.n; i++)
            read_element(in, &value->as.object.at[i], &statement);
        check_statement(in, &statement);
    } else if (value->kind == RF_UNKNOWN) {
        rf_read_problem(in, RF_PROBLEM_UNKNOWN_VALUE, value->span, RF_STR("Statement"));
        statement.effect = RF_EFFECT_UNKNOWN;
        statement.unknown = true;
    } else {
        rf_read_problem(in, RF_PROBLEM_NOT_AN_OBJECT, value->span, RF_STR("Statement"));
    }
    statement.name =
        statement.sid.n != 0 ? statement.sid : rf_format(in->arena, "statement %zu", index + 1);
    in->statement = RF_NO_STATEMENT;
    return statement;
}

static void read_statements(policy_reader *in, const rf_member *member, rf_policy *policy)
{
    const rf_value *value = &member->value;
    if (value->kind == RF_UNKNOWN) {
        rf_read_problem(in, RF_PROBLEM_UNKNOWN_VALUE, value->span, member->name);
        policy->unknown = true;
        return;
    }
    if (value->kind != RF_LIST && value->kind != RF_OBJECT) {
        rf_read_wrong_type(in, value->span, member->name, "an object or a list of objects");
        return;
    }
    rf_read_empty(in, value, member->name);
    size_t n;
    const rf_value *items = rf_read_items(value, &n);
    rf_statement *statements = RF_NEW_ARRAY(in->arena, rf_statement, policy->n + n);
    if (policy->n != 0)
        memcpy(statements, policy->statements, policy->n * sizeof *statements);
    for (size_t i = 0; i < n; i++) {
        statements[policy->n] = read_statement(in, &items[i], policy->n);
        policy->n++;
    }
    policy->statements = statements;
}

static void read_version(policy_reader *in, const rf_member *member, rf_policy *policy)
{
    policy->version_span = member->value.span;
    policy->version = RF_VERSION_OTHER;
    if (!read_string(in, member, &policy->version_text))
        return;
    if (rf_eq_c(policy->version_text, "2012-10-17"))
        policy->version = RF_VERSION_2012;
    else if (rf_eq_c(policy->version_text, "2008-10-17"))
        policy->version = RF_VERSION_2008;
    else
        rf_read_problem(in, RF_PROBLEM_INVALID_VERSION, member->value.span, policy->version_text);
}

static void read_id(policy_reader *in, const rf_member *member, rf_policy *policy)
{
    policy->id_span = member->value.span;
    read_string(in, member, &policy->id);
}

/* Version comes first: it says how patterns are read. */
static const struct {
    rf_str name;
    void (*read)(policy_reader *in, const rf_member *member, rf_policy *policy);
} policy_elements[] = {
    {{"Version", 7}, read_version},
    {{"Id", 2}, read_id},
    {{"Statement", 9}, read_statements},
};

enum { POLICY_ELEMENTS = sizeof policy_elements / sizeof policy_elements[0] };

static void read_elements(policy_reader *in, const rf_value *document, rf_policy *policy)
{
    const rf_member *members = document->as.object.at;
    for (size_t k = 0; k < POLICY_ELEMENTS; k++) {
        for (size_t i = 0; i < document->as.object.n; i++)
            if (rf_eq(members[i].name, policy_elements[k].name))
                policy_elements[k].read(in, &members[i], policy);
        in->variables = policy->version == RF_VERSION_2012;
    }
}

static void find_unknown_elements(policy_reader *in, const rf_value *document)
{
    rf_str names[POLICY_ELEMENTS];
    for (size_t k = 0; k < POLICY_ELEMENTS; k++)
        names[k] = policy_elements[k].name;
    for (size_t i = 0; i < document->as.object.n; i++) {
        const rf_member *member = &document->as.object.at[i];
        bool known = false;
        for (size_t k = 0; k < POLICY_ELEMENTS; k++)
            known |= rf_eq(names[k], member->name);
        if (!known)
            rf_read_problem(in, RF_PROBLEM_UNKNOWN_ELEMENT, member->name_span, member->name)
                ->nearest = rf_nearest(member->name, names, POLICY_ELEMENTS);
    }
}

/* "IAM doesn't count white space when calculating the size of a policy against these quotas" ("IAM
 * and AWS STS quotas"). */
static size_t count_characters(rf_str text)
{
    size_t blanks = 0;
    for (size_t i = 0; i < text.n; i++)
        blanks += memchr(" \t\r\n", text.at[i], 4) != NULL;
    return rf_utf8_length(text) - blanks;
}

rf_policy *rf_policy_read(rf_arena *arena, const rf_value *document, rf_str text)
{
    policy_reader in = {.arena = arena, .statement = RF_NO_STATEMENT};
    rf_policy *policy = RF_NEW(arena, rf_policy);
    policy->span = document->span;
    policy->source = document->span.source;
    policy->characters = count_characters(text.n != 0 ? text : rf_span_text(document->span));
    if (document->kind == RF_OBJECT) {
        rf_read_duplicates(&in, document);
        find_unknown_elements(&in, document);
        read_elements(&in, document, policy);
        if (policy->version == RF_VERSION_NONE)
            rf_read_problem(&in, RF_PROBLEM_MISSING_VERSION, document->span, RF_STR("Version"));
        if (rf_value_member(document, RF_STR("Statement")) == NULL)
            rf_read_problem(&in, RF_PROBLEM_MISSING_STATEMENT, document->span, RF_STR("Statement"));
    } else if (document->kind == RF_UNKNOWN) {
        rf_read_problem(&in, RF_PROBLEM_UNKNOWN_VALUE, document->span, RF_STR(""));
        policy->unknown = true;
    } else {
        rf_read_problem(&in, RF_PROBLEM_NOT_AN_OBJECT, document->span, RF_STR(""));
    }
    policy->refused = in.refused;
    policy->problems = in.problems.at;
    policy->problem_count = in.problems.n;
    return policy;
}

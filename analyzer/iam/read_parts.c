/* Principal and Condition: the elements with parts of their own. */
#include "iam/read.h"

#include <string.h>

#define STRINGS "a string or a list of strings"

typedef struct principal_list {
    RF_VEC(rf_principal) ids;
} principal_list;

static void add_principal(policy_reader *in, principal_list *list, const rf_value *value,
                          rf_principal principal)
{
    principal.span = value->span;
    principal.unknown = value->kind == RF_UNKNOWN;
    principal.id = rf_text_of(value);
    if (principal.unknown)
        rf_read_problem(in, RF_PROBLEM_UNKNOWN_VALUE, value->span, principal.type_text);
    RF_PUSH(in->arena, &list->ids, principal);
}

/* "AWS": [ids] */
static void read_principal_type(policy_reader *in, principal_list *list, const rf_member *member)
{
    rf_principal principal = {.type = rf_principal_type_of(member->name),
                              .type_text = member->name,
                              .type_span = member->name_span};
    if (principal.type == RF_PRINCIPAL_OTHER)
        rf_read_problem(in, RF_PROBLEM_UNKNOWN_PRINCIPAL_TYPE, member->name_span, member->name)
            ->nearest = rf_principal_type_nearest(member->name);
    rf_read_empty(in, &member->value, member->name);
    size_t n;
    const rf_value *items = rf_read_items(&member->value, &n);
    for (size_t i = 0; i < n; i++) {
        if (items[i].kind == RF_STRING || items[i].kind == RF_UNKNOWN)
            add_principal(in, list, &items[i], principal);
        else
            rf_read_wrong_type(in, items[i].span, member->name, STRINGS);
    }
}

void rf_read_principals(policy_reader *in, const rf_member *member, rf_principals *principals)
{
    const rf_value *value = &member->value;
    principal_list list = {0};
    for (size_t i = 0; i < principals->n; i++)
        RF_PUSH(in->arena, &list.ids, principals->at[i]);
    if (value->kind == RF_OBJECT) {
        rf_read_duplicates(in, value);
        if (value->as.object.n == 0)
            rf_read_problem(in, RF_PROBLEM_EMPTY_OBJECT, value->span, member->name);
        for (size_t i = 0; i < value->as.object.n; i++)
            read_principal_type(in, &list, &value->as.object.at[i]);
    } else if (value->kind == RF_UNKNOWN || rf_eq_c(rf_text_of(value), "*")) {
        rf_principal anyone = {.type = RF_PRINCIPAL_ANYONE, .type_text = RF_STR("")};
        add_principal(in, &list, value, anyone);
    } else if (value->kind == RF_STRING) {
        rf_read_problem(in, RF_PROBLEM_INVALID_PRINCIPAL, value->span, value->as.string.text);
    } else {
        rf_read_wrong_type(in, value->span, member->name, "an object or \"*\"");
    }
    *principals = (rf_principals){true, member->name_span, value->span, list.ids.at, list.ids.n};
}

static void prepare_value(policy_reader *in, const rf_condition *condition,
                          rf_condition_value *value)
{
    const rf_base_operator *base = condition->op.base;
    if (value->kind == RF_UNKNOWN)
        rf_read_problem(in, RF_PROBLEM_UNKNOWN_VALUE, value->span, condition->name);
    if (base == NULL)
        return;
    rf_condition_value_prepare(in->arena, base, in->variables, value);
    if (!value->readable)
        rf_read_problem(in, RF_PROBLEM_UNREADABLE_VALUE, value->span, condition->op_text);
    if (base->family == RF_FAMILY_STRING || base->family == RF_FAMILY_ARN)
        rf_read_variables(in, value->text, value->span);
}

/* "aws:RequestTag/Name": [values] */
static void read_values(policy_reader *in, const rf_value *value, rf_condition *condition)
{
    rf_read_empty(in, value, condition->name);
    size_t n;
    const rf_value *items = rf_read_items(value, &n);
    rf_condition_value *values = RF_NEW_ARRAY(in->arena, rf_condition_value, n);
    for (size_t i = 0; i < n; i++) {
        rf_condition_value *made = &values[condition->n];
        *made = (rf_condition_value){.kind = items[i].kind, .span = items[i].span};
        /* Booleans and numbers are legal values of conditions. */
        if (items[i].kind != RF_UNKNOWN && !rf_value_text(in->arena, &items[i], &made->text)) {
            rf_read_wrong_type(in, items[i].span, condition->name,
                               "a string, boolean or number, or a list of these");
            continue;
        }
        prepare_value(in, condition, made);
        condition->n++;
    }
    condition->values = values;
}

typedef struct condition_list {
    RF_VEC(rf_condition) at;
} condition_list;

/* What is known only after apply: it may be any condition. */
static void add_unknown(policy_reader *in, condition_list *list, rf_condition condition,
                        const rf_value *value, rf_str text)
{
    rf_read_problem(in, RF_PROBLEM_UNKNOWN_VALUE, value->span, text);
    condition.unknown = true;
    condition.span = value->span;
    RF_PUSH(in->arena, &list->at, condition);
}

static rf_condition_operator read_operator(policy_reader *in, const rf_member *member)
{
    rf_condition_operator op = rf_operator_parse(member->name);
    if (op.null_if_exists)
        rf_read_problem(in, RF_PROBLEM_NULL_WITH_IF_EXISTS, member->name_span, member->name);
    else if (op.base == NULL)
        rf_read_problem(in, RF_PROBLEM_UNKNOWN_OPERATOR, member->name_span, member->name)->nearest =
            rf_operator_nearest(in->arena, member->name);
    else if (op.case_differs)
        rf_read_problem(in, RF_PROBLEM_OPERATOR_CASE, member->name_span, member->name)->nearest =
            rf_operator_text(in->arena, &op);
    return op;
}

/* "StringLike": { keys } */
static void read_operator_keys(policy_reader *in, condition_list *list, const rf_member *member)
{
    const rf_value *keys = &member->value;
    rf_condition condition = {
        .op = read_operator(in, member), .op_text = member->name, .op_span = member->name_span};
    if (keys->kind == RF_UNKNOWN) {
        add_unknown(in, list, condition, keys, member->name);
        return;
    }
    if (keys->kind != RF_OBJECT) {
        rf_read_wrong_type(in, keys->span, member->name, "an object of condition keys");
        return;
    }
    rf_read_duplicates(in, keys);
    if (keys->as.object.n == 0)
        rf_read_problem(in, RF_PROBLEM_EMPTY_OBJECT, keys->span, member->name);
    for (size_t i = 0; i < keys->as.object.n; i++) {
        const rf_member *key = &keys->as.object.at[i];
        rf_condition one = condition;
        one.name = key->name;
        one.key = rf_lower(in->arena, key->name);
        one.key_span = key->name_span;
        one.span = key->value.span;
        read_values(in, &key->value, &one);
        RF_PUSH(in->arena, &list->at, one);
    }
}

void rf_read_conditions(policy_reader *in, const rf_member *member, rf_statement *statement)
{
    const rf_value *operators = &member->value;
    condition_list list = {0};
    for (size_t i = 0; i < statement->n; i++)
        RF_PUSH(in->arena, &list.at, statement->conditions[i]);
    if (operators->kind == RF_UNKNOWN) {
        add_unknown(in, &list, (rf_condition){0}, operators, member->name);
    } else if (operators->kind != RF_OBJECT) {
        rf_read_wrong_type(in, operators->span, member->name, "an object of condition operators");
    } else {
        rf_read_duplicates(in, operators);
        if (operators->as.object.n == 0)
            rf_read_problem(in, RF_PROBLEM_EMPTY_OBJECT, operators->span, member->name);
        for (size_t i = 0; i < operators->as.object.n; i++)
            read_operator_keys(in, &list, &operators->as.object.at[i]);
    }
    statement->has_condition = true;
    statement->condition_span = operators->span;
    statement->conditions = list.at.at;
    statement->n = list.at.n;
}

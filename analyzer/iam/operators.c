#include "iam/operators.h"

#include "iam/compare.h"

const rf_base_operator rf_base_operators[RF_OPERATORS] = {
#define RF_OPERATOR(name, family, negated, like, compare)                                          \
    {RF_OPERATOR_##name, {#name, sizeof #name - 1}, RF_FAMILY_##family, negated, like, compare},
#include "iam/operators.def"
#undef RF_OPERATOR
};

static const char *const family_names[RF_FAMILIES] = {
    [RF_FAMILY_STRING] = "string", [RF_FAMILY_NUMERIC] = "number", [RF_FAMILY_DATE] = "date",
    [RF_FAMILY_BOOL] = "boolean",  [RF_FAMILY_BINARY] = "binary",  [RF_FAMILY_IP] = "IP address",
    [RF_FAMILY_ARN] = "ARN",       [RF_FAMILY_NULL] = "boolean",
};

static const rf_str set_prefixes[] = {
    [RF_SET_NONE] = {"", 0},
    [RF_SET_FOR_ALL_VALUES] = {"ForAllValues:", 13},
    [RF_SET_FOR_ANY_VALUE] = {"ForAnyValue:", 12},
};

static const rf_str if_exists = {"IfExists", 8};

/* Takes `prefix` off the front of *text; notes where the case differs. */
static bool take_prefix(rf_str *text, rf_str prefix, rf_condition_operator *operator)
{
    if (!rf_starts_nocase(*text, prefix))
        return false;
    operator->case_differs |= !rf_starts(*text, prefix);
    *text = rf_slice(*text, prefix.n, text->n);
    return true;
}

static bool take_suffix(rf_str *text, rf_str suffix, rf_condition_operator *operator)
{
    if (text->n < suffix.n)
        return false;
    rf_str end = rf_slice(*text, text->n - suffix.n, text->n);
    if (!rf_eq_nocase(end, suffix))
        return false;
    operator->case_differs |= !rf_eq(end, suffix);
    *text = rf_slice(*text, 0, text->n - suffix.n);
    return true;
}

static rf_set_operator take_set(rf_str *text, rf_condition_operator *operator)
{
    for (unsigned set = RF_SET_FOR_ALL_VALUES; set <= RF_SET_FOR_ANY_VALUE; set++)
        if (take_prefix(text, set_prefixes[set], operator))
            return (rf_set_operator)set;
    return RF_SET_NONE;
}

static const rf_base_operator *find_base(rf_str name)
{
    for (size_t i = 0; i < RF_OPERATORS; i++)
        if (rf_eq_nocase(rf_base_operators[i].name, name))
            return &rf_base_operators[i];
    return NULL;
}

rf_condition_operator rf_operator_parse(rf_str text)
{
    rf_condition_operator operator= {0};
    operator.set = take_set(&text, &operator);
    operator.if_exists = take_suffix(&text, if_exists, &operator);
    operator.base = find_base(text);
    if (operator.base == NULL)
        return operator;
    operator.case_differs |= !rf_eq(operator.base->name, text);
    if (operator.base->family == RF_FAMILY_NULL && operator.if_exists) {
        operator.null_if_exists = true;
        operator.base = NULL;
    }
    return operator;
}

static rf_str spell(rf_arena *arena, rf_set_operator set, rf_str base, bool with_if_exists)
{
    return rf_format(arena, "%.*s%.*s%s", RF_ARG(set_prefixes[set]), RF_ARG(base),
                     with_if_exists ? "IfExists" : "");
}

rf_str rf_operator_text(rf_arena *arena, const rf_condition_operator *operator)
{
    return spell(arena, operator->set, operator->base->name, operator->if_exists);
}

/* The set operator that a misspelt prefix means ("ForAnyValues:"). */
static rf_set_operator nearest_set(rf_str prefix)
{
    rf_str names[] = {RF_STR("ForAllValues"), RF_STR("ForAnyValue")};
    rf_str nearest = rf_nearest(prefix, names, 2);
    if (nearest.n == 0)
        return RF_SET_NONE;
    return rf_eq(nearest, names[0]) ? RF_SET_FOR_ALL_VALUES : RF_SET_FOR_ANY_VALUE;
}

rf_str rf_operator_nearest(rf_arena *arena, rf_str text)
{
    rf_condition_operator parsed = {0};
    rf_set_operator set = RF_SET_NONE;
    rf_str rest;
    rf_str prefix = rf_split(text, ':', &rest);
    if (rest.at != NULL) {
        set = nearest_set(prefix);
        if (set == RF_SET_NONE)
            return RF_STR("");
        text = rest;
    }
    bool with_if_exists = take_suffix(&text, if_exists, &parsed);
    rf_str names[2 * RF_OPERATORS]; /* the suffix may be misspelt too */
    for (size_t i = 0; i < RF_OPERATORS; i++) {
        names[i] = rf_base_operators[i].name;
        names[RF_OPERATORS + i] = spell(arena, RF_SET_NONE, names[i], i != RF_OPERATOR_Null);
    }
    rf_str nearest = rf_nearest(text, names, with_if_exists ? RF_OPERATORS : 2 * RF_OPERATORS);
    if (nearest.n == 0)
        return nearest;
    bool null = rf_eq(nearest, rf_base_operators[RF_OPERATOR_Null].name);
    return spell(arena, set, nearest, with_if_exists && !null);
}

const char *rf_family_name(rf_family family)
{
    return family_names[family];
}

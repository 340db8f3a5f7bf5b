#include "iam/model.h"

static const struct {
    const char *name;
    bool fatal;
} problem_kinds[RF_PROBLEMS] = {
#define RF_PROBLEM(name, fatal) {#name, fatal},
    RF_PROBLEM_KINDS(RF_PROBLEM)
#undef RF_PROBLEM
};

bool rf_problem_is_fatal(rf_problem_kind kind)
{
    return problem_kinds[kind].fatal;
}

const char *rf_problem_name(rf_problem_kind kind)
{
    return problem_kinds[kind].name;
}

static const char *const kind_names[RF_POLICY_KINDS] = {
    [RF_KIND_IDENTITY] = "identity", [RF_KIND_RESOURCE] = "resource", [RF_KIND_TRUST] = "trust",
    [RF_KIND_BOUNDARY] = "boundary", [RF_KIND_SESSION] = "session",   [RF_KIND_SCP] = "scp",
    [RF_KIND_RCP] = "rcp",           [RF_KIND_VPCE] = "vpce",
};

rf_str rf_statement_id(rf_arena *arena, const rf_statement *statement)
{
    return statement->sid.n != 0 ? statement->sid : rf_format(arena, "%zu", statement->index);
}

const char *rf_policy_kind_name(rf_policy_kind kind)
{
    return kind_names[kind];
}

bool rf_policy_kind_parse(rf_str text, rf_policy_kind *kind)
{
    for (unsigned i = 0; i < RF_POLICY_KINDS; i++) {
        if (!rf_eq_c(text, kind_names[i]))
            continue;
        *kind = (rf_policy_kind)i;
        return true;
    }
    return false;
}

/* What a role's trust policy can give ("Actions, resources, and condition keys for AWS Security
 * Token Service", Service Authorization Reference). */
static bool is_trust_action(rf_str action)
{
    return rf_starts_nocase(action, RF_STR("sts:AssumeRole")) ||
           rf_eq_nocase_c(action, "sts:TagSession") ||
           rf_eq_nocase_c(action, "sts:SetSourceIdentity") ||
           rf_eq_nocase_c(action, "sts:SetContext");
}

static bool gives_trust_only(const rf_statement *statement)
{
    bool named = statement->principals.present || statement->not_principals.present;
    if (!named || statement->actions.n == 0)
        return false;
    for (size_t i = 0; i < statement->actions.n; i++)
        if (!is_trust_action(statement->actions.at[i].text))
            return false;
    return true;
}

rf_policy_kind rf_policy_kind_of(const rf_policy *policy)
{
    bool names_principals = false, allows = false, trust = policy->n != 0;
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *statement = &policy->statements[i];
        names_principals |= statement->principals.present || statement->not_principals.present;
        allows |= statement->effect != RF_EFFECT_DENY;
        trust &= gives_trust_only(statement);
    }
    return trust && allows ? RF_KIND_TRUST : names_principals ? RF_KIND_RESOURCE : RF_KIND_IDENTITY;
}

/* True for an object that has at least one member which only statements have.  Case does not
 * matter here: a misspelt policy is a policy. */
static bool looks_like_statement(const rf_value *value)
{
    static const char *const names[] = {"Effect",      "Action",    "NotAction",   "Resource",
                                        "NotResource", "Principal", "NotPrincipal"};
    unsigned found = 0;
    for (size_t i = 0; value->kind == RF_OBJECT && i < value->as.object.n; i++)
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
            found |= rf_eq_nocase_c(value->as.object.at[i].name, names[k]) ? 1u << k : 0;
    bool effect = found & 1;
    return effect ? (found & ~1u) != 0 : (found & (found - 1)) != 0;
}

static bool holds_statements(const rf_value *value)
{
    if (value->kind != RF_LIST)
        return looks_like_statement(value);
    for (size_t i = 0; i < value->as.list.n; i++)
        if (looks_like_statement(&value->as.list.at[i]))
            return true;
    return false;
}

static bool may_mean_statement(rf_str name)
{
    rf_str statement = RF_STR("Statement");
    return rf_nearest(name, &statement, 1).n != 0 || rf_eq_nocase(name, statement);
}

static bool is_language_version(const rf_value *version)
{
    return rf_eq_c(rf_text_of(version), "2012-10-17") || rf_eq_c(rf_text_of(version), "2008-10-17");
}

bool rf_looks_like_policy(const rf_value *value)
{
    if (value->kind != RF_OBJECT)
        return false;
    if (is_language_version(rf_value_get_c(value, "Version")))
        return true;
    for (size_t i = 0; i < value->as.object.n; i++) {
        const rf_member *member = &value->as.object.at[i];
        if (may_mean_statement(member->name) && holds_statements(&member->value))
            return true;
    }
    return false;
}

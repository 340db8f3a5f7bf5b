#include "iam/principal.h"

#include "iam/arn.h"

static const struct {
    rf_principal_type type;
    rf_str name;
} types[] = {
    {RF_PRINCIPAL_AWS, {"AWS", 3}},
    {RF_PRINCIPAL_SERVICE, {"Service", 7}},
    {RF_PRINCIPAL_FEDERATED, {"Federated", 9}},
    {RF_PRINCIPAL_CANONICAL_USER, {"CanonicalUser", 13}},
};

enum { TYPES = sizeof types / sizeof types[0], ACCOUNT_DIGITS = 12 };

rf_principal_type rf_principal_type_of(rf_str text)
{
    for (size_t i = 0; i < TYPES; i++)
        if (rf_eq(types[i].name, text))
            return types[i].type;
    return RF_PRINCIPAL_OTHER;
}

rf_str rf_principal_type_nearest(rf_str text)
{
    rf_str names[TYPES];
    for (size_t i = 0; i < TYPES; i++)
        names[i] = types[i].name;
    return rf_nearest(text, names, TYPES);
}

static rf_str last_of_path(rf_str path)
{
    for (size_t i = path.n; i > 0; i--)
        if (path.at[i - 1] == '/')
            return rf_slice(path, i, path.n);
    return path;
}

/* The kinds of ARN that are principals of their account; identity providers are not. */
static rf_caller_kind kind_of(rf_str service, rf_str type, rf_str resource)
{
    bool sts = rf_eq_c(service, "sts"), iam = rf_eq_c(service, "iam");
    if (sts && rf_eq_c(type, "assumed-role"))
        return RF_CALLER_SESSION;
    if (sts && rf_eq_c(type, "federated-user"))
        return RF_CALLER_FEDERATED;
    if (iam && rf_eq_c(type, "user"))
        return RF_CALLER_USER;
    if (iam && rf_eq_c(type, "role"))
        return RF_CALLER_ROLE;
    return iam && rf_eq_c(resource, "root") ? RF_CALLER_ROOT : RF_CALLER_OUTSIDE;
}

rf_caller rf_caller_read(rf_str text)
{
    rf_caller caller = {.kind = RF_CALLER_OUTSIDE, .text = text};
    rf_arn arn;
    if (text.n == 0)
        caller.kind = RF_CALLER_NOBODY;
    if (!rf_arn_split(text, &arn) || !rf_eq_c(arn.segment[RF_ARN_PREFIX], "arn") ||
        arn.segment[RF_ARN_ACCOUNT].n == 0)
        return caller;
    rf_str name, session;
    rf_str type = rf_arn_resource_type(arn.segment[RF_ARN_RESOURCE], &name);
    caller.kind = kind_of(arn.segment[RF_ARN_SERVICE], type, arn.segment[RF_ARN_RESOURCE]);
    if (caller.kind == RF_CALLER_OUTSIDE)
        return caller;
    caller.partition = arn.segment[RF_ARN_PARTITION];
    caller.account = arn.segment[RF_ARN_ACCOUNT];
    if (caller.kind == RF_CALLER_SESSION)
        caller.role = rf_split(name, '/', &session);
    if (caller.kind == RF_CALLER_FEDERATED)
        caller.federated = name;
    return caller;
}

static bool is_account_id(rf_str text)
{
    unsigned long long number;
    return text.n == ACCOUNT_DIGITS && rf_parse_u64(text, &number);
}

static rf_principal_match matches_arn(const rf_arn *arn, const rf_caller *caller)
{
    if (!rf_eq_c(arn->segment[RF_ARN_SERVICE], "iam") ||
        !rf_eq(arn->segment[RF_ARN_PARTITION], caller->partition) ||
        !rf_eq(arn->segment[RF_ARN_ACCOUNT], caller->account))
        return RF_PRINCIPAL_NO_MATCH;
    if (rf_eq_c(arn->segment[RF_ARN_RESOURCE], "root"))
        return RF_PRINCIPAL_BY_ACCOUNT;
    rf_str path;
    rf_str type = rf_arn_resource_type(arn->segment[RF_ARN_RESOURCE], &path);
    bool role = caller->kind == RF_CALLER_SESSION && rf_eq_c(type, "role") &&
                rf_eq(last_of_path(path), caller->role);
    bool user = caller->kind == RF_CALLER_FEDERATED && rf_eq_c(type, "user") &&
                rf_eq(last_of_path(path), caller->federated);
    return role || user ? RF_PRINCIPAL_BY_ROLE : RF_PRINCIPAL_NO_MATCH;
}

static rf_principal_match matches_aws(rf_str id, const rf_caller *caller)
{
    if (rf_eq_c(id, "*"))
        return RF_PRINCIPAL_BY_STAR;
    if (caller->text.n != 0 && rf_eq(id, caller->text))
        return caller->kind == RF_CALLER_ROLE ? RF_PRINCIPAL_BY_ROLE : RF_PRINCIPAL_BY_NAME;
    if (caller->account.n == 0)
        return RF_PRINCIPAL_NO_MATCH;
    if (is_account_id(id))
        return rf_eq(id, caller->account) ? RF_PRINCIPAL_BY_ACCOUNT : RF_PRINCIPAL_NO_MATCH;
    rf_arn arn;
    return rf_arn_split(id, &arn) ? matches_arn(&arn, caller) : RF_PRINCIPAL_NO_MATCH;
}

rf_principal_match rf_principal_matches(const rf_principal *principal, const rf_caller *caller)
{
    switch (principal->type) {
    case RF_PRINCIPAL_ANYONE:
        return RF_PRINCIPAL_BY_STAR;
    case RF_PRINCIPAL_AWS:
        return matches_aws(principal->id, caller);
    default:
        return caller->text.n != 0 && rf_eq(principal->id, caller->text) ? RF_PRINCIPAL_BY_NAME
                                                                         : RF_PRINCIPAL_NO_MATCH;
    }
}

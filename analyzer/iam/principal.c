#include "iam/principal.h"

#include "iam/arn.h"

#include <string.h>

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

rf_str rf_principal_name(rf_str path)
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

bool rf_is_account_id(rf_str text)
{
    unsigned long long number;
    return text.n == ACCOUNT_DIGITS && rf_parse_u64(text, &number);
}

/* Each of the text's bytes is a letter, a digit or one of `more`. */
static bool has_only(rf_str text, const char *more)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain && rf_find_byte(rf_str_c(more), c) == RF_NOT_FOUND)
            return false;
    }
    return true;
}

/* "ec2.amazonaws.com": the names of service principals end with the domain of a partition. */
static bool is_service_name(rf_str text)
{
    static const char *const domains[] = {".amazonaws.com", ".amazonaws.com.cn", ".c2s.ic.gov",
                                          ".sc2s.sgov.gov", ".amazonaws.eu"};
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
        if (rf_ends(text, rf_str_c(domains[i])) && text.n > strlen(domains[i]))
            return has_only(text, ".-_");
    return false;
}

/* Identity providers without an ARN ("AWS JSON policy elements: Principal", OIDC federated
 * principals).  Cognito's name is like that of a service. */
static bool is_provider_name(rf_str text)
{
    static const char *const names[] = {"cognito-identity.amazonaws.com", "accounts.google.com",
                                        "www.amazon.com", "graph.facebook.com"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (rf_eq_c(text, names[i]))
            return true;
    return false;
}

static bool is_provider(rf_str service, rf_str type)
{
    return rf_eq_c(service, "iam") &&
           (rf_eq_c(type, "saml-provider") || rf_eq_c(type, "oidc-provider"));
}

static rf_principal_type type_without_account(rf_str text, const rf_arn *arn)
{
    rf_str name;
    if (arn == NULL)
        return is_service_name(text) && !is_provider_name(text) ? RF_PRINCIPAL_SERVICE
                                                                : RF_PRINCIPAL_OTHER;
    rf_str type = rf_arn_resource_type(arn->segment[RF_ARN_RESOURCE], &name);
    return is_provider(arn->segment[RF_ARN_SERVICE], type) ? RF_PRINCIPAL_FEDERATED
                                                           : RF_PRINCIPAL_AWS;
}

/* Names of users, roles, sessions and providers: "IAM and AWS STS quotas", name requirements. */
static bool is_name(rf_str text)
{
    return text.n != 0 && has_only(text, "_+=,.@-");
}

/* "path/to/name": a path has any printable characters. */
static bool is_path(rf_str path)
{
    for (size_t i = 0; i < path.n; i++)
        if (path.at[i] <= ' ' || path.at[i] > '~' || path.at[i] == '*' || path.at[i] == '?')
            return false;
    return is_name(rf_principal_name(path));
}

/* The forms of the ARNs of principals. */
static bool has_form(const rf_arn *arn)
{
    rf_str name, session, service = arn->segment[RF_ARN_SERVICE];
    rf_str resource = arn->segment[RF_ARN_RESOURCE];
    rf_str type = rf_arn_resource_type(resource, &name);
    bool iam = rf_eq_c(service, "iam"), account = rf_is_account_id(arn->segment[RF_ARN_ACCOUNT]);
    if (iam && rf_eq_c(arn->segment[RF_ARN_ACCOUNT], "cloudfront") && rf_eq_c(type, "user"))
        return true;
    if (!rf_eq_c(arn->segment[RF_ARN_PREFIX], "arn") || arn->segment[RF_ARN_REGION].n != 0 ||
        !rf_starts(arn->segment[RF_ARN_PARTITION], RF_STR("aws")) || !account)
        return false;
    if (is_provider(service, type))
        return name.n != 0 && has_only(name, "_+=,.@-/:~%");
    if (rf_find_byte(resource, ':') != RF_NOT_FOUND)
        return false;
    switch (kind_of(service, type, resource)) {
    case RF_CALLER_ROOT:
        return true;
    case RF_CALLER_USER:
    case RF_CALLER_ROLE:
        return is_path(name);
    case RF_CALLER_FEDERATED:
        return is_name(name);
    case RF_CALLER_SESSION:
        name = rf_split(name, '/', &session);
        return is_name(name) && is_name(session);
    default:
        return false;
    }
}

const char *rf_caller_fault(rf_str text)
{
    rf_arn arn;
    if (rf_is_account_id(rf_trim(text)))
        return "is an account, and no principal of it; give arn:aws:iam::ACCOUNT:root for the root "
               "user of the account";
    if (!rf_starts_nocase(rf_trim(text), RF_STR("arn:")))
        return NULL;
    if (rf_arn_split(text, &arn) && has_form(&arn))
        return NULL;
    return "is no user, role, session, federated user, root user or identity provider: no ARN of "
           "IAM or STS has this form; give arn:aws:iam::ACCOUNT:root for the account";
}

bool rf_caller_is_odd(rf_str text)
{
    return text.n != 0 && !rf_starts_nocase(text, RF_STR("arn:")) && !is_service_name(text) &&
           !is_provider_name(text) && !rf_eq_c(text, "anonymous");
}

rf_caller rf_caller_read(rf_str text)
{
    rf_caller caller = {.kind = RF_CALLER_OUTSIDE, .text = text};
    rf_arn arn;
    if (text.n == 0)
        caller.kind = RF_CALLER_NOBODY;
    caller.type = type_without_account(text, rf_arn_split(text, &arn) ? &arn : NULL);
    if (!rf_arn_split(text, &arn) || !rf_eq_c(arn.segment[RF_ARN_PREFIX], "arn") ||
        arn.segment[RF_ARN_ACCOUNT].n == 0)
        return caller;
    rf_str name, session;
    rf_str type = rf_arn_resource_type(arn.segment[RF_ARN_RESOURCE], &name);
    caller.kind = kind_of(arn.segment[RF_ARN_SERVICE], type, arn.segment[RF_ARN_RESOURCE]);
    if (rf_eq_c(arn.segment[RF_ARN_ACCOUNT], "cloudfront"))
        caller.kind = RF_CALLER_OUTSIDE;
    if (caller.kind == RF_CALLER_OUTSIDE)
        return caller;
    caller.type = RF_PRINCIPAL_AWS;
    caller.partition = arn.segment[RF_ARN_PARTITION];
    caller.account = arn.segment[RF_ARN_ACCOUNT];
    if (caller.kind == RF_CALLER_SESSION)
        caller.role = rf_split(name, '/', &session);
    if (caller.kind == RF_CALLER_FEDERATED)
        caller.federated = name;
    return caller;
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
                rf_eq(rf_principal_name(path), caller->role);
    bool user = caller->kind == RF_CALLER_FEDERATED && rf_eq_c(type, "user") &&
                rf_eq(rf_principal_name(path), caller->federated);
    return role || user ? RF_PRINCIPAL_BY_ROLE : RF_PRINCIPAL_NO_MATCH;
}

static rf_principal_match matches_aws(rf_str id, const rf_caller *caller)
{
    if (rf_eq_c(id, "*"))
        return RF_PRINCIPAL_BY_STAR;
    bool account_type = caller->type == RF_PRINCIPAL_AWS || caller->type == RF_PRINCIPAL_OTHER;
    if (caller->text.n != 0 && account_type && rf_eq(id, caller->text))
        return caller->kind == RF_CALLER_ROLE ? RF_PRINCIPAL_BY_ROLE : RF_PRINCIPAL_BY_NAME;
    if (caller->account.n == 0)
        return RF_PRINCIPAL_NO_MATCH;
    if (rf_is_account_id(id))
        return rf_eq(id, caller->account) ? RF_PRINCIPAL_BY_ACCOUNT : RF_PRINCIPAL_NO_MATCH;
    rf_arn arn;
    return rf_arn_split(id, &arn) ? matches_arn(&arn, caller) : RF_PRINCIPAL_NO_MATCH;
}

/* "Federated": "*" is every identity provider: so AWS reads it in its "IAM Access Analyzer custom
 * policy check samples" (allowlist-federated-access-oidc: "allows access to all OIDC providers").
 */
static bool is_every_provider(const rf_principal *principal, const rf_caller *caller)
{
    bool service = rf_ends(caller->text, RF_STR(".amazonaws.com")) &&
                   !rf_eq_c(caller->text, "cognito-identity.amazonaws.com");
    return principal->type == RF_PRINCIPAL_FEDERATED && rf_eq_c(principal->id, "*") &&
           caller->kind == RF_CALLER_OUTSIDE && !service;
}

rf_principal_match rf_principal_matches(const rf_principal *principal, const rf_caller *caller)
{
    switch (principal->type) {
    case RF_PRINCIPAL_ANYONE:
        return RF_PRINCIPAL_BY_STAR;
    case RF_PRINCIPAL_AWS:
        return matches_aws(principal->id, caller);
    default:
        if (is_every_provider(principal, caller))
            return RF_PRINCIPAL_BY_STAR;
        break;
    }
    bool type = caller->type == principal->type || caller->type == RF_PRINCIPAL_OTHER;
    return type && caller->text.n != 0 && rf_eq(principal->id, caller->text)
               ? RF_PRINCIPAL_BY_NAME
               : RF_PRINCIPAL_NO_MATCH;
}

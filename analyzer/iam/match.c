#include "iam/match.h"

#include "iam/arn.h"
#include "iam/bounds.h"
#include "iam/decide.h"

/* Most patterns of a long list differ in length or in the last character of what they begin with:
 * seen here, without a call. */
static bool differs_at_once(const rf_pattern *pattern, rf_str text)
{
    size_t n = pattern->literal.n;
    if (n == 0 || (pattern->shape != RF_SHAPE_LITERAL && pattern->shape != RF_SHAPE_PREFIX))
        return false;
    return n > text.n || (pattern->shape == RF_SHAPE_LITERAL && n != text.n) ||
           pattern->literal.at[n - 1] != text.at[n - 1];
}

rf_truth rf_match_patterns(rf_arena *arena, const rf_patterns *patterns, rf_str text,
                           const rf_request *request, const rf_pattern **which)
{
    rf_truth best = RF_NO;
    *which = NULL;
    if (!rf_take_steps(request, rf_steps_of_list(patterns->n, text))) {
        *which = &patterns->at[0];
        return RF_MAYBE;
    }
    for (size_t i = 0; i < patterns->n && best != RF_YES; i++) {
        if (differs_at_once(&patterns->at[i], text))
            continue;
        rf_truth one = rf_pattern_matches(arena, &patterns->at[i], text, request);
        if (one <= best)
            continue;
        best = one;
        *which = &patterns->at[i];
    }
    return best;
}

rf_truth rf_match_action(rf_arena *arena, const rf_statement *statement, const rf_request *request,
                         const rf_pattern **which)
{
    if (statement->not_actions.present)
        return rf_not(
            rf_match_patterns(arena, &statement->not_actions, request->action_key, request, which));
    return rf_match_patterns(arena, &statement->actions, request->action_key, request, which);
}

rf_truth rf_match_resource(rf_arena *arena, const rf_statement *statement,
                           const rf_request *request, const rf_pattern **which)
{
    if (statement->not_resources.present)
        return rf_not(
            rf_match_patterns(arena, &statement->not_resources, request->resource, request, which));
    if (statement->resources.present)
        return rf_match_patterns(arena, &statement->resources, request->resource, request, which);
    *which = NULL;
    return RF_YES;
}

/* Which account a canonical user ID stands for cannot be told from it ("Finding the canonical user
 * ID for your AWS account"): it may be the caller's. */
static bool may_be_account(const rf_principal *principal, const rf_caller *caller)
{
    if (principal->type != RF_PRINCIPAL_CANONICAL_USER || caller->account.n == 0)
        return false;
    for (size_t i = 0; i < principal->id.n; i++) {
        char c = principal->id.at[i];
        if ((c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F'))
            return false;
    }
    return true;
}

/* How a principal comprises someone in the account of the resource, of whom nothing is known. */
static rf_principal_match match_someone(const rf_principal *principal, const rf_request *request,
                                        bool *unknown)
{
    rf_arn arn;
    rf_str owner = rf_request_owner(request), account = RF_STR(""), resource = RF_STR("root");
    if (principal->type == RF_PRINCIPAL_AWS && rf_is_account_id(principal->id)) {
        account = principal->id;
    } else if (principal->type == RF_PRINCIPAL_AWS && rf_arn_split(principal->id, &arn)) {
        account = arn.segment[RF_ARN_ACCOUNT];
        resource = arn.segment[RF_ARN_RESOURCE];
    }
    bool known = owner.n != 0 && rf_is_account_id(account);
    if (known && rf_eq(owner, account) && rf_eq_c(resource, "root"))
        return RF_PRINCIPAL_BY_ACCOUNT;
    *unknown = *unknown || !known || rf_eq(owner, account);
    return RF_PRINCIPAL_NO_MATCH;
}

/* Which of a list's principals comprise the caller, and in which ways. */
typedef struct named {
    bool by[RF_PRINCIPAL_BY_STAR + 1];
    bool unknown;
    rf_principal_match best;
} named;

static named find_named(const rf_principals *principals, const rf_request *request,
                        unsigned without)
{
    const rf_caller *caller = &request->caller;
    named found = {.best = RF_PRINCIPAL_NO_MATCH};
    for (size_t i = 0; i < principals->n; i++) {
        const rf_principal *principal = &principals->at[i];
        bool left_out = (without >> principal->type & 1) != 0;
        if (principal->unknown) {
            found.unknown |= !left_out || principal->type == RF_PRINCIPAL_AWS;
            continue;
        }
        rf_principal_match one = rf_principal_matches(principal, caller);
        if (left_out && one != RF_PRINCIPAL_BY_STAR)
            continue;
        if (one == RF_PRINCIPAL_NO_MATCH && caller->kind == RF_CALLER_NOBODY)
            one = match_someone(principal, request, &found.unknown);
        found.by[one] = true;
        if (one == RF_PRINCIPAL_NO_MATCH && may_be_account(principal, caller))
            found.unknown = true;
        if (one > found.best)
            found.best = one;
    }
    return found;
}

rf_principal_match rf_principals_match(const rf_principals *principals, const rf_request *request,
                                       unsigned without, bool *unknown)
{
    named found = find_named(principals, request, without);
    *unknown = found.unknown;
    return found.best;
}

/* Whether NotPrincipal leaves the caller out of the statement ("AWS JSON policy elements:
 * NotPrincipal").  To except a user one names the account too, to except a session its role and the
 * account: otherwise the account, or the role, might still be met by the statement, which of the
 * two depends on the service.  The account alone stands for itself, not for everyone in it: in the
 * page's example the account of the one user who is excepted is listed, and all others are denied.
 */
static rf_truth is_excepted(const named *found, const rf_caller *caller)
{
    if (found->by[RF_PRINCIPAL_BY_STAR])
        return RF_YES;
    bool account = found->by[RF_PRINCIPAL_BY_ACCOUNT];
    bool behind = found->by[RF_PRINCIPAL_BY_ROLE], itself = found->by[RF_PRINCIPAL_BY_NAME];
    switch (caller->kind) {
    case RF_CALLER_ROOT:
        return rf_truth_of(account || itself);
    case RF_CALLER_NOBODY:
        return account ? RF_MAYBE : RF_NO;
    case RF_CALLER_OUTSIDE:
        return rf_truth_of(itself);
    default:
        break;
    }
    if (!behind && !itself)
        return RF_NO;
    bool session = caller->kind == RF_CALLER_SESSION;
    return account && (behind || !session) ? RF_YES : RF_MAYBE;
}

rf_truth rf_match_principal(const rf_statement *statement, const rf_request *request)
{
    const rf_caller *caller = &request->caller;
    if (statement->not_principals.present) {
        named found = find_named(&statement->not_principals, request, 0);
        rf_truth excepted = is_excepted(&found, caller);
        return rf_not(found.unknown ? rf_or(excepted, RF_MAYBE) : excepted);
    }
    if (!statement->principals.present)
        return RF_YES;
    named found = find_named(&statement->principals, request, 0);
    return found.best != RF_PRINCIPAL_NO_MATCH ? RF_YES : found.unknown ? RF_MAYBE : RF_NO;
}

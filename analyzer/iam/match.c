#include "iam/match.h"

#include "iam/decide.h"

rf_truth rf_match_patterns(rf_arena *arena, const rf_patterns *patterns, rf_str text,
                           const rf_request *request, const rf_pattern **which)
{
    rf_truth best = RF_NO;
    *which = NULL;
    for (size_t i = 0; i < patterns->n && best != RF_YES; i++) {
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

rf_principal_match rf_principals_match(const rf_principals *principals, const rf_caller *caller,
                                       bool *unknown)
{
    rf_principal_match best = RF_PRINCIPAL_NO_MATCH;
    *unknown = false;
    for (size_t i = 0; i < principals->n; i++) {
        if (principals->at[i].unknown) {
            *unknown = true;
            continue;
        }
        rf_principal_match one = rf_principal_matches(&principals->at[i], caller);
        if (one > best)
            best = one;
    }
    return best;
}

/* An account in NotPrincipal stands for itself, not for everyone in it: AWS asks for it beside each
 * user or role that is to be exempt ("AWS JSON policy elements: NotPrincipal"). */
static bool is_exempt(rf_principal_match match, const rf_caller *caller)
{
    bool root = caller->account.n != 0 && rf_ends(caller->text, RF_STR(":root"));
    return match > RF_PRINCIPAL_BY_ACCOUNT || (match == RF_PRINCIPAL_BY_ACCOUNT && root);
}

rf_truth rf_match_principal(const rf_statement *statement, const rf_request *request)
{
    bool unknown;
    if (statement->not_principals.present) {
        rf_principal_match match =
            rf_principals_match(&statement->not_principals, &request->caller, &unknown);
        if (is_exempt(match, &request->caller))
            return RF_NO;
        return unknown ? RF_MAYBE : RF_YES;
    }
    if (!statement->principals.present)
        return RF_YES;
    if (rf_principals_match(&statement->principals, &request->caller, &unknown) !=
        RF_PRINCIPAL_NO_MATCH)
        return RF_YES;
    return unknown ? RF_MAYBE : RF_NO;
}

#include "iam/explain.h"

#include "iam/bounds.h"
#include "iam/decide.h"
#include "iam/match.h"

static void find_unresolved(rf_explanation *out, const rf_patterns *patterns, const char *name,
                            const rf_request *request)
{
    for (size_t i = 0; i < patterns->n && out->unresolved_in == NULL; i++) {
        const rf_token *token = rf_pattern_unresolved(&patterns->at[i], request);
        if (token == NULL)
            continue;
        out->unresolved_in = name;
        out->unresolved = token->text;
    }
}

static void explain_conditions(rf_arena *arena, rf_explanation *out, const rf_statement *statement,
                               const rf_request *request)
{
    rf_condition_result *results = RF_NEW_ARRAY(arena, rf_condition_result, statement->n);
    for (size_t i = 0; i < statement->n; i++) {
        results[i] = rf_condition_explain(arena, &statement->conditions[i], request);
        if (results[i].holds == RF_NO && out->failed_condition == NULL)
            out->failed_condition = &results[i];
    }
    out->conditions = results;
    out->n = statement->n;
}

static rf_part first_failed(const rf_policy *policy, const rf_explanation *out)
{
    if (policy->refused)
        return RF_PART_POLICY;
    if (out->action_match == RF_NO)
        return RF_PART_ACTION;
    if (out->resource_match == RF_NO)
        return RF_PART_RESOURCE;
    if (out->principal_match == RF_NO)
        return RF_PART_PRINCIPAL;
    return out->failed_condition != NULL ? RF_PART_CONDITION : RF_PART_NONE;
}

rf_explanation rf_statement_explain(rf_arena *arena, const rf_policy *policy,
                                    const rf_statement *statement, const rf_request *given)
{
    size_t steps;
    const rf_request counted = rf_request_counted(given, &steps), *request = &counted;
    rf_explanation out = {.match = RF_NO};
    out.action_match = rf_match_action(arena, statement, request, &out.action);
    out.resource_match = rf_match_resource(arena, statement, request, &out.resource);
    out.principal_match = rf_match_principal(statement, request);
    find_unresolved(&out, &statement->resources, "Resource", request);
    find_unresolved(&out, &statement->not_resources, "NotResource", request);
    explain_conditions(arena, &out, statement, request);
    out.failed = first_failed(policy, &out);
    if (out.failed == RF_PART_NONE)
        out.match = rf_statement_matches(arena, statement, request);
    return out;
}

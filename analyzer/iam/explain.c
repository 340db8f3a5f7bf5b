#include "iam/explain.h"

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
                                    const rf_statement *statement, const rf_request *request)
{
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

static const char *truth_word(rf_truth truth)
{
    return truth == RF_YES ? "true" : truth == RF_NO ? "false" : "unknown";
}

static void add_given(rf_buf *buf, const rf_condition_result *result)
{
    const rf_context_key *given = result->given;
    rf_buf_format(buf, "%.*s is ", RF_ARG(result->condition->name));
    rf_buf_add_c(buf, given->multivalued ? "[" : "");
    for (size_t i = 0; i < given->n; i++)
        rf_buf_format(buf, "%s\"%.*s\"", i ? ", " : "", RF_ARG(given->values[i]));
    rf_buf_add_c(buf, given->multivalued ? "]" : "");
}

/* "<why>, so <operator> is <truth>" */
static void add_condition(rf_buf *buf, const rf_condition_result *result)
{
    const rf_condition *condition = result->condition;
    switch (result->reason) {
    case RF_BY_ABSENCE:
        rf_buf_format(buf, "%.*s is absent", RF_ARG(condition->name));
        break;
    case RF_BY_VARIABLE:
        rf_buf_format(buf, "${%.*s} has no value", RF_ARG(result->variable));
        break;
    case RF_BY_MULTIVALUED:
        rf_buf_format(buf, "%.*s is multivalued, which takes ForAllValues or ForAnyValue",
                      RF_ARG(condition->name));
        break;
    case RF_BY_UNKNOWN:
        rf_buf_add_c(buf, "what the condition compares is not known");
        break;
    case RF_BY_VALUE:
        add_given(buf, result);
        break;
    }
    rf_buf_format(buf, ", so %.*s is %s", RF_ARG(condition->op_text), truth_word(result->holds));
}

/* "Action x" that decided, or "no Action matches". */
static void add_pattern(rf_buf *buf, const char *name, bool excludes, const rf_pattern *which,
                        rf_str text)
{
    if (excludes)
        rf_buf_format(buf, "Not%s %.*s excludes %.*s", name, RF_ARG(which->text), RF_ARG(text));
    else
        rf_buf_format(buf, "no %s matches %.*s", name, RF_ARG(text));
}

static void add_failure(rf_buf *buf, const rf_explanation *out, const rf_request *request)
{
    switch (out->failed) {
    case RF_PART_POLICY:
        rf_buf_add_c(buf, "AWS refuses a policy of this shape");
        break;
    case RF_PART_ACTION:
        add_pattern(buf, "Action", out->action != NULL, out->action, request->action);
        break;
    case RF_PART_RESOURCE:
        add_pattern(buf, "Resource", out->resource != NULL, out->resource, request->resource);
        if (out->unresolved_in != NULL)
            rf_buf_format(buf, "; ${%.*s} has no value", RF_ARG(out->unresolved));
        break;
    case RF_PART_PRINCIPAL:
        if (request->caller.text.n == 0)
            rf_buf_add_c(buf, "the request names no principal");
        else
            rf_buf_format(buf, "it is not for principal %.*s", RF_ARG(request->caller.text));
        break;
    case RF_PART_CONDITION:
        add_condition(buf, out->failed_condition);
        break;
    case RF_PART_NONE:
        break;
    }
}

static void add_success(rf_buf *buf, const rf_explanation *out)
{
    rf_buf_add_c(buf, out->match == RF_MAYBE ? "may match" : "matches");
    for (size_t i = 0; i < out->n; i++) {
        rf_buf_add_c(buf, i ? "; " : ": ");
        add_condition(buf, &out->conditions[i]);
    }
}

rf_str rf_explanation_text(rf_arena *arena, const rf_explanation *explanation,
                           const rf_statement *statement, const rf_request *request)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_format(&buf, "%.*s ", RF_ARG(statement->name));
    if (explanation->failed == RF_PART_NONE) {
        add_success(&buf, explanation);
    } else {
        rf_buf_add_c(&buf, "does not match: ");
        add_failure(&buf, explanation, request);
    }
    return rf_buf_str(&buf);
}

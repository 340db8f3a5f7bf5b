/*
 * Conversions, marks, and the two functions that may fail: try and can.
 */
#include "eval/convert.h"
#include "eval/evaluator.h"
#include "eval/functions.h"

/* As rf_convert(), with null passing through and the call's diagnostic. */
static rf_value convert_to(const rf_call *call, const rf_type *type)
{
    rf_value value;
    rf_str why;
    if (rf_convert(call->arena, &call->arguments[0], type, &value, &why))
        return value;
    return rf_call_error(call, 0, "%.*s", RF_ARG(why));
}

rf_value rf_function_tobool(const rf_call *call)
{
    return convert_to(call, &rf_type_bool);
}

rf_value rf_function_tonumber(const rf_call *call)
{
    return convert_to(call, &rf_type_number);
}

rf_value rf_function_tostring(const rf_call *call)
{
    return convert_to(call, &rf_type_string);
}

rf_value rf_function_tolist(const rf_call *call)
{
    return convert_to(call, rf_type_list(call->arena, &rf_type_any));
}

rf_value rf_function_toset(const rf_call *call)
{
    return convert_to(call, rf_type_set(call->arena, &rf_type_any));
}

rf_value rf_function_tomap(const rf_call *call)
{
    return convert_to(call, rf_type_map(call->arena, &rf_type_any));
}

rf_value rf_function_sensitive(const rf_call *call)
{
    rf_value value = call->arguments[0];
    value.marks |= RF_MARK_SENSITIVE;
    return value;
}

rf_value rf_function_nonsensitive(const rf_call *call)
{
    rf_value value = call->arguments[0];
    value.marks &= ~(unsigned)RF_MARK_SENSITIVE;
    return value;
}

rf_value rf_function_issensitive(const rf_call *call)
{
    return rf_give_bool(call, (call->arguments[0].marks & RF_MARK_SENSITIVE) != 0);
}

rf_value rf_function_type_name(const rf_call *call)
{
    return rf_give_text(call, rf_str_c(rf_kind_name(call->arguments[0].kind)));
}

/* A limit that was hit is no failure to fall back from: what the expression yields is not known. */
static bool gave_up(const rf_call *call, const rf_diags *diags)
{
    bool found = false;
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        if (!rf_eq_c(rf_str_c(diag->code), RF_REGEX_LIMIT_CODE))
            continue;
        rf_diag_add(call->diags, diag->code, diag->span, diag->message, diag->help);
        found = true;
    }
    return found || call->evaluator->stopped;
}

/* Names, attributes and constant indexes pass on what is there: they cannot come to fail once
 * something inside the value becomes known. */
static bool only_passes_on(const rf_expr *expr)
{
    for (;;) {
        if (expr->kind == RF_EXPR_ATTRIBUTE)
            expr = expr->as.attribute.source;
        else if (expr->kind == RF_EXPR_INDEX && expr->as.index.key->kind == RF_EXPR_LITERAL)
            expr = expr->as.index.source;
        else if (expr->kind == RF_EXPR_PARENTHESES)
            expr = expr->as.inner;
        else
            return expr->kind == RF_EXPR_VARIABLE || expr->kind == RF_EXPR_LITERAL;
    }
}

static bool has_unknown(const rf_call *call, const rf_value *value)
{
    return !rf_eval_weigh(call->evaluator, value) || rf_value_has_unknown(value);
}

rf_value rf_function_try(const rf_call *call)
{
    for (size_t i = 0; i < call->n; i++) {
        rf_diags scratch = rf_diags_new(call->arena);
        rf_value value = rf_call_evaluate(call, i, &scratch);
        if (gave_up(call, &scratch))
            return rf_give_unknown(call, NULL);
        if (scratch.errors != 0)
            continue;
        /* Once known, it might turn out to fail, so that the next argument counts. */
        bool passed_on =
            value.kind != RF_UNKNOWN && only_passes_on(call->expr->as.call.arguments[i]);
        bool open = i + 1 < call->n && !passed_on && has_unknown(call, &value);
        if (!open)
            return value;
        rf_value unknown = rf_give_unknown(call, NULL);
        unknown.marks = value.marks;
        return unknown;
    }
    return rf_call_error(call, call->n - 1, "none of its arguments can be evaluated");
}

rf_value rf_function_can(const rf_call *call)
{
    rf_diags scratch = rf_diags_new(call->arena);
    rf_value value = rf_call_evaluate(call, 0, &scratch);
    if (gave_up(call, &scratch))
        return rf_give_unknown(call, &rf_type_bool);
    bool passed_on = value.kind != RF_UNKNOWN && only_passes_on(call->expr->as.call.arguments[0]);
    if (scratch.errors == 0 && !passed_on && has_unknown(call, &value))
        return rf_give_unknown(call, &rf_type_bool);
    return rf_give_bool(call, scratch.errors == 0);
}

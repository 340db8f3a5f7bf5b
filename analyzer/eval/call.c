/*
 * Calls: finding the function, evaluating its arguments, and what unknown and sensitive ones make
 * of the result.
 */
#include "base/limits.h"
#include "eval/evaluator.h"
#include "eval/values.h"

const rf_function *rf_function_named(const rf_function *functions, size_t n, rf_str name)
{
    /* Terraform knows its own functions by a second name, "core::length". */
    if (rf_starts(name, RF_STR("core::")))
        name = rf_slice(name, 6, name.n);
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = rf_cmp(rf_str_c(functions[middle].name), name);
        if (order == 0)
            return &functions[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The expression an argument stands in; elements of a list that was expanded share that one. */
static const rf_expr *argument_expr(const rf_call *call, size_t i)
{
    size_t written = call->expr->as.call.n;
    return call->expr->as.call.arguments[i < written ? i : written - 1];
}

rf_value rf_call_error(const rf_call *call, size_t i, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    rf_str what = rf_vformat(call->arena, format, args);
    va_end(args);
    rf_str name = call->expr->as.call.name;
    bool has_argument = call->expr->as.call.n != 0;
    const rf_function *function =
        rf_function_named(call->scope->functions, call->scope->function_count, name);
    rf_diag_add(
        call->diags, RF_EVAL_CODE, has_argument ? argument_expr(call, i)->span : call->expr->span,
        rf_format(call->arena, "%.*s(): %.*s", RF_ARG(name), RF_ARG(what)),
        rf_format(call->arena, "it is called as %s", function != NULL ? function->usage : "that"));
    return rf_value_unknown(NULL, call->expr->span);
}

rf_value rf_call_evaluate(const rf_call *call, size_t i, rf_diags *diags)
{
    rf_evaluator *ev = call->evaluator;
    rf_diags *outer = ev->diags;
    ev->diags = diags;
    rf_value value = rf_eval_node(ev, argument_expr(call, i));
    ev->diags = outer;
    return value;
}

static rf_value no_such_function(rf_evaluator *ev, const rf_expr *expr)
{
    const rf_scope *scope = ev->scope;
    rf_str name = expr->as.call.name;
    rf_span span = expr->as.call.name_span;
    if (scope->constant_only != NULL)
        return rf_eval_fail(ev, span, "write the value itself", "%s: no function calls",
                            scope->constant_only);
    size_t n = scope->function_count;
    rf_str *names = RF_NEW_ARRAY(ev->arena, rf_str, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        names[i] = rf_str_c(scope->functions[i].name);
    rf_str nearest = rf_nearest(name, names, n);
    rf_diag_add(ev->diags, RF_EVAL_CODE, span,
                rf_format(ev->arena, "there is no function \"%.*s\"", RF_ARG(name)),
                nearest.n != 0 ? rf_format(ev->arena, "did you mean \"%.*s\"?", RF_ARG(nearest))
                               : RF_STR("what it yields is taken as unknown"));
    return rf_value_unknown(NULL, expr->span);
}

typedef RF_VEC(rf_value) argument_list;

/* The elements of f(list...).  False when they cannot be told, with a diagnostic if it is an
 * error. */
static bool expand(rf_evaluator *ev, const rf_value *list, rf_span span, argument_list *arguments)
{
    if (list->kind == RF_UNKNOWN)
        return false;
    if (list->kind != RF_LIST) {
        rf_eval_fail(ev, span, "put the argument into brackets, or leave the ... out",
                     "what stands before ... must be a list, not %.*s",
                     RF_ARG(rf_value_words(ev->arena, list)));
        return false;
    }
    for (size_t i = 0; i < list->as.list.n; i++) {
        rf_value item = list->as.list.at[i];
        item.marks |= list->marks;
        RF_PUSH(ev->arena, arguments, item);
    }
    return rf_eval_charge(ev, span, list->as.list.n);
}

static bool wrong_count(rf_evaluator *ev, const rf_expr *expr, const rf_function *function,
                        size_t n)
{
    if (n >= function->least && (n <= function->most || function->most == UINT8_MAX))
        return false;
    unsigned wanted = n < function->least ? function->least : function->most;
    const char *bound = function->least == function->most ? ""
                        : n < function->least             ? "at least "
                                                          : "at most ";
    rf_diag_add(ev->diags, RF_EVAL_CODE, expr->span,
                rf_format(ev->arena, "%s() takes %s%u argument%s, not %zu", function->name, bound,
                          wanted, wanted == 1 ? "" : "s", n),
                rf_format(ev->arena, "it is called as %s", function->usage));
    return true;
}

static size_t size_of_result(const rf_value *value)
{
    return value->kind == RF_LIST     ? value->as.list.n
           : value->kind == RF_OBJECT ? value->as.object.n
                                      : 0;
}

/* Marks of the arguments: those inside count where the result is computed from what is inside. */
static unsigned marks_of(rf_evaluator *ev, const rf_function *function, const rf_call *call)
{
    unsigned marks = 0;
    for (size_t i = 0; i < call->n; i++) {
        const rf_value *argument = &call->arguments[i];
        marks |= argument->marks;
        bool nested = argument->kind == RF_LIST || argument->kind == RF_OBJECT;
        if (!nested || function->minds_marks || marks != 0)
            continue;
        size_t steps = rf_value_weight(argument, RF_LIMIT_EVAL_VALUES);
        if (rf_eval_charge_steps(ev, call->expr->span, steps) &&
            rf_value_has_mark(argument, RF_MARK_SENSITIVE))
            marks |= RF_MARK_SENSITIVE;
    }
    return marks;
}

/* A function reads its texts: long ones count as steps of work. */
static bool charge_texts(rf_evaluator *ev, const rf_call *call)
{
    enum { BYTES_PER_STEP = 4 };
    size_t bytes = 0;
    for (size_t i = 0; i < call->n; i++)
        bytes += rf_text_of(&call->arguments[i]).n;
    return rf_eval_charge_steps(ev, call->expr->span, bytes / BYTES_PER_STEP);
}

static rf_value apply(rf_evaluator *ev, const rf_function *function, const rf_call *call,
                      size_t errors)
{
    unsigned marks = marks_of(ev, function, call);
    rf_value result = rf_value_unknown(NULL, call->expr->span);
    bool unknown = false;
    for (size_t i = 0; i < call->n && !function->takes_unknown; i++)
        unknown |= call->arguments[i].kind == RF_UNKNOWN;
    if (!unknown && charge_texts(ev, call))
        result = function->call(call);
    if (ev->diags->errors != errors)
        result = rf_value_unknown(NULL, call->expr->span); /* of a call that failed: no type */
    if (!function->unmarks)
        result.marks |= marks;
    if (!rf_eval_charge(ev, call->expr->span, size_of_result(&result)) ||
        !rf_eval_charge_text(ev, call->expr->span, rf_text_of(&result).n))
        return rf_value_unknown(NULL, call->expr->span);
    return result;
}

rf_value rf_eval_call(rf_evaluator *ev, const rf_expr *expr)
{
    const rf_scope *scope = ev->scope;
    rf_value unknown = rf_value_unknown(NULL, expr->span);
    const rf_function *function = rf_function_named(
        scope->functions, scope->functions == NULL ? 0 : scope->function_count, expr->as.call.name);
    if (function == NULL)
        return no_such_function(ev, expr);
    rf_call call = {
        .arena = ev->arena, .expr = expr, .scope = scope, .diags = ev->diags, .evaluator = ev};
    if (function->lazy) {
        call.n = expr->as.call.n;
        return wrong_count(ev, expr, function, call.n) ? unknown : function->call(&call);
    }
    size_t errors = ev->diags->errors;
    argument_list arguments = {0};
    for (size_t i = 0; i < expr->as.call.n; i++) {
        const rf_expr *argument = expr->as.call.arguments[i];
        rf_value value = rf_eval_node(ev, argument);
        if (!expr->as.call.expand_last || i + 1 < expr->as.call.n) {
            RF_PUSH(ev->arena, &arguments, value);
        } else if (!expand(ev, &value, argument->span, &arguments)) {
            unknown.marks |= value.marks;
            return unknown;
        }
    }
    call.arguments = arguments.at;
    call.n = arguments.n;
    if (ev->stopped || wrong_count(ev, expr, function, call.n))
        return unknown;
    return apply(ev, function, &call, errors);
}

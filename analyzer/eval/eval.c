#include "eval/eval.h"

#include "base/limits.h"
#include "eval/convert.h"
#include "eval/evaluator.h"
#include "eval/values.h"

const rf_scope rf_scope_constants = {
    .constant_only = "a variable file holds constant values only",
};

rf_value rf_eval_fail(rf_evaluator *ev, rf_span span, const char *help, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    rf_str message = rf_vformat(ev->arena, format, args);
    va_end(args);
    rf_diag_add(ev->diags, RF_EVAL_CODE, span, message, rf_str_c(help));
    return rf_value_unknown(NULL, span);
}

static void stop(rf_evaluator *ev, rf_span span, const char *help, const char *message)
{
    if (!ev->stopped)
        rf_diag_add(ev->report, RF_EVAL_LIMIT_CODE, span, rf_str_c(message), rf_str_c(help));
    ev->stopped = true;
}

bool rf_eval_charge(rf_evaluator *ev, rf_span span, size_t values)
{
    ev->values += values;
    if (ev->values > RF_LIMIT_EVAL_VALUES)
        stop(ev, span, "make the collections smaller: nested \"for\" multiplies their sizes",
             "this expression makes too many values: it was given up at 2,000,000");
    if (rf_arena_size(ev->arena) > ev->memory)
        stop(ev, span, "large values or texts are made inside a \"for\": make one of them, outside",
             "this expression takes too much memory: it was given up at 512 MiB");
    return !ev->stopped;
}

bool rf_eval_charge_text(rf_evaluator *ev, rf_span span, size_t bytes)
{
    if (bytes > RF_LIMIT_EVAL_STRING)
        stop(ev, span, "a template inside a \"for\" or inside itself multiplies its size",
             "this string grows past 16 MiB: it was given up");
    return !ev->stopped;
}

bool rf_eval_charge_steps(rf_evaluator *ev, rf_span span, size_t steps)
{
    ev->steps += steps;
    if (ev->steps > RF_LIMIT_EVAL_STEPS)
        stop(ev, span, "large values are compared or copied inside a \"for\": do it once, outside",
             "this expression takes too long: it was given up after 100,000,000 steps");
    return !ev->stopped;
}

bool rf_eval_weigh(rf_evaluator *ev, const rf_value *value)
{
    if (value->kind != RF_LIST && value->kind != RF_OBJECT)
        return !ev->stopped;
    size_t weight = rf_value_weight(value, RF_LIMIT_EVAL_VALUES);
    if (weight > RF_LIMIT_EVAL_VALUES)
        stop(ev, value->span, "do not put a value into itself again and again",
             "this value is too large: it holds more than 2,000,000 values");
    return rf_eval_charge_steps(ev, value->span, weight);
}

static rf_value eval_literal(rf_evaluator *ev, const rf_expr *expr)
{
    (void)ev;
    return expr->as.literal;
}

static rf_value eval_parentheses(rf_evaluator *ev, const rf_expr *expr)
{
    return rf_eval_node(ev, expr->as.inner);
}

static rf_value eval_invalid(rf_evaluator *ev, const rf_expr *expr)
{
    (void)ev; /* its reader has reported it */
    return rf_value_unknown(NULL, expr->span);
}

static rf_value eval_splat_item(rf_evaluator *ev, const rf_expr *expr)
{
    for (const rf_binding *at = ev->bindings; at != NULL; at = at->outer)
        if (at->splat != NULL && at->splat == expr->as.splat_of)
            return *at->value;
    return rf_value_unknown(NULL, expr->span);
}

static rf_value no_such_name(rf_evaluator *ev, const rf_expr *expr)
{
    const rf_scope *scope = ev->scope;
    rf_str name = expr->as.variable;
    rf_str quoted =
        rf_format(ev->arena, "for the text itself, write it in quotes: \"%.*s\"", RF_ARG(name));
    if (scope->constant_only != NULL) {
        rf_diag_add(ev->diags, RF_EVAL_CODE, expr->span,
                    rf_format(ev->arena, "%s: no references", scope->constant_only), quoted);
        return rf_value_unknown(NULL, expr->span);
    }
    RF_VEC(rf_str) names = {0};
    for (const rf_binding *at = ev->bindings; at != NULL; at = at->outer)
        if (at->splat == NULL)
            RF_PUSH(ev->arena, &names, at->name);
    for (size_t i = 0; i < scope->name_count; i++)
        RF_PUSH(ev->arena, &names, scope->names[i]);
    rf_str nearest = rf_nearest(name, names.at, names.n);
    rf_str help =
        nearest.n == 0 ? quoted : rf_format(ev->arena, "did you mean \"%.*s\"?", RF_ARG(nearest));
    rf_diag_add(ev->diags, RF_EVAL_CODE, expr->span,
                rf_format(ev->arena, "there is no \"%.*s\" to refer to here", RF_ARG(name)), help);
    return rf_value_unknown(NULL, expr->span);
}

static rf_value eval_variable(rf_evaluator *ev, const rf_expr *expr)
{
    rf_str name = expr->as.variable;
    for (const rf_binding *at = ev->bindings; at != NULL; at = at->outer)
        if (at->splat == NULL && rf_eq(at->name, name))
            return *at->value;
    const rf_value *value = ev->scope->lookup == NULL ? NULL : ev->scope->lookup(ev->scope, name);
    return value != NULL ? *value : no_such_name(ev, expr);
}

static rf_value eval_tuple(rf_evaluator *ev, const rf_expr *expr)
{
    size_t n = expr->as.tuple.n;
    rf_value *items = RF_NEW_ARRAY(ev->arena, rf_value, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        items[i] = rf_eval_node(ev, expr->as.tuple.at[i]);
    rf_value tuple = rf_value_list(items, n, expr->span);
    return rf_eval_weigh(ev, &tuple) ? tuple : rf_value_unknown(NULL, expr->span);
}

/* `a.b = 1`: hashicorp/hcl (ObjectConsKeyExpr) refuses to guess what is meant. */
static bool is_ambiguous_key(const rf_object_item *item)
{
    return !item->key_is_name &&
           (item->key->kind == RF_EXPR_ATTRIBUTE || item->key->kind == RF_EXPR_INDEX);
}

/* Sets the name of a member.  False when the key is an error; an unknown key sets *unknown. */
static bool eval_key(rf_evaluator *ev, const rf_object_item *item, rf_member *member,
                     unsigned *marks, bool *unknown)
{
    rf_span span = item->key->span;
    if (is_ambiguous_key(item)) {
        rf_eval_fail(ev, span,
                     "a reference needs parentheses: (a.b) = ..., a name with a dot "
                     "needs quotes: \"a.b\" = ...",
                     "this key may be a reference or a name with a dot");
        return false;
    }
    rf_value key = rf_eval_node(ev, item->key);
    member->name_span = span;
    *marks |= key.marks;
    if (key.kind == RF_UNKNOWN) {
        *unknown = true;
        return true;
    }
    if (key.kind == RF_NULL) {
        rf_eval_fail(ev, span, "give every element a name", "a key must not be null");
        return false;
    }
    if (!rf_value_text(ev->arena, &key, &member->name)) {
        rf_eval_fail(ev, span, "use a string, number or bool", "a key must be a string, not %.*s",
                     RF_ARG(rf_value_words(ev->arena, &key)));
        return false;
    }
    return true;
}

static rf_value eval_object(rf_evaluator *ev, const rf_expr *expr)
{
    size_t n = expr->as.object.n;
    unsigned marks = 0;
    bool unknown = false, failed = false;
    rf_member *members = RF_NEW_ARRAY(ev->arena, rf_member, n ? n : 1);
    for (size_t i = 0; i < n; i++) {
        const rf_object_item *item = &expr->as.object.at[i];
        failed |= !eval_key(ev, item, &members[i], &marks, &unknown);
        members[i].value = rf_eval_node(ev, item->value);
    }
    rf_value object = rf_value_unknown(NULL, expr->span);
    if (!unknown && !failed)
        object = rf_object_of(ev->arena, members, n, expr->span);
    object.marks |= marks;
    return rf_eval_weigh(ev, &object) ? object : rf_value_unknown(NULL, expr->span);
}

static rf_value (*const node_kinds[])(rf_evaluator *, const rf_expr *) = {
    [RF_EXPR_LITERAL] = eval_literal,
    [RF_EXPR_TEMPLATE] = rf_eval_template,
    [RF_EXPR_TUPLE] = eval_tuple,
    [RF_EXPR_OBJECT] = eval_object,
    [RF_EXPR_FOR] = rf_eval_for,
    [RF_EXPR_VARIABLE] = eval_variable,
    [RF_EXPR_ATTRIBUTE] = rf_eval_traversal,
    [RF_EXPR_INDEX] = rf_eval_traversal,
    [RF_EXPR_SPLAT] = rf_eval_splat,
    [RF_EXPR_SPLAT_ITEM] = eval_splat_item,
    [RF_EXPR_CALL] = rf_eval_call,
    [RF_EXPR_UNARY] = rf_eval_unary,
    [RF_EXPR_BINARY] = rf_eval_binary,
    [RF_EXPR_CONDITIONAL] = rf_eval_conditional,
    [RF_EXPR_PARENTHESES] = eval_parentheses,
    [RF_EXPR_INVALID] = eval_invalid,
};

rf_value rf_eval_node(rf_evaluator *ev, const rf_expr *expr)
{
    if (ev->depth >= RF_LIMIT_EVAL_DEPTH)
        stop(ev, expr->span, "name the inner parts as locals",
             "this expression is nested too deeply to be evaluated");
    if (ev->stopped || !rf_eval_charge(ev, expr->span, 1))
        return rf_value_unknown(NULL, expr->span);
    ev->depth++;
    rf_value value = node_kinds[expr->kind](ev, expr);
    ev->depth--;
    return ev->stopped ? rf_value_unknown(NULL, expr->span) : value;
}

rf_value rf_eval(rf_arena *arena, const rf_expr *expr, const rf_scope *scope, rf_diags *diags)
{
    rf_evaluator ev = {
        .arena = arena,
        .scope = scope,
        .diags = diags,
        .report = diags,
        .memory = rf_arena_size(arena) + RF_LIMIT_EVAL_MEMORY,
    };
    return rf_eval_node(&ev, expr);
}

bool rf_expr_is_name(const rf_expr *expr, rf_str *name)
{
    if (expr->kind != RF_EXPR_VARIABLE)
        return false;
    *name = expr->as.variable;
    return true;
}

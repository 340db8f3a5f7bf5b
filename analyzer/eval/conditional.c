/*
 * condition ? yes : no, with both arms brought to one type.
 */
#include "base/limits.h"
#include "eval/convert.h"
#include "eval/evaluator.h"
#include "eval/values.h"

bool rf_eval_to_bool(rf_evaluator *ev, rf_value *value, rf_span span, const char *what)
{
    rf_str why;
    rf_value given = *value;
    if (given.kind == RF_NULL) {
        rf_eval_fail(ev, span, "test it with == null first", "%s must be true or false, not null",
                     what);
        return false;
    }
    if (rf_convert(ev->arena, &given, &rf_type_bool, value, &why))
        return true;
    rf_eval_fail(ev, span, "compare it with something", "%s must be true or false, not %.*s", what,
                 RF_ARG(rf_value_words(ev->arena, &given)));
    return false;
}

typedef struct arm {
    rf_value value;
    rf_diags diags; /* counts only when the arm is taken */
} arm;

static void eval_arm(rf_evaluator *ev, const rf_expr *expr, arm *to)
{
    rf_diags *outer = ev->diags;
    to->diags = rf_diags_new(ev->arena);
    ev->diags = &to->diags;
    to->value = rf_eval_node(ev, expr);
    ev->diags = outer;
}

static void pass_on(rf_evaluator *ev, const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *from = &diags->list.at[i];
        rf_diag *to = rf_diag_add(ev->diags, from->code, from->span, from->message, from->help);
        to->related = from->related;
        to->related_count = from->related_count;
        rf_diag_lower(ev->diags, to, from->severity);
    }
}

static bool is_untyped(const rf_value *value, rf_kind kind)
{
    return value->kind == kind && (value->type == NULL || value->type->kind == RF_TYPE_ANY);
}

/* The one type of both arms: `any` where it cannot be told, NULL where there is none. */
static const rf_type *common_type(rf_evaluator *ev, const rf_value *yes, const rf_value *no)
{
    bool primitive = yes->kind == RF_BOOL || yes->kind == RF_NUMBER || yes->kind == RF_STRING;
    if (is_untyped(yes, RF_NULL) || is_untyped(no, RF_NULL) || is_untyped(yes, RF_UNKNOWN) ||
        is_untyped(no, RF_UNKNOWN) || (primitive && yes->kind == no->kind))
        return &rf_type_any;
    const rf_type *types[] = {rf_type_of(ev->arena, yes), rf_type_of(ev->arena, no)};
    return rf_unify(ev->arena, types, 2);
}

/* The chosen arm, converted.  The types of large arms take as much memory as these: it is given
 * back where nothing was converted. */
static rf_value choose(rf_evaluator *ev, const rf_expr *expr, const rf_value *chosen,
                       const rf_value *other)
{
    size_t most = RF_LIMIT_EVAL_VALUES;
    size_t steps = rf_value_weight(chosen, most) + rf_value_weight(other, most);
    if (!rf_eval_charge_steps(ev, expr->span, steps))
        return rf_value_unknown(NULL, expr->span);
    if (is_untyped(chosen, RF_NULL) && !is_untyped(other, RF_NULL)) {
        rf_value null = *chosen;
        null.type = rf_type_of(ev->arena, other);
        return null;
    }
    rf_arena_mark mark = rf_arena_mark_get(ev->arena);
    const rf_type *type = common_type(ev, chosen, other);
    if (type == &rf_type_any ||
        (type != NULL && rf_type_equal(type, rf_type_of(ev->arena, chosen)))) {
        rf_value same = *chosen;
        rf_arena_rewind(ev->arena, mark);
        return same;
    }
    rf_value converted;
    rf_str why;
    if (type != NULL && rf_convert(ev->arena, chosen, type, &converted, &why))
        return converted;
    return rf_eval_fail(ev, expr->span,
                        "make both the same: the same attributes, or values of one type",
                        "the two results of this condition have types that do not go together");
}

static rf_value undecided(rf_evaluator *ev, const rf_expr *expr, const rf_value *yes,
                          const rf_value *no)
{
    const rf_type *type = common_type(ev, yes, no);
    if (type == NULL)
        return rf_eval_fail(ev, expr->span,
                            "make both the same: the same attributes, or values of one type",
                            "the two results of this condition have types that do not go together");
    return rf_value_unknown(type == &rf_type_any ? NULL : type, expr->span);
}

rf_value rf_eval_conditional(rf_evaluator *ev, const rf_expr *expr)
{
    const rf_expr *condition_expr = expr->as.conditional.condition;
    arm yes, no;
    eval_arm(ev, expr->as.conditional.yes, &yes);
    eval_arm(ev, expr->as.conditional.no, &no);
    rf_value condition = rf_eval_node(ev, condition_expr);
    if (ev->stopped)
        return rf_value_unknown(NULL, expr->span);
    if (!rf_eval_to_bool(ev, &condition, condition_expr->span, "a condition")) {
        const rf_type *type = common_type(ev, &yes.value, &no.value);
        return rf_value_unknown(type == &rf_type_any ? NULL : type, expr->span);
    }
    rf_value result;
    if (condition.kind == RF_UNKNOWN) {
        result = undecided(ev, expr, &yes.value, &no.value);
    } else {
        const arm *taken = condition.as.boolean ? &yes : &no;
        const arm *other = condition.as.boolean ? &no : &yes;
        pass_on(ev, &taken->diags);
        result = choose(ev, expr, &taken->value, &other->value);
    }
    result.marks |= condition.marks;
    return result;
}

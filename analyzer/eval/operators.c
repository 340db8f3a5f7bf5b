/*
 * Unary and binary operators: one row of a table each.
 */
#include "base/limits.h"
#include "eval/convert.h"
#include "eval/evaluator.h"
#include "eval/values.h"

/* What an operator is given: two operands of its type (unary ones: the left only). */
typedef struct operation {
    rf_evaluator *ev;
    const rf_expr *expr;
    rf_span span; /* of the whole operation so far */
    const rf_value *left, *right;
} operation;

typedef struct operator_row {
    const char *sign;
    const rf_type *operands; /* NULL: any, not converted */
    const rf_type *result;
    rf_value (*apply)(const operation *op);
} operator_row;

static rf_value apply_or(const operation *op)
{
    return rf_value_bool(op->left->as.boolean || op->right->as.boolean, op->span);
}

static rf_value apply_and(const operation *op)
{
    return rf_value_bool(op->left->as.boolean && op->right->as.boolean, op->span);
}

static rf_value apply_not(const operation *op)
{
    return rf_value_bool(!op->left->as.boolean, op->span);
}

static rf_value equality(const operation *op, rf_answer wanted)
{
    rf_answer answer = rf_equal(op->left, op->right);
    if (answer == RF_MAYBE)
        return rf_value_unknown(&rf_type_bool, op->span);
    return rf_value_bool(answer == wanted, op->span);
}

static rf_value apply_equal(const operation *op)
{
    return equality(op, RF_YES);
}

static rf_value apply_not_equal(const operation *op)
{
    return equality(op, RF_NO);
}

static int compare(const operation *op)
{
    return rf_num_cmp(op->left->as.number, op->right->as.number);
}

static rf_value apply_less(const operation *op)
{
    return rf_value_bool(compare(op) < 0, op->span);
}

static rf_value apply_less_equal(const operation *op)
{
    return rf_value_bool(compare(op) <= 0, op->span);
}

static rf_value apply_greater(const operation *op)
{
    return rf_value_bool(compare(op) > 0, op->span);
}

static rf_value apply_greater_equal(const operation *op)
{
    return rf_value_bool(compare(op) >= 0, op->span);
}

static rf_value apply_add(const operation *op)
{
    rf_num sum = rf_num_add(op->ev->arena, op->left->as.number, op->right->as.number);
    return rf_value_number(sum, op->span);
}

static rf_value apply_subtract(const operation *op)
{
    rf_num difference = rf_num_sub(op->ev->arena, op->left->as.number, op->right->as.number);
    return rf_value_number(difference, op->span);
}

static rf_value apply_multiply(const operation *op)
{
    rf_num product = rf_num_mul(op->ev->arena, op->left->as.number, op->right->as.number);
    return rf_value_number(product, op->span);
}

static rf_value apply_divide(const operation *op)
{
    rf_num quotient;
    if (!rf_num_div(op->ev->arena, op->left->as.number, op->right->as.number, &quotient))
        return rf_eval_fail(op->ev, op->span, "make sure that the divisor is not 0",
                            "a division by zero has no result");
    return rf_value_number(quotient, op->span);
}

static rf_value apply_modulo(const operation *op)
{
    rf_num remainder;
    if (!rf_num_mod(op->ev->arena, op->left->as.number, op->right->as.number, &remainder))
        return rf_value_number(op->left->as.number, op->span); /* as Terraform: 5 % 0 is 5 */
    return rf_value_number(remainder, op->span);
}

static rf_value apply_negate(const operation *op)
{
    return rf_value_number(rf_num_neg(op->ev->arena, op->left->as.number), op->span);
}

static const operator_row operators[] = {
    [RF_OP_OR] = {"||", &rf_type_bool, &rf_type_bool, apply_or},
    [RF_OP_AND] = {"&&", &rf_type_bool, &rf_type_bool, apply_and},
    [RF_OP_EQUAL] = {"==", NULL, &rf_type_bool, apply_equal},
    [RF_OP_NOT_EQUAL] = {"!=", NULL, &rf_type_bool, apply_not_equal},
    [RF_OP_LESS] = {"<", &rf_type_number, &rf_type_bool, apply_less},
    [RF_OP_LESS_EQUAL] = {"<=", &rf_type_number, &rf_type_bool, apply_less_equal},
    [RF_OP_GREATER] = {">", &rf_type_number, &rf_type_bool, apply_greater},
    [RF_OP_GREATER_EQUAL] = {">=", &rf_type_number, &rf_type_bool, apply_greater_equal},
    [RF_OP_ADD] = {"+", &rf_type_number, &rf_type_number, apply_add},
    [RF_OP_SUBTRACT] = {"-", &rf_type_number, &rf_type_number, apply_subtract},
    [RF_OP_MULTIPLY] = {"*", &rf_type_number, &rf_type_number, apply_multiply},
    [RF_OP_DIVIDE] = {"/", &rf_type_number, &rf_type_number, apply_divide},
    [RF_OP_MODULO] = {"%", &rf_type_number, &rf_type_number, apply_modulo},
    [RF_OP_NEGATE] = {"-", &rf_type_number, &rf_type_number, apply_negate},
    [RF_OP_NOT] = {"!", &rf_type_bool, &rf_type_bool, apply_not},
};

static const char *operand_help(const operator_row *row, const rf_value *value)
{
    if (row->operands == &rf_type_bool)
        return "compare it with something, or use true or false";
    if (value->kind == RF_STRING && rf_eq_c(rf_str_c(row->sign), "+"))
        return "to join texts, write one template: \"${a}${b}\"";
    return "use a number, or a string that is one";
}

/* Converts an operand.  False, with a diagnostic, when it is null or of another type. */
static bool take_operand(rf_evaluator *ev, const operator_row *row, const char *which, rf_span span,
                         rf_value *value)
{
    rf_str why;
    if (row->operands == NULL)
        return true;
    if (value->kind == RF_NULL) {
        rf_eval_fail(ev, span, "give it a value, or test it with == null first",
                     "the %s of \"%s\" must not be null", which, row->sign);
        return false;
    }
    rf_value given = *value;
    if (rf_convert(ev->arena, &given, row->operands, value, &why))
        return true;
    rf_str wanted = rf_type_words(ev->arena, row->operands);
    rf_str is = given.kind == RF_STRING
                    ? RF_STR("and this string is none")
                    : rf_format(ev->arena, "not %.*s", RF_ARG(rf_value_words(ev->arena, &given)));
    rf_eval_fail(ev, span, operand_help(row, &given), "the %s of \"%s\" must be a %.*s, %.*s",
                 which, row->sign, RF_ARG(wanted), RF_ARG(is));
    return false;
}

static rf_value operate(rf_evaluator *ev, const rf_expr *expr, rf_value left, rf_value right)
{
    const operator_row *row = &operators[expr->as.binary.op];
    const rf_expr *left_expr = expr->as.binary.left, *right_expr = expr->as.binary.right;
    bool taken = take_operand(ev, row, "left side", left_expr->span, &left);
    taken &= take_operand(ev, row, "right side", right_expr->span, &right);
    unsigned marks = left.marks | right.marks;
    rf_value result = rf_value_unknown(row->result, expr->span);
    bool compares = row->operands == NULL;
    bool unknown = left.kind == RF_UNKNOWN || right.kind == RF_UNKNOWN;
    if (compares) {
        size_t most = RF_LIMIT_EVAL_VALUES;
        size_t steps = rf_value_weight(&left, most) + rf_value_weight(&right, most);
        if (!rf_eval_charge_steps(ev, expr->span, steps))
            return result;
        if (rf_value_has_mark(&left, RF_MARK_SENSITIVE) ||
            rf_value_has_mark(&right, RF_MARK_SENSITIVE))
            marks |= RF_MARK_SENSITIVE;
    }
    operation op = {ev, expr, expr->span, &left, &right};
    if (taken && (compares || !unknown))
        result = row->apply(&op);
    result.marks |= marks;
    return result;
}

/* `a + b + c` leans to the left and may be as long as its text: no recursion along it. */
rf_value rf_eval_binary(rf_evaluator *ev, const rf_expr *expr)
{
    RF_VEC(const rf_expr *) chain = {0};
    const rf_expr *first = expr;
    for (; first->kind == RF_EXPR_BINARY; first = first->as.binary.left)
        RF_PUSH(ev->arena, &chain, first);
    rf_value value = rf_eval_node(ev, first);
    for (size_t i = chain.n; i-- > 0;) {
        rf_value right = rf_eval_node(ev, chain.at[i]->as.binary.right);
        if (ev->stopped)
            break;
        value = operate(ev, chain.at[i], value, right);
    }
    return value;
}

rf_value rf_eval_unary(rf_evaluator *ev, const rf_expr *expr)
{
    const operator_row *row = &operators[expr->as.unary.op];
    const rf_expr *operand = expr->as.unary.operand;
    rf_value value = rf_eval_node(ev, operand);
    bool taken = take_operand(ev, row, "operand", operand->span, &value);
    rf_value result = rf_value_unknown(row->result, expr->span);
    operation op = {ev, expr, expr->span, &value, NULL};
    if (taken && value.kind != RF_UNKNOWN)
        result = row->apply(&op);
    result.marks |= value.marks;
    return result;
}

/*
 * Functions of numbers.
 */
#include "eval/convert.h"
#include "eval/functions.h"

#include <math.h>

rf_value rf_function_abs(const rf_call *call)
{
    rf_num number;
    if (!rf_arg_number(call, 0, &number))
        return rf_give_unknown(call, &rf_type_number);
    if (rf_num_sign(number) < 0)
        number = rf_num_neg(call->arena, number);
    return rf_give_number(call, number);
}

rf_value rf_function_signum(const rf_call *call)
{
    int64_t number;
    if (!rf_arg_int(call, 0, &number))
        return rf_give_unknown(call, &rf_type_number);
    return rf_give_int(call, (number > 0) - (number < 0));
}

/* Cuts the fraction off, then steps away from zero where that is the asked direction. */
static rf_value whole(const rf_call *call, int direction)
{
    rf_num number, fraction = rf_num_int(0);
    if (!rf_arg_number(call, 0, &number))
        return rf_give_unknown(call, &rf_type_number);
    rf_num_mod(call->arena, number, rf_num_int(1), &fraction);
    rf_num result = rf_num_sub(call->arena, number, fraction);
    if (rf_num_sign(fraction) == direction)
        result = rf_num_add(call->arena, result, rf_num_int(direction));
    return rf_give_number(call, result);
}

rf_value rf_function_ceil(const rf_call *call)
{
    return whole(call, 1);
}

rf_value rf_function_floor(const rf_call *call)
{
    return whole(call, -1);
}

/* The argument that compares as `sign` with all others. */
static rf_value extreme(const rf_call *call, int sign)
{
    rf_num best = rf_num_int(0);
    for (size_t i = 0; i < call->n; i++) {
        rf_num number;
        if (!rf_arg_number(call, i, &number))
            return rf_give_unknown(call, &rf_type_number);
        if (i == 0 || rf_num_cmp(number, best) == sign)
            best = number;
    }
    return rf_give_number(call, best);
}

rf_value rf_function_max(const rf_call *call)
{
    return extreme(call, 1);
}

rf_value rf_function_min(const rf_call *call)
{
    return extreme(call, -1);
}

rf_value rf_function_sum(const rf_call *call)
{
    const rf_value *list = rf_arg_sequence(call, 0);
    rf_num sum = rf_num_int(0);
    if (list == NULL)
        return rf_give_unknown(call, &rf_type_number);
    if (list->as.list.n == 0)
        return rf_call_error(call, 0, "an empty list has no sum; use concat(..., [0])");
    if (rf_some_unknown(list->as.list.at, list->as.list.n))
        return rf_give_unknown(call, &rf_type_number);
    for (size_t i = 0; i < list->as.list.n; i++) {
        rf_value number;
        rf_str why;
        if (list->as.list.at[i].kind == RF_NULL ||
            !rf_convert(call->arena, &list->as.list.at[i], &rf_type_number, &number, &why))
            return rf_call_error(call, 0, "element %zu is no number", i);
        sum = rf_num_add(call->arena, sum, number.as.number);
    }
    return rf_give_number(call, sum);
}

/* As Go's big.Int reads digits: letters of both cases count the same up to base 36; beyond, capital
 * letters follow the small ones. */
static int digit_value(char c, int64_t base)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + (base <= 36 ? 10 : 36);
    return 63;
}

rf_value rf_function_parseint(const rf_call *call)
{
    int64_t base;
    const rf_value *given = &call->arguments[0];
    if (given->kind != RF_STRING)
        return rf_call_error(call, 0, "argument 1 must be a string, not %.*s",
                             RF_ARG(rf_value_words(call->arena, given)));
    if (!rf_arg_int(call, 1, &base))
        return rf_give_unknown(call, &rf_type_number);
    if (base < 2 || base > 62)
        return rf_call_error(call, 1, "the base must be between 2 and 62");
    rf_str text = given->as.string.text;
    bool negative = rf_starts(text, RF_STR("-"));
    if (negative || rf_starts(text, RF_STR("+")))
        text = rf_slice(text, 1, text.n);
    rf_num number = rf_num_int(0);
    bool good = text.n != 0;
    for (size_t i = 0; i < text.n && good; i++) {
        int digit = digit_value(text.at[i], base);
        good = digit < base;
        number = rf_num_add(call->arena, rf_num_mul(call->arena, number, rf_num_int(base)),
                            rf_num_int(digit));
    }
    if (!good)
        return rf_call_error(call, 0, "this text is no integer of base %lld", (long long)base);
    return rf_give_number(call, negative ? rf_num_neg(call->arena, number) : number);
}

/* Terraform computes these in 53 bits and prints the shortest decimal that gives the same double;
 * that decimal is the result here. */
static rf_value give_double(const rf_call *call, double result)
{
    enum { DIGITS = 17 }; /* write any double */
    rf_str text = RF_STR("");
    rf_num number = rf_num_int(0);
    bool same = false;
    for (int digits = 1; digits <= DIGITS && !same; digits++) {
        text = rf_format(call->arena, "%.*e", digits - 1, result);
        same = rf_num_parse(call->arena, text, &number) && rf_num_to_double(number) == result;
    }
    if (!same)
        return rf_call_error(call, 0, "the result is not a finite number");
    return rf_give_number(call, number);
}

rf_value rf_function_pow(const rf_call *call)
{
    rf_num number, power;
    if (!rf_arg_number(call, 0, &number) || !rf_arg_number(call, 1, &power))
        return rf_give_unknown(call, &rf_type_number);
    return give_double(call, pow(rf_num_to_double(number), rf_num_to_double(power)));
}

rf_value rf_function_log(const rf_call *call)
{
    rf_num number, base;
    if (!rf_arg_number(call, 0, &number) || !rf_arg_number(call, 1, &base))
        return rf_give_unknown(call, &rf_type_number);
    return give_double(call, log(rf_num_to_double(number)) / log(rf_num_to_double(base)));
}

/* Terraform's bound, so that a slip does not fill the memory. */
enum { RANGE_MOST = 1024 };

rf_value rf_function_range(const rf_call *call)
{
    rf_num start = rf_num_int(0), limit, step = rf_num_int(1);
    bool read = rf_arg_number(call, call->n == 1 ? 0 : 1, &limit) &&
                (call->n == 1 || rf_arg_number(call, 0, &start)) &&
                (call->n < 3 || rf_arg_number(call, 2, &step));
    if (!read)
        return rf_give_unknown(call, NULL);
    int direction = rf_num_cmp(limit, start);
    if (call->n < 3 && direction < 0)
        step = rf_num_int(-1);
    if (rf_num_sign(step) == 0 && direction != 0)
        return rf_call_error(call, 2, "the step must not be 0");
    if (call->n == 3 && direction != 0 && direction != rf_num_sign(step))
        return rf_call_error(call, 2, "the step leads away from the limit");
    rf_value *items = rf_room_for(call, RANGE_MOST);
    size_t n = 0;
    for (rf_num at = start; items != NULL && direction != 0 && rf_num_cmp(limit, at) == direction;
         at = rf_num_add(call->arena, at, step)) {
        if (n == RANGE_MOST)
            return rf_call_error(call, 0, "more than %d values would be made", RANGE_MOST);
        items[n++] = rf_give_number(call, at);
    }
    return items == NULL ? rf_give_unknown(call, NULL)
                         : rf_give_list(call, items, n, &rf_type_number);
}

#include "eval/functions.h"

#include "base/limits.h"
#include "eval/convert.h"
#include "eval/evaluator.h"
#include "text/utf8.h"

#include <utf8proc.h>

enum { LAZY = 1, UNKNOWNS = 2, INSIDE = 4, UNMARKS = 8 };

const rf_function rf_functions[] = {
#define F(function, fewest, largest, flags, text)                                                  \
    {                                                                                              \
        .name = #function,                                                                         \
        .least = (fewest),                                                                         \
        .most = (largest),                                                                         \
        .lazy = ((flags)&LAZY) != 0,                                                               \
        .takes_unknown = ((flags)&UNKNOWNS) != 0,                                                  \
        .minds_marks = ((flags)&INSIDE) != 0,                                                      \
        .unmarks = ((flags)&UNMARKS) != 0,                                                         \
        .call = rf_function_##function,                                                            \
        .usage = (text),                                                                           \
    },
#include "eval/functions.def"
#undef F
};

const size_t rf_function_count = sizeof rf_functions / sizeof *rf_functions;

bool rf_arg(const rf_call *call, size_t i, const rf_type *type, rf_value *value)
{
    rf_str why;
    if (call->arguments[i].kind == RF_NULL) {
        rf_call_error(call, i, "argument %zu must not be null", i + 1);
        return false;
    }
    if (rf_convert(call->arena, &call->arguments[i], type, value, &why))
        return true;
    rf_call_error(call, i, "argument %zu: %.*s", i + 1, RF_ARG(why));
    return false;
}

bool rf_arg_text(const rf_call *call, size_t i, rf_str *text)
{
    rf_value value;
    if (!rf_arg(call, i, &rf_type_string, &value))
        return false;
    *text = value.as.string.text;
    return true;
}

bool rf_arg_number(const rf_call *call, size_t i, rf_num *number)
{
    rf_value value;
    if (!rf_arg(call, i, &rf_type_number, &value))
        return false;
    *number = value.as.number;
    return true;
}

bool rf_arg_int(const rf_call *call, size_t i, int64_t *number)
{
    rf_num num;
    if (!rf_arg_number(call, i, &num))
        return false;
    if (rf_num_to_int64(num, number))
        return true;
    rf_call_error(call, i, "argument %zu: a whole number is required", i + 1);
    return false;
}

static const rf_value *arg_of_kind(const rf_call *call, size_t i, rf_kind kind, const char *words)
{
    const rf_value *value = &call->arguments[i];
    if (value->kind == kind)
        return value;
    if (value->kind == RF_NULL)
        rf_call_error(call, i, "argument %zu must not be null", i + 1);
    else
        rf_call_error(call, i, "argument %zu must be %s, not %.*s", i + 1, words,
                      RF_ARG(rf_value_words(call->arena, value)));
    return NULL;
}

const rf_value *rf_arg_sequence(const rf_call *call, size_t i)
{
    return arg_of_kind(call, i, RF_LIST, "a list, set or tuple");
}

const rf_value *rf_arg_object(const rf_call *call, size_t i)
{
    return arg_of_kind(call, i, RF_OBJECT, "a map or object");
}

bool rf_arg_list(const rf_call *call, size_t i, const rf_type *element, rf_value *list)
{
    const rf_type type = {.kind = RF_TYPE_LIST, .element = element};
    return rf_arg(call, i, &type, list);
}

bool rf_some_unknown(const rf_value *items, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (items[i].kind == RF_UNKNOWN)
            return true;
    return false;
}

rf_value rf_give_unknown(const rf_call *call, const rf_type *type)
{
    return rf_value_unknown(type, call->expr->span);
}

rf_value rf_give_text(const rf_call *call, rf_str text)
{
    return rf_value_string(rf_utf8_nfc(call->arena, text), call->expr->span);
}

rf_value rf_give_buf(const rf_call *call, const rf_buf *buf)
{
    return rf_give_text(call, rf_buf_str(buf));
}

rf_value rf_give_bool(const rf_call *call, bool yes)
{
    return rf_value_bool(yes, call->expr->span);
}

rf_value rf_give_number(const rf_call *call, rf_num number)
{
    return rf_value_number(number, call->expr->span);
}

rf_value rf_give_int(const rf_call *call, int64_t number)
{
    return rf_value_int(number, call->expr->span);
}

rf_value rf_give_list(const rf_call *call, const rf_value *items, size_t n, const rf_type *element)
{
    rf_value list = rf_value_list(items, n, call->expr->span);
    list.type = rf_type_list(call->arena, element);
    return list;
}

rf_value rf_give_tuple(const rf_call *call, const rf_value *items, size_t n)
{
    return rf_value_list(items, n, call->expr->span);
}

rf_value *rf_room_for(const rf_call *call, size_t n)
{
    if (n > RF_LIMIT_EVAL_VALUES && !rf_eval_charge(call->evaluator, call->expr->span, n))
        return NULL;
    return RF_NEW_ARRAY(call->arena, rf_value, n ? n : 1);
}

bool rf_add(const rf_call *call, rf_buf *buf, rf_str text)
{
    if (text.n > RF_LIMIT_EVAL_STRING - buf->n)
        return rf_eval_charge_text(call->evaluator, call->expr->span,
                                   (size_t)RF_LIMIT_EVAL_STRING + 1);
    rf_buf_add(buf, text);
    return true;
}

bool rf_add_repeated(const rf_call *call, rf_buf *buf, char byte, size_t count)
{
    if (count > RF_LIMIT_EVAL_STRING - buf->n)
        return rf_eval_charge_text(call->evaluator, call->expr->span,
                                   (size_t)RF_LIMIT_EVAL_STRING + 1);
    rf_buf_add_repeated(buf, byte, count);
    return true;
}

/* Two plain ASCII characters are never one cluster, but for the two of a line end. */
static bool stands_alone(rf_str text)
{
    unsigned char first = (unsigned char)text.at[0];
    return first < 0x80 && first != '\r' && (text.n == 1 || (unsigned char)text.at[1] < 0x80);
}

size_t rf_grapheme(rf_str text)
{
    size_t at = 0;
    if (stands_alone(text))
        return 1;
    utf8proc_int32_t state = 0;
    int32_t last = rf_utf8_next(text, &at);
    while (at < text.n) {
        size_t next = at;
        int32_t point = rf_utf8_next(text, &next);
        if (last < 0 || point < 0 || utf8proc_grapheme_break_stateful(last, point, &state))
            break;
        last = point;
        at = next;
    }
    return at;
}

size_t rf_graphemes(rf_str text)
{
    size_t n = 0;
    for (; text.n != 0; n++)
        text = rf_slice(text, rf_grapheme(text), text.n);
    return n;
}

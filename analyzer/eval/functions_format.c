/*
 * format() and formatlist(): go-cty's verbs (cty/function/stdlib/format.go), which are Go's.
 */
#include "base/limits.h"
#include "eval/convert.h"
#include "eval/functions.h"

#include <string.h>

/* One verb: %[flags][width][.precision][[index]]mode. */
typedef struct format_verb {
    rf_str raw;
    size_t argument; /* from 0 */
    bool zero, minus, plus, space, sharp, has_width, has_precision;
    size_t width, precision;
    char mode;
} format_verb;

typedef struct formatting {
    const rf_call *call;
    rf_str spec;
    size_t at;
    const rf_value *arguments; /* of this line: scalars */
    size_t count, next, highest;
    rf_buf text;
    RF_VEC(rf_value) pieces; /* what came before `text`, where something is unknown */
    bool unknown;
} formatting;

static bool fail(formatting *to, const format_verb *verb, const char *why)
{
    rf_call_error(to->call, 0, "\"%.*s\": %s", RF_ARG(verb->raw), why);
    return false;
}

static bool digit_at(const formatting *to)
{
    return to->at < to->spec.n && to->spec.at[to->at] >= '0' && to->spec.at[to->at] <= '9';
}

static size_t read_number(formatting *to)
{
    size_t number = 0;
    for (; digit_at(to); to->at++)
        if (number <= RF_LIMIT_EVAL_STRING)
            number = number * 10 + (size_t)(to->spec.at[to->at] - '0');
    return number;
}

static void read_flags(formatting *to, format_verb *verb)
{
    for (; to->at < to->spec.n; to->at++) {
        char c = to->spec.at[to->at];
        verb->zero |= c == '0';
        verb->minus |= c == '-';
        verb->plus |= c == '+';
        verb->space |= c == ' ';
        verb->sharp |= c == '#';
        if (c == '\0' || strchr("0-+ #", c) == NULL)
            break;
    }
}

/* Reads the verb behind a '%'; false, with a diagnostic, when it is cut short or not one. */
static bool read_verb(formatting *to, format_verb *verb)
{
    size_t start = to->at++;
    *verb = (struct format_verb){.argument = to->next};
    read_flags(to, verb);
    verb->has_width = digit_at(to);
    verb->width = read_number(to);
    if (to->at < to->spec.n && to->spec.at[to->at] == '.') {
        to->at++;
        verb->has_precision = true;
        verb->precision = read_number(to);
    }
    if (to->at < to->spec.n && to->spec.at[to->at] == '[') {
        to->at++;
        size_t index = read_number(to);
        bool closed = to->at < to->spec.n && to->spec.at[to->at] == ']' && index != 0;
        verb->raw = rf_slice(to->spec, start, to->at);
        if (!closed)
            return fail(to, verb, "an argument's number is written [1], [2]...");
        to->at++;
        verb->argument = index - 1;
    }
    if (to->at < to->spec.n)
        verb->mode = to->spec.at[to->at++];
    verb->raw = rf_slice(to->spec, start, to->at);
    if (verb->width > RF_LIMIT_EVAL_STRING || verb->precision > RF_LIMIT_EVAL_STRING)
        return fail(to, verb, "this width is too large");
    if (verb->mode == '\0' || strchr("vtbdoxXeEfgGsq", verb->mode) == NULL)
        return fail(to, verb, "there is no such verb; use %s, %d, %v... or %% for the sign itself");
    return true;
}

/* Pads to the width, counted in what people see as characters. */
static bool add_padded(formatting *to, const format_verb *verb, rf_str text)
{
    size_t given = rf_graphemes(text);
    size_t pad = verb->has_width && verb->width > given ? verb->width - given : 0;
    char byte = verb->zero ? '0' : ' ';
    if (verb->minus)
        return rf_add(to->call, &to->text, text) && rf_add_repeated(to->call, &to->text, byte, pad);
    return rf_add_repeated(to->call, &to->text, byte, pad) && rf_add(to->call, &to->text, text);
}

/* Pads a number: zeros go between its sign and its digits. */
static bool add_number(formatting *to, const format_verb *verb, bool negative, rf_str digits)
{
    const char *sign = negative ? "-" : verb->plus ? "+" : verb->space ? " " : "";
    rf_str text = rf_format(to->call->arena, "%s%.*s", sign, RF_ARG(digits));
    bool zeros = verb->zero && !verb->minus && verb->has_width && verb->width > text.n;
    if (!zeros) {
        struct format_verb blank = *verb;
        blank.zero = false;
        return add_padded(to, &blank, text);
    }
    return rf_add(to->call, &to->text, rf_str_c(sign)) &&
           rf_add_repeated(to->call, &to->text, '0', verb->width - text.n) &&
           rf_add(to->call, &to->text, digits);
}

/* The decimal digits of a number: 0.00123 is "123" with the point at -2 (0.123e-2). */
typedef struct decimal {
    char *digits;
    size_t n;
    long point;
    bool negative;
} decimal;

static decimal decimal_of(rf_arena *arena, rf_num number)
{
    rf_str text = rf_num_text(arena, number);
    decimal d = {.digits = rf_alloc(arena, text.n + 1), .negative = rf_starts(text, RF_STR("-"))};
    bool behind = false;
    for (size_t i = d.negative ? 1 : 0; i < text.n; i++) {
        if (text.at[i] == '.') {
            behind = true;
            continue;
        }
        bool leading = text.at[i] == '0' && d.n == 0;
        if (!leading)
            d.digits[d.n++] = text.at[i];
        if (!behind && !leading)
            d.point++;
        else if (behind && leading)
            d.point--;
    }
    while (d.n != 0 && d.digits[d.n - 1] == '0')
        d.n--;
    if (d.n == 0)
        d.point = 0;
    return d;
}

/* Keeps `n` digits, rounding half to even as Go does; one more is carried into the point. */
static void round_decimal(decimal *d, long n)
{
    if (n >= (long)d->n)
        return;
    if (n < 0) {
        d->n = 0;
        d->point = 0;
        return;
    }
    bool half = d->digits[n] == '5' && (size_t)n + 1 == d->n;
    bool odd = n > 0 && (d->digits[n - 1] - '0') % 2 != 0;
    bool up = half ? odd : d->digits[n] >= '5';
    d->n = (size_t)n;
    while (up && d->n != 0 && d->digits[d->n - 1] == '9')
        d->n--;
    if (up && d->n != 0) {
        d->digits[d->n - 1]++;
    } else if (up) {
        d->digits[d->n++] = '1';
        d->point++;
    }
    while (d->n != 0 && d->digits[d->n - 1] == '0')
        d->n--;
    if (d->n == 0)
        d->point = 0;
}

static char digit_or_zero(const decimal *d, long i)
{
    return i >= 0 && i < (long)d->n ? d->digits[i] : '0';
}

static void write_fixed(rf_buf *buf, const decimal *d, long precision)
{
    for (long i = 0; i < d->point; i++)
        rf_buf_add_byte(buf, digit_or_zero(d, i));
    if (d->point <= 0)
        rf_buf_add_byte(buf, '0');
    if (precision > 0)
        rf_buf_add_byte(buf, '.');
    for (long i = 0; i < precision; i++)
        rf_buf_add_byte(buf, digit_or_zero(d, d->point + i));
}

static void write_exponent(rf_buf *buf, const decimal *d, long precision, char mode)
{
    long exponent = d->n == 0 ? 0 : d->point - 1;
    rf_buf_add_byte(buf, digit_or_zero(d, 0));
    if (precision > 0)
        rf_buf_add_byte(buf, '.');
    for (long i = 1; i <= precision; i++)
        rf_buf_add_byte(buf, digit_or_zero(d, i));
    rf_buf_format(buf, "%c%c%02ld", mode, exponent < 0 ? '-' : '+',
                  exponent < 0 ? -exponent : exponent);
}

/* %g of Go's big.Float: by exponent where that is below -4 or not below the precision, which for
 * the shortest form counts as 6 (21 with the sign of %#v is not in use here). */
static void write_general(rf_buf *buf, decimal *d, bool shortest, long precision, char mode)
{
    if (!shortest)
        round_decimal(d, precision == 0 ? 1 : precision);
    long threshold = shortest ? 6 : precision == 0 ? 1 : precision;
    if (!shortest && threshold > (long)d->n && (long)d->n >= d->point)
        threshold = (long)d->n;
    long exponent = d->n == 0 ? 0 : d->point - 1;
    long digits = (long)d->n;
    if (exponent < -4 || exponent >= (threshold == 0 ? 1 : threshold))
        write_exponent(buf, d, digits > 1 ? digits - 1 : 0, (char)(mode == 'G' ? 'E' : 'e'));
    else
        write_fixed(buf, d, digits > d->point ? digits - d->point : 0);
}

static bool add_float(formatting *to, const format_verb *verb, rf_num number)
{
    decimal d = decimal_of(to->call->arena, number);
    long precision = verb->has_precision ? (long)verb->precision : 6;
    rf_buf buf = rf_buf_new(to->call->arena);
    if (verb->mode == 'f') {
        round_decimal(&d, d.point + precision);
        write_fixed(&buf, &d, precision);
    } else if (verb->mode == 'e' || verb->mode == 'E') {
        round_decimal(&d, precision + 1);
        write_exponent(&buf, &d, precision, verb->mode);
    } else {
        write_general(&buf, &d, !verb->has_precision, precision, verb->mode);
    }
    return add_number(to, verb, d.negative, rf_buf_str(&buf));
}

/* The digits of a whole number that is not negative, in a base. */
static rf_str digits_in(rf_arena *arena, rf_num number, unsigned base, bool upper)
{
    const char *symbols = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    rf_buf reversed = rf_buf_new(arena);
    if (base == 10)
        return rf_num_text(arena, number);
    do {
        rf_num digit, rest;
        int64_t value = 0;
        rf_num_mod(arena, number, rf_num_int(base), &digit);
        rf_num_to_int64(digit, &value);
        rf_buf_add_byte(&reversed, symbols[value]);
        rf_num_div(arena, rf_num_sub(arena, number, digit), rf_num_int(base), &rest);
        number = rest;
    } while (rf_num_sign(number) != 0);
    rf_buf digits = rf_buf_new(arena);
    for (size_t i = reversed.n; i-- > 0;)
        rf_buf_add_byte(&digits, reversed.at[i]);
    return rf_buf_str(&digits);
}

static bool add_integer(formatting *to, const format_verb *verb, rf_num number)
{
    static const struct {
        char mode;
        unsigned base;
        const char *prefix;
    } bases[] = {{'b', 2, "0b"}, {'d', 10, ""}, {'o', 8, "0"}, {'x', 16, "0x"}, {'X', 16, "0X"}};
    size_t i = 0;
    rf_arena *arena = to->call->arena;
    if (!rf_num_is_int(number))
        return fail(to, verb, "a whole number is required");
    while (bases[i].mode != verb->mode)
        i++;
    bool negative = rf_num_sign(number) < 0;
    if (negative)
        number = rf_num_neg(arena, number);
    rf_str digits = digits_in(arena, number, bases[i].base, verb->mode == 'X');
    if (verb->has_precision && verb->precision > digits.n) {
        rf_buf zeros = rf_buf_new(arena);
        rf_buf_add_repeated(&zeros, '0', verb->precision - digits.n);
        rf_buf_add(&zeros, digits);
        digits = rf_buf_str(&zeros);
    }
    if (verb->sharp)
        digits = rf_format(arena, "%s%.*s", bases[i].prefix, RF_ARG(digits));
    struct format_verb plain = *verb;
    plain.zero = verb->zero && !verb->has_precision;
    return add_number(to, &plain, negative, digits);
}

/* %v: strings and numbers plainly, everything else and %#v as JSON. */
static bool add_as_it_is(formatting *to, const format_verb *verb, const rf_value *value)
{
    rf_buf json = rf_buf_new(to->call->arena);
    if (!verb->sharp && value->kind == RF_STRING)
        return add_padded(to, verb, value->as.string.text);
    if (!verb->sharp && value->kind == RF_NUMBER) {
        decimal d = decimal_of(to->call->arena, value->as.number);
        if (d.negative)
            rf_buf_add_byte(&json, '-');
        write_general(&json, &d, true, 0, 'g');
        return add_padded(to, verb, rf_buf_str(&json));
    }
    return rf_write_json(to->call, &json, value) && add_padded(to, verb, rf_buf_str(&json));
}

static bool add_string(formatting *to, const format_verb *verb, const rf_value *string)
{
    rf_str text = string->as.string.text;
    size_t end = 0;
    for (size_t i = 0; i < verb->precision && end < text.n; i++)
        end += rf_grapheme(rf_slice(text, end, text.n));
    if (verb->precision != 0)
        text = rf_slice(text, 0, end);
    if (verb->mode == 's')
        return add_padded(to, verb, text);
    rf_buf json = rf_buf_new(to->call->arena);
    rf_value cut = rf_give_text(to->call, text);
    return rf_write_json(to->call, &json, &cut) && add_padded(to, verb, rf_buf_str(&json));
}

static void add_unknown(formatting *to, const rf_value *value)
{
    rf_arena *arena = to->call->arena;
    to->unknown = true;
    if (to->text.n != 0)
        RF_PUSH(arena, &to->pieces, rf_give_buf(to->call, &to->text));
    to->text = rf_buf_new(arena);
    for (size_t i = 0; i < value->as.unknown.n; i++)
        RF_PUSH(arena, &to->pieces, value->as.unknown.pieces[i]);
    if (value->as.unknown.n == 0)
        RF_PUSH(arena, &to->pieces, *value);
}

static bool add_converted(formatting *to, const format_verb *verb, const rf_value *value)
{
    const rf_type *type = strchr("sq", verb->mode) != NULL ? &rf_type_string
                          : verb->mode == 't'              ? &rf_type_bool
                                                           : &rf_type_number;
    rf_value converted;
    rf_str why;
    if (!rf_convert(to->call->arena, value, type, &converted, &why))
        return fail(to, verb, rf_cstr(to->call->arena, why));
    if (type == &rf_type_string)
        return add_string(to, verb, &converted);
    if (type == &rf_type_bool)
        return add_padded(to, verb, converted.as.boolean ? RF_STR("true") : RF_STR("false"));
    return strchr("eEfgG", verb->mode) != NULL ? add_float(to, verb, converted.as.number)
                                               : add_integer(to, verb, converted.as.number);
}

static bool add_verb(formatting *to)
{
    format_verb verb;
    if (!read_verb(to, &verb))
        return false;
    to->next = verb.argument + 1;
    if (to->next > to->highest)
        to->highest = to->next;
    if (verb.argument >= to->count)
        return fail(to, &verb, "there is no argument left for it");
    const rf_value *value = &to->arguments[verb.argument];
    if (verb.mode != 'v' && value->kind == RF_NULL)
        return fail(to, &verb, "a null value cannot be formatted");
    if (rf_value_has_unknown(value)) {
        add_unknown(to, value);
        return true;
    }
    return verb.mode == 'v' ? add_as_it_is(to, &verb, value) : add_converted(to, &verb, value);
}

static rf_value format_line(const rf_call *call, rf_str spec, const rf_value *arguments,
                            size_t count)
{
    formatting to = {.call = call, .spec = spec, .arguments = arguments, .count = count};
    to.text = rf_buf_new(call->arena);
    bool good = true;
    while (good && to.at < spec.n) {
        size_t percent = rf_find_byte(rf_slice(spec, to.at, spec.n), '%');
        size_t end = percent == RF_NOT_FOUND ? spec.n : to.at + percent;
        good = rf_add(call, &to.text, rf_slice(spec, to.at, end));
        to.at = end;
        if (good && end + 1 < spec.n && spec.at[end + 1] == '%') {
            good = rf_add(call, &to.text, RF_STR("%"));
            to.at += 2;
        } else if (good && end < spec.n) {
            good = add_verb(&to);
        }
    }
    if (good && to.highest < count) {
        rf_call_error(call, 1 + to.highest, "the format uses %zu of its %zu arguments", to.highest,
                      count);
        good = false;
    }
    if (!good || !to.unknown)
        return good ? rf_give_buf(call, &to.text) : rf_give_unknown(call, &rf_type_string);
    if (to.text.n != 0)
        RF_PUSH(call->arena, &to.pieces, rf_give_buf(call, &to.text));
    rf_value unknown = rf_give_unknown(call, &rf_type_string);
    unknown.as.unknown.pieces = to.pieces.at;
    unknown.as.unknown.n = to.pieces.n;
    return unknown;
}

rf_value rf_function_format(const rf_call *call)
{
    rf_value spec;
    if (!rf_arg(call, 0, &rf_type_string, &spec) || spec.kind == RF_UNKNOWN)
        return rf_give_unknown(call, &rf_type_string);
    return format_line(call, spec.as.string.text, call->arguments + 1, call->n - 1);
}

/* How many lines there will be: the length that all lists have, 1 without any list.  False, with a
 * diagnostic, when the lengths differ. */
static bool count_lines(const rf_call *call, size_t *lines)
{
    size_t list = 0;
    *lines = 1;
    for (size_t i = 1; i < call->n; i++) {
        if (call->arguments[i].kind != RF_LIST)
            continue;
        size_t n = call->arguments[i].as.list.n;
        if (list != 0 && n != *lines) {
            rf_call_error(call, i, "argument %zu has %zu elements, but argument %zu has %zu", i + 1,
                          n, list + 1, *lines);
            return false;
        }
        list = i;
        *lines = n;
    }
    return true;
}

rf_value rf_function_formatlist(const rf_call *call)
{
    size_t lines;
    rf_value spec;
    rf_value *line = RF_NEW_ARRAY(call->arena, rf_value, call->n);
    if (!rf_arg(call, 0, &rf_type_string, &spec) || !count_lines(call, &lines))
        return rf_give_unknown(call, NULL);
    /* What is unknown may be a list, of another length. */
    bool unknown = spec.kind == RF_UNKNOWN;
    for (size_t i = 1; i < call->n; i++)
        unknown |= call->arguments[i].kind == RF_UNKNOWN &&
                   (call->arguments[i].type == NULL || call->arguments[i].type->element != NULL ||
                    call->arguments[i].type->kind == RF_TYPE_ANY);
    if (unknown)
        return rf_give_unknown(call, NULL);
    rf_value *items = rf_room_for(call, lines);
    size_t errors = call->diags->errors;
    for (size_t i = 0; items != NULL && i < lines; i++) {
        for (size_t j = 1; j < call->n; j++)
            line[j] = call->arguments[j].kind == RF_LIST ? call->arguments[j].as.list.at[i]
                                                         : call->arguments[j];
        items[i] = format_line(call, spec.as.string.text, line + 1, call->n - 1);
        if (call->diags->errors != errors)
            return rf_give_unknown(call, NULL);
    }
    return items == NULL ? rf_give_unknown(call, NULL)
                         : rf_give_list(call, items, lines, &rf_type_string);
}

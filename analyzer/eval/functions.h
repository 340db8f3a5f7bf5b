/*
 * What the functions share: reading their arguments and making their results.
 */
#ifndef RF_EVAL_FUNCTIONS_H
#define RF_EVAL_FUNCTIONS_H

#include "eval/function.h"
#include "eval/values.h"

enum { ANY_NUMBER = 255 };

/* Each row's implementation. */
#define F(name, least, most, flags, usage) rf_value rf_function_##name(const rf_call *call);
#include "eval/functions.def"
#undef F

/* Argument `i`, converted.  False, with a diagnostic, when it is null or does not convert. */
bool rf_arg(const rf_call *call, size_t i, const rf_type *type, rf_value *value);
bool rf_arg_text(const rf_call *call, size_t i, rf_str *text);
bool rf_arg_number(const rf_call *call, size_t i, rf_num *number);
bool rf_arg_int(const rf_call *call, size_t i, int64_t *number); /* a whole number */

/* Argument `i` when it is a list, set or tuple / a map or object; it is not converted. */
const rf_value *rf_arg_sequence(const rf_call *call, size_t i);
const rf_value *rf_arg_object(const rf_call *call, size_t i);

/* Argument `i` as a list of the element type, or a set; elements may be unknown. */
bool rf_arg_list(const rf_call *call, size_t i, const rf_type *element, rf_value *list);

/* True when one of the values is unknown (not: has something unknown inside). */
bool rf_some_unknown(const rf_value *items, size_t n);

/* Results, with the span of the call. */
rf_value rf_give_unknown(const rf_call *call, const rf_type *type);
rf_value rf_give_text(const rf_call *call, rf_str text); /* normalised as Terraform's strings are */
rf_value rf_give_buf(const rf_call *call, const rf_buf *buf);
rf_value rf_give_bool(const rf_call *call, bool yes);
rf_value rf_give_number(const rf_call *call, rf_num number);
rf_value rf_give_int(const rf_call *call, int64_t number);
rf_value rf_give_list(const rf_call *call, const rf_value *items, size_t n, const rf_type *element);
rf_value rf_give_tuple(const rf_call *call, const rf_value *items, size_t n);

/* Room for `n` values, at least one; NULL, with a diagnostic, when these are too many. */
rf_value *rf_room_for(const rf_call *call, size_t n);

/* Adds to a string; false, with a diagnostic, when it grows too long. */
bool rf_add(const rf_call *call, rf_buf *buf, rf_str text);
bool rf_add_repeated(const rf_call *call, rf_buf *buf, char byte, size_t count);

/* The length of the grapheme cluster at the start of a text that is not empty; how many there are.
 */
size_t rf_grapheme(rf_str text);
size_t rf_graphemes(rf_str text);

/* The JSON text of a value as jsonencode() writes it.  False, with a diagnostic, when it grows too
 * long.  The value has no unknowns. */
bool rf_write_json(const rf_call *call, rf_buf *buf, const rf_value *value);

/* replace() with a /pattern/. */
rf_value rf_replace_pattern(const rf_call *call, rf_str text, rf_str pattern, rf_str replacement);

#endif

/*
 * Conversion and unification of values, as Terraform's (zclconf/go-cty, package convert).
 */
#ifndef RF_EVAL_CONVERT_H
#define RF_EVAL_CONVERT_H

#include "text/diag.h"
#include "value/value.h"

/* Converts to a type: "42" to a number, a tuple to list(string) with its elements, an object to a
 * map; attributes an object type does not have are dropped, optional ones filled in.  False when it
 * cannot be; then *why says so in words ("a number is required"), with the path to the element when
 * it lies inside ("element 2: ..."). */
bool rf_convert(rf_arena *arena, const rf_value *value, const rf_type *type, rf_value *converted,
                rf_str *why);

/* The type of a value as Terraform sees it: tuple([...]) and object({...}) for literals. */
const rf_type *rf_type_of(rf_arena *arena, const rf_value *value);

/* The one type that values of all these types convert to safely; NULL when there is none. */
const rf_type *rf_unify(rf_arena *arena, const rf_type *const *types, size_t n);

#endif

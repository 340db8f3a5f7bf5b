/*
 * What convert.c and unify.c know of types, beyond value/type.h.
 */
#ifndef RF_EVAL_TYPES_H
#define RF_EVAL_TYPES_H

#include "value/type.h"

/* True when the test holds for the type or one inside it. */
bool rf_type_has(const rf_type *type, bool (*test)(const rf_type *));
bool rf_type_is_any(const rf_type *type);
bool rf_type_has_optional(const rf_type *type);

/* The type of a value that was converted to `type`: attributes are no longer optional. */
const rf_type *rf_type_plain(rf_arena *arena, const rf_type *type);

/* True when some value of the one type converts to the other. */
bool rf_type_converts(rf_arena *arena, const rf_type *from, const rf_type *to);

#endif

/*
 * ARN formats of the reference, as words of a language.
 */
#ifndef RF_ACCESS_FORMATS_H
#define RF_ACCESS_FORMATS_H

#include "access/language.h"
#include "reference/shape.h"

/* The ARNs of a type: constraints that hold together.  An account has twelve digits, or is what AWS
 * writes there of what it owns itself (arn:aws:iam::aws:policy/ReadOnlyAccess); a Region has lower
 * case letters, digits and dashes; a resource part that is a single name holds no slash (buckets,
 * queues, topics).  `partition` is literal; empty: any. */
const rf_constraint *rf_format_constraints(rf_arena *arena, const rf_reference *reference,
                                           const rf_ref_type *type, rf_str partition, size_t *n);

/* True when the resource parts of the pattern and of the type's formats begin with other letters,
 * so that no ARN of the type matches; most patterns are told from most types by that. */
bool rf_format_is_apart(const rf_reference *reference, const rf_ref_type *type, rf_str pattern);

#endif

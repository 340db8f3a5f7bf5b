/*
 * JSON as people write it: strict RFC 8259, every value and key with its span.
 *
 * A mistake (trailing comma, comment, smart quote, ...) is reported with its place and what to do,
 * then read as it was meant, so that one file yields all its errors.  Writing goes through json-c.
 */
#ifndef RF_JSON_JSON_H
#define RF_JSON_JSON_H

#include "text/diag.h"
#include "value/value.h"

/* The codes of the diagnostics that are not plain syntax errors. */
#define RF_JSON_SYNTAX "json"
#define RF_JSON_DUPLICATE "json-duplicate-key" /* error; both members stay in the tree */
#define RF_JSON_BIG_NUMBER "json-big-number"   /* warning: a number beyond 2^53 */

/* Reads one document.  *value is set to what could be read (null when nothing could).  Returns
 * false when there was a syntax error; duplicate keys and big numbers do not count as such. */
bool rf_json_read(rf_arena *arena, const rf_source *source, rf_diags *diags, rf_value *value);

#endif

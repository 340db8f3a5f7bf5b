/*
 * Values as JSON: everything this program writes goes out through json-c.
 */
#ifndef RF_JSON_WRITE_H
#define RF_JSON_WRITE_H

#include "value/value.h"

struct json_object;

/* What stands for a value that is not known. */
#define RF_JSON_HOLE RF_STR("${\xE2\x80\xA6}")

/* The value as a tree of json-c; the caller owns it (json_object_put).  NULL is JSON's null.
 *
 * Strings and keys come out as valid UTF-8: each malformed byte becomes U+FFFD.  A NUL stays in a
 * string, but becomes U+FFFD in a key, because json-c would cut the key there.  Numbers keep all
 * their digits.  Of several members with one name the last one is written.  What is unknown is
 * written as RF_JSON_HOLE, what is sensitive "(sensitive value)", and what is nested deeper than
 * RF_LIMIT_WRITE_DEPTH "(nested too deep)". */
struct json_object *rf_json_from_value(const rf_value *value);

/* A string as json-c's, made valid UTF-8 as above; the caller owns it.  NULL: there is no memory
 * for it. */
struct json_object *rf_json_from_str(rf_str text);

/* The text of a tree, in the arena, NUL-terminated; slashes stay plain.  Pretty: two blanks for
 * each level. */
rf_str rf_json_text(rf_arena *arena, struct json_object *object, bool pretty);

#endif

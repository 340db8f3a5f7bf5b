/*
 * JSON that machines write (plans, inventories, the service reference), read with json-c.
 *
 * json-c has no places and keeps the last of two equal keys without a word; what people write goes
 * through json/json.h.  Strict syntax, valid UTF-8, RF_LIMIT_JSON_DEPTH levels; a byte order mark
 * is skipped, because PowerShell writes one.
 */
#ifndef RF_JSON_MACHINE_H
#define RF_JSON_MACHINE_H

#include "text/diag.h"

struct json_object;

/* Reads one document.  *root is the tree, released with the arena; NULL is JSON's null.  Returns
 * false, with one diagnostic (RF_JSON_SYNTAX) at the place where json-c stopped, when it is none.
 */
bool rf_json_machine_read(rf_arena *arena, const rf_source *source, rf_diags *diags,
                          struct json_object **root);

#endif

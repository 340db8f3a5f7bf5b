/* What stands in brackets: parentheses, lists, objects, `for` and the arguments of a call.  Each is
 * called with its opening bracket next. */
#ifndef RF_HCL_PARSE_BRACKETS_H
#define RF_HCL_PARSE_BRACKETS_H

#include "hcl/parse.h"

const rf_expr *rf_hcl_parse_parentheses(rf_hcl_parser *p);
const rf_expr *rf_hcl_parse_tuple(rf_hcl_parser *p);
const rf_expr *rf_hcl_parse_object(rf_hcl_parser *p);

/* `name` was taken; next is `(` or `::`. */
const rf_expr *rf_hcl_parse_call(rf_hcl_parser *p, rf_hcl_token name);

/* The names of a `for`, the word `in` and the collection, behind the word `for`. */
typedef struct rf_hcl_for {
    rf_str key, value; /* key is empty when one name was given */
    const rf_expr *collection;
} rf_hcl_for;

/* False, and panic, when it could not be read. */
bool rf_hcl_parse_for_header(rf_hcl_parser *p, rf_hcl_for *header);

#endif

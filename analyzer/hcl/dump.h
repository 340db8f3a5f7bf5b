/*
 * A syntax tree as text, for tests and for people who look for a mistake in a reader.
 *
 *     a.b[0] + f(x...)          (+ ([] (. a b) 0) (f x ...))
 *     "x ${y}"                  (template "x " ${y})
 *     [for k, v in m : v if c]  (for k v m : v if c)
 *     list[*].id                ([*] list (. @ id))
 */
#ifndef RF_HCL_DUMP_H
#define RF_HCL_DUMP_H

#include "hcl/ast.h"

/* Appends one expression. */
void rf_hcl_dump_expr(rf_buf *out, const rf_expr *expr);

/* Appends a body, an attribute or block a line, indented by `depth` times two blanks. */
void rf_hcl_dump_body(rf_buf *out, const rf_body *body, size_t depth);

#endif

/*
 * HCL native syntax: text -> syntax tree.
 *
 * Accepts and rejects what hashicorp/hcl's own parser does, but for these:
 *
 * - UTF-8 in strings is strict: overlong forms, surrogates and values above U+10FFFF are refused.
 * - Numbers and nesting have limits (base/limits.h), each with a message; a chain of operators
 * nests as deep as it is long.
 * - A combining mark right behind the indentation that `<<-` removes is kept.
 *
 * Recovers at the next attribute or block, so that one file yields all its errors; what could be
 * read is in the tree.
 */
#ifndef RF_HCL_HCL_H
#define RF_HCL_HCL_H

#include "hcl/ast.h"
#include "text/diag.h"

/* Reads a file: attributes and blocks.  Never NULL. */
const rf_body *rf_hcl_read(rf_arena *arena, const rf_source *source, rf_diags *diags);

/* Reads one expression that takes all of the source (newlines around it are allowed). */
const rf_expr *rf_hcl_read_expr(rf_arena *arena, const rf_source *source, rf_diags *diags);

/* Reads all of the source as a template, as templatefile() does. */
const rf_expr *rf_hcl_read_template(rf_arena *arena, const rf_source *source, rf_diags *diags);

#endif

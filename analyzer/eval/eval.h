/*
 * Expression -> value, as Terraform computes it.  Knows no blocks and no modules: what a name
 * stands for, it asks a scope.
 *
 * An error is a diagnostic and yields an unknown value, so that one expression can report several.
 * Unknowns and marks travel: what is made from an unknown is unknown, what is made from a
 * sensitive value is sensitive.  A value keeps the span it was written at when it is only passed on
 * (through a name, an index, a `for`); a computed one gets the span of its expression.
 */
#ifndef RF_EVAL_EVAL_H
#define RF_EVAL_EVAL_H

#include "hcl/ast.h"
#include "text/diag.h"
#include "value/value.h"

typedef struct rf_scope rf_scope;
typedef struct rf_function rf_function;

struct rf_scope {
    /* The value of a root name, or NULL when there is none. */
    const rf_value *(*lookup)(const rf_scope *scope, rf_str name);
    const void *context; /* for lookup */

    /* Names to suggest from when a name is not known. */
    const rf_str *names;
    size_t name_count;

    /* What may be called; NULL: nothing. */
    const rf_function *functions;
    size_t function_count;

    /* Said in place of "there is no such name / function" where none are allowed at all, such as in
     * a variable file; NULL elsewhere. */
    const char *constant_only;
};

/* A scope without names and functions, for variable files. */
extern const rf_scope rf_scope_constants;

rf_value rf_eval(rf_arena *arena, const rf_expr *expr, const rf_scope *scope, rf_diags *diags);

/* True when the expression is nothing but a name, which is set; for keys and type words. */
bool rf_expr_is_name(const rf_expr *expr, rf_str *name);

#endif

/*
 * The one table of functions.  A function is one row, beside its implementation.
 */
#ifndef RF_EVAL_FUNCTION_H
#define RF_EVAL_FUNCTION_H

#include "eval/eval.h"

#include <stdint.h>

typedef struct rf_evaluator rf_evaluator;

/* What a function is given: its arguments, evaluated, and where they stand. */
typedef struct rf_call {
    rf_arena *arena;
    const rf_expr *expr;       /* the call */
    const rf_scope *scope;     /* for functions that evaluate their arguments themselves */
    const rf_value *arguments; /* `n` of them; spans are those of the values */
    size_t n;
    rf_diags *diags;
    rf_evaluator *evaluator; /* for rf_call_evaluate() and the limits */
} rf_call;

struct rf_function {
    const char *name;
    unsigned char least, most; /* number of arguments; most 255: any number */
    /* Evaluates its arguments itself (try, can): `arguments` is NULL. */
    bool lazy;
    /* Called with unknown arguments too; otherwise an unknown argument gives an unknown result
     * without a call. */
    bool takes_unknown;
    rf_value (*call)(const rf_call *call);
    const char *usage; /* "length(value)": for help and messages */
    /* What is sensitive deep inside an argument does not make the result sensitive: the function
     * passes elements on with their marks, or looks at the shape only. */
    bool minds_marks;
    bool unmarks; /* the marks of its arguments do not pass to the result (nonsensitive) */
};

/* Every function there is, sorted by name. */
extern const rf_function rf_functions[];
extern const size_t rf_function_count;

const rf_function *rf_function_named(const rf_function *functions, size_t n, rf_str name);

/* Evaluates argument `i` of a lazy function within the evaluation of the call: its names, limits
 * and nesting.  Errors go to `diags`. */
rf_value rf_call_evaluate(const rf_call *call, size_t i, rf_diags *diags);

/* Reports that argument `i` (from 0) is not what it should be; yields the unknown to return. */
rf_value rf_call_error(const rf_call *call, size_t i, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif

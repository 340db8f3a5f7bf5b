/*
 * Inside the room: what the evaluator's files share.
 *
 * One evaluation is one rf_evaluator.  It counts what it makes: past a limit it says so once, at
 * the place, and everything after that is unknown.
 */
#ifndef RF_EVAL_EVALUATOR_H
#define RF_EVAL_EVALUATOR_H

#include "eval/eval.h"
#include "eval/function.h"

#define RF_EVAL_CODE "eval"             /* diagnostics of the evaluator */
#define RF_EVAL_LIMIT_CODE "eval-limit" /* a limit was reached: no `try` may hide it */
#define RF_REGEX_LIMIT_CODE "regex-limit"

/* A name that `for` made, or the item of a splat; innermost first. */
typedef struct rf_binding {
    rf_str name;
    const rf_expr *splat; /* NULL for a name */
    const rf_value *value;
    const struct rf_binding *outer;
} rf_binding;

struct rf_evaluator {
    rf_arena *arena;
    const rf_scope *scope;
    rf_diags *diags;  /* where errors go now: a scratch list inside `try` */
    rf_diags *report; /* where they go in the end; limits are always reported there */
    const rf_binding *bindings;
    rf_map patterns; /* compiled by the functions of regular expressions, by their text */
    size_t depth, values, steps;
    size_t memory; /* the size of the arena at which to give up */
    bool stopped;
};

rf_value rf_eval_node(rf_evaluator *ev, const rf_expr *expr);

/* Kinds of nodes, in the files named. */
rf_value rf_eval_unary(rf_evaluator *ev, const rf_expr *expr);       /* operators.c */
rf_value rf_eval_binary(rf_evaluator *ev, const rf_expr *expr);      /* operators.c */
rf_value rf_eval_conditional(rf_evaluator *ev, const rf_expr *expr); /* conditional.c */
rf_value rf_eval_template(rf_evaluator *ev, const rf_expr *expr);    /* template.c */
rf_value rf_eval_traversal(rf_evaluator *ev, const rf_expr *expr);   /* traversal.c */
rf_value rf_eval_splat(rf_evaluator *ev, const rf_expr *expr);       /* traversal.c */
rf_value rf_eval_for(rf_evaluator *ev, const rf_expr *expr);         /* loop.c */
rf_value rf_eval_call(rf_evaluator *ev, const rf_expr *expr);        /* call.c */

/* Reports an error and yields the unknown to return. */
rf_value rf_eval_fail(rf_evaluator *ev, rf_span span, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Counts values and steps of work, checks the size of a text; false, with a diagnostic, past a
 * limit. */
bool rf_eval_charge(rf_evaluator *ev, rf_span span, size_t values);
bool rf_eval_charge_text(rf_evaluator *ev, rf_span span, size_t bytes);
bool rf_eval_charge_steps(rf_evaluator *ev, rf_span span, size_t steps);

/* Refuses a list or object whose tree has too many values.  Parts are shared, so that
 * `[x, x]` around `[x, x]` ... is a small graph but an endless tree to whoever walks it. */
bool rf_eval_weigh(rf_evaluator *ev, const rf_value *value);

/* An iteration over a list, set, tuple, map or object, in Terraform's order. */
typedef struct rf_walk {
    const rf_value *collection;
    const rf_member **members; /* of an object, sorted by name, each name once */
    size_t i, n;
    rf_value key, value;
} rf_walk;

/* False, with a diagnostic, when the collection cannot be iterated; it must be known. */
bool rf_walk_start(rf_evaluator *ev, rf_walk *walk, const rf_value *collection, rf_span span,
                   const char *what);
bool rf_walk_next(rf_walk *walk);

/* Converts the value of a condition.  False, with a diagnostic, when it is null or no bool; an
 * unknown one is left as it is. */
bool rf_eval_to_bool(rf_evaluator *ev, rf_value *value, rf_span span, const char *what);

#endif

/*
 * One coordinate of a request: its action, its resource, its principal, or one condition key.
 *
 * What statements say about requests are atoms, each about one axis.  A question collects literals
 * (atoms that must hold, atoms that must not) and asks of each axis by itself whether some value
 * satisfies its literals.  What couples axes is outside: a policy variable is a symbol.
 */
#ifndef RF_ACCESS_AXIS_H
#define RF_ACCESS_AXIS_H

#include "access/spelling.h"
#include "base/map.h"
#include "iam/decide.h"
#include "iam/match.h"

typedef enum rf_axis_kind {
    RF_AXIS_ACTION,
    RF_AXIS_RESOURCE,
    RF_AXIS_PRINCIPAL,
    RF_AXIS_KEY,
} rf_axis_kind;

/* Values are found by language search, or, of numbers, dates, addresses, booleans and principals,
 * among points: one text for each class of values that the atoms tell apart. */
typedef struct rf_axis {
    rf_axis_kind kind;
    rf_str key, name;           /* of a key: in lower case, and as a witness spells it */
    RF_VEC(rf_str) aliases;     /* other names of it that statements use */
    bool multivalued;           /* a property of the key */
    bool single;                /* of one that is not known: it may also be single-valued */
    bool absent, present;       /* what a request can have; others than keys are always present */
    const rf_constraint *shape; /* of texts: what every value is like, all of them */
    size_t shape_count;
    bool has_points;
    bool complete; /* no value differs from all points in what atoms say of it */
    RF_VEC(rf_str) points;
    rf_map of_many; /* the points, when there are many */
} rf_axis;

typedef enum rf_atom_kind {
    RF_ATOM_WORDS,     /* the value is in a language */
    RF_ATOM_CONDITION, /* the condition holds */
    RF_ATOM_PRINCIPAL, /* the statement's Principal or NotPrincipal comprises the caller */
    RF_ATOM_MAYBE,     /* not known before apply */
} rf_atom_kind;

typedef struct rf_atom {
    rf_atom_kind kind;
    size_t axis;
    const rf_statement *statement;
    const rf_condition *condition;
    rf_constraint words; /* of conditions on texts: of one value, with the operator's negation */
    bool textual;        /* `words` says it */
    const rf_valuation *valuation; /* of the condition's variables */
} rf_atom;

typedef struct rf_literal {
    const rf_atom *atom;
    bool negated;
} rf_literal;

/* What a request has on an axis. */
typedef struct rf_axis_value {
    bool absent, multivalued;
    const rf_str *values; /* one; of a multivalued key one or more */
    size_t n;
} rf_axis_value;

/* Whether the atom holds at a value; decided by the code that decides requests.  Takes its steps
 * from the budget, without any left RF_MAYBE. */
rf_truth rf_atom_truth(rf_arena *arena, const rf_axis *axis, const rf_atom *atom,
                       const rf_axis_value *value, rf_budget *budget);

/* The same, where what is known only after apply does; steps are not counted. */
bool rf_atom_holds(rf_arena *arena, const rf_axis *axis, const rf_atom *atom,
                   const rf_axis_value *value);

/* A value that satisfies all literals, which are about this axis; absence is preferred.
 * RF_SEARCH_EXHAUSTED: the budget ran out, or the points are not all there are, or, of principals,
 * it is not known whether one satisfies them. */
rf_search rf_axis_solve(rf_arena *arena, const rf_axis *axis, const rf_literal *literals, size_t n,
                        rf_budget *budget, rf_axis_value *value);

#endif

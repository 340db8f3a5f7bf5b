/*
 * What the files of the policy reader share; not for other rooms.
 */
#ifndef RF_IAM_READ_H
#define RF_IAM_READ_H

#include "base/vec.h"
#include "iam/model.h"

typedef struct policy_reader {
    rf_arena *arena;
    bool variables; /* the document is of Version 2012-10-17 */
    int statement;  /* index of the one that is being read */
    RF_VEC(rf_problem) problems;
    bool refused;
} policy_reader;

/* Adds a problem and returns it; valid until the next one. */
rf_problem *rf_read_problem(policy_reader *in, rf_problem_kind kind, rf_span span, rf_str text);

/* `text` is the element or key whose value has another type than `expected` says. */
void rf_read_wrong_type(policy_reader *in, rf_span span, rf_str text, const char *expected);

/* One problem for each member that has a later one with the same name. */
void rf_read_duplicates(policy_reader *in, const rf_value *object);

/* The items of a value that may be single: its elements, or the value itself. */
const rf_value *rf_read_items(const rf_value *value, size_t *n);

/* Notes an empty list. */
void rf_read_empty(policy_reader *in, const rf_value *value, rf_str text);

/* Notes a `${` that starts no variable, where variables may stand. */
void rf_read_variables(policy_reader *in, rf_str text, rf_span span);

/* The elements with parts of their own. */
void rf_read_principals(policy_reader *in, const rf_member *member, rf_principals *principals);
void rf_read_conditions(policy_reader *in, const rf_member *member, rf_statement *statement);

#endif

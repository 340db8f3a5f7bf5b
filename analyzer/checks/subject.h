/*
 * What a rule looks at, one at a time.
 */
#ifndef RF_CHECKS_SUBJECT_H
#define RF_CHECKS_SUBJECT_H

#include "input/inputs.h"

typedef enum rf_subject_kind {
    RF_SUBJECT_FILE,      /* each file that was looked at */
    RF_SUBJECT_POLICY,    /* each policy document */
    RF_SUBJECT_STATEMENT, /* each statement of each policy */
    RF_SUBJECT_CONDITION, /* each (operator, key) of each statement */
    RF_SUBJECT_VARIABLE,  /* each assignment of a variable, and each output */
    RF_SUBJECT_NETWORK,   /* each planned network */
    RF_SUBJECT_GROUP,     /* each folder with what belongs together in it */
    RF_SUBJECT_KINDS,
} rf_subject_kind;

/* A planned network: what a variable or --vpc says the VPC or a subnet will be. */
typedef struct rf_planned {
    rf_str name;           /* of the variable, or "--vpc" */
    rf_str role;           /* "vpc" or "subnet" */
    rf_str key;            /* of a subnet in a map; empty */
    const rf_value *value; /* where it is written; NULL on the command line */
    rf_cidr_reading reading;
    rf_str text;
    rf_span span;
} rf_planned;

/* What expressions see of a statement; made for the first of its conditions, and shared by all. */
typedef struct rf_seen_statement {
    bool made; /* false again when the arena forgets it */
    rf_value value;
} rf_seen_statement;

/* Members that do not belong to the kind are NULL. */
typedef struct rf_subject {
    rf_subject_kind kind;
    const rf_inputs *inputs;
    const rf_group *group;
    const rf_file *file;
    const rf_found_policy *found;
    const rf_statement *statement;
    const rf_condition *condition;
    rf_seen_statement *seen; /* of a condition: its statement */
    const rf_variable *variable;
    const rf_planned *planned;
    rf_span span; /* where a finding stands that names no better place */
} rf_subject;

#endif

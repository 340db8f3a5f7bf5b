/*
 * Policy variables: `${aws:username}`, `${aws:username, 'nobody'}`, and the escapes `${*}`, `${?}`,
 * `${$}` for one literal character each.
 *
 * Source: IAM User Guide, "IAM policy elements: Variables and tags".  They exist only in policies
 * of Version 2012-10-17; in others the same characters are plain text.  The key is compared without
 * case.  A key without a value in the request takes the default, and without one has no value; a
 * multivalued key never has one.
 */
#ifndef RF_IAM_VARIABLES_H
#define RF_IAM_VARIABLES_H

#include "base/str.h"

/* What `${...}` is. */
typedef enum rf_policy_variable_form {
    RF_VARIABLE_NONE,      /* no `${` here */
    RF_VARIABLE_KEY,       /* a context key */
    RF_VARIABLE_CHARACTER, /* an escape: `text` is the character */
    RF_VARIABLE_MALFORMED, /* not closed, empty, or its default is not quoted: plain text */
} rf_policy_variable_form;

typedef struct rf_policy_variable {
    rf_policy_variable_form form;
    rf_str text;     /* the key as written, or the character */
    rf_str fallback; /* the default, without its quotes */
    bool has_fallback;
    size_t end; /* offset behind the closing brace; for malformed ones, behind the `${` */
} rf_policy_variable;

/* The variable that starts at text.at[at]. */
rf_policy_variable rf_policy_variable_read(rf_str text, size_t at);

/* Offset of the first malformed variable at or after `from`, or RF_NOT_FOUND. */
size_t rf_policy_variable_malformed(rf_str text, size_t from);

#endif

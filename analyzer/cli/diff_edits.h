/*
 * What was changed between two policies, statement by statement.
 */
#ifndef RF_CLI_DIFF_EDITS_H
#define RF_CLI_DIFF_EDITS_H

#include "iam/explain.h"

/* Which statement of one policy is which of another. */
typedef struct rf_pairing {
    const rf_policy *a, *b;
    const rf_statement **of_a, **of_b; /* by index: the one of the other policy; NULL: none */
} rf_pairing;

/* Two statements are the same one when they have the same Sid; of those without such, when most of
 * what they list is the same.  Either policy may be NULL. */
rf_pairing rf_pairing_make(rf_arena *arena, const rf_policy *a, const rf_policy *b);

/* The statement of the other policy that is this one; NULL: none. */
const rf_statement *rf_pairing_find(const rf_pairing *pairing, const rf_statement *statement);

/* A statement before and after, with what each makes of one request, for which they differ. */
typedef struct rf_edit {
    const rf_statement *was, *is;
    const rf_explanation *why_was, *why_is;
} rf_edit;

/* What was changed, told by the parts that decide about the request, and by no others: "StringLike
 * on ec2:ResourceTag/Name became StringLikeIfExists".  Empty when the statements' texts do not tell
 * (the Version of the policy may). */
rf_str rf_edit_words(rf_arena *arena, const rf_edit *edit);

#endif

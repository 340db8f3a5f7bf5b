/*
 * A check in words: what a person who knows IAM would say of it.
 *
 *     vpc/vpc-1 has no tag Name, and StringNotLike on a missing key is true
 *
 * Texts are parts of sentences, without a full stop.  They hold what policies and requests hold:
 * who shows them makes them printable.
 */
#ifndef RF_IAM_WORDS_H
#define RF_IAM_WORDS_H

#include "iam/call.h"
#include "iam/explain.h"

/* What is spoken of. */
typedef struct rf_words {
    rf_arena *arena;
    const rf_policy_set *set;
    const rf_call_check *check;
} rf_words;

/* "vpc/vpc-1": the resource, as short as it stays clear. */
rf_str rf_words_resource(const rf_words *words);

/* Why a condition holds, or does not: "Name is \"prod-a\", not like \"cce-*\"".  Brief: without
 * what it is compared with. */
rf_str rf_words_condition(const rf_words *words, const rf_condition_result *result, bool brief);

/* What a statement says of the check, to stand behind its name: "matches", "does not match: ...",
 * "is about natgateway/nat-1 only".  Brief: a match without its reasons. */
rf_str rf_words_statement(const rf_words *words, const rf_statement *statement,
                          const rf_explanation *explanation, bool brief);

/* Why the check was decided as it was: "CreateSubnets allows; CreateSubAllowCCEOnly does not match
 * (Name is \"cce-a\")".  Brief: without the statements that might have decided otherwise. */
rf_str rf_words_decision(const rf_words *words, bool brief);

/* "Sid", "Sid of the service control policy", with the file when there are several of its type. */
rf_str rf_words_name(const rf_words *words, rf_layer layer, const rf_statement *statement);

#endif

/*
 * A request that shows something, and what statements make of it, in words.  They hold what
 * policies hold: who shows them makes them printable.
 */
#ifndef RF_CHECKS_WITNESS_H
#define RF_CHECKS_WITNESS_H

#include "iam/decide.h"
#include "reference/presence.h"
#include "text/diag.h"

struct rf_call_check;

/* A request as `simulate` sees it: with what follows from its keys, and its resource type. */
typedef struct rf_witness_view {
    rf_arena *arena;
    const struct rf_call_check *check;
} rf_witness_view;

rf_witness_view rf_witness_see(rf_arena *arena, const rf_reference *reference,
                               const rf_request *request);

/* "ec2:CreateNatGateway on arn:aws:ec2:...:subnet/subnet-1 tagged Name = \"prod-a\"".  Of the tags
 * that `about` (a set of requests; NULL: none) speaks of, those that the request could have and
 * does not are told too: "without a tag Name". */
rf_str rf_witness_words(const rf_witness_view *view, const rf_statement *about);

/* Why a statement matches the request, or which of its parts does not. */
typedef enum rf_witness_part {
    RF_WITNESS_MATCHES,
    RF_WITNESS_CONDITION,
    RF_WITNESS_RESOURCE,
    RF_WITNESS_OTHER,
} rf_witness_part;

typedef struct rf_witness_why {
    rf_witness_part part;
    rf_str words; /* to stand behind the statement's name: "does not match: ..." */
    rf_span span; /* of the key of the condition, of the resources; else of the statement */
} rf_witness_why;

rf_witness_why rf_witness_explain(const rf_witness_view *view, const rf_policy *policy,
                                  const rf_statement *statement);

/* The conditions of the statement that hold because the request lacks their key, at the key. */
const rf_related *rf_witness_absences(const rf_witness_view *view, const rf_policy *policy,
                                      const rf_statement *statement, size_t *n);

#endif

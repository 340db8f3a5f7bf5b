/*
 * Requests that show what is claimed of them, and whose parts agree with each other.
 *
 * What the search finds is decided once more, by the code that decides single requests.
 *
 * The search looks at each part of a request by itself; of some, one says what another is: who
 * calls has an ARN, an account and a name, and the resource's ARN has the account of its owner.  A
 * request that contradicts itself (see rf_request_conflict()) is made over: one part is made what
 * another says, or left out, as long as the request shows the same.
 */
#ifndef RF_ACCESS_AGREE_H
#define RF_ACCESS_AGREE_H

#include "access/relevant.h"
#include "iam/request.h"

/* `more` allows the request, by that statement among others; `less` does not, by that Deny among
 * others where there is one; and the set's Allow matches it, where there is a set. */
typedef struct rf_claim {
    const rf_policies *more, *less, *within;
    const rf_statement *allowed_by, *denied_by; /* denied_by: may be NULL */
} rf_claim;

bool rf_claim_holds(rf_arena *arena, const rf_claim *claim, const rf_request *request);

/* The request itself when nothing in it disagrees; NULL when no such request was found.  The claim
 * holds of both. */
const rf_request *rf_request_agreeing(rf_arena *arena, const rf_request *request,
                                      const rf_claim *claim);

#endif

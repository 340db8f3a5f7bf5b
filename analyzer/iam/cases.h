/*
 * What rests on context keys whose value is not known: which keys, and whether it makes a
 * difference.
 *
 * One unknown value at a time is decided three-valued.  Two statements that ask the same key may
 * together leave no doubt (an Allow if it is "a" and another if it is not), so what is undecided is
 * tried in every case that the policies can tell apart: of a key that is compared with texts and
 * beginnings of texts, each of these, one that is none of them, a list, and none at all.  Keys that
 * are compared otherwise (numbers, dates, addresses, patterns, sets), or put in for a variable,
 * have more cases than these, and stay undecided.
 */
#ifndef RF_IAM_CASES_H
#define RF_IAM_CASES_H

#include "base/map.h"
#include "base/vec.h"
#include "iam/model.h"
#include "iam/request.h"
#include "reference/reference.h"

/* A key that is not known, and the values that tell cases apart. */
typedef struct rf_unknown_key {
    rf_str name;        /* as the policy spells it */
    rf_str key;         /* in lower case */
    bool texts, truths; /* it is compared with texts, with true and false */
    bool endless;       /* it is compared otherwise, too */
    RF_VEC(rf_str) values;
} rf_unknown_key;

typedef struct rf_unknown_keys {
    RF_VEC(rf_unknown_key *) list;
    rf_map by_key;
    bool others; /* something that no key settles: it is known only after apply */
} rf_unknown_keys;

/* Adds the keys that the match of a statement, which is RF_MAYBE, rests on; each once. */
void rf_unknown_keys_add(rf_arena *arena, rf_unknown_keys *keys, const rf_statement *statement,
                         const rf_request *request);

enum { RF_CASES_BESIDES = 3 }; /* absent, a list, another text */

/* All cases, one request after the other. */
typedef struct rf_cases {
    rf_request *request;        /* of the case; changed in place */
    rf_context_key *const *set; /* what it says of each unknown key */
    rf_unknown_key *const *keys;
    bool (*has)[RF_CASES_BESIDES]; /* which cases besides its values each has */
    size_t *turns;                 /* which case each is at */
    size_t n;
    bool started;
} rf_cases;

/* False when the cases are not all there are, or more than `most`.  What the reference knows
 * a key not to be (a list, a text besides true and false) is not tried; it may be NULL. */
bool rf_cases_start(rf_arena *arena, rf_cases *cases, const rf_unknown_keys *keys, size_t most,
                    const rf_reference *reference, const rf_request *request);

/* The next one, valid until the one after it; NULL behind the last. */
const rf_request *rf_cases_next(rf_cases *cases);

#endif

/*
 * One request: an action on a resource by a principal, with its context keys.
 *
 * A key that is not listed is absent; so is one with an empty list of values, which is what AWS
 * makes of an empty set.  What follows from the principal is derived only where that is asked for:
 * by rf_request_derive().
 */
#ifndef RF_IAM_REQUEST_H
#define RF_IAM_REQUEST_H

#include "iam/principal.h"
#include "text/diag.h"
#include "value/value.h"

typedef struct rf_context_key {
    rf_str name; /* as given */
    rf_str key;  /* in lower case: names are compared without case, the tag's part included */
    const rf_str *values;
    size_t n;
    bool multivalued; /* a property of the key, not of the number of its values */
    bool unknown;     /* absent, or any value: what rests on it is RF_MAYBE */
    bool derived;     /* not given: it follows from another key */
} rf_context_key;

typedef struct rf_request {
    rf_str action, resource;
    rf_str account;    /* the one that owns the resource; may be empty */
    rf_str action_key; /* the action in lower case */
    rf_caller caller;
    const rf_context_key *context; /* in the order of rf_request_key(), one entry per key */
    size_t n;
    /* Steps that comparing may still take, shared by all that is decided with the same count; NULL:
     * they are not counted.  See bounds.h. */
    size_t *steps;
} rf_request;

/* Makes a request; everything given is borrowed.  Of an entry of `context` all but `key` is needed;
 * of two entries with the same key the later one counts. */
rf_request *rf_request_new(rf_arena *arena, rf_str action, rf_str resource, rf_str principal,
                           const rf_context_key *context, size_t n);

/* Reads
 *
 *     { "action": "ec2:CreateVpc", "resource": "arn:...",
 *       "accountId": "...", "principal": "arn:...",
 *       "context": { "aws:RequestTag/Name": "a", "aws:TagKeys": ["Name"] } }
 *
 * where a context value is a string, a boolean or number (their text), a list of these, which makes
 * the key multivalued, or { "unknown": true }.  NULL, with at least one error, when it has another
 * shape, or a member that is nearly one of these: without it, it would be another request.  Any
 * other member is a warning.  With the keys of rf_request_derive(). */
rf_request *rf_request_read(rf_arena *arena, const rf_value *value, rf_diags *diags);

/* Adds the keys that every signed request of a principal of an account has, where they are not
 * given: aws:PrincipalArn, aws:PrincipalAccount, aws:PrincipalType, aws:userid and, of a user,
 * aws:username.  What the principal's ARN does not tell (the path of a session's role, unique IDs)
 * is unknown.  Without a principal nothing is added.
 *
 * Source: IAM User Guide, "AWS global condition context keys" and "IAM policy elements: Variables
 * and tags", "Principal key values". */
void rf_request_derive(rf_arena *arena, rf_request *request);

/* What of the given keys, the accounts and the principal contradicts what else is given, in words;
 * empty when nothing does.  `tags`: also whether aws:TagKeys lists each aws:RequestTag. */
rf_str rf_request_conflict(rf_arena *arena, const rf_request *request, bool tags);

/* The account that owns the resource: as given, or that of the ARN; empty when neither tells. */
rf_str rf_request_owner(const rf_request *request);

/* The context key of that lower-case name, or NULL. */
const rf_context_key *rf_request_key(const rf_request *request, rf_str key);

#endif

/*
 * One call of the API is several checks: one for each resource that it touches, and each must be
 * allowed.
 *
 * - The context of a check is what all share and what belongs to its resource; the latter wins.
 * - ec2:ResourceTag/K (iam:ResourceTag/K) and aws:ResourceTag/K are one tag with two names: where
 * one is given, so is the other.  Sources: see rf_ref_tag_alias().
 * - A call that sets tags names them in aws:TagKeys, where the reference has that key.  Source: IAM
 *   User Guide, "AWS global condition context keys".
 * - A call of EC2 that creates a resource with tags is also a check of ec2:CreateTags on that
 *   resource, with ec2:CreateAction; no other call has that key.  Source: EC2 User Guide, "Grant
 *   permission to tag Amazon EC2 resources during creation".
 *
 *   Its tags are those of aws:RequestTag and of aws:TagKeys.
 * - A call is allowed only when a resource is given of each type that it touches (see
 *   rf_call_missing()); until then it is undecided.
 *
 * A single check has the second rule only: it is decided as it was asked.
 *
 * Each check has the keys of rf_request_derive().
 */
#ifndef RF_IAM_CALL_H
#define RF_IAM_CALL_H

#include "iam/authorize.h"
#include "reference/presence.h"

typedef struct rf_call_resource {
    rf_str arn;                    /* or "*" */
    const rf_context_key *context; /* its own */
    size_t n;
} rf_call_resource;

typedef struct rf_call {
    rf_str action, principal;
    rf_str account;                /* the one that owns the resources; may be empty */
    const rf_context_key *context; /* shared by all checks */
    size_t n;
    const rf_call_resource *resources; /* none: the call is on "*" */
    size_t resource_count;
    bool single; /* a check of its own, of which nothing but its one resource counts */
} rf_call;

/* Reads a single check in the form of rf_request_read(). */
const rf_call *rf_call_read_request(rf_arena *arena, const rf_value *value, rf_diags *diags);

/* Reads
 *
 *     { "action": "ec2:CreateSubnet", "accountId": "...", "principal": "arn:...", "context": {...},
 *       "resources": [ { "resource": "arn:...", "context": {...} } ] }
 *
 * with contexts as of a request.  Errors are those of rf_request_read(). */
const rf_call *rf_call_read(rf_arena *arena, const rf_value *value, rf_diags *diags);

typedef struct rf_call_check {
    rf_request *request;
    rf_ref_check about;    /* what the reference knows of it; its action may be NULL */
    bool tagging;          /* the check of ec2:CreateTags that the call adds */
    bool uncertain;        /* whether AWS makes it rests on tags that are not known */
    const rf_str *dropped; /* keys that were given but cannot be there, with their tag names */
    size_t dropped_count;
    rf_authorization decision;
} rf_call_check;

typedef struct rf_call_answer {
    rf_outcome outcome;          /* denied when one check is; else unknown when one is */
    const rf_call_check *checks; /* in the order of resources; an added one stands behind its own */
    size_t n;
} rf_call_answer;

/* How to decide. */
enum {
    /* Keys that the reference does not define for a check are dropped: none of an action that it
     * does not know; of a check on "*" those that no resource type of the action has. */
    RF_CALL_STRICT = 1,
    /* Of a single check, too, `about` has the resource type: for who explains the answer. */
    RF_CALL_EXPLAINED = 2,
};

/* Decides every check.  False, with *why in words: a tag has two values, the call names no resource
 * where it needs one, or it is too large; the action is no name of one action, a resource is
 * neither an ARN nor "*", the principal or the account has a form that there is not; or what is
 * given contradicts itself (see rf_request_conflict()). */
bool rf_call_decide(rf_arena *arena, const rf_policy_set *set, const rf_call *call, unsigned how,
                    rf_call_answer *answer, rf_str *why);

/* True when a check of the action can have the key, whatever its resource. */
bool rf_call_can_have(const rf_reference *reference, const rf_ref_action *action, rf_str key);

/* What is odd about a check, in words: an action or a resource that the reference does not know.
 * Empty when nothing is.  `nearest`: with the name that may have been meant, which takes a search
 * through all names. */
rf_str rf_call_oddity(rf_arena *arena, const rf_call_check *check, bool nearest);

/* The required resource types that no check is about, as sentences: "no vpc is given, and every
 * ec2:CreateSubnet touches one". */
size_t rf_call_missing(rf_arena *arena, const rf_call_answer *answer, rf_str **words);

#endif

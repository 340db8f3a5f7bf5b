/*
 * What a statement says about every request of one check that AWS can make: an action on a resource
 * of one of its types, with the keys that exist there.
 *
 * Three-valued, and sound in both directions: RF_YES, the statement matches each such request;
 * RF_NO, it matches none; RF_MAYBE, some perhaps.  A key that can be present may have any value or
 * be absent; one that cannot is absent, so that StringLike on it never holds and StringNotLike
 * always does.  A key that the reference does not have, and a claim of an identity provider, may be
 * anything.  A principal may be anyone.  A resource is in the partition that a pattern names: an
 * account has no other.
 *
 * `given`, where it is not NULL, tells the values of some keys: of all requests, those that have
 * these.  An entry without values says that the key is absent; both names of a tag find it.  Other
 * members of it do not count, and a key that cannot be present in the check is absent all the same.
 */
#ifndef RF_IAM_REACH_H
#define RF_IAM_REACH_H

#include "iam/decide.h"
#include "reference/presence.h"

/* Which part keeps the statement away; in the order they are tried. */
typedef struct rf_reach {
    rf_truth match;
    bool by_action, by_resource;   /* RF_NO because of this */
    const rf_condition *condition; /* RF_NO because of this: it holds in no such request */
} rf_reach;

rf_reach rf_statement_reach(rf_arena *arena, const rf_statement *statement,
                            const rf_ref_check *check, const rf_request *given);

/* Whether the statement's Action or NotAction is about the action. */
rf_truth rf_statement_names(const rf_reference *reference, const rf_statement *statement,
                            const rf_ref_action *action);

/* How the statement's Resource or NotResource and the resources of the check meet. */
rf_truth rf_statement_covers(rf_arena *arena, const rf_statement *statement,
                             const rf_ref_check *check);

/* False when they never meet: sooner told than how they meet. */
bool rf_statement_may_cover(rf_arena *arena, const rf_statement *statement,
                            const rf_ref_check *check);

/* Whether the condition holds in every such request, or in none. */
rf_truth rf_condition_reach(rf_arena *arena, const rf_condition *condition,
                            const rf_ref_check *check, const rf_request *given);

/* True when the condition comes out in the check as it does because its key cannot be there: where
 * the key is, the condition may come out otherwise.  False when it is the values that decide, which
 * are none, or compare with nothing. */
bool rf_condition_rests_on_absence(rf_arena *arena, const rf_condition *condition,
                                   const rf_ref_check *check);

/* Whether a request of the check may have the key, under either name of a tag; also a key that the
 * reference does not have. */
bool rf_reach_may_have(const rf_ref_check *check, rf_str key);

/* What the policy says of the check: RF_YES, allowed for every such request; RF_NO, for none (no
 * Allow can match, or a Deny always does); RF_MAYBE otherwise. */
typedef struct rf_policy_reach {
    rf_truth allowed;
    const rf_statement *denied_by; /* of RF_NO: a Deny that always matches; NULL: nothing allows */
} rf_policy_reach;

rf_policy_reach rf_policy_reaches(rf_arena *arena, const rf_policy *policy,
                                  const rf_ref_check *check, const rf_request *given);

/* Whether it allows some such request: sooner told than whether it allows all.  *denied_by: a Deny
 * that always matches; NULL when there is none. */
bool rf_policy_may_allow(rf_arena *arena, const rf_policy *policy, const rf_ref_check *check,
                         const rf_request *given, const rf_statement **denied_by);

#endif

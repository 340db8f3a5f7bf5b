/*
 * Which condition keys a check of an action against a resource type can have.
 *
 * A key is defined for an action, for a pair of an action and a resource type, or for a resource
 * type; or it is global.  Two questions, two readings:
 *
 * - Is it known here (what people wrote makes sense)?  All three lists count, and every global key.
 * - Can it be present in this check (decisions and proofs)?  aws:RequestTag/K and aws:TagKeys
 *   describe the request: for them only the lists of the pair and of the action count.  A resource
 *   that is being created has no tags of its own yet: where the pair lists RequestTag without
 *   ResourceTag, the type's ResourceTag does not count.
 *
 * The reference lists aws:RequestTag, aws:TagKeys and aws:ResourceTag as global; they exist only
 * where one of the lists names them.
 *
 * Source: "Actions, resources, and condition keys for AWS services"; EC2 User Guide, "Policy
 * structure": "the policy may prevent users from performing the action at all, because the
 * condition check fails for the resources to which the condition key does not apply".
 */
#ifndef RF_REFERENCE_PRESENCE_H
#define RF_REFERENCE_PRESENCE_H

#include "reference/reference.h"

/* One check: an action on a resource of a type; `pair` is NULL for a resource that is no type of
 * the action, and for "*". */
typedef struct rf_ref_check {
    const rf_reference *reference;
    const rf_ref_action *action;
    const rf_ref_pair *pair;
} rf_ref_check;

/* The key of a policy or request, as written, in any case. */
bool rf_ref_key_is_known(const rf_ref_check *check, rf_str key);
bool rf_ref_key_can_be_present(const rf_ref_check *check, rf_str key);

/* True when the action has the key with any of its types (or none). */
bool rf_ref_action_knows_key(const rf_reference *reference, const rf_ref_action *action,
                             rf_str key);

/* The resource of this check is made by the action: the pair lists aws:RequestTag and not
 * aws:ResourceTag. */
bool rf_ref_check_creates(const rf_ref_check *check);

/* One tag with two names: the other name of "ec2:ResourceTag/K" is "aws:ResourceTag/K", and back;
 * empty for any other key.  The text before the slash only ("aws:ResourceTag"). */
rf_str rf_ref_tag_alias(rf_str key);

#endif

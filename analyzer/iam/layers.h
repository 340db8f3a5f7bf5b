/*
 * The policies of a decision, seen alike: each type as levels of lists.  Only SCPs and RCPs have
 * several levels.
 */
#ifndef RF_IAM_LAYERS_H
#define RF_IAM_LAYERS_H

#include "iam/authorize.h"

/* Do not copy it: it may point into itself. */
typedef struct rf_layer_view {
    const rf_policy_list *levels;
    size_t n;
    rf_policy_list list;
    const rf_policy *single;
} rf_layer_view;

/* Borrows from the set. */
void rf_layer_view_of(const rf_policy_set *set, rf_layer layer, rf_layer_view *view);

/* Puts the levels, of which other types have at most one, into the set; borrows them. */
void rf_layer_put(rf_policy_set *set, rf_layer layer, const rf_policy_list *levels, size_t n);

/* Why AWS takes the document for no policy of that type, though others may have it, as the rest of
 * a sentence; NULL when it does.  *index: the statement.  Such a policy has no part in a decision.
 *
 * Sources: IAM User Guide, "AWS JSON policy elements: Principal": it stands in no identity-based
 * policy; boundaries, session policies and SCPs have their grammar ("SCP syntax").  "NotPrincipal":
 * it goes with Deny, and not in a trust policy. */
const char *rf_layer_fault(rf_layer layer, const rf_policy *policy, size_t *index);

/* What is odd about a policy that has its part all the same; likewise. */
const char *rf_layer_oddity(rf_layer layer, const rf_policy *policy, size_t *index);

/* How many policies of that type there are. */
size_t rf_layer_count(const rf_policy_set *set, rf_layer layer);

#endif

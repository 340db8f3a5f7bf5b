/*
 * Which actions policies speak of.
 */
#ifndef RF_ACCESS_ACTIONS_H
#define RF_ACCESS_ACTIONS_H

#include "access/question.h"

typedef RF_VEC(const rf_ref_action *) rf_action_list;

/* The actions of the reference that some Allow of the policies may be about, in its order, each
 * once.  Where the policies have too many patterns to look at, all of them. */
void rf_actions_allowed(rf_arena *arena, const rf_reference *reference, const rf_policies *policies,
                        rf_action_list *actions);

/* True when an Allow may be about actions that are known only after apply, which are none of these.
 */
bool rf_actions_unknown(const rf_policies *policies);

/* Those that Allows of both may be about; what `b` is about is known. */
void rf_actions_of_both(rf_arena *arena, const rf_reference *reference, const rf_policies *a,
                        const rf_policies *b, rf_action_list *actions);

#endif

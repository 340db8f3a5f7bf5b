/*
 * Which actions policies speak of.
 */
#ifndef RF_ACCESS_ACTIONS_H
#define RF_ACCESS_ACTIONS_H

#include "access/question.h"

typedef RF_VEC(const rf_ref_action *) rf_action_list;

/* The actions of the reference that some Allow of the policies may be about, in its order, each
 * once. */
void rf_actions_allowed(rf_arena *arena, const rf_reference *reference, const rf_policies *policies,
                        rf_action_list *actions);

/* Those that Allows of both may be about. */
void rf_actions_of_both(rf_arena *arena, const rf_reference *reference, const rf_policies *a,
                        const rf_policies *b, rf_action_list *actions);

/* The statements about an action, in order, over several lists of policies: the same statements
 * make the same questions, but for what the reference says of the action. */
typedef RF_VEC(const rf_statement *) rf_statement_list;
void rf_statements_about(rf_arena *arena, const rf_policies *policies, rf_str action,
                         rf_statement_list *statements);

#endif

/*
 * Which statements are about an action.
 *
 * Of a policy's statements few name any one action; everything else about the action is asked of
 * these few.  An index finds them without a look at the others.
 */
#ifndef RF_ACCESS_RELEVANT_H
#define RF_ACCESS_RELEVANT_H

#include "access/language.h"
#include "base/vec.h"
#include "iam/model.h"

typedef struct rf_policies {
    const rf_policy *const *at;
    size_t n;
} rf_policies;

/* A statement that is about an action, or may be. */
typedef struct rf_relevant {
    const rf_statement *statement;
    size_t policy;   /* index of its policy in the list */
    bool maybe;      /* whether it is, is known only after apply */
    bool twin;       /* the other side of a comparison has one that says the same */
    uint32_t number; /* in the index that it was looked up in */
} rf_relevant;

typedef RF_VEC(rf_relevant) rf_relevant_list;

/* Whether the statement is about the action, in lower case (empty: any), its other parts left
 * aside. */
rf_truth rf_statement_about(rf_arena *arena, const rf_statement *statement, rf_str action);

/* Appends the statements about the action, in any case (empty: any), in order.  Refused policies
 * take no part; of one that may have more statements, one without words stands for these. */
void rf_relevant_find(rf_arena *arena, const rf_policies *policies, rf_str action,
                      rf_relevant_list *list);

/* Several lists of policies, ready to be asked about many actions. */
typedef struct rf_relevant_index rf_relevant_index;

rf_relevant_index *rf_relevant_index_new(rf_arena *arena, const rf_policies *const *lists,
                                         size_t n);

/* The same as rf_relevant_find(), of each list of policies by itself; `lists` are emptied first.
 * Takes the steps from the budget; without any left the answer is
 * worthless, and false. */
bool rf_relevant_look_up(rf_arena *arena, rf_relevant_index *index, rf_str action,
                         rf_budget *budget, rf_relevant_list *lists);

/* The same number for statements that say the same (see twins.h) of the action that they were
 * looked up for, or of all; 0 for one that can have no twin. */
uint32_t rf_relevant_twin(rf_arena *arena, rf_relevant_index *index, const rf_relevant *one,
                          bool any_action);

#endif

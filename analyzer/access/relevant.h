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

/* True when NotPrincipal is in the lists and nothing of them is known only after apply: what is
 * unknown then is whom NotPrincipal leaves out. */
bool rf_relevant_rests_on_caller(const rf_relevant_list *lists, size_t n);

/* Several lists of policies, ready to be asked about many actions. */
typedef struct rf_relevant_index rf_relevant_index;

rf_relevant_index *rf_relevant_index_new(rf_arena *arena, const rf_policies *const *lists,
                                         size_t n);

/* The same as rf_relevant_find(), of each list of policies by itself; `lists` are emptied first.
 * Takes the steps from the budget; without any left the answer is
 * worthless, and false. */
bool rf_relevant_look_up(rf_arena *arena, rf_relevant_index *index, rf_str action,
                         rf_budget *budget, rf_relevant_list *lists);

/* Notes which statements of that effect have a twin (see twins.h) in the other list, for the action
 * that both were looked up for, or for any.  True when no other one of the list has the effect, or
 * may have it. */
bool rf_relevant_mark_twins(rf_arena *arena, rf_relevant_index *index, rf_relevant_list *list,
                            rf_effect effect, const rf_relevant_list *other, bool any_action);

/* The statements of lists that were looked up for an action, as a key of a map. */
rf_str rf_relevant_key(rf_arena *arena, rf_str action, const rf_relevant_list *lists, size_t n);

#endif

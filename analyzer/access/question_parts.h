/* What the files of access/question share. */
#ifndef RF_ACCESS_QUESTION_PARTS_H
#define RF_ACCESS_QUESTION_PARTS_H

#include "access/question.h"

typedef RF_VEC(const rf_condition *) condition_list;

/* Whether the statement is about the action (empty: any), its other parts left aside. */
rf_truth rf_statement_about(rf_arena *arena, const rf_statement *statement, rf_str action);

/* One name for a tag that has two: aws:ResourceTag/K. */
rf_str rf_canonical_key(rf_arena *arena, rf_str key);

/* The axis of a canonical key, or RF_NOT_FOUND. */
size_t rf_find_key_axis(const rf_question *question, rf_str key);

#endif

/* What the files of access/question share. */
#ifndef RF_ACCESS_QUESTION_PARTS_H
#define RF_ACCESS_QUESTION_PARTS_H

#include "access/question.h"

typedef RF_VEC(const rf_condition *) condition_list;

/* One name for a tag that has two: aws:ResourceTag/K.  A name that the check cannot have stands for
 * itself: that key is never there. */
rf_str rf_canonical_key(const rf_question *question, rf_str key);

/* Adds the axis of a canonical key; `name` is the key as written. */
size_t rf_add_key_axis(rf_question *question, rf_str key, rf_str name);

/* The axis of a canonical key, or RF_NOT_FOUND. */
size_t rf_find_key_axis(const rf_question *question, rf_str key);

#endif

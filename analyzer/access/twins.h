/*
 * Statements that say the same of requests, word by word, but for their actions and names.
 *
 * What one policy allows by a statement whose twin another one has needs no search: requests that
 * such an Allow lets through are let through there too, and those that such a Deny stops.
 */
#ifndef RF_ACCESS_TWINS_H
#define RF_ACCESS_TWINS_H

#include "iam/model.h"

/* The same text for statements that are twins: for a given action that both are about, or, with
 * `any_action`, for all.  Empty for a statement of which something is known only after apply. */
rf_str rf_statement_twin_text(rf_arena *arena, const rf_policy *policy,
                              const rf_statement *statement, bool any_action);

#endif

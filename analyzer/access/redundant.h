/*
 * What adds nothing: a pattern all of whose texts another one matches, a statement all of whose
 * requests others are about.
 *
 * Asked in the universe of every text and every key, so that what is found holds whatever services
 * and keys AWS adds.
 */
#ifndef RF_ACCESS_REDUNDANT_H
#define RF_ACCESS_REDUNDANT_H

#include "access/question.h"

/* True when `wide` matches every text that `narrow` matches, whatever their policy variables are.
 * False also when the budget runs out. */
bool rf_pattern_covers(rf_arena *arena, const rf_pattern *wide, const rf_pattern *narrow,
                       bool nocase, rf_budget *budget);

/* Is there a request that the statement is about and none of the others is?  Effects do not matter.
 * Without others: is there one at all?  A statement that is known only after apply may be about any
 * request, and the answer is then RF_SEARCH_EXHAUSTED unless it does not rest on it.
 *
 * `action`, when it is not empty, is one that the statement and the others name, and the only one
 * asked about. */
rf_search rf_statement_search(rf_arena *arena, const rf_reference *reference,
                              const rf_statement *statement, rf_str action,
                              const rf_statement *const *others, size_t n, rf_budget *budget);

/* What one condition says of requests, all else left aside. */
typedef struct rf_condition_range {
    bool absent;     /* it holds where the key is absent */
    rf_search holds; /* is there a value that it holds for? */
    rf_search fails; /* one that it does not hold for? */
} rf_condition_range;

rf_condition_range rf_condition_range_of(rf_arena *arena, const rf_reference *reference,
                                         const rf_condition *condition, rf_budget *budget);

#endif

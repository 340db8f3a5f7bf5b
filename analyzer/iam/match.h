/*
 * The parts of a statement's match, one by one; what decide.c joins and explain.c tells apart.
 */
#ifndef RF_IAM_MATCH_H
#define RF_IAM_MATCH_H

#include "iam/model.h"
#include "iam/request.h"

/* Whether some pattern matches; the first that does, or else may, goes to *which (NULL: none).
 * Without steps left (see bounds.h) any may. */
rf_truth rf_match_patterns(rf_arena *arena, const rf_patterns *patterns, rf_str text,
                           const rf_request *request, const rf_pattern **which);

rf_truth rf_match_action(rf_arena *arena, const rf_statement *statement, const rf_request *request,
                         const rf_pattern **which);
rf_truth rf_match_resource(rf_arena *arena, const rf_statement *statement,
                           const rf_request *request, const rf_pattern **which);
rf_truth rf_match_principal(const rf_statement *statement, const rf_request *request);

#endif

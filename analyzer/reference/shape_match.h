/*
 * One ARN format against one ARN or one Resource pattern; the work behind shape.h.
 *
 * Both sides are read as runs of items, an item being one character of a set or any number of
 * them.  A table of one row per item of the pattern and one column per item of the format (a format
 * has a few hundred characters) says how far both can go together: at most pattern x format steps,
 * whatever the pattern, and no allocation.
 */
#ifndef RF_REFERENCE_SHAPE_MATCH_H
#define RF_REFERENCE_SHAPE_MATCH_H

#include "reference/shape.h"

/* What a lint lets pass; zero-initialised it is nothing. */
typedef struct rf_arn_leeway {
    bool any_region, any_account; /* as if the pattern had a star there */
    /* Variables behind the first of the resource part may be empty: the root of an API is
     * "api/stage/GET/" ("Control access for invoking an API", API Gateway Developer Guide). */
    bool empty_variables;
} rf_arn_leeway;

/* Segment `index` (from 0) of an ARN, format or pattern; a colon inside of ${...} separates
 * nothing. The sixth is all the rest.  False when there are not so many. */
bool rf_arn_segment(rf_str text, size_t index, rf_str *segment);

/* True for a text with wildcards or variables. */
bool rf_arn_is_pattern(rf_str text);

/* True when the format has this ARN of a request. */
bool rf_arn_format_has(rf_str format, rf_str arn);

rf_meeting rf_arn_format_meets(rf_str format, rf_str pattern, rf_arn_leeway leeway);

#endif

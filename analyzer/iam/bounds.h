/*
 * What a request may ask for: texts and lists have a greatest length, and the comparisons of one
 * decision a greatest number.
 *
 * A pattern with many wildcards takes, in the worst case, its length times that of the text; a list
 * of values, one comparison for each of the request's.  Each of these is a step.  Past the limit
 * whatever is not yet compared matches maybe, so that the answer is unknown and never a guess.
 */
#ifndef RF_IAM_BOUNDS_H
#define RF_IAM_BOUNDS_H

#include "iam/request.h"

/* False, with *why in words, when a text of the request, or the list of a key's values, is longer
 * than any of AWS's.  What was derived (see call.h) is not looked at. */
bool rf_request_within_bounds(rf_arena *arena, const rf_request *request, rf_str *why);

/* The request with a count of steps: its own, or else this one, set to the limit.  The copy borrows
 * both. */
rf_request rf_request_counted(const rf_request *request, size_t *steps);

/* True when the steps of the decision ran out, so that something was not compared. */
static inline bool rf_steps_ran_out(const rf_request *request)
{
    return request->steps != NULL && *request->steps == 0;
}

/* Steps of holding a text against `n` values or patterns: long ones take longer to compare. */
static inline size_t rf_steps_of_list(size_t n, rf_str text)
{
    enum { AT_ONCE = 256 }; /* bytes that are compared as fast as a pattern is looked at */
    return n * (1 + text.n / AT_ONCE);
}

/* Takes `n` steps; false when there are not so many left, and from then on. */
static inline bool rf_take_steps(const rf_request *request, size_t n)
{
    if (request == NULL || request->steps == NULL)
        return true;
    bool enough = *request->steps > n;
    *request->steps = enough ? *request->steps - n : 0;
    return enough || n == 0;
}

#endif

/*
 * How old a reference is: AWS adds services and keys every week, so that after a year an "unknown
 * action" is more likely one that is new.
 */
#ifndef RF_REFERENCE_AGE_H
#define RF_REFERENCE_AGE_H

#include "reference/reference.h"

/* True when the date of the reference is more than 365 days before `today` ("2026-11-20").  A date
 * that is none makes nothing old. */
bool rf_reference_is_old(const rf_reference *reference, rf_str today);

/* Today in UTC, "2026-11-20"; empty when the clock cannot tell. */
rf_str rf_reference_today(rf_arena *arena);

#endif

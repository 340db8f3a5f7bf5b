/*
 * Regular expressions with the meaning they have in Terraform: RE2 as Go has it.
 *
 * PCRE2 does the matching, within the limits of base/limits.h.  What RE2 refuses (backreferences,
 * looking around, possessive repetition...) is refused with a reason; what both spell alike but
 * mean differently (\v, \s, octal escapes, the end of the text) is rewritten.
 */
#ifndef RF_EVAL_PATTERN_H
#define RF_EVAL_PATTERN_H

#include "base/str.h"

/* The pattern for PCRE2.  False when RE2 refuses it; *why says why then. */
bool rf_pattern_translate(rf_arena *arena, rf_str pattern, rf_str *translated, rf_str *why);

#endif

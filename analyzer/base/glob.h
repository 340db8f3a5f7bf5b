/*
 * IAM's wildcards: `*` is any run of characters, also none, also across / : and newlines; `?` is
 * exactly one character (a UTF-8 code point).  Nothing else is special.
 *
 * Two pointers, no recursion, no allocation: at most pattern x text steps, whatever the pattern.
 * (A regular expression engine exhausts its match limit on `*a*a*a*b` and 200 bytes.)
 */
#ifndef RF_BASE_GLOB_H
#define RF_BASE_GLOB_H

#include "base/str.h"

bool rf_glob_matches(rf_str pattern, rf_str text);
bool rf_glob_matches_nocase(rf_str pattern, rf_str text); /* folds ASCII letters */

/* True when the pattern has a wildcard. */
bool rf_glob_has_wildcard(rf_str pattern);

/* True when every text that `inner` matches, `outer` matches too, decided on the patterns alone:
 * sound, and complete for patterns whose only wildcards are `*`. */
bool rf_glob_covers(rf_str outer, rf_str inner);

#endif

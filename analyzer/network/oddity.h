/*
 * What to say about a text that is no clean CIDR: one warning for each oddity of one that can be
 * read, one error for one that cannot.
 *
 * Codes of the diagnostics: "cidr" for what cannot be read; "cidr-host-bits",
 * "cidr-leading-zeros", "cidr-short-form", "cidr-no-length", "cidr-mapped" and "cidr-blanks" for
 * the oddities.
 */
#ifndef RF_NETWORK_ODDITY_H
#define RF_NETWORK_ODDITY_H

#include "network/cidr.h"
#include "text/diag.h"

#define RF_CIDR_CODE "cidr"

/* Adds what there is to say about `text`, which gave `reading`; nothing for a clean one.  Warnings
 * take at most half of RF_LIMIT_DIAGS_PER_FILE, so that errors behind them are still shown. */
void rf_cidr_report(rf_diags *diags, rf_span span, rf_str text, const rf_cidr_reading *reading);

/* Adds the error `"TEXT" WHAT`; past the limit it is counted without being worded. */
void rf_cidr_error(rf_diags *diags, rf_span span, rf_str text, const char *what, const char *help);

/* The text as a message may show it: cut to some sixty bytes, control characters replaced. */
rf_str rf_cidr_shown(rf_arena *arena, rf_str text);

#endif

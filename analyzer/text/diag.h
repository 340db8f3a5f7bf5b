/*
 * What a reader has to say about a text: a message at a place, and what to do about it.
 *
 * A reader returns what it could read and a list of these; it never exits, prints or gives up at
 * the first one.
 */
#ifndef RF_TEXT_DIAG_H
#define RF_TEXT_DIAG_H

#include "text/source.h"

typedef enum rf_severity { RF_INFO, RF_WARNING, RF_ERROR } rf_severity;

/* A second place that a message speaks of. */
typedef struct rf_related {
    rf_span span;
    rf_str message;
} rf_related;

typedef struct rf_diag {
    rf_severity severity;
    const char *code; /* "json", "hcl", "value"...: the reader; or a finer, stable name */
    rf_span span;
    rf_str message; /* one sentence, no full stop: what is wrong */
    rf_str help;    /* what to do; may be empty */
    const rf_related *related;
    size_t related_count;
} rf_diag;

/* The list of one file; after RF_LIMIT_DIAGS_PER_FILE entries the rest is only counted. */
typedef struct rf_diags {
    rf_arena *arena;
    RF_VEC(rf_diag) list;
    size_t errors; /* with severity RF_ERROR, counted ones included */
    size_t left_out;
} rf_diags;

rf_diags rf_diags_new(rf_arena *arena);

/* Adds an error and returns it, so that the caller can set severity or related places; never
 * NULL (when the list is full, a scratch entry is returned).  Valid until the next one is added. */
rf_diag *rf_diag_add(rf_diags *diags, const char *code, rf_span span, rf_str message, rf_str help);

/* The same with a formatted message; the help is a literal. */
rf_diag *rf_diag_error(rf_diags *diags, const char *code, rf_span span, const char *help,
                       const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Attaches a second place to a diagnostic. */
void rf_diag_relate(rf_diags *diags, rf_diag *diag, rf_span span, rf_str message);

/* Makes an error less severe; keeps the count right. */
void rf_diag_lower(rf_diags *diags, rf_diag *diag, rf_severity severity);

#endif

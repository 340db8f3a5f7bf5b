/*
 * The source line that a span starts on, with carets under the span:
 *
 *         |
 *     212 |   Condition = { StringNotLike = { "ec2:ResourceTag/Nmae" = "cce-*" } }
 *         |                                   ^^^^^^^^^^^^^^^^^^^^^^ no such key on subnet
 *
 * The carets stand under the characters they mean, whatever those are: a tab is four blanks in both
 * lines, a wide character two carets, a combining one none of its own, an escaped control as many
 * as its escape.  A line too long for the width is cut to a window around the span, marked `...`;
 * only that part of it is read, so that a finding in a minified file costs no more than in another.
 * Of a span over several lines the first is shown, and the number of the last.
 */
#ifndef RF_REPORT_SNIPPET_H
#define RF_REPORT_SNIPPET_H

#include "text/source.h"

typedef struct rf_snippet_style {
    size_t width;      /* columns of the page */
    const char *caret; /* what turns the colour of the carets on and off; empty without colour */
    const char *normal;
} rf_snippet_style;

/* Appends the snippet of a span that has a source.  The note (it may be empty) stands beside the
 * carets, or under them where it would not fit. */
void rf_snippet_add(rf_buf *buf, rf_span span, rf_str note, const rf_snippet_style *style);

#endif

/*
 * Findings -> text for people, json, annotations.  One table of formats; none knows how a finding
 * was found, none prints: each yields the bytes of its report.
 */
#ifndef RF_REPORT_REPORT_H
#define RF_REPORT_REPORT_H

#include "checks/finding.h"

typedef struct rf_report_options {
    bool color;        /* ANSI colours; text only */
    bool quiet;        /* no summary line; text only */
    bool show_infos;   /* infos too; text only: the machine formats hold all */
    size_t width;      /* columns of the terminal; 0: 80 */
    double elapsed_ms; /* for the summary line; negative: not shown */
} rf_report_options;

typedef struct rf_report_format {
    const char *name;
    const char *summary; /* one line of help */
    rf_str (*write)(rf_arena *arena, const rf_results *results, const rf_report_options *options);
} rf_report_format;

extern const rf_report_format rf_report_formats[];
extern const size_t rf_report_format_count;

const rf_report_format *rf_report_format_named(rf_str name); /* NULL when there is none */

#endif

/*
 * The writers behind the table of formats, one file each.  Ask for them through
 * rf_report_format_named().
 */
#ifndef RF_REPORT_WRITERS_H
#define RF_REPORT_WRITERS_H

#include "report/report.h"

rf_str rf_report_text(rf_arena *arena, const rf_results *results, const rf_report_options *options);
rf_str rf_report_json(rf_arena *arena, const rf_results *results, const rf_report_options *options);
rf_str rf_report_github(rf_arena *arena, const rf_results *results,
                        const rf_report_options *options);

#endif

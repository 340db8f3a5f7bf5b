/*
 * libringfence: what a cloud template and its IAM policies allow, before they are applied.
 *
 * An analysis is fed with files, texts, variables and networks, run once, and asked for its report:
 *
 *     rf_analysis *analysis = rf_analysis_new();
 *     rf_analysis_add_path(analysis, "byoc/");
 *     rf_analysis_add_peers(analysis, "peers.json");
 *     rf_status status = rf_analysis_run(analysis);
 *     const char *report = rf_analysis_report(analysis, "text", NULL, NULL);
 *     rf_analysis_free(analysis);
 *
 * Strings are NUL-terminated and borrowed for the call.  What the library returns belongs to the
 * analysis and lives until it is freed.  Nothing is executed, fetched, printed or written.  An
 * analysis is used by one thread at a time; several analyses are independent.
 *
 * Every function may return RF_STATUS_INTERNAL when memory runs out; the analysis can then only be
 * freed.
 */
#ifndef RINGFENCE_H
#define RINGFENCE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct rf_analysis rf_analysis;

/* Also the exit status of the program. */
typedef enum rf_status {
    RF_STATUS_OK = 0,       /* nothing at or above the threshold */
    RF_STATUS_FINDINGS = 1, /* findings at or above it */
    RF_STATUS_CANNOT = 2,   /* could not do all of the job: rf_analysis_error() or the report,
                             * which holds syntax errors, says why */
    RF_STATUS_INTERNAL = 3, /* out of memory, or a fault of this library */
} rf_status;

typedef enum rf_threshold {
    RF_FAIL_ON_INFO,
    RF_FAIL_ON_WARNING,
    RF_FAIL_ON_ERROR, /* the default */
} rf_threshold;

/* A new analysis with the rule packs of the library, or NULL when there is no memory. */
rf_analysis *rf_analysis_new(void);
void rf_analysis_free(rf_analysis *analysis); /* NULL is allowed */

/* The version of the library, "1.2.3". */
const char *rf_version(void);

/* What follows, up to rf_analysis_run(), is said before the run; after it nothing can be added.
 *
 * What to look at.  A path is a file or a folder, "-" standard input; a text is recognised as a
 * file of that path would be.  What cannot be read makes the status RF_STATUS_CANNOT, of this call
 * and of those that follow, and the rest is still analysed. */
rf_status rf_analysis_add_path(rf_analysis *analysis, const char *path);
rf_status rf_analysis_add_text(rf_analysis *analysis, const char *path, const char *text,
                               size_t size);

/* Variables, as terraform's -var-file and -var, in the order given; and TF_VAR_name=value. */
rf_status rf_analysis_add_var_file(rf_analysis *analysis, const char *path);
rf_status rf_analysis_add_var(rf_analysis *analysis, const char *name_value);
rf_status rf_analysis_add_environment(rf_analysis *analysis, const char *name_value);

/* Networks that the planned one will be connected to: an inventory file, a list file, or a comma
 * list of CIDRs; and the planned network itself, where no file names it. */
rf_status rf_analysis_add_peers(rf_analysis *analysis, const char *file_or_list);
rf_status rf_analysis_add_vpc(rf_analysis *analysis, const char *cidr);

/* Kind of bare policy files: identity, resource, trust, boundary, session, scp, rcp, vpce. */
rf_status rf_analysis_set_kind(rf_analysis *analysis, const char *kind);

/* A vendor profile by name, "auto" (the default) or "none". */
rf_status rf_analysis_set_profile(rf_analysis *analysis, const char *profile);

/* A folder (or file) of rules and profiles in addition to the library's. */
rf_status rf_analysis_add_rules(rf_analysis *analysis, const char *path);

/* A folder with a newer service authorization reference than the library's own, in the form of
 * rules/reference/. */
rf_status rf_analysis_set_reference(rf_analysis *analysis, const char *folder);

/* Selection of rules by a glob over their ids; the last one that matches decides.  `severity` is
 * "error", "warning" or "info". */
rf_status rf_analysis_enable(rf_analysis *analysis, const char *glob);
rf_status rf_analysis_disable(rf_analysis *analysis, const char *glob);
rf_status rf_analysis_set_severity(rf_analysis *analysis, const char *glob, const char *severity);

/* A parameter of rules and profiles. */
rf_status rf_analysis_set_param(rf_analysis *analysis, const char *name, const char *value);

rf_status rf_analysis_fail_on(rf_analysis *analysis, rf_threshold threshold);

/* Runs the analysis, once.  RF_STATUS_CANNOT wins over RF_STATUS_FINDINGS. */
rf_status rf_analysis_run(rf_analysis *analysis);

/* How a report is written; zero-initialised it is for a file. */
typedef struct rf_report_style {
    bool color;        /* ANSI colours */
    bool quiet;        /* no summary line */
    size_t width;      /* columns; 0: 80 */
    double elapsed_ms; /* for the summary line; 0: not shown */
} rf_report_style;

/* The report in a format ("text", "json", "github"); its size in *size when that is not NULL.
 * NULL when there is no such format, before the run, or when the run could not begin (a profile or
 * rule that does not exist). */
const char *rf_analysis_report(rf_analysis *analysis, const char *format,
                               const rf_report_style *style, size_t *size);

/* What was asked wrongly or could not be read, a line each; "" when there is nothing of that kind.
 * What is wrong inside the files is in the report. */
const char *rf_analysis_error(rf_analysis *analysis);

#endif

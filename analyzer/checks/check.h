/*
 * Rules whose logic is C.  A check is one function and one row in checks.def; it looks at one
 * subject and reports what it finds.  It prints nothing, keeps no state, and the order of checks
 * does not matter.
 */
#ifndef RF_CHECKS_CHECK_H
#define RF_CHECKS_CHECK_H

#include "checks/finding.h"
#include "checks/subject.h"
#include "reference/reference.h"

/* What a check is called with. */
typedef struct rf_check_run {
    rf_arena *arena;
    const rf_subject *subject;
    const rf_subject *all; /* every subject of this kind: `all_count` of them, this one included */
    size_t all_count;
    const rf_value *params;  /* an object: the parameters of the rule and the profile */
    const rf_value *profile; /* an object; NULL: no vendor profile is in force */
    const rf_reference *reference; /* the service authorization reference in force */
    rf_finding_list *findings;
    rf_unknown_list *unknowns;
} rf_check_run;

typedef struct rf_check {
    const char *name;
    rf_subject_kind subject;
    void (*run)(rf_check_run *run);
} rf_check;

/* The functions of checks.def. */
#define RF_CHECK(name, subject, function) void function(rf_check_run *run);
#include "checks/checks.def"
#undef RF_CHECK

extern const rf_check rf_checks[];
extern const size_t rf_check_count;

const rf_check *rf_check_named(rf_str name);

/* Reports at a place.  Rule, severity and fingerprint are filled in by the engine, and the help of
 * the rule where the check sets none. */
rf_finding *rf_report(rf_check_run *run, rf_span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A second place for a finding. */
void rf_report_related(rf_check_run *run, rf_finding *finding, rf_span span, rf_str message);

/* What was not looked at, because of a limit. */
void rf_report_left_out(rf_check_run *run, rf_span span, rf_str what, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A parameter, or NULL when neither the rule nor the profile nor the user sets it. */
const rf_value *rf_check_param(const rf_check_run *run, const char *name);

#endif

#include "checks/check.h"

const rf_check rf_checks[] = {
#define RF_CHECK(name, subject, function) {name, RF_SUBJECT_##subject, function},
#include "checks/checks.def"
#undef RF_CHECK
};
const size_t rf_check_count = sizeof rf_checks / sizeof *rf_checks;

const rf_check *rf_check_named(rf_str name)
{
    for (size_t i = 0; i < rf_check_count; i++)
        if (rf_eq_c(name, rf_checks[i].name))
            return &rf_checks[i];
    return NULL;
}

rf_finding *rf_report(rf_check_run *run, rf_span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    rf_finding finding = {.span = span, .message = rf_vformat(run->arena, format, args)};
    va_end(args);
    RF_PUSH(run->arena, run->findings, finding);
    return &run->findings->at[run->findings->n - 1];
}

void rf_report_related(rf_check_run *run, rf_finding *finding, rf_span span, rf_str message)
{
    rf_related *related = RF_NEW_ARRAY(run->arena, rf_related, finding->related_count + 1);
    for (size_t i = 0; i < finding->related_count; i++)
        related[i] = finding->related[i];
    related[finding->related_count++] = (rf_related){span, message};
    finding->related = related;
}

void rf_report_left_out(rf_check_run *run, rf_span span, rf_str what, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    rf_unknown unknown = {
        .span = span, .what = what, .exhausted = true, .why = rf_vformat(run->arena, format, args)};
    va_end(args);
    RF_PUSH(run->arena, run->unknowns, unknown);
}

const rf_value *rf_check_param(const rf_check_run *run, const char *name)
{
    const rf_value *value = rf_value_get_c(run->params, name);
    return value == NULL || value->kind == RF_NULL ? NULL : value;
}

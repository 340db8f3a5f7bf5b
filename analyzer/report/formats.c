#include "report/writers.h"

const rf_report_format rf_report_formats[] = {
    {"text", "for people: the source line, what is wrong with it, what to do", rf_report_text},
    {"json", "everything, for scripts; lines and columns count from 1", rf_report_json},
    {"github", "annotations of GitHub Actions, shown beside the changed lines", rf_report_github},
};

const size_t rf_report_format_count = sizeof rf_report_formats / sizeof rf_report_formats[0];

const rf_report_format *rf_report_format_named(rf_str name)
{
    for (size_t i = 0; i < rf_report_format_count; i++)
        if (rf_eq_c(name, rf_report_formats[i].name))
            return &rf_report_formats[i];
    return NULL;
}

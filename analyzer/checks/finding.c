#include "checks/finding.h"

size_t rf_results_count(const rf_results *results, rf_severity severity)
{
    size_t n = 0;
    for (size_t i = 0; i < results->findings.n; i++)
        n += results->findings.at[i].severity == severity &&
             results->findings.at[i].suppressed.n == 0;
    return n;
}

size_t rf_results_suppressed(const rf_results *results)
{
    size_t n = 0;
    for (size_t i = 0; i < results->findings.n; i++)
        n += results->findings.at[i].suppressed.n != 0;
    return n;
}

/* The age of what the other checks rest on. */
#include "checks/check.h"
#include "reference/age.h"

/* The parameter `today`, or the day by the clock in UTC; empty when there is neither. */
static rf_str today(const rf_check_run *run)
{
    const rf_value *given = rf_check_param(run, "today");
    if (given != NULL && rf_text_of(given).n != 0)
        return rf_text_of(given);
    return rf_reference_today(run->arena);
}

/* Once for all policies: at the first. */
void rf_check_reference_age(rf_check_run *run)
{
    if (run->subject->found != run->all[0].found ||
        !rf_reference_is_old(run->reference, today(run)))
        return;
    rf_report(run, run->subject->span,
              "the service reference is of %s: actions and keys that are "
              "newer are taken for unknown",
              run->reference->date);
}

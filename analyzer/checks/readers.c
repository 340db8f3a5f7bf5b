/* What the readers and the resolution of variables had to say, as findings of the rule that lists
 * their codes. */
#include "checks/check.h"
#include "input/recognise.h"

static bool lists(const rf_value *list, rf_str text)
{
    if (list == NULL || list->kind != RF_LIST)
        return false;
    for (size_t i = 0; i < list->as.list.n; i++)
        if (rf_eq(rf_text_of(&list->as.list.at[i]), text))
            return true;
    return false;
}

static void report_diags(rf_check_run *run, const rf_diags *diags)
{
    const rf_value *codes = rf_check_param(run, "codes");
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        if (!lists(codes, rf_str_c(diag->code)))
            continue;
        rf_finding *finding = rf_report(run, diag->span, "%.*s", RF_ARG(diag->message));
        finding->help = diag->help;
        finding->related = diag->related;
        finding->related_count = diag->related_count;
    }
}

void rf_check_reader(rf_check_run *run)
{
    const rf_file *file = run->subject->file;
    if (lists(rf_check_param(run, "not_in"), rf_str_c(rf_file_kind_name(file->kind))))
        return;
    report_diags(run, &file->diags);
    if (file->diags.left_out != 0 && file->broken)
        rf_report_left_out(run, run->subject->span, RF_STR("the rest of this file"),
                           "%zu more messages are not shown; mend the first ones",
                           file->diags.left_out);
}

void rf_check_resolution(rf_check_run *run)
{
    report_diags(run, &run->subject->group->diags);
}

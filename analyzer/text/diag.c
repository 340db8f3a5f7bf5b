#include "text/diag.h"

#include "base/limits.h"

rf_diags rf_diags_new(rf_arena *arena)
{
    return (rf_diags){.arena = arena};
}

rf_diag *rf_diag_add(rf_diags *diags, const char *code, rf_span span, rf_str message, rf_str help)
{
    rf_diag diag = {
        .severity = RF_ERROR, .code = code, .span = span, .message = message, .help = help};
    diags->errors++;
    if (diags->list.n >= RF_LIMIT_DIAGS_PER_FILE) {
        rf_diag *scratch = RF_NEW(diags->arena, rf_diag);
        diags->left_out++;
        *scratch = diag;
        return scratch;
    }
    RF_PUSH(diags->arena, &diags->list, diag);
    return &diags->list.at[diags->list.n - 1];
}

rf_diag *rf_diag_error(rf_diags *diags, const char *code, rf_span span, const char *help,
                       const char *format, ...)
{
    va_list args;
    va_start(args, format);
    rf_str message = rf_vformat(diags->arena, format, args);
    va_end(args);
    return rf_diag_add(diags, code, span, message, rf_str_c(help));
}

void rf_diag_relate(rf_diags *diags, rf_diag *diag, rf_span span, rf_str message)
{
    rf_related *related = RF_NEW_ARRAY(diags->arena, rf_related, diag->related_count + 1);
    for (size_t i = 0; i < diag->related_count; i++)
        related[i] = diag->related[i];
    related[diag->related_count++] = (rf_related){span, message};
    diag->related = related;
}

void rf_diag_lower(rf_diags *diags, rf_diag *diag, rf_severity severity)
{
    if (diag->severity == RF_ERROR && severity != RF_ERROR)
        diags->errors--;
    diag->severity = severity;
}

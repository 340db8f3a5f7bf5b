#include "cli/reference.h"

#include "input/reference_folder.h"

static void print_diags(const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        rf_place place = rf_locate(diag->span);
        if (diag->span.source == NULL)
            rf_usage_error("%.*s%s%.*s", RF_ARG(diag->message), diag->help.n != 0 ? "; " : "",
                           RF_ARG(diag->help));
        else
            rf_usage_error("%.*s:%u:%u: %.*s", RF_ARG(place.path), place.line, place.column,
                           RF_ARG(diag->message));
    }
    if (diags->left_out != 0)
        rf_usage_error("%zu more messages", diags->left_out);
}

const rf_reference *rf_cli_reference(const rf_args *args)
{
    rf_str folder = rf_args_get(args, "reference");
    if (folder.at == NULL)
        return &rf_reference_builtin;
    rf_diags diags = rf_diags_new(args->arena);
    const rf_reference *reference = rf_reference_read_folder(args->arena, folder, &diags);
    if (reference == NULL)
        print_diags(&diags);
    return reference;
}

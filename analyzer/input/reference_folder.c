#include "input/reference_folder.h"

#include "input/read.h"

static bool is_json(rf_str name)
{
    return rf_ends(name, RF_STR(".json"));
}

static void cannot_read(rf_diags *diags, rf_str what, rf_str why)
{
    rf_diag_error(diags, "reference", (rf_span){0}, "give a folder like rules/reference",
                  "%.*s cannot be read: %.*s", RF_ARG(what), RF_ARG(why));
}

const rf_reference *rf_reference_read_folder(rf_arena *arena, rf_str folder, rf_diags *diags)
{
    rf_path_list files = {0}, troubles = {0};
    size_t errors = diags->errors;
    if (rf_path_kind_of(arena, folder) != RF_PATH_FOLDER) {
        cannot_read(diags, folder, RF_STR("it is no folder"));
        return NULL;
    }
    rf_list_folder(arena, folder, is_json, &files, &troubles);
    for (size_t i = 0; i < troubles.n; i++)
        rf_diag_error(diags, "reference", (rf_span){0}, "", "%.*s", RF_ARG(troubles.at[i]));
    rf_ref_file *read = RF_NEW_ARRAY(arena, rf_ref_file, files.n);
    for (size_t i = 0; i < files.n; i++) {
        rf_str why;
        read[i].path = files.at[i];
        if (!rf_read_file(arena, files.at[i], &read[i].text, &why))
            cannot_read(diags, files.at[i], why);
    }
    if (diags->errors != errors)
        return NULL;
    return rf_reference_pack(arena, read, files.n, diags);
}

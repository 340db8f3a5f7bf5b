#include "engine/rule_files.h"

#include "input/read.h"

static bool is_rule_file(rf_str name)
{
    return rf_ends(name, RF_STR(".hcl"));
}

static void add_trouble(rf_diags *troubles, rf_str message)
{
    rf_diag_add(troubles, "input", (rf_span){0}, message, RF_STR(""));
}

void rf_ruleset_add_path(rf_ruleset *set, rf_str path, rf_diags *diags, rf_diags *troubles)
{
    rf_path_list files = {0}, unread = {0};
    if (rf_path_kind_of(set->arena, path) == RF_PATH_FOLDER)
        rf_list_folder(set->arena, path, is_rule_file, &files, &unread);
    else
        RF_PUSH(set->arena, &files, path);
    for (size_t i = 0; i < unread.n; i++)
        add_trouble(troubles, unread.at[i]);
    if (files.n == 0)
        add_trouble(troubles, rf_format(set->arena, "%.*s holds no rules (*.hcl)", RF_ARG(path)));
    for (size_t i = 0; i < files.n; i++) {
        rf_str text, why;
        if (rf_read_file(set->arena, files.at[i], &text, &why))
            rf_ruleset_add(set, rf_source_new(set->arena, files.at[i], text), diags);
        else
            add_trouble(troubles, rf_format(set->arena, "%.*s cannot be read: %.*s",
                                            RF_ARG(files.at[i]), RF_ARG(why)));
    }
}

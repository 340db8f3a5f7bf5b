#include "input/recognise.h"

#include "input/read.h"

static const struct {
    const char *suffix;
    rf_file_kind kind;
} by_suffix[] = {
    {".tfvars", RF_FILE_VARIABLES},
    {".tfvars.json", RF_FILE_VARIABLES},
    {".tf", RF_FILE_TEMPLATE},
    {".tfstate", RF_FILE_STATE},
    {".tfstate.backup", RF_FILE_STATE},
    {"terraform.state", RF_FILE_STATE}, /* the name in Zilliz' activation guide */
};

rf_file_kind rf_recognise_name(rf_str name)
{
    for (size_t i = 0; i < sizeof by_suffix / sizeof *by_suffix; i++)
        if (rf_ends(name, rf_str_c(by_suffix[i].suffix)))
            return by_suffix[i].kind;
    return RF_FILE_UNRECOGNISED;
}

rf_file_kind rf_recognise_document(const rf_value *document)
{
    if (rf_looks_like_policy(document))
        return RF_FILE_POLICY;
    if (rf_value_get_c(document, "format_version") != NULL &&
        rf_value_get_c(document, "terraform_version") != NULL)
        return RF_FILE_PLAN;
    if (rf_value_get_c(document, "serial") != NULL && rf_value_get_c(document, "lineage") != NULL)
        return RF_FILE_STATE;
    switch (rf_inventory_recognise(document)) {
    case RF_INVENTORY_OUTPUTS:
        return RF_FILE_OUTPUTS;
    case RF_INVENTORY_EC2:
    case RF_INVENTORY_ARRAY:
        return RF_FILE_INVENTORY;
    case RF_INVENTORY_NONE:
        break;
    }
    return RF_FILE_UNRECOGNISED;
}

bool rf_looks_like_list(rf_str text)
{
    for (rf_str rest = text; rest.at != NULL;) {
        rf_str line = rf_trim(rf_split(rest, '\n', &rest));
        size_t end = 0;
        if (line.n == 0 || line.at[0] == '#')
            continue;
        while (end < line.n && line.at[end] != ' ' && line.at[end] != '\t' && line.at[end] != ',')
            end++;
        return rf_cidr_read(rf_slice(line, 0, end)).cidr.family != 0;
    }
    return false;
}

bool rf_meant_as_policy(rf_str text)
{
    static const char *const words[] = {"statement", "effect",    "action",
                                        "resource",  "principal", "2012-10-17"};
    text = rf_slice(text, 0, 64 * 1024); /* a policy shows what it is on its first lines */
    size_t found = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        found += rf_find_nocase(text, rf_str_c(words[i])) != RF_NOT_FOUND;
    return found >= 3;
}

bool rf_wanted_name(rf_str name)
{
    return rf_recognise_name(name) != RF_FILE_UNRECOGNISED || rf_ends(name, RF_STR(".json"));
}

const char *rf_file_kind_name(rf_file_kind kind)
{
    static const char *const names[] = {
        [RF_FILE_UNRECOGNISED] = "other",  [RF_FILE_POLICY] = "policy",
        [RF_FILE_VARIABLES] = "variables", [RF_FILE_TEMPLATE] = "template",
        [RF_FILE_INVENTORY] = "inventory", [RF_FILE_OUTPUTS] = "outputs",
        [RF_FILE_STATE] = "state",         [RF_FILE_PLAN] = "plan",
    };
    return names[kind];
}

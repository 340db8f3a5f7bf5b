#include "cli/policy_files.h"

#include "base/limits.h"
#include "input/read.h"
#include "json/json.h"

static int print_diags(const rf_diags *diags)
{
    int status = 0;
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        if (diag->severity != RF_ERROR)
            continue;
        rf_place place = rf_locate(diag->span);
        status =
            rf_usage_error("%.*s:%u:%u: %.*s%s%.*s", RF_ARG(place.path), place.line, place.column,
                           RF_ARG(diag->message), diag->help.n ? "; " : "", RF_ARG(diag->help));
    }
    return status;
}

const rf_policy *rf_cli_read_policy(const rf_args *args, rf_str path)
{
    rf_str text, why;
    rf_value document;
    if (!rf_read_file(args->arena, path, &text, &why)) {
        rf_usage_error("%.*s cannot be read: %.*s", RF_ARG(path), RF_ARG(why));
        return NULL;
    }
    if (text.n > RF_LIMIT_POLICY_BYTES) {
        rf_usage_error("%.*s is larger than %d MiB; AWS takes 20,480 characters at most",
                       RF_ARG(path), RF_LIMIT_POLICY_BYTES / (1024 * 1024));
        return NULL;
    }
    rf_diags diags = rf_diags_new(args->arena);
    rf_json_read(args->arena, rf_source_new(args->arena, path, text), &diags, &document);
    return print_diags(&diags) == 0 ? rf_policy_read(args->arena, &document, text) : NULL;
}

rf_str rf_cli_refusal(rf_arena *arena, const rf_policy *policy)
{
    for (size_t i = 0; i < policy->problem_count; i++) {
        const rf_problem *problem = &policy->problems[i];
        if (!rf_problem_is_fatal(problem->kind))
            continue;
        rf_place place = rf_locate(problem->span);
        return rf_format(arena, "AWS refuses this policy: %s%s%.*s (line %u, column %u)",
                         rf_problem_name(problem->kind), problem->text.n ? " " : "",
                         RF_ARG(problem->text), place.line, place.column);
    }
    return RF_STR("AWS refuses this policy");
}

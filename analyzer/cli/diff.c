#include "cli/diff.h"

#include "cli/policy_files.h"
#include "cli/reference.h"
#include "input/read.h"

static const char *const formats[] = {"text", "json", NULL};

static const char *const verdicts[] = {
    [RF_DIFF_EQUAL] = "equal",     [RF_DIFF_NARROWER] = "narrower",
    [RF_DIFF_WIDER] = "wider",     [RF_DIFF_INCOMPARABLE] = "incomparable",
    [RF_DIFF_UNKNOWN] = "unknown",
};

const char *rf_diff_verdict_name(rf_diff_verdict verdict)
{
    return verdicts[verdict];
}

/* What is found counts; what could not be decided may only be what was not found. */
rf_diff_verdict rf_diff_verdict_of(const rf_diff *diff)
{
    bool gains = false, loses = false, unknown = false;
    for (size_t i = 0; i < diff->pairs.n; i++) {
        const rf_diff_pair *pair = &diff->pairs.at[i];
        gains |= pair->gained.list.n != 0;
        loses |= pair->lost.list.n != 0;
        unknown |= pair->gained.undecided.n + pair->lost.undecided.n != 0;
    }
    if (gains && loses)
        return RF_DIFF_INCOMPARABLE;
    if (unknown)
        return RF_DIFF_UNKNOWN;
    return gains ? RF_DIFF_WIDER : loses ? RF_DIFF_NARROWER : RF_DIFF_EQUAL;
}

/* ---- what is compared ---- */

static bool is_json(rf_str name)
{
    return rf_ends(name, RF_STR(".json"));
}

static rf_diff_pair *pair_named(rf_arena *arena, rf_diff *diff, rf_str name)
{
    for (size_t i = 0; i < diff->pairs.n; i++)
        if (rf_eq(diff->pairs.at[i].name, name))
            return &diff->pairs.at[i];
    RF_PUSH(arena, &diff->pairs, (rf_diff_pair){.name = name});
    return &diff->pairs.at[diff->pairs.n - 1];
}

static bool read_one(const rf_args *args, rf_diff *diff, rf_str path, rf_str name, bool new)
{
    const rf_policy *policy = rf_cli_read_policy(args, path);
    if (policy == NULL)
        return false;
    if (policy->refused) {
        rf_str why = rf_cli_refusal(args->arena, policy);
        rf_usage_error("%.*s: %.*s", RF_ARG(path), RF_ARG(why));
        return false;
    }
    rf_diff_pair *pair = pair_named(args->arena, diff, name);
    *(new ? &pair->new : &pair->base) = policy;
    return true;
}

/* A file, or the policies of a folder by their paths below it. */
static bool read_side(const rf_args *args, rf_diff *diff, rf_str path, bool new)
{
    rf_path_list files = {0}, troubles = {0};
    if (rf_path_kind_of(args->arena, path) != RF_PATH_FOLDER)
        return read_one(args, diff, path, RF_STR(""), new);
    rf_list_folder(args->arena, path, is_json, &files, &troubles);
    for (size_t i = 0; i < troubles.n; i++)
        rf_usage_error("%.*s", RF_ARG(troubles.at[i]));
    bool ok = troubles.n == 0;
    for (size_t i = 0; i < files.n; i++) {
        rf_str name = rf_slice(files.at[i], path.n, files.at[i].n);
        while (rf_starts(name, RF_STR("/")))
            name = rf_slice(name, 1, name.n);
        ok = read_one(args, diff, files.at[i], name, new) && ok;
    }
    if (files.n == 0) {
        rf_usage_error("%.*s holds no policy (*.json)", RF_ARG(path));
        return false;
    }
    return ok;
}

static void compare(rf_arena *arena, const rf_universe *universe, rf_diff_pair *pair)
{
    rf_policies base = {&pair->base, pair->base != NULL}, new = {&pair->new, pair->new != NULL};
    rf_find_differences(arena, universe, &new, &base, &pair->gained);
    rf_find_differences(arena, universe, &base, &new, &pair->lost);
}

static bool read_universe(const rf_args *args, rf_universe *universe)
{
    rf_str name = rf_args_get(args, "universe"), partition = rf_args_get(args, "partition");
    universe->any = rf_eq_c(name, "any");
    universe->partition = partition.at != NULL ? partition : RF_STR("aws");
    if (name.at != NULL && !universe->any && !rf_eq_c(name, "aws")) {
        rf_usage_error("--universe is aws or any, not '%.*s'", RF_ARG(name));
        return false;
    }
    universe->reference = rf_cli_reference(args);
    return universe->reference != NULL;
}

static int status_of(rf_diff_verdict verdict)
{
    switch (verdict) {
    case RF_DIFF_EQUAL:
    case RF_DIFF_NARROWER:
        return 0;
    case RF_DIFF_WIDER:
    case RF_DIFF_INCOMPARABLE:
        return 1;
    case RF_DIFF_UNKNOWN:
        break;
    }
    return 2;
}

static int run_diff(const rf_args *args)
{
    rf_universe universe = {0};
    if (!rf_args_check_output(args, formats))
        return 2;
    if (args->rest.n != 2)
        return rf_usage_error("diff takes two policies (or folders): BASE and NEW");
    if (!read_universe(args, &universe))
        return 2;
    rf_diff diff = {.base = args->rest.at[0], .new = args->rest.at[1], .universe = &universe};
    bool ok = read_side(args, &diff, diff.base, false);
    if (!read_side(args, &diff, diff.new, true) || !ok)
        return 2;
    for (size_t i = 0; i < diff.pairs.n; i++)
        compare(args->arena, &universe, &diff.pairs.at[i]);
    rf_str text = rf_eq_c(rf_args_get(args, "format"), "json")
                      ? rf_diff_json(args->arena, &diff)
                      : rf_diff_text(args->arena, &diff, rf_wants_color(args));
    return rf_write_output(args, text) ? status_of(rf_diff_verdict_of(&diff)) : 2;
}

static const rf_flag flags[] = {
    {"universe", "NAME", "aws (default: requests that AWS can make) or any (every text)"},
    {"partition", "NAME", "of ARNs in the universe aws (default: aws)"},
    {"reference", "FOLDER", "a newer service reference than the program's own"},
    RF_OUTPUT_FLAGS,
    {0},
};

const rf_command rf_command_diff = {
    .name = "diff",
    .arguments = "BASE NEW",
    .summary = "what one policy allows that another does not, for all requests",
    .details = "BASE and NEW are policy files, or folders whose policies are matched by path.\n"
               "Every difference is shown by a request; none means that there is none.\n"
               "\n"
               "exit status: 0 NEW allows nothing that BASE does not, 1 it does, 2 could not\n"
               "decide\n"
               "\n"
               "example:\n"
               "  ringfence diff vendor.json customer.json\n",
    .flags = flags,
    .run = run_diff,
};

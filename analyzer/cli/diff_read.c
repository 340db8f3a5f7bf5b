/* What is compared: two files, or the policies of two folders by their paths. */
#include "cli/diff.h"

#include "cli/policy_files.h"
#include "cli/reference.h"
#include "input/read.h"

#include <stdlib.h>

/* ---- the universe ---- */

bool rf_diff_read_universe(const rf_args *args, rf_universe *universe)
{
    rf_str name = rf_args_get(args, "universe");
    universe->any = rf_eq_c(name, "any");
    universe->partition = rf_args_get(args, "partition");
    if (name.at != NULL && !universe->any && !rf_eq_c(name, "aws")) {
        rf_usage_error("--universe is aws or any, not '%.*s'", RF_ARG(name));
        return false;
    }
    if (universe->any && universe->partition.at != NULL) {
        rf_usage_error("--partition is for the universe aws: in any every ARN counts");
        return false;
    }
    universe->reference = rf_cli_reference(args);
    return universe->reference != NULL;
}

/* ---- both sides ---- */

static bool is_json(rf_str name)
{
    return rf_ends(name, RF_STR(".json"));
}

/* A JSON document without statements, and without what may be a slip of the pen for them. */
static bool is_no_policy(const rf_policy *policy)
{
    bool missing = false;
    for (size_t i = 0; i < policy->problem_count; i++) {
        const rf_problem *problem = &policy->problems[i];
        if (problem->kind == RF_PROBLEM_UNKNOWN_ELEMENT && rf_eq_c(problem->nearest, "Statement"))
            return false;
        missing |= problem->statement == RF_NO_STATEMENT &&
                   (problem->kind == RF_PROBLEM_MISSING_STATEMENT ||
                    problem->kind == RF_PROBLEM_NOT_AN_OBJECT);
    }
    return missing && policy->version == RF_VERSION_NONE;
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
    if (name.n != 0 && is_no_policy(policy))
        return true;
    if (policy->refused) {
        rf_str why = rf_cli_refusal(args->arena, policy);
        rf_usage_error("%.*s: %.*s", RF_ARG(path), RF_ARG(why));
        return false;
    }
    rf_diff_pair *pair = pair_named(args->arena, diff, name);
    *(new ? &pair->new : &pair->base) = policy;
    return true;
}

static bool read_folder(const rf_args *args, rf_diff *diff, rf_str path, bool new)
{
    rf_path_list files = {0}, troubles = {0};
    size_t policies = 0;
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
    for (size_t i = 0; i < diff->pairs.n; i++)
        policies += (new ? diff->pairs.at[i].new : diff->pairs.at[i].base) != NULL;
    if (policies != 0 || !ok)
        return ok;
    rf_usage_error("%.*s holds no policy (*.json)", RF_ARG(path));
    return false;
}

static int by_name(const void *a, const void *b)
{
    return rf_cmp(((const rf_diff_pair *)a)->name, ((const rf_diff_pair *)b)->name);
}

bool rf_diff_read(const rf_args *args, rf_diff *diff)
{
    rf_str base = args->rest.at[0], new = args->rest.at[1];
    bool folder = rf_path_kind_of(args->arena, base) == RF_PATH_FOLDER;
    diff->base = rf_eq_c(base, "-") ? RF_STR("standard input") : base;
    diff->new = rf_eq_c(new, "-") ? RF_STR("standard input") : new;
    if (rf_eq_c(base, "-") && rf_eq_c(new, "-")) {
        rf_usage_error("only one of BASE and NEW can be standard input");
        return false;
    }
    if (folder != (rf_path_kind_of(args->arena, new) == RF_PATH_FOLDER)) {
        rf_usage_error("%.*s is a folder, %.*s is not: give two files or two folders",
                       RF_ARG(folder ? base : new), RF_ARG(folder ? new : base));
        return false;
    }
    if (!folder) {
        bool ok = read_one(args, diff, base, RF_STR(""), false);
        return read_one(args, diff, new, RF_STR(""), true) && ok;
    }
    bool ok = read_folder(args, diff, base, false);
    ok = read_folder(args, diff, new, true) && ok;
    if (ok)
        qsort(diff->pairs.at, diff->pairs.n, sizeof *diff->pairs.at, by_name);
    return ok;
}

#include "cli/diff.h"

#include "cli/diff_words.h"
#include "iam/decide.h"

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

/* What is found counts; what could not be decided may be only what was not found. */
rf_diff_some rf_diff_some_of(const rf_differences *found)
{
    if (found->list.n != 0)
        return RF_DIFF_SOME;
    return found->undecided.n != 0 ? RF_DIFF_MAYBE : RF_DIFF_NONE;
}

rf_diff_verdict rf_diff_verdict_of(rf_diff_some gains, rf_diff_some loses)
{
    if (gains == RF_DIFF_MAYBE || loses == RF_DIFF_MAYBE)
        return RF_DIFF_UNKNOWN;
    if (gains == RF_DIFF_SOME)
        return loses == RF_DIFF_SOME ? RF_DIFF_INCOMPARABLE : RF_DIFF_WIDER;
    return loses == RF_DIFF_SOME ? RF_DIFF_NARROWER : RF_DIFF_EQUAL;
}

rf_diff_some rf_diff_gains(const rf_diff *diff)
{
    rf_diff_some most = RF_DIFF_NONE;
    for (size_t i = 0; i < diff->pairs.n; i++) {
        rf_diff_some some = rf_diff_some_of(&diff->pairs.at[i].gained);
        most = some > most ? some : most;
    }
    return most;
}

rf_diff_some rf_diff_loses(const rf_diff *diff)
{
    rf_diff_some most = RF_DIFF_NONE;
    for (size_t i = 0; i < diff->pairs.n; i++) {
        rf_diff_some some = rf_diff_some_of(&diff->pairs.at[i].lost);
        most = some > most ? some : most;
    }
    return most;
}

static rf_outcome decide(rf_arena *arena, const rf_policies *policies, const rf_request *request)
{
    return rf_decide(arena, policies->at, policies->n, request).outcome;
}

/* Every witness is decided once more, by the code that decides single requests.  One that does not
 * show the difference would be a mistake of this program: then nothing is claimed. */
static void confirm(rf_arena *arena, const rf_policies *more, const rf_policies *less,
                    rf_differences *found)
{
    size_t kept = 0;
    for (size_t i = 0; i < found->list.n; i++) {
        const rf_difference *one = &found->list.at[i];
        rf_arena_mark before = rf_arena_mark_get(arena);
        rf_outcome with = decide(arena, more, one->witness);
        rf_outcome without = decide(arena, less, one->witness);
        rf_arena_rewind(arena, before);
        if (with == RF_ALLOWED &&
            (without == RF_EXPLICITLY_DENIED || without == RF_IMPLICITLY_DENIED))
            found->list.at[kept++] = *one;
        else
            RF_PUSH(arena, &found->undecided,
                    (rf_undecided){.action = one->action,
                                   .why = RF_STR("the request that was found does not show "
                                                 "it, which is a mistake of ringfence")});
    }
    found->list.n = kept;
}

static void compare(rf_arena *arena, const rf_universe *universe, rf_diff_pair *pair)
{
    rf_policies base = {&pair->base, pair->base != NULL}, new = {&pair->new, pair->new != NULL};
    const rf_policy *both[] = {pair->base, pair->new};
    rf_policies all = {pair->base ? both : both + 1, base.n + new.n};
    rf_str others, partition = rf_diff_partition(arena, &all, &others);
    pair->universe = *universe;
    if (universe->partition.at == NULL) {
        pair->universe.partition = partition;
        pair->other_partitions = others;
    }
    rf_find_differences(arena, &pair->universe, &new, &base, &pair->gained);
    rf_find_differences(arena, &pair->universe, &base, &new, &pair->lost);
    rf_telling_complete(arena, universe->reference, &pair->gained);
    rf_telling_complete(arena, universe->reference, &pair->lost);
    confirm(arena, &new, &base, &pair->gained);
    confirm(arena, &base, &new, &pair->lost);
}

static int run_diff(const rf_args *args)
{
    static const int statuses[] = {[RF_DIFF_NONE] = 0, [RF_DIFF_MAYBE] = 2, [RF_DIFF_SOME] = 1};
    rf_universe universe = {0};
    rf_diff diff = {0};
    if (!rf_args_check_output(args, formats))
        return 2;
    if (args->rest.n != 2)
        return rf_usage_error("diff takes two policies (or folders): BASE and NEW");
    if (!rf_diff_read_universe(args, &universe) || !rf_diff_read(args, &diff))
        return 2;
    diff.any = universe.any;
    for (size_t i = 0; i < diff.pairs.n; i++)
        compare(args->arena, &universe, &diff.pairs.at[i]);
    for (size_t i = 0; i < diff.pairs.n; i++)
        rf_diff_add_notes(args->arena, &diff, &diff.pairs.at[i]);
    rf_str text = rf_eq_c(rf_args_get(args, "format"), "json") ? rf_diff_json(args->arena, &diff)
                                                               : rf_diff_text(args, &diff);
    return rf_write_output(args, text) ? statuses[rf_diff_gains(&diff)] : 2;
}

static const rf_flag flags[] = {
    {"all", NULL, "every action, each with a request of its own"},
    {"universe", "NAME", "aws (default: what AWS can make) or any (every text)"},
    {"partition", "NAME", "of ARNs (default: the one the policies name, or aws)"},
    {"reference", "FOLDER", "a newer service reference than the program's own"},
    {"format", "NAME", "text (default) or json"},
    {"color", "WHEN", "auto (default), always, never"},
    {"output", "FILE", "write the answer there"},
    {"quiet", NULL, "the verdict only"},
    {"help", NULL, "this text"},
    {0},
};

const rf_command rf_command_diff = {
    .name = "diff",
    .arguments = "BASE NEW",
    .summary = "what one policy allows that another does not, for all requests",
    .details = "BASE and NEW are policy files (- is standard input), or folders whose policies\n"
               "are matched by path.  All requests are decided, not a sample: what is possible\n"
               "under one and not under the other is shown with a request, and \"equal\" is a\n"
               "proof.  Requests with one reason are told together; --all tells them apart.\n"
               "\n"
               "A request is one check: an action on one resource (see simulate --help).\n"
               "\n"
               "verdicts: equal; wider (NEW allows more, and loses nothing); narrower (the\n"
               "reverse); incomparable (both); unknown\n"
               "\n"
               "exit status: 0 NEW allows nothing that BASE does not, 1 it does, 2 could not\n"
               "decide\n"
               "\n"
               "example:\n"
               "  ringfence diff vendor.json customer.json\n"
               "  git show main:policy.json | ringfence diff - policy.json\n",
    .flags = flags,
    .run = run_diff,
};

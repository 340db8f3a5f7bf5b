#include "cli/ask.h"

#include "access/actions.h"
#include "cli/diff.h"
#include "cli/diff_words.h"
#include "cli/policy_files.h"
#include "iam/decide.h"

#include <string.h>

static const char *const formats[] = {"text", "json", NULL};

rf_answer rf_ask_answer(const rf_ask *ask)
{
    if (ask->found.list.n != 0)
        return RF_ANSWER_REFUTED;
    return ask->found.undecided.n != 0 ? RF_ANSWER_UNKNOWN : RF_ANSWER_PROVED;
}

const char *rf_answer_name(rf_answer answer)
{
    static const char *const names[] = {
        [RF_ANSWER_PROVED] = "proved",
        [RF_ANSWER_REFUTED] = "refuted",
        [RF_ANSWER_UNKNOWN] = "unknown",
    };
    return names[answer];
}

/* ---- what is asked ---- */

static bool read_policies(const rf_args *args, rf_ask *ask)
{
    size_t n = args->rest.n, standard_input = 0;
    const rf_policy **policies = RF_NEW_ARRAY(args->arena, const rf_policy *, n);
    for (size_t i = 0; i < n; i++) {
        rf_str path = args->rest.at[i];
        standard_input += rf_eq_c(path, "-");
        if (standard_input > 1) {
            rf_usage_error("standard input can be read once");
            return false;
        }
        policies[i] = rf_cli_read_policy(args, path);
        if (policies[i] == NULL)
            return false;
        if (policies[i]->refused) {
            rf_str why = rf_cli_refusal(args->arena, policies[i]);
            rf_usage_error("%.*s: %.*s", RF_ARG(path), RF_ARG(why));
            return false;
        }
    }
    ask->policies = (rf_policies){policies, n};
    ask->names = args->rest.at;
    return true;
}

/* The one --never or --always. */
static bool read_question(const rf_args *args, rf_ask *ask)
{
    const rf_given *question = NULL;
    for (size_t i = 0; i < args->flags.n; i++) {
        const rf_given *flag = &args->flags.at[i];
        if (strcmp(flag->name, "never") != 0 && strcmp(flag->name, "always") != 0)
            continue;
        if (question != NULL) {
            rf_usage_error("one question at a time: --never or --always, once");
            return false;
        }
        question = flag;
    }
    if (question == NULL) {
        rf_usage_error("what is asked? give --never STATEMENT or --always STATEMENT");
        return false;
    }
    ask->always = strcmp(question->name, "always") == 0;
    for (size_t i = 0; i < args->rest.n; i++) {
        if (rf_eq_c(args->rest.at[i], "-") && rf_eq_c(question->value, "-")) {
            rf_usage_error("standard input can be read once");
            return false;
        }
    }
    ask->set = rf_ask_read_statement(args, question->value,
                                     ask->always ? RF_STR("--always") : RF_STR("--never"));
    return ask->set != NULL;
}

/* ---- the answer ---- */

/* True when no request is in the set. */
static bool is_empty(rf_arena *arena, const rf_ask *ask)
{
    const rf_statement *set = &ask->set->statements[0];
    rf_policies none = {0}, own = {&ask->set, 1};
    rf_differences found;
    if (ask->universe.any) {
        rf_find_refused(arena, &ask->universe, &none, set, &found);
        return found.list.n + found.undecided.n == 0;
    }
    rf_action_list actions = {0};
    rf_actions_allowed(arena, ask->universe.reference, &own, &actions);
    for (size_t i = 0; i < actions.n; i++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        rf_str name = rf_ref_action_name(arena, ask->universe.reference, actions.at[i]);
        rf_pattern only = rf_pattern_make(arena, RF_PATTERN_ACTION, name, false, (rf_span){0});
        rf_statement one = *set;
        one.actions = (rf_patterns){.present = true, .at = &only, .n = 1};
        one.not_actions = (rf_patterns){0};
        rf_find_refused(arena, &ask->universe, &none, &one, &found);
        bool some = found.list.n + found.undecided.n != 0;
        rf_arena_rewind(arena, before);
        if (some)
            return false;
    }
    return true;
}

/* Of an element and its Not form, which a set may both have, each must match. */
static rf_truth is_inside(rf_arena *arena, const rf_statement *set, const rf_request *request)
{
    rf_statement listed = *set, but = *set;
    if (set->actions.present && set->not_actions.present) {
        listed.not_actions = (rf_patterns){0};
        but.actions = (rf_patterns){0};
    }
    if (set->resources.present && set->not_resources.present) {
        listed.not_resources = (rf_patterns){0};
        but.resources = (rf_patterns){0};
    }
    return rf_and(rf_statement_matches(arena, &listed, request),
                  rf_statement_matches(arena, &but, request));
}

/* Every counterexample is decided once more, by the code that decides single requests. */
static void confirm(rf_arena *arena, rf_ask *ask)
{
    size_t kept = 0;
    for (size_t i = 0; i < ask->found.list.n; i++) {
        const rf_difference *one = &ask->found.list.at[i];
        rf_arena_mark before = rf_arena_mark_get(arena);
        rf_outcome outcome =
            rf_decide(arena, ask->policies.at, ask->policies.n, one->witness).outcome;
        rf_truth inside = is_inside(arena, &ask->set->statements[0], one->witness);
        rf_arena_rewind(arena, before);
        bool wanted = ask->always
                          ? outcome == RF_EXPLICITLY_DENIED || outcome == RF_IMPLICITLY_DENIED
                          : outcome == RF_ALLOWED;
        if (inside == RF_YES && wanted)
            ask->found.list.at[kept++] = *one;
        else
            RF_PUSH(arena, &ask->found.undecided,
                    (rf_undecided){.action = one->action,
                                   .why = RF_STR("the request that was found does not show "
                                                 "it, which is a mistake of ringfence")});
    }
    ask->found.list.n = kept;
}

static void choose_partition(rf_arena *arena, rf_ask *ask)
{
    const rf_policy **all = RF_NEW_ARRAY(arena, const rf_policy *, ask->policies.n + 1);
    for (size_t i = 0; i < ask->policies.n; i++)
        all[i] = ask->policies.at[i];
    all[ask->policies.n] = ask->set;
    rf_policies both = {all, ask->policies.n + 1};
    rf_str others, partition = rf_diff_partition(arena, &both, &others);
    if (ask->universe.partition.at != NULL || ask->universe.any)
        return;
    ask->universe.partition = partition;
    if (others.n != 0)
        RF_PUSH(arena, &ask->notes,
                rf_format(arena,
                          "asked in partition %.*s; ARNs of %.*s are named too: --partition asks "
                          "there",
                          RF_ARG(partition), RF_ARG(others)));
}

static int run_ask(const rf_args *args)
{
    static const int statuses[] = {
        [RF_ANSWER_PROVED] = 0, [RF_ANSWER_REFUTED] = 1, [RF_ANSWER_UNKNOWN] = 2};
    rf_ask ask = {0};
    rf_arena *arena = args->arena;
    if (!rf_args_check_output(args, formats))
        return 2;
    if (args->rest.n == 0)
        return rf_usage_error("ask takes at least one policy: ringfence ask POLICY --never ...");
    if (!rf_diff_read_universe(args, &ask.universe) || !read_question(args, &ask) ||
        !read_policies(args, &ask))
        return 2;
    choose_partition(arena, &ask);
    (ask.always ? rf_find_refused : rf_find_allowed)(arena, &ask.universe, &ask.policies,
                                                     &ask.set->statements[0], &ask.found);
    rf_telling_complete(arena, ask.universe.reference, &ask.found);
    confirm(arena, &ask);
    rf_ask_add_unknown_names(arena, &ask);
    ask.empty = rf_ask_answer(&ask) == RF_ANSWER_PROVED && is_empty(arena, &ask);
    rf_str text = rf_eq_c(rf_args_get(args, "format"), "json") ? rf_ask_json(arena, &ask)
                                                               : rf_ask_text(args, &ask);
    return rf_write_output(args, text) ? statuses[rf_ask_answer(&ask)] : 2;
}

static const rf_flag flags[] = {
    {"never", "STATEMENT", "may any request of this set be allowed?"},
    {"always", "STATEMENT", "is every request of this set allowed?"},
    {"all", NULL, "every action, each with a request of its own"},
    {"universe", "NAME", "aws (default: what AWS can make) or any (every text)"},
    {"partition", "NAME", "of ARNs (default: the one the policies name, or aws)"},
    {"reference", "FOLDER", "a newer service reference than the program's own"},
    {"format", "NAME", "text (default) or json"},
    {"color", "WHEN", "auto (default), always, never"},
    {"output", "FILE", "write the answer there"},
    {"quiet", NULL, "the answer in one sentence"},
    {"help", NULL, "this text"},
    {0},
};

const rf_command rf_command_ask = {
    .name = "ask",
    .arguments = "POLICY ... --never|--always STATEMENT",
    .summary = "prove that no request of a set is allowed, or that each is",
    .details = "STATEMENT describes a set of requests in IAM's own words: Action, Resource,\n"
               "Principal and Condition, or their Not forms, as a file or as JSON in braces.\n"
               "What it leaves out is any; its Effect does not matter.  The answer holds for\n"
               "all requests of the set, and is a proof or a request that shows the contrary.\n"
               "Several policies are asked together, as attached to one principal.\n"
               "\n"
               "exit status: 0 proved, 1 not so, 2 could not decide\n"
               "\n"
               "example:\n"
               "  ringfence ask policy.json --never '{\"Action\": \"ec2:Delete*\", \"Condition\":\n"
               "    {\"StringNotLike\": {\"ec2:ResourceTag/Name\": \"cce-*\"}}}'\n"
               "\n"
               "  ringfence ask policy.json --always '{\"Action\": \"ec2:CreateVpc\",\n"
               "    \"Resource\": \"arn:aws:ec2:*:*:vpc/*\",\n"
               "    \"Condition\": {\"StringLike\": {\"aws:RequestTag/Name\": \"cce-*\"}}}'\n",
    .flags = flags,
    .run = run_ask,
};

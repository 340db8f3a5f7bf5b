#include "cli/simulate.h"

#include "cli/policy_files.h"
#include "iam/layers.h"
#include "input/read.h"

#include <string.h>

/* How policies of a type are given: one, a list, or a list of levels. */
typedef enum form { ONE, LIST, LEVELS } form;

static const struct {
    const char *flag;
    rf_str member;
    form form;
} kinds[RF_LAYERS] = {
    [RF_LAYER_IDENTITY] = {"policy", {"policies", 8}, LIST},
    [RF_LAYER_RESOURCE] = {"resource-policy", {"resourcePolicy", 14}, ONE},
    [RF_LAYER_BOUNDARY] = {"boundary", {"boundaries", 10}, LIST},
    [RF_LAYER_SESSION] = {"session-policy", {"sessionPolicies", 15}, LIST},
    [RF_LAYER_SCP] = {"scp", {"scps", 4}, LEVELS},
    [RF_LAYER_RCP] = {"rcp", {"rcps", 4}, LEVELS},
    [RF_LAYER_ENDPOINT] = {"endpoint-policy", {"endpointPolicies", 16}, LIST},
};

/* As the type takes it: one that AWS refuses there is refused everywhere. */
static const rf_policy *admit(rf_arena *arena, rf_layer layer, const rf_policy *policy)
{
    size_t index;
    if (policy == NULL || policy->refused || rf_layer_fault(layer, policy, &index) == NULL)
        return policy;
    rf_policy *refused = RF_NEW(arena, rf_policy);
    *refused = *policy;
    refused->refused = true;
    return refused;
}

/* --- files ------------------------------------------------------------------------------------ */

/* What the flags of one type have given so far. */
typedef struct given {
    RF_VEC(rf_policy_list) levels;
    RF_VEC(const rf_str *) names;
} given;

/* Adds the files as one level; false when one cannot be read. */
static bool add_level(const rf_args *args, rf_layer layer, given *g, const rf_str *paths, size_t n)
{
    const rf_policy **policies = RF_NEW_ARRAY(args->arena, const rf_policy *, n);
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        policies[i] = admit(args->arena, layer, rf_cli_read_policy(args, paths[i]));
        ok = ok && policies[i] != NULL;
    }
    RF_PUSH(args->arena, &g->levels, (rf_policy_list){policies, n});
    RF_PUSH(args->arena, &g->names, paths);
    return ok;
}

/* The files of one level: "a.json,b.json", unless a file has that name. */
static bool read_level(const rf_args *args, rf_layer layer, given *g, rf_str files)
{
    RF_VEC(rf_str) paths = {0};
    rf_str rest = files;
    if (rf_path_kind_of(args->arena, files) != RF_PATH_NONE) {
        RF_PUSH(args->arena, &paths, files);
        rest = (rf_str){NULL, 0};
    }
    while (rest.at != NULL) {
        rf_str path = rf_split(rest, ',', &rest);
        RF_PUSH(args->arena, &paths, path);
    }
    return add_level(args, layer, g, paths.at, paths.n);
}

static bool read_kind(const rf_args *args, rf_layer layer, rf_sim_policies *found)
{
    given g = {0};
    RF_VEC(rf_str) paths = {0};
    bool ok = true;
    for (size_t i = 0; i < args->flags.n; i++) {
        rf_str value = args->flags.at[i].value;
        if (strcmp(args->flags.at[i].name, kinds[layer].flag) != 0)
            continue;
        if (kinds[layer].form == LEVELS)
            ok = read_level(args, layer, &g, value) && ok;
        else
            RF_PUSH(args->arena, &paths, value);
    }
    if (kinds[layer].form == ONE && paths.n > 1) {
        rf_usage_error("--%s is given twice; a resource has one policy", kinds[layer].flag);
        return false;
    }
    if (paths.n != 0)
        ok = add_level(args, layer, &g, paths.at, paths.n);
    rf_layer_put(&found->set, layer, g.levels.at, g.levels.n);
    found->names[layer] = g.names.at;
    return ok;
}

bool rf_sim_read_files(const rf_args *args, rf_sim_policies *found)
{
    bool ok = true;
    for (rf_layer layer = 0; layer < RF_LAYERS; layer++)
        ok = read_kind(args, layer, found) && ok;
    return ok;
}

/* --- members of a line ------------------------------------------------------------------------ */

static bool read_list(rf_arena *arena, const rf_value *list, rf_layer layer, rf_str name,
                      rf_policy_list *found, rf_str *why)
{
    if (list->kind != RF_LIST) {
        *why = rf_format(arena, "\"%.*s\" must be a list of policy documents, not %s", RF_ARG(name),
                         rf_kind_name(list->kind));
        return false;
    }
    size_t n = list->as.list.n;
    const rf_policy **policies = RF_NEW_ARRAY(arena, const rf_policy *, n);
    for (size_t i = 0; i < n; i++) {
        const rf_value *document = &list->as.list.at[i];
        if (document->kind != RF_OBJECT) {
            *why = rf_format(arena, "\"%.*s[%zu]\" must be a policy document (an object), not %s",
                             RF_ARG(name), i, rf_kind_name(document->kind));
            return false;
        }
        policies[i] = admit(arena, layer, rf_policy_read(arena, document, RF_STR("")));
    }
    *found = (rf_policy_list){policies, n};
    return true;
}

static bool read_levels(rf_arena *arena, const rf_value *value, rf_layer layer,
                        rf_sim_policies *asked, rf_str *why)
{
    rf_str name = kinds[layer].member;
    if (value->kind != RF_LIST) {
        *why = rf_format(arena,
                         "\"%.*s\" must be a list of levels, each a list of policy documents, "
                         "not %s",
                         RF_ARG(name), rf_kind_name(value->kind));
        return false;
    }
    size_t n = value->as.list.n;
    rf_policy_list *levels = RF_NEW_ARRAY(arena, rf_policy_list, n);
    for (size_t i = 0; i < n; i++)
        if (!read_list(arena, &value->as.list.at[i], layer,
                       rf_format(arena, "%.*s[%zu]", RF_ARG(name), i), &levels[i], why))
            return false;
    rf_layer_put(&asked->set, layer, levels, n);
    return true;
}

static bool read_one(rf_arena *arena, const rf_value *value, rf_layer layer, rf_sim_policies *asked,
                     rf_str *why)
{
    if (value->kind != RF_OBJECT) {
        *why = rf_format(arena, "\"%.*s\" must be a policy document (an object), not %s",
                         RF_ARG(kinds[layer].member), rf_kind_name(value->kind));
        return false;
    }
    const rf_policy **policy = RF_NEW(arena, const rf_policy *);
    *policy = admit(arena, layer, rf_policy_read(arena, value, RF_STR("")));
    const rf_policy_list list = {policy, 1};
    rf_layer_put(&asked->set, layer, &list, 1);
    return true;
}

/* null is a type of which there are none. */
static bool read_member(rf_arena *arena, const rf_value *value, rf_layer layer,
                        rf_sim_policies *asked, rf_str *why)
{
    rf_policy_list *list = RF_NEW(arena, rf_policy_list);
    asked->names[layer] = NULL;
    if (value->kind == RF_NULL) {
        rf_layer_put(&asked->set, layer, NULL, 0);
        return true;
    }
    if (kinds[layer].form == ONE)
        return read_one(arena, value, layer, asked, why);
    if (kinds[layer].form == LEVELS)
        return read_levels(arena, value, layer, asked, why);
    if (!read_list(arena, value, layer, kinds[layer].member, list, why))
        return false;
    rf_layer_put(&asked->set, layer, list, 1);
    return true;
}

bool rf_sim_read_members(rf_arena *arena, const rf_value *line, rf_sim_policies *asked, rf_str *why)
{
    for (rf_layer layer = 0; layer < RF_LAYERS; layer++) {
        const rf_value *own = rf_value_get(line, kinds[layer].member);
        if (own != NULL && !read_member(arena, own, layer, asked, why))
            return false;
    }
    return true;
}

size_t rf_sim_member_names(rf_str names[RF_LAYERS])
{
    for (rf_layer layer = 0; layer < RF_LAYERS; layer++)
        names[layer] = kinds[layer].member;
    return RF_LAYERS;
}

/* --- in answers ------------------------------------------------------------------------------- */

rf_str rf_sim_policy_name(rf_arena *arena, const rf_sim_policies *policies, rf_layer layer,
                          size_t level, size_t policy)
{
    rf_str member = kinds[layer].member;
    if (policies->names[layer] != NULL)
        return policies->names[layer][level][policy];
    if (kinds[layer].form == ONE)
        return member;
    if (kinds[layer].form == LIST)
        return rf_format(arena, "%.*s[%zu]", RF_ARG(member), policy);
    return rf_format(arena, "%.*s[%zu][%zu]", RF_ARG(member), level, policy);
}

/* What AWS, or we, have to say about a policy of that type; empty: nothing. */
static rf_str remark(rf_arena *arena, rf_layer layer, const rf_policy *policy)
{
    size_t index;
    const char *fault = rf_layer_fault(layer, policy, &index);
    bool refused = policy->refused || fault != NULL;
    if (policy->refused && fault == NULL)
        return rf_cli_refusal(arena, policy);
    if (fault == NULL)
        fault = rf_layer_oddity(layer, policy, &index);
    if (fault == NULL)
        return RF_STR("");
    return rf_format(arena, "%s%.*s %s",
                     refused ? "AWS refuses this policy, which takes no part: " : "",
                     RF_ARG(policy->statements[index].name), fault);
}

static void add_remarks(rf_arena *arena, const rf_sim_policies *policies, rf_sim_problems *problems)
{
    for (rf_layer layer = 0; layer < RF_LAYERS; layer++) {
        rf_layer_view view;
        rf_layer_view_of(&policies->set, layer, &view);
        for (size_t level = 0; level < view.n; level++)
            for (size_t i = 0; i < view.levels[level].n; i++) {
                rf_str said = remark(arena, layer, view.levels[level].at[i]);
                rf_str name = rf_sim_policy_name(arena, policies, layer, level, i);
                if (said.n != 0)
                    RF_PUSH(arena, problems,
                            rf_format(arena, "%.*s: %.*s", RF_ARG(name), RF_ARG(said)));
            }
    }
}

/* A single check knows its action only where it is explained. */
static void add_unknown_action(rf_arena *arena, const rf_sim_policies *policies,
                               const rf_call_answer *answer, rf_sim_problems *problems)
{
    rf_call_check check = answer->checks[0];
    const rf_reference *reference = policies->set.reference;
    check.about.reference = reference;
    if (rf_ref_action_named(reference, check.request->action) == NULL)
        RF_PUSH(arena, problems, rf_call_oddity(arena, &check, false));
}

rf_sim_problems rf_sim_problems_of(rf_arena *arena, const rf_sim_policies *policies,
                                   const rf_call *call, const rf_call_answer *answer, bool thorough)
{
    rf_sim_problems problems = {0};
    add_remarks(arena, policies, &problems);
    if (rf_caller_is_odd(call->principal))
        RF_PUSH(arena, &problems,
                rf_format(arena,
                          "principal %.*s is neither an ARN nor a service: it is taken for someone "
                          "of no account, who has no policies",
                          RF_ARG(call->principal)));
    if (call->single && !thorough) {
        add_unknown_action(arena, policies, answer, &problems);
        return problems;
    }
    for (size_t i = 0; i < answer->n; i++) {
        const rf_call_check *check = &answer->checks[i];
        rf_str odd = check->tagging ? RF_STR("") : rf_call_oddity(arena, check, thorough);
        if (odd.n != 0)
            RF_PUSH(arena, &problems, odd);
        if (check->about.action == NULL)
            break; /* said once */
    }
    rf_str *missing;
    size_t n = call->single ? 0 : rf_call_missing(arena, answer, &missing);
    for (size_t i = 0; i < n; i++)
        RF_PUSH(arena, &problems, missing[i]);
    return problems;
}

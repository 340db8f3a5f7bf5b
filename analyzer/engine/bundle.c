#include "engine/bundle.h"

#include "checks/named.h"
#include "engine/profile.h"

/* Actions of a role: the first so many count, one bit each. */
enum { ACTIONS = 64 };

/* Those that a policy names: of the entries that tell the role, and of those that only belong to
 * it. */
typedef struct action_sets {
    uint64_t telling, other;
} action_sets;

/* A bundle while it is made. */
typedef struct making {
    rf_bundle bundle;
    RF_VEC(action_sets) of; /* of each part */
} making;

/* Those of a folder. */
typedef struct folder {
    RF_VEC(making *) list;
    rf_found_list denies;
} folder;

typedef struct maker {
    rf_arena *arena;
    rf_bundles *bundles;
    rf_map folders; /* name -> folder * */
} maker;

static unsigned count(uint64_t set)
{
    unsigned n = 0;
    for (; set != 0; set &= set - 1)
        n++;
    return n;
}

static action_sets actions_of(const rf_value *entries, const rf_policy *policy)
{
    action_sets sets = {0};
    unsigned bit = 0;
    for (size_t i = 0; entries->kind == RF_LIST && i < entries->as.list.n; i++) {
        const rf_value *entry = &entries->as.list.at[i];
        const rf_value *actions = rf_value_get_c(entry, "actions");
        uint64_t *set = rf_value_get_c(entry, "least") != NULL ? &sets.telling : &sets.other;
        if (rf_value_get_c(entry, "most") != NULL || actions == NULL || actions->kind != RF_LIST)
            continue; /* what must not be named is no part of the role */
        for (size_t k = 0; k < actions->as.list.n && bit < ACTIONS; k++, bit++)
            if (rf_profile_names(policy, rf_text_of(&actions->as.list.at[k])))
                *set |= (uint64_t)1 << bit;
    }
    return sets;
}

static bool share_most(uint64_t one, uint64_t other)
{
    unsigned n = count(one), m = count(other);
    return 2 * count(one & other) > (n < m ? n : m);
}

/* True when one of them is a version of the other: the actions that tell the role decide, and the
 * others where neither names one of those. */
static bool are_alike(const action_sets *a, const action_sets *b)
{
    return share_most(a->telling, b->telling) ||
           ((a->telling | b->telling) == 0 && share_most(a->other, b->other));
}

static bool takes(const making *to, const action_sets *sets)
{
    for (size_t i = 0; i < to->of.n; i++)
        if (are_alike(&to->of.at[i], sets))
            return false;
    return true;
}

static folder *folder_of(maker *m, const rf_found_policy *found)
{
    folder *in = rf_map_get(&m->folders, found->file->group->folder);
    if (in == NULL) {
        in = RF_NEW(m->arena, folder);
        rf_map_put(m->arena, &m->folders, found->file->group->folder, in);
    }
    return in;
}

static void put(maker *m, const rf_found_policy *found, const rf_value *profile, rf_str role,
                const action_sets *sets)
{
    folder *in = folder_of(m, found);
    making *to = NULL;
    for (size_t i = 0; i < in->list.n && to == NULL; i++)
        if (rf_eq(in->list.at[i]->bundle.role, role) && takes(in->list.at[i], sets))
            to = in->list.at[i];
    if (to == NULL) {
        to = RF_NEW(m->arena, making);
        to->bundle = (rf_bundle){.role = role, .profile = profile, .denies = &in->denies};
        RF_PUSH(m->arena, &in->list, to);
        RF_PUSH(m->arena, &m->bundles->list, &to->bundle);
    }
    RF_PUSH(m->arena, &to->of, *sets);
    RF_PUSH(m->arena, &to->bundle.parts, found);
    RF_PUSH(m->arena, &m->bundles->of[found - m->bundles->inputs->policies.at], &to->bundle);
}

static bool only_denies(const rf_policy *policy)
{
    for (size_t i = 0; i < policy->n; i++)
        if (policy->statements[i].effect != RF_EFFECT_DENY)
            return false;
    return policy->n != 0 && !policy->unknown;
}

static void put_by_roles(maker *m, const rf_found_policy *found)
{
    const rf_value *profile = found->file->group->profile;
    const rf_value *roles = rf_value_get_c(profile, "policies");
    for (size_t i = 0; roles != NULL && roles->kind == RF_OBJECT && i < roles->as.object.n; i++) {
        const rf_member *role = &roles->as.object.at[i];
        action_sets sets = actions_of(&role->value, found->policy);
        if ((sets.telling | sets.other) != 0)
            put(m, found, profile, role->name, &sets);
    }
}

static rf_policies policies_of(rf_arena *arena, const rf_bundle *bundle)
{
    size_t n = 0;
    const rf_policy **all =
        RF_NEW_ARRAY(arena, const rf_policy *, bundle->parts.n + bundle->denies->n);
    for (size_t i = 0; i < bundle->parts.n; i++)
        all[n++] = bundle->parts.at[i]->policy;
    for (size_t i = 0; i < bundle->denies->n; i++)
        all[n++] = bundle->denies->at[i]->policy;
    return (rf_policies){all, n};
}

/* AWS keeps one that it refuses from being attached. */
static bool is_part(const rf_found_policy *found)
{
    return found->kind == RF_KIND_IDENTITY && found->file->group != NULL && !found->policy->refused;
}

void rf_bundles_find(rf_arena *arena, const rf_inputs *inputs, rf_bundles *bundles)
{
    maker m = {.arena = arena, .bundles = bundles};
    bundles->inputs = inputs;
    bundles->of = RF_NEW_ARRAY(arena, rf_bundle_list, inputs->policies.n + 1);
    for (size_t i = 0; i < inputs->policies.n; i++) {
        const rf_found_policy *found = &inputs->policies.at[i];
        if (!is_part(found))
            continue;
        if (only_denies(found->policy))
            RF_PUSH(arena, &folder_of(&m, found)->denies, found);
        else
            put_by_roles(&m, found);
    }
    for (size_t i = 0; i < bundles->list.n; i++) {
        rf_bundle *bundle = bundles->list.at[i];
        rf_policies all = policies_of(arena, bundle);
        bundle->plays = rf_profile_has_role(bundle->profile, &all, bundle->role);
    }
}

rf_bundle *rf_bundle_of(const rf_bundles *bundles, const rf_found_policy *found, rf_str role)
{
    const rf_bundle_list *of = &bundles->of[found - bundles->inputs->policies.at];
    for (size_t i = 0; i < of->n; i++)
        if (rf_eq(of->at[i]->role, role))
            return of->at[i];
    return NULL;
}

rf_policies rf_bundle_policies(rf_arena *arena, rf_bundle *bundle)
{
    bundle->asked = true;
    return policies_of(arena, bundle);
}

rf_policies rf_bundles_beside(rf_arena *arena, const rf_bundles *bundles,
                              const rf_found_policy *found)
{
    const rf_bundle_list *of = &bundles->of[found - bundles->inputs->policies.at];
    RF_VEC(const rf_policy *) beside = {0};
    for (size_t i = 0; i < of->n && beside.n == 0; i++) {
        rf_policies all = {0};
        if (of->at[i]->plays)
            all = policies_of(arena, of->at[i]);
        for (size_t k = 0; k < all.n; k++)
            if (all.at[k] != found->policy)
                RF_PUSH(arena, &beside, all.at[k]);
    }
    return (rf_policies){beside.at, beside.n};
}

/* "a.json, b.json and c.json" */
static rf_str names_of(rf_arena *arena, const rf_bundle *bundle)
{
    rf_name_list names = {0};
    for (size_t i = 0; i < bundle->parts.n; i++)
        rf_name_add(arena, &names, bundle->parts.at[i]->address);
    for (size_t i = 0; i < bundle->denies->n; i++)
        rf_name_add(arena, &names, bundle->denies->at[i]->address);
    return rf_names_text(arena, &names);
}

void rf_bundles_admit(rf_arena *arena, const rf_bundles *bundles, rf_unknown_list *unknowns)
{
    for (size_t i = 0; i < bundles->list.n; i++) {
        const rf_bundle *bundle = bundles->list.at[i];
        if (!bundle->asked || bundle->parts.n + bundle->denies->n < 2)
            continue;
        rf_str names = names_of(arena, bundle);
        rf_unknown unknown = {
            .span = bundle->parts.at[0]->policy->span,
            .what = rf_format(arena, "whether %.*s are attached to one role", RF_ARG(names)),
            .why = RF_STR("what the deployment needs is asked of them together, as parts of one"),
        };
        RF_PUSH(arena, unknowns, unknown);
    }
}

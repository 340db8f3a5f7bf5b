/* Differences without effect: one call is several checks, and each must be allowed. */
#include "cli/diff.h"

enum {
    ASKED = 50, /* actions that are looked at: a question each */
    NAMED = 6,
};

static const rf_ref_type *type_of(const rf_reference *reference, const rf_ref_pair *pair)
{
    return &reference->types[pair->type];
}

static bool is_found(const rf_differences *found, const rf_ref_action *action,
                     const rf_ref_type *type)
{
    for (size_t i = 0; i < found->list.n; i++)
        if (found->list.at[i].known == action && found->list.at[i].type == type)
            return true;
    return false;
}

/* What the policies allow of the action, on any resource. */
static void find_allowed(rf_arena *arena, const rf_universe *universe, const rf_policies *policies,
                         const rf_ref_action *action, rf_differences *found)
{
    rf_str name = rf_ref_action_name(arena, universe->reference, action);
    rf_pattern only = rf_pattern_make(arena, RF_PATTERN_ACTION, name, false, (rf_span){0});
    rf_statement set = {.effect = RF_EFFECT_ALLOW,
                        .actions = {.present = true, .at = &only, .n = 1}};
    rf_find_allowed(arena, universe, policies, &set, found);
}

/* The first type that every call of the action touches and no policy allows; NULL: none. */
static const rf_ref_type *missing_type(rf_arena *arena, const rf_universe *universe,
                                       const rf_policies *policies, const rf_ref_action *action,
                                       const rf_differences *known, size_t *questions)
{
    const rf_reference *reference = universe->reference;
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    bool asked = false;
    rf_differences allowed = {0};
    for (size_t i = 0; i < pairs.n; i++) {
        const rf_ref_type *type = type_of(reference, &pairs.at[i]);
        if (!pairs.at[i].required || is_found(known, action, type))
            continue;
        if (!asked) {
            find_allowed(arena, universe, policies, action, &allowed);
            ++*questions;
            asked = true;
        }
        if (allowed.undecided.n == 0 && !is_found(&allowed, action, type))
            return type;
    }
    return NULL;
}

rf_str rf_diff_hopeless(rf_arena *arena, const rf_universe *universe, const rf_policies *allowing,
                        const rf_differences *found)
{
    rf_buf buf = rf_buf_new(arena);
    const rf_ref_action *last = NULL;
    size_t n = 0, asked = 0;
    for (size_t i = 0; i < found->list.n && asked < ASKED && !universe->any; i++) {
        const rf_difference *one = &found->list.at[i];
        if (one->known == NULL || one->known == last)
            continue;
        last = one->known;
        const rf_ref_type *type =
            missing_type(arena, universe, allowing, one->known, found, &asked);
        if (type != NULL && n++ < NAMED)
            rf_buf_format(&buf, "%s%.*s (%.*s)", n > 1 ? ", " : "", RF_ARG(one->action),
                          RF_ARG(rf_ref_text(universe->reference, type->name)));
    }
    if (n > NAMED)
        rf_buf_format(&buf, ", +%zu", n - NAMED);
    return rf_buf_str(&buf);
}

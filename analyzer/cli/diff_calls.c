/* Differences without effect: one call is several checks, and each must be allowed. */
#include "cli/diff.h"

enum {
    ASKED = 100, /* actions that are looked at */
    NAMED = 6,
};

/* An action of what was found, and where it stands there. */
typedef struct doubt {
    const rf_ref_action *action;
    size_t first, end;
} doubt;

typedef RF_VEC(doubt) doubt_list;

static const rf_ref_type *type_of(const rf_reference *reference, const rf_ref_pair *pair)
{
    return &reference->types[pair->type];
}

static bool is_found(const rf_differences *found, size_t first, size_t end,
                     const rf_ref_action *action, const rf_ref_type *type)
{
    for (size_t i = first; i < end; i++)
        if (found->list.at[i].known == action && found->list.at[i].type == type)
            return true;
    return false;
}

/* The first type that every call of the action touches and neither list has; NULL: none. */
static const rf_ref_type *missing_type(const rf_reference *reference, const doubt *of,
                                       const rf_differences *known, const rf_differences *allowed)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, of->action);
    for (size_t i = 0; i < pairs.n; i++) {
        const rf_ref_type *type = type_of(reference, &pairs.at[i]);
        if (pairs.at[i].required && !is_found(known, of->first, of->end, of->action, type) &&
            !is_found(allowed, 0, allowed->list.n, of->action, type))
            return type;
    }
    return NULL;
}

/* The actions that may lack a type; what was found is in order of actions. */
static void find_doubts(rf_arena *arena, const rf_reference *reference, const rf_differences *found,
                        doubt_list *doubts)
{
    const rf_differences nothing = {0};
    doubt next = {0};
    for (; next.first < found->list.n && doubts->n < ASKED; next.first = next.end) {
        next.action = found->list.at[next.first].known;
        next.end = next.first + 1;
        while (next.end < found->list.n && found->list.at[next.end].known == next.action)
            next.end++;
        if (next.action != NULL && missing_type(reference, &next, found, &nothing) != NULL)
            RF_PUSH(arena, doubts, next);
    }
}

/* What the policies allow of the actions, on any resource. */
static void find_allowed(rf_arena *arena, const rf_universe *universe, const rf_policies *policies,
                         const doubt_list *doubts, rf_differences *found)
{
    rf_pattern *patterns = RF_NEW_ARRAY(arena, rf_pattern, doubts->n);
    for (size_t i = 0; i < doubts->n; i++)
        patterns[i] =
            rf_pattern_make(arena, RF_PATTERN_ACTION,
                            rf_ref_action_name(arena, universe->reference, doubts->at[i].action),
                            false, (rf_span){0});
    rf_statement set = {.effect = RF_EFFECT_ALLOW,
                        .actions = {.present = true, .at = patterns, .n = doubts->n}};
    rf_find_allowed(arena, universe, policies, &set, found);
}

static bool is_undecided(const rf_differences *found, rf_str action)
{
    for (size_t i = 0; i < found->undecided.n; i++)
        if (rf_eq(found->undecided.at[i].action, action))
            return true;
    return false;
}

rf_str rf_diff_hopeless(rf_arena *arena, const rf_universe *universe, const rf_policies *allowing,
                        const rf_differences *found)
{
    rf_buf buf = rf_buf_new(arena);
    doubt_list doubts = {0};
    rf_differences allowed = {0};
    size_t n = 0;
    if (!universe->any)
        find_doubts(arena, universe->reference, found, &doubts);
    if (doubts.n != 0)
        find_allowed(arena, universe, allowing, &doubts, &allowed);
    for (size_t i = 0; i < doubts.n; i++) {
        rf_str name = rf_ref_action_name(arena, universe->reference, doubts.at[i].action);
        const rf_ref_type *type = missing_type(universe->reference, &doubts.at[i], found, &allowed);
        if (type != NULL && !is_undecided(&allowed, name) && n++ < NAMED)
            rf_buf_format(&buf, "%s%.*s (%.*s)", n > 1 ? ", " : "", RF_ARG(name),
                          RF_ARG(rf_ref_text(universe->reference, type->name)));
    }
    if (n > NAMED)
        rf_buf_format(&buf, ", +%zu", n - NAMED);
    return rf_buf_str(&buf);
}

/* What there is to say beside the differences: what the comparison leaves out. */
#include "cli/diff.h"

#include "base/map.h"
#include "iam/arn.h"
#include "reference/shape_match.h"

/* ---- partitions ---- */

typedef RF_VEC(rf_str) text_list;

static void add_partition(rf_arena *arena, text_list *list, const rf_pattern *pattern)
{
    rf_arn arn;
    if (pattern->unknown || !rf_arn_split(pattern->text, &arn))
        return;
    rf_str partition = arn.segment[RF_ARN_PARTITION];
    bool known = partition.n == 0 || rf_arn_is_pattern(partition) ||
                 rf_find_byte(partition, '$') != RF_NOT_FOUND;
    for (size_t i = 0; i < list->n && !known; i++)
        known = rf_eq(list->at[i], partition);
    if (!known)
        RF_PUSH(arena, list, partition);
}

static text_list partitions_of(rf_arena *arena, const rf_policies *policies)
{
    text_list list = {0};
    for (size_t i = 0; i < policies->n; i++) {
        for (size_t k = 0; k < policies->at[i]->n; k++) {
            const rf_statement *statement = &policies->at[i]->statements[k];
            const rf_patterns *both[] = {&statement->resources, &statement->not_resources};
            for (size_t b = 0; b < 2; b++)
                for (size_t p = 0; p < both[b]->n; p++)
                    add_partition(arena, &list, &both[b]->at[p]);
        }
    }
    return list;
}

rf_str rf_diff_partition(rf_arena *arena, const rf_policies *policies, rf_str *others)
{
    text_list list = partitions_of(arena, policies);
    rf_buf rest = rf_buf_new(arena);
    rf_str chosen = list.n == 1 ? list.at[0] : RF_STR("aws");
    for (size_t i = 0; i < list.n; i++)
        if (!rf_eq(list.at[i], chosen))
            rf_buf_format(&rest, "%s%.*s", rest.n != 0 ? " and " : "", RF_ARG(list.at[i]));
    *others = rf_buf_str(&rest);
    return chosen;
}

/* ---- actions ---- */

/* The actions that a policy spells out and the reference does not know, by lower-case name too. */
typedef struct unknown_list {
    text_list names;
    rf_map set;
} unknown_list;

static void add_unknown(rf_arena *arena, const rf_reference *reference, unknown_list *list,
                        const rf_patterns *actions)
{
    for (size_t i = 0; i < actions->n; i++) {
        const rf_pattern *pattern = &actions->at[i];
        if (!pattern->unknown && pattern->shape == RF_SHAPE_LITERAL &&
            rf_ref_action_named(reference, pattern->text) == NULL &&
            rf_map_put(arena, &list->set, pattern->literal, (void *)(uintptr_t)pattern) == NULL)
            RF_PUSH(arena, &list->names, pattern->text);
    }
}

static unknown_list unknown_of(rf_arena *arena, const rf_reference *reference,
                               const rf_policy *policy)
{
    unknown_list list = {0};
    for (size_t i = 0; policy != NULL && i < policy->n; i++) {
        add_unknown(arena, reference, &list, &policy->statements[i].actions);
        add_unknown(arena, reference, &list, &policy->statements[i].not_actions);
    }
    return list;
}

/* Of those that both sides spell out, nothing can be said that is new. */
static void add_action_notes(rf_arena *arena, rf_diff_pair *pair, const unknown_list *own,
                             const unknown_list *other)
{
    enum { SHOWN = 5 };
    const rf_reference *reference = pair->universe.reference;
    size_t told = 0;
    for (size_t i = 0; i < own->names.n; i++) {
        rf_str name = own->names.at[i];
        if (rf_map_get(&other->set, rf_lower(arena, name)) != NULL || told++ >= SHOWN)
            continue;
        rf_str near = rf_ref_nearest_action(arena, reference, name);
        RF_PUSH(arena, &pair->notes,
                rf_format(arena, "the reference knows no action %.*s, which is left out%s%.*s%s",
                          RF_ARG(name), near.n != 0 ? "; did you mean " : "", RF_ARG(near),
                          near.n != 0 ? "?" : ""));
    }
    if (told > SHOWN)
        RF_PUSH(arena, &pair->notes,
                rf_format(arena, "and %zu more actions that the reference does not know",
                          told - SHOWN));
}

/* ---- calls ---- */

static void add_hopeless(rf_arena *arena, rf_diff_pair *pair, bool gained, rf_str where)
{
    const rf_policy *const *more = gained ? &pair->new : &pair->base;
    rf_policies allowing = {more, *more != NULL};
    rf_str actions =
        rf_diff_hopeless(arena, &pair->universe, &allowing, gained ? &pair->gained : &pair->lost);
    if (actions.n != 0)
        RF_PUSH(arena, &pair->notes,
                rf_format(arena,
                          "under %.*s no call of these succeeds, because each also needs a "
                          "resource that is never allowed: %.*s",
                          RF_ARG(where), RF_ARG(actions)));
}

/* ---- all ---- */

void rf_diff_add_notes(rf_arena *arena, const rf_diff *diff, rf_diff_pair *pair)
{
    if (pair->base == NULL || pair->new == NULL)
        RF_PUSH(arena, &pair->notes,
                rf_format(arena, "%.*s is only in %.*s", RF_ARG(pair->name),
                          RF_ARG(pair->base != NULL ? diff->base : diff->new)));
    if (pair->universe.any)
        return;
    if (pair->other_partitions.n != 0)
        RF_PUSH(arena, &pair->notes,
                rf_format(arena,
                          "compared in partition %.*s; the policies also name ARNs of %.*s: "
                          "--partition compares there",
                          RF_ARG(pair->universe.partition), RF_ARG(pair->other_partitions)));
    unknown_list base = unknown_of(arena, pair->universe.reference, pair->base);
    unknown_list new = unknown_of(arena, pair->universe.reference, pair->new);
    add_action_notes(arena, pair, &base, &new);
    add_action_notes(arena, pair, &new, &base);
    add_hopeless(arena, pair, true, diff->new);
    add_hopeless(arena, pair, false, diff->base);
}

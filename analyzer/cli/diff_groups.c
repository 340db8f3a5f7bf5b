#include "cli/diff_groups.h"

#include "base/map.h"

#include <stdlib.h>

enum { NAMED = 8, NAMED_OF_MORE = 4, TYPES_NAMED = 3 };

/* Access levels are in that order.  What the reference does not know may do anything that writes.
 */
static int danger_of(const rf_difference *one)
{
    return one->known != NULL ? one->known->level : RF_LEVEL_WRITE;
}

static bool is_required(const rf_difference *one)
{
    if (one->known == NULL || one->type == NULL)
        return false;
    rf_ref_pairs pairs = rf_ref_pairs_of(one->reference, one->known);
    for (size_t i = 0; i < pairs.n; i++)
        if (&one->reference->types[pairs.at[i].type] == one->type)
            return pairs.at[i].required;
    return false;
}

/* Which of one action says most to a reader: on what it always touches, with the fewest keys, on a
 * resource type with a short name (the usual ones have). */
static int plainer(const rf_difference *a, const rf_difference *b)
{
    if (is_required(a) != is_required(b))
        return is_required(a) ? -1 : 1;
    if (a->witness->n != b->witness->n)
        return a->witness->n < b->witness->n ? -1 : 1;
    if (a->type == NULL || b->type == NULL)
        return 0;
    size_t of_a = rf_ref_text(a->reference, a->type->name).n;
    size_t of_b = rf_ref_text(b->reference, b->type->name).n;
    return of_a < of_b ? -1 : of_a > of_b;
}

static int by_danger(const void *x, const void *y)
{
    const rf_difference *a = *(const rf_difference *const *)x;
    const rf_difference *b = *(const rf_difference *const *)y;
    int danger = danger_of(b) - danger_of(a);
    if (danger != 0)
        return danger;
    int name = rf_cmp(a->action, b->action);
    if (name != 0)
        return name;
    int plain = plainer(a, b);
    return plain != 0 ? plain : a < b ? -1 : a > b;
}

static int groups_by_danger(const void *x, const void *y)
{
    const rf_diff_group *a = x, *b = y;
    int danger = danger_of(b->about.at[0]) - danger_of(a->about.at[0]);
    if (danger != 0)
        return danger;
    if (a->actions != b->actions)
        return a->actions > b->actions ? -1 : 1;
    return by_danger(&a->about.at[0], &b->about.at[0]);
}

/* A group under construction: differences with one reason, or with changes that are alike. */
typedef struct gathering {
    RF_VEC(const rf_difference *) list;
    rf_statements changed; /* where they are alike */
} gathering;

typedef RF_VEC(gathering *) gatherings;

/* The one of that key, made when there is none. */
static gathering *gathering_of(rf_arena *arena, gatherings *all, rf_map *by_key, rf_str key)
{
    gathering *found = rf_map_get(by_key, key);
    if (found != NULL)
        return found;
    found = RF_NEW(arena, gathering);
    rf_map_put(arena, by_key, key, found);
    RF_PUSH(arena, all, found);
    return found;
}

static gatherings gather(const rf_telling *t, const rf_differences *found)
{
    gatherings all = {0};
    rf_map by_key = {0};
    for (size_t i = 0; i < found->list.n; i++) {
        const rf_difference *one = &found->list.at[i];
        gathering *group = gathering_of(t->arena, &all, &by_key, rf_telling_key(t, one));
        RF_PUSH(t->arena, &group->list, one);
    }
    return all;
}

/* Joins those whose statements were changed in the same way. */
static gatherings join(const rf_telling *t, const gatherings *apart)
{
    gatherings all = {0};
    rf_map by_cause = {0};
    for (size_t i = 0; i < apart->n; i++) {
        gathering *one = apart->at[i], *group = one;
        const rf_statement *where = NULL;
        rf_str cause = rf_telling_cause(t, one->list.at[0], &where);
        if (cause.n != 0)
            group = gathering_of(t->arena, &all, &by_cause, cause);
        else
            RF_PUSH(t->arena, &all, group);
        for (size_t k = 0; k < one->list.n && group != one; k++)
            RF_PUSH(t->arena, &group->list, one->list.at[k]);
        bool known = where == NULL;
        for (size_t k = 0; k < group->changed.n && !known; k++)
            known = group->changed.at[k] == where;
        if (!known)
            RF_PUSH(t->arena, &group->changed, where);
    }
    return all;
}

static void count(rf_diff_group *group)
{
    const rf_telling_about *about = &group->about;
    for (size_t i = 0; i < about->n; i++) {
        const rf_difference *one = about->at[i];
        if (i != 0 && rf_eq(one->action, about->at[i - 1]->action))
            continue;
        group->actions++;
        group->levels[one->known != NULL ? one->known->level : RF_LEVELS]++;
    }
}

static rf_diff_group group_of(const rf_telling *t, const gathering *gathered)
{
    rf_diff_group group = {.about = {.at = gathered->list.at, .n = gathered->list.n}};
    const rf_statement *own = NULL;
    qsort(group.about.at, group.about.n, sizeof *group.about.at, by_danger);
    count(&group);
    if (gathered->changed.n > 1)
        rf_telling_cause(t, group.about.at[0], &own);
    for (size_t i = 0; i < gathered->changed.n && own != NULL; i++)
        if (gathered->changed.at[i] != own)
            RF_PUSH(t->arena, &group.about.likewise, gathered->changed.at[i]);
    return group;
}

static size_t count_actions(rf_arena *arena, const rf_differences *found)
{
    rf_map known = {0};
    size_t n = 0;
    for (size_t i = 0; i < found->list.n; i++)
        n += rf_map_put(arena, &known, found->list.at[i].action, &found->list.at[i]) == NULL;
    return n;
}

rf_diff_groups rf_diff_groups_of(const rf_telling *telling, const rf_differences *found)
{
    rf_arena *arena = telling->arena;
    gatherings apart = gather(telling, found), all = join(telling, &apart);
    rf_diff_groups groups = {.at = RF_NEW_ARRAY(arena, rf_diff_group, all.n),
                             .n = all.n,
                             .actions = count_actions(arena, found)};
    for (size_t i = 0; i < groups.n; i++)
        groups.at[i] = group_of(telling, all.at[i]);
    if (groups.n != 0)
        qsort(groups.at, groups.n, sizeof *groups.at, groups_by_danger);
    return groups;
}

/* ---- titles ---- */

static void add_actions(rf_buf *buf, const rf_diff_group *group, bool all)
{
    size_t shown = all || group->actions <= NAMED ? group->actions : NAMED_OF_MORE, told = 0;
    for (size_t i = 0; i < group->about.n && told < shown; i++) {
        if (i != 0 && rf_eq(group->about.at[i]->action, group->about.at[i - 1]->action))
            continue;
        rf_buf_format(buf, "%s%.*s", told++ != 0 ? ", " : "", RF_ARG(group->about.at[i]->action));
    }
    if (shown < group->actions)
        rf_buf_format(buf, ", +%zu", group->actions - shown);
}

/* " on subnet and vpc", where they are few, or of one action. */
static void add_types(rf_arena *arena, rf_buf *buf, const rf_diff_group *group)
{
    RF_VEC(rf_str) types = {0};
    rf_map known = {0};
    for (size_t i = 0; i < group->about.n; i++) {
        const rf_difference *one = group->about.at[i];
        if (one->type == NULL)
            return;
        rf_str name = rf_ref_text(one->reference, one->type->name);
        if (rf_map_put(arena, &known, name, (void *)(uintptr_t)one) == NULL)
            RF_PUSH(arena, &types, name);
    }
    if (types.n > TYPES_NAMED) {
        if (group->actions == 1)
            rf_buf_format(buf, " on %zu resource types", types.n);
        return;
    }
    for (size_t i = 0; i < types.n; i++)
        rf_buf_format(buf, "%s%.*s",
                      i == 0            ? " on "
                      : i + 1 < types.n ? ", "
                                        : " and ",
                      RF_ARG(types.at[i]));
}

/* " (write)", " (3 permissions management, 12 write)" */
static void add_levels(rf_arena *arena, rf_buf *buf, const rf_diff_group *group)
{
    static const rf_access_level order[] = {RF_LEVEL_PERMISSIONS, RF_LEVEL_WRITE, RF_LEVEL_TAGGING,
                                            RF_LEVEL_READ, RF_LEVEL_LIST};
    const char *before = " (";
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        size_t n = group->levels[order[i]];
        rf_str name = rf_lower(arena, rf_str_c(rf_access_level_name(order[i])));
        if (n == 0)
            continue;
        rf_buf_add_c(buf, before);
        if (n != group->actions)
            rf_buf_format(buf, "%zu ", n);
        rf_buf_add(buf, name);
        before = ", ";
    }
    if (group->levels[RF_LEVELS] != 0)
        rf_buf_format(buf, "%sunknown to the reference", before);
    rf_buf_add_byte(buf, ')');
}

rf_str rf_diff_group_title(rf_arena *arena, const rf_diff_group *group, bool all)
{
    rf_buf buf = rf_buf_new(arena);
    add_actions(&buf, group, all);
    add_types(arena, &buf, group);
    add_levels(arena, &buf, group);
    return rf_buf_str(&buf);
}

rf_undecided_groups rf_undecided_groups_of(rf_arena *arena, const rf_differences *found)
{
    rf_undecided_groups groups = {0};
    for (size_t i = 0; i < found->undecided.n; i++) {
        const rf_undecided *one = &found->undecided.at[i];
        rf_str action = one->action.n != 0 ? one->action : RF_STR("any other action");
        size_t k = 0;
        while (k < groups.n && !rf_eq(groups.at[k].why, one->why))
            k++;
        if (k == groups.n)
            RF_PUSH(arena, &groups, (rf_undecided_group){.why = one->why});
        rf_str last = groups.at[k].actions.n != 0
                          ? groups.at[k].actions.at[groups.at[k].actions.n - 1]
                          : RF_STR("*"); /* that of no action needs no name */
        if (!rf_eq(last, action))
            RF_PUSH(arena, &groups.at[k].actions, action);
    }
    return groups;
}

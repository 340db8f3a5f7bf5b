#include "access/search.h"

#include <string.h>

typedef RF_VEC(rf_literal) literal_list;

/* What is assumed on each axis, and a point that satisfies it. */
typedef struct search {
    rf_arena *arena;
    const rf_space *space;
    const rf_wanted *wanted;
    rf_budget *budget;
    literal_list *assumed;
    rf_axis_value *values;
    bool exhausted; /* some part was not decided */
    bool unknown;   /* some atom is known only after apply */
} search;

/* Assumes a literal: true, with the point moved on its axis, when a value is left. */
static bool assume(search *s, const rf_atom *atom, bool negated)
{
    literal_list *list = &s->assumed[atom->axis];
    if (atom->kind == RF_ATOM_MAYBE) {
        s->unknown = true;
        return false;
    }
    RF_PUSH(s->arena, list, (rf_literal){atom, negated});
    const rf_axis *axis = &s->space->axes[atom->axis];
    rf_search found =
        rf_axis_solve(s->arena, axis, list->at, list->n, s->budget, &s->values[atom->axis]);
    bool open = axis->kind == RF_AXIS_PRINCIPAL && s->budget->steps != 0;
    *(open ? &s->unknown : &s->exhausted) |= found == RF_SEARCH_EXHAUSTED;
    return found == RF_SEARCH_FOUND;
}

static void forget(search *s, const rf_atom *atom)
{
    if (atom->kind != RF_ATOM_MAYBE)
        s->assumed[atom->axis].n--;
}

static bool has_steps(search *s)
{
    s->exhausted |= s->budget->steps == 0;
    return s->budget->steps != 0;
}

static bool leave_boxes(search *s);

/* Leaves the box by one of its atoms. */
static bool leave(search *s, const rf_box *box)
{
    for (size_t i = 0; i < box->n && has_steps(s); i++) {
        const rf_atom *atom = &box->atoms[i];
        rf_axis_value before = s->values[atom->axis];
        if (assume(s, atom, true) && leave_boxes(s))
            return true;
        forget(s, atom);
        s->values[atom->axis] = before;
    }
    return false;
}

/* Worthless when the budget ran out. */
static bool inside_now(search *s, const rf_box *box)
{
    bool inside = rf_budget_take(s->budget, 1);
    for (size_t i = 0; i < box->n && inside; i++) {
        const rf_atom *atom = &box->atoms[i];
        inside = rf_atom_truth(s->arena, &s->space->axes[atom->axis], atom, &s->values[atom->axis],
                               s->budget) != RF_NO;
    }
    return inside;
}

/* Moves the point out of every box that it must be outside of. */
static bool leave_boxes(search *s)
{
    for (size_t i = 0; i < s->wanted->outside_count; i++) {
        bool inside = inside_now(s, s->wanted->outside[i]);
        if (!has_steps(s))
            return false;
        if (inside)
            return leave(s, s->wanted->outside[i]);
    }
    return true;
}

/* Goes into a box by all of its atoms; *taken counts those assumed. */
static bool enter(search *s, const rf_box *box, size_t *taken)
{
    for (*taken = 0; *taken < box->n;)
        if (!assume(s, &box->atoms[(*taken)++], false))
            return false;
    return true;
}

static bool enter_any(search *s, rf_point *point)
{
    if (s->wanted->any_count == 0)
        return leave_boxes(s);
    rf_axis_value *before = RF_NEW_ARRAY(s->arena, rf_axis_value, s->space->n);
    memcpy(before, s->values, s->space->n * sizeof *before);
    for (size_t i = 0; i < s->wanted->any_count && has_steps(s); i++) {
        size_t taken;
        point->any = s->wanted->any[i];
        if (enter(s, point->any, &taken) && leave_boxes(s))
            return true;
        while (taken > 0)
            forget(s, &point->any->atoms[--taken]);
        memcpy(s->values, before, s->space->n * sizeof *before);
    }
    return false;
}

static bool start(search *s)
{
    for (size_t i = 0; i < s->space->n; i++) {
        rf_search found =
            rf_axis_solve(s->arena, &s->space->axes[i], NULL, 0, s->budget, &s->values[i]);
        s->exhausted |= found == RF_SEARCH_EXHAUSTED;
        if (found != RF_SEARCH_FOUND)
            return false;
    }
    for (size_t i = 0; i < s->wanted->inside_count; i++) {
        size_t taken;
        if (!enter(s, s->wanted->inside[i], &taken))
            return false;
    }
    return true;
}

rf_search rf_space_search(rf_arena *arena, const rf_space *space, const rf_wanted *wanted,
                          rf_budget *budget, rf_point *point, bool *unknown)
{
    search s = {.arena = arena,
                .space = space,
                .wanted = wanted,
                .budget = budget,
                .assumed = RF_NEW_ARRAY(arena, literal_list, space->n),
                .values = RF_NEW_ARRAY(arena, rf_axis_value, space->n)};
    *point = (rf_point){.values = s.values};
    bool found = start(&s) && enter_any(&s, point);
    *unknown = s.unknown && !s.exhausted;
    if (found)
        return RF_SEARCH_FOUND;
    return s.exhausted || s.unknown ? RF_SEARCH_EXHAUSTED : RF_SEARCH_EMPTY;
}

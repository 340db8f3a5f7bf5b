#include "access/axis.h"

/* The literals of one axis under solution. */
typedef struct solver {
    rf_arena *arena;
    const rf_axis *axis;
    const rf_literal *literals;
    size_t n;
    rf_budget *budget;
    bool multivalued; /* the values that are looked for */
    bool maybe;       /* of some value it is not known whether it satisfies all */
} solver;

/* The condition sees its own key and the variables of its values. */
static rf_truth condition_holds(rf_arena *arena, const rf_atom *atom, const rf_axis_value *value,
                                rf_budget *budget)
{
    size_t n = atom->valuation->n, count = 0, steps = (size_t)budget->steps;
    rf_context_key room[8], *keys = n < 8 ? room : RF_NEW_ARRAY(arena, rf_context_key, n + 1);
    for (size_t i = 0; i < n; i++) {
        const rf_valued *variable = &atom->valuation->at[i];
        if (!variable->absent)
            keys[count++] = (rf_context_key){
                .name = variable->name, .key = variable->key, .values = &variable->value, .n = 1};
    }
    if (!value->absent)
        keys[count++] = (rf_context_key){.name = atom->condition->name,
                                         .key = atom->condition->key,
                                         .values = value->values,
                                         .n = value->n,
                                         .multivalued = value->multivalued};
    rf_request request = {.context = keys, .n = count};
    if (count > 1)
        request = *rf_request_new(arena, RF_STR(""), RF_STR(""), RF_STR(""), keys, count);
    request.steps = &steps;
    rf_truth holds = rf_condition_holds(arena, atom->condition, &request);
    budget->steps = steps;
    return holds;
}

enum { STEPS_PER_PRINCIPAL = 8 };

rf_truth rf_atom_truth(rf_arena *arena, const rf_axis *axis, const rf_atom *atom,
                       const rf_axis_value *value, rf_budget *budget)
{
    const rf_statement *statement = atom->statement;
    rf_request request = {0};
    bool holds;
    (void)axis;
    if (!rf_budget_take(budget, 1))
        return RF_MAYBE;
    switch (atom->kind) {
    case RF_ATOM_WORDS:
        holds = rf_constraint_holds_within(&atom->words, value->values[0], budget);
        return budget->steps == 0 ? RF_MAYBE : rf_truth_of(holds);
    case RF_ATOM_CONDITION:
        return condition_holds(arena, atom, value, budget);
    case RF_ATOM_PRINCIPAL:
        if (!rf_budget_take(budget, STEPS_PER_PRINCIPAL *
                                        (statement->principals.n + statement->not_principals.n)))
            return RF_MAYBE;
        request.caller = rf_caller_read(value->values[0]);
        return rf_match_principal(atom->statement, &request);
    case RF_ATOM_MAYBE:
        break;
    }
    return RF_MAYBE;
}

bool rf_atom_holds(rf_arena *arena, const rf_axis *axis, const rf_atom *atom,
                   const rf_axis_value *value)
{
    rf_budget unlimited = {UINT64_MAX};
    return rf_atom_truth(arena, axis, atom, value, &unlimited) != RF_NO;
}

static rf_truth truth_at(const solver *s, const rf_literal *literal, const rf_str *values, size_t n)
{
    rf_axis_value value = {
        .absent = n == 0, .multivalued = s->multivalued, .values = values, .n = n};
    rf_truth truth = rf_atom_truth(s->arena, s->axis, literal->atom, &value, s->budget);
    return literal->negated ? rf_not(truth) : truth;
}

static bool is_exhausted(const solver *s)
{
    return s->budget->steps == 0;
}

static bool all_hold_at(solver *s, const rf_str *values, size_t n)
{
    rf_truth all = RF_YES;
    for (size_t i = 0; i < s->n && all != RF_NO; i++)
        all = rf_and(all, truth_at(s, &s->literals[i], values, n));
    s->maybe |= all == RF_MAYBE;
    return all == RF_YES;
}

/* What a literal asks of the value of a present key. */
typedef enum demand {
    DEMAND_NOTHING, /* it holds for every present value */
    DEMAND_REFUSED, /* for none */
    DEMAND_EVERY,   /* every value is in `of` */
    DEMAND_SOME,    /* some value is */
} demand;

static bool is_null(const rf_atom *atom)
{
    return atom->kind == RF_ATOM_CONDITION && atom->condition->op.base->family == RF_FAMILY_NULL;
}

/* Of a condition that does not look at the values themselves. */
static demand demand_of_presence(const solver *s, const rf_literal *literal)
{
    rf_str any = RF_STR("x");
    return truth_at(s, literal, &any, 1) == RF_YES ? DEMAND_NOTHING : DEMAND_REFUSED;
}

static demand demand_of(const solver *s, const rf_literal *literal, rf_constraint *of)
{
    const rf_atom *atom = literal->atom;
    *of = atom->words;
    of->negated ^= literal->negated;
    if (!s->multivalued && !is_null(atom))
        return DEMAND_EVERY;
    if (is_null(atom) || atom->condition->op.set == RF_SET_NONE)
        return demand_of_presence(s, literal);
    bool every = atom->condition->op.set == RF_SET_FOR_ALL_VALUES;
    return every != literal->negated ? DEMAND_EVERY : DEMAND_SOME;
}

/* The constraints of a search, with room for one more. */
typedef struct demands {
    rf_constraint *every;
    rf_constraint *some;
    size_t every_count, some_count;
} demands;

static bool collect(const solver *s, demands *found)
{
    found->every = RF_NEW_ARRAY(s->arena, rf_constraint, s->n + s->axis->shape_count + 1);
    found->some = RF_NEW_ARRAY(s->arena, rf_constraint, s->n + 1);
    for (size_t i = 0; i < s->axis->shape_count; i++)
        found->every[found->every_count++] = s->axis->shape[i];
    for (size_t i = 0; i < s->n; i++) {
        rf_constraint of;
        switch (demand_of(s, &s->literals[i], &of)) {
        case DEMAND_NOTHING:
            break;
        case DEMAND_REFUSED:
            return false;
        case DEMAND_EVERY:
            found->every[found->every_count++] = of;
            break;
        case DEMAND_SOME:
            found->some[found->some_count++] = of;
            break;
        }
    }
    return true;
}

static rf_search found(const solver *s, rf_axis_value *value, const rf_str *values, size_t n)
{
    *value = (rf_axis_value){.multivalued = s->multivalued, .values = values, .n = n};
    return RF_SEARCH_FOUND;
}

/* Values by language search: one for each "some", or a single one. */
static rf_search solve_texts(const solver *s, rf_axis_value *value)
{
    demands asked = {0};
    bool possible = rf_budget_take(s->budget, s->n) && collect(s, &asked);
    if (is_exhausted(s))
        return RF_SEARCH_EXHAUSTED;
    if (!possible)
        return RF_SEARCH_EMPTY;
    size_t n = asked.some_count != 0 ? asked.some_count : 1;
    rf_str *values = RF_NEW_ARRAY(s->arena, rf_str, n);
    for (size_t i = 0; i < n; i++) {
        rf_str witness;
        if (asked.some_count != 0)
            asked.every[asked.every_count] = asked.some[i];
        rf_search one =
            rf_language_search(s->arena, asked.every, asked.every_count + (asked.some_count != 0),
                               s->budget, &witness);
        if (one != RF_SEARCH_FOUND)
            return one;
        values[i] = witness;
    }
    return found(s, value, values, n);
}

/* Several values of a multivalued key: the points that no "every" refuses, all at once, satisfy
 * each "some" that can be satisfied; literals that ask for less are looked for first, with one
 * point. */
static rf_search solve_points(solver *s, rf_axis_value *value)
{
    const rf_axis *axis = s->axis;
    size_t n = axis->points.n, kept = 0;
    for (size_t i = 0; i < n && !is_exhausted(s); i++)
        if (all_hold_at(s, &axis->points.at[i], 1))
            return found(s, value, &axis->points.at[i], 1);
    rf_str *several = s->multivalued ? RF_NEW_ARRAY(s->arena, rf_str, n) : NULL;
    for (size_t i = 0; several != NULL && i < n && !is_exhausted(s); i++) {
        bool refused = false;
        for (size_t k = 0; k < s->n && !refused; k++) {
            const rf_literal *literal = &s->literals[k];
            rf_set_operator set = literal->atom->condition->op.set;
            bool every = (set == RF_SET_FOR_ALL_VALUES && !literal->negated) ||
                         (set == RF_SET_FOR_ANY_VALUE && literal->negated);
            refused = every && truth_at(s, literal, &axis->points.at[i], 1) != RF_YES;
        }
        if (!refused)
            several[kept++] = axis->points.at[i];
    }
    if (kept != 0 && all_hold_at(s, several, kept))
        return found(s, value, several, kept);
    return axis->complete && !s->maybe && !is_exhausted(s) ? RF_SEARCH_EMPTY : RF_SEARCH_EXHAUSTED;
}

static bool all_textual(const solver *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (!s->literals[i].atom->textual)
            return false;
    return true;
}

static rf_search solve_present(solver *s, rf_axis_value *value)
{
    const rf_axis *axis = s->axis;
    return axis->has_points && (axis->complete || !all_textual(s)) ? solve_points(s, value)
                                                                   : solve_texts(s, value);
}

rf_search rf_axis_solve(rf_arena *arena, const rf_axis *axis, const rf_literal *literals, size_t n,
                        rf_budget *budget, rf_axis_value *value)
{
    solver s = {arena, axis, literals, n, budget, axis->multivalued && !axis->single, false};
    if (axis->absent && all_hold_at(&s, NULL, 0)) {
        *value = (rf_axis_value){.absent = true};
        return RF_SEARCH_FOUND;
    }
    if (is_exhausted(&s))
        return RF_SEARCH_EXHAUSTED;
    if (!axis->present)
        return RF_SEARCH_EMPTY;
    rf_search found = solve_present(&s, value);
    if (found == RF_SEARCH_FOUND || !axis->single)
        return found;
    s.multivalued = true;
    rf_search several = solve_present(&s, value);
    return several == RF_SEARCH_EMPTY ? found : several;
}

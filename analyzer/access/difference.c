#include "access/difference.h"

#include "access/actions.h"
#include "access/question_parts.h"
#include "access/valuations.h"
#include "base/limits.h"

#include <string.h>

/* The comparison under way. */
typedef struct comparison {
    rf_arena *arena;
    const rf_universe *universe;
    const rf_policies *more, *less;
    const rf_policies *within; /* one Allow that a request must match too; no policy: no matter */
    rf_policies all;
    rf_differences *found;
    rf_budget left;                    /* of all questions together */
    RF_VEC(rf_statement_list) settled; /* statements under which nothing differs, whatever else */
} comparison;

/* One request of the comparison: an action, with one of its resource types or none. */
typedef struct subject {
    rf_str action;
    const rf_ref_action *known;
    const rf_ref_check *check; /* NULL: every text, every key */
} subject;

typedef RF_VEC(const rf_box *) box_list;

static void add_boxes(rf_arena *arena, box_list *list, const rf_boxes *boxes)
{
    for (size_t i = 0; i < boxes->n; i++)
        RF_PUSH(arena, list, &boxes->at[i]);
}

/* What was found on one question. */
typedef struct answer {
    rf_search found;
    bool unknown; /* exhausted by what is known only after apply */
    const rf_request *witness;
    const rf_box *allowed_by, *denied_by;
    box_list failing;
} answer;

static void note(answer *result, rf_search found, bool unknown)
{
    if (found == RF_SEARCH_EMPTY)
        return;
    result->found = found;
    result->unknown = unknown;
}

/* A request inside an Allow of `more` and the set asked about, outside the Denies of `more`, and
 * either outside all Allows of `less` or inside one of its Denies. */
static void ask(const comparison *c, const subject *about, const rf_valuation *valuation,
                rf_budget *budget, answer *result)
{
    rf_universe universe = *c->universe;
    universe.any = about->check == NULL;
    rf_question *question =
        rf_question_new(c->arena, &universe, about->check, about->action, valuation, &c->all);
    rf_side *more = RF_NEW(c->arena, rf_side), *less = RF_NEW(c->arena, rf_side),
            *within = RF_NEW(c->arena, rf_side);
    *more = rf_question_side(question, c->more);
    *less = rf_question_side(question, c->less);
    *within = rf_question_side(question, c->within);
    box_list allows = {0}, inside = {0}, outside = {0}, failing = {0};
    add_boxes(c->arena, &allows, &more->allows);
    add_boxes(c->arena, &inside, &within->allows);
    add_boxes(c->arena, &outside, &more->denies);
    size_t denies = outside.n, always_inside = inside.n;
    add_boxes(c->arena, &failing, &less->allows);
    add_boxes(c->arena, &outside, &less->allows);
    if (allows.n == 0 || (c->within->n != 0 && inside.n == 0))
        return;
    RF_PUSH(c->arena, &inside, NULL); /* room for a Deny of `less` */
    rf_space space = {question->axes.at, question->axes.n};
    rf_wanted wanted = {.inside = inside.at,
                        .inside_count = always_inside,
                        .any = allows.at,
                        .any_count = allows.n,
                        .outside = outside.at,
                        .outside_count = outside.n};
    rf_point point;
    bool unknown;
    const rf_box *denied_by = NULL;
    rf_search found = rf_space_search(c->arena, &space, &wanted, budget, &point, &unknown);
    note(result, found, unknown);
    for (size_t i = 0; i < less->denies.n && found != RF_SEARCH_FOUND; i++) {
        denied_by = inside.at[always_inside] = &less->denies.at[i];
        wanted.inside_count = always_inside + 1;
        wanted.outside_count = denies;
        found = rf_space_search(c->arena, &space, &wanted, budget, &point, &unknown);
        note(result, found, unknown);
    }
    if (found != RF_SEARCH_FOUND)
        return;
    result->found = RF_SEARCH_FOUND;
    result->witness = rf_question_request(question, &point);
    result->allowed_by = point.any;
    result->denied_by = denied_by;
    result->failing = failing;
}

static answer ask_all(comparison *c, const subject *about)
{
    answer result = {.found = RF_SEARCH_EMPTY};
    uint64_t most = c->left.steps < RF_LIMIT_SEARCH_STEPS ? c->left.steps : RF_LIMIT_SEARCH_STEPS;
    rf_budget budget = {most};
    rf_valuations valuations;
    rf_valuations_find(c->arena, &c->all, about->action, &valuations);
    for (size_t i = 0; i < valuations.n && result.found != RF_SEARCH_FOUND; i++)
        ask(c, about, &valuations.at[i], &budget, &result);
    c->left.steps -= most - budget.steps;
    return result;
}

static void report(const comparison *c, const subject *about, const answer *result)
{
    if (result->found == RF_SEARCH_EXHAUSTED) {
        rf_str why = result->unknown ? RF_STR("it rests on values that are known only after apply")
                                     : RF_STR("the search ran out of steps");
        RF_PUSH(c->arena, &c->found->undecided,
                (rf_undecided){about->action, why, !result->unknown});
        return;
    }
    const rf_statement **failing = RF_NEW_ARRAY(c->arena, const rf_statement *, result->failing.n);
    for (size_t i = 0; i < result->failing.n; i++)
        failing[i] = result->failing.at[i]->statement;
    rf_difference one = {
        .action = about->action,
        .known = about->known,
        .reference = c->universe->reference,
        .type = about->check != NULL && about->check->pair != NULL
                    ? &c->universe->reference->types[about->check->pair->type]
                    : NULL,
        .witness = result->witness,
        .allowed_by = result->allowed_by->statement,
        .denied_by = result->denied_by != NULL ? result->denied_by->statement : NULL,
        .failing = failing,
        .failing_count = result->failing.n,
    };
    if (one.action.n == 0)
        one.action = one.witness->action;
    RF_PUSH(c->arena, &c->found->list, one);
}

static bool same_statements(const rf_statement_list *a, const rf_statement_list *b)
{
    return a->n == b->n && memcmp(a->at, b->at, a->n * sizeof *a->at) == 0;
}

/* True when the statements about the action differ in nothing, for any text and any key; asked once
 * for all actions with the same statements. */
static bool is_settled(comparison *c, const subject *about)
{
    rf_statement_list statements = {0};
    rf_statements_about(c->arena, &c->all, about->action, &statements);
    for (size_t i = 0; i < c->settled.n; i++)
        if (same_statements(&c->settled.at[i], &statements))
            return true;
    subject loosely = {.action = about->action};
    rf_arena_mark before = rf_arena_mark_get(c->arena);
    bool settled = ask_all(c, &loosely).found == RF_SEARCH_EMPTY;
    rf_arena_rewind(c->arena, before);
    if (settled)
        RF_PUSH(c->arena, &c->settled, statements);
    return settled;
}

static void compare_action(comparison *c, const rf_ref_action *action)
{
    const rf_reference *reference = c->universe->reference;
    subject about = {.action = rf_ref_action_name(c->arena, reference, action), .known = action};
    if (!c->universe->any && is_settled(c, &about))
        return;
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    for (size_t i = 0; i < pairs.n || i == 0; i++) {
        rf_ref_check check = {reference, action, pairs.n != 0 ? &pairs.at[i] : NULL};
        about.check = c->universe->any ? NULL : &check;
        rf_arena_mark before = rf_arena_mark_get(c->arena);
        answer result = ask_all(c, &about);
        if (result.found != RF_SEARCH_EMPTY)
            report(c, &about, &result);
        else
            rf_arena_rewind(c->arena, before);
        if (c->universe->any)
            return;
    }
}

static rf_policies joined(rf_arena *arena, const rf_policies *a, const rf_policies *b)
{
    const rf_policy **all = RF_NEW_ARRAY(arena, const rf_policy *, a->n + b->n);
    for (size_t i = 0; i < a->n + b->n; i++)
        all[i] = i < a->n ? a->at[i] : b->at[i - a->n];
    return (rf_policies){all, a->n + b->n};
}

static void find(rf_arena *arena, const rf_universe *universe, const rf_policies *more,
                 const rf_policies *less, const rf_policies *within, rf_differences *found)
{
    rf_policies both = joined(arena, more, less);
    comparison c = {.arena = arena,
                    .universe = universe,
                    .more = more,
                    .less = less,
                    .within = within,
                    .all = joined(arena, &both, within),
                    .found = found,
                    .left = {RF_LIMIT_FIND_STEPS}};
    rf_action_list actions = {0};
    if (within->n != 0)
        rf_actions_of_both(arena, universe->reference, more, within, &actions);
    else
        rf_actions_allowed(arena, universe->reference, more, &actions);
    *found = (rf_differences){0};
    for (size_t i = 0; i < actions.n; i++)
        if (universe->levels == 0 || (universe->levels & 1u << actions.at[i]->level) != 0)
            compare_action(&c, actions.at[i]);
    if (!universe->any || found->list.n != 0)
        return;
    /* What no known action shows, one of any name may. */
    subject anything = {0};
    answer result = ask_all(&c, &anything);
    if (result.found != RF_SEARCH_EMPTY)
        report(&c, &anything, &result);
}

static const rf_policies nothing = {0};

void rf_find_differences(rf_arena *arena, const rf_universe *universe, const rf_policies *more,
                         const rf_policies *less, rf_differences *found)
{
    find(arena, universe, more, less, &nothing, found);
}

/* A policy that allows the set. */
static rf_policies policy_of_set(rf_arena *arena, const rf_statement *set)
{
    rf_statement *statement = RF_NEW(arena, rf_statement);
    rf_policy *policy = RF_NEW(arena, rf_policy);
    const rf_policy **list = RF_NEW(arena, const rf_policy *);
    *statement = *set;
    statement->effect = RF_EFFECT_ALLOW;
    *policy =
        (rf_policy){.version = RF_VERSION_2012, .span = set->span, .statements = statement, .n = 1};
    *list = policy;
    return (rf_policies){list, 1};
}

void rf_find_allowed(rf_arena *arena, const rf_universe *universe, const rf_policies *policies,
                     const rf_statement *set, rf_differences *found)
{
    rf_policies within = policy_of_set(arena, set);
    find(arena, universe, policies, &nothing, &within, found);
}

void rf_find_refused(rf_arena *arena, const rf_universe *universe, const rf_policies *policies,
                     const rf_statement *set, rf_differences *found)
{
    rf_policies allowed = policy_of_set(arena, set);
    find(arena, universe, &allowed, policies, &nothing, found);
}

#include "access/redundant.h"

#include "access/valuations.h"

/* --- patterns -----------------------------------------------------------------------------------
 */

/* Literal text that every text of the pattern begins with. */
static rf_str head_of(const rf_pattern *pattern)
{
    if (pattern->shape == RF_SHAPE_LITERAL || pattern->shape == RF_SHAPE_PREFIX)
        return pattern->literal;
    bool literal = pattern->shape == RF_SHAPE_TOKENS && pattern->n != 0 &&
                   pattern->tokens[0].kind == RF_TOKEN_TEXT;
    return literal ? pattern->tokens[0].text : RF_STR("");
}

/* Texts that have nothing in common stand for every text of the variables. */
static const char *const stand_ins[] = {"q7x0kz", "Z9/:w"};
enum { STAND_INS = sizeof stand_ins / sizeof *stand_ins };

/* Gives each variable of the pattern that has none yet a stand-in with its number, or (which < 0)
 * no value. */
static void value_all(rf_arena *arena, const rf_pattern *pattern, int which, rf_valued_list *into)
{
    for (size_t i = 0; i < pattern->n && pattern->variables; i++) {
        const rf_token *token = &pattern->tokens[i];
        const rf_valuation so_far = {into->at, into->n};
        if (token->kind != RF_TOKEN_VARIABLE || rf_valuation_get(&so_far, token->key) != NULL)
            continue;
        rf_valued one = {.key = token->key, .name = token->text, .absent = which < 0};
        if (which >= 0)
            one.value = rf_format(arena, "%s%zu", stand_ins[which], into->n);
        RF_PUSH(arena, into, one);
    }
}

/* Whether the narrow pattern matches a text that the wide one does not. */
static rf_search beyond(rf_arena *arena, const rf_pattern *wide, const rf_pattern *narrow,
                        bool nocase, const rf_valuation *valuation, rf_budget *budget)
{
    rf_word in, out;
    if (!rf_word_of_pattern(arena, narrow, valuation, &in))
        return RF_SEARCH_EMPTY;
    bool any = rf_word_of_pattern(arena, wide, valuation, &out);
    in.nocase = out.nocase = nocase;
    rf_constraint constraints[] = {{.words = &in, .n = 1},
                                   {.words = &out, .n = any ? 1 : 0, .negated = true}};
    return rf_language_search(arena, constraints, 2, budget, NULL);
}

bool rf_pattern_covers(rf_arena *arena, const rf_pattern *wide, const rf_pattern *narrow,
                       bool nocase, rf_budget *budget)
{
    rf_str outer = head_of(wide), inner = head_of(narrow);
    bool variables = wide->variables || narrow->variables;
    if (wide->unknown || narrow->unknown)
        return false;
    if (nocase ? !rf_starts_nocase(inner, outer) : !rf_starts(inner, outer))
        return false;
    if (wide->shape == RF_SHAPE_LITERAL && narrow->shape == RF_SHAPE_LITERAL)
        return inner.n == outer.n;
    rf_arena_mark before = rf_arena_mark_get(arena);
    bool covered = true;
    for (int i = variables ? -1 : 0; i < (variables ? STAND_INS : 1) && covered; i++) {
        rf_valued_list values = {0};
        value_all(arena, narrow, i, &values);
        value_all(arena, wide, i, &values);
        const rf_valuation valuation = {values.at, values.n};
        covered = beyond(arena, wide, narrow, nocase, &valuation, budget) == RF_SEARCH_EMPTY;
    }
    rf_arena_rewind(arena, before);
    return covered;
}

/* --- statements ---------------------------------------------------------------------------------
 */

/* A policy of the statement and the others, in that order. */
static const rf_policy *policy_of(rf_arena *arena, const rf_statement *statement,
                                  const rf_statement *const *others, size_t n)
{
    rf_statement *all = RF_NEW_ARRAY(arena, rf_statement, n + 1);
    rf_policy *policy = RF_NEW(arena, rf_policy);
    all[0] = *statement;
    for (size_t i = 0; i < n; i++)
        all[i + 1] = *others[i];
    *policy = (rf_policy){
        .version = RF_VERSION_2012, .span = statement->span, .statements = all, .n = n + 1};
    return policy;
}

/* Under one valuation of the policy variables. */
static rf_search search_under(rf_arena *arena, const rf_universe *universe, rf_str action,
                              const rf_relevant_list *all, const rf_valuation *valuation,
                              rf_budget *budget)
{
    if (!rf_budget_take(budget, rf_question_cost(all, 1)))
        return RF_SEARCH_EXHAUSTED;
    rf_question *question = rf_question_new(arena, universe, NULL, action, valuation, all, 1);
    rf_box *boxes = RF_NEW_ARRAY(arena, rf_box, all->n);
    const rf_box **outside = RF_NEW_ARRAY(arena, const rf_box *, all->n);
    size_t count = 0;
    if (!rf_question_box(question, &all->at[0], &boxes[0]))
        return RF_SEARCH_EMPTY;
    for (size_t i = 1; i < all->n; i++)
        if (rf_question_box(question, &all->at[i], &boxes[i]))
            outside[count++] = &boxes[i];
    const rf_box *inside = &boxes[0];
    const rf_space space = {question->axes.at, question->axes.n};
    const rf_wanted wanted = {
        .inside = &inside, .inside_count = 1, .outside = outside, .outside_count = count};
    rf_point point;
    bool unknown;
    return rf_space_search(arena, &space, &wanted, budget, &point, &unknown);
}

rf_search rf_statement_search(rf_arena *arena, const rf_reference *reference,
                              const rf_statement *statement, rf_str action,
                              const rf_statement *const *others, size_t n, rf_budget *budget)
{
    const rf_universe universe = {.reference = reference, .any = true};
    rf_arena_mark before = rf_arena_mark_get(arena);
    const rf_policy *policy = policy_of(arena, statement, others, n);
    const rf_policies policies = {&policy, 1};
    rf_relevant_list all = {0};
    rf_valuations valuations = {0};
    rf_search found = RF_SEARCH_EMPTY;
    rf_relevant_find(arena, &policies, action, &all);
    if (all.n != 0 && all.at[0].statement == policy->statements)
        rf_valuations_find(arena, &all, 1, &valuations);
    for (size_t i = 0; i < valuations.n && found != RF_SEARCH_FOUND; i++) {
        rf_search one = search_under(arena, &universe, action, &all, &valuations.at[i], budget);
        found = one == RF_SEARCH_EMPTY ? found : one;
    }
    if (found == RF_SEARCH_EMPTY && valuations.n != 0 && !valuations.complete)
        found = RF_SEARCH_EXHAUSTED;
    rf_arena_rewind(arena, before);
    return found;
}

/* --- conditions ---------------------------------------------------------------------------------
 */

/* The condition's atom and axis in a question of its own. */
static const rf_atom *atom_of(rf_arena *arena, const rf_universe *universe,
                              const rf_relevant_list *all, const rf_valuation *valuation,
                              rf_axis **axis)
{
    rf_question *question =
        rf_question_new(arena, universe, NULL, RF_STR("x:x"), valuation, all, 1);
    rf_box box;
    if (!rf_question_box(question, &all->at[0], &box))
        return NULL;
    for (size_t i = 0; i < box.n; i++) {
        const rf_atom *atom = box.atoms + i;
        *axis = &question->axes.at[atom->axis];
        if (atom->kind == RF_ATOM_CONDITION)
            return atom;
    }
    return NULL;
}

static void widen(rf_search *all, rf_search one)
{
    if (one == RF_SEARCH_FOUND || *all == RF_SEARCH_EMPTY)
        *all = one;
}

rf_condition_range rf_condition_range_of(rf_arena *arena, const rf_reference *reference,
                                         const rf_condition *condition, rf_budget *budget)
{
    static const rf_axis_value absent = {.absent = true};
    const rf_universe universe = {.reference = reference, .any = true};
    const rf_statement statement = {.conditions = condition, .n = 1};
    rf_relevant only = {.statement = &statement};
    const rf_relevant_list all = {.at = &only, .n = 1};
    rf_condition_range range = {.holds = RF_SEARCH_EMPTY, .fails = RF_SEARCH_EMPTY};
    rf_valuations valuations;
    rf_valuations_find(arena, &all, 1, &valuations);
    for (size_t i = 0; i < valuations.n; i++) {
        rf_axis *axis;
        rf_axis_value value;
        bool affordable = rf_budget_take(budget, rf_question_cost(&all, 1));
        const rf_atom *atom =
            affordable ? atom_of(arena, &universe, &all, &valuations.at[i], &axis) : NULL;
        if (atom == NULL) {
            widen(&range.holds, RF_SEARCH_EXHAUSTED);
            widen(&range.fails, RF_SEARCH_EXHAUSTED);
            continue;
        }
        range.absent = rf_atom_holds(arena, axis, atom, &absent);
        axis->absent = false;
        const rf_literal yes = {atom, false}, no = {atom, true};
        widen(&range.holds, rf_axis_solve(arena, axis, &yes, 1, budget, &value));
        widen(&range.fails, rf_axis_solve(arena, axis, &no, 1, budget, &value));
    }
    if (!valuations.complete) {
        widen(&range.holds, RF_SEARCH_EXHAUSTED);
        widen(&range.fails, RF_SEARCH_EXHAUSTED);
    }
    return range;
}

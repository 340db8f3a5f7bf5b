#include "access/relevant.h"

#include "access/twins.h"
#include "base/map.h"
#include "iam/match.h"

rf_truth rf_statement_about(rf_arena *arena, const rf_statement *statement, rf_str action)
{
    const rf_pattern *which;
    const rf_request request = {.action = action, .action_key = action};
    if (statement->unknown)
        return RF_MAYBE;
    if (action.n == 0)
        return RF_YES;
    rf_truth match = rf_match_action(arena, statement, &request, &which);
    if (!statement->actions.present || !statement->not_actions.present)
        return match;
    return rf_and(match, rf_match_patterns(arena, &statement->actions, action, &request, &which));
}

/* What stands for the statements that a policy may have more. */
static const rf_statement unknown_statement = {.name = {"statements known only after apply", 33},
                                               .effect = RF_EFFECT_UNKNOWN,
                                               .unknown = true};

void rf_relevant_find(rf_arena *arena, const rf_policies *policies, rf_str action,
                      rf_relevant_list *list)
{
    rf_str key = rf_lower(arena, action);
    for (size_t i = 0; i < policies->n; i++) {
        const rf_policy *policy = policies->at[i];
        for (size_t k = 0; k < policy->n && !policy->refused; k++) {
            rf_truth about = rf_statement_about(arena, &policy->statements[k], key);
            if (about != RF_NO)
                RF_PUSH(arena, list,
                        (rf_relevant){.statement = &policy->statements[k],
                                      .policy = i,
                                      .maybe = about == RF_MAYBE});
        }
        if (policy->unknown && !policy->refused)
            RF_PUSH(arena, list,
                    (rf_relevant){.statement = &unknown_statement, .policy = i, .maybe = true});
    }
}

/* --- the index ----------------------------------------------------------------------------------
 */

/* Numbers of statements, ascending, each once. */
typedef RF_VEC(uint32_t) numbers;

typedef struct indexed {
    rf_relevant relevant;
    const rf_policy *policy;
    size_t list;
    size_t cost;       /* steps of a look */
    uint32_t *twin[2]; /* for an action, and for all; NULL: not asked yet */
} indexed;

struct rf_relevant_index {
    RF_VEC(indexed) statements;
    size_t lists;
    rf_map actions;  /* one written in full, in lower case -> numbers of those that have it */
    rf_map services; /* of patterns with wildcards behind it, in lower case -> numbers */
    numbers others;  /* statements that may be about any service */
    rf_map twins[2]; /* text -> number */
    uint32_t twin_count;
    uint32_t *seen, round; /* per number of a twin, the last round that it was seen in */
};

enum {
    LITERALS_PER_STEP = 4,                      /* that are told apart at a glance */
    STEPS_OF_WILDCARDS = 8 * LITERALS_PER_STEP, /* that are matched */
    PLACES = 3,                                 /* where an action's statements are noted */
};

static void note(rf_arena *arena, numbers *list, uint32_t number)
{
    if (list->n == 0 || list->at[list->n - 1] != number)
        RF_PUSH(arena, list, number);
}

static void note_under(rf_arena *arena, rf_map *map, rf_str key, uint32_t number)
{
    numbers *list = rf_map_get(map, key);
    if (list == NULL) {
        list = RF_NEW(arena, numbers);
        rf_map_put(arena, map, key, list);
    }
    note(arena, list, number);
}

/* The service that all texts of the pattern begin with; empty: it may be any. */
static rf_str service_of(const rf_pattern *pattern)
{
    size_t colon = rf_find_byte(pattern->text, ':');
    rf_str service = rf_slice(pattern->text, 0, colon);
    bool literal = colon != RF_NOT_FOUND && rf_find_byte(service, '*') == RF_NOT_FOUND &&
                   rf_find_byte(service, '?') == RF_NOT_FOUND;
    return literal && !pattern->unknown ? service : RF_STR("");
}

static void note_statement(rf_arena *arena, rf_relevant_index *index, const rf_statement *statement,
                           uint32_t number)
{
    if (statement->unknown || statement->not_actions.present) {
        note(arena, &index->others, number);
        return;
    }
    for (size_t i = 0; i < statement->actions.n; i++) {
        const rf_pattern *pattern = &statement->actions.at[i];
        rf_str service = service_of(pattern);
        if (pattern->shape == RF_SHAPE_LITERAL && !pattern->unknown)
            note_under(arena, &index->actions, pattern->literal, number);
        else if (service.n != 0)
            note_under(arena, &index->services, rf_lower(arena, service), number);
        else
            note(arena, &index->others, number);
    }
}

static size_t cost_of(const rf_statement *statement)
{
    const rf_patterns *both[] = {&statement->actions, &statement->not_actions};
    size_t cost = 0;
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < both[i]->n; k++)
            cost += both[i]->at[k].shape == RF_SHAPE_TOKENS ? STEPS_OF_WILDCARDS : 1;
    return 1 + cost / LITERALS_PER_STEP;
}

rf_relevant_index *rf_relevant_index_new(rf_arena *arena, const rf_policies *const *lists, size_t n)
{
    rf_relevant_index *index = RF_NEW(arena, rf_relevant_index);
    index->lists = n;
    for (size_t list = 0; list < n; list++) {
        for (size_t i = 0; i < lists[list]->n; i++) {
            const rf_policy *policy = lists[list]->at[i];
            size_t count = policy->refused ? 0 : policy->n + policy->unknown;
            for (size_t k = 0; k < count; k++) {
                const rf_statement *statement =
                    k < policy->n ? &policy->statements[k] : &unknown_statement;
                uint32_t number = (uint32_t)index->statements.n;
                note_statement(arena, index, statement, number);
                RF_PUSH(
                    arena, &index->statements,
                    (indexed){.relevant = {.statement = statement, .policy = i, .number = number},
                              .policy = policy,
                              .list = list,
                              .cost = cost_of(statement)});
            }
        }
    }
    return index;
}

/* The least number that stands first in a list; taken from every one that it stands in. */
static bool take_least(const numbers *const *lists, size_t *at, uint32_t *least)
{
    *least = UINT32_MAX;
    for (size_t i = 0; i < PLACES; i++)
        if (lists[i] != NULL && at[i] < lists[i]->n && lists[i]->at[at[i]] < *least)
            *least = lists[i]->at[at[i]];
    for (size_t i = 0; i < PLACES; i++)
        at[i] += lists[i] != NULL && at[i] < lists[i]->n && lists[i]->at[at[i]] == *least;
    return *least != UINT32_MAX;
}

/* Every statement is about any action. */
static void take_all(rf_arena *arena, const rf_relevant_index *index, rf_relevant_list *lists)
{
    for (size_t i = 0; i < index->statements.n; i++) {
        rf_relevant one = index->statements.at[i].relevant;
        one.maybe = one.statement->unknown;
        RF_PUSH(arena, &lists[index->statements.at[i].list], one);
    }
}

bool rf_relevant_look_up(rf_arena *arena, rf_relevant_index *index, rf_str action,
                         rf_budget *budget, rf_relevant_list *lists)
{
    rf_str key = rf_lower(arena, action);
    const numbers *places[PLACES] = {
        rf_map_get(&index->actions, key),
        rf_map_get(&index->services, rf_slice(key, 0, rf_find_byte(key, ':'))), &index->others};
    size_t at[PLACES] = {0};
    for (size_t i = 0; i < index->lists; i++)
        lists[i].n = 0;
    if (action.n == 0) {
        take_all(arena, index, lists);
        return rf_budget_take(budget, index->statements.n);
    }
    for (uint32_t number; take_least(places, at, &number);) {
        const indexed *one = &index->statements.at[number];
        if (!rf_budget_take(budget, one->cost))
            return false;
        rf_truth about = rf_statement_about(arena, one->relevant.statement, key);
        if (about == RF_NO)
            continue;
        rf_relevant relevant = one->relevant;
        relevant.maybe = about == RF_MAYBE;
        RF_PUSH(arena, &lists[one->list], relevant);
    }
    return true;
}

/* --- twins --------------------------------------------------------------------------------------
 */

/* The same number for statements that are twins; 0 for one that has none. */
static uint32_t twin_of(rf_arena *arena, rf_relevant_index *index, const rf_relevant *one,
                        bool any_action)
{
    static uint32_t none;
    indexed *of = &index->statements.at[one->number];
    uint32_t **twin = &of->twin[any_action];
    if (*twin == NULL) {
        rf_str text = rf_statement_twin_text(arena, of->policy, one->statement, any_action);
        *twin = text.n != 0 ? rf_map_get(&index->twins[any_action], text) : &none;
        if (*twin == NULL) {
            *twin = RF_NEW(arena, uint32_t);
            **twin = ++index->twin_count;
            rf_map_put(arena, &index->twins[any_action], text, *twin);
        }
    }
    return one->maybe ? 0 : **twin;
}

bool rf_relevant_mark_twins(rf_arena *arena, rf_relevant_index *index, rf_relevant_list *list,
                            rf_effect effect, const rf_relevant_list *other, bool any_action)
{
    bool all = true;
    if (index->seen == NULL) /* each statement has two numbers at most */
        index->seen = RF_NEW_ARRAY(arena, uint32_t, 2 * index->statements.n + 1);
    index->round++;
    for (size_t i = 0; i < other->n; i++)
        if (other->at[i].statement->effect == effect)
            index->seen[twin_of(arena, index, &other->at[i], any_action)] = index->round;
    for (size_t i = 0; i < list->n; i++) {
        rf_relevant *one = &list->at[i];
        rf_effect its = one->statement->effect;
        uint32_t twin = its == effect ? twin_of(arena, index, one, any_action) : 0;
        one->twin = twin != 0 && index->seen[twin] == index->round;
        all = all && (one->twin || (its != effect && its != RF_EFFECT_UNKNOWN));
    }
    return all;
}

/* --- the key ------------------------------------------------------------------------------------
 */

rf_str rf_relevant_key(rf_arena *arena, rf_str action, const rf_relevant_list *lists, size_t n)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_byte(&buf, action.n == 0 ? '*' : '.'); /* any action is asked about otherwise */
    for (size_t list = 0; list < n; list++) {
        for (size_t i = 0; i < lists[list].n; i++) {
            const rf_relevant *one = &lists[list].at[i];
            rf_buf_add(&buf, (rf_str){(const char *)&one->statement, sizeof one->statement});
            rf_buf_add_byte(&buf, one->maybe ? '?' : '!');
        }
        rf_buf_add_byte(&buf, ';');
    }
    return rf_buf_str(&buf);
}

/* --- what an unknown rests on --------------------------------------------------------------------
 */

static bool has_unknown_pattern(const rf_patterns *patterns)
{
    for (size_t i = 0; i < patterns->n; i++)
        if (patterns->at[i].unknown)
            return true;
    return false;
}

static bool has_unknown_principal(const rf_principals *principals)
{
    for (size_t i = 0; i < principals->n; i++)
        if (principals->at[i].unknown)
            return true;
    return false;
}

/* Known only after apply, in whole or in part. */
static bool has_unknown(const rf_statement *statement)
{
    for (size_t i = 0; i < statement->n; i++)
        if (statement->conditions[i].unknown)
            return true;
    return statement->unknown || statement->effect == RF_EFFECT_UNKNOWN ||
           has_unknown_pattern(&statement->actions) ||
           has_unknown_pattern(&statement->not_actions) ||
           has_unknown_pattern(&statement->resources) ||
           has_unknown_pattern(&statement->not_resources) ||
           has_unknown_principal(&statement->principals) ||
           has_unknown_principal(&statement->not_principals);
}

bool rf_relevant_rests_on_caller(const rf_relevant_list *lists, size_t n)
{
    bool leaves_out = false;
    for (size_t l = 0; l < n; l++) {
        for (size_t i = 0; i < lists[l].n; i++) {
            if (has_unknown(lists[l].at[i].statement))
                return false;
            leaves_out |= lists[l].at[i].statement->not_principals.n != 0;
        }
    }
    return leaves_out;
}

#include "access/actions.h"

#include "base/limits.h"

#include <stdlib.h>

/* Actions under search. */
typedef struct finder {
    rf_arena *arena;
    const rf_reference *reference;
    size_t work; /* actions looked at */
} finder;

/* False when there was too much to look at: any action may then be one. */
static bool goes_on(finder *find, size_t work)
{
    enum { WORK = RF_LIMIT_FIND_STEPS / 16 }; /* some 50 ns each */
    find->work += work;
    return find->work <= WORK;
}

/* Marks the actions that the pattern matches; only the service that it names is looked at. */
static bool mark(finder *find, const rf_pattern *pattern, bool *marked)
{
    const rf_reference *reference = find->reference;
    rf_str rest, service = rf_split(pattern->text, ':', &rest);
    size_t first = 0, end = reference->action_count;
    rf_request request = {0};
    if (pattern->shape == RF_SHAPE_LITERAL) {
        const rf_ref_action *action = rf_ref_action_named(reference, pattern->text);
        if (action != NULL)
            marked[action - reference->actions] = true;
        return true;
    }
    if (rf_find_byte(service, '*') == RF_NOT_FOUND && rf_find_byte(service, '?') == RF_NOT_FOUND) {
        const rf_ref_service *named = rf_ref_service_named(reference, service);
        if (named == NULL)
            return true;
        rf_ref_actions of = rf_ref_actions_of(reference, named);
        first = (size_t)(of.first - reference->actions);
        end = (size_t)(of.end - reference->actions);
    }
    if (!goes_on(find, end - first))
        return false;
    rf_arena_mark before = rf_arena_mark_get(find->arena);
    for (size_t i = first; i < end; i++) {
        if (marked[i])
            continue;
        rf_str name = rf_ref_action_name(find->arena, reference, &reference->actions[i]);
        marked[i] = pattern->unknown || pattern->shape == RF_SHAPE_ALL ||
                    rf_pattern_matches(find->arena, pattern, rf_lower(find->arena, name),
                                       &request) != RF_NO;
        rf_arena_rewind(find->arena, before);
    }
    return true;
}

static bool mark_all_but(finder *find, const rf_statement *statement, bool *marked)
{
    size_t count = find->reference->action_count;
    bool *excluded = RF_NEW_ARRAY(find->arena, bool, count);
    if (!goes_on(find, count / 16))
        return false;
    /* What is not marked for want of work, or of knowledge, is not excluded. */
    for (size_t i = 0; i < statement->not_actions.n; i++)
        if (!statement->not_actions.at[i].unknown)
            mark(find, &statement->not_actions.at[i], excluded);
    for (size_t i = 0; i < count; i++)
        marked[i] = marked[i] || !excluded[i];
    return true;
}

static bool mark_statement(finder *find, const rf_statement *statement, bool *marked)
{
    if (statement->effect == RF_EFFECT_DENY)
        return true;
    if (statement->not_actions.present && !mark_all_but(find, statement, marked))
        return false;
    for (size_t p = 0; p < statement->actions.n; p++)
        if (!mark(find, &statement->actions.at[p], marked))
            return false;
    return true;
}

/* Looks at every action that a pattern may match. */
static void find_all(rf_arena *arena, const rf_reference *reference, const rf_policies *policies,
                     rf_action_list *actions)
{
    finder find = {.arena = arena, .reference = reference};
    bool *marked = RF_NEW_ARRAY(arena, bool, reference->action_count), done = true;
    for (size_t i = 0; i < policies->n && done; i++)
        for (size_t k = 0; k < policies->at[i]->n && done; k++)
            done = mark_statement(&find, &policies->at[i]->statements[k], marked);
    for (size_t i = 0; i < reference->action_count; i++)
        if (marked[i] || !done)
            RF_PUSH(arena, actions, &reference->actions[i]);
}

static bool any_unknown(const rf_patterns *patterns)
{
    for (size_t i = 0; i < patterns->n; i++)
        if (patterns->at[i].unknown)
            return true;
    return false;
}

bool rf_actions_unknown(const rf_policies *policies)
{
    for (size_t i = 0; i < policies->n; i++) {
        const rf_policy *policy = policies->at[i];
        for (size_t k = 0; k < policy->n && !policy->refused; k++)
            if (policy->statements[k].effect != RF_EFFECT_DENY &&
                (policy->statements[k].unknown || any_unknown(&policy->statements[k].actions)))
                return true;
        if (policy->unknown && !policy->refused)
            return true;
    }
    return false;
}

/* True when every Allow names its actions in full. */
static bool names_all(const rf_policies *policies)
{
    for (size_t i = 0; i < policies->n; i++) {
        for (size_t k = 0; k < policies->at[i]->n; k++) {
            const rf_statement *statement = &policies->at[i]->statements[k];
            if (statement->effect == RF_EFFECT_DENY)
                continue;
            if (!statement->actions.present)
                return false;
            for (size_t p = 0; p < statement->actions.n; p++)
                if (statement->actions.at[p].shape != RF_SHAPE_LITERAL)
                    return false;
        }
    }
    return true;
}

static int compare_places(const void *a, const void *b)
{
    const rf_ref_action *x = *(const rf_ref_action *const *)a;
    const rf_ref_action *y = *(const rf_ref_action *const *)b;
    return (x > y) - (x < y);
}

/* Of Allows that name their actions in full. */
static void find_named(rf_arena *arena, const rf_reference *reference, const rf_policies *policies,
                       rf_action_list *actions)
{
    rf_action_list all = {0};
    for (size_t i = 0; i < policies->n; i++) {
        for (size_t k = 0; k < policies->at[i]->n; k++) {
            const rf_statement *statement = &policies->at[i]->statements[k];
            for (size_t p = 0; p < statement->actions.n; p++) {
                const rf_ref_action *action =
                    rf_ref_action_named(reference, statement->actions.at[p].text);
                if (action != NULL && statement->effect != RF_EFFECT_DENY)
                    RF_PUSH(arena, &all, action);
            }
        }
    }
    if (all.n != 0)
        qsort(all.at, all.n, sizeof *all.at, compare_places);
    for (size_t i = 0; i < all.n; i++)
        if (i == 0 || all.at[i] != all.at[i - 1])
            RF_PUSH(arena, actions, all.at[i]);
}

void rf_actions_allowed(rf_arena *arena, const rf_reference *reference, const rf_policies *policies,
                        rf_action_list *actions)
{
    (names_all(policies) ? find_named : find_all)(arena, reference, policies, actions);
}

static bool may_allow(rf_arena *arena, const rf_policies *policies, rf_str action)
{
    action = rf_lower(arena, action);
    if (rf_actions_unknown(policies))
        return true;
    for (size_t i = 0; i < policies->n; i++)
        for (size_t k = 0; k < policies->at[i]->n; k++)
            if (policies->at[i]->statements[k].effect != RF_EFFECT_DENY &&
                rf_statement_about(arena, &policies->at[i]->statements[k], action) != RF_NO)
                return true;
    return false;
}

void rf_actions_of_both(rf_arena *arena, const rf_reference *reference, const rf_policies *a,
                        const rf_policies *b, rf_action_list *actions)
{
    rf_action_list all = {0};
    bool by_b = names_all(b) || rf_actions_unknown(a);
    rf_actions_allowed(arena, reference, by_b ? b : a, &all);
    for (size_t i = 0; i < all.n; i++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        rf_str name = rf_ref_action_name(arena, reference, all.at[i]);
        bool wanted = may_allow(arena, by_b ? a : b, name);
        rf_arena_rewind(arena, before);
        if (wanted)
            RF_PUSH(arena, actions, all.at[i]);
    }
}

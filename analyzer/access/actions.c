#include "access/actions.h"

#include "access/question_parts.h"

#include <string.h>

/* Marks the actions that the pattern matches; only the service that it names is looked at. */
static void mark(rf_arena *arena, const rf_reference *reference, const rf_pattern *pattern,
                 bool *marked)
{
    rf_str rest, service = rf_split(pattern->text, ':', &rest);
    size_t first = 0, end = reference->action_count;
    rf_request request = {0};
    if (pattern->shape == RF_SHAPE_LITERAL) {
        const rf_ref_action *action = rf_ref_action_named(reference, pattern->text);
        if (action != NULL)
            marked[action - reference->actions] = true;
        return;
    }
    if (rf_find_byte(service, '*') == RF_NOT_FOUND && rf_find_byte(service, '?') == RF_NOT_FOUND) {
        const rf_ref_service *named = rf_ref_service_named(reference, service);
        if (named == NULL)
            return;
        rf_ref_actions of = rf_ref_actions_of(reference, named);
        first = (size_t)(of.first - reference->actions);
        end = (size_t)(of.end - reference->actions);
    }
    for (size_t i = first; i < end; i++) {
        rf_arena_mark before = rf_arena_mark_get(arena);
        rf_str name = rf_ref_action_name(arena, reference, &reference->actions[i]);
        marked[i] = marked[i] || pattern->unknown || pattern->shape == RF_SHAPE_ALL ||
                    rf_pattern_matches(arena, pattern, rf_lower(arena, name), &request) != RF_NO;
        rf_arena_rewind(arena, before);
    }
}

static void mark_all_but(rf_arena *arena, const rf_reference *reference,
                         const rf_statement *statement, bool *marked)
{
    bool *excluded = RF_NEW_ARRAY(arena, bool, reference->action_count);
    for (size_t i = 0; i < statement->not_actions.n; i++)
        if (!statement->not_actions.at[i].unknown)
            mark(arena, reference, &statement->not_actions.at[i], excluded);
    for (size_t i = 0; i < reference->action_count; i++)
        marked[i] = marked[i] || !excluded[i];
}

void rf_actions_allowed(rf_arena *arena, const rf_reference *reference, const rf_policies *policies,
                        rf_action_list *actions)
{
    bool *marked = RF_NEW_ARRAY(arena, bool, reference->action_count);
    for (size_t i = 0; i < policies->n; i++) {
        for (size_t k = 0; k < policies->at[i]->n; k++) {
            const rf_statement *statement = &policies->at[i]->statements[k];
            if (statement->effect == RF_EFFECT_DENY)
                continue;
            if (statement->not_actions.present)
                mark_all_but(arena, reference, statement, marked);
            for (size_t p = 0; p < statement->actions.n; p++)
                mark(arena, reference, &statement->actions.at[p], marked);
        }
    }
    const bool *end = marked + reference->action_count, *next = marked;
    while ((next = memchr(next, true, (size_t)(end - next))) != NULL)
        RF_PUSH(arena, actions, &reference->actions[next++ - marked]);
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

static bool may_allow(rf_arena *arena, const rf_policies *policies, rf_str action)
{
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
    bool by_b = names_all(b);
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

void rf_statements_about(rf_arena *arena, const rf_policies *policies, rf_str action,
                         rf_statement_list *statements)
{
    for (size_t i = 0; i < policies->n; i++)
        for (size_t k = 0; k < policies->at[i]->n && !policies->at[i]->refused; k++)
            if (rf_statement_about(arena, &policies->at[i]->statements[k], action) != RF_NO)
                RF_PUSH(arena, statements, &policies->at[i]->statements[k]);
}

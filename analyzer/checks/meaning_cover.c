#include "checks/meaning_cover.h"

#include "base/limits.h"

#include <string.h>

enum {
    STEPS_IN_ALL = 10 * RF_COVER_STEPS, /* about one policy: some hundredths of a second */
    CANDIDATES = 200,                   /* statements that one is compared with at once */
    VALUES = 4096, /* of conditions; a policy that AWS stores has no room for more */
};

/* --- which statements name an action ------------------------------------------------------------
 */

/* The statements that have an action written in full. */
typedef struct named {
    rf_cover by;
} named;

/* How a key of several values compares without a set operator is not documented. */
static bool is_documented(const rf_reference *reference, const rf_condition *condition)
{
    const rf_ref_key *key = rf_ref_key_named(reference, condition->key);
    return key == NULL || !key->multivalued || condition->op.set != RF_SET_NONE ||
           condition->op.base == NULL || condition->op.base->family == RF_FAMILY_NULL;
}

bool rf_covers_take(const rf_check_run *run, const rf_statement *statement)
{
    size_t values = 0;
    if (statement->n > RF_LIMIT_STATEMENT_CONDITIONS)
        return false;
    for (size_t i = 0; i < statement->n; i++) {
        values += statement->conditions[i].n;
        if (values > VALUES || !is_documented(run->reference, &statement->conditions[i]))
            return false;
    }
    return !statement->unknown &&
           (statement->effect == RF_EFFECT_ALLOW || statement->effect == RF_EFFECT_DENY);
}

static void add_literal(rf_covers *c, const rf_pattern *pattern, const rf_statement *statement)
{
    named *all = rf_map_get(&c->literals, pattern->literal);
    if (all == NULL) {
        all = RF_NEW(c->run->arena, named);
        rf_map_put(c->run->arena, &c->literals, pattern->literal, all);
    }
    if (all->by.n == 0 || all->by.at[all->by.n - 1] != statement)
        RF_PUSH(c->run->arena, &all->by, statement);
}

/* The text before the first wildcard. */
static rf_str start_of(const rf_pattern *pattern)
{
    for (size_t i = 0; i < pattern->text.n; i++)
        if (pattern->text.at[i] == '*' || pattern->text.at[i] == '?')
            return rf_slice(pattern->text, 0, i);
    return pattern->text;
}

static void add_statement(rf_covers *c, const rf_statement *statement)
{
    if (!rf_covers_take(c->run, statement))
        return;
    if (statement->not_actions.present)
        RF_PUSH(c->run->arena, &c->wildcards, (rf_cover_wildcard){.statement = statement});
    for (size_t i = 0; i < statement->actions.n; i++) {
        const rf_pattern *pattern = &statement->actions.at[i];
        if (rf_names_one_action(pattern))
            add_literal(c, pattern, statement);
        else
            RF_PUSH(c->run->arena, &c->wildcards,
                    (rf_cover_wildcard){pattern, statement, start_of(pattern)});
    }
}

rf_covers rf_covers_new(rf_check_run *run)
{
    rf_covers c = {.run = run,
                   .policy = run->subject->found->policy,
                   .work = rf_work_new(run),
                   .budget = {STEPS_IN_ALL}};
    c.left_out = RF_NEW_ARRAY(run->arena, bool, c.policy->n);
    for (size_t i = 0; i < c.policy->n && !c.policy->refused; i++)
        add_statement(&c, &c.policy->statements[i]);
    return c;
}

static bool same_principals(const rf_principals *a, const rf_principals *b)
{
    if (a->present != b->present || a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->at[i].unknown || a->at[i].type != b->at[i].type || !rf_eq(a->at[i].id, b->at[i].id))
            return false;
    return true;
}

static bool names_anyone(const rf_principals *principals)
{
    for (size_t i = 0; i < principals->n; i++)
        if (principals->at[i].type == RF_PRINCIPAL_ANYONE)
            return true;
    return false;
}

/* An account as principal leaves it to the account's identity policies, a role is allowed as such
 * ("AWS JSON policy elements: Principal"); so one does not comprise the other. */
static bool comprises_principals(const rf_statement *wide, const rf_statement *narrow)
{
    return names_anyone(&wide->principals) ||
           (same_principals(&wide->principals, &narrow->principals) &&
            same_principals(&wide->not_principals, &narrow->not_principals));
}

/* --- the statement under question ---------------------------------------------------------------
 */

/* Its parts are its actions, or its NotAction as a whole. */
typedef struct asked {
    rf_covers *c;
    const rf_statement *statement;
    unsigned by; /* effects of the others */
    rf_budget budget;
    size_t parts;
    rf_cover *of_part; /* of each part: the statements that may be about it */
} asked;

static asked asked_about(rf_covers *c, const rf_statement *statement, unsigned by)
{
    asked a = {.c = c,
               .statement = statement,
               .by = by,
               .budget = {RF_COVER_STEPS},
               .parts = statement->not_actions.present ? 1 : statement->actions.n};
    a.of_part = RF_NEW_ARRAY(c->run->arena, rf_cover, a.parts);
    return a;
}

static const rf_pattern *part_of(const asked *a, size_t i)
{
    return a->statement->not_actions.present ? NULL : &a->statement->actions.at[i];
}

static bool is_literal(const rf_pattern *part)
{
    return part != NULL && rf_names_one_action(part);
}

static bool has(const rf_cover *list, const rf_statement *statement)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i] == statement)
            return true;
    return false;
}

static void add_candidate(const asked *a, rf_cover *list, const rf_statement *other)
{
    unsigned effect = other->effect == RF_EFFECT_ALLOW ? RF_COVER_BY_ALLOWS : RF_COVER_BY_DENIES;
    if (other != a->statement && (a->by & effect) != 0 && !a->c->left_out[other->index] &&
        comprises_principals(other, a->statement) && !has(list, other))
        RF_PUSH(a->c->run->arena, list, other);
}

/* Whether both name some action, as far as is seen at their beginnings. */
static bool may_meet(const rf_cover_wildcard *one, const rf_pattern *part)
{
    rf_str start = start_of(part);
    return rf_starts_nocase(start, one->start) || rf_starts_nocase(one->start, start);
}

static bool names_part(const asked *a, const rf_cover_wildcard *one, const rf_pattern *part)
{
    static const rf_request nothing;
    if (one->pattern == NULL || part == NULL)
        return true;
    if (!is_literal(part))
        return may_meet(one, part);
    return rf_pattern_matches(a->c->run->arena, one->pattern, part->literal, &nothing) != RF_NO;
}

/* Of a part that is no single action: also the statements with an action written in full. */
static void add_literals(const asked *a, const rf_pattern *part, rf_cover *list)
{
    for (size_t i = 0; i < a->c->policy->n; i++) {
        const rf_statement *other = &a->c->policy->statements[i];
        bool meets = false;
        for (size_t k = 0; k < other->actions.n && !meets; k++) {
            const rf_pattern *pattern = &other->actions.at[k];
            meets = rf_names_one_action(pattern) &&
                    (part == NULL || rf_starts_nocase(pattern->text, start_of(part)));
        }
        if (meets && rf_covers_take(a->c->run, other))
            add_candidate(a, list, other);
    }
}

/* The statements that may be about an action of the part. */
static rf_cover candidates(const asked *a, const rf_pattern *part)
{
    rf_cover list = {0};
    const named *all = is_literal(part) ? rf_map_get(&a->c->literals, part->literal) : NULL;
    for (size_t i = 0; all != NULL && i < all->by.n && list.n <= CANDIDATES; i++)
        add_candidate(a, &list, all->by.at[i]);
    for (size_t i = 0; i < a->c->wildcards.n && list.n <= CANDIDATES; i++)
        if (names_part(a, &a->c->wildcards.at[i], part))
            add_candidate(a, &list, a->c->wildcards.at[i].statement);
    if (!is_literal(part))
        add_literals(a, part, &list);
    return list;
}

/* --- questions ----------------------------------------------------------------------------------
 */

static bool is_within(asked *a, const rf_statement *statement, rf_str action, const rf_cover *by)
{
    rf_covers *c = a->c;
    uint64_t most = a->budget.steps < c->budget.steps ? a->budget.steps : c->budget.steps;
    rf_budget budget = {most};
    rf_search found = rf_statement_search(c->run->arena, c->run->reference, statement, action,
                                          by->at, by->n, &budget);
    a->budget.steps -= most - budget.steps;
    c->budget.steps -= most - budget.steps;
    c->undecided |= found == RF_SEARCH_EXHAUSTED && budget.steps == 0;
    return found == RF_SEARCH_EMPTY;
}

static bool part_is_within(asked *a, const rf_pattern *part, const rf_cover *by)
{
    rf_statement only = *a->statement;
    if (part == NULL || is_literal(part))
        return is_within(a, a->statement, part != NULL ? part->text : RF_STR(""), by);
    only.actions.at = part;
    only.actions.n = 1;
    return is_within(a, &only, RF_STR(""), by);
}

bool rf_cover_same(const rf_cover *a, const rf_cover *b)
{
    return a->n == b->n && memcmp(a->at, b->at, a->n * sizeof *a->at) == 0;
}

/* Actions written in full that the same statements name make the same question. */
static bool is_asked_already(const asked *a, size_t part, const rf_cover *of_part)
{
    if (!is_literal(part_of(a, part)))
        return false;
    for (size_t i = 0; i < part; i++)
        if (is_literal(part_of(a, i)) && rf_cover_same(&of_part[i], &of_part[part]))
            return true;
    return false;
}

/* Finds the candidates of each part and asks at once, so that the first part that is not within
 * them ends it. */
static bool is_within_candidates(asked *a)
{
    for (size_t i = 0; i < a->parts; i++) {
        const rf_pattern *part = part_of(a, i);
        size_t cost = 1 + a->c->wildcards.n / 2 + (is_literal(part) ? 0 : a->c->work.patterns);
        if (!rf_work_goes_on(&a->c->work, cost))
            return false;
        a->of_part[i] = candidates(a, part);
        a->c->undecided |= a->of_part[i].n > CANDIDATES;
        if (a->of_part[i].n == 0 || a->of_part[i].n > CANDIDATES)
            return false;
        if (!is_asked_already(a, i, a->of_part) && !part_is_within(a, part, &a->of_part[i]))
            return false;
    }
    return a->parts != 0;
}

/* Whether these of the candidates are enough. */
static bool is_within_some(asked *a, const rf_cover *chosen)
{
    rf_arena *arena = a->c->run->arena;
    rf_cover *some = RF_NEW_ARRAY(arena, rf_cover, a->parts);
    for (size_t i = 0; i < a->parts; i++) {
        for (size_t k = 0; k < a->of_part[i].n; k++)
            if (has(chosen, a->of_part[i].at[k]))
                RF_PUSH(arena, &some[i], a->of_part[i].at[k]);
        if (some[i].n == 0)
            return false;
        if (!is_asked_already(a, i, some) && !part_is_within(a, part_of(a, i), &some[i]))
            return false;
    }
    return true;
}

/* Leaves out what is not needed. */
static void shorten(asked *a, rf_cover *cover)
{
    for (size_t i = 0; i < cover->n && cover->n > 1; i++) {
        const rf_cover alone = {.at = &cover->at[i], .n = 1};
        if (is_within_some(a, &alone))
            *cover = alone;
    }
    for (size_t i = cover->n; i-- > 0 && cover->n > 1;) {
        rf_cover fewer = {0};
        for (size_t k = 0; k < cover->n; k++)
            if (k != i)
                RF_PUSH(a->c->run->arena, &fewer, cover->at[k]);
        if (is_within_some(a, &fewer))
            *cover = fewer;
    }
}

rf_cover rf_cover_of(rf_covers *covers, const rf_statement *statement, unsigned by)
{
    asked a = asked_about(covers, statement, by);
    rf_cover cover = {0};
    if (!is_within_candidates(&a))
        return cover;
    for (size_t i = 0; i < a.parts; i++)
        for (size_t k = 0; k < a.of_part[i].n; k++)
            if (!has(&cover, a.of_part[i].at[k]))
                RF_PUSH(covers->run->arena, &cover, a.of_part[i].at[k]);
    shorten(&a, &cover);
    return cover;
}

bool rf_covers_matches_nothing(rf_covers *covers, const rf_statement *statement)
{
    static const rf_cover none;
    asked a = {.c = covers, .statement = statement, .budget = {RF_COVER_STEPS}};
    return is_within(&a, statement, RF_STR(""), &none);
}

void rf_covers_admit(const rf_covers *covers)
{
    if (covers->undecided)
        RF_PUSH(covers->run->arena, covers->run->unknowns,
                (rf_unknown){.span = covers->run->subject->span,
                             .what = RF_STR("whether some statements of this policy do anything"),
                             .why = RF_STR("there are too many ways in which they may overlap"),
                             .exhausted = true});
}

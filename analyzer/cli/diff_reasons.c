#include "cli/diff_reasons.h"

#include "iam/decide.h"
#include "iam/match.h"

enum { COMPARED = 3 }; /* statements of a kind that make a reason */

static bool is_of(const rf_policy *policy, const rf_statement *statement)
{
    return statement->index < policy->n && statement == &policy->statements[statement->index];
}

static const rf_policy *policy_on(const rf_policies *side, const rf_statement *statement)
{
    for (size_t i = 0; i < side->n; i++)
        if (is_of(side->at[i], statement))
            return side->at[i];
    return NULL;
}

const rf_policy *rf_telling_policy(const rf_telling *t, const rf_statement *statement)
{
    const rf_policy *policy = policy_on(&t->more, statement);
    return policy != NULL ? policy : policy_on(&t->less, statement);
}

rf_explanation rf_telling_explain(const rf_telling *t, const rf_statement *statement,
                                  const rf_difference *one)
{
    return rf_statement_explain(t->arena, rf_telling_policy(t, statement), statement, one->witness);
}

/* ---- statements ---- */

rf_statements rf_telling_denies(const rf_telling *t, const rf_difference *one)
{
    rf_statements list = {0};
    for (size_t i = 0; i < t->less.n && one->denied_by != NULL; i++) {
        const rf_policy *policy = t->less.at[i];
        for (size_t k = 0; k < policy->n; k++)
            if (policy->statements[k].effect == RF_EFFECT_DENY &&
                rf_statement_matches(t->arena, &policy->statements[k], one->witness) == RF_YES)
                RF_PUSH(t->arena, &list, &policy->statements[k]);
    }
    return list;
}

rf_statements rf_allows_about(rf_arena *arena, const rf_policies *policies,
                              const rf_request *request)
{
    rf_statements list = {0};
    for (size_t i = 0; i < policies->n; i++) {
        const rf_policy *policy = policies->at[i];
        for (size_t k = 0; k < policy->n && !policy->refused; k++) {
            const rf_pattern *which;
            if (policy->statements[k].effect == RF_EFFECT_ALLOW &&
                rf_match_action(arena, &policy->statements[k], request, &which) != RF_NO)
                RF_PUSH(arena, &list, &policy->statements[k]);
        }
    }
    return list;
}

rf_statements rf_telling_failing(const rf_telling *t, const rf_difference *one)
{
    rf_statements all = rf_allows_about(t->arena, &t->less, one->witness), same = {0};
    const rf_statement *other =
        t->pairing != NULL ? rf_pairing_find(t->pairing, one->allowed_by) : NULL;
    for (size_t i = 0; i < all.n && other != NULL; i++)
        if (all.at[i] == other)
            RF_PUSH(t->arena, &same, other);
    return same.n != 0 ? same : all;
}

rf_statements rf_telling_near_denies(const rf_telling *t, const rf_difference *one)
{
    rf_statements list = {0};
    for (size_t i = 0; i < t->more.n && t->pairing == NULL; i++) {
        const rf_policy *policy = t->more.at[i];
        for (size_t k = 0; k < policy->n; k++) {
            const rf_statement *statement = &policy->statements[k];
            const rf_pattern *which;
            if (statement->effect == RF_EFFECT_DENY &&
                rf_match_action(t->arena, statement, one->witness, &which) != RF_NO &&
                rf_telling_explain(t, statement, one).failed == RF_PART_CONDITION)
                RF_PUSH(t->arena, &list, statement);
        }
    }
    return list;
}

/* ---- what was changed ---- */

rf_change rf_change_of(const rf_telling *t, const rf_statement *statement, const rf_difference *one)
{
    rf_change found = {0};
    if (t->pairing == NULL)
        return found;
    found.other = rf_pairing_find(t->pairing, statement);
    found.gone = found.other == NULL;
    found.why = rf_telling_explain(t, statement, one);
    if (found.other != NULL)
        found.other_why = rf_telling_explain(t, found.other, one);
    found.matters =
        found.gone || found.other_why.match == RF_NO || found.other->effect != statement->effect;
    return found;
}

/* True when the statement is of the policy that was made of the other. */
static bool is_newer(const rf_telling *t, const rf_statement *statement)
{
    return policy_on(t->gained ? &t->more : &t->less, statement) != NULL;
}

rf_str rf_change_words(const rf_telling *t, const rf_statement *statement, const rf_change *change)
{
    if (!change->matters || change->gone)
        return RF_STR("");
    rf_edit edit = {change->other, statement, &change->other_why, &change->why};
    if (!is_newer(t, statement))
        edit = (rf_edit){statement, change->other, &change->why, &change->other_why};
    return rf_edit_words(t->arena, &edit);
}

/* ---- the key ---- */

static void add_why(rf_buf *key, const rf_explanation *why)
{
    rf_buf_format(key, "%d%d%d", why->action_match, why->resource_match, why->principal_match);
    for (size_t i = 0; i < why->n; i++)
        if (why->conditions[i].holds == RF_NO)
            rf_buf_format(key, "c%zu.%d", i, why->conditions[i].reason);
}

static void add_statement(rf_buf *key, char kind, const rf_statement *statement,
                          const rf_change *change)
{
    rf_buf_format(key, " %c%p", kind, (const void *)statement);
    if (change->gone)
        rf_buf_add_byte(key, '!');
    else if (change->matters)
        add_why(key, &change->other_why);
}

static void add_statements(const rf_telling *t, rf_buf *key, char kind, const rf_statements *list,
                           const rf_difference *one)
{
    for (size_t i = 0; i < list->n && i < COMPARED; i++) {
        rf_explanation why = rf_telling_explain(t, list->at[i], one);
        rf_buf_format(key, " %c%p", kind, (const void *)list->at[i]);
        add_why(key, &why);
    }
}

/* A change is the reason where there is one: of the rest, the first request alone will be told. */
rf_str rf_telling_key(const rf_telling *t, const rf_difference *one)
{
    rf_buf key = rf_buf_new(t->arena);
    rf_statements denies = rf_telling_denies(t, one), near = rf_telling_near_denies(t, one);
    rf_change allowed = rf_change_of(t, one->allowed_by, one);
    for (size_t i = 0; i < denies.n && i < COMPARED; i++) {
        rf_change denied = rf_change_of(t, denies.at[i], one);
        add_statement(&key, 'D', denies.at[i], &denied);
    }
    if (denies.n == 0 || allowed.matters)
        add_statement(&key, 'A', one->allowed_by, &allowed);
    add_statements(t, &key, 'N', &near, one);
    if (denies.n == 0 && !allowed.matters) {
        rf_statements failing = rf_telling_failing(t, one);
        add_statements(t, &key, 'F', &failing, one);
    }
    return rf_buf_str(&key);
}

rf_str rf_telling_cause(const rf_telling *t, const rf_difference *one, const rf_statement **where)
{
    if (t->pairing == NULL)
        return RF_STR("");
    rf_statements denies = rf_telling_denies(t, one);
    rf_change allowed = rf_change_of(t, one->allowed_by, one);
    if (denies.n > 1 || (denies.n == 1 && allowed.matters))
        return RF_STR("");
    const rf_statement *statement = denies.n == 1 ? denies.at[0] : one->allowed_by;
    rf_change change = denies.n == 1 ? rf_change_of(t, statement, one) : allowed;
    rf_str words = rf_change_words(t, statement, &change);
    if (words.n == 0)
        return words;
    *where = is_newer(t, statement) ? statement : change.other;
    return rf_format(t->arena, "%s %.*s", denies.n == 1 ? "Deny" : "Allow", RF_ARG(words));
}

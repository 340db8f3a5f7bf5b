#include "access/question.h"

#include "access/formats.h"
#include "access/question_parts.h"

rf_truth rf_statement_about(rf_arena *arena, const rf_statement *statement, rf_str action)
{
    const rf_pattern *which;
    rf_request request = {.action = action};
    if (statement->unknown)
        return RF_MAYBE;
    if (action.n == 0)
        return RF_YES;
    request.action_key = rf_lower(arena, action);
    rf_truth match = rf_match_action(arena, statement, &request, &which);
    if (!statement->actions.present || !statement->not_actions.present)
        return match;
    return rf_and(
        match, rf_match_patterns(arena, &statement->actions, request.action_key, &request, &which));
}

rf_str rf_canonical_key(rf_arena *arena, rf_str key)
{
    rf_str tag, alias = rf_ref_tag_alias(key);
    if (alias.n == 0 || rf_starts_nocase(key, RF_STR("aws:")))
        return key;
    rf_split(key, '/', &tag);
    return rf_format(arena, "%.*s/%.*s", RF_ARG(rf_lower(arena, alias)), RF_ARG(tag));
}

size_t rf_find_key_axis(const rf_question *question, rf_str key)
{
    for (size_t i = 0; i < question->axes.n; i++)
        if (question->axes.at[i].kind == RF_AXIS_KEY && rf_eq(question->axes.at[i].key, key))
            return i;
    return RF_NOT_FOUND;
}

/* ---- words ---- */

/* The resource type of the question; NULL: any text. */
static const rf_ref_type *type_of(const rf_question *question)
{
    const rf_ref_pair *pair = question->universe->any ? NULL : question->check.pair;
    return pair != NULL ? &question->universe->reference->types[pair->type] : NULL;
}

/* Of resources, `type` is the one that the question is about: what cannot match it is left out. */
static rf_constraint union_of(rf_question *question, const rf_pattern *patterns, size_t n,
                              const rf_ref_type *type, bool nocase, bool negated)
{
    rf_word *words = RF_NEW_ARRAY(question->arena, rf_word, n);
    rf_constraint all = {.words = words, .negated = negated};
    for (size_t i = 0; i < n; i++) {
        if ((type != NULL &&
             rf_format_is_apart(question->universe->reference, type, patterns[i].text)) ||
            !rf_word_of_pattern(question->arena, &patterns[i], &question->valuation, &words[all.n]))
            continue;
        words[all.n++].nocase = nocase;
    }
    return all;
}

static rf_constraint union_of_values(rf_question *question, const rf_condition *condition)
{
    rf_operator_id id = condition->op.base->id;
    rf_word *words = RF_NEW_ARRAY(question->arena, rf_word, condition->n);
    rf_constraint all = {.words = words, .negated = condition->op.base->negated};
    for (size_t i = 0; i < condition->n; i++) {
        const rf_condition_value *value = &condition->values[i];
        if (!value->readable || !rf_word_of_pattern(question->arena, &value->pattern,
                                                    &question->valuation, &words[all.n]))
            continue;
        words[all.n++].nocase =
            id == RF_OPERATOR_StringEqualsIgnoreCase || id == RF_OPERATOR_StringNotEqualsIgnoreCase;
    }
    return all;
}

static bool any_unknown(const rf_pattern *patterns, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (patterns[i].unknown)
            return true;
    return false;
}

/* ---- boxes ---- */

typedef struct maker {
    rf_question *question;
    const rf_statement *statement;
    rf_atom *atoms;
    size_t n;
} maker;

static rf_atom *add_atom(maker *make, rf_atom_kind kind, size_t axis)
{
    rf_atom *atom = &make->atoms[make->n++];
    *atom = (rf_atom){.kind = kind, .axis = axis, .statement = make->statement};
    return atom;
}

static void add_patterns(maker *make, const rf_patterns *patterns, bool negated, size_t axis)
{
    if (any_unknown(patterns->at, patterns->n)) {
        add_atom(make, RF_ATOM_MAYBE, axis);
        return;
    }
    rf_atom *atom = add_atom(make, RF_ATOM_WORDS, axis);
    bool action = axis == make->question->action_axis;
    atom->textual = true;
    atom->words = union_of(make->question, patterns->at, patterns->n,
                           axis == make->question->resource_axis ? type_of(make->question) : NULL,
                           action, negated);
}

static void add_elements(maker *make, const rf_statement *statement)
{
    size_t action = make->question->action_axis, resource = make->question->resource_axis;
    if (action != RF_NOT_FOUND && !statement->unknown) {
        if (statement->not_actions.present)
            add_patterns(make, &statement->not_actions, true, action);
        if (statement->actions.present || !statement->not_actions.present)
            add_patterns(make, &statement->actions, false, action);
    }
    if (statement->resources.present)
        add_patterns(make, &statement->resources, false, resource);
    if (statement->not_resources.present)
        add_patterns(make, &statement->not_resources, true, resource);
}

/* False when the condition holds for no request. */
static bool add_condition(maker *make, const rf_condition *condition)
{
    rf_question *question = make->question;
    if (condition->unknown) {
        add_atom(make, RF_ATOM_MAYBE, question->resource_axis);
        return true;
    }
    if (condition->op.base == NULL)
        return false;
    size_t axis = rf_find_key_axis(question, rf_canonical_key(question->arena, condition->key));
    rf_family family = condition->op.base->family;
    for (size_t i = 0; i < condition->n; i++) {
        if (condition->values[i].kind == RF_UNKNOWN) {
            add_atom(make, RF_ATOM_MAYBE, axis);
            return true;
        }
    }
    rf_atom *atom = add_atom(make, RF_ATOM_CONDITION, axis);
    atom->condition = condition;
    atom->textual =
        family == RF_FAMILY_STRING || family == RF_FAMILY_ARN || family == RF_FAMILY_NULL;
    atom->valuation = &question->valuation;
    if (atom->textual && family != RF_FAMILY_NULL)
        atom->words = union_of_values(question, condition);
    return true;
}

bool rf_question_box(rf_question *question, const rf_statement *statement, size_t policy,
                     rf_box *box)
{
    maker make = {.question = question,
                  .statement = statement,
                  .atoms = RF_NEW_ARRAY(question->arena, rf_atom, statement->n + 6)};
    rf_truth match = rf_statement_about(question->arena, statement, question->action);
    if (match == RF_NO)
        return false;
    if (match == RF_MAYBE)
        add_atom(&make, RF_ATOM_MAYBE, question->resource_axis);
    add_elements(&make, statement);
    if (statement->principals.present || statement->not_principals.present)
        add_atom(&make, RF_ATOM_PRINCIPAL, question->principal_axis);
    for (size_t i = 0; i < statement->n; i++)
        if (!add_condition(&make, &statement->conditions[i]))
            return false;
    *box = (rf_box){statement, policy, make.atoms, make.n};
    return true;
}

rf_side rf_question_side(rf_question *question, const rf_policies *policies)
{
    rf_side side = {0};
    for (size_t i = 0; i < policies->n; i++) {
        const rf_policy *policy = policies->at[i];
        for (size_t k = 0; k < policy->n && !policy->refused; k++) {
            rf_box box;
            const rf_statement *statement = &policy->statements[k];
            if (!rf_question_box(question, statement, i, &box))
                continue;
            if (statement->effect == RF_EFFECT_ALLOW)
                RF_PUSH(question->arena, &side.allows, box);
            else if (statement->effect == RF_EFFECT_DENY)
                RF_PUSH(question->arena, &side.denies, box);
        }
    }
    return side;
}

/* ---- variables and requests ---- */

static void add_variables(rf_arena *arena, const rf_pattern *pattern, rf_valued_list *variables)
{
    for (size_t i = 0; i < pattern->n && pattern->variables; i++) {
        const rf_token *token = &pattern->tokens[i];
        bool known = token->kind != RF_TOKEN_VARIABLE;
        for (size_t k = 0; k < variables->n && !known; k++)
            known = rf_eq(variables->at[k].key, token->key);
        if (!known)
            RF_PUSH(arena, variables, (rf_valued){.key = token->key, .name = token->text});
    }
}

static void add_variables_of(rf_arena *arena, const rf_statement *statement,
                             rf_valued_list *variables)
{
    const rf_patterns *elements[] = {&statement->resources, &statement->not_resources};
    for (size_t e = 0; e < 2; e++)
        for (size_t i = 0; i < elements[e]->n; i++)
            add_variables(arena, &elements[e]->at[i], variables);
    for (size_t i = 0; i < statement->n; i++)
        for (size_t k = 0; k < statement->conditions[i].n; k++)
            add_variables(arena, &statement->conditions[i].values[k].pattern, variables);
}

void rf_question_variables(rf_arena *arena, const rf_policies *policies, rf_str action,
                           rf_valued_list *variables)
{
    for (size_t i = 0; i < policies->n; i++)
        for (size_t k = 0; k < policies->at[i]->n; k++)
            if (rf_statement_about(arena, &policies->at[i]->statements[k], action) != RF_NO)
                add_variables_of(arena, &policies->at[i]->statements[k], variables);
}

static void add_key(rf_context_key *context, size_t *n, rf_context_key key)
{
    context[(*n)++] = key;
}

const rf_request *rf_question_request(const rf_question *question, const rf_point *point)
{
    size_t most = question->axes.n + question->valuation.n, n = 0;
    rf_context_key *context = RF_NEW_ARRAY(question->arena, rf_context_key, most);
    rf_str action = question->action, principal = RF_STR("");
    for (size_t i = 0; i < question->valuation.n; i++) {
        const rf_valued *variable = &question->valuation.at[i];
        if (!variable->absent)
            add_key(context, &n,
                    (rf_context_key){.name = variable->name, .values = &variable->value, .n = 1});
    }
    for (size_t i = 0; i < question->axes.n; i++) {
        const rf_axis *axis = &question->axes.at[i];
        const rf_axis_value *value = &point->values[i];
        if (axis->kind == RF_AXIS_ACTION)
            action = value->values[0];
        else if (axis->kind == RF_AXIS_PRINCIPAL)
            principal = value->values[0];
        else if (axis->kind == RF_AXIS_KEY && !value->absent)
            add_key(context, &n,
                    (rf_context_key){.name = axis->name,
                                     .values = value->values,
                                     .n = value->n,
                                     .multivalued = axis->multivalued});
    }
    return rf_request_new(question->arena, action, point->values[0].values[0], principal, context,
                          n);
}

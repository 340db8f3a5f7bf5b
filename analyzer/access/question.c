#include "access/question.h"

#include "access/formats.h"
#include "access/question_parts.h"

rf_str rf_canonical_key(const rf_question *question, rf_str key)
{
    const rf_universe *universe = question->universe;
    rf_str tag, alias = rf_ref_tag_alias(key);
    if (alias.n == 0 || universe->apart || rf_starts_nocase(key, RF_STR("aws:")) ||
        (!universe->any && !rf_ref_key_can_be_present(&question->check, key)))
        return key;
    rf_split(key, '/', &tag);
    return rf_format(question->arena, "%.*s/%.*s", RF_ARG(rf_lower(question->arena, alias)),
                     RF_ARG(tag));
}

enum { MANY_AXES = 24 }; /* that are found by a map */

static void note_axis(rf_question *question, size_t axis)
{
    size_t *number = RF_NEW(question->arena, size_t);
    *number = axis;
    rf_map_put(question->arena, &question->key_axes, question->axes.at[axis].key, number);
}

size_t rf_add_key_axis(rf_question *question, rf_str key, rf_str name)
{
    size_t axis = question->axes.n;
    RF_PUSH(question->arena, &question->axes,
            (rf_axis){.kind = RF_AXIS_KEY, .key = key, .name = name});
    if (axis == MANY_AXES)
        for (size_t i = 0; i < axis; i++)
            if (question->axes.at[i].kind == RF_AXIS_KEY)
                note_axis(question, i);
    if (axis >= MANY_AXES)
        note_axis(question, axis);
    return axis;
}

size_t rf_find_key_axis(const rf_question *question, rf_str key)
{
    if (question->axes.n > MANY_AXES) {
        const size_t *axis = rf_map_get(&question->key_axes, key);
        return axis != NULL ? *axis : RF_NOT_FOUND;
    }
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
    size_t axis = rf_find_key_axis(question, rf_canonical_key(question, condition->key));
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

bool rf_question_box(rf_question *question, const rf_relevant *relevant, rf_box *box)
{
    const rf_statement *statement = relevant->statement;
    if (question->impossible)
        return false;
    maker make = {.question = question,
                  .statement = statement,
                  .atoms = RF_NEW_ARRAY(question->arena, rf_atom, statement->n + 6)};
    if (relevant->maybe)
        add_atom(&make, RF_ATOM_MAYBE, question->resource_axis);
    add_elements(&make, statement);
    if (statement->principals.present || statement->not_principals.present)
        add_atom(&make, RF_ATOM_PRINCIPAL, question->principal_axis);
    for (size_t i = 0; i < statement->n; i++)
        if (!add_condition(&make, &statement->conditions[i]))
            return false;
    *box = (rf_box){statement, relevant->policy, relevant->twin, make.atoms, make.n};
    return true;
}

/* The box, or none. */
static rf_box made_uncertain(rf_question *question, rf_box box)
{
    rf_atom *atoms = RF_NEW_ARRAY(question->arena, rf_atom, box.n + 1);
    atoms[0] = (rf_atom){.kind = RF_ATOM_MAYBE, .axis = question->resource_axis};
    for (size_t i = 0; i < box.n; i++)
        atoms[i + 1] = box.atoms[i];
    box.atoms = atoms;
    box.n++;
    return box;
}

rf_side rf_question_side(rf_question *question, const rf_relevant_list *list)
{
    rf_side side = {0};
    for (size_t i = 0; i < list->n; i++) {
        rf_box box;
        if (!rf_question_box(question, &list->at[i], &box))
            continue;
        rf_effect effect = box.statement->effect;
        if (effect == RF_EFFECT_UNKNOWN)
            box = made_uncertain(question, box);
        if (effect == RF_EFFECT_ALLOW || effect == RF_EFFECT_UNKNOWN)
            RF_PUSH(question->arena, &side.allows, box);
        if (effect == RF_EFFECT_DENY || effect == RF_EFFECT_UNKNOWN)
            RF_PUSH(question->arena, &side.denies, box);
    }
    return side;
}

/* ---- the cost ---- */

static size_t size_of(const rf_statement *statement)
{
    enum { MADE = 8 }; /* a value or principal of which texts to try are made, in patterns */
    size_t size = 1 + statement->resources.n + statement->not_resources.n +
                  MADE * (statement->principals.n + statement->not_principals.n);
    for (size_t i = 0; i < statement->n; i++) {
        const rf_base_operator *base = statement->conditions[i].op.base;
        bool texts = base == NULL || base->family == RF_FAMILY_STRING ||
                     base->family == RF_FAMILY_ARN || base->family == RF_FAMILY_NULL;
        size += 1 + statement->conditions[i].n * (texts ? 1 : MADE);
    }
    return size;
}

uint64_t rf_question_cost(const rf_relevant_list *lists, size_t n)
{
    enum { STEPS_PER_TEXT = 8 }; /* as long as it takes to lay out a pattern */
    uint64_t size = 1;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < lists[i].n; k++)
            size += size_of(lists[i].at[k].statement);
    return size * STEPS_PER_TEXT;
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

void rf_question_variables(rf_arena *arena, const rf_relevant_list *lists, size_t n,
                           rf_valued_list *variables)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < lists[i].n; k++)
            add_variables_of(arena, lists[i].at[k].statement, variables);
}

/* The key, under each of its names. */
static void add_key(rf_context_key *context, size_t *n, const rf_axis *axis,
                    const rf_axis_value *value)
{
    for (size_t i = 0; i <= axis->aliases.n; i++)
        context[(*n)++] = (rf_context_key){.name = i == 0 ? axis->name : axis->aliases.at[i - 1],
                                           .values = value->values,
                                           .n = value->n,
                                           .multivalued = value->multivalued,
                                           .derived = i != 0};
}

static void add_variable(rf_context_key *context, size_t *n, const rf_valued *variable)
{
    context[*n] = (rf_context_key){.name = variable->name, .values = &variable->value, .n = 1};
    ++*n;
}

const rf_request *rf_question_request(const rf_question *question, const rf_point *point)
{
    size_t most = question->axes.n + question->valuation.n, n = 0;
    for (size_t i = 0; i < question->axes.n; i++)
        most += question->axes.at[i].aliases.n;
    rf_context_key *context = RF_NEW_ARRAY(question->arena, rf_context_key, most);
    rf_str action = question->action, principal = RF_STR("");
    for (size_t i = 0; i < question->valuation.n; i++) {
        const rf_valued *variable = &question->valuation.at[i];
        if (!variable->absent && !variable->several)
            add_variable(context, &n, variable);
    }
    for (size_t i = 0; i < question->axes.n; i++) {
        const rf_axis *axis = &question->axes.at[i];
        const rf_axis_value *value = &point->values[i];
        if (axis->kind == RF_AXIS_ACTION)
            action = value->values[0];
        else if (axis->kind == RF_AXIS_PRINCIPAL)
            principal = value->values[0];
        else if (axis->kind == RF_AXIS_KEY && !value->absent)
            add_key(context, &n, axis, value);
    }
    return rf_request_new(question->arena, action, point->values[0].values[0], principal, context,
                          n);
}

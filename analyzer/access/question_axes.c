/* The axes of a question: what its requests can have. */
#include "access/formats.h"
#include "access/points.h"
#include "access/question.h"
#include "access/question_parts.h"

static const rf_constraint *literal(rf_arena *arena, rf_str text)
{
    rf_letter *letter = RF_NEW(arena, rf_letter);
    rf_word *word = RF_NEW(arena, rf_word);
    rf_constraint *constraint = RF_NEW(arena, rf_constraint);
    *letter = (rf_letter){.kind = RF_LETTER_TEXT, .text = text};
    *word = (rf_word){.letters = letter, .n = 1};
    *constraint = (rf_constraint){.words = word, .n = 1};
    return constraint;
}

static void shape_resource(rf_question *question, rf_axis *axis)
{
    const rf_universe *universe = question->universe;
    const rf_ref_check *check = &question->check;
    if (universe->any)
        return;
    if (check->pair == NULL) {
        axis->shape = literal(question->arena, RF_STR("*"));
        axis->shape_count = 1;
        return;
    }
    axis->shape = rf_format_constraints(question->arena, check->reference,
                                        &check->reference->types[check->pair->type],
                                        universe->partition, &axis->shape_count);
}

/* A key that the reference does not know has several values when a set operator is used on it. */
static bool is_multivalued(const rf_question *question, const condition_list *conditions)
{
    const rf_reference *reference = question->universe->reference;
    const rf_ref_key *known = rf_ref_key_named(reference, conditions->at[0]->key);
    if (known != NULL)
        return known->multivalued;
    for (size_t i = 0; i < conditions->n; i++)
        if (conditions->at[i]->op.set != RF_SET_NONE)
            return true;
    return false;
}

static rf_family family_of_key(const rf_reference *reference, rf_str key)
{
    const rf_ref_key *known = rf_ref_key_named(reference, key);
    return known != NULL && known->type == RF_KEY_BOOL ? RF_FAMILY_BOOL : RF_FAMILIES;
}

/* What the key's axis is like, from all conditions on it. */
static void shape_key(rf_question *question, rf_axis *axis, const condition_list *conditions)
{
    const rf_valued *variable = rf_valuation_get(&question->valuation, axis->key);
    axis->multivalued = is_multivalued(question, conditions);
    axis->present = question->universe->any ||
                    rf_ref_key_can_be_present(&question->check, conditions->at[0]->key);
    axis->absent = true;
    rf_axis_find_points(question->arena, axis, conditions->at, conditions->n,
                        family_of_key(question->universe->reference, axis->key));
    if (variable == NULL)
        return;
    axis->absent = variable->absent;
    axis->present = axis->present && !variable->absent;
    if (variable->absent)
        return;
    axis->shape = literal(question->arena, variable->value);
    axis->shape_count = 1;
    axis->has_points = false;
}

/* The conditions on each key of the statements. */
typedef struct gathered {
    condition_list *of_axis; /* by index of the axis */
    size_t capacity;
} gathered;

static void gather(rf_question *question, gathered *all, const rf_statement *statement)
{
    for (size_t i = 0; i < statement->n; i++) {
        const rf_condition *condition = &statement->conditions[i];
        if (condition->unknown || condition->op.base == NULL)
            continue;
        rf_str key = rf_canonical_key(question->arena, condition->key);
        size_t axis = rf_find_key_axis(question, key);
        if (axis == RF_NOT_FOUND) {
            axis = question->axes.n;
            RF_PUSH(question->arena, &question->axes,
                    (rf_axis){.kind = RF_AXIS_KEY, .key = key, .name = condition->name});
        }
        if (axis >= all->capacity) {
            size_t capacity = axis * 2 + 8;
            all->of_axis =
                rf_realloc(question->arena, all->of_axis, all->capacity * sizeof *all->of_axis,
                           capacity * sizeof *all->of_axis);
            for (size_t k = all->capacity; k < capacity; k++)
                all->of_axis[k] = (condition_list){0};
            all->capacity = capacity;
        }
        RF_PUSH(question->arena, &all->of_axis[axis], condition);
    }
}

/* One caller for each class that the principal tells apart. */
static void add_callers(rf_arena *arena, rf_axis *axis, const rf_principal *principal)
{
    rf_caller named = rf_caller_read(principal->id);
    bool account = principal->type == RF_PRINCIPAL_AWS && principal->id.n == 12;
    if (principal->unknown || principal->type == RF_PRINCIPAL_ANYONE)
        return;
    rf_str number = account ? principal->id : named.account;
    if (!account)
        RF_PUSH(arena, &axis->points, principal->id);
    if (number.n == 0)
        return;
    RF_PUSH(arena, &axis->points,
            rf_format(arena, "arn:aws:iam::%.*s:user/someone", RF_ARG(number)));
    RF_PUSH(arena, &axis->points, rf_format(arena, "arn:aws:iam::%.*s:root", RF_ARG(number)));
    size_t role = rf_find(principal->id, RF_STR(":role/"));
    if (role == RF_NOT_FOUND)
        return;
    rf_str id, name = rf_slice(principal->id, role + 6, principal->id.n);
    for (id = name; name.at != NULL; id = rf_split(name, '/', &name))
        continue;
    RF_PUSH(arena, &axis->points,
            rf_format(arena, "arn:aws:sts::%.*s:assumed-role/%.*s/session", RF_ARG(number),
                      RF_ARG(id)));
}

static void shape_principal(rf_question *question, const rf_policies *policies)
{
    rf_axis axis = {
        .kind = RF_AXIS_PRINCIPAL, .present = true, .has_points = true, .complete = true};
    bool needed = false;
    RF_PUSH(question->arena, &axis.points, RF_STR("arn:aws:iam::999988887777:user/stranger"));
    for (size_t i = 0; i < policies->n; i++) {
        for (size_t k = 0; k < policies->at[i]->n; k++) {
            const rf_statement *statement = &policies->at[i]->statements[k];
            const rf_principals *both[] = {&statement->principals, &statement->not_principals};
            for (size_t b = 0; b < 2; b++) {
                needed |= both[b]->present;
                for (size_t p = 0; p < both[b]->n; p++)
                    add_callers(question->arena, &axis, &both[b]->at[p]);
            }
        }
    }
    if (!needed)
        return;
    question->principal_axis = question->axes.n;
    RF_PUSH(question->arena, &question->axes, axis);
}

rf_question *rf_question_new(rf_arena *arena, const rf_universe *universe,
                             const rf_ref_check *check, rf_str action,
                             const rf_valuation *valuation, const rf_policies *policies)
{
    rf_question *question = RF_NEW(arena, rf_question);
    *question = (rf_question){.arena = arena,
                              .universe = universe,
                              .action = action,
                              .valuation = *valuation,
                              .action_axis = RF_NOT_FOUND,
                              .principal_axis = RF_NOT_FOUND};
    if (check != NULL)
        question->check = *check;
    rf_axis resource = {.kind = RF_AXIS_RESOURCE, .present = true};
    shape_resource(question, &resource);
    RF_PUSH(arena, &question->axes, resource);
    if (action.n == 0) {
        question->action_axis = question->axes.n;
        RF_PUSH(arena, &question->axes, (rf_axis){.kind = RF_AXIS_ACTION, .present = true});
    }
    shape_principal(question, policies);
    gathered all = {0};
    for (size_t i = 0; i < policies->n; i++)
        for (size_t k = 0; k < policies->at[i]->n; k++)
            if (rf_statement_about(arena, &policies->at[i]->statements[k], action) != RF_NO)
                gather(question, &all, &policies->at[i]->statements[k]);
    for (size_t i = 0; i < question->axes.n; i++)
        if (question->axes.at[i].kind == RF_AXIS_KEY)
            shape_key(question, &question->axes.at[i], &all.of_axis[i]);
    return question;
}

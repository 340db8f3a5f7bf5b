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

/* Every action is SERVICE:NAME; another text is none, of any universe. */
static void shape_action(rf_question *question, rf_axis *axis)
{
    static const rf_letter letters[] = {
        {.kind = RF_LETTER_ONE, .of = RF_CLASS_NOT_COLON},
        {.kind = RF_LETTER_RUN, .of = RF_CLASS_NOT_COLON},
        {.kind = RF_LETTER_TEXT, .text = {":", 1}},
        {.kind = RF_LETTER_ONE, .of = RF_CLASS_NOT_COLON},
        {.kind = RF_LETTER_RUN, .of = RF_CLASS_NOT_COLON},
    };
    rf_word *word = RF_NEW(question->arena, rf_word);
    rf_constraint *shape = RF_NEW(question->arena, rf_constraint);
    *word = (rf_word){.letters = letters, .n = sizeof letters / sizeof *letters};
    *shape = (rf_constraint){.words = word, .n = 1};
    axis->shape = shape;
    axis->shape_count = 1;
}

/* Whether the key has several values.  The reference says it, or, of a key that it does not know,
 * whether set operators are used on it: then it may, and where others are used too, it may not. */
static void count_values(const rf_question *question, rf_axis *axis,
                         const condition_list *conditions)
{
    const rf_ref_key *known =
        rf_ref_key_named(question->universe->reference, conditions->at[0]->key);
    bool several = false, single = false;
    for (size_t i = 0; i < conditions->n; i++) {
        several |= conditions->at[i]->op.set != RF_SET_NONE;
        single |= conditions->at[i]->op.set == RF_SET_NONE;
    }
    axis->multivalued = known != NULL ? known->multivalued : several;
    axis->single = known == NULL && several && single;
}

static rf_family family_of_key(const rf_reference *reference, rf_str key)
{
    static const rf_family families[RF_KEY_TYPES] = {
        [RF_KEY_STRING] = RF_FAMILY_STRING, [RF_KEY_ARN] = RF_FAMILY_ARN,
        [RF_KEY_BOOL] = RF_FAMILY_BOOL,     [RF_KEY_NUMERIC] = RF_FAMILY_NUMERIC,
        [RF_KEY_DATE] = RF_FAMILY_DATE,     [RF_KEY_IP] = RF_FAMILY_IP,
        [RF_KEY_BINARY] = RF_FAMILY_BINARY,
    };
    const rf_ref_key *known = rf_ref_key_named(reference, key);
    return known != NULL ? families[known->type] : RF_FAMILIES;
}

/* The variable that stands for the key of an axis; NULL: none does. */
static const rf_valued *variable_of(const rf_question *question, rf_str key)
{
    for (size_t i = 0; i < question->valuation.n; i++)
        if (rf_eq(rf_canonical_key(question, question->valuation.at[i].key), key))
            return &question->valuation.at[i];
    return NULL;
}

/* What the key's axis is like, from all conditions on it. */
static void shape_key(rf_question *question, rf_axis *axis, const condition_list *conditions)
{
    const rf_valued *variable = variable_of(question, axis->key);
    count_values(question, axis, conditions);
    axis->present = question->universe->any ||
                    rf_ref_key_can_be_present(&question->check, conditions->at[0]->key);
    axis->absent = true;
    if (variable != NULL && variable->several) {
        axis->absent = axis->single = false;
    } else if (variable != NULL && variable->absent) {
        axis->present = false;
    } else if (variable != NULL) {
        axis->absent = axis->multivalued = axis->single = false;
        axis->has_points = axis->complete = true;
        RF_PUSH(question->arena, &axis->points, variable->value);
        return;
    }
    rf_axis_find_points(question->arena, axis, conditions->at, conditions->n,
                        family_of_key(question->universe->reference, axis->key));
}

/* False when no request of the question has these values of the variables. */
static bool can_be(const rf_question *question)
{
    for (size_t i = 0; i < question->valuation.n; i++) {
        const rf_valued *one = &question->valuation.at[i];
        const rf_ref_key *known = rf_ref_key_named(question->universe->reference, one->key);
        if (one->several && known != NULL && !known->multivalued)
            return false;
    }
    return true;
}

/* The values of the variables as the reference lets them be: none of a key that cannot be there,
 * or that has several. */
static rf_valuation valuation_of(const rf_question *question, const rf_valuation *given)
{
    rf_valued *all = RF_NEW_ARRAY(question->arena, rf_valued, given->n);
    for (size_t i = 0; i < given->n; i++) {
        const rf_ref_key *known = rf_ref_key_named(question->universe->reference, given->at[i].key);
        bool present = question->universe->any ||
                       rf_ref_key_can_be_present(&question->check, given->at[i].key);
        bool several = known != NULL && known->multivalued;
        all[i] = given->at[i];
        all[i].several = present && (all[i].several || (several && !all[i].absent));
        all[i].absent = all[i].absent || !present || several;
    }
    return (rf_valuation){all, given->n};
}

/* The conditions on each key of the statements. */
typedef struct gathered {
    condition_list *of_axis; /* by index of the axis */
    size_t capacity;
} gathered;

/* Names are compared without case: one is new when it is another name of a tag. */
static void add_name(rf_question *question, rf_axis *axis, rf_str name)
{
    bool known = rf_eq_nocase(axis->name, name);
    for (size_t i = 0; i < axis->aliases.n && !known; i++)
        known = rf_eq_nocase(axis->aliases.at[i], name);
    if (!known)
        RF_PUSH(question->arena, &axis->aliases, name);
}

static void gather(rf_question *question, gathered *all, const rf_statement *statement)
{
    for (size_t i = 0; i < statement->n; i++) {
        const rf_condition *condition = &statement->conditions[i];
        if (condition->unknown || condition->op.base == NULL)
            continue;
        rf_str key = rf_canonical_key(question, condition->key);
        size_t axis = rf_find_key_axis(question, key);
        if (axis == RF_NOT_FOUND)
            axis = rf_add_key_axis(question, key, condition->name);
        add_name(question, &question->axes.at[axis], condition->name);
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

/* Those that the statements name. */
typedef struct principal_list {
    RF_VEC(const rf_principal *) list;
    rf_map ids, accounts; /* those of the list */
} principal_list;

static void add_principal(rf_arena *arena, principal_list *principals,
                          const rf_principal *principal)
{
    bool account = rf_is_account_id(principal->id);
    RF_PUSH(arena, &principals->list, principal);
    rf_map_put(arena, &principals->ids, principal->id, principals);
    rf_map_put(arena, &principals->accounts,
               account ? principal->id : rf_caller_read(principal->id).account, principals);
}

static bool is_named(const principal_list *principals, rf_str id)
{
    return rf_map_get(&principals->ids, id) != NULL;
}

/* A caller whose ARN begins like that and whom no statement names. */
static void add_unnamed(rf_arena *arena, rf_axis *axis, const principal_list *principals,
                        rf_str begin)
{
    rf_str caller = begin;
    for (size_t i = 1; is_named(principals, caller); i++)
        caller = rf_format(arena, "%.*s-%zu", RF_ARG(begin), i);
    rf_axis_add_point(arena, axis, caller);
}

/* One caller for each class that the principal tells apart: itself, those behind whom it stands,
 * and of its account root and another user. */
static void add_callers(rf_arena *arena, rf_axis *axis, const principal_list *principals,
                        const rf_principal *principal)
{
    rf_caller named = rf_caller_read(principal->id);
    bool account = principal->type == RF_PRINCIPAL_AWS && rf_is_account_id(principal->id);
    bool star = rf_eq_c(principal->id, "*");
    if (star && principal->type == RF_PRINCIPAL_FEDERATED)
        add_unnamed(arena, axis, principals, RF_STR("accounts.google.com"));
    if (principal->unknown || principal->type == RF_PRINCIPAL_ANYONE || star)
        return;
    rf_str number = account ? principal->id : named.account;
    rf_str partition = account ? RF_STR("aws") : named.partition;
    if (!account)
        rf_axis_add_point(arena, axis, principal->id);
    if (number.n == 0)
        return;
    rf_str name = rf_principal_name(principal->id);
    if (named.kind == RF_CALLER_ROLE)
        add_unnamed(arena, axis, principals,
                    rf_format(arena, "arn:%.*s:sts::%.*s:assumed-role/%.*s/session",
                              RF_ARG(partition), RF_ARG(number), RF_ARG(name)));
    if (named.kind == RF_CALLER_USER)
        rf_axis_add_point(arena, axis,
                          rf_format(arena, "arn:%.*s:sts::%.*s:federated-user/%.*s",
                                    RF_ARG(partition), RF_ARG(number), RF_ARG(name)));
    add_unnamed(
        arena, axis, principals,
        rf_format(arena, "arn:%.*s:iam::%.*s:user/someone", RF_ARG(partition), RF_ARG(number)));
    rf_axis_add_point(
        arena, axis,
        rf_format(arena, "arn:%.*s:iam::%.*s:root", RF_ARG(partition), RF_ARG(number)));
}

/* Someone in an account that no statement names. */
static void add_stranger(rf_arena *arena, rf_axis *axis, const principal_list *principals)
{
    uint64_t account = 999988887777;
    rf_str number;
    do
        number = rf_format(arena, "%012llu", (unsigned long long)account--);
    while (rf_map_get(&principals->accounts, number) != NULL);
    rf_axis_add_point(arena, axis,
                      rf_format(arena, "arn:aws:iam::%.*s:user/stranger", RF_ARG(number)));
}

static void shape_principal(rf_question *question, const rf_relevant_list *lists, size_t n)
{
    rf_axis axis = {
        .kind = RF_AXIS_PRINCIPAL, .present = true, .has_points = true, .complete = true};
    principal_list principals = {0};
    bool needed = false;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < lists[i].n; k++) {
            const rf_statement *statement = lists[i].at[k].statement;
            const rf_principals *both[] = {&statement->principals, &statement->not_principals};
            for (size_t b = 0; b < 2; b++) {
                needed |= both[b]->present;
                for (size_t p = 0; p < both[b]->n; p++)
                    add_principal(question->arena, &principals, &both[b]->at[p]);
            }
        }
    }
    if (!needed)
        return;
    add_stranger(question->arena, &axis, &principals);
    for (size_t i = 0; i < principals.list.n; i++)
        add_callers(question->arena, &axis, &principals, principals.list.at[i]);
    rf_axis_add_point(question->arena, &axis, RF_STR("anonymous"));
    question->principal_axis = question->axes.n;
    RF_PUSH(question->arena, &question->axes, axis);
}

rf_question *rf_question_new(rf_arena *arena, const rf_universe *universe,
                             const rf_ref_check *check, rf_str action,
                             const rf_valuation *valuation, const rf_relevant_list *lists, size_t n)
{
    rf_question *question = RF_NEW(arena, rf_question);
    *question = (rf_question){.arena = arena,
                              .universe = universe,
                              .action = action,
                              .action_axis = RF_NOT_FOUND,
                              .principal_axis = RF_NOT_FOUND};
    if (check != NULL)
        question->check = *check;
    question->valuation = valuation_of(question, valuation);
    question->impossible = !can_be(question);
    rf_axis resource = {.kind = RF_AXIS_RESOURCE, .present = true};
    shape_resource(question, &resource);
    RF_PUSH(arena, &question->axes, resource);
    if (action.n == 0) {
        question->action_axis = question->axes.n;
        rf_axis any = {.kind = RF_AXIS_ACTION, .present = true};
        shape_action(question, &any);
        RF_PUSH(arena, &question->axes, any);
    }
    shape_principal(question, lists, n);
    gathered all = {0};
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < lists[i].n; k++)
            gather(question, &all, lists[i].at[k].statement);
    for (size_t i = 0; i < question->axes.n; i++)
        if (question->axes.at[i].kind == RF_AXIS_KEY)
            shape_key(question, &question->axes.at[i], &all.of_axis[i]);
    return question;
}

/* ---- what AWS cannot send ---- */

/* A condition of nobody's policy, as an atom. */
static rf_atom atom_of(rf_question *question, size_t axis, rf_condition_operator op, rf_str text)
{
    rf_arena *arena = question->arena;
    rf_condition *condition = RF_NEW(arena, rf_condition);
    rf_condition_value *value = RF_NEW(arena, rf_condition_value);
    const rf_axis *of = &question->axes.at[axis];
    *value = (rf_condition_value){.text = text, .kind = RF_STRING};
    rf_condition_value_prepare(arena, op.base, false, value);
    *condition = (rf_condition){
        .op = op, .name = of->name, .key = rf_lower(arena, of->name), .values = value, .n = 1};
    rf_atom atom = {.kind = RF_ATOM_CONDITION,
                    .axis = axis,
                    .condition = condition,
                    .textual = true,
                    .valuation = &question->valuation};
    if (op.base->family == RF_FAMILY_NULL)
        return atom;
    rf_word *word = RF_NEW(arena, rf_word);
    rf_letter *letter = RF_NEW(arena, rf_letter);
    *letter = (rf_letter){.kind = RF_LETTER_TEXT, .text = text};
    *word = (rf_word){.letters = letter, .n = 1, .nocase = true};
    atom.words = (rf_constraint){.words = word, .n = 1, .negated = op.base->negated};
    return atom;
}

rf_boxes rf_question_never(rf_question *question)
{
    static const rf_condition_operator null = {.base = &rf_base_operators[RF_OPERATOR_Null]};
    static const rf_condition_operator none = {
        .base = &rf_base_operators[RF_OPERATOR_StringNotEqualsIgnoreCase],
        .set = RF_SET_FOR_ALL_VALUES};
    const rf_str family = RF_STR("aws:requesttag/");
    rf_boxes boxes = {0};
    size_t keys = rf_find_key_axis(question, RF_STR("aws:tagkeys"));
    if (question->universe->any || keys == RF_NOT_FOUND || !question->axes.at[keys].present)
        return boxes;
    for (size_t i = 0; i < question->axes.n; i++) {
        const rf_axis *tag = &question->axes.at[i];
        if (tag->kind != RF_AXIS_KEY || !rf_starts(tag->key, family))
            continue;
        rf_atom *atoms = RF_NEW_ARRAY(question->arena, rf_atom, 2);
        atoms[0] = atom_of(question, i, null, RF_STR("false"));
        atoms[1] = atom_of(question, keys, none, rf_slice(tag->name, family.n, tag->name.n));
        RF_PUSH(question->arena, &boxes, (rf_box){.atoms = atoms, .n = 2});
    }
    return boxes;
}

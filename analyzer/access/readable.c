#include "access/readable.h"

#include "access/readable_parts.h"
#include "iam/arn.h"

#include <string.h>

/* ---- what must stay true ---- */

static bool may_hold(rf_reader *r, const rf_atom *atom)
{
    return rf_atom_truth(r->arena, &r->question->axes.at[atom->axis], atom,
                         &r->point->values[atom->axis], &r->budget) != RF_NO;
}

/* Which atoms of the boxes that must be left do not hold at the point. */
static void find_truths(rf_reader *r)
{
    size_t n = r->wanted->outside_count;
    r->truths = RF_NEW_ARRAY(r->arena, bool *, n);
    r->failing = RF_NEW_ARRAY(r->arena, size_t, n);
    for (size_t i = 0; i < n; i++) {
        const rf_box *box = r->wanted->outside[i];
        r->truths[i] = RF_NEW_ARRAY(r->arena, bool, box->n);
        for (size_t k = 0; k < box->n; k++) {
            r->truths[i][k] = may_hold(r, &box->atoms[k]);
            r->failing[i] += !r->truths[i][k];
        }
    }
}

/* The same, of atoms on the axis. */
static void update_truths(rf_reader *r)
{
    for (size_t i = 0; i < r->wanted->outside_count; i++) {
        const rf_box *box = r->wanted->outside[i];
        for (size_t k = 0; k < box->n; k++) {
            if (box->atoms[k].axis != r->axis)
                continue;
            bool before = r->truths[i][k], now = may_hold(r, &box->atoms[k]);
            r->failing[i] = r->failing[i] + before - now;
            r->truths[i][k] = now;
        }
    }
}

static void add_atoms_of(rf_reader *r, const rf_box *box)
{
    for (size_t i = 0; box != NULL && i < box->n; i++)
        if (box->atoms[i].axis == r->axis && box->atoms[i].kind != RF_ATOM_MAYBE)
            RF_PUSH(r->arena, &r->inside, &box->atoms[i]);
}

/* Chooses the axis: the atoms on it that must hold, and the boxes that are left by it alone. */
static void select_axis(rf_reader *r, size_t axis)
{
    r->axis = axis;
    r->inside.n = r->outside.n = r->sources.n = 0;
    r->searched = false;
    for (size_t i = 0; i < r->wanted->inside_count; i++)
        add_atoms_of(r, r->wanted->inside[i]);
    add_atoms_of(r, r->point->any);
    for (size_t i = 0; i < r->wanted->outside_count; i++) {
        const rf_box *box = r->wanted->outside[i];
        size_t here = 0;
        for (size_t k = 0; k < box->n; k++)
            here += box->atoms[k].axis == axis && !r->truths[i][k];
        if (here == r->failing[i])
            RF_PUSH(r->arena, &r->outside, box);
    }
}

static rf_truth truth_of(rf_reader *r, const rf_atom *atom, const rf_axis_value *value)
{
    return rf_atom_truth(r->arena, &r->question->axes.at[r->axis], atom, value, &r->budget);
}

static bool leaves(rf_reader *r, const rf_box *box, const rf_axis_value *value)
{
    for (size_t i = 0; i < box->n; i++)
        if (box->atoms[i].axis == r->axis && truth_of(r, &box->atoms[i], value) == RF_NO)
            return true;
    return false;
}

/* True when the axis can have the value. */
static bool is_possible(rf_reader *r, const rf_axis_value *value)
{
    const rf_axis *axis = &r->question->axes.at[r->axis];
    for (size_t i = 0; i < axis->shape_count && !value->absent && !r->formed; i++)
        for (size_t k = 0; k < value->n; k++)
            if (!rf_constraint_holds_within(&axis->shape[i], value->values[k], &r->budget) ||
                r->budget.steps == 0)
                return false;
    return value->absent ? axis->absent : axis->present;
}

static bool satisfies(rf_reader *r, const rf_axis_value *value)
{
    for (size_t i = 0; i < r->inside.n; i++)
        if (truth_of(r, r->inside.at[i], value) != RF_YES)
            return false;
    for (size_t i = 0; i < r->outside.n; i++)
        if (!leaves(r, r->outside.at[i], value))
            return false;
    return is_possible(r, value);
}

/* True when keys, accounts and the principal contradict one another. */
static bool has_conflict(rf_reader *r)
{
    return rf_request_conflict(r->arena, rf_question_request(r->question, r->point), true).n != 0;
}

/* Takes the value when the witness stays one. */
bool rf_reader_take(rf_reader *r, const rf_axis_value *value)
{
    if (r->budget.steps == 0)
        return false;
    rf_axis_value before = r->point->values[r->axis];
    rf_arena_mark mark = rf_arena_mark_get(r->arena);
    bool good = satisfies(r, value);
    if (good && r->coherent && r->coupled) {
        r->point->values[r->axis] = *value;
        good = !has_conflict(r);
        r->point->values[r->axis] = before;
    }
    rf_arena_rewind(r->arena, mark);
    if (good)
        r->point->values[r->axis] = *value;
    return good;
}

bool rf_reader_try(rf_reader *r, rf_str text)
{
    const rf_axis_value *now = &r->point->values[r->axis];
    if (text.at == NULL || rf_eq(now->values[r->slot], text))
        return text.at != NULL;
    for (size_t i = 0; i < now->n; i++)
        if (rf_eq(now->values[i], text))
            return false;
    rf_str *values = RF_NEW_ARRAY(r->arena, rf_str, now->n);
    memcpy(values, now->values, now->n * sizeof *values);
    values[r->slot] = text;
    return rf_reader_take(
        r, &(rf_axis_value){.multivalued = now->multivalued, .values = values, .n = now->n});
}

/* ---- axes ---- */

void rf_reader_find_sources(rf_reader *r)
{
    enum { SOURCES = 24 };
    if (r->searched)
        return;
    r->searched = true;
    for (size_t i = 0; i < r->inside.n; i++) {
        const rf_atom *atom = r->inside.at[i];
        for (size_t k = 0; atom->textual && !atom->words.negated && k < atom->words.n; k++)
            if (r->sources.n < SOURCES)
                RF_PUSH(r->arena, &r->sources, rf_gaps_of_word(r->arena, &atom->words.words[k]));
    }
    for (size_t i = 0; i < r->outside.n; i++) {
        for (size_t a = 0; a < r->outside.at[i]->n; a++) {
            const rf_atom *atom = &r->outside.at[i]->atoms[a];
            if (atom->axis != r->axis || !atom->textual || !atom->words.negated)
                continue;
            for (size_t k = 0; k < atom->words.n && r->sources.n < SOURCES; k++)
                RF_PUSH(r->arena, &r->sources, rf_gaps_of_word(r->arena, &atom->words.words[k]));
        }
    }
}

/* Fewer values, then better ones. */
static void improve_values(rf_reader *r)
{
    rf_axis_value *value = &r->point->values[r->axis];
    for (size_t i = 0; value->n > 1 && i < value->n;) {
        rf_str *fewer = RF_NEW_ARRAY(r->arena, rf_str, value->n - 1);
        for (size_t k = 0, n = 0; k < value->n; k++)
            if (k != i)
                fewer[n++] = value->values[k];
        if (!rf_reader_take(r, &(rf_axis_value){.multivalued = value->multivalued,
                                                .values = fewer,
                                                .n = value->n - 1}))
            i++;
    }
    for (r->slot = 0; r->slot < value->n; r->slot++)
        rf_improve_text(r);
    r->slot = 0;
}

static void improve_key(rf_reader *r)
{
    const rf_axis *axis = &r->question->axes.at[r->axis];
    if (r->point->values[r->axis].absent || axis->shape_count != 0)
        return;
    if (axis->absent && rf_reader_take(r, &(rf_axis_value){.absent = true}))
        return;
    if (axis->has_points && (rf_improve_point(r) || axis->complete))
        return;
    improve_values(r);
}

static void improve_axis(rf_reader *r, size_t index)
{
    const rf_axis *axis = &r->question->axes.at[index];
    if (axis->kind == RF_AXIS_KEY && r->point->values[index].absent)
        return;
    rf_axis_value before = r->point->values[index];
    select_axis(r, index);
    switch (axis->kind) {
    case RF_AXIS_RESOURCE:
        rf_improve_resource(r);
        break;
    case RF_AXIS_ACTION:
        rf_improve_action(r);
        break;
    case RF_AXIS_PRINCIPAL:
        rf_improve_principal(r);
        break;
    case RF_AXIS_KEY:
        improve_key(r);
        break;
    }
    const rf_axis_value *after = &r->point->values[index];
    if (before.absent == after->absent && before.values == after->values)
        return;
    update_truths(r);
}

/* Keys that say something about one another, about the caller, or the resource's account. */
static bool is_coupled(const rf_axis *axis)
{
    static const char *const families[] = {"aws:principal", "aws:user", "aws:resourceaccount",
                                           "aws:requesttag/", "aws:tagkeys"};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (axis->kind == RF_AXIS_KEY && rf_starts(axis->key, rf_str_c(families[i])))
            return true;
    return false;
}

static bool is_tag_list(const rf_axis *axis)
{
    return axis->kind == RF_AXIS_KEY && rf_eq_c(axis->key, "aws:tagkeys");
}

void rf_make_readable(rf_arena *arena, const rf_question *question, const rf_wanted *wanted,
                      rf_budget *budget, rf_point *point)
{
    uint64_t most =
        RF_LIMIT_READABLE_STEPS < budget->steps ? RF_LIMIT_READABLE_STEPS : budget->steps;
    rf_reader r = {
        .arena = arena, .question = question, .wanted = wanted, .point = point, .budget = {most}};
    find_truths(&r);
    for (size_t i = 0; i < question->axes.n; i++)
        r.coupled |= is_coupled(&question->axes.at[i]);
    r.coherent = r.coupled && !has_conflict(&r);
    for (size_t i = 0; i < question->axes.n; i++)
        if (!is_tag_list(&question->axes.at[i]))
            improve_axis(&r, i);
    for (size_t i = 0; i < question->axes.n; i++) /* it follows the tags */
        if (is_tag_list(&question->axes.at[i]))
            improve_axis(&r, i);
    budget->steps -= most - r.budget.steps;
}

/* ---- variables ---- */

static rf_str name_of(rf_arena *arena, const rf_valued *all, size_t n, rf_str key)
{
    const char *known = rf_key_examples(key).at[0];
    rf_str name = known != NULL ? rf_str_c(known) : RF_STR("example");
    size_t same = 0;
    for (size_t i = 0; i < n; i++)
        same += rf_starts(all[i].value, name);
    return same == 0 ? name : rf_format(arena, "%.*s-%zu", RF_ARG(name), same + 1);
}

const rf_valuation *rf_readable_valuation(rf_arena *arena, const rf_valuation *valuation,
                                          const rf_valuation *own)
{
    rf_valuation *named = RF_NEW(arena, rf_valuation);
    rf_valued *all = RF_NEW_ARRAY(arena, rf_valued, valuation->n);
    for (size_t i = 0; i < valuation->n; i++) {
        size_t same = 0; /* one variable may have two names */
        all[i] = valuation->at[i];
        if (all[i].absent || !rf_eq(all[i].value, own->at[i].value))
            continue;
        while (!rf_eq(own->at[same].value, own->at[i].value))
            same++;
        all[i].value = same < i ? all[same].value : name_of(arena, all, i, all[i].key);
    }
    *named = (rf_valuation){all, valuation->n};
    return named;
}

/* ---- form ---- */

void rf_question_require_form(rf_question *question)
{
    static const rf_letter star[] = {{.kind = RF_LETTER_TEXT, .text = {"*", 1}}};
    static const rf_letter arn[] = {
        {.kind = RF_LETTER_TEXT, .text = {"arn:", 4}},
        {.kind = RF_LETTER_RUN, .of = RF_CLASS_NOT_COLON},
        {.kind = RF_LETTER_TEXT, .text = {":", 1}},
        {.kind = RF_LETTER_RUN, .of = RF_CLASS_NOT_COLON},
        {.kind = RF_LETTER_TEXT, .text = {":", 1}},
        {.kind = RF_LETTER_RUN, .of = RF_CLASS_NOT_COLON},
        {.kind = RF_LETTER_TEXT, .text = {":", 1}},
        {.kind = RF_LETTER_RUN, .of = RF_CLASS_NOT_COLON},
        {.kind = RF_LETTER_TEXT, .text = {":", 1}},
        {.kind = RF_LETTER_RUN, .of = RF_CLASS_ANY},
    };
    static const rf_letter name[] = {
        {.kind = RF_LETTER_ONE, .of = RF_CLASS_NOT_COLON},
        {.kind = RF_LETTER_RUN, .of = RF_CLASS_NOT_COLON},
        {.kind = RF_LETTER_TEXT, .text = {":", 1}},
        {.kind = RF_LETTER_ONE, .of = RF_CLASS_NOT_COLON},
        {.kind = RF_LETTER_RUN, .of = RF_CLASS_NOT_COLON},
    };
    static const rf_word resources[] = {{.letters = arn, .n = sizeof arn / sizeof *arn},
                                        {.letters = star, .n = 1}};
    static const rf_word actions[] = {{.letters = name, .n = sizeof name / sizeof *name}};
    static const rf_constraint of_resource = {.words = resources, .n = 2};
    static const rf_constraint of_action = {.words = actions, .n = 1};
    for (size_t i = 0; i < question->axes.n; i++) {
        rf_axis *axis = &question->axes.at[i];
        if (axis->shape_count != 0 || axis->kind > RF_AXIS_RESOURCE)
            continue;
        axis->shape = axis->kind == RF_AXIS_RESOURCE ? &of_resource : &of_action;
        axis->shape_count = 1;
    }
}

bool rf_request_has_form(const rf_request *request)
{
    rf_arn arn;
    rf_str name, service = rf_split(request->action, ':', &name);
    bool resource = rf_eq_c(request->resource, "*") ||
                    (rf_arn_split(request->resource, &arn) && rf_eq_c(arn.segment[0], "arn"));
    return resource && service.n != 0 && name.n != 0 && rf_find_byte(name, ':') == RF_NOT_FOUND &&
           rf_find_byte(request->action, '*') == RF_NOT_FOUND &&
           rf_find_byte(request->action, '?') == RF_NOT_FOUND &&
           rf_find_byte(request->action, ' ') == RF_NOT_FOUND;
}

#include "cli/diff_edits.h"

#include "base/vec.h"

#include <stdlib.h>

enum {
    NEAR_MAX =
        256,   /* statements without a Sid of the other side that are held against each other */
    SHOWN = 3, /* texts of a list */
    LONG = 60, /* characters of a value */
};

/* ---- which statement is which ---- */

/* What a statement lists, as sorted hashes. */
typedef struct features {
    uint64_t *at;
    size_t n, capacity;
} features;

static uint64_t hash_text(uint64_t hash, rf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001b3u; /* FNV-1a */
    return (hash ^ 0xff) * 0x100000001b3u;
}

static void add_patterns(rf_arena *arena, features *all, const rf_patterns *patterns, rf_str kind)
{
    for (size_t i = 0; i < patterns->n; i++)
        RF_PUSH(arena, all, hash_text(hash_text(0, kind), patterns->at[i].text));
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void sort(features *list)
{
    if (list->n != 0)
        qsort(list->at, list->n, sizeof *list->at, by_value);
}

typedef struct outline {
    features all, actions;
} outline;

static outline outline_of(rf_arena *arena, const rf_statement *statement)
{
    features all = {0}, actions = {0};
    add_patterns(arena, &actions, &statement->actions, RF_STR("Action"));
    add_patterns(arena, &actions, &statement->not_actions, RF_STR("NotAction"));
    for (size_t i = 0; i < actions.n; i++)
        RF_PUSH(arena, &all, actions.at[i]);
    add_patterns(arena, &all, &statement->resources, RF_STR("Resource"));
    add_patterns(arena, &all, &statement->not_resources, RF_STR("NotResource"));
    for (size_t i = 0; i < statement->n; i++) {
        const rf_condition *condition = &statement->conditions[i];
        uint64_t head = hash_text(hash_text(0, condition->op_text), condition->key);
        for (size_t v = 0; v < condition->n; v++)
            RF_PUSH(arena, &all, hash_text(head, condition->values[v].text));
    }
    sort(&all);
    sort(&actions);
    return (outline){all, actions};
}

/* How much of both is the same, of 100. */
static size_t similarity(const features *a, const features *b)
{
    size_t common = 0;
    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        common += a->at[i] == b->at[k];
        if (a->at[i] <= b->at[k])
            i++;
        else
            k++;
    }
    size_t all = a->n + b->n - common;
    return all == 0 ? 0 : common * 100 / all;
}

/* Two statements are near when half of what they list is the same, or half of their actions; 0 when
 * they are not. */
static size_t nearness(const outline *a, const outline *b)
{
    enum { HALF = 50 };
    size_t actions = similarity(&a->actions, &b->actions), all = similarity(&a->all, &b->all);
    return actions < HALF && all < HALF ? 0 : actions + 2 * all;
}

static void pair_by_sid(rf_arena *arena, rf_pairing *pairing)
{
    rf_map by_sid = {0};
    for (size_t i = pairing->b->n; i-- > 0;)
        if (pairing->b->statements[i].sid.n != 0)
            rf_map_put(arena, &by_sid, pairing->b->statements[i].sid,
                       (void *)(uintptr_t)&pairing->b->statements[i]);
    for (size_t i = 0; i < pairing->a->n; i++) {
        const rf_statement *statement = &pairing->a->statements[i];
        const rf_statement *other =
            statement->sid.n != 0 ? rf_map_get(&by_sid, statement->sid) : NULL;
        if (other == NULL || pairing->of_b[other->index] != NULL)
            continue;
        pairing->of_a[i] = other;
        pairing->of_b[other->index] = statement;
    }
}

typedef RF_VEC(const rf_statement *) statement_list;

static statement_list left_over(rf_arena *arena, const rf_policy *policy,
                                const rf_statement *const *paired)
{
    statement_list list = {0};
    for (size_t i = 0; i < policy->n; i++)
        if (paired[i] == NULL)
            RF_PUSH(arena, &list, &policy->statements[i]);
    return list;
}

/* Each takes the one that is most like it and not yet taken. */
static void pair_by_content(rf_arena *arena, rf_pairing *pairing)
{
    statement_list a = left_over(arena, pairing->a, pairing->of_a);
    statement_list b = left_over(arena, pairing->b, pairing->of_b);
    if (a.n > NEAR_MAX || b.n > NEAR_MAX)
        return;
    outline *of_b = RF_NEW_ARRAY(arena, outline, b.n);
    for (size_t i = 0; i < b.n; i++)
        of_b[i] = outline_of(arena, b.at[i]);
    for (size_t i = 0; i < a.n; i++) {
        outline own = outline_of(arena, a.at[i]);
        size_t best = 0, which = RF_NOT_FOUND;
        for (size_t k = 0; k < b.n; k++) {
            size_t like = nearness(&own, &of_b[k]);
            if (pairing->of_b[b.at[k]->index] != NULL || a.at[i]->effect != b.at[k]->effect ||
                like <= best)
                continue;
            best = like;
            which = k;
        }
        if (which == RF_NOT_FOUND)
            continue;
        pairing->of_a[a.at[i]->index] = b.at[which];
        pairing->of_b[b.at[which]->index] = a.at[i];
    }
}

rf_pairing rf_pairing_make(rf_arena *arena, const rf_policy *a, const rf_policy *b)
{
    rf_pairing pairing = {.a = a, .b = b};
    if (a == NULL || b == NULL)
        return pairing;
    pairing.of_a = RF_NEW_ARRAY(arena, const rf_statement *, a->n);
    pairing.of_b = RF_NEW_ARRAY(arena, const rf_statement *, b->n);
    pair_by_sid(arena, &pairing);
    pair_by_content(arena, &pairing);
    return pairing;
}

const rf_statement *rf_pairing_find(const rf_pairing *pairing, const rf_statement *statement)
{
    if (pairing->of_a == NULL)
        return NULL;
    bool from_a =
        statement->index < pairing->a->n && statement == &pairing->a->statements[statement->index];
    return (from_a ? pairing->of_a : pairing->of_b)[statement->index];
}

/* ---- what was changed ---- */

typedef RF_VEC(rf_str) text_list;

typedef struct writer {
    rf_arena *arena;
    rf_buf buf;
    const rf_edit *edit;
    bool matches_now;
} writer;

static rf_buf *next_part(writer *w)
{
    if (w->buf.n != 0)
        rf_buf_add_c(&w->buf, ", and ");
    return &w->buf;
}

static rf_map set_of(rf_arena *arena, const text_list *list)
{
    rf_map set = {0};
    for (size_t i = 0; i < list->n; i++)
        rf_map_put(arena, &set, list->at[i], &list->at[i]);
    return set;
}

/* What `of` has and `without` has not, each once, `first` in front. */
static text_list texts_without(rf_arena *arena, const text_list *of, const text_list *without,
                               rf_str first)
{
    text_list list = {0};
    rf_map known = set_of(arena, without), all = set_of(arena, of);
    if (first.n != 0 && rf_map_get(&all, first) != NULL && rf_map_get(&known, first) == NULL) {
        RF_PUSH(arena, &list, first);
        rf_map_put(arena, &known, first, &first);
    }
    for (size_t i = 0; i < of->n; i++)
        if (rf_map_put(arena, &known, of->at[i], &of->at[i]) == NULL)
            RF_PUSH(arena, &list, of->at[i]);
    return list;
}

static void add_text(rf_buf *buf, rf_str text, bool quoted)
{
    rf_buf_format(buf, "%s%.*s%s%s", quoted ? "\"" : "", RF_ARG(rf_slice(text, 0, LONG)),
                  text.n > LONG ? "..." : "", quoted ? "\"" : "");
}

/* "a, b and c"; `joint` is " and " or " or ". */
static void add_texts(rf_buf *buf, const text_list *list, const char *joint, bool quoted)
{
    size_t shown = list->n > SHOWN + 1 ? SHOWN - 1 : list->n;
    for (size_t i = 0; i < shown; i++) {
        rf_buf_add_c(buf, i == 0 ? "" : i + 1 < list->n ? ", " : joint);
        add_text(buf, list->at[i], quoted);
    }
    if (shown < list->n)
        rf_buf_format(buf, " and %zu more", list->n - shown);
}

/* Two lists of one element (Action, or a condition), of which `first` decides.  `only`: what was
 * added (1) or removed (-1) matters, the other does not; 0: both do. */
static void add_list(writer *w, rf_str element, const text_list *was, const text_list *is,
                     rf_str first, int only, bool quoted)
{
    text_list added = texts_without(w->arena, is, was, first);
    text_list removed = texts_without(w->arena, was, is, first);
    bool matters = (only >= 0 && added.n != 0) || (only <= 0 && removed.n != 0);
    if (!matters)
        return;
    rf_buf *buf = next_part(w);
    const char *joint = " and ";
    if (added.n == 1 && removed.n == 1) {
        add_text(buf, removed.at[0], quoted);
        rf_buf_format(buf, " in %.*s became ", RF_ARG(element));
        add_text(buf, added.at[0], quoted);
    } else if (added.n == is->n && removed.n == was->n) {
        rf_buf_format(buf, "%.*s became ", RF_ARG(element));
        add_texts(buf, &added, joint, quoted);
    } else if (only >= 0 && added.n != 0) {
        add_texts(buf, &added, joint, quoted);
        rf_buf_format(buf, " %s added to %.*s", added.n == 1 ? "was" : "were", RF_ARG(element));
    } else {
        add_texts(buf, &removed, joint, quoted);
        rf_buf_format(buf, " %s removed from %.*s", removed.n == 1 ? "was" : "were",
                      RF_ARG(element));
    }
}

static text_list texts_of(rf_arena *arena, const rf_patterns *patterns)
{
    text_list list = {0};
    for (size_t i = 0; i < patterns->n; i++)
        RF_PUSH(arena, &list, patterns->at[i].text);
    return list;
}

static text_list ids_of(rf_arena *arena, const rf_principals *principals)
{
    text_list list = {0};
    for (size_t i = 0; i < principals->n; i++)
        RF_PUSH(arena, &list, principals->at[i].id);
    return list;
}

static const char *element_of(bool positive, bool negated, const char *const names[2])
{
    return negated ? names[1] : positive ? names[0] : NULL;
}

/* True when the element itself changed: "NotAction became Action", "Resource was added". */
static bool add_element(writer *w, const char *was, const char *is)
{
    if (was == is)
        return false;
    rf_buf *buf = next_part(w);
    if (was != NULL && is != NULL)
        rf_buf_format(buf, "%s became %s", was, is);
    else
        rf_buf_format(buf, "%s was %s", was != NULL ? was : is, was != NULL ? "removed" : "added");
    return true;
}

/* `decides`: the pattern that matches the request, or excludes it. */
static void add_pattern_edit(writer *w, const char *const names[2], const rf_patterns *was,
                             const rf_patterns *not_was, const rf_patterns *is,
                             const rf_patterns *not_is, const rf_pattern *decides)
{
    const char *name_was = element_of(was->present, not_was->present, names);
    const char *name_is = element_of(is->present, not_is->present, names);
    bool negated = not_was->present;
    if (add_element(w, name_was, name_is) || name_was == NULL)
        return;
    text_list before = texts_of(w->arena, negated ? not_was : was);
    text_list after = texts_of(w->arena, negated ? not_is : is);
    add_list(w, rf_str_c(name_was), &before, &after, decides ? decides->text : RF_STR(""),
             w->matches_now != negated ? 1 : -1, false);
}

static void add_principal_edit(writer *w)
{
    static const char *const names[2] = {"Principal", "NotPrincipal"};
    const rf_statement *was = w->edit->was, *is = w->edit->is;
    bool negated = was->not_principals.present;
    const char *name_was = element_of(was->principals.present, negated, names);
    const char *name_is = element_of(is->principals.present, is->not_principals.present, names);
    if (add_element(w, name_was, name_is) || name_was == NULL)
        return;
    text_list before = ids_of(w->arena, negated ? &was->not_principals : &was->principals);
    text_list after = ids_of(w->arena, negated ? &is->not_principals : &is->principals);
    add_list(w, rf_str_c(name_was), &before, &after, RF_STR(""), w->matches_now != negated ? 1 : -1,
             false);
}

/* ---- conditions ---- */

static text_list values_of(rf_arena *arena, const rf_condition *condition)
{
    text_list list = {0};
    for (size_t i = 0; i < condition->n; i++)
        RF_PUSH(arena, &list, condition->values[i].text);
    return list;
}

static bool same_values(rf_arena *arena, const rf_condition *a, const rf_condition *b)
{
    text_list of_a = values_of(arena, a), of_b = values_of(arena, b);
    return texts_without(arena, &of_a, &of_b, RF_STR("")).n == 0 &&
           texts_without(arena, &of_b, &of_a, RF_STR("")).n == 0;
}

/* What two conditions have in common; below SOME they are none of each other. */
enum { SAME_KEY = 4, SAME_BASE = 2, SAME_VALUES = 2, SAME_OPERATOR = 1, SOME = 4 };

static int likeness(rf_arena *arena, const rf_condition *a, const rf_condition *b)
{
    int sum = rf_eq(a->key, b->key) ? SAME_KEY : 0;
    sum += a->op.base == b->op.base ? SAME_BASE : 0;
    sum += rf_eq_nocase(a->op_text, b->op_text) ? SAME_OPERATOR : 0;
    return sum + (same_values(arena, a, b) ? SAME_VALUES : 0);
}

static const rf_condition *most_like(rf_arena *arena, const rf_condition *condition,
                                     const rf_statement *statement)
{
    const rf_condition *found = NULL;
    int best = SOME - 1;
    for (size_t i = 0; i < statement->n; i++) {
        int like = likeness(arena, condition, &statement->conditions[i]);
        if (like <= best)
            continue;
        best = like;
        found = &statement->conditions[i];
    }
    return found;
}

/* "StringLike ec2:ResourceTag/Name" */
static rf_str condition_name(rf_arena *arena, const rf_condition *condition)
{
    return rf_format(arena, "%.*s %.*s", RF_ARG(condition->op_text), RF_ARG(condition->name));
}

static void add_whole(writer *w, rf_buf *buf, const rf_condition *condition)
{
    text_list values = values_of(w->arena, condition);
    rf_buf_format(buf, "%.*s ", RF_ARG(condition_name(w->arena, condition)));
    if (values.n <= 2) {
        add_texts(buf, &values, " or ", true);
        return;
    }
    add_text(buf, values.at[0], true);
    rf_buf_format(buf, ", +%zu", values.n - 1);
}

static void add_change(writer *w, const rf_condition *was, const rf_condition *is)
{
    bool key = !rf_eq(was->key, is->key), operator= !rf_eq_nocase(was->op_text, is->op_text);
    bool values = !same_values(w->arena, was, is);
    if (key + operator+ values> 1) {
        rf_buf *buf = next_part(w);
        add_whole(w, buf, was);
        rf_buf_add_c(buf, " became ");
        add_whole(w, buf, is);
    } else if (operator) {
        rf_buf_format(next_part(w), "%.*s on %.*s became %.*s", RF_ARG(was->op_text),
                      RF_ARG(was->name), RF_ARG(is->op_text));
    } else if (key) {
        rf_buf_format(next_part(w), "%.*s in %.*s became %.*s", RF_ARG(was->name),
                      RF_ARG(was->op_text), RF_ARG(is->name));
    } else if (values) {
        text_list before = values_of(w->arena, was), after = values_of(w->arena, is);
        add_list(w, condition_name(w->arena, was), &before, &after, RF_STR(""), 0, true);
    }
}

/* `failing` is a condition of the statement that is not about the request. */
static void add_condition_edit(writer *w, const rf_condition *failing)
{
    const rf_statement *other = w->matches_now ? w->edit->is : w->edit->was;
    const rf_condition *like = most_like(w->arena, failing, other);
    if (like != NULL) {
        add_change(w, w->matches_now ? failing : like, w->matches_now ? like : failing);
        return;
    }
    rf_buf *buf = next_part(w);
    rf_buf_format(buf, "the condition ");
    add_whole(w, buf, failing);
    rf_buf_add_c(buf, w->matches_now ? " was removed" : " was added");
}

static const char *effect_word(const rf_statement *statement)
{
    return statement->effect == RF_EFFECT_DENY ? "Deny" : "Allow";
}

rf_str rf_edit_words(rf_arena *arena, const rf_edit *edit)
{
    static const char *const actions[2] = {"Action", "NotAction"};
    static const char *const resources[2] = {"Resource", "NotResource"};
    writer w = {arena, rf_buf_new(arena), edit, edit->why_is->match != RF_NO};
    const rf_explanation *failing = w.matches_now ? edit->why_was : edit->why_is;
    const rf_explanation *matching = w.matches_now ? edit->why_is : edit->why_was;
    const rf_statement *was = edit->was, *is = edit->is;
    if (was->effect != is->effect)
        rf_buf_format(next_part(&w), "Effect %s became %s", effect_word(was), effect_word(is));
    if (failing->action_match == RF_NO)
        add_pattern_edit(&w, actions, &was->actions, &was->not_actions, &is->actions,
                         &is->not_actions,
                         was->not_actions.present ? failing->action : matching->action);
    if (failing->resource_match == RF_NO)
        add_pattern_edit(&w, resources, &was->resources, &was->not_resources, &is->resources,
                         &is->not_resources,
                         was->not_resources.present ? failing->resource : matching->resource);
    if (failing->principal_match == RF_NO)
        add_principal_edit(&w);
    for (size_t i = 0; i < failing->n; i++)
        if (failing->conditions[i].holds == RF_NO)
            add_condition_edit(&w, failing->conditions[i].condition);
    return rf_buf_str(&w.buf);
}

#include "access/valuations.h"

#include "access/classes.h"
#include "access/points.h"

enum {
    VALUATIONS_MAX = 96,  /* each makes a question of its own */
    VALUES_MAX = 96,      /* of one variable */
    INTERPLAYS_MAX = 300, /* the same */
};

/* Of the i-th variable: a text that no pattern spells. */
#define FRESH "q7x%zukz"

/* A pattern, and what its texts are: a resource, or values of a key. */
typedef struct place {
    const rf_pattern *pattern;
    rf_str key; /* in lower case, tags under one name; empty: the resource */
    bool nocase;
} place;

/* A variable under all its names, and the values that it may have. */
typedef struct variable {
    rf_str key, fresh;
    bool may_lack; /* its absence matters: a default stands for it, or a condition is on its key */
    bool several;  /* its key may have several values: then it has none */
    rf_values values;
} variable;

typedef struct finder {
    rf_arena *arena;
    const rf_relevant_list *lists;
    size_t n;
    RF_VEC(place) places;
    RF_VEC(variable) variables;
    bool complete;
} finder;

/* ---- what the statements hold ---- */

static rf_str tag_of(rf_str key)
{
    rf_str tag;
    rf_split(key, '/', &tag);
    return tag;
}

/* One name for a tag that has two. */
static rf_str one_name(rf_arena *arena, rf_str key)
{
    rf_str alias = rf_ref_tag_alias(key);
    if (alias.n == 0 || rf_starts_nocase(key, RF_STR("aws:")))
        return key;
    return rf_lower(arena, rf_format(arena, "%.*s/%.*s", RF_ARG(alias), RF_ARG(tag_of(key))));
}

static variable *find_variable(const finder *f, rf_str key)
{
    rf_str name = one_name(f->arena, key);
    for (size_t i = 0; i < f->variables.n; i++)
        if (rf_eq(f->variables.at[i].key, name))
            return &f->variables.at[i];
    return NULL;
}

static void add_place(finder *f, const rf_pattern *pattern, rf_str key, bool nocase)
{
    if (pattern->unknown)
        return;
    RF_PUSH(f->arena, &f->places, (place){pattern, key, nocase});
    for (size_t i = 0; i < pattern->n && pattern->variables; i++)
        if (pattern->tokens[i].kind == RF_TOKEN_VARIABLE)
            find_variable(f, pattern->tokens[i].key)->may_lack |= pattern->tokens[i].has_fallback;
}

static bool is_textual(const rf_condition *condition)
{
    rf_family family = condition->op.base->family;
    return family == RF_FAMILY_STRING || family == RF_FAMILY_ARN;
}

static void add_places(finder *f, const rf_statement *statement)
{
    const rf_patterns *elements[] = {&statement->resources, &statement->not_resources};
    for (size_t e = 0; e < 2; e++)
        for (size_t i = 0; i < elements[e]->n; i++)
            add_place(f, &elements[e]->at[i], RF_STR(""), false);
    for (size_t i = 0; i < statement->n; i++) {
        const rf_condition *condition = &statement->conditions[i];
        if (condition->unknown || condition->op.base == NULL)
            continue;
        rf_str key = one_name(f->arena, condition->key);
        rf_operator_id id = condition->op.base->id;
        variable *own = find_variable(f, key);
        if (own != NULL) {
            own->may_lack = true;
            own->several |= condition->op.set != RF_SET_NONE;
        }
        for (size_t k = 0; k < condition->n && is_textual(condition); k++)
            if (condition->values[k].readable && condition->values[k].kind != RF_UNKNOWN)
                add_place(f, &condition->values[k].pattern, key,
                          id == RF_OPERATOR_StringEqualsIgnoreCase ||
                              id == RF_OPERATOR_StringNotEqualsIgnoreCase);
    }
}

/* ---- one pattern and another ---- */

static bool is_variable(const finder *f, const rf_token *token, const variable *which)
{
    return token->kind == RF_TOKEN_VARIABLE &&
           (which == NULL || rf_eq(one_name(f->arena, token->key), which->key));
}

static size_t count_variable(const finder *f, const rf_pattern *pattern, const variable *which)
{
    size_t n = 0;
    for (size_t i = 0; i < pattern->n && pattern->variables; i++)
        n += is_variable(f, &pattern->tokens[i], which);
    return n;
}

/* What the variables are in a word. */
typedef enum filling { AS_WILDCARDS, AS_FRESH, AS_FALLBACK } filling;

static const rf_str hole_text = {"hole", 4};
enum { NO_HOLE = -1 };

/* The pattern as a word, with a letter of its own for the token that is the hole.  False when it
 * matches nothing. */
static bool word_of(finder *f, const place *from, filling fill, int hole, rf_word *word)
{
    rf_pattern filled = *from->pattern;
    rf_token *tokens = RF_NEW_ARRAY(f->arena, rf_token, filled.n);
    for (size_t i = 0; i < filled.n; i++) {
        tokens[i] = filled.tokens[i];
        if (tokens[i].kind != RF_TOKEN_VARIABLE)
            continue;
        bool falls_back = fill == AS_FALLBACK && tokens[i].has_fallback;
        tokens[i].kind = fill == AS_WILDCARDS ? RF_TOKEN_STAR : RF_TOKEN_TEXT;
        tokens[i].crosses = true;
        tokens[i].text =
            falls_back ? tokens[i].fallback : find_variable(f, filled.tokens[i].key)->fresh;
        if ((int)i == hole) {
            tokens[i].kind = RF_TOKEN_TEXT;
            tokens[i].text = hole_text;
        }
    }
    const rf_valuation none = {0};
    filled.tokens = tokens;
    bool any = rf_word_of_pattern(f->arena, &filled, &none, word);
    word->nocase = from->nocase;
    return any;
}

/* The words before and after the hole. */
static void split_word(const rf_word *word, rf_word *before, rf_word *after)
{
    size_t at = 0;
    while (word->letters[at].text.at != hole_text.at)
        at++;
    *before = (rf_word){word->letters, at, word->nocase};
    *after = (rf_word){word->letters + at + 1, word->n - at - 1, word->nocase};
}

static bool same_token(const finder *f, const rf_token *a, const rf_token *b)
{
    if (a->kind != b->kind || a->crosses != b->crosses)
        return false;
    if (a->kind != RF_TOKEN_VARIABLE)
        return rf_eq(a->text, b->text);
    return rf_eq(one_name(f->arena, a->key), one_name(f->arena, b->key)) &&
           a->has_fallback == b->has_fallback && rf_eq(a->fallback, b->fallback);
}

/* What is left of two patterns that begin and end with the same tokens: of each, those from `first`
 * on, so many. */
typedef struct rests {
    size_t first, a, b;
} rests;

static rests rests_of(const finder *f, const rf_pattern *a, const rf_pattern *b)
{
    size_t i = 0, end = 0;
    while (i < a->n && i < b->n && same_token(f, &a->tokens[i], &b->tokens[i]))
        i++;
    while (end < a->n - i && end < b->n - i &&
           same_token(f, &a->tokens[a->n - end - 1], &b->tokens[b->n - end - 1]))
        end++;
    return (rests){i, a->n - i - end, b->n - i - end};
}

/* True when no text is in both, whatever the variables are: they begin alike, and then one ends
 * where the other goes on, or they go on with other letters. */
static bool part_ways(const finder *f, const rf_pattern *a, const rf_pattern *b)
{
    size_t i = rests_of(f, a, b).first;
    if (i == a->n || i == b->n) {
        const rf_pattern *longer = i == a->n ? b : a;
        for (; i < longer->n; i++)
            if (longer->tokens[i].kind == RF_TOKEN_TEXT ||
                longer->tokens[i].kind == RF_TOKEN_QUESTION)
                return true;
        return false;
    }
    if (a->tokens[i].kind != RF_TOKEN_TEXT || b->tokens[i].kind != RF_TOKEN_TEXT)
        return false;
    rf_str x = a->tokens[i].text, y = b->tokens[i].text;
    for (size_t k = 0; k < x.n && k < y.n; k++)
        if (x.at[k] != y.at[k])
            return true;
    return false;
}

static bool same_pattern(const finder *f, const place *a, const place *b)
{
    rests left = rests_of(f, a->pattern, b->pattern);
    return a->nocase == b->nocase && left.a == 0 && left.b == 0 &&
           (a->pattern->cuts != NULL) == (b->pattern->cuts != NULL);
}

/* Whether some text is in both, when variables have whatever values. */
static bool meet(finder *f, const place *a, const place *b)
{
    rf_word x, y;
    return word_of(f, a, AS_WILDCARDS, NO_HOLE, &x) && word_of(f, b, AS_WILDCARDS, NO_HOLE, &y) &&
           rf_words_meet(f->arena, &x, &y);
}

/* Notes how one pattern looks at a hole. */
static void add_interplay(finder *f, const rf_word *before, const rf_word *after,
                          const place *other, rf_interplays *interplays)
{
    static const filling fillings[] = {AS_FRESH, AS_FALLBACK};
    rf_interplay one = {.before = *before, .after = *after};
    for (size_t i = 0; i < (other->pattern->variables ? 2 : 1); i++) {
        if (!word_of(f, other, fillings[i], NO_HOLE, &one.other))
            continue;
        if (interplays->n < INTERPLAYS_MAX)
            RF_PUSH(f->arena, interplays, one);
        else
            f->complete = false;
    }
}

/* True when the variable stands only where both patterns are alike: neither looks at it. */
static bool stands_alike(const finder *f, const variable *which, const rf_pattern *a,
                         const rf_pattern *b)
{
    rests left = rests_of(f, a, b);
    for (size_t i = 0; i < left.a; i++)
        if (is_variable(f, &a->tokens[left.first + i], which))
            return false;
    for (size_t i = 0; i < left.b; i++)
        if (is_variable(f, &b->tokens[left.first + i], which))
            return false;
    return true;
}

/* True when what is left of one of them is a single variable, so that the other says all of it. */
static bool leave_variable(const finder *f, const rf_pattern *a, const rf_pattern *b)
{
    rests left = rests_of(f, a, b);
    return (left.a == 1 && a->tokens[left.first].kind == RF_TOKEN_VARIABLE) ||
           (left.b == 1 && b->tokens[left.first].kind == RF_TOKEN_VARIABLE);
}

/* The hole that a variable makes in a pattern, against all other patterns for the same texts. */
static void add_interplays_of(finder *f, const variable *which, const place *hole,
                              rf_interplays *interplays)
{
    size_t token = 0, times = count_variable(f, hole->pattern, which);
    rf_word word, before, after;
    while (!is_variable(f, &hole->pattern->tokens[token], which))
        token++;
    if (!word_of(f, hole, AS_WILDCARDS, (int)token, &word))
        return;
    split_word(&word, &before, &after);
    for (size_t i = 0; i < f->places.n; i++) {
        const place *other = &f->places.at[i];
        if (!rf_eq(other->key, hole->key) || other->pattern->shape == RF_SHAPE_ALL ||
            same_pattern(f, hole, other) || part_ways(f, hole->pattern, other->pattern) ||
            stands_alike(f, which, hole->pattern, other->pattern) || !meet(f, hole, other))
            continue;
        bool again = count_variable(f, other->pattern, which) != 0;
        bool said = !other->pattern->variables || leave_variable(f, hole->pattern, other->pattern);
        if (again || times > 1 || hole->nocase || !said)
            f->complete = false;
        if (!again)
            add_interplay(f, &before, &after, other, interplays);
    }
}

/* ---- the values of one variable ---- */

static void add_value(finder *f, variable *which, rf_str value)
{
    bool known = rf_eq(which->fresh, value);
    for (size_t i = 0; i < which->values.n && !known; i++)
        known = rf_eq(which->values.at[i], value);
    if (known)
        return;
    if (which->values.n < VALUES_MAX)
        RF_PUSH(f->arena, &which->values, value);
    else
        f->complete = false;
}

/* Of conditions on its own key that are not about texts: points. */
static void add_points(finder *f, variable *which)
{
    rf_axis axis = {0};
    RF_VEC(const rf_condition *) conditions = {0};
    for (size_t l = 0; l < f->n; l++) {
        for (size_t k = 0; k < f->lists[l].n; k++) {
            const rf_statement *statement = f->lists[l].at[k].statement;
            for (size_t i = 0; i < statement->n; i++) {
                const rf_condition *one = &statement->conditions[i];
                if (!one->unknown && one->op.base != NULL &&
                    rf_eq(one_name(f->arena, one->key), which->key))
                    RF_PUSH(f->arena, &conditions, one);
            }
        }
    }
    rf_axis_find_points(f->arena, &axis, conditions.at, conditions.n, RF_FAMILIES);
    for (size_t i = 0; i < axis.points.n; i++)
        add_value(f, which, axis.points.at[i]);
    f->complete = f->complete && (!axis.has_points || axis.complete);
}

static void add_classes(finder *f, variable *which)
{
    rf_interplays interplays = {0};
    rf_values values = {0};
    for (size_t i = 0; i < f->places.n; i++) {
        const place *one = &f->places.at[i];
        if (count_variable(f, one->pattern, which) != 0)
            add_interplays_of(f, which, one, &interplays);
        if (!rf_eq(one->key, which->key) || one->pattern->shape == RF_SHAPE_ALL)
            continue;
        /* A condition on its own key: all of the text is the variable. */
        const rf_word nothing = {0};
        if (count_variable(f, one->pattern, which) != 0)
            f->complete = false;
        else
            add_interplay(f, &nothing, &nothing, one, &interplays);
    }
    f->complete =
        (interplays.n == 0 || rf_classes_find(f->arena, &interplays, which->fresh, &values)) &&
        f->complete;
    for (size_t i = 0; i < values.n; i++)
        add_value(f, which, values.at[i]);
}

/* `text` with one text in place of another. */
static rf_str replaced(rf_arena *arena, rf_str text, rf_str old, rf_str with)
{
    size_t at = rf_find(text, old);
    return rf_format(arena, "%.*s%.*s%.*s", RF_ARG(rf_slice(text, 0, at)), RF_ARG(with),
                     RF_ARG(rf_slice(text, at + old.n, text.n)));
}

/* Where one variable may be made of another, it may be made of whatever that one may be; and where
 * it may be the same, so may the other. */
static void share_values_of(finder *f, variable *one, variable *other)
{
    size_t own = one->values.n;
    for (size_t i = 0; i < own; i++) {
        rf_str value = one->values.at[i];
        if (rf_find(value, other->fresh) == RF_NOT_FOUND)
            continue;
        for (size_t v = 0; v < other->values.n; v++)
            add_value(f, one, replaced(f->arena, value, other->fresh, other->values.at[v]));
        for (size_t v = 0; v < own && rf_eq(value, other->fresh); v++)
            if (rf_find(one->values.at[v], other->fresh) == RF_NOT_FOUND)
                add_value(f, other, one->values.at[v]);
    }
}

static void share_values(finder *f)
{
    for (size_t i = 0; i < f->variables.n; i++)
        for (size_t k = 0; k < f->variables.n; k++)
            if (i != k)
                share_values_of(f, &f->variables.at[i], &f->variables.at[k]);
}

/* ---- all of them ---- */

/* How many choices a variable has; the first is its own text. */
static size_t choices_of(const variable *one)
{
    return 1 + one->values.n + one->may_lack + one->several;
}

static void choose(const variable *one, size_t choice, rf_valued *valued)
{
    size_t values = one->values.n;
    if (choice == 0)
        valued->value = one->fresh;
    else if (choice <= values)
        valued->value = one->values.at[choice - 1];
    else
        valued->absent = true;
    valued->several = choice > values && choice == values + 1 + one->may_lack;
}

static void add_valuation(finder *f, const rf_valued_list *names, const size_t *chosen,
                          rf_valuations *valuations)
{
    rf_valued *all = RF_NEW_ARRAY(f->arena, rf_valued, names->n);
    for (size_t i = 0; i < names->n; i++) {
        const variable *one = find_variable(f, names->at[i].key);
        all[i] = names->at[i];
        choose(one, chosen[one - f->variables.at], &all[i]);
    }
    RF_PUSH(f->arena, valuations, (rf_valuation){all, names->n});
}

static void combine(finder *f, const rf_valued_list *names, rf_valuations *valuations)
{
    size_t n = f->variables.n, *chosen = RF_NEW_ARRAY(f->arena, size_t, n + 1), digit = 0;
    while (digit < n || valuations->n == 0) {
        if (valuations->n == VALUATIONS_MAX) {
            valuations->complete = false;
            return;
        }
        add_valuation(f, names, chosen, valuations);
        for (digit = 0; digit < n; digit++) {
            if (++chosen[digit] < choices_of(&f->variables.at[digit]))
                break;
            chosen[digit] = 0;
        }
    }
}

void rf_valuations_find(rf_arena *arena, const rf_relevant_list *lists, size_t n,
                        rf_valuations *valuations)
{
    finder f = {.arena = arena, .lists = lists, .n = n, .complete = true};
    rf_valued_list names = {0};
    rf_question_variables(arena, lists, n, &names);
    *valuations = (rf_valuations){0};
    for (size_t i = 0; i < names.n; i++)
        if (find_variable(&f, names.at[i].key) == NULL)
            RF_PUSH(arena, &f.variables,
                    (variable){.key = one_name(arena, names.at[i].key),
                               .fresh = rf_format(arena, FRESH, i)});
    for (size_t l = 0; l < n && names.n != 0; l++)
        for (size_t k = 0; k < lists[l].n; k++)
            add_places(&f, lists[l].at[k].statement);
    for (size_t i = 0; i < f.variables.n; i++) {
        add_classes(&f, &f.variables.at[i]);
        add_points(&f, &f.variables.at[i]);
    }
    share_values(&f);
    valuations->complete = f.complete;
    combine(&f, &names, valuations);
}

/* ---- resources of a type ---- */

/* Whether a resource of the question matches the pattern with such variables. */
static bool has_resource(finder *f, const rf_question *question, const rf_pattern *pattern,
                         filling fill, rf_budget *budget)
{
    const rf_axis *resource = &question->axes.at[question->resource_axis];
    const place of = {.pattern = pattern};
    size_t n = resource->shape_count;
    rf_constraint *all = RF_NEW_ARRAY(f->arena, rf_constraint, n + 1);
    rf_word word;
    for (size_t i = 0; i < n; i++)
        all[i] = resource->shape[i];
    all[n] = (rf_constraint){.words = &word, .n = 1};
    return word_of(f, &of, fill, NO_HOLE, &word) &&
           rf_language_search(f->arena, all, n + 1, budget, NULL) != RF_SEARCH_EMPTY;
}

bool rf_valuations_suffice(const rf_question *question, const rf_relevant_list *lists, size_t n,
                           rf_budget *budget)
{
    finder f = {.arena = question->arena};
    for (size_t i = 0; i < question->valuation.n; i++)
        if (find_variable(&f, question->valuation.at[i].key) == NULL)
            RF_PUSH(f.arena, &f.variables,
                    (variable){.key = one_name(f.arena, question->valuation.at[i].key),
                               .fresh = rf_format(f.arena, FRESH, i)});
    for (size_t l = 0; l < n && f.variables.n != 0; l++) {
        for (size_t k = 0; k < lists[l].n; k++) {
            const rf_statement *statement = lists[l].at[k].statement;
            const rf_patterns *elements[] = {&statement->resources, &statement->not_resources};
            for (size_t e = 0; e < 2; e++)
                for (size_t i = 0; i < elements[e]->n; i++)
                    if (elements[e]->at[i].variables &&
                        has_resource(&f, question, &elements[e]->at[i], AS_WILDCARDS, budget) &&
                        !has_resource(&f, question, &elements[e]->at[i], AS_FRESH, budget))
                        return false;
        }
    }
    return budget->steps != 0;
}

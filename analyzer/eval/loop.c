/*
 * [for ...] and {for ...}, and walking over collections.
 */
#include "base/limits.h"
#include "eval/convert.h"
#include "eval/evaluator.h"
#include "eval/values.h"

bool rf_walk_start(rf_evaluator *ev, rf_walk *walk, const rf_value *collection, rf_span span,
                   const char *what)
{
    *walk = (rf_walk){.collection = collection};
    if (collection->kind == RF_LIST) {
        walk->n = collection->as.list.n;
        return true;
    }
    if (collection->kind == RF_OBJECT) {
        walk->members = rf_members_sorted(ev->arena, collection, &walk->n);
        return true;
    }
    if (collection->kind == RF_NULL)
        rf_eval_fail(ev, span, "give it a value, or use coalesce(..., [])",
                     "%s cannot go over null", what);
    else
        rf_eval_fail(ev, span, "it goes over lists, sets, maps and objects",
                     "%s cannot go over %.*s", what, RF_ARG(rf_value_words(ev->arena, collection)));
    return false;
}

bool rf_walk_next(rf_walk *walk)
{
    if (walk->i == walk->n)
        return false;
    size_t i = walk->i++;
    if (walk->members != NULL) {
        walk->value = walk->members[i]->value;
        walk->key = rf_value_string(walk->members[i]->name, walk->members[i]->name_span);
        return true;
    }
    walk->value = walk->collection->as.list.at[i];
    walk->key =
        rf_is_set(walk->collection) ? walk->value : rf_value_int((int64_t)i, walk->value.span);
    return true;
}

/* What one `for` has made so far. */
typedef struct yield {
    rf_evaluator *ev;
    const rf_expr *expr;
    RF_VEC(rf_value) items;    /* of a tuple; of an object: in the order of `members` */
    RF_VEC(rf_member) members; /* value.span only, where values are grouped */
    RF_VEC(size_t) group_of;   /* of each item: the member it belongs to */
    rf_map index;              /* name -> 1 + its place in `members` */
    unsigned marks;
    bool unknown, failed;
} yield;

/* Whether the item passes the `if`; false also where that is an error or unknown. */
static bool passes(yield *to)
{
    const rf_expr *condition = to->expr->as.loop.condition;
    if (condition == NULL)
        return true;
    rf_value value = rf_eval_node(to->ev, condition);
    to->marks |= value.marks;
    if (!rf_eval_to_bool(to->ev, &value, condition->span, "the \"if\" of a \"for\"")) {
        to->failed = true;
        return false;
    }
    to->unknown |= value.kind == RF_UNKNOWN;
    return rf_is_true(&value);
}

static bool yield_key(yield *to, rf_str *name)
{
    const rf_expr *expr = to->expr->as.loop.key;
    rf_value key = rf_eval_node(to->ev, expr);
    to->marks |= key.marks;
    if (key.kind == RF_UNKNOWN) {
        to->unknown = true;
        return false;
    }
    if (rf_value_text(to->ev->arena, &key, name))
        return true;
    rf_eval_fail(to->ev, expr->span, "use a string, number or bool",
                 "a key of a \"for\" must be a string, not %.*s",
                 RF_ARG(rf_value_words(to->ev->arena, &key)));
    to->failed = true;
    return false;
}

static void yield_member(yield *to, rf_str name, const rf_value *value)
{
    rf_evaluator *ev = to->ev;
    size_t *place = rf_map_get(&to->index, name);
    if (place == NULL) {
        place = RF_NEW(ev->arena, size_t);
        *place = to->members.n;
        rf_map_put(ev->arena, &to->index, name, place);
        rf_member member = {
            .name = name, .name_span = to->expr->as.loop.key->span, .value = *value};
        RF_PUSH(ev->arena, &to->members, member);
    } else if (!to->expr->as.loop.grouping) {
        rf_eval_fail(ev, to->expr->as.loop.key->span,
                     "make the keys differ, or write ... behind the value to group by key",
                     "two items of this \"for\" have the key \"%.*s\"",
                     RF_ARG(to->marks & RF_MARK_SENSITIVE ? RF_STR("(sensitive)") : name));
        to->failed = true;
        return;
    }
    RF_PUSH(ev->arena, &to->items, *value);
    RF_PUSH(ev->arena, &to->group_of, *place);
}

static void yield_item(yield *to)
{
    if (!passes(to))
        return;
    rf_str name = RF_STR("");
    bool keyed = to->expr->as.loop.key != NULL;
    bool named = !keyed || yield_key(to, &name);
    rf_value value = rf_eval_node(to->ev, to->expr->as.loop.value);
    if (!keyed)
        RF_PUSH(to->ev->arena, &to->items, value);
    else if (named)
        yield_member(to, name, &value);
}

/* Each member becomes the tuple of the values that came with its key. */
static void group(yield *to)
{
    rf_arena *arena = to->ev->arena;
    size_t n = to->members.n;
    size_t *sizes = RF_NEW_ARRAY(arena, size_t, n ? n : 1);
    rf_value **lists = RF_NEW_ARRAY(arena, rf_value *, n ? n : 1);
    for (size_t i = 0; i < to->items.n; i++)
        sizes[to->group_of.at[i]]++;
    for (size_t i = 0; i < n; i++) {
        lists[i] = RF_NEW_ARRAY(arena, rf_value, sizes[i]);
        to->members.at[i].value = rf_value_list(lists[i], sizes[i], to->expr->span);
        sizes[i] = 0;
    }
    for (size_t i = 0; i < to->items.n; i++) {
        size_t at = to->group_of.at[i];
        lists[at][sizes[at]++] = to->items.at[i];
    }
}

static rf_value finish(yield *to)
{
    rf_span span = to->expr->span;
    rf_value result = rf_value_unknown(NULL, span);
    if (!to->unknown && !to->failed) {
        if (to->expr->as.loop.key == NULL) {
            result = rf_value_list(to->items.at, to->items.n, span);
        } else {
            if (to->expr->as.loop.grouping)
                group(to);
            result = rf_value_object(to->ev->arena, to->members.at, to->members.n, span);
        }
    }
    result.marks |= to->marks;
    return rf_eval_weigh(to->ev, &result) ? result : rf_value_unknown(NULL, span);
}

/* An `if` that is wrong whatever the item is an error also where there are no items. */
static void check_condition(yield *to, rf_walk *walk, const rf_binding *bindings)
{
    const rf_binding *outer = to->ev->bindings;
    bool unknown = to->unknown;
    walk->key = walk->value = rf_value_unknown(NULL, to->expr->span);
    to->ev->bindings = bindings;
    passes(to);
    to->ev->bindings = outer;
    to->unknown = unknown;
}

rf_value rf_eval_for(rf_evaluator *ev, const rf_expr *expr)
{
    const rf_expr *source = expr->as.loop.collection;
    rf_value collection = rf_eval_node(ev, source);
    yield to = {.ev = ev, .expr = expr, .marks = collection.marks};
    rf_walk walk = {0};
    if (collection.kind == RF_UNKNOWN) {
        to.unknown = true;
        return finish(&to);
    }
    if (!rf_walk_start(ev, &walk, &collection, source->span, "a \"for\""))
        return rf_value_unknown(NULL, expr->span);
    const rf_binding *outer = ev->bindings;
    rf_binding key = {.name = expr->as.loop.key_name, .value = &walk.key, .outer = outer};
    rf_binding value = {.name = expr->as.loop.value_name,
                        .value = &walk.value,
                        .outer = expr->as.loop.key_name.n != 0 ? &key : outer};
    size_t errors = ev->diags->errors;
    if (walk.n == 0)
        check_condition(&to, &walk, &value);
    while (!ev->stopped && !to.failed && rf_walk_next(&walk)) {
        ev->bindings = &value;
        yield_item(&to);
        ev->bindings = outer;
        to.failed = to.failed || ev->diags->errors != errors; /* the next would say it again */
    }
    to.failed |= ev->diags->errors != errors;
    return finish(&to);
}

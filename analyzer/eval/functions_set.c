/*
 * Functions of sets, of alternatives (coalesce), of truth values, and combinations.
 */
#include "eval/convert.h"
#include "eval/evaluator.h"
#include "eval/functions.h"

#include <stdlib.h>

/* All arguments as lists of one element type, or NULL, with a diagnostic. */
static const rf_value *same_lists(const rf_call *call)
{
    rf_value *lists = RF_NEW_ARRAY(call->arena, rf_value, call->n);
    const rf_type **elements = RF_NEW_ARRAY(call->arena, const rf_type *, call->n);
    size_t typed = 0;
    rf_str why;
    for (size_t i = 0; i < call->n; i++) {
        if (!rf_arg_list(call, i, &rf_type_any, &lists[i]))
            return NULL;
        if (lists[i].type->element->kind != RF_TYPE_ANY)
            elements[typed++] = lists[i].type->element;
    }
    const rf_type *common = typed == 0 ? &rf_type_any : rf_unify(call->arena, elements, typed);
    if (common == NULL) {
        rf_call_error(call, 0, "the sets have elements of different types");
        return NULL;
    }
    const rf_type *type = rf_type_list(call->arena, common);
    for (size_t i = 0; i < call->n; i++) {
        rf_value list = lists[i];
        if (!rf_convert(call->arena, &list, type, &lists[i], &why)) {
            rf_call_error(call, i, "argument %zu: %.*s", i + 1, RF_ARG(why));
            return NULL;
        }
        lists[i].type = type;
    }
    return lists;
}

static bool any_unknown_inside(const rf_value *lists, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (rf_value_has_unknown(&lists[i]))
            return true;
    return false;
}

static rf_value give_set(const rf_call *call, rf_value *items, size_t n, const rf_type *element)
{
    n = rf_set_order(call->arena, items, n);
    rf_value set = rf_value_list(items, n, call->expr->span);
    set.type = rf_type_set(call->arena, element);
    return set;
}

static rf_value *all_items(const rf_call *call, const rf_value *lists, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < call->n; i++)
        *n += lists[i].as.list.n;
    rf_value *items = rf_room_for(call, *n);
    size_t at = 0;
    for (size_t i = 0; items != NULL && i < call->n; i++)
        for (size_t j = 0; j < lists[i].as.list.n; j++)
            items[at++] = lists[i].as.list.at[j];
    return items;
}

rf_value rf_function_setunion(const rf_call *call)
{
    size_t n;
    const rf_value *lists = same_lists(call);
    rf_value *items = lists == NULL ? NULL : all_items(call, lists, &n);
    if (items == NULL)
        return rf_give_unknown(call, NULL);
    return give_set(call, items, n, lists[0].type->element);
}

/* The distinct elements of the first list that are in all others (wanted), or in none. */
static rf_value sift(const rf_call *call, bool wanted)
{
    size_t n, kept = 0;
    const rf_value *lists = same_lists(call);
    if (lists == NULL || any_unknown_inside(lists, call->n))
        return rf_give_unknown(call, lists == NULL ? NULL : lists[0].type);
    /* Round by round: what is left, then the next list; repeats in the latter are in both. */
    size_t left = lists[0].as.list.n;
    rf_value *items = all_items(call, lists, &n);
    if (items == NULL)
        return rf_give_unknown(call, NULL);
    left = rf_set_order(call->arena, items, left);
    for (size_t i = 1; i < call->n; i++, left = kept) {
        size_t more = lists[i].as.list.n;
        rf_value *both = RF_NEW_ARRAY(call->arena, rf_value, left + more + 1);
        for (size_t j = 0; j < more; j++)
            both[j] = lists[i].as.list.at[j];
        for (size_t j = 0; j < left; j++)
            both[more + j] = items[j];
        const bool *repeats = rf_find_repeats(call->arena, both, left + more);
        kept = 0;
        for (size_t j = 0; j < left; j++)
            if (repeats[more + j] == wanted)
                items[kept++] = both[more + j];
    }
    return give_set(call, items, left, lists[0].type->element);
}

rf_value rf_function_setintersection(const rf_call *call)
{
    return sift(call, true);
}

rf_value rf_function_setsubtract(const rf_call *call)
{
    return sift(call, false);
}

/* The tuple of one combination: counting with one digit per list, the last one fastest. */
static rf_value combination(const rf_call *call, const rf_value *lists, const size_t *digits)
{
    rf_value *items = RF_NEW_ARRAY(call->arena, rf_value, call->n);
    for (size_t i = 0; i < call->n; i++)
        items[i] = lists[i].as.list.at[digits[i]];
    return rf_give_tuple(call, items, call->n);
}

rf_value rf_function_setproduct(const rf_call *call)
{
    size_t count = 1;
    bool sets = false;
    if (call->n < 2)
        return rf_call_error(call, 0, "at least two sets are needed");
    rf_value *lists = RF_NEW_ARRAY(call->arena, rf_value, call->n);
    for (size_t i = 0; i < call->n; i++) {
        if (!rf_arg_list(call, i, &rf_type_any, &lists[i]))
            return rf_give_unknown(call, NULL);
        sets |= rf_is_set(&call->arguments[i]);
        if (__builtin_mul_overflow(count, lists[i].as.list.n, &count))
            count = SIZE_MAX / 2;
    }
    rf_value *items = rf_room_for(call, count);
    size_t cells;
    bool fits = !__builtin_mul_overflow(count, call->n, &cells) && rf_room_for(call, cells) != NULL;
    if (items == NULL || !fits)
        return rf_give_unknown(call, NULL);
    size_t *digits = RF_NEW_ARRAY(call->arena, size_t, call->n);
    for (size_t made = 0; made < count; made++) {
        items[made] = combination(call, lists, digits);
        for (size_t i = call->n; i-- > 0 && ++digits[i] == lists[i].as.list.n;)
            digits[i] = 0;
    }
    const rf_type **elements = RF_NEW_ARRAY(call->arena, const rf_type *, call->n);
    for (size_t i = 0; i < call->n; i++)
        elements[i] = lists[i].type->element;
    const rf_type *element = rf_type_tuple(call->arena, elements, call->n);
    return sets ? give_set(call, items, count, element) : rf_give_list(call, items, count, element);
}

/* The values whose keys are in a set. */
rf_value rf_function_matchkeys(const rf_call *call)
{
    rf_value values, keys, wanted;
    if (!rf_arg_list(call, 0, &rf_type_any, &values) ||
        !rf_arg_list(call, 1, &rf_type_any, &keys) || !rf_arg_list(call, 2, &rf_type_any, &wanted))
        return rf_give_unknown(call, NULL);
    size_t n = values.as.list.n, kept = 0;
    if (n != keys.as.list.n)
        return rf_call_error(call, 1, "there are %zu values but %zu keys", n, keys.as.list.n);
    if (rf_value_has_unknown(&keys) || rf_value_has_unknown(&wanted) ||
        !rf_eval_charge_steps(call->evaluator, call->expr->span, n * wanted.as.list.n))
        return rf_give_unknown(call, values.type);
    rf_value *items = RF_NEW_ARRAY(call->arena, rf_value, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < wanted.as.list.n; j++)
            if (rf_equal(&keys.as.list.at[i], &wanted.as.list.at[j]) == RF_YES) {
                items[kept++] = values.as.list.at[i];
                break;
            }
    return rf_give_list(call, items, kept, values.type->element);
}

static int by_name_and_place(const void *a, const void *b)
{
    const rf_member *one = *(const rf_member *const *)a, *other = *(const rf_member *const *)b;
    int order = rf_cmp(one->name, other->name);
    return order != 0 ? order : (one > other) - (one < other);
}

typedef RF_VEC(rf_member) member_list;

/* Each string of the lists, as a member whose value is the key it stands under.  False, with a
 * diagnostic, where there is a null. */
static bool turn_round(const rf_call *call, const rf_value *map, member_list *pairs)
{
    size_t n;
    const rf_member **from = rf_members_sorted(call->arena, map, &n);
    for (size_t i = 0; i < n; i++) {
        const rf_value *list = &from[i]->value,
                       key = rf_value_string(from[i]->name, from[i]->name_span);
        bool null = list->kind == RF_NULL;
        for (size_t j = 0; !null && j < list->as.list.n; j++) {
            const rf_value *item = &list->as.list.at[j];
            null = item->kind == RF_NULL;
            rf_member pair = {.name = rf_text_of(item), .name_span = item->span, .value = key};
            RF_PUSH(call->arena, pairs, pair);
        }
        if (null) {
            rf_call_error(call, 0, "it holds null");
            return false;
        }
    }
    return true;
}

/* A map of lists of strings turned round: each string with the keys it stood under. */
rf_value rf_function_transpose(const rf_call *call)
{
    rf_value map;
    member_list pairs = {0}, members = {0};
    const rf_type *type = rf_type_map(call->arena, rf_type_list(call->arena, &rf_type_string));
    if (!rf_arg(call, 0, type, &map) || rf_value_has_unknown(&map) ||
        !turn_round(call, &map, &pairs))
        return rf_give_unknown(call, type);
    const rf_member **sorted = RF_NEW_ARRAY(call->arena, const rf_member *, pairs.n + 1);
    rf_value *keys = RF_NEW_ARRAY(call->arena, rf_value, pairs.n + 1);
    for (size_t i = 0; i < pairs.n; i++)
        sorted[i] = &pairs.at[i];
    qsort(sorted, pairs.n, sizeof(const rf_member *), by_name_and_place);
    for (size_t start = 0, end; start < pairs.n; start = end) {
        for (end = start; end < pairs.n && rf_eq(sorted[start]->name, sorted[end]->name); end++)
            keys[end] = sorted[end]->value;
        rf_value list = rf_give_list(call, keys + start, end - start, &rf_type_string);
        rf_member member = {sorted[start]->name, sorted[start]->name_span, list};
        RF_PUSH(call->arena, &members, member);
    }
    rf_value object = rf_value_object(call->arena, members.at, members.n, call->expr->span);
    object.type = type;
    return object;
}

/* The one type of all arguments; `any` where one is unknown, NULL, with a diagnostic, for none. */
static const rf_type *common_type(const rf_call *call)
{
    const rf_type **types = RF_NEW_ARRAY(call->arena, const rf_type *, call->n);
    size_t n = 0;
    for (size_t i = 0; i < call->n; i++) {
        const rf_type *type = rf_type_of(call->arena, &call->arguments[i]);
        if (type->kind != RF_TYPE_ANY)
            types[n++] = type;
        else if (call->arguments[i].kind == RF_UNKNOWN)
            return &rf_type_any;
    }
    const rf_type *type = n == 0 ? &rf_type_any : rf_unify(call->arena, types, n);
    if (type == NULL)
        rf_call_error(call, 0, "all arguments must have one type");
    return type;
}

rf_value rf_function_coalesce(const rf_call *call)
{
    const rf_type *type = common_type(call);
    if (type == NULL)
        return rf_give_unknown(call, NULL);
    for (size_t i = 0; i < call->n; i++) {
        rf_value value;
        rf_str why;
        if (call->arguments[i].kind == RF_NULL)
            continue;
        if (call->arguments[i].kind == RF_UNKNOWN)
            return rf_give_unknown(call, type->kind == RF_TYPE_ANY ? NULL : type);
        if (!rf_convert(call->arena, &call->arguments[i], type, &value, &why))
            return rf_call_error(call, i, "argument %zu: %.*s", i + 1, RF_ARG(why));
        if (value.kind != RF_STRING || value.as.string.text.n != 0)
            return value;
    }
    return rf_call_error(call, 0, "all arguments are null or empty strings");
}

rf_value rf_function_coalescelist(const rf_call *call)
{
    const rf_value *first = NULL;
    for (size_t i = 0; i < call->n; i++) {
        const rf_value *list = &call->arguments[i];
        bool unknown = list->kind == RF_UNKNOWN;
        if (!unknown && rf_arg_sequence(call, i) == NULL)
            return rf_give_unknown(call, NULL);
        if (rf_is_set(list))
            return rf_call_error(call, i, "argument %zu is a set; use tolist(...)", i + 1);
        if (first == NULL && (unknown || list->as.list.n != 0))
            first = list;
    }
    if (first == NULL)
        return rf_call_error(call, 0, "all lists are empty");
    return first->kind == RF_UNKNOWN ? rf_give_unknown(call, NULL) : *first;
}

/* The verdict where one element that is `decisive` decides, and null counts as false. */
static rf_value truth_of(const rf_call *call, bool decisive)
{
    rf_value list;
    bool unknown = false;
    if (!rf_arg_list(call, 0, &rf_type_bool, &list))
        return rf_give_unknown(call, &rf_type_bool);
    for (size_t i = 0; i < list.as.list.n; i++) {
        const rf_value *item = &list.as.list.at[i];
        if (item->kind == RF_UNKNOWN)
            unknown = true;
        else if (rf_is_true(item) == decisive)
            return rf_give_bool(call, decisive);
    }
    return unknown ? rf_give_unknown(call, &rf_type_bool) : rf_give_bool(call, !decisive);
}

rf_value rf_function_alltrue(const rf_call *call)
{
    return truth_of(call, false);
}

rf_value rf_function_anytrue(const rf_call *call)
{
    return truth_of(call, true);
}

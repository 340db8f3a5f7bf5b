/*
 * Functions of lists, maps and objects.
 */
#include "eval/convert.h"
#include "eval/functions.h"

#include <stdlib.h>

/* The element type of a list or set, or of a map; NULL for tuples and objects. */
static const rf_type *element_of(const rf_value *value)
{
    return value->type != NULL ? value->type->element : NULL;
}

/* Items as a list where there is an element type, as a tuple where there is none. */
static rf_value give_items(const rf_call *call, const rf_value *items, size_t n,
                           const rf_type *element)
{
    return element != NULL ? rf_give_list(call, items, n, element) : rf_give_tuple(call, items, n);
}

rf_value rf_function_length(const rf_call *call)
{
    const rf_value *value = &call->arguments[0];
    if (value->kind == RF_STRING)
        return rf_give_int(call, (int64_t)rf_graphemes(value->as.string.text));
    if (value->kind == RF_LIST) {
        /* What is unknown in a set may turn out to be another element of it. */
        bool open = rf_is_set(value) && value->as.list.n > 1 &&
                    rf_some_unknown(value->as.list.at, value->as.list.n);
        return open ? rf_give_unknown(call, &rf_type_number)
                    : rf_give_int(call, (int64_t)value->as.list.n);
    }
    if (value->kind == RF_OBJECT) {
        size_t n;
        rf_members_sorted(call->arena, value, &n);
        return rf_give_int(call, (int64_t)n);
    }
    if (value->kind == RF_NULL)
        return rf_call_error(call, 0, "argument 1 must not be null");
    return rf_call_error(call, 0, "%.*s has no length; it is that of a string, list or map",
                         RF_ARG(rf_value_words(call->arena, value)));
}

rf_value rf_function_keys(const rf_call *call)
{
    const rf_value *object = rf_arg_object(call, 0);
    size_t n;
    if (object == NULL)
        return rf_give_unknown(call, NULL);
    const rf_member **members = rf_members_sorted(call->arena, object, &n);
    rf_value *names = RF_NEW_ARRAY(call->arena, rf_value, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        names[i] = rf_value_string(members[i]->name, members[i]->name_span);
    return give_items(call, names, n, rf_is_map(object) ? &rf_type_string : NULL);
}

rf_value rf_function_values(const rf_call *call)
{
    const rf_value *object = rf_arg_object(call, 0);
    size_t n;
    if (object == NULL)
        return rf_give_unknown(call, NULL);
    const rf_member **members = rf_members_sorted(call->arena, object, &n);
    rf_value *items = RF_NEW_ARRAY(call->arena, rf_value, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        items[i] = members[i]->value;
    return give_items(call, items, n, element_of(object));
}

/* The default, converted to what the map holds.  False, with a diagnostic, when it cannot be. */
static bool take_default(const rf_call *call, const rf_value *object, rf_value *fallback)
{
    rf_str why;
    const rf_type *element = element_of(object);
    *fallback = call->arguments[2];
    if (element == NULL || fallback->kind == RF_NULL)
        return true;
    if (rf_convert(call->arena, &call->arguments[2], element, fallback, &why))
        return true;
    rf_call_error(call, 2, "the default is no element of this map: %.*s", RF_ARG(why));
    return false;
}

rf_value rf_function_lookup(const rf_call *call)
{
    rf_str name;
    const rf_value *given = &call->arguments[0];
    if (given->kind == RF_UNKNOWN || call->arguments[1].kind == RF_UNKNOWN)
        return rf_give_unknown(call, given->kind == RF_UNKNOWN ? NULL : element_of(given));
    const rf_value *object = rf_arg_object(call, 0);
    if (object == NULL || !rf_arg_text(call, 1, &name))
        return rf_give_unknown(call, NULL);
    rf_value fallback;
    const rf_value *value = rf_value_get(object, name);
    if (call->n == 3 && !take_default(call, object, &fallback))
        return rf_give_unknown(call, NULL);
    if (value != NULL)
        return *value;
    if (call->n == 3)
        return fallback;
    return rf_call_error(call, 1, "there is no element \"%.*s\", and no default is given",
                         RF_ARG(name));
}

rf_value rf_function_merge(const rf_call *call)
{
    RF_VEC(rf_member) members = {0};
    const rf_type *common = NULL; /* of maps that all have one type */
    size_t counted = 0;
    for (size_t i = 0; i < call->n; i++) {
        const rf_value *argument = &call->arguments[i];
        if (argument->kind == RF_NULL)
            continue;
        const rf_value *object = rf_arg_object(call, i);
        if (object == NULL)
            return rf_give_unknown(call, NULL);
        bool same = rf_is_map(object) &&
                    (counted == 0 || (common != NULL && rf_type_equal(common, object->type)));
        common = same ? object->type : NULL;
        counted++;
        for (size_t j = 0; j < object->as.object.n; j++)
            RF_PUSH(call->arena, &members, object->as.object.at[j]);
    }
    rf_value merged = rf_object_of(call->arena, members.at, members.n, call->expr->span);
    merged.type = common;
    return merged;
}

rf_value rf_function_zipmap(const rf_call *call)
{
    rf_value keys;
    const rf_value *values = rf_arg_sequence(call, 1);
    if (values == NULL || !rf_arg_list(call, 0, &rf_type_string, &keys))
        return rf_give_unknown(call, NULL);
    if (rf_is_set(values))
        return rf_call_error(call, 1, "the elements of a set have no order; use tolist(...)");
    size_t n = keys.as.list.n;
    if (n != values->as.list.n)
        return rf_call_error(call, 1, "there are %zu keys but %zu values", n, values->as.list.n);
    if (rf_some_unknown(keys.as.list.at, n))
        return rf_give_unknown(call, NULL);
    rf_member *members = RF_NEW_ARRAY(call->arena, rf_member, n ? n : 1);
    unsigned marks = 0;
    for (size_t i = 0; i < n; i++) {
        const rf_value *key = &keys.as.list.at[i];
        if (key->kind == RF_NULL)
            return rf_call_error(call, 0, "key %zu is null", i);
        marks |= key->marks;
        members[i] = (rf_member){key->as.string.text, key->span, values->as.list.at[i]};
    }
    rf_value object = rf_object_of(call->arena, members, n, call->expr->span);
    const rf_type *element = element_of(values);
    object.type = element != NULL ? rf_type_map(call->arena, element) : NULL;
    object.marks = marks;
    return object;
}

/* The common type where all arguments are lists (not tuples) of types that go together. */
static const rf_type *concat_type(const rf_call *call)
{
    const rf_type **types = RF_NEW_ARRAY(call->arena, const rf_type *, call->n);
    for (size_t i = 0; i < call->n; i++) {
        types[i] = call->arguments[i].type;
        if (types[i] == NULL || types[i]->kind != RF_TYPE_LIST)
            return NULL;
    }
    return rf_unify(call->arena, types, call->n);
}

rf_value rf_function_concat(const rf_call *call)
{
    size_t n = 0;
    for (size_t i = 0; i < call->n; i++) {
        const rf_value *list = rf_arg_sequence(call, i);
        if (list == NULL)
            return rf_give_unknown(call, NULL);
        if (rf_is_set(list))
            return rf_call_error(call, i,
                                 "argument %zu is a set, whose order is open; "
                                 "use tolist(...), or setunion()",
                                 i + 1);
        n += list->as.list.n;
    }
    rf_value *items = rf_room_for(call, n);
    if (items == NULL)
        return rf_give_unknown(call, NULL);
    n = 0;
    for (size_t i = 0; i < call->n; i++)
        for (size_t j = 0; j < call->arguments[i].as.list.n; j++)
            items[n++] = call->arguments[i].as.list.at[j];
    rf_value list = rf_give_tuple(call, items, n), converted;
    rf_str why;
    const rf_type *type = concat_type(call);
    if (type != NULL && rf_convert(call->arena, &list, type, &converted, &why))
        return converted;
    return list;
}

typedef RF_VEC(rf_value) item_list;

/* False when something unknown may itself be a list. */
static bool flatten_into(const rf_call *call, const rf_value *list, item_list *items)
{
    for (size_t i = 0; i < list->as.list.n; i++) {
        const rf_value *item = &list->as.list.at[i];
        bool primitive = item->type != NULL && item->type->element == NULL &&
                         item->type->kind != RF_TYPE_ANY && item->type->kind != RF_TYPE_TUPLE;
        if (item->kind == RF_UNKNOWN && !primitive)
            return false;
        if (item->kind != RF_LIST) {
            RF_PUSH(call->arena, items, *item);
            continue;
        }
        size_t from = items->n;
        if (!flatten_into(call, item, items))
            return false;
        for (size_t j = from; j < items->n; j++)
            items->at[j].marks |= item->marks;
    }
    return true;
}

rf_value rf_function_flatten(const rf_call *call)
{
    const rf_value *list = rf_arg_sequence(call, 0);
    item_list items = {0};
    if (list == NULL || !flatten_into(call, list, &items))
        return rf_give_unknown(call, NULL);
    return rf_give_tuple(call, items.at, items.n);
}

rf_value rf_function_element(const rf_call *call)
{
    int64_t index;
    const rf_value *list = rf_arg_sequence(call, 0);
    if (list == NULL || !rf_arg_int(call, 1, &index))
        return rf_give_unknown(call, NULL);
    if (rf_is_set(list))
        return rf_call_error(call, 0, "the elements of a set have no order; use tolist(...)");
    if (list->as.list.n == 0)
        return rf_call_error(call, 0, "an empty list has no elements");
    if (index < 0)
        return rf_call_error(call, 1, "the index must not be negative");
    return list->as.list.at[(uint64_t)index % list->as.list.n];
}

rf_value rf_function_slice(const rf_call *call)
{
    int64_t start, end;
    const rf_value *list = rf_arg_sequence(call, 0);
    if (list == NULL || !rf_arg_int(call, 1, &start) || !rf_arg_int(call, 2, &end))
        return rf_give_unknown(call, NULL);
    if (rf_is_set(list))
        return rf_call_error(call, 0, "the elements of a set have no order; use tolist(...)");
    int64_t n = (int64_t)list->as.list.n;
    if (start < 0)
        return rf_call_error(call, 1, "the start must not be negative");
    if (end < 0)
        return rf_call_error(call, 2, "the end must not be negative");
    if (end > n)
        return rf_call_error(call, 2, "the end %lld lies behind the last of %lld elements",
                             (long long)end, (long long)n);
    if (start > end)
        return rf_call_error(call, 1, "the start %lld lies behind the end %lld", (long long)start,
                             (long long)end);
    return give_items(call, list->as.list.at + start, (size_t)(end - start), element_of(list));
}

rf_value rf_function_reverse(const rf_call *call)
{
    const rf_value *list = rf_arg_sequence(call, 0);
    if (list == NULL)
        return rf_give_unknown(call, NULL);
    size_t n = list->as.list.n;
    rf_value *items = RF_NEW_ARRAY(call->arena, rf_value, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        items[i] = list->as.list.at[n - 1 - i];
    return give_items(call, items, n, element_of(list));
}

rf_value rf_function_index(const rf_call *call)
{
    const rf_value *list = rf_arg_sequence(call, 0);
    if (list == NULL)
        return rf_give_unknown(call, &rf_type_number);
    if (rf_is_set(list))
        return rf_call_error(call, 0, "the elements of a set have no index; use contains()");
    for (size_t i = 0; i < list->as.list.n; i++) {
        rf_answer answer = rf_equal(&list->as.list.at[i], &call->arguments[1]);
        if (answer == RF_MAYBE)
            return rf_give_unknown(call, &rf_type_number);
        if (answer == RF_YES)
            return rf_give_int(call, (int64_t)i);
    }
    return rf_call_error(call, 1, "the list has no such element");
}

rf_value rf_function_contains(const rf_call *call)
{
    const rf_value *value = &call->arguments[1];
    if (call->arguments[0].kind == RF_UNKNOWN)
        return rf_give_unknown(call, &rf_type_bool);
    const rf_value *list = rf_arg_sequence(call, 0);
    if (list == NULL)
        return rf_give_unknown(call, &rf_type_bool);
    if (value->kind == RF_NULL)
        return rf_call_error(call, 1, "argument 2 must not be null");
    bool maybe = false;
    for (size_t i = 0; i < list->as.list.n; i++) {
        rf_answer answer = rf_equal(&list->as.list.at[i], value);
        if (answer == RF_YES)
            return rf_give_bool(call, true);
        maybe |= answer == RF_MAYBE;
    }
    return maybe ? rf_give_unknown(call, &rf_type_bool) : rf_give_bool(call, false);
}

rf_value rf_function_one(const rf_call *call)
{
    const rf_value *list = rf_arg_sequence(call, 0);
    if (list == NULL)
        return rf_give_unknown(call, NULL);
    if (list->as.list.n > 1 && rf_is_set(list) &&
        rf_some_unknown(list->as.list.at, list->as.list.n))
        return rf_give_unknown(call, element_of(list));
    if (list->as.list.n > 1)
        return rf_call_error(call, 0, "it has %zu elements: at most one is allowed",
                             list->as.list.n);
    rf_value null = {.kind = RF_NULL, .type = element_of(list), .span = call->expr->span};
    return list->as.list.n == 1 ? list->as.list.at[0] : null;
}

rf_value rf_function_chunklist(const rf_call *call)
{
    int64_t size;
    rf_value list;
    if (!rf_arg_list(call, 0, &rf_type_any, &list) || !rf_arg_int(call, 1, &size))
        return rf_give_unknown(call, NULL);
    if (size < 0)
        return rf_call_error(call, 1, "the size must not be negative");
    size_t n = list.as.list.n, chunk = size == 0 || (uint64_t)size > n ? n : (size_t)size, made = 0;
    rf_value *chunks = RF_NEW_ARRAY(call->arena, rf_value, n ? n : 1);
    for (size_t at = 0; at < n; at += chunk) {
        size_t left = n - at < chunk ? n - at : chunk;
        chunks[made++] = rf_give_list(call, list.as.list.at + at, left, list.type->element);
    }
    return rf_give_list(call, chunks, made, list.type);
}

static int by_text(const void *a, const void *b)
{
    return rf_cmp(((const rf_value *)a)->as.string.text, ((const rf_value *)b)->as.string.text);
}

rf_value rf_function_sort(const rf_call *call)
{
    rf_value list;
    if (!rf_arg_list(call, 0, &rf_type_string, &list))
        return rf_give_unknown(call, NULL);
    size_t n = list.as.list.n;
    rf_value *items = RF_NEW_ARRAY(call->arena, rf_value, n ? n : 1);
    for (size_t i = 0; i < n; i++) {
        items[i] = list.as.list.at[i];
        if (items[i].kind == RF_NULL)
            return rf_call_error(call, 0, "element %zu is null and cannot be sorted", i);
        if (items[i].kind == RF_UNKNOWN)
            return rf_give_unknown(call, list.type);
    }
    if (n > 1)
        qsort(items, n, sizeof *items, by_text);
    return rf_give_list(call, items, n, &rf_type_string);
}

rf_value rf_function_compact(const rf_call *call)
{
    rf_value list;
    if (!rf_arg_list(call, 0, &rf_type_string, &list))
        return rf_give_unknown(call, NULL);
    size_t n = list.as.list.n, kept = 0;
    rf_value *items = RF_NEW_ARRAY(call->arena, rf_value, n ? n : 1);
    for (size_t i = 0; i < n; i++) {
        const rf_value *item = &list.as.list.at[i];
        if (item->kind == RF_UNKNOWN)
            return rf_give_unknown(call, list.type);
        if (item->kind == RF_STRING && item->as.string.text.n != 0)
            items[kept++] = *item;
    }
    return rf_give_list(call, items, kept, &rf_type_string);
}

rf_value rf_function_distinct(const rf_call *call)
{
    rf_value list;
    if (!rf_arg_list(call, 0, &rf_type_any, &list))
        return rf_give_unknown(call, NULL);
    size_t n = list.as.list.n, kept = 0;
    for (size_t i = 0; i < n; i++)
        if (rf_value_has_unknown(&list.as.list.at[i]))
            return rf_give_unknown(call, list.type);
    rf_value *items = RF_NEW_ARRAY(call->arena, rf_value, n ? n : 1);
    const bool *repeats = rf_find_repeats(call->arena, list.as.list.at, n);
    for (size_t i = 0; i < n; i++)
        if (!repeats[i])
            items[kept++] = list.as.list.at[i];
    return rf_give_list(call, items, kept, list.type->element);
}

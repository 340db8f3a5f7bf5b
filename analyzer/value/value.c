#include "value/value.h"

#include "base/limits.h"

const rf_value rf_value_null = {.kind = RF_NULL};

enum { INDEX_FROM = 33 }; /* members; below, walking them is faster than hashing */

static const char *const kind_names[] = {
    [RF_NULL] = "null", [RF_BOOL] = "bool",     [RF_NUMBER] = "number",   [RF_STRING] = "string",
    [RF_LIST] = "list", [RF_OBJECT] = "object", [RF_UNKNOWN] = "unknown",
};

const char *rf_kind_name(rf_kind kind)
{
    return kind_names[kind];
}

rf_value rf_value_bool(bool boolean, rf_span span)
{
    return (rf_value){.kind = RF_BOOL, .span = span, .as.boolean = boolean};
}

rf_value rf_value_number(rf_num number, rf_span span)
{
    return (rf_value){.kind = RF_NUMBER, .span = span, .as.number = number};
}

rf_value rf_value_int(int64_t number, rf_span span)
{
    return rf_value_number(rf_num_int(number), span);
}

rf_value rf_value_string(rf_str text, rf_span span)
{
    return (rf_value){.kind = RF_STRING, .span = span, .as.string = {.text = text}};
}

rf_value rf_value_list(const rf_value *items, size_t n, rf_span span)
{
    return (rf_value){.kind = RF_LIST, .span = span, .as.list = {items, n}};
}

rf_value rf_value_unknown(const rf_type *type, rf_span span)
{
    return (rf_value){.kind = RF_UNKNOWN, .type = type, .span = span};
}

rf_value rf_value_object(rf_arena *arena, const rf_member *members, size_t n, rf_span span)
{
    rf_map *index = NULL;
    if (n >= INDEX_FROM) {
        index = RF_NEW(arena, rf_map);
        for (size_t i = 0; i < n; i++)
            rf_map_put(arena, index, members[i].name, (void *)&members[i]);
    }
    return (rf_value){.kind = RF_OBJECT, .span = span, .as.object = {members, n, index}};
}

rf_member rf_member_of(rf_str name, rf_value value)
{
    return (rf_member){.name = name, .name_span = value.span, .value = value};
}

const rf_member *rf_value_member(const rf_value *object, rf_str name)
{
    if (object == NULL || object->kind != RF_OBJECT)
        return NULL;
    if (object->as.object.index != NULL)
        return rf_map_get(object->as.object.index, name);
    for (size_t i = object->as.object.n; i-- > 0;)
        if (rf_eq(object->as.object.at[i].name, name))
            return &object->as.object.at[i];
    return NULL;
}

const rf_value *rf_value_get(const rf_value *object, rf_str name)
{
    const rf_member *member = rf_value_member(object, name);
    return member == NULL ? NULL : &member->value;
}

const rf_value *rf_value_get_c(const rf_value *object, const char *name)
{
    return rf_value_get(object, rf_str_c(name));
}

const rf_member *rf_member_again(const rf_value *object, const rf_member *member)
{
    if (rf_value_member(object, member->name) == member)
        return NULL; /* the one that counts is the last one */
    const rf_member *end = object->as.object.at + object->as.object.n;
    for (const rf_member *next = member + 1; next < end; next++)
        if (rf_eq(next->name, member->name))
            return next;
    return NULL;
}

bool rf_is_string(const rf_value *value)
{
    return value != NULL && value->kind == RF_STRING;
}

bool rf_is_true(const rf_value *value)
{
    return value != NULL && value->kind == RF_BOOL && value->as.boolean;
}

rf_str rf_text_of(const rf_value *value)
{
    return rf_is_string(value) ? value->as.string.text : RF_STR("");
}

bool rf_value_text(rf_arena *arena, const rf_value *value, rf_str *text)
{
    switch (value->kind) {
    case RF_STRING:
        *text = value->as.string.text;
        return true;
    case RF_BOOL:
        *text = value->as.boolean ? RF_STR("true") : RF_STR("false");
        return true;
    case RF_NUMBER:
        *text = rf_num_text(arena, value->as.number);
        return true;
    default:
        return false;
    }
}

static bool equal(const rf_value *a, const rf_value *b, unsigned depth);

static bool equal_lists(const rf_value *a, const rf_value *b, unsigned depth)
{
    if (a->as.list.n != b->as.list.n)
        return false;
    for (size_t i = 0; i < a->as.list.n; i++)
        if (!equal(&a->as.list.at[i], &b->as.list.at[i], depth))
            return false;
    return true;
}

/* True when it is the one that counts of the members with its name. */
static bool counts(const rf_value *object, const rf_member *member)
{
    return rf_value_member(object, member->name) == member;
}

static bool equal_objects(const rf_value *a, const rf_value *b, unsigned depth)
{
    size_t members = 0;
    for (size_t i = 0; i < a->as.object.n; i++) {
        const rf_member *member = &a->as.object.at[i];
        if (!counts(a, member))
            continue;
        const rf_value *other = rf_value_get(b, member->name);
        if (other == NULL || !equal(&member->value, other, depth))
            return false;
        members++;
    }
    for (size_t i = 0; i < b->as.object.n; i++)
        members -= counts(b, &b->as.object.at[i]);
    return members == 0;
}

static bool equal(const rf_value *a, const rf_value *b, unsigned depth)
{
    if (a->kind != b->kind || depth > RF_LIMIT_VALUE_DEPTH)
        return false;
    switch (a->kind) {
    case RF_NULL:
        return true;
    case RF_BOOL:
        return a->as.boolean == b->as.boolean;
    case RF_NUMBER:
        return rf_num_cmp(a->as.number, b->as.number) == 0;
    case RF_STRING:
        return rf_eq(a->as.string.text, b->as.string.text);
    case RF_LIST:
        return equal_lists(a, b, depth + 1);
    case RF_OBJECT:
        return equal_objects(a, b, depth + 1);
    case RF_UNKNOWN:
        break;
    }
    return false;
}

bool rf_value_equal(const rf_value *a, const rf_value *b)
{
    return equal(a, b, 0);
}

/* True when the test holds for the value or anything inside it. */
static bool any_inside(const rf_value *value, bool (*test)(const rf_value *, unsigned),
                       unsigned argument, unsigned depth)
{
    if (test(value, argument) || depth > RF_LIMIT_VALUE_DEPTH)
        return true;
    if (value->kind == RF_LIST) {
        for (size_t i = 0; i < value->as.list.n; i++)
            if (any_inside(&value->as.list.at[i], test, argument, depth + 1))
                return true;
    } else if (value->kind == RF_OBJECT) {
        for (size_t i = 0; i < value->as.object.n; i++)
            if (any_inside(&value->as.object.at[i].value, test, argument, depth + 1))
                return true;
    }
    return false;
}

static bool is_unknown(const rf_value *value, unsigned unused)
{
    (void)unused;
    return value->kind == RF_UNKNOWN;
}

static bool has_mark(const rf_value *value, unsigned mark)
{
    return (value->marks & mark) != 0;
}

bool rf_value_has_unknown(const rf_value *value)
{
    return any_inside(value, is_unknown, 0, 0);
}

bool rf_value_has_mark(const rf_value *value, unsigned mark)
{
    return any_inside(value, has_mark, mark, 0);
}

rf_source *rf_value_embed(rf_arena *arena, const rf_value *string)
{
    rf_str text = string->as.string.text;
    const rf_origin *origin = string->as.string.origin;
    if (string->span.source == NULL && (origin == NULL || origin->n == 0))
        return rf_source_new(arena, RF_STR(""), text);
    if (origin == NULL || origin->n == 0) {
        rf_origin_builder builder = {.arena = arena, .source = string->span.source};
        bool quoted = string->span.end - string->span.start == text.n + 2;
        size_t outer = string->span.start + (quoted ? 1 : 0);
        rf_origin_add(&builder, 0, outer, quoted ? outer + text.n : string->span.end, quoted);
        origin = rf_origin_finish(&builder);
    }
    return rf_source_embedded(arena, text, origin);
}

#include "eval/convert.h"

#include "eval/types.h"
#include "eval/values.h"

#include <string.h>

/* What one conversion needs on its way down. */
typedef struct conversion {
    rf_arena *arena;
    rf_str why; /* set where it fails; the callers put the path before it */
} conversion;

static bool convert(conversion *c, const rf_value *value, const rf_type *type, rf_value *out);

static bool fail(conversion *c, rf_str why)
{
    c->why = why;
    return false;
}

/* "a number is required", "a list of string is required", "an object is required". */
static bool requires(conversion *c, const rf_type *type)
{
    return fail(c,
                rf_format(c->arena, "%.*s is required", RF_ARG(rf_type_words_a(c->arena, type))));
}

static bool to_any(conversion *c, const rf_value *value, const rf_type *type, rf_value *out)
{
    (void)c;
    (void)type;
    *out = *value;
    return true;
}

static bool to_bool(conversion *c, const rf_value *value, const rf_type *type, rf_value *out)
{
    rf_str text = rf_text_of(value);
    bool yes = rf_eq_c(text, "true") || rf_eq_c(text, "1");
    if (value->kind == RF_BOOL)
        return true;
    if (value->kind != RF_STRING || (!yes && !rf_eq_c(text, "false") && !rf_eq_c(text, "0")))
    return requires(c, type);
    out->kind = RF_BOOL;
    out->as.boolean = yes;
    return true;
}

/* Go's big.ParseFloat, which Terraform reads with, also takes "+5", ".5" and "5.". */
static bool read_number(rf_arena *arena, rf_str text, rf_num *number)
{
    bool negative = rf_starts(text, RF_STR("-"));
    if (negative || rf_starts(text, RF_STR("+")))
        text = rf_slice(text, 1, text.n);
    size_t point = rf_find_byte(text, '.');
    bool digit_before = point != 0 && point != RF_NOT_FOUND;
    bool digit_after = point != RF_NOT_FOUND && point + 1 < text.n && text.at[point + 1] >= '0' &&
                       text.at[point + 1] <= '9';
    if (rf_starts(text, RF_STR("-")) || (point != RF_NOT_FOUND && !digit_before && !digit_after))
        return false;
    if (point != RF_NOT_FOUND && !(digit_before && digit_after)) {
        rf_str before = rf_slice(text, 0, point), after = rf_slice(text, point + 1, text.n);
        text = rf_format(arena, "%s%.*s.%s%.*s", digit_before ? "" : "0", RF_ARG(before),
                         digit_after ? "" : "0", RF_ARG(after));
    }
    if (!rf_num_parse(arena, text, number))
        return false;
    if (negative)
        *number = rf_num_neg(arena, *number);
    return true;
}

static bool to_number(conversion *c, const rf_value *value, const rf_type *type, rf_value *out)
{
    rf_num number;
    if (value->kind == RF_NUMBER)
        return true;
    if (value->kind != RF_STRING || !read_number(c->arena, value->as.string.text, &number))
    return requires(c, type);
    out->kind = RF_NUMBER;
    out->as.number = number;
    return true;
}

static bool to_string(conversion *c, const rf_value *value, const rf_type *type, rf_value *out)
{
    rf_str text;
    if (value->kind == RF_STRING)
        return true;
    if (!rf_value_text(c->arena, value, &text))
    return requires(c, type);
    out->kind = RF_STRING;
    out->as.string.text = text;
    out->as.string.origin = NULL;
    return true;
}

static bool in_element(conversion *c, size_t i)
{
    return fail(c, rf_format(c->arena, "element %zu: %.*s", i, RF_ARG(c->why)));
}

static bool in_key(conversion *c, rf_str name)
{
    return fail(c, rf_format(c->arena, "element \"%.*s\": %.*s", RF_ARG(name), RF_ARG(c->why)));
}

static bool in_attribute(conversion *c, rf_str name)
{
    return fail(c, rf_format(c->arena, "attribute \"%.*s\": %.*s", RF_ARG(name), RF_ARG(c->why)));
}

/* The type that all of them are, those of null apart; NULL when they differ. */
static const rf_type *only_type(const rf_type *const *types, size_t n)
{
    const rf_type *only = NULL;
    for (size_t i = 0; i < n; i++) {
        if (types[i]->kind == RF_TYPE_ANY)
            continue;
        if (only != NULL && !rf_type_equal(only, types[i]))
            return NULL;
        only = types[i];
    }
    return only;
}

/* The one element type of values that were converted to `wanted`, which may leave it open.  A
 * `strict` one refuses [null, {a = 1}], which has no element type in Terraform. */
static const rf_type *element_type(conversion *c, const rf_type *wanted, const rf_value *items,
                                   size_t n, size_t stride, bool strict)
{
    wanted = rf_type_plain(c->arena, wanted);
    if (n == 0 || !rf_type_has(wanted, rf_type_is_any))
        return wanted;
    const rf_type **types = RF_NEW_ARRAY(c->arena, const rf_type *, n);
    bool unknown = false, typed = false;
    for (size_t i = 0; i < n; i++) {
        const rf_value *item = (const rf_value *)((const char *)items + i * stride);
        types[i] = rf_type_of(c->arena, item);
        typed |= types[i]->kind != RF_TYPE_ANY;
        unknown |= types[i]->kind == RF_TYPE_ANY && item->kind == RF_UNKNOWN;
    }
    const rf_type *type = rf_unify(c->arena, types, n);
    bool open = type != NULL && type->kind == RF_TYPE_ANY && typed && !unknown;
    return !open ? type : strict ? NULL : only_type(types, n);
}

static rf_value *convert_items(conversion *c, const rf_value *list, const rf_type *element)
{
    size_t n = list->as.list.n;
    rf_value *items = RF_NEW_ARRAY(c->arena, rf_value, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        if (!convert(c, &list->as.list.at[i], element, &items[i])) {
            in_element(c, i);
            return NULL;
        }
    return items;
}

/* Converts the elements to one type: the wanted one or, where that is open, what they unify to. */
static rf_value *unified_items(conversion *c, const rf_value *list, const rf_type *wanted,
                               const rf_type **element)
{
    rf_value *items = convert_items(c, list, wanted);
    if (items == NULL)
        return NULL;
    rf_value converted = *list;
    converted.as.list.at = items;
    bool typed = list->type != NULL && list->type->element != NULL;
    if (list->as.list.n == 0 && typed && wanted->kind == RF_TYPE_ANY)
        *element = list->type->element;
    else
        *element = element_type(c, wanted, items, list->as.list.n, sizeof *items, !typed);
    if (*element == NULL) {
        fail(c, RF_STR("all elements must have the same type"));
        return NULL;
    }
    return rf_type_equal(*element, wanted) ? items : convert_items(c, &converted, *element);
}

/* A list, set or map converts by its type, also when it is empty. */
static bool is_collection_for(conversion *c, rf_kind kind, const rf_value *value,
                              const rf_type *type)
{
    return value->kind == kind && (value->type == NULL || value->type->element == NULL ||
                                   rf_type_converts(c->arena, value->type, type));
}

static bool to_list(conversion *c, const rf_value *value, const rf_type *type, rf_value *out)
{
    const rf_type *element;
    if (!is_collection_for(c, RF_LIST, value, type))
    return requires(c, type);
    const rf_value *items = unified_items(c, value, type->element, &element);
    if (items == NULL)
        return false;
    out->as.list.at = items;
    out->type = rf_type_list(c->arena, element);
    return true;
}

static bool to_set(conversion *c, const rf_value *value, const rf_type *type, rf_value *out)
{
    const rf_type *element;
    if (!is_collection_for(c, RF_LIST, value, type))
    return requires(c, type);
    rf_value *items = unified_items(c, value, type->element, &element);
    if (items == NULL)
        return false;
    /* An element of a set has no place of its own that could carry the mark. */
    for (size_t i = 0; i < value->as.list.n; i++)
        if (rf_value_has_mark(&items[i], RF_MARK_SENSITIVE))
            out->marks |= RF_MARK_SENSITIVE;
    out->as.list.n = rf_set_order(c->arena, items, value->as.list.n);
    out->as.list.at = items;
    out->type = rf_type_set(c->arena, element);
    return true;
}

static rf_member *convert_members(conversion *c, const rf_member *const *from, size_t n,
                                  const rf_type *element)
{
    rf_member *members = RF_NEW_ARRAY(c->arena, rf_member, n ? n : 1);
    for (size_t i = 0; i < n; i++) {
        members[i] = *from[i];
        if (!convert(c, &from[i]->value, element, &members[i].value)) {
            in_key(c, from[i]->name);
            return NULL;
        }
    }
    return members;
}

static bool to_map(conversion *c, const rf_value *value, const rf_type *type, rf_value *out)
{
    size_t n;
    if (!is_collection_for(c, RF_OBJECT, value, type))
    return requires(c, type);
    const rf_member **from = rf_members_sorted(c->arena, value, &n);
    rf_member *members = convert_members(c, from, n, type->element);
    if (members == NULL)
        return false;
    bool typed = n == 0 && value->type != NULL && type->element->kind == RF_TYPE_ANY;
    const rf_type *element =
        typed ? value->type->element
              : element_type(c, type->element, &members->value, n, sizeof *members, false);
    if (element == NULL)
        return fail(c, RF_STR("all elements must have the same type"));
    for (size_t i = 0; i < n; i++)
        from[i] = &members[i];
    if (!rf_type_equal(element, type->element))
        members = convert_members(c, from, n, element);
    if (members == NULL)
        return false;
    unsigned marks = value->marks;
    *out = rf_value_object(c->arena, members, n, value->span);
    out->marks = marks;
    out->type = rf_type_map(c->arena, element);
    return true;
}

static bool to_tuple(conversion *c, const rf_value *value, const rf_type *type, rf_value *out)
{
    if (value->kind != RF_LIST || !rf_is_tuple(value))
    return requires(c, type);
    if (value->as.list.n != type->n)
        return fail(c, rf_format(c->arena, "a tuple of %zu elements is required, not of %zu",
                                 type->n, value->as.list.n));
    rf_value *items = RF_NEW_ARRAY(c->arena, rf_value, type->n ? type->n : 1);
    for (size_t i = 0; i < type->n; i++)
        if (!convert(c, &value->as.list.at[i], type->elements[i], &items[i]))
            return in_element(c, i);
    out->as.list.at = items;
    out->type = NULL;
    return true;
}

/* "attribute "a" is required", "attributes "a" and "b" are required". */
static bool lacks(conversion *c, const rf_value *object, const rf_type *type)
{
    rf_buf names = rf_buf_new(c->arena);
    size_t missing = 0, said = 0;
    for (size_t i = 0; i < type->n; i++)
        missing += !type->attributes[i].optional &&
                   rf_value_member(object, type->attributes[i].name) == NULL;
    for (size_t i = 0; i < type->n; i++) {
        const rf_type_attribute *attribute = &type->attributes[i];
        if (attribute->optional || rf_value_member(object, attribute->name) != NULL)
            continue;
        rf_buf_add_c(&names, said == 0 ? "" : said + 1 == missing ? " and " : ", ");
        rf_buf_format(&names, "\"%.*s\"", RF_ARG(attribute->name));
        said++;
    }
    return fail(c, rf_format(c->arena, "attribute%s %.*s %s required", missing == 1 ? "" : "s",
                             RF_ARG(rf_buf_str(&names)), missing == 1 ? "is" : "are"));
}

/* The value of an attribute that is absent or, with a default, null. */
static bool fill_in(conversion *c, const rf_value *object, const rf_type_attribute *attribute,
                    rf_member *member)
{
    rf_value value = {.kind = RF_NULL, .span = object->span};
    if (attribute->fallback != NULL)
        value = *attribute->fallback;
    *member = (rf_member){.name = attribute->name, .name_span = value.span};
    return convert(c, &value, attribute->type, &member->value) || in_attribute(c, attribute->name);
}

static bool to_object(conversion *c, const rf_value *value, const rf_type *type, rf_value *out)
{
    if (value->kind != RF_OBJECT)
    return requires(c, type);
    rf_member *members = RF_NEW_ARRAY(c->arena, rf_member, type->n ? type->n : 1);
    for (size_t i = 0; i < type->n; i++) {
        const rf_type_attribute *attribute = &type->attributes[i];
        const rf_member *given = rf_value_member(value, attribute->name);
        if (given == NULL && !attribute->optional)
            return lacks(c, value, type);
        bool absent = given == NULL || (given->value.kind == RF_NULL && attribute->optional &&
                                        attribute->fallback != NULL);
        if (absent) {
            if (!fill_in(c, value, attribute, &members[i]))
                return false;
            continue;
        }
        members[i] = *given;
        if (!convert(c, &given->value, attribute->type, &members[i].value))
            return in_attribute(c, attribute->name);
    }
    unsigned marks = value->marks;
    *out = rf_value_object(c->arena, members, type->n, value->span);
    out->marks = marks;
    return true;
}

static bool convert(conversion *c, const rf_value *value, const rf_type *type, rf_value *out)
{
    static bool (*const converters[])(conversion *, const rf_value *, const rf_type *,
                                      rf_value *) = {
        [RF_TYPE_ANY] = to_any,       [RF_TYPE_BOOL] = to_bool,   [RF_TYPE_NUMBER] = to_number,
        [RF_TYPE_STRING] = to_string, [RF_TYPE_LIST] = to_list,   [RF_TYPE_SET] = to_set,
        [RF_TYPE_MAP] = to_map,       [RF_TYPE_TUPLE] = to_tuple, [RF_TYPE_OBJECT] = to_object,
    };
    *out = *value;
    if (type->kind == RF_TYPE_ANY)
        return true;
    if (value->kind == RF_NULL) {
        out->type = rf_type_plain(c->arena, type);
        return true;
    }
    if (value->kind == RF_UNKNOWN) {
        if (value->type != NULL && !rf_type_converts(c->arena, value->type, type))
        return requires(c, type);
        out->type = rf_type_plain(c->arena, type);
        if (type->kind != RF_TYPE_STRING)
            memset(&out->as, 0, sizeof out->as);
        return true;
    }
    if (value->type != NULL && rf_type_equal(value->type, type))
        return true;
    out->type = NULL;
    return converters[type->kind](c, value, type, out);
}

bool rf_convert(rf_arena *arena, const rf_value *value, const rf_type *type, rf_value *converted,
                rf_str *why)
{
    conversion c = {.arena = arena, .why = RF_STR("")};
    rf_value result;
    bool done = convert(&c, value, type, &result);
    *converted = done ? result : rf_value_unknown(type, value->span);
    *why = c.why;
    return done;
}

static const rf_type *tuple_type(rf_arena *arena, const rf_value *tuple)
{
    size_t n = tuple->as.list.n;
    const rf_type **elements = RF_NEW_ARRAY(arena, const rf_type *, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        elements[i] = rf_type_of(arena, &tuple->as.list.at[i]);
    return rf_type_tuple(arena, elements, n);
}

static const rf_type *object_type(rf_arena *arena, const rf_value *object)
{
    size_t n;
    const rf_member **members = rf_members_sorted(arena, object, &n);
    rf_type_attribute *attributes = RF_NEW_ARRAY(arena, rf_type_attribute, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        attributes[i] = (rf_type_attribute){.name = members[i]->name,
                                            .type = rf_type_of(arena, &members[i]->value)};
    return rf_type_object(arena, attributes, n);
}

const rf_type *rf_type_of(rf_arena *arena, const rf_value *value)
{
    switch (value->kind) {
    case RF_BOOL:
        return &rf_type_bool;
    case RF_NUMBER:
        return &rf_type_number;
    case RF_STRING:
        return &rf_type_string;
    case RF_LIST:
        return rf_is_tuple(value) ? tuple_type(arena, value) : value->type;
    case RF_OBJECT:
        return rf_is_map(value) ? value->type : object_type(arena, value);
    default:
        return value->type != NULL ? value->type : &rf_type_any;
    }
}

/*
 * Unification: go-cty's convert/unify.go with the conversions it calls unsafe, as conditionals and
 * functions of Terraform use it.
 */
#include "base/vec.h"
#include "eval/convert.h"
#include "eval/types.h"

typedef RF_VEC(const rf_type *) type_list;

const rf_type *rf_type_plain(rf_arena *arena, const rf_type *type)
{
    if (!rf_type_has(type, rf_type_has_optional))
        return type;
    if (type->element != NULL) {
        rf_type *plain = RF_NEW(arena, rf_type);
        *plain = (rf_type){.kind = type->kind, .element = rf_type_plain(arena, type->element)};
        return plain;
    }
    if (type->kind == RF_TYPE_TUPLE) {
        const rf_type **elements = RF_NEW_ARRAY(arena, const rf_type *, type->n);
        for (size_t i = 0; i < type->n; i++)
            elements[i] = rf_type_plain(arena, type->elements[i]);
        return rf_type_tuple(arena, elements, type->n);
    }
    rf_type_attribute *attributes = RF_NEW_ARRAY(arena, rf_type_attribute, type->n);
    for (size_t i = 0; i < type->n; i++)
        attributes[i] = (rf_type_attribute){
            .name = type->attributes[i].name,
            .type = rf_type_plain(arena, type->attributes[i].type),
        };
    return rf_type_object(arena, attributes, type->n);
}

bool rf_type_has(const rf_type *type, bool (*test)(const rf_type *))
{
    if (test(type))
        return true;
    if (type->element != NULL)
        return rf_type_has(type->element, test);
    for (size_t i = 0; i < type->n; i++)
        if (rf_type_has(type->kind == RF_TYPE_TUPLE ? type->elements[i] : type->attributes[i].type,
                        test))
            return true;
    return false;
}

bool rf_type_is_any(const rf_type *type)
{
    return type->kind == RF_TYPE_ANY;
}

bool rf_type_has_optional(const rf_type *type)
{
    for (size_t i = 0; type->kind == RF_TYPE_OBJECT && i < type->n; i++)
        if (type->attributes[i].optional)
            return true;
    return false;
}

static const rf_type_attribute *attribute_of(const rf_type *type, rf_str name)
{
    size_t low = 0, high = type->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = rf_cmp(type->attributes[middle].name, name);
        if (order == 0)
            return &type->attributes[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool primitive(const rf_type *type)
{
    return type->kind == RF_TYPE_BOOL || type->kind == RF_TYPE_NUMBER ||
           type->kind == RF_TYPE_STRING;
}

static bool objects_convert(rf_arena *arena, const rf_type *from, const rf_type *to)
{
    for (size_t i = 0; i < to->n; i++) {
        const rf_type_attribute *given = attribute_of(from, to->attributes[i].name);
        if (given == NULL ? !to->attributes[i].optional
                          : !rf_type_converts(arena, given->type, to->attributes[i].type))
            return false;
    }
    return true;
}

/* From a tuple or object to a list, set or map. */
static bool parts_convert(rf_arena *arena, const rf_type *from, const rf_type *element)
{
    const rf_type **parts = RF_NEW_ARRAY(arena, const rf_type *, from->n ? from->n : 1);
    for (size_t i = 0; i < from->n; i++)
        parts[i] = from->kind == RF_TYPE_TUPLE ? from->elements[i] : from->attributes[i].type;
    if (from->n != 0 && element->kind == RF_TYPE_ANY)
        return rf_unify(arena, parts, from->n) != NULL;
    for (size_t i = 0; i < from->n; i++)
        if (!rf_type_converts(arena, parts[i], element))
            return false;
    return true;
}

static bool tuples_convert(rf_arena *arena, const rf_type *from, const rf_type *to)
{
    if (from->n != to->n)
        return false;
    for (size_t i = 0; i < from->n; i++)
        if (!rf_type_converts(arena, from->elements[i], to->elements[i]))
            return false;
    return true;
}

static bool sequence(const rf_type *type)
{
    return type->kind == RF_TYPE_LIST || type->kind == RF_TYPE_SET;
}

bool rf_type_converts(rf_arena *arena, const rf_type *from, const rf_type *to)
{
    if (from->kind == RF_TYPE_ANY || to->kind == RF_TYPE_ANY)
        return true;
    if (primitive(from) && primitive(to))
        return from->kind == to->kind || from->kind == RF_TYPE_STRING || to->kind == RF_TYPE_STRING;
    if (from->kind == RF_TYPE_OBJECT && to->kind == RF_TYPE_OBJECT)
        return objects_convert(arena, from, to);
    if (from->kind == RF_TYPE_TUPLE && to->kind == RF_TYPE_TUPLE)
        return tuples_convert(arena, from, to);
    if (sequence(to) && sequence(from))
        return rf_type_converts(arena, from->element, to->element);
    if (to->kind == RF_TYPE_MAP && from->kind == RF_TYPE_MAP)
        return rf_type_converts(arena, from->element, to->element);
    if ((sequence(to) && from->kind == RF_TYPE_TUPLE) ||
        (to->kind == RF_TYPE_MAP && from->kind == RF_TYPE_OBJECT))
        return parts_convert(arena, from, to->element);
    if (to->kind == RF_TYPE_OBJECT && from->kind == RF_TYPE_MAP) {
        for (size_t i = 0; i < to->n; i++)
            if (!rf_type_converts(arena, from->element, to->attributes[i].type))
                return false;
        return true;
    }
    return false;
}

/* One type for all elements of collections and all parts of tuples and objects. */
static const rf_type *unify_parts(rf_arena *arena, const rf_type *const *types, size_t n)
{
    type_list parts = {0};
    for (size_t i = 0; i < n; i++) {
        const rf_type *type = types[i];
        if (type->element != NULL)
            RF_PUSH(arena, &parts, type->element);
        for (size_t j = 0; j < type->n; j++)
            RF_PUSH(arena, &parts,
                    type->kind == RF_TYPE_TUPLE ? type->elements[j] : type->attributes[j].type);
    }
    return parts.n == 0 ? NULL : rf_unify(arena, parts.at, parts.n);
}

static const rf_type *collection_of(rf_arena *arena, rf_type_kind kind, const rf_type *element)
{
    if (element == NULL)
        return NULL;
    return kind == RF_TYPE_LIST  ? rf_type_list(arena, element)
           : kind == RF_TYPE_SET ? rf_type_set(arena, element)
                                 : rf_type_map(arena, element);
}

static bool same_names(const rf_type *a, const rf_type *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!rf_eq(a->attributes[i].name, b->attributes[i].name))
            return false;
    return true;
}

static const rf_type *unify_objects(rf_arena *arena, const rf_type *const *types, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (!same_names(types[0], types[i]))
            return collection_of(arena, RF_TYPE_MAP, unify_parts(arena, types, n));
    size_t count = types[0]->n;
    rf_type_attribute *attributes = RF_NEW_ARRAY(arena, rf_type_attribute, count ? count : 1);
    const rf_type **across = RF_NEW_ARRAY(arena, const rf_type *, n);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < n; j++)
            across[j] = types[j]->attributes[i].type;
        const rf_type *type = rf_unify(arena, across, n);
        if (type == NULL)
            return NULL;
        attributes[i] = (rf_type_attribute){.name = types[0]->attributes[i].name, .type = type};
    }
    return rf_type_object(arena, attributes, count);
}

static const rf_type *unify_tuples(rf_arena *arena, const rf_type *const *types, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (types[i]->n != types[0]->n)
            return collection_of(arena, RF_TYPE_LIST, unify_parts(arena, types, n));
    size_t count = types[0]->n;
    const rf_type **elements = RF_NEW_ARRAY(arena, const rf_type *, count ? count : 1);
    const rf_type **across = RF_NEW_ARRAY(arena, const rf_type *, n);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < n; j++)
            across[j] = types[j]->elements[i];
        elements[i] = rf_unify(arena, across, n);
        if (elements[i] == NULL)
            return NULL;
    }
    return rf_type_tuple(arena, elements, count);
}

/* Which of two types is tried first as the common one; a type that is not known is last. */
static int prefer(const rf_type *a, const rf_type *b)
{
    static const unsigned char rank[] = {
        [RF_TYPE_STRING] = 0, [RF_TYPE_NUMBER] = 1, [RF_TYPE_BOOL] = 1,
        [RF_TYPE_LIST] = 0,   [RF_TYPE_TUPLE] = 1,  [RF_TYPE_SET] = 2,
        [RF_TYPE_MAP] = 0,    [RF_TYPE_OBJECT] = 1, [RF_TYPE_ANY] = 3,
    };
    if (a->kind == b->kind && a->element != NULL)
        return prefer(a->element, b->element);
    return rank[a->kind] - rank[b->kind];
}

/* The types, each once, those to be preferred first. */
static type_list by_preference(rf_arena *arena, const rf_type *const *types, size_t n)
{
    type_list distinct = {0};
    for (size_t i = 0; i < n; i++) {
        bool known = false;
        for (size_t j = 0; j < distinct.n && !known; j++)
            known = rf_type_equal(distinct.at[j], types[i]);
        if (known)
            continue;
        RF_PUSH(arena, &distinct, types[i]);
        for (size_t j = distinct.n - 1; j > 0 && prefer(types[i], distinct.at[j - 1]) < 0; j--) {
            distinct.at[j] = distinct.at[j - 1];
            distinct.at[j - 1] = types[i];
        }
    }
    return distinct;
}

static const rf_type *unify_with_one(rf_arena *arena, const rf_type *const *types, size_t n)
{
    type_list distinct = by_preference(arena, types, n);
    for (size_t i = 0; i < distinct.n; i++) {
        bool fits = true;
        for (size_t j = 0; j < distinct.n && fits; j++)
            fits = i == j || rf_type_converts(arena, distinct.at[j], distinct.at[i]);
        if (fits)
            return distinct.at[i];
    }
    return NULL;
}

static const rf_type *unify_kinds(rf_arena *arena, const rf_type *const *types, size_t n,
                                  const size_t *count)
{
    static const rf_type_kind collections[] = {RF_TYPE_MAP, RF_TYPE_LIST, RF_TYPE_SET};
    size_t any = count[RF_TYPE_ANY];
    for (size_t i = 0; i < sizeof collections / sizeof *collections; i++) {
        rf_type_kind kind = collections[i];
        rf_type_kind parts = kind == RF_TYPE_MAP    ? RF_TYPE_OBJECT
                             : kind == RF_TYPE_LIST ? RF_TYPE_TUPLE
                                                    : kind;
        size_t of_parts = parts == kind ? 0 : count[parts];
        if (count[kind] != 0 && count[kind] + of_parts + any == n) {
            const rf_type *type = collection_of(arena, kind, unify_parts(arena, types, n));
            if (any != 0 && type != NULL && of_parts == 0)
                return &rf_type_any;
            if (type != NULL || of_parts == 0)
                return type;
        }
    }
    if (count[RF_TYPE_OBJECT] != 0 && count[RF_TYPE_OBJECT] + any == n)
        return any != 0 ? &rf_type_any : unify_objects(arena, types, n);
    if (count[RF_TYPE_TUPLE] != 0 && count[RF_TYPE_TUPLE] + any == n)
        return any != 0 ? &rf_type_any : unify_tuples(arena, types, n);
    if (count[RF_TYPE_OBJECT] != 0 && count[RF_TYPE_TUPLE] != 0)
        return NULL;
    return unify_with_one(arena, types, n);
}

const rf_type *rf_unify(rf_arena *arena, const rf_type *const *types, size_t n)
{
    size_t count[RF_TYPE_OBJECT + 1] = {0};
    bool same = true;
    if (n == 0)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        count[types[i]->kind]++;
        same = same && rf_type_equal(types[0], types[i]);
    }
    return same ? types[0] : unify_kinds(arena, types, n, count);
}

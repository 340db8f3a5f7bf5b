#include "value/type.h"

#include <stdlib.h>

const rf_type rf_type_any = {.kind = RF_TYPE_ANY};
const rf_type rf_type_bool = {.kind = RF_TYPE_BOOL};
const rf_type rf_type_number = {.kind = RF_TYPE_NUMBER};
const rf_type rf_type_string = {.kind = RF_TYPE_STRING};

static const char *const names[] = {
    [RF_TYPE_ANY] = "any",       [RF_TYPE_BOOL] = "bool",   [RF_TYPE_NUMBER] = "number",
    [RF_TYPE_STRING] = "string", [RF_TYPE_LIST] = "list",   [RF_TYPE_SET] = "set",
    [RF_TYPE_MAP] = "map",       [RF_TYPE_TUPLE] = "tuple", [RF_TYPE_OBJECT] = "object",
};

static const rf_type *collection(rf_arena *arena, rf_type_kind kind, const rf_type *element)
{
    rf_type *type = RF_NEW(arena, rf_type);
    *type = (rf_type){.kind = kind, .element = element};
    return type;
}

const rf_type *rf_type_list(rf_arena *arena, const rf_type *element)
{
    return collection(arena, RF_TYPE_LIST, element);
}

const rf_type *rf_type_set(rf_arena *arena, const rf_type *element)
{
    return collection(arena, RF_TYPE_SET, element);
}

const rf_type *rf_type_map(rf_arena *arena, const rf_type *element)
{
    return collection(arena, RF_TYPE_MAP, element);
}

const rf_type *rf_type_tuple(rf_arena *arena, const rf_type *const *elements, size_t n)
{
    rf_type *type = RF_NEW(arena, rf_type);
    *type = (rf_type){.kind = RF_TYPE_TUPLE, .elements = elements, .n = n};
    return type;
}

static int by_name(const void *a, const void *b)
{
    return rf_cmp(((const rf_type_attribute *)a)->name, ((const rf_type_attribute *)b)->name);
}

const rf_type *rf_type_object(rf_arena *arena, rf_type_attribute *attributes, size_t n)
{
    rf_type *type = RF_NEW(arena, rf_type);
    if (n > 1)
        qsort(attributes, n, sizeof *attributes, by_name);
    *type = (rf_type){.kind = RF_TYPE_OBJECT, .attributes = attributes, .n = n};
    return type;
}

bool rf_type_equal(const rf_type *a, const rf_type *b)
{
    if (a == b)
        return true;
    if (a->kind != b->kind || a->n != b->n)
        return false;
    switch (a->kind) {
    case RF_TYPE_LIST:
    case RF_TYPE_SET:
    case RF_TYPE_MAP:
        return rf_type_equal(a->element, b->element);
    case RF_TYPE_TUPLE:
        for (size_t i = 0; i < a->n; i++)
            if (!rf_type_equal(a->elements[i], b->elements[i]))
                return false;
        return true;
    case RF_TYPE_OBJECT:
        for (size_t i = 0; i < a->n; i++)
            if (!rf_eq(a->attributes[i].name, b->attributes[i].name) ||
                !rf_type_equal(a->attributes[i].type, b->attributes[i].type))
                return false;
        return true;
    default:
        return true;
    }
}

static void write_type(rf_buf *buf, const rf_type *type)
{
    rf_buf_add_c(buf, names[type->kind]);
    switch (type->kind) {
    case RF_TYPE_LIST:
    case RF_TYPE_SET:
    case RF_TYPE_MAP:
        rf_buf_add_byte(buf, '(');
        write_type(buf, type->element);
        rf_buf_add_byte(buf, ')');
        break;
    case RF_TYPE_TUPLE:
        rf_buf_add_c(buf, "([");
        for (size_t i = 0; i < type->n; i++) {
            rf_buf_add_c(buf, i ? ", " : "");
            write_type(buf, type->elements[i]);
        }
        rf_buf_add_c(buf, "])");
        break;
    case RF_TYPE_OBJECT:
        rf_buf_add_c(buf, "({");
        for (size_t i = 0; i < type->n; i++) {
            rf_buf_add_c(buf, i ? ", " : "");
            rf_buf_add(buf, type->attributes[i].name);
            rf_buf_add_c(buf, " = ");
            rf_buf_add_c(buf, type->attributes[i].optional ? "optional(" : "");
            write_type(buf, type->attributes[i].type);
            rf_buf_add_c(buf, type->attributes[i].optional ? ")" : "");
        }
        rf_buf_add_c(buf, "})");
        break;
    default:
        break;
    }
}

rf_str rf_type_text(rf_arena *arena, const rf_type *type)
{
    rf_buf buf = rf_buf_new(arena);
    write_type(&buf, type);
    return rf_buf_str(&buf);
}

rf_str rf_type_words(rf_arena *arena, const rf_type *type)
{
    if (type->element == NULL)
        return rf_str_c(names[type->kind]);
    return rf_format(arena, "%s of %.*s", names[type->kind],
                     RF_ARG(rf_type_words(arena, type->element)));
}

/*
 * Terraform's type constraints: any, bool, number, string, list(T), set(T), map(T), tuple([...]),
 * object({...}) with optional attributes.
 */
#ifndef RF_VALUE_TYPE_H
#define RF_VALUE_TYPE_H

#include "base/str.h"

typedef enum rf_type_kind {
    RF_TYPE_ANY,
    RF_TYPE_BOOL,
    RF_TYPE_NUMBER,
    RF_TYPE_STRING,
    RF_TYPE_LIST,
    RF_TYPE_SET,
    RF_TYPE_MAP,
    RF_TYPE_TUPLE,
    RF_TYPE_OBJECT,
} rf_type_kind;

typedef struct rf_type rf_type;

/* One attribute of an object type; attributes are sorted by name. */
typedef struct rf_type_attribute {
    rf_str name;
    const rf_type *type;
    bool optional;
    const struct rf_value *fallback; /* the default of an optional one; NULL: null */
} rf_type_attribute;

struct rf_type {
    rf_type_kind kind;
    const rf_type *element;         /* of a list, set or map */
    const rf_type *const *elements; /* of a tuple */
    const rf_type_attribute *attributes;
    size_t n; /* elements of a tuple, attributes of an object */
};

extern const rf_type rf_type_any, rf_type_bool, rf_type_number, rf_type_string;

const rf_type *rf_type_list(rf_arena *arena, const rf_type *element);
const rf_type *rf_type_set(rf_arena *arena, const rf_type *element);
const rf_type *rf_type_map(rf_arena *arena, const rf_type *element);
const rf_type *rf_type_tuple(rf_arena *arena, const rf_type *const *elements, size_t n);
/* Sorts `attributes` in place and keeps them. */
const rf_type *rf_type_object(rf_arena *arena, rf_type_attribute *attributes, size_t n);

bool rf_type_equal(const rf_type *a, const rf_type *b);

/* As Terraform writes it: "list(string)". */
rf_str rf_type_text(rf_arena *arena, const rf_type *type);

/* In words for a message, as Terraform's: "list of string", "object". */
rf_str rf_type_words(rf_arena *arena, const rf_type *type);

#endif

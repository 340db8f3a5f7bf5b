#include "eval/values.h"

#include "eval/convert.h"

#include <stdlib.h>

static bool is_collection(const rf_value *value, rf_kind kind, rf_type_kind type)
{
    return value->kind == kind && value->type != NULL && value->type->kind == type;
}

bool rf_is_set(const rf_value *value)
{
    return is_collection(value, RF_LIST, RF_TYPE_SET);
}

bool rf_is_map(const rf_value *value)
{
    return is_collection(value, RF_OBJECT, RF_TYPE_MAP);
}

bool rf_is_tuple(const rf_value *value)
{
    return value->kind == RF_LIST && !rf_is_set(value) &&
           !is_collection(value, RF_LIST, RF_TYPE_LIST);
}

rf_str rf_type_words_a(rf_arena *arena, const rf_type *type)
{
    rf_str words = rf_type_words(arena, type);
    if (type->element != NULL && type->element->kind == RF_TYPE_ANY)
        words = rf_slice(words, 0, rf_find_byte(words, ' ')); /* "list of any" is any list */
    return rf_format(arena, "%s %.*s", type->kind == RF_TYPE_OBJECT ? "an" : "a", RF_ARG(words));
}

rf_str rf_value_words(rf_arena *arena, const rf_value *value)
{
    if (value->kind == RF_NULL)
        return RF_STR("null");
    if (value->type != NULL && value->type->kind != RF_TYPE_ANY)
        return rf_type_words_a(arena, value->type);
    if (value->kind == RF_LIST)
        return RF_STR("a tuple");
    const char *article = value->kind == RF_OBJECT || value->kind == RF_UNKNOWN ? "an" : "a";
    return rf_format(arena, "%s %s", article, rf_kind_name(value->kind));
}

static int by_name_and_place(const void *a, const void *b)
{
    const rf_member *one = *(const rf_member *const *)a, *other = *(const rf_member *const *)b;
    int order = rf_cmp(one->name, other->name);
    return order != 0 ? order : (one > other) - (one < other);
}

const rf_member **rf_members_sorted(rf_arena *arena, const rf_value *object, size_t *n)
{
    size_t count = object->as.object.n, kept = 0;
    const rf_member **sorted = RF_NEW_ARRAY(arena, const rf_member *, count ? count : 1);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &object->as.object.at[i];
    if (count > 1)
        qsort(sorted, count, sizeof(const rf_member *), by_name_and_place);
    for (size_t i = 0; i < count; i++)
        if (i + 1 == count || !rf_eq(sorted[i]->name, sorted[i + 1]->name))
            sorted[kept++] = sorted[i];
    *n = kept;
    return sorted;
}

rf_value rf_object_of(rf_arena *arena, const rf_member *members, size_t n, rf_span span)
{
    rf_value object = rf_value_object(arena, members, n, span);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        kept += rf_value_member(&object, members[i].name) == &members[i];
    if (kept == n)
        return object;
    rf_member *once = RF_NEW_ARRAY(arena, rf_member, kept);
    kept = 0;
    for (size_t i = 0; i < n; i++)
        if (rf_value_member(&object, members[i].name) == &members[i])
            once[kept++] = members[i];
    return rf_value_object(arena, once, kept, span);
}

/* Whether types that are known to some extent already rule out equality. */
static bool types_differ(const rf_value *a, const rf_value *b)
{
    static const rf_type_kind of_kind[] = {
        [RF_BOOL] = RF_TYPE_BOOL,   [RF_NUMBER] = RF_TYPE_NUMBER, [RF_STRING] = RF_TYPE_STRING,
        [RF_LIST] = RF_TYPE_TUPLE,  [RF_OBJECT] = RF_TYPE_OBJECT, [RF_NULL] = RF_TYPE_ANY,
        [RF_UNKNOWN] = RF_TYPE_ANY,
    };
    rf_type_kind one = a->type != NULL ? a->type->kind : of_kind[a->kind];
    rf_type_kind other = b->type != NULL ? b->type->kind : of_kind[b->kind];
    return one != RF_TYPE_ANY && other != RF_TYPE_ANY && one != other;
}

static rf_answer both(rf_answer so_far, rf_answer next)
{
    if (so_far == RF_NO || next == RF_NO)
        return RF_NO;
    return so_far == RF_MAYBE || next == RF_MAYBE ? RF_MAYBE : RF_YES;
}

static rf_answer equal_lists(const rf_value *a, const rf_value *b)
{
    if (a->as.list.n != b->as.list.n)
        return RF_NO;
    if (a->type != NULL && b->type != NULL && a->type->element != NULL &&
        b->type->element != NULL && !rf_type_equal(a->type->element, b->type->element))
        return RF_NO;
    rf_answer answer = RF_YES;
    for (size_t i = 0; i < a->as.list.n && answer != RF_NO; i++)
        answer = both(answer, rf_equal(&a->as.list.at[i], &b->as.list.at[i]));
    return answer;
}

static size_t names_of(const rf_value *object)
{
    size_t names = 0;
    for (size_t i = 0; i < object->as.object.n; i++)
        names += rf_member_again(object, &object->as.object.at[i]) == NULL;
    return names;
}

static rf_answer equal_objects(const rf_value *a, const rf_value *b)
{
    if (names_of(a) != names_of(b))
        return RF_NO;
    rf_answer answer = RF_YES;
    for (size_t i = 0; i < a->as.object.n && answer != RF_NO; i++) {
        rf_str name = a->as.object.at[i].name;
        const rf_value *other = rf_value_get(b, name);
        answer = other == NULL ? RF_NO : both(answer, rf_equal(rf_value_get(a, name), other));
    }
    return answer;
}

rf_answer rf_equal(const rf_value *a, const rf_value *b)
{
    if (a->kind == RF_NULL && b->kind == RF_NULL)
        return RF_YES;
    if (a->kind == RF_UNKNOWN || b->kind == RF_UNKNOWN) {
        bool null = a->kind == RF_NULL || b->kind == RF_NULL;
        return !null && types_differ(a, b) ? RF_NO : RF_MAYBE;
    }
    if (a->kind != b->kind)
        return RF_NO;
    if ((a->kind == RF_LIST || a->kind == RF_OBJECT) && types_differ(a, b))
        return RF_NO;
    if (a->kind == RF_LIST)
        return equal_lists(a, b);
    if (a->kind == RF_OBJECT)
        return equal_objects(a, b);
    return rf_value_equal(a, b) ? RF_YES : RF_NO;
}

/* go-cty orders the elements of a set that are no primitives by a text of their content
 * (cty/set_internals.go, makeSetHashBytes); so do we. */
static void write_key(rf_buf *buf, rf_arena *arena, const rf_value *value);

static void write_list_key(rf_buf *buf, rf_arena *arena, const rf_value *list)
{
    bool tuple = rf_is_tuple(list);
    rf_buf_add_byte(buf, tuple ? '<' : '[');
    for (size_t i = 0; i < list->as.list.n; i++) {
        write_key(buf, arena, &list->as.list.at[i]);
        rf_buf_add_byte(buf, ';');
    }
    rf_buf_add_byte(buf, tuple ? '>' : ']');
}

static void write_text_key(rf_buf *buf, rf_str text)
{
    rf_buf_add_byte(buf, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\')
            rf_buf_add_byte(buf, '\\');
        rf_buf_add_byte(buf, text.at[i]);
    }
    rf_buf_add_byte(buf, '"');
}

static void write_object_key(rf_buf *buf, rf_arena *arena, const rf_value *object)
{
    size_t n;
    bool map = rf_is_map(object);
    const rf_member **members = rf_members_sorted(arena, object, &n);
    rf_buf_add_byte(buf, map ? '{' : '<');
    for (size_t i = 0; i < n; i++) {
        if (map) {
            write_text_key(buf, members[i]->name);
            rf_buf_add_byte(buf, ':');
        }
        write_key(buf, arena, &members[i]->value);
        rf_buf_add_byte(buf, ';');
    }
    rf_buf_add_byte(buf, map ? '}' : '>');
}

static void write_key(rf_buf *buf, rf_arena *arena, const rf_value *value)
{
    switch (value->kind) {
    case RF_NULL:
        rf_buf_add_byte(buf, '~');
        break;
    case RF_BOOL:
        rf_buf_add_byte(buf, value->as.boolean ? 'T' : 'F');
        break;
    case RF_NUMBER:
        rf_buf_format(buf, "%.10g", rf_num_to_double(value->as.number));
        break;
    case RF_STRING:
        write_text_key(buf, value->as.string.text);
        break;
    case RF_LIST:
        write_list_key(buf, arena, value);
        break;
    case RF_OBJECT:
        write_object_key(buf, arena, value);
        break;
    case RF_UNKNOWN:
        rf_buf_add_byte(buf, '?');
        break;
    }
}

typedef struct keyed {
    rf_value value;
    rf_str key;   /* for the kinds that have no order of their own */
    size_t place; /* as written: keeps the order of equals */
    bool again;   /* equals one that was written before it */
} keyed;

/* Known values first, then unknown ones, null last. */
static int rank(const rf_value *value)
{
    return value->kind == RF_NULL ? 2 : value->kind == RF_UNKNOWN ? 1 : 0;
}

static int compare_content(const keyed *a, const keyed *b)
{
    if (rank(&a->value) != rank(&b->value))
        return rank(&a->value) - rank(&b->value);
    if (rank(&a->value) != 0)
        return 0;
    if (a->value.kind == RF_STRING && b->value.kind == RF_STRING)
        return rf_cmp(a->value.as.string.text, b->value.as.string.text);
    if (a->value.kind == RF_NUMBER && b->value.kind == RF_NUMBER)
        return rf_num_cmp(a->value.as.number, b->value.as.number);
    return rf_cmp(a->key, b->key);
}

static int by_content(const void *a, const void *b)
{
    const keyed *one = a, *other = b;
    int order = compare_content(one, other);
    return order != 0 ? order : (one->place > other->place) - (one->place < other->place);
}

/* Sorts copies of the items and finds those that equal one that was written before them. */
static keyed *sort_items(rf_arena *arena, const rf_value *items, size_t n)
{
    keyed *sorted = RF_NEW_ARRAY(arena, keyed, n ? n : 1);
    for (size_t i = 0; i < n; i++) {
        rf_buf key = rf_buf_new(arena);
        if (items[i].kind != RF_STRING && items[i].kind != RF_NUMBER)
            write_key(&key, arena, &items[i]);
        sorted[i] = (keyed){.value = items[i], .key = rf_buf_str(&key), .place = i};
    }
    if (n > 1)
        qsort(sorted, n, sizeof *sorted, by_content);
    size_t run = 0; /* where those with the key of the last one begin */
    for (size_t i = 1; i < n; i++) {
        if (compare_content(&sorted[i - 1], &sorted[i]) != 0)
            run = i;
        for (size_t j = run; j < i && !sorted[i].again; j++)
            sorted[i].again = rf_equal(&sorted[j].value, &sorted[i].value) == RF_YES;
    }
    return sorted;
}

size_t rf_set_order(rf_arena *arena, rf_value *items, size_t n)
{
    const keyed *sorted = sort_items(arena, items, n);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!sorted[i].again)
            items[kept++] = sorted[i].value;
    return kept;
}

const bool *rf_find_repeats(rf_arena *arena, const rf_value *items, size_t n)
{
    const keyed *sorted = sort_items(arena, items, n);
    bool *repeats = RF_NEW_ARRAY(arena, bool, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        repeats[sorted[i].place] = sorted[i].again;
    return repeats;
}

static void weigh(const rf_value *value, size_t *left)
{
    if (*left == 0)
        return;
    --*left;
    if (value->kind == RF_LIST)
        for (size_t i = 0; i < value->as.list.n && *left != 0; i++)
            weigh(&value->as.list.at[i], left);
    else if (value->kind == RF_OBJECT)
        for (size_t i = 0; i < value->as.object.n && *left != 0; i++)
            weigh(&value->as.object.at[i].value, left);
}

size_t rf_value_weight(const rf_value *value, size_t most)
{
    size_t left = most + 1;
    weigh(value, &left);
    return most + 1 - left;
}

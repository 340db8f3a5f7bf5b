/*
 * source.name, source[key], source.0 and splats.
 */
#include "base/limits.h"
#include "eval/convert.h"
#include "eval/evaluator.h"
#include "eval/values.h"

/* Where the source of a step stands, for messages about the source. */
static rf_span step_span(const rf_expr *step)
{
    return step->kind == RF_EXPR_ATTRIBUTE ? step->as.attribute.name_span
                                           : step->as.index.key->span;
}

/* The type of what a step takes out of an unknown value; NULL when it cannot be told. */
static const rf_type *part_type(const rf_type *type, rf_str name)
{
    if (type == NULL || type->element != NULL)
        return type == NULL || type->element->kind == RF_TYPE_ANY ? NULL : type->element;
    if (type->kind == RF_TYPE_OBJECT)
        for (size_t i = 0; i < type->n; i++)
            if (rf_eq(type->attributes[i].name, name))
                return type->attributes[i].type;
    return NULL;
}

static rf_value no_member(rf_evaluator *ev, rf_span span, const rf_value *object, rf_str name)
{
    RF_VEC(rf_str) names = {0};
    for (size_t i = 0; i < object->as.object.n; i++)
        RF_PUSH(ev->arena, &names, object->as.object.at[i].name);
    rf_str nearest = rf_nearest(name, names.at, names.n);
    bool secret = rf_value_has_mark(object, RF_MARK_SENSITIVE);
    rf_str help = RF_STR("it is empty");
    if (nearest.n != 0) {
        help = rf_format(ev->arena, "did you mean \"%.*s\"?", RF_ARG(nearest));
    } else if (names.n != 0 && !secret) {
        enum { SHOWN = 8 };
        rf_buf list = rf_buf_new(ev->arena);
        for (size_t i = 0; i < names.n && i < SHOWN; i++)
            rf_buf_format(&list, "%s\"%.*s\"", i ? ", " : "", RF_ARG(names.at[i]));
        help = rf_format(ev->arena, "it has %.*s%s", RF_ARG(rf_buf_str(&list)),
                         names.n > SHOWN ? ", ..." : "");
    } else if (secret) {
        help = RF_STR("compare with where it is written; it is sensitive and not shown");
    }
    const char *what = rf_is_map(object) ? "map has no element" : "object has no attribute";
    rf_diag_add(ev->diags, RF_EVAL_CODE, span,
                rf_format(ev->arena, "this %s \"%.*s\"", what, RF_ARG(name)), help);
    return rf_value_unknown(NULL, span);
}

static const char *attribute_help(const rf_value *source)
{
    if (source->kind == RF_LIST && source->as.list.n != 0 &&
        source->as.list.at[0].kind == RF_OBJECT)
        return "for one element write [0].name, for that of all elements write [*].name";
    if (source->kind == RF_LIST)
        return "take one element with [0], or all of them with [*]";
    return "only objects and maps have attributes";
}

static rf_value take_attribute(rf_evaluator *ev, const rf_value *source, const rf_expr *step)
{
    rf_str name = step->as.attribute.name;
    rf_span span = step->as.attribute.name_span;
    if (source->kind == RF_UNKNOWN)
        return rf_value_unknown(part_type(source->type, name), step->span);
    if (source->kind == RF_NULL)
        return rf_eval_fail(ev, span, "give it a value, or use try(..., null)",
                            "a null value has no attribute \"%.*s\"", RF_ARG(name));
    if (source->kind != RF_OBJECT)
        return rf_eval_fail(ev, span, attribute_help(source), "%.*s has no attribute \"%.*s\"",
                            RF_ARG(rf_value_words(ev->arena, source)), RF_ARG(name));
    const rf_value *value = rf_value_get(source, name);
    return value != NULL ? *value : no_member(ev, span, source, name);
}

/* Says why a number is no index of the list; false when it is one, which *at is then. */
static bool bad_index(const rf_value *list, rf_num number, size_t *at, const char **why)
{
    int64_t index;
    *why = "an index is a whole number: this one has a fraction";
    if (!rf_num_is_int(number))
        return true;
    *why = "an index counts from 0: this one is negative";
    if (rf_num_sign(number) < 0)
        return true;
    *why = "there is no element of that index";
    if (!rf_num_to_int64(number, &index) || (uint64_t)index >= list->as.list.n)
        return true;
    *at = (size_t)index;
    return false;
}

static rf_value take_element(rf_evaluator *ev, const rf_value *list, const rf_value *key,
                             rf_span span)
{
    rf_value number;
    rf_str why;
    if (rf_is_set(list))
        return rf_eval_fail(ev, span, "turn it into a list first: tolist(...)[0], or use one(...)",
                            "the elements of a set have no index");
    if (!rf_convert(ev->arena, key, &rf_type_number, &number, &why))
        return rf_eval_fail(ev, span, "use a number, or look the name up in a map or object",
                            "the index of a list must be a number");
    size_t at;
    const char *reason;
    if (!bad_index(list, number.as.number, &at, &reason))
        return list->as.list.at[at];
    size_t n = list->as.list.n;
    rf_str help = n == 0 ? RF_STR("the list is empty")
                  : n == 1
                      ? RF_STR("it has one element: the only index is 0")
                      : rf_format(ev->arena, "it has %zu elements: indexes 0 to %zu", n, n - 1);
    rf_diag_add(ev->diags, RF_EVAL_CODE, span, rf_str_c(reason), help);
    return rf_value_unknown(NULL, span);
}

static rf_value take_index(rf_evaluator *ev, const rf_value *source, const rf_value *key,
                           const rf_expr *step)
{
    rf_span span = step_span(step);
    if (source->kind == RF_NULL)
        return rf_eval_fail(ev, span, "give it a value, or use try(..., null)",
                            "a null value has no elements");
    if (key->kind == RF_NULL)
        return rf_eval_fail(ev, span, "give it a value", "an index must not be null");
    if (source->kind == RF_UNKNOWN || key->kind == RF_UNKNOWN) {
        const rf_type *type = source->type;
        if (source->kind != RF_UNKNOWN || (type != NULL && type->element == NULL))
            type = NULL;
        return rf_value_unknown(part_type(type, RF_STR("")), step->span);
    }
    if (source->kind == RF_LIST)
        return take_element(ev, source, key, span);
    rf_str name;
    if (source->kind != RF_OBJECT)
        return rf_eval_fail(ev, span, "only lists, maps and objects have elements",
                            "%.*s has no elements", RF_ARG(rf_value_words(ev->arena, source)));
    if (!rf_value_text(ev->arena, key, &name))
        return rf_eval_fail(ev, span, "use the name of an element, in quotes",
                            "the key of a map or object must be a string");
    const rf_value *value = rf_value_get(source, name);
    return value != NULL ? *value : no_member(ev, span, source, name);
}

static rf_value take_step(rf_evaluator *ev, const rf_value *source, const rf_expr *step)
{
    if (step->kind == RF_EXPR_ATTRIBUTE && !step->as.attribute.legacy_index)
        return take_attribute(ev, source, step);
    rf_value key;
    if (step->kind == RF_EXPR_INDEX) {
        key = rf_eval_node(ev, step->as.index.key);
    } else {
        rf_num number;
        if (!rf_num_parse(ev->arena, step->as.attribute.name, &number))
            return rf_eval_fail(ev, step_span(step), "use brackets: [0]", "this is no index");
        key = rf_value_number(number, step->as.attribute.name_span);
        return take_index(ev, source, &key, step);
    }
    rf_value value = take_index(ev, source, &key, step);
    value.marks |= key.marks;
    return value;
}

static const rf_expr *source_of_step(const rf_expr *step)
{
    return step->kind == RF_EXPR_ATTRIBUTE ? step->as.attribute.source : step->as.index.source;
}

static bool is_step(const rf_expr *expr)
{
    return expr->kind == RF_EXPR_ATTRIBUTE || expr->kind == RF_EXPR_INDEX;
}

/* `a.b.c[0]` leans to the left: no recursion along it. */
rf_value rf_eval_traversal(rf_evaluator *ev, const rf_expr *expr)
{
    RF_VEC(const rf_expr *) chain = {0};
    const rf_expr *root = expr;
    for (; is_step(root); root = source_of_step(root))
        RF_PUSH(ev->arena, &chain, root);
    rf_value value = rf_eval_node(ev, root);
    for (size_t i = chain.n; i-- > 0 && !ev->stopped;) {
        unsigned marks = value.marks;
        value = take_step(ev, &value, chain.at[i]);
        value.marks |= marks;
    }
    return value;
}

/* The items a splat goes over: those of a list, else the value itself as the only one. */
static size_t splat_items(const rf_value *source, const rf_value **items)
{
    if (source->kind == RF_LIST) {
        *items = source->as.list.at;
        return source->as.list.n;
    }
    *items = source;
    return source->kind == RF_NULL ? 0 : 1;
}

/* Lists and sets give a list where their results still have one type, as in Terraform. */
static const rf_type *splat_type(rf_evaluator *ev, const rf_value *source, const rf_value *items,
                                 size_t n)
{
    if (source->kind != RF_LIST || rf_is_tuple(source))
        return NULL;
    if (n == 0)
        return rf_type_list(ev->arena, &rf_type_any);
    const rf_type *type = rf_type_of(ev->arena, &items[0]);
    for (size_t i = 1; i < n; i++)
        if (!rf_type_equal(type, rf_type_of(ev->arena, &items[i])))
            return NULL;
    return rf_type_list(ev->arena, type);
}

rf_value rf_eval_splat(rf_evaluator *ev, const rf_expr *expr)
{
    rf_value source = rf_eval_node(ev, expr->as.splat.source);
    rf_value unknown = rf_value_unknown(NULL, expr->span);
    unknown.marks = source.marks;
    if (ev->stopped || source.kind == RF_UNKNOWN)
        return unknown;
    bool typed_null = source.kind == RF_NULL && source.type != NULL &&
                      (source.type->kind == RF_TYPE_LIST || source.type->kind == RF_TYPE_SET ||
                       source.type->kind == RF_TYPE_TUPLE);
    if (typed_null)
        return rf_eval_fail(ev, expr->span, "give it a value, or use coalesce(..., [])",
                            "a splat cannot go over a list that is null");
    const rf_value *from;
    size_t n = splat_items(&source, &from);
    rf_value *items = RF_NEW_ARRAY(ev->arena, rf_value, n ? n : 1);
    size_t errors = ev->diags->errors;
    for (size_t i = 0; i < n && !ev->stopped; i++) {
        rf_binding item = {.splat = expr, .value = &from[i], .outer = ev->bindings};
        ev->bindings = &item;
        items[i] = rf_eval_node(ev, expr->as.splat.each);
        ev->bindings = item.outer;
        if (ev->diags->errors != errors)
            return unknown; /* the next items would say the same again */
    }
    rf_value list = rf_value_list(items, n, expr->span);
    if (!rf_eval_weigh(ev, &list))
        return unknown;
    list.type = splat_type(ev, &source, items, n);
    list.marks = source.marks;
    return list;
}

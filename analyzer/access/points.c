#include "access/points.h"

#include "network/cidr.h"

#include <stdlib.h>

static void add(rf_arena *arena, rf_axis *axis, rf_str text)
{
    for (size_t i = 0; i < axis->points.n; i++)
        if (rf_eq(axis->points.at[i], text))
            return;
    RF_PUSH(arena, &axis->points, text);
}

typedef RF_VEC(rf_num) numbers;

static int compare_numbers(const void *a, const void *b)
{
    return rf_num_cmp(*(const rf_num *)a, *(const rf_num *)b);
}

/* On each cut, between neighbours, and beyond both ends. */
static void add_around(rf_arena *arena, rf_axis *axis, numbers *cuts)
{
    rf_num one = rf_num_int(1), two = rf_num_int(2), middle;
    if (cuts->n == 0)
        return;
    qsort(cuts->at, cuts->n, sizeof *cuts->at, compare_numbers);
    add(arena, axis, rf_num_text(arena, rf_num_sub(arena, cuts->at[0], one)));
    for (size_t i = 0; i < cuts->n; i++) {
        add(arena, axis, rf_num_text(arena, cuts->at[i]));
        if (i + 1 < cuts->n &&
            rf_num_div(arena, rf_num_add(arena, cuts->at[i], cuts->at[i + 1]), two, &middle))
            add(arena, axis, rf_num_text(arena, middle));
    }
    add(arena, axis, rf_num_text(arena, rf_num_add(arena, cuts->at[cuts->n - 1], one)));
}

/* Seconds since 1970, which numbers and dates can both be compared with. */
static rf_num number_of_date(rf_arena *arena, rf_date date)
{
    rf_num fraction, whole = rf_num_int(date.seconds);
    rf_num_div(arena, rf_num_int((int64_t)date.fraction), rf_num_int(1000000000000000000),
               &fraction);
    return date.fraction != 0 ? rf_num_add(arena, whole, fraction) : whole;
}

/* An address without its length, as requests have it. */
static void add_address(rf_arena *arena, rf_axis *axis, const rf_cidr *host)
{
    rf_str length;
    add(arena, axis, rf_split(rf_cidr_text(arena, host), '/', &length));
}

static void add_block(rf_arena *arena, rf_axis *axis, const rf_cidr *block)
{
    rf_cidr first = *block, next;
    first.length = block->family == 4 ? 32 : 128;
    add_address(arena, axis, &first);
    if (!rf_cidr_next(block, &next))
        return;
    next.length = first.length;
    add_address(arena, axis, &next);
}

static void add_value(rf_arena *arena, rf_axis *axis, rf_family family,
                      const rf_condition_value *value, numbers *cuts)
{
    if (!value->readable || value->kind == RF_UNKNOWN)
        return;
    switch (family) {
    case RF_FAMILY_NUMERIC:
        RF_PUSH(arena, cuts, value->as.number);
        break;
    case RF_FAMILY_DATE:
        RF_PUSH(arena, cuts, number_of_date(arena, value->as.date));
        break;
    case RF_FAMILY_IP:
        add_block(arena, axis, &value->as.block);
        break;
    case RF_FAMILY_STRING:
    case RF_FAMILY_BINARY:
        add(arena, axis, value->text);
        break;
    default:
        break;
    }
}

/* Points that the policy's values do not yield. */
static void add_general(rf_arena *arena, rf_axis *axis, rf_family family)
{
    if (family == RF_FAMILY_BOOL) {
        add(arena, axis, RF_STR("true"));
        add(arena, axis, RF_STR("false"));
    } else if (family == RF_FAMILY_IP) {
        add(arena, axis, RF_STR("0.0.0.0"));
        add(arena, axis, RF_STR("::"));
    } else if (family == RF_FAMILY_BINARY) {
        add(arena, axis, RF_STR("b3RoZXI="));
    }
}

static bool is_textual(rf_family family)
{
    return family == RF_FAMILY_STRING || family == RF_FAMILY_ARN || family == RF_FAMILY_NULL;
}

void rf_axis_find_points(rf_arena *arena, rf_axis *axis, const rf_condition *const *conditions,
                         size_t n, rf_family type)
{
    numbers cuts = {0};
    bool texts = false;
    axis->has_points = type == RF_FAMILY_BOOL;
    for (size_t i = 0; i < n; i++) {
        rf_family family = conditions[i]->op.base->family;
        axis->has_points |= !is_textual(family);
        texts |= family == RF_FAMILY_STRING || family == RF_FAMILY_ARN;
    }
    if (!axis->has_points)
        return;
    add_general(arena, axis, type);
    for (size_t i = 0; i < n; i++) {
        rf_family family = conditions[i]->op.base->family;
        add_general(arena, axis, family);
        for (size_t k = 0; k < conditions[i]->n; k++)
            add_value(arena, axis, family, &conditions[i]->values[k], &cuts);
    }
    add_around(arena, axis, &cuts);
    axis->complete = !texts || type == RF_FAMILY_BOOL;
}

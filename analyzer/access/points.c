#include "access/points.h"

#include "network/cidr.h"

#include <stdlib.h>

/* True when the axis has the point; of many it has a map. */
static bool has(rf_arena *arena, rf_axis *axis, rf_str text)
{
    enum { MANY = 32 };
    if (axis->points.n == MANY && axis->of_many.n == 0)
        for (size_t i = 0; i < MANY; i++)
            rf_map_put(arena, &axis->of_many, axis->points.at[i], axis);
    if (axis->points.n >= MANY)
        return rf_map_get(&axis->of_many, text) != NULL;
    for (size_t i = 0; i < axis->points.n; i++)
        if (rf_eq(axis->points.at[i], text))
            return true;
    return false;
}

void rf_axis_add_point(rf_arena *arena, rf_axis *axis, rf_str text)
{
    if (has(arena, axis, text))
        return;
    RF_PUSH(arena, &axis->points, text);
    if (axis->of_many.n != 0)
        rf_map_put(arena, &axis->of_many, text, axis);
}

typedef RF_VEC(rf_num) numbers;

static int compare_numbers(const void *a, const void *b)
{
    return rf_num_cmp(*(const rf_num *)a, *(const rf_num *)b);
}

enum { DAY = 86400, DAYS_OF_ERA = 146097, DAYS_BEFORE_1970 = 719468, LAST_YEAR = 9999 };

/* A whole second as AWS writes dates, when its year has four digits: a bare number of four digits
 * would be read as a year.  By days since 0000-03-01, of 400 years each; Proleptic Gregorian. */
static bool date_text(rf_arena *arena, int64_t seconds, rf_str *text)
{
    int64_t days = seconds / DAY - (seconds % DAY < 0), rest = seconds - days * DAY;
    days += DAYS_BEFORE_1970;
    if (days < 0)
        return false;
    int64_t of_era = days % DAYS_OF_ERA;
    int64_t of_cycle = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t day = of_era - (365 * of_cycle + of_cycle / 4 - of_cycle / 100);
    int64_t from_march = (5 * day + 2) / 153;
    int64_t month = from_march < 10 ? from_march + 3 : from_march - 9;
    int64_t year = of_cycle + days / DAYS_OF_ERA * 400 + (month <= 2);
    if (year > LAST_YEAR)
        return false;
    *text = rf_format(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)year, (int)month,
                      (int)(day - (153 * from_march + 2) / 5 + 1), (int)(rest / 3600),
                      (int)(rest / 60 % 60), (int)(rest % 60));
    return true;
}

/* Seconds since 1970. */
static rf_num number_of_date(rf_arena *arena, rf_date date)
{
    rf_num fraction, whole = rf_num_int(date.seconds);
    rf_num_div(arena, rf_num_int((int64_t)date.fraction), rf_num_int(1000000000000000000),
               &fraction);
    return date.fraction != 0 ? rf_num_add(arena, whole, fraction) : whole;
}

/* A date, or a number; false when the text is not read as that. */
static bool add_number(rf_arena *arena, rf_axis *axis, rf_num number, bool date)
{
    int64_t seconds;
    rf_num again;
    rf_date read;
    rf_str text = rf_num_text(arena, number);
    if (!date) {
        rf_axis_add_point(arena, axis, text);
        return rf_num_parse(arena, text, &again) && rf_num_cmp(again, number) == 0;
    }
    if (!rf_num_to_int64(number, &seconds) || !date_text(arena, seconds, &text))
        text = rf_num_text(arena, number);
    rf_axis_add_point(arena, axis, text);
    return rf_date_parse(text, &read) && rf_num_cmp(number_of_date(arena, read), number) == 0;
}

/* On each cut, between neighbours, and beyond both ends.  False when some class has no point. */
static bool add_around(rf_arena *arena, rf_axis *axis, numbers *cuts, bool date)
{
    rf_num one = rf_num_int(1), two = rf_num_int(2), middle;
    if (cuts->n == 0)
        RF_PUSH(arena, cuts, date ? rf_num_int(1577836800) : rf_num_int(0));
    qsort(cuts->at, cuts->n, sizeof *cuts->at, compare_numbers);
    rf_num last = cuts->at[cuts->n - 1];
    bool all = add_number(arena, axis, rf_num_sub(arena, cuts->at[0], one), date);
    for (size_t i = 0; i < cuts->n; i++) {
        all &= add_number(arena, axis, cuts->at[i], date);
        if (i + 1 == cuts->n || rf_num_cmp(cuts->at[i], cuts->at[i + 1]) == 0)
            continue;
        bool halved =
            rf_num_div(arena, rf_num_add(arena, cuts->at[i], cuts->at[i + 1]), two, &middle) &&
            rf_num_cmp(cuts->at[i], middle) < 0 && rf_num_cmp(middle, cuts->at[i + 1]) < 0;
        all &= halved && add_number(arena, axis, middle, date);
    }
    return add_number(arena, axis, rf_num_add(arena, last, one), date) && all;
}

/* An address without its length, as requests have it. */
static void add_address(rf_arena *arena, rf_axis *axis, const rf_cidr *host)
{
    rf_str length;
    rf_axis_add_point(arena, axis, rf_split(rf_cidr_text(arena, host), '/', &length));
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
        rf_axis_add_point(arena, axis, value->text);
        break;
    default:
        break;
    }
}

/* Points that the policy's values do not yield. */
static void add_general(rf_arena *arena, rf_axis *axis, rf_family family)
{
    if (family == RF_FAMILY_BOOL) {
        rf_axis_add_point(arena, axis, RF_STR("true"));
        rf_axis_add_point(arena, axis, RF_STR("false"));
    } else if (family == RF_FAMILY_IP) {
        rf_axis_add_point(arena, axis, RF_STR("0.0.0.0"));
        rf_axis_add_point(arena, axis, RF_STR("::"));
    } else if (family == RF_FAMILY_BINARY) {
        rf_axis_add_point(arena, axis, RF_STR("b3RoZXI="));
    }
}

static bool is_textual(rf_family family)
{
    return family == RF_FAMILY_STRING || family == RF_FAMILY_ARN || family == RF_FAMILY_NULL;
}

/* The values of all conditions of one family.  False when some class has no point. */
static bool add_family(rf_arena *arena, rf_axis *axis, rf_family family,
                       const rf_condition *const *conditions, size_t n)
{
    numbers cuts = {0};
    bool line = family == RF_FAMILY_NUMERIC || family == RF_FAMILY_DATE;
    add_general(arena, axis, family);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < conditions[i]->n && conditions[i]->op.base->family == family; k++)
            add_value(arena, axis, family, &conditions[i]->values[k], &cuts);
    return !line || add_around(arena, axis, &cuts, family == RF_FAMILY_DATE);
}

void rf_axis_find_points(rf_arena *arena, rf_axis *axis, const rf_condition *const *conditions,
                         size_t n, rf_family type)
{
    bool of[RF_FAMILIES] = {false};
    size_t kinds = 0; /* of values, texts being one */
    for (size_t i = 0; i < n; i++)
        of[conditions[i]->op.base->family] = true;
    of[RF_FAMILY_NULL] = false;
    bool texts = of[RF_FAMILY_STRING] || of[RF_FAMILY_ARN], unreadable = false;
    axis->has_points = axis->complete = type == RF_FAMILY_BOOL;
    if (type == RF_FAMILY_BOOL) {
        add_general(arena, axis, type);
        return;
    }
    axis->complete = true;
    for (unsigned family = 0; family < RF_FAMILIES; family++) {
        if (!of[family] || is_textual((rf_family)family))
            continue;
        axis->has_points = true;
        unreadable |= family != type;
        kinds++;
        axis->complete &= add_family(arena, axis, (rf_family)family, conditions, n);
    }
    /* Whether a text that one operator reads is one that another one matches is not asked. */
    axis->complete &= kinds + texts <= 1;
    if (texts && axis->has_points)
        add_family(arena, axis, RF_FAMILY_STRING, conditions, n);
    if (unreadable)
        rf_axis_add_point(arena, axis, RF_STR("other"));
}

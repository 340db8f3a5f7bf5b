/*
 * Points: one text for each class of values that conditions on numbers, dates, addresses, booleans
 * or binaries tell apart.
 *
 * Comparisons cut the line of values at the policy's own values: a point on each cut, one between
 * neighbours and one beyond each end are all classes there are.  Of addresses each block's first
 * one and the first behind it, and the first of each family.  A key that the reference does not
 * know, or knows as one of another type, may also have a text that the operator cannot read; a
 * boolean of the reference is true or false.
 */
#ifndef RF_ACCESS_POINTS_H
#define RF_ACCESS_POINTS_H

#include "access/axis.h"

/* Adds a point, once. */
void rf_axis_add_point(rf_arena *arena, rf_axis *axis, rf_str text);

/* Fills the axis' points from all conditions on it; none when all of them are about texts.  `type`
 * is what each value of the key is by the reference, or RF_FAMILIES when it does not know. */
void rf_axis_find_points(rf_arena *arena, rf_axis *axis, const rf_condition *const *conditions,
                         size_t n, rf_family type);

#endif

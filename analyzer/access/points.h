/*
 * Points: one text for each class of values that conditions on numbers, dates, addresses, booleans
 * or binaries tell apart.
 *
 * Comparisons cut the line of values at the policy's own values: a point on each cut, one between
 * neighbours and one beyond each end are all classes there are.  Of addresses each block's first
 * one and the first behind it, and the first of each family.
 */
#ifndef RF_ACCESS_POINTS_H
#define RF_ACCESS_POINTS_H

#include "access/axis.h"

/* Fills the axis' points from all conditions on it; none when all of them are about texts.  `type`
 * is the key's type by the reference, or RF_FAMILIES. */
void rf_axis_find_points(rf_arena *arena, rf_axis *axis, const rf_condition *const *conditions,
                         size_t n, rf_family type);

#endif

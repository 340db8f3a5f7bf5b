/*
 * Values are immutable: what changes all through one makes a new one.
 */
#ifndef RF_TERRAFORM_REBUILD_H
#define RF_TERRAFORM_REBUILD_H

#include "value/value.h"

/* Changes a node (its members are done by then) or the name of a member; the other one is NULL. */
typedef void rf_change(rf_arena *arena, rf_value *node, rf_str *name);

/* A copy with every node and every name inside changed.  Depth is bounded by the limits of the
 * readers. */
rf_value rf_rebuilt(rf_arena *arena, const rf_value *value, rf_change *change);

/* A copy that is marked RF_MARK_SENSITIVE all through. */
rf_value rf_marked_sensitive(rf_arena *arena, const rf_value *value);

#endif

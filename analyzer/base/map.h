/*
 * A hash map from strings to pointers, in an arena.  Keys are borrowed.  The hash is seeded per
 * process, so that no input can be made to collide; there is no iteration, so that no output can
 * depend on the seed.
 */
#ifndef RF_BASE_MAP_H
#define RF_BASE_MAP_H

#include "base/str.h"

typedef struct rf_map {
    struct rf_map_slot *slots;
    size_t n, capacity;
} rf_map;

/* The value stored under `key`, or NULL. */
void *rf_map_get(const rf_map *map, rf_str key);

/* Stores a value (not NULL) and returns the one it replaces, or NULL. */
void *rf_map_put(rf_arena *arena, rf_map *map, rf_str key, void *value);

#endif

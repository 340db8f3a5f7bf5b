#include "base/map.h"

#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

struct rf_map_slot {
    rf_str key;
    uint64_t hash;
    void *value;
};

static uint64_t seed(void)
{
    static uint64_t value;
    if (value == 0) {
        uint64_t fresh;
        if (getentropy(&fresh, sizeof fresh) != 0)
            fresh = (uint64_t)time(NULL) ^ (uint64_t)(uintptr_t)&value;
        value = fresh | 1;
    }
    return value;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash_of(rf_str key)
{
    uint64_t hash = seed() ^ key.n;
    while (key.n >= 8) {
        uint64_t word;
        memcpy(&word, key.at, 8);
        hash = mix(hash ^ word, 0x9e3779b97f4a7c15u);
        key = (rf_str){key.at + 8, key.n - 8};
    }
    uint64_t word = 0;
    if (key.n != 0)
        memcpy(&word, key.at, key.n);
    return mix(hash ^ word, seed() ^ 0xd1b54a32d192ed03u);
}

static struct rf_map_slot *find_slot(const rf_map *map, rf_str key, uint64_t hash)
{
    for (size_t i = (size_t)hash & (map->capacity - 1);; i = (i + 1) & (map->capacity - 1)) {
        struct rf_map_slot *slot = &map->slots[i];
        if (slot->value == NULL || (slot->hash == hash && rf_eq(slot->key, key)))
            return slot;
    }
}

void *rf_map_get(const rf_map *map, rf_str key)
{
    return map->n == 0 ? NULL : find_slot(map, key, hash_of(key))->value;
}

static void grow(rf_arena *arena, rf_map *map)
{
    rf_map grown = {.n = map->n, .capacity = map->capacity ? map->capacity * 2 : 16};
    grown.slots = RF_NEW_ARRAY(arena, struct rf_map_slot, grown.capacity);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].value != NULL)
            *find_slot(&grown, map->slots[i].key, map->slots[i].hash) = map->slots[i];
    *map = grown;
}

void *rf_map_put(rf_arena *arena, rf_map *map, rf_str key, void *value)
{
    if ((map->n + 1) * 4 > map->capacity * 3)
        grow(arena, map);
    uint64_t hash = hash_of(key);
    struct rf_map_slot *slot = find_slot(map, key, hash);
    void *before = slot->value;
    map->n += before == NULL;
    *slot = (struct rf_map_slot){key, hash, value};
    return before;
}

#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum {
    CHUNK_SIZE = 64 * 1024, /* first chunk; a small analysis needs one or two */
    CHUNK_MAX = 8 * 1024 * 1024,
    ALIGNMENT = alignof(max_align_t),
};

struct chunk {
    struct chunk *previous;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
};

struct deferred {
    void (*release)(void *);
    void *object;
};

struct rf_arena {
    struct chunk *chunk;
    size_t total, limit;
    size_t next_chunk;
    jmp_buf *out_of_memory;
    struct deferred *deferred; /* grown with realloc: it must outlive a rewind */
    size_t deferred_count, deferred_capacity;
};

rf_arena *rf_arena_new(size_t limit)
{
    rf_arena *arena = calloc(1, sizeof *arena);
    if (arena != NULL) {
        arena->limit = limit;
        arena->next_chunk = CHUNK_SIZE;
    }
    return arena;
}

static void release_deferred(rf_arena *arena, size_t keep)
{
    while (arena->deferred_count > keep) {
        struct deferred *last = &arena->deferred[--arena->deferred_count];
        last->release(last->object);
    }
}

static void drop_chunk(rf_arena *arena)
{
    struct chunk *chunk = arena->chunk;
    arena->chunk = chunk->previous;
    arena->total -= sizeof *chunk + chunk->size;
    free(chunk);
}

void rf_arena_free(rf_arena *arena)
{
    if (arena == NULL)
        return;
    release_deferred(arena, 0);
    while (arena->chunk != NULL)
        drop_chunk(arena);
    free(arena->deferred);
    free(arena);
}

jmp_buf *rf_arena_guard(rf_arena *arena, jmp_buf *out_of_memory)
{
    jmp_buf *before = arena->out_of_memory;
    arena->out_of_memory = out_of_memory;
    return before;
}

_Noreturn void rf_arena_exhausted(rf_arena *arena)
{
    if (arena != NULL && arena->out_of_memory != NULL)
        longjmp(*arena->out_of_memory, 1);
    abort();
}

/* The size of the next chunk: the usual one, or what the limit leaves when that is less. */
static size_t chunk_size(rf_arena *arena, size_t at_least)
{
    size_t size = arena->next_chunk > at_least ? arena->next_chunk : at_least;
    if (arena->limit == 0)
        return size;
    size_t taken = arena->total + sizeof(struct chunk);
    size_t left = arena->limit > taken ? arena->limit - taken : 0;
    if (left < at_least)
        rf_arena_exhausted(arena);
    return size < left ? size : left;
}

static void add_chunk(rf_arena *arena, size_t at_least)
{
    size_t size = chunk_size(arena, at_least);
    struct chunk *chunk = malloc(sizeof *chunk + size);
    if (chunk == NULL)
        rf_arena_exhausted(arena);
    *chunk = (struct chunk){.previous = arena->chunk, .size = size};
    arena->chunk = chunk;
    arena->total += sizeof *chunk + size;
    if (arena->next_chunk < CHUNK_MAX)
        arena->next_chunk *= 2;
}

static size_t rounded(rf_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        rf_arena_exhausted(arena);
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static void *take(rf_arena *arena, size_t size)
{
    size = rounded(arena, size);
    if (arena->chunk == NULL || arena->chunk->size - arena->chunk->used < size)
        add_chunk(arena, size);
    void *bytes = arena->chunk->bytes + arena->chunk->used;
    arena->chunk->used += size;
    return bytes;
}

void *rf_alloc(rf_arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size);
}

void *rf_alloc_array(rf_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        rf_arena_exhausted(arena);
    return rf_alloc(arena, count * size);
}

void *rf_realloc(rf_arena *arena, void *old, size_t used, size_t size)
{
    struct chunk *chunk = arena->chunk;
    size_t have = rounded(arena, used), want = rounded(arena, size);
    if (old != NULL && chunk != NULL && want >= have && have <= chunk->used &&
        (unsigned char *)old == chunk->bytes + chunk->used - have &&
        chunk->size - chunk->used >= want - have) {
        chunk->used += want - have;
    } else {
        void *moved = take(arena, size);
        if (used != 0)
            memcpy(moved, old, used);
        old = moved;
    }
    memset((unsigned char *)old + used, 0, size - used);
    return old;
}

void rf_arena_defer(rf_arena *arena, void (*release)(void *object), void *object)
{
    if (arena->deferred_count == arena->deferred_capacity) {
        size_t capacity = arena->deferred_capacity ? arena->deferred_capacity * 2 : 16;
        struct deferred *grown = realloc(arena->deferred, capacity * sizeof *grown);
        if (grown == NULL) {
            release(object);
            rf_arena_exhausted(arena);
        }
        arena->deferred = grown;
        arena->deferred_capacity = capacity;
    }
    arena->deferred[arena->deferred_count++] = (struct deferred){release, object};
}

rf_arena_mark rf_arena_mark_get(const rf_arena *arena)
{
    return (rf_arena_mark){
        .chunk = arena->chunk,
        .used = arena->chunk ? arena->chunk->used : 0,
        .deferred = arena->deferred_count,
    };
}

void rf_arena_rewind(rf_arena *arena, rf_arena_mark mark)
{
    release_deferred(arena, mark.deferred);
    /* Keep the first chunk when everything goes: a loop that rewinds should not call malloc. */
    while (arena->chunk != mark.chunk && !(mark.chunk == NULL && arena->chunk->previous == NULL))
        drop_chunk(arena);
    if (arena->chunk != NULL)
        arena->chunk->used = mark.used;
}

size_t rf_arena_size(const rf_arena *arena)
{
    return arena->total;
}

/*
 * An arena owns all memory of one analysis and releases it at once.
 *
 * Nothing that lives in an arena is freed by hand.  What a library allocates (json-c, PCRE2) is
 * registered with rf_arena_defer() and released with the arena.  Allocation never returns NULL:
 * running out of memory, or over the arena's limit, leaves through the one exit that
 * rf_arena_guard() set up at the API boundary.
 */
#ifndef RF_BASE_ARENA_H
#define RF_BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

typedef struct rf_arena rf_arena;

/* A place to come back to with rf_arena_rewind(): everything allocated since is forgotten. */
typedef struct rf_arena_mark {
    void *chunk;
    size_t used;
    size_t deferred;
} rf_arena_mark;

/* A new arena that may hold `limit` bytes (0: no limit); NULL when there is no memory for it. */
rf_arena *rf_arena_new(size_t limit);

/* Runs what was deferred, newest first, and releases all memory.  NULL is allowed. */
void rf_arena_free(rf_arena *arena);

/* Where to jump when memory runs out.  The buffer is borrowed and must outlive its use; without
 * one, running out of memory aborts the process.  Returns the buffer that was set before. */
jmp_buf *rf_arena_guard(rf_arena *arena, jmp_buf *out_of_memory);

/* Leaves the way an allocation does when memory runs out; for what a library could not allocate.
 * Without an arena (NULL) it aborts. */
_Noreturn void rf_arena_exhausted(rf_arena *arena);

/* `size` zeroed bytes, aligned for any type. */
void *rf_alloc(rf_arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes each; an overflow counts as running out of memory. */
void *rf_alloc_array(rf_arena *arena, size_t count, size_t size);

/* `size` bytes that start with the `used` bytes at `old`; grows in place where it can. */
void *rf_realloc(rf_arena *arena, void *old, size_t used, size_t size);

/* Calls release(object) when the arena is freed or rewound to before this call. */
void rf_arena_defer(rf_arena *arena, void (*release)(void *object), void *object);

rf_arena_mark rf_arena_mark_get(const rf_arena *arena);
void rf_arena_rewind(rf_arena *arena, rf_arena_mark mark);

/* Bytes taken from the system by this arena. */
size_t rf_arena_size(const rf_arena *arena);

#define RF_NEW(arena, type) ((type *)rf_alloc((arena), sizeof(type)))
#define RF_NEW_ARRAY(arena, type, count) ((type *)rf_alloc_array((arena), (count), sizeof(type)))

#endif

/*
 * A vector that grows in an arena:
 *
 *     RF_VEC(rf_str) names = {0};
 *     RF_PUSH(arena, &names, name);
 *     for (size_t i = 0; i < names.n; i++) use(names.at[i]);
 */
#ifndef RF_BASE_VEC_H
#define RF_BASE_VEC_H

#include "base/arena.h"

#define RF_VEC(type)                                                                               \
    struct {                                                                                       \
        type *at;                                                                                  \
        size_t n, capacity;                                                                        \
    }

#define RF_PUSH(arena, vec, ...)                                                                   \
    do {                                                                                           \
        if ((vec)->n == (vec)->capacity) {                                                         \
            (vec)->capacity = (vec)->capacity ? (vec)->capacity * 2 : 8;                           \
            (vec)->at = rf_realloc((arena), (vec)->at, (vec)->n * sizeof *(vec)->at,               \
                                   (vec)->capacity * sizeof *(vec)->at);                           \
        }                                                                                          \
        (vec)->at[(vec)->n++] = (__VA_ARGS__);                                                     \
    } while (0)

#endif

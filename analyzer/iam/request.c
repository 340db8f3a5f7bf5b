#include "iam/request.h"

#include <stdlib.h>
#include <string.h>

/* By length first: most names differ in it, and share long beginnings. */
static int key_cmp(rf_str a, rf_str b)
{
    if (a.n != b.n)
        return a.n < b.n ? -1 : 1;
    return a.n == 0 ? 0 : memcmp(a.at, b.at, a.n);
}

/* Equal keys stay in the order they were given: qsort() need not be stable. */
static int entry_cmp(const void *left, const void *right)
{
    const rf_context_key *const *a = left, *const *b = right;
    int order = key_cmp((*a)->key, (*b)->key);
    return order != 0 ? order : (*a > *b) - (*a < *b);
}

static void set_context(rf_arena *arena, rf_request *request, const rf_context_key *context,
                        size_t n)
{
    rf_context_key *given = RF_NEW_ARRAY(arena, rf_context_key, n);
    const rf_context_key **order = RF_NEW_ARRAY(arena, const rf_context_key *, n);
    for (size_t i = 0; i < n; i++) {
        given[i] = context[i];
        given[i].key = rf_lower(arena, context[i].name);
        order[i] = &given[i];
    }
    if (n > 1)
        qsort(order, n, sizeof *order, entry_cmp);
    rf_context_key *sorted = RF_NEW_ARRAY(arena, rf_context_key, n);
    for (size_t i = 0; i < n; i++) {
        bool again = i + 1 < n && rf_eq(order[i]->key, order[i + 1]->key);
        if (!again)
            sorted[request->n++] = *order[i];
    }
    request->context = sorted;
}

rf_request *rf_request_new(rf_arena *arena, rf_str action, rf_str resource, rf_str principal,
                           const rf_context_key *context, size_t n)
{
    rf_request *request = RF_NEW(arena, rf_request);
    request->action = action;
    request->action_key = rf_lower(arena, action);
    request->resource = resource;
    request->caller = rf_caller_read(principal);
    set_context(arena, request, context, n);
    return request;
}

const rf_context_key *rf_request_key(const rf_request *request, rf_str key)
{
    size_t low = 0, high = request->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = key_cmp(request->context[middle].key, key);
        if (order == 0)
            return &request->context[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

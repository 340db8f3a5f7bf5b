#include "iam/bounds.h"

#include "base/limits.h"

static bool is_short(rf_arena *arena, const char *what, rf_str name, rf_str text, rf_str *why)
{
    if (text.n <= RF_LIMIT_REQUEST_TEXT)
        return true;
    *why = rf_format(arena, "%s%.*s is longer than %d bytes", what, RF_ARG(name),
                     RF_LIMIT_REQUEST_TEXT);
    return false;
}

static bool is_key_within_bounds(rf_arena *arena, const rf_context_key *key, rf_str *why)
{
    if (!is_short(arena, "the name of a context key", RF_STR(""), key->name, why))
        return false;
    if (key->n > RF_LIMIT_KEY_VALUES) {
        *why = rf_format(arena, "%.*s has more than %d values", RF_ARG(key->name),
                         RF_LIMIT_KEY_VALUES);
        return false;
    }
    for (size_t i = 0; i < key->n; i++)
        if (!is_short(arena, "a value of ", key->name, key->values[i], why))
            return false;
    return true;
}

bool rf_request_within_bounds(rf_arena *arena, const rf_request *request, rf_str *why)
{
    const rf_str none = RF_STR("");
    if (!is_short(arena, "the action", none, request->action, why) ||
        !is_short(arena, "the resource", none, request->resource, why) ||
        !is_short(arena, "the principal", none, request->caller.text, why) ||
        !is_short(arena, "the account", none, request->account, why))
        return false;
    for (size_t i = 0; i < request->n; i++)
        if (!request->context[i].derived && !is_key_within_bounds(arena, &request->context[i], why))
            return false;
    return true;
}

rf_request rf_request_counted(const rf_request *request, size_t *steps)
{
    rf_request counted = *request;
    *steps = RF_LIMIT_MATCH_STEPS;
    if (counted.steps == NULL)
        counted.steps = steps;
    return counted;
}

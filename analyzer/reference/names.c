/*
 * The nearest names, for "did you mean".
 */
#include "reference/reference.h"

#include "base/vec.h"
#include "reference/table.h"

/* --- services and actions --- */

static rf_str service_name(const rf_reference *reference, const rf_ref_service *service)
{
    return rf_ref_text(reference, service->name);
}

rf_str rf_ref_nearest_service(rf_arena *arena, const rf_reference *reference, rf_str prefix)
{
    rf_str *names = RF_NEW_ARRAY(arena, rf_str, reference->service_count);
    for (uint32_t i = 0; i < reference->service_count; i++)
        names[i] = service_name(reference, &reference->services[i]);
    return rf_nearest(prefix, names, reference->service_count);
}

static const rf_ref_action *action_of(const rf_reference *reference, const rf_ref_service *service,
                                      rf_str name)
{
    rf_ref_actions actions = rf_ref_actions_of(reference, service);
    for (const rf_ref_action *action = actions.first; action < actions.end; action++)
        if (rf_eq_nocase(name, rf_ref_text(reference, action->name)))
            return action;
    return NULL;
}

/* The action of that very name in the service whose prefix is nearest to the one written; with
 * `anywhere`, also in the only service that has it. */
static rf_str same_name_elsewhere(rf_arena *arena, const rf_reference *reference, rf_str prefix,
                                  rf_str name, bool anywhere)
{
    RF_VEC(rf_str) prefixes = {0};
    for (uint32_t i = 0; i < reference->service_count; i++)
        if (action_of(reference, &reference->services[i], name) != NULL)
            RF_PUSH(arena, &prefixes, service_name(reference, &reference->services[i]));
    rf_str nearest = rf_nearest(prefix, prefixes.at, prefixes.n);
    if (nearest.n == 0 && anywhere && prefixes.n == 1)
        nearest = prefixes.at[0];
    if (nearest.n == 0)
        return RF_STR("");
    const rf_ref_service *service = rf_ref_service_named(reference, nearest);
    return rf_ref_action_name(arena, reference, action_of(reference, service, name));
}

static rf_str nearest_of(rf_arena *arena, const rf_reference *reference,
                         const rf_ref_service *service, rf_str name)
{
    rf_ref_actions actions = rf_ref_actions_of(reference, service);
    size_t n = (size_t)(actions.end - actions.first);
    rf_str *names = RF_NEW_ARRAY(arena, rf_str, n);
    for (size_t i = 0; i < n; i++)
        names[i] = rf_ref_text(reference, actions.first[i].name);
    rf_str nearest = rf_nearest(name, names, n);
    if (nearest.n == 0)
        return nearest;
    return rf_ref_action_name(arena, reference, action_of(reference, service, nearest));
}

rf_str rf_ref_nearest_action(rf_arena *arena, const rf_reference *reference, rf_str action)
{
    rf_str name, prefix = rf_split(action, ':', &name);
    const rf_ref_service *service = rf_ref_service_named(reference, prefix);
    rf_str nearest = RF_STR("");
    if (service != NULL)
        nearest = nearest_of(arena, reference, service, name);
    if (nearest.n == 0 && name.n > 0)
        nearest = same_name_elsewhere(arena, reference, prefix, name, service == NULL);
    if (nearest.n > 0 || service != NULL)
        return nearest;
    service = rf_ref_service_named(reference, rf_ref_nearest_service(arena, reference, prefix));
    return service == NULL ? RF_STR("") : nearest_of(arena, reference, service, name);
}

/* --- keys --- */

/* Cuts a key of a policy behind the slash or colon that a tag's name follows: "aws:RequestTag/" and
 * "Name".  Without one, *tag is empty. */
static rf_str cut_tag(rf_str key, rf_str *tag)
{
    size_t colon = rf_find_byte(key, ':');
    for (size_t i = colon == RF_NOT_FOUND ? 0 : colon + 1; i < key.n; i++) {
        if (key.at[i] == '/' || key.at[i] == ':') {
            *tag = rf_slice(key, i + 1, key.n);
            return rf_slice(key, 0, i + 1);
        }
    }
    *tag = RF_STR("");
    return key;
}

/* What a key is to be compared by: with a tag, the text before the variable that it ends in;
 * without, the whole name, or the text before the separator of a variable that was forgotten.
 * Empty: not at all. */
static rf_str comparable(rf_str name, bool tag)
{
    size_t variable = rf_find(name, RF_STR("${"));
    if (variable == RF_NOT_FOUND)
        return tag ? RF_STR("") : name;
    if (name.at[name.n - 1] != '}')
        return RF_STR("");
    return rf_slice(name, 0, tag ? variable : variable - 1);
}

/* The nearest of the keys that begin with `prefix`; of the global ones only, when it is empty. */
static rf_str nearest_of_prefix(rf_arena *arena, const rf_reference *reference, rf_str prefix,
                                rf_str key)
{
    RF_VEC(rf_str) names = {0}, full = {0};
    rf_str tag, part = cut_tag(key, &tag);
    for (uint32_t i = rf_ref_key_from(reference, prefix); i < reference->key_count; i++) {
        rf_str name = rf_ref_text(reference, reference->keys[i].name);
        if (!rf_starts_nocase(name, prefix))
            break;
        rf_str compared = comparable(name, tag.n > 0);
        if (compared.n == 0 || (prefix.n == 0 && !reference->keys[i].global))
            continue;
        RF_PUSH(arena, &names, compared);
        RF_PUSH(arena, &full, tag.n > 0 ? compared : name);
    }
    rf_str nearest = rf_nearest(part, names.at, names.n);
    for (size_t i = 0; i < names.n && nearest.n > 0; i++)
        if (names.at[i].at == nearest.at)
            return rf_format(arena, "%.*s%.*s", RF_ARG(full.at[i]), RF_ARG(tag));
    return RF_STR("");
}

rf_str rf_ref_nearest_key(rf_arena *arena, const rf_reference *reference, rf_str key)
{
    size_t colon = rf_find_byte(key, ':');
    rf_str nearest = RF_STR("");
    if (colon == RF_NOT_FOUND)
        key = rf_format(arena, "aws:%.*s", RF_ARG(key));
    else
        nearest = nearest_of_prefix(arena, reference, rf_slice(key, 0, colon + 1), key);
    return nearest.n > 0 ? nearest : nearest_of_prefix(arena, reference, RF_STR(""), key);
}

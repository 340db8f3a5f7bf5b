#include "reference/reference.h"

#include "base/limits.h"
#include "reference/table.h"

#include <string.h>

rf_str rf_ref_text(const rf_reference *reference, rf_ref_name name)
{
    const unsigned char *at = reference->texts + name;
    return (rf_str){(const char *)at + 2, at[0] | (size_t)at[1] << 8};
}

const char *rf_access_level_name(rf_access_level level)
{
    static const char *const names[RF_LEVELS] = {
        [RF_LEVEL_LIST] = "List",
        [RF_LEVEL_READ] = "Read",
        [RF_LEVEL_TAGGING] = "Tagging",
        [RF_LEVEL_WRITE] = "Write",
        [RF_LEVEL_PERMISSIONS] = "Permissions management",
    };
    return names[level];
}

const char *rf_key_type_name(rf_key_type type)
{
    static const char *const names[RF_KEY_TYPES] = {
        [RF_KEY_STRING] = "String",   [RF_KEY_ARN] = "ARN",   [RF_KEY_BOOL] = "Bool",
        [RF_KEY_NUMERIC] = "Numeric", [RF_KEY_DATE] = "Date", [RF_KEY_IP] = "IPAddress",
        [RF_KEY_BINARY] = "Binary",
    };
    return names[type];
}

/* --- services and types: sorted --- */

const rf_ref_service *rf_ref_service_named(const rf_reference *reference, rf_str prefix)
{
    size_t low = 0, high = reference->service_count;
    while (low < high) {
        const rf_ref_service *service = &reference->services[low + (high - low) / 2];
        int order = rf_cmp_nocase(prefix, rf_ref_text(reference, service->name));
        if (order == 0)
            return service;
        if (order < 0)
            high = (size_t)(service - reference->services);
        else
            low = (size_t)(service - reference->services) + 1;
    }
    return NULL;
}

const rf_ref_type *rf_ref_type_named(const rf_reference *reference, const rf_ref_service *service,
                                     rf_str name)
{
    for (uint32_t i = service[0].first_type; i < service[1].first_type; i++)
        if (rf_eq_nocase(name, rf_ref_text(reference, reference->types[i].name)))
            return &reference->types[i];
    return NULL;
}

/* --- actions: by hash --- */

/* Each byte 0x20: the bit that tells upper from lower case. */
#define CASE_BITS 0x2020202020202020u
#define EACH_BYTE 0x0101010101010101u

/* Eight bytes as a number, the first one lowest; compilers make one load of it. */
static uint64_t load(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
           (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 |
           (uint64_t)at[7] << 56;
}

/* The last eight bytes of a text, or as many as it has. */
static uint64_t load_end(rf_str text)
{
    uint64_t word = 0;
    if (text.n >= 8)
        return load(text.at + text.n - 8);
    for (size_t i = 0; i < text.n; i++)
        word |= (uint64_t)(unsigned char)text.at[i] << (8 * i);
    return word;
}

uint32_t rf_ref_hash(rf_str action)
{
    const uint64_t factor = 0x9e3779b97f4a7c15u;
    uint64_t hash = action.n;
    for (size_t at = 0; at + 8 < action.n; at += 8) {
        hash = (hash ^ (load(action.at + at) | CASE_BITS)) * factor;
        hash ^= hash >> 29;
    }
    hash = (hash ^ (load_end(action) | CASE_BITS)) * factor;
    return (uint32_t)(hash >> 32);
}

/* True when two words differ in the case of letters only; `known` is ASCII. */
static bool same_letters(uint64_t known, uint64_t written)
{
    uint64_t differ = known ^ written, lower = known | CASE_BITS;
    uint64_t from_a = lower + (0x80 - 'a') * EACH_BYTE, past_z = lower + (0x7f - 'z') * EACH_BYTE;
    return (differ & ~CASE_BITS) == 0 && (differ << 2 & ~(from_a & ~past_z)) == 0;
}

/* rf_eq_nocase() by words: a name of the table against a written one of the same length. */
static bool is_name(const rf_reference *reference, rf_ref_name name, rf_str written)
{
    rf_str known = rf_ref_text(reference, name);
    if (known.n != written.n)
        return false;
    for (size_t at = 0; at + 8 < known.n; at += 8)
        if (!same_letters(load(known.at + at), load(written.at + at)))
            return false;
    return same_letters(load_end(known), load_end(written));
}

const rf_ref_action *rf_ref_action_named(const rf_reference *reference, rf_str action)
{
    size_t colon = rf_find_byte(action, ':');
    if (colon == RF_NOT_FOUND)
        return NULL;
    rf_str prefix = {action.at, colon}, name = {action.at + colon + 1, action.n - colon - 1};
    for (uint32_t at = rf_ref_hash(action) & reference->bucket_mask; reference->buckets[at] != 0;
         at = (at + 1) & reference->bucket_mask) {
        const rf_ref_action *found = &reference->actions[reference->buckets[at] - 1];
        if (is_name(reference, found->name, name) &&
            is_name(reference, reference->services[found->service].name, prefix))
            return found;
    }
    return NULL;
}

rf_str rf_ref_action_name(rf_arena *arena, const rf_reference *reference,
                          const rf_ref_action *action)
{
    rf_str service = rf_ref_text(reference, reference->services[action->service].name);
    rf_str name = rf_ref_text(reference, action->name);
    char *text = rf_alloc(arena, service.n + 1 + name.n + 1); /* made often: no format */
    memcpy(text, service.at, service.n);
    text[service.n] = ':';
    memcpy(text + service.n + 1, name.at, name.n);
    return (rf_str){text, service.n + 1 + name.n};
}

/* --- keys: sorted, some with a variable --- */

uint32_t rf_ref_key_from(const rf_reference *reference, rf_str name)
{
    uint32_t low = 0, high = reference->key_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (rf_cmp_nocase(rf_ref_text(reference, reference->keys[middle].name), name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Cuts a name into the text before its first variable and what follows that; false when it has
 * none. */
static bool cut_variable(rf_str name, rf_str *before, rf_str *after)
{
    size_t start = rf_find(name, RF_STR("${"));
    if (start == RF_NOT_FOUND)
        return false;
    *before = rf_slice(name, 0, start);
    *after = rf_slice(name, start, name.n);
    size_t end = rf_find_byte(*after, '}');
    *after = rf_slice(*after, end == RF_NOT_FOUND ? after->n : end + 1, after->n);
    return true;
}

/* A variable stands for one character or more.  Between two of them the first place fits best. */
static bool fits(rf_str name, rf_str written)
{
    rf_str before, after;
    if (!cut_variable(name, &before, &after))
        return rf_eq_nocase(name, written);
    if (!rf_starts_nocase(written, before))
        return false;
    written = rf_slice(written, before.n, written.n);
    while (cut_variable(after, &before, &after)) {
        if (written.n == 0)
            return false;
        size_t at = rf_find_nocase(rf_slice(written, 1, written.n), before);
        if (at == RF_NOT_FOUND)
            return false;
        written = rf_slice(written, 1 + at + before.n, written.n);
    }
    return written.n > after.n &&
           rf_eq_nocase(rf_slice(written, written.n - after.n, written.n), after);
}

bool rf_ref_key_fits(const rf_reference *reference, const rf_ref_key *key, rf_str written)
{
    return fits(rf_ref_text(reference, key->name), written);
}

/* Of the keys that begin with `before` and have a variable, the one with the longest name that
 * fits; NULL when none does. */
static const rf_ref_key *variable_key(const rf_reference *reference, rf_str before, rf_str key)
{
    const rf_ref_key *best = NULL;
    size_t longest = 0;
    for (uint32_t i = rf_ref_key_from(reference, before); i < reference->key_count; i++) {
        rf_str name = rf_ref_text(reference, reference->keys[i].name);
        if (!rf_starts_nocase(name, before))
            break;
        if (reference->keys[i].variable && name.n > longest && fits(name, key)) {
            best = &reference->keys[i];
            longest = name.n;
        }
    }
    return best;
}

const rf_ref_key *rf_ref_key_named(const rf_reference *reference, rf_str key)
{
    uint32_t first = rf_ref_key_from(reference, key);
    if (first < reference->key_count &&
        rf_eq_nocase(key, rf_ref_text(reference, reference->keys[first].name)))
        return &reference->keys[first];
    for (size_t n = key.n < RF_LIMIT_REFERENCE_NAME ? key.n : RF_LIMIT_REFERENCE_NAME; n-- > 1;) {
        char last = key.at[n - 1];
        const rf_ref_key *found = NULL;
        if (last == '/' || last == ':' || last == '.' || last == '-')
            found = variable_key(reference, rf_slice(key, 0, n), key);
        if (found != NULL)
            return found;
    }
    return NULL;
}

bool rf_ref_is_provider_key(rf_str key)
{
    size_t colon = rf_find_byte(key, ':');
    if (colon == RF_NOT_FOUND)
        return false;
    rf_str host = rf_split(rf_slice(key, 0, colon), '/', &(rf_str){0});
    size_t dot = rf_find_byte(host, '.');
    return dot != RF_NOT_FOUND && dot > 0 && dot + 1 < host.n;
}

/* --- runs --- */

rf_ref_actions rf_ref_actions_of(const rf_reference *reference, const rf_ref_service *service)
{
    return (rf_ref_actions){&reference->actions[service[0].first_action],
                            &reference->actions[service[1].first_action]};
}

rf_ref_keys rf_ref_key_list(const rf_reference *reference, uint16_t list)
{
    const uint16_t *lists = reference->lists;
    return (rf_ref_keys){reference->list_keys + lists[list],
                         (size_t)(lists[list + 1] - lists[list])};
}

rf_ref_pairs rf_ref_pairs_of(const rf_reference *reference, const rf_ref_action *action)
{
    return (rf_ref_pairs){&reference->pairs[action[0].first_pair],
                          action[1].first_pair - action[0].first_pair};
}

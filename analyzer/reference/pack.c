/*
 * From a draft to the flat arrays of a table.
 */
#include "reference/pack.h"

#include "base/limits.h"
#include "base/map.h"
#include "reference/draft.h"
#include "reference/table.h"

#include <stdlib.h>
#include <string.h>

/* A condition key of all services that define it alike. */
typedef struct shared_key {
    rf_str name;
    rf_key_type type;
    bool multivalued, global;
    uint16_t index;
} shared_key;

typedef struct packer {
    rf_arena *arena;
    rf_draft *draft;
    rf_reference *table;
    RF_VEC(shared_key *) shared;
    rf_map shared_named; /* "name type" in lower case -> shared_key */
    rf_map texts_named, lists_named;
    RF_VEC(unsigned char) texts;
    RF_VEC(rf_ref_service) services;
    RF_VEC(rf_ref_action) actions;
    RF_VEC(rf_ref_pair) pairs;
    RF_VEC(rf_ref_type) types;
    RF_VEC(rf_ref_name) arns;
    RF_VEC(rf_ref_key) keys;
    RF_VEC(uint16_t) lists;
    RF_VEC(uint16_t) list_keys;
} packer;

/* --- texts --- */

/* A number that a map can hold: NULL would be "nothing". */
static void *boxed(size_t number)
{
    return (void *)(uintptr_t)(number + 1);
}

static size_t unboxed(const void *box)
{
    return (size_t)(uintptr_t)box - 1;
}

static rf_ref_name add_text(packer *p, rf_str text)
{
    const void *known = rf_map_get(&p->texts_named, text);
    if (known != NULL)
        return (rf_ref_name)unboxed(known);
    size_t at = p->texts.n;
    RF_PUSH(p->arena, &p->texts, (unsigned char)(text.n & 0xff));
    RF_PUSH(p->arena, &p->texts, (unsigned char)(text.n >> 8));
    for (size_t i = 0; i < text.n; i++)
        RF_PUSH(p->arena, &p->texts, (unsigned char)text.at[i]);
    rf_map_put(p->arena, &p->texts_named, text, boxed(at));
    return (rf_ref_name)at;
}

/* --- keys --- */

static shared_key *share(packer *p, const rf_draft_key *key)
{
    rf_str words = rf_draft_key_words(p->arena, key);
    rf_str id =
        rf_lower(p->arena, rf_format(p->arena, "%.*s %.*s", RF_ARG(key->name.text), RF_ARG(words)));
    shared_key *shared = rf_map_get(&p->shared_named, id);
    if (shared == NULL) {
        shared = RF_NEW(p->arena, shared_key);
        *shared = (shared_key){key->name.text, key->type, key->multivalued, false, 0};
        RF_PUSH(p->arena, &p->shared, shared);
        rf_map_put(p->arena, &p->shared_named, id, shared);
    }
    return shared;
}

/* rf_ref_key_named() looks for variables behind these only. */
static void check_variable(packer *p, const rf_draft_key *key)
{
    rf_str name = key->name.text;
    size_t at = rf_find(name, RF_STR("${"));
    if (at == RF_NOT_FOUND)
        return;
    bool closed = rf_find_byte(rf_slice(name, at, name.n), '}') != RF_NOT_FOUND;
    if (!closed || at == 0 || strchr("/:.-", name.at[at - 1]) == NULL)
        rf_draft_error(p->draft, key->name.span, "as aws:RequestTag/${TagKey}",
                       "a variable of a key is closed and stands behind one of / : . -");
}

static int shared_order(const void *a, const void *b)
{
    const shared_key *x = *(shared_key *const *)a, *y = *(shared_key *const *)b;
    int order = rf_cmp_nocase(x->name, y->name);
    if (order == 0)
        order = (int)x->type - (int)y->type;
    return order != 0 ? order : (int)x->multivalued - (int)y->multivalued;
}

static void collect_keys(packer *p, const rf_draft_keys *keys, bool global)
{
    for (size_t i = 0; i < keys->n; i++) {
        check_variable(p, &keys->at[i]);
        share(p, &keys->at[i])->global |= global;
    }
}

/* All keys, each once; the global ones first, because theirs is the spelling to keep. */
static void pack_keys(packer *p)
{
    collect_keys(p, &p->draft->global, true);
    for (size_t i = 0; i < p->draft->services.n; i++)
        collect_keys(p, &p->draft->services.at[i].keys, false);
    if (p->shared.n > 0)
        qsort(p->shared.at, p->shared.n, sizeof *p->shared.at, shared_order);
    for (size_t i = 0; i < p->shared.n; i++) {
        shared_key *key = p->shared.at[i];
        key->index = (uint16_t)i;
        RF_PUSH(p->arena, &p->keys,
                (rf_ref_key){.name = add_text(p, key->name),
                             .type = (uint8_t)key->type,
                             .multivalued = key->multivalued,
                             .global = key->global,
                             .variable = rf_find(key->name, RF_STR("${")) != RF_NOT_FOUND});
    }
}

/* --- lists of keys --- */

static int index_order(const void *a, const void *b)
{
    return (int)*(const uint16_t *)a - (int)*(const uint16_t *)b;
}

/* The number of a list of keys; equal lists are one. */
static uint16_t add_list(packer *p, uint16_t *keys, size_t n)
{
    if (n > 1)
        qsort(keys, n, sizeof *keys, index_order);
    rf_str bytes = {(const char *)keys, n * sizeof *keys};
    const void *known = rf_map_get(&p->lists_named, bytes);
    if (known != NULL)
        return (uint16_t)unboxed(known);
    size_t list = p->lists.n;
    RF_PUSH(p->arena, &p->lists, (uint16_t)p->list_keys.n);
    for (size_t i = 0; i < n; i++)
        RF_PUSH(p->arena, &p->list_keys, keys[i]);
    rf_map_put(p->arena, &p->lists_named, bytes, boxed(list));
    return (uint16_t)list;
}

/* The names of a list, each of which the service's own list of keys defines. */
static uint16_t pack_list(packer *p, const rf_map *defined, const rf_draft_names *names)
{
    uint16_t *keys = RF_NEW_ARRAY(p->arena, uint16_t, names->n);
    size_t n = 0;
    for (size_t i = 0; i < names->n; i++) {
        const rf_draft_name *name = &names->at[i];
        const shared_key *key = rf_map_get(defined, rf_lower(p->arena, name->text));
        if (key == NULL)
            rf_draft_error(p->draft, name->span, "add it to \"keys\" with its type",
                           "the condition key \"%.*s\" is not defined in this file",
                           RF_ARG(name->text));
        else if (i > 0 && rf_eq_nocase(name->text, names->at[i - 1].text))
            rf_draft_error(p->draft, name->span, "remove one", "\"%.*s\" is listed twice",
                           RF_ARG(name->text));
        else
            keys[n++] = key->index;
    }
    return add_list(p, keys, n);
}

/* --- services --- */

/* False, with an error, when `name` is known already. */
static bool first_of_its_name(packer *p, rf_map *names, const rf_draft_name *name, void *value)
{
    if (rf_map_put(p->arena, names, rf_lower(p->arena, name->text), value) == NULL)
        return true;
    rf_draft_error(p->draft, name->span, "remove one; letters in upper and lower case are the same",
                   "\"%.*s\" is defined twice", RF_ARG(name->text));
    return false;
}

static uint16_t pack_service_keys(packer *p, const rf_draft_keys *keys, rf_map *defined)
{
    uint16_t *list = RF_NEW_ARRAY(p->arena, uint16_t, keys->n);
    size_t n = 0;
    for (size_t i = 0; i < keys->n; i++) {
        shared_key *key = share(p, &keys->at[i]);
        if (first_of_its_name(p, defined, &keys->at[i].name, key))
            list[n++] = key->index;
    }
    return add_list(p, list, n);
}

static void pack_types(packer *p, const rf_draft_service *service, const rf_map *keys,
                       rf_map *types)
{
    for (size_t i = 0; i < service->types.n; i++) {
        const rf_draft_type *type = &service->types.at[i];
        first_of_its_name(p, types, &type->name, boxed(p->types.n));
        rf_ref_type packed = {.name = add_text(p, type->name.text),
                              .first_arn = (uint32_t)p->arns.n,
                              .keys = pack_list(p, keys, &type->keys),
                              .service = (uint16_t)p->services.n};
        for (size_t k = 0; k < type->arns.n; k++)
            RF_PUSH(p->arena, &p->arns, add_text(p, type->arns.at[k].text));
        RF_PUSH(p->arena, &p->types, packed);
    }
}

static void pack_pair(packer *p, const rf_draft_pair *pair, const rf_map *keys, const rf_map *types)
{
    const void *type = rf_map_get(types, rf_lower(p->arena, pair->type.text));
    if (type == NULL)
        rf_draft_error(p->draft, pair->type.span, "add it to \"resources\" of the service",
                       "the resource type \"%.*s\" is not defined in this file",
                       RF_ARG(pair->type.text));
    uint16_t list = pack_list(p, keys, &pair->keys);
    rf_ref_pair packed = {.type = (uint16_t)(type == NULL ? 0 : unboxed(type)),
                          .keys = list & 0x7fffu,
                          .required = pair->required};
    RF_PUSH(p->arena, &p->pairs, packed);
}

static void pack_actions(packer *p, const rf_draft_service *service, const rf_map *keys,
                         const rf_map *types)
{
    rf_map names = {0};
    for (size_t i = 0; i < service->actions.n; i++) {
        const rf_draft_action *action = &service->actions.at[i];
        first_of_its_name(p, &names, &action->name, p);
        RF_PUSH(p->arena, &p->actions,
                (rf_ref_action){.name = add_text(p, action->name.text),
                                .first_pair = (uint32_t)p->pairs.n,
                                .keys = pack_list(p, keys, &action->keys),
                                .service = (uint16_t)p->services.n,
                                .level = (uint8_t)action->level});
        for (size_t k = 0; k < action->pairs.n; k++) {
            if (k > 0 &&
                rf_eq_nocase(action->pairs.at[k].type.text, action->pairs.at[k - 1].type.text))
                rf_draft_error(p->draft, action->pairs.at[k].type.span, "remove one",
                               "\"%.*s\" is listed twice", RF_ARG(action->pairs.at[k].type.text));
            pack_pair(p, &action->pairs.at[k], keys, types);
        }
    }
}

static void pack_service(packer *p, const rf_draft_service *service, const rf_map *rcp)
{
    rf_map keys = {0}, types = {0};
    rf_ref_service packed = {.name = add_text(p, service->name.text),
                             .first_action = (uint32_t)p->actions.n,
                             .first_type = (uint32_t)p->types.n};
    packed.keys = pack_service_keys(p, &service->keys, &keys);
    packed.rcp = rf_map_get(rcp, rf_lower(p->arena, service->name.text)) != NULL;
    pack_types(p, service, &keys, &types);
    pack_actions(p, service, &keys, &types);
    RF_PUSH(p->arena, &p->services, packed);
}

static void pack_services(packer *p)
{
    rf_map rcp = {0}, names = {0};
    for (size_t i = 0; i < p->draft->services.n; i++)
        first_of_its_name(p, &names, &p->draft->services.at[i].name, p);
    for (size_t i = 0; i < p->draft->rcp.n; i++) {
        const rf_draft_name *name = &p->draft->rcp.at[i];
        if (rf_map_get(&names, rf_lower(p->arena, name->text)) == NULL)
            rf_draft_error(p->draft, name->span, "remove it, or add its file",
                           "there is no service \"%.*s\"", RF_ARG(name->text));
        first_of_its_name(p, &rcp, name, p);
    }
    for (size_t i = 0; i < p->draft->services.n; i++)
        pack_service(p, &p->draft->services.at[i], &rcp);
}

/* --- the whole --- */

static void limit(packer *p, size_t n, size_t most, const char *what)
{
    if (n > most)
        rf_draft_error(p->draft, (rf_span){0}, "a reference of AWS is far smaller",
                       "%zu %s are more than the %zu that a reference can hold", n, what, most);
}

/* Before numbers are cut to the widths of the table. */
static void check_limits(packer *p)
{
    size_t actions = 0, types = 0, keys = p->draft->global.n, pairs = 0;
    for (size_t i = 0; i < p->draft->services.n; i++) {
        const rf_draft_service *service = &p->draft->services.at[i];
        actions += service->actions.n;
        types += service->types.n;
        keys += service->keys.n;
        for (size_t k = 0; k < service->actions.n; k++)
            pairs += service->actions.at[k].pairs.n;
    }
    limit(p, p->draft->services.n, RF_LIMIT_REFERENCE_ENTRIES, "services");
    limit(p, actions, RF_LIMIT_REFERENCE_ENTRIES, "actions");
    limit(p, types, RF_LIMIT_REFERENCE_ENTRIES, "resource types");
    limit(p, keys, RF_LIMIT_REFERENCE_ENTRIES, "condition keys");
    limit(p, pairs, RF_LIMIT_REFERENCE_PAIRS, "resource types of actions");
}

static void check_limits_of_lists(packer *p)
{
    limit(p, p->lists.n, RF_LIMIT_REFERENCE_LISTS, "lists of condition keys");
    limit(p, p->list_keys.n, RF_LIMIT_REFERENCE_ENTRIES, "condition keys in lists");
    limit(p, p->texts.n, RF_LIMIT_REFERENCE_TEXT, "bytes of names");
}

/* A third of the buckets at least stays empty, so that what is not there is soon known. */
static void fill_buckets(packer *p, rf_reference *table)
{
    size_t n = 16;
    while (n * 2 < p->actions.n * 3)
        n *= 2;
    uint16_t *buckets = RF_NEW_ARRAY(p->arena, uint16_t, n);
    table->bucket_mask = (uint32_t)(n - 1);
    for (size_t i = 0; i < table->action_count; i++) {
        rf_arena_mark mark = rf_arena_mark_get(p->arena);
        rf_str name = rf_ref_action_name(p->arena, table, &table->actions[i]);
        size_t at = rf_ref_hash(name) & table->bucket_mask;
        while (buckets[at] != 0)
            at = (at + 1) & table->bucket_mask;
        buckets[at] = (uint16_t)(i + 1);
        rf_arena_rewind(p->arena, mark);
    }
    table->buckets = buckets;
}

/* The entries behind the last ones of arrays that are cut into runs. */
static void close_runs(packer *p)
{
    RF_PUSH(p->arena, &p->services,
            (rf_ref_service){.first_action = (uint32_t)p->actions.n,
                             .first_type = (uint32_t)p->types.n});
    RF_PUSH(p->arena, &p->actions, (rf_ref_action){.first_pair = (uint32_t)p->pairs.n});
    RF_PUSH(p->arena, &p->types, (rf_ref_type){.first_arn = (uint32_t)p->arns.n});
    RF_PUSH(p->arena, &p->lists, (uint16_t)p->list_keys.n);
}

#define SIZE(vec) ((vec).n * sizeof *(vec).at)

static const rf_reference *finish(packer *p)
{
    rf_reference *table = RF_NEW(p->arena, rf_reference);
    close_runs(p);
    *table = (rf_reference){
        .source = rf_cstr(p->arena, p->draft->source.text),
        .date = rf_cstr(p->arena, p->draft->date.text),
        .texts = p->texts.at,
        .services = p->services.at,
        .actions = p->actions.at,
        .pairs = p->pairs.at,
        .types = p->types.at,
        .arns = p->arns.at,
        .keys = p->keys.at,
        .lists = p->lists.at,
        .list_keys = p->list_keys.at,
        .text_count = (uint32_t)p->texts.n,
        .service_count = (uint32_t)p->services.n - 1,
        .action_count = (uint32_t)p->actions.n - 1,
        .pair_count = (uint32_t)p->pairs.n,
        .type_count = (uint32_t)p->types.n - 1,
        .arn_count = (uint32_t)p->arns.n,
        .key_count = (uint32_t)p->keys.n,
        .list_count = (uint32_t)p->lists.n - 1,
        .list_key_count = (uint32_t)p->list_keys.n,
    };
    fill_buckets(p, table);
    table->bytes = SIZE(p->texts) + SIZE(p->services) + SIZE(p->actions) + SIZE(p->pairs) +
                   SIZE(p->types) + SIZE(p->arns) + SIZE(p->keys) + SIZE(p->lists) +
                   SIZE(p->list_keys) + (table->bucket_mask + 1) * sizeof *table->buckets;
    return table;
}

const rf_reference *rf_reference_pack(rf_arena *arena, const rf_ref_file *files, size_t n,
                                      rf_diags *diags)
{
    rf_draft draft = {.arena = arena, .diags = diags};
    for (size_t i = 0; i < n; i++)
        rf_draft_read(&draft, files[i].path, files[i].text);
    return rf_draft_pack(&draft);
}

const rf_reference *rf_draft_pack(rf_draft *draft)
{
    packer p = {.arena = draft->arena, .draft = draft};
    size_t errors = draft->diags->errors;
    if (draft->source.text.n == 0 && errors == 0)
        rf_draft_error(draft, (rf_span){0}, "it names the source and its date",
                       "the reference has no index.json");
    if (draft->services.n == 0 && errors == 0)
        rf_draft_error(draft, (rf_span){0}, "each service has a file of its own",
                       "the reference has no services");
    check_limits(&p);
    if (draft->diags->errors != 0)
        return NULL;
    rf_draft_sort(draft);
    add_text(&p, RF_STR(""));
    add_list(&p, NULL, 0);
    pack_keys(&p);
    pack_services(&p);
    check_limits_of_lists(&p);
    return draft->diags->errors == 0 ? finish(&p) : NULL;
}

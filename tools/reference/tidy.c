#include "update.h"

static rf_str replaced_end(rf_arena *arena, rf_str name, const char *end, const char *by)
{
    if (!rf_ends(name, rf_str_c(end)))
        return name;
    rf_str rest = rf_slice(name, 0, name.n - rf_str_c(end).n);
    return rf_format(arena, "%.*s%s", RF_ARG(rest), by);
}

rf_str tidy_key(rf_arena *arena, rf_str name)
{
    name = replaced_end(arena, name, "/tag-key", "/${TagKey}");
    name = replaced_end(arena, name, "Tag/key", "Tag/${key}");
    size_t open = rf_find(name, RF_STR("/<"));
    if (open == RF_NOT_FOUND || name.at[name.n - 1] != '>')
        return name;
    rf_str before = rf_slice(name, 0, open), variable = rf_slice(name, open + 2, name.n - 1);
    return rf_format(arena, "%.*s/${%.*s}", RF_ARG(before), RF_ARG(variable));
}

static void tidy_list(rf_draft *draft, const rf_map *keys, rf_draft_names *names)
{
    rf_map seen = {0};
    size_t n = 0;
    for (size_t i = 0; i < names->n; i++) {
        rf_draft_name name = names->at[i];
        name.text = tidy_key(draft->arena, name.text);
        rf_str lower = rf_lower(draft->arena, name.text);
        const rf_draft_key *key = rf_map_get(keys, lower);
        if (key != NULL)
            name.text = key->name.text;
        if (rf_map_put(draft->arena, &seen, lower, names) == NULL)
            names->at[n++] = name;
    }
    names->n = n;
}

/* Adds what a second pair of the same type says to the first one. */
static void merge_pairs(rf_draft *draft, rf_draft_action *action)
{
    rf_map seen = {0};
    size_t n = 0;
    for (size_t i = 0; i < action->pairs.n; i++) {
        rf_draft_pair pair = action->pairs.at[i];
        rf_str lower = rf_lower(draft->arena, pair.type.text);
        rf_draft_pair *first = rf_map_get(&seen, lower);
        if (first == NULL) {
            action->pairs.at[n] = pair;
            rf_map_put(draft->arena, &seen, lower, &action->pairs.at[n++]);
            continue;
        }
        first->required = first->required && pair.required;
        for (size_t k = 0; k < pair.keys.n; k++)
            RF_PUSH(draft->arena, &first->keys, pair.keys.at[k]);
    }
    action->pairs.n = n;
}

/* Fills the map; drops a key whose two spellings have become one, when both are of one type. */
static void tidy_keys(rf_draft *draft, rf_map *named, rf_draft_keys *keys)
{
    size_t n = 0;
    for (size_t i = 0; i < keys->n; i++) {
        rf_draft_key key = keys->at[i];
        key.name.text = tidy_key(draft->arena, key.name.text);
        rf_str lower = rf_lower(draft->arena, key.name.text);
        const rf_draft_key *first = rf_map_get(named, lower);
        if (first != NULL && first->type == key.type && first->multivalued == key.multivalued)
            continue;
        keys->at[n] = key;
        rf_map_put(draft->arena, named, lower, &keys->at[n++]);
    }
    keys->n = n;
}

/* Several formats of a type come in one text: "arn:...:bot/${BotId}, arn:...:bot:${BotName}". */
static void tidy_arns(rf_draft *draft, rf_draft_type *type)
{
    rf_draft_names arns = {0};
    for (size_t i = 0; i < type->arns.n; i++) {
        rf_draft_name arn = type->arns.at[i];
        for (rf_str rest = arn.text; rest.at != NULL;) {
            arn.text = rf_trim(rf_split(rest, ',', &rest));
            RF_PUSH(draft->arena, &arns, arn);
        }
    }
    type->arns = arns;
}

void tidy_service(rf_draft *draft, rf_draft_service *service)
{
    rf_map keys = {0};
    tidy_keys(draft, &keys, &service->keys);
    for (size_t i = 0; i < service->types.n; i++) {
        tidy_arns(draft, &service->types.at[i]);
        tidy_list(draft, &keys, &service->types.at[i].keys);
    }
    for (size_t i = 0; i < service->actions.n; i++) {
        rf_draft_action *action = &service->actions.at[i];
        merge_pairs(draft, action);
        tidy_list(draft, &keys, &action->keys);
        for (size_t k = 0; k < action->pairs.n; k++)
            tidy_list(draft, &keys, &action->pairs.at[k].keys);
    }
}

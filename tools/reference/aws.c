/*
 * AWS's service reference information, as https://servicereference.us-east-1.amazonaws.com/
 * publishes it: a list of services, and a file for each.  Source of its fields: Service
 * Authorization Reference, "Simplified AWS service information for programmatic access".
 *
 * It does not say which resource types an action requires, which keys are global and which services
 * take resource control policies.  These come from the reference that is replaced.
 */
#include "update.h"

#include <stdio.h>

typedef struct reading {
    rf_draft *draft;
    const rf_reference *before; /* may be NULL */
    rf_map keys, types;         /* of the service that is read, names in lower case */
} reading;

/* --- where the files are --- */

static rf_str first_of(rf_arena *arena, rf_str folder, const char *const *forms, rf_str name)
{
    for (size_t i = 0; forms[i] != NULL; i++) {
        rf_buf path = rf_buf_new(arena);
        rf_buf_format(&path, "%.*s/", RF_ARG(folder));
        for (const char *at = forms[i]; *at != '\0'; at++) {
            if (*at == '*')
                rf_buf_add(&path, name);
            else
                rf_buf_add_byte(&path, *at);
        }
        if (file_exists(arena, rf_buf_str(&path)))
            return rf_buf_str(&path);
    }
    return RF_STR("");
}

rf_str aws_index(rf_arena *arena, rf_str folder)
{
    /* The list is what the server's root gives; wget calls that index.html. */
    static const char *const forms[] = {"index.json",    "service-list.json",    "index.html",
                                        "v1/index.json", "v1/service-list.json", NULL};
    return first_of(arena, folder, forms, RF_STR(""));
}

static rf_str service_path(rf_arena *arena, rf_str folder, rf_str service)
{
    static const char *const forms[] = {"v1/*/*.json", "*/*.json", "v1/*.json", "*.json", NULL};
    return first_of(arena, folder, forms, service);
}

/* --- what a service says --- */

static rf_draft_name name_of(reading *r, const rf_value *object)
{
    const rf_value *name = rf_draft_member(r->draft, object, "Name", RF_STRING, false);
    if (name == NULL || !rf_draft_name_is_good(r->draft, rf_text_of(name), name->span))
        return (rf_draft_name){0};
    return (rf_draft_name){rf_text_of(name), name->span};
}

static void left_out(const rf_draft_name *name, const char *why)
{
    rf_place place = rf_locate(name->span);
    fprintf(stderr, "note: %.*s:%u:%u: %.*s is left out: %s\n", RF_ARG(place.path), place.line,
            place.column, RF_ARG(name->text), why);
}

/* Several types are those of one value and of many: then the key has many. */
static void read_key(reading *r, rf_draft_service *service, const rf_value *object)
{
    rf_draft_key key = {.name = name_of(r, object)};
    const rf_value *types = rf_draft_member(r->draft, object, "Types", RF_LIST, false);
    bool multivalued = false;
    key.name.text = tidy_key(r->draft->arena, key.name.text);
    for (size_t i = 0; types != NULL && i < types->as.list.n; i++) {
        const rf_value *type = &types->as.list.at[i];
        if (!rf_draft_key_type(rf_text_of(type), &key))
            rf_draft_error(r->draft, type->span, "", "unknown type of a condition key: \"%.*s\"",
                           RF_ARG(rf_text_of(type)));
        multivalued |= key.multivalued;
    }
    if (types != NULL && types->as.list.n == 0)
        rf_draft_error(r->draft, types->span, "", "a condition key without a type");
    key.multivalued = multivalued;
    RF_PUSH(r->draft->arena, &service->keys, key);
    rf_map_put(r->draft->arena, &r->keys, rf_lower(r->draft->arena, key.name.text), service);
}

/* The type that a key had before, when the service lists the key without defining it. */
static bool key_from_before(reading *r, rf_draft_service *service, const rf_draft_name *name)
{
    const rf_ref_key *known = r->before == NULL ? NULL : rf_ref_key_named(r->before, name->text);
    if (known == NULL || !rf_eq_nocase(rf_ref_text(r->before, known->name), name->text))
        return false;
    rf_draft_key key = {*name, (rf_key_type)known->type, known->multivalued};
    RF_PUSH(r->draft->arena, &service->keys, key);
    rf_map_put(r->draft->arena, &r->keys, rf_lower(r->draft->arena, name->text), service);
    return true;
}

/* The keys of a list, without those of which nobody knows the type. */
static rf_draft_names read_list(reading *r, rf_draft_service *service, const rf_value *object,
                                const char *member)
{
    rf_draft_names names = rf_draft_strings(r->draft, object, member);
    size_t n = 0;
    for (size_t i = 0; i < names.n; i++) {
        rf_draft_name name = names.at[i];
        name.text = tidy_key(r->draft->arena, name.text);
        if (rf_map_get(&r->keys, rf_lower(r->draft->arena, name.text)) != NULL ||
            key_from_before(r, service, &name))
            names.at[n++] = name;
        else
            left_out(&name, "its type is not given");
    }
    names.n = n;
    return names;
}

static void read_type(reading *r, rf_draft_service *service, const rf_value *object)
{
    rf_draft_type type = {.name = name_of(r, object),
                          .arns = rf_draft_strings(r->draft, object, "ARNFormats"),
                          .keys = read_list(r, service, object, "ConditionKeys")};
    RF_PUSH(r->draft->arena, &service->types, type);
    rf_map_put(r->draft->arena, &r->types, rf_lower(r->draft->arena, type.name.text), service);
}

static const rf_ref_action *action_before(reading *r, rf_draft_service *service, rf_str name)
{
    if (r->before == NULL)
        return NULL;
    return rf_ref_action_named(r->before, rf_format(r->draft->arena, "%.*s:%.*s",
                                                    RF_ARG(service->name.text), RF_ARG(name)));
}

static bool was_required(reading *r, const rf_ref_action *action, rf_str type)
{
    if (action == NULL)
        return false;
    rf_ref_pairs pairs = rf_ref_pairs_of(r->before, action);
    for (size_t i = 0; i < pairs.n; i++) {
        rf_str name = rf_ref_text(r->before, r->before->types[pairs.at[i].type].name);
        if (rf_eq_nocase(name, type))
            return pairs.at[i].required;
    }
    return false;
}

/* Several flags may be set: "these properties are not mutually exclusive".  None: it only reads. */
static rf_access_level read_level(reading *r, const rf_value *object, const rf_ref_action *before)
{
    static const struct {
        const char *flag;
        rf_access_level level;
    } flags[] = {{"IsPermissionManagement", RF_LEVEL_PERMISSIONS},
                 {"IsTaggingOnly", RF_LEVEL_TAGGING},
                 {"IsWrite", RF_LEVEL_WRITE},
                 {"IsList", RF_LEVEL_LIST}};
    const rf_value *notes =
        rf_draft_member(r->draft, object, "Annotations", RF_OBJECT, before != NULL);
    if (notes == NULL)
        return before == NULL ? RF_LEVEL_WRITE : (rf_access_level)before->level;
    notes = rf_draft_member(r->draft, notes, "Properties", RF_OBJECT, false);
    for (size_t i = 0; notes != NULL && i < sizeof flags / sizeof *flags; i++)
        if (rf_is_true(rf_value_get_c(notes, flags[i].flag)))
            return flags[i].level;
    return RF_LEVEL_READ;
}

/* The objects of a list that may be missing. */
static const rf_value *objects(reading *r, const rf_value *object, const char *name, size_t *n)
{
    const rf_value *list = rf_draft_member(r->draft, object, name, RF_LIST, true);
    *n = list == NULL ? 0 : list->as.list.n;
    for (size_t i = 0; i < *n; i++) {
        if (list->as.list.at[i].kind == RF_OBJECT)
            continue;
        rf_draft_error(r->draft, list->as.list.at[i].span, "", "\"%s\" holds objects, not %s", name,
                       rf_kind_name(list->as.list.at[i].kind));
        *n = i;
    }
    return list == NULL ? NULL : list->as.list.at;
}

static void read_action(reading *r, rf_draft_service *service, const rf_value *object)
{
    rf_draft_action action = {.name = name_of(r, object),
                              .keys = read_list(r, service, object, "ActionConditionKeys")};
    const rf_ref_action *before = action_before(r, service, action.name.text);
    action.level = read_level(r, object, before);
    size_t n;
    const rf_value *types = objects(r, object, "Resources", &n);
    for (size_t i = 0; i < n; i++) {
        rf_draft_pair pair = {.type = name_of(r, &types[i]),
                              .keys = read_list(r, service, &types[i], "ConditionKeys")};
        pair.required = was_required(r, before, pair.type.text);
        if (rf_map_get(&r->types, rf_lower(r->draft->arena, pair.type.text)) == NULL)
            left_out(&pair.type, "the service has no such resource type");
        else
            RF_PUSH(r->draft->arena, &action.pairs, pair);
    }
    RF_PUSH(r->draft->arena, &service->actions, action);
}

static void read_service(reading *r, rf_str path, rf_str prefix)
{
    rf_value root;
    if (!read_json(r->draft, path, RF_OBJECT, &root))
        return;
    rf_draft_service service = {.name = name_of(r, &root)};
    if (service.name.text.n > 0 && !rf_eq(service.name.text, prefix))
        rf_draft_error(r->draft, service.name.span, "", "this is \"%.*s\", not \"%.*s\"",
                       RF_ARG(service.name.text), RF_ARG(prefix));
    r->keys = r->types = (rf_map){0};
    size_t n;
    const rf_value *list = objects(r, &root, "ConditionKeys", &n);
    for (size_t i = 0; i < n; i++)
        read_key(r, &service, &list[i]);
    list = objects(r, &root, "Resources", &n);
    for (size_t i = 0; i < n; i++)
        read_type(r, &service, &list[i]);
    if (rf_draft_member(r->draft, &root, "Actions", RF_LIST, false) != NULL)
        list = objects(r, &root, "Actions", &n);
    else
        n = 0;
    for (size_t i = 0; i < n; i++)
        read_action(r, &service, &list[i]);
    RF_PUSH(r->draft->arena, &r->draft->services, service);
}

/* --- the whole --- */

/* Global keys, and the services that take resource control policies, as they were. */
static void keep_before(reading *r)
{
    const rf_reference *before = r->before;
    rf_draft *draft = r->draft;
    for (uint32_t i = 0; before != NULL && i < before->key_count; i++) {
        const rf_ref_key *key = &before->keys[i];
        rf_draft_key kept = {
            {rf_ref_text(before, key->name), {0}}, (rf_key_type)key->type, key->multivalued};
        if (key->global)
            RF_PUSH(draft->arena, &draft->global, kept);
    }
    for (uint32_t i = 0; before != NULL && i < before->service_count; i++) {
        rf_str name = rf_ref_text(before, before->services[i].name);
        if (before->services[i].rcp)
            RF_PUSH(draft->arena, &draft->rcp, (rf_draft_name){name, {0}});
    }
}

void read_aws(rf_draft *draft, rf_str folder, rf_str index, const rf_reference *before)
{
    reading r = {.draft = draft, .before = before};
    rf_value root;
    rf_str newest = file_day(draft->arena, index);
    if (!read_json(draft, index, RF_LIST, &root))
        return;
    for (size_t i = 0; i < root.as.list.n; i++) {
        const rf_value *name =
            root.as.list.at[i].kind != RF_OBJECT
                ? NULL
                : rf_draft_member(draft, &root.as.list.at[i], "service", RF_STRING, false);
        if (name == NULL || !rf_draft_is_prefix(rf_text_of(name))) {
            rf_draft_error(draft, root.as.list.at[i].span, "as {\"service\": \"s3\", \"url\": ...}",
                           "this names no service");
            continue;
        }
        rf_str path = service_path(draft->arena, folder, rf_text_of(name));
        if (path.n == 0) {
            rf_draft_error(draft, name->span, "fetch the file at its \"url\"",
                           "the file of the service \"%.*s\" is missing", RF_ARG(rf_text_of(name)));
            continue;
        }
        rf_str day = file_day(draft->arena, path);
        newest = rf_cmp(day, newest) > 0 ? day : newest;
        read_service(&r, path, rf_text_of(name));
    }
    draft->source.text = RF_STR("AWS service reference information");
    if (draft->date.text.n == 0)
        draft->date.text = newest;
    keep_before(&r);
}

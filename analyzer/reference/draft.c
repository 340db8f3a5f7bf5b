#include "reference/draft.h"

#include "base/limits.h"
#include "json/json.h"

#include <stdlib.h>

void rf_draft_error(rf_draft *draft, rf_span span, const char *help, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    rf_str message = rf_vformat(draft->arena, format, args);
    va_end(args);
    rf_diag_add(draft->diags, RF_REFERENCE_CODE, span, message, rf_str_c(help));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* --- words --- */

bool rf_draft_key_type(rf_str words, rf_draft_key *key)
{
    key->multivalued = rf_starts_nocase(words, RF_STR("ArrayOf"));
    if (key->multivalued)
        words = rf_slice(words, 7, words.n);
    for (int type = 0; type < RF_KEY_TYPES; type++) {
        if (rf_eq_nocase_c(words, rf_key_type_name((rf_key_type)type))) {
            key->type = (rf_key_type)type;
            return true;
        }
    }
    return false;
}

rf_str rf_draft_key_words(rf_arena *arena, const rf_draft_key *key)
{
    return rf_format(arena, "%s%s", key->multivalued ? "ArrayOf" : "", rf_key_type_name(key->type));
}

bool rf_draft_level(rf_str word, rf_access_level *level)
{
    for (int i = 0; i < RF_LEVELS; i++) {
        if (rf_eq_nocase_c(word, rf_access_level_name((rf_access_level)i))) {
            *level = (rf_access_level)i;
            return true;
        }
    }
    return false;
}

/* --- order --- */

int rf_draft_cmp(rf_str a, rf_str b)
{
    int order = rf_cmp_nocase(a, b);
    return order != 0 ? order : rf_cmp(a, b);
}

/* Every element that is sorted begins with its name. */
static int by_name(const void *a, const void *b)
{
    return rf_draft_cmp(((const rf_draft_name *)a)->text, ((const rf_draft_name *)b)->text);
}

/* Merge sort would be stable; names are told apart by their bytes, and equal ones are errors. */
#define SORT(vec)                                                                                  \
    do {                                                                                           \
        if ((vec)->n > 1)                                                                          \
            qsort((vec)->at, (vec)->n, sizeof *(vec)->at, by_name);                                \
    } while (0)

static void sort_service(rf_draft_service *service)
{
    SORT(&service->keys);
    SORT(&service->types);
    SORT(&service->actions);
    for (size_t i = 0; i < service->types.n; i++) {
        SORT(&service->types.at[i].keys);
        SORT(&service->types.at[i].arns);
    }
    for (size_t i = 0; i < service->actions.n; i++) {
        rf_draft_action *action = &service->actions.at[i];
        SORT(&action->keys);
        SORT(&action->pairs);
        for (size_t k = 0; k < action->pairs.n; k++)
            SORT(&action->pairs.at[k].keys);
    }
}

void rf_draft_sort(rf_draft *draft)
{
    SORT(&draft->rcp);
    SORT(&draft->global);
    SORT(&draft->services);
    for (size_t i = 0; i < draft->services.n; i++)
        sort_service(&draft->services.at[i]);
}

/* --- reading --- */

const rf_value *rf_draft_member(rf_draft *draft, const rf_value *object, const char *name,
                                rf_kind kind, bool optional)
{
    const rf_value *value = rf_value_get_c(object, name);
    if (value == NULL) {
        if (!optional)
            rf_draft_error(draft, object->span, "see analyzer/reference/pack.h for the format",
                           "\"%s\" is missing here", name);
        return NULL;
    }
    if (value->kind == kind)
        return value;
    rf_draft_error(draft, value->span, "see analyzer/reference/pack.h for the format",
                   "\"%s\" must be %s %s, not %s", name, kind == RF_OBJECT ? "an" : "a",
                   rf_kind_name(kind), rf_kind_name(value->kind));
    return NULL;
}

/* Names are printed and compared without case: ASCII that can be seen, no quotes. */
bool rf_draft_name_is_good(rf_draft *draft, rf_str name, rf_span span)
{
    bool good = name.n > 0 && name.n <= RF_LIMIT_REFERENCE_NAME && name.at[0] != ' ' &&
                name.at[name.n - 1] != ' ';
    for (size_t i = 0; good && i < name.n; i++)
        good = name.at[i] >= ' ' && name.at[i] <= '~' && name.at[i] != '"' && name.at[i] != '\\';
    if (!good)
        rf_draft_error(draft, span, "a name is 1 to 1024 characters of ASCII, without quotes",
                       "this is no name");
    return good;
}

rf_draft_names rf_draft_strings(rf_draft *draft, const rf_value *object, const char *name)
{
    rf_draft_names names = {0};
    const rf_value *list = rf_draft_member(draft, object, name, RF_LIST, true);
    for (size_t i = 0; list != NULL && i < list->as.list.n; i++) {
        const rf_value *item = &list->as.list.at[i];
        if (item->kind != RF_STRING)
            rf_draft_error(draft, item->span, "", "\"%s\" holds strings, not %s", name,
                           rf_kind_name(item->kind));
        else if (rf_draft_name_is_good(draft, rf_text_of(item), item->span))
            RF_PUSH(draft->arena, &names, (rf_draft_name){rf_text_of(item), item->span});
    }
    return names;
}

bool rf_draft_is_prefix(rf_str name)
{
    bool is = name.n > 0;
    for (size_t i = 0; is && i < name.n; i++)
        is = (name.at[i] >= 'a' && name.at[i] <= 'z') || is_digit(name.at[i]) || name.at[i] == '-';
    return is;
}

/* What could stand for other actions, or end the name of one, is none. */
static bool is_action(rf_str name)
{
    for (size_t i = 0; i < name.n; i++)
        if (name.at[i] == ':' || name.at[i] == '*' || name.at[i] == '?' || name.at[i] == ' ')
            return false;
    return true;
}

/* A member of any name whose value must be of a kind. */
static bool entry(rf_draft *draft, const rf_member *member, rf_kind kind, rf_draft_name *name)
{
    *name = (rf_draft_name){member->name, member->name_span};
    if (!rf_draft_name_is_good(draft, member->name, member->name_span))
        return false;
    if (member->value.kind == kind)
        return true;
    rf_draft_error(draft, member->value.span, "see analyzer/reference/pack.h for the format",
                   "this must be %s %s, not %s", kind == RF_OBJECT ? "an" : "a", rf_kind_name(kind),
                   rf_kind_name(member->value.kind));
    return false;
}

/* Members that this version does not know are slips of the pen, not news. */
static void only(rf_draft *draft, const rf_value *object, const char *const *names)
{
    for (size_t i = 0; i < object->as.object.n; i++) {
        const rf_member *member = &object->as.object.at[i];
        bool known = false;
        for (size_t k = 0; names[k] != NULL && !known; k++)
            known = rf_eq_c(member->name, names[k]);
        if (!known)
            rf_draft_error(draft, member->name_span, "see analyzer/reference/pack.h for the format",
                           "unknown member \"%.*s\"", RF_ARG(member->name));
    }
}

static rf_draft_keys read_keys(rf_draft *draft, const rf_value *object, const char *name)
{
    rf_draft_keys keys = {0};
    const rf_value *list = rf_draft_member(draft, object, name, RF_OBJECT, true);
    for (size_t i = 0; list != NULL && i < list->as.object.n; i++) {
        const rf_member *member = &list->as.object.at[i];
        rf_draft_key key = {0};
        if (!entry(draft, member, RF_STRING, &key.name))
            continue;
        rf_str words = rf_text_of(&member->value);
        if (!rf_draft_key_type(words, &key))
            rf_draft_error(draft, member->value.span,
                           "String, ARN, Bool, Numeric, Date, IPAddress, Binary or ArrayOf...",
                           "unknown type of a condition key: \"%.*s\"", RF_ARG(words));
        else
            RF_PUSH(draft->arena, &keys, key);
    }
    return keys;
}

static void read_pair(rf_draft *draft, rf_draft_action *action, const rf_member *member)
{
    static const char *const members[] = {"required", "keys", NULL};
    rf_draft_pair pair = {0};
    if (!entry(draft, member, RF_OBJECT, &pair.type))
        return;
    only(draft, &member->value, members);
    pair.required = rf_is_true(rf_draft_member(draft, &member->value, "required", RF_BOOL, true));
    pair.keys = rf_draft_strings(draft, &member->value, "keys");
    RF_PUSH(draft->arena, &action->pairs, pair);
}

static void read_action(rf_draft *draft, rf_draft_service *service, const rf_member *member)
{
    static const char *const members[] = {"level", "keys", "resources", NULL};
    rf_draft_action action = {0};
    if (!entry(draft, member, RF_OBJECT, &action.name))
        return;
    if (!is_action(member->name))
        rf_draft_error(draft, member->name_span, "as \"CreateSubnet\"", "this is no action");
    const rf_value *object = &member->value;
    only(draft, object, members);
    const rf_value *level = rf_draft_member(draft, object, "level", RF_STRING, false);
    if (level != NULL && !rf_draft_level(rf_text_of(level), &action.level))
        rf_draft_error(draft, level->span, "List, Read, Tagging, Write or Permissions management",
                       "unknown access level \"%.*s\"", RF_ARG(level->as.string.text));
    action.keys = rf_draft_strings(draft, object, "keys");
    const rf_value *pairs = rf_draft_member(draft, object, "resources", RF_OBJECT, true);
    for (size_t i = 0; pairs != NULL && i < pairs->as.object.n; i++)
        read_pair(draft, &action, &pairs->as.object.at[i]);
    RF_PUSH(draft->arena, &service->actions, action);
}

static void read_type(rf_draft *draft, rf_draft_service *service, const rf_member *member)
{
    static const char *const members[] = {"arns", "keys", NULL};
    rf_draft_type type = {0};
    if (!entry(draft, member, RF_OBJECT, &type.name))
        return;
    only(draft, &member->value, members);
    type.arns = rf_draft_strings(draft, &member->value, "arns");
    type.keys = rf_draft_strings(draft, &member->value, "keys");
    RF_PUSH(draft->arena, &service->types, type);
}

static void read_service(rf_draft *draft, const rf_value *root)
{
    static const char *const members[] = {"service", "actions", "resources", "keys", NULL};
    rf_draft_service service = {0};
    only(draft, root, members);
    const rf_value *name = rf_draft_member(draft, root, "service", RF_STRING, false);
    if (name == NULL || !rf_draft_name_is_good(draft, rf_text_of(name), name->span))
        return;
    if (!rf_draft_is_prefix(rf_text_of(name)))
        rf_draft_error(draft, name->span, "as \"ec2\": small letters, digits and hyphens",
                       "this is no prefix of a service");
    service.name = (rf_draft_name){rf_text_of(name), name->span};
    service.keys = read_keys(draft, root, "keys");
    const rf_value *actions = rf_draft_member(draft, root, "actions", RF_OBJECT, false);
    for (size_t i = 0; actions != NULL && i < actions->as.object.n; i++)
        read_action(draft, &service, &actions->as.object.at[i]);
    const rf_value *types = rf_draft_member(draft, root, "resources", RF_OBJECT, true);
    for (size_t i = 0; types != NULL && i < types->as.object.n; i++)
        read_type(draft, &service, &types->as.object.at[i]);
    RF_PUSH(draft->arena, &draft->services, service);
}

static void read_name(rf_draft *draft, const rf_value *root, const char *member,
                      rf_draft_name *name)
{
    const rf_value *value = rf_draft_member(draft, root, member, RF_STRING, false);
    if (value != NULL && rf_draft_name_is_good(draft, rf_text_of(value), value->span))
        *name = (rf_draft_name){rf_text_of(value), value->span};
}

static bool is_date(rf_str s)
{
    static const char shape[] = "dddd-dd-dd";
    bool is = s.n == sizeof shape - 1;
    for (size_t i = 0; is && i < s.n; i++)
        is = shape[i] == 'd' ? is_digit(s.at[i]) : s.at[i] == shape[i];
    return is;
}

static void read_index(rf_draft *draft, const rf_value *root)
{
    static const char *const members[] = {"source", "date", "rcp", "global", NULL};
    only(draft, root, members);
    read_name(draft, root, "source", &draft->source);
    read_name(draft, root, "date", &draft->date);
    if (draft->date.text.n != 0 && !is_date(draft->date.text))
        rf_draft_error(draft, draft->date.span, "as \"2026-09-26\"", "\"%.*s\" is no date",
                       RF_ARG(draft->date.text));
    draft->rcp = rf_draft_strings(draft, root, "rcp");
    draft->global = read_keys(draft, root, "global");
}

void rf_draft_read(rf_draft *draft, rf_str path, rf_str text)
{
    rf_source *source = rf_source_new(draft->arena, path, text);
    rf_value *root = RF_NEW(draft->arena, rf_value);
    if (!rf_json_read(draft->arena, source, draft->diags, root))
        return;
    if (root->kind != RF_OBJECT)
        rf_draft_error(draft, root->span, "see analyzer/reference/pack.h for the format",
                       "a file of the reference holds an object, not %s", rf_kind_name(root->kind));
    else if (rf_eq_c(path, "index.json") || rf_ends(path, RF_STR("/index.json")))
        read_index(draft, root);
    else
        read_service(draft, root);
}

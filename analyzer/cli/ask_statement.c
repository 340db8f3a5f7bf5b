/* The set of requests that a question is about: an IAM statement. */
#include "cli/ask.h"

#include "access/actions.h"
#include "base/limits.h"
#include "input/read.h"
#include "reference/presence.h"
#include "json/json.h"

/* "PLACE: BEFORE TEXT AFTER" */
static bool refuse(rf_span span, const char *before, rf_str text, const char *after)
{
    rf_place place = rf_locate(span);
    rf_usage_error("%.*s:%u:%u: %s%.*s%s", RF_ARG(place.path), place.line, place.column, before,
                   RF_ARG(text), after);
    return false;
}

/* ---- reading ---- */

static const rf_source *source_of(const rf_args *args, rf_str given, rf_str flag)
{
    rf_str text, why, start = rf_trim(given);
    if (rf_starts(start, RF_STR("{")) || rf_starts(start, RF_STR("[")))
        return rf_source_new(args->arena, flag, given);
    if (!rf_read_file(args->arena, given, &text, &why)) {
        rf_usage_error("%.*s takes a statement: JSON in braces, or a file; %.*s cannot be read: "
                       "%.*s",
                       RF_ARG(flag), RF_ARG(given), RF_ARG(why));
        return NULL;
    }
    return rf_source_new(args->arena, rf_eq_c(given, "-") ? RF_STR("<stdin>") : given, text);
}

static bool print_diags(const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++)
        if (diags->list.at[i].severity == RF_ERROR)
            refuse(diags->list.at[i].span, "", diags->list.at[i].message, "");
    return diags->errors == 0;
}

/* The statement of a whole policy that has only one; else what was given. */
static bool statement_in(const rf_value *document, rf_value *statement)
{
    const rf_value *inner = rf_value_get_c(document, "Statement");
    *statement = *document;
    if (document->kind != RF_OBJECT)
        return refuse(document->span, "a statement is an object, not a ",
                      rf_str_c(rf_kind_name(document->kind)), "");
    if (inner == NULL)
        return true;
    if (inner->kind == RF_LIST && inner->as.list.n == 1)
        inner = &inner->as.list.at[0];
    if (inner->kind != RF_OBJECT)
        return refuse(document->span, "this is a policy of several statements; ask about one",
                      RF_STR(""), "");
    *statement = *inner;
    return true;
}

/* ---- completing ---- */

static void add_default(rf_member *members, size_t *n, const rf_value *statement, const char *name,
                        const char *other, rf_str text)
{
    bool present = rf_value_get_c(statement, name) != NULL ||
                   (other != NULL && rf_value_get_c(statement, other) != NULL);
    if (!present)
        members[(*n)++] = rf_member_of(rf_str_c(name), rf_value_string(text, statement->span));
}

/* The statement with what it may leave out, as a policy. */
static rf_value document_of(rf_arena *arena, const rf_value *statement)
{
    enum { DEFAULTS = 3 };
    size_t given = statement->as.object.n, n = given;
    rf_member *members = RF_NEW_ARRAY(arena, rf_member, given + DEFAULTS);
    rf_member *document = RF_NEW_ARRAY(arena, rf_member, 2);
    for (size_t i = 0; i < given; i++)
        members[i] = statement->as.object.at[i];
    add_default(members, &n, statement, "Effect", NULL, RF_STR("Allow"));
    add_default(members, &n, statement, "Action", "NotAction", RF_STR("*"));
    add_default(members, &n, statement, "Resource", "NotResource", RF_STR("*"));
    document[0] =
        rf_member_of(RF_STR("Version"), rf_value_string(RF_STR("2012-10-17"), statement->span));
    document[1] =
        rf_member_of(RF_STR("Statement"), rf_value_object(arena, members, n, statement->span));
    return rf_value_object(arena, document, 2, statement->span);
}

/* ---- problems ---- */

/* What is told of each, around what it is about.  Without words: it cannot be, or does not matter.
 */
static const struct {
    const char *before, *after; /* `after` NULL: it is not named */
} troubles[RF_PROBLEMS] = {
    [RF_PROBLEM_NOT_AN_OBJECT] = {"a statement is an object", NULL},
    [RF_PROBLEM_UNKNOWN_ELEMENT] = {"a statement has no element ", ""},
    [RF_PROBLEM_DUPLICATE_MEMBER] = {"", " is given twice"},
    [RF_PROBLEM_WRONG_TYPE] = {"", " has a value of the wrong type"},
    [RF_PROBLEM_PRINCIPAL_AND_NOT_PRINCIPAL] = {"give Principal or NotPrincipal, not both", NULL},
    [RF_PROBLEM_INVALID_EFFECT] = {"Effect is Allow or Deny (and may be left out), not ", ""},
    [RF_PROBLEM_INVALID_PRINCIPAL] = {"the only Principal that is a string is \"*\"", NULL},
    [RF_PROBLEM_UNKNOWN_PRINCIPAL_TYPE] = {"there is no type of principal ", ""},
    [RF_PROBLEM_UNKNOWN_OPERATOR] = {"there is no condition operator ", ""},
    [RF_PROBLEM_NULL_WITH_IF_EXISTS] = {"Null takes no IfExists", NULL},
    [RF_PROBLEM_EMPTY_LIST] = {"the list of ", " is empty: no request is in this set"},
    [RF_PROBLEM_UNREADABLE_VALUE] = {"the value is none that ", " compares"},
};

/* A set may have both: the one lists actions, the other takes some of these away. */
static bool is_fine(rf_problem_kind kind)
{
    return !rf_problem_is_fatal(kind) || kind == RF_PROBLEM_ACTION_AND_NOT_ACTION ||
           kind == RF_PROBLEM_RESOURCE_AND_NOT_RESOURCE;
}

static bool check_problems(rf_arena *arena, const rf_policy *policy)
{
    bool ok = true;
    for (size_t i = 0; i < policy->problem_count; i++) {
        const rf_problem *problem = &policy->problems[i];
        const char *before = troubles[problem->kind].before, *after = troubles[problem->kind].after;
        rf_str name = after != NULL ? problem->text : RF_STR(""), end = RF_STR("");
        if (before == NULL && is_fine(problem->kind))
            continue;
        if (problem->nearest.n != 0)
            end = rf_format(arena, "; did you mean %.*s?", RF_ARG(problem->nearest));
        end = rf_format(arena, "%s%.*s", after != NULL ? after : "", RF_ARG(end));
        ok = refuse(problem->span, before != NULL ? before : "AWS refuses such a statement", name,
                    rf_cstr(arena, end));
    }
    return ok;
}

const rf_policy *rf_ask_read_statement(const rf_args *args, rf_str given, rf_str flag)
{
    rf_value document, statement;
    rf_diags diags = rf_diags_new(args->arena);
    const rf_source *source = source_of(args, given, flag);
    if (source == NULL)
        return NULL;
    if (source->text.n > RF_LIMIT_POLICY_BYTES) {
        rf_usage_error("the statement of %.*s is larger than %d MiB", RF_ARG(flag),
                       RF_LIMIT_POLICY_BYTES / (1024 * 1024));
        return NULL;
    }
    rf_json_read(args->arena, source, &diags, &document);
    if (!print_diags(&diags) || !statement_in(&document, &statement))
        return NULL;
    rf_value whole = document_of(args->arena, &statement);
    const rf_policy *policy = rf_policy_read(args->arena, &whole, source->text);
    return check_problems(args->arena, policy) ? policy : NULL;
}

/* ---- names that AWS does not have ---- */

typedef struct namer {
    rf_arena *arena;
    rf_ask *ask;
    size_t told, more;
} namer;

enum { TOLD = 8 }; /* with the nearest, which is a search through all names */

static void add_name(namer *to, rf_str action, const char *what, rf_str name,
                     rf_str (*nearest)(rf_arena *arena, const rf_reference *reference, rf_str name))
{
    if (to->told == TOLD) {
        to->more++;
        return;
    }
    to->told++;
    rf_str near = nearest(to->arena, to->ask->universe.reference, name);
    rf_str why =
        rf_format(to->arena, "the reference knows no %s %.*s%s%.*s%s", what, RF_ARG(name),
                  near.n != 0 ? "; did you mean " : "", RF_ARG(near), near.n != 0 ? "?" : "");
    RF_PUSH(to->arena, &to->ask->found.undecided, (rf_undecided){.action = action, .why = why});
}

static bool matches_some(rf_arena *arena, const rf_reference *reference, const rf_pattern *pattern)
{
    rf_statement one = {.effect = RF_EFFECT_ALLOW,
                        .actions = {.present = true, .at = pattern, .n = 1}};
    rf_policy policy = {.statements = &one, .n = 1};
    const rf_policy *at = &policy;
    rf_policies policies = {&at, 1};
    rf_action_list actions = {0};
    rf_actions_allowed(arena, reference, &policies, &actions);
    return actions.n != 0;
}

static rf_str no_nearest(rf_arena *arena, const rf_reference *reference, rf_str name)
{
    (void)arena;
    (void)reference;
    (void)name;
    return RF_STR("");
}

static void add_actions(namer *to, const rf_patterns *actions)
{
    for (size_t i = 0; i < actions->n; i++) {
        const rf_pattern *pattern = &actions->at[i];
        bool literal = pattern->shape == RF_SHAPE_LITERAL;
        if (!matches_some(to->arena, to->ask->universe.reference, pattern))
            add_name(to, pattern->text, literal ? "action" : "action like", pattern->text,
                     literal ? rf_ref_nearest_action : no_nearest);
    }
}

void rf_ask_add_unknown_names(rf_arena *arena, rf_ask *ask)
{
    namer to = {.arena = arena, .ask = ask};
    const rf_statement *set = &ask->set->statements[0];
    if (ask->universe.any)
        return;
    add_actions(&to, &set->actions);
    add_actions(&to, &set->not_actions);
    for (size_t i = 0; i < set->n; i++) {
        rf_str key = set->conditions[i].name;
        if (rf_ref_key_named(ask->universe.reference, key) == NULL && !rf_ref_is_provider_key(key))
            add_name(&to, RF_STR("*"), "condition key", key, rf_ref_nearest_key);
    }
    if (to.more != 0)
        RF_PUSH(arena, &ask->found.undecided,
                (rf_undecided){.action = RF_STR("*"),
                               .why = rf_format(arena, "the reference does not know %zu more names",
                                                to.more)});
}

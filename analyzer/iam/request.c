#include "iam/request.h"

#include "iam/arn.h"

#include <stdlib.h>
#include <string.h>

/* By length first: most names differ in it, and share long beginnings. */
static int key_cmp(rf_str a, rf_str b)
{
    if (a.n != b.n)
        return a.n < b.n ? -1 : 1;
    return a.n == 0 ? 0 : memcmp(a.at, b.at, a.n);
}

/* Equal keys stay in the order they were given: qsort() need not be stable. */
static int entry_cmp(const void *left, const void *right)
{
    const rf_context_key *const *a = left, *const *b = right;
    int order = key_cmp((*a)->key, (*b)->key);
    return order != 0 ? order : (*a > *b) - (*a < *b);
}

static void set_context(rf_arena *arena, rf_request *request, const rf_context_key *context,
                        size_t n)
{
    rf_context_key *given = RF_NEW_ARRAY(arena, rf_context_key, n);
    const rf_context_key **order = RF_NEW_ARRAY(arena, const rf_context_key *, n);
    for (size_t i = 0; i < n; i++) {
        given[i] = context[i];
        given[i].key = rf_lower(arena, context[i].name);
        order[i] = &given[i];
    }
    if (n > 1)
        qsort(order, n, sizeof *order, entry_cmp);
    rf_context_key *sorted = RF_NEW_ARRAY(arena, rf_context_key, n);
    request->n = 0;
    for (size_t i = 0; i < n; i++) {
        bool again = i + 1 < n && rf_eq(order[i]->key, order[i + 1]->key);
        if (!again)
            sorted[request->n++] = *order[i];
    }
    request->context = sorted;
}

rf_request *rf_request_new(rf_arena *arena, rf_str action, rf_str resource, rf_str principal,
                           const rf_context_key *context, size_t n)
{
    rf_request *request = RF_NEW(arena, rf_request);
    request->action = action;
    request->action_key = rf_lower(arena, action);
    request->resource = resource;
    request->caller = rf_caller_read(principal);
    set_context(arena, request, context, n);
    return request;
}

const rf_context_key *rf_request_key(const rf_request *request, rf_str key)
{
    size_t low = 0, high = request->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = key_cmp(request->context[middle].key, key);
        if (order == 0)
            return &request->context[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

rf_str rf_request_owner(const rf_request *request)
{
    rf_arn arn;
    if (request->account.n != 0)
        return request->account;
    if (!rf_arn_split(request->resource, &arn) || !rf_is_account_id(arn.segment[RF_ARN_ACCOUNT]))
        return RF_STR("");
    return arn.segment[RF_ARN_ACCOUNT];
}

enum { PRINCIPAL_KEYS = 5 };

/* A key that follows from the principal; without a value it is unknown. */
static rf_context_key key_of(rf_arena *arena, rf_str name, rf_str value)
{
    rf_context_key key = {.name = name, .unknown = value.n == 0, .derived = true};
    rf_str *values = RF_NEW(arena, rf_str);
    *values = value;
    key.values = values;
    key.n = value.n != 0;
    return key;
}

/* The value of aws:PrincipalType; NULL when who calls is no principal of an account. */
static const char *principal_type(rf_caller_kind kind)
{
    switch (kind) {
    case RF_CALLER_USER:
        return "User";
    case RF_CALLER_ROLE:
    case RF_CALLER_SESSION:
        return "AssumedRole";
    case RF_CALLER_FEDERATED:
        return "FederatedUser";
    case RF_CALLER_ROOT:
        return "Account";
    default:
        return NULL;
    }
}

static rf_str name_of_user(const rf_caller *caller)
{
    return caller->kind == RF_CALLER_USER ? rf_principal_name(caller->text) : RF_STR("");
}

/* All keys that the principal has; their number. */
static size_t principal_keys(rf_arena *arena, const rf_caller *caller,
                             rf_context_key keys[PRINCIPAL_KEYS])
{
    const char *type = principal_type(caller->kind);
    rf_str id = RF_STR(""), user = name_of_user(caller);
    bool session = caller->kind == RF_CALLER_SESSION;
    size_t n = 0;
    if (type == NULL)
        return 0;
    if (caller->kind == RF_CALLER_ROOT)
        id = caller->account;
    if (caller->kind == RF_CALLER_FEDERATED)
        id = rf_format(arena, "%.*s:%.*s", RF_ARG(caller->account), RF_ARG(caller->federated));
    /* The ARN of a session lacks the path that its role's has. */
    keys[n++] = key_of(arena, RF_STR("aws:PrincipalArn"), session ? RF_STR("") : caller->text);
    keys[n++] = key_of(arena, RF_STR("aws:PrincipalAccount"), caller->account);
    keys[n++] = key_of(arena, RF_STR("aws:PrincipalType"), rf_str_c(type));
    keys[n++] = key_of(arena, RF_STR("aws:userid"), id);
    if (user.n != 0)
        keys[n++] = key_of(arena, RF_STR("aws:username"), user);
    return n;
}

void rf_request_derive(rf_arena *arena, rf_request *request)
{
    rf_context_key keys[PRINCIPAL_KEYS];
    size_t n = principal_keys(arena, &request->caller, keys), all = 0;
    if (n == 0)
        return;
    rf_context_key *context = RF_NEW_ARRAY(arena, rf_context_key, request->n + n);
    for (; all < n; all++)
        context[all] = keys[all];
    for (size_t i = 0; i < request->n; i++) /* of two with one name the later one counts */
        context[all++] = request->context[i];
    set_context(arena, request, context, all);
}

/* The only value of a key that was given; empty when there is none. */
static rf_str given_value(const rf_request *request, rf_str lower)
{
    const rf_context_key *key = rf_request_key(request, lower);
    return key != NULL && !key->derived && !key->unknown && key->n == 1 ? key->values[0]
                                                                        : RF_STR("");
}

/* Whether aws:PrincipalArn may be that of the caller. */
static bool is_arn_of(rf_str text, const rf_caller *caller)
{
    rf_arn arn;
    rf_str name;
    if (caller->kind != RF_CALLER_SESSION)
        return rf_eq(text, caller->text);
    return rf_arn_split(text, &arn) && rf_eq(arn.segment[RF_ARN_PARTITION], caller->partition) &&
           rf_eq(arn.segment[RF_ARN_ACCOUNT], caller->account) &&
           rf_eq_c(rf_arn_resource_type(arn.segment[RF_ARN_RESOURCE], &name), "role") &&
           rf_eq(rf_principal_name(name), caller->role);
}

static rf_str principal_conflict(rf_arena *arena, const rf_request *request)
{
    static const char *const names[] = {"aws:PrincipalArn", "aws:PrincipalAccount",
                                        "aws:PrincipalType", "aws:username"};
    const rf_caller *caller = &request->caller;
    const char *type = principal_type(caller->kind);
    if (type == NULL)
        return RF_STR("");
    const rf_str expected[] = {caller->text, caller->account, rf_str_c(type), name_of_user(caller)};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        rf_str value = given_value(request, rf_lower(arena, rf_str_c(names[i])));
        bool same = i == 0 ? is_arn_of(value, caller) : rf_eq(value, expected[i]);
        if (value.n != 0 && expected[i].n != 0 && !same)
            return rf_format(arena, "%s is %.*s, which is not that of the principal %.*s", names[i],
                             RF_ARG(value), RF_ARG(caller->text));
    }
    return RF_STR("");
}

static rf_str account_conflict(rf_arena *arena, const rf_request *request)
{
    rf_arn arn;
    rf_str owner = rf_request_owner(request), own = RF_STR("");
    rf_str value = given_value(request, RF_STR("aws:resourceaccount"));
    if (rf_arn_split(request->resource, &arn))
        own = arn.segment[RF_ARN_ACCOUNT];
    if (rf_is_account_id(own) && !rf_eq(own, owner))
        return rf_format(arena,
                         "the account that owns the resource is given as %.*s, and %.*s is "
                         "of account %.*s",
                         RF_ARG(owner), RF_ARG(request->resource), RF_ARG(own));
    if (value.n != 0 && owner.n != 0 && !rf_eq(value, owner))
        return rf_format(arena, "aws:ResourceAccount is %.*s, and the resource is of account %.*s",
                         RF_ARG(value), RF_ARG(owner));
    return RF_STR("");
}

/* aws:TagKeys lists the keys of all aws:RequestTag ("AWS global condition context keys"). */
static rf_str tag_conflict(rf_arena *arena, const rf_request *request)
{
    const rf_str family = RF_STR("aws:requesttag/");
    const rf_context_key *keys = rf_request_key(request, RF_STR("aws:tagkeys"));
    if (keys == NULL || keys->derived || keys->unknown)
        return RF_STR("");
    for (size_t i = 0; i < request->n; i++) {
        const rf_context_key *tag = &request->context[i];
        if (!rf_starts(tag->key, family) || tag->unknown || tag->n == 0)
            continue;
        rf_str name = rf_slice(tag->key, family.n, tag->key.n);
        bool listed = false;
        for (size_t k = 0; k < keys->n && !listed; k++)
            listed = rf_eq_nocase(keys->values[k], name);
        if (!listed)
            return rf_format(arena, "%.*s is given, and aws:TagKeys does not list it",
                             RF_ARG(tag->name));
    }
    return RF_STR("");
}

rf_str rf_request_conflict(rf_arena *arena, const rf_request *request, bool tags)
{
    rf_str found = principal_conflict(arena, request);
    if (found.n == 0)
        found = account_conflict(arena, request);
    return found.n != 0 || !tags ? found : tag_conflict(arena, request);
}

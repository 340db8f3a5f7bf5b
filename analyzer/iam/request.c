#include "iam/request.h"

#include <stdlib.h>
#include <string.h>

#define CODE "request"

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

/* What is being read. */
typedef struct request_reader {
    rf_arena *arena;
    rf_diags *diags;
    rf_str action, resource, account, principal;
    bool has_action, has_resource;
    RF_VEC(rf_context_key) context;
} request_reader;

static bool read_values(request_reader *in, const rf_member *member, rf_context_key *entry)
{
    const rf_value *value = &member->value;
    entry->unknown = rf_is_true(rf_value_get_c(value, "unknown"));
    if (entry->unknown)
        return true;
    entry->multivalued = value->kind == RF_LIST;
    const rf_value *items = entry->multivalued ? value->as.list.at : value;
    entry->n = entry->multivalued ? value->as.list.n : 1;
    rf_str *values = RF_NEW_ARRAY(in->arena, rf_str, entry->n);
    entry->values = values;
    for (size_t i = 0; i < entry->n; i++) {
        if (rf_value_text(in->arena, &items[i], &values[i]))
            continue;
        rf_diag_error(in->diags, CODE, items[i].span,
                      "give a string, or a list of strings for a multivalued key",
                      "context key %.*s has %s for a value", RF_ARG(member->name),
                      rf_kind_name(items[i].kind));
        return false;
    }
    return true;
}

static void warn_of_equal_keys(request_reader *in, const rf_member *members, size_t n)
{
    rf_map seen = {0};
    for (size_t i = 0; i < n; i++) {
        const rf_member *member = &members[i];
        const rf_member *before =
            rf_map_put(in->arena, &seen, rf_lower(in->arena, member->name), (void *)member);
        if (before == NULL)
            continue;
        rf_diag *diag = rf_diag_error(in->diags, CODE, member->name_span,
                                      "names of context keys are compared without case; keep one",
                                      "context key %.*s is given twice", RF_ARG(member->name));
        rf_diag_relate(in->diags, diag, before->name_span, RF_STR("first given here"));
    }
}

static void read_context(request_reader *in, const rf_member *member)
{
    const rf_value *context = &member->value;
    if (context->kind == RF_NULL)
        return;
    if (context->kind != RF_OBJECT) {
        rf_diag_error(in->diags, CODE, context->span,
                      "write { \"aws:RequestTag/Name\": \"value\" }",
                      "the context of a request is an object, not %s", rf_kind_name(context->kind));
        return;
    }
    warn_of_equal_keys(in, context->as.object.at, context->as.object.n);
    for (size_t i = 0; i < context->as.object.n; i++) {
        rf_context_key entry = {.name = context->as.object.at[i].name};
        if (read_values(in, &context->as.object.at[i], &entry))
            RF_PUSH(in->arena, &in->context, entry);
    }
}

static bool read_text(request_reader *in, const rf_member *member, rf_str *text)
{
    if (member->value.kind == RF_STRING) {
        *text = member->value.as.string.text;
        return true;
    }
    rf_diag_error(in->diags, CODE, member->value.span, "write it as a string",
                  "\"%.*s\" of a request is a string, not %s", RF_ARG(member->name),
                  rf_kind_name(member->value.kind));
    return false;
}

static void read_action(request_reader *in, const rf_member *member)
{
    in->has_action = true;
    read_text(in, member, &in->action);
}

static void read_resource(request_reader *in, const rf_member *member)
{
    in->has_resource = true;
    read_text(in, member, &in->resource);
}

static void read_account(request_reader *in, const rf_member *member)
{
    if (member->value.kind == RF_NUMBER)
        in->account = rf_num_text(in->arena, member->value.as.number);
    else if (member->value.kind != RF_NULL)
        read_text(in, member, &in->account);
}

static void read_principal(request_reader *in, const rf_member *member)
{
    if (member->value.kind != RF_NULL)
        read_text(in, member, &in->principal);
}

static const struct {
    rf_str name;
    void (*read)(request_reader *in, const rf_member *member);
} request_members[] = {
    {{"action", 6}, read_action},     {{"resource", 8}, read_resource},
    {{"accountId", 9}, read_account}, {{"principal", 9}, read_principal},
    {{"context", 7}, read_context},
};

enum { REQUEST_MEMBERS = sizeof request_members / sizeof request_members[0] };

static void read_member(request_reader *in, const rf_member *member)
{
    rf_str names[REQUEST_MEMBERS];
    for (size_t i = 0; i < REQUEST_MEMBERS; i++) {
        names[i] = request_members[i].name;
        if (rf_eq(names[i], member->name)) {
            request_members[i].read(in, member);
            return;
        }
    }
    rf_str nearest = rf_nearest(member->name, names, REQUEST_MEMBERS);
    rf_diag *diag = rf_diag_error(
        in->diags, CODE, member->name_span,
        "a request has \"action\", \"resource\", \"accountId\", \"principal\" and \"context\"",
        "a request has no member \"%.*s\"%s%.*s%s", RF_ARG(member->name),
        nearest.n ? "; did you mean \"" : "", RF_ARG(nearest), nearest.n ? "\"?" : "");
    rf_diag_lower(in->diags, diag, RF_WARNING);
}

static void require(request_reader *in, bool present, const rf_value *request, const char *what,
                    const char *help)
{
    if (!present)
        rf_diag_error(in->diags, CODE, request->span, help, "the request has no \"%s\"", what);
}

rf_request *rf_request_read(rf_arena *arena, const rf_value *value, rf_diags *diags)
{
    if (value->kind != RF_OBJECT) {
        rf_diag_error(diags, CODE, value->span,
                      "write { \"action\": \"ec2:CreateVpc\", \"resource\": \"arn:...\" }",
                      "a request is an object, not %s", rf_kind_name(value->kind));
        return NULL;
    }
    request_reader in = {.arena = arena, .diags = diags};
    size_t errors = diags->errors;
    for (size_t i = 0; i < value->as.object.n; i++)
        read_member(&in, &value->as.object.at[i]);
    require(&in, in.has_action, value, "action", "name the action: \"ec2:CreateVpc\"");
    require(&in, in.has_resource, value, "resource",
            "name the resource by its ARN; an action without resource types is on \"*\"");
    if (diags->errors != errors)
        return NULL;
    rf_request *request =
        rf_request_new(arena, in.action, in.resource, in.principal, in.context.at, in.context.n);
    request->account = in.account;
    return request;
}

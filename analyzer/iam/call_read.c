/* Reads requests and calls: what they have in common, and what only one of them has. */
#include "iam/call.h"

#define CODE "request"

enum { IN_REQUEST = 1, IN_CALL = 2, IN_RESOURCE = 4 };

/* What is being read, and what it is called in messages. */
typedef struct call_reader {
    rf_arena *arena;
    rf_diags *diags;
    int form;         /* IN_... */
    const char *what; /* "request" */
    rf_str action, resource, account, principal;
    bool has_action, has_resource;
    RF_VEC(rf_context_key) context;
    RF_VEC(rf_call_resource) resources;
} call_reader;

static bool read_values(call_reader *in, const rf_member *member, rf_context_key *entry)
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
                      "give a string, a list of strings for a multivalued key, or "
                      "{ \"unknown\": true }",
                      "context key %.*s has %s for a value", RF_ARG(member->name),
                      rf_kind_name(items[i].kind));
        return false;
    }
    return true;
}

static void tell_equal_keys(call_reader *in, const rf_member *members, size_t n)
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

static void read_context(call_reader *in, const rf_member *member)
{
    const rf_value *context = &member->value;
    if (context->kind == RF_NULL)
        return;
    if (context->kind != RF_OBJECT) {
        rf_diag_error(
            in->diags, CODE, context->span, "write { \"aws:RequestTag/Name\": \"value\" }",
            "the context of a %s is an object, not %s", in->what, rf_kind_name(context->kind));
        return;
    }
    tell_equal_keys(in, context->as.object.at, context->as.object.n);
    for (size_t i = 0; i < context->as.object.n; i++) {
        rf_context_key entry = {.name = context->as.object.at[i].name};
        if (read_values(in, &context->as.object.at[i], &entry))
            RF_PUSH(in->arena, &in->context, entry);
    }
}

static bool read_text(call_reader *in, const rf_member *member, rf_str *text)
{
    if (member->value.kind == RF_STRING) {
        *text = member->value.as.string.text;
        return true;
    }
    rf_diag_error(in->diags, CODE, member->value.span, "write it as a string",
                  "\"%.*s\" of a %s is a string, not %s", RF_ARG(member->name), in->what,
                  rf_kind_name(member->value.kind));
    return false;
}

static void read_action(call_reader *in, const rf_member *member)
{
    in->has_action = true;
    read_text(in, member, &in->action);
}

static void read_resource(call_reader *in, const rf_member *member)
{
    in->has_resource = true;
    read_text(in, member, &in->resource);
}

static void read_account(call_reader *in, const rf_member *member)
{
    if (member->value.kind == RF_NUMBER)
        in->account = rf_num_text(in->arena, member->value.as.number);
    else if (member->value.kind != RF_NULL)
        read_text(in, member, &in->account);
}

static void read_principal(call_reader *in, const rf_member *member)
{
    if (member->value.kind != RF_NULL)
        read_text(in, member, &in->principal);
}

static void read_resources(call_reader *in, const rf_member *member);

static const struct {
    rf_str name;
    int forms;
    void (*read)(call_reader *in, const rf_member *member);
} members[] = {
    {{"action", 6}, IN_REQUEST | IN_CALL, read_action},
    {{"resource", 8}, IN_REQUEST | IN_RESOURCE, read_resource},
    {{"resources", 9}, IN_CALL, read_resources},
    {{"accountId", 9}, IN_REQUEST | IN_CALL, read_account},
    {{"principal", 9}, IN_REQUEST | IN_CALL, read_principal},
    {{"context", 7}, IN_REQUEST | IN_CALL | IN_RESOURCE, read_context},
};

enum { MOST_WARNINGS = 20 };

enum { MEMBERS = sizeof members / sizeof members[0] };

/* "action", "resource" and "context". */
static rf_str names_in_words(rf_arena *arena, const rf_str *names, size_t n)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < n; i++)
        rf_buf_format(&buf, "%s\"%.*s\"",
                      i == 0      ? ""
                      : i + 1 < n ? ", "
                                  : " and ",
                      RF_ARG(names[i]));
    return rf_buf_str(&buf);
}

/* A name that is nearly one of ours is a slip: the request would be another one without it. */
static void tell_unknown_member(call_reader *in, const rf_member *member, const rf_str *names,
                                size_t n)
{
    rf_str nearest = rf_nearest(member->name, names, n);
    if (nearest.n == 0 && in->diags->list.n >= MOST_WARNINGS)
        return; /* errors must find room */
    rf_diag *diag =
        rf_diag_error(in->diags, CODE, member->name_span, "", "a %s has no member \"%.*s\"%s%.*s%s",
                      in->what, RF_ARG(member->name), nearest.n ? "; did you mean \"" : "",
                      RF_ARG(nearest), nearest.n ? "\"?" : "");
    diag->help = rf_format(in->arena, "a %s has %.*s", in->what,
                           RF_ARG(names_in_words(in->arena, names, n)));
    if (nearest.n == 0)
        rf_diag_lower(in->diags, diag, RF_WARNING);
}

static void read_member(call_reader *in, const rf_member *member)
{
    rf_str names[MEMBERS];
    size_t n = 0;
    for (size_t i = 0; i < MEMBERS; i++) {
        if ((members[i].forms & in->form) == 0)
            continue;
        if (rf_eq(members[i].name, member->name)) {
            members[i].read(in, member);
            return;
        }
        names[n++] = members[i].name;
    }
    tell_unknown_member(in, member, names, n);
}

static void require(call_reader *in, bool present, const rf_value *value, const char *what,
                    const char *help)
{
    if (!present)
        rf_diag_error(in->diags, CODE, value->span, help, "the %s has no \"%s\"", in->what, what);
}

static bool read_object(call_reader *in, const rf_value *value, const char *help)
{
    if (value->kind != RF_OBJECT) {
        rf_diag_error(in->diags, CODE, value->span, help, "a %s is an object, not %s", in->what,
                      rf_kind_name(value->kind));
        return false;
    }
    for (size_t i = 0; i < value->as.object.n; i++)
        read_member(in, &value->as.object.at[i]);
    if (in->form != IN_RESOURCE)
        require(in, in->has_action, value, "action", "name the action: \"ec2:CreateVpc\"");
    if (in->form != IN_CALL)
        require(in, in->has_resource, value, "resource",
                "name the resource by its ARN; an action without resource types is on \"*\"");
    return true;
}

static void read_resources(call_reader *in, const rf_member *member)
{
    static const char *const help = "write [ { \"resource\": \"arn:...\", \"context\": {} } ]";
    const rf_value *list = &member->value;
    if (list->kind == RF_NULL)
        return;
    if (list->kind != RF_LIST) {
        rf_diag_error(in->diags, CODE, list->span, help,
                      "\"resources\" of a call is a list, not %s", rf_kind_name(list->kind));
        return;
    }
    for (size_t i = 0; i < list->as.list.n; i++) {
        call_reader one = {
            .arena = in->arena, .diags = in->diags, .form = IN_RESOURCE, .what = "resource"};
        if (read_object(&one, &list->as.list.at[i], help))
            RF_PUSH(in->arena, &in->resources,
                    (rf_call_resource){one.resource, one.context.at, one.context.n});
    }
}

rf_request *rf_request_read(rf_arena *arena, const rf_value *value, rf_diags *diags)
{
    const rf_call *call = rf_call_read_request(arena, value, diags);
    if (call == NULL)
        return NULL;
    rf_request *request = rf_request_new(arena, call->action, call->resources[0].arn,
                                         call->principal, call->context, call->n);
    request->account = call->account;
    rf_request_derive(arena, request);
    return request;
}

static rf_call *call_of(const call_reader *in)
{
    rf_call *call = RF_NEW(in->arena, rf_call);
    call->action = in->action;
    call->principal = in->principal;
    call->account = in->account;
    call->context = in->context.at;
    call->n = in->context.n;
    return call;
}

const rf_call *rf_call_read_request(rf_arena *arena, const rf_value *value, rf_diags *diags)
{
    call_reader in = {.arena = arena, .diags = diags, .form = IN_REQUEST, .what = "request"};
    size_t errors = diags->errors;
    read_object(&in, value, "write { \"action\": \"ec2:CreateVpc\", \"resource\": \"arn:...\" }");
    if (diags->errors != errors)
        return NULL;
    rf_call *call = call_of(&in);
    rf_call_resource *resource = RF_NEW(arena, rf_call_resource);
    resource->arn = in.resource;
    call->resources = resource;
    call->resource_count = 1;
    call->single = true;
    return call;
}

const rf_call *rf_call_read(rf_arena *arena, const rf_value *value, rf_diags *diags)
{
    call_reader in = {.arena = arena, .diags = diags, .form = IN_CALL, .what = "call"};
    size_t errors = diags->errors;
    read_object(&in, value,
                "write { \"action\": \"ec2:CreateVpc\", \"resources\": [ { \"resource\": "
                "\"arn:...\" } ] }");
    if (diags->errors != errors)
        return NULL;
    rf_call *call = call_of(&in);
    call->resources = in.resources.at;
    call->resource_count = in.resources.n;
    return call;
}

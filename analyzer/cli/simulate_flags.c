/* The question of the command line: --action, --resource, --context and what belongs to them. */
#include "cli/simulate.h"

#include "iam/arn.h"
#include "reference/shape_match.h"

#include <string.h>

typedef RF_VEC(rf_context_key) context;

/* --resource, and the context behind it. */
typedef struct asked_resource {
    rf_str given, arn;
    context keys;
} asked_resource;

typedef struct flags_reader {
    const rf_args *args;
    rf_arena *arena;
    const rf_reference *reference;
    const rf_ref_action *action;
    rf_str action_text, account;
    rf_caller principal;
    context shared;
    RF_VEC(asked_resource) resources;
    RF_VEC(rf_sim_completed) completed;
} flags_reader;

/* --- context ---------------------------------------------------------------------------------- */

static rf_context_key *find_key(context *keys, rf_str name)
{
    for (size_t i = 0; i < keys->n; i++)
        if (rf_eq_nocase(keys->at[i].name, name))
            return &keys->at[i];
    return NULL;
}

/* K=V; the same key again makes it multivalued. */
static bool add_context(flags_reader *in, context *keys, rf_str text)
{
    rf_str value, name = rf_split(text, '=', &value);
    if (value.at == NULL || name.n == 0) {
        rf_usage_error("--context takes KEY=VALUE, not '%.*s'", RF_ARG(text));
        return false;
    }
    rf_context_key *key = find_key(keys, name);
    if (key != NULL && key->unknown) {
        rf_usage_error("context key %.*s has a value, and --unknown", RF_ARG(name));
        return false;
    }
    if (key == NULL) {
        RF_PUSH(in->arena, keys, (rf_context_key){.name = name});
        key = &keys->at[keys->n - 1];
    }
    rf_str *values = RF_NEW_ARRAY(in->arena, rf_str, key->n + 1);
    for (size_t i = 0; i < key->n; i++)
        values[i] = key->values[i];
    values[key->n++] = value;
    key->values = values;
    key->multivalued = key->n > 1;
    return true;
}

static bool add_unknown(flags_reader *in, context *keys, rf_str name)
{
    const rf_context_key *key = find_key(keys, name);
    if (name.n == 0 || rf_find_byte(name, '=') != RF_NOT_FOUND) {
        rf_usage_error("--unknown takes the name of a context key, not '%.*s'", RF_ARG(name));
        return false;
    }
    if (key != NULL && !key->unknown) {
        rf_usage_error("context key %.*s has a value, and --unknown", RF_ARG(name));
        return false;
    }
    if (key == NULL)
        RF_PUSH(in->arena, keys, (rf_context_key){.name = name, .unknown = true});
    return true;
}

/* Context before the first --resource is shared by all checks; behind one it is of that one. */
static bool read_flags(flags_reader *in)
{
    for (size_t i = 0; i < in->args->flags.n; i++) {
        const rf_given *flag = &in->args->flags.at[i];
        context *keys = in->resources.n ? &in->resources.at[in->resources.n - 1].keys : &in->shared;
        if (strcmp(flag->name, "resource") == 0)
            RF_PUSH(in->arena, &in->resources, (asked_resource){.given = flag->value});
        else if (strcmp(flag->name, "context") == 0 && !add_context(in, keys, flag->value))
            return false;
        else if (strcmp(flag->name, "unknown") == 0 && !add_unknown(in, keys, flag->value))
            return false;
    }
    return true;
}

/* --- resources that are no ARNs ----------------------------------------------------------------
 */

/* What an ARN is made with. */
typedef struct arn_ground {
    rf_str partition, region, account;
} arn_ground;

static bool is_arn(rf_str text)
{
    return rf_starts(text, RF_STR("arn:"));
}

static void take(rf_str *into, rf_str text)
{
    if (into->n == 0 && text.n != 0 && !rf_arn_is_pattern(text))
        *into = text;
}

/* What the context says, then the other resources, the principal, and what examples use. */
static arn_ground ground_of(flags_reader *in, asked_resource *resource)
{
    arn_ground found = {.account = in->account};
    context *all[] = {&resource->keys, &in->shared};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const rf_context_key *region = find_key(all[i], RF_STR("aws:RequestedRegion"));
        if (region != NULL && region->n != 0)
            take(&found.region, region->values[0]);
    }
    for (size_t i = 0; i < in->resources.n; i++) {
        rf_arn arn;
        if (!is_arn(in->resources.at[i].given) || !rf_arn_split(in->resources.at[i].given, &arn))
            continue;
        take(&found.partition, arn.segment[RF_ARN_PARTITION]);
        take(&found.region, arn.segment[RF_ARN_REGION]);
        take(&found.account, arn.segment[RF_ARN_ACCOUNT]);
    }
    take(&found.partition, in->principal.partition);
    take(&found.account, in->principal.account);
    take(&found.partition, RF_STR("aws"));
    take(&found.region, RF_STR("us-east-1"));
    take(&found.account, RF_STR("111122223333"));
    return found;
}

/* The first five segments of a format, with a colon behind each. */
static bool add_head(rf_buf *buf, rf_str format, const arn_ground *ground)
{
    const rf_str values[RF_ARN_RESOURCE] = {
        [RF_ARN_PARTITION] = ground->partition,
        [RF_ARN_REGION] = ground->region,
        [RF_ARN_ACCOUNT] = ground->account,
    };
    for (size_t i = 0; i < RF_ARN_RESOURCE; i++) {
        rf_str segment;
        if (!rf_arn_segment(format, i, &segment))
            return false;
        rf_buf_add(buf, rf_arn_is_pattern(segment) ? values[i] : segment);
        rf_buf_add_byte(buf, ':');
    }
    return true;
}

/* A format's resource part with the text in the place of its only variable. */
static bool add_id(rf_buf *buf, rf_str format, rf_str text)
{
    rf_str part, rest;
    if (!rf_arn_segment(format, RF_ARN_RESOURCE, &part))
        return false;
    rf_str before = rf_split(part, '$', &rest), after;
    rf_split(rest, '}', &after);
    if (rest.at == NULL || after.at == NULL || rf_find_byte(after, '$') != RF_NOT_FOUND)
        return false;
    rf_buf_format(buf, "%.*s%.*s%.*s", RF_ARG(before), RF_ARG(text), RF_ARG(after));
    return true;
}

/* How much of a format's resource part is written out: of several that fit, the most is meant. */
static size_t literal_length(rf_str format)
{
    rf_str part;
    size_t n = 0, depth = 0;
    if (!rf_arn_segment(format, RF_ARN_RESOURCE, &part))
        return 0;
    for (size_t i = 0; i < part.n; i++) {
        depth += part.at[i] == '$';
        n += depth == 0;
        depth -= part.at[i] == '}' && depth != 0;
    }
    return n;
}

/* "vpc-1" is an id of type vpc; an action with one type leaves no doubt. */
static bool is_id_of(rf_str text, rf_str type, size_t types)
{
    if (rf_find_byte(text, '/') != RF_NOT_FOUND || rf_find_byte(text, ':') != RF_NOT_FOUND)
        return false;
    return types == 1 ||
           (text.n > type.n && text.at[type.n] == '-' && rf_starts_nocase(text, type));
}

/* The ARN that a format makes of the text; empty when they do not fit. */
static rf_str fit(flags_reader *in, const rf_ref_type *type, rf_str format, rf_str text, bool id,
                  const arn_ground *ground)
{
    rf_buf buf = rf_buf_new(in->arena);
    if (!add_head(&buf, format, ground))
        return RF_STR("");
    if (!id)
        rf_buf_add(&buf, text);
    else if (!add_id(&buf, format, text))
        return RF_STR("");
    return rf_ref_type_has(in->reference, type, rf_buf_str(&buf)) ? rf_buf_str(&buf) : RF_STR("");
}

/* Of all formats of the action's types the one that fits best; empty when none does. */
static rf_str best_fit(flags_reader *in, rf_str text, bool id, const arn_ground *ground)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(in->reference, in->action);
    rf_str best = RF_STR("");
    size_t most = 0;
    for (size_t i = 0; i < pairs.n; i++) {
        const rf_ref_type *type = &in->reference->types[pairs.at[i].type];
        rf_ref_arns arns = rf_ref_arns_of(in->reference, type);
        if (id && !is_id_of(text, rf_ref_text(in->reference, type->name), pairs.n))
            continue;
        for (size_t k = 0; k < arns.n; k++) {
            rf_str format = rf_ref_text(in->reference, arns.at[k]);
            rf_str arn = fit(in, type, format, text, id, ground);
            if (arn.n == 0 || (best.n != 0 && literal_length(format) <= most))
                continue;
            best = arn;
            most = literal_length(format);
        }
    }
    return best;
}

/* "vpc/ID": how a resource of the type is written, after its first format. */
static rf_str example_of(flags_reader *in, const rf_ref_type *type)
{
    rf_ref_arns arns = rf_ref_arns_of(in->reference, type);
    rf_buf buf = rf_buf_new(in->arena);
    rf_str part = RF_STR("");
    size_t depth = 0;
    if (arns.n != 0)
        rf_arn_segment(rf_ref_text(in->reference, arns.at[0]), RF_ARN_RESOURCE, &part);
    for (size_t i = 0; i < part.n; i++) {
        if (part.at[i] == '$' && depth++ == 0)
            rf_buf_add_c(&buf, "ID");
        if (depth == 0)
            rf_buf_add_byte(&buf, part.at[i]);
        depth -= part.at[i] == '}' && depth != 0;
    }
    return rf_buf_str(&buf);
}

static bool no_such_resource(flags_reader *in, rf_str text)
{
    enum { SHOWN = 12 };
    rf_ref_pairs pairs = rf_ref_pairs_of(in->reference, in->action);
    rf_buf types = rf_buf_new(in->arena);
    for (size_t i = 0; i < pairs.n && i < SHOWN; i++)
        rf_buf_format(&types, "%s%.*s", i ? ", " : "",
                      RF_ARG(example_of(in, &in->reference->types[pairs.at[i].type])));
    if (pairs.n > SHOWN)
        rf_buf_format(&types, " and %zu more", pairs.n - SHOWN);
    if (pairs.n == 0)
        rf_usage_error("'%.*s' is no ARN; %.*s has no resource types: leave --resource away",
                       RF_ARG(text), RF_ARG(in->action_text));
    else
        rf_usage_error("'%.*s' is no ARN, and no resource of %.*s, which has %.*s", RF_ARG(text),
                       RF_ARG(in->action_text), RF_ARG(rf_buf_str(&types)));
    return false;
}

static bool complete(flags_reader *in, asked_resource *resource)
{
    rf_str text = resource->given;
    resource->arn = text;
    if (is_arn(text) || rf_eq_c(text, "*") || in->action == NULL)
        return true;
    arn_ground ground = ground_of(in, resource);
    resource->arn = best_fit(in, text, false, &ground);
    if (resource->arn.n == 0)
        resource->arn = best_fit(in, text, true, &ground);
    if (resource->arn.n == 0)
        return no_such_resource(in, text);
    RF_PUSH(in->arena, &in->completed, (rf_sim_completed){text, resource->arn});
    return true;
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void fill_call(flags_reader *in, rf_call *call)
{
    rf_call_resource *resources = RF_NEW_ARRAY(in->arena, rf_call_resource, in->resources.n);
    for (size_t i = 0; i < in->resources.n; i++) {
        const asked_resource *one = &in->resources.at[i];
        resources[i] = (rf_call_resource){one->arn, one->keys.at, one->keys.n};
    }
    call->action = in->action_text;
    call->principal = in->principal.text;
    call->account = in->account;
    call->context = in->shared.at;
    call->n = in->shared.n;
    call->resources = resources;
    call->resource_count = in->resources.n;
    call->single = in->resources.n <= 1 && !rf_args_has(in->args, "call");
}

bool rf_sim_read_question(const rf_args *args, const rf_reference *reference,
                          rf_sim_question *question)
{
    flags_reader in = {.args = args, .arena = args->arena, .reference = reference};
    in.action_text = rf_args_get(args, "action");
    in.account = rf_args_get(args, "account");
    in.principal = rf_caller_read(rf_args_get(args, "principal"));
    if (in.action_text.at == NULL) {
        rf_usage_error("give --action and --resource, or --requests FILE");
        return false;
    }
    in.action = rf_ref_action_named(reference, in.action_text);
    if (!read_flags(&in))
        return false;
    for (size_t i = 0; i < in.resources.n; i++)
        if (!complete(&in, &in.resources.at[i]))
            return false;
    fill_call(&in, &question->call);
    question->completed = in.completed.at;
    question->completed_count = in.completed.n;
    return true;
}

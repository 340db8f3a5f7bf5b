#include "iam/call.h"

#include "base/limits.h"
#include "iam/arn.h"
#include "iam/bounds.h"
#include "iam/layers.h"
#include "reference/shape.h"

#define REQUEST_TAG RF_STR("aws:RequestTag/")
#define TAG_KEYS RF_STR("aws:TagKeys")
#define CREATE_ACTION RF_STR("ec2:CreateAction")

typedef struct call_run {
    rf_arena *arena;
    const rf_policy_set *set;
    const rf_call *call;
    const rf_ref_action *action; /* NULL: the reference does not know it */
    unsigned how;                /* RF_CALL_... */
    RF_VEC(rf_call_check) checks;
    size_t *steps; /* of all checks; the answer's requests keep it */
    rf_str why;
} call_run;

typedef RF_VEC(rf_context_key) context;

static bool same_values(const rf_context_key *a, const rf_context_key *b)
{
    if (a->unknown || b->unknown)
        return a->unknown == b->unknown;
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!rf_eq(a->values[i], b->values[i]))
            return false;
    return true;
}

static rf_str tag_of(rf_str key)
{
    size_t slash = rf_find_byte(key, '/');
    return slash == RF_NOT_FOUND ? RF_STR("") : rf_slice(key, slash + 1, key.n);
}

/* Whether the action may have a tag key of some service: those of the service itself do, for all it
 * takes to find a tag by both of its names. */
static bool may_have(const call_run *c, rf_str key)
{
    rf_str rest, service = rf_split(key, ':', &rest);
    return rf_eq_nocase(rf_split(c->call->action, ':', &rest), service) ||
           (c->action != NULL && rf_ref_action_knows_key(c->set->reference, c->action, key));
}

/* The other name of a tag of the resource; empty when there is none.  aws:ResourceTag has one where
 * the service of the action has its own. */
static rf_str twin_of(call_run *c, rf_str key)
{
    static const char *const families[] = {"ec2:ResourceTag", "iam:ResourceTag"};
    rf_str tag = tag_of(key), alias = rf_ref_tag_alias(key);
    if (alias.n == 0 || rf_starts_nocase(alias, RF_STR("aws:")))
        return alias.n == 0 ? alias : rf_format(c->arena, "%.*s/%.*s", RF_ARG(alias), RF_ARG(tag));
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        rf_str twin = rf_format(c->arena, "%s/%.*s", families[i], RF_ARG(tag));
        if (may_have(c, twin))
            return twin;
    }
    return RF_STR("");
}

/* Appends keys that were given together, each tag of the resource under both of its names. */
static bool add_given(call_run *c, context *all, const rf_context_key *keys, size_t n)
{
    const rf_request *index = NULL; /* of these keys, by name */
    for (size_t i = 0; i < n; i++) {
        RF_PUSH(c->arena, all, keys[i]);
        rf_str twin = twin_of(c, keys[i].name);
        if (twin.n == 0)
            continue;
        if (index == NULL)
            index = rf_request_new(c->arena, RF_STR(""), RF_STR(""), RF_STR(""), keys, n);
        const rf_context_key *other = rf_request_key(index, rf_lower(c->arena, twin));
        if (other == NULL) {
            rf_context_key entry = keys[i];
            entry.name = twin;
            entry.derived = true;
            RF_PUSH(c->arena, all, entry);
        } else if (!same_values(&keys[i], other)) {
            c->why = rf_format(c->arena,
                               "%.*s and %.*s are one tag of the resource, and have two values",
                               RF_ARG(keys[i].name), RF_ARG(other->name));
            return false;
        }
    }
    return true;
}

bool rf_call_can_have(const rf_reference *reference, const rf_ref_action *action, rf_str key)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    rf_ref_check check = {reference, action, NULL};
    bool can = rf_ref_key_can_be_present(&check, key);
    for (size_t i = 0; i < pairs.n && !can; i++) {
        check.pair = &pairs.at[i];
        can = rf_ref_key_can_be_present(&check, key);
    }
    return can;
}

static bool can_be_there(const rf_call_check *check, rf_str key)
{
    const rf_ref_check *about = &check->about;
    if (about->action == NULL || rf_ref_key_can_be_present(about, key))
        return true;
    /* "*" may mean any resource. */
    return rf_eq_c(check->request->resource, "*") &&
           rf_call_can_have(about->reference, about->action, key);
}

/* Takes out what cannot be there.  The order of the keys stays, which finding them rests on. */
static void drop_keys(call_run *c, rf_call_check *check)
{
    rf_request *request = check->request;
    rf_context_key *kept = RF_NEW_ARRAY(c->arena, rf_context_key, request->n);
    rf_str *dropped = RF_NEW_ARRAY(c->arena, rf_str, request->n);
    size_t n = 0;
    for (size_t i = 0; i < request->n; i++) {
        const rf_context_key *key = &request->context[i];
        if (can_be_there(check, key->name))
            kept[n++] = *key;
        else if (!key->derived && !check->tagging)
            dropped[check->dropped_count++] = key->name;
    }
    request->context = kept;
    request->n = n;
    check->dropped = dropped;
}

static bool is_list_of_tags(const rf_context_key *key)
{
    return rf_eq_nocase(key->name, TAG_KEYS) && (key->n != 0 || key->unknown);
}

static bool is_request_tag(const rf_context_key *key)
{
    return rf_starts_nocase(key->name, REQUEST_TAG) && (key->n != 0 || key->unknown);
}

/* How many tags the request sets; *unknown: of how many that is not known. */
static size_t count_request_tags(const rf_request *request, size_t *unknown)
{
    size_t tags = 0;
    *unknown = 0;
    for (size_t i = 0; i < request->n; i++) {
        if (!is_request_tag(&request->context[i]))
            continue;
        tags++;
        *unknown += request->context[i].unknown;
    }
    return tags;
}

/* Whether the request sets tags: RF_MAYBE where that rests on what is not known. */
static rf_truth sets_tags(const rf_request *request)
{
    rf_truth sets = RF_NO;
    for (size_t i = 0; i < request->n; i++) {
        const rf_context_key *key = &request->context[i];
        if (is_request_tag(key) || is_list_of_tags(key))
            sets = rf_or(sets, key->unknown ? RF_MAYBE : RF_YES);
    }
    return sets;
}

static rf_request *new_request(call_run *c, rf_str action, rf_str arn, const context *all)
{
    rf_request *request =
        rf_request_new(c->arena, action, arn, c->call->principal, all->at, all->n);
    request->account = c->call->account;
    rf_request_derive(c->arena, request);
    return request;
}

/* A request on the resource with all keys; where it can have aws:TagKeys, they are those of the
 * tags that it sets. */
static rf_request *make_request(call_run *c, const rf_ref_check *about, rf_str action, rf_str arn,
                                context *all)
{
    rf_request *request = new_request(c, action, arn, all);
    const rf_call_check check = {.request = request, .about = *about};
    size_t unknown, tags = count_request_tags(request, &unknown);
    if (c->call->single || about->action == NULL || tags == 0 ||
        rf_request_key(request, RF_STR("aws:tagkeys")) != NULL || !can_be_there(&check, TAG_KEYS))
        return request;
    rf_context_key entry = {
        .name = TAG_KEYS, .multivalued = true, .unknown = unknown != 0, .derived = true};
    rf_str *values = RF_NEW_ARRAY(c->arena, rf_str, tags);
    for (size_t i = 0; i < request->n; i++)
        if (is_request_tag(&request->context[i]))
            values[entry.n++] = tag_of(request->context[i].name);
    entry.values = values;
    RF_PUSH(c->arena, all, entry);
    return new_request(c, action, arn, all);
}

static rf_ref_check about_of(const rf_reference *reference, const rf_ref_action *action, rf_str arn)
{
    return (rf_ref_check){reference, action,
                          action ? rf_ref_pair_of_arn(reference, action, arn) : NULL};
}

static void decide(call_run *c, rf_call_check *check)
{
    if (c->how & RF_CALL_STRICT)
        drop_keys(c, check);
    check->request->steps = c->steps;
    check->decision = rf_authorize(c->arena, c->set, check->request);
}

/* A check that is made only if the tags are set: what would deny it depends on them. */
static void make_uncertain(call_run *c, rf_call_check *check)
{
    rf_authorization *decision = &check->decision;
    check->uncertain = true;
    if (decision->outcome != RF_EXPLICITLY_DENIED && decision->outcome != RF_IMPLICITLY_DENIED)
        return;
    rf_str *depends = RF_NEW_ARRAY(c->arena, rf_str, check->request->n);
    size_t n = 0;
    for (size_t i = 0; i < check->request->n; i++)
        if (is_request_tag(&check->request->context[i]) ||
            (is_list_of_tags(&check->request->context[i]) && !check->request->context[i].derived))
            depends[n++] = check->request->context[i].name;
    decision->outcome = RF_UNDECIDED;
    decision->blocked = false;
    decision->depends = depends;
    decision->depends_count = n;
}

/* The check of ec2:CreateTags that goes with a check which creates a resource with tags. */
static void add_tagging(call_run *c, const rf_call_check *creating, context *all)
{
    const rf_reference *reference = c->set->reference;
    const rf_str action = RF_STR("ec2:CreateTags");
    const rf_ref_action *tagging = rf_ref_action_named(reference, action);
    rf_truth tags = sets_tags(creating->request);
    if (tags == RF_NO || tagging == NULL || tagging->service != c->action->service)
        return;
    rf_str arn = creating->request->resource;
    rf_call_check check = {.about = about_of(reference, tagging, arn), .tagging = true};
    if (!rf_eq_c(arn, "*") &&
        (check.about.pair == NULL || check.about.pair->type != creating->about.pair->type))
        return;
    rf_str *value = RF_NEW(c->arena, rf_str);
    *value = rf_ref_text(reference, c->action->name);
    RF_PUSH(c->arena, all,
            (rf_context_key){.name = CREATE_ACTION, .values = value, .n = 1, .derived = true});
    check.request = make_request(c, &check.about, action, arn, all);
    decide(c, &check);
    if (tags == RF_MAYBE)
        make_uncertain(c, &check);
    RF_PUSH(c->arena, &c->checks, check);
}

/* "*" may mean what the action makes. */
static bool creates(const call_run *c, const rf_call_check *check)
{
    if (c->action == NULL || !rf_eq_c(check->request->resource, "*"))
        return c->action != NULL && rf_ref_check_creates(&check->about);
    rf_ref_pairs pairs = rf_ref_pairs_of(c->set->reference, c->action);
    for (size_t i = 0; i < pairs.n; i++) {
        const rf_ref_check about = {c->set->reference, c->action, &pairs.at[i]};
        if (rf_ref_check_creates(&about))
            return true;
    }
    return false;
}

static bool check_resource(call_run *c, const rf_call_resource *resource)
{
    const rf_call *call = c->call;
    context all = {0};
    if (!add_given(c, &all, call->context, call->n) ||
        !add_given(c, &all, resource->context, resource->n))
        return false;
    bool plain = call->single && c->how == 0;
    rf_call_check check = {
        .about = about_of(c->set->reference, plain ? NULL : c->action, resource->arn)};
    check.request = make_request(c, &check.about, call->action, resource->arn, &all);
    if (!rf_request_within_bounds(c->arena, check.request, &c->why))
        return false;
    c->why = rf_request_conflict(c->arena, check.request, !call->single);
    if (c->why.n != 0)
        return false;
    decide(c, &check);
    RF_PUSH(c->arena, &c->checks, check);
    if (!call->single && creates(c, &check))
        add_tagging(c, &check, &all);
    return true;
}

static rf_str type_names(rf_arena *arena, const rf_reference *reference,
                         const rf_ref_action *action)
{
    enum { ENOUGH = 8 };
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < pairs.n && i < ENOUGH; i++)
        rf_buf_format(&buf, "%s%.*s", i ? ", " : "",
                      RF_ARG(rf_ref_text(reference, reference->types[pairs.at[i].type].name)));
    if (pairs.n > ENOUGH)
        rf_buf_format(&buf, " and %zu more", pairs.n - ENOUGH);
    return rf_buf_str(&buf);
}

static size_t count_statements(const rf_policy_set *set)
{
    size_t n = 0;
    for (rf_layer layer = 0; layer < RF_LAYERS; layer++) {
        rf_layer_view view;
        rf_layer_view_of(set, layer, &view);
        for (size_t level = 0; level < view.n; level++)
            for (size_t i = 0; i < view.levels[level].n; i++)
                n += view.levels[level].at[i]->n;
    }
    return n;
}

/* A single check is as large as its text. */
static bool is_too_large(call_run *c)
{
    const rf_call *call = c->call;
    if (call->single)
        return false;
    size_t keys = call->n * call->resource_count;
    for (size_t i = 0; i < call->resource_count; i++)
        keys += call->resources[i].n;
    if (call->resource_count <= RF_LIMIT_CALL_RESOURCES && keys <= RF_LIMIT_CALL_KEYS &&
        count_statements(c->set) * call->resource_count <= RF_LIMIT_CALL_STATEMENTS)
        return false;
    c->why =
        rf_format(c->arena,
                  "the call is too large: at most %d resources, %d context keys of all of them "
                  "together, and %d statements times resources",
                  RF_LIMIT_CALL_RESOURCES, RF_LIMIT_CALL_KEYS, RF_LIMIT_CALL_STATEMENTS);
    return true;
}

/* One action: a service and a name, without wildcards, which only policies have. */
static bool is_action(rf_str action)
{
    rf_str name, service = rf_split(action, ':', &name);
    return service.n != 0 && name.n != 0 && rf_find_byte(name, ':') == RF_NOT_FOUND &&
           rf_find_byte(action, '*') == RF_NOT_FOUND && rf_find_byte(action, '?') == RF_NOT_FOUND &&
           rf_find_byte(action, ' ') == RF_NOT_FOUND;
}

static bool is_resource(rf_str text)
{
    rf_arn arn;
    return rf_eq_c(text, "*") ||
           (rf_arn_split(text, &arn) && rf_eq_c(arn.segment[RF_ARN_PREFIX], "arn"));
}

/* What no request of AWS has the form of. */
static bool has_form(call_run *c)
{
    const rf_call *call = c->call;
    const char *fault = rf_caller_fault(call->principal);
    if (!is_action(call->action))
        c->why = rf_format(c->arena,
                           "'%.*s' is no action; give the name of one, as s3:GetObject, without "
                           "wildcards",
                           RF_ARG(call->action));
    else if (fault != NULL)
        c->why = rf_format(c->arena, "principal '%.*s' %s", RF_ARG(call->principal), fault);
    else if (call->account.n != 0 && !rf_is_account_id(call->account))
        c->why = rf_format(c->arena, "account '%.*s' is not the 12 digits of an account",
                           RF_ARG(call->account));
    for (size_t i = 0; i < call->resource_count && c->why.n == 0; i++)
        if (!is_resource(call->resources[i].arn))
            c->why = rf_format(c->arena, "resource '%.*s' is neither an ARN nor *",
                               RF_ARG(call->resources[i].arn));
    return c->why.n == 0;
}

static bool check_all(call_run *c)
{
    static const rf_call_resource any = {.arn = {"*", 1}};
    const rf_call *call = c->call;
    const rf_reference *reference = c->set->reference;
    if (!has_form(c) || is_too_large(c))
        return false;
    if (call->resource_count == 0) {
        if (call->single || c->action == NULL || rf_ref_pairs_of(reference, c->action).n == 0)
            return check_resource(c, &any);
        c->why =
            rf_format(c->arena, "the call names no resource, and %.*s is about %.*s",
                      RF_ARG(call->action), RF_ARG(type_names(c->arena, reference, c->action)));
        return false;
    }
    for (size_t i = 0; i < call->resource_count; i++)
        if (!check_resource(c, &call->resources[i]))
            return false;
    return true;
}

/* Of the checks' outcomes the one that counts for the call. */
static rf_outcome outcome_of(const rf_call_check *checks, size_t n)
{
    static const int weight[RF_OUTCOMES] = {
        [RF_ALLOWED] = 0,
        [RF_UNDECIDED] = 1,
        [RF_IMPLICITLY_DENIED] = 2,
        [RF_EXPLICITLY_DENIED] = 3,
    };
    rf_outcome worst = RF_ALLOWED;
    for (size_t i = 0; i < n; i++)
        if (weight[checks[i].decision.outcome] > weight[worst])
            worst = checks[i].decision.outcome;
    return worst;
}

bool rf_call_decide(rf_arena *arena, const rf_policy_set *set, const rf_call *call, unsigned how,
                    rf_call_answer *answer, rf_str *why)
{
    call_run c = {.arena = arena, .set = set, .call = call, .how = how};
    c.action = rf_ref_action_named(set->reference, call->action);
    c.steps = RF_NEW(arena, size_t);
    *c.steps = RF_LIMIT_MATCH_STEPS;
    *answer = (rf_call_answer){.outcome = RF_UNDECIDED};
    if (!check_all(&c)) {
        *why = c.why;
        return false;
    }
    answer->checks = c.checks.at;
    answer->n = c.checks.n;
    answer->outcome = outcome_of(answer->checks, answer->n);
    rf_str *missing;
    if (!call->single && answer->outcome == RF_ALLOWED &&
        rf_call_missing(arena, answer, &missing) != 0)
        answer->outcome = RF_UNDECIDED;
    return true;
}

static bool is_about(const rf_call_answer *answer, const rf_ref_pair *pair)
{
    for (size_t i = 0; i < answer->n; i++)
        if (answer->checks[i].about.pair == pair)
            return true;
    return false;
}

/* The User Guide of EC2 says that every required type is checked ("Identity-based policies for
 * Amazon EC2"); of other services the reference lists as required what are alternatives, too (the
 * kinds of resources that can be tagged), so that one of them is enough. */
static bool needs_every_type(const rf_ref_check *about)
{
    const rf_reference *reference = about->reference;
    return rf_eq_c(rf_ref_text(reference, reference->services[about->action->service].name), "ec2");
}

static rf_str or_list(rf_arena *arena, const rf_str *names, size_t n)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < n; i++)
        rf_buf_format(&buf, "%s%.*s", i == 0 ? "" : i + 1 < n ? ", " : " or ", RF_ARG(names[i]));
    return rf_buf_str(&buf);
}

size_t rf_call_missing(rf_arena *arena, const rf_call_answer *answer, rf_str **words)
{
    const rf_ref_check *about = &answer->checks[0].about;
    rf_str action = answer->checks[0].request->action;
    rf_ref_pairs pairs = about->action != NULL ? rf_ref_pairs_of(about->reference, about->action)
                                               : (rf_ref_pairs){0};
    rf_str *missing = RF_NEW_ARRAY(arena, rf_str, pairs.n);
    bool some = false; /* a required type is there */
    size_t n = 0;
    for (size_t i = 0; i < pairs.n; i++) {
        if (!pairs.at[i].required)
            continue;
        if (is_about(answer, &pairs.at[i]))
            some = true;
        else
            missing[n++] =
                rf_ref_text(about->reference, about->reference->types[pairs.at[i].type].name);
    }
    *words = missing;
    if (n == 0)
        return 0;
    if (needs_every_type(about)) {
        for (size_t i = 0; i < n; i++)
            missing[i] = rf_format(arena, "no %.*s is given, and every %.*s touches one",
                                   RF_ARG(missing[i]), RF_ARG(action));
        return n;
    }
    missing[0] = rf_format(arena, "no %.*s is given, and every %.*s touches one",
                           RF_ARG(or_list(arena, missing, n)), RF_ARG(action));
    return some ? 0 : 1;
}

rf_str rf_call_oddity(rf_arena *arena, const rf_call_check *check, bool nearest)
{
    const rf_ref_check *about = &check->about;
    rf_str action = check->request->action, resource = check->request->resource;
    if (about->action == NULL) {
        rf_str near = nearest ? rf_ref_nearest_action(arena, about->reference, action) : RF_STR("");
        return rf_format(arena, "the reference of %s does not know %.*s%s%.*s%s",
                         about->reference->date, RF_ARG(action), near.n ? "; did you mean " : "",
                         RF_ARG(near), near.n ? "?" : "");
    }
    bool any = rf_eq_c(resource, "*");
    if (about->pair != NULL)
        return RF_STR("");
    if (rf_ref_pairs_of(about->reference, about->action).n == 0)
        return any ? RF_STR("")
                   : rf_format(arena, "%.*s has no resource types: its resource is *",
                               RF_ARG(action));
    return rf_format(arena, "%.*s is none of what %.*s is about: %.*s",
                     RF_ARG(any ? RF_STR("the resource *") : resource), RF_ARG(action),
                     RF_ARG(type_names(arena, about->reference, about->action)));
}

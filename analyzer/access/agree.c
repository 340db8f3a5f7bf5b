#include "access/agree.h"

#include "iam/arn.h"
#include "iam/decide.h"
#include "iam/match.h"

enum { CHANGES_MAX = 3 }; /* one after the other */

typedef RF_VEC(const rf_request *) request_list;

/* ---- the claim ---- */

/* A set may have elements that deciding leaves out: those beside their complements. */
static bool matches(rf_arena *arena, const rf_statement *statement, const rf_request *request)
{
    const rf_pattern *which;
    if (statement == NULL)
        return true;
    if (rf_statement_matches(arena, statement, request) != RF_YES)
        return false;
    bool action = !statement->actions.present || !statement->not_actions.present ||
                  rf_match_patterns(arena, &statement->actions, request->action_key, request,
                                    &which) == RF_YES;
    return action && (!statement->resources.present || !statement->not_resources.present ||
                      rf_match_patterns(arena, &statement->resources, request->resource, request,
                                        &which) == RF_YES);
}

bool rf_claim_holds(rf_arena *arena, const rf_claim *claim, const rf_request *request)
{
    rf_arena_mark before = rf_arena_mark_get(arena);
    rf_outcome more = rf_decide(arena, claim->more->at, claim->more->n, request).outcome;
    rf_outcome less = rf_decide(arena, claim->less->at, claim->less->n, request).outcome;
    const rf_statement *within =
        claim->within->n != 0 ? &claim->within->at[0]->statements[0] : NULL;
    bool holds =
        more == RF_ALLOWED && (less == RF_IMPLICITLY_DENIED || less == RF_EXPLICITLY_DENIED);
    holds = holds && matches(arena, claim->allowed_by, request) &&
            matches(arena, claim->denied_by, request) && matches(arena, within, request);
    rf_arena_rewind(arena, before);
    return holds;
}

/* ---- what agrees ---- */

static rf_str value_of(const rf_request *request, const char *key)
{
    const rf_context_key *of = rf_request_key(request, rf_str_c(key));
    return of != NULL && of->n == 1 ? of->values[0] : RF_STR("");
}

static const rf_request *with_caller(rf_arena *arena, const rf_request *request, rf_str caller)
{
    return rf_request_new(arena, request->action, request->resource, caller, request->context,
                          request->n);
}

/* Another value of a key; empty: without the key. */
static const rf_request *with_key(rf_arena *arena, const rf_request *request, const char *key,
                                  rf_str value)
{
    rf_context_key *context = RF_NEW_ARRAY(arena, rf_context_key, request->n);
    rf_str *values = RF_NEW(arena, rf_str);
    size_t n = 0;
    *values = value;
    for (size_t i = 0; i < request->n; i++) {
        bool changed = rf_eq_c(request->context[i].key, key);
        if (changed && value.n == 0)
            continue;
        context[n] = request->context[i];
        if (changed)
            context[n].values = values;
        n++;
    }
    return rf_request_new(arena, request->action, request->resource, request->caller.text, context,
                          n);
}

static const rf_request *with_owner(rf_arena *arena, const rf_request *request, const rf_arn *arn,
                                    rf_str account)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < RF_ARN_SEGMENTS; i++)
        rf_buf_format(&buf, "%s%.*s", i ? ":" : "",
                      RF_ARG(i == RF_ARN_ACCOUNT ? account : arn->segment[i]));
    return rf_request_new(arena, request->action, rf_buf_str(&buf), request->caller.text,
                          request->context, request->n);
}

static const char *const keys[] = {"aws:principalarn", "aws:principalaccount", "aws:principaltype",
                                   "aws:username"};

/* Who calls becomes what a key says, or the key what the caller is. */
static void add_callers(rf_arena *arena, const rf_request *request, request_list *changed)
{
    rf_str arn = value_of(request, keys[0]), account = value_of(request, keys[1]);
    rf_str name = value_of(request, keys[3]);
    const rf_caller *caller = &request->caller;
    if (caller->account.n == 0)
        return;
    RF_PUSH(arena, changed, with_caller(arena, request, RF_STR("anonymous")));
    if (arn.n != 0)
        RF_PUSH(arena, changed, with_caller(arena, request, arn));
    if (account.n != 0 || name.n != 0)
        RF_PUSH(
            arena, changed,
            with_caller(arena, request,
                        rf_format(arena, "arn:%.*s:iam::%.*s:user/%.*s", RF_ARG(caller->partition),
                                  RF_ARG(account.n != 0 ? account : caller->account),
                                  RF_ARG(name.n != 0 ? name : RF_STR("someone")))));
    RF_PUSH(arena, changed, with_key(arena, request, keys[0], caller->text));
    RF_PUSH(arena, changed, with_key(arena, request, keys[1], caller->account));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        RF_PUSH(arena, changed, with_key(arena, request, keys[i], RF_STR("")));
}

static void add_owners(rf_arena *arena, const rf_request *request, request_list *changed)
{
    static const char key[] = "aws:resourceaccount";
    rf_str account = value_of(request, key);
    rf_arn arn;
    if (account.n == 0 || !rf_arn_split(request->resource, &arn))
        return;
    RF_PUSH(arena, changed, with_key(arena, request, key, arn.segment[RF_ARN_ACCOUNT]));
    if (rf_is_account_id(account))
        RF_PUSH(arena, changed, with_owner(arena, request, &arn, account));
}

/* The request with the keys that its caller's ARN tells, where they are not given: AWS sends them
 * with every signed request, so that none is without. */
static const rf_request *with_keys_of_caller(rf_arena *arena, const rf_request *request)
{
    rf_request whole = *request;
    rf_request_derive(arena, &whole);
    rf_context_key *context = RF_NEW_ARRAY(arena, rf_context_key, whole.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < whole.n; i++)
        if (!whole.context[i].unknown)
            context[n++] = whole.context[i];
    return rf_request_new(arena, request->action, request->resource, request->caller.text, context,
                          n);
}

/* Nobody who signs has keys of who does. */
static bool is_nobody_with_keys(const rf_request *request)
{
    bool keyed = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        keyed |= rf_request_key(request, rf_str_c(keys[i])) != NULL;
    return keyed && rf_eq_c(request->caller.text, "anonymous");
}

/* Nothing in it disagrees, and it shows the same with all that it implies. */
static bool agrees(rf_arena *arena, const rf_request *request, const rf_claim *claim)
{
    return !is_nobody_with_keys(request) && rf_request_conflict(arena, request, true).n == 0 &&
           rf_claim_holds(arena, claim, with_keys_of_caller(arena, request));
}

static const rf_request *change(rf_arena *arena, const rf_request *request, const rf_claim *claim,
                                size_t left)
{
    request_list changed = {0};
    if (agrees(arena, request, claim))
        return rf_claim_holds(arena, claim, request) ? request : NULL;
    if (left == 0)
        return NULL;
    add_callers(arena, request, &changed);
    add_owners(arena, request, &changed);
    for (size_t i = 0; i < changed.n; i++) {
        const rf_request *found = change(arena, changed.at[i], claim, left - 1);
        if (found != NULL)
            return found;
    }
    return NULL;
}

const rf_request *rf_request_agreeing(rf_arena *arena, const rf_request *request,
                                      const rf_claim *claim)
{
    if (agrees(arena, request, claim))
        return request;
    for (size_t changes = 1; changes <= CHANGES_MAX; changes++) {
        const rf_request *found = change(arena, request, claim, changes);
        if (found != NULL)
            return found;
    }
    return NULL;
}

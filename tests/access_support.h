/*
 * What the suites of access/ share: random policies from a small grammar, and every request over a
 * small alphabet, decided one by one.  A world has a few keys, each with all values that matter.
 */
#ifndef RF_TESTS_ACCESS_SUPPORT_H
#define RF_TESTS_ACCESS_SUPPORT_H

#include "iam_support.h"

#include "access/difference.h"
#include "base/invariant.h"
#include "base/vec.h"
#include "iam/arn.h"
#include "reference/pack.h"
#include "reference/shape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Set to the small reference by main(). */
static rf_universe any = {.any = true};
static const rf_universe aws = {.reference = &rf_reference_builtin, .partition = {"aws", 3}};

/* --- random numbers, the same on every machine --------------------------------------------------
 */

static inline uint64_t random_next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static inline size_t random_below(uint64_t *seed, size_t n)
{
    return (size_t)((random_next(seed) >> 11) % n);
}

static inline bool one_in(uint64_t *seed, size_t n)
{
    return random_below(seed, n) == 0;
}

enum { LIST_MOST = 20 };

static inline size_t count_of(const char *const *list)
{
    size_t n = 0;
    while (n < LIST_MOST && list[n] != NULL)
        n++;
    return n;
}

static inline const char *pick(uint64_t *seed, const char *const *list)
{
    return list[random_below(seed, count_of(list))];
}

#define RF_TEXT(literal)                                                                           \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

/* --- keys ---------------------------------------------------------------------------------------
 */

/* A condition key of the world: what policies say of it and what requests have.  Values of requests
 * are texts; "a|b" is a set; one that begins with = is single-valued where others are sets. */
typedef struct key_kind {
    const char *names[3]; /* as policies write it; all of them are one key */
    const char *operators[LIST_MOST];
    const char *texts[LIST_MOST];
    const char *values[LIST_MOST];
    bool set;
} key_kind;

#define STRING_OPERATORS                                                                           \
    "StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringLikeIfExists",        \
        "StringNotLikeIfExists", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Null"
#define SET_OPERATORS                                                                              \
    "ForAllValues:StringEquals", "ForAnyValue:StringEquals", "ForAllValues:StringLike",            \
        "ForAnyValue:StringLike", "ForAllValues:StringNotLike", "ForAnyValue:StringNotEquals",     \
        "ForAllValues:StringLikeIfExists", "ForAnyValue:StringLikeIfExists"

static const key_kind key_kinds[] = {
    {.names = {"x:text"},
     .operators = {STRING_OPERATORS, "StringEqualsIfExists", "StringNotEqualsIfExists"},
     .texts = {"a", "b", "A", "*", "a*", "?", "*b", "${*}", "", "${aws:username}", "?*"},
     .values = {"a", "b", "A", "ab", "", "*", "u", "zz", "B"}},
    {.names = {"aws:username", "AWS:UserName"},
     .operators = {STRING_OPERATORS},
     .texts = {"a", "u", "a*", "*u", "A", "?", "${aws:PrincipalTag/t}"},
     .values = {"a", "u", "au", "A", "zz", "b"}},
    {.names = {"aws:PrincipalTag/t", "aws:principaltag/T"},
     .operators = {STRING_OPERATORS},
     .texts = {"a", "u", "b*", "*", "", "${aws:username, 'a'}"},
     .values = {"a", "u", "b", "bb", "", "zz", "vpc"}},
    {.names = {"aws:RequestTag/T"},
     .operators = {STRING_OPERATORS},
     .texts = {"a", "b*", "*", "${aws:username}"},
     .values = {"a", "b", "bb", "u", "zz"}},
    {.names = {"ec2:CreateAction"},
     .operators = {"StringEquals", "StringNotEquals", "Null", "StringLikeIfExists"},
     .texts = {"CreateSubnet", "Create*", "*"},
     .values = {"CreateSubnet", "CreateVpc", "RunInstances"}},
    {.names = {"iam:PassedToService"},
     .operators = {"StringEquals", "StringNotEquals", "StringLike", "Null", "StringEqualsIfExists"},
     .texts = {"ec2.amazonaws.com", "*.amazonaws.com"},
     .values = {"ec2.amazonaws.com", "lambda.amazonaws.com", "zz"}},
    {.names = {"aws:ResourceTag/T", "ec2:ResourceTag/T", "EC2:resourcetag/t"},
     .operators = {STRING_OPERATORS},
     .texts = {"a", "b", "a*", "*", "${aws:username}"},
     .values = {"a", "b", "ab", "u", "zz", ""}},
    {.names = {"aws:TagKeys"},
     .operators = {SET_OPERATORS, "Null", "StringEquals", "StringNotLike"},
     .texts = {"a", "b", "a*", "?", "*b", "*", "T"},
     .values = {"a", "b", "c", "a|b", "a|c", "b|c", "a|b|c", "ab", "ab|c", "zz|a", "zz", "zz|b",
                "T", "t|a", "T|b|c", "T|zz"},
     .set = true},
    {.names = {"x:many"},
     .operators = {SET_OPERATORS, "Null", "StringEquals", "StringNotEquals", "StringLike"},
     .texts = {"a", "b", "a*"},
     .values = {"a", "b", "c", "a|b", "a|c", "b|c", "a|b|c", "=a", "=b", "=c", "=ab", "ab|b"},
     .set = true},
    {.names = {"x:number"},
     .operators = {"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals",
                   "NumericGreaterThan", "NumericGreaterThanEquals", "NumericLessThanIfExists",
                   "NumericNotEqualsIfExists", "Null"},
     .texts = {"1", "2", "2.5", "1.0", "-3", "many", "0x1"},
     .values = {"0", "1", "1.5", "2", "2.2", "2.5", "3", "-3", "-4", "-1", "none"}},
    {.names = {"s3:max-keys"},
     .operators = {"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals",
                   "NumericGreaterThan", "NumericGreaterThanEquals", "NumericEqualsIfExists",
                   "Null"},
     .texts = {"1", "2", "1000"},
     .values = {"0", "1", "1.5", "2", "3", "1000", "1001"}},
    {.names = {"x:numbers"},
     .operators = {"ForAllValues:NumericLessThan", "ForAnyValue:NumericLessThan",
                   "ForAnyValue:NumericEquals", "ForAllValues:NumericNotEquals",
                   "ForAnyValue:NumericNotEquals", "ForAllValues:NumericGreaterThan", "Null"},
     .texts = {"1", "2"},
     .values = {"0", "1", "2", "3", "0|1", "0|2", "0|3", "1|2", "1|3", "2|3", "1.5", "1.5|2",
                "none", "none|0", "0|1|2|3", "none|3"},
     .set = true},
    {.names = {"aws:CurrentTime"},
     .operators = {"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals",
                   "DateGreaterThan", "DateGreaterThanEquals", "DateLessThanIfExists", "Null"},
     .texts = {"1970-01-01T00:33:40Z", "2020", "2020-01-01T00:00:00Z", "1577836801", "2019-12-31"},
     .values = {"1970-01-01T00:33:39Z", "1970-01-01T00:33:40Z", "1970-01-01T00:33:41Z",
                "2019-12-30T23:59:59Z", "2019-12-31T00:00:00Z", "2019-12-31T12:00:00Z",
                "2020-01-01T00:00:00Z", "1577836800.5", "1577836801", "1577836802"}},
    {.names = {"x:date"},
     .operators = {"DateEquals", "DateNotEquals", "DateLessThan", "DateGreaterThanEquals", "Null"},
     .texts = {"1970-01-01T00:33:40Z", "2020-06-01T12:00:00+02:00", "soon"},
     .values = {"1970-01-01T00:33:39Z", "1970-01-01T00:33:40Z", "1970-01-01T00:33:41Z",
                "2020-06-01T10:00:00Z", "2020-06-01T10:00:01Z", "later"}},
    {.names = {"aws:SecureTransport"},
     .operators = {"Bool", "BoolIfExists", "Null", "StringEquals", "StringNotLike"},
     .texts = {"true", "false", "TRUE", "t*"},
     .values = {"true", "false"}},
    {.names = {"x:flag"},
     .operators = {"Bool", "BoolIfExists", "Null"},
     .texts = {"true", "false", "yes"},
     .values = {"true", "false", "maybe"}},
    {.names = {"aws:SourceIp"},
     .operators = {"IpAddress", "NotIpAddress", "IpAddressIfExists", "NotIpAddressIfExists",
                   "Null"},
     .texts = {"10.0.0.0/8", "10.1.0.0/16", "10.255.255.255", "0.0.0.0/0", "::/0", "2001:db8::/32",
               "255.255.255.255/32", "128.0.0.0/1", "2001:db8::1", "nowhere"},
     .values = {"0.0.0.0", "9.255.255.255", "10.0.0.0", "10.1.0.0", "10.2.0.0", "10.255.255.255",
                "11.0.0.0", "128.0.0.0", "255.255.255.254", "255.255.255.255",
                "::", "2001:db8::", "2001:db8::1", "2001:db8::2", "2001:db9::"}},
    {.names = {"x:address"},
     .operators = {"IpAddress", "NotIpAddress", "Null"},
     .texts = {"10.0.0.0/8", "0.0.0.0/0", "::/0", "10.0.0.1"},
     .values = {"10.0.0.0", "10.0.0.1", "10.0.0.2", "1.1.1.1", "::1", "here"}},
    {.names = {"aws:SourceArn"},
     .operators = {"ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals", "ArnLikeIfExists", "Null",
                   "StringLike"},
     .texts = {"arn:aws:s3:::b", "arn:aws:s3:*:*:b*", "arn:*:s3:::*", "arn:aws:*", "*",
               "arn:aws:s3:::${aws:username}", "arn:aws:s?:::b"},
     .values = {"arn:aws:s3:::b", "arn:aws:s3:::u", "arn:aws:s3:r:1:b", "arn:aws:s3:r:1:bc",
                "arn:aws-cn:s3:::b", "arn:aws:s3:::b:c", "b", "arn:aws:sx:::b", "arn:aws:x"}},
    {.names = {"x:bytes"},
     .operators = {"BinaryEquals", "BinaryEqualsIfExists", "Null"},
     .texts = {"YQ==", "YWI=", "?"},
     .values = {"YQ==", "YWI=", "YWJj", "?"}},
};

enum { KEY_KINDS = sizeof key_kinds / sizeof *key_kinds, KEYS_MOST = 3 };

/* Whether AWS lets a variable stand in what the operator compares. */
static inline bool takes_text(const char *operator, const char * text)
{
    return strstr(text, "${") == NULL || strstr(operator, "String") != NULL ||
           strstr(operator, "Arn") != NULL;
}

/* A reference with two actions, so that `*` is not every action of AWS; made once. */
static inline const rf_reference *small_reference(void)
{
    static const rf_reference *reference;
    static const rf_ref_file files[] = {
        {RF_TEXT("index.json"),
         RF_TEXT("{\"source\": \"test\", \"date\": \"2026-01-31\", \"global\": {"
                 "\"aws:username\": \"String\", \"aws:PrincipalTag/${TagKey}\": \"String\", "
                 "\"aws:ResourceTag/${TagKey}\": \"String\", \"aws:TagKeys\": "
                 "\"ArrayOfString\", \"aws:CurrentTime\": \"Date\", "
                 "\"aws:SecureTransport\": \"Bool\", \"aws:SourceIp\": \"IPAddress\", "
                 "\"aws:SourceArn\": \"ARN\"}}")},
        {RF_TEXT("s3.json"),
         RF_TEXT("{\"service\": \"s3\", \"actions\": {"
                 "\"GetObject\": {\"level\": \"Read\", \"keys\": [\"s3:max-keys\"]}, "
                 "\"PutObject\": {\"level\": \"Write\"}}, "
                 "\"keys\": {\"s3:max-keys\": \"Numeric\"}}")},
    };
    if (reference == NULL) {
        rf_arena *own = rf_arena_new(0);
        rf_diags diags = rf_diags_new(own);
        reference = rf_reference_pack(own, files, 2, &diags);
        if (reference == NULL) /* outside of all tests */
            abort();
    }
    return reference;
}

/* --- random policies ----------------------------------------------------------------------------
 */

typedef struct world {
    uint64_t seed;
    const char *const *actions, *const *resources, *const *principals; /* what policies write */
    size_t keys[KEYS_MOST];                                            /* of key_kinds */
    size_t key_count;
    bool variables;      /* resources and texts may have some */
    bool no_complements; /* no NotAction, which would be about all actions of AWS */
} world;

static inline void choose_keys(world *w, size_t n)
{
    w->key_count = 0;
    while (w->key_count < n) {
        size_t key = random_below(&w->seed, KEY_KINDS);
        bool again = false;
        for (size_t i = 0; i < w->key_count; i++)
            again |= w->keys[i] == key;
        if (!again)
            w->keys[w->key_count++] = key;
    }
}

static inline void add_list(world *w, rf_buf *buf, const char *name, const char *const *texts)
{
    size_t n = 1 + random_below(&w->seed, 2);
    rf_buf_format(buf, "\"%s\": [", name);
    for (size_t i = 0; i < n; i++) {
        const char *one = pick(&w->seed, texts);
        for (int k = 0; k < 9 && !w->variables && strstr(one, "${a") != NULL; k++)
            one = pick(&w->seed, texts);
        rf_buf_format(buf, "%s\"%s\"", i ? ", " : "", one);
    }
    rf_buf_add_c(buf, "]");
}

static inline void add_condition(world *w, rf_buf *buf)
{
    const key_kind *kind = &key_kinds[w->keys[random_below(&w->seed, w->key_count)]];
    const char *operator= pick(&w->seed, kind->operators);
    size_t names = kind->names[1] == NULL ? 1 : kind->names[2] == NULL ? 2 : 3;
    const char *name = kind->names[random_below(&w->seed, names)];
    rf_buf_format(buf, "\"%s\": {\"%s\": [", operator, name);
    size_t n = 1 + random_below(&w->seed, 2), written = 0;
    bool null = strcmp(operator, "Null") == 0;
    for (size_t i = 0; i < n; i++) {
        const char *one =
            null ? (one_in(&w->seed, 2) ? "true" : "false") : pick(&w->seed, kind->texts);
        if (!takes_text(operator, one) || (!w->variables && strstr(one, "${a") != NULL))
            continue;
        rf_buf_format(buf, "%s\"%s\"", written++ ? ", " : "", one);
    }
    rf_buf_add_c(buf, "]}");
}

static inline rf_str make_statement(world *w, bool allow)
{
    static const char *const elements[][2] = {{"Action", "NotAction"}, {"Resource", "NotResource"}};
    rf_buf buf = rf_buf_new(arena);
    rf_buf_format(&buf, "{\"Effect\": \"%s\", ", allow ? "Allow" : "Deny");
    add_list(w, &buf, elements[0][one_in(&w->seed, 5) && !w->no_complements], w->actions);
    rf_buf_add_c(&buf, ", ");
    add_list(w, &buf, elements[1][one_in(&w->seed, 6)], w->resources);
    if (w->principals != NULL) {
        rf_buf_format(&buf, ", \"%s\": ", one_in(&w->seed, 4) ? "NotPrincipal" : "Principal");
        rf_buf_add_c(&buf, pick(&w->seed, w->principals));
    }
    size_t conditions = w->key_count != 0 ? random_below(&w->seed, 3) : 0;
    if (conditions != 0) {
        rf_buf_add_c(&buf, ", \"Condition\": {");
        add_condition(w, &buf);
        rf_buf_add_c(&buf, "}");
    }
    rf_buf_add_c(&buf, "}");
    return rf_buf_str(&buf);
}

enum { STATEMENTS_MOST = 6 };

/* Statements of a policy, as JSON. */
typedef struct statement_texts {
    rf_str at[2 * STATEMENTS_MOST];
    size_t n;
} statement_texts;

static inline rf_policy *policy_of(const statement_texts *texts)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, "{\"Version\": \"2012-10-17\", \"Statement\": [");
    for (size_t i = 0; i < texts->n; i++)
        rf_buf_format(&buf, "%s%.*s", i ? ", " : "", RF_ARG(texts->at[i]));
    rf_buf_add_c(&buf, "]}");
    return read_policy(rf_cstr(arena, rf_buf_str(&buf)));
}

static inline statement_texts make_statements(world *w)
{
    statement_texts made = {.n = 1 + random_below(&w->seed, 3)};
    for (size_t i = 0; i < made.n; i++)
        made.at[i] = make_statement(w, i == 0 || one_in(&w->seed, 2));
    return made;
}

/* The same with one small change, or another one at all. */
static inline statement_texts change_statements(world *w, const statement_texts *from)
{
    statement_texts made = *from;
    size_t which = random_below(&w->seed, made.n);
    switch (random_below(&w->seed, 4)) {
    case 0:
        return make_statements(w);
    case 1:
        made.at[made.n++] = make_statement(w, one_in(&w->seed, 2));
        break;
    case 2:
        made.at[which] = make_statement(w, one_in(&w->seed, 2));
        break;
    default:
        made.at[which] = made.at[--made.n];
        break;
    }
    if (made.n == 0)
        made.at[made.n++] = make_statement(w, true);
    return made;
}

/* --- requests -----------------------------------------------------------------------------------
 */

/* All requests of a world, one after the other; its digits are an odometer. */
typedef struct requests {
    const char *const *actions, *const *resources, *const *principals; /* what requests have */
    size_t keys[KEYS_MOST + 2];
    size_t key_count;
    size_t at[KEYS_MOST + 5]; /* action, resource, principal, keys; of keys 0 is absent */
    bool ended;
} requests;

/* Where the keys are of the reference: only those that the check can have. */
static inline bool can_have(const rf_ref_check *check, const char *name)
{
    return check == NULL || rf_ref_key_can_be_present(check, rf_str_c(name));
}

/* Also the keys that variables stand for. */
static inline requests requests_of(const world *w, const char *const *actions,
                                   const char *const *resources, const char *const *principals)
{
    requests all = {actions, resources, principals, {0}, 0, {0}, false};
    bool has[KEY_KINDS] = {false};
    for (size_t i = 0; i < w->key_count; i++)
        has[w->keys[i]] = true;
    if (w->variables)
        has[1] = has[2] = true;
    for (size_t i = 0; i < KEY_KINDS; i++)
        if (has[i])
            all.keys[all.key_count++] = i;
    return all;
}

static inline size_t digit_of(const requests *all, size_t place)
{
    if (place == 0)
        return count_of(all->actions);
    if (place == 1)
        return count_of(all->resources);
    if (place == 2)
        return all->principals != NULL ? count_of(all->principals) : 1;
    return count_of(key_kinds[all->keys[place - 3]].values) + 1;
}

static inline void next_request(requests *all)
{
    for (size_t place = 0; place < all->key_count + 3; place++) {
        if (++all->at[place] < digit_of(all, place))
            return;
        all->at[place] = 0;
    }
    all->ended = true;
}

static inline size_t requests_count(const requests *all)
{
    size_t n = 1;
    for (size_t place = 0; place < all->key_count + 3; place++)
        n *= digit_of(all, place);
    return n;
}

static inline void jump_to_request(requests *all, uint64_t *seed)
{
    for (size_t place = 0; place < all->key_count + 3; place++)
        all->at[place] = random_below(seed, digit_of(all, place));
}

static inline void add_key_values(const rf_ref_check *check, const key_kind *kind, const char *text,
                                  rf_context_key *context, size_t *n)
{
    rf_context_key key = {.multivalued = kind->set && *text != '='};
    rf_str *values = RF_NEW_ARRAY(arena, rf_str, LIST_MOST);
    rf_str rest = rf_str_c(text + (*text == '='));
    while (key.multivalued && rest.at != NULL)
        values[key.n++] = rf_split(rest, '|', &rest);
    if (!key.multivalued)
        values[key.n++] = rest;
    key.values = values;
    for (size_t i = 0; i < 2 && kind->names[i] != NULL; i++) { /* the third is but another case */
        key.name = rf_str_c(kind->names[i]);
        if (can_have(check, kind->names[i]))
            context[(*n)++] = key;
    }
}

/* Without a check, with every key. */
static inline const rf_request *this_request(const requests *all, const rf_ref_check *check)
{
    rf_context_key context[2 * (KEYS_MOST + 2)];
    size_t n = 0;
    for (size_t i = 0; i < all->key_count; i++)
        if (all->at[i + 3] != 0)
            add_key_values(check, &key_kinds[all->keys[i]],
                           key_kinds[all->keys[i]].values[all->at[i + 3] - 1], context, &n);
    const char *who = all->principals != NULL ? all->principals[all->at[2]] : "";
    return rf_request_new(arena, rf_str_c(all->actions[all->at[0]]),
                          rf_str_c(all->resources[all->at[1]]), rf_str_c(who), context, n);
}

/* For messages. */
static inline const char *request_text(const rf_request *request)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_format(&buf, "%.*s on %.*s by %.*s", RF_ARG(request->action), RF_ARG(request->resource),
                  RF_ARG(request->caller.text));
    for (size_t i = 0; i < request->n; i++) {
        const rf_context_key *key = &request->context[i];
        rf_buf_format(&buf, "; %.*s =%s", RF_ARG(key->name), key->multivalued ? " set" : "");
        for (size_t k = 0; k < key->n; k++)
            rf_buf_format(&buf, " \"%.*s\"", RF_ARG(key->values[k]));
    }
    return rf_cstr(arena, rf_buf_str(&buf));
}

static inline const char *policy_text(const rf_policy *policy)
{
    return rf_cstr(arena, rf_span_text(policy->span));
}

/* --- what is asked ------------------------------------------------------------------------------
 */

/* A question, and how single requests answer it. */
typedef struct question {
    const rf_universe *universe;
    const rf_policy *more, *less; /* less NULL: none */
    const rf_policy *set;         /* whose first statement requests must match; NULL: none */
} question;

static inline rf_outcome outcome(const rf_policy *policy, const rf_request *request)
{
    return rf_decide(arena, &policy, policy != NULL, request).outcome;
}

static inline bool is_refused(rf_outcome outcome)
{
    return outcome == RF_IMPLICITLY_DENIED || outcome == RF_EXPLICITLY_DENIED;
}

/* Whether the request is an answer. */
static inline rf_truth answers(const question *q, const rf_request *request)
{
    rf_outcome more = outcome(q->more, request);
    if (is_refused(more))
        return RF_NO;
    rf_truth match =
        q->set == NULL ? RF_YES : rf_statement_matches(arena, &q->set->statements[0], request);
    if (match == RF_NO)
        return RF_NO;
    rf_outcome less = outcome(q->less, request);
    if (less == RF_ALLOWED)
        return RF_NO;
    /* Where both rest on the same, they may be the same. */
    bool both = more == RF_UNDECIDED && less == RF_UNDECIDED;
    return more == RF_ALLOWED && is_refused(less) ? match : both ? RF_NO : RF_MAYBE;
}

static inline rf_differences find(const question *q)
{
    rf_differences found = {0};
    const rf_policies more = {&q->more, 1}, less = {&q->less, q->less != NULL};
    if (q->set == NULL)
        rf_find_differences(arena, q->universe, &more, &less, &found);
    else
        rf_find_allowed(arena, q->universe, &more, &q->set->statements[0], &found);
    return found;
}

static inline const char *question_text(const question *q)
{
    return text("more %s\nless %s\nset %s\n", policy_text(q->more),
                q->less != NULL ? policy_text(q->less) : "",
                q->set != NULL ? policy_text(q->set) : "");
}

/* What was seen of all questions, so that the tests cannot become empty. */
static struct {
    size_t questions, found, none, undecided, hits;
} seen;

static inline void show_seen(void)
{
    if (getenv("RF_SHOW") != NULL)
        printf("%zu questions: %zu found, %zu none, %zu undecided; %zu hits\n", seen.questions,
               seen.found, seen.none, seen.undecided, seen.hits);
}

static inline void check_witnesses(const question *q, const rf_differences *found)
{
    for (size_t i = 0; i < found->list.n; i++)
        ck_assert_msg(answers(q, found->list.at[i].witness) == RF_YES, "wrong witness %s\n%s",
                      request_text(found->list.at[i].witness), question_text(q));
    for (size_t i = 0; i < found->undecided.n; i++)
        ck_assert_msg(!rf_starts(found->undecided.at[i].why, RF_STR("internal")), "%.*s: %s",
                      RF_ARG(found->undecided.at[i].why), question_text(q));
    seen.questions++;
    seen.found += found->list.n != 0;
    seen.undecided += found->undecided.n != 0;
    seen.none += found->list.n == 0 && found->undecided.n == 0;
}

/* An action that the reference does not have shows only where no other does. */
static inline bool is_told(const rf_universe *universe, const rf_differences *found,
                           const rf_request *request, const rf_ref_type *type)
{
    bool known = rf_ref_action_named(universe->reference, request->action) != NULL;
    for (size_t i = 0; i < found->list.n; i++) {
        const rf_difference *one = &found->list.at[i];
        if (!known || (rf_eq_nocase(one->action, request->action) && one->type == type))
            return true;
    }
    for (size_t i = 0; i < found->undecided.n; i++)
        if (found->undecided.at[i].action.n == 0 || !known ||
            rf_eq_nocase(found->undecided.at[i].action, request->action))
            return true;
    return false;
}

/* That AWS can make it. */
static inline void check_possible(const rf_difference *one)
{
    rf_ref_check check = {one->reference, one->known, NULL};
    rf_ref_pairs pairs = rf_ref_pairs_of(check.reference, check.action);
    for (size_t i = 0; i < pairs.n; i++)
        if (one->type == &check.reference->types[pairs.at[i].type])
            check.pair = &pairs.at[i];
    rf_str conflict = rf_request_conflict(arena, one->witness, true);
    ck_assert_msg(conflict.n == 0, "%.*s: %s", RF_ARG(conflict), request_text(one->witness));
    rf_arn arn;
    ck_assert(check.pair != NULL && rf_arn_split(one->witness->resource, &arn));
    /* Public documents of Systems Manager have no account. */
    ck_assert_msg(
        rf_ref_type_has(check.reference, one->type, one->witness->resource) ||
            (rf_eq_c(arn.segment[RF_ARN_SERVICE], "ssm") && arn.segment[RF_ARN_ACCOUNT].n == 0),
        "%s", request_text(one->witness));
    for (size_t i = 0; i < one->witness->n; i++)
        ck_assert_msg(rf_ref_key_can_be_present(&check, one->witness->context[i].name), "%s",
                      request_text(one->witness));
}

#endif

/* A request as a person reads it, with the fewest keys. */
#include "cli/diff_words.h"

#include "iam/arn.h"

static const rf_ref_pair *pair_of(const rf_difference *one)
{
    if (one->known == NULL || one->type == NULL)
        return NULL;
    rf_ref_pairs pairs = rf_ref_pairs_of(one->reference, one->known);
    const rf_ref_pair *pair = pairs.at, *end = pairs.at + pairs.n;
    while (pair < end && &one->reference->types[pair->type] != one->type)
        pair++;
    return pair < end ? pair : NULL;
}

void rf_telling_complete(rf_arena *arena, const rf_reference *reference, rf_differences *found)
{
    const rf_policy_set none = {.reference = reference};
    for (size_t i = 0; i < found->list.n; i++) {
        const rf_request *request = found->list.at[i].witness;
        rf_call_resource resource = {.arn = request->resource};
        rf_call call = {.action = request->action,
                        .principal = request->caller.text,
                        .context = request->context,
                        .n = request->n,
                        .resources = &resource,
                        .resource_count = 1,
                        .single = true};
        rf_call_answer answer;
        rf_str why;
        if (request->n != 0 && rf_call_decide(arena, &none, &call, 0, &answer, &why))
            found->list.at[i].witness = answer.checks[0].request;
    }
}

rf_ref_check rf_telling_check(const rf_telling *t, const rf_difference *one)
{
    rf_ref_check check = {.reference = t->universe->reference};
    if (t->universe->any)
        return check;
    check.action = one->known;
    check.pair = pair_of(one);
    return check;
}

/* What a context key is called beside a request. */
static const struct {
    rf_str begins; /* in lower case */
    const char *phrase;
    bool tag; /* what follows the slash is the tag */
} phrases[] = {
    {{"aws:resourcetag/", 16}, "tagged", true},
    {{"aws:requesttag/", 15}, "setting tag", true},
    {{"aws:principaltag/", 17}, "by a principal tagged", true},
};

static size_t phrase_of(rf_str key, rf_str *tag)
{
    rf_str rest, alias = rf_ref_tag_alias(key);
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        bool same = rf_starts_nocase(key, phrases[i].begins) ||
                    (alias.n != 0 && rf_starts_nocase(phrases[i].begins, alias));
        if (!same)
            continue;
        rf_split(key, '/', &rest);
        *tag = rest;
        return i;
    }
    *tag = key;
    return RF_NOT_FOUND;
}

static void add_quoted(rf_buf *buf, rf_str text)
{
    enum { LONG = 120 };
    rf_buf_format(buf, text.n > LONG ? "\"%.*s...\"" : "\"%.*s\"", RF_ARG(rf_slice(text, 0, LONG)));
}

/* `before` is the phrase of the key before it: of two with the same it is said once. */
static void add_context(rf_buf *buf, const rf_context_key *key, size_t *before)
{
    enum { VALUES = 6 };
    rf_str name;
    size_t phrase = phrase_of(key->name, &name);
    const char *words = phrase == RF_NOT_FOUND ? "with" : phrases[phrase].phrase;
    rf_buf_format(buf, "%s%s %.*s = %s", *before == phrase ? " and" : ", ",
                  *before == phrase ? "" : words, RF_ARG(name), key->multivalued ? "[" : "");
    *before = phrase;
    for (size_t i = 0; i < key->n && i < VALUES; i++) {
        rf_buf_add_c(buf, i ? ", " : "");
        add_quoted(buf, key->values[i]);
    }
    if (key->n > VALUES)
        rf_buf_format(buf, ", and %zu more", key->n - VALUES);
    rf_buf_add_c(buf, key->multivalued ? "]" : "");
}

/* True when a condition of the statement is on tags of the kind. */
static bool asks_for(const rf_statement *statement, size_t kind)
{
    rf_str tag;
    for (size_t i = 0; statement != NULL && i < statement->n; i++)
        if (phrase_of(statement->conditions[i].key, &tag) == kind)
            return true;
    return false;
}

/* ", no tags": of a resource that could have some, when it matters and there are none. */
static void add_absent_tags(const rf_telling *t, rf_buf *buf, const rf_difference *one)
{
    static const char *const none[] = {", no tags", ", setting no tags"};
    rf_ref_check check = rf_telling_check(t, one);
    const rf_statement *same =
        t->pairing != NULL ? rf_pairing_find(t->pairing, one->allowed_by) : NULL;
    for (size_t kind = 0; kind < 2; kind++) {
        rf_str tag, key = rf_format(t->arena, "%.*sx", RF_ARG(phrases[kind].begins));
        bool asked = asks_for(t->set, kind) || asks_for(one->allowed_by, kind) ||
                     asks_for(same, kind) || asks_for(one->denied_by, kind);
        for (size_t i = 0; i < one->failing_count && !asked; i++)
            asked = asks_for(one->failing[i], kind);
        for (size_t i = 0; i < one->witness->n && asked; i++)
            asked = phrase_of(one->witness->context[i].name, &tag) != kind;
        if (asked && check.action != NULL && rf_ref_key_can_be_present(&check, key))
            rf_buf_add_c(buf, none[kind]);
    }
}

/* The resource without what all examples share, where what is left names its type. */
static rf_str resource_of(const rf_request *request)
{
    rf_arn arn;
    if (!rf_arn_split(request->resource, &arn))
        return request->resource;
    rf_str rest = arn.segment[RF_ARN_RESOURCE], region = arn.segment[RF_ARN_REGION];
    rf_str account = arn.segment[RF_ARN_ACCOUNT];
    bool usual = rf_eq_c(arn.segment[RF_ARN_PARTITION], "aws") && account.n + region.n != 0 &&
                 (account.n == 0 || rf_eq_c(account, "111122223333")) &&
                 (region.n == 0 || rf_eq_c(region, "us-east-1"));
    size_t slash = rf_find_byte(rest, '/'), colon = rf_find_byte(rest, ':');
    bool typed = (slash != RF_NOT_FOUND && slash != 0) || (colon != RF_NOT_FOUND && colon != 0);
    return usual && typed ? rest : request->resource;
}

rf_str rf_telling_request(const rf_telling *t, const rf_difference *one)
{
    rf_buf buf = rf_buf_new(t->arena);
    const rf_request *request = one->witness;
    size_t before = sizeof phrases / sizeof *phrases; /* none */
    rf_str resource = resource_of(one->witness);
    rf_buf_format(&buf, resource.n != 0 ? "%.*s on %.*s" : "%.*s on \"%.*s\"",
                  RF_ARG(request->action), RF_ARG(resource));
    add_absent_tags(t, &buf, one);
    for (size_t i = 0; i < request->n; i++)
        if (!request->context[i].derived)
            add_context(&buf, &request->context[i], &before);
    if (request->caller.text.n != 0)
        rf_buf_format(&buf, ", by %.*s", RF_ARG(request->caller.text));
    return rf_buf_str(&buf);
}

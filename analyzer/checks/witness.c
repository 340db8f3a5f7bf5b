#include "checks/witness.h"

#include "iam/words.h"

#include <string.h>

rf_witness_view rf_witness_see(rf_arena *arena, const rf_reference *reference,
                               const rf_request *request)
{
    rf_policy_set *set = RF_NEW(arena, rf_policy_set);
    rf_call_answer *answer = RF_NEW(arena, rf_call_answer);
    rf_call_check *plain = RF_NEW(arena, rf_call_check);
    const rf_call_resource resource = {.arn = request->resource};
    const rf_call call = {.action = request->action,
                          .principal = request->caller.text,
                          .context = request->context,
                          .n = request->n,
                          .resources = &resource,
                          .resource_count = 1,
                          .single = true};
    rf_str why;
    set->reference = reference;
    if (rf_call_decide(arena, set, &call, RF_CALL_EXPLAINED, answer, &why) && answer->n == 1)
        return (rf_witness_view){arena, &answer->checks[0]};
    plain->request = rf_request_new(arena, request->action, request->resource, request->caller.text,
                                    request->context, request->n);
    return (rf_witness_view){arena, plain};
}

/* ---- the request ---- */

/* Parts of the sentence, the first behind a blank, the others behind a comma. */
typedef struct telling {
    rf_arena *arena;
    rf_buf buf;
    bool any;
} telling;

static void begin_part(telling *t)
{
    rf_buf_add_c(&t->buf, t->any ? ", " : " ");
    t->any = true;
}

/* What a key says of a request. */
static const struct key_words {
    const char *prefix;               /* of the key, in lower case */
    const char *present, *and, *none; /* "tagged Name = ...", more of them, "without a tag Name" */
} tags[] = {
    {"aws:resourcetag/", "tagged ", " and ", "without a tag "},
    {"ec2:resourcetag/", "tagged ", " and ", "without a tag "},
    {"aws:requesttag/", "setting the tag ", " and ", "setting no tag "},
    {"aws:principaltag/", "by a principal tagged ", " and ", "by a principal without a tag "},
};

static const struct key_words *words_of(rf_str key)
{
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (rf_starts(key, rf_str_c(tags[i].prefix)))
            return &tags[i];
    return NULL;
}

static void add_values(telling *t, rf_str name, const rf_context_key *key)
{
    rf_buf_format(&t->buf, key->multivalued ? "%.*s = [" : "%.*s = ", RF_ARG(name));
    for (size_t i = 0; i < key->n; i++)
        rf_buf_format(&t->buf, "%s\"%.*s\"", i ? ", " : "", RF_ARG(key->values[i]));
    rf_buf_add_c(&t->buf, key->multivalued ? "]" : "");
}

static void add_present(telling *t, const rf_request *request)
{
    static const struct key_words other = {NULL, "with ", " and ", NULL};
    const struct key_words *before = NULL;
    for (size_t i = 0; i < request->n; i++) {
        const rf_context_key *key = &request->context[i];
        const struct key_words *words = words_of(key->key);
        rf_str tag = key->name;
        if (key->derived)
            continue;
        if (words != NULL)
            rf_split(key->name, '/', &tag);
        else
            words = &other;
        if (words == before) {
            rf_buf_add_c(&t->buf, words->and);
        } else {
            begin_part(t);
            rf_buf_add_c(&t->buf, words->present);
        }
        add_values(t, tag, key);
        before = words;
    }
}

static bool has_tag(const rf_request *request, const struct key_words *words, rf_str tag)
{
    for (size_t i = 0; i < request->n; i++) {
        rf_str other;
        const struct key_words *of = words_of(request->context[i].key);
        rf_split(request->context[i].key, '/', &other);
        if (of != NULL && strcmp(of->none, words->none) == 0 && rf_eq_nocase(other, tag))
            return true;
    }
    return false;
}

/* Tags that the set speaks of, that the request could have and does not. */
static void add_absent(telling *t, const rf_request *request, const rf_ref_check *check,
                       const rf_statement *about)
{
    for (size_t i = 0; i < about->n; i++) {
        const rf_condition *condition = &about->conditions[i];
        const struct key_words *words = words_of(condition->key);
        rf_str tag;
        rf_split(condition->name, '/', &tag);
        if (words == NULL || has_tag(request, words, tag) ||
            (check->action != NULL && !rf_ref_key_can_be_present(check, condition->key)))
            continue;
        begin_part(t);
        rf_buf_format(&t->buf, "%s%.*s", words->none, RF_ARG(tag));
    }
}

rf_str rf_witness_words(const rf_witness_view *view, const rf_statement *about)
{
    const rf_request *request = view->check->request;
    telling t = {.arena = view->arena, .buf = rf_buf_new(view->arena)};
    rf_buf_add(&t.buf, request->action);
    if (!rf_eq_c(request->resource, "*"))
        rf_buf_format(&t.buf, " on %.*s", RF_ARG(request->resource));
    if (request->caller.text.n != 0)
        rf_buf_format(&t.buf, " by %.*s", RF_ARG(request->caller.text));
    add_present(&t, request);
    if (about != NULL)
        add_absent(&t, request, &view->check->about, about);
    return rf_buf_str(&t.buf);
}

/* ---- what statements make of it ---- */

rf_witness_why rf_witness_explain(const rf_witness_view *view, const rf_policy *policy,
                                  const rf_statement *statement)
{
    const rf_words words = {view->arena, NULL, view->check};
    rf_explanation explanation =
        rf_statement_explain(view->arena, policy, statement, view->check->request);
    rf_witness_why why = {.part = RF_WITNESS_OTHER, .span = statement->span};
    why.words = rf_words_statement(&words, statement, &explanation, false);
    if (explanation.failed == RF_PART_NONE) {
        why.part = RF_WITNESS_MATCHES;
        if (statement->n != 0)
            why.span = statement->conditions[0].key_span;
    } else if (explanation.failed == RF_PART_CONDITION) {
        why.part = RF_WITNESS_CONDITION;
        why.span = explanation.failed_condition->condition->key_span;
    } else if (explanation.failed == RF_PART_RESOURCE) {
        why.part = RF_WITNESS_RESOURCE;
        why.span = statement->resources.present ? statement->resources.span
                                                : statement->not_resources.span;
    }
    return why;
}

const rf_related *rf_witness_absences(const rf_witness_view *view, const rf_policy *policy,
                                      const rf_statement *statement, size_t *n)
{
    const rf_words words = {view->arena, NULL, view->check};
    rf_explanation explanation =
        rf_statement_explain(view->arena, policy, statement, view->check->request);
    rf_related *list = RF_NEW_ARRAY(view->arena, rf_related, explanation.n);
    *n = 0;
    for (size_t i = 0; i < explanation.n; i++) {
        const rf_condition_result *result = &explanation.conditions[i];
        if (result->reason == RF_BY_ABSENCE && result->holds == RF_YES)
            list[(*n)++] = (rf_related){result->condition->key_span,
                                        rf_words_condition(&words, result, false)};
    }
    return list;
}

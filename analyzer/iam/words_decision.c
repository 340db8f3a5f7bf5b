/* Why a check was decided as it was: the statements and types of policies behind it, in a sentence.
 */
#include "iam/layers.h"
#include "iam/match.h"
#include "iam/situation.h"
#include "iam/words.h"

enum { SHOWN = 3 }; /* statements told one by one */

static rf_str file_of(const rf_statement *statement)
{
    if (statement->span.source == NULL)
        return RF_STR("");
    rf_str path = rf_locate(statement->span).path;
    for (size_t i = path.n; i > 0; i--)
        if (path.at[i - 1] == '/')
            return rf_slice(path, i, path.n);
    return path;
}

rf_str rf_words_name(const rf_words *words, rf_layer layer, const rf_statement *statement)
{
    bool several = rf_layer_count(words->set, layer) > 1;
    rf_str file = several ? file_of(statement) : RF_STR(""), name = statement->name;
    if (layer != RF_LAYER_IDENTITY)
        return rf_format(words->arena, "%.*s of %s %s%s%.*s%s", RF_ARG(name), several ? "a" : "the",
                         rf_layer_name(layer), file.n ? " (" : "", RF_ARG(file), file.n ? ")" : "");
    if (file.n != 0)
        return rf_format(words->arena, "%.*s of %.*s", RF_ARG(name), RF_ARG(file));
    return name;
}

typedef struct telling {
    rf_buf buf;
    size_t told, more;
} telling;

static bool is_effect(const rf_statement *statement, rf_effect effect)
{
    return statement->effect == effect || statement->effect == RF_EFFECT_UNKNOWN;
}

/* "; " before all but the first; false when enough is told. */
static bool tell_next(telling *t)
{
    if (t->told == SHOWN) {
        t->more++;
        return false;
    }
    rf_buf_add_c(&t->buf, t->told++ ? "; " : "");
    return true;
}

static void add_more(telling *t, const char *what)
{
    if (t->more != 0)
        rf_buf_format(&t->buf, "; %zu more %s", t->more, what);
}

/* The facts behind a match, in brackets: " (Name is "cce-a")". */
static void add_facts(const rf_words *words, rf_buf *buf, const rf_explanation *explanation)
{
    bool any = false;
    for (size_t i = 0; i < explanation->n; i++) {
        rf_buf_add_c(buf, any ? ", " : " (");
        rf_buf_add(buf, rf_words_condition(words, &explanation->conditions[i], true));
        any = true;
    }
    if (any)
        rf_buf_add_byte(buf, ')');
}

static rf_explanation explain(const rf_words *words, const rf_policy *policy,
                              const rf_statement *statement)
{
    return rf_statement_explain(words->arena, policy, statement, words->check->request);
}

static const rf_policy *policy_of(const rf_words *words, const rf_reason *reason)
{
    rf_layer_view view;
    rf_layer_view_of(words->set, reason->layer, &view);
    return view.levels[reason->level].at[reason->policy];
}

static rf_str name_of(const rf_words *words, const rf_reason *reason)
{
    return rf_words_name(words, reason->layer, reason->statement);
}

/* Denies that are about the request, but for a condition. */
static void tell_near_denies(const rf_words *words, telling *t, rf_layer layer)
{
    rf_layer_view view;
    rf_layer_view_of(words->set, layer, &view);
    for (size_t level = 0; level < view.n; level++) {
        for (size_t i = 0; i < view.levels[level].n; i++) {
            const rf_policy *policy = view.levels[level].at[i];
            for (size_t k = 0; k < policy->n; k++) {
                const rf_statement *statement = &policy->statements[k];
                if (statement->effect != RF_EFFECT_DENY)
                    continue;
                rf_explanation why = explain(words, policy, statement);
                if (why.failed != RF_PART_CONDITION || !tell_next(t))
                    continue;
                rf_buf_format(&t->buf, "%.*s does not match (%.*s)",
                              RF_ARG(rf_words_name(words, layer, statement)),
                              RF_ARG(rf_words_condition(words, why.failed_condition, true)));
            }
        }
    }
}

/* "Read and Write of the resource policy" */
static rf_str allowing(const rf_words *words)
{
    const rf_authorization *decision = &words->check->decision;
    rf_buf buf = rf_buf_new(words->arena);
    size_t n = decision->n;
    for (size_t i = 0; i < n && i < SHOWN; i++)
        rf_buf_format(&buf, "%s%.*s",
                      i == 0      ? ""
                      : i + 1 < n ? ", "
                                  : " and ",
                      RF_ARG(name_of(words, &decision->because[i])));
    if (n > SHOWN)
        rf_buf_format(&buf, " and %zu more", n - SHOWN);
    return rf_buf_str(&buf);
}

static rf_str words_allowed(const rf_words *words, bool brief)
{
    const rf_authorization *decision = &words->check->decision;
    if (decision->n == 0)
        return rf_format(words->arena, "no statement has to allow it, and none denies it");
    if (brief)
        return allowing(words);
    telling t = {.buf = rf_buf_new(words->arena)};
    for (size_t i = 0; i < decision->n; i++) {
        const rf_reason *reason = &decision->because[i];
        if (!tell_next(&t))
            continue;
        rf_explanation why = explain(words, policy_of(words, reason), reason->statement);
        rf_buf_format(&t.buf, "%.*s allows", RF_ARG(name_of(words, reason)));
        add_facts(words, &t.buf, &why);
    }
    add_more(&t, "allow it too");
    t.more = 0;
    t.told = 1; /* some more, with a semicolon before the first */
    for (rf_layer layer = 0; layer < RF_LAYERS; layer++)
        tell_near_denies(words, &t, layer);
    add_more(&t, "do not match");
    return rf_buf_str(&t.buf);
}

static rf_str words_denied(const rf_words *words)
{
    const rf_authorization *decision = &words->check->decision;
    telling t = {.buf = rf_buf_new(words->arena)};
    for (size_t i = 0; i < decision->n; i++) {
        const rf_reason *reason = &decision->because[i];
        if (!tell_next(&t))
            continue;
        rf_buf_add(&t.buf, name_of(words, reason));
        rf_explanation why = explain(words, policy_of(words, reason), reason->statement);
        for (size_t k = 0; k < why.n; k++) {
            rf_buf_add_c(&t.buf, k ? ", and " : ": ");
            rf_buf_add(&t.buf, rf_words_condition(words, &why.conditions[k], false));
        }
        if (why.n == 0)
            rf_buf_add_c(&t.buf, ", without a condition");
    }
    add_more(&t, "deny it too");
    return rf_buf_str(&t.buf);
}

static bool layer_allows(const rf_words *words, rf_layer layer)
{
    rf_layer_view view;
    rf_layer_view_of(words->set, layer, &view);
    for (size_t level = 0; level < view.n; level++)
        for (size_t i = 0; i < view.levels[level].n; i++) {
            const rf_policy *policy = view.levels[level].at[i];
            for (size_t k = 0; k < policy->n && !policy->refused; k++)
                if (policy->statements[k].effect == RF_EFFECT_ALLOW &&
                    rf_statement_matches(words->arena, &policy->statements[k],
                                         words->check->request) == RF_YES)
                    return true;
        }
    return false;
}

/* The Allows of the policies that name the action, and what keeps them away. */
static void tell_near_allows(const rf_words *words, telling *t, rf_layer layer,
                             const rf_policy_list *policies)
{
    for (size_t i = 0; i < policies->n; i++) {
        const rf_policy *policy = policies->at[i];
        for (size_t k = 0; k < policy->n; k++) {
            const rf_statement *statement = &policy->statements[k];
            rf_explanation why = explain(words, policy, statement);
            if (!is_effect(statement, RF_EFFECT_ALLOW) || why.failed == RF_PART_ACTION ||
                why.failed == RF_PART_POLICY || why.failed == RF_PART_NONE || !tell_next(t))
                continue;
            rf_buf_format(&t->buf, "%.*s %.*s", RF_ARG(rf_words_name(words, layer, statement)),
                          RF_ARG(rf_words_statement(words, statement, &why, false)));
        }
    }
}

/* The actions that the Allows of the policies list: "its statements cover s3:* only". */
static void tell_covered(const rf_words *words, telling *t, const rf_policy_list *policies)
{
    RF_VEC(rf_str) covered = {0};
    for (size_t i = 0; i < policies->n; i++) {
        const rf_policy *policy = policies->at[i];
        for (size_t k = 0; k < policy->n && !policy->refused; k++) {
            const rf_patterns *actions = &policy->statements[k].actions;
            for (size_t a = 0; is_effect(&policy->statements[k], RF_EFFECT_ALLOW) && a < actions->n;
                 a++)
                RF_PUSH(words->arena, &covered, actions->at[a].text);
        }
    }
    if (covered.n == 0) {
        rf_buf_format(&t->buf, "no statement allows %.*s", RF_ARG(words->check->request->action));
        return;
    }
    rf_buf_add_c(&t->buf, "its statements cover ");
    for (size_t i = 0; i < covered.n && i < SHOWN; i++)
        rf_buf_format(&t->buf, "%s%.*s",
                      i == 0              ? ""
                      : i + 1 < covered.n ? ", "
                                          : " and ",
                      RF_ARG(covered.at[i]));
    if (covered.n <= SHOWN)
        rf_buf_add_c(&t->buf, " only");
    else
        rf_buf_format(&t->buf, " and %zu more", covered.n - SHOWN);
}

static void add_cross_account(const rf_words *words, rf_buf *buf, rf_layer blocked)
{
    bool identity = blocked == RF_LAYER_IDENTITY;
    bool other = layer_allows(words, identity ? RF_LAYER_RESOURCE : RF_LAYER_IDENTITY);
    if (identity)
        rf_buf_format(buf, "both accounts must allow it: %s",
                      other ? "the resource policy does, no identity policy does"
                      : words->set->resource != NULL
                          ? "neither an identity nor the resource policy does"
                          : "no identity policy does, and there is no "
                            "resource policy");
    else
        rf_buf_format(buf, "both accounts must allow it: %s, %s",
                      other ? "an identity policy does" : "no identity policy does",
                      words->set->resource ? "the resource policy does not"
                                           : "there is no resource policy");
}

/* "the permissions boundary does not allow it", with the level where there are several. */
static void add_blocking(const rf_words *words, rf_buf *buf, const rf_layer_view *view)
{
    const rf_authorization *decision = &words->check->decision;
    rf_layer layer = decision->blocked_by;
    const char *name = rf_layer_name(layer);
    if (decision->cross_account && (layer == RF_LAYER_IDENTITY || layer == RF_LAYER_RESOURCE))
        add_cross_account(words, buf, layer);
    else if (layer == RF_LAYER_RESOURCE)
        rf_buf_format(buf,
                      words->set->resource != NULL ? "the %s must allow it, and does not"
                                                   : "a %s must allow it, and there is none",
                      name);
    else if (layer == RF_LAYER_SESSION && words->set->sessions.n == 0)
        rf_buf_add_c(buf,
                     "a federated user may do what a session policy allows, and there is none");
    else if (view->n > 1)
        rf_buf_format(buf, "level %zu of the %s does not allow it", decision->blocked_level + 1,
                      layer == RF_LAYER_SCP ? "service control policies" : name);
    else if (view->levels[0].n > 1)
        rf_buf_format(
            buf, layer == RF_LAYER_BOUNDARY ? "a %s does not allow it" : "no %s allows it", name);
    else
        rf_buf_format(buf, "the %s does not allow it", name);
}

/* By the policies of the layer, an identity policy's within the account: it is the usual case, and
 * needs no mention. */
static rf_str words_not_allowed(const rf_words *words, bool brief)
{
    telling t = {.buf = rf_buf_new(words->arena)};
    tell_near_allows(words, &t, RF_LAYER_IDENTITY, &words->set->identity);
    add_more(&t, "do not match");
    if (t.told == 0)
        return rf_format(words->arena, "no statement allows %.*s",
                         RF_ARG(words->check->request->action));
    return brief ? RF_STR("no statement allows it") : rf_buf_str(&t.buf);
}

static rf_str words_blocked(const rf_words *words, bool brief)
{
    const rf_authorization *decision = &words->check->decision;
    rf_layer layer = decision->blocked ? decision->blocked_by : RF_LAYER_IDENTITY;
    size_t level = layer == RF_LAYER_SCP ? decision->blocked_level : 0;
    const rf_policy_list none = {0};
    rf_layer_view view;
    const char *impossible = rf_situation_of(words->set, words->check->request).impossible;
    if (impossible != NULL)
        return rf_str_c(impossible);
    if (layer == RF_LAYER_IDENTITY && !decision->cross_account)
        return words_not_allowed(words, brief);
    rf_layer_view_of(words->set, layer, &view);
    const rf_policy_list *policies = level < view.n ? &view.levels[level] : &none;
    rf_buf head = rf_buf_new(words->arena);
    telling t = {.buf = rf_buf_new(words->arena)};
    add_blocking(words, &head, &view);
    tell_near_allows(words, &t, layer, policies);
    add_more(&t, "do not match");
    if (t.told != 0 && brief)
        return rf_buf_str(&head);
    if (t.told == 0 && !decision->cross_account && policies->n != 0)
        tell_covered(words, &t, policies);
    if (t.buf.n != 0)
        rf_buf_format(&head, ": %.*s", RF_ARG(rf_buf_str(&t.buf)));
    return rf_buf_str(&head);
}

/* Without a key that is not known, the doubt is about whom a statement means, or the policy has
 * parts that are known only after apply. */
static void add_other_doubt(const rf_words *words, rf_buf *buf)
{
    const rf_authorization *decision = &words->check->decision;
    for (size_t i = 0; i < decision->n; i++) {
        const rf_reason *reason = &decision->because[i];
        rf_explanation why = explain(words, policy_of(words, reason), reason->statement);
        if (why.principal_match != RF_MAYBE)
            continue;
        rf_buf_format(buf, "it depends on whether %.*s means this principal, which is not known",
                      RF_ARG(name_of(words, reason)));
        return;
    }
    rf_buf_add_c(buf, "it rests on what the policy knows only after apply");
}

static void add_depends(const rf_words *words, rf_buf *buf)
{
    const rf_authorization *decision = &words->check->decision;
    size_t n = decision->depends_count;
    if (n == 0) {
        add_other_doubt(words, buf);
        return;
    }
    rf_buf_add_c(buf, "it depends on ");
    for (size_t i = 0; i < n && i < 2 * SHOWN; i++)
        rf_buf_format(buf, "%s%.*s",
                      i == 0      ? ""
                      : i + 1 < n ? ", "
                                  : " and ",
                      RF_ARG(decision->depends[i]));
    if (n > 2 * SHOWN)
        rf_buf_format(buf, " and %zu more", n - 2 * SHOWN);
    rf_buf_add_c(buf, n == 1 ? ", which is not known" : ", which are not known");
}

/* "aws:SourceIp NotIpAddress "10.0.0.0/8"": a condition as it stands. */
static void add_asked(rf_buf *buf, const rf_condition *condition)
{
    rf_buf_format(buf, "%.*s %.*s", RF_ARG(condition->op_text), RF_ARG(condition->name));
    for (size_t i = 0; i < condition->n && i < SHOWN; i++)
        rf_buf_format(buf, "%s \"%.*s\"", i ? "," : "", RF_ARG(condition->values[i].text));
    rf_buf_add_c(buf, condition->n > SHOWN ? ", ..." : "");
    rf_buf_add_c(buf, " holds");
}

static rf_str words_unknown(const rf_words *words, bool brief)
{
    const rf_authorization *decision = &words->check->decision;
    telling t = {.buf = rf_buf_new(words->arena)};
    add_depends(words, &t.buf);
    t.told = 1;
    for (size_t i = 0; i < decision->n && !brief; i++) {
        const rf_reason *reason = &decision->because[i];
        rf_explanation why = explain(words, policy_of(words, reason), reason->statement);
        if (why.match != RF_MAYBE || !tell_next(&t))
            continue;
        rf_buf_format(&t.buf, "%.*s %s it if", RF_ARG(name_of(words, reason)),
                      reason->statement->effect == RF_EFFECT_DENY ? "denies" : "allows");
        size_t told = 0;
        for (size_t k = 0; k < why.n; k++) {
            if (why.conditions[k].holds != RF_MAYBE)
                continue;
            rf_buf_add_c(&t.buf, told++ ? " and " : " ");
            add_asked(&t.buf, why.conditions[k].condition);
        }
        rf_buf_add_c(&t.buf, told ? "" : " it is as the policy will say");
    }
    add_more(&t, "may match");
    return rf_buf_str(&t.buf);
}

rf_str rf_words_decision(const rf_words *words, bool brief)
{
    switch (words->check->decision.outcome) {
    case RF_ALLOWED:
        return words_allowed(words, brief);
    case RF_EXPLICITLY_DENIED:
        return words_denied(words);
    case RF_UNDECIDED:
        return words_unknown(words, brief);
    default:
        return words_blocked(words, brief);
    }
}

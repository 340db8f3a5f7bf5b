#include "cli/diff_words.h"

enum { SHOWN = 3 }; /* statements told one by one */

/* Some sentences under way. */
typedef struct story {
    const rf_telling *t;
    const rf_telling_about *about;
    const rf_difference *one; /* the first */
    const rf_policies *side;  /* the one that it is about */
    bool now;                 /* it is the newer one of two, so that changes are told */
    rf_policy_set set;
    rf_call_check check;
    rf_words words;
    rf_buf buf;
} story;

static void start(story *s, const rf_telling *t, const rf_telling_about *about, bool allows)
{
    *s = (story){.t = t, .about = about, .one = about->at[0], .buf = rf_buf_new(t->arena)};
    s->side = allows ? &t->more : &t->less;
    s->now = t->pairing != NULL && t->gained == allows;
    s->set.identity = (rf_policy_list){s->side->at, s->side->n};
    s->check.request = (rf_request *)(uintptr_t)s->one->witness;
    s->check.about = rf_telling_check(t, s->one);
    s->words = (rf_words){t->arena, &s->set, &s->check};
}

/* ---- statements by name ---- */

static uint32_t line_of(const rf_statement *statement)
{
    return rf_locate(statement->span).line;
}

/* False for a policy on a single line. */
static bool has_lines(const rf_policy *policy)
{
    return policy->n > 1 &&
           line_of(&policy->statements[0]) != line_of(&policy->statements[policy->n - 1]);
}

/* "Delete (line 12)", with the file when there are several. */
static rf_str name_of(const story *s, const rf_statement *statement)
{
    bool lines = has_lines(rf_telling_policy(s->t, statement));
    rf_place place = rf_locate(statement->span);
    rf_buf buf = rf_buf_new(s->t->arena);
    rf_buf_add(&buf, statement->name);
    if (s->side->n > 1)
        rf_buf_format(&buf, lines ? " (%.*s:%u)" : " (%.*s)", RF_ARG(place.path), place.line);
    else if (lines)
        rf_buf_format(&buf, " (line %u)", place.line);
    return rf_buf_str(&buf);
}

static rf_str new_name_of(const story *s, const rf_statement *statement)
{
    return rf_format(s->t->arena, "the new %s%.*s", statement->sid.n != 0 ? "statement " : "",
                     RF_ARG(name_of(s, statement)));
}

/* "Delete (line 12), CreateRT (line 30) and 4 more" */
static void add_names(story *s, const rf_statements *list)
{
    size_t shown = list->n > SHOWN + 1 ? SHOWN : list->n;
    for (size_t i = 0; i < shown; i++)
        rf_buf_format(&s->buf, "%s%.*s",
                      i == 0            ? ""
                      : i + 1 < list->n ? ", "
                                        : " and ",
                      RF_ARG(name_of(s, list->at[i])));
    if (shown < list->n)
        rf_buf_format(&s->buf, " and %zu more", list->n - shown);
}

/* ---- changes ---- */

/* What was changed, between two texts; nothing when no text tells. */
static void add_change(story *s, const char *before, const rf_statement *statement,
                       const rf_change *change, const char *after)
{
    rf_str words = rf_change_words(s->t, statement, change);
    if (words.n == 0)
        return;
    rf_buf_format(&s->buf, "%s%.*s", before, RF_ARG(words));
    if (s->about->likewise.n != 0) {
        rf_buf_add_c(&s->buf, ", likewise in ");
        add_names(s, &s->about->likewise);
    }
    rf_buf_add_c(&s->buf, after);
}

/* ": s3:* on arn:aws:s3:::cce-*", of a statement that has no former self. */
static void add_content(story *s, const rf_statement *statement, const rf_change *change)
{
    const rf_pattern *action = change->why.action, *resource = change->why.resource;
    if (action == NULL || resource == NULL || action->unknown || resource->unknown ||
        statement->not_actions.present || statement->not_resources.present)
        return;
    rf_buf_format(&s->buf, ": %.*s on %.*s", RF_ARG(action->text), RF_ARG(resource->text));
}

/* ---- the side that allows ---- */

/* The Allows of all requests, each once. */
static rf_statements allows_of(const story *s)
{
    rf_statements list = {0};
    for (size_t i = 0; i < s->about->n; i++) {
        bool known = false;
        for (size_t k = 0; k < list.n && !known; k++)
            known = list.at[k] == s->about->at[i]->allowed_by;
        if (!known)
            RF_PUSH(s->t->arena, &list, s->about->at[i]->allowed_by);
    }
    return list;
}

/* What became of the Denies that stopped it: "Guard is gone; ". */
static void add_former_denies(story *s)
{
    rf_statements denies = rf_telling_denies(s->t, s->one);
    for (size_t i = 0; i < denies.n && i < SHOWN; i++) {
        rf_change change = rf_change_of(s->t, denies.at[i], s->one);
        if (change.gone) {
            rf_buf_format(&s->buf, "%.*s is gone; ", RF_ARG(denies.at[i]->name));
            continue;
        }
        rf_buf_format(&s->buf, "%.*s no longer denies it", RF_ARG(name_of(s, change.other)));
        add_change(s, ": ", denies.at[i], &change, "");
        rf_buf_add_c(&s->buf, "; ");
    }
    if (denies.n > SHOWN)
        rf_buf_format(&s->buf, "nor do %zu more; ", denies.n - SHOWN);
}

static void add_near_denies(story *s)
{
    rf_statements near = rf_telling_near_denies(s->t, s->one);
    for (size_t i = 0; i < near.n && i < SHOWN; i++) {
        rf_explanation why = rf_telling_explain(s->t, near.at[i], s->one);
        rf_buf_format(&s->buf, "; %.*s %.*s", RF_ARG(name_of(s, near.at[i])),
                      RF_ARG(rf_words_statement(&s->words, near.at[i], &why, false)));
    }
    if (near.n > SHOWN)
        rf_buf_format(&s->buf, "; %zu more do not match", near.n - SHOWN);
}

rf_str rf_telling_allowed(const rf_telling *t, const rf_telling_about *about)
{
    story s;
    start(&s, t, about, true);
    const rf_statement *allow = s.one->allowed_by;
    rf_change change = rf_change_of(t, allow, s.one);
    if (s.now)
        add_former_denies(&s);
    rf_buf_add_c(&s.buf, "allowed by ");
    if (!s.now || !change.matters) {
        rf_statements allows = allows_of(&s);
        add_names(&s, &allows);
    } else if (change.gone) {
        rf_buf_add(&s.buf, new_name_of(&s, allow));
        add_content(&s, allow, &change);
    } else {
        rf_buf_add(&s.buf, name_of(&s, allow));
        add_change(&s, ": ", allow, &change, "");
    }
    add_near_denies(&s);
    return rf_buf_str(&s.buf);
}

/* ---- the side that does not ---- */

/* "denied by Guard (line 7): vpc/vpc-1 has no tag Name, and ..." */
static void add_deny(story *s, const rf_statement *deny)
{
    rf_change change = rf_change_of(s->t, deny, s->one);
    rf_explanation why = rf_telling_explain(s->t, deny, s->one);
    rf_buf_add(&s->buf, s->now && change.gone ? new_name_of(s, deny) : name_of(s, deny));
    if (s->now)
        add_change(s, ": ", deny, &change, "");
    for (size_t i = 0; i < why.n; i++) {
        rf_str words = rf_words_condition(&s->words, &why.conditions[i], false);
        const char *lead = s->now && change.matters && !change.gone ? "; " : ": ";
        rf_buf_format(&s->buf, "%s%.*s", i == 0 ? lead : ", and ", RF_ARG(words));
    }
    if (why.n == 0 && s->now && change.gone)
        add_content(s, deny, &change);
}

static void add_denies(story *s)
{
    rf_statements denies = rf_telling_denies(s->t, s->one);
    for (size_t i = 0; i < denies.n && i < SHOWN; i++) {
        rf_buf_add_c(&s->buf, i == 0 ? "denied by " : "; by ");
        add_deny(s, denies.at[i]);
    }
    if (denies.n > SHOWN)
        rf_buf_format(&s->buf, "; and by %zu more", denies.n - SHOWN);
}

/* What became of the Allow: "Delete is gone"; false when what it says to the request has to be
 * told.
 */
static bool add_former_allow(story *s, const rf_change *change)
{
    const rf_statement *was = s->one->allowed_by;
    if (change->gone) {
        rf_buf_format(&s->buf, "not allowed: %.*s is gone", RF_ARG(was->name));
        return true;
    }
    if (change->other_why.failed == RF_PART_CONDITION || rf_change_words(s->t, was, change).n == 0)
        return false;
    rf_buf_format(&s->buf, "not allowed: %.*s is no longer about it",
                  RF_ARG(name_of(s, change->other)));
    add_change(s, ": ", was, change, "");
    return true;
}

static void add_failing(story *s)
{
    rf_statements failing = rf_telling_failing(s->t, s->one);
    rf_change change = rf_change_of(s->t, s->one->allowed_by, s->one);
    bool told = s->now && add_former_allow(s, &change);
    if (failing.n == 0 && !told)
        rf_buf_add_c(&s->buf, "not allowed by any statement");
    for (size_t i = 0; i < failing.n && i < SHOWN; i++) {
        rf_explanation why = rf_telling_explain(s->t, failing.at[i], s->one);
        if (told && failing.at[i] == change.other)
            continue;
        rf_buf_format(&s->buf, "%s%.*s %.*s",
                      i != 0 || told ? "; " : "not allowed: ", RF_ARG(name_of(s, failing.at[i])),
                      RF_ARG(rf_words_statement(&s->words, failing.at[i], &why, false)));
    }
    if (failing.n > SHOWN)
        rf_buf_format(&s->buf, "; %zu more do not match", failing.n - SHOWN);
    if (s->now && !told)
        add_change(s, " (", s->one->allowed_by, &change, ")");
}

rf_str rf_telling_refused(const rf_telling *t, const rf_telling_about *about)
{
    story s;
    if (t->less.n == 0)
        return RF_STR("there is no such policy");
    start(&s, t, about, false);
    if (s.one->denied_by != NULL)
        add_denies(&s);
    else
        add_failing(&s);
    return rf_buf_str(&s.buf);
}

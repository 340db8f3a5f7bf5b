/* The answer to a request as a person would explain it: the verdict, then the proof. */
#include "cli/simulate.h"

#include "iam/arn.h"
#include "iam/layers.h"
#include "iam/words.h"
#include "report/printable.h"

#include <string.h>

enum {
    WIDTH = 80,
    LABEL_MAX = 24,      /* columns of what a check is called */
    STATEMENTS_MAX = 40, /* of one policy that are told */
};

typedef struct page {
    rf_arena *arena;
    rf_buf buf;
    const rf_sim_policies *policies;
    bool color;
} page;

static const struct {
    const char *heading, *verdict, *color;
} looks[RF_OUTCOMES] = {
    [RF_ALLOWED] = {"allowed", "allowed", "\x1b[1;32m"},
    [RF_IMPLICITLY_DENIED] = {"denied", "DENIED", "\x1b[1;31m"},
    [RF_EXPLICITLY_DENIED] = {"denied", "DENIED", "\x1b[1;31m"},
    [RF_UNDECIDED] = {"unknown", "unknown", "\x1b[1;35m"},
};

static void add_colored(page *p, const char *text, rf_outcome outcome)
{
    rf_buf_format(&p->buf, "%s%s%s", p->color ? looks[outcome].color : "", text,
                  p->color ? "\x1b[0m" : "");
}

/* Wraps a text that starts in `column`; what follows the first line starts in `indent`. */
static void add_wrapped(page *p, rf_str text, size_t column, size_t indent)
{
    rf_buf lead = rf_buf_new(p->arena);
    rf_buf_add_repeated(&lead, ' ', indent);
    rf_printable_wrap(&p->buf, rf_printable(p->arena, text), column, rf_buf_str(&lead), WIDTH);
    rf_buf_add_byte(&p->buf, '\n');
}

/* "  note     text" */
static void add_note(page *p, const char *label, rf_str text)
{
    enum { INDENT = 11 };
    rf_buf_format(&p->buf, "  %-7s  ", label);
    add_wrapped(p, text, INDENT, INDENT);
}

static rf_words words_of(const page *p, const rf_call_check *check)
{
    return (rf_words){p->arena, &p->policies->set, check};
}

/* --- one check -------------------------------------------------------------------------------- */

static bool is_reason(const rf_authorization *decision, const rf_statement *statement)
{
    for (size_t i = 0; i < decision->n; i++)
        if (decision->because[i].statement == statement)
            return true;
    return false;
}

static const char *effect_name(const rf_statement *statement)
{
    return statement->effect == RF_EFFECT_DENY ? "Deny" : "Allow";
}

/* "    148  Deny   CreateSubAllowCCEVPCOnly matches" */
static void add_statement(page *p, const rf_words *words, const rf_statement *statement,
                          const rf_explanation *why)
{
    const rf_authorization *decision = &words->check->decision;
    bool told = decision->outcome == RF_EXPLICITLY_DENIED && is_reason(decision, statement);
    rf_str head = rf_format(p->arena, "    %4u  %-5s  ", rf_locate(statement->span).line,
                            effect_name(statement));
    rf_buf_add(&p->buf, head);
    rf_str said = rf_words_statement(words, statement, why, told);
    add_wrapped(p, rf_format(p->arena, "%.*s %.*s", RF_ARG(statement->name), RF_ARG(said)), head.n,
                head.n);
}

/* A statement about another action has nothing to do with the answer. */
static void add_policy(page *p, const rf_words *words, rf_str title, const rf_policy *policy)
{
    size_t told = 0;
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *statement = &policy->statements[i];
        rf_explanation why =
            rf_statement_explain(p->arena, policy, statement, words->check->request);
        if (why.action_match == RF_NO)
            continue;
        if (told++ == 0) {
            rf_buf_add_c(&p->buf, "\n  ");
            add_wrapped(p, title, 2, 4);
        }
        if (told <= STATEMENTS_MAX)
            add_statement(p, words, statement, &why);
    }
    if (told > STATEMENTS_MAX)
        rf_buf_format(&p->buf, "          and %zu more statements\n", told - STATEMENTS_MAX);
}

/* What a policy is called above its statements: the path, and what it is unless all are alike. */
static rf_str title_of(const page *p, rf_layer layer, size_t level, size_t index, bool named)
{
    rf_layer_view view;
    rf_str path = rf_sim_policy_name(p->arena, p->policies, layer, level, index);
    rf_layer_view_of(&p->policies->set, layer, &view);
    if (!named)
        return path;
    if (view.n > 1)
        return rf_format(p->arena, "%s, level %zu: %.*s", rf_layer_name(layer), level + 1,
                         RF_ARG(path));
    return rf_format(p->arena, "%s: %.*s", rf_layer_name(layer), RF_ARG(path));
}

static void add_policies(page *p, const rf_words *words)
{
    bool named = false; /* there is more than identity policies */
    for (rf_layer layer = RF_LAYER_IDENTITY + 1; layer < RF_LAYERS; layer++)
        named = named || rf_layer_count(&p->policies->set, layer) != 0;
    for (rf_layer layer = 0; layer < RF_LAYERS; layer++) {
        rf_layer_view view;
        rf_layer_view_of(&p->policies->set, layer, &view);
        for (size_t level = 0; level < view.n; level++)
            for (size_t i = 0; i < view.levels[level].n; i++)
                if (!view.levels[level].at[i]->refused)
                    add_policy(p, words, title_of(p, layer, level, i, named),
                               view.levels[level].at[i]);
    }
}

/* "denied by X: why", wrapped. */
static void add_verdict(page *p, const rf_words *words)
{
    rf_outcome outcome = words->check->decision.outcome;
    rf_str said = rf_words_decision(words, true);
    bool by = words->check->decision.n != 0 && outcome != RF_UNDECIDED;
    const char *joint = by ? " by " : ": ";
    add_colored(p, looks[outcome].heading, outcome);
    rf_buf_add_c(&p->buf, joint);
    add_wrapped(p, said, strlen(looks[outcome].heading) + strlen(joint), 2);
}

/* The call behind a single check may be more than that. */
static void add_other_checks(page *p, const rf_call_answer *answer)
{
    rf_str *missing;
    size_t n =
        answer->checks[0].about.pair != NULL ? rf_call_missing(p->arena, answer, &missing) : 0;
    for (size_t i = 0; i < n; i++)
        add_note(p, "note",
                 rf_format(p->arena, "this is one check of the call: %.*s", RF_ARG(missing[i])));
}

/* --- a call ----------------------------------------------------------------------------------- */

static rf_str number_word(rf_arena *arena, size_t n)
{
    static const char *const numbers[] = {"none", "one",   "two",   "three", "four", "five",
                                          "six",  "seven", "eight", "nine",  "ten"};
    if (n < sizeof numbers / sizeof *numbers)
        return rf_str_c(numbers[n]);
    return rf_format(arena, "%zu", n);
}

static bool is_denied(rf_outcome outcome)
{
    return outcome == RF_IMPLICITLY_DENIED || outcome == RF_EXPLICITLY_DENIED;
}

/* "both checks", "one of three checks" */
static rf_str count_words(rf_arena *arena, size_t n, size_t of)
{
    rf_str all = number_word(arena, of), some = number_word(arena, n);
    if (n == of && n == 1)
        return RF_STR("the check");
    if (n == of && n == 2)
        return RF_STR("both checks");
    if (n == of)
        return rf_format(arena, "all %.*s checks", RF_ARG(all));
    return rf_format(arena, "%.*s of %.*s checks", RF_ARG(some), RF_ARG(all));
}

/* All that is given is allowed, and is only a part of the call. */
static bool is_part(const rf_call_answer *answer)
{
    bool allowed = answer->outcome == RF_UNDECIDED;
    for (size_t i = 0; i < answer->n && allowed; i++)
        allowed = answer->checks[i].decision.outcome == RF_ALLOWED;
    return allowed;
}

/* "denied: one of three checks fails". */
static void add_heading(page *p, const rf_call_answer *answer)
{
    static const char *const one[RF_OUTCOMES] = {"passes", "fails", "fails", "cannot be decided"};
    static const char *const many[RF_OUTCOMES] = {"pass", "fail", "fail", "cannot be decided"};
    rf_outcome outcome = answer->outcome;
    size_t n = 0;
    for (size_t i = 0; i < answer->n; i++) {
        rf_outcome of = answer->checks[i].decision.outcome;
        n += of == outcome || (is_denied(outcome) && is_denied(of));
    }
    bool part = is_part(answer);
    if (part)
        n = answer->n;
    add_colored(p, looks[outcome].heading, outcome);
    rf_buf_format(&p->buf, ": %.*s %s%s\n", RF_ARG(count_words(p->arena, n, answer->n)),
                  part     ? n == 1 ? "passes" : "pass"
                  : n == 1 ? one[outcome]
                           : many[outcome],
                  part ? ", but not every resource of the call is given" : "");
}

static rf_str type_name(const rf_call_check *check)
{
    const rf_reference *reference = check->about.reference;
    if (check->about.pair == NULL)
        return RF_STR("");
    return rf_ref_text(reference, reference->types[check->about.pair->type].name);
}

/* True when the checks of other resources would be called the same. */
static bool is_ambiguous(const page *p, const rf_call_answer *answer, const rf_call_check *check,
                         bool by_type)
{
    rf_words words = words_of(p, check);
    rf_str resource = rf_words_resource(&words);
    for (size_t i = 0; i < answer->n; i++) {
        rf_words others = words_of(p, &answer->checks[i]);
        if (answer->checks[i].tagging || &answer->checks[i] == check)
            continue;
        if (by_type ? answer->checks[i].about.pair == check->about.pair
                    : rf_eq(rf_words_resource(&others), resource))
            return true;
    }
    return false;
}

/* What a check is called: its type; its resource where that is not enough; else its ARN from the
 * Region on. */
static rf_str label_of(const page *p, const rf_call_answer *answer, const rf_call_check *check)
{
    rf_words words = words_of(p, check);
    rf_arn arn;
    if (check->tagging)
        return RF_STR("CreateTags");
    if (check->about.pair != NULL && !is_ambiguous(p, answer, check, true))
        return type_name(check);
    if (is_ambiguous(p, answer, check, false) && rf_arn_split(check->request->resource, &arn))
        return rf_format(p->arena, "%.*s:%.*s:%.*s", RF_ARG(arn.segment[RF_ARN_REGION]),
                         RF_ARG(arn.segment[RF_ARN_ACCOUNT]), RF_ARG(arn.segment[RF_ARN_RESOURCE]));
    return rf_words_resource(&words);
}

static rf_str story_of(const page *p, const rf_call_check *check)
{
    rf_words words = words_of(p, check);
    rf_str said = rf_words_decision(&words, false);
    if (!check->tagging)
        return said;
    return rf_format(p->arena, "on the new %.*s%s: %.*s", RF_ARG(type_name(check)),
                     check->uncertain ? ", if tags are set" : "", RF_ARG(said));
}

static void add_check(page *p, const rf_call_check *check, rf_str label, size_t widest)
{
    const char *verdict = looks[check->decision.outcome].verdict;
    size_t width = rf_printable_width(label), indent = 11 + widest + 2;
    rf_buf_add_c(&p->buf, "  ");
    add_colored(p, verdict, check->decision.outcome);
    rf_buf_add_repeated(&p->buf, ' ', 9 - strlen(verdict));
    rf_buf_add(&p->buf, label);
    if (width <= widest) {
        rf_buf_add_repeated(&p->buf, ' ', widest - width + 2);
    } else { /* a long one has the line for itself */
        rf_buf_add_byte(&p->buf, '\n');
        rf_buf_add_repeated(&p->buf, ' ', indent);
    }
    add_wrapped(p, story_of(p, check), indent, indent);
}

static void add_checks(page *p, const rf_call_answer *answer)
{
    rf_str *labels = RF_NEW_ARRAY(p->arena, rf_str, answer->n);
    size_t widest = 0;
    for (size_t i = 0; i < answer->n; i++) {
        labels[i] = rf_printable(p->arena, label_of(p, answer, &answer->checks[i]));
        size_t width = rf_printable_width(labels[i]);
        widest = width > widest && width <= LABEL_MAX ? width : widest;
    }
    for (size_t i = 0; i < answer->n; i++)
        add_check(p, &answer->checks[i], labels[i], widest);
}

static void add_dropped(page *p, const rf_call_answer *answer)
{
    for (size_t i = 0; i < answer->n; i++) {
        const rf_call_check *check = &answer->checks[i];
        rf_buf keys = rf_buf_new(p->arena);
        for (size_t k = 0; k < check->dropped_count; k++)
            rf_buf_format(&keys, "%s%.*s", k ? ", " : "", RF_ARG(check->dropped[k]));
        rf_str text = rf_format(p->arena, "%.*s: the reference has no such key for %.*s on %.*s",
                                RF_ARG(rf_buf_str(&keys)), RF_ARG(check->request->action),
                                RF_ARG(label_of(p, answer, check)));
        if (check->dropped_count != 0)
            add_note(p, "dropped", text);
    }
}

/* --- both ------------------------------------------------------------------------------------- */

/* What all completed ARNs begin with, up to the resource; empty when that says not all of them. */
static rf_str common_head(const rf_sim_question *question)
{
    rf_str head = RF_STR("");
    for (size_t i = 0; i < question->completed_count; i++) {
        const rf_sim_completed *one = &question->completed[i];
        if (!rf_ends(one->arn, one->given))
            return RF_STR("");
        rf_str own = rf_slice(one->arn, 0, one->arn.n - one->given.n);
        if (i != 0 && !rf_eq(head, own))
            return RF_STR("");
        head = own;
    }
    return head;
}

/* The ARNs that were made of short names. */
static void add_completed(page *p, const rf_sim_question *question)
{
    size_t n = question->completed_count;
    rf_str head = n > 1 ? common_head(question) : RF_STR("");
    rf_buf names = rf_buf_new(p->arena);
    for (size_t i = 0; i < n; i++) {
        const rf_sim_completed *one = &question->completed[i];
        rf_buf_format(&names, "%s%.*s",
                      i == 0      ? ""
                      : i + 1 < n ? ", "
                                  : " and ",
                      RF_ARG(one->given));
        if (head.n == 0)
            add_note(
                p, "note",
                rf_format(p->arena, "%.*s stands for %.*s", RF_ARG(one->given), RF_ARG(one->arn)));
    }
    if (head.n != 0)
        add_note(p, "note",
                 rf_format(p->arena, "the ARNs of %.*s begin with %.*s", RF_ARG(rf_buf_str(&names)),
                           RF_ARG(head)));
}

static void add_notes(page *p, const rf_sim_question *question, const rf_call_answer *answer)
{
    page notes = {.arena = p->arena, .buf = rf_buf_new(p->arena), .policies = p->policies};
    rf_sim_problems problems =
        rf_sim_problems_of(p->arena, p->policies, &question->call, answer, true);
    for (size_t i = 0; i < problems.n; i++)
        add_note(&notes, "note", problems.at[i]);
    if (question->call.single)
        add_other_checks(&notes, answer);
    add_dropped(&notes, answer);
    add_completed(&notes, question);
    if (notes.buf.n != 0)
        rf_buf_add_byte(&p->buf, '\n');
    rf_buf_add(&p->buf, rf_buf_str(&notes.buf));
}

rf_str rf_sim_text(rf_arena *arena, const rf_sim_policies *policies,
                   const rf_sim_question *question, const rf_call_answer *answer, bool color)
{
    page p = {.arena = arena, .buf = rf_buf_new(arena), .policies = policies, .color = color};
    if (answer->n == 1) {
        rf_words words = words_of(&p, &answer->checks[0]);
        if (is_part(answer))
            add_heading(&p, answer);
        else
            add_verdict(&p, &words);
        add_policies(&p, &words);
    } else {
        add_heading(&p, answer);
        add_checks(&p, answer);
    }
    add_notes(&p, question, answer);
    return rf_buf_str(&p.buf);
}

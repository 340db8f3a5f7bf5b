#include "access/difference.h"

#include "access/actions.h"
#include "access/agree.h"
#include "access/readable.h"
#include "access/valuations.h"
#include "base/invariant.h"
#include "base/limits.h"
#include "base/map.h"
#include "iam/situation.h"

#include <string.h>

enum { MORE, LESS, WITHIN, SIDES };

/* The comparison under way. */
typedef struct comparison {
    rf_arena *arena;
    const rf_universe *universe;
    const rf_policies *sides[SIDES]; /* WITHIN: one Allow that a request must match too, or none */
    rf_relevant_index *index;        /* NULL: for few actions the statements are looked through */
    rf_differences *found;
    rf_budget left;      /* of all questions together */
    rf_budget *readable; /* of making witnesses readable */
    rf_map topics;       /* statements -> topic */
} comparison;

/* One request of the comparison: an action, with one of its resource types or none. */
typedef struct subject {
    rf_str action;
    const rf_ref_action *known;
    const rf_ref_check *check; /* NULL: every text, every key */
} subject;

typedef RF_VEC(const rf_box *) box_list;

static void add_boxes(rf_arena *arena, box_list *list, const rf_boxes *boxes)
{
    for (size_t i = 0; i < boxes->n; i++)
        RF_PUSH(arena, list, &boxes->at[i]);
}

/* Why there is no answer. */
typedef enum reason {
    BY_STEPS,
    BY_UNKNOWN,   /* it rests on what is known only after apply */
    BY_CALLER,    /* whether a list of principals means who calls */
    BY_KINDS,     /* not all values of a key were tried */
    BY_VARIABLES, /* not all values of the policy variables were */
    BY_CONFLICT,  /* the request that was found contradicts itself */
    BY_MISTAKE,   /* the request that was found does not show it */
} reason;

static const char *const reasons[] = {
    [BY_STEPS] = "the search ran out of steps",
    [BY_UNKNOWN] = "it rests on values that are known only after apply",
    [BY_CALLER] = "whether NotPrincipal means the caller is not told by who calls alone",
    [BY_KINDS] = "a key is compared as values of two kinds, which is not decided for all of them",
    [BY_VARIABLES] = "policy variables stand where other patterns look at their values, which is "
                     "not decided for all of them",
    [BY_CONFLICT] = "the keys of the request that was found contradict each other, and no other "
                    "was looked for",
    [BY_MISTAKE] = "internal: the request that was found does not show it: ringfence is wrong",
};

/* What was found on one question. */
typedef struct answer {
    rf_search found;
    reason why; /* of RF_SEARCH_EXHAUSTED */
    rf_point point;
    size_t valuation;          /* that the point was found under, */
    const rf_valuation *named; /* or the same with names that people have */
    const rf_request *witness;
    const rf_box *allowed_by, *denied_by;
    box_list failing;
} answer;

/* The statements about an action, and what is known about them; those of many actions are the same.
 */
typedef struct topic {
    rf_relevant_list sides[SIDES];
    rf_valuations valuations;
    bool asked;
    answer loosely; /* for any text and any key, once asked */
    rf_map answers; /* what questions have in common -> answer * */
} topic;

static void note(answer *result, rf_search found, reason why)
{
    if (found == RF_SEARCH_EMPTY)
        return;
    result->found = found;
    result->why = why;
}

static reason reason_of(bool unknown, const rf_budget *budget)
{
    return unknown ? BY_UNKNOWN : budget->steps == 0 ? BY_STEPS : BY_KINDS;
}

/* Of a search under way: what the question is about, and what a request must be in and out of. */
typedef struct search_for {
    rf_side more, less, within;
    rf_boxes never;         /* what AWS cannot send */
    box_list allows, fresh; /* fresh: those whose twin does not stand on the other side */
    box_list inside, outside;
    size_t denies; /* of `outside`, those that come first */
} search_for;

/* Of a witness that somebody sees. */
static void make_readable(const comparison *c, const rf_question *question, const rf_wanted *wanted,
                          answer *result)
{
    if (!question->universe->apart)
        rf_make_readable(c->arena, question, wanted, c->readable, &result->point);
}

/* A request inside an Allow of `more` and the set asked about, outside the Denies of `more`, and
 * either outside all Allows of `less` or inside one of its Denies. */
static rf_search look(const comparison *c, const rf_question *question, search_for *s,
                      rf_budget *budget, answer *result)
{
    rf_space space = {question->axes.at, question->axes.n};
    size_t always_inside = s->inside.n;
    rf_wanted wanted = {.inside = s->inside.at,
                        .inside_count = always_inside,
                        .any = s->fresh.at,
                        .any_count = s->fresh.n,
                        .outside = s->outside.at,
                        .outside_count = s->outside.n};
    bool unknown = false;
    rf_search found = RF_SEARCH_EMPTY;
    result->denied_by = NULL;
    if (s->fresh.n != 0)
        found = rf_space_search(c->arena, &space, &wanted, budget, &result->point, &unknown);
    note(result, found, reason_of(unknown, budget));
    if (found == RF_SEARCH_FOUND) {
        make_readable(c, question, &wanted, result);
        return found;
    }
    wanted.any = s->allows.at;
    wanted.any_count = s->allows.n;
    wanted.outside_count = s->denies;
    RF_PUSH(c->arena, &s->inside, NULL); /* room for a Deny of `less` */
    wanted.inside = s->inside.at;
    wanted.inside_count = s->inside.n;
    for (size_t i = 0; i < s->less.denies.n && found != RF_SEARCH_FOUND; i++) {
        if (s->less.denies.at[i].twin)
            continue;
        result->denied_by = s->inside.at[always_inside] = &s->less.denies.at[i];
        found = rf_space_search(c->arena, &space, &wanted, budget, &result->point, &unknown);
        note(result, found, reason_of(unknown, budget));
    }
    if (found == RF_SEARCH_FOUND)
        make_readable(c, question, &wanted, result);
    s->inside.n = always_inside;
    return found;
}

/* In the universe `any`: a request that `simulate` takes, too, where there is one. */
static void look_for_form(const comparison *c, rf_question *question, search_for *s,
                          rf_budget *budget, answer *result)
{
    answer again = {.found = RF_SEARCH_EMPTY};
    rf_budget part = {budget->steps / 8};
    uint64_t before = part.steps;
    if (!question->universe->any || question->universe->apart ||
        rf_request_has_form(rf_question_request(question, &result->point)))
        return;
    rf_question_require_form(question);
    if (look(c, question, s, &part, &again) == RF_SEARCH_FOUND)
        *result = again;
    budget->steps -= before - part.steps;
}

static void ask(const comparison *c, const topic *of, rf_question *question, rf_budget *budget,
                answer *result)
{
    search_for *s = RF_NEW(c->arena, search_for);
    s->more = rf_question_side(question, &of->sides[MORE]);
    s->less = rf_question_side(question, &of->sides[LESS]);
    s->within = rf_question_side(question, &of->sides[WITHIN]);
    add_boxes(c->arena, &s->allows, &s->more.allows);
    for (size_t i = 0; i < s->allows.n; i++)
        if (!s->allows.at[i]->twin)
            RF_PUSH(c->arena, &s->fresh, s->allows.at[i]);
    add_boxes(c->arena, &s->inside, &s->within.allows);
    s->never = rf_question_never(question);
    add_boxes(c->arena, &s->outside, &s->never);
    add_boxes(c->arena, &s->outside, &s->more.denies);
    s->denies = s->outside.n;
    add_boxes(c->arena, &s->outside, &s->less.allows);
    if (s->allows.n == 0 || (c->sides[WITHIN]->n != 0 && s->inside.n == 0))
        return;
    if (look(c, question, s, budget, result) != RF_SEARCH_FOUND)
        return;
    look_for_form(c, question, s, budget, result);
    result->found = RF_SEARCH_FOUND;
    result->allowed_by = result->point.any;
    for (size_t i = 0; i < s->less.allows.n; i++)
        if (s->less.allows.at[i].statement->effect == RF_EFFECT_ALLOW)
            RF_PUSH(c->arena, &result->failing, &s->less.allows.at[i]);
}

static rf_claim claim_of(const comparison *c, const answer *result)
{
    return (rf_claim){.more = c->sides[MORE],
                      .less = c->sides[LESS],
                      .within = c->sides[WITHIN],
                      .allowed_by = result->allowed_by->statement,
                      .denied_by = result->denied_by != NULL ? result->denied_by->statement : NULL};
}

/* Replays the witness, and makes it agree with itself where AWS is to send it. */
static void replay(const comparison *c, answer *result)
{
    const rf_claim claim = claim_of(c, result);
    bool right = rf_claim_holds(c->arena, &claim, result->witness);
    RF_INVARIANT(right, "a witness does not show the difference");
    const rf_request *agreeing =
        right ? rf_request_agreeing(c->arena, result->witness, &claim) : NULL;
    if (agreeing != NULL)
        result->witness = agreeing;
    else if (!right || !c->universe->any)
        note(result, RF_SEARCH_EXHAUSTED, right ? BY_CONFLICT : BY_MISTAKE);
}

/* What the answer rests on beside the statements.  `shown`: with what a witness rests on. */
static rf_str features_of(const rf_question *question, bool shown)
{
    const rf_ref_pair *pair = question->universe->any ? NULL : question->check.pair;
    rf_buf buf = rf_buf_new(question->arena);
    if (shown && question->universe->any && !question->universe->apart)
        rf_buf_add(&buf, question->action); /* whose resources a readable witness is on */
    uint32_t type = pair != NULL ? pair->type + 1u : 0;
    rf_buf_add(&buf, (rf_str){(const char *)&type, sizeof type});
    rf_buf_add_byte(&buf, question->universe->any ? '*' : '.');
    for (size_t i = 0; i < question->axes.n; i++) {
        const rf_axis *axis = &question->axes.at[i];
        rf_buf_add(&buf, axis->key);
        rf_buf_add_byte(&buf, (char)('A' + axis->absent + 2 * axis->present +
                                     4 * axis->multivalued + 8 * axis->single));
    }
    for (size_t i = 0; i < question->valuation.n && !question->universe->any; i++)
        rf_buf_add_byte(
            &buf,
            rf_ref_key_can_be_present(&question->check, question->valuation.at[i].key) ? '+' : '-');
    return rf_buf_str(&buf);
}

static rf_question *question_of(const comparison *c, const topic *of, const subject *about,
                                const rf_valuation *valuation)
{
    rf_universe *universe = RF_NEW(c->arena, rf_universe);
    *universe = *c->universe;
    universe->any = about->check == NULL;
    universe->apart = universe->any && !c->universe->any;
    return rf_question_new(c->arena, universe, about->check, about->action, valuation, of->sides,
                           SIDES);
}

static rf_question *question_of_answer(const comparison *c, const topic *of, const subject *about,
                                       const answer *result)
{
    return question_of(c, of, about,
                       result->named != NULL ? result->named
                                             : &of->valuations.at[result->valuation]);
}

/* Names for what policy variables are, where the answer is one with them, too. */
static void name_variables(const comparison *c, const topic *of, const subject *about,
                           rf_budget *budget, answer *result)
{
    const rf_valuation *valuation = &of->valuations.at[result->valuation];
    answer named = {.found = RF_SEARCH_EMPTY, .valuation = result->valuation};
    rf_budget part = {budget->steps / 8};
    uint64_t before = part.steps;
    if (valuation->n == 0 || (about->check == NULL && !c->universe->any))
        return;
    named.named = rf_readable_valuation(c->arena, valuation, &of->valuations.at[0]);
    rf_question *question = question_of_answer(c, of, about, &named);
    ask(c, of, question, &part, &named);
    budget->steps -= before - part.steps;
    if (named.found != RF_SEARCH_FOUND)
        return;
    named.witness = rf_question_request(question, &named.point);
    const rf_claim claim = claim_of(c, &named);
    if (rf_claim_holds(c->arena, &claim, named.witness) &&
        rf_request_conflict(c->arena, named.witness, true).n == 0)
        *result = named;
}

/* The answer kept from a question with the same features. */
static bool is_known(const topic *of, const rf_question *question, answer *result)
{
    const answer *kept = rf_map_get(&of->answers, features_of(question, false));
    if (kept == NULL && question->universe->any)
        kept = rf_map_get(&of->answers, features_of(question, true));
    if (kept != NULL)
        *result = *kept;
    return kept != NULL;
}

/* Asks under each valuation, or takes the answer that is known; *features is what to keep a new one
 * under. */
static answer ask_all(comparison *c, const topic *of, const subject *about, rf_str *features)
{
    answer result = {.found = RF_SEARCH_EMPTY};
    uint64_t most = c->left.steps < RF_LIMIT_SEARCH_STEPS ? c->left.steps : RF_LIMIT_SEARCH_STEPS;
    uint64_t cost = rf_question_cost(of->sides, SIDES);
    rf_budget budget = {most};
    rf_question *question = NULL;
    const rf_question *first = NULL; /* NULL: the answer was known */
    size_t asked = 0;                /* the valuation of the question */
    for (size_t i = 0; i < of->valuations.n && result.found != RF_SEARCH_FOUND; i++) {
        if (!rf_budget_take(&budget, cost)) {
            note(&result, RF_SEARCH_EXHAUSTED, BY_STEPS);
            break;
        }
        rf_arena_mark before = rf_arena_mark_get(c->arena);
        question = question_of(c, of, about, &of->valuations.at[i]);
        asked = i;
        if (i == 0) {
            if (is_known(of, question, &result))
                break;
            first = question;
        }
        ask(c, of, question, &budget, &result);
        result.valuation = i;
        if (result.found != RF_SEARCH_FOUND && i != 0)
            rf_arena_rewind(c->arena, before);
    }
    if (result.found == RF_SEARCH_EMPTY && first != NULL &&
        (!of->valuations.complete || !rf_valuations_suffice(first, of->sides, SIDES, &budget)))
        note(&result, RF_SEARCH_EXHAUSTED, BY_VARIABLES);
    if (result.found == RF_SEARCH_FOUND && first != NULL)
        name_variables(c, of, about, &budget, &result);
    c->left.steps -= most - budget.steps;
    if (result.found == RF_SEARCH_FOUND) {
        if (result.valuation != asked || result.named != NULL)
            question = question_of_answer(c, of, about, &result);
        result.witness = rf_question_request(question, &result.point);
        replay(c, &result);
    }
    if (result.found == RF_SEARCH_EXHAUSTED && result.why == BY_UNKNOWN &&
        rf_relevant_rests_on_caller(of->sides, SIDES))
        result.why = BY_CALLER;
    *features = RF_STR("");
    if (first != NULL)
        *features = features_of(first, result.found == RF_SEARCH_FOUND);
    return result;
}

static void report(const comparison *c, const subject *about, const answer *result)
{
    if (result->found == RF_SEARCH_EXHAUSTED) {
        RF_PUSH(c->arena, &c->found->undecided,
                (rf_undecided){about->action, rf_str_c(reasons[result->why]),
                               result->why != BY_UNKNOWN});
        return;
    }
    const rf_statement **failing = RF_NEW_ARRAY(c->arena, const rf_statement *, result->failing.n);
    for (size_t i = 0; i < result->failing.n; i++)
        failing[i] = result->failing.at[i]->statement;
    rf_difference one = {
        .action = about->action,
        .known = about->known,
        .reference = c->universe->reference,
        .type = about->check != NULL && about->check->pair != NULL
                    ? &c->universe->reference->types[about->check->pair->type]
                    : NULL,
        .witness = result->witness,
        .allowed_by = result->allowed_by->statement,
        .denied_by = result->denied_by != NULL ? result->denied_by->statement : NULL,
        .failing = failing,
        .failing_count = result->failing.n,
    };
    if (one.action.n == 0)
        one.action = one.witness->action;
    RF_PUSH(c->arena, &c->found->list, one);
}

static bool find_statements(comparison *c, rf_str action, rf_relevant_list *sides)
{
    if (c->index != NULL)
        return rf_relevant_look_up(c->arena, c->index, action, &c->left, sides);
    for (size_t i = 0; i < SIDES; i++)
        rf_relevant_find(c->arena, c->sides[i], action, &sides[i]);
    return true;
}

/* The topic of an action (empty: any); NULL when the budget ran out. */
static topic *topic_of(comparison *c, rf_str action)
{
    rf_arena_mark before = rf_arena_mark_get(c->arena);
    rf_relevant_list sides[SIDES] = {0};
    if (!find_statements(c, action, sides))
        return NULL;
    rf_str key = rf_relevant_key(c->arena, action, sides, SIDES);
    topic *of = rf_map_get(&c->topics, key);
    if (of != NULL) {
        rf_arena_rewind(c->arena, before);
        return of;
    }
    of = RF_NEW(c->arena, topic);
    memcpy(of->sides, sides, sizeof sides);
    rf_map_put(c->arena, &c->topics, key, of);
    rf_valuations_find(c->arena, of->sides, SIDES, &of->valuations);
    /* What is allowed by a statement whose twin `less` has, and what is denied by one whose twin
     * `more` has, is no difference; with nothing else there is none. */
    rf_relevant_list *more = &of->sides[MORE], *less = &of->sides[LESS];
    if (c->index != NULL) {
        bool any_action = action.n == 0;
        bool allows =
            rf_relevant_mark_twins(c->arena, c->index, more, RF_EFFECT_ALLOW, less, any_action);
        bool denies =
            rf_relevant_mark_twins(c->arena, c->index, less, RF_EFFECT_DENY, more, any_action);
        of->asked = allows && denies;
    }
    return of;
}

/* Asks, and keeps the answer; forgets what it took where nothing was found. */
static answer find_answer(comparison *c, topic *of, const subject *about)
{
    rf_arena_mark before = rf_arena_mark_get(c->arena);
    char room[2048];
    rf_str features;
    answer result = ask_all(c, of, about, &features);
    if (result.found == RF_SEARCH_EMPTY && features.n <= sizeof room) {
        memcpy(room, features.at, features.n);
        rf_arena_rewind(c->arena, before);
        features = rf_dup(c->arena, (rf_str){room, features.n});
    }
    if (features.n != 0) {
        answer *kept = RF_NEW(c->arena, answer);
        *kept = result;
        rf_map_put(c->arena, &of->answers, features, kept);
    }
    return result;
}

/* True when the statements about the action differ in nothing, for any text and any key. */
static bool is_settled(comparison *c, topic *of, const subject *about)
{
    const subject loosely = {.action = about->action};
    if (!of->asked)
        of->loosely = find_answer(c, of, &loosely);
    of->asked = true;
    return of->loosely.found == RF_SEARCH_EMPTY;
}

static void report_undecided(const comparison *c, const subject *about, reason why)
{
    const answer nothing = {.found = RF_SEARCH_EXHAUSTED, .why = why};
    report(c, about, &nothing);
}

static void compare_action(comparison *c, const rf_ref_action *action)
{
    const rf_reference *reference = c->universe->reference;
    subject about = {.action = rf_ref_action_name(c->arena, reference, action), .known = action};
    if (c->sides[WITHIN]->n == 0 && rf_needs_no_permission(about.action))
        return;
    topic *of = c->left.steps != 0 ? topic_of(c, about.action) : NULL;
    if (of == NULL) {
        report_undecided(c, &about, BY_STEPS);
        return;
    }
    if (is_settled(c, of, &about))
        return;
    if (c->universe->any && of->loosely.found == RF_SEARCH_EXHAUSTED) {
        report(c, &about, &of->loosely);
        return;
    }
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    for (size_t i = 0; i < pairs.n || i == 0; i++) {
        rf_ref_check check = {reference, action, pairs.n != 0 ? &pairs.at[i] : NULL};
        about.check = c->universe->any ? NULL : &check;
        answer result = find_answer(c, of, &about);
        if (result.found != RF_SEARCH_EMPTY)
            report(c, &about, &result);
        if (c->universe->any)
            return;
    }
}

static void compare_all(comparison *c, const rf_action_list *actions)
{
    const subject anything = {0};
    const rf_universe *universe = c->universe;
    for (size_t i = 0; i < actions->n; i++)
        if (universe->levels == 0 || (universe->levels & 1u << actions->at[i]->level) != 0)
            compare_action(c, actions->at[i]);
    bool unknown = c->sides[WITHIN]->n == 0 && rf_actions_unknown(c->sides[MORE]);
    if (unknown)
        report_undecided(c, &anything, BY_UNKNOWN);
    if (!universe->any || c->found->list.n != 0 || unknown)
        return;
    /* What no known action shows, one of any name may. */
    topic *of = topic_of(c, anything.action);
    if (of == NULL)
        report_undecided(c, &anything, BY_STEPS);
    else if (!is_settled(c, of, &anything)) {
        answer result = find_answer(c, of, &anything);
        report(c, &anything, &result);
    }
}

static void find(rf_arena *arena, const rf_universe *universe, const rf_policies *more,
                 const rf_policies *less, const rf_policies *within, rf_differences *found)
{
    enum { FEW_ACTIONS = 4 }; /* that take less time to ask about than an index to make */
    rf_budget readable = {RF_LIMIT_SEARCH_STEPS};
    comparison c = {.arena = arena,
                    .universe = universe,
                    .readable = &readable,
                    .sides = {[MORE] = more, [LESS] = less, [WITHIN] = within},
                    .found = found,
                    .left = {RF_LIMIT_FIND_STEPS}};
    rf_action_list actions = {0};
    if (within->n != 0)
        rf_actions_of_both(arena, universe->reference, more, within, &actions);
    else
        rf_actions_allowed(arena, universe->reference, more, &actions);
    if (actions.n > FEW_ACTIONS || less->n != 0)
        c.index = rf_relevant_index_new(arena, c.sides, SIDES);
    *found = (rf_differences){0};
    compare_all(&c, &actions);
    found->steps = RF_LIMIT_FIND_STEPS - c.left.steps;
}

static const rf_policies nothing = {0};

void rf_find_differences(rf_arena *arena, const rf_universe *universe, const rf_policies *more,
                         const rf_policies *less, rf_differences *found)
{
    find(arena, universe, more, less, &nothing, found);
}

/* A policy that allows the set. */
static rf_policies policy_of_set(rf_arena *arena, const rf_statement *set)
{
    rf_statement *statement = RF_NEW(arena, rf_statement);
    rf_policy *policy = RF_NEW(arena, rf_policy);
    const rf_policy **list = RF_NEW(arena, const rf_policy *);
    *statement = *set;
    statement->effect = RF_EFFECT_ALLOW;
    *policy =
        (rf_policy){.version = RF_VERSION_2012, .span = set->span, .statements = statement, .n = 1};
    *list = policy;
    return (rf_policies){list, 1};
}

void rf_find_allowed(rf_arena *arena, const rf_universe *universe, const rf_policies *policies,
                     const rf_statement *set, rf_differences *found)
{
    rf_policies within = policy_of_set(arena, set);
    find(arena, universe, policies, &nothing, &within, found);
}

void rf_find_refused(rf_arena *arena, const rf_universe *universe, const rf_policies *policies,
                     const rf_statement *set, rf_differences *found)
{
    rf_policies allowed = policy_of_set(arena, set);
    find(arena, universe, &allowed, policies, &nothing, found);
}

/*
 * Privilege escalation: published ways in which a few permissions yield more of them, asked of what
 * is left of the policy after its Denies, resources and conditions.
 *
 * The ways are data of the rule:
 *
 *     paths = [{
 *       says = "make a role with any permissions and use it"    # what the holder can do
 *       ways = [{
 *         steps  = ["iam:CreateRole", "iam:PutRolePolicy"]       # all of them
 *         one    = "role"                   # steps on this resource type are on one resource
 *         passes = "ec2.amazonaws.com"      # before them: iam:PassRole to this service
 *         source = "https://..."
 *       }]
 *     }]
 *     requests = {                          # which requests of an action count; without: all
 *       "iam:CreateRole" = { on = "arn:*:iam::*:role/Administrator", when = { Null = {...} } }
 *     }
 *
 * `on` stands for a resource that nobody chose, so that a policy that is limited to some names,
 * paths or tags does not match; with `one` it does not count, because then the resource is the
 * holder's own.  `when` is a Condition in IAM's words.  A step that is an object replaces what
 * `requests` says of its action.
 */
#include "access/actions.h"
#include "access/difference.h"
#include "checks/escalation_set.h"
#include "checks/witness.h"
#include "iam/match.h"
#include "reference/shape.h"

enum {
    STEPS = 8,       /* of one way */
    WAYS_SHOWN = 6,  /* of one finding */
    CANDIDATES = 24, /* resources tried for one way */
    LARGEST = 2000,  /* policy that is looked at, in statements and conditions */
};

/* One action of a way. */
typedef struct step {
    const rf_ref_action *action;
    rf_str name;           /* "iam:CreateRole" */
    const rf_value *limit; /* what counts of it: an object, or NULL */
    rf_str service;        /* of iam:PassRole: the service it is passed to */
    bool shared;           /* on the resource that several steps are about */
    const rf_difference *shown;
} step;

typedef struct way {
    step steps[STEPS];
    size_t n;
    rf_str one, passes;
} way;

typedef struct escalation {
    rf_check_run *run;
    RF_VEC(way) open; /* so far */
    const rf_policy *policy;
    rf_universe universe;
    rf_policies policies;
    const rf_value *requests;
    rf_escalation_scene scene;
    rf_action_list allowed; /* that some Allow may be about */
    rf_str undecided;       /* why something was not; or empty */
    bool exhausted;         /* by a limit */
} escalation;

/* --- what the policy allows of a step -----------------------------------------------------------
 */

static bool needs_every_type(const escalation *e, const rf_ref_action *action)
{
    const rf_reference *reference = e->run->reference;
    return rf_param_lists(e->run, "every_type",
                          rf_ref_text(reference, reference->services[action->service].name));
}

static const rf_difference *of_type(const rf_differences *found, const rf_ref_type *type)
{
    for (size_t i = 0; i < found->list.n; i++)
        if (found->list.at[i].type == type)
            return &found->list.at[i];
    return NULL;
}

/* True when a call of the action can succeed: of services that check every required type, on each
 * of them. */
static bool is_whole_call(const escalation *e, const rf_ref_action *action,
                          const rf_differences *found)
{
    const rf_reference *reference = e->run->reference;
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    for (size_t i = 0; i < pairs.n && needs_every_type(e, action); i++)
        if (pairs.at[i].required && of_type(found, &reference->types[pairs.at[i].type]) == NULL)
            return false;
    return found->list.n != 0;
}

static bool has_type(const escalation *e, const rf_ref_action *action, rf_str type)
{
    const rf_reference *reference = e->run->reference;
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    for (size_t i = 0; i < pairs.n; i++)
        if (rf_eq(rf_ref_text(reference, reference->types[pairs.at[i].type].name), type))
            return true;
    return false;
}

/* A request of the step that is allowed; NULL: none is.  `type`, unless empty, is the one that it
 * must be about. */
static const rf_difference *ask(escalation *e, const step *one, const rf_value *resources,
                                bool untagged, rf_str type)
{
    const rf_escalation_limit limit = {.action = one->name,
                                       .when = rf_value_get_c(one->limit, "when"),
                                       .service = one->service,
                                       .untagged = untagged};
    const rf_statement *set = rf_escalation_set(&e->scene, &limit, resources);
    rf_differences *found = RF_NEW(e->run->arena, rf_differences);
    if (set == NULL)
        return NULL;
    rf_find_allowed(e->run->arena, &e->universe, &e->policies, set, found);
    for (size_t i = 0; i < found->undecided.n; i++) {
        e->undecided = found->undecided.at[i].why;
        e->exhausted = e->exhausted || found->undecided.at[i].exhausted;
    }
    for (size_t i = 0; i < found->list.n && type.n != 0; i++) {
        const rf_difference *shown = &found->list.at[i];
        if (shown->type != NULL && rf_eq(rf_ref_text(e->run->reference, shown->type->name), type))
            return shown;
    }
    return type.n == 0 && is_whole_call(e, one->action, found) ? &found->list.at[0] : NULL;
}

/* On a resource that nobody chose. */
static bool allows_alone(escalation *e, step *one)
{
    const rf_value *on = rf_value_get_c(one->limit, "on");
    const rf_value resources = on != NULL ? rf_escalation_placed(&e->scene, on)
                                          : rf_value_string(RF_STR("*"), (rf_span){0});
    one->shown = ask(e, one, &resources, on != NULL, RF_STR(""));
    return one->shown != NULL;
}

/* --- one resource for several steps -------------------------------------------------------------
 */

static bool allows_all_on(escalation *e, way *w, rf_str resource)
{
    const rf_value on = rf_value_string(resource, (rf_span){0});
    for (size_t i = 0; i < w->n; i++) {
        if (!w->steps[i].shared)
            continue;
        w->steps[i].shown = ask(e, &w->steps[i], &on, false, w->one);
        if (w->steps[i].shown == NULL)
            return false;
    }
    return true;
}

/* The texts of the resources of the statement that lets a step through. */
static rf_value resources_of(escalation *e, const rf_statement *statement)
{
    size_t n = statement->resources.n;
    rf_value *texts = RF_NEW_ARRAY(e->run->arena, rf_value, n);
    for (size_t i = 0; i < n; i++)
        texts[i] = rf_value_string(statement->resources.at[i].text, (rf_span){0});
    return rf_value_list(texts, n, (rf_span){0});
}

static size_t colons_in(rf_str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n += text.at[i] == ':';
    return n;
}

/* A `*` for an account reaches into the name, to "111122223333:role/a:role/b"; nobody means that,
 * and few resources can be named so. */
static bool is_plain_arn(const escalation *e, const rf_difference *shown)
{
    rf_str arn = shown->witness->resource;
    rf_ref_arns formats = rf_ref_arns_of(e->run->reference, shown->type);
    if (!rf_escalation_is_plain(arn))
        return false;
    for (size_t i = 0; i < formats.n; i++)
        if (colons_in(rf_ref_text(e->run->reference, formats.at[i])) == colons_in(arn))
            return true;
    return false;
}

static void add_candidate(escalation *e, rf_name_list *tried, const rf_difference *shown)
{
    if (shown != NULL && is_plain_arn(e, shown))
        rf_name_add(e->run->arena, tried, shown->witness->resource);
}

/* Resources that single steps are allowed on, and those of one step that the statement of another
 * one is about too, are tried in turn. */
static bool allows_together(escalation *e, way *w)
{
    const rf_value anything = rf_value_string(RF_STR("*"), (rf_span){0});
    rf_name_list tried = {0};
    for (size_t i = 0; i < w->n; i++) {
        if (!w->steps[i].shared)
            continue;
        const rf_difference *first = ask(e, &w->steps[i], &anything, false, w->one);
        if (first == NULL)
            return false;
        add_candidate(e, &tried, first);
        const rf_value like = resources_of(e, first->allowed_by);
        for (size_t k = 0; k < w->n && like.as.list.n != 0; k++)
            if (k != i && w->steps[k].shared)
                add_candidate(e, &tried, ask(e, &w->steps[k], &like, false, w->one));
    }
    for (size_t i = 0; i < tried.names.n && i < CANDIDATES; i++)
        if (allows_all_on(e, w, tried.names.at[i]))
            return true;
    return false;
}

/* --- ways ---------------------------------------------------------------------------------------
 */

static bool is_allowed_at_all(const escalation *e, const rf_ref_action *action)
{
    size_t low = 0, high = e->allowed.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (e->allowed.at[middle] < action)
            low = middle + 1;
        else
            high = middle;
    }
    return low < e->allowed.n && e->allowed.at[low] == action;
}

/* False when no Allow names the action, or the reference has none of the name. */
static bool add_step(escalation *e, way *w, rf_str name, const rf_value *limit)
{
    const rf_ref_action *action = rf_ref_action_named(e->run->reference, name);
    if (w->n == STEPS || action == NULL || !is_allowed_at_all(e, action))
        return false;
    w->steps[w->n++] = (step){
        .action = action,
        .name = name,
        .limit = limit != NULL ? limit : rf_value_get(e->requests, name),
        .shared = w->one.n != 0 && has_type(e, action, w->one),
    };
    return true;
}

/* False when some step is not allowed at all. */
static bool read_way(escalation *e, const rf_value *value, way *w)
{
    const rf_value *steps = rf_value_get_c(value, "steps");
    *w = (way){.one = rf_text_of(rf_value_get_c(value, "one")),
               .passes = rf_text_of(rf_value_get_c(value, "passes"))};
    if (w->passes.n != 0) {
        if (!add_step(e, w, RF_STR("iam:PassRole"), NULL))
            return false;
        w->steps[0].service = w->passes;
        w->steps[0].shared = false;
    }
    for (size_t i = 0; steps != NULL && steps->kind == RF_LIST && i < steps->as.list.n; i++) {
        const rf_value *one = &steps->as.list.at[i];
        bool object = one->kind == RF_OBJECT;
        if (!add_step(e, w, rf_text_of(object ? rf_value_get_c(one, "action") : one),
                      object ? one : NULL))
            return false;
    }
    return w->n != 0;
}

static bool has_step(const way *w, const step *one)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->steps[i].action == one->action && rf_eq(w->steps[i].service, one->service))
            return true;
    return false;
}

/* A way that needs more than one that is open tells nothing new. */
static bool is_longer(const escalation *e, const way *w)
{
    for (size_t i = 0; i < e->open.n; i++) {
        bool all = true;
        for (size_t k = 0; k < e->open.at[i].n && all; k++)
            all = has_step(w, &e->open.at[i].steps[k]);
        if (all)
            return true;
    }
    return false;
}

static bool is_open(escalation *e, way *w)
{
    bool shared = false;
    for (size_t i = 0; i < w->n; i++) {
        shared = shared || w->steps[i].shared;
        if (!w->steps[i].shared && !allows_alone(e, &w->steps[i]))
            return false;
    }
    return !shared || allows_together(e, w);
}

/* --- findings -----------------------------------------------------------------------------------
 */

/* The ways of one path that a statement opens. */
typedef struct opening {
    const rf_statement *statement;
    way first;
    rf_name_list ways;
} opening;

typedef RF_VEC(opening) opening_list;

/* "lambda:CreateFunction + lambda:InvokeFunction" */
static rf_str way_text(escalation *e, const way *w)
{
    rf_name_list names = {0};
    rf_buf buf = rf_buf_new(e->run->arena);
    for (size_t i = w->passes.n != 0; i < w->n; i++)
        rf_name_add(e->run->arena, &names, w->steps[i].name);
    for (size_t i = 0; i < names.names.n; i++)
        rf_buf_format(&buf, "%s%.*s", i == 0 ? "" : " + ", RF_ARG(names.names.at[i]));
    return rf_buf_str(&buf);
}

static rf_span span_of(escalation *e, const step *one)
{
    const rf_pattern *which;
    const rf_statement *statement = one->shown->allowed_by;
    if (rf_match_action(e->run->arena, statement, one->shown->witness, &which) != RF_NO &&
        which != NULL)
        return which->span;
    return statement->not_actions.present ? statement->not_actions.name_span : statement->span;
}

static rf_str words_of(escalation *e, const step *one)
{
    rf_witness_view view = rf_witness_see(e->run->arena, e->run->reference, one->shown->witness);
    return rf_witness_words(&view, NULL);
}

static rf_str proof_of(escalation *e, const way *w)
{
    rf_buf buf = rf_buf_new(e->run->arena);
    for (size_t i = 0; i < w->n; i++)
        rf_buf_format(&buf, "%s%.*s", i == 0 ? "" : ", then ", RF_ARG(words_of(e, &w->steps[i])));
    rf_buf_add_c(&buf, w->n > 1 ? ": all of it is allowed" : " is allowed");
    return rf_buf_str(&buf);
}

static rf_str ways_text(rf_arena *arena, const rf_name_list *ways)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < ways->names.n && i < WAYS_SHOWN; i++)
        rf_buf_format(&buf, "%s%.*s", i == 0 ? "" : ", or ", RF_ARG(ways->names.at[i]));
    if (ways->names.n > WAYS_SHOWN)
        rf_buf_format(&buf, ", or %zu more", ways->names.n - WAYS_SHOWN);
    return rf_buf_str(&buf);
}

static void report(escalation *e, rf_str says, const opening *one)
{
    rf_check_run *run = e->run;
    rf_finding *finding =
        rf_report_statement(run, one->statement, span_of(e, &one->first.steps[0]),
                            rf_format(run->arena, "whoever has this policy can %.*s, by %.*s",
                                      RF_ARG(says), RF_ARG(ways_text(run->arena, &one->ways))));
    finding->witness = one->first.steps[0].shown->witness;
    finding->proof = proof_of(e, &one->first);
    for (size_t i = 1; i < one->first.n; i++)
        rf_report_related(run, finding, span_of(e, &one->first.steps[i]),
                          words_of(e, &one->first.steps[i]));
}

static void add_opening(escalation *e, opening_list *all, const way *w)
{
    const rf_statement *statement = w->steps[0].shown->allowed_by;
    opening *into = NULL;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].statement == statement)
            into = &all->at[i];
    if (into == NULL) {
        RF_PUSH(e->run->arena, all, (opening){.statement = statement, .first = *w});
        into = &all->at[all->n - 1];
    }
    rf_name_add(e->run->arena, &into->ways, way_text(e, w));
}

static void look_at_path(escalation *e, const rf_value *path)
{
    const rf_value *ways = rf_value_get_c(path, "ways");
    opening_list all = {0};
    for (size_t i = 0; ways != NULL && ways->kind == RF_LIST && i < ways->as.list.n; i++) {
        way w;
        if (!read_way(e, &ways->as.list.at[i], &w) || is_longer(e, &w) || !is_open(e, &w))
            continue;
        RF_PUSH(e->run->arena, &e->open, w);
        add_opening(e, &all, &w);
    }
    for (size_t i = 0; i < all.n; i++)
        report(e, rf_text_of(rf_value_get_c(path, "says")), &all.at[i]);
}

static bool names_all(const rf_patterns *patterns)
{
    for (size_t i = 0; i < patterns->n; i++)
        if (rf_eq_c(patterns->at[i].text, "*") || rf_eq_c(patterns->at[i].text, "*:*"))
            return true;
    return false;
}

/* True when actions of IAM are among them. */
static bool names_iam(const rf_patterns *actions)
{
    for (size_t i = 0; i < actions->n; i++) {
        rf_str name;
        if (rf_eq_nocase_c(rf_split(actions->at[i].text, ':', &name), "iam"))
            return true;
    }
    return false;
}

/* True when the statement leaves actions of IAM out. */
static bool excludes_iam(const rf_statement *statement)
{
    for (size_t i = 0; i < statement->not_actions.n; i++) {
        rf_str name, service = rf_split(statement->not_actions.at[i].text, ':', &name);
        if (!rf_escalation_is_plain(service) || rf_eq_nocase_c(service, "iam"))
            return true;
    }
    return false;
}

/* True when a Deny takes actions by name away for good: what is left may get them back. */
static bool is_curbed(const rf_policy *policy)
{
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *one = &policy->statements[i];
        if (one->effect == RF_EFFECT_DENY && one->n == 0 && one->actions.n != 0 &&
            names_iam(&one->actions))
            return true;
    }
    return false;
}

/* An administrator has nothing to gain, also one by NotAction; other rules tell that it is one. */
static bool is_administrator(const rf_policy *policy)
{
    if (is_curbed(policy))
        return false;
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *one = &policy->statements[i];
        bool all = names_all(&one->actions) || (one->not_actions.present && !excludes_iam(one));
        if (one->effect == RF_EFFECT_ALLOW && one->n == 0 && !one->unknown && all &&
            names_all(&one->resources))
            return true;
    }
    return false;
}

/* What a question about the policy costs grows with it. */
static size_t size_of(const rf_policy *policy)
{
    size_t n = policy->n;
    for (size_t i = 0; i < policy->n; i++)
        n += policy->statements[i].n;
    return n;
}

void rf_check_escalation(rf_check_run *run)
{
    const rf_policy *policy = run->subject->found->policy;
    const rf_value *paths = rf_check_param(run, "paths");
    escalation e = {.run = run,
                    .policy = policy,
                    .universe = {.reference = run->reference},
                    .policies = {&policy, 1},
                    .requests = rf_check_param(run, "requests")};
    if (policy->refused || paths == NULL || paths->kind != RF_LIST || is_administrator(policy))
        return;
    if (size_of(policy) > LARGEST) {
        rf_report_left_out(run, run->subject->span,
                           RF_STR("whether this policy lets its holder gain more rights"),
                           "it has more statements and conditions than a policy that AWS stores");
        return;
    }
    e.scene = rf_escalation_scene_of(run->arena, policy);
    e.universe.partition = e.scene.partition;
    rf_actions_allowed(run->arena, run->reference, &e.policies, &e.allowed);
    for (size_t i = 0; i < paths->as.list.n; i++)
        look_at_path(&e, &paths->as.list.at[i]);
    if (e.undecided.n != 0)
        RF_PUSH(run->arena, run->unknowns,
                (rf_unknown){.span = run->subject->span,
                             .what = RF_STR("whether this policy lets its holder gain more rights"),
                             .why = e.undecided,
                             .exhausted = e.exhausted});
}

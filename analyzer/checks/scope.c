/*
 * Access of a vendor's policy that the vendor's tag does not limit.
 *
 * The policy is asked about resources that are not the vendor's: without the tag, and with values
 * of it that the policy itself lets pass but the vendor's pattern does not.  What is made carries
 * the tag in the request, what exists carries it itself.  An action on a type that the policy may
 * allow for such a resource is not limited.
 *
 * ec2:CreateTags is asked about tags by themselves: those set by the call that makes a resource are
 * limited with that call (see creation.c).
 */
#include "base/glob.h"
#include "checks/named.h"
#include "reference/shape.h"

enum {
    PROBES = 16,
    PATTERN_ROOM = 2048, /* of an ARN */
};

/* A resource that is not the vendor's. */
typedef struct probe {
    bool tagged;
    rf_str value;
    const rf_request *created, *existing; /* what a request says of it */
} probe;

/* What the vendor's own policy leaves open. */
typedef struct published_action {
    const rf_ref_action *action;
    const rf_value *types;
} published_action;

typedef struct scope {
    rf_check_run *run;
    const rf_policy *policy;
    rf_str tag, prefix;
    rf_str request_key, resource_key; /* "aws:RequestTag/Name" */
    bool published;                   /* report what the vendor's own policy leaves open */
    /* Keys that the reference does not have: absent, so that a slip is told once, as a slip. */
    RF_VEC(rf_context_key) absent;
    RF_VEC(published_action) known;
    probe probes[PROBES];
    size_t n;
    RF_VEC(const rf_statement *) guards; /* of the check that is looked at */
    rf_work work;
} scope;

/* --- resources that are not the vendor's --------------------------------------------------------
 */

/* Both names of a tag are given: it would be found by either, but so it is found at once. */
static const rf_request *request_with(scope *s, rf_str key, const probe *one)
{
    rf_str none = RF_STR(""), *value = RF_NEW(s->run->arena, rf_str);
    *value = one->value;
    size_t n = s->absent.n;
    rf_context_key *context = RF_NEW_ARRAY(s->run->arena, rf_context_key, n + 2);
    for (size_t i = 0; i < n; i++)
        context[i] = s->absent.at[i];
    context[n] = (rf_context_key){.name = key, .values = value, .n = one->tagged};
    rf_str other = rf_ref_tag_alias(key);
    if (other.n != 0) {
        context[n + 1] = context[n];
        context[n + 1].name = rf_format(s->run->arena, "%.*s/%.*s", RF_ARG(other), RF_ARG(s->tag));
    }
    return rf_request_new(s->run->arena, none, none, none, context, n + 1 + (other.n != 0));
}

static void add_probe(scope *s, bool tagged, rf_str value)
{
    if (s->n == PROBES || (tagged && rf_glob_matches(s->prefix, value)))
        return;
    for (size_t i = 0; i < s->n; i++)
        if (s->probes[i].tagged == tagged && rf_eq(s->probes[i].value, value))
            return;
    probe *one = &s->probes[s->n++];
    *one = (probe){.tagged = tagged, .value = value};
    one->created = request_with(s, s->request_key, one);
    one->existing = request_with(s, s->resource_key, one);
}

/* A text that the pattern matches. */
static rf_str instance_of(rf_arena *arena, rf_str pattern)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < pattern.n; i++)
        if (pattern.at[i] != '*')
            rf_buf_add_byte(&buf, pattern.at[i] == '?' ? 'x' : pattern.at[i]);
    return rf_buf_str(&buf);
}

static bool tests_the_tag(const scope *s, const rf_condition *condition)
{
    size_t slash = rf_find_byte(condition->key, '/');
    bool request = rf_starts(condition->key, RF_STR("aws:requesttag/"));
    return slash != RF_NOT_FOUND && (request || rf_ref_tag_alias(condition->key).n != 0) &&
           rf_eq_nocase(rf_slice(condition->key, slash + 1, condition->key.n), s->tag);
}

static void find_absent(scope *s)
{
    RF_PUSH(s->run->arena, &s->absent, (rf_context_key){.name = RF_STR("ec2:CreateAction")});
    for (size_t i = 0; i < s->policy->n; i++) {
        const rf_statement *statement = &s->policy->statements[i];
        for (size_t k = 0; k < statement->n; k++) {
            rf_str key = statement->conditions[k].key;
            if (!rf_ref_is_provider_key(key) && rf_ref_key_named(s->run->reference, key) == NULL)
                RF_PUSH(s->run->arena, &s->absent, (rf_context_key){.name = key});
        }
    }
}

static void find_probes(scope *s)
{
    find_absent(s);
    add_probe(s, false, RF_STR(""));
    add_probe(s, true, RF_STR("somebody-else"));
    for (size_t i = 0; i < s->policy->n; i++) {
        const rf_statement *statement = &s->policy->statements[i];
        for (size_t k = 0; k < statement->n; k++) {
            const rf_condition *condition = &statement->conditions[k];
            for (size_t v = 0; tests_the_tag(s, condition) && v < condition->n; v++)
                if (condition->values[v].kind == RF_STRING &&
                    !condition->values[v].pattern.variables)
                    add_probe(s, true, instance_of(s->run->arena, condition->values[v].text));
        }
    }
}

/* --- one check ----------------------------------------------------------------------------------
 */

/* An ARN without regard to partition, Region and account, in `room`: what is left says whether it
 * names single resources. */
static rf_str anywhere(rf_str pattern, char *room)
{
    rf_buf buf = {.at = room};
    rf_str service, rest, resource;
    rf_split(pattern, ':', &rest);
    rf_split(rest, ':', &rest);
    service = rf_split(rest, ':', &rest);
    rf_split(rest, ':', &rest);
    rf_split(rest, ':', &resource);
    if (resource.at == NULL || service.n + resource.n + 12 > PATTERN_ROOM)
        return pattern;
    const rf_str parts[] = {RF_STR("arn:*:"), service, RF_STR(":*:*:"), resource};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        for (size_t k = 0; k < parts[i].n; k++)
            buf.at[buf.n + k] = parts[i].at[k];
        buf.n += parts[i].n;
    }
    return (rf_str){room, buf.n};
}

/* True when the statement is for all resources of the type, in some Region and account: single ones
 * are a limit of their own. */
static bool is_for_all(const rf_check_run *run, const rf_statement *statement,
                       const rf_ref_check *check)
{
    char room[PATTERN_ROOM];
    const rf_ref_type *type = &run->reference->types[check->pair->type];
    if (rf_statement_covers(run->arena, statement, check) == RF_YES)
        return true;
    for (size_t i = 0; i < statement->resources.n; i++) {
        const rf_pattern *pattern = &statement->resources.at[i];
        if (pattern->unknown ||
            rf_ref_type_meets(run->reference, type, anywhere(pattern->text, room)) == RF_COVERED)
            return true;
    }
    return statement->not_resources.present;
}

/* A condition on another key that tells single resources apart: another tag, the VPC. */
static bool is_limited_otherwise(const scope *s, const rf_statement *statement,
                                 const rf_ref_check *check)
{
    const rf_value *keys = rf_check_param(s->run, "also");
    for (size_t i = 0; i < statement->n; i++) {
        const rf_condition *condition = &statement->conditions[i];
        if (tests_the_tag(s, condition) || rf_holds_when_absent(s->run, condition) ||
            !rf_reach_may_have(check, condition->key))
            continue;
        for (size_t k = 0; keys != NULL && keys->kind == RF_LIST && k < keys->as.list.n; k++)
            if (rf_glob_matches_nocase(rf_text_of(&keys->as.list.at[k]), condition->key))
                return true;
    }
    return false;
}

/* Whether all conditions of the statement hold. */
static rf_truth hold(scope *s, const rf_statement *statement, const rf_ref_check *check,
                     const rf_request *given)
{
    rf_truth all = RF_YES;
    for (size_t i = 0; i < statement->n && all != RF_NO; i++)
        all =
            rf_and(all, rf_condition_reach(s->run->arena, &statement->conditions[i], check, given));
    return all;
}

/* The statements that deny the action on all resources of the check, as far as their conditions
 * hold. */
static void find_guards(scope *s, const rf_ref_check *check)
{
    s->guards.n = 0;
    for (size_t i = 0; i < s->policy->n; i++) {
        const rf_statement *statement = &s->policy->statements[i];
        if (statement->effect == RF_EFFECT_DENY && !statement->unknown &&
            rf_statement_names(s->run->reference, statement, check->action) == RF_YES &&
            rf_statement_covers(s->run->arena, statement, check) == RF_YES)
            RF_PUSH(s->run->arena, &s->guards, statement);
    }
}

static bool is_denied(scope *s, const rf_ref_check *check, const rf_request *given)
{
    for (size_t i = 0; i < s->guards.n; i++)
        if (hold(s, s->guards.at[i], check, given) == RF_YES)
            return true;
    return false;
}

/* The first resource that is not the vendor's and that the statement opens; NULL: none. */
static const probe *opened(scope *s, const rf_statement *statement, const rf_ref_check *check)
{
    bool creates = rf_ref_check_creates(check), looked = false;
    for (size_t i = 0; i < s->n; i++) {
        const rf_request *given = creates ? s->probes[i].created : s->probes[i].existing;
        if (hold(s, statement, check, given) == RF_NO)
            continue;
        if (!looked &&
            (rf_statement_covers(s->run->arena, statement, check) == RF_NO ||
             !rf_reach_may_have(check, creates ? s->request_key : s->resource_key) ||
             !is_for_all(s->run, statement, check) || is_limited_otherwise(s, statement, check)))
            return NULL;
        if (!looked)
            find_guards(s, check);
        looked = true;
        if (!is_denied(s, check, given))
            return &s->probes[i];
    }
    return NULL;
}

/* --- a statement --------------------------------------------------------------------------------
 */

/* published = { "ec2:CreateVpcEndpoint" = ["vpc"] }: types, "*" for all, that the vendor's own
 * policy leaves open. */
static void find_published(scope *s)
{
    const rf_value *published = rf_check_param(s->run, "published");
    for (size_t i = 0;
         published != NULL && published->kind == RF_OBJECT && i < published->as.object.n; i++) {
        const rf_member *member = &published->as.object.at[i];
        RF_PUSH(s->run->arena, &s->known,
                (published_action){rf_ref_action_named(s->run->reference, member->name),
                                   &member->value});
    }
}

static const rf_value *published_types(const scope *s, const rf_ref_action *action)
{
    for (size_t i = 0; i < s->known.n; i++)
        if (s->known.at[i].action == action)
            return s->known.at[i].types;
    return NULL;
}

static bool is_published(const rf_value *types, rf_str type)
{
    for (size_t i = 0; types != NULL && types->kind == RF_LIST && i < types->as.list.n; i++)
        if (rf_glob_matches(rf_text_of(&types->as.list.at[i]), type))
            return true;
    return false;
}

/* What a statement opens, by the first probe that shows it. */
typedef struct opening {
    const probe *probe;
    const rf_pattern *pattern; /* the first that opens something; NULL: NotAction */
    rf_name_list actions, types;
} opening;

typedef struct openings {
    opening at[PROBES];
    size_t n;
} openings;

static opening *opening_by(openings *all, const probe *one, const rf_pattern *pattern)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].probe == one)
            return &all->at[i];
    all->at[all->n] = (opening){.probe = one, .pattern = pattern};
    return &all->at[all->n++];
}

/* A wildcard stands for the actions that it names. */
static rf_str name_of(scope *s, const rf_ref_action *action, const rf_pattern *pattern)
{
    if (pattern == NULL)
        return RF_STR("all but NotAction");
    return rf_names_one_action(pattern)
               ? rf_ref_action_name(s->run->arena, s->run->reference, action)
               : pattern->text;
}

static bool look_at_action(scope *s, const rf_statement *statement, const rf_ref_action *action,
                           const rf_pattern *pattern, openings *into)
{
    rf_check_run *run = s->run;
    rf_ref_pairs pairs = rf_ref_pairs_of(run->reference, action);
    bool found = false;
    if (action->level == RF_LEVEL_LIST || action->level == RF_LEVEL_READ)
        return false;
    const rf_value *published = published_types(s, action);
    if (s->published && published == NULL)
        return false;
    for (size_t i = 0; i < pairs.n && rf_work_goes_on(&s->work, s->work.patterns); i++) {
        rf_ref_check check = {run->reference, action, &pairs.at[i]};
        rf_str type = rf_ref_text(run->reference, run->reference->types[pairs.at[i].type].name);
        const probe *one =
            is_published(published, type) == s->published ? opened(s, statement, &check) : NULL;
        if (one == NULL)
            continue;
        opening *by = opening_by(into, one, pattern);
        rf_name_add(run->arena, &by->actions, name_of(s, action, pattern));
        rf_name_add(run->arena, &by->types, type);
        found = true;
    }
    return found;
}

/* All of a service: one example is enough. */
static void look_at_service(scope *s, const rf_statement *statement, rf_str prefix,
                            const rf_pattern *pattern, openings *into)
{
    const rf_ref_service *service = rf_ref_service_named(s->run->reference, prefix);
    if (service == NULL)
        return;
    rf_ref_actions actions = rf_ref_actions_of(s->run->reference, service);
    for (const rf_ref_action *action = actions.first; action < actions.end; action++)
        if (rf_statement_names(s->run->reference, statement, action) == RF_YES &&
            look_at_action(s, statement, action, pattern, into))
            return;
}

static void look_at_pattern(scope *s, const rf_statement *statement, rf_str service,
                            const rf_pattern *pattern, openings *into)
{
    rf_str rest, prefix = rf_split(pattern->text, ':', &rest);
    if (pattern->unknown || !rf_glob_matches_nocase(prefix, service))
        return;
    rf_statement only = {.actions = {.present = true, .at = pattern, .n = 1}};
    rf_named_list named = rf_named_actions(s->run, &only, true);
    if (named.whole)
        look_at_service(s, statement, service, pattern, into);
    for (size_t i = 0; i < named.list.n; i++)
        look_at_action(s, statement, named.list.at[i].action, pattern, into);
}

static void report_opening(scope *s, const rf_statement *statement, const opening *one)
{
    rf_arena *arena = s->run->arena;
    bool several = one->actions.names.n > 1;
    rf_str types = several ? RF_STR("resources") : rf_names_text(arena, &one->types);
    rf_str what = one->probe->tagged ? rf_format(arena, "tagged %.*s = \"%.*s\"", RF_ARG(s->tag),
                                                 RF_ARG(one->probe->value))
                                     : rf_format(arena, "without a tag %.*s", RF_ARG(s->tag));
    rf_report_statement(
        s->run, statement,
        one->pattern != NULL ? one->pattern->span : statement->not_actions.name_span,
        rf_format(arena, "%.*s %s not limited to what is tagged %.*s = \"%.*s\": also %.*s %.*s",
                  RF_ARG(rf_names_text(arena, &one->actions)), several ? "are" : "is",
                  RF_ARG(s->tag), RF_ARG(s->prefix), RF_ARG(types), RF_ARG(what)));
}

static void look_at_statement(scope *s, const rf_statement *statement)
{
    const rf_value *services = rf_check_param(s->run, "services");
    openings all = {.n = 0};
    for (size_t i = 0; services != NULL && services->kind == RF_LIST && i < services->as.list.n;
         i++) {
        rf_str service = rf_text_of(&services->as.list.at[i]);
        if (statement->not_actions.present)
            look_at_service(s, statement, service, NULL, &all);
        for (size_t k = 0; k < statement->actions.n; k++)
            look_at_pattern(s, statement, service, &statement->actions.at[k], &all);
    }
    for (size_t i = 0; i < all.n; i++)
        report_opening(s, statement, &all.at[i]);
}

void rf_check_unscoped_access(rf_check_run *run)
{
    scope s = {.run = run, .policy = run->subject->found->policy, .work = rf_work_new(run)};
    s.tag = rf_text_of(rf_check_param(run, "tag"));
    s.prefix = rf_text_of(rf_check_param(run, "prefix"));
    s.published = rf_eq_c(rf_text_of(rf_check_param(run, "report")), "published");
    if (s.policy->refused || s.tag.n == 0)
        return;
    s.request_key = rf_format(run->arena, "aws:RequestTag/%.*s", RF_ARG(s.tag));
    s.resource_key = rf_format(run->arena, "aws:ResourceTag/%.*s", RF_ARG(s.tag));
    find_probes(&s);
    find_published(&s);
    for (size_t i = 0; i < s.policy->n; i++) {
        const rf_statement *statement = &s.policy->statements[i];
        if (statement->effect == RF_EFFECT_ALLOW && !statement->unknown)
            look_at_statement(&s, statement);
    }
}

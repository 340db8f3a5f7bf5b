/*
 * Tags that are set when a resource is made.  A call that makes a resource with tags is checked
 * once more, as ec2:CreateTags on the new resource; only that check has ec2:CreateAction, the name
 * of the action that makes it.
 *
 * Source: Amazon EC2 User Guide, "Grant permission to tag Amazon EC2 resources during creation".
 */
#include "checks/named.h"

#include "base/glob.h"

/* --- the values of ec2:CreateAction -------------------------------------------------------------
 */

/* "ec2:CreateAction" and its like of other services: the prefix; empty for other keys. */
static rf_str creating_service(const rf_condition *condition)
{
    rf_str name, prefix = rf_split(condition->key, ':', &name);
    return rf_eq_c(name, "createaction") ? prefix : RF_STR("");
}

static bool is_plain(const rf_condition_value *value)
{
    return value->kind == RF_STRING && value->pattern.shape == RF_SHAPE_LITERAL &&
           value->text.n != 0;
}

/* True for wildcards, without variables, that match no action of the service, in the case that the
 * reference has. */
static bool matches_no_action(const rf_check_run *run, const rf_condition_value *value,
                              rf_str service)
{
    if (value->kind != RF_STRING || value->text.n == 0 || value->pattern.variables ||
        value->pattern.unknown || is_plain(value))
        return false;
    rf_ref_actions actions =
        rf_ref_actions_of(run->reference, rf_ref_service_named(run->reference, service));
    for (const rf_ref_action *action = actions.first; action < actions.end; action++)
        if (rf_glob_matches(value->text, rf_ref_text(run->reference, action->name)))
            return false;
    return true;
}

/* True when a request of the action may bring tags for what it makes. */
static bool takes_tags(const rf_check_run *run, const rf_ref_action *action)
{
    static const rf_str keys[] = {{"aws:tagkeys", 11}, {"aws:requesttag/name", 19}};
    rf_ref_pairs pairs = rf_ref_pairs_of(run->reference, action);
    rf_ref_check check = {run->reference, action, NULL};
    for (size_t i = 0; i <= pairs.n; i++) {
        check.pair = i < pairs.n ? &pairs.at[i] : NULL;
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            if (rf_ref_key_can_be_present(&check, keys[k]))
                return true;
    }
    return false;
}

static void report_unknown(rf_check_run *run, const rf_condition_value *value, rf_str action)
{
    rf_str near = rf_ref_nearest_action(run->arena, run->reference, action), rest;
    rf_finding *finding =
        rf_report(run, value->span, "there is no action %.*s to create with", RF_ARG(action));
    if (near.n == 0)
        return;
    rf_split(near, ':', &rest);
    finding->help = rf_format(run->arena, "did you mean %.*s?", RF_ARG(rest));
}

static void look_at_value(rf_check_run *run, const rf_condition_value *value, rf_str service,
                          bool wants_unknown)
{
    rf_str text = rf_format(run->arena, "%.*s:%.*s", RF_ARG(service), RF_ARG(value->text));
    const rf_ref_action *action = rf_ref_action_named(run->reference, text);
    bool any_case = rf_starts(run->subject->condition->op.base->name, RF_STR("StringEqualsI"));
    if (action != NULL && !any_case &&
        !rf_eq(rf_ref_text(run->reference, action->name), value->text))
        action = NULL; /* values are compared with case */
    if (action == NULL) {
        if (wants_unknown)
            report_unknown(run, value, text);
        return;
    }
    if (!wants_unknown && !takes_tags(run, action))
        rf_report(run, value->span,
                  "%.*s takes no tags for what it creates: the value says nothing",
                  RF_ARG(rf_ref_action_name(run->arena, run->reference, action)));
}

void rf_check_create_action(rf_check_run *run)
{
    const rf_condition *condition = run->subject->condition;
    const rf_base_operator *base = condition->op.base;
    rf_str service = creating_service(condition);
    bool unknown = rf_eq_c(rf_text_of(rf_check_param(run, "values")), "unknown");
    if (service.n == 0 || condition->unknown || base == NULL || base->family != RF_FAMILY_STRING ||
        rf_ref_service_named(run->reference, service) == NULL)
        return;
    for (size_t i = 0; i < condition->n; i++)
        if (is_plain(&condition->values[i]))
            look_at_value(run, &condition->values[i], service, unknown);
        else if (unknown && base->like && matches_no_action(run, &condition->values[i], service))
            rf_report(run, condition->values[i].span,
                      "no action of %.*s matches \"%.*s\": nothing is created with it",
                      RF_ARG(service), RF_ARG(condition->values[i].text));
}

/* --- creating with tags that nobody may set -----------------------------------------------------
 */

/* The keys of a policy that tell the tags of the request, and those of resources. */
typedef struct tag_keys {
    RF_VEC(rf_context_key) request, all;
} tag_keys;

static bool is_of_request(rf_str key)
{
    return rf_starts(key, RF_STR("aws:requesttag/")) || rf_eq_c(key, "aws:tagkeys");
}

/* The first condition on the tags of the request; NULL: none. */
static const rf_condition *tag_condition(const rf_statement *statement)
{
    for (size_t i = 0; i < statement->n; i++)
        if (is_of_request(statement->conditions[i].key))
            return &statement->conditions[i];
    return NULL;
}

static tag_keys tag_keys_of(rf_check_run *run, const rf_policy *policy)
{
    tag_keys keys = {0};
    for (size_t i = 0; i < policy->n; i++) {
        for (size_t k = 0; k < policy->statements[i].n; k++) {
            rf_str key = policy->statements[i].conditions[k].key;
            if (is_of_request(key))
                RF_PUSH(run->arena, &keys.request, (rf_context_key){.name = key});
            else if (rf_ref_tag_alias(key).n != 0)
                RF_PUSH(run->arena, &keys.all, (rf_context_key){.name = key});
        }
    }
    return keys;
}

/* A request without tags. */
static const rf_request *untagged(rf_check_run *run, const tag_keys *keys)
{
    rf_str none = RF_STR("");
    return rf_request_new(run->arena, none, none, none, keys->request.at, keys->request.n);
}

/* The check of the tags of what `action` makes: it is new, and has none of its own. */
static const rf_request *tagging(rf_check_run *run, const tag_keys *keys,
                                 const rf_ref_action *action)
{
    rf_str none = RF_STR(""), *by = RF_NEW(run->arena, rf_str);
    rf_context_key *context = RF_NEW_ARRAY(run->arena, rf_context_key, keys->all.n + 1);
    *by = rf_ref_text(run->reference, action->name);
    for (size_t i = 0; i < keys->all.n; i++)
        context[i] = keys->all.at[i];
    context[keys->all.n] =
        (rf_context_key){.name = RF_STR("ec2:CreateAction"), .values = by, .n = 1};
    return rf_request_new(run->arena, none, none, none, context, keys->all.n + 1);
}

/* Creations that fail for one cause: the condition that asks for the tags. */
typedef struct untaggable {
    const rf_statement *statement;
    rf_span span;
    rf_name_list actions, names, types; /* names: of the actions, without the service */
} untaggable;

typedef struct tagger {
    rf_check_run *run;
    const rf_policy *policy;
    const rf_ref_action *create_tags, *delete_tags;
    rf_ref_pairs types; /* those that can have tags */
    tag_keys keys;
    const rf_request *untagged;
    rf_name_list lasting; /* types whose tags cannot be removed */
    RF_VEC(untaggable) untaggable;
    rf_action_set looked; /* what was looked at: the answer is that of the whole policy */
    rf_work work;
} tagger;

static const rf_ref_pair *taggable(const tagger *self, const rf_ref_pair *pair)
{
    for (size_t i = 0; i < self->types.n; i++)
        if (self->types.at[i].type == pair->type)
            return &self->types.at[i];
    return NULL;
}

static bool may_allow(const tagger *self, const rf_ref_check *check, const rf_request *given)
{
    const rf_statement *denied_by;
    return rf_policy_may_allow(self->run->arena, self->policy, check, given, &denied_by);
}

/* Whether the policy lets the action make the resource, but not without tags. */
static bool asks_for_tags(tagger *self, const rf_ref_check *check)
{
    return rf_ref_check_creates(check) && may_allow(self, check, NULL) &&
           !may_allow(self, check, self->untagged);
}

/* False when the call fails without regard to tags, which other checks report. */
static bool may_succeed(tagger *self, const rf_ref_action *action, rf_ref_pairs pairs)
{
    for (size_t i = 0; i < pairs.n; i++) {
        rf_ref_check check = {self->run->reference, action, &pairs.at[i]};
        if (pairs.at[i].required && !may_allow(self, &check, NULL))
            return false;
    }
    return true;
}

static bool may_set_tags(tagger *self, const rf_ref_action *action, const rf_ref_pair *pair)
{
    const rf_ref_pair *of = taggable(self, pair);
    rf_ref_check check = {self->run->reference, self->create_tags, of};
    if (of == NULL)
        return true; /* not in the reference: nothing can be said */
    const rf_request *given = tagging(self->run, &self->keys, action);
    return may_allow(self, &check, given);
}

/* The Allow of CreateTags that a reader takes for the one of this action. */
static const rf_statement *allow_of_tags(const tagger *self)
{
    for (size_t i = 0; i < self->policy->n; i++) {
        const rf_statement *statement = &self->policy->statements[i];
        if (statement->effect == RF_EFFECT_ALLOW &&
            rf_statement_names(self->run->reference, statement, self->create_tags) != RF_NO)
            return statement;
    }
    return NULL;
}

/* The first Allow with a condition on the tags of the request that names the action. */
static const rf_statement *asking_for_tags(const tagger *self, const rf_ref_action *action)
{
    for (size_t i = 0; i < self->policy->n; i++) {
        const rf_statement *statement = &self->policy->statements[i];
        if (statement->effect != RF_EFFECT_ALLOW || tag_condition(statement) == NULL)
            continue;
        if (rf_statement_names(self->run->reference, statement, action) != RF_NO)
            return statement;
    }
    return NULL;
}

/* Without any Allow of ec2:CreateTags the advice of the rule has no place to go to. */
static void report_creation(const tagger *self, const untaggable *one)
{
    rf_check_run *run = self->run;
    const rf_statement *allow = allow_of_tags(self);
    rf_str types = rf_names_text(run->arena, &one->types);
    rf_str actions = rf_names_text(run->arena, &one->actions);
    rf_str names = rf_names_text(run->arena, &one->names);
    rf_finding *finding = rf_report_statement(
        run, one->statement, one->span,
        rf_format(run->arena,
                  "%.*s can never succeed by this policy: it asks for tags of the new %.*s, and no "
                  "statement allows ec2:CreateTags with ec2:CreateAction %.*s",
                  RF_ARG(actions), RF_ARG(types), RF_ARG(names)));
    if (allow != NULL)
        rf_report_related(run, finding, allow->span, RF_STR("ec2:CreateTags is allowed here"));
    else
        finding->help = rf_format(run->arena, "allow ec2:CreateTags with ec2:CreateAction = %.*s",
                                  RF_ARG(names));
}

static untaggable *untaggable_of(tagger *self, const rf_statement *statement,
                                 const rf_named_action *named)
{
    const rf_statement *asks = asking_for_tags(self, named->action);
    const rf_condition *condition = asks != NULL ? tag_condition(asks) : NULL;
    untaggable one = {.statement = condition != NULL ? asks : statement,
                      .span = condition != NULL ? condition->key_span : named->pattern->span};
    for (size_t i = 0; i < self->untaggable.n; i++)
        if (rf_span_cmp(self->untaggable.at[i].span, one.span) == 0)
            return &self->untaggable.at[i];
    RF_PUSH(self->run->arena, &self->untaggable, one);
    return &self->untaggable.at[self->untaggable.n - 1];
}

static void look_at_creation(tagger *self, const rf_statement *statement,
                             const rf_named_action *named)
{
    rf_check_run *run = self->run;
    const rf_reference *reference = run->reference;
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, named->action);
    for (size_t i = 0; i < pairs.n; i++) {
        rf_ref_check check = {reference, named->action, &pairs.at[i]};
        if (!pairs.at[i].required || !asks_for_tags(self, &check) ||
            may_set_tags(self, named->action, &pairs.at[i]) ||
            !may_succeed(self, named->action, pairs))
            continue;
        untaggable *one = untaggable_of(self, statement, named);
        rf_name_add(run->arena, &one->types,
                    rf_ref_text(reference, reference->types[pairs.at[i].type].name));
        rf_name_add(run->arena, &one->names, rf_ref_text(reference, named->action->name));
        rf_name_add(run->arena, &one->actions,
                    rf_ref_action_name(run->arena, reference, named->action));
        return;
    }
}

typedef void creation_fn(tagger *self, const rf_statement *statement, const rf_named_action *named);

/* Looks at each action of EC2 that an Allow names. */
static void for_each_allowed(tagger *self, creation_fn *look)
{
    rf_check_run *run = self->run;
    for (size_t i = 0; i < self->policy->n; i++) {
        const rf_statement *statement = &self->policy->statements[i];
        if (statement->effect != RF_EFFECT_ALLOW || statement->unknown)
            continue;
        rf_named_list named = rf_named_actions(run, statement, true);
        for (size_t k = 0; k < named.list.n; k++) {
            const rf_ref_action *action = named.list.at[k].action;
            if (action->service != self->create_tags->service || action == self->create_tags ||
                !rf_action_set_add(&self->looked, run, action))
                continue;
            if (!rf_work_goes_on(&self->work, rf_work_of_all(&self->work, action)))
                return;
            look(self, statement, &named.list.at[k]);
        }
    }
}

/* False when there is nothing to look at. */
static bool tagger_start(tagger *self, rf_check_run *run)
{
    *self = (tagger){.run = run, .policy = run->subject->found->policy, .work = rf_work_new(run)};
    self->create_tags = rf_ref_action_named(run->reference, RF_STR("ec2:CreateTags"));
    self->delete_tags = rf_ref_action_named(run->reference, RF_STR("ec2:DeleteTags"));
    if (self->create_tags == NULL || self->delete_tags == NULL || self->policy->refused)
        return false;
    self->keys = tag_keys_of(run, self->policy);
    self->types = rf_ref_pairs_of(run->reference, self->create_tags);
    self->untagged = untagged(run, &self->keys);
    return true;
}

void rf_check_tags_at_creation(rf_check_run *run)
{
    tagger self;
    if (!tagger_start(&self, run) || self.keys.request.n == 0)
        return;
    for_each_allowed(&self, look_at_creation);
    for (size_t i = 0; i < self.untaggable.n; i++)
        report_creation(&self, &self.untaggable.at[i]);
}

/* --- tags that can be set and not removed -------------------------------------------------------
 */

static bool may_remove_tags(tagger *self, uint16_t type)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(self->run->reference, self->delete_tags);
    for (size_t i = 0; i < pairs.n; i++) {
        rf_ref_check check = {self->run->reference, self->delete_tags, &pairs.at[i]};
        if (pairs.at[i].type == type)
            return may_allow(self, &check, NULL);
    }
    return true;
}

static void look_at_tags(tagger *self, const rf_statement *statement, const rf_named_action *named)
{
    const rf_reference *reference = self->run->reference;
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, named->action);
    (void)statement;
    for (size_t i = 0; i < pairs.n; i++) {
        rf_ref_check check = {reference, named->action, &pairs.at[i]};
        if (!pairs.at[i].required || !rf_ref_check_creates(&check) ||
            may_remove_tags(self, pairs.at[i].type) || !may_succeed(self, named->action, pairs) ||
            !may_set_tags(self, named->action, &pairs.at[i]))
            continue;
        rf_name_add(self->run->arena, &self->lasting,
                    rf_ref_text(reference, reference->types[pairs.at[i].type].name));
    }
}

/* Where the policy names ec2:DeleteTags, in an Allow. */
static const rf_pattern *pattern_of_delete(const tagger *self, const rf_statement **by)
{
    for (size_t i = 0; i < self->policy->n; i++) {
        const rf_statement *statement = &self->policy->statements[i];
        for (size_t k = 0; k < statement->actions.n && statement->effect == RF_EFFECT_ALLOW; k++) {
            const rf_pattern *pattern = &statement->actions.at[k];
            *by = statement;
            if (rf_names_one_action(pattern) && rf_eq_nocase_c(pattern->text, "ec2:DeleteTags"))
                return pattern;
        }
    }
    return NULL;
}

void rf_check_tags_stay(rf_check_run *run)
{
    tagger self;
    const rf_statement *statement;
    if (!tagger_start(&self, run))
        return;
    const rf_pattern *pattern = pattern_of_delete(&self, &statement);
    if (pattern == NULL)
        return;
    for_each_allowed(&self, look_at_tags);
    if (self.lasting.names.n != 0)
        rf_report_statement(run, statement, pattern->span,
                            rf_format(run->arena,
                                      "tags of %.*s can be set when it is made, and not removed",
                                      RF_ARG(rf_names_text(run->arena, &self.lasting))));
}

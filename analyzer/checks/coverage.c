/*
 * Actions and resources of one statement that do not go together.
 *
 * An action is checked against resources of its types only; one without types is checked against
 * "*" ("If there is no value for this column, you must specify all resources": Service
 * Authorization Reference, "Actions, resources, and condition keys").  So an action none of whose
 * types any ARN of the statement meets is neither allowed nor denied by it, and an ARN that no
 * action's types meet stands there for nothing.
 *
 * Where AWS's own examples say otherwise than the reference, nothing is said: of an ARN for all of
 * a service, arn:aws:s3:::*, with actions without types (s3:ListAllMyBuckets), and of actions
 * without types that write, with an ARN of their service (eks:CreateCluster, EKS User Guide,
 * "Amazon EKS identity-based policy examples").
 */
#include "checks/lookup.h"

#include "base/glob.h"
#include "reference/shape_match.h"

enum {
    NAMED = 5, /* names that a finding lists; the rest is counted */
    UNUSED = 0,
    USED,
    MET,
};

typedef struct item {
    const rf_pattern *pattern;
    rf_str service;  /* of an ARN or action */
    rf_str resource; /* of an ARN: its last field */
    bool judged;     /* of an action: the reference knows it */
    bool fine;       /* it meets something on the other side */
    bool typeless;   /* of an action: it takes no ARN at all */
    bool writes;     /* it is one without types, and does more than read */
    bool wide;       /* of an ARN: all of its service */
} item;

typedef struct entries {
    item *at;
    size_t n;
} entries;

typedef struct coverage {
    rf_check_run *run;
    const rf_reference *reference;
    entries actions, resources;
    bool guesswork;       /* some action may take anything */
    unsigned char *types; /* of each type: UNUSED, USED by an action, MET by an ARN too */
    uint16_t *used;       /* the types that are used */
    size_t used_count;
    rf_str prefix; /* of formats */
} coverage;

/* --- what the actions take ----------------------------------------------------------------- */

typedef void action_fn(coverage *self, item *entry, const rf_ref_action *action);

static void for_each_named(coverage *self, item *entry, action_fn *take)
{
    const rf_reference *reference = self->reference;
    rf_action_parts parts;
    rf_action_split(entry->pattern, &parts);
    if (!rf_glob_has_wildcard(parts.name)) {
        take(self, entry, rf_ref_action_named(reference, entry->pattern->text));
        return;
    }
    rf_ref_actions actions =
        rf_ref_actions_of(reference, rf_ref_service_named(reference, parts.service));
    bool all = rf_eq_c(parts.name, "*");
    for (const rf_ref_action *action = actions.first; action < actions.end; action++)
        if (all || rf_glob_matches_nocase(parts.name, rf_ref_text(reference, action->name)))
            take(self, entry, action);
}

static void use_types(coverage *self, item *entry, const rf_ref_action *action)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(self->reference, action);
    entry->typeless |= pairs.n == 0;
    entry->writes |= pairs.n == 0 && action->level > RF_LEVEL_READ;
    for (size_t i = 0; i < pairs.n; i++) {
        uint16_t type = pairs.at[i].type;
        if (self->types[type] == UNUSED) {
            self->types[type] = USED;
            self->used[self->used_count++] = type;
        }
    }
}

static void find_met(coverage *self, item *entry, const rf_ref_action *action)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(self->reference, action);
    for (size_t i = 0; i < pairs.n && !entry->fine; i++)
        entry->fine = self->types[pairs.at[i].type] == MET;
}

/* --- the statement ------------------------------------------------------------------------- */

/* Services of several pages of the reference: those with actions of the same name, of which its
 * source kept one page's types ("Elastic Load Balancing" and "Elastic Load Balancing V2"). */
static const char *const several_pages[] = {
    "elasticloadbalancing", "apigateway",     "ses", "lex", "kinesisanalytics", "greengrass",
    "aws-marketplace",      "servicecatalog",
};

static bool has_several_pages(rf_str service)
{
    for (size_t i = 0; i < sizeof several_pages / sizeof *several_pages; i++)
        if (rf_eq_nocase_c(service, several_pages[i]))
            return true;
    return false;
}

/* False for an action that may take any resource. */
static bool read_action(const coverage *self, const rf_pattern *pattern, item *entry)
{
    rf_action_parts parts;
    *entry = (item){.pattern = pattern, .fine = true};
    if (!rf_action_split(pattern, &parts))
        return false;
    const rf_ref_service *service = rf_ref_service_named(self->reference, parts.service);
    if (service == NULL || has_several_pages(parts.service))
        return false;
    entry->service = parts.service;
    entry->judged = rf_glob_has_wildcard(parts.name)
                        ? rf_lookup_service_has(self->reference, service, parts.name)
                        : rf_ref_action_named(self->reference, pattern->text) != NULL;
    entry->fine = !entry->judged;
    return entry->judged;
}

/* False for a resource that any action may take. */
static bool read_resource(const rf_pattern *pattern, item *entry)
{
    rf_arn arn;
    *entry = (item){.pattern = pattern};
    if (pattern->unknown || !rf_lookup_arn_fields(pattern->text, &arn))
        return false;
    entry->service = arn.segment[RF_ARN_SERVICE];
    entry->resource = arn.segment[RF_ARN_RESOURCE];
    entry->wide = rf_eq_c(entry->resource, "*");
    return !rf_glob_has_wildcard(entry->service) && !rf_lookup_is_template(entry->service);
}

/* False when there is nothing to judge: a resource takes every action, or the statement names
 * what it is not for. */
static bool read_statement(coverage *self)
{
    const rf_statement *statement = self->run->subject->statement;
    const rf_patterns *actions = &statement->actions, *resources = &statement->resources;
    if (statement->unknown || actions->n == 0 || resources->n == 0)
        return false;
    rf_arena *arena = self->run->arena;
    self->resources.at = RF_NEW_ARRAY(arena, item, resources->n);
    for (; self->resources.n < resources->n; self->resources.n++)
        if (!read_resource(&resources->at[self->resources.n],
                           &self->resources.at[self->resources.n]))
            return false;
    self->actions.at = RF_NEW_ARRAY(arena, item, actions->n);
    for (; self->actions.n < actions->n; self->actions.n++)
        self->guesswork |=
            !read_action(self, &actions->at[self->actions.n], &self->actions.at[self->actions.n]);
    return true;
}

/* A slash that is no part of a variable such as ${aws:PrincipalTag/team}. */
static bool has_slash(rf_str text)
{
    bool inside = false;
    for (size_t i = 0; i < text.n; i++) {
        inside = (inside || text.at[i] == '$') && text.at[i] != '}';
        if (text.at[i] == '/' && !inside)
            return true;
    }
    return false;
}

/* "Bucket names can consist only of lowercase letters, numbers, periods, and hyphens" (Amazon S3
 * User Guide, "General purpose bucket naming rules"): what has a slash is an object. */
static bool is_object(const coverage *self, const rf_ref_type *type, const item *resource)
{
    const rf_reference *reference = self->reference;
    return rf_eq_c(rf_ref_text(reference, reference->services[type->service].name), "s3") &&
           rf_eq_c(rf_ref_text(reference, type->name), "bucket") && has_slash(resource->resource);
}

static bool has_service(rf_str format, rf_str service)
{
    rf_arn arn;
    return rf_lookup_arn_fields(format, &arn) && rf_eq(arn.segment[RF_ARN_SERVICE], service);
}

/* True when the ARN may be one of the type.  Its Region and account are the business of other
 * rules; a * that stands for one of them is not taken to reach beyond it. */
static bool meets(coverage *self, const rf_ref_type *type, const item *resource)
{
    static const rf_arn_leeway leeway = {true, true, true};
    rf_ref_arns arns = rf_ref_arns_of(self->reference, type);
    if (is_object(self, type, resource))
        return false;
    for (size_t i = 0; i < arns.n; i++) {
        rf_str format = rf_ref_text(self->reference, arns.at[i]);
        rf_glance glance = rf_lookup_glance(format, resource->resource, &self->prefix);
        if (glance == RF_GLANCE_FITS && has_service(format, resource->service))
            return true;
        if (glance != RF_GLANCE_APART &&
            rf_arn_format_meets(format, resource->pattern->text, leeway) != RF_APART)
            return true;
    }
    return arns.n == 0;
}

/* Which ARN meets which type; no more than it takes to find each met that is. */
static void meet(coverage *self)
{
    const rf_reference *reference = self->reference;
    for (size_t i = 0; i < self->used_count; i++) {
        const rf_ref_type *type = &reference->types[self->used[i]];
        unsigned char *state = &self->types[self->used[i]];
        for (size_t k = 0; k < self->resources.n; k++) {
            item *resource = &self->resources.at[k];
            if ((*state == MET && resource->fine) || !meets(self, type, resource))
                continue;
            *state = MET;
            resource->fine = true;
        }
    }
}

/* An ARN of a service and the actions without types of that service, where nothing is said. */
static void meet_typeless(coverage *self)
{
    for (size_t i = 0; i < self->actions.n; i++) {
        item *action = &self->actions.at[i];
        for (size_t k = 0; action->typeless && k < self->resources.n; k++) {
            item *resource = &self->resources.at[k];
            if ((!resource->wide && !action->writes) ||
                !rf_eq_nocase(action->service, resource->service))
                continue;
            resource->fine = true;
            action->fine = true;
        }
    }
}

static bool judge(coverage *self)
{
    if (!read_statement(self) ||
        rf_lookup_gives_up(self->run, "whether the actions of this policy go with its resources"))
        return false;
    self->types = rf_alloc(self->run->arena, self->reference->type_count);
    self->used = RF_NEW_ARRAY(self->run->arena, uint16_t, self->reference->type_count);
    for (size_t i = 0; i < self->actions.n; i++)
        if (self->actions.at[i].judged)
            for_each_named(self, &self->actions.at[i], use_types);
    meet(self);
    meet_typeless(self);
    for (size_t i = 0; i < self->actions.n; i++)
        if (!self->actions.at[i].fine)
            for_each_named(self, &self->actions.at[i], find_met);
    return true;
}

/* --- words --------------------------------------------------------------------------------- */

/* "ec2:CreateVpc, ec2:DeleteVpc and 12 more": those that are not fine. */
static rf_str names_of(rf_arena *arena, const entries *list)
{
    rf_buf buf = rf_buf_new(arena);
    size_t named = 0, more = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (list->at[i].fine)
            continue;
        if (named == NAMED) {
            more++;
            continue;
        }
        rf_buf_add_c(&buf, named++ == 0 ? "" : ", ");
        rf_buf_add(&buf, list->at[i].pattern->text);
    }
    if (more != 0)
        rf_buf_format(&buf, " and %zu more", more);
    return rf_buf_str(&buf);
}

static size_t count_bad(const entries *list, const item **first)
{
    size_t n = 0;
    *first = NULL;
    for (size_t i = 0; i < list->n; i++) {
        if (list->at[i].fine)
            continue;
        if (n++ == 0)
            *first = &list->at[i];
    }
    return n;
}

/* False for an ARN that is of no type of its service.  It has a finding of its own, or is one that
 * the reference leaves out. */
static bool is_of_some_type(coverage *self, const item *resource)
{
    const rf_ref_service *service = rf_ref_service_named(self->reference, resource->service);
    if (service == NULL)
        return false;
    for (uint32_t i = service[0].first_type; i < service[1].first_type; i++)
        if (meets(self, &self->reference->types[i], resource))
            return true;
    return false;
}

static void give_action_help(coverage *self, rf_finding *finding, const item *first, size_t n)
{
    const rf_reference *reference = self->reference;
    const rf_ref_action *action = rf_ref_action_named(reference, first->pattern->text);
    rf_ref_pairs pairs = action != NULL ? rf_ref_pairs_of(reference, action) : (rf_ref_pairs){0};
    if (first->typeless) {
        finding->help = rf_format(self->run->arena,
                                  "%.*s %s no ARN: put %s into a statement with Resource \"*\"",
                                  RF_ARG(first->pattern->text),
                                  n == 1 ? "takes" : "and its like take", n == 1 ? "it" : "them");
    } else if (pairs.n != 0) {
        const rf_ref_type *type = &reference->types[pairs.at[0].type];
        finding->help = rf_format(
            self->run->arena, "%.*s takes ARNs such as %.*s", RF_ARG(first->pattern->text),
            RF_ARG(rf_ref_text(reference, rf_ref_arns_of(reference, type).at[0])));
    }
}

void rf_check_idle_action(rf_check_run *run)
{
    coverage self = {.run = run, .reference = run->reference};
    const item *first;
    if (!judge(&self))
        return;
    size_t n = count_bad(&self.actions, &first);
    for (size_t i = 0; n != 0 && i < self.resources.n; i++)
        if (!is_of_some_type(&self, &self.resources.at[i]))
            return;
    if (n == 0)
        return;
    rf_finding *finding = rf_report(run, first->pattern->span,
                                    "by the reference, this statement does nothing for %.*s: none "
                                    "of its resources is of a type "
                                    "that %s",
                                    RF_ARG(names_of(run->arena, &self.actions)),
                                    n == 1 ? "the action takes" : "they take");
    give_action_help(&self, finding, first, n);
}

/* An action of the same service that does nothing already has a finding: one for one cause. */
static void excuse(coverage *self)
{
    for (size_t i = 0; i < self->resources.n; i++) {
        item *resource = &self->resources.at[i];
        for (size_t k = 0; k < self->actions.n && !resource->fine; k++)
            resource->fine = !self->actions.at[k].fine &&
                             rf_eq_nocase(self->actions.at[k].service, resource->service);
    }
}

void rf_check_idle_resource(rf_check_run *run)
{
    coverage self = {.run = run, .reference = run->reference};
    const item *first;
    if (run->subject->statement->resources.n < 2 || !judge(&self) || self.guesswork)
        return; /* one that none takes: each action has a finding */
    if (count_bad(&self.actions, &first) == self.actions.n)
        return;
    excuse(&self);
    for (size_t i = 0; i < self.resources.n; i++)
        self.resources.at[i].fine |= !is_of_some_type(&self, &self.resources.at[i]);
    size_t n = count_bad(&self.resources, &first);
    if (n != 0)
        rf_report(run, first->pattern->span,
                  "by the reference, no action of this statement takes %s %.*s",
                  n == 1 ? "the resource" : "the resources",
                  RF_ARG(names_of(run->arena, &self.resources)));
}

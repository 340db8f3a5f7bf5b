/* Services and actions that the reference does not have. */
#include "checks/lookup.h"

#include "base/glob.h"

enum {
    SLIPS = 2,          /* typing slips in a name for which another one is suggested */
    SHORT_PREFIX = 3,   /* in so short a name, one slip at most */
    TELLING_PREFIX = 5, /* so long, and one slip off, no action is needed to believe the slip */
    TELLING_START = 4,  /* likewise, the text before the wildcard of an action */
};

/* --- services ------------------------------------------------------------------------------ */

static const rf_ref_service *end_of_services(const rf_reference *reference)
{
    return reference->services + reference->service_count;
}

/* Prefixes that AWS retired or does not list, and that stand in published policies: Macie Classic
 * ("macie2" is another service), and the storage side of AWS Backup. */
static bool is_former_service(rf_str prefix)
{
    return rf_eq_nocase_c(prefix, "macie") || rf_eq_nocase_c(prefix, "backupstorage");
}

/* The service that was meant: near in spelling, and it has the action; or very near.  Retired
 * services have short names too, near to others: the action tells a slip from those. */
static rf_str meant_service(const rf_reference *reference, const rf_action_parts *parts)
{
    size_t cap = parts->service.n <= SHORT_PREFIX ? 1 : SLIPS, best = cap + 1;
    rf_str meant = RF_STR(""), very_near = RF_STR("");
    if (is_former_service(parts->service))
        return meant;
    for (const rf_ref_service *service = reference->services; service < end_of_services(reference);
         service++) {
        rf_str name = rf_ref_text(reference, service->name);
        size_t distance = rf_edit_distance(parts->service, name, cap);
        if (distance <= 1 && parts->service.n >= TELLING_PREFIX)
            very_near = name;
        if (distance < best && !rf_eq_c(parts->name, "*") &&
            rf_lookup_service_has(reference, service, parts->name)) {
            best = distance;
            meant = name;
        }
    }
    return meant.n != 0 ? meant : very_near;
}

/* The action of another service that may be meant: "elasticloadbalancing:DescribeLoadBalancers". */
static rf_str elsewhere(rf_check_run *run, const rf_pattern *pattern)
{
    return rf_lookup_is_overlong(run) || rf_glob_has_wildcard(pattern->text)
               ? RF_STR("")
               : rf_ref_nearest_action(run->arena, run->reference, pattern->text);
}

/* What an entry that names nothing does to its statement. */
static rf_str effect_of(const rf_statement *statement, const rf_patterns *list)
{
    if (list == &statement->not_actions)
        return RF_STR("it excepts nothing");
    return statement->effect == RF_EFFECT_DENY    ? RF_STR("the Deny does nothing for it")
           : statement->effect == RF_EFFECT_ALLOW ? RF_STR("it allows nothing")
                                                  : RF_STR("");
}

static void report_service(rf_check_run *run, const rf_patterns *list, const rf_pattern *pattern)
{
    rf_action_parts parts;
    if (!rf_action_split(pattern, &parts) ||
        rf_ref_service_named(run->reference, parts.service) != NULL)
        return;
    rf_str meant = rf_lookup_is_overlong(run) ? RF_STR("") : meant_service(run->reference, &parts);
    if ((meant.n != 0) != rf_lookup_wants_near(run))
        return;
    rf_finding *finding;
    if (meant.n != 0) {
        finding =
            rf_report(run, pattern->span, "there is no service \"%.*s\"; did you mean \"%.*s\"?",
                      RF_ARG(parts.service), RF_ARG(meant));
        finding->help = rf_format(run->arena, "write %.*s:%.*s", RF_ARG(meant), RF_ARG(parts.name));
    } else {
        rf_str other = elsewhere(run, pattern);
        finding = rf_report(run, pattern->span, "the reference of %s has no service \"%.*s\"",
                            run->reference->date, RF_ARG(parts.service));
        if (other.n != 0)
            finding->help = rf_format(run->arena, "if %.*s is meant, write that", RF_ARG(other));
    }
    finding->note = effect_of(run->subject->statement, list);
}

/* --- actions ------------------------------------------------------------------------------- */

/* True where a word of a name ends: "Create" of "CreateVpc". */
static bool is_word_end(rf_str name, size_t at)
{
    return at == name.n || (name.at[at] >= 'A' && name.at[at] <= 'Z');
}

/* For "Crete*", the start of an action that was meant: "Create". */
static rf_str meant_start(const rf_reference *reference, const rf_ref_service *service,
                          rf_str start)
{
    rf_ref_actions actions = rf_ref_actions_of(reference, service);
    rf_str meant = RF_STR("");
    size_t best = SLIPS;
    for (const rf_ref_action *action = actions.first; action < actions.end; action++) {
        rf_str name = rf_ref_text(reference, action->name);
        for (size_t n = start.n - 1; n <= start.n + 1 && n <= name.n; n++) {
            if (!is_word_end(name, n))
                continue;
            size_t distance = rf_edit_distance(start, rf_slice(name, 0, n), best - 1);
            if (distance < best) {
                best = distance;
                meant = rf_slice(name, 0, n);
            }
        }
    }
    return meant;
}

/* An action of that name, of the only service that has one: "sts:AssumeRole" for "iam:AssumeRole".
 */
static rf_str of_only_service(rf_check_run *run, rf_str name)
{
    const rf_reference *reference = run->reference;
    rf_str only = RF_STR("");
    for (const rf_ref_service *service = reference->services; service < end_of_services(reference);
         service++) {
        rf_str action = rf_format(run->arena, "%.*s:%.*s",
                                  RF_ARG(rf_ref_text(reference, service->name)), RF_ARG(name));
        if (rf_ref_action_named(reference, action) == NULL)
            continue;
        if (only.n != 0)
            return RF_STR("");
        only = action;
    }
    return only;
}

/* True when an entry of the list matches the action. */
static bool is_listed(const rf_patterns *list, rf_str action)
{
    for (size_t i = 0; i < list->n; i++)
        if (!list->at[i].unknown && rf_glob_matches_nocase(list->at[i].text, action))
            return true;
    return false;
}

/* What was meant in place of an action: a name of the same service a slip or two away.  When the
 * statement has that too, the entry is rather one that AWS retired, and nothing is lost by it.
 * *other: what else may be meant. */
static rf_str meant_name(rf_check_run *run, const rf_patterns *list, const rf_pattern *pattern,
                         const rf_action_parts *parts, rf_str *other)
{
    rf_str near = rf_ref_nearest_action(run->arena, run->reference, pattern->text);
    if (near.n != 0 && !is_listed(list, near) &&
        rf_edit_distance(pattern->text, near, SLIPS) <= SLIPS &&
        rf_starts_nocase(near, rf_slice(pattern->text, 0, rf_find_byte(pattern->text, ':') + 1)))
        return near;
    *other = near.n != 0 ? near : of_only_service(run, parts->name);
    return RF_STR("");
}

/* The same for a pattern of the form "Crete*". */
static rf_str meant_pattern(rf_check_run *run, const rf_ref_service *service,
                            const rf_action_parts *parts)
{
    rf_str start = rf_slice(parts->name, 0, parts->name.n - 1);
    if (!rf_ends(parts->name, RF_STR("*")) || rf_glob_has_wildcard(start) ||
        start.n < TELLING_START)
        return RF_STR("");
    rf_str meant = meant_start(run->reference, service, start);
    return meant.n == 0
               ? meant
               : rf_format(run->arena, "%.*s:%.*s*", RF_ARG(parts->service), RF_ARG(meant));
}

static void report_action(rf_check_run *run, const rf_patterns *list, const rf_pattern *pattern)
{
    rf_action_parts parts;
    if (!rf_action_split(pattern, &parts))
        return;
    const rf_ref_service *service = rf_ref_service_named(run->reference, parts.service);
    bool wildcard = rf_glob_has_wildcard(parts.name);
    if (service == NULL || (wildcard ? rf_lookup_service_has(run->reference, service, parts.name)
                                     : rf_ref_action_named(run->reference, pattern->text) != NULL))
        return;
    rf_str meant = RF_STR(""), other = RF_STR("");
    if (!rf_lookup_is_overlong(run))
        meant = wildcard ? meant_pattern(run, service, &parts)
                         : meant_name(run, list, pattern, &parts, &other);
    if ((meant.n != 0) != rf_lookup_wants_near(run))
        return;
    rf_finding *finding;
    if (meant.n != 0) {
        finding =
            rf_report(run, pattern->span, "there is no action \"%.*s\"; did you mean \"%.*s\"?",
                      RF_ARG(pattern->text), RF_ARG(meant));
        finding->help = rf_format(run->arena, "write %.*s", RF_ARG(meant));
    } else {
        finding =
            rf_report(run, pattern->span, "the reference of %s has no action %s\"%.*s\"",
                      run->reference->date, wildcard ? "that matches " : "", RF_ARG(pattern->text));
        if (other.n != 0)
            finding->help = rf_format(run->arena, "if %.*s is meant, write that", RF_ARG(other));
    }
    finding->note = effect_of(run->subject->statement, list);
}

/* --- the entries of a statement ------------------------------------------------------------ */

typedef void report_fn(rf_check_run *run, const rf_patterns *list, const rf_pattern *pattern);

static void each_action(rf_check_run *run, report_fn *report)
{
    const rf_statement *statement = run->subject->statement;
    const rf_patterns *lists[] = {&statement->actions, &statement->not_actions};
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        for (size_t i = 0; i < lists[k]->n; i++)
            report(run, lists[k], &lists[k]->at[i]);
}

void rf_check_action_service(rf_check_run *run)
{
    each_action(run, report_service);
}

void rf_check_action_name(rf_check_run *run)
{
    each_action(run, report_action);
}

/* --- resource control policies ------------------------------------------------------------- */

static void report_outside_rcp(rf_check_run *run, const rf_patterns *list,
                               const rf_pattern *pattern)
{
    (void)list;
    rf_action_parts parts;
    if (!rf_action_split(pattern, &parts))
        return;
    const rf_ref_service *service = rf_ref_service_named(run->reference, parts.service);
    if (service != NULL && !service->rcp)
        rf_report(run, pattern->span,
                  "resource control policies do not apply to the service of \"%.*s\"",
                  RF_ARG(pattern->text));
}

void rf_check_rcp_service(rf_check_run *run)
{
    each_action(run, report_outside_rcp);
}

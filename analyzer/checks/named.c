#include "checks/named.h"

#include "base/limits.h"
#include "iam/arn.h"

enum {
    NAMES_SHOWN = 5,
    FEW = 64, /* actions that are searched one by one */
    CLOSE_LOOK = 10,
};

/* --- actions ------------------------------------------------------------------------------------
 */

bool rf_names_one_action(const rf_pattern *pattern)
{
    return !pattern->unknown && pattern->shape == RF_SHAPE_LITERAL;
}

bool rf_action_set_has(const rf_action_set *set, const rf_check_run *run,
                       const rf_ref_action *action)
{
    size_t index = (size_t)(action - run->reference->actions);
    return set->bits != NULL && (set->bits[index / 8] & 1u << index % 8) != 0;
}

bool rf_action_set_add(rf_action_set *set, const rf_check_run *run, const rf_ref_action *action)
{
    size_t index = (size_t)(action - run->reference->actions);
    if (rf_action_set_has(set, run, action))
        return false;
    if (set->bits == NULL)
        set->bits = RF_NEW_ARRAY(run->arena, unsigned char, run->reference->action_count / 8 + 1);
    set->bits[index / 8] |= (unsigned char)(1u << index % 8);
    return true;
}

/* A list of actions; once it is long, a set tells what is in it. */
typedef struct collector {
    rf_check_run *run;
    rf_named_list *into;
    rf_action_set seen;
} collector;

static bool is_seen(const collector *c, const rf_ref_action *action)
{
    if (c->seen.bits != NULL)
        return rf_action_set_has(&c->seen, c->run, action);
    for (size_t i = 0; i < c->into->list.n; i++)
        if (c->into->list.at[i].action == action)
            return true;
    return false;
}

static void collect(collector *c, const rf_ref_action *action, const rf_pattern *pattern)
{
    if (is_seen(c, action))
        return;
    if (c->into->list.n == FEW && c->seen.bits == NULL)
        for (size_t i = 0; i < c->into->list.n; i++)
            rf_action_set_add(&c->seen, c->run, c->into->list.at[i].action);
    if (c->seen.bits != NULL)
        rf_action_set_add(&c->seen, c->run, action);
    RF_PUSH(c->run->arena, &c->into->list, (rf_named_action){action, pattern});
}

/* The literal text that a pattern of action names begins with. */
static rf_str start_of(rf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.at[i] == '*' || text.at[i] == '?')
            return rf_slice(text, 0, i);
    return text;
}

static void collect_matching(collector *c, const rf_ref_service *service, rf_str name,
                             const rf_pattern *pattern)
{
    const rf_reference *reference = c->run->reference;
    rf_ref_actions actions = rf_ref_actions_of(reference, service);
    rf_str start = start_of(name);
    bool prefix = pattern->shape == RF_SHAPE_PREFIX; /* then nothing follows its start */
    rf_statement only = {.actions = {.present = true, .at = pattern, .n = 1}};
    for (const rf_ref_action *action = actions.first; action < actions.end; action++)
        if (rf_starts_nocase(rf_ref_text(reference, action->name), start) &&
            (prefix || rf_statement_names(reference, &only, action) == RF_YES))
            collect(c, action, pattern);
}

static void collect_named(collector *c, const rf_pattern *pattern, bool wildcards)
{
    const rf_reference *reference = c->run->reference;
    if (rf_names_one_action(pattern)) {
        const rf_ref_action *action = rf_ref_action_named(reference, pattern->text);
        c->into->unlisted = c->into->unlisted || action == NULL;
        if (action != NULL)
            collect(c, action, pattern);
        return;
    }
    rf_str name, prefix = rf_split(pattern->text, ':', &name);
    bool several = name.at == NULL || start_of(prefix).n != prefix.n;
    bool all = name.n != 0 && start_of(name).n == 0 && name.n == 1 && name.at[0] == '*';
    if (pattern->unknown) {
        c->into->unlisted = true;
    } else if (several || all) {
        c->into->whole = true;
    } else if (wildcards) {
        const rf_ref_service *service = rf_ref_service_named(reference, prefix);
        c->into->unlisted = c->into->unlisted || service == NULL;
        if (service != NULL)
            collect_matching(c, service, name, pattern);
    }
}

rf_named_list rf_named_actions(rf_check_run *run, const rf_statement *statement, bool wildcards)
{
    rf_named_list named = {0};
    collector c = {.run = run, .into = &named};
    for (size_t i = 0; i < statement->actions.n; i++)
        collect_named(&c, &statement->actions.at[i], wildcards);
    return named;
}

/* --- keys ---------------------------------------------------------------------------------------
 */

bool rf_action_may_have(const rf_check_run *run, const rf_ref_action *action, rf_str key)
{
    if (rf_ref_action_knows_key(run->reference, action, key))
        return true;
    rf_str other = rf_ref_tag_alias(key);
    size_t slash = rf_find_byte(key, '/');
    if (other.n == 0 || slash == RF_NOT_FOUND)
        return false;
    rf_str tag = rf_slice(key, slash, key.n);
    return rf_ref_action_knows_key(run->reference, action,
                                   rf_format(run->arena, "%.*s%.*s", RF_ARG(other), RF_ARG(tag)));
}

bool rf_holds_when_absent(rf_check_run *run, const rf_condition *condition)
{
    static const rf_request nothing;
    return rf_condition_holds(run->arena, condition, &nothing) == RF_YES;
}

bool rf_param_lists(const rf_check_run *run, const char *param, rf_str text)
{
    const rf_value *list = rf_check_param(run, param);
    for (size_t i = 0; list != NULL && list->kind == RF_LIST && i < list->as.list.n; i++)
        if (rf_eq(rf_text_of(&list->as.list.at[i]), text))
            return true;
    return false;
}

/* --- words --------------------------------------------------------------------------------------
 */

void rf_name_add(rf_arena *arena, rf_name_list *list, rf_str name)
{
    for (size_t i = 0; i < list->names.n; i++)
        if (rf_eq(list->names.at[i], name))
            return;
    RF_PUSH(arena, &list->names, name);
}

rf_str rf_names_text(rf_arena *arena, const rf_name_list *list)
{
    size_t n = list->names.n, shown = n > NAMES_SHOWN ? NAMES_SHOWN : n;
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < shown; i++) {
        bool last = i + 1 == n && n > 1;
        rf_buf_add_c(&buf, i == 0 ? "" : last ? " and " : ", ");
        rf_buf_add(&buf, list->names.at[i]);
    }
    if (n > shown)
        rf_buf_format(&buf, " and %zu more", n - shown);
    return rf_buf_str(&buf);
}

rf_str rf_checks_text(rf_arena *arena, const rf_name_list *types)
{
    rf_str names = rf_names_text(arena, types);
    return rf_format(arena, "%.*s %s", RF_ARG(names),
                     types->names.n > 1 ? "checks have" : "check has");
}

rf_finding *rf_report_statement(rf_check_run *run, const rf_statement *statement, rf_span span,
                                rf_str message)
{
    rf_finding *finding = rf_report(run, span, "%.*s", RF_ARG(message));
    finding->statement = rf_statement_id(run->arena, statement);
    return finding;
}

/* --- work ---------------------------------------------------------------------------------------
 */

/* What the usual ARNs cost, with a star at the end or none, and what others do. */
static size_t cost_of(const rf_pattern *pattern)
{
    rf_str rest = pattern->text;
    for (size_t i = 0; i < RF_ARN_SEGMENTS - 1 && rest.at != NULL; i++)
        rf_split(rest, ':', &rest);
    bool usual =
        pattern->shape == RF_SHAPE_ALL || (rest.at != NULL && start_of(rest).n + 1 >= rest.n);
    return usual ? 1 : CLOSE_LOOK;
}

static size_t patterns_of(const rf_statement *one)
{
    size_t n = 1 + one->actions.n + one->not_actions.n + one->n;
    for (size_t i = 0; i < one->resources.n; i++)
        n += cost_of(&one->resources.at[i]);
    for (size_t i = 0; i < one->not_resources.n; i++)
        n += cost_of(&one->not_resources.at[i]);
    return n;
}

rf_work rf_work_new(rf_check_run *run)
{
    rf_work work = {.run = run, .patterns = 1};
    const rf_policy *policy = run->subject->found->policy;
    for (size_t i = 0; i < policy->n; i++)
        work.patterns += patterns_of(&policy->statements[i]);
    return work;
}

static size_t checks_of(const rf_check_run *run, const rf_ref_action *action)
{
    return rf_ref_pairs_of(run->reference, action).n + 1;
}

size_t rf_work_of(rf_work *work, const rf_statement *statement, const rf_ref_action *action)
{
    if (work->of != statement) {
        work->of = statement;
        work->of_it = patterns_of(statement);
    }
    return checks_of(work->run, action) * work->of_it;
}

size_t rf_work_of_all(const rf_work *work, const rf_ref_action *action)
{
    return checks_of(work->run, action) * work->patterns;
}

bool rf_work_goes_on(rf_work *work, size_t cost)
{
    if (work->done > RF_LIMIT_REACH_WORK)
        return false;
    work->done += cost;
    if (work->done <= RF_LIMIT_REACH_WORK)
        return true;
    rf_report_left_out(work->run, work->run->subject->span,
                       RF_STR("what some statements of this policy can reach"),
                       "it names more actions than a policy that AWS stores has room for");
    return false;
}

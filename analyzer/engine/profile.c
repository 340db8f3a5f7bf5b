#include "engine/profile.h"

#include "base/glob.h"
#include "input/read.h"

/* How many of the wanted texts (globs) the group has, by one way of collecting them. */
typedef size_t rf_count_fn(const rf_inputs *inputs, const rf_group *group, const rf_value *globs);

/* A number of an object; `otherwise` when it has none. */
static int64_t number_of(const rf_value *object, const char *name, int64_t otherwise)
{
    const rf_value *value = rf_value_get_c(object, name);
    if (value != NULL && value->kind == RF_NUMBER)
        rf_num_to_int64(value->as.number, &otherwise);
    return otherwise;
}

static bool any_glob(const rf_value *globs, rf_str text)
{
    for (size_t i = 0; i < globs->as.list.n; i++)
        if (rf_glob_matches(rf_text_of(&globs->as.list.at[i]), text))
            return true;
    return false;
}

static size_t count_variables(const rf_inputs *inputs, const rf_group *group, const rf_value *globs)
{
    (void)inputs;
    size_t n = 0;
    for (size_t i = 0; i < globs->as.list.n; i++) {
        rf_str glob = rf_text_of(&globs->as.list.at[i]);
        bool found = false;
        for (size_t k = 0; k < group->variables.n && !found; k++)
            found = rf_glob_matches(glob, group->variables.at[k].name);
        for (size_t k = 0; k < group->module.declarations.n && !found; k++)
            found = rf_glob_matches(glob, group->module.declarations.at[k].name);
        n += found;
    }
    return n;
}

static size_t count_statements(const rf_inputs *inputs, const rf_group *group,
                               const rf_value *globs)
{
    size_t n = 0;
    for (size_t i = 0; i < inputs->policies.n; i++) {
        const rf_found_policy *found = &inputs->policies.at[i];
        if (found->file->group != group)
            continue;
        for (size_t k = 0; k < found->policy->n; k++)
            n += any_glob(globs, found->policy->statements[k].sid);
    }
    return n;
}

/* Whether a resource, principal or value of the statement is one of the globs. */
static bool statement_holds(const rf_statement *statement, const rf_value *globs)
{
    const rf_patterns *const patterns[] = {&statement->resources, &statement->not_resources};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        for (size_t k = 0; k < patterns[i]->n; k++)
            if (any_glob(globs, patterns[i]->at[k].text))
                return true;
    for (size_t i = 0; i < statement->principals.n; i++)
        if (any_glob(globs, statement->principals.at[i].id))
            return true;
    for (size_t i = 0; i < statement->n; i++)
        for (size_t k = 0; k < statement->conditions[i].n; k++)
            if (any_glob(globs, statement->conditions[i].values[k].text))
                return true;
    return false;
}

static size_t count_texts(const rf_inputs *inputs, const rf_group *group, const rf_value *globs)
{
    size_t n = 0;
    for (size_t i = 0; i < inputs->policies.n; i++) {
        const rf_found_policy *found = &inputs->policies.at[i];
        if (found->file->group != group)
            continue;
        for (size_t k = 0; k < found->policy->n; k++)
            n += statement_holds(&found->policy->statements[k], globs);
    }
    return n;
}

static size_t count_files(const rf_inputs *inputs, const rf_group *group, const rf_value *globs)
{
    size_t n = 0;
    for (size_t i = 0; i < inputs->files.n; i++)
        n += inputs->files.at[i]->group == group &&
             any_glob(globs, rf_path_name(inputs->files.at[i]->path));
    return n;
}

/* Names of variables; Sids; resources, principals and values of statements; names of files. */
static const struct {
    const char *name;
    rf_count_fn *count;
} signs[] = {{"variables", count_variables},
             {"statements", count_statements},
             {"texts", count_texts},
             {"files", count_files}};

/* recognise = { variables = [{ names = [...], least = 2 }] }: enough names of one entry will do. */
static bool recognises(const rf_profile *profile, const rf_inputs *inputs, const rf_group *group)
{
    const rf_value *recognise = rf_value_get_c(&profile->value, "recognise");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const rf_value *entries = rf_value_get_c(recognise, signs[i].name);
        for (size_t k = 0; entries != NULL && entries->kind == RF_LIST && k < entries->as.list.n;
             k++) {
            const rf_value *names = rf_value_get_c(&entries->as.list.at[k], "names");
            int64_t wanted = number_of(&entries->as.list.at[k], "least", 1);
            if (names != NULL && names->kind == RF_LIST &&
                (int64_t)signs[i].count(inputs, group, names) >= wanted)
                return true;
        }
    }
    return false;
}

void rf_profiles_choose(const rf_ruleset *set, rf_inputs *inputs, rf_str name)
{
    bool automatic = rf_eq_c(name, "auto");
    const rf_profile *generic = rf_profile_named(set, RF_STR("generic"));
    for (size_t g = 0; g < inputs->groups.n; g++) {
        rf_group *group = inputs->groups.at[g];
        for (size_t i = 0; i < set->profiles.n && group->profile == NULL; i++) {
            const rf_profile *profile = &set->profiles.at[i];
            if (automatic ? recognises(profile, inputs, group) : rf_eq(profile->name, name)) {
                group->profile = &profile->value;
                group->profile_name = profile->name;
            }
        }
        if (group->profile == NULL && generic != NULL)
            group->profile = &generic->value;
    }
}

static bool lists_pack(const rf_value *profile, rf_str pack)
{
    const rf_value *packs = rf_value_get_c(profile, "packs");
    return packs != NULL && packs->kind == RF_LIST && any_glob(packs, pack);
}

bool rf_profile_allows(const rf_ruleset *set, const rf_value *profile, const rf_rule *rule)
{
    if (profile != NULL && lists_pack(profile, rule->pack))
        return true;
    for (size_t i = 0; i < set->profiles.n; i++)
        if (lists_pack(&set->profiles.at[i].value, rule->pack))
            return false;
    return true;
}

bool rf_profile_turns_off(const rf_value *profile, rf_str rule)
{
    const rf_value *off = rf_value_get_c(profile, "off");
    return off != NULL && off->kind == RF_LIST && any_glob(off, rule);
}

bool rf_profile_names(const rf_policy *policy, rf_str action)
{
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *statement = &policy->statements[i];
        for (size_t k = 0; statement->effect == RF_EFFECT_ALLOW && k < statement->actions.n; k++)
            if (rf_glob_matches_nocase(statement->actions.at[k].text, action))
                return true;
    }
    return false;
}

static bool any_names(const rf_policies *policies, rf_str action)
{
    for (size_t i = 0; i < policies->n; i++)
        if (rf_profile_names(policies->at[i], action))
            return true;
    return false;
}

bool rf_profile_has_role(const rf_value *profile, const rf_policies *policies, rf_str role)
{
    const rf_value *entries = rf_value_get(rf_value_get_c(profile, "policies"), role);
    if (entries == NULL || entries->kind != RF_LIST)
        return false;
    for (size_t i = 0; i < entries->as.list.n; i++) {
        const rf_value *entry = &entries->as.list.at[i];
        const rf_value *actions = rf_value_get_c(entry, "actions");
        int64_t named = 0;
        for (size_t k = 0; actions != NULL && actions->kind == RF_LIST && k < actions->as.list.n;
             k++)
            named += any_names(policies, rf_text_of(&actions->as.list.at[k]));
        if (named < number_of(entry, "least", 0) || named > number_of(entry, "most", named))
            return false;
    }
    return true;
}

bool rf_profile_severity(const rf_value *profile, rf_str rule, rf_severity *severity)
{
    const rf_value *value = rf_value_get(rf_value_get_c(profile, "severity"), rule);
    return value != NULL && rf_severity_read(rf_text_of(value), severity);
}

rf_str rf_profile_note(const rf_value *profile, rf_str rule)
{
    return rf_text_of(rf_value_get(rf_value_get_c(profile, "notes"), rule));
}

/* True when the member is absent, or a glob that matches. */
static bool accepts_member(const rf_value *accepted, const char *name, rf_str text)
{
    const rf_value *glob = rf_value_get_c(accepted, name);
    return glob == NULL || rf_glob_matches(rf_text_of(glob), text);
}

/* accepts = [{ rule, statement, text, reason }]: `text` is what stands under the finding's place,
 * so that an edit of the statement ends the acceptance. */
rf_str rf_profile_accepts(const rf_value *profile, const rf_finding *finding)
{
    const rf_value *accepts = rf_value_get_c(profile, "accepts");
    if (accepts == NULL || accepts->kind != RF_LIST)
        return RF_STR("");
    for (size_t i = 0; i < accepts->as.list.n; i++) {
        const rf_value *accepted = &accepts->as.list.at[i];
        if (accepts_member(accepted, "rule", finding->rule) &&
            accepts_member(accepted, "statement", finding->statement) &&
            accepts_member(accepted, "text", rf_span_text(finding->span)))
            return rf_text_of(rf_value_get_c(accepted, "reason"));
    }
    return RF_STR("");
}

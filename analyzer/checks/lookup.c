#include "checks/lookup.h"

#include "base/glob.h"

enum {
    /* Characters; AWS stores 20,480 of a customer at most, and some 130,000 in policies of its own.
     */
    OVERLONG = 256 * 1024,
};

bool rf_lookup_wants_near(const rf_check_run *run)
{
    const rf_value *near = rf_check_param(run, "near");
    return near != NULL && near->kind == RF_BOOL && near->as.boolean;
}

bool rf_lookup_is_template(rf_str text)
{
    return rf_find(text, RF_STR("${")) != RF_NOT_FOUND;
}

bool rf_action_split(const rf_pattern *pattern, rf_action_parts *parts)
{
    if (pattern->unknown)
        return false;
    parts->service = rf_split(pattern->text, ':', &parts->name);
    return parts->service.n != 0 && parts->name.n != 0 && !rf_glob_has_wildcard(parts->service) &&
           !rf_lookup_is_template(pattern->text);
}

bool rf_lookup_is_overlong(const rf_check_run *run)
{
    return run->subject->found->policy->characters > OVERLONG;
}

/* Reports of the same at the same place are one. */
bool rf_lookup_gives_up(rf_check_run *run, const char *what)
{
    if (!rf_lookup_is_overlong(run))
        return false;
    rf_report_left_out(run, run->subject->found->policy->span, rf_str_c(what),
                       "a policy of that many characters is longer than AWS stores");
    return true;
}

bool rf_lookup_arn_fields(rf_str text, rf_arn *arn)
{
    size_t n = 0, start = 0, depth = 0;
    if (!rf_starts(text, RF_STR("arn:")))
        return false;
    for (size_t i = 0; i < text.n && n < RF_ARN_SEGMENTS - 1; i++) {
        depth += text.at[i] == '$' && i + 1 < text.n && text.at[i + 1] == '{';
        depth -= text.at[i] == '}' && depth > 0;
        if (text.at[i] != ':' || depth > 0)
            continue;
        arn->segment[n++] = rf_slice(text, start, i);
        start = i + 1;
    }
    arn->segment[n] = rf_slice(text, start, text.n);
    return n == RF_ARN_SEGMENTS - 1;
}

/* The resource part of a format. */
static rf_str resource_of(rf_str format, rf_str *prefix)
{
    rf_arn arn;
    if (prefix->n != 0 && rf_starts(format, *prefix))
        return rf_slice(format, prefix->n, format.n);
    if (!rf_lookup_arn_fields(format, &arn))
        return RF_STR("");
    rf_str resource = arn.segment[RF_ARN_RESOURCE];
    *prefix = rf_slice(format, 0, format.n - resource.n);
    return resource;
}

static bool is_letter(char c)
{
    return c != '*' && c != '?' && c != '$';
}

/* True for "${Name}" and nothing else. */
static bool is_variable(rf_str text)
{
    return rf_starts(text, RF_STR("${")) && rf_find_byte(text, '}') == text.n - 1;
}

rf_glance rf_lookup_glance(rf_str format, rf_str resource, rf_str *prefix)
{
    rf_str expected = resource_of(format, prefix);
    size_t n = expected.n < resource.n ? expected.n : resource.n, i = 0;
    while (i < n && is_letter(expected.at[i]) && is_letter(resource.at[i])) {
        if (expected.at[i] != resource.at[i])
            return RF_GLANCE_APART;
        i++;
    }
    return i < n && is_variable(rf_slice(expected, i, expected.n)) ? RF_GLANCE_FITS
                                                                   : RF_GLANCE_PERHAPS;
}

/* The text before the first wildcard. */
static rf_str literal_start(rf_str pattern)
{
    size_t n = 0;
    while (n < pattern.n && pattern.at[n] != '*' && pattern.at[n] != '?')
        n++;
    return rf_slice(pattern, 0, n);
}

/* The first action whose name does not come before `start`; they are sorted. */
static const rf_ref_action *first_from(const rf_reference *reference, rf_ref_actions actions,
                                       rf_str start)
{
    while (actions.first < actions.end) {
        const rf_ref_action *middle = actions.first + (actions.end - actions.first) / 2;
        if (rf_cmp_nocase(rf_ref_text(reference, middle->name), start) < 0)
            actions.first = middle + 1;
        else
            actions.end = middle;
    }
    return actions.first;
}

bool rf_lookup_service_has(const rf_reference *reference, const rf_ref_service *service,
                           rf_str name)
{
    rf_ref_actions actions = rf_ref_actions_of(reference, service);
    rf_str start = literal_start(name);
    for (const rf_ref_action *action = first_from(reference, actions, start); action < actions.end;
         action++) {
        rf_str text = rf_ref_text(reference, action->name);
        if (!rf_starts_nocase(text, start))
            return false;
        if (rf_glob_matches_nocase(name, text))
            return true;
    }
    return false;
}

bool rf_lookup_takes_key(rf_str key)
{
    rf_str name, prefix = rf_split(key, ':', &name);
    return prefix.n != 0 && name.n != 0 && !rf_lookup_is_template(key) &&
           !rf_ref_is_provider_key(key);
}

/* True when a name sorts before all that start with the prefix and a colon. */
static bool is_before(rf_str name, rf_str prefix)
{
    int order = rf_cmp_nocase(rf_slice(name, 0, prefix.n), prefix);
    return order < 0 || (order == 0 && (name.n == prefix.n || name.at[prefix.n] < ':'));
}

bool rf_lookup_has_key_prefix(const rf_reference *reference, rf_str prefix)
{
    size_t low = 0, high = reference->key_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_before(rf_ref_text(reference, reference->keys[middle].name), prefix))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == reference->key_count)
        return false;
    rf_str name = rf_ref_text(reference, reference->keys[low].name);
    return rf_starts_nocase(name, prefix) && name.n > prefix.n && name.at[prefix.n] == ':';
}

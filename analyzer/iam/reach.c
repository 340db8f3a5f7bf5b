#include "iam/reach.h"

#include "base/limits.h"
#include "iam/arn.h"
#include "iam/match.h"
#include "reference/shape.h"

#include <string.h>

enum {
    NAME_ROOM = 2 * RF_LIMIT_REFERENCE_NAME + 1, /* two names, and a colon between them */
    /* An ARN: "up to 2048 characters" (IAM User Guide, "IAM and AWS STS quotas"). */
    ARN_ROOM = 2048,
};

/* --- action ------------------------------------------------------------------------------------
 */

static size_t put_lower(char *room, size_t at, rf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        room[at + i] =
            (char)(text.at[i] >= 'A' && text.at[i] <= 'Z' ? text.at[i] - 'A' + 'a' : text.at[i]);
    return at + text.n;
}

/* "ec2:createsubnet", in `room`. */
static rf_str action_key(const rf_reference *reference, const rf_ref_action *action, char *room)
{
    size_t n =
        put_lower(room, 0, rf_ref_text(reference, reference->services[action->service].name));
    room[n++] = ':';
    return (rf_str){room, put_lower(room, n, rf_ref_text(reference, action->name))};
}

static rf_truth any_names(const rf_patterns *patterns, rf_str key)
{
    static const rf_request nothing;
    rf_truth best = RF_NO;
    for (size_t i = 0; i < patterns->n && best != RF_YES; i++)
        best = rf_or(best, rf_pattern_matches(NULL, &patterns->at[i], key, &nothing));
    return best;
}

static rf_truth names(const rf_statement *statement, rf_str key)
{
    if (statement->not_actions.present)
        return rf_not(any_names(&statement->not_actions, key));
    return any_names(&statement->actions, key);
}

rf_truth rf_statement_names(const rf_reference *reference, const rf_statement *statement,
                            const rf_ref_action *action)
{
    char room[NAME_ROOM];
    return names(statement, action_key(reference, action, room));
}

/* --- resource ----------------------------------------------------------------------------------
 */

/* The six segments of an ARN that is not a variable in front of the resource part; false when there
 * are fewer. */
static bool split_arn(rf_str text, rf_str *segments)
{
    for (size_t i = 0; i < RF_ARN_SEGMENTS - 1; i++) {
        segments[i] = rf_split(text, ':', &text);
        if (text.at == NULL)
            return false;
    }
    segments[RF_ARN_RESOURCE] = text;
    return true;
}

static bool is_star(rf_str text)
{
    return text.n == 1 && text.at[0] == '*';
}

/* The characters before the first wildcard or variable. */
static rf_str literal_start(rf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.at[i] == '*' || text.at[i] == '?' || text.at[i] == '$')
            return rf_slice(text, 0, i);
    return text;
}

/* What can be seen at once of ARNs of the usual form: literal text, and a star at the end. */
typedef enum glance { SEEN_APART, SEEN_OVERLAP, SEEN_COVERED, NOT_SEEN } glance;

/* A segment of the head: service, Region or account. */
static glance glance_at_head(rf_str pattern, rf_str format)
{
    bool plain = literal_start(pattern).n == pattern.n;
    if (is_star(pattern) || (plain && rf_eq(pattern, format)))
        return SEEN_COVERED;
    return plain && pattern.n != 0 && format.n != 0 && format.at[0] == '$' ? SEEN_OVERLAP
                                                                           : NOT_SEEN;
}

/* True for "vpc/${VpcId}": ids have no colon that a star in front of them could reach beyond.  What
 * else there is wants a close look. */
static bool ends_in_id(rf_str format)
{
    return rf_find_byte(format, ':') == RF_NOT_FOUND &&
           (rf_ends(format, RF_STR("Id}")) || rf_ends(format, RF_STR("WithPath}")));
}

static glance glance_at_resource(rf_str pattern, rf_str format)
{
    rf_str start = literal_start(pattern), word = literal_start(format);
    size_t n = start.n < word.n ? start.n : word.n;
    if (n != 0 && memcmp(start.at, word.at, n) != 0)
        return ends_in_id(format) ? SEEN_APART : NOT_SEEN;
    bool ends_in_star = start.n + 1 == pattern.n && pattern.at[start.n] == '*';
    if (ends_in_star && start.n <= word.n)
        return SEEN_COVERED;
    bool one_variable =
        ends_in_id(format) && word.n < format.n && format.at[word.n] == '$' &&
        rf_find_byte(rf_slice(format, word.n, format.n), '}') + word.n + 1 == format.n;
    bool simple = ends_in_star || start.n == pattern.n;
    return simple && one_variable && start.n > word.n ? SEEN_OVERLAP : NOT_SEEN;
}

/* An account is in one partition, and a policy that names one is for accounts in there. */
static glance glance_at(const rf_str *pattern, const rf_str *format)
{
    glance seen = SEEN_COVERED;
    rf_str partition = pattern[RF_ARN_PARTITION];
    bool known = is_star(partition) ||
                 (rf_starts(partition, RF_STR("aws")) && literal_start(partition).n == partition.n);
    if (!known || !rf_eq_c(pattern[RF_ARN_PREFIX], "arn"))
        return NOT_SEEN;
    for (int i = RF_ARN_RESOURCE; i >= RF_ARN_SERVICE; i--) {
        glance one = i == RF_ARN_RESOURCE ? glance_at_resource(pattern[i], format[i])
                                          : glance_at_head(pattern[i], format[i]);
        if (one == SEEN_APART)
            return SEEN_APART;
        seen = one == NOT_SEEN || seen == NOT_SEEN ? NOT_SEEN : one < seen ? one : seen;
    }
    return seen;
}

/* The formats of a type, and the only one of most, taken apart. */
typedef struct formats {
    rf_ref_arns arns;
    bool one;
    rf_str segments[RF_ARN_SEGMENTS];
} formats;

static formats formats_of(const rf_ref_check *check)
{
    formats all = {
        .arns = rf_ref_arns_of(check->reference, &check->reference->types[check->pair->type])};
    all.one =
        all.arns.n == 1 && split_arn(rf_ref_text(check->reference, all.arns.at[0]), all.segments);
    return all;
}

/* True when a glance at the resource part of the pattern is enough: it begins otherwise. */
static bool is_apart(rf_str pattern, const formats *all)
{
    size_t colons = 0, at = 0;
    for (; at < pattern.n && colons < RF_ARN_SEGMENTS - 1 && pattern.at[at] != '$'; at++)
        colons += pattern.at[at] == ':';
    return all->one && colons == RF_ARN_SEGMENTS - 1 &&
           glance_at_resource(rf_slice(pattern, at, pattern.n), all->segments[RF_ARN_RESOURCE]) ==
               SEEN_APART;
}

/* Of all formats of the type: apart when all are, covered when all are. */
static glance glance_at_type(const rf_ref_check *check, rf_str pattern, const formats *all)
{
    rf_str left[RF_ARN_SEGMENTS], right[RF_ARN_SEGMENTS];
    size_t counts[NOT_SEEN + 1] = {0};
    if (is_apart(pattern, all))
        return SEEN_APART;
    if (!split_arn(pattern, left))
        return NOT_SEEN;
    if (all->one)
        return glance_at(left, all->segments);
    for (size_t i = 0; i < all->arns.n; i++) {
        bool whole = split_arn(rf_ref_text(check->reference, all->arns.at[i]), right);
        counts[whole ? glance_at(left, right) : NOT_SEEN]++;
    }
    if (all->arns.n == 0 || counts[NOT_SEEN] != 0)
        return NOT_SEEN;
    return counts[SEEN_APART] == all->arns.n     ? SEEN_APART
           : counts[SEEN_COVERED] == all->arns.n ? SEEN_COVERED
                                                 : SEEN_OVERLAP;
}

/* The pattern with a star for the partition that it names, in `room`; empty when it names none. */
static rf_str in_any_partition(rf_str pattern, char *room)
{
    rf_str rest, partition;
    if (!rf_eq_c(rf_split(pattern, ':', &rest), "arn"))
        return RF_STR("");
    partition = rf_split(rest, ':', &rest);
    if (!rf_starts(partition, RF_STR("aws")) || rest.at == NULL || rest.n + 6 > ARN_ROOM)
        return RF_STR("");
    memcpy(room, "arn:*:", 6);
    memcpy(room + 6, rest.at, rest.n);
    return (rf_str){room, rest.n + 6};
}

static rf_truth covers_type(const rf_pattern *pattern, const rf_ref_check *check,
                            const formats *all)
{
    static const rf_truth truths[] = {RF_NO, RF_MAYBE, RF_YES}; /* of both enums */
    const rf_ref_type *type = &check->reference->types[check->pair->type];
    if (pattern->unknown)
        return RF_MAYBE;
    if (pattern->shape == RF_SHAPE_ALL)
        return RF_YES;
    glance seen = glance_at_type(check, pattern->text, all);
    if (seen != NOT_SEEN)
        return truths[seen];
    rf_meeting meeting = rf_ref_type_meets(check->reference, type, pattern->text);
    if (meeting != RF_OVERLAP)
        return truths[meeting];
    char room[ARN_ROOM];
    rf_str wider = in_any_partition(pattern->text, room);
    return wider.n == 0 ? RF_MAYBE : truths[rf_ref_type_meets(check->reference, type, wider)];
}

/* Looks no further when one covers as well as is asked for. */
static rf_truth covers(const rf_patterns *patterns, const rf_ref_check *check, rf_truth enough)
{
    formats all = formats_of(check);
    rf_truth best = RF_NO;
    for (size_t i = 0; i < patterns->n && best != RF_YES && best != enough; i++)
        best = rf_or(best, covers_type(&patterns->at[i], check, &all));
    return best;
}

/* An action without resource types is on "*" ("Actions, resources, and condition keys for AWS
 * services", the column Resource types): only a pattern that matches this text is about it. */
static rf_truth covers_star(rf_arena *arena, const rf_statement *statement)
{
    static const rf_request star = {.resource = {"*", 1}};
    const rf_pattern *which;
    return rf_match_resource(arena, statement, &star, &which);
}

static rf_truth statement_covers(rf_arena *arena, const rf_statement *statement,
                                 const rf_ref_check *check, rf_truth enough)
{
    if (check->pair == NULL)
        return covers_star(arena, statement);
    if (statement->not_resources.present)
        return rf_not(covers(&statement->not_resources, check, RF_YES));
    return statement->resources.present ? covers(&statement->resources, check, enough) : RF_YES;
}

rf_truth rf_statement_covers(rf_arena *arena, const rf_statement *statement,
                             const rf_ref_check *check)
{
    return statement_covers(arena, statement, check, RF_YES);
}

bool rf_statement_may_cover(rf_arena *arena, const rf_statement *statement,
                            const rf_ref_check *check)
{
    return statement_covers(arena, statement, check, RF_MAYBE) != RF_NO;
}

/* --- principal ---------------------------------------------------------------------------------
 */

static rf_truth is_about_everyone(const rf_statement *statement)
{
    if (statement->not_principals.present)
        return RF_MAYBE;
    for (size_t i = 0; i < statement->principals.n; i++) {
        const rf_principal *principal = &statement->principals.at[i];
        bool aws = principal->type == RF_PRINCIPAL_AWS && rf_eq_c(principal->id, "*");
        if (!principal->unknown && (aws || principal->type == RF_PRINCIPAL_ANYONE))
            return RF_YES;
    }
    return statement->principals.present ? RF_MAYBE : RF_YES;
}

/* --- conditions --------------------------------------------------------------------------------
 */

/* The key under the other name of its tag, in `room`; empty when it has none, or a longer one than
 * any tag ("Tag naming limits and requirements": 128 characters). */
static rf_str other_name(rf_str key, char *room)
{
    rf_str prefix = rf_ref_tag_alias(key);
    size_t slash = rf_find_byte(key, '/');
    if (prefix.n == 0 || slash == RF_NOT_FOUND || prefix.n + key.n - slash > NAME_ROOM)
        return RF_STR("");
    size_t n = put_lower(room, 0, prefix);
    return (rf_str){room, put_lower(room, n, rf_slice(key, slash, key.n))};
}

bool rf_reach_may_have(const rf_ref_check *check, rf_str key)
{
    char room[NAME_ROOM];
    if (rf_ref_key_can_be_present(check, key))
        return true;
    rf_str other = other_name(key, room);
    if (other.n != 0 && rf_ref_key_can_be_present(check, other))
        return true;
    return rf_ref_is_provider_key(key) || rf_ref_key_named(check->reference, key) == NULL;
}

static const rf_context_key *given_key(const rf_request *given, rf_str key)
{
    if (given == NULL)
        return NULL;
    char room[NAME_ROOM];
    const rf_context_key *found = rf_request_key(given, key);
    if (found != NULL)
        return found;
    rf_str other = other_name(key, room);
    return other.n == 0 ? NULL : rf_request_key(given, other);
}

/* Whether a value of the policy compares with every value that the key may have, or with none. */
static rf_truth compares_with_any(const rf_condition_value *value)
{
    if (value->kind == RF_UNKNOWN)
        return RF_MAYBE;
    if (!value->readable)
        return RF_NO;
    return value->pattern.n != 0 && value->pattern.shape == RF_SHAPE_ALL ? RF_YES : RF_MAYBE;
}

/* A key that is there with some value that is not known. */
static rf_truth holds_with_any(rf_arena *arena, const rf_condition *condition)
{
    const rf_base_operator *base = condition->op.base;
    if (base == NULL)
        return RF_NO;
    if (base->family == RF_FAMILY_NULL) {
        rf_str some = RF_STR("");
        rf_context_key entry = {.key = condition->key, .values = &some, .n = 1};
        return rf_condition_holds(arena, condition, &(rf_request){.context = &entry, .n = 1});
    }
    rf_truth some = RF_NO;
    for (size_t i = 0; i < condition->n; i++)
        some = rf_or(some, compares_with_any(&condition->values[i]));
    return base->negated ? rf_not(some) : some;
}

static bool has_variables(const rf_condition *condition)
{
    for (size_t i = 0; i < condition->n; i++)
        if (condition->values[i].pattern.variables)
            return true;
    return false;
}

/* A key that is there with values that are known.  What a variable stands for is not. */
static rf_truth holds_with(rf_arena *arena, const rf_condition *condition,
                           const rf_context_key *key)
{
    if (has_variables(condition))
        return holds_with_any(arena, condition);
    rf_context_key entry = *key;
    entry.key = condition->key;
    return rf_condition_holds(arena, condition, &(rf_request){.context = &entry, .n = 1});
}

rf_truth rf_condition_reach(rf_arena *arena, const rf_condition *condition,
                            const rf_ref_check *check, const rf_request *given)
{
    static const rf_request nothing;
    if (condition->unknown)
        return RF_MAYBE;
    rf_truth absent = rf_condition_holds(arena, condition, &nothing);
    const rf_context_key *key = given_key(given, condition->key);
    bool is_absent = key != NULL && !key->unknown && key->n == 0;
    if (is_absent || !rf_reach_may_have(check, condition->key))
        return absent;
    if (key != NULL && !key->unknown)
        return holds_with(arena, condition, key);
    return holds_with_any(arena, condition) == absent ? absent : RF_MAYBE;
}

bool rf_condition_rests_on_absence(rf_arena *arena, const rf_condition *condition,
                                   const rf_ref_check *check)
{
    static const rf_request nothing;
    return !condition->unknown && !rf_reach_may_have(check, condition->key) &&
           holds_with_any(arena, condition) != rf_condition_holds(arena, condition, &nothing);
}

/* --- all of it ---------------------------------------------------------------------------------
 */

/* With `enough` of RF_MAYBE the match may be told as RF_MAYBE where it is RF_YES. */
static rf_reach reach_of(rf_arena *arena, const rf_statement *statement, rf_str key,
                         const rf_ref_check *check, const rf_request *given, rf_truth enough)
{
    rf_reach reach = {.match = RF_MAYBE};
    if (statement->unknown)
        return reach;
    reach.match = names(statement, key);
    reach.by_action = reach.match == RF_NO;
    if (reach.match != RF_NO) {
        reach.match = rf_and(reach.match, statement_covers(arena, statement, check, enough));
        reach.by_resource = reach.match == RF_NO;
    }
    if (reach.match != RF_NO)
        reach.match = rf_and(reach.match, is_about_everyone(statement));
    for (size_t i = 0; i < statement->n && reach.match != RF_NO; i++) {
        reach.match =
            rf_and(reach.match, rf_condition_reach(arena, &statement->conditions[i], check, given));
        if (reach.match == RF_NO)
            reach.condition = &statement->conditions[i];
    }
    return reach;
}

rf_reach rf_statement_reach(rf_arena *arena, const rf_statement *statement,
                            const rf_ref_check *check, const rf_request *given)
{
    char room[NAME_ROOM];
    rf_str key = action_key(check->reference, check->action, room);
    return reach_of(arena, statement, key, check, given, RF_YES);
}

rf_policy_reach rf_policy_reaches(rf_arena *arena, const rf_policy *policy,
                                  const rf_ref_check *check, const rf_request *given)
{
    rf_policy_reach reach = {.allowed = RF_NO};
    if (policy->refused)
        return reach;
    char room[NAME_ROOM];
    rf_str key = action_key(check->reference, check->action, room);
    rf_truth allows = policy->unknown ? RF_MAYBE : RF_NO, denies = allows;
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *statement = &policy->statements[i];
        rf_truth match = reach_of(arena, statement, key, check, given, RF_YES).match;
        if (statement->effect == RF_EFFECT_UNKNOWN) {
            match = rf_and(match, RF_MAYBE);
            allows = rf_or(allows, match);
            denies = rf_or(denies, match);
        } else if (statement->effect == RF_EFFECT_ALLOW) {
            allows = rf_or(allows, match);
        } else if (statement->effect == RF_EFFECT_DENY) {
            denies = rf_or(denies, match);
            if (match == RF_YES && reach.denied_by == NULL)
                reach.denied_by = statement;
        }
    }
    reach.allowed = rf_and(allows, rf_not(denies));
    return reach;
}

bool rf_policy_may_allow(rf_arena *arena, const rf_policy *policy, const rf_ref_check *check,
                         const rf_request *given, const rf_statement **denied_by)
{
    char room[NAME_ROOM];
    rf_str key = action_key(check->reference, check->action, room);
    bool allows = policy->unknown;
    *denied_by = NULL;
    for (size_t i = 0; i < policy->n && !policy->refused && *denied_by == NULL; i++) {
        const rf_statement *statement = &policy->statements[i];
        bool deny = statement->effect == RF_EFFECT_DENY;
        if (!deny && (allows || statement->effect == RF_EFFECT_MISSING ||
                      statement->effect == RF_EFFECT_INVALID))
            continue;
        rf_truth enough = deny ? RF_YES : RF_MAYBE;
        rf_truth match = reach_of(arena, statement, key, check, given, enough).match;
        if (deny && match == RF_YES)
            *denied_by = statement;
        else if (!deny)
            allows = match != RF_NO;
    }
    return allows && !policy->refused && *denied_by == NULL;
}

/* Condition keys that the reference does not have, in conditions and in variables; and whether the
 * operator fits the key. */
#include "checks/lookup.h"

enum { SLIPS = 2 }; /* typing slips in a name for which another one is suggested */

/* --- keys of conditions -------------------------------------------------------------------- */

/* aws:RequestTag and its like without a tag, and aws:ARN, are the business of other rules. */
static bool has_own_rule(rf_str key)
{
    static const char *const tags[] = {"requesttag", "resourcetag", "principaltag"};
    rf_str name;
    rf_split(key, ':', &name);
    if (rf_ends(name, RF_STR("/")))
        name.n--;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (rf_eq_nocase_c(name, tags[i]))
            return true;
    return rf_eq_nocase_c(key, "aws:arn");
}

/* Keys and variables that are no part of the reference: AWS IoT Core Developer Guide, "AWS IoT Core
 * policy variables" and "Authorizing direct calls to AWS services using AWS IoT Core credential
 * provider"; AWS Transfer Family User Guide, "Creating a session policy for an Amazon S3 bucket".
 */
static const char *const other_prefixes[] = {"iot", "credentials-iot", "transfer"};

static bool is_of_service(rf_str prefix)
{
    for (size_t i = 0; i < sizeof other_prefixes / sizeof *other_prefixes; i++)
        if (rf_eq_nocase_c(prefix, other_prefixes[i]))
            return true;
    return false;
}

static bool is_known_prefix(const rf_reference *reference, rf_str prefix)
{
    return rf_eq_nocase_c(prefix, "aws") || rf_ref_service_named(reference, prefix) != NULL ||
           rf_lookup_has_key_prefix(reference, prefix);
}

/* What a condition on a key that no request has comes to. */
static rf_str effect_of(const rf_condition *condition)
{
    const rf_condition_operator *op = &condition->op;
    if (op->base == NULL || op->base->family == RF_FAMILY_NULL)
        return RF_STR("");
    bool holds = op->if_exists || op->set == RF_SET_FOR_ALL_VALUES ||
                 (op->set == RF_SET_NONE && op->base->negated);
    return holds ? RF_STR("it always holds") : RF_STR("it never holds");
}

/* A key with another prefix that exists: "ec2:ResourceTag/Name" for "ecc2:ResourceTag/Name". */
static rf_str with_near_prefix(rf_check_run *run, rf_str key)
{
    const rf_reference *reference = run->reference;
    rf_str name, prefix = rf_split(key, ':', &name), meant = RF_STR("");
    size_t best = SLIPS;
    for (uint32_t i = 0; i <= reference->service_count; i++) {
        rf_str service = i == reference->service_count
                             ? RF_STR("aws")
                             : rf_ref_text(reference, reference->services[i].name);
        size_t distance = rf_edit_distance(prefix, service, best - 1);
        if (distance >= best)
            continue;
        rf_str candidate = rf_format(run->arena, "%.*s:%.*s", RF_ARG(service), RF_ARG(name));
        if (rf_ref_key_named(reference, candidate) != NULL) {
            best = distance;
            meant = candidate;
        }
    }
    return meant;
}

/* What was meant in place of a key that does not exist; empty when nothing is near. */
static rf_str meant_key(rf_check_run *run, rf_str key)
{
    rf_str rest, prefix = rf_split(key, ':', &rest);
    if (rf_lookup_is_overlong(run))
        return RF_STR("");
    if (!is_known_prefix(run->reference, prefix))
        return with_near_prefix(run, key);
    rf_str near = rf_ref_nearest_key(run->arena, run->reference, key);
    return rf_edit_distance(key, near, SLIPS) <= SLIPS ? near : RF_STR("");
}

static void report_unlisted(rf_check_run *run, const rf_condition *condition, rf_str prefix)
{
    rf_finding *finding =
        is_known_prefix(run->reference, prefix)
            ? rf_report(run, condition->key_span,
                        "the reference of %s has no condition key \"%.*s\"", run->reference->date,
                        RF_ARG(condition->name))
            : rf_report(run, condition->key_span,
                        "the reference of %s has no service \"%.*s\" and no keys of it",
                        run->reference->date, RF_ARG(prefix));
    finding->note = effect_of(condition);
}

void rf_check_condition_key(rf_check_run *run)
{
    const rf_condition *condition = run->subject->condition;
    rf_str rest, prefix = rf_split(condition->name, ':', &rest);
    if (condition->unknown || !rf_lookup_takes_key(condition->name) || is_of_service(prefix) ||
        has_own_rule(condition->name) || rf_ref_key_named(run->reference, condition->name) != NULL)
        return;
    rf_str near = meant_key(run, condition->name);
    if ((near.n != 0) != rf_lookup_wants_near(run))
        return;
    if (near.n == 0) {
        report_unlisted(run, condition, prefix);
        return;
    }
    rf_finding *finding = rf_report(run, condition->key_span,
                                    "there is no condition key \"%.*s\"; did you mean \"%.*s\"?",
                                    RF_ARG(condition->name), RF_ARG(near));
    finding->note = effect_of(condition);
    finding->help = rf_format(run->arena, "write %.*s", RF_ARG(near));
}

/* --- keys of variables --------------------------------------------------------------------- */

/* True for text that can be the name of a key.  Templates of other tools look like variables:
 * ${AWS::Region} of CloudFormation, ${ssm:/path} of Serverless. */
static bool looks_like_key(rf_str key)
{
    rf_str name;
    rf_split(key, ':', &name);
    if (name.n == 0 || rf_find_byte(name, ':') != RF_NOT_FOUND)
        return false;
    return (name.at[0] >= 'a' && name.at[0] <= 'z') || (name.at[0] >= 'A' && name.at[0] <= 'Z');
}

static void report_variable(rf_check_run *run, const rf_pattern *pattern, rf_str key,
                            const char *effect)
{
    rf_str rest, prefix = rf_split(key, ':', &rest);
    if (!rf_lookup_takes_key(key) || !looks_like_key(key) || is_of_service(prefix) ||
        rf_ref_key_named(run->reference, key) != NULL)
        return;
    rf_str near = meant_key(run, key);
    if ((near.n != 0) != rf_lookup_wants_near(run))
        return;
    if (near.n == 0 && !is_known_prefix(run->reference, prefix))
        return; /* a placeholder of some template */
    rf_finding *finding;
    if (near.n != 0) {
        finding = rf_report(run, pattern->span, "there is no key \"%.*s\"; did you mean ${%.*s}?",
                            RF_ARG(key), RF_ARG(near));
        finding->help = rf_format(run->arena, "write ${%.*s}", RF_ARG(near));
    } else {
        finding = rf_report(run, pattern->span, "the reference of %s has no key \"%.*s\"",
                            run->reference->date, RF_ARG(key));
    }
    finding->note = rf_str_c(effect);
}

static void look_at_variables(rf_check_run *run, const rf_pattern *pattern, const char *effect)
{
    for (size_t i = 0; pattern->variables && i < pattern->n; i++)
        if (pattern->tokens[i].kind == RF_TOKEN_VARIABLE && !pattern->tokens[i].has_fallback)
            report_variable(run, pattern, pattern->tokens[i].text, effect);
}

typedef void pattern_fn(rf_check_run *run, const rf_pattern *pattern, const char *effect);

/* Looks at each pattern that may have variables; `effect`: what one without a value comes to. */
static void each_variable(rf_check_run *run, pattern_fn *look_at)
{
    const rf_statement *statement = run->subject->statement;
    for (size_t i = 0; i < statement->resources.n; i++)
        look_at(run, &statement->resources.at[i], "it matches nothing");
    for (size_t i = 0; i < statement->not_resources.n; i++)
        look_at(run, &statement->not_resources.at[i], "it excepts nothing");
    for (size_t i = 0; i < statement->n; i++) {
        const rf_condition *condition = &statement->conditions[i];
        const rf_base_operator *base = condition->op.base;
        if (base == NULL || (base->family != RF_FAMILY_STRING && base->family != RF_FAMILY_ARN))
            continue;
        for (size_t k = 0; k < condition->n; k++)
            look_at(run, &condition->values[k].pattern,
                    base->negated ? "it differs from everything" : "it compares with nothing");
    }
}

void rf_check_variable_key(rf_check_run *run)
{
    each_variable(run, look_at_variables);
}

/* --- one value or several ------------------------------------------------------------------ */

/* The entries of the reference for the key of a condition: more than one where services disagree
 * on its type. */
typedef struct entries {
    const rf_ref_key *first, *end;
} entries;

static bool same_name(const rf_reference *reference, const rf_ref_key *a, const rf_ref_key *b)
{
    return rf_eq_nocase(rf_ref_text(reference, a->name), rf_ref_text(reference, b->name));
}

static entries entries_named(const rf_reference *reference, rf_str name)
{
    const rf_ref_key *key = rf_ref_key_named(reference, name);
    if (key == NULL)
        return (entries){NULL, NULL};
    entries found = {key, key + 1};
    while (found.first > reference->keys && same_name(reference, found.first - 1, key))
        found.first--;
    while (found.end < reference->keys + reference->key_count &&
           same_name(reference, found.end, key))
        found.end++;
    return found;
}

static entries entries_of(const rf_check_run *run)
{
    const rf_condition *condition = run->subject->condition;
    if (condition->unknown || rf_lookup_is_template(condition->name))
        return (entries){NULL, NULL};
    return entries_named(run->reference, condition->name);
}

static bool are_all(entries keys, bool multivalued)
{
    for (const rf_ref_key *key = keys.first; key < keys.end; key++)
        if (key->multivalued != multivalued)
            return false;
    return keys.first != NULL;
}

/* A variable is of a key with a single value (IAM User Guide, "IAM policy elements: Variables and
 * tags"). */
static void report_several(rf_check_run *run, const rf_pattern *pattern, const char *effect)
{
    for (size_t i = 0; pattern->variables && i < pattern->n; i++) {
        const rf_token *token = &pattern->tokens[i];
        if (token->kind != RF_TOKEN_VARIABLE ||
            !are_all(entries_named(run->reference, token->text), true))
            continue;
        rf_finding *finding =
            rf_report(run, pattern->span, "${%.*s} has no value: its key may have several",
                      RF_ARG(token->text));
        finding->note = rf_str_c(effect);
        return;
    }
}

void rf_check_variable_of_several(rf_check_run *run)
{
    each_variable(run, report_several);
}

void rf_check_needs_qualifier(rf_check_run *run)
{
    const rf_condition *condition = run->subject->condition;
    const rf_condition_operator *op = &condition->op;
    if (op->base == NULL || op->base->family == RF_FAMILY_NULL || op->set != RF_SET_NONE ||
        condition->n == 0 || !are_all(entries_of(run), true))
        return;
    const rf_value *global = rf_check_param(run, "global");
    if (global != NULL && global->as.boolean != rf_starts_nocase(condition->name, RF_STR("aws:")))
        return;
    rf_finding *finding = rf_report(
        run, condition->op_span,
        "%.*s may have several values; %.*s needs ForAllValues: or ForAnyValue: before it",
        RF_ARG(condition->name), RF_ARG(condition->op_text));
    finding->help = rf_format(run->arena,
                              "write ForAllValues:%.*s if every value must match, "
                              "ForAnyValue:%.*s if one must",
                              RF_ARG(condition->op_text), RF_ARG(condition->op_text));
}

/* Of the claims of an identity provider only "sub" is one text in every token; "aud" and "amr" may
 * be lists, whatever the reference says: OpenID Connect Core 1.0, section 2. */
static bool has_one_value(const rf_check_run *run)
{
    rf_str key = run->subject->condition->name;
    if (rf_ref_is_provider_key(key))
        return rf_ends(key, RF_STR(":sub"));
    return are_all(entries_of(run), false);
}

void rf_check_needless_qualifier(rf_check_run *run)
{
    const rf_condition *condition = run->subject->condition;
    const rf_condition_operator *op = &condition->op;
    if (op->base == NULL || op->base->family == RF_FAMILY_NULL || condition->n == 0)
        return;
    bool for_all = op->set == RF_SET_FOR_ALL_VALUES;
    bool for_any = op->set == RF_SET_FOR_ANY_VALUE && op->base->negated && !op->if_exists;
    if ((!for_all && !for_any) || !has_one_value(run))
        return;
    rf_report(run, condition->op_span, "%.*s has a single value: %.*s %s for a request without it",
              RF_ARG(condition->name), RF_ARG(condition->op_text),
              for_all ? "holds" : "does not hold");
}

/* --- operator against type ----------------------------------------------------------------- */

#define FITS(family) (1u << RF_FAMILY_##family)

/* The operators of a type.  An ARN "is considered a string" (IAM User Guide, "Condition operators",
 * "ARN condition operators"); aws:EpochTime "works with date operators or numeric operators", of
 * the other dates it is not said (same guide, "AWS global condition context keys"). */
static const struct {
    unsigned families;
    const char *operators;
} types[RF_KEY_TYPES] = {
    [RF_KEY_STRING] = {FITS(STRING), "a String operator"},
    [RF_KEY_ARN] = {FITS(ARN) | FITS(STRING), "an Arn operator"},
    [RF_KEY_BOOL] = {FITS(BOOL), "Bool"},
    [RF_KEY_NUMERIC] = {FITS(NUMERIC), "a Numeric operator"},
    [RF_KEY_DATE] = {FITS(DATE) | FITS(NUMERIC), "a Date operator"},
    [RF_KEY_IP] = {FITS(IP), "IpAddress or NotIpAddress"},
    [RF_KEY_BINARY] = {FITS(BINARY), "BinaryEquals"},
};

/* Arn operators on a key that the reference lists as text: fine where the values are ARNs. */
static bool are_arns(const rf_condition *condition)
{
    for (size_t i = 0; i < condition->n; i++) {
        const rf_condition_value *value = &condition->values[i];
        if (value->kind != RF_UNKNOWN && !rf_starts(value->text, RF_STR("arn:")) &&
            !rf_starts(value->text, RF_STR("*")) && !rf_lookup_is_template(value->text))
            return false;
    }
    return true;
}

/* True when every value has a variable.  Variables work with String and Arn operators only (IAM
 * User Guide, "IAM policy elements: Variables and tags"), so that a comparison of two keys, such as
 * aws:ec2InstanceSourcePrivateIPv4 with ${aws:VpcSourceIp} (same guide, "AWS global condition
 * context keys"), is one of text. */
static bool are_variables(const rf_condition *condition)
{
    for (size_t i = 0; i < condition->n; i++)
        if (!condition->values[i].pattern.variables)
            return false;
    return condition->n != 0;
}

static bool fits(const rf_ref_key *key, const rf_condition *condition)
{
    rf_family family = condition->op.base->family;
    if ((family == RF_FAMILY_STRING || family == RF_FAMILY_ARN) && are_variables(condition))
        return true;
    return (types[key->type].families & 1u << family) != 0 ||
           (key->type == RF_KEY_STRING && family == RF_FAMILY_ARN && are_arns(condition));
}

void rf_check_operator_type(rf_check_run *run)
{
    const rf_condition *condition = run->subject->condition;
    if (condition->op.base == NULL || condition->op.base->family == RF_FAMILY_NULL)
        return;
    entries keys = entries_of(run);
    for (const rf_ref_key *key = keys.first; key < keys.end; key++)
        if (fits(key, condition))
            return;
    if (keys.first == NULL)
        return;
    rf_key_type type = (rf_key_type)keys.first->type;
    rf_finding *finding = rf_report(
        run, condition->op_span, "%.*s is a key of type %s, %.*s compares values of type %s",
        RF_ARG(condition->name), rf_key_type_name(type), RF_ARG(condition->op_text),
        rf_family_name(condition->op.base->family));
    finding->help = rf_format(run->arena, "use %s", types[type].operators);
}

/* A value that an Arn operator cannot compare: what is not of six segments, and no wildcard.  On a
 * key that holds no ARN it is the operator that is wrong. */
void rf_check_arn_value(rf_check_run *run)
{
    const rf_condition *condition = run->subject->condition;
    if (condition->op.base == NULL || condition->op.base->family != RF_FAMILY_ARN)
        return;
    entries keys = entries_of(run);
    bool fitting = keys.first == NULL;
    for (const rf_ref_key *key = keys.first; key < keys.end && !fitting; key++)
        fitting = fits(key, condition);
    for (size_t i = 0; i < condition->n && fitting; i++) {
        const rf_condition_value *value = &condition->values[i];
        if (value->kind != RF_UNKNOWN && !value->readable && !rf_lookup_is_template(value->text))
            rf_report(run, value->span, "\"%.*s\" is no ARN: %.*s never compares with it",
                      RF_ARG(value->text), RF_ARG(condition->op_text));
    }
}

/* A wildcard that stands beside other text: a lone "*" matches every ARN either way. */
static bool has_wide_wildcard(const rf_condition *condition)
{
    for (size_t i = 0; i < condition->n; i++) {
        const rf_pattern *pattern = &condition->values[i].pattern;
        if (condition->values[i].kind == RF_UNKNOWN || pattern->n < 2)
            continue;
        for (size_t k = 0; k < pattern->n; k++)
            if (pattern->tokens[k].kind == RF_TOKEN_STAR)
                return true;
    }
    return false;
}

void rf_check_arn_as_text(rf_check_run *run)
{
    const rf_condition *condition = run->subject->condition;
    const rf_base_operator *base = condition->op.base;
    if (base == NULL || base->family != RF_FAMILY_STRING || !base->like ||
        !has_wide_wildcard(condition))
        return;
    entries keys = entries_of(run);
    for (const rf_ref_key *key = keys.first; key < keys.end; key++)
        if (key->type != RF_KEY_ARN)
            return;
    if (keys.first == NULL)
        return;
    rf_condition_operator better = condition->op;
    better.base = &rf_base_operators[base->negated ? RF_OPERATOR_ArnNotLike : RF_OPERATOR_ArnLike];
    rf_finding *finding =
        rf_report(run, condition->op_span, "%.*s is an ARN: with %.*s a * stands for colons too",
                  RF_ARG(condition->name), RF_ARG(condition->op_text));
    finding->help =
        rf_format(run->arena, "write %.*s, which compares the parts of an ARN one by one",
                  RF_ARG(rf_operator_text(run->arena, &better)));
}

#include "iam/words.h"

#include "iam/arn.h"
#include "iam/match.h"

/* What a key is about; how its absence and its value are told depends on it. */
typedef enum subject {
    OF_REQUEST, /* any other key */
    OF_RESOURCE_TAG,
    OF_REQUEST_TAG,
    OF_PRINCIPAL_TAG,
    OF_TAG_KEYS,
    OF_CREATE_ACTION,
} subject;

static const struct {
    rf_str text; /* of the key, in lower case; one that ends in a slash is a beginning */
    subject subject;
} subjects[] = {
    {{"aws:resourcetag/", 16}, OF_RESOURCE_TAG}, {{"ec2:resourcetag/", 16}, OF_RESOURCE_TAG},
    {{"aws:requesttag/", 15}, OF_REQUEST_TAG},   {{"aws:principaltag/", 17}, OF_PRINCIPAL_TAG},
    {{"aws:tagkeys", 11}, OF_TAG_KEYS},          {{"ec2:createaction", 16}, OF_CREATE_ACTION},
};

/* *tag is what follows the slash, as written. */
static subject subject_of(const rf_condition *condition, rf_str *tag)
{
    *tag = condition->name;
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        rf_str text = subjects[i].text;
        bool begins = text.at[text.n - 1] == '/';
        if (begins ? !rf_starts(condition->key, text) : !rf_eq(condition->key, text))
            continue;
        if (begins)
            *tag = rf_slice(condition->name, text.n, condition->name.n);
        return subjects[i].subject;
    }
    return OF_REQUEST;
}

/* The type of the check's resource: "subnet"; or empty. */
static rf_str type_of(const rf_words *words)
{
    const rf_ref_check *about = &words->check->about;
    if (about->pair == NULL)
        return RF_STR("");
    return rf_ref_text(about->reference, about->reference->types[about->pair->type].name);
}

rf_str rf_words_resource(const rf_words *words)
{
    enum { LONG = 40 };
    rf_arn arn;
    rf_str resource = words->check->request->resource, type = type_of(words);
    if (rf_arn_split(resource, &arn))
        resource = arn.segment[RF_ARN_RESOURCE];
    if (resource.n != 0 && resource.n <= LONG && !rf_eq_c(resource, "*"))
        return resource;
    return type.n != 0 ? rf_format(words->arena, "the %.*s", RF_ARG(type)) : RF_STR("the resource");
}

/* The resource as a sentence needs it: "the subnet" where a star stands for its id. */
static rf_str the_resource(const rf_words *words)
{
    rf_str resource = rf_words_resource(words), type = type_of(words);
    if (type.n != 0 && rf_find_byte(resource, '*') != RF_NOT_FOUND)
        return rf_format(words->arena, "the %.*s", RF_ARG(type));
    return resource;
}

static bool is_new(const rf_words *words)
{
    const rf_call_check *check = words->check;
    return check->tagging || (check->about.action != NULL && check->about.pair != NULL &&
                              rf_ref_check_creates(&check->about));
}

/* Tags of the request are seen only where they are set. */
static void add_no_request_tags(const rf_words *words, rf_buf *buf, const rf_condition *condition,
                                rf_str otherwise)
{
    const rf_ref_check *about = &words->check->about;
    if (about->action != NULL &&
        !rf_call_can_have(about->reference, about->action, condition->name))
        rf_buf_format(buf, "%.*s never sets tags", RF_ARG(words->check->request->action));
    else if (about->pair != NULL && !rf_ref_key_can_be_present(about, condition->name))
        rf_buf_format(buf, "the check of %.*s does not see tags of the request",
                      RF_ARG(the_resource(words)));
    else
        rf_buf_add(buf, otherwise);
}

static void add_no_key(const rf_words *words, rf_buf *buf, const rf_condition *condition)
{
    const rf_ref_check *about = &words->check->about;
    if (about->action != NULL && about->pair != NULL && !rf_ref_is_provider_key(condition->name) &&
        !rf_ref_key_is_known(about, condition->name))
        rf_buf_format(buf, "%.*s on %.*s never has %.*s", RF_ARG(words->check->request->action),
                      RF_ARG(the_resource(words)), RF_ARG(condition->name));
    else
        rf_buf_format(buf, "the request has no %.*s", RF_ARG(condition->name));
}

/* "vpc/vpc-1 has no tag Name" */
static void add_absence(const rf_words *words, rf_buf *buf, const rf_condition *condition)
{
    rf_str tag, text;
    switch (subject_of(condition, &tag)) {
    case OF_RESOURCE_TAG:
        if (is_new(words))
            rf_buf_format(buf, "%.*s is new and has no tags yet", RF_ARG(the_resource(words)));
        else
            rf_buf_format(buf, "%.*s has no tag %.*s", RF_ARG(the_resource(words)), RF_ARG(tag));
        break;
    case OF_REQUEST_TAG:
        text = rf_format(words->arena, "the request sets no tag %.*s", RF_ARG(tag));
        add_no_request_tags(words, buf, condition, text);
        break;
    case OF_TAG_KEYS:
        add_no_request_tags(words, buf, condition, RF_STR("the request names no tags"));
        break;
    case OF_PRINCIPAL_TAG:
        rf_buf_format(buf, "the principal has no tag %.*s", RF_ARG(tag));
        break;
    case OF_CREATE_ACTION:
        if (rf_eq_nocase_c(words->check->request->action, "ec2:CreateTags")) {
            rf_buf_format(buf, "nothing is created here, so there is no %.*s",
                          RF_ARG(condition->name));
            break;
        }
        add_no_key(words, buf, condition);
        break;
    case OF_REQUEST:
        add_no_key(words, buf, condition);
        break;
    }
}

/* "tag Name of vpc/vpc-1" */
static void add_subject(const rf_words *words, rf_buf *buf, const rf_condition *condition)
{
    rf_str tag;
    switch (subject_of(condition, &tag)) {
    case OF_RESOURCE_TAG:
        rf_buf_format(buf, "tag %.*s of %.*s", RF_ARG(tag), RF_ARG(the_resource(words)));
        break;
    case OF_PRINCIPAL_TAG:
        rf_buf_format(buf, "tag %.*s of the principal", RF_ARG(tag));
        break;
    default: /* of a tag of the request its name is enough */
        rf_buf_add(buf, tag);
    }
}

static void add_quoted(rf_buf *buf, rf_str text)
{
    enum { LONG = 120 };
    rf_buf_format(buf, text.n > LONG ? "\"%.*s...\"" : "\"%.*s\"", RF_ARG(rf_slice(text, 0, LONG)));
}

/* "Name is "a"", "aws:TagKeys is ["a", "b"]" */
static void add_given(const rf_words *words, rf_buf *buf, const rf_condition_result *result)
{
    enum { SHOWN = 6 };
    const rf_context_key *given = result->given;
    add_subject(words, buf, result->condition);
    rf_buf_add_c(buf, given->multivalued ? " is [" : " is ");
    for (size_t i = 0; i < given->n && i < SHOWN; i++) {
        rf_buf_add_c(buf, i ? ", " : "");
        add_quoted(buf, given->values[i]);
    }
    if (given->n > SHOWN)
        rf_buf_format(buf, ", and %zu more", given->n - SHOWN);
    rf_buf_add_c(buf, given->multivalued ? "]" : "");
}

/* How each operator's comparison reads: "is \"x\", PHRASE \"y\"". */
static const char *const phrases[RF_OPERATORS] = {
    [RF_OPERATOR_StringEquals] = "",
    [RF_OPERATOR_StringNotEquals] = "",
    [RF_OPERATOR_StringEqualsIgnoreCase] = "but for case ",
    [RF_OPERATOR_StringNotEqualsIgnoreCase] = "but for case ",
    [RF_OPERATOR_StringLike] = "like ",
    [RF_OPERATOR_StringNotLike] = "like ",
    [RF_OPERATOR_NumericEquals] = "equal to ",
    [RF_OPERATOR_NumericNotEquals] = "equal to ",
    [RF_OPERATOR_NumericLessThan] = "less than ",
    [RF_OPERATOR_NumericLessThanEquals] = "at most ",
    [RF_OPERATOR_NumericGreaterThan] = "greater than ",
    [RF_OPERATOR_NumericGreaterThanEquals] = "at least ",
    [RF_OPERATOR_DateEquals] = "equal to ",
    [RF_OPERATOR_DateNotEquals] = "equal to ",
    [RF_OPERATOR_DateLessThan] = "before ",
    [RF_OPERATOR_DateLessThanEquals] = "at or before ",
    [RF_OPERATOR_DateGreaterThan] = "after ",
    [RF_OPERATOR_DateGreaterThanEquals] = "at or after ",
    [RF_OPERATOR_Bool] = "",
    [RF_OPERATOR_BinaryEquals] = "",
    [RF_OPERATOR_IpAddress] = "in ",
    [RF_OPERATOR_NotIpAddress] = "in ",
    [RF_OPERATOR_ArnEquals] = "like ",
    [RF_OPERATOR_ArnLike] = "like ",
    [RF_OPERATOR_ArnNotEquals] = "like ",
    [RF_OPERATOR_ArnNotLike] = "like ",
    [RF_OPERATOR_Null] = "",
};

static const rf_condition_value *value_that_compares(const rf_words *words,
                                                     const rf_condition_result *result)
{
    const rf_condition *condition = result->condition;
    const rf_base_operator *base = condition->op.base;
    rf_condition_value given;
    rf_given_read(words->arena, base, result->given->values[0], &given);
    for (size_t i = 0; i < condition->n; i++)
        if (base->compare(words->arena, &condition->values[i], &given, words->check->request) ==
            RF_YES)
            return &condition->values[i];
    return NULL;
}

/* ", like "cce-*"", ", not "a" or "b"": what the single value was compared with. */
static void add_comparison(const rf_words *words, rf_buf *buf, const rf_condition_result *result)
{
    enum { SHOWN = 3 };
    const rf_condition *condition = result->condition;
    const char *phrase = phrases[condition->op.base->id];
    const rf_condition_value *same = value_that_compares(words, result);
    if (same != NULL) {
        if (phrase[0] == '\0' && rf_eq(same->text, result->given->values[0]))
            return;
        rf_buf_format(buf, ", %s", phrase);
        add_quoted(buf, same->text);
        return;
    }
    if (condition->n == 0 || condition->n > SHOWN) {
        rf_buf_format(buf, phrase[0] ? ", not %sany of %zu values" : ", %snone of %zu values",
                      phrase, condition->n);
        return;
    }
    rf_buf_format(buf, ", not %s", phrase);
    for (size_t i = 0; i < condition->n; i++) {
        rf_buf_add_c(buf, i == 0 ? "" : i + 1 < condition->n ? ", " : " or ");
        add_quoted(buf, condition->values[i].text);
    }
}

static const char *truth_word(rf_truth truth)
{
    return truth == RF_YES ? "true" : truth == RF_NO ? "false" : "unknown";
}

/* ", and StringLike on a missing key is false" */
static void add_rule(rf_buf *buf, const rf_condition_result *result, const char *on)
{
    rf_buf_format(buf, "%.*s%s is %s", RF_ARG(result->condition->op_text), on,
                  truth_word(result->holds));
}

static void add_null(const rf_words *words, rf_buf *buf, const rf_condition_result *result)
{
    if (result->given == NULL)
        add_absence(words, buf, result->condition);
    else
        add_given(words, buf, result);
    if (result->holds == RF_YES)
        rf_buf_format(buf, ", as %.*s asks", RF_ARG(result->condition->op_text));
    else
        rf_buf_format(buf, ", and %.*s asks for %s", RF_ARG(result->condition->op_text),
                      result->given == NULL ? "one" : "none");
}

/* What the condition rests on is not known: the key, or the policy itself. */
static void add_unknown(rf_buf *buf, const rf_condition *condition)
{
    if (condition->unknown)
        rf_buf_format(buf, "what %.*s compares is known only after apply",
                      RF_ARG(condition->op_text));
    else
        rf_buf_format(buf, "%.*s is not known", RF_ARG(condition->name));
}

static void add_by_value(const rf_words *words, rf_buf *buf, const rf_condition_result *result,
                         bool brief)
{
    add_given(words, buf, result);
    if (brief)
        return;
    if (result->condition->op.set == RF_SET_NONE && !result->given->multivalued) {
        add_comparison(words, buf, result);
    } else {
        rf_buf_add_c(buf, ", so ");
        add_rule(buf, result, "");
    }
}

rf_str rf_words_condition(const rf_words *words, const rf_condition_result *result, bool brief)
{
    const rf_condition *condition = result->condition;
    const rf_base_operator *base = condition->op.base;
    rf_buf buf = rf_buf_new(words->arena);
    if (base == NULL) {
        rf_buf_format(&buf, "there is no operator %.*s", RF_ARG(condition->op_text));
    } else if (result->reason == RF_BY_UNKNOWN) {
        add_unknown(&buf, condition);
    } else if (base->family == RF_FAMILY_NULL) {
        add_null(words, &buf, result);
    } else if (result->reason == RF_BY_ABSENCE) {
        add_absence(words, &buf, condition);
        if (!brief) {
            rf_buf_add_c(&buf, ", and ");
            add_rule(&buf, result, " on a missing key");
        }
    } else if (result->reason == RF_BY_VARIABLE) {
        rf_buf_format(&buf, "${%.*s} has no value, so ", RF_ARG(result->variable));
        add_rule(&buf, result, "");
    } else if (result->reason == RF_BY_MULTIVALUED) {
        rf_buf_format(&buf, "%.*s is multivalued, which takes ForAllValues or ForAnyValue, so ",
                      RF_ARG(condition->name));
        add_rule(&buf, result, "");
    } else {
        add_by_value(words, &buf, result, brief);
    }
    return rf_buf_str(&buf);
}

/* The end of a Resource pattern, which says what it is about, where the segments before it match
 * the request; else all of it. */
static rf_str short_pattern(const rf_words *words, const rf_pattern *pattern)
{
    rf_arn asked, wanted;
    if (pattern->unknown)
        return RF_STR("what is known only after apply");
    if (rf_find(pattern->text, RF_STR("${")) != RF_NOT_FOUND ||
        !rf_arn_split(pattern->text, &wanted) ||
        !rf_arn_split(words->check->request->resource, &asked))
        return pattern->text;
    rf_buf same = rf_buf_new(words->arena);
    for (int i = RF_ARN_PREFIX; i < RF_ARN_RESOURCE; i++)
        rf_buf_format(&same, "%.*s:", RF_ARG(wanted.segment[i]));
    rf_buf_add(&same, asked.segment[RF_ARN_RESOURCE]);
    rf_pattern head =
        rf_pattern_make(words->arena, RF_PATTERN_RESOURCE, rf_buf_str(&same), false, (rf_span){0});
    if (rf_pattern_matches(words->arena, &head, words->check->request->resource,
                           words->check->request) != RF_YES)
        return pattern->text;
    return wanted.segment[RF_ARN_RESOURCE];
}

/* "is about subnet/x and vpc/x only", "is about a, b, c and 5 more, not d" */
static void add_about(const rf_words *words, rf_buf *buf, const rf_patterns *patterns)
{
    enum { SHOWN = 3 };
    size_t shown = patterns->n > SHOWN + 1 ? SHOWN : patterns->n;
    rf_buf_add_c(buf, "is about ");
    for (size_t i = 0; i < shown; i++)
        rf_buf_format(buf, "%s%.*s",
                      i == 0                ? ""
                      : i + 1 < patterns->n ? ", "
                                            : " and ",
                      RF_ARG(short_pattern(words, &patterns->at[i])));
    if (shown < patterns->n)
        rf_buf_format(buf, " and %zu more, not %.*s", patterns->n - shown,
                      RF_ARG(rf_words_resource(words)));
    else
        rf_buf_add_c(buf, " only");
}

static void add_resource(const rf_words *words, rf_buf *buf, const rf_statement *statement,
                         const rf_explanation *explanation)
{
    if (statement->not_resources.present && explanation->resource != NULL) {
        rf_buf_format(buf, "is about all but %.*s",
                      RF_ARG(short_pattern(words, explanation->resource)));
    } else {
        add_about(words, buf, &statement->resources);
    }
    if (explanation->unresolved_in != NULL)
        rf_buf_format(buf, "; ${%.*s} has no value", RF_ARG(explanation->unresolved));
}

static void add_principal(const rf_words *words, rf_buf *buf, const rf_statement *statement)
{
    rf_str caller = words->check->request->caller.text;
    const rf_principals *principals = &statement->principals;
    if (statement->not_principals.present)
        rf_buf_format(buf, "is about all but %.*s", RF_ARG(caller));
    else if (caller.n == 0)
        rf_buf_add_c(buf, "names a principal, and the request has none");
    else if (principals->n == 1 && !principals->at[0].unknown)
        rf_buf_format(buf, "is for %.*s only, not for %.*s", RF_ARG(principals->at[0].id),
                      RF_ARG(caller));
    else
        rf_buf_format(buf, "is not for %.*s", RF_ARG(caller));
}

static void add_conditions(const rf_words *words, rf_buf *buf, const rf_explanation *explanation)
{
    for (size_t i = 0; i < explanation->n; i++) {
        rf_buf_add_c(buf, i ? "; " : ": ");
        rf_buf_add(buf, rf_words_condition(words, &explanation->conditions[i], false));
    }
}

rf_str rf_words_statement(const rf_words *words, const rf_statement *statement,
                          const rf_explanation *explanation, bool brief)
{
    rf_buf buf = rf_buf_new(words->arena);
    switch (explanation->failed) {
    case RF_PART_POLICY:
        rf_buf_add_c(&buf, "takes no part: AWS refuses its policy");
        break;
    case RF_PART_ACTION:
        rf_buf_format(&buf, "is not about %.*s", RF_ARG(words->check->request->action));
        break;
    case RF_PART_RESOURCE:
        add_resource(words, &buf, statement, explanation);
        break;
    case RF_PART_PRINCIPAL:
        add_principal(words, &buf, statement);
        break;
    case RF_PART_CONDITION:
        rf_buf_format(&buf, "does not match: %.*s",
                      RF_ARG(rf_words_condition(words, explanation->failed_condition, false)));
        break;
    case RF_PART_NONE:
        if (explanation->principal_match == RF_MAYBE && words->check->request->caller.text.n == 0) {
            rf_buf_add_c(&buf, "may match: it names a principal, and the request has none");
            break;
        }
        rf_buf_add_c(&buf, explanation->match == RF_MAYBE ? "may match" : "matches");
        if (!brief)
            add_conditions(words, &buf, explanation);
        break;
    }
    return rf_buf_str(&buf);
}

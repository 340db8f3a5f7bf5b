/* One decision by policies of all types: every documented rule as a probe, and what holds of all.
 */
#include "iam_support.h"

#include "iam/authorize.h"

#include <string.h>
#include <time.h>

#define USER "arn:aws:iam::111122223333:user/alice"
#define SESSION "arn:aws:sts::111122223333:assumed-role/deployer/ci"
#define FULL                                                                                       \
    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"%s\",\"Effect\":\"%s\","                \
    "\"Action\":\"%s\",\"Resource\":\"*\"}]}"

#define ALL                                                                                        \
    "{\"Statement\":[{\"Sid\":\"i\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"

static rf_policy_list list_of(const rf_value *documents)
{
    rf_policy_list list = {0};
    if (documents == NULL)
        return list;
    const rf_policy **policies = RF_NEW_ARRAY(arena, const rf_policy *, documents->as.list.n);
    for (size_t i = 0; i < documents->as.list.n; i++)
        policies[i] = rf_policy_read(arena, &documents->as.list.at[i], RF_STR(""));
    list.at = policies;
    list.n = documents->as.list.n;
    return list;
}

static const rf_policy_list *levels_of(const rf_value *levels, size_t *n)
{
    *n = levels != NULL ? levels->as.list.n : 0;
    rf_policy_list *lists = RF_NEW_ARRAY(arena, rf_policy_list, *n);
    for (size_t i = 0; i < *n; i++)
        lists[i] = list_of(&levels->as.list.at[i]);
    return lists;
}

/* The policies of one line of `simulate --requests`. */
static rf_policy_set set_of(const rf_value *line)
{
    rf_policy_set set = {.reference = &rf_reference_builtin};
    const rf_value *resource = rf_value_get_c(line, "resourcePolicy");
    set.identity = list_of(rf_value_get_c(line, "policies"));
    set.resource = resource != NULL ? rf_policy_read(arena, resource, RF_STR("")) : NULL;
    set.boundaries = list_of(rf_value_get_c(line, "boundaries"));
    set.sessions = list_of(rf_value_get_c(line, "sessionPolicies"));
    set.endpoints = list_of(rf_value_get_c(line, "endpointPolicies"));
    set.scps = levels_of(rf_value_get_c(line, "scps"), &set.scp_levels);
    set.rcps = levels_of(rf_value_get_c(line, "rcps"), &set.rcp_levels);
    return set;
}

static const rf_request *request_of(const rf_value *line)
{
    rf_diags diags = rf_diags_new(arena);
    rf_request *request = rf_request_read(arena, rf_value_get_c(line, "request"), &diags);
    ck_assert_msg(request != NULL, "%s", diags_text(&diags));
    return request;
}

static rf_authorization authorize(const char *line)
{
    rf_value *value = read_json(rf_str_c(line));
    rf_policy_set set = set_of(value);
    return rf_authorize(arena, &set, request_of(value));
}

/* "Allowed by A, B", "Unknown by A on aws:SourceIp", "ImplicitlyDenied at permissions boundary". */
static const char *told(const rf_authorization *answer)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, rf_outcome_name(answer->outcome));
    for (size_t i = 0; i < answer->n; i++)
        rf_buf_format(&buf, "%s%.*s", i ? ", " : " by ", RF_ARG(answer->because[i].statement->sid));
    for (size_t i = 0; i < answer->depends_count; i++)
        rf_buf_format(&buf, "%s%.*s", i ? ", " : " on ", RF_ARG(answer->depends[i]));
    if (answer->blocked)
        rf_buf_format(&buf, " at %s", rf_layer_name(answer->blocked_by));
    return rf_cstr(arena, rf_buf_str(&buf));
}

/* Whether a probe's list of texts, where it has one, is what was told. */
static bool same_texts(const rf_value *expected, const rf_str *texts, size_t n)
{
    if (expected == NULL)
        return true;
    bool same = expected->as.list.n == n;
    for (size_t i = 0; same && i < n; i++)
        same = rf_eq(rf_text_of(&expected->as.list.at[i]), texts[i]);
    return same;
}

static bool as_expected(const rf_value *probe, const rf_authorization *answer)
{
    rf_str *sids = RF_NEW_ARRAY(arena, rf_str, answer->n);
    for (size_t i = 0; i < answer->n; i++)
        sids[i] = answer->because[i].statement->sid;
    const rf_value *blocked = rf_value_get_c(probe, "blockedBy");
    bool outcome =
        rf_eq_c(rf_text_of(rf_value_get_c(probe, "expected")), rf_outcome_name(answer->outcome));
    bool layer = blocked == NULL || rf_eq_c(rf_text_of(blocked), rf_layer_name(answer->blocked_by));
    return outcome && layer && answer->blocked == (answer->outcome == RF_IMPLICITLY_DENIED) &&
           same_texts(rf_value_get_c(probe, "because"), sids, answer->n) &&
           same_texts(rf_value_get_c(probe, "depends"), answer->depends, answer->depends_count);
}

START_TEST(every_probe_is_decided_as_documented)
{
    rf_str lines = read_test_file("testdata/iam/authorize.jsonl");
    rf_buf wrong = rf_buf_new(arena);
    size_t count = 0;
    while (lines.n != 0) {
        rf_str rest;
        rf_value *probe = read_json(rf_split(lines, '\n', &rest));
        lines = rest;
        rf_policy_set set = set_of(probe);
        rf_authorization answer = rf_authorize(arena, &set, request_of(probe));
        rf_str source = rf_text_of(rf_value_get_c(probe, "source"));
        if (!as_expected(probe, &answer) ||
            !rf_starts(source, RF_STR("https://docs.aws.amazon.com/")))
            rf_buf_format(&wrong, "%.*s: %s\n", RF_ARG(rf_text_of(rf_value_get_c(probe, "id"))),
                          told(&answer));
        count++;
    }
    ck_assert_str_eq(rf_cstr(arena, rf_buf_str(&wrong)), "");
    ck_assert_uint_ge(count, 300);
}
END_TEST

/* Without other types it is the decision of rf_decide(), with the same statements. */
START_TEST(identity_policies_alone_are_decided_as_before)
{
    rf_str lines = read_test_file("testdata/iam/probes.jsonl");
    while (lines.n != 0) {
        rf_str rest;
        rf_value *probe = read_json(rf_split(lines, '\n', &rest));
        lines = rest;
        rf_policy_set set = set_of(probe);
        const rf_request *request = request_of(probe);
        rf_decision before = rf_decide(arena, set.identity.at, set.identity.n, request);
        rf_authorization answer = rf_authorize(arena, &set, request);
        ck_assert_int_eq(answer.outcome, before.outcome);
        ck_assert_uint_eq(answer.n, before.n);
        for (size_t i = 0; i < before.n; i++) {
            ck_assert_ptr_eq(answer.because[i].statement, before.because[i].statement);
            ck_assert_uint_eq(answer.because[i].policy, before.because[i].policy);
        }
    }
}
END_TEST

START_TEST(reasons_say_layer_level_and_policy)
{
    rf_authorization answer = authorize(text(
        "{\"request\":{\"action\":\"s3:GetObject\",\"resource\":\"arn:aws:s3:::b/k\",\"principal\":"
        "\"" USER "\"},\"policies\":[" FULL "," FULL "],\"scps\":[[" FULL "],[" FULL "," FULL "]],"
        "\"boundaries\":[" FULL "]}",
        "e", "Allow", "ec2:*", "i", "Allow", "s3:*", "r", "Allow", "*", "e", "Allow", "ec2:*", "a",
        "Allow", "s3:*", "b", "Allow", "*"));
    ck_assert_str_eq(told(&answer), "Allowed by i, b, r, a");
    static const rf_reason expected[] = {{.layer = RF_LAYER_IDENTITY, .policy = 1},
                                         {.layer = RF_LAYER_BOUNDARY},
                                         {.layer = RF_LAYER_SCP},
                                         {.layer = RF_LAYER_SCP, .level = 1, .policy = 1}};
    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(answer.because[i].layer, expected[i].layer);
        ck_assert_uint_eq(answer.because[i].level, expected[i].level);
        ck_assert_uint_eq(answer.because[i].policy, expected[i].policy);
    }
}
END_TEST

START_TEST(level_that_does_not_allow_is_the_first_one)
{
    rf_authorization answer = authorize(
        text("{\"request\":{\"action\":\"s3:GetObject\",\"resource\":\"*\",\"principal\":\"" USER
             "\"},\"policies\":[" FULL "],\"scps\":[[" FULL "],[],[" FULL "],[" FULL "]]}",
             "i", "Allow", "*", "a", "Allow", "*", "b", "Allow", "ec2:*", "c", "Allow", "*"));
    ck_assert_str_eq(told(&answer), "ImplicitlyDenied at service control policy");
    ck_assert_uint_eq(answer.blocked_level, 1);
}
END_TEST

static const struct {
    const char *principal, *account, *resource;
    bool cross;
} account_rows[] = {
    {USER, "", "arn:aws:sqs:eu-west-1:111122223333:q", false},
    {USER, "", "arn:aws:sqs:eu-west-1:444455556666:q", true},
    {USER, "444455556666", "arn:aws:s3:::b", true},
    {USER, "111122223333", "arn:aws:sqs:eu-west-1:444455556666:q", false},
    {USER, "", "arn:aws:s3:::b", false},
    {USER, "", "*", false},
    {USER, "", "arn:aws:iam::aws:policy/P", false},
    {USER, "", "arn:aws:x:y:44445555666:z", false}, /* 11 digits */
    {"", "", "arn:aws:sqs:eu-west-1:444455556666:q", false},
    {"", "444455556666", "*", false},
    {"cloudtrail.amazonaws.com", "", "arn:aws:sqs:eu-west-1:444455556666:q", false},
    {"arn:aws:iam:::user/x", "", "arn:aws:sqs:eu-west-1:444455556666:q", false},
};

START_TEST(account_of_caller_and_of_resource)
{
    rf_authorization answer = authorize(
        text("{\"request\":{\"action\":\"a:B\",\"resource\":\"%s\",\"principal\":\"%s\","
             "\"accountId\":\"%s\"}}",
             account_rows[_i].resource, account_rows[_i].principal, account_rows[_i].account));
    ck_assert(answer.cross_account == account_rows[_i].cross);
}
END_TEST

/* Forms of principals that IAM has, and texts that only look like one. */
static const struct {
    const char *text;
    bool fault, odd;
} caller_rows[] = {
    {USER, false, false},
    {SESSION, false, false},
    {"arn:aws:iam::111122223333:root", false, false},
    {"arn:aws:iam::111122223333:user/a/path!/alice", false, false},
    {"arn:aws-cn:iam::111122223333:role/aws-service-role/a.amazonaws.com/R", false, false},
    {"arn:aws:sts::111122223333:federated-user/bob@example.com", false, false},
    {"arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1", false,
     false},
    {"arn:aws:iam::111122223333:saml-provider/corp", false, false},
    {"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1", false, false},
    {"ec2.amazonaws.com", false, false},
    {"ec2.amazonaws.com.cn", false, false},
    {"cognito-identity.amazonaws.com", false, false},
    {"accounts.google.com", false, false},
    {"", false, false},
    {"anonymous", false, false},
    {"AIDAEXAMPLE", false, true},
    {"alice", false, true},
    {"111122223333", true, true},
    {"arn:aws:iam::111122223333:User/alice", true, false},
    {"arn:aws:iam::111122223333:group/g", true, false},
    {"arn:aws:iam::111122223333:user/", true, false},
    {"arn:aws:iam::111122223333:user/*", true, false},
    {"arn:aws:iam::111122223333:user/alice ", true, false},
    {" arn:aws:iam::111122223333:user/alice", true, true},
    {"ARN:aws:iam::111122223333:user/alice", true, false},
    {"arn:aws:iam::11112222333:user/alice", true, false},
    {"arn:aws:iam:::user/alice", true, false},
    {"arn:aws:iam:eu-west-1:111122223333:user/alice", true, false},
    {"arn:aws:sts::111122223333:assumed-role/deployer", true, false},
    {"arn:aws:sts::111122223333:assumed-role/deployer/", true, false},
    {"arn:aws:sts::111122223333:assumed-role/path/deployer/ci", true, false},
    {"arn:aws:s3:::bucket", true, false},
    {"arn:", true, false},
};

START_TEST(caller_has_a_form_of_iam)
{
    rf_str caller = rf_str_c(caller_rows[_i].text);
    ck_assert((rf_caller_fault(caller) != NULL) == caller_rows[_i].fault);
    ck_assert(rf_caller_is_odd(caller) == caller_rows[_i].odd);
}
END_TEST

/* Without a reference, RCPs bind every service; keys are known by their ARN. */
START_TEST(reference_may_be_missing)
{
    rf_value *line = read_json(rf_str_c(text(
        "{\"request\":{\"action\":\"ec2:RunInstances\",\"resource\":\"*\",\"principal\":\"" USER
        "\"},\"policies\":[" FULL "],\"rcps\":[[" FULL "]]}",
        "i", "Allow", "*", "r", "Deny", "*")));
    rf_policy_set set = set_of(line);
    ck_assert_int_eq(rf_authorize(arena, &set, request_of(line)).outcome, RF_ALLOWED);
    set.reference = NULL;
    ck_assert_int_eq(rf_authorize(arena, &set, request_of(line)).outcome, RF_EXPLICITLY_DENIED);
}
END_TEST

/* What is known only after apply, in each layer: never a silent yes or no. */
static const struct {
    const char *layers, *told;
} unknown_rows[] = {
    {"\"policies\":[{\"Statement\":\"@\"}]", "Unknown"},
    {"\"policies\":[" ALL ",{\"Statement\":\"@\"}]", "Unknown by i"},
    {"\"policies\":[" ALL "],\"boundaries\":[{\"Statement\":\"@\"}]", "Unknown by i"},
    {"\"policies\":[" ALL "],\"sessionPolicies\":[{\"Statement\":\"@\"}]", "Unknown by i"},
    {"\"policies\":[" ALL "],\"scps\":[[{\"Statement\":\"@\"}]]", "Unknown by i"},
    {"\"policies\":[" ALL "],\"rcps\":[[{\"Statement\":\"@\"}]]", "Unknown by i"},
    {"\"policies\":[" ALL "],\"endpointPolicies\":[{\"Statement\":\"@\"}]", "Unknown by i"},
    {"\"policies\":[" ALL "],\"resourcePolicy\":{\"Statement\":\"@\"}", "Unknown by i"},
    {"\"boundaries\":[{\"Statement\":\"@\"}]", "ImplicitlyDenied at identity policy"},
    {"\"scps\":[[{\"Statement\":\"@\"}]]", "ImplicitlyDenied at identity policy"},
    {"\"resourcePolicy\":{\"Statement\":[{\"Sid\":\"p\",\"Effect\":\"Allow\",\"Principal\":\"@\","
     "\"Action\":\"*\",\"Resource\":\"*\"}]}",
     "Unknown by p"},
    {"\"resourcePolicy\":{\"Statement\":[{\"Sid\":\"p\",\"Effect\":\"Allow\",\"Principal\":{"
     "\"AWS\":"
     "[\"111122223333\",\"@\"]},\"Action\":\"*\",\"Resource\":\"*\"}]}",
     "Unknown by p"},
    {"\"resourcePolicy\":{\"Statement\":[{\"Sid\":\"c\",\"Effect\":\"Allow\",\"Principal\":"
     "{\"CanonicalUser\":\"79a5\"},\"Action\":\"*\",\"Resource\":\"*\"}]}",
     "Unknown by c"},
    {"\"policies\":[" ALL "],\"resourcePolicy\":{\"Statement\":[{\"Sid\":\"p\",\"Effect\":\"Deny\","
     "\"Principal\":\"@\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}]}",
     "Allowed by i"},
    {"\"policies\":[" ALL "],\"resourcePolicy\":{\"Statement\":[{\"Sid\":\"e\",\"Effect\":\"@\","
     "\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
     "Unknown by i, e"},
};

/* Puts an unknown value where the text has "@". */
static void make_holes(rf_value *value)
{
    if (rf_eq_c(rf_text_of(value), "@"))
        value->kind = RF_UNKNOWN;
    for (size_t i = 0; value->kind == RF_LIST && i < value->as.list.n; i++)
        make_holes((rf_value *)&value->as.list.at[i]);
    for (size_t i = 0; value->kind == RF_OBJECT && i < value->as.object.n; i++)
        make_holes((rf_value *)&value->as.object.at[i].value);
}

START_TEST(what_is_known_after_apply_leaves_the_decision_open)
{
    rf_value *line = read_json(
        rf_str_c(text("{\"request\":{\"action\":\"s3:GetObject\",\"resource\":\"*\",\"principal\":"
                      "\"" USER "\"},%s}",
                      unknown_rows[_i].layers)));
    make_holes(line);
    rf_policy_set set = set_of(line);
    rf_authorization answer = rf_authorize(arena, &set, request_of(line));
    ck_assert_str_eq(told(&answer), unknown_rows[_i].told);
    ck_assert_uint_eq(answer.depends_count, 0);
}
END_TEST

/* A source of choices that is the same in every run. */
static unsigned long long state;
static unsigned choose(unsigned n)
{
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (unsigned)(state >> 20) % n;
}

static void add_condition(rf_buf *buf)
{
    static const char *const ops[] = {"StringEquals", "StringNotEquals", "StringLike",
                                      "StringNotLike", "StringEqualsIfExists"};
    static const char *const values[] = {"\"a\"", "\"ab\"", "\"b*\"", "[\"ab*\",\"x\"]", "\"a*\""};
    unsigned key = choose(2);
    if (choose(8) == 0)
        rf_buf_format(buf, "\"Null\":{\"k%u\":\"%s\"}", key, choose(2) ? "true" : "false");
    else
        rf_buf_format(buf, "\"%s\":{\"k%u\":%s}", ops[choose(5)], key, values[choose(5)]);
}

/* With principals where a type of policies has them. */
static void add_policy(rf_buf *buf, bool named)
{
    static const char *const principals[] = {"\"*\"", "{\"AWS\":\"" USER "\"}",
                                             "{\"AWS\":\"111122223333\"}"};
    rf_buf_add_c(buf, "{\"Version\":\"2012-10-17\",\"Statement\":[");
    for (unsigned i = 0, n = 1 + choose(3); i < n; i++) {
        rf_buf_format(buf, "%s{\"Effect\":\"%s\",%s%s%s\"Action\":\"*\",\"Resource\":\"*\"",
                      i ? "," : "", choose(4) ? "Allow" : "Deny", named ? "\"Principal\":" : "",
                      named ? principals[choose(3)] : "", named ? "," : "");
        if (choose(5) != 0) {
            rf_buf_add_c(buf, ",\"Condition\":{");
            add_condition(buf);
            rf_buf_add_c(buf, "}");
        }
        rf_buf_add_c(buf, "}");
    }
    rf_buf_add_c(buf, "]}");
}

/* A line with policies of some types. */
static rf_value *random_line(void)
{
    static const char *const layers[] = {"policies", "boundaries", "sessionPolicies",
                                         "endpointPolicies", "scps"};
    rf_buf buf = rf_buf_new(arena);
    rf_buf_format(&buf,
                  "{\"request\":{\"action\":\"s3:GetObject\",\"resource\":\"arn:aws:s3:::b\","
                  "\"accountId\":\"%s\",\"principal\":\"%s\",\"context\":{\"k0\":{\"unknown\":"
                  "true},\"k1\":{\"unknown\":true}}},\"policies\":[",
                  choose(4) ? "111122223333" : "444455556666", choose(2) ? USER : SESSION);
    add_policy(&buf, false);
    rf_buf_add_c(&buf, "]");
    for (unsigned i = 1; i < 5; i++) {
        if (choose(3) != 0)
            continue;
        rf_buf_format(&buf, ",\"%s\":%s", layers[i], i == 4 ? "[[" : "[");
        add_policy(&buf, i == 3);
        rf_buf_add_c(&buf, i == 4 ? "]]" : "]");
    }
    if (choose(2) != 0) {
        rf_buf_add_c(&buf, ",\"resourcePolicy\":");
        add_policy(&buf, true);
    }
    rf_buf_add_c(&buf, "}");
    return read_json(rf_buf_str(&buf));
}

static rf_outcome with_values(const rf_policy_set *set, const rf_request *request,
                              const char *const given[2])
{
    rf_context_key context[2] = {{.name = RF_STR("k0")}, {.name = RF_STR("k1")}};
    rf_str values[2];
    for (size_t i = 0; i < 2; i++) {
        values[i] = rf_str_c(given[i]);
        context[i].values = &values[i];
        context[i].n = given[i] != NULL;
        context[i].multivalued = given[i] != NULL && strcmp(given[i], "list") == 0;
    }
    rf_request *known =
        rf_request_new(arena, request->action, request->resource, request->caller.text, context, 2);
    known->account = request->account;
    return rf_authorize(arena, set, known).outcome;
}

/* Unknown exactly where the values of the keys make a difference, held against trying them. */
START_TEST(unknown_is_only_what_can_be_both)
{
    static const char *const values[] = {NULL, "list", "a", "ab", "abc", "b", "bc",
                                         "x",  "z*",   "",  "b*", "ab*", "a*"};
    enum { VALUES = sizeof values / sizeof values[0] };
    size_t seen[RF_OUTCOMES] = {0};
    state = 88172645463325252u;
    for (int round = 0; round < 3000; round++) {
        rf_arena_mark mark = rf_arena_mark_get(arena);
        rf_value *line = random_line();
        rf_policy_set set = set_of(line);
        const rf_request *request = request_of(line);
        rf_authorization answer = rf_authorize(arena, &set, request);
        bool allowed = false, denied = false;
        for (size_t i = 0; i < VALUES * VALUES; i++) {
            const char *const given[] = {values[i / VALUES], values[i % VALUES]};
            rf_outcome outcome = with_values(&set, request, given);
            ck_assert_int_ne(outcome, RF_UNDECIDED);
            allowed |= outcome == RF_ALLOWED;
            denied |= outcome != RF_ALLOWED;
            if (answer.outcome == RF_EXPLICITLY_DENIED)
                ck_assert_int_eq(outcome, RF_EXPLICITLY_DENIED);
        }
        bool both = allowed && denied;
        ck_assert_msg(both == (answer.outcome == RF_UNDECIDED), "round %d: %s", round,
                      told(&answer));
        ck_assert_msg(both || allowed == (answer.outcome == RF_ALLOWED), "round %d: %s", round,
                      told(&answer));
        ck_assert(both == (answer.depends_count != 0));
        seen[answer.outcome]++;
        rf_arena_rewind(arena, mark);
    }
    for (size_t i = 0; i < RF_OUTCOMES; i++)
        ck_assert_uint_gt(seen[i], 50);
}
END_TEST

/* Many statements that may match, many unknown keys: it ends, and says no more than it knows. */
START_TEST(hostile_sets_finish_fast)
{
    enum { STATEMENTS = 20000 };
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, "{\"request\":{\"action\":\"s3:GetObject\",\"resource\":\"*\",\"context\":{"
                       "\"q\":{\"unknown\":true}");
    for (int i = 0; i < STATEMENTS; i++)
        rf_buf_format(&buf, ",\"k%d\":{\"unknown\":true}", i);
    rf_buf_add_c(&buf, "}},\"policies\":[{\"Statement\":[");
    for (int i = 0; i < STATEMENTS; i++)
        rf_buf_format(&buf,
                      "%s{\"Effect\":\"%s\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
                      "{\"StringEquals\":{\"k%d\":\"v\",\"q\":\"%d\"}}}",
                      i ? "," : "", i % 2 ? "Deny" : "Allow", i, i);
    rf_buf_add_c(&buf, "]}]}");
    rf_value *line = read_json(rf_buf_str(&buf));
    rf_policy_set set = set_of(line);
    const rf_request *request = request_of(line);
    clock_t start = clock();
    rf_authorization answer = rf_authorize(arena, &set, request);
    ck_assert_int_eq(answer.outcome, RF_UNDECIDED);
    ck_assert_uint_eq(answer.n, STATEMENTS);
    ck_assert_uint_eq(answer.depends_count, STATEMENTS + 1);
    ck_assert_int_lt((int)((clock() - start) / CLOCKS_PER_SEC), 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("iam-authorize");
    TCase *tests = test_case(suite, "decisions");
    tcase_add_test(tests, every_probe_is_decided_as_documented);
    tcase_add_test(tests, identity_policies_alone_are_decided_as_before);
    tcase_add_test(tests, reasons_say_layer_level_and_policy);
    tcase_add_test(tests, level_that_does_not_allow_is_the_first_one);
    tcase_add_test(tests, reference_may_be_missing);
    tcase_add_loop_test(tests, caller_has_a_form_of_iam, 0,
                        sizeof caller_rows / sizeof *caller_rows);
    tcase_add_loop_test(tests, account_of_caller_and_of_resource, 0,
                        sizeof account_rows / sizeof account_rows[0]);
    TCase *unknown = test_case(suite, "unknown");
    tcase_add_loop_test(unknown, what_is_known_after_apply_leaves_the_decision_open, 0,
                        sizeof unknown_rows / sizeof unknown_rows[0]);
    tcase_add_test(unknown, unknown_is_only_what_can_be_both);
    tcase_add_test(unknown, hostile_sets_finish_fast);
    return run_suite(suite);
}

/* ARN formats against ARNs and patterns: exhaustively in the small, sampled over the whole
 * reference, and always by the decision's own matcher. */
#include "support.h"

#include "iam/pattern.h"
#include "iam/request.h"
#include "reference/shape.h"
#include "reference/shape_match.h"

#include <string.h>
#include <time.h>

static const rf_reference *const aws = &rf_reference_builtin;

/* --- small formats and patterns, all of them --- */

enum { MOST_PARTS = 3, MOST_TEXT = 6 };

/* Every run of up to `most` of the parts, as texts behind `lead`; the number of them. */
static size_t all_runs(const char *const *parts, size_t n, size_t most, const char *lead,
                       rf_str *runs)
{
    size_t count = 0, index[MOST_TEXT];
    for (size_t length = 0; length <= most; length++) {
        memset(index, 0, sizeof index);
        for (bool more = true; more;) {
            rf_buf buf = rf_buf_new(arena);
            rf_buf_add_c(&buf, lead);
            for (size_t i = 0; i < length; i++)
                rf_buf_add_c(&buf, parts[index[i]]);
            runs[count++] = rf_buf_str(&buf);
            size_t at = 0;
            while (at < length && ++index[at] == n)
                index[at++] = 0;
            more = at < length;
        }
    }
    return count;
}

/* The format's own reading, by trying everything. */
static bool format_has(rf_str format, rf_str text, size_t colons)
{
    bool head = colons < 5;
    if (format.n == 0)
        return text.n == 0;
    rf_str rest = rf_slice(format, 1, format.n);
    bool variable = format.at[0] == '$';
    bool name = rf_starts(format, RF_STR("${BucketName}")) && !head;
    if (variable)
        rest = rf_slice(format, rf_find_byte(format, '}') + 1, format.n);
    if (variable || format.at[0] == '*') {
        for (size_t n = variable ? 1 : 0; n <= text.n; n++) {
            rf_str taken = rf_slice(text, 0, n);
            bool colon = rf_find_byte(taken, ':') != RF_NOT_FOUND;
            bool slash = rf_find_byte(taken, '/') != RF_NOT_FOUND;
            if ((colon && (head || name)) || (slash && name))
                break;
            if (format_has(rest, rf_slice(text, n, text.n), colons))
                return true;
        }
        return false;
    }
    return text.n != 0 && text.at[0] == format.at[0] &&
           format_has(rest, rf_slice(text, 1, text.n), colons + (format.at[0] == ':'));
}

/* Of a request without context: no variable has a value but by its default. */
static bool pattern_has(rf_str pattern, rf_str text)
{
    static const rf_request request;
    rf_pattern made = rf_pattern_make(arena, RF_PATTERN_RESOURCE, pattern, true, (rf_span){0});
    return rf_pattern_matches(arena, &made, text, &request) == RF_YES;
}

/* Which of the texts each of the runs has. */
static bool *matrix(const rf_str *runs, size_t n, const rf_str *texts, size_t m, bool formats)
{
    bool *has = RF_NEW_ARRAY(arena, bool, n *m);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            has[i * m + k] =
                formats ? format_has(runs[i], texts[k], 0) : pattern_has(runs[i], texts[k]);
    return has;
}

enum { MOST_RUNS = 400, MOST_TEXTS = 1100 };

static void compare_all(const char *lead)
{
    const char *const format_parts[] = {"a", ":", "/", "*", "${V}", "${BucketName}"};
    const char *const pattern_parts[] = {"a", ":", "/", "*", "?"};
    const char *const letters[] = {"a", ":", "/"};
    static rf_str formats[MOST_RUNS], patterns[MOST_RUNS], texts[MOST_TEXTS];
    size_t n = all_runs(format_parts, 6, MOST_PARTS, lead, formats);
    size_t p = all_runs(pattern_parts, 5, MOST_PARTS, lead, patterns);
    size_t m = all_runs(letters, 3, MOST_TEXT, lead, texts);
    bool *in_format = matrix(formats, n, texts, m, true);
    bool *in_pattern = matrix(patterns, p, texts, m, false);
    size_t covered = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < m; k++)
            ck_assert_msg(rf_arn_format_has(formats[i], texts[k]) == in_format[i * m + k] ||
                              rf_find(texts[k], RF_STR(":::::")) == RF_NOT_FOUND,
                          "%.*s %.*s", RF_ARG(formats[i]), RF_ARG(texts[k]));
        for (size_t j = 0; j < p; j++) {
            bool common = false, all = true;
            for (size_t k = 0; k < m; k++) {
                common = common || (in_format[i * m + k] && in_pattern[j * m + k]);
                all = all && (!in_format[i * m + k] || in_pattern[j * m + k]);
            }
            rf_meeting meeting = rf_arn_format_meets(formats[i], patterns[j], (rf_arn_leeway){0});
            ck_assert_msg((meeting != RF_APART) == common, "%.*s and %.*s: %d", RF_ARG(formats[i]),
                          RF_ARG(patterns[j]), (int)meeting);
            ck_assert_msg(meeting != RF_COVERED || all, "%.*s covers %.*s", RF_ARG(patterns[j]),
                          RF_ARG(formats[i]));
            covered += meeting == RF_COVERED;
        }
    }
    ck_assert_uint_gt(covered, 1000);
}

START_TEST(small_formats_and_patterns_meet_as_trying_everything_says)
{
    compare_all(_i == 0 ? "" : ":::::");
}
END_TEST

/* --- the whole reference --- */

START_TEST(example_of_every_type_is_one_of_it)
{
    const rf_ref_type *nearest;
    for (uint32_t i = 0; i < aws->type_count; i++) {
        const rf_ref_type *type = &aws->types[i];
        rf_str arn = rf_ref_example_arn(arena, aws, type);
        ck_assert_msg(rf_ref_type_has(aws, type, arn), "%.*s", RF_ARG(arn));
        ck_assert_msg(rf_find_byte(arn, '$') == RF_NOT_FOUND &&
                          rf_find_byte(arn, '*') == RF_NOT_FOUND,
                      "%.*s", RF_ARG(arn));
        ck_assert_msg(rf_ref_type_meets(aws, type, arn) == RF_OVERLAP ||
                          rf_find_byte(rf_ref_text(aws, rf_ref_arns_of(aws, type).at[0]), '$') ==
                              RF_NOT_FOUND,
                      "%.*s", RF_ARG(arn));
        ck_assert_int_eq(rf_ref_type_meets(aws, type, RF_STR("*")), RF_COVERED);
        ck_assert_int_eq(rf_ref_type_meets(aws, type, RF_STR("arn:*")), RF_COVERED);
        ck_assert_int_eq(rf_ref_type_meets(aws, type, RF_STR("arn:*:*:*:*:*")), RF_COVERED);
        ck_assert_int_eq(rf_ref_type_meets(aws, type, RF_STR("brn:*")), RF_APART);
        ck_assert_msg(rf_ref_shape_fault(aws, arn, &nearest) == RF_FITS, "%.*s", RF_ARG(arn));
    }
    ck_assert_uint_ge(aws->type_count, 2334);
}
END_TEST

START_TEST(every_format_is_one_arn)
{
    for (uint32_t i = 0; i < aws->arn_count; i++) {
        rf_str segment, format = rf_ref_text(aws, aws->arns[i]);
        ck_assert_msg(rf_starts(format, RF_STR("arn:")) && rf_arn_segment(format, 5, &segment) &&
                          rf_find(format, RF_STR(", ")) == RF_NOT_FOUND,
                      "%.*s", RF_ARG(format));
    }
    ck_assert_uint_gt(aws->arn_count, aws->type_count);
}
END_TEST

START_TEST(examples_look_like_what_aws_gives)
{
    const struct {
        const char *service, *type, *arn;
    } rows[] = {
        {"ec2", "vpc", "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-0a1b2c3d4e5f67890"},
        {"ec2", "subnet", "arn:aws:ec2:us-east-1:111122223333:subnet/subnet-0a1b2c3d4e5f67890"},
        {"ec2", "image", "arn:aws:ec2:us-east-1::image/ami-0a1b2c3d4e5f67890"},
        {"s3", "object", "arn:aws:s3:::example-bucket/file.txt"},
        {"iam", "role", "arn:aws:iam::111122223333:role/example-role"},
        {"lambda", "function", "arn:aws:lambda:us-east-1:111122223333:function:example-function"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const rf_ref_service *service = rf_ref_service_named(aws, rf_str_c(rows[i].service));
        const rf_ref_type *type = rf_ref_type_named(aws, service, rf_str_c(rows[i].type));
        ck_assert_rf_str(rf_ref_example_arn(arena, aws, type), rows[i].arn);
    }
}
END_TEST

static uint32_t seed = 20260926;

static uint32_t random_below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)seed * n) >> 32);
}

/* A pattern made of an ARN: bytes and whole segments become wildcards, or something else. */
static rf_str mutate(rf_str arn)
{
    static const char *const pieces[] = {"*",    "*",  "*",        "?", "**", "?*",
                                         "*?",   ":",  "/",        "a", "",   "${aws:username}",
                                         "${*}", "${", "${a,'b}'}"};
    rf_buf out = rf_buf_new(arena);
    size_t start = 0;
    for (uint32_t cuts = 1 + random_below(3); cuts > 0 && start < arn.n; cuts--) {
        size_t from = start + random_below((uint32_t)(arn.n - start));
        size_t to = from + random_below(2) * random_below(12);
        rf_str kept = rf_slice(arn, start, from);
        rf_buf_add(&out, kept);
        rf_buf_add_c(&out, pieces[random_below(sizeof pieces / sizeof pieces[0])]);
        start = to < arn.n ? to : arn.n;
    }
    if (random_below(4) != 0)
        rf_buf_add(&out, rf_slice(arn, start, arn.n));
    return rf_buf_str(&out);
}

/* Other ARNs of the same type: Region, account and partition differ, and what stands behind. */
static size_t siblings(const rf_ref_type *type, rf_str example, rf_str *arns)
{
    static const char *const swaps[][2] = {{"us-east-1", "cn-north-1"}, {"111122223333", "4"},
                                           {"arn:aws:", "arn:aws-cn:"}, {"-name", "*/?n"},
                                           {"0a1b2c3d", "0"},           {"-id", ""}};
    size_t n = 0;
    arns[n++] = example;
    for (size_t i = 0; i < sizeof swaps / sizeof swaps[0]; i++) {
        rf_str from = rf_str_c(swaps[i][0]);
        size_t at = rf_find(example, from);
        if (at == RF_NOT_FOUND)
            continue;
        rf_str other = rf_format(arena, "%.*s%s%.*s", RF_ARG(rf_slice(example, 0, at)), swaps[i][1],
                                 RF_ARG(rf_slice(example, at + from.n, example.n)));
        if (rf_ref_type_has(aws, type, other))
            arns[n++] = other;
    }
    return n;
}

/* Sound both ways, against the matcher that decides requests. */
START_TEST(meetings_agree_with_the_decision_on_sampled_arns)
{
    size_t apart = 0, covered = 0, matched = 0;
    rf_arena_mark mark = rf_arena_mark_get(arena);
    for (int round = 0; round < 15000; round++) {
        const rf_ref_type *type = &aws->types[random_below(aws->type_count)];
        const rf_ref_type *source = random_below(3) == 0 ? type + 1 : type;
        if (source == aws->types + aws->type_count)
            source = type;
        rf_str arns[8], pattern = mutate(rf_ref_example_arn(arena, aws, source));
        size_t n = siblings(type, rf_ref_example_arn(arena, aws, type), arns);
        rf_meeting meeting = rf_ref_type_meets(aws, type, pattern);
        for (size_t i = 0; i < n; i++) {
            bool matches = pattern_has(pattern, arns[i]);
            ck_assert_msg(!matches || meeting != RF_APART, "%.*s is said to be apart from %.*s",
                          RF_ARG(pattern), RF_ARG(arns[i]));
            ck_assert_msg(matches || meeting != RF_COVERED, "%.*s is said to cover %.*s",
                          RF_ARG(pattern), RF_ARG(arns[i]));
            matched += matches;
        }
        apart += meeting == RF_APART;
        covered += meeting == RF_COVERED;
        rf_arena_rewind(arena, mark);
    }
    ck_assert_uint_gt(apart, 1500);
    ck_assert_uint_gt(covered, 5);
    ck_assert_uint_gt(matched, 1500);
}
END_TEST

/* --- facts --- */

static const rf_ref_type *type_of(const char *service, const char *type)
{
    const rf_ref_service *found = rf_ref_service_named(aws, rf_str_c(service));
    ck_assert_ptr_nonnull(found);
    const rf_ref_type *result = rf_ref_type_named(aws, found, rf_str_c(type));
    ck_assert_msg(result != NULL, "%s has no type %s", service, type);
    return result;
}

static rf_meeting meets(const char *service, const char *type, const char *pattern)
{
    return rf_ref_type_meets(aws, type_of(service, type), rf_str_c(pattern));
}

START_TEST(patterns_that_people_write_meet_their_type)
{
    const struct {
        const char *service, *type, *pattern;
        rf_meeting meeting;
    } rows[] = {
        {"ec2", "vpc", "arn:aws:ec2:*:*:vpc/*", RF_OVERLAP},
        {"ec2", "vpc", "arn:*:ec2:*:*:vpc/*", RF_COVERED},
        {"ec2", "vpc", "arn:*:ec2:*:*:*/*", RF_COVERED},
        {"ec2", "vpc", "arn:*:ec2:*", RF_COVERED},
        {"ec2", "vpc", "arn:*:ec2:*:*:vpc/vpc-*", RF_OVERLAP},
        {"ec2", "vpc", "arn:*:ec2:*:*:vpc/?*", RF_COVERED},
        {"ec2", "vpc", "arn:*:ec2:*:*:vpc/*?", RF_COVERED},
        {"ec2", "vpc", "arn:*:ec2:*:*:vpc/??*", RF_OVERLAP},
        {"ec2", "vpc", "arn:aws:ec2:*:*:subnet/*", RF_APART},
        {"ec2", "vpc", "arn:aws:ec2:*:*:vpc/", RF_APART},
        {"ec2", "vpc", "arn:aws:ec2:*:*:vpc", RF_APART},
        {"ec2", "vpc", "arn:aws:ec2:::vpc/*", RF_APART},
        {"ec2", "vpc", "arn:aws:ec2:us-east-1", RF_APART},
        {"ec2", "vpc", "arn:aws:ec2:us-east-*", RF_OVERLAP},
        {"ec2", "vpc", "arn:aws:ec2:${AWS::Region}:${AWS::AccountId}:vpc/*", RF_OVERLAP},
        {"ec2", "vpc", "arn:aws:ec2:${AWS::Region}:${AWS::AccountId}:subnet/*", RF_APART},
        {"ec2", "vpc", "${vpc_arn}", RF_OVERLAP},
        {"ec2", "vpc", "${prefix}:subnet/*", RF_OVERLAP},
        {"ec2", "vpc", "${prefix}:vpc/*", RF_OVERLAP},
        {"ec2", "vpc", "arn:aws:ec2:${region_and_account}:vpc/*", RF_OVERLAP},
        {"ec2", "image", "arn:aws:ec2:*:*:image/*", RF_OVERLAP},
        {"ec2", "image", "arn:aws:ec2:*::image/*", RF_OVERLAP},
        {"ec2", "image", "arn:aws:ec2:us-east-1:123456789012:image/*", RF_APART},
        {"s3", "bucket", "arn:aws:s3:::logs", RF_OVERLAP},
        {"s3", "bucket", "arn:aws:s3:::*", RF_OVERLAP},
        {"s3", "bucket", "arn:*:s3:::*", RF_COVERED},
        {"s3", "bucket", "arn:aws:s3:::logs/*", RF_APART},
        {"s3", "bucket", "arn:aws:s3:::${bucket}/*", RF_APART},
        {"s3", "bucket", "arn:aws:s3:*:*:logs", RF_OVERLAP},
        {"s3", "object", "arn:aws:s3:::logs", RF_APART},
        {"s3", "object", "arn:aws:s3:::logs*", RF_OVERLAP},
        {"s3", "object", "arn:*:s3:::*/*", RF_COVERED},
        {"s3", "object", "arn:aws:s3:::${bucket}", RF_OVERLAP},
        {"iam", "policy", "arn:aws:iam::aws:policy/*", RF_OVERLAP},
        /* A star beyond its colon: to a colon of the format, or of a text of people's own. */
        {"lambda", "function", "arn:aws:lambda:*:f", RF_OVERLAP},
        {"lambda", "function", "arn:aws:lambda:*:*:f", RF_OVERLAP},
        {"lambda", "function", "arn:aws:lambda:r:1:f", RF_APART},
        {"lambda", "function", "arn:aws:lambda:*:*:layer:*", RF_APART},
        {"lambda", "function", "arn:aws:lambda:*:*:function:f:live", RF_OVERLAP},
        {"lambda", "layer", "arn:aws:lambda:*:*:function:*", RF_APART},
        {"ec2", "network-insights-path", "arn:aws:ec2:*:*:vpc/*", RF_APART},
        {"iam", "user", "arn:aws:iam::*:role/*", RF_APART},
        {"iot", "topic", "arn:aws:iot:*:*:client/*", RF_OVERLAP},
        {"iot", "thing", "arn:aws:iot:*:*:client/*", RF_APART},
        {"logs", "log-group", "arn:aws:logs:*:*:log-group:/aws/lambda/*:*", RF_OVERLAP},
        {"logs", "log-group", "arn:aws:logs:*:*:*", RF_OVERLAP},
        {"sns", "topic", "", RF_APART},
        {"sns", "topic", "sns:*", RF_APART},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_msg(meets(rows[i].service, rows[i].type, rows[i].pattern) == rows[i].meeting,
                      "%s and %s", rows[i].pattern, rows[i].type);
}
END_TEST

START_TEST(defaults_of_variables_may_hold_braces)
{
    ck_assert_int_eq(meets("s3", "object", "arn:aws:s3:::b/${aws:username, 'a}b'}"), RF_OVERLAP);
    ck_assert_int_eq(meets("s3", "object", "arn:aws:s3:::b/${aws:username, 'a'b' }"), RF_OVERLAP);
    ck_assert_int_eq(meets("s3", "bucket", "arn:aws:s3:::b-${aws:username, 'a/b'}"), RF_OVERLAP);
    /* Not closed: plain text. */
    ck_assert_int_eq(meets("ec2", "vpc", "arn:aws:ec2:*:*:${subnet/*"), RF_APART);
}
END_TEST

START_TEST(requests_have_their_type)
{
    const struct {
        const char *service, *type, *arn;
        bool has;
    } rows[] = {
        {"ec2", "vpc", "arn:aws-cn:ec2:cn-north-1:1:vpc/*", true},
        {"ec2", "vpc", "arn:aws:ec2:us-east-1:111122223333:vpc/", false},
        {"ec2", "vpc", "arn:aws:ec2::111122223333:vpc/vpc-1", false},
        {"ec2", "vpc", "arn:aws:ec2:us-east-1:111122223333:Vpc/vpc-1", false},
        {"ec2", "vpc", "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1:x/y", true},
        {"ec2", "vpc", "arn:aws:ec2:a:b:c:vpc/vpc-1", false},
        {"ec2", "vpc", "*", false},
        {"ec2", "vpc", "", false},
        {"ec2", "vpc", "arn:aws:ec2", false},
        {"s3", "bucket", "arn:aws:s3:::b", true},
        {"s3", "bucket", "arn:aws:s3:::b/k", false},
        {"s3", "object", "arn:aws:s3:::b/k/\xC3\xA9:${x}*?", true},
        {"lex", "bot", "arn:aws:lex:us-east-1:111122223333:bot/ABCDEF", true},
        {"lex", "bot", "arn:aws:lex:us-east-1:111122223333:bot:name", true},
        {"amplifybackend", "created-backend", "arn:aws:amplifybackend:r:1:/backend/", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_msg(rf_ref_type_has(aws, type_of(rows[i].service, rows[i].type),
                                      rf_str_c(rows[i].arn)) == rows[i].has,
                      "%s", rows[i].arn);
}
END_TEST

static const char *pair_of(const char *action, const char *arn)
{
    const rf_ref_pair *pair =
        rf_ref_pair_of_arn(aws, rf_ref_action_named(aws, rf_str_c(action)), rf_str_c(arn));
    return pair == NULL ? "none" : rf_cstr(arena, rf_ref_text(aws, aws->types[pair->type].name));
}

START_TEST(format_that_says_most_decides_the_pair)
{
    ck_assert_str_eq(pair_of("ec2:CreateSubnet", "arn:aws:ec2:r:1:vpc/vpc-1"), "vpc");
    ck_assert_str_eq(pair_of("ec2:CreateSubnet", "arn:aws:ec2:r:1:subnet/*"), "subnet");
    ck_assert_str_eq(pair_of("ec2:CreateSubnet", "arn:aws:ec2:r:1:volume/vol-1"), "none");
    ck_assert_str_eq(pair_of("ec2:CreateSubnet", "*"), "none");
    ck_assert_str_eq(pair_of("ec2:DescribeVpcs", "arn:aws:ec2:r:1:vpc/vpc-1"), "none");
    ck_assert_str_eq(pair_of("s3:GetObject", "arn:aws:s3:::b/k"), "object");
    ck_assert_str_eq(pair_of("s3:ListBucket", "arn:aws:s3:::b"), "bucket");
    ck_assert_str_eq(pair_of("s3:ListBucket", "arn:aws:s3:::b/k"), "none");
    ck_assert_str_eq(pair_of("lambda:InvokeFunction", "arn:aws:lambda:r:1:function:f"), "function");
    ck_assert_str_eq(pair_of("lambda:InvokeFunction", "arn:aws:lambda:r:1:function:f:live"),
                     "function");
    ck_assert_str_eq(pair_of("iam:PassRole", "arn:aws:iam::1:role/path/r"), "role");
    /* Both have the ARN. */
    ck_assert_str_eq(pair_of("elasticloadbalancing:SetSecurityGroups",
                             "arn:aws:elasticloadbalancing:r:1:loadbalancer/app/x/1"),
                     "loadbalancer/app/");
}
END_TEST

/* For every pair: the pair found for an example has the ARN, and no format that says more does. */
START_TEST(pair_of_every_example_has_it)
{
    size_t same = 0, other = 0;
    for (uint32_t i = 0; i < aws->action_count; i += 3) {
        const rf_ref_action *action = &aws->actions[i];
        rf_ref_pairs pairs = rf_ref_pairs_of(aws, action);
        rf_arena_mark mark = rf_arena_mark_get(arena);
        for (size_t k = 0; k < pairs.n && k < 8; k++) {
            const rf_ref_type *type = &aws->types[pairs.at[k].type];
            rf_str arn = rf_ref_example_arn(arena, aws, type);
            const rf_ref_pair *found = rf_ref_pair_of_arn(aws, action, arn);
            ck_assert_ptr_nonnull(found);
            ck_assert(rf_ref_type_has(aws, &aws->types[found->type], arn));
            same += found == &pairs.at[k];
            other += found != &pairs.at[k];
        }
        rf_arena_rewind(arena, mark);
    }
    ck_assert_uint_gt(same, 50 * other);
}
END_TEST

START_TEST(shape_faults)
{
    const struct {
        const char *pattern;
        rf_shape_fault fault;
        const char *nearest; /* NULL: none */
    } rows[] = {
        {"arn:aws:ec2:us-east-1:123456789012:vpc/*", RF_FITS, NULL},
        {"arn:aws:ec2:*:*:*/*", RF_FITS, NULL},
        {"arn:aws:ec2:*::image/*", RF_FITS, NULL},
        {"arn:aws:ec2:*:*:image/*", RF_FITS, NULL},
        {"arn:aws:ec2:us-east-1:123456789012:image/ami-1", RF_ACCOUNT_EXTRA, "image"},
        {"arn:aws:ec2:us-east-1:1234*:image/ami-1", RF_FITS, NULL},
        {"arn:aws:ec2:*:123456789012:snapshot/*", RF_FITS, NULL},
        {"arn:aws:resource-explorer-2:*::view/AWSServiceViewForX/service-view", RF_FITS, NULL},
        {"arn:aws:ec2::123456789012:vpc/*", RF_REGION_MISSING, "vpc"},
        {"arn:aws:ec2:us-east-1::vpc/*", RF_ACCOUNT_MISSING, "vpc"},
        {"arn:aws:ec2:::vpc/*", RF_REGION_MISSING, "vpc"},
        {"arn:aws:ec2:*:*:vpcs/*", RF_NO_SUCH_RESOURCE, "vpc"},
        {"arn:aws:ec2:*:*:vpc:*", RF_NO_SUCH_RESOURCE, "vpc"},
        {"arn:aws:ec2:*:*:qwertzuiop/*", RF_NO_SUCH_RESOURCE, NULL},
        {"arn:aws:ec2:*:*:vpc/", RF_NO_SUCH_RESOURCE, "vpc"},
        {"arn:aws:ec2:*:*:${type}/*", RF_FITS, NULL},
        {"arn:aws:ec2:${AWS::Region}:${AWS::AccountId}:vpc/*", RF_FITS, NULL},
        {"arn:aws:s3:::logs", RF_FITS, NULL},
        {"arn:aws:s3:::logs/*", RF_FITS, NULL},
        {"arn:aws:s3::123456789012:logs", RF_ACCOUNT_EXTRA, "bucket"},
        {"arn:aws:s3:us-east-1::logs/*", RF_REGION_EXTRA, "object"},
        {"arn:aws:s3:us-east-1:123456789012:logs", RF_REGION_EXTRA, "bucket"},
        {"arn:aws:s3:us-east-1:123456789012:accesspoint/ap", RF_FITS, NULL},
        {"arn:aws:iam::123456789012:role/x", RF_FITS, NULL},
        {"arn:aws:iam:us-east-1:123456789012:role/x", RF_REGION_EXTRA, "role"},
        {"arn:aws:iam:::role/x", RF_ACCOUNT_MISSING, "role"},
        {"arn:aws:iam::*:role/*", RF_FITS, NULL},
        {"arn:aws:iam::aws:policy/ReadOnlyAccess", RF_FITS, NULL},
        {"arn:aws:iam::123456789012:root", RF_FITS, NULL},
        {"arn:aws:ssm:*::document/AWS-StartSSHSession", RF_FITS, NULL},
        {"arn:aws:ssm::123456789012:document/x", RF_REGION_MISSING, "document"},
        {"arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31", RF_FITS, NULL},
        {"arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/", RF_FITS, NULL},
        {"arn:aws:execute-api:us-east-1:123456789012:abc/*", RF_FITS, NULL},
        {"arn:aws:wafv2:us-east-1:123456789012:regional/webacl/x/1", RF_FITS, NULL},
        {"arn:aws:apigateway:us-east-1::/restapis/*", RF_FITS, NULL},
        {"arn:aws:backup:us-east-1:123456789012:recovery-point:1", RF_FITS, NULL},
        {"arn:aws:lambda:us-east-1:123456789012:fuction:x", RF_NO_SUCH_RESOURCE, "function"},
        {"arn:aws:route53:::hostedzone/Z1", RF_FITS, NULL},
        {"arn:aws:lex:us-east-1:123456789012:bot/ABCDEF", RF_FITS, NULL},
        {"arn:aws:lex:us-east-1:123456789012:bot:name", RF_FITS, NULL},
        {"arn:aws:elasticloadbalancing:*:*:loadbalancer/app/*/*", RF_FITS, NULL},
        {"arn:aws:nosuchservice:us-east-1:1:x/y", RF_FITS, NULL},
        {"arn:aws:ec2*:*:*:vpcs/*", RF_FITS, NULL},
        {"arn:aws:ec2:*:vpcs/*", RF_FITS, NULL},
        {"arn:aws:*:*:*:vpcs/*", RF_FITS, NULL},
        {"*", RF_FITS, NULL},
        {"", RF_FITS, NULL},
        {":::::", RF_FITS, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const rf_ref_type *nearest = NULL;
        rf_shape_fault fault = rf_ref_shape_fault(aws, rf_str_c(rows[i].pattern), &nearest);
        ck_assert_msg(fault == rows[i].fault, "%s: %d", rows[i].pattern, (int)fault);
        ck_assert_msg((nearest == NULL) == (rows[i].nearest == NULL), "%s", rows[i].pattern);
        if (nearest != NULL)
            ck_assert_rf_str(rf_ref_text(aws, nearest->name), rows[i].nearest);
    }
}
END_TEST

/* Whatever is written, it takes time like its length. */
START_TEST(hostile_patterns_take_no_time)
{
    static const char *const units[] = {"*",    "?", "*a", "*?:", "${",   "${a,'", "${'", "${a,' '",
                                        "${a}", ":", "a",  "*/",  "\xFF", "$",     "{",   "}"};
    const rf_ref_type *nearest;
    clock_t start = clock();
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        for (int lead = 0; lead < 2; lead++) {
            rf_buf buf = rf_buf_new(arena);
            rf_buf_add_c(&buf, lead ? "arn:aws:ec2:*:*:vpc/" : "");
            while (buf.n < 200 * 1000)
                rf_buf_add_c(&buf, units[i]);
            for (const char *const *type = (const char *const[]){"vpc", "image", NULL}; *type;
                 type++)
                rf_ref_type_meets(aws, type_of("ec2", *type), rf_buf_str(&buf));
            rf_ref_type_has(aws, type_of("ec2", "vpc"), rf_buf_str(&buf));
        }
    }
    rf_buf faulty = rf_buf_new(arena);
    rf_buf_add_c(&faulty, "arn:aws:ec2:*:*:");
    while (faulty.n < 100 * 1000)
        rf_buf_add_c(&faulty, "no*");
    rf_ref_shape_fault(aws, rf_buf_str(&faulty), &nearest);
    ck_assert_int_lt((int)((clock() - start) / CLOCKS_PER_SEC), 10);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reference shape");
    TCase *tests = test_case(suite, "shape");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, small_formats_and_patterns_meet_as_trying_everything_says, 0, 2);
    tcase_add_test(tests, example_of_every_type_is_one_of_it);
    tcase_add_test(tests, every_format_is_one_arn);
    tcase_add_test(tests, examples_look_like_what_aws_gives);
    tcase_add_test(tests, meetings_agree_with_the_decision_on_sampled_arns);
    tcase_add_test(tests, patterns_that_people_write_meet_their_type);
    tcase_add_test(tests, defaults_of_variables_may_hold_braces);
    tcase_add_test(tests, requests_have_their_type);
    tcase_add_test(tests, format_that_says_most_decides_the_pair);
    tcase_add_test(tests, pair_of_every_example_has_it);
    tcase_add_test(tests, shape_faults);
    tcase_add_test(tests, hostile_patterns_take_no_time);
    return run_suite(suite);
}

#include "support.h"

#include "report/printable.h"
#include "report/report.h"

#include <json-c/json.h>
#include <string.h>
#include <time.h>

static rf_source *file_of(const char *path, rf_str text)
{
    return rf_source_new(arena, rf_str_c(path), text);
}

/* The span of the first `needle` in a source. */
static rf_span span_of(const rf_source *source, rf_str needle)
{
    size_t at = rf_find(source->text, needle);
    ck_assert(at != RF_NOT_FOUND);
    return (rf_span){source, (uint32_t)at, (uint32_t)(at + needle.n)};
}

static rf_finding finding_at(rf_span span)
{
    return (rf_finding){
        .rule = RF_STR("pack/slug"),
        .severity = RF_ERROR,
        .message = RF_STR("it is wrong"),
        .span = span,
        .fingerprint = RF_STR("0123"),
    };
}

static rf_results results_of(rf_finding finding)
{
    rf_results results = {.files = 1};
    RF_PUSH(arena, &results.findings, finding);
    return results;
}

static rf_str write_as(const char *format, const rf_results *results, rf_report_options options)
{
    const rf_report_format *row = rf_report_format_named(rf_str_c(format));
    ck_assert_ptr_nonnull(row);
    return row->write(arena, results, &options);
}

static const rf_report_options plain = {.show_infos = true, .elapsed_ms = -1};
static const rf_report_options quiet = {.show_infos = true, .quiet = true, .elapsed_ms = -1};

/* --- text --- */

/* A line of `n` times "0123456789" with `word` at offset `at`. */
static rf_source *long_line(size_t n, size_t at, const char *word)
{
    rf_buf text = rf_buf_new(arena);
    for (size_t i = 0; i < n; i++)
        rf_buf_add_c(&text, "0123456789");
    memcpy(text.at + at, word, strlen(word));
    return source_of_str(rf_buf_str(&text));
}

START_TEST(embedded_text_is_shown_in_its_file)
{
    rf_source *file = file_of("main.tf", RF_STR("policy = \"{\\\"Action\\\": 1}\"\n"));
    /* inner: {"Action": 1} from outer offset 10 on, with an escape for each quote */
    rf_origin_builder builder = {.arena = arena, .source = file};
    rf_origin_add(&builder, 0, 10, 11, true);
    rf_origin_add(&builder, 1, 11, 13, false);
    rf_origin_add(&builder, 2, 13, 19, true);
    rf_origin_add(&builder, 8, 19, 21, false);
    rf_origin_add(&builder, 9, 21, 25, true);
    rf_source *inner =
        rf_source_embedded(arena, RF_STR("{\"Action\": 1}"), rf_origin_finish(&builder));
    rf_results results = results_of(finding_at(span_of(inner, RF_STR("\"Action\""))));
    ck_assert_rf_str(write_as("text", &results, quiet), "error: it is wrong\n"
                                                        "  main.tf:1:12  pack/slug\n"
                                                        "    |\n"
                                                        "  1 | policy = \"{\\\"Action\\\": 1}\"\n"
                                                        "    |            ^^^^^^^^^^\n");
}
END_TEST

START_TEST(a_finding_in_full)
{
    rf_source *tf = file_of("byoc/main.tf",
                            RF_STR("# policy\n"
                                   "  Condition = { StringNotLike = { \"ec2:ResourceTag/Nmae\" = "
                                   "\"cce-*\" } }\n"));
    rf_source *json = file_of("peers.json", RF_STR("[\n  \"10.0.0.0/13\"\n]\n"));
    rf_related see[] = {
        {span_of(json, RF_STR("\"10.")), RF_STR("the network meant")},
        {{NULL, 0, 0}, RF_STR("a place that no file names")},
    };
    rf_finding finding = finding_at(span_of(tf, RF_STR("\"ec2:ResourceTag/Nmae\"")));
    finding.message = RF_STR("a NAT gateway can be placed in a subnet outside the custom cloud, "
                             "because the condition names a key that does not exist");
    finding.note = RF_STR("no such key on subnet");
    finding.help = RF_STR("write \"ec2:ResourceTag/Name\"; a condition key that no request carries "
                          "never matches, and a negated one always does");
    finding.related = see;
    finding.related_count = 2;
    rf_results results = results_of(finding);
    ck_assert_rf_str(
        write_as("text", &results, plain),
        "error: a NAT gateway can be placed in a subnet outside the custom cloud, because\n"
        "       the condition names a key that does not exist\n"
        "  byoc/main.tf:2:35  pack/slug\n"
        "    |\n"
        "  2 |   Condition = { StringNotLike = { \"ec2:ResourceTag/Nmae\" = \"cce-*\" } }\n"
        "    |                                   ^^^^^^^^^^^^^^^^^^^^^^\n"
        "    |                                   no such key on subnet\n"
        "  mend   write \"ec2:ResourceTag/Name\"; a condition key that no request carries\n"
        "         never matches, and a negated one always does\n"
        "  see    peers.json:2:3  the network meant\n"
        "  see    a place that no file names\n"
        "\n"
        "1 error in 1 file\n");
}
END_TEST

START_TEST(the_worst_comes_first_each_by_place)
{
    rf_source *source = file_of("a.tf", RF_STR("a\nb\nc\nd\n"));
    static const rf_severity severities[] = {RF_INFO, RF_WARNING, RF_ERROR, RF_ERROR};
    rf_results results = {.files = 3, .policies = 1, .networks = 2};
    for (uint32_t i = 0; i < 4; i++) {
        rf_finding finding = finding_at((rf_span){source, 2 * i, 2 * i + 1});
        finding.severity = severities[i];
        RF_PUSH(arena, &results.findings, finding);
    }
    rf_unknown unknown = {
        .what = RF_STR("whether pcx-0b2 overlaps"),
        .why = RF_STR("the peering is pending and lists no CIDR"),
        .span = {source, 6, 7},
    };
    RF_PUSH(arena, &results.unknowns, unknown);
    rf_report_options options = {.show_infos = true, .elapsed_ms = 3.2};
    ck_assert_rf_str(write_as("text", &results, options),
                     "error: it is wrong\n"
                     "  a.tf:3:1  pack/slug\n"
                     "    |\n"
                     "  3 | c\n"
                     "    | ^\n"
                     "\n"
                     "error: it is wrong\n"
                     "  a.tf:4:1  pack/slug\n"
                     "    |\n"
                     "  4 | d\n"
                     "    | ^\n"
                     "\n"
                     "warning: it is wrong\n"
                     "  a.tf:2:1  pack/slug\n"
                     "    |\n"
                     "  2 | b\n"
                     "    | ^\n"
                     "\n"
                     "info: it is wrong\n"
                     "  a.tf:1:1  pack/slug\n"
                     "    |\n"
                     "  1 | a\n"
                     "    | ^\n"
                     "\n"
                     "unknown: whether pcx-0b2 overlaps: the peering is pending and lists no CIDR\n"
                     "         (a.tf:4:1)\n"
                     "\n"
                     "2 errors, 1 warning, 1 info, 1 unknown in 3 files (1 policy, 2 networks); "
                     "3 ms\n");
}
END_TEST

START_TEST(infos_that_are_not_shown_are_counted)
{
    rf_finding finding = finding_at((rf_span){NULL, 0, 0});
    finding.severity = RF_INFO;
    rf_results results = results_of(finding);
    rf_report_options options = {.elapsed_ms = -1};
    ck_assert_rf_str(write_as("text", &results, options), "1 info (not shown) in 1 file\n");
}
END_TEST

START_TEST(a_clean_result_says_so)
{
    static const struct {
        rf_results results;
        double ms;
        const char *expected;
    } cases[] = {
        {{.files = 1}, -1, "no findings in 1 file\n"},
        {{.files = 2, .policies = 2}, 0.2, "no findings in 2 files (2 policies); 0 ms\n"},
        {{.files = 2, .networks = 1}, 12345, "no findings in 2 files (1 network); 12345 ms\n"},
        {{.files = 2, .policies = 1, .profile = {"aiven-aws", 9}},
         -1,
         "no findings in 2 files (1 policy), profile aiven-aws\n"},
        {{.files = 2, .incomplete = true},
         -1,
         "no findings in 2 files, not everything could be read\n"},
        {{.networks = 2}, -1, "no findings in 0 files (2 networks)\n"},
        {{.files = 0}, -1, "no findings: nothing was looked at\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rf_report_options options = {.elapsed_ms = cases[i].ms};
        ck_assert_rf_str(write_as("text", &cases[i].results, options), cases[i].expected);
    }
    ck_assert_rf_str(write_as("text", &cases[0].results, quiet), "");
}
END_TEST

START_TEST(unknown_alone_is_no_clean_result)
{
    rf_results results = {.files = 1};
    rf_unknown unknown = {.what = RF_STR("var.cidr\nerror: forged"),
                          .why = RF_STR("it has \0 no value")};
    RF_PUSH(arena, &results.unknowns, unknown);
    unknown = (rf_unknown){.what = RF_STR("data.x")};
    RF_PUSH(arena, &results.unknowns, unknown);
    ck_assert_rf_str(write_as("text", &results, plain),
                     "unknown: var.cidr\\nerror: forged: it has \\x00 no value\n"
                     "unknown: data.x\n"
                     "\n"
                     "no findings, 2 unknowns in 1 file\n");
}
END_TEST

START_TEST(a_finding_without_a_place_names_its_policy)
{
    rf_finding finding = finding_at((rf_span){NULL, 0, 0});
    finding.certainty = RF_POSSIBLE;
    rf_results results = results_of(finding);
    ck_assert_rf_str(write_as("text", &results, quiet),
                     "error: it is wrong\n  pack/slug (possible)\n");
    results.findings.at[0].policy = RF_STR("aws_iam_role_policy.x");
    ck_assert_rf_str(write_as("text", &results, quiet),
                     "error: it is wrong\n  aws_iam_role_policy.x  pack/slug (possible)\n");
    results.findings.at[0].statement = RF_STR("CreateNGW");
    ck_assert_rf_str(write_as("text", &results, quiet),
                     "error: it is wrong\n"
                     "  aws_iam_role_policy.x, statement CreateNGW  pack/slug (possible)\n");
}
END_TEST

START_TEST(hostile_names_cannot_forge_or_colour)
{
    rf_source *source = file_of("a\x1b[2J\n.tf", RF_STR("x = \"\x1b]0;owned\a\"\n"));
    rf_related see = {span_of(source, RF_STR("x")), RF_STR("also\xe2\x80\xae here")};
    rf_finding finding = finding_at(span_of(source, RF_STR("\x1b]0;owned\a")));
    finding.rule = RF_STR("own\x1b/rule");
    finding.message = RF_STR("bad name \"\x1b[31m\"\nerror: forged");
    finding.note = RF_STR("n\xff\x9b");
    finding.help = RF_STR("line one\nerror: forged\x1b[0m\n  code");
    finding.related = &see;
    finding.related_count = 1;
    rf_results results = results_of(finding);
    results.profile = RF_STR("p\x1b");
    ck_assert_rf_str(write_as("text", &results, plain),
                     "error: bad name \"\\x1b[31m\"\\nerror: forged\n"
                     "  a\\x1b[2J\\n.tf:1:6  own\\x1b/rule\n"
                     "    |\n"
                     "  1 | x = \"\\x1b]0;owned\\x07\"\n"
                     "    |      ^^^^^^^^^^^^^^^^ n\xef\xbf\xbd\xef\xbf\xbd\n"
                     "  mend   line one\n"
                     "         error: forged\\x1b[0m\n"
                     "           code\n"
                     "  see    a\\x1b[2J\\n.tf:1:1  also\\u{202e} here\n"
                     "\n"
                     "1 error in 1 file, profile p\\x1b\n");
}
END_TEST

START_TEST(colour_marks_severity_and_carets_only)
{
    rf_source *source = file_of("a.tf", RF_STR("a = 1\n"));
    rf_results results = results_of(finding_at(span_of(source, RF_STR("a"))));
    rf_unknown unknown = {.what = RF_STR("b")};
    RF_PUSH(arena, &results.unknowns, unknown);
    rf_report_options options = {.color = true, .show_infos = true, .quiet = true};
    static const struct {
        rf_severity severity;
        const char *name, *color;
    } cases[] = {
        {RF_ERROR, "error", "\x1b[1;31m"},
        {RF_WARNING, "warning", "\x1b[1;33m"},
        {RF_INFO, "info", "\x1b[1;34m"},
    };
    for (size_t i = 0; i < 3; i++) {
        results.findings.at[0].severity = cases[i].severity;
        rf_str expected = rf_format(arena,
                                    "%s%s\x1b[0m: it is wrong\n"
                                    "  a.tf:1:1  pack/slug\n"
                                    "    |\n"
                                    "  1 | a = 1\n"
                                    "    | %s^\x1b[0m\n"
                                    "\n"
                                    "\x1b[1;35munknown\x1b[0m: b\n",
                                    cases[i].color, cases[i].name, cases[i].color);
        ck_assert_rf_str(write_as("text", &results, options), expected.at);
    }
}
END_TEST

START_TEST(text_keeps_to_its_width)
{
    rf_source *source = long_line(1000, 5000, "here");
    rf_finding finding = finding_at(span_of(source, RF_STR("here")));
    finding.message =
        RF_STR("words and words and words and words and words and words and words and "
               "words and words and words and words and words and words and words");
    finding.note = finding.help = finding.message;
    rf_results results = results_of(finding);
    for (size_t width = 40; width <= 200; width++) {
        rf_report_options options = {.width = width, .quiet = true};
        rf_str rest = write_as("text", &results, options);
        while (rest.n != 0)
            ck_assert_uint_le(rf_printable_width(rf_split(rest, '\n', &rest)), width);
    }
    rf_report_options narrow = {.width = 1, .quiet = true}, least = {.width = 40, .quiet = true};
    ck_assert_rf_str(write_as("text", &results, narrow),
                     rf_cstr(arena, write_as("text", &results, least)));
}
END_TEST

/* --- json --- */

/* The report as json-c reads it, strictly, and writes it again in one line. */
static const char *compact(rf_str text)
{
    struct json_tokener *tokener = json_tokener_new();
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct json_object *root = json_tokener_parse_ex(tokener, text.at, (int)text.n);
    ck_assert_int_eq(json_tokener_get_error(tokener), json_tokener_success);
    json_tokener_free(tokener);
    const char *line = json_object_to_json_string_ext(root, JSON_C_TO_STRING_PLAIN |
                                                                JSON_C_TO_STRING_NOSLASHESCAPE);
    const char *copy = rf_cstr(arena, rf_str_c(line));
    json_object_put(root);
    return copy;
}

#define JSON_HEAD "{\"version\":1,\"tool\":{\"name\":\"ringfence\",\"version\":\"" RF_VERSION "\"},"

START_TEST(json_holds_the_whole_contract)
{
    rf_source *source = file_of("./dir/a.tf", RF_STR("x = 1\n\xe6\x97\xa5 = {\n}\n"));
    rf_related see = {span_of(source, RF_STR("1")), RF_STR("the other")};
    rf_finding finding = finding_at(span_of(source, RF_STR("{\n}")));
    finding.policy = RF_STR("aws_iam_policy.p");
    finding.statement = RF_STR("0");
    finding.help = RF_STR("do this");
    finding.related = &see;
    finding.related_count = 1;
    rf_results results = results_of(finding);
    finding = finding_at((rf_span){NULL, 0, 0});
    finding.severity = RF_WARNING;
    finding.certainty = RF_POSSIBLE;
    RF_PUSH(arena, &results.findings, finding);
    finding.severity = RF_INFO;
    RF_PUSH(arena, &results.findings, finding);
    rf_unknown unknown = {
        .what = RF_STR("var.x"), .why = RF_STR("no value"), .span = span_of(source, RF_STR("1"))};
    RF_PUSH(arena, &results.unknowns, unknown);
    results.files = 4;
    results.policies = 2;
    rf_str text = write_as("json", &results, (rf_report_options){.quiet = true, .color = true});
    const char *nowhere = "\"message\":\"it is wrong\",\"file\":\"\",\"line\":1,\"column\":1,"
                          "\"end_line\":1,\"end_column\":1,\"policy\":null,\"statement\":null,"
                          "\"witness\":null,\"proof\":null,\"related\":[],\"fix\":[],\"help\":\"\","
                          "\"fingerprint\":\"0123\",\"suppressed\":null}";
    rf_str expected = rf_format(
        arena,
        JSON_HEAD
        "\"summary\":{\"errors\":1,\"warnings\":1,\"infos\":1,\"suppressed\":0,"
        "\"unknowns\":1,\"files\":4,\"policies\":2},\"findings\":["
        "{\"rule\":\"pack/slug\",\"severity\":\"error\",\"certainty\":\"proved\","
        "\"message\":\"it is wrong\",\"file\":\"./dir/a.tf\",\"line\":2,\"column\":5,"
        "\"end_line\":3,\"end_column\":2,\"policy\":\"aws_iam_policy.p\","
        "\"statement\":\"0\",\"witness\":null,\"proof\":null,\"related\":[{\"file\":\"./dir/a.tf\","
        "\"line\":1,\"column\":5,\"message\":\"the other\"}],\"fix\":[],"
        "\"help\":\"do this\",\"fingerprint\":\"0123\",\"suppressed\":null},"
        "{\"rule\":\"pack/slug\",\"severity\":\"warning\",\"certainty\":\"possible\",%s,"
        "{\"rule\":\"pack/slug\",\"severity\":\"info\",\"certainty\":\"possible\",%s],"
        "\"unknowns\":[{\"file\":\"./dir/a.tf\",\"line\":1,\"column\":5,"
        "\"what\":\"var.x\",\"why\":\"no value\"}]}",
        nowhere, nowhere);
    ck_assert_str_eq(compact(text), expected.at);
    ck_assert(rf_starts(text, RF_STR("{\n  \"version\":")));
    ck_assert(rf_ends(text, RF_STR("\n}\n")));
    ck_assert(rf_find(text, RF_STR("pack/slug")) != RF_NOT_FOUND);
}
END_TEST

START_TEST(json_of_nothing_has_all_its_parts)
{
    rf_results results = {.files = 1};
    ck_assert_str_eq(compact(write_as("json", &results, plain)), JSON_HEAD
                     "\"summary\":{\"errors\":0,\"warnings\":0,\"infos\":0,\"suppressed\":0,"
                     "\"unknowns\":0,\"files\":1,\"policies\":0},\"findings\":[],\"unknowns\":[]}");
}
END_TEST

START_TEST(json_is_valid_whatever_the_input)
{
    rf_source *source = file_of("a\xff.tf", RF_STR("x"));
    rf_finding finding = finding_at(rf_source_span(source));
    finding.message = RF_STR("nul \0 esc \x1b bad \xc3 quote \" \xe6\x97\xa5");
    rf_results results = results_of(finding);
    rf_str text = write_as("json", &results, plain);
    const char *line = compact(text);
    ck_assert_ptr_nonnull(strstr(line, "\"file\":\"a\xef\xbf\xbd.tf\""));
    ck_assert_ptr_nonnull(
        strstr(line, "\"nul \\u0000 esc \\u001b bad \xef\xbf\xbd quote \\\" \xe6\x97\xa5\""));
}
END_TEST

/* --- witnesses --- */

static rf_finding proved_at(rf_span span)
{
    static const rf_str values[] = {{"a\"\x1b", 3}, {"b", 1}};
    const rf_context_key keys[] = {{.name = RF_STR("aws:TagKeys"),
                                    .key = RF_STR("aws:tagkeys"),
                                    .values = values,
                                    .n = 2,
                                    .multivalued = true},
                                   {.name = RF_STR("ec2:ResourceTag/Name"),
                                    .key = RF_STR("ec2:resourcetag/name"),
                                    .values = values + 1,
                                    .n = 1}};
    rf_finding finding = finding_at(span);
    finding.witness =
        rf_request_new(arena, RF_STR("ec2:DeleteVpc"), RF_STR("arn:aws:ec2:eu-west-1:1:vpc/v"),
                       RF_STR("arn:aws:iam::1:root"), keys, 2);
    finding.proof = RF_STR("ec2:DeleteVpc on vpc/v is allowed by \x1b[1mstatement A");
    return finding;
}

START_TEST(witness_is_shown_in_every_format)
{
    rf_source *source = file_of("p.json", RF_STR("\"ec2:*\""));
    rf_results results = results_of(proved_at(rf_source_span(source)));
    rf_str text = write_as("text", &results, quiet);
    ck_assert_ptr_nonnull(strstr(rf_cstr(arena, text),
                                 "  proof  ec2:DeleteVpc on vpc/v is allowed by"
                                 " \\x1b[1mstatement A\n"));
    text = write_as("github", &results, plain);
    ck_assert_ptr_nonnull(
        strstr(rf_cstr(arena, text), "it is wrong%0Aec2:DeleteVpc on vpc/v is allowed by \\x1b["));
    struct json_object *root =
        json_tokener_parse(rf_cstr(arena, write_as("json", &results, plain)));
    ck_assert_ptr_nonnull(root);
    struct json_object *finding =
        json_object_array_get_idx(json_object_object_get(root, "findings"), 0);
    ck_assert_str_eq(
        json_object_to_json_string_ext(json_object_object_get(finding, "witness"),
                                       JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE),
        "{\"action\":\"ec2:DeleteVpc\",\"resource\":\"arn:aws:ec2:eu-west-1:1:vpc/v\","
        "\"principal\":\"arn:aws:iam::1:root\",\"context\":{\"aws:TagKeys\":[\"a\\\"\\u001b\","
        "\"b\"],\"ec2:ResourceTag/Name\":\"b\"}}");
    json_object_put(root);
}
END_TEST

/* A wildcard that breaks several claims: one finding in words, all of them for programs. */
START_TEST(claims_that_break_at_one_place_are_told_together)
{
    rf_source *source = file_of("p.json", RF_STR("\"ec2:*\" \"s3:*\""));
    rf_results results = results_of(proved_at(span_of(source, RF_STR("\"ec2:*\""))));
    rf_finding other = proved_at(span_of(source, RF_STR("\"ec2:*\"")));
    other.rule = RF_STR("pack/other");
    other.message = RF_STR("and this");
    RF_PUSH(arena, &results.findings, other);
    other = finding_at(span_of(source, RF_STR("\"ec2:*\"")));
    other.rule = RF_STR("pack/plain");
    RF_PUSH(arena, &results.findings, other);
    other = proved_at(span_of(source, RF_STR("\"ec2:*\"")));
    other.rule = RF_STR("pack/third");
    other.severity = RF_WARNING;
    RF_PUSH(arena, &results.findings, other);
    RF_PUSH(arena, &results.findings, proved_at(span_of(source, RF_STR("\"s3:*\""))));
    const char *text = rf_cstr(arena, write_as("text", &results, plain));
    ck_assert_ptr_nonnull(strstr(text, "  also   pack/other  and this\n"));
    ck_assert_ptr_null(strstr(text, "p.json:1:1  pack/other"));
    ck_assert_ptr_nonnull(strstr(text, "p.json:1:1  pack/plain"));
    ck_assert_ptr_nonnull(strstr(text, "p.json:1:1  pack/third"));
    ck_assert_ptr_nonnull(strstr(text, "p.json:1:9  pack/slug"));
    ck_assert_ptr_nonnull(strstr(text, "4 errors, 1 warning"));
}
END_TEST

/* --- github --- */

START_TEST(github_commands)
{
    rf_source *source = file_of("./dir/a,b:100%.tf", RF_STR("ab = 1\n\xe6\x97\xa5 = {\n}\n"));
    rf_results results = results_of(finding_at(span_of(source, RF_STR("ab"))));
    results.findings.at[0].message = RF_STR("100% wrong: a,b\n\xff::error::forged");
    results.findings.at[0].help = RF_STR("do this,\r\nthen: that");
    rf_finding finding = finding_at(span_of(source, RF_STR("{\n}")));
    finding.severity = RF_WARNING;
    RF_PUSH(arena, &results.findings, finding);
    finding = finding_at((rf_span){source, 3, 3});
    finding.severity = RF_INFO;
    RF_PUSH(arena, &results.findings, finding);
    RF_PUSH(arena, &results.findings, finding_at((rf_span){NULL, 0, 0}));
    rf_unknown unknown = {
        .what = RF_STR("var.x"), .why = RF_STR("no value"), .span = span_of(source, RF_STR("1"))};
    RF_PUSH(arena, &results.unknowns, unknown);
    unknown = (rf_unknown){.what = RF_STR("data.y")};
    RF_PUSH(arena, &results.unknowns, unknown);
    ck_assert_rf_str(
        write_as("github", &results, plain),
        "::error file=dir/a%2Cb%3A100%25.tf,line=1,col=1,endLine=1,endColumn=2,title=pack/slug::"
        "100%25 wrong: a,b\\n\xef\xbf\xbd::error::forged%0Ado this,%0Athen: that\n"
        "::warning file=dir/a%2Cb%3A100%25.tf,line=2,col=5,endLine=3,title=pack/slug::it is wrong\n"
        "::notice file=dir/a%2Cb%3A100%25.tf,line=1,col=4,endLine=1,endColumn=4,title=pack/slug::"
        "it is wrong\n"
        "::error title=pack/slug::it is wrong\n"
        "::notice file=dir/a%2Cb%3A100%25.tf,line=1,col=6,endLine=1,endColumn=6,title=unknown::"
        "var.x: no value\n"
        "::notice title=unknown::data.y\n");
}
END_TEST

/* --- the table --- */

START_TEST(formats_are_found_by_their_exact_name)
{
    for (size_t i = 0; i < rf_report_format_count; i++) {
        rf_str name = rf_str_c(rf_report_formats[i].name);
        ck_assert_ptr_eq(rf_report_format_named(name), &rf_report_formats[i]);
        ck_assert_uint_gt(strlen(rf_report_formats[i].summary), 0);
    }
    ck_assert_ptr_null(rf_report_format_named(RF_STR("")));
    ck_assert_ptr_null(rf_report_format_named(RF_STR("JSON")));
    ck_assert_ptr_null(rf_report_format_named(RF_STR("tex")));
}
END_TEST

/* Every format, on `count` findings in one line of a minified file. */
static double seconds_for(size_t count)
{
    rf_buf text = rf_buf_new(arena);
    for (size_t i = 0; i < count; i++)
        rf_buf_add_c(&text, "{\"Action\":\"ec2:*\",\"Name\":\"\xe6\x97\xa5\"},");
    rf_source *source = file_of("min.json", rf_buf_str(&text));
    uint32_t step = (uint32_t)(text.n / count);
    rf_results results = {.files = 1};
    for (uint32_t i = 0; i < count; i++)
        RF_PUSH(arena, &results.findings,
                finding_at((rf_span){source, i * step + 10, i * step + 17}));
    clock_t begin = clock();
    for (size_t i = 0; i < rf_report_format_count; i++) {
        rf_str report = rf_report_formats[i].write(arena, &results, &plain);
        ck_assert_uint_gt(report.n, count * 60);
    }
    return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

START_TEST(a_hundred_thousand_findings_take_linear_time)
{
    double few = seconds_for(10000), many = seconds_for(100000);
    if (few < 0.05) /* below this the clock says little */
        few = 0.05;
    ck_assert_msg(many < 40 * few, "10,000: %.3f s, 100,000: %.3f s", few, many);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *tests = test_case(suite, "text");
    tcase_add_test(tests, embedded_text_is_shown_in_its_file);
    tcase_add_test(tests, witness_is_shown_in_every_format);
    tcase_add_test(tests, claims_that_break_at_one_place_are_told_together);
    tcase_add_test(tests, a_finding_in_full);
    tcase_add_test(tests, the_worst_comes_first_each_by_place);
    tcase_add_test(tests, infos_that_are_not_shown_are_counted);
    tcase_add_test(tests, a_clean_result_says_so);
    tcase_add_test(tests, unknown_alone_is_no_clean_result);
    tcase_add_test(tests, a_finding_without_a_place_names_its_policy);
    tcase_add_test(tests, hostile_names_cannot_forge_or_colour);
    tcase_add_test(tests, colour_marks_severity_and_carets_only);
    tcase_add_test(tests, text_keeps_to_its_width);
    tests = test_case(suite, "machines");
    tcase_add_test(tests, json_holds_the_whole_contract);
    tcase_add_test(tests, json_of_nothing_has_all_its_parts);
    tcase_add_test(tests, json_is_valid_whatever_the_input);
    tcase_add_test(tests, github_commands);
    tcase_add_test(tests, formats_are_found_by_their_exact_name);
    tcase_add_test(tests, a_hundred_thousand_findings_take_linear_time);
    return run_suite(suite);
}

/* Rules with claims, run over policies; each suite is one file. */
#ifndef RF_TESTS_CLAIMS_SUPPORT_H
#define RF_TESTS_CLAIMS_SUPPORT_H

#include "support.h"

#include "engine/claim.h"
#include "engine/engine.h"
#include "input/inputs.h"
#include "report/report.h"

static rf_ruleset set;
static rf_diags diags;
static rf_results results;

static inline void load(const char *own)
{
    set = (rf_ruleset){.arena = arena};
    diags = rf_diags_new(arena);
    rf_ruleset_add(&set, rf_source_new(arena, RF_STR("own.hcl"), rf_str_c(own)), &diags);
    rf_ruleset_finish(&set, &diags);
}

static inline rf_inputs *policies_of_folder(const char *const *texts, size_t n)
{
    rf_inputs *inputs = rf_inputs_new(arena);
    for (size_t i = 0; i < n; i++) {
        rf_str name = n == 1 ? RF_STR("p.json") : rf_format(arena, "%c.json", (char)('a' + i));
        rf_inputs_add_text(inputs, name, rf_str_c(texts[i]));
    }
    rf_inputs_finish(inputs);
    return inputs;
}

static inline void run_inputs(const char *rules, rf_inputs *inputs, const char *profile)
{
    rf_engine_options options = {.profile = rf_str_c(profile)};
    load(rules);
    ck_assert_str_eq(diags_text(&diags), "");
    results = (rf_results){0};
    rf_engine_run(&set, inputs, &options, &results);
}

/* One policy, p.json. */
static inline void run(const char *rules, const char *policy, const char *profile)
{
    run_inputs(rules, policies_of_folder(&policy, 1), profile);
}

/* "severity line:column statement message" of each finding, a line each. */
static inline const char *found(void)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < results.findings.n; i++) {
        const rf_finding *finding = &results.findings.at[i];
        rf_place place = rf_locate(finding->span);
        rf_buf_format(&buf, "%s %u:%u %.*s|%.*s\n", rf_severity_name(finding->severity), place.line,
                      place.column, RF_ARG(finding->statement), RF_ARG(finding->message));
    }
    for (size_t i = 0; i < results.unknowns.n; i++)
        rf_buf_format(&buf, "unknown %.*s: %.*s\n", RF_ARG(results.unknowns.at[i].what),
                      RF_ARG(results.unknowns.at[i].why));
    return rf_cstr(arena, rf_buf_str(&buf));
}

#define HEAD                                                                                       \
    "rule \"own/r\" {\n  severity = \"error\"\n  summary = \"it is open\"\n  why = \"w\"\n"        \
    "  fix = \"f\"\n"
#define RULE(body) HEAD body "}\n"
#define TAG(test, key) IF(test, key, "[\"cce-*\"]")
#define IF(test, key, values)                                                                      \
    "    condition {\n      test = \"" test "\"\n      variable = \"" key                          \
    "\"\n      values = " values "\n    }\n"
#define NEVER(rest) "  never {\n" rest "  }\n"
#define ALWAYS(rest) "  always {\n" rest "  }\n"
#define POLICY(statements) "{\"Version\": \"2012-10-17\", \"Statement\": [\n" statements "]}"

/* The witness and the words about it. */
static inline const rf_finding *only(void)
{
    ck_assert_msg(results.findings.n == 1, "%s", found());
    return &results.findings.at[0];
}

static inline void check_says(rf_str text, const char *words)
{
    ck_assert_msg(rf_find(text, rf_str_c(words)) != RF_NOT_FOUND, "no \"%s\" in: %.*s", words,
                  RF_ARG(text));
}

#endif

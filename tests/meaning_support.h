/*
 * What the suites of checks on meaning share: one rule of the pack run over one policy.
 */
#ifndef RF_TESTS_MEANING_SUPPORT_H
#define RF_TESTS_MEANING_SUPPORT_H

#include "engine/embedded.h"
#include "engine/engine.h"
#include "engine/rule_files.h"
#include "support.h"
#include "json/json.h"

#include <string.h>
#include <time.h>

static inline const char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));
static inline const char *text(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    rf_str made = rf_vformat(arena, format, args);
    va_end(args);
    return rf_cstr(arena, made);
}

static inline rf_policy *read_policy(const char *json)
{
    rf_diags diags = rf_diags_new(arena);
    rf_value value;
    bool ok = rf_json_read(arena, source_of(json), &diags, &value);
    ck_assert_msg(ok, "%s: %s", json, diags_text(&diags));
    return rf_policy_read(arena, &value, RF_STR(""));
}

static rf_ruleset set;
static rf_results results;

static inline void make_rules(void)
{
    rf_diags diags = rf_diags_new(arena);
    set = (rf_ruleset){.arena = arena};
    rf_ruleset_add_embedded(&set, false, &diags);
    rf_ruleset_finish(&set, &diags);
    ck_assert_msg(diags.list.n == 0, "%s", diags_text(&diags));
}

static inline void select_rule(rf_engine_options *options, const char *glob, rf_selection_kind kind)
{
    RF_PUSH(arena, &options->selections, (rf_selection){.kind = kind, .glob = rf_str_c(glob)});
}

/* Runs one rule of the pack over a policy. */
static inline void run_rule(const char *rule, rf_str policy)
{
    rf_engine_options options = {.profile = RF_STR("none"), .reference = &rf_reference_builtin};
    rf_inputs *inputs = rf_inputs_new(arena);
    select_rule(&options, "*", RF_SELECT_DISABLE);
    select_rule(&options, text("aws-iam/%s", rule), RF_SELECT_ENABLE);
    rf_inputs_add_text(inputs, RF_STR("policy.json"), policy);
    rf_inputs_finish(inputs);
    results = (rf_results){0};
    rf_engine_run(&set, inputs, &options, &results);
}

/* The messages, a line each. */
static inline const char *said(const char *rule, const char *policy)
{
    run_rule(rule, rf_str_c(policy));
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < results.findings.n; i++)
        rf_buf_format(&buf, "%.*s\n", RF_ARG(results.findings.at[i].message));
    return rf_cstr(arena, rf_buf_str(&buf));
}

/* A policy of these statements. */
#define POLICY(...) "{\"Version\": \"2012-10-17\", \"Statement\": [" __VA_ARGS__ "]}"

static inline void ck_assert_in_time(const char *rule, const char *policy)
{
    clock_t start = clock();
    run_rule(rule, rf_str_c(policy));
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    ck_assert_msg(seconds < 10, "%s took %.1f s", rule, seconds); /* sanitizers are slow */
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

#endif

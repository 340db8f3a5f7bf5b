/*
 * What the suites of iam/ share: policies and requests from JSON text.
 */
#ifndef RF_TESTS_IAM_SUPPORT_H
#define RF_TESTS_IAM_SUPPORT_H

#include "support.h"

#include "iam/decide.h"
#include "iam/explain.h"
#include "json/json.h"

static inline rf_value *read_json(rf_str text)
{
    rf_diags diags = rf_diags_new(arena);
    rf_value *value = RF_NEW(arena, rf_value);
    bool ok = rf_json_read(arena, source_of_str(text), &diags, value);
    ck_assert_msg(ok, "%.*s: %s", RF_ARG(text), diags_text(&diags));
    return value;
}

static inline rf_policy *read_policy(const char *text)
{
    return rf_policy_read(arena, read_json(rf_str_c(text)), RF_STR(""));
}

static inline rf_request *read_request(const char *text)
{
    rf_diags diags = rf_diags_new(arena);
    rf_request *request = rf_request_read(arena, read_json(rf_str_c(text)), &diags);
    ck_assert_msg(request != NULL, "%s: %s", text, diags_text(&diags));
    return request;
}

static inline rf_outcome decide_one(const rf_policy *policy, const char *request)
{
    return rf_decide(arena, &policy, 1, read_request(request)).outcome;
}

static inline const char *decide(const char *policy, const char *request)
{
    return rf_outcome_name(decide_one(read_policy(policy), request));
}

static inline const char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));
static inline const char *text(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    rf_str made = rf_vformat(arena, format, args);
    va_end(args);
    return rf_cstr(arena, made);
}

#endif

/*
 * What the two suites of the room json share.
 */
#ifndef RF_TESTS_JSON_SUPPORT_H
#define RF_TESTS_JSON_SUPPORT_H

#include "support.h"

#include "json/json.h"
#include "json/write.h"

#include <json-c/json.h>

struct outcome {
    bool ok;
    rf_value value;
    rf_diags diags;
};

static inline struct outcome read_str(rf_str text)
{
    struct outcome outcome = {.diags = rf_diags_new(arena)};
    outcome.ok = rf_json_read(arena, source_of_str(text), &outcome.diags, &outcome.value);
    return outcome;
}

/* A bare or good text as JSON of one line, however it was read. */
static inline const char *as_text(const rf_value *value)
{
    struct json_object *object = rf_json_from_value(value);
    const char *text = rf_cstr(arena, rf_json_text(arena, object, false));
    json_object_put(object);
    return text;
}

struct table_row {
    const char *text; /* may hold NUL: n says how long it is */
    size_t n;
    const char *diags; /* "" for none */
    const char *value; /* what was read, written again */
};

#define ROW(text, diags, value)                                                                    \
    {                                                                                              \
        "" text, sizeof(text) - 1, diags, value                                                    \
    }

static const char sample[] =
    "{\n  \"Version\": \"2012-10-17\",\n  \"Id\": \"\\u00e9\\ud83d\\ude00\\n\",\n"
    "  \"Statement\": [\n    {\"Effect\": \"Allow\", \"Action\": [\"s3:Get*\", \"s3:Put*\"],\n"
    "     \"Resource\": \"arn:aws:s3:::\xC3\xBC/*\", \"Condition\": {\"Bool\": {\"a\": true}}},\n"
    "    [], {}, null, -1.5e-3, 123456, \"{\\\"a\\\": [1]}\"\n  ]\n}\n";

/* The text under the span of every value and key reads as that value. */
static inline void check_spans(const rf_value *value)
{
    rf_str text = rf_span_text(value->span);
    struct outcome again = read_str(text);
    ck_assert_msg(again.ok && rf_value_equal(value, &again.value), "the span of %s",
                  rf_cstr(arena, text));
    for (size_t i = 0; value->kind == RF_LIST && i < value->as.list.n; i++)
        check_spans(&value->as.list.at[i]);
    for (size_t i = 0; value->kind == RF_OBJECT && i < value->as.object.n; i++) {
        const rf_member *member = &value->as.object.at[i];
        again = read_str(rf_span_text(member->name_span));
        ck_assert(rf_eq(rf_text_of(&again.value), member->name));
        check_spans(&member->value);
    }
}
#endif

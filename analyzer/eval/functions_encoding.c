/*
 * JSON, base64 and URL encoding.
 */
#include "base/limits.h"
#include "eval/convert.h"
#include "eval/evaluator.h"
#include "eval/functions.h"
#include "text/utf8.h"
#include "json/json.h"

static bool add_c(const rf_call *call, rf_buf *buf, const char *text)
{
    return rf_add(call, buf, rf_str_c(text));
}

/* Go's encoding/json: <, > and & are escaped, and the two separators that JavaScript minds. */
static bool write_json_string(const rf_call *call, rf_buf *buf, rf_str text)
{
    static const char *const short_escapes[128] = {
        ['"'] = "\\\"", ['\\'] = "\\\\", ['\n'] = "\\n",    ['\r'] = "\\r",    ['\t'] = "\\t",
        ['\b'] = "\\b", ['\f'] = "\\f",  ['<'] = "\\u003c", ['>'] = "\\u003e", ['&'] = "\\u0026",
    };
    bool fits = add_c(call, buf, "\"");
    for (size_t at = 0; at < text.n && fits;) {
        size_t start = at;
        int32_t point = rf_utf8_next(text, &at);
        if (point >= 0 && point < 128 && short_escapes[point] != NULL)
            fits = add_c(call, buf, short_escapes[point]);
        else if (point < 0)
            fits = add_c(call, buf, "\\ufffd");
        else if (point < ' ' || point == 0x2028 || point == 0x2029)
            fits = rf_add(call, buf, rf_format(call->arena, "\\u%04x", (unsigned)point));
        else
            fits = rf_add(call, buf, rf_slice(text, start, at));
    }
    return fits && add_c(call, buf, "\"");
}

static bool write_json_list(const rf_call *call, rf_buf *buf, const rf_value *list)
{
    bool fits = add_c(call, buf, "[");
    for (size_t i = 0; i < list->as.list.n && fits; i++)
        fits = add_c(call, buf, i ? "," : "") && rf_write_json(call, buf, &list->as.list.at[i]);
    return fits && add_c(call, buf, "]");
}

static bool write_json_object(const rf_call *call, rf_buf *buf, const rf_value *object)
{
    size_t n;
    const rf_member **members = rf_members_sorted(call->arena, object, &n);
    bool fits = add_c(call, buf, "{");
    for (size_t i = 0; i < n && fits; i++)
        fits = add_c(call, buf, i ? "," : "") && write_json_string(call, buf, members[i]->name) &&
               add_c(call, buf, ":") && rf_write_json(call, buf, &members[i]->value);
    return fits && add_c(call, buf, "}");
}

bool rf_write_json(const rf_call *call, rf_buf *buf, const rf_value *value)
{
    rf_str text;
    switch (value->kind) {
    case RF_STRING:
        return write_json_string(call, buf, value->as.string.text);
    case RF_LIST:
        return write_json_list(call, buf, value);
    case RF_OBJECT:
        return write_json_object(call, buf, value);
    default:
        return rf_add(call, buf, rf_value_text(call->arena, value, &text) ? text : RF_STR("null"));
    }
}

rf_value rf_function_jsonencode(const rf_call *call)
{
    const rf_value *value = &call->arguments[0];
    rf_buf buf = rf_buf_new(call->arena);
    rf_value unknown = rf_give_unknown(call, &rf_type_string);
    if (rf_value_has_unknown(value)) {
        unknown.as.unknown.document = value;
        return unknown;
    }
    return rf_write_json(call, &buf, value) ? rf_give_buf(call, &buf) : unknown;
}

rf_value rf_function_jsondecode(const rf_call *call)
{
    rf_value text, value;
    rf_diags diags = rf_diags_new(call->arena);
    if (!rf_arg(call, 0, &rf_type_string, &text))
        return rf_give_unknown(call, NULL);
    if (text.kind == RF_UNKNOWN)
        return text.as.unknown.document != NULL ? *text.as.unknown.document
                                                : rf_give_unknown(call, NULL);
    if (rf_json_read(call->arena, rf_value_embed(call->arena, &text), &diags, &value))
        return value;
    for (size_t i = 0; i < diags.list.n; i++)
        if (diags.list.at[i].severity == RF_ERROR && diags.list.at[i].code != NULL &&
            rf_eq_c(rf_str_c(diags.list.at[i].code), RF_JSON_SYNTAX))
            return rf_call_error(call, 0, "the text is not JSON: %.*s",
                                 RF_ARG(diags.list.at[i].message));
    return rf_call_error(call, 0, "the text is not JSON");
}

static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

rf_value rf_function_base64encode(const rf_call *call)
{
    rf_str text;
    if (!rf_arg_text(call, 0, &text))
        return rf_give_unknown(call, &rf_type_string);
    rf_buf buf = rf_buf_new(call->arena);
    for (size_t i = 0; i < text.n; i += 3) {
        unsigned bits = 0;
        for (size_t j = 0; j < 3; j++)
            bits = bits << 8 | (i + j < text.n ? (unsigned char)text.at[i + j] : 0);
        for (size_t j = 0; j < 4; j++)
            rf_buf_add_byte(&buf, i + j <= text.n ? base64_digits[bits >> (18 - 6 * j) & 63] : '=');
    }
    return rf_give_buf(call, &buf);
}

/* Strict as Go's base64.StdEncoding: full groups with padding; line ends between are skipped. */
static bool decode_base64(rf_buf *buf, rf_str text)
{
    unsigned bits = 0, digits = 0, padding = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.at[i];
        if (c == '\n' || c == '\r')
            continue;
        size_t digit = rf_find_byte((rf_str){base64_digits, 64}, c);
        if (c == '=' && digits % 4 >= 2)
            padding++;
        else if (digit == RF_NOT_FOUND || padding != 0)
            return false;
        bits = bits << 6 | (c == '=' ? 0 : (unsigned)digit);
        if (++digits % 4 == 0)
            for (unsigned j = 0; j < 3 - padding; j++)
                rf_buf_add_byte(buf, (char)(bits >> (16 - 8 * j) & 255));
        if (digits % 4 == 0 && padding != 0 && i + 1 < text.n)
            return rf_trim(rf_slice(text, i + 1, text.n)).n == 0;
    }
    return digits % 4 == 0;
}

rf_value rf_function_base64decode(const rf_call *call)
{
    rf_str text;
    if (!rf_arg_text(call, 0, &text))
        return rf_give_unknown(call, &rf_type_string);
    rf_buf buf = rf_buf_new(call->arena);
    if (!decode_base64(&buf, text))
        return rf_call_error(call, 0, "the text is not base64");
    if (rf_utf8_invalid(rf_buf_str(&buf)) != RF_NOT_FOUND)
        return rf_call_error(call, 0, "the decoded bytes are no text in UTF-8");
    return rf_give_buf(call, &buf);
}

/* Go's url.QueryEscape. */
rf_value rf_function_urlencode(const rf_call *call)
{
    rf_str text;
    if (!rf_arg_text(call, 0, &text))
        return rf_give_unknown(call, &rf_type_string);
    rf_buf buf = rf_buf_new(call->arena);
    bool fits = true;
    for (size_t i = 0; i < text.n && fits; i++) {
        char c = text.at[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     c == '-' || c == '_' || c == '.' || c == '~';
        char escaped[] = {'%', "0123456789ABCDEF"[(unsigned char)c >> 4],
                          "0123456789ABCDEF"[c & 15]};
        fits = c == ' ' ? add_c(call, &buf, "+")
                        : rf_add(call, &buf, plain ? (rf_str){&c, 1} : (rf_str){escaped, 3});
    }
    return fits ? rf_give_buf(call, &buf) : rf_give_unknown(call, &rf_type_string);
}

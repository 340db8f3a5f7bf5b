/*
 * regex(), regexall() and replace() with a /pattern/.
 */
#include "base/limits.h"
#include "eval/convert.h"
#include "eval/evaluator.h"
#include "eval/functions.h"
#include "eval/pattern.h"
#include "text/utf8.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* A compiled pattern and where its last match lies. */
typedef struct pattern {
    const rf_call *call;
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
    uint32_t groups;   /* without the whole */
    rf_str *names;     /* of groups 1..; empty strings for those without one */
    bool named, mixed; /* some groups have names; not all */
    bool failed;       /* a match could not be decided; reported */
} pattern;

static void free_code(void *code)
{
    pcre2_code_free(code);
}

static void free_data(void *data)
{
    pcre2_match_data_free(data);
}

static void free_context(void *context)
{
    pcre2_match_context_free(context);
}

static void free_compile_context(void *context)
{
    pcre2_compile_context_free(context);
}

static bool out_of_memory(const pattern *p)
{
    rf_call_error(p->call, 0, "there is no memory for the pattern");
    return false;
}

static void read_names(pattern *p)
{
    uint32_t count = 0, size = 0;
    const unsigned char *table = NULL;
    pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &p->groups);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &table);
    p->names = RF_NEW_ARRAY(p->call->arena, rf_str, p->groups + 1);
    p->named = count != 0;
    p->mixed = count != 0 && count != p->groups;
    for (uint32_t i = 0; i < count; i++) {
        const unsigned char *entry = table + (size_t)i * size;
        unsigned group = (unsigned)(entry[0] << 8 | entry[1]);
        p->names[group - 1] = rf_dup(p->call->arena, rf_str_c((const char *)entry + 2));
    }
}

static bool compile_translated(pattern *p, rf_str text, size_t argument)
{
    const uint32_t options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_CIRCUMFLEX |
                             PCRE2_NEVER_BACKSLASH_C | PCRE2_DUPNAMES | PCRE2_NO_UTF_CHECK;
    rf_arena *arena = p->call->arena;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (context == NULL)
        return out_of_memory(p);
    rf_arena_defer(arena, free_compile_context, context);
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    int error;
    PCRE2_SIZE offset;
    p->code = pcre2_compile((PCRE2_SPTR)text.at, text.n, options, &error, &offset, context);
    if (p->code == NULL) {
        unsigned char message[256] = "";
        pcre2_get_error_message(error, message, sizeof message);
        rf_call_error(p->call, argument, "the pattern is not valid: %s", (const char *)message);
        return false;
    }
    rf_arena_defer(arena, free_code, p->code);
    p->data = pcre2_match_data_create_from_pattern(p->code, NULL);
    if (p->data == NULL)
        return out_of_memory(p);
    rf_arena_defer(arena, free_data, p->data);
    p->context = pcre2_match_context_create(NULL);
    if (p->context == NULL)
        return out_of_memory(p);
    rf_arena_defer(arena, free_context, p->context);
    pcre2_set_match_limit(p->context, RF_LIMIT_REGEX_STEPS);
    pcre2_set_depth_limit(p->context, RF_LIMIT_REGEX_DEPTH);
    pcre2_set_heap_limit(p->context, RF_LIMIT_REGEX_HEAP_KIB);
    return true;
}

/* The pattern, compiled once in an evaluation; NULL, with a diagnostic, when it is not valid. */
static pattern *compile(const rf_call *call, rf_str text, size_t argument)
{
    rf_str translated, why;
    pattern *p = rf_map_get(&call->evaluator->patterns, text);
    if (p != NULL) {
        p->call = call;
        p->failed = false;
        return p;
    }
    p = RF_NEW(call->arena, pattern);
    p->call = call;
    if (!rf_pattern_translate(call->arena, text, &translated, &why)) {
        rf_call_error(call, argument, "the pattern is not valid: %.*s", RF_ARG(why));
        return NULL;
    }
    if (!compile_translated(p, translated, argument))
        return NULL;
    read_names(p);
    rf_map_put(call->arena, &call->evaluator->patterns, text, p);
    return p;
}

/* The pattern of regex() and regexall(), whose results are named or numbered, not both. */
static pattern *compile_for_groups(const rf_call *call, rf_str text)
{
    pattern *p = compile(call, text, 0);
    if (p == NULL || !p->mixed)
        return p;
    rf_call_error(call, 0, "the pattern mixes groups with and without a name");
    return NULL;
}

/* The next match at or after `from`.  False when there is none, or when that cannot be decided:
 * then p->failed is set and the reason is reported, because it is not the same as no match. */
static bool match(pattern *p, rf_str text, size_t from)
{
    const char *at = text.at != NULL ? text.at : "";
    int rc =
        pcre2_match(p->code, (PCRE2_SPTR)at, text.n, from, PCRE2_NO_UTF_CHECK, p->data, p->context);
    if (rc > 0)
        return true;
    if (rc == PCRE2_ERROR_NOMATCH)
        return false;
    p->failed = true;
    rf_diag_error(p->call->diags, RF_REGEX_LIMIT_CODE, p->call->expr->span,
                  "write the pattern without nested repetition, such as (a+)+",
                  "whether this pattern matches cannot be told: matching it takes too long");
    return false;
}

static rf_str group_text(const pattern *p, rf_str text, uint32_t group, bool *took_part)
{
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(p->data);
    *took_part = group < pcre2_get_ovector_count(p->data) && ends[2 * group] != PCRE2_UNSET;
    return *took_part ? rf_slice(text, ends[2 * group], ends[2 * group + 1]) : RF_STR("");
}

static rf_value group_value(const pattern *p, rf_str text, uint32_t group)
{
    bool took_part;
    rf_value value = rf_give_text(p->call, group_text(p, text, group, &took_part));
    rf_value null = {.kind = RF_NULL, .type = &rf_type_string, .span = value.span};
    return took_part ? value : null;
}

/* What a match is worth: the whole without groups, else a tuple or object of them. */
static rf_value match_value(const pattern *p, rf_str text)
{
    rf_arena *arena = p->call->arena;
    if (p->groups == 0)
        return group_value(p, text, 0);
    if (p->named) {
        rf_member *members = RF_NEW_ARRAY(arena, rf_member, p->groups);
        for (uint32_t i = 0; i < p->groups; i++)
            members[i] = rf_member_of(p->names[i], group_value(p, text, i + 1));
        return rf_object_of(arena, members, p->groups, p->call->expr->span);
    }
    rf_value *items = RF_NEW_ARRAY(arena, rf_value, p->groups);
    for (uint32_t i = 0; i < p->groups; i++)
        items[i] = group_value(p, text, i + 1);
    return rf_give_tuple(p->call, items, p->groups);
}

/* The type of what match_value() gives. */
static const rf_type *match_type(const pattern *p)
{
    rf_arena *arena = p->call->arena;
    if (p->groups == 0)
        return &rf_type_string;
    if (p->named) {
        rf_member *members = RF_NEW_ARRAY(arena, rf_member, p->groups);
        for (uint32_t i = 0; i < p->groups; i++)
            members[i] = rf_member_of(p->names[i], rf_give_text(p->call, RF_STR("")));
        rf_value object = rf_object_of(arena, members, p->groups, p->call->expr->span);
        return rf_type_of(arena, &object);
    }
    const rf_type **elements = RF_NEW_ARRAY(arena, const rf_type *, p->groups);
    for (uint32_t i = 0; i < p->groups; i++)
        elements[i] = &rf_type_string;
    return rf_type_tuple(arena, elements, p->groups);
}

rf_value rf_function_regex(const rf_call *call)
{
    rf_str pattern_text, text;
    if (!rf_arg_text(call, 0, &pattern_text) || !rf_arg_text(call, 1, &text))
        return rf_give_unknown(call, NULL);
    pattern *p = compile_for_groups(call, pattern_text);
    if (p == NULL)
        return rf_give_unknown(call, NULL);
    if (match(p, text, 0))
        return match_value(p, text);
    if (p->failed)
        return rf_give_unknown(call, NULL);
    return rf_call_error(call, 1, "the pattern matches no part of the string");
}

/* The offset behind the code point at `at`. */
static size_t step_over(rf_str text, size_t at)
{
    if (at >= text.n)
        return text.n + 1;
    rf_utf8_next(text, &at);
    return at;
}

/* Go's FindAll: an empty match does not count right behind another match. */
rf_value rf_function_regexall(const rf_call *call)
{
    rf_str pattern_text, text;
    RF_VEC(rf_value) items = {0};
    if (!rf_arg_text(call, 0, &pattern_text) || !rf_arg_text(call, 1, &text))
        return rf_give_unknown(call, NULL);
    pattern *p = compile_for_groups(call, pattern_text);
    if (p == NULL)
        return rf_give_unknown(call, NULL);
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(p->data);
    size_t last_end = SIZE_MAX;
    for (size_t at = 0; at <= text.n && match(p, text, at);) {
        size_t start = ends[0], end = ends[1];
        bool counts = end != at || start != last_end;
        at = end == at ? step_over(text, at) : end;
        last_end = end;
        if (!counts)
            continue;
        RF_PUSH(call->arena, &items, match_value(p, text));
        if (!rf_eval_charge(call->evaluator, call->expr->span, 1 + p->groups))
            return rf_give_unknown(call, NULL);
    }
    if (p->failed)
        return rf_give_unknown(call, NULL);
    return rf_give_list(call, items.at, items.n, match_type(p));
}

/* The group that "$name" or "$1" means; one that there is not gives nothing. */
static rf_str named_group(const pattern *p, rf_str text, rf_str name)
{
    unsigned long long number;
    bool took_part = false;
    rf_str last = RF_STR("");
    if (rf_parse_u64(name, &number))
        return number > p->groups ? last : group_text(p, text, (uint32_t)number, &took_part);
    for (uint32_t i = 0; i < p->groups; i++) {
        rf_str found = rf_eq(p->names[i], name) ? group_text(p, text, i + 1, &took_part) : last;
        last = took_part ? found : last;
    }
    return last;
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The name at the start of what follows a '$': its length with braces, 0 when there is none. */
static size_t read_name(rf_str rest, rf_str *name)
{
    bool braces = rf_starts(rest, RF_STR("{"));
    size_t start = braces ? 1 : 0, end = start;
    while (end < rest.n && is_word(rest.at[end]))
        end++;
    *name = rf_slice(rest, start, end);
    if (name->n == 0 || (braces && (end == rest.n || rest.at[end] != '}')))
        return 0;
    return end + start;
}

/* Adds the replacement with its "$1", "${name}" and "$$", as Go's Expand. */
static bool add_expanded(const pattern *p, rf_buf *buf, rf_str text, rf_str replacement)
{
    bool fits = true;
    while (fits && replacement.n != 0) {
        size_t dollar = rf_find_byte(replacement, '$');
        if (dollar == RF_NOT_FOUND)
            return rf_add(p->call, buf, replacement);
        rf_str name, rest = rf_slice(replacement, dollar + 1, replacement.n);
        fits = rf_add(p->call, buf, rf_slice(replacement, 0, dollar));
        bool twice = rf_starts(rest, RF_STR("$"));
        size_t used = twice ? 1 : read_name(rest, &name);
        if (twice || used == 0)
            fits = fits && rf_add(p->call, buf, RF_STR("$"));
        else
            fits = fits && rf_add(p->call, buf, named_group(p, text, name));
        replacement = rf_slice(rest, used, rest.n);
    }
    return fits;
}

/* Go's ReplaceAll: no empty match right behind another match. */
rf_value rf_replace_pattern(const rf_call *call, rf_str text, rf_str pattern_text,
                            rf_str replacement)
{
    rf_buf buf = rf_buf_new(call->arena);
    bool fits = true;
    size_t last_end = 0, at = 0;
    pattern *p = compile(call, pattern_text, 1);
    if (p == NULL)
        return rf_give_unknown(call, &rf_type_string);
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(p->data);
    while (fits && at <= text.n && match(p, text, at)) {
        size_t start = ends[0], end = ends[1];
        fits = rf_add(call, &buf, rf_slice(text, last_end, start));
        if (fits && (end > last_end || start == 0))
            fits = add_expanded(p, &buf, text, replacement);
        last_end = end;
        size_t next = step_over(text, at);
        at = next > end ? next : end;
    }
    fits = fits && !p->failed && rf_eval_charge_steps(call->evaluator, call->expr->span, text.n);
    return fits && rf_add(call, &buf, rf_slice(text, last_end, text.n))
               ? rf_give_buf(call, &buf)
               : rf_give_unknown(call, &rf_type_string);
}

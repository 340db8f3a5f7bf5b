/*
 * Shared by the suites of eval/: expressions evaluated with a few names in scope.
 *
 * `unknown` is unknown altogether, `unknown_text` an unknown string, `secret` a sensitive string,
 * `vpc` an object whose `id` is unknown.
 */
#ifndef RF_TESTS_EVAL_SUPPORT_H
#define RF_TESTS_EVAL_SUPPORT_H

#include "support.h"

#include "eval/eval.h"
#include "eval/function.h"
#include "hcl/hcl.h"

static rf_diags said; /* by the last evaluation */

static inline const rf_value *name_in_scope(const rf_scope *scope, rf_str name)
{
    (void)scope;
    static const char vpc[] = "{id = unknown_text, name = \"main\", tags = {}}";
    rf_value *value = RF_NEW(arena, rf_value);
    if (rf_eq_c(name, "unknown")) {
        *value = rf_value_unknown(NULL, (rf_span){0});
    } else if (rf_eq_c(name, "unknown_text")) {
        *value = rf_value_unknown(&rf_type_string, (rf_span){0});
    } else if (rf_eq_c(name, "unknown_number")) {
        *value = rf_value_unknown(&rf_type_number, (rf_span){0});
    } else if (rf_eq_c(name, "secret")) {
        *value = rf_value_string(RF_STR("hush"), (rf_span){0});
        value->marks = RF_MARK_SENSITIVE;
    } else if (rf_eq_c(name, "vpc")) {
        rf_diags none = rf_diags_new(arena);
        *value = rf_eval(arena, rf_hcl_read_expr(arena, source_of(vpc), &none), scope, &none);
    } else {
        return NULL;
    }
    return value;
}

static inline rf_scope test_scope(void)
{
    static const rf_str names[] = {{"secret", 6}, {"unknown", 7}, {"vpc", 3}};
    return (rf_scope){
        .lookup = name_in_scope,
        .names = names,
        .name_count = 3,
        .functions = rf_functions,
        .function_count = rf_function_count,
    };
}

static inline rf_value eval_in(const rf_scope *scope, rf_str text)
{
    said = rf_diags_new(arena);
    const rf_expr *expr = rf_hcl_read_expr(arena, source_of_str(text), &said);
    return said.errors == 0 ? rf_eval(arena, expr, scope, &said)
                            : rf_value_unknown(NULL, (rf_span){0});
}

static inline rf_value eval_str(rf_str text)
{
    rf_scope scope = test_scope();
    return eval_in(&scope, text);
}

static inline rf_value eval(const char *text)
{
    return eval_str(rf_str_c(text));
}

/* The value as JSON, "unknown" where nothing is known, or "!" and the messages. */
static inline const char *json_of(rf_str text)
{
    rf_value value = eval_str(rf_format(arena, "jsonencode(nonsensitive(%.*s))", RF_ARG(text)));
    if (said.errors != 0)
        return rf_cstr(arena, rf_format(arena, "! %s", diags_text(&said)));
    return value.kind == RF_STRING ? rf_cstr(arena, value.as.string.text) : "unknown";
}

/* The text of the file under a span. */
static inline const char *text_under(rf_span span)
{
    return rf_cstr(arena, rf_span_text(rf_span_outermost(span)));
}

/* The next line of a data file; comments are left out.  False at its end. */
static inline bool next_line(rf_str *rest, rf_str *line)
{
    while (rest->n != 0) {
        *line = rf_split(*rest, '\n', rest);
        if (line->n != 0 && line->at[0] != '#')
            return true;
    }
    return false;
}

/* Cuts the part behind the last " => " off a line and returns it. */
static inline rf_str cut_last(rf_str *line)
{
    for (size_t i = line->n; i-- > 0;)
        if (rf_starts(rf_slice(*line, i, line->n), RF_STR(" => "))) {
            rf_str part = rf_slice(*line, i + 4, line->n);
            line->n = i;
            return part;
        }
    ck_abort_msg("no ' => ' in: %s", rf_cstr(arena, *line));
    return RF_STR("");
}

#endif

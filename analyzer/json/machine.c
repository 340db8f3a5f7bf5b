#include "json/machine.h"

#include "base/limits.h"
#include "text/utf8.h"
#include "json/json.h"
#include "json/reader.h"

#include <json-c/json.h>

static void release(void *object)
{
    json_object_put(object);
}

static bool only_blanks(rf_str text, size_t at)
{
    while (at < text.n && rf_json_is_blank(text.at[at]))
        at++;
    return at == text.n;
}

static const char *help_for(enum json_tokener_error error)
{
    switch (error) {
    case json_tokener_error_depth:
        return "no tool is known to nest that deep";
    case json_tokener_continue:
    case json_tokener_error_parse_eof:
        return "the text was cut off: write the file again with the tool that made it";
    default:
        return "this is read as the output of a tool: write the file again, without edits";
    }
}

static void report(rf_diags *diags, const rf_source *source, size_t at,
                   enum json_tokener_error error)
{
    size_t end = at < source->text.n ? at + 1 : at;
    const char *words = error == json_tokener_continue
                            ? json_tokener_error_desc(json_tokener_error_parse_eof)
                            : json_tokener_error_desc(error);
    rf_span span = {source, (uint32_t)at, (uint32_t)end};
    rf_diag_error(diags, RF_JSON_SYNTAX, span, help_for(error), "this is not JSON: %s", words);
}

/* Runs the tokener over text[*at, n); *at is where it stopped.  A number at the very end is only
 * over when the end is told, which a NUL does. */
static enum json_tokener_error parse(struct json_tokener *tokener, rf_str text, size_t *at,
                                     struct json_object **root)
{
    *root = json_tokener_parse_ex(tokener, text.at + *at, (int)(text.n - *at));
    enum json_tokener_error error = json_tokener_get_error(tokener);
    *at += json_tokener_get_parse_end(tokener);
    if (error == json_tokener_continue) {
        *root = json_tokener_parse_ex(tokener, "", 1);
        error = json_tokener_get_error(tokener);
    }
    if (error == json_tokener_success && !only_blanks(text, *at)) { /* a NUL, and text behind it */
        json_object_put(*root);
        *root = NULL;
        error = json_tokener_error_parse_unexpected;
    }
    return error;
}

bool rf_json_machine_read(rf_arena *arena, const rf_source *source, rf_diags *diags,
                          struct json_object **root)
{
    *root = NULL;
    rf_str text = source->text;
    if (text.n > RF_LIMIT_FILE_BYTES) {
        rf_diag_error(diags, RF_JSON_SYNTAX, (rf_span){source, 0, 0}, "split it",
                      "the text is larger than %d MiB", RF_LIMIT_FILE_BYTES / (1024 * 1024));
        return false;
    }
    const char *encoding = rf_json_foreign_encoding(text);
    if (encoding != NULL) {
        rf_diag_error(diags, RF_JSON_SYNTAX, (rf_span){source, 0, 2}, RF_JSON_SAVE_AS_UTF8,
                      "the text is %s, JSON is UTF-8", encoding);
        return false;
    }
    size_t at = rf_starts(text, RF_UTF8_BOM) ? RF_UTF8_BOM.n : 0;
    if (only_blanks(text, at)) {
        rf_diag_error(diags, RF_JSON_SYNTAX, rf_source_span(source),
                      "write the file again with the tool that made it", "the text is empty");
        return false;
    }
    /* json-c counts the scalar inside the innermost list as a level. */
    struct json_tokener *tokener = json_tokener_new_ex(RF_LIMIT_JSON_DEPTH + 1);
    if (tokener == NULL)
        rf_arena_exhausted(arena);
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    enum json_tokener_error error = parse(tokener, text, &at, root);
    json_tokener_free(tokener);
    if (*root != NULL)
        rf_arena_defer(arena, release, *root);
    if (error != json_tokener_success)
        report(diags, source, at, error);
    return error == json_tokener_success;
}

#include "json/reader.h"

#include "text/utf8.h"

enum { SHOWN = 40 }; /* code points of the document in a message */

rf_span rf_json_span(const rf_json_reader *r, size_t start, size_t end)
{
    return (rf_span){r->source, (uint32_t)start, (uint32_t)end};
}

/* Past the limit of the list nothing is formatted: a hostile file may hold millions of errors. */
__attribute__((format(printf, 6, 0))) static rf_diag *report(rf_json_reader *r, const char *code,
                                                             rf_severity severity, rf_span span,
                                                             const char *help, const char *format,
                                                             va_list args)
{
    if (r->diags->list.n >= RF_LIMIT_DIAGS_PER_FILE) {
        r->diags->left_out++;
        r->diags->errors += severity == RF_ERROR;
        return NULL;
    }
    rf_str message = rf_vformat(r->arena, format, args);
    rf_diag *diag = rf_diag_add(r->diags, code, span, message, rf_str_c(help));
    rf_diag_lower(r->diags, diag, severity);
    return diag;
}

rf_diag *rf_json_error(rf_json_reader *r, size_t start, size_t end, const char *help,
                       const char *format, ...)
{
    if (r->stopped)
        return NULL;
    if (++r->errors >= RF_LIMIT_JSON_ERRORS)
        r->stopped = true;
    va_list args;
    va_start(args, format);
    rf_span span = rf_json_span(r, start, end);
    rf_diag *diag = report(r, RF_JSON_SYNTAX, RF_ERROR, span, help, format, args);
    va_end(args);
    return diag;
}

rf_diag *rf_json_note(rf_json_reader *r, const char *code, rf_severity severity, rf_span span,
                      const char *help, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    rf_diag *diag = report(r, code, severity, span, help, format, args);
    va_end(args);
    return diag;
}

void rf_json_help(rf_json_reader *r, rf_diag *diag, const char *format, ...)
{
    if (diag == NULL)
        return;
    va_list args;
    va_start(args, format);
    diag->help = rf_vformat(r->arena, format, args);
    va_end(args);
}

void rf_json_relate(rf_json_reader *r, rf_diag *diag, rf_span span, const char *message)
{
    if (diag != NULL)
        rf_diag_relate(r->diags, diag, span, rf_str_c(message));
}

rf_str rf_json_shown(rf_json_reader *r, rf_str text)
{
    if (r->diags->list.n >= RF_LIMIT_DIAGS_PER_FILE)
        return RF_STR("");
    rf_buf shown = rf_buf_new(r->arena);
    size_t at = 0;
    for (int n = 0; at < text.n && n < SHOWN; n++) {
        size_t start = at;
        int32_t c = rf_utf8_next(text, &at);
        if (c < 0)
            rf_utf8_append(&shown, 0xFFFD);
        else if (rf_utf8_is_control(c))
            rf_buf_format(&shown, "\\u%04x", (unsigned)c);
        else
            rf_buf_add(&shown, rf_slice(text, start, at));
    }
    if (at < text.n)
        rf_buf_add_c(&shown, "...");
    return rf_buf_str(&shown);
}

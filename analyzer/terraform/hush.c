#include "terraform/hush.h"

#include "terraform/secrets.h"

#include <string.h>

static void silence(rf_diag *diag)
{
    diag->message = RF_STR("this sensitive value cannot be read");
    diag->help = RF_STR("write a constant value: no references, no calls; what stands here is not "
                        "shown, because its name or form says that it is a secret");
}

void rf_hush(rf_diags *diags, size_t first, rf_span span, const char *except)
{
    span = rf_span_outermost(span);
    for (size_t i = first; i < diags->list.n; i++) {
        rf_span place = rf_span_outermost(diags->list.at[i].span);
        bool inside =
            place.source == span.source && place.start >= span.start && place.end <= span.end;
        if (inside && (except == NULL || strcmp(diags->list.at[i].code, except) != 0))
            silence(&diags->list.at[i]);
    }
}

static bool is_name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/* The name before a sign of assignment at offset `sign`: `name =`, `"name":`. */
static rf_str name_before(rf_str line, size_t sign)
{
    size_t end = sign;
    while (end > 0 && (line.at[end - 1] == ' ' || line.at[end - 1] == '\t'))
        end--;
    if (end > 0 && line.at[end - 1] == '"')
        end--;
    size_t start = end;
    while (start > 0 && is_name_character(line.at[start - 1]))
        start--;
    return rf_slice(line, start, end);
}

bool rf_is_sensitive_name(const rf_module *module, rf_str name)
{
    if (name.n == 0)
        return false;
    const rf_declaration *declaration = module == NULL ? NULL : rf_module_variable(module, name);
    return (declaration != NULL && declaration->sensitive) || rf_secret_by_name(name).n != 0;
}

/* True when the place stands behind `name =` on its line, and the name is one of a secret. */
static bool behind_sensitive_name(rf_span span, const rf_module *module)
{
    span = rf_span_outermost(span);
    if (span.source == NULL)
        return false;
    rf_str before = rf_slice(span.source->text, 0, span.start);
    size_t start = before.n;
    while (start > 0 && before.at[start - 1] != '\n')
        start--;
    rf_str line = rf_slice(before, start, before.n);
    for (size_t i = 0; i < line.n; i++) {
        bool sign = line.at[i] == '=' || line.at[i] == ':';
        if (sign && rf_is_sensitive_name(module, name_before(line, i)))
            return true;
    }
    return false;
}

enum { QUOTED_MOST = 4096 }; /* bytes: no message quotes more, and a file may be one place */

/* True when the text under the place has the form of a secret: an access key ID without quotes. */
static bool has_form_of_secret(rf_span span)
{
    return rf_secret_by_form(rf_slice(rf_span_text(span), 0, QUOTED_MOST)).n != 0;
}

void rf_hush_lines(rf_diags *diags, size_t first)
{
    for (size_t i = first; i < diags->list.n; i++)
        if (behind_sensitive_name(diags->list.at[i].span, NULL) ||
            has_form_of_secret(diags->list.at[i].span))
            silence(&diags->list.at[i]);
}

static bool comes_from(const rf_variable_list *variables, const rf_source *source)
{
    for (size_t i = 0; i < variables->n; i++)
        if (variables->at[i].name_span.source == source)
            return true;
    return false;
}

void rf_hush_declared(rf_diags *diags, const rf_variable_list *variables, const rf_module *module)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        rf_diag *diag = &diags->list.at[i];
        if (behind_sensitive_name(diag->span, module) &&
            comes_from(variables, rf_span_outermost(diag->span).source))
            silence(diag);
    }
}

#include "input/masking.h"

#include "terraform/hush.h"
#include "terraform/secrets.h"

#include <string.h>

static void mask_inside(rf_str name, const rf_value *value, bool all)
{
    if (value->kind == RF_LIST) {
        for (size_t i = 0; i < value->as.list.n; i++)
            mask_inside(name, &value->as.list.at[i], all);
    } else if (value->kind == RF_OBJECT) {
        for (size_t i = 0; i < value->as.object.n; i++)
            mask_inside(value->as.object.at[i].name, &value->as.object.at[i].value, all);
    } else if (all || rf_secret_kind(name, value).n != 0) {
        rf_span_mask(value->span);
    }
}

void rf_mask_secrets(const rf_variable *variable)
{
    mask_inside(variable->name, &variable->value, variable->sensitive);
}

void rf_mask_defaults(const rf_module *module)
{
    for (size_t i = 0; i < module->declarations.n; i++) {
        const rf_declaration *declaration = &module->declarations.at[i];
        if (declaration->fallback == NULL)
            continue;
        bool all = declaration->sensitive || rf_is_sensitive_name(NULL, declaration->name);
        mask_inside(declaration->name, declaration->fallback, all);
    }
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("_-+/=.", c) != NULL);
}

static bool names_a_secret(rf_str text)
{
    static const char *const words[] = {"secret", "password", "passwd",    "token",
                                        "key",    "private",  "credential"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (rf_find_nocase(text, rf_str_c(words[i])) != RF_NOT_FOUND)
            return true;
    return false;
}

enum { SECRET_WORD = 16 }; /* characters; an AWS access key id has 20, a token more */

/* Masks the long words of a range: that is where key material is. */
static void mask_words(const rf_source *source, size_t start, size_t end)
{
    for (size_t at = start; at < end;) {
        size_t from = at;
        while (at < end && is_word(source->text.at[at]))
            at++;
        if (at - from >= SECRET_WORD)
            rf_span_mask((rf_span){source, (uint32_t)from, (uint32_t)at});
        if (at == from)
            at++;
    }
}

/* Where the value of the first name that speaks of a secret starts; the end of the line without
 * one.  A line may hold several: settings = { password = x }. */
static size_t secret_value(rf_str line)
{
    size_t name = 0;
    for (size_t i = 0; i < line.n; i++) {
        if (line.at[i] != '=' && line.at[i] != ':')
            continue;
        if (names_a_secret(rf_slice(line, name, i))) {
            for (i++; i < line.n && (line.at[i] == ' ' || line.at[i] == '\t'); i++)
                continue;
            return i;
        }
        name = i + 1;
    }
    return line.n;
}

/* How much of a line is blanks and the name it assigns, which may be long and is no secret. */
static size_t own_name(rf_str line)
{
    size_t n = 0;
    while (n < line.n && (line.at[n] == ' ' || line.at[n] == '\t' || line.at[n] == '"'))
        n++;
    while (n < line.n && is_word(line.at[n]) && line.at[n] != '=')
        n++;
    size_t name = n;
    while (n < line.n && (line.at[n] == ' ' || line.at[n] == '\t' || line.at[n] == '"'))
        n++;
    return n < line.n && (line.at[n] == '=' || line.at[n] == ':') ? name : 0;
}

void rf_mask_broken(const rf_source *source)
{
    size_t start = 0;
    for (rf_str rest = source->text; rest.at != NULL;) {
        rf_str line = rf_split(rest, '\n', &rest);
        size_t value = start + secret_value(line), end = start + line.n;
        mask_words(source, start + own_name(line), value);
        if (value < end)
            rf_span_mask((rf_span){source, (uint32_t)value, (uint32_t)end});
        start = end + 1;
    }
}

#include "input/masking.h"

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

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("_-+/=.", c) != NULL);
}

static bool names_a_secret(rf_str text)
{
    static const char *const words[] = {"secret", "password", "passwd", "token",
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

void rf_mask_broken(const rf_source *source)
{
    size_t start = 0;
    for (rf_str rest = source->text; rest.at != NULL;) {
        rf_str line = rf_split(rest, '\n', &rest);
        size_t equals = rf_find_byte(line, '='), colon = rf_find_byte(line, ':');
        size_t name_end = equals < colon ? equals : colon;
        size_t end = start + line.n;
        if (name_end != RF_NOT_FOUND && names_a_secret(rf_slice(line, 0, name_end))) {
            size_t value = name_end + 1;
            while (value < line.n && (line.at[value] == ' ' || line.at[value] == '\t'))
                value++;
            rf_span_mask((rf_span){source, (uint32_t)(start + value), (uint32_t)end});
        } else {
            mask_words(source, start, end);
        }
        start = end + 1;
    }
}

#include "iam/variables.h"

static bool is_escape(rf_str inside)
{
    return inside.n == 1 && (inside.at[0] == '*' || inside.at[0] == '?' || inside.at[0] == '$');
}

static size_t skip_blanks(rf_str text, size_t at)
{
    while (at < text.n && (text.at[at] == ' ' || text.at[at] == '\t'))
        at++;
    return at;
}

/* `'text'` and the closing brace, from behind the comma.  The default ends at the first quote that
 * a brace follows, so that it may hold both. */
static bool read_fallback(rf_str text, size_t at, rf_policy_variable *variable)
{
    at = skip_blanks(text, at);
    if (at >= text.n || text.at[at] != '\'')
        return false;
    size_t start = ++at;
    for (; at < text.n; at++) {
        if (text.at[at] != '\'')
            continue;
        size_t close = skip_blanks(text, at + 1);
        if (close < text.n && text.at[close] == '}') {
            variable->fallback = rf_slice(text, start, at);
            variable->has_fallback = true;
            variable->end = close + 1;
            return true;
        }
    }
    return false;
}

rf_policy_variable rf_policy_variable_read(rf_str text, size_t at)
{
    rf_policy_variable variable = {RF_VARIABLE_NONE, {NULL, 0}, {NULL, 0}, false, at};
    if (at + 1 >= text.n || text.at[at] != '$' || text.at[at + 1] != '{')
        return variable;
    size_t start = at + 2, stop = start;
    while (stop < text.n && text.at[stop] != '}' && text.at[stop] != ',' && text.at[stop] != '{')
        stop++;
    variable.form = RF_VARIABLE_MALFORMED;
    variable.end = start;
    rf_str inside = rf_trim(rf_slice(text, start, stop));
    if (stop == text.n || text.at[stop] == '{' || inside.n == 0)
        return variable;
    variable.text = inside;
    if (text.at[stop] == ',') {
        if (read_fallback(text, stop + 1, &variable))
            variable.form = RF_VARIABLE_KEY;
        return variable;
    }
    variable.form = is_escape(inside) ? RF_VARIABLE_CHARACTER : RF_VARIABLE_KEY;
    variable.end = stop + 1;
    return variable;
}

size_t rf_policy_variable_malformed(rf_str text, size_t from)
{
    for (size_t at = from; at < text.n;) {
        rf_policy_variable variable = rf_policy_variable_read(text, at);
        if (variable.form == RF_VARIABLE_MALFORMED)
            return at;
        at = variable.form == RF_VARIABLE_NONE ? at + 1 : variable.end;
    }
    return RF_NOT_FOUND;
}

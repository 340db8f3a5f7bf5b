#include "access/twins.h"

static void add_number(rf_buf *buf, size_t number)
{
    rf_buf_add(buf, (rf_str){(const char *)&number, sizeof number});
}

/* Each text with its length, so that no two lists run together as one text. */
static void add_text(rf_buf *buf, rf_str text)
{
    add_number(buf, text.n);
    rf_buf_add(buf, text);
}

static bool add_patterns(rf_buf *buf, char name, const rf_patterns *patterns)
{
    if (!patterns->present)
        return true;
    rf_buf_add_byte(buf, name);
    add_number(buf, patterns->n);
    for (size_t i = 0; i < patterns->n; i++) {
        if (patterns->at[i].unknown)
            return false;
        add_text(buf, patterns->at[i].text);
    }
    return true;
}

static bool add_principals(rf_buf *buf, char name, const rf_principals *principals)
{
    if (!principals->present)
        return true;
    rf_buf_add_byte(buf, name);
    add_number(buf, principals->n);
    for (size_t i = 0; i < principals->n; i++) {
        const rf_principal *one = &principals->at[i];
        if (one->unknown)
            return false;
        add_text(buf, one->type_text);
        add_text(buf, one->id);
    }
    return true;
}

static bool add_condition(rf_buf *buf, const rf_condition *condition)
{
    if (condition->unknown || condition->op.base == NULL)
        return false;
    rf_buf_add_byte(buf, 'C');
    add_number(buf, condition->op.base->id);
    add_number(buf, condition->op.set);
    add_number(buf, condition->op.if_exists);
    add_number(buf, condition->n);
    add_text(buf, condition->key);
    for (size_t i = 0; i < condition->n; i++) {
        if (condition->values[i].kind == RF_UNKNOWN)
            return false;
        add_number(buf, condition->values[i].kind);
        add_text(buf, condition->values[i].text);
    }
    return true;
}

rf_str rf_statement_twin_text(rf_arena *arena, const rf_policy *policy,
                              const rf_statement *statement, bool any_action)
{
    rf_buf buf = rf_buf_new(arena);
    /* The version says whether there are variables in the texts. */
    add_number(&buf, policy->version);
    add_number(&buf, statement->effect);
    bool known = !statement->unknown && statement->effect != RF_EFFECT_UNKNOWN &&
                 add_patterns(&buf, 'R', &statement->resources) &&
                 add_patterns(&buf, 'N', &statement->not_resources) &&
                 add_principals(&buf, 'P', &statement->principals) &&
                 add_principals(&buf, 'Q', &statement->not_principals);
    if (any_action)
        known = known && add_patterns(&buf, 'A', &statement->actions) &&
                add_patterns(&buf, 'B', &statement->not_actions);
    for (size_t i = 0; i < statement->n && known; i++)
        known = add_condition(&buf, &statement->conditions[i]);
    return known ? rf_buf_str(&buf) : RF_STR("");
}

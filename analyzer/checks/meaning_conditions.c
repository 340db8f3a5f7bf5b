/*
 * What a condition comes to when one of its values is everything: always true, or a question only
 * of whether the key is there.  One that is never true makes a statement that matches nothing; see
 * meaning.c.
 */
#include "checks/meaning_cover.h"

enum { STEPS = 10 * RF_COVER_STEPS }; /* of one condition: some hundredths of a second */

/* True when the value alone may stand for every value of the key. */
static bool may_be_everything(rf_family family, const rf_condition_value *value)
{
    if (!value->readable || value->kind == RF_UNKNOWN)
        return false;
    if (family == RF_FAMILY_IP)
        return value->as.block.length == 0;
    if (family != RF_FAMILY_STRING && family != RF_FAMILY_ARN)
        return false;
    for (size_t i = 0; i < value->pattern.n; i++)
        if (value->pattern.tokens[i].kind != RF_TOKEN_STAR &&
            value->pattern.tokens[i].kind != RF_TOKEN_QUESTION)
            return false;
    return value->pattern.shape != RF_SHAPE_LITERAL;
}

bool rf_condition_has_everything(const rf_condition *condition)
{
    if (condition->unknown || condition->op.base == NULL)
        return false;
    for (size_t i = 0; i < condition->n; i++)
        if (may_be_everything(condition->op.base->family, &condition->values[i]))
            return true;
    return false;
}

/* What a condition on a key comes to. */
typedef enum meaning { OTHER, ALWAYS, PRESENT, ABSENT } meaning;

static meaning meaning_of(const rf_condition_range *range)
{
    if (range->fails == RF_SEARCH_EMPTY && range->holds == RF_SEARCH_FOUND)
        return range->absent ? ALWAYS : PRESENT;
    bool never = range->holds == RF_SEARCH_EMPTY && range->fails == RF_SEARCH_FOUND;
    return never && range->absent ? ABSENT : OTHER;
}

void rf_check_wildcard_condition(rf_check_run *run)
{
    const rf_condition *condition = run->subject->condition;
    rf_str wanted = rf_text_of(rf_check_param(run, "meaning"));
    rf_budget budget = {STEPS};
    if (!rf_condition_has_everything(condition))
        return;
    rf_condition_range range =
        rf_condition_range_of(run->arena, run->reference, condition, &budget);
    meaning found = meaning_of(&range);
    if (budget.steps == 0)
        rf_report_left_out(run, condition->span, RF_STR("whether this condition always holds"),
                           "its values take too long to compare");
    if (found == ALWAYS && rf_eq_c(wanted, "always"))
        rf_report(run, condition->span,
                  "%.*s on %.*s always holds: every value matches, and so "
                  "does a request without the key",
                  RF_ARG(condition->op_text), RF_ARG(condition->name));
    else if (found == PRESENT && rf_eq_c(wanted, "present"))
        rf_report(run, condition->span, "every value matches: %.*s only asks that %.*s is there",
                  RF_ARG(condition->op_text), RF_ARG(condition->name));
    else if (found == ABSENT && rf_eq_c(wanted, "absent"))
        rf_report(run, condition->span,
                  "every value is excluded: %.*s only asks that %.*s is not there",
                  RF_ARG(condition->op_text), RF_ARG(condition->name));
}

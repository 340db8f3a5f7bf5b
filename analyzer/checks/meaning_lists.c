/*
 * Entries of a list that another entry of the same list comprises: actions, resources and values of
 * conditions.  Decided for every text, not only for those that exist today.
 */
#include "access/redundant.h"
#include "base/limits.h"
#include "checks/named.h"

enum {
    STEPS = 100 * 1000, /* of one comparison; what people write takes hundreds */
    STEPS_IN_ALL = RF_LIMIT_SEARCH_STEPS,
    SHOWN = 8, /* second places of a finding */
};

/* --- a list -------------------------------------------------------------------------------------
 */

typedef struct entry {
    rf_str text;
    rf_span span;
    bool single; /* stands for one text only: this one */
    rf_str single_text;
    size_t within; /* the entry that comprises it; RF_NOT_FOUND: none */
} entry;

/* Whether one entry of a list comprises another one; worthless when the budget ran out. */
typedef bool comprises(rf_arena *arena, const void *list, size_t wide, size_t narrow,
                       rf_budget *budget);

/* What comprises an entry may be comprised itself: the widest of them, for each. */
static void find_widest(entry *entries, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t widest = i;
        while (entries[widest].within != RF_NOT_FOUND)
            widest = entries[widest].within;
        for (size_t at = i, next; at != widest; at = next) {
            next = entries[at].within;
            entries[at].within = widest;
        }
    }
}

/* Entries that stand for one text each comprise one another only when they are the same. */
static void find_twins(rf_arena *arena, entry *entries, size_t n)
{
    rf_map seen = {0};
    for (size_t i = 0; i < n; i++) {
        entry *first = entries[i].single ? rf_map_get(&seen, entries[i].single_text) : NULL;
        if (first != NULL)
            entries[i].within = (size_t)(first - entries);
        else if (entries[i].single)
            rf_map_put(arena, &seen, entries[i].single_text, &entries[i]);
    }
}

/* The comparisons of one list. */
typedef struct comparing {
    rf_work work;
    rf_budget budget;
    bool undecided; /* one was too hard, or all of them together */
} comparing;

static bool goes_on(comparing *c)
{
    c->undecided |= c->budget.steps == 0;
    return c->budget.steps != 0 && rf_work_goes_on(&c->work, 1);
}

static bool test_one(comparing *c, comprises *test, const void *list, size_t wide, size_t narrow)
{
    uint64_t most = c->budget.steps < STEPS ? c->budget.steps : STEPS;
    rf_budget budget = {most};
    bool within = test(c->work.run->arena, list, wide, narrow, &budget);
    c->budget.steps -= most - budget.steps;
    c->undecided |= budget.steps == 0;
    return within && budget.steps != 0;
}

/* Of two that are the same the first one stays; what comprises others is comprised by none. */
static void find_within(rf_check_run *run, const void *list, entry *entries, size_t n,
                        comprises *test)
{
    comparing c = {.work = {.run = run}, .budget = {STEPS_IN_ALL}};
    for (size_t i = 0; i < n; i++)
        entries[i].within = RF_NOT_FOUND;
    find_twins(run->arena, entries, n);
    for (size_t wide = 0; wide < n; wide++) {
        if (entries[wide].single || entries[wide].within != RF_NOT_FOUND)
            continue;
        for (size_t i = 0; i < n && goes_on(&c); i++)
            if (i != wide && entries[i].within == RF_NOT_FOUND && test_one(&c, test, list, wide, i))
                entries[i].within = wide;
    }
    find_widest(entries, n);
    if (c.undecided)
        rf_report_left_out(run, n != 0 ? entries[0].span : run->subject->span,
                           RF_STR("whether some entries of this list add nothing"),
                           "they have too many wildcards to compare each with the others");
}

/* One finding for the list. */
static void report_within(rf_check_run *run, const rf_statement *statement, const entry *entries,
                          size_t n)
{
    const entry *first = NULL;
    size_t more = 0;
    for (size_t i = 0; i < n; i++) {
        more += first != NULL && entries[i].within != RF_NOT_FOUND;
        first = first == NULL && entries[i].within != RF_NOT_FOUND ? &entries[i] : first;
    }
    if (first == NULL)
        return;
    const entry *wide = &entries[first->within];
    rf_arena *arena = run->arena;
    rf_str text = rf_eq_nocase(first->text, wide->text)
                      ? rf_format(arena, "\"%.*s\" stands in the list twice", RF_ARG(first->text))
                      : rf_format(arena, "\"%.*s\" adds nothing to \"%.*s\"", RF_ARG(first->text),
                                  RF_ARG(wide->text));
    if (more != 0)
        text = rf_format(arena, "%.*s, and %zu more of the list add%s nothing", RF_ARG(text), more,
                         more == 1 ? "s" : "");
    rf_finding *finding = rf_report_statement(run, statement, first->span, text);
    rf_report_related(run, finding, wide->span, RF_STR("this one comprises it"));
    for (const entry *one = first + 1; one < entries + n && finding->related_count < SHOWN; one++)
        if (one->within != RF_NOT_FOUND)
            rf_report_related(
                run, finding, one->span,
                rf_format(arena, "comprised by \"%.*s\"", RF_ARG(entries[one->within].text)));
}

/* --- actions and resources ----------------------------------------------------------------------
 */

typedef struct pattern_list {
    const rf_pattern *at;
    bool nocase;
} pattern_list;

static bool pattern_comprises(rf_arena *arena, const void *list, size_t wide, size_t narrow,
                              rf_budget *budget)
{
    const pattern_list *patterns = list;
    return rf_pattern_covers(arena, &patterns->at[wide], &patterns->at[narrow], patterns->nocase,
                             budget);
}

static void look_at_patterns(rf_check_run *run, const rf_statement *statement,
                             const rf_patterns *patterns, bool nocase)
{
    const pattern_list list = {patterns->at, nocase};
    entry *entries = RF_NEW_ARRAY(run->arena, entry, patterns->n);
    if (patterns->n < 2)
        return;
    for (size_t i = 0; i < patterns->n; i++)
        entries[i] = (entry){.text = patterns->at[i].text,
                             .span = patterns->at[i].span,
                             .single = patterns->at[i].shape == RF_SHAPE_LITERAL,
                             .single_text = patterns->at[i].literal};
    find_within(run, &list, entries, patterns->n, pattern_comprises);
    report_within(run, statement, entries, patterns->n);
}

void rf_check_covered_entry(rf_check_run *run)
{
    const rf_statement *statement = run->subject->statement;
    bool action = rf_eq_c(rf_text_of(rf_check_param(run, "element")), "Action");
    if (statement->unknown)
        return;
    look_at_patterns(run, statement, action ? &statement->actions : &statement->resources, action);
    look_at_patterns(run, statement, action ? &statement->not_actions : &statement->not_resources,
                     action);
}

/* --- values of conditions -----------------------------------------------------------------------
 */

/* What the wide value compares with, for an order of the two values. */
static bool order_comprises(const rf_base_operator *base, int order)
{
    switch (base->id) {
    case RF_OPERATOR_NumericLessThan:
    case RF_OPERATOR_NumericLessThanEquals:
    case RF_OPERATOR_DateLessThan:
    case RF_OPERATOR_DateLessThanEquals:
        return order >= 0;
    case RF_OPERATOR_NumericGreaterThan:
    case RF_OPERATOR_NumericGreaterThanEquals:
    case RF_OPERATOR_DateGreaterThan:
    case RF_OPERATOR_DateGreaterThanEquals:
        return order <= 0;
    default:
        return order == 0;
    }
}

/* True when the operator does not tell upper case from lower. */
static bool folds(const rf_condition *condition)
{
    rf_operator_id id = condition->op.base->id;
    return id == RF_OPERATOR_StringEqualsIgnoreCase || id == RF_OPERATOR_StringNotEqualsIgnoreCase;
}

static bool value_comprises(rf_arena *arena, const void *list, size_t wide, size_t narrow,
                            rf_budget *budget)
{
    const rf_condition *condition = list;
    const rf_base_operator *base = condition->op.base;
    const rf_condition_value *a = &condition->values[wide], *b = &condition->values[narrow];
    if (!a->readable || !b->readable || a->kind == RF_UNKNOWN || b->kind == RF_UNKNOWN)
        return false;
    switch (base->family) {
    case RF_FAMILY_NUMERIC:
        return order_comprises(base, rf_num_cmp(a->as.number, b->as.number));
    case RF_FAMILY_DATE:
        return order_comprises(base, rf_date_cmp(a->as.date, b->as.date));
    case RF_FAMILY_IP:
        return rf_cidr_contains(&a->as.block, &b->as.block);
    case RF_FAMILY_BINARY:
        return rf_eq(a->as.bytes, b->as.bytes);
    case RF_FAMILY_STRING:
    case RF_FAMILY_ARN:
        return rf_pattern_covers(arena, &a->pattern, &b->pattern, folds(condition), budget);
    default:
        return false;
    }
}

static bool is_everything(const rf_condition *condition, const rf_condition_value *value)
{
    rf_family family = condition->op.base->family;
    return (family == RF_FAMILY_STRING || family == RF_FAMILY_ARN) &&
           value->pattern.shape == RF_SHAPE_ALL;
}

void rf_check_covered_value(rf_check_run *run)
{
    const rf_condition *condition = run->subject->condition;
    if (condition->unknown || condition->op.base == NULL || condition->n < 2)
        return;
    entry *entries = RF_NEW_ARRAY(run->arena, entry, condition->n);
    rf_family family = condition->op.base->family;
    bool textual = (family == RF_FAMILY_STRING || family == RF_FAMILY_ARN) && !folds(condition);
    for (size_t i = 0; i < condition->n; i++) {
        const rf_condition_value *value = &condition->values[i];
        if (is_everything(condition, value))
            return; /* what it makes of the condition is told by other rules */
        entries[i] = (entry){.text = value->text,
                             .span = value->span,
                             .single = textual && value->pattern.shape == RF_SHAPE_LITERAL,
                             .single_text = value->pattern.literal};
    }
    find_within(run, condition, entries, condition->n, value_comprises);
    report_within(run, run->subject->statement, entries, condition->n);
}

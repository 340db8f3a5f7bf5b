/*
 * Which statements of a policy another statement is within: all requests that it is about, of every
 * text and with every key, are theirs too.
 *
 * A statement is compared only with those that name an action of it.  Most have an action that no
 * other one names, or one request that shows the difference, which settles it.
 */
#ifndef RF_CHECKS_MEANING_COVER_H
#define RF_CHECKS_MEANING_COVER_H

#include "access/redundant.h"
#include "checks/named.h"

enum { RF_COVER_STEPS = 100 * 1000 }; /* of all questions about one statement; most take hundreds */

typedef RF_VEC(const rf_statement *) rf_cover;

typedef enum rf_cover_by { RF_COVER_BY_ALLOWS = 1, RF_COVER_BY_DENIES = 2 } rf_cover_by;

typedef struct rf_cover_wildcard {
    const rf_pattern *pattern; /* NULL: NotAction */
    const rf_statement *statement;
    rf_str start; /* the text before the first wildcard */
} rf_cover_wildcard;

/* The statements of one policy, by action. */
typedef struct rf_covers {
    rf_check_run *run;
    const rf_policy *policy;
    rf_work work;
    rf_map literals; /* action in lower case -> the statements that have it */
    RF_VEC(rf_cover_wildcard) wildcards;
    bool *left_out; /* by index: takes no part any more */
    rf_budget budget;
    bool undecided; /* it ran out */
} rf_covers;

rf_covers rf_covers_new(rf_check_run *run);

/* False for a statement that is known only after apply, and one with a condition of which AWS does
 * not document what it means. */
bool rf_covers_take(const rf_check_run *run, const rf_statement *statement);

/* The statements of these effects (a set) that it is within: a single one where one is enough, and
 * none that is not needed.  Empty: it is not within, or it was not decided. */
rf_cover rf_cover_of(rf_covers *covers, const rf_statement *statement, unsigned by);

/* The same statements, in the same order. */
bool rf_cover_same(const rf_cover *a, const rf_cover *b);

/* True when the statement matches no request. */
bool rf_covers_matches_nothing(rf_covers *covers, const rf_statement *statement);

/* Says, once for a policy, that the budget ran out. */
void rf_covers_admit(const rf_covers *covers);

/* True when a value of the condition may stand for every value of its key: only then can the
 * condition by itself hold always, or never.  (See meaning_conditions.c.) */
bool rf_condition_has_everything(const rf_condition *condition);

#endif

/*
 * What the files of `ask` share.
 */
#ifndef RF_CLI_ASK_H
#define RF_CLI_ASK_H

#include "access/difference.h"
#include "cli/command.h"

typedef enum rf_answer { RF_ANSWER_PROVED, RF_ANSWER_REFUTED, RF_ANSWER_UNKNOWN } rf_answer;

typedef struct rf_ask {
    bool always;          /* else: never */
    rf_policies policies; /* together, as attached to one principal */
    const rf_str *names;  /* of the policies, as given */
    const rf_policy *set; /* its one statement is the set asked about */
    rf_universe universe;
    rf_differences found; /* the counterexamples */
    bool empty;           /* no request is in the set: what was proved says nothing */
    RF_VEC(rf_str) notes; /* what may have been meant otherwise; each a sentence */
} rf_ask;

rf_answer rf_ask_answer(const rf_ask *ask);
const char *rf_answer_name(rf_answer answer);

/* Reads STATEMENT: a file ("-": standard input), or JSON that starts with `{`.  Its Effect does not
 * matter; without Action or Resource it is about all.  The result is a policy of one Allow.  NULL:
 * it said what is wrong, with the place. */
const rf_policy *rf_ask_read_statement(const rf_args *args, rf_str given, rf_str flag);

/* Names of the statement that the reference does not know, actions and condition keys, are not
 * decided about in the universe `aws`: a slip of the pen must not become a proof. */
void rf_ask_add_unknown_names(rf_arena *arena, rf_ask *ask);

/* The answer in both formats. */
rf_str rf_ask_json(rf_arena *arena, const rf_ask *ask);
rf_str rf_ask_text(const rf_args *args, const rf_ask *ask);

#endif

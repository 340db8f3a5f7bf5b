/*
 * Why a request is allowed on one side and not on the other: the statements that decide, and what
 * was changed in them.  Shared by `diff` and `ask`.
 */
#ifndef RF_CLI_DIFF_REASONS_H
#define RF_CLI_DIFF_REASONS_H

#include "access/difference.h"
#include "cli/diff_edits.h"

/* Who allows requests, and who does not. */
typedef struct rf_telling {
    rf_arena *arena;
    const rf_universe *universe;
    rf_policies more, less;
    const rf_pairing *pairing; /* between the two, each of one policy; NULL: nothing was changed */
    bool gained;               /* `more` is what was made of `less` */
    const rf_statement *set;   /* of `ask`: what was asked about; else NULL */
} rf_telling;

typedef RF_VEC(const rf_statement *) rf_statements;

/* The statement's policy, of either side. */
const rf_policy *rf_telling_policy(const rf_telling *telling, const rf_statement *statement);

/* The Denies of `less` that are about the request. */
rf_statements rf_telling_denies(const rf_telling *telling, const rf_difference *one);

/* The Allows of policies about the action of a request that none of them allows. */
rf_statements rf_allows_about(rf_arena *arena, const rf_policies *policies,
                              const rf_request *request);

/* The Allows of `less` that people will think of, and that are not about the request: what became
 * of the one that allows it, or was it; else all that are about the action. */
rf_statements rf_telling_failing(const rf_telling *telling, const rf_difference *one);

/* The Denies of `more` that only a condition keeps away; none where a change explains more. */
rf_statements rf_telling_near_denies(const rf_telling *telling, const rf_difference *one);

rf_explanation rf_telling_explain(const rf_telling *telling, const rf_statement *statement,
                                  const rf_difference *one);

/* What the other side has in the place of a statement. */
typedef struct rf_change {
    const rf_statement *other; /* NULL: nothing */
    bool gone;                 /* nothing, although there is another side */
    bool matters;              /* it is gone, or not about the request */
    rf_explanation why, other_why;
} rf_change;

rf_change rf_change_of(const rf_telling *telling, const rf_statement *statement,
                       const rf_difference *one);

/* See rf_edit_words(); empty when nothing matters, and when it is gone. */
rf_str rf_change_words(const rf_telling *telling, const rf_statement *statement,
                       const rf_change *change);

/* The same text for all requests with one reason. */
rf_str rf_telling_key(const rf_telling *telling, const rf_difference *one);

/* What was changed, where that is one thing in one statement, which *where is set to (as it is
 * now): other statements may have been changed in the same way.  Else empty. */
rf_str rf_telling_cause(const rf_telling *telling, const rf_difference *one,
                        const rf_statement **where);

#endif

/*
 * A difference in words: a request as a person reads it, and what the statements of both sides make
 * of it.  Shared by `diff` and `ask`.
 *
 * Texts hold what policies hold: who shows them makes them printable.
 */
#ifndef RF_CLI_DIFF_WORDS_H
#define RF_CLI_DIFF_WORDS_H

#include "cli/diff_reasons.h"
#include "iam/words.h"

/* Requests with one reason. */
typedef struct rf_telling_about {
    const rf_difference **at; /* words are about the first */
    size_t n;
    rf_statements likewise; /* the other statements that were changed as the first's was */
} rf_telling_about;

/* Gives each request the other names of its tags, as `simulate` does: what was found holds one name
 * of each, and statements may ask for the other. */
void rf_telling_complete(rf_arena *arena, const rf_reference *reference, rf_differences *found);

/* "ec2:DeleteVpc on vpc/vpc-0a1b2c3d, no tags" */
rf_str rf_telling_request(const rf_telling *telling, const rf_difference *one);

/* What `more` makes of it: "allowed by Delete (line 12): StringLike on ec2:ResourceTag/Name became
 * StringLikeIfExists". */
rf_str rf_telling_allowed(const rf_telling *telling, const rf_telling_about *about);

/* What `less` makes of it: "denied by Guard (line 7): vpc/vpc-1 has no tag Name, ...", "not allowed
 * by any statement". */
rf_str rf_telling_refused(const rf_telling *telling, const rf_telling_about *about);

/* What the reference knows of the request; with nothing else of it in the universe `any`, where a
 * key is absent because it is. */
rf_ref_check rf_telling_check(const rf_telling *telling, const rf_difference *one);

#endif

/*
 * What an analysis yields.  Findings are data: collected, sorted by place and rule, printed by one
 * table of formats.  Three kinds of trouble never mix: a finding (the user's file), an unknown (an
 * honest "cannot tell"), and an error of the tool (its exit status).
 */
#ifndef RF_CHECKS_FINDING_H
#define RF_CHECKS_FINDING_H

#include "iam/request.h"

typedef enum rf_certainty {
    RF_PROVED,  /* holds whatever the unknown parts turn out to be */
    RF_POSSIBLE /* holds for some values of the unknown parts */
} rf_certainty;

typedef struct rf_finding {
    rf_str rule; /* "pack/slug"; a syntax error is "syntax/json" or "syntax/hcl" */
    rf_severity severity;
    rf_certainty certainty;
    rf_str message; /* what is wrong, one sentence without a full stop */
    rf_str note;    /* a few words for beside the caret; may be empty */
    rf_str help;    /* what to do; may be empty */
    rf_span span;
    const rf_request *witness;  /* a request that shows it; or NULL */
    rf_str proof;               /* what becomes of the witness, one sentence; or empty */
    const rf_severity *at_most; /* the severity of the rule counts up to this; NULL: as it is */
    rf_str policy;              /* address or file of the policy; may be empty */
    rf_str statement;           /* its Sid, or its index from 0; may be empty */
    const rf_related *related;
    size_t related_count;
    rf_str suppressed;  /* why it is accepted, by whom; empty: it is not */
    rf_str fingerprint; /* the same for the same cause, wherever its line moves */
} rf_finding;

/* What could not be decided, and why: never silently a pass. */
typedef struct rf_unknown {
    rf_str what, why;
    rf_span span;
    bool exhausted; /* a limit was hit: part of the job was not done */
} rf_unknown;

typedef RF_VEC(rf_finding) rf_finding_list;
typedef RF_VEC(rf_unknown) rf_unknown_list;

/* The outcome of one analysis. */
typedef struct rf_results {
    rf_finding_list findings;                    /* sorted */
    rf_unknown_list unknowns;                    /* sorted */
    size_t files, policies, networks, variables; /* how many were looked at */
    rf_str profile;                              /* the vendor profile in force; empty: none */
    bool incomplete; /* a file could not be read, or did not parse: status 2 */
} rf_results;

/* How many of a severity are not accepted; how many are. */
size_t rf_results_count(const rf_results *results, rf_severity severity);
size_t rf_results_suppressed(const rf_results *results);

#endif

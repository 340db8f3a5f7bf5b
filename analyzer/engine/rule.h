/*
 * Rules and vendor profiles, read from HCL files.
 *
 *     rule "pack/slug" {
 *       severity = "error"            # error, warning, info
 *       summary  = "..."              # what is wrong, one sentence
 *       why      = "..."              # why it matters
 *       fix      = "..."              # how to mend it
 *       source   = "https://..."      # where the fact is documented
 *       aliases  = ["AWS_CODE"]       # other names of the same check
 *       tags     = ["security"]
 *       applies  = { kind = ["identity"] }   # policy kinds; all without it
 *                # { kind = [...], role = "x" }   and those only that profile.policies.x tells
 *
 *       param "name" { default = ...  summary = "..." }
 *
 *       each "condition" {            # a subject: see subjects.h
 *         where   = <bool>            # optional: skip the subject when false
 *         finding = <expression>      # false, null, []: nothing; true: the subject;
 *                                     # a value or a list of values: each of them, at its place
 *         message = "... ${it} ..."   # optional: in place of the summary
 *         note    = "..."             # optional: beside the caret
 *         at      = self.sid          # optional: the place, when finding is true
 *         see     = { "the first one" = it.other }   # optional: second places, by what they are
 *         help    = "..."             # optional: in place of fix
 *       }
 *       # or, in place of each:
 *       check = "name"                # logic written in C
 *       # or, one or more of these, decided for all requests that AWS can make:
 *       never  { ... }                # a set of requests none of which may be allowed
 *       always { ... }                # one all of which must be: see claim.h
 *
 *       example "title" { expect = "finding"  policy = <<JSON ... JSON }
 *     }
 *
 * Names in expressions: self (the subject), it (the value found), param, profile.
 */
#ifndef RF_ENGINE_RULE_H
#define RF_ENGINE_RULE_H

#include "checks/check.h"
#include "hcl/ast.h"

typedef struct rf_param {
    rf_str name, summary;
    rf_value fallback;
    rf_span span;
} rf_param;

/* A rule's example is its test and its documentation. */
typedef struct rf_example {
    rf_str title;
    bool expect_finding;
    rf_str place;          /* "line:column" of the finding expected; empty: anywhere */
    const rf_block *block; /* policy, variables, ...: see example.h */
    rf_span span;
} rf_example;

/* The body of an `each`. */
typedef struct rf_each {
    rf_subject_kind subject;
    const rf_expr *where, *finding, *message, *note, *at, *see, *help;
} rf_each;

typedef struct rf_claim rf_claim;

typedef struct rf_rule {
    rf_str id, pack; /* "network/host-bits", "network" */
    rf_severity severity;
    rf_str summary, why, fix, source;
    const rf_str *aliases, *tags;
    size_t alias_count, tag_count;
    unsigned kinds; /* set of 1 << rf_policy_kind; 0: all */
    rf_str role;    /* of the policies that it is about, by the profile; empty: any */
    rf_span role_span;
    const rf_param *params;
    size_t param_count;
    const rf_each *each;    /* the body is one of each, check and claims */
    const rf_check *check;  /* NULL: it is another */
    const rf_claim *claims; /* see claim.h */
    size_t claim_count;
    bool trusted; /* one of the program, whose claims need no check of their names */
    const rf_example *examples;
    size_t example_count;
    rf_span span;
} rf_rule;

/* A vendor: what its published documents expect.  `value` holds all attributes of the block. */
typedef struct rf_profile {
    rf_str name, summary, source;
    rf_value value;
    const rf_example *examples;
    size_t example_count;
    rf_span span;
} rf_profile;

typedef struct rf_ruleset {
    rf_arena *arena;
    RF_VEC(rf_rule) rules;       /* sorted by id once finished */
    RF_VEC(rf_profile) profiles; /* sorted by name */
} rf_ruleset;

/* Reads one file.  Anything wrong in it is a diagnostic: code "hcl" or "rule". */
void rf_ruleset_add(rf_ruleset *set, const rf_source *source, rf_diags *diags);

/* Adds what is embedded in the program; without the examples it is read three times as fast. */
void rf_ruleset_add_embedded(rf_ruleset *set, bool examples, rf_diags *diags);

/* Sorts; an id used twice is a diagnostic. */
void rf_ruleset_finish(rf_ruleset *set, rf_diags *diags);

/* By id or alias (aliases without regard to case); NULL when there is none. */
const rf_rule *rf_rule_named(const rf_ruleset *set, rf_str name);
const rf_profile *rf_profile_named(const rf_ruleset *set, rf_str name);

/* True when a rule declares a parameter of that name; otherwise *nearest is one that is meant,
 * perhaps. */
bool rf_ruleset_has_param(const rf_ruleset *set, rf_str name, rf_str *nearest);

/* True when the glob matches the id of a rule. */
bool rf_ruleset_matches(const rf_ruleset *set, rf_str glob);

/* Every id and alias, for "did you mean". */
rf_str rf_rule_nearest(const rf_ruleset *set, rf_str name);

const char *rf_severity_name(rf_severity severity);
bool rf_severity_read(rf_str name, rf_severity *severity);

#endif

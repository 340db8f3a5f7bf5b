/*
 * What the checks on the reach of statements share: the actions that a statement names, whether a
 * key is one of an action, and lists of names for the words of a finding.
 */
#ifndef RF_CHECKS_NAMED_H
#define RF_CHECKS_NAMED_H

#include "checks/check.h"
#include "iam/reach.h"

/* An action that the reference has, and the pattern of Action that names it. */
typedef struct rf_named_action {
    const rf_ref_action *action;
    const rf_pattern *pattern;
} rf_named_action;

typedef struct rf_named_list {
    RF_VEC(rf_named_action) list; /* each action once, under the first pattern that names it */
    bool whole; /* a pattern names all of a service ("ec2:*"), or of several; they are not listed */
    bool unlisted; /* a pattern names what the reference does not have, or is not known */
} rf_named_list;

/* True for text without wildcards. */
bool rf_names_one_action(const rf_pattern *pattern);

/* The actions of Action; none for NotAction.  Without `wildcards` only those written in full. */
rf_named_list rf_named_actions(rf_check_run *run, const rf_statement *statement, bool wildcards);

/* True when a request of the action, on some resource, may have the key, under either name of a
 * tag. */
bool rf_action_may_have(const rf_check_run *run, const rf_ref_action *action, rf_str key);

/* True when the condition holds where its key is absent. */
bool rf_holds_when_absent(rf_check_run *run, const rf_condition *condition);

/* True when the parameter, a list of texts, has the text. */
bool rf_param_lists(const rf_check_run *run, const char *param, rf_str text);

/* Actions of the reference; empty when zeroed. */
typedef struct rf_action_set {
    unsigned char *bits; /* one per action, in the order of the reference */
} rf_action_set;

bool rf_action_set_has(const rf_action_set *set, const rf_check_run *run,
                       const rf_ref_action *action);

/* False when it was in the set before. */
bool rf_action_set_add(rf_action_set *set, const rf_check_run *run, const rf_ref_action *action);

/* Names for a message. */
typedef struct rf_name_list {
    RF_VEC(rf_str) names; /* each once, in the order they were added */
} rf_name_list;

void rf_name_add(rf_arena *arena, rf_name_list *list, rf_str name);

/* "a", "a and b", "a, b, c, d, e and 7 more". */
rf_str rf_names_text(rf_arena *arena, const rf_name_list *list);

/* "vpc check has", "image and subnet checks have". */
rf_str rf_checks_text(rf_arena *arena, const rf_name_list *types);

/* Reports on a statement of the policy that is looked at. */
rf_finding *rf_report_statement(rf_check_run *run, const rf_statement *statement, rf_span span,
                                rf_str message);

/* Work, counted in patterns and keys that are looked at at a glance. */
typedef struct rf_work {
    rf_check_run *run;
    size_t patterns; /* of the policy: what one question about all of it costs */
    size_t done;
    const rf_statement *of; /* the last one that rf_work_of() was asked about, and its patterns */
    size_t of_it;
} rf_work;

rf_work rf_work_new(rf_check_run *run);

/* What it costs to ask of every check of the action: about one statement, about the policy. */
size_t rf_work_of(rf_work *work, const rf_statement *statement, const rf_ref_action *action);
size_t rf_work_of_all(const rf_work *work, const rf_ref_action *action);

/* Counts; false, the first time with an unknown, when the policy asks for more than any that AWS
 * stores. */
bool rf_work_goes_on(rf_work *work, size_t cost);

#endif

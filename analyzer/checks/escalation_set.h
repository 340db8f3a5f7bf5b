/*
 * The requests that a step of an escalation is about, as a set.
 */
#ifndef RF_CHECKS_ESCALATION_SET_H
#define RF_CHECKS_ESCALATION_SET_H

#include "checks/named.h"

/* What a policy speaks of, as far as the sets need it. */
typedef struct rf_escalation_scene {
    rf_arena *arena;
    rf_str partition;               /* of its ARNs: an account is in one */
    rf_name_list regions, accounts; /* that its ARNs name, and one of each for its wildcards */
    rf_name_list tags, callers;     /* keys: tags of resources; AWS services that call for one */
} rf_escalation_scene;

rf_escalation_scene rf_escalation_scene_of(rf_arena *arena, const rf_policy *policy);

/* What is asked of an action. */
typedef struct rf_escalation_limit {
    rf_str action;
    const rf_value *when; /* a Condition in IAM's words; or NULL */
    rf_str service;       /* of iam:PassRole: the one that the role is passed to; or empty */
    bool untagged;        /* the resource has none of the tags that the policy speaks of */
} rf_escalation_limit;

/* The requests on these resources, a text or list of texts, that the caller makes itself; NULL: the
 * limit is malformed. */
const rf_statement *rf_escalation_set(const rf_escalation_scene *scene,
                                      const rf_escalation_limit *limit, const rf_value *resources);

/* The ARNs of a rule, "arn:*:lambda:*:*:function:x", where the resources of the policy are: a `*`
 * for an account or Region would reach into the name. */
rf_value rf_escalation_placed(const rf_escalation_scene *scene, const rf_value *arns);

/* True for text without wildcards and variables. */
bool rf_escalation_is_plain(rf_str text);

#endif

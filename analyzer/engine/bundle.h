/*
 * Which policies are parts of one.  AWS limits the size of a policy (6,144 characters for a managed
 * one) and attaches several to a role (ten, unless more are asked for: IAM User Guide, "IAM and AWS
 * STS quotas"), so that people split what a deployment needs; what a role must be allowed is then
 * asked of all parts together.
 *
 * No file says what a policy is attached to.  Parts are told by what they name: identity policies
 * of one folder, each of which names actions of one role of the profile (see
 * rf_profile_has_role()), and of which no two share more than half of those that the smaller of
 * them names.  Two that do are versions of each other, or original and copy, and belong to
 * different bundles.  What counts are the actions of entries with `least`; those of entries without
 * a bound only for policies that name none of the former.  The first bundle that takes a policy, in
 * the order of the files, has it.  Identity policies of the folder that only deny count in every
 * bundle: they allow nothing alone.
 *
 * This is a guess, and is told as one: rf_bundles_admit().
 */
#ifndef RF_ENGINE_BUNDLE_H
#define RF_ENGINE_BUNDLE_H

#include "access/question.h"
#include "checks/finding.h"
#include "input/inputs.h"

typedef RF_VEC(const rf_found_policy *) rf_found_list;

typedef struct rf_bundle {
    rf_str role;
    const rf_value *profile;
    rf_found_list parts;         /* in the order of the files */
    const rf_found_list *denies; /* of the folder; never NULL */
    bool plays;                  /* together they have the role */
    bool asked;                  /* by a rule: set with rf_bundle_policies() */
} rf_bundle;

typedef RF_VEC(rf_bundle *) rf_bundle_list;

typedef struct rf_bundles {
    const rf_inputs *inputs;
    rf_bundle_list list;
    rf_bundle_list *of; /* by the place of a policy in the inputs */
} rf_bundles;

/* Call it once the groups have their profiles. */
void rf_bundles_find(rf_arena *arena, const rf_inputs *inputs, rf_bundles *bundles);

/* The bundle that a policy is a part of; NULL when it names no action of the role, or only denies.
 */
rf_bundle *rf_bundle_of(const rf_bundles *bundles, const rf_found_policy *found, rf_str role);

/* All policies of a bundle, for asking them. */
rf_policies rf_bundle_policies(rf_arena *arena, rf_bundle *bundle);

/* Those that a policy is a part with, of any role that they have together; without it. */
rf_policies rf_bundles_beside(rf_arena *arena, const rf_bundles *bundles,
                              const rf_found_policy *found);

/* An unknown for every bundle of more than one policy that was asked. */
void rf_bundles_admit(rf_arena *arena, const rf_bundles *bundles, rf_unknown_list *unknowns);

#endif

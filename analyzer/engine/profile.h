/*
 * Which vendor's documents a group of files follows.
 */
#ifndef RF_ENGINE_PROFILE_H
#define RF_ENGINE_PROFILE_H

#include "engine/rule.h"

/* Sets the profile of each group: the one named, or recognised ("auto"); else the one called
 * "generic", which belongs to no vendor and leaves profile_name empty. */
void rf_profiles_choose(const rf_ruleset *set, rf_inputs *inputs, rf_str name);

/* True when the rule may run under this profile: packs that belong to a vendor run under that
 * vendor's profile only. */
bool rf_profile_allows(const rf_ruleset *set, const rf_value *profile, const rf_rule *rule);

/* True when the profile turns the rule off: one of its own decides the same, and exactly. */
bool rf_profile_turns_off(const rf_value *profile, rf_str rule);

/* True when the policy plays a role of the profile:
 *
 *     policies = {
 *       deployer = [{ least = 5, actions = ["ec2:CreateVpc", ...] }, { most = 0, actions = [...] }]
 *     }
 *
 * Its Allows name at least, and at most, so many actions of each entry. */
bool rf_profile_has_role(const rf_value *profile, const rf_policy *policy, rf_str role);

/* The severity that the profile gives a rule; false when it says nothing. */
bool rf_profile_severity(const rf_value *profile, rf_str rule, rf_severity *severity);

/* What the profile adds to the help of a rule; empty when it adds nothing. */
rf_str rf_profile_note(const rf_value *profile, rf_str rule);

/* The reason why the profile accepts a finding; empty when it does not. */
rf_str rf_profile_accepts(const rf_value *profile, const rf_finding *finding);

#endif

/*
 * Which vendor's documents a group of files follows.
 */
#ifndef RF_ENGINE_PROFILE_H
#define RF_ENGINE_PROFILE_H

#include "access/question.h"
#include "engine/rule.h"

/* Sets the profile of each group: the one named, or recognised ("auto"); else the one called
 * "generic", which belongs to no vendor and leaves profile_name empty.
 *
 *     recognise = {
 *       variables  = [{ least = 2, names = ["reserved_cidr", ...] }]   # assigned or declared
 *       statements = [{ least = 3, names = ["CreateSGsAllow*", ...] }] # Sids
 *       texts      = [{ least = 1, names = ["zilliz-byoc*"] }]         # statements with such a
 *                                                                      # resource, principal, value
 *       files      = [{ least = 1, names = ["byoc-i-*.json"] }]        # names of files
 *     }
 *
 * `names` are globs; one entry that has its least number of them will do.  Profiles are tried in
 * the order of their names. */
void rf_profiles_choose(const rf_ruleset *set, rf_inputs *inputs, rf_str name);

/* True when the rule may run under this profile: packs that belong to a vendor run under that
 * vendor's profile only. */
bool rf_profile_allows(const rf_ruleset *set, const rf_value *profile, const rf_rule *rule);

/* True when the profile turns the rule off: one of its own decides the same, and exactly. */
bool rf_profile_turns_off(const rf_value *profile, rf_str rule);

/* True when the policies, all of them together, play a role of the profile:
 *
 *     policies = {
 *       deployer = [{ least = 5, actions = ["ec2:CreateVpc", ...] }, { most = 0, actions = [...] }]
 *     }
 *
 * Their Allows name at least, and at most, so many actions of each entry.  One with neither bound
 * says what else is a part of the role: see bundle.h. */
bool rf_profile_has_role(const rf_value *profile, const rf_policies *policies, rf_str role);

/* Whether some Allow names the action, whatever its conditions. */
bool rf_profile_names(const rf_policy *policy, rf_str action);

/* The severity that the profile gives a rule; false when it says nothing. */
bool rf_profile_severity(const rf_value *profile, rf_str rule, rf_severity *severity);

/* What the profile adds to the help of a rule; empty when it adds nothing. */
rf_str rf_profile_note(const rf_value *profile, rf_str rule);

/* The reason why the profile accepts a finding; empty when it does not. */
rf_str rf_profile_accepts(const rf_value *profile, const rf_finding *finding);

#endif

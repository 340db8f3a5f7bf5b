/*
 * The examples of rules, run as their tests.
 *
 *     example "title" {
 *       expect    = "finding"        # or "none": of this rule
 *       place     = "2:15"           # where; line and column in the first text below
 *       policy    = "..."            # an IAM policy, or
 *       variables = "..."            # a variable file, variables_json its JSON form,
 *       template  = "..."            # a .tf file, inventory an EC2 inventory,
 *       file      = { name = "...", content = "..." }
 *       peers     = "10.0.0.0/8"     # as --peers, vpc as --vpc, kind as --kind,
 *       profile   = "aiven-aws"      # as --profile (default: none)
 *       params    = { prefix = "x" } # as --param
 *     }
 */
#ifndef RF_ENGINE_EXAMPLE_H
#define RF_ENGINE_EXAMPLE_H

#include "engine/engine.h"

/* Runs one example in an arena of its own making.  True when it comes out as it says; otherwise
 * *why says in words what came out. */
bool rf_example_run(rf_arena *arena, const rf_ruleset *set, const rf_rule *rule,
                    const rf_example *example, bool reverse, rf_str *why);

/* The example's main text (policy, variables, ...), for showing it; empty when it has none. */
rf_str rf_example_text(rf_arena *arena, const rf_example *example);

#endif

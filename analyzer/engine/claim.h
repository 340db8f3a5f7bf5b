/*
 * The `never` and `always` blocks of rules: sets of requests in the words of IAM, as
 * aws_iam_policy_document of Terraform has them.  Values are expressions over param and profile.
 *
 *     never {                              # no request of the set may be allowed
 *       actions       = ["ec2:*"]          # or not_actions alone; with both: these, but not those
 *       not_actions   = ["ec2:Describe*"]
 *       levels        = ["Write", "Tagging", "Permissions management", "Read", "List"]
 *                                          # actions of these access levels; default: of all
 *       resources     = ["*"]              # the default
 *       not_resources = ["arn:..."]        # with resources: these, but not those
 *       principals {                       # also not_principals
 *         type        = "AWS"
 *         identifiers = ["*"]
 *       }
 *       condition {                        # repeatable: all of them
 *         test     = "StringNotLike"
 *         variable = "ec2:ResourceTag/Name"
 *         values   = [param.prefix]        # &{...} is a policy variable
 *       }
 *       message = "..."                    # in place of the summary
 *       help    = "..."                    # in place of fix
 *     }
 *
 *     always {                             # all requests of the set must be allowed
 *       ...
 *       in_part = "warning"                # the severity where some of them are allowed: no other
 *     }                                    # one of that action and type needs to be
 *
 * Requests of `always` are made over TLS, as those of every tool are, unless the claim speaks of
 * aws:SecureTransport itself.
 *
 * A rule without a role asks each policy alone.  With one (`applies = { ..., role = "x" }`), its
 * `always` is asked of all policies of a folder that are parts of that role together (bundle.h),
 * its `never` of each alone, because a Deny of another policy counts only where both are attached.
 *
 * A parameter `partition` of the rule is the one that ARNs are of; without it they are of those
 * that the policy names, or else of aws.
 */
#ifndef RF_ENGINE_CLAIM_H
#define RF_ENGINE_CLAIM_H

#include "checks/proof.h"
#include "engine/rule.h"

typedef struct rf_claim_condition {
    const rf_expr *test, *variable, *values;
    rf_span span;
} rf_claim_condition;

typedef struct rf_claim_principals {
    bool negated;
    const rf_expr *type, *identifiers;
    rf_span span;
} rf_claim_principals;

struct rf_claim {
    rf_proof_kind kind;
    const rf_block *block;
    const rf_expr *actions, *not_actions, *resources, *not_resources, *message, *help;
    unsigned levels;
    bool has_in_part;
    rf_severity in_part;
    const rf_claim_condition *conditions;
    size_t condition_count;
    const rf_claim_principals *principals;
    size_t principal_count;
};

/* What the expressions see. */
typedef struct rf_claim_scope {
    const rf_value *param, *profile;
    const rf_reference *reference; /* names that it does not have are errors */
} rf_claim_scope;

/* Evaluates a claim; false, with errors at their places in the rule file, when the set makes no
 * sense: an expression without a value, an unknown operator, action or key. */
bool rf_claim_evaluate(rf_arena *arena, const rf_rule *rule, const rf_claim *claim,
                       const rf_claim_scope *scope, rf_diags *diags, rf_proof *proof);

#endif

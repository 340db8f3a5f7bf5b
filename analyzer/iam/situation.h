/*
 * Which rules of policy evaluation a request falls under: who calls, whose resource it is, which
 * policy types bind, and what AWS does otherwise for some actions of STS, KMS and S3.
 *
 * Sources, with what is taken from each:
 *
 * - IAM User Guide, "Cross-account policy evaluation logic": a request whose caller and resource
 *   are of two accounts is decided in both.
 * - IAM User Guide, "Policies and permissions", "Policies and the root user": root has neither
 *   identity policies nor a boundary; SCPs bind it.  "How AWS enforcement code logic evaluates
 *   requests": it has full access by default.
 * - AWS Organizations User Guide, "Service control policies": they bind principals of the account,
 *   root too, but not service-linked roles.  "Resource control policies": they bind actions of the
 *   services listed, whoever calls, but not service-linked roles, nor services that assume one, nor
 *   kms:RetireGrant.  (Nor AWS managed keys and the management account, which no ARN tells.)
 * - IAM User Guide, "Roles terms and concepts": a service-linked role takes no permissions
 *   boundary.  "Create a service-linked role": its path is aws-service-role/SERVICE.
 *   The ARN of a session has no path: of one whose role is named as such roles are, only
 *   aws:PrincipalArn tells.
 * - IAM User Guide, "Cross account resource access in IAM": only within a partition.
 * - STS API Reference, "AssumeRole": it cannot be called as root; "AssumeRoleWithSAML" and
 *   "AssumeRoleWithWebIdentity": called without AWS credentials, so that no identity policies
 *   exist; "GetCallerIdentity": needs no permission, an explicit Deny changes nothing;
 *   "AssumeRoot": the management account reaches into a member account, whose consent is central.
 *   IAM User Guide, "Permissions for GetSessionToken": policies have no effect on it; "Pass session
 *   tags in AWS STS": sts:TagSession is asked for in the role's trust policy.
 *   "GetFederationToken", "GetSessionToken": called with the long-term credentials of a user or of
 *   root; a federated user can call no operation of IAM (but for the console, which is not meant
 *   here), and of STS GetCallerIdentity only.  "AWS JSON policy elements: Principal": identity
 *   providers are trusted for AssumeRoleWithSAML and AssumeRoleWithWebIdentity, all others for
 *   AssumeRole.
 * - KMS Developer Guide, "Key policies": without permission from the key policy, identity policies
 *   have no effect, nor has root any.  "Control access to aliases": an alias has no policy of its
 *   own; identity policies decide about it.  "Allowing users in other accounts to use a KMS key":
 *   from another account only the operations listed there can succeed.
 * - S3 API Reference, "GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy": root of the
 * owning account may, whatever the bucket policy denies.
 */
#ifndef RF_IAM_SITUATION_H
#define RF_IAM_SITUATION_H

#include "iam/authorize.h"

typedef struct rf_situation {
    /* As in the request, but RF_CALLER_OUTSIDE too when AWS does not ask who signed. */
    rf_caller_kind caller;
    bool free; /* allowed, whatever the policies say */
    /* Nothing allows it: why, as a sentence; else NULL. */
    const char *impossible;
    rf_layer impossible_by; /* with it: the side that cannot allow it */
    bool cross_account;
    rf_truth linked;  /* a service-linked role calls, which is not bound by some types */
    unsigned without; /* types of principals that do not count: 1 << RF_PRINCIPAL_... */
    bool guarded;     /* a trust policy or key policy must allow, or leave it to the account */
    bool takes_part[RF_LAYERS];
} rf_situation;

/* True when AWS asks for no permission to call it, so that no policy matters: GetCallerIdentity and
 * GetSessionToken. */
bool rf_needs_no_permission(rf_str action);

rf_situation rf_situation_of(const rf_policy_set *set, const rf_request *request);

#endif

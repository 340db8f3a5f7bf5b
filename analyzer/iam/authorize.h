/*
 * One decision for one request by policies of every type that takes part in it.
 *
 * Sources: IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny
 * access" (with its table of resource-based policies and implicit denies), "Cross-account policy
 * evaluation logic", "Permissions boundaries for IAM entities", "Policies and permissions" (session
 * policies, the root user), "AWS JSON policy elements: Principal" and "NotPrincipal"; AWS
 * Organizations User Guide, "SCP evaluation" and "Resource control policies"; AWS PrivateLink
 * Guide, "Control access to VPC endpoints using endpoint policies"; AWS KMS Developer Guide, "Key
 * policies"; STS API Reference, "AssumeRole" and "GetFederationToken".  What is special about some
 * actions is in situation.h.
 *
 * - An explicit Deny of any policy that takes part wins.
 * - Each level of SCPs must allow what a principal of the organization does (not what a
 *   service-linked role does).  RCPs deny only: RCPFullAWSAccess is attached everywhere and cannot
 * be detached; they bind the services that the reference lists.
 * - Of the VPC endpoint that the request goes through, the policy must allow; each permissions
 *   boundary must allow; of the session policies one must.
 * - Within an account an identity policy or the resource policy suffices, except that a role's
 * trust policy and a KMS key policy must allow by themselves, or name the account and so leave the
 *   decision to its identity policies.  Such a policy that is not given allows nobody: each role
 * and each key has exactly one.
 * - Whom the resource policy names limits it, within an account: a user, a session or everyone is
 *   not held back by what boundary and session policies leave out, a role (or the user who
 *   federated) is.  An account that is named only leaves the decision to its identity policies.
 * - From another account both sides must allow, each within its limits.
 * - A request without a principal is one of someone in the account of the resource, of whom only
 *   the given policies are known: "*" and that account comprise them; whether anyone else who is
 *   named in that account, or where the account is not known, is unknown.  A principal that is no
 * principal of an account (a service, an identity provider, anonymous) has no policies of its own:
 * what is given as such has no part.
 *
 * A policy that AWS refuses, or refuses as one of its type (see rf_layer_fault()), allows nothing
 * and denies nothing; so a boundary, or the only policy of a level of SCPs, that is refused shuts.
 *
 * What other means give (grants of KMS, access control lists, shares of AWS RAM) is not seen.
 */
#ifndef RF_IAM_AUTHORIZE_H
#define RF_IAM_AUTHORIZE_H

#include "iam/decide.h"
#include "reference/reference.h"

typedef struct rf_policy_list {
    const rf_policy *const *at;
    size_t n;
} rf_policy_list;

typedef enum rf_layer {
    RF_LAYER_IDENTITY,
    RF_LAYER_RESOURCE, /* also a trust policy, a KMS key policy */
    RF_LAYER_BOUNDARY,
    RF_LAYER_SESSION,
    RF_LAYER_SCP,
    RF_LAYER_RCP,
    RF_LAYER_ENDPOINT,
    RF_LAYERS,
} rf_layer;

/* Of an answer: "identity policy", "service control policy". */
const char *rf_layer_name(rf_layer layer);

/* All policies of one decision.  A list without entries: none of that type applies. */
typedef struct rf_policy_set {
    rf_policy_list identity;
    const rf_policy *resource; /* NULL: none */
    rf_policy_list boundaries, sessions, endpoints;
    const rf_policy_list *scps; /* one list per level of the organization, the root first */
    size_t scp_levels;
    const rf_policy_list *rcps;
    size_t rcp_levels;
    const rf_reference *reference; /* for which services RCPs bind; NULL: for all */
} rf_policy_set;

/* A statement that made the decision. */
typedef struct rf_reason {
    rf_layer layer;
    size_t level;  /* of SCPs and RCPs */
    size_t policy; /* index in the list */
    const rf_statement *statement;
} rf_reason;

typedef struct rf_authorization {
    rf_outcome outcome;
    /* Of RF_ALLOWED the Allows that suffice, of RF_EXPLICITLY_DENIED the Denies, of RF_UNDECIDED
     * all that may match; in the order of layers, policies and statements.  Where only several
     * statements together leave no doubt (see cases.h), all of these.  Empty when AWS asks for no
     * permission, as for sts:GetCallerIdentity, and of root, who needs no Allow. */
    const rf_reason *because;
    size_t n;
    bool cross_account;
    bool blocked; /* of RF_IMPLICITLY_DENIED: `blocked_by` is the first that does not allow */
    rf_layer blocked_by;
    size_t blocked_level; /* of SCPs */
    /* Of RF_UNDECIDED: the context keys it depends on, as the policy spells them, each once.  Empty
     * when it rests on the policy's own unknown parts, or on what AWS does not document (a
     * NotPrincipal that names a user without the account). */
    const rf_str *depends;
    size_t depends_count;
} rf_authorization;

/* Decides.  Takes its lists from the arena; a caller that decides many times rewinds. */
rf_authorization rf_authorize(rf_arena *arena, const rf_policy_set *set, const rf_request *request);

#endif

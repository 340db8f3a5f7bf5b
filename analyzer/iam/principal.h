/*
 * Principals: those a statement names, and the one that makes a request.
 *
 * Source: IAM User Guide, "AWS JSON policy elements: Principal" and "NotPrincipal".  `*` alone is
 * everyone; within a name it is no wildcard.  An account stands for everyone in it, a role for its
 * sessions, a user for those it federated, a session only for itself.
 */
#ifndef RF_IAM_PRINCIPAL_H
#define RF_IAM_PRINCIPAL_H

#include "iam/truth.h"
#include "text/source.h"

typedef enum rf_principal_type {
    RF_PRINCIPAL_ANYONE, /* "Principal": "*" */
    RF_PRINCIPAL_AWS,
    RF_PRINCIPAL_SERVICE,
    RF_PRINCIPAL_FEDERATED,
    RF_PRINCIPAL_CANONICAL_USER,
    RF_PRINCIPAL_OTHER, /* a type that IAM does not know */
} rf_principal_type;

typedef struct rf_principal {
    rf_principal_type type;
    bool unknown;     /* known only after apply */
    rf_str type_text; /* as written: "AWS"; empty for RF_PRINCIPAL_ANYONE */
    rf_str id;
    rf_span span, type_span;
} rf_principal;

/* The type of a member of a Principal element; case matters. */
rf_principal_type rf_principal_type_of(rf_str text);

/* The known types nearest to a misspelt one, or empty. */
rf_str rf_principal_type_nearest(rf_str text);

/* What makes a request. */
typedef enum rf_caller_kind {
    RF_CALLER_NOBODY, /* nobody known */
    RF_CALLER_USER,
    RF_CALLER_ROLE,      /* named for its sessions: a role itself makes no request */
    RF_CALLER_SESSION,   /* of a role */
    RF_CALLER_FEDERATED, /* a session that a user, or root, made with GetFederationToken */
    RF_CALLER_ROOT,
    RF_CALLER_OUTSIDE, /* no principal of an account: a service, an identity provider, anonymous */
} rf_caller_kind;

/* The one that makes a request: an ARN (of a user, role, session, account root or identity
 * provider), a service name, or empty for nobody known.  Made once per request. */
typedef struct rf_caller {
    rf_caller_kind kind;
    /* Under which type a policy names it; RF_PRINCIPAL_OTHER: under any but that of accounts'. */
    rf_principal_type type;
    rf_str text;
    rf_str partition, account; /* empty when it is no principal of an account */
    rf_str role;               /* name of the role, for a session; else empty */
    rf_str federated;          /* name in the ARN of a federated user; else empty */
} rf_caller;

rf_caller rf_caller_read(rf_str text);

/* What is wrong with the text of a caller, as the rest of a sentence ("is no user, role, ..."): it
 * is like an ARN, but of a form that IAM has not, or the bare number of an account.  NULL when
 * nothing is.  Forms: "IAM identifiers" and "AWS JSON policy elements: Principal", IAM User Guide;
 * arn:aws:iam::cloudfront:user/... is an origin access identity of CloudFront. */
const char *rf_caller_fault(rf_str text);

/* True for a text that is neither an ARN nor the name of a service or a provider. */
bool rf_caller_is_odd(rf_str text);

/* True for the twelve digits of an account. */
bool rf_is_account_id(rf_str text);

/* What follows the last slash: the name of a user or role. */
rf_str rf_principal_name(rf_str path);

/* How a principal of a policy comprises the caller. */
typedef enum rf_principal_match {
    RF_PRINCIPAL_NO_MATCH,
    RF_PRINCIPAL_BY_ACCOUNT, /* its account is named: the account may delegate to it */
    RF_PRINCIPAL_BY_ROLE,    /* who stands behind the session is named: its role, or its user */
    RF_PRINCIPAL_BY_NAME,    /* it is named itself */
    RF_PRINCIPAL_BY_STAR,    /* everyone is */
} rf_principal_match;

/* The type counts: a user is no {"Federated": ...} and no {"Service": ...}, a service no {"AWS":
 * ...}.
 *
 * A role that makes a request stands for its sessions, so that its own ARN is RF_PRINCIPAL_BY_ROLE.
 * Of a federated user AWS names the ARN after the identity that was federated ("AWS STS federated
 * user principals"): the user of that name is the one behind it. */
rf_principal_match rf_principal_matches(const rf_principal *principal, const rf_caller *caller);

#endif

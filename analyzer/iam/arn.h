/*
 * Amazon Resource Names: arn:partition:service:region:account:resource.  The first five segments
 * hold no colon, the sixth may ("Identify AWS resources with Amazon Resource Names (ARNs)", IAM
 * User Guide).
 */
#ifndef RF_IAM_ARN_H
#define RF_IAM_ARN_H

#include "iam/pattern.h"

typedef enum rf_arn_part {
    RF_ARN_PREFIX, /* "arn" */
    RF_ARN_PARTITION,
    RF_ARN_SERVICE,
    RF_ARN_REGION,
    RF_ARN_ACCOUNT,
    RF_ARN_RESOURCE,
} rf_arn_part;

typedef struct rf_arn {
    rf_str segment[RF_ARN_SEGMENTS];
} rf_arn;

/* False when the text has fewer than six segments.  The text may be a pattern without variables;
 * nothing is checked but the number of colons. */
bool rf_arn_split(rf_str text, rf_arn *arn);

/* "role" of "role/path/name", "log-group" of "log-group:name", "" of "bucket"; *id is what follows
 * the separator, or all of it. */
rf_str rf_arn_resource_type(rf_str resource, rf_str *id);

#endif

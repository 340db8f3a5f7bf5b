/*
 * ARN formats of resource types against the ARNs of requests and the patterns of policies.
 *
 * A format is six segments with variables: arn:${Partition}:ec2:${Region}:${Account}:vpc/${VpcId}.
 * A variable stands for one or more characters, without colon in the first five segments; Region
 * and account of some formats are empty.  Some formats of the reference hold a literal `*`, which
 * is read as a variable that may be empty.  A bucket's name holds no slash ("General purpose bucket
 * naming rules", Amazon S3 User Guide): a bucket is none of its objects.
 */
#ifndef RF_REFERENCE_SHAPE_H
#define RF_REFERENCE_SHAPE_H

#include "reference/reference.h"

/* The formats of a type. */
typedef struct rf_ref_arns {
    const rf_ref_name *at;
    size_t n;
} rf_ref_arns;
rf_ref_arns rf_ref_arns_of(const rf_reference *reference, const rf_ref_type *type);

/* True when the ARN of a request is one of the type. */
bool rf_ref_type_has(const rf_reference *reference, const rf_ref_type *type, rf_str arn);

/* How a Resource pattern of a policy (with `*` and `?`, see iam/pattern.h; ${...} stands for any
 * text) and the ARNs of a type meet.
 *
 * A star that ends a segment reaches beyond its colon, so that "arn:aws:ec2:*:*:subnet/s" would
 * meet a VPC with the id "x:subnet/s".  No id is like that, and none is asked for: where a star
 * reaches beyond its segment, ids have no colon, but for objects, topics and paths, which people
 * name. */
typedef enum rf_meeting {
    RF_APART,   /* no ARN of the type matches */
    RF_OVERLAP, /* some do */
    RF_COVERED, /* every ARN of the type matches, in every partition, Region and account */
} rf_meeting;
rf_meeting rf_ref_type_meets(const rf_reference *reference, const rf_ref_type *type,
                             rf_str pattern);

/* The pair of an action that the ARN of a request belongs to: of several types that fit, the one
 * whose format says most.  NULL when none fits, or the resource is "*". */
const rf_ref_pair *rf_ref_pair_of_arn(const rf_reference *reference, const rf_ref_action *action,
                                      rf_str arn);

/* What is wrong with the pattern's ARN, held against every format of its service. */
typedef enum rf_shape_fault {
    RF_FITS,             /* some format meets it, or the service is not known */
    RF_REGION_EXTRA,     /* it would fit without the Region */
    RF_REGION_MISSING,   /* it would fit with a Region */
    RF_ACCOUNT_EXTRA,    /* it would fit without the account */
    RF_ACCOUNT_MISSING,  /* it would fit with an account */
    RF_NO_SUCH_RESOURCE, /* the resource part fits no format of the service */
} rf_shape_fault;

/* *nearest: the type whose format was closest, for the words of a finding; may be NULL. */
rf_shape_fault rf_ref_shape_fault(const rf_reference *reference, rf_str pattern,
                                  const rf_ref_type **nearest);

/* An example ARN of a type, or of one format, with plausible ids in the account that AWS's own
 * documentation uses: "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-0a1b2c3d". */
rf_str rf_ref_example_of_format(rf_arena *arena, rf_str format);
rf_str rf_ref_example_arn(rf_arena *arena, const rf_reference *reference, const rf_ref_type *type);

/* An example of one variable of a resource part: "file.txt" of ObjectName; of one without a name
 * "example". */
rf_str rf_ref_example_value(rf_arena *arena, rf_str service, rf_str variable);

#endif

#include "reference/shape.h"

#include "reference/shape_match.h"

enum { SERVICE = 2, REGION = 3, ACCOUNT = 4, RESOURCE = 5 }; /* segments of an ARN */

rf_ref_arns rf_ref_arns_of(const rf_reference *reference, const rf_ref_type *type)
{
    return (rf_ref_arns){&reference->arns[type[0].first_arn],
                         type[1].first_arn - type[0].first_arn};
}

bool rf_ref_type_has(const rf_reference *reference, const rf_ref_type *type, rf_str arn)
{
    rf_ref_arns arns = rf_ref_arns_of(reference, type);
    for (size_t i = 0; i < arns.n; i++)
        if (rf_arn_format_has(rf_ref_text(reference, arns.at[i]), arn))
            return true;
    return false;
}

/* Of the type's formats together: apart when all are, covered when all are. */
static rf_meeting type_meets(const rf_reference *reference, const rf_ref_type *type, rf_str pattern,
                             rf_arn_leeway leeway)
{
    rf_ref_arns arns = rf_ref_arns_of(reference, type);
    size_t apart = 0, covered = 0;
    for (size_t i = 0; i < arns.n; i++) {
        rf_str format = rf_ref_text(reference, arns.at[i]);
        rf_meeting meeting = rf_arn_format_meets(format, pattern, leeway);
        apart += meeting == RF_APART;
        covered += meeting == RF_COVERED;
        if (apart != i + 1 && covered != i + 1)
            return RF_OVERLAP;
    }
    return arns.n == 0 ? RF_OVERLAP : apart != 0 ? RF_APART : RF_COVERED;
}

rf_meeting rf_ref_type_meets(const rf_reference *reference, const rf_ref_type *type, rf_str pattern)
{
    if (rf_eq(pattern, RF_STR("*")))
        return RF_COVERED;
    return type_meets(reference, type, pattern, (rf_arn_leeway){0});
}

/* --- which type an ARN is of --- */

/* How much a format says: the characters that it fixes. */
static size_t fixed_characters(rf_str format)
{
    size_t fixed = 0;
    bool inside = false;
    for (size_t i = 0; i < format.n; i++) {
        char c = format.at[i];
        inside = inside || (c == '$' && i + 1 < format.n && format.at[i + 1] == '{');
        fixed += !inside && c != '*';
        inside = inside && c != '}';
    }
    return fixed;
}

/* Of the type's formats that have the ARN, what the longest fixes; 0: none has it. */
static size_t fixed_by_type(const rf_reference *reference, const rf_ref_type *type, rf_str arn)
{
    rf_ref_arns arns = rf_ref_arns_of(reference, type);
    size_t most = 0;
    for (size_t i = 0; i < arns.n; i++) {
        rf_str format = rf_ref_text(reference, arns.at[i]);
        if (!rf_arn_format_has(format, arn))
            continue;
        size_t fixed = fixed_characters(format);
        most = fixed > most ? fixed : most;
    }
    return most;
}

const rf_ref_pair *rf_ref_pair_of_arn(const rf_reference *reference, const rf_ref_action *action,
                                      rf_str arn)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    const rf_ref_pair *best = NULL;
    size_t most = 0;
    if (rf_eq(arn, RF_STR("*")))
        return NULL;
    for (size_t i = 0; i < pairs.n; i++) {
        const rf_ref_pair *pair = &pairs.at[i];
        size_t fixed = fixed_by_type(reference, &reference->types[pair->type], arn);
        bool better =
            fixed > most || (fixed == most && fixed != 0 && pair->required && !best->required);
        if (better) {
            best = pair;
            most = fixed;
        }
    }
    return best;
}

/* --- what is wrong with an ARN --- */

/* Where AWS's own documentation writes ARNs that the reference has no format for, nothing is said:
 * - ssm: what AWS owns has no account: arn:aws:ssm:*::document/AWS-StartSSHSession ("Allow and
 *   control permissions for SSH connections through Session Manager"), arn:aws:ssm:us-east-2::
 *   parameter/aws/service/... ("Calling AMI public parameters"), AWS Systems Manager User Guide;
 * - resource-explorer-2: likewise, arn:aws:resource-explorer-2:*::view/AWSServiceView...
 *   ("CloudWatchApplicationSignalsReadOnlyAccess", AWS Managed Policy Reference Guide);
 * - ec2: arn:aws:ec2:*:123456789012:snapshot/... stands in one example, arn:aws:ec2:us-east-1::
 *   snapshot/... in others ("Example policies to control access the Amazon EC2 API", Amazon EC2
 * User Guide);
 * - cloudformation: arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31 ("Control
 *   CloudFormation access with AWS Identity and Access Management", CloudFormation User Guide). */
static const struct {
    const char *service, *word; /* that the resource part begins with; NULL: any */
    rf_shape_fault fault;
} excuses[] = {
    {"ssm", NULL, RF_ACCOUNT_MISSING},
    {"resource-explorer-2", "view", RF_ACCOUNT_MISSING},
    {"ec2", "snapshot", RF_ACCOUNT_EXTRA},
    {"cloudformation", "transform", RF_NO_SUCH_RESOURCE},
};

enum { EXCUSES = sizeof excuses / sizeof excuses[0] };

typedef struct inquiry {
    const rf_reference *reference;
    rf_str pattern, service, region, account;
    /* The best so far. */
    rf_shape_fault fault;
    const rf_ref_type *nearest;
} inquiry;

static bool has_service(const inquiry *ask, rf_str format, bool own)
{
    rf_str service;
    if (!rf_arn_segment(format, SERVICE, &service))
        return false;
    return rf_eq(service, ask->service) || (own && rf_arn_is_pattern(service));
}

/* True when the format meets the pattern but for the fields that are let go. */
static bool meets_but_for(const inquiry *ask, rf_str format, bool region, bool account)
{
    rf_arn_leeway leeway = {region, account, .empty_variables = true};
    return rf_arn_format_meets(format, ask->pattern, leeway) != RF_APART;
}

/* One field of an ARN that does not fit: `written` in the pattern, `wanted` in the format.  A field
 * with wildcards, or another Region or account than the one that the format names, is no matter of
 * shape. */
static rf_shape_fault fault_of_field(rf_str written, rf_str wanted, rf_shape_fault extra,
                                     rf_shape_fault missing)
{
    if (rf_arn_is_pattern(written))
        return RF_FITS;
    if (wanted.n == 0)
        return extra;
    return written.n == 0 ? missing : RF_FITS;
}

/* What keeps the pattern from meeting the format, when it is one of the two fields. */
static rf_shape_fault fault_of_format(const inquiry *ask, rf_str format)
{
    rf_str region, account;
    rf_arn_segment(format, REGION, &region);
    rf_arn_segment(format, ACCOUNT, &account);
    if (meets_but_for(ask, format, false, true))
        return fault_of_field(ask->account, account, RF_ACCOUNT_EXTRA, RF_ACCOUNT_MISSING);
    return fault_of_field(ask->region, region, RF_REGION_EXTRA, RF_REGION_MISSING);
}

/* False: the type meets the pattern, there is nothing more to find out. */
static bool try_type(inquiry *ask, const rf_ref_type *type, bool own)
{
    rf_ref_arns arns = rf_ref_arns_of(ask->reference, type);
    for (size_t i = 0; i < arns.n; i++) {
        rf_str format = rf_ref_text(ask->reference, arns.at[i]);
        if (!has_service(ask, format, own))
            continue;
        bool first = ask->fault == RF_FITS;
        if (first)
            ask->fault = RF_NO_SUCH_RESOURCE;
        if (!meets_but_for(ask, format, true, true))
            continue;
        rf_shape_fault fault =
            meets_but_for(ask, format, false, false) ? RF_FITS : fault_of_format(ask, format);
        if (fault == RF_FITS)
            return false;
        if (ask->fault == RF_NO_SUCH_RESOURCE) {
            ask->fault = fault;
            ask->nearest = type;
        }
    }
    return true;
}

/* Tries the types [first, end). */
static bool try_types(inquiry *ask, uint32_t first, uint32_t end, bool own)
{
    for (uint32_t i = first; i < end; i++)
        if (!try_type(ask, &ask->reference->types[i], own))
            return false;
    return true;
}

/* The word that a resource part begins with: "vpc" of "vpc/${VpcId}". */
static rf_str resource_word(rf_str resource)
{
    size_t end = 0;
    while (end < resource.n && resource.at[end] != '/' && resource.at[end] != ':' &&
           resource.at[end] != '*' && resource.at[end] != '?' && resource.at[end] != '$')
        end++;
    return rf_slice(resource, 0, end);
}

static bool is_excused(const inquiry *ask)
{
    rf_str resource;
    if (!rf_arn_segment(ask->pattern, RESOURCE, &resource))
        return false;
    rf_str word = resource_word(resource);
    for (size_t i = 0; i < EXCUSES; i++)
        if (ask->fault == excuses[i].fault && rf_eq_c(ask->service, excuses[i].service) &&
            (excuses[i].word == NULL || rf_eq_c(word, excuses[i].word)))
            return true;
    return false;
}

/* The nearest so far: the fewest edits of its first word, then the shortest format. */
typedef struct nearest_so_far {
    const rf_ref_type *type;
    size_t distance, length;
} nearest_so_far;

static void try_nearest(const inquiry *ask, const rf_ref_type *type, rf_str word,
                        nearest_so_far *nearest)
{
    rf_ref_arns arns = rf_ref_arns_of(ask->reference, type);
    for (size_t i = 0; i < arns.n; i++) {
        rf_str resource, format = rf_ref_text(ask->reference, arns.at[i]);
        if (!has_service(ask, format, false) || !rf_arn_segment(format, RESOURCE, &resource))
            continue;
        size_t distance = rf_edit_distance(word, resource_word(resource), nearest->distance);
        if (distance < nearest->distance ||
            (distance == nearest->distance && format.n < nearest->length))
            *nearest = (nearest_so_far){type, distance, format.n};
    }
}

/* The type of that service whose first word is nearest to the pattern's, for "did you mean". */
static const rf_ref_type *nearest_type(const inquiry *ask)
{
    rf_str resource, word;
    rf_arn_segment(ask->pattern, RESOURCE, &resource);
    word = resource_word(resource);
    size_t cap = word.n <= 1 ? 0 : word.n <= 3 ? 1 : word.n <= 8 ? 2 : 3; /* as rf_nearest() */
    nearest_so_far nearest = {NULL, cap, (size_t)-1};
    for (uint32_t i = 0; i < ask->reference->type_count && word.n != 0; i++)
        try_nearest(ask, &ask->reference->types[i], word, &nearest);
    return nearest.type;
}

/* The fields of an ARN with all six of them, whose service is plain text. */
static bool read_fields(inquiry *ask, rf_str pattern)
{
    rf_str prefix, resource;
    ask->pattern = pattern;
    return rf_arn_segment(pattern, RESOURCE, &resource) && rf_arn_segment(pattern, 0, &prefix) &&
           rf_eq(prefix, RF_STR("arn")) && rf_arn_segment(pattern, SERVICE, &ask->service) &&
           !rf_arn_is_pattern(ask->service) && rf_arn_segment(pattern, REGION, &ask->region) &&
           rf_arn_segment(pattern, ACCOUNT, &ask->account);
}

rf_shape_fault rf_ref_shape_fault(const rf_reference *reference, rf_str pattern,
                                  const rf_ref_type **nearest)
{
    inquiry ask = {.reference = reference, .fault = RF_FITS};
    *nearest = NULL;
    if (!read_fields(&ask, pattern))
        return RF_FITS;
    const rf_ref_service *service = rf_ref_service_named(reference, ask.service);
    uint32_t first = service == NULL ? 0 : service[0].first_type;
    uint32_t end = service == NULL ? 0 : service[1].first_type;
    bool on = try_types(&ask, first, end, true) && try_types(&ask, 0, first, false) &&
              try_types(&ask, end, reference->type_count, false);
    if (!on || ask.fault == RF_FITS || is_excused(&ask))
        return RF_FITS;
    *nearest = ask.fault == RF_NO_SUCH_RESOURCE ? nearest_type(&ask) : ask.nearest;
    return ask.fault;
}

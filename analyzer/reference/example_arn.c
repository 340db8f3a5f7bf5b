#include "reference/shape.h"

/* Ids in the form that AWS gives them; other variables are spelled from their name.  `service` is
 * the ARN's own; NULL for every service. */
static const struct {
    const char *service, *variable, *example;
} examples[] = {
    {NULL, "Partition", "aws"},
    {NULL, "Region", "us-east-1"},
    {NULL, "Account", "111122223333"},
    {NULL, "AccountId", "111122223333"},
    {NULL, "BucketName", "example-bucket"},
    {"ec2", "AllocationId", "eipalloc-0a1b2c3d4e5f67890"},
    {"ec2", "CustomerGatewayId", "cgw-0a1b2c3d4e5f67890"},
    {"ec2", "DhcpOptionsId", "dopt-0a1b2c3d4e5f67890"},
    {"ec2", "EgressOnlyInternetGatewayId", "eigw-0a1b2c3d4e5f67890"},
    {"ec2", "ImageId", "ami-0a1b2c3d4e5f67890"},
    {"ec2", "InstanceId", "i-0a1b2c3d4e5f67890"},
    {"ec2", "InternetGatewayId", "igw-0a1b2c3d4e5f67890"},
    {"ec2", "LaunchTemplateId", "lt-0a1b2c3d4e5f67890"},
    {"ec2", "NaclId", "acl-0a1b2c3d4e5f67890"},
    {"ec2", "NatGatewayId", "nat-0a1b2c3d4e5f67890"},
    {"ec2", "NetworkInterfaceId", "eni-0a1b2c3d4e5f67890"},
    {"ec2", "PrefixListId", "pl-0a1b2c3d4e5f67890"},
    {"ec2", "RouteTableId", "rtb-0a1b2c3d4e5f67890"},
    {"ec2", "SecurityGroupId", "sg-0a1b2c3d4e5f67890"},
    {"ec2", "SecurityGroupRuleId", "sgr-0a1b2c3d4e5f67890"},
    {"ec2", "SnapshotId", "snap-0a1b2c3d4e5f67890"},
    {"ec2", "SubnetId", "subnet-0a1b2c3d4e5f67890"},
    {"ec2", "TransitGatewayAttachmentId", "tgw-attach-0a1b2c3d4e5f67890"},
    {"ec2", "TransitGatewayId", "tgw-0a1b2c3d4e5f67890"},
    {"ec2", "TransitGatewayRouteTableId", "tgw-rtb-0a1b2c3d4e5f67890"},
    {"ec2", "VolumeId", "vol-0a1b2c3d4e5f67890"},
    {"ec2", "VpcEndpointId", "vpce-0a1b2c3d4e5f67890"},
    {"ec2", "VpcEndpointServiceId", "vpce-svc-0a1b2c3d4e5f67890"},
    {"ec2", "VpcFlowLogId", "fl-0a1b2c3d4e5f67890"},
    {"ec2", "VpcId", "vpc-0a1b2c3d4e5f67890"},
    {"ec2", "VpcPeeringConnectionId", "pcx-0a1b2c3d4e5f67890"},
    {"ec2", "VpnConnectionId", "vpn-0a1b2c3d4e5f67890"},
    {"ec2", "VpnGatewayId", "vgw-0a1b2c3d4e5f67890"},
    {"kms", "KeyId", "1234abcd-12ab-34cd-56ef-1234567890ab"},
};

enum { EXAMPLES = sizeof examples / sizeof examples[0] };

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* "FunctionName" -> "function-name", "LFTagName" -> "lf-tag-name". */
static void add_spelled(rf_buf *out, rf_str name)
{
    size_t start = out->n;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.at[i];
        bool before = i > 0 && is_lower_or_digit(name.at[i - 1]);
        bool word_starts = i > 0 && i + 1 < name.n && is_lower_or_digit(name.at[i + 1]);
        bool plain = is_lower_or_digit(c);
        if ((is_upper(c) && (before || word_starts)) || (!plain && !is_upper(c)))
            if (out->n > start && out->at[out->n - 1] != '-')
                rf_buf_add_byte(out, '-');
        if (plain || is_upper(c))
            rf_buf_add_byte(out, is_upper(c) ? (char)(c + ('a' - 'A')) : c);
    }
    if (out->n == start)
        rf_buf_add_c(out, "example");
}

static const char *known_example(rf_str service, rf_str variable)
{
    for (size_t i = 0; i < EXAMPLES; i++)
        if (rf_eq_c(variable, examples[i].variable) &&
            (examples[i].service == NULL || rf_eq_c(service, examples[i].service)))
            return examples[i].example;
    return NULL;
}

/* Which of the six segments an offset is in, from the colons before it. */
enum { REGION = 3, ACCOUNT = 4 };

/* `segment` counts from 0; `service` is the ARN's. */
static void add_value(rf_buf *out, rf_str variable, size_t segment, rf_str service)
{
    const char *known = segment == REGION    ? "us-east-1"
                        : segment == ACCOUNT ? "111122223333"
                                             : known_example(service, variable);
    if (known != NULL)
        rf_buf_add_c(out, known);
    else if (variable.n == 0) /* a star */
        rf_buf_add_c(out, "example");
    else
        add_spelled(out, variable);
}

rf_str rf_ref_example_arn(rf_arena *arena, const rf_reference *reference, const rf_ref_type *type)
{
    rf_ref_arns arns = rf_ref_arns_of(reference, type);
    rf_buf out = rf_buf_new(arena);
    rf_str service = RF_STR("");
    size_t segment = 0, segment_start = 0;
    rf_str format = arns.n != 0 ? rf_ref_text(reference, arns.at[0]) : RF_STR("");
    for (size_t at = 0; at < format.n; at++) {
        char c = format.at[at];
        rf_str rest = rf_slice(format, at, format.n);
        size_t close = rf_find_byte(rest, '}');
        if (rf_starts(rest, RF_STR("${")) && close != RF_NOT_FOUND) {
            add_value(&out, rf_slice(rest, 2, close), segment, service);
            at += close;
        } else if (c == '*') {
            add_value(&out, RF_STR(""), segment, service);
        } else {
            if (c == ':' && segment == REGION - 1)
                service = rf_slice(format, segment_start, at);
            segment += c == ':';
            segment_start = c == ':' ? at + 1 : segment_start;
            rf_buf_add_byte(&out, c);
        }
    }
    return rf_buf_str(&out);
}

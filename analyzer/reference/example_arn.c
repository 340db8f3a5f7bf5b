#include "reference/shape.h"

/* Ids in the form that AWS gives them; other variables are spelled from their name.  `service` is
 * the ARN's own; NULL for every service. */
static const struct example {
    const char *service;
    rf_str variable;
    const char *example;
} examples[] = {
    {NULL, {"Partition", 9}, "aws"},
    {NULL, {"Region", 6}, "us-east-1"},
    {NULL, {"Account", 7}, "111122223333"},
    {NULL, {"AccountId", 9}, "111122223333"},
    {NULL, {"OrganizationId", 14}, "a1b2c3d4e5"},
    {NULL, {"ObjectName", 10}, "file.txt"},
    {NULL, {"Version", 7}, "1"},
    {NULL, {"Alias", 5}, "example-alias"},
    {NULL, {"UserName", 8}, "alice"},
    {NULL, {"UserNameWithPath", 16}, "alice"},
    {"ec2", {"AllocationId", 12}, "eipalloc-0a1b2c3d4e5f67890"},
    {"ec2", {"CustomerGatewayId", 17}, "cgw-0a1b2c3d4e5f67890"},
    {"ec2", {"DhcpOptionsId", 13}, "dopt-0a1b2c3d4e5f67890"},
    {"ec2", {"EgressOnlyInternetGatewayId", 27}, "eigw-0a1b2c3d4e5f67890"},
    {"ec2", {"InstanceEventWindowId", 21}, "iew-0a1b2c3d4e5f67890"},
    {"ec2", {"Ipv4PoolEc2Id", 13}, "ipv4pool-ec2-0a1b2c3d4e5f67890"},
    {"ec2", {"Ipv6PoolEc2Id", 13}, "ipv6pool-ec2-0a1b2c3d4e5f67890"},
    {"ec2", {"CapacityReservationId", 21}, "cr-0a1b2c3d4e5f67890"},
    {"ec2", {"DedicatedHostId", 15}, "h-0a1b2c3d4e5f67890"},
    {"ec2", {"FpgaImageId", 11}, "afi-0a1b2c3d4e5f67890"},
    {"ec2", {"TransitGatewayMulticastDomainId", 31}, "tgw-mcast-domain-0a1b2c3d4e5f67890"},
    {"ec2", {"TransitGatewayConnectPeerId", 27}, "tgw-connect-peer-0a1b2c3d4e5f67890"},
    {"ec2", {"ImageId", 7}, "ami-0a1b2c3d4e5f67890"},
    {"ec2", {"InstanceId", 10}, "i-0a1b2c3d4e5f67890"},
    {"ec2", {"InternetGatewayId", 17}, "igw-0a1b2c3d4e5f67890"},
    {"ec2", {"LaunchTemplateId", 16}, "lt-0a1b2c3d4e5f67890"},
    {"ec2", {"NaclId", 6}, "acl-0a1b2c3d4e5f67890"},
    {"ec2", {"NatGatewayId", 12}, "nat-0a1b2c3d4e5f67890"},
    {"ec2", {"NetworkInterfaceId", 18}, "eni-0a1b2c3d4e5f67890"},
    {"ec2", {"PrefixListId", 12}, "pl-0a1b2c3d4e5f67890"},
    {"ec2", {"RouteTableId", 12}, "rtb-0a1b2c3d4e5f67890"},
    {"ec2", {"SecurityGroupId", 15}, "sg-0a1b2c3d4e5f67890"},
    {"ec2", {"SecurityGroupRuleId", 19}, "sgr-0a1b2c3d4e5f67890"},
    {"ec2", {"SnapshotId", 10}, "snap-0a1b2c3d4e5f67890"},
    {"ec2", {"SubnetId", 8}, "subnet-0a1b2c3d4e5f67890"},
    {"ec2", {"TransitGatewayAttachmentId", 26}, "tgw-attach-0a1b2c3d4e5f67890"},
    {"ec2", {"TransitGatewayId", 16}, "tgw-0a1b2c3d4e5f67890"},
    {"ec2", {"TransitGatewayRouteTableId", 26}, "tgw-rtb-0a1b2c3d4e5f67890"},
    {"ec2", {"VolumeId", 8}, "vol-0a1b2c3d4e5f67890"},
    {"ec2", {"VpcEndpointId", 13}, "vpce-0a1b2c3d4e5f67890"},
    {"ec2", {"VpcEndpointServiceId", 20}, "vpce-svc-0a1b2c3d4e5f67890"},
    {"ec2", {"VpcFlowLogId", 12}, "fl-0a1b2c3d4e5f67890"},
    {"ec2", {"VpcId", 5}, "vpc-0a1b2c3d4e5f67890"},
    {"ec2", {"VpcPeeringConnectionId", 22}, "pcx-0a1b2c3d4e5f67890"},
    {"ec2", {"VpnConnectionId", 15}, "vpn-0a1b2c3d4e5f67890"},
    {"ec2", {"VpnGatewayId", 12}, "vgw-0a1b2c3d4e5f67890"},
    {"kms", {"KeyId", 5}, "1234abcd-12ab-34cd-56ef-1234567890ab"},
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

/* "NatGateway" -> "nat-gateway", "LFTag" -> "lf-tag". */
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

/* Takes an ending off. */
static bool cut(rf_str *name, rf_str ending)
{
    bool ends = rf_ends(*name, ending);
    *name = rf_slice(*name, 0, name->n - (ends ? ending.n : 0));
    return ends;
}

/* By what the variable's name says of it. */
static void add_by_name(rf_buf *out, rf_str service, rf_str variable)
{
    rf_str stem = variable;
    cut(&stem, RF_STR("WithPath"));
    if (cut(&stem, RF_STR("Name"))) { /* "FunctionName": example-function */
        rf_buf_add_c(out, stem.n != 0 ? "example-" : "");
        add_spelled(out, stem);
    } else if (rf_eq_c(service, "ec2") && cut(&stem, RF_STR("Id"))) {
        add_spelled(out, stem);
        rf_buf_add_c(out, "-0a1b2c3d4e5f67890");
    } else if (rf_ends(stem, RF_STR("Id")) || rf_ends(stem, RF_STR("Identifier")) ||
               rf_eq_nocase_c(stem, "UUID")) {
        rf_buf_add_c(out, "a1b2c3d4-5678-90ab-cdef-11111EXAMPLE");
    } else {
        add_spelled(out, variable);
    }
}

static const char *known_example(rf_str service, rf_str variable)
{
    for (size_t i = 0; i < EXAMPLES; i++)
        if (rf_eq(variable, examples[i].variable) &&
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
        add_by_name(out, service, variable);
}

rf_str rf_ref_example_value(rf_arena *arena, rf_str service, rf_str variable)
{
    rf_buf out = rf_buf_new(arena);
    add_value(&out, variable, 0, service);
    return rf_buf_str(&out);
}

rf_str rf_ref_example_of_format(rf_arena *arena, rf_str format)
{
    rf_buf out = rf_buf_new(arena);
    rf_str service = RF_STR("");
    size_t segment = 0, segment_start = 0;
    for (size_t at = 0; at < format.n; at++) {
        char c = format.at[at];
        rf_str rest = c == '$' ? rf_slice(format, at, format.n) : RF_STR("");
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

rf_str rf_ref_example_arn(rf_arena *arena, const rf_reference *reference, const rf_ref_type *type)
{
    rf_ref_arns arns = rf_ref_arns_of(reference, type);
    return arns.n != 0 ? rf_ref_example_of_format(arena, rf_ref_text(reference, arns.at[0]))
                       : RF_STR("");
}

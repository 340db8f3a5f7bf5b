#include "network/ec2.h"

#include "network/oddity.h"

/*
 * Shapes are those of the Amazon EC2 API Reference: Vpc, VpcPeeringConnection, RouteTable, Route,
 * TransitGatewayRoute, Subnet; states those of VpcCidrBlockState, VpcPeeringConnectionStateReason
 * and TransitGatewayRoute.
 */

typedef void read_record(rf_inventory_reader *reader, const rf_value *record);

static read_record read_vpc, read_peering, read_route_table, read_subnet, read_lone_route;

/* Records by the list they stand in and by the members that tell them from others when they stand
 * alone.  A route comes first: it may name a peering connection, too. */
static const struct record_kind {
    const char *list;
    const char *members[2];
    read_record *read;
} record_kinds[] = {
    {"Routes", {"DestinationCidrBlock"}, read_lone_route},
    {NULL, {"DestinationIpv6CidrBlock"}, read_lone_route},
    {NULL, {"DestinationPrefixListId"}, read_lone_route},
    {"VpcPeeringConnections", {"VpcPeeringConnectionId"}, read_peering},
    {"RouteTables", {"RouteTableId", "Routes"}, read_route_table},
    {"Subnets", {"SubnetId", "CidrBlock"}, read_subnet},
    {"Vpcs", {"VpcId", "CidrBlock"}, read_vpc},
    {NULL, {"VpcId", "CidrBlockAssociationSet"}, read_vpc},
};
enum { RECORD_KINDS = sizeof record_kinds / sizeof *record_kinds };

/* Text of a member; empty when there is none. */
static rf_str text(const rf_value *object, const char *name)
{
    return rf_text_of(rf_value_get_c(object, name));
}

static const rf_value *list(const rf_value *object, const char *name)
{
    const rf_value *value = rf_value_get_c(object, name);
    return value != NULL && value->kind == RF_LIST ? value : NULL;
}

static rf_str tag_name(const rf_value *record)
{
    const rf_value *tags = list(record, "Tags");
    for (size_t i = 0; tags != NULL && i < tags->as.list.n; i++)
        if (rf_eq_c(text(&tags->as.list.at[i], "Key"), "Name"))
            return text(&tags->as.list.at[i], "Value");
    return RF_STR("");
}

/* The span of a member, or of the whole record. */
static rf_span span_of(const rf_value *record, const char *name)
{
    const rf_value *value = rf_value_get_c(record, name);
    return value == NULL ? record->span : value->span;
}

/* The id, or words for a record that has none. */
static rf_str id_or(rf_str id, const char *words)
{
    return id.n != 0 ? id : rf_str_c(words);
}

static bool seen_before(rf_inventory_reader *reader, rf_str key)
{
    if (rf_map_get(&reader->seen, key) != NULL)
        return true;
    rf_map_put(reader->arena, &reader->seen, key, reader);
    return false;
}

void rf_inventory_add_unknown(rf_inventory_reader *reader, rf_span span, rf_str what, rf_str why)
{
    rf_network_unknown unknown = {what, why, span};
    RF_PUSH(reader->arena, &reader->inventory->unknowns, unknown);
}

/* Adds the network unless its block was met before in this scope (the same VPC in many peerings,
 * the same route in the table of each zone); an empty scope never was. */
static bool add_once(rf_inventory_reader *reader, rf_str scope, const rf_value *value,
                     rf_network network)
{
    if (value == NULL || value->kind == RF_NULL)
        return false;
    if (!rf_is_string(value)) {
        rf_diag_error(reader->diags, RF_CIDR_CODE, value->span, "write it in quotation marks",
                      "a CIDR is expected here, not a value of kind %s", rf_kind_name(value->kind));
        return true;
    }
    network.span = value->span;
    network.reading = rf_cidr_read(value->as.string.text);
    if (network.reading.cidr.family != 0 && scope.n != 0) {
        rf_str block = rf_cidr_text(reader->arena, &network.reading.cidr);
        rf_str key = rf_format(reader->arena, "%.*s %.*s", RF_ARG(scope), RF_ARG(block));
        if (seen_before(reader, key))
            return true;
    }
    rf_cidr_report(reader->diags, value->span, value->as.string.text, &network.reading);
    if (network.reading.cidr.family != 0)
        RF_PUSH(reader->arena, &reader->inventory->networks, network);
    return true;
}

bool rf_inventory_add(rf_inventory_reader *reader, const rf_value *value, rf_network network)
{
    return add_once(reader, RF_STR(""), value, network);
}

/* What a VPC's blocks are known under: its id, or the place of a record without one. */
static rf_str vpc_scope(rf_inventory_reader *reader, const rf_value *record, rf_str vpc)
{
    return vpc.n != 0 ? vpc : rf_format(reader->arena, "@%u", record->span.start);
}

/* Only a block that is associated, or about to be, is in use. */
static bool is_in_use(const rf_value *association, const char *state_name)
{
    rf_str state = text(rf_value_get_c(association, state_name), "State");
    return state.n == 0 || rf_eq_c(state, "associated") || rf_eq_c(state, "associating");
}

/* Adds the blocks of a list of objects; true when there were any, in use or not. */
static bool add_associations(rf_inventory_reader *reader, rf_str scope, const rf_value *set,
                             const char *block_name, const char *state_name, rf_network network)
{
    bool any = false;
    for (size_t i = 0; set != NULL && i < set->as.list.n; i++) {
        const rf_value *item = &set->as.list.at[i];
        if (!is_in_use(item, state_name))
            any = true;
        else if (add_once(reader, scope, rf_value_get_c(item, block_name), network))
            any = true;
    }
    return any;
}

static void read_vpc(rf_inventory_reader *reader, const rf_value *record)
{
    rf_network network = {
        .kind = RF_NETWORK_PRIMARY,
        .owner = text(record, "VpcId"),
        .name = tag_name(record),
        .account = text(record, "OwnerId"),
        .is_default = rf_is_true(rf_value_get_c(record, "IsDefault")),
    };
    rf_str scope = vpc_scope(reader, record, network.owner);
    bool any = add_once(reader, scope, rf_value_get_c(record, "CidrBlock"), network);
    network.kind = RF_NETWORK_SECONDARY; /* the set repeats the primary one */
    any |= add_associations(reader, scope, list(record, "CidrBlockAssociationSet"), "CidrBlock",
                            "CidrBlockState", network);
    network.kind = RF_NETWORK_IPV6;
    any |= add_associations(reader, scope, list(record, "Ipv6CidrBlockAssociationSet"),
                            "Ipv6CidrBlock", "Ipv6CidrBlockState", network);
    if (!any)
        rf_inventory_add_unknown(reader, record->span,
                                 rf_format(reader->arena, "whether %.*s overlaps",
                                           RF_ARG(id_or(network.owner, "a VPC without an id"))),
                                 RF_STR("its record lists no CIDR block"));
}

/* What a peering connection's status says about its blocks: "CIDR information is only returned when
 * describing an active VPC peering connection" (VpcPeeringConnectionVpcInfo). */
static const struct peering_status {
    const char *code;
    enum { READ, PENDING, GONE } meaning;
    const char *why;
} peering_statuses[] = {
    {"active", READ, NULL},
    {"initiating-request", PENDING, "the peering is being requested and lists no CIDR"},
    {"pending-acceptance", PENDING, "the peering is pending and lists no CIDR"},
    {"provisioning", PENDING, "the peering is being set up and lists no CIDR"},
    {"deleting", GONE, NULL},
    {"deleted", GONE, NULL},
    {"rejected", GONE, NULL},
    {"failed", GONE, NULL},
    {"expired", GONE, NULL},
    {NULL, PENDING, "the peering has no status that is known here"},
};

static const char *const peering_sides[][2] = {
    {"RequesterVpcInfo", "the requester"},
    {"AccepterVpcInfo", "the accepter"},
};

static bool read_side(rf_inventory_reader *reader, const rf_value *side, rf_str peering)
{
    if (side == NULL || side->kind != RF_OBJECT)
        return false;
    rf_network network = {
        .kind = RF_NETWORK_PRIMARY,
        .owner = text(side, "VpcId"),
        .via = peering,
        .account = text(side, "OwnerId"),
    };
    rf_str scope = vpc_scope(reader, side, network.owner);
    bool any = add_once(reader, scope, rf_value_get_c(side, "CidrBlock"), network);
    network.kind = RF_NETWORK_SECONDARY;
    any |= add_associations(reader, scope, list(side, "CidrBlockSet"), "CidrBlock", "", network);
    network.kind = RF_NETWORK_IPV6;
    any |= add_associations(reader, scope, list(side, "Ipv6CidrBlockSet"), "Ipv6CidrBlock", "",
                            network);
    return any;
}

static void read_peering(rf_inventory_reader *reader, const rf_value *record)
{
    rf_str id = text(record, "VpcPeeringConnectionId");
    rf_str shown = id_or(id, "a peering connection without an id");
    rf_str code = text(rf_value_get_c(record, "Status"), "Code");
    const struct peering_status *status = peering_statuses;
    while (status->code != NULL && !rf_eq_c(code, status->code))
        status++;
    if (status->meaning == GONE)
        return;
    if (status->meaning == PENDING)
        rf_inventory_add_unknown(reader, span_of(record, "VpcPeeringConnectionId"),
                                 rf_format(reader->arena, "whether %.*s overlaps", RF_ARG(shown)),
                                 rf_str_c(status->why));
    for (size_t i = 0; i < sizeof peering_sides / sizeof *peering_sides; i++) {
        const rf_value *side = rf_value_get_c(record, peering_sides[i][0]);
        if (read_side(reader, side, id) || status->meaning == PENDING)
            continue;
        rf_inventory_add_unknown(
            reader, side == NULL ? record->span : side->span,
            rf_format(reader->arena, "whether %.*s overlaps",
                      RF_ARG(id_or(text(side, "VpcId"), peering_sides[i][1]))),
            rf_format(reader->arena, "its side of %.*s lists no CIDR", RF_ARG(shown)));
    }
}

/* Members of a route that name its target, most telling first. */
static const char *const route_targets[] = {
    "VpcPeeringConnectionId",
    "TransitGatewayId",
    "NatGatewayId",
    "NetworkInterfaceId",
    "InstanceId",
    "LocalGatewayId",
    "CarrierGatewayId",
    "EgressOnlyInternetGatewayId",
    "CoreNetworkArn",
    "GatewayId",
};

/* A route to everything is a default route and stands for no network. */
static bool is_default_route(const rf_value *destination)
{
    rf_cidr cidr;
    return rf_cidr_parse(rf_text_of(destination), ~0U, &cidr) && cidr.length == 0;
}

static rf_str target_of(const rf_value *route)
{
    rf_str target = RF_STR("");
    for (size_t i = 0; i < sizeof route_targets / sizeof *route_targets && target.n == 0; i++)
        target = text(route, route_targets[i]);
    return target;
}

/* A route that names a prefix list, or nothing at all. */
static void read_opaque_route(rf_inventory_reader *reader, const rf_value *route, rf_str table)
{
    rf_str prefix_list = text(route, "DestinationPrefixListId");
    if (prefix_list.n == 0)
        rf_inventory_add_unknown(reader, route->span,
                                 rf_format(reader->arena, "where a route of %.*s leads",
                                           RF_ARG(id_or(table, "a route table"))),
                                 RF_STR("the route names no destination"));
    else if (!seen_before(reader, prefix_list))
        rf_inventory_add_unknown(
            reader, span_of(route, "DestinationPrefixListId"),
            rf_format(reader->arena, "whether %.*s overlaps", RF_ARG(prefix_list)),
            RF_STR("a route names the prefix list but not what is in it"));
}

/* `scope` is what the routes of one VPC have in common. */
static void read_route(rf_inventory_reader *reader, const rf_value *route, rf_str table, rf_str vpc,
                       rf_str scope)
{
    const rf_value *destination = rf_value_get_c(route, "DestinationCidrBlock");
    if (!rf_is_string(destination))
        destination = rf_value_get_c(route, "DestinationIpv6CidrBlock");
    if (!rf_is_string(destination)) {
        read_opaque_route(reader, route, table);
        return;
    }
    if (is_default_route(destination))
        return;
    rf_network network = {.kind = RF_NETWORK_ROUTE, .owner = table, .via = target_of(route)};
    if (rf_eq_c(network.via, "local")) {
        network = (rf_network){.kind = RF_NETWORK_LOCAL, .owner = vpc};
    } else {
        scope = rf_format(reader->arena, "%.*s>%.*s", RF_ARG(scope), RF_ARG(network.via));
        if (rf_eq_c(text(route, "State"), "blackhole"))
            network.kind = RF_NETWORK_BLACKHOLE;
    }
    add_once(reader, scope, destination, network);
}

static void read_route_table(rf_inventory_reader *reader, const rf_value *record)
{
    const rf_value *routes = list(record, "Routes");
    rf_str vpc = text(record, "VpcId"), scope = vpc_scope(reader, record, vpc);
    for (size_t i = 0; routes != NULL && i < routes->as.list.n; i++)
        read_route(reader, &routes->as.list.at[i], text(record, "RouteTableId"), vpc, scope);
}

static void read_transit_route(rf_inventory_reader *reader, const rf_value *route)
{
    const rf_value *destination = rf_value_get_c(route, "DestinationCidrBlock");
    const rf_value *attachments = list(route, "TransitGatewayAttachments");
    rf_str state = text(route, "State");
    rf_network network = {.kind = RF_NETWORK_TRANSIT_ROUTE};
    if (rf_eq_c(state, "deleting") || rf_eq_c(state, "deleted") || is_default_route(destination))
        return;
    if (rf_eq_c(state, "blackhole"))
        network.kind = RF_NETWORK_BLACKHOLE;
    if (attachments != NULL && attachments->as.list.n != 0)
        network.via = text(&attachments->as.list.at[0], "ResourceId");
    if (!rf_inventory_add(reader, destination, network))
        read_opaque_route(reader, route, RF_STR("a transit gateway"));
}

/* A route outside a route table: of a transit gateway unless it has a target of its own. */
static void read_lone_route(rf_inventory_reader *reader, const rf_value *record)
{
    if (target_of(record).n != 0)
        read_route(reader, record, RF_STR(""), RF_STR(""), RF_STR(""));
    else
        read_transit_route(reader, record);
}

static void read_subnet(rf_inventory_reader *reader, const rf_value *record)
{
    rf_network network = {
        .kind = RF_NETWORK_SUBNET,
        .owner = text(record, "VpcId"),
        .via = text(record, "SubnetId"),
        .name = tag_name(record),
        .account = text(record, "OwnerId"),
        .is_default = rf_is_true(rf_value_get_c(record, "DefaultForAz")),
    };
    rf_str scope = vpc_scope(reader, record, network.via);
    bool any = add_once(reader, scope, rf_value_get_c(record, "CidrBlock"), network);
    any |= add_associations(reader, scope, list(record, "Ipv6CidrBlockAssociationSet"),
                            "Ipv6CidrBlock", "Ipv6CidrBlockState", network);
    if (!any)
        rf_inventory_add_unknown(reader, record->span,
                                 rf_format(reader->arena, "whether %.*s overlaps",
                                           RF_ARG(id_or(network.via, "a subnet without an id"))),
                                 RF_STR("its record lists no CIDR block"));
}

static bool has_members(const rf_value *value, const struct record_kind *kind)
{
    for (size_t i = 0; i < sizeof kind->members / sizeof *kind->members; i++)
        if (kind->members[i] != NULL && rf_value_get_c(value, kind->members[i]) == NULL)
            return false;
    return true;
}

/* The list of such records in an answer; its first record proves that it is one. */
static const rf_value *records_in(const rf_value *answer, const struct record_kind *kind)
{
    const rf_value *records = kind->list == NULL ? NULL : list(answer, kind->list);
    if (records == NULL || records->as.list.n == 0)
        return records;
    return rf_value_get_c(&records->as.list.at[0], kind->members[0]) == NULL ? NULL : records;
}

bool rf_ec2_is_answer(const rf_value *value)
{
    for (size_t i = 0; i < RECORD_KINDS; i++)
        if (records_in(value, &record_kinds[i]) != NULL)
            return true;
    return false;
}

bool rf_ec2_is_record(const rf_value *value)
{
    for (size_t i = 0; i < RECORD_KINDS; i++)
        if (has_members(value, &record_kinds[i]))
            return true;
    return false;
}

void rf_ec2_read_record(rf_inventory_reader *reader, const rf_value *record)
{
    for (size_t i = 0; i < RECORD_KINDS; i++)
        if (has_members(record, &record_kinds[i])) {
            record_kinds[i].read(reader, record);
            return;
        }
}

/* Signs that the list was cut: paging, and the limit of SearchTransitGatewayRoutes. */
static void read_cuts(rf_inventory_reader *reader, const rf_value *answer)
{
    static const char *const tokens[] = {"NextToken", "nextToken"};
    const rf_value *more = rf_value_get_c(answer, "AdditionalRoutesAvailable");
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++)
        if (text(answer, tokens[i]).n != 0)
            rf_inventory_add_unknown(
                reader, span_of(answer, tokens[i]),
                RF_STR("whether networks on further pages overlap"),
                rf_format(reader->arena, "the input is incomplete: it has a %s", tokens[i]));
    if (rf_is_true(more))
        rf_inventory_add_unknown(
            reader, more->span, RF_STR("whether routes that are not listed overlap"),
            RF_STR("the input is incomplete: additional routes are available"));
}

void rf_ec2_read_answer(rf_inventory_reader *reader, const rf_value *answer)
{
    for (size_t i = 0; i < RECORD_KINDS; i++) {
        const rf_value *records = records_in(answer, &record_kinds[i]);
        for (size_t k = 0; records != NULL && k < records->as.list.n; k++) {
            const rf_value *record = &records->as.list.at[k];
            if (record->kind == RF_OBJECT)
                record_kinds[i].read(reader, record);
            else
                rf_diag_error(reader->diags, "inventory", record->span,
                              "keep the answer as the AWS command line printed it",
                              "%s holds a value of kind %s where a record belongs",
                              record_kinds[i].list, rf_kind_name(record->kind));
        }
    }
    read_cuts(reader, answer);
}

/*
 * Inventories of existing networks: what the AWS command line prints about VPCs, peerings, routes
 * and subnets, the outputs of another Terraform configuration, and plain lists.
 *
 * Machines write most of them, yet they are read with our own reader and not with json-c: a finding
 * must name the line of the block that it is about, which is often a secondary one.  Field names
 * are those of the Amazon EC2 API Reference.  What an inventory cannot tell (a pending peering, a
 * prefix list, a list that was cut) becomes an unknown, never "no network".
 */
#ifndef RF_NETWORK_INVENTORY_H
#define RF_NETWORK_INVENTORY_H

#include "network/cidr.h"
#include "network/list.h"
#include "text/diag.h"
#include "value/value.h"

typedef enum rf_network_kind {
    RF_NETWORK_LISTED,        /* of a plain list, a JSON array or a comma list */
    RF_NETWORK_PRIMARY,       /* first IPv4 block of a VPC */
    RF_NETWORK_SECONDARY,     /* a further IPv4 block of a VPC */
    RF_NETWORK_IPV6,          /* an IPv6 block of a VPC */
    RF_NETWORK_LOCAL,         /* a block of a VPC, known from a local route */
    RF_NETWORK_SUBNET,        /* of a VPC */
    RF_NETWORK_ROUTE,         /* destination of a route table's route */
    RF_NETWORK_TRANSIT_ROUTE, /* destination of a transit gateway's route */
    RF_NETWORK_BLACKHOLE,     /* destination of a route of either kind that drops what it gets */
    RF_NETWORK_OUTPUT,        /* of a Terraform configuration */
} rf_network_kind;

/* One network.  Any string may be empty. */
typedef struct rf_network {
    rf_network_kind kind;
    rf_cidr_reading reading;
    rf_str owner;    /* whose it is: a VPC, a route table, the label of a line */
    rf_str via;      /* its peering connection, target of its route, subnet, or output */
    rf_str name;     /* tag Name */
    rf_str account;  /* twelve digits */
    bool is_default; /* of a default VPC */
    bool sensitive;  /* must not be shown; its span is masked already (see rf_span_mask) */
    rf_span span;    /* of the CIDR's text, with quotation marks in JSON */
} rf_network;

/* What the inventory leaves open: "whether pcx-0b2 overlaps", "the peering is pending ...". */
typedef struct rf_network_unknown {
    rf_str what, why;
    rf_span span;
} rf_network_unknown;

/* May be filled from several files; zero-initialised it is empty. */
typedef struct rf_inventory {
    RF_VEC(rf_network) networks;
    RF_VEC(rf_network_unknown) unknowns;
} rf_inventory;

/* What a JSON document is, by its content. */
typedef enum rf_inventory_form {
    RF_INVENTORY_NONE,    /* no inventory */
    RF_INVENTORY_EC2,     /* an answer of the EC2 API, also several in a list */
    RF_INVENTORY_ARRAY,   /* CIDRs, or objects or rows with CIDRs */
    RF_INVENTORY_OUTPUTS, /* terraform output -json */
} rf_inventory_form;

/* Decides on shape alone and reads nothing: for telling the files of a folder apart. */
rf_inventory_form rf_inventory_recognise(const rf_value *root);

/* Adds the networks of a file: JSON if it starts with a bracket, a plain list otherwise.  False
 * when it is neither; a diagnostic then says what it looks like.  Diagnostics have the codes
 * "inventory" and those of json/json.h and network/oddity.h. */
bool rf_inventory_read(rf_arena *arena, const rf_source *source, rf_diags *diags,
                       rf_inventory *inventory);

/* The same for JSON that is read already. */
bool rf_inventory_read_value(rf_arena *arena, const rf_value *root, rf_diags *diags,
                             rf_inventory *inventory);

/* Adds the entries of a list; the label becomes the owner. */
void rf_inventory_add_list(rf_arena *arena, const rf_cidr_list *list, rf_inventory *inventory);

/* The network in words, without its CIDR: "secondary block of vpc-0f3e over pcx-1 (shared)". */
rf_str rf_network_words(rf_arena *arena, const rf_network *network);

#endif

/*
 * Records of the EC2 API's answers, each into networks and unknowns.  For inventory.c.
 */
#ifndef RF_NETWORK_EC2_H
#define RF_NETWORK_EC2_H

#include "network/inventory.h"

typedef struct rf_inventory_reader {
    rf_arena *arena;
    rf_diags *diags;
    rf_inventory *inventory;
    rf_map seen; /* blocks, routes and prefix lists that were met before */
} rf_inventory_reader;

/* Adds the network whose CIDR `text` holds, with the rest of it from `network`.  What cannot be
 * read is reported instead.  False when there is no text at all (null counts as none). */
bool rf_inventory_add(rf_inventory_reader *reader, const rf_value *text, rf_network network);

void rf_inventory_add_unknown(rf_inventory_reader *reader, rf_span span, rf_str what, rf_str why);

/* True when the value is an answer: an object with a list of records that are known here. */
bool rf_ec2_is_answer(const rf_value *value);

/* True when the value is one record of such a list. */
bool rf_ec2_is_record(const rf_value *value);

/* Reads every list of records in an answer. */
void rf_ec2_read_answer(rf_inventory_reader *reader, const rf_value *answer);

void rf_ec2_read_record(rf_inventory_reader *reader, const rf_value *record);

#endif

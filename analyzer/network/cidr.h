/*
 * CIDR blocks, IPv4 and IPv6 in one path.
 *
 * Reading is tolerant and says what it tolerated: a block is understood as Terraform would
 * (octets with leading zeros are decimal, host bits are masked), and each oddity is reported.
 * Names are never resolved.
 */
#ifndef RF_NETWORK_CIDR_H
#define RF_NETWORK_CIDR_H

#include "base/str.h"

/* A block.  The address is in network byte order, IPv4 in the first four bytes; bits behind the
 * prefix length are zero. */
typedef struct rf_cidr {
    unsigned char address[16];
    unsigned char family; /* 4 or 6; 0: no block */
    unsigned char length; /* of the prefix, 0..32 or 0..128 */
} rf_cidr;

/* What a text has that a clean CIDR has not; each is a finding of its own. */
enum {
    RF_CIDR_HOST_BITS = 1 << 0,     /* 10.1.2.3/16: AWS masks them silently */
    RF_CIDR_LEADING_ZEROS = 1 << 1, /* 010.0.0.0/8: decimal here, octal elsewhere, refused by Go */
    RF_CIDR_SHORT_FORM = 1 << 2,    /* 10.1/16 */
    RF_CIDR_NO_LENGTH = 1 << 3,     /* 10.0.0.1: a host, /32 or /128 */
    RF_CIDR_MAPPED = 1 << 4,        /* ::ffff:10.0.0.0/104: IPv4 inside IPv6 */
    RF_CIDR_BLANKS = 1 << 5,        /* blanks around it */
    RF_CIDR_BAD_LENGTH = 1 << 6,    /* a prefix length out of range: not readable */
    RF_CIDR_NOT_A_CIDR = 1 << 7,    /* not readable */
};

/* What was read.  `oddities` is a set of the flags above; the last two come alone with family 0. */
typedef struct rf_cidr_reading {
    rf_cidr cidr;
    unsigned oddities;
    rf_cidr as_written; /* with host bits; for messages */
} rf_cidr_reading;

rf_cidr_reading rf_cidr_read(rf_str text);

/* The block of a text without any oddity but those allowed; false otherwise. */
bool rf_cidr_parse(rf_str text, unsigned allowed, rf_cidr *cidr);

bool rf_cidr_contains(const rf_cidr *outer, const rf_cidr *inner); /* equal blocks do */
bool rf_cidr_overlaps(const rf_cidr *a, const rf_cidr *b);         /* never across families */
bool rf_cidr_equal(const rf_cidr *a, const rf_cidr *b);

/* Order of families, then addresses, then lengths: a container comes before what it contains. */
int rf_cidr_cmp(const rf_cidr *a, const rf_cidr *b);

/* "10.0.0.0/16"; IPv6 as RFC 5952 has it. */
rf_str rf_cidr_text(rf_arena *arena, const rf_cidr *cidr);

/* Number of addresses; saturates at UINT64_MAX. */
uint64_t rf_cidr_size(const rf_cidr *cidr);

/* The `number`th block of `bits` more prefix bits inside; false when there is none. */
bool rf_cidr_subnet(const rf_cidr *cidr, unsigned bits, uint64_t number, rf_cidr *subnet);

/* The block of the same length that follows; false at the end of the address space. */
bool rf_cidr_next(const rf_cidr *cidr, rf_cidr *next);

#endif

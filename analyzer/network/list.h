/*
 * Lists of CIDRs as people keep them: one a line, a label behind it if they like.
 *
 *     10.0.0.0/16  production     # blanks, tabs or a comma before the label
 *     10.1.0.0/16,staging
 *     2001:db8::/56
 *
 * Blank lines, `#` comments (at the start or behind a blank), CRLF and a byte order mark are fine.
 * A line that cannot be read is an error, an odd one is read and a warning (see oddity.h).
 */
#ifndef RF_NETWORK_LIST_H
#define RF_NETWORK_LIST_H

#include "network/cidr.h"
#include "text/diag.h"

/* One block of a list: 24 bytes, because a million lines are usual.  The rest of the line stays in
 * the source until someone asks for it. */
typedef struct rf_cidr_entry {
    rf_cidr cidr;
    unsigned char oddities;
    unsigned char text_length; /* of the CIDR as written */
    uint32_t start;            /* its offset in the source */
} rf_cidr_entry;

typedef struct rf_cidr_list {
    const rf_source *source;
    const rf_cidr_entry *at; /* what could be read, in the order of the text */
    size_t n;
    bool lines; /* false: a comma list, which has no labels */
} rf_cidr_list;

/* Reads a source that holds one CIDR a line. */
rf_cidr_list rf_cidr_list_read(rf_arena *arena, const rf_source *source, rf_diags *diags);

/* Reads "10.0.0.0/16,10.1.0.0/16", as an option of the command line has it; a single CIDR too. */
rf_cidr_list rf_cidr_list_read_commas(rf_arena *arena, const rf_source *source, rf_diags *diags);

rf_span rf_cidr_list_span(const rf_cidr_list *list, size_t index);

/* What follows the CIDR on its line, without the comment; a view, empty when there is nothing. */
rf_str rf_cidr_list_label(const rf_cidr_list *list, size_t index);

#endif

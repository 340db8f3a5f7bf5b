/*
 * What the maker of a table and its readers share.
 */
#ifndef RF_REFERENCE_TABLE_H
#define RF_REFERENCE_TABLE_H

#include "reference/reference.h"

/* The hash of "service:action" that the buckets are filled by.  The same for every case of the
 * letters and on every machine: the table inside the program was made by another one. */
uint32_t rf_ref_hash(rf_str action);

/* The first key whose name is not before `name`, without case. */
uint32_t rf_ref_key_from(const rf_reference *reference, rf_str name);

#endif

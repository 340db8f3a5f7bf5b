/*
 * Rule packs and profiles as they were in rules/ at build time (made by tools/embed.c), so that the
 * installed program is one file.
 */
#ifndef RF_ENGINE_EMBEDDED_H
#define RF_ENGINE_EMBEDDED_H

#include <stddef.h>

typedef struct rf_embedded_file {
    const char *path; /* "rules/network/host-bits.hcl" */
    const char *text;
    size_t size;
    const char *brief; /* without the examples, which stand last: all that a check needs */
    size_t brief_size;
} rf_embedded_file;

extern const rf_embedded_file rf_embedded_files[];
extern const size_t rf_embedded_count;

#endif

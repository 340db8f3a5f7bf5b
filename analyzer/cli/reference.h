/*
 * The service reference that a command uses: the program's own, or that of --reference.
 */
#ifndef RF_CLI_REFERENCE_H
#define RF_CLI_REFERENCE_H

#include "cli/command.h"
#include "reference/reference.h"

#define RF_REFERENCE_FLAG                                                                          \
    {                                                                                              \
        "reference", "FOLDER", "a newer service reference than the program's own"                  \
    }

/* NULL: it said what is wrong with the folder. */
const rf_reference *rf_cli_reference(const rf_args *args);

#endif

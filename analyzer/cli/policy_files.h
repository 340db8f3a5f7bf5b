/*
 * Policy documents that a command line names.
 */
#ifndef RF_CLI_POLICY_FILES_H
#define RF_CLI_POLICY_FILES_H

#include "cli/command.h"
#include "iam/model.h"

/* Reads a file ("-": standard input); NULL: it said what is wrong.  A document that does not parse,
 * or has a key twice, is not decided about: what AWS would make of it is not known. */
const rf_policy *rf_cli_read_policy(const rf_args *args, rf_str path);

/* Why AWS refuses a policy that it does refuse, in words. */
rf_str rf_cli_refusal(rf_arena *arena, const rf_policy *policy);

#endif

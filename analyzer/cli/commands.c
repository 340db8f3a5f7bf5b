#include "cli/command.h"

#include <stdio.h>

static int version(const rf_args *args)
{
    (void)args;
    printf("ringfence %s\n", RF_VERSION);
    return 0;
}

static const rf_flag version_flags[] = {{"help", NULL, "this text"}, {0}};

const rf_command rf_command_version = {
    .name = "version",
    .arguments = "",
    .summary = "the version of this program",
    .details = "example:\n  ringfence version\n",
    .flags = version_flags,
    .run = version,
};

const rf_command *const rf_commands[] = {
    &rf_command_check, &rf_command_simulate, &rf_command_cidr,
    &rf_command_rules, &rf_command_explain,  &rf_command_version,
};
const size_t rf_command_count = sizeof rf_commands / sizeof *rf_commands;

#include "cli/command.h"

const rf_command *const rf_commands[] = {
    &rf_command_check, &rf_command_simulate, &rf_command_cidr,
    &rf_command_rules, &rf_command_explain,  &rf_command_actions,
    &rf_command_diff,  &rf_command_ask,      &rf_command_version,
};
const size_t rf_command_count = sizeof rf_commands / sizeof *rf_commands;

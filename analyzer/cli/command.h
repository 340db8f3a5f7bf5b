/*
 * The commands of the program: one file and one row each.  Only this room prints, and only main()
 * ends the process.
 */
#ifndef RF_CLI_COMMAND_H
#define RF_CLI_COMMAND_H

#include "base/str.h"
#include "base/vec.h"

#include <stdio.h>

/* One flag of a command; flags end with a row without a name. */
typedef struct rf_flag {
    const char *name;  /* without the dashes */
    const char *value; /* what it takes, for help ("FILE"); NULL: nothing */
    const char *help;
} rf_flag;

typedef struct rf_given {
    const char *name; /* of the flag */
    rf_str value;
} rf_given;

/* A command line, taken apart: flags in the order given, and the rest. */
typedef struct rf_args {
    rf_arena *arena;
    const struct rf_command *command;
    RF_VEC(rf_given) flags;
    RF_VEC(rf_str) rest;
} rf_args;

typedef struct rf_command {
    const char *name;
    const char *arguments; /* for help: "[PATH ...]" */
    const char *summary;   /* one line */
    const char *details;   /* for --help: what it does, and an example */
    const rf_flag *flags;
    int (*run)(const rf_args *args); /* the exit status */
} rf_command;

extern const rf_command rf_command_check, rf_command_simulate, rf_command_cidr, rf_command_rules,
    rf_command_explain, rf_command_actions, rf_command_version, rf_command_diff,
    rf_command_ask;

extern const rf_command *const rf_commands[];
extern const size_t rf_command_count;

/* Takes a command line apart; false: it said on standard error what is wrong with it. */
bool rf_args_read(rf_args *args, int count, char **words);

/* The value of the last flag of that name, or an empty string with a NULL pointer. */
rf_str rf_args_get(const rf_args *args, const char *name);
bool rf_args_has(const rf_args *args, const char *name);

/* An arena to rewind between one answer and the next; released with that of the arguments.  What
 * lives longer must not be in it, nor share its arena: even a question about a place in a file
 * leaves an index of its lines behind, in the arena of that file. */
rf_arena *rf_args_scratch(const rf_args *args);

/* "ringfence: MESSAGE" on standard error; returns the status for "could not do the job". */
int rf_usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* True when colours fit: --color, NO_COLOR, a terminal. */
bool rf_wants_color(const rf_args *args);

/* False, with a message on standard error, when --color or the format is not one of these. */
bool rf_args_check_output(const rf_args *args, const char *const *formats);

/* Where results go: standard output, or the file of --output, which is there once it is whole. */
typedef struct rf_output {
    FILE *stream;
    const char *target, *scratch; /* NULL: standard output; NULL: written in place */
} rf_output;

/* False: it said what went wrong. */
bool rf_output_open(const rf_args *args, rf_output *output);
bool rf_output_close(rf_output *output);

/* All of a result at once.  False: it said what went wrong. */
bool rf_write_output(const rf_args *args, rf_str text);

void rf_print_help(const rf_command *command);

#define RF_OUTPUT_FLAGS                                                                            \
    {"format", "NAME", "text (default) or json"}, {"color", "WHEN", "auto, always or never"},      \
        {"output", "FILE", "write the result there"}, {"quiet", NULL, "no summary"},               \
    {                                                                                              \
        "help", NULL, "this text"                                                                  \
    }

#endif

#include "cli/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static int help(FILE *stream)
{
    fprintf(stream, "usage: ringfence COMMAND [ARGUMENTS]\n\n"
                    "Proves what a cloud template and its IAM policies allow, before they are "
                    "applied.\n\ncommands:\n");
    for (size_t i = 0; i < rf_command_count; i++)
        fprintf(stream, "  %-10s %s\n", rf_commands[i]->name, rf_commands[i]->summary);
    fprintf(stream, "\n'ringfence COMMAND --help' explains one, with an example.\n");
    return stream == stdout ? 0 : 2;
}

static const rf_command *command_named(const char *name)
{
    for (size_t i = 0; i < rf_command_count; i++)
        if (strcmp(rf_commands[i]->name, name) == 0)
            return rf_commands[i];
    return NULL;
}

static int unknown_command(const char *name)
{
    rf_str names[32];
    for (size_t i = 0; i < rf_command_count; i++)
        names[i] = rf_str_c(rf_commands[i]->name);
    rf_str near = rf_nearest(rf_str_c(name), names, rf_command_count);
    if (near.n != 0)
        return rf_usage_error("unknown command '%s'; did you mean '%.*s'?", name, RF_ARG(near));
    return rf_usage_error("unknown command '%s'; 'ringfence --help' lists them", name);
}

static int run(const rf_command *command, int count, char **words)
{
    jmp_buf out_of_memory;
    rf_args args = {.arena = rf_arena_new(0), .command = command};
    int status = 3;
    if (args.arena == NULL || setjmp(out_of_memory) != 0) {
        rf_usage_error("out of memory");
        rf_arena_free(args.arena);
        return 3;
    }
    rf_arena_guard(args.arena, &out_of_memory);
    if (!rf_args_read(&args, count, words)) {
        status = 2;
    } else if (rf_args_has(&args, "help")) {
        rf_print_help(command);
        status = 0;
    } else {
        status = command->run(&args);
    }
    rf_arena_free(args.arena);
    return status;
}

/* A closed standard stream must not come to mean the next file that is opened.  What stands in for
 * it fails the way a closed one does: it cannot be read, or not written. */
static void fill_standard_streams(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int i = 0; i < 3; i++)
        if (fcntl(i, F_GETFD) < 0 && errno == EBADF && open("/dev/null", modes[i]) < 0)
            return;
}

static int run_named(int argc, char **argv)
{
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0)
        return help(stdout);
    if (strcmp(name, "--version") == 0)
        name = "version";
    const rf_command *command = command_named(name);
    return command == NULL ? unknown_command(name) : run(command, argc - 2, argv + 2);
}

int main(int argc, char **argv)
{
    fill_standard_streams();
    if (argc < 2)
        return help(stderr);
    int status = run_named(argc, argv);
    /* Help and the like go out unasked; everything else has looked already. */
    if (status < 2 && (fflush(stdout) != 0 || ferror(stdout)))
        status = rf_usage_error("cannot write the result: %s", strerror(errno));
    return status;
}

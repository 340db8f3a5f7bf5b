#include "cli/command.h"

#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Arguments may come from file names: what could act on a terminal, or look like a message of its
 * own, is not printed as it is. */
static void print_safely(FILE *stream, const char *text)
{
    rf_str s = rf_str_c(text);
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        int32_t c = rf_utf8_next(s, &at);
        if (c >= 0 && !rf_utf8_is_control(c))
            fwrite(s.at + from, 1, at - from, stream);
        else
            fputs("\xEF\xBF\xBD", stream);
    }
}

int rf_usage_error(const char *format, ...)
{
    char usual[1024], *message = usual;
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(usual, sizeof usual, format, args);
    if (n >= (int)sizeof usual) {
        message = malloc((size_t)n + 1);
        if (message != NULL)
            vsnprintf(message, (size_t)n + 1, format, again);
        else
            message = usual; /* cut, but said */
    }
    va_end(again);
    va_end(args);
    fputs("ringfence: ", stderr);
    print_safely(stderr, message);
    fputc('\n', stderr);
    if (message != usual)
        free(message);
    return 2;
}

static const rf_flag *flag_named(const rf_command *command, rf_str name)
{
    for (const rf_flag *flag = command->flags; flag->name != NULL; flag++)
        if (rf_eq_c(name, flag->name))
            return flag;
    return NULL;
}

static void unknown_flag(const rf_args *args, rf_str name)
{
    rf_str names[64];
    size_t n = 0;
    for (const rf_flag *flag = args->command->flags; flag->name != NULL && n < 64; flag++)
        names[n++] = rf_str_c(flag->name);
    rf_str near = rf_nearest(name, names, n);
    if (near.n != 0)
        rf_usage_error("unknown flag '--%.*s'; did you mean '--%.*s'?", RF_ARG(name), RF_ARG(near));
    else
        rf_usage_error("unknown flag '--%.*s'; 'ringfence %s --help' lists them", RF_ARG(name),
                       args->command->name);
}

/* Reads the flag at words[*i], and its value from behind '=' or from the next word. */
static bool read_flag(rf_args *args, int count, char **words, int *i)
{
    rf_str value, name = rf_split(rf_str_c(words[*i] + 2), '=', &value);
    const rf_flag *flag = flag_named(args->command, name);
    if (flag == NULL) {
        unknown_flag(args, name);
        return false;
    }
    if (flag->value == NULL && value.at != NULL) {
        rf_usage_error("--%s takes no value", flag->name);
        return false;
    }
    if (flag->value != NULL && value.at == NULL) {
        if (*i + 1 >= count) {
            rf_usage_error("--%s needs a value: --%s %s", flag->name, flag->name, flag->value);
            return false;
        }
        value = rf_str_c(words[++*i]);
    }
    RF_PUSH(args->arena, &args->flags, (rf_given){flag->name, flag->value ? value : RF_STR("")});
    return true;
}

bool rf_args_read(rf_args *args, int count, char **words)
{
    bool flags_end = false;
    for (int i = 0; i < count; i++) {
        if (!flags_end && strcmp(words[i], "--") == 0) {
            flags_end = true;
        } else if (!flags_end && strcmp(words[i], "-h") == 0) {
            RF_PUSH(args->arena, &args->flags, (rf_given){"help", RF_STR("")});
        } else if (!flags_end && strncmp(words[i], "--", 2) == 0) {
            if (!read_flag(args, count, words, &i))
                return false;
        } else if (!flags_end && words[i][0] == '-' && words[i][1] != '\0') {
            rf_usage_error("unknown flag '%s'; flags are written out: --%s", words[i],
                           words[i] + 1);
            return false;
        } else {
            RF_PUSH(args->arena, &args->rest, rf_str_c(words[i]));
        }
    }
    return true;
}

rf_str rf_args_get(const rf_args *args, const char *name)
{
    for (size_t i = args->flags.n; i-- > 0;)
        if (strcmp(args->flags.at[i].name, name) == 0)
            return args->flags.at[i].value;
    return (rf_str){NULL, 0};
}

bool rf_args_has(const rf_args *args, const char *name)
{
    return rf_args_get(args, name).at != NULL;
}

static void release(void *arena)
{
    rf_arena_free(arena);
}

rf_arena *rf_args_scratch(const rf_args *args)
{
    rf_arena *scratch = rf_arena_new(0);
    if (scratch == NULL)
        rf_arena_exhausted(args->arena);
    jmp_buf *out_of_memory = rf_arena_guard(args->arena, NULL);
    rf_arena_guard(args->arena, out_of_memory);
    rf_arena_guard(scratch, out_of_memory);
    rf_arena_defer(args->arena, release, scratch);
    return scratch;
}

bool rf_wants_color(const rf_args *args)
{
    rf_str when = rf_args_get(args, "color");
    if (rf_eq_c(when, "always"))
        return true;
    const char *no_color = getenv("NO_COLOR"); /* https://no-color.org: set and not empty */
    if (rf_eq_c(when, "never") || (no_color != NULL && no_color[0] != '\0'))
        return false;
    return !rf_args_has(args, "output") && isatty(STDOUT_FILENO);
}

bool rf_args_check_output(const rf_args *args, const char *const *formats)
{
    rf_str when = rf_args_get(args, "color"), format = rf_args_get(args, "format");
    if (when.at != NULL && !rf_eq_c(when, "auto") && !rf_eq_c(when, "always") &&
        !rf_eq_c(when, "never")) {
        rf_usage_error("--color is auto, always or never, not '%.*s'", RF_ARG(when));
        return false;
    }
    if (format.at == NULL)
        return true;
    rf_str names[16];
    size_t n = 0;
    for (; n < 16 && formats[n] != NULL; n++) {
        names[n] = rf_str_c(formats[n]);
        if (rf_eq(format, names[n]))
            return true;
    }
    rf_str near = rf_nearest(format, names, n);
    rf_buf list = rf_buf_new(args->arena);
    for (size_t i = 0; i < n; i++)
        rf_buf_format(&list, "%s%s", i ? ", " : "", formats[i]);
    rf_buf_add_byte(&list, '\0');
    if (near.n != 0)
        rf_usage_error("unknown format '%.*s'; did you mean '%.*s'?", RF_ARG(format), RF_ARG(near));
    else
        rf_usage_error("unknown format '%.*s'; there are: %s", RF_ARG(format), list.at);
    return false;
}

/* A report is written beside its place and moved there, so that no reader ever sees half of one.
 * What is no regular file (a pipe, /dev/null) is written to as it is: moving would replace it. */
static bool open_target(const rf_args *args, rf_output *output, rf_str path)
{
    const char *target = rf_cstr(args->arena, path);
    struct stat status;
    char real[PATH_MAX];
    output->target = target;
    if (stat(target, &status) == 0 && !S_ISREG(status.st_mode)) {
        if (S_ISDIR(status.st_mode))
            errno = EISDIR;
        else
            output->stream = fopen(target, "wb");
        return output->stream != NULL;
    }
    if (realpath(target, real) != NULL) /* the file behind a symbolic link */
        output->target = rf_cstr(args->arena, rf_str_c(real));
    output->scratch =
        rf_cstr(args->arena, rf_format(args->arena, "%s.%ld.new", output->target, (long)getpid()));
    int descriptor = open(output->scratch, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0)
        output->stream = fdopen(descriptor, "wb");
    return output->stream != NULL;
}

bool rf_output_open(const rf_args *args, rf_output *output)
{
    rf_str path = rf_args_get(args, "output");
    *output = (rf_output){.stream = stdout};
    if (path.at == NULL || rf_eq_c(path, "-"))
        return true;
    output->stream = NULL;
    if (open_target(args, output, path))
        return true;
    rf_usage_error("cannot write %.*s: %s", RF_ARG(path), strerror(errno));
    return false;
}

bool rf_output_close(rf_output *output)
{
    bool ok = fflush(output->stream) == 0 && !ferror(output->stream);
    int why = errno;
    if (output->stream != stdout && fclose(output->stream) != 0 && ok) {
        ok = false;
        why = errno;
    }
    if (ok && output->scratch != NULL && rename(output->scratch, output->target) != 0) {
        ok = false;
        why = errno;
    }
    if (ok)
        return true;
    if (output->scratch != NULL)
        remove(output->scratch);
    rf_usage_error("cannot write %s: %s", output->target ? output->target : "the result",
                   strerror(why));
    return false;
}

bool rf_write_output(const rf_args *args, rf_str text)
{
    rf_output output;
    if (!rf_output_open(args, &output))
        return false;
    fwrite(text.at, 1, text.n, output.stream); /* closing tells when it failed */
    return rf_output_close(&output);
}

void rf_print_help(const rf_command *command)
{
    printf("usage: ringfence %s%s%s\n\n%s\n\n%s", command->name, command->arguments[0] ? " " : "",
           command->arguments, command->summary, command->details);
    printf("\nflags:\n");
    for (const rf_flag *flag = command->flags; flag->name != NULL; flag++) {
        char left[64];
        snprintf(left, sizeof left, "--%s%s%s", flag->name, flag->value ? " " : "",
                 flag->value ? flag->value : "");
        printf("  %-22s %s\n", left, flag->help);
    }
}

#include "cli/command.h"

#include "ringfence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static const char *const formats[] = {"text", "json", "github", NULL};

/* Flags that hand their value to the library as it is. */
static const struct {
    const char *flag;
    rf_status (*set)(rf_analysis *analysis, const char *value);
} setters[] = {
    {"profile", rf_analysis_set_profile}, {"kind", rf_analysis_set_kind},
    {"rules", rf_analysis_add_rules},     {"enable", rf_analysis_enable},
    {"disable", rf_analysis_disable},     {"var-file", rf_analysis_add_var_file},
    {"var", rf_analysis_add_var},         {"peers", rf_analysis_add_peers},
    {"vpc", rf_analysis_add_vpc},         {"reference", rf_analysis_set_reference},
};

static const struct {
    const char *name;
    rf_threshold threshold;
} thresholds[] = {
    {"error", RF_FAIL_ON_ERROR}, {"warning", RF_FAIL_ON_WARNING}, {"info", RF_FAIL_ON_INFO}};

/* "NAME=VALUE" into two strings; false when there is no '='. */
static bool split_pair(const rf_args *args, rf_str pair, const char **name, const char **value)
{
    rf_str rest, first = rf_split(pair, '=', &rest);
    if (rest.at == NULL || first.n == 0)
        return false;
    *name = rf_cstr(args->arena, first);
    *value = rf_cstr(args->arena, rest);
    return true;
}

static bool set_threshold(rf_analysis *analysis, rf_str name)
{
    for (size_t i = 0; i < sizeof thresholds / sizeof *thresholds; i++) {
        if (rf_eq_c(name, thresholds[i].name)) {
            rf_analysis_fail_on(analysis, thresholds[i].threshold);
            return true;
        }
    }
    rf_usage_error("--fail-on is error, warning or info, not '%.*s'", RF_ARG(name));
    return false;
}

/* Applies one flag; false when its value is not understood. */
static bool apply(const rf_args *args, rf_analysis *analysis, const rf_given *given)
{
    const char *name, *value;
    for (size_t i = 0; i < sizeof setters / sizeof *setters; i++) {
        if (strcmp(given->name, setters[i].flag) == 0) {
            setters[i].set(analysis, rf_cstr(args->arena, given->value));
            return true;
        }
    }
    if (strcmp(given->name, "fail-on") == 0)
        return set_threshold(analysis, given->value);
    if (strcmp(given->name, "param") == 0) {
        if (split_pair(args, given->value, &name, &value)) {
            rf_analysis_set_param(analysis, name, value);
            return true;
        }
        rf_usage_error("--param takes NAME=VALUE, not '%.*s'", RF_ARG(given->value));
        return false;
    }
    if (strcmp(given->name, "severity") == 0) {
        if (split_pair(args, given->value, &name, &value)) {
            rf_analysis_set_severity(analysis, name, value);
            return true;
        }
        rf_usage_error("--severity takes GLOB=LEVEL, not '%.*s'", RF_ARG(given->value));
        return false;
    }
    if (strcmp(given->name, "tf-env") == 0)
        for (char **entry = environ; *entry != NULL; entry++)
            if (strncmp(*entry, "TF_VAR_", 7) == 0)
                rf_analysis_add_environment(analysis, *entry + 7);
    return true;
}

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static size_t terminal_width(void)
{
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : 80;
}

/* Adds what the command line names.  Paths first: files of --var-file are for their modules. */
static bool fill(const rf_args *args, rf_analysis *analysis)
{
    bool only_arguments = args->rest.n == 0 && rf_args_has(args, "vpc");
    for (size_t i = 0; i < args->flags.n; i++)
        if (strcmp(args->flags.at[i].name, "kind") == 0 &&
            !apply(args, analysis, &args->flags.at[i]))
            return false;
    for (size_t i = 0; i < args->rest.n; i++)
        rf_analysis_add_path(analysis, rf_cstr(args->arena, args->rest.at[i]));
    if (args->rest.n == 0 && !only_arguments)
        rf_analysis_add_path(analysis, ".");
    for (size_t i = 0; i < args->flags.n; i++)
        if (strcmp(args->flags.at[i].name, "kind") != 0 &&
            !apply(args, analysis, &args->flags.at[i]))
            return false;
    return true;
}

static int check_with(const rf_args *args, rf_analysis *analysis)
{
    double started = milliseconds();
    if (!fill(args, analysis))
        return 2;
    rf_status status = rf_analysis_run(analysis);
    rf_report_style style = {
        .color = rf_wants_color(args),
        .quiet = rf_args_has(args, "quiet"),
        .width = isatty(STDOUT_FILENO) ? terminal_width() : 80,
        .elapsed_ms = milliseconds() - started,
    };
    rf_str format = rf_args_get(args, "format");
    size_t size = 0;
    const char *report = rf_analysis_report(
        analysis, format.at ? rf_cstr(args->arena, format) : "text", &style, &size);
    const char *error = rf_analysis_error(analysis);
    for (rf_str rest = rf_str_c(error); rest.at != NULL && rest.n != 0;) {
        rf_str line = rf_split(rest, '\n', &rest);
        rf_usage_error("%.*s", RF_ARG(line));
    }
    if (report != NULL && !rf_write_output(args, (rf_str){report, size}))
        return 2;
    return (int)status;
}

static int check(const rf_args *args)
{
    if (!rf_args_check_output(args, formats))
        return 2;
    rf_analysis *analysis = rf_analysis_new();
    if (analysis == NULL) {
        rf_usage_error("out of memory");
        return 3;
    }
    int status = check_with(args, analysis);
    rf_analysis_free(analysis);
    return status;
}

static const rf_flag flags[] = {
    {"profile", "NAME", "vendor: auto (default), none, aiven-aws, zilliz-aws"},
    {"var-file", "FILE", "variable file, as terraform's -var-file (repeatable)"},
    {"var", "NAME=VALUE", "variable, as terraform's -var (repeatable)"},
    {"tf-env", NULL, "take TF_VAR_* from the environment too"},
    {"peers", "FILE|CIDRS", "networks to be joined: inventory, list, or CIDR,CIDR"},
    {"vpc", "CIDR", "the planned network, where no file names it"},
    {"kind", "KIND", "of bare policies: identity, resource, trust, scp, ..."},
    {"rules", "PATH", "folder or file of rules of your own (repeatable)"},
    {"reference", "FOLDER", "a newer service reference than the program's own"},
    {"enable", "GLOB", "turn rules on (repeatable; the last match decides)"},
    {"disable", "GLOB", "turn rules off"},
    {"severity", "GLOB=LEVEL", "give rules another severity: error, warning, info"},
    {"param", "NAME=VALUE", "a parameter of a profile or rule (repeatable)"},
    {"fail-on", "LEVEL", "exit 1 from here on: error (default), warning, info"},
    {"format", "NAME", "text (default), json, github"},
    {"color", "WHEN", "auto (default), always, never"},
    {"output", "FILE", "write the report there"},
    {"quiet", NULL, "no summary line"},
    {"help", NULL, "this text"},
    {0},
};

const rf_command rf_command_check = {
    .name = "check",
    .arguments = "[PATH ...]",
    .summary = "check policies, variable files and networks",
    .details = "Each PATH is a file or a folder (default: this folder); each file is recognised\n"
               "by its content and name: IAM policies (JSON), Terraform variable files, network\n"
               "inventories.\n"
               "\n"
               "exit status: 0 nothing at or above the threshold, 1 findings, 2 could not do all\n"
               "of the job (usage, unreadable file, syntax error), 3 internal error\n"
               "\n"
               "example:\n"
               "  ringfence check byoc/ --var-file byoc/prod.tfvars --peers peers.json\n",
    .flags = flags,
    .run = check,
};

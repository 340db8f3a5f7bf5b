#include "cli/reference.h"

#include "reference/age.h"
#include "json/write.h"

#include <json-c/json.h>

static const char *const formats[] = {"text", "json", NULL};

static rf_str version_json(const rf_args *args, const rf_reference *reference, bool old)
{
    struct json_object *object = json_object_new_object();
    struct json_object *about = json_object_new_object();
    json_object_object_add(object, "version", json_object_new_string(RF_VERSION));
    json_object_object_add(about, "source", rf_json_from_str(rf_str_c(reference->source)));
    json_object_object_add(about, "date", rf_json_from_str(rf_str_c(reference->date)));
    json_object_object_add(about, "old", json_object_new_boolean(old));
    json_object_object_add(object, "reference", about);
    rf_str text = rf_json_text(args->arena, object, true);
    json_object_put(object);
    return rf_format(args->arena, "%.*s\n", RF_ARG(text));
}

static rf_str version_text(const rf_args *args, const rf_reference *reference, bool old)
{
    rf_buf out = rf_buf_new(args->arena);
    rf_buf_format(&out, "ringfence %s\nreference %s, of %s\n", RF_VERSION, reference->source,
                  reference->date);
    if (old)
        rf_buf_add_c(&out, "info: the reference is older than a year; tools/update-reference "
                           "makes a newer one, and --reference FOLDER uses it\n");
    return rf_buf_str(&out);
}

static int version(const rf_args *args)
{
    if (!rf_args_check_output(args, formats))
        return 2;
    if (args->rest.n != 0)
        return rf_usage_error("'%.*s' is not expected", RF_ARG(args->rest.at[0]));
    const rf_reference *reference = rf_cli_reference(args);
    if (reference == NULL)
        return 2;
    bool old = rf_reference_is_old(reference, rf_reference_today(args->arena));
    bool json = rf_eq_c(rf_args_get(args, "format"), "json");
    rf_str text = json ? version_json(args, reference, old) : version_text(args, reference, old);
    return rf_write_output(args, text) ? 0 : 2;
}

static const rf_flag flags[] = {RF_REFERENCE_FLAG, RF_OUTPUT_FLAGS, {0}};

const rf_command rf_command_version = {
    .name = "version",
    .arguments = "",
    .summary = "the version of this program, and of its service reference",
    .details =
        "--format json gives\n"
        "  {\"version\": \"1.2.3\",\n"
        "   \"reference\": {\"source\": \"...\", \"date\": \"2026-09-26\", \"old\": false}}\n"
        "where old means more than a year.\n"
        "\n"
        "example:\n  ringfence version\n",
    .flags = flags,
    .run = version,
};

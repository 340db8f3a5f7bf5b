/*
 * The report for programs: all findings and unknowns, hidden ones included, in the order of the
 * results.  Its fields are a contract: new ones may be added, none renamed.
 *
 * Lines and columns count from 1, columns in code points, the end is the place behind the last
 * character.  A finding that is nowhere has the file "" and line and column 1.
 */
#include "report/writers.h"
#include "json/write.h"

#include <json-c/json.h>
#include <stdint.h>

enum { FORMAT_VERSION = 1 };

/* An arena's way out of having no memory, for what json-c could not allocate. */
static void out_of_memory(rf_arena *arena)
{
    rf_alloc_array(arena, SIZE_MAX, 2);
}

static struct json_object *made(rf_arena *arena, struct json_object *object)
{
    if (object == NULL)
        out_of_memory(arena);
    return object;
}

static void release(void *object)
{
    json_object_put(object);
}

/* `key` is a literal that `object` does not have yet. */
static void put(rf_arena *arena, struct json_object *object, const char *key,
                struct json_object *value)
{
    const unsigned new_literal = JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_ADD_CONSTANT_KEY;
    if (json_object_object_add_ex(object, key, value, new_literal) != 0) {
        json_object_put(value);
        out_of_memory(arena);
    }
}

/* The same for a name from the input, which may stand there already. */
static void put_named(rf_arena *arena, struct json_object *object, rf_str name,
                      struct json_object *value)
{
    if (json_object_object_add(object, rf_cstr(arena, name), value) != 0) {
        json_object_put(value);
        out_of_memory(arena);
    }
}

static struct json_object *put_object(rf_arena *arena, struct json_object *object, const char *key)
{
    struct json_object *inner = made(arena, json_object_new_object());
    put(arena, object, key, inner);
    return inner;
}

static struct json_object *put_list(rf_arena *arena, struct json_object *object, const char *key)
{
    struct json_object *list = made(arena, json_object_new_array());
    put(arena, object, key, list);
    return list;
}

/* At the end of a list. */
static void add(rf_arena *arena, struct json_object *list, struct json_object *value)
{
    if (json_object_array_add(list, value) != 0) {
        json_object_put(value);
        out_of_memory(arena);
    }
}

static struct json_object *add_object(rf_arena *arena, struct json_object *list)
{
    struct json_object *object = made(arena, json_object_new_object());
    add(arena, list, object);
    return object;
}

static void put_number(rf_arena *arena, struct json_object *object, const char *key, size_t number)
{
    put(arena, object, key, made(arena, json_object_new_int64((int64_t)number)));
}

static void put_text(rf_arena *arena, struct json_object *object, const char *key, rf_str text)
{
    put(arena, object, key, made(arena, rf_json_from_str(text)));
}

/* null for an empty text: there is no such thing here. */
static void put_name(rf_arena *arena, struct json_object *object, const char *key, rf_str name)
{
    if (name.n == 0)
        put(arena, object, key, NULL);
    else
        put_text(arena, object, key, name);
}

static void put_start(rf_arena *arena, struct json_object *object, const rf_place *place)
{
    put_text(arena, object, "file", place->path);
    put_number(arena, object, "line", place->line);
    put_number(arena, object, "column", place->column);
}

static void put_related(rf_arena *arena, struct json_object *object, const rf_finding *finding)
{
    struct json_object *list = put_list(arena, object, "related");
    for (size_t i = 0; i < finding->related_count; i++) {
        const rf_related *related = &finding->related[i];
        struct json_object *other = add_object(arena, list);
        rf_place place = rf_locate(related->span);
        put_start(arena, other, &place);
        put_text(arena, other, "message", related->message);
    }
}

/* null, or why the finding is accepted. */
static void put_suppressed(rf_arena *arena, struct json_object *object, const rf_finding *finding)
{
    if (finding->suppressed.n == 0)
        put(arena, object, "suppressed", NULL);
    else
        put_text(arena, put_object(arena, object, "suppressed"), "reason", finding->suppressed);
}

/* In the form that `simulate` reads. */
static void put_witness(rf_arena *arena, struct json_object *object, const rf_request *request)
{
    if (request == NULL) {
        put(arena, object, "witness", NULL);
        return;
    }
    struct json_object *witness = put_object(arena, object, "witness");
    put_text(arena, witness, "action", request->action);
    put_text(arena, witness, "resource", request->resource);
    if (request->caller.text.n != 0)
        put_text(arena, witness, "principal", request->caller.text);
    struct json_object *context = put_object(arena, witness, "context");
    for (size_t i = 0; i < request->n; i++) {
        const rf_context_key *key = &request->context[i];
        struct json_object *value = made(
            arena, key->multivalued ? json_object_new_array() : rf_json_from_str(key->values[0]));
        for (size_t v = 0; key->multivalued && v < key->n; v++)
            add(arena, value, made(arena, rf_json_from_str(key->values[v])));
        put_named(arena, context, key->name, value);
    }
}

static void add_finding(rf_arena *arena, struct json_object *list, const rf_finding *finding)
{
    static const char *const severities[] = {
        [RF_ERROR] = "error", [RF_WARNING] = "warning", [RF_INFO] = "info"};
    static const char *const certainties[] = {[RF_PROVED] = "proved", [RF_POSSIBLE] = "possible"};
    struct json_object *object = add_object(arena, list);
    rf_place place = rf_locate(finding->span);
    put_text(arena, object, "rule", finding->rule);
    put_text(arena, object, "severity", rf_str_c(severities[finding->severity]));
    put_text(arena, object, "certainty", rf_str_c(certainties[finding->certainty]));
    put_text(arena, object, "message", finding->message);
    put_start(arena, object, &place);
    put_number(arena, object, "end_line", place.end_line);
    put_number(arena, object, "end_column", place.end_column);
    put_name(arena, object, "policy", finding->policy);
    put_name(arena, object, "statement", finding->statement);
    put_witness(arena, object, finding->witness);
    put_name(arena, object, "proof", finding->proof);
    put_related(arena, object, finding);
    put_list(arena, object, "fix");
    put_text(arena, object, "help", finding->help);
    put_text(arena, object, "fingerprint", finding->fingerprint);
    put_suppressed(arena, object, finding);
}

static void add_unknown(rf_arena *arena, struct json_object *list, const rf_unknown *unknown)
{
    struct json_object *object = add_object(arena, list);
    rf_place place = rf_locate(unknown->span);
    put_start(arena, object, &place);
    put_text(arena, object, "what", unknown->what);
    put_text(arena, object, "why", unknown->why);
}

static void put_summary(rf_arena *arena, struct json_object *root, const rf_results *results)
{
    struct json_object *summary = put_object(arena, root, "summary");
    put_number(arena, summary, "errors", rf_results_count(results, RF_ERROR));
    put_number(arena, summary, "warnings", rf_results_count(results, RF_WARNING));
    put_number(arena, summary, "infos", rf_results_count(results, RF_INFO));
    put_number(arena, summary, "suppressed", rf_results_suppressed(results));
    put_number(arena, summary, "unknowns", results->unknowns.n);
    put_number(arena, summary, "files", results->files);
    put_number(arena, summary, "policies", results->policies);
}

rf_str rf_report_json(rf_arena *arena, const rf_results *results, const rf_report_options *options)
{
    (void)options;
    struct json_object *root = made(arena, json_object_new_object());
    rf_arena_defer(arena, release, root);
    put_number(arena, root, "version", FORMAT_VERSION);
    struct json_object *tool = put_object(arena, root, "tool");
    put_text(arena, tool, "name", RF_STR("ringfence"));
    put_text(arena, tool, "version", RF_STR(RF_VERSION));
    put_summary(arena, root, results);
    struct json_object *findings = put_list(arena, root, "findings");
    for (size_t i = 0; i < results->findings.n; i++)
        add_finding(arena, findings, &results->findings.at[i]);
    struct json_object *unknowns = put_list(arena, root, "unknowns");
    for (size_t i = 0; i < results->unknowns.n; i++)
        add_unknown(arena, unknowns, &results->unknowns.at[i]);
    rf_buf text = rf_buf_new(arena);
    rf_buf_add(&text, rf_json_text(arena, root, true));
    rf_buf_add_byte(&text, '\n');
    return rf_buf_str(&text);
}

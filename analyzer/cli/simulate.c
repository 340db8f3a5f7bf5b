#include "cli/command.h"

#include "base/limits.h"
#include "iam/decide.h"
#include "iam/explain.h"
#include "input/read.h"
#include "json/json.h"
#include "json/write.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

static const char *const formats[] = {"text", "json", NULL};

/* The policies of one decision, with the names that an answer calls them by. */
typedef struct policies {
    RF_VEC(const rf_policy *) list;
    RF_VEC(rf_str) names;
} policies;

static int print_diags(const rf_diags *diags)
{
    int status = 0;
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        if (diag->severity != RF_ERROR)
            continue;
        rf_place place = rf_locate(diag->span);
        status =
            rf_usage_error("%.*s:%u:%u: %.*s%s%.*s", RF_ARG(place.path), place.line, place.column,
                           RF_ARG(diag->message), diag->help.n ? "; " : "", RF_ARG(diag->help));
    }
    return status;
}

/* Reads --policy files.  A document that does not parse, or has a key twice, is not simulated: what
 * AWS would make of it is not known. */
static bool read_policies(const rf_args *args, policies *found)
{
    bool ok = true;
    for (size_t i = 0; i < args->flags.n; i++) {
        rf_str path = args->flags.at[i].value, text, why;
        rf_value document;
        if (strcmp(args->flags.at[i].name, "policy") != 0)
            continue;
        if (!rf_read_file(args->arena, path, &text, &why)) {
            rf_usage_error("%.*s cannot be read: %.*s", RF_ARG(path), RF_ARG(why));
            ok = false;
            continue;
        }
        if (text.n > RF_LIMIT_POLICY_BYTES) {
            rf_usage_error("%.*s is larger than %d MiB; AWS takes 20,480 characters at most",
                           RF_ARG(path), RF_LIMIT_POLICY_BYTES / (1024 * 1024));
            ok = false;
            continue;
        }
        rf_diags diags = rf_diags_new(args->arena);
        rf_json_read(args->arena, rf_source_new(args->arena, path, text), &diags, &document);
        if (print_diags(&diags) != 0) {
            ok = false;
            continue;
        }
        RF_PUSH(args->arena, &found->list, rf_policy_read(args->arena, &document, text));
        RF_PUSH(args->arena, &found->names, path);
    }
    return ok;
}

/* Why a policy takes no part, in words; empty when it does. */
static rf_str refusal(rf_arena *arena, const rf_policy *policy)
{
    if (!policy->refused)
        return RF_STR("");
    for (size_t i = 0; i < policy->problem_count; i++) {
        const rf_problem *problem = &policy->problems[i];
        if (!rf_problem_is_fatal(problem->kind))
            continue;
        rf_place place = rf_locate(problem->span);
        return rf_format(arena, "AWS refuses this policy: %s%s%.*s (line %u, column %u)",
                         rf_problem_name(problem->kind), problem->text.n ? " " : "",
                         RF_ARG(problem->text), place.line, place.column);
    }
    return RF_STR("AWS refuses this policy");
}

static const char *effect_name(const rf_statement *statement)
{
    return statement->effect == RF_EFFECT_DENY ? "Deny" : "Allow";
}

static struct json_object *json_str(rf_str s)
{
    rf_value value = rf_value_string(s, (rf_span){0});
    return rf_json_from_value(&value);
}

/* The answer to one request as JSON; the caller puts it. */
static struct json_object *answer_json(rf_arena *arena, const policies *asked,
                                       const rf_decision *decision)
{
    struct json_object *answer = json_object_new_object();
    struct json_object *because = json_object_new_array();
    json_object_object_add(answer, "decision",
                           json_object_new_string(rf_outcome_name(decision->outcome)));
    for (size_t i = 0; i < decision->n; i++) {
        const rf_because *reason = &decision->because[i];
        struct json_object *item = json_object_new_object();
        json_object_object_add(item, "policy", json_str(asked->names.at[reason->policy]));
        json_object_object_add(item, "statement",
                               json_str(rf_statement_id(arena, reason->statement)));
        json_object_object_add(item, "effect",
                               json_object_new_string(effect_name(reason->statement)));
        json_object_array_add(because, item);
    }
    json_object_object_add(answer, "because", because);
    struct json_object *problems = NULL;
    for (size_t i = 0; i < asked->list.n; i++) {
        rf_str why = refusal(arena, asked->list.at[i]);
        if (why.n == 0)
            continue;
        if (problems == NULL)
            problems = json_object_new_array();
        json_object_array_add(
            problems,
            json_str(rf_format(arena, "%.*s: %.*s", RF_ARG(asked->names.at[i]), RF_ARG(why))));
    }
    if (problems != NULL)
        json_object_object_add(answer, "problems", problems);
    return answer;
}

/* Members of a request line that this version decides nothing with: an answer that left one out
 * would be wrong without a word. */
static const char *const not_yet[] = {
    "call", "resourcePolicy", "boundaries", "sessionPolicies", "scps", "rcps", "endpointPolicies"};

static rf_str first_error(rf_arena *arena, const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++)
        if (diags->list.at[i].severity == RF_ERROR)
            return rf_format(arena, "column %u: %.*s", rf_locate(diags->list.at[i].span).column,
                             RF_ARG(diags->list.at[i].message));
    return RF_STR("the line could not be read");
}

/* A member that is nearly one of ours is a typing slip: an answer without it would be one to
 * another question.  Other members are the caller's own. */
static bool has_slip(rf_arena *arena, const rf_value *line, rf_str *why)
{
    rf_str known[sizeof not_yet / sizeof *not_yet + 3] = {RF_STR("id"), RF_STR("request"),
                                                          RF_STR("policies")};
    for (size_t i = 0; i < sizeof not_yet / sizeof *not_yet; i++)
        known[i + 3] = rf_str_c(not_yet[i]);
    for (size_t i = 0; line->kind == RF_OBJECT && i < line->as.object.n; i++) {
        rf_str name = line->as.object.at[i].name;
        rf_str near = rf_nearest(name, known, sizeof known / sizeof *known);
        if (near.n == 0 || rf_eq(near, name))
            continue;
        *why = rf_format(arena, "unknown member \"%.*s\"; did you mean \"%.*s\"?", RF_ARG(name),
                         RF_ARG(near));
        return true;
    }
    return false;
}

/* Decides one line; NULL and *why when it cannot. */
static struct json_object *answer_line(rf_arena *arena, const rf_value *line, const policies *given,
                                       rf_diags *diags, rf_str *why)
{
    policies asked = *given;
    for (size_t i = 0; i < sizeof not_yet / sizeof *not_yet; i++) {
        if (rf_value_get_c(line, not_yet[i]) != NULL) {
            *why = rf_format(arena, "\"%s\" is not decided by this version", not_yet[i]);
            return NULL;
        }
    }
    if (has_slip(arena, line, why))
        return NULL;
    const rf_value *own = rf_value_get_c(line, "policies");
    if (own != NULL && own->kind != RF_LIST) {
        *why = RF_STR("\"policies\" must be a list of policy documents");
        return NULL;
    }
    if (own != NULL) {
        asked = (policies){0};
        for (size_t i = 0; i < own->as.list.n; i++) {
            RF_PUSH(arena, &asked.list, rf_policy_read(arena, &own->as.list.at[i], RF_STR("")));
            RF_PUSH(arena, &asked.names, rf_format(arena, "policies[%zu]", i));
        }
    }
    const rf_value *wanted = rf_value_get_c(line, "request");
    if (wanted == NULL) {
        *why = RF_STR("\"request\" is missing");
        return NULL;
    }
    const rf_request *request = rf_request_read(arena, wanted, diags);
    if (request == NULL) {
        *why = first_error(arena, diags);
        return NULL;
    }
    rf_decision decision = rf_decide(arena, asked.list.at, asked.list.n, request);
    return answer_json(arena, &asked, &decision);
}

/* Answers one line of input.  False when it could not be decided. */
static bool answer(FILE *out, rf_arena *arena, rf_str text, const policies *given)
{
    rf_diags diags = rf_diags_new(arena);
    rf_value line;
    rf_str why = RF_STR("");
    struct json_object *result = NULL;
    rf_json_read(arena, rf_source_new(arena, RF_STR("request"), text), &diags, &line);
    if (diags.errors == 0)
        result = answer_line(arena, &line, given, &diags, &why);
    else
        why = first_error(arena, &diags);
    bool ok = result != NULL;
    if (!ok) {
        result = json_object_new_object();
        json_object_object_add(result, "error", json_str(why));
    }
    const rf_value *id = rf_value_get_c(&line, "id");
    struct json_object *whole = json_object_new_object();
    if (id != NULL)
        json_object_object_add(whole, "id", rf_json_from_value(id));
    json_object_object_foreach(result, key, value)
        json_object_object_add(whole, key, json_object_get(value));
    rf_str written = rf_json_text(arena, whole, false);
    fwrite(written.at, 1, written.n, out);
    fputc('\n', out);
    json_object_put(whole);
    json_object_put(result);
    return ok;
}

/* The next line of a stream, without its end, in `line`.  False at the end of the stream.  A line
 * over the limit is skipped and reported as *too_long. */
static bool next_line(FILE *stream, rf_buf *line, bool *too_long)
{
    int c;
    bool any = false;
    *too_long = false;
    while ((c = getc_unlocked(stream)) != EOF && c != '\n') {
        any = true;
        if (line->n >= RF_LIMIT_REQUEST_LINE)
            *too_long = true;
        else
            rf_buf_add_byte(line, (char)c);
    }
    return any || c == '\n';
}

/* Answers every line of a stream; the status. */
static int answer_stream(FILE *stream, FILE *out, rf_arena *arena, const policies *given)
{
    int status = 0;
    rf_arena_mark mark = rf_arena_mark_get(arena);
    for (;; rf_arena_rewind(arena, mark)) {
        rf_buf line = rf_buf_new(arena);
        bool too_long;
        if (!next_line(stream, &line, &too_long))
            return status;
        if (too_long) {
            fprintf(out, "{\"error\":\"the line is longer than %d bytes\"}\n",
                    RF_LIMIT_REQUEST_LINE);
            status = 2;
        } else if (rf_trim(rf_buf_str(&line)).n != 0 &&
                   !answer(out, arena, rf_buf_str(&line), given)) {
            status = 2;
        }
        /* Who asks may wait for this answer before asking again. */
        if (fflush(out) != 0)
            return 2;
    }
}

static int answer_requests(const rf_args *args, rf_str path, const policies *given)
{
    FILE *stream = stdin;
    rf_output output;
    if (!rf_eq_c(path, "-")) {
        stream = fopen(rf_cstr(args->arena, path), "rb");
        if (stream == NULL)
            return rf_usage_error("%.*s cannot be read: %s", RF_ARG(path), strerror(errno));
    }
    int status = 2;
    if (rf_output_open(args, &output)) {
        status = answer_stream(stream, output.stream, rf_args_scratch(args), given);
        if (ferror(stream))
            status = rf_usage_error("%.*s cannot be read: %s", RF_ARG(path), strerror(errno));
        if (!rf_output_close(&output))
            status = 2;
    }
    if (stream != stdin)
        fclose(stream);
    return status;
}

/* --context K=V; the same key again makes it multivalued. */
static bool read_context(const rf_args *args, const rf_context_key **context, size_t *n)
{
    RF_VEC(rf_context_key) keys = {0};
    for (size_t i = 0; i < args->flags.n; i++) {
        rf_str value, name;
        size_t k = 0;
        if (strcmp(args->flags.at[i].name, "context") != 0)
            continue;
        name = rf_split(args->flags.at[i].value, '=', &value);
        if (value.at == NULL || name.n == 0) {
            rf_usage_error("--context takes KEY=VALUE, not '%.*s'",
                           RF_ARG(args->flags.at[i].value));
            return false;
        }
        while (k < keys.n && !rf_eq_nocase(keys.at[k].name, name))
            k++;
        if (k == keys.n)
            RF_PUSH(args->arena, &keys, (rf_context_key){.name = name});
        rf_str *values = RF_NEW_ARRAY(args->arena, rf_str, keys.at[k].n + 1);
        for (size_t v = 0; v < keys.at[k].n; v++)
            values[v] = keys.at[k].values[v];
        values[keys.at[k].n++] = value;
        keys.at[k].values = values;
        keys.at[k].multivalued = keys.at[k].n > 1;
    }
    *context = keys.at;
    *n = keys.n;
    return true;
}

static void text_answer(rf_buf *out, rf_arena *arena, const policies *asked,
                        const rf_decision *decision, const rf_request *request)
{
    static const char *const headings[] = {
        [RF_ALLOWED] = "allowed by ",
        [RF_IMPLICITLY_DENIED] = "denied: no statement allows it",
        [RF_EXPLICITLY_DENIED] = "denied by ",
        [RF_UNDECIDED] = "unknown: it rests on what is not known before apply",
    };
    rf_buf_add_c(out, headings[decision->outcome]);
    bool named = decision->outcome == RF_ALLOWED || decision->outcome == RF_EXPLICITLY_DENIED;
    for (size_t i = 0; named && i < decision->n; i++)
        rf_buf_format(out, "%s%.*s", i ? ", " : "", RF_ARG(decision->because[i].statement->name));
    rf_buf_add_byte(out, '\n');
    for (size_t i = 0; i < asked->list.n; i++) {
        rf_str why = refusal(arena, asked->list.at[i]);
        if (why.n != 0)
            rf_buf_format(out, "  %.*s takes no part: %.*s\n", RF_ARG(asked->names.at[i]),
                          RF_ARG(why));
        for (size_t k = 0; k < asked->list.at[i]->n; k++) {
            const rf_statement *statement = &asked->list.at[i]->statements[k];
            rf_explanation explanation =
                rf_statement_explain(arena, asked->list.at[i], statement, request);
            /* A statement about another action has nothing to do with the answer. */
            if (why.n != 0 || explanation.failed == RF_PART_ACTION)
                continue;
            rf_place place = rf_locate(statement->span);
            rf_str words = rf_explanation_text(arena, &explanation, statement, request);
            rf_buf_format(out, "  %-5s  %.*s (%.*s:%u)\n", effect_name(statement), RF_ARG(words),
                          RF_ARG(place.path), place.line);
        }
    }
}

static int answer_one(const rf_args *args, const policies *asked)
{
    const rf_context_key *context;
    size_t n;
    rf_str action = rf_args_get(args, "action"), resource = rf_args_get(args, "resource");
    if (action.at == NULL)
        return rf_usage_error("give --action and --resource, or --requests FILE");
    if (!read_context(args, &context, &n))
        return 2;
    const rf_request *request =
        rf_request_new(args->arena, action, resource.at ? resource : RF_STR("*"),
                       rf_args_get(args, "principal"), context, n);
    rf_decision decision = rf_decide(args->arena, asked->list.at, asked->list.n, request);
    rf_buf out = rf_buf_new(args->arena);
    if (rf_eq_c(rf_args_get(args, "format"), "json")) {
        struct json_object *answer = answer_json(args->arena, asked, &decision);
        rf_buf_add(&out, rf_json_text(args->arena, answer, true));
        rf_buf_add_byte(&out, '\n');
        json_object_put(answer);
    } else {
        text_answer(&out, args->arena, asked, &decision, request);
    }
    if (!rf_write_output(args, rf_buf_str(&out)))
        return 2;
    return decision.outcome == RF_ALLOWED ? 0 : decision.outcome == RF_UNDECIDED ? 2 : 1;
}

static int simulate(const rf_args *args)
{
    policies found = {0};
    rf_str requests = rf_args_get(args, "requests");
    if (!rf_args_check_output(args, formats))
        return 2;
    if (args->rest.n != 0)
        return rf_usage_error("'%.*s' is not expected; a policy is given with --policy FILE",
                              RF_ARG(args->rest.at[0]));
    if (!read_policies(args, &found))
        return 2;
    if (requests.at != NULL)
        return answer_requests(args, requests, &found);
    if (found.list.n == 0)
        return rf_usage_error("give --policy FILE, or --requests FILE with policies in it");
    return answer_one(args, &found);
}

static const rf_flag flags[] = {
    {"policy", "FILE", "identity policy (repeatable)"},
    {"action", "ACTION", "such as ec2:CreateSubnet"},
    {"resource", "ARN", "what the action is on (default: *)"},
    {"context", "KEY=VALUE", "a context key (repeatable; again: one more value)"},
    {"principal", "ARN", "who asks"},
    {"requests", "FILE", "one JSON request a line, one answer a line"},
    {"format", "NAME", "text (default) or json"},
    {"color", "WHEN", "auto (default), always, never"},
    {"output", "FILE", "write the answer there"},
    {"quiet", NULL, "no effect here"},
    {"help", NULL, "this text"},
    {0},
};

const rf_command rf_command_simulate = {
    .name = "simulate",
    .arguments = "--policy FILE --action ACTION --resource ARN",
    .summary = "decide a request under policies",
    .details = "exit status: 0 allowed, 1 denied, 2 could not decide; with --requests 0 when\n"
               "every line was answered\n"
               "\n"
               "example:\n"
               "  ringfence simulate --policy policy.json --action ec2:CreateVpc \\\n"
               "    --resource 'arn:aws:ec2:eu-west-1:111122223333:vpc/*' \\\n"
               "    --context aws:RequestTag/Name=cce-a\n",
    .flags = flags,
    .run = simulate,
};

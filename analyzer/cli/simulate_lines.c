/* Requests as lines of JSON: one answer a line, each before the next line is read. */
#include "cli/simulate.h"

#include "base/limits.h"
#include "json/json.h"
#include "json/write.h"

#include <errno.h>
#include <fcntl.h>
#include <json-c/json.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

typedef struct stream {
    int in;
    FILE *out;
    char *chunk; /* what was read and is not yet part of a line: [at, end) */
    size_t at, end;
    bool failed;     /* to read; errno says why */
    rf_arena *arena; /* of one line; rewound behind it */
    const rf_sim_policies *given;
    bool strict;
    rf_buf line;
} stream;

static rf_str first_error(rf_arena *arena, const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++)
        if (diags->list.at[i].severity == RF_ERROR)
            return rf_format(arena, "column %u: %.*s", rf_locate(diags->list.at[i].span).column,
                             RF_ARG(diags->list.at[i].message));
    return RF_STR("the line could not be read");
}

static bool is_one_of(rf_str name, const rf_str *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (rf_eq(name, names[i]))
            return true;
    return false;
}

/* Letters in lower case, without the end that makes a plural: "resource_policies" is
 * "resourcepolicy". */
static rf_str word_of(rf_arena *arena, rf_str name)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < name.n; i++)
        if (name.at[i] != '_' && name.at[i] != '-' && name.at[i] != ' ')
            rf_buf_add_byte(&buf, name.at[i]);
    rf_str word = rf_lower(arena, rf_buf_str(&buf));
    if (rf_ends(word, RF_STR("ies")))
        return rf_format(arena, "%.*sy", RF_ARG(rf_slice(word, 0, word.n - 3)));
    return rf_ends(word, RF_STR("s")) ? rf_slice(word, 0, word.n - 1) : word;
}

/* What the types of policies are called elsewhere. */
static const struct {
    const char *word;
    rf_layer layer;
} other_names[] = {
    {"identitypolicy", RF_LAYER_IDENTITY},
    {"bucketpolicy", RF_LAYER_RESOURCE},
    {"keypolicy", RF_LAYER_RESOURCE},
    {"trustpolicy", RF_LAYER_RESOURCE},
    {"permissionsboundary", RF_LAYER_BOUNDARY},
    {"permissionboundary", RF_LAYER_BOUNDARY},
    {"boundarypolicy", RF_LAYER_BOUNDARY},
    {"permissionsboundarypolicy", RF_LAYER_BOUNDARY},
    {"permissionboundarypolicy", RF_LAYER_BOUNDARY},
    {"servicecontrolpolicy", RF_LAYER_SCP},
    {"resourcecontrolpolicy", RF_LAYER_RCP},
    {"vpcendpointpolicy", RF_LAYER_ENDPOINT},
    {"vpcepolicy", RF_LAYER_ENDPOINT},
    {"identitybasedpolicy", RF_LAYER_IDENTITY},
    {"resourcebasedpolicy", RF_LAYER_RESOURCE},
};

enum { OWN_NAMES = 3 }; /* of a line, before those of its policies */

/* The member of a line that a name nearly is, or means; empty when it is the caller's own. */
static rf_str meant_by(rf_arena *arena, rf_str name, const rf_str *names, size_t n)
{
    rf_str near = rf_nearest(name, names, n), word = word_of(arena, name);
    for (size_t i = 0; i < n && near.n == 0; i++)
        if (rf_eq(word, word_of(arena, names[i])))
            near = names[i];
    for (size_t i = 0; i < sizeof other_names / sizeof *other_names && near.n == 0; i++)
        if (rf_eq_c(word, other_names[i].word))
            near = names[OWN_NAMES + other_names[i].layer];
    return near;
}

/* A member that is nearly one of ours is a typing slip: an answer without it would be one to
 * another question.  Other members are the caller's own. */
static bool has_slip(rf_arena *arena, const rf_value *line, rf_str *why)
{
    rf_str known[OWN_NAMES + RF_LAYERS] = {RF_STR("id"), RF_STR("request"), RF_STR("call")};
    size_t n = OWN_NAMES + rf_sim_member_names(known + OWN_NAMES);
    for (size_t i = 0; i < line->as.object.n; i++) {
        rf_str name = line->as.object.at[i].name;
        if (is_one_of(name, known, n))
            continue;
        rf_str meant = meant_by(arena, name, known, n);
        if (meant.n == 0)
            continue;
        *why = rf_format(arena, "unknown member \"%.*s\"; did you mean \"%.*s\"?", RF_ARG(name),
                         RF_ARG(meant));
        return true;
    }
    return false;
}

/* A member; null is the same as none. */
static const rf_value *member_of(const rf_value *line, const char *name)
{
    const rf_value *value = rf_value_get_c(line, name);
    return value != NULL && value->kind == RF_NULL ? NULL : value;
}

/* The call, or the request, of the line; NULL, with *why, when it has none. */
static const rf_call *read_call(rf_arena *arena, const rf_value *line, rf_diags *diags, rf_str *why)
{
    const rf_value *request = member_of(line, "request"), *whole = member_of(line, "call");
    if (request == NULL && whole == NULL) {
        *why = RF_STR("\"request\" is missing");
        return NULL;
    }
    if (request != NULL && whole != NULL) {
        *why = RF_STR("give \"request\" or \"call\", not both");
        return NULL;
    }
    const rf_call *call = whole != NULL ? rf_call_read(arena, whole, diags)
                                        : rf_call_read_request(arena, request, diags);
    if (call == NULL)
        *why = first_error(arena, diags);
    return call;
}

/* Decides one line and puts the answer; false, with *why, when it cannot. */
static bool answer_line(const stream *s, const rf_value *line, rf_diags *diags,
                        struct json_object *whole, rf_str *why)
{
    rf_sim_policies asked = *s->given;
    rf_call_answer answer;
    if (line->kind != RF_OBJECT) {
        *why = rf_format(s->arena, "a line is an object, not %s", rf_kind_name(line->kind));
        return false;
    }
    if (has_slip(s->arena, line, why) || !rf_sim_read_members(s->arena, line, &asked, why))
        return false;
    const rf_call *call = read_call(s->arena, line, diags, why);
    if (call == NULL ||
        !rf_call_decide(s->arena, &asked.set, call, s->strict ? RF_CALL_STRICT : 0, &answer, why))
        return false;
    rf_sim_problems problems = rf_sim_problems_of(s->arena, &asked, call, &answer, false);
    rf_sim_add_answer(whole, s->arena, &asked, call, &answer, &problems);
    return true;
}

/* Answers one line of input.  False when it could not be decided. */
static bool answer(const stream *s)
{
    rf_diags diags = rf_diags_new(s->arena);
    rf_value line;
    rf_str why = RF_STR("");
    rf_str text = rf_buf_str(&s->line);
    struct json_object *whole = json_object_new_object();
    rf_json_read(s->arena, rf_source_new(s->arena, RF_STR("request"), text), &diags, &line);
    const rf_value *id = rf_value_get_c(&line, "id");
    if (id != NULL)
        json_object_object_add(whole, "id", rf_json_from_value(id));
    bool ok = diags.errors == 0;
    if (ok)
        ok = answer_line(s, &line, &diags, whole, &why);
    else
        why = first_error(s->arena, &diags);
    if (!ok)
        json_object_object_add(whole, "error", rf_json_from_str(why));
    rf_str written = rf_json_text(s->arena, whole, false);
    fwrite(written.at, 1, written.n, s->out);
    fputc('\n', s->out);
    json_object_put(whole);
    return ok;
}

/* Reads what there is, and waits only when there is nothing: who writes may wait for an answer. */
static bool read_chunk(stream *s)
{
    ssize_t n;
    do
        n = read(s->in, s->chunk, CHUNK);
    while (n < 0 && errno == EINTR);
    s->failed = n < 0;
    s->at = 0;
    s->end = n > 0 ? (size_t)n : 0;
    return n > 0;
}

/* The next line of the stream, without its end.  False at the end of the stream.  A line over the
 * limit is skipped and reported as *too_long. */
static bool next_line(stream *s, bool *too_long)
{
    bool any = false;
    *too_long = false;
    s->line = rf_buf_new(s->arena);
    while (s->at < s->end || read_chunk(s)) {
        rf_str rest = {s->chunk + s->at, s->end - s->at};
        size_t stop = rf_find_byte(rest, '\n'), n = stop == RF_NOT_FOUND ? rest.n : stop;
        any = true;
        if (s->line.n + n > RF_LIMIT_REQUEST_LINE)
            *too_long = true;
        else
            rf_buf_add(&s->line, rf_slice(rest, 0, n));
        s->at += n + (stop != RF_NOT_FOUND);
        if (stop != RF_NOT_FOUND)
            return true;
    }
    return any;
}

/* Answers every line; the status. */
static int answer_all(stream *s)
{
    int status = 0;
    rf_arena_mark mark = rf_arena_mark_get(s->arena);
    for (;; rf_arena_rewind(s->arena, mark)) {
        bool too_long;
        if (!next_line(s, &too_long))
            return status;
        if (too_long) {
            fprintf(s->out, "{\"error\":\"the line is longer than %d bytes\"}\n",
                    RF_LIMIT_REQUEST_LINE);
            status = 2;
        } else if (rf_trim(rf_buf_str(&s->line)).n != 0 && !answer(s)) {
            status = 2;
        }
        /* Who asks may wait for this answer before asking again. */
        if (fflush(s->out) != 0)
            return 2;
    }
}

static int cannot_read(rf_str path)
{
    return rf_usage_error("%.*s cannot be read: %s", RF_ARG(path), strerror(errno));
}

int rf_sim_answer_lines(const rf_args *args, rf_str path, const rf_sim_policies *given, bool strict)
{
    rf_output output;
    stream s = {.in = STDIN_FILENO, .given = given, .strict = strict};
    if (!rf_eq_c(path, "-"))
        s.in = open(rf_cstr(args->arena, path), O_RDONLY | O_CLOEXEC);
    if (s.in < 0)
        return cannot_read(path);
    int status = 2;
    if (rf_output_open(args, &output)) {
        s.out = output.stream;
        s.arena = rf_args_scratch(args);
        s.chunk = rf_alloc(args->arena, CHUNK);
        status = answer_all(&s);
        if (s.failed)
            status = cannot_read(path);
        if (!rf_output_close(&output))
            status = 2;
    }
    if (s.in != STDIN_FILENO)
        close(s.in);
    return status;
}

/* The public interface: an arena, the inputs, the rules and the results behind one handle. */
#include "ringfence.h"

#include "engine/engine.h"
#include "engine/rule_files.h"
#include "input/reference_folder.h"
#include "report/printable.h"
#include "report/report.h"

#include <stdlib.h>

struct rf_analysis {
    rf_arena *arena;
    rf_inputs *inputs;
    rf_ruleset rules;
    rf_diags rule_diags;
    rf_engine_options options;
    rf_results results;
    rf_severity threshold;
    jmp_buf out_of_memory;
    bool misused; /* a setting that means nothing: a report made without it would be another one */
    bool started, finished, dead;
};

/* Memory that runs out anywhere below leaves here.  The body is in a function of its own, so that
 * no local variable lives across the jump. */
typedef rf_status body_fn(rf_analysis *analysis, const void *argument);

static rf_status guarded(rf_analysis *analysis, body_fn *body, const void *argument)
{
    if (analysis->dead)
        return RF_STATUS_INTERNAL;
    if (setjmp(analysis->out_of_memory) != 0) {
        analysis->dead = true;
        return RF_STATUS_INTERNAL;
    }
    rf_arena_guard(analysis->arena, &analysis->out_of_memory);
    return body(analysis, argument);
}

static rf_status start(rf_analysis *analysis, const void *unused)
{
    (void)unused;
    analysis->inputs = rf_inputs_new(analysis->arena);
    analysis->rules.arena = analysis->arena;
    analysis->rule_diags = rf_diags_new(analysis->arena);
    analysis->options.profile = RF_STR("auto");
    analysis->threshold = RF_ERROR;
    rf_ruleset_add_embedded(&analysis->rules, false, &analysis->rule_diags);
    return RF_STATUS_OK;
}

rf_analysis *rf_analysis_new(void)
{
    rf_analysis *analysis = calloc(1, sizeof *analysis);
    if (analysis == NULL)
        return NULL;
    analysis->arena = rf_arena_new(0);
    if (analysis->arena == NULL || guarded(analysis, start, NULL) != RF_STATUS_OK) {
        rf_analysis_free(analysis);
        return NULL;
    }
    return analysis;
}

void rf_analysis_free(rf_analysis *analysis)
{
    if (analysis == NULL)
        return;
    rf_arena_free(analysis->arena);
    free(analysis);
}

const char *rf_version(void)
{
    return RF_VERSION;
}

static rf_status status_of(const rf_analysis *analysis)
{
    return analysis->inputs->diags.errors != 0 || analysis->rule_diags.errors != 0
               ? RF_STATUS_CANNOT
               : RF_STATUS_OK;
}

/* What the argument of a call is copied as: the caller's strings are borrowed for the call only. */
static rf_str copied(rf_analysis *analysis, const char *text)
{
    return rf_dup(analysis->arena, rf_str_c(text));
}

static rf_status wrong_argument(rf_analysis *analysis, rf_str message)
{
    analysis->misused = true;
    rf_diag_add(&analysis->inputs->diags, "input", (rf_span){0}, message, RF_STR(""));
    return RF_STATUS_CANNOT;
}

static rf_status too_late(rf_analysis *analysis, const void *unused)
{
    (void)unused;
    return wrong_argument(analysis, RF_STR("the analysis was run already; make a new one"));
}

/* Everything that says what to analyse, and how. */
static rf_status prepared(rf_analysis *analysis, body_fn *body, const void *argument)
{
    return guarded(analysis, analysis->started ? too_late : body, argument);
}

#define RF_INPUT_CALL(function, add)                                                               \
    static rf_status function##_body(rf_analysis *analysis, const void *text)                      \
    {                                                                                              \
        add(analysis->inputs, copied(analysis, text));                                             \
        return status_of(analysis);                                                                \
    }                                                                                              \
    rf_status function(rf_analysis *analysis, const char *text)                                    \
    {                                                                                              \
        return prepared(analysis, function##_body, text);                                          \
    }

RF_INPUT_CALL(rf_analysis_add_path, rf_inputs_add_path)
RF_INPUT_CALL(rf_analysis_add_var_file, rf_inputs_add_var_file)
RF_INPUT_CALL(rf_analysis_add_var, rf_inputs_add_var)
RF_INPUT_CALL(rf_analysis_add_environment, rf_inputs_add_environment)
RF_INPUT_CALL(rf_analysis_add_peers, rf_inputs_add_peers)
RF_INPUT_CALL(rf_analysis_add_vpc, rf_inputs_add_vpc)

struct named_text {
    const char *path, *text;
    size_t size;
};

static rf_status add_text(rf_analysis *analysis, const void *argument)
{
    const struct named_text *given = argument;
    rf_inputs_add_text(analysis->inputs, copied(analysis, given->path),
                       rf_dup(analysis->arena, (rf_str){given->text, given->size}));
    return status_of(analysis);
}

rf_status rf_analysis_add_text(rf_analysis *analysis, const char *path, const char *text,
                               size_t size)
{
    struct named_text given = {path, text, size};
    return prepared(analysis, add_text, &given);
}

static rf_status set_kind(rf_analysis *analysis, const void *kind)
{
    rf_str name = rf_str_c(kind);
    analysis->inputs->kind_is_set = rf_policy_kind_parse(name, &analysis->inputs->kind);
    if (analysis->inputs->kind_is_set)
        return RF_STATUS_OK;
    return wrong_argument(analysis, rf_format(analysis->arena,
                                              "unknown kind '%.*s'; there are identity, resource, "
                                              "trust, boundary, session, scp, rcp and vpce",
                                              RF_ARG(name)));
}

rf_status rf_analysis_set_kind(rf_analysis *analysis, const char *kind)
{
    return prepared(analysis, set_kind, kind);
}

/* Whether there is such a profile is known only when all rules are read. */
static rf_status set_profile(rf_analysis *analysis, const void *profile)
{
    analysis->options.profile = copied(analysis, profile);
    return RF_STATUS_OK;
}

rf_status rf_analysis_set_profile(rf_analysis *analysis, const char *profile)
{
    return prepared(analysis, set_profile, profile);
}

static rf_status set_reference(rf_analysis *analysis, const void *folder)
{
    analysis->options.reference = rf_reference_read_folder(
        analysis->arena, copied(analysis, folder), &analysis->inputs->diags);
    analysis->misused = analysis->misused || analysis->options.reference == NULL;
    return status_of(analysis);
}

rf_status rf_analysis_set_reference(rf_analysis *analysis, const char *folder)
{
    return prepared(analysis, set_reference, folder);
}

static rf_status add_rules(rf_analysis *analysis, const void *path)
{
    rf_ruleset_add_path(&analysis->rules, copied(analysis, path), &analysis->rule_diags,
                        &analysis->inputs->diags);
    return status_of(analysis);
}

rf_status rf_analysis_add_rules(rf_analysis *analysis, const char *path)
{
    return prepared(analysis, add_rules, path);
}

static rf_status select_rules(rf_analysis *analysis, const void *selection)
{
    rf_selection copy = *(const rf_selection *)selection;
    copy.glob = rf_dup(analysis->arena, copy.glob);
    RF_PUSH(analysis->arena, &analysis->options.selections, copy);
    return RF_STATUS_OK;
}

rf_status rf_analysis_enable(rf_analysis *analysis, const char *glob)
{
    return prepared(analysis, select_rules,
                    &(rf_selection){.kind = RF_SELECT_ENABLE, .glob = rf_str_c(glob)});
}

rf_status rf_analysis_disable(rf_analysis *analysis, const char *glob)
{
    return prepared(analysis, select_rules,
                    &(rf_selection){.kind = RF_SELECT_DISABLE, .glob = rf_str_c(glob)});
}

static rf_status unknown_severity(rf_analysis *analysis, const void *name)
{
    return wrong_argument(analysis,
                          rf_format(analysis->arena,
                                    "unknown severity '%s'; there are error, warning and info",
                                    (const char *)name));
}

rf_status rf_analysis_set_severity(rf_analysis *analysis, const char *glob, const char *severity)
{
    rf_selection selection = {.kind = RF_SELECT_SEVERITY, .glob = rf_str_c(glob)};
    if (!rf_severity_read(rf_str_c(severity), &selection.severity))
        return prepared(analysis, unknown_severity, severity);
    return prepared(analysis, select_rules, &selection);
}

static rf_status set_param(rf_analysis *analysis, const void *argument)
{
    const char *const *given = argument;
    rf_value value = rf_value_string(copied(analysis, given[1]), (rf_span){0});
    RF_PUSH(analysis->arena, &analysis->options.params,
            rf_member_of(copied(analysis, given[0]), value));
    return RF_STATUS_OK;
}

rf_status rf_analysis_set_param(rf_analysis *analysis, const char *name, const char *value)
{
    const char *given[] = {name, value};
    return prepared(analysis, set_param, given);
}

_Static_assert((int)RF_FAIL_ON_INFO == (int)RF_INFO && (int)RF_FAIL_ON_WARNING == (int)RF_WARNING &&
                   (int)RF_FAIL_ON_ERROR == (int)RF_ERROR,
               "a threshold is a severity");

static rf_status set_threshold(rf_analysis *analysis, const void *threshold)
{
    analysis->threshold = (rf_severity) * (const rf_threshold *)threshold;
    return RF_STATUS_OK;
}

rf_status rf_analysis_fail_on(rf_analysis *analysis, rf_threshold threshold)
{
    return prepared(analysis, set_threshold, &threshold);
}

static void check_profile_name(rf_analysis *analysis)
{
    rf_str name = analysis->options.profile;
    if (rf_eq_c(name, "auto") || rf_eq_c(name, "none") ||
        rf_profile_named(&analysis->rules, name) != NULL)
        return;
    rf_buf buf = rf_buf_new(analysis->arena);
    for (size_t i = 0; i < analysis->rules.profiles.n; i++)
        rf_buf_format(&buf, "%.*s, ", RF_ARG(analysis->rules.profiles.at[i].name));
    wrong_argument(analysis, rf_format(analysis->arena,
                                       "there is no profile '%.*s'; there are: %.*sauto, none",
                                       RF_ARG(name), RF_ARG(rf_buf_str(&buf))));
}

/* A glob that selects nothing is a typing slip, and a rule that was meant to be off stays on. */
static void check_selections(rf_analysis *analysis)
{
    for (size_t i = 0; i < analysis->options.selections.n; i++) {
        rf_str glob = analysis->options.selections.at[i].glob;
        if (rf_ruleset_matches(&analysis->rules, glob))
            continue;
        rf_str near = rf_rule_nearest(&analysis->rules, glob);
        wrong_argument(
            analysis,
            near.n != 0 ? rf_format(analysis->arena, "no rule matches '%.*s'; did you mean '%.*s'?",
                                    RF_ARG(glob), RF_ARG(near))
                        : rf_format(analysis->arena, "no rule matches '%.*s'", RF_ARG(glob)));
    }
}

static void check_params(rf_analysis *analysis)
{
    for (size_t i = 0; i < analysis->options.params.n; i++) {
        rf_str name = analysis->options.params.at[i].name, near;
        if (rf_ruleset_has_param(&analysis->rules, name, &near))
            continue;
        wrong_argument(analysis,
                       rf_format(analysis->arena, "no rule has a parameter '%.*s'%s%.*s%s",
                                 RF_ARG(name), near.n ? "; did you mean '" : "", RF_ARG(near),
                                 near.n ? "'?" : ""));
    }
}

static rf_status run(rf_analysis *analysis, const void *unused)
{
    (void)unused;
    rf_ruleset_finish(&analysis->rules, &analysis->rule_diags);
    if (analysis->rule_diags.errors == 0) { /* a rule that was not read cannot be selected */
        check_profile_name(analysis);
        check_selections(analysis);
        check_params(analysis);
    }
    if (analysis->rule_diags.errors != 0) {
        rf_engine_refuse(analysis->arena, &analysis->rule_diags, &analysis->results);
        analysis->finished = true;
    }
    if (analysis->rule_diags.errors != 0 || analysis->misused)
        return RF_STATUS_CANNOT;
    rf_inputs_finish(analysis->inputs);
    rf_engine_run(&analysis->rules, analysis->inputs, &analysis->options, &analysis->results);
    analysis->finished = true;
    if (analysis->results.incomplete || analysis->inputs->diags.errors != 0) {
        analysis->results.incomplete = true;
        return RF_STATUS_CANNOT;
    }
    for (size_t i = 0; i < analysis->results.findings.n; i++)
        if (analysis->results.findings.at[i].severity >= analysis->threshold &&
            analysis->results.findings.at[i].suppressed.n == 0)
            return RF_STATUS_FINDINGS;
    return RF_STATUS_OK;
}

rf_status rf_analysis_run(rf_analysis *analysis)
{
    if (analysis->started)
        return guarded(analysis, too_late, NULL);
    analysis->started = true;
    return guarded(analysis, run, NULL);
}

struct report_request {
    const char *format;
    const rf_report_style *style;
    rf_str report;
};

static rf_status write_report(rf_analysis *analysis, const void *argument)
{
    struct report_request *request = (struct report_request *)argument;
    const rf_report_format *format = rf_report_format_named(rf_str_c(request->format));
    if (format == NULL || !analysis->finished)
        return RF_STATUS_CANNOT;
    rf_report_options options = {.elapsed_ms = -1};
    if (request->style != NULL) {
        options.color = request->style->color;
        options.quiet = request->style->quiet;
        options.width = request->style->width;
        options.elapsed_ms = request->style->elapsed_ms > 0 ? request->style->elapsed_ms : -1;
    }
    options.show_infos = analysis->threshold == RF_INFO;
    rf_str report = format->write(analysis->arena, &analysis->results, &options);
    request->report = rf_dup(analysis->arena, report); /* ends in NUL */
    return RF_STATUS_OK;
}

const char *rf_analysis_report(rf_analysis *analysis, const char *format,
                               const rf_report_style *style, size_t *size)
{
    struct report_request request = {format, style, RF_STR("")};
    if (guarded(analysis, write_report, &request) != RF_STATUS_OK)
        return NULL;
    if (size != NULL)
        *size = request.report.n;
    return request.report.at;
}

/* Paths and quotations are a stranger's: none starts a line of its own. */
static void write_diags(rf_buf *buf, const rf_diags *diags)
{
    rf_arena *arena = buf->arena;
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        rf_place place = rf_locate(diag->span);
        if (diag->severity != RF_ERROR)
            continue;
        if (diag->span.source != NULL)
            rf_buf_format(buf, "%.*s:%u:%u: ", RF_ARG(rf_printable(arena, place.path)), place.line,
                          place.column);
        rf_buf_add(buf, rf_printable(arena, rf_trim(diag->message)));
        if (diag->help.n != 0)
            rf_buf_format(buf, " (%.*s)", RF_ARG(rf_printable(arena, diag->help)));
        rf_buf_add_byte(buf, '\n');
    }
}

static rf_status write_errors(rf_analysis *analysis, const void *argument)
{
    struct report_request *request = (struct report_request *)argument;
    rf_buf buf = rf_buf_new(analysis->arena);
    if (!analysis->finished)
        write_diags(&buf, &analysis->rule_diags); /* otherwise they are in the report */
    write_diags(&buf, &analysis->inputs->diags);
    request->report = rf_dup(analysis->arena, rf_buf_str(&buf));
    return RF_STATUS_OK;
}

const char *rf_analysis_error(rf_analysis *analysis)
{
    struct report_request request = {.report = RF_STR("")};
    if (guarded(analysis, write_errors, &request) != RF_STATUS_OK)
        return "out of memory\n";
    return request.report.at;
}

/*
 * Workflow commands of GitHub Actions ("Workflow commands for GitHub Actions", setting an error,
 * warning or notice message): one line per finding, shown as an annotation of the file.
 *
 * Columns count from 1.  GitHub's endColumn is the last column of the range, ours is the one
 * behind it.  It is given only for a span within one line: elsewhere GitHub knows no columns.
 */
#include "report/printable.h"
#include "report/writers.h"

/* A message ends with its line; a property also at a comma, and its name at a colon. */
static void add_escaped(rf_buf *buf, rf_str s, bool property)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.at[i];
        bool escape = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
        if (escape)
            rf_buf_format(buf, "%%%02X", (unsigned)(unsigned char)c);
        else
            rf_buf_add_byte(buf, c);
    }
}

/* GitHub matches paths as the repository lists them, without a leading "./". */
static rf_str repository_path(rf_str path)
{
    while (rf_starts(path, RF_STR("./")))
        path = rf_slice(path, 2, path.n);
    return path;
}

static void add_place(rf_buf *buf, rf_span span)
{
    rf_place place = rf_locate(span);
    rf_buf_add_c(buf, "file=");
    add_escaped(buf, rf_printable(buf->arena, repository_path(place.path)), true);
    rf_buf_format(buf, ",line=%u,col=%u,endLine=%u", place.line, place.column, place.end_line);
    if (place.end_line == place.line)
        rf_buf_format(buf, ",endColumn=%u",
                      place.end_column > place.column ? place.end_column - 1 : place.column);
    rf_buf_add_byte(buf, ',');
}

/* "::error file=...,title=RULE::", up to the message. */
static void add_command(rf_buf *buf, const char *command, rf_span span, rf_str title)
{
    rf_buf_format(buf, "::%s ", command);
    if (span.source != NULL)
        add_place(buf, span);
    rf_buf_add_c(buf, "title=");
    add_escaped(buf, rf_printable(buf->arena, title), true);
    rf_buf_add_c(buf, "::");
}

static void add_finding(rf_buf *buf, const rf_finding *finding)
{
    static const char *const commands[] = {
        [RF_ERROR] = "error", [RF_WARNING] = "warning", [RF_INFO] = "notice"};
    add_command(buf, commands[finding->severity], finding->span, finding->rule);
    add_escaped(buf, rf_printable(buf->arena, finding->message), false);
    if (finding->proof.n != 0) {
        add_escaped(buf, RF_STR("\n"), false);
        add_escaped(buf, rf_printable(buf->arena, finding->proof), false);
    }
    if (finding->help.n != 0) {
        add_escaped(buf, RF_STR("\n"), false);
        add_escaped(buf, rf_printable_lines(buf->arena, finding->help), false);
    }
    rf_buf_add_byte(buf, '\n');
}

static void add_unknown(rf_buf *buf, const rf_unknown *unknown)
{
    add_command(buf, "notice", unknown->span, RF_STR("unknown"));
    add_escaped(buf, rf_printable(buf->arena, unknown->what), false);
    if (unknown->why.n != 0) {
        rf_buf_add_c(buf, ": ");
        add_escaped(buf, rf_printable(buf->arena, unknown->why), false);
    }
    rf_buf_add_byte(buf, '\n');
}

rf_str rf_report_github(rf_arena *arena, const rf_results *results,
                        const rf_report_options *options)
{
    (void)options;
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < results->findings.n; i++)
        if (results->findings.at[i].suppressed.n == 0)
            add_finding(&buf, &results->findings.at[i]);
    for (size_t i = 0; i < results->unknowns.n; i++)
        add_unknown(&buf, &results->unknowns.at[i]);
    return rf_buf_str(&buf);
}

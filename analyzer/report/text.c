/* The report for people: the worst first, each claim with its place, what is unknown and what was
 * looked at in the same breath. */
#include "report/printable.h"
#include "report/snippet.h"
#include "report/writers.h"

#define NORMAL "\x1b[0m"

enum { WIDTH_USUAL = 80, WIDTH_MIN = 40 };

struct look {
    const char *name, *color;
};

static const struct look severities[] = {
    [RF_ERROR] = {"error", "\x1b[1;31m"},
    [RF_WARNING] = {"warning", "\x1b[1;33m"},
    [RF_INFO] = {"info", "\x1b[1;34m"},
};

static const struct look unknown = {"unknown", "\x1b[1;35m"};

struct page {
    rf_buf buf;
    rf_arena *arena;
    const rf_report_options *options;
    size_t width;
};

/* An empty line between what belongs apart; none before the first. */
static void part(struct page *page)
{
    if (page->buf.n != 0)
        rf_buf_add_byte(&page->buf, '\n');
}

/* "error: message", wrapped under itself; the message is printable. */
static void headline(struct page *page, const struct look *look, rf_str message)
{
    size_t column = rf_str_c(look->name).n + 2;
    rf_buf lead = rf_buf_new(page->arena);
    rf_buf_add_repeated(&lead, ' ', column);
    rf_buf_format(&page->buf, "%s%s%s: ", page->options->color ? look->color : "", look->name,
                  page->options->color ? NORMAL : "");
    rf_printable_wrap(&page->buf, message, column, rf_buf_str(&lead), page->width);
    rf_buf_add_byte(&page->buf, '\n');
}

/* "file:line:col"; empty for what is nowhere. */
static rf_str place_text(rf_arena *arena, rf_span span)
{
    if (span.source == NULL)
        return RF_STR("");
    rf_place place = rf_locate(span);
    return rf_format(arena, "%.*s:%u:%u", RF_ARG(rf_printable(arena, place.path)), place.line,
                     place.column);
}

/* What stands in the place of a place: the policy and statement that a finding is about. */
static rf_str subject_text(rf_arena *arena, const rf_finding *finding)
{
    rf_str policy = rf_printable(arena, finding->policy);
    rf_str statement = rf_printable(arena, finding->statement);
    if (policy.n != 0 && statement.n != 0)
        return rf_format(arena, "%.*s, statement %.*s", RF_ARG(policy), RF_ARG(statement));
    return policy;
}

static void where(struct page *page, const rf_finding *finding)
{
    rf_str place = finding->span.source != NULL ? place_text(page->arena, finding->span)
                                                : subject_text(page->arena, finding);
    rf_buf_format(&page->buf, "  %.*s%s%.*s%s\n", RF_ARG(place), place.n != 0 ? "  " : "",
                  RF_ARG(rf_printable(page->arena, finding->rule)),
                  finding->certainty == RF_POSSIBLE ? " (possible)" : "");
}

/* "  mend   text", wrapped under the text. */
static void labelled(struct page *page, const char *label, rf_str text)
{
    const rf_str lead = RF_STR("         ");
    rf_buf_format(&page->buf, "  %-7s", label);
    rf_printable_wrap(&page->buf, text, lead.n, lead, page->width);
    rf_buf_add_byte(&page->buf, '\n');
}

static void related(struct page *page, const rf_related *other)
{
    rf_str place = place_text(page->arena, other->span);
    rf_str message = rf_printable(page->arena, other->message);
    labelled(page, "see",
             rf_format(page->arena, "%.*s%s%.*s", RF_ARG(place),
                       place.n != 0 && message.n != 0 ? "  " : "", RF_ARG(message)));
}

static void finding_part(struct page *page, const rf_finding *finding)
{
    const struct look *look = &severities[finding->severity];
    const rf_snippet_style style = {
        .width = page->width,
        .caret = page->options->color ? look->color : "",
        .normal = page->options->color ? NORMAL : "",
    };
    part(page);
    headline(page, look, rf_printable(page->arena, finding->message));
    where(page, finding);
    if (finding->span.source != NULL)
        rf_snippet_add(&page->buf, finding->span, finding->note, &style);
    if (finding->proof.n != 0)
        labelled(page, "proof", rf_printable(page->arena, finding->proof));
    if (finding->help.n != 0)
        labelled(page, "mend", rf_printable_lines(page->arena, finding->help));
    for (size_t i = 0; i < finding->related_count; i++)
        related(page, &finding->related[i]);
}

/* What a wildcard opens, and what is missing altogether, breaks many claims at one place: they are
 * told together.  Findings are in order of their places. */
static bool told_together(const rf_finding *a, const rf_finding *b)
{
    return a->witness != NULL && b->witness != NULL && a->severity == b->severity &&
           a->suppressed.n == 0 && b->suppressed.n == 0;
}

static bool at_one_place(const rf_finding *a, const rf_finding *b)
{
    return a->span.source != NULL && b->span.source != NULL && rf_span_cmp(a->span, b->span) == 0;
}

/* Whether the finding was told with an earlier one. */
static bool is_told(const rf_results *results, size_t i)
{
    const rf_finding *all = results->findings.at;
    for (size_t k = i; all[i].witness != NULL && k > 0 && at_one_place(&all[k - 1], &all[i]); k--)
        if (told_together(&all[k - 1], &all[i]))
            return true;
    return false;
}

static void others_at_place(struct page *page, const rf_results *results, size_t i)
{
    const rf_finding *all = results->findings.at;
    for (size_t k = i + 1;
         k < results->findings.n && all[i].witness != NULL && at_one_place(&all[i], &all[k]); k++)
        if (told_together(&all[i], &all[k]))
            labelled(page, "also",
                     rf_format(page->arena, "%.*s  %.*s",
                               RF_ARG(rf_printable(page->arena, all[k].rule)),
                               RF_ARG(rf_printable(page->arena, all[k].message))));
}

static void findings_of(struct page *page, const rf_results *results, rf_severity severity)
{
    for (size_t i = 0; i < results->findings.n; i++) {
        const rf_finding *finding = &results->findings.at[i];
        if (finding->severity != severity || finding->suppressed.n != 0 || is_told(results, i))
            continue;
        finding_part(page, finding);
        others_at_place(page, results, i);
    }
}

static void unknowns_part(struct page *page, const rf_results *results)
{
    if (results->unknowns.n != 0)
        part(page);
    for (size_t i = 0; i < results->unknowns.n; i++) {
        const rf_unknown *one = &results->unknowns.at[i];
        rf_str what = rf_printable(page->arena, one->what);
        rf_str why = rf_printable(page->arena, one->why);
        rf_str place = place_text(page->arena, one->span);
        headline(page, &unknown,
                 rf_format(page->arena, "%.*s%s%.*s%s%.*s%s", RF_ARG(what), why.n != 0 ? ": " : "",
                           RF_ARG(why), place.n != 0 ? " (" : "", RF_ARG(place),
                           place.n != 0 ? ")" : ""));
    }
}

/* "2 errors", after what separates it from the part before; nothing for none. */
static bool count(rf_buf *buf, size_t n, const char *one, const char *many, const char *before)
{
    if (n != 0)
        rf_buf_format(buf, "%s%zu %s", before, n, n == 1 ? one : many);
    return n != 0;
}

static void counts(rf_buf *buf, const rf_results *results, bool show_infos)
{
    size_t errors = rf_results_count(results, RF_ERROR);
    size_t warnings = rf_results_count(results, RF_WARNING);
    size_t infos = rf_results_count(results, RF_INFO);
    bool any = false;
    if (errors + warnings + infos == 0) {
        rf_buf_add_c(buf, "no findings");
        any = true;
    }
    any |= count(buf, errors, "error", "errors", any ? ", " : "");
    any |= count(buf, warnings, "warning", "warnings", any ? ", " : "");
    any |= count(buf, infos, "info", "infos", any ? ", " : "");
    if (infos != 0 && !show_infos)
        rf_buf_add_c(buf, " (not shown)");
    count(buf, results->unknowns.n, "unknown", "unknowns", any ? ", " : "");
}

static void looked_at(rf_buf *buf, const rf_results *results)
{
    if (results->files + results->policies + results->networks == 0) {
        rf_buf_add_c(buf, ": nothing was looked at");
        return;
    }
    rf_buf_format(buf, " in %zu %s", results->files, results->files == 1 ? "file" : "files");
    bool any = count(buf, results->policies, "policy", "policies", " (");
    any |= count(buf, results->networks, "network", "networks", any ? ", " : " (");
    if (any)
        rf_buf_add_byte(buf, ')');
}

/* The last line; there is always one, so that silence never passes for a clean result. */
static void summary(struct page *page, const rf_results *results)
{
    rf_buf *buf = &page->buf;
    part(page);
    counts(buf, results, page->options->show_infos);
    looked_at(buf, results);
    count(buf, rf_results_suppressed(results), "accepted finding", "accepted findings", ", ");
    if (results->profile.n != 0)
        rf_buf_format(buf, ", profile %.*s", RF_ARG(rf_printable(page->arena, results->profile)));
    if (results->incomplete)
        rf_buf_add_c(buf, ", not everything could be read");
    if (page->options->elapsed_ms >= 0)
        rf_buf_format(buf, "; %.0f ms", page->options->elapsed_ms);
    rf_buf_add_byte(buf, '\n');
}

rf_str rf_report_text(rf_arena *arena, const rf_results *results, const rf_report_options *options)
{
    struct page page = {.buf = rf_buf_new(arena), .arena = arena, .options = options};
    page.width = options->width == 0 ? WIDTH_USUAL : options->width;
    if (page.width < WIDTH_MIN)
        page.width = WIDTH_MIN;
    findings_of(&page, results, RF_ERROR);
    findings_of(&page, results, RF_WARNING);
    if (options->show_infos)
        findings_of(&page, results, RF_INFO);
    unknowns_part(&page, results);
    if (!options->quiet)
        summary(&page, results);
    return rf_buf_str(&page.buf);
}

#include "cli/diff_page.h"

#include "report/printable.h"

#include <string.h>

enum {
    WIDTH = 80,
    LABEL_INDENT = 4,
    TEXT_INDENT = 12,
    GROUPS_SHOWN = 12,
    ACTIONS_SHOWN = 4, /* of those that were not decided */
};

static void add_wrapped(rf_diff_page *page, rf_str text, size_t column, size_t indent)
{
    rf_buf lead = rf_buf_new(page->arena);
    rf_buf_add_repeated(&lead, ' ', indent);
    rf_printable_wrap(&page->buf, rf_printable(page->arena, text), column, rf_buf_str(&lead),
                      WIDTH);
    rf_buf_add_byte(&page->buf, '\n');
}

void rf_diff_page_headline(rf_diff_page *page, const char *word, rf_diff_tone tone, rf_str sentence)
{
    static const char *const colors[] = {
        [RF_TONE_GOOD] = "\x1b[1;32m",
        [RF_TONE_BAD] = "\x1b[1;31m",
        [RF_TONE_UNKNOWN] = "\x1b[1;35m",
    };
    rf_buf_format(&page->buf, "%s%s%s: ", page->color ? colors[tone] : "", word,
                  page->color ? "\x1b[0m" : "");
    add_wrapped(page, sentence, strlen(word) + 2, 2);
}

void rf_diff_page_text(rf_diff_page *page, rf_str text, size_t indent)
{
    rf_buf_add_repeated(&page->buf, ' ', indent);
    add_wrapped(page, text, indent, indent + 2);
}

static void add_labelled(rf_diff_page *page, const char *label, rf_str text, size_t indent)
{
    rf_buf_add_repeated(&page->buf, ' ', LABEL_INDENT);
    rf_buf_format(&page->buf, "%-6s  ", label);
    add_wrapped(page, text, TEXT_INDENT, indent);
}

void rf_diff_page_labelled(rf_diff_page *page, const char *label, rf_str text)
{
    add_labelled(page, label, text, TEXT_INDENT);
}

void rf_diff_page_requests(rf_diff_page *page, const rf_telling *telling,
                           const rf_diff_group *group)
{
    size_t indent = page->all && group->about.n > 1 ? TEXT_INDENT + 2 : TEXT_INDENT;
    for (size_t i = 0; i < group->about.n && (i == 0 || page->all); i++)
        add_labelled(page, i == 0 ? "e.g." : "", rf_telling_request(telling, group->about.at[i]),
                     indent);
}

size_t rf_diff_page_shown(const rf_diff_page *page, const rf_diff_groups *groups)
{
    return page->all || groups->n <= GROUPS_SHOWN + 1 ? groups->n : GROUPS_SHOWN;
}

void rf_diff_page_left_out(rf_diff_page *page, const rf_diff_groups *groups)
{
    size_t shown = rf_diff_page_shown(page, groups);
    if (shown < groups->n)
        rf_buf_format(&page->buf, "\n  and for %zu other reasons; --all shows them\n",
                      groups->n - shown);
}

void rf_diff_page_undecided(rf_diff_page *page, const char *what, const rf_differences *found)
{
    rf_undecided_groups groups = rf_undecided_groups_of(page->arena, found);
    for (size_t i = 0; i < groups.n; i++) {
        const rf_undecided_group *group = &groups.at[i];
        size_t shown =
            page->all || group->actions.n <= ACTIONS_SHOWN + 1 ? group->actions.n : ACTIONS_SHOWN;
        rf_buf text = rf_buf_new(page->arena);
        rf_buf_add_c(&text, what);
        for (size_t k = 0; k < shown; k++)
            rf_buf_format(&text, "%s%.*s", k ? ", " : ": ", RF_ARG(group->actions.at[k]));
        if (shown < group->actions.n)
            rf_buf_format(&text, ", +%zu", group->actions.n - shown);
        rf_buf_format(&text, ": %.*s", RF_ARG(group->why));
        rf_buf_add_byte(&page->buf, '\n');
        rf_diff_page_text(page, rf_buf_str(&text), 0);
    }
}

void rf_diff_page_notes(rf_diff_page *page, const rf_str *notes, size_t n)
{
    if (n != 0)
        rf_buf_add_byte(&page->buf, '\n');
    for (size_t i = 0; i < n; i++)
        rf_diff_page_text(page, rf_format(page->arena, "note: %.*s", RF_ARG(notes[i])), 0);
}

/* The answer for people: proved or not so, and the requests that show it. */
#include "cli/ask.h"
#include "cli/diff_page.h"

/* "a.json", "a.json and b.json", "a.json, b.json and 3 more policies" */
static rf_str policies_of(rf_arena *arena, const rf_ask *ask)
{
    enum { NAMED = 2 };
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < ask->policies.n && i < NAMED; i++) {
        rf_str name = rf_eq_c(ask->names[i], "-") ? RF_STR("standard input") : ask->names[i];
        rf_buf_format(&buf, "%s%.*s",
                      i == 0                     ? ""
                      : ask->policies.n == NAMED ? " and "
                                                 : ", ",
                      RF_ARG(name));
    }
    if (ask->policies.n > NAMED)
        rf_buf_format(&buf, " and %zu more", ask->policies.n - NAMED);
    return rf_buf_str(&buf);
}

static rf_str sentence_of(rf_arena *arena, const rf_ask *ask)
{
    rf_str who = policies_of(arena, ask);
    const char *allow = ask->policies.n == 1 ? "allows" : "together allow";
    const char *can = ask->universe.any ? "" : " that AWS can make";
    switch (rf_ask_answer(ask)) {
    case RF_ANSWER_PROVED:
        if (ask->empty)
            return rf_format(arena, "but only because no request%s is in this set.", can);
        return rf_format(arena, "%.*s %s %s request of this set%s.", RF_ARG(who), allow,
                         ask->always ? "every" : "no", can);
    case RF_ANSWER_REFUTED:
        if (ask->always)
            return rf_format(arena, "%.*s %s allow every request of this set.", RF_ARG(who),
                             ask->policies.n == 1 ? "does not" : "together do not");
        return rf_format(arena, "%.*s %s requests of this set.", RF_ARG(who), allow);
    case RF_ANSWER_UNKNOWN:
        break;
    }
    return rf_format(arena, "whether %.*s %s %s request of this set could not be decided.",
                     RF_ARG(who), allow, ask->always ? "every" : "a");
}

static void add_group(rf_diff_page *page, const rf_telling *telling, const rf_diff_group *group,
                      bool always)
{
    rf_str why = always ? rf_telling_refused(telling, &group->about)
                        : rf_telling_allowed(telling, &group->about);
    rf_buf_add_byte(&page->buf, '\n');
    rf_diff_page_text(page, rf_diff_group_title(page->arena, group, page->all), 2);
    rf_diff_page_requests(page, telling, group);
    rf_diff_page_labelled(page, "why", why);
}

static void add_groups(rf_diff_page *page, const rf_ask *ask)
{
    rf_policies set = {&ask->set, 1}, none = {0};
    rf_telling telling = {.arena = page->arena,
                          .universe = &ask->universe,
                          .more = ask->always ? set : ask->policies,
                          .less = ask->always ? ask->policies : none,
                          .set = &ask->set->statements[0]};
    rf_diff_groups groups = rf_diff_groups_of(&telling, &ask->found);
    for (size_t i = 0; i < rf_diff_page_shown(page, &groups); i++)
        add_group(page, &telling, &groups.at[i], ask->always);
    rf_diff_page_left_out(page, &groups);
}

rf_str rf_ask_text(const rf_args *args, const rf_ask *ask)
{
    static const char *const words[] = {[RF_ANSWER_PROVED] = "proved",
                                        [RF_ANSWER_REFUTED] = "not so",
                                        [RF_ANSWER_UNKNOWN] = "unknown"};
    static const rf_diff_tone tones[] = {[RF_ANSWER_PROVED] = RF_TONE_GOOD,
                                         [RF_ANSWER_REFUTED] = RF_TONE_BAD,
                                         [RF_ANSWER_UNKNOWN] = RF_TONE_UNKNOWN};
    rf_diff_page page = {.arena = args->arena,
                         .buf = rf_buf_new(args->arena),
                         .color = rf_wants_color(args),
                         .all = rf_args_has(args, "all")};
    rf_answer answer = rf_ask_answer(ask);
    rf_diff_page_headline(&page, words[answer], ask->empty ? RF_TONE_UNKNOWN : tones[answer],
                          sentence_of(args->arena, ask));
    if (rf_args_has(args, "quiet"))
        return rf_buf_str(&page.buf);
    add_groups(&page, ask);
    rf_diff_page_undecided(&page, "not decided", &ask->found);
    rf_diff_page_notes(&page, ask->notes.at, ask->notes.n);
    return rf_buf_str(&page.buf);
}

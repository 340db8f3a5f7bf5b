/* The answer for people: the verdict in a sentence, then what is possible now, and what no longer.
 */
#include "cli/diff.h"
#include "cli/diff_page.h"

static const rf_diff_tone tones[] = {
    [RF_DIFF_EQUAL] = RF_TONE_GOOD,      [RF_DIFF_NARROWER] = RF_TONE_GOOD,
    [RF_DIFF_WIDER] = RF_TONE_BAD,       [RF_DIFF_INCOMPARABLE] = RF_TONE_BAD,
    [RF_DIFF_UNKNOWN] = RF_TONE_UNKNOWN,
};

/* A direction that was not decided altogether. */
static rf_str undecided_sentence(rf_arena *arena, rf_str base, rf_str new, rf_diff_some gains,
                                 rf_diff_some loses)
{
    if (gains == RF_DIFF_SOME)
        return rf_format(arena,
                         "%.*s allows what %.*s does not; whether it loses anything could not be "
                         "decided.",
                         RF_ARG(new), RF_ARG(base));
    if (gains == RF_DIFF_NONE)
        return rf_format(arena,
                         "%.*s allows nothing that %.*s does not; whether it loses anything "
                         "could not be decided.",
                         RF_ARG(new), RF_ARG(base));
    return rf_format(arena, "whether %.*s allows what %.*s does not could not be decided%s.",
                     RF_ARG(new), RF_ARG(base),
                     loses == RF_DIFF_SOME    ? "; it loses what is shown below"
                     : loses == RF_DIFF_MAYBE ? ", nor whether it loses anything"
                                              : "; it loses nothing");
}

static rf_str sentence_of(rf_arena *arena, const rf_diff *diff, rf_diff_some gains,
                          rf_diff_some loses)
{
    rf_str base = diff->base, new = diff->new;
    switch (rf_diff_verdict_of(gains, loses)) {
    case RF_DIFF_EQUAL:
        return rf_format(arena, "%.*s and %.*s decide every request%s alike.", RF_ARG(base),
                         RF_ARG(new), diff->any ? "" : " that AWS can make");
    case RF_DIFF_NARROWER:
        return rf_format(arena, "%.*s allows less than %.*s, and nothing new.", RF_ARG(new),
                         RF_ARG(base));
    case RF_DIFF_WIDER:
        return rf_format(arena, "%.*s allows what %.*s does not, and loses nothing.", RF_ARG(new),
                         RF_ARG(base));
    case RF_DIFF_INCOMPARABLE:
        return rf_format(arena,
                         "%.*s allows what %.*s does not, and loses some of what that allows.",
                         RF_ARG(new), RF_ARG(base));
    case RF_DIFF_UNKNOWN:
        break;
    }
    return undecided_sentence(arena, base, new, gains, loses);
}

static rf_str heading_of(rf_arena *arena, const rf_diff_pair *pair, bool gained, size_t actions)
{
    return rf_format(
        arena, "%s%s%.*s (%zu action%s):", gained ? "now possible" : "no longer possible",
        pair->name.n != 0 ? " by " : "", RF_ARG(pair->name), actions, actions == 1 ? "" : "s");
}

static void add_group(rf_diff_page *page, const rf_telling *telling, const rf_diff_group *group)
{
    rf_str with = rf_telling_allowed(telling, &group->about);
    rf_str without = rf_telling_refused(telling, &group->about);
    rf_buf_add_byte(&page->buf, '\n');
    rf_diff_page_text(page, rf_diff_group_title(page->arena, group, page->all), 2);
    rf_diff_page_requests(page, telling, group);
    rf_diff_page_labelled(page, "before", telling->gained ? without : with);
    rf_diff_page_labelled(page, "now", telling->gained ? with : without);
}

static void add_direction(rf_diff_page *page, const rf_diff_pair *pair, const rf_pairing *pairing,
                          bool gained)
{
    const rf_differences *found = gained ? &pair->gained : &pair->lost;
    rf_policies base = {&pair->base, pair->base != NULL}, new = {&pair->new, pair->new != NULL};
    rf_telling telling = {.arena = page->arena,
                          .universe = &pair->universe,
                          .more = gained ? new : base,
                          .less = gained ? base : new,
                          .pairing = pairing,
                          .gained = gained};
    if (found->list.n != 0) {
        rf_diff_groups groups = rf_diff_groups_of(&telling, found);
        rf_buf_add_byte(&page->buf, '\n');
        rf_diff_page_text(page, heading_of(page->arena, pair, gained, groups.actions), 0);
        for (size_t i = 0; i < rf_diff_page_shown(page, &groups); i++)
            add_group(page, &telling, &groups.at[i]);
        rf_diff_page_left_out(page, &groups);
    }
    rf_diff_page_undecided(page,
                           gained ? "not decided, may be possible now"
                                  : "not decided, may be possible no longer",
                           found);
}

static void add_pair(rf_diff_page *page, const rf_diff_pair *pair)
{
    rf_pairing pairing = rf_pairing_make(page->arena, pair->base, pair->new);
    add_direction(page, pair, &pairing, true);
    add_direction(page, pair, &pairing, false);
    rf_diff_page_notes(page, pair->notes.at, pair->notes.n);
}

static bool is_equal(const rf_diff_pair *pair)
{
    return rf_diff_some_of(&pair->gained) == RF_DIFF_NONE &&
           rf_diff_some_of(&pair->lost) == RF_DIFF_NONE;
}

rf_str rf_diff_text(const rf_args *args, const rf_diff *diff)
{
    rf_diff_page page = {.arena = args->arena,
                         .buf = rf_buf_new(args->arena),
                         .color = rf_wants_color(args),
                         .all = rf_args_has(args, "all")};
    rf_diff_some gains = rf_diff_gains(diff), loses = rf_diff_loses(diff);
    rf_diff_verdict verdict = rf_diff_verdict_of(gains, loses);
    size_t equal = 0;
    rf_diff_page_headline(&page, rf_diff_verdict_name(verdict), tones[verdict],
                          sentence_of(args->arena, diff, gains, loses));
    if (rf_args_has(args, "quiet"))
        return rf_buf_str(&page.buf);
    for (size_t i = 0; i < diff->pairs.n; i++) {
        add_pair(&page, &diff->pairs.at[i]);
        equal += is_equal(&diff->pairs.at[i]);
    }
    if (equal != 0 && equal < diff->pairs.n)
        rf_buf_format(&page.buf, "\n%zu other polic%s equal\n", equal,
                      equal == 1 ? "y is" : "ies are");
    return rf_buf_str(&page.buf);
}

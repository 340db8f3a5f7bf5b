/*
 * The text of answers about all requests: a headline, groups of requests, notes; 80 columns.
 */
#ifndef RF_CLI_DIFF_PAGE_H
#define RF_CLI_DIFF_PAGE_H

#include "cli/diff_groups.h"

typedef struct rf_diff_page {
    rf_arena *arena;
    rf_buf buf;
    bool color, all; /* every action with its own request */
} rf_diff_page;

typedef enum rf_diff_tone { RF_TONE_GOOD, RF_TONE_BAD, RF_TONE_UNKNOWN } rf_diff_tone;

/* "WORD: sentence", the word in the colour of the tone. */
void rf_diff_page_headline(rf_diff_page *page, const char *word, rf_diff_tone tone,
                           rf_str sentence);

/* A paragraph, each line of which starts in `indent`. */
void rf_diff_page_text(rf_diff_page *page, rf_str text, size_t indent);

/* "    label   text" */
void rf_diff_page_labelled(rf_diff_page *page, const char *label, rf_str text);

/* "    e.g.    ec2:DeleteVpc on ..."; of `all` one line for each. */
void rf_diff_page_requests(rf_diff_page *page, const rf_telling *telling,
                           const rf_diff_group *group);

/* How many of the groups are shown, and what to say of those that are not. */
size_t rf_diff_page_shown(const rf_diff_page *page, const rf_diff_groups *groups);
void rf_diff_page_left_out(rf_diff_page *page, const rf_diff_groups *groups);

/* "not decided: ec2:RunInstances, +3: why", a paragraph for each reason. */
void rf_diff_page_undecided(rf_diff_page *page, const char *what, const rf_differences *found);

/* "note: text", a paragraph each. */
void rf_diff_page_notes(rf_diff_page *page, const rf_str *notes, size_t n);

#endif

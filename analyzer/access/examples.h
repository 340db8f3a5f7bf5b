/*
 * Texts to try where a witness may have any: real values of context keys, and a policy's own
 * patterns with something in place of each wildcard.
 *
 * Nothing here has to be right: whoever tries a text checks it.  Accounts are 111122223333 and
 * 444455556666, which AWS's documentation uses; ids have the form that AWS gives them.
 */
#ifndef RF_ACCESS_EXAMPLES_H
#define RF_ACCESS_EXAMPLES_H

#include "access/language.h"
#include "reference/shape.h"

/* A pattern with gaps: wildcards as bytes that no text of people has. */
enum { RF_GAP_RUN = 1, RF_GAP_ONE = 2 };

/* What is put into the gaps. */
typedef struct rf_filling {
    const char *run;
    char one;
    bool apart; /* a dash between letters and what is put beside them */
} rf_filling;

rf_str rf_gaps_of_word(rf_arena *arena, const rf_word *word);
bool rf_has_gaps(rf_str gaps);
rf_str rf_gaps_fill(rf_arena *arena, rf_str gaps, const rf_filling *filling);

/* An ARN in which gaps are filled from those of the format (may be empty: then from the pattern's
 * service): "arn:aws:s3:::cce-*" of an object is arn:aws:s3:::cce-example/file.txt.  Empty when the
 * two do not meet in a plain way. */
rf_str rf_gaps_fill_arn(rf_arena *arena, rf_str gaps, rf_str format, rf_str partition,
                        const rf_filling *filling);

/* The example of a format in a partition (empty: "aws"). */
rf_str rf_example_of_format(rf_arena *arena, rf_str format, rf_str partition);

/* The ARN with another text as one of its six segments (from 0). */
rf_str rf_arn_with_segment(rf_arena *arena, rf_str arn, size_t segment, rf_str text);

/* Values of a context key (in lower case), best first, NULL at the end. */
typedef struct rf_key_values {
    const char *at[3];
} rf_key_values;
rf_key_values rf_key_examples(rf_str key);

/* Regions, the usual ones first; NULL at the end. */
extern const char *const rf_example_regions[];

#endif

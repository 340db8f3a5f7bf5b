/*
 * The patterns of a policy, made ready when it is read: a decision neither parses nor allocates,
 * but for text with more variables than RF_PATTERN_TOKENS.
 *
 * Only `*` and `?` are special.  What they may stand for depends on the element:
 *
 * - Action: any character; prefix and name are compared without case ("IAM JSON policy elements:
 *   Action").
 * - Resource: within a segment of the ARN; a `*` that is the last character of a segment reaches
 *   beyond the colon, and behind the fifth colon both stand for anything ("IAM JSON policy
 *   elements: Resource").  With case.  Variables stand behind the fifth colon only; before it they
 *   are plain text.
 * - a condition's text: any character, with case; the operators that end in Equals take `*` and `?`
 *   as they are ("IAM JSON policy elements: Condition operators").
 * - a condition's ARN: six segments, each compared by itself; the sixth may hold colons.
 *
 * A value put in for a variable is literal: a `*` inside it is a star.
 */
#ifndef RF_IAM_PATTERN_H
#define RF_IAM_PATTERN_H

#include "iam/truth.h"
#include "text/source.h"

struct rf_request;

typedef enum rf_token_kind {
    RF_TOKEN_TEXT,
    RF_TOKEN_STAR, /* several in a row are one */
    RF_TOKEN_QUESTION,
    RF_TOKEN_VARIABLE,
} rf_token_kind;

typedef struct rf_token {
    rf_token_kind kind;
    bool crosses; /* a star or question mark that may stand for a colon */
    bool has_fallback;
    rf_str text;     /* literal text, or the variable's key as written */
    rf_str key;      /* the variable's key in lower case */
    rf_str fallback; /* the variable's default */
} rf_token;

typedef enum rf_pattern_kind {
    RF_PATTERN_ACTION,
    RF_PATTERN_RESOURCE,
    RF_PATTERN_EQUALS, /* text without wildcards */
    RF_PATTERN_LIKE,
    RF_PATTERN_ARN,
} rf_pattern_kind;

/* The shapes that need no search, and all others. */
typedef enum rf_shape { RF_SHAPE_ALL, RF_SHAPE_LITERAL, RF_SHAPE_PREFIX, RF_SHAPE_TOKENS } rf_shape;

enum {
    RF_ARN_SEGMENTS = 6,
    RF_PATTERN_TOKENS = 24, /* tokens that are substituted without allocating */
};

typedef struct rf_pattern {
    rf_shape shape;
    bool unknown;   /* known only after apply: matches maybe */
    bool variables; /* has a variable token */
    /* Bytes that a text has at least, as far as the type goes; of what stands for variables, none.
     */
    uint16_t least;
    rf_str literal; /* of RF_SHAPE_LITERAL and RF_SHAPE_PREFIX; actions are in lower case */
    const rf_token *tokens;
    size_t n;
    /* Of an ARN: segment i is tokens [cuts[i], cuts[i + 1]).  NULL: fewer than six segments. */
    const size_t *cuts;
    rf_str text;  /* as written */
    rf_span span; /* of the JSON or HCL string */
} rf_pattern;

/* Makes a pattern; `variables` is true for policies of Version 2012-10-17. */
rf_pattern rf_pattern_make(rf_arena *arena, rf_pattern_kind kind, rf_str text, bool variables,
                           rf_span span);

/* A pattern whose text is not known. */
rf_pattern rf_pattern_unknown(rf_span span);

/* Whether the pattern's text matches; RF_MAYBE also when the steps of the request's decision ran
 * out (bounds.h).  Variables take their values from `request`; one without a value makes the
 * pattern match nothing.  For actions, `text` is in lower case. */
rf_truth rf_pattern_matches(rf_arena *arena, const rf_pattern *pattern, rf_str text,
                            const struct rf_request *request);

/* The same, folding ASCII letters; for patterns without wildcards. */
rf_truth rf_pattern_equals_nocase(rf_arena *arena, const rf_pattern *pattern, rf_str text,
                                  const struct rf_request *request);

/* ArnLike: segment by segment, both sides with six of them.  A lone `*` matches every text. */
rf_truth rf_pattern_matches_arn(rf_arena *arena, const rf_pattern *pattern, rf_str text,
                                const struct rf_request *request);

/* The first variable of the pattern that has no value in the request; NULL when all have one. */
const rf_token *rf_pattern_unresolved(const rf_pattern *pattern, const struct rf_request *request);

#endif

#include "iam/pattern.h"

#include "iam/arn.h"
#include "iam/bounds.h"
#include "iam/variables.h"
#include "text/utf8.h"

#include <string.h>

/* What a pattern is made with. */
typedef struct maker {
    rf_arena *arena;
    rf_pattern_kind kind;
    rf_str text;
    bool variables;
    rf_token *tokens;
    size_t n;
    size_t cuts[RF_ARN_SEGMENTS + 1];
    size_t colons;
} maker;

/* No text has more tokens: each special character is at most one, with literal text before it. */
static size_t most_tokens(rf_str text)
{
    size_t special = 0;
    for (size_t i = 0; i < text.n; i++)
        special += memchr("*?$:", text.at[i], 4) != NULL;
    return 2 * special + 1;
}

static void add_token(maker *make, rf_token token)
{
    make->tokens[make->n++] = token;
}

static void add_text(maker *make, rf_str text)
{
    if (text.n != 0)
        add_token(make, (rf_token){.kind = RF_TOKEN_TEXT, .text = text});
}

/* Behind the fifth colon of a Resource, and everywhere in other texts, a wildcard may stand for a
 * colon. */
static bool crosses(const maker *make)
{
    bool segmented = make->kind == RF_PATTERN_RESOURCE || make->kind == RF_PATTERN_ARN;
    return !segmented || make->colons >= RF_ARN_SEGMENTS - 1;
}

static size_t add_star(maker *make, size_t at)
{
    while (at < make->text.n && make->text.at[at] == '*')
        at++;
    bool ends_segment = at == make->text.n || make->text.at[at] == ':';
    bool reaches = crosses(make) || (make->kind == RF_PATTERN_RESOURCE && ends_segment);
    add_token(make, (rf_token){.kind = RF_TOKEN_STAR, .crosses = reaches});
    return at;
}

static void add_variable(maker *make, const rf_policy_variable *variable)
{
    add_token(make, (rf_token){.kind = RF_TOKEN_VARIABLE,
                               .has_fallback = variable->has_fallback,
                               .text = variable->text,
                               .key = rf_lower(make->arena, variable->text),
                               .fallback = variable->fallback});
}

/* A colon outside of variables.  In an ARN the first five separate segments. */
static bool count_colon(maker *make, size_t at)
{
    if (make->text.at[at] != ':')
        return false;
    make->colons++;
    return make->kind == RF_PATTERN_ARN && make->colons < RF_ARN_SEGMENTS;
}

static rf_policy_variable variable_at(const maker *make, size_t at)
{
    bool here = make->variables && (make->kind != RF_PATTERN_RESOURCE || crosses(make));
    rf_policy_variable none = {.form = RF_VARIABLE_NONE};
    return here && make->text.at[at] == '$' ? rf_policy_variable_read(make->text, at) : none;
}

/* The end of a variable that stands where variables are plain text: its colons separate nothing. */
static size_t skip_plain_variable(const maker *make, size_t at)
{
    if (make->kind != RF_PATTERN_RESOURCE || !make->variables)
        return at;
    rf_policy_variable variable = rf_policy_variable_read(make->text, at);
    return variable.form == RF_VARIABLE_KEY ? variable.end : at;
}

static void split_into_tokens(maker *make)
{
    bool wildcards = make->kind != RF_PATTERN_EQUALS;
    size_t start = 0; /* of the literal text that is not yet added */
    size_t at = 0;
    while (at < make->text.n) {
        char c = make->text.at[at];
        rf_policy_variable variable = variable_at(make, at);
        bool wildcard = wildcards && (c == '*' || c == '?');
        bool substitute =
            variable.form == RF_VARIABLE_KEY || variable.form == RF_VARIABLE_CHARACTER;
        bool cut = count_colon(make, at);
        if (!wildcard && !substitute && !cut) {
            size_t end = skip_plain_variable(make, at);
            at = end == at ? at + 1 : end;
            continue;
        }
        add_text(make, rf_slice(make->text, start, at));
        if (cut) {
            make->cuts[make->colons] = make->n;
            at++;
        } else if (variable.form == RF_VARIABLE_CHARACTER) {
            add_text(make, variable.text);
            at = variable.end;
        } else if (substitute) {
            add_variable(make, &variable);
            at = variable.end;
        } else if (c == '*') {
            at = add_star(make, at);
        } else {
            add_token(make, (rf_token){.kind = RF_TOKEN_QUESTION, .crosses = crosses(make)});
            at++;
        }
        start = at;
    }
    add_text(make, rf_slice(make->text, start, at));
    make->cuts[RF_ARN_SEGMENTS] = make->n;
}

static rf_shape shape_of(const maker *make, rf_str *literal)
{
    const rf_token *tokens = make->tokens;
    size_t n = make->n;
    if (n == 0)
        return RF_SHAPE_LITERAL;
    if (make->kind == RF_PATTERN_ARN)
        return n == 1 && make->colons == 0 && tokens[0].kind == RF_TOKEN_STAR ? RF_SHAPE_ALL
                                                                              : RF_SHAPE_TOKENS;
    if (n == 1 && tokens[0].kind == RF_TOKEN_STAR)
        return RF_SHAPE_ALL;
    if (tokens[0].kind != RF_TOKEN_TEXT)
        return RF_SHAPE_TOKENS;
    *literal = tokens[0].text;
    if (n == 1)
        return RF_SHAPE_LITERAL;
    return n == 2 && tokens[1].kind == RF_TOKEN_STAR ? RF_SHAPE_PREFIX : RF_SHAPE_TOKENS;
}

static const size_t *copy_cuts(const maker *make)
{
    size_t *cuts = RF_NEW_ARRAY(make->arena, size_t, RF_ARN_SEGMENTS + 1);
    memcpy(cuts, make->cuts, sizeof make->cuts);
    return cuts;
}

static uint16_t least_bytes(const maker *make)
{
    size_t least = 0;
    for (size_t i = 0; i < make->n; i++) {
        rf_token_kind kind = make->tokens[i].kind;
        if (kind == RF_TOKEN_TEXT)
            least += make->tokens[i].text.n;
        else
            least += kind == RF_TOKEN_QUESTION;
    }
    return least < UINT16_MAX ? (uint16_t)least : UINT16_MAX;
}

rf_pattern rf_pattern_make(rf_arena *arena, rf_pattern_kind kind, rf_str text, bool variables,
                           rf_span span)
{
    bool action = kind == RF_PATTERN_ACTION;
    maker make = {.arena = arena,
                  .kind = kind,
                  .text = action ? rf_lower(arena, text) : text,
                  .variables = variables && !action,
                  .tokens = RF_NEW_ARRAY(arena, rf_token, most_tokens(text))};
    split_into_tokens(&make);
    rf_pattern pattern = {.tokens = make.tokens, .n = make.n, .text = text, .span = span};
    pattern.shape = shape_of(&make, &pattern.literal);
    for (size_t i = 0; i < pattern.n; i++)
        pattern.variables |= pattern.tokens[i].kind == RF_TOKEN_VARIABLE;
    pattern.least = least_bytes(&make);
    if (kind == RF_PATTERN_ARN && make.colons >= RF_ARN_SEGMENTS - 1)
        pattern.cuts = copy_cuts(&make);
    return pattern;
}

rf_pattern rf_pattern_unknown(rf_span span)
{
    return (rf_pattern){.shape = RF_SHAPE_TOKENS, .unknown = true, .span = span};
}

static size_t next_character(rf_str text, size_t at)
{
    if ((unsigned char)text.at[at] < 0x80)
        return at + 1;
    rf_utf8_next(text, &at);
    return at;
}

/* Where to go on when a wildcard has to take one character more. */
typedef struct retry {
    bool set;
    size_t token, text;
} retry;

/* The next place at or after `at` where the token can start, so that a star need not be tried
 * between; text.n + 1 when there is none. */
static size_t seek(const rf_token *token, rf_str text, size_t at)
{
    if (token->kind != RF_TOKEN_TEXT || token->text.n == 0 || at >= text.n)
        return at;
    const char *found = memchr(text.at + at, token->text.at[0], text.n - at);
    return found != NULL ? (size_t)(found - text.at) : text.n + 1;
}

/* A star that crosses colons takes what lies before the next place worth trying. */
static bool cross_more(retry *star, const rf_token *tokens, size_t n, rf_str text, size_t *token,
                       size_t *at)
{
    if (!star->set || star->text >= text.n)
        return false;
    star->text = next_character(text, star->text);
    if (star->token < n)
        star->text = seek(&tokens[star->token], text, star->text);
    *token = star->token;
    *at = star->text;
    return star->text <= text.n;
}

static bool stay_more(retry *star, rf_str text, size_t *token, size_t *at)
{
    if (!star->set || star->text >= text.n || text.at[star->text] == ':')
        return false;
    star->text = next_character(text, star->text);
    *token = star->token;
    *at = star->text;
    return true;
}

/* Moves over the token at `at`; false when it does not match there. */
static bool take_token(const rf_token *token, rf_str text, size_t *at)
{
    if (token->kind == RF_TOKEN_QUESTION) {
        if (*at >= text.n || (!token->crosses && text.at[*at] == ':'))
            return false;
        *at = next_character(text, *at);
        return true;
    }
    size_t n = token->text.n;
    if (n > text.n - *at || (n != 0 && memcmp(text.at + *at, token->text.at, n) != 0))
        return false;
    *at += n;
    return true;
}

/* What trying a token costs: short texts are compared at once. */
static size_t steps_of(const rf_token *token)
{
    enum { AT_ONCE = 32 };
    return token->kind == RF_TOKEN_TEXT ? 1 + token->text.n / AT_ONCE : 1;
}

/* Counts what was done since the last time; false when the steps have run out. */
static bool count_steps(size_t *left, size_t steps)
{
    *left = *left > steps ? *left - steps : 0;
    return *left != 0;
}

/* Two kinds of stars: one that crosses colons and one that stays in its segment.  When the latter
 * is stuck, the last crossing one before it takes a character more.  No earlier star needs to be
 * tried again: what stands between two crossing stars is best matched as early as possible, and
 * within it a star that stays cannot help behind a colon.  RF_MAYBE when the steps run out. */
static rf_truth search(const rf_token *tokens, size_t n, rf_str text, size_t *left)
{
    size_t token = 0, at = 0;
    retry crossing = {0}, staying = {0};
    for (;;) {
        if (!count_steps(left, token < n ? steps_of(&tokens[token]) : 1))
            return RF_MAYBE;
        if (token < n && tokens[token].kind == RF_TOKEN_STAR) {
            bool across = tokens[token].crosses;
            if (across && token + 1 == n)
                return RF_YES;
            if (across && token + 2 == n && tokens[n - 1].kind == RF_TOKEN_TEXT)
                return rf_truth_of(rf_ends(rf_slice(text, at, text.n), tokens[n - 1].text));
            *(across ? &crossing : &staying) = (retry){true, ++token, at};
            staying.set = !across;
            continue;
        }
        if (token < n && take_token(&tokens[token], text, &at)) {
            token++;
            continue;
        }
        if (token == n && at == text.n)
            return RF_YES;
        if (stay_more(&staying, text, &token, &at)) /* once stuck, it remains so */
            continue;
        if (!cross_more(&crossing, tokens, n, text, &token, &at))
            return RF_NO;
    }
}

/* A text that ends otherwise than the pattern needs no search. */
static rf_truth tokens_match(const rf_token *tokens, size_t n, rf_str text,
                             const rf_request *request)
{
    if (n != 0 && tokens[n - 1].kind == RF_TOKEN_TEXT && !rf_ends(text, tokens[n - 1].text))
        return RF_NO;
    size_t unlimited = SIZE_MAX;
    bool counted = request != NULL && request->steps != NULL;
    return search(tokens, n, text, counted ? request->steps : &unlimited);
}

/* The value a variable takes; false when it has none. */
static bool value_of(const rf_token *token, const rf_request *request, rf_str *value)
{
    const rf_context_key *key = rf_request_key(request, token->key);
    if (key != NULL && key->multivalued)
        return false;
    if (key == NULL || key->n == 0) {
        *value = token->fallback;
        return token->has_fallback;
    }
    *value = key->values[0];
    return true;
}

const rf_token *rf_pattern_unresolved(const rf_pattern *pattern, const rf_request *request)
{
    rf_str value;
    for (size_t i = 0; i < pattern->n; i++)
        if (pattern->tokens[i].kind == RF_TOKEN_VARIABLE &&
            !value_of(&pattern->tokens[i], request, &value))
            return &pattern->tokens[i];
    return NULL;
}

static bool is_unknown(const rf_token *token, const rf_request *request)
{
    const rf_context_key *key = rf_request_key(request, token->key);
    return key != NULL && key->unknown;
}

/* The tokens with literal text for every variable, in `room` or, when there are more, in the arena;
 * NULL when a variable has no value.  One for one, so that cuts stay right.  A variable that is not
 * known becomes a star and *match RF_MAYBE: what the star cannot match, no value can. */
static const rf_token *substitute(rf_arena *arena, const rf_pattern *pattern,
                                  const rf_request *request, rf_token *room, rf_truth *match)
{
    *match = RF_YES;
    if (!pattern->variables)
        return pattern->n != 0 ? pattern->tokens : room;
    if (pattern->n > RF_PATTERN_TOKENS)
        room = RF_NEW_ARRAY(arena, rf_token, pattern->n);
    for (size_t i = 0; i < pattern->n; i++) {
        room[i] = pattern->tokens[i];
        if (room[i].kind != RF_TOKEN_VARIABLE)
            continue;
        if (is_unknown(&room[i], request)) {
            room[i].kind = RF_TOKEN_STAR;
            room[i].crosses = true;
            *match = RF_MAYBE;
            continue;
        }
        room[i].kind = RF_TOKEN_TEXT;
        if (!value_of(&pattern->tokens[i], request, &room[i].text))
            return NULL;
    }
    return room;
}

static rf_truth matches_tokens(rf_arena *arena, const rf_pattern *pattern, rf_str text,
                               const rf_request *request)
{
    if (pattern->least > text.n)
        return RF_NO;
    rf_token room[RF_PATTERN_TOKENS];
    rf_truth match;
    const rf_token *tokens = substitute(arena, pattern, request, room, &match);
    return tokens != NULL ? rf_and(match, tokens_match(tokens, pattern->n, text, request)) : RF_NO;
}

rf_truth rf_pattern_matches(rf_arena *arena, const rf_pattern *pattern, rf_str text,
                            const rf_request *request)
{
    switch (pattern->shape) {
    case RF_SHAPE_ALL:
        return RF_YES;
    case RF_SHAPE_LITERAL:
        return rf_truth_of(rf_eq(pattern->literal, text));
    case RF_SHAPE_PREFIX:
        return rf_truth_of(rf_starts(text, pattern->literal));
    case RF_SHAPE_TOKENS:
        break;
    }
    if (pattern->unknown)
        return RF_MAYBE;
    return matches_tokens(arena, pattern, text, request);
}

rf_truth rf_pattern_equals_nocase(rf_arena *arena, const rf_pattern *pattern, rf_str text,
                                  const rf_request *request)
{
    if (pattern->unknown)
        return RF_MAYBE;
    if (pattern->least > text.n)
        return RF_NO;
    if (!rf_take_steps(request, pattern->n + text.n / 16))
        return RF_MAYBE;
    rf_token room[RF_PATTERN_TOKENS];
    rf_truth match;
    const rf_token *tokens = substitute(arena, pattern, request, room, &match);
    if (tokens == NULL || match == RF_MAYBE)
        return tokens == NULL ? RF_NO : RF_MAYBE;
    size_t at = 0;
    for (size_t i = 0; i < pattern->n; i++) {
        rf_str part = tokens[i].text;
        if (!rf_eq_nocase(rf_slice(text, at, at + part.n), part))
            return RF_NO;
        at += part.n;
    }
    return rf_truth_of(at == text.n);
}

rf_truth rf_pattern_matches_arn(rf_arena *arena, const rf_pattern *pattern, rf_str text,
                                const rf_request *request)
{
    if (pattern->unknown)
        return RF_MAYBE;
    if (pattern->shape == RF_SHAPE_ALL)
        return RF_YES;
    rf_arn arn;
    if (pattern->cuts == NULL || pattern->least > text.n || !rf_arn_split(text, &arn))
        return RF_NO;
    rf_token room[RF_PATTERN_TOKENS];
    rf_truth match;
    const rf_token *tokens = substitute(arena, pattern, request, room, &match);
    if (tokens == NULL)
        return RF_NO;
    for (size_t i = 0; i < RF_ARN_SEGMENTS && match != RF_NO; i++) {
        size_t first = pattern->cuts[i], n = pattern->cuts[i + 1] - first;
        match = rf_and(match, tokens_match(tokens + first, n, arn.segment[i], request));
    }
    return match;
}

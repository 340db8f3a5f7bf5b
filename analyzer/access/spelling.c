#include "access/spelling.h"

const rf_valued *rf_valuation_get(const rf_valuation *valuation, rf_str key)
{
    for (size_t i = 0; i < valuation->n; i++)
        if (rf_eq(valuation->at[i].key, key))
            return &valuation->at[i];
    return NULL;
}

/* True when a `:` stands before the token: in an ARN the colons between segments are no tokens. */
static bool starts_segment(const rf_pattern *pattern, size_t token, size_t segment)
{
    return pattern->cuts != NULL && segment < RF_ARN_SEGMENTS && pattern->cuts[segment] == token;
}

static bool letter_of(const rf_token *token, const rf_valuation *valuation, rf_letter *letter)
{
    rf_class of = token->crosses ? RF_CLASS_ANY : RF_CLASS_NOT_COLON;
    switch (token->kind) {
    case RF_TOKEN_TEXT:
        *letter = (rf_letter){.kind = RF_LETTER_TEXT, .text = token->text};
        return true;
    case RF_TOKEN_STAR:
        *letter = (rf_letter){.kind = RF_LETTER_RUN, .of = of};
        return true;
    case RF_TOKEN_QUESTION:
        *letter = (rf_letter){.kind = RF_LETTER_ONE, .of = of};
        return true;
    case RF_TOKEN_VARIABLE:
        break;
    }
    const rf_valued *variable = rf_valuation_get(valuation, token->key);
    bool absent = variable == NULL || variable->absent;
    *letter =
        (rf_letter){.kind = RF_LETTER_TEXT, .text = absent ? token->fallback : variable->value};
    return !absent || token->has_fallback;
}

bool rf_word_of_pattern(rf_arena *arena, const rf_pattern *pattern, const rf_valuation *valuation,
                        rf_word *word)
{
    static const rf_letter colon = {.kind = RF_LETTER_TEXT, .text = {":", 1}};
    rf_letter *letters = RF_NEW_ARRAY(arena, rf_letter, pattern->n + RF_ARN_SEGMENTS);
    size_t n = 0, segment = 1;
    if (pattern->shape == RF_SHAPE_ALL) { /* of an ARN too, whose other stars stop at a colon */
        letters[0] = (rf_letter){.kind = RF_LETTER_RUN, .of = RF_CLASS_ANY};
        *word = (rf_word){.letters = letters, .n = 1};
        return true;
    }
    for (size_t i = 0; i <= pattern->n; i++) {
        for (; starts_segment(pattern, i, segment); segment++)
            letters[n++] = colon;
        if (i == pattern->n)
            break;
        if (!letter_of(&pattern->tokens[i], valuation, &letters[n]))
            return false;
        bool inner = pattern->cuts != NULL && segment < RF_ARN_SEGMENTS;
        if (inner && letters[n].kind == RF_LETTER_TEXT &&
            rf_find_byte(letters[n].text, ':') != RF_NOT_FOUND)
            return false; /* what stands for a variable: the segment of an ARN holds no colon */
        n++;
    }
    *word = (rf_word){.letters = letters, .n = n};
    return true;
}

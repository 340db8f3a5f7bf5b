/*
 * What the suites of languages share: patterns and constraints in short.
 *
 * Patterns are written with one character for each wildcard:
 *     *  ?   any characters        <  >   no colon
 *     #  $   digits                %  &   a-z, 0-9 and -
 *     ^      at the beginning: case is ignored
 */
#ifndef RF_TESTS_LANGUAGE_SUPPORT_H
#define RF_TESTS_LANGUAGE_SUPPORT_H

#include "support.h"

#include "access/language.h"
#include "base/limits.h"

#include <string.h>

static const char wildcards[] = "*?<>#$%&";

/* Words and constraints */

static inline rf_letter letter_of(const char *at)
{
    static const rf_class classes[] = {RF_CLASS_ANY, RF_CLASS_NOT_COLON, RF_CLASS_DIGIT,
                                       RF_CLASS_NAME};
    const char *wildcard = strchr(wildcards, *at);
    if (wildcard != NULL) {
        size_t i = (size_t)(wildcard - wildcards);
        return (rf_letter){.kind = i % 2 == 0 ? RF_LETTER_RUN : RF_LETTER_ONE,
                           .of = classes[i / 2]};
    }
    return (rf_letter){.kind = RF_LETTER_TEXT, .text = {at, strcspn(at, wildcards)}};
}

static inline rf_word word_of(const char *pattern)
{
    rf_word word = {.nocase = *pattern == '^'};
    pattern += word.nocase;
    rf_letter *letters = RF_NEW_ARRAY(arena, rf_letter, strlen(pattern));
    while (*pattern != '\0') {
        rf_letter letter = letter_of(pattern);
        letters[word.n++] = letter;
        pattern += letter.kind == RF_LETTER_TEXT ? letter.text.n : 1;
    }
    word.letters = letters;
    return word;
}

/* "a*|b" is matched by one of the two, "!a*|b" by neither, "" by nothing. */
static inline rf_constraint constraint_of(const char *text)
{
    rf_constraint constraint = {.negated = *text == '!'};
    text += constraint.negated;
    rf_word *words = RF_NEW_ARRAY(arena, rf_word, strlen(text) + 1);
    constraint.words = words;
    if (*text == '\0')
        return constraint;
    for (rf_str rest = rf_str_c(text); rest.at != NULL;) {
        rf_str part = rf_split(rest, '|', &rest);
        words[constraint.n++] = word_of(rf_cstr(arena, part));
    }
    return constraint;
}

enum { MOST = 8 };

static inline size_t constraints_of(const char *const *texts, rf_constraint *constraints)
{
    size_t n = 0;
    for (; n < MOST && texts[n] != NULL; n++)
        constraints[n] = constraint_of(texts[n]);
    return n;
}

static inline rf_search ask(const char *const *texts, bool fast, rf_str *witness)
{
    rf_constraint constraints[MOST];
    size_t n = constraints_of(texts, constraints);
    rf_budget budget = {RF_LIMIT_SEARCH_STEPS};
    return (fast ? rf_language_search : rf_language_walk)(arena, constraints, n, &budget, witness);
}

struct row {
    const char *constraints[MOST];
    const char *shortest; /* NULL: there is none */
};

static inline void check_rows(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < 2 * n; i++) {
        const struct row *row = &rows[i / 2];
        rf_str witness = {0};
        rf_search found = ask(row->constraints, i % 2 == 0, &witness);
        ck_assert_msg(found == (row->shortest ? RF_SEARCH_FOUND : RF_SEARCH_EMPTY),
                      "row %zu, %s: %d", i / 2, row->constraints[0], found);
        if (row->shortest == NULL)
            continue;
        ck_assert_msg(rf_eq_c(witness, row->shortest), "row %zu, %s: %.*s", i / 2,
                      row->constraints[0], RF_ARG(witness));
    }
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

#endif

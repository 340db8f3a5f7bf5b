/*
 * Languages of texts, held against brute force: every text up to some length over a few letters,
 * matched by the plainest matcher there is.
 */
#include "language_support.h"

/* The plainest matcher. */

static bool in_class(rf_class of, char letter)
{
    bool digit = letter >= '0' && letter <= '9';
    switch (of) {
    case RF_CLASS_NOT_COLON:
        return letter != ':';
    case RF_CLASS_DIGIT:
        return digit;
    case RF_CLASS_NAME:
        return digit || (letter >= 'a' && letter <= 'z') || letter == '-';
    default:
        return true;
    }
}

static char fold(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter + 32) : letter;
}

static bool plainly(const rf_word *word, size_t letter, size_t byte, const char *text, size_t n);

static bool run_matches(const rf_word *word, size_t letter, const char *text, size_t n)
{
    for (size_t taken = 0;; taken++) {
        if (plainly(word, letter + 1, 0, text + taken, n - taken))
            return true;
        if (taken == n || !in_class(word->letters[letter].of, text[taken]))
            return false;
    }
}

static bool plainly(const rf_word *word, size_t letter, size_t byte, const char *text, size_t n)
{
    if (letter == word->n)
        return n == 0;
    const rf_letter *at = &word->letters[letter];
    if (at->kind == RF_LETTER_RUN)
        return run_matches(word, letter, text, n);
    if (at->kind == RF_LETTER_TEXT && byte == at->text.n)
        return plainly(word, letter + 1, 0, text, n);
    if (n == 0)
        return false;
    if (at->kind == RF_LETTER_ONE)
        return in_class(at->of, *text) && plainly(word, letter + 1, 0, text + 1, n - 1);
    char wanted = at->text.at[byte];
    bool same = word->nocase ? fold(wanted) == fold(*text) : wanted == *text;
    return same && plainly(word, letter, byte + 1, text + 1, n - 1);
}

static bool satisfies(const rf_constraint *constraint, const char *text, size_t n)
{
    bool matches = false;
    for (size_t i = 0; i < constraint->n && !matches; i++)
        matches = plainly(&constraint->words[i], 0, 0, text, n);
    return matches != constraint->negated;
}

static bool satisfies_all(const rf_constraint *constraints, size_t count, const char *text,
                          size_t n)
{
    for (size_t i = 0; i < count; i++)
        if (!satisfies(&constraints[i], text, n))
            return false;
    return true;
}

/* Tables: what is found */

START_TEST(nothing_asked_is_the_empty_text)
{
    static const struct row rows[] = {
        {{NULL}, ""}, {{"*"}, ""},       {{"!"}, ""}, /* none of no words */
        {{""}, NULL}, {{"*", ""}, NULL}, {{"!*"}, NULL}, {{"!|?"}, "xx"}, {{"!|?*"}, NULL},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(witnesses_are_short_and_read_well)
{
    static const struct row rows[] = {
        {{"arn:aws:s3:::logs/*"}, "arn:aws:s3:::logs/"},
        {{"arn:aws:s3:::logs/*", "!arn:aws:s3:::logs/"}, "arn:aws:s3:::logs/x"},
        {{"arn:aws:s3:::*", "!arn:aws:s3:::cce-*"}, "arn:aws:s3:::"},
        {{"arn:aws:s3:::?*", "!arn:aws:s3:::cce-*"}, "arn:aws:s3:::x"},
        {{"?*", "!x*"}, "a"},
        {{"?*", "!?"}, "xx"},
        {{"cce-*", "*-logs"}, "cce-logs"},
        {{"$$$:&:>:?"}, "111:a:x:x"},
        {{"$", "!1|2|3"}, "4"},
        {{"$", "!1|2|3|4|5|6|7|8|9"}, "0"},
        {{"$", "!0|1|2|3|4|5|6|7|8|9"}, NULL},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(classes_are_told_apart)
{
    static const struct row rows[] = {
        {{"?", "!>"}, ":"},          {{"*", "!<"}, ":"},      {{">", "!&"}, "X"},
        {{"&", "!$"}, "a"},          {{"<:<", "!*:*"}, NULL}, {{"<a:", "*:a:"}, NULL},
        {{"<", "*a:a*"}, NULL},      {{"#:#", "%:%"}, ":"},   {{"%", "?", "!-|?"}, NULL},
        {{"$", "%", "<", "*"}, "1"}, {{"#", "%a%"}, NULL},    {{"*", "!<|*:*"}, NULL},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(case_is_ignored_where_asked)
{
    static const struct row rows[] = {
        {{"^ec2:CreateVpc"}, "ec2:CreateVpc"},
        {{"^ec2:create*", "^EC2:*Vpc"}, "EC2:createVpc"},
        {{"ec2:create", "EC2:create"}, NULL},
        {{"^ec2:create", "EC2:create"}, "EC2:create"},
        {{"^ab", "!ab|Ab|aB"}, "AB"},
        {{"^ab", "!ab|Ab|aB|AB"}, NULL},
        {{"^a1", "!^A1"}, NULL},
        {{"^?a", "!^xA|aa|AA"}, "bA"},
        {{"^k", "\xE2\x84\xAA"}, NULL}, /* the Kelvin sign folds to k elsewhere */
        {{"^\xC3\xA9", "\xC3\x89"}, NULL},
        {{"^a", "!&"}, "A"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(characters_are_code_points)
{
    static const struct row rows[] = {
        {{"?", "\xC3\xA9"}, "\xC3\xA9"},
        {{"??", "\xC3\xA9"}, NULL},
        {{"?", "\xE2\x82\xAC"}, "\xE2\x82\xAC"},
        {{"?", "\xF0\x9F\x98\x80"}, "\xF0\x9F\x98\x80"},
        {{"*\xA9", "\xC3\xA9"}, NULL}, /* half a character is none */
        {{"\xC3*", "\xC3\xA9"}, NULL},
        {{"??", "\xC3\x28"}, "\xC3\x28"},                   /* no UTF-8: a byte is a character */
        {{"???", "\xED\xA0\x80"}, "\xED\xA0\x80"},          /* a surrogate */
        {{"??", "\xC0\xAF"}, "\xC0\xAF"},                   /* too long for what it is */
        {{"????", "\xF4\x90\x80\x80"}, "\xF4\x90\x80\x80"}, /* behind the last code point */
        {{"\xC3*\xA9", "???"}, "\xC3x\xA9"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(halves_that_would_make_a_character_are_no_answer)
{
    static const struct row rows[] = {
        {{"\xC3*", "*\xA9"}, "\xC3x\xA9"},
        {{"\xC3*", "*\xA9", "??"}, NULL},
        {{"\xE2*\x82*\xAC", "???"}, NULL},
        {{"\xE2\x82*", "*\xAC", "???"}, NULL},
        {{"\xE2*", "*\xA9", "??"}, "\xE2\xA9"},
        {{"\xF0*\x9F*\x98*\x80", "!*x*"},
         "\xF0\x9F\x98"
         "a\x80"},
        {{"\xC3*\xC3*\xA9", "!*x*"},
         "\xC3\xC3"
         "a\xA9"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(text_in_pieces_is_one_text)
{
    const rf_letter pieces[] = {{.kind = RF_LETTER_TEXT, .text = RF_STR("a\xE2")},
                                {.kind = RF_LETTER_TEXT, .text = RF_STR("")},
                                {.kind = RF_LETTER_TEXT, .text = RF_STR("\x82")},
                                {.kind = RF_LETTER_TEXT, .text = RF_STR("\xAC")},
                                {.kind = RF_LETTER_TEXT, .text = RF_STR("b")}};
    const rf_word words[] = {{pieces, 5, false}};
    const rf_constraint constraints[] = {{words, 1, false}, constraint_of("a?b")};
    rf_budget budget = {1000};
    rf_str witness;
    ck_assert_int_eq(rf_language_search(arena, constraints, 2, &budget, &witness), RF_SEARCH_FOUND);
    ck_assert_rf_str(witness, "a\xE2\x82\xAC"
                              "b");
    ck_assert(rf_constraint_holds(&constraints[0], witness));
}
END_TEST

START_TEST(nul_is_a_character)
{
    const rf_letter letters[] = {{.kind = RF_LETTER_TEXT, .text = RF_STR("a\0b")},
                                 {.kind = RF_LETTER_RUN}};
    const rf_word words[] = {{letters, 2, false}};
    const rf_constraint constraints[] = {{words, 1, false}, constraint_of("a?b?")};
    rf_budget budget = {1000};
    rf_str witness;
    ck_assert_int_eq(rf_language_search(arena, constraints, 2, &budget, &witness), RF_SEARCH_FOUND);
    ck_assert(rf_eq(witness, RF_STR("a\0bx")));
    ck_assert(rf_constraint_holds(&constraints[0], RF_STR("a\0b")));
    ck_assert(!rf_constraint_holds(&constraints[0], RF_STR("a")));
}
END_TEST

START_TEST(where_every_readable_character_is_asked_for_another_is_found)
{
    rf_buf all = rf_buf_new(arena);
    rf_buf_add_c(&all, "!");
    for (int c = ' '; c <= '~'; c++)
        if (strchr("*?<>#$%&^|", c) == NULL)
            rf_buf_format(&all, "%c|", c);
    rf_buf_add_c(&all, "\xC3\xA0|\xC3\xA1");
    const char *texts[] = {"?", rf_cstr(arena, rf_buf_str(&all)), NULL};
    rf_str witness;
    ck_assert_int_eq(ask(texts, false, &witness), RF_SEARCH_FOUND);
    ck_assert_rf_str(witness, "\xC3\xA2");
}
END_TEST

/* Brute force */

struct world {
    const char *spelled; /* what random patterns are made of */
    const char *beside;  /* letters of texts besides: the others that can make a difference */
    size_t longest;      /* texts that are tried */
    unsigned cases, seed;
};

static unsigned next_random(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245 + 12345;
    return (*seed >> 12) % below;
}

static const char *random_constraint(const struct world *world, unsigned *seed, bool nocase)
{
    rf_buf buf = rf_buf_new(arena);
    if (next_random(seed, 2) == 0)
        rf_buf_add_c(&buf, "!");
    unsigned words = 1 + next_random(seed, 3);
    for (unsigned i = 0; i < words; i++) {
        rf_buf_add_c(&buf, i == 0 ? "" : "|");
        if (nocase && next_random(seed, 2) == 0)
            rf_buf_add_c(&buf, "^");
        unsigned letters = next_random(seed, 6);
        for (unsigned j = 0; j < letters; j++)
            rf_buf_add_byte(&buf,
                            world->spelled[next_random(seed, (unsigned)strlen(world->spelled))]);
    }
    return rf_cstr(arena, rf_buf_str(&buf));
}

/* The letters of texts: those that patterns spell, and the others. */
static size_t alphabet_of(const struct world *world, char *letters)
{
    size_t n = 0;
    for (const char *at = world->spelled; *at != '\0'; at++)
        if (strchr(world->spelled, *at) == at && strchr(wildcards, *at) == NULL)
            letters[n++] = *at;
    for (const char *at = world->beside; *at != '\0'; at++)
        letters[n++] = *at;
    return n;
}

/* Counts through all texts, the shortest first; false after the last. */
static bool next_text(unsigned *digits, size_t *n, size_t longest, size_t letters)
{
    for (size_t i = 0; i < *n; i++) {
        if (++digits[i] < letters)
            return true;
        digits[i] = 0;
    }
    if (*n == longest)
        return false;
    digits[(*n)++] = 0;
    return true;
}

/* rf_constraint_holds() says the same. */
static void check_holds(const rf_constraint *constraints, size_t count, const char *text, size_t n)
{
    for (size_t i = 0; i < count; i++)
        if (rf_constraint_holds(&constraints[i], (rf_str){text, n}) !=
            satisfies(&constraints[i], text, n))
            ck_abort_msg("%.*s", (int)n, text);
}

/* The length of the shortest text that satisfies all; RF_NOT_FOUND when no text that is tried
 * does. */
static size_t brute_force(const struct world *world, const rf_constraint *constraints, size_t count,
                          bool compare)
{
    char letters[16], text[16];
    unsigned digits[16] = {0};
    size_t alphabet = alphabet_of(world, letters), n = 0;
    do {
        for (size_t i = 0; i < n; i++)
            text[i] = letters[digits[i]];
        if (compare)
            check_holds(constraints, count, text, n);
        if (satisfies_all(constraints, count, text, n))
            return n;
    } while (next_text(digits, &n, world->longest, alphabet));
    return RF_NOT_FOUND;
}

/* A question, and what brute force says. */
struct posed {
    rf_constraint constraints[4];
    size_t n;
    const char *label;
    size_t longest, shortest; /* of the texts that were tried; of the answers among them */
};

enum how { WALK, BACKWARDS, FAST };

static void check_answer(const struct posed *posed, enum how how, rf_search found,
                         const rf_str *witness)
{
    if (found == RF_SEARCH_EMPTY) {
        ck_assert_msg(posed->shortest == RF_NOT_FOUND, "%s: missed a text of %zu (%d)",
                      posed->label, posed->shortest, how);
        return;
    }
    ck_assert_msg(found == RF_SEARCH_FOUND, "%s: exhausted", posed->label);
    size_t n = witness->n;
    ck_assert_msg(satisfies_all(posed->constraints, posed->n, witness->at, n), "%s: %.*s (%d)",
                  posed->label, RF_ARG(*witness), how);
    if (posed->shortest == RF_NOT_FOUND)
        ck_assert_msg(n > posed->longest, "%s: %.*s (%d)", posed->label, RF_ARG(*witness), how);
    else
        ck_assert_msg(how == FAST ? n >= posed->shortest : n == posed->shortest, "%s: %.*s (%d)",
                      posed->label, RF_ARG(*witness), how);
}

/* How many were answered backwards: that is tried when half of the budget was not enough. */
static unsigned check_question(const struct posed *posed)
{
    rf_str witness;
    rf_budget budget = {RF_LIMIT_SEARCH_STEPS};
    rf_search found = rf_language_search(arena, posed->constraints, posed->n, &budget, &witness);
    check_answer(posed, FAST, found, &witness);
    budget.steps = RF_LIMIT_SEARCH_STEPS;
    found = rf_language_walk(arena, posed->constraints, posed->n, &budget, &witness);
    check_answer(posed, WALK, found, &witness);
    uint64_t taken = RF_LIMIT_SEARCH_STEPS - budget.steps;
    if (taken == 0)
        return 0;
    budget.steps = 2 * taken - 2;
    found = rf_language_walk(arena, posed->constraints, posed->n, &budget, &witness);
    if (found == RF_SEARCH_EXHAUSTED)
        return 0;
    check_answer(posed, BACKWARDS, found, &witness);
    return 1;
}

static unsigned check_case(const struct world *world, unsigned number, unsigned *seed)
{
    struct posed posed = {.n = 1 + next_random(seed, 4), .longest = world->longest};
    rf_buf label = rf_buf_new(arena);
    for (size_t i = 0; i < posed.n; i++) {
        const char *text = random_constraint(world, seed, strchr(world->spelled, 'A') != NULL);
        posed.constraints[i] = constraint_of(text);
        rf_buf_format(&label, "%s\"%s\"", i == 0 ? "" : ", ", text);
    }
    posed.label = rf_cstr(arena, rf_buf_str(&label));
    posed.shortest = brute_force(world, posed.constraints, posed.n, number % 16 == 0);
    return check_question(&posed);
}

static void check_world(const struct world *world)
{
    unsigned seed = world->seed, backwards = 0;
    for (unsigned i = 0; i < world->cases; i++) {
        rf_arena_mark mark = rf_arena_mark_get(arena);
        backwards += check_case(world, i, &seed);
        rf_arena_rewind(arena, mark);
    }
    ck_assert_uint_gt(backwards, world->cases / 20);
}

START_TEST(answers_are_those_of_brute_force)
{
    static const struct world worlds[] = {
        {"ab**?", "x", 6, 3000, 1},     {"ab:***??", "x", 5, 3000, 2},
        {"ab:*<><>?", "x", 5, 3000, 3}, {"a1:*<%&#$", "x2X", 4, 2000, 4},
        {"aa**?", "x", 5, 3000, 5},     {"a:*<>?", "x", 5, 2000, 6},
        {"aAb*?", "Bx", 5, 2000, 7},    {"aA1*%&<", "bxX:", 4, 1000, 8},
    };
    check_world(&worlds[_i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("access: languages");
    TCase *tests = test_case(suite, "tables");
    tcase_add_test(tests, nothing_asked_is_the_empty_text);
    tcase_add_test(tests, witnesses_are_short_and_read_well);
    tcase_add_test(tests, classes_are_told_apart);
    tcase_add_test(tests, case_is_ignored_where_asked);
    tcase_add_test(tests, characters_are_code_points);
    tcase_add_test(tests, halves_that_would_make_a_character_are_no_answer);
    tcase_add_test(tests, text_in_pieces_is_one_text);
    tcase_add_test(tests, nul_is_a_character);
    tcase_add_test(tests, where_every_readable_character_is_asked_for_another_is_found);
    tests = test_case(suite, "brute force");
    tcase_add_loop_test(tests, answers_are_those_of_brute_force, 0, 8);
    return run_suite(suite);
}

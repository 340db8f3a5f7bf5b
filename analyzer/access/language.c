#include "access/language.h"
#include "access/automaton.h"

#include "base/vec.h"

/* One side of the question: words that are left of a union. */
struct side {
    rf_spots *words;
    size_t n;
};

struct question {
    rf_arena *arena;
    rf_budget budget; /* of the fast paths */
    struct side *unions;
    size_t n;
    struct side none;
    size_t spots; /* of the longest word */
    rf_glyph *glyphs;
    uint32_t *sets;
    /* A text that was found: */
    uint32_t *path;
    size_t length;
};

enum {
    /* The fast paths compare words with words, and leave more than so many pairs to the walk, whose
     * time grows with the number of words. */
    PAIRS_MAX = 20 * 1000,
    /* The part of the budget that the fast paths may take: one of so many. */
    FAST_SHARE = 4,
    /* Letters laid out for matching, or words told apart by how they begin, in one step. */
    LAID_OUT_PER_STEP = 8,
};

static bool is_universe(const rf_spots *word)
{
    return word->n == 0 && word->at[0].runs == RF_KINDS_ANY;
}

static void add_words(struct question *question, struct side *side, const rf_constraint *constraint)
{
    for (size_t i = 0; i < constraint->n; i++) {
        rf_spots spots = rf_spots_of(question->arena, &constraint->words[i]);
        if (spots.n > question->spots)
            question->spots = spots.n;
        side->words[side->n++] = spots;
    }
}

static bool has_universe(const struct side *side)
{
    for (size_t i = 0; i < side->n; i++)
        if (is_universe(&side->words[i]))
            return true;
    return false;
}

/* Lays out the words.  False when the answer is "empty" already. */
static bool begin(struct question *question, const rf_constraint *constraints, size_t n)
{
    size_t negated = 0;
    for (size_t i = 0; i < n; i++)
        negated += constraints[i].negated ? constraints[i].n : 0;
    question->none.words = RF_NEW_ARRAY(question->arena, rf_spots, negated);
    question->unions = RF_NEW_ARRAY(question->arena, struct side, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (constraints[i].negated) {
            add_words(question, &question->none, &constraints[i]);
            continue;
        }
        struct side *side = &question->unions[question->n];
        *side = (struct side){RF_NEW_ARRAY(question->arena, rf_spots, constraints[i].n), 0};
        add_words(question, side, &constraints[i]);
        if (side->n == 0)
            return false;
        question->n += !has_universe(side);
    }
    if (question->n == 0) {
        static const rf_spot anything = {.letter = RF_CODE_NONE, .runs = RF_KINDS_ANY};
        question->unions[0] = (struct side){RF_NEW(question->arena, rf_spots), 1};
        question->unions[question->n++].words[0] = (rf_spots){.at = &anything};
    }
    return !has_universe(&question->none);
}

static bool any_matches(struct question *question, const struct side *side, size_t glyphs)
{
    for (size_t i = 0; i < side->n; i++)
        if (rf_spots_match(&side->words[i], question->glyphs, glyphs, question->sets,
                           &question->budget))
            return true;
    return false;
}

/* False when bytes that are no UTF-8 make a character where they meet. */
static bool reads_back(const struct question *question)
{
    uint32_t begun = 0;
    for (size_t i = 0; i < question->length; i++)
        if (!rf_code_follows(&begun, question->path[i]))
            return false;
    return true;
}

/* True when the sample is a text that all unions match, and no word that must not.  `own` is the
 * union that it is from. */
static bool try_sample(struct question *question, size_t own, const rf_spots *word,
                       const rf_sample *sample)
{
    size_t n = rf_glyphs_of_spots(word, sample, question->glyphs);
    for (size_t i = 0; i < question->n; i++)
        if (i != own && !any_matches(question, &question->unions[i], n))
            return false;
    if (any_matches(question, &question->none, n) || question->budget.steps == 0)
        return false;
    question->path = RF_NEW_ARRAY(question->arena, uint32_t, n);
    for (size_t i = 0; i < n; i++)
        question->path[i] = question->glyphs[i].exact;
    question->length = n;
    return reads_back(question);
}

static bool clashes_with_all(struct question *question, const struct side *side,
                             const rf_spots *word)
{
    for (size_t i = 0; i < side->n; i++)
        if (!rf_spots_clash(&side->words[i], word))
            return false;
    return rf_budget_take(&question->budget, side->n);
}

/* True when no text of the word can be an answer; worthless when the budget ran out. */
static bool is_out(struct question *question, size_t own, const rf_spots *word)
{
    for (size_t i = 0; i < question->n; i++)
        if (i != own && clashes_with_all(question, &question->unions[i], word))
            return true;
    size_t n = rf_glyphs_of_spots(word, NULL, question->glyphs);
    return any_matches(question, &question->none, n);
}

/* Samples in the order of how they read. */
static const rf_sample samples[] = {
    {.runs = false, .any = 'x', .name = 'a', .digit = '1'},
    {.runs = true, .any = 'x', .name = 'a', .digit = '1'},
};

/* True when an answer was found among the words of a union; those that are out are dropped. */
static bool try_union(struct question *question, size_t own)
{
    struct side *side = &question->unions[own];
    size_t kept = 0;
    for (size_t i = 0; i < side->n; i++) {
        rf_spots word = side->words[i];
        size_t tries = word.single ? 1 : sizeof samples / sizeof *samples;
        for (size_t j = 0; j < tries; j++)
            if (try_sample(question, own, &word, &samples[j]))
                return true;
        bool out = word.single || is_out(question, own, &word);
        if (!out || question->budget.steps == 0)
            side->words[kept++] = word;
    }
    side->n = kept;
    return false;
}

/* The union with the fewest words. */
static size_t smallest(const struct question *question)
{
    size_t least = 0;
    for (size_t i = 1; i < question->n; i++)
        if (question->unions[i].n < question->unions[least].n)
            least = i;
    return least;
}

/* Drops words that must not match and cannot, for what a union begins or ends with. */
static void drop_others(struct question *question)
{
    struct side *none = &question->none;
    size_t kept = 0;
    for (size_t i = 0; i < none->n; i++) {
        bool clashes = false;
        for (size_t j = 0; j < question->n && !clashes; j++)
            clashes = clashes_with_all(question, &question->unions[j], &none->words[i]);
        if (!clashes)
            none->words[kept++] = none->words[i];
    }
    none->n = kept;
}

/* What can be told without the walk; RF_SEARCH_EXHAUSTED when that is nothing. */
static rf_search try_fast_paths(struct question *question)
{
    size_t words = question->none.n, least = smallest(question);
    for (size_t i = 0; i < question->n; i++)
        words += question->unions[i].n;
    if (words * question->unions[least].n > PAIRS_MAX)
        return RF_SEARCH_EXHAUSTED;
    question->glyphs = RF_NEW_ARRAY(question->arena, rf_glyph, 2 * question->spots + 1);
    question->sets = RF_NEW_ARRAY(question->arena, uint32_t, 2 * question->spots + 2);
    if (try_union(question, least))
        return RF_SEARCH_FOUND;
    if (question->unions[least].n == 0)
        return RF_SEARCH_EMPTY;
    drop_others(question);
    return RF_SEARCH_EXHAUSTED;
}

static rf_search walk(struct question *question, rf_budget *budget)
{
    rf_union *unions = RF_NEW_ARRAY(question->arena, rf_union, question->n);
    for (size_t i = 0; i < question->n; i++)
        unions[i] = (rf_union){question->unions[i].words, question->unions[i].n};
    rf_product product = {
        .unions = unions, .n = question->n, .none = {question->none.words, question->none.n}};
    return rf_automaton_search(question->arena, &product, budget, &question->path,
                               &question->length);
}

static bool has_strays(const struct side *side)
{
    for (size_t i = 0; i < side->n; i++)
        for (size_t j = 0; j < side->words[i].n; j++)
            if (side->words[i].at[j].letter >= RF_CODE_STRAY &&
                side->words[i].at[j].letter < RF_CODE_FOLDED)
                return true;
    return false;
}

static void turn_side(struct question *question, struct side *side)
{
    for (size_t i = 0; i < side->n; i++)
        side->words[i] = rf_spots_reversed(question->arena, &side->words[i]);
}

/* Turns the question round: what is hard from the left (`*a???????`) may be easy from the right.
 * False for bytes that are no UTF-8, which the walk must read as they come. */
static bool turn(struct question *question)
{
    for (size_t i = 0; i < question->n; i++)
        if (has_strays(&question->unions[i]))
            return false;
    for (size_t i = 0; i < question->n; i++)
        turn_side(question, &question->unions[i]);
    turn_side(question, &question->none);
    return true;
}

static void turn_path(struct question *question)
{
    for (size_t i = 0, j = question->length; i + 1 < j; i++) {
        uint32_t code = question->path[--j];
        question->path[j] = question->path[i];
        question->path[i] = code;
    }
}

static rf_search walk_both_ways(struct question *question, rf_budget *budget)
{
    rf_arena_mark mark = rf_arena_mark_get(question->arena);
    rf_budget half = {budget->steps - budget->steps / 2};
    budget->steps /= 2;
    rf_search found = walk(question, &half);
    budget->steps += half.steps;
    if (found != RF_SEARCH_EXHAUSTED)
        return found;
    rf_arena_rewind(question->arena, mark);
    if (!turn(question))
        return RF_SEARCH_EXHAUSTED;
    found = walk(question, budget);
    if (found == RF_SEARCH_FOUND)
        turn_path(question);
    return found;
}

static rf_search answer(struct question *question, const rf_constraint *constraints, size_t n,
                        rf_budget *budget, bool fast)
{
    if (!begin(question, constraints, n))
        return RF_SEARCH_EMPTY;
    question->budget.steps = budget->steps / FAST_SHARE;
    uint64_t before = question->budget.steps;
    rf_search found = fast ? try_fast_paths(question) : RF_SEARCH_EXHAUSTED;
    budget->steps -= before - question->budget.steps;
    return found == RF_SEARCH_EXHAUSTED ? walk_both_ways(question, budget) : found;
}

/* The bytes of a code. */
static size_t write_code(uint32_t code, char *bytes)
{
    if (code >= RF_CODE_STRAY) {
        bytes[0] = (char)(unsigned char)(code - RF_CODE_STRAY);
        return 1;
    }
    if (code < 0x80) {
        bytes[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; code >>= 6)
        bytes[i] = (char)(unsigned char)(0x80 | (code & 0x3F));
    bytes[0] = (char)(unsigned char)(leads[n] | code);
    return n;
}

/* Writes the text that was found. */
static rf_str write_path(const struct question *question, char *text)
{
    size_t bytes = 0;
    for (size_t i = 0; i < question->length; i++)
        bytes += write_code(question->path[i], text + bytes);
    return (rf_str){text, bytes};
}

/* Gives the memory of the search back, unless the witness is very long. */
static rf_str take_witness(const struct question *question, rf_arena_mark before)
{
    rf_arena *arena = question->arena;
    char text[512];
    if (question->length > sizeof text / 4)
        return write_path(question, rf_alloc(arena, question->length * 4));
    rf_str witness = write_path(question, text);
    rf_arena_rewind(arena, before);
    return rf_dup(arena, witness);
}

static rf_search search(rf_arena *arena, const rf_constraint *constraints, size_t n,
                        rf_budget *budget, rf_str *witness, bool fast)
{
    rf_arena_mark before = rf_arena_mark_get(arena);
    struct question question = {.arena = arena};
    rf_search found = answer(&question, constraints, n, budget, fast);
    if (found == RF_SEARCH_FOUND && witness != NULL)
        *witness = take_witness(&question, before);
    else
        rf_arena_rewind(arena, before);
    return found;
}

rf_search rf_language_search(rf_arena *arena, const rf_constraint *constraints, size_t n,
                             rf_budget *budget, rf_str *witness)
{
    return search(arena, constraints, n, budget, witness, true);
}

rf_search rf_language_walk(rf_arena *arena, const rf_constraint *constraints, size_t n,
                           rf_budget *budget, rf_str *witness)
{
    return search(arena, constraints, n, budget, witness, false);
}

/* Memory of rf_constraint_holds(): of its own, or what no word or text of a usual size exceeds. */
struct desk {
    rf_arena *arena; /* NULL until something does not fit */
    rf_spot spots[256];
    rf_glyph glyphs[256];
    uint32_t sets[2 * 256];
};

static void *on_desk(struct desk *desk, void *usual, size_t fits, size_t count, size_t size)
{
    if (count <= fits)
        return usual;
    if (desk->arena == NULL) {
        desk->arena = rf_arena_new(0);
        if (desk->arena == NULL)
            rf_arena_exhausted(NULL);
    }
    return rf_alloc_array(desk->arena, count, size);
}

static bool word_matches(struct desk *desk, const rf_word *word, const rf_glyph *glyphs, size_t n,
                         rf_budget *budget)
{
    enum { FITS = sizeof desk->spots / sizeof *desk->spots };
    size_t most = rf_spots_max(word);
    if (!rf_budget_take(budget, most / LAID_OUT_PER_STEP))
        return false;
    rf_spot *memory = on_desk(desk, desk->spots, FITS, most, sizeof *memory);
    uint32_t *sets = on_desk(desk, desk->sets, 2 * FITS, 2 * most, sizeof *sets);
    rf_spots spots = rf_spots_in(memory, word);
    return rf_spots_match(&spots, glyphs, n, sets, budget);
}

bool rf_constraint_holds(const rf_constraint *constraint, rf_str text)
{
    rf_budget unlimited = {UINT64_MAX};
    return rf_constraint_holds_within(constraint, text, &unlimited);
}

bool rf_constraint_holds_within(const rf_constraint *constraint, rf_str text, rf_budget *budget)
{
    struct desk desk;
    if (!rf_budget_take(budget, (constraint->n + text.n) / LAID_OUT_PER_STEP))
        return false;
    desk.arena = NULL;
    rf_glyph *glyphs = on_desk(&desk, desk.glyphs, sizeof desk.glyphs / sizeof *desk.glyphs, text.n,
                               sizeof *glyphs);
    size_t n = rf_glyphs_of_text(text, glyphs);
    bool matches = false;
    for (size_t i = 0; i < constraint->n && !matches; i++) {
        const rf_word *word = &constraint->words[i];
        /* Most words differ in how they begin. */
        bool begins = word->n == 0 || word->letters[0].kind != RF_LETTER_TEXT ||
                      (word->nocase ? rf_starts_nocase(text, word->letters[0].text)
                                    : rf_starts(text, word->letters[0].text));
        matches = begins && word_matches(&desk, word, glyphs, n, budget);
    }
    rf_arena_free(desk.arena);
    return matches != constraint->negated;
}

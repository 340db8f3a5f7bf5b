#include "json/reader.h"

#include <string.h>

enum {
    FIRST_CHUNK = 16, /* most documents are small: a policy inside a plan, thousands of them */
    CHUNK = 1024,
    WALK_UP_TO = 16, /* members; more are compared by hash, so that hostile objects are linear */
    RELATED_BRACKETS = 4 /* open brackets that the message about the end of the text names */
};

/* --- Piles --- */

static void *pile_entry(const rf_json_pile *pile, size_t i)
{
    if (i < FIRST_CHUNK)
        return pile->chunks.at[0] + i * pile->size;
    i -= FIRST_CHUNK;
    return pile->chunks.at[1 + i / CHUNK] + i % CHUNK * pile->size;
}

/* A place for one more entry; the caller fills it. */
static void *pile_push(rf_arena *arena, rf_json_pile *pile)
{
    size_t chunks = pile->chunks.n;
    size_t capacity = chunks == 0 ? 0 : FIRST_CHUNK + (chunks - 1) * CHUNK;
    if (pile->n == capacity) {
        char *chunk = rf_alloc_array(arena, chunks == 0 ? FIRST_CHUNK : CHUNK, pile->size);
        RF_PUSH(arena, &pile->chunks, chunk);
    }
    return pile_entry(pile, pile->n++);
}

/* Takes the entries from `first` on off the pile, into an array of their own. */
static void *pile_take(rf_arena *arena, rf_json_pile *pile, size_t first)
{
    size_t n = pile->n - first;
    if (n == 0)
        return NULL;
    char *array = rf_alloc_array(arena, n, pile->size);
    for (size_t i = first; i < pile->n;) {
        size_t chunk_end =
            i < FIRST_CHUNK ? FIRST_CHUNK : FIRST_CHUNK + ((i - FIRST_CHUNK) / CHUNK + 1) * CHUNK;
        size_t end = chunk_end < pile->n ? chunk_end : pile->n;
        memcpy(array + (i - first) * pile->size, pile_entry(pile, i), (end - i) * pile->size);
        i = end;
    }
    pile->n = first;
    return array;
}

/* --- Frames --- */

static rf_json_frame *top(rf_json_reader *r)
{
    return &r->frames[r->depth - 1];
}

static bool in_object(rf_json_reader *r)
{
    return r->depth != 0 && top(r)->object;
}

static char closer_of(const rf_json_frame *frame)
{
    return frame->object ? '}' : ']';
}

static rf_span bracket_span(const rf_json_reader *r, const rf_json_frame *frame)
{
    return rf_json_span(r, frame->open, frame->open + 1);
}

static const char *opened(const rf_json_frame *frame)
{
    return frame->object ? "the object starts here" : "the list starts here";
}

static rf_json_state wanted(rf_json_reader *r)
{
    return in_object(r) ? RF_JSON_WANT_KEY : RF_JSON_WANT_VALUE;
}

static rf_member *last_member(rf_json_reader *r)
{
    return pile_entry(&r->members, r->members.n - 1);
}

/* Hands a value to what it belongs to. */
static void deliver(rf_json_reader *r, rf_value value)
{
    if (++r->values > RF_LIMIT_JSON_VALUES && !r->stopped) {
        rf_json_error(r, r->at, r->at, "split it; nothing behind this place was read",
                      "more than %d values", RF_LIMIT_JSON_VALUES);
        r->stopped = true;
    }
    r->last_end = r->at;
    r->state = RF_JSON_AFTER_VALUE;
    if (r->depth == 0)
        r->root = value;
    else if (top(r)->object)
        last_member(r)->value = value;
    else
        *(rf_value *)pile_push(r->arena, &r->items) = value;
}

static void open_frame(rf_json_reader *r, bool object)
{
    if (r->depth == RF_LIMIT_JSON_DEPTH) {
        rf_json_error(r, r->at, r->at + 1, "nothing behind this place was read",
                      "more than %d levels of lists and objects", RF_LIMIT_JSON_DEPTH);
        r->stopped = true;
        return;
    }
    size_t first = object ? r->members.n : r->items.n;
    r->frames[r->depth++] = (rf_json_frame){(uint32_t)r->at, (uint32_t)first, object};
    r->at++;
    r->state = wanted(r);
}

/* --- Duplicate keys --- */

static void report_duplicate(rf_json_reader *r, const rf_member *first, const rf_member *again)
{
    if (again->name_span.start == again->name_span.end) /* stands for a key that is missing */
        return;
    rf_str shown = rf_json_shown(r, again->name);
    rf_diag *diag = rf_json_note(r, RF_JSON_DUPLICATE, RF_ERROR, again->name_span,
                                 "most programs keep only the last one, without a word: keep one, "
                                 "or join their values",
                                 "duplicate key \"%.*s\"", RF_ARG(shown));
    rf_json_relate(r, diag, first->name_span, "it stands here first");
}

static void walk_names(rf_json_reader *r, const rf_member *members, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            if (members[i].name.n == members[j].name.n && rf_eq(members[i].name, members[j].name)) {
                report_duplicate(r, &members[j], &members[i]);
                break;
            }
        }
    }
}

/* The index of rf_value (name -> last member of that name), made while the names are compared. */
static const rf_map *index_names(rf_json_reader *r, const rf_member *members, size_t n)
{
    rf_map *index = RF_NEW(r->arena, rf_map);
    bool duplicates = false;
    for (size_t i = 0; i < n; i++) {
        rf_member *first = rf_map_put(r->arena, index, members[i].name, (void *)&members[i]);
        if (first != NULL) {
            report_duplicate(r, first, &members[i]);
            rf_map_put(r->arena, index, members[i].name, first);
            duplicates = true;
        }
    }
    for (size_t i = 0; duplicates && i < n; i++)
        rf_map_put(r->arena, index, members[i].name, (void *)&members[i]);
    return index;
}

/* Ends the innermost list or object at `end`. */
static void close_frame(rf_json_reader *r, size_t end)
{
    rf_json_frame frame = r->frames[--r->depth];
    rf_json_pile *pile = frame.object ? &r->members : &r->items;
    size_t n = pile->n - frame.first;
    void *entries = pile_take(r->arena, pile, frame.first);
    rf_value value = rf_value_list(entries, n, rf_json_span(r, frame.open, end));
    if (frame.object) {
        value.kind = RF_OBJECT;
        value.as.object.at = entries;
        value.as.object.n = n;
        value.as.object.index = NULL;
        if (n > WALK_UP_TO)
            value.as.object.index = index_names(r, entries, n);
        else
            walk_names(r, entries, n);
    }
    deliver(r, value);
}

/* --- What is missing or too much --- */

/* True when the closing bracket c at r->at, which does not fit the innermost frame, was meant for
 * one further out; not when it would end the document in the middle of the text. */
static bool fits_further_out(rf_json_reader *r, char c)
{
    for (size_t i = r->depth - 1; i-- > 0;) {
        if (closer_of(&r->frames[i]) != c)
            continue;
        size_t after = r->at + 1;
        while (after < r->end && rf_json_is_blank(r->text[after]))
            after++;
        return i != 0 || after == r->end;
    }
    return false;
}

/* A closing bracket at r->at.  One that belongs further out closes the frames in between, one that
 * belongs nowhere was mistyped. */
static void close_bracket(rf_json_reader *r, char c)
{
    rf_json_frame *frame = top(r);
    char expected = closer_of(frame);
    if (c == expected) {
        r->at++;
        close_frame(r, r->at);
        return;
    }
    bool further_out = fits_further_out(r, c);
    rf_diag *diag;
    if (further_out) {
        diag = rf_json_error(r, r->at, r->at + 1, NULL, "%c is missing before %c", expected, c);
        rf_json_help(r, diag, "write %c in front of it", expected);
    } else {
        diag = rf_json_error(r, r->at, r->at + 1, NULL, "%c in place of %c", c, expected);
        rf_json_help(r, diag, "write %c", expected);
    }
    rf_json_relate(r, diag, bracket_span(r, frame), opened(frame));
    r->at += !further_out;
    close_frame(r, r->at);
}

/* The text ends inside lists or objects. */
static void report_end(rf_json_reader *r)
{
    r->state = RF_JSON_DONE;
    bool cut = r->cut_off != RF_NOT_FOUND; /* the missing quotation mark explains the rest */
    for (size_t at = r->cut_off; cut && at < r->end; at++)
        cut = rf_json_is_blank(r->text[at]);
    if (cut)
        return;
    const rf_json_frame *frame = top(r);
    rf_diag *diag = rf_json_error(r, r->end, r->end, NULL, "the text ends inside %s",
                                  frame->object ? "an object" : "a list");
    char closers[RF_LIMIT_JSON_DEPTH];
    for (size_t i = 0; i < r->depth; i++)
        closers[i] = closer_of(&r->frames[r->depth - 1 - i]);
    rf_str shown = rf_json_shown(r, (rf_str){closers, r->depth});
    rf_json_help(r, diag, "close what is open: %.*s", RF_ARG(shown));
    for (size_t i = 0; i < RELATED_BRACKETS && i < r->depth; i++) {
        frame = &r->frames[r->depth - 1 - i];
        rf_json_relate(r, diag, bracket_span(r, frame), opened(frame));
    }
}

/* Skips a run of commas, the first one at r->at.  `due`: one of them is in its place. */
static void skip_commas(rf_json_reader *r, bool due)
{
    size_t first = r->at, last = first, extra = 0, count = 0;
    int c;
    do {
        if (count == (due ? 1u : 0u))
            extra = r->at;
        count++;
        last = r->at++;
        c = rf_json_next(r);
    } while (c == ',');
    if (c == RF_JSON_END)
        return;
    if (due && (c == '}' || c == ']'))
        rf_json_error(r, first, last + 1, "remove it", "trailing comma before %c", c);
    else if (!due || count > 1)
        rf_json_error(r, extra, last + 1, "remove it", "extra comma%s",
                      count > (due ? 2u : 1u) ? "s" : "");
}

static void report_no_value(rf_json_reader *r)
{
    rf_member *member = last_member(r);
    rf_str shown = rf_json_shown(r, member->name);
    rf_diag *diag = rf_json_error(r, member->name_span.start, member->name_span.end, NULL,
                                  "key \"%.*s\" has no value", RF_ARG(shown));
    rf_json_help(r, diag, "write \"%.*s\": and its value", RF_ARG(shown));
    r->last_end = r->at;
    r->state = RF_JSON_AFTER_VALUE;
}

/* --- The states --- */

/* Not a value: what stands where one is due. */
static void no_value(rf_json_reader *r, int c)
{
    if (r->depth == 0) {
        if (r->errors == 0)
            rf_json_error(r, 0, r->end, "a JSON document is one value, usually an {object}",
                          r->end == 0 ? "the text is empty" : "the text holds nothing but blanks");
        r->state = RF_JSON_DONE;
    } else if (c == RF_JSON_END) {
        report_end(r);
    } else if (in_object(r)) {
        report_no_value(r);
    } else if (c == ',') {
        skip_commas(r, false);
    } else {
        close_bracket(r, (char)c);
    }
}

static void skip_unexpected(rf_json_reader *r, const char *help)
{
    size_t start = r->at;
    while (r->at < r->end && r->text[r->at] == r->text[start])
        r->at++;
    rf_json_error(r, start, r->at, help, "unexpected %c", r->text[start]);
}

static void want_value(rf_json_reader *r)
{
    int c = rf_json_next(r);
    bool structure = c == ',' || c == '}' || c == ']';
    if (c == '{' || c == '[') {
        open_frame(r, c == '{');
    } else if (r->depth == 0 && structure) {
        skip_unexpected(r, "a JSON document starts with { or [");
    } else if (c == RF_JSON_END || structure) {
        no_value(r, c);
    } else if (rf_json_quote_size(r, r->at) != 0) {
        rf_json_string string = rf_json_read_string(r);
        rf_value value = rf_value_string(string.text, rf_json_span(r, string.start, string.end));
        value.as.string.origin = string.origin;
        deliver(r, value);
    } else {
        rf_value value;
        if (rf_json_read_word(r, &value))
            deliver(r, value);
    }
}

static void push_member(rf_json_reader *r, rf_json_string key)
{
    rf_span span = rf_json_span(r, key.start, key.end);
    *(rf_member *)pile_push(r->arena, &r->members) =
        (rf_member){.name = key.text, .name_span = span, .value = {.kind = RF_NULL, .span = span}};
    r->last_end = r->at;
}

/* Behind a key: the colon, or what stands in its place. */
static void read_colon(rf_json_reader *r)
{
    int c = rf_json_next(r);
    r->state = RF_JSON_WANT_VALUE;
    if (c == ':') {
        r->at++;
    } else if (c == '=') {
        size_t n = r->at + 1 < r->end && r->text[r->at + 1] == '>' ? 2 : 1;
        rf_json_error(r, r->at, r->at + n, "write a colon", "%.*s in place of a colon", (int)n,
                      r->text + r->at);
        r->at += n;
    } else if (c != RF_JSON_END && c != ',' && c != '}' && c != ']') {
        rf_json_error(r, r->last_end, r->last_end, "write a colon between the key and its value",
                      "missing colon behind the key");
    }
}

/* A value without a key: it is read as that of a member without a name. */
static void report_no_key(rf_json_reader *r, size_t n)
{
    rf_json_error(r, r->at, r->at + n, "a member of an object is \"key\": value",
                  "a key in quotes is missing");
    push_member(r, (rf_json_string){.text = RF_STR(""), .start = r->at, .end = r->at});
    r->state = RF_JSON_WANT_VALUE;
}

static void want_key(rf_json_reader *r)
{
    rf_json_string key;
    int c = rf_json_next(r);
    if (c == RF_JSON_END) {
        report_end(r);
    } else if (c == '}' || c == ']') {
        close_bracket(r, (char)c);
    } else if (c == ',') {
        skip_commas(r, false);
    } else if (c == '{' || c == '[') {
        report_no_key(r, 1);
    } else if (c == ':') {
        report_no_key(r, 1);
        r->at++;
    } else if (rf_json_quote_size(r, r->at) != 0) {
        key = rf_json_read_string(r);
        push_member(r, key);
        read_colon(r);
    } else if (rf_json_read_bare_key(r, &key)) {
        push_member(r, key);
        read_colon(r);
    } else {
        skip_unexpected(r, "a member of an object is \"key\": value");
    }
}

/* Behind the document there must be nothing. */
static void after_document(rf_json_reader *r, int c)
{
    if (c == '}' || c == ']') {
        skip_unexpected(r, "it closes nothing: remove it");
        return;
    }
    r->state = RF_JSON_DONE;
    if (c == RF_JSON_END)
        return;
    rf_str rest = rf_slice((rf_str){r->text, r->end}, r->at, r->end);
    size_t line = rf_find_byte(rest, '\n');
    size_t end = r->at + rf_trim(rf_slice(rest, 0, line == RF_NOT_FOUND ? rest.n : line)).n;
    rf_diag *diag;
    if (r->root.kind == RF_STRING && (c == ':' || c == '='))
        diag = rf_json_error(r, r->root.span.start, r->at + 1, "put { and } around the members",
                             "a member outside an object");
    else if (c == ',')
        diag = rf_json_error(r, r->at, r->at + 1,
                             "a file holds one document: put [ and ] around the values",
                             "a comma behind the document");
    else
        diag =
            rf_json_error(r, r->at, end, "a file holds one document: remove the rest",
                          c == '{' || c == '[' ? "a second document" : "text behind the document");
    rf_json_relate(r, diag, rf_json_span(r, r->last_end - 1, r->last_end),
                   "the document ends here");
}

static void after_value(rf_json_reader *r)
{
    int c = rf_json_next(r);
    if (r->depth == 0) {
        after_document(r, c);
    } else if (c == ',') {
        skip_commas(r, true);
        r->state = wanted(r);
    } else if (c == '}' || c == ']') {
        close_bracket(r, (char)c);
    } else if (c == RF_JSON_END) {
        report_end(r);
    } else if (c == ';') {
        rf_json_error(r, r->at, r->at + 1, "write a comma", "; in place of a comma");
        r->at++;
        r->state = wanted(r);
    } else if ((c == ':' || c == '=') && !in_object(r)) {
        rf_diag *diag = rf_json_error(r, r->at, r->at + 1, "members belong into an {object}",
                                      "a key inside a list");
        rf_json_relate(r, diag, bracket_span(r, top(r)), opened(top(r)));
        r->at++;
        r->state = RF_JSON_WANT_VALUE;
    } else if (c == ':' || c == ')' || c == '(') {
        skip_unexpected(r, "remove it");
    } else {
        rf_json_error(r, r->last_end, r->last_end, "write a comma between the two",
                      "missing comma between two %s", in_object(r) ? "members" : "items");
        r->state = wanted(r);
    }
}

/* --- The whole --- */

/* The messages that this call added, in order of place: those about keys come up at the end of
 * their object. */
static void sort_diags(rf_diags *diags, size_t from)
{
    for (size_t i = from + 1; i < diags->list.n; i++) {
        rf_diag diag = diags->list.at[i];
        size_t j = i;
        for (; j > from && diags->list.at[j - 1].span.start > diag.span.start; j--)
            diags->list.at[j] = diags->list.at[j - 1];
        diags->list.at[j] = diag;
    }
}

static void read_text(rf_json_reader *r)
{
    static void (*const states[])(rf_json_reader *) = {
        [RF_JSON_WANT_VALUE] = want_value,
        [RF_JSON_WANT_KEY] = want_key,
        [RF_JSON_AFTER_VALUE] = after_value,
    };
    if (r->end > RF_LIMIT_FILE_BYTES) {
        rf_json_error(r, 0, 0, "split it", "the text is larger than %d MiB",
                      RF_LIMIT_FILE_BYTES / (1024 * 1024));
        return;
    }
    if (!rf_json_check_encoding(r))
        return;
    while (r->state != RF_JSON_DONE && !r->stopped)
        states[r->state](r);
    while (r->depth != 0)
        close_frame(r, r->at);
}

bool rf_json_read(rf_arena *arena, const rf_source *source, rf_diags *diags, rf_value *value)
{
    rf_json_reader r = {
        .arena = arena,
        .source = source,
        .diags = diags,
        .text = source->text.at,
        .end = source->text.n,
        .cut_off = RF_NOT_FOUND,
        .root = {.kind = RF_NULL, .span = rf_source_span(source)},
        .scratch = rf_buf_new(arena),
        .items = {.size = sizeof(rf_value)},
        .members = {.size = sizeof(rf_member)},
    };
    size_t before = diags->list.n;
    read_text(&r);
    sort_diags(diags, before);
    *value = r.root;
    return r.errors == 0;
}

#include "reference/shape_match.h"

#include <string.h>

enum {
    SEGMENTS = 6,
    LAST = SEGMENTS - 1,
    MOST_ITEMS = 512, /* of a format; the longest of AWS has some 220 characters */
};

/* Ascending: each set holds those before it. */
typedef enum char_set {
    SET_BYTE,    /* one byte */
    SET_NAME,    /* neither ':' nor '/' */
    SET_SEGMENT, /* not ':' */
    SET_ANY,
} char_set;

typedef struct item {
    uint8_t set;  /* char_set */
    uint8_t full; /* of a format: the set when nothing is left out, see `reading` */
    char byte;    /* of SET_BYTE */
    bool many;    /* any number of characters, also none; else exactly one */
    bool open;    /* of a pattern: the value of a variable, some text of the set, not all of them */
} item;

static bool has_byte(char_set set, char byte)
{
    return set == SET_ANY || (byte != ':' && (set == SET_SEGMENT || byte != '/'));
}

/* A character of both. */
static bool share(item pattern, item format)
{
    if (pattern.set == SET_BYTE && format.set == SET_BYTE)
        return pattern.byte == format.byte;
    if (pattern.set == SET_BYTE)
        return has_byte(format.set, pattern.byte);
    return format.set != SET_BYTE || has_byte(pattern.set, format.byte);
}

/* Every character of the format's item is one of the pattern's. */
static bool contains(item pattern, item format)
{
    return format.set == SET_BYTE ? share(pattern, format) : format.full <= pattern.set;
}

static size_t skip_blanks(rf_str text, size_t at)
{
    while (at < text.n && (text.at[at] == ' ' || text.at[at] == '\t'))
        at++;
    return at;
}

/* The end of a default, from behind its comma: it ends at the first quote that a brace follows, and
 * may hold both. */
static size_t fallback_end(rf_str text, size_t at)
{
    at = skip_blanks(text, at);
    if (at >= text.n || text.at[at] != '\'')
        return text.n + 1;
    for (at++; at < text.n; at++) {
        if (text.at[at] != '\'')
            continue;
        size_t close = skip_blanks(text, at + 1);
        if (close < text.n && text.at[close] == '}')
            return close + 1;
    }
    return text.n + 1;
}

/* Where a variable ends, by the same rules as iam/variables.h.  *unclosed remembers that no default
 * ends any more, so that a text of nothing but beginnings is not searched again and again. */
static size_t variable_end(rf_str text, size_t at, bool *unclosed)
{
    if (at + 1 >= text.n || text.at[at] != '$' || text.at[at + 1] != '{')
        return at;
    size_t stop = at + 2;
    while (stop < text.n && text.at[stop] != '}' && text.at[stop] != ',' && text.at[stop] != '{')
        stop++;
    if (stop == text.n || text.at[stop] == '{')
        return at;
    if (text.at[stop] == '}')
        return stop + 1;
    size_t end = *unclosed ? text.n + 1 : fallback_end(text, stop + 1);
    if (end <= text.n)
        return end;
    *unclosed = *unclosed || text.at[skip_blanks(text, stop + 1)] == '\'';
    return at;
}

/* The next colon at or after `at` that separates segments; text.n when there is none. */
static size_t next_colon(rf_str text, size_t at, bool *unclosed)
{
    while (at < text.n && text.at[at] != ':') {
        size_t end = variable_end(text, at, unclosed);
        at = end == at ? at + 1 : end;
    }
    return at;
}

bool rf_arn_segment(rf_str text, size_t index, rf_str *segment)
{
    bool unclosed = false;
    size_t start = 0;
    for (size_t i = 0; i < index; i++) {
        size_t colon = next_colon(text, start, &unclosed);
        if (colon == text.n)
            return false;
        start = colon + 1;
    }
    *segment = rf_slice(text, start, index == LAST ? text.n : next_colon(text, start, &unclosed));
    return true;
}

bool rf_arn_is_pattern(rf_str text)
{
    bool unclosed = false;
    for (size_t i = 0; i < text.n; i++)
        if (text.at[i] == '*' || text.at[i] == '?' || variable_end(text, i, &unclosed) != i)
            return true;
    return false;
}

/* --- the format --- */

typedef struct format_items {
    item at[MOST_ITEMS];
    size_t n;
} format_items;

static void add_byte(format_items *items, char byte)
{
    items->at[items->n++] = (item){.set = SET_BYTE, .byte = byte};
}

static void add_run(format_items *items, char_set set, char_set full, bool empty)
{
    item any = {.set = (uint8_t)set, .full = (uint8_t)full};
    if (!empty)
        items->at[items->n++] = any;
    any.many = true;
    items->at[items->n++] = any;
}

/* Names under which the reference has what people write as they like, or ARNs. */
static bool is_free_text(rf_str name)
{
    static const char *const words[] = {"Path", "Object", "Topic", "Uri", "Arn", "ARN"};
    if (rf_ends(name, RF_STR("Id")) || rf_ends(name, RF_STR("WithPath")))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (rf_find(name, rf_str_c(words[i])) != RF_NOT_FOUND)
            return true;
    return false;
}

/* The name of a bucket has letters, digits, dots and hyphens ("General purpose bucket naming
 * rules", Amazon S3 User Guide): this is what keeps a bucket from being one of its objects. */
static char_set set_of_variable(rf_str name, bool head)
{
    if (head)
        return SET_SEGMENT;
    return rf_eq(name, RF_STR("BucketName")) ? SET_NAME : SET_ANY;
}

/* How to read both sides.  A star at the end of a segment of the pattern reaches beyond its colon;
 * where it may, ids of the format hold no colon, lest "arn:aws:ec2:*:*:subnet/s" meet a VPC with
 * the id "x:subnet/s".  Where each segment stays with its like, they may ("function:name:alias").
 */
typedef enum reading { READ_CROSSING, READ_ALIGNED } reading;

/* False: it is longer than any format. */
static bool read_format(rf_str format, bool empty_variables, reading how, format_items *items)
{
    size_t colons = 0, variables = 0; /* of the resource part */
    bool unclosed = false;
    items->n = 0;
    if (format.n >= MOST_ITEMS)
        return false;
    for (size_t at = 0; at < format.n;) {
        bool head = colons < LAST;
        size_t end = variable_end(format, at, &unclosed);
        if (end != at) {
            rf_str name = rf_slice(format, at + 2, end - 1);
            char_set full = set_of_variable(name, head);
            bool id = how == READ_CROSSING && full == SET_ANY && !is_free_text(name);
            bool empty = empty_variables && !head && variables > 0;
            add_run(items, id ? SET_SEGMENT : full, full, empty);
            variables += !head;
            at = end;
            continue;
        }
        char c = format.at[at++];
        colons += c == ':';
        if (c == '*')
            add_run(items, head ? SET_SEGMENT : SET_ANY, head ? SET_SEGMENT : SET_ANY, true);
        else
            add_byte(items, c);
    }
    return true;
}

/* --- the pattern --- */

typedef struct pattern_reader {
    rf_str text;
    size_t at;
    size_t colons;
    bool whole; /* it has all six segments */
    bool plain; /* the ARN of a request: nothing is special */
    reading how;
    bool unclosed;
    rf_arn_leeway leeway;
    /* What a run of wildcards still has to give: first its question marks, then its star. */
    size_t questions;
    bool star;
    char_set star_set;
} pattern_reader;

static pattern_reader reader_new(rf_str text, rf_arn_leeway leeway)
{
    rf_str last;
    bool whole = rf_arn_segment(text, LAST, &last);
    return (pattern_reader){.text = text, .whole = whole, .leeway = leeway};
}

/* `*?` and `?*` are the same.  A star that is the last character of its segment reaches beyond the
 * colon (iam/pattern.h). */
static void read_wildcards(pattern_reader *reader)
{
    rf_str text = reader->text;
    bool head = reader->colons < LAST;
    bool ends_in_star = false;
    for (; reader->at < text.n; reader->at++) {
        char c = text.at[reader->at];
        if (c != '*' && c != '?')
            break;
        ends_in_star = c == '*';
        reader->star = reader->star || ends_in_star;
        reader->questions += c == '?';
    }
    bool ends_segment = reader->at == text.n || text.at[reader->at] == ':';
    bool reaches = ends_in_star && ends_segment && reader->how == READ_CROSSING;
    reader->star_set = !head || reaches ? SET_ANY : SET_SEGMENT;
}

/* What a variable may stand for: any text; of its segment, where the pattern has all six of them.
 * In the first segment it may hold several, since that one is "arn". */
static item variable_item(const pattern_reader *reader)
{
    bool inside = reader->whole && reader->colons > 0 && reader->colons < LAST;
    return (item){.set = inside ? SET_SEGMENT : SET_ANY, .many = true, .open = true};
}

/* Behind a colon: a field that may hold anything is passed over. */
static void enter_segment(pattern_reader *reader)
{
    bool skip = (reader->colons == 3 && reader->leeway.any_region) ||
                (reader->colons == 4 && reader->leeway.any_account);
    if (!skip || !reader->whole)
        return;
    reader->at = next_colon(reader->text, reader->at, &reader->unclosed);
    reader->star = true;
    reader->star_set = SET_SEGMENT;
}

static bool next_item(pattern_reader *reader, item *next)
{
    char_set one = reader->colons < LAST ? SET_SEGMENT : SET_ANY;
    if (reader->questions != 0) {
        reader->questions--;
        *next = (item){.set = (uint8_t)one};
        return true;
    }
    if (reader->star) {
        reader->star = false;
        *next = (item){.set = (uint8_t)reader->star_set, .many = true};
        return true;
    }
    if (reader->at == reader->text.n)
        return false;
    char c = reader->text.at[reader->at];
    if (!reader->plain && (c == '*' || c == '?')) {
        read_wildcards(reader);
        return next_item(reader, next);
    }
    size_t end =
        reader->plain ? reader->at : variable_end(reader->text, reader->at, &reader->unclosed);
    if (end != reader->at) {
        *next = variable_item(reader);
        reader->at = end;
        return true;
    }
    reader->at++;
    *next = (item){.set = SET_BYTE, .byte = c};
    if (c == ':') {
        reader->colons++;
        enter_segment(reader);
    }
    return true;
}

/* --- both --- */

/* How far the format can go with what was read of the pattern.  Of `meet` those columns [low, high]
 * may be set, of `cover` any. */
typedef struct grid {
    const format_items *format;
    bool meet[MOST_ITEMS + 1];  /* some text of both halves */
    bool cover[MOST_ITEMS + 1]; /* the pattern's half has every text of the format's */
    size_t low, high;
    bool covering; /* cover has a column that is set */
} grid;

/* An item of any number may be none. */
static void skip_empty(grid *table)
{
    for (size_t i = table->low; i <= table->high && i < table->format->n; i++) {
        if (!table->meet[i] || !table->format->at[i].many)
            continue;
        table->meet[i + 1] = true;
        if (i == table->high)
            table->high = i + 1;
    }
}

static void meet_one(grid *table, item one)
{
    const item *format = table->format->at;
    size_t n = table->format->n;
    size_t high = table->high < n ? table->high + 1 : n, low = n + 1, top = 0;
    for (size_t i = high + 1; i-- > table->low;) {
        bool from_before = i > table->low && table->meet[i - 1] && !format[i - 1].many &&
                           share(one, format[i - 1]);
        bool stays = i < n && table->meet[i] && format[i].many && share(one, format[i]);
        table->meet[i] = from_before || stays;
        if (table->meet[i]) {
            low = i;
            top = top > i ? top : i;
        }
    }
    table->low = low;
    table->high = top;
}

static void meet_many(grid *table, item many)
{
    const item *format = table->format->at;
    for (size_t i = table->low; i <= table->high && i < table->format->n; i++) {
        if (!table->meet[i] || !(format[i].many || share(many, format[i])))
            continue;
        table->meet[i + 1] = true;
        if (i == table->high)
            table->high = i + 1;
    }
}

static void cover_one(grid *table, item one)
{
    const item *format = table->format->at;
    table->covering = false;
    for (size_t i = table->format->n + 1; i-- > 0;) {
        table->cover[i] =
            i > 0 && table->cover[i - 1] && !format[i - 1].many && contains(one, format[i - 1]);
        table->covering = table->covering || table->cover[i];
    }
}

static void cover_many(grid *table, item many)
{
    for (size_t i = 0; i < table->format->n; i++)
        if (table->cover[i] && contains(many, table->format->at[i]))
            table->cover[i + 1] = true;
}

static void step(grid *table, item next)
{
    if (next.many)
        meet_many(table, next);
    else
        meet_one(table, next);
    skip_empty(table);
    if (!table->covering)
        return;
    if (next.open)
        table->covering = false;
    else if (next.many)
        cover_many(table, next);
    else
        cover_one(table, next);
}

/* Only the columns that the format has are cleared. */
static void grid_start(grid *table, const format_items *format)
{
    memset(table->meet, 0, format->n + 1);
    memset(table->cover, 0, format->n + 1);
    table->format = format;
    table->low = table->high = 0;
    table->meet[0] = table->cover[0] = table->covering = true;
}

static rf_meeting meeting(const format_items *format, pattern_reader reader)
{
    grid table;
    item next;
    grid_start(&table, format);
    skip_empty(&table);
    while (next_item(&reader, &next)) {
        step(&table, next);
        if (table.low > format->n)
            return RF_APART;
    }
    if (table.covering && table.cover[format->n])
        return RF_COVERED;
    return table.meet[format->n] ? RF_OVERLAP : RF_APART;
}

/* Cuts the service off "arn:partition:service:..."; false when there are wildcards or variables up
 * to there, but for the partition of a format. */
static bool plain_service(rf_str arn, bool format, rf_str *service)
{
    rf_str partition, rest;
    rf_split(arn, ':', &rest);
    partition = rf_split(rest, ':', &rest);
    *service = rf_split(rest, ':', &rest);
    const char *end = rest.at;
    for (const char *at = format ? service->at : arn.at; end != NULL && at < end; at++)
        if (*at == '*' || *at == '?' || *at == '$')
            return false;
    return end != NULL && partition.n != 0;
}

/* Most types of the reference are of another service: what is told apart without a table. */
static bool services_differ(rf_str format, rf_str pattern)
{
    rf_str a, b;
    return plain_service(format, true, &a) && plain_service(pattern, false, &b) && !rf_eq(a, b);
}

rf_meeting rf_arn_format_meets(rf_str format, rf_str pattern, rf_arn_leeway leeway)
{
    format_items items;
    if (services_differ(format, pattern))
        return RF_APART;
    if (!read_format(format, leeway.empty_variables, READ_CROSSING, &items))
        return RF_OVERLAP; /* not said to be anything */
    pattern_reader reader = reader_new(pattern, leeway);
    rf_meeting found = meeting(&items, reader);
    if (found != RF_APART || !reader.whole)
        return found;
    read_format(format, leeway.empty_variables, READ_ALIGNED, &items);
    reader.how = READ_ALIGNED;
    return meeting(&items, reader);
}

/* Most formats of a service differ in the first characters of the resource part. */
static bool starts_alike(rf_str format, rf_str arn)
{
    rf_str resource, text;
    if (!rf_arn_segment(format, LAST, &resource))
        return true;
    for (size_t i = 0; i < LAST; i++) {
        size_t colon = rf_find_byte(arn, ':');
        if (colon == RF_NOT_FOUND)
            return false;
        arn = rf_slice(arn, colon + 1, arn.n);
    }
    text = arn;
    for (size_t i = 0; i < resource.n && resource.at[i] != '$' && resource.at[i] != '*'; i++)
        if (i == text.n || text.at[i] != resource.at[i])
            return false;
    return true;
}

bool rf_arn_format_has(rf_str format, rf_str arn)
{
    format_items items;
    if (!starts_alike(format, arn) || !read_format(format, false, READ_ALIGNED, &items))
        return false;
    return meeting(&items, (pattern_reader){.text = arn, .plain = true}) != RF_APART;
}

#include "network/list.h"

#include "network/oddity.h"
#include "text/utf8.h"

#include <string.h>

enum {
    CLEAN_AHEAD = 2,      /* bytes that are looked at behind it */
    CLEAN_MAX = 18,       /* bytes of 255.255.255.255/32 */
    TEXT_MAX = UINT8_MAX, /* a CIDR of more bytes than this is mostly leading zeros */
    COUNT_RUN = 128,      /* bytes counted at once: below 256, so that the sum fits a byte */
};

typedef struct list_reader {
    const rf_source *source;
    rf_diags *diags;
    rf_cidr_entry *entries;
    size_t n;
} list_reader;

/* In runs of a fixed length with a small sum, which compilers turn into vector instructions. */
static size_t count_byte(rf_str text, char byte)
{
    size_t count = 0, at = 0;
    for (; text.n - at >= COUNT_RUN; at += COUNT_RUN) {
        unsigned char part = 0;
        for (unsigned i = 0; i < COUNT_RUN; i++)
            part = (unsigned char)(part + (text.at[at + i] == byte));
        count += part;
    }
    for (; at < text.n; at++)
        count += text.at[at] == byte;
    return count;
}

static bool is_separator(char c)
{
    return c == ' ' || c == '\t' || c == ',' || c == '\r';
}

static rf_str without_leading(rf_str text, bool (*is)(char))
{
    while (text.n != 0 && is(text.at[0]))
        text = rf_slice(text, 1, text.n);
    return text;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Up to the first separator or comment. */
static rf_str first_word(rf_str text)
{
    size_t n = 0;
    while (n < text.n && !is_separator(text.at[n]) && text.at[n] != '#')
        n++;
    return rf_slice(text, 0, n);
}

static rf_span span_of(const rf_source *source, rf_str text)
{
    uint32_t start = (uint32_t)(text.at - source->text.at);
    return (rf_span){source, start, start + (uint32_t)text.n};
}

/* Takes one text that should be a CIDR. */
static void take(list_reader *reader, rf_str text)
{
    rf_cidr_reading reading = rf_cidr_read(text);
    rf_span span = span_of(reader->source, text);
    if (text.n > TEXT_MAX) {
        rf_cidr_error(reader->diags, span, text, "is too long for a CIDR",
                      "write address and prefix length, as in 10.0.0.0/16");
        return;
    }
    rf_cidr_report(reader->diags, span, text, &reading);
    if (reading.cidr.family == 0)
        return;
    reader->entries[reader->n++] = (rf_cidr_entry){
        .cidr = reading.cidr,
        .oddities = (unsigned char)reading.oddities,
        .text_length = (unsigned char)text.n,
        .start = span.start,
    };
}

/* A second CIDR on a line would be lost as the label of the first. */
static void check_label(list_reader *reader, rf_str rest)
{
    rf_str word = first_word(without_leading(rest, is_separator));
    if (rf_find_byte(word, '/') != RF_NOT_FOUND && rf_cidr_read(word).cidr.family != 0)
        rf_cidr_error(reader->diags, span_of(reader->source, word), word,
                      "is a second CIDR on its line", "write one CIDR a line");
}

static void take_line(list_reader *reader, rf_str line)
{
    line = without_leading(line, is_blank);
    if (line.n == 0 || line.at[0] == '#')
        return;
    rf_str word = first_word(line);
    if (word.n == 0) {
        rf_cidr_error(reader->diags, span_of(reader->source, rf_slice(line, 0, 1)),
                      rf_slice(line, 0, 1), "stands where a CIDR belongs",
                      "write the CIDR first, then its label");
        return;
    }
    take(reader, word);
    check_label(reader, rf_slice(line, word.n, line.n));
}

/* One to three digits without a leading zero, taken from four bytes at once: lengths of octets are
 * random, and a branch on each would be mispredicted. */
static inline const char *clean_octet(const char *at, uint32_t *octet)
{
    const unsigned char *bytes = (const unsigned char *)at;
    uint32_t word = (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
                    (uint32_t)bytes[3] << 24;
    word ^= 0x30303030; /* digits become 0 to 9; a carry below only reaches bytes behind */
    uint32_t others = ((word + 0x06060606) | word) & 0xf0f0f0f0;
    if (others == 0)
        return NULL;
    unsigned digits = (unsigned)__builtin_ctz(others) / 8;
    if (digits == 0 || (digits > 1 && (word & 0xff) == 0))
        return NULL;
    word <<= 32 - 8 * digits;
    *octet = (word >> 24) + (word >> 16 & 0xff) * 10 + (word >> 8 & 0xff) * 100;
    return *octet > 255 ? NULL : at + digits;
}

/* Reads an IPv4 block that has no oddity, at a place with CLEAN_MAX + CLEAN_AHEAD readable bytes.
 * Returns the byte behind it; NULL for everything else, which the careful way then looks at. */
static inline const char *clean_ipv4(const char *at, uint32_t *address, uint32_t *length)
{
    uint32_t octets[4];
    for (unsigned i = 0; i < 4; i++) {
        at = clean_octet(at, &octets[i]);
        if (at == NULL || *at++ != (i == 3 ? '/' : '.'))
            return NULL;
    }
    at = clean_octet(at, length);
    if (at == NULL || *length > 32)
        return NULL;
    *address = octets[0] << 24 | octets[1] << 16 | octets[2] << 8 | octets[3];
    return *length < 32 && *address << *length != 0 ? NULL : at;
}

static void put_clean(list_reader *reader, const char *start, size_t n, uint32_t address,
                      uint32_t length)
{
    rf_cidr_entry *entry = &reader->entries[reader->n++]; /* zeroed by the arena */
    for (unsigned i = 0; i < 4; i++)
        entry->cidr.address[i] = (unsigned char)(address >> (24 - 8 * i));
    entry->cidr.family = 4;
    entry->cidr.length = (unsigned char)length;
    entry->text_length = (unsigned char)n;
    entry->start = (uint32_t)(start - reader->source->text.at);
}

/* Takes a line that starts with a clean IPv4 block; the end of what was looked at, which is behind
 * the line's newline or before it.  NULL when the line needs the careful way. */
static inline const char *take_clean(list_reader *reader, const char *line)
{
    uint32_t address, length;
    const char *end = clean_ipv4(line, &address, &length);
    if (end == NULL || (*end != '\n' && !is_separator(*end)))
        return NULL;
    put_clean(reader, line, (size_t)(end - line), address, length);
    return end[0] == '\n' ? end + 1 : end[0] == '\r' && end[1] == '\n' ? end + 2 : end;
}

static void take_lines(list_reader *reader, rf_str text)
{
    const char *at = text.at, *end = text.at + text.n;
    while (at < end) {
        const char *behind = end - at >= CLEAN_MAX + CLEAN_AHEAD ? take_clean(reader, at) : NULL;
        if (behind != NULL && behind[-1] == '\n') {
            at = behind;
            continue;
        }
        const char *rest = behind == NULL ? at : behind;
        const char *newline = memchr(rest, '\n', (size_t)(end - rest));
        rf_str text_left = {rest, (size_t)((newline == NULL ? end : newline) - rest)};
        if (behind == NULL)
            take_line(reader, text_left);
        else
            check_label(reader, text_left);
        at = newline == NULL ? end : newline + 1;
    }
}

/* A spreadsheet program's "Unicode text". */
static bool is_utf16(rf_str text)
{
    return rf_starts(text, RF_STR("\xFF\xFE")) || rf_starts(text, RF_STR("\xFE\xFF"));
}

rf_cidr_list rf_cidr_list_read(rf_arena *arena, const rf_source *source, rf_diags *diags)
{
    list_reader reader = {.source = source, .diags = diags};
    rf_str text = source->text;
    if (is_utf16(text)) {
        rf_diag_error(diags, RF_CIDR_CODE, (rf_span){source, 0, 2}, "save it as UTF-8 or ASCII",
                      "the list is written in UTF-16");
        return (rf_cidr_list){.source = source, .lines = true};
    }
    if (rf_starts(text, RF_UTF8_BOM))
        text = rf_slice(text, RF_UTF8_BOM.n, text.n);
    reader.entries = RF_NEW_ARRAY(arena, rf_cidr_entry, count_byte(text, '\n') + 1);
    take_lines(&reader, text);
    return (rf_cidr_list){source, reader.entries, reader.n, true};
}

rf_cidr_list rf_cidr_list_read_commas(rf_arena *arena, const rf_source *source, rf_diags *diags)
{
    list_reader reader = {.source = source, .diags = diags};
    rf_str rest = source->text;
    reader.entries = RF_NEW_ARRAY(arena, rf_cidr_entry, count_byte(rest, ',') + 1);
    do {
        rf_str item = rf_split(rest, ',', &rest);
        rf_str word = rf_trim(item);
        if (word.n != 0)
            take(&reader, word);
        else
            rf_diag_error(diags, RF_CIDR_CODE, span_of(source, item),
                          "write CIDRs with one comma between them",
                          "a CIDR is missing from the list");
    } while (rest.at != NULL);
    return (rf_cidr_list){source, reader.entries, reader.n, false};
}

rf_span rf_cidr_list_span(const rf_cidr_list *list, size_t index)
{
    const rf_cidr_entry *entry = &list->at[index];
    return (rf_span){list->source, entry->start, entry->start + entry->text_length};
}

rf_str rf_cidr_list_label(const rf_cidr_list *list, size_t index)
{
    const rf_cidr_entry *entry = &list->at[index];
    rf_str text = list->source->text, rest;
    if (!list->lines)
        return RF_STR("");
    rf_str after = rf_slice(text, entry->start + entry->text_length, text.n);
    rf_str label = rf_trim(without_leading(rf_split(after, '\n', &rest), is_separator));
    for (size_t i = 0; i < label.n; i++)
        if (label.at[i] == '#' && (i == 0 || is_blank(label.at[i - 1])))
            return rf_trim(rf_slice(label, 0, i));
    return label;
}

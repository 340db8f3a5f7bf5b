/* Texts: UTF-8, places in files and in texts inside them, lists of diagnostics. */
#include "support.h"

#include "base/limits.h"
#include "text/utf8.h"

#include <string.h>

/* UTF-8 */

START_TEST(decoding_is_strict)
{
    static const struct {
        const char *bytes;
        int32_t code_point; /* of the first character; -1: malformed */
        size_t size;
    } rows[] = {
        {"a", 'a', 1},
        {"\x7F", 0x7F, 1},
        {"\xC2\x80", 0x80, 2},
        {"\xC3\xA9", 0xE9, 2},
        {"\xDF\xBF", 0x7FF, 2},
        {"\xE0\xA0\x80", 0x800, 3},
        {"\xED\x9F\xBF", 0xD7FF, 3},
        {"\xEE\x80\x80", 0xE000, 3},
        {"\xEF\xBB\xBF", 0xFEFF, 3},
        {"\xEF\xBF\xBF", 0xFFFF, 3},
        {"\xF0\x90\x80\x80", 0x10000, 4},
        {"\xF0\x9F\x98\x80", 0x1F600, 4},
        {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
        {"\x80", -1, 1}, /* a continuation byte alone */
        {"\xBF", -1, 1},
        {"\xC0\x80", -1, 1}, /* overlong forms */
        {"\xC1\xBF", -1, 1},
        {"\xE0\x9F\xBF", -1, 1},
        {"\xF0\x8F\xBF\xBF", -1, 1},
        {"\xED\xA0\x80", -1, 1}, /* surrogates */
        {"\xED\xBF\xBF", -1, 1},
        {"\xF4\x90\x80\x80", -1, 1}, /* above U+10FFFF */
        {"\xF5\x80\x80\x80", -1, 1},
        {"\xFE", -1, 1},
        {"\xFF", -1, 1},
        {"\xC3", -1, 1}, /* cut off */
        {"\xE2\x82", -1, 1},
        {"\xF0\x9F\x98", -1, 1},
        {"\xC3(", -1, 1}, /* no continuation */
        {"\xE2(\xAC", -1, 1},
        {"\xE2\x82(", -1, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t at = 0;
        rf_str s = rf_str_c(rows[i].bytes);
        ck_assert_msg(rf_utf8_next(s, &at) == rows[i].code_point, "row %zu", i);
        ck_assert_msg(at == rows[i].size, "row %zu moves %zu", i, at);
    }
}
END_TEST

START_TEST(decoding_stays_inside_the_view)
{
    size_t at = 0;
    ck_assert_int_eq(rf_utf8_next(rf_slice(RF_STR("\xE2\x82\xAC"), 0, 2), &at), -1);
    ck_assert_uint_eq(at, 1);
    at = 0;
    ck_assert_int_eq(rf_utf8_next(RF_STR("\0"), &at), 0);
}
END_TEST

START_TEST(every_scalar_value_comes_back)
{
    rf_buf buf = rf_buf_new(arena);
    for (int32_t c = 0; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        size_t at = 0;
        buf.n = 0;
        rf_utf8_append(&buf, c);
        if (rf_utf8_next(rf_buf_str(&buf), &at) != c || at != buf.n)
            ck_abort_msg("U+%04X", (unsigned)c);
    }
}
END_TEST

START_TEST(first_malformed_byte_is_found)
{
    static const struct {
        const char *bytes;
        size_t invalid, length;
    } rows[] = {
        {"", RF_NOT_FOUND, 0},
        {"plain", RF_NOT_FOUND, 5},
        {"h\xC3\xA9llo \xE2\x82\xAC", RF_NOT_FOUND, 7},
        {"ab\xFF", 2, 3},
        {"\xC3\xA9\xC3", 2, 2},
        {"\xE2\x82\xAC\x80x", 3, 3},
        {"\xED\xA0\x80", 0, 3},
        {"\xF0\x9F\x98\x80\xF0\x9F\x98", 4, 4},
        {"eight by\xC3\xA9teen eight\xFF bytes", 20, 26},
        {"sixteen ASCII by\xE2\x82\xACsixteen ASCII by", RF_NOT_FOUND, 33},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_uint_eq(rf_utf8_invalid(rf_str_c(rows[i].bytes)), rows[i].invalid);
        ck_assert_uint_eq(rf_utf8_length(rf_str_c(rows[i].bytes)), rows[i].length);
    }
}
END_TEST

START_TEST(normalisation_composes)
{
    static const struct {
        const char *text, *composed;
    } rows[] = {
        {"e\xCC\x81", "\xC3\xA9"},                                /* e, acute: é */
        {"\xE2\x84\xAB", "\xC3\x85"},                             /* ANGSTROM SIGN: Å */
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C"}, /* Hangul: 한 */
        {"q\xCC\x87\xCC\xA3", "q\xCC\xA3\xCC\x87"},               /* marks in order */
        {"\xEF\xAC\x81", "\xEF\xAC\x81"},                         /* the ligature fi stays */
        {"\xE0\xA5\x98", "\xE0\xA4\x95\xE0\xA4\xBC"},             /* never composed */
        {"caf\xC3\xA9", "caf\xC3\xA9"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_rf_str(rf_utf8_nfc(arena, rf_str_c(rows[i].text)), rows[i].composed);
    ck_assert(rf_eq(rf_utf8_nfc(arena, RF_STR("e\xCC\x81\0x")), RF_STR("\xC3\xA9\0x")));
}
END_TEST

START_TEST(normal_text_is_returned_itself)
{
    static const char *const rows[] = {"", "ASCII", "caf\xC3\xA9", "\xED\x95\x9C",
                                       "bad \xFF\xCC\x81"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_str s = rf_str_c(rows[i]), normal = rf_utf8_nfc(arena, s);
        ck_assert_ptr_eq(normal.at, s.at);
        ck_assert_uint_eq(normal.n, s.n);
    }
}
END_TEST

START_TEST(identifier_characters_are_unicodes)
{
    static const struct {
        int32_t c;
        bool start, more;
    } rows[] = {
        {'a', true, true},      {'Z', true, true},        {'0', false, true},
        {'_', false, true},     {'-', false, false},      {'.', false, false},
        {' ', false, false},    {0, false, false},        {-1, false, false},
        {0xE9, true, true},     {0x3B1, true, true},      {0x4E2D, true, true},
        {0x2160, true, true},   /* ROMAN NUMERAL ONE */
        {0x301, false, true},   /* COMBINING ACUTE ACCENT */
        {0x661, false, true},   /* ARABIC-INDIC DIGIT ONE */
        {0x203F, false, true},  /* UNDERTIE */
        {0xB7, false, true},    /* MIDDLE DOT: Other_ID_Continue */
        {0x212E, true, true},   /* ESTIMATED SYMBOL: Other_ID_Start */
        {0x2E2F, false, false}, /* VERTICAL TILDE: Pattern_Syntax */
        {0xD7, false, false},   {0x20AC, false, false},   {0x1F600, false, false},
        {0xA0, false, false},   {0x110000, false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(rf_utf8_id_start(rows[i].c) == rows[i].start, "U+%04X", (unsigned)rows[i].c);
        ck_assert_msg(rf_utf8_id_continue(rows[i].c) == rows[i].more, "U+%04X",
                      (unsigned)rows[i].c);
    }
}
END_TEST

START_TEST(width_on_a_terminal)
{
    ck_assert_int_eq(rf_utf8_width('a'), 1);
    ck_assert_int_eq(rf_utf8_width(0xE9), 1);
    ck_assert_int_eq(rf_utf8_width(0x301), 0);
    ck_assert_int_eq(rf_utf8_width(0x4E2D), 2);
    ck_assert_int_eq(rf_utf8_width(0x1F600), 2);
    ck_assert_int_eq(rf_utf8_width(-1), 1);
}
END_TEST

START_TEST(controls_that_act_on_a_terminal)
{
    static const int32_t acting[] = {0,      0x1B,   '\n',   0x7F,   0x9B,   0x61C,  0x200B, 0x200E,
                                     0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF};
    static const int32_t harmless[] = {' ', 'a', '~', 0xA0, 0xE9, 0x2027, 0x202F, 0x4E2D, 0x1F600};
    for (size_t i = 0; i < sizeof acting / sizeof *acting; i++)
        ck_assert_msg(rf_utf8_is_control(acting[i]), "U+%04X", (unsigned)acting[i]);
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        ck_assert_msg(!rf_utf8_is_control(harmless[i]), "U+%04X", (unsigned)harmless[i]);
}
END_TEST

/* Places */

static const char *place_text(rf_span span)
{
    rf_place place = rf_locate(span);
    return rf_cstr(arena, rf_format(arena, "%u:%u-%u:%u", place.line, place.column, place.end_line,
                                    place.end_column));
}

START_TEST(lines_and_columns_count_from_one)
{
    static const struct {
        const char *text;
        uint32_t start, end;
        const char *place;
    } rows[] = {
        {"", 0, 0, "1:1-1:1"},
        {"abc", 0, 3, "1:1-1:4"},
        {"abc", 3, 3, "1:4-1:4"},
        {"a\nbc\n", 2, 4, "2:1-2:3"},
        {"a\nbc\n", 1, 1, "1:2-1:2"}, /* the line ending belongs to its line */
        {"a\nbc\n", 5, 5, "3:1-3:1"}, /* the end, behind the last line */
        {"a\nbc\n", 0, 5, "1:1-3:1"},
        {"a\r\nbc\r\n", 3, 5, "2:1-2:3"},
        {"\n\n\nx", 3, 4, "4:1-4:2"},
        {"\tx", 1, 2, "1:2-1:3"}, /* a tab is one column */
        {"\xC3\xA9\xE2\x82\xAC=x", 6, 7, "1:4-1:5"},
        {"e\xCC\x81x", 3, 4, "1:3-1:4"}, /* columns are code points */
        {"\xF0\x9F\x98\x80x", 4, 5, "1:2-1:3"},
        {"\xEF\xBB\xBF"
         "abc\nd",
         3, 6, "1:1-1:4"}, /* a byte order mark is no column */
        {"\xEF\xBB\xBF"
         "abc\nd",
         0, 3, "1:1-1:1"},
        {"\xEF\xBB\xBF"
         "abc\nd",
         7, 8, "2:1-2:2"},
        {"\xFF\xFFx", 2, 3, "1:3-1:4"}, /* a malformed byte is one column */
        {"a\rb", 2, 3, "1:3-1:4"},      /* a return alone ends no line */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rf_span span = {source_of(rows[i].text), rows[i].start, rows[i].end};
        ck_assert_str_eq(place_text(span), rows[i].place);
        rf_place place = rf_locate(span);
        ck_assert_uint_eq(place.start, rows[i].start);
        ck_assert_uint_eq(place.end, rows[i].end);
        ck_assert_rf_str(place.path, "test");
    }
}
END_TEST

START_TEST(columns_far_right_are_right)
{
    /* The euro sign 30000 times in one line, behind a short one: counted from marks in between. */
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, "short\n");
    for (int i = 0; i < 30000; i++)
        rf_buf_add_c(&buf, "\xE2\x82\xAC");
    const rf_source *source = source_of_str(rf_buf_str(&buf));
    for (uint32_t i = 0; i < 30000; i += 7) {
        rf_place place = rf_locate((rf_span){source, 6 + 3 * i, 9 + 3 * i});
        if (place.line != 2 || place.column != i + 1 || place.end_column != i + 2)
            ck_abort_msg("character %u is at %u:%u", i, place.line, place.column);
    }
}
END_TEST

START_TEST(a_span_without_a_source_is_nowhere)
{
    rf_place place = rf_locate((rf_span){0});
    ck_assert_rf_str(place.path, "");
    ck_assert_uint_eq(place.line, 1);
    ck_assert_rf_str(rf_span_text((rf_span){0}), "");
}
END_TEST

START_TEST(lines_come_without_their_ending)
{
    const rf_source *source = source_of("\xEF\xBB\xBF"
                                        "one\r\n\r\nthree\nlast");
    static const char *const lines[] = {"", "one", "", "three", "last", ""};
    for (uint32_t i = 0; i < sizeof lines / sizeof *lines; i++)
        ck_assert_rf_str(rf_source_line(source, i), lines[i]);
    ck_assert_rf_str(rf_source_line(source_of("a\n"), 2), "");
    ck_assert_rf_str(rf_source_line(source_of(""), 1), "");
}
END_TEST

START_TEST(what_is_masked_is_not_shown)
{
    const rf_source *source = source_of("key = \"s\xC3\xA9"
                                        "cret\" # \nnext s\xC3\xA9"
                                        "cret\n");
    ck_assert_rf_str(rf_source_line(source, 1), "key = \"s\xC3\xA9"
                                                "cret\" # ");
    rf_span_mask((rf_span){source, 6, 15});
    ck_assert_rf_str(rf_source_line(source, 1), "key = \"******\" # ");
    ck_assert_rf_str(rf_source_line(source, 2), "next s\xC3\xA9"
                                                "cret");
    ck_assert_str_eq(place_text((rf_span){source, 16, 17}), "1:16-1:17");
}
END_TEST

START_TEST(masks_may_overlap_in_any_order)
{
    static const struct {
        uint32_t masks[3][2];
        const char *shown;
    } rows[] = {
        {{{0, 0}, {0, 0}, {0, 0}}, "0123456789"}, {{{8, 9}, {0, 2}, {4, 5}}, "**23*567*9"},
        {{{1, 8}, {2, 3}, {5, 9}}, "0********9"}, {{{2, 3}, {0, 9}, {1, 2}}, "*********9"},
        {{{5, 6}, {3, 8}, {4, 9}}, "012******9"}, {{{3, 4}, {3, 7}, {3, 5}}, "012****789"},
        {{{0, 6}, {0, 2}, {7, 8}}, "******6*89"}, {{{6, 9}, {1, 7}, {0, 2}}, "*********9"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const rf_source *source = source_of("0123456789");
        for (size_t k = 0; k < 3; k++)
            rf_span_mask((rf_span){source, rows[i].masks[k][0], rows[i].masks[k][1]});
        ck_assert_rf_str(rf_source_line(source, 1), rows[i].shown);
    }
}
END_TEST

START_TEST(spans_join_and_give_their_text)
{
    const rf_source *source = source_of("one two three");
    rf_span one = {source, 0, 3}, two = {source, 4, 7};
    ck_assert_rf_str(rf_span_text(rf_span_join(one, two)), "one two");
    ck_assert_rf_str(rf_span_text(rf_span_join((rf_span){0}, two)), "two");
    ck_assert_rf_str(rf_span_text(rf_span_join(two, one)), "two");
    ck_assert_rf_str(rf_span_text((rf_span){source, 8, 99}), "three");
}
END_TEST

START_TEST(spans_are_ordered_by_path_then_place)
{
    const rf_source *a = rf_source_new(arena, RF_STR("a.tf"), RF_STR("xxxx"));
    const rf_source *b = rf_source_new(arena, RF_STR("b.tf"), RF_STR("xxxx"));
    rf_span ordered[] = {{NULL, 0, 0}, {a, 0, 1}, {a, 0, 2}, {a, 1, 1}, {b, 0, 0}, {b, 0, 3}};
    size_t n = sizeof ordered / sizeof *ordered;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            int order = rf_span_cmp(ordered[i], ordered[j]);
            ck_assert_int_eq((order > 0) - (order < 0), (i > j) - (i < j));
        }
}
END_TEST

/* Texts inside texts */

/* A source decoded from a string of `outer` that stands at [start, end) with JSON's two-byte
 * escapes (\n \" \\) in it. */
static rf_source *unescape(const rf_source *outer, size_t start, size_t end)
{
    rf_buf text = rf_buf_new(arena);
    rf_origin_builder origin = {.arena = arena, .source = outer};
    for (size_t at = start; at < end;) {
        bool escape = outer->text.at[at] == '\\';
        char byte = outer->text.at[at + escape];
        rf_origin_add(&origin, text.n, at, at + 1 + escape, !escape);
        rf_buf_add_byte(&text, escape && byte == 'n' ? '\n' : byte);
        at += 1 + (size_t)escape;
    }
    return rf_source_embedded(arena, rf_buf_str(&text), rf_origin_finish(&origin));
}

/* The first place of `needle` in the source. */
static rf_span span_of(const rf_source *source, const char *needle)
{
    size_t at = rf_find(source->text, rf_str_c(needle));
    ck_assert_uint_ne(at, RF_NOT_FOUND);
    return (rf_span){source, (uint32_t)at, (uint32_t)(at + strlen(needle))};
}

START_TEST(embedded_text_keeps_its_place)
{
    const rf_source *outer = source_of("x = 1\np = \"{\\n\\\"Effect\\\": 1}\"\n");
    const rf_source *inner = unescape(outer, 11, 28);
    ck_assert_rf_str(inner->text, "{\n\"Effect\": 1}");
    ck_assert_rf_str(inner->path, "test");
    ck_assert_str_eq(place_text(span_of(inner, "{")), "2:6-2:7");
    ck_assert_str_eq(place_text(span_of(inner, "Effect")), "2:11-2:17");
    ck_assert_str_eq(place_text(span_of(inner, "\"Effect\"")), "2:9-2:19"); /* escapes are whole */
    ck_assert_str_eq(place_text(span_of(inner, "\n")), "2:7-2:9");
    ck_assert_str_eq(place_text(rf_source_span(inner)), "2:6-2:23");
    ck_assert_rf_str(rf_span_text(rf_span_outermost(span_of(inner, "Effect"))), "Effect");
}
END_TEST

START_TEST(verbatim_runs_are_merged)
{
    const rf_source *outer = source_of("0123456789\\n0123456789");
    const rf_origin *origin = unescape(outer, 0, 22)->origin;
    ck_assert_uint_eq(origin->n, 3);
    ck_assert(origin->at[0].verbatim && !origin->at[1].verbatim && origin->at[2].verbatim);
    ck_assert_uint_eq(origin->at[2].inner, 11);
    ck_assert_uint_eq(origin->at[2].outer, 12);
    ck_assert_uint_eq(origin->at[2].outer_end, 22);
}
END_TEST

START_TEST(text_in_text_in_text_is_located_in_the_file)
{
    /* A JSON text in a JSON string in a JSON string: each level doubles the escapes. */
    const rf_source *outer = source_of("\n  [\"[\\\"a\\\\nbc\\\"]\"]");
    const rf_source *middle = unescape(outer, 5, 17);
    ck_assert_rf_str(middle->text, "[\"a\\nbc\"]");
    const rf_source *inner = unescape(middle, 2, 7);
    ck_assert_rf_str(inner->text, "a\nbc");
    ck_assert_str_eq(place_text(span_of(inner, "a")), "2:8-2:9");
    ck_assert_str_eq(place_text(span_of(inner, "\n")), "2:9-2:12");
    ck_assert_str_eq(place_text(span_of(inner, "bc")), "2:12-2:14");
    ck_assert_ptr_eq(rf_span_outermost(span_of(inner, "bc")).source, outer);
}
END_TEST

START_TEST(the_end_of_embedded_text_is_behind_its_last_byte)
{
    const rf_source *plain = unescape(source_of("\"ab\""), 1, 3);
    ck_assert_str_eq(place_text((rf_span){plain, 2, 2}), "1:4-1:4");
    const rf_source *escape = unescape(source_of("\"a\\n\""), 1, 4);
    ck_assert_str_eq(place_text((rf_span){escape, 2, 2}), "1:5-1:5");
    ck_assert_str_eq(place_text((rf_span){escape, 1, 1}), "1:3-1:3");
}
END_TEST

START_TEST(an_interpolation_is_one_place)
{
    const rf_source *outer = source_of("a${name}b");
    rf_origin_builder builder = {.arena = arena, .source = outer};
    rf_origin_add(&builder, 0, 0, 1, true);
    rf_origin_add(&builder, 1, 1, 8, false);
    rf_origin_add(&builder, 6, 8, 9, true);
    const rf_source *inner =
        rf_source_embedded(arena, RF_STR("aVALUEb"), rf_origin_finish(&builder));
    ck_assert_str_eq(place_text(span_of(inner, "a")), "1:1-1:2");
    ck_assert_str_eq(place_text(span_of(inner, "V")), "1:2-1:9");
    ck_assert_str_eq(place_text(span_of(inner, "ALU")), "1:2-1:9");
    ck_assert_str_eq(place_text(span_of(inner, "Eb")), "1:2-1:10");
    ck_assert_str_eq(place_text(span_of(inner, "b")), "1:9-1:10");
}
END_TEST

/* Diagnostics */

START_TEST(errors_are_listed_in_order)
{
    const rf_source *source = source_of("one\ntwo");
    rf_diags diags = rf_diags_new(arena);
    rf_diag_error(&diags, "json", span_of(source, "two"), "do this", "%s is %d", "two", 2);
    rf_diag_add(&diags, "json", span_of(source, "one"), RF_STR("first"), RF_STR(""));
    ck_assert_str_eq(diags_text(&diags), "2:1-2:4 two is 2\n1:1-1:4 first\n");
    ck_assert_uint_eq(diags.errors, 2);
    ck_assert_rf_str(diags.list.at[0].help, "do this");
    ck_assert_int_eq(diags.list.at[0].severity, RF_ERROR);
    ck_assert_str_eq(diags.list.at[0].code, "json");
}
END_TEST

START_TEST(after_the_limit_errors_are_only_counted)
{
    enum { ERRORS = RF_LIMIT_DIAGS_PER_FILE + 50 };
    rf_span span = rf_source_span(source_of("x"));
    rf_diags diags = rf_diags_new(arena);
    for (int i = 0; i < ERRORS; i++) {
        rf_diag *diag = rf_diag_error(&diags, "json", span, NULL, "error %d", i);
        ck_assert_ptr_nonnull(diag);
        rf_diag_relate(&diags, diag, span, RF_STR("here"));
        if (i % 2 == 1)
            rf_diag_lower(&diags, diag, RF_WARNING);
    }
    ck_assert_uint_eq(diags.list.n, RF_LIMIT_DIAGS_PER_FILE);
    ck_assert_uint_eq(diags.left_out, 50);
    ck_assert_uint_eq(diags.errors, ERRORS / 2);
    ck_assert_rf_str(diags.list.at[RF_LIMIT_DIAGS_PER_FILE - 1].message,
                     rf_cstr(arena, rf_format(arena, "error %d", RF_LIMIT_DIAGS_PER_FILE - 1)));
}
END_TEST

START_TEST(lowering_keeps_the_count_right)
{
    rf_diags diags = rf_diags_new(arena);
    rf_diag *diag = rf_diag_add(&diags, "hcl", (rf_span){0}, RF_STR("m"), RF_STR(""));
    rf_diag_lower(&diags, diag, RF_ERROR);
    ck_assert_uint_eq(diags.errors, 1);
    rf_diag_lower(&diags, diag, RF_WARNING);
    rf_diag_lower(&diags, diag, RF_INFO);
    ck_assert_uint_eq(diags.errors, 0);
    ck_assert_int_eq(diags.list.at[0].severity, RF_INFO);
}
END_TEST

START_TEST(related_places_are_kept_in_order)
{
    const rf_source *source = source_of("one two");
    rf_diags diags = rf_diags_new(arena);
    rf_diag *diag = rf_diag_add(&diags, "hcl", span_of(source, "two"), RF_STR("m"), RF_STR(""));
    rf_diag_relate(&diags, diag, span_of(source, "one"), RF_STR("first"));
    rf_diag_relate(&diags, diag, span_of(source, "two"), RF_STR("second"));
    ck_assert_uint_eq(diag->related_count, 2);
    ck_assert_rf_str(diag->related[0].message, "first");
    ck_assert_rf_str(rf_span_text(diag->related[1].span), "two");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text");

    TCase *utf8 = test_case(suite, "utf8");
    tcase_add_test(utf8, decoding_is_strict);
    tcase_add_test(utf8, decoding_stays_inside_the_view);
    tcase_add_test(utf8, every_scalar_value_comes_back);
    tcase_add_test(utf8, first_malformed_byte_is_found);
    tcase_add_test(utf8, normalisation_composes);
    tcase_add_test(utf8, normal_text_is_returned_itself);
    tcase_add_test(utf8, identifier_characters_are_unicodes);
    tcase_add_test(utf8, width_on_a_terminal);
    tcase_add_test(utf8, controls_that_act_on_a_terminal);

    TCase *places = test_case(suite, "places");
    tcase_add_test(places, lines_and_columns_count_from_one);
    tcase_add_test(places, columns_far_right_are_right);
    tcase_add_test(places, a_span_without_a_source_is_nowhere);
    tcase_add_test(places, lines_come_without_their_ending);
    tcase_add_test(places, what_is_masked_is_not_shown);
    tcase_add_test(places, masks_may_overlap_in_any_order);
    tcase_add_test(places, spans_join_and_give_their_text);
    tcase_add_test(places, spans_are_ordered_by_path_then_place);

    TCase *embedded = test_case(suite, "embedded");
    tcase_add_test(embedded, embedded_text_keeps_its_place);
    tcase_add_test(embedded, verbatim_runs_are_merged);
    tcase_add_test(embedded, text_in_text_in_text_is_located_in_the_file);
    tcase_add_test(embedded, the_end_of_embedded_text_is_behind_its_last_byte);
    tcase_add_test(embedded, an_interpolation_is_one_place);

    TCase *diagnostics = test_case(suite, "diagnostics");
    tcase_add_test(diagnostics, errors_are_listed_in_order);
    tcase_add_test(diagnostics, after_the_limit_errors_are_only_counted);
    tcase_add_test(diagnostics, lowering_keeps_the_count_right);
    tcase_add_test(diagnostics, related_places_are_kept_in_order);

    return run_suite(suite);
}

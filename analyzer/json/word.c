#include "json/reader.h"

#include "text/utf8.h"

#include <string.h>

/* --- Where a word ends --- */

/* True for the ASCII bytes that end a word.  A colon ends a key, but not a value: people leave the
 * quotes off ARNs, too. */
static bool ends_word(char c)
{
    switch (c) {
    case ',':
    case ']':
    case '}':
    case '[':
    case '{':
    case '(':
    case ')':
    case ';':
    case '"':
    case '#':
    case 0x7F:
        return true;
    default:
        return (unsigned char)c <= ' ';
    }
}

static size_t word_end(const rf_json_reader *r, size_t at, bool key)
{
    while (at < r->end) {
        char c = r->text[at];
        if ((unsigned char)c >= 0x80) {
            size_t next = at;
            if (rf_json_odd_blanks(r, at) != 0 || rf_json_quote_size(r, at) != 0 ||
                rf_utf8_next((rf_str){r->text, r->end}, &next) < 0)
                break;
            at = next;
        } else if (c == '$' && at + 1 < r->end && r->text[at + 1] == '{') {
            while (at < r->end && r->text[at] != '}' && r->text[at] != '\n')
                at++;
            if (at < r->end && r->text[at] == '}')
                at++;
        } else if (ends_word(c) || (key && (c == ':' || c == '='))) {
            break;
        } else {
            at++;
        }
    }
    return at;
}

/* True when a number or literal may end before `at`. */
static bool ends_token(const rf_json_reader *r, size_t at)
{
    if (at >= r->end || ends_word(r->text[at]) || r->text[at] == ':')
        return true;
    if (r->text[at] == '/')
        return at + 1 < r->end && (r->text[at + 1] == '/' || r->text[at + 1] == '*');
    return (unsigned char)r->text[at] >= 0x80 && rf_json_odd_blanks(r, at) != 0;
}

/* --- Numbers --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t skip_digits(rf_str s, size_t at)
{
    while (at < s.n && is_digit(s.at[at]))
        at++;
    return at;
}

/* The parts of a number as people write it; a strict one has no fault. */
struct number {
    const char *fault; /* what is wrong with it; NULL: nothing */
    char sign;         /* '-', '+' or 0 */
    rf_str whole, fraction, exponent;
    bool point;
    size_t n; /* bytes */
};

/* Reads [sign]digits[.digits][e[sign]digits], tolerating what can be mended. */
static struct number scan_number(rf_str s)
{
    struct number number = {0};
    size_t at = 0;
    if (at < s.n && (s.at[at] == '-' || s.at[at] == '+'))
        number.sign = s.at[at++];
    size_t end = skip_digits(s, at);
    number.whole = rf_slice(s, at, end);
    at = end;
    if (at < s.n && s.at[at] == '.') {
        number.point = true;
        end = skip_digits(s, at + 1);
        number.fraction = rf_slice(s, at + 1, end);
        at = end;
    }
    bool digits = number.whole.n + number.fraction.n != 0, exponent = false;
    if (digits && at < s.n && (s.at[at] == 'e' || s.at[at] == 'E')) {
        exponent = true;
        size_t from = at + 1;
        at = from;
        if (at < s.n && (s.at[at] == '-' || s.at[at] == '+'))
            at++;
        end = skip_digits(s, at);
        number.exponent = rf_slice(s, from, end > at ? end : from);
        at = end;
    }
    number.n = digits ? at : 0;
    if (number.sign == '+')
        number.fault = "number with a plus sign";
    else if (number.whole.n > 1 && number.whole.at[0] == '0')
        number.fault = "number with leading zeros";
    else if (number.whole.n == 0)
        number.fault = "number without a digit before the point";
    else if (number.point && number.fraction.n == 0)
        number.fault = "number without a digit behind the point";
    else if (exponent && number.exponent.n == 0)
        number.fault = "number without digits in its exponent";
    return number;
}

/* A number with a fault, as JSON writes it. */
static rf_str mended(rf_json_reader *r, const struct number *number)
{
    rf_str whole = number->whole;
    while (whole.n > 1 && whole.at[0] == '0')
        whole = rf_slice(whole, 1, whole.n);
    rf_buf text = rf_buf_new(r->arena);
    if (number->sign == '-')
        rf_buf_add_byte(&text, '-');
    rf_buf_add(&text, whole.n == 0 ? RF_STR("0") : whole);
    if (number->fraction.n != 0) {
        rf_buf_add_byte(&text, '.');
        rf_buf_add(&text, number->fraction);
    }
    if (number->exponent.n != 0) {
        rf_buf_add_byte(&text, 'e');
        rf_buf_add(&text, number->exponent);
    }
    return rf_buf_str(&text);
}

/* The integers that a double holds exactly end at 2^53 (RFC 8259 section 6: "interoperable"). */
static bool is_big(rf_num number)
{
    rf_num most = rf_num_int(INT64_C(9007199254740992)), least = rf_num_int(-9007199254740992);
    return rf_num_cmp(number, most) > 0 || rf_num_cmp(number, least) < 0;
}

static rf_value number_value(rf_json_reader *r, rf_str text, rf_span span)
{
    rf_num number;
    if (!rf_num_parse(r->arena, text, &number)) {
        rf_json_note(r, RF_JSON_BIG_NUMBER, RF_WARNING, span,
                     "most programs read it as another number: write it as a string",
                     "number with more than %d digits or an exponent beyond %d",
                     RF_LIMIT_NUMBER_DIGITS, RF_LIMIT_NUMBER_EXPONENT);
        return rf_value_unknown(&rf_type_number, span);
    }
    if (is_big(number)) {
        rf_str shown = rf_json_shown(r, text);
        rf_json_note(r, RF_JSON_BIG_NUMBER, RF_WARNING, span,
                     "most programs read it as another number: write it as a string",
                     "%.*s is beyond 2^53, where numbers lose digits", RF_ARG(shown));
    }
    return rf_value_number(number, span);
}

/* A small integer, which nearly all numbers are.  False: it is something else. */
static bool read_small(rf_json_reader *r, rf_value *value)
{
    enum { SAFE_DIGITS = 15 }; /* all below 2^53 */
    size_t start = r->at, at = start + (r->text[start] == '-');
    size_t first = at;
    int64_t number = 0;
    for (; at < r->end && is_digit(r->text[at]) && at - first < SAFE_DIGITS; at++)
        number = number * 10 + (r->text[at] - '0');
    if (at == first || (at - first > 1 && r->text[first] == '0') || !ends_token(r, at))
        return false;
    r->at = at;
    *value = rf_value_int(first == start ? number : -number, rf_json_span(r, start, at));
    return true;
}

/* A number that has a fault: says so and reads it as it was meant. */
static rf_value faulty_number(rf_json_reader *r, const struct number *number, rf_span span)
{
    enum { ACCOUNT_DIGITS = 12 }; /* AWS account ids: exactly 12 digits, leading zeros count */
    rf_str text = mended(r, number);
    rf_diag *diag = rf_json_error(r, span.start, span.end, NULL, "%s", number->fault);
    if (number->sign == 0 && !number->point && number->exponent.n == 0 &&
        number->whole.n == ACCOUNT_DIGITS) {
        rf_json_help(r, diag, "account ids are strings: write \"%.*s\"", RF_ARG(number->whole));
        return rf_value_string(number->whole, span);
    }
    rf_str shown = rf_json_shown(r, text);
    rf_json_help(r, diag, "write %.*s, or \"%.*s\" if it is a name", RF_ARG(shown),
                 RF_ARG(rf_json_shown(r, rf_span_text(span))));
    return number_value(r, text, span);
}

/* The value of a digit of a radix up to 16; 16 for what is none. */
static unsigned digit_value(char c)
{
    char letter = (char)(c | 0x20);
    if (is_digit(c))
        return (unsigned)(c - '0');
    return letter >= 'a' && letter <= 'f' ? (unsigned)(letter - 'a') + 10 : 16;
}

/* The integer that digits with underscores between them write; false when they do not. */
static bool read_digits(rf_str digits, unsigned radix, int64_t *number)
{
    *number = 0;
    if (digits.n == 0 || digits.at[0] == '_')
        return false;
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.at[i] == '_')
            continue;
        unsigned digit = digit_value(digits.at[i]);
        if (digit >= radix || *number > (INT64_MAX - 15) / 16)
            return false;
        *number = *number * radix + digit;
    }
    return true;
}

/* 0x1F, 0o17, 0b101, 1_000: numbers of other languages.  False: none of them. */
static bool read_foreign_number(rf_json_reader *r, rf_str word, rf_span span, rf_value *value)
{
    static const struct {
        char letter;
        unsigned radix;
        const char *name;
    } radixes[] = {
        {'x', 16, "hexadecimal number"}, {'o', 8, "octal number"}, {'b', 2, "binary number"}};
    bool minus = word.at[0] == '-';
    rf_str digits = rf_slice(word, minus, word.n);
    const char *name = "number with underscores";
    unsigned radix = 10;
    for (size_t i = 0; i < sizeof radixes / sizeof radixes[0]; i++) {
        if (digits.n > 2 && digits.at[0] == '0' && (digits.at[1] | 0x20) == radixes[i].letter) {
            name = radixes[i].name;
            radix = radixes[i].radix;
            digits = rf_slice(digits, 2, digits.n);
            break;
        }
    }
    int64_t number;
    if (!read_digits(digits, radix, &number))
        return false;
    number = minus ? -number : number;
    rf_diag *diag = rf_json_error(r, span.start, span.end, NULL, "%s", name);
    rf_json_help(r, diag, "JSON has decimal numbers only: write %lld", (long long)number);
    *value = rf_value_int(number, span);
    return true;
}

/* --- Words --- */

/* What other languages call JSON's three words, and numbers that JSON does not have. */
static const struct foreign_word {
    const char *word;
    const char *help;
    rf_kind kind;
    bool boolean;
} foreign_words[] = {
    {"True", "write true", RF_BOOL, true},
    {"TRUE", "write true", RF_BOOL, true},
    {"False", "write false", RF_BOOL, false},
    {"FALSE", "write false", RF_BOOL, false},
    {"None", "write null", RF_NULL, false},
    {"Null", "write null", RF_NULL, false},
    {"NULL", "write null", RF_NULL, false},
    {"nil", "write null", RF_NULL, false},
    {"undefined", "write null, or leave the member out", RF_NULL, false},
    {"NaN", "JSON has no such number: write null", RF_NULL, false},
    {"nan", "JSON has no such number: write null", RF_NULL, false},
    {"Infinity", "JSON has no such number: write null", RF_NULL, false},
    {"-Infinity", "JSON has no such number: write null", RF_NULL, false},
    {"+Infinity", "JSON has no such number: write null", RF_NULL, false},
    {"inf", "JSON has no such number: write null", RF_NULL, false},
    {"-inf", "JSON has no such number: write null", RF_NULL, false},
};

static bool read_foreign_word(rf_json_reader *r, rf_str word, rf_span span, rf_value *value)
{
    for (size_t i = 0; i < sizeof foreign_words / sizeof foreign_words[0]; i++) {
        const struct foreign_word *foreign = &foreign_words[i];
        if (!rf_eq_c(word, foreign->word))
            continue;
        rf_json_error(r, span.start, span.end, foreign->help, "%s is not JSON", foreign->word);
        *value = (rf_value){.kind = foreign->kind, .span = span};
        if (foreign->kind == RF_BOOL)
            value->as.boolean = foreign->boolean;
        return true;
    }
    return false;
}

/* The literal that a word misses by one letter, or NULL. */
static const char *mistyped_literal(rf_str word)
{
    static const char *const literals[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++)
        if (rf_edit_distance(word, rf_str_c(literals[i]), 1) <= 1)
            return literals[i];
    return NULL;
}

static rf_diag *report_bare(rf_json_reader *r, rf_str word, rf_span span, const char *what)
{
    rf_str shown = rf_json_shown(r, word);
    rf_diag *diag =
        rf_json_error(r, span.start, span.end, NULL, "%s %.*s has no quotes", what, RF_ARG(shown));
    rf_json_help(r, diag, "write \"%.*s\"", RF_ARG(shown));
    return diag;
}

/* A word where a document should start: the file is of another kind, and to go on would only bury
 * that. */
static rf_value report_no_document(rf_json_reader *r, rf_str word, rf_span span)
{
    rf_str shown = rf_json_shown(r, word);
    rf_json_error(r, span.start, span.end, "a JSON document starts with { or [",
                  "this is not JSON: it starts with %.*s", RF_ARG(shown));
    r->stopped = true;
    return (rf_value){.kind = RF_NULL, .span = span};
}

/* A document that was copied out of a string: {\"Version\": ...}. */
static rf_value report_escaped(rf_json_reader *r, size_t start)
{
    rf_json_error(
        r, start, start + 2,
        "this was copied out of a string: replace each \\\" by \" and each \\n by a line break",
        "backslash in front of a quotation mark");
    r->stopped = true;
    return (rf_value){.kind = RF_NULL, .span = rf_json_span(r, start, start + 2)};
}

static bool is_escaped_quote(const rf_json_reader *r, size_t at)
{
    return at + 1 < r->end && r->text[at] == '\\' && r->text[at + 1] == '"';
}

/* Something that cannot even start a word; skips it. */
static void report_unexpected(rf_json_reader *r)
{
    size_t start = r->at;
    while (r->at < r->end && r->text[r->at] == r->text[start])
        r->at++;
    rf_json_error(r, start, r->at,
                  "a value is a string, number, true, false, null, [list] or {object}",
                  "unexpected %c", r->text[start]);
}

/* The word [start, end): a long or faulty number, or what JSON does not know. */
static rf_value read_other(rf_json_reader *r, size_t start, size_t end)
{
    rf_str word = {r->text + start, end - start};
    struct number number = scan_number(word);
    if (number.n != 0 && ends_token(r, start + number.n)) /* a comment may follow */
        word.n = number.n;
    rf_span span = rf_json_span(r, start, start + word.n);
    r->at = span.end;
    if (number.n == word.n)
        return number.fault == NULL ? number_value(r, word, span) : faulty_number(r, &number, span);
    rf_value value;
    if (read_foreign_word(r, word, span, &value) || read_foreign_number(r, word, span, &value))
        return value;
    if (r->depth == 0)
        return report_no_document(r, word, span);
    rf_diag *diag = report_bare(r, word, span, "value");
    const char *literal = mistyped_literal(word);
    if (literal != NULL)
        rf_json_help(r, diag, "write %s, or \"%.*s\" for a string", literal, RF_ARG(word));
    return rf_value_string(word, span);
}

static bool read_literal(rf_json_reader *r, rf_value *value)
{
    static const struct {
        rf_str word;
        rf_kind kind;
        bool boolean;
    } literals[] = {{{"true", 4}, RF_BOOL, true},
                    {{"false", 5}, RF_BOOL, false},
                    {{"null", 4}, RF_NULL, false}};
    size_t start = r->at;
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++) {
        size_t n = literals[i].word.n;
        if (r->end - start < n || memcmp(r->text + start, literals[i].word.at, n) != 0 ||
            !ends_token(r, start + n))
            continue;
        r->at = start + n;
        *value = (rf_value){.kind = literals[i].kind, .span = rf_json_span(r, start, r->at)};
        if (value->kind == RF_BOOL)
            value->as.boolean = literals[i].boolean;
        return true;
    }
    return false;
}

bool rf_json_read_word(rf_json_reader *r, rf_value *value)
{
    size_t start = r->at;
    char c = r->text[start];
    if (((is_digit(c) || c == '-') && read_small(r, value)) || read_literal(r, value))
        return true;
    size_t end = word_end(r, start, false);
    if (end == start || c == ':') {
        report_unexpected(r);
        return false;
    }
    *value = is_escaped_quote(r, start) ? report_escaped(r, start) : read_other(r, start, end);
    return true;
}

bool rf_json_read_bare_key(rf_json_reader *r, rf_json_string *key)
{
    size_t start = r->at, end = word_end(r, start, true);
    if (end == start)
        return false;
    *key = (rf_json_string){.text = {r->text + start, end - start}, .start = start, .end = end};
    if (is_escaped_quote(r, start)) {
        report_escaped(r, start);
        return true;
    }
    r->at = end;
    report_bare(r, key->text, rf_json_span(r, start, end), "key");
    return true;
}

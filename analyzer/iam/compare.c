#include "iam/compare.h"

/* Oddities of an address that change nothing about what it means: AWS masks host bits, and a bare
 * address is a host. */
enum { ADDRESS_ODDITIES = RF_CIDR_HOST_BITS | RF_CIDR_NO_LENGTH | RF_CIDR_MAPPED };

static bool read_bool(rf_str text, bool *truth)
{
    *truth = rf_eq_nocase_c(text, "true");
    return *truth || rf_eq_nocase_c(text, "false");
}

static int base64_digit(char c)
{
    size_t at =
        rf_find_byte(RF_STR("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"), c);
    return at == RF_NOT_FOUND ? -1 : (int)at;
}

/* RFC 4648, section 4: groups of four, padded; the last bits that carry nothing are ignored. */
static bool read_base64(rf_arena *arena, rf_str text, rf_str *bytes)
{
    size_t padding = rf_ends(text, RF_STR("==")) ? 2 : rf_ends(text, RF_STR("=")) ? 1 : 0;
    if (text.n % 4 != 0)
        return false;
    char *out = rf_alloc(arena, text.n / 4 * 3 + 1);
    size_t n = 0;
    unsigned group = 0;
    for (size_t i = 0; i < text.n; i++) {
        int digit = i >= text.n - padding ? 0 : base64_digit(text.at[i]);
        if (digit < 0)
            return false;
        group = group << 6 | (unsigned)digit;
        if (i % 4 != 3)
            continue;
        for (int shift = 16; shift >= 0; shift -= 8)
            out[n++] = (char)(group >> shift & 0xFF);
        group = 0;
    }
    *bytes = (rf_str){out, n - padding};
    return true;
}

/* How each family reads a value of the policy. */
typedef bool prepare(rf_arena *arena, bool variables, rf_condition_value *value);

static bool prepare_equals(rf_arena *arena, bool variables, rf_condition_value *value)
{
    value->pattern = rf_pattern_make(arena, RF_PATTERN_EQUALS, value->text, variables, value->span);
    return true;
}

static bool prepare_like(rf_arena *arena, bool variables, rf_condition_value *value)
{
    value->pattern = rf_pattern_make(arena, RF_PATTERN_LIKE, value->text, variables, value->span);
    return true;
}

static bool prepare_arn(rf_arena *arena, bool variables, rf_condition_value *value)
{
    value->pattern = rf_pattern_make(arena, RF_PATTERN_ARN, value->text, variables, value->span);
    return value->pattern.cuts != NULL || value->pattern.shape == RF_SHAPE_ALL;
}

static bool prepare_number(rf_arena *arena, bool variables, rf_condition_value *value)
{
    (void)variables;
    return rf_num_parse(arena, value->text, &value->as.number);
}

static bool prepare_date(rf_arena *arena, bool variables, rf_condition_value *value)
{
    (void)arena;
    (void)variables;
    return rf_date_parse(value->text, &value->as.date);
}

static bool prepare_bool(rf_arena *arena, bool variables, rf_condition_value *value)
{
    (void)arena;
    (void)variables;
    return read_bool(value->text, &value->as.truth);
}

static bool prepare_binary(rf_arena *arena, bool variables, rf_condition_value *value)
{
    (void)variables;
    return read_base64(arena, value->text, &value->as.bytes);
}

static bool prepare_ip(rf_arena *arena, bool variables, rf_condition_value *value)
{
    (void)arena;
    (void)variables;
    return rf_cidr_parse(value->text, ADDRESS_ODDITIES, &value->as.block);
}

static prepare *const prepare_family[RF_FAMILIES] = {
    [RF_FAMILY_STRING] = prepare_equals, [RF_FAMILY_NUMERIC] = prepare_number,
    [RF_FAMILY_DATE] = prepare_date,     [RF_FAMILY_BOOL] = prepare_bool,
    [RF_FAMILY_BINARY] = prepare_binary, [RF_FAMILY_IP] = prepare_ip,
    [RF_FAMILY_ARN] = prepare_arn,       [RF_FAMILY_NULL] = prepare_bool,
};

void rf_condition_value_prepare(rf_arena *arena, const rf_base_operator *base, bool variables,
                                rf_condition_value *value)
{
    if (value->kind == RF_UNKNOWN) {
        value->pattern = rf_pattern_unknown(value->span);
        value->readable = true;
        return;
    }
    bool like = base->family == RF_FAMILY_STRING && base->like;
    prepare *read = like ? prepare_like : prepare_family[base->family];
    value->readable = read(arena, variables, value);
}

void rf_given_read(rf_arena *arena, const rf_base_operator *base, rf_str text,
                   rf_condition_value *given)
{
    given->text = text;
    given->readable = base->family == RF_FAMILY_STRING || base->family == RF_FAMILY_ARN ||
                      prepare_family[base->family](arena, false, given);
}

rf_truth rf_compare_text(rf_arena *arena, const rf_condition_value *value,
                         const rf_condition_value *given, const struct rf_request *request)
{
    return rf_pattern_matches(arena, &value->pattern, given->text, request);
}

rf_truth rf_compare_text_nocase(rf_arena *arena, const rf_condition_value *value,
                                const rf_condition_value *given, const struct rf_request *request)
{
    return rf_pattern_equals_nocase(arena, &value->pattern, given->text, request);
}

rf_truth rf_compare_arn(rf_arena *arena, const rf_condition_value *value,
                        const rf_condition_value *given, const struct rf_request *request)
{
    return rf_pattern_matches_arn(arena, &value->pattern, given->text, request);
}

/* How a value stands to a bound: less, equal, greater. */
typedef enum standing { LESS = 1, EQUAL = 2, GREATER = 4 } standing;

static standing standing_of(int order)
{
    return order < 0 ? LESS : order > 0 ? GREATER : EQUAL;
}

/* RF_YES when both can be compared; else what the comparison is. */
static rf_truth are_comparable(const rf_condition_value *value, const rf_condition_value *given)
{
    return value->kind == RF_UNKNOWN ? RF_MAYBE : rf_truth_of(value->readable && given->readable);
}

#define RF_COMPARISON(name, holds)                                                                 \
    rf_truth rf_compare_##name(rf_arena *arena, const rf_condition_value *value,                   \
                               const rf_condition_value *given, const struct rf_request *request)  \
    {                                                                                              \
        (void)arena;                                                                               \
        (void)request;                                                                             \
        rf_truth comparable = are_comparable(value, given);                                        \
        return comparable == RF_YES ? rf_truth_of(holds) : comparable;                             \
    }

#define RF_ORDER(suffix, wanted)                                                                   \
    RF_COMPARISON(number_##suffix,                                                                 \
                  (standing_of(rf_num_cmp(given->as.number, value->as.number)) & (wanted)) != 0)   \
    RF_COMPARISON(date_##suffix,                                                                   \
                  (standing_of(rf_date_cmp(given->as.date, value->as.date)) & (wanted)) != 0)

RF_ORDER(equal, EQUAL)
RF_ORDER(less, LESS)
RF_ORDER(less_equal, LESS | EQUAL)
RF_ORDER(greater, GREATER)
RF_ORDER(greater_equal, GREATER | EQUAL)
RF_COMPARISON(bool, given->as.truth == value->as.truth)
RF_COMPARISON(binary, rf_eq(given->as.bytes, value->as.bytes))
/* Of two families, neither contains the other. */
RF_COMPARISON(ip, rf_cidr_contains(&value->as.block, &given->as.block))

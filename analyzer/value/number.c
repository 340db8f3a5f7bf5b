#include "value/number.h"

#include "base/limits.h"
#include "value/bigint.h"

#include <math.h>
#include <string.h>

enum {
    PRECISION = 512,
    LIMBS = PRECISION / RF_LIMB_BITS,
    INT64_DIGITS = 18, /* any 18 digits fit an int64_t */
};

/*
 * What does not fit `small`: mantissa * 2^exponent, the highest bit of the mantissa set.  Neither 0
 * nor a whole number in the range of int64_t, so that every number has one form.
 */
struct rf_big {
    bool negative;
    int64_t exponent;
    rf_limb mantissa[LIMBS];
};

/* Only some 60 squarings in a row lead here.  Below, a number becomes 0, as in Terraform (there
 * below 2^-2^31); above, the exponent stays. */
static const int64_t exponent_max = (int64_t)1 << 61;

rf_num rf_num_int(int64_t value)
{
    return (rf_num){NULL, value};
}

static rf_limb magnitude_of(int64_t value)
{
    return value < 0 ? 0 - (rf_limb)value : (rf_limb)value;
}

/* The number in the form of a rf_big, which 0 and whole numbers take for computing only; 0 has a
 * mantissa of 0. */
static struct rf_big unpack(rf_num number)
{
    if (number.big != NULL)
        return *number.big;
    struct rf_big big = {.negative = number.small < 0};
    rf_limb magnitude = magnitude_of(number.small);
    if (magnitude != 0) {
        int shift = __builtin_clzll(magnitude);
        big.mantissa[LIMBS - 1] = magnitude << shift;
        big.exponent = RF_LIMB_BITS - PRECISION - shift;
    }
    return big;
}

/* True when it is a whole number that fits an int64_t, which is set. */
static bool fits_small(const struct rf_big *big, int64_t *small)
{
    int64_t bits = big->exponent + PRECISION;
    if (bits < 1 || bits > RF_LIMB_BITS ||
        rf_limbs_low_bits(big->mantissa, LIMBS, (size_t)(PRECISION - bits)))
        return false;
    rf_limb magnitude = big->mantissa[LIMBS - 1] >> (RF_LIMB_BITS - bits);
    if (magnitude > (rf_limb)INT64_MAX + big->negative)
        return false;
    *small = big->negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return true;
}

static rf_num pack(rf_arena *arena, const struct rf_big *big)
{
    rf_num number = {0};
    if (big->exponent < -exponent_max || fits_small(big, &number.small))
        return number;
    struct rf_big *kept = RF_NEW(arena, struct rf_big);
    *kept = *big;
    if (kept->exponent > exponent_max)
        kept->exponent = exponent_max;
    number.big = kept;
    return number;
}

/* Rounds limbs * 2^exponent, and a little more when `more`, to nearest, ties to even.  The limbs
 * are used up; with `more` they have at least two bits more than the precision. */
static rf_num round_limbs(rf_arena *arena, bool negative, rf_limb *limbs, size_t n,
                          int64_t exponent, bool more)
{
    struct rf_big big = {.negative = negative};
    size_t bits = rf_limbs_bits(limbs, n);
    if (bits == 0)
        return rf_num_int(0);
    if (bits > PRECISION) {
        size_t drop = bits - PRECISION;
        bool half = (limbs[(drop - 1) / RF_LIMB_BITS] >> ((drop - 1) % RF_LIMB_BITS) & 1) != 0;
        bool above = more || rf_limbs_low_bits(limbs, n, drop - 1);
        rf_limbs_shift_right(limbs, n, drop);
        memcpy(big.mantissa, limbs, sizeof big.mantissa);
        exponent += (int64_t)drop;
        if (half && (above || (big.mantissa[0] & 1) != 0)) {
            size_t i = 0;
            while (i < LIMBS && ++big.mantissa[i] == 0)
                i++;
            if (i == LIMBS) {
                big.mantissa[LIMBS - 1] = (rf_limb)1 << (RF_LIMB_BITS - 1);
                exponent++;
            }
        }
    } else {
        memcpy(big.mantissa, limbs, rf_limbs_size(limbs, n) * sizeof *limbs);
        rf_limbs_shift_left(big.mantissa, rf_limbs_size(limbs, n), PRECISION - bits);
        exponent -= (int64_t)(PRECISION - bits);
    }
    big.exponent = exponent;
    return pack(arena, &big);
}

/* Arithmetic */

static int cmp_magnitude(const struct rf_big *a, const struct rf_big *b)
{
    bool a_zero = a->mantissa[LIMBS - 1] == 0, b_zero = b->mantissa[LIMBS - 1] == 0;
    if (a_zero || b_zero)
        return (int)b_zero - (int)a_zero;
    if (a->exponent != b->exponent)
        return a->exponent < b->exponent ? -1 : 1;
    return rf_limbs_cmp(a->mantissa, LIMBS, b->mantissa, LIMBS);
}

static rf_num add_big(rf_arena *arena, rf_num x, rf_num y, bool subtract)
{
    /* The larger one stands on as many bits again and a limb.  What lies deeper below it than that
     * decides only that a tie is none, so it can stand at the lowest place where it still does. */
    enum {
        GUARD = PRECISION + RF_LIMB_BITS,
        DEEP = PRECISION + 2,
        SIZE = GUARD / RF_LIMB_BITS + LIMBS
    };
    struct rf_big a = unpack(x), b = unpack(y);
    b.negative ^= subtract;
    if (cmp_magnitude(&a, &b) < 0) {
        struct rf_big swap = a;
        a = b;
        b = swap;
    }
    rf_limb sum[SIZE + 2] = {0}, other[SIZE + 2] = {0};
    size_t sum_size = 0, other_size = 0;
    if (b.mantissa[LIMBS - 1] != 0) {
        int64_t depth = a.exponent - b.exponent; /* both within 2^61 */
        memcpy(other, b.mantissa, sizeof b.mantissa);
        other_size =
            rf_limbs_shift_left(other, LIMBS, (size_t)(GUARD - (depth < DEEP ? depth : DEEP)));
    }
    memcpy(sum, a.mantissa, sizeof a.mantissa);
    sum_size = rf_limbs_shift_left(sum, rf_limbs_size(sum, LIMBS), GUARD);
    sum_size = a.negative == b.negative ? rf_limbs_add(sum, sum_size, other, other_size)
                                        : rf_limbs_sub(sum, sum_size, other, other_size);
    return round_limbs(arena, a.negative, sum, sum_size, a.exponent - GUARD, false);
}

rf_num rf_num_add(rf_arena *arena, rf_num a, rf_num b)
{
    int64_t sum;
    if (a.big == NULL && b.big == NULL && !__builtin_add_overflow(a.small, b.small, &sum))
        return rf_num_int(sum);
    return add_big(arena, a, b, false);
}

rf_num rf_num_sub(rf_arena *arena, rf_num a, rf_num b)
{
    int64_t difference;
    if (a.big == NULL && b.big == NULL && !__builtin_sub_overflow(a.small, b.small, &difference))
        return rf_num_int(difference);
    return add_big(arena, a, b, true);
}

rf_num rf_num_mul(rf_arena *arena, rf_num a, rf_num b)
{
    int64_t small;
    if (a.big == NULL && b.big == NULL && !__builtin_mul_overflow(a.small, b.small, &small))
        return rf_num_int(small);
    struct rf_big x = unpack(a), y = unpack(b);
    rf_limb product[2 * LIMBS];
    size_t n = rf_limbs_mul(product, x.mantissa, LIMBS, y.mantissa, LIMBS);
    return round_limbs(arena, x.negative != y.negative, product, n, x.exponent + y.exponent, false);
}

rf_num rf_num_neg(rf_arena *arena, rf_num a)
{
    if (a.big == NULL && a.small != INT64_MIN)
        return rf_num_int(-a.small);
    struct rf_big big = unpack(a);
    big.negative = !big.negative;
    return pack(arena, &big);
}

bool rf_num_div(rf_arena *arena, rf_num a, rf_num b, rf_num *quotient)
{
    if (rf_num_sign(b) == 0)
        return false;
    if (a.big == NULL && b.big == NULL && b.small != -1 && a.small % b.small == 0) {
        *quotient = rf_num_int(a.small / b.small);
        return true;
    }
    struct rf_big x = unpack(a), y = unpack(b);
    rf_limb dividend[2 * LIMBS + 2] = {0}, digits[LIMBS + 2] = {0};
    memcpy(dividend + LIMBS + 1, x.mantissa, sizeof x.mantissa);
    size_t rest, n = rf_limbs_size(dividend, 2 * LIMBS + 1);
    n = rf_limbs_divide(digits, dividend, n, y.mantissa, LIMBS, &rest);
    *quotient = round_limbs(arena, x.negative != y.negative, digits, n,
                            x.exponent - y.exponent - (LIMBS + 1) * RF_LIMB_BITS, rest != 0);
    return true;
}

static rf_num truncate(rf_arena *arena, rf_num a)
{
    if (rf_num_is_int(a))
        return a;
    struct rf_big big = *a.big;
    if (big.exponent <= -PRECISION)
        return rf_num_int(0);
    rf_limbs_shift_right(big.mantissa, LIMBS, (size_t)-big.exponent);
    size_t n = LIMBS - (size_t)-big.exponent / RF_LIMB_BITS;
    return round_limbs(arena, big.negative, big.mantissa, n, 0, false);
}

/* a - b * trunc(a / b), each step rounded: what cty's Modulo computes. */
bool rf_num_mod(rf_arena *arena, rf_num a, rf_num b, rf_num *remainder)
{
    if (rf_num_sign(b) == 0)
        return false;
    if (a.big == NULL && b.big == NULL) {
        *remainder = rf_num_int(b.small == -1 ? 0 : a.small % b.small);
        return true;
    }
    rf_num quotient;
    rf_num_div(arena, a, b, &quotient);
    *remainder = rf_num_sub(arena, a, rf_num_mul(arena, b, truncate(arena, quotient)));
    return true;
}

/* Asking */

int rf_num_sign(rf_num a)
{
    if (a.big != NULL)
        return a.big->negative ? -1 : 1;
    return (a.small > 0) - (a.small < 0);
}

int rf_num_cmp(rf_num a, rf_num b)
{
    if (a.big == NULL && b.big == NULL)
        return (a.small > b.small) - (a.small < b.small);
    int sign = rf_num_sign(a), other = rf_num_sign(b);
    if (sign != other)
        return sign < other ? -1 : 1;
    struct rf_big x = unpack(a), y = unpack(b);
    return sign * cmp_magnitude(&x, &y);
}

bool rf_num_is_int(rf_num a)
{
    if (a.big == NULL || a.big->exponent >= 0)
        return true;
    return a.big->exponent > -PRECISION &&
           !rf_limbs_low_bits(a.big->mantissa, LIMBS, (size_t)-a.big->exponent);
}

bool rf_num_to_int64(rf_num a, int64_t *value)
{
    if (a.big == NULL)
        *value = a.small;
    return a.big == NULL;
}

double rf_num_to_double(rf_num a)
{
    enum { DOUBLE_BITS = 53, DOUBLE_MIN = -1074, DOUBLE_TOP = 1024 };
    if (a.big == NULL)
        return (double)a.small;
    int64_t top = a.big->exponent + PRECISION; /* below 2^top, at least half of it */
    if (top > DOUBLE_TOP || top < DOUBLE_MIN)
        return (a.big->negative ? -1 : 1) * (top > 0 ? HUGE_VAL : 0.0);
    int64_t keep = top - DOUBLE_BITS < DOUBLE_MIN ? top - DOUBLE_MIN : DOUBLE_BITS;
    const rf_limb *mantissa = a.big->mantissa;
    rf_limb kept = keep == 0 ? 0 : mantissa[LIMBS - 1] >> (RF_LIMB_BITS - keep);
    bool half = (mantissa[LIMBS - 1] >> (RF_LIMB_BITS - 1 - keep) & 1) != 0;
    bool above = rf_limbs_low_bits(mantissa, LIMBS, (size_t)(PRECISION - 1 - keep));
    kept += half && (above || (kept & 1) != 0);
    return ldexp(a.big->negative ? -(double)kept : (double)kept, (int)(top - keep));
}

/* Text */

enum {
    /* Bits of 10^places, and of 5^places: log2(10) is below 3.3220, log2(5) below 2.3220. */
    PLACES_BITS = RF_LIMIT_NUMBER_PLACES * 3322 / 1000,
    ROOM = (PLACES_BITS + 2 * PRECISION) / RF_LIMB_BITS + 8,

    /* Up to this exponent a power of five is exact; further up its leading limbs do, since no digit
     * of a number with an exponent can be affected but by a chance of 2^-500. */
    EXACT_POWER = RF_LIMIT_NUMBER_PLACES + 16,
    LEADING_LIMBS = 3 * LIMBS,

    DIGITS_MAX = 160, /* 512 bits are told apart by 156 digits */

    /* What parsing needs: all digits, times or over the largest power of five. */
    PARSED_BITS = RF_LIMIT_NUMBER_DIGITS * 3322 / 1000 +
                  (RF_LIMIT_NUMBER_DIGITS + RF_LIMIT_NUMBER_EXPONENT) * 2322 / 1000,
};
_Static_assert(PARSED_BITS / RF_LIMB_BITS + LIMBS + 4 < ROOM, "a parsed number has room");
_Static_assert(RF_LIMIT_NUMBER_DIGITS + RF_LIMIT_NUMBER_EXPONENT <= EXACT_POWER,
               "a parsed number is exact before it is rounded");

/* 5^exponent = result * 2^(*scale). */
static size_t power_of_five(rf_limb result[ROOM], uint64_t exponent, int64_t *scale)
{
    rf_limb square[ROOM];
    size_t n = 1;
    result[0] = 1;
    *scale = 0;
    for (size_t bit = rf_limbs_bits(&exponent, 1); bit-- > 0;) {
        n = rf_limbs_mul(square, result, n, result, n);
        *scale *= 2;
        n = rf_limbs_mul_small(square, n, (exponent >> bit & 1) != 0 ? 5 : 1, 0);
        size_t drop = exponent > EXACT_POWER && n > LEADING_LIMBS ? n - LEADING_LIMBS : 0;
        n -= drop;
        memcpy(result, square + drop, n * sizeof *result);
        *scale += (int64_t)drop * RF_LIMB_BITS;
    }
    return n;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The shape of a number's text: its digits, without the point, and the power of ten of the last. */
struct literal {
    bool negative;
    rf_str whole, fraction;
    int64_t exponent;
};

static rf_str take_digits(rf_str *text)
{
    size_t n = 0;
    while (n < text->n && is_digit(text->at[n]))
        n++;
    rf_str digits = {text->at, n};
    *text = rf_slice(*text, n, text->n);
    return digits;
}

static bool take_byte(rf_str *text, char byte)
{
    if (text->n == 0 || text->at[0] != byte)
        return false;
    *text = rf_slice(*text, 1, text->n);
    return true;
}

static bool read_literal(rf_str text, struct literal *literal)
{
    *literal = (struct literal){.negative = take_byte(&text, '-')};
    literal->whole = take_digits(&text);
    if (literal->whole.n == 0)
        return false;
    if (take_byte(&text, '.')) {
        literal->fraction = take_digits(&text);
        if (literal->fraction.n == 0)
            return false;
    }
    if (take_byte(&text, 'e') || take_byte(&text, 'E')) {
        bool negative = take_byte(&text, '-');
        if (!negative)
            take_byte(&text, '+');
        unsigned long long exponent;
        if (!rf_parse_u64(take_digits(&text), &exponent) || exponent > RF_LIMIT_NUMBER_EXPONENT)
            return false;
        literal->exponent = negative ? -(int64_t)exponent : (int64_t)exponent;
    }
    literal->exponent -= (int64_t)literal->fraction.n;
    return text.n == 0 && literal->whole.n + literal->fraction.n <= RF_LIMIT_NUMBER_DIGITS;
}

static size_t add_digits(rf_limb *limbs, size_t n, rf_str digits)
{
    enum { CHUNK = 19 }; /* digits of a limb */
    while (digits.n != 0) {
        rf_limb value = 0, factor = 1;
        for (size_t i = 0; i < CHUNK && i < digits.n; i++) {
            value = value * 10 + (rf_limb)(digits.at[i] - '0');
            factor *= 10;
        }
        n = rf_limbs_mul_small(limbs, n, factor, value);
        digits = rf_slice(digits, CHUNK, digits.n);
    }
    return n;
}

/* digits * 10^exponent = digits * 5^exponent * 2^exponent: exact, then rounded once. */
static rf_num parse_big(rf_arena *arena, const struct literal *literal)
{
    rf_limb limbs[ROOM], power[ROOM], digits[ROOM];
    size_t n = add_digits(limbs, 0, literal->whole);
    n = add_digits(limbs, n, literal->fraction);
    if (n == 0)
        return rf_num_int(0);
    int64_t exact;
    uint64_t places = magnitude_of(literal->exponent);
    size_t power_n = power_of_five(power, places, &exact);
    if (literal->exponent >= 0) {
        n = rf_limbs_mul(digits, limbs, n, power, power_n);
        return round_limbs(arena, literal->negative, digits, n, literal->exponent, false);
    }
    size_t have = rf_limbs_bits(limbs, n);
    size_t want = rf_limbs_bits(power, power_n) + PRECISION + 3; /* two bits behind the precision */
    size_t shift = have < want ? want - have : 0, rest;
    n = rf_limbs_shift_left(limbs, n, shift);
    n = rf_limbs_divide(digits, limbs, n, power, power_n, &rest);
    return round_limbs(arena, literal->negative, digits, n, literal->exponent - (int64_t)shift,
                       rest != 0);
}

bool rf_num_parse(rf_arena *arena, rf_str text, rf_num *number)
{
    struct literal literal;
    unsigned long long small;
    if (text.n <= INT64_DIGITS && rf_parse_u64(text, &small)) {
        *number = rf_num_int((int64_t)small);
        return true;
    }
    if (!read_literal(text, &literal))
        return false;
    *number = parse_big(arena, &literal);
    return true;
}

/* A quotient from which digits are taken one by one: number / 10^point = rest / whole, and half of
 * the mantissa's last bit is margin / whole.  (Steele and White's free-format algorithm.) */
struct fraction {
    rf_limb rest[ROOM], margin[ROOM], whole[ROOM];
    size_t rest_n, margin_n, whole_n;
};

/* floor(exponent * log10(2)), at most one off. */
static int64_t decimal_places(int64_t exponent)
{
    return (int64_t)((__int128)exponent * 0x4D104D427DE7FBCC >> 64);
}

static void set_up(struct fraction *f, const struct rf_big *big, int64_t point)
{
    int64_t half = big->exponent - 1, scale;
    rf_limb power[ROOM];
    size_t power_n = power_of_five(power, magnitude_of(point), &scale);
    rf_limb twice[LIMBS + 1];
    memcpy(twice, big->mantissa, sizeof big->mantissa);
    rf_limbs_shift_left(twice, LIMBS, 1);
    int64_t shift = half - point;
    if (point >= 0) {
        memcpy(f->rest, twice, sizeof twice);
        f->rest_n = LIMBS + 1;
        f->margin[0] = 1;
        f->margin_n = 1;
        memcpy(f->whole, power, power_n * sizeof *power);
        f->whole_n = power_n;
        shift -= scale;
    } else {
        f->rest_n = rf_limbs_mul(f->rest, twice, LIMBS + 1, power, power_n);
        memcpy(f->margin, power, power_n * sizeof *power);
        f->margin_n = power_n;
        f->whole[0] = 1;
        f->whole_n = 1;
        shift += scale;
    }
    if (shift >= 0) {
        f->rest_n = rf_limbs_shift_left(f->rest, f->rest_n, (size_t)shift);
        f->margin_n = rf_limbs_shift_left(f->margin, f->margin_n, (size_t)shift);
    } else {
        f->whole_n = rf_limbs_shift_left(f->whole, f->whole_n, (size_t)-shift);
    }
}

/* Compares the number's upper bound, rest + margin, with the whole. */
static int cmp_upper(const struct fraction *f)
{
    rf_limb upper[ROOM];
    memcpy(upper, f->rest, f->rest_n * sizeof *upper);
    size_t n = rf_limbs_add(upper, f->rest_n, f->margin, f->margin_n);
    return rf_limbs_cmp(upper, n, f->whole, f->whole_n);
}

static char next_digit(struct fraction *f)
{
    char digit = '0';
    f->rest_n = rf_limbs_mul_small(f->rest, f->rest_n, 10, 0);
    f->margin_n = rf_limbs_mul_small(f->margin, f->margin_n, 10, 0);
    for (; rf_limbs_cmp(f->rest, f->rest_n, f->whole, f->whole_n) >= 0; digit++)
        f->rest_n = rf_limbs_sub(f->rest, f->rest_n, f->whole, f->whole_n);
    return digit;
}

/* True when the digit before is to be rounded up: the rest is above one half, or it is one half and
 * that makes the digit even. */
static bool rest_rounds_up(struct fraction *f, char digit)
{
    f->rest_n = rf_limbs_shift_left(f->rest, f->rest_n, 1);
    int order = rf_limbs_cmp(f->rest, f->rest_n, f->whole, f->whole_n);
    return order > 0 || (order == 0 && (digit & 1) != 0);
}

/* The shortest digits 0.ddd such that 0.ddd * 10^point is nearer to the number than to any other
 * (or as near, when its mantissa is even).  The bounds are half of the last bit on both sides also
 * for a power of two, as in Go's math/big. */
static size_t shortest_digits(const struct rf_big *big, char digits[DIGITS_MAX], int64_t *point)
{
    struct fraction f;
    bool even = (big->mantissa[0] & 1) == 0;
    *point = decimal_places(big->exponent + PRECISION - 1);
    set_up(&f, big, *point);
    while (cmp_upper(&f) > (even ? -1 : 0)) {
        f.whole_n = rf_limbs_mul_small(f.whole, f.whole_n, 10, 0);
        ++*point;
    }
    for (size_t n = 0; n < DIGITS_MAX;) {
        char digit = next_digit(&f);
        bool down = rf_limbs_cmp(f.rest, f.rest_n, f.margin, f.margin_n) < (even ? 1 : 0);
        bool up = cmp_upper(&f) > (even ? -1 : 0);
        if (n == 0 && digit == '0' && !up) {
            --*point;
            continue;
        }
        if (up && (!down || rest_rounds_up(&f, digit)))
            digit++;
        digits[n++] = digit;
        if (up || down)
            return n;
    }
    return DIGITS_MAX;
}

static rf_str small_text(rf_arena *arena, int64_t value)
{
    char bytes[24], *at = bytes + sizeof bytes;
    rf_limb rest = magnitude_of(value);
    do
        *--at = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (value < 0)
        *--at = '-';
    return rf_dup(arena, (rf_str){at, (size_t)(bytes + sizeof bytes - at)});
}

rf_str rf_num_text(rf_arena *arena, rf_num a)
{
    if (a.big == NULL)
        return small_text(arena, a.small);
    char bytes[DIGITS_MAX];
    int64_t point;
    rf_str digits = {bytes, shortest_digits(a.big, bytes, &point)};
    rf_buf buf = rf_buf_new(arena);
    if (a.big->negative)
        rf_buf_add_byte(&buf, '-');
    if (point > RF_LIMIT_NUMBER_PLACES || point < -RF_LIMIT_NUMBER_PLACES) {
        rf_buf_add_byte(&buf, bytes[0]);
        if (digits.n > 1)
            rf_buf_add_byte(&buf, '.');
        rf_buf_add(&buf, rf_slice(digits, 1, digits.n));
        rf_buf_format(&buf, "e%+lld", (long long)point - 1);
    } else if (point <= 0) {
        rf_buf_add_c(&buf, "0.");
        rf_buf_add_repeated(&buf, '0', (size_t)-point);
        rf_buf_add(&buf, digits);
    } else {
        rf_buf_add(&buf, rf_slice(digits, 0, (size_t)point));
        if ((size_t)point > digits.n)
            rf_buf_add_repeated(&buf, '0', (size_t)point - digits.n);
        else if ((size_t)point < digits.n)
            rf_buf_add_byte(&buf, '.');
        rf_buf_add(&buf, rf_slice(digits, (size_t)point, digits.n));
    }
    return rf_buf_str(&buf);
}

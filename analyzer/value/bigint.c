#include "value/bigint.h"

#include <string.h>

typedef unsigned __int128 wide;

size_t rf_limbs_size(const rf_limb *a, size_t n)
{
    while (n != 0 && a[n - 1] == 0)
        n--;
    return n;
}

size_t rf_limbs_bits(const rf_limb *a, size_t n)
{
    n = rf_limbs_size(a, n);
    return n == 0 ? 0 : n * RF_LIMB_BITS - (size_t)__builtin_clzll(a[n - 1]);
}

bool rf_limbs_low_bits(const rf_limb *a, size_t n, size_t bits)
{
    size_t whole = bits / RF_LIMB_BITS, part = bits % RF_LIMB_BITS;
    for (size_t i = 0; i < n && i < whole; i++)
        if (a[i] != 0)
            return true;
    return whole < n && (a[whole] & (((rf_limb)1 << part) - 1)) != 0;
}

int rf_limbs_cmp(const rf_limb *a, size_t an, const rf_limb *b, size_t bn)
{
    if (an != bn)
        return an < bn ? -1 : 1;
    for (size_t i = an; i-- > 0;)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

size_t rf_limbs_mul_small(rf_limb *a, size_t n, rf_limb factor, rf_limb more)
{
    for (size_t i = 0; i < n; i++) {
        wide product = (wide)a[i] * factor + more;
        a[i] = (rf_limb)product;
        more = (rf_limb)(product >> RF_LIMB_BITS);
    }
    if (more != 0)
        a[n++] = more;
    return rf_limbs_size(a, n);
}

size_t rf_limbs_mul(rf_limb *result, const rf_limb *a, size_t an, const rf_limb *b, size_t bn)
{
    memset(result, 0, (an + bn) * sizeof *result);
    for (size_t i = 0; i < an; i++) {
        rf_limb carry = 0;
        for (size_t j = 0; j < bn; j++) {
            wide sum = (wide)a[i] * b[j] + result[i + j] + carry;
            result[i + j] = (rf_limb)sum;
            carry = (rf_limb)(sum >> RF_LIMB_BITS);
        }
        result[i + bn] = carry;
    }
    return rf_limbs_size(result, an + bn);
}

size_t rf_limbs_add(rf_limb *a, size_t an, const rf_limb *b, size_t bn)
{
    rf_limb carry = 0;
    size_t i = 0;
    for (; i < bn || (carry != 0 && i < an); i++) {
        wide sum = (wide)(i < an ? a[i] : 0) + (i < bn ? b[i] : 0) + carry;
        a[i] = (rf_limb)sum;
        carry = (rf_limb)(sum >> RF_LIMB_BITS);
    }
    if (carry != 0)
        a[i++] = carry;
    return i > an ? i : an;
}

size_t rf_limbs_sub(rf_limb *a, size_t an, const rf_limb *b, size_t bn)
{
    rf_limb borrow = 0;
    for (size_t i = 0; i < bn || (borrow != 0 && i < an); i++) {
        wide difference = (wide)a[i] - (i < bn ? b[i] : 0) - borrow;
        a[i] = (rf_limb)difference;
        borrow = (rf_limb)(difference >> RF_LIMB_BITS) & 1;
    }
    return rf_limbs_size(a, an);
}

size_t rf_limbs_shift_left(rf_limb *a, size_t n, size_t bits)
{
    size_t whole = bits / RF_LIMB_BITS, part = bits % RF_LIMB_BITS;
    if (n == 0)
        return 0;
    if (whole != 0) {
        memmove(a + whole, a, n * sizeof *a);
        memset(a, 0, whole * sizeof *a);
        n += whole;
    }
    return part == 0 ? n : rf_limbs_mul_small(a, n, (rf_limb)1 << part, 0);
}

size_t rf_limbs_shift_right(rf_limb *a, size_t n, size_t bits)
{
    size_t whole = bits / RF_LIMB_BITS, part = bits % RF_LIMB_BITS;
    if (whole >= n)
        return 0;
    n -= whole;
    for (size_t i = 0; i < n; i++) {
        rf_limb above = i + 1 < n ? a[i + whole + 1] : 0;
        a[i] = a[i + whole] >> part | (part == 0 ? 0 : above << (RF_LIMB_BITS - part));
    }
    return rf_limbs_size(a, n);
}

static size_t divide_by_limb(rf_limb *quotient, rf_limb *a, size_t an, rf_limb b, size_t *rest)
{
    rf_limb remainder = 0;
    for (size_t i = an; i-- > 0;) {
        wide part = (wide)remainder << RF_LIMB_BITS | a[i];
        quotient[i] = (rf_limb)(part / b);
        remainder = (rf_limb)(part % b);
    }
    a[0] = remainder;
    *rest = remainder != 0;
    return rf_limbs_size(quotient, an);
}

/* One limb of a quotient: the guess from the leading limbs, which with a normalised divisor is at
 * most 2 too large (Knuth, The Art of Computer Programming, 4.3.1, theorem B). */
static rf_limb guess(const rf_limb *top, const rf_limb *b, size_t bn)
{
    wide dividend = (wide)top[0] << RF_LIMB_BITS | top[-1];
    wide digit = dividend / b[bn - 1], rest = dividend % b[bn - 1];
    while (digit >> RF_LIMB_BITS != 0 ||
           (wide)(rf_limb)digit * b[bn - 2] > (rest << RF_LIMB_BITS | top[-2])) {
        digit--;
        rest += b[bn - 1];
        if (rest >> RF_LIMB_BITS != 0)
            break;
    }
    return (rf_limb)digit;
}

/* a[0..bn] -= digit * b; true when that went below zero. */
static bool subtract_product(rf_limb *a, rf_limb digit, const rf_limb *b, size_t bn)
{
    rf_limb carry = 0, borrow = 0;
    for (size_t i = 0; i <= bn; i++) {
        wide product = (wide)digit * (i < bn ? b[i] : 0) + carry;
        carry = (rf_limb)(product >> RF_LIMB_BITS);
        wide difference = (wide)a[i] - (rf_limb)product - borrow;
        a[i] = (rf_limb)difference;
        borrow = (rf_limb)(difference >> RF_LIMB_BITS) & 1;
    }
    return borrow != 0;
}

static void add_back(rf_limb *a, const rf_limb *b, size_t bn)
{
    rf_limb carry = 0;
    for (size_t i = 0; i <= bn; i++) {
        wide sum = (wide)a[i] + (i < bn ? b[i] : 0) + carry;
        a[i] = (rf_limb)sum;
        carry = (rf_limb)(sum >> RF_LIMB_BITS);
    }
}

size_t rf_limbs_divide(rf_limb *quotient, rf_limb *a, size_t an, rf_limb *b, size_t bn,
                       size_t *rest)
{
    *rest = an;
    if (an < bn)
        return 0;
    if (bn == 1)
        return divide_by_limb(quotient, a, an, b[0], rest);
    size_t shift = (size_t)__builtin_clzll(b[bn - 1]);
    rf_limbs_shift_left(b, bn, shift);
    a[an] = 0;
    rf_limbs_shift_left(a, an, shift);
    for (size_t i = an - bn + 1; i-- > 0;) {
        rf_limb digit = guess(a + i + bn, b, bn);
        if (subtract_product(a + i, digit, b, bn)) {
            digit--;
            add_back(a + i, b, bn);
        }
        quotient[i] = digit;
    }
    rf_limbs_shift_right(b, bn, shift);
    *rest = rf_limbs_shift_right(a, rf_limbs_size(a, bn), shift);
    return rf_limbs_size(quotient, an - bn + 1);
}

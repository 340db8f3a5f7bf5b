/*
 * Natural numbers of any size, for number.c: arrays of 64-bit limbs, the least significant first.
 *
 * A size counts limbs; the functions that return a size return it without leading zero limbs, so
 * that 0 has size 0.  Room for a result is the caller's.  Nothing is allocated.
 */
#ifndef RF_VALUE_BIGINT_H
#define RF_VALUE_BIGINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t rf_limb;

enum { RF_LIMB_BITS = 64 };

/* The size without leading zero limbs. */
size_t rf_limbs_size(const rf_limb *a, size_t n);

/* Bits up to the highest one that is set; 0 for 0. */
size_t rf_limbs_bits(const rf_limb *a, size_t n);

/* True when one of the lowest `bits` bits is set. */
bool rf_limbs_low_bits(const rf_limb *a, size_t n, size_t bits);

/* -1, 0, 1; sizes without leading zeros. */
int rf_limbs_cmp(const rf_limb *a, size_t an, const rf_limb *b, size_t bn);

/* a = a * factor + more, in place; room for one limb more. */
size_t rf_limbs_mul_small(rf_limb *a, size_t n, rf_limb factor, rf_limb more);

/* result = a * b; room for an + bn limbs, apart from a and b. */
size_t rf_limbs_mul(rf_limb *result, const rf_limb *a, size_t an, const rf_limb *b, size_t bn);

/* a = a + b, in place; room for one limb more than the larger. */
size_t rf_limbs_add(rf_limb *a, size_t an, const rf_limb *b, size_t bn);

/* a = a - b, in place; b is not larger than a. */
size_t rf_limbs_sub(rf_limb *a, size_t an, const rf_limb *b, size_t bn);

/* In place; shifting left needs room for bits / 64 + 1 limbs more. */
size_t rf_limbs_shift_left(rf_limb *a, size_t n, size_t bits);
size_t rf_limbs_shift_right(rf_limb *a, size_t n, size_t bits);

/* quotient = a / b, a = a % b.  `b` is not 0; it and `a` are shifted meanwhile, so `a` needs room
 * for one limb more; the quotient needs an - bn + 1 limbs (none when a < b).  Returns the
 * quotient's size; *rest is that of the remainder. */
size_t rf_limbs_divide(rf_limb *quotient, rf_limb *a, size_t an, rf_limb *b, size_t bn,
                       size_t *rest);

#endif

/*
 * Terraform's number: a binary floating-point number of 512 bits, rounded to nearest, ties to even
 * (hashicorp/go-cty uses Go's big.Float at that precision).  So 0.1 + 0.2 is 0.3, 1/3 prints 155
 * digits, and integers are exact to 2^512.
 *
 * Small integers, which is what configurations hold, need no memory and no loop.
 */
#ifndef RF_VALUE_NUMBER_H
#define RF_VALUE_NUMBER_H

#include "base/str.h"

/* A number; values are immutable and may be copied.  Zero-initialised it is 0. */
typedef struct rf_num {
    const struct rf_big *big; /* NULL: the value is `small` */
    int64_t small;
} rf_num;

rf_num rf_num_int(int64_t value);

/* Reads [-]digits[.digits][e[+-]digits].  False when the text is not of that form, or past
 * RF_LIMIT_NUMBER_DIGITS or RF_LIMIT_NUMBER_EXPONENT. */
bool rf_num_parse(rf_arena *arena, rf_str text, rf_num *number);

rf_num rf_num_add(rf_arena *arena, rf_num a, rf_num b);
rf_num rf_num_sub(rf_arena *arena, rf_num a, rf_num b);
rf_num rf_num_mul(rf_arena *arena, rf_num a, rf_num b);
rf_num rf_num_neg(rf_arena *arena, rf_num a);

/* False when b is zero.  The remainder has the sign of a, as in Terraform: -5 % 3 is -2. */
bool rf_num_div(rf_arena *arena, rf_num a, rf_num b, rf_num *quotient);
bool rf_num_mod(rf_arena *arena, rf_num a, rf_num b, rf_num *remainder);

int rf_num_cmp(rf_num a, rf_num b); /* -1, 0, 1 */
int rf_num_sign(rf_num a);
bool rf_num_is_int(rf_num a);
bool rf_num_to_int64(rf_num a, int64_t *value); /* false: not a whole number, or out of range */
double rf_num_to_double(rf_num a);

/* The shortest decimal that reads back as the same number, without exponent, as Terraform prints
 * it: "42", "-0.5", "1000".  Past RF_LIMIT_NUMBER_PLACES it has an exponent: "1.5e+30000".
 *
 * Powers of two past 2^512 or below 2^-200 are printed as Terraform does too, and one in fifteen of
 * them does not read back there either: Go's Text() takes the gap below a power of two for as wide
 * as the one above.  There is one zero, printed "0" where Terraform prints "-0" for -0. */
rf_str rf_num_text(rf_arena *arena, rf_num a);

#endif

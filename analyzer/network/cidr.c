#include "network/cidr.h"

#include <string.h>

/*
 * What is accepted follows Terraform (internal/ipaddr, a fork of Go's parser of before 1.17), and
 * beyond it only the short form, the bare address and blanks around, each of them reported.
 */

enum { MAPPED_LENGTH = 96 }; /* ::ffff:0:0/96 holds IPv4, RFC 4291 section 2.5.5.2 */

static const unsigned char mapped_prefix[12] = {[10] = 0xff, [11] = 0xff};

static unsigned family_bits(const rf_cidr *cidr)
{
    return cidr->family == 4 ? 32 : 128;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Digits only, at most `max`; any number of leading zeros, which are noted. */
static bool read_decimal(rf_str text, unsigned max, unsigned *value, unsigned *oddities)
{
    unsigned v = 0;
    if (text.n == 0)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        if (!is_digit(text.at[i]))
            return false;
        v = v * 10 + (unsigned)(text.at[i] - '0');
        if (v > max)
            return false;
    }
    if (text.n > 1 && text.at[0] == '0')
        *oddities |= RF_CIDR_LEADING_ZEROS;
    *value = v;
    return true;
}

/* One to four octets with dots between them; how many, or 0. */
static unsigned read_ipv4(rf_str text, unsigned char *bytes, unsigned *oddities)
{
    for (unsigned count = 0; count < 4;) {
        unsigned octet;
        rf_str rest;
        if (!read_decimal(rf_split(text, '.', &rest), 255, &octet, oddities))
            return 0;
        bytes[count++] = (unsigned char)octet;
        if (rest.at == NULL)
            return count;
        text = rest;
    }
    return 0;
}

static bool read_group(rf_str text, unsigned char *bytes, unsigned *oddities)
{
    unsigned group = 0;
    if (text.n == 0)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        int digit = hex_digit(text.at[i]);
        if (digit < 0)
            return false;
        group = group * 16 + (unsigned)digit;
        if (group > 0xffff)
            return false;
    }
    if (text.n > 4)
        *oddities |= RF_CIDR_LEADING_ZEROS; /* within four digits they are usual */
    bytes[0] = (unsigned char)(group >> 8);
    bytes[1] = (unsigned char)group;
    return true;
}

/* Groups with colons between them, the last one perhaps an IPv4 address, into at most `room`
 * bytes; how many were filled, or -1.  Nothing at all fills none. */
static int read_groups(rf_str text, bool ipv4_may_end, unsigned char *bytes, unsigned room,
                       unsigned *oddities)
{
    unsigned filled = 0;
    if (text.n == 0)
        return 0;
    for (;;) {
        rf_str rest;
        rf_str group = rf_split(text, ':', &rest);
        bool dotted = rf_find_byte(group, '.') != RF_NOT_FOUND;
        unsigned size = dotted ? 4 : 2;
        if (filled + size > room)
            return -1;
        if (dotted) {
            if (!ipv4_may_end || rest.at != NULL || read_ipv4(group, bytes + filled, oddities) != 4)
                return -1;
        } else if (!read_group(group, bytes + filled, oddities)) {
            return -1;
        }
        filled += size;
        if (rest.at == NULL)
            return (int)filled;
        text = rest;
    }
}

/* RFC 4291 section 2.2: eight groups; one "::" stands for one or more groups of zeros. */
static bool read_ipv6(rf_str text, unsigned char bytes[16], unsigned *oddities)
{
    unsigned char tail[16];
    size_t gap = rf_find(text, RF_STR("::"));
    if (gap == RF_NOT_FOUND)
        return read_groups(text, true, bytes, 16, oddities) == 16;
    int before = read_groups(rf_slice(text, 0, gap), false, bytes, 14, oddities);
    if (before < 0)
        return false;
    int after =
        read_groups(rf_slice(text, gap + 2, text.n), true, tail, 14 - (unsigned)before, oddities);
    if (after < 0)
        return false;
    memcpy(bytes + 16 - after, tail, (size_t)after);
    return true;
}

/* Clears the bits behind the prefix; true when there were any. */
static bool mask(rf_cidr *cidr)
{
    unsigned char cleared = 0;
    unsigned at = cidr->length / 8, size = family_bits(cidr) / 8;
    if (at < size) {
        unsigned char keep = (unsigned char)(0xff00 >> (cidr->length % 8));
        cleared = (unsigned char)(cidr->address[at] & ~keep);
        cidr->address[at] &= keep;
        while (++at < size) {
            cleared |= cidr->address[at];
            cidr->address[at] = 0;
        }
    }
    return cleared != 0;
}

static rf_cidr unmapped(const rf_cidr *mapped)
{
    rf_cidr cidr = {.family = 4, .length = (unsigned char)(mapped->length - MAPPED_LENGTH)};
    memcpy(cidr.address, mapped->address + sizeof mapped_prefix, 4);
    return cidr;
}

static rf_cidr_reading unreadable(unsigned oddity, unsigned char family)
{
    return (rf_cidr_reading){.oddities = oddity, .as_written = {.family = family}};
}

rf_cidr_reading rf_cidr_read(rf_str text)
{
    rf_cidr_reading reading = {0};
    rf_cidr *written = &reading.as_written;
    rf_str trimmed = rf_trim(text), length_text;
    rf_str address = rf_split(trimmed, '/', &length_text);
    unsigned octets = 4, length;

    if (trimmed.n != text.n)
        reading.oddities |= RF_CIDR_BLANKS;
    if (rf_find_byte(address, ':') != RF_NOT_FOUND) {
        written->family = 6;
        if (!read_ipv6(address, written->address, &reading.oddities))
            return unreadable(RF_CIDR_NOT_A_CIDR, 0);
    } else {
        written->family = 4;
        octets = read_ipv4(address, written->address, &reading.oddities);
        /* Without a length, 10.1 may as well be a number, or 10.0.0.1 as inet_aton() has it. */
        if (octets == 0 || (octets < 4 && length_text.at == NULL))
            return unreadable(RF_CIDR_NOT_A_CIDR, 0);
    }
    if (octets < 4)
        reading.oddities |= RF_CIDR_SHORT_FORM;
    if (length_text.at == NULL) {
        reading.oddities |= RF_CIDR_NO_LENGTH;
        length = family_bits(written);
    } else if (!read_decimal(length_text, family_bits(written), &length, &reading.oddities)) {
        return unreadable(RF_CIDR_BAD_LENGTH, written->family);
    }
    written->length = (unsigned char)length;

    reading.cidr = *written;
    if (mask(&reading.cidr))
        reading.oddities |= RF_CIDR_HOST_BITS;
    if (written->family == 6 &&
        memcmp(written->address, mapped_prefix, sizeof mapped_prefix) == 0) {
        reading.oddities |= RF_CIDR_MAPPED;
        if (length >= MAPPED_LENGTH)
            reading.cidr = unmapped(&reading.cidr);
    }
    return reading;
}

bool rf_cidr_parse(rf_str text, unsigned allowed, rf_cidr *cidr)
{
    rf_cidr_reading reading = rf_cidr_read(text);
    if (reading.cidr.family == 0 || (reading.oddities & ~allowed) != 0)
        return false;
    *cidr = reading.cidr;
    return true;
}

/* True when the first `length` bits are the same. */
static bool same_bits(const unsigned char *a, const unsigned char *b, unsigned length)
{
    unsigned whole = length / 8, rest = length % 8;
    return memcmp(a, b, whole) == 0 && (rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0);
}

bool rf_cidr_contains(const rf_cidr *outer, const rf_cidr *inner)
{
    return outer->family == inner->family && outer->family != 0 && outer->length <= inner->length &&
           same_bits(outer->address, inner->address, outer->length);
}

bool rf_cidr_overlaps(const rf_cidr *a, const rf_cidr *b)
{
    return rf_cidr_contains(a, b) || rf_cidr_contains(b, a);
}

bool rf_cidr_equal(const rf_cidr *a, const rf_cidr *b)
{
    return rf_cidr_cmp(a, b) == 0;
}

int rf_cidr_cmp(const rf_cidr *a, const rf_cidr *b)
{
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    int order = memcmp(a->address, b->address, a->family == 4 ? 4 : 16);
    if (order != 0)
        return order < 0 ? -1 : 1;
    return (a->length > b->length) - (a->length < b->length);
}

static unsigned group_at(const unsigned char *address, unsigned group)
{
    return (unsigned)address[2 * group] << 8 | address[2 * group + 1];
}

/* RFC 5952 sections 4 and 5: lower case, no leading zeros, "::" for the first of the longest runs
 * of two or more zero groups, dots for an IPv4 address known to be one. */
static void add_ipv6(rf_buf *buf, const unsigned char *address)
{
    bool mapped = memcmp(address, mapped_prefix, sizeof mapped_prefix) == 0;
    unsigned groups = mapped ? 6 : 8, run_start = 8, run = 1;
    for (unsigned at = 0, zeros = 0; at < groups; at++) {
        zeros = group_at(address, at) == 0 ? zeros + 1 : 0;
        if (zeros > run) {
            run = zeros;
            run_start = at + 1 - zeros;
        }
    }
    for (unsigned at = 0; at < groups; at++) {
        if (at == run_start) {
            rf_buf_add(buf, RF_STR("::"));
            at += run - 1;
            continue;
        }
        if (at != 0 && at != run_start + run)
            rf_buf_add_byte(buf, ':');
        rf_buf_format(buf, "%x", group_at(address, at));
    }
    if (mapped)
        rf_buf_format(buf, ":%u.%u.%u.%u", address[12], address[13], address[14], address[15]);
}

rf_str rf_cidr_text(rf_arena *arena, const rf_cidr *cidr)
{
    rf_buf buf = rf_buf_new(arena);
    const unsigned char *a = cidr->address;
    if (cidr->family == 0)
        return RF_STR("");
    if (cidr->family == 4)
        rf_buf_format(&buf, "%u.%u.%u.%u", a[0], a[1], a[2], a[3]);
    else
        add_ipv6(&buf, a);
    rf_buf_format(&buf, "/%u", cidr->length);
    return rf_buf_str(&buf);
}

uint64_t rf_cidr_size(const rf_cidr *cidr)
{
    unsigned host_bits = family_bits(cidr) - cidr->length;
    if (cidr->family == 0)
        return 0;
    return host_bits >= 64 ? UINT64_MAX : (uint64_t)1 << host_bits;
}

/* Adds `number` to the address, whose bit `length - 1` (from the left) counts one; true when it
 * does not fit. */
static bool add_at(rf_cidr *cidr, unsigned length, uint64_t number)
{
    /* The number, shifted to end with a byte, is added byte by byte from there to the left. */
    unsigned shift = (8 - length % 8) % 8;
    unsigned carry = (unsigned)(number << shift) & 0xff;
    uint64_t rest = shift == 0 ? number >> 8 : number >> (8 - shift);
    for (unsigned at = (length + 7) / 8; at-- > 0;) {
        carry += cidr->address[at];
        cidr->address[at] = (unsigned char)carry;
        carry = (carry >> 8) + (unsigned)(rest & 0xff);
        rest >>= 8;
    }
    return carry != 0 || rest != 0;
}

bool rf_cidr_subnet(const rf_cidr *cidr, unsigned bits, uint64_t number, rf_cidr *subnet)
{
    if (cidr->family == 0 || bits > family_bits(cidr) - cidr->length)
        return false;
    if (bits < 64 && number >> bits != 0)
        return false;
    rf_cidr inner = *cidr;
    inner.length = (unsigned char)(cidr->length + bits);
    if (inner.length != 0)
        add_at(&inner, inner.length, number);
    *subnet = inner;
    return true;
}

bool rf_cidr_next(const rf_cidr *cidr, rf_cidr *next)
{
    rf_cidr following = *cidr;
    if (cidr->family == 0 || cidr->length == 0 || add_at(&following, cidr->length, 1))
        return false;
    *next = following;
    return true;
}

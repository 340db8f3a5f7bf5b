#include "support.h"

#include "network/cidr.h"
#include "network/inventory.h"
#include "network/list.h"
#include "network/oddity.h"
#include "network/overlap.h"

#include "base/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static rf_cidr cidr_of(const char *text)
{
    rf_cidr cidr = {0};
    ck_assert_msg(rf_cidr_parse(rf_str_c(text), ~0U, &cidr), "%s", text);
    return cidr;
}

/* A small generator of our own, so that every run and machine sees the same numbers. */
static uint64_t random_state;

static uint64_t random_bits(unsigned bits)
{
    random_state = random_state * 6364136223846793005U + 1442695040888963407U;
    uint64_t mixed = (random_state ^ random_state >> 29) * 0x9e3779b97f4a7c15U;
    return bits == 0 ? 0 : mixed >> (64 - bits);
}

/* A block near others: few bits of the address vary, so that many contain one another. */
static rf_cidr random_cidr(unsigned char family, unsigned varying)
{
    unsigned size = family == 4 ? 32 : 128;
    rf_cidr cidr = {.family = family, .length = (unsigned char)random_bits(family == 4 ? 5 : 7)};
    if (random_bits(4) == 0)
        cidr.length = (unsigned char)size;
    for (unsigned i = 0; i < varying; i++) {
        unsigned bit = (unsigned)random_bits(7) % size;
        if (bit < cidr.length)
            cidr.address[bit / 8] |= (unsigned char)(0x80 >> bit % 8);
    }
    return cidr;
}

/* ---- reading ---- */

static const struct reading_case {
    const char *text, *block;
    unsigned oddities;
} reading_cases[] = {
    {"10.0.0.0/16", "10.0.0.0/16", 0},
    {"0.0.0.0/0", "0.0.0.0/0", 0},
    {"255.255.255.255/32", "255.255.255.255/32", 0},
    {"10.1.2.3/16", "10.1.0.0/16", RF_CIDR_HOST_BITS},
    {"10.1.2.255/31", "10.1.2.254/31", RF_CIDR_HOST_BITS},
    {"10.0.0.1/0", "0.0.0.0/0", RF_CIDR_HOST_BITS},
    {"010.0.0.0/8", "10.0.0.0/8", RF_CIDR_LEADING_ZEROS},
    {"00000000010.0.0.0/8", "10.0.0.0/8", RF_CIDR_LEADING_ZEROS},
    {"10.0.0.00/8", "10.0.0.0/8", RF_CIDR_LEADING_ZEROS},
    {"10.0.0.0/08", "10.0.0.0/8", RF_CIDR_LEADING_ZEROS},
    {"010.1.2.3/16", "10.1.0.0/16", RF_CIDR_LEADING_ZEROS | RF_CIDR_HOST_BITS},
    {"10.1/16", "10.1.0.0/16", RF_CIDR_SHORT_FORM},
    {"10/8", "10.0.0.0/8", RF_CIDR_SHORT_FORM},
    {"192.168.1/24", "192.168.1.0/24", RF_CIDR_SHORT_FORM},
    {"10.1/8", "10.0.0.0/8", RF_CIDR_SHORT_FORM | RF_CIDR_HOST_BITS},
    {"10.0.0.1", "10.0.0.1/32", RF_CIDR_NO_LENGTH},
    {"::1", "::1/128", RF_CIDR_NO_LENGTH},
    {" 10.0.0.0/8\n", "10.0.0.0/8", RF_CIDR_BLANKS},
    {"\t10.0.0.1 ", "10.0.0.1/32", RF_CIDR_BLANKS | RF_CIDR_NO_LENGTH},
    {"::ffff:10.0.0.0/104", "10.0.0.0/8", RF_CIDR_MAPPED},
    {"::FFFF:a00:0/104", "10.0.0.0/8", RF_CIDR_MAPPED},
    {"0:0:0:0:0:ffff:10.1.2.3/112", "10.1.0.0/16", RF_CIDR_MAPPED | RF_CIDR_HOST_BITS},
    {"::ffff:0:0/96", "0.0.0.0/0", RF_CIDR_MAPPED},
    {"::ffff:10.0.0.1", "10.0.0.1/32", RF_CIDR_MAPPED | RF_CIDR_NO_LENGTH},
    {"::ffff:10.0.0.0/90", "::ffc0:0:0/90", RF_CIDR_MAPPED | RF_CIDR_HOST_BITS},
    {"::fffe:10.0.0.0/104", "::fffe:a00:0/104", 0},
    {"::/0", "::/0", 0},
    {"2001:DB8::/32", "2001:db8::/32", 0},
    {"2001:0db8:0000:0000:0000:0000:0000:0000/32", "2001:db8::/32", 0},
    {"1:2:3:4:5:6:7:8/128", "1:2:3:4:5:6:7:8/128", 0},
    {"1:2:3:4:5:6:7::/112", "1:2:3:4:5:6:7:0/112", 0},
    {"::2:3:4:5:6:7:8/128", "0:2:3:4:5:6:7:8/128", 0},
    {"1::8/128", "1::8/128", 0},
    {"2001:db8::1/32", "2001:db8::/32", RF_CIDR_HOST_BITS},
    {"64:ff9b::192.0.2.33/128", "64:ff9b::c000:221/128", 0},
    {"1:2:3:4:5:6:1.2.3.4/128", "1:2:3:4:5:6:102:304/128", 0},
    {"64:ff9b::010.0.0.0/128", "64:ff9b::a00:0/128", RF_CIDR_LEADING_ZEROS},
    {"00001:2::/32", "1:2::/32", RF_CIDR_LEADING_ZEROS},
};

START_TEST(block_is_read_as_terraform_reads_it_and_oddities_are_noted)
{
    for (size_t i = 0; i < COUNT(reading_cases); i++) {
        const struct reading_case *c = &reading_cases[i];
        rf_cidr_reading reading = rf_cidr_read(rf_str_c(c->text));
        const char *block = rf_cstr(arena, rf_cidr_text(arena, &reading.cidr));
        ck_assert_msg(strcmp(block, c->block) == 0, "%s is %s", c->text, block);
        ck_assert_msg(reading.oddities == c->oddities, "%s has 0x%x", c->text, reading.oddities);
    }
}
END_TEST

static const char *const strangers[] = {
    "",
    " ",
    "/",
    "/8",
    "10",
    "10.1",
    "10.1.2",
    "10.0.0.0.0/8",
    "10.0.0.0./8",
    ".10.0.0.0/8",
    "10..0.0/8",
    "256.0.0.0/8",
    "10.0.0.256/8",
    "4294967306.0.0.0/8",
    "10.0.0.-1/8",
    "+10.0.0.0/8",
    "0x0a.0.0.0/8",
    "a.b.c.d/8",
    "localhost",
    "example.com/24",
    "10.0.0.0 /8x",
    "1 0.0.0.0/8",
    "10.0.0.0-10.0.0.255",
    "10.0.*.*",
    "fe80::1%eth0/64",
    "fe80::1%eth0",
    "10.0.0.1%0/32",
    ":/0",
    ":::/0",
    "1::2::3/64",
    "1:2:3:4:5:6:7/64",
    "1:2:3:4:5:6:7:8:9/64",
    "1:2:3:4:5:6:7:8::/64",
    "::1:2:3:4:5:6:7:8/64",
    "1:2:3:4:5:6:7:1.2.3.4/64",
    "::1.2.3.4:5/64",
    "1.2.3.4::/64",
    "::1.2.3/64",
    "::1.2.3.256/64",
    "12345::/16",
    "g::/16",
    "1:/16",
    ":1/16",
    "1:::2/16",
    "[::1]/64",
};

static const char *const bad_lengths[] = {
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/+8",
    "10.0.0.0/8.0",
    "10.0.0.0/8/8",
    "10.0.0.0/ 8",
    "10.0.0.0/255.0.0.0",
    "10.0.0.0/0x8",
    "::/129",
    "::/",
    "10.0.0.0/999",
    "10.0.0.0/4294967304",
    "10.1/99999999",
    "::/18446744073709551624",
};

START_TEST(what_is_no_cidr_has_family_0_and_one_flag)
{
    for (size_t i = 0; i < COUNT(strangers); i++) {
        rf_cidr_reading reading = rf_cidr_read(rf_str_c(strangers[i]));
        ck_assert_msg(reading.oddities == RF_CIDR_NOT_A_CIDR, "%s", strangers[i]);
        ck_assert_uint_eq(reading.cidr.family, 0);
    }
    for (size_t i = 0; i < COUNT(bad_lengths); i++) {
        rf_cidr_reading reading = rf_cidr_read(rf_str_c(bad_lengths[i]));
        ck_assert_msg(reading.oddities == RF_CIDR_BAD_LENGTH, "%s", bad_lengths[i]);
        ck_assert_uint_eq(reading.cidr.family, 0);
    }
    ck_assert_uint_eq(rf_cidr_read((rf_str){"10.0.0.0\0/8", 11}).cidr.family, 0);
    ck_assert_uint_eq(rf_cidr_read((rf_str){NULL, 0}).cidr.family, 0);
}
END_TEST

START_TEST(parse_takes_only_the_oddities_that_are_allowed)
{
    rf_cidr cidr;
    ck_assert(rf_cidr_parse(RF_STR("10.0.0.0/8"), 0, &cidr));
    ck_assert(!rf_cidr_parse(RF_STR("10.1.0.0/8"), 0, &cidr));
    ck_assert(rf_cidr_parse(RF_STR("10.1.0.0/8"), RF_CIDR_HOST_BITS, &cidr));
    ck_assert(!rf_cidr_parse(RF_STR("010.1.0.0/8"), RF_CIDR_HOST_BITS, &cidr));
    ck_assert(!rf_cidr_parse(RF_STR("10.0.0.0/40"), ~0U, &cidr));
}
END_TEST

START_TEST(as_written_keeps_host_bits)
{
    rf_cidr_reading reading = rf_cidr_read(RF_STR("10.1.2.3/16"));
    ck_assert_rf_str(rf_cidr_text(arena, &reading.as_written), "10.1.2.3/16");
    reading = rf_cidr_read(RF_STR("::ffff:10.1.2.3/112"));
    ck_assert_rf_str(rf_cidr_text(arena, &reading.as_written), "::ffff:10.1.2.3/112");
}
END_TEST

/* ---- writing and arithmetic ---- */

/* RFC 5952 section 4, and RFC 4291 section 2.2. */
static const char *const canonical[][2] = {
    {"2001:db8:0:0:1:0:0:1/128", "2001:db8::1:0:0:1/128"},
    {"2001:0:0:1:0:0:0:1/128", "2001:0:0:1::1/128"},
    {"2001:db8:0:1:1:1:1:1/128", "2001:db8:0:1:1:1:1:1/128"},
    {"2001:DB8::ABCD/128", "2001:db8::abcd/128"},
    {"0:0:0:0:0:0:0:0/128", "::/128"},
    {"0:0:0:0:0:0:0:1/128", "::1/128"},
    {"1:0:0:0:0:0:0:0/128", "1::/128"},
    {"0:0:1:0:0:0:0:0/128", "0:0:1::/128"},
    {"0:1:0:1:0:1:0:0/128", "0:1:0:1:0:1::/128"},
    {"fe80:0:0:0:0:0:0:0/10", "fe80::/10"},
};

START_TEST(ipv6_is_written_as_rfc_5952_has_it)
{
    for (size_t i = 0; i < COUNT(canonical); i++) {
        rf_cidr cidr = cidr_of(canonical[i][0]);
        ck_assert_rf_str(rf_cidr_text(arena, &cidr), canonical[i][1]);
    }
}
END_TEST

START_TEST(what_is_written_reads_back_clean)
{
    random_state = 1;
    for (int i = 0; i < 20000; i++) {
        rf_cidr cidr = random_cidr(i % 2 == 0 ? 4 : 6, (unsigned)random_bits(6)), again;
        rf_str text = rf_cidr_text(arena, &cidr);
        ck_assert_msg(rf_cidr_parse(text, 0, &again), "%.*s", RF_ARG(text));
        ck_assert(memcmp(&cidr, &again, sizeof cidr) == 0);
    }
}
END_TEST

START_TEST(containment_is_by_prefix_and_never_across_families)
{
    static const struct {
        const char *a, *b;
        bool contains, overlaps;
    } cases[] = {
        {"10.0.0.0/8", "10.1.0.0/16", true, true},
        {"10.1.0.0/16", "10.0.0.0/8", false, true},
        {"10.0.0.0/8", "10.0.0.0/8", true, true},
        {"10.0.0.0/9", "10.128.0.0/9", false, false},
        {"10.0.0.0/15", "10.1.255.255/32", true, true},
        {"10.0.0.0/15", "10.2.0.0/32", false, false},
        {"0.0.0.0/0", "255.0.0.0/8", true, true},
        {"0.0.0.0/0", "::/0", false, false},
        {"::/0", "0.0.0.0/0", false, false},
        {"2001:db8::/33", "2001:db8:8000::/33", false, false},
        {"2001:db8::/65", "2001:db8::7fff:0:0:0/80", true, true},
        {"10.0.0.0/8", "::ffff:10.1.0.0/112", true, true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        rf_cidr a = cidr_of(cases[i].a), b = cidr_of(cases[i].b), none = {0};
        ck_assert_msg(rf_cidr_contains(&a, &b) == cases[i].contains, "%zu", i);
        ck_assert_msg(rf_cidr_overlaps(&a, &b) == cases[i].overlaps, "%zu", i);
        ck_assert_msg(rf_cidr_overlaps(&b, &a) == cases[i].overlaps, "%zu", i);
        ck_assert(!rf_cidr_contains(&none, &a) && !rf_cidr_contains(&a, &none));
        ck_assert(!rf_cidr_contains(&none, &none));
    }
}
END_TEST

START_TEST(order_puts_containers_first)
{
    static const char *const sorted[] = {"0.0.0.0/0",  "10.0.0.0/8", "10.0.0.0/16",  "10.0.1.0/24",
                                         "11.0.0.0/8", "::/0",       "2001:db8::/32"};
    for (size_t i = 0; i < COUNT(sorted); i++)
        for (size_t k = 0; k < COUNT(sorted); k++) {
            rf_cidr a = cidr_of(sorted[i]), b = cidr_of(sorted[k]);
            ck_assert_int_eq(rf_cidr_cmp(&a, &b), (i > k) - (i < k));
            ck_assert(rf_cidr_equal(&a, &b) == (i == k));
        }
}
END_TEST

START_TEST(size_counts_addresses_and_saturates)
{
    rf_cidr a = cidr_of("10.0.0.0/28"), b = cidr_of("0.0.0.0/0"), c = cidr_of("::/65");
    rf_cidr d = cidr_of("::/64"), none = {0};
    ck_assert_uint_eq(rf_cidr_size(&a), 16);
    ck_assert_uint_eq(rf_cidr_size(&b), (uint64_t)1 << 32);
    ck_assert_uint_eq(rf_cidr_size(&c), (uint64_t)1 << 63);
    ck_assert_uint_eq(rf_cidr_size(&d), UINT64_MAX);
    ck_assert_uint_eq(rf_cidr_size(&none), 0);
}
END_TEST

START_TEST(subnet_is_the_numbered_block_inside)
{
    static const struct {
        const char *block;
        unsigned bits;
        uint64_t number;
        const char *subnet; /* NULL: there is none */
    } cases[] = {
        {"10.0.0.0/16", 4, 0, "10.0.0.0/20"},
        {"10.0.0.0/16", 4, 15, "10.0.240.0/20"},
        {"10.0.0.0/16", 4, 16, NULL},
        {"10.0.0.0/16", 0, 0, "10.0.0.0/16"},
        {"10.0.0.0/16", 0, 1, NULL},
        {"10.0.0.0/16", 16, 65535, "10.0.255.255/32"},
        {"10.0.0.0/16", 17, 0, NULL},
        {"10.0.0.0/16", 1U << 31, 0, NULL},
        {"0.0.0.0/0", 32, 0xffffffff, "255.255.255.255/32"},
        {"0.0.0.0/0", 0, 0, "0.0.0.0/0"},
        {"0.0.0.0/0", 3, 5, "160.0.0.0/3"},
        {"10.1.0.0/21", 8, 255, "10.1.7.248/29"},
        {"2001:db8::/56", 8, 255, "2001:db8:0:ff::/64"},
        {"2001:db8::/32", 96, UINT64_MAX, "2001:db8::ffff:ffff:ffff:ffff/128"},
        {"2001:db8::/60", 64, UINT64_MAX, "2001:db8:0:f:ffff:ffff:ffff:fff0/124"},
        {"::/0", 64, UINT64_MAX, "ffff:ffff:ffff:ffff::/64"},
        {"::/0", 63, UINT64_MAX, NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        rf_cidr cidr = cidr_of(cases[i].block), subnet;
        bool any = rf_cidr_subnet(&cidr, cases[i].bits, cases[i].number, &subnet);
        ck_assert_msg(any == (cases[i].subnet != NULL), "%zu", i);
        if (any)
            ck_assert_rf_str(rf_cidr_text(arena, &subnet), cases[i].subnet);
    }
}
END_TEST

START_TEST(next_block_follows_until_the_end_of_the_addresses)
{
    static const char *const cases[][2] = {
        {"10.0.0.0/16", "10.1.0.0/16"},
        {"10.255.0.0/16", "11.0.0.0/16"},
        {"10.0.0.252/30", "10.0.1.0/30"},
        {"10.255.255.255/32", "11.0.0.0/32"},
        {"255.255.0.0/16", NULL},
        {"128.0.0.0/1", NULL},
        {"0.0.0.0/0", NULL},
        {"2001:db8:0:ffff::/64", "2001:db8:1::/64"},
        {"ffff::/16", NULL},
        {"::/0", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        rf_cidr cidr = cidr_of(cases[i][0]), next;
        bool any = rf_cidr_next(&cidr, &next);
        ck_assert_msg(any == (cases[i][1] != NULL), "%s", cases[i][0]);
        if (any)
            ck_assert_rf_str(rf_cidr_text(arena, &next), cases[i][1]);
    }
}
END_TEST

/* ---- overlaps ---- */

typedef struct pair_list {
    RF_VEC(uint64_t) pairs;
    size_t stop_at;
} pair_list;

static bool collect(void *context, uint32_t outer, uint32_t inner)
{
    pair_list *list = context;
    RF_PUSH(arena, &list->pairs, (uint64_t)outer << 32 | inner);
    return list->pairs.n != list->stop_at;
}

static int compare_words(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void sort_pairs(pair_list *list)
{
    if (list->pairs.n != 0)
        qsort(list->pairs.at, list->pairs.n, sizeof *list->pairs.at, compare_words);
}

static void assert_same_pairs(pair_list *a, pair_list *b)
{
    sort_pairs(a);
    sort_pairs(b);
    ck_assert_uint_eq(a->pairs.n, b->pairs.n);
    for (size_t i = 0; i < a->pairs.n; i++)
        ck_assert_uint_eq(a->pairs.at[i], b->pairs.at[i]);
}

/* True when `outer` counts as the container: it is wider, or equal and earlier. */
static bool holds(const rf_cidr *cidrs, size_t outer, size_t inner)
{
    return outer != inner && rf_cidr_contains(&cidrs[outer], &cidrs[inner]) &&
           (cidrs[outer].length < cidrs[inner].length || outer < inner);
}

static void brute_force(const rf_cidr *cidrs, size_t n, pair_list *all, pair_list *nearest)
{
    for (size_t inner = 0; inner < n; inner++) {
        size_t best = n;
        for (size_t outer = 0; outer < n; outer++) {
            if (!holds(cidrs, outer, inner))
                continue;
            collect(all, (uint32_t)outer, (uint32_t)inner);
            if (best == n || cidrs[outer].length > cidrs[best].length)
                best = outer;
        }
        if (best != n)
            collect(nearest, (uint32_t)best, (uint32_t)inner);
    }
}

static rf_blocks blocks_of(const rf_cidr *cidrs, size_t n)
{
    rf_blocks blocks = rf_blocks_new(arena, random_bits(1) == 0 ? 0 : n);
    for (size_t i = 0; i < n; i++)
        ck_assert(rf_blocks_add(&blocks, &cidrs[i], i));
    rf_blocks_sort(&blocks);
    return blocks;
}

START_TEST(overlaps_are_what_comparing_all_pairs_finds)
{
    enum { MAX = 64 };
    rf_cidr cidrs[MAX];
    random_state = 7;
    for (int round = 0; round < 1500; round++) {
        size_t n = random_bits(6);
        unsigned varying = (unsigned)random_bits(5);
        for (size_t i = 0; i < n; i++) {
            cidrs[i] = random_cidr(random_bits(1) == 0 ? 4 : 6, varying);
            if (i != 0 && random_bits(3) == 0)
                cidrs[i] = cidrs[random_bits(6) % i];
            if (random_bits(6) == 0)
                cidrs[i] = (rf_cidr){0};
        }
        pair_list want = {0}, want_nearest = {0}, got = {0}, got_nearest = {0};
        brute_force(cidrs, n, &want, &want_nearest);
        rf_blocks blocks = blocks_of(cidrs, n);
        ck_assert_uint_eq(rf_blocks_count_pairs(&blocks), want.pairs.n);
        ck_assert(rf_blocks_pairs(&blocks, collect, &got));
        ck_assert(rf_blocks_nearest(&blocks, collect, &got_nearest));
        assert_same_pairs(&want, &got);
        assert_same_pairs(&want_nearest, &got_nearest);
    }
}
END_TEST

START_TEST(equal_blocks_pair_with_one_another)
{
    rf_cidr same[5];
    for (size_t i = 0; i < COUNT(same); i++)
        same[i] = cidr_of("10.0.0.0/16");
    rf_blocks blocks = blocks_of(same, COUNT(same));
    pair_list nearest = {0};
    ck_assert_uint_eq(rf_blocks_count_pairs(&blocks), 10);
    rf_blocks_nearest(&blocks, collect, &nearest);
    ck_assert_uint_eq(nearest.pairs.n, 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert_uint_eq(nearest.pairs.at[i], i + 1); /* each inside number 0 */
}
END_TEST

START_TEST(the_deepest_nesting_fits)
{
    rf_cidr nested[33 + 129] = {0};
    for (size_t i = 0; i < COUNT(nested); i++) {
        nested[i].family = i < 33 ? 4 : 6;
        nested[i].length = (unsigned char)(i < 33 ? i : i - 33);
    }
    rf_blocks blocks = blocks_of(nested, COUNT(nested));
    ck_assert_uint_eq(rf_blocks_count_pairs(&blocks), 33 * 32 / 2 + 129 * 128 / 2);
}
END_TEST

START_TEST(walk_ends_when_a_visit_says_so)
{
    rf_cidr cidrs[] = {cidr_of("10.0.0.0/8"), cidr_of("10.0.0.0/9"), cidr_of("10.0.0.0/10"),
                       cidr_of("::/0"), cidr_of("::/1")};
    rf_blocks blocks = blocks_of(cidrs, COUNT(cidrs));
    pair_list pairs = {.stop_at = 2}, nearest = {.stop_at = 3};
    ck_assert(!rf_blocks_pairs(&blocks, collect, &pairs));
    ck_assert_uint_eq(pairs.pairs.n, 2);
    ck_assert(!rf_blocks_nearest(&blocks, collect, &nearest));
    ck_assert_uint_eq(nearest.pairs.n, 3);
}
END_TEST

START_TEST(count_of_a_dense_set_is_not_enumerated)
{
    enum { SAME = 300 * 1000 }; /* 45 thousand million pairs, of each family */
    rf_cidr v4 = cidr_of("10.0.0.0/8"), v6 = cidr_of("2001:db8::/32");
    rf_blocks blocks = rf_blocks_new(arena, SAME);
    for (size_t i = 0; i < SAME; i++) {
        rf_blocks_add(&blocks, &v4, 2 * i);
        rf_blocks_add(&blocks, &v6, 2 * i + 1);
    }
    rf_blocks_sort(&blocks);
    ck_assert_uint_eq(rf_blocks_count_pairs(&blocks), (uint64_t)SAME * (SAME - 1));
}
END_TEST

START_TEST(a_number_past_the_limit_is_refused)
{
    rf_cidr cidr = cidr_of("10.0.0.0/8");
    rf_blocks blocks = rf_blocks_new(arena, 0);
    pair_list pairs = {0};
    ck_assert(!rf_blocks_add(&blocks, &cidr, RF_LIMIT_BLOCKS));
    ck_assert(rf_blocks_add(&blocks, &cidr, RF_LIMIT_BLOCKS - 1));
    ck_assert(rf_blocks_add(&blocks, &cidr, 0));
    rf_blocks_sort(&blocks);
    rf_blocks_pairs(&blocks, collect, &pairs);
    ck_assert_uint_eq(pairs.pairs.n, 1);
    ck_assert_uint_eq(pairs.pairs.at[0], (uint64_t)(RF_LIMIT_BLOCKS - 1) << 32);
}
END_TEST

START_TEST(no_blocks_have_no_overlaps)
{
    rf_blocks blocks = rf_blocks_new(arena, 0);
    rf_blocks_sort(&blocks);
    ck_assert_uint_eq(rf_blocks_count_pairs(&blocks), 0);
    ck_assert(rf_blocks_pairs(&blocks, collect, NULL));
    ck_assert(rf_blocks_nearest(&blocks, collect, NULL));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("network");
    TCase *cidr = test_case(suite, "cidr");
    tcase_add_test(cidr, block_is_read_as_terraform_reads_it_and_oddities_are_noted);
    tcase_add_test(cidr, what_is_no_cidr_has_family_0_and_one_flag);
    tcase_add_test(cidr, parse_takes_only_the_oddities_that_are_allowed);
    tcase_add_test(cidr, as_written_keeps_host_bits);
    tcase_add_test(cidr, ipv6_is_written_as_rfc_5952_has_it);
    tcase_add_test(cidr, what_is_written_reads_back_clean);
    tcase_add_test(cidr, containment_is_by_prefix_and_never_across_families);
    tcase_add_test(cidr, order_puts_containers_first);
    tcase_add_test(cidr, size_counts_addresses_and_saturates);
    tcase_add_test(cidr, subnet_is_the_numbered_block_inside);
    tcase_add_test(cidr, next_block_follows_until_the_end_of_the_addresses);
    TCase *overlap = test_case(suite, "overlap");
    tcase_add_test(overlap, overlaps_are_what_comparing_all_pairs_finds);
    tcase_add_test(overlap, equal_blocks_pair_with_one_another);
    tcase_add_test(overlap, the_deepest_nesting_fits);
    tcase_add_test(overlap, walk_ends_when_a_visit_says_so);
    tcase_add_test(overlap, count_of_a_dense_set_is_not_enumerated);
    tcase_add_test(overlap, a_number_past_the_limit_is_refused);
    tcase_add_test(overlap, no_blocks_have_no_overlaps);
    return run_suite(suite);
}

#include "support.h"

#include "network/inventory.h"
#include "network/list.h"
#include "network/oddity.h"
#include "json/json.h"

#include "base/limits.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *text_of_list(const rf_cidr_list *list)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < list->n; i++) {
        rf_place place = rf_locate(rf_cidr_list_span(list, i));
        rf_str block = rf_cidr_text(arena, &list->at[i].cidr), label = rf_cidr_list_label(list, i);
        rf_buf_format(&buf, "%u:%u-%u %.*s [%.*s]\n", place.line, place.column, place.end_column,
                      RF_ARG(block), RF_ARG(label));
    }
    return rf_cstr(arena, rf_buf_str(&buf));
}

/* ---- plain lists ---- */

static void assert_list(const char *text, const char *entries, const char *diags_expected)
{
    rf_diags diags = rf_diags_new(arena);
    rf_cidr_list list = rf_cidr_list_read(arena, source_of(text), &diags);
    ck_assert_str_eq(text_of_list(&list), entries);
    ck_assert_str_eq(diags_text(&diags), diags_expected);
}

START_TEST(labels_comments_and_blank_lines_are_told_apart)
{
    rf_diags diags = rf_diags_new(arena);
    rf_str text = read_test_file("testdata/network/list.txt");
    rf_cidr_list list = rf_cidr_list_read(arena, source_of_str(text), &diags);
    ck_assert_str_eq(text_of_list(&list), "2:1-12 10.0.0.0/16 [production]\n"
                                          "3:1-12 10.1.0.0/16 [staging]\n"
                                          "4:1-12 10.2.0.0/16 [office, first floor]\n"
                                          "6:1-14 2001:db8::/56 [lab]\n"
                                          "7:1-12 10.3.0.0/16 []\n");
    ck_assert_str_eq(diags_text(&diags), "");
}
END_TEST

START_TEST(line_endings_and_marks_of_other_systems_are_fine)
{
    assert_list("\xEF\xBB\xBF"
                "10.0.0.0/16\r\n10.1.0.0/16 a\r\n\r\n  10.2.0.0/16\r\n10.3.0.0/16\r",
                "1:1-12 10.0.0.0/16 []\n2:1-12 10.1.0.0/16 [a]\n4:3-14 10.2.0.0/16 []\n"
                "5:1-12 10.3.0.0/16 []\n",
                "");
    assert_list("", "", "");
    assert_list("# nothing", "", "");
    assert_list("10.0.0.0/16#x\n10.1.0.0/16 team#3 # y\n10.2.0.0/16,# z\n10.3.0.0/16 # 10.4.0.0/16",
                "1:1-12 10.0.0.0/16 []\n2:1-12 10.1.0.0/16 [team#3]\n3:1-12 10.2.0.0/16 []\n"
                "4:1-12 10.3.0.0/16 []\n",
                "");
}
END_TEST

START_TEST(each_bad_line_is_an_error_at_its_place)
{
    assert_list("10.0.0.0/16\nvpc.example.com  x\n10.0.0.0/33 y\n  10.0.256.0/24\n"
                "10.0.0.0/255.255.0.0\n10.0.0.0-10.0.0.9\nfe80::1%eth0/64\n10.1\n1.2.3.4.5/8\n"
                "\"10.0.0.0/8\"\n,10.0.0.0/8\n2001:db8::/129\n10.9.0.0/16\n!\n10.0.0.0/",
                "1:1-12 10.0.0.0/16 []\n13:1-12 10.9.0.0/16 []\n",
                "2:1-2:16 \"vpc.example.com\" is not a CIDR\n"
                "3:1-3:12 \"10.0.0.0/33\" has no prefix length from 0 to 32\n"
                "4:3-4:16 \"10.0.256.0/24\" has an octet above 255\n"
                "5:1-5:21 \"10.0.0.0/255.255.0.0\" has a network mask where the prefix length "
                "belongs\n"
                "6:1-6:18 \"10.0.0.0-10.0.0.9\" is a range of addresses, not a CIDR\n"
                "7:1-7:16 \"fe80::1%eth0/64\" names a zone\n"
                "8:1-8:5 \"10.1\" has fewer than four octets and no prefix length\n"
                "9:1-9:12 \"1.2.3.4.5/8\" has more than four octets\n"
                "10:1-10:13 \"10.0.0.0/8\" is in quotation marks\n"
                "11:1-11:2 \",\" stands where a CIDR belongs\n"
                "12:1-12:15 \"2001:db8::/129\" has no prefix length from 0 to 128\n"
                "14:1-14:2 \"!\" is not a CIDR\n"
                "15:1-15:10 \"10.0.0.0/\" has no prefix length from 0 to 32\n");
}
END_TEST

START_TEST(odd_lines_are_read_and_warned_about)
{
    rf_diags diags = rf_diags_new(arena);
    rf_cidr_list list = rf_cidr_list_read(
        arena,
        source_of("10.1.2.3/16 a\n010.0.0.0/8\n10.1/16\n10.0.0.1\n::ffff:10.0.0.0/104\n"
                  "010.1.2.3/16\n"),
        &diags);
    ck_assert_uint_eq(list.n, 6);
    ck_assert_uint_eq(diags.errors, 0);
    ck_assert_str_eq(
        diags_text(&diags),
        "1:1-1:12 \"10.1.2.3/16\" has bits set behind its prefix: read as 10.1.0.0/16\n"
        "2:1-2:12 \"010.0.0.0/8\" has leading zeros: read as 10.0.0.0/8\n"
        "3:1-3:8 \"10.1/16\" leaves out octets: read as 10.1.0.0/16\n"
        "4:1-4:9 \"10.0.0.1\" has no prefix length: read as 10.0.0.1/32\n"
        "5:1-5:20 \"::ffff:10.0.0.0/104\" is IPv4 written as IPv6: read as 10.0.0.0/8\n"
        "6:1-6:13 \"010.1.2.3/16\" has leading zeros: read as 10.1.0.0/16\n"
        "6:1-6:13 \"010.1.2.3/16\" has bits set behind its prefix: read as 10.1.0.0/16\n");
    for (size_t i = 0; i < diags.list.n; i++) {
        ck_assert_int_eq(diags.list.at[i].severity, RF_WARNING);
        ck_assert_uint_ne(diags.list.at[i].help.n, 0);
    }
    ck_assert_str_eq(diags.list.at[0].code, "cidr-host-bits");
    ck_assert_uint_eq(list.at[5].oddities, RF_CIDR_HOST_BITS | RF_CIDR_LEADING_ZEROS);
}
END_TEST

START_TEST(a_second_cidr_on_a_line_is_not_lost_as_a_label)
{
    assert_list("10.0.0.0/16,10.1.0.0/16\n10.2.0.0/16 fd00::/8 x\n010.3.0.0/16 10.4.0.0/16\n"
                "10.5.0.0/16 10.6.0.1\n10.7.0.0/16 a/b\n",
                "1:1-12 10.0.0.0/16 [10.1.0.0/16]\n2:1-12 10.2.0.0/16 [fd00::/8 x]\n"
                "3:1-13 10.3.0.0/16 [10.4.0.0/16]\n4:1-12 10.5.0.0/16 [10.6.0.1]\n"
                "5:1-12 10.7.0.0/16 [a/b]\n",
                "1:13-1:24 \"10.1.0.0/16\" is a second CIDR on its line\n"
                "2:13-2:21 \"fd00::/8\" is a second CIDR on its line\n"
                "3:1-3:13 \"010.3.0.0/16\" has leading zeros: read as 10.3.0.0/16\n"
                "3:14-3:25 \"10.4.0.0/16\" is a second CIDR on its line\n");
}
END_TEST

START_TEST(utf_16_is_one_error)
{
    rf_diags diags = rf_diags_new(arena);
    rf_str text = {"\xFF\xFE"
                   "1\0"
                   "0\0",
                   6};
    ck_assert_uint_eq(rf_cidr_list_read(arena, source_of_str(text), &diags).n, 0);
    ck_assert_str_eq(diags_text(&diags), "1:1-1:3 the list is written in UTF-16\n");
}
END_TEST

/* The same line must come out the same in the middle of a text, where clean lines are read fast,
 * and alone, where they are not. */
START_TEST(fast_and_careful_reading_agree)
{
    static const char *const lines[] = {
        "1.2.3.4/32",    "255.255.255.255/32", "0.0.0.0/0",      "10.0.0.0/8",   "10.0.0.0/08",
        "10.0.0.1/31",   "10.0.0.0/1",         "128.0.0.0/1",    "256.0.0.0/8",  "10.0.0.300/32",
        "01.0.0.0/8",    "10.00.0.0/8",        "10.0.0.0/33",    "10.0.0.0/320", "10.0.0.0/",
        "10.0.0.0",      "10.0.0/8",           "10.0.0.0/8x",    "10.0.0.0/8 x", "10.0.0.0/8,x",
        "10.0.0.0/8\tx", "10.0.0.0/8\r",       "10.0.0.0/8\r\r", "10.0.0.0/8#x", "10.0.0.0.0/8",
        "10..0.0/8",     "1000.0.0.0/8",       "10.0.0.0/-8",    ":10.0.0.0/8",  "10:0.0.0/8",
        "10.0.0.0:8",    "172.16.0.0/12 10/8", "100.64.0.0/10",  "9.8.7.6/32",   "10.0.0.0 /8",
        "10.0.0.0//8",   "99.100.0.0/16",
    };
    static const char padding[] = "\n# padding that is longer than any CIDR\n";
    for (size_t i = 0; i < COUNT(lines); i++) {
        rf_diags alone_diags = rf_diags_new(arena), inside_diags = rf_diags_new(arena);
        rf_str inside_text = rf_format(arena, "%s%s", lines[i], padding);
        rf_cidr_list alone = rf_cidr_list_read(arena, source_of(lines[i]), &alone_diags);
        rf_cidr_list inside = rf_cidr_list_read(arena, source_of_str(inside_text), &inside_diags);
        ck_assert_str_eq(text_of_list(&inside), text_of_list(&alone));
        ck_assert_str_eq(diags_text(&inside_diags), diags_text(&alone_diags));
        if (alone.n == 1)
            ck_assert(memcmp(alone.at, inside.at, sizeof *alone.at) == 0);
    }
}
END_TEST

START_TEST(a_hundred_thousand_lines_take_no_time)
{
    enum { LINES = 100 * 1000 };
    rf_buf buf = rf_buf_new(arena);
    for (unsigned i = 0; i < LINES; i++)
        rf_buf_format(&buf, "10.%u.%u.0/24 vpc-%u\n", i >> 8 & 255, i & 255, i);
    rf_diags diags = rf_diags_new(arena);
    clock_t before = clock();
    rf_cidr_list list = rf_cidr_list_read(arena, source_of_str(rf_buf_str(&buf)), &diags);
    ck_assert(clock() - before < CLOCKS_PER_SEC); /* some 5 ms; with sanitizers on a slow machine */
    ck_assert_uint_eq(list.n, LINES);
    ck_assert_uint_eq(diags.list.n, 0);
    ck_assert_rf_str(rf_cidr_list_label(&list, LINES - 1), "vpc-99999");
}
END_TEST

START_TEST(many_bad_lines_are_counted_and_errors_are_shown_behind_warnings)
{
    enum { LINES = 50 * 1000 };
    rf_buf buf = rf_buf_new(arena);
    for (unsigned i = 0; i < LINES; i++)
        rf_buf_add(&buf, RF_STR("10.0.0.1/8\n"));
    for (unsigned i = 0; i < LINES; i++)
        rf_buf_add(&buf, RF_STR("10.0.0.1/80\n"));
    rf_diags diags = rf_diags_new(arena);
    rf_cidr_list list = rf_cidr_list_read(arena, source_of_str(rf_buf_str(&buf)), &diags);
    ck_assert_uint_eq(list.n, LINES);
    ck_assert_uint_eq(diags.errors, LINES);
    ck_assert_uint_eq(diags.list.n, RF_LIMIT_DIAGS_PER_FILE);
    ck_assert_uint_eq(diags.list.n + diags.left_out, 2 * LINES);
    ck_assert_int_eq(diags.list.at[RF_LIMIT_DIAGS_PER_FILE - 1].severity, RF_ERROR);
}
END_TEST

START_TEST(comma_list_of_the_command_line)
{
    static const struct {
        const char *text, *entries, *diags;
    } cases[] = {
        {"10.0.0.0/16,10.1.0.0/16", "1:1-12 10.0.0.0/16 []\n1:13-24 10.1.0.0/16 []\n", ""},
        {"2001:db8::/56", "1:1-14 2001:db8::/56 []\n", ""},
        {"10.0.0.0/16, 10.1.2.0/16", "1:1-12 10.0.0.0/16 []\n1:14-25 10.1.0.0/16 []\n",
         "1:14-1:25 \"10.1.2.0/16\" has bits set behind its prefix: read as 10.1.0.0/16\n"},
        {"10.0.0.0/16,,x,", "1:1-12 10.0.0.0/16 []\n",
         "1:13-1:13 a CIDR is missing from the list\n1:14-1:15 \"x\" is not a CIDR\n"
         "1:16-1:16 a CIDR is missing from the list\n"},
        {"", "", "1:1-1:1 a CIDR is missing from the list\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        rf_diags diags = rf_diags_new(arena);
        rf_cidr_list list = rf_cidr_list_read_commas(arena, source_of(cases[i].text), &diags);
        ck_assert_str_eq(text_of_list(&list), cases[i].entries);
        ck_assert_str_eq(diags_text(&diags), cases[i].diags);
    }
}
END_TEST

START_TEST(messages_show_no_control_characters_and_no_endless_text)
{
    rf_diags diags = rf_diags_new(arena);
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add(&buf, RF_STR("10.0\x1b[31m\n"));
    rf_buf_add_repeated(&buf, 'a', 5000);
    rf_buf_add(&buf, RF_STR("\n"));
    rf_buf_add_repeated(&buf, '0', 5000);
    rf_buf_add(&buf, RF_STR("10.0.0.0/8\n"));
    rf_cidr_list list = rf_cidr_list_read(arena, source_of_str(rf_buf_str(&buf)), &diags);
    ck_assert_uint_eq(list.n, 0);
    ck_assert_uint_eq(diags.list.n, 3);
    ck_assert_rf_str(diags.list.at[0].message, "\"10.0?[31m\" is not a CIDR");
    ck_assert_uint_lt(diags.list.at[1].message.n, 100);
    ck_assert_uint_lt(diags.list.at[2].message.n, 120);
}
END_TEST

/* ---- inventories ---- */

static const char *text_of_inventory(const rf_inventory *inventory)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < inventory->networks.n; i++) {
        const rf_network *network = &inventory->networks.at[i];
        rf_place place = rf_locate(network->span);
        rf_str block = rf_cidr_text(arena, &network->reading.cidr);
        rf_str words = rf_network_words(arena, network);
        rf_buf_format(&buf, "%u:%u %.*s %.*s%s%s\n", place.line, place.column, RF_ARG(block),
                      RF_ARG(words), network->is_default ? " default" : "",
                      network->sensitive ? " sensitive" : "");
    }
    for (size_t i = 0; i < inventory->unknowns.n; i++) {
        const rf_network_unknown *unknown = &inventory->unknowns.at[i];
        rf_place place = rf_locate(unknown->span);
        rf_buf_format(&buf, "%u:%u unknown: %.*s: %.*s\n", place.line, place.column,
                      RF_ARG(unknown->what), RF_ARG(unknown->why));
    }
    return rf_cstr(arena, rf_buf_str(&buf));
}

static void assert_inventory(rf_str text, const char *expected, const char *diags_expected)
{
    rf_diags diags = rf_diags_new(arena);
    rf_inventory inventory = {0};
    rf_source *source = rf_source_new(arena, RF_STR("peers.json"), text);
    rf_inventory_read(arena, source, &diags, &inventory);
    ck_assert_str_eq(text_of_inventory(&inventory), expected);
    ck_assert_str_eq(diags_text(&diags), diags_expected);
}

static void assert_inventory_file(const char *path, const char *expected)
{
    assert_inventory(read_test_file(path), expected, "");
}

START_TEST(vpcs_count_secondary_and_ipv6_blocks_that_are_in_use)
{
    assert_inventory_file(
        "testdata/network/vpcs.json",
        "54:26 10.20.0.0/16 primary block of vpc-0f3e1d2c3b4a59687 (shared-services)\n"
        "28:34 10.4.0.0/16 secondary block of vpc-0f3e1d2c3b4a59687 (shared-services)\n"
        "33:34 100.64.0.0/20 secondary block of vpc-0f3e1d2c3b4a59687 (shared-services)\n"
        "9:38 2a05:d018:7c:4200::/56 IPv6 block of vpc-0f3e1d2c3b4a59687 (shared-services)\n"
        "70:26 172.31.0.0/16 primary block of vpc-0d0d default\n");
}
END_TEST

START_TEST(peerings_give_both_sides_and_pending_ones_are_unknown)
{
    assert_inventory_file(
        "testdata/network/peerings.json",
        "16:30 10.20.0.0/16 primary block of vpc-0hub over pcx-0a1\n"
        "5:30 10.30.0.0/16 primary block of vpc-0acc over pcx-0a1\n"
        "8:36 10.0.0.0/13 secondary block of vpc-0acc over pcx-0a1\n"
        "10:58 2600:1f18:4000::/56 IPv6 block of vpc-0acc over pcx-0a1\n"
        "41:30 10.50.0.0/16 primary block of vpc-0two over pcx-0d4\n"
        "31:39 unknown: whether pcx-0b2 overlaps: the peering is pending and lists no CIDR\n"
        "54:32 unknown: whether vpc-0nix overlaps: its side of pcx-0e5 lists no CIDR\n"
        "61:39 unknown: whether pcx-0f6 overlaps: the peering is being set up and lists no CIDR\n"
        "65:39 unknown: whether pcx-0a7 overlaps: the peering is being requested and lists no "
        "CIDR\n"
        "80:18 unknown: whether networks on further pages overlap: the input is incomplete: it has "
        "a NextToken\n");
}
END_TEST

START_TEST(route_tables_give_local_blocks_routes_and_unknown_prefix_lists)
{
    assert_inventory_file("testdata/network/route-tables.json",
                          "9:45 10.20.0.0/16 block of vpc-0hub\n"
                          "15:45 10.4.0.0/16 block of vpc-0hub\n"
                          "21:45 10.30.0.0/16 route of rtb-01 to pcx-0a1\n"
                          "39:49 2600:1f18:4000::/56 route of rtb-01 to tgw-01\n"
                          "51:45 10.60.0.0/16 blackhole route of rtb-01 to pcx-0gone\n"
                          "65:43 10.30.0.0/16 route of rtb-02 to pcx-0zz\n"
                          "67:43 192.168.0.0/16 route of rtb-02 to vgw-01\n"
                          "45:48 unknown: whether pl-6da54004 overlaps: a route names the prefix "
                          "list but not what is in it\n");
}
END_TEST

START_TEST(a_local_route_without_its_vpc_still_gives_its_block)
{
    assert_inventory(RF_STR("{\"RouteTables\": [{\"RouteTableId\": \"rtb-1\", \"Routes\": ["
                            "{\"DestinationCidrBlock\": \"10.0.0.0/16\", \"GatewayId\": "
                            "\"local\"}]}]}"),
                     "1:80 10.0.0.0/16 block\n", "");
}
END_TEST

START_TEST(transit_gateway_routes_keep_blackholes_and_say_when_the_list_is_cut)
{
    assert_inventory_file("testdata/network/transit-routes.json",
                          "4:37 10.70.0.0/16 transit gateway route to vpc-0tgw\n"
                          "16:37 10.80.0.0/16 blackhole route\n"
                          "23:34 unknown: whether routes that are not listed overlap: the input is "
                          "incomplete: additional routes are available\n");
}
END_TEST

START_TEST(subnets_name_their_vpc)
{
    assert_inventory_file("testdata/network/subnets.json",
                          "7:26 10.20.0.0/20 subnet of vpc-0f3e, subnet-0a (private-a)\n"
                          "16:38 2a05:d018:7c:4200::/64 subnet of vpc-0f3e, subnet-0a (private-a)\n"
                          "24:26 172.31.16.0/20 subnet of vpc-0d0d, subnet-0b default\n");
}
END_TEST

START_TEST(outputs_give_cidrs_only_and_sensitive_ones_are_masked)
{
    rf_str text = read_test_file("testdata/network/outputs.json");
    assert_inventory(text,
                     "5:14 10.20.0.0/16 output vpc_cidr\n"
                     "10:15 10.30.0.0/16 output peer_cidrs\n"
                     "10:31 2001:db8::/56 output peer_cidrs\n"
                     "15:21 10.20.0.0/20 output by_zone\n"
                     "20:14 10.99.0.0/16 output partner_network sensitive\n"
                     "27:61 unknown: whether the output wrong overlaps: its value is no CIDR: the "
                     "prefix length is out of range\n",
                     "");
    rf_diags diags = rf_diags_new(arena);
    rf_inventory inventory = {0};
    rf_source *source = rf_source_new(arena, RF_STR("peers.json"), text);
    ck_assert(rf_inventory_read(arena, source, &diags, &inventory));
    ck_assert_uint_eq(rf_find(rf_source_line(source, 20), RF_STR("10.99")), RF_NOT_FOUND);
    ck_assert_uint_ne(rf_find(rf_source_line(source, 5), RF_STR("10.20")), RF_NOT_FOUND);
}
END_TEST

START_TEST(arrays_hold_strings_objects_rows_records_and_pages)
{
    assert_inventory_file("testdata/network/array.json",
                          "2:3 10.0.0.0/16 network\n"
                          "3:18 10.1.0.0/16 staging\n"
                          "4:16 10.2.0.0/16 vpc-0f3e\n"
                          "4:31 10.3.0.0/16 vpc-0f3e\n"
                          "5:37 10.4.0.0/16 primary block of vpc-0a\n"
                          "6:20 10.5.0.0/16 secondary block of vpc-0a\n"
                          "7:49 10.6.0.0/16 primary block of vpc-0b\n");
}
END_TEST

START_TEST(plain_list_is_an_inventory_too)
{
    assert_inventory(RF_STR("10.0.0.0/16 prod\n10.1.2.0/16\n"),
                     "1:1 10.0.0.0/16 prod\n2:1 10.1.0.0/16 network\n",
                     "2:1-2:12 \"10.1.2.0/16\" has bits set behind its prefix: read as "
                     "10.1.0.0/16\n");
}
END_TEST

/* An inventory that must give no network and these unknowns. */
static const struct unknown_case {
    const char *text, *unknowns;
} unknown_cases[] = {
    {"{\"Vpcs\": [{\"VpcId\": \"vpc-1\"}]}",
     "1:11 unknown: whether vpc-1 overlaps: its record lists no CIDR block\n"},
    {"{\"Subnets\": [{\"SubnetId\": \"subnet-1\", \"CidrBlock\": null}]}",
     "1:14 unknown: whether subnet-1 overlaps: its record lists no CIDR block\n"},
    {"{\"VpcPeeringConnections\": [{\"VpcPeeringConnectionId\": \"pcx-1\"}]}",
     "1:55 unknown: whether pcx-1 overlaps: the peering has no status that is known here\n"},
    {"{\"VpcPeeringConnections\": [{\"VpcPeeringConnectionId\": \"pcx-1\", \"Status\": {\"Code\": "
     "\"active\"}}]}",
     "1:28 unknown: whether the requester overlaps: its side of pcx-1 lists no CIDR\n"
     "1:28 unknown: whether the accepter overlaps: its side of pcx-1 lists no CIDR\n"},
    {"{\"RouteTables\": [{\"RouteTableId\": \"rtb-1\", \"Routes\": [{\"GatewayId\": \"igw-1\"}]}]}",
     "1:55 unknown: where a route of rtb-1 leads: the route names no destination\n"},
    {"{\"Vpcs\": [], \"NextToken\": \"x\"}",
     "1:27 unknown: whether networks on further pages overlap: the input is incomplete: it has a "
     "NextToken\n"},
    {"{\"Vpcs\": [], \"NextToken\": null}", ""},
    {"{\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"CidrBlockAssociationSet\": [{\"CidrBlock\": "
     "\"10.0.0.0/16\", \"CidrBlockState\": {\"State\": \"disassociating\"}}]}]}",
     ""},
    {"{\"RouteTables\": [{\"RouteTableId\": \"rtb-1\", \"Routes\": [{\"DestinationCidrBlock\": "
     "\"0.0.0.0/0\", \"TransitGatewayId\": \"tgw-1\"}]}]}",
     ""},
};

START_TEST(what_an_inventory_cannot_tell_is_unknown)
{
    for (size_t i = 0; i < COUNT(unknown_cases); i++)
        assert_inventory(rf_str_c(unknown_cases[i].text), unknown_cases[i].unknowns, "");
}
END_TEST

START_TEST(bad_block_of_a_record_is_an_error_at_its_place)
{
    assert_inventory(RF_STR("{\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/160\"},\n"
                            "{\"VpcId\": \"vpc-2\", \"CidrBlock\": 10},\n"
                            "{\"VpcId\": \"vpc-3\", \"CidrBlock\": \"10.1.0.1/16\"}, 7]}"),
                     "3:33 10.1.0.0/16 primary block of vpc-3\n",
                     "1:43-1:57 \"10.0.0.0/160\" has no prefix length from 0 to 32\n"
                     "2:33-2:35 a CIDR is expected here, not a value of kind number\n"
                     "3:33-3:46 \"10.1.0.1/16\" has bits set behind its prefix: read as "
                     "10.1.0.0/16\n"
                     "3:49-3:50 Vpcs holds a value of kind number where a record belongs\n");
}
END_TEST

START_TEST(the_same_block_of_the_same_vpc_is_given_once_but_listed_ones_always)
{
    assert_inventory(RF_STR("[{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/16\"},\n"
                            "{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/16\"},\n"
                            "{\"VpcId\": \"vpc-2\", \"CidrBlock\": \"10.0.0.0/16\"},\n"
                            "\"10.0.0.0/16\", \"10.0.0.0/16\"]"),
                     "1:34 10.0.0.0/16 primary block of vpc-1\n"
                     "3:33 10.0.0.0/16 primary block of vpc-2\n"
                     "4:1 10.0.0.0/16 network\n4:16 10.0.0.0/16 network\n",
                     "");
}
END_TEST

static const struct stranger {
    const char *text, *diags;
} stranger_cases[] = {
    {"{\"Foo\": 1}",
     "1:2-1:7 peers.json is neither a list of CIDRs nor an EC2 inventory: its first "
     "key is \"Foo\"\n"},
    {"{}", "1:1-1:3 peers.json is neither a list of CIDRs nor an EC2 inventory: it is empty\n"},
    {"{\"Vpcs\": 1}",
     "1:2-1:8 peers.json is neither a list of CIDRs nor an EC2 inventory: its first "
     "key is \"Vpcs\"\n"},
    {"{\"Version\": \"2012-10-17\", \"Statement\": []}",
     "1:2-1:11 peers.json is neither a list of CIDRs nor an EC2 inventory: its first key is "
     "\"Version\"\n"},
    {"<html>\n<head>\n<title>x</title>\n",
     "1:1-1:7 peers.json is neither a list of CIDRs nor an EC2 inventory: it starts with "
     "\"<html>\"\n"},
    {"", "1:1-1:1 peers.json names no network\n"},
    {"[]", "1:1-1:3 peers.json names no network\n"},
    {"[1]", "1:2-1:3 a CIDR is expected here, not a value of kind number\n"},
    {"[\"x\"]", "1:2-1:5 \"x\" is not a CIDR\n"},
    {"[{\"Foo\": 1}]", "1:2-1:12 an object in a list of networks has no CidrBlock\n"},
    {"[[\"a\", \"b\"]]", "1:2-1:12 a row in a list of networks has no CIDR\n"},
    {"{\"Vpcs\": []}", ""},
    {"{\"a\": {\"sensitive\": false, \"type\": \"string\", \"value\": \"x\"}}",
     "1:1-1:60 peers.json names no network\n"},
};

START_TEST(what_is_no_inventory_is_said_plainly)
{
    for (size_t i = 0; i < COUNT(stranger_cases); i++)
        assert_inventory(rf_str_c(stranger_cases[i].text), "", stranger_cases[i].diags);
}
END_TEST

START_TEST(json_with_a_syntax_error_fails_but_is_read_as_far_as_it_goes)
{
    rf_diags diags = rf_diags_new(arena);
    rf_inventory inventory = {0};
    rf_source *source = source_of("{\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"CidrBlock\": "
                                  "\"10.0.0.0/16\",}]}");
    ck_assert(!rf_inventory_read(arena, source, &diags, &inventory));
    ck_assert_uint_eq(inventory.networks.n, 1);
    ck_assert_uint_ge(diags.errors, 1);
}
END_TEST

static const struct form_case {
    const char *text;
    rf_inventory_form form;
} form_cases[] = {
    {"{\"Vpcs\": []}", RF_INVENTORY_EC2},
    {"{\"Vpcs\": [{\"VpcId\": \"vpc-1\"}], \"Subnets\": []}", RF_INVENTORY_EC2},
    {"{\"Subnets\": [{\"SubnetId\": \"subnet-1\"}]}", RF_INVENTORY_EC2},
    {"{\"Routes\": [{\"DestinationCidrBlock\": \"10.0.0.0/8\"}]}", RF_INVENTORY_EC2},
    {"{\"Routes\": [{\"path\": \"/\"}]}", RF_INVENTORY_NONE},
    {"{\"Vpcs\": {}}", RF_INVENTORY_NONE},
    {"[\"10.0.0.0/8\"]", RF_INVENTORY_ARRAY},
    {"[\"10.0.0.1\", \"x\"]", RF_INVENTORY_NONE},
    {"[{\"Vpcs\": []}]", RF_INVENTORY_ARRAY},
    {"[{\"cidr\": \"10.0.0.0/8\"}]", RF_INVENTORY_ARRAY},
    {"[[\"vpc-1\", \"10.0.0.0/8\"]]", RF_INVENTORY_ARRAY},
    {"[]", RF_INVENTORY_NONE},
    {"{\"a\": {\"sensitive\": false, \"value\": 1}}", RF_INVENTORY_OUTPUTS},
    {"{\"a\": {\"type\": \"string\", \"value\": \"\"}, \"b\": 1}", RF_INVENTORY_NONE},
    {"{\"a\": {\"value\": 1}}", RF_INVENTORY_NONE},
    {"{\"Version\": \"2012-10-17\", \"Statement\": []}", RF_INVENTORY_NONE},
    {"{\"format_version\": \"1.2\", \"planned_values\": {\"outputs\": {}}}", RF_INVENTORY_NONE},
    {"\"10.0.0.0/8\"", RF_INVENTORY_NONE},
    {"null", RF_INVENTORY_NONE},
};

START_TEST(shape_decides_what_a_document_is)
{
    for (size_t i = 0; i < COUNT(form_cases); i++) {
        rf_diags diags = rf_diags_new(arena);
        rf_value root;
        ck_assert(rf_json_read(arena, source_of(form_cases[i].text), &diags, &root));
        ck_assert_msg(rf_inventory_recognise(&root) == form_cases[i].form, "%s",
                      form_cases[i].text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("inventory");
    TCase *list = test_case(suite, "list");
    tcase_add_test(list, labels_comments_and_blank_lines_are_told_apart);
    tcase_add_test(list, line_endings_and_marks_of_other_systems_are_fine);
    tcase_add_test(list, each_bad_line_is_an_error_at_its_place);
    tcase_add_test(list, odd_lines_are_read_and_warned_about);
    tcase_add_test(list, a_second_cidr_on_a_line_is_not_lost_as_a_label);
    tcase_add_test(list, utf_16_is_one_error);
    tcase_add_test(list, fast_and_careful_reading_agree);
    tcase_add_test(list, a_hundred_thousand_lines_take_no_time);
    tcase_add_test(list, many_bad_lines_are_counted_and_errors_are_shown_behind_warnings);
    tcase_add_test(list, comma_list_of_the_command_line);
    tcase_add_test(list, messages_show_no_control_characters_and_no_endless_text);
    TCase *inventory = test_case(suite, "inventory");
    tcase_add_test(inventory, vpcs_count_secondary_and_ipv6_blocks_that_are_in_use);
    tcase_add_test(inventory, peerings_give_both_sides_and_pending_ones_are_unknown);
    tcase_add_test(inventory, route_tables_give_local_blocks_routes_and_unknown_prefix_lists);
    tcase_add_test(inventory, a_local_route_without_its_vpc_still_gives_its_block);
    tcase_add_test(inventory, transit_gateway_routes_keep_blackholes_and_say_when_the_list_is_cut);
    tcase_add_test(inventory, subnets_name_their_vpc);
    tcase_add_test(inventory, outputs_give_cidrs_only_and_sensitive_ones_are_masked);
    tcase_add_test(inventory, arrays_hold_strings_objects_rows_records_and_pages);
    tcase_add_test(inventory, plain_list_is_an_inventory_too);
    tcase_add_test(inventory, what_an_inventory_cannot_tell_is_unknown);
    tcase_add_test(inventory, bad_block_of_a_record_is_an_error_at_its_place);
    tcase_add_test(inventory, the_same_block_of_the_same_vpc_is_given_once_but_listed_ones_always);
    tcase_add_test(inventory, what_is_no_inventory_is_said_plainly);
    tcase_add_test(inventory, json_with_a_syntax_error_fails_but_is_read_as_far_as_it_goes);
    tcase_add_test(inventory, shape_decides_what_a_document_is);
    return run_suite(suite);
}

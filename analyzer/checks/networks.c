/* The planned network by itself: how its CIDR is written, where it lies, how large it is. */
#include "checks/check.h"
#include "network/overlap.h"

enum {
    /* "The first four IP addresses and the last IP address in each subnet CIDR block are not
     * available": Amazon VPC User Guide, "Subnet CIDR blocks". */
    RESERVED_PER_SUBNET = 5,
    SMALLEST_SUBNET = 28, /* same page: between /28 and /16 */
};

/* The oddities, by the names that rules use for them. */
static const struct {
    unsigned flag;
    const char *name, *message;
} oddities[] = {
    {RF_CIDR_HOST_BITS, "host-bits", "has bits set behind its prefix"},
    {RF_CIDR_LEADING_ZEROS, "leading-zeros", "has an octet with a leading zero"},
    {RF_CIDR_SHORT_FORM, "short-form", "leaves out octets"},
    {RF_CIDR_NO_LENGTH, "no-length", "has no prefix length, so it is a single address"},
    {RF_CIDR_MAPPED, "mapped", "is an IPv4 block written as IPv6"},
    {RF_CIDR_BLANKS, "blanks", "has blanks around it"},
    {RF_CIDR_BAD_LENGTH, "bad-length", "has a prefix length that is out of range"},
    {RF_CIDR_NOT_A_CIDR, "not-a-cidr", "is not a CIDR block"},
};

static rf_str name_of(rf_check_run *run)
{
    const rf_planned *planned = run->subject->planned;
    return planned->key.n == 0
               ? planned->name
               : rf_format(run->arena, "%.*s[%.*s]", RF_ARG(planned->name), RF_ARG(planned->key));
}

void rf_check_cidr_oddity(rf_check_run *run)
{
    const rf_planned *planned = run->subject->planned;
    rf_str wanted = rf_text_of(rf_check_param(run, "oddity"));
    for (size_t i = 0; i < sizeof oddities / sizeof *oddities; i++) {
        if (!rf_eq_c(wanted, oddities[i].name) || !(planned->reading.oddities & oddities[i].flag))
            continue;
        rf_finding *finding = rf_report(run, planned->span, "%.*s %.*s %s", RF_ARG(name_of(run)),
                                        RF_ARG(planned->text), oddities[i].message);
        if (planned->reading.cidr.family != 0)
            finding->help = rf_format(run->arena, "write %.*s",
                                      RF_ARG(rf_cidr_text(run->arena, &planned->reading.cidr)));
    }
}

/* The blocks of a parameter that is a list of CIDRs. */
static bool any_block(const rf_value *list, const rf_cidr *cidr,
                      bool (*test)(const rf_cidr *, const rf_cidr *))
{
    for (size_t i = 0; list != NULL && list->kind == RF_LIST && i < list->as.list.n; i++) {
        rf_cidr block;
        if (rf_cidr_parse(rf_text_of(&list->as.list.at[i]), 0, &block) && test(&block, cidr))
            return true;
    }
    return false;
}

/* The role of networks a rule is for; all without the parameter. */
static bool role_fits(const rf_check_run *run)
{
    const rf_value *role = rf_check_param(run, "role");
    return role == NULL || rf_eq(rf_text_of(role), run->subject->planned->role);
}

/* allowed = [...]: the block must lie in one of these; avoid = [...]: it must overlap none. */
void rf_check_network_range(rf_check_run *run)
{
    const rf_planned *planned = run->subject->planned;
    const rf_value *allowed = rf_check_param(run, "allowed"), *avoid = rf_check_param(run, "avoid");
    const rf_cidr *cidr = &planned->reading.cidr;
    if (cidr->family == 0 || !role_fits(run))
        return;
    rf_str text = rf_cidr_text(run->arena, cidr), name = name_of(run);
    if (allowed != NULL && !any_block(allowed, cidr, rf_cidr_contains))
        rf_report(run, planned->span, "%.*s %.*s is outside the address ranges that are allowed",
                  RF_ARG(name), RF_ARG(text));
    if (avoid != NULL && any_block(avoid, cidr, rf_cidr_overlaps))
        rf_report(run, planned->span, "%.*s %.*s overlaps %.*s", RF_ARG(name), RF_ARG(text),
                  RF_ARG(rf_text_of(rf_check_param(run, "avoid_words"))));
}

static int64_t number_param(const rf_check_run *run, const char *name, int64_t fallback)
{
    const rf_value *value = rf_check_param(run, name);
    int64_t number = fallback;
    if (value != NULL && value->kind == RF_NUMBER)
        rf_num_to_int64(value->as.number, &number);
    return number;
}

/* The limit of a role and family: "vpc_widest", "subnet_narrowest_ipv6". */
static int64_t length_limit(const rf_check_run *run, const char *end, int64_t fallback)
{
    const rf_planned *planned = run->subject->planned;
    rf_str name = rf_format(run->arena, "%.*s_%s%s", RF_ARG(planned->role), end,
                            planned->reading.cidr.family == 6 ? "_ipv6" : "");
    return number_param(run, rf_cstr(run->arena, name), fallback);
}

void rf_check_network_size(rf_check_run *run)
{
    const rf_planned *planned = run->subject->planned;
    const rf_cidr *cidr = &planned->reading.cidr;
    if (cidr->family == 0 || (planned->reading.oddities & RF_CIDR_NO_LENGTH) != 0)
        return; /* an address without a length has a finding of its own */
    int64_t widest = length_limit(run, "widest", 0);
    int64_t narrowest = length_limit(run, "narrowest", 128);
    if (cidr->length >= widest && cidr->length <= narrowest)
        return;
    rf_finding *finding = rf_report(
        run, planned->span, "%.*s %.*s is too %s: its prefix must be between /%lld and /%lld",
        RF_ARG(name_of(run)), RF_ARG(rf_cidr_text(run->arena, cidr)),
        cidr->length < widest ? "large" : "small", (long long)widest, (long long)narrowest);
    finding->note = rf_format(run->arena, "/%d", cidr->length);
}

/* Prefix bits that make at least `count` equal parts. */
static unsigned bits_for(uint64_t count)
{
    unsigned bits = 0;
    while (((uint64_t)1 << bits) < count && bits < 63)
        bits++;
    return bits;
}

void rf_check_zone_capacity(rf_check_run *run)
{
    const rf_planned *planned = run->subject->planned;
    const rf_cidr *cidr = &planned->reading.cidr;
    int64_t zones = number_param(run, "zones", 3), least = number_param(run, "least_per_zone", 0);
    if (cidr->family != 4 || zones < 1 || !role_fits(run) ||
        cidr->length > number_param(run, "vpc_narrowest", SMALLEST_SUBNET))
        return; /* too small to begin with: network/size says so */
    unsigned length = cidr->length + bits_for((uint64_t)zones);
    rf_str name = name_of(run), text = rf_cidr_text(run->arena, cidr);
    if (length > SMALLEST_SUBNET) {
        rf_report(run, planned->span,
                  "%.*s %.*s has no room for %lld zones: a subnet of /%u is smaller than /%d",
                  RF_ARG(name), RF_ARG(text), (long long)zones, length, SMALLEST_SUBNET);
        return;
    }
    int64_t usable = ((int64_t)1 << (32 - length)) - RESERVED_PER_SUBNET;
    if (usable >= least)
        return;
    rf_finding *finding = rf_report(
        run, planned->span,
        "%.*s %.*s leaves %lld usable addresses in each of %lld zones, fewer than %lld",
        RF_ARG(name), RF_ARG(text), (long long)usable, (long long)zones, (long long)least);
    finding->note = rf_format(run->arena, "a /%u per zone", length);
}

/* The networks of one group stand next to one another; what concerns several of them is looked at
 * once, when it is the turn of the first.  0: it is not; else how many there are. */
static size_t group_size(const rf_check_run *run)
{
    const rf_subject *first = run->subject, *end = run->all + run->all_count;
    size_t n = 0;
    if (first > run->all && first[-1].group == first->group)
        return 0;
    while (first + n < end && first[n].group == first->group)
        n++;
    return n;
}

static bool is_readable(const rf_subject *subject, const char *role)
{
    return rf_eq_c(subject->planned->role, role) && subject->planned->reading.cidr.family != 0;
}

typedef RF_VEC(const rf_subject *) subject_refs;

static void require_inside(rf_check_run *run, const subject_refs *vpcs)
{
    const rf_planned *planned = run->subject->planned, *vpc = NULL;
    for (size_t i = 0; i < vpcs->n; i++) {
        const rf_cidr *cidr = &vpcs->at[i]->planned->reading.cidr;
        if (cidr->family != planned->reading.cidr.family)
            continue;
        if (rf_cidr_contains(cidr, &planned->reading.cidr))
            return;
        vpc = vpcs->at[i]->planned;
    }
    if (vpc == NULL)
        return; /* no VPC is known: nothing to lie outside of */
    rf_finding *finding =
        rf_report(run, planned->span, "subnet %.*s %.*s lies outside the network %.*s %.*s",
                  RF_ARG(name_of(run)), RF_ARG(planned->text), RF_ARG(vpc->name),
                  RF_ARG(rf_cidr_text(run->arena, &vpc->reading.cidr)));
    rf_report_related(run, finding, vpc->span, RF_STR("the planned network"));
}

void rf_check_subnet_outside_vpc(rf_check_run *run)
{
    size_t n = group_size(run);
    subject_refs vpcs = {0};
    for (size_t i = 0; n != 0 && i < run->all_count; i++) /* --vpc stands behind all groups */
        if (run->all[i].group == run->subject->group && is_readable(&run->all[i], "vpc"))
            RF_PUSH(run->arena, &vpcs, &run->all[i]);
    for (size_t i = 0; i < n; i++) {
        rf_check_run one = *run;
        one.subject = &run->subject[i];
        if (is_readable(one.subject, "subnet"))
            require_inside(&one, &vpcs);
    }
}

struct overlaps {
    rf_check_run *run;
    bool *reported; /* by number: one finding for each subnet */
};

/* The numbers of two subnets, in any order; the one that is written later is the one at fault. */
static bool report_overlap(void *context, uint32_t a, uint32_t b)
{
    const struct overlaps *overlaps = context;
    rf_check_run later = *overlaps->run;
    const rf_planned *earlier = later.subject[a < b ? a : b].planned;
    later.subject += a < b ? b : a;
    if (overlaps->reported[a < b ? b : a])
        return true;
    overlaps->reported[a < b ? b : a] = true;
    const rf_planned *planned = later.subject->planned;
    rf_finding *finding =
        rf_report(&later, planned->span, "subnet %.*s %.*s overlaps another planned subnet, %.*s",
                  RF_ARG(name_of(&later)), RF_ARG(planned->text), RF_ARG(earlier->text));
    rf_report_related(&later, finding, earlier->span, RF_STR("the other subnet"));
    return true;
}

void rf_check_subnet_overlap(rf_check_run *run)
{
    size_t n = group_size(run);
    rf_blocks blocks = rf_blocks_new(run->arena, n);
    struct overlaps overlaps = {run, RF_NEW_ARRAY(run->arena, bool, n)};
    for (size_t i = 0; i < n; i++)
        if (is_readable(&run->subject[i], "subnet"))
            rf_blocks_add(&blocks, &run->subject[i].planned->reading.cidr, i);
    rf_blocks_sort(&blocks);
    rf_blocks_nearest(&blocks, report_overlap, &overlaps);
}

/*
 * Functions for rules, beyond Terraform's: globs and CIDR blocks.
 */
#include "base/glob.h"
#include "eval/functions.h"
#include "network/cidr.h"

static rf_value match_globs(const rf_call *call, bool (*matches)(rf_str, rf_str))
{
    rf_str pattern, text;
    if (!rf_arg_text(call, 0, &pattern) || !rf_arg_text(call, 1, &text))
        return rf_give_unknown(call, &rf_type_bool);
    return rf_give_bool(call, matches(pattern, text));
}

rf_value rf_function_glob_matches(const rf_call *call)
{
    return match_globs(call, rf_glob_matches);
}

rf_value rf_function_glob_matches_nocase(const rf_call *call)
{
    return match_globs(call, rf_glob_matches_nocase);
}

rf_value rf_function_is_glob(const rf_call *call)
{
    rf_str text;
    if (!rf_arg_text(call, 0, &text))
        return rf_give_unknown(call, &rf_type_bool);
    return rf_give_bool(call, rf_glob_has_wildcard(text));
}

/* Argument `i` as a block, as tolerant as Terraform; false, with a diagnostic, when it is none. */
static bool arg_cidr(const rf_call *call, size_t i, rf_cidr *cidr)
{
    rf_str text;
    if (!rf_arg_text(call, i, &text))
        return false;
    rf_cidr_reading reading = rf_cidr_read(text);
    *cidr = reading.cidr;
    if (cidr->family != 0)
        return true;
    rf_call_error(call, i, "argument %zu is no CIDR block such as 10.0.0.0/16", i + 1);
    return false;
}

rf_value rf_function_cidr_valid(const rf_call *call)
{
    rf_str text;
    if (!rf_arg_text(call, 0, &text))
        return rf_give_unknown(call, &rf_type_bool);
    return rf_give_bool(call, rf_cidr_read(text).cidr.family != 0);
}

rf_value rf_function_cidr_overlaps(const rf_call *call)
{
    rf_cidr a, b;
    if (!arg_cidr(call, 0, &a) || !arg_cidr(call, 1, &b))
        return rf_give_unknown(call, &rf_type_bool);
    return rf_give_bool(call, rf_cidr_overlaps(&a, &b));
}

rf_value rf_function_cidr_within(const rf_call *call)
{
    rf_cidr inner, outer;
    if (!arg_cidr(call, 0, &inner) || !arg_cidr(call, 1, &outer))
        return rf_give_unknown(call, &rf_type_bool);
    return rf_give_bool(call, rf_cidr_contains(&outer, &inner));
}

rf_value rf_function_cidr_length(const rf_call *call)
{
    rf_cidr cidr;
    if (!arg_cidr(call, 0, &cidr))
        return rf_give_unknown(call, &rf_type_number);
    return rf_give_int(call, cidr.length);
}

/* The block as it is meant: host bits masked, written the one usual way. */
rf_value rf_function_cidr_network(const rf_call *call)
{
    rf_cidr cidr;
    if (!arg_cidr(call, 0, &cidr))
        return rf_give_unknown(call, &rf_type_string);
    return rf_give_text(call, rf_cidr_text(call->arena, &cidr));
}

rf_value rf_function_cidr_family(const rf_call *call)
{
    rf_cidr cidr;
    if (!arg_cidr(call, 0, &cidr))
        return rf_give_unknown(call, &rf_type_number);
    return rf_give_int(call, cidr.family);
}

/* 2 to the power of the host bits, exact also where 64 bits do not hold it. */
rf_value rf_function_cidr_size(const rf_call *call)
{
    rf_cidr cidr;
    if (!arg_cidr(call, 0, &cidr))
        return rf_give_unknown(call, &rf_type_number);
    unsigned bits = (cidr.family == 4 ? 32u : 128u) - cidr.length;
    rf_num size = rf_num_int(1), half = rf_num_int((int64_t)1 << 32);
    for (; bits >= 32; bits -= 32)
        size = rf_num_mul(call->arena, size, half);
    return rf_give_number(call, rf_num_mul(call->arena, size, rf_num_int((int64_t)1 << bits)));
}

rf_value rf_function_cidr_private(const rf_call *call)
{
    static const char *const ranges[] = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
                                         "fc00::/7"};
    rf_cidr cidr;
    bool inside = false;
    if (!arg_cidr(call, 0, &cidr))
        return rf_give_unknown(call, &rf_type_bool);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        rf_cidr range = rf_cidr_read(rf_str_c(ranges[i])).cidr;
        inside |= rf_cidr_contains(&range, &cidr);
    }
    return rf_give_bool(call, inside);
}

rf_value rf_function_cidr_oddities(const rf_call *call)
{
    static const struct {
        unsigned flag;
        const char *name;
    } oddities[] = {
        {RF_CIDR_HOST_BITS, "host bits"},   {RF_CIDR_LEADING_ZEROS, "leading zeros"},
        {RF_CIDR_SHORT_FORM, "short form"}, {RF_CIDR_NO_LENGTH, "no prefix length"},
        {RF_CIDR_MAPPED, "IPv4-mapped"},    {RF_CIDR_BLANKS, "blanks"},
        {RF_CIDR_BAD_LENGTH, "bad length"}, {RF_CIDR_NOT_A_CIDR, "not a CIDR"},
    };
    enum { COUNT = sizeof oddities / sizeof *oddities };
    rf_str text;
    if (!rf_arg_text(call, 0, &text))
        return rf_give_unknown(call, NULL);
    unsigned flags = rf_cidr_read(text).oddities;
    rf_value *names = RF_NEW_ARRAY(call->arena, rf_value, COUNT);
    size_t n = 0;
    for (size_t i = 0; i < COUNT; i++)
        if ((flags & oddities[i].flag) != 0)
            names[n++] = rf_give_text(call, rf_str_c(oddities[i].name));
    return rf_give_list(call, names, n, &rf_type_string);
}

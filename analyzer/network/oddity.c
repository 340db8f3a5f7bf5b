#include "network/oddity.h"

#include "base/limits.h"
#include "text/utf8.h"

enum { SHOWN_MAX = 60 };

static const struct oddity {
    unsigned flag;
    const char *code;
    const char *what;
    const char *help;
} oddities[] = {
    {RF_CIDR_BLANKS, "cidr-blanks", "has blanks around it",
     "remove the blanks; Terraform refuses them"},
    {RF_CIDR_SHORT_FORM, "cidr-short-form", "leaves out octets",
     "write all four octets; Terraform refuses the short form, and others read 10.1 as 10.0.0.1"},
    {RF_CIDR_LEADING_ZEROS, "cidr-leading-zeros", "has leading zeros",
     "write the numbers without them; Terraform reads decimal, inet_aton() octal, Go and Python "
     "refuse"},
    {RF_CIDR_NO_LENGTH, "cidr-no-length", "has no prefix length",
     "write the length, as in 10.0.0.0/16"},
    {RF_CIDR_HOST_BITS, "cidr-host-bits", "has bits set behind its prefix",
     "write the address of the network itself; AWS masks the other bits silently"},
    {RF_CIDR_MAPPED, "cidr-mapped", "is IPv4 written as IPv6", "write it as an IPv4 block"},
};

static bool has_zone(rf_str text)
{
    return rf_find_byte(text, '%') != RF_NOT_FOUND;
}

static bool has_quotes(rf_str text)
{
    return text.n != 0 && (text.at[0] == '"' || text.at[0] == '\'');
}

static bool is_range(rf_str text)
{
    rf_str last;
    rf_cidr first_cidr, last_cidr;
    rf_str first = rf_split(text, '-', &last);
    return last.at != NULL && rf_cidr_parse(rf_trim(first), RF_CIDR_NO_LENGTH, &first_cidr) &&
           rf_cidr_parse(rf_trim(last), RF_CIDR_NO_LENGTH, &last_cidr);
}

/* Only what an IPv4 block is written with. */
static bool is_dotted(rf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((text.at[i] < '0' || text.at[i] > '9') && text.at[i] != '.' && text.at[i] != '/')
            return false;
    return text.n != 0;
}

static size_t octets_of(rf_str text)
{
    size_t octets = 1;
    for (size_t i = 0; i < text.n && text.at[i] != '/'; i++)
        octets += text.at[i] == '.';
    return octets;
}

static bool has_too_few_octets(rf_str text)
{
    return is_dotted(text) && rf_find_byte(text, '/') == RF_NOT_FOUND && octets_of(text) < 4;
}

static bool has_too_many_octets(rf_str text)
{
    return is_dotted(text) && octets_of(text) > 4;
}

static bool has_large_octet(rf_str text)
{
    rf_str rest;
    if (!is_dotted(text))
        return false;
    for (text = rf_split(text, '/', &rest); text.at != NULL; text = rest) {
        unsigned long long octet;
        if (rf_parse_u64(rf_split(text, '.', &rest), &octet) && octet > 255)
            return true;
    }
    return false;
}

static bool is_name(rf_str text)
{
    if (rf_find_byte(text, ':') != RF_NOT_FOUND || rf_find_byte(text, '/') != RF_NOT_FOUND)
        return false;
    for (size_t i = 0; i < text.n; i++)
        if ((text.at[i] >= 'a' && text.at[i] <= 'z') || (text.at[i] >= 'A' && text.at[i] <= 'Z'))
            return true;
    return false;
}

static bool is_anything(rf_str text)
{
    (void)text;
    return true;
}

/* Why a text is no CIDR; the first that holds is said. */
static const struct reason {
    bool (*holds)(rf_str text);
    const char *what;
    const char *help;
} reasons[] = {
    {has_quotes, "is in quotation marks", "write the CIDR without them"},
    {has_zone, "names a zone", "leave out %zone: a zone is a matter of one machine"},
    {is_range, "is a range of addresses, not a CIDR",
     "write it as one or more blocks, as in 10.0.0.0/24"},
    {has_too_few_octets, "has fewer than four octets and no prefix length",
     "write address and prefix length, as in 10.0.0.0/16"},
    {has_too_many_octets, "has more than four octets",
     "write address and prefix length, as in 10.0.0.0/16"},
    {has_large_octet, "has an octet above 255", "octets go from 0 to 255"},
    {is_name, "is not a CIDR", "write address and prefix length; names are not resolved"},
    {is_anything, "is not a CIDR",
     "write address and prefix length, as in 10.0.0.0/16 or 2001:db8::/56"},
};

rf_str rf_cidr_shown(rf_arena *arena, rf_str text)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t at = 0; at < text.n;) {
        size_t start = at;
        int32_t code_point = rf_utf8_next(text, &at);
        if (start >= SHOWN_MAX) {
            rf_buf_add(&buf, RF_STR("..."));
            break;
        }
        if (code_point < 0 || rf_utf8_is_control(code_point))
            rf_buf_add_byte(&buf, '?');
        else
            rf_buf_add(&buf, rf_slice(text, start, at));
    }
    return rf_buf_str(&buf);
}

/* Counts what the list has no place for, so that a million bad lines cost no million messages. */
static bool has_room(rf_diags *diags, size_t limit, bool error)
{
    if (diags->list.n < limit)
        return true;
    diags->left_out++;
    diags->errors += error;
    return false;
}

void rf_cidr_error(rf_diags *diags, rf_span span, rf_str text, const char *what, const char *help)
{
    if (!has_room(diags, RF_LIMIT_DIAGS_PER_FILE, true))
        return;
    const char *quote = has_quotes(text) ? "" : "\"";
    rf_str shown = rf_cidr_shown(diags->arena, text);
    rf_diag_error(diags, RF_CIDR_CODE, span, help, "%s%.*s%s %s", quote, RF_ARG(shown), quote,
                  what);
}

static void report_length(rf_diags *diags, rf_span span, rf_str text, unsigned family)
{
    rf_str length;
    rf_cidr mask;
    rf_split(text, '/', &length);
    if (rf_cidr_parse(rf_trim(length), RF_CIDR_NO_LENGTH, &mask))
        rf_cidr_error(diags, span, text, "has a network mask where the prefix length belongs",
                      "write the number of leading one bits of the mask: 255.255.0.0 is 16");
    else if (family == 4)
        rf_cidr_error(diags, span, text, "has no prefix length from 0 to 32",
                      "write the length, as in 10.0.0.0/16");
    else
        rf_cidr_error(diags, span, text, "has no prefix length from 0 to 128",
                      "write the length, as in 2001:db8::/56");
}

static void report_unreadable(rf_diags *diags, rf_span span, rf_str text)
{
    const struct reason *reason = reasons;
    while (!reason->holds(text))
        reason++;
    rf_cidr_error(diags, span, text, reason->what, reason->help);
}

static void report_oddity(rf_diags *diags, rf_span span, rf_str text, const struct oddity *oddity,
                          const rf_cidr *cidr)
{
    if (!has_room(diags, RF_LIMIT_DIAGS_PER_FILE / 2, false))
        return;
    rf_str shown = rf_cidr_shown(diags->arena, text), block = rf_cidr_text(diags->arena, cidr);
    rf_diag *diag =
        rf_diag_error(diags, oddity->code, span, oddity->help, "\"%.*s\" %s: read as %.*s",
                      RF_ARG(shown), oddity->what, RF_ARG(block));
    rf_diag_lower(diags, diag, RF_WARNING);
}

void rf_cidr_report(rf_diags *diags, rf_span span, rf_str text, const rf_cidr_reading *reading)
{
    if (reading->oddities & RF_CIDR_BAD_LENGTH) {
        report_length(diags, span, text, reading->as_written.family);
        return;
    }
    if (reading->oddities & RF_CIDR_NOT_A_CIDR) {
        report_unreadable(diags, span, text);
        return;
    }
    for (size_t i = 0; i < sizeof oddities / sizeof *oddities; i++)
        if (reading->oddities & oddities[i].flag)
            report_oddity(diags, span, text, &oddities[i], &reading->cidr);
}

#include "iam/date.h"

/* Reads a text from the left; `ok` turns false at the first thing that does not fit. */
typedef struct reader {
    rf_str text;
    size_t at;
    bool ok;
} reader;

static bool at_end(const reader *in)
{
    return in->at == in->text.n;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool at_digit(const reader *in)
{
    return in->at < in->text.n && is_digit(in->text.at[in->at]);
}

static bool take(reader *in, char c)
{
    if (at_end(in) || in->text.at[in->at] != c)
        return false;
    in->at++;
    return true;
}

static int64_t digits(reader *in, size_t count, int64_t low, int64_t high)
{
    int64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        if (!at_digit(in)) {
            in->ok = false;
            return low;
        }
        value = value * 10 + (in->text.at[in->at++] - '0');
    }
    in->ok &= value >= low && value <= high;
    return value;
}

/* The digits behind a point, in 10^-18; what is finer is cut. */
static uint64_t fraction(reader *in)
{
    if (!take(in, '.'))
        return 0;
    in->ok &= at_digit(in);
    uint64_t value = 0;
    int places = 0;
    for (; at_digit(in); in->at++) {
        if (places == 18)
            continue;
        value = value * 10 + (uint64_t)(in->text.at[in->at] - '0');
        places++;
    }
    for (; places < 18; places++)
        value *= 10;
    return value;
}

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int64_t days_of_month(int64_t year, int64_t month)
{
    static const int64_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 1970-01-01 in the proleptic Gregorian calendar. */
static int64_t days_since_1970(int64_t year, int64_t month, int64_t day)
{
    int64_t years = year - 1; /* whole ones since year 1; year 0 is a leap year */
    int64_t leaps = year == 0 ? -1 : years / 4 - years / 100 + years / 400;
    int64_t days = years * 365 + leaps - 719162 + day - 1;
    for (int64_t m = 1; m < month; m++)
        days += days_of_month(year, m);
    return days;
}

/* Seconds east of UTC. */
static int64_t zone(reader *in)
{
    if (take(in, 'Z') || take(in, 'z'))
        return 0;
    bool west = take(in, '-');
    if (!west && !take(in, '+')) {
        in->ok = false;
        return 0;
    }
    int64_t offset = digits(in, 2, 0, 23) * 3600;
    bool colon = take(in, ':');
    if (colon || at_digit(in))
        offset += digits(in, 2, 0, 59) * 60;
    return west ? -offset : offset;
}

static bool take_time_mark(reader *in)
{
    return take(in, 'T') || take(in, 't');
}

static bool parse_iso(rf_str text, rf_date *date)
{
    reader in = {text, 0, true};
    int64_t year = digits(&in, 4, 0, 9999);
    int64_t month = 1, day = 1, seconds = 0;
    bool has_day = false;
    *date = (rf_date){0, 0};
    if (in.ok && take(&in, '-')) {
        month = digits(&in, 2, 1, 12);
        if (in.ok && take(&in, '-')) {
            day = digits(&in, 2, 1, days_of_month(year, month));
            has_day = true;
        }
    }
    if (in.ok && has_day && take_time_mark(&in)) {
        seconds = digits(&in, 2, 0, 23) * 3600;
        in.ok &= take(&in, ':');
        seconds += digits(&in, 2, 0, 59) * 60;
        if (take(&in, ':')) {
            seconds += digits(&in, 2, 0, 60); /* 60: a leap second */
            date->fraction = fraction(&in);
        }
        seconds -= zone(&in);
    }
    if (!in.ok || !at_end(&in))
        return false;
    date->seconds = days_since_1970(year, month, day) * 86400 + seconds;
    return true;
}

static bool parse_epoch(rf_str text, rf_date *date)
{
    reader in = {text, 0, true};
    bool before = take(&in, '-');
    size_t start = in.at;
    while (at_digit(&in))
        in.at++;
    unsigned long long seconds;
    if (!rf_parse_u64(rf_slice(text, start, in.at), &seconds) || seconds > INT64_MAX - 1)
        return false;
    date->seconds = before ? -(int64_t)seconds : (int64_t)seconds;
    date->fraction = fraction(&in);
    if (before && date->fraction != 0) {
        date->seconds--;
        date->fraction = 1000000000000000000u - date->fraction;
    }
    return in.ok && at_end(&in);
}

bool rf_date_parse(rf_str text, rf_date *date)
{
    return parse_iso(text, date) || parse_epoch(text, date);
}

int rf_date_cmp(rf_date a, rf_date b)
{
    if (a.seconds != b.seconds)
        return a.seconds < b.seconds ? -1 : 1;
    return (a.fraction > b.fraction) - (a.fraction < b.fraction);
}

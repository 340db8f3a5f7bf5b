#include "reference/age.h"

#include <time.h>

enum { DAYS_OF_YEAR = 365 };

static bool read_number(rf_str text, size_t start, size_t end, int *number)
{
    unsigned long long value;
    if (text.n < end || !rf_parse_u64(rf_slice(text, start, end), &value))
        return false;
    *number = (int)value;
    return true;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The day of "YYYY-MM-DD", counted from some day in the past; false when there is no such day. */
static bool day_number(rf_str date, int *day)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int y, m, d;
    if (date.n != 10 || date.at[4] != '-' || date.at[7] != '-' || !read_number(date, 0, 4, &y) ||
        !read_number(date, 5, 7, &m) || !read_number(date, 8, 10, &d))
        return false;
    if (y < 1 || m < 1 || m > 12 || d < 1 || d > days[m - 1] + (m == 2 && is_leap(y)))
        return false;
    int years = y - 1;
    *day = years * DAYS_OF_YEAR + years / 4 - years / 100 + years / 400 + before[m - 1] +
           (m > 2 && is_leap(y)) + d;
    return true;
}

bool rf_reference_is_old(const rf_reference *reference, rf_str today)
{
    int then, now;
    return day_number(rf_str_c(reference->date), &then) && day_number(today, &now) &&
           now - then > DAYS_OF_YEAR;
}

rf_str rf_reference_today(rf_arena *arena)
{
    time_t now = time(NULL);
    struct tm utc;
    char text[16];
    if (now == (time_t)-1 || gmtime_r(&now, &utc) == NULL ||
        strftime(text, sizeof text, "%Y-%m-%d", &utc) == 0)
        return RF_STR("");
    return rf_dup(arena, rf_str_c(text));
}

#include "input/ignore.h"

#include "text/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum {
    PATH_BYTES = 4096, /* no system takes a longer path, and no longer pattern is needed */
};

/* A backslash keeps the blank behind it. */
static rf_str without_trailing_blanks(rf_str line)
{
    size_t end = 0;
    for (size_t i = 0; i < line.n; i++) {
        if (line.at[i] == '\\' && i + 1 < line.n)
            i++;
        else if (line.at[i] == ' ')
            continue;
        end = i + 1;
    }
    return rf_slice(line, 0, end);
}

static void add_line(rf_arena *arena, rf_ignore *ignore, rf_str line)
{
    rf_ignore_pattern pattern = {0};
    if (rf_ends(line, RF_STR("\r")))
        line.n--;
    if (rf_starts(line, RF_STR("#")))
        return;
    line = without_trailing_blanks(line);
    if (rf_starts(line, RF_STR("!"))) {
        pattern.negated = true;
        line = rf_slice(line, 1, line.n);
    }
    if (rf_ends(line, RF_STR("/"))) {
        pattern.folder_only = true;
        line.n--;
    }
    pattern.anchored = rf_find_byte(line, '/') != RF_NOT_FOUND;
    if (rf_starts(line, RF_STR("/")))
        line = rf_slice(line, 1, line.n);
    if (line.n == 0 || line.n >= PATH_BYTES)
        return;
    pattern.glob = line;
    RF_PUSH(arena, &ignore->patterns, pattern);
}

void rf_ignore_add(rf_arena *arena, rf_ignore *ignore, rf_str gitignore)
{
    if (rf_starts(gitignore, RF_UTF8_BOM))
        gitignore = rf_slice(gitignore, RF_UTF8_BOM.n, gitignore.n);
    for (rf_str rest = gitignore; rest.at != NULL;)
        add_line(arena, ignore, rf_split(rest, '\n', &rest));
}

/* [:alpha:] and its like, of the C locale. */
static const struct {
    const char *name;
    int (*has)(int c);
} classes[] = {
    {"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl},
    {"digit", isdigit}, {"graph", isgraph}, {"lower", islower}, {"print", isprint},
    {"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit},
};

/* The end of the name of the class "[:name:]" at `at`; 0 when the bracket there is a plain one. */
static size_t class_end(rf_str glob, size_t at)
{
    size_t end = at + 2;
    if (end >= glob.n || glob.at[at] != '[' || glob.at[at + 1] != ':')
        return 0;
    while (end < glob.n && glob.at[end] != ']')
        end++;
    return end == glob.n || end == at + 2 || glob.at[end - 1] != ':' ? 0 : end - 1;
}

/* A name that is none makes the whole pattern match nothing. */
static bool in_class(rf_str name, unsigned char c, bool *valid)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (rf_eq_c(name, classes[i].name))
            return classes[i].has(c) != 0;
    *valid = false;
    return false;
}

/* One character of a bracket, which may be written with a backslash. */
static bool bracket_char(rf_str glob, size_t *at, unsigned char *c)
{
    if (*at < glob.n && glob.at[*at] == '\\')
        ++*at;
    if (*at >= glob.n)
        return false;
    *c = (unsigned char)glob.at[(*at)++];
    return true;
}

/* The bracket at *at against one character; *at moves behind it.  Without an end it matches
 * nothing. */
static bool bracket_matches(rf_str glob, size_t *at, unsigned char c)
{
    size_t i = *at + 1;
    bool negated = i < glob.n && (glob.at[i] == '!' || glob.at[i] == '^');
    bool found = false, valid = true;
    i += negated;
    for (size_t first = i; valid && i < glob.n && (glob.at[i] != ']' || i == first);) {
        unsigned char low, high;
        size_t name_end = class_end(glob, i);
        if (name_end != 0) {
            found |= in_class(rf_slice(glob, i + 2, name_end), c, &valid);
            i = name_end + 2;
            continue;
        }
        if (!bracket_char(glob, &i, &low))
            break;
        high = low;
        if (i + 1 < glob.n && glob.at[i] == '-' && glob.at[i + 1] != ']') {
            i++;
            if (!bracket_char(glob, &i, &high))
                break;
        }
        found |= low <= c && c <= high;
    }
    if (!valid || i >= glob.n) {
        *at = glob.n;
        return false;
    }
    *at = i + 1;
    return found != negated && c != '/';
}

static bool is_double_star(rf_str glob, size_t at)
{
    return at + 1 < glob.n && glob.at[at] == '*' && glob.at[at + 1] == '*';
}

/* The end of the run of stars at `at`. */
static size_t stars_end(rf_str glob, size_t at)
{
    while (at < glob.n && glob.at[at] == '*')
        at++;
    return at;
}

/* `**` between slashes, or between one and an end of the pattern, crosses slashes; elsewhere it is
 * one star.  To git a pattern starts at its first wildcard, since what stands before is compared
 * letter by letter: "x" "**" "/a" takes x/y/a. */
static bool crosses_slashes(rf_str glob, size_t at)
{
    size_t end = stars_end(glob, at);
    if (!is_double_star(glob, at) || (end < glob.n && glob.at[end] != '/'))
        return false;
    bool first = true;
    for (size_t i = 0; i < at && first; i++)
        first = strchr("*?[\\", glob.at[i]) == NULL || glob.at[i] == '\0';
    return first || glob.at[at - 1] == '/';
}

/* The positions of a pattern at which the match of a path may stand, all followed at once. */
struct positions {
    bool at[PATH_BYTES + 1];
    bool any;
};

/* Marks a position, and those behind stars that match nothing.  The double star of "**" "/" takes
 * its slash with it: it stands for any number of folders, none included. */
static void reach(rf_str glob, struct positions *positions, size_t at)
{
    while (!positions->at[at]) {
        positions->at[at] = true;
        positions->any = true;
        if (at == glob.n || glob.at[at] != '*')
            return;
        size_t end = stars_end(glob, at);
        if (crosses_slashes(glob, at) && end < glob.n)
            reach(glob, positions, end + 1); /* never deeper than one pattern is long */
        at = end;
    }
}

/* Where one character leads from one position. */
static void step(rf_str glob, struct positions *next, size_t at, unsigned char c)
{
    switch (glob.at[at]) {
    case '*':
        if (c != '/' || crosses_slashes(glob, at)) {
            next->at[at] = true;
            next->any = true;
            reach(glob, next, stars_end(glob, at));
        }
        return;
    case '?':
        if (c != '/')
            reach(glob, next, at + 1);
        return;
    case '[':
        if (bracket_matches(glob, &at, c))
            reach(glob, next, at);
        return;
    case '\\': /* one at the end matches nothing */
        if (at + 1 < glob.n && (unsigned char)glob.at[at + 1] == c)
            reach(glob, next, at + 2);
        return;
    default:
        if ((unsigned char)glob.at[at] == c)
            reach(glob, next, at + 1);
    }
}

static bool glob_matches(rf_str glob, const char *path)
{
    struct positions now, next;
    memset(now.at, 0, glob.n + 1);
    reach(glob, &now, 0);
    for (; *path != '\0'; path++) {
        memset(next.at, 0, glob.n + 1);
        next.any = false;
        for (size_t i = 0; i < glob.n; i++)
            if (now.at[i])
                step(glob, &next, i, (unsigned char)*path);
        if (!next.any)
            return false;
        memcpy(now.at, next.at, glob.n + 1);
    }
    return now.at[glob.n];
}

static bool matches(const rf_ignore_pattern *pattern, const char *path, bool is_folder)
{
    if (pattern->folder_only && !is_folder)
        return false;
    const char *slash = pattern->anchored ? NULL : strrchr(path, '/');
    return glob_matches(pattern->glob, slash ? slash + 1 : path);
}

bool rf_ignored(const rf_ignore *ignore, const char *path, bool is_folder)
{
    /* The nearest file decides; within one, the last pattern that matches. */
    for (; ignore != NULL; ignore = ignore->above) {
        char whole[PATH_BYTES];
        int n = snprintf(whole, sizeof whole, "%s%s", ignore->lead ? ignore->lead : "",
                         path + ignore->prefix);
        if (n < 0 || (size_t)n >= sizeof whole)
            continue;
        for (size_t i = ignore->patterns.n; i-- > 0;)
            if (matches(&ignore->patterns.at[i], whole, is_folder))
                return !ignore->patterns.at[i].negated;
    }
    return false;
}

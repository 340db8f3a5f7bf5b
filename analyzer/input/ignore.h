/*
 * .gitignore files, as git reads them (gitignore(5)): patterns with * ? [ ] and **, a leading or
 * inner slash anchors to the file's folder, a trailing one asks for a folder, `!` takes back.
 *
 * A folder that is checked may be a stranger's: the time to match is the length of the pattern
 * times that of the path, whatever they are.
 */
#ifndef RF_INPUT_IGNORE_H
#define RF_INPUT_IGNORE_H

#include "base/str.h"
#include "base/vec.h"

typedef struct rf_ignore_pattern {
    rf_str glob; /* without the marks below */
    bool negated, folder_only, anchored;
} rf_ignore_pattern;

/* The patterns of one folder, and those of the folders above it. */
typedef struct rf_ignore {
    const struct rf_ignore *above;
    size_t prefix;    /* bytes to cut off a path, so that it starts in the folder of the file */
    const char *lead; /* or to put before it, for a .gitignore above the folder that is listed */
    RF_VEC(rf_ignore_pattern) patterns;
} rf_ignore;

/* Adds the lines of one .gitignore.  Its text is borrowed. */
void rf_ignore_add(rf_arena *arena, rf_ignore *ignore, rf_str gitignore);

/* True when git would ignore this path (a NUL-terminated path below the ignore's folders).  A file
 * in an ignored folder is not asked for: nothing can take it back. */
bool rf_ignored(const rf_ignore *ignore, const char *path, bool is_folder);

#endif

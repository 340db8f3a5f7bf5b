/*
 * A folder for one test: made before it, removed after it.
 */
#ifndef RF_TESTS_FOLDERS_H
#define RF_TESTS_FOLDERS_H

#include "support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

/* The path of a file in the folder, in the arena. */
static inline const char *path_in(const char *name)
{
    return rf_cstr(arena, rf_format(arena, "%s/%s", folder, name));
}

static inline void make_folder(void)
{
    snprintf(folder, sizeof folder, "/tmp/ringfence-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static inline void remove_tree(const char *path)
{
    struct stat status;
    if (lstat(path, &status) != 0)
        return;
    if (S_ISDIR(status.st_mode)) {
        DIR *handle = opendir(path);
        for (struct dirent *entry; handle != NULL && (entry = readdir(handle)) != NULL;) {
            if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
                remove_tree(rf_cstr(arena, rf_format(arena, "%s/%s", path, entry->d_name)));
        }
        if (handle != NULL)
            closedir(handle);
    }
    remove(path);
}

static inline void remove_folder(void)
{
    remove_tree(folder);
}

/* Writes a file in the folder, and makes the folders above it. */
static inline void put_file(const char *name, const char *text)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        mkdir(path, 0755);
        *slash = '/';
    }
    FILE *file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "cannot write %s", path);
    fwrite(text, 1, strlen(text), file);
    ck_assert_int_eq(fclose(file), 0);
}

/* A test case whose tests have a folder of their own. */
static inline TCase *folder_case(Suite *suite, const char *name)
{
    TCase *tests = test_case(suite, name);
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    return tests;
}

#endif

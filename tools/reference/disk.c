#include "update.h"

#include "json/json.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

bool file_exists(rf_arena *arena, rf_str path)
{
    struct stat status;
    return stat(rf_cstr(arena, path), &status) == 0 && S_ISREG(status.st_mode);
}

/* An error about a file as a whole. */
static void complain(rf_draft *draft, rf_str path, const char *why)
{
    rf_source *source = rf_source_new(draft->arena, path, RF_STR(""));
    rf_draft_error(draft, rf_source_span(source), "", "cannot be read: %s", why);
}

bool read_file(rf_draft *draft, rf_str path, rf_str *text)
{
    const char *name = rf_cstr(draft->arena, path);
    struct stat status;
    FILE *file = stat(name, &status) == 0 && !S_ISREG(status.st_mode) ? NULL : fopen(name, "rb");
    if (file == NULL) {
        complain(draft, path, errno != 0 ? strerror(errno) : "not a file");
        return false;
    }
    rf_buf buf = rf_buf_new(draft->arena);
    char piece[65536];
    for (size_t n; (n = fread(piece, 1, sizeof piece, file)) > 0;)
        rf_buf_add(&buf, (rf_str){piece, n});
    bool good = !ferror(file);
    if (!good)
        complain(draft, path, strerror(errno));
    fclose(file);
    *text = rf_buf_str(&buf);
    return good;
}

bool read_json(rf_draft *draft, rf_str path, rf_kind kind, rf_value *root)
{
    rf_str text;
    if (!read_file(draft, path, &text))
        return false;
    rf_source *source = rf_source_new(draft->arena, path, text);
    if (!rf_json_read(draft->arena, source, draft->diags, root))
        return false;
    if (root->kind != kind)
        rf_draft_error(draft, root->span, "", "expected %s %s, not %s",
                       kind == RF_OBJECT ? "an" : "a", rf_kind_name(kind),
                       rf_kind_name(root->kind));
    return root->kind == kind;
}

static int by_text(const void *a, const void *b)
{
    return rf_cmp(((const rf_draft_name *)a)->text, ((const rf_draft_name *)b)->text);
}

rf_draft_names folder_names(rf_arena *arena, rf_str folder)
{
    rf_draft_names names = {0};
    DIR *handle = opendir(rf_cstr(arena, folder));
    for (struct dirent *entry; handle != NULL && (entry = readdir(handle)) != NULL;)
        if (entry->d_name[0] != '.')
            RF_PUSH(arena, &names, (rf_draft_name){rf_dup(arena, rf_str_c(entry->d_name)), {0}});
    if (handle != NULL)
        closedir(handle);
    if (names.n > 1)
        qsort(names.at, names.n, sizeof *names.at, by_text);
    return names;
}

rf_str file_day(rf_arena *arena, rf_str path)
{
    struct stat status;
    struct tm day;
    char text[sizeof "2026-09-26"];
    if (stat(rf_cstr(arena, path), &status) != 0 || gmtime_r(&status.st_mtime, &day) == NULL ||
        strftime(text, sizeof text, "%Y-%m-%d", &day) == 0)
        return RF_STR("");
    return rf_dup(arena, rf_str_c(text));
}

bool write_file(rf_arena *arena, rf_str path, rf_str text)
{
    FILE *file = fopen(rf_cstr(arena, path), "wb");
    if (file == NULL)
        return false;
    bool good = fwrite(text.at, 1, text.n, file) == text.n;
    return fclose(file) == 0 && good;
}

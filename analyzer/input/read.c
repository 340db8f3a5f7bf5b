#include "input/read.h"

#include "base/limits.h"
#include "input/ignore.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_stdin(rf_str path)
{
    return rf_eq_c(path, "-");
}

rf_str rf_path_name(rf_str path)
{
    for (size_t i = path.n; i-- > 0;)
        if (path.at[i] == '/')
            return rf_slice(path, i + 1, path.n);
    return path;
}

rf_str rf_path_folder(rf_str path)
{
    rf_str name = rf_path_name(path);
    if (name.n == path.n)
        return RF_STR(".");
    return name.n + 1 == path.n ? RF_STR("/") : rf_slice(path, 0, path.n - name.n - 1);
}

rf_path_kind rf_path_kind_of(rf_arena *arena, rf_str path)
{
    struct stat status;
    if (is_stdin(path))
        return RF_PATH_FILE;
    if (stat(rf_cstr(arena, path), &status) != 0)
        return RF_PATH_NONE;
    return S_ISDIR(status.st_mode) ? RF_PATH_FOLDER : RF_PATH_FILE;
}

bool rf_path_same(rf_arena *arena, rf_str a, rf_str b)
{
    struct stat one, other;
    return rf_eq(a, b) ||
           (stat(rf_cstr(arena, a), &one) == 0 && stat(rf_cstr(arena, b), &other) == 0 &&
            one.st_dev == other.st_dev && one.st_ino == other.st_ino);
}

/* A pipe that the shell made and passes as a path. */
static bool is_descriptor_path(rf_str path)
{
    return rf_starts(path, RF_STR("/dev/fd/")) || rf_starts(path, RF_STR("/proc/self/fd/")) ||
           rf_eq_c(path, "/dev/stdin");
}

static const char *why_not_readable(mode_t mode, rf_str path)
{
    if (S_ISDIR(mode))
        return "is a folder";
    if (S_ISFIFO(mode) && !is_stdin(path) && !is_descriptor_path(path))
        return "is a FIFO, which may never end; give a file, or - for standard input";
    if (S_ISCHR(mode) && !is_stdin(path) && !is_descriptor_path(path) &&
        !rf_eq_c(path, "/dev/null"))
        return "is a device";
    if (S_ISBLK(mode) || (S_ISSOCK(mode) && !is_stdin(path)))
        return "is not a regular file";
    return NULL;
}

static bool read_all(rf_arena *arena, int descriptor, size_t expected, rf_str *text, rf_str *why)
{
    rf_buf buf = rf_buf_new(arena);
    size_t room = expected + 1; /* one more shows the end without another round */
    for (;;) {
        if (buf.capacity - buf.n < room) {
            size_t capacity = buf.n + (room > 65536 ? room : 65536);
            buf.at = rf_realloc(arena, buf.at, buf.n, capacity);
            buf.capacity = capacity;
        }
        ssize_t n = read(descriptor, buf.at + buf.n, buf.capacity - buf.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            *why = rf_str_c(strerror(errno));
            return false;
        }
        if (n == 0)
            break;
        buf.n += (size_t)n;
        if (buf.n > RF_LIMIT_FILE_BYTES) {
            *why = rf_format(arena, "is larger than %d MiB", RF_LIMIT_FILE_BYTES / (1024 * 1024));
            return false;
        }
        room = buf.n > 65536 ? buf.n : 65536;
    }
    *text = rf_buf_str(&buf);
    return true;
}

bool rf_read_file(rf_arena *arena, rf_str path, rf_str *text, rf_str *why)
{
    struct stat status;
    int descriptor = STDIN_FILENO;
    if (!is_stdin(path)) {
        /* Not blocking: opening a FIFO that nobody writes to would wait for ever. */
        descriptor = open(rf_cstr(arena, path), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
        if (descriptor < 0) {
            *why = rf_str_c(strerror(errno));
            return false;
        }
    }
    bool ok = fstat(descriptor, &status) == 0;
    if (!ok) {
        *why = rf_str_c(strerror(errno));
    } else {
        const char *reason = why_not_readable(status.st_mode, path);
        if (reason == NULL && S_ISREG(status.st_mode) && status.st_size > RF_LIMIT_FILE_BYTES)
            reason = rf_cstr(arena, rf_format(arena, "is larger than %d MiB",
                                              RF_LIMIT_FILE_BYTES / (1024 * 1024)));
        if (reason != NULL) {
            *why = rf_str_c(reason);
            ok = false;
        }
    }
    if (ok && !S_ISREG(status.st_mode)) {
        int flags = fcntl(descriptor, F_GETFL);
        if (flags >= 0)
            fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK);
    }
    if (ok)
        ok = read_all(arena, descriptor, S_ISREG(status.st_mode) ? (size_t)status.st_size : 65536,
                      text, why);
    if (descriptor != STDIN_FILENO)
        close(descriptor);
    return ok;
}

struct listing {
    rf_arena *arena;
    bool (*wanted)(rf_str name);
    rf_path_list *files, *troubles;
};

static int by_bytes(const void *a, const void *b)
{
    return rf_cmp(*(const rf_str *)a, *(const rf_str *)b);
}

static void trouble(struct listing *listing, rf_str path, const char *what)
{
    RF_PUSH(listing->arena, listing->troubles,
            rf_format(listing->arena, "%.*s: %s", RF_ARG(path), what));
}

static rf_str child(rf_arena *arena, rf_str folder, rf_str name)
{
    if (rf_eq_c(folder, "."))
        return name;
    const char *slash = rf_ends(folder, RF_STR("/")) ? "" : "/";
    return rf_format(arena, "%.*s%s%.*s", RF_ARG(folder), slash, RF_ARG(name));
}

static bool entry_names(struct listing *listing, rf_str folder, rf_path_list *names)
{
    DIR *handle = opendir(rf_cstr(listing->arena, folder));
    if (handle == NULL) {
        trouble(listing, folder, strerror(errno));
        return false;
    }
    for (struct dirent *entry; (entry = readdir(handle)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            RF_PUSH(listing->arena, names, rf_dup(listing->arena, rf_str_c(entry->d_name)));
    closedir(handle);
    if (names->n > 1)
        qsort(names->at, names->n, sizeof *names->at, by_bytes);
    return true;
}

/* The patterns of one folder on top of those above; `above` itself when it has no .gitignore. */
static const rf_ignore *with_gitignore(rf_arena *arena, rf_str folder, const rf_ignore *above,
                                       size_t prefix, const char *lead)
{
    rf_str text, why, path = child(arena, folder, RF_STR(".gitignore"));
    if (rf_path_kind_of(arena, path) != RF_PATH_FILE || !rf_read_file(arena, path, &text, &why))
        return above;
    rf_ignore *ignore = RF_NEW(arena, rf_ignore);
    *ignore = (rf_ignore){.above = above, .prefix = prefix, .lead = lead};
    rf_ignore_add(arena, ignore, text);
    return ignore;
}

/* Bytes of a listed path that name the folder, with its slash. */
static size_t prefix_of(rf_arena *arena, rf_str folder)
{
    return child(arena, folder, RF_STR("")).n;
}

/* The patterns of the folders between the repository's root and `folder`, outermost first. */
static const rf_ignore *gitignores_above(rf_arena *arena, rf_str folder)
{
    char real[PATH_MAX];
    if (realpath(rf_cstr(arena, folder), real) == NULL)
        return NULL;
    rf_path_list folders = {0};
    rf_str at = rf_dup(arena, rf_str_c(real));
    while (rf_path_kind_of(arena, child(arena, at, RF_STR(".git"))) == RF_PATH_NONE) {
        if (at.n <= 1)
            return NULL; /* no repository */
        at = rf_path_folder(at);
        RF_PUSH(arena, &folders, at);
    }
    const rf_ignore *ignore = NULL;
    for (size_t i = folders.n; i-- > 0;) {
        size_t root = folders.at[i].n + (folders.at[i].n > 1);
        const char *lead = rf_cstr(arena, rf_format(arena, "%s/", real + root));
        ignore = with_gitignore(arena, folders.at[i], ignore, prefix_of(arena, folder), lead);
    }
    return ignore;
}

static void list(struct listing *listing, rf_str folder, const rf_ignore *ignore, int depth)
{
    rf_path_list names = {0};
    if (depth > RF_LIMIT_FOLDER_DEPTH) {
        trouble(listing, folder, "is too deep below the given folder; give it by name");
        return;
    }
    if (!entry_names(listing, folder, &names))
        return;
    ignore =
        with_gitignore(listing->arena, folder, ignore, prefix_of(listing->arena, folder), NULL);
    for (size_t i = 0; i < names.n; i++) {
        rf_str path = child(listing->arena, folder, names.at[i]);
        const char *c_path = rf_cstr(listing->arena, path);
        struct stat status;
        if (lstat(c_path, &status) != 0)
            continue;
        bool is_folder = S_ISDIR(status.st_mode);
        if (rf_ignored(ignore, c_path, is_folder))
            continue;
        if (is_folder) {
            if (!rf_eq_c(names.at[i], ".git") && !rf_eq_c(names.at[i], ".terraform"))
                list(listing, path, ignore, depth + 1);
            continue;
        }
        bool link = S_ISLNK(status.st_mode);
        if ((link && (stat(c_path, &status) != 0 || S_ISDIR(status.st_mode))) ||
            !S_ISREG(status.st_mode) || !listing->wanted(names.at[i]))
            continue;
        if (listing->files->n >= RF_LIMIT_FILES) {
            if (listing->files->n == RF_LIMIT_FILES)
                trouble(listing, path, "and what follows is left out: too many files");
            return;
        }
        RF_PUSH(listing->arena, listing->files, path);
    }
}

void rf_list_folder(rf_arena *arena, rf_str folder, bool (*wanted)(rf_str name),
                    rf_path_list *files, rf_path_list *troubles)
{
    struct listing listing = {arena, wanted, files, troubles};
    while (folder.n > 1 && rf_ends(folder, RF_STR("/")))
        folder.n--;
    list(&listing, folder, gitignores_above(arena, folder), 0);
}

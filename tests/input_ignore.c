/* .gitignore: what is expected here, and that git sees it so too. */
#include "folders.h"

#include "input/ignore.h"
#include "input/read.h"

/* A path that ends in a slash is a folder. */
static const struct row {
    const char *patterns, *path;
    bool ignored;
} rows[] = {
    /* a name matches in every folder */
    {"a.json", "a.json", true},
    {"a.json", "x/y/a.json", true},
    {"a.json", "x/ba.json", false},
    {"a", "a/b.json", true},
    {"*.json", "x/a.json", true},
    {"*.json", ".json", true},
    {"a*", "x/abc/d.json", true},
    {"?.json", "x/ab.json", false},
    {"?.json", "x/a.json", true},
    /* a slash at the start or inside anchors */
    {"/a.json", "a.json", true},
    {"/a.json", "x/a.json", false},
    {"x/a.json", "x/a.json", true},
    {"x/a.json", "y/x/a.json", false},
    {"/x/*.json", "x/a.json", true},
    {"/x/*.json", "x/y/a.json", false},
    {"x/?/a", "x/y/a", true},
    {"x?a", "x/a", false},
    {"x*a", "x/a", false},
    {"/*", "x/a.json", true},
    {"/*/a", "x/a", true},
    {"/*/a", "x/y/a", false},
    /* one at the end asks for a folder */
    {"x/", "x/a.json", true},
    {"x/", "y/x/a.json", true},
    {"x/", "x", false},
    {"x/", "x/", true},
    {"/x/", "y/x/a", false},
    {"x/y/", "x/y/a", true},
    {"x/y/", "z/x/y/a", false},
    /* double stars */
    {"**/a.json", "a.json", true},
    {"**/a.json", "x/y/a.json", true},
    {"**/x/a", "y/x/a", true},
    {"**/x/a", "y/x/z/a", false},
    {"x/**", "x/a", true},
    {"x/**", "x/y/z", true},
    {"x/**", "x", false},
    {"x/**", "y/x/a", false},
    {"x/**/a", "x/a", true},
    {"x/**/a", "x/y/a", true},
    {"x/**/a", "x/y/z/a", true},
    {"x/**/a", "xa", false},
    {"x/**/a", "y/x/a", false},
    {"x/**/y/**/a", "x/1/2/y/3/a", true},
    {"x/**/y/**/a", "x/1/2/3/a", false},
    {"**", "x/a", true},
    {"**/", "x/a", true},
    {"**/", "a", false},
    {"/**", "x/a", true},
    {"x**", "xyz/a", true},
    {"/x**/a", "xy/a", true},
    {"/x**/a", "x/y/a", true}, /* although the manual says that it is one star there */
    {"/x*y**/a", "xy/z/a", false},
    {"**/b", "abb", false},
    {"/x**a", "x/a", false},
    {"***/a", "x/y/a", true},
    {"**/**/a", "a", true},
    {"x/*/**/a", "x/a", false},
    {"x/*/**/a", "x/y/a", true},
    /* the last line that matches decides */
    {"*.json\n!a.json", "a.json", false},
    {"*.json\n!a.json", "x/b.json", true},
    {"!a.json\n*.json", "a.json", true},
    {"*.json\n!/a.json", "x/a.json", true},
    {"x/\n!x/a", "x/a", true},
    {"x/*\n!x/a", "x/a", false},
    {"/*\n!/x", "x/a", false},
    {"/*\n!/x\n/x/*\n!/x/y", "x/y", false},
    {"/*\n!/x\n/x/*\n!/x/y", "x/z", true},
    {"!!a", "!a", false},
    /* comments, blanks, line ends, a byte order mark */
    {"#a\na", "#a", false},
    {"\\#a", "#a", true},
    {"\\!a", "!a", true},
    {" #a", " #a", true},
    {"a ", "a", true},
    {"a   ", "a ", false},
    {"a\\ ", "a ", true},
    {"a\\ ", "a", false},
    {"a\\  ", "a ", true},
    {"a\\\\ ", "a\\", true},
    {"a b", "a b", true},
    {" ", " ", false},
    {"a\t", "a\t", true},
    {"a\r\nb\r\n", "b", true},
    {"a\r\nb\r\n", "a", true},
    {"\n\n\na", "a", true},
    {"\xEF\xBB\xBF"
     "a",
     "a", true},
    {"/", "a", false},
    {"!", "a", false},
    {"//a", "a", false},
    {"a//", "a/b", false},
    {"a/./b", "a/b", false},
    /* brackets and backslashes */
    {"[ab].json", "b.json", true},
    {"[ab].json", "c.json", false},
    {"[!ab].json", "c.json", true},
    {"[^ab].json", "a.json", false},
    {"[a-c]x", "bx", true},
    {"[a-c]x", "-x", false},
    {"[a-]x", "-x", true},
    {"[-a]x", "-x", true},
    {"[]a]x", "]x", true},
    {"[!]a]x", "bx", true},
    {"[\\]a]x", "]x", true},
    {"[a-c-e]x", "ex", true},
    {"[a-c-e]x", "dx", false},
    {"[[:digit:]]x", "5x", true},
    {"[[:digit:]_]x", "_x", true},
    {"[![:digit:]]x", "5x", false},
    {"[[:nothing:]]x", "5x", false},
    {"[[:digit]x", "dx", true},
    {"[[:digit]x", "[x", true},
    {"[ab", "[ab", false},
    {"a[", "a[", false},
    {"x[/]y", "x/y", false},
    {"/x[!a]y", "x/y", false},
    {"\\*", "*", true},
    {"\\*", "a", false},
    {"\\a", "a", true},
    {"a\\", "a\\", false},
    {"a\\", "a", false},
    {"\\\\a", "\\a", true},
    {"caf\xC3\xA9", "caf\xC3\xA9", true},
    {"caf\xC3?", "caf\xC3\xA9", true},
    {"caf??", "caf\xC3\xA9", true},
};
enum { ROWS = sizeof rows / sizeof *rows };

/* Asks for the path as a walk through folders does: for each folder above it first. */
static bool walk_ignores(const char *patterns, const char *path)
{
    rf_ignore ignore = {0};
    rf_ignore_add(arena, &ignore, rf_str_c(patterns));
    for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/'))
        if (rf_ignored(&ignore, rf_cstr(arena, (rf_str){path, (size_t)(slash - path)}), true))
            return true;
    size_t n = strlen(path);
    return n != 0 && path[n - 1] != '/' && rf_ignored(&ignore, path, false);
}

START_TEST(pattern_ignores_what_the_manual_says)
{
    const struct row *row = &rows[_i];
    ck_assert_msg(walk_ignores(row->patterns, row->path) == row->ignored,
                  "patterns \"%s\", path \"%s\": expected %s", row->patterns, row->path,
                  row->ignored ? "ignored" : "kept");
}
END_TEST

static bool there_is_git(void)
{
    return system("git --version >/dev/null 2>&1") == 0;
}

/* What a command prints when it runs in the folder, with no settings but those of the repository.
 */
static rf_str output_of(const char *command)
{
    static const char clean[] = "export HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent "
                                "GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null LC_ALL=C; "
                                "unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE; ";
    FILE *pipe =
        popen(rf_cstr(arena, rf_format(arena, "cd %s && { %s %s; }", folder, clean, command)), "r");
    ck_assert_ptr_nonnull(pipe);
    rf_buf buf = rf_buf_new(arena);
    for (int c; (c = getc(pipe)) != EOF;)
        rf_buf_add_byte(&buf, (char)c);
    pclose(pipe);
    return rf_buf_str(&buf);
}

struct question {
    const char *patterns, *path;
};

/* Puts each question into a folder of its own, and asks git about all of them at once. */
static void compare_with_git(const struct question *questions, size_t n)
{
    rf_buf asked = rf_buf_new(arena);
    output_of("git init -q .");
    for (size_t i = 0; i < n; i++) {
        put_file(rf_cstr(arena, rf_format(arena, "%zu/.gitignore", i)), questions[i].patterns);
        rf_buf_format(&asked, "%zu/%s", i, questions[i].path);
        rf_buf_add_byte(&asked, '\0');
    }
    FILE *file = fopen(path_in("asked"), "wb");
    ck_assert_ptr_nonnull(file);
    fwrite(asked.at, 1, asked.n, file);
    fclose(file);
    rf_str rest = output_of("git check-ignore -z --no-index --stdin <asked");
    rf_str next = rf_split(rest, '\0', &rest);
    for (size_t i = 0; i < n; i++) {
        bool ignored = rf_eq(next, rf_format(arena, "%zu/%s", i, questions[i].path));
        if (ignored)
            next = rf_split(rest, '\0', &rest);
        ck_assert_msg(walk_ignores(questions[i].patterns, questions[i].path) == ignored,
                      "patterns \"%s\", path \"%s\": git says %s", questions[i].patterns,
                      questions[i].path, ignored ? "ignored" : "kept");
    }
    ck_assert_uint_eq(next.n, 0);
}

START_TEST(git_ignores_the_same)
{
    struct question questions[ROWS];
    if (!there_is_git())
        return;
    for (size_t i = 0; i < ROWS; i++)
        questions[i] = (struct question){rows[i].patterns, rows[i].path};
    compare_with_git(questions, ROWS);
}
END_TEST

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

/* A text of up to `most` of the pieces. */
static const char *random_text(unsigned *seed, const char *const *pieces, size_t count, size_t most)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t n = 1 + next_random(seed) % most; n > 0; n--)
        rf_buf_add_c(&buf, pieces[next_random(seed) % count]);
    return rf_cstr(arena, rf_buf_str(&buf));
}

START_TEST(git_ignores_the_same_for_random_patterns)
{
    static const char *const of_patterns[] = {"a",  "b", "*",   "**",   "?",    "/",  "/",
                                              "\\", "!", "**/", "[ab]", "[!a]", "\n", "/**"};
    static const char *const of_paths[] = {"a", "b", "ab", "/a", "/b", "/ab", "/"};
    enum { COUNT = 600 };
    static struct question questions[COUNT];
    unsigned seed = 20240917;
    if (!there_is_git())
        return;
    for (size_t i = 0; i < COUNT;) {
        const char *path = random_text(&seed, of_paths, 7, 6);
        if (path[0] == '/' || strstr(path, "//") != NULL)
            continue;
        questions[i++] = (struct question){random_text(&seed, of_patterns, 14, 7), path};
    }
    compare_with_git(questions, COUNT);
}
END_TEST

START_TEST(hostile_pattern_is_matched_in_time)
{
    rf_ignore ignore = {0};
    rf_buf stars = rf_buf_new(arena), path = rf_buf_new(arena);
    for (int i = 0; i < 1000; i++)
        rf_buf_add_c(&stars, "**/");
    for (int i = 0; i < 500; i++)
        rf_buf_add_c(&stars, "*a");
    rf_buf_add_c(&stars, "b");
    for (int i = 0; i < 1000; i++)
        rf_buf_add_c(&path, "a/");
    rf_buf_add_repeated(&path, 'a', 2000);
    rf_ignore_add(arena, &ignore, rf_buf_str(&stars));
    ck_assert_uint_eq(ignore.patterns.n, 1);
    ck_assert(!rf_ignored(&ignore, rf_cstr(arena, rf_buf_str(&path)), false));
}
END_TEST

START_TEST(longer_pattern_than_any_path_is_left_out)
{
    rf_ignore ignore = {0};
    rf_buf line = rf_buf_new(arena);
    rf_buf_add_repeated(&line, '*', 100000);
    rf_ignore_add(arena, &ignore, rf_buf_str(&line));
    ck_assert_uint_eq(ignore.patterns.n, 0);
}
END_TEST

static bool any_name(rf_str name)
{
    return !rf_starts(name, RF_STR(".git"));
}

/* The files that are listed, a line each, without the folder of the test. */
static const char *listed(const char *below)
{
    rf_path_list files = {0}, troubles = {0};
    rf_buf buf = rf_buf_new(arena);
    rf_list_folder(arena, rf_str_c(path_in(below)), any_name, &files, &troubles);
    ck_assert_uint_eq(troubles.n, 0);
    for (size_t i = 0; i < files.n; i++)
        rf_buf_format(&buf, "%.*s\n",
                      RF_ARG(rf_slice(files.at[i], strlen(folder) + 1, files.at[i].n)));
    return rf_cstr(arena, rf_buf_str(&buf));
}

static void make_repository(void)
{
    static const char *const names[] = {
        "a.json",          "b.json",        "build/out.json",  "src/a.json",  "src/build/x.json",
        "src/deep/b.json", "src/deep/c.tf", "src/deep/d/e.tf", "top/only.tf", "other/top/only.tf",
        ".terraform/m.tf", "keep/a.log",    "keep/b.log"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        put_file(names[i], "x");
    put_file(".gitignore", "build/\n/top\n*.log\n/src/deep/c.tf\n.terraform/\n");
    put_file("src/.gitignore", "b.json\n");
    put_file("src/deep/.gitignore", "!b.json\nd/\n");
    put_file("keep/.gitignore", "!a.log\n");
}

START_TEST(nearer_gitignore_wins_and_ignored_folders_stay_closed)
{
    make_repository();
    ck_assert_str_eq(listed("."), "./a.json\n./b.json\n./keep/a.log\n./other/top/only.tf\n"
                                  "./src/a.json\n./src/deep/b.json\n");
}
END_TEST

START_TEST(gitignore_above_the_given_folder_counts_in_a_repository)
{
    make_repository();
    ck_assert_str_eq(listed("src"),
                     "src/a.json\nsrc/build/x.json\nsrc/deep/b.json\nsrc/deep/c.tf\n");
    mkdir(path_in(".git"), 0755);
    ck_assert_str_eq(listed("src"), "src/a.json\nsrc/deep/b.json\n");
    ck_assert_str_eq(listed("src/deep"), "src/deep/b.json\n");
}
END_TEST

START_TEST(git_lists_the_same_files)
{
    static const char *const below[] = {"src", "src/deep", "keep", "other"};
    if (!there_is_git())
        return;
    make_repository();
    output_of("git init -q .");
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
        rf_str command = rf_format(arena,
                                   "git ls-files -o --exclude-standard %s | "
                                   "grep -v '[.]gitignore$' | sort",
                                   below[i]);
        ck_assert_str_eq(listed(below[i]), rf_cstr(arena, output_of(rf_cstr(arena, command))));
    }
}
END_TEST

START_TEST(ignored_folder_that_is_named_is_looked_into)
{
    make_repository();
    mkdir(path_in(".git"), 0755);
    ck_assert_str_eq(listed("build"), "build/out.json\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("input: .gitignore");
    TCase *patterns = test_case(suite, "patterns");
    tcase_add_loop_test(patterns, pattern_ignores_what_the_manual_says, 0, ROWS);
    tcase_add_test(patterns, hostile_pattern_is_matched_in_time);
    tcase_add_test(patterns, longer_pattern_than_any_path_is_left_out);
    TCase *files = folder_case(suite, "files");
    tcase_add_test(files, git_ignores_the_same);
    tcase_add_test(files, git_ignores_the_same_for_random_patterns);
    tcase_add_test(files, nearer_gitignore_wins_and_ignored_folders_stay_closed);
    tcase_add_test(files, gitignore_above_the_given_folder_counts_in_a_repository);
    tcase_add_test(files, git_lists_the_same_files);
    tcase_add_test(files, ignored_folder_that_is_named_is_looked_into);
    return run_suite(suite);
}

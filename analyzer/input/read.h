/*
 * Reading files and folders from the disk: the only room that does.
 *
 * Only regular files, standard input and the pipes of a shell's <(...) are read: a FIFO would hang,
 * a device never end.  Nothing is written.
 */
#ifndef RF_INPUT_READ_H
#define RF_INPUT_READ_H

#include "base/str.h"
#include "base/vec.h"

typedef RF_VEC(rf_str) rf_path_list;

typedef enum rf_path_kind { RF_PATH_NONE, RF_PATH_FILE, RF_PATH_FOLDER } rf_path_kind;

/* What a path names; "-" is a file. */
rf_path_kind rf_path_kind_of(rf_arena *arena, rf_str path);

/* The whole of a file ("-": standard input).  False: *why says why not ("permission denied"). */
bool rf_read_file(rf_arena *arena, rf_str path, rf_str *text, rf_str *why);

/* The files below a folder that `wanted` accepts by name, sorted; .gitignore is honoured (those
 * of the repository's folders above too), .git and .terraform are not entered, symbolic links to
 * folders are not followed.  Folders that cannot be read, and limits that are hit, are put into
 * `troubles` in words. */
void rf_list_folder(rf_arena *arena, rf_str folder, bool (*wanted)(rf_str name),
                    rf_path_list *files, rf_path_list *troubles);

/* True when both name one file of the disk. */
bool rf_path_same(rf_arena *arena, rf_str a, rf_str b);

rf_str rf_path_folder(rf_str path); /* "a/b.tf" -> "a"; "." for a bare name */
rf_str rf_path_name(rf_str path);   /* "a/b.tf" -> "b.tf" */

#endif

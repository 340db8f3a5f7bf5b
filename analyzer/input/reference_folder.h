/*
 * A service authorization reference from a folder, for --reference.
 */
#ifndef RF_INPUT_REFERENCE_FOLDER_H
#define RF_INPUT_REFERENCE_FOLDER_H

#include "reference/pack.h"

/* Reads index.json and the services' files of the folder (see reference/pack.h); NULL, with at
 * least one error, when the folder cannot be read or holds no reference. */
const rf_reference *rf_reference_read_folder(rf_arena *arena, rf_str folder, rf_diags *diags);

#endif

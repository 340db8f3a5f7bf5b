/*
 * What kind of document a file holds, by its content and its name.
 */
#ifndef RF_INPUT_RECOGNISE_H
#define RF_INPUT_RECOGNISE_H

#include "input/inputs.h"

/* By the name alone, for files whose content decides nothing: *.tf, *.tfvars, *.tfvars.json,
 * *.tfstate; RF_FILE_UNRECOGNISED for the rest. */
rf_file_kind rf_recognise_name(rf_str name);

/* By the content of a JSON document. */
rf_file_kind rf_recognise_document(const rf_value *document);

/* True when a text is a list of networks: its first line that says something starts with one. */
bool rf_looks_like_list(rf_str text);

/* True when a text that is no valid JSON was clearly meant to be an IAM policy, so that a folder
 * full of other JSON does not give false alarms. */
bool rf_meant_as_policy(rf_str text);

/* The names of files that are looked at in a folder. */
bool rf_wanted_name(rf_str name);

/* The name that rules use for a kind: "policy", "variables"... */
const char *rf_file_kind_name(rf_file_kind kind);

#endif

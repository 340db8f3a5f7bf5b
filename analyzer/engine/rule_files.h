/*
 * Rules from the disk: those that a user adds to the embedded ones.
 */
#ifndef RF_ENGINE_RULE_FILES_H
#define RF_ENGINE_RULE_FILES_H

#include "engine/rule.h"

/* Adds the rules of a file, or of every *.hcl below a folder.  What is wrong in a text is put into
 * `diags`, as rf_ruleset_add() does; what kept a file from being read, or a path that holds no
 * rules, is an error without a place in `troubles`. */
void rf_ruleset_add_path(rf_ruleset *set, rf_str path, rf_diags *diags, rf_diags *troubles);

#endif

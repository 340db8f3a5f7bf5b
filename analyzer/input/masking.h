/*
 * Secrets never appear in any output, source lines included.
 */
#ifndef RF_INPUT_MASKING_H
#define RF_INPUT_MASKING_H

#include "terraform/variables.h"

/* Masks the value of a sensitive variable, and every part of another one that is a secret. */
void rf_mask_secrets(const rf_variable *variable);

/* The same for the defaults of a module's variables, and for all of those whose names speak of a
 * secret. */
void rf_mask_defaults(const rf_module *module);

/* A file that does not parse cannot say which values are secret: masks what looks like
 * one by the name before it or by its own form. */
void rf_mask_broken(const rf_source *source);

#endif

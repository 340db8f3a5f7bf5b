/*
 * Secrets never appear in any output, source lines included.
 */
#ifndef RF_INPUT_MASKING_H
#define RF_INPUT_MASKING_H

#include "terraform/variables.h"

/* Masks the value of a sensitive variable, and every part of another one that is a secret. */
void rf_mask_secrets(const rf_variable *variable);

/* A variable file that does not parse cannot say which values are secret: masks what looks like
 * one by the name before it or by its own form. */
void rf_mask_broken(const rf_source *source);

#endif

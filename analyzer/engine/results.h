/*
 * Findings and unknowns put in order: sorted by place, said once each, with fingerprints.
 */
#ifndef RF_ENGINE_RESULTS_H
#define RF_ENGINE_RESULTS_H

#include "checks/finding.h"

void rf_results_sort(rf_arena *arena, rf_results *results);

#endif

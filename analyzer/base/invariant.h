/*
 * What must hold if the program is right.
 *
 * Builds with sanitizers, and those with -DRF_CHECKED, stop where it does not; others go on, and
 * the code around answers for itself that nothing wrong is said.
 */
#ifndef RF_BASE_INVARIANT_H
#define RF_BASE_INVARIANT_H

#if defined(__SANITIZE_ADDRESS__) && !defined(RF_CHECKED)
#define RF_CHECKED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) && !defined(RF_CHECKED)
#define RF_CHECKED 1
#endif
#endif

#ifdef RF_CHECKED
#include <stdio.h>
#include <stdlib.h>
#define RF_INVARIANT(holds, says)                                                                  \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            (void)fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, (says));                      \
            abort();                                                                               \
        }                                                                                          \
    } while (0)
#else
#define RF_INVARIANT(holds, says) ((void)(holds), (void)(says))
#endif

#endif

#include "cli/diff.h"

rf_str rf_diff_text(rf_arena *arena, const rf_diff *diff, bool color)
{
    rf_buf buf = rf_buf_new(arena);
    (void)color;
    rf_buf_format(&buf, "%s\n", rf_diff_verdict_name(rf_diff_verdict_of(diff)));
    for (size_t i = 0; i < diff->pairs.n; i++) {
        const rf_differences *sides[] = {&diff->pairs.at[i].gained, &diff->pairs.at[i].lost};
        for (size_t s = 0; s < 2; s++)
            for (size_t k = 0; k < sides[s]->list.n; k++) {
                const rf_difference *one = &sides[s]->list.at[k];
                rf_buf_format(&buf, "%s %.*s on %.*s by %.*s\n", s ? "lost" : "gained",
                              RF_ARG(one->action), RF_ARG(one->witness->resource),
                              RF_ARG(one->allowed_by->name));
                for (size_t c = 0; c < one->witness->n; c++)
                    rf_buf_format(&buf, "    %.*s = %.*s\n", RF_ARG(one->witness->context[c].name),
                                  RF_ARG(one->witness->context[c].values[0]));
            }
    }
    return rf_buf_str(&buf);
}

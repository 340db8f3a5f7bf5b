/* Any bytes as a file, an expression and a template: no crash, no hang, and every span in range. */
#include "hcl/hcl.h"
#include "hcl/dump.h"

#include <stdint.h>
#include <stdlib.h>

static void check(const rf_source *source, const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        rf_span span = diags->list.at[i].span;
        if (span.start > span.end || span.end > source->text.n)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    rf_arena *arena = rf_arena_new(0);
    rf_str text = {(const char *)data, size};
    rf_source *source = rf_source_new(arena, RF_STR("fuzz"), text);
    rf_diags diags = rf_diags_new(arena);
    rf_buf out = rf_buf_new(arena);
    rf_hcl_dump_body(&out, rf_hcl_read(arena, source, &diags), 0);
    rf_hcl_dump_expr(&out, rf_hcl_read_expr(arena, source, &diags));
    rf_hcl_dump_expr(&out, rf_hcl_read_template(arena, source, &diags));
    check(source, &diags);
    rf_arena_free(arena);
    return 0;
}

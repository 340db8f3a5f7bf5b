/*
 * What our reader accepts, json-c accepts in strict mode with UTF-8 validation; and no input makes
 * the reader or the writer crash, hang or read outside its input.
 */
#include "json/json.h"
#include "json/machine.h"
#include "json/write.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool only_big_numbers(const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++)
        if (strcmp(diags->list.at[i].code, RF_JSON_BIG_NUMBER) != 0)
            return false;
    return diags->errors == 0;
}

/* Each place that a message speaks of lies inside the text. */
static void check_places(const rf_diags *diags, size_t size)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        if (diag->span.start > diag->span.end || diag->span.end > size || diag->message.n == 0)
            abort();
        for (size_t j = 0; j < diag->related_count; j++)
            if (diag->related[j].span.end > size)
                abort();
        rf_locate(diag->span);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    rf_arena *arena = rf_arena_new(0);
    if (arena == NULL)
        return 0;
    rf_source *source = rf_source_new(arena, RF_STR("fuzz"), (rf_str){(const char *)data, size});
    rf_diags diags = rf_diags_new(arena), machine_diags = rf_diags_new(arena);
    rf_value value;
    struct json_object *theirs;
    bool ok = rf_json_read(arena, source, &diags, &value);
    bool accepted = rf_json_machine_read(arena, source, &machine_diags, &theirs);
    check_places(&diags, size);
    check_places(&machine_diags, size);
    if (ok && only_big_numbers(&diags) && !accepted)
        abort();
    if (!ok && diags.errors == 0)
        abort();

    struct json_object *ours = rf_json_from_value(&value);
    rf_str text = rf_json_text(arena, ours, size % 2 == 0);
    rf_source *written = rf_source_new(arena, RF_STR("written"), text);
    rf_diags again_diags = rf_diags_new(arena);
    rf_value again;
    if (!rf_json_read(arena, written, &again_diags, &again))
        abort();
    json_object_put(ours);
    rf_arena_free(arena);
    return 0;
}

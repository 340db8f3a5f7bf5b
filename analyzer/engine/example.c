#include "engine/example.h"

#include "eval/function.h"

/* What an example may hold, and the name of the file it becomes. */
static const struct {
    const char *name, *path;
} texts[] = {
    {"policy", "policy.json"},
    {"variables", "example.tfvars"},
    {"variables_json", "example.tfvars.json"},
    {"template", "main.tf"},
    {"inventory", "inventory.json"},
};

static rf_value attribute(rf_arena *arena, const rf_example *example, const char *name)
{
    const rf_attribute *found = rf_body_attribute(&example->block->body, rf_str_c(name));
    if (found == NULL)
        return rf_value_null;
    rf_diags diags = rf_diags_new(arena);
    rf_scope scope = {.functions = rf_functions, .function_count = rf_function_count};
    return rf_eval(arena, found->expr, &scope, &diags);
}

static rf_str text_attribute(rf_arena *arena, const rf_example *example, const char *name)
{
    rf_value value = attribute(arena, example, name);
    return rf_text_of(&value);
}

rf_str rf_example_text(rf_arena *arena, const rf_example *example)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rf_str text = text_attribute(arena, example, texts[i].name);
        if (text.n != 0)
            return text;
    }
    rf_value file = attribute(arena, example, "file");
    return rf_text_of(rf_value_get_c(&file, "content"));
}

static rf_inputs *inputs_of(rf_arena *arena, const rf_example *example)
{
    rf_inputs *inputs = rf_inputs_new(arena);
    rf_str kind = text_attribute(arena, example, "kind");
    rf_str peers = text_attribute(arena, example, "peers");
    rf_str vpc = text_attribute(arena, example, "vpc");
    rf_value file = attribute(arena, example, "file");
    inputs->kind_is_set = rf_policy_kind_parse(kind, &inputs->kind);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rf_str text = text_attribute(arena, example, texts[i].name);
        if (text.n != 0)
            rf_inputs_add_text(inputs, rf_str_c(texts[i].path), text);
    }
    if (file.kind == RF_OBJECT)
        rf_inputs_add_text(inputs, rf_text_of(rf_value_get_c(&file, "name")),
                           rf_text_of(rf_value_get_c(&file, "content")));
    if (peers.n != 0)
        rf_inputs_add_peers(inputs, peers);
    if (vpc.n != 0)
        rf_inputs_add_vpc(inputs, vpc);
    rf_inputs_finish(inputs);
    return inputs;
}

static bool found_at(const rf_results *results, rf_str place, rf_arena *arena)
{
    for (size_t i = 0; i < results->findings.n; i++) {
        rf_place at = rf_locate(results->findings.at[i].span);
        if (rf_eq(place, rf_format(arena, "%u:%u", at.line, at.column)))
            return true;
    }
    return false;
}

static rf_str in_words(rf_arena *arena, const rf_results *results)
{
    rf_buf buf = rf_buf_new(arena);
    if (results->findings.n == 0)
        rf_buf_add_c(&buf, "no finding");
    for (size_t i = 0; i < results->findings.n; i++) {
        rf_place at = rf_locate(results->findings.at[i].span);
        rf_buf_format(&buf, "%sa finding at %u:%u: %.*s", i ? "; " : "", at.line, at.column,
                      RF_ARG(results->findings.at[i].message));
    }
    for (size_t i = 0; i < results->unknowns.n; i++)
        rf_buf_format(&buf, "; unknown %.*s: %.*s", RF_ARG(results->unknowns.at[i].what),
                      RF_ARG(results->unknowns.at[i].why));
    return rf_buf_str(&buf);
}

bool rf_example_run(rf_arena *arena, const rf_ruleset *set, const rf_rule *rule,
                    const rf_example *example, bool reverse, rf_str *why)
{
    rf_engine_options options = {
        .profile = text_attribute(arena, example, "profile"), .only = rule, .reverse = reverse};
    rf_value params = attribute(arena, example, "params");
    rf_results results = {0};
    if (options.profile.n == 0)
        options.profile = RF_STR("none");
    if (params.kind == RF_OBJECT)
        for (size_t i = 0; i < params.as.object.n; i++)
            RF_PUSH(arena, &options.params, params.as.object.at[i]);
    rf_engine_run(set, inputs_of(arena, example), &options, &results);
    bool found = results.findings.n != 0;
    bool ok = found == example->expect_finding &&
              (example->place.n == 0 || found_at(&results, example->place, arena));
    /* A rule that cannot be evaluated for its own example is wrong. */
    for (size_t i = 0; i < results.unknowns.n; i++)
        ok = ok && !rf_starts(results.unknowns.at[i].what, RF_STR("rule "));
    if (!ok)
        *why = in_words(arena, &results);
    return ok;
}

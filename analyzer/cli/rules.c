/* The commands that speak about rules: rules, explain. */
#include "cli/command.h"

#include "engine/claim.h"
#include "engine/example.h"
#include "engine/rule_files.h"
#include "json/write.h"

#include <json-c/json.h>
#include <string.h>

static const char *const formats[] = {"text", "json", NULL};

/* The embedded rules and those of --rules; false when one of them cannot be read. */
static bool load(const rf_args *args, rf_ruleset *set)
{
    rf_diags diags = rf_diags_new(args->arena), troubles = rf_diags_new(args->arena);
    set->arena = args->arena;
    rf_ruleset_add_embedded(set, true, &diags);
    for (size_t i = 0; i < args->flags.n; i++)
        if (strcmp(args->flags.at[i].name, "rules") == 0)
            rf_ruleset_add_path(set, args->flags.at[i].value, &diags, &troubles);
    rf_ruleset_finish(set, &diags);
    for (size_t i = 0; i < troubles.list.n; i++)
        rf_usage_error("%.*s", RF_ARG(troubles.list.at[i].message));
    for (size_t i = 0; i < diags.list.n; i++) {
        rf_place place = rf_locate(diags.list.at[i].span);
        rf_usage_error("%.*s:%u:%u: %.*s", RF_ARG(place.path), place.line, place.column,
                       RF_ARG(diags.list.at[i].message));
    }
    return diags.errors == 0 && troubles.errors == 0;
}

static void add_text(struct json_object *object, const char *name, rf_str text)
{
    rf_value value = rf_value_string(text, (rf_span){0});
    json_object_object_add(object, name, rf_json_from_value(&value));
}

static const char *body_kind(const rf_rule *rule)
{
    if (rule->claim_count != 0)
        return rule->claims[0].kind == RF_PROOF_NEVER ? "never" : "always";
    return rule->each != NULL ? "each" : "check";
}

static struct json_object *rule_json(const rf_rule *rule)
{
    struct json_object *object = json_object_new_object();
    struct json_object *aliases = json_object_new_array();
    add_text(object, "id", rule->id);
    add_text(object, "severity", rf_str_c(rf_severity_name(rule->severity)));
    add_text(object, "summary", rule->summary);
    add_text(object, "pack", rule->pack);
    add_text(object, "kind", rf_str_c(body_kind(rule)));
    for (size_t i = 0; i < rule->alias_count; i++) {
        rf_value value = rf_value_string(rule->aliases[i], (rf_span){0});
        json_object_array_add(aliases, rf_json_from_value(&value));
    }
    json_object_object_add(object, "aliases", aliases);
    add_text(object, "persona", RF_STR("gate"));
    return object;
}

static int print_json(const rf_args *args, struct json_object *object)
{
    rf_buf out = rf_buf_new(args->arena);
    rf_buf_add(&out, rf_json_text(args->arena, object, true));
    rf_buf_add_byte(&out, '\n');
    json_object_put(object);
    return rf_write_output(args, rf_buf_str(&out)) ? 0 : 2;
}

/* The rule that is named; NULL, and an error, when there is none. */
static const rf_rule *rule_asked_for(const rf_args *args, const rf_ruleset *set)
{
    rf_str name = args->rest.at[0];
    const rf_rule *rule = rf_rule_named(set, name);
    if (rule != NULL)
        return rule;
    rf_str near = rf_rule_nearest(set, name);
    if (near.n != 0)
        rf_usage_error("there is no rule '%.*s'; did you mean '%.*s'?", RF_ARG(name), RF_ARG(near));
    else
        rf_usage_error("there is no rule '%.*s'; 'ringfence rules' lists them", RF_ARG(name));
    return NULL;
}

/* Runs the examples of the rules; a line for each that comes out otherwise. */
static int test_examples(const rf_args *args, const rf_ruleset *set, const rf_rule *rules, size_t n)
{
    size_t passed = 0, failed = 0;
    rf_arena *scratch = rf_args_scratch(args);
    rf_buf out = rf_buf_new(args->arena);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < rules[i].example_count; k++) {
            const rf_example *example = &rules[i].examples[k];
            rf_arena_mark mark = rf_arena_mark_get(scratch);
            rf_str why;
            if (rf_example_run(scratch, set, &rules[i], example, false, &why)) {
                passed++;
            } else {
                rf_place place = rf_locate(example->span);
                failed++;
                rf_buf_format(&out,
                              "%.*s:%u: example \"%.*s\" of %.*s expects %s%s%.*s, "
                              "but there is %.*s\n",
                              RF_ARG(place.path), place.line, RF_ARG(example->title),
                              RF_ARG(rules[i].id), example->expect_finding ? "a finding" : "none",
                              example->place.n ? " at " : "", RF_ARG(example->place), RF_ARG(why));
            }
            rf_arena_rewind(scratch, mark);
        }
    }
    rf_buf_format(&out, "examples: %zu passed, %zu failed\n", passed, failed);
    return rf_write_output(args, rf_buf_str(&out)) ? failed != 0 : 2;
}

static int list_json(const rf_args *args, const rf_rule *rules, size_t n)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < n; i++)
        json_object_array_add(list, rule_json(&rules[i]));
    return print_json(args, list);
}

static int list_text(const rf_args *args, const rf_rule *rules, size_t n)
{
    rf_buf out = rf_buf_new(args->arena);
    for (size_t i = 0; i < n; i++)
        rf_buf_format(&out, "%-7s  %-38.*s  %.*s\n", rf_severity_name(rules[i].severity),
                      RF_ARG(rules[i].id), RF_ARG(rules[i].summary));
    if (!rf_args_has(args, "quiet"))
        rf_buf_format(&out, "\n%zu rule%s; 'ringfence explain RULE' explains one\n", n,
                      n == 1 ? "" : "s");
    return rf_write_output(args, rf_buf_str(&out)) ? 0 : 2;
}

static int rules(const rf_args *args)
{
    rf_ruleset set = {0};
    if (!rf_args_check_output(args, formats) || !load(args, &set))
        return 2;
    if (args->rest.n > 1)
        return rf_usage_error("name one rule, or none for all");
    const rf_rule *asked = args->rest.n == 0 ? set.rules.at : rule_asked_for(args, &set);
    size_t n = args->rest.n == 0 ? set.rules.n : 1;
    if (asked == NULL)
        return 2;
    if (rf_args_has(args, "test"))
        return test_examples(args, &set, asked, n);
    return rf_eq_c(rf_args_get(args, "format"), "json") ? list_json(args, asked, n)
                                                        : list_text(args, asked, n);
}

/* Text wrapped at 80 columns behind an indent. */
static void paragraph(rf_buf *out, const char *label, rf_str text)
{
    enum { WIDTH = 80, INDENT = 9 };
    size_t column = INDENT;
    if (text.n == 0)
        return;
    rf_buf_format(out, "%-*s", INDENT, label);
    for (rf_str rest = text; rest.at != NULL && rest.n != 0;) {
        rf_str word = rf_split(rest, ' ', &rest);
        if (column > INDENT && column + 1 + word.n > WIDTH) {
            rf_buf_format(out, "\n%*s", INDENT, "");
            column = INDENT;
        } else if (column > INDENT) {
            rf_buf_add_byte(out, ' ');
            column++;
        }
        rf_buf_add(out, word);
        column += word.n;
    }
    rf_buf_add_byte(out, '\n');
}

/* The block as it is written: its words are IAM's. */
static void show_claim(rf_buf *out, const rf_claim *claim)
{
    rf_buf_add_byte(out, '\n');
    for (rf_str rest = rf_span_text(claim->block->span); rest.at != NULL;) {
        rf_str line = rf_split(rest, '\n', &rest);
        bool indent = line.n != 0 && !rf_starts(line, RF_STR("  "));
        rf_buf_format(out, "%s%.*s\n", indent ? "  " : "", RF_ARG(line));
    }
}

static void show_example(rf_buf *out, rf_arena *arena, const rf_example *example)
{
    rf_buf_format(out, "\n%s  %.*s\n", example->expect_finding ? "bad " : "good",
                  RF_ARG(example->title));
    for (rf_str rest = rf_example_text(arena, example); rest.at != NULL && rest.n != 0;) {
        rf_str line = rf_split(rest, '\n', &rest);
        rf_buf_format(out, "      %.*s\n", RF_ARG(line));
    }
}

static int explain_text(const rf_args *args, const rf_rule *rule)
{
    rf_buf out = rf_buf_new(args->arena);
    rf_buf_format(&out, "%.*s  %s", RF_ARG(rule->id), rf_severity_name(rule->severity));
    for (size_t i = 0; i < rule->tag_count; i++)
        rf_buf_format(&out, " · %.*s", RF_ARG(rule->tags[i]));
    rf_buf_format(&out, "\n%.*s.\n\n", RF_ARG(rule->summary));
    for (size_t i = 0; i < rule->alias_count; i++)
        paragraph(&out, i == 0 ? "also" : "", rule->aliases[i]);
    paragraph(&out, "why", rule->why);
    paragraph(&out, "mend", rule->fix);
    paragraph(&out, "source", rule->source);
    for (size_t i = 0; i < rule->param_count; i++)
        paragraph(&out, "param",
                  rf_format(args->arena, "%.*s: %.*s", RF_ARG(rule->params[i].name),
                            RF_ARG(rule->params[i].summary)));
    paragraph(&out, "off",
              rf_format(args->arena, "ringfence check --disable %.*s", RF_ARG(rule->id)));
    for (size_t i = 0; i < rule->claim_count; i++)
        show_claim(&out, &rule->claims[i]);
    for (size_t i = 0; i < rule->example_count; i++)
        show_example(&out, args->arena, &rule->examples[i]);
    return rf_write_output(args, rf_buf_str(&out)) ? 0 : 2;
}

static int explain_json(const rf_args *args, const rf_rule *rule)
{
    struct json_object *object = rule_json(rule);
    struct json_object *examples = json_object_new_array();
    struct json_object *claims = json_object_new_array();
    add_text(object, "why", rule->why);
    add_text(object, "fix", rule->fix);
    add_text(object, "source", rule->source);
    for (size_t i = 0; i < rule->claim_count; i++)
        json_object_array_add(claims, rf_json_from_str(rf_span_text(rule->claims[i].block->span)));
    for (size_t i = 0; i < rule->example_count; i++) {
        struct json_object *example = json_object_new_object();
        add_text(example, "title", rule->examples[i].title);
        add_text(example, "expect",
                 rule->examples[i].expect_finding ? RF_STR("finding") : RF_STR("none"));
        add_text(example, "text", rf_example_text(args->arena, &rule->examples[i]));
        json_object_array_add(examples, example);
    }
    json_object_object_add(object, "claims", claims);
    json_object_object_add(object, "examples", examples);
    return print_json(args, object);
}

static int explain(const rf_args *args)
{
    rf_ruleset set = {0};
    if (!rf_args_check_output(args, formats) || !load(args, &set))
        return 2;
    if (args->rest.n != 1)
        return rf_usage_error("name one rule: ringfence explain network/peer-overlap");
    const rf_rule *rule = rule_asked_for(args, &set);
    if (rule == NULL)
        return 2;
    return rf_eq_c(rf_args_get(args, "format"), "json") ? explain_json(args, rule)
                                                        : explain_text(args, rule);
}

static const rf_flag rules_flags[] = {
    {"rules", "PATH", "rules of your own too (repeatable)"},
    {"test", NULL, "run the examples of all rules, or of the one named"},
    RF_OUTPUT_FLAGS,
    {0},
};

static const rf_flag explain_flags[] = {
    {"rules", "PATH", "rules of your own too (repeatable)"},
    RF_OUTPUT_FLAGS,
    {0},
};

const rf_command rf_command_rules = {
    .name = "rules",
    .arguments = "[RULE]",
    .summary = "list the rules, or run their examples",
    .details = "example:\n  ringfence rules --rules my-rules/ --test\n",
    .flags = rules_flags,
    .run = rules,
};

const rf_command rf_command_explain = {
    .name = "explain",
    .arguments = "RULE",
    .summary = "what a rule finds, why it matters, how to mend it",
    .details = "RULE is an id or an alias, such as the name of a check of AWS.\n\n"
               "example:\n  ringfence explain WILDCARD_WITHOUT_LIKE_OPERATOR\n",
    .flags = explain_flags,
    .run = explain,
};

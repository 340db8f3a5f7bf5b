/*
 * A draft as the files of pack.h: one line for each action (and resource type of an action that has
 * several), resource type and key, so that the difference of two versions can be read.
 */
#include "update.h"

static void add_string(rf_buf *out, rf_str text)
{
    rf_buf_add_byte(out, '"');
    rf_buf_add(out, text); /* names hold nothing that JSON escapes */
    rf_buf_add_byte(out, '"');
}

static void add_list(rf_buf *out, const rf_draft_names *names)
{
    rf_buf_add_byte(out, '[');
    for (size_t i = 0; i < names->n; i++) {
        rf_buf_add_c(out, i > 0 ? ", " : "");
        add_string(out, names->at[i].text);
    }
    rf_buf_add_byte(out, ']');
}

/* `"keys": [...]`, with what separates it from what stands before; nothing when there are none. */
static void add_member(rf_buf *out, const char *separator, const char *name,
                       const rf_draft_names *names)
{
    if (names->n == 0)
        return;
    rf_buf_format(out, "%s\"%s\": ", separator, name);
    add_list(out, names);
}

static void add_pair(rf_buf *out, const rf_draft_pair *pair)
{
    add_string(out, pair->type.text);
    rf_buf_add_c(out, pair->required ? ": {\"required\": true" : ": {");
    add_member(out, pair->required ? ", " : "", "keys", &pair->keys);
    rf_buf_add_byte(out, '}');
}

static void add_action(rf_buf *out, const rf_draft_action *action)
{
    rf_buf_format(out, ": {\"level\": \"%s\"", rf_access_level_name(action->level));
    add_member(out, ", ", "keys", &action->keys);
    if (action->pairs.n == 0) {
        rf_buf_add_byte(out, '}');
        return;
    }
    bool lines = action->pairs.n > 1;
    rf_buf_add_c(out, ", \"resources\": {");
    for (size_t i = 0; i < action->pairs.n; i++) {
        rf_buf_add_c(out, i > 0 ? "," : "");
        rf_buf_add_c(out, lines ? "\n      " : "");
        add_pair(out, &action->pairs.at[i]);
    }
    rf_buf_add_c(out, lines ? "\n    }}" : "}}");
}

static void add_type(rf_buf *out, const rf_draft_type *type)
{
    rf_buf_add_c(out, ": {");
    add_member(out, "", "arns", &type->arns);
    add_member(out, type->arns.n == 0 ? "" : ", ", "keys", &type->keys);
    rf_buf_add_byte(out, '}');
}

static void add_keys(rf_buf *out, const char *name, const rf_draft_keys *keys)
{
    rf_buf_format(out, "  \"%s\": {", name);
    for (size_t i = 0; i < keys->n; i++) {
        rf_str words = rf_draft_key_words(out->arena, &keys->at[i]);
        rf_buf_add_c(out, i > 0 ? ",\n    " : "\n    ");
        add_string(out, keys->at[i].name.text);
        rf_buf_format(out, ": \"%.*s\"", RF_ARG(words));
    }
    rf_buf_add_c(out, keys->n > 0 ? "\n  }" : "}");
}

rf_str service_text(rf_arena *arena, const rf_draft_service *service)
{
    rf_buf out = rf_buf_new(arena);
    rf_buf_add_c(&out, "{\n  \"service\": ");
    add_string(&out, service->name.text);
    rf_buf_add_c(&out, ",\n  \"actions\": {");
    for (size_t i = 0; i < service->actions.n; i++) {
        rf_buf_add_c(&out, i > 0 ? ",\n    " : "\n    ");
        add_string(&out, service->actions.at[i].name.text);
        add_action(&out, &service->actions.at[i]);
    }
    rf_buf_add_c(&out, service->actions.n > 0 ? "\n  },\n" : "},\n");
    rf_buf_add_c(&out, "  \"resources\": {");
    for (size_t i = 0; i < service->types.n; i++) {
        rf_buf_add_c(&out, i > 0 ? ",\n    " : "\n    ");
        add_string(&out, service->types.at[i].name.text);
        add_type(&out, &service->types.at[i]);
    }
    rf_buf_add_c(&out, service->types.n > 0 ? "\n  },\n" : "},\n");
    add_keys(&out, "keys", &service->keys);
    rf_buf_add_c(&out, "\n}\n");
    return rf_buf_str(&out);
}

rf_str index_text(rf_arena *arena, const rf_draft *draft)
{
    rf_buf out = rf_buf_new(arena);
    rf_buf_add_c(&out, "{\n  \"source\": ");
    add_string(&out, draft->source.text);
    rf_buf_add_c(&out, ",\n  \"date\": ");
    add_string(&out, draft->date.text);
    rf_buf_add_c(&out, ",\n  \"rcp\": [");
    for (size_t i = 0; i < draft->rcp.n; i++) {
        rf_buf_add_c(&out, i > 0 ? ",\n    " : "\n    ");
        add_string(&out, draft->rcp.at[i].text);
    }
    rf_buf_add_c(&out, draft->rcp.n > 0 ? "\n  ],\n" : "],\n");
    add_keys(&out, "global", &draft->global);
    rf_buf_add_c(&out, "\n}\n");
    return rf_buf_str(&out);
}

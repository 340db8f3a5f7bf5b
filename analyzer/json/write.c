#include "json/write.h"

#include "base/limits.h"
#include "text/utf8.h"

#include <json-c/json.h>

/* `scratch` holds texts that json-c copies at once. */
struct writer {
    rf_arena *scratch;
    size_t depth;
};

static struct json_object *convert(struct writer *w, const rf_value *value);

/* json-c gives NULL for "out of memory", which would be written as null. */
static struct json_object *made(struct writer *w, struct json_object *object)
{
    if (object == NULL)
        rf_arena_exhausted(w->scratch);
    return object;
}

static void added(struct writer *w, int status)
{
    if (status != 0)
        rf_arena_exhausted(w->scratch);
}

static rf_str valid_utf8(rf_arena *arena, rf_str text)
{
    if (rf_utf8_invalid(text) == RF_NOT_FOUND)
        return text;
    rf_buf valid = rf_buf_new(arena);
    for (size_t at = 0; at < text.n;) {
        size_t start = at;
        if (rf_utf8_next(text, &at) < 0)
            rf_utf8_append(&valid, 0xFFFD);
        else
            rf_buf_add(&valid, rf_slice(text, start, at));
    }
    return rf_buf_str(&valid);
}

static struct json_object *convert_text(struct writer *w, rf_str text)
{
    rf_arena_mark mark = rf_arena_mark_get(w->scratch);
    text = valid_utf8(w->scratch, text);
    struct json_object *object =
        made(w, json_object_new_string_len(text.at == NULL ? "" : text.at, (int)text.n));
    rf_arena_rewind(w->scratch, mark);
    return object;
}

static struct json_object *convert_number(struct writer *w, rf_num number)
{
    int64_t whole;
    if (rf_num_to_int64(number, &whole))
        return made(w, json_object_new_int64(whole));
    rf_arena_mark mark = rf_arena_mark_get(w->scratch);
    const char *text = rf_cstr(w->scratch, rf_num_text(w->scratch, number));
    struct json_object *object = made(w, json_object_new_double_s(rf_num_to_double(number), text));
    rf_arena_rewind(w->scratch, mark);
    return object;
}

static struct json_object *convert_list(struct writer *w, const rf_value *list)
{
    struct json_object *array = made(w, json_object_new_array());
    for (size_t i = 0; i < list->as.list.n; i++)
        added(w, json_object_array_add(array, convert(w, &list->as.list.at[i])));
    return array;
}

/* json-c's keys end at a NUL: one inside would make "a\0b" and "a" the same key. */
static const char *key_text(rf_arena *arena, rf_str name)
{
    rf_str rest, part = rf_split(name, '\0', &rest);
    rf_buf key = rf_buf_new(arena);
    rf_buf_add(&key, part);
    while (rest.at != NULL) {
        rf_utf8_append(&key, 0xFFFD);
        part = rf_split(rest, '\0', &rest);
        rf_buf_add(&key, part);
    }
    return rf_cstr(arena, valid_utf8(arena, rf_buf_str(&key)));
}

static struct json_object *convert_object(struct writer *w, const rf_value *value)
{
    struct json_object *object = made(w, json_object_new_object());
    for (size_t i = 0; i < value->as.object.n; i++) {
        const rf_member *member = &value->as.object.at[i];
        struct json_object *inner = convert(w, &member->value);
        rf_arena_mark mark = rf_arena_mark_get(w->scratch);
        added(w, json_object_object_add(object, key_text(w->scratch, member->name), inner));
        rf_arena_rewind(w->scratch, mark);
    }
    return object;
}

static struct json_object *convert(struct writer *w, const rf_value *value)
{
    if ((value->marks & RF_MARK_SENSITIVE) != 0)
        return convert_text(w, RF_STR("(sensitive value)"));
    if (w->depth >= RF_LIMIT_WRITE_DEPTH)
        return convert_text(w, RF_STR("(nested too deep)"));
    struct json_object *object = NULL;
    w->depth++;
    switch (value->kind) {
    case RF_NULL:
        break;
    case RF_BOOL:
        object = made(w, json_object_new_boolean(value->as.boolean));
        break;
    case RF_NUMBER:
        object = convert_number(w, value->as.number);
        break;
    case RF_STRING:
        object = convert_text(w, value->as.string.text);
        break;
    case RF_LIST:
        object = convert_list(w, value);
        break;
    case RF_OBJECT:
        object = convert_object(w, value);
        break;
    case RF_UNKNOWN:
        object = convert_text(w, RF_JSON_HOLE);
        break;
    }
    w->depth--;
    return object;
}

static rf_arena *new_scratch(void)
{
    rf_arena *scratch = rf_arena_new(0);
    if (scratch == NULL)
        rf_arena_exhausted(NULL);
    return scratch;
}

struct json_object *rf_json_from_value(const rf_value *value)
{
    struct writer w = {.scratch = new_scratch()};
    struct json_object *object = convert(&w, value);
    rf_arena_free(w.scratch);
    return object;
}

/* Memory that runs out on the way leaves here. */
static struct json_object *mended(rf_arena *scratch, rf_str text)
{
    jmp_buf out_of_memory;
    struct writer w = {.scratch = scratch};
    rf_arena_guard(scratch, &out_of_memory);
    return setjmp(out_of_memory) == 0 ? convert_text(&w, text) : NULL;
}

struct json_object *rf_json_from_str(rf_str text)
{
    if (rf_utf8_invalid(text) == RF_NOT_FOUND)
        return json_object_new_string_len(text.at == NULL ? "" : text.at, (int)text.n);
    rf_arena *scratch = rf_arena_new(0);
    struct json_object *object = scratch != NULL ? mended(scratch, text) : NULL;
    rf_arena_free(scratch);
    return object;
}

/* Empty lists and objects as [] and {}: versions of json-c differ in how they break them. */
static rf_str without_empty_lines(rf_arena *arena, rf_str text)
{
    char *out = rf_alloc(arena, text.n + 1);
    size_t n = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.at[i];
        out[n++] = c;
        if (quoted && c == '\\')
            out[n++] = text.at[++i]; /* json-c ends no string with a backslash */
        else if (c == '"')
            quoted = !quoted;
        if (quoted || (c != '{' && c != '['))
            continue;
        size_t next = i + 1;
        while (next < text.n && (text.at[next] == ' ' || text.at[next] == '\n'))
            next++;
        if (next < text.n && text.at[next] == (c == '{' ? '}' : ']'))
            i = next - 1;
    }
    return (rf_str){out, n};
}

rf_str rf_json_text(rf_arena *arena, struct json_object *object, bool pretty)
{
    int flags = JSON_C_TO_STRING_NOSLASHESCAPE;
    flags |= pretty ? JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED : JSON_C_TO_STRING_PLAIN;
    size_t n = 0;
    const char *text = json_object_to_json_string_length(object, flags, &n);
    if (text == NULL)
        rf_arena_exhausted(arena);
    rf_str whole = {text, n};
    return pretty ? without_empty_lines(arena, whole) : rf_dup(arena, whole);
}

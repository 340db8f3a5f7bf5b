/*
 * Functions of strings.
 */
#include "base/limits.h"
#include "eval/convert.h"
#include "eval/functions.h"
#include "text/utf8.h"

#include <utf8proc.h>

static rf_value map_points(const rf_call *call, int32_t (*map)(int32_t))
{
    rf_str text;
    if (!rf_arg_text(call, 0, &text))
        return rf_give_unknown(call, &rf_type_string);
    rf_buf buf = rf_buf_new(call->arena);
    for (size_t at = 0; at < text.n;) {
        size_t start = at;
        int32_t point = rf_utf8_next(text, &at);
        if (point < 0)
            rf_buf_add(&buf, rf_slice(text, start, at));
        else
            rf_utf8_append(&buf, map(point));
    }
    return rf_give_buf(call, &buf);
}

rf_value rf_function_lower(const rf_call *call)
{
    return map_points(call, utf8proc_tolower);
}

/* One code point stays one: the capital sharp s is no simple case mapping of Unicode. */
static int32_t to_upper(int32_t point)
{
    return point == 0xDF ? point : utf8proc_toupper(point);
}

static int32_t to_title(int32_t point)
{
    return point == 0xDF ? point : utf8proc_totitle(point);
}

rf_value rf_function_upper(const rf_call *call)
{
    return map_points(call, to_upper);
}

/* What Go's unicode.IsSpace says. */
static bool is_space(int32_t c)
{
    return (c >= '\t' && c <= '\r') || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

/* What Go's strings.Title takes for the end of a word. */
static bool is_separator(int32_t c)
{
    if (c < 0x80)
        return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                 c == '_');
    return is_space(c);
}

rf_value rf_function_title(const rf_call *call)
{
    rf_str text;
    if (!rf_arg_text(call, 0, &text))
        return rf_give_unknown(call, &rf_type_string);
    rf_buf buf = rf_buf_new(call->arena);
    int32_t last = ' ';
    for (size_t at = 0; at < text.n;) {
        size_t start = at;
        int32_t point = rf_utf8_next(text, &at);
        if (point >= 0 && is_separator(last))
            rf_utf8_append(&buf, to_title(point));
        else
            rf_buf_add(&buf, rf_slice(text, start, at));
        last = point < 0 ? 'x' : point;
    }
    return rf_give_buf(call, &buf);
}

static bool in_text(rf_str set, int32_t wanted)
{
    for (size_t at = 0; at < set.n;)
        if (rf_utf8_next(set, &at) == wanted)
            return true;
    return false;
}

/* Without the characters of the set at both ends; a NULL set: without space. */
static rf_str trim_points(rf_str text, const rf_str *set)
{
    size_t start = 0, end = 0;
    bool inside = false;
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        int32_t point = rf_utf8_next(text, &at);
        if (set != NULL ? in_text(*set, point) : is_space(point))
            continue;
        start = inside ? start : from;
        inside = true;
        end = at;
    }
    return rf_slice(text, start, end);
}

rf_value rf_function_trim(const rf_call *call)
{
    rf_str text, set;
    if (!rf_arg_text(call, 0, &text) || !rf_arg_text(call, 1, &set))
        return rf_give_unknown(call, &rf_type_string);
    return rf_give_text(call, trim_points(text, &set));
}

rf_value rf_function_trimspace(const rf_call *call)
{
    rf_str text;
    if (!rf_arg_text(call, 0, &text))
        return rf_give_unknown(call, &rf_type_string);
    return rf_give_text(call, trim_points(text, NULL));
}

rf_value rf_function_chomp(const rf_call *call)
{
    rf_str text;
    if (!rf_arg_text(call, 0, &text))
        return rf_give_unknown(call, &rf_type_string);
    while (text.n != 0 && (text.at[text.n - 1] == '\n' || text.at[text.n - 1] == '\r'))
        text.n--;
    return rf_give_text(call, text);
}

rf_value rf_function_trimprefix(const rf_call *call)
{
    rf_str text, prefix;
    if (!rf_arg_text(call, 0, &text) || !rf_arg_text(call, 1, &prefix))
        return rf_give_unknown(call, &rf_type_string);
    return rf_give_text(call, rf_starts(text, prefix) ? rf_slice(text, prefix.n, text.n) : text);
}

rf_value rf_function_trimsuffix(const rf_call *call)
{
    rf_str text, suffix;
    if (!rf_arg_text(call, 0, &text) || !rf_arg_text(call, 1, &suffix))
        return rf_give_unknown(call, &rf_type_string);
    return rf_give_text(call, rf_ends(text, suffix) ? rf_slice(text, 0, text.n - suffix.n) : text);
}

static rf_value test_texts(const rf_call *call, bool (*test)(rf_str, rf_str))
{
    rf_str text, part;
    if (!rf_arg_text(call, 0, &text) || !rf_arg_text(call, 1, &part))
        return rf_give_unknown(call, &rf_type_bool);
    return rf_give_bool(call, test(text, part));
}

static bool contains_text(rf_str text, rf_str part)
{
    return rf_find(text, part) != RF_NOT_FOUND;
}

rf_value rf_function_startswith(const rf_call *call)
{
    return test_texts(call, rf_starts);
}

rf_value rf_function_endswith(const rf_call *call)
{
    return test_texts(call, rf_ends);
}

rf_value rf_function_strcontains(const rf_call *call)
{
    return test_texts(call, contains_text);
}

/* The length of the first code point. */
static size_t first_point(rf_str text)
{
    size_t at = 0;
    if (text.n != 0)
        rf_utf8_next(text, &at);
    return at;
}

rf_value rf_function_split(const rf_call *call)
{
    rf_str separator, text;
    if (!rf_arg_text(call, 0, &separator) || !rf_arg_text(call, 1, &text))
        return rf_give_unknown(call, NULL);
    RF_VEC(rf_value) items = {0};
    bool by_point = separator.n == 0;
    for (bool more = !by_point || text.n != 0; more;) {
        size_t at = by_point ? first_point(text) : rf_find(text, separator);
        more = by_point ? at < text.n : at != RF_NOT_FOUND;
        size_t end = more || by_point ? at : text.n;
        RF_PUSH(call->arena, &items, rf_give_text(call, rf_slice(text, 0, end)));
        if (items.n > RF_LIMIT_EVAL_VALUES && rf_room_for(call, items.n) == NULL)
            return rf_give_unknown(call, NULL);
        text = rf_slice(text, end + (more ? separator.n : 0), text.n);
    }
    return rf_give_list(call, items.at, items.n, &rf_type_string);
}

/* The texts of join(), known and unknown, in order. */
typedef RF_VEC(rf_value) text_list;

static bool joined_texts(const rf_call *call, text_list *texts)
{
    for (size_t i = 1; i < call->n; i++) {
        rf_value list;
        if (!rf_arg_list(call, i, &rf_type_string, &list))
            return false;
        if (list.kind == RF_UNKNOWN) {
            RF_PUSH(call->arena, texts, rf_give_unknown(call, &rf_type_string));
            continue;
        }
        for (size_t j = 0; j < list.as.list.n; j++) {
            if (list.as.list.at[j].kind == RF_NULL) {
                rf_call_error(call, i, "element %zu is null and cannot be joined", j);
                return false;
            }
            RF_PUSH(call->arena, texts, list.as.list.at[j]);
        }
    }
    return true;
}

/* A text that is not known as a whole: its known pieces, the separators among them. */
static rf_value join_pieces(const rf_call *call, const text_list *texts, rf_str separator)
{
    RF_VEC(rf_value) pieces = {0};
    rf_buf known = rf_buf_new(call->arena);
    for (size_t i = 0; i < texts->n; i++) {
        const rf_value *text = &texts->at[i];
        if (i != 0 && !rf_add(call, &known, separator))
            break;
        if (text->kind != RF_UNKNOWN) {
            if (!rf_add(call, &known, text->as.string.text))
                break;
            continue;
        }
        if (known.n != 0)
            RF_PUSH(call->arena, &pieces, rf_give_buf(call, &known));
        known = rf_buf_new(call->arena);
        for (size_t j = 0; j < text->as.unknown.n; j++)
            RF_PUSH(call->arena, &pieces, text->as.unknown.pieces[j]);
        if (text->as.unknown.n == 0)
            RF_PUSH(call->arena, &pieces, *text);
    }
    if (known.n != 0)
        RF_PUSH(call->arena, &pieces, rf_give_buf(call, &known));
    rf_value joined = rf_give_unknown(call, &rf_type_string);
    joined.as.unknown.pieces = pieces.at;
    joined.as.unknown.n = pieces.n;
    return joined;
}

rf_value rf_function_join(const rf_call *call)
{
    rf_value separator;
    text_list texts = {0};
    if (!rf_arg(call, 0, &rf_type_string, &separator) || !joined_texts(call, &texts) ||
        separator.kind == RF_UNKNOWN)
        return rf_give_unknown(call, &rf_type_string);
    if (rf_some_unknown(texts.at, texts.n))
        return join_pieces(call, &texts, separator.as.string.text);
    rf_buf buf = rf_buf_new(call->arena);
    for (size_t i = 0; i < texts.n; i++)
        if ((i != 0 && !rf_add(call, &buf, separator.as.string.text)) ||
            !rf_add(call, &buf, texts.at[i].as.string.text))
            return rf_give_unknown(call, &rf_type_string);
    return rf_give_buf(call, &buf);
}

static rf_value replace_text(const rf_call *call, rf_str text, rf_str part, rf_str replacement)
{
    rf_buf buf = rf_buf_new(call->arena);
    bool fits = true;
    while (fits) {
        size_t at = part.n == 0 ? 0 : rf_find(text, part);
        if (at == RF_NOT_FOUND)
            break;
        fits = rf_add(call, &buf, rf_slice(text, 0, at)) && rf_add(call, &buf, replacement);
        text = rf_slice(text, at + part.n, text.n);
        if (part.n == 0) { /* between all characters, as Go's strings.Replace */
            if (text.n == 0)
                break;
            size_t point = first_point(text);
            fits = fits && rf_add(call, &buf, rf_slice(text, 0, point));
            text = rf_slice(text, point, text.n);
        }
    }
    return fits && rf_add(call, &buf, text) ? rf_give_buf(call, &buf)
                                            : rf_give_unknown(call, &rf_type_string);
}

rf_value rf_function_replace(const rf_call *call)
{
    rf_str text, part, replacement;
    if (!rf_arg_text(call, 0, &text) || !rf_arg_text(call, 1, &part) ||
        !rf_arg_text(call, 2, &replacement))
        return rf_give_unknown(call, &rf_type_string);
    bool pattern = part.n > 1 && part.at[0] == '/' && part.at[part.n - 1] == '/';
    if (pattern)
        return rf_replace_pattern(call, text, rf_slice(part, 1, part.n - 1), replacement);
    return replace_text(call, text, part, replacement);
}

/* As go-cty counts: in grapheme clusters, from the end when the offset is negative. */
rf_value rf_function_substr(const rf_call *call)
{
    rf_str text;
    int64_t offset, length;
    if (!rf_arg_text(call, 0, &text) || !rf_arg_int(call, 1, &offset) ||
        !rf_arg_int(call, 2, &length))
        return rf_give_unknown(call, &rf_type_string);
    if (offset < 0)
        offset += (int64_t)rf_graphemes(text);
    else if (length == 0)
        return rf_give_text(call, RF_STR(""));
    for (; offset > 0 && text.n != 0; offset--)
        text = rf_slice(text, rf_grapheme(text), text.n);
    if (length <= 0) /* -1: the rest; 0 behind a negative offset too, as Terraform has it */
        return rf_give_text(call, text);
    size_t end = 0;
    for (; length > 0 && end < text.n; length--)
        end += rf_grapheme(rf_slice(text, end, text.n));
    return rf_give_text(call, rf_slice(text, 0, end));
}

rf_value rf_function_strrev(const rf_call *call)
{
    rf_str text;
    if (!rf_arg_text(call, 0, &text))
        return rf_give_unknown(call, &rf_type_string);
    char *reversed = rf_alloc(call->arena, text.n + 1);
    for (size_t at = 0; at < text.n;) {
        size_t n = rf_grapheme(rf_slice(text, at, text.n));
        for (size_t i = 0; i < n; i++)
            reversed[text.n - at - n + i] = text.at[at + i];
        at += n;
    }
    return rf_give_text(call, (rf_str){reversed, text.n});
}

rf_value rf_function_indent(const rf_call *call)
{
    int64_t spaces;
    rf_str text;
    if (!rf_arg_int(call, 0, &spaces) || !rf_arg_text(call, 1, &text))
        return rf_give_unknown(call, &rf_type_string);
    if (spaces < 0)
        return rf_call_error(call, 0, "the number of spaces must not be negative");
    rf_buf buf = rf_buf_new(call->arena);
    bool fits = true;
    for (size_t newline; fits && (newline = rf_find_byte(text, '\n')) != RF_NOT_FOUND;) {
        fits = rf_add(call, &buf, rf_slice(text, 0, newline + 1)) &&
               rf_add_repeated(call, &buf, ' ', (size_t)spaces);
        text = rf_slice(text, newline + 1, text.n);
    }
    return fits && rf_add(call, &buf, text) ? rf_give_buf(call, &buf)
                                            : rf_give_unknown(call, &rf_type_string);
}

/* Go's path/filepath.Base and Dir on a system with slashes. */
rf_value rf_function_basename(const rf_call *call)
{
    rf_str path;
    if (!rf_arg_text(call, 0, &path))
        return rf_give_unknown(call, &rf_type_string);
    if (path.n == 0)
        return rf_give_text(call, RF_STR("."));
    while (path.n > 1 && path.at[path.n - 1] == '/')
        path.n--;
    size_t start = path.n;
    while (start > 0 && path.at[start - 1] != '/')
        start--;
    return rf_give_text(call, start == path.n ? RF_STR("/") : rf_slice(path, start, path.n));
}

/* Drops "." and resolves ".." in a path, as Go's filepath.Clean. */
static rf_str clean_path(const rf_call *call, rf_str path)
{
    RF_VEC(rf_str) kept = {0};
    bool rooted = rf_starts(path, RF_STR("/"));
    while (path.at != NULL && path.n != 0) {
        rf_str part = rf_split(path, '/', &path);
        bool up = rf_eq_c(part, "..");
        if (part.n == 0 || rf_eq_c(part, "."))
            continue;
        if (up && kept.n != 0 && !rf_eq_c(kept.at[kept.n - 1], ".."))
            kept.n--;
        else if (!up || !rooted)
            RF_PUSH(call->arena, &kept, part);
    }
    rf_buf buf = rf_buf_new(call->arena);
    for (size_t i = 0; i < kept.n; i++) {
        rf_buf_add_c(&buf, i != 0 || rooted ? "/" : "");
        rf_buf_add(&buf, kept.at[i]);
    }
    return kept.n != 0 ? rf_buf_str(&buf) : rooted ? RF_STR("/") : RF_STR(".");
}

rf_value rf_function_dirname(const rf_call *call)
{
    rf_str path;
    if (!rf_arg_text(call, 0, &path))
        return rf_give_unknown(call, &rf_type_string);
    size_t end = path.n;
    while (end > 0 && path.at[end - 1] != '/')
        end--;
    return rf_give_text(call, clean_path(call, rf_slice(path, 0, end)));
}

rf_value rf_function_edit_nearest(const rf_call *call)
{
    rf_str name;
    rf_value list;
    if (!rf_arg_text(call, 0, &name) || !rf_arg_list(call, 1, &rf_type_string, &list))
        return rf_give_unknown(call, &rf_type_string);
    size_t n = list.as.list.n;
    if (rf_some_unknown(list.as.list.at, n))
        return rf_give_unknown(call, &rf_type_string);
    rf_str *names = RF_NEW_ARRAY(call->arena, rf_str, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        names[i] = rf_text_of(&list.as.list.at[i]);
    rf_str nearest = rf_nearest(name, names, n);
    rf_value null = {.kind = RF_NULL, .type = &rf_type_string, .span = call->expr->span};
    return nearest.n == 0 ? null : rf_give_text(call, nearest);
}

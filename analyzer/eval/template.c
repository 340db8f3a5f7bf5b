/*
 * Templates: the parts become one string; where some are unknown, the string is, and the known
 * pieces stay in it (value.h).
 */
#include "base/limits.h"
#include "eval/convert.h"
#include "eval/evaluator.h"
#include "eval/values.h"
#include "text/utf8.h"

/* What has been written so far: finished pieces, then the text of the last one. */
typedef struct rendering {
    rf_evaluator *ev;
    rf_span span; /* of the template */
    rf_buf text;
    rf_origin_builder origin; /* of `text` */
    RF_VEC(rf_value) pieces;
    unsigned marks;
    bool unknown, failed;
} rendering;

/* The text may hold a JSON document, which then keeps its places in the file. */
static bool may_be_json(rf_str text)
{
    text = rf_trim(text);
    return rf_starts(text, RF_STR("{")) || rf_starts(text, RF_STR("["));
}

/* The text since the last unknown, as a string value. */
static rf_value string_so_far(rendering *to, bool keep_origin)
{
    rf_str text = rf_buf_str(&to->text);
    rf_str normal = rf_utf8_nfc(to->ev->arena, text);
    rf_value string = rf_value_string(normal, to->span);
    bool same = normal.at == text.at; /* offsets of a changed text would be wrong */
    if (same && to->origin.segments.n != 0 && (keep_origin || may_be_json(text)))
        string.as.string.origin = rf_origin_finish(&to->origin);
    return string;
}

static void start_text(rendering *to)
{
    to->text = rf_buf_new(to->ev->arena);
    to->origin = (rf_origin_builder){.arena = to->ev->arena, .source = to->span.source};
}

static void add_unknown(rendering *to, const rf_value *value)
{
    to->unknown = true;
    if (to->text.n != 0)
        RF_PUSH(to->ev->arena, &to->pieces, string_so_far(to, true));
    start_text(to);
    const rf_value *pieces = value->as.unknown.pieces;
    for (size_t i = 0; i < value->as.unknown.n; i++)
        RF_PUSH(to->ev->arena, &to->pieces, pieces[i]);
    if (value->as.unknown.n == 0)
        RF_PUSH(to->ev->arena, &to->pieces, *value);
}

static void add_text(rendering *to, rf_str text, rf_span span)
{
    if (text.n > RF_LIMIT_EVAL_STRING - to->text.n) {
        rf_eval_charge_text(to->ev, to->span, to->text.n + text.n);
        return;
    }
    if (text.n != 0 && span.source == to->span.source)
        rf_origin_add(&to->origin, to->text.n, span.start, span.end, false);
    rf_buf_add(&to->text, text);
}

static void add_literal(rendering *to, const rf_template_part *part)
{
    rf_str text = part->as.literal.text;
    const rf_origin *origin = part->as.literal.origin;
    if (text.n > RF_LIMIT_EVAL_STRING - to->text.n) {
        rf_eval_charge_text(to->ev, to->span, to->text.n + text.n);
        return;
    }
    for (size_t i = 0; origin != NULL && i < origin->n; i++) {
        const rf_segment *segment = &origin->at[i];
        to->origin.source = origin->source;
        rf_origin_add(&to->origin, to->text.n + segment->inner, segment->outer, segment->outer_end,
                      segment->verbatim);
    }
    rf_buf_add(&to->text, text);
}

static void add_value(rendering *to, const rf_value *value, rf_span span)
{
    rf_str text;
    to->marks |= value->marks;
    if (value->kind == RF_UNKNOWN) {
        add_unknown(to, value);
        return;
    }
    if (rf_value_text(to->ev->arena, value, &text)) {
        add_text(to, text, span);
        return;
    }
    to->failed = true;
    if (value->kind == RF_NULL)
        rf_eval_fail(to->ev, span, "use coalesce(..., \"\"), or a condition",
                     "a null value cannot stand in a text");
    else
        rf_eval_fail(to->ev, span,
                     "use jsonencode(...) or join(\",\", ...), or one of its elements",
                     "%.*s cannot stand in a text", RF_ARG(rf_value_words(to->ev->arena, value)));
}

static void render(rendering *to, const rf_template_parts *parts);

static void render_literal(rendering *to, const rf_template_part *part)
{
    add_literal(to, part);
}

static void render_interpolation(rendering *to, const rf_template_part *part)
{
    rf_value value = rf_eval_node(to->ev, part->as.expr);
    add_value(to, &value, part->as.expr->span);
}

static void render_if(rendering *to, const rf_template_part *part)
{
    const rf_expr *expr = part->as.branch.condition;
    rf_value condition = rf_eval_node(to->ev, expr);
    to->marks |= condition.marks;
    if (!rf_eval_to_bool(to->ev, &condition, expr->span, "the condition of an \"if\"")) {
        to->failed = true;
        return;
    }
    if (condition.kind == RF_UNKNOWN) {
        rf_value unknown = rf_value_unknown(&rf_type_string, part->span);
        add_unknown(to, &unknown);
        return;
    }
    render(to, condition.as.boolean ? &part->as.branch.then : &part->as.branch.otherwise);
}

static void render_for(rendering *to, const rf_template_part *part)
{
    rf_evaluator *ev = to->ev;
    const rf_expr *source = part->as.loop.collection;
    rf_value collection = rf_eval_node(ev, source);
    to->marks |= collection.marks;
    if (collection.kind == RF_UNKNOWN) {
        rf_value unknown = rf_value_unknown(&rf_type_string, part->span);
        add_unknown(to, &unknown);
        return;
    }
    rf_walk walk;
    if (!rf_walk_start(ev, &walk, &collection, source->span, "a \"for\"")) {
        to->failed = true;
        return;
    }
    const rf_binding *outer = ev->bindings;
    rf_binding key = {.name = part->as.loop.key, .value = &walk.key, .outer = outer};
    rf_binding value = {.name = part->as.loop.value,
                        .value = &walk.value,
                        .outer = part->as.loop.key.n != 0 ? &key : outer};
    while (!ev->stopped && !to->failed && rf_walk_next(&walk)) {
        ev->bindings = &value;
        rf_eval_charge(ev, part->span, 1);
        render(to, &part->as.loop.body);
        ev->bindings = outer;
    }
}

static void render(rendering *to, const rf_template_parts *parts)
{
    static void (*const kinds[])(rendering *, const rf_template_part *) = {
        [RF_TEMPLATE_LITERAL] = render_literal,
        [RF_TEMPLATE_INTERPOLATION] = render_interpolation,
        [RF_TEMPLATE_IF] = render_if,
        [RF_TEMPLATE_FOR] = render_for,
    };
    if (to->ev->depth >= RF_LIMIT_EVAL_DEPTH) {
        to->failed = true;
        rf_eval_fail(to->ev, to->span, "name the inner parts as locals",
                     "this template is nested too deeply to be evaluated");
        return;
    }
    to->ev->depth++;
    for (size_t i = 0; i < parts->n && !to->ev->stopped; i++)
        kinds[parts->at[i].kind](to, &parts->at[i]);
    to->ev->depth--;
}

static rf_value finish(rendering *to)
{
    rf_value result = rf_value_unknown(&rf_type_string, to->span);
    size_t bytes = to->text.n;
    if (to->failed || to->ev->stopped) {
        result.marks = to->marks;
        return result;
    }
    if (!to->unknown) {
        result = string_so_far(to, false);
    } else {
        if (to->text.n != 0)
            RF_PUSH(to->ev->arena, &to->pieces, string_so_far(to, true));
        result.as.unknown.pieces = to->pieces.at;
        result.as.unknown.n = to->pieces.n;
        for (size_t i = 0; i < to->pieces.n; i++)
            bytes += rf_text_of(&to->pieces.at[i]).n;
    }
    rf_eval_charge_text(to->ev, to->span, bytes);
    result.marks = to->marks;
    return result;
}

/* "${x}" alone is x itself, whatever its type. */
static bool is_wrapped(const rf_expr *expr)
{
    const rf_template_parts *parts = &expr->as.template.parts;
    return !expr->as.template.heredoc && parts->n == 1 &&
           parts->at[0].kind == RF_TEMPLATE_INTERPOLATION;
}

rf_value rf_eval_template(rf_evaluator *ev, const rf_expr *expr)
{
    if (is_wrapped(expr))
        return rf_eval_node(ev, expr->as.template.parts.at[0].as.expr);
    rendering to = {.ev = ev, .span = expr->span};
    start_text(&to);
    render(&to, &expr->as.template.parts);
    return finish(&to);
}

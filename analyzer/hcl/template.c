/* A row of pieces -> the tree of a template, or a literal. */
#include "hcl/parse.h"

#include "base/limits.h"
#include "text/utf8.h"

typedef rf_hcl_parser parser;
typedef rf_hcl_piece piece;

/* --- indentation (<<-) ----------------------------------------------------------------------- */

/* The white space at the beginning, in characters. */
static size_t count_spaces(rf_str text, bool *all)
{
    size_t count = 0, at = 0;
    for (size_t n; (n = rf_hcl_space_at_start(rf_slice(text, at, text.n))) != 0; at += n)
        count++;
    *all = at == text.n;
    return count;
}

/* Calls for each line of the heredoc that counts: sets *least to the least indentation when `take`
 * is false, otherwise takes *least characters off.  What counts is what stands in the text: a line
 * whose end was stripped by a `~}` runs on, and a blank line says nothing. */
static void each_line(parser *p, size_t first, size_t *least, bool take)
{
    bool new_line = true;
    for (size_t i = first; i < p->pieces.n; i++) {
        piece *next = &p->pieces.at[i];
        bool text = next->kind == RF_PIECE_TEXT,
             ends_line = text && rf_ends(next->text, RF_STR("\n"));
        if (new_line && !text) {
            *least = take ? *least : 0;
        } else if (new_line) {
            bool all;
            size_t spaces = count_spaces(next->text, &all);
            if (all && ends_line)
                spaces = SIZE_MAX;
            else if (!take && spaces < *least)
                *least = spaces;
            for (size_t n = 0; take && spaces != SIZE_MAX && n < *least; n++) {
                size_t bytes = rf_hcl_space_at_start(next->text);
                next->text = rf_slice(next->text, bytes, next->text.n);
                next->start += next->verbatim ? (uint32_t)bytes : 0;
            }
        }
        new_line = ends_line;
    }
}

void rf_hcl_strip_indentation(parser *p, size_t first)
{
    size_t least = SIZE_MAX;
    each_line(p, first, &least, false);
    if (least != 0 && least != SIZE_MAX)
        each_line(p, first, &least, true);
}

/* --- text ------------------------------------------------------------------------------------ */

/* Characters below U+0300 never change in Normalization Form C; most text has no others. */
static bool may_change_in_nfc(rf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.at[i] >= 0xCC)
            return true;
    return false;
}

/* The source bytes of `inner` bytes of a text whose segments were just built. */
static rf_segment segment_of(const rf_origin *origin, rf_str text, size_t start, size_t end)
{
    rf_source whole = {.text = text, .origin = origin};
    rf_span outer = rf_span_outermost((rf_span){&whole, (uint32_t)start, (uint32_t)end});
    return (rf_segment){0, outer.start, outer.end, false};
}

/* Normalises runs of one ASCII character and what follows it up to the next one: nothing composes
 * across their borders, so each run keeps its place. */
static rf_str normalise(parser *p, rf_str text, const rf_origin **origin)
{
    /* rf_span_outermost() follows embedded sources to the file; one step is wanted here. */
    const rf_source flat = {.text = p->scan.source->text};
    rf_origin local = **origin;
    local.source = &flat;
    rf_buf buf = rf_buf_new(p->arena);
    rf_origin_builder builder = {.arena = p->arena, .source = p->scan.source};
    for (size_t start = 0, end; start < text.n; start = end) {
        end = start + 1;
        while (end < text.n && (unsigned char)text.at[end] >= 0x80)
            end++;
        rf_str run = rf_slice(text, start, end), normal = rf_utf8_nfc(p->arena, run);
        rf_segment outer = segment_of(&local, text, start, end);
        bool same = rf_eq(run, normal) && outer.outer_end - outer.outer == run.n;
        if (normal.n != 0)
            rf_origin_add(&builder, buf.n, outer.outer, outer.outer_end, same);
        rf_buf_add(&buf, normal);
    }
    *origin = rf_origin_finish(&builder);
    return rf_buf_str(&buf);
}

/* True when the pieces [from, to) are one run of the source, as most texts are. */
static bool is_one_run(const piece *pieces, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!pieces[i].verbatim || (i > from && pieces[i].start != pieces[i - 1].end))
            return false;
    return true;
}

/* The text of pieces [from, to), and where its bytes stand. */
static rf_str join_text(parser *p, size_t from, size_t to, const rf_origin **origin)
{
    const piece *pieces = p->pieces.at;
    rf_str text = pieces[from].text;
    if (is_one_run(pieces, from, to)) {
        uint32_t start = pieces[from].start, end = pieces[to - 1].end;
        text = rf_slice(p->scan.source->text, start, end);
        *origin = text.n == 0 ? NULL : rf_hcl_place(p, start, end, true);
    } else {
        rf_origin_builder builder = {.arena = p->arena, .source = p->scan.source};
        rf_buf joined = rf_buf_new(p->arena);
        for (size_t i = from; i < to; i++) {
            if (pieces[i].text.n != 0)
                rf_origin_add(&builder, joined.n, pieces[i].start, pieces[i].end,
                              pieces[i].verbatim);
            rf_buf_add(&joined, pieces[i].text);
        }
        *origin = rf_origin_finish(&builder);
        text = rf_buf_str(&joined);
    }
    if (may_change_in_nfc(text) && !rf_eq(text, rf_utf8_nfc(p->arena, text)))
        text = normalise(p, text, origin);
    return text;
}

/* A template that is all text.  Between quotes and without escapes it needs no origin. */
static const rf_expr *make_literal(parser *p, size_t first, uint32_t start, uint32_t end)
{
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_LITERAL, start, end);
    const rf_origin *origin = NULL;
    rf_str text = {"", 0};
    bool plain = p->pieces.n - first == 1 && p->pieces.at[first].verbatim &&
                 p->pieces.at[first].start == start + 1 &&
                 !may_change_in_nfc(p->pieces.at[first].text);
    if (plain)
        text = p->pieces.at[first].text;
    else if (p->pieces.n > first)
        text = join_text(p, first, p->pieces.n, &origin);
    expr->as.literal = rf_value_string(text, expr->span);
    expr->as.literal.as.string.origin = origin;
    return expr;
}

/* --- directives ------------------------------------------------------------------------------ */

/* Goes through the pieces.  The parts of the sequence at hand are collected on the parser's stack,
 * above those of the sequences around it. */
typedef struct builder {
    parser *p;
    size_t at, end;
    uint32_t template_end;
    bool muted; /* a directive could not be read, so that its partner only seems to be alone */
} builder;

static rf_template_parts build_parts(builder *b, unsigned *height);

static rf_template_part build_text(builder *b)
{
    size_t from = b->at;
    while (b->at < b->end && b->p->pieces.at[b->at].kind == RF_PIECE_TEXT)
        b->at++;
    rf_template_part part = {.kind = RF_TEMPLATE_LITERAL};
    part.as.literal.text = join_text(b->p, from, b->at, &part.as.literal.origin);
    part.span = rf_hcl_span(b->p, b->p->pieces.at[from].start, b->p->pieces.at[b->at - 1].end);
    return part;
}

static bool at_kind(const builder *b, rf_hcl_piece_kind kind)
{
    return b->at < b->end && b->p->pieces.at[b->at].kind == kind;
}

static const char *const directive_words[] = {
    [RF_PIECE_IF] = "if",   [RF_PIECE_ELSE] = "else",     [RF_PIECE_ENDIF] = "endif",
    [RF_PIECE_FOR] = "for", [RF_PIECE_ENDFOR] = "endfor",
};

/* Takes the directive that ends `open`; reports when it is another one, or missing. */
static uint32_t close_directive(builder *b, const piece *open, rf_hcl_piece_kind close)
{
    rf_hcl_scanner *s = &b->p->scan;
    const char *word = directive_words[close];
    if (at_kind(b, close))
        return b->p->pieces.at[b->at++].end;
    bool missing = b->at == b->end;
    if (b->muted) {
        b->at += !missing;
        return b->template_end;
    }
    const piece *found = missing ? open : &b->p->pieces.at[b->at];
    uint32_t start = missing ? b->template_end : found->start;
    uint32_t end = missing ? b->template_end : found->end;
    const char *help = rf_cstr(b->p->arena, rf_format(b->p->arena, "write %%{ %s }", word));
    rf_diag *diag = missing ? rf_hcl_error(s, start, end, help,
                                           "expected %%{ %s } before the template ends", word)
                            : rf_hcl_error(s, start, end, help, "expected %%{ %s }, not %%{ %s }",
                                           word, directive_words[found->kind]);
    rf_hcl_relate(s, diag, open->start, open->end, "opened here");
    if (!missing)
        b->at++;
    return end;
}

/* `%{ if }`: the piece at hand. */
static rf_template_part build_branch(builder *b, unsigned *height)
{
    const piece open = b->p->pieces.at[b->at++];
    unsigned below;
    rf_template_part part = {.kind = RF_TEMPLATE_IF};
    part.as.branch.condition = open.expr;
    part.as.branch.then = build_parts(b, height);
    if (at_kind(b, RF_PIECE_ELSE)) {
        b->at++;
        part.as.branch.otherwise = build_parts(b, &below);
        *height = below > *height ? below : *height;
    }
    part.span = rf_hcl_span(b->p, open.start, close_directive(b, &open, RF_PIECE_ENDIF));
    return part;
}

/* `%{ for }`: the piece at hand. */
static rf_template_part build_loop(builder *b, unsigned *height)
{
    const piece open = b->p->pieces.at[b->at++];
    rf_template_part part = {.kind = RF_TEMPLATE_FOR};
    part.as.loop.key = open.key;
    part.as.loop.value = open.value;
    part.as.loop.collection = open.expr;
    part.as.loop.body = build_parts(b, height);
    part.span = rf_hcl_span(b->p, open.start, close_directive(b, &open, RF_PIECE_ENDFOR));
    return part;
}

static rf_template_part build_interpolation(builder *b, const piece *next)
{
    b->at++;
    rf_template_part part = {.kind = RF_TEMPLATE_INTERPOLATION,
                             .span = rf_hcl_span(b->p, next->start, next->end)};
    part.as.expr = next->expr;
    return part;
}

static rf_template_parts take_parts(parser *p, size_t first)
{
    rf_template_parts parts = {.n = p->parts.n - first};
    rf_template_part *list = RF_NEW_ARRAY(p->arena, rf_template_part, parts.n);
    for (size_t i = 0; i < parts.n; i++)
        list[i] = p->parts.at[first + i];
    parts.at = list;
    p->parts.n = first;
    return parts;
}

/* Parts up to the end, or up to a directive that ends something; *height is that of the highest
 * expression below, plus the directives around it. */
static rf_template_parts build_parts(builder *b, unsigned *height)
{
    parser *p = b->p;
    size_t first = p->parts.n;
    *height = 0;
    if (!rf_hcl_enter(p)) {
        b->at = b->end;
        return (rf_template_parts){0};
    }
    while (b->at < b->end) {
        const piece *next = &p->pieces.at[b->at];
        unsigned below = next->expr != NULL ? next->expr->height : 0, inside = 0;
        rf_template_part part;
        if (next->kind == RF_PIECE_TEXT)
            part = build_text(b);
        else if (next->kind == RF_PIECE_INTERPOLATION)
            part = build_interpolation(b, next);
        else if (next->kind == RF_PIECE_IF)
            part = build_branch(b, &inside);
        else if (next->kind == RF_PIECE_FOR)
            part = build_loop(b, &inside);
        else
            break;
        below = inside + 1 > below ? inside + 1 : below;
        *height = below > *height ? below : *height;
        RF_PUSH(p->arena, &p->parts, part);
    }
    rf_hcl_leave(p);
    return take_parts(p, first);
}

const rf_expr *rf_hcl_build_template(parser *p, size_t first, uint32_t start, uint32_t end,
                                     bool heredoc)
{
    bool text_only = true, unreadable = false;
    for (size_t i = first; i < p->pieces.n; i++) {
        const piece *next = &p->pieces.at[i];
        text_only = text_only && next->kind == RF_PIECE_TEXT;
        unreadable =
            unreadable || (next->kind == RF_PIECE_INTERPOLATION &&
                           next->expr->kind == RF_EXPR_INVALID && p->scan.text[next->start] == '%');
    }
    if (text_only) {
        const rf_expr *literal = make_literal(p, first, start, end);
        p->pieces.n = first;
        return literal;
    }
    rf_expr *expr = rf_hcl_node(p, RF_EXPR_TEMPLATE, start, end);
    builder b = {.p = p, .at = first, .end = p->pieces.n, .template_end = end, .muted = unreadable};
    size_t mark = p->parts.n;
    unsigned highest = 0, height;
    for (;;) {
        rf_template_parts parts = build_parts(&b, &height);
        highest = height > highest ? height : highest;
        for (size_t i = 0; i < parts.n; i++)
            RF_PUSH(p->arena, &p->parts, parts.at[i]);
        if (b.at >= b.end)
            break;
        const piece *stray = &p->pieces.at[b.at++];
        if (!b.muted)
            rf_hcl_error(
                &p->scan, stray->start, stray->end, "remove it, or open the directive it ends",
                "%%{ %s } without a directive that it belongs to", directive_words[stray->kind]);
    }
    expr->as.template.parts = take_parts(p, mark);
    expr->as.template.heredoc = heredoc;
    p->pieces.n = first;
    rf_hcl_set_height(p, expr, highest);
    return expr;
}

#include "hcl/parse.h"

#include "base/limits.h"
#include "hcl/hcl.h"

typedef rf_hcl_parser parser;
typedef rf_hcl_token token;

const token *rf_hcl_peek_slow(parser *p)
{
    if (!p->peeked) {
        p->token = rf_hcl_scan(&p->scan);
        p->peeked = true;
    }
    while (p->token.kind == RF_TOKEN_NEWLINE && !p->newlines)
        p->token = rf_hcl_scan(&p->scan);
    return &p->token;
}

bool rf_hcl_at_word(parser *p, rf_str word)
{
    const token *next = rf_hcl_peek(p);
    return next->kind == RF_TOKEN_NAME && rf_eq(rf_hcl_text(p, *next), word);
}

bool rf_hcl_at_item_line(parser *p)
{
    const token *next = rf_hcl_peek(p);
    return next->kind == RF_TOKEN_NAME && rf_hcl_item_at(&p->scan, next->start) &&
           rf_hcl_indent(&p->scan, next->start) != UINT32_MAX;
}

void rf_hcl_unexpected(parser *p, const char *expected, const token *open, const char *help)
{
    const token found = *rf_hcl_peek(p);
    bool said = p->panic || p->scan.stopped || found.kind == RF_TOKEN_INVALID ||
                p->error_at == found.start + 1;
    p->panic = true;
    if (said)
        return;
    p->error_at = found.start + 1;
    /* A line end is pointed at from the line that it ends. */
    uint32_t end = found.kind == RF_TOKEN_NEWLINE ? found.start : found.end;
    rf_diag *diag = rf_hcl_error(&p->scan, found.start, end, help, "expected %s, not %.*s",
                                 expected, RF_ARG(rf_hcl_describe(&p->scan, found)));
    if (open != NULL)
        rf_hcl_relate(&p->scan, diag, open->start, open->end, "opened here");
}

/* Reports that a limit was passed, and lets nothing follow. */
static void give_up(parser *p, rf_str message)
{
    p->panic = true;
    if (p->scan.stopped)
        return;
    uint32_t at = p->peeked ? p->token.start : p->last_end;
    rf_hcl_error(&p->scan, at, at, "split it up; the rest of the file was not read", "%.*s",
                 RF_ARG(message));
    rf_hcl_scan_stop(&p->scan);
    p->token = rf_hcl_scan(&p->scan);
    p->peeked = true;
}

static void too_deep(parser *p)
{
    give_up(p, rf_format(p->arena, "this is nested more than %d levels deep", RF_LIMIT_HCL_DEPTH));
}

void rf_hcl_count_node(parser *p)
{
    if (++p->nodes > RF_LIMIT_HCL_NODES)
        give_up(p, rf_format(p->arena, "there are more than %d values, blocks and pieces of text",
                             RF_LIMIT_HCL_NODES));
}

bool rf_hcl_enter(parser *p)
{
    /* The outermost expression is no nesting yet. */
    if (p->depth <= RF_LIMIT_HCL_DEPTH) {
        p->depth++;
        return true;
    }
    too_deep(p);
    return false;
}

void rf_hcl_leave(parser *p)
{
    p->depth--;
}

rf_expr *rf_hcl_node(parser *p, rf_expr_kind kind, uint32_t start, uint32_t end)
{
    rf_hcl_count_node(p);
    rf_expr *expr = RF_NEW(p->arena, rf_expr);
    expr->kind = kind;
    expr->span = rf_hcl_span(p, start, end < start ? start : end);
    return expr;
}

rf_expr *rf_hcl_invalid(parser *p, uint32_t start, uint32_t end)
{
    return rf_hcl_node(p, RF_EXPR_INVALID, start, end);
}

const rf_origin *rf_hcl_place(parser *p, uint32_t start, uint32_t end, bool verbatim)
{
    struct placed {
        rf_origin origin;
        rf_segment segment;
    } *placed = RF_NEW(p->arena, struct placed);
    placed->segment = (rf_segment){0, start, end, verbatim};
    placed->origin = (rf_origin){p->scan.source, &placed->segment, 1};
    return &placed->origin;
}

void rf_hcl_set_height(parser *p, rf_expr *expr, unsigned highest_child)
{
    expr->height = highest_child + 1;
    if (expr->height <= RF_LIMIT_HCL_DEPTH)
        return;
    too_deep(p);
    expr->kind = RF_EXPR_INVALID;
    expr->height = 0;
}

static void start(parser *p, rf_arena *arena, const rf_source *source, rf_diags *diags,
                  rf_hcl_mode mode)
{
    *p = (parser){.arena = arena};
    rf_hcl_scan_start(&p->scan, arena, source, diags, mode);
}

const rf_body *rf_hcl_read(rf_arena *arena, const rf_source *source, rf_diags *diags)
{
    parser p;
    start(&p, arena, source, diags, RF_MODE_EXPRESSION);
    rf_body *body = RF_NEW(arena, rf_body);
    *body = rf_hcl_parse_file(&p);
    return body;
}

const rf_expr *rf_hcl_read_expr(rf_arena *arena, const rf_source *source, rf_diags *diags)
{
    parser p;
    start(&p, arena, source, diags, RF_MODE_EXPRESSION);
    const rf_expr *expr = rf_hcl_parse_expr(&p);
    if (!rf_hcl_at(&p, RF_TOKEN_END))
        rf_hcl_unexpected(&p, "the end of the expression", NULL,
                          "there must be one expression and nothing else");
    /* The rest may hold characters that are errors of their own. */
    while (!rf_hcl_at(&p, RF_TOKEN_END))
        rf_hcl_take(&p);
    return expr;
}

const rf_expr *rf_hcl_read_template(rf_arena *arena, const rf_source *source, rf_diags *diags)
{
    parser p;
    start(&p, arena, source, diags, RF_MODE_BARE);
    return rf_hcl_parse_bare_template(&p);
}

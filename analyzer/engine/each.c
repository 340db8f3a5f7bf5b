#include "engine/each.h"

#include "eval/function.h"

/* What names mean inside an `each`. */
struct names {
    const rf_value *self, *it, *param, *profile;
};

static const rf_value *lookup(const rf_scope *scope, rf_str name)
{
    const struct names *names = scope->context;
    const struct {
        const char *name;
        const rf_value *value;
    } known[] = {{"self", names->self},
                 {"it", names->it},
                 {"param", names->param},
                 {"profile", names->profile}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (rf_eq_c(name, known[i].name))
            return known[i].value;
    return NULL;
}

static rf_scope scope_of(const struct names *names)
{
    static const rf_str all[] = {{"self", 4}, {"it", 2}, {"param", 5}, {"profile", 7}};
    return (rf_scope){
        .lookup = lookup,
        .context = names,
        .names = all,
        .name_count = sizeof all / sizeof *all,
        .functions = rf_functions,
        .function_count = rf_function_count,
    };
}

struct evaluation {
    const rf_each_run *run;
    struct names names;
};

static void cannot_evaluate(struct evaluation *e, const rf_diags *diags)
{
    rf_unknown unknown = {.span = e->run->subject->span,
                          .what = rf_format(e->run->arena, "rule %.*s", RF_ARG(e->run->rule->id)),
                          .why = RF_STR("its answer depends on a value that is not known")};
    if (diags->list.n != 0) {
        rf_place place = rf_locate(diags->list.at[0].span);
        unknown.why =
            rf_format(e->run->arena, "%.*s (%.*s:%u:%u)", RF_ARG(diags->list.at[0].message),
                      RF_ARG(place.path), place.line, place.column);
        unknown.exhausted = true; /* an expression that failed is a check that was not made */
    }
    RF_PUSH(e->run->arena, e->run->unknowns, unknown);
}

/* The text of one of the rule's expressions; `fallback` without one, or when it holds a secret. */
static rf_str text_of(struct evaluation *e, const rf_expr *expr, rf_str fallback)
{
    if (expr == NULL)
        return fallback;
    rf_diags diags = rf_diags_new(e->run->arena);
    rf_scope scope = scope_of(&e->names);
    rf_value value = rf_eval(e->run->arena, expr, &scope, &diags);
    if (value.kind == RF_NULL)
        return fallback;
    if (value.kind != RF_STRING || diags.errors != 0) {
        cannot_evaluate(e, &diags);
        return fallback;
    }
    return rf_value_has_mark(&value, RF_MARK_SENSITIVE) ? fallback : value.as.string.text;
}

/* The place of a value that was written in a checked file; otherwise the subject's. */
static rf_span place_of(const struct evaluation *e, const rf_value *value)
{
    rf_span rule_file = e->run->rule->span;
    if (value->span.source == NULL || value->span.source == rule_file.source)
        return e->run->subject->span;
    return value->span;
}

/* see = { "what it is" = value }: the places of these values, null ones left out. */
static void see_also(struct evaluation *e, rf_finding *finding)
{
    if (e->run->rule->each->see == NULL)
        return;
    rf_diags diags = rf_diags_new(e->run->arena);
    rf_scope scope = scope_of(&e->names);
    rf_value see = rf_eval(e->run->arena, e->run->rule->each->see, &scope, &diags);
    if (see.kind != RF_OBJECT || diags.errors != 0) {
        cannot_evaluate(e, &diags);
        return;
    }
    rf_related *related = RF_NEW_ARRAY(e->run->arena, rf_related, see.as.object.n);
    for (size_t i = 0; i < see.as.object.n; i++)
        if (see.as.object.at[i].value.kind != RF_NULL)
            related[finding->related_count++] =
                (rf_related){see.as.object.at[i].value.span, see.as.object.at[i].name};
    finding->related = related;
}

static void find(struct evaluation *e, const rf_value *it)
{
    const rf_each *each = e->run->rule->each;
    rf_span span = place_of(e, it);
    e->names.it = it;
    if (each->at != NULL) {
        rf_diags diags = rf_diags_new(e->run->arena);
        rf_scope scope = scope_of(&e->names);
        rf_value at = rf_eval(e->run->arena, each->at, &scope, &diags);
        if (diags.errors != 0)
            cannot_evaluate(e, &diags);
        else if (at.kind != RF_NULL)
            span = place_of(e, &at);
    }
    rf_finding finding = {
        .span = span,
        .message = text_of(e, each->message, e->run->rule->summary),
        .note = text_of(e, each->note, RF_STR("")),
        .help = text_of(e, each->help, e->run->rule->fix),
        .statement = rf_text_of(rf_value_get_c(it, "statement")),
    };
    see_also(e, &finding);
    RF_PUSH(e->run->arena, e->run->findings, finding);
}

static void evaluate(struct evaluation *e)
{
    const rf_each *each = e->run->rule->each;
    rf_arena *arena = e->run->arena;
    rf_diags diags = rf_diags_new(arena);
    rf_scope scope = scope_of(&e->names);
    if (each->where != NULL) {
        rf_value where = rf_eval(arena, each->where, &scope, &diags);
        if (where.kind != RF_BOOL || diags.errors != 0) {
            cannot_evaluate(e, &diags);
            return;
        }
        if (!where.as.boolean)
            return;
    }
    rf_value found = rf_eval(arena, each->finding, &scope, &diags);
    if (found.kind == RF_UNKNOWN || diags.errors != 0) {
        cannot_evaluate(e, &diags);
    } else if (found.kind == RF_LIST) {
        for (size_t i = 0; i < found.as.list.n; i++)
            find(e, &found.as.list.at[i]);
    } else if (found.kind == RF_BOOL && found.as.boolean) {
        find(e, e->names.self);
    } else if (found.kind != RF_BOOL && found.kind != RF_NULL) {
        find(e, &found);
    }
}

void rf_each_evaluate(const rf_each_run *run)
{
    struct evaluation e = {.run = run,
                           .names = {run->self, &rf_value_null, run->param, run->profile}};
    evaluate(&e);
}

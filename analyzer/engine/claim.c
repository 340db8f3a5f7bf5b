#include "engine/claim.h"

#include "checks/lookup.h"
#include "eval/function.h"
#include "reference/shape.h"

typedef struct evaluation {
    rf_arena *arena;
    const rf_claim_scope *scope;
    rf_diags *diags;
    bool waits;  /* the profile was asked for, and there is none yet */
    bool by_tls; /* the set is of requests over TLS */
} evaluation;

/* ---- expressions ---- */

static const rf_value *lookup(const rf_scope *scope, rf_str name)
{
    evaluation *e = *(evaluation *const *)scope->context;
    if (rf_eq_c(name, "param"))
        return e->scope->param;
    if (!rf_eq_c(name, "profile"))
        return NULL;
    e->waits = e->waits || e->scope->profile == NULL;
    return e->scope->profile != NULL ? e->scope->profile : &rf_value_null;
}

static rf_value value_of(evaluation *e, const rf_expr *expr)
{
    static const rf_str names[] = {{"param", 5}, {"profile", 7}};
    rf_diags diags = rf_diags_new(e->arena);
    evaluation *context = e;
    rf_scope scope = {.lookup = lookup,
                      .context = &context,
                      .names = names,
                      .name_count = sizeof names / sizeof *names,
                      .functions = rf_functions,
                      .function_count = rf_function_count};
    rf_value value = rf_eval(e->arena, expr, &scope, &diags);
    for (size_t i = 0; i < diags.list.n && !e->waits; i++)
        rf_diag_add(e->diags, "rule", diags.list.at[i].span, diags.list.at[i].message,
                    diags.list.at[i].help);
    return value;
}

/* Terraform writes the variables of IAM as &{...}, because ${...} is its own. */
static rf_value with_variables(evaluation *e, rf_value value)
{
    if (value.kind == RF_LIST) {
        rf_value *items = RF_NEW_ARRAY(e->arena, rf_value, value.as.list.n);
        for (size_t i = 0; i < value.as.list.n; i++)
            items[i] = with_variables(e, value.as.list.at[i]);
        return rf_value_list(items, value.as.list.n, value.span);
    }
    rf_str text = rf_text_of(&value);
    if (rf_find(text, RF_STR("&{")) == RF_NOT_FOUND)
        return value;
    rf_buf buf = rf_buf_new(e->arena);
    for (size_t i = 0; i < text.n; i++) {
        bool starts = text.at[i] == '&' && i + 1 < text.n && text.at[i + 1] == '{';
        rf_buf_add_byte(&buf, starts ? '$' : text.at[i]);
    }
    return rf_value_string(rf_buf_str(&buf), value.span);
}

static rf_value list_of(evaluation *e, const rf_expr *expr)
{
    return with_variables(e, value_of(e, expr));
}

static rf_str text_of(evaluation *e, const rf_expr *expr, const char *name)
{
    rf_value value = value_of(e, expr);
    if (value.kind != RF_STRING && value.kind != RF_UNKNOWN)
        rf_diag_error(e->diags, "rule", expr->span, "", "%s must be a string", name);
    return rf_text_of(&value);
}

/* ---- the document ---- */

typedef RF_VEC(rf_member) member_list;

/* The conditions of one operator. */
typedef struct group {
    rf_str name;
    rf_span span;
    member_list members;
} group;

typedef RF_VEC(group) group_list;

/* Added when it is not there yet. */
static group *group_named(rf_arena *arena, group_list *groups, rf_str name, rf_span span)
{
    for (size_t i = 0; i < groups->n; i++)
        if (rf_eq(groups->at[i].name, name))
            return &groups->at[i];
    RF_PUSH(arena, groups, (group){.name = name, .span = span});
    return &groups->at[groups->n - 1];
}

static rf_member member(rf_str name, rf_span name_span, rf_value value)
{
    return (rf_member){.name = name, .name_span = name_span, .value = value};
}

static rf_value object_of(evaluation *e, const member_list *members, rf_span span)
{
    return rf_value_object(e->arena, members->at, members->n, span);
}

static void add_conditions(evaluation *e, const rf_claim *claim, member_list *statement)
{
    group_list tests = {0};
    for (size_t i = 0; i < claim->condition_count; i++) {
        const rf_claim_condition *condition = &claim->conditions[i];
        rf_str test = text_of(e, condition->test, "test");
        rf_str variable = text_of(e, condition->variable, "variable");
        rf_value values = list_of(e, condition->values);
        group *of = group_named(e->arena, &tests, test, condition->test->span);
        RF_PUSH(e->arena, &of->members, member(variable, condition->variable->span, values));
    }
    if (e->by_tls) {
        group *of = group_named(e->arena, &tests, RF_STR("Bool"), claim->block->header);
        RF_PUSH(e->arena, &of->members,
                member(RF_STR("aws:SecureTransport"), claim->block->header,
                       rf_value_string(RF_STR("true"), claim->block->header)));
    }
    member_list members = {0};
    for (size_t i = 0; i < tests.n; i++) {
        const group *of = &tests.at[i];
        RF_PUSH(e->arena, &members,
                member(of->name, of->span, object_of(e, &of->members, of->span)));
    }
    if (tests.n != 0)
        RF_PUSH(e->arena, statement,
                member(RF_STR("Condition"), claim->block->header,
                       object_of(e, &members, claim->block->header)));
}

static void add_principals(evaluation *e, const rf_claim *claim, bool negated,
                           member_list *statement)
{
    member_list members = {0};
    rf_value whole = rf_value_null;
    for (size_t i = 0; i < claim->principal_count; i++) {
        const rf_claim_principals *one = &claim->principals[i];
        if (one->negated != negated)
            continue;
        rf_str type = text_of(e, one->type, "type");
        rf_value identifiers = list_of(e, one->identifiers);
        if (rf_eq_c(type, "*"))
            whole = rf_value_string(type, one->type->span);
        RF_PUSH(e->arena, &members, member(type, one->type->span, identifiers));
    }
    if (members.n != 0)
        RF_PUSH(
            e->arena, statement,
            member(negated ? RF_STR("NotPrincipal") : RF_STR("Principal"), claim->block->header,
                   whole.kind == RF_STRING ? whole : object_of(e, &members, claim->block->header)));
}

static rf_value document_of(evaluation *e, const rf_claim *claim)
{
    rf_span span = claim->block->header;
    const struct {
        const char *name;
        const rf_expr *expr;
    } elements[] = {{"Action", claim->actions},
                    {"NotAction", claim->not_actions},
                    {"Resource", claim->resources},
                    {"NotResource", claim->not_resources}};
    member_list statement = {0}, document = {0};
    RF_PUSH(e->arena, &statement,
            member(RF_STR("Effect"), span, rf_value_string(RF_STR("Allow"), span)));
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (elements[i].expr != NULL)
            RF_PUSH(e->arena, &statement,
                    member(rf_str_c(elements[i].name), elements[i].expr->span,
                           list_of(e, elements[i].expr)));
    if (claim->resources == NULL && claim->not_resources == NULL)
        RF_PUSH(e->arena, &statement,
                member(RF_STR("Resource"), span, rf_value_string(RF_STR("*"), span)));
    add_principals(e, claim, false, &statement);
    add_principals(e, claim, true, &statement);
    add_conditions(e, claim, &statement);
    RF_PUSH(e->arena, &document,
            member(RF_STR("Version"), span, rf_value_string(RF_STR("2012-10-17"), span)));
    RF_PUSH(e->arena, &document, member(RF_STR("Statement"), span, object_of(e, &statement, span)));
    return object_of(e, &document, span);
}

/* ---- what is wrong with it ---- */

static void report_problem(evaluation *e, const rf_problem *problem)
{
    rf_str text = problem->text;
    switch (problem->kind) {
    case RF_PROBLEM_ACTION_AND_NOT_ACTION:
    case RF_PROBLEM_RESOURCE_AND_NOT_RESOURCE:
    case RF_PROBLEM_OPERATOR_CASE:
        return; /* a set may have both; AWS takes any case */
    case RF_PROBLEM_UNKNOWN_OPERATOR:
        rf_diag_error(e->diags, "rule", problem->span, "",
                      "there is no condition operator \"%.*s\"%s%.*s%s", RF_ARG(text),
                      problem->nearest.n != 0 ? "; did you mean \"" : "", RF_ARG(problem->nearest),
                      problem->nearest.n != 0 ? "\"?" : "");
        return;
    case RF_PROBLEM_WRONG_TYPE:
        rf_diag_error(e->diags, "rule", problem->span, "", "%.*s takes %s", RF_ARG(text),
                      problem->expected);
        return;
    case RF_PROBLEM_DUPLICATE_MEMBER:
        rf_diag_error(e->diags, "rule", problem->span, "put all values into one",
                      "%.*s is there twice", RF_ARG(text));
        return;
    case RF_PROBLEM_EMPTY_LIST:
    case RF_PROBLEM_EMPTY_OBJECT:
        rf_diag_error(e->diags, "rule", problem->span, "", "%.*s has no values", RF_ARG(text));
        return;
    case RF_PROBLEM_UNKNOWN_VALUE:
        rf_diag_error(e->diags, "rule", problem->span, "", "%.*s has an unknown value",
                      RF_ARG(text));
        return;
    case RF_PROBLEM_UNKNOWN_PRINCIPAL_TYPE:
        rf_diag_error(e->diags, "rule", problem->span,
                      "AWS, Service, Federated, CanonicalUser or *",
                      "there is no principal type \"%.*s\"", RF_ARG(text));
        return;
    default:
        rf_diag_error(e->diags, "rule", problem->span, "", "%.*s: AWS calls this %s", RF_ARG(text),
                      rf_problem_name(problem->kind));
    }
}

static bool any_wildcard(rf_str text)
{
    return rf_find_byte(text, '*') != RF_NOT_FOUND || rf_find_byte(text, '?') != RF_NOT_FOUND;
}

static bool names_an_action(const rf_reference *reference, const rf_pattern *pattern)
{
    rf_str name, service = rf_split(pattern->text, ':', &name);
    if (pattern->shape == RF_SHAPE_ALL || any_wildcard(service))
        return true;
    const rf_ref_service *named = rf_ref_service_named(reference, service);
    return named != NULL && name.at != NULL && rf_lookup_service_has(reference, named, name);
}

/* A name with a slip would make a claim about nothing, which always holds. */
static void check_actions(evaluation *e, const rf_patterns *patterns)
{
    for (size_t i = 0; i < patterns->n; i++) {
        const rf_pattern *pattern = &patterns->at[i];
        if (names_an_action(e->scope->reference, pattern))
            continue;
        rf_str near = rf_ref_nearest_action(e->arena, e->scope->reference, pattern->text);
        rf_diag_error(e->diags, "rule", pattern->span, "", "there is no action \"%.*s\"%s%.*s%s",
                      RF_ARG(pattern->text), near.n != 0 ? "; did you mean \"" : "", RF_ARG(near),
                      near.n != 0 ? "\"?" : "");
    }
}

static void check_keys(evaluation *e, const rf_statement *set)
{
    for (size_t i = 0; i < set->n; i++) {
        const rf_condition *condition = &set->conditions[i];
        if (rf_ref_is_provider_key(condition->name) ||
            rf_ref_key_named(e->scope->reference, condition->name) != NULL)
            continue;
        rf_str near = rf_ref_nearest_key(e->arena, e->scope->reference, condition->name);
        rf_diag_error(e->diags, "rule", condition->key_span, "",
                      "there is no condition key \"%.*s\"%s%.*s%s", RF_ARG(condition->name),
                      near.n != 0 ? "; did you mean \"" : "", RF_ARG(near),
                      near.n != 0 ? "\"?" : "");
    }
}

/* Nor is there a request on a resource that AWS does not have. */
static void check_resources(evaluation *e, const rf_patterns *resources)
{
    for (size_t i = 0; i < resources->n; i++) {
        const rf_pattern *pattern = &resources->at[i];
        const rf_reference *reference = e->scope->reference;
        const rf_ref_type *nearest = NULL;
        rf_arn arn;
        if (!any_wildcard(rf_slice(pattern->text, 0, pattern->text.n < 4 ? pattern->text.n : 4)) &&
            !rf_starts(pattern->text, RF_STR("arn:")))
            rf_diag_error(e->diags, "rule", pattern->span, "", "\"%.*s\" is no ARN",
                          RF_ARG(pattern->text));
        if (!rf_lookup_arn_fields(pattern->text, &arn) ||
            rf_ref_shape_fault(reference, pattern->text, &nearest) == RF_FITS)
            continue;
        rf_str near = nearest != NULL ? rf_ref_text(reference, nearest->name) : RF_STR("");
        rf_diag_error(e->diags, "rule", pattern->span, "",
                      "no resource of AWS has an ARN like \"%.*s\"%s%.*s%s", RF_ARG(pattern->text),
                      near.n != 0 ? "; did you mean a " : "", RF_ARG(near), near.n != 0 ? "?" : "");
    }
}

static bool speaks_of_tls(const rf_statement *set)
{
    for (size_t i = 0; i < set->n; i++)
        if (rf_eq_c(set->conditions[i].key, "aws:securetransport"))
            return true;
    return false;
}

bool rf_claim_evaluate(rf_arena *arena, const rf_rule *rule, const rf_claim *claim,
                       const rf_claim_scope *scope, rf_diags *diags, rf_proof *proof)
{
    size_t errors = diags->errors;
    evaluation e = {.arena = arena, .scope = scope, .diags = diags};
    rf_value document = document_of(&e, claim);
    *proof = (rf_proof){.kind = claim->kind,
                        .levels = claim->levels,
                        .partition = rf_text_of(rf_value_get_c(scope->param, "partition")),
                        .message = rule->summary,
                        .rule = rule->id,
                        .in_part = claim->has_in_part ? &claim->in_part : NULL};
    if (claim->message != NULL)
        proof->message = text_of(&e, claim->message, "message");
    if (claim->help != NULL)
        proof->help = text_of(&e, claim->help, "help");
    if (e.waits || diags->errors != errors)
        return false;
    const rf_policy *policy = rf_policy_read(arena, &document, RF_STR(""));
    for (size_t i = 0; i < policy->problem_count; i++)
        report_problem(&e, &policy->problems[i]);
    if (diags->errors != errors || policy->n != 1)
        return false;
    proof->set = &policy->statements[0];
    if (scope->reference != NULL) {
        check_actions(&e, &proof->set->actions);
        check_actions(&e, &proof->set->not_actions);
        check_resources(&e, &proof->set->resources);
        check_keys(&e, proof->set);
    }
    e.by_tls = claim->kind == RF_PROOF_ALWAYS && !speaks_of_tls(proof->set);
    if (e.by_tls) {
        document = document_of(&e, claim);
        policy = rf_policy_read(arena, &document, RF_STR(""));
        proof->by_tls = policy->n == 1 ? &policy->statements[0] : NULL;
    }
    return diags->errors == errors;
}

/* The never and always blocks of a rule file, as far as they can be read without values. */
#include "engine/claim.h"
#include "engine/rule_read.h"

static const char *const no_blocks[] = {NULL};

static void needs(rf_rule_reader *reader, const rf_block *block, const rf_expr *expr,
                  const char *name)
{
    if (expr == NULL)
        rf_rule_wrong(reader, block->header, "", rf_format(reader->arena, "%s is missing", name));
}

static rf_claim_condition read_condition(rf_rule_reader *reader, const rf_block *block)
{
    static const char *const attributes[] = {"test", "variable", "values", NULL};
    rf_claim_condition condition = {.test = rf_rule_expr(&block->body, "test"),
                                    .variable = rf_rule_expr(&block->body, "variable"),
                                    .values = rf_rule_expr(&block->body, "values"),
                                    .span = block->header};
    rf_rule_check_names(reader, &block->body, attributes, no_blocks);
    needs(reader, block, condition.test, "test");
    needs(reader, block, condition.variable, "variable");
    needs(reader, block, condition.values, "values");
    return condition;
}

static rf_claim_principals read_principals(rf_rule_reader *reader, const rf_block *block)
{
    static const char *const attributes[] = {"type", "identifiers", NULL};
    rf_claim_principals principals = {.negated = rf_eq_c(block->type, "not_principals"),
                                      .type = rf_rule_expr(&block->body, "type"),
                                      .identifiers = rf_rule_expr(&block->body, "identifiers"),
                                      .span = block->header};
    rf_rule_check_names(reader, &block->body, attributes, no_blocks);
    needs(reader, block, principals.type, "type");
    needs(reader, block, principals.identifiers, "identifiers");
    return principals;
}

static bool level_named(rf_str name, unsigned *levels)
{
    for (int i = 0; i < RF_LEVELS; i++) {
        if (rf_eq_nocase_c(name, rf_access_level_name((rf_access_level)i))) {
            *levels |= 1u << i;
            return true;
        }
    }
    return false;
}

static void read_levels(rf_rule_reader *reader, const rf_body *body, rf_claim *claim)
{
    static const char help[] = "Write, Tagging, Permissions management, Read or List";
    const rf_expr *expr = rf_rule_expr(body, "levels");
    if (expr == NULL)
        return;
    rf_value value = rf_rule_constant(reader, expr);
    if (value.kind != RF_LIST || value.as.list.n == 0) {
        rf_rule_wrong(reader, expr->span, help, RF_STR("levels is a list of access levels"));
        return;
    }
    for (size_t i = 0; i < value.as.list.n; i++)
        if (!level_named(rf_text_of(&value.as.list.at[i]), &claim->levels))
            rf_rule_wrong(reader, value.as.list.at[i].span, help,
                          rf_format(reader->arena, "there is no access level \"%.*s\"",
                                    RF_ARG(rf_text_of(&value.as.list.at[i]))));
}

static void read_in_part(rf_rule_reader *reader, const rf_body *body, rf_claim *claim)
{
    const rf_expr *expr = rf_rule_expr(body, "in_part");
    if (expr == NULL)
        return;
    rf_value value = rf_rule_constant(reader, expr);
    claim->has_in_part = rf_severity_read(rf_text_of(&value), &claim->in_part);
    if (!claim->has_in_part)
        rf_rule_wrong(reader, expr->span, "",
                      RF_STR("in_part is \"error\", \"warning\" or \"info\""));
}

static void read_parts(rf_rule_reader *reader, const rf_body *body, rf_claim *claim)
{
    RF_VEC(rf_claim_condition) conditions = {0};
    RF_VEC(rf_claim_principals) principals = {0};
    for (size_t i = 0; i < body->block_count; i++) {
        const rf_block *block = &body->blocks[i];
        if (rf_eq_c(block->type, "condition"))
            RF_PUSH(reader->arena, &conditions, read_condition(reader, block));
        else if (rf_eq_c(block->type, "principals") || rf_eq_c(block->type, "not_principals"))
            RF_PUSH(reader->arena, &principals, read_principals(reader, block));
    }
    claim->conditions = conditions.at;
    claim->condition_count = conditions.n;
    claim->principals = principals.at;
    claim->principal_count = principals.n;
}

static rf_claim read_claim(rf_rule_reader *reader, const rf_block *block)
{
    static const char *const of_never[] = {"actions",       "not_actions", "levels", "resources",
                                           "not_resources", "message",     "help",   NULL};
    static const char *const of_always[] = {"actions", "not_actions", "levels",
                                            "in_part", "resources",   "not_resources",
                                            "message", "help",        NULL};
    static const char *const blocks[] = {"condition", "principals", "not_principals", NULL};
    bool never = rf_eq_c(block->type, "never");
    const rf_body *body = &block->body;
    rf_claim claim = {.kind = never ? RF_PROOF_NEVER : RF_PROOF_ALWAYS,
                      .block = block,
                      .actions = rf_rule_expr(body, "actions"),
                      .not_actions = rf_rule_expr(body, "not_actions"),
                      .resources = rf_rule_expr(body, "resources"),
                      .not_resources = rf_rule_expr(body, "not_resources"),
                      .message = rf_rule_expr(body, "message"),
                      .help = rf_rule_expr(body, "help")};
    rf_rule_check_names(reader, body, never ? of_never : of_always, blocks);
    if (block->label_count != 0)
        rf_rule_wrong(reader, block->header, "",
                      rf_format(reader->arena, "%.*s has no label", RF_ARG(block->type)));
    if (claim.actions == NULL && claim.not_actions == NULL)
        rf_rule_wrong(reader, block->header, "actions = [\"ec2:CreateVpc\"]",
                      RF_STR("actions is missing"));
    read_levels(reader, body, &claim);
    read_in_part(reader, body, &claim);
    read_parts(reader, body, &claim);
    return claim;
}

/* Evaluates the claims with the defaults of the parameters, for what is wrong in them; one that
 * asks for the profile waits for it. */
static void try_claims(rf_rule_reader *reader, const rf_rule *rule)
{
    rf_member *members = RF_NEW_ARRAY(reader->arena, rf_member, rule->param_count);
    for (size_t i = 0; i < rule->param_count; i++)
        members[i] = rf_member_of(rule->params[i].name, rule->params[i].fallback);
    rf_value params = rf_value_object(reader->arena, members, rule->param_count, rule->span);
    const rf_claim_scope scope = {.param = &params, .reference = &rf_reference_builtin};
    for (size_t i = 0; i < rule->claim_count; i++) {
        rf_proof proof;
        rf_claim_evaluate(reader->arena, rule, &rule->claims[i], &scope, reader->diags, &proof);
    }
}

void rf_rule_read_claims(rf_rule_reader *reader, const rf_block *block, rf_rule *rule)
{
    RF_VEC(rf_claim) claims = {0};
    size_t errors = reader->diags->errors;
    for (size_t i = 0; i < block->body.block_count; i++) {
        const rf_block *one = &block->body.blocks[i];
        if (rf_eq_c(one->type, "never") || rf_eq_c(one->type, "always"))
            RF_PUSH(reader->arena, &claims, read_claim(reader, one));
    }
    rule->claims = claims.at;
    rule->claim_count = claims.n;
    rule->trusted = reader->trusted;
    if (!reader->trusted && reader->diags->errors == errors)
        try_claims(reader, rule);
}

#include "engine/rule.h"

#include "base/glob.h"
#include "engine/embedded.h"
#include "engine/rule_read.h"
#include "engine/subjects.h"
#include "eval/function.h"
#include "hcl/hcl.h"

#include <stdlib.h>

/* What a rule file is read with: constants and functions, no names. */
static rf_scope constant_scope(void)
{
    return (rf_scope){.functions = rf_functions, .function_count = rf_function_count};
}

static const char *const severity_names[] = {
    [RF_INFO] = "info", [RF_WARNING] = "warning", [RF_ERROR] = "error"};

const char *rf_severity_name(rf_severity severity)
{
    return severity_names[severity];
}

bool rf_severity_read(rf_str name, rf_severity *severity)
{
    for (int i = RF_INFO; i <= RF_ERROR; i++) {
        if (rf_eq_c(name, severity_names[i])) {
            *severity = (rf_severity)i;
            return true;
        }
    }
    return false;
}

void rf_rule_wrong(rf_rule_reader *reader, rf_span span, const char *help, rf_str message)
{
    rf_diag_add(reader->diags, "rule", span, message, rf_str_c(help));
}

rf_value rf_rule_constant(rf_rule_reader *reader, const rf_expr *expr)
{
    rf_scope scope = constant_scope();
    return rf_eval(reader->arena, expr, &scope, reader->diags);
}

static rf_str text_attribute(rf_rule_reader *reader, const rf_body *body, const char *name,
                             bool required, rf_span header)
{
    const rf_attribute *attribute = rf_body_attribute(body, rf_str_c(name));
    if (attribute == NULL) {
        if (required)
            rf_rule_wrong(reader, header, "", rf_format(reader->arena, "%s is missing", name));
        return RF_STR("");
    }
    rf_value value = rf_rule_constant(reader, attribute->expr);
    if (value.kind != RF_STRING) {
        if (value.kind != RF_UNKNOWN)
            rf_rule_wrong(reader, attribute->expr->span, "",
                          rf_format(reader->arena, "%s must be a string", name));
        return RF_STR("");
    }
    return value.as.string.text;
}

static const rf_str *list_attribute(rf_rule_reader *reader, const rf_body *body, const char *name,
                                    size_t *n)
{
    const rf_attribute *attribute = rf_body_attribute(body, rf_str_c(name));
    *n = 0;
    if (attribute == NULL)
        return NULL;
    rf_value value = rf_rule_constant(reader, attribute->expr);
    if (value.kind != RF_LIST) {
        rf_rule_wrong(reader, attribute->expr->span, "",
                      rf_format(reader->arena, "%s must be a list of strings", name));
        return NULL;
    }
    rf_str *items = RF_NEW_ARRAY(reader->arena, rf_str, value.as.list.n);
    for (size_t i = 0; i < value.as.list.n; i++)
        items[i] = rf_text_of(&value.as.list.at[i]);
    *n = value.as.list.n;
    return items;
}

void rf_rule_check_names(rf_rule_reader *reader, const rf_body *body, const char *const *attributes,
                         const char *const *blocks)
{
    rf_str names[32];
    size_t n = 0;
    for (size_t i = 0; attributes[i] != NULL; i++)
        names[n++] = rf_str_c(attributes[i]);
    for (size_t i = 0; i < body->attribute_count; i++) {
        const rf_attribute *attribute = &body->attributes[i];
        bool known = false;
        for (size_t k = 0; k < n; k++)
            known = known || rf_eq(attribute->name, names[k]);
        if (known)
            continue;
        rf_str near = rf_nearest(attribute->name, names, n);
        rf_rule_wrong(
            reader, attribute->name_span, "",
            near.n != 0
                ? rf_format(reader->arena, "unknown attribute \"%.*s\"; did you mean \"%.*s\"?",
                            RF_ARG(attribute->name), RF_ARG(near))
                : rf_format(reader->arena, "unknown attribute \"%.*s\"", RF_ARG(attribute->name)));
    }
    for (size_t i = 0; i < body->block_count; i++) {
        const rf_block *block = &body->blocks[i];
        bool known = false;
        for (size_t k = 0; blocks[k] != NULL; k++)
            known = known || rf_eq_c(block->type, blocks[k]);
        if (!known)
            rf_rule_wrong(reader, block->type_span, "",
                          rf_format(reader->arena, "unknown block \"%.*s\"", RF_ARG(block->type)));
    }
}

const rf_expr *rf_rule_expr(const rf_body *body, const char *name)
{
    const rf_attribute *attribute = rf_body_attribute(body, rf_str_c(name));
    return attribute == NULL ? NULL : attribute->expr;
}

static const rf_each *read_each(rf_rule_reader *reader, const rf_block *block)
{
    static const char *const attributes[] = {"where", "finding", "message", "note",
                                             "at",    "see",     "help",    NULL};
    static const char *const no_blocks[] = {NULL};
    rf_each *each = RF_NEW(reader->arena, rf_each);
    rf_rule_check_names(reader, &block->body, attributes, no_blocks);
    if (block->label_count != 1 || !rf_subject_kind_named(block->labels[0].text, &each->subject)) {
        rf_rule_wrong(reader, block->header, "each \"statement\" { ... }",
                      rf_format(reader->arena, "each takes one of these subjects: %s",
                                rf_subject_kind_names()));
        return NULL;
    }
    each->where = rf_rule_expr(&block->body, "where");
    each->finding = rf_rule_expr(&block->body, "finding");
    each->message = rf_rule_expr(&block->body, "message");
    each->note = rf_rule_expr(&block->body, "note");
    each->at = rf_rule_expr(&block->body, "at");
    each->see = rf_rule_expr(&block->body, "see");
    each->help = rf_rule_expr(&block->body, "help");
    if (each->finding == NULL) {
        rf_rule_wrong(reader, block->header,
                      "an expression that is true, or yields the values that are wrong",
                      RF_STR("finding is missing"));
        return NULL;
    }
    return each;
}

static const rf_example *read_examples(rf_rule_reader *reader, const rf_body *body, size_t *n)
{
    static const char *const attributes[] = {
        "expect", "place", "policy", "variables", "variables_json", "template", "inventory",
        "file",   "peers", "vpc",    "kind",      "profile",        "params",   NULL};
    static const char *const no_blocks[] = {NULL};
    RF_VEC(rf_example) examples = {0};
    const rf_block *block = NULL;
    while ((block = rf_body_block(body, RF_STR("example"), block)) != NULL) {
        rf_example example = {.block = block, .span = block->header};
        rf_rule_check_names(reader, &block->body, attributes, no_blocks);
        /* What has no value would make an example that shows nothing. */
        for (size_t i = 0; i < block->body.attribute_count; i++)
            rf_rule_constant(reader, block->body.attributes[i].expr);
        if (block->label_count == 1)
            example.title = block->labels[0].text;
        else
            rf_rule_wrong(reader, block->header, "example \"what it shows\" { ... }",
                          RF_STR("an example has a title"));
        rf_str expect = text_attribute(reader, &block->body, "expect", true, block->header);
        example.expect_finding = rf_eq_c(expect, "finding");
        if (expect.n != 0 && !example.expect_finding && !rf_eq_c(expect, "none"))
            rf_rule_wrong(reader, block->header, "", RF_STR("expect is \"finding\" or \"none\""));
        example.place = text_attribute(reader, &block->body, "place", false, block->header);
        RF_PUSH(reader->arena, &examples, example);
    }
    *n = examples.n;
    return examples.at;
}

static void read_params(rf_rule_reader *reader, const rf_body *body, rf_rule *rule)
{
    static const char *const attributes[] = {"default", "summary", NULL};
    static const char *const no_blocks[] = {NULL};
    RF_VEC(rf_param) params = {0};
    const rf_block *block = NULL;
    while ((block = rf_body_block(body, RF_STR("param"), block)) != NULL) {
        rf_rule_check_names(reader, &block->body, attributes, no_blocks);
        if (block->label_count != 1) {
            rf_rule_wrong(reader, block->header, "param \"name\" { default = ... }",
                          RF_STR("a parameter has a name"));
            continue;
        }
        rf_param param = {.name = block->labels[0].text, .span = block->header};
        const rf_expr *fallback = rf_rule_expr(&block->body, "default");
        param.fallback = fallback == NULL ? rf_value_null : rf_rule_constant(reader, fallback);
        param.summary = text_attribute(reader, &block->body, "summary", true, block->header);
        RF_PUSH(reader->arena, &params, param);
    }
    rule->params = params.at;
    rule->param_count = params.n;
}

static void read_kinds(rf_rule_reader *reader, const rf_value *kinds, rf_rule *rule)
{
    const rf_value *items = kinds->kind == RF_LIST ? kinds->as.list.at : kinds;
    for (size_t i = 0; i < (kinds->kind == RF_LIST ? kinds->as.list.n : 1); i++) {
        rf_policy_kind kind;
        if (rf_policy_kind_parse(rf_text_of(&items[i]), &kind))
            rule->kinds |= 1u << kind;
        else
            rf_rule_wrong(reader, items[i].span,
                          "identity, resource, trust, boundary, session, scp, rcp or vpce",
                          rf_format(reader->arena, "unknown policy kind \"%.*s\"",
                                    RF_ARG(rf_text_of(&items[i]))));
    }
}

static void read_applies(rf_rule_reader *reader, const rf_body *body, rf_rule *rule)
{
    const rf_attribute *attribute = rf_body_attribute(body, RF_STR("applies"));
    if (attribute == NULL)
        return;
    rf_value value = rf_rule_constant(reader, attribute->expr);
    const rf_value *kinds = rf_value_get_c(&value, "kind");
    const rf_value *role = rf_value_get_c(&value, "role");
    if (kinds == NULL || value.as.object.n != 1u + (role != NULL) ||
        (role != NULL && !rf_is_string(role))) {
        rf_rule_wrong(reader, attribute->expr->span,
                      "applies = { kind = [\"identity\"], role = \"deployer\" }",
                      RF_STR("applies is an object with the members kind and, perhaps, role"));
        return;
    }
    read_kinds(reader, kinds, rule);
    rule->role = rf_text_of(role);
    rule->role_span = role != NULL ? role->span : rule->span;
}

static void read_check(rf_rule_reader *reader, const rf_block *block, rf_rule *rule)
{
    const rf_attribute *check = rf_body_attribute(&block->body, RF_STR("check"));
    rf_str name = text_attribute(reader, &block->body, "check", true, block->header);
    rule->check = rf_check_named(name);
    if (rule->check == NULL && name.n != 0)
        rf_rule_wrong(reader, check->expr->span,
                      "the names are listed in the documentation of rules",
                      rf_format(reader->arena, "there is no check \"%.*s\"", RF_ARG(name)));
}

/* The body of a rule: exactly one of each, check, and never and always blocks. */
static void read_logic(rf_rule_reader *reader, const rf_block *block, rf_rule *rule)
{
    const rf_block *each = rf_body_block(&block->body, RF_STR("each"), NULL);
    bool check = rf_body_attribute(&block->body, RF_STR("check")) != NULL;
    bool claims = rf_body_block(&block->body, RF_STR("never"), NULL) != NULL ||
                  rf_body_block(&block->body, RF_STR("always"), NULL) != NULL;
    if ((each != NULL) + check + claims != 1) {
        rf_rule_wrong(
            reader, block->header,
            "each \"SUBJECT\" { finding = ... }, check = \"name\", never { actions = ... } "
            "or always { actions = ... }",
            RF_STR("a rule has one body: an each block, a check, or never and always "
                   "blocks"));
        return;
    }
    if (check)
        read_check(reader, block, rule);
    if (claims)
        rf_rule_read_claims(reader, block, rule);
    if (each == NULL)
        return;
    rule->each = read_each(reader, each);
    const rf_block *second = rf_body_block(&block->body, RF_STR("each"), each);
    if (second != NULL)
        rf_rule_wrong(reader, second->header, "write two rules",
                      RF_STR("a rule has one each block"));
}

static bool slug_is_clean(rf_str id)
{
    size_t slashes = 0;
    for (size_t i = 0; i < id.n; i++) {
        char c = id.at[i];
        slashes += c == '/';
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/'))
            return false;
    }
    return slashes == 1 && id.at[0] != '/' && id.at[id.n - 1] != '/';
}

static void read_rule(rf_rule_reader *reader, const rf_block *block)
{
    static const char *const attributes[] = {"severity", "summary", "why",     "fix",   "source",
                                             "aliases",  "tags",    "applies", "check", NULL};
    static const char *const blocks[] = {"param", "each", "never", "always", "example", NULL};
    size_t errors = reader->diags->errors;
    rf_rule rule = {.span = block->header, .severity = RF_ERROR};
    rf_rule_check_names(reader, &block->body, attributes, blocks);
    if (block->label_count != 1 || !slug_is_clean(block->labels[0].text)) {
        rf_rule_wrong(reader, block->header, "rule \"my-pack/what-is-wrong\" { ... }",
                      RF_STR("a rule is named pack/slug, in lower case, digits and dashes"));
        return;
    }
    rule.id = block->labels[0].text;
    rule.pack = rf_slice(rule.id, 0, rf_find_byte(rule.id, '/'));
    rf_str severity = text_attribute(reader, &block->body, "severity", true, block->header);
    if (severity.n != 0 && !rf_severity_read(severity, &rule.severity))
        rf_rule_wrong(reader, rf_body_attribute(&block->body, RF_STR("severity"))->expr->span, "",
                      RF_STR("severity is \"error\", \"warning\" or \"info\""));
    rule.summary = text_attribute(reader, &block->body, "summary", true, block->header);
    rule.why = text_attribute(reader, &block->body, "why", false, block->header);
    rule.fix = text_attribute(reader, &block->body, "fix", false, block->header);
    rule.source = text_attribute(reader, &block->body, "source", false, block->header);
    rule.aliases = list_attribute(reader, &block->body, "aliases", &rule.alias_count);
    rule.tags = list_attribute(reader, &block->body, "tags", &rule.tag_count);
    read_applies(reader, &block->body, &rule);
    read_params(reader, &block->body, &rule);
    read_logic(reader, block, &rule);
    rule.examples = read_examples(reader, &block->body, &rule.example_count);
    if (reader->diags->errors == errors)
        RF_PUSH(reader->arena, &reader->set->rules, rule);
}

static void read_profile(rf_rule_reader *reader, const rf_block *block)
{
    static const char *const attributes[] = {
        "summary", "source",  "packs",   "recognise", "param", "severity", "variables", "networks",
        "regions", "outputs", "accepts", "models",    "notes", "off",      "policies",  NULL};
    static const char *const blocks[] = {"example", NULL};
    rf_rule_check_names(reader, &block->body, attributes, blocks);
    if (block->label_count != 1) {
        rf_rule_wrong(reader, block->header, "profile \"vendor\" { ... }",
                      RF_STR("a profile has a name"));
        return;
    }
    rf_profile profile = {.name = block->labels[0].text, .span = block->header};
    profile.summary = text_attribute(reader, &block->body, "summary", true, block->header);
    profile.source = text_attribute(reader, &block->body, "source", false, block->header);
    rf_member *members = RF_NEW_ARRAY(reader->arena, rf_member, block->body.attribute_count + 1);
    for (size_t i = 0; i < block->body.attribute_count; i++) {
        const rf_attribute *attribute = &block->body.attributes[i];
        members[i] = (rf_member){attribute->name, attribute->name_span,
                                 rf_rule_constant(reader, attribute->expr)};
    }
    members[block->body.attribute_count] =
        rf_member_of(RF_STR("name"), rf_value_string(profile.name, block->header));
    profile.value =
        rf_value_object(reader->arena, members, block->body.attribute_count + 1, block->header);
    profile.examples = read_examples(reader, &block->body, &profile.example_count);
    RF_PUSH(reader->arena, &reader->set->profiles, profile);
}

static void add_file(rf_ruleset *set, const rf_source *source, bool trusted, rf_diags *diags)
{
    rf_rule_reader reader = {set, set->arena, diags, trusted};
    size_t errors = diags->errors;
    const rf_body *body = rf_hcl_read(set->arena, source, diags);
    if (diags->errors != errors)
        return; /* what is missing may only be unread */
    for (size_t i = 0; i < body->attribute_count; i++)
        rf_rule_wrong(&reader, body->attributes[i].span, "",
                      RF_STR("a rule file holds rule and profile blocks only"));
    for (size_t i = 0; i < body->block_count; i++) {
        const rf_block *block = &body->blocks[i];
        if (rf_eq_c(block->type, "rule"))
            read_rule(&reader, block);
        else if (rf_eq_c(block->type, "profile"))
            read_profile(&reader, block);
        else
            rf_rule_wrong(&reader, block->type_span, "",
                          rf_format(set->arena,
                                    "unknown block \"%.*s\": a rule file holds rule and profile "
                                    "blocks",
                                    RF_ARG(block->type)));
    }
}

void rf_ruleset_add(rf_ruleset *set, const rf_source *source, rf_diags *diags)
{
    add_file(set, source, false, diags);
}

void rf_ruleset_add_embedded(rf_ruleset *set, bool examples, rf_diags *diags)
{
    for (size_t i = 0; i < rf_embedded_count; i++) {
        const rf_embedded_file *file = &rf_embedded_files[i];
        rf_str text =
            examples ? (rf_str){file->text, file->size} : (rf_str){file->brief, file->brief_size};
        add_file(set, rf_source_new(set->arena, rf_str_c(file->path), text), !examples, diags);
    }
}

static int rules_by_id(const void *a, const void *b)
{
    return rf_cmp(((const rf_rule *)a)->id, ((const rf_rule *)b)->id);
}

static int profiles_by_name(const void *a, const void *b)
{
    return rf_cmp(((const rf_profile *)a)->name, ((const rf_profile *)b)->name);
}

/* A rule for a role that no profile has would never run. */
static void check_role(const rf_ruleset *set, const rf_rule *rule, rf_diags *diags)
{
    for (size_t i = 0; i < set->profiles.n; i++)
        if (rf_value_get(rf_value_get_c(&set->profiles.at[i].value, "policies"), rule->role))
            return;
    if (rule->role.n != 0)
        rf_diag_error(diags, "rule", rule->role_span, "policies = { name = [...] } of a profile",
                      "no profile has policies of the role \"%.*s\"", RF_ARG(rule->role));
}

void rf_ruleset_finish(rf_ruleset *set, rf_diags *diags)
{
    if (set->rules.n > 1)
        qsort(set->rules.at, set->rules.n, sizeof *set->rules.at, rules_by_id);
    if (set->profiles.n > 1)
        qsort(set->profiles.at, set->profiles.n, sizeof *set->profiles.at, profiles_by_name);
    for (size_t i = 1; i < set->rules.n; i++) {
        const rf_rule *rule = &set->rules.at[i], *before = rule - 1;
        if (rf_eq(before->id, rule->id)) {
            rf_diag *diag = rf_diag_error(diags, "rule", rule->span, "give it another id",
                                          "the rule %.*s is there twice", RF_ARG(rule->id));
            rf_diag_relate(diags, diag, before->span, RF_STR("the other one"));
        }
    }
    for (size_t i = 0; i < set->rules.n; i++)
        check_role(set, &set->rules.at[i], diags);
}

const rf_rule *rf_rule_named(const rf_ruleset *set, rf_str name)
{
    for (size_t i = 0; i < set->rules.n; i++) {
        const rf_rule *rule = &set->rules.at[i];
        if (rf_eq(rule->id, name))
            return rule;
        for (size_t k = 0; k < rule->alias_count; k++)
            if (rf_eq_nocase(rule->aliases[k], name))
                return rule;
    }
    return NULL;
}

const rf_profile *rf_profile_named(const rf_ruleset *set, rf_str name)
{
    for (size_t i = 0; i < set->profiles.n; i++)
        if (rf_eq(set->profiles.at[i].name, name))
            return &set->profiles.at[i];
    return NULL;
}

bool rf_ruleset_has_param(const rf_ruleset *set, rf_str name, rf_str *nearest)
{
    RF_VEC(rf_str) names = {0};
    for (size_t i = 0; i < set->rules.n; i++)
        for (size_t k = 0; k < set->rules.at[i].param_count; k++)
            RF_PUSH(set->arena, &names, set->rules.at[i].params[k].name);
    *nearest = rf_nearest(name, names.at, names.n);
    return rf_eq(*nearest, name);
}

bool rf_ruleset_matches(const rf_ruleset *set, rf_str glob)
{
    for (size_t i = 0; i < set->rules.n; i++)
        if (rf_glob_matches(glob, set->rules.at[i].id))
            return true;
    return false;
}

rf_str rf_rule_nearest(const rf_ruleset *set, rf_str name)
{
    RF_VEC(rf_str) names = {0};
    for (size_t i = 0; i < set->rules.n; i++) {
        const rf_rule *rule = &set->rules.at[i];
        RF_PUSH(set->arena, &names, rule->id);
        /* People leave out the pack. */
        RF_PUSH(set->arena, &names, rf_slice(rule->id, rule->pack.n + 1, rule->id.n));
        for (size_t k = 0; k < rule->alias_count; k++)
            RF_PUSH(set->arena, &names, rule->aliases[k]);
    }
    rf_str near = rf_nearest(name, names.at, names.n);
    for (size_t i = 0; i < set->rules.n; i++)
        if (near.n != 0 && rf_ends(set->rules.at[i].id, near) && set->rules.at[i].id.n > near.n)
            return set->rules.at[i].id;
    return near;
}

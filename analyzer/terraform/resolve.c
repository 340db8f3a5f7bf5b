#include "eval/convert.h"
#include "terraform/hush.h"
#include "terraform/rebuild.h"
#include "terraform/secrets.h"
#include "terraform/variables.h"

/* Which assignments count.  A file that nothing loads stands alone: only its own later assignments
 * override one. */
static void set_effective(rf_arena *arena, rf_variable_list *variables)
{
    rf_map loaded = {0}, alone = {0};
    for (size_t i = 0; i < variables->n; i++) {
        rf_variable *variable = &variables->at[i];
        bool none = variable->precedence == RF_PRECEDENCE_NONE;
        rf_map *map = none ? &alone : &loaded;
        rf_variable *other = rf_map_get(map, variable->name);
        variable->effective = true;
        bool rivals =
            other != NULL && (!none || other->name_span.source == variable->name_span.source);
        if (!rivals) {
            rf_map_put(arena, map, variable->name, variable);
            continue;
        }
        bool later = variable->precedence != other->precedence
                         ? variable->precedence > other->precedence
                         : variable->order >= other->order;
        (later ? other : variable)->effective = false;
        if (later)
            rf_map_put(arena, map, variable->name, variable);
    }
}

static void refuse_null(rf_diags *diags, const rf_variable *variable)
{
    rf_diag *diag = rf_diag_error(diags, "terraform-type", variable->value.span,
                                  "give it a value, or the declaration a default",
                                  "the variable \"%.*s\" must not be null", RF_ARG(variable->name));
    rf_diag_relate(diags, diag, variable->declaration->span, RF_STR("declared here"));
}

static void refuse_value(rf_arena *arena, rf_diags *diags, const rf_variable *variable, rf_str why)
{
    enum { LONGEST_TYPE = 100 };
    const rf_declaration *declaration = variable->declaration;
    rf_str type = rf_type_text(arena, declaration->type);
    if (type.n > LONGEST_TYPE)
        type = rf_type_words(arena, declaration->type);
    rf_diag *diag =
        variable->sensitive
            ? rf_diag_error(diags, "terraform-type", variable->value.span, "",
                            "the value does not fit the variable \"%.*s\"", RF_ARG(variable->name))
            : rf_diag_error(diags, "terraform-type", variable->value.span, "",
                            "the value does not fit the variable \"%.*s\": %.*s",
                            RF_ARG(variable->name), RF_ARG(why));
    diag->help = rf_format(arena, "the variable is declared as %.*s", RF_ARG(type));
    rf_diag_relate(diags, diag, declaration->span, RF_STR("declared here"));
}

/* The value as the module sees it. */
static void convert(rf_arena *arena, rf_variable *variable, rf_diags *diags)
{
    const rf_declaration *declaration = variable->declaration;
    const rf_value written = variable->value;
    if (written.kind == RF_UNKNOWN) /* said already */
        return;
    if (written.kind == RF_NULL && !declaration->nullable) {
        if (declaration->fallback != NULL)
            variable->value = *declaration->fallback;
        else if (variable->effective)
            refuse_null(diags, variable);
        return;
    }
    rf_str why = RF_STR("");
    if (rf_convert(arena, &written, declaration->type, &variable->value, &why))
        return;
    variable->value = written;
    if (variable->effective)
        refuse_value(arena, diags, variable, why);
    variable->value = rf_value_unknown(declaration->type, written.span);
}

static void refuse_undeclared(rf_arena *arena, rf_diags *diags, const rf_variable *variable,
                              const rf_module *module, const rf_str *names)
{
    if (variable->precedence == RF_PRECEDENCE_ENVIRONMENT)
        return;
    rf_diag *diag = rf_diag_error(diags, "terraform-undeclared", variable->name_span,
                                  "declare it in a .tf file, or remove it",
                                  "no variable \"%.*s\" is declared", RF_ARG(variable->name));
    if (variable->in_file)
        rf_diag_lower(diags, diag, RF_WARNING);
    rf_str near = rf_nearest(variable->name, names, module->declarations.n);
    if (near.n == 0)
        return;
    diag->help = rf_format(arena, "did you mean \"%.*s\"?", RF_ARG(near));
    rf_diag_relate(diags, diag, rf_module_variable(module, near)->name_span,
                   rf_format(arena, "\"%.*s\" is declared here", RF_ARG(near)));
}

/* A secret access key has no form of its own: 40 random characters.  Beside an access key id, that
 * is what they are, whatever the variable is called. */
static void recognise_companions(rf_arena *arena, rf_variable_list *variables)
{
    bool has_id = false;
    for (size_t i = 0; i < variables->n; i++)
        has_id = has_id || rf_ends(variables->at[i].secret, RF_STR("access key ID"));
    for (size_t i = 0; has_id && i < variables->n; i++) {
        rf_variable *variable = &variables->at[i];
        if (variable->sensitive || !rf_secret_is_aws_key(rf_text_of(&variable->value)))
            continue;
        variable->secret = RF_STR("AWS secret access key");
        variable->sensitive = true;
        variable->value = rf_marked_sensitive(arena, &variable->value);
    }
}

void rf_variables_resolve(rf_arena *arena, rf_variable_list *variables, const rf_module *module,
                          rf_diags *diags)
{
    set_effective(arena, variables);
    size_t declared = module == NULL ? 0 : module->declarations.n;
    rf_str *names = RF_NEW_ARRAY(arena, rf_str, declared);
    for (size_t i = 0; i < declared; i++)
        names[i] = module->declarations.at[i].name;
    if (module != NULL)
        rf_hush_declared(diags, variables, module);

    for (size_t i = 0; i < variables->n; i++) {
        rf_variable *variable = &variables->at[i];
        variable->secret = rf_secret_kind(variable->name, &variable->value);
        variable->sensitive = variable->secret.n != 0;
        if (module != NULL) {
            variable->declaration = rf_module_variable(module, variable->name);
            if (variable->declaration == NULL)
                refuse_undeclared(arena, diags, variable, module, names);
        }
        if (variable->declaration != NULL) {
            variable->sensitive = variable->sensitive || variable->declaration->sensitive;
            if (variable->declaration->sensitive)
                rf_hush(diags, 0, variable->value.span, "terraform-type");
            convert(arena, variable, diags);
        }
        if (variable->sensitive)
            variable->value = rf_marked_sensitive(arena, &variable->value);
    }
    recognise_companions(arena, variables);
}

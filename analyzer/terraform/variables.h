/*
 * Terraform variables: what a module declares, what variable files and the command line assign, and
 * which assignment wins (https://developer.hashicorp.com/terraform/language/values/variables,
 * checked against terraform 1.11.4).
 *
 * Precedence, low to high: default; TF_VAR_name; terraform.tfvars; terraform.tfvars.json;
 * *.auto.tfvars and *.auto.tfvars.json by file name; -var and -var-file in command-line order.
 * A variable file can be read alone: then every value has the type of its own literal.
 */
#ifndef RF_TERRAFORM_VARIABLES_H
#define RF_TERRAFORM_VARIABLES_H

#include "base/map.h"
#include "hcl/ast.h"
#include "text/diag.h"
#include "value/value.h"

/* The arguments of a `variable` block, as bits. */
enum {
    RF_GIVEN_TYPE = 1,
    RF_GIVEN_DEFAULT = 2,
    RF_GIVEN_SENSITIVE = 4,
    RF_GIVEN_NULLABLE = 8,
    RF_GIVEN_DESCRIPTION = 16,
    RF_GIVEN_EPHEMERAL = 32,
};

/* A `variable` block. */
typedef struct rf_declaration {
    rf_str name;
    rf_span name_span, span;  /* of the label; of the block's header */
    const rf_type *type;      /* rf_type_any without a constraint, or with one that is none */
    const rf_value *fallback; /* the default, converted, marked when the variable is sensitive;
                               * NULL: the variable is required */
    bool sensitive, nullable; /* nullable is true unless set to false */
    rf_str description;
    /* Which arguments were written, RF_GIVEN_*.  `type = any` is not the same as no type: --var
     * reads an expression for the one and plain text for the other. */
    unsigned given;
} rf_declaration;

/* What is known of a module (a folder of .tf files) here: its variables. */
typedef struct rf_module {
    rf_str folder;
    RF_VEC(rf_declaration) declarations;
    rf_map by_name; /* name -> rf_declaration *; filled by rf_module_finish() */
} rf_module;

/* Adds the declarations of one .tf file.  A name declared twice, a type that is none, a default
 * that does not fit it: diagnostics with code "terraform".  What an override file (override.tf,
 * *_override.tf) writes replaces the same argument of the declaration elsewhere; add such files
 * last and by name, as Terraform does, because the last one wins
 * (https://developer.hashicorp.com/terraform/language/files/override). */
void rf_module_add(rf_arena *arena, rf_module *module, const rf_body *file, rf_diags *diags);

/* Call once, after the last rf_module_add() and before the module is used: the declarations have
 * their addresses from here on. */
void rf_module_finish(rf_arena *arena, rf_module *module);

/* NULL: not declared. */
const rf_declaration *rf_module_variable(const rf_module *module, rf_str name);

/* A type constraint as written after `type =`; NULL and a diagnostic when it is none.  A bare
 * `list` or `map` is one of `any`, as it was before Terraform 0.12.  A quoted type is an error; of
 * one that is a single word, the type that was meant is returned with it. */
const rf_type *rf_type_read(rf_arena *arena, const rf_expr *expr, rf_diags *diags);

/* Where an assignment stands, in the order of precedence. */
typedef enum rf_precedence {
    RF_PRECEDENCE_NONE,        /* a variable file that nothing loads: checked alone, so that neither
                                * overrides the other and nothing else does */
    RF_PRECEDENCE_ENVIRONMENT, /* TF_VAR_name */
    RF_PRECEDENCE_TFVARS,      /* terraform.tfvars */
    RF_PRECEDENCE_TFVARS_JSON, /* terraform.tfvars.json */
    RF_PRECEDENCE_AUTO,        /* *.auto.tfvars, *.auto.tfvars.json: by file name */
    RF_PRECEDENCE_COMMAND,     /* --var and --var-file: by their order */
} rf_precedence;

/* One assignment: `name = value` in a file or on the command line. */
typedef struct rf_variable {
    rf_str name;
    rf_span name_span;
    rf_value value; /* as written, evaluated; converted once it is resolved against a module */
    const rf_declaration *declaration; /* NULL: none known, or undeclared */
    rf_precedence precedence;
    unsigned order; /* within one precedence: the larger one wins; ties: the later in the list */
    bool sensitive; /* declared so, or recognised as a secret: its value is never printed */
    rf_str secret;  /* what kind of secret it was recognised as ("password"); mostly empty */
    bool effective; /* no later assignment of the same name overrides it */
    bool in_file;   /* read from a file; false: one of --var or the environment */
} rf_variable;

typedef RF_VEC(rf_variable) rf_variable_list;

/* The precedence of a variable file by its name alone (never RF_PRECEDENCE_COMMAND);
 * folders before the name are allowed.  Within RF_PRECEDENCE_AUTO the order is that of the file
 * names' bytes. */
rf_precedence rf_precedence_of_file(rf_str file_name);

/* Reads `*.tfvars` / `*.tfvars.json` and appends its assignments.  Blocks, references and calls are
 * diagnostics, as in Terraform; so is a name assigned twice in one file, with both places.  In JSON
 * the root must be an object (Terraform's message speaks of a list of objects and then refuses
 * one), no templates are read ("${x}" is text), and the key "//" of the root is a comment.
 *
 * No diagnostic quotes the value of a name that speaks of a secret. */
void rf_variables_read(rf_arena *arena, const rf_source *source, bool json,
                       rf_precedence precedence, unsigned order, rf_variable_list *variables,
                       rf_diags *diags);

/* One `NAME=VALUE` of the command line or the environment (there `TF_VAR_NAME=VALUE` as well).  The
 * value is taken as it is for undeclared and untyped variables and for those of a primitive type
 * (then "5" in quotes is no number), and read as an expression for every other type, `any` too.
 * Give the source a path that says where it comes from, such as "--var". */
void rf_variables_assign(rf_arena *arena, const rf_source *assignment, rf_precedence precedence,
                         unsigned order, const rf_module *module, rf_variable_list *variables,
                         rf_diags *diags);

/* Resolves the assignments of one module (NULL: no module is at hand): links declarations, converts
 * values (`null` of a non-nullable variable takes the default), marks secrets and sensitive values,
 * and sets `effective`.  Diagnostics: a value that does not fit its type (code "terraform-type";
 * only of effective assignments, as in Terraform; the value is unknown then), an undeclared name
 * (code "terraform-undeclared": a warning in a file, an error on the command line, silent in the
 * environment).  What `diags` already says about the values of variables declared sensitive is
 * replaced by words that do not quote them.  Call once per list. */
void rf_variables_resolve(rf_arena *arena, rf_variable_list *variables, const rf_module *module,
                          rf_diags *diags);

/* What kind of secret a value is, by its form (an AWS key, a private key, a token, ...) or by its
 * name together with a value that is no placeholder; empty when it is none.  Of a list or object:
 * of the first secret inside (terraform/secrets.h says where that is).  The forms are those their
 * issuers document. */
rf_str rf_secret_kind(rf_str name, const rf_value *value);

#endif

/*
 * What one analysis looks at: files, recognised by content and name; the policies, variables and
 * networks found in them; and what the command line adds.
 *
 *     rf_inputs *inputs = rf_inputs_new(arena);
 *     rf_inputs_add_path(inputs, RF_STR("byoc/"));
 *     rf_inputs_add_peers(inputs, RF_STR("peers.json"));
 *     rf_inputs_finish(inputs);
 */
#ifndef RF_INPUT_INPUTS_H
#define RF_INPUT_INPUTS_H

#include "base/map.h"
#include "hcl/ast.h"
#include "iam/model.h"
#include "network/inventory.h"
#include "terraform/variables.h"
#include "text/diag.h"

typedef enum rf_file_kind {
    RF_FILE_UNRECOGNISED,
    RF_FILE_POLICY,    /* an IAM policy document */
    RF_FILE_VARIABLES, /* *.tfvars, *.tfvars.json */
    RF_FILE_TEMPLATE,  /* *.tf: its variable declarations, and whether it parses */
    RF_FILE_INVENTORY, /* networks that exist: EC2 API output */
    RF_FILE_OUTPUTS,   /* terraform output -json */
    RF_FILE_STATE,     /* a Terraform state file */
    RF_FILE_PLAN,      /* terraform show -json */
} rf_file_kind;

typedef struct rf_group rf_group;

typedef struct rf_file {
    rf_str path;
    rf_file_kind kind;
    bool given; /* named by the user, not found in a folder */
    const rf_source *source;
    rf_value document;   /* of a JSON file; what could be read */
    const rf_body *body; /* of an HCL file */
    rf_diags diags;
    bool broken;     /* it has a syntax error */
    rf_group *group; /* NULL for networks given with --peers: they are for all */
} rf_file;

/* A policy and where it was found: a file of its own, or a string of another document. */
typedef struct rf_found_policy {
    const rf_policy *policy;
    rf_policy_kind kind;
    rf_file *file;
    rf_str address;        /* the file's path; "var.name" for one in a variable */
    const rf_diags *diags; /* of its JSON text */
} rf_found_policy;

/* The files of one folder belong together: a module, its variable files, its policies.  A vendor
 * profile is in force for a group. */
struct rf_group {
    rf_str folder;
    rf_module module;
    bool has_module;            /* there are .tf files */
    bool admitted;              /* it was said that their resources are not evaluated */
    rf_variable_list variables; /* assignments of files and the command line, resolved */
    rf_diags diags;             /* of resolving them */
    const rf_value *profile;    /* set by the engine; NULL: none */
    rf_str profile_name;
};

/* A network that exists, and the folder its inventory was found in: it is compared with the planned
 * networks of that folder and of those below.  Peers of the command line are for all. */
typedef struct rf_peer {
    const rf_network *network;
    const rf_group *group; /* NULL: for all */
} rf_peer;

/* A --var-file or --var waits until all modules are known: which one it is for, and what a value
 * means, depends on them. */
typedef struct rf_pending_assignment {
    rf_file *file; /* NULL: `source` is NAME=VALUE */
    const rf_source *source;
    rf_precedence precedence;
    unsigned order;
} rf_pending_assignment;

typedef struct rf_inputs {
    rf_arena *arena;
    RF_VEC(rf_file *) files;
    RF_VEC(rf_group *) groups;
    RF_VEC(rf_found_policy) policies;
    RF_VEC(rf_peer) peers;
    RF_VEC(rf_peer) own_networks;        /* given with --vpc */
    RF_VEC(rf_network_unknown) unknowns; /* what the inventories could not tell */
    rf_diags diags;                      /* of arguments: unreadable files, bad CIDRs */
    unsigned commands;                   /* assignments of the command line so far: their order */
    bool kind_is_set;
    rf_policy_kind kind; /* of bare policy files, when set */
    RF_VEC(rf_pending_assignment) assignments;
    rf_map group_by_folder; /* folder -> rf_group * */
    rf_map file_by_source;  /* the address of an rf_source -> its rf_file * */
    rf_map added;           /* paths of the disk that were read: each counts once */
} rf_inputs;

rf_inputs *rf_inputs_new(rf_arena *arena);

/* A file or folder of the disk ("-": standard input).  What cannot be read is a diagnostic. */
void rf_inputs_add_path(rf_inputs *inputs, rf_str path);

/* The file that a place is in, through everything embedded; NULL: it is in none. */
rf_file *rf_inputs_file_of(const rf_inputs *inputs, rf_span span);

/* A text in memory, recognised as a file of that path would be.  Both are borrowed. */
void rf_inputs_add_text(rf_inputs *inputs, rf_str path, rf_str text);

/* --var-file, --var and, with a "TF_VAR_" name, the environment, in the order given. */
void rf_inputs_add_var_file(rf_inputs *inputs, rf_str path);
void rf_inputs_add_var(rf_inputs *inputs, rf_str assignment);
void rf_inputs_add_environment(rf_inputs *inputs, rf_str assignment);

/* --peers: a file (inventory or list) or a comma list of CIDRs. */
void rf_inputs_add_peers(rf_inputs *inputs, rf_str file_or_list);

/* --vpc: the planned network. */
void rf_inputs_add_vpc(rf_inputs *inputs, rf_str cidr);

/* Resolves variables and finds the policies inside them.  Call once, after everything is added. */
void rf_inputs_finish(rf_inputs *inputs);

/* True when `folder` is `above` or lies below it. */
bool rf_folder_within(rf_str folder, rf_str above);

#endif

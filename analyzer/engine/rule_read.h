/*
 * What the files of the rule reader share; not for other rooms.
 */
#ifndef RF_ENGINE_RULE_READ_H
#define RF_ENGINE_RULE_READ_H

#include "engine/rule.h"

typedef struct rf_rule_reader {
    rf_ruleset *set;
    rf_arena *arena;
    rf_diags *diags;
    bool trusted; /* a rule of the program: what only an evaluation shows was seen by its tests */
} rf_rule_reader;

/* Something is wrong with the rule file. */
void rf_rule_wrong(rf_rule_reader *reader, rf_span span, const char *help, rf_str message);

/* The value of an expression of constants and functions. */
rf_value rf_rule_constant(rf_rule_reader *reader, const rf_expr *expr);

/* The expression of an attribute, or NULL. */
const rf_expr *rf_rule_expr(const rf_body *body, const char *name);

/* Every attribute and block of a body must be one of these names; both end with NULL. */
void rf_rule_check_names(rf_rule_reader *reader, const rf_body *body, const char *const *attributes,
                         const char *const *blocks);

/* Reads the never and always blocks of a rule. */
void rf_rule_read_claims(rf_rule_reader *reader, const rf_block *block, rf_rule *rule);

#endif

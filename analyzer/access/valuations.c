#include "access/valuations.h"

#include "access/question_parts.h"

/* A copy in which every variable has a text of its own. */
static rf_valued *fresh(rf_arena *arena, const rf_valued_list *variables)
{
    rf_valued *all = RF_NEW_ARRAY(arena, rf_valued, variables->n);
    for (size_t i = 0; i < variables->n; i++) {
        all[i] = variables->at[i];
        all[i].value = rf_format(arena, "q7x%zukz", i);
    }
    return all;
}

/* Each text that a condition on the variable's key asks for. */
static void add_asked(rf_arena *arena, const rf_policies *policies, rf_str action,
                      const rf_valued_list *variables, size_t which, rf_valuations *valuations)
{
    for (size_t i = 0; i < policies->n; i++) {
        for (size_t k = 0; k < policies->at[i]->n; k++) {
            const rf_statement *statement = &policies->at[i]->statements[k];
            if (rf_statement_about(arena, statement, action) == RF_NO)
                continue;
            for (size_t c = 0; c < statement->n; c++) {
                const rf_condition *condition = &statement->conditions[c];
                if (!rf_eq(condition->key, variables->at[which].key))
                    continue;
                for (size_t v = 0; v < condition->n; v++) {
                    rf_valued *all = fresh(arena, variables);
                    all[which].value = condition->values[v].text;
                    RF_PUSH(arena, valuations, (rf_valuation){all, variables->n});
                }
            }
        }
    }
}

void rf_valuations_find(rf_arena *arena, const rf_policies *policies, rf_str action,
                        rf_valuations *valuations)
{
    rf_valued_list variables = {0};
    rf_question_variables(arena, policies, action, &variables);
    *valuations = (rf_valuations){0};
    RF_PUSH(arena, valuations, (rf_valuation){fresh(arena, &variables), variables.n});
    if (variables.n == 0)
        return;
    rf_valued *absent = RF_NEW_ARRAY(arena, rf_valued, variables.n);
    for (size_t i = 0; i < variables.n; i++) {
        absent[i] = variables.at[i];
        absent[i].absent = true;
    }
    RF_PUSH(arena, valuations, (rf_valuation){absent, variables.n});
    for (size_t i = 0; i < variables.n; i++)
        add_asked(arena, policies, action, &variables, i, valuations);
}

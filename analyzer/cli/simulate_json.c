/* The answer to a request as JSON; the members are those of the contract. */
#include "cli/simulate.h"
#include "json/write.h"

#include <json-c/json.h>

static void add(struct json_object *into, const char *name, struct json_object *value)
{
    json_object_object_add(into, name, value);
}

static void add_strings(struct json_object *into, const char *name, const rf_str *texts, size_t n)
{
    if (n == 0)
        return;
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < n; i++)
        json_object_array_add(list, rf_json_from_str(texts[i]));
    add(into, name, list);
}

static struct json_object *reason_json(rf_arena *arena, const rf_sim_policies *policies,
                                       const rf_reason *reason)
{
    struct json_object *item = json_object_new_object();
    rf_str name = rf_sim_policy_name(arena, policies, reason->layer, reason->level, reason->policy);
    add(item, "policy", rf_json_from_str(name));
    add(item, "statement", rf_json_from_str(rf_statement_id(arena, reason->statement)));
    add(item, "effect",
        json_object_new_string(reason->statement->effect == RF_EFFECT_DENY ? "Deny" : "Allow"));
    return item;
}

/* The statements behind the checks that decided; one that stands behind several is told once. */
static void add_because(struct json_object *into, rf_arena *arena, const rf_sim_policies *policies,
                        const rf_call_check *checks, size_t n, rf_outcome outcome)
{
    struct json_object *because = json_object_new_array();
    rf_map seen = {0};
    for (size_t i = 0; i < n; i++) {
        const rf_authorization *decision = &checks[i].decision;
        for (size_t k = 0; decision->outcome == outcome && k < decision->n; k++) {
            const rf_reason *reason = &decision->because[k];
            rf_str pointer = {(const char *)&reason->statement, sizeof reason->statement};
            if (n == 1 || rf_map_put(arena, &seen, pointer, (void *)reason) == NULL)
                json_object_array_add(because, reason_json(arena, policies, reason));
        }
    }
    add(into, "because", because);
}

static void add_depends(struct json_object *into, rf_arena *arena, const rf_call_check *checks,
                        size_t n)
{
    RF_VEC(rf_str) keys = {0};
    rf_map seen = {0};
    for (size_t i = 0; i < n; i++) {
        const rf_authorization *decision = &checks[i].decision;
        for (size_t k = 0; decision->outcome == RF_UNDECIDED && k < decision->depends_count; k++) {
            rf_str key = rf_lower(arena, decision->depends[k]);
            if (rf_map_put(arena, &seen, key, (void *)decision) == NULL)
                RF_PUSH(arena, &keys, decision->depends[k]);
        }
    }
    add_strings(into, "dependsOn", keys.at, keys.n);
}

/* The first check that nothing allows says what blocks the call. */
static void add_blocked(struct json_object *into, const rf_call_check *checks, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const rf_authorization *decision = &checks[i].decision;
        if (decision->outcome != RF_IMPLICITLY_DENIED || !decision->blocked)
            continue;
        add(into, "blockedBy", json_object_new_string(rf_layer_name(decision->blocked_by)));
        return;
    }
}

/* What one check, and a call of several, have in common. */
static void add_decision(struct json_object *into, rf_arena *arena, const rf_sim_policies *policies,
                         const rf_call_check *checks, size_t n, rf_outcome outcome)
{
    add(into, "decision", json_object_new_string(rf_outcome_name(outcome)));
    add_because(into, arena, policies, checks, n, outcome);
    if (outcome == RF_IMPLICITLY_DENIED)
        add_blocked(into, checks, n);
    if (outcome == RF_UNDECIDED)
        add_depends(into, arena, checks, n);
}

static struct json_object *check_json(rf_arena *arena, const rf_sim_policies *policies,
                                      const rf_call_check *check)
{
    struct json_object *item = json_object_new_object();
    const rf_reference *reference = check->about.reference;
    add(item, "action", rf_json_from_str(check->request->action));
    add(item, "resource", rf_json_from_str(check->request->resource));
    if (check->about.pair != NULL)
        add(item, "resourceType",
            rf_json_from_str(
                rf_ref_text(reference, reference->types[check->about.pair->type].name)));
    add_decision(item, arena, policies, check, 1, check->decision.outcome);
    add_strings(item, "droppedKeys", check->dropped, check->dropped_count);
    return item;
}

void rf_sim_add_answer(struct json_object *into, rf_arena *arena, const rf_sim_policies *policies,
                       const rf_call *call, const rf_call_answer *answer,
                       const rf_sim_problems *problems)
{
    add_decision(into, arena, policies, answer->checks, answer->n, answer->outcome);
    if (call->single) {
        add_strings(into, "droppedKeys", answer->checks[0].dropped,
                    answer->checks[0].dropped_count);
    } else {
        struct json_object *checks = json_object_new_array();
        for (size_t i = 0; i < answer->n; i++)
            json_object_array_add(checks, check_json(arena, policies, &answer->checks[i]));
        add(into, "checks", checks);
    }
    add_strings(into, "problems", problems->at, problems->n);
}

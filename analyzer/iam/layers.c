#include "iam/layers.h"

void rf_layer_view_of(const rf_policy_set *set, rf_layer layer, rf_layer_view *view)
{
    *view = (rf_layer_view){.levels = &view->list, .n = 1};
    switch (layer) {
    case RF_LAYER_IDENTITY:
        view->list = set->identity;
        break;
    case RF_LAYER_RESOURCE:
        view->single = set->resource;
        view->list = (rf_policy_list){&view->single, set->resource != NULL};
        break;
    case RF_LAYER_BOUNDARY:
        view->list = set->boundaries;
        break;
    case RF_LAYER_SESSION:
        view->list = set->sessions;
        break;
    case RF_LAYER_SCP:
        view->levels = set->scps;
        view->n = set->scp_levels;
        break;
    case RF_LAYER_RCP:
        view->levels = set->rcps;
        view->n = set->rcp_levels;
        break;
    case RF_LAYER_ENDPOINT:
    case RF_LAYERS:
        view->list = set->endpoints;
        break;
    }
}

void rf_layer_put(rf_policy_set *set, rf_layer layer, const rf_policy_list *levels, size_t n)
{
    rf_policy_list list = n != 0 ? levels[0] : (rf_policy_list){0};
    switch (layer) {
    case RF_LAYER_IDENTITY:
        set->identity = list;
        break;
    case RF_LAYER_RESOURCE:
        set->resource = list.n != 0 ? list.at[0] : NULL;
        break;
    case RF_LAYER_BOUNDARY:
        set->boundaries = list;
        break;
    case RF_LAYER_SESSION:
        set->sessions = list;
        break;
    case RF_LAYER_SCP:
        set->scps = levels;
        set->scp_levels = n;
        break;
    case RF_LAYER_RCP:
        set->rcps = levels;
        set->rcp_levels = n;
        break;
    case RF_LAYER_ENDPOINT:
    case RF_LAYERS:
        set->endpoints = list;
        break;
    }
}

size_t rf_layer_count(const rf_policy_set *set, rf_layer layer)
{
    rf_layer_view view;
    size_t n = 0;
    rf_layer_view_of(set, layer, &view);
    for (size_t i = 0; i < view.n; i++)
        n += view.levels[i].n;
    return n;
}

static const char *statement_fault(rf_layer layer, const rf_statement *statement, bool trust)
{
    bool named = statement->principals.present || statement->not_principals.present;
    bool except = statement->not_principals.present;
    switch (layer) {
    case RF_LAYER_IDENTITY:
    case RF_LAYER_BOUNDARY:
    case RF_LAYER_SESSION:
    case RF_LAYER_SCP:
        return named ? "names principals, which only policies of resources do" : NULL;
    default:
        break;
    }
    if (except && statement->effect == RF_EFFECT_ALLOW)
        return "has NotPrincipal with Allow";
    return except && trust ? "has NotPrincipal, which no trust policy has" : NULL;
}

const char *rf_layer_fault(rf_layer layer, const rf_policy *policy, size_t *index)
{
    bool except = false;
    for (size_t i = 0; i < policy->n; i++)
        except |= policy->statements[i].not_principals.present;
    bool trust = except && layer == RF_LAYER_RESOURCE && rf_policy_kind_of(policy) == RF_KIND_TRUST;
    const char *fault = NULL;
    for (size_t i = 0; i < policy->n && fault == NULL; i++) {
        if (policy->statements[i].unknown)
            continue;
        fault = statement_fault(layer, &policy->statements[i], trust);
        *index = i;
    }
    return fault;
}

const char *rf_layer_oddity(rf_layer layer, const rf_policy *policy, size_t *index)
{
    for (size_t i = 0; i < policy->n; i++) {
        const rf_statement *statement = &policy->statements[i];
        *index = i;
        if (statement->unknown || statement->principals.present ||
            statement->not_principals.present)
            continue;
        if (layer == RF_LAYER_RESOURCE)
            return "has no Principal, and so means nobody: a policy of a resource needs one";
        if (layer == RF_LAYER_ENDPOINT)
            return "has no Principal, which an endpoint policy needs; it is taken for everyone";
    }
    return NULL;
}

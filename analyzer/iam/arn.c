#include "iam/arn.h"

bool rf_arn_split(rf_str text, rf_arn *arn)
{
    for (size_t i = 0; i + 1 < RF_ARN_SEGMENTS; i++) {
        rf_str rest;
        arn->segment[i] = rf_split(text, ':', &rest);
        if (rest.at == NULL)
            return false;
        text = rest;
    }
    arn->segment[RF_ARN_RESOURCE] = text;
    return true;
}

rf_str rf_arn_resource_type(rf_str resource, rf_str *id)
{
    for (size_t i = 0; i < resource.n; i++) {
        if (resource.at[i] != '/' && resource.at[i] != ':')
            continue;
        *id = rf_slice(resource, i + 1, resource.n);
        return rf_slice(resource, 0, i);
    }
    *id = resource;
    return RF_STR("");
}

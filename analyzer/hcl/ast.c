#include "hcl/ast.h"

const rf_attribute *rf_body_attribute(const rf_body *body, rf_str name)
{
    for (size_t i = 0; i < body->attribute_count; i++)
        if (rf_eq(body->attributes[i].name, name))
            return &body->attributes[i];
    return NULL;
}

const rf_block *rf_body_block(const rf_body *body, rf_str type, const rf_block *after)
{
    const rf_block *end = body->blocks + body->block_count;
    for (const rf_block *block = after == NULL ? body->blocks : after + 1; block < end; block++)
        if (rf_eq(block->type, type))
            return block;
    return NULL;
}

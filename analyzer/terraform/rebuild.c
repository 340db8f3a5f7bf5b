#include "terraform/rebuild.h"

rf_value rf_rebuilt(rf_arena *arena, const rf_value *value, rf_change *change)
{
    rf_value copy = *value;
    if (value->kind == RF_LIST && value->as.list.n != 0) {
        rf_value *items = RF_NEW_ARRAY(arena, rf_value, value->as.list.n);
        for (size_t i = 0; i < value->as.list.n; i++)
            items[i] = rf_rebuilt(arena, &value->as.list.at[i], change);
        copy.as.list.at = items;
    } else if (value->kind == RF_OBJECT && value->as.object.n != 0) {
        size_t n = value->as.object.n;
        rf_member *members = RF_NEW_ARRAY(arena, rf_member, n);
        for (size_t i = 0; i < n; i++) {
            members[i] = value->as.object.at[i];
            members[i].value = rf_rebuilt(arena, &value->as.object.at[i].value, change);
            change(arena, NULL, &members[i].name);
        }
        copy.as.object = rf_value_object(arena, members, n, value->span).as.object;
    }
    change(arena, &copy, NULL);
    return copy;
}

static void mark_sensitive(rf_arena *arena, rf_value *node, rf_str *name)
{
    (void)arena;
    (void)name;
    if (node != NULL)
        node->marks |= RF_MARK_SENSITIVE;
}

rf_value rf_marked_sensitive(rf_arena *arena, const rf_value *value)
{
    return rf_rebuilt(arena, value, mark_sensitive);
}

#include "network/inventory.h"

#include "network/ec2.h"
#include "network/oddity.h"
#include "text/utf8.h"
#include "json/json.h"

#define CODE "inventory"

/* Words of each kind: what it is, and how `via` follows. */
static const struct kind_words {
    const char *role;
    const char *link;
} kind_words[] = {
    [RF_NETWORK_LISTED] = {"network", " via "},
    [RF_NETWORK_PRIMARY] = {"primary block", " over "},
    [RF_NETWORK_SECONDARY] = {"secondary block", " over "},
    [RF_NETWORK_IPV6] = {"IPv6 block", " over "},
    [RF_NETWORK_LOCAL] = {"block", " over "},
    [RF_NETWORK_SUBNET] = {"subnet", ", "},
    [RF_NETWORK_ROUTE] = {"route", " to "},
    [RF_NETWORK_TRANSIT_ROUTE] = {"transit gateway route", " to "},
    [RF_NETWORK_BLACKHOLE] = {"blackhole route", " to "},
    [RF_NETWORK_OUTPUT] = {"output", " "},
};

rf_str rf_network_words(rf_arena *arena, const rf_network *network)
{
    const struct kind_words *words = &kind_words[network->kind];
    rf_buf buf = rf_buf_new(arena);
    if (network->kind == RF_NETWORK_LISTED && network->owner.n != 0) {
        rf_buf_add(&buf, network->owner); /* a label stands for itself */
    } else {
        rf_buf_add_c(&buf, words->role);
        if (network->owner.n != 0)
            rf_buf_format(&buf, " of %.*s", RF_ARG(network->owner));
    }
    if (network->via.n != 0)
        rf_buf_format(&buf, "%s%.*s", words->link, RF_ARG(network->via));
    if (network->name.n != 0)
        rf_buf_format(&buf, " (%.*s)", RF_ARG(network->name));
    return rf_buf_str(&buf);
}

static bool is_block(const rf_value *value)
{
    rf_cidr cidr;
    return rf_is_string(value) && rf_find_byte(rf_text_of(value), '/') != RF_NOT_FOUND &&
           rf_cidr_parse(rf_text_of(value), ~0U, &cidr);
}

/* Members that hold the CIDR of an object that is no record of the EC2 API. */
static const char *const block_members[] = {
    "CidrBlock", "Ipv6CidrBlock", "cidr_block", "ipv6_cidr_block", "Cidr", "cidr",
};

/* Members that say whose it is, most telling first. */
static const char *const owner_members[] = {
    "VpcId", "vpc_id", "Name", "name", "Label", "label", "Id", "id",
};

static bool has_block(const rf_value *object)
{
    for (size_t i = 0; i < sizeof block_members / sizeof *block_members; i++)
        if (rf_is_string(rf_value_get_c(object, block_members[i])))
            return true;
    return false;
}

/* True for an element that alone shows the array to be an inventory. */
static bool proves_array(const rf_value *item)
{
    if (item->kind == RF_LIST) {
        for (size_t i = 0; i < item->as.list.n; i++)
            if (is_block(&item->as.list.at[i]))
                return true;
        return false;
    }
    return is_block(item) || rf_ec2_is_answer(item) || rf_ec2_is_record(item) || has_block(item);
}

/* {"sensitive": false, "type": "string", "value": "10.0.0.0/16"} */
static bool is_output(const rf_value *value)
{
    const rf_value *sensitive = rf_value_get_c(value, "sensitive");
    return rf_value_get_c(value, "value") != NULL &&
           (rf_value_get_c(value, "type") != NULL ||
            (sensitive != NULL && sensitive->kind == RF_BOOL));
}

static bool is_outputs(const rf_value *value)
{
    if (value->kind != RF_OBJECT || value->as.object.n == 0)
        return false;
    for (size_t i = 0; i < value->as.object.n; i++)
        if (!is_output(&value->as.object.at[i].value))
            return false;
    return true;
}

rf_inventory_form rf_inventory_recognise(const rf_value *root)
{
    if (root->kind == RF_LIST) {
        for (size_t i = 0; i < root->as.list.n; i++)
            if (proves_array(&root->as.list.at[i]))
                return RF_INVENTORY_ARRAY;
        return RF_INVENTORY_NONE;
    }
    if (rf_ec2_is_answer(root) || rf_ec2_is_record(root))
        return RF_INVENTORY_EC2;
    return is_outputs(root) ? RF_INVENTORY_OUTPUTS : RF_INVENTORY_NONE;
}

static rf_str owner_of(const rf_value *object)
{
    rf_str owner = RF_STR("");
    for (size_t i = 0; i < sizeof owner_members / sizeof *owner_members && owner.n == 0; i++)
        owner = rf_text_of(rf_value_get_c(object, owner_members[i]));
    return owner;
}

static void read_object(rf_inventory_reader *reader, const rf_value *object)
{
    rf_network network = {.kind = RF_NETWORK_LISTED, .owner = owner_of(object)};
    if (rf_ec2_is_answer(object)) {
        rf_ec2_read_answer(reader, object);
        return;
    }
    if (rf_ec2_is_record(object)) {
        rf_ec2_read_record(reader, object);
        return;
    }
    if (!has_block(object))
        rf_diag_error(reader->diags, CODE, object->span, "add its CIDR as \"CidrBlock\"",
                      "an object in a list of networks has no CidrBlock");
    for (size_t i = 0; i < sizeof block_members / sizeof *block_members; i++)
        rf_inventory_add(reader, rf_value_get_c(object, block_members[i]), network);
}

/* A row of `--query 'Vpcs[].[VpcId,CidrBlock]'`: its first other string says whose the CIDRs are.
 */
static void read_row(rf_inventory_reader *reader, const rf_value *row)
{
    rf_network network = {.kind = RF_NETWORK_LISTED};
    bool any = false;
    for (size_t i = row->as.list.n; i-- > 0;) {
        any |= is_block(&row->as.list.at[i]);
        if (rf_is_string(&row->as.list.at[i]) && !is_block(&row->as.list.at[i]))
            network.owner = rf_text_of(&row->as.list.at[i]);
    }
    for (size_t i = 0; i < row->as.list.n; i++)
        if (is_block(&row->as.list.at[i]))
            rf_inventory_add(reader, &row->as.list.at[i], network);
    if (!any && row->as.list.n != 0)
        rf_diag_error(reader->diags, CODE, row->span, "keep rows that hold a CIDR",
                      "a row in a list of networks has no CIDR");
}

static void read_array(rf_inventory_reader *reader, const rf_value *array)
{
    for (size_t i = 0; i < array->as.list.n; i++) {
        const rf_value *item = &array->as.list.at[i];
        if (item->kind == RF_OBJECT)
            read_object(reader, item);
        else if (item->kind == RF_LIST)
            read_row(reader, item);
        else
            rf_inventory_add(reader, item, (rf_network){.kind = RF_NETWORK_LISTED});
    }
}

/* Outputs hold more than networks: what has no prefix length, or one of 0 (a default route, an open
 * rule), is none.  What is meant as a CIDR and cannot be read is unknown. */
static void read_output_text(rf_inventory_reader *reader, const rf_value *value, rf_network network)
{
    rf_cidr_reading reading = rf_cidr_read(rf_text_of(value));
    if (reading.oddities & RF_CIDR_BAD_LENGTH && reading.as_written.family != 0) {
        rf_inventory_add_unknown(
            reader, value->span,
            rf_format(reader->arena, "whether the output %.*s overlaps", RF_ARG(network.via)),
            RF_STR("its value is no CIDR: the prefix length is out of range"));
        return;
    }
    if (reading.cidr.length == 0 || reading.oddities & (RF_CIDR_NO_LENGTH | RF_CIDR_SHORT_FORM))
        return;
    if (!network.sensitive) {
        rf_inventory_add(reader, value, network);
        return;
    }
    network.reading = reading; /* without a word about how it is written */
    network.span = value->span;
    RF_PUSH(reader->arena, &reader->inventory->networks, network);
}

static void read_output(rf_inventory_reader *reader, const rf_value *value, rf_network network)
{
    if (value->kind == RF_STRING) {
        read_output_text(reader, value, network);
    } else if (value->kind == RF_LIST) {
        for (size_t i = 0; i < value->as.list.n; i++)
            read_output(reader, &value->as.list.at[i], network);
    } else if (value->kind == RF_OBJECT) {
        for (size_t i = 0; i < value->as.object.n; i++)
            read_output(reader, &value->as.object.at[i].value, network);
    }
}

static void read_outputs(rf_inventory_reader *reader, const rf_value *root)
{
    for (size_t i = 0; i < root->as.object.n; i++) {
        const rf_member *member = &root->as.object.at[i];
        const rf_value *value = rf_value_get_c(&member->value, "value");
        rf_network network = {
            .kind = RF_NETWORK_OUTPUT,
            .via = member->name,
            .sensitive = rf_is_true(rf_value_get_c(&member->value, "sensitive")),
        };
        if (network.sensitive)
            rf_span_mask(value->span);
        read_output(reader, value, network);
    }
}

static rf_str path_of(const rf_value *root)
{
    return rf_span_outermost(root->span).source->path;
}

static void report_stranger(rf_arena *arena, rf_diags *diags, const rf_value *root)
{
    static const char help[] = "give a list of CIDRs, what `aws ec2 describe-vpcs` or "
                               "`terraform output -json` prints, or a JSON array of CIDRs";
    rf_str path = path_of(root);
    if (root->kind != RF_OBJECT) {
        rf_diag_error(diags, CODE, root->span, help,
                      "%.*s is neither a list of CIDRs nor an EC2 inventory: it is a %s",
                      RF_ARG(path), rf_kind_name(root->kind));
    } else if (root->as.object.n == 0) {
        rf_diag_error(diags, CODE, root->span, help,
                      "%.*s is neither a list of CIDRs nor an EC2 inventory: it is empty",
                      RF_ARG(path));
    } else {
        const rf_member *first = &root->as.object.at[0];
        rf_str name = rf_cidr_shown(arena, first->name);
        rf_diag_error(diags, CODE, first->name_span, help,
                      "%.*s is neither a list of CIDRs nor an EC2 inventory: its first key is "
                      "\"%.*s\"",
                      RF_ARG(path), RF_ARG(name));
    }
}

/* Silence about an input that holds nothing would look like a pass. */
static void warn_if_empty(rf_diags *diags, rf_span span, rf_str path, bool empty)
{
    if (!empty || diags->errors != 0)
        return;
    rf_diag *diag = rf_diag_error(diags, CODE, span, "check that it is the right file",
                                  "%.*s names no network", RF_ARG(path));
    rf_diag_lower(diags, diag, RF_WARNING);
}

bool rf_inventory_read_value(rf_arena *arena, const rf_value *root, rf_diags *diags,
                             rf_inventory *inventory)
{
    rf_inventory_reader reader = {.arena = arena, .diags = diags, .inventory = inventory};
    size_t before = inventory->networks.n + inventory->unknowns.n;
    rf_inventory_form form = rf_inventory_recognise(root);
    if (root->kind == RF_LIST) {
        read_array(&reader, root);
    } else if (form == RF_INVENTORY_EC2) {
        read_object(&reader, root);
    } else if (form == RF_INVENTORY_OUTPUTS) {
        read_outputs(&reader, root);
    } else {
        report_stranger(arena, diags, root);
        return false;
    }
    /* An answer of the EC2 API may well be empty. */
    warn_if_empty(diags, root->span, path_of(root),
                  form != RF_INVENTORY_EC2 &&
                      inventory->networks.n + inventory->unknowns.n == before);
    return true;
}

void rf_inventory_add_list(rf_arena *arena, const rf_cidr_list *list, rf_inventory *inventory)
{
    for (size_t i = 0; i < list->n; i++) {
        const rf_cidr_entry *entry = &list->at[i];
        rf_span span = rf_cidr_list_span(list, i);
        rf_network network = {
            .kind = RF_NETWORK_LISTED,
            .reading = {entry->cidr, entry->oddities, entry->cidr},
            .owner = rf_cidr_list_label(list, i),
            .span = span,
        };
        if (entry->oddities != 0)
            network.reading = rf_cidr_read(rf_span_text(span));
        RF_PUSH(arena, &inventory->networks, network);
    }
}

enum { STRANGE_LINES = 3 }; /* lines without a CIDR that show a text to be something else */

static bool read_list(rf_arena *arena, const rf_source *source, rf_diags *diags,
                      rf_inventory *inventory)
{
    rf_diags before = *diags;
    rf_cidr_list list = rf_cidr_list_read(arena, source, diags);
    if (list.n == 0 && diags->errors - before.errors >= STRANGE_LINES) {
        rf_span first = diags->list.n > before.list.n ? diags->list.at[before.list.n].span
                                                      : rf_source_span(source);
        rf_str word = rf_cidr_shown(arena, rf_span_text(first));
        before.list.at = diags->list.at; /* one message for the file instead of one a line */
        before.list.capacity = diags->list.capacity;
        *diags = before;
        rf_diag_error(
            diags, CODE, first, "give one CIDR a line, with a label behind it",
            "%.*s is neither a list of CIDRs nor an EC2 inventory: it starts with \"%.*s\"",
            RF_ARG(source->path), RF_ARG(word));
        return false;
    }
    rf_inventory_add_list(arena, &list, inventory);
    warn_if_empty(diags, (rf_span){source, 0, 0}, source->path, list.n == 0);
    return true;
}

static bool is_json(rf_str text)
{
    if (rf_starts(text, RF_UTF8_BOM))
        text = rf_slice(text, RF_UTF8_BOM.n, text.n);
    text = rf_trim(text);
    return text.n != 0 && (text.at[0] == '{' || text.at[0] == '[');
}

bool rf_inventory_read(rf_arena *arena, const rf_source *source, rf_diags *diags,
                       rf_inventory *inventory)
{
    rf_value root;
    if (!is_json(source->text))
        return read_list(arena, source, diags, inventory);
    bool clean = rf_json_read(arena, source, diags, &root);
    if (!clean && rf_inventory_recognise(&root) == RF_INVENTORY_NONE)
        return false; /* nothing to add to the syntax errors */
    return rf_inventory_read_value(arena, &root, diags, inventory) && clean;
}

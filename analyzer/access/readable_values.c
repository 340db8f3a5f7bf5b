/* What is tried for each kind of axis. */
#include "access/formats.h"
#include "access/readable_parts.h"
#include "iam/arn.h"
#include "network/cidr.h"

#include <string.h>
#include <time.h>

/* What stands for a wildcard: something, then what a stranger would have. */
static const rf_filling fillings[] = {{"example", 'x', true}, {"other", '1', true}};
enum { FILLINGS = sizeof fillings / sizeof *fillings };

/* ---- texts ---- */

static const rf_ref_action *action_of_ec2(const rf_reference *reference, rf_str name)
{
    char text[80] = "ec2:";
    if (name.n == 0 || name.n > sizeof text - 4)
        return NULL;
    memcpy(text + 4, name.at, name.n);
    return rf_ref_action_named(reference, (rf_str){text, 4 + name.n});
}

/* ec2:CreateAction: the action that makes a resource of the type. */
static bool try_creating(rf_reader *r)
{
    const rf_ref_check *check = &r->question->check;
    if (check->pair == NULL || !rf_eq_c(r->question->axes.at[r->axis].key, "ec2:createaction"))
        return false;
    rf_reader_find_sources(r);
    for (size_t i = 0; i < r->sources.n; i++) {
        const rf_ref_action *action = action_of_ec2(check->reference, r->sources.at[i]);
        if (action == NULL)
            continue;
        rf_ref_pairs pairs = rf_ref_pairs_of(check->reference, action);
        for (size_t k = 0; k < pairs.n; k++) {
            rf_ref_check made = {check->reference, action, &pairs.at[k]};
            if (pairs.at[k].type == check->pair->type && rf_ref_check_creates(&made) &&
                rf_reader_try(r, r->sources.at[i]))
                return true;
        }
    }
    return false;
}

/* aws:TagKeys: the tags that the request sets. */
static bool try_tags(rf_reader *r)
{
    const rf_str family = RF_STR("aws:requesttag/");
    if (!rf_eq_c(r->question->axes.at[r->axis].key, "aws:tagkeys"))
        return false;
    for (size_t i = 0; i < r->question->axes.n; i++) {
        const rf_axis *tag = &r->question->axes.at[i];
        if (tag->kind == RF_AXIS_KEY && rf_starts(tag->key, family) &&
            !r->point->values[i].absent &&
            rf_reader_try(r, rf_slice(tag->name, family.n, tag->name.n)))
            return true;
    }
    return false;
}

static bool try_sources(rf_reader *r, const rf_filling *filling)
{
    rf_reader_find_sources(r);
    for (size_t i = 0; i < r->sources.n; i++) {
        rf_str gaps = r->sources.at[i];
        rf_str arn = rf_has_gaps(gaps) && rf_starts(gaps, RF_STR("arn:"))
                         ? rf_gaps_fill_arn(r->arena, gaps, RF_STR(""), RF_STR(""), filling)
                         : RF_STR("");
        if ((arn.n != 0 && rf_reader_try(r, arn)) ||
            rf_reader_try(r, rf_gaps_fill(r->arena, gaps, filling)))
            return true;
    }
    return false;
}

bool rf_improve_text(rf_reader *r)
{
    static const char *const strangers[] = {"other", "example", "other-example"};
    rf_key_values known = rf_key_examples(r->question->axes.at[r->axis].key);
    if (try_creating(r) || try_tags(r))
        return true;
    for (size_t i = 0; known.at[i] != NULL; i++)
        if (rf_reader_try(r, rf_str_c(known.at[i])))
            return true;
    for (size_t i = 0; i < FILLINGS; i++)
        if (try_sources(r, &fillings[i]))
            return true;
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++)
        if (rf_reader_try(r, rf_str_c(strangers[i])))
            return true;
    return false;
}

/* ---- numbers, dates, addresses ---- */

/* A host of the block: 10 behind its first address (in hexadecimal for IPv6), where there is room.
 */
static bool try_host(rf_reader *r, const rf_cidr *block)
{
    bool four = block->family == 4;
    rf_cidr host = *block;
    rf_str length;
    if (block->length > (four ? 28 : 123))
        return false;
    host.length = four ? 32 : 128;
    host.address[four ? 3 : 15] |= four ? 10 : 0x10;
    return rf_reader_try(r, rf_split(rf_cidr_text(r->arena, &host), '/', &length));
}

/* Addresses for documentation: RFC 5737, RFC 3849. */
static bool try_addresses(rf_reader *r, const rf_condition *condition)
{
    static const char *const outside[] = {"203.0.113.10", "198.51.100.10", "2001:db8::10"};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        if (rf_reader_try(r, rf_str_c(outside[i])))
            return true;
    for (size_t i = 0; i < condition->n; i++)
        if (condition->values[i].readable && condition->values[i].kind != RF_UNKNOWN &&
            try_host(r, &condition->values[i].as.block))
            return true;
    return false;
}

static bool try_date(rf_reader *r, int64_t seconds)
{
    const int64_t first = -62167219200, last = 253402300799; /* four digits of a year */
    time_t moment = (time_t)seconds;
    struct tm utc;
    char text[32];
    if (seconds < first || seconds > last || gmtime_r(&moment, &utc) == NULL)
        return false;
    size_t n = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return rf_reader_try(r, rf_dup(r->arena, (rf_str){text, n}));
}

/* A day before or after one of the dates; else the moment itself, as a date. */
static bool try_dates(rf_reader *r, const rf_condition *condition)
{
    enum { DAY = 24 * 60 * 60 };
    rf_date now;
    if (rf_eq_c(r->question->axes.at[r->axis].key, "aws:epochtime"))
        return true;
    for (size_t i = 0; i < condition->n; i++) {
        const rf_condition_value *value = &condition->values[i];
        if (value->readable && value->kind != RF_UNKNOWN &&
            (try_date(r, value->as.date.seconds + DAY) ||
             try_date(r, value->as.date.seconds - DAY) || try_date(r, value->as.date.seconds)))
            return true;
    }
    return rf_date_parse(r->point->values[r->axis].values[0], &now) && try_date(r, now.seconds);
}

/* A whole number, where it is none. */
static bool try_numbers(rf_reader *r, const rf_condition *condition)
{
    const rf_num one = rf_num_int(1);
    if (rf_find_byte(r->point->values[r->axis].values[0], '.') == RF_NOT_FOUND)
        return true;
    for (size_t i = 0; i < condition->n; i++) {
        const rf_condition_value *value = &condition->values[i];
        if (value->readable && value->kind != RF_UNKNOWN &&
            (rf_reader_try(r, rf_num_text(r->arena, rf_num_add(r->arena, value->as.number, one))) ||
             rf_reader_try(r, rf_num_text(r->arena, rf_num_sub(r->arena, value->as.number, one)))))
            return true;
    }
    return false;
}

static bool try_points(rf_reader *r, const rf_atom *atom)
{
    if (atom->kind != RF_ATOM_CONDITION)
        return false;
    switch (atom->condition->op.base->family) {
    case RF_FAMILY_IP:
        return try_addresses(r, atom->condition);
    case RF_FAMILY_DATE:
        return try_dates(r, atom->condition);
    case RF_FAMILY_NUMERIC:
        return try_numbers(r, atom->condition);
    default:
        return false;
    }
}

bool rf_improve_point(rf_reader *r)
{
    if (r->point->values[r->axis].n != 1)
        return false;
    for (size_t i = 0; i < r->inside.n; i++)
        if (try_points(r, r->inside.at[i]))
            return true;
    for (size_t i = 0; i < r->outside.n; i++)
        for (size_t k = 0; k < r->outside.at[i]->n; k++)
            if (r->outside.at[i]->atoms[k].axis == r->axis &&
                try_points(r, &r->outside.at[i]->atoms[k]))
                return true;
    return false;
}

/* ---- principals and actions ---- */

/* A user rather than the root of an account, a stranger of an account that documentation uses. */
void rf_improve_principal(rf_reader *r)
{
    rf_arn arn;
    for (size_t i = 0; i < r->question->axes.n; i++)
        if (rf_starts(r->question->axes.at[i].key, RF_STR("aws:principal")) ||
            rf_starts(r->question->axes.at[i].key, RF_STR("aws:user")))
            return; /* they follow from the caller */
    rf_str now = r->point->values[r->axis].values[0];
    if (!rf_arn_split(now, &arn))
        return;
    if (rf_eq_c(arn.segment[RF_ARN_ACCOUNT], "999988887777"))
        rf_reader_try(r, RF_STR("arn:aws:iam::444455556666:user/stranger"));
    else if (rf_eq_c(arn.segment[RF_ARN_RESOURCE], "root") ||
             rf_eq_c(arn.segment[RF_ARN_RESOURCE], "user/someone"))
        rf_reader_try(r, rf_arn_with_segment(r->arena, now, RF_ARN_RESOURCE, RF_STR("user/alice")));
}

void rf_improve_action(rf_reader *r)
{
    static const rf_filling name = {"Example", 'X', false};
    rf_reader_find_sources(r);
    for (size_t i = 0; i < r->sources.n; i++) {
        rf_str action = rf_gaps_fill(r->arena, r->sources.at[i], &name);
        if (rf_find_byte(action, ':') != RF_NOT_FOUND && rf_reader_try(r, action))
            return;
    }
    rf_reader_try(r, RF_STR("example:Example"));
}

/* ---- resources ---- */

/* The formats that the resource may have. */
typedef RF_VEC(rf_str) format_list;

static void add_formats(rf_reader *r, format_list *formats, const rf_ref_type *type)
{
    enum { FORMATS = 24 };
    const rf_reference *reference = r->question->universe->reference;
    rf_ref_arns arns = rf_ref_arns_of(reference, type);
    for (size_t i = 0; i < arns.n && formats->n < FORMATS; i++)
        RF_PUSH(r->arena, formats, rf_ref_text(reference, arns.at[i]));
}

/* True when no pattern that texts are made of can be of the type. */
static bool is_apart(const rf_reader *r, const rf_ref_type *type)
{
    static const rf_filling wildcards = {"*", '?', false};
    for (size_t i = 0; i < r->sources.n; i++)
        if (!rf_format_is_apart(r->question->universe->reference, type,
                                rf_gaps_fill(r->arena, r->sources.at[i], &wildcards)))
            return false;
    return r->sources.n != 0;
}

/* Those of the type asked about; in the universe `any` those of all types of the action. */
static void find_formats(rf_reader *r, format_list *formats)
{
    const rf_universe *universe = r->question->universe;
    const rf_ref_check *check = &r->question->check;
    if (!universe->any) {
        if (check->pair != NULL)
            add_formats(r, formats, &universe->reference->types[check->pair->type]);
        return;
    }
    const rf_ref_action *action =
        r->question->action.n != 0 ? rf_ref_action_named(universe->reference, r->question->action)
                                   : NULL;
    if (action == NULL)
        return;
    rf_ref_pairs pairs = rf_ref_pairs_of(universe->reference, action);
    rf_reader_find_sources(r);
    for (size_t i = 0; i < pairs.n; i++) {
        const rf_ref_type *type = &universe->reference->types[pairs.at[i].type];
        if (!is_apart(r, type))
            add_formats(r, formats, type);
    }
}

static rf_str partition_of(const rf_reader *r)
{
    return r->question->universe->any ? RF_STR("") : r->question->universe->partition;
}

static bool try_examples(rf_reader *r, const format_list *formats)
{
    if (r->question->universe->any && formats->n == 0 && rf_reader_try(r, RF_STR("*")))
        return true;
    bool taken = false;
    r->formed = true;
    for (size_t i = 0; i < formats->n && !taken; i++)
        taken = rf_reader_try(r, rf_example_of_format(r->arena, formats->at[i], partition_of(r)));
    r->formed = false;
    return taken;
}

static bool try_patterns(rf_reader *r, const format_list *formats, const rf_filling *filling)
{
    for (size_t i = 0; i < r->sources.n; i++) {
        rf_str gaps = r->sources.at[i];
        for (size_t k = 0; k < formats->n; k++) {
            rf_str arn = rf_gaps_fill_arn(r->arena, gaps, formats->at[k], partition_of(r), filling);
            if (arn.n != 0 && rf_reader_try(r, arn))
                return true;
        }
        if (!r->question->universe->any || (!rf_starts(gaps, RF_STR("arn:")) && gaps.n != 1))
            continue;
        rf_str arn = rf_gaps_fill_arn(r->arena, gaps, RF_STR(""), RF_STR(""), filling);
        if (arn.n != 0 && rf_reader_try(r, arn))
            return true;
    }
    return false;
}

static bool try_segment(rf_reader *r, size_t segment, const char *text)
{
    rf_str now = r->point->values[r->axis].values[0];
    return rf_reader_try(r, rf_arn_with_segment(r->arena, now, segment, rf_str_c(text)));
}

/* The resource part as that of another ARN. */
static bool try_resource(rf_reader *r, rf_str arn)
{
    rf_arn parts;
    rf_str now = r->point->values[r->axis].values[0];
    return rf_arn_split(arn, &parts) &&
           rf_reader_try(r, rf_arn_with_segment(r->arena, now, RF_ARN_RESOURCE,
                                                parts.segment[RF_ARN_RESOURCE]));
}

/* Segment by segment, what is left of the shortest ARN. */
static void improve_segments(rf_reader *r, const format_list *formats)
{
    static const char *const accounts[] = {"111122223333", "444455556666"};
    rf_arn arn;
    if (!rf_arn_split(r->point->values[r->axis].values[0], &arn))
        return;
    bool done = false;
    for (size_t i = 0; arn.segment[RF_ARN_REGION].n != 0 && rf_example_regions[i] && !done; i++)
        done = try_segment(r, RF_ARN_REGION, rf_example_regions[i]);
    done = false;
    for (size_t i = 0; arn.segment[RF_ARN_ACCOUNT].n != 0 && i < 2 && !done; i++)
        done = try_segment(r, RF_ARN_ACCOUNT, accounts[i]);
    for (size_t i = 0; i < formats->n; i++)
        if (try_resource(r, rf_example_of_format(r->arena, formats->at[i], partition_of(r))))
            return;
    for (size_t i = 0; i < r->sources.n; i++)
        for (size_t f = 0; f < FILLINGS; f++)
            if (try_resource(r, rf_gaps_fill(r->arena, r->sources.at[i], &fillings[f])))
                return;
}

void rf_improve_resource(rf_reader *r)
{
    format_list formats = {0};
    find_formats(r, &formats);
    if (formats.n == 0 && !r->question->universe->any)
        return; /* "*" */
    if (try_examples(r, &formats))
        return;
    rf_reader_find_sources(r);
    for (size_t i = 0; i < FILLINGS; i++)
        if (try_patterns(r, &formats, &fillings[i]))
            return;
    improve_segments(r, &formats);
}

#include "access/formats.h"

#include "base/vec.h"

enum { ACCOUNT_DIGITS = 12, RESOURCE_SEGMENT = 5 };

typedef struct maker {
    rf_arena *arena;
    rf_str partition;
    const rf_str *account; /* in place of twelve digits; NULL: these */
    RF_VEC(rf_letter) letters;
    size_t segment; /* of the ARN, from 0 */
} maker;

static void add_text(maker *make, rf_str text)
{
    if (text.n != 0)
        RF_PUSH(make->arena, &make->letters, (rf_letter){.kind = RF_LETTER_TEXT, .text = text});
}

static void add_run(maker *make, rf_class of)
{
    RF_PUSH(make->arena, &make->letters, (rf_letter){.kind = RF_LETTER_RUN, .of = of});
}

static void add_some(maker *make, rf_class of)
{
    RF_PUSH(make->arena, &make->letters, (rf_letter){.kind = RF_LETTER_ONE, .of = of});
    add_run(make, of);
}

/* A variable that holds no colon: ${VpcId}, role/${RoleNameWithPath}, key-pair/${KeyPairName}; but
 * objects and topics, which people name as they like.  `at` is where it begins, `end` its brace. */
static bool has_no_colon(rf_str format, size_t at, size_t end)
{
    rf_str name = rf_slice(format, at + 2, end);
    if (rf_ends(name, RF_STR("Id")) || rf_ends(name, RF_STR("WithPath")))
        return true;
    return rf_ends(name, RF_STR("Name")) && at > 0 && format.at[at - 1] == '/' &&
           rf_find(name, RF_STR("Topic")) == RF_NOT_FOUND &&
           rf_find(name, RF_STR("Object")) == RF_NOT_FOUND;
}

/* ${NAME}, by the segment it stands in. */
static void add_variable(maker *make, bool no_colon)
{
    switch (make->segment) {
    case 1:
        if (make->partition.n != 0)
            add_text(make, make->partition);
        else
            add_some(make, RF_CLASS_NAME);
        return;
    case 3:
        add_some(make, RF_CLASS_NAME);
        return;
    case 4:
        if (make->account != NULL)
            add_text(make, *make->account);
        for (int i = 0; i < ACCOUNT_DIGITS && make->account == NULL; i++)
            RF_PUSH(make->arena, &make->letters,
                    (rf_letter){.kind = RF_LETTER_ONE, .of = RF_CLASS_DIGIT});
        return;
    default:
        add_some(make,
                 make->segment < RESOURCE_SEGMENT || no_colon ? RF_CLASS_NOT_COLON : RF_CLASS_ANY);
    }
}

static rf_word word_of(rf_arena *arena, rf_str format, rf_str partition, const rf_str *account)
{
    maker make = {.arena = arena, .partition = partition, .account = account};
    size_t start = 0, at = 0;
    while (at < format.n) {
        bool variable = format.at[at] == '$' && at + 1 < format.n && format.at[at + 1] == '{';
        if (!variable && format.at[at] != '*') {
            make.segment += format.at[at++] == ':' && make.segment < RESOURCE_SEGMENT;
            continue;
        }
        add_text(&make, rf_slice(format, start, at));
        size_t end = at;
        while (variable && end < format.n && format.at[end] != '}')
            end++;
        if (variable)
            add_variable(&make, has_no_colon(format, at, end));
        else
            add_run(&make, make.segment < RESOURCE_SEGMENT ? RF_CLASS_NOT_COLON : RF_CLASS_ANY);
        start = at = end + 1;
    }
    add_text(&make, rf_slice(format, start, format.n));
    return (rf_word){.letters = make.letters.at, .n = make.letters.n};
}

/* Formats of what AWS itself may own, which then stands under no number: AWS managed policies
 * ("Managed policies and inline policies", IAM User Guide), managed permissions ("Managing
 * permissions in AWS RAM"), and the public documents and parameters of Systems Manager ("Working
 * with public parameters", its User Guide). */
static const struct {
    const char *begins;
    rf_str account;
} owned[] = {
    {"arn:${Partition}:iam::${Account}:policy/", {"aws", 3}},
    {"arn:${Partition}:ram::${Account}:permission/", {"aws", 3}},
    {"arn:${Partition}:ssm:${Region}:${Account}:document/", {"", 0}},
    {"arn:${Partition}:ssm:${Region}:${Account}:parameter/", {"", 0}},
};

static const rf_str *owner_of(rf_str format)
{
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        if (rf_starts(format, rf_str_c(owned[i].begins)))
            return &owned[i].account;
    return NULL;
}

/* "arn:${Partition}:s3:::${BucketName}" */
static bool is_single_name(rf_str format)
{
    size_t colons = 0, at = 0;
    while (at < format.n && colons < RESOURCE_SEGMENT)
        colons += format.at[at++] == ':';
    rf_str resource = rf_slice(format, at, format.n);
    return rf_starts(resource, RF_STR("${")) && rf_find_byte(resource, '}') + 1 == resource.n;
}

const rf_constraint *rf_format_constraints(rf_arena *arena, const rf_reference *reference,
                                           const rf_ref_type *type, rf_str partition, size_t *n)
{
    static const rf_letter slash[] = {{.kind = RF_LETTER_RUN},
                                      {.kind = RF_LETTER_TEXT, .text = {"/", 1}},
                                      {.kind = RF_LETTER_RUN}};
    static const rf_word with_slash = {.letters = slash, .n = 3};
    rf_ref_arns arns = rf_ref_arns_of(reference, type);
    rf_word *words = RF_NEW_ARRAY(arena, rf_word, 2 * arns.n);
    size_t count = 0;
    rf_constraint *all = RF_NEW_ARRAY(arena, rf_constraint, 2);
    bool single = arns.n != 0;
    for (size_t i = 0; i < arns.n; i++) {
        rf_str format = rf_ref_text(reference, arns.at[i]);
        const rf_str *owner = owner_of(format);
        words[count++] = word_of(arena, format, partition, NULL);
        if (owner != NULL)
            words[count++] = word_of(arena, format, partition, owner);
        single = single && is_single_name(format);
    }
    all[0] = (rf_constraint){.words = words, .n = count};
    all[1] = (rf_constraint){.words = &with_slash, .n = 1, .negated = true};
    *n = single ? 2 : 1;
    return all;
}

/* What follows the fifth colon; false when there are fewer. */
static bool resource_part(rf_str arn, rf_str *resource)
{
    *resource = arn;
    for (size_t i = 0; i < RESOURCE_SEGMENT; i++)
        rf_split(*resource, ':', resource);
    return resource->at != NULL;
}

/* Such a format's ARNs have five colons, so that theirs and the pattern's stand side by side. */
static bool has_no_colons(rf_str resource)
{
    for (size_t i = 0; i < resource.n; i++) {
        if (resource.at[i] == ':' || resource.at[i] == '*')
            return false;
        if (resource.at[i] != '$')
            continue;
        size_t end = i + rf_find_byte(rf_slice(resource, i, resource.n), '}');
        if (end < i || end >= resource.n || !has_no_colon(resource, i, end))
            return false;
        i = end;
    }
    return true;
}

static bool begin_apart(rf_str format, rf_str pattern)
{
    for (size_t i = 0; i < format.n && i < pattern.n; i++) {
        char f = format.at[i], p = pattern.at[i];
        if (f == '$' || p == '*' || p == '?')
            return false;
        if (f != p)
            return true;
    }
    return false;
}

bool rf_format_is_apart(const rf_reference *reference, const rf_ref_type *type, rf_str pattern)
{
    rf_ref_arns arns = rf_ref_arns_of(reference, type);
    rf_str wanted;
    if (!resource_part(pattern, &wanted) || rf_find_byte(pattern, '$') != RF_NOT_FOUND)
        return false;
    for (size_t i = 0; i < arns.n; i++) {
        rf_str resource;
        if (!resource_part(rf_ref_text(reference, arns.at[i]), &resource) ||
            !has_no_colons(resource) || !begin_apart(resource, wanted))
            return false;
    }
    return arns.n != 0;
}

#include "access/formats.h"

#include "base/vec.h"

enum { ACCOUNT_DIGITS = 12, RESOURCE_SEGMENT = 5 };

typedef struct maker {
    rf_arena *arena;
    rf_str partition;
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

/* ${NAME}, by the segment it stands in. */
static void add_variable(maker *make)
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
        for (int i = 0; i < ACCOUNT_DIGITS; i++)
            RF_PUSH(make->arena, &make->letters,
                    (rf_letter){.kind = RF_LETTER_ONE, .of = RF_CLASS_DIGIT});
        return;
    default:
        add_some(make, make->segment < RESOURCE_SEGMENT ? RF_CLASS_NOT_COLON : RF_CLASS_ANY);
    }
}

static rf_word word_of(rf_arena *arena, rf_str format, rf_str partition)
{
    maker make = {.arena = arena, .partition = partition};
    size_t start = 0, at = 0;
    while (at < format.n) {
        bool variable = format.at[at] == '$' && at + 1 < format.n && format.at[at + 1] == '{';
        if (!variable && format.at[at] != '*') {
            make.segment += format.at[at++] == ':' && make.segment < RESOURCE_SEGMENT;
            continue;
        }
        add_text(&make, rf_slice(format, start, at));
        if (variable)
            add_variable(&make);
        else
            add_run(&make, make.segment < RESOURCE_SEGMENT ? RF_CLASS_NOT_COLON : RF_CLASS_ANY);
        while (variable && at < format.n && format.at[at] != '}')
            at++;
        start = ++at;
    }
    add_text(&make, rf_slice(format, start, format.n));
    return (rf_word){.letters = make.letters.at, .n = make.letters.n};
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
    rf_word *words = RF_NEW_ARRAY(arena, rf_word, arns.n);
    rf_constraint *all = RF_NEW_ARRAY(arena, rf_constraint, 2);
    bool single = arns.n != 0;
    for (size_t i = 0; i < arns.n; i++) {
        rf_str format = rf_ref_text(reference, arns.at[i]);
        words[i] = word_of(arena, format, partition);
        single = single && is_single_name(format);
    }
    all[0] = (rf_constraint){.words = words, .n = arns.n};
    all[1] = (rf_constraint){.words = &with_slash, .n = 1, .negated = true};
    *n = single ? 2 : 1;
    return all;
}

/*
 * Statements that do nothing: that match no request, that others make superfluous, or that the
 * policy denies as a whole.  Decided for every text and every key.
 */
#include "checks/meaning_cover.h"

enum {
    PLACES = 8,      /* second places of a finding, of a kind */
    CONDITIONS = 32, /* of which pairs are looked at */
};

/* --- statements that add nothing ----------------------------------------------------------------
 */

typedef struct redundant {
    const rf_statement *statement;
    rf_cover cover;
} redundant;

typedef RF_VEC(redundant) redundant_list;

static rf_span place_of(const rf_statement *statement)
{
    return statement->sid.n != 0 ? statement->sid_span : statement->span;
}

static rf_str names_of(rf_arena *arena, const rf_cover *list)
{
    rf_name_list names = {0};
    for (size_t i = 0; i < list->n; i++)
        rf_name_add(arena, &names, list->at[i]->name);
    return rf_names_text(arena, &names);
}

static bool has_denies(const rf_cover *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i]->effect == RF_EFFECT_DENY)
            return true;
    return false;
}

/* One finding for all statements that the same ones make superfluous. */
static void report_redundant(rf_check_run *run, const redundant *first, const redundant_list *all)
{
    const rf_cover *cover = &first->cover;
    bool deny = first->statement->effect == RF_EFFECT_DENY;
    rf_cover more = {0};
    for (size_t i = 0; i < all->n; i++)
        if (&all->at[i] != first && rf_cover_same(&all->at[i].cover, cover))
            RF_PUSH(run->arena, &more, all->at[i].statement);
    bool mixed = !deny && has_denies(cover);
    rf_str text = rf_format(run->arena, "%.*s adds nothing: %.*s %s%s all that it %s",
                            RF_ARG(first->statement->name), RF_ARG(names_of(run->arena, cover)),
                            cover->n > 1 ? "together " : "",
                            mixed          ? "allow or deny"
                            : deny         ? (cover->n > 1 ? "deny" : "denies")
                            : cover->n > 1 ? "allow"
                                           : "allows",
                            deny ? "denies" : "allows");
    if (more.n != 0)
        text = rf_format(run->arena, "%.*s; the same is true of %.*s", RF_ARG(text),
                         RF_ARG(names_of(run->arena, &more)));
    rf_finding *finding =
        rf_report_statement(run, first->statement, place_of(first->statement), text);
    for (size_t i = 0; i < cover->n && i < PLACES; i++)
        rf_report_related(run, finding, place_of(cover->at[i]), RF_STR("this statement stays"));
    for (size_t i = 0; i < more.n && i < PLACES; i++)
        rf_report_related(run, finding, place_of(more.at[i]), RF_STR("adds nothing either"));
}

static bool is_first_of_its_cover(const redundant_list *all, size_t index)
{
    for (size_t i = index + 1; i < all->n; i++)
        if (rf_cover_same(&all->at[i].cover, &all->at[index].cover))
            return false;
    return true;
}

/* What a statement that is denied as a whole would add is another rule's. */
static rf_cover superfluous_by(rf_covers *covers, const rf_statement *statement)
{
    bool allow = statement->effect == RF_EFFECT_ALLOW;
    rf_cover cover =
        rf_cover_of(covers, statement, allow ? RF_COVER_BY_ALLOWS : RF_COVER_BY_DENIES);
    if (cover.n != 0 || !allow || rf_cover_of(covers, statement, RF_COVER_BY_DENIES).n != 0)
        return cover;
    return rf_cover_of(covers, statement, RF_COVER_BY_ALLOWS | RF_COVER_BY_DENIES);
}

void rf_check_redundant_statement(rf_check_run *run)
{
    rf_covers covers = rf_covers_new(run);
    redundant_list found = {0};
    for (size_t i = covers.policy->n; i-- > 0 && !covers.policy->refused;) {
        const rf_statement *statement = &covers.policy->statements[i];
        if (!rf_covers_take(run, statement))
            continue;
        rf_cover cover = superfluous_by(&covers, statement);
        if (cover.n == 0 || rf_covers_matches_nothing(&covers, statement))
            continue;
        covers.left_out[i] = true;
        RF_PUSH(run->arena, &found, (redundant){statement, cover});
    }
    for (size_t i = found.n; i-- > 0;)
        if (is_first_of_its_cover(&found, i))
            report_redundant(run, &found.at[i], &found);
    rf_covers_admit(&covers);
}

/* --- statements that are denied as a whole ------------------------------------------------------
 */

void rf_check_denied_allow(rf_check_run *run)
{
    rf_covers covers = rf_covers_new(run);
    for (size_t i = 0; i < covers.policy->n && !covers.policy->refused; i++) {
        const rf_statement *statement = &covers.policy->statements[i];
        if (!rf_covers_take(run, statement) || statement->effect == RF_EFFECT_DENY)
            continue;
        rf_cover cover = rf_cover_of(&covers, statement, RF_COVER_BY_DENIES);
        if (cover.n == 0 || rf_covers_matches_nothing(&covers, statement))
            continue;
        rf_finding *finding = rf_report_statement(
            run, statement, place_of(statement),
            rf_format(run->arena, "%.*s allows nothing: %.*s den%s all that it allows",
                      RF_ARG(statement->name), RF_ARG(names_of(run->arena, &cover)),
                      cover.n > 1 ? "y" : "ies"));
        for (size_t k = 0; k < cover.n && k < PLACES; k++)
            rf_report_related(run, finding, place_of(cover.at[k]), RF_STR("denied here"));
    }
}

/* --- statements that match nothing --------------------------------------------------------------
 */

/* What other rules report keeps the statement from all requests too. */
static bool is_told_elsewhere(const rf_condition *condition)
{
    bool readable = condition->n != 0;
    for (size_t i = 0; i < condition->n; i++)
        readable = readable && condition->values[i].readable;
    return condition->op.base == NULL || !readable ||
           (condition->op.base->family == RF_FAMILY_NULL && condition->op.set != RF_SET_NONE);
}

static bool excludes_everything(const rf_patterns *patterns)
{
    for (size_t i = 0; i < patterns->n; i++)
        if (!patterns->at[i].unknown && patterns->at[i].shape == RF_SHAPE_ALL)
            return true;
    return false;
}

/* A statement of any action and resource with these conditions matches nothing. */
static bool conditions_clash(rf_covers *covers, const rf_condition *conditions, size_t n)
{
    const rf_statement only = {.span = conditions[0].span,
                               .not_actions = {.present = true}, /* all but none */
                               .conditions = conditions,
                               .n = n};
    return rf_covers_matches_nothing(covers, &only);
}

/* The conditions that no request satisfies: one, or two that exclude each other. */
static bool find_clash(rf_covers *covers, const rf_statement *statement, const rf_condition **first,
                       const rf_condition **second)
{
    for (size_t i = 0; i < statement->n; i++) {
        *first = &statement->conditions[i];
        *second = NULL;
        if (conditions_clash(covers, *first, 1))
            return true;
    }
    for (size_t i = 0; i < statement->n && statement->n <= CONDITIONS; i++) {
        for (size_t k = i + 1; k < statement->n; k++) {
            const rf_condition both[] = {statement->conditions[i], statement->conditions[k]};
            *first = &statement->conditions[i];
            *second = &statement->conditions[k];
            if (conditions_clash(covers, both, 2))
                return true;
        }
    }
    return false;
}

static void report_clash(rf_covers *covers, const rf_statement *statement, rf_str effect)
{
    rf_check_run *run = covers->run;
    const rf_condition *first, *second;
    if (!find_clash(covers, statement, &first, &second)) {
        rf_report_statement(run, statement, statement->condition_span,
                            rf_format(run->arena,
                                      "this statement %.*s nothing: its conditions "
                                      "exclude one another",
                                      RF_ARG(effect)));
        return;
    }
    if (second == NULL) {
        rf_report_statement(run, statement, first->span,
                            rf_format(run->arena,
                                      "this statement %.*s nothing: %.*s on %.*s holds "
                                      "for no request",
                                      RF_ARG(effect), RF_ARG(first->op_text), RF_ARG(first->name)));
        return;
    }
    bool same_key = rf_eq(first->key, second->key);
    rf_str text =
        same_key ? rf_format(run->arena, "no value of %.*s satisfies both %.*s and %.*s",
                             RF_ARG(first->name), RF_ARG(first->op_text), RF_ARG(second->op_text))
                 : rf_format(run->arena, "no request satisfies both %.*s on %.*s and %.*s on %.*s",
                             RF_ARG(first->op_text), RF_ARG(first->name), RF_ARG(second->op_text),
                             RF_ARG(second->name));
    rf_finding *finding = rf_report_statement(
        run, statement, second->span,
        rf_format(run->arena, "this statement %.*s nothing: %.*s", RF_ARG(effect), RF_ARG(text)));
    rf_report_related(run, finding, first->span, RF_STR("the other condition"));
}

/* Two names of one tag are one key. */
static rf_str one_name(rf_arena *arena, rf_str key)
{
    rf_str tag, alias = rf_ref_tag_alias(key);
    rf_split(key, '/', &tag);
    return alias.n == 0 || rf_starts(key, RF_STR("aws:"))
               ? key
               : rf_format(arena, "aws:resourcetag/%.*s", RF_ARG(tag));
}

/* Only then is there something to search for.  A key that stands twice under one operator is
 * another rule's; what AWS makes of it is not documented. */
static bool may_clash(rf_arena *arena, const rf_statement *statement)
{
    rf_map keys = {0};
    bool found = false;
    for (size_t i = 0; i < statement->n; i++) {
        const rf_condition *condition = &statement->conditions[i];
        const rf_condition *before =
            rf_map_put(arena, &keys, one_name(arena, condition->key), (void *)condition);
        if (before != NULL && rf_eq(before->key, condition->key) &&
            rf_eq_nocase(before->op_text, condition->op_text))
            return false;
        found = found || before != NULL || rf_condition_has_everything(condition);
    }
    return found;
}

void rf_check_no_match(rf_check_run *run)
{
    const rf_statement *statement = run->subject->statement;
    rf_covers covers = {
        .run = run, .policy = run->subject->found->policy, .budget = {RF_COVER_STEPS}};
    rf_str effect = statement->effect == RF_EFFECT_DENY ? RF_STR("denies") : RF_STR("allows");
    if (!rf_covers_take(run, statement) || covers.policy->refused)
        return;
    for (size_t i = 0; i < statement->n; i++)
        if (is_told_elsewhere(&statement->conditions[i]))
            return;
    if (excludes_everything(&statement->not_actions) ||
        excludes_everything(&statement->not_resources)) {
        const rf_patterns *by = excludes_everything(&statement->not_actions)
                                    ? &statement->not_actions
                                    : &statement->not_resources;
        rf_report_statement(
            run, statement, by->span,
            rf_format(run->arena, "this statement %.*s nothing: all %s are excluded",
                      RF_ARG(effect), by == &statement->not_actions ? "actions" : "resources"));
        return;
    }
    if (may_clash(run->arena, statement) &&
        conditions_clash(&covers, statement->conditions, statement->n))
        report_clash(&covers, statement, effect);
    rf_covers_admit(&covers);
}

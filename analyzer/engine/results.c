#include "engine/results.h"

#include "base/map.h"

#include <stdlib.h>

/* The same for the same cause wherever its line moves: no line, no offset; equal ones are numbered
 * when the findings are sorted. */
static uint64_t hash_text(uint64_t hash, rf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001b3u;
    return (hash ^ 0xff) * 0x100000001b3u;
}

/* The text the finding is about; of a secret not even a hash is given away. */
static rf_str cause_text(const rf_finding *finding)
{
    rf_span span = rf_span_outermost(finding->span);
    if (span.source != NULL && rf_source_is_masked(span.source, span.start))
        return RF_STR("");
    return rf_span_text(finding->span);
}

static rf_str fingerprint(rf_arena *arena, const rf_finding *finding, unsigned ordinal)
{
    uint64_t hash = 0xcbf29ce484222325u;
    hash = hash_text(hash, finding->rule);
    hash = hash_text(hash, rf_locate(finding->span).path);
    hash = hash_text(hash, finding->policy);
    hash = hash_text(hash, finding->statement);
    hash = hash_text(hash, cause_text(finding));
    hash = hash_text(hash, rf_format(arena, "%u", ordinal));
    return rf_format(arena, "%016llx", (unsigned long long)hash);
}

static int by_place(const void *a, const void *b)
{
    const rf_finding *x = a, *y = b;
    int order = rf_span_cmp(x->span, y->span);
    if (order == 0)
        order = rf_cmp(x->rule, y->rule);
    return order != 0 ? order : rf_cmp(x->message, y->message);
}

static int unknown_by_place(const void *a, const void *b)
{
    const rf_unknown *x = a, *y = b;
    int order = rf_span_cmp(x->span, y->span);
    if (order == 0)
        order = rf_cmp(x->what, y->what);
    return order != 0 ? order : rf_cmp(x->why, y->why);
}

static bool same_cause(const rf_finding *a, const rf_finding *b)
{
    return rf_eq(a->rule, b->rule) && rf_eq(a->policy, b->policy) &&
           rf_eq(a->statement, b->statement) && rf_eq(cause_text(a), cause_text(b)) &&
           rf_eq(rf_locate(a->span).path, rf_locate(b->span).path);
}

void rf_results_sort(rf_arena *arena, rf_results *results)
{
    rf_finding_list *findings = &results->findings;
    rf_unknown_list *unknowns = &results->unknowns;
    if (findings->n > 1)
        qsort(findings->at, findings->n, sizeof *findings->at, by_place);
    size_t n = 0;
    for (size_t i = 0; i < findings->n; i++)
        if (n == 0 || by_place(&findings->at[n - 1], &findings->at[i]) != 0)
            findings->at[n++] = findings->at[i];
    findings->n = n;
    rf_map seen = {0}; /* fingerprint without ordinal -> the last finding that has it */
    unsigned *ordinals = RF_NEW_ARRAY(arena, unsigned, findings->n);
    for (size_t i = 0; i < findings->n; i++) {
        rf_str plain = fingerprint(arena, &findings->at[i], 0);
        const rf_finding *before = rf_map_put(arena, &seen, plain, &findings->at[i]);
        if (before != NULL && same_cause(before, &findings->at[i]))
            ordinals[i] = ordinals[before - findings->at] + 1;
        findings->at[i].fingerprint = fingerprint(arena, &findings->at[i], ordinals[i]);
    }
    if (unknowns->n > 1)
        qsort(unknowns->at, unknowns->n, sizeof *unknowns->at, unknown_by_place);
    n = 0;
    for (size_t i = 0; i < unknowns->n; i++)
        if (n == 0 || unknown_by_place(&unknowns->at[n - 1], &unknowns->at[i]) != 0)
            unknowns->at[n++] = unknowns->at[i];
    unknowns->n = n;
}

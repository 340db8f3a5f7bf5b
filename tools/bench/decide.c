/*
 * Decisions per second: policies and requests are read before the clock starts, one core, as ratios
 * to a pass over the same requests that only compares texts.
 *
 * Two shapes: a policy of two statements, and one of 40 statements with 12 actions and 2 conditions
 * each; the requests hit different statements, so that no branch is learned by heart.
 */
#include "iam/authorize.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { REQUESTS = 64, STATEMENTS = 40, ACTIONS = 12 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const rf_policy *policy_of(rf_arena *arena, rf_str text)
{
    rf_diags diags = rf_diags_new(arena);
    rf_value document;
    rf_json_read(arena, rf_source_new(arena, RF_STR("policy.json"), text), &diags, &document);
    if (diags.errors != 0)
        abort();
    return rf_policy_read(arena, &document, text);
}

static rf_str small_policy(void)
{
    return RF_STR("{\"Version\":\"2012-10-17\",\"Statement\":["
                  "{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"},"
                  "{\"Effect\":\"Deny\",\"Action\":[\"ec2:CreateVpc\",\"ec2:CreateSubnet\"],"
                  "\"Resource\":\"arn:aws:ec2:*:*:vpc/*\",\"Condition\":"
                  "{\"StringNotLike\":{\"aws:RequestTag/Name\":\"cce-*\"}}}]}");
}

static rf_str large_policy(rf_arena *arena)
{
    rf_buf buf = rf_buf_new(arena);
    rf_buf_add_c(&buf, "{\"Version\":\"2012-10-17\",\"Statement\":[");
    for (int s = 0; s < STATEMENTS; s++) {
        rf_buf_format(&buf, "%s{\"Sid\":\"S%d\",\"Effect\":\"%s\",\"Action\":[", s ? "," : "", s,
                      s % 5 == 4 ? "Deny" : "Allow");
        for (int a = 0; a < ACTIONS; a++)
            rf_buf_format(&buf, "%s\"service%d:Action%d%s\"", a ? "," : "", s % 8, s * ACTIONS + a,
                          a % 6 == 5 ? "*" : "");
        rf_buf_format(&buf,
                      "],\"Resource\":[\"arn:aws:service%d:*:*:thing/team-%d-*\","
                      "\"arn:aws:service%d:*:*:other/*\"],\"Condition\":{\"StringLike\":"
                      "{\"aws:ResourceTag/Name\":\"cce-*\"},\"StringEquals\":"
                      "{\"aws:RequestedRegion\":[\"eu-west-1\",\"eu-north-1\"]}}}",
                      s % 8, s, s % 8);
    }
    rf_buf_add_c(&buf, "]}");
    return rf_buf_str(&buf);
}

static const rf_request *request_of(rf_arena *arena, int i, bool small)
{
    static const rf_str name = {"cce-a", 5}, other = {"prod", 4}, region = {"eu-west-1", 9};
    rf_context_key *context = RF_NEW_ARRAY(arena, rf_context_key, 2);
    context[0] = (rf_context_key){.name = small ? RF_STR("aws:RequestTag/Name")
                                                : RF_STR("aws:ResourceTag/Name"),
                                  .values = i % 3 ? &name : &other,
                                  .n = 1};
    context[1] = (rf_context_key){.name = RF_STR("aws:RequestedRegion"), .values = &region, .n = 1};
    int s = i * 7 % STATEMENTS;
    if (small)
        return rf_request_new(arena, i % 2 ? RF_STR("ec2:CreateVpc") : RF_STR("ec2:DescribeVpcs"),
                              RF_STR("arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1"), RF_STR(""),
                              context, 2);
    return rf_request_new(
        arena, rf_format(arena, "service%d:Action%d", s % 8, s * ACTIONS + i % ACTIONS),
        rf_format(arena, "arn:aws:service%d:eu-west-1:111122223333:thing/team-%d-x", s % 8, s),
        RF_STR(""), context, 2);
}

/* What a pass costs that only looks at the texts. */
static double compare_texts(const rf_request *const *requests, size_t rounds)
{
    volatile size_t equal = 0;
    double start = seconds();
    for (size_t r = 0; r < rounds; r++)
        for (size_t i = 0; i < REQUESTS; i++)
            equal += rf_eq(requests[i]->resource, requests[(i + 1) % REQUESTS]->resource) +
                     rf_eq_nocase(requests[i]->action, requests[(i + 1) % REQUESTS]->action);
    return (seconds() - start) / (double)(rounds * REQUESTS);
}

static void measure(const char *name, rf_str text, bool small, size_t rounds)
{
    rf_arena *arena = rf_arena_new(0), *scratch = rf_arena_new(0);
    if (arena == NULL || scratch == NULL)
        exit(3);
    const rf_policy *policy = policy_of(arena, text);
    const rf_request *requests[REQUESTS];
    rf_policy_set set = {.identity = {&policy, 1}, .reference = &rf_reference_builtin};
    size_t outcomes[RF_OUTCOMES] = {0};
    for (int i = 0; i < REQUESTS; i++)
        requests[i] = request_of(arena, i, small);
    rf_arena_mark mark = rf_arena_mark_get(scratch);
    double start = seconds();
    for (size_t r = 0; r < rounds; r++)
        for (size_t i = 0; i < REQUESTS; i++, rf_arena_rewind(scratch, mark))
            outcomes[rf_authorize(scratch, &set, requests[i]).outcome]++;
    double each = (seconds() - start) / (double)(rounds * REQUESTS);
    double texts = compare_texts(requests, rounds);
    printf("%-46s %8.0f ns   %-34s %8.0f ns   ratio %.1f   (%.2f M/s; %zu of %zu allowed)\n", name,
           each * 1e9, "comparing its texts only", texts * 1e9, each / texts, 1e-6 / each,
           outcomes[RF_ALLOWED] / rounds, (size_t)REQUESTS);
    rf_arena_free(scratch);
    rf_arena_free(arena);
}

/* Every action of the reference, by its name in lower case. */
static void measure_reference(void)
{
    const rf_reference *reference = &rf_reference_builtin;
    rf_arena *arena = rf_arena_new(0);
    if (arena == NULL)
        exit(3);
    rf_str *names = RF_NEW_ARRAY(arena, rf_str, reference->action_count);
    for (size_t i = 0; i < reference->action_count; i++) /* a stride, so that no cache line helps */
        names[i * 7919 % reference->action_count] =
            rf_lower(arena, rf_ref_action_name(arena, reference, &reference->actions[i]));
    size_t found = 0, rounds = 40;
    double start = seconds();
    for (size_t r = 0; r < rounds; r++)
        for (size_t i = 0; i < reference->action_count; i++)
            found += rf_ref_action_named(reference, names[i]) != NULL;
    double each = (seconds() - start) / (double)(rounds * reference->action_count);
    printf("%-46s %8.0f ns   %-34s %8.2f MB\n", "look-up of an action by name", each * 1e9,
           "size of the reference", (double)reference->bytes / 1e6);
    if (found != rounds * reference->action_count)
        exit(1);
    rf_arena_free(arena);
}

int main(void)
{
    rf_arena *arena = rf_arena_new(0);
    if (arena == NULL)
        return 3;
    measure("decision, 2 statements", small_policy(), true, 20000);
    measure("decision, 40 statements x 12 actions", large_policy(arena), false, 5000);
    measure_reference();
    rf_arena_free(arena);
    return 0;
}

#include "cli/simulate.h"

#include "cli/reference.h"
#include "iam/layers.h"
#include "json/write.h"

#include <json-c/json.h>

static const char *const formats[] = {"text", "json", NULL};

static rf_str answer_json(rf_arena *arena, const rf_sim_policies *policies,
                          const rf_sim_question *question, const rf_call_answer *answer)
{
    const rf_call *call = &question->call;
    rf_sim_problems problems = rf_sim_problems_of(arena, policies, call, answer, true);
    struct json_object *whole = json_object_new_object();
    if (call->single && question->completed_count != 0)
        json_object_object_add(whole, "resource", rf_json_from_str(question->completed[0].arn));
    rf_sim_add_answer(whole, arena, policies, call, answer, &problems);
    rf_buf text = rf_buf_new(arena);
    rf_buf_add(&text, rf_json_text(arena, whole, true));
    rf_buf_add_byte(&text, '\n');
    json_object_put(whole);
    return rf_buf_str(&text);
}

static int answer_one(const rf_args *args, const rf_sim_policies *policies, bool strict)
{
    static const int statuses[RF_OUTCOMES] = {[RF_ALLOWED] = 0,
                                              [RF_IMPLICITLY_DENIED] = 1,
                                              [RF_EXPLICITLY_DENIED] = 1,
                                              [RF_UNDECIDED] = 2};
    rf_sim_question question = {0};
    rf_call_answer answer;
    rf_str why;
    unsigned how = RF_CALL_EXPLAINED | (strict ? RF_CALL_STRICT : 0);
    if (!rf_sim_read_question(args, policies->set.reference, &question))
        return 2;
    if (!rf_call_decide(args->arena, &policies->set, &question.call, how, &answer, &why))
        return rf_usage_error("%.*s", RF_ARG(why));
    rf_str text =
        rf_eq_c(rf_args_get(args, "format"), "json")
            ? answer_json(args->arena, policies, &question, &answer)
            : rf_sim_text(args->arena, policies, &question, &answer, rf_wants_color(args));
    return rf_write_output(args, text) ? statuses[answer.outcome] : 2;
}

static size_t count_policies(const rf_policy_set *set)
{
    size_t n = 0;
    for (rf_layer layer = 0; layer < RF_LAYERS; layer++)
        n += rf_layer_count(set, layer);
    return n;
}

static int simulate(const rf_args *args)
{
    rf_sim_policies found = {0};
    rf_str requests = rf_args_get(args, "requests");
    bool strict = rf_args_has(args, "strict-keys");
    if (!rf_args_check_output(args, formats))
        return 2;
    if (args->rest.n != 0)
        return rf_usage_error("'%.*s' is not expected; a policy is given with --policy FILE",
                              RF_ARG(args->rest.at[0]));
    found.set.reference = rf_cli_reference(args);
    if (found.set.reference == NULL || !rf_sim_read_files(args, &found))
        return 2;
    if (requests.at != NULL)
        return rf_sim_answer_lines(args, requests, &found, strict);
    if (count_policies(&found.set) == 0)
        return rf_usage_error("give --policy FILE, or --requests FILE with policies in it");
    return answer_one(args, &found, strict);
}

static const rf_flag flags[] = {
    {"policy", "FILE", "identity policy (repeatable)"},
    {"resource-policy", "FILE", "policy of the resource; trust policy, key policy"},
    {"boundary", "FILE", "permissions boundary (repeatable: each must allow)"},
    {"session-policy", "FILE", "session policy (repeatable: one must allow)"},
    {"scp", "FILE[,FILE]", "service control policies of a level (again: the next)"},
    {"rcp", "FILE[,FILE]", "resource control policies of a level (again: the next)"},
    {"endpoint-policy", "FILE", "policy of the VPC endpoint (repeatable)"},
    {"action", "ACTION", "such as ec2:CreateSubnet"},
    {"resource", "ARN", "what it is on (again: a call of several checks)"},
    {"context", "KEY=VALUE", "a context key (again: one more value)"},
    {"unknown", "KEY", "a context key whose value is not known"},
    {"principal", "ARN", "who asks"},
    {"account", "ID", "the account that owns the resources"},
    {"call", NULL, "a call, even with a single --resource"},
    {"requests", "FILE", "one JSON request a line, one answer a line"},
    {"strict-keys", NULL, "drop context keys that AWS does not define"},
    {"reference", "FOLDER", "a newer service reference than the program's own"},
    {"format", "NAME", "text (default) or json"},
    {"color", "WHEN", "auto (default), always, never"},
    {"output", "FILE", "write the answer there"},
    {"quiet", NULL, "no effect here"},
    {"help", NULL, "this text"},
    {0},
};

const rf_command rf_command_simulate = {
    .name = "simulate",
    .arguments = "--policy FILE --action ACTION [--resource ARN ...]",
    .summary = "decide a request under policies",
    .details =
        "One --resource is one check, decided as it is asked.  Several (or --call) are a\n"
        "call, which AWS allows when each of its checks is.  Context before the first\n"
        "--resource is shared by all; what follows a --resource belongs to that one.  A\n"
        "call that creates an EC2 resource with tags (aws:RequestTag/KEY) is a check of\n"
        "ec2:CreateTags, too; aws:TagKeys follows from the tags.\n"
        "\n"
        "A --resource such as vpc/vpc-1 is completed to an ARN.  ec2:ResourceTag/KEY and\n"
        "aws:ResourceTag/KEY are one tag: give either.\n"
        "\n"
        "A line of --requests holds \"request\" or \"call\", and may hold policies of its\n"
        "own (\"policies\", \"resourcePolicy\", \"boundaries\", \"sessionPolicies\", \"scps\",\n"
        "\"rcps\", \"endpointPolicies\"), each in the place of those of the flags.\n"
        "\n"
        "exit status: 0 allowed, 1 denied, 2 could not decide; with --requests 0 when\n"
        "every line was answered\n"
        "\n"
        "example:\n"
        "  ringfence simulate --policy policy.json --action ec2:CreateVpc \\\n"
        "    --resource 'vpc/*' --context aws:RequestTag/Name=cce-a\n"
        "\n"
        "  ringfence simulate --policy policy.json --action ec2:CreateSubnet \\\n"
        "    --resource 'subnet/*' --context aws:RequestTag/Name=cce-a \\\n"
        "    --resource vpc/vpc-1 --context aws:ResourceTag/Name=cce-a\n"
        "\n"
        "  ringfence simulate --policy role.json --boundary limits.json \\\n"
        "    --scp root.json --scp unit.json,unit-s3.json \\\n"
        "    --action s3:GetObject --resource bucket/key --unknown aws:SourceIp\n"
        "\n"
        "  ringfence simulate --policy policy.json --requests requests.jsonl\n"
        "    where a line is {\"id\": 1, \"request\": {\"action\": \"s3:GetObject\",\n"
        "    \"resource\": \"arn:aws:s3:::b/k\", \"context\": {\"aws:SourceIp\": \"10.1.2.3\"}}}\n",
    .flags = flags,
    .run = simulate,
};

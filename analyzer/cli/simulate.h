/*
 * What the files of `simulate` share: the policies and the question, from flags or from a line of
 * JSON, and the answer in both formats.
 */
#ifndef RF_CLI_SIMULATE_H
#define RF_CLI_SIMULATE_H

#include "cli/command.h"
#include "iam/call.h"

struct json_object;

/* The policies of one decision, and what an answer calls them. */
typedef struct rf_sim_policies {
    rf_policy_set set;
    /* names[layer][level][policy]: paths; NULL: they are members of the request line. */
    const rf_str *const *names[RF_LAYERS];
} rf_sim_policies;

/* A --resource that was no ARN, and the one that was made of it. */
typedef struct rf_sim_completed {
    rf_str given, arn;
} rf_sim_completed;

/* The call of the command line. */
typedef struct rf_sim_question {
    rf_call call;
    const rf_sim_completed *completed;
    size_t completed_count;
} rf_sim_question;

/* Reads the files of --policy, --scp and the like; false: it said what is wrong.  A document that
 * does not parse, or has a key twice, is not simulated: what AWS would make of it is not known. */
bool rf_sim_read_files(const rf_args *args, rf_sim_policies *found);

/* Replaces each type of policies that the line has itself; false: *why says what is wrong. */
bool rf_sim_read_members(rf_arena *arena, const rf_value *line, rf_sim_policies *asked,
                         rf_str *why);

/* The names of these members. */
size_t rf_sim_member_names(rf_str names[RF_LAYERS]);

/* "policy.json", or of a line "scps[1][0]". */
rf_str rf_sim_policy_name(rf_arena *arena, const rf_sim_policies *policies, rf_layer layer,
                          size_t level, size_t policy);

/* What there is to say beside the answer, each in a sentence: a policy that takes no part; of a
 * whole call, or `thorough`, what the reference does not know, and resources that are missing. */
typedef RF_VEC(rf_str) rf_sim_problems;
rf_sim_problems rf_sim_problems_of(rf_arena *arena, const rf_sim_policies *policies,
                                   const rf_call *call, const rf_call_answer *answer,
                                   bool thorough);

/* Reads --action, --resource, --context and the like; false: it said what is wrong. */
bool rf_sim_read_question(const rf_args *args, const rf_reference *reference,
                          rf_sim_question *question);

/* Puts the answer into an object. */
void rf_sim_add_answer(struct json_object *into, rf_arena *arena, const rf_sim_policies *policies,
                       const rf_call *call, const rf_call_answer *answer,
                       const rf_sim_problems *problems);

/* The answer as an explanation. */
rf_str rf_sim_text(rf_arena *arena, const rf_sim_policies *policies,
                   const rf_sim_question *question, const rf_call_answer *answer, bool color);

/* Answers every line of a file ("-": standard input), in order, as they come; the status. */
int rf_sim_answer_lines(const rf_args *args, rf_str path, const rf_sim_policies *given,
                        bool strict);

#endif

/* What a policy lets its holder become: published ways to more rights, asked of what is left after
 * Denies, resources and conditions. */
#include "iam/decide.h"
#include "meaning_support.h"

/* Every request that the finding shows is allowed. */
static void check_witness(const rf_policy *policy, const rf_finding *finding)
{
    ck_assert_ptr_nonnull(finding->witness);
    rf_outcome outcome = rf_decide(arena, &policy, 1, finding->witness).outcome;
    ck_assert_msg(outcome == RF_ALLOWED, "%s: %s", rf_cstr(arena, finding->witness->action),
                  rf_outcome_name(outcome));
    ck_assert_uint_ne(finding->proof.n, 0);
}

START_TEST(the_published_policies_let_a_role_be_made_with_any_permissions)
{
    rf_str json = read_test_file(text("testdata/aiven/policy-v%d.json", _i + 1));
    const rf_policy *policy = read_policy(rf_cstr(arena, json));
    run_rule("privilege-escalation*", json);
    ck_assert_uint_eq(results.findings.n, 1);
    const rf_finding *finding = &results.findings.at[0];
    ck_assert_rf_str(finding->rule, "aws-iam/privilege-escalation");
    ck_assert_rf_str(finding->statement, "0");
    ck_assert(finding->severity == RF_WARNING);
    ck_assert_ptr_nonnull(
        strstr(rf_cstr(arena, finding->message), "iam:CreateRole + iam:PutRolePolicy"));
    check_witness(policy, finding);
    ck_assert_rf_str(finding->witness->action, "iam:CreateRole");
    rf_str resource = finding->witness->resource;
    ck_assert_msg(rf_find(resource, RF_STR(":role/cce-")) != RF_NOT_FOUND, "%s",
                  rf_cstr(arena, resource));
    /* the second step is on the same role */
    ck_assert_uint_eq(finding->related_count, 1);
    ck_assert_uint_ne(rf_find(finding->related[0].message, resource), RF_NOT_FOUND);
}
END_TEST

/* Statements beside these of one's own: %s. */
#define ROLE "arn:aws:iam::*:role/cce-*"
static const char own_roles[] =
    POLICY("{\"Effect\": \"Allow\", \"Action\": [\"iam:CreateRole\", \"iam:PutRolePolicy\", "
           "\"iam:AttachRolePolicy\"], \"Resource\": \"" ROLE "\"}%s");

static const struct {
    const char *more;
    const char *said; /* part of it; NULL: nothing */
} guards[] = {
    {"", "iam:CreateRole + iam:AttachRolePolicy, or iam:CreateRole + iam:PutRolePolicy"},
    /* one way is left */
    {", {\"Effect\": \"Deny\", \"Action\": \"iam:Put*\", \"Resource\": \"*\"}",
     "by iam:CreateRole + iam:AttachRolePolicy"},
    {", {\"Effect\": \"Deny\", \"Action\": \"iam:AttachRolePolicy\", \"Resource\": \"*\", "
     "\"Condition\": {\"ArnEquals\": {\"iam:PolicyARN\": "
     "\"arn:aws:iam::aws:policy/AdministratorAccess\"}}}",
     "IAMFullAccess"},
    /* none is */
    {", {\"Effect\": \"Deny\", \"Action\": \"iam:CreateRole\", \"Resource\": \"*\", "
     "\"Condition\": {\"StringNotEquals\": {\"iam:PermissionsBoundary\": "
     "\"arn:aws:iam::111122223333:policy/boundary\"}}}",
     NULL},
    {", {\"Effect\": \"Deny\", \"NotAction\": [\"iam:Get*\", \"s3:*\"], \"Resource\": \"*\"}",
     NULL},
    {", {\"Effect\": \"Deny\", \"Action\": \"iam:*\", \"NotResource\": "
     "\"arn:aws:iam::*:role/app-*\"}",
     NULL},
    /* unless the boundary may be taken off again */
    {", {\"Effect\": \"Deny\", \"Action\": \"iam:CreateRole\", \"Resource\": \"*\", "
     "\"Condition\": {\"StringNotEquals\": {\"iam:PermissionsBoundary\": "
     "\"arn:aws:iam::111122223333:policy/boundary\"}}}, {\"Effect\": \"Allow\", \"Action\": "
     "\"iam:DeleteRolePermissionsBoundary\", \"Resource\": \"" ROLE "\"}",
     "iam:DeleteRolePermissionsBoundary"},
    /* services call for nobody's escalation */
    {", {\"Effect\": \"Deny\", \"Action\": \"iam:*\", \"Resource\": \"*\", \"Condition\": "
     "{\"Bool\": {\"aws:ViaAWSService\": \"false\"}}}",
     NULL},
};

START_TEST(what_is_left_after_denies_and_conditions_counts)
{
    const char *document = text(own_roles, guards[_i].more);
    const char *message = said("privilege-escalation", document);
    if (guards[_i].said == NULL) {
        ck_assert_str_eq(message, "");
        return;
    }
    ck_assert_uint_eq(results.findings.n, 1);
    const rf_finding *finding = &results.findings.at[0];
    check_witness(read_policy(document), finding);
    ck_assert_msg(strstr(message, guards[_i].said) != NULL ||
                      strstr(rf_cstr(arena, finding->proof), guards[_i].said) != NULL,
                  "%s%s", message, rf_cstr(arena, finding->proof));
}
END_TEST

START_TEST(more_than_is_needed_is_not_told)
{
    ck_assert_str_eq(said("privilege-escalation",
                          POLICY("{\"Effect\": \"Allow\", \"Action\": [\"iam:CreateRole\", "
                                 "\"iam:PutRolePolicy\", \"sts:AssumeRole\"], \"Resource\": "
                                 "\"*\"}")),
                     "whoever has this policy can give itself any permissions, by "
                     "iam:PutRolePolicy\n");
}
END_TEST

START_TEST(an_administrator_by_not_action_has_nothing_to_gain)
{
    static const char by_not_action[] =
        POLICY("{\"Effect\": \"Allow\", \"NotAction\": \"%s\", \"Resource\": \"*\"}");
    ck_assert_str_eq(said("privilege-escalation*", text(by_not_action, "aws-portal:*")), "");
    said("privilege-escalation*", text(by_not_action, "iam:Create*"));
    ck_assert_uint_ge(results.findings.n, 2);
    said("privilege-escalation*", text(by_not_action, "iam:*"));
    ck_assert_uint_eq(results.findings.n, 1); /* what runs already */
}
END_TEST

START_TEST(resources_are_those_of_the_policys_partition_region_and_account)
{
    const char *document =
        POLICY("{\"Effect\": \"Allow\", \"Action\": \"lambda:UpdateFunctionCode\", \"Resource\": "
               "\"arn:aws-us-gov:lambda:us-gov-west-1:444455556666:function:*\"}");
    said("privilege-escalation-by-running-code", document);
    ck_assert_uint_eq(results.findings.n, 1);
    ck_assert_rf_str(results.findings.at[0].witness->resource,
                     "arn:aws-us-gov:lambda:us-gov-west-1:444455556666:function:administration");
    check_witness(read_policy(document), &results.findings.at[0]);
}
END_TEST

START_TEST(a_star_for_the_account_reaches_into_no_name)
{
    /* "arn:aws:iam::111122223333:role/a-:role/b-" matches both */
    ck_assert_str_eq(said("privilege-escalation",
                          POLICY("{\"Effect\": \"Allow\", \"Action\": \"iam:CreateRole\", "
                                 "\"Resource\": \"arn:aws:iam::*:role/a-*\"}, {\"Effect\": "
                                 "\"Allow\", \"Action\": \"iam:PutRolePolicy\", \"Resource\": "
                                 "\"arn:aws:iam::*:role/b-*\"}")),
                     "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("escalation");
    TCase *tests = test_case(suite, "ways");
    tcase_add_checked_fixture(tests, make_rules, NULL);
    tcase_add_loop_test(tests, the_published_policies_let_a_role_be_made_with_any_permissions, 0,
                        4);
    tcase_add_loop_test(tests, what_is_left_after_denies_and_conditions_counts, 0, COUNT(guards));
    tcase_add_test(tests, more_than_is_needed_is_not_told);
    tcase_add_test(tests, an_administrator_by_not_action_has_nothing_to_gain);
    tcase_add_test(tests, resources_are_those_of_the_policys_partition_region_and_account);
    tcase_add_test(tests, a_star_for_the_account_reaches_into_no_name);
    return run_suite(suite);
}

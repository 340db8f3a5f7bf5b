/* Which condition keys a check can have: the documented cases, and what must hold for all of them.
 */
#include "support.h"

#include "reference/presence.h"

#include <string.h>

static const rf_reference *const aws = &rf_reference_builtin;

static const rf_ref_action *action_of(const char *name)
{
    const rf_ref_action *action = rf_ref_action_named(aws, rf_str_c(name));
    ck_assert_msg(action != NULL, "no action %s", name);
    return action;
}

/* The check of an action on a resource of that type; NULL: of no type. */
static rf_ref_check check_of(const char *name, const char *type)
{
    rf_ref_check check = {aws, action_of(name), NULL};
    rf_ref_pairs pairs = rf_ref_pairs_of(aws, check.action);
    for (size_t i = 0; i < pairs.n && type != NULL; i++)
        if (rf_eq_c(rf_ref_text(aws, aws->types[pairs.at[i].type].name), type))
            check.pair = &pairs.at[i];
    ck_assert_msg(type == NULL || check.pair != NULL, "%s has no type %s", name, type);
    return check;
}

static bool known(const char *action, const char *type, const char *key)
{
    rf_ref_check check = check_of(action, type);
    return rf_ref_key_is_known(&check, rf_str_c(key));
}

static bool present(const char *action, const char *type, const char *key)
{
    rf_ref_check check = check_of(action, type);
    return rf_ref_key_can_be_present(&check, rf_str_c(key));
}

static bool creates(const char *action, const char *type)
{
    rf_ref_check check = check_of(action, type);
    return rf_ref_check_creates(&check);
}

START_TEST(vpc_check_of_create_subnet_has_no_request_tag)
{
    ck_assert(!present("ec2:CreateSubnet", "vpc", "aws:RequestTag/Name"));
    ck_assert(!present("ec2:CreateSubnet", "vpc", "aws:TagKeys"));
    ck_assert(present("ec2:CreateSubnet", "vpc", "aws:ResourceTag/Name"));
    ck_assert(present("ec2:CreateSubnet", "vpc", "ec2:ResourceTag/Name"));
    /* The type has it because of CreateVpc: nobody who writes it is told that there is no such key.
     */
    ck_assert(known("ec2:CreateSubnet", "vpc", "aws:RequestTag/Name"));
}
END_TEST

START_TEST(resource_being_created_has_request_tag_and_no_tags_of_its_own)
{
    ck_assert(present("ec2:CreateSubnet", "subnet", "aws:RequestTag/Name"));
    ck_assert(present("ec2:CreateSubnet", "subnet", "aws:TagKeys"));
    ck_assert(!present("ec2:CreateSubnet", "subnet", "aws:ResourceTag/Name"));
    ck_assert(!present("ec2:CreateSubnet", "subnet", "ec2:ResourceTag/Name"));
    ck_assert(known("ec2:CreateSubnet", "subnet", "ec2:ResourceTag/Name"));
    ck_assert(creates("ec2:CreateSubnet", "subnet"));
    ck_assert(!creates("ec2:CreateSubnet", "vpc"));
    ck_assert(!creates("ec2:CreateSubnet", NULL));
    ck_assert(creates("ec2:RunInstances", "instance"));
    ck_assert(!creates("ec2:RunInstances", "image"));
}
END_TEST

START_TEST(tagging_an_existing_resource_has_both)
{
    ck_assert(present("ec2:CreateTags", "vpc", "aws:RequestTag/Name"));
    ck_assert(present("ec2:CreateTags", "vpc", "aws:TagKeys"));
    ck_assert(present("ec2:CreateTags", "vpc", "aws:ResourceTag/Name"));
    ck_assert(present("ec2:CreateTags", "vpc", "ec2:ResourceTag/Name"));
    ck_assert(!creates("ec2:CreateTags", "vpc"));
}
END_TEST

START_TEST(disassociate_address_never_has_request_tag)
{
    const rf_ref_action *action = action_of("ec2:DisassociateAddress");
    rf_ref_pairs pairs = rf_ref_pairs_of(aws, action);
    ck_assert_uint_eq(pairs.n, 2);
    for (size_t i = 0; i <= pairs.n; i++) {
        rf_ref_check check = {aws, action, i < pairs.n ? &pairs.at[i] : NULL};
        ck_assert(!rf_ref_key_can_be_present(&check, RF_STR("aws:RequestTag/Name")));
    }
    ck_assert(present("ec2:DisassociateAddress", "elastic-ip", "aws:ResourceTag/Name"));
    ck_assert(rf_ref_action_knows_key(aws, action, RF_STR("ec2:ResourceTag/Name")));
}
END_TEST

START_TEST(create_action_exists_where_it_is_listed)
{
    ck_assert(present("ec2:CreateTags", "vpc", "ec2:CreateAction"));
    ck_assert(present("ec2:CreateTags", NULL, "ec2:createaction"));
    ck_assert(!present("ec2:CreateVpc", "vpc", "ec2:CreateAction"));
    ck_assert(!known("ec2:CreateVpc", "vpc", "ec2:CreateAction"));
}
END_TEST

static bool lists_family(uint16_t list, const char *family)
{
    rf_ref_keys keys = rf_ref_key_list(aws, list);
    for (size_t i = 0; i < keys.n; i++) {
        rf_str text = rf_ref_text(aws, aws->keys[keys.at[i]].name);
        if (strncmp(text.at, family, strlen(family)) == 0)
            return true;
    }
    return false;
}

/* The counts that a design decision of this program rests on; a newer reference may move them. */
START_TEST(required_types_of_ec2_often_lack_request_tag)
{
    rf_ref_actions actions = rf_ref_actions_of(aws, rf_ref_service_named(aws, RF_STR("ec2")));
    size_t some = 0, lacking = 0;
    for (const rf_ref_action *action = actions.first; action < actions.end; action++) {
        rf_ref_pairs pairs = rf_ref_pairs_of(aws, action);
        bool anywhere = false, lacks = false;
        for (size_t i = 0; i < pairs.n; i++) {
            rf_ref_check check = {aws, action, &pairs.at[i]};
            bool here = rf_ref_key_can_be_present(&check, RF_STR("aws:RequestTag/Name"));
            anywhere = anywhere || here;
            lacks = lacks || (pairs.at[i].required && !here);
        }
        some += anywhere;
        lacking += anywhere && lacks;
    }
    ck_assert_int_eq((int)(actions.end - actions.first), 826);
    ck_assert_uint_eq(some, 110);
    ck_assert_uint_eq(lacking, 56);
}
END_TEST

START_TEST(two_names_of_one_tag)
{
    ck_assert_rf_str(rf_ref_tag_alias(RF_STR("ec2:ResourceTag/Name")), "aws:ResourceTag");
    ck_assert_rf_str(rf_ref_tag_alias(RF_STR("EC2:resourcetag/a/b")), "aws:ResourceTag");
    ck_assert_rf_str(rf_ref_tag_alias(RF_STR("iam:ResourceTag/Name")), "aws:ResourceTag");
    ck_assert_rf_str(rf_ref_tag_alias(RF_STR("aws:ResourceTag/Name")), "ec2:ResourceTag");
    const char *const others[] = {"aws:RequestTag/Name",    "ssm:resourceTag/Name",
                                  "aws:ResourceTag",        "ec2:ResourceTagged/x",
                                  "s3:ExistingObjectTag/a", ""};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        ck_assert_rf_str(rf_ref_tag_alias(rf_str_c(others[i])), "");
}
END_TEST

START_TEST(one_name_listed_is_both)
{
    /* Lists aws:ResourceTag, not ec2:ResourceTag. */
    ck_assert(present("ec2:CreateTags", "capacity-reservation", "ec2:ResourceTag/Name"));
    /* Lists iam:ResourceTag for the action. */
    ck_assert(present("sts:AssumeRole", "role", "iam:ResourceTag/team"));
    ck_assert(present("sts:AssumeRole", NULL, "aws:ResourceTag/team"));
    /* The other service's name of a tag does not exist here. */
    ck_assert(!known("sts:AssumeRole", "role", "ec2:ResourceTag/team"));
    ck_assert(!known("ec2:CreateTags", "vpc", "iam:ResourceTag/team"));
    ck_assert(!known("sqs:SendMessage", "queue", "ec2:ResourceTag/team"));
    ck_assert(known("sqs:SendMessage", "queue", "aws:ResourceTag/team"));
}
END_TEST

START_TEST(global_keys_are_everywhere_but_tags_are_not)
{
    const char *const everywhere[] = {
        "aws:SourceIp",    "AWS:sourceip",   "aws:PrincipalTag/Team", "aws:PrincipalOrgID",
        "aws:CurrentTime", "aws:SourceVpce", "ec2:SourceInstanceArn", "aws:MultiFactorAuthPresent"};
    for (size_t i = 0; i < sizeof everywhere / sizeof everywhere[0]; i++) {
        ck_assert_msg(known("ec2:DescribeVpcs", NULL, everywhere[i]), "%s", everywhere[i]);
        ck_assert_msg(present("ec2:DescribeVpcs", NULL, everywhere[i]), "%s", everywhere[i]);
        ck_assert_msg(present("s3:GetObject", "object", everywhere[i]), "%s", everywhere[i]);
    }
    const char *const listed[] = {"aws:RequestTag/Name", "aws:TagKeys", "aws:ResourceTag/Name",
                                  "ec2:ResourceTag/Name"};
    for (size_t i = 0; i < sizeof listed / sizeof listed[0]; i++) {
        ck_assert_msg(!known("ec2:DescribeVpcs", NULL, listed[i]), "%s", listed[i]);
        ck_assert_msg(!present("ec2:DescribeVpcs", NULL, listed[i]), "%s", listed[i]);
    }
}
END_TEST

START_TEST(unknown_keys_are_nowhere)
{
    const char *const none[] = {
        "",          ":",        "aws:",           "aws:SourceIpp",   "aws:PrincipalTag",
        "s3:prefix", "ec2:Vpcc", "aws:RequestTag", "ec2:ResourceTag", "aws:tagkeys/x"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        ck_assert_msg(!known("ec2:CreateTags", "vpc", none[i]), "%s", none[i]);
        ck_assert_msg(!present("ec2:CreateTags", "vpc", none[i]), "%s", none[i]);
    }
}
END_TEST

START_TEST(properties_of_the_type_count)
{
    /* On the type's list only: a property of the resource itself. */
    ck_assert(present("ec2:CreateTags", "subnet", "ec2:Vpc"));
    ck_assert(present("ec2:DeleteSubnet", "subnet", "ec2:Vpc"));
    ck_assert(!known("ec2:DeleteSubnet", NULL, "ec2:Vpc"));
    ck_assert(rf_ref_action_knows_key(aws, action_of("ec2:DeleteSubnet"), RF_STR("ec2:Vpc")));
    ck_assert(!rf_ref_action_knows_key(aws, action_of("ec2:DeleteSubnet"), RF_STR("ec2:Owner")));
}
END_TEST

START_TEST(identity_provider_keys_come_with_the_session)
{
    const char *const anywhere[] = {
        "token.actions.githubusercontent.com:sub",     "saml:sub",
        "oidc.eks.eu-west-1.amazonaws.com/id/ABC:aud", "SAML:Sub_Type",
        "cognito-identity.amazonaws.com:amr",          "www.amazon.com:user_id"};
    for (size_t i = 0; i < sizeof anywhere / sizeof anywhere[0]; i++) {
        ck_assert_msg(present("s3:GetObject", "object", anywhere[i]), "%s", anywhere[i]);
        ck_assert_msg(present("sts:AssumeRoleWithWebIdentity", "role", anywhere[i]), "%s",
                      anywhere[i]);
    }
    ck_assert(present("sts:AssumeRoleWithSAML", "role", "saml:aud"));
    ck_assert(!known("s3:GetObject", "object", "saml:aud"));
    ck_assert(present("sts:AssumeRole", "role", "sts:ExternalId"));
    ck_assert(!known("s3:GetObject", "object", "sts:ExternalId"));
}
END_TEST

/* Over every pair of the reference: what its lists say, by another way of reading them. */
START_TEST(every_pair_agrees_with_its_lists)
{
    size_t checks = 0, creating = 0;
    for (uint32_t i = 0; i < aws->action_count; i++) {
        const rf_ref_action *action = &aws->actions[i];
        rf_ref_pairs pairs = rf_ref_pairs_of(aws, action);
        for (size_t k = 0; k < pairs.n; k++) {
            rf_ref_check check = {aws, action, &pairs.at[k]};
            uint16_t pair = pairs.at[k].keys, type = aws->types[pairs.at[k].type].keys;
            bool request = lists_family(pair, "aws:RequestTag/") ||
                           lists_family(action->keys, "aws:RequestTag/");
            bool mine = lists_family(pair, "aws:ResourceTag/") ||
                        lists_family(pair, "ec2:ResourceTag/") ||
                        lists_family(pair, "iam:ResourceTag/");
            bool created = lists_family(pair, "aws:RequestTag/") && !mine;
            bool resource = mine || lists_family(action->keys, "aws:ResourceTag/") ||
                            lists_family(action->keys, "iam:ResourceTag/") ||
                            lists_family(action->keys, "ec2:ResourceTag/") ||
                            (!created && (lists_family(type, "aws:ResourceTag/") ||
                                          lists_family(type, "iam:ResourceTag/") ||
                                          lists_family(type, "ec2:ResourceTag/")));
            rf_str name = rf_ref_action_name(arena, aws, action);
            ck_assert_msg(rf_ref_key_can_be_present(&check, RF_STR("aws:RequestTag/k")) == request,
                          "%.*s %zu", RF_ARG(name), k);
            ck_assert_msg(rf_ref_key_can_be_present(&check, RF_STR("aws:ResourceTag/k")) ==
                              resource,
                          "%.*s %zu", RF_ARG(name), k);
            ck_assert(rf_ref_check_creates(&check) == created);
            creating += created;
            checks++;
        }
    }
    ck_assert_uint_gt(checks, 20000);
    ck_assert_uint_gt(creating, 150);
}
END_TEST

START_TEST(what_can_be_present_is_known)
{
    for (uint32_t i = 0; i < aws->action_count; i += 5) {
        const rf_ref_action *action = &aws->actions[i];
        rf_ref_keys page = rf_ref_key_list(aws, aws->services[action->service].keys);
        rf_ref_pairs pairs = rf_ref_pairs_of(aws, action);
        for (size_t k = 0; k <= pairs.n && k < 4; k++) {
            rf_ref_check check = {aws, action, k < pairs.n ? &pairs.at[k] : NULL};
            for (size_t n = 0; n < page.n; n++) {
                rf_str key = rf_ref_text(aws, aws->keys[page.at[n]].name);
                bool can = rf_ref_key_can_be_present(&check, key);
                ck_assert(!can || rf_ref_key_is_known(&check, key));
                ck_assert(!can || rf_ref_action_knows_key(aws, action, key));
            }
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reference presence");
    TCase *tests = test_case(suite, "presence");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, vpc_check_of_create_subnet_has_no_request_tag);
    tcase_add_test(tests, resource_being_created_has_request_tag_and_no_tags_of_its_own);
    tcase_add_test(tests, tagging_an_existing_resource_has_both);
    tcase_add_test(tests, disassociate_address_never_has_request_tag);
    tcase_add_test(tests, create_action_exists_where_it_is_listed);
    tcase_add_test(tests, required_types_of_ec2_often_lack_request_tag);
    tcase_add_test(tests, two_names_of_one_tag);
    tcase_add_test(tests, one_name_listed_is_both);
    tcase_add_test(tests, global_keys_are_everywhere_but_tags_are_not);
    tcase_add_test(tests, unknown_keys_are_nowhere);
    tcase_add_test(tests, properties_of_the_type_count);
    tcase_add_test(tests, identity_provider_keys_come_with_the_session);
    tcase_add_test(tests, every_pair_agrees_with_its_lists);
    tcase_add_test(tests, what_can_be_present_is_known);
    return run_suite(suite);
}

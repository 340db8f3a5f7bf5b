/* The service reference inside the program: what it holds, and how names are found in it. */
#include "support.h"

#include "reference/reference.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What the source holds.  An update of rules/reference/ changes these, and nothing else here that
 * AWS did not change. */
enum {
    SERVICES = 456,
    ACTIONS = 22091,
    RESOURCE_TYPES = 2334,
    PAIRS = 21925, /* the source has 21,931: it lists 6 of them twice */
    MOST_BYTES = 1536 * 1024,
};

static const rf_reference *const all = &rf_reference_builtin;

static const rf_ref_action *action(const char *name)
{
    const rf_ref_action *found = rf_ref_action_named(all, rf_str_c(name));
    ck_assert_msg(found != NULL, "there is no %s", name);
    return found;
}

/* "subnet! vpc! ipam-pool": the types of an action, the required ones marked. */
static const char *types_of(const char *name)
{
    rf_buf out = rf_buf_new(arena);
    rf_ref_pairs pairs = rf_ref_pairs_of(all, action(name));
    for (size_t i = 0; i < pairs.n; i++) {
        rf_str type = rf_ref_text(all, all->types[pairs.at[i].type].name);
        rf_buf_format(&out, "%s%.*s%s", i > 0 ? " " : "", RF_ARG(type),
                      pairs.at[i].required ? "!" : "");
    }
    return rf_cstr(arena, rf_buf_str(&out));
}

static bool lists(uint16_t list, const char *name)
{
    rf_ref_keys keys = rf_ref_key_list(all, list);
    for (size_t i = 0; i < keys.n; i++)
        if (rf_eq_c(rf_ref_text(all, all->keys[keys.at[i]].name), name))
            return true;
    return false;
}

static bool pair_lists(const char *name, const char *type, const char *key)
{
    rf_ref_pairs pairs = rf_ref_pairs_of(all, action(name));
    for (size_t i = 0; i < pairs.n; i++)
        if (rf_eq_c(rf_ref_text(all, all->types[pairs.at[i].type].name), type))
            return lists(pairs.at[i].keys, key);
    ck_abort_msg("%s has no type %s", name, type);
    return false;
}

/* The key that a written one means, or "". */
static rf_str key(const char *written)
{
    const rf_ref_key *found = rf_ref_key_named(all, rf_str_c(written));
    return found == NULL ? RF_STR("") : rf_ref_text(all, found->name);
}

/* --- what it holds --- */

START_TEST(everything_of_the_source_is_there)
{
    ck_assert_uint_eq(all->service_count, SERVICES);
    ck_assert_uint_eq(all->action_count, ACTIONS);
    ck_assert_uint_eq(all->type_count, RESOURCE_TYPES);
    ck_assert_uint_eq(all->pair_count, PAIRS);
}
END_TEST

START_TEST(it_is_small_and_says_where_it_is_from)
{
    ck_assert_uint_gt(all->bytes, 0);
    ck_assert_uint_le(all->bytes, MOST_BYTES);
    ck_assert(rf_str_c(all->source).n > 0);
    ck_assert_uint_eq(rf_str_c(all->date).n, sizeof "2026-09-26" - 1);
}
END_TEST

START_TEST(every_number_in_it_is_in_range)
{
    for (uint32_t i = 0; i < all->service_count; i++) {
        ck_assert_uint_le(all->services[i].first_action, all->services[i + 1].first_action);
        ck_assert_uint_le(all->services[i].first_type, all->services[i + 1].first_type);
        ck_assert_uint_lt(all->services[i].keys, all->list_count);
    }
    ck_assert_uint_eq(all->services[all->service_count].first_action, all->action_count);
    ck_assert_uint_eq(all->services[all->service_count].first_type, all->type_count);
    for (uint32_t i = 0; i < all->action_count; i++) {
        ck_assert_uint_le(all->actions[i].first_pair, all->actions[i + 1].first_pair);
        ck_assert_uint_lt(all->actions[i].keys, all->list_count);
        ck_assert_uint_lt(all->actions[i].level, RF_LEVELS);
    }
    ck_assert_uint_eq(all->actions[all->action_count].first_pair, all->pair_count);
    for (uint32_t i = 0; i < all->pair_count; i++) {
        ck_assert_uint_lt(all->pairs[i].type, all->type_count);
        ck_assert_uint_lt(all->pairs[i].keys, all->list_count);
    }
    for (uint32_t i = 0; i < all->type_count; i++) {
        ck_assert_uint_lt(all->types[i].first_arn, all->types[i + 1].first_arn);
        ck_assert_uint_lt(all->types[i].keys, all->list_count);
    }
    ck_assert_uint_eq(all->types[all->type_count].first_arn, all->arn_count);
    for (uint32_t i = 0; i < all->list_key_count; i++)
        ck_assert_uint_lt(all->list_keys[i], all->key_count);
    ck_assert_uint_eq(rf_ref_key_list(all, 0).n, 0);
}
END_TEST

START_TEST(the_types_of_an_action_are_of_its_service)
{
    for (uint32_t i = 0; i < all->action_count; i++) {
        rf_ref_pairs pairs = rf_ref_pairs_of(all, &all->actions[i]);
        for (size_t k = 0; k < pairs.n; k++)
            ck_assert_uint_eq(all->types[pairs.at[k].type].service, all->actions[i].service);
    }
}
END_TEST

/* Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2". */
START_TEST(create_subnet_is_as_the_page_says)
{
    ck_assert_str_eq(types_of("ec2:CreateSubnet"), "ipam-pool subnet! vpc!");
    ck_assert(pair_lists("ec2:CreateSubnet", "subnet", "aws:RequestTag/${TagKey}"));
    ck_assert(pair_lists("ec2:CreateSubnet", "subnet", "aws:TagKeys"));
    ck_assert(!pair_lists("ec2:CreateSubnet", "subnet", "aws:ResourceTag/${TagKey}"));
    ck_assert(pair_lists("ec2:CreateSubnet", "vpc", "aws:ResourceTag/${TagKey}"));
    ck_assert(pair_lists("ec2:CreateSubnet", "vpc", "ec2:VpcID"));
    ck_assert(!pair_lists("ec2:CreateSubnet", "vpc", "aws:RequestTag/${TagKey}"));
    ck_assert(lists(action("ec2:CreateSubnet")->keys, "ec2:Region"));
    ck_assert_int_eq(action("ec2:CreateSubnet")->level, RF_LEVEL_WRITE);
}
END_TEST

START_TEST(other_actions_are_as_the_pages_say)
{
    ck_assert_str_eq(types_of("ec2:DescribeVpcs"), "");
    ck_assert_int_eq(action("ec2:DescribeVpcs")->level, RF_LEVEL_LIST);
    ck_assert(lists(action("ec2:CreateTags")->keys, "ec2:CreateAction"));
    ck_assert(!pair_lists("ec2:CreateTags", "vpc", "ec2:CreateAction"));
    ck_assert_int_eq(action("ec2:CreateTags")->level, RF_LEVEL_TAGGING);
    ck_assert_str_eq(types_of("s3:ListBucket"), "accesspoint bucket");
    ck_assert_int_eq(action("s3:GetObject")->level, RF_LEVEL_READ);
    ck_assert_int_eq(action("s3:PutBucketPolicy")->level, RF_LEVEL_PERMISSIONS);
    ck_assert_str_eq(types_of("s3:ListAllMyBuckets"), "");
    ck_assert_str_eq(types_of("iam:PassRole"), "role!");
    ck_assert(lists(action("iam:PassRole")->keys, "iam:PassedToService"));
}
END_TEST

/* The page gives RunInstances scenarios; EC2-VPC-EBS has no subnet. */
START_TEST(what_one_scenario_does_without_is_not_required)
{
    rf_str types = rf_format(arena, " %s ", types_of("ec2:RunInstances"));
    ck_assert(rf_find(types, RF_STR(" instance! ")) != RF_NOT_FOUND);
    ck_assert(rf_find(types, RF_STR(" image! ")) != RF_NOT_FOUND);
    ck_assert(rf_find(types, RF_STR(" subnet ")) != RF_NOT_FOUND);
}
END_TEST

START_TEST(resource_types_have_formats_and_keys)
{
    const rf_ref_service *ec2 = rf_ref_service_named(all, RF_STR("ec2"));
    const rf_ref_type *subnet = rf_ref_type_named(all, ec2, RF_STR("Subnet"));
    ck_assert_ptr_nonnull(subnet);
    ck_assert_rf_str(rf_ref_text(all, all->arns[subnet->first_arn]),
                     "arn:${Partition}:ec2:${Region}:${Account}:subnet/${SubnetId}");
    ck_assert(lists(subnet->keys, "ec2:SubnetID"));
    ck_assert_ptr_null(rf_ref_type_named(all, ec2, RF_STR("bucket")));
    ck_assert_ptr_null(rf_ref_type_named(all, ec2, RF_STR("subne")));
}
END_TEST

START_TEST(services_of_resource_control_policies_are_marked)
{
    ck_assert(rf_ref_service_named(all, RF_STR("s3"))->rcp);
    ck_assert(rf_ref_service_named(all, RF_STR("sts"))->rcp);
    ck_assert(!rf_ref_service_named(all, RF_STR("ec2"))->rcp);
    ck_assert(!rf_ref_service_named(all, RF_STR("iam"))->rcp);
}
END_TEST

/* --- names --- */

static rf_str with_case(rf_str name, int (*convert)(int), size_t every)
{
    char *text = rf_alloc(arena, name.n);
    for (size_t i = 0; i < name.n; i++)
        text[i] = i % every == 0 ? (char)convert((unsigned char)name.at[i]) : name.at[i];
    return (rf_str){text, name.n};
}

START_TEST(every_action_is_found_in_any_case)
{
    for (uint32_t i = 0; i < all->action_count; i++) {
        const rf_ref_action *one = &all->actions[i];
        rf_str name = rf_ref_action_name(arena, all, one);
        ck_assert_ptr_eq(rf_ref_action_named(all, name), one);
        ck_assert_ptr_eq(rf_ref_action_named(all, with_case(name, toupper, 1)), one);
        ck_assert_ptr_eq(rf_ref_action_named(all, with_case(name, tolower, 1)), one);
        ck_assert_ptr_eq(rf_ref_action_named(all, with_case(name, toupper, 3)), one);
    }
}
END_TEST

/* A letter's neighbours by one bit, the letter 0x20 away that is none included. */
START_TEST(no_action_is_found_by_a_changed_name)
{
    static const char changes[] = {1, 2, 4, 8, 16, 32, 64, (char)128};
    for (uint32_t i = 0; i < all->action_count; i += 7) {
        const rf_ref_action *one = &all->actions[i];
        rf_str name = rf_ref_action_name(arena, all, one);
        char *text = rf_alloc(arena, name.n + 1);
        for (size_t at = 0; at < name.n; at++) {
            for (size_t c = 0; c < sizeof changes; c++) {
                for (size_t k = 0; k < name.n; k++)
                    text[k] = name.at[k];
                text[at] = (char)(text[at] ^ changes[c]);
                const rf_ref_action *found = rf_ref_action_named(all, (rf_str){text, name.n});
                bool same = rf_eq_nocase((rf_str){text, name.n}, name);
                ck_assert_msg(same ? found == one : found != one, "%.*s", (int)name.n, text);
            }
        }
        text[name.n] = 's';
        ck_assert_ptr_ne(rf_ref_action_named(all, (rf_str){text, name.n + 1}), one);
        ck_assert_ptr_null(rf_ref_action_named(all, rf_slice(name, 0, 1)));
    }
}
END_TEST

START_TEST(what_is_no_action_is_not_found)
{
    static const char *const none[] = {"",
                                       ":",
                                       "ec2",
                                       "ec2:",
                                       ":CreateSubnet",
                                       "CreateSubnet",
                                       "ec2:CreateSubnet ",
                                       " ec2:CreateSubnet",
                                       "ec2::CreateSubnet",
                                       "s3:CreateSubnet",
                                       "ec2:Create*",
                                       "*",
                                       "ec2:\xff\xff\xff\xff\xff\xff\xff\xff\xff"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(rf_ref_action_named(all, rf_str_c(none[i])) == NULL, "%s", none[i]);
    ck_assert_ptr_null(rf_ref_action_named(all, (rf_str){NULL, 0}));
}
END_TEST

START_TEST(every_service_is_found_in_any_case)
{
    for (uint32_t i = 0; i < all->service_count; i++) {
        rf_str name = rf_ref_text(all, all->services[i].name);
        ck_assert_ptr_eq(rf_ref_service_named(all, name), &all->services[i]);
        ck_assert_ptr_eq(rf_ref_service_named(all, with_case(name, toupper, 1)), &all->services[i]);
    }
    ck_assert_ptr_null(rf_ref_service_named(all, RF_STR("")));
    ck_assert_ptr_null(rf_ref_service_named(all, RF_STR("ec")));
    ck_assert_ptr_null(rf_ref_service_named(all, RF_STR("ec22")));
}
END_TEST

START_TEST(every_key_is_found_by_its_own_name)
{
    for (uint32_t i = 0; i < all->key_count; i++) {
        rf_str name = rf_ref_text(all, all->keys[i].name);
        const rf_ref_key *found = rf_ref_key_named(all, with_case(name, toupper, 1));
        ck_assert_ptr_nonnull(found);
        ck_assert(rf_eq(rf_ref_text(all, found->name), name)); /* identitystore:UserId is two */
        ck_assert(rf_ref_key_fits(all, &all->keys[i], name));
    }
}
END_TEST

START_TEST(a_variable_stands_for_any_text_but_none)
{
    ck_assert_rf_str(key("aws:RequestTag/Name"), "aws:RequestTag/${TagKey}");
    ck_assert_rf_str(key("AWS:requesttag/a/b:c d"), "aws:RequestTag/${TagKey}");
    ck_assert_rf_str(key("aws:RequestTag/"), "");
    ck_assert_rf_str(key("aws:RequestTag"), "");
    ck_assert_rf_str(key("aws:PrincipalTag/team"), "aws:PrincipalTag/${TagKey}");
    ck_assert_rf_str(key("s3:ExistingObjectTag/x"), "s3:ExistingObjectTag/${key}");
    ck_assert_rf_str(key("kms:EncryptionContext:aws:s3:arn"),
                     "kms:EncryptionContext:${EncryptionContextKey}");
}
END_TEST

START_TEST(text_behind_a_variable_must_be_there_too)
{
    ck_assert_rf_str(key("codebuild:secondarySources/a.b.auth.type"),
                     "codebuild:secondarySources/${sourceIdentifier}.auth.type");
    ck_assert_rf_str(key("codebuild:secondarySources/.auth.type"), "");
    ck_assert_rf_str(key("codebuild:secondarySources/a.auth.typ"), "");
    ck_assert_rf_str(key("events:Metadata/x"), "events:Metadata/${MetadataKey}");
    ck_assert_rf_str(key("events:Metadata/x/Matcher"), "events:Metadata/${MetadataKey}/Matcher");
    ck_assert_rf_str(key("agent.acme.buildkite.dev:cluster_id"),
                     "agent.${Domain}.buildkite.dev:cluster_id");
}
END_TEST

START_TEST(what_is_no_key_is_not_found)
{
    static const char *const none[] = {"",
                                       ":",
                                       "/",
                                       "aws:",
                                       "aws:/",
                                       "aws",
                                       "aws:SourceIpp",
                                       "SourceIp",
                                       "ec2:SourceIp",
                                       "${TagKey}",
                                       "-",
                                       "${",
                                       "aws:${"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(key(none[i]).n == 0, "%s", none[i]);
}
END_TEST

START_TEST(long_key_is_looked_up_in_no_time)
{
    size_t n = 8 * 1024 * 1024;
    char *text = rf_alloc(arena, n);
    memset(text, '/', n);
    ck_assert_ptr_null(rf_ref_key_named(all, (rf_str){text, n}));
    memcpy(text, "aws:RequestTag/", 15);
    ck_assert_ptr_nonnull(rf_ref_key_named(all, (rf_str){text, n}));
    memcpy(text, "events:Metadata/", 16);
    ck_assert_ptr_nonnull(rf_ref_key_named(all, (rf_str){text, n}));
    ck_assert_uint_eq(rf_ref_nearest_key(arena, all, (rf_str){text, n}).n, n);
    ck_assert_uint_eq(rf_ref_nearest_action(arena, all, (rf_str){text, n}).n, 0);
}
END_TEST

START_TEST(keys_know_their_type)
{
    const rf_ref_key *source_ip = rf_ref_key_named(all, RF_STR("aws:SourceIp"));
    ck_assert(source_ip->global && !source_ip->multivalued && !source_ip->variable);
    ck_assert_int_eq(source_ip->type, RF_KEY_IP);
    const rf_ref_key *tag_keys = rf_ref_key_named(all, RF_STR("aws:TagKeys"));
    ck_assert(tag_keys->global && tag_keys->multivalued);
    const rf_ref_key *tag = rf_ref_key_named(all, RF_STR("ec2:ResourceTag/Name"));
    ck_assert(!tag->global && tag->variable && !tag->multivalued);
    ck_assert_int_eq(rf_ref_key_named(all, RF_STR("s3:TlsVersion"))->type, RF_KEY_NUMERIC);
    ck_assert_int_eq(rf_ref_key_named(all, RF_STR("iam:PolicyARN"))->type, RF_KEY_ARN);
    ck_assert_int_eq(rf_ref_key_named(all, RF_STR("aws:CurrentTime"))->type, RF_KEY_DATE);
    ck_assert_int_eq(rf_ref_key_named(all, RF_STR("aws:SecureTransport"))->type, RF_KEY_BOOL);
}
END_TEST

START_TEST(claims_of_identity_providers_have_a_host_for_prefix)
{
    static const char *const claims[] = {"oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub",
                                         "token.actions.githubusercontent.com:sub",
                                         "accounts.google.com:aud", "oidc.example.com/a:b:c"};
    static const char *const none[] = {
        "aws:SourceIp", "saml:aud",      "aws:RequestTag/a.b:c",     "a.b", "", ":", ".:aud",
        "com.:aud",     "localhost:sub", "kms:EncryptionContext:a.b"};
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++)
        ck_assert_msg(rf_ref_is_provider_key(rf_str_c(claims[i])), "%s", claims[i]);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(!rf_ref_is_provider_key(rf_str_c(none[i])), "%s", none[i]);
    ck_assert_rf_str(key("saml:aud"), "saml:aud");
}
END_TEST

/* --- the nearest names --- */

static const char *near_action(const char *name)
{
    return rf_cstr(arena, rf_ref_nearest_action(arena, all, rf_str_c(name)));
}

static const char *near_key(const char *name)
{
    return rf_cstr(arena, rf_ref_nearest_key(arena, all, rf_str_c(name)));
}

START_TEST(slip_in_a_service_or_action_gets_the_nearest)
{
    ck_assert_rf_str(rf_ref_nearest_service(arena, all, RF_STR("dynamdb")), "dynamodb");
    ck_assert_rf_str(rf_ref_nearest_service(arena, all, RF_STR("qwertyuiop")), "");
    ck_assert_str_eq(near_action("ec2:RunInstanecs"), "ec2:RunInstances");
    ck_assert_str_eq(near_action("iam:PasRole"), "iam:PassRole");
    ck_assert_str_eq(near_action("s4:GetObject"), "s3:GetObject");
    ck_assert_str_eq(near_action("dynamdb:GetItm"), "dynamodb:GetItem");
    ck_assert_str_eq(near_action("ec2:MakeMeASandwich"), "");
    ck_assert_str_eq(near_action("qwertyuiop:Zz"), "");
    ck_assert_str_eq(near_action(""), "");
    ck_assert_str_eq(near_action("s3:"), "");
}
END_TEST

START_TEST(action_of_another_service_is_found_there)
{
    ck_assert_str_eq(near_action("ecs2:RunInstances"), "ec2:RunInstances");
    ck_assert_str_eq(near_action("ecs:RunInstances"), "ec2:RunInstances");
    ck_assert_str_eq(near_action("compute:runinstances"), "ec2:RunInstances");
}
END_TEST

START_TEST(slip_in_a_key_gets_the_nearest_and_keeps_its_tag)
{
    ck_assert_str_eq(near_key("aws:SecureTransprt"), "aws:SecureTransport");
    ck_assert_str_eq(near_key("iam:PassedToServices"), "iam:PassedToService");
    ck_assert_str_eq(near_key("aws:RequestTags/Name"), "aws:RequestTag/Name");
    ck_assert_str_eq(near_key("ec2:ResourceTags/Name"), "ec2:ResourceTag/Name");
    ck_assert_str_eq(near_key("kms:EncryptionContexts:a:b"), "kms:EncryptionContext:a:b");
    ck_assert_str_eq(near_key("aws:RequestTag"), "aws:RequestTag/${TagKey}");
    ck_assert_str_eq(near_key("SourceIp"), "aws:SourceIp");
    ck_assert_str_eq(near_key("as:SourceIp"), "aws:SourceIp");
    ck_assert_str_eq(near_key("aws:Unheard/Of"), "");
    ck_assert_str_eq(near_key(""), "");
    ck_assert_str_eq(near_key(":"), "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reference");
    TCase *holds = test_case(suite, "what it holds");
    tcase_add_test(holds, everything_of_the_source_is_there);
    tcase_add_test(holds, it_is_small_and_says_where_it_is_from);
    tcase_add_test(holds, every_number_in_it_is_in_range);
    tcase_add_test(holds, the_types_of_an_action_are_of_its_service);
    tcase_add_test(holds, create_subnet_is_as_the_page_says);
    tcase_add_test(holds, other_actions_are_as_the_pages_say);
    tcase_add_test(holds, what_one_scenario_does_without_is_not_required);
    tcase_add_test(holds, resource_types_have_formats_and_keys);
    tcase_add_test(holds, services_of_resource_control_policies_are_marked);
    TCase *names = test_case(suite, "names");
    tcase_add_test(names, every_action_is_found_in_any_case);
    tcase_add_test(names, no_action_is_found_by_a_changed_name);
    tcase_add_test(names, what_is_no_action_is_not_found);
    tcase_add_test(names, every_service_is_found_in_any_case);
    tcase_add_test(names, every_key_is_found_by_its_own_name);
    tcase_add_test(names, a_variable_stands_for_any_text_but_none);
    tcase_add_test(names, text_behind_a_variable_must_be_there_too);
    tcase_add_test(names, what_is_no_key_is_not_found);
    tcase_add_test(names, long_key_is_looked_up_in_no_time);
    tcase_add_test(names, keys_know_their_type);
    tcase_add_test(names, claims_of_identity_providers_have_a_host_for_prefix);
    TCase *near = test_case(suite, "the nearest names");
    tcase_add_test(near, slip_in_a_service_or_action_gets_the_nearest);
    tcase_add_test(near, action_of_another_service_is_found_there);
    tcase_add_test(near, slip_in_a_key_gets_the_nearest_and_keeps_its_tag);
    return run_suite(suite);
}

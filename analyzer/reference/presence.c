#include "reference/presence.h"

/* Services whose own ResourceTag key is aws:ResourceTag under another name:
 * - "Actions, resources, and condition keys for Amazon EC2" lists the two side by side for the tags
 *   of one resource; "Control access to EC2 resources using resource tags" (Amazon EC2 User Guide)
 *   gives one and the same policy with ec2:ResourceTag in older editions and aws:ResourceTag today.
 * - "IAM and AWS STS support both the iam:ResourceTag IAM condition key and the aws:ResourceTag
 *   global condition key" ("IAM and AWS STS condition context keys", IAM User Guide).
 * Of other services (autoscaling, ecs, ssm...) AWS does not say so, and they stay apart. */
static const rf_str tag_aliases[] = {
    {"ec2:ResourceTag", sizeof "ec2:ResourceTag" - 1},
    {"iam:ResourceTag", sizeof "iam:ResourceTag" - 1},
};

enum { TAG_ALIASES = sizeof tag_aliases / sizeof tag_aliases[0] };

#define AWS_RESOURCE_TAG RF_STR("aws:ResourceTag")
#define AWS_REQUEST_TAG RF_STR("aws:RequestTag")

/* What IAM still knows of a SAML federation after the role was assumed ("Available keys for SAML-
 * based AWS STS federation", IAM User Guide: keys for a role's permissions policies). */
static const char *const session_keys[] = {"saml:namequalifier", "saml:sub", "saml:sub_type"};

enum { SESSION_KEYS = sizeof session_keys / sizeof session_keys[0] };

/* "aws:ResourceTag" of "aws:ResourceTag/Name"; empty when no tag is named. */
static rf_str family_of(rf_str key)
{
    size_t slash = rf_find_byte(key, '/');
    return slash == RF_NOT_FOUND ? RF_STR("") : rf_slice(key, 0, slash);
}

rf_str rf_ref_tag_alias(rf_str key)
{
    rf_str family = family_of(key);
    if (rf_eq_nocase(family, AWS_RESOURCE_TAG))
        return tag_aliases[0];
    for (size_t i = 0; i < TAG_ALIASES; i++)
        if (rf_eq_nocase(family, tag_aliases[i]))
            return AWS_RESOURCE_TAG;
    return RF_STR("");
}

static bool is_resource_tag(rf_str key)
{
    return rf_ref_tag_alias(key).n != 0;
}

/* The keys that describe the request, not the resource, and exist only where they are listed. */
static bool is_request_tag(rf_str key)
{
    return rf_eq_nocase(key, RF_STR("aws:TagKeys")) ||
           rf_eq_nocase(family_of(key), AWS_REQUEST_TAG);
}

static bool is_listed(const rf_reference *reference, uint16_t list, rf_str written)
{
    rf_ref_keys keys = rf_ref_key_list(reference, list);
    for (size_t i = 0; i < keys.n; i++) {
        const rf_ref_key *key = &reference->keys[keys.at[i]];
        bool may_fit = key->variable || rf_ref_text(reference, key->name).n == written.n;
        if (may_fit && rf_ref_key_fits(reference, key, written))
            return true;
    }
    return false;
}

/* True when the list has a tag key of that family, whatever its variable is called. */
static bool lists_family(const rf_reference *reference, uint16_t list, rf_str family)
{
    rf_ref_keys keys = rf_ref_key_list(reference, list);
    for (size_t i = 0; i < keys.n; i++) {
        rf_str text = rf_ref_text(reference, reference->keys[keys.at[i]].name);
        if (text.n > family.n && text.at[family.n] == '/' && rf_starts_nocase(text, family))
            return true;
    }
    return false;
}

/* A resource tag is listed when one of its names is.  A name of a service counts where that service
 * (or one that names its key, as STS does with iam:ResourceTag) has the action. */
static bool lists_resource_tag(const rf_ref_check *check, uint16_t list, rf_str key)
{
    const rf_reference *reference = check->reference;
    uint16_t page = reference->services[check->action->service].keys;
    rf_str family = family_of(key);
    if (rf_eq_nocase(family, AWS_RESOURCE_TAG)) {
        if (lists_family(reference, list, AWS_RESOURCE_TAG))
            return true;
        for (size_t i = 0; i < TAG_ALIASES; i++)
            if (lists_family(reference, list, tag_aliases[i]))
                return true;
        return false;
    }
    return lists_family(reference, list, family) ||
           (lists_family(reference, page, family) &&
            lists_family(reference, list, AWS_RESOURCE_TAG));
}

static bool lists(const rf_ref_check *check, uint16_t list, rf_str key)
{
    if (list == 0)
        return false;
    return is_resource_tag(key) ? lists_resource_tag(check, list, key)
                                : is_listed(check->reference, list, key);
}

static bool action_or_pair_lists(const rf_ref_check *check, rf_str key)
{
    return lists(check, check->action->keys, key) ||
           (check->pair != NULL && lists(check, check->pair->keys, key));
}

static bool type_lists(const rf_ref_check *check, rf_str key)
{
    return check->pair != NULL &&
           lists(check, check->reference->types[check->pair->type].keys, key);
}

static bool same_name(const rf_reference *reference, const rf_ref_key *a, const rf_ref_key *b)
{
    return rf_eq_nocase(rf_ref_text(reference, a->name), rf_ref_text(reference, b->name));
}

/* Entries of one name that differ in type stand side by side. */
static bool is_global(const rf_reference *reference, rf_str written)
{
    const rf_ref_key *key = rf_ref_key_named(reference, written);
    if (key == NULL || key->global)
        return key != NULL;
    const rf_ref_key *first = reference->keys, *last = first + reference->key_count - 1;
    for (const rf_ref_key *at = key; at > first && same_name(reference, at - 1, key); at--)
        if (at[-1].global)
            return true;
    for (const rf_ref_key *at = key; at < last && same_name(reference, at + 1, key); at++)
        if (at[1].global)
            return true;
    return false;
}

/* What every request can carry, whatever the action: global keys, and what a session brings along
 * from its identity provider ("Available keys for AWS OIDC federation", IAM User Guide: "additional
 * condition keys are available when the temporary security credentials are used"). */
static bool is_everywhere(const rf_reference *reference, rf_str key)
{
    if (rf_ref_is_provider_key(key))
        return true;
    for (size_t i = 0; i < SESSION_KEYS; i++)
        if (rf_eq_nocase_c(key, session_keys[i]))
            return true;
    return is_global(reference, key);
}

bool rf_ref_key_is_known(const rf_ref_check *check, rf_str key)
{
    if (action_or_pair_lists(check, key) || type_lists(check, key))
        return true;
    return !is_request_tag(key) && !is_resource_tag(key) && is_everywhere(check->reference, key);
}

bool rf_ref_check_creates(const rf_ref_check *check)
{
    return check->pair != NULL &&
           lists_family(check->reference, check->pair->keys, AWS_REQUEST_TAG) &&
           !lists(check, check->pair->keys, RF_STR("aws:ResourceTag/"));
}

bool rf_ref_key_can_be_present(const rf_ref_check *check, rf_str key)
{
    if (action_or_pair_lists(check, key))
        return true;
    if (is_request_tag(key))
        return false;
    if (is_resource_tag(key))
        return type_lists(check, key) && !rf_ref_check_creates(check);
    return type_lists(check, key) || is_everywhere(check->reference, key);
}

bool rf_ref_action_knows_key(const rf_reference *reference, const rf_ref_action *action, rf_str key)
{
    rf_ref_check check = {reference, action, NULL};
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    if (rf_ref_key_is_known(&check, key))
        return true;
    for (size_t i = 0; i < pairs.n; i++) {
        check.pair = &pairs.at[i];
        if (action_or_pair_lists(&check, key) || type_lists(&check, key))
            return true;
    }
    return false;
}

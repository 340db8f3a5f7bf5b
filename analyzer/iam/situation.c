#include "iam/situation.h"

#include "iam/arn.h"

/* What is special about an action, as flags; see the header for the sources. */
enum {
    FREE = 1 << 0,           /* no permission is asked for */
    TRUST = 1 << 1,          /* the trust policy of a role guards it */
    TRUST_OF_ROLES = 1 << 2, /* the same, where the resource is a role */
    UNSIGNED = 1 << 3,       /* nobody of an account calls it */
    NOT_BY_ROOT = 1 << 4,
    CENTRAL = 1 << 5,       /* the other account has no say */
    OWNER_ROOT = 1 << 6,    /* a resource policy does not bind root of the owner */
    NOT_BY_RCP = 1 << 7,    /* resource control policies do not bind it */
    MAY_BE_OF_KEY = 1 << 8, /* of KMS: the key policy guards it where it is on a key */
    LONG_TERM = 1 << 9,     /* by a user or root only */
    ASSUMES = 1 << 10,      /* not by someone of an identity provider */
};

static const struct {
    rf_str action; /* in lower case */
    unsigned special;
} specials[] = {
    {{"sts:assumerole", 14}, TRUST | NOT_BY_ROOT | ASSUMES},
    {{"sts:assumerolewithsaml", 22}, TRUST | UNSIGNED},
    {{"sts:assumerolewithwebidentity", 29}, TRUST | UNSIGNED},
    {{"sts:assumeroot", 14}, NOT_BY_ROOT | CENTRAL},
    {{"sts:tagsession", 14}, TRUST_OF_ROLES},
    {{"sts:setsourceidentity", 21}, TRUST_OF_ROLES},
    {{"sts:setcontext", 14}, TRUST_OF_ROLES},
    {{"sts:getcalleridentity", 21}, FREE},
    {{"sts:getsessiontoken", 19}, FREE | LONG_TERM},
    {{"sts:getfederationtoken", 22}, LONG_TERM},
    {{"kms:retiregrant", 15}, MAY_BE_OF_KEY | NOT_BY_RCP},
    {{"s3:getbucketpolicy", 18}, OWNER_ROOT},
    {{"s3:putbucketpolicy", 18}, OWNER_ROOT},
    {{"s3:deletebucketpolicy", 21}, OWNER_ROOT},
};

/* What KMS does for other accounts, behind "kms:": the list of the page "Allowing users in other
 * accounts to use a KMS key", with what "Cryptographic operations" stands for. */
static const char *const kms_for_others[] = {
    "decrypt",
    "derivesharedsecret",
    "encrypt",
    "generatedatakey",
    "generatedatakeypair",
    "generatedatakeypairwithoutplaintext",
    "generatedatakeywithoutplaintext",
    "generatemac",
    "reencryptfrom",
    "reencryptto",
    "sign",
    "verify",
    "verifymac",
    "creategrant",
    "describekey",
    "getkeyrotationstatus",
    "getpublickey",
    "listgrants",
    "retiregrant",
    "revokegrant",
};

static unsigned special_of(rf_str action)
{
    bool maybe = action.n != 0 && (action.at[0] == 'k' || action.at[0] == 's');
    if (!maybe) /* most actions: this is in the way of every decision */
        return 0;
    bool kms = rf_starts(action, RF_STR("kms:"));
    for (size_t i = 0; i < sizeof specials / sizeof specials[0]; i++)
        if (rf_eq(specials[i].action, action))
            return specials[i].special;
    return kms ? MAY_BE_OF_KEY : 0;
}

bool rf_needs_no_permission(rf_str action)
{
    for (size_t i = 0; i < sizeof specials / sizeof specials[0]; i++)
        if ((specials[i].special & FREE) != 0 && rf_eq_nocase(specials[i].action, action))
            return true;
    return false;
}

/* The resource as an ARN; of "*" and other text, all segments are empty. */
static rf_arn arn_of(rf_str resource)
{
    rf_arn arn;
    return rf_arn_split(resource, &arn) ? arn : (rf_arn){0};
}

static bool has_type(const rf_policy_set *set, const rf_request *request, const char *type)
{
    const rf_reference *reference = set->reference;
    const rf_ref_action *action =
        reference != NULL ? rf_ref_action_named(reference, request->action) : NULL;
    if (action == NULL)
        return false;
    rf_ref_pairs pairs = rf_ref_pairs_of(reference, action);
    for (size_t i = 0; i < pairs.n; i++)
        if (rf_eq_c(rf_ref_text(reference, reference->types[pairs.at[i].type].name), type))
            return true;
    return false;
}

/* An action on a key, also where the request names the key by its alias, not at all, or in a way
 * that is not known: what is not surely about an alias only is guarded. */
static bool is_on_key(const rf_policy_set *set, const rf_request *request, const rf_arn *arn)
{
    rf_str service = arn->segment[RF_ARN_SERVICE], resource = arn->segment[RF_ARN_RESOURCE];
    bool alias = rf_starts(resource, RF_STR("alias/"));
    if (rf_eq_c(service, "kms") && rf_starts(resource, RF_STR("key/")))
        return true;
    return has_type(set, request, "key") && !(alias && has_type(set, request, "alias"));
}

static bool is_role(const rf_arn *arn)
{
    return rf_eq_c(arn->segment[RF_ARN_SERVICE], "iam") &&
           rf_starts(arn->segment[RF_ARN_RESOURCE], RF_STR("role/"));
}

static bool is_service_linked(const rf_arn *arn)
{
    return is_role(arn) &&
           rf_starts(arn->segment[RF_ARN_RESOURCE], RF_STR("role/aws-service-role/"));
}

/* The ARN of a session has no path; aws:PrincipalArn has.  Without it a role with the name that
 * such roles are given may be one; so may any of which aws:PrincipalArn is said to be unknown. */
static rf_truth calls_as_service_linked(const rf_request *request)
{
    const rf_caller *caller = &request->caller;
    if (caller->kind != RF_CALLER_SESSION && caller->kind != RF_CALLER_ROLE)
        return RF_NO;
    const rf_context_key *key = rf_request_key(request, RF_STR("aws:principalarn"));
    bool given = key != NULL && key->n != 0;
    rf_arn arn = arn_of(given ? key->values[0] : caller->text);
    if (is_role(&arn))
        return rf_truth_of(is_service_linked(&arn));
    if (key != NULL && key->unknown && !key->derived)
        return RF_MAYBE;
    return !given && rf_starts(caller->role, RF_STR("AWSServiceRoleFor")) ? RF_MAYBE : RF_NO;
}

/* The account is what the request says, or the ARN; where neither does (a bucket, an image of
 * AWS), it is the caller's. */
static bool is_cross_account(const rf_request *request, const rf_arn *arn)
{
    rf_str caller = request->caller.account, owner = request->account;
    if (caller.n == 0)
        return false;
    if (owner.n != 0)
        return !rf_eq(owner, caller);
    owner = arn->segment[RF_ARN_ACCOUNT];
    return !rf_eq(owner, caller) && rf_is_account_id(owner);
}

/* Without a reference every service counts as one that takes them. */
static bool takes_rcps(const rf_policy_set *set, const rf_request *request)
{
    rf_str name;
    if (set->reference == NULL)
        return true;
    const rf_ref_service *service =
        rf_ref_service_named(set->reference, rf_split(request->action_key, ':', &name));
    return service != NULL && service->rcp;
}

static bool binds_rcps(const rf_policy_set *set, const rf_request *request, const rf_arn *arn,
                       unsigned special)
{
    bool assumes_linked = (special & (TRUST | TRUST_OF_ROLES)) != 0 && is_service_linked(arn) &&
                          request->caller.kind == RF_CALLER_OUTSIDE;
    return (special & NOT_BY_RCP) == 0 && !assumes_linked && takes_rcps(set, request);
}

static bool is_kms_for_others(rf_str action)
{
    for (size_t i = 0; i < sizeof kms_for_others / sizeof *kms_for_others; i++)
        if (rf_eq_c(rf_slice(action, RF_STR("kms:").n, action.n), kms_for_others[i]))
            return true;
    return false;
}

static bool is_cross_partition(const rf_caller *caller, const rf_arn *arn)
{
    rf_str partition = arn->segment[RF_ARN_PARTITION];
    return rf_starts(partition, RF_STR("aws")) && rf_find_byte(partition, '*') == RF_NOT_FOUND &&
           caller->partition.n != 0 && !rf_eq(partition, caller->partition);
}

/* By which kinds of callers, with which credentials, the action cannot be called. */
static const char *credentials_fault(const rf_situation *s, const rf_request *request,
                                     unsigned special)
{
    rf_caller_kind kind = s->caller;
    bool known = kind != RF_CALLER_NOBODY;
    bool long_term = kind == RF_CALLER_USER || kind == RF_CALLER_ROOT;
    if ((special & NOT_BY_ROOT) != 0 && kind == RF_CALLER_ROOT)
        return "AWS does not let root do it, whatever policies say";
    if ((special & LONG_TERM) != 0 && known && !long_term)
        return "only a user or root, with long-term credentials, can call it, whatever policies "
               "say";
    if ((special & ASSUMES) != 0 && request->caller.type == RF_PRINCIPAL_FEDERATED)
        return "who comes from an identity provider calls AssumeRoleWithSAML or "
               "AssumeRoleWithWebIdentity instead";
    if (kind == RF_CALLER_FEDERATED && (special & FREE) == 0 &&
        (rf_starts(request->action_key, RF_STR("iam:")) ||
         rf_starts(request->action_key, RF_STR("sts:"))))
        return "a federated user can call no operation of IAM, and of STS only "
               "GetCallerIdentity, whatever policies say";
    return NULL;
}

/* What no policy can allow. */
static void find_impossible(rf_situation *s, const rf_request *request, const rf_arn *arn,
                            unsigned special)
{
    s->impossible_by = RF_LAYER_RESOURCE;
    if (s->caller != RF_CALLER_OUTSIDE && is_cross_partition(&request->caller, arn))
        s->impossible = "the resource is in another partition than the principal, and no access "
                        "reaches from one to the other";
    else if (s->cross_account && (special & MAY_BE_OF_KEY) != 0 &&
             !is_kms_for_others(request->action_key))
        s->impossible = "KMS does not do it for another account, whatever policies say";
    if (s->impossible != NULL)
        return;
    s->impossible = credentials_fault(s, request, special);
    s->impossible_by = RF_LAYER_IDENTITY;
}

/* Which principals of a trust policy count: of providers for who comes from one, all others for who
 * has credentials of AWS. */
static unsigned without_of(unsigned special)
{
    if ((special & UNSIGNED) != 0)
        return 1u << RF_PRINCIPAL_AWS | 1u << RF_PRINCIPAL_SERVICE |
               1u << RF_PRINCIPAL_CANONICAL_USER;
    return (special & ASSUMES) != 0 ? 1u << RF_PRINCIPAL_FEDERATED : 0;
}

rf_situation rf_situation_of(const rf_policy_set *set, const rf_request *request)
{
    unsigned special = special_of(request->action_key);
    rf_arn arn = arn_of(request->resource);
    rf_situation s = {.caller = request->caller.kind, .without = without_of(special)};
    if ((special & UNSIGNED) != 0)
        s.caller = RF_CALLER_OUTSIDE;
    bool root = s.caller == RF_CALLER_ROOT, outside = s.caller == RF_CALLER_OUTSIDE;
    s.cross_account =
        !outside && (special & (CENTRAL | FREE)) == 0 && is_cross_account(request, &arn);
    find_impossible(&s, request, &arn, special);
    s.free = (special & FREE) != 0 && s.impossible == NULL;
    if (s.free)
        return s;
    s.guarded = (special & TRUST) != 0 || ((special & TRUST_OF_ROLES) != 0 && is_role(&arn)) ||
                ((special & MAY_BE_OF_KEY) != 0 && is_on_key(set, request, &arn));

    bool limited = set->scp_levels != 0 || set->rcp_levels != 0 || set->boundaries.n != 0;
    s.linked = limited ? calls_as_service_linked(request) : RF_NO;
    bool linked = s.linked == RF_YES;
    s.takes_part[RF_LAYER_IDENTITY] = s.takes_part[RF_LAYER_SESSION] = !root && !outside;
    s.takes_part[RF_LAYER_BOUNDARY] = !root && !outside && !linked;
    s.takes_part[RF_LAYER_SCP] = !outside && !linked;
    s.takes_part[RF_LAYER_RCP] =
        set->rcp_levels != 0 && !linked && binds_rcps(set, request, &arn, special);
    s.takes_part[RF_LAYER_ENDPOINT] = true;
    s.takes_part[RF_LAYER_RESOURCE] = !root || s.cross_account || (special & OWNER_ROOT) == 0;
    return s;
}

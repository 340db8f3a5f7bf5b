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
};

static const struct {
    rf_str action; /* in lower case */
    unsigned special;
} specials[] = {
    {{"sts:assumerole", 14}, TRUST | NOT_BY_ROOT},
    {{"sts:assumerolewithsaml", 22}, TRUST | UNSIGNED},
    {{"sts:assumerolewithwebidentity", 29}, TRUST | UNSIGNED},
    {{"sts:assumeroot", 14}, NOT_BY_ROOT | CENTRAL},
    {{"sts:tagsession", 14}, TRUST_OF_ROLES},
    {{"sts:setsourceidentity", 21}, TRUST_OF_ROLES},
    {{"sts:setcontext", 14}, TRUST_OF_ROLES},
    {{"sts:getcalleridentity", 21}, FREE},
    {{"sts:getsessiontoken", 19}, FREE},
    {{"kms:retiregrant", 15}, MAY_BE_OF_KEY | NOT_BY_RCP},
    {{"s3:getbucketpolicy", 18}, OWNER_ROOT},
    {{"s3:putbucketpolicy", 18}, OWNER_ROOT},
    {{"s3:deletebucketpolicy", 21}, OWNER_ROOT},
};

enum { ACCOUNT_DIGITS = 12 };

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

/* An action on a key, also where the request names the key by its alias or not at all. */
static bool is_on_key(const rf_policy_set *set, const rf_request *request, const rf_arn *arn)
{
    rf_str service = arn->segment[RF_ARN_SERVICE], resource = arn->segment[RF_ARN_RESOURCE];
    if (rf_eq_c(service, "kms") && rf_starts(resource, RF_STR("key/")))
        return true;
    if (rf_eq_c(service, "kms") && rf_starts(resource, RF_STR("alias/")))
        return has_type(set, request, "key") && !has_type(set, request, "alias");
    return service.n == 0 && has_type(set, request, "key");
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

/* The ARN of a session has no path.  aws:PrincipalArn has; without it the name that such roles are
 * given must do. */
static bool calls_as_service_linked(const rf_request *request)
{
    const rf_caller *caller = &request->caller;
    if (caller->kind != RF_CALLER_SESSION && caller->kind != RF_CALLER_ROLE)
        return false;
    const rf_context_key *key = rf_request_key(request, RF_STR("aws:principalarn"));
    rf_arn arn = arn_of(key != NULL && key->n != 0 ? key->values[0] : caller->text);
    return is_role(&arn) ? is_service_linked(&arn)
                         : rf_starts(caller->role, RF_STR("AWSServiceRoleFor"));
}

static bool is_account_id(rf_str text)
{
    unsigned long long number;
    return text.n == ACCOUNT_DIGITS && rf_parse_u64(text, &number);
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
    return !rf_eq(owner, caller) && is_account_id(owner);
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

rf_situation rf_situation_of(const rf_policy_set *set, const rf_request *request)
{
    unsigned special = special_of(request->action_key);
    rf_arn arn = arn_of(request->resource);
    rf_situation s = {.caller = request->caller.kind, .free = (special & FREE) != 0};
    if (s.free)
        return s;
    if ((special & UNSIGNED) != 0)
        s.caller = RF_CALLER_OUTSIDE;
    bool root = s.caller == RF_CALLER_ROOT, outside = s.caller == RF_CALLER_OUTSIDE;
    s.impossible = root && (special & NOT_BY_ROOT) != 0;
    s.cross_account = !outside && (special & CENTRAL) == 0 && is_cross_account(request, &arn);
    s.guarded = (special & TRUST) != 0 || ((special & TRUST_OF_ROLES) != 0 && is_role(&arn)) ||
                ((special & MAY_BE_OF_KEY) != 0 && is_on_key(set, request, &arn));

    bool limited = set->scp_levels != 0 || set->rcp_levels != 0 || set->boundaries.n != 0;
    bool linked = limited && calls_as_service_linked(request);
    s.takes_part[RF_LAYER_IDENTITY] = s.takes_part[RF_LAYER_SESSION] = !root && !outside;
    s.takes_part[RF_LAYER_BOUNDARY] = !root && !outside && !linked;
    s.takes_part[RF_LAYER_SCP] = !outside && !linked;
    s.takes_part[RF_LAYER_RCP] =
        set->rcp_levels != 0 && !linked && binds_rcps(set, request, &arn, special);
    s.takes_part[RF_LAYER_ENDPOINT] = true;
    s.takes_part[RF_LAYER_RESOURCE] = !root || s.cross_account || (special & OWNER_ROOT) == 0;
    return s;
}

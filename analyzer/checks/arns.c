/* ARNs of Resource and NotResource against the formats of the reference. */
#include "checks/lookup.h"

#include "base/glob.h"
#include "reference/shape_match.h"

#include <string.h>

enum { SLIPS = 2, TELLING_NAME = 5 }; /* as in names.c */

/* --- formats ------------------------------------------------------------------------------- */

/* A variable of a format takes any field that is not empty, an empty one an empty one. */
static bool takes_field(rf_str format, rf_str field)
{
    return rf_starts(format, RF_STR("${")) ? field.n != 0 : format.n == 0 && field.n == 0;
}

static bool takes_fields(rf_str text, const rf_arn *arn)
{
    rf_arn format;
    return rf_lookup_arn_fields(text, &format) &&
           rf_eq(format.segment[RF_ARN_SERVICE], arn->segment[RF_ARN_SERVICE]) &&
           takes_field(format.segment[RF_ARN_REGION], arn->segment[RF_ARN_REGION]) &&
           takes_field(format.segment[RF_ARN_ACCOUNT], arn->segment[RF_ARN_ACCOUNT]);
}

/* True when the ARN, whose text is given too, is of the format; nearly all are told at a glance. */
static bool fits(rf_str format, const rf_arn *arn, rf_str text, rf_str *prefix)
{
    static const rf_arn_leeway leeway = {.empty_variables = true};
    rf_glance glance = rf_lookup_glance(format, arn->segment[RF_ARN_RESOURCE], prefix);
    return (glance == RF_GLANCE_FITS && takes_fields(format, arn)) ||
           (glance != RF_GLANCE_APART && rf_arn_format_meets(format, text, leeway) != RF_APART);
}

/* --- the service of an ARN ----------------------------------------------------------------- */

/* The service of a format of the reference; not always that of the actions: "catalog". */
static rf_str service_of(const rf_reference *reference, uint32_t format)
{
    rf_arn arn;
    return rf_lookup_arn_fields(rf_ref_text(reference, reference->arns[format]), &arn)
               ? arn.segment[RF_ARN_SERVICE]
               : RF_STR("");
}

static bool is_arn_service(const rf_reference *reference, rf_str name)
{
    if (rf_ref_service_named(reference, name) != NULL)
        return true;
    for (uint32_t i = 0; i < reference->arn_count; i++)
        if (rf_eq_nocase(service_of(reference, i), name))
            return true;
    return false;
}

/* The ARN with another text in one field. */
static rf_str with_field(rf_arena *arena, const rf_arn *arn, rf_arn_part part, rf_str text)
{
    rf_arn other = *arn;
    const rf_str *of = other.segment;
    other.segment[part] = text;
    return rf_format(arena, "arn:%.*s:%.*s:%.*s:%.*s:%.*s", RF_ARG(of[RF_ARN_PARTITION]),
                     RF_ARG(of[RF_ARN_SERVICE]), RF_ARG(of[RF_ARN_REGION]),
                     RF_ARG(of[RF_ARN_ACCOUNT]), RF_ARG(of[RF_ARN_RESOURCE]));
}

static rf_str with_service(rf_arena *arena, const rf_arn *arn, rf_str service)
{
    return with_field(arena, arn, RF_ARN_SERVICE, service);
}

/* The service that was meant: near in spelling, and the ARN is one of its; or very near. */
static rf_str meant_service(rf_check_run *run, const rf_arn *arn)
{
    const rf_reference *reference = run->reference;
    rf_str written = arn->segment[RF_ARN_SERVICE], meant = RF_STR(""), very_near = RF_STR("");
    size_t cap = written.n < TELLING_NAME ? 1 : SLIPS, best = cap + 1, distance = best;
    rf_str name = RF_STR(""), text = RF_STR(""), prefix = RF_STR("");
    rf_arn candidate = *arn;
    for (uint32_t i = 0; i < reference->arn_count; i++) {
        rf_str service = service_of(reference, i);
        if (!rf_eq(service, name)) {
            name = candidate.segment[RF_ARN_SERVICE] = service;
            distance = rf_edit_distance(written, name, cap);
            if (distance <= 1 && written.n >= TELLING_NAME)
                very_near = name;
            if (distance < best)
                text = with_service(run->arena, arn, name);
        }
        if (distance < best &&
            fits(rf_ref_text(reference, reference->arns[i]), &candidate, text, &prefix)) {
            best = distance;
            meant = name;
        }
    }
    return meant.n != 0 ? meant : very_near;
}

static void report_service(rf_check_run *run, const rf_pattern *pattern, const rf_arn *arn)
{
    rf_str written = arn->segment[RF_ARN_SERVICE];
    if (is_arn_service(run->reference, written))
        return;
    rf_str meant = meant_service(run, arn);
    if ((meant.n != 0) != rf_lookup_wants_near(run))
        return;
    if (meant.n == 0) {
        rf_report(run, pattern->span, "the reference of %s has no ARNs of a service \"%.*s\"",
                  run->reference->date, RF_ARG(written));
        return;
    }
    rf_finding *finding =
        rf_report(run, pattern->span, "there is no service \"%.*s\"; did you mean \"%.*s\"?",
                  RF_ARG(written), RF_ARG(meant));
    finding->help =
        rf_format(run->arena, "write %.*s", RF_ARG(with_service(run->arena, arn, meant)));
}

/* --- the form of an ARN -------------------------------------------------------------------- */

/* What is seen on the ARN itself, before its formats are looked at. */
static bool is_written(rf_str field)
{
    return field.n != 0 && !rf_eq_c(field, "*");
}

static bool is_empty(rf_str field)
{
    return field.n == 0;
}

static bool always(rf_str field)
{
    (void)field;
    return true;
}

/* The faults by the names that rules use. */
static const struct form {
    const char *name;
    rf_shape_fault fault;
    rf_arn_part part;
    bool (*may_be)(rf_str field);
    const char *message, *others; /* what the ARN has, and what others of its type */
    const char *mend;             /* what to write in the field */
} forms[] = {
    {"region-extra", RF_REGION_EXTRA, RF_ARN_REGION, is_written, "has a Region", "none", ""},
    {"region-missing", RF_REGION_MISSING, RF_ARN_REGION, is_empty, "lacks a Region", "one", "*"},
    {"account-extra", RF_ACCOUNT_EXTRA, RF_ARN_ACCOUNT, is_written, "has an account", "none", ""},
    {"account-missing", RF_ACCOUNT_MISSING, RF_ARN_ACCOUNT, is_empty, "lacks an account", "one",
     "*"},
    {"resource", RF_NO_SUCH_RESOURCE, RF_ARN_RESOURCE, always, "", "", ""},
};

enum { FORMS = sizeof forms / sizeof *forms };

/* A format of a type, in its fields; its first one. */
static rf_arn format_of(const rf_reference *reference, const rf_ref_type *type)
{
    rf_arn arn = {0};
    rf_lookup_arn_fields(rf_ref_text(reference, rf_ref_arns_of(reference, type).at[0]), &arn);
    return arn;
}

/* The word that a resource begins with: "vpc" of "vpc/${VpcId}"; *separator is what follows it. */
static rf_str first_word(rf_str resource, char *separator)
{
    size_t n = 0;
    while (n < resource.n && memchr("/:*?$", resource.at[n], 5) == NULL)
        n++;
    *separator = n < resource.n ? resource.at[n] : '\0';
    return rf_slice(resource, 0, n);
}

/* True when both are the same letters and digits. */
static bool differ_by_dashes(rf_str a, rf_str b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.n && a.at[i] == '-')
            i++;
        while (k < b.n && b.at[k] == '-')
            k++;
        if (i == a.n || k == b.n)
            return i == a.n && k == b.n;
        if (a.at[i++] != b.at[k++])
            return false;
    }
}

/* A name that AWS's own console wrote before the type had the one of today. */
static bool is_former_name(rf_str word)
{
    return rf_eq_c(word, "spot-instance-request");
}

/* True when the resource is plainly a slip in writing one of the type: another letter or two.
 * Letters in the wrong case, a dash more or less and another separator are not: AWS has such ARNs
 * in policies of its own. */
static bool is_slip(const rf_reference *reference, const rf_arn *arn, const rf_ref_type *type)
{
    if (type == NULL)
        return false;
    char separator;
    rf_arn format = format_of(reference, type);
    rf_str written = first_word(arn->segment[RF_ARN_RESOURCE], &separator);
    rf_str word = first_word(format.segment[RF_ARN_RESOURCE], &separator);
    size_t cap = written.n < TELLING_NAME - 1 ? 0 : written.n < TELLING_NAME + 1 ? 1 : SLIPS;
    size_t distance = rf_edit_distance(written, word, cap);
    return distance != 0 && distance <= cap && !differ_by_dashes(written, word) &&
           !is_former_name(written);
}

/* The ARN with the first word of the type's in place of its own. */
static rf_str with_word_of(rf_check_run *run, const rf_arn *arn, const rf_ref_type *type)
{
    char separator;
    rf_arn format = format_of(run->reference, type);
    rf_str resource = arn->segment[RF_ARN_RESOURCE];
    rf_str written = first_word(resource, &separator);
    rf_str word = first_word(format.segment[RF_ARN_RESOURCE], &separator);
    rf_str rest = rf_slice(resource, written.n, resource.n);
    return with_field(run->arena, arn, RF_ARN_RESOURCE,
                      rf_format(run->arena, "%.*s%.*s", RF_ARG(word), RF_ARG(rest)));
}

static bool would_fit(rf_check_run *run, const rf_arn *arn, const rf_ref_type *type)
{
    rf_str text = with_word_of(run, arn, type), prefix = RF_STR("");
    rf_arn mended;
    return rf_lookup_arn_fields(text, &mended) &&
           fits(rf_ref_text(run->reference, rf_ref_arns_of(run->reference, type).at[0]), &mended,
                text, &prefix);
}

/* The type of the ARN's own service that was meant, or else the nearest of any.  Of several that
 * begin with the same word (a table, and a backup of it), the one that the rest fits. */
static const rf_ref_type *meant_type(rf_check_run *run, const rf_arn *arn,
                                     const rf_ref_type *nearest)
{
    const rf_reference *reference = run->reference;
    const rf_ref_service *of = rf_ref_service_named(reference, arn->segment[RF_ARN_SERVICE]);
    const rf_ref_type *meant = NULL;
    for (uint32_t i = of != NULL ? of->first_type : 0; of != NULL && i < of[1].first_type; i++) {
        const rf_ref_type *type = &reference->types[i];
        if (!is_slip(reference, arn, type))
            continue;
        if (would_fit(run, arn, type))
            return type;
        meant = meant == NULL ? type : meant;
    }
    return meant != NULL ? meant : nearest;
}

/* AWS has resources of its own whose ARNs lack the account or the Region that the reference gives
 * for the type: arn:aws:cloudformation:us-west-2::type/resource/AWS-SES-ConfigurationSet
 * (CloudFormation User Guide, "Control access with IAM"), arn:aws:bedrock:::foundation-model/...
 * (Bedrock User Guide, "Global cross-Region inference").  Of these services' resources all belong
 * to an account and, but for IAM's, a Region: their developer guides, "Actions, resources, and
 * condition keys". */
static const char *const of_customers[] = {
    "dynamodb", "ec2", "ecs",  "eks",    "elasticloadbalancing", "iam", "kinesis", "kms",
    "lambda",   "rds", "logs", "states", "secretsmanager",       "sns", "sqs",
};

static bool is_of_customers(rf_str service)
{
    for (size_t i = 0; i < sizeof of_customers / sizeof *of_customers; i++)
        if (rf_eq_c(service, of_customers[i]))
            return true;
    return false;
}

/* Images, snapshots and offers are AWS's own too, and then without account, whatever the
 * reference's format: arn:aws:ec2:*::fpga-image/... (Amazon EC2 User Guide, "Example policies"). */
static bool has_offers_of_aws(const rf_arn *arn, rf_str word)
{
    static const char *const words[] = {"fpga-image",
                                        "image",
                                        "snapshot",
                                        "reserved-instances",
                                        "spot-instance-request",
                                        "spot-instances-request"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (rf_eq_c(arn->segment[RF_ARN_SERVICE], "ec2") && rf_eq_c(word, words[i]))
            return true;
    return false;
}

/* True when every format of the ARN's service that begins as its resource does has the field. */
static bool all_have(const rf_reference *reference, const rf_arn *arn, rf_arn_part part)
{
    char separator;
    rf_str written = first_word(arn->segment[RF_ARN_RESOURCE], &separator);
    if (has_offers_of_aws(arn, written))
        return false;
    for (uint32_t i = 0; i < reference->arn_count; i++) {
        rf_arn format;
        if (!rf_lookup_arn_fields(rf_ref_text(reference, reference->arns[i]), &format) ||
            !rf_eq(format.segment[RF_ARN_SERVICE], arn->segment[RF_ARN_SERVICE]))
            continue;
        rf_str word = first_word(format.segment[RF_ARN_RESOURCE], &separator);
        if ((word.n == 0 || rf_eq_nocase(word, written)) && format.segment[part].n == 0)
            return false;
    }
    return written.n != 0;
}

/* Services whose own guides write ARNs without Region, and, some, without account; of others the
 * reference may lack what there is: arn:aws:swf:us-east-1:111122223333:/domain/... (Amazon SWF
 * Developer Guide, "API Permissions").  Sources: IAM User Guide, "IAM identifiers"; Amazon S3 User
 * Guide, "Policy resources for Amazon S3"; Amazon Route 53 Developer Guide, "Overview of managing
 * access permissions to your Amazon Route 53 resources"; Amazon CloudFront Developer Guide, "How
 * Amazon CloudFront works with IAM"; AWS Organizations User Guide, "Managing access permissions for
 * an organization with AWS Organizations". */
static const char *const global[] = {"cloudfront", "iam", "organizations", "route53", "s3"};

static bool is_global(rf_str service)
{
    for (size_t i = 0; i < sizeof global / sizeof *global; i++)
        if (rf_eq_c(service, global[i]))
            return true;
    return false;
}

/* True when no format of the ARN's service has the field, as "the service does not support
 * specifying a Region in the resource ARN", and a guide bears the reference out. */
static bool none_has(const rf_reference *reference, const rf_arn *arn, rf_arn_part part)
{
    rf_str service = arn->segment[RF_ARN_SERVICE];
    const rf_ref_service *of = rf_ref_service_named(reference, service);
    if (of == NULL || !is_global(service))
        return false;
    if (rf_eq_c(service, "s3"))
        return true;
    uint32_t end = reference->types[of[1].first_type].first_arn;
    for (uint32_t i = reference->types[of->first_type].first_arn; i < end; i++) {
        rf_arn format;
        if (rf_lookup_arn_fields(rf_ref_text(reference, reference->arns[i]), &format) &&
            rf_eq(format.segment[RF_ARN_SERVICE], service) && format.segment[part].n != 0)
            return false;
    }
    return true;
}

/* Whether a fault is certain: what is missing may be left out on purpose, and a resource that fits
 * no format may be one that the reference leaves out. */
static bool is_certain(const rf_reference *reference, const rf_arn *arn, const struct form *form,
                       const rf_ref_type *nearest)
{
    if (form->fault == RF_NO_SUCH_RESOURCE)
        return is_slip(reference, arn, nearest);
    if (form->fault == RF_REGION_EXTRA || form->fault == RF_ACCOUNT_EXTRA)
        return none_has(reference, arn, form->part);
    return is_of_customers(arn->segment[RF_ARN_SERVICE]) && all_have(reference, arn, form->part);
}

/* The user's own ARN, mended; a format of the reference where that cannot be done. */
static rf_str help_of(rf_check_run *run, const rf_arn *arn, const struct form *form, bool certain,
                      const rf_ref_type *nearest)
{
    const rf_reference *reference = run->reference;
    if (form->fault != RF_NO_SUCH_RESOURCE)
        return rf_format(run->arena, "write %.*s",
                         RF_ARG(with_field(run->arena, arn, form->part, rf_str_c(form->mend))));
    if (certain && would_fit(run, arn, nearest))
        return rf_format(run->arena, "write %.*s", RF_ARG(with_word_of(run, arn, nearest)));
    rf_str format = rf_ref_text(reference, rf_ref_arns_of(reference, nearest).at[0]);
    return rf_format(run->arena, "for type %.*s write %.*s",
                     RF_ARG(rf_ref_text(reference, nearest->name)), RF_ARG(format));
}

static void report_form(rf_check_run *run, const rf_pattern *pattern, const rf_arn *arn,
                        const struct form *form, bool certain, const rf_ref_type *nearest)
{
    const rf_reference *reference = run->reference;
    rf_str name = RF_STR(""), service = RF_STR("");
    if (nearest != NULL) {
        name = rf_ref_text(reference, nearest->name);
        service = rf_ref_text(reference, reference->services[nearest->service].name);
    }
    rf_finding *finding;
    if (form->fault == RF_NO_SUCH_RESOURCE && certain)
        finding =
            rf_report(run, pattern->span, "%.*s fits no resource of %.*s; did you mean a %.*s?",
                      RF_ARG(pattern->text), RF_ARG(service), RF_ARG(name));
    else if (nearest == NULL || form->fault == RF_NO_SUCH_RESOURCE)
        finding = rf_report(run, pattern->span,
                            "%.*s fits no resource of its service that the reference of %s has",
                            RF_ARG(pattern->text), reference->date);
    else
        finding =
            rf_report(run, pattern->span, "this ARN %s: %sresources of type %.*s (%.*s) have %s",
                      form->message, certain ? "" : "by the reference, ", RF_ARG(name),
                      RF_ARG(service), form->others);
    if (nearest != NULL)
        finding->help = help_of(run, arn, form, certain, nearest);
}

/* True when the ARN is of a format of its service: so are nearly all, and it is told sooner than
 * what is wrong with one that is not. */
static bool is_fine(const rf_reference *reference, const rf_arn *arn, rf_str text)
{
    const rf_ref_service *service = rf_ref_service_named(reference, arn->segment[RF_ARN_SERVICE]);
    rf_str prefix = RF_STR("");
    if (service == NULL)
        return false;
    uint32_t end = reference->types[service[1].first_type].first_arn;
    for (uint32_t i = reference->types[service->first_type].first_arn; i < end; i++)
        if (fits(rf_ref_text(reference, reference->arns[i]), arn, text, &prefix))
            return true;
    return false;
}

/* Tells what cannot be without looking at formats, or at most of them. */
static bool may_have(const rf_reference *reference, const rf_arn *arn, const struct form *form)
{
    if (!form->may_be(arn->segment[form->part]))
        return false;
    return form->fault != RF_REGION_EXTRA && form->fault != RF_ACCOUNT_EXTRA
               ? true
               : none_has(reference, arn, form->part);
}

/* `fault`: what the rule is for; without it, what is not certain. */
static void report_shape(rf_check_run *run, const rf_pattern *pattern, const rf_arn *arn)
{
    const rf_reference *reference = run->reference;
    rf_str wanted = rf_text_of(rf_check_param(run, "fault"));
    for (size_t i = 0; i < FORMS; i++)
        if (rf_eq_c(wanted, forms[i].name) && !may_have(reference, arn, &forms[i]))
            return;
    if (is_fine(reference, arn, pattern->text))
        return;
    const rf_ref_type *nearest;
    rf_shape_fault fault = rf_ref_shape_fault(reference, pattern->text, &nearest);
    if (fault == RF_NO_SUCH_RESOURCE)
        nearest = meant_type(run, arn, nearest);
    for (size_t i = 0; i < FORMS; i++) {
        const struct form *form = &forms[i];
        if (fault == form->fault && (wanted.n == 0 || rf_eq_c(wanted, form->name)) &&
            is_certain(reference, arn, form, nearest) == (wanted.n != 0))
            report_form(run, pattern, arn, form, wanted.n != 0, nearest);
    }
}

/* --- the ARNs of a statement --------------------------------------------------------------- */

typedef void report_fn(rf_check_run *run, const rf_pattern *pattern, const rf_arn *arn);

static void each_arn(rf_check_run *run, report_fn *report)
{
    const rf_statement *statement = run->subject->statement;
    const rf_patterns *lists[] = {&statement->resources, &statement->not_resources};
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        for (size_t i = 0; i < lists[k]->n; i++) {
            const rf_pattern *pattern = &lists[k]->at[i];
            rf_arn arn;
            if (pattern->unknown || !rf_lookup_arn_fields(pattern->text, &arn))
                continue;
            rf_str service = arn.segment[RF_ARN_SERVICE];
            if (service.n == 0 || rf_glob_has_wildcard(service) || rf_lookup_is_template(service))
                continue;
            if (rf_lookup_gives_up(run, "the ARNs of this policy"))
                return;
            report(run, pattern, &arn);
        }
    }
}

void rf_check_arn_service(rf_check_run *run)
{
    each_arn(run, report_service);
}

void rf_check_arn_shape(rf_check_run *run)
{
    each_arn(run, report_shape);
}

#include "access/examples.h"

#include "base/glob.h"
#include "iam/arn.h"

#include <string.h>

/* Names: "AWS Regions", AWS Regions and Availability Zones User Guide; China and GovCloud: "AWS
 * Region endpoints", their own guides. */
const char *const rf_example_regions[] = {
    "us-east-1",      "eu-west-1",      "us-west-2",    "eu-central-1",
    "ap-southeast-2", "ap-northeast-1", "sa-east-1",    "ca-central-1",
    "eu-north-1",     "us-east-2",      "me-central-1", "af-south-1",
    "us-gov-west-1",  "us-gov-east-1",  "cn-north-1",   "cn-northwest-1",
    "us-west-1",      "ap-southeast-1", NULL,
};

/* ---- keys ---- */

/* Source of keys and the form of their values: IAM User Guide, "AWS global condition context keys",
 * "IAM and AWS STS condition context keys"; and the pages of the Service Authorization Reference.
 * A name that ends in `-` begins the key. */
static const struct {
    const char *key;
    rf_key_values values;
} keys[] = {
    {"aws:calledvia", {{"cloudformation.amazonaws.com", "athena.amazonaws.com"}}},
    {"aws:calledviafirst", {{"cloudformation.amazonaws.com", "athena.amazonaws.com"}}},
    {"aws:calledvialast", {{"cloudformation.amazonaws.com", "athena.amazonaws.com"}}},
    {"aws:principalaccount", {{"111122223333", "444455556666"}}},
    {"aws:principalarn",
     {{"arn:aws:iam::111122223333:role/example-role", "arn:aws:iam::444455556666:user/stranger"}}},
    {"aws:principalorgid", {{"o-a1b2c3d4e5", "o-f6g7h8i9j0"}}},
    {"aws:principalorgpaths",
     {{"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/", "o-f6g7h8i9j0/r-cd34/ou-cd34-22222222/"}}},
    {"aws:principalservicename", {{"cloudtrail.amazonaws.com", "config.amazonaws.com"}}},
    {"aws:principaltype", {{"AssumedRole", "User"}}},
    {"aws:referer", {{"https://www.example.com/", "https://www.example.org/"}}},
    {"aws:requestedregion", {{"us-east-1", "eu-west-1"}}},
    {"aws:resourceaccount", {{"111122223333", "444455556666"}}},
    {"aws:resourceorgid", {{"o-a1b2c3d4e5", "o-f6g7h8i9j0"}}},
    {"aws:sourceaccount", {{"111122223333", "444455556666"}}},
    {"aws:sourcearn",
     {{"arn:aws:s3:::example-bucket", "arn:aws:sns:us-east-1:444455556666:stranger-topic"}}},
    {"aws:sourceidentity", {{"alice", "stranger"}}},
    {"aws:sourceip", {{"203.0.113.10", "198.51.100.10"}}},
    {"aws:sourceorgid", {{"o-a1b2c3d4e5", "o-f6g7h8i9j0"}}},
    {"aws:sourceowner", {{"111122223333", "444455556666"}}},
    {"aws:sourcevpc", {{"vpc-0a1b2c3d4e5f67890", "vpc-09f8e7d6c5b4a3210"}}},
    {"aws:sourcevpce", {{"vpce-0a1b2c3d4e5f67890", "vpce-09f8e7d6c5b4a3210"}}},
    {"aws:tagkeys", {{"Project", "Team"}}},
    {"aws:useragent", {{"aws-cli/2.15.30", "example-agent"}}},
    {"aws:userid", {{"AIDACKCEVSQ6C2EXAMPLE", "AROADBQP57FF2AEXAMPLE:alice"}}},
    {"aws:username", {{"alice", "stranger"}}},
    {"aws:vpcsourceip", {{"10.0.0.10", "172.16.0.10"}}},
    {"ec2:createaction", {{"RunInstances", "CreateVolume"}}},
    {"ec2:instancetype", {{"t3.micro", "p4d.24xlarge"}}},
    {"ec2:region", {{"us-east-1", "eu-west-1"}}},
    {"ec2:vpc",
     {{"arn:aws:ec2:us-east-1:111122223333:vpc/vpc-0a1b2c3d4e5f67890",
       "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-09f8e7d6c5b4a3210"}}},
    {"ec2:subnet",
     {{"arn:aws:ec2:us-east-1:111122223333:subnet/subnet-0a1b2c3d4e5f67890",
       "arn:aws:ec2:us-east-1:111122223333:subnet/subnet-09f8e7d6c5b4a3210"}}},
    {"iam:awsservicename", {{"ec2.amazonaws.com", "lambda.amazonaws.com"}}},
    {"iam:passedtoservice", {{"ec2.amazonaws.com", "lambda.amazonaws.com"}}},
    {"iam:permissionsboundary",
     {{"arn:aws:iam::111122223333:policy/example-policy",
       "arn:aws:iam::111122223333:policy/other-policy"}}},
    {"iam:policyarn",
     {{"arn:aws:iam::111122223333:policy/example-policy",
       "arn:aws:iam::aws:policy/AdministratorAccess"}}},
    {"kms:viaservice", {{"s3.us-east-1.amazonaws.com", "ec2.us-east-1.amazonaws.com"}}},
    {"s3:prefix", {{"example/", "other/"}}},
    {"s3:x-amz-acl", {{"private", "public-read"}}},
    {"s3:x-amz-server-side-encryption", {{"AES256", "aws:kms"}}},
};

rf_key_values rf_key_examples(rf_str key)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (rf_eq_c(key, keys[i].key))
            return keys[i].values;
    return (rf_key_values){{NULL}};
}

/* ---- gaps ---- */

rf_str rf_gaps_of_word(rf_arena *arena, const rf_word *word)
{
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < word->n; i++) {
        const rf_letter *letter = &word->letters[i];
        if (letter->kind == RF_LETTER_TEXT)
            rf_buf_add(&buf, letter->text);
        else
            rf_buf_add_byte(&buf, letter->kind == RF_LETTER_RUN ? RF_GAP_RUN : RF_GAP_ONE);
    }
    return rf_buf_str(&buf);
}

bool rf_has_gaps(rf_str gaps)
{
    return rf_find_byte(gaps, RF_GAP_RUN) != RF_NOT_FOUND ||
           rf_find_byte(gaps, RF_GAP_ONE) != RF_NOT_FOUND;
}

static bool is_word_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void add_filled(rf_buf *buf, rf_str gaps, const rf_filling *with)
{
    for (size_t i = 0; i < gaps.n; i++) {
        if (gaps.at[i] == RF_GAP_ONE) {
            rf_buf_add_byte(buf, with->one);
        } else if (gaps.at[i] == RF_GAP_RUN) {
            bool before = i > 0 && is_word_letter(gaps.at[i - 1]);
            bool after = i + 1 < gaps.n && is_word_letter(gaps.at[i + 1]);
            rf_buf_add_c(buf, with->apart && before ? "-" : "");
            rf_buf_add_c(buf, with->run);
            rf_buf_add_c(buf, with->apart && after ? "-" : "");
        } else {
            rf_buf_add_byte(buf, gaps.at[i]);
        }
    }
}

rf_str rf_gaps_fill(rf_arena *arena, rf_str gaps, const rf_filling *filling)
{
    rf_buf buf = rf_buf_new(arena);
    add_filled(&buf, gaps, filling);
    return rf_buf_str(&buf);
}

static bool fits(rf_arena *arena, rf_str gaps, rf_str text)
{
    static const rf_filling wildcards = {"*", '?', false};
    return rf_glob_matches(rf_gaps_fill(arena, gaps, &wildcards), text);
}

/* ---- ARNs ---- */

static const char *usual_region(rf_str partition)
{
    return rf_eq_c(partition, "aws-us-gov") ? "us-gov-west-1"
           : rf_eq_c(partition, "aws-cn")   ? "cn-north-1"
                                            : rf_example_regions[0];
}

rf_str rf_arn_with_segment(rf_arena *arena, rf_str arn, size_t segment, rf_str text)
{
    rf_arn parts;
    if (!rf_arn_split(arn, &parts))
        return arn;
    rf_buf buf = rf_buf_new(arena);
    for (size_t i = 0; i < RF_ARN_SEGMENTS; i++) {
        rf_buf_add_c(&buf, i ? ":" : "");
        rf_buf_add(&buf, i == segment ? text : parts.segment[i]);
    }
    return rf_buf_str(&buf);
}

rf_str rf_example_of_format(rf_arena *arena, rf_str format, rf_str partition)
{
    rf_str arn = rf_ref_example_of_format(arena, format);
    rf_arn parts;
    if (partition.n == 0 || rf_eq_c(partition, "aws") || !rf_arn_split(arn, &parts))
        return arn;
    arn = rf_arn_with_segment(arena, arn, RF_ARN_PARTITION, partition);
    return rf_eq_c(parts.segment[RF_ARN_REGION], "us-east-1")
               ? rf_arn_with_segment(arena, arn, RF_ARN_REGION, rf_str_c(usual_region(partition)))
               : arn;
}

/* A resource part being made of a pattern's and a format's. */
typedef struct joint {
    rf_arena *arena;
    rf_str gaps, service;
    const rf_filling *with;
    bool open; /* the pattern's last gap reaches as far as is wanted */
    rf_buf buf;
} joint;

static bool join_text(joint *j, rf_str text)
{
    rf_buf_add(&j->buf, text);
    if (rf_starts(j->gaps, text)) {
        j->gaps = rf_slice(j->gaps, text.n, j->gaps.n);
        j->open = false;
        return true;
    }
    return j->open && j->gaps.n == 0;
}

/* `text` is what the format has behind the variable. */
static void join_variable(joint *j, rf_str variable, rf_str text)
{
    rf_str example = rf_ref_example_value(j->arena, j->service, variable);
    size_t end = text.n != 0 ? rf_find(j->gaps, text) : RF_NOT_FOUND;
    rf_str own = rf_slice(j->gaps, 0, end != RF_NOT_FOUND ? end : j->gaps.n);
    j->gaps = rf_slice(j->gaps, own.n, j->gaps.n);
    bool usual = (own.n == 0 && j->open) || fits(j->arena, own, example);
    if (own.n != 0)
        j->open = own.at[own.n - 1] == RF_GAP_RUN;
    if (usual)
        rf_buf_add(&j->buf, example);
    else
        add_filled(&j->buf, own, j->with);
}

/* Piece by piece; false when the two do not meet so. */
static bool join_resource(joint *j, rf_str format)
{
    while (format.n != 0) {
        size_t variable = rf_find(format, RF_STR("${"));
        rf_str text = rf_slice(format, 0, variable != RF_NOT_FOUND ? variable : format.n);
        if (text.n != 0 && !join_text(j, text))
            return false;
        format = rf_slice(format, text.n, format.n);
        size_t close = rf_find_byte(format, '}');
        if (format.n == 0 || close == RF_NOT_FOUND)
            break;
        rf_str name = rf_slice(format, 2, close);
        format = rf_slice(format, close + 1, format.n);
        variable = rf_find(format, RF_STR("${"));
        join_variable(j, name, rf_slice(format, 0, variable != RF_NOT_FOUND ? variable : format.n));
    }
    return j->gaps.n == 0 || (j->gaps.n == 1 && j->gaps.at[0] == RF_GAP_RUN);
}

/* One of the first five segments. */
static rf_str filled_segment(rf_arena *arena, rf_str gaps, size_t segment, rf_str example,
                             const rf_filling *with)
{
    if (!rf_has_gaps(gaps) || fits(arena, gaps, example))
        return rf_has_gaps(gaps) ? example : gaps;
    for (size_t i = 0; segment == RF_ARN_REGION && rf_example_regions[i] != NULL; i++)
        if (fits(arena, gaps, rf_str_c(rf_example_regions[i])))
            return rf_str_c(rf_example_regions[i]);
    return rf_gaps_fill(arena, gaps, with);
}

rf_str rf_gaps_fill_arn(rf_arena *arena, rf_str gaps, rf_str format, rf_str partition,
                        const rf_filling *filling)
{
    rf_arn example, of_format;
    joint j = {.arena = arena, .with = filling, .buf = rf_buf_new(arena)};
    bool typed = rf_arn_split(format, &of_format);
    rf_str usual = typed ? rf_example_of_format(arena, format, partition)
                         : RF_STR("arn:aws:example:us-east-1:111122223333:example");
    if (!rf_arn_split(usual, &example))
        return RF_STR("");
    rf_str rest = gaps, segment = RF_STR("");
    for (size_t i = 0; i < RF_ARN_RESOURCE; i++) {
        if (rest.at != NULL)
            segment = rf_split(rest, ':', &rest);
        else if (segment.n == 0 || segment.at[segment.n - 1] != RF_GAP_RUN)
            return RF_STR("");
        else
            segment = rf_slice(segment, segment.n - 1, segment.n);
        rf_buf_add(&j.buf, filled_segment(arena, segment, i, example.segment[i], filling));
        rf_buf_add_byte(&j.buf, ':');
    }
    j.service = example.segment[RF_ARN_SERVICE];
    j.gaps = rest.at != NULL ? rest : segment;
    if (!typed)
        add_filled(&j.buf, j.gaps, filling);
    else if (!join_resource(&j, of_format.segment[RF_ARN_RESOURCE]))
        return RF_STR("");
    return rf_buf_str(&j.buf);
}

/*
 * Secrets in values: where they are, and what kind they are.
 *
 * Two ways to recognise one.  By form: issuers give their keys and tokens documented prefixes and
 * lengths, so that scanners can find them anywhere; placeholders of that form (EXAMPLE, xxxx) are
 * none.  By name: what is assigned to `db_password` or `client_secret` is one, unless the value is
 * a placeholder, a reference (ARN, path, name of a stored secret) or no text at all.
 */
#ifndef RF_TERRAFORM_SECRETS_H
#define RF_TERRAFORM_SECRETS_H

#include "value/value.h"

/* A secret in a value: what kind it is ("AWS secret access key", "password"), the string or number
 * that holds it and the name it stands under. */
typedef struct rf_secret {
    rf_str kind;
    rf_str name;
    const rf_value *value;
} rf_secret;

typedef RF_VEC(rf_secret) rf_secret_list;

/* The first one in a value; its kind is empty when there is none. */
rf_secret rf_secret_find(rf_str name, const rf_value *value);

/* All of them, in the order they are written, added to the list. */
void rf_secret_find_all(rf_arena *arena, rf_str name, const rf_value *value, rf_secret_list *all);

/* What a name says that its value is: "password", "client secret"...; empty for all others, such as
 * secret_arn, token_ttl, password_length, external_id. */
rf_str rf_secret_by_name(rf_str name);

/* What the form of a text, or of any part of it, says that it is; empty for no documented form. */
rf_str rf_secret_by_form(rf_str text);

/* True for 40 characters as AWS makes secret access keys of them, and not a SHA-1 in hexadecimal, a
 * word or a path.  The form alone says little: something beside it has to say "secret". */
bool rf_secret_is_aws_key(rf_str text);

/* True for what stands in place of a value: <...>, YOUR_..., xxx, CHANGEME, ##X##, ${...}, and for
 * nothing at all. */
bool rf_secret_is_placeholder(rf_str text);

#endif

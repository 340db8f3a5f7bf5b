#include "terraform/secrets.h"
#include "support.h"
#include "terraform/variables.h"
#include "json/json.h"

/* Written in pieces, so that scanners of this repository find no keys in it. */
#define ID                                                                                         \
    "AKIA"                                                                                         \
    "QYLPMN5HFZ7TW3XD"
#define AWS                                                                                        \
    "kT8v/Qz3JmYb4N1sXwRf"                                                                         \
    "Lp6+Gc9HdAeU2oKiVtZq"
#define HEX40 "da39a3ee5e6b4b0d3255bfef95601890afd80709"

static const struct {
    const char *name, *value, *kind;
} secrets[] = {
    {"x", ID, "AWS access key ID"},
    {"x", "key is " ID ".", "AWS access key ID"},
    {"x",
     "ASIA"
     "QYLPMN5HFZ7TW3XD",
     "AWS temporary access key ID"},
    {"x",
     "AKIA"
     "IOSFODNN7EXAMPLE",
     "AWS access key ID"},
    {"x",
     "AKIA"
     "XXXXXXXXXXXXXXXX",
     ""},
    {"x",
     "AKIA"
     "QYLPMN5HFZ7TW3XDZ",
     ""},
    {"x",
     "ZAKIA"
     "QYLPMN5HFZ7TW3XD",
     ""},
    {"aws_secret_key", AWS, "AWS secret access key"},
    {"secretAccessKey", AWS, "AWS secret access key"},
    {"AWS_SKEY", AWS, "AWS secret access key"},
    {"x", AWS, ""},
    {"secret_hash", HEX40, ""},
    {"git_commit", HEX40, ""},
    {"aws_secret_key",
     "wJalrXUtnFEMI/K7MDENG/"
     "bPxRfiCYEXAMPLEKEY",
     "AWS secret access key"},
    {"x", "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx4Yq2b8vQ1Zr3k9sT7uWmNpLcDfGhJ\n",
     "private key"},
    {"x", "-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAA\\n",
     "private key"},
    {"x", "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", ""},
    {"x", "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx4Yq\n", ""},
    {"private_key",
     "-----BEGIN CERTIFICATE-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx4Yq\n", ""},
    {"x",
     "ghp_"
     "a8Kd72LmQpXz91BvTnRy64WcEsGuHj35FoI0",
     "GitHub token"},
    {"x",
     "gho_"
     "a8Kd72LmQpXz91BvTnRy64WcEsGuHj35FoI0",
     "GitHub token"},
    {"x",
     "https://ghs_"
     "a8Kd72LmQpXz91BvTnRy64WcEsGuHj35FoI0@github.com/a",
     "GitHub token"},
    {"x",
     "github_pat_"
     "11ABCDE5Q0a8Kd72LmQpXz_91BvTnRy64WcEsGuHj35FoI0a8Kd72LmQpXz91BvTnRy64WcEsGuHj35FoI",
     "GitHub token"},
    {"x",
     "ghp_"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
     ""},
    {"x",
     "ghp_"
     "short",
     ""},
    {"x",
     "xoxb-"
     "17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy",
     "Slack token"},
    {"x",
     "AIza"
     "SyD9aK72LmQpXz91BvTnRy64WcEsGuHj35F",
     "Google API key"},
    {"x",
     "sk_live_"
     "a8Kd72LmQpXz91BvTnRy64Wc",
     "Stripe API key"},
    {"x",
     "sk_test_"
     "a8Kd72LmQpXz91BvTnRy64Wc",
     ""},
    {"x",
     "npm_"
     "a8Kd72LmQpXz91BvTnRy64WcEsGuHj35FoI0",
     "npm token"},
    {"x",
     "pypi-AgE"
     "IcHlwaS5vcmcCJDU3a8Kd72LmQpXz91BvTnRy64WcEsGuHj35FoI0",
     "PyPI token"},
    {"x",
     "eyJ"
     "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
     "JSON web token"},
    {"x", "eyJhbGciOiJIUzI1NiJ9", ""},
    {"x",
     "hvs."
     "CAESIJ8vQ1Zr3k9sT7uWmNpLcDfG",
     "HashiCorp Vault token"},
    {"x",
     "AVNS_"
     "a8Kd72LmQpXz91BvTnR",
     "Aiven service password"},
    {"x",
     "DefaultEndpointsProtocol=https;AccountName=a;AccountKey="
     "kT8vQz3JmYb4N1sXwRfLp6Gc9HdAeU2oKiVtZqkT8vQz3JmYb4N1sXwRfLp6Gc9HdAeU2oKiVtZqkT8vQz3J1Q==;"
     "EndpointSuffix=core.windows.net",
     "Azure storage account key"},
    {"x", "postgres://admin:hunter2@db.internal:5432/app", "password in a URL"},
    {"x", "postgres://admin:${var.p}@db", ""},
    {"x", "https://example.com:8443/a@b", ""},
    {"x", "postgres://admin@db", ""},

    {"password", "hunter2", "password"},
    {"db_password", "correct horse battery", "password"},
    {"dbPassword", "123456", "password"},
    {"DB_PASSWD", "Tr0ub4dor&3", "password"},
    {"password2", "hunter2", "password"},
    {"password_value", "hunter2", "password"},
    {"client_secret", "Zx81~kQpL.9aa", "client secret"},
    {"clientSecret", "Zx81~kQpL.9aa", "client secret"},
    {"api-key", "9f8e7d6c5b4a3f2e", "API key"},
    {"apiKey", "6f1c2d3e-1111-4222-8333-444455556666", "API key"},
    {"APIKey", "9f8e7d6c5b4a3f2e", "API key"},
    {"auth_token", "9f8e7d6c5b4a3f2e", "token"},
    {"private_key_pem", "9f8e7d6c5b4a3f2e", "private key"},
    {"signing_key_base64", "9f8e7d6c5b4a3f2e", "signing key"},

    {"password", "", ""},
    {"password", "<password>", ""},
    {"password", "YOUR_PASSWORD", ""},
    {"password", "xxx", ""},
    {"password", "********", ""},
    {"password", "CHANGEME", ""},
    {"password", "change-me", ""},
    {"password", "##PASSWORD##", ""},
    {"password", "${var.password}", ""},
    {"password", "{{ password }}", ""},
    {"password", "$DB_PASSWORD", ""},
    {"password", "true", ""},
    {"password", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-Ab12Cd", ""},
    {"password", "/run/secrets/db", ""},
    {"secret", "prod-db-credentials", ""},
    {"secret", "app/prod/db-2", ""},
    {"npm_token", "kv/ci/npm#token", ""},
    {"db_password", "secret/data/prod/db#password", ""},
    {"db_password", "prod/hunter2", "password"},
    {"datadog_app_key", "9f8e7d6c5b4a3f2e9f8e7d6c5b4a3f2e", "application key"},
    {"pagerduty_integration_key", "9f8e7d6c5b4a3f2e", "integration key"},
    {"hmac_key", "9f8e7d6c5b4a3f2e", "HMAC key"},
    {"app_key", "orders-service", ""},
    {"webhook",
     "https://hooks.slack.com/services/"
     "T01ABCDEF/B02GHIJKL/a8Kd72LmQpXz91BvTnRy64Wc",
     "Slack webhook"},
    {"webhook", "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
     ""},
    {"secret", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-Ab12Cd", ""},
    {"secret_name", "Prod8Database9Secret", ""},
    {"secret_arn", "Prod8Database9Secret", ""},
    {"token_ttl", "36000000s8", ""},
    {"password_length", "24242424", ""},
    {"enable_password", "true", ""},
    {"external_id", "cid-7f3a9b2c4d5e6f7a8b9c", ""},
    {"aiven_aws_assume_role_external_id", "7f3a9b2c4d5e6f7a8b9c", ""},
    {"kms_key_id", "1234abcd-12ab-34cd-56ef-1234567890ab", ""},
    {"encryption_key", "1234abcd-12ab-34cd-56ef-1234567890ab", ""},
    {"encryption_key", "alias/app", ""},
    {"private_key", "~/.ssh/id_rsa", ""},
    {"private_key", "keys/Prod9.pem", ""},
    {"public_key", "9f8e7d6c5b4a3f2e", ""},
    {"ssh_public_key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8vQ1Zr3k9sT7uWmNpLcDfG a@b", ""},
    {"access_key_id", "9f8e7d6c5b4a3f2e", ""},
    {"token", "12345678901", ""},
    {"token", "Bearer", ""},
    {"bypass", "hunter2hunter2", ""},
    {"encrypted_secret_token", "9f8e7d6c5b4a3f2e", ""},
    {"password_hash", "9f8e7d6c5b4a3f2e", ""},
    {"jwt_secret", "your-secure-jwt-secret-here", ""},
    {"aws_secret_key", "YHRURUBRFPFEOFEOEFOIFEOIFEONIF", "secret key"},
    {"access_key", "fe6f8e6wf81ef86ef8", "access key"},
    {"secret_value", "fe6f8e6wf81ef86ef8", "secret"},
    {"tokenizer", "hunter2hunter2", ""},
    {"description", "the password of the database", ""},
    {"vpc_cidr", "10.0.0.0/16", ""},
};

START_TEST(secret_is_recognised_by_form_or_name)
{
    rf_value value = rf_value_string(rf_str_c(secrets[_i].value), (rf_span){0});
    rf_str kind = rf_secret_kind(rf_str_c(secrets[_i].name), &value);
    ck_assert_msg(rf_eq_c(kind, secrets[_i].kind), "%s = %s: \"%.*s\", not \"%s\"",
                  secrets[_i].name, secrets[_i].value, RF_ARG(kind), secrets[_i].kind);
}
END_TEST

static const struct {
    const char *name, *json, *kind, *leaf;
} nested[] = {
    {"db", "{\"host\": \"h\", \"password\": \"hunter2\"}", "password", "password"},
    {"x", "[{\"a\": [\"" ID "\"]}]", "AWS access key ID", "a"},
    {"passwords", "{\"alice\": \"hunter2\"}", "password", "passwords"},
    {"password", "[\"hunter2\"]", "password", "password"},
    {"keys", "{\"other\": \"" AWS "\", \"id\": \"" ID "\"}", "AWS secret access key", "other"},
    {"environment", "[{\"name\": \"DB_PASSWORD\", \"value\": \"hunter2\"}]", "password",
     "DB_PASSWORD"},
    {"secrets", "[{\"name\": \"DB_PASSWORD\", \"valueFrom\": \"arn:aws:ssm:a:1:parameter/x\"}]", "",
     NULL},
    {"secret", "{\"name\": \"Prod8Database9Secret\", \"arn\": \"x\"}", "", NULL},
    {"rotate_password", "30", "", NULL},
    {"token", "12345678", "", NULL},
    {"password", "null", "", NULL},
    {"password", "true", "", NULL},
    {"credentials", "{\"user\": \"Administrator1\"}", "", NULL},
};

START_TEST(nested_secrets_are_found)
{
    rf_value value;
    rf_diags diags = rf_diags_new(arena);
    ck_assert(rf_json_read(arena, source_of(nested[_i].json), &diags, &value));
    rf_secret found = rf_secret_find(rf_str_c(nested[_i].name), &value);
    ck_assert_rf_str(found.kind, nested[_i].kind);
    if (nested[_i].leaf == NULL) {
        ck_assert_ptr_null(found.value);
    } else {
        ck_assert_rf_str(found.name, nested[_i].leaf);
        ck_assert(rf_is_string(found.value));
    }
}
END_TEST

START_TEST(all_secrets_are_found_in_their_order)
{
    rf_value value;
    rf_diags diags = rf_diags_new(arena);
    rf_secret_list found = {0};
    const rf_source *source = source_of("{\"password\": \"hunter2\", \"host\": \"h\","
                                        " \"users\": [{\"pin_password\": 12345678}]}");
    ck_assert(rf_json_read(arena, source, &diags, &value));
    rf_secret_find_all(arena, RF_STR("db"), &value, &found);
    ck_assert_uint_eq(found.n, 2);
    ck_assert_rf_str(found.at[0].name, "password");
    ck_assert_rf_str(found.at[1].name, "pin_password");
    ck_assert_rf_str(rf_span_text(found.at[1].value->span), "12345678");
}
END_TEST

static const char *const hostile[] = {
    "a.",   "eyJ-", "eyJ.eyJ-", "-----BEGIN PRIVATE KEY-----", "AIza-", "hvs.", "SG.", "a://b:",
    "AKIA", "ghp_", "a-",
};

START_TEST(long_texts_are_searched_in_linear_time)
{
    rf_buf text = rf_buf_new(arena);
    while (text.n < 2 * 1000 * 1000)
        rf_buf_add_c(&text, hostile[_i]);
    (void)rf_secret_by_form(rf_buf_str(&text)); /* the suite's time limit is the assertion */
}
END_TEST

enum {
    SECRETS = sizeof secrets / sizeof secrets[0],
    NESTED = sizeof nested / sizeof nested[0],
    HOSTILE = sizeof hostile / sizeof hostile[0],
};

int main(void)
{
    Suite *suite = suite_create("secrets");
    TCase *tests = test_case(suite, "secrets");
    tcase_add_loop_test(tests, secret_is_recognised_by_form_or_name, 0, SECRETS);
    tcase_add_loop_test(tests, nested_secrets_are_found, 0, NESTED);
    tcase_add_test(tests, all_secrets_are_found_in_their_order);
    tcase_add_loop_test(tests, long_texts_are_searched_in_linear_time, 0, HOSTILE);
    return run_suite(suite);
}

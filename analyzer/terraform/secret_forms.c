#include "terraform/secrets.h"

#include <string.h>

/*
 * The documented forms of keys and tokens.  A row is a prefix and how many characters of which set
 * follow it; what has another shape has a function.  Each names where its issuer describes it.
 */

typedef bool char_set(unsigned char c);

static bool is_upper(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(unsigned char c)
{
    return is_upper(c) || is_lower(c) || is_digit(c);
}

static bool is_base32(unsigned char c)
{
    return is_upper(c) || (c >= '2' && c <= '7');
}

static bool is_hex(unsigned char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f');
}

static bool is_word(unsigned char c)
{
    return is_alnum(c) || c == '_';
}

static bool is_dashed(unsigned char c)
{
    return is_alnum(c) || c == '-';
}

static bool is_base64url(unsigned char c)
{
    return is_alnum(c) || c == '-' || c == '_';
}

static bool is_dotted(unsigned char c)
{
    return is_base64url(c) || c == '.';
}

static bool is_path(unsigned char c)
{
    return is_alnum(c) || c == '/';
}

static bool is_base64(unsigned char c)
{
    return is_alnum(c) || c == '+' || c == '/' || c == '=';
}

typedef struct form {
    const char *kind, *prefix;
    char_set *set;
    unsigned short least, most;
} form;

static const form forms[] = {
    /* IAM User Guide, "IAM identifiers", table of unique ID prefixes; STS GetSessionToken. */
    {"AWS access key ID", "AKIA", is_base32, 16, 16},
    {"AWS temporary access key ID", "ASIA", is_base32, 16, 16},

    /* GitHub Docs, "About authentication to GitHub", token formats; GitHub blog, "Behind GitHub's
     * new authentication token formats": up to 255 characters are reserved. */
    {"GitHub token", "ghp_", is_alnum, 36, 251},
    {"GitHub token", "gho_", is_alnum, 36, 251},
    {"GitHub token", "ghu_", is_alnum, 36, 251},
    {"GitHub token", "ghs_", is_alnum, 36, 251},
    {"GitHub token", "ghr_", is_alnum, 36, 251},
    {"GitHub token", "github_pat_", is_word, 82, 244},

    /* GitLab Docs, "GitLab token overview", token prefixes. */
    {"GitLab token", "glpat-", is_dotted, 20, 300},

    /* Slack API documentation, "Tokens": xoxb, xoxp, xapp; xoxa, xoxr and xoxs are older ones. */
    {"Slack token", "xoxb-", is_dashed, 10, 255},
    {"Slack token", "xoxp-", is_dashed, 10, 255},
    {"Slack token", "xoxa-", is_dashed, 10, 255},
    {"Slack token", "xoxr-", is_dashed, 10, 255},
    {"Slack token", "xoxs-", is_dashed, 10, 255},
    {"Slack token", "xapp-", is_dashed, 10, 255},

    /* Slack API documentation, "Sending messages using incoming webhooks": the address is the key.
     */
    {"Slack webhook", "hooks.slack.com/services/T", is_path, 30, 255},

    /* Google Cloud, "Manage API keys": strings of 39 characters that start with AIza. */
    {"Google API key", "AIza", is_base64url, 35, 35},

    /* Stripe Docs, "API keys": secret and restricted keys in live mode. */
    {"Stripe API key", "sk_live_", is_alnum, 16, 255},
    {"Stripe API key", "rk_live_", is_alnum, 16, 255},

    /* GitHub blog, "Announcing npm's new access token format": npm_ and 36 characters. */
    {"npm token", "npm_", is_alnum, 36, 36},

    /* PyPI help, "API tokens": pypi- and a base64 macaroon, which starts with AgE. */
    {"PyPI token", "pypi-AgE", is_base64url, 50, 1000},

    /* Vault documentation, "Tokens", token prefixes since 1.10. */
    {"HashiCorp Vault token", "hvs.", is_base64url, 24, 1000},
    {"HashiCorp Vault token", "hvb.", is_base64url, 24, 1000},
    {"HashiCorp Vault token", "hvr.", is_base64url, 24, 1000},

    /* GitHub Docs, "Supported secret scanning patterns": Aiven service password, which Aiven's
     * service users have. */
    {"Aiven service password", "AVNS_", is_base64url, 12, 100},

    /* Databricks documentation, "Personal access tokens": dapi and 32 hexadecimal digits. */
    {"Databricks token", "dapi", is_hex, 32, 32},

    /* SendGrid, "API Keys": SG., 22 characters, a dot, 43 characters. */
    {"SendGrid API key", "SG.", is_dotted, 66, 66},
};

enum { FORMS = sizeof forms / sizeof forms[0] };

/* How many characters from `at` on are of the set; `most` bounds the work, not the form. */
static size_t run_of(rf_str text, size_t at, char_set *set, size_t most)
{
    size_t n = 0;
    while (n < most && at + n < text.n && set((unsigned char)text.at[at + n]))
        n++;
    return n;
}

/* How many different bytes there are: few in `xxxxxxxx` and `12341234`, many in what is random. */
static unsigned distinct(rf_str text)
{
    bool seen[256] = {false};
    unsigned n = 0;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.at[i];
        n += !seen[c];
        seen[c] = true;
    }
    return n;
}

/* What people write in place of a key: x's, or one letter many times.  AKIAIOSFODNN7EXAMPLE of
 * AWS's documentation has the form of a key, and where it stands a real one is meant to stand. */
static bool is_specimen(rf_str text)
{
    enum { RANDOM_ENOUGH = 6 }; /* 16 random characters of 32 have fewer once in 10^9 times */
    return distinct(text) < RANDOM_ENOUGH || rf_find_nocase(text, RF_STR("xxxx")) != RF_NOT_FOUND;
}

static bool form_at(const form *f, rf_str text, size_t at)
{
    size_t prefix = strlen(f->prefix);
    if (text.n - at < prefix + f->least || memcmp(text.at + at, f->prefix, prefix) != 0)
        return false;
    size_t n = run_of(text, at + prefix, f->set, f->most + 1u);
    if (n < f->least || n > f->most)
        return false;
    /* A fixed length must end there: AKIA in the middle of base64 is none. */
    if (f->least == f->most && at + prefix + n < text.n &&
        is_word((unsigned char)text.at[at + prefix + n]))
        return false;
    return !is_specimen(rf_slice(text, at + prefix, at + prefix + n));
}

/* RFC 7519 and 7515: three base64url parts; header and claims are JSON objects, so that both start
 * with `{"`, which is eyJ. */
static bool jwt_at(rf_str text, size_t at)
{
    enum { SHORTEST_SIGNATURE = 20, LONGEST_HEADER = 512, LONGEST_CLAIMS = 64 * 1024 };
    rf_str rest = rf_slice(text, at, text.n);
    if (!rf_starts(rest, RF_STR("eyJ")))
        return false;
    size_t header = run_of(rest, 0, is_base64url, LONGEST_HEADER);
    rest = rf_slice(rest, header, rest.n);
    if (!rf_starts(rest, RF_STR(".eyJ")))
        return false;
    size_t claims = 1 + run_of(rest, 1, is_base64url, LONGEST_CLAIMS);
    return claims < rest.n && rest.at[claims] == '.' &&
           run_of(rest, claims + 1, is_base64url, SHORTEST_SIGNATURE) == SHORTEST_SIGNATURE;
}

/* RFC 7468 and OpenSSH's PROTOCOL.key: -----BEGIN [what] PRIVATE KEY-----, then base64.  A body
 * that is too short for any key is a placeholder. */
static bool private_key_at(rf_str text, size_t at)
{
    enum { SHORTEST_BODY = 40, LONGEST_LABEL = 64, LONGEST_BODY = 4096 };
    rf_str rest = rf_slice(text, at, text.n);
    if (!rf_starts(rest, RF_STR("-----BEGIN ")))
        return false;
    rest = rf_slice(rest, 11, rest.n);
    size_t label = rf_find(rf_slice(rest, 0, LONGEST_LABEL), RF_STR("-----"));
    if (label == RF_NOT_FOUND ||
        rf_find(rf_slice(rest, 0, label), RF_STR("PRIVATE KEY")) == RF_NOT_FOUND)
        return false;
    rest = rf_slice(rest, label + 5, label + 5 + LONGEST_BODY);
    size_t end = rf_find(rest, RF_STR("-----END"));
    rest = rf_slice(rest, 0, end == RF_NOT_FOUND ? rest.n : end);
    size_t body = 0;
    for (size_t i = 0; i < rest.n && body < SHORTEST_BODY; i++)
        body += is_base64((unsigned char)rest.at[i]);
    return body >= SHORTEST_BODY && !is_specimen(rest);
}

/* Azure documentation, "Configure Azure Storage connection strings": AccountKey= and 64 bytes in
 * base64. */
static bool azure_key_at(rf_str text, size_t at)
{
    enum { KEY = 88 };
    rf_str rest = rf_slice(text, at, text.n);
    if (!rf_starts_nocase(rest, RF_STR("AccountKey=")))
        return false;
    rf_str key = rf_slice(rest, 11, 11 + run_of(rest, 11, is_base64, KEY + 1));
    return key.n == KEY && rf_ends(key, RF_STR("==")) && !is_specimen(key);
}

/* RFC 3986, 3.2.1: scheme://user:password@host.  `at` is where the scheme starts. */
static bool url_password_at(rf_str text, size_t at)
{
    enum { LONGEST_SCHEME = 24, LONGEST_AUTHORITY = 1024 };
    size_t scheme = run_of(text, at, is_dotted, LONGEST_SCHEME);
    rf_str rest = rf_slice(text, at + scheme, text.n);
    if (scheme == 0 || !rf_starts(rest, RF_STR("://")))
        return false;
    size_t end = 3;
    while (end < rest.n && end < LONGEST_AUTHORITY &&
           strchr("/?# \t\r\n\"'<>", rest.at[end]) == NULL)
        end++;
    rf_str authority = rf_slice(rest, 3, end);
    size_t host = authority.n;
    while (host > 0 && authority.at[host - 1] != '@')
        host--;
    rf_str password;
    (void)rf_split(rf_slice(authority, 0, host == 0 ? 0 : host - 1), ':', &password);
    return password.n != 0 && !rf_secret_is_placeholder(password) &&
           !rf_eq_nocase_c(password, "password") && !rf_eq_nocase_c(password, "pass");
}

static const struct {
    const char *kind;
    bool (*at)(rf_str text, size_t at);
    const char *starts; /* with one of these; NULL: with any character of a word */
} shapes[] = {
    {"private key", private_key_at, "-"},
    {"JSON web token", jwt_at, "e"},
    {"Azure storage account key", azure_key_at, "Aa"},
    {"password in a URL", url_password_at, NULL},
};

enum { SHAPES = sizeof shapes / sizeof shapes[0] };

/* A form starts where no word is going on. */
static bool is_boundary(rf_str text, size_t at)
{
    return at == 0 || !is_word((unsigned char)text.at[at - 1]);
}

rf_str rf_secret_by_form(rf_str text)
{
    for (size_t at = 0; at < text.n; at++) {
        if (!is_boundary(text, at))
            continue;
        for (size_t i = 0; i < FORMS; i++)
            if (forms[i].prefix[0] == text.at[at] && form_at(&forms[i], text, at))
                return rf_str_c(forms[i].kind);
        for (size_t i = 0; i < SHAPES; i++) {
            bool starts = shapes[i].starts == NULL
                              ? is_alnum((unsigned char)text.at[at])
                              : text.at[at] != '\0' && strchr(shapes[i].starts, text.at[at]);
            if (starts && shapes[i].at(text, at))
                return rf_str_c(shapes[i].kind);
        }
    }
    return RF_STR("");
}

bool rf_secret_is_aws_key(rf_str text)
{
    enum { KEY = 40, RANDOM_ENOUGH = 18 }; /* random: 30 different ones, fewer than 18 never */
    if (text.n != KEY || distinct(text) < RANDOM_ENOUGH || is_specimen(text))
        return false;
    bool upper = false, lower = false, digit = false;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (!is_base64(c) || c == '=')
            return false;
        upper = upper || is_upper(c);
        lower = lower || is_lower(c);
        digit = digit || is_digit(c);
    }
    return upper && lower && digit;
}

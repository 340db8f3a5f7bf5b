#include "terraform/secrets.h"

#include "terraform/variables.h"

#include <string.h>

/*
 * Names that speak of secrets, and values that are none.
 *
 * A name is read from its end: its last word says what it is.  password_length is a length and
 * secret_arn an ARN; db_password and clientSecret are secrets.
 */

enum { WORDS = 4 }; /* the last ones of a name; nothing below needs more */

typedef struct name_words {
    rf_str at[WORDS]; /* the last word first */
    size_t n;
} name_words;

typedef struct secret_noun {
    const char *before, *word; /* `before` NULL: whatever stands there */
    const char *kind;
    bool phrase; /* what a person remembers: words and digits alone can be one */
} secret_noun;

/* The more exact row comes first. */
static const secret_noun nouns[] = {
    {NULL, "password", "password", true},
    {NULL, "passwd", "password", true},
    {NULL, "passphrase", "passphrase", true},
    {NULL, "pwd", "password", true},
    {NULL, "pass", "password", true},
    {NULL, "passcode", "password", true},
    {NULL, "passwords", "password", true},
    {"client", "secret", "client secret", false},
    {NULL, "secret", "secret", false},
    {NULL, "token", "token", false},
    {NULL, "tokens", "token", false},
    {NULL, "credential", "credential", false},
    {NULL, "credentials", "credential", false},
    {NULL, "apikey", "API key", false},
    {"api", "key", "API key", false},
    {"api", "keys", "API key", false},
    {"private", "key", "private key", false},
    {"secret", "key", "secret key", false},
    {"access", "key", "access key", false},
    {"account", "key", "account key", false},
    {NULL, "psk", "shared key", false},
    {"auth", "key", "authentication key", false},
    {"authentication", "key", "authentication key", false},
    {"signing", "key", "signing key", false},
    {"encryption", "key", "encryption key", false},
    {"shared", "key", "shared key", false},
    {"master", "key", "master key", false},
    {"app", "key", "application key", false},
    {"application", "key", "application key", false},
    {"integration", "key", "integration key", false},
    {"hmac", "key", "HMAC key", false},
};

/* Words at the end that do not change what a name is: password_value, private_key_pem. */
static const char *const tails[] = {
    "value",  "string", "text", "plaintext", "plain",   "pem",
    "base64", "b64",    "raw",  "data",      "default", "override",
};

enum {
    NOUNS = sizeof nouns / sizeof nouns[0],
    TAILS = sizeof tails / sizeof tails[0],
};

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Where the word that ends before `end` starts: at a separator, or at a camelCase hump. */
static size_t word_start(rf_str name, size_t end)
{
    size_t at = end;
    while (at > 0 && is_alpha(name.at[at - 1])) {
        at--;
        bool hump =
            is_capital(name.at[at]) && at > 0 && is_alpha(name.at[at - 1]) &&
            (!is_capital(name.at[at - 1]) || (at + 1 < end && !is_capital(name.at[at + 1])));
        if (hump)
            break;
    }
    return at;
}

static bool is_tail(rf_str word)
{
    for (size_t i = 0; i < TAILS; i++)
        if (rf_eq_nocase_c(word, tails[i]))
            return true;
    return false;
}

static name_words words_of(rf_str name)
{
    name_words words = {.n = 0};
    size_t end = name.n;
    while (end > 0 && words.n < WORDS) {
        size_t start = word_start(name, end);
        if (start == end) {
            end--; /* a separator or a digit: password2, api-key */
            continue;
        }
        rf_str word = rf_slice(name, start, end);
        /* b64 and base64 leave `b` and `base` before their digits. */
        bool encoding = end < name.n && is_digit(name.at[end]) &&
                        (rf_eq_nocase_c(word, "b") || rf_eq_nocase_c(word, "base"));
        if (words.n != 0 || !(encoding || is_tail(word)))
            words.at[words.n++] = word;
        end = start;
    }
    return words;
}

/* Words before the noun that say that the value may be seen: encrypted_token, public_secret. */
static const char *const disarming[] = {"encrypted", "hashed", "sealed", "public"};

static bool is_disarmed(const name_words *words)
{
    for (size_t i = 1; i < words->n; i++)
        for (size_t k = 0; k < sizeof disarming / sizeof disarming[0]; k++)
            if (rf_eq_nocase_c(words->at[i], disarming[k]))
                return true;
    return false;
}

static const secret_noun *noun_of(rf_str name)
{
    name_words words = words_of(name);
    if (words.n == 0 || is_disarmed(&words))
        return NULL;
    for (size_t i = 0; i < NOUNS; i++) {
        if (!rf_eq_nocase_c(words.at[0], nouns[i].word))
            continue;
        if (nouns[i].before == NULL ||
            (words.n > 1 && rf_eq_nocase_c(words.at[1], nouns[i].before)))
            return &nouns[i];
    }
    return NULL;
}

rf_str rf_secret_by_name(rf_str name)
{
    const secret_noun *noun = noun_of(name);
    return noun == NULL ? RF_STR("") : rf_str_c(noun->kind);
}

/* Whole values that say "nothing yet", in any case. */
static const char *const empty_words[] = {
    "null",     "none",     "nil",   "undefined", "true",     "false",   "yes",
    "no",       "on",       "off",   "enabled",   "disabled", "default", "auto",
    "required", "optional", "n/a",   "tbd",       "todo",     "fixme",   "secret",
    "token",    "password", "unset", "empty",     "unknown",  "example",
};

/* Words that mark a value as a stand-in wherever they stand in it. */
static const char *const stand_in_words[] = {
    "changeme",     "change_me",    "change-me",   "replaceme", "replace_me", "replace-me",
    "replace_with", "replace-with", "placeholder", "redacted",  "insert_",    "insert-",
    "fill_in",      "fill-in",      "your_",       "your-",     "<your",      "dummy",
    "to-be-",       "to_be_",       "xxxx",
};

/* Pairs that enclose the name of what will be filled in. */
static const struct {
    const char *open, *close;
} brackets[] = {
    {"<", ">"}, {"##", "##"}, {"#{", "}"},  {"{{", "}}"}, {"${", "}"}, {"$(", ")"},
    {"%", "%"}, {"__", "__"}, {"@@", "@@"}, {"[", "]"},   {"{", "}"},
};

enum {
    EMPTY_WORDS = sizeof empty_words / sizeof empty_words[0],
    STAND_IN_WORDS = sizeof stand_in_words / sizeof stand_in_words[0],
    BRACKETS = sizeof brackets / sizeof brackets[0],
};

static bool is_one_character(rf_str text)
{
    for (size_t i = 1; i < text.n; i++)
        if ((text.at[i] | 0x20) != (text.at[0] | 0x20))
            return false;
    return true;
}

static bool is_enclosed(rf_str text)
{
    for (size_t i = 0; i < BRACKETS; i++) {
        rf_str open = rf_str_c(brackets[i].open), close = rf_str_c(brackets[i].close);
        if (text.n > open.n + close.n && rf_starts(text, open) && rf_ends(text, close))
            return true;
    }
    return false;
}

/* $NAME: a variable of a shell. */
static bool is_shell_name(rf_str text)
{
    if (text.n < 2 || text.at[0] != '$')
        return false;
    for (size_t i = 1; i < text.n; i++)
        if (!is_capital(text.at[i]) && !is_digit(text.at[i]) && text.at[i] != '_')
            return false;
    return !is_digit(text.at[1]);
}

bool rf_secret_is_placeholder(rf_str text)
{
    text = rf_trim(text);
    if (text.n == 0 || is_one_character(text) || is_enclosed(text) || is_shell_name(text))
        return true;
    for (size_t i = 0; i < EMPTY_WORDS; i++)
        if (rf_eq_nocase_c(text, empty_words[i]))
            return true;
    for (size_t i = 0; i < STAND_IN_WORDS; i++)
        if (rf_find_nocase(text, rf_str_c(stand_in_words[i])) != RF_NOT_FOUND)
            return true;
    return rf_find(text, RF_STR("${")) != RF_NOT_FOUND ||
           rf_find(text, RF_STR("{{")) != RF_NOT_FOUND;
}

/* What a value starts with when it says where the secret is, not what. */
static const char *const references[] = {
    "arn:",
    "http://",
    "https://",
    "vault:",
    "ssm:",
    "ssm://",
    "secretsmanager:",
    "op://",
    "ref+",
    "alias/",
    "/",
    "./",
    "../",
    "~/",
    "file:",
    "file://",
    "projects/",
    "kms:",
    "gcp-kms:",
    "env:",
    "var.",
    "local.",
    "data.",
    "module.",
    "ssh-",
    "ecdsa-",
    "-----BEGIN PUBLIC",
    "-----BEGIN CERTIFICATE",
    "mrk-",
    "@Microsoft.KeyVault",
};

static const char *const file_endings[] = {
    ".pem",  ".key",  ".pub", ".crt", ".cer", ".p12", ".pfx", ".jks",
    ".json", ".yaml", ".yml", ".txt", ".env", ".asc", ".gpg",
};

enum {
    REFERENCES = sizeof references / sizeof references[0],
    FILE_ENDINGS = sizeof file_endings / sizeof file_endings[0],
};

static bool is_reference(rf_str text)
{
    for (size_t i = 0; i < REFERENCES; i++)
        if (rf_starts_nocase(text, rf_str_c(references[i])))
            return true;
    for (size_t i = 0; i < FILE_ENDINGS; i++)
        if (rf_ends(text, rf_str_c(file_endings[i])))
            return true;
    /* C:\keys */
    return text.n > 2 && is_alpha(text.at[0]) && text.at[1] == ':' && text.at[2] == '\\';
}

/* 8-4-4-4-12 hexadecimal digits: the id of a KMS key, an app, a tenant (RFC 9562). */
static bool is_uuid(rf_str text)
{
    static const char shape[] = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";
    if (text.n != sizeof shape - 1)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        char c = (char)(text.at[i] | 0x20);
        bool hex = is_digit(text.at[i]) || (c >= 'a' && c <= 'f');
        if (shape[i] == '-' ? text.at[i] != '-' : !hex)
            return false;
    }
    return true;
}

static bool is_number(rf_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (!is_digit(text.at[i]) && text.at[i] != '.' && text.at[i] != '-')
            return false;
    return true;
}

/* prod-db-credentials, app/prod/token-v2: lower-case words, each with a short number at most, put
 * together with separators, name a thing.  Keys that machines make have capitals, or digits among
 * their letters. */
static bool is_given_name(rf_str text)
{
    enum { LONGEST_WORD = 20, LONGEST_NUMBER = 4 };
    size_t letters = 0, digits = 0, parts = 1;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.at[i];
        if (strchr("-_/.:#", c) != NULL) {
            letters = digits = 0;
            parts++;
        } else if (is_digit(c)) {
            digits++;
        } else if (!is_alpha(c) || is_capital(c) || digits != 0) {
            return false;
        } else {
            letters++;
        }
        if (letters > LONGEST_WORD || digits > LONGEST_NUMBER)
            return false;
    }
    return parts > 1;
}

/* secret/data/prod/db#password, prod/orders/db: where a secret is kept.  Few passwords look so. */
static bool is_store_path(rf_str text)
{
    size_t first = rf_find_byte(text, '/');
    return first != RF_NOT_FOUND &&
           rf_find_byte(rf_slice(text, first + 1, text.n), '/') != RF_NOT_FOUND &&
           is_given_name(text);
}

/* True when a value under a name that speaks of a secret is one. */
static bool is_secret_value(const secret_noun *noun, rf_str text)
{
    enum { SHORTEST_KEY = 8 }; /* of what machines make */
    text = rf_trim(text);
    if (rf_secret_is_placeholder(text) || is_reference(text))
        return false;
    if (noun->phrase)
        return !is_store_path(text);
    bool key = strstr(noun->kind, "key") != NULL;
    if (key && is_uuid(text) && strcmp(noun->kind, "API key") != 0)
        return false;
    return text.n >= SHORTEST_KEY && !is_number(text) && !is_given_name(text) &&
           rf_find_byte(text, ' ') == RF_NOT_FOUND;
}

/* `aws_secret_key`, `secretAccessKey`: any word of a name may hint at what 40 characters are. */
static bool hints_at_aws(rf_str name)
{
    return rf_find_nocase(name, RF_STR("secret")) != RF_NOT_FOUND ||
           rf_find_nocase(name, RF_STR("access_key")) != RF_NOT_FOUND ||
           rf_find_nocase(name, RF_STR("accesskey")) != RF_NOT_FOUND ||
           rf_find_nocase(name, RF_STR("access-key")) != RF_NOT_FOUND ||
           (rf_find_nocase(name, RF_STR("aws")) != RF_NOT_FOUND &&
            rf_find_nocase(name, RF_STR("key")) != RF_NOT_FOUND);
}

/* What a string is; `beside_key_id`: an AWS access key ID stands beside it. */
static rf_str kind_of_string(rf_str name, rf_str text, bool beside_key_id)
{
    rf_str trimmed = rf_trim(text);
    if (rf_secret_is_aws_key(trimmed) && (beside_key_id || hints_at_aws(name)))
        return RF_STR("AWS secret access key");
    rf_str kind = rf_secret_by_form(text);
    if (kind.n != 0)
        return kind;
    const secret_noun *noun = noun_of(name);
    if (noun != NULL && is_secret_value(noun, text))
        return rf_str_c(noun->kind);
    return RF_STR("");
}

static bool is_key_id(const rf_value *value)
{
    return rf_is_string(value) && rf_starts(rf_trim(value->as.string.text), RF_STR("A")) &&
           rf_find(rf_secret_by_form(value->as.string.text), RF_STR("access key ID")) !=
               RF_NOT_FOUND;
}

static bool holds_key_id(const rf_value *object)
{
    for (size_t i = 0; i < object->as.object.n; i++)
        if (is_key_id(&object->as.object.at[i].value))
            return true;
    return false;
}

/* {name = "DB_PASSWORD", value = "..."}: the name of the value is text itself. */
static rf_str told_name(const rf_value *object, rf_str member)
{
    if (!rf_eq_nocase_c(member, "value"))
        return member;
    static const char *const fields[] = {"name", "Name", "key", "Key"};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const rf_value *name = rf_value_get_c(object, fields[i]);
        if (rf_is_string(name))
            return name->as.string.text;
    }
    return member;
}

/* passwords = {alice = "..."}: the keys of a map of several say whose they are, not what. */
static bool names_several(rf_str name)
{
    return rf_secret_by_name(name).n != 0 && !rf_eq_nocase_c(name, "credentials") &&
           (name.at[name.n - 1] | 0x20) == 's' && !rf_ends(name, RF_STR("pass")) &&
           !rf_ends(name, RF_STR("credentials"));
}

/* db_password = 12345678: Terraform makes a string of it.  Fewer digits count something. */
static rf_str kind_of_number(rf_str name, const rf_value *value)
{
    enum { SHORTEST_PIN = 4 };
    const secret_noun *noun = noun_of(name);
    int64_t number;
    if (noun == NULL || !noun->phrase || !rf_num_to_int64(value->as.number, &number))
        return RF_STR("");
    size_t digits = 0;
    for (; number > 0; number /= 10)
        digits++;
    return digits >= SHORTEST_PIN ? rf_str_c(noun->kind) : RF_STR("");
}

/* Where secrets go: all of them into a list, or the first one alone. */
struct search {
    rf_arena *arena;
    rf_secret_list *all; /* NULL: stop at the first */
    rf_secret first;
};

static bool is_over(const struct search *search)
{
    return search->all == NULL && search->first.kind.n != 0;
}

static void take(struct search *search, rf_str kind, rf_str name, const rf_value *value)
{
    rf_secret secret = {kind, name, value};
    if (kind.n == 0)
        return;
    if (search->all == NULL)
        search->first = secret;
    else
        RF_PUSH(search->arena, search->all, secret);
}

static void find(struct search *search, rf_str name, const rf_value *value, bool beside_key_id)
{
    if (value->kind == RF_STRING) {
        take(search, kind_of_string(name, value->as.string.text, beside_key_id), name, value);
    } else if (value->kind == RF_NUMBER) {
        take(search, kind_of_number(name, value), name, value);
    } else if (value->kind == RF_LIST) {
        for (size_t i = 0; i < value->as.list.n && !is_over(search); i++)
            find(search, name, &value->as.list.at[i], false);
    } else if (value->kind == RF_OBJECT) {
        bool key_id = holds_key_id(value), several = names_several(name);
        for (size_t i = 0; i < value->as.object.n && !is_over(search); i++) {
            const rf_member *member = &value->as.object.at[i];
            rf_str told = several ? name : told_name(value, member->name);
            find(search, told, &member->value, key_id);
        }
    }
}

rf_secret rf_secret_find(rf_str name, const rf_value *value)
{
    struct search search = {.first = {.kind = RF_STR("")}};
    find(&search, name, value, false);
    return search.first;
}

void rf_secret_find_all(rf_arena *arena, rf_str name, const rf_value *value, rf_secret_list *all)
{
    struct search search = {.arena = arena, .all = all};
    find(&search, name, value, false);
}

rf_str rf_secret_kind(rf_str name, const rf_value *value)
{
    return rf_secret_find(name, value).kind;
}

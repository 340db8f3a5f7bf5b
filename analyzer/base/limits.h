/*
 * Every limit, with its reason.  Each ends in a clear message, none in a crash or a hang, and each
 * has a test.
 */
#ifndef RF_BASE_LIMITS_H
#define RF_BASE_LIMITS_H

enum {
    /* A larger input is refused: offsets are 32 bits wide, and nothing people write is near it. */
    RF_LIMIT_FILE_BYTES = 256 * 1024 * 1024,

    /* Nesting of JSON values.  Policies need 8; a plan some 60.  Keeps readers off the C stack's
     * end and json-c's recursive release safe (json-c #923). */
    RF_LIMIT_JSON_DEPTH = 512,

    /* Values of one JSON document, and nodes (expressions, blocks, pieces of text) of one HCL file.
     * A list of all networks of a large company has some 100,000; each costs up to 1 KiB on its way
     * through an analysis. */
    RF_LIMIT_JSON_VALUES = 2 * 1000 * 1000,
    RF_LIMIT_HCL_NODES = 2 * 1000 * 1000,

    /* Bytes of one policy document.  The longest that AWS takes have 20,480 characters. */
    RF_LIMIT_POLICY_BYTES = 8 * 1024 * 1024,

    /* Syntax errors after which the JSON reader stops: nobody mends that many one by one, and a
     * file of nothing but errors must not cost more than one of JSON. */
    RF_LIMIT_JSON_ERRORS = 10 * 1000,

    /* Bytes that the JSON reader looks ahead to guess which quotation mark was meant to close. */
    RF_LIMIT_JSON_LOOKAHEAD = 4096,

    /* Nesting of what is written as JSON: what the deepest reader yields, in a document of ours.
     * Deeper values can only be built on purpose; json-c's release of them recurses. */
    RF_LIMIT_WRITE_DEPTH = 4096,

    /* Nesting of HCL expressions, templates and blocks; terraform accepts some thousands. */
    RF_LIMIT_HCL_DEPTH = 2000,

    /* Nesting of calls of the evaluator: an expression is never deeper than its text. */
    RF_LIMIT_EVAL_DEPTH = RF_LIMIT_HCL_DEPTH + 16,

    /* Nesting of values that are compared or searched: a literal in a literal, and some more. */
    RF_LIMIT_VALUE_DEPTH = 4 * RF_LIMIT_HCL_DEPTH,

    /* Values made by one evaluation, so that nested `for` cannot take all memory. */
    RF_LIMIT_EVAL_VALUES = 2 * 1000 * 1000,

    /* Bytes of one string made by a template. */
    RF_LIMIT_EVAL_STRING = 16 * 1024 * 1024,

    /* Memory taken by one evaluation: a `for` must not repeat the largest string, or convert a
     * large value again and again. */
    RF_LIMIT_EVAL_MEMORY = 512 * 1024 * 1024,

    /* Values looked at by one evaluation: comparing and weighing large values inside a `for`. */
    RF_LIMIT_EVAL_STEPS = 100 * 1000 * 1000,

    /* Digits of a number in a document, and its decimal exponent: enough for 512 bits. */
    RF_LIMIT_NUMBER_DIGITS = 4096,
    RF_LIMIT_NUMBER_EXPONENT = 10000,

    /* Decimal places before or after the point up to which a computed number is written out; past
     * them it has an exponent, as 1e+30000.  The product of two numbers of a document is below. */
    RF_LIMIT_NUMBER_PLACES = 20000,

    /* Diagnostics of one file; the rest is counted.  A binary file would give one per byte. */
    RF_LIMIT_DIAGS_PER_FILE = 100,

    /* PCRE2: steps, depth and KiB of heap of one match.  Far above what a pattern for names and
     * secrets needs, far below what `^(a+)+$` asks for. */
    RF_LIMIT_REGEX_STEPS = 100 * 1000,
    RF_LIMIT_REGEX_DEPTH = 1000,
    RF_LIMIT_REGEX_HEAP_KIB = 4096,

    /* Files of one call, and folders below a given one. */
    RF_LIMIT_FILES = 100 * 1000,
    RF_LIMIT_FOLDER_DEPTH = 64,

    /* Bytes of one request line of `simulate --requests`. */
    RF_LIMIT_REQUEST_LINE = 16 * 1024 * 1024,

    /* Bytes of a request's action, resource, principal, or value of a context key.  An ARN has at
     * most 2,048 characters ("GetPolicy", IAM API Reference); a header or a token from which a
     * key is made, some thousand. */
    RF_LIMIT_REQUEST_TEXT = 16 * 1024,

    /* Values of one context key of a request: tag keys, which are at most 50, or groups. */
    RF_LIMIT_KEY_VALUES = 1000,

    /* Steps of one decision, or of all checks of a call: places of patterns tried at places of
     * texts, and values compared with values.  At most a second's work; policies of the size that
     * AWS stores ask for thousands, and the worst pattern of theirs for a million. */
    RF_LIMIT_MATCH_STEPS = 100 * 1000 * 1000,

    /* Resources of one call, which takes some hundred; context keys of all its checks together; its
     * resources times the statements they are held against, all of which an answer may name. */
    RF_LIMIT_CALL_RESOURCES = 1000,
    RF_LIMIT_CALL_KEYS = 200 * 1000,
    RF_LIMIT_CALL_STATEMENTS = 500 * 1000,

    /* CIDR blocks compared with one another at once: their numbers take 26 bits.  A list of the
     * largest size in the shortest spelling ("1/8") has no more lines. */
    RF_LIMIT_BLOCKS = 64 * 1024 * 1024,

    /* Conditions of one statement that are looked at one by one.  The largest policy that AWS
     * stores (10,240 characters) has room for fewer; rules compare each with the others. */
    RF_LIMIT_STATEMENT_CONDITIONS = 256,

    /* Statements of one policy that rules look at.  AWS stores some 10,000 characters: a hundred
     * statements.  What is larger is no policy, and would take minutes. */
    RF_LIMIT_POLICY_STATEMENTS = 20 * 1000,

    /* Variables that rules look at, of all files together. */
    RF_LIMIT_VARIABLES = 200 * 1000,

    /* The service reference: bytes of one name; services, actions, resource types, condition keys
     * and keys in lists; lists; resource types of actions; bytes of all names.  The numbers of its
     * table are 16 and 15 bits wide; AWS has 22,000 actions. */
    RF_LIMIT_REFERENCE_NAME = 1024,
    RF_LIMIT_REFERENCE_ENTRIES = 65 * 1000,
    RF_LIMIT_REFERENCE_LISTS = 32 * 1000,
    RF_LIMIT_REFERENCE_PAIRS = 1000 * 1000,
    RF_LIMIT_REFERENCE_TEXT = 64 * 1024 * 1024,

    /* Patterns and keys that one check looks at to tell what the statements of a policy reach: some
     * 0.1 s.  The largest policies that AWS stores ask for less. */
    RF_LIMIT_REACH_WORK = 4 * 1000 * 1000,

    /* Steps of one question about all requests, each a look at one place of one pattern: some
     * 0.1 s.  What people write takes some thousands; the worst case is exponential. */
    RF_LIMIT_SEARCH_STEPS = 8 * 1000 * 1000,

    /* Steps of all questions of one comparison of policies, one for each action and resource type:
     * some 0.5 s.  Those of the largest policies take a tenth of it. */
    RF_LIMIT_FIND_STEPS = 5 * RF_LIMIT_SEARCH_STEPS,

    /* Characters of a policy that is asked about all requests, as AWS counts them: twice what the
     * largest policy of any service may have (20,480, a bucket's).  Longer ones would take seconds.
     */
    RF_LIMIT_PROOF_CHARACTERS = 40 * 1000,

    /* Planned networks times known ones that are compared: a second's work. */
    RF_LIMIT_NETWORK_PAIRS = 200 * 1000 * 1000,
};

#endif

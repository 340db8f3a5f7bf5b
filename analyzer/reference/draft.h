/*
 * A reference while it is put together: what files say, before it is a table.  Every name keeps its
 * place, so that a mistake in any file is reported where it stands.
 *
 * The reader below reads the format of pack.h; tools/reference/ fills the same lists from what AWS
 * and others publish, and writes them in that format.
 */
#ifndef RF_REFERENCE_DRAFT_H
#define RF_REFERENCE_DRAFT_H

#include "reference/reference.h"
#include "text/diag.h"
#include "value/value.h"

#define RF_REFERENCE_CODE "reference" /* of every diagnostic about the content of these files */

typedef struct rf_draft_name {
    rf_str text;
    rf_span span;
} rf_draft_name;

typedef RF_VEC(rf_draft_name) rf_draft_names;

typedef struct rf_draft_key {
    rf_draft_name name;
    rf_key_type type;
    bool multivalued;
} rf_draft_key;

typedef RF_VEC(rf_draft_key) rf_draft_keys;

/* A resource type of an action. */
typedef struct rf_draft_pair {
    rf_draft_name type;
    rf_draft_names keys;
    bool required;
} rf_draft_pair;

typedef struct rf_draft_action {
    rf_draft_name name;
    rf_draft_names keys;
    RF_VEC(rf_draft_pair) pairs;
    rf_access_level level;
} rf_draft_action;

typedef struct rf_draft_type {
    rf_draft_name name;
    rf_draft_names arns, keys;
} rf_draft_type;

typedef struct rf_draft_service {
    rf_draft_name name;
    RF_VEC(rf_draft_action) actions;
    RF_VEC(rf_draft_type) types;
    rf_draft_keys keys;
} rf_draft_service;

typedef struct rf_draft {
    rf_arena *arena;
    rf_diags *diags;
    rf_draft_name source, date;
    rf_draft_names rcp; /* services */
    rf_draft_keys global;
    RF_VEC(rf_draft_service) services;
} rf_draft;

/* Reads one file, index.json or that of a service, into the draft.  What is wrong goes to its
 * diagnostics; the rest is read. */
void rf_draft_read(rf_draft *draft, rf_str path, rf_str text);

/* The table of a draft, which it sorts; NULL when there is an error, or was one before. */
const rf_reference *rf_draft_pack(rf_draft *draft);

/* Sorts every list by name: without case, then with it. */
void rf_draft_sort(rf_draft *draft);

/* Orders two names that way. */
int rf_draft_cmp(rf_str a, rf_str b);

/* Reads the words for a type ("ArrayOfString", "IPAddress"); false when there is no such type. */
bool rf_draft_key_type(rf_str words, rf_draft_key *key);
/* The words for it. */
rf_str rf_draft_key_words(rf_arena *arena, const rf_draft_key *key);

/* "Write"; false when there is no such level. */
bool rf_draft_level(rf_str word, rf_access_level *level);

/* An error of a draft's file, at its place. */
void rf_draft_error(rf_draft *draft, rf_span span, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A member of an object that must be there and be of a kind; NULL, with an error, when it is not.
 * `what` says what the object is ("the action"). */
const rf_value *rf_draft_member(rf_draft *draft, const rf_value *object, const char *name,
                                rf_kind kind, bool optional);

/* True for 1 to RF_LIMIT_REFERENCE_NAME characters of ASCII, without quotes and backslashes; an
 * error otherwise. */
bool rf_draft_name_is_good(rf_draft *draft, rf_str name, rf_span span);

/* True for what can be the prefix of a service, and part of a file's name: "ec2". */
bool rf_draft_is_prefix(rf_str name);

/* The strings of a list (of a member that may be missing), at their places. */
rf_draft_names rf_draft_strings(rf_draft *draft, const rf_value *object, const char *name);

#endif

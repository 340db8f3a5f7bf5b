/*
 * The subjects of an analysis, and what an expression sees of one as `self`.
 *
 *   file       path, kind, broken
 *   policy     kind, address, version, id, size, statement (a list), and what is wrong with its
 *              shape: problems, objects with kind, text, nearest, expected, other, statement
 *   statement  name, index, sid, effect, action, not_action, resource, not_resource, principal,
 *              not_principal, condition (a list), policy_kind, version, problems (those of it);
 *              actions, resources, principals: lists of what is known of an element and its Not
 *              form together, never null; arns: of resources those of six segments, objects with
 *              text, prefix, partition, service, region, account, resource, type
 *   condition  operator, base, family, qualifier, if_exists, negated, like, known, key, lower_key,
 *              values, texts (the known ones), unreadable, empty (an empty list is written),
 *              needs_key (it can hold only when the request has the key), effect, index, statement
 *   variable   name, value, type, output, declared, required, sensitive, secret, effective,
 *              secrets (each at its place: objects with kind and name)
 *   network    name, role, key, text, cidr, family, length
 *   group      folder, variables (names of those assigned, and of outputs)
 *
 * Values keep the place they were written at; a member that the document does not have is null.
 */
#ifndef RF_ENGINE_SUBJECTS_H
#define RF_ENGINE_SUBJECTS_H

#include "checks/subject.h"

typedef RF_VEC(rf_subject) rf_subject_list;

bool rf_subject_kind_named(rf_str name, rf_subject_kind *kind);
const char *rf_subject_kind_names(void); /* "file, policy, ..." */

/* All subjects of one kind. */
void rf_subjects_collect(rf_arena *arena, const rf_inputs *inputs, rf_subject_kind kind,
                         rf_subject_list *subjects);

/* `self`: an object. */
rf_value rf_subject_value(rf_arena *arena, const rf_subject *subject);

#endif

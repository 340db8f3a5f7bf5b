/* From the files of a reference to its table, and what is wrong with files that are none. */
#include "support.h"

#include "base/limits.h"
#include "reference/pack.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static rf_diags diags;

#define INDEX                                                                                      \
    "{\"source\": \"test 1\", \"date\": \"2026-01-31\", \"rcp\": [\"s3\"],"                        \
    " \"global\": {\"aws:SourceIp\": \"IPAddress\"}}"
#define BARE_INDEX "{\"source\": \"test 1\", \"date\": \"2026-01-31\"}"
#define BUCKET                                                                                     \
    "{\"service\": \"s3\", \"actions\": {\"GetBucket\": {\"level\": \"Read\", \"keys\": "          \
    "[\"s3:Prefix\"], \"resources\": {\"bucket\": {\"required\": true}}}},"                        \
    " \"resources\": {\"bucket\": {\"arns\": [\"arn:${Partition}:s3:::${Name}\"]}},"               \
    " \"keys\": {\"s3:prefix\": \"String\"}}"

/* Packs files given as name, text, name, text, ..., NULL. */
static const rf_reference *pack(const char *const *texts)
{
    RF_VEC(rf_ref_file) files = {0};
    diags = rf_diags_new(arena);
    for (; *texts != NULL; texts += 2)
        RF_PUSH(arena, &files, (rf_ref_file){rf_str_c(texts[0]), rf_str_c(texts[1])});
    return rf_reference_pack(arena, files.at, files.n, &diags);
}

#define PACK(...) pack((const char *const[]){__VA_ARGS__, NULL})

/* The first error, with its place when it has one: "s3.json:1:20 ...". */
static const char *error(void)
{
    ck_assert_uint_gt(diags.errors, 0);
    const rf_diag *first = &diags.list.at[0];
    if (first->span.source == NULL)
        return rf_cstr(arena, first->message);
    rf_place place = rf_locate(first->span);
    return rf_cstr(arena, rf_format(arena, "%.*s:%u:%u %.*s", RF_ARG(place.path), place.line,
                                    place.column, RF_ARG(first->message)));
}

#define ck_assert_refused(reference, words)                                                        \
    do {                                                                                           \
        ck_assert_ptr_null(reference);                                                             \
        ck_assert_str_eq(error(), words);                                                          \
    } while (0)

/* The error about one service file, after a good index. */
#define REFUSED(text, words)                                                                       \
    ck_assert_refused(PACK("index.json", BARE_INDEX, "x.json", text), words)

/* --- what is packed --- */

START_TEST(files_become_a_table)
{
    const rf_reference *r = PACK("a/index.json", INDEX, "a/s3.json", BUCKET);
    ck_assert_ptr_nonnull(r);
    ck_assert_str_eq(r->source, "test 1");
    ck_assert_str_eq(r->date, "2026-01-31");
    const rf_ref_action *action = rf_ref_action_named(r, RF_STR("S3:getbucket"));
    ck_assert_ptr_nonnull(action);
    ck_assert_int_eq(action->level, RF_LEVEL_READ);
    rf_ref_keys keys = rf_ref_key_list(r, action->keys);
    ck_assert_uint_eq(keys.n, 1);
    ck_assert_rf_str(rf_ref_text(r, r->keys[keys.at[0]].name), "s3:prefix");
    rf_ref_pairs pairs = rf_ref_pairs_of(r, action);
    ck_assert_uint_eq(pairs.n, 1);
    ck_assert(pairs.at[0].required);
    ck_assert(r->services[0].rcp);
    ck_assert(rf_ref_key_named(r, RF_STR("aws:sourceip"))->global);
}
END_TEST

START_TEST(order_of_files_and_members_does_not_matter)
{
    const rf_reference *a = PACK("s3.json", BUCKET, "a.json",
                                 "{\"service\": \"a\", \"actions\": {\"B\": {\"level\": \"List\"}, "
                                 "\"A\": {\"level\": \"List\"}}}",
                                 "index.json", INDEX);
    ck_assert_ptr_nonnull(a);
    ck_assert_rf_str(rf_ref_text(a, a->services[0].name), "a");
    ck_assert_rf_str(rf_ref_text(a, a->actions[0].name), "A");
    ck_assert_rf_str(rf_ref_text(a, a->actions[1].name), "B");
}
END_TEST

START_TEST(key_of_two_types_is_two_keys)
{
    const rf_reference *r =
        PACK("index.json", INDEX, "s3.json", BUCKET, "a.json",
             "{\"service\": \"a\", \"actions\": {}, \"keys\": {\"s3:Prefix\": \"ArrayOfString\"}}");
    ck_assert_ptr_nonnull(r);
    ck_assert_uint_eq(r->key_count, 3);
    ck_assert(!rf_ref_key_named(r, RF_STR("s3:prefix"))->multivalued);
}
END_TEST

START_TEST(key_that_is_global_too_is_one_key)
{
    const rf_reference *r =
        PACK("index.json", INDEX, "s3.json", BUCKET, "a.json",
             "{\"service\": \"a\", \"actions\": {}, \"keys\": {\"aws:sourceip\": \"IPAddress\"}}");
    ck_assert_ptr_nonnull(r);
    ck_assert_uint_eq(r->key_count, 2);
    ck_assert_rf_str(rf_ref_text(r, rf_ref_key_named(r, RF_STR("aws:sourceip"))->name),
                     "aws:SourceIp");
}
END_TEST

START_TEST(variables_of_keys_are_matched_one_after_the_other)
{
    const rf_reference *r =
        PACK("index.json", BARE_INDEX, "a.json",
             "{\"service\": \"a\", \"actions\": {}, \"keys\": {\"a:x/${A}/y/${B}/z\": \"String\", "
             "\"a:p/${A}/${B}\": \"String\"}}");
    ck_assert_ptr_nonnull(r);
    ck_assert_ptr_nonnull(rf_ref_key_named(r, RF_STR("a:x/1/y/2/z")));
    ck_assert_ptr_nonnull(rf_ref_key_named(r, RF_STR("a:x//y/y/2/z")));
    ck_assert_ptr_null(rf_ref_key_named(r, RF_STR("a:x/1/y//z")));
    ck_assert_ptr_null(rf_ref_key_named(r, RF_STR("a:x//y/2/z")));
    ck_assert_ptr_null(rf_ref_key_named(r, RF_STR("a:x/1/y/z")));
    ck_assert_ptr_nonnull(rf_ref_key_named(r, RF_STR("a:p/1/2")));
    ck_assert_ptr_null(rf_ref_key_named(r, RF_STR("a:p/1/")));
    ck_assert_ptr_null(rf_ref_key_named(r, RF_STR("a:p/1")));
}
END_TEST

/* Every file of rules/reference/, as the build packs them. */
static const rf_reference *pack_folder(const char *folder)
{
    RF_VEC(rf_ref_file) files = {0};
    DIR *handle = opendir(folder);
    ck_assert_ptr_nonnull(handle);
    for (struct dirent *entry; (entry = readdir(handle)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        rf_str path = rf_format(arena, "%s/%s", folder, entry->d_name);
        rf_str text = read_test_file(rf_cstr(arena, path));
        RF_PUSH(arena, &files, (rf_ref_file){path, text});
    }
    closedir(handle);
    diags = rf_diags_new(arena);
    return rf_reference_pack(arena, files.at, files.n, &diags);
}

#define SAME(array, count) ck_assert_mem_eq(a->array, b->array, (count) * sizeof *a->array)

START_TEST(folder_gives_the_table_that_is_in_the_program)
{
    const rf_reference *a = pack_folder("rules/reference"), *b = &rf_reference_builtin;
    ck_assert_ptr_nonnull(a);
    ck_assert_str_eq(a->source, b->source);
    ck_assert_str_eq(a->date, b->date);
    ck_assert_uint_eq(a->bytes, b->bytes);
    ck_assert_uint_eq(a->text_count, b->text_count);
    ck_assert_uint_eq(a->action_count, b->action_count);
    ck_assert_uint_eq(a->pair_count, b->pair_count);
    ck_assert_uint_eq(a->bucket_mask, b->bucket_mask);
    SAME(texts, b->text_count);
    SAME(arns, b->arn_count);
    SAME(lists, b->list_count + 1);
    SAME(list_keys, b->list_key_count);
    SAME(buckets, b->bucket_mask + 1);
    SAME(types, b->type_count + 1); /* without holes between their members */
    for (uint32_t i = 0; i <= b->service_count; i++) {
        ck_assert_uint_eq(a->services[i].name, b->services[i].name);
        ck_assert_uint_eq(a->services[i].first_action, b->services[i].first_action);
        ck_assert_uint_eq(a->services[i].first_type, b->services[i].first_type);
        ck_assert_uint_eq(a->services[i].keys, b->services[i].keys);
        ck_assert_int_eq(a->services[i].rcp, b->services[i].rcp);
    }
    for (uint32_t i = 0; i <= b->action_count; i++) {
        ck_assert_uint_eq(a->actions[i].name, b->actions[i].name);
        ck_assert_uint_eq(a->actions[i].first_pair, b->actions[i].first_pair);
        ck_assert_uint_eq(a->actions[i].keys, b->actions[i].keys);
        ck_assert_uint_eq(a->actions[i].service, b->actions[i].service);
        ck_assert_uint_eq(a->actions[i].level, b->actions[i].level);
    }
    for (uint32_t i = 0; i < b->pair_count; i++) {
        ck_assert_uint_eq(a->pairs[i].type, b->pairs[i].type);
        ck_assert_uint_eq(a->pairs[i].keys, b->pairs[i].keys);
        ck_assert_uint_eq(a->pairs[i].required, b->pairs[i].required);
    }
    for (uint32_t i = 0; i < b->key_count; i++) {
        ck_assert_uint_eq(a->keys[i].name, b->keys[i].name);
        ck_assert_uint_eq(a->keys[i].type, b->keys[i].type);
        ck_assert_int_eq(a->keys[i].multivalued, b->keys[i].multivalued);
        ck_assert_int_eq(a->keys[i].global, b->keys[i].global);
        ck_assert_int_eq(a->keys[i].variable, b->keys[i].variable);
    }
}
END_TEST

/* --- what is refused --- */

START_TEST(folder_without_an_index_is_refused)
{
    ck_assert_refused(PACK("s3.json", BUCKET), "the reference has no index.json");
    ck_assert_refused(PACK("index.json", INDEX), "the reference has no services");
    ck_assert_refused(pack((const char *const[]){NULL}), "the reference has no index.json");
}
END_TEST

START_TEST(index_is_checked)
{
    ck_assert_refused(PACK("index.json", "{\"source\": \"x\"}", "s3.json", BUCKET),
                      "index.json:1:1 \"date\" is missing here");
    ck_assert_refused(
        PACK("index.json", "{\"source\": \"x\", \"date\": \"today\"}", "s3.json", BUCKET),
        "index.json:1:25 \"today\" is no date");
    ck_assert_refused(PACK("index.json", INDEX, "a.json",
                           "{\"service\": \"a\", \"actions\": {\"A\": {\"level\": \"List\"}}}"),
                      "index.json:1:52 there is no service \"s3\"");
    ck_assert_refused(PACK("index.json",
                           "{\"source\": \"x\", \"date\": \"2026-01-31\", \"global\": []}",
                           "s3.json", BUCKET),
                      "index.json:1:49 \"global\" must be an object, not list");
}
END_TEST

START_TEST(text_that_is_not_json_is_refused)
{
    ck_assert_ptr_null(PACK("index.json", INDEX, "s3.json", "{\"service\": "));
    ck_assert(rf_starts(rf_str_c(error()), RF_STR("s3.json:1:")));
    ck_assert_ptr_null(PACK("index.json", INDEX, "s3.json", ""));
    ck_assert(rf_starts(rf_str_c(error()), RF_STR("s3.json:1:1 ")));
    REFUSED("[]", "x.json:1:1 a file of the reference holds an object, not list");
}
END_TEST

START_TEST(member_of_the_wrong_kind_is_refused)
{
    REFUSED("{\"actions\": {}}", "x.json:1:1 \"service\" is missing here");
    REFUSED("{\"service\": 1, \"actions\": {}}",
            "x.json:1:13 \"service\" must be a string, not number");
    REFUSED("{\"service\": \"a\"}", "x.json:1:1 \"actions\" is missing here");
    REFUSED("{\"service\": \"a\", \"actions\": {\"A\": []}}",
            "x.json:1:35 this must be an object, not list");
    REFUSED("{\"service\": \"a\", \"actions\": {\"A\": {}}}",
            "x.json:1:35 \"level\" is missing here");
    REFUSED("{\"service\": \"a\", \"actions\": {\"A\": {\"level\": \"Read\", \"keys\": [1]}}}",
            "x.json:1:62 \"keys\" holds strings, not number");
    REFUSED("{\"service\": \"a\", \"action\": {}, \"actions\": {}}",
            "x.json:1:18 unknown member \"action\"");
}
END_TEST

START_TEST(unknown_word_is_refused)
{
    REFUSED("{\"service\": \"a\", \"actions\": {\"A\": {\"level\": \"Execute\"}}}",
            "x.json:1:45 unknown access level \"Execute\"");
    REFUSED("{\"service\": \"a\", \"actions\": {}, \"keys\": {\"a:b\": \"Text\"}}",
            "x.json:1:49 unknown type of a condition key: \"Text\"");
    REFUSED("{\"service\": \"a\", \"actions\": {}, \"keys\": {\"a:b\": \"ArrayOf\"}}",
            "x.json:1:49 unknown type of a condition key: \"ArrayOf\"");
}
END_TEST

START_TEST(name_that_nothing_defines_is_refused)
{
    REFUSED(
        "{\"service\": \"a\", \"actions\": {\"A\": {\"level\": \"List\", \"keys\": [\"a:b\"]}}}",
        "x.json:1:62 the condition key \"a:b\" is not defined in this file");
    REFUSED("{\"service\": \"a\", \"actions\": {\"A\": {\"level\": \"List\", "
            "\"resources\": {\"thing\": {}}}}}",
            "x.json:1:67 the resource type \"thing\" is not defined in this file");
    REFUSED("{\"service\": \"a\", \"actions\": {}, \"resources\": {\"t\": {\"arns\": [\"arn\"], "
            "\"keys\": [\"aws:SourceIp\"]}}}",
            "x.json:1:79 the condition key \"aws:SourceIp\" is not defined in this file");
}
END_TEST

START_TEST(name_that_stands_twice_is_refused)
{
    ck_assert_refused(PACK("index.json", INDEX, "s3.json", BUCKET, "copy.json", BUCKET),
                      "copy.json:1:13 \"s3\" is defined twice");
    REFUSED("{\"service\": \"s3\", \"actions\": {\"A\": {\"level\": \"List\"}, "
            "\"a\": {\"level\": \"List\"}}}",
            "x.json:1:55 \"a\" is defined twice");
    REFUSED("{\"service\": \"s3\", \"actions\": {}, \"keys\": {\"a:b\": \"Bool\", \"A:B\": "
            "\"Date\"}}",
            "x.json:1:43 \"a:b\" is defined twice");
    REFUSED("{\"service\": \"s3\", \"actions\": {\"A\": {\"level\": \"List\", \"keys\": [\"a:b\", "
            "\"A:b\"]}}, \"keys\": {\"a:b\": \"Bool\"}}",
            "x.json:1:63 \"a:b\" is listed twice");
    ck_assert_ptr_null(
        PACK("index.json", INDEX, "s3.json",
             "{\"service\": \"s3\", \"actions\": {\"A\": {\"level\": \"List\"}, \"A\": {\"level\": "
             "\"List\"}}}"));
    ck_assert_str_eq(error(), "s3.json:1:55 duplicate key \"A\"");
}
END_TEST

static const char *action_named(const char *name)
{
    return rf_cstr(arena, rf_format(arena,
                                    "{\"service\": \"s3\", \"actions\": {\"%s\": "
                                    "{\"level\": \"List\"}}}",
                                    name));
}

START_TEST(name_that_is_none_is_refused)
{
    static const char *const names[] = {"", " a", "a ", "a\\u0000b", "a\\nb", "\\u00e9", "a\\\"b"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        rf_str text = rf_format(arena, "{\"service\": \"%s\", \"actions\": {}}", names[i]);
        REFUSED(rf_cstr(arena, text), "x.json:1:13 this is no name");
    }
    REFUSED("{\"service\": \"S3\", \"actions\": {}}", "x.json:1:13 this is no prefix of a service");
    REFUSED("{\"service\": \"s:3\", \"actions\": {}}",
            "x.json:1:13 this is no prefix of a service");
    REFUSED(action_named("Get*"), "x.json:1:31 this is no action");
    REFUSED(action_named("a:b"), "x.json:1:31 this is no action");
    char *longest = rf_alloc(arena, RF_LIMIT_REFERENCE_NAME + 2);
    memset(longest, 'a', RF_LIMIT_REFERENCE_NAME);
    ck_assert_ptr_nonnull(PACK("index.json", BARE_INDEX, "x.json", action_named(longest)));
    longest[RF_LIMIT_REFERENCE_NAME] = 'a';
    REFUSED(action_named(longest), "x.json:1:31 this is no name");
}
END_TEST

START_TEST(variable_that_could_not_be_found_is_refused)
{
    REFUSED("{\"service\": \"s3\", \"actions\": {}, \"keys\": {\"a:b${C}\": \"Bool\"}}",
            "x.json:1:43 a variable of a key is closed and stands behind one of / : . -");
    REFUSED("{\"service\": \"s3\", \"actions\": {}, \"keys\": {\"a:b/${C\": \"Bool\"}}",
            "x.json:1:43 a variable of a key is closed and stands behind one of / : . -");
}
END_TEST

/* `n` members made by a format that takes a number. */
static rf_str many(size_t n, const char *before, const char *form, const char *after)
{
    rf_buf out = rf_buf_new(arena);
    rf_buf_add_c(&out, before);
    for (size_t i = 0; i < n; i++) {
        rf_buf_add_c(&out, i > 0 ? ", " : "");
        for (const char *at = form; *at != '\0'; at++) {
            if (*at == '#')
                rf_buf_format(&out, "%zu", i);
            else
                rf_buf_add_byte(&out, *at);
        }
    }
    rf_buf_add_c(&out, after);
    return rf_buf_str(&out);
}

START_TEST(too_much_of_anything_is_refused)
{
    size_t n = RF_LIMIT_REFERENCE_ENTRIES;
    rf_str text =
        many(n, "{\"service\": \"s3\", \"actions\": {", "\"A#\": {\"level\": \"List\"}", "}}");
    const rf_reference *r = PACK("index.json", INDEX, "x.json", rf_cstr(arena, text));
    ck_assert_ptr_nonnull(r);
    ck_assert_ptr_nonnull(rf_ref_action_named(r, RF_STR("s3:a64999")));
    text =
        many(n + 1, "{\"service\": \"s3\", \"actions\": {", "\"A#\": {\"level\": \"List\"}", "}}");
    REFUSED(rf_cstr(arena, text),
            "65001 actions are more than the 65000 that a reference can hold");
    text = many(n + 1, "{\"service\": \"s3\", \"actions\": {}, \"keys\": {", "\"a:#\": \"Bool\"",
                "}}");
    REFUSED(rf_cstr(arena, text),
            "65001 condition keys are more than the 65000 that a reference can hold");
    text = many(RF_LIMIT_REFERENCE_LISTS, "{\"service\": \"s3\", \"resources\": {",
                "\"t#\": {\"arns\": [\"a\"], \"keys\": [\"k:#\"]}", "}, \"actions\": {}, ");
    rf_str keys = many(RF_LIMIT_REFERENCE_LISTS, "\"keys\": {", "\"k:#\": \"Bool\"", "}}");
    text = rf_format(arena, "%.*s%.*s", RF_ARG(text), RF_ARG(keys));
    REFUSED(rf_cstr(arena, text),
            "32002 lists of condition keys are more than the 32000 that a reference can hold");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reference files");
    TCase *packed = test_case(suite, "what is packed");
    tcase_add_test(packed, files_become_a_table);
    tcase_add_test(packed, order_of_files_and_members_does_not_matter);
    tcase_add_test(packed, key_of_two_types_is_two_keys);
    tcase_add_test(packed, key_that_is_global_too_is_one_key);
    tcase_add_test(packed, variables_of_keys_are_matched_one_after_the_other);
    tcase_add_test(packed, folder_gives_the_table_that_is_in_the_program);
    TCase *refused = test_case(suite, "what is refused");
    tcase_add_test(refused, folder_without_an_index_is_refused);
    tcase_add_test(refused, index_is_checked);
    tcase_add_test(refused, text_that_is_not_json_is_refused);
    tcase_add_test(refused, member_of_the_wrong_kind_is_refused);
    tcase_add_test(refused, unknown_word_is_refused);
    tcase_add_test(refused, name_that_nothing_defines_is_refused);
    tcase_add_test(refused, name_that_stands_twice_is_refused);
    tcase_add_test(refused, name_that_is_none_is_refused);
    tcase_add_test(refused, variable_that_could_not_be_found_is_refused);
    tcase_add_test(refused, too_much_of_anything_is_refused);
    return run_suite(suite);
}

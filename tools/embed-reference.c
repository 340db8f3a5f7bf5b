/*
 * Turns rules/reference/ into a table in C, so that the program has it without reading anything:
 * embed-reference rules/reference/NAME.json ... > reference.c
 *
 * Used at build time only.  The arrays hold no pointers, so that they are read-only data.
 */
#include "reference/pack.h"

#include <stdio.h>
#include <stdlib.h>

static rf_str contents(rf_arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    rf_buf text = rf_buf_new(arena);
    char piece[65536];
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    for (size_t n; (n = fread(piece, 1, sizeof piece, file)) > 0;)
        rf_buf_add(&text, (rf_str){piece, n});
    if (ferror(file)) {
        perror(path);
        exit(1);
    }
    fclose(file);
    return rf_buf_str(&text);
}

static void print_diags(const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        if (diag->span.source != NULL) {
            rf_place place = rf_locate(diag->span);
            fprintf(stderr, "%.*s:%u:%u: ", RF_ARG(place.path), place.line, place.column);
        }
        fprintf(stderr, "%.*s\n", RF_ARG(diag->message));
    }
}

/* One string literal: compilers read it faster than numbers.  A question mark is escaped because of
 * trigraphs. */
static void print_texts(const rf_reference *r)
{
    printf("static const unsigned char texts[] =");
    for (uint32_t i = 0; i < r->text_count; i++) {
        unsigned char byte = r->texts[i];
        if (i % 80 == 0)
            printf("%s\n    \"", i == 0 ? "" : "\"");
        if (byte >= ' ' && byte <= '~' && byte != '"' && byte != '\\' && byte != '?')
            putchar(byte);
        else
            printf("\\%03o", byte);
    }
    printf("\";\n");
}

static void print_numbers(const char *name, const uint16_t *at, size_t n)
{
    printf("static const uint16_t %s[] = {", name);
    for (size_t i = 0; i < n; i++)
        printf("%s%u,", i % 16 == 0 ? "\n    " : "", at[i]);
    printf("};\n");
}

/* The arrays that are cut into runs have one entry more. */
static void print_services(const rf_reference *r)
{
    printf("static const rf_ref_service services[] = {\n");
    for (uint32_t i = 0; i <= r->service_count; i++) {
        const rf_ref_service *s = &r->services[i];
        printf("    {%u, %u, %u, %u, %d},\n", s->name, s->first_action, s->first_type, s->keys,
               s->rcp);
    }
    printf("};\n");
}

static void print_actions(const rf_reference *r)
{
    printf("static const rf_ref_action actions[] = {\n");
    for (uint32_t i = 0; i <= r->action_count; i++) {
        const rf_ref_action *a = &r->actions[i];
        printf("    {%u, %u, %u, %u, %u},\n", a->name, a->first_pair, a->keys, a->service,
               a->level);
    }
    printf("};\n");
}

static void print_types(const rf_reference *r)
{
    printf("static const rf_ref_type types[] = {\n");
    for (uint32_t i = 0; i <= r->type_count; i++) {
        const rf_ref_type *t = &r->types[i];
        printf("    {%u, %u, %u, %u},\n", t->name, t->first_arn, t->keys, t->service);
    }
    printf("};\n");
}

static void print_pairs(const rf_reference *r)
{
    printf("static const rf_ref_pair pairs[] = {\n");
    for (uint32_t i = 0; i < r->pair_count; i++)
        printf("    {%u, %u, %u},\n", r->pairs[i].type, (unsigned)r->pairs[i].keys,
               (unsigned)r->pairs[i].required);
    printf("    {0, 0, 0}};\n");
}

static void print_keys(const rf_reference *r)
{
    printf("static const rf_ref_key keys[] = {\n");
    for (uint32_t i = 0; i < r->key_count; i++) {
        const rf_ref_key *k = &r->keys[i];
        printf("    {%u, %u, %d, %d, %d},\n", k->name, k->type, k->multivalued, k->global,
               k->variable);
    }
    printf("    {0, 0, 0, 0, 0}};\n");
}

static void print_arns(const rf_reference *r)
{
    printf("static const rf_ref_name arns[] = {");
    for (uint32_t i = 0; i < r->arn_count; i++)
        printf("%s%u,", i % 12 == 0 ? "\n    " : "", r->arns[i]);
    printf("0};\n");
}

static void print_table(const rf_reference *r)
{
    puts("/* Made by tools/embed-reference.c from rules/reference/; do not edit. */\n"
         "#include \"reference/reference.h\"\n");
    print_texts(r);
    print_services(r);
    print_actions(r);
    print_pairs(r);
    print_types(r);
    print_arns(r);
    print_keys(r);
    print_numbers("lists", r->lists, r->list_count + 1);
    print_numbers("list_keys", r->list_keys, r->list_key_count);
    print_numbers("buckets", r->buckets, r->bucket_mask + 1);
    printf("\nconst rf_reference rf_reference_builtin = {\n"
           "    .source = \"%s\",\n    .date = \"%s\",\n"
           "    .texts = texts,\n    .services = services,\n    .actions = actions,\n"
           "    .pairs = pairs,\n    .types = types,\n    .arns = arns,\n    .keys = keys,\n"
           "    .lists = lists,\n    .list_keys = list_keys,\n    .buckets = buckets,\n",
           r->source, r->date);
    printf("    .service_count = %u,\n    .action_count = %u,\n    .pair_count = %u,\n"
           "    .type_count = %u,\n    .arn_count = %u,\n    .key_count = %u,\n"
           "    .list_count = %u,\n    .list_key_count = %u,\n    .text_count = %u,\n"
           "    .bucket_mask = %u,\n    .bytes = %zu,\n};\n",
           r->service_count, r->action_count, r->pair_count, r->type_count, r->arn_count,
           r->key_count, r->list_count, r->list_key_count, r->text_count, r->bucket_mask, r->bytes);
}

int main(int argc, char **argv)
{
    rf_arena *arena = rf_arena_new(0);
    if (arena == NULL)
        return 1;
    size_t n = (size_t)argc - 1;
    rf_ref_file *files = RF_NEW_ARRAY(arena, rf_ref_file, n);
    for (size_t i = 0; i < n; i++)
        files[i] = (rf_ref_file){rf_str_c(argv[i + 1]), contents(arena, argv[i + 1])};
    rf_diags diags = rf_diags_new(arena);
    const rf_reference *reference = rf_reference_pack(arena, files, n, &diags);
    if (reference == NULL)
        print_diags(&diags);
    else
        print_table(reference);
    rf_arena_free(arena);
    return reference != NULL && fflush(stdout) == 0 ? 0 : 1;
}

#include "cli/command.h"

#include "ringfence.h"

#include "base/limits.h"
#include "input/read.h"
#include "network/list.h"
#include "network/oddity.h"
#include "network/overlap.h"
#include "report/printable.h"
#include "json/write.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

static const char *const formats[] = {"text", "json", NULL};

/* Every list that was given, end to end, so that a block has one number. */
typedef struct lists {
    RF_VEC(rf_cidr_list) at;
    size_t total;
    bool incomplete;
} lists;

static const rf_cidr_list *list_of(const lists *all, size_t id, size_t *index)
{
    for (size_t i = 0; i < all->at.n; i++) {
        if (id < all->at.at[i].n) {
            *index = id;
            return &all->at.at[i];
        }
        id -= all->at.at[i].n;
    }
    *index = 0;
    return NULL; /* not reached: every id is one of these lists' */
}

static void print_diags(const rf_diags *diags)
{
    for (size_t i = 0; i < diags->list.n; i++) {
        const rf_diag *diag = &diags->list.at[i];
        rf_place place = rf_locate(diag->span);
        rf_usage_error("%.*s:%u:%u: %s: %.*s", RF_ARG(place.path), place.line, place.column,
                       diag->severity == RF_ERROR ? "error" : "warning", RF_ARG(diag->message));
    }
    if (diags->left_out != 0)
        rf_usage_error("%zu more messages", diags->left_out);
}

static bool read_lists(const rf_args *args, lists *all)
{
    for (size_t i = 0; i < args->rest.n; i++) {
        rf_str path = args->rest.at[i], text, why;
        if (!rf_read_file(args->arena, path, &text, &why)) {
            rf_usage_error("%.*s cannot be read: %.*s", RF_ARG(path), RF_ARG(why));
            return false;
        }
        rf_diags diags = rf_diags_new(args->arena);
        rf_cidr_list list =
            rf_cidr_list_read(args->arena, rf_source_new(args->arena, path, text), &diags);
        print_diags(&diags);
        all->incomplete = all->incomplete || diags.errors != 0;
        all->total += list.n;
        RF_PUSH(args->arena, &all->at, list);
    }
    return true;
}

struct printer {
    rf_arena *scratch; /* for one pair */
    const lists *all;
    FILE *out;
    bool json;
    uint64_t written;
};

static rf_str block_words(struct printer *printer, uint32_t id)
{
    size_t index;
    const rf_cidr_list *list = list_of(printer->all, id, &index);
    rf_str label = rf_cidr_list_label(list, index);
    rf_place place = rf_locate(rf_cidr_list_span(list, index));
    return rf_format(printer->scratch, "%.*s%s%.*s (%.*s:%u)",
                     RF_ARG(rf_cidr_text(printer->scratch, &list->at[index].cidr)),
                     label.n ? " " : "", RF_ARG(label), RF_ARG(place.path), place.line);
}

static struct json_object *block_json(struct printer *printer, uint32_t id)
{
    size_t index;
    const rf_cidr_list *list = list_of(printer->all, id, &index);
    rf_place place = rf_locate(rf_cidr_list_span(list, index));
    struct json_object *object = json_object_new_object();
    json_object_object_add(object, "cidr",
                           rf_json_from_str(rf_cidr_text(printer->scratch, &list->at[index].cidr)));
    json_object_object_add(object, "label", rf_json_from_str(rf_cidr_list_label(list, index)));
    json_object_object_add(object, "file", rf_json_from_str(place.path));
    json_object_object_add(object, "line", json_object_new_int64(place.line));
    json_object_object_add(object, "column", json_object_new_int64(place.column));
    return object;
}

/* Pairs go out as they are found: there may be more than memory holds. */
static bool print_pair(void *context, uint32_t outer, uint32_t inner)
{
    struct printer *printer = context;
    rf_arena_mark mark = rf_arena_mark_get(printer->scratch);
    rf_str text;
    if (printer->json) {
        struct json_object *pair = json_object_new_object();
        json_object_object_add(pair, "outer", block_json(printer, outer));
        json_object_object_add(pair, "inner", block_json(printer, inner));
        text = rf_json_text(printer->scratch, pair, false);
        json_object_put(pair);
        fprintf(printer->out, "%s\n    ", printer->written != 0 ? "," : "");
    } else {
        rf_str a = block_words(printer, outer), b = block_words(printer, inner);
        text = rf_printable(printer->scratch, rf_format(printer->scratch, "%.*s contains %.*s",
                                                        RF_ARG(a), RF_ARG(b)));
    }
    fwrite(text.at, 1, text.n, printer->out);
    if (!printer->json)
        fputc('\n', printer->out);
    printer->written++;
    rf_arena_rewind(printer->scratch, mark);
    return !ferror(printer->out);
}

static void print_json(struct printer *printer, const rf_blocks *blocks, uint64_t count, bool pairs)
{
    fprintf(printer->out, "{\n  \"count\": %llu,\n  \"pairs\": [", (unsigned long long)count);
    if (pairs)
        rf_blocks_pairs(blocks, print_pair, printer);
    fprintf(printer->out, "%s]\n}\n", printer->written != 0 ? "\n  " : "");
}

static int overlaps(const rf_args *args)
{
    lists all = {0};
    uint64_t id = 0;
    if (args->rest.n == 0)
        return rf_usage_error("give files with one CIDR a line: ringfence cidr overlaps FILE ...");
    if (!read_lists(args, &all))
        return 2;
    rf_blocks blocks = rf_blocks_new(args->arena, all.total);
    for (size_t i = 0; i < all.at.n; i++)
        for (size_t k = 0; k < all.at.at[i].n; k++)
            if (!rf_blocks_add(&blocks, &all.at.at[i].at[k].cidr, id++))
                return rf_usage_error("more than %d blocks", RF_LIMIT_BLOCKS);
    rf_blocks_sort(&blocks);
    uint64_t count = rf_blocks_count_pairs(&blocks);
    rf_output output;
    if (!rf_output_open(args, &output))
        return 2;
    struct printer printer = {.scratch = rf_args_scratch(args),
                              .all = &all,
                              .out = output.stream,
                              .json = rf_eq_c(rf_args_get(args, "format"), "json")};
    bool only_count = rf_args_has(args, "count");
    if (printer.json) {
        print_json(&printer, &blocks, count, !only_count);
    } else if (only_count) {
        fprintf(printer.out, "%llu\n", (unsigned long long)count);
    } else {
        rf_blocks_pairs(&blocks, print_pair, &printer);
        if (!rf_args_has(args, "quiet"))
            fprintf(printer.out, "%llu overlapping pair%s among %zu blocks\n",
                    (unsigned long long)count, count == 1 ? "" : "s", all.total);
    }
    if (!rf_output_close(&output))
        return 2;
    return all.incomplete ? 2 : count != 0;
}

/* The rules of the pack `network` over what the command line gives. */
static int check_networks(const rf_args *args)
{
    if (!rf_args_has(args, "vpc"))
        return rf_usage_error("name the planned network: ringfence cidr check --vpc 10.0.0.0/16 "
                              "--peers peers.json");
    if (args->rest.n != 0)
        return rf_usage_error("'%.*s' is not expected; peers are given with --peers",
                              RF_ARG(args->rest.at[0]));
    return rf_command_check.run(args);
}

static const struct {
    const char *name;
    int (*run)(const rf_args *args);
} verbs[] = {{"check", check_networks}, {"overlaps", overlaps}};

static int cidr(const rf_args *args)
{
    if (!rf_args_check_output(args, formats))
        return 2;
    rf_str names[sizeof verbs / sizeof *verbs];
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        names[i] = rf_str_c(verbs[i].name);
        if (args->rest.n != 0 && rf_eq(args->rest.at[0], names[i])) {
            rf_args inner = *args;
            inner.rest.at++;
            inner.rest.n--;
            return verbs[i].run(&inner);
        }
    }
    if (args->rest.n == 0)
        return rf_usage_error("ringfence cidr check, or ringfence cidr overlaps");
    rf_str near = rf_nearest(args->rest.at[0], names, sizeof verbs / sizeof *verbs);
    return rf_usage_error("unknown command 'cidr %.*s'%s%.*s%s", RF_ARG(args->rest.at[0]),
                          near.n ? "; did you mean '" : "; there are check and overlaps",
                          RF_ARG(near), near.n ? "'?" : "");
}

static const rf_flag flags[] = {
    {"vpc", "CIDR", "check: the planned network"},
    {"peers", "FILE|CIDRS", "check: networks to be connected to (repeatable)"},
    {"profile", "NAME", "check: a vendor's limits"},
    {"param", "NAME=VALUE", "check: a parameter of a rule"},
    {"fail-on", "LEVEL", "check: error (default), warning or info"},
    {"count", NULL, "overlaps: print only the number of pairs"},
    RF_OUTPUT_FLAGS,
    {0},
};

const rf_command rf_command_cidr = {
    .name = "cidr",
    .arguments = "check|overlaps ...",
    .summary = "check a planned network, or list all overlaps of many",
    .details = "check --vpc CIDR --peers FILE   the planned network against those it will join\n"
               "overlaps FILE ...               every overlapping pair; one CIDR a line, with an\n"
               "                                optional label\n"
               "\n"
               "example:\n"
               "  ringfence cidr check --vpc 10.4.0.0/16 --peers 10.0.0.0/13\n",
    .flags = flags,
    .run = cidr,
};

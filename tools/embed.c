/*
 * Turns files into a C table, so that the installed program is one file:
 * embed rules/PACK/NAME.hcl ... > embedded.c
 *
 * Used at build time only.  The examples of a rule stand at its end; how far the text before them
 * goes is noted, because a check does not need them and they are most of the text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *contents(const char *path, long *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (*size = ftell(file)) < 0) {
        perror(path);
        exit(1);
    }
    rewind(file);
    char *text = malloc((size_t)*size + 1);
    if (text == NULL || fread(text, 1, (size_t)*size, file) != (size_t)*size) {
        perror(path);
        exit(1);
    }
    text[*size] = '\0';
    fclose(file);
    return text;
}

static void print_bytes(const char *text, long size)
{
    for (long i = 0; i < size; i++)
        printf("%s%d,", i % 24 == 0 ? "\n" : "", (unsigned char)text[i]);
}

int main(int argc, char **argv)
{
    long *sizes = calloc((size_t)argc, sizeof *sizes),
         *briefs = calloc((size_t)argc, sizeof *briefs);
    if (sizes == NULL || briefs == NULL)
        return 1;
    puts("/* Made by tools/embed.c from rules/; do not edit. */\n#include \"engine/embedded.h\"\n");
    for (int i = 1; i < argc; i++) {
        char *text = contents(argv[i], &sizes[i]);
        const char *examples = strstr(text, "\n  example \"");
        printf("static const unsigned char file_%d[] = {", i);
        print_bytes(text, sizes[i]);
        puts("0};");
        if (examples != NULL) {
            briefs[i] = examples + 1 - text + 2;
            printf("static const unsigned char brief_%d[] = {", i);
            print_bytes(text, briefs[i] - 2);
            puts("'}', '\\n', 0};");
        }
        free(text);
    }
    puts("\nconst rf_embedded_file rf_embedded_files[] = {");
    for (int i = 1; i < argc; i++) {
        const char *name = briefs[i] != 0 ? "brief" : "file";
        printf("    {\"%s\", (const char *)file_%d, %ld, (const char *)%s_%d, %ld},\n", argv[i], i,
               sizes[i], name, i, briefs[i] != 0 ? briefs[i] : sizes[i]);
    }
    printf("    {0, 0, 0, 0, 0},\n};\nconst size_t rf_embedded_count = %d;\n", argc - 1);
    free(sizes);
    free(briefs);
    return fflush(stdout) == 0 ? 0 : 1;
}

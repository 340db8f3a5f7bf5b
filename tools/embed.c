/*
 * Turns files into a C table, so that the installed program is one file:
 * embed rules/PACK/NAME.hcl ... > embedded.c
 *
 * Used at build time only.
 */
#include <stdio.h>
#include <stdlib.h>

static long embed_bytes(const char *path, int number)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    printf("static const unsigned char file_%d[] = {", number);
    long size = 0;
    for (int byte; (byte = getc(file)) != EOF; size++)
        printf("%s%d,", size % 24 == 0 ? "\n" : "", byte);
    printf("0};\n");
    if (ferror(file) || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
    return size;
}

int main(int argc, char **argv)
{
    puts("/* Made by tools/embed.c from rules/; do not edit. */\n#include \"engine/embedded.h\"\n");
    long *sizes = calloc((size_t)argc, sizeof *sizes);
    if (sizes == NULL)
        return 1;
    for (int i = 1; i < argc; i++)
        sizes[i] = embed_bytes(argv[i], i);
    puts("\nconst rf_embedded_file rf_embedded_files[] = {");
    for (int i = 1; i < argc; i++)
        printf("    {\"%s\", (const char *)file_%d, %ld},\n", argv[i], i, sizes[i]);
    printf("    {0, 0, 0},\n};\nconst size_t rf_embedded_count = %d;\n", argc - 1);
    free(sizes);
    return fflush(stdout) == 0 ? 0 : 1;
}

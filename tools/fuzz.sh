#!/bin/sh
# Runs every fuzz target for SECONDS each (default 60); needs clang with libFuzzer.
set -eu
seconds=${FUZZ_SECONDS:-60}
out=${BUILD:-build}-fuzz
mkdir -p "$out"
# shellcheck disable=SC2046
libs=$(${PKG_CONFIG:-pkg-config} --cflags --libs json-c libpcre2-8 libutf8proc)
for target in tests/fuzz/*.c; do
    name=$(basename "$target" .c)
    mkdir -p "$out/$name"
    # shellcheck disable=SC2086
    clang -std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -DRF_VERSION='"fuzz"' -g -O1 -Ianalyzer -Iinclude \
        -fsanitize=fuzzer,address,undefined "$target" \
        analyzer/base/*.c analyzer/text/*.c analyzer/value/*.c analyzer/json/*.c analyzer/hcl/*.c analyzer/network/*.c \
        $libs -lm -o "$out/$name/fuzz"
    "$out/$name/fuzz" -max_total_time="$seconds" -artifact_prefix="$out/$name/" "$out/$name" testdata
done

#!/bin/sh
# Probes the compiler and the libraries; prints make variables.  Used by the Makefile only.
set -eu
CC=${CC:-cc}
PKG_CONFIG=${PKG_CONFIG:-pkg-config}

if ! command -v "$PKG_CONFIG" >/dev/null 2>&1; then
    echo "ringfence needs pkg-config to find its libraries; 'make deps' installs what is missing" >&2
    exit 1
fi
for library; do
    if ! "$PKG_CONFIG" --exists "$library"; then
        echo "the library $library is missing; 'make deps' installs it" >&2
        exit 1
    fi
done
echo "LIB_CFLAGS := $("$PKG_CONFIG" --cflags "$@")"
echo "LIB_LIBS := $("$PKG_CONFIG" --libs "$@")"

# Which of these flags this compiler takes depends on its version and target: ask it.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
echo 'int main(void) { return 0; }' >"$scratch/probe.c"
accepts() {
    "$CC" -Werror "$@" -o "$scratch/probe" "$scratch/probe.c" >/dev/null 2>&1
}
harden=
if [ -z "${SAN:-}" ]; then
    for flag in -D_FORTIFY_SOURCE=3 -D_FORTIFY_SOURCE=2; do
        if accepts -O2 $flag; then harden="$harden -U_FORTIFY_SOURCE $flag"; break; fi
    done
fi
for flag in -fstack-protector-strong -fstack-clash-protection -fstrict-flex-arrays=3 -fPIE; do
    if accepts $flag; then harden="$harden $flag"; fi
done
echo "HARDEN_CFLAGS :=$harden"
link=
for flag in -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack; do
    if accepts -fPIE $flag; then link="$link $flag"; fi
done
echo "HARDEN_LDFLAGS :=$link"

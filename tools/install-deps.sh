#!/bin/sh
# Installs the libraries named as arguments (pkg-config names), and a compiler and pkg-config, with
# the system's package manager.  Says what it will do; does nothing where everything is found.
set -eu
PKG_CONFIG=${PKG_CONFIG:-pkg-config}
CC=${CC:-cc}

missing=
for library; do
    "$PKG_CONFIG" --exists "$library" 2>/dev/null || missing="$missing $library"
done
command -v "$CC" >/dev/null 2>&1 || missing="$missing compiler"
command -v "$PKG_CONFIG" >/dev/null 2>&1 || missing="$missing pkg-config"
[ -n "$missing" ] || exit 0

# The package that holds a library has a name of its own on every system.
package() { # SYSTEM LIBRARY
    case "$1:$2" in
    apt:json-c) echo libjson-c-dev ;;
    apt:libpcre2-8) echo libpcre2-dev ;;
    apt:libutf8proc) echo libutf8proc-dev ;;
    apt:compiler) echo gcc libc6-dev ;;
    dnf:json-c) echo json-c-devel ;;
    dnf:libpcre2-8) echo pcre2-devel ;;
    dnf:libutf8proc) echo utf8proc-devel ;;
    dnf:check) echo check-devel ;;
    dnf:compiler) echo gcc ;;
    dnf:pkg-config) echo pkgconf-pkg-config ;;
    apk:json-c) echo json-c-dev ;;
    apk:libpcre2-8) echo pcre2-dev ;;
    apk:libutf8proc) echo utf8proc-dev ;;
    apk:check) echo check-dev ;;
    apk:compiler) echo gcc musl-dev ;;
    apk:pkg-config) echo pkgconf ;;
    brew:libpcre2-8) echo pcre2 ;;
    brew:libutf8proc) echo utf8proc ;;
    brew:compiler) echo gcc ;;
    brew:pkg-config) echo pkgconf ;;
    *) echo "$2" ;;
    esac
}

as_root=
if [ "$(id -u)" != 0 ] && command -v sudo >/dev/null 2>&1; then as_root=sudo; fi
for system in apt-get dnf apk brew; do
    command -v "$system" >/dev/null 2>&1 || continue
    packages=
    for item in $missing; do packages="$packages $(package "${system%-get}" "$item")"; done
    echo "make deps: installing with $system:$packages"
    # The names are words of this script: they must be split.
    # shellcheck disable=SC2086
    case $system in
    apt-get)
        $as_root apt-get update -q
        exec $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages
        ;;
    dnf) exec $as_root dnf install -y $packages ;;
    apk) exec $as_root apk add $packages ;;
    brew) exec brew install $packages ;;
    esac
done
echo "make deps: missing:$missing, and none of apt-get, dnf, apk, brew is here; please install them" >&2
exit 1

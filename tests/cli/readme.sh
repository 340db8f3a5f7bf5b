#!/bin/sh
# The commands in README.md's console blocks print what README.md says they print.
set -u
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
awk -v dir="$scratch" '
    /^```console$/ { inside = 1; next }
    /^```$/ { inside = 0 }
    inside && /^\$ / { n++; print substr($0, 3) >(dir "/" n ".cmd"); printf "" >(dir "/" n ".expect"); next }
    inside { print >(dir "/" n ".expect") }
' README.md
ringfence=$(cd "$(dirname "$BUILD/ringfence")" && pwd)/ringfence
for cmd in "$scratch"/*.cmd; do
    name=${cmd%.cmd}
    sed "s#^ringfence#$ringfence#" "$cmd" >"$name.sh"
    sh "$name.sh" >"$name.out" 2>&1
    if cmp -s "$name.out" "$name.expect"; then
        echo "ok README: $(cat "$cmd")"
    else
        echo "not ok README: $(cat "$cmd")"
        diff "$name.expect" "$name.out"
    fi
done

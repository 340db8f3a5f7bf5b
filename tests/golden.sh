#!/bin/sh
# Runs the command-line cases; see what lies in a folder testdata/golden/<case>/:
#
#   cmd         one line: the arguments of ringfence, as sh reads them; `< stdin` and pipes work
#   expect      its standard output
#   expect.err  its standard error; without this file there must be none
#   status      its exit status; without this file 0
#   ...         the files it works on: the folder is its working directory
#
# Times ("; 3 ms") are compared as "; N ms".
#
#   sh tests/golden.sh [--regen] [CASE...]     all cases, or these
#
# --regen rewrites what is expected; read the difference.  BUILD names the build folder, RINGFENCE
# the program.
set -u
cd "$(dirname "$0")/.." || exit 2
RINGFENCE=${RINGFENCE:-${BUILD:-build}/ringfence}
case $RINGFENCE in
/*) ;;
*) RINGFENCE=$(pwd)/$RINGFENCE ;;
esac
export RINGFENCE

# The same output on every machine.
unset NO_COLOR COLUMNS GITHUB_ACTIONS
LC_ALL=C
export LC_ALL

regen=
if [ "${1:-}" = --regen ]; then
    regen=yes
    shift
fi
if [ ! -x "$RINGFENCE" ]; then
    echo "golden: there is no program $RINGFENCE; run make first" >&2
    echo "golden: 0 passed, 1 failed"
    exit 1
fi
limit=
if command -v timeout >/dev/null 2>&1; then
    limit='timeout 120' # a hang is a failure, not a build that never ends
fi

golden=testdata/golden
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
passed=0
failed=0
rewritten=0

normalised() {
    sed 's/; [0-9][0-9]* ms/; N ms/g' "$1"
}

# Leaves what the case does in $scratch/expect, expect.err and status.
run_case() {
    args=$(cat "$1/cmd")
    (cd "$1" && exec $limit sh -c "\"\$RINGFENCE\" $args") \
        >"$scratch/out" 2>"$scratch/err" </dev/null
    echo $? >"$scratch/status"
    normalised "$scratch/out" >"$scratch/expect"
    normalised "$scratch/err" >"$scratch/expect.err"
}

# compare CASE FILE FALLBACK: prints the difference of one file, of which FALLBACK is expected when
# the case has none.
compare() {
    wanted=$golden/$1/$2
    if [ ! -f "$wanted" ]; then
        wanted=$3
    fi
    if cmp -s "$wanted" "$scratch/$2"; then
        return 0
    fi
    echo "FAIL $1: $2 differs"
    diff -u "$wanted" "$scratch/$2"
    return 1
}

check_case() {
    if [ ! -f "$golden/$1/expect" ]; then
        echo "FAIL $1: no file expect; write it with make regen"
        return 1
    fi
    good=0
    compare "$1" status "$scratch/zero" || good=1
    compare "$1" expect /dev/null || good=1
    compare "$1" expect.err /dev/null || good=1
    return $good
}

# rewrite CASE FILE FALLBACK: a file that says what its absence would is removed.
rewrite() {
    if [ -n "$3" ] && cmp -s "$3" "$scratch/$2"; then
        rm -f "$golden/$1/$2"
    else
        cp "$scratch/$2" "$golden/$1/$2"
    fi
}

echo 0 >"$scratch/zero"
if [ $# -eq 0 ]; then
    for folder in "$golden"/*/; do
        if [ -d "$folder" ]; then
            set -- "$@" "$(basename "$folder")"
        fi
    done
fi
for name; do
    if [ ! -f "$golden/$name/cmd" ]; then
        echo "FAIL $name: no file cmd"
        failed=$((failed + 1))
        continue
    fi
    run_case "$golden/$name"
    if [ -z "$regen" ]; then
        if check_case "$name"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
        fi
        continue
    fi
    if ! check_case "$name" >/dev/null; then
        echo "rewritten: $name"
        rewritten=$((rewritten + 1))
    fi
    rewrite "$name" expect ''
    rewrite "$name" expect.err /dev/null
    rewrite "$name" status "$scratch/zero"
    passed=$((passed + 1))
done
if [ -n "$regen" ]; then
    echo "golden: $rewritten rewritten"
fi
echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ]

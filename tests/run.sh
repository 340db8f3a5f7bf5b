#!/bin/sh
# Runs every test and goes on after failures: the Check suites given as arguments, the cases of
# tests/golden.sh, and the shell tests tests/cli/*.sh (which print "ok NAME" or "not ok NAME", a
# line each).  The last line is "N passed, M failed"; the exit status is 1 when any failed.
#
#   BUILD=build sh tests/run.sh build/tests/*
#
# BUILD names the build folder; SAN=1 says that it was built with sanitizers.
set -u
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}
RINGFENCE=${RINGFENCE:-$BUILD/ringfence}
case $RINGFENCE in
/*) ;;
*) RINGFENCE=$(pwd)/$RINGFENCE ;;
esac
export BUILD RINGFENCE

scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
passed=0
failed=0

# The leak check needs ptrace, which a debugger or a container may keep to itself; then it would
# fail every test.  Everything else of the sanitizers stays on.
if [ -n "${SAN:-}" ]; then
    UBSAN_OPTIONS=print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}
    export UBSAN_OPTIONS
    probe=$RINGFENCE
    if [ $# -gt 0 ]; then
        probe=$1
    fi
    if CK_RUN_CASE=none "$probe" 2>&1 </dev/null |
        grep -q 'LeakSanitizer has encountered a fatal error'; then
        echo "note: leaks cannot be looked for here (no ptrace)"
        ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
        export ASAN_OPTIONS
    fi
fi

# count OUTPUT STATUS NAME PASSED FAILED: adds to the sums.  A program that failed without saying
# which test did (it crashed, or a sanitizer stopped it at its end) counts as one failure.
count() {
    cat "$1"
    if [ "$5" -eq 0 ] && { [ "$2" -ne 0 ] || [ "$4" -eq 0 ]; }; then
        echo "FAIL $3: status $2, $4 tests counted"
        failed=$((failed + 1))
    fi
    passed=$((passed + $4))
    failed=$((failed + $5))
}

# Check ends with lines like "96%: Checks: 29, Failures: 1, Errors: 0".
checks_passed() {
    sed -n 's/^[0-9]*%: Checks: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\).*/\1 \2 \3/p' \
        "$1" | awk '{ n += $1 - $2 - $3 } END { print n + 0 }'
}

checks_failed() {
    sed -n 's/^[0-9]*%: Checks: [0-9]*, Failures: \([0-9]*\), Errors: \([0-9]*\).*/\1 \2/p' \
        "$1" | awk '{ n += $1 + $2 } END { print n + 0 }'
}

for suite; do
    "$suite" >"$scratch/out" 2>&1 </dev/null
    status=$?
    count "$scratch/out" "$status" "$suite" "$(checks_passed "$scratch/out")" \
        "$(checks_failed "$scratch/out")"
done

if [ -d testdata/golden ]; then
    sh tests/golden.sh >"$scratch/out" 2>&1
    status=$?
    sums=$(sed -n 's/^golden: \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$scratch/out")
    sums=${sums:-0 0}
    count "$scratch/out" "$status" tests/golden.sh "${sums% *}" "${sums#* }"
fi

for script in tests/cli/*.sh; do
    if [ ! -f "$script" ]; then
        continue
    fi
    echo "Running $script"
    sh "$script" >"$scratch/out" 2>&1 </dev/null
    status=$?
    count "$scratch/out" "$status" "$script" "$(grep -c '^ok ' "$scratch/out")" \
        "$(grep -c '^not ok ' "$scratch/out")"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

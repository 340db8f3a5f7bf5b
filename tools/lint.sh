#!/bin/sh
# What a reviewer should not have to look for.  Tools that are not there are named and left out.
set -u
status=0
fail() {
    printf '%s\n' "$*"
    status=1
}

# A room includes headers of rooms before it in the house, of no other.
rooms='base text value json hcl network eval terraform reference iam access input checks engine report api cli'
seen=
for room in $rooms; do
    seen="$seen $room"
    allowed=$(printf '%s' "$seen" | sed 's/^ //; s/ /|/g')
    wrong=$(grep -HnE '^#include "[a-z]+/' analyzer/"$room"/*.[ch] | grep -vE "#include \"($allowed)/")
    [ -z "$wrong" ] || fail "$room includes from a room behind it:
$wrong"
done
for folder in analyzer/*/; do
    room=$(basename "$folder")
    case " $rooms " in *" $room "*) ;; *) fail "analyzer/$room is no room of the house" ;; esac
done

# Only the command line prints, and only main() ends the process.
wrong=$(grep -nE '\b(printf|puts|fputs|putchar|exit|_exit)\(' analyzer/[!c]*/*.c analyzer/checks/*.c | grep -vE 'snprintf|vsnprintf|__attribute__')
[ -z "$wrong" ] || fail "prints or exits outside of cli/:
$wrong"

# The shape of files.
for file in analyzer/*/*.[ch] include/*.h tests/*.[ch] tools/*.c tools/*/*.[ch]; do
    lines=$(wc -l <"$file")
    [ "$lines" -le 700 ] || fail "$file has $lines lines; split it by meaning"
done
wrong=$(grep -nP '\t|[ \t]+$|^.{101,}' analyzer/*/*.[ch] include/*.h tests/*.[ch] tools/*.c tools/*/*.[ch])
[ -z "$wrong" ] || fail "tabs, blanks at the end, or over 100 columns:
$wrong"
wrong=$(grep -nE 'TODO|FIXME|XXX' analyzer/*/*.[ch] include/*.h | grep -v '"')
[ -z "$wrong" ] || fail "left open:
$wrong"

if command -v cppcheck >/dev/null 2>&1; then
    cppcheck --quiet --std=c11 --enable=warning,portability --inline-suppr --error-exitcode=1 \
        --suppress=missingIncludeSystem --suppress=unknownMacro -j 2 -Ianalyzer -Iinclude analyzer || status=1
else
    echo 'cppcheck is not installed: left out'
fi
if command -v clang-tidy >/dev/null 2>&1; then
    flags="-std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -DRF_VERSION=\"0\" -Ianalyzer -Iinclude ${LIB_CFLAGS:-}"
    # shellcheck disable=SC2016
    found=$(find analyzer -name '*.c' -print0 | sort -z |
        FLAGS=$flags xargs -0 -P 2 -n 6 sh -c 'clang-tidy --quiet "$@" -- $FLAGS 2>/dev/null' tidy)
    [ -z "$found" ] || fail "$found"
else
    echo 'clang-tidy is not installed: left out'
fi
if command -v shellcheck >/dev/null 2>&1; then
    shellcheck -x -s sh -e SC2034 tools/*.sh tools/update-reference tests/*.sh tests/cli/*.sh || status=1
    shellcheck .ci/run || status=1
fi
[ $status -eq 0 ] && echo 'lint: clean'
exit $status

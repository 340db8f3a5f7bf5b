#!/bin/sh
# version: of the program and of its reference, and when that is old.
set -u
. tests/cli/support.inc

run version
expect 'version' 0 'ringfence '
sed -n 1p "$scratch/out" | grep -q '^ringfence [0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*$'
report 'the first line is the program' $?
sed -n 2p "$scratch/out" | grep -q '^reference .*, of 20[0-9][0-9]-[01][0-9]-[0-3][0-9]$'
report 'the second its reference, with a date' $?
cp "$scratch/out" "$scratch/version"
run --version
cmp -s "$scratch/out" "$scratch/version"
report '--version is the same' $?
run version --format json
expect 'as JSON' 0 '"source": '
run version now
expect 'an argument too many' 2 "'now' is not expected"
run version --format xml
expect 'unknown format' 2 "unknown format 'xml'"

mkdir "$scratch/own"
echo '{"source": "by hand", "date": "2019-02-03", "rcp": [], "global": {}}' >"$scratch/own/index.json"
echo '{"service": "tea", "actions": {"Brew": {"level": "Write"}}}' >"$scratch/own/tea.json"
run version --reference "$scratch/own"
expect 'an old reference is no failure' 0 'reference by hand, of 2019-02-03'
grep -q '^info: .*tools/update-reference' "$scratch/out"
report 'but said to be one, and how to get another' $?
run version --reference "$scratch/own" --format json
expect 'in JSON too' 0 '"old": true'
sed 's/2019-02-03/2999-01-01/' "$scratch/own/index.json" >"$scratch/index" && mv "$scratch/index" "$scratch/own/index.json"
run version --reference "$scratch/own"
! grep -q '^info: ' "$scratch/out"
report 'a new one is not old' $?
run version --reference "$scratch/nowhere"
expect 'one that is not there' 2 'cannot be read'

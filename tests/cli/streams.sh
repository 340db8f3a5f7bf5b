#!/bin/sh
# Standard streams, colours and --output: closed, full, not a file, half written.
set -u
. tests/cli/support.inc

policy=testdata/aiven/policy-v4.json
escape=$(printf '\033')

# --- colours ---
run check --color always testdata/zilliz
grep -q "$escape" "$scratch/out"
report '--color always has colours' $?
run check testdata/zilliz
! grep -q "$escape" "$scratch/out"
report 'a pipe has none' $?
NO_COLOR=1 "$ringfence" check --color always testdata/zilliz 2>&1 | grep -q "$escape"
report '--color always wins over NO_COLOR' $?
if command -v script >/dev/null 2>&1 && script -qec true /dev/null >/dev/null 2>&1; then
    script -qec "'$ringfence' check testdata/zilliz" /dev/null </dev/null 2>/dev/null | grep -q "$escape"
    report 'a terminal has colours' $?
    ! NO_COLOR=1 script -qec "'$ringfence' check testdata/zilliz" /dev/null </dev/null 2>/dev/null |
        grep -q "$escape"
    report 'NO_COLOR has none' $?
    NO_COLOR='' script -qec "'$ringfence' check testdata/zilliz" /dev/null </dev/null 2>/dev/null |
        grep -q "$escape"
    report 'an empty NO_COLOR is none' $?
else
    echo 'ok colours of a terminal # skip: no script(1)'
fi

# --- standard input ---
"$ringfence" check - <"$policy" >"$scratch/out" 2>&1
report 'check - reads standard input' $?
grep -q '1 policy' "$scratch/out"
report 'and knows what it is' $?
"$ringfence" simulate --policy - --action ec2:DescribeVpcs <"$policy" >/dev/null 2>&1
report 'simulate --policy - reads it' $?
printf '10.0.0.0/8\n10.0.0.0/9\n' | "$ringfence" cidr overlaps --count - 2>&1 | grep -qx 1
report 'cidr overlaps - reads it' $?
"$ringfence" check - <&- >"$scratch/out" 2>"$scratch/err"
status=$?
expect 'closed standard input is 2' 2 'cannot be read'
"$ringfence" check "$policy" - <&- >"$scratch/out" 2>"$scratch/err"
status=$?
expect 'and does not come to mean the file before' 2 '- cannot be read'
"$ringfence" simulate --requests - <&- >"$scratch/out" 2>"$scratch/err"
status=$?
expect 'closed standard input of simulate is 2' 2 'cannot be read'
"$ringfence" check - <testdata >"$scratch/out" 2>"$scratch/err"
status=$?
expect 'a folder as standard input is 2' 2 'is a folder'

# --- standard output ---
for words in "check testdata/zilliz" "check --format json $policy" "rules" "rules --format json" \
    "rules --test" "explain network/peer-overlap" "version" "--help" "check --help" \
    "cidr overlaps testdata/network/list.txt" "cidr overlaps --count testdata/network/list.txt" \
    "cidr overlaps --format json testdata/network/list.txt" \
    "simulate --policy $policy --action ec2:DescribeVpcs" \
    "simulate --requests testdata/iam/probes.jsonl"; do
    # shellcheck disable=SC2086
    $limit "$ringfence" $words >&- 2>"$scratch/err"
    status=$?
    : >"$scratch/out"
    expect "closed standard output is 2: $words" 2 'cannot write'
    if [ -c /dev/full ]; then
        # shellcheck disable=SC2086
        $limit "$ringfence" $words >/dev/full 2>"$scratch/err"
        status=$?
        expect "full standard output is 2: $words" 2 'cannot write'
        report "told once: $words" "$(($(grep -c 'cannot write' "$scratch/err") - 1))"
    fi
done
"$ringfence" check testdata/zilliz 2>&- >/dev/null
[ $? -eq 1 ]
report 'closed standard error changes nothing' $?
"$ringfence" check "$scratch/nowhere" 2>&- >/dev/null
[ $? -eq 2 ]
report 'not even with an error to tell' $?

# --- --output ---
run check --format json testdata/zilliz
cp "$scratch/out" "$scratch/expected"
mkdir "$scratch/there"
run check --format json --output "$scratch/there/report" testdata/zilliz
expect '--output keeps the status' 1
cmp -s "$scratch/there/report" "$scratch/expected"
report '--output writes the report' $?
[ ! -s "$scratch/out" ]
report 'and nothing else' $?
[ "$(ls "$scratch/there")" = report ]
report 'and leaves nothing beside it' $?
echo old >"$scratch/there/report"
ln "$scratch/there/report" "$scratch/reader" # who has the old one open
run check --format json --output "$scratch/there/report" testdata/zilliz
[ "$(cat "$scratch/reader")" = old ]
report 'an old report stays whole for who reads it' $?
ln -s report "$scratch/there/link"
run check --format json --output "$scratch/there/link" testdata/zilliz
[ -h "$scratch/there/link" ] && cmp -s "$scratch/there/report" "$scratch/expected"
report 'a link stays a link' $?
run check --output "$scratch/no/such/folder" testdata/zilliz
expect 'a folder that is not there is 2' 2 'cannot write'
run check --output "$scratch/there" testdata/zilliz
expect 'a folder is no file' 2 'cannot write'
run check --output /dev/null testdata/zilliz
expect '/dev/null takes it' 1
[ -c /dev/null ]
report 'and stays a device' $?
if [ -c /dev/full ]; then
    run check --output /dev/full testdata/zilliz
    expect 'a full device is 2' 2 'cannot write /dev/full'
fi
run cidr overlaps testdata/network/list.txt
cp "$scratch/out" "$scratch/expected"
run cidr overlaps testdata/network/list.txt --output "$scratch/there/pairs"
cmp -s "$scratch/there/pairs" "$scratch/expected"
report 'cidr overlaps --output' $?
run simulate --requests testdata/iam/probes.jsonl --output "$scratch/there/answers"
[ ! -s "$scratch/out" ] && [ "$(wc -l <"$scratch/there/answers")" -eq "$(wc -l <testdata/iam/probes.jsonl)" ]
report 'simulate --requests --output' $?
run rules --output "$scratch/there/rules"
grep -q network/peer-overlap "$scratch/there/rules"
report 'rules --output' $?

# --- what a terminal would act on ---
bad=$(printf 'a\033[31mb\nringfence: all is well')
run check "$bad"
[ "$(wc -l <"$scratch/err")" -eq 1 ] && ! grep -q "$escape" "$scratch/err"
report 'a path cannot colour or forge a message' $?
printf '10.0.0.0/8 x\033[2J\n10.0.0.0/9\n' >"$scratch/labels"
run cidr overlaps "$scratch/labels"
! grep -q "$escape" "$scratch/out"
report 'nor can a label' $?
long=$(awk 'BEGIN { for (i = 0; i < 5000; i++) printf "long" }')
run check "$scratch/$long"
expect 'a name of 20,000 characters is told in full' 2 'longlong'
[ "$(wc -c <"$scratch/err")" -gt 20000 ]
report 'really in full' $?

#!/bin/sh
# Whatever it is given, the program ends in time with 0, 1 or 2: never with a signal, never with 3.
#
# RINGFENCE_TEST_LONG=1 also gives it files of 100 MB.
set -u
. tests/cli/support.inc

# ends NAME ARGUMENTS...: the exit status is one of the documented ones.
ends() {
    said=$1
    shift
    run "$@"
    [ "$status" -le 2 ]
    wrong=$?
    report "$said" $wrong
    if [ $wrong -ne 0 ]; then
        echo "# status $status: $*"
    fi
}

# some_end NAME: reads lines of arguments and runs them all; one line of the result.
some_end() {
    wrong=0
    while IFS= read -r words; do
        # shellcheck disable=SC2086
        run $words
        if [ "$status" -gt 2 ]; then
            echo "# status $status: $words"
            wrong=1
        fi
    done
    report "$1" $wrong
}

# --- paths ---
mkdir "$scratch/folder.json" "$scratch/tree"
mkfifo "$scratch/fifo.json"
ln -s nowhere "$scratch/dangling.json"
ln -s loop.json "$scratch/loop.json"
ln -s .. "$scratch/tree/up"
: >"$scratch/empty.json"
: >"$scratch/empty.tfvars"
for path in folder.json fifo.json dangling.json loop.json empty.json empty.tfvars; do
    ends "check $path" check "$scratch/$path"
    ends "peers $path" check --vpc 10.0.0.0/16 --peers "$scratch/$path"
    ends "var-file $path" check "$scratch/empty.tfvars" --var-file "$scratch/$path"
    ends "rules $path" check "$scratch/empty.tfvars" --rules "$scratch/$path"
    ends "simulate $path" simulate --policy "$scratch/$path" --action s3:GetObject
    ends "cidr $path" cidr overlaps "$scratch/$path"
done
run check "$scratch/fifo.json"
expect 'a FIFO is not waited for' 2 'is a FIFO'
run check "$scratch/tree"
expect 'a link upward is not followed' 0
run check "$scratch/dangling.json"
expect 'a dangling link is not there' 2 'is not there'
if [ "$(id -u)" -ne 0 ]; then
    echo '{}' >"$scratch/secret.json"
    chmod 0 "$scratch/secret.json"
    run check "$scratch/secret.json"
    expect 'a file without permission is 2' 2 'cannot be read'
    mkdir "$scratch/closed"
    chmod 0 "$scratch/closed"
    run check "$scratch/closed"
    expect 'a folder without permission is 2' 2
    chmod 700 "$scratch/closed"
else
    echo 'ok no permission # skip: root has all'
fi
ends 'a device' check /dev/zero
ends 'a folder of the system' check /proc/self/fd
long=$(awk 'BEGIN { for (i = 0; i < 10000; i++) printf "n" }')
for flag in --peers --var-file --var --vpc --profile --kind --rules --enable --disable --severity --param \
    --fail-on --format --color --output "--$long"; do
    ends "10,000 characters for $(printf '%.12s' "$flag")" check "$flag" "$long"
done
ends '10,000 characters as a command' "$long"
ends '10,000 characters as a rule' explain "$long"
ends '10,000 characters as a context' simulate --policy testdata/aiven/policy-v4.json --action "$long" \
    --resource "$long" --context "$long=$long" --principal "$long"

# --- files cut and changed (tests/hostile.c has all of it; here through the program) ---
for file in testdata/aiven/policy-v4.json testdata/aiven/prod.tfvars testdata/aiven/peers.json \
    testdata/zilliz/outputs.json; do
    size=$(wc -c <"$file")
    cut=$scratch/cut.${file##*.}
    at=1
    wrong=0
    while [ $at -lt "$size" ]; do
        head -c $at "$file" >"$cut"
        run check "$cut"
        [ "$status" -le 2 ] || wrong=1
        at=$((at + size / 12 + 1))
    done
    report "cut: $file" $wrong
    seed=1
    wrong=0
    while [ $seed -le 12 ]; do
        awk -v seed=$seed 'BEGIN { srand(seed) } {
            if (rand() < 0.1) next
            if (rand() < 0.1) print
            if (rand() < 0.2) { n = 1 + int(rand() * length($0)); $0 = substr($0, 1, n) "\"{[$%" substr($0, n + 2) }
            print }' "$file" >"$cut"
        run check "$cut"
        [ "$status" -le 2 ] || wrong=1
        seed=$((seed + 1))
    done
    report "changed: $file" $wrong
done
for kind in json tfvars tf tfvars.json; do
    awk 'BEGIN { srand(7); for (i = 0; i < 20000; i++) printf "%c", int(rand() * 256) }' >"$scratch/random.$kind"
    ends "random bytes as $kind" check "$scratch/random.$kind"
    printf '\377\376{\000}\000' >"$scratch/utf16.$kind"
    ends "UTF-16 as $kind" check "$scratch/utf16.$kind"
done
some_end 'random bytes everywhere else' <<LINES
check --vpc 10.0.0.0/16 --peers $scratch/random.json
check --rules $scratch/random.tf $scratch/empty.tfvars
check --var-file $scratch/random.tfvars $scratch/empty.tfvars
simulate --policy $scratch/random.json --action s3:GetObject
simulate --requests $scratch/random.json
cidr overlaps $scratch/random.json
rules --rules $scratch/random.tf
LINES

# --- deep and long ---
repeat() { # repeat TEXT COUNT
    awk -v text="$1" -v count="$2" 'BEGIN { for (i = 0; i < count; i++) printf "%s", text }'
}
{ repeat '[' 10000; repeat ']' 10000; } >"$scratch/deep.json"
{ printf 'a = '; repeat '(' 10000; printf 1; repeat ')' 10000; echo; } >"$scratch/deep.tfvars"
{ repeat 'a {
' 10000; repeat '}
' 10000; } >"$scratch/deep.tf"
# shellcheck disable=SC2016
{ printf 'a = '; repeat '"${' 10000; printf 1; repeat '}"' 10000; echo; } >"$scratch/templates.tfvars"
for file in deep.json deep.tfvars deep.tf templates.tfvars; do
    run check "$scratch/$file"
    expect "10,000 levels: $file" 2
    ends "as rules: $file" check --rules "$scratch/$file" "$scratch/empty.tfvars"
done
ends 'as a request' simulate --requests "$scratch/deep.json"
ends 'as an argument' check "$scratch/empty.tfvars" --var "a=$(repeat '[' 10000)"

if [ "${RINGFENCE_TEST_LONG:-}" = 1 ]; then
    size=$((100 * 1024 * 1024))
    # shellcheck disable=SC3045 # where a shell has it
    ulimit -v $((4 * 1024 * 1024)) 2>/dev/null || echo '# memory cannot be limited here'
    # large NAME BEFORE PIECE AFTER: a file of 100 MB, checked
    large() {
        { printf '%s' "$2"; yes "$3" | tr -d '\n' | head -c $size; printf '%s' "$4"; } >"$scratch/$1"
        ends "100 MB: $1 of '$3'" check "$scratch/$1"
        rm -f "$scratch/$1"
    }
    for kind in json tfvars; do
        for piece in ' ' '[' '{' '"' 'a' '#' "\\"; do
            large "large.$kind" '' "$piece" ''
        done
    done
    large string.json '"' a '"'
    large string.tfvars 'a = "' a '"'
    large escapes.tfvars 'a = "' '\n' '"'
    large list.json '[' '1,' '1]'
    large line.tfvars 'a = [' '1,' ']'
    large policy.json '{"Version":"2012-10-17","Statement":[' \
        '{"Effect":"Allow","Action":"s3:*","Resource":"*"},' '{}]}'
    large pattern.json '{"Statement":{"Effect":"Allow","Action":"*","Resource":"' '*a' '"}}'
    large cidrs.json '[' '"10.0.0.0/8",' '"10.0.0.0/8"]'
    large labels.tf '' 'a ' ''
    awk -v n=$((size / 18)) 'BEGIN { for (i = 0; i < n; i++) printf "name_%d = \"v\"\n", i }' >"$scratch/many.tfvars"
    ends '100 MB of attributes' check "$scratch/many.tfvars"
    ends 'as --var-file' check "$scratch/empty.tfvars" --var-file "$scratch/many.tfvars"
    ends 'as rules' check "$scratch/empty.tfvars" --rules "$scratch/many.tfvars"
    yes 'a {
}' | head -c $size >"$scratch/blocks.tf"
    ends '100 MB of blocks' check "$scratch/blocks.tf"
fi

#!/bin/sh
# How long the whole program takes, as ratios within one run: the machine's own speed cancels out.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
runs=${RUNS:-25}

# Median of whole-process times in microseconds, of commands run in turn.
now() { date +%s%N; }
time_one() { # FILE COMMAND...
    file=$1
    shift
    start=$(now)
    "$@" >/dev/null 2>&1 || :
    echo $((($(now) - start) / 1000)) >>"$file"
}
median() { sort -n "$1" | sed -n "$((($(wc -l <"$1") + 1) / 2))p"; }
pair() { # NAME OTHER-NAME -- COMMAND... -- OTHER...
    name=$1 other=$2
    shift 3
    ours=
    while [ "$1" != -- ]; do
        ours="$ours '$1'"
        shift
    done
    shift
    rm -f "$scratch/a" "$scratch/b"
    i=0
    while [ $i -lt "$runs" ]; do
        eval "time_one '$scratch/a' $ours"
        time_one "$scratch/b" "$@"
        i=$((i + 1))
    done
    a=$(median "$scratch/a") b=$(median "$scratch/b")
    printf '%-46s %8d us   %-34s %8d us   ratio %s\n' "$name" "$a" "$other" "$b" \
        "$(awk "BEGIN { printf \"%.3f\", $a / $b }")"
}

# The whole of one check: the largest Aiven policy with a variable file and peers.
python=$(command -v python3 || echo /bin/true)
pair 'check, largest Aiven policy, variables, peers' "python3 -c 'import json'" -- \
    "$RINGFENCE" check testdata/aiven/policy-v1.json testdata/aiven/prod.tfvars --peers testdata/aiven/peers.json -- \
    "$python" -c 'import json'
pair 'one decision' "python3 -c 'import json'" -- \
    "$RINGFENCE" simulate --policy testdata/aiven/policy-v4.json --action ec2:CreateVpc --resource '*' -- \
    "$python" -c 'import json'
pair 'version (start of the process)' 'true' -- "$RINGFENCE" version -- /bin/true

# What one policy allows that another does not: the largest Aiven policies, 100 statements of 20
# actions each, and texts that are made to be hard; against reading the same two policies.
here=$(dirname "$0")
versus() { # NAME A B
    pair "diff, $1" 'check of both without rules' -- "$RINGFENCE" diff --quiet "$2" "$3" -- \
        "$RINGFENCE" check --quiet --disable '*' "$2" "$3"
}
versus 'Aiven, version 1 and 4' testdata/aiven/policy-v1.json testdata/aiven/policy-v4.json
for shape in conditions mixed denies shuffled stars-ten stars-chains stars-hard values; do
    sh "$here/bench/policies.sh" "$shape" "$scratch"
    versus "$shape" "$scratch/$shape-a.json" "$scratch/$shape-b.json"
done

# Many networks: text to the number of overlapping pairs, against sorting the same text.
awk 'BEGIN { srand(7); for (i = 0; i < 1000000; i++) printf "%d.%d.%d.0/%d\n", 1 + rand() * 222, rand() * 256, rand() * 256, 20 + rand() * 5 }' >"$scratch/networks"
runs=5
pair 'cidr overlaps --count, 1,000,000 lines' 'sort of the same lines' -- \
    "$RINGFENCE" cidr overlaps --count "$scratch/networks" -- env LC_ALL=C sort "$scratch/networks"

# Requests as JSON lines.
policy=$(tr -d '\n' <testdata/aiven/policy-v4.json)
awk -v policy="$policy" 'BEGIN { for (i = 0; i < 100000; i++) printf "{\"id\":\"%d\",\"request\":{\"action\":\"ec2:CreateVpc\",\"resource\":\"arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-%d\",\"context\":{\"aws:RequestTag/Name\":\"cce-%d\"}}}\n", i, i, i }' >"$scratch/requests"
pair 'simulate, 100,000 JSON lines' 'cat of the same lines, through wc' -- \
    "$RINGFENCE" simulate --policy testdata/aiven/policy-v4.json --requests "$scratch/requests" -- wc "$scratch/requests"

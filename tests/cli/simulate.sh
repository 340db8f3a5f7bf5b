#!/bin/sh
# simulate --requests: one answer a line, in order, each before the next is asked.
set -u
. tests/cli/support.inc

probes=testdata/iam/probes.jsonl
run simulate --requests "$probes"
lines=$(wc -l <"$probes")
[ "$(wc -l <"$scratch/out")" -eq "$lines" ]
report "$lines probes, $lines answers" $?
sed -n 's/.*"id": *"\([^"]*\)".*/\1/p' "$probes" >"$scratch/asked"
sed -n 's/^{"id":"\([^"]*\)",.*/\1/p' "$scratch/out" >"$scratch/answered"
cmp -s "$scratch/asked" "$scratch/answered"
report 'ids are echoed in order' $?
"$ringfence" simulate --requests - <"$probes" 2>&1 | cmp -s - "$scratch/out"
report 'standard input gives the same' $?

allow='{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}'
ask='"request":{"action":"s3:GetObject","resource":"arn:aws:s3:::b/k"}'

# A wrong line has an error and an id, and the next line its answer.
{
    printf '{"id":"1","policies":[%s],%s}\n' "$allow" "$ask"
    printf '{"id":"2","policies":[%s]}\n' "$allow"
    printf 'nonsense\n\n'
    printf '{"id":3,"policies":[%s],"request":{"action":5}}\n' "$allow"
    printf '[]\n"x"\n1\n'
    printf '{"id":"4","policies":[{}],"scps":[],%s}\n' "$ask"
    printf '{"id":"5","policies":{},%s}\n' "$ask"
    printf '{"id":{"a":[1]},"policies":[],%s}\n' "$ask"
    printf '{"id":"7","policies":[%s],%s}' "$allow" "$ask"
} >"$scratch/requests"
run simulate --requests "$scratch/requests"
expect 'an error in a line is 2' 2
[ "$(wc -l <"$scratch/out")" -eq 11 ]
report 'but every line has an answer' $?
head -n 1 "$scratch/out" | grep -q '^{"id":"1","decision":"Allowed"'
report 'the first' $?
tail -n 1 "$scratch/out" | grep -q '^{"id":"7","decision":"Allowed"'
report 'the last, without an end of line' $?
grep -q '^{"id":"2","error":' "$scratch/out"
report 'an error with its id' $?
grep -q '^{"id":3,"error":' "$scratch/out"
report 'a number as id stays one' $?
grep -q '^{"id":{"a":\[1\]},"decision":"ImplicitlyDenied"' "$scratch/out"
report 'anything may be an id' $?
grep -q '^{"id":"4","error":".*scps' "$scratch/out"
report 'what is not decided is an error, not left out' $?

# Policies of the command line, asked again and again; one that AWS refuses says why each time.
echo '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Acton":"s3:*","Resource":"*"}]}' >"$scratch/refused.json"
i=0
while [ $i -lt 200 ]; do
    printf '{"id":%d,%s}\n' $i "$ask"
    i=$((i + 1))
done >"$scratch/many"
run simulate --policy "$scratch/refused.json" --requests "$scratch/many"
expect 'a refused policy decides nothing' 0 'AWS refuses this policy'
[ "$(sed 's/"id":[0-9]*,//' "$scratch/out" | sort -u | wc -l)" -eq 1 ]
report 'and says the same each time' $?

# A line over the limit is an error, and the next one is answered.
awk 'BEGIN { for (i = 0; i < 17 * 1024; i++) printf "%1024s", " "; print "" }' >"$scratch/long"
printf '{"id":"after","policies":[%s],%s}\n' "$allow" "$ask" >>"$scratch/long"
run simulate --requests "$scratch/long"
expect 'a line of 17 MiB is too long' 2 'the line is longer than 16777216 bytes'
tail -n 1 "$scratch/out" | grep -q '^{"id":"after","decision":"Allowed"'
report 'and the one behind it is answered' $?

# Streaming: the next question is written when the answer is here.
mkfifo "$scratch/questions" "$scratch/answers"
$limit "$ringfence" simulate --requests - <"$scratch/questions" >"$scratch/answers" &
simulator=$!
exec 3>"$scratch/questions" 4<"$scratch/answers"
streamed=0
for id in a b c; do
    printf '{"id":"%s","policies":[%s],%s}\n' "$id" "$allow" "$ask" >&3
    IFS= read -r answer <&4 || answer=
    case $answer in
    '{"id":"'"$id"'","decision":"Allowed"'*) streamed=$((streamed + 1)) ;;
    esac
done
exec 3>&-
wait "$simulator"
report 'the stream ends with 0' $?
exec 4<&-
report 'each answer comes before the next question' $((streamed - 3))

# Who stops reading ends it.
awk -v line="{\"policies\":[],$ask}" 'BEGIN { for (i = 0; i < 20000; i++) print line }' >"$scratch/many"
$limit "$ringfence" simulate --requests "$scratch/many" 2>/dev/null | head -n 1 | grep -q ImplicitlyDenied
report 'a reader may leave' $?
run simulate --requests "$scratch"
expect 'a folder holds no requests' 2 'cannot be read'
run simulate --requests "$scratch/nowhere"
expect 'nor does what is not there' 2 'cannot be read'

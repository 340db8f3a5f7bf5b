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
    printf '{"id":"4","policies":[{}],"scps":{},%s}\n' "$ask"
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
grep -q '^{"id":"4","error":".*must be a list of levels' "$scratch/out"
report 'a wrong shape is an error, not left out' $?

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

# --- policies of the flags and of lines ---
echo '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}' >"$scratch/s3.json"
echo '{"Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*"}}' >"$scratch/ec2.json"
echo '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' >"$scratch/all.json"
echo '{"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}' >"$scratch/none.json"
cp "$scratch/ec2.json" "$scratch/a,b.json"
get='--action s3:GetObject --resource arn:aws:s3:::b/k'
cd "$scratch" || exit 2

# decides NAME STATUS TEXT FLAGS...: of s3:GetObject
decides() {
    said=$1 wanted=$2 words=$3
    shift 3
    # shellcheck disable=SC2086
    run simulate "$@" $get
    expect "$said" "$wanted" "$words"
}
decides 'an identity policy' 0 'allowed by statement 1' --policy s3.json
decides 'a boundary that allows' 0 'allowed' --policy all.json --boundary s3.json
decides 'each boundary must' 1 'permissions boundary' --policy all.json --boundary s3.json --boundary ec2.json
decides 'one session policy must' 0 'allowed' --policy all.json --session-policy ec2.json --session-policy s3.json
decides 'each level of SCPs must' 1 'level 2 of the service control policies' --policy all.json --scp s3.json --scp ec2.json
decides 'one SCP of a level must' 0 'allowed' --policy all.json --scp ec2.json,s3.json
decides 'a file may have a comma in its name' 1 'its statements cover ec2:*' --policy all.json --scp a,b.json
decides 'an RCP denies' 1 'resource control policy' --policy all.json --rcp s3.json --rcp none.json
decides 'an endpoint policy must' 1 'VPC endpoint policy' --policy all.json --endpoint-policy ec2.json
decides 'a resource policy denies' 1 'resource policy' --policy all.json --resource-policy none.json
decides 'a resource has one policy' 2 'given twice' --resource-policy none.json --resource-policy none.json
decides 'what is not there is told' 2 'nowhere.json cannot be read' --policy s3.json --scp s3.json,nowhere.json
run simulate --action s3:GetObject
expect 'some policy is needed' 2 'give --policy FILE'

printf '{"id":1,%s}\n{"id":2,"boundaries":[],%s}\n{"id":3,"policies":[%s],%s}\n' \
    "$ask" "$ask" '{"Statement":{"Sid":"Own","Effect":"Allow","Action":"s3:*","Resource":"*"}}' "$ask" >lines
run simulate --policy all.json --boundary ec2.json --requests lines
expect 'lines under the policies of the flags' 0 '{"id":1,"decision":"ImplicitlyDenied"'
grep -q '^{"id":2,"decision":"Allowed","because":\[{"policy":"all.json"' out
report 'a type of its own replaces that of the flags' $?
grep -q '^{"id":3,"decision":"ImplicitlyDenied"' out
report 'and only that' $?

# --- what is no request, and what is odd about one ---
# says NAME TEXT LINE: the answer to the line holds the text.
says() {
    printf '%s\n' "$3" >lines
    run simulate --policy all.json --requests lines
    grep -qF "$2" out
    report "$1" $?
}
on='"resource":"arn:aws:s3:::b/k"'
says 'a wildcard is no action' '"error":"'"'s3:*' is no action" "{\"request\":{\"action\":\"s3:*\",$on}}"
says 'nor is a bare name' 'is no action' "{\"request\":{\"action\":\"GetObject\",$on}}"
says 'a resource is an ARN' 'is neither an ARN nor *' '{"request":{"action":"s3:GetObject","resource":"b/k"}}'
says 'a principal has a form' "principal 'arn:aws:iam::111122223333:User/a' is no user, role, session" \
    "{\"request\":{\"action\":\"s3:GetObject\",$on,\"principal\":\"arn:aws:iam::111122223333:User/a\"}}"
says 'an account is no principal' 'give arn:aws:iam::ACCOUNT:root' \
    "{\"request\":{\"action\":\"s3:GetObject\",$on,\"principal\":\"111122223333\"}}"
says 'a principal that is odd is told' '"problems":["principal alice is neither' \
    "{\"request\":{\"action\":\"s3:GetObject\",$on,\"principal\":\"alice\"}}"
says 'an account has 12 digits' "account '12' is not" "{\"request\":{\"action\":\"s3:GetObject\",$on,\"accountId\":\"12\"}}"
says 'an unknown action is told in a line' '"problems":["the reference of' "{\"request\":{\"action\":\"s3:GetObjekt\",$on}}"
says 'call null is none' '"decision":"Allowed"' "{\"call\":null,\"request\":{\"action\":\"s3:GetObject\",$on}}"
says 'request null is none' '"request\" is missing' '{"request":null}'
says 'resources null is none' '"decision":"Allowed"' '{"call":{"action":"ec2:DescribeVpcs","resources":null}}'
says 'vpcePolicies is a slip' 'did you mean \"endpointPolicies\"' "{\"vpcePolicies\":[],\"request\":{\"action\":\"s3:GetObject\",$on}}"
says 'identityBasedPolicies is a slip' 'did you mean \"policies\"' "{\"identityBasedPolicies\":[],\"request\":{\"action\":\"s3:GetObject\",$on}}"
says 'part of a call is not allowed' '"decision":"Unknown"' \
    '{"call":{"action":"ec2:CreateSubnet","resources":[{"resource":"arn:aws:ec2:a:111122223333:subnet/*"}]}}'
says 'an identity policy has no Principal' 'AWS refuses this policy, which takes no part: statement 1 names principals' \
    "{\"policies\":[{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}],\"request\":{\"action\":\"s3:GetObject\",$on}}"
says 'a resource policy needs one' 'resourcePolicy: statement 1 has no Principal' \
    "{\"resourcePolicy\":{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}},\"request\":{\"action\":\"s3:GetObject\",$on}}"
says 'so does that of an endpoint' 'endpointPolicies[0]: statement 1 has no Principal' \
    "{\"endpointPolicies\":[{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}],\"request\":{\"action\":\"s3:GetObject\",$on}}"
says 'what is unknown leaves room for errors' 'a string, not' \
    "$(awk 'BEGIN { printf "{\"request\":{"; for (i = 0; i < 150; i++) printf "\"zzzzzzzzzz%d\":1,", i; print "\"action\":5,\"resource\":\"*\"}}" }')"
run simulate --policy all.json --action s3:GetObject --resource arn:aws:s3:::b/k --principal 111122223333
expect 'flags: an account is no principal' 2 'give arn:aws:iam::ACCOUNT:root'
run simulate --policy all.json --action 's3:*' --resource arn:aws:s3:::b/k
expect 'flags: a wildcard is no action' 2 'is no action'
run simulate --policy all.json --action ec2:CreateVpc --call --resource 'vpc/*' --context aws:TagKeys=a
expect 'flags: aws:TagKeys tells of tags' 0 'CreateTags'

# --- the question of the flags ---
cat >tags.json <<'EOF'
{"Version":"2012-10-17","Statement":[
{"Sid":"A","Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"StringEquals":{"k":"shared"}}},
{"Sid":"B","Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"StringEquals":{"k":"own"}}},
{"Sid":"C","Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"StringEquals":{"k":""}}},
{"Sid":"D","Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"k":["x","y"]},"Null":{"k":"false"}}}]}
EOF
attach='--policy tags.json --action ec2:AttachVolume'
# asks NAME STATUS TEXT FLAGS...: of ec2:AttachVolume
asks() {
    said=$1 wanted=$2 words=$3
    shift 3
    # shellcheck disable=SC2086
    run simulate $attach "$@"
    expect "$said" "$wanted" "$words"
}
asks 'context before a resource is shared' 0 'allowed  volume    A allows' \
    --context k=shared --resource instance/i-1 --resource volume/vol-1
asks 'context behind one is its own' 1 'DENIED   volume    A does not match' \
    --resource instance/i-1 --context k=own --resource volume/vol-1
asks 'and wins' 0 'allowed  instance  B allows' \
    --context k=shared --resource instance/i-1 --context k=own --resource volume/vol-1
asks 'an empty value is one' 0 'allowed by C' --resource instance/i-1 --context k=
asks 'the same key again is one more value' 0 'allowed by D' --resource instance/i-1 --context k=x --context K=y
asks 'a key that is not known' 2 'depends on k' --resource instance/i-1 --unknown k
asks 'not known for one resource' 2 'one of two checks cannot be decided' \
    --context k=own --resource instance/i-1 --unknown k --resource volume/vol-1
asks 'known or not, not both' 2 'has a value, and --unknown' --context k=1 --unknown k
asks 'not both, either way' 2 'has a value, and --unknown' --unknown k --context k=1
asks 'a key without a value' 2 'KEY=VALUE' --context k
asks 'a value where a key belongs' 2 'name of a context key' --unknown k=v
asks 'a resource that is none of the action' 2 "no resource of ec2:AttachVolume, which has instance/ID, volume/ID" \
    --resource vpc/vpc-1
asks 'an id is of the type that it begins with' 1 'arn:aws:ec2:us-east-1:111122223333:instance/instance-1' \
    --resource instance-1 --context k=1
asks 'account and Region of the other resource' 1 'volume/vol-1 stands for' \
    --resource arn:aws-cn:ec2:cn-north-1:444455556666:instance/i-1 --resource volume/vol-1
grep -q 'arn:aws-cn:ec2:cn-north-1:444455556666:volume/vol-1' out
report 'are those of the ARN' $?
asks 'account of the flag, Region of the context' 1 'arn:aws:ec2:eu-west-1:999999999999:volume/vol-1' \
    --context aws:RequestedRegion=eu-west-1 --account 999999999999 --resource volume/vol-1
asks 'one tag, two values' 2 'are one tag of the resource' \
    --resource volume/vol-1 --context aws:ResourceTag/a=1 --context ec2:ResourceTag/A=2
asks 'a whole call of one resource' 1 'no instance is given' --call --resource volume/vol-1
run simulate --policy all.json --action s3:GetObject --resource reports/2026/a.csv --format json
expect 'JSON names the ARN that was made' 0 '"resource": "arn:aws:s3:::reports/2026/a.csv"'
run simulate --policy all.json --action none:Such --resource arn:aws:none:::x
expect 'an unknown action is told' 0 'does not know none:Such'
run simulate --policy all.json --action ec2:CreateVpcs --resource '*'
expect 'with the nearest' 0 'mean ec2:CreateVpc?'
run simulate --policy all.json --action ec2:DeleteVpc --resource vpc/vpc-1 --color always
expect 'colours when asked' 0 "$(printf '\033[1;32mallowed\033[0m by')"
run simulate --policy all.json --action ec2:DeleteVpc --resource "$(printf 'arn:aws:ec2:us-east-1:111122223333:vpc/\033[2J')"
grep -q "$(printf '\033')" out
report 'no control characters of others' $((1 - $?))

# Text keeps within 80 columns where words allow it.
run simulate --policy "$root/testdata/aiven/policy-v4.json" --action ec2:CreateVpcEndpoint --context aws:RequestTag/Name=cce-a \
    --resource 'vpc-endpoint/*' --resource vpc/vpc-0a1b2c3d4e5f60718 --resource subnet/subnet-0a1b2c3d4e5f60718
awk 'length > 80 { bad = 1 } END { exit bad }' out
report '80 columns' $?

# --- hostile lines ---
# Each is answered, most with an error; none ends the program.
{
    for value in null true 1 '"x"' '[]' '[[]]' '[[[]]]' '[null]' '{}' '[{}]' '[[{}]]' '{"Statement":[]}' '{"Statement":{}}'; do
        for member in policies resourcePolicy boundaries sessionPolicies scps rcps endpointPolicies request call; do
            printf '{"id":"x","%s":%s,%s}\n' "$member" "$value" "$ask"
            printf '{"id":"x","%s":%s}\n' "$member" "$value"
        done
        for member in action resource accountId principal context; do
            printf '{"id":"x","request":{"action":"a:B","resource":"*","%s":%s}}\n' "$member" "$value"
            printf '{"id":"x","call":{"action":"a:B","%s":%s,"resources":[{"resource":"*"}]}}\n' "$member" "$value"
            printf '{"id":"x","call":{"action":"ec2:CreateVpc","resources":[{"%s":%s}]}}\n' "$member" "$value"
        done
        printf '{"id":"x","call":{"action":"a:B","resources":%s}}\n' "$value"
        printf '{"id":"x","call":{"action":"a:B","context":{"k":%s}}}\n' "$value"
        printf '{"id":%s,%s}\n' "$value" "$ask"
    done
    printf '{"id":"x","call":{"action":"%s","resources":[{"resource":"%s"}]}}\n' '' '' ':' ':' 'ec2:' 'arn:' ':CreateVpc' 'arn:::::' 'ec2:CreateVpc' 'arn:aws:ec2:::'
    printf '{"id":"x","call":{"action":"ec2:CreateVpc","resources":[{"resource":"arn:aws:ec2:a:1:vpc/*","context":{"aws:RequestTag/":"","aws:RequestTag/\\u0000":"","aws:ResourceTag/":"","/":""}}]}}\n'
    awk 'BEGIN { for (i = 0; i < 600; i++) printf "[" ; print "" }'
    awk 'BEGIN { printf "{\"id\":\"x\",\"scps\":"; for (i = 0; i < 500; i++) printf "["; for (i = 0; i < 500; i++) printf "]"; print "}" }'
    awk 'BEGIN { printf "{\"id\":\"x\",\"call\":{\"action\":\"ec2:CreateVpc\",\"resources\":["; for (i = 0; i < 50000; i++) printf "%s{\"resource\":\"*\"}", i ? "," : ""; print "]}}" }'
    awk 'BEGIN { printf "{\"id\":\"x\",\"request\":{\"action\":\"ec2:DeleteVpc\",\"resource\":\"*\",\"context\":{"; for (i = 0; i < 100000; i++) printf "%s\"aws:ResourceTag/%d\":\"a\"", i ? "," : "", i; print "}}}" }'
    awk 'BEGIN { printf "{\"id\":\"x\",\"call\":{\"action\":\"ec2:CreateVpc\",\"resources\":[{\"resource\":\"arn:aws:ec2:a:1:vpc/*\",\"context\":{"; for (i = 0; i < 100000; i++) printf "%s\"aws:RequestTag/%d\":\"a\"", i ? "," : "", i; print "}}]}}" }'
} >hostile
for strict in --requests --strict-keys; do
    rest=
    [ $strict = --strict-keys ] && rest=--requests
    # shellcheck disable=SC2086
    run simulate --policy all.json $strict $rest hostile
    [ "$status" -eq 2 ] && [ "$(wc -l <out)" -eq "$(wc -l <hostile)" ]
    report "hostile lines, $strict" $?
done

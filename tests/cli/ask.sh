#!/bin/sh
# ask: proofs, counterexamples that simulate decides as they say, and statements that are wrong.
set -u
. tests/cli/support.inc

cp testdata/aiven/policy-v4.json "$scratch/v4.json"
cd "$scratch" || exit 2

# asks NAME STATUS TEXT ARGUMENTS...: of v4.json
asks() {
    said=$1 wanted=$2 words=$3
    shift 3
    run ask v4.json "$@"
    expect "$said" "$wanted" "$words"
}
foreign='"Condition":{"StringNotLike":{"ec2:ResourceTag/Name":"cce-*"}}'
own='"Condition":{"StringLike":{"aws:RequestTag/Name":"cce-*"}}'
asks 'never: a proof' 0 'proved: v4.json allows no request of this set that AWS can make.' \
    --never "{\"Action\":[\"ec2:DeleteVpc\",\"ec2:DeleteSubnet\"],$foreign}"
asks 'never: a counterexample' 1 'not so: v4.json allows requests of this set.' \
    --never "{\"Action\":\"ec2:Delete*\",$foreign}"
grep -q 'e.g.  *ec2:DeleteTags on .*, no tags' out && grep -q 'why  *allowed by DeleteTag (line 71)' out
report 'and who allows it' $?
asks 'always: a proof' 0 'proved: v4.json allows every request of this set' \
    --always "{\"Action\":\"ec2:CreateVpc\",\"Resource\":\"arn:aws:ec2:*:*:vpc/*\",$own}"
asks 'always: a counterexample' 1 'not so: v4.json does not allow every request' \
    --always '{"Action":"ec2:CreateVpc","Resource":"arn:aws:ec2:*:*:vpc/*"}'
grep -q 'why  *not allowed: Create (line 88) does not match: the request sets no' out
report 'and why not' $?
asks 'a guard that denies is told' 1 'denied by CreateSubAllowCCEVPCOnly' --always '{"Action":"ec2:CreateSubnet","Resource":"arn:aws:ec2:*:*:vpc/*"}'
asks 'a guard that does not match, too' 1 'CreateSubAllowCCEVPCOnly (line' \
    --never '{"Action":"ec2:CreateSubnet","Resource":"arn:aws:ec2:*:*:vpc/*"}'
asks 'what is left out is any' 1 'not so' --never '{}'
asks 'the effect does not matter' 0 'proved' --never '{"Effect":"Deny","Action":"ec2:RunInstances"}'
asks 'nor may it be wrong' 2 "--never:1:11: Effect is Allow or Deny" --never '{"Effect":"allow"}'
asks 'a set without requests' 0 'proved: but only because no request that AWS can make is in this set' \
    --never '{"Action":"ec2:DeleteVpc","Condition":{"Null":{"ec2:CreateAction":"false"}}}'
asks 'quiet is a sentence' 1 'not so' --never '{}' --quiet
[ "$(wc -l <out)" -eq 1 ]
report 'and nothing else' $?

# --- a slip of the pen is no proof ---
asks 'an action that there is not' 2 'did you' --never '{"Action":["ec2:DeletVpc","ec2:RunInstances"]}'
asks 'nor one like it' 2 'action like ec2:Delt*' --never '{"Action":"ec2:Delt*"}'
asks 'a condition key that there is not' 2 'condition key ec2:ResourceTags/Name' \
    --never '{"Action":"ec2:RunInstances","Condition":{"StringLike":{"ec2:ResourceTags/Name":"cce-*"}}}'
asks 'but what is found counts' 1 'not so' --never '{"Action":["ec2:DeletVpc","ec2:DeleteTags"]}'
asks 'in the universe any each is a name' 0 'proved' --universe any --never '{"Action":"ec2:DeletVpc"}'
asks 'an element that there is not' 2 '--never:1:2: a statement has no element Acton; did you mean Action?' \
    --never '{"Acton":"*"}'
asks 'an operator that there is not' 2 'no condition operator StringLik; did you mean StringLike?' \
    --never '{"Condition":{"StringLik":{"a":"b"}}}'
asks 'an empty list' 2 'the list of Action is empty' --never '{"Action":[]}'
asks 'twice the same' 2 'duplicate key "Action"' --never '{"Action":"a:b","Action":"c:d"}'
asks 'both forms: what one lists and the other does not' 0 'proved' \
    --never '{"Action":"ec2:*Tags","NotAction":["ec2:Create*","ec2:Delete*","ec2:Describe*"],"Resource":"*","NotResource":"x"}'
asks 'where something is left' 1 'ec2:DescribeTags (list)' \
    --never '{"Action":"ec2:*Tags","NotAction":["ec2:Create*","ec2:Delete*"],"Resource":"*","NotResource":"x"}'
asks 'both forms of a principal' 2 'give Principal or NotPrincipal, not both' \
    --never '{"Principal":"*","NotPrincipal":{"AWS":"111122223333"}}'
asks 'no JSON' 2 '--never:1:' --never '{"Action":"a:b",}'
asks 'no object' 2 'a statement is an object, not a list' --always '["ec2:*"]'
asks 'no number' 2 'the value is none that NumericLessThan compares' \
    --never '{"Condition":{"NumericLessThan":{"s3:max-keys":"ten"}}}'
printf '{"Action":\n"ec2:DeleteVpc",\n"Resurce":"*"}\n' >wrong.json
asks 'the place in a file' 2 'wrong.json:3:1: a statement has no element Resurce; did you mean Resource?' --never wrong.json

# --- where statements and policies come from ---
echo '{"Action":"ec2:RunInstances"}' >set.json
asks 'a file' 0 'proved' --never set.json
echo '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:RunInstances","Resource":"*"}]}' >policy.json
asks 'the only statement of a policy' 0 'proved' --never policy.json
asks 'several' 2 'policy of several statements' --never v4.json
asks 'what is not there' 2 'nowhere.json cannot be read' --never nowhere.json
asks 'nothing is asked' 2 'give --never STATEMENT or --always STATEMENT'
asks 'two questions' 2 'one question at a time' --never '{}' --always '{}'
run ask --never '{}'
expect 'of nobody' 2 'ask takes at least one policy'
run ask v4.json policy.json --never set.json
expect 'policies together' 1 'not so: v4.json and policy.json together allow requests of this set'
grep -q 'statement 1 (policy.json' out
report 'and the file of each statement' $?
"$ringfence" ask v4.json --never - <set.json >out
report 'a statement on standard input' $?
"$ringfence" ask - --never set.json <v4.json >out && grep -q 'proved: standard input' out
report 'a policy on standard input' $?
run ask - --never -
expect 'not both' 2 'standard input can be read once'
run ask v4.json --never set.json --universe none
expect 'there are two universes' 2 '--universe is aws or any'

# --- every counterexample through simulate ---
# replay NAME DECISION ARGUMENTS...: of v4.json
replay() {
    said=$1 decision=$2
    shift 2
    run ask v4.json "$@" --format json
    grep -q '"answer": "refuted"' out && [ "$status" -eq 1 ]
    report "$said: refuted" $?
    awk '/^      "witness": / { deep = 1; line = "{"; next }
        deep && /^      }/ { deep = 0; print "{\"request\":" line "}}"; next }
        deep { sub(/^ */, ""); line = line $0 }' out >requests
    asked=$(grep -c '^      "witness": ' out)
    run simulate --strict-keys --policy v4.json --requests requests
    [ "$asked" -gt 0 ] && [ "$(grep -c "\"decision\":\"[A-Za-z]*$decision\"" out)" -eq "$asked" ]
    report "$said: $asked requests are $decision" $?
}
replay 'never' Allowed --never '{}'
replay 'never foreign' Allowed --never "{\"Action\":\"ec2:*\",$foreign}"
replay 'always' Denied --always '{"Action":"ec2:*"}'
replay 'the other name of a tag' Denied \
    --always '{"Action":["ec2:CreateSubnet","ec2:DeleteSubnet"],"Condition":{"StringLike":{"aws:ResourceTag/Name":"cce-*"}}}'
replay 'always own' Denied --always "{\"NotAction\":[\"iam:*\",\"s3:*\"],\"NotResource\":\"*vpc*\",$own}"
run ask v4.json --never '{"Action":"ec2:RunInstances"}' --format json
grep -q '"answer": "proved"' out && grep -q '"counterexamples": \[\]' out && grep -q '"empty": false' out
report 'JSON of a proof' $?
run ask v4.json --never '{"Action":"ec2:RunInstance"}' --format json
grep -q '"answer": "unknown"' out && grep -q '"action": "ec2:RunInstance"' out && [ "$status" -eq 2 ]
report 'JSON of what is not known' $?

# --- text ---
run ask v4.json --never '{}' --all
awk 'length > 80 && split($0, words) > 3 { print; bad = 1 } END { exit bad }' out
report '80 columns' $?
run ask v4.json --always '{}' --color always
expect 'colours when asked' 1 "$(printf '\033[1;31mnot so\033[0m: ')"
hostile='x\u001b[2J\u202ey'
echo "{\"Statement\":{\"Sid\":\"$hostile\",\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::$hostile/*\"}}" >hostile.json
run ask hostile.json --never "{\"Condition\":{\"StringLike\":{\"aws:PrincipalTag/$hostile\":\"$hostile\"}}}"
grep -q "$(printf '\033\|\342\200\256')" out
report 'no control characters of others' $((1 - $?))
grep -qF 'x\x1b[2J\u{202e}y' out
report 'but what stands for them' $?

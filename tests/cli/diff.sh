#!/bin/sh
# diff: every request that it shows is decided as it says, by simulate; verdicts, status, sides.
set -u
. tests/cli/support.inc

aiven=$root/testdata/aiven
cd "$scratch" || exit 2

# witnesses FILE MEMBER: the requests of "gained" or "lost" in a JSON answer, one line each.
witnesses() {
    awk -v member="\"$2\":" '
        /^  "/ { inside = $1 == member }
        !inside { next }
        /^      "witness": / { deep = 1; line = "{"; next }
        deep && /^      }/ { deep = 0; print "{\"request\":" line "}}"; next }
        deep { sub(/^ */, ""); line = line $0 }
    ' "$1"
}

# decided NAME POLICY REQUESTS DECISION: each request is decided so, or, with "Denied", denied.
decided() {
    # shellcheck disable=SC2086
    run simulate $strict $flag "$2" --requests "$3"
    total=$(wc -l <"$3")
    right=$(grep -c "\"decision\":\"[A-Za-z]*$4\"" out)
    [ "$status" -eq 0 ] && [ "$total" -eq "$right" ]
    report "$1: $total requests" $?
}

# replay NAME VERDICT BASE NEW [FLAGS]: the verdict, and every request through simulate.
flag=--policy
replay() {
    said=$1 wanted=$2 base=$3 new=$4
    shift 4
    strict=--strict-keys # no request has a key that AWS does not define for it
    [ "$*" = '--universe any' ] && strict=
    run diff "$base" "$new" --format json "$@"
    cp out answer
    grep -q "^  \"verdict\": \"$wanted\",\$" answer
    report "$said is $wanted" $?
    witnesses answer gained >plus
    witnesses answer lost >minus
    [ "$(cat plus minus | wc -l)" -eq "$(grep -c '^      "witness": ' answer)" ]
    report "$said: all requests are read" $?
    [ "$wanted" = equal ] || [ -s plus ] || [ -s minus ]
    report "$said: there is one" $?
    case $wanted in
    equal | narrower) expected=0 ;;
    *) expected=1 ;;
    esac
    [ "$status" -eq "$expected" ]
    report "$said: status $expected" $?
    decided "$said, gained, in BASE" "$base" plus Denied
    decided "$said, gained, in NEW" "$new" plus Allowed
    decided "$said, lost, in BASE" "$base" minus Allowed
    decided "$said, lost, in NEW" "$new" minus Denied
}

# policy NAME STATEMENT...: a file of that name.
policy() {
    file=$1
    shift
    printf '{"Version":"2012-10-17","Statement":[%s' "$1" >"$file.json"
    shift
    for statement; do
        printf ',%s' "$statement" >>"$file.json"
    done
    printf ']}\n' >>"$file.json"
}

# --- the published policies ---
for version in 1 2 3 4; do
    cp "$aiven/policy-v$version.json" v$version.json
done
replay 'v1 to v2' wider v1.json v2.json
replay 'v2 to v3' wider v2.json v3.json
replay 'v3 to v4' wider v3.json v4.json
replay 'v4 to v1' narrower v4.json v1.json
replay 'v4 to v4' equal v4.json v4.json
replay 'v1 to v4, any text' wider v1.json v4.json --universe any
grep '"resource": "' answer | grep -vq '"\(arn:aws:[a-z0-9]*:[a-z0-9-]*:[0-9]*:..*\|\*\)",$'
report 'every resource is an ARN or a star' $((1 - $?))

# change NAME SED-SCRIPT: v4 with a change.
change() {
    sed "$2" v4.json >"$1.json"
    cmp -s v4.json "$1.json" && report "$1 changes something" 1
}
change if-exists-deny 's/"StringNotLike"/"StringNotLikeIfExists"/'
replay 'IfExists on a negated operator' equal v4.json if-exists-deny.json
change if-exists-allow 's/"StringLike"/"StringLikeIfExists"/'
replay 'IfExists on an Allow' wider v4.json if-exists-allow.json
change for-all 's/"StringLike"/"ForAllValues:StringLike"/'
replay 'ForAllValues on an Allow' wider v4.json for-all.json
change any-value 's/"StringNotLike"/"ForAnyValue:StringNotLike"/'
replay 'ForAnyValue on a Deny' wider v4.json any-value.json
change literal 's/"StringNotLike"/"StringNotEquals"/'
replay 'a star without Like' narrower v4.json literal.json
change key 's/ec2:ResourceTag\/Name/ec2:ResourceTags\/Name/'
replay 'a typing slip in the key' narrower v4.json key.json
change alias 's/ec2:ResourceTag\/Name/aws:ResourceTag\/NAME/'
replay 'the other name of a tag' equal v4.json alias.json
change alias-prefix 's/ec2:ResourceTag\/Name/aws:ResourceTag\/Name/;s/cce-/c/'
replay 'the other name, and a wider prefix' wider v4.json alias-prefix.json
change prefix 's/cce-/c/'
replay 'a wider prefix' wider v4.json prefix.json
change case 's/"StringLike"/"stringLike"/'
replay 'the case of an operator' equal v4.json case.json

# --- keys that are absent, or have several values ---
tags='"Effect":"Allow","Action":"ec2:CreateTags","Resource":"*","Condition"'
policy all-values "{$tags:{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}}}"
policy some-values "{$tags:{\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}}}"
policy present "{$tags:{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]},\"Null\":{\"aws:TagKeys\":\"false\"}}}"
replay 'all and some values' incomparable all-values.json some-values.json
replay 'a key that must be there' narrower all-values.json present.json
replay 'some of these, or only these' wider present.json some-values.json
policy untagged '{"Effect":"Allow","Action":"ec2:DeleteVpc","Resource":"*","Condition":{"StringNotEquals":{"aws:ResourceTag/a":"b"}}}'
policy tagged '{"Effect":"Allow","Action":"ec2:DeleteVpc","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/a":"c"}}}'
replay 'a negated operator, absent' narrower untagged.json tagged.json
policy old '{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"NumericLessThan":{"s3:signatureAge":"10"},"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}'
policy older '{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"NumericLessThanEquals":{"s3:signatureAge":"10.0"},"IpAddress":{"aws:SourceIp":"10.1.0.0/16"}}}'
replay 'numbers and addresses' incomparable old.json older.json

# --- the Not forms ---
policy not-ec2 '{"Effect":"Allow","NotAction":["iam:*","ec2:*","sts:*"],"NotResource":"arn:aws:s3:::b/*"}'
policy not-iam '{"Effect":"Allow","NotAction":["iam:*","sts:*"],"NotResource":"arn:aws:s3:::b/c*"}'
replay 'NotAction and NotResource' wider not-ec2.json not-iam.json
policy but '{"Effect":"Allow","Action":"s3:*","Resource":"*"}' '{"Effect":"Deny","NotAction":"s3:Get*","Resource":"*"}'
policy get '{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}'
replay 'all but, and only' equal but.json get.json
# shellcheck disable=SC2016
policy own '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/${aws:username}/*"}'
policy every '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}'
replay 'a variable' wider own.json every.json

# --- principals ---
object='"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"'
policy one-role "{$object,\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:role/app\"}}"
policy two-roles "{$object,\"Principal\":{\"AWS\":[\"arn:aws:iam::111122223333:role/app\",\"arn:aws:iam::111122223333:role/web\"]}}"
policy everyone "{$object,\"Principal\":\"*\"}"
flag=--resource-policy
replay 'one more role' wider one-role.json two-roles.json
replay 'everyone' wider two-roles.json everyone.json
# whom NotPrincipal leaves out is not known only after apply
echo '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotPrincipal":
{"AWS":"arn:aws:iam::111122223333:user/u"},"Action":"s3:GetObject","Resource":"*"}]}' >except.json
run diff except.json everyone.json
[ "$status" -eq 2 ] && grep -q NotPrincipal out && ! grep -q 'after apply' out
report 'NotPrincipal is the reason' $?
flag=--policy

# --- sides ---
mkdir base new
cp v3.json base/deployer.json
cp v4.json new/deployer.json
cp v1.json base/old.json
cp v1.json new/extra.json
cp get.json base/same.json
cp get.json new/same.json
echo '{"name":"no policy","version":"1"}' >base/package.json
mkdir base/deep new/deep
cp but.json base/deep/x.json
cp get.json new/deep/x.json
run diff base new
expect 'folders' 1 'incomparable: new allows what base does not'
for text in 'now possible by deployer.json (1 action)' 'note: extra.json is only in new' \
    'note: old.json is only in base' '2 other policies are equal'; do
    grep -qF "$text" out
    report "folders: $text" $?
done
grep -q package out err
report 'what is no policy has no part' $((1 - $?))
run diff base new --format json
grep -q '"policy": "deployer.json"' out
report 'JSON names the policy of each' $?
run diff base base
expect 'a folder with itself' 0 'equal'
run diff base v4.json
expect 'a folder and a file' 2 'base is a folder, v4.json is not'
mkdir empty
run diff base empty
expect 'a folder without policies' 2 'empty holds no policy'
"$ringfence" diff - v4.json <v3.json >out
report 'standard input is one side' $(($? - 1))
grep -q '^wider: v4.json allows what standard input does not' out
report 'and is called so' $?
run diff - -
expect 'but not both' 2 'only one of BASE and NEW'
run diff v4.json
expect 'two sides' 2 'takes two policies'
run diff v4.json nowhere.json
expect 'what is not there' 2 'nowhere.json cannot be read'
echo '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",}]}' >broken.json
run diff v4.json broken.json
expect 'what is no JSON, with its place' 2 'broken.json:1:55'
policy refused '{"Effect":"Allow","Acton":"*","Resource":"*"}'
run diff refused.json v4.json
expect 'what AWS refuses' 2 'AWS refuses this policy'
run diff v4.json v3.json --universe all
expect 'there are two universes' 2 '--universe is aws or any'
run diff v3.json v4.json --quiet
expect 'quiet is a sentence' 1 'wider'
[ "$(wc -l <out)" -eq 1 ]
report 'and nothing else' $?

# --- partitions ---
sed 's/arn:aws:/arn:aws-us-gov:/' v3.json >gov3.json
sed 's/arn:aws:/arn:aws-us-gov:/' v4.json >gov4.json
replay 'the partition that both name' wider gov3.json gov4.json
grep -q '"arn:aws-us-gov:iam' answer
report 'is that of the requests' $?
run diff v4.json gov4.json
expect 'two partitions' 0 'note: compared in partition aws; the policies also name ARNs of aws-us-gov'
replay 'the partition of the flag' wider v4.json gov4.json --partition aws-us-gov

# --- calls, and names that there are not ---
create='"Effect":"Allow","Action":"ec2:CreateVpc","Resource":"*","Condition"'
policy new-tag "{$create:{\"StringLike\":{\"aws:RequestTag/Name\":\"cce-*\"}}}"
policy old-tag "{$create:{\"StringLike\":{\"aws:ResourceTag/Name\":\"cce-*\"}}}"
run diff new-tag.json old-tag.json
expect 'an optional resource alone' 1 'ec2:CreateVpc (vpc)'
grep -q 'note: under old-tag.json no call of these succeeds' out
report 'makes no call' $?
policy vpcs '{"Effect":"Allow","Action":["ec2:CreateVpc","ec2:CreateVpcs"],"Resource":"*"}'
policy vpc '{"Effect":"Allow","Action":"ec2:CreateVpc","Resource":"*"}'
run diff vpc.json vpcs.json
expect 'an action that there is not' 0 'note: the reference knows no action ec2:CreateVpcs, which is left out'
run diff vpc.json vpcs.json --universe any
expect 'is one in the universe any' 1 'ec2:CreateVpcs'

# --- requests as people know them ---
run diff v1.json v2.json
expect 'ids of AWS' 1 'ec2:CreateVpcEndpoint on vpc/vpc-0a1b2c3d4e5f67890'
expect 'names made of the patterns' 1 'tagged Name = "cce-example"'
expect 'values that belong to the resource' 1 'ec2:CreateAction = "CreateVpcEndpoint"'
policy no-arn '{"Effect":"Allow","Action":"ec2:DeleteVpc","Resource":"*"}' '{"Effect":"Deny","Action":"*","Resource":"brn:*"}'
policy all-vpcs '{"Effect":"Allow","Action":"ec2:DeleteVpc","Resource":"*"}'
run diff no-arn.json all-vpcs.json
expect 'what is no ARN is nothing to AWS' 0 'equal'
run diff no-arn.json all-vpcs.json --universe any
expect 'and a text like others in the universe any, which simulate refuses' 1 'on brn:'

policy free '{"Effect":"Allow","Action":"sts:*","Resource":"*"}'
policy none '{"Effect":"Allow","Action":"sts:*","Resource":"*"}' '{"Effect":"Deny","Action":"sts:Get*","Resource":"*"}'
run diff free.json none.json --format json
grep -q 'sts:GetFederationToken' out && ! grep -q 'sts:GetCallerIdentity\|sts:GetSessionToken' out
report 'what needs no permission is not lost' $?

# --- text ---
run diff v1.json v4.json --all
awk 'length > 80 && split($0, words) > 3 { print; bad = 1 } END { exit bad }' out
report '80 columns' $?
run diff v1.json v4.json --color always
expect 'colours when asked' 1 "$(printf '\033[1;31mwider\033[0m: ')"
hostile='x\u001b[2J\u202ey'
policy hostile "{\"Sid\":\"$hostile\",\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::$hostile/*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/$hostile\":\"$hostile\"}}}"
for sides in 'hostile.json every.json' 'every.json hostile.json' 'v4.json hostile.json'; do
    # shellcheck disable=SC2086
    run diff $sides --all
    grep -q "$(printf '\033\|\342\200\256')" out
    report "no control characters of others: $sides" $((1 - $?))
    grep -qF 'x\x1b[2J\u{202e}y' out
    report "but what stands for them: $sides" $?
done

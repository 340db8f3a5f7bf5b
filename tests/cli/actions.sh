#!/bin/sh
# actions: what is matched, what is said when nothing is, and that it can be read to the end.
set -u
. tests/cli/support.inc

# --- which ones ---
run actions EC2:createsubnet
expect 'any case will do' 0 'ec2:CreateSubnet  Write'
run actions CreateVpc
expect 'a name of an action, without its service' 0 'ec2:CreateVpc  Write'
run actions sqs
expect 'the name of a service' 0 'sqs:SendMessage'
! grep -q '^[a-rt-z][a-z0-9-]*:' "$scratch/out"
report 'is that service alone' $?
run actions 'ec2:Describe*'
expect 'many are a line each' 0 '--long shows'
awk 'length > 90 { wide = 1 } END { exit wide }' "$scratch/out"
report 'of some 80 columns' $?
run actions --long 'ec2:Describe*'
# shellcheck disable=SC2016
expect 'or all, when asked for' 0 'arn:${Partition}:ec2:'
run actions ec2:DescribeVpcs
expect 'an action without types' 0 'types  none: Resource is "*"'
run actions 'ec2:CreateSubnet' 'sqs:SendMessage'
expect 'several globs' 0 '2 actions'
run actions --quiet ec2:CreateSubnet
! grep -q 'action;' "$scratch/out"
report 'quiet: no summary' $?

# --- nothing matches ---
run actions ec2:CreatVpc
expect 'a slip in the name' 2 "no action matches 'ec2:CreatVpc'; did you mean 'ec2:CreateVpc'?"
run actions CreatVpc
expect 'without the service' 2 "did you mean 'ec2:CreateVpc'?"
run actions 'ecc2:Create*'
expect 'a slip in the service' 2 "did you mean 'ec2:Create*'?"
run actions ec2:Creat
expect 'a beginning' 2 "no action matches 'ec2:Creat'; did you mean 'ec2:Creat*'?"
run actions 'qwertz:*'
expect 'an unknown service' 2 "no action matches 'qwertz:*': there is no service 'qwertz'"
run actions qwertzuiopasdf
expect 'nothing near' 2 "no action matches 'qwertzuiopasdf'"
run actions ec2:CreateVpc 'ec2:Qwertz*'
expect 'one of two' 2 "no action matches 'ec2:Qwertz*'"
report 'prints nothing' "$(wc -c <"$scratch/out")"
run actions
expect 'no glob' 2 "ringfence actions 'ec2:Create*'"
for glob in '' ':' '*:' ':*' 'ec2:' '::' 'ec2:*:*' 'ec2:?'; do
    run actions "$glob"
    expect "glob '$glob'" 2 'no action matches'
done

# --- JSON ---
run actions --format json '*'
expect 'everything as JSON' 0
if command -v python3 >/dev/null 2>&1; then
    python3 - "$scratch/out" <<'CHECK'
import json, sys
actions = json.load(open(sys.argv[1]))
assert len(actions) > 20000
by_name = {a["action"]: a for a in actions}
subnet = by_name["ec2:CreateSubnet"]
assert subnet["access_level"] == "Write"
types = {t["name"]: t for t in subnet["resource_types"]}
assert types["vpc"]["required"] and not types["ipam-pool"]["required"]
assert types["vpc"]["arns"] == ["arn:${Partition}:ec2:${Region}:${Account}:vpc/${VpcId}"]
names = [k["name"] for k in types["vpc"]["condition_keys"]]
assert "aws:RequestTag/${TagKey}" not in names and "aws:ResourceTag/${TagKey}" in names
keys = {k["name"]: k for k in types["subnet"]["condition_keys"]}
assert keys["aws:TagKeys"] == {"name": "aws:TagKeys", "type": "String", "multivalued": True}
assert "aws:RequestTag/${TagKey}" in [k["name"] for k in types["vpc"]["type_condition_keys"]]
CHECK
    report 'says what the reference says' $?
else
    echo 'ok says what the reference says # skip: no python3'
fi
if [ -w /dev/full ]; then
    for words in "actions *" "actions --format json *"; do
        set -f
        # shellcheck disable=SC2086
        "$ringfence" $words >/dev/full 2>"$scratch/err"
        status=$?
        set +f
        : >"$scratch/out"
        expect "$words: a full disk is 2" 2 'cannot write'
    done
fi

# --- another reference ---
mkdir "$scratch/empty" "$scratch/own"
run actions --reference "$scratch/nowhere" ec2:CreateVpc
expect 'a reference that is not there' 2 'cannot be read'
run actions --reference "$scratch/empty" ec2:CreateVpc
expect 'an empty one' 2
cat >"$scratch/own/index.json" <<'INDEX'
{"source": "by hand", "date": "2019-02-03", "rcp": [], "global": {"aws:SourceIp": "IPAddress"}}
INDEX
cat >"$scratch/own/tea.json" <<'TEA'
{"service": "tea",
 "actions": {"Brew": {"level": "Write", "keys": [],
                      "resources": {"pot": {"required": true, "keys": ["tea:Leaf"]}}}},
 "resources": {"pot": {"arns": ["arn:${Partition}:tea:${Region}:${Account}:pot/${PotId}"],
                       "keys": ["tea:Size"]}},
 "keys": {"tea:Leaf": "ArrayOfString", "tea:Size": "Numeric"}}
TEA
run actions --reference "$scratch/own" tea:Brew
expect 'one of our own' 0 'tea:Leaf[]'
grep -q 'its own: tea:Size' "$scratch/out"
report 'with the keys of the type' $?
run actions --reference "$scratch/own" ec2:CreateVpc
expect 'takes the place of the builtin' 2 "no action matches 'ec2:CreateVpc'"
echo '{"service": 5}' >"$scratch/own/tea.json"
run actions --reference "$scratch/own" tea:Brew
expect 'a mistake in it has a place' 2 'tea.json:1:'

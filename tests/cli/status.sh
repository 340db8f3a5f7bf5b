#!/bin/sh
# The exit status of every command, and what it says when it is used wrongly.
set -u
. tests/cli/support.inc

echo '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::cce-logs/*"}]}' >"$scratch/clean.json"
echo 'reserved_cidr = "10.4.0.0/16"' >"$scratch/clean.tfvars"
echo 'reserved_cidr = = 1' >"$scratch/broken.tfvars"
mkdir "$scratch/empty" "$scratch/rules"

# --- check ---
run check "$scratch/clean.json" && :
expect 'check of clean files is 0' 0 'no findings in 1 file (1 policy)'
run check testdata/aiven
expect 'check with errors is 1' 1 'network/peer-overlap'
run check "$scratch/broken.tfvars"
expect 'check of what does not parse is 2' 2 'syntax/hcl'
run check "$scratch/broken.tfvars" testdata/aiven
expect 'the rest is still checked' 2 'network/peer-overlap'
run check "$scratch/empty"
expect 'an empty folder says that nothing was looked at' 0 'nothing was looked at'
run check "$scratch/clean.tfvars" --peers 10.0.0.0/8 --severity 'network/*=warning'
expect 'warnings alone are 0' 0 'warning:'
run check "$scratch/clean.tfvars" --peers 10.0.0.0/8 --severity 'network/*=warning' --fail-on warning
expect 'and 1 with --fail-on warning' 1
run check "$scratch/clean.tfvars" --peers 10.0.0.0/8 --severity 'network/*=info' --fail-on info
expect 'infos count with --fail-on info' 1 'info:'
run check "$scratch/clean.tfvars" --peers 10.0.0.0/8 --disable 'network/peer-overlap'
expect 'a disabled rule finds nothing' 0
run check "$scratch/nowhere" testdata/zilliz
expect 'a missing path is 2, and the rest is checked' 2 'zilliz-aws/region'
run check --vpc 10.4.0.0/16 --peers 10.5.0.0/16
expect 'networks alone can be checked' 0
run check --format json testdata/zilliz
expect 'json goes to standard output' 1 '"version": 1'
run check --format github testdata/zilliz
expect 'github annotations' 1 '::error file=testdata/zilliz/'
run check --quiet "$scratch/clean.json"
expect 'quiet and clean prints nothing' 0
report 'really nothing' "$(wc -c <"$scratch/out")"

# --- names that are slips ---
run chek
expect 'unknown command' 2 "unknown command 'chek'; did you mean 'check'?"
run quux
expect 'unknown command far from all' 2 "unknown command 'quux'; 'ringfence --help' lists them"
run check --otput x
expect 'unknown flag' 2 "unknown flag '--otput'; did you mean '--output'?"
run check --xyzzy
expect 'unknown flag far from all' 2 "'ringfence check --help' lists them"
run check -q
expect 'short flag' 2 "unknown flag '-q'"
run check --format jsn
expect 'unknown format' 2 "did you mean 'json'?"
run check --color blue
expect 'unknown colour' 2 '--color is auto, always or never'
run check --fail-on fatal
expect 'unknown threshold' 2 '--fail-on is error, warning or info'
run check --profile aivn "$scratch/clean.json"
expect 'unknown profile' 2 "there is no profile 'aivn'"
run check --disable network/peer-overlp "$scratch/clean.json"
expect 'unknown rule in a glob' 2 "did you mean 'network/peer-overlap'?"
run check --severity 'network/*=fatal' "$scratch/clean.json"
expect 'unknown severity' 2 "unknown severity 'fatal'"
run check --severity network "$scratch/clean.json"
expect 'severity without a level' 2 '--severity takes GLOB=LEVEL'
run check --param x "$scratch/clean.json"
expect 'parameter without a value' 2 '--param takes NAME=VALUE'
run check --kind idenity "$scratch/clean.json"
expect 'unknown kind' 2 "unknown kind 'idenity'"
run check --output
expect 'flag without its value' 2 '--output needs a value'
run check --quiet=yes
expect 'value without its flag' 2 '--quiet takes no value'
run check --peers nonsense "$scratch/clean.json"
expect 'peers that are none' 2 'nonsense is neither a file nor a list of CIDRs'
run check -- --quiet
expect 'what follows -- is a path' 2 '--quiet is not there'
run
expect 'no command at all' 2 'usage: ringfence COMMAND'
for command in check simulate cidr rules explain version; do
    run "$command" --help
    expect "$command --help has an example" 0 'example:'
done
run --help
expect 'help' 0 'usage: ringfence COMMAND'
run --version
expect 'version' 0 'ringfence 0.'

# --- simulate ---
policy=testdata/aiven/policy-v4.json
vpc=arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0a1b2c3d
run simulate --policy "$policy" --action ec2:DescribeVpcs
expect 'simulate: allowed is 0' 0 'allowed'
run simulate --policy "$policy" --action ec2:CreateSubnet --resource "$vpc"
expect 'simulate: denied is 1' 1 'denied'
run simulate --policy "$policy" --action s3:ListAllMyBuckets
expect 'simulate: not allowed is 1' 1 'denied: no statement allows it'
run simulate --policy "$policy" --action ec2:DescribeVpcs --format json
expect 'simulate: json' 0 '"decision": "Allowed"'
run simulate --policy "$policy"
expect 'simulate: without an action' 2 'give --action'
run simulate --action s3:GetObject
expect 'simulate: without a policy' 2 'give --policy FILE'
run simulate --policy "$scratch/nowhere" --action s3:GetObject
expect 'simulate: without the file' 2 'cannot be read'
run simulate --policy "$scratch/broken.tfvars" --action s3:GetObject
expect 'simulate: what is no JSON' 2 'broken.tfvars:1:1'
run simulate --policy "$policy" --action ec2:DescribeVpcs --context x
expect 'simulate: context without a value' 2 '--context takes KEY=VALUE'
run simulate "$policy"
expect 'simulate: policy without its flag' 2 'a policy is given with --policy FILE'

# --- cidr ---
printf '10.0.0.0/8 all\n10.1.0.0/16 one\n192.168.0.0/16\n' >"$scratch/list"
printf '10.0.0.0/8\n192.168.0.0/16\n' >"$scratch/apart"
printf '10.0.0.0/8\nnonsense\n' >"$scratch/bad"
run cidr overlaps "$scratch/list"
expect 'cidr: overlaps are 1' 1 '10.0.0.0/8 all'
run cidr overlaps "$scratch/apart"
expect 'cidr: none is 0' 0 '0 overlapping pairs among 2 blocks'
run cidr overlaps "$scratch/bad"
expect 'cidr: a line that is none is 2' 2 'bad:2:1'
run cidr overlaps --count "$scratch/list" "$scratch/apart"
expect 'cidr: files are one list' 1 '4'
run cidr overlaps --count --format json "$scratch/list"
expect 'cidr: json' 1 '"count": 1'
run cidr overlaps
expect 'cidr: without a file' 2 'give files'
run cidr overlaps "$scratch/nowhere"
expect 'cidr: without the file' 2 'cannot be read'
run cidr overlap
expect 'cidr: slip' 2 "did you mean 'overlaps'?"
run cidr
expect 'cidr: alone' 2 'ringfence cidr check'
run cidr check --vpc 10.4.0.0/16 --peers 10.0.0.0/13
expect 'cidr check: overlap is 1' 1 'network/peer-overlap'
run cidr check --vpc 10.4.0.0/16 --peers 10.8.0.0/13
expect 'cidr check: none is 0' 0
run cidr check --vpc 10.4.0.0/16 10.0.0.0/8
expect 'cidr check: peers without their flag' 2 'peers are given with --peers'
run cidr check --peers 10.0.0.0/8
expect 'cidr check: without a network' 2 'name the planned network'

# --- rules, explain ---
run rules
expect 'rules lists' 0 'network/peer-overlap'
run rules --format json
expect 'rules as json' 0 '"id": "network/peer-overlap"'
run rules --test
expect 'the examples of all rules' 0 ', 0 failed'
run explain network/peer-overlap
expect 'explain' 0 'off      ringfence check --disable network/peer-overlap'
run explain --format json network/peer-overlap
expect 'explain as json' 0 '"fix":'
run explain network/peer-overlp
expect 'explain: slip' 2 "did you mean 'network/peer-overlap'?"
run explain peer-overlap
expect 'explain: without its pack' 2 "did you mean 'network/peer-overlap'?"
run explain quux
expect 'explain: far from all' 2 "'ringfence rules' lists them"
run explain
expect 'explain: alone' 2 'name one rule'

# --- rule files with mistakes ---
cat >"$scratch/rules/own.hcl" <<'RULE'
rule "own/r" {
  severty = "error"
  summary = "s"
  why     = "w"
  fix     = "f"
  each "variable" {
    finding = true
  }
}
RULE
run check --rules "$scratch/rules" "$scratch/clean.json"
expect 'a mistake in a rule file is 2' 2 'unknown attribute "severty"; did you mean "severity"?'
expect 'and has its place' 2 'rules/own.hcl:2:3'
run rules --rules "$scratch/rules/own.hcl"
expect 'and for rules' 2 'own.hcl:2:3: unknown attribute "severty"'
run check --rules "$scratch/empty" "$scratch/clean.json"
expect 'a folder without rules is 2' 2 'holds no rules'
sed 's/severty/severity/' "$scratch/rules/own.hcl" >"$scratch/rules/new" && mv "$scratch/rules/new" "$scratch/rules/own.hcl"
run check --rules "$scratch/rules" "$scratch/clean.tfvars"
expect 'a rule of the user finds' 1 'own/r'

#!/bin/sh
# The main job on the test data, as a user would run it.
set -u
run() {
    printf '\n\033[1m$ ringfence %s\033[0m\n' "$*"
    "$RINGFENCE" "$@"
    printf '(exit status %d)\n' $?
}
[ -t 1 ] || run() {
    printf '\n$ ringfence %s\n' "$*"
    "$RINGFENCE" "$@"
    printf '(exit status %d)\n' $?
}
echo 'The four policies that Aiven published, a variable file, and the networks to be peered with:'
run check testdata/aiven
echo
echo "Zilliz' variable file, filled in as its activation guide says, and the outputs of its package:"
run check testdata/zilliz
echo
echo 'May this policy create a subnet in a VPC that has no tag Name?'
run simulate --policy testdata/aiven/policy-v4.json --action ec2:CreateSubnet \
    --resource arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0a1b2c3d
echo
echo 'Does a planned network overlap those it will be connected to?'
run cidr check --vpc 10.4.0.0/16 --peers 10.0.0.0/13,10.9.0.0/16
echo
echo 'What does a rule mean?'
run explain WILDCARD_WITHOUT_LIKE_OPERATOR
exit 0

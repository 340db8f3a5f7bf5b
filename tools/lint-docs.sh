#!/bin/sh
# Rules, their documentation and their tests agree: every rule has a reason, a mend, a source, an
# example that fires and one that stays silent; every flag and rule that README names is there.
set -u
status=0
fail() {
    printf '%s\n' "$*"
    status=1
}

rules=0
for file in rules/*/*.hcl; do
    grep -q '^rule "' "$file" || continue
    rules=$((rules + 1))
    for name in severity summary why fix source; do
        grep -qE "^  $name +=" "$file" || fail "$file: $name is missing"
    done
    grep -qE 'expect +=? *"finding"' "$file" || fail "$file: no example that fires"
    grep -qE 'expect +=? *"none"' "$file" || fail "$file: no example that stays silent"
    id=$(sed -n 's/^rule "\(.*\)" {/\1/p' "$file")
    [ "rules/$id.hcl" = "$file" ] || fail "$file: holds the rule $id"
done
listed=$("$RINGFENCE" rules --quiet | wc -l)
[ "$listed" -eq "$rules" ] || fail "the program has $listed rules, rules/ has $rules"
"$RINGFENCE" rules --test || status=1

for flag in $(grep -oE '(^|[ `])--[a-z][a-z-]+' README.md | tr -d ' `' | sort -u); do
    for command in check simulate cidr rules explain actions diff ask; do
        "$RINGFENCE" $command --help | grep -qE -- "^  $flag( |$)" && continue 2
    done
    fail "README.md names $flag, which no command has"
done
# shellcheck disable=SC2013
for rule in $(grep -oE '\b(aws-iam|network|terraform|syntax|aiven-aws|zilliz-aws)/[a-z0-9-]+' README.md | sort -u); do
    "$RINGFENCE" explain "$rule" >/dev/null 2>&1 || [ -e "rules/$rule.hcl" ] || fail "README.md names $rule, which is no rule"
done
[ $status -eq 0 ] && echo 'lint-docs: clean'
exit $status

#!/bin/sh
# The hooks of .pre-commit-hooks.yaml, as pre-commit runs them in a repository of somebody else.
set -u
. tests/cli/support.inc

if ! command -v pre-commit >/dev/null 2>&1 || ! command -v git >/dev/null 2>&1; then
    echo 'ok pre-commit hooks # skip: pre-commit or git is not installed'
    exit 0
fi

# No settings but those of the repository; nothing outside the scratch folder is written.
HOME=$scratch/home
PRE_COMMIT_HOME=$scratch/cache
GIT_CONFIG_NOSYSTEM=1
GIT_AUTHOR_NAME=test GIT_AUTHOR_EMAIL=test@example.com
GIT_COMMITTER_NAME=test GIT_COMMITTER_EMAIL=test@example.com
export HOME PRE_COMMIT_HOME GIT_CONFIG_NOSYSTEM GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL
export GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE XDG_CONFIG_HOME XDG_CACHE_HOME
mkdir "$scratch/home" "$scratch/bin" "$scratch/hooks" "$scratch/theirs"

# What is run in place of ringfence counts how often it is.
cat >"$scratch/bin/ringfence" <<WRAPPER
#!/bin/sh
echo "\$*" >>"$scratch/calls"
exec "$ringfence" "\$@"
WRAPPER
chmod +x "$scratch/bin/ringfence"
PATH=$scratch/bin:$PATH
export PATH

cp .pre-commit-hooks.yaml "$scratch/hooks/"
(cd "$scratch/hooks" && git init -q . && git add . && git commit -q -m hooks) || exit 1
revision=$(cd "$scratch/hooks" && git rev-parse HEAD)

cd "$scratch/theirs" || exit 1
git init -q .
configure() {
    printf 'repos:\n- repo: %s\n  rev: %s\n  hooks:\n  - id: %s\n' \
        "$scratch/hooks" "$revision" "$1" >.pre-commit-config.yaml
    git add .pre-commit-config.yaml
}
configure ringfence
pre-commit install >/dev/null 2>&1
report 'the hook installs' $?
[ -x .git/hooks/pre-commit ]
report 'into .git/hooks' $?

# commit NAME STATUS: whether a commit of all files goes through.
commit() {
    : >"$scratch/calls"
    git add -A
    $limit git commit -q -m change >"$scratch/out" 2>&1
    status=$?
    [ "$status" -ne 0 ] && status=1
    expect "$1" "$2"
}

mkdir -p prod test iam
echo '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::cce-logs/*"}]}' >iam/deploy-policy.json
echo 'reserved_cidr = "10.4.0.0/16"' >prod/prod.tfvars
echo '{"reserved_cidr": "10.5.0.0/16"}' >test/test.tfvars.json
echo 'variable "reserved_cidr" {}' >prod/main.tf
echo '{"name": "x"}' >package.json
i=0
while [ $i -lt 60 ]; do
    echo 'reserved_cidr = "10.6.0.0/16"' >"test/$i.tfvars"
    i=$((i + 1))
done
commit 'a good change passes' 0
[ "$(wc -l <"$scratch/calls")" -eq 1 ]
report 'one process sees all files' $?
for file in iam/deploy-policy.json prod/prod.tfvars test/test.tfvars.json prod/main.tf test/59.tfvars; do
    grep -q " $file" "$scratch/calls"
    report "the hook sees $file" $?
done
! grep -q 'package.json' "$scratch/calls"
report 'and not package.json' $?

echo 'reserved_cidr = "10.4.0.0/33"' >prod/prod.tfvars
commit 'a bad variable file is refused' 1
grep -q 'network/bad-length' "$scratch/out"
report 'with its finding' $?
git checkout -q HEAD -- prod/prod.tfvars

echo '{"Version":"2012-10-17","Statement":[{"Effect":"Alow","Action":"*","Resource":"*"}]}' >iam/trust.json
commit 'a bad policy is refused' 1
rm iam/trust.json
echo 'x = ' >prod/broken.tfvars
commit 'what does not parse is refused' 1
grep -q 'syntax/hcl' "$scratch/out"
report 'with its place' $?
git rm -q --cached prod/broken.tfvars
rm prod/broken.tfvars

echo '# nothing of ours' >README.md
commit 'another file is not looked at' 0
[ ! -s "$scratch/calls" ]
report 'at all' $?

configure ringfence-all
echo '{"name": "y"}' >package.json
commit 'the whole repository' 0
grep -qx 'check \.' "$scratch/calls"
report 'in one go' $?

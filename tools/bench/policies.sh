#!/bin/sh
# Pairs of policies to compare: policies.sh SHAPE FOLDER [STATEMENTS [ACTIONS]] writes
# FOLDER/SHAPE-a.json and FOLDER/SHAPE-b.json.  The same arguments give the same files.
set -eu
shape=$1 folder=$2 statements=${3:-100} actions=${4:-20}
here=$(dirname "$0")

# The names of actions, from the service reference.
names() {
    for service in "$@"; do
        awk -v service="$service" '
            /"actions": *{/ { inside = 1; next }
            inside && /^  }/ { inside = 0 }
            inside && match($0, /"[A-Za-z0-9]+"/) {
                print service ":" substr($0, RSTART + 1, RLENGTH - 2)
            }' "$here/../../rules/reference/$service.json"
    done
}

write() { # SIDE
    awk -v side="$1" -v shape="$shape" -v statements="$statements" -v actions="$actions" '
    # Own random numbers: those of awk differ between programs.
    function random(n) {
        seed = (seed * 16807) % 2147483647
        return seed % n
    }
    function quoted(text) { return "\"" text "\"" }
    function element(name, value) { return "," quoted(name) ":" value }
    function repeat(text, n,   all) {
        for (all = ""; n > 0; n--) all = all text
        return all
    }
    function some_actions(   i, list) {
        for (i = 0; i < actions; i++)
            list = list (i ? "," : "") quoted(name[random(names) + 1])
        return "[" list "]"
    }
    function some_resources(   i, n, list) {
        n = 1 + random(3)
        for (i = 0; i < n; i++)
            list = list (i ? "," : "") quoted("arn:aws:" service[random(services) + 1] ":" \
                   (random(2) ? "*" : "eu-west-1") ":*:" type[random(types) + 1] "/" \
                   (random(2) ? "*" : "team-" random(7) "-*"))
        return random(5) ? "[" list "]" : "\"*\""
    }
    function some_conditions(   which) {
        which = random(6)
        if (which == 0) return ""
        if (which == 1) return element("Condition", "{\"StringLike\":{\"aws:ResourceTag/Name\":\"cce-*\"}}")
        if (which == 2) return element("Condition", "{\"StringEquals\":{\"aws:RequestedRegion\":[\"eu-west-1\",\"eu-north-1\"]}}")
        if (which == 3) return element("Condition", "{\"StringNotLike\":{\"aws:RequestTag/Owner\":[\"a*\",\"b" random(5) "*\"]},\"Bool\":{\"aws:SecureTransport\":\"true\"}}")
        if (which == 4) return element("Condition", "{\"IpAddress\":{\"aws:SourceIp\":\"10." random(200) ".0.0/16\"},\"StringLike\":{\"ec2:ResourceTag/Name\":\"x-" random(4) "*\"}}")
        return element("Condition", "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"Name\",\"Owner\",\"k" random(4) "\"]}}")
    }
    function statement(i, effect) {
        return "{\"Sid\":\"S" i "\",\"Effect\":\"" effect "\",\"Action\":" some_actions() \
               element("Resource", some_resources()) some_conditions() "}"
    }
    function all_statements(other,   i, k, effect) {
        for (i = 0; i < statements; i++) {
            effect = (shape == "denies" && i % 4 == 3) ? "Deny" : "Allow"
            line[i] = statement(i, effect)
        }
        if (other && shape == "shuffled")
            for (i = statements - 1; i > 0; i--) {
                k = random(i + 1)
                effect = line[i]
                line[i] = line[k]
                line[k] = effect
            }
        if (other && shape != "shuffled" && shape != "equal")
            for (i = 0; i < (shape == "changed" ? 1 : statements / 4); i++)
                line[int(i * 4 + statements / 2) % statements] = statement("N" i, "Allow")
        for (i = 0; i < statements; i++) print (i ? "," : "") line[i]
    }
    # Ten ARNs of many stars each, which cross.
    function stars(n,   i, k, list, text) {
        for (i = 0; i < n; i++) {
            text = "arn:aws:s3:::*"
            for (k = 0; k < 6; k++) text = text substr("abcdefghij", (i * 3 + k * 7) % 10 + 1, 1) "*"
            list = list (i ? "," : "") quoted(text)
        }
        return "[" list "]"
    }
    function values(n, other,   i, list) {
        for (i = 0; i < n; i++)
            list = list (i ? "," : "") quoted("v" i (i % 3 ? "-*" : "*x" i) (other && i == n / 2 ? "z" : ""))
        return "[" list "]"
    }
    function chain(n, letters,   i, text) {
        for (i = 0; i < n; i++) text = text substr(letters, i % length(letters) + 1, 1) "*"
        return text
    }
    function blocks(n,   i, list) {
        for (i = 0; i < n; i++)
            list = list (i ? "," : "") quoted("10." int(i / 256) % 256 "." i % 256 "." (int(i / 65536) * 16) "/30")
        return "[" list "]"
    }
    function get(more) { print "{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\"" more "}" }
    function resource(text) { return element("Resource", quoted(text)) }
    function tagged(operator, value) {
        return element("Condition", "{" quoted(operator) ":{\"aws:PrincipalTag/t\":" value "}}")
    }
    { name[++names] = $0 }
    END {
        seed = 7
        services = split("ec2 ec2 ec2 s3 iam lambda", service)
        types = split("vpc subnet instance volume security-group network-interface role function", type)
        if (shape != "mixed") services = 3
        print "{\"Version\":\"2012-10-17\",\"Statement\":["
        other = side == "b"
        if (shape == "stars-12")
            get(resource("arn:aws:s3:::" repeat("*a", 11) (other ? "*b" : "*")))
        else if (shape == "stars-12-tag")
            get(resource("*") tagged("StringLike", quoted(other ? repeat("*a", 11) "*" : repeat("*b", 4) repeat("*a", 8))))
        else if (shape == "stars-questions")
            get(resource("*") tagged("StringLike", quoted("*a" repeat("?", other ? 30 : 29) "*")))
        else if (shape == "stars-ten")
            get(element("Resource", other ? stars(10) : stars(11)))
        else if (shape == "stars-ten-other")
            get(element("Resource", other ? "[\"arn:aws:s3:::*k*l*m*n*o*p*\"]" : stars(10)))
        else if (shape == "stars-chain")
            get(resource("arn:aws:s3:::" chain(other ? 60 : 61, "abc")))
        else if (shape == "stars-chains")
            get(element("Resource", "[\"arn:aws:s3:::*" chain(40, "abc") "\",\"arn:aws:s3:::*" chain(40, other ? "cba" : "bca") "\"]"))
        else if (shape == "stars-not")
            get(element("NotResource", other ? stars(11) : stars(10)))
        else if (shape == "stars-hard" && other)
            get(resource("*") tagged("StringLike", "[\"*a*c*\",\"*c*a*\"]"))
        else if (shape == "stars-hard") # hard from both ends; all steps are taken
            get(resource("*") element("Condition", "{\"StringLike\":{\"aws:PrincipalTag/t\":\"*a" repeat("?", 17) "b*\"},\"StringLikeIfExists\":{\"aws:PrincipalTag/t\":\"*c" repeat("?", 13) "d*\"},\"StringNotLikeIfExists\":{\"aws:PrincipalTag/t\":[\"*a*c*\",\"*c*a*\"]}}"))
        else if (shape == "values")
            get(resource("*") tagged("StringLike", values(2000, other)))
        else if (shape == "values-not")
            get(resource("*") tagged("StringNotLike", values(2000, other)))
        else if (shape == "blocks")
            get(resource("*") element("Condition", "{\"IpAddress\":{\"aws:SourceIp\":" blocks(other ? statements * 10 : statements * 10 + 1) "}}"))
        else
            all_statements(other)
        print "]}"
    }'
}

case $shape in
mixed) services="ec2 s3 iam lambda rds dynamodb sqs sns kms" ;;
*) services=ec2 ;;
esac
# The seed is the same on both sides: what differs is what the shape changes.
for side in a b; do
    # shellcheck disable=SC2086
    names $services | write "$side" >"$folder/$shape-$side.json"
done

rule "aws-iam/pass-role-not-resource" {
  severity = "warning"
  summary  = "iam:PassRole is allowed on all roles but those listed"
  why      = "NotResource allows every role that is not listed, also those made tomorrow. Who may pass a role and start something with it has the rights of that role."
  fix      = "Name the roles that may be passed, with Resource."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-pass-role-with-not-resource"
  aliases  = ["PASS_ROLE_WITH_NOT_RESOURCE", "PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE", "PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE"]
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  each "statement" {
    where   = self.effect == "Allow" && self.not_resource != null && !anytrue([for c in self.condition : contains(["iam:passedtoservice", "iam:associatedresourcearn"], c.lower_key)])
    finding = anytrue([for a in self.actions : glob_matches_nocase(a, "iam:PassRole")]) == (self.not_action == null)
    at      = self.not_resource
  }

  example "all roles but one" {
    expect = "finding"
    place  = "6:20"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:PassRole",
          "NotResource": "arn:aws:iam::111122223333:role/admin"
        }
      }
    JSON
  }

  example "all buckets but one" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:*",
          "NotResource": "arn:aws:s3:::cce-a"
        }
      }
    JSON
  }
}

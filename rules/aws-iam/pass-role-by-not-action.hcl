rule "aws-iam/pass-role-by-not-action" {
  severity = "warning"
  summary  = "An Allow with NotAction comprises iam:PassRole, on every role"
  why      = "NotAction allows everything that is not listed, also what AWS adds tomorrow. Who may pass a role and start something with it has the rights of that role."
  fix      = "List the actions that are needed, or add iam:PassRole to NotAction."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-pass-role-with-star-in-resource-and-not-action"
  aliases  = ["PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION"]
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  each "statement" {
    where   = self.effect == "Allow" && self.not_action != null && self.not_resource == null && (contains(self.resources, "*") || anytrue([for a in self.arns : a.service == "iam" && contains(["*", "role/*"], a.resource)])) && !anytrue([for c in self.condition : contains(["iam:passedtoservice", "iam:associatedresourcearn"], c.lower_key)])
    finding = !anytrue([for a in self.actions : glob_matches_nocase(a, "iam:PassRole")])
    at      = self.not_action
  }

  example "all but S3" {
    expect = "finding"
    place  = "5:18"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "NotAction": "s3:*",
          "Resource": "*"
        }
      }
    JSON
  }

  example "all but IAM" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "NotAction": ["iam:*", "organizations:*"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "a Deny" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "NotAction": "s3:*",
          "Resource": "*"
        }
      }
    JSON
  }
}

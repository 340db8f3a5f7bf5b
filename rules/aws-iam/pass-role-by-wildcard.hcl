rule "aws-iam/pass-role-by-wildcard" {
  severity = "warning"
  summary  = "A wildcard in the actions comprises iam:PassRole, on every role"
  why      = "Who may pass a role and start something with it has the rights of that role, administrators included."
  fix      = "List the actions that are needed; name the roles that may be passed."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-pass-role-with-star-in-action-and-resource"
  aliases  = ["PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE"]
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  each "statement" {
    where   = self.effect == "Allow" && self.not_action == null && (contains(self.resources, "*") || anytrue([for a in self.arns : a.service == "iam" && contains(["*", "role/*"], a.resource)])) && !anytrue([for c in self.condition : contains(["iam:passedtoservice", "iam:associatedresourcearn"], c.lower_key)])
    finding = [
      for a in self.actions : a
      if self.not_resource == null && is_glob(a) && a != "*" && a != "*:*" && glob_matches_nocase(a, "iam:PassRole")
    ]
    message = "\"${it}\" comprises iam:PassRole, here on every role"
  }

  example "all of IAM" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:*",
          "Resource": "*"
        }
      }
    JSON
  }

  example "what only reads" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["iam:Get*", "iam:List*"],
          "Resource": "*"
        }
      }
    JSON
  }
}

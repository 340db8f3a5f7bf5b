rule "aws-iam/missing-version" {
  severity = "warning"
  summary  = "The policy has no Version"
  why      = "Without it the policy is one of 2008-10-17: variables such as $${aws:username} are plain text there, and newer features do not work."
  fix      = "Add \"Version\": \"2012-10-17\"."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-missing-version"
  aliases  = ["MISSING_VERSION"]

  each "policy" {
    finding = [
      for p in [for p in self.problems : p if p.kind == "MISSING_VERSION"] : p
      if !anytrue([for q in self.problems : q.kind == "UNKNOWN_ELEMENT" && q.statement == null && q.nearest == "Version"])
    ]
  }

  example "none" {
    expect = "finding"
    place  = "1:1"
    policy = <<-JSON
      {
        "Statement": {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*"}
      }
    JSON
  }

  example "it may stand at the end" {
    expect = "none"
    policy = <<-JSON
      {
        "Statement": {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*"},
        "Version": "2012-10-17"
      }
    JSON
  }
}

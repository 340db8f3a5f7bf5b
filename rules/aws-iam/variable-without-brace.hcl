rule "aws-iam/variable-without-brace" {
  severity = "error"
  summary  = "A variable is not closed"
  why      = "IAM refuses the policy, or takes the text as it is."
  fix      = "Close it with }."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-brace-in-variable"
  aliases  = ["MISSING_BRACE_IN_VARIABLE"]

  each "statement" {
    where   = self.version == "2012-10-17"
    finding = [
      for t in [for t in flatten([self.resources, [for c in self.condition : c.texts if contains(["string", "ARN"], c.family)]]) : t if strcontains(t, "$${")] : t
      if can(regex("\\$\\{[^}]*$", t))
    ]
    message = "the variable in \"${it}\" is not closed"
  }

  example "no brace" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/$${aws:username/*"
        }
      }
    JSON
  }

  example "closed" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/$${aws:username}/*"
        }
      }
    JSON
  }
}

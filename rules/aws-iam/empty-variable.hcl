rule "aws-iam/empty-variable" {
  severity = "error"
  summary  = "A variable has no name"
  why      = "IAM refuses the policy, or takes the text as it is."
  fix      = "Write the name of a condition key, or remove the braces."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-empty-variable"
  aliases  = ["EMPTY_VARIABLE"]

  each "statement" {
    where   = self.version == "2012-10-17"
    finding = [
      for t in [for t in flatten([self.resources, [for c in self.condition : c.texts if contains(["string", "ARN"], c.family)]]) : t if strcontains(t, "$${")] : t
      if can(regex("\\$\\{ *\\}", t))
    ]
    message = "a variable in \"${it}\" has no name"
  }

  example "nothing inside" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/$${}/*"
        }
      }
    JSON
  }

  example "an escaped character" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/$${*}/$${?}$${$}"
        }
      }
    JSON
  }
}

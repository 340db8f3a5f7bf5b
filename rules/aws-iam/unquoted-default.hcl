rule "aws-iam/unquoted-default" {
  severity = "error"
  summary  = "The default of a variable is not in single quotes"
  why      = "IAM refuses the policy, or takes the text as it is."
  fix      = "Put it into single quotes: $${aws:username, 'nobody'}."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-quote-in-variable"
  aliases  = ["MISSING_QUOTE_IN_VARIABLE"]

  each "statement" {
    where   = self.version == "2012-10-17"
    finding = [
      for t in [for t in flatten([self.resources, [for c in self.condition : c.texts if contains(["string", "ARN"], c.family)]]) : t if strcontains(t, "$${")] : t
      if can(regex("\\$\\{[A-Za-z0-9._/-]+:[^},]*, *([^' }][^}]*|'[^'}]*|)\\}", t))
    ]
    message = "the default in \"${it}\" is not in single quotes"
  }

  example "no quotes" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/$${aws:username, nobody}/*"
        }
      }
    JSON
  }

  example "only one" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/$${aws:username, 'nobody}/*"
        }
      }
    JSON
  }

  example "both" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/$${aws:username, 'nobody'}/*"
        }
      }
    JSON
  }
}

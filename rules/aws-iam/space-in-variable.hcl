rule "aws-iam/space-in-variable" {
  severity = "error"
  summary  = "A space stands in the name of a variable"
  why      = "IAM refuses the policy, or takes the text as it is."
  fix      = "Remove the space; one before a default value is fine."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-space-in-variable"
  aliases  = ["UNSUPPORTED_SPACE_IN_VARIABLE"]

  each "statement" {
    where   = self.version == "2012-10-17"
    finding = [
      for t in [for t in flatten([self.resources, [for c in self.condition : c.texts if contains(["string", "ARN"], c.family)]]) : t if strcontains(t, "$${")] : t
      if can(regex("\\$\\{( +[A-Za-z0-9._/-]+:|[A-Za-z0-9._/-]+ +:|[A-Za-z0-9._/-]+: |[A-Za-z0-9._/-]+:[^},'/]* )", t))
    ]
    message = "a variable in \"${it}\" has a space in its name"
  }

  example "behind the colon" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/$${aws: username}/*"
        }
      }
    JSON
  }

  example "before the brace" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/$${aws:username }/*"
        }
      }
    JSON
  }

  example "before a default, and in the name of a tag" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": ["arn:aws:s3:::cce-a/$${aws:username, 'no body'}/*", "arn:aws:s3:::cce-b/$${aws:PrincipalTag/cost center}"]
        }
      }
    JSON
  }

  example "an expression of a template" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::$${ var.wide ? var.a : var.b }/*"
        }
      }
    JSON
  }
}

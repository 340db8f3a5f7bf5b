rule "aws-iam/variable-in-old-version" {
  severity = "error"
  summary  = "A variable stands in a policy of a version that has none"
  why      = "Variables exist since 2012-10-17. Before it, and without a Version, $${aws:username} is plain text: it matches nothing, or what is really named so."
  fix      = "Write \"Version\": \"2012-10-17\"."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-variable-unsupported-in-version"
  aliases  = ["VARIABLE_UNSUPPORTED_IN_VERSION"]

  each "statement" {
    where   = contains(["", "2008-10-17"], self.version)
    finding = [
      for t in [for t in flatten([self.resources, [for c in self.condition : c.texts if contains(["string", "ARN"], c.family)]]) : t if strcontains(t, "$${")] : t
      if can(regex("\\$\\{[A-Za-z0-9._/-]+:[^}]*\\}", t))
    ]
    message = "the variable in \"${it}\" is plain text ${self.version == "" ? "without a Version" : "in version ${self.version}"}"
  }

  example "the older version" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2008-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce-a/$${aws:username}/*"
        }
      }
    JSON
  }

  example "no version, in a condition" {
    expect = "finding"
    place  = "6:61"
    policy = <<-JSON
      {
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringEquals": {"ec2:ResourceTag/Owner": "$${aws:username}"}}
        }
      }
    JSON
  }

  example "the newer one" {
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

  example "of a template" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2008-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::$${bucket}/*"
        }
      }
    JSON
  }
}

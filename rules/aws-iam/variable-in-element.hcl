rule "aws-iam/variable-in-element" {
  severity = "error"
  summary  = "A variable stands where variables are plain text"
  why      = "Variables work in Resource and Condition only. In an action, a principal or a Sid the text is taken as it is and matches nothing."
  fix      = "Write the text out, or use a condition."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-variable-unsupported-in-element"
  aliases  = ["VARIABLE_UNSUPPORTED_IN_ELEMENT"]

  each "statement" {
    finding = [
      for t in [for t in concat(self.actions, [for p in self.principals : p.id], self.sid == null ? [] : [self.sid]) : t if strcontains(t, "$${")] : t
      if can(regex("\\$\\{[A-Za-z0-9._/-]+:[^}]*\\}", t))
    ]
    message = "the variable in \"${it}\" is plain text here"
  }

  example "in an action" {
    expect = "finding"
    place  = "5:36"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["dynamodb:GetItem", "dynamodb:$${aws:username}"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "in a principal" {
    expect = "finding"
    place  = "5:26"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::111122223333:user/$${aws:username}"},
          "Action": "sts:AssumeRole"
        }
      }
    JSON
  }

  example "in a resource" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:dynamodb:*:*:table/$${aws:username}"
        }
      }
    JSON
  }

  example "of a template" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:$${action}",
          "Resource": "*"
        }
      }
    JSON
  }
}

rule "aws-iam/variable-for-operator" {
  severity = "error"
  summary  = "A variable is compared with an operator that takes none"
  why      = "Variables work with string and ARN operators only; elsewhere the text is no number, date or address, and never compares."
  fix      = "Use a string operator, or write the value out."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-variable-for-operator"
  aliases  = ["INVALID_VARIABLE_FOR_OPERATOR"]

  each "condition" {
    where   = self.known && !contains(["string", "ARN"], self.family)
    finding = [
      for v in [for v in self.texts : v if strcontains(v, "$${")] : v
      if can(regex("\\$\\{[A-Za-z0-9._/-]+:[^}]*\\}", v))
    ]
    message = "${self.operator} does not take the variable in \"${it}\""
  }

  example "a number" {
    expect = "finding"
    place  = "7:54"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:ListBucket",
          "Resource": "*",
          "Condition": {"NumericLessThan": {"s3:max-keys": "$${aws:PrincipalTag/max}"}}
        }
      }
    JSON
  }

  example "a boolean" {
    expect = "finding"
    place  = "7:52"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:ListBucket",
          "Resource": "*",
          "Condition": {"Null": {"aws:PrincipalTag/max": "$${aws:SecureTransport}"}}
        }
      }
    JSON
  }

  example "a string" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:ListBucket",
          "Resource": "*",
          "Condition": {"StringLike": {"s3:prefix": "$${aws:username}/*"}}
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
          "Action": "s3:ListBucket",
          "Resource": "*",
          "Condition": {"NumericLessThan": {"s3:max-keys": "$${max_keys}"}}
        }
      }
    JSON
  }
}

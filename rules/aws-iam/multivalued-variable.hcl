rule "aws-iam/multivalued-variable" {
  severity = "warning"
  summary  = "A policy variable names a key that may have several values"
  why      = "Only keys with a single value can be variables. Such a variable never has a value: a Resource with it matches nothing, a condition compares with nothing, and a negated one always holds."
  fix      = "Use a key with a single value, such as aws:PrincipalTag/name, or test the key in a condition with ForAnyValue or ForAllValues."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"
  check    = "variable-of-several"

  example "in a resource" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce/$${aws:TagKeys}/*"
        }
      }
    JSON
  }

  example "in a condition" {
    expect = "finding"
    place  = "7:64"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "s3:GetObject",
          "Resource": "*",
          "Condition": {"StringNotEquals": {"aws:PrincipalTag/team": "$${aws:TagKeys}"}}
        }
      }
    JSON
  }

  example "keys with a single value" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce/$${aws:username}/$${aws:PrincipalTag/team}/*"
        }
      }
    JSON
  }
}

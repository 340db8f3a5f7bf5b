rule "aws-iam/not-a-boolean" {
  severity = "warning"
  summary  = "A value of Bool or Null is neither true nor false"
  why      = "It never compares: a Deny with it denies nothing."
  fix      = "Write \"true\" or \"false\"."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-type-mismatch-boolean"
  aliases  = ["TYPE_MISMATCH_BOOLEAN"]

  each "condition" {
    where   = self.family == "boolean"
    finding = [for v in self.unreadable : v if !strcontains(v, "$${")]
    message = "\"${it}\" is neither true nor false: ${self.operator} never compares with it"
  }

  example "yes" {
    expect = "finding"
    place  = "7:51"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "s3:*",
          "Resource": "*",
          "Condition": {"Bool": {"aws:SecureTransport": "no"}}
        }
      }
    JSON
  }

  example "a number" {
    expect = "finding"
    place  = "7:52"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"Null": {"ec2:ResourceTag/Name": 0}}
        }
      }
    JSON
  }

  example "as a string and as a boolean" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"Bool": {"aws:SecureTransport": "False"}, "Null": {"ec2:ResourceTag/Name": false}}
        }
      }
    JSON
  }
}

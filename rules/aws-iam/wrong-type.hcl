rule "aws-iam/wrong-type" {
  severity = "error"
  summary  = "A value has a type that does not belong there"
  why      = "IAM refuses the policy."
  fix      = "Write a value of the type that is expected."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-data-type-mismatch"
  aliases  = ["DATA_TYPE_MISMATCH"]

  each "policy" {
    finding = [
      for p in [for p in self.problems : p if p.kind == "WRONG_TYPE"] : p
      if !anytrue([for q in self.problems : q.kind == "UNKNOWN_OPERATOR" && q.text == p.text && q.statement == p.statement])
    ]
    message = "\"${it.text}\" must be ${it.expected}"
  }

  example "a list of effects" {
    expect = "finding"
    place  = "4:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": ["Allow"],
          "Action": "ec2:CreateVpc",
          "Resource": "*"
        }
      }
    JSON
  }

  example "a number in a list of actions" {
    expect = "finding"
    place  = "5:33"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:CreateVpc", 7],
          "Resource": "*"
        }
      }
    JSON
  }

  example "numbers and booleans are values of conditions" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "s3:*",
          "Resource": "*",
          "Condition": {"Bool": {"aws:SecureTransport": false}, "NumericLessThan": {"s3:TlsVersion": 1.2}}
        }
      }
    JSON
  }

  example "a key in place of an operator has a rule of its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CreateVpc",
          "Resource": "*",
          "Condition": {"aws:SourceIp": "203.0.113.7"}
        }
      }
    JSON
  }
}

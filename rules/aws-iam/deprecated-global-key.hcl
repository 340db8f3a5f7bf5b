rule "aws-iam/deprecated-global-key" {
  severity = "error"
  summary  = "A condition uses a global key that is not supported"
  why      = "aws:ARN is not among the keys of a request that AWS documents, so a guard that rests on it may never match."
  fix      = "Use aws:PrincipalArn for the caller, or aws:SourceArn for the resource that a service calls for."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-global-condition-key"
  aliases  = ["UNSUPPORTED_GLOBAL_CONDITION_KEY", "DEPRECATED_GLOBAL_CONDITION_KEY"]

  param "deprecated" {
    default = ["aws:ARN"]
    summary = "the keys"
  }

  each "condition" {
    where   = contains([for k in param.deprecated : lower(k)], self.lower_key)
    finding = true
    message = "${self.key} is not supported"
  }

  example "the caller" {
    expect = "finding"
    place  = "7:31"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ArnLike": {"aws:ARN": "arn:aws:iam::111122223333:role/cce-*"}}
        }
      }
    JSON
  }

  example "aws:PrincipalArn" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/cce-*"}}
        }
      }
    JSON
  }
}

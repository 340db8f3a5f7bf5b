rule "aws-iam/string-like-on-arn" {
  severity = "warning"
  summary  = "An ARN is compared as text, with wildcards"
  why      = "With StringLike a * stands for colons too, so that it reaches into the next parts of the ARN: arn:aws:iam::*:role/cce matches arn:aws:iam::444455556666:role/x:role/cce. ArnLike compares part by part."
  fix      = "Write ArnLike or ArnNotLike."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-string-like-operator-with-arn-condition-keys"
  aliases  = ["STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS"]
  tags     = ["security"]
  check    = "arn-as-text"

  example "the caller" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/cce"}}
        }
      }
    JSON
  }

  example "except some" {
    expect = "finding"
    place  = "7:19"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringNotLike": {"aws:PrincipalArn": ["arn:aws:iam::111122223333:role/admin", "arn:aws:iam::*:role/cce"]}}
        }
      }
    JSON
  }

  example "with ArnLike" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/cce"}}
        }
      }
    JSON
  }

  example "no wildcard" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/cce"}}
        }
      }
    JSON
  }

  example "every ARN" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"aws:PrincipalArn": "*"}}
        }
      }
    JSON
  }

  example "a key that is no ARN" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }
}

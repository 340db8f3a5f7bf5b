rule "aws-iam/arn-without-account" {
  severity = "error"
  summary  = "An ARN lacks the account"
  why      = "ARNs of such resources have one, so that this one matches none."
  fix      = "Write the twelve digits of the account, or * for any."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-arn-account"
  aliases  = ["MISSING_ARN_ACCOUNT"]
  check    = "arn-shape"

  param "fault" {
    default = "account-missing"
    summary = "what is wrong with the ARN"
  }

  example "a role" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:PassRole",
          "Resource": "arn:aws:iam:::role/cce"
        }
      }
    JSON
  }

  example "a queue" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "sqs:SendMessage",
          "Resource": "arn:aws:sqs:eu-west-1::cce"
        }
      }
    JSON
  }

  example "a network" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "arn:aws:ec2:eu-west-1::vpc/*"
        }
      }
    JSON
  }

  example "any account" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:PassRole",
          "Resource": "arn:aws:iam::*:role/cce"
        }
      }
    JSON
  }

  example "where none belongs" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["s3:GetObject", "ec2:RunInstances"],
          "Resource": ["arn:aws:s3:::cce/*", "arn:aws:ec2:*::image/ami-*"]
        }
      }
    JSON
  }
}

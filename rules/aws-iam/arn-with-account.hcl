rule "aws-iam/arn-with-account" {
  severity = "error"
  summary  = "An ARN has an account where none belongs"
  why      = "ARNs of such resources are written without it, so that this one matches none."
  fix      = "Leave the field empty; its colon stays."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-arn-account-not-allowed"
  aliases  = ["ARN_ACCOUNT_NOT_ALLOWED"]
  check    = "arn-shape"

  param "fault" {
    default = "account-extra"
    summary = "what is wrong with the ARN"
  }

  example "a bucket" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:ListBucket",
          "Resource": "arn:aws:s3::111122223333:cce"
        }
      }
    JSON
  }

  example "a hosted zone" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "route53:GetHostedZone",
          "Resource": "arn:aws:route53::111122223333:hostedzone/Z1"
        }
      }
    JSON
  }

  example "in a service where others have one" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:CopySnapshot",
          "Resource": "arn:aws:ec2:us-east-1:111122223333:snapshot/*"
        }
      }
    JSON
  }

  example "none" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:ListBucket",
          "Resource": "arn:aws:s3:::cce"
        }
      }
    JSON
  }

  example "a wildcard matches an empty field too" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:ListBucket",
          "Resource": "arn:aws:s3:*:*:cce"
        }
      }
    JSON
  }

  example "where one belongs" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:PassRole",
          "Resource": "arn:aws:iam::111122223333:role/cce"
        }
      }
    JSON
  }
}

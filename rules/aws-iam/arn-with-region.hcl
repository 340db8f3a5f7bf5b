rule "aws-iam/arn-with-region" {
  severity = "error"
  summary  = "An ARN has a Region where none belongs"
  why      = "ARNs of such resources are written without it, so that this one matches none."
  fix      = "Leave the field empty; its colon stays."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-arn-region-not-allowed"
  aliases  = ["ARN_REGION_NOT_ALLOWED"]
  check    = "arn-shape"

  param "fault" {
    default = "region-extra"
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
          "Resource": "arn:aws:iam:eu-west-1:111122223333:role/cce"
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
          "Resource": "arn:aws:route53:us-east-1::hostedzone/Z1"
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
          "Action": "iam:PassRole",
          "Resource": "arn:aws:iam::111122223333:role/cce"
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
          "Action": "iam:PassRole",
          "Resource": "arn:aws:iam:*:111122223333:role/cce"
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
          "Action": "ec2:DeleteVpc",
          "Resource": "arn:aws:ec2:eu-west-1:*:vpc/*"
        }
      }
    JSON
  }

  example "a service whose guide writes one" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "swf:DescribeDomain",
          "Resource": "arn:aws:swf:us-east-1:111122223333:/domain/x"
        }
      }
    JSON
  }
}

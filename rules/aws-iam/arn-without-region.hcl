rule "aws-iam/arn-without-region" {
  severity = "error"
  summary  = "An ARN lacks the Region"
  why      = "ARNs of such resources have one, so that this one matches none."
  fix      = "Write the Region, or * for any."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-arn-region"
  aliases  = ["MISSING_ARN_REGION"]
  check    = "arn-shape"

  param "fault" {
    default = "region-missing"
    summary = "what is wrong with the ARN"
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
          "Resource": "arn:aws:sqs::111122223333:cce"
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
          "Resource": "arn:aws:ec2::111122223333:vpc/*"
        }
      }
    JSON
  }

  example "any Region" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "sqs:SendMessage",
          "Resource": "arn:aws:sqs:*:111122223333:cce"
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
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::cce/*"
        }
      }
    JSON
  }
}

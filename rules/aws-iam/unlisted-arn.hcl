rule "aws-iam/unlisted-arn" {
  severity = "warning"
  summary  = "An ARN fits none of the formats that the reference has"
  why      = "It may be a resource of AWS itself, or one that the reference leaves out; or it is a mistake, and the ARN matches nothing."
  fix      = "Compare it with an ARN of a resource that exists."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-arn-resource"
  check    = "arn-shape"

  example "a Region that dashboards do not have" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "cloudwatch:GetDashboard",
          "Resource": "arn:aws:cloudwatch:eu-west-1:111122223333:dashboard/cce"
        }
      }
    JSON
  }

  example "the type is missing" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:PassRole",
          "Resource": "arn:aws:iam::111122223333:cce-admin"
        }
      }
    JSON
  }

  example "a colon for a slash" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:dynamodb:*:*:table:cce"
        }
      }
    JSON
  }

  example "the case of the type" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "states:StartExecution",
          "Resource": "arn:aws:states:*:*:statemachine:cce"
        }
      }
    JSON
  }

  example "one of AWS, perhaps" {
    expect = "finding"
    place  = "6:59"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "cloudformation:CreateStackSet",
          "Resource": ["arn:aws:cloudformation:*:*:stackset/*", "arn:aws:cloudformation:us-west-2::type/resource/AWS-S3-Bucket"]
        }
      }
    JSON
  }

  example "plainly a slip" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "arn:aws:ec2:*:*:vpcs/*"
        }
      }
    JSON
  }

  example "known" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["iam:PassRole", "ec2:DeleteVpc"],
          "Resource": ["arn:aws:iam::111122223333:role/cce", "arn:aws:ec2:*:*:vpc/*"]
        }
      }
    JSON
  }

  example "a resource of AWS" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ssm:GetParameter",
          "Resource": "arn:aws:ssm:us-east-1::parameter/aws/service/*"
        }
      }
    JSON
  }
}

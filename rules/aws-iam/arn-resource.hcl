rule "aws-iam/arn-resource" {
  severity = "error"
  summary  = "An ARN fits no resource of its service"
  why      = "It matches nothing: an Allow gives nothing, a Deny guards nothing."
  fix      = "Write the resource as the service does."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-arn-resource"
  aliases  = ["INVALID_ARN_RESOURCE"]
  check    = "arn-shape"

  param "fault" {
    default = "resource"
    summary = "what is wrong with the ARN"
  }

  example "a letter too many" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "arn:aws:ec2:*:*:vpcs/*",
          "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}
        }
      }
    JSON
  }

  example "the type is missing" {
    expect = "none"
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

  example "with a path" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "iam:PassRole",
          "Resource": "arn:aws:iam::111122223333:role/cce/admin"
        }
      }
    JSON
  }

  example "wildcards" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:DeleteVpc", "logs:PutLogEvents"],
          "Resource": ["arn:aws:ec2:*:*:v*", "arn:aws:logs:*:*:*"]
        }
      }
    JSON
  }

  example "a variable" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "dynamodb:GetItem",
          "Resource": "arn:aws:dynamodb:*:*:table/$${aws:username}"
        }
      }
    JSON
  }
}

rule "aws-iam/action-without-resource" {
  severity = "warning"
  summary  = "A statement has no resource for some of its actions"
  why      = "An action is checked against resources of its own types, or against \"*\" when it has none. No ARN of the statement is of such a type, so the statement neither allows nor denies it."
  fix      = "Give these actions a statement of their own, with the resources that they take."
  source   = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html"
  aliases  = ["RESOURCE_MISMATCH"]
  check    = "idle-action"

  example "a list needs every resource" {
    expect = "finding"
    place  = "5:33"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:DeleteVpc", "ec2:DescribeVpcs"],
          "Resource": "arn:aws:ec2:*:*:vpc/*"
        }
      }
    JSON
  }

  example "objects are not the bucket" {
    expect = "finding"
    place  = "5:33"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["s3:ListBucket", "s3:GetObject"],
          "Resource": "arn:aws:s3:::cce"
        }
      }
    JSON
  }

  example "a guard that guards nothing" {
    expect = "finding"
    place  = "5:16"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": ["ec2:DeleteSubnet"],
          "Resource": "arn:aws:ec2:*:*:vpc/*"
        }
      }
    JSON
  }

  example "each has its own" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["s3:ListBucket", "s3:GetObject"],
          "Resource": ["arn:aws:s3:::cce", "arn:aws:s3:::cce/*"]
        }
      }
    JSON
  }

  example "every resource" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": ["ec2:DeleteVpc", "ec2:DescribeVpcs"],
          "Resource": "*"
        }
      }
    JSON
  }

  example "all of a service" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:ListAllMyBuckets",
          "Resource": "arn:aws:s3:::*"
        }
      }
    JSON
  }

  example "only the objects" {
    expect = "finding"
    place  = "5:15"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:ListBucket",
          "Resource": "arn:aws:s3:::cce/*"
        }
      }
    JSON
  }

  example "a wildcard that comprises one" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:*Vpc*",
          "Resource": "arn:aws:ec2:*:*:vpc/*"
        }
      }
    JSON
  }
}

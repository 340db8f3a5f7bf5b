rule "aiven-aws/older-version" {
  severity = "warning"
  summary  = "The policy is of an older version than the published one"
  why      = "Version 2 of the published policy (2024) added VPC endpoints, version 3 (2025) buckets that are named cce-*, version 4 (2026) iam:TagRole. Templates of today may ask for them."
  fix      = "Take the current policy from the page, or stay with this one as long as the deployment works."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  applies  = { kind = ["identity"], role = "before-version-4" }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  param "partition" {
    default = "aws"
    summary = "partition of the account"
  }

  param "region" {
    default = "*"
    summary = "Region of the custom cloud; *: any"
  }

  param "account" {
    default = "*"
    summary = "account of the custom cloud; *: any"
  }

  always {
    actions   = ["ec2:CreateVpcEndpoint"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:vpc-endpoint/*"]
    in_part   = "warning"

    condition {
      test     = "StringLike"
      variable = "aws:RequestTag/Name"
      values   = [param.prefix]
    }

    condition {
      test     = "StringNotLike"
      variable = "aws:RequestTag/Name"
      values   = ["*&{*}*"]
    }

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  always {
    actions   = ["s3:CreateBucket"]
    resources = ["arn:${param.partition}:s3:::${param.prefix}"]
    in_part   = "warning"

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  example "neither endpoints nor buckets" {
    expect  = "finding"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:C*R*", "ec2:C*S*", "ec2:D*", "iam:CreateRole", "iam:PutRolePolicy"], "Resource": "*"}
        ]
      }
    JSON
  }

  example "both" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "s3:*", "iam:CreateRole", "iam:PutRolePolicy"], "Resource": "*"}
        ]
      }
    JSON
  }
}

rule "aiven-aws/cannot-manage-role" {
  severity = "error"
  summary  = "The policy keeps Aiven from managing its own role"
  why      = "Aiven deploys with this policy. The template makes the role that Aiven assumes, cce-*-iam-role, with its policies and trust. In aws:RequestedRegion, calls of IAM have us-east-1, wherever the cloud is."
  fix      = "Allow these actions on arn:aws:iam::*:role/cce-*-iam-role. Where roles of yours have another name, say so: --param role=NAME."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  applies  = { kind = ["identity"], role = "deployer" }

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

  param "role" {
    default = "cce-*-iam-role"
    summary = "glob of the names of its roles"
  }

  always {
    actions = [
      "iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:GetRole",
      "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy",
    ]
    resources = ["arn:${param.partition}:iam::${param.account}:role/${param.role}"]
    in_part   = "warning"

    condition {
      test     = param.partition == "aws" ? "StringEquals" : "StringLikeIfExists"
      variable = "aws:RequestedRegion"
      values   = [param.partition == "aws" ? "us-east-1" : "*"]
    }
  }

  example "another name" {
    expect  = "finding"
    place   = "5:56"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"},
          {"Effect": "Allow", "Action": "iam:*", "Resource": "arn:aws:iam::*:role/byoc-*-iam-role"}
        ]
      }
    JSON
  }

  example "as published" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"},
          {"Effect": "Allow", "Action": "iam:*", "Resource": "arn:aws:iam::*:role/cce-*-iam-role"}
        ]
      }
    JSON
  }
}

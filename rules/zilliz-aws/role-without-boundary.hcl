rule "zilliz-aws/role-without-boundary" {
  severity = "error"
  summary  = "Roles can be made or given permissions without a permissions boundary"
  why      = "The activation package of 2024 puts a permissions boundary on the roles it makes, so that none of them can do more than Zilliz needs. Without that condition whoever has this policy makes a role with every permission of the account. The policy of BYOC-I has none: there it is a known risk."
  fix      = "Ask for the boundary: StringLike iam:PermissionsBoundary arn:aws:iam::*:policy/zilliz/* on iam:CreateRole, iam:PutRolePolicy and iam:AttachRolePolicy."
  source   = "https://docs.zilliz.com/docs/byoc/byoc-prerequisites"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "boundary" {
    default = ["arn:*:iam::*:policy/zilliz/*", "arn:*:iam::*:policy/zilliz-byoc*"]
    summary = "globs of the ARNs of the permissions boundary"
  }

  never {
    actions = ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePolicy"]

    condition {
      test     = "ArnNotLike"
      variable = "iam:PermissionsBoundary"
      values   = param.boundary
    }
  }

  example "any role" {
    expect  = "finding"
    place   = "4:54"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["iam:CreateRole", "iam:AttachRolePolicy"], "Resource": "arn:aws:iam::*:role/zilliz-byoc*"}
        ]
      }
    JSON
  }

  example "any boundary" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:CreateRole", "Resource": "arn:aws:iam::*:role/zilliz/*",
           "Condition": {"Null": {"iam:PermissionsBoundary": "false"}}}
        ]
      }
    JSON
  }

  example "with the boundary" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePolicy"], "Resource": "arn:aws:iam::*:role/zilliz/*",
           "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/zilliz/zilliz-permission-boundary-policy"}}}
        ]
      }
    JSON
  }
}

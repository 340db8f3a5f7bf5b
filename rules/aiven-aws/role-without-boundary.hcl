rule "aiven-aws/role-without-boundary" {
  severity = "warning"
  summary  = "The role of the custom cloud may be given every permission of the account"
  why      = "The published policy lets its holder make a role cce-*-iam-role, say who may assume it, and give it any permission, AdministratorAccess too. So all limits by names hold only for those who do not want to pass them."
  fix      = "Ask for a permissions boundary: StringEquals iam:PermissionsBoundary on iam:CreateRole, iam:PutRolePolicy and iam:AttachRolePolicy. Aiven has to set it in the template."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  never {
    actions = ["iam:AttachRolePolicy", "iam:PutRolePolicy"]

    condition {
      test     = "Null"
      variable = "iam:PermissionsBoundary"
      values   = ["true"]
    }

    condition {
      test     = "ArnEqualsIfExists"
      variable = "iam:PolicyARN"
      values   = ["arn:aws:iam::aws:policy/AdministratorAccess"]
    }
  }

  example "as published" {
    expect  = "finding"
    place   = "4:36"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"], "Resource": "arn:aws:iam::*:role/cce-*-iam-role"}
        ]
      }
    JSON
  }

  example "with a boundary" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePolicy"], "Resource": "arn:aws:iam::*:role/cce-*-iam-role",
           "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/cce-boundary"}}}
        ]
      }
    JSON
  }

  example "one policy only" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:AttachRolePolicy", "Resource": "arn:aws:iam::*:role/cce-*-iam-role",
           "Condition": {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::111122223333:policy/cce-nodes"}}}
        ]
      }
    JSON
  }
}

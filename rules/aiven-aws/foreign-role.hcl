rule "aiven-aws/foreign-role" {
  severity = "error"
  summary  = "Roles, users or policies outside the custom cloud can be changed or passed on"
  why      = "The role needs IAM for the one role that Aiven assumes, cce-*-iam-role. Whoever may change another role, or pass it to a service, has its permissions."
  fix      = "Limit the statement to arn:aws:iam::*:role/cce-*-iam-role, as published."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions       = ["iam:*"]
    levels        = ["Write", "Tagging", "Permissions management"]
    not_resources = ["arn:*:iam::*:role/${param.prefix}"]
  }

  example "every role" {
    expect  = "finding"
    place   = "4:54"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["iam:CreateRole", "iam:PutRolePolicy"], "Resource": "arn:aws:iam::*:role/*"}
        ]
      }
    JSON
  }

  example "a role to pass" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}
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
          {"Effect": "Allow", "Action": ["iam:CreateRole", "iam:PutRolePolicy"], "Resource": "arn:aws:iam::*:role/cce-*-iam-role"}
        ]
      }
    JSON
  }
}

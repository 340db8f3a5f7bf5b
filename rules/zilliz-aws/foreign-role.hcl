rule "zilliz-aws/foreign-role" {
  severity = "error"
  summary  = "Roles, users or policies that are not of Zilliz can be changed or passed on"
  why      = "Zilliz needs IAM for roles of its own only: named zilliz-byoc* since December 2024, under the path /zilliz/ before. Whoever may change another role, or pass it to a service, has its permissions."
  fix      = "Limit the statement to arn:aws:iam::*:role/zilliz-byoc*, as published."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "zilliz-byoc*"
    summary = "glob of the names of what belongs to Zilliz"
  }

  never {
    actions = ["iam:*"]
    not_actions = [
      "iam:CreateOpenIDConnectProvider", "iam:CreateServiceLinkedRole",
      "iam:DeleteOpenIDConnectProvider", "iam:TagOpenIDConnectProvider",
    ]
    levels = ["Write", "Tagging", "Permissions management"]
    not_resources = [
      "arn:*:iam::*:policy/${param.prefix}", "arn:*:iam::*:policy/zilliz/*",
      "arn:*:iam::*:role/${param.prefix}", "arn:*:iam::*:role/zilliz/*",
    ]
  }

  example "every role" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:UpdateAssumeRolePolicy", "Resource": "arn:aws:iam::*:role/*"}
        ]
      }
    JSON
  }

  example "a role to pass" {
    expect  = "finding"
    place   = "4:51"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["iam:GetRole", "iam:PassRole"], "Resource": "*",
           "Condition": {"StringEquals": {"iam:PassedToService": "eks.amazonaws.com"}}}
        ]
      }
    JSON
  }

  example "what only looks like the prefix" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/zilliz*"}
        ]
      }
    JSON
  }

  example "as published" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:*:iam::*:role/zilliz-byoc*",
           "Condition": {"StringEquals": {"iam:PassedToService": "eks.amazonaws.com"}}},
          {"Effect": "Allow", "Action": "iam:UpdateAssumeRolePolicy", "Resource": "arn:*:iam::*:role/zilliz-byoc*"}
        ]
      }
    JSON
  }

  example "as published in 2024" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["iam:CreatePolicy", "iam:TagPolicy"], "Resource": "arn:aws:iam::*:policy/zilliz/*"}
        ]
      }
    JSON
  }
}

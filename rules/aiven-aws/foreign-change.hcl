rule "aiven-aws/foreign-change" {
  severity = "error"
  summary  = "Resources outside the custom cloud can be changed"
  why      = "The account is shared: all that belongs to the custom cloud is named cce-*, and the policy keeps the role to what is named so. An action without that limit reaches every VPC of the account."
  fix      = "Restore the condition of the statement Modify: StringLike on ec2:ResourceTag/Name with the value cce-*. Give actions that the published policy does not have the same condition."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions = ["ec2:*"]
    not_actions = [
      "ec2:AllocateAddress", "ec2:CreateInternetGateway", "ec2:CreateNatGateway", "ec2:CreateRouteTable",
      "ec2:CreateSecurityGroup", "ec2:CreateSubnet", "ec2:CreateTags", "ec2:CreateVpc",
      "ec2:CreateVpcEndpoint", "ec2:Delete*", "ec2:Detach*", "ec2:Disassociate*", "ec2:Release*",
      "ec2:Revoke*", "ec2:Terminate*", "ec2:Unassign*",
    ]
    levels        = ["Write", "Tagging", "Permissions management"]
    not_resources = ["arn:*:ec2:*:*:security-group-rule/*"]

    condition {
      test     = "StringNotLike"
      variable = "ec2:ResourceTag/Name"
      values   = [param.prefix]
    }

    condition {
      test     = "StringNotLike"
      variable = "aws:RequestTag/Name"
      values   = [param.prefix]
    }
  }

  example "untagged resources pass" {
    expect  = "finding"
    place   = "4:53"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "Modify", "Effect": "Allow", "Action": ["ec2:ModifyVpcAttribute", "ec2:ReplaceRoute"], "Resource": "*",
           "Condition": {"ForAllValues:StringLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "an action more" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*"}
        ]
      }
    JSON
  }

  example "a wildcard" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}
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
          {"Sid": "Modify", "Effect": "Allow", "Action": ["ec2:ModifyVpcAttribute", "ec2:ReplaceRoute"], "Resource": "*",
           "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "only seen" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:Describe*", "ec2:Get*"], "Resource": "*"}
        ]
      }
    JSON
  }
}

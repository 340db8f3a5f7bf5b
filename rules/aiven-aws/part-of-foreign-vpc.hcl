rule "aiven-aws/part-of-foreign-vpc" {
  severity = "error"
  summary  = "A subnet, route table or security group can be made in a VPC outside the custom cloud"
  why      = "The account is shared: all that belongs to the custom cloud is named cce-*, and the policy keeps the role to what is named so. Who may add a subnet or a route table to a foreign VPC is inside of it."
  fix      = "Restore the guard CreateSubAllowCCEVPCOnly: Deny these actions on VPCs if StringNotLike ec2:ResourceTag/Name cce-*. On a missing tag StringNotLike is true, so untagged VPCs are guarded too."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "prefix" {
    default = "cce-*"
    summary = "glob of the names of the custom cloud's resources"
  }

  never {
    actions = ["ec2:CreateRouteTable", "ec2:CreateSecurityGroup", "ec2:CreateSubnet"]
    not_resources = [
      "arn:*:ec2:*:*:route-table/*", "arn:*:ec2:*:*:security-group/*", "arn:*:ec2:*:*:subnet/*",
    ]

    condition {
      test     = "StringNotLike"
      variable = "ec2:ResourceTag/Name"
      values   = [param.prefix]
    }
  }

  example "the guard is gone" {
    expect  = "finding"
    place   = "4:59"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "CreateSubnets", "Effect": "Allow", "Action": "ec2:CreateSubnet", "Resource": ["arn:aws:ec2:*:*:subnet/*", "arn:aws:ec2:*:*:vpc/*"]},
          {"Sid": "CreateSubAllowCCEOnly", "Effect": "Deny", "Action": "ec2:CreateSubnet", "Resource": "arn:aws:ec2:*:*:subnet/*",
           "Condition": {"StringNotLike": {"aws:RequestTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "the guard leaves out what has no tag" {
    expect  = "finding"
    place   = "4:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateSubnet", "Resource": "*"},
          {"Effect": "Deny", "Action": "ec2:CreateSubnet", "Resource": "arn:aws:ec2:*:*:vpc/*",
           "Condition": {"ForAnyValue:StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "the guard is for one Region" {
    expect  = "finding"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateRouteTable", "Resource": "*"},
          {"Effect": "Deny", "Action": "ec2:CreateRouteTable", "Resource": "arn:aws:ec2:us-east-1:*:vpc/*",
           "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}}
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
          {"Sid": "CreateSubnets", "Effect": "Allow", "Action": "ec2:CreateSubnet", "Resource": ["arn:aws:ec2:*:*:subnet/*", "arn:aws:ec2:*:*:vpc/*"]},
          {"Sid": "CreateSubAllowCCEVPCOnly", "Effect": "Deny", "Action": ["ec2:CreateRouteTable", "ec2:CreateSecurityGroup", "ec2:CreateSubnet"], "Resource": "arn:aws:ec2:*:*:vpc/*",
           "Condition": {"StringNotLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "another operator that means the same" {
    expect  = "none"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateSubnet", "Resource": "arn:aws:ec2:*:*:vpc/*"},
          {"Effect": "Deny", "Action": "ec2:CreateSubnet", "Resource": "arn:aws:ec2:*:*:vpc/*",
           "Condition": {"StringNotLikeIfExists": {"aws:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}

rule "aiven-aws/cannot-tag" {
  severity = "error"
  summary  = "The policy keeps Aiven from naming what it makes"
  why      = "Aiven deploys with this policy. A resource that is made with tags is also a check of ec2:CreateTags, with the action that makes it in ec2:CreateAction; where that is refused, nothing is made."
  fix      = "Allow ec2:CreateTags with StringEquals ec2:CreateAction for each action that makes something."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  applies  = { kind = ["identity"], role = "deployer" }

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

  param "tags" {
    default = ["Name", "aiven_custom_cloud_environment_id", "aiven_security_group", "aiven_subnet"]
    summary = "keys of the tags that the template sets"
  }

  always {
    actions   = ["ec2:CreateTags"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:elastic-ip/*"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = ["AllocateAddress"]
    }

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
      test     = "ForAllValues:StringEquals"
      variable = "aws:TagKeys"
      values   = param.tags
    }

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  always {
    actions   = ["ec2:CreateTags"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:internet-gateway/*"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = ["CreateInternetGateway"]
    }

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
      test     = "ForAllValues:StringEquals"
      variable = "aws:TagKeys"
      values   = param.tags
    }

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  always {
    actions   = ["ec2:CreateTags"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:natgateway/*"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = ["CreateNatGateway"]
    }

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
      test     = "ForAllValues:StringEquals"
      variable = "aws:TagKeys"
      values   = param.tags
    }

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  always {
    actions   = ["ec2:CreateTags"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:route-table/*"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = ["CreateRouteTable"]
    }

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
      test     = "ForAllValues:StringEquals"
      variable = "aws:TagKeys"
      values   = param.tags
    }

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  always {
    actions   = ["ec2:CreateTags"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:security-group/*"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = ["CreateSecurityGroup"]
    }

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
      test     = "ForAllValues:StringEquals"
      variable = "aws:TagKeys"
      values   = param.tags
    }

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  always {
    actions   = ["ec2:CreateTags"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:subnet/*"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = ["CreateSubnet"]
    }

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
      test     = "ForAllValues:StringEquals"
      variable = "aws:TagKeys"
      values   = param.tags
    }

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  always {
    actions   = ["ec2:CreateTags"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:vpc/*"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = ["CreateVpc"]
    }

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
      test     = "ForAllValues:StringEquals"
      variable = "aws:TagKeys"
      values   = param.tags
    }

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  example "one action is missing" {
    expect  = "finding"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:CreateR*", "ec2:CreateS*", "ec2:CreateV*", "ec2:CreateN*", "ec2:CreateI*", "ec2:D*", "iam:*"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringEquals": {"ec2:CreateAction": ["AllocateAddress", "CreateInternetGateway", "CreateNatGateway", "CreateRouteTable", "CreateSecurityGroup", "CreateSubnet"]}}}
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
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:CreateR*", "ec2:CreateS*", "ec2:CreateV*", "ec2:D*", "iam:*"], "Resource": "*"},
          {"Sid": "CreateTag", "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringEquals": {"ec2:CreateAction": ["AllocateAddress", "CreateInternetGateway", "CreateNatGateway", "CreateRouteTable", "CreateSecurityGroup", "CreateSubnet", "CreateVpc"]}}}
        ]
      }
    JSON
  }
}

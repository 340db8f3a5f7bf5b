rule "aiven-aws/cannot-change" {
  severity = "error"
  summary  = "The policy keeps Aiven from changing its own network"
  why      = "Aiven deploys with this policy. Routes, rules and attributes of what is named cce-* are set after it is made."
  fix      = "Restore the statement Modify: these actions, with StringLike ec2:ResourceTag/Name cce-*."
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

  always {
    actions = [
      "ec2:AssignPrivateNatGatewayAddress", "ec2:AssociateAddress", "ec2:AssociateRouteTable",
      "ec2:AssociateSubnetCidrBlock", "ec2:AssociateVpcCidrBlock", "ec2:AttachInternetGateway",
      "ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateRoute",
      "ec2:ModifySecurityGroupRules", "ec2:ModifySubnetAttribute", "ec2:ModifyVpcAttribute",
      "ec2:ReplaceRoute", "ec2:ReplaceRouteTableAssociation",
      "ec2:UpdateSecurityGroupRuleDescriptionsEgress", "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
    ]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:${param.account}:elastic-ip/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:internet-gateway/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:natgateway/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:route-table/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:security-group/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:security-group-rule/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:subnet/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:vpc/*",
    ]
    in_part = "warning"

    condition {
      test     = "StringLike"
      variable = "ec2:ResourceTag/Name"
      values   = [param.prefix]
    }

    condition {
      test     = "StringNotLike"
      variable = "ec2:ResourceTag/Name"
      values   = ["*&{*}*"]
    }

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  example "the key has a slip" {
    expect  = "finding"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:C*", "ec2:D*", "iam:*"], "Resource": "*"},
          {"Effect": "Deny", "Action": "ec2:AttachInternetGateway", "Resource": "*",
           "Condition": {"StringNotLike": {"ec2:ResourceTag/name_": "cce-*"}}}
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
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:C*", "ec2:D*", "iam:*"], "Resource": "*"},
          {"Sid": "Modify", "Effect": "Allow", "Action": ["ec2:Modify*", "ec2:Replace*", "ec2:Update*"], "Resource": "*",
           "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }
}

rule "aiven-aws/cannot-delete" {
  severity = "error"
  summary  = "The policy keeps Aiven from taking down its own network"
  why      = "Aiven deploys with this policy. Where it may make things and not take them down, terraform destroy stops in the middle, and what is left is charged for."
  fix      = "Restore the statements Delete, DisassociateEIP and DeleteTag."
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
    actions = [
      "ec2:DeleteInternetGateway", "ec2:DeleteNatGateway", "ec2:DeleteNetworkInterface", "ec2:DeleteRoute",
      "ec2:DeleteRouteTable", "ec2:DeleteSecurityGroup", "ec2:DeleteSubnet", "ec2:DeleteVpc",
      "ec2:DetachInternetGateway", "ec2:DisassociateNatGatewayAddress", "ec2:DisassociateRouteTable",
      "ec2:DisassociateSubnetCidrBlock", "ec2:DisassociateVpcCidrBlock", "ec2:ReleaseAddress",
      "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress",
      "ec2:UnassignPrivateNatGatewayAddress",
    ]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:${param.account}:elastic-ip/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:internet-gateway/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:natgateway/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:network-interface/*",
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

  always {
    actions   = ["ec2:DisassociateAddress"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:elastic-ip/*"]
    in_part   = "warning"

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

  always {
    actions = ["ec2:DeleteTags"]
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
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:C*", "ec2:DeleteVpc", "iam:*"], "Resource": "*"},
          {"Sid": "Delete", "Effect": "Allow", "Action": ["ec2:DeleteInternetGateway", "ec2:DeleteNatGateway", "ec2:DeleteNetworkInterface", "ec2:DeleteRoute", "ec2:DeleteRouteTable", "ec2:DeleteSecurityGroup", "ec2:DetachInternetGateway", "ec2:DisassociateNatGatewayAddress", "ec2:DisassociateRouteTable", "ec2:DisassociateSubnetCidrBlock", "ec2:DisassociateVpcCidrBlock", "ec2:ReleaseAddress", "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress", "ec2:UnassignPrivateNatGatewayAddress"], "Resource": "*",
           "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*"}}},
          {"Effect": "Allow", "Action": ["ec2:DeleteTags", "ec2:DisassociateAddress"], "Resource": "*"}
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
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:C*", "iam:*"], "Resource": "*"},
          {"Sid": "Delete", "Effect": "Allow", "Action": ["ec2:DeleteInternetGateway", "ec2:DeleteNatGateway", "ec2:DeleteNetworkInterface", "ec2:DeleteRoute", "ec2:DeleteRouteTable", "ec2:DeleteSecurityGroup", "ec2:DeleteSubnet", "ec2:DeleteVpc", "ec2:DetachInternetGateway", "ec2:DisassociateNatGatewayAddress", "ec2:DisassociateRouteTable", "ec2:DisassociateSubnetCidrBlock", "ec2:DisassociateVpcCidrBlock", "ec2:ReleaseAddress", "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress", "ec2:UnassignPrivateNatGatewayAddress"], "Resource": "*",
           "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*"}}},
          {"Effect": "Allow", "Action": ["ec2:DeleteTags", "ec2:DisassociateAddress"], "Resource": "*"}
        ]
      }
    JSON
  }
}

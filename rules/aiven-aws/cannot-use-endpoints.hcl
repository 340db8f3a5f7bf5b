rule "aiven-aws/cannot-use-endpoints" {
  severity = "error"
  summary  = "The policy keeps Aiven from making or changing VPC endpoints"
  why      = "Since version 2 the published policy has endpoints, which the models hipaa and pci_dss need. A call to make one touches the endpoint, its VPC, and what else is named in it, and each of them must be allowed."
  fix      = "A condition on aws:RequestTag is for the endpoint; the VPC, its subnets, route tables and security groups have ec2:ResourceTag. Limit each by its own."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  applies  = { kind = ["identity"], role = "with-endpoints" }

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
    actions   = ["ec2:CreateVpcEndpoint"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:vpc-endpoint/*"]
    in_part   = "warning"

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
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  always {
    actions = ["ec2:CreateVpcEndpoint"]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:${param.account}:route-table/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:security-group/*",
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
    actions   = ["ec2:CreateTags"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:vpc-endpoint/*"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = ["CreateVpcEndpoint"]
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
    actions = ["ec2:DeleteVpcEndpoints", "ec2:ModifyVpcEndpoint"]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:${param.account}:route-table/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:security-group/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:subnet/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:vpc-endpoint/*",
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
    actions   = ["ec2:DescribePrefixLists", "ec2:DescribeVpcEndpoints"]
    resources = ["*"]
    in_part   = "warning"

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  example "the VPC has no tag of the request" {
    expect  = "finding"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:CreateR*", "ec2:CreateS*", "ec2:CreateT*", "ec2:CreateVpc", "ec2:D*", "ec2:M*", "iam:*"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:CreateVpcEndpoint", "Resource": "*",
           "Condition": {"StringLike": {"aws:RequestTag/Name": "cce-*"}}}
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
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:C*", "ec2:D*", "ec2:M*", "iam:*"], "Resource": "*"}
        ]
      }
    JSON
  }
}

rule "aiven-aws/cannot-create" {
  severity = "error"
  summary  = "The policy keeps Aiven from making the network"
  why      = "Aiven deploys with this policy. What is refused here stops terraform apply, or the deployment after it, in the middle. A policy for one cloud only is no fault: say which, by --param prefix=..., region=... or account=...."
  fix      = "Compare with the published policy. Values are case-sensitive, * is a wildcard in StringLike only, and a new resource has tags in the request (aws:RequestTag), an existing one has its own (ec2:ResourceTag)."
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
      "ec2:AllocateAddress", "ec2:CreateInternetGateway", "ec2:CreateNatGateway", "ec2:CreateRouteTable",
      "ec2:CreateSecurityGroup", "ec2:CreateSubnet", "ec2:CreateVpc",
    ]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:${param.account}:elastic-ip/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:internet-gateway/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:natgateway/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:route-table/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:security-group/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:subnet/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:vpc/*",
    ]
    in_part = "warning"

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
    actions = ["ec2:CreateNatGateway"]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:${param.account}:elastic-ip/*",
      "arn:${param.partition}:ec2:${param.region}:${param.account}:subnet/*",
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
    actions   = ["ec2:CreateRouteTable", "ec2:CreateSecurityGroup", "ec2:CreateSubnet"]
    resources = ["arn:${param.partition}:ec2:${param.region}:${param.account}:vpc/*"]
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

  example "a wildcard that is none" {
    expect  = "finding"
    place   = "6:40"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "iam:*"], "Resource": "*"},
          {"Effect": "Deny", "Action": "ec2:CreateVpc", "Resource": "*",
           "Condition": {"StringNotEquals": {"aws:RequestTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "a new VPC has no tags of its own" {
    expect  = "finding"
    place   = "6:35"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:CreateI*", "ec2:CreateN*", "ec2:CreateR*", "ec2:CreateS*", "ec2:D*", "iam:*"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*",
           "Condition": {"StringLike": {"aws:ResourceTag/Name": "cce-*"}}}
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
          {"Effect": "Allow", "Action": ["ec2:*", "iam:*"], "Resource": "*"},
          {"Effect": "Deny", "Action": "ec2:CreateVpc", "Resource": "*",
           "Condition": {"StringNotLike": {"aws:RequestTag/Name": "cce-*"}}}
        ]
      }
    JSON
  }

  example "of another partition" {
    expect  = "none"
    profile = "aiven-aws"
    params  = { partition = "aws-us-gov" }
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "iam:*"], "Resource": "arn:aws-us-gov:*"}
        ]
      }
    JSON
  }
}

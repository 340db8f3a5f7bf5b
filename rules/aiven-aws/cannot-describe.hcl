rule "aiven-aws/cannot-describe" {
  severity = "error"
  summary  = "The policy keeps Aiven from seeing the network"
  why      = "Aiven deploys with this policy. Terraform reads the state of each resource before it changes it. These actions take no limit by tags."
  fix      = "Restore the statement Describe, on all resources."
  source   = "https://aiven.io/docs/platform/howto/byoc/create-cloud/create-aws-custom-cloud"
  applies  = { kind = ["identity"], role = "deployer" }

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
      "ec2:DescribeAddresses", "ec2:DescribeAddressesAttribute", "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInternetGateways", "ec2:DescribeNatGateways", "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeRouteTables", "ec2:DescribeSecurityGroupRules", "ec2:DescribeSecurityGroups",
      "ec2:DescribeStaleSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeTags",
      "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs",
    ]
    resources = ["*"]
    in_part   = "warning"

    condition {
      test     = param.region == "*" ? "StringLikeIfExists" : "StringLike"
      variable = "aws:RequestedRegion"
      values   = [param.region]
    }
  }

  example "limited by a tag" {
    expect  = "finding"
    profile = "aiven-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:C*", "ec2:Delete*", "iam:*"], "Resource": "*"},
          {"Sid": "Describe", "Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*",
           "Condition": {"StringLike": {"ec2:ResourceTag/Name": "cce-*"}}}
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
          {"Effect": "Allow", "Action": ["ec2:A*", "ec2:C*", "ec2:Delete*", "iam:*"], "Resource": "*"},
          {"Sid": "Describe", "Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*"}
        ]
      }
    JSON
  }
}

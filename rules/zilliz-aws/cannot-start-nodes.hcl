rule "zilliz-aws/cannot-start-nodes" {
  severity = "error"
  summary  = "The policy keeps Zilliz from starting nodes"
  why      = "Zilliz runs the cluster with this policy. A node group starts instances from a launch template, in the subnets and with the security groups that have the tag Vendor; new instances, volumes and interfaces have it in the request."
  fix      = "Restore the statements EC2Create, EC2Update and EC2RunInstanceOnImage."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  applies  = { kind = ["identity"], role = "operator" }

  param "partition" {
    default = "aws"
    summary = "partition of the account"
  }

  param "region" {
    default = "*"
    summary = "Region of the deployment; *: any"
  }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  always {
    actions = ["ec2:RunInstances"]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:*:instance/*",
      "arn:${param.partition}:ec2:${param.region}:*:network-interface/*",
      "arn:${param.partition}:ec2:${param.region}:*:volume/*",
    ]
    in_part = "warning"

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/Vendor"
      values   = [param.vendor]
    }
  }

  always {
    actions = ["ec2:RunInstances"]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:*:launch-template/*",
      "arn:${param.partition}:ec2:${param.region}:*:security-group/*",
      "arn:${param.partition}:ec2:${param.region}:*:subnet/*",
    ]
    in_part = "warning"

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/Vendor"
      values   = [param.vendor]
    }
  }

  always {
    actions   = ["ec2:RunInstances"]
    resources = ["arn:${param.partition}:ec2:${param.region}::image/*"]
    in_part   = "warning"
  }

  example "no image" {
    expect  = "finding"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": ["arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:volume/*"],
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}},
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": ["arn:aws:ec2:*:*:launch-template/*", "arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:subnet/*"],
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }

  example "the key of what exists, for what is new" {
    expect  = "finding"
    place   = "6:37"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}},
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*::image/*"}
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
          {"Effect": "Allow", "Action": ["eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": ["arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:volume/*"],
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}},
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": ["arn:aws:ec2:*:*:launch-template/*", "arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:subnet/*"],
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}},
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:image/*"}
        ]
      }
    JSON
  }
}

rule "zilliz-aws/cannot-manage-launch-templates" {
  severity = "error"
  summary  = "The policy keeps Zilliz from managing its launch templates"
  why      = "Zilliz runs the cluster with this policy. Every node group has a launch template, every upgrade of it a new version."
  fix      = "Restore the statements EC2Create and EC2Update."
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
    actions   = ["ec2:CreateLaunchTemplate"]
    resources = ["arn:${param.partition}:ec2:${param.region}:*:launch-template/*"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/Vendor"
      values   = [param.vendor]
    }
  }

  always {
    actions   = ["ec2:CreateLaunchTemplateVersion", "ec2:DeleteLaunchTemplate"]
    resources = ["arn:${param.partition}:ec2:${param.region}:*:launch-template/*"]
    in_part   = "warning"

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "another tag" {
    expect  = "finding"
    place   = "6:37"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:*LaunchTemplate*", "Resource": "*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz"}}}
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
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:CreateLaunchTemplate", "Resource": "*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}},
          {"Effect": "Allow", "Action": ["ec2:CreateLaunchTemplateVersion", "ec2:DeleteLaunchTemplate"], "Resource": "*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}

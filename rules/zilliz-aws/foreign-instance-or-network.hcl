rule "zilliz-aws/foreign-instance-or-network" {
  severity = "error"
  summary  = "Instances or networks that are not of Zilliz can be changed"
  why      = "The account is shared with what is yours. The published policy lets Zilliz start instances and keep launch templates; all else in EC2 it only reads. The policy of BYOC-I makes and deletes networks without a limit: there it is a known risk."
  fix      = "Remove the actions, or limit them with StringEquals aws:ResourceTag/Vendor zilliz-byoc."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"], role = "manager" }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions = ["ec2:*"]
    not_actions = [
      "ec2:CreateLaunchTemplate", "ec2:CreateLaunchTemplateVersion", "ec2:CreateTags",
      "ec2:DeleteLaunchTemplate", "ec2:DeleteLaunchTemplateVersions", "ec2:DeleteTags",
      "ec2:ModifyLaunchTemplate", "ec2:RunInstances",
    ]
    levels = ["Write", "Permissions management"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:ResourceTag/Vendor"
      values   = [param.vendor]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:RequestTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "all of EC2" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}
        ]
      }
    JSON
  }

  example "instances of others" {
    expect  = "finding"
    place   = "4:56"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "ec2:TerminateInstances"], "Resource": "arn:aws:ec2:*:*:instance/*"}
        ]
      }
    JSON
  }

  example "its own" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "ec2:TerminateInstances"], "Resource": "arn:aws:ec2:*:*:instance/*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
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
          {"Effect": "Allow", "Action": ["ec2:DescribeSubnets", "ec2:DescribeVpcs", "ec2:RunInstances"], "Resource": "*"}
        ]
      }
    JSON
  }
}

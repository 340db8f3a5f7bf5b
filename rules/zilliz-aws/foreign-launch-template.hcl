rule "zilliz-aws/foreign-launch-template" {
  severity = "error"
  summary  = "Launch templates that are not of Zilliz can be changed, deleted or used"
  why      = "A launch template says which image, user data and role the next instances have. Who may add a version to yours runs code in your instances."
  fix      = "Restore the condition StringEquals aws:ResourceTag/Vendor zilliz-byoc."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions = [
      "ec2:CreateLaunchTemplateVersion", "ec2:DeleteLaunchTemplate",
      "ec2:DeleteLaunchTemplateVersions", "ec2:ModifyLaunchTemplate",
    ]

    condition {
      test     = "StringNotEquals"
      variable = "aws:ResourceTag/Vendor"
      values   = [param.vendor]
    }
  }

  never {
    actions   = ["ec2:RunInstances"]
    resources = ["arn:*:ec2:*:*:launch-template/*"]

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

  example "no condition" {
    expect  = "finding"
    place   = "4:36"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:CreateLaunchTemplateVersion", "ec2:RunInstances"], "Resource": "arn:aws:ec2:*:*:launch-template/*"}
        ]
      }
    JSON
  }

  example "a key of what is new" {
    expect  = "finding"
    place   = "6:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}},
          {"Effect": "Allow", "Action": "ec2:DeleteLaunchTemplate", "Resource": "*",
           "Condition": {"StringNotEquals": {"aws:RequestTag/Vendor": "mine"}}}
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
          {"Effect": "Allow", "Action": ["ec2:CreateLaunchTemplateVersion", "ec2:DeleteLaunchTemplate", "ec2:RunInstances"], "Resource": "arn:aws:ec2:*:*:launch-template/*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}

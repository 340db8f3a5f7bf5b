rule "zilliz-aws/instance-not-tagged" {
  severity = "error"
  summary  = "Instances can be started without the tag of Zilliz"
  why      = "What Zilliz starts has the tag Vendor from the first moment on: bills, other policies and whoever cleans up rely on it."
  fix      = "Restore the condition StringEquals aws:RequestTag/Vendor zilliz-byoc for instances, volumes and network interfaces."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions   = ["ec2:RunInstances"]
    resources = ["arn:*:ec2:*:*:instance/*", "arn:*:ec2:*:*:network-interface/*", "arn:*:ec2:*:*:volume/*"]

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
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*"}
        ]
      }
    JSON
  }

  example "no tags at all will do" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*",
           "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["Vendor"]}}}
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
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": ["arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:volume/*"],
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
